"""The trace: which rows were taken in which macrostep, and which effects they had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from sessioncore.statechart import Event, Machine


@attrs.define(slots=True)
class TraceRecord:
    """One row taken, or one event decided otherwise (`decision` is then ignore, reject, defer or never).

    `effects` are the labels of the effects that came between this record and the next one of the macrostep.
    """

    macrostep: int
    cause: str
    session: str
    part: str
    chart: str
    row: str
    source: str
    target: str
    decision: str = "row"
    effects: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """One line for people: `setup/incoming  arriving -> setup.deciding`."""
        arrow = f"{self.source} -> {self.target}" if self.source != self.target else self.source
        return f"{self.chart} {self.row}: {arrow}"


class TraceLog:
    """Collects the records of one engine; `statechart.Trace` for its machines."""

    __slots__ = ("_marks", "_outbox", "cause", "macrostep", "records")

    def __init__(self, outbox: list[object]) -> None:
        self.records: list[TraceRecord] = []
        self.macrostep = 0
        self.cause = ""
        self._outbox = outbox
        self._marks: list[tuple[TraceRecord, int]] = []

    def begin(self, cause: str) -> None:
        """A macrostep begins, caused by one input or one held-back event."""
        self.macrostep += 1
        self.cause = cause

    def row(self, machine: Machine, row: str, source: int, target: int) -> None:
        names = machine.STATES
        self._add(machine, row, names[source] if source >= 0 else "", names[target], "row")

    def decided(self, machine: Machine, event: Event, decision: str) -> None:
        state = machine.state_name
        self._add(machine, f"{state}.{event.NAME}", state, state, decision)

    def _add(self, machine: Machine, row: str, source: str, target: str, decision: str) -> None:
        session = getattr(machine.cell, "session", "")
        key = machine.key[-2] if isinstance(machine.key, tuple) else machine.key
        part = machine.part if key is None else f"{machine.part}[{key}]"
        record = TraceRecord(self.macrostep, self.cause, session, part, machine.CHART, row, source, target, decision)
        self._marks.append((record, len(self._outbox)))
        self.records.append(record)

    def end(self) -> None:
        """The macrostep is over: every record gets the labels of its effects."""
        limit = len(self._outbox)
        for record, mark in reversed(self._marks):
            if mark < limit:
                record.effects = tuple([effect.label for effect in self._outbox[mark:limit]])  # type: ignore[attr-defined]
                limit = mark
        self._marks.clear()
