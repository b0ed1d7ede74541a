"""The chart answering/redirect, decided by transitions.

Generated from machines/answering/redirect.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=37fce6fb29354011600b87e94186f70bf595f3f3be41f1d5a8d276779b969cd1 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.answering import redirect as default
from sessioncore.handlers.answering.redirect import WAITING
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.redirect import Connected, Ended, Invited
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Redirect(default.Redirect):
    """answering/redirect on transitions; each method below is called by name from the table at the end."""

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
            cell.raise_signal(self, self.actions.payload_redirects(event))
        except Exception as error:
            cell.action_failed(self, "payload_redirects", error, mark)

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


MACHINE = FlatMachine(Redirect, [
    Way("invited", "waiting", "done", row="waiting.invited", before=("_do_waiting_invited",)),
    Way("connected", "waiting", before=("_never_1",)),
    Way("ended", "waiting", "done", row="waiting.ended"),
    Way("invited", "done", before=("_never_2",)),
    Way("connected", "done", before=("_never_2",)),
    Way("ended", "done", before=("_ignored",)),
])
