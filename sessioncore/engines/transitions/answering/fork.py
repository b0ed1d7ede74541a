"""The chart answering/fork, decided by transitions.

Generated from machines/answering/fork.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=d850cf1168f58a11906a95123795f0d2ef520dc64c5b5a5e8669c2b98d7e921a abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.answering import fork as default
from sessioncore.handlers.answering.fork import ANSWERS, FORKS, RINGS, WAITING
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.fork import Connected, Ended, Invited
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Fork(default.Fork):
    """answering/fork on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        MACHINE.fire(self, event)

    def connected(self, event: Connected) -> None:
        MACHINE.fire(self, event)

    def ended(self, event: Ended) -> None:
        MACHINE.fire(self, event)

    def _do_waiting_invited(self, event: Invited) -> None:
        """Row waiting.invited."""
        cell = self.cell
        cell.raise_signal(self, RINGS)
        cell.raise_signal(self, FORKS)
        cell.raise_signal(self, ANSWERS)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody answered yet")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "a leg is called once")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


MACHINE = FlatMachine(Fork, [
    Way("invited", "waiting", "serving", row="waiting.invited", before=("_do_waiting_invited",)),
    Way("connected", "waiting", before=("_never_1",)),
    Way("ended", "waiting", "done", row="waiting.ended"),
    Way("invited", "serving", before=("_never_2",)),
    Way("connected", "serving", before=("_ignored",)),
    Way("ended", "serving", "done", row="serving.ended"),
    Way("invited", "done", before=("_never_2",)),
    Way("connected", "done", before=("_ignored",)),
    Way("ended", "done", before=("_ignored",)),
])
