"""One machine by itself: its guards say what the test says, its actions only note that they were asked.

For what must hold of a chart whatever its actions compute: that a waiting command is answered, that a neighbour is
told, that what was kept is forgotten. The outcome that a test expects is the standard's, or a property of the design.
"""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

from sessioncore.statechart import ActionFailed, Machine
from tests.support.fake_cell import FakeCell

Outcome = tuple[str, list[str], list[str]]
"""The state afterwards, the actions that ran, the signals that were raised; each in order."""


class Alone:
    """A machine in a state; `holds` names the guards and asks that are true, all others are false."""

    def __init__(self, kind: type[Machine], state: str, *holds: str) -> None:
        self.cell = FakeCell()
        self.did: list[str] = []
        self.machine: Any = kind(_Actions(kind, holds, self.did), _Asks(holds), self.cell)
        self.machine.state = self.machine.STATES.index(state)

    def on(self, event: str, **payload: Any) -> Outcome:
        """What an event leads to; payload that the test does not give is None."""
        self.did.clear()
        self.cell.signals.clear()
        kind = self.machine.EVENTS[event]
        if kind is ActionFailed:
            made = ActionFailed("an action", RuntimeError("made to fail by the test"))
        else:
            made = kind(**{field: payload.get(field) for field in kind.FIELDS})
        self.cell.feed(self.machine, made)
        return self.machine.state_name, list(self.did), [signal.NAME for signal in self.cell.signals]

    @property
    def rejected(self) -> list[tuple[str, int]]:
        """Events that were rejected, with their status."""
        return self.cell.rejected


class _Asks:
    """What neighbours say."""

    def __init__(self, holds: tuple[str, ...]) -> None:
        self._holds = holds

    def __getattr__(self, name: str) -> Any:
        return lambda machine: name in self._holds


class _Actions:
    """Actions, guards, payloads and delays of a chart, told apart by what its contract says of them."""

    def __init__(self, kind: type[Machine], holds: tuple[str, ...], did: list[str]) -> None:
        self._contract = getattr(sys.modules[kind.__module__], f"{kind.__name__}Actions")
        self._holds, self._did = holds, did

    def __getattr__(self, name: str) -> Any:
        returns = getattr(self._contract, name).__annotations__["return"]
        if returns == "bool":
            return lambda event: name in self._holds
        if returns == "float":
            return lambda event: 1.0
        if name.startswith("payload_"):
            return lambda event: SimpleNamespace(NAME=name.removeprefix("payload_"))
        return lambda event: self._did.append(name)
