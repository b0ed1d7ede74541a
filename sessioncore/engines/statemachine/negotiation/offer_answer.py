"""The chart negotiation/offer_answer, decided by statemachine.

Generated from machines/negotiation/offer_answer.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=2626c4a54d8dbef8527e683ebf6d689b92ff6421e00a364fe9fb7e3b863a9ab1 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.negotiation import offer_answer as default
from sessioncore.handlers.negotiation.offer_answer import (
    ACK_READY,
    ANSWER_GIVEN,
    ANSWER_READY,
    ANSWER_REFUSED,
    EARLY_BARE,
    EARLY_READY,
    FIRST_ANSWER_REFUSED,
    OFFER_READY,
    OFFER_TAKEN,
    PRACK_ANSWERED,
    PRACK_DUE,
    PRACK_TAKEN,
    PREVIEW_READY,
    SETTLED,
    SOLICITED_SIGNAL,
    UPDATE_ANSWERED,
    UPDATE_TAKEN,
    AckAnswered,
    OfferedEarly,
)
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.negotiation.offer_answer import (
        Acknowledge,
        AnswerIn,
        AnswerInAck,
        AnswerWanted,
        Down,
        EarlyWanted,
        Freed,
        LateIn,
        OfferIn,
        OfferOut,
        OfferWanted,
        PrackIn,
        PreviewIn,
        PreviewWanted,
        ReliableIn,
        RingWanted,
        Rollback,
        Soliciting,
        UpdateIn,
        UpdateWanted,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class OfferAnswer(default.OfferAnswer):
    """negotiation/offer_answer on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter initial."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def offer_out(self, event: OfferOut) -> None:
        send(self._chart, event)

    def offer_wanted(self, event: OfferWanted) -> None:
        send(self._chart, event)

    def offer_in(self, event: OfferIn) -> None:
        send(self._chart, event)

    def update_in(self, event: UpdateIn) -> None:
        send(self._chart, event)

    def update_wanted(self, event: UpdateWanted) -> None:
        send(self._chart, event)

    def answer_in(self, event: AnswerIn) -> None:
        send(self._chart, event)

    def answer_in_ack(self, event: AnswerInAck) -> None:
        send(self._chart, event)

    def preview_in(self, event: PreviewIn) -> None:
        send(self._chart, event)

    def reliable_in(self, event: ReliableIn) -> None:
        send(self._chart, event)

    def prack_in(self, event: PrackIn) -> None:
        send(self._chart, event)

    def late_in(self, event: LateIn) -> None:
        send(self._chart, event)

    def early_wanted(self, event: EarlyWanted) -> None:
        send(self._chart, event)

    def ring_wanted(self, event: RingWanted) -> None:
        send(self._chart, event)

    def preview_wanted(self, event: PreviewWanted) -> None:
        send(self._chart, event)

    def answer_wanted(self, event: AnswerWanted) -> None:
        send(self._chart, event)

    def rollback(self, event: Rollback) -> None:
        send(self._chart, event)

    def down(self, event: Down) -> None:
        send(self._chart, event)

    def freed(self, event: Freed) -> None:
        send(self._chart, event)

    def soliciting(self, event: Soliciting) -> None:
        send(self._chart, event)

    def acknowledge(self, event: Acknowledge) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def _do_freed(self, event: Freed) -> None:
        """Row freed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.take_over(event)
        except Exception as error:
            cell.action_failed(self, "take_over", error, mark)

    def _if_offered(self, event: OfferOut | LateIn) -> bool:
        """Whether offered."""
        return self.actions.offered(event)

    def _do_initial_offer_out(self, event: OfferOut) -> None:
        """Row initial.offer_out."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_leg_offer(event)
        except Exception as error:
            cell.action_failed(self, "note_leg_offer", error, mark)

    def _if_acceptable(self, event: OfferIn | UpdateIn | AnswerIn | ReliableIn | PrackIn | LateIn) -> bool:
        """Whether acceptable."""
        return self.actions.acceptable(event)

    def _do_initial_offer_in(self, event: OfferIn) -> None:
        """Row initial.offer_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_offer(event)
        except Exception as error:
            cell.action_failed(self, "note_offer", error, mark)
        else:
            cell.raise_signal(self, OFFER_TAKEN)

    def _if_offerless(self, event: OfferIn) -> bool:
        """Whether offerless."""
        return self.actions.offerless(event)

    def _do_initial_offer_in_1(self, event: OfferIn) -> None:
        """Row initial.offer_in#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_debt(event)
        except Exception as error:
            cell.action_failed(self, "note_debt", error, mark)
        else:
            cell.raise_signal(self, OFFER_TAKEN)

    def _do_initial_offer_in_2(self, event: OfferIn) -> None:
        """Row initial.offer_in#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "publish_insecure"
        try:
            self.actions.publish_insecure(event)
            mark, step = len(cell.outbox), "payload_refused"
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_passing(self, event: UpdateIn | AnswerIn | AnswerInAck | ReliableIn | PrackIn) -> bool:
        """Whether passing."""
        return self.actions.passing(event)

    def _do_initial_answer_in(self, event: AnswerIn) -> None:
        """Row initial.answer_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_offer(event)
        except Exception as error:
            cell.action_failed(self, "note_offer", error, mark)
        else:
            cell.raise_signal(self, SOLICITED_SIGNAL)

    def _do_initial_answer_in_1(self, event: AnswerIn) -> None:
        """Row initial.answer_in#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "answer_offer"
        try:
            self.actions.answer_offer(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_initial_answer_in_2(self, event: AnswerIn) -> None:
        """Row initial.answer_in#2."""
        cell = self.cell
        cell.raise_signal(self, FIRST_ANSWER_REFUSED)

    def _if_bodiless(self, event: ReliableIn | PrackIn) -> bool:
        """Whether bodiless."""
        return self.actions.bodiless(event)

    def _do_initial_reliable_in(self, event: ReliableIn) -> None:
        """Row initial.reliable_in."""
        cell = self.cell
        cell.raise_signal(self, PRACK_DUE)

    def _do_initial_reliable_in_1(self, event: ReliableIn) -> None:
        """Row initial.reliable_in#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_offer(event)
        except Exception as error:
            cell.action_failed(self, "note_offer", error, mark)
        else:
            cell.raise_signal(self, OfferedEarly(event.response))

    def _do_initial_reliable_in_2(self, event: ReliableIn) -> None:
        """Row initial.reliable_in#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "answer_offer"
        try:
            self.actions.answer_offer(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
            mark, step = len(cell.outbox), "payload_previewed"
            cell.raise_signal(self, self.actions.payload_previewed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, PRACK_DUE)

    def _do_initial_reliable_in_3(self, event: ReliableIn) -> None:
        """Row initial.reliable_in#3."""
        cell = self.cell
        cell.raise_signal(self, PRACK_DUE)

    def _do_initial_late_in_1(self, event: LateIn) -> None:
        """Row initial.late_in#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.answer_offer(event)
        except Exception as error:
            cell.action_failed(self, "answer_offer", error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "no offer waits for an answer")

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was offered yet")

    def _if_settled_before(self, event: AnswerIn | ReliableIn) -> bool:
        """Whether settled_before."""
        return self.actions.settled_before(event)

    def _do_offer_sent_answer_in(self, event: AnswerIn) -> None:
        """Row offer_sent.answer_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_owed(event)
        except Exception as error:
            cell.action_failed(self, "forget_owed", error, mark)

    def _if_fitting(self, event: AnswerIn | AnswerInAck | ReliableIn | PrackIn) -> bool:
        """Whether fitting."""
        return self.actions.fitting(event)

    def _do_offer_sent_answer_in_1(self, event: AnswerIn) -> None:
        """Row offer_sent.answer_in#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "settle"
        try:
            self.actions.settle(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, SETTLED)

    def _if_first(self, event: AnswerIn | AnswerInAck | PrackIn | ActionFailed) -> bool:
        """Whether first."""
        return self.actions.first(event)

    def _do_offer_sent_answer_in_2(self, event: AnswerIn) -> None:
        """Row offer_sent.answer_in#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)
        else:
            cell.raise_signal(self, FIRST_ANSWER_REFUSED)

    def _do_offer_sent_answer_in_3(self, event: AnswerIn) -> None:
        """Row offer_sent.answer_in#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)
        else:
            cell.raise_signal(self, ANSWER_REFUSED)

    def _do_offer_sent_reliable_in(self, event: ReliableIn) -> None:
        """Row offer_sent.reliable_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_owed(event)
        except Exception as error:
            cell.action_failed(self, "forget_owed", error, mark)
        else:
            cell.raise_signal(self, PRACK_DUE)

    def _do_offer_sent_reliable_in_1(self, event: ReliableIn) -> None:
        """Row offer_sent.reliable_in#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_owed(event)
        except Exception as error:
            cell.action_failed(self, "forget_owed", error, mark)
        else:
            cell.raise_signal(self, PRACK_DUE)

    def _do_offer_sent_reliable_in_2(self, event: ReliableIn) -> None:
        """Row offer_sent.reliable_in#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "settle"
        try:
            self.actions.settle(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
            mark, step = len(cell.outbox), "payload_previewed"
            cell.raise_signal(self, self.actions.payload_previewed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, PRACK_DUE)

    def _do_offer_sent_reliable_in_3(self, event: ReliableIn) -> None:
        """Row offer_sent.reliable_in#3."""
        cell = self.cell
        cell.raise_signal(self, PRACK_DUE)

    def _not_first(self, event: AnswerIn | AnswerInAck | PrackIn | ActionFailed) -> bool:
        """Whether not first."""
        return not self.actions.first(event)

    def _do_offer_sent_prack_in(self, event: PrackIn) -> None:
        """Row offer_sent.prack_in."""
        cell = self.cell
        cell.raise_signal(self, PRACK_TAKEN)

    def _do_offer_sent_prack_in_1(self, event: PrackIn) -> None:
        """Row offer_sent.prack_in#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "drop_offer"
        try:
            self.actions.drop_offer(event)
            mark, step = len(cell.outbox), "answer_prack"
            self.actions.answer_prack(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, PRACK_ANSWERED)

    def _do_offer_sent_prack_in_2(self, event: PrackIn) -> None:
        """Row offer_sent.prack_in#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "settle"
        try:
            self.actions.settle(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, PRACK_TAKEN)
            cell.raise_signal(self, AckAnswered(event.request))

    def _do_offer_sent_prack_in_3(self, event: PrackIn) -> None:
        """Row offer_sent.prack_in#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "settle"
        try:
            self.actions.settle(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, PRACK_TAKEN)

    def _do_offer_sent_prack_in_4(self, event: PrackIn) -> None:
        """Row offer_sent.prack_in#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "drop_offer"
        try:
            self.actions.drop_offer(event)
            cell.raise_signal(self, PRACK_TAKEN)
            mark, step = len(cell.outbox), "payload_refused"
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_offer_sent_answer_wanted(self, event: AnswerWanted) -> None:
        """Row offer_sent.answer_wanted."""
        cell = self.cell
        cell.raise_signal(self, ANSWER_GIVEN)

    def _do_offer_sent_early_wanted(self, event: EarlyWanted) -> None:
        """Row offer_sent.early_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_offer_sent_ring_wanted(self, event: RingWanted) -> None:
        """Row offer_sent.ring_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_offer_sent_rollback(self, event: Rollback) -> None:
        """Row offer_sent.rollback."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)

    def _do_offer_sent_down(self, event: Down) -> None:
        """Row offer_sent.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)

    def _do_offer_sent_action_failed(self, event: ActionFailed) -> None:
        """Row offer_sent.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "drop_offer"
        try:
            self.actions.drop_offer(event)
            mark, step = len(cell.outbox), "payload_refused"
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_offer_sent_action_failed_1(self, event: ActionFailed) -> None:
        """Row offer_sent.action_failed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "drop_offer"
        try:
            self.actions.drop_offer(event)
            mark, step = len(cell.outbox), "payload_refused"
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_previewing(self, event: PreviewIn) -> bool:
        """Whether previewing."""
        return self.actions.previewing(event)

    def _do_offer_sent_preview_in(self, event: PreviewIn) -> None:
        """Row offer_sent.preview_in."""
        cell = self.cell
        mark, step = len(cell.outbox), "take_preview"
        try:
            self.actions.take_preview(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
            mark, step = len(cell.outbox), "payload_previewed"
            cell.raise_signal(self, self.actions.payload_previewed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _not_settles_debt(self, event: AnswerInAck) -> bool:
        """Whether not settles_debt."""
        return not self.actions.settles_debt(event)

    def _do_offer_sent_answer_in_ack_1(self, event: AnswerInAck) -> None:
        """Row offer_sent.answer_in_ack#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "settle"
        try:
            self.actions.settle(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, AckAnswered(event.request))

    def _do_offer_sent_answer_in_ack_2(self, event: AnswerInAck) -> None:
        """Row offer_sent.answer_in_ack#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)
        else:
            cell.raise_signal(self, FIRST_ANSWER_REFUSED)

    def _do_offer_sent_answer_in_ack_3(self, event: AnswerInAck) -> None:
        """Row offer_sent.answer_in_ack#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)
        else:
            cell.raise_signal(self, FIRST_ANSWER_REFUSED)

    def _do_offer_sent_answer_in_ack_4(self, event: AnswerInAck) -> None:
        """Row offer_sent.answer_in_ack#4."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "no offer of the peer waits for an answer")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def _do_owing_answer_wanted(self, event: AnswerWanted) -> None:
        """Row owing.answer_wanted."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_offer"
        try:
            self.actions.make_offer(event)
            mark, step = len(cell.outbox), "payload_expecting"
            cell.raise_signal(self, self.actions.payload_expecting(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, ANSWER_READY)

    def _do_owing_early_wanted(self, event: EarlyWanted) -> None:
        """Row owing.early_wanted."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_offer"
        try:
            self.actions.make_offer(event)
            mark, step = len(cell.outbox), "payload_expecting"
            cell.raise_signal(self, self.actions.payload_expecting(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, EARLY_READY)

    def _do_owing_ring_wanted(self, event: RingWanted) -> None:
        """Row owing.ring_wanted."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_offer"
        try:
            self.actions.make_offer(event)
            mark, step = len(cell.outbox), "payload_expecting"
            cell.raise_signal(self, self.actions.payload_expecting(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, EARLY_READY)

    def _do_owing_action_failed(self, event: ActionFailed) -> None:
        """Row owing.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "drop_offer"
        try:
            self.actions.drop_offer(event)
            mark, step = len(cell.outbox), "payload_refused"
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_offer_received_prack_in(self, event: PrackIn) -> None:
        """Row offer_received.prack_in."""
        cell = self.cell
        cell.raise_signal(self, PRACK_TAKEN)

    def _do_offer_received_prack_in_1(self, event: PrackIn) -> None:
        """Row offer_received.prack_in#1."""
        cell = self.cell
        cell.raise_signal(self, PRACK_TAKEN)
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, "payload_refused", error, mark)

    def _do_offer_received_rollback(self, event: Rollback) -> None:
        """Row offer_received.rollback."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)

    def _do_offer_received_down(self, event: Down) -> None:
        """Row offer_received.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)

    def _do_offer_received_action_failed(self, event: ActionFailed) -> None:
        """Row offer_received.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "drop_offer"
        try:
            self.actions.drop_offer(event)
            mark, step = len(cell.outbox), "payload_refused"
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "no ACK of ours carries the answer")

    def _do_offer_received_unanswered_answer_wanted(self, event: AnswerWanted) -> None:
        """Row offer_received.unanswered.answer_wanted."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_answer"
        try:
            self.actions.make_answer(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, ANSWER_READY)

    def _do_offer_received_unanswered_preview_wanted(self, event: PreviewWanted) -> None:
        """Row offer_received.unanswered.preview_wanted."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_preview"
        try:
            self.actions.make_preview(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, PREVIEW_READY)

    def _do_offer_received_unanswered_early_wanted(self, event: EarlyWanted) -> None:
        """Row offer_received.unanswered.early_wanted."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_answer"
        try:
            self.actions.make_answer(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, EARLY_READY)

    def _do_offer_received_unanswered_ring_wanted(self, event: RingWanted) -> None:
        """Row offer_received.unanswered.ring_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no UPDATE is open")

    def _do_offer_received_previewed_answer_wanted(self, event: AnswerWanted) -> None:
        """Row offer_received.previewed.answer_wanted."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.settle_preview(event)
        except Exception as error:
            cell.action_failed(self, "settle_preview", error, mark)
        else:
            cell.raise_signal(self, ANSWER_READY)

    def _do_offer_received_previewed_preview_wanted(self, event: PreviewWanted) -> None:
        """Row offer_received.previewed.preview_wanted."""
        cell = self.cell
        cell.raise_signal(self, PREVIEW_READY)

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "where descriptions go reliably, none was shown before")

    def _do_offer_received_updated_update_wanted(self, event: UpdateWanted) -> None:
        """Row offer_received.updated.update_wanted."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_answer"
        try:
            self.actions.make_answer(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, UPDATE_ANSWERED)

    def _do_offer_received_updated_answer_wanted(self, event: AnswerWanted) -> None:
        """Row offer_received.updated.answer_wanted."""
        cell = self.cell
        cell.raise_signal(self, ANSWER_GIVEN)

    def _do_offer_received_updated_early_wanted(self, event: EarlyWanted) -> None:
        """Row offer_received.updated.early_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_offer_received_updated_ring_wanted(self, event: RingWanted) -> None:
        """Row offer_received.updated.ring_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_offer_received_updated_answer_in(self, event: AnswerIn) -> None:
        """Row offer_received.updated.answer_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_owed(event)
        except Exception as error:
            cell.action_failed(self, "forget_owed", error, mark)

    def _do_offer_received_updated_reliable_in(self, event: ReliableIn) -> None:
        """Row offer_received.updated.reliable_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_owed(event)
        except Exception as error:
            cell.action_failed(self, "forget_owed", error, mark)
        else:
            cell.raise_signal(self, PRACK_DUE)

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "its own offer was answered before")

    def _do_soliciting_answer_in(self, event: AnswerIn) -> None:
        """Row soliciting.answer_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_offer(event)
        except Exception as error:
            cell.action_failed(self, "note_offer", error, mark)
        else:
            cell.raise_signal(self, SOLICITED_SIGNAL)

    def _do_soliciting_answer_in_1(self, event: AnswerIn) -> None:
        """Row soliciting.answer_in#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, "payload_refused", error, mark)

    def _do_soliciting_action_failed(self, event: ActionFailed) -> None:
        """Row soliciting.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, "payload_refused", error, mark)

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "no offer of the peer has come")

    def _do_solicited_acknowledge(self, event: Acknowledge) -> None:
        """Row solicited.acknowledge."""
        cell = self.cell
        mark, step = len(cell.outbox), "answer_late"
        try:
            self.actions.answer_late(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, ACK_READY)

    def _do_solicited_down(self, event: Down) -> None:
        """Row solicited.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)

    def _do_solicited_action_failed(self, event: ActionFailed) -> None:
        """Row solicited.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)
        else:
            cell.raise_signal(self, FIRST_ANSWER_REFUSED)

    def _do_solicited_early_acknowledge(self, event: Acknowledge) -> None:
        """Row solicited_early.acknowledge."""
        cell = self.cell
        mark, step = len(cell.outbox), "answer_late"
        try:
            self.actions.answer_late(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
            mark, step = len(cell.outbox), "payload_previewed"
            cell.raise_signal(self, self.actions.payload_previewed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, PRACK_DUE)

    def _do_solicited_early_down(self, event: Down) -> None:
        """Row solicited_early.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)

    def _do_solicited_early_action_failed(self, event: ActionFailed) -> None:
        """Row solicited_early.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)

    def _do_complete_offer_wanted(self, event: OfferWanted) -> None:
        """Row complete.offer_wanted."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_offer"
        try:
            self.actions.make_offer(event)
            mark, step = len(cell.outbox), "payload_expecting"
            cell.raise_signal(self, self.actions.payload_expecting(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OFFER_READY)

    def _do_complete_offer_in(self, event: OfferIn) -> None:
        """Row complete.offer_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_offer(event)
        except Exception as error:
            cell.action_failed(self, "note_offer", error, mark)
        else:
            cell.raise_signal(self, OFFER_TAKEN)

    def _do_complete_offer_in_1(self, event: OfferIn) -> None:
        """Row complete.offer_in#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_debt(event)
        except Exception as error:
            cell.action_failed(self, "note_debt", error, mark)
        else:
            cell.raise_signal(self, OFFER_TAKEN)

    def _do_complete_offer_in_2(self, event: OfferIn) -> None:
        """Row complete.offer_in#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "publish_insecure"
        try:
            self.actions.publish_insecure(event)
            mark, step = len(cell.outbox), "payload_refused"
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_complete_update_in(self, event: UpdateIn) -> None:
        """Row complete.update_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_offer(event)
        except Exception as error:
            cell.action_failed(self, "note_offer", error, mark)
        else:
            cell.raise_signal(self, UPDATE_TAKEN)

    def _do_complete_update_in_1(self, event: UpdateIn) -> None:
        """Row complete.update_in#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_offer"
        try:
            self.actions.note_offer(event)
            mark, step = len(cell.outbox), "make_answer"
            self.actions.make_answer(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, UPDATE_ANSWERED)

    def _do_complete_update_in_2(self, event: UpdateIn) -> None:
        """Row complete.update_in#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "publish_insecure"
        try:
            self.actions.publish_insecure(event)
            mark, step = len(cell.outbox), "payload_update_refused"
            cell.raise_signal(self, self.actions.payload_update_refused(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_complete_answer_wanted(self, event: AnswerWanted) -> None:
        """Row complete.answer_wanted."""
        cell = self.cell
        cell.raise_signal(self, ANSWER_GIVEN)

    def _do_complete_early_wanted(self, event: EarlyWanted) -> None:
        """Row complete.early_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_complete_ring_wanted(self, event: RingWanted) -> None:
        """Row complete.ring_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_complete_answer_in(self, event: AnswerIn) -> None:
        """Row complete.answer_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_owed(event)
        except Exception as error:
            cell.action_failed(self, "forget_owed", error, mark)

    def _do_complete_reliable_in(self, event: ReliableIn) -> None:
        """Row complete.reliable_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_owed(event)
        except Exception as error:
            cell.action_failed(self, "forget_owed", error, mark)
        else:
            cell.raise_signal(self, PRACK_DUE)

    def _do_complete_prack_in(self, event: PrackIn) -> None:
        """Row complete.prack_in."""
        cell = self.cell
        cell.raise_signal(self, PRACK_TAKEN)

    def _do_complete_prack_in_1(self, event: PrackIn) -> None:
        """Row complete.prack_in#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "answer_prack"
        try:
            self.actions.answer_prack(event)
            mark, step = len(cell.outbox), "payload_configure"
            cell.raise_signal(self, self.actions.payload_configure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, PRACK_ANSWERED)

    def _do_complete_prack_in_2(self, event: PrackIn) -> None:
        """Row complete.prack_in#2."""
        cell = self.cell
        cell.raise_signal(self, PRACK_TAKEN)
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, "payload_refused", error, mark)

    def _do_complete_action_failed(self, event: ActionFailed) -> None:
        """Row complete.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "drop_offer"
        try:
            self.actions.drop_offer(event)
            cell.raise_signal(self, FIRST_ANSWER_REFUSED)
            mark, step = len(cell.outbox), "payload_refused"
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_complete_action_failed_1(self, event: ActionFailed) -> None:
        """Row complete.action_failed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "drop_offer"
        try:
            self.actions.drop_offer(event)
            mark, step = len(cell.outbox), "payload_refused"
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _never_6(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no offer is open")

    def _do_closed_reliable_in(self, event: ReliableIn) -> None:
        """Row closed.reliable_in."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_owed(event)
        except Exception as error:
            cell.action_failed(self, "forget_owed", error, mark)
        else:
            cell.raise_signal(self, PRACK_DUE)

    def _reject_5(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the session has ended")


CHART = Chart("NegotiationOfferAnswerChart", OfferAnswer, [
    Node("", initial=True, ways=(
        Way("freed", row="freed", on="_do_freed"),
    )),
    Node("initial", initial=True, ways=(
        Way(
            "offer_out",
            "offer_sent",
            leaf="offer_sent",
            row="initial.offer_out",
            conditions=("_if_offered",),
            on="_do_initial_offer_out",
        ),
        Way("offer_out", row="initial.offer_out#1"),
        Way(
            "offer_in",
            "offer_received",
            leaf="offer_received.unanswered",
            row="initial.offer_in",
            conditions=("_if_acceptable",),
            on="_do_initial_offer_in",
        ),
        Way(
            "offer_in",
            "owing",
            leaf="owing",
            row="initial.offer_in#1",
            conditions=("_if_offerless",),
            on="_do_initial_offer_in_1",
        ),
        Way("offer_in", row="initial.offer_in#2", on="_do_initial_offer_in_2"),
        Way(
            "answer_in",
            "solicited",
            leaf="solicited",
            row="initial.answer_in",
            conditions=("_if_acceptable", "_if_passing"),
            on="_do_initial_answer_in",
        ),
        Way(
            "answer_in",
            "complete",
            leaf="complete",
            row="initial.answer_in#1",
            conditions=("_if_acceptable",),
            on="_do_initial_answer_in_1",
        ),
        Way("answer_in", "closed", leaf="closed", row="initial.answer_in#2", on="_do_initial_answer_in_2"),
        Way("reliable_in", row="initial.reliable_in", conditions=("_if_bodiless",), on="_do_initial_reliable_in"),
        Way(
            "reliable_in",
            "solicited_early",
            leaf="solicited_early",
            row="initial.reliable_in#1",
            conditions=("_if_acceptable", "_if_passing"),
            on="_do_initial_reliable_in_1",
        ),
        Way(
            "reliable_in",
            "complete",
            leaf="complete",
            row="initial.reliable_in#2",
            conditions=("_if_acceptable",),
            on="_do_initial_reliable_in_2",
        ),
        Way("reliable_in", "closed", leaf="closed", row="initial.reliable_in#3", on="_do_initial_reliable_in_3"),
        Way("late_in", row="initial.late_in", conditions=("_if_offered",)),
        Way(
            "late_in",
            "complete",
            leaf="complete",
            row="initial.late_in#1",
            conditions=("_if_acceptable",),
            on="_do_initial_late_in_1",
        ),
        Way("late_in", "closed", leaf="closed", row="initial.late_in#2"),
        Way("down", "closed", leaf="closed", row="initial.down"),
        Way("rollback", on="_ignored"),
        Way("preview_in", on="_ignored"),
        Way("answer_in_ack", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("acknowledge", on="_reject_1"),
        Way("soliciting", on="_never_1"),
        Way("update_wanted", on="_never_1"),
        Way("answer_wanted", on="_never_1"),
        Way("preview_wanted", on="_never_1"),
        Way("early_wanted", on="_never_1"),
        Way("ring_wanted", on="_never_1"),
        Way("offer_wanted", on="_never_1"),
        Way("prack_in", on="_never_1"),
        Way("update_in", on="_never_1"),
    )),
    Node("offer_sent", ways=(
        Way("answer_in", row="offer_sent.answer_in", conditions=("_if_settled_before",), on="_do_offer_sent_answer_in"),
        Way(
            "answer_in",
            "complete",
            leaf="complete",
            row="offer_sent.answer_in#1",
            conditions=("_if_fitting",),
            on="_do_offer_sent_answer_in_1",
        ),
        Way(
            "answer_in",
            "closed",
            leaf="closed",
            row="offer_sent.answer_in#2",
            conditions=("_if_first",),
            on="_do_offer_sent_answer_in_2",
        ),
        Way("answer_in", "complete", leaf="complete", row="offer_sent.answer_in#3", on="_do_offer_sent_answer_in_3"),
        Way("reliable_in", row="offer_sent.reliable_in", conditions=("_if_bodiless",), on="_do_offer_sent_reliable_in"),
        Way(
            "reliable_in",
            row="offer_sent.reliable_in#1",
            conditions=("_if_settled_before",),
            on="_do_offer_sent_reliable_in_1",
        ),
        Way(
            "reliable_in",
            "complete",
            leaf="complete",
            row="offer_sent.reliable_in#2",
            conditions=("_if_fitting",),
            on="_do_offer_sent_reliable_in_2",
        ),
        Way("reliable_in", row="offer_sent.reliable_in#3", on="_do_offer_sent_reliable_in_3"),
        Way(
            "prack_in",
            row="offer_sent.prack_in",
            conditions=("_if_bodiless", "_not_first"),
            on="_do_offer_sent_prack_in",
        ),
        Way(
            "prack_in",
            "complete",
            leaf="complete",
            row="offer_sent.prack_in#1",
            conditions=("_not_first", "_if_acceptable"),
            on="_do_offer_sent_prack_in_1",
        ),
        Way(
            "prack_in",
            "complete",
            leaf="complete",
            row="offer_sent.prack_in#2",
            conditions=("_if_first", "_if_fitting", "_if_passing"),
            on="_do_offer_sent_prack_in_2",
        ),
        Way(
            "prack_in",
            "complete",
            leaf="complete",
            row="offer_sent.prack_in#3",
            conditions=("_if_first", "_if_fitting"),
            on="_do_offer_sent_prack_in_3",
        ),
        Way("prack_in", "complete", leaf="complete", row="offer_sent.prack_in#4", on="_do_offer_sent_prack_in_4"),
        Way("answer_wanted", row="offer_sent.answer_wanted", on="_do_offer_sent_answer_wanted"),
        Way("early_wanted", row="offer_sent.early_wanted", on="_do_offer_sent_early_wanted"),
        Way("ring_wanted", row="offer_sent.ring_wanted", on="_do_offer_sent_ring_wanted"),
        Way("rollback", "complete", leaf="complete", row="offer_sent.rollback", on="_do_offer_sent_rollback"),
        Way("down", "closed", leaf="closed", row="offer_sent.down", on="_do_offer_sent_down"),
        Way(
            "action_failed",
            "closed",
            leaf="closed",
            row="offer_sent.action_failed",
            conditions=("_if_first",),
            on="_do_offer_sent_action_failed",
        ),
        Way(
            "action_failed",
            "complete",
            leaf="complete",
            row="offer_sent.action_failed#1",
            on="_do_offer_sent_action_failed_1",
        ),
        Way("preview_in", row="offer_sent.preview_in", conditions=("_if_previewing",), on="_do_offer_sent_preview_in"),
        Way("preview_in", row="offer_sent.preview_in#1"),
        Way("answer_in_ack", row="offer_sent.answer_in_ack", conditions=("_not_settles_debt",)),
        Way(
            "answer_in_ack",
            "complete",
            leaf="complete",
            row="offer_sent.answer_in_ack#1",
            conditions=("_if_fitting",),
            on="_do_offer_sent_answer_in_ack_1",
        ),
        Way(
            "answer_in_ack",
            "complete",
            leaf="complete",
            row="offer_sent.answer_in_ack#2",
            conditions=("_if_first",),
            on="_do_offer_sent_answer_in_ack_2",
        ),
        Way(
            "answer_in_ack",
            "complete",
            leaf="complete",
            row="offer_sent.answer_in_ack#3",
            conditions=("_if_passing",),
            on="_do_offer_sent_answer_in_ack_3",
        ),
        Way(
            "answer_in_ack",
            "complete",
            leaf="complete",
            row="offer_sent.answer_in_ack#4",
            on="_do_offer_sent_answer_in_ack_4",
        ),
        Way("offer_out", on="_ignored"),
        Way("late_in", on="_ignored"),
        Way("acknowledge", on="_reject_2"),
        Way("offer_in", on="_never_2"),
        Way("update_in", on="_never_2"),
        Way("update_wanted", on="_never_2"),
        Way("preview_wanted", on="_never_2"),
        Way("offer_wanted", on="_never_2"),
        Way("soliciting", on="_never_2"),
    )),
    Node("owing", ways=(
        Way("answer_wanted", "offer_sent", leaf="offer_sent", row="owing.answer_wanted", on="_do_owing_answer_wanted"),
        Way("early_wanted", "offer_sent", leaf="offer_sent", row="owing.early_wanted", on="_do_owing_early_wanted"),
        Way("ring_wanted", "offer_sent", leaf="offer_sent", row="owing.ring_wanted", on="_do_owing_ring_wanted"),
        Way("rollback", "complete", leaf="complete", row="owing.rollback"),
        Way("down", "closed", leaf="closed", row="owing.down"),
        Way("action_failed", "complete", leaf="complete", row="owing.action_failed", on="_do_owing_action_failed"),
        Way("preview_wanted", on="_ignored"),
        Way("answer_in_ack", on="_ignored"),
        Way("late_in", on="_ignored"),
        Way("acknowledge", on="_reject_2"),
        Way("offer_out", on="_never_2"),
        Way("offer_in", on="_never_2"),
        Way("update_in", on="_never_2"),
        Way("update_wanted", on="_never_2"),
        Way("answer_in", on="_never_2"),
        Way("preview_in", on="_never_2"),
        Way("reliable_in", on="_never_2"),
        Way("prack_in", on="_never_2"),
        Way("offer_wanted", on="_never_2"),
        Way("soliciting", on="_never_2"),
    )),
    Node("offer_received", ways=(
        Way("prack_in", row="offer_received.prack_in", conditions=("_if_bodiless",), on="_do_offer_received_prack_in"),
        Way("prack_in", row="offer_received.prack_in#1", on="_do_offer_received_prack_in_1"),
        Way("rollback", "complete", leaf="complete", row="offer_received.rollback", on="_do_offer_received_rollback"),
        Way("down", "closed", leaf="closed", row="offer_received.down", on="_do_offer_received_down"),
        Way(
            "action_failed",
            "complete",
            leaf="complete",
            row="offer_received.action_failed",
            on="_do_offer_received_action_failed",
        ),
        Way("answer_in_ack", on="_ignored"),
        Way("late_in", on="_ignored"),
        Way("acknowledge", on="_reject_3"),
        Way("offer_out", on="_never_2"),
        Way("offer_in", on="_never_2"),
        Way("update_in", on="_never_2"),
        Way("answer_in", on="_never_2"),
        Way("preview_in", on="_never_2"),
        Way("reliable_in", on="_never_2"),
        Way("offer_wanted", on="_never_2"),
        Way("soliciting", on="_never_2"),
    )),
    Node("offer_received.unanswered", initial=True, ways=(
        Way(
            "answer_wanted",
            "complete",
            leaf="complete",
            row="offer_received.unanswered.answer_wanted",
            on="_do_offer_received_unanswered_answer_wanted",
        ),
        Way(
            "preview_wanted",
            "offer_received.previewed",
            leaf="offer_received.previewed",
            row="offer_received.unanswered.preview_wanted",
            on="_do_offer_received_unanswered_preview_wanted",
        ),
        Way(
            "early_wanted",
            "complete",
            leaf="complete",
            row="offer_received.unanswered.early_wanted",
            on="_do_offer_received_unanswered_early_wanted",
        ),
        Way("ring_wanted", row="offer_received.unanswered.ring_wanted", on="_do_offer_received_unanswered_ring_wanted"),
        Way("update_wanted", on="_never_3"),
    )),
    Node("offer_received.previewed", ways=(
        Way(
            "answer_wanted",
            "complete",
            leaf="complete",
            row="offer_received.previewed.answer_wanted",
            on="_do_offer_received_previewed_answer_wanted",
        ),
        Way(
            "preview_wanted",
            row="offer_received.previewed.preview_wanted",
            on="_do_offer_received_previewed_preview_wanted",
        ),
        Way("early_wanted", on="_never_4"),
        Way("ring_wanted", on="_never_4"),
        Way("update_wanted", on="_never_3"),
    )),
    Node("offer_received.updated", ways=(
        Way(
            "update_wanted",
            "complete",
            leaf="complete",
            row="offer_received.updated.update_wanted",
            on="_do_offer_received_updated_update_wanted",
        ),
        Way("answer_wanted", row="offer_received.updated.answer_wanted", on="_do_offer_received_updated_answer_wanted"),
        Way("early_wanted", row="offer_received.updated.early_wanted", on="_do_offer_received_updated_early_wanted"),
        Way("ring_wanted", row="offer_received.updated.ring_wanted", on="_do_offer_received_updated_ring_wanted"),
        Way("answer_in", row="offer_received.updated.answer_in", on="_do_offer_received_updated_answer_in"),
        Way("reliable_in", row="offer_received.updated.reliable_in", on="_do_offer_received_updated_reliable_in"),
        Way("offer_out", on="_ignored"),
        Way("preview_in", on="_ignored"),
        Way("preview_wanted", on="_never_5"),
    )),
    Node("soliciting", ways=(
        Way(
            "answer_in",
            "solicited",
            leaf="solicited",
            row="soliciting.answer_in",
            conditions=("_if_acceptable",),
            on="_do_soliciting_answer_in",
        ),
        Way("answer_in", "complete", leaf="complete", row="soliciting.answer_in#1", on="_do_soliciting_answer_in_1"),
        Way("rollback", "complete", leaf="complete", row="soliciting.rollback"),
        Way("down", "closed", leaf="closed", row="soliciting.down"),
        Way(
            "action_failed",
            "complete",
            leaf="complete",
            row="soliciting.action_failed",
            on="_do_soliciting_action_failed",
        ),
        Way("offer_out", on="_ignored"),
        Way("preview_in", on="_ignored"),
        Way("answer_in_ack", on="_ignored"),
        Way("late_in", on="_ignored"),
        Way("acknowledge", on="_reject_4"),
        Way("offer_in", on="_never_2"),
        Way("update_in", on="_never_2"),
        Way("update_wanted", on="_never_2"),
        Way("offer_wanted", on="_never_2"),
        Way("answer_wanted", on="_never_2"),
        Way("preview_wanted", on="_never_2"),
        Way("early_wanted", on="_never_2"),
        Way("ring_wanted", on="_never_2"),
        Way("reliable_in", on="_never_2"),
        Way("prack_in", on="_never_2"),
        Way("soliciting", on="_never_2"),
    )),
    Node("solicited", ways=(
        Way("acknowledge", "complete", leaf="complete", row="solicited.acknowledge", on="_do_solicited_acknowledge"),
        Way("down", "closed", leaf="closed", row="solicited.down", on="_do_solicited_down"),
        Way("action_failed", "closed", leaf="closed", row="solicited.action_failed", on="_do_solicited_action_failed"),
        Way("rollback", on="_ignored"),
        Way("offer_out", on="_ignored"),
        Way("preview_in", on="_ignored"),
        Way("answer_in_ack", on="_ignored"),
        Way("late_in", on="_ignored"),
        Way("offer_in", on="_never_2"),
        Way("update_in", on="_never_2"),
        Way("update_wanted", on="_never_2"),
        Way("offer_wanted", on="_never_2"),
        Way("answer_in", on="_never_2"),
        Way("answer_wanted", on="_never_2"),
        Way("preview_wanted", on="_never_2"),
        Way("early_wanted", on="_never_2"),
        Way("ring_wanted", on="_never_2"),
        Way("reliable_in", on="_never_2"),
        Way("prack_in", on="_never_2"),
        Way("soliciting", on="_never_2"),
    )),
    Node("solicited_early", ways=(
        Way(
            "acknowledge",
            "complete",
            leaf="complete",
            row="solicited_early.acknowledge",
            on="_do_solicited_early_acknowledge",
        ),
        Way("answer_in", "solicited", leaf="solicited", row="solicited_early.answer_in"),
        Way("down", "closed", leaf="closed", row="solicited_early.down", on="_do_solicited_early_down"),
        Way(
            "action_failed",
            "closed",
            leaf="closed",
            row="solicited_early.action_failed",
            on="_do_solicited_early_action_failed",
        ),
        Way("reliable_in", on="_ignored"),
        Way("rollback", on="_ignored"),
        Way("offer_out", on="_ignored"),
        Way("preview_in", on="_ignored"),
        Way("answer_in_ack", on="_ignored"),
        Way("late_in", on="_ignored"),
        Way("offer_in", on="_never_2"),
        Way("update_in", on="_never_2"),
        Way("update_wanted", on="_never_2"),
        Way("offer_wanted", on="_never_2"),
        Way("answer_wanted", on="_never_2"),
        Way("preview_wanted", on="_never_2"),
        Way("early_wanted", on="_never_2"),
        Way("ring_wanted", on="_never_2"),
        Way("prack_in", on="_never_2"),
        Way("soliciting", on="_never_2"),
    )),
    Node("complete", ways=(
        Way("soliciting", "soliciting", leaf="soliciting", row="complete.soliciting"),
        Way(
            "offer_wanted", "offer_sent", leaf="offer_sent", row="complete.offer_wanted", on="_do_complete_offer_wanted"
        ),
        Way(
            "offer_in",
            "offer_received",
            leaf="offer_received.unanswered",
            row="complete.offer_in",
            conditions=("_if_acceptable",),
            on="_do_complete_offer_in",
        ),
        Way(
            "offer_in",
            "owing",
            leaf="owing",
            row="complete.offer_in#1",
            conditions=("_if_offerless",),
            on="_do_complete_offer_in_1",
        ),
        Way("offer_in", row="complete.offer_in#2", on="_do_complete_offer_in_2"),
        Way(
            "update_in",
            "offer_received.updated",
            leaf="offer_received.updated",
            row="complete.update_in",
            conditions=("_if_acceptable", "_if_passing"),
            on="_do_complete_update_in",
        ),
        Way("update_in", row="complete.update_in#1", conditions=("_if_acceptable",), on="_do_complete_update_in_1"),
        Way("update_in", row="complete.update_in#2", on="_do_complete_update_in_2"),
        Way("answer_wanted", row="complete.answer_wanted", on="_do_complete_answer_wanted"),
        Way("early_wanted", row="complete.early_wanted", on="_do_complete_early_wanted"),
        Way("ring_wanted", row="complete.ring_wanted", on="_do_complete_ring_wanted"),
        Way("answer_in", row="complete.answer_in", on="_do_complete_answer_in"),
        Way("reliable_in", row="complete.reliable_in", on="_do_complete_reliable_in"),
        Way("prack_in", row="complete.prack_in", conditions=("_if_bodiless",), on="_do_complete_prack_in"),
        Way("prack_in", row="complete.prack_in#1", conditions=("_if_acceptable",), on="_do_complete_prack_in_1"),
        Way("prack_in", row="complete.prack_in#2", on="_do_complete_prack_in_2"),
        Way("down", "closed", leaf="closed", row="complete.down"),
        Way(
            "action_failed",
            "closed",
            leaf="closed",
            row="complete.action_failed",
            conditions=("_if_first",),
            on="_do_complete_action_failed",
        ),
        Way("action_failed", row="complete.action_failed#1", on="_do_complete_action_failed_1"),
        Way("rollback", on="_ignored"),
        Way("offer_out", on="_ignored"),
        Way("preview_in", on="_ignored"),
        Way("late_in", on="_ignored"),
        Way("answer_in_ack", on="_ignored"),
        Way("acknowledge", on="_reject_1"),
        Way("preview_wanted", on="_never_6"),
        Way("update_wanted", on="_never_6"),
    )),
    Node("closed", ways=(
        Way("reliable_in", row="closed.reliable_in", on="_do_closed_reliable_in"),
        Way("offer_out", on="_ignored"),
        Way("offer_wanted", on="_ignored"),
        Way("offer_in", on="_ignored"),
        Way("update_in", on="_ignored"),
        Way("answer_in", on="_ignored"),
        Way("answer_in_ack", on="_ignored"),
        Way("preview_in", on="_ignored"),
        Way("preview_wanted", on="_ignored"),
        Way("answer_wanted", on="_ignored"),
        Way("rollback", on="_ignored"),
        Way("down", on="_ignored"),
        Way("prack_in", on="_ignored"),
        Way("late_in", on="_ignored"),
        Way("early_wanted", on="_ignored"),
        Way("ring_wanted", on="_ignored"),
        Way("update_wanted", on="_ignored"),
        Way("soliciting", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("acknowledge", on="_reject_5"),
    )),
])
