"""The chart transaction/invite_client, decided by transitions.

Generated from machines/transaction/invite_client.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=2dbb48e9a7a0d6a80abf0271c3ac0b2043ea26584604f8c3186ff0aaf7be1eba abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.transaction import invite_client as default
from sessioncore.handlers.transaction.invite_client import CALLING, OVER, Answered, Copy, Progress
from sessioncore.statechart import START, require_abi

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
    """transaction/invite_client on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter calling."""
        self.state = CALLING
        self._enter_calling(START)

    def trying(self, event: Trying) -> None:
        MACHINE.fire(self, event)

    def provisional(self, event: Provisional) -> None:
        MACHINE.fire(self, event)

    def success(self, event: Success) -> None:
        MACHINE.fire(self, event)

    def failure(self, event: Failure) -> None:
        MACHINE.fire(self, event)

    def cancel(self, event: Cancel) -> None:
        MACHINE.fire(self, event)

    def cancel_finished(self, event: CancelFinished) -> None:
        MACHINE.fire(self, event)

    def transport_failed(self, event: TransportFailed) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def resend_due(self, event: ResendDue) -> None:
        MACHINE.fire(self, event)

    def timed_out(self, event: TimedOut) -> None:
        MACHINE.fire(self, event)

    def cancel_timed_out(self, event: CancelTimedOut) -> None:
        MACHINE.fire(self, event)

    def copies_ended(self, event: CopiesEnded) -> None:
        MACHINE.fire(self, event)

    def forks_ended(self, event: ForksEnded) -> None:
        MACHINE.fire(self, event)

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

    def _do_calling_provisional(self, event: Provisional) -> None:
        """Row calling.provisional."""
        cell = self.cell
        cell.raise_signal(self, Progress(event.response))

    def _do_calling_success(self, event: Success) -> None:
        """Row calling.success."""
        cell = self.cell
        cell.raise_signal(self, Answered(event.response))

    def _enter_accepted(self, event: Success) -> None:
        """Entry of accepted."""
        cell = self.cell
        self._timer_m = cell.arm(self, 4, 64 * cell.limits.T1)
        mark = len(cell.outbox)
        try:
            self.actions.forget_invite(event)
        except Exception as error:
            cell.action_failed(self, "forget_invite", error, mark)

    def _do_calling_failure(self, event: Failure) -> None:
        """Row calling.failure."""
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

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

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

    def _do_calling_resend_due(self, event: ResendDue) -> None:
        """Row calling.resend_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

    def _do_calling_timed_out(self, event: TimedOut) -> None:
        """Row calling.timed_out."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

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

    def _do_completed_failure(self, event: Failure) -> None:
        """Row completed.failure."""
        cell = self.cell
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

    def _do_accepted_success(self, event: Success) -> None:
        """Row accepted.success."""
        cell = self.cell
        cell.raise_signal(self, Copy(event.response))

    def _exit_accepted(self, event: ForksEnded) -> None:
        """Exit of accepted."""
        cell = self.cell
        if self._timer_m is not None:
            cell.cancel(self._timer_m)
            self._timer_m = None

    def _do_accepted_forks_ended(self, event: ForksEnded) -> None:
        """Row accepted.forks_ended."""
        cell = self.cell
        cell.raise_signal(self, OVER)


MACHINE = FlatMachine(InviteClient, [
    Way("trying", "calling", "proceeding.plain", row="calling.trying", before=("_exit_calling",), recall=True),
    Way(
        "provisional",
        "calling",
        "proceeding.plain",
        row="calling.provisional",
        before=("_exit_calling", "_do_calling_provisional"),
        recall=True,
    ),
    Way(
        "success",
        "calling",
        "accepted",
        row="calling.success",
        before=("_exit_calling", "_do_calling_success"),
        after=("_enter_accepted",),
        recall=True,
    ),
    Way(
        "failure",
        "calling",
        "completed",
        row="calling.failure",
        before=("_exit_calling", "_do_calling_failure"),
        after=("_enter_completed",),
        recall=True,
    ),
    Way("cancel", "calling", before=("_deferred",)),
    Way("cancel_finished", "calling", before=("_ignored",)),
    Way(
        "transport_failed",
        "calling",
        "terminated",
        row="calling.transport_failed",
        before=("_exit_calling", "_do_calling_transport_failed"),
        recall=True,
    ),
    Way(
        "action_failed",
        "calling",
        "terminated",
        row="calling.action_failed",
        before=("_exit_calling", "_do_calling_action_failed"),
        recall=True,
    ),
    Way("resend_due", "calling", row="calling.resend_due", before=("_do_calling_resend_due",)),
    Way(
        "timed_out",
        "calling",
        "terminated",
        row="calling.timed_out",
        before=("_exit_calling", "_do_calling_timed_out"),
        recall=True,
    ),
    Way("cancel_timed_out", "calling", before=("_dropped",)),
    Way("copies_ended", "calling", before=("_dropped",)),
    Way("forks_ended", "calling", before=("_dropped",)),
    Way("trying", "proceeding.plain", before=("_ignored",)),
    Way("provisional", "proceeding.plain", row="proceeding.provisional", before=("_do_proceeding_provisional",)),
    Way(
        "success",
        "proceeding.plain",
        "accepted",
        row="proceeding.success",
        before=("_do_proceeding_success",),
        after=("_enter_accepted",),
    ),
    Way(
        "failure",
        "proceeding.plain",
        "completed",
        row="proceeding.failure",
        before=("_do_proceeding_failure",),
        after=("_enter_completed",),
    ),
    Way(
        "cancel",
        "proceeding.plain",
        "proceeding.cancelling",
        row="proceeding.plain.cancel",
        after=("_enter_proceeding_cancelling",),
    ),
    Way("cancel_finished", "proceeding.plain", before=("_ignored",)),
    Way("transport_failed", "proceeding.plain", before=("_ignored",)),
    Way("action_failed", "proceeding.plain", before=("_ignored",)),
    Way("resend_due", "proceeding.plain", before=("_dropped",)),
    Way("timed_out", "proceeding.plain", before=("_dropped",)),
    Way("cancel_timed_out", "proceeding.plain", before=("_dropped",)),
    Way("copies_ended", "proceeding.plain", before=("_dropped",)),
    Way("forks_ended", "proceeding.plain", before=("_dropped",)),
    Way("trying", "proceeding.cancelling", before=("_ignored",)),
    Way("provisional", "proceeding.cancelling", row="proceeding.provisional", before=("_do_proceeding_provisional",)),
    Way(
        "success",
        "proceeding.cancelling",
        "accepted",
        row="proceeding.success",
        before=("_exit_proceeding_cancelling", "_do_proceeding_success"),
        after=("_enter_accepted",),
    ),
    Way(
        "failure",
        "proceeding.cancelling",
        "completed",
        row="proceeding.failure",
        before=("_exit_proceeding_cancelling", "_do_proceeding_failure"),
        after=("_enter_completed",),
    ),
    Way("cancel", "proceeding.cancelling", before=("_ignored",)),
    Way("cancel_finished", "proceeding.cancelling", before=("_ignored",)),
    Way("transport_failed", "proceeding.cancelling", before=("_ignored",)),
    Way("action_failed", "proceeding.cancelling", before=("_ignored",)),
    Way("resend_due", "proceeding.cancelling", before=("_dropped",)),
    Way("timed_out", "proceeding.cancelling", before=("_dropped",)),
    Way(
        "cancel_timed_out",
        "proceeding.cancelling",
        "terminated",
        row="proceeding.cancelling.cancel_timed_out",
        before=("_exit_proceeding_cancelling", "_do_proceeding_cancelling_cancel_timed_out"),
    ),
    Way("copies_ended", "proceeding.cancelling", before=("_dropped",)),
    Way("forks_ended", "proceeding.cancelling", before=("_dropped",)),
    Way("trying", "completed", before=("_ignored",)),
    Way("provisional", "completed", before=("_ignored",)),
    Way("success", "completed", before=("_ignored",)),
    Way("failure", "completed", row="completed.failure", before=("_do_completed_failure",)),
    Way("cancel", "completed", before=("_ignored",)),
    Way("cancel_finished", "completed", before=("_ignored",)),
    Way("transport_failed", "completed", "terminated", row="completed.transport_failed", before=("_exit_completed",)),
    Way("action_failed", "completed", before=("_ignored",)),
    Way("resend_due", "completed", before=("_dropped",)),
    Way("timed_out", "completed", before=("_dropped",)),
    Way("cancel_timed_out", "completed", before=("_dropped",)),
    Way("copies_ended", "completed", "terminated", row="completed.copies_ended", before=("_exit_completed",)),
    Way("forks_ended", "completed", before=("_dropped",)),
    Way("trying", "accepted", before=("_ignored",)),
    Way("provisional", "accepted", before=("_ignored",)),
    Way("success", "accepted", row="accepted.success", before=("_do_accepted_success",)),
    Way("failure", "accepted", before=("_ignored",)),
    Way("cancel", "accepted", before=("_ignored",)),
    Way("cancel_finished", "accepted", before=("_ignored",)),
    Way("transport_failed", "accepted", before=("_ignored",)),
    Way("action_failed", "accepted", before=("_ignored",)),
    Way("resend_due", "accepted", before=("_dropped",)),
    Way("timed_out", "accepted", before=("_dropped",)),
    Way("cancel_timed_out", "accepted", before=("_dropped",)),
    Way("copies_ended", "accepted", before=("_dropped",)),
    Way(
        "forks_ended",
        "accepted",
        "terminated",
        row="accepted.forks_ended",
        before=("_exit_accepted", "_do_accepted_forks_ended"),
    ),
    Way("trying", "terminated", before=("_ignored",)),
    Way("provisional", "terminated", before=("_ignored",)),
    Way("success", "terminated", before=("_ignored",)),
    Way("failure", "terminated", before=("_ignored",)),
    Way("cancel", "terminated", before=("_ignored",)),
    Way("cancel_finished", "terminated", before=("_ignored",)),
    Way("transport_failed", "terminated", before=("_ignored",)),
    Way("action_failed", "terminated", before=("_ignored",)),
    Way("resend_due", "terminated", before=("_dropped",)),
    Way("timed_out", "terminated", before=("_dropped",)),
    Way("cancel_timed_out", "terminated", before=("_dropped",)),
    Way("copies_ended", "terminated", before=("_dropped",)),
    Way("forks_ended", "terminated", before=("_dropped",)),
])
