"""Where a name stands in the YAML of charts and wirings, and the edits that give it another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from .model import Chart, Wiring
from .plan import resolve_state
from .source import Items, Node, Table, Text

KINDS = ("state", "event", "guard", "action", "signal", "timer")
"""What can be renamed; an ask of the wiring is a guard of the chart."""
_ROW = {"if": "guard", "to": "state", "do": "action", "signal": "signal", "raise": "event"}
_DECISIONS = ("when", "reject", "defer", "ignore", "never")


@attrs.frozen
class Edit:
    """Text of one line to be replaced; `column` counts characters from 1."""

    line: int
    column: int
    old: str
    new: str


@attrs.frozen
class Renaming:
    """What to rename: `old` is a name, of a state its path."""

    chart: Chart
    kind: str
    old: str
    new: str

    @property
    def short(self) -> str:
        return self.old.rpartition(".")[2]

    def word(self, text: Text) -> Iterator[Edit]:
        """Edits of a name, or of one in a list of names or conditions."""
        for match in re.finditer(rf"(?<![\w.]){re.escape(self.short)}(?![\w.])", text.value):
            yield _edit(text, match.start(), self.short, self.new)

    def state(self, text: Text, inside: str = "") -> Iterator[Edit]:
        """Edits of a state that is named by its path or its last part; `inside` is where a child is meant."""
        state = resolve_state(self.chart, text.value.strip(), inside)
        if state is None or not (state.path == self.old or state.path.startswith(f"{self.old}.")):
            return
        lead = len(text.value) - len(text.value.lstrip())
        if text.value.strip() == state.path:
            yield _edit(text, lead + len(self.old) - len(self.short), self.short, self.new)
        elif state.path == self.old:
            yield _edit(text, lead + len(text.value.strip()) - len(self.short), self.short, self.new)


def _edit(text: Text, offset: int, old: str, new: str) -> Edit:
    return Edit(text.span.line, text.span.column + offset + (not text.plain), old, new)


def in_chart(renaming: Renaming, root: Table) -> list[Edit]:
    """The edits of the chart's own file."""
    found: list[Edit] = []
    for kind, text in _places(root):
        if kind == renaming.kind:
            found += renaming.state(text) if kind == "state" else renaming.word(text)
    if renaming.kind == "state":
        for path, text in _states(root.find("states"), ""):
            if path == renaming.old:
                found += renaming.word(text)
        for path, text in _initials(root, ""):
            found += renaming.state(text, path)
    return found


def _places(root: Table) -> Iterator[tuple[str, Text]]:
    """Every use and declaration of a name, with its kind; declarations of states aside."""
    for key, kind in (("guards", "guard"), ("asks", "guard"), ("actions", "action"), ("signals", "signal")):
        for name, _ in _entries(root.find(key)):
            yield kind, name
    for name, value in _entries(root.find("events")):
        yield "event", name
        if isinstance(value, Table):
            yield from _texts("guard", value.find("where"))
    for name, value in _entries(root.find("timers")):
        yield "timer", name
        if isinstance(value, Table):
            yield from _texts("event", value.find("event"))
    yield from _state(root)


def _state(state: Table) -> Iterator[tuple[str, Text]]:
    for key in _DECISIONS:
        for name, value in _entries(state.find(key)):
            yield "event", name
            if key == "when":
                yield from _rows(value)
    yield from _rows(state.find("always"))
    for key in ("enter", "exit"):
        block = state.find(key)
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield from _texts("action", block)
    yield from _texts("timer", state.find("timer"))
    yield from _texts("event", state.find("done"))
    if state.find("history") is not None:
        yield from _rows(state)
    for _, value in _entries(state.find("states")):
        if isinstance(value, Table):
            yield from _state(value)


def _rows(node: Node | None) -> Iterator[tuple[str, Text]]:
    for row in node.values if isinstance(node, Items) else (node,):
        if isinstance(row, Table):
            for key, kind in _ROW.items():
                yield from _texts(kind, row.find(key))


def _texts(kind: str, node: Node | None) -> Iterator[tuple[str, Text]]:
    for each in node.values if isinstance(node, Items) else (node,):
        if isinstance(each, Text):
            yield kind, each


def _entries(node: Node | None) -> tuple[tuple[Text, Node], ...]:
    return node.entries if isinstance(node, Table) else ()


def _states(node: Node | None, above: str) -> Iterator[tuple[str, Text]]:
    """Every declared state with its path."""
    for name, value in _entries(node):
        yield f"{above}{name.value}", name
        if isinstance(value, Table):
            yield from _states(value.find("states"), f"{above}{name.value}.")


def _initials(state: Table, path: str) -> Iterator[tuple[str, Text]]:
    """Every `initial`, with the path of its state."""
    for _, text in _texts("state", state.find("initial")):
        yield path, text
    for name, value in _entries(state.find("states")):
        if isinstance(value, Table):
            yield from _initials(value, f"{path}.{name.value}" if path else name.value)


def in_wiring(renaming: Renaming, wiring: Wiring, names: set[str], root: Table) -> list[Edit]:
    """The edits of a wiring; `names` is what it calls the chart."""
    found: list[Edit] = []
    if renaming.kind == "event":
        for text in _receivers(root):
            found += _member(renaming, text, names)
        for _, value in _entries(root.find("commands")):
            if isinstance(value, Text):
                found += _member(renaming, value, names)
        for key, value in _entries(root.find("transactions")):
            if key.value in names and isinstance(value, Table):
                found += [edit for _, text in _texts("event", value.find("rejects")) for edit in renaming.word(text)]
        for table in _tables(root):
            for selector in ("origin", "current"):
                for key, value in _entries(table.find(selector)):
                    if key.value in names and isinstance(value, Text):
                        found += renaming.word(value)
    keys: Mapping[str, tuple[str, ...]] = {
        "signal": ("wires", "silent"),
        "event": ("unwired",),
        "guard": ("asks",),
    }
    for table_name in keys.get(renaming.kind, ()):
        for key, _ in _entries(root.find(table_name)):
            found += _member(renaming, key, names)
    if renaming.kind == "state":
        for _, value in _entries(root.find("asks")):
            if isinstance(value, Text):
                found += _answer(renaming, value, names)
    return found


def _member(renaming: Renaming, text: Text, names: set[str]) -> Iterator[Edit]:
    """`part.name`, also behind `dialog[...]`."""
    match = re.fullmatch(r"(.*?)(\w+)\.(\w+)\s*", text.value)
    if match is not None and match[2] in names and match[3] == renaming.old:
        yield _edit(text, match.start(3), renaming.old, renaming.new)


def _answer(renaming: Renaming, text: Text, names: set[str]) -> Iterator[Edit]:
    """`in(part.state, part.state)`."""
    for match in re.finditer(r"(\w+)\.([\w.]+)", text.value):
        if match[1] in names:
            inner = Text(match[2], text.plain, attrs.evolve(text.span, column=text.span.column + match.start(2)))
            yield from renaming.state(inner)


def _receivers(root: Table) -> Iterator[Text]:
    """The texts `part.event` of all receivers."""
    for table in _tables(root):
        for key in ("part", "leg", "each"):
            value = table.find(key)
            if isinstance(value, Text):
                yield value


def _tables(root: Table) -> Iterator[Table]:
    """Every receiver."""
    for _, value in _entries(root.find("wires")):
        for each in value.values if isinstance(value, Items) else (value,):
            if isinstance(each, Table):
                yield each


def applied(text: str, edits: list[Edit]) -> str:
    """The text with all edits; raises ValueError where what is to be replaced does not stand."""
    lines = text.split("\n")
    for edit in sorted(set(edits), key=lambda each: (each.line, each.column), reverse=True):
        line = lines[edit.line - 1]
        start = edit.column - 1
        if line[start : start + len(edit.old)] != edit.old:
            raise ValueError(f"line {edit.line}: {edit.old} is not where it was read")
        lines[edit.line - 1] = f"{line[:start]}{edit.new}{line[start + len(edit.old) :]}"
    return "\n".join(lines)
