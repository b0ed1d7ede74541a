"""The chart transaction/non_invite_server, decided by statemachine.

Generated from machines/transaction/non_invite_server.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=50ebde5db9fdc9e25da212b34d34f9ccdf8354d2847b2dc47fae83b5831ea3b5 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.transaction import non_invite_server as default
from sessioncore.statechart import require_abi

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
    """transaction/non_invite_server on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter trying."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def copy(self, event: Copy) -> None:
        send(self._chart, event)

    def respond(self, event: Respond) -> None:
        send(self._chart, event)

    def transport_failed(self, event: TransportFailed) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def went_unanswered(self, event: WentUnanswered) -> None:
        send(self._chart, event)

    def copies_ended(self, event: CopiesEnded) -> None:
        send(self._chart, event)

    def _enter_trying(self, event: Start) -> None:
        """Entry of trying."""
        cell = self.cell
        self._timer_unanswered = cell.arm(self, 0, 64 * cell.limits.T1)

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_completed(self, event: Respond) -> None:
        """Entry of completed."""
        cell = self.cell
        self._timer_j = cell.arm(self, 1, 0.0 if self.reliable else 64 * cell.limits.T1)

    def _exit_completed(self, event: CopiesEnded) -> None:
        """Exit of completed."""
        cell = self.cell
        if self._timer_j is not None:
            cell.cancel(self._timer_j)
            self._timer_j = None

    def _do_completed_copy(self, event: Copy) -> None:
        """Row completed.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)


CHART = Chart("TransactionNonInviteServerChart", NonInviteServer, [
    Node("", initial=True),
    Node("trying", initial=True, enter="_enter_trying", exit="_exit_trying", ways=(
        Way("respond", "completed", leaf="completed", row="trying.respond", on="_do_trying_respond"),
        Way("went_unanswered", "terminated", leaf="terminated", row="trying.went_unanswered"),
        Way("copy", on="_ignored"),
        Way("transport_failed", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("copies_ended", on="_dropped"),
    )),
    Node("completed", enter="_enter_completed", exit="_exit_completed", ways=(
        Way("copy", row="completed.copy", on="_do_completed_copy"),
        Way("copies_ended", "terminated", leaf="terminated", row="completed.copies_ended"),
        Way("respond", on="_ignored"),
        Way("transport_failed", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("went_unanswered", on="_dropped"),
    )),
    Node("terminated", ways=(
        Way("copy", on="_ignored"),
        Way("respond", on="_ignored"),
        Way("transport_failed", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("went_unanswered", on="_dropped"),
        Way("copies_ended", on="_dropped"),
    )),
])
