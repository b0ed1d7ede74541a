"""The chart transaction/non_invite_server, decided by transitions.

Generated from machines/transaction/non_invite_server.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=50ebde5db9fdc9e25da212b34d34f9ccdf8354d2847b2dc47fae83b5831ea3b5 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.transaction import non_invite_server as default
from sessioncore.handlers.transaction.non_invite_server import TRYING
from sessioncore.statechart import START, require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transaction.non_invite_server import (
        CopiesEnded,
        Copy,
        Respond,
        TransportFailed,
        WentUnanswered,
    )
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class NonInviteServer(default.NonInviteServer):
    """transaction/non_invite_server on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter trying."""
        self.state = TRYING
        self._enter_trying(START)

    def copy(self, event: Copy) -> None:
        MACHINE.fire(self, event)

    def respond(self, event: Respond) -> None:
        MACHINE.fire(self, event)

    def transport_failed(self, event: TransportFailed) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def went_unanswered(self, event: WentUnanswered) -> None:
        MACHINE.fire(self, event)

    def copies_ended(self, event: CopiesEnded) -> None:
        MACHINE.fire(self, event)

    def _enter_trying(self, event: Start) -> None:
        """Entry of trying."""
        cell = self.cell
        self._timer_unanswered = cell.arm(self, 0, 64 * cell.limits.T1)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _exit_trying(self, event: Respond | WentUnanswered) -> None:
        """Exit of trying."""
        cell = self.cell
        if self._timer_unanswered is not None:
            cell.cancel(self._timer_unanswered)
            self._timer_unanswered = None

    def _do_trying_respond(self, event: Respond) -> None:
        """Row trying.respond."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.send_response(event)
        except Exception as error:
            cell.action_failed(self, "send_response", error, mark)

    def _enter_completed(self, event: Respond) -> None:
        """Entry of completed."""
        cell = self.cell
        self._timer_j = cell.arm(self, 1, 0.0 if self.reliable else 64 * cell.limits.T1)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _do_completed_copy(self, event: Copy) -> None:
        """Row completed.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

    def _exit_completed(self, event: CopiesEnded) -> None:
        """Exit of completed."""
        cell = self.cell
        if self._timer_j is not None:
            cell.cancel(self._timer_j)
            self._timer_j = None


MACHINE = FlatMachine(NonInviteServer, [
    Way("copy", "trying", before=("_ignored",)),
    Way(
        "respond",
        "trying",
        "completed",
        row="trying.respond",
        before=("_exit_trying", "_do_trying_respond"),
        after=("_enter_completed",),
    ),
    Way("transport_failed", "trying", before=("_ignored",)),
    Way("action_failed", "trying", before=("_ignored",)),
    Way("went_unanswered", "trying", "terminated", row="trying.went_unanswered", before=("_exit_trying",)),
    Way("copies_ended", "trying", before=("_dropped",)),
    Way("copy", "completed", row="completed.copy", before=("_do_completed_copy",)),
    Way("respond", "completed", before=("_ignored",)),
    Way("transport_failed", "completed", before=("_ignored",)),
    Way("action_failed", "completed", before=("_ignored",)),
    Way("went_unanswered", "completed", before=("_dropped",)),
    Way("copies_ended", "completed", "terminated", row="completed.copies_ended", before=("_exit_completed",)),
    Way("copy", "terminated", before=("_ignored",)),
    Way("respond", "terminated", before=("_ignored",)),
    Way("transport_failed", "terminated", before=("_ignored",)),
    Way("action_failed", "terminated", before=("_ignored",)),
    Way("went_unanswered", "terminated", before=("_dropped",)),
    Way("copies_ended", "terminated", before=("_dropped",)),
])
