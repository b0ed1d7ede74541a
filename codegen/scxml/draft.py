"""A chart in the making: states, rows and declarations as plain values, written as YAML in our language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from ..fmt import formatted

Value = str | bool | Sequence["Value"] | Mapping[str, "Value"]


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
    timer: str = ""
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

    def text(self, file: str) -> str:
        """The YAML, as `fmt` writes it."""
        lines = [f"chart: {self.name}", f"doc: {_quoted(self.doc)}"]
        events = {name: _said({"from": source}, doc) for name, (source, doc) in self.events.items()}
        for key, entries in (
            ("events", events),
            ("guards", dict(self.guards)),
            ("actions", dict(self.actions)),
            ("timers", dict(self.timers)),
        ):
            lines += _section(key, entries, 0)
        lines.append(f"initial: {self.root.initial}")
        lines += _section("when", {name: _rows(rows) for name, rows in self.root.rows.items()}, 0)
        lines.append("states:")
        for state in self.root.states:
            lines += _state(state, 1)
        grouped: dict[str, list[str]] = {}
        for name, why in self.ignored.items():
            grouped.setdefault(why, []).append(name)
        lines += _section("ignore", {", ".join(names): why for why, names in grouped.items()}, 0)
        lines += _section("waits", dict(self.root.waits), 0)
        return formatted("\n".join(lines) + "\n", file)


def _state(state: StateDraft, depth: int) -> Iterator[str]:
    pad = "  " * depth
    body = list(_body(state, depth + 1))
    yield f"{pad}{state.name}:" + ("" if body else " {}")
    yield from body


def _body(state: StateDraft, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if state.doc:
        yield f"{pad}doc: {_quoted(state.doc)}"
    if state.default is not None:
        yield f"{pad}history: {'deep' if state.kind == 'deep' else 'shallow'}"
        for key, value in state.default.value().items():
            yield f"{pad}{key}: {_flow(value)}"
        return
    for key, said in (("parallel", state.kind == "parallel"), ("final", state.kind == "final")):
        if said:
            yield f"{pad}{key}: true"
    for key, text in (("initial", state.initial), ("done", state.done)):
        if text:
            yield f"{pad}{key}: {text}"
    for key, (do, raises) in (("enter", state.enter), ("exit", state.exit)):
        if do or raises:
            yield f"{pad}{key}: {_flow(_block(do, raises) if raises else _one(do))}"
    if state.timer:
        yield f"{pad}timer: {state.timer}"
    yield from _section("when", {name: _rows(rows) for name, rows in state.rows.items()}, depth)
    if state.always:
        yield f"{pad}always: {_flow(_rows(state.always))}"
    yield from _section("waits", dict(state.waits), depth)
    if state.states:
        yield f"{pad}states:"
        for child in state.states:
            yield from _state(child, depth + 1)


def _section(key: str, entries: Mapping[str, Value], depth: int) -> Iterator[str]:
    if not entries:
        return
    pad = "  " * depth
    yield f"{pad}{key}:"
    for name, value in entries.items():
        shown = name if name.replace("_", "a").isalnum() else json.dumps(name)
        yield f"{pad}  {shown}: {_flow(value)}"


def _rows(rows: Sequence[RowDraft]) -> Value:
    return rows[0].value() if len(rows) == 1 else [row.value() for row in rows]


def _block(do: Sequence[str], raises: Sequence[str]) -> dict[str, Value]:
    return ({"do": _one(do)} if do else {}) | ({"raise": _one(raises)} if raises else {})


def _one(names: Sequence[str]) -> Value:
    return names[0] if len(names) == 1 else list(names)


def _said(value: dict[str, Value], doc: str) -> dict[str, Value]:
    return value | ({"doc": doc} if doc else {})


def _flow(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(_flow(each) for each in value) + "]"


def _quoted(text: str) -> str:
    """A text: plain where it is a name or a number, else in double quotes; nothing in it that cannot be printed."""
    kept = "".join(char if char.isprintable() else " " for char in text)
    words: Iterable[str] = kept.split()
    kept = " ".join(words)[:600]
    plain = kept.replace("_", "a").replace(".", "a").isalnum() and kept.isascii()
    return kept if plain else json.dumps(kept, ensure_ascii=False)
