"""The chart transaction/invite_server, decided by statemachine.

Generated from machines/transaction/invite_server.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=a9de1a80576e6205fc28d443f4c6023e38fb91e850156a960ae149136f2a6579 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.transaction import invite_server as default
from sessioncore.handlers.transaction.invite_server import Cancelled
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transaction.invite_server import (
        Ack,
        AckMissed,
        Cancel,
        CopiesEnded,
        Copy,
        ResendDue,
        RespondFailure,
        RespondProvisional,
        RespondSuccess,
        TransportFailed,
        TryingDue,
        WentUnanswered,
    )
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class InviteServer(default.InviteServer):
    """transaction/invite_server on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter proceeding.trying."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def copy(self, event: Copy) -> None:
        send(self._chart, event)

    def ack(self, event: Ack) -> None:
        send(self._chart, event)

    def cancel(self, event: Cancel) -> None:
        send(self._chart, event)

    def respond_provisional(self, event: RespondProvisional) -> None:
        send(self._chart, event)

    def respond_success(self, event: RespondSuccess) -> None:
        send(self._chart, event)

    def respond_failure(self, event: RespondFailure) -> None:
        send(self._chart, event)

    def transport_failed(self, event: TransportFailed) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def went_unanswered(self, event: WentUnanswered) -> None:
        send(self._chart, event)

    def trying_due(self, event: TryingDue) -> None:
        send(self._chart, event)

    def resend_due(self, event: ResendDue) -> None:
        send(self._chart, event)

    def ack_missed(self, event: AckMissed) -> None:
        send(self._chart, event)

    def copies_ended(self, event: CopiesEnded) -> None:
        send(self._chart, event)

    def _do_cancel(self, event: Cancel) -> None:
        """Row cancel."""
        cell = self.cell
        mark, step = len(cell.outbox), "choose_tag"
        try:
            self.actions.choose_tag(event)
            mark, step = len(cell.outbox), "accept_cancel"
            self.actions.accept_cancel(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the origin gives one final response and nothing after it")

    def _enter_proceeding(self, event: Start | RespondProvisional) -> None:
        """Entry of proceeding."""
        cell = self.cell
        self._timer_unanswered = cell.arm(self, 0, cell.limits.unanswered)

    def _exit_proceeding(self, event: RespondProvisional | RespondSuccess | RespondFailure | WentUnanswered) -> None:
        """Exit of proceeding."""
        cell = self.cell
        if self._timer_unanswered is not None:
            cell.cancel(self._timer_unanswered)
            self._timer_unanswered = None

    def _do_proceeding_respond_provisional(self, event: RespondProvisional) -> None:
        """Row proceeding.respond_provisional."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.send_response(event)
        except Exception as error:
            cell.action_failed(self, "send_response", error, mark)

    def _do_proceeding_respond_success(self, event: RespondSuccess) -> None:
        """Row proceeding.respond_success."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.send_response(event)
        except Exception as error:
            cell.action_failed(self, "send_response", error, mark)

    def _do_proceeding_respond_failure(self, event: RespondFailure) -> None:
        """Row proceeding.respond_failure."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.send_response(event)
        except Exception as error:
            cell.action_failed(self, "send_response", error, mark)

    def _do_proceeding_cancel(self, event: Cancel) -> None:
        """Row proceeding.cancel."""
        cell = self.cell
        mark, step = len(cell.outbox), "choose_tag"
        try:
            self.actions.choose_tag(event)
            mark, step = len(cell.outbox), "payload_cancel_answered"
            cell.raise_signal(self, self.actions.payload_cancel_answered(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, Cancelled(event.request))

    def _enter_proceeding_trying(self, event: Start) -> None:
        """Entry of proceeding.trying."""
        cell = self.cell
        self._timer_trying = cell.arm(self, 1, cell.limits.trying_delay)

    def _exit_proceeding_trying(
        self, event: RespondProvisional | RespondSuccess | RespondFailure | WentUnanswered | TryingDue
    ) -> None:
        """Exit of proceeding.trying."""
        cell = self.cell
        if self._timer_trying is not None:
            cell.cancel(self._timer_trying)
            self._timer_trying = None

    def _do_proceeding_trying_trying_due(self, event: TryingDue) -> None:
        """Row proceeding.trying.trying_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.send_trying(event)
        except Exception as error:
            cell.action_failed(self, "send_trying", error, mark)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _do_proceeding_informed_copy(self, event: Copy) -> None:
        """Row proceeding.informed.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

    def _enter_completed(self, event: RespondFailure) -> None:
        """Entry of completed."""
        cell = self.cell
        if not self.reliable:
            self._timer_g = cell.arm(self, 2, cell.limits.T1)
        self._timer_h = cell.arm(self, 3, 64 * cell.limits.T1)

    def _exit_completed(self, event: Ack | AckMissed) -> None:
        """Exit of completed."""
        cell = self.cell
        if self._timer_g is not None:
            cell.cancel(self._timer_g)
            self._timer_g = None
        if self._timer_h is not None:
            cell.cancel(self._timer_h)
            self._timer_h = None

    def _do_completed_resend_due(self, event: ResendDue) -> None:
        """Row completed.resend_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

    def _do_completed_copy(self, event: Copy) -> None:
        """Row completed.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

    def _enter_confirmed(self, event: Ack) -> None:
        """Entry of confirmed."""
        cell = self.cell
        self._timer_i = cell.arm(self, 4, 0.0 if self.reliable else cell.limits.T4)

    def _exit_confirmed(self, event: CopiesEnded) -> None:
        """Exit of confirmed."""
        cell = self.cell
        if self._timer_i is not None:
            cell.cancel(self._timer_i)
            self._timer_i = None

    def _enter_accepted(self, event: RespondSuccess) -> None:
        """Entry of accepted."""
        cell = self.cell
        self._timer_l = cell.arm(self, 5, 64 * cell.limits.T1)

    def _exit_accepted(self, event: CopiesEnded) -> None:
        """Exit of accepted."""
        cell = self.cell
        if self._timer_l is not None:
            cell.cancel(self._timer_l)
            self._timer_l = None


CHART = Chart("TransactionInviteServerChart", InviteServer, [
    Node("", initial=True, ways=(
        Way("cancel", row="cancel", on="_do_cancel"),
        Way("transport_failed", on="_ignored"),
        Way("respond_failure", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("respond_provisional", on="_never_1"),
        Way("respond_success", on="_never_1"),
    )),
    Node("proceeding", initial=True, enter="_enter_proceeding", exit="_exit_proceeding", ways=(
        Way(
            "respond_provisional",
            "proceeding.informed",
            leaf="proceeding.informed",
            row="proceeding.respond_provisional",
            on="_do_proceeding_respond_provisional",
        ),
        Way(
            "respond_success",
            "accepted",
            leaf="accepted",
            row="proceeding.respond_success",
            on="_do_proceeding_respond_success",
        ),
        Way(
            "respond_failure",
            "completed",
            leaf="completed",
            row="proceeding.respond_failure",
            on="_do_proceeding_respond_failure",
        ),
        Way("cancel", row="proceeding.cancel", on="_do_proceeding_cancel"),
        Way("went_unanswered", "terminated", leaf="terminated", row="proceeding.went_unanswered"),
        Way("ack", on="_ignored"),
    )),
    Node("proceeding.trying", initial=True, enter="_enter_proceeding_trying", exit="_exit_proceeding_trying", ways=(
        Way(
            "trying_due",
            "proceeding.informed",
            leaf="proceeding.informed",
            row="proceeding.trying.trying_due",
            on="_do_proceeding_trying_trying_due",
        ),
        Way("copy", on="_ignored"),
        Way("resend_due", on="_dropped"),
        Way("ack_missed", on="_dropped"),
        Way("copies_ended", on="_dropped"),
    )),
    Node("proceeding.informed", ways=(
        Way("copy", row="proceeding.informed.copy", on="_do_proceeding_informed_copy"),
        Way("trying_due", on="_dropped"),
        Way("resend_due", on="_dropped"),
        Way("ack_missed", on="_dropped"),
        Way("copies_ended", on="_dropped"),
    )),
    Node("completed", enter="_enter_completed", exit="_exit_completed", ways=(
        Way("resend_due", row="completed.resend_due", on="_do_completed_resend_due"),
        Way("copy", row="completed.copy", on="_do_completed_copy"),
        Way("ack", "confirmed", leaf="confirmed", row="completed.ack"),
        Way("ack_missed", "terminated", leaf="terminated", row="completed.ack_missed"),
        Way("went_unanswered", on="_dropped"),
        Way("trying_due", on="_dropped"),
        Way("copies_ended", on="_dropped"),
    )),
    Node("confirmed", enter="_enter_confirmed", exit="_exit_confirmed", ways=(
        Way("copies_ended", "terminated", leaf="terminated", row="confirmed.copies_ended"),
        Way("copy", on="_ignored"),
        Way("ack", on="_ignored"),
        Way("went_unanswered", on="_dropped"),
        Way("trying_due", on="_dropped"),
        Way("resend_due", on="_dropped"),
        Way("ack_missed", on="_dropped"),
    )),
    Node("accepted", enter="_enter_accepted", exit="_exit_accepted", ways=(
        Way("copies_ended", "terminated", leaf="terminated", row="accepted.copies_ended"),
        Way("copy", on="_ignored"),
        Way("ack", on="_ignored"),
        Way("went_unanswered", on="_dropped"),
        Way("trying_due", on="_dropped"),
        Way("resend_due", on="_dropped"),
        Way("ack_missed", on="_dropped"),
    )),
    Node("terminated", ways=(
        Way("copy", on="_ignored"),
        Way("ack", on="_ignored"),
        Way("went_unanswered", on="_dropped"),
        Way("trying_due", on="_dropped"),
        Way("resend_due", on="_dropped"),
        Way("ack_missed", on="_dropped"),
        Way("copies_ended", on="_dropped"),
    )),
])
