"""The picture of one chart in DOT: top-down, compound states as clusters, one edge per source and target.

Reading it: event **[guard]** / actions » signals. What leaves no state (internal transitions, timers, deferred and
ignored events) stands in the state's box; the colour of an event's name says who raises it. Every node, edge and line
has an `id` (`state-PATH`, `edge-SOURCE-TARGET`, `row-ID`), nodes and edges also a `class`, so that a program can light
them, and each leads to its line in the chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Block, Chart, Delay, Row, Span, State, Timer
from ..plan import Plan, resolve_state
from .dotsyntax import (
    FONT,
    GREY,
    INDENT,
    INK,
    PALE,
    SOURCE_COLOURS,
    Html,
    Word,
    attributes,
    cell,
    escaped,
    link,
    listed,
    one_line,
    paragraph,
    points,
    quoted,
    table,
    words,
    wrapped,
)
from .ranks import backward

START = "-"
"""Node of the mark where the chart starts; no state can be called that."""
BOX_COLUMNS = 46
EDGE_COLUMNS = 42
INNER_EDGE_COLUMNS = 28
CLUSTER_MARGIN = 10
DETAIL = 9.0
SIGNAL = "#00696f"
TIMER = SOURCE_COLOURS["timer"]


def chart_dot(plan: Plan) -> str:
    """The chart as DOT, ending in a newline. The same plan gives the same bytes."""
    return "\n".join(_Drawing(plan).lines()) + "\n"


def row_line(chart: Chart, row: Row, otherwise: bool = False) -> list[Word]:
    """A transition as words; `otherwise` marks the unguarded last of several alternatives."""
    event = chart.events.get(row.event.name)
    line = [Word(row.event.name, colour=SOURCE_COLOURS[event.source] if event else INK)]
    if row.conditions:
        parts = words(" and ".join(str(condition) for condition in row.conditions), bold=True)
        line += [Word("[" + parts[0].text, bold=True), *parts[1:], Word("]", bold=True, glued=True)]
    elif otherwise:
        line.append(Word("[else]", bold=True))
    return line + _done([ref.name for ref in row.actions], [ref.name for ref in row.signals])


def _done(actions: Iterable[str], signals: Iterable[str]) -> list[Word]:
    """Actions in grey behind a slash, signals behind an arrow."""
    line: list[Word] = []
    if names := list(actions):
        parts = listed(names, colour=GREY)
        line += [Word("/ " + parts[0].text, colour=GREY), *parts[1:]]
    if names := list(signals):
        parts = listed(names, colour=SIGNAL)
        line += [Word("» " + parts[0].text, colour=SIGNAL), *parts[1:]]
    return line


def timer_line(timer: Timer) -> list[Word]:
    """A timer with its bounds and the event that it raises."""
    text = f"{timer.name}: {timer.after.text or _delay(timer.after)}"
    if timer.repeat is not None:
        text += f", again {timer.repeat.text}" if timer.repeat.text else f", again ×{timer.repeat.factor:g}"
    if timer.off_when_reliable:
        text += ", reliable: none"
    elif timer.reliable is not None:
        text += f", reliable: {timer.reliable.text or _delay(timer.reliable)}"
    return [*words(text, colour=TIMER), Word(f"→ {timer.event.name}", colour=TIMER)]


def _delay(delay: Delay) -> str:
    return delay.method or delay.kind


class _Drawing:
    """One picture in the making."""

    def __init__(self, plan: Plan) -> None:
        self.chart = plan.chart
        self.plan = plan
        self.up = self.chart.name.count("/") + 1
        self.unreachable = {leaf.path for leaf, reached in zip(plan.leaves, plan.reachable, strict=True) if not reached}
        self.initial = {
            first.path
            for state in self.chart.states.values()
            if state.initial and (first := resolve_state(self.chart, state.initial.name, state.path))
        }
        self.edges: dict[tuple[str, str], list[tuple[State, Row]]] = {}
        for state in self.chart.states.values():
            for row in (*state.rows, *state.always):
                if row.target is not None:
                    target = resolve_state(self.chart, row.target.name)
                    if target is not None:
                        self.edges.setdefault((state.path, self._first_leaf(target)), []).append((state, row))

        self.backward = backward(self.chart, self.edges, self.initial)
        self.least = self._least_widths()

    def _least_widths(self) -> dict[str, float]:
        """How wide the boxes at both ends of an edge inside a compound state must be, in points.

        Graphviz lets the label of such an edge follow the line out of the cluster; a label begins at most at the middle
        of a box, so boxes twice as wide as the label keep it inside.
        """
        least: dict[str, float] = {}
        for (source, target), rows in self.edges.items():
            if not self._same_cluster(source, target):
                continue
            lines = [line for _, row in rows for line in wrapped(row_line(self.chart, row, True), INNER_EDGE_COLUMNS)]
            needed = 2 * (max(points(line, DETAIL) for line in lines) + len(INDENT) * 3 - CLUSTER_MARGIN)
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
                "fontname": FONT, "fontsize": "10", "fontcolor": INK, "bgcolor": "white", "compound": "true",
                "nodesep": "0.35", "ranksep": "0.4", "pad": "0.15", "tooltip": chart.name,
            }
        )  # fmt: skip
        yield "  node " + attributes(
            {
                "shape": "box", "style": "rounded,filled", "fillcolor": "#f3f7fb", "color": "#5b6b7b", "fontcolor": INK,
                "fontname": FONT, "fontsize": "10", "margin": "0.08,0.05", "penwidth": "1.1",
            }
        )  # fmt: skip
        yield "  edge " + attributes(
            {
                "color": "#4a5561", "fontcolor": INK, "fontname": FONT, "fontsize": "9", "arrowsize": "0.7",
                "penwidth": "1.1",
            }
        )  # fmt: skip
        look = {"id": "initial", "class": "initial", "shape": "circle", "label": " ", "width": "0.12", "height": "0.12"}
        look |= {"fixedsize": "true", "style": "filled", "fillcolor": INK, "color": INK, "tooltip": "starts here"}
        yield f"  {quoted(START)} {attributes(look)}"
        start = self.plan.leaves[self.plan.start_leaf].path
        edge = {"id": "edge-initial", "class": "initial", "tooltip": "starts here"}
        if border := self._entered("", start):
            edge["lhead"] = f"cluster-{border}"
        yield f"  {quoted(START)} -> {quoted(start)} {attributes(edge)}"
        yield from self._inside(chart.root, "  ")
        entered = {target for source, target in self.edges if source}
        finals = [state.path for state in chart.leaves if state.final and not state.parent]
        if ends := [quoted(path) for path in finals if path not in entered]:
            yield f"  {{ rank=sink; {' '.join(ends)} }}"
        for (source, target), rows in self.edges.items():
            yield self._edge(source, target, rows)
        yield "}"

    def _title(self) -> Html:
        """Name, purpose, sources and the legend of the event colours that occur."""
        chart = self.chart
        used = dict.fromkeys(event.source for event in chart.events.values())
        legend = [Word("event", italic=True), Word("[guard]", bold=True), Word("/ action", colour=GREY)]
        legend += [Word("» signal", colour=SIGNAL), Word("events from:", colour=PALE)]
        legend += [Word(source, colour=colour) for source, colour in SOURCE_COLOURS.items() if source in used]
        lines = [cell(f"<B>{escaped(chart.name)}</B>", size=14)]
        lines.append(cell(paragraph(words(chart.doc), 90, indent="")))
        if chart.spec:
            lines.append(cell(paragraph(words(", ".join(chart.spec), colour=GREY), 100, indent=""), size=DETAIL))
        lines.append(cell(paragraph(legend, 110), size=DETAIL))
        return table([lines])

    def _inside(self, state: State, indent: str) -> Iterator[str]:
        """The children of a compound state (or of the root) in document order."""
        yield from self._anywhere(state, indent)
        for path in state.children:
            child = self.chart.states[path]
            if not child.children:
                yield indent + self._node(child)
                continue
            yield f"{indent}subgraph {quoted(f'cluster-{child.path}')} {{"
            yield f"{indent}  graph " + attributes(
                {
                    "id": f"state-{child.path}", "class": self._classes(child), "label": self._box(child),
                    "labeljust": "l", "style": "rounded,filled" + (",dashed" if child.kind == "parallel" else ""),
                    "fillcolor": "#fbfcfe" if child.path.count(".") % 2 == 0 else "#f3f5f8", "color": "#9aa7b4",
                    "margin": str(CLUSTER_MARGIN), "tooltip": self._about(child), "URL": self._link(child.span),
                }
            )  # fmt: skip
            yield from self._inside(child, indent + "  ")
            yield f"{indent}}}"

    def _anywhere(self, state: State, indent: str) -> Iterator[str]:
        """A box for what applies in every state inside: the root's decisions, and sources of edges that go inwards."""
        inward = any(source == state.path and self._is_inside(target, state.path) for source, target in self.edges)
        about = "any state" if not state.path else f"any state of {state.name}"
        if state.path and inward:
            label = table([[cell(f"<I>{escaped(about)}</I>", align="CENTER", width=self._width(f"any-{state.path}"))]])
        elif not state.path and (inward or state.rows or state.decisions or state.timers):
            label = self._box(state, f"<I>{about}</I>")
        else:
            return
        yield f"{indent}{quoted(f'any-{state.path}')} " + attributes(
            {
                "id": f"any-{state.path}", "class": "any", "label": label, "style": "rounded,dashed",
                "color": "#9aa7b4", "tooltip": about, "URL": self._link(state.span),
            }
        )  # fmt: skip

    def _node(self, state: State) -> str:
        look: dict[str, str | Html] = {
            "id": f"state-{state.path}",
            "class": self._classes(state),
            "label": self._box(state),
        }
        if state.final:
            look |= {"peripheries": "2", "fillcolor": "#ececec"}
        if state.path in self.unreachable:
            look |= {"style": "rounded,filled,dashed"}
        look |= {"tooltip": self._about(state), "URL": self._link(state.span)}
        return f"{quoted(state.path)} {attributes(look)}"

    def _classes(self, state: State) -> str:
        marks = {
            "compound": bool(state.children), "final": state.final, state.kind: state.kind != "plain",
            "unreachable": state.path in self.unreachable,
        }  # fmt: skip
        return " ".join(["state", *(name for name, holds in marks.items() if holds)])

    def _link(self, span: Span) -> str:
        return link(self.up, self.chart.file, span.line)

    @staticmethod
    def _about(state: State) -> str:
        return f"{state.path}: {state.doc}" if state.doc else state.path

    def _box(self, state: State, heading: str = "") -> Html:
        """What stands in a state's box: name and purpose; entry, exit, timers; internal rows; decisions."""
        name = ("H " if state.kind == "history" else "") + state.name
        if state.parent and state.path in self.initial:
            name = "● " + name
        align = "LEFT" if state.children and state.path else "CENTER"
        head = [cell(heading or f"<B>{escaped(name)}</B>", align=align, size=11.5, width=self._width(state.path))]
        if state.doc and state.path:
            doc = paragraph(words(state.doc, colour=GREY), 40, align=align, indent="")
            head.append(cell(doc, align=align, size=DETAIL))
        standing = [
            cell(paragraph([Word(label, italic=True), *content], BOX_COLUMNS), size=DETAIL)
            for label, content in (("enter", self._block(state.enter)), ("exit", self._block(state.exit)))
            if content
        ]
        for ref in state.timers:
            timer = self.chart.timers[ref.name]
            line = paragraph([Word("timer", italic=True, colour=TIMER), *timer_line(timer)], BOX_COLUMNS)
            about = escaped(" ".join((timer.doc, *(rule.name for rule in timer.rules)))) or timer.name
            name = f"timer-{state.path or 'chart'}-{timer.name}"
            standing.append(cell(line, size=DETAIL, id=name, href=self._link(timer.span), tooltip=about))
        internal = [self._row(state, row, BOX_COLUMNS) for row in (*state.rows, *state.always) if row.target is None]
        return table([head, standing, internal, self._decisions(state)])

    def _width(self, node: str) -> str:
        return f"{self.least[node]:.0f}" if node in self.least else ""

    @staticmethod
    def _block(block: Block) -> list[Word]:
        return _done([ref.name for ref in block.actions], [ref.name for ref in block.signals])

    def _row(self, state: State, row: Row, columns: int) -> str:
        otherwise = (
            not row.conditions and sum(other.event.name == row.event.name for other in (*state.rows, *state.always)) > 1
        )
        rules = ", ".join(rule.name for rule in row.rules)
        about = " ".join(part for part in (f"{row.id}.", row.doc, rules and f"({rules})") if part)
        line = paragraph(row_line(self.chart, row, otherwise), columns)
        return cell(line, size=DETAIL, id=f"row-{row.id}", href=self._link(row.span), tooltip=escaped(about))

    def _decisions(self, state: State) -> list[str]:
        """Deferred, ignored, rejected and impossible events, one line for each kind (and status)."""
        kinds: dict[str, list[str]] = {}
        reasons: dict[str, list[str]] = {}
        for kind in ("defer", "ignore", "reject", "never"):
            for decision in state.decisions:
                if decision.kind == kind:
                    name = f"{kind} {decision.status}" if decision.status else kind
                    kinds.setdefault(name, []).append(decision.event.name)
                    reasons.setdefault(name, []).append(f"{decision.event.name}: {decision.why}")
        cells = []
        for kind, events in kinds.items():
            line = paragraph([Word(kind, italic=True, colour=PALE), *listed(events, colour=PALE)], BOX_COLUMNS)
            name = f"decided-{state.path or 'chart'}-{kind.replace(' ', '-')}"
            about = escaped(" | ".join(reasons[kind]))
            cells.append(cell(line, size=DETAIL, id=name, href=self._link(state.span), tooltip=about))
        return cells

    def _edge(self, source: str, target: str, rows: list[tuple[State, Row]]) -> str:
        """One edge: to the leaf that is stood in afterwards, from a leaf or from the border of a compound state."""
        columns = INNER_EDGE_COLUMNS if self._same_cluster(source, target) else EDGE_COLUMNS
        look: dict[str, str | Html] = {
            "id": f"edge-{source or 'any'}-{target}",
            "class": " ".join(dict.fromkeys(["transition", *(self._source_of(row) for _, row in rows)])),
            "label": table([[self._row(state, row, columns) for state, row in rows]]),
            "tooltip": one_line(f"{source or 'any state'} to {target}"),
        }
        inward = self._is_inside(target, source)
        if self.chart.states[source].children:
            tail = f"any-{source}" if inward else self._last_leaf(self.chart.states[source])
            if not inward:
                look["ltail"] = f"cluster-{source}"
        else:
            tail = source
        if border := self._entered(source, target):
            look["lhead"] = f"cluster-{border}"
        if (source, target) not in self.backward:
            return f"  {quoted(tail)} -> {quoted(target)} {attributes(look)}"
        ends = {"dir": "back", "ltail": look.pop("lhead", ""), "lhead": look.pop("ltail", "")}
        return f"  {quoted(target)} -> {quoted(tail)} {attributes({**look, **ends})}"

    def _entered(self, source: str, leaf: str) -> str:
        """The outermost compound state that this edge enters by its initial children, or "" when it names the leaf."""
        border = ""
        for state in self.chart.ancestors(leaf):
            if self._is_inside(source, state.path):
                break
            if state.children:
                border = state.path
            if state.path not in self.initial:
                break
        return border

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
