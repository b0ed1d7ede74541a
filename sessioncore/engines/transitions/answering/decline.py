"""The chart answering/decline, decided by transitions.

Generated from machines/answering/decline.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=e13a2f2c107459879fc8c868df3fd84d9841a27ec62945acde98a84bc2d08855 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.answering import decline as default
from sessioncore.handlers.answering.decline import WAITING
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.decline import Connected, Ended, Invited
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Decline(default.Decline):
    """answering/decline on transitions; each method below is called by name from the table at the end."""

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
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_declines(event))
        except Exception as error:
            cell.action_failed(self, "payload_declines", error, mark)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it never answers")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it never answers, and a leg is called once")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


MACHINE = FlatMachine(Decline, [
    Way("invited", "waiting", "done", row="waiting.invited", before=("_do_waiting_invited",)),
    Way("connected", "waiting", before=("_never_1",)),
    Way("ended", "waiting", "done", row="waiting.ended"),
    Way("invited", "done", before=("_never_2",)),
    Way("connected", "done", before=("_never_2",)),
    Way("ended", "done", before=("_ignored",)),
])
