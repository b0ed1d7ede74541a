"""A chart as a Mermaid `stateDiagram-v2`, for places that draw Mermaid themselves (GitHub, wikis).

Drawn are the states with what is inside them, every way from one to another with its event, guards and actions (one
arrow for each pair, a line for each transition), and inside a state its timers and what it does without leaving it.
What is ignored, rejected or deferred stands in the table (`--format markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Chart, Row, State

_ODD = re.compile(r"[^A-Za-z0-9 .,/*+=()\[\]^_-]")
_TIP = "[*]"


def chart_mermaid(chart: Chart) -> str:
    """The diagram, ending in a newline; the same chart gives the same bytes."""
    return "\n".join(_Diagram(chart).lines()) + "\n"


def label(text: str) -> str:
    """Text that Mermaid takes as it is: what means something to it becomes a character code."""
    return _ODD.sub(lambda match: f"#{ord(match[0])};" if match[0].isprintable() else " ", text)


class _Diagram:
    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.ids = {path: _ids(path) for path in chart.states}

    def lines(self) -> Iterator[str]:
        chart = self.chart
        yield "---"
        yield f"title: {chart.name}"
        yield "---"
        yield "stateDiagram-v2"
        assert chart.root.initial is not None, "every chart that was loaded has one"
        yield f"    {_TIP} --> {self.ids[chart.root.initial.name]}"
        for path in chart.root.children:
            yield from self._state(chart.states[path], 1)
        said = [row_text(row, chart) for row in (*chart.root.rows, *chart.root.always)]
        if said:
            yield f'    state "in every state" as {self.ids[""]}'
            yield from (
                f"    {self.ids['']} : {label(row_text(row, chart))}" for row in chart.root.rows if row.target is None
            )
        for state in chart.states.values():
            yield from self._arrows(state)

    def _state(self, state: State, depth: int) -> Iterator[str]:
        pad, name = "    " * depth, self.ids[state.path]
        if state.kind == "history":
            yield f'{pad}state "{label(state.name)} ({"H*" if state.deep else "H"})" as {name}'
            return
        title = label(state.name) + (
            "".join(f" ({label(said)})" for said in self._during(state)) if state.children else ""
        )
        yield f'{pad}state "{title}" as {name}' + (" {" if state.children else "")
        if not state.children:
            yield from (f"{pad}{name} : {label(said)}" for said in self._during(state))
            if state.final:
                yield f"{pad}{name} --> {_TIP}"
            return
        histories = [path for path in state.children if self.chart.states[path].kind == "history"]
        regions = self.chart.inside(state.path)
        for path in (*histories, *regions):
            if state.kind == "parallel" and path in regions[1:]:
                yield f"{pad}    --"
            if state.initial is not None and state.initial.name == path:
                yield f"{pad}    {_TIP} --> {self.ids[path]}"
            yield from self._state(self.chart.states[path], depth + 1)
        yield f"{pad}}}"

    def _during(self, state: State) -> Iterator[str]:
        """What happens in a state without leaving it."""
        for key, block in (("entry", state.enter), ("exit", state.exit)):
            done = [*(ref.name for ref in block.actions), *(f"^{ref.name}" for ref in (*block.signals, *block.raises))]
            if done:
                yield f"{key} / {', '.join(done)}"
        for ref in state.timers:
            timer = self.chart.timers[ref.name]
            yield f"{timer.event.name} after {timer.after.text}"
        for row in state.rows:
            if row.target is None:
                yield row_text(row, self.chart)

    def _arrows(self, state: State) -> Iterator[str]:
        """One arrow for each state that rows lead to; those of the root come from no state, so they are notes."""
        found: dict[str, list[str]] = {}
        default = (state.default,) if state.default is not None else ()
        for row in (*state.rows, *state.always, *default):
            if row.target is not None:
                found.setdefault(row.target.name, []).append(row_text(row, self.chart))
        for target, texts in found.items():
            source = self.ids[state.path]
            said = "<br/>".join(label(text) for text in texts)
            yield f"    {source} --> {self.ids[target]}" + (f" : {said}" if said else "")


def row_text(row: Row, chart: Chart) -> str:
    """`event [guard and not other] / action, ^signal`."""
    said = row.event.name if row.event.name in chart.events else ""
    if row.conditions:
        said += f" [{' and '.join(str(condition) for condition in row.conditions)}]"
    done = [*(ref.name for ref in row.actions), *(f"^{ref.name}" for ref in (*row.signals, *row.raises))]
    return (said + (f" / {', '.join(done)}" if done else "")).strip()


def _ids(path: str) -> str:
    """An id that is no word of Mermaid."""
    return f"s_{path.replace('.', '__')}" if path else "s_"
