"""The chart transaction/invite_server, decided by transitions.

Generated from machines/transaction/invite_server.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=a9de1a80576e6205fc28d443f4c6023e38fb91e850156a960ae149136f2a6579 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.transaction import invite_server as default
from sessioncore.handlers.transaction.invite_server import PROCEEDING_TRYING, Cancelled
from sessioncore.statechart import START, require_abi

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
    """transaction/invite_server on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter proceeding.trying."""
        self.state = PROCEEDING_TRYING
        self._enter_proceeding(START)
        self._enter_proceeding_trying(START)

    def copy(self, event: Copy) -> None:
        MACHINE.fire(self, event)

    def ack(self, event: Ack) -> None:
        MACHINE.fire(self, event)

    def cancel(self, event: Cancel) -> None:
        MACHINE.fire(self, event)

    def respond_provisional(self, event: RespondProvisional) -> None:
        MACHINE.fire(self, event)

    def respond_success(self, event: RespondSuccess) -> None:
        MACHINE.fire(self, event)

    def respond_failure(self, event: RespondFailure) -> None:
        MACHINE.fire(self, event)

    def transport_failed(self, event: TransportFailed) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def went_unanswered(self, event: WentUnanswered) -> None:
        MACHINE.fire(self, event)

    def trying_due(self, event: TryingDue) -> None:
        MACHINE.fire(self, event)

    def resend_due(self, event: ResendDue) -> None:
        MACHINE.fire(self, event)

    def ack_missed(self, event: AckMissed) -> None:
        MACHINE.fire(self, event)

    def copies_ended(self, event: CopiesEnded) -> None:
        MACHINE.fire(self, event)

    def _enter_proceeding(self, event: Start | RespondProvisional) -> None:
        """Entry of proceeding."""
        cell = self.cell
        self._timer_unanswered = cell.arm(self, 0, cell.limits.unanswered)

    def _enter_proceeding_trying(self, event: Start) -> None:
        """Entry of proceeding.trying."""
        cell = self.cell
        self._timer_trying = cell.arm(self, 1, cell.limits.trying_delay)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

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

    def _exit_proceeding_trying(
        self, event: RespondProvisional | RespondSuccess | RespondFailure | WentUnanswered | TryingDue
    ) -> None:
        """Exit of proceeding.trying."""
        cell = self.cell
        if self._timer_trying is not None:
            cell.cancel(self._timer_trying)
            self._timer_trying = None

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

    def _enter_accepted(self, event: RespondSuccess) -> None:
        """Entry of accepted."""
        cell = self.cell
        self._timer_l = cell.arm(self, 5, 64 * cell.limits.T1)

    def _do_proceeding_respond_failure(self, event: RespondFailure) -> None:
        """Row proceeding.respond_failure."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.send_response(event)
        except Exception as error:
            cell.action_failed(self, "send_response", error, mark)

    def _enter_completed(self, event: RespondFailure) -> None:
        """Entry of completed."""
        cell = self.cell
        if not self.reliable:
            self._timer_g = cell.arm(self, 2, cell.limits.T1)
        self._timer_h = cell.arm(self, 3, 64 * cell.limits.T1)

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

    def _do_completed_copy(self, event: Copy) -> None:
        """Row completed.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

    def _exit_completed(self, event: Ack | AckMissed) -> None:
        """Exit of completed."""
        cell = self.cell
        if self._timer_g is not None:
            cell.cancel(self._timer_g)
            self._timer_g = None
        if self._timer_h is not None:
            cell.cancel(self._timer_h)
            self._timer_h = None

    def _enter_confirmed(self, event: Ack) -> None:
        """Entry of confirmed."""
        cell = self.cell
        self._timer_i = cell.arm(self, 4, 0.0 if self.reliable else cell.limits.T4)

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the origin gives one final response and nothing after it")

    def _do_completed_resend_due(self, event: ResendDue) -> None:
        """Row completed.resend_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

    def _exit_confirmed(self, event: CopiesEnded) -> None:
        """Exit of confirmed."""
        cell = self.cell
        if self._timer_i is not None:
            cell.cancel(self._timer_i)
            self._timer_i = None

    def _exit_accepted(self, event: CopiesEnded) -> None:
        """Exit of accepted."""
        cell = self.cell
        if self._timer_l is not None:
            cell.cancel(self._timer_l)
            self._timer_l = None


MACHINE = FlatMachine(InviteServer, [
    Way("copy", "proceeding.trying", before=("_ignored",)),
    Way("ack", "proceeding.trying", before=("_ignored",)),
    Way("cancel", "proceeding.trying", row="proceeding.cancel", before=("_do_proceeding_cancel",)),
    Way(
        "respond_provisional",
        "proceeding.trying",
        "proceeding.informed",
        row="proceeding.respond_provisional",
        before=("_exit_proceeding_trying", "_exit_proceeding", "_do_proceeding_respond_provisional"),
        after=("_enter_proceeding",),
    ),
    Way(
        "respond_success",
        "proceeding.trying",
        "accepted",
        row="proceeding.respond_success",
        before=("_exit_proceeding_trying", "_exit_proceeding", "_do_proceeding_respond_success"),
        after=("_enter_accepted",),
    ),
    Way(
        "respond_failure",
        "proceeding.trying",
        "completed",
        row="proceeding.respond_failure",
        before=("_exit_proceeding_trying", "_exit_proceeding", "_do_proceeding_respond_failure"),
        after=("_enter_completed",),
    ),
    Way("transport_failed", "proceeding.trying", before=("_ignored",)),
    Way("action_failed", "proceeding.trying", before=("_ignored",)),
    Way(
        "went_unanswered",
        "proceeding.trying",
        "terminated",
        row="proceeding.went_unanswered",
        before=("_exit_proceeding_trying", "_exit_proceeding"),
    ),
    Way(
        "trying_due",
        "proceeding.trying",
        "proceeding.informed",
        row="proceeding.trying.trying_due",
        before=("_exit_proceeding_trying", "_do_proceeding_trying_trying_due"),
    ),
    Way("resend_due", "proceeding.trying", before=("_dropped",)),
    Way("ack_missed", "proceeding.trying", before=("_dropped",)),
    Way("copies_ended", "proceeding.trying", before=("_dropped",)),
    Way("copy", "proceeding.informed", row="proceeding.informed.copy", before=("_do_proceeding_informed_copy",)),
    Way("ack", "proceeding.informed", before=("_ignored",)),
    Way("cancel", "proceeding.informed", row="proceeding.cancel", before=("_do_proceeding_cancel",)),
    Way(
        "respond_provisional",
        "proceeding.informed",
        "proceeding.informed",
        row="proceeding.respond_provisional",
        before=("_exit_proceeding", "_do_proceeding_respond_provisional"),
        after=("_enter_proceeding",),
    ),
    Way(
        "respond_success",
        "proceeding.informed",
        "accepted",
        row="proceeding.respond_success",
        before=("_exit_proceeding", "_do_proceeding_respond_success"),
        after=("_enter_accepted",),
    ),
    Way(
        "respond_failure",
        "proceeding.informed",
        "completed",
        row="proceeding.respond_failure",
        before=("_exit_proceeding", "_do_proceeding_respond_failure"),
        after=("_enter_completed",),
    ),
    Way("transport_failed", "proceeding.informed", before=("_ignored",)),
    Way("action_failed", "proceeding.informed", before=("_ignored",)),
    Way(
        "went_unanswered",
        "proceeding.informed",
        "terminated",
        row="proceeding.went_unanswered",
        before=("_exit_proceeding",),
    ),
    Way("trying_due", "proceeding.informed", before=("_dropped",)),
    Way("resend_due", "proceeding.informed", before=("_dropped",)),
    Way("ack_missed", "proceeding.informed", before=("_dropped",)),
    Way("copies_ended", "proceeding.informed", before=("_dropped",)),
    Way("copy", "completed", row="completed.copy", before=("_do_completed_copy",)),
    Way("ack", "completed", "confirmed", row="completed.ack", before=("_exit_completed",), after=("_enter_confirmed",)),
    Way("cancel", "completed", row="cancel", before=("_do_cancel",)),
    Way("respond_provisional", "completed", before=("_never_1",)),
    Way("respond_success", "completed", before=("_never_1",)),
    Way("respond_failure", "completed", before=("_ignored",)),
    Way("transport_failed", "completed", before=("_ignored",)),
    Way("action_failed", "completed", before=("_ignored",)),
    Way("went_unanswered", "completed", before=("_dropped",)),
    Way("trying_due", "completed", before=("_dropped",)),
    Way("resend_due", "completed", row="completed.resend_due", before=("_do_completed_resend_due",)),
    Way("ack_missed", "completed", "terminated", row="completed.ack_missed", before=("_exit_completed",)),
    Way("copies_ended", "completed", before=("_dropped",)),
    Way("copy", "confirmed", before=("_ignored",)),
    Way("ack", "confirmed", before=("_ignored",)),
    Way("cancel", "confirmed", row="cancel", before=("_do_cancel",)),
    Way("respond_provisional", "confirmed", before=("_never_1",)),
    Way("respond_success", "confirmed", before=("_never_1",)),
    Way("respond_failure", "confirmed", before=("_ignored",)),
    Way("transport_failed", "confirmed", before=("_ignored",)),
    Way("action_failed", "confirmed", before=("_ignored",)),
    Way("went_unanswered", "confirmed", before=("_dropped",)),
    Way("trying_due", "confirmed", before=("_dropped",)),
    Way("resend_due", "confirmed", before=("_dropped",)),
    Way("ack_missed", "confirmed", before=("_dropped",)),
    Way("copies_ended", "confirmed", "terminated", row="confirmed.copies_ended", before=("_exit_confirmed",)),
    Way("copy", "accepted", before=("_ignored",)),
    Way("ack", "accepted", before=("_ignored",)),
    Way("cancel", "accepted", row="cancel", before=("_do_cancel",)),
    Way("respond_provisional", "accepted", before=("_never_1",)),
    Way("respond_success", "accepted", before=("_never_1",)),
    Way("respond_failure", "accepted", before=("_ignored",)),
    Way("transport_failed", "accepted", before=("_ignored",)),
    Way("action_failed", "accepted", before=("_ignored",)),
    Way("went_unanswered", "accepted", before=("_dropped",)),
    Way("trying_due", "accepted", before=("_dropped",)),
    Way("resend_due", "accepted", before=("_dropped",)),
    Way("ack_missed", "accepted", before=("_dropped",)),
    Way("copies_ended", "accepted", "terminated", row="accepted.copies_ended", before=("_exit_accepted",)),
    Way("copy", "terminated", before=("_ignored",)),
    Way("ack", "terminated", before=("_ignored",)),
    Way("cancel", "terminated", row="cancel", before=("_do_cancel",)),
    Way("respond_provisional", "terminated", before=("_never_1",)),
    Way("respond_success", "terminated", before=("_never_1",)),
    Way("respond_failure", "terminated", before=("_ignored",)),
    Way("transport_failed", "terminated", before=("_ignored",)),
    Way("action_failed", "terminated", before=("_ignored",)),
    Way("went_unanswered", "terminated", before=("_dropped",)),
    Way("trying_due", "terminated", before=("_dropped",)),
    Way("resend_due", "terminated", before=("_dropped",)),
    Way("ack_missed", "terminated", before=("_dropped",)),
    Way("copies_ended", "terminated", before=("_dropped",)),
])
