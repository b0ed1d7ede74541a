"""The chart dialog/reliable_provisional, decided by statemachine.

Generated from machines/dialog/reliable_provisional.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=6abd5b6517587d82c327e94294842e6001f2ed8210963e1bf5b0665409623298 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.dialog import reliable_provisional as default
from sessioncore.handlers.dialog.reliable_provisional import ACKNOWLEDGED, GIVEN_UP, Described, PassedOn
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.reliable_provisional import (
        Answered,
        Down,
        GaveUp,
        Lingered,
        Prack,
        ResendDue,
        Sent,
        Taken,
    )
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class ReliableProvisional(default.ReliableProvisional):
    """dialog/reliable_provisional on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter sending."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def sent(self, event: Sent) -> None:
        send(self._chart, event)

    def prack(self, event: Prack) -> None:
        send(self._chart, event)

    def taken(self, event: Taken) -> None:
        send(self._chart, event)

    def answered(self, event: Answered) -> None:
        send(self._chart, event)

    def down(self, event: Down) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def resend_due(self, event: ResendDue) -> None:
        send(self._chart, event)

    def gave_up(self, event: GaveUp) -> None:
        send(self._chart, event)

    def lingered(self, event: Lingered) -> None:
        send(self._chart, event)

    def _enter_sending(self, event: Start) -> None:
        """Entry of sending."""
        cell = self.cell
        self._resend = cell.arm(self, 0, cell.limits.T1)
        self._give_up = cell.arm(self, 1, 64 * cell.limits.T1)

    def _exit_sending(self, event: Prack | Down | ActionFailed | GaveUp) -> None:
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

    def _if_meant(self, event: Prack) -> bool:
        """Whether meant."""
        return self.actions.meant(event)

    def _if_passing(self, event: Prack) -> bool:
        """Whether passing."""
        return self.actions.passing(event)

    def _do_sending_prack(self, event: Prack) -> None:
        """Row sending.prack."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget(event)
        except Exception as error:
            cell.action_failed(self, "forget", error, mark)
        else:
            cell.raise_signal(self, PassedOn(event.request))
            cell.raise_signal(self, ACKNOWLEDGED)

    def _do_sending_prack_1(self, event: Prack) -> None:
        """Row sending.prack#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "forget"
        try:
            self.actions.forget(event)
            mark, step = len(cell.outbox), "note_prack"
            self.actions.note_prack(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, Described(event.request))

    def _do_sending_prack_2(self, event: Prack) -> None:
        """Row sending.prack#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_sending_gave_up(self, event: GaveUp) -> None:
        """Row sending.gave_up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget(event)
        except Exception as error:
            cell.action_failed(self, "forget", error, mark)
        else:
            cell.raise_signal(self, GIVEN_UP)

    def _do_sending_down(self, event: Down) -> None:
        """Row sending.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget(event)
        except Exception as error:
            cell.action_failed(self, "forget", error, mark)

    def _do_sending_action_failed(self, event: ActionFailed) -> None:
        """Row sending.action_failed."""
        cell = self.cell
        cell.raise_signal(self, GIVEN_UP)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "one at a time waits for its PRACK")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _do_answering_taken(self, event: Taken) -> None:
        """Row answering.taken."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)
        else:
            cell.raise_signal(self, ACKNOWLEDGED)

    def _do_answering_answered(self, event: Answered) -> None:
        """Row answering.answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)
        else:
            cell.raise_signal(self, ACKNOWLEDGED)

    def _do_answering_down(self, event: Down) -> None:
        """Row answering.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_answering_action_failed(self, event: ActionFailed) -> None:
        """Row answering.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)
        else:
            cell.raise_signal(self, GIVEN_UP)

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "offer_answer reads the PRACK in the macrostep that brings it")

    def _enter_stopped(self, event: Down) -> None:
        """Entry of stopped."""
        cell = self.cell
        self._linger = cell.arm(self, 2, 64 * cell.limits.T1)

    def _exit_stopped(self, event: Prack | ActionFailed | Lingered) -> None:
        """Exit of stopped."""
        cell = self.cell
        if self._linger is not None:
            cell.cancel(self._linger)
            self._linger = None

    def _do_stopped_prack(self, event: Prack) -> None:
        """Row stopped.prack."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_stopped_prack_1(self, event: Prack) -> None:
        """Row stopped.prack#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing more is sent")

    def _enter_done(self, event: Prack | ActionFailed | GaveUp | Taken | Answered | Down | Lingered) -> None:
        """Entry of done."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_prack(event)
        except Exception as error:
            cell.action_failed(self, "forget_prack", error, mark)

    def _do_done_prack(self, event: Prack) -> None:
        """Row done.prack."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "each response has a part of its own")


CHART = Chart("DialogReliableProvisionalChart", ReliableProvisional, [
    Node("", initial=True),
    Node("sending", initial=True, enter="_enter_sending", exit="_exit_sending", ways=(
        Way("sent", row="sending.sent", on="_do_sending_sent"),
        Way("resend_due", row="sending.resend_due", on="_do_sending_resend_due"),
        Way(
            "prack",
            "done",
            leaf="done",
            row="sending.prack",
            conditions=("_if_meant", "_if_passing"),
            on="_do_sending_prack",
        ),
        Way(
            "prack",
            "answering",
            leaf="answering",
            row="sending.prack#1",
            conditions=("_if_meant",),
            on="_do_sending_prack_1",
        ),
        Way("prack", row="sending.prack#2", on="_do_sending_prack_2"),
        Way("gave_up", "done", leaf="done", row="sending.gave_up", on="_do_sending_gave_up"),
        Way("down", "stopped", leaf="stopped", row="sending.down", on="_do_sending_down"),
        Way("action_failed", "done", leaf="done", row="sending.action_failed", on="_do_sending_action_failed"),
        Way("taken", on="_never_1"),
        Way("answered", on="_never_1"),
        Way("lingered", on="_dropped"),
    )),
    Node("answering", ways=(
        Way("taken", "done", leaf="done", row="answering.taken", on="_do_answering_taken"),
        Way("answered", "done", leaf="done", row="answering.answered", on="_do_answering_answered"),
        Way("down", "done", leaf="done", row="answering.down", on="_do_answering_down"),
        Way("action_failed", "done", leaf="done", row="answering.action_failed", on="_do_answering_action_failed"),
        Way("sent", on="_never_2"),
        Way("prack", on="_never_2"),
        Way("resend_due", on="_dropped"),
        Way("gave_up", on="_dropped"),
        Way("lingered", on="_dropped"),
    )),
    Node("stopped", enter="_enter_stopped", exit="_exit_stopped", ways=(
        Way("prack", "done", leaf="done", row="stopped.prack", conditions=("_if_meant",), on="_do_stopped_prack"),
        Way("prack", row="stopped.prack#1", on="_do_stopped_prack_1"),
        Way("lingered", "done", leaf="done", row="stopped.lingered"),
        Way("action_failed", "done", leaf="done", row="stopped.action_failed"),
        Way("down", on="_ignored"),
        Way("sent", on="_never_3"),
        Way("taken", on="_never_3"),
        Way("answered", on="_never_3"),
        Way("resend_due", on="_dropped"),
        Way("gave_up", on="_dropped"),
    )),
    Node("done", enter="_enter_done", ways=(
        Way("prack", row="done.prack", on="_do_done_prack"),
        Way("action_failed", row="done.action_failed"),
        Way("taken", on="_ignored"),
        Way("answered", on="_ignored"),
        Way("down", on="_ignored"),
        Way("sent", on="_never_4"),
        Way("resend_due", on="_dropped"),
        Way("gave_up", on="_dropped"),
        Way("lingered", on="_dropped"),
    )),
])
