"""The picture of one chart in DOT: top-down, compound states as clusters, one edge per source and target.

Reading it: event **[guard]** / actions » signals. What leaves no state (internal transitions, timers, deferred and
ignored events) stands in the state's box, and with its target (→) what leads to an end that many states lead to, where
there are many edges; the colour of an event's name says who raises it. Every node, edge and line has an `id`
(`state-PATH`, `edge-SOURCE-TARGET`, `row-ID`), nodes and edges also a `class`, so that a program can light them, and
each leads to its line in the chart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..model import Row, State
from ..plan import Plan, resolve_state
from .dotbox import DETAIL, Boxes
from .dotsyntax import (
    FONT,
    INDENT,
    Html,
    Word,
    attributes,
    cell,
    escaped,
    off_the_line,
    one_line,
    paragraph,
    quoted,
    table,
    words,
)
from .overlay import NOTHING, Overlay
from .palette import AROUND, BORDER, BOX, EDGE, FINAL, GREY, INK, OUTLINE, PALE, PAPER, SIGNAL, SOURCE_COLOURS
from .ranks import backward

START = "-"
"""Node of the mark where the chart starts; no state can be called that."""
EDGE_COLUMNS = 42
INNER_EDGE_COLUMNS = 28
CLUSTER_MARGIN = 10
STRAIGHT = "4"
"""Weight of edges that lead on; those that lead to an end give way to them, else they make detours."""

MANY_EDGES = 20
MANY_WAYS = 4
"""In a picture of more edges, an end with more ways to it has no edges from states: they would cross everything."""


def chart_dot(plan: Plan, overlay: Overlay = NOTHING) -> str:
    """The chart as DOT, ending in a newline. The same plan gives the same bytes.

    overlay  how single states, rows, timers and decisions are drawn otherwise than usual, see `overlay`.
    """
    return "\n".join(_Drawing(plan, overlay).lines()) + "\n"


class _Drawing:
    """One picture in the making."""

    def __init__(self, plan: Plan, overlay: Overlay) -> None:
        self.chart = plan.chart
        self.plan = plan
        self.overlay = overlay
        entered = {path for leaf in plan.leaves if plan.reachable[leaf.index] for path in leaf.atoms}
        self.unreachable = {leaf.path for leaf in self.chart.leaves if leaf.path not in entered}
        self.start = plan.leaves[plan.start_leaf].atoms[0]
        self.initial = {
            first.path
            for state in self.chart.states.values()
            if state.initial and (first := resolve_state(self.chart, state.initial.name, state.path))
        }
        self.edges: dict[tuple[str, str], list[tuple[State, Row]]] = {}
        for state in self.chart.states.values():
            for row in (*state.rows, *state.always, *([state.default] if state.default else [])):
                if row.target is not None:
                    target = resolve_state(self.chart, row.target.name)
                    if target is not None:
                        self.edges.setdefault((state.path, self._first_leaf(target)), []).append((state, row))
        written = self._take_ways_to_ends()
        self.backward = backward(self.chart, self.edges, self.initial)
        self.gates = {source for source, target in self.edges if source and self._is_inside(target, source)}
        self.boxes = Boxes(self.chart, overlay, self.initial, written)
        self.boxes.least.update(self._least_widths())

    def _take_ways_to_ends(self) -> set[str]:
        """Take away edges to ends that many states lead to; return the ids of their rows, which stand in the boxes."""
        if len(self.edges) <= MANY_EDGES:
            return set()
        tops = {state.path for state in self.chart.leaves if state.final and not state.parent}
        ways = Counter(target for source, target in self.edges if source and target in tops)
        taken = [edge for edge in self.edges if edge[0] and ways[edge[1]] > MANY_WAYS]
        return {row.id for edge in taken for _, row in self.edges.pop(edge)}

    def _least_widths(self) -> dict[str, float]:
        """How wide the boxes at both ends of an edge inside a compound state must be, in points.

        Graphviz lets the label of such an edge follow the line out of the cluster; a label begins at most at the middle
        of a box, so boxes twice as wide as the label keep it inside.
        """
        least: dict[str, float] = {}
        for (source, target), rows in self.edges.items():
            if not self._same_cluster(source, target):
                continue
            needed = 2 * (self.boxes.points(rows, INNER_EDGE_COLUMNS) + len(INDENT) * 3 - CLUSTER_MARGIN)
            for end in (f"any-{source}" if self.chart.states[source].children else source, target):
                least[end] = max(least.get(end, 0.0), needed)
        return least

    def _same_cluster(self, source: str, target: str) -> bool:
        """True when both ends lie in one compound state (a compound source counts when it contains the target)."""
        inside = (state.path for state in self.chart.ancestors(target) if state.children and state.path)
        return any(self._is_inside(source, path) for path in inside)

    def lines(self) -> Iterator[str]:
        chart = self.chart
        yield f"// {quoted(chart.file)}; do not edit. Change the chart, then: sessioncore generate"
        yield f"digraph {quoted(chart.name)} {{"
        title = self._title()
        yield "  graph " + attributes(
            {
                "id": "chart", "class": "chart", "label": title, "labelloc": "t", "labeljust": "l", "rankdir": "TB",
                "fontname": FONT, "fontsize": "10", "fontcolor": INK, "bgcolor": PAPER, "compound": "true",
                "nodesep": "0.35", "ranksep": "0.4", "pad": "0.15", "tooltip": chart.name,
            }
        )  # fmt: skip
        yield "  node " + attributes(
            {
                "shape": "box", "style": "rounded,filled", "fillcolor": BOX, "color": BORDER, "fontcolor": INK,
                "fontname": FONT, "fontsize": "10", "margin": "0.08,0.05", "penwidth": "1.1",
            }
        )  # fmt: skip
        yield "  edge " + attributes(
            {
                "color": EDGE, "fontcolor": INK, "fontname": FONT, "fontsize": "9", "arrowsize": "0.7",
                "penwidth": "1.1",
            }
        )  # fmt: skip
        look = {"id": "initial", "class": "initial", "shape": "circle", "label": " ", "width": "0.12", "height": "0.12"}
        look |= {"fixedsize": "true", "style": "filled", "fillcolor": INK, "color": INK, "tooltip": "starts here"}
        yield f"  {quoted(START)} {attributes(look)}"
        start = self.start
        edge = {"id": "edge-initial", "class": "initial", "weight": STRAIGHT, "tooltip": "starts here"}
        if border := self._entered("", start):
            edge["lhead"] = f"cluster-{border}"
            start = self._gate(border, start)
        yield f"  {quoted(START)} -> {quoted(start)} {attributes(edge)}"
        yield from self._inside(chart.root, "  ")
        tied = {path for source, target in self.edges if source for path in (source, target)}
        tied.add(self.start)
        finals = [state.path for state in chart.leaves if state.final and not state.parent]
        if ends := [quoted(path) for path in finals if path not in tied]:
            yield f"  {{ rank=sink; {' '.join(ends)} }}"
        for (source, target), rows in self.edges.items():
            yield self._edge(source, target, rows)
        yield "}"

    def _title(self) -> Html:
        """Name, purpose, sources and the legend of the event colours that occur."""
        chart = self.chart
        used = dict.fromkeys(event.source for event in chart.events.values())
        legend = [Word("event", italic=True), Word("[guard]", bold=True), Word("/ action", colour=GREY)]
        legend += [Word("» signal", colour=SIGNAL), *([Word("→ end", bold=True)] if self.boxes.written else [])]
        legend.append(Word("events from:", colour=PALE))
        legend += [Word(source, colour=colour) for source, colour in SOURCE_COLOURS.items() if source in used]
        lines = [cell(f"<B>{escaped(chart.name)}</B>", size=14)]
        lines.append(cell(paragraph(words(chart.doc), 90, indent="")))
        if chart.spec:
            lines.append(cell(paragraph(words(", ".join(chart.spec), colour=GREY), 100, indent=""), size=DETAIL))
        lines.append(cell(paragraph(legend, 110), size=DETAIL))
        if explained := self.overlay.explained():
            lines.append(cell(paragraph(explained, 110), size=DETAIL))
        return table([lines])

    def _inside(self, state: State, indent: str) -> Iterator[str]:
        """The children of a compound state (or of the root) in document order."""
        yield from self._anywhere(state, indent)
        for path in state.children:
            child = self.chart.states[path]
            if not child.children:
                yield indent + self._node(child)
                continue
            mark = self.overlay.of(f"state-{child.path}")
            styles = ["rounded", "filled", *(["dashed"] if state.kind == "parallel" else []), mark.style]
            yield f"{indent}subgraph {quoted(f'cluster-{child.path}')} {{"
            yield f"{indent}  graph " + attributes(
                {
                    "id": f"state-{child.path}", "class": self._classes(child), "label": self.boxes.state(child),
                    "labeljust": "l", "style": ",".join(filter(None, dict.fromkeys(styles))),
                    "fillcolor": AROUND[child.path.count(".") % 2], "color": OUTLINE,
                    "margin": str(CLUSTER_MARGIN), "tooltip": self._about(child), "URL": self.boxes.link(child.span),
                    **mark.line(),
                }
            )  # fmt: skip
            yield from self._inside(child, indent + "  ")
            yield f"{indent}}}"

    def _anywhere(self, state: State, indent: str) -> Iterator[str]:
        """A box for what applies in every state inside: the root's decisions, and sources of edges that go inwards."""
        inward = any(not source for source, _ in self.edges) if not state.path else state.path in self.gates
        about = "any state" if not state.path else f"any state of {state.name}"
        if state.path and inward:
            least = self.boxes.width(f"any-{state.path}")
            label = table([[cell(f"<I>{escaped(about)}</I>", align="CENTER", width=least)]])
        elif not state.path and (inward or state.rows or state.decisions or state.timers):
            label = self.boxes.state(state, f"<I>{about}</I>")
        else:
            return
        yield f"{indent}{quoted(f'any-{state.path}')} " + attributes(
            {
                "id": f"any-{state.path}", "class": "any", "label": label, "style": "rounded,dashed",
                "color": OUTLINE, "tooltip": about, "URL": self.boxes.link(state.span),
            }
        )  # fmt: skip

    def _node(self, state: State) -> str:
        look: dict[str, str | Html] = {
            "id": f"state-{state.path}",
            "class": self._classes(state),
            "label": self.boxes.state(state),
        }
        if state.kind == "history":
            look |= {"shape": "circle", "label": "H*" if state.deep else "H", "margin": "0.02", "fillcolor": FINAL}
        if state.final:
            look |= {"peripheries": "2", "fillcolor": FINAL}
        mark = self.overlay.of(f"state-{state.path}")
        styles = [*(["dashed"] if state.path in self.unreachable else []), mark.style]
        if any(styles):
            look |= {"style": ",".join(filter(None, dict.fromkeys(["rounded", "filled", *styles])))}
        look |= mark.line()
        look |= {"tooltip": self._about(state), "URL": self.boxes.link(state.span)}
        return f"{quoted(state.path)} {attributes(look)}"

    def _classes(self, state: State) -> str:
        marks = {
            "compound": bool(state.children), "final": state.final, state.kind: state.kind != "plain",
            "region": bool(state.path) and self.chart.states[state.parent or ""].kind == "parallel",
            "unreachable": state.path in self.unreachable,
        }  # fmt: skip
        own = self.overlay.of(f"state-{state.path}").classes
        return " ".join(["state", *(name for name, holds in marks.items() if holds)]) + own

    def _about(self, state: State) -> str:
        about = f"{state.path}: {state.doc}" if state.doc else state.path
        return self.overlay.of(f"state-{state.path}").about(about)

    def _edge(self, source: str, target: str, rows: list[tuple[State, Row]]) -> str:
        """One edge: to the leaf that is stood in afterwards, from a leaf or from the border of a compound state."""
        columns = INNER_EDGE_COLUMNS if self._same_cluster(source, target) else EDGE_COLUMNS
        mark = self.overlay.edge([self.overlay.of(f"row-{row.id}") for _, row in rows])
        classes = " ".join(dict.fromkeys(["transition", *(self._source_of(row) for _, row in rows)]))
        look: dict[str, str | Html] = {
            "id": f"edge-{source or 'any'}-{target}",
            "class": classes + mark.classes,
            "label": off_the_line(table([self.boxes.rows(rows, columns)])),
            "style": mark.style,
            "weight": "" if self.chart.states[target].final else STRAIGHT,
            **mark.line(),
            "tooltip": one_line(f"{source or 'any state'} to {target}"),
        }
        inward = self._is_inside(target, source)
        if self.chart.states[source].children:
            tail = f"any-{source}" if inward else self._last_leaf(self.chart.states[source])
            if not inward:
                look["ltail"] = f"cluster-{source}"
        else:
            tail = source
        head = target
        if border := self._entered(source, target):
            look["lhead"] = f"cluster-{border}"
        if (source, target) not in self.backward:
            head = self._gate(border, target) if border else target
            return f"  {quoted(tail)} -> {quoted(head)} {attributes(look)}"
        if "ltail" in look and any(state.kind == "parallel" for state in self.chart.ancestors(source)):
            # Upwards from the top of regions: from their bottom the label would stand far away from the line.
            tail = self._gate(source, self._first_leaf(self.chart.states[source]))
        ends = {"dir": "back", "ltail": look.pop("lhead", ""), "lhead": look.pop("ltail", "")}
        return f"  {quoted(target)} -> {quoted(tail)} {attributes({**look, **ends})}"

    def _entered(self, source: str, leaf: str) -> str:
        """The outermost compound state that this edge enters by its initial children, or "" when it names the leaf.

        All regions of a parallel state are entered with it.
        """
        border = ""
        if self.chart.states[leaf].kind == "history":
            return border  # who goes there does not enter by initial children
        for state in self.chart.ancestors(leaf):
            if self._is_inside(source, state.path):
                break
            if state.children:
                border = state.path
            parent = self.chart.states[state.parent or ""]
            if state.path not in self.initial and parent.kind != "parallel":
                break
        return border

    def _gate(self, border: str, target: str) -> str:
        """The node that an edge to the border of a compound state is laid out to: the one at its top."""
        return f"any-{border}" if border in self.gates else target

    def _source_of(self, row: Row) -> str:
        event = self.chart.events.get(row.event.name)
        return event.source if event else ""

    @staticmethod
    def _is_inside(path: str, outer: str) -> bool:
        """True when the state lies in the other or is it (everything lies in the root)."""
        return not outer or path == outer or path.startswith(outer + ".")

    def _first_leaf(self, state: State) -> str:
        while state.children:
            first = resolve_state(self.chart, state.initial.name, state.path) if state.initial else None
            state = first or self.chart.states[state.children[0]]
        return state.path

    def _last_leaf(self, state: State) -> str:
        while state.children:
            state = self.chart.states[state.children[-1]]
        return state.path
