"""A chart in the making: states, rows and declarations, to be written in our language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ..plain import Value


@attrs.define
class RowDraft:
    conditions: list[str] = attrs.Factory(list)
    to: str = ""
    internal: bool = False
    do: list[str] = attrs.Factory(list)
    raises: list[str] = attrs.Factory(list)
    doc: str = ""

    def value(self) -> dict[str, Value]:
        made: dict[str, Value] = {}
        if self.conditions:
            made["if"] = _one(self.conditions)
        if self.to:
            made["to"] = self.to
        if self.internal:
            made["internal"] = True
        return made | _block(self.do, self.raises) | ({"doc": self.doc} if self.doc else {})


@attrs.define
class StateDraft:
    """`kind` is that of SCXML, or "root"."""

    name: str
    kind: str = "state"
    doc: str = ""
    initial: str = ""
    done: str = ""
    enter: tuple[list[str], list[str]] = attrs.Factory(lambda: ([], []))
    exit: tuple[list[str], list[str]] = attrs.Factory(lambda: ([], []))
    timers: list[str] = attrs.Factory(list)
    rows: dict[str, list[RowDraft]] = attrs.Factory(dict)
    always: list[RowDraft] = attrs.Factory(list)
    default: RowDraft | None = None
    waits: dict[str, str] = attrs.Factory(dict)
    states: list[StateDraft] = attrs.Factory(list)

    def everywhere(self) -> Iterator[StateDraft]:
        """The state and all inside it."""
        yield self
        for state in self.states:
            yield from state.everywhere()

    def named(self, name: str) -> StateDraft:
        """The state of a name, itself or inside; raises `StopIteration` when there is none."""
        return next(state for state in self.everywhere() if state.name == name)

    def leaves_open(self, event: str) -> bool:
        """Whether a machine may stand in a state inside in which nothing here decides an event."""
        if event in self.rows or self.default is not None or any(not row.conditions for row in self.always):
            return False
        return any(state.leaves_open(event) for state in self.states) or not self.states


@attrs.define
class ChartDraft:
    """A chart. `events`: name -> (source, doc); `actions` and `guards`: name -> doc; `ignored`: name -> why."""

    name: str
    doc: str
    events: dict[str, tuple[str, str]]
    guards: dict[str, str]
    actions: dict[str, str]
    timers: dict[str, dict[str, Value]]
    root: StateDraft
    ignored: dict[str, str]

    def value(self) -> dict[str, Value]:
        """The chart in the shape of the language."""
        grouped: dict[str, list[str]] = {}
        for name, why in self.ignored.items():
            grouped.setdefault(why, []).append(name)
        return _kept(
            {
                "chart": self.name,
                "doc": self.doc,
                "events": {name: _kept({"from": source, "doc": doc}) for name, (source, doc) in self.events.items()},
                "guards": self.guards,
                "actions": self.actions,
                "timers": self.timers,
                "initial": self.root.initial,
                "when": {name: _rows(rows) for name, rows in self.root.rows.items()},
                "states": {state.name: _state(state) for state in self.root.states},
                "ignore": {", ".join(names): why for why, names in grouped.items()},
                "waits": self.root.waits,
            }
        )


def _kept(made: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in made.items() if value not in ("", False, [], {})}


def _state(state: StateDraft) -> dict[str, Value]:
    if state.default is not None:
        return _kept({"doc": state.doc, "history": state.kind}) | state.default.value()
    return _kept(
        {
            "doc": state.doc,
            "parallel": state.kind == "parallel",
            "initial": state.initial,
            "done": state.done,
            "final": state.kind == "final",
            "enter": _entered(*state.enter),
            "exit": _entered(*state.exit),
            "timer": _one(state.timers),
            "when": {name: _rows(rows) for name, rows in state.rows.items()},
            "always": _rows(state.always),
            "waits": state.waits,
            "states": {child.name: _state(child) for child in state.states},
        }
    )


def _entered(do: Sequence[str], raises: Sequence[str]) -> Value:
    return _block(do, raises) if raises else _one(do)


def _rows(rows: Sequence[RowDraft]) -> Value:
    return rows[0].value() if len(rows) == 1 else [row.value() for row in rows]


def _block(do: Sequence[str], raises: Sequence[str]) -> dict[str, Value]:
    return ({"do": _one(do)} if do else {}) | ({"raise": _one(raises)} if raises else {})


def _one(names: Sequence[str]) -> Value:
    return names[0] if len(names) == 1 else list(names)
