"""What changed in a wiring: parts, transactions, wires with their receivers in order, asks, commands, exemptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from ..backends.wired import notes
from ..model import Answer, Command, PartSpec, Receiver, Ref, TransactionSpec, Wiring
from .charts import Kind
from .markdown import code
from .renames import Names


@attrs.frozen
class WiringChanges:
    """A wiring in both versions; `changes` are pairs of a kind (as of `charts.Change`) and Markdown."""

    name: str
    changes: tuple[tuple[Kind, str], ...]


def compare_wirings(old: Wiring, new: Wiring, renames: Mapping[str, Names], moved: Mapping[str, str]) -> WiringChanges:
    """Everything that differs in meaning.

    renames  old chart name -> what was renamed in it
    moved    old chart name -> new chart name
    """
    parts = {**_renamed(_parts(old), _parts(new), moved), **_renamed(old.transactions, new.transactions, moved)}
    spoken = _Names(old, renames, moved, parts)
    found: list[tuple[Kind, str]] = [("renamed", f"part {code(was)} is now {code(now)}") for was, now in parts.items()]
    if old.doc != new.doc:
        found.append(("changed", f"says {code(new.doc)} (was {code(old.doc)})"))
    for what, had, has in (
        ("scope", _scopes(old), _scopes(new)),
        ("part", {parts.get(name, name): spoken.part(part) for name, part in _parts(old).items()},
         {name: _part(part, {}) for name, part in _parts(new).items()}),
        ("transaction", {parts.get(name, name): spoken.transaction(each) for name, each in old.transactions.items()},
         {name: _transaction(each) for name, each in new.transactions.items()}),
        ("wire", spoken.wires(old), _Names(new, {}, {}, {}).wires(new)),
        ("ask", spoken.answers(old), _Names(new, {}, {}, {}).answers(new)),
        ("command", spoken.commands(old), _Names(new, {}, {}, {}).commands(new)),
        ("actions of", {moved.get(chart, chart): [module] for chart, module in old.actions.items()}, new.actions),
        ("silent", spoken.exempt(old, "silent"), _Names(new, {}, {}, {}).exempt(new, "silent")),
        ("unwired", spoken.exempt(old, "unwired"), _Names(new, {}, {}, {}).exempt(new, "unwired")),
    ):  # fmt: skip
        found += _table(what, had, has)
    return WiringChanges(new.name, tuple(found))


Said = Mapping[str, Sequence[str]]
"""Name -> what is said of it, one after the other."""


def _table(what: str, had: Said, has: Said) -> Iterator[tuple[Kind, str]]:
    for name, texts in had.items():
        if name not in has:
            yield "removed", f"{what} {code(name)}: {code(', '.join(texts))}"
    for name, texts in has.items():
        if name not in had:
            yield "added", f"{what} {code(name)}: {code(', '.join(texts))}"
        elif list(had[name]) != list(texts):
            yield "changed", f"{what} {code(name)}: {_changed(had[name], texts)}"


def _changed(had: Sequence[str], has: Sequence[str]) -> str:
    """What came and what went; the order where only that is another one."""
    gone = [code(text) for text in had if text not in has]
    come = [code(text) for text in has if text not in had]
    said = ([f"now {', '.join(come)}"] if come else []) + ([f"no longer {', '.join(gone)}"] if gone else [])
    return "; ".join(said) or f"another order: {code(', then '.join(has))}"


def _parts(wiring: Wiring) -> dict[str, PartSpec]:
    return {part.name: part for scope in wiring.scopes.values() for part in scope.parts.values()}


def _scopes(wiring: Wiring) -> Said:
    return {
        scope.name: [f"key {scope.key}", f"at most {scope.limit}", f"closed when {scope.closed_when or '-'}"]
        for scope in wiring.scopes.values()
    }


def _renamed(had: Mapping[str, Any], has: Mapping[str, Any], moved: Mapping[str, str]) -> dict[str, str]:
    """Parts or transactions that are there under another name, with the same charts."""
    lost = {name: _charts(each, moved) for name, each in had.items() if name not in has}
    come = {_charts(each, {}): name for name, each in has.items() if name not in had}
    return {name: come.pop(charts) for name, charts in lost.items() if charts in come}


def _charts(entry: PartSpec | TransactionSpec, moved: Mapping[str, str]) -> tuple[str, ...]:
    refs = entry.charts if isinstance(entry, PartSpec) else (entry.chart,)
    return tuple(moved.get(ref.name, ref.name) for ref in refs)


def _part(part: PartSpec, moved: Mapping[str, str]) -> list[str]:
    texts = [part.kind.replace("_", " "), *_charts(part, moved)]
    texts += [f"key {part.key}", f"at most {part.limit}"] if part.kind == "many" else []
    return texts + (["may be absent"] if part.optional else [])


def _transaction(spec: TransactionSpec) -> list[str]:
    return [spec.chart.name, *([f"rejects by {spec.rejects.name}"] if spec.rejects else [])]


@attrs.define
class _Names:
    """How the names of the old wiring are said in the new one."""

    wiring: Wiring
    renames: Mapping[str, Names]
    moved: Mapping[str, str]
    parts: Mapping[str, str]

    def charts(self, owner: str) -> list[str]:
        """The charts that a sender or receiver may be: those of a part, or the one with that short name."""
        for name, part in _parts(self.wiring).items():
            if name == owner:
                return [ref.name for ref in part.charts]
            for ref in part.charts:
                if ref.name.rpartition("/")[2] == owner:
                    return [ref.name]
        spec = self.wiring.transactions.get(owner)
        return [spec.chart.name] if spec else []

    def owner(self, name: str) -> str:
        """A part's, transaction's or alternative's name."""
        if name in self.parts:
            return self.parts[name]
        if name in _parts(self.wiring) or name in self.wiring.transactions:
            return name
        for chart in self.charts(name):
            if chart in self.moved and chart.rpartition("/")[2] == name:
                return self.moved[chart].rpartition("/")[2]
        return name

    def of(self, owner: str, kind: str, name: str) -> str:
        """A name of one of the owner's charts."""
        for chart in self.charts(owner):
            if name in self.renames.get(chart, {}).get(kind, {}):
                return self.renames[chart][kind][name]
        return name

    def part(self, part: PartSpec) -> list[str]:
        return _part(part, self.moved)

    def transaction(self, spec: TransactionSpec) -> list[str]:
        rejects = self.of(spec.name, "event", spec.rejects.name) if spec.rejects else ""
        return [self.moved.get(spec.chart.name, spec.chart.name), *([f"rejects by {rejects}"] if rejects else [])]

    def target(self, name: str, event: Ref) -> str:
        return f"{self.owner(name)}.{self.of(name, 'event', event.name)}"

    def receiver(self, receiver: Receiver) -> str:
        targets = ", ".join(self.target(name, ref) for name, ref in receiver.targets.items())
        where = {"part": "", "dialog": f"dialog[{receiver.key}] "}.get(receiver.selector, f"{receiver.selector} ")
        marks = [f"key {receiver.many_key}"] if receiver.many_key else []
        marks += notes(receiver)
        return where + targets + (f" ({', '.join(marks)})" if marks else "")

    def wires(self, wiring: Wiring) -> Said:
        return {
            f"{self.owner(wire.sender)}.{self.of(wire.sender, 'signal', wire.signal.name)}": [
                *(self.receiver(receiver) for receiver in wire.receivers),
                *(f"waives {waiver.rule}: {waiver.why}" for waiver in wire.waivers),
            ]
            for wire in wiring.wires
        }

    def answers(self, wiring: Wiring) -> Said:
        return {
            f"{self.owner(each.sender)}.{self.of(each.sender, 'guard', each.ask.name)}": self.answer(each)
            for each in wiring.answers
        }

    def answer(self, answer: Answer) -> list[str]:
        states = [f"{self.owner(answer.part)}.{self.of(answer.part, 'state', state)}" for state in answer.states]
        return [*(["not"] if answer.negated else []), *(f"in {state}" for state in states)]

    def commands(self, wiring: Wiring) -> Said:
        return {name: [self.command(command)] for name, command in wiring.commands.items()}

    def command(self, command: Command) -> str:
        key = f"dialog[{'.'.join(command.key_of)}]." if command.key_of else ""
        many = f" of {command.many_key}" if command.many_key else ""
        return key + self.target(command.part, command.event) + many

    def exempt(self, wiring: Wiring, table: str) -> Said:
        kind = "signal" if table == "silent" else "event"
        return {
            f"{self.owner(each.owner)}.{self.of(each.owner, kind, each.ref.name)}": [each.why]
            for each in getattr(wiring, table)
        }
