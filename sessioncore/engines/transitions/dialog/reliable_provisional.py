"""The chart dialog/reliable_provisional, decided by transitions.

Generated from machines/dialog/reliable_provisional.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=6abd5b6517587d82c327e94294842e6001f2ed8210963e1bf5b0665409623298 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import reliable_provisional as default
from sessioncore.handlers.dialog.reliable_provisional import ACKNOWLEDGED, GIVEN_UP, SENDING, Described, PassedOn
from sessioncore.statechart import START, require_abi

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
    """dialog/reliable_provisional on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter sending."""
        self.state = SENDING
        self._enter_sending(START)

    def sent(self, event: Sent) -> None:
        MACHINE.fire(self, event)

    def prack(self, event: Prack) -> None:
        MACHINE.fire(self, event)

    def taken(self, event: Taken) -> None:
        MACHINE.fire(self, event)

    def answered(self, event: Answered) -> None:
        MACHINE.fire(self, event)

    def down(self, event: Down) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def resend_due(self, event: ResendDue) -> None:
        MACHINE.fire(self, event)

    def gave_up(self, event: GaveUp) -> None:
        MACHINE.fire(self, event)

    def lingered(self, event: Lingered) -> None:
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

    def _if_meant(self, event: Prack) -> bool:
        """Whether meant."""
        return self.actions.meant(event)

    def _if_passing(self, event: Prack) -> bool:
        """Whether passing."""
        return self.actions.passing(event)

    def _exit_sending(self, event: Prack | Down | ActionFailed | GaveUp) -> None:
        """Exit of sending."""
        cell = self.cell
        if self._resend is not None:
            cell.cancel(self._resend)
            self._resend = None
        if self._give_up is not None:
            cell.cancel(self._give_up)
            self._give_up = None

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

    def _enter_done(self, event: Prack | ActionFailed | GaveUp | Taken | Answered | Down | Lingered) -> None:
        """Entry of done."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_prack(event)
        except Exception as error:
            cell.action_failed(self, "forget_prack", error, mark)

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "one at a time waits for its PRACK")

    def _do_sending_down(self, event: Down) -> None:
        """Row sending.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget(event)
        except Exception as error:
            cell.action_failed(self, "forget", error, mark)

    def _enter_stopped(self, event: Down) -> None:
        """Entry of stopped."""
        cell = self.cell
        self._linger = cell.arm(self, 2, 64 * cell.limits.T1)

    def _do_sending_action_failed(self, event: ActionFailed) -> None:
        """Row sending.action_failed."""
        cell = self.cell
        cell.raise_signal(self, GIVEN_UP)

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
        mark = len(cell.outbox)
        try:
            self.actions.forget(event)
        except Exception as error:
            cell.action_failed(self, "forget", error, mark)
        else:
            cell.raise_signal(self, GIVEN_UP)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "offer_answer reads the PRACK in the macrostep that brings it")

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

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing more is sent")

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

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "each response has a part of its own")

    def _do_done_prack(self, event: Prack) -> None:
        """Row done.prack."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)


MACHINE = FlatMachine(ReliableProvisional, [
    Way("sent", "sending", row="sending.sent", before=("_do_sending_sent",)),
    Way(
        "prack",
        "sending",
        "done",
        row="sending.prack",
        conditions=("_if_meant", "_if_passing"),
        before=("_exit_sending", "_do_sending_prack"),
        after=("_enter_done",),
    ),
    Way(
        "prack",
        "sending",
        "answering",
        row="sending.prack#1",
        conditions=("_if_meant",),
        before=("_exit_sending", "_do_sending_prack_1"),
    ),
    Way("prack", "sending", row="sending.prack#2", before=("_do_sending_prack_2",)),
    Way("taken", "sending", before=("_never_1",)),
    Way("answered", "sending", before=("_never_1",)),
    Way(
        "down",
        "sending",
        "stopped",
        row="sending.down",
        before=("_exit_sending", "_do_sending_down"),
        after=("_enter_stopped",),
    ),
    Way(
        "action_failed",
        "sending",
        "done",
        row="sending.action_failed",
        before=("_exit_sending", "_do_sending_action_failed"),
        after=("_enter_done",),
    ),
    Way("resend_due", "sending", row="sending.resend_due", before=("_do_sending_resend_due",)),
    Way(
        "gave_up",
        "sending",
        "done",
        row="sending.gave_up",
        before=("_exit_sending", "_do_sending_gave_up"),
        after=("_enter_done",),
    ),
    Way("lingered", "sending", before=("_dropped",)),
    Way("sent", "answering", before=("_never_2",)),
    Way("prack", "answering", before=("_never_2",)),
    Way("taken", "answering", "done", row="answering.taken", before=("_do_answering_taken",), after=("_enter_done",)),
    Way(
        "answered",
        "answering",
        "done",
        row="answering.answered",
        before=("_do_answering_answered",),
        after=("_enter_done",),
    ),
    Way("down", "answering", "done", row="answering.down", before=("_do_answering_down",), after=("_enter_done",)),
    Way(
        "action_failed",
        "answering",
        "done",
        row="answering.action_failed",
        before=("_do_answering_action_failed",),
        after=("_enter_done",),
    ),
    Way("resend_due", "answering", before=("_dropped",)),
    Way("gave_up", "answering", before=("_dropped",)),
    Way("lingered", "answering", before=("_dropped",)),
    Way("sent", "stopped", before=("_never_3",)),
    Way(
        "prack",
        "stopped",
        "done",
        row="stopped.prack",
        conditions=("_if_meant",),
        before=("_exit_stopped", "_do_stopped_prack"),
        after=("_enter_done",),
    ),
    Way("prack", "stopped", row="stopped.prack#1", before=("_do_stopped_prack_1",)),
    Way("taken", "stopped", before=("_never_3",)),
    Way("answered", "stopped", before=("_never_3",)),
    Way("down", "stopped", before=("_ignored",)),
    Way(
        "action_failed",
        "stopped",
        "done",
        row="stopped.action_failed",
        before=("_exit_stopped",),
        after=("_enter_done",),
    ),
    Way("resend_due", "stopped", before=("_dropped",)),
    Way("gave_up", "stopped", before=("_dropped",)),
    Way("lingered", "stopped", "done", row="stopped.lingered", before=("_exit_stopped",), after=("_enter_done",)),
    Way("sent", "done", before=("_never_4",)),
    Way("prack", "done", row="done.prack", before=("_do_done_prack",)),
    Way("taken", "done", before=("_ignored",)),
    Way("answered", "done", before=("_ignored",)),
    Way("down", "done", before=("_ignored",)),
    Way("action_failed", "done", row="done.action_failed"),
    Way("resend_due", "done", before=("_dropped",)),
    Way("gave_up", "done", before=("_dropped",)),
    Way("lingered", "done", before=("_dropped",)),
])
