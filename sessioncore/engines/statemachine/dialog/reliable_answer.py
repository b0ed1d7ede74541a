"""The chart dialog/reliable_answer, decided by statemachine.

Generated from machines/dialog/reliable_answer.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=45959c9f0090feef6d7b19205f5146a75ed0b64bfa1d2ab158576f336326c249 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.dialog import reliable_answer as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.reliable_answer import Ack, GaveUp, ResendDue, Sent
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class ReliableAnswer(default.ReliableAnswer):
    """dialog/reliable_answer on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter sending."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def sent(self, event: Sent) -> None:
        send(self._chart, event)

    def ack(self, event: Ack) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def resend_due(self, event: ResendDue) -> None:
        send(self._chart, event)

    def gave_up(self, event: GaveUp) -> None:
        send(self._chart, event)

    def _enter_sending(self, event: Start) -> None:
        """Entry of sending."""
        cell = self.cell
        self._resend = cell.arm(self, 0, cell.limits.T1)
        self._give_up = cell.arm(self, 1, 64 * cell.limits.T1)

    def _exit_sending(self, event: Ack | ActionFailed | GaveUp) -> None:
        """Exit of sending."""
        cell = self.cell
        if self._resend is not None:
            cell.cancel(self._resend)
            self._resend = None
        if self._give_up is not None:
            cell.cancel(self._give_up)
            self._give_up = None

    def _do_sending_sent(self, event: Sent) -> None:
        """Row sending.sent."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.keep(event)
        except Exception as error:
            cell.action_failed(self, "keep", error, mark)

    def _do_sending_resend_due(self, event: ResendDue) -> None:
        """Row sending.resend_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

    def _do_sending_ack(self, event: Ack) -> None:
        """Row sending.ack."""
        cell = self.cell
        mark, step = len(cell.outbox), "forget"
        try:
            self.actions.forget(event)
            mark, step = len(cell.outbox), "store"
            self.actions.store(event)
            mark, step = len(cell.outbox), "payload_acked"
            cell.raise_signal(self, self.actions.payload_acked(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_sending_gave_up(self, event: GaveUp) -> None:
        """Row sending.gave_up."""
        cell = self.cell
        mark, step = len(cell.outbox), "forget"
        try:
            self.actions.forget(event)
            mark, step = len(cell.outbox), "payload_no_ack"
            cell.raise_signal(self, self.actions.payload_no_ack(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_sending_action_failed(self, event: ActionFailed) -> None:
        """Row sending.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_no_ack(event))
        except Exception as error:
            cell.action_failed(self, "payload_no_ack", error, mark)

    def _do_done_action_failed(self, event: ActionFailed) -> None:
        """Row done.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_no_ack(event))
        except Exception as error:
            cell.action_failed(self, "payload_no_ack", error, mark)

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
        cell.never(self, event, "each 2xx has a part of its own")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")


CHART = Chart("DialogReliableAnswerChart", ReliableAnswer, [
    Node("", initial=True),
    Node("sending", initial=True, enter="_enter_sending", exit="_exit_sending", ways=(
        Way("sent", row="sending.sent", on="_do_sending_sent"),
        Way("resend_due", row="sending.resend_due", on="_do_sending_resend_due"),
        Way("ack", "done", leaf="done", row="sending.ack", on="_do_sending_ack"),
        Way("gave_up", "done", leaf="done", row="sending.gave_up", on="_do_sending_gave_up"),
        Way("action_failed", "done", leaf="done", row="sending.action_failed", on="_do_sending_action_failed"),
    )),
    Node("done", ways=(
        Way("action_failed", row="done.action_failed", on="_do_done_action_failed"),
        Way("ack", on="_ignored"),
        Way("sent", on="_never_1"),
        Way("resend_due", on="_dropped"),
        Way("gave_up", on="_dropped"),
    )),
])
