"""The chart dialog/reliable_answer, decided by transitions.

Generated from machines/dialog/reliable_answer.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=45959c9f0090feef6d7b19205f5146a75ed0b64bfa1d2ab158576f336326c249 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import reliable_answer as default
from sessioncore.handlers.dialog.reliable_answer import SENDING
from sessioncore.statechart import START, require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.reliable_answer import Ack, GaveUp, ResendDue, Sent
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class ReliableAnswer(default.ReliableAnswer):
    """dialog/reliable_answer on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter sending."""
        self.state = SENDING
        self._enter_sending(START)

    def sent(self, event: Sent) -> None:
        MACHINE.fire(self, event)

    def ack(self, event: Ack) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def resend_due(self, event: ResendDue) -> None:
        MACHINE.fire(self, event)

    def gave_up(self, event: GaveUp) -> None:
        MACHINE.fire(self, event)

    def _enter_sending(self, event: Start) -> None:
        """Entry of sending."""
        cell = self.cell
        self._resend = cell.arm(self, 0, cell.limits.T1)
        self._give_up = cell.arm(self, 1, 64 * cell.limits.T1)

    def _do_sending_sent(self, event: Sent) -> None:
        """Row sending.sent."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.keep(event)
        except Exception as error:
            cell.action_failed(self, "keep", error, mark)

    def _exit_sending(self, event: Ack | ActionFailed | GaveUp) -> None:
        """Exit of sending."""
        cell = self.cell
        if self._resend is not None:
            cell.cancel(self._resend)
            self._resend = None
        if self._give_up is not None:
            cell.cancel(self._give_up)
            self._give_up = None

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

    def _do_sending_action_failed(self, event: ActionFailed) -> None:
        """Row sending.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_no_ack(event))
        except Exception as error:
            cell.action_failed(self, "payload_no_ack", error, mark)

    def _do_sending_resend_due(self, event: ResendDue) -> None:
        """Row sending.resend_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend(event)
        except Exception as error:
            cell.action_failed(self, "resend", error, mark)

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "each 2xx has a part of its own")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _do_done_action_failed(self, event: ActionFailed) -> None:
        """Row done.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_no_ack(event))
        except Exception as error:
            cell.action_failed(self, "payload_no_ack", error, mark)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")


MACHINE = FlatMachine(ReliableAnswer, [
    Way("sent", "sending", row="sending.sent", before=("_do_sending_sent",)),
    Way("ack", "sending", "done", row="sending.ack", before=("_exit_sending", "_do_sending_ack")),
    Way(
        "action_failed",
        "sending",
        "done",
        row="sending.action_failed",
        before=("_exit_sending", "_do_sending_action_failed"),
    ),
    Way("resend_due", "sending", row="sending.resend_due", before=("_do_sending_resend_due",)),
    Way("gave_up", "sending", "done", row="sending.gave_up", before=("_exit_sending", "_do_sending_gave_up")),
    Way("sent", "done", before=("_never_1",)),
    Way("ack", "done", before=("_ignored",)),
    Way("action_failed", "done", row="done.action_failed", before=("_do_done_action_failed",)),
    Way("resend_due", "done", before=("_dropped",)),
    Way("gave_up", "done", before=("_dropped",)),
])
