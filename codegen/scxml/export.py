"""A chart as SCXML: states and transitions as any tool reads them, the rest in a namespace of ours.

A guard is `sc.NAME()` in `cond`, an action `<script>sc.NAME()</script>`, a signal is sent to `#_parent`, a timer is a
delayed `<send>` on entry that is cancelled on exit. What is decided otherwise than by a row (ignored, rejected,
deferred, impossible) is a transition that does nothing and says so. The chart itself is the state `_chart`, for the
root of SCXML has no transitions. `returned` reads all of it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import quoteattr

from ..model import Block, Chart, Decision, Ref, Row, State
from ..plain import Value, chart_value
from .xml import OURS, SCXML

WHOLE = "_chart"
DECLARED = ("doc", "spec", "receives", "events", "guards", "asks", "actions", "signals", "timers")


def chart_scxml(chart: Chart) -> str:
    """The document, ending in a newline; the same chart gives the same bytes."""
    return "\n".join(_Writer(chart).lines()) + "\n"


class _Writer:
    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.done: dict[str, list[str]] = {}
        for state in chart.states.values():
            if state.done is not None:
                self.done.setdefault(state.done.name, []).append(f"done.state.{state.path}")

    def lines(self) -> Iterator[str]:
        chart = self.chart
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield (
            f'<scxml xmlns="{SCXML}" xmlns:sc="{OURS}" version="1.0" datamodel="ecmascript"'
            f"{_attributes({'name': chart.name.replace('/', '.'), 'initial': WHOLE})}>"
        )
        value = chart_value(chart)
        yield f"  <sc:chart{_attributes({'name': chart.name})}>"
        for key in DECLARED:
            if key in value:
                yield from _declared(key, value[key], 2)
        yield "  </sc:chart>"
        yield from self._state(chart.root, 1)
        yield "</scxml>"

    def _state(self, state: State, depth: int) -> Iterator[str]:
        pad = "  " * depth
        said = list(self._said(state, depth + 1))
        quiet = state.final and not (state.rows or state.decisions or state.always)
        kind = {"parallel": "parallel", "history": "history"}.get(state.kind, "final" if quiet else "state")
        given = {
            "id": state.path or WHOLE,
            "initial": state.initial.name if state.initial is not None else "",
            "type": ("deep" if state.deep else "shallow") if state.kind == "history" else "",
            "sc:final": "true" if state.final and not quiet else "",
            "sc:done": state.done.name if state.done is not None else "",
            "sc:doc": state.doc if state.path else "",
        }
        if not said:
            yield f"{pad}<{kind}{_attributes(given)}/>"
            return
        yield f"{pad}<{kind}{_attributes(given)}>"
        yield from said
        yield f"{pad}</{kind}>"

    def _said(self, state: State, depth: int) -> Iterator[str]:
        pad = "  " * depth
        starts = [
            f"<send{_attributes({'id': ref.name, 'event': self.chart.timers[ref.name].event.name})}"
            f" delayexpr={quoteattr(f'sc.delay({ref.name!r})')}/>"
            for ref in state.timers
        ]
        stops = [f"<cancel{_attributes({'sendid': ref.name})}/>" for ref in state.timers]
        for waiver in state.waivers:
            yield f"{pad}<sc:waits{_attributes({'rule': waiver.rule, 'why': waiver.why})}/>"
        yield from self._content("onentry", "", [*starts, *_block(state.enter)], depth)
        yield from self._content("onexit", "", [*stops, *_block(state.exit)], depth)
        if state.default is not None:
            yield from self._row(state.default, depth)
        for row in (*state.rows, *state.always):
            yield from self._row(row, depth)
        for decision in state.decisions:
            yield f"{pad}<transition{_attributes(self._decision(decision))}/>"
        for path in state.children:
            yield from self._state(self.chart.states[path], depth)

    def _row(self, row: Row, depth: int) -> Iterator[str]:
        conditions = (f"{'!' if each.negated else ''}sc.{each.name}()" for each in row.conditions)
        given = {
            **self._event(row.event.name if row.event.name in self.chart.events else ""),
            "cond": " && ".join(conditions),
            "target": row.target.name if row.target is not None else "",
            "type": "internal" if row.internal else "",
            "sc:rule": _names(row.rules),
            "sc:doc": row.doc,
        }
        block = Block(row.actions, row.signals, row.raises)
        yield from self._content("transition", _attributes(given), _block(block), depth)

    def _event(self, name: str) -> dict[str, str]:
        if name in self.done:
            return {"event": " ".join(self.done[name]), "sc:event": name}
        return {"event": name}

    def _decision(self, decision: Decision) -> dict[str, str]:
        bound = decision.bound
        return {
            **self._event(decision.event.name),
            "sc:decision": decision.kind,
            "sc:why": decision.why,
            "sc:status": str(decision.status or ""),
            "sc:limit": str(bound.limit) if bound is not None else "",
            "sc:beyond": str(bound.status or "drop") if bound is not None else "",
            "sc:beyond-why": bound.why if bound is not None else "",
            "sc:rule": _names(decision.rules),
        }

    @staticmethod
    def _content(name: str, attributes: str, content: Sequence[str], depth: int) -> Iterator[str]:
        pad = "  " * depth
        if content:
            yield f"{pad}<{name}{attributes}>"
            yield from (f"{pad}  {line}" for line in content)
            yield f"{pad}</{name}>"
        elif name == "transition":
            yield f"{pad}<{name}{attributes}/>"


def _block(block: Block) -> list[str]:
    lines = [f"<script>sc.{ref.name}()</script>" for ref in block.actions]
    lines += [f'<send{_attributes({"event": ref.name})} target="#_parent"/>' for ref in block.signals]
    return lines + [f"<raise{_attributes({'event': ref.name})}/>" for ref in block.raises]


def _names(refs: Iterable[Ref]) -> str:
    return " ".join(ref.name for ref in refs)


def _attributes(given: Mapping[str, str]) -> str:
    """The attributes that say something."""
    return "".join(f" {name}={_quoted(value)}" for name, value in given.items() if value)


def _quoted(text: str) -> str:
    return quoteattr("".join(char if char.isprintable() else " " for char in text))


def _declared(key: str, value: Value, depth: int) -> Iterator[str]:
    """A declaration as it stands in the language: a mapping, a list, or a text."""
    pad = "  " * depth
    if isinstance(value, str | bool):
        yield f"{pad}<sc:text{_attributes({'key': key})} value={_quoted(str(value))}/>"
        return
    kind = "map" if isinstance(value, Mapping) else "list"
    entries = value.items() if isinstance(value, Mapping) else (("", each) for each in value)
    yield f"{pad}<sc:{kind}{_attributes({'key': key})}>"
    for name, each in entries:
        yield from _declared(name, each, depth + 1)
    yield f"{pad}</sc:{kind}>"
