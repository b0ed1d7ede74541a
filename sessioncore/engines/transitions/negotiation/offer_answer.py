"""The chart negotiation/offer_answer, decided by transitions.

Generated from machines/negotiation/offer_answer.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=2626c4a54d8dbef8527e683ebf6d689b92ff6421e00a364fe9fb7e3b863a9ab1 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.negotiation import offer_answer as default
from sessioncore.handlers.negotiation.offer_answer import (
    ACK_READY,
    ANSWER_GIVEN,
    ANSWER_READY,
    ANSWER_REFUSED,
    EARLY_BARE,
    EARLY_READY,
    FIRST_ANSWER_REFUSED,
    INITIAL,
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
    """negotiation/offer_answer on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter initial."""
        self.state = INITIAL

    def offer_out(self, event: OfferOut) -> None:
        MACHINE.fire(self, event)

    def offer_wanted(self, event: OfferWanted) -> None:
        MACHINE.fire(self, event)

    def offer_in(self, event: OfferIn) -> None:
        MACHINE.fire(self, event)

    def update_in(self, event: UpdateIn) -> None:
        MACHINE.fire(self, event)

    def update_wanted(self, event: UpdateWanted) -> None:
        MACHINE.fire(self, event)

    def answer_in(self, event: AnswerIn) -> None:
        MACHINE.fire(self, event)

    def answer_in_ack(self, event: AnswerInAck) -> None:
        MACHINE.fire(self, event)

    def preview_in(self, event: PreviewIn) -> None:
        MACHINE.fire(self, event)

    def reliable_in(self, event: ReliableIn) -> None:
        MACHINE.fire(self, event)

    def prack_in(self, event: PrackIn) -> None:
        MACHINE.fire(self, event)

    def late_in(self, event: LateIn) -> None:
        MACHINE.fire(self, event)

    def early_wanted(self, event: EarlyWanted) -> None:
        MACHINE.fire(self, event)

    def ring_wanted(self, event: RingWanted) -> None:
        MACHINE.fire(self, event)

    def preview_wanted(self, event: PreviewWanted) -> None:
        MACHINE.fire(self, event)

    def answer_wanted(self, event: AnswerWanted) -> None:
        MACHINE.fire(self, event)

    def rollback(self, event: Rollback) -> None:
        MACHINE.fire(self, event)

    def down(self, event: Down) -> None:
        MACHINE.fire(self, event)

    def freed(self, event: Freed) -> None:
        MACHINE.fire(self, event)

    def soliciting(self, event: Soliciting) -> None:
        MACHINE.fire(self, event)

    def acknowledge(self, event: Acknowledge) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was offered yet")

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

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

    def _do_freed(self, event: Freed) -> None:
        """Row freed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.take_over(event)
        except Exception as error:
            cell.action_failed(self, "take_over", error, mark)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "no offer waits for an answer")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

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

    def _do_offer_sent_early_wanted(self, event: EarlyWanted) -> None:
        """Row offer_sent.early_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_offer_sent_ring_wanted(self, event: RingWanted) -> None:
        """Row offer_sent.ring_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_offer_sent_answer_wanted(self, event: AnswerWanted) -> None:
        """Row offer_sent.answer_wanted."""
        cell = self.cell
        cell.raise_signal(self, ANSWER_GIVEN)

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

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "no offer of the peer waits for an answer")

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

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no UPDATE is open")

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

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "no ACK of ours carries the answer")

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

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "where descriptions go reliably, none was shown before")

    def _do_offer_received_previewed_preview_wanted(self, event: PreviewWanted) -> None:
        """Row offer_received.previewed.preview_wanted."""
        cell = self.cell
        cell.raise_signal(self, PREVIEW_READY)

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

    def _do_offer_received_updated_early_wanted(self, event: EarlyWanted) -> None:
        """Row offer_received.updated.early_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_offer_received_updated_ring_wanted(self, event: RingWanted) -> None:
        """Row offer_received.updated.ring_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "its own offer was answered before")

    def _do_offer_received_updated_answer_wanted(self, event: AnswerWanted) -> None:
        """Row offer_received.updated.answer_wanted."""
        cell = self.cell
        cell.raise_signal(self, ANSWER_GIVEN)

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

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "no offer of the peer has come")

    def _do_soliciting_action_failed(self, event: ActionFailed) -> None:
        """Row soliciting.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_refused(event))
        except Exception as error:
            cell.action_failed(self, "payload_refused", error, mark)

    def _do_solicited_down(self, event: Down) -> None:
        """Row solicited.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)

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

    def _do_solicited_early_down(self, event: Down) -> None:
        """Row solicited_early.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.drop_offer(event)
        except Exception as error:
            cell.action_failed(self, "drop_offer", error, mark)

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

    def _never_6(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no offer is open")

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

    def _do_complete_early_wanted(self, event: EarlyWanted) -> None:
        """Row complete.early_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_complete_ring_wanted(self, event: RingWanted) -> None:
        """Row complete.ring_wanted."""
        cell = self.cell
        cell.raise_signal(self, EARLY_BARE)

    def _do_complete_answer_wanted(self, event: AnswerWanted) -> None:
        """Row complete.answer_wanted."""
        cell = self.cell
        cell.raise_signal(self, ANSWER_GIVEN)

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


MACHINE = FlatMachine(OfferAnswer, [
    Way(
        "offer_out",
        "initial",
        "offer_sent",
        row="initial.offer_out",
        conditions=("_if_offered",),
        before=("_do_initial_offer_out",),
    ),
    Way("offer_out", "initial", row="initial.offer_out#1"),
    Way("offer_wanted", "initial", before=("_never_1",)),
    Way(
        "offer_in",
        "initial",
        "offer_received.unanswered",
        row="initial.offer_in",
        conditions=("_if_acceptable",),
        before=("_do_initial_offer_in",),
    ),
    Way(
        "offer_in",
        "initial",
        "owing",
        row="initial.offer_in#1",
        conditions=("_if_offerless",),
        before=("_do_initial_offer_in_1",),
    ),
    Way("offer_in", "initial", row="initial.offer_in#2", before=("_do_initial_offer_in_2",)),
    Way("update_in", "initial", before=("_never_1",)),
    Way("update_wanted", "initial", before=("_never_1",)),
    Way(
        "answer_in",
        "initial",
        "solicited",
        row="initial.answer_in",
        conditions=("_if_acceptable", "_if_passing"),
        before=("_do_initial_answer_in",),
    ),
    Way(
        "answer_in",
        "initial",
        "complete",
        row="initial.answer_in#1",
        conditions=("_if_acceptable",),
        before=("_do_initial_answer_in_1",),
    ),
    Way("answer_in", "initial", "closed", row="initial.answer_in#2", before=("_do_initial_answer_in_2",)),
    Way("answer_in_ack", "initial", before=("_ignored",)),
    Way("preview_in", "initial", before=("_ignored",)),
    Way(
        "reliable_in",
        "initial",
        row="initial.reliable_in",
        conditions=("_if_bodiless",),
        before=("_do_initial_reliable_in",),
    ),
    Way(
        "reliable_in",
        "initial",
        "solicited_early",
        row="initial.reliable_in#1",
        conditions=("_if_acceptable", "_if_passing"),
        before=("_do_initial_reliable_in_1",),
    ),
    Way(
        "reliable_in",
        "initial",
        "complete",
        row="initial.reliable_in#2",
        conditions=("_if_acceptable",),
        before=("_do_initial_reliable_in_2",),
    ),
    Way("reliable_in", "initial", "closed", row="initial.reliable_in#3", before=("_do_initial_reliable_in_3",)),
    Way("prack_in", "initial", before=("_never_1",)),
    Way("late_in", "initial", row="initial.late_in", conditions=("_if_offered",)),
    Way(
        "late_in",
        "initial",
        "complete",
        row="initial.late_in#1",
        conditions=("_if_acceptable",),
        before=("_do_initial_late_in_1",),
    ),
    Way("late_in", "initial", "closed", row="initial.late_in#2"),
    Way("early_wanted", "initial", before=("_never_1",)),
    Way("ring_wanted", "initial", before=("_never_1",)),
    Way("preview_wanted", "initial", before=("_never_1",)),
    Way("answer_wanted", "initial", before=("_never_1",)),
    Way("rollback", "initial", before=("_ignored",)),
    Way("down", "initial", "closed", row="initial.down"),
    Way("freed", "initial", row="freed", before=("_do_freed",)),
    Way("soliciting", "initial", before=("_never_1",)),
    Way("acknowledge", "initial", before=("_reject_1",)),
    Way("action_failed", "initial", before=("_ignored",)),
    Way("offer_out", "offer_sent", before=("_ignored",)),
    Way("offer_wanted", "offer_sent", before=("_never_2",)),
    Way("offer_in", "offer_sent", before=("_never_2",)),
    Way("update_in", "offer_sent", before=("_never_2",)),
    Way("update_wanted", "offer_sent", before=("_never_2",)),
    Way(
        "answer_in",
        "offer_sent",
        row="offer_sent.answer_in",
        conditions=("_if_settled_before",),
        before=("_do_offer_sent_answer_in",),
    ),
    Way(
        "answer_in",
        "offer_sent",
        "complete",
        row="offer_sent.answer_in#1",
        conditions=("_if_fitting",),
        before=("_do_offer_sent_answer_in_1",),
    ),
    Way(
        "answer_in",
        "offer_sent",
        "closed",
        row="offer_sent.answer_in#2",
        conditions=("_if_first",),
        before=("_do_offer_sent_answer_in_2",),
    ),
    Way("answer_in", "offer_sent", "complete", row="offer_sent.answer_in#3", before=("_do_offer_sent_answer_in_3",)),
    Way("answer_in_ack", "offer_sent", row="offer_sent.answer_in_ack", conditions=("_not_settles_debt",)),
    Way(
        "answer_in_ack",
        "offer_sent",
        "complete",
        row="offer_sent.answer_in_ack#1",
        conditions=("_if_fitting",),
        before=("_do_offer_sent_answer_in_ack_1",),
    ),
    Way(
        "answer_in_ack",
        "offer_sent",
        "complete",
        row="offer_sent.answer_in_ack#2",
        conditions=("_if_first",),
        before=("_do_offer_sent_answer_in_ack_2",),
    ),
    Way(
        "answer_in_ack",
        "offer_sent",
        "complete",
        row="offer_sent.answer_in_ack#3",
        conditions=("_if_passing",),
        before=("_do_offer_sent_answer_in_ack_3",),
    ),
    Way(
        "answer_in_ack",
        "offer_sent",
        "complete",
        row="offer_sent.answer_in_ack#4",
        before=("_do_offer_sent_answer_in_ack_4",),
    ),
    Way(
        "preview_in",
        "offer_sent",
        row="offer_sent.preview_in",
        conditions=("_if_previewing",),
        before=("_do_offer_sent_preview_in",),
    ),
    Way("preview_in", "offer_sent", row="offer_sent.preview_in#1"),
    Way(
        "reliable_in",
        "offer_sent",
        row="offer_sent.reliable_in",
        conditions=("_if_bodiless",),
        before=("_do_offer_sent_reliable_in",),
    ),
    Way(
        "reliable_in",
        "offer_sent",
        row="offer_sent.reliable_in#1",
        conditions=("_if_settled_before",),
        before=("_do_offer_sent_reliable_in_1",),
    ),
    Way(
        "reliable_in",
        "offer_sent",
        "complete",
        row="offer_sent.reliable_in#2",
        conditions=("_if_fitting",),
        before=("_do_offer_sent_reliable_in_2",),
    ),
    Way("reliable_in", "offer_sent", row="offer_sent.reliable_in#3", before=("_do_offer_sent_reliable_in_3",)),
    Way(
        "prack_in",
        "offer_sent",
        row="offer_sent.prack_in",
        conditions=("_if_bodiless", "_not_first"),
        before=("_do_offer_sent_prack_in",),
    ),
    Way(
        "prack_in",
        "offer_sent",
        "complete",
        row="offer_sent.prack_in#1",
        conditions=("_not_first", "_if_acceptable"),
        before=("_do_offer_sent_prack_in_1",),
    ),
    Way(
        "prack_in",
        "offer_sent",
        "complete",
        row="offer_sent.prack_in#2",
        conditions=("_if_first", "_if_fitting", "_if_passing"),
        before=("_do_offer_sent_prack_in_2",),
    ),
    Way(
        "prack_in",
        "offer_sent",
        "complete",
        row="offer_sent.prack_in#3",
        conditions=("_if_first", "_if_fitting"),
        before=("_do_offer_sent_prack_in_3",),
    ),
    Way("prack_in", "offer_sent", "complete", row="offer_sent.prack_in#4", before=("_do_offer_sent_prack_in_4",)),
    Way("late_in", "offer_sent", before=("_ignored",)),
    Way("early_wanted", "offer_sent", row="offer_sent.early_wanted", before=("_do_offer_sent_early_wanted",)),
    Way("ring_wanted", "offer_sent", row="offer_sent.ring_wanted", before=("_do_offer_sent_ring_wanted",)),
    Way("preview_wanted", "offer_sent", before=("_never_2",)),
    Way("answer_wanted", "offer_sent", row="offer_sent.answer_wanted", before=("_do_offer_sent_answer_wanted",)),
    Way("rollback", "offer_sent", "complete", row="offer_sent.rollback", before=("_do_offer_sent_rollback",)),
    Way("down", "offer_sent", "closed", row="offer_sent.down", before=("_do_offer_sent_down",)),
    Way("freed", "offer_sent", row="freed", before=("_do_freed",)),
    Way("soliciting", "offer_sent", before=("_never_2",)),
    Way("acknowledge", "offer_sent", before=("_reject_2",)),
    Way(
        "action_failed",
        "offer_sent",
        "closed",
        row="offer_sent.action_failed",
        conditions=("_if_first",),
        before=("_do_offer_sent_action_failed",),
    ),
    Way(
        "action_failed",
        "offer_sent",
        "complete",
        row="offer_sent.action_failed#1",
        before=("_do_offer_sent_action_failed_1",),
    ),
    Way("offer_out", "owing", before=("_never_2",)),
    Way("offer_wanted", "owing", before=("_never_2",)),
    Way("offer_in", "owing", before=("_never_2",)),
    Way("update_in", "owing", before=("_never_2",)),
    Way("update_wanted", "owing", before=("_never_2",)),
    Way("answer_in", "owing", before=("_never_2",)),
    Way("answer_in_ack", "owing", before=("_ignored",)),
    Way("preview_in", "owing", before=("_never_2",)),
    Way("reliable_in", "owing", before=("_never_2",)),
    Way("prack_in", "owing", before=("_never_2",)),
    Way("late_in", "owing", before=("_ignored",)),
    Way("early_wanted", "owing", "offer_sent", row="owing.early_wanted", before=("_do_owing_early_wanted",)),
    Way("ring_wanted", "owing", "offer_sent", row="owing.ring_wanted", before=("_do_owing_ring_wanted",)),
    Way("preview_wanted", "owing", before=("_ignored",)),
    Way("answer_wanted", "owing", "offer_sent", row="owing.answer_wanted", before=("_do_owing_answer_wanted",)),
    Way("rollback", "owing", "complete", row="owing.rollback"),
    Way("down", "owing", "closed", row="owing.down"),
    Way("freed", "owing", row="freed", before=("_do_freed",)),
    Way("soliciting", "owing", before=("_never_2",)),
    Way("acknowledge", "owing", before=("_reject_2",)),
    Way("action_failed", "owing", "complete", row="owing.action_failed", before=("_do_owing_action_failed",)),
    Way("offer_out", "offer_received.unanswered", before=("_never_2",)),
    Way("offer_wanted", "offer_received.unanswered", before=("_never_2",)),
    Way("offer_in", "offer_received.unanswered", before=("_never_2",)),
    Way("update_in", "offer_received.unanswered", before=("_never_2",)),
    Way("update_wanted", "offer_received.unanswered", before=("_never_3",)),
    Way("answer_in", "offer_received.unanswered", before=("_never_2",)),
    Way("answer_in_ack", "offer_received.unanswered", before=("_ignored",)),
    Way("preview_in", "offer_received.unanswered", before=("_never_2",)),
    Way("reliable_in", "offer_received.unanswered", before=("_never_2",)),
    Way(
        "prack_in",
        "offer_received.unanswered",
        row="offer_received.prack_in",
        conditions=("_if_bodiless",),
        before=("_do_offer_received_prack_in",),
    ),
    Way(
        "prack_in",
        "offer_received.unanswered",
        row="offer_received.prack_in#1",
        before=("_do_offer_received_prack_in_1",),
    ),
    Way("late_in", "offer_received.unanswered", before=("_ignored",)),
    Way(
        "early_wanted",
        "offer_received.unanswered",
        "complete",
        row="offer_received.unanswered.early_wanted",
        before=("_do_offer_received_unanswered_early_wanted",),
    ),
    Way(
        "ring_wanted",
        "offer_received.unanswered",
        row="offer_received.unanswered.ring_wanted",
        before=("_do_offer_received_unanswered_ring_wanted",),
    ),
    Way(
        "preview_wanted",
        "offer_received.unanswered",
        "offer_received.previewed",
        row="offer_received.unanswered.preview_wanted",
        before=("_do_offer_received_unanswered_preview_wanted",),
    ),
    Way(
        "answer_wanted",
        "offer_received.unanswered",
        "complete",
        row="offer_received.unanswered.answer_wanted",
        before=("_do_offer_received_unanswered_answer_wanted",),
    ),
    Way(
        "rollback",
        "offer_received.unanswered",
        "complete",
        row="offer_received.rollback",
        before=("_do_offer_received_rollback",),
    ),
    Way("down", "offer_received.unanswered", "closed", row="offer_received.down", before=("_do_offer_received_down",)),
    Way("freed", "offer_received.unanswered", row="freed", before=("_do_freed",)),
    Way("soliciting", "offer_received.unanswered", before=("_never_2",)),
    Way("acknowledge", "offer_received.unanswered", before=("_reject_3",)),
    Way(
        "action_failed",
        "offer_received.unanswered",
        "complete",
        row="offer_received.action_failed",
        before=("_do_offer_received_action_failed",),
    ),
    Way("offer_out", "offer_received.previewed", before=("_never_2",)),
    Way("offer_wanted", "offer_received.previewed", before=("_never_2",)),
    Way("offer_in", "offer_received.previewed", before=("_never_2",)),
    Way("update_in", "offer_received.previewed", before=("_never_2",)),
    Way("update_wanted", "offer_received.previewed", before=("_never_3",)),
    Way("answer_in", "offer_received.previewed", before=("_never_2",)),
    Way("answer_in_ack", "offer_received.previewed", before=("_ignored",)),
    Way("preview_in", "offer_received.previewed", before=("_never_2",)),
    Way("reliable_in", "offer_received.previewed", before=("_never_2",)),
    Way(
        "prack_in",
        "offer_received.previewed",
        row="offer_received.prack_in",
        conditions=("_if_bodiless",),
        before=("_do_offer_received_prack_in",),
    ),
    Way(
        "prack_in",
        "offer_received.previewed",
        row="offer_received.prack_in#1",
        before=("_do_offer_received_prack_in_1",),
    ),
    Way("late_in", "offer_received.previewed", before=("_ignored",)),
    Way("early_wanted", "offer_received.previewed", before=("_never_4",)),
    Way("ring_wanted", "offer_received.previewed", before=("_never_4",)),
    Way(
        "preview_wanted",
        "offer_received.previewed",
        row="offer_received.previewed.preview_wanted",
        before=("_do_offer_received_previewed_preview_wanted",),
    ),
    Way(
        "answer_wanted",
        "offer_received.previewed",
        "complete",
        row="offer_received.previewed.answer_wanted",
        before=("_do_offer_received_previewed_answer_wanted",),
    ),
    Way(
        "rollback",
        "offer_received.previewed",
        "complete",
        row="offer_received.rollback",
        before=("_do_offer_received_rollback",),
    ),
    Way("down", "offer_received.previewed", "closed", row="offer_received.down", before=("_do_offer_received_down",)),
    Way("freed", "offer_received.previewed", row="freed", before=("_do_freed",)),
    Way("soliciting", "offer_received.previewed", before=("_never_2",)),
    Way("acknowledge", "offer_received.previewed", before=("_reject_3",)),
    Way(
        "action_failed",
        "offer_received.previewed",
        "complete",
        row="offer_received.action_failed",
        before=("_do_offer_received_action_failed",),
    ),
    Way("offer_out", "offer_received.updated", before=("_ignored",)),
    Way("offer_wanted", "offer_received.updated", before=("_never_2",)),
    Way("offer_in", "offer_received.updated", before=("_never_2",)),
    Way("update_in", "offer_received.updated", before=("_never_2",)),
    Way(
        "update_wanted",
        "offer_received.updated",
        "complete",
        row="offer_received.updated.update_wanted",
        before=("_do_offer_received_updated_update_wanted",),
    ),
    Way(
        "answer_in",
        "offer_received.updated",
        row="offer_received.updated.answer_in",
        before=("_do_offer_received_updated_answer_in",),
    ),
    Way("answer_in_ack", "offer_received.updated", before=("_ignored",)),
    Way("preview_in", "offer_received.updated", before=("_ignored",)),
    Way(
        "reliable_in",
        "offer_received.updated",
        row="offer_received.updated.reliable_in",
        before=("_do_offer_received_updated_reliable_in",),
    ),
    Way(
        "prack_in",
        "offer_received.updated",
        row="offer_received.prack_in",
        conditions=("_if_bodiless",),
        before=("_do_offer_received_prack_in",),
    ),
    Way(
        "prack_in", "offer_received.updated", row="offer_received.prack_in#1", before=("_do_offer_received_prack_in_1",)
    ),
    Way("late_in", "offer_received.updated", before=("_ignored",)),
    Way(
        "early_wanted",
        "offer_received.updated",
        row="offer_received.updated.early_wanted",
        before=("_do_offer_received_updated_early_wanted",),
    ),
    Way(
        "ring_wanted",
        "offer_received.updated",
        row="offer_received.updated.ring_wanted",
        before=("_do_offer_received_updated_ring_wanted",),
    ),
    Way("preview_wanted", "offer_received.updated", before=("_never_5",)),
    Way(
        "answer_wanted",
        "offer_received.updated",
        row="offer_received.updated.answer_wanted",
        before=("_do_offer_received_updated_answer_wanted",),
    ),
    Way(
        "rollback",
        "offer_received.updated",
        "complete",
        row="offer_received.rollback",
        before=("_do_offer_received_rollback",),
    ),
    Way("down", "offer_received.updated", "closed", row="offer_received.down", before=("_do_offer_received_down",)),
    Way("freed", "offer_received.updated", row="freed", before=("_do_freed",)),
    Way("soliciting", "offer_received.updated", before=("_never_2",)),
    Way("acknowledge", "offer_received.updated", before=("_reject_3",)),
    Way(
        "action_failed",
        "offer_received.updated",
        "complete",
        row="offer_received.action_failed",
        before=("_do_offer_received_action_failed",),
    ),
    Way("offer_out", "soliciting", before=("_ignored",)),
    Way("offer_wanted", "soliciting", before=("_never_2",)),
    Way("offer_in", "soliciting", before=("_never_2",)),
    Way("update_in", "soliciting", before=("_never_2",)),
    Way("update_wanted", "soliciting", before=("_never_2",)),
    Way(
        "answer_in",
        "soliciting",
        "solicited",
        row="soliciting.answer_in",
        conditions=("_if_acceptable",),
        before=("_do_soliciting_answer_in",),
    ),
    Way("answer_in", "soliciting", "complete", row="soliciting.answer_in#1", before=("_do_soliciting_answer_in_1",)),
    Way("answer_in_ack", "soliciting", before=("_ignored",)),
    Way("preview_in", "soliciting", before=("_ignored",)),
    Way("reliable_in", "soliciting", before=("_never_2",)),
    Way("prack_in", "soliciting", before=("_never_2",)),
    Way("late_in", "soliciting", before=("_ignored",)),
    Way("early_wanted", "soliciting", before=("_never_2",)),
    Way("ring_wanted", "soliciting", before=("_never_2",)),
    Way("preview_wanted", "soliciting", before=("_never_2",)),
    Way("answer_wanted", "soliciting", before=("_never_2",)),
    Way("rollback", "soliciting", "complete", row="soliciting.rollback"),
    Way("down", "soliciting", "closed", row="soliciting.down"),
    Way("freed", "soliciting", row="freed", before=("_do_freed",)),
    Way("soliciting", "soliciting", before=("_never_2",)),
    Way("acknowledge", "soliciting", before=("_reject_4",)),
    Way(
        "action_failed",
        "soliciting",
        "complete",
        row="soliciting.action_failed",
        before=("_do_soliciting_action_failed",),
    ),
    Way("offer_out", "solicited", before=("_ignored",)),
    Way("offer_wanted", "solicited", before=("_never_2",)),
    Way("offer_in", "solicited", before=("_never_2",)),
    Way("update_in", "solicited", before=("_never_2",)),
    Way("update_wanted", "solicited", before=("_never_2",)),
    Way("answer_in", "solicited", before=("_never_2",)),
    Way("answer_in_ack", "solicited", before=("_ignored",)),
    Way("preview_in", "solicited", before=("_ignored",)),
    Way("reliable_in", "solicited", before=("_never_2",)),
    Way("prack_in", "solicited", before=("_never_2",)),
    Way("late_in", "solicited", before=("_ignored",)),
    Way("early_wanted", "solicited", before=("_never_2",)),
    Way("ring_wanted", "solicited", before=("_never_2",)),
    Way("preview_wanted", "solicited", before=("_never_2",)),
    Way("answer_wanted", "solicited", before=("_never_2",)),
    Way("rollback", "solicited", before=("_ignored",)),
    Way("down", "solicited", "closed", row="solicited.down", before=("_do_solicited_down",)),
    Way("freed", "solicited", row="freed", before=("_do_freed",)),
    Way("soliciting", "solicited", before=("_never_2",)),
    Way("acknowledge", "solicited", "complete", row="solicited.acknowledge", before=("_do_solicited_acknowledge",)),
    Way("action_failed", "solicited", "closed", row="solicited.action_failed", before=("_do_solicited_action_failed",)),
    Way("offer_out", "solicited_early", before=("_ignored",)),
    Way("offer_wanted", "solicited_early", before=("_never_2",)),
    Way("offer_in", "solicited_early", before=("_never_2",)),
    Way("update_in", "solicited_early", before=("_never_2",)),
    Way("update_wanted", "solicited_early", before=("_never_2",)),
    Way("answer_in", "solicited_early", "solicited", row="solicited_early.answer_in"),
    Way("answer_in_ack", "solicited_early", before=("_ignored",)),
    Way("preview_in", "solicited_early", before=("_ignored",)),
    Way("reliable_in", "solicited_early", before=("_ignored",)),
    Way("prack_in", "solicited_early", before=("_never_2",)),
    Way("late_in", "solicited_early", before=("_ignored",)),
    Way("early_wanted", "solicited_early", before=("_never_2",)),
    Way("ring_wanted", "solicited_early", before=("_never_2",)),
    Way("preview_wanted", "solicited_early", before=("_never_2",)),
    Way("answer_wanted", "solicited_early", before=("_never_2",)),
    Way("rollback", "solicited_early", before=("_ignored",)),
    Way("down", "solicited_early", "closed", row="solicited_early.down", before=("_do_solicited_early_down",)),
    Way("freed", "solicited_early", row="freed", before=("_do_freed",)),
    Way("soliciting", "solicited_early", before=("_never_2",)),
    Way(
        "acknowledge",
        "solicited_early",
        "complete",
        row="solicited_early.acknowledge",
        before=("_do_solicited_early_acknowledge",),
    ),
    Way(
        "action_failed",
        "solicited_early",
        "closed",
        row="solicited_early.action_failed",
        before=("_do_solicited_early_action_failed",),
    ),
    Way("offer_out", "complete", before=("_ignored",)),
    Way("offer_wanted", "complete", "offer_sent", row="complete.offer_wanted", before=("_do_complete_offer_wanted",)),
    Way(
        "offer_in",
        "complete",
        "offer_received.unanswered",
        row="complete.offer_in",
        conditions=("_if_acceptable",),
        before=("_do_complete_offer_in",),
    ),
    Way(
        "offer_in",
        "complete",
        "owing",
        row="complete.offer_in#1",
        conditions=("_if_offerless",),
        before=("_do_complete_offer_in_1",),
    ),
    Way("offer_in", "complete", row="complete.offer_in#2", before=("_do_complete_offer_in_2",)),
    Way(
        "update_in",
        "complete",
        "offer_received.updated",
        row="complete.update_in",
        conditions=("_if_acceptable", "_if_passing"),
        before=("_do_complete_update_in",),
    ),
    Way(
        "update_in",
        "complete",
        row="complete.update_in#1",
        conditions=("_if_acceptable",),
        before=("_do_complete_update_in_1",),
    ),
    Way("update_in", "complete", row="complete.update_in#2", before=("_do_complete_update_in_2",)),
    Way("update_wanted", "complete", before=("_never_6",)),
    Way("answer_in", "complete", row="complete.answer_in", before=("_do_complete_answer_in",)),
    Way("answer_in_ack", "complete", before=("_ignored",)),
    Way("preview_in", "complete", before=("_ignored",)),
    Way("reliable_in", "complete", row="complete.reliable_in", before=("_do_complete_reliable_in",)),
    Way(
        "prack_in", "complete", row="complete.prack_in", conditions=("_if_bodiless",), before=("_do_complete_prack_in",)
    ),
    Way(
        "prack_in",
        "complete",
        row="complete.prack_in#1",
        conditions=("_if_acceptable",),
        before=("_do_complete_prack_in_1",),
    ),
    Way("prack_in", "complete", row="complete.prack_in#2", before=("_do_complete_prack_in_2",)),
    Way("late_in", "complete", before=("_ignored",)),
    Way("early_wanted", "complete", row="complete.early_wanted", before=("_do_complete_early_wanted",)),
    Way("ring_wanted", "complete", row="complete.ring_wanted", before=("_do_complete_ring_wanted",)),
    Way("preview_wanted", "complete", before=("_never_6",)),
    Way("answer_wanted", "complete", row="complete.answer_wanted", before=("_do_complete_answer_wanted",)),
    Way("rollback", "complete", before=("_ignored",)),
    Way("down", "complete", "closed", row="complete.down"),
    Way("freed", "complete", row="freed", before=("_do_freed",)),
    Way("soliciting", "complete", "soliciting", row="complete.soliciting"),
    Way("acknowledge", "complete", before=("_reject_1",)),
    Way(
        "action_failed",
        "complete",
        "closed",
        row="complete.action_failed",
        conditions=("_if_first",),
        before=("_do_complete_action_failed",),
    ),
    Way("action_failed", "complete", row="complete.action_failed#1", before=("_do_complete_action_failed_1",)),
    Way("offer_out", "closed", before=("_ignored",)),
    Way("offer_wanted", "closed", before=("_ignored",)),
    Way("offer_in", "closed", before=("_ignored",)),
    Way("update_in", "closed", before=("_ignored",)),
    Way("update_wanted", "closed", before=("_ignored",)),
    Way("answer_in", "closed", before=("_ignored",)),
    Way("answer_in_ack", "closed", before=("_ignored",)),
    Way("preview_in", "closed", before=("_ignored",)),
    Way("reliable_in", "closed", row="closed.reliable_in", before=("_do_closed_reliable_in",)),
    Way("prack_in", "closed", before=("_ignored",)),
    Way("late_in", "closed", before=("_ignored",)),
    Way("early_wanted", "closed", before=("_ignored",)),
    Way("ring_wanted", "closed", before=("_ignored",)),
    Way("preview_wanted", "closed", before=("_ignored",)),
    Way("answer_wanted", "closed", before=("_ignored",)),
    Way("rollback", "closed", before=("_ignored",)),
    Way("down", "closed", before=("_ignored",)),
    Way("freed", "closed", row="freed", before=("_do_freed",)),
    Way("soliciting", "closed", before=("_ignored",)),
    Way("acknowledge", "closed", before=("_reject_5",)),
    Way("action_failed", "closed", before=("_ignored",)),
])
