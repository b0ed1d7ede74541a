"""Notes which rows the machines of this process take, and what they decide otherwise; also in programs of ours.

`taken` counts `chart row`, and `chart state.event !decision` for what is no row.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from sessioncore.core.engine import Engine

FOLDER = "SESSIONCORE_TEST_ROWS"
"""Environment variable: where a program leaves what it took."""

taken: Counter[str] = Counter()
all_engines = False
"""Engines and cells that are not traced are to be noted as well."""


def _row(machine: Any, name: str) -> None:
    taken[f"{machine.CHART} {name}"] += 1


def _decision(machine: Any, event: Any, decision: str) -> None:
    taken[f"{machine.CHART} {machine.state_name}.{event.NAME} !{decision}"] += 1


def of_trace(owner: Any) -> None:
    """Let a class of traces note as well."""
    original_row, original_decided = owner.row, owner.decided

    def row(self: Any, machine: Any, name: str, source: int, target: int) -> None:
        _row(machine, name)
        original_row(self, machine, name, source, target)

    def decided(self: Any, machine: Any, event: Any, decision: str) -> None:
        _decision(machine, event, decision)
        original_decided(self, machine, event, decision)

    owner.row, owner.decided = row, decided


class Noting:
    """The trace of an engine that is not traced: notes and keeps nothing."""

    def __init__(self) -> None:
        self.records: list[Any] = []

    def begin(self, cause: str) -> None:
        """Nothing begins here."""

    def end(self) -> None:
        """Nothing ends here."""

    def row(self, machine: Any, name: str, source: int, target: int) -> None:
        _row(machine, name)

    def decided(self, machine: Any, event: Any, decision: str) -> None:
        _decision(machine, event, decision)


def of_engines() -> None:
    """Engines that are made while `all_engines` is true are noted although they are not traced."""
    original = Engine.__init__

    def init(self: Any, *arguments: Any, **options: Any) -> None:
        original(self, *arguments, **options)
        if all_engines and self.trace_log is None:
            self.trace_log = Noting()

    Engine.__init__ = init  # type: ignore[method-assign]


def of_cells(kind: Any) -> None:
    """The same for cells that have no engine of the core: those of the exploration."""
    original = kind.__init__

    def init(self: Any, *arguments: Any, **options: Any) -> None:
        original(self, *arguments, **options)
        if all_engines and self.trace is None:
            self.trace = Noting()

    kind.__init__ = init


def of_programs(folder: Path) -> Counter[str]:
    """What programs left in a folder; they are taken from there."""
    found: Counter[str] = Counter()
    for file in folder.glob("*.json"):
        found.update(json.loads(file.read_text(encoding="utf-8")))
        file.unlink()
    return found
