"""The chart transaction/non_invite_client, decided by statemachine.

Generated from machines/transaction/non_invite_client.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=50d954c94c0084b775b5c2334958d389ecf61768f392e2365aa22e6362219263 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.transaction import non_invite_client as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transaction.non_invite_client import (
        Answered,
        CopiesEnded,
        Provisional,
        ResendDue,
        TimedOut,
        TransportFailed,
    )
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class NonInviteClient(default.NonInviteClient):
    """transaction/non_invite_client on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter waiting.trying."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def provisional(self, event: Provisional) -> None:
        send(self._chart, event)

    def answered(self, event: Answered) -> None:
        send(self._chart, event)

    def transport_failed(self, event: TransportFailed) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def resend_due(self, event: ResendDue) -> None:
        send(self._chart, event)

    def timed_out(self, event: TimedOut) -> None:
        send(self._chart, event)

    def copies_ended(self, event: CopiesEnded) -> None:
        send(self._chart, event)

    def _enter_waiting(self, event: Start) -> None:
        """Entry of waiting."""
        cell = self.cell
        self._timer_f = cell.arm(self, 2, 64 * cell.limits.T1)

    def _exit_waiting(self, event: Answered | TransportFailed | ActionFailed | TimedOut) -> None:
        """Exit of waiting."""
        cell = self.cell
        if self._timer_f is not None:
            cell.cancel(self._timer_f)
            self._timer_f = None

    def _do_waiting_resend_due(self, event: ResendDue) -> None:
        """Row waiting.resend_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

    def _do_waiting_answered(self, event: Answered) -> None:
        """Row waiting.answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_finished(event))
        except Exception as error:
            cell.action_failed(self, "payload_finished", error, mark)

    def _do_waiting_timed_out(self, event: TimedOut) -> None:
        """Row waiting.timed_out."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_finished(event))
        except Exception as error:
            cell.action_failed(self, "payload_finished", error, mark)

    def _do_waiting_transport_failed(self, event: TransportFailed) -> None:
        """Row waiting.transport_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_finished(event))
        except Exception as error:
            cell.action_failed(self, "payload_finished", error, mark)

    def _do_waiting_action_failed(self, event: ActionFailed) -> None:
        """Row waiting.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_finished(event))
        except Exception as error:
            cell.action_failed(self, "payload_finished", error, mark)

    def _enter_waiting_trying(self, event: Start) -> None:
        """Entry of waiting.trying."""
        cell = self.cell
        if not self.reliable:
            self._timer_e = cell.arm(self, 0, cell.limits.T1)
        mark = len(cell.outbox)
        try:
            self.actions.send_request(event)
        except Exception as error:
            cell.action_failed(self, "send_request", error, mark)

    def _exit_waiting_trying(self, event: Provisional | Answered | TransportFailed | ActionFailed | TimedOut) -> None:
        """Exit of waiting.trying."""
        cell = self.cell
        if self._timer_e is not None:
            cell.cancel(self._timer_e)
            self._timer_e = None

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_waiting_proceeding(self, event: Provisional) -> None:
        """Entry of waiting.proceeding."""
        cell = self.cell
        if not self.reliable:
            self._timer_e_slow = cell.arm(self, 1, cell.limits.T2)

    def _exit_waiting_proceeding(self, event: Answered | TransportFailed | ActionFailed | TimedOut) -> None:
        """Exit of waiting.proceeding."""
        cell = self.cell
        if self._timer_e_slow is not None:
            cell.cancel(self._timer_e_slow)
            self._timer_e_slow = None

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _enter_completed(self, event: Answered) -> None:
        """Entry of completed."""
        cell = self.cell
        self._timer_k = cell.arm(self, 3, 0.0 if self.reliable else cell.limits.T4)
        mark = len(cell.outbox)
        try:
            self.actions.judge_server(event)
        except Exception as error:
            cell.action_failed(self, "judge_server", error, mark)

    def _exit_completed(self, event: CopiesEnded) -> None:
        """Exit of completed."""
        cell = self.cell
        if self._timer_k is not None:
            cell.cancel(self._timer_k)
            self._timer_k = None


CHART = Chart("TransactionNonInviteClientChart", NonInviteClient, [
    Node("", initial=True),
    Node("waiting", initial=True, enter="_enter_waiting", exit="_exit_waiting", ways=(
        Way("resend_due", row="waiting.resend_due", on="_do_waiting_resend_due"),
        Way("answered", "completed", leaf="completed", row="waiting.answered", on="_do_waiting_answered"),
        Way("timed_out", "terminated", leaf="terminated", row="waiting.timed_out", on="_do_waiting_timed_out"),
        Way(
            "transport_failed",
            "terminated",
            leaf="terminated",
            row="waiting.transport_failed",
            on="_do_waiting_transport_failed",
        ),
        Way(
            "action_failed",
            "terminated",
            leaf="terminated",
            row="waiting.action_failed",
            on="_do_waiting_action_failed",
        ),
    )),
    Node("waiting.trying", initial=True, enter="_enter_waiting_trying", exit="_exit_waiting_trying", ways=(
        Way("provisional", "waiting.proceeding", leaf="waiting.proceeding", row="waiting.trying.provisional"),
        Way("copies_ended", on="_dropped"),
    )),
    Node("waiting.proceeding", enter="_enter_waiting_proceeding", exit="_exit_waiting_proceeding", ways=(
        Way("provisional", on="_ignored"),
        Way("copies_ended", on="_dropped"),
    )),
    Node("completed", enter="_enter_completed", exit="_exit_completed", ways=(
        Way("copies_ended", "terminated", leaf="terminated", row="completed.copies_ended"),
        Way("provisional", on="_ignored"),
        Way("answered", on="_ignored"),
        Way("transport_failed", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("resend_due", on="_dropped"),
        Way("timed_out", on="_dropped"),
    )),
    Node("terminated", ways=(
        Way("provisional", on="_ignored"),
        Way("answered", on="_ignored"),
        Way("transport_failed", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("resend_due", on="_dropped"),
        Way("timed_out", on="_dropped"),
        Way("copies_ended", on="_dropped"),
    )),
])
