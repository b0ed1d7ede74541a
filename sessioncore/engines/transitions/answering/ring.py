"""The chart answering/ring, decided by transitions.

Generated from machines/answering/ring.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=e8d6f8938940f4535765bcd3c9bde94451f2a332b67a128d001db1b3ba9bbfa8 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.answering import ring as default
from sessioncore.handlers.answering.ring import RINGS, WAITING
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.ring import Connected, Ended, Invited
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Ring(default.Ring):
    """answering/ring on transitions; each method below is called by name from the table at the end."""

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

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it never answers, and a leg is called once")


MACHINE = FlatMachine(Ring, [
    Way("invited", "waiting", "ringing", row="waiting.invited", before=("_do_waiting_invited",)),
    Way("connected", "waiting", before=("_never_1",)),
    Way("ended", "waiting", "done", row="waiting.ended"),
    Way("invited", "ringing", before=("_never_2",)),
    Way("connected", "ringing", before=("_ignored",)),
    Way("ended", "ringing", "done", row="ringing.ended"),
    Way("invited", "done", before=("_never_3",)),
    Way("connected", "done", before=("_never_3",)),
    Way("ended", "done", before=("_ignored",)),
])
