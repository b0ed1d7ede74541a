"""The chart transaction/invite_client, decided by statemachine.

Generated from machines/transaction/invite_client.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=2dbb48e9a7a0d6a80abf0271c3ac0b2043ea26584604f8c3186ff0aaf7be1eba abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.transaction import invite_client as default
from sessioncore.handlers.transaction.invite_client import OVER, Answered, Copy, Progress
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transaction.invite_client import (
        Cancel,
        CancelFinished,
        CancelTimedOut,
        CopiesEnded,
        Failure,
        ForksEnded,
        Provisional,
        ResendDue,
        Success,
        TimedOut,
        TransportFailed,
        Trying,
    )
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class InviteClient(default.InviteClient):
    """transaction/invite_client on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter calling."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def trying(self, event: Trying) -> None:
        send(self._chart, event)

    def provisional(self, event: Provisional) -> None:
        send(self._chart, event)

    def success(self, event: Success) -> None:
        send(self._chart, event)

    def failure(self, event: Failure) -> None:
        send(self._chart, event)

    def cancel(self, event: Cancel) -> None:
        send(self._chart, event)

    def cancel_finished(self, event: CancelFinished) -> None:
        send(self._chart, event)

    def transport_failed(self, event: TransportFailed) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def resend_due(self, event: ResendDue) -> None:
        send(self._chart, event)

    def timed_out(self, event: TimedOut) -> None:
        send(self._chart, event)

    def cancel_timed_out(self, event: CancelTimedOut) -> None:
        send(self._chart, event)

    def copies_ended(self, event: CopiesEnded) -> None:
        send(self._chart, event)

    def forks_ended(self, event: ForksEnded) -> None:
        send(self._chart, event)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _enter_calling(self, event: Start) -> None:
        """Entry of calling."""
        cell = self.cell
        if not self.reliable:
            self._timer_a = cell.arm(self, 0, cell.limits.T1)
        self._timer_b = cell.arm(self, 1, 64 * cell.limits.T1)
        mark = len(cell.outbox)
        try:
            self.actions.send_invite(event)
        except Exception as error:
            cell.action_failed(self, "send_invite", error, mark)

    def _exit_calling(
        self, event: Trying | Provisional | Success | Failure | TransportFailed | ActionFailed | TimedOut
    ) -> None:
        """Exit of calling."""
        cell = self.cell
        if self._timer_a is not None:
            cell.cancel(self._timer_a)
            self._timer_a = None
        if self._timer_b is not None:
            cell.cancel(self._timer_b)
            self._timer_b = None

    def _do_calling_resend_due(self, event: ResendDue) -> None:
        """Row calling.resend_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

    def _do_calling_provisional(self, event: Provisional) -> None:
        """Row calling.provisional."""
        cell = self.cell
        cell.raise_signal(self, Progress(event.response))

    def _do_calling_success(self, event: Success) -> None:
        """Row calling.success."""
        cell = self.cell
        cell.raise_signal(self, Answered(event.response))

    def _do_calling_failure(self, event: Failure) -> None:
        """Row calling.failure."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _do_calling_timed_out(self, event: TimedOut) -> None:
        """Row calling.timed_out."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _do_calling_transport_failed(self, event: TransportFailed) -> None:
        """Row calling.transport_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _do_calling_action_failed(self, event: ActionFailed) -> None:
        """Row calling.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _do_proceeding_provisional(self, event: Provisional) -> None:
        """Row proceeding.provisional."""
        cell = self.cell
        cell.raise_signal(self, Progress(event.response))

    def _do_proceeding_success(self, event: Success) -> None:
        """Row proceeding.success."""
        cell = self.cell
        cell.raise_signal(self, Answered(event.response))

    def _do_proceeding_failure(self, event: Failure) -> None:
        """Row proceeding.failure."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _enter_proceeding_cancelling(self, event: Cancel) -> None:
        """Entry of proceeding.cancelling."""
        cell = self.cell
        self._timer_x = cell.arm(self, 2, 64 * cell.limits.T1)
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_cancel(event))
        except Exception as error:
            cell.action_failed(self, "send_cancel", error, mark)

    def _exit_proceeding_cancelling(self, event: Success | Failure | CancelTimedOut) -> None:
        """Exit of proceeding.cancelling."""
        cell = self.cell
        if self._timer_x is not None:
            cell.cancel(self._timer_x)
            self._timer_x = None

    def _do_proceeding_cancelling_cancel_timed_out(self, event: CancelTimedOut) -> None:
        """Row proceeding.cancelling.cancel_timed_out."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _enter_completed(self, event: Failure) -> None:
        """Entry of completed."""
        cell = self.cell
        self._timer_d = cell.arm(self, 3, 0.0 if self.reliable else cell.limits.copy_wait)
        mark = len(cell.outbox)
        try:
            self.actions.send_ack(event)
        except Exception as error:
            cell.action_failed(self, "send_ack", error, mark)

    def _exit_completed(self, event: TransportFailed | CopiesEnded) -> None:
        """Exit of completed."""
        cell = self.cell
        if self._timer_d is not None:
            cell.cancel(self._timer_d)
            self._timer_d = None

    def _do_completed_failure(self, event: Failure) -> None:
        """Row completed.failure."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.send_ack(event)
        except Exception as error:
            cell.action_failed(self, "send_ack", error, mark)

    def _enter_accepted(self, event: Success) -> None:
        """Entry of accepted."""
        cell = self.cell
        self._timer_m = cell.arm(self, 4, 64 * cell.limits.T1)
        mark = len(cell.outbox)
        try:
            self.actions.forget_invite(event)
        except Exception as error:
            cell.action_failed(self, "forget_invite", error, mark)

    def _exit_accepted(self, event: ForksEnded) -> None:
        """Exit of accepted."""
        cell = self.cell
        if self._timer_m is not None:
            cell.cancel(self._timer_m)
            self._timer_m = None

    def _do_accepted_success(self, event: Success) -> None:
        """Row accepted.success."""
        cell = self.cell
        cell.raise_signal(self, Copy(event.response))

    def _do_accepted_forks_ended(self, event: ForksEnded) -> None:
        """Row accepted.forks_ended."""
        cell = self.cell
        cell.raise_signal(self, OVER)


CHART = Chart("TransactionInviteClientChart", InviteClient, [
    Node("", initial=True, ways=(
        Way("cancel_finished", on="_ignored"),
    )),
    Node("calling", initial=True, enter="_enter_calling", exit="_exit_calling", ways=(
        Way("resend_due", row="calling.resend_due", on="_do_calling_resend_due"),
        Way("trying", "proceeding", leaf="proceeding.plain", row="calling.trying", recall=("calling",)),
        Way(
            "provisional",
            "proceeding",
            leaf="proceeding.plain",
            row="calling.provisional",
            on="_do_calling_provisional",
            recall=("calling",),
        ),
        Way(
            "success", "accepted", leaf="accepted", row="calling.success", on="_do_calling_success", recall=("calling",)
        ),
        Way(
            "failure",
            "completed",
            leaf="completed",
            row="calling.failure",
            on="_do_calling_failure",
            recall=("calling",),
        ),
        Way(
            "timed_out",
            "terminated",
            leaf="terminated",
            row="calling.timed_out",
            on="_do_calling_timed_out",
            recall=("calling",),
        ),
        Way(
            "transport_failed",
            "terminated",
            leaf="terminated",
            row="calling.transport_failed",
            on="_do_calling_transport_failed",
            recall=("calling",),
        ),
        Way(
            "action_failed",
            "terminated",
            leaf="terminated",
            row="calling.action_failed",
            on="_do_calling_action_failed",
            recall=("calling",),
        ),
        Way("cancel", on="_deferred"),
        Way("cancel_timed_out", on="_dropped"),
        Way("copies_ended", on="_dropped"),
        Way("forks_ended", on="_dropped"),
    )),
    Node("proceeding", ways=(
        Way("provisional", row="proceeding.provisional", on="_do_proceeding_provisional"),
        Way("success", "accepted", leaf="accepted", row="proceeding.success", on="_do_proceeding_success"),
        Way("failure", "completed", leaf="completed", row="proceeding.failure", on="_do_proceeding_failure"),
        Way("trying", on="_ignored"),
        Way("transport_failed", on="_ignored"),
        Way("action_failed", on="_ignored"),
    )),
    Node("proceeding.plain", initial=True, ways=(
        Way("cancel", "proceeding.cancelling", leaf="proceeding.cancelling", row="proceeding.plain.cancel"),
        Way("resend_due", on="_dropped"),
        Way("timed_out", on="_dropped"),
        Way("cancel_timed_out", on="_dropped"),
        Way("copies_ended", on="_dropped"),
        Way("forks_ended", on="_dropped"),
    )),
    Node("proceeding.cancelling", enter="_enter_proceeding_cancelling", exit="_exit_proceeding_cancelling", ways=(
        Way(
            "cancel_timed_out",
            "terminated",
            leaf="terminated",
            row="proceeding.cancelling.cancel_timed_out",
            on="_do_proceeding_cancelling_cancel_timed_out",
        ),
        Way("cancel", on="_ignored"),
        Way("resend_due", on="_dropped"),
        Way("timed_out", on="_dropped"),
        Way("copies_ended", on="_dropped"),
        Way("forks_ended", on="_dropped"),
    )),
    Node("completed", enter="_enter_completed", exit="_exit_completed", ways=(
        Way("failure", row="completed.failure", on="_do_completed_failure"),
        Way("copies_ended", "terminated", leaf="terminated", row="completed.copies_ended"),
        Way("transport_failed", "terminated", leaf="terminated", row="completed.transport_failed"),
        Way("trying", on="_ignored"),
        Way("provisional", on="_ignored"),
        Way("success", on="_ignored"),
        Way("cancel", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("resend_due", on="_dropped"),
        Way("timed_out", on="_dropped"),
        Way("cancel_timed_out", on="_dropped"),
        Way("forks_ended", on="_dropped"),
    )),
    Node("accepted", enter="_enter_accepted", exit="_exit_accepted", ways=(
        Way("success", row="accepted.success", on="_do_accepted_success"),
        Way("forks_ended", "terminated", leaf="terminated", row="accepted.forks_ended", on="_do_accepted_forks_ended"),
        Way("trying", on="_ignored"),
        Way("provisional", on="_ignored"),
        Way("failure", on="_ignored"),
        Way("cancel", on="_ignored"),
        Way("transport_failed", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("resend_due", on="_dropped"),
        Way("timed_out", on="_dropped"),
        Way("cancel_timed_out", on="_dropped"),
        Way("copies_ended", on="_dropped"),
    )),
    Node("terminated", ways=(
        Way("trying", on="_ignored"),
        Way("provisional", on="_ignored"),
        Way("success", on="_ignored"),
        Way("failure", on="_ignored"),
        Way("cancel", on="_ignored"),
        Way("transport_failed", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("resend_due", on="_dropped"),
        Way("timed_out", on="_dropped"),
        Way("cancel_timed_out", on="_dropped"),
        Way("copies_ended", on="_dropped"),
        Way("forks_ended", on="_dropped"),
    )),
])
