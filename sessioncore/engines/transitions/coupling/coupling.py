"""The chart coupling/coupling, decided by transitions.

Generated from machines/coupling/coupling.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=69b20e37797c8ce0bc1f34c2ca381e4f0507571c1be200aed0f6102bfdc6ef7a abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.coupling import coupling as default
from sessioncore.handlers.coupling.coupling import CLOSING, WAITING, Joining
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.coupling.coupling import (
        Acknowledged,
        Answered,
        ChangeAsked,
        Changed,
        Failed,
        FlowFailed,
        Fulfilled,
        Inquired,
        Invited,
        Join,
        Offered,
        Over,
        Progress,
        Separate,
        Unfulfilled,
        Unrelayed,
        Withdrawn,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Coupling(default.Coupling):
    """coupling/coupling on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def join(self, event: Join) -> None:
        MACHINE.fire(self, event)

    def separate(self, event: Separate) -> None:
        MACHINE.fire(self, event)

    def invited(self, event: Invited) -> None:
        MACHINE.fire(self, event)

    def progress(self, event: Progress) -> None:
        MACHINE.fire(self, event)

    def offered(self, event: Offered) -> None:
        MACHINE.fire(self, event)

    def answered(self, event: Answered) -> None:
        MACHINE.fire(self, event)

    def failed(self, event: Failed) -> None:
        MACHINE.fire(self, event)

    def over(self, event: Over) -> None:
        MACHINE.fire(self, event)

    def flow_failed(self, event: FlowFailed) -> None:
        MACHINE.fire(self, event)

    def change_asked(self, event: ChangeAsked) -> None:
        MACHINE.fire(self, event)

    def changed(self, event: Changed) -> None:
        MACHINE.fire(self, event)

    def acknowledged(self, event: Acknowledged) -> None:
        MACHINE.fire(self, event)

    def withdrawn(self, event: Withdrawn) -> None:
        MACHINE.fire(self, event)

    def inquired(self, event: Inquired) -> None:
        MACHINE.fire(self, event)

    def fulfilled(self, event: Fulfilled) -> None:
        MACHINE.fire(self, event)

    def unfulfilled(self, event: Unfulfilled) -> None:
        MACHINE.fire(self, event)

    def unrelayed(self, event: Unrelayed) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def _if_joinable(self, event: Join) -> bool:
        """Whether joinable."""
        return self.actions.joinable(event)

    def _do_waiting_join(self, event: Join) -> None:
        """Row waiting.join."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_joined(event)
        except Exception as error:
            cell.action_failed(self, "note_joined", error, mark)
        else:
            cell.raise_signal(self, Joining(event.first, event.second))

    def _enter_joining_opening(self, event: Join) -> None:
        """Entry of joining.opening."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.ask_first(event)
        except Exception as error:
            cell.action_failed(self, "ask_first", error, mark)

    def _do_waiting_join_1(self, event: Join) -> None:
        """Row waiting.join#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_join(event)
        except Exception as error:
            cell.action_failed(self, "refuse_join", error, mark)

    def _enter_ended(
        self,
        event: Join
        | Invited
        | Failed
        | Over
        | Unrelayed
        | ActionFailed
        | Separate
        | ChangeAsked
        | Inquired
        | Fulfilled
        | Unfulfilled,
    ) -> None:
        """Entry of ended."""
        cell = self.cell
        cell.raise_signal(self, CLOSING)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nobody is joined")

    def _if_looping(self, event: Invited) -> bool:
        """Whether looping."""
        return self.actions.looping(event)

    def _do_waiting_invited(self, event: Invited) -> None:
        """Row waiting.invited."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_early(event)
        except Exception as error:
            cell.action_failed(self, "refuse_early", error, mark)

    def _if_nobody(self, event: Invited) -> bool:
        """Whether nobody."""
        return self.actions.nobody(event)

    def _do_waiting_invited_1(self, event: Invited) -> None:
        """Row waiting.invited#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_early(event)
        except Exception as error:
            cell.action_failed(self, "refuse_early", error, mark)

    def _do_waiting_invited_2(self, event: Invited) -> None:
        """Row waiting.invited#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_call"
        try:
            self.actions.note_call(event)
            mark, step = len(cell.outbox), "dial_best"
            self.actions.dial_best(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _if_joined(self, event: Failed | Over | Unrelayed) -> bool:
        """Whether joined."""
        return self.actions.joined(event)

    def _do_unrelayed(self, event: Unrelayed) -> None:
        """Row unrelayed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_failed(event)
        except Exception as error:
            cell.action_failed(self, "note_failed", error, mark)

    def _enter_parting_finishing(self, event: Unrelayed | Separate | Failed | Over | Unfulfilled) -> None:
        """Entry of parting.finishing."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.break_off(event)
        except Exception as error:
            cell.action_failed(self, "break_off", error, mark)

    def _do_unrelayed_1(self, event: Unrelayed) -> None:
        """Row unrelayed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "stop_callees"
        try:
            self.actions.stop_callees(event)
            mark, step = len(cell.outbox), "hang_up_other"
            self.actions.hang_up_other(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "stop_callees"
        try:
            self.actions.stop_callees(event)
            mark, step = len(cell.outbox), "hang_up_other"
            self.actions.hang_up_other(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "two are in this call already")

    def _if_showing(self, event: Progress) -> bool:
        """Whether showing."""
        return self.actions.showing(event)

    def _if_another_fork(self, event: Progress | Offered | Answered) -> bool:
        """Whether another_fork."""
        return self.actions.another_fork(event)

    def _do_calling_progress(self, event: Progress) -> None:
        """Row calling.progress."""
        cell = self.cell
        mark, step = len(cell.outbox), "fork_caller"
        try:
            self.actions.fork_caller(event)
            mark, step = len(cell.outbox), "show_caller"
            self.actions.show_caller(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_calling_progress_1(self, event: Progress) -> None:
        """Row calling.progress#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.show_caller(event)
        except Exception as error:
            cell.action_failed(self, "show_caller", error, mark)

    def _if_of_callee(self, event: Progress | Offered | Answered | Failed | Over | FlowFailed) -> bool:
        """Whether of_callee."""
        return self.actions.of_callee(event)

    def _if_mute(self, event: Progress) -> bool:
        """Whether mute."""
        return self.actions.mute(event)

    def _do_calling_progress_2(self, event: Progress) -> None:
        """Row calling.progress#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_heard(event)
        except Exception as error:
            cell.action_failed(self, "note_heard", error, mark)

    def _do_calling_progress_3(self, event: Progress) -> None:
        """Row calling.progress#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.ring_caller(event)
        except Exception as error:
            cell.action_failed(self, "ring_caller", error, mark)

    def _do_calling_offered(self, event: Offered) -> None:
        """Row calling.offered."""
        cell = self.cell
        mark, step = len(cell.outbox), "carry_offer"
        try:
            self.actions.carry_offer(event)
            mark, step = len(cell.outbox), "fork_caller"
            self.actions.fork_caller(event)
            mark, step = len(cell.outbox), "show_offer"
            self.actions.show_offer(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_calling_offered_1(self, event: Offered) -> None:
        """Row calling.offered#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.show_offer(event)
        except Exception as error:
            cell.action_failed(self, "show_offer", error, mark)

    def _if_undescribed(self, event: Answered) -> bool:
        """Whether undescribed."""
        return self.actions.undescribed(event)

    def _if_awaited(self, event: Answered) -> bool:
        """Whether awaited."""
        return self.actions.awaited(event)

    def _do_calling_asking_answered_1(self, event: Answered) -> None:
        """Row calling.asking.answered#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "carry_offer"
        try:
            self.actions.carry_offer(event)
            mark, step = len(cell.outbox), "fork_caller"
            self.actions.fork_caller(event)
            mark, step = len(cell.outbox), "answer_caller"
            self.actions.answer_caller(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_calling_asking_answered_2(self, event: Answered) -> None:
        """Row calling.asking.answered#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.answer_caller(event)
        except Exception as error:
            cell.action_failed(self, "answer_caller", error, mark)

    def _do_calling_asking_answered_3(self, event: Answered) -> None:
        """Row calling.asking.answered#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "fork_caller"
        try:
            self.actions.fork_caller(event)
            mark, step = len(cell.outbox), "answer_caller"
            self.actions.answer_caller(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_calling_asking_answered_4(self, event: Answered) -> None:
        """Row calling.asking.answered#4."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.answer_caller(event)
        except Exception as error:
            cell.action_failed(self, "answer_caller", error, mark)

    def _do_calling_asking_answered_5(self, event: Answered) -> None:
        """Row calling.asking.answered#5."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.stop_leg(event)
        except Exception as error:
            cell.action_failed(self, "stop_leg", error, mark)

    def _if_from_caller(self, event: Failed | Over) -> bool:
        """Whether from_caller."""
        return self.actions.from_caller(event)

    def _do_calling_failed(self, event: Failed) -> None:
        """Row calling.failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.stop_callees(event)
        except Exception as error:
            cell.action_failed(self, "stop_callees", error, mark)

    def _not_of_callee(self, event: Progress | Offered | Answered | Failed | Over | FlowFailed) -> bool:
        """Whether not of_callee."""
        return not self.actions.of_callee(event)

    def _if_another_flow(self, event: Failed | FlowFailed) -> bool:
        """Whether another_flow."""
        return self.actions.another_flow(event)

    def _do_calling_failed_2(self, event: Failed) -> None:
        """Row calling.failed#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.dial_other_flow(event)
        except Exception as error:
            cell.action_failed(self, "dial_other_flow", error, mark)

    def _if_others(self, event: Failed | Over) -> bool:
        """Whether others."""
        return self.actions.others(event)

    def _do_calling_failed_3(self, event: Failed) -> None:
        """Row calling.failed#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_failure(event)
        except Exception as error:
            cell.action_failed(self, "note_failure", error, mark)

    def _if_more_places(self, event: Failed | Over) -> bool:
        """Whether more_places."""
        return self.actions.more_places(event)

    def _do_calling_failed_4(self, event: Failed) -> None:
        """Row calling.failed#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_failure"
        try:
            self.actions.note_failure(event)
            mark, step = len(cell.outbox), "dial_best"
            self.actions.dial_best(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_calling_failed_5(self, event: Failed) -> None:
        """Row calling.failed#5."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_failure"
        try:
            self.actions.note_failure(event)
            mark, step = len(cell.outbox), "refuse_caller"
            self.actions.refuse_caller(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_calling_over(self, event: Over) -> None:
        """Row calling.over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.stop_callees(event)
        except Exception as error:
            cell.action_failed(self, "stop_callees", error, mark)

    def _do_calling_over_2(self, event: Over) -> None:
        """Row calling.over#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_failure(event)
        except Exception as error:
            cell.action_failed(self, "note_failure", error, mark)

    def _do_calling_over_3(self, event: Over) -> None:
        """Row calling.over#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_failure"
        try:
            self.actions.note_failure(event)
            mark, step = len(cell.outbox), "dial_best"
            self.actions.dial_best(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_calling_over_4(self, event: Over) -> None:
        """Row calling.over#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_failure"
        try:
            self.actions.note_failure(event)
            mark, step = len(cell.outbox), "refuse_caller"
            self.actions.refuse_caller(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_unheard(self, event: FlowFailed) -> bool:
        """Whether unheard."""
        return self.actions.unheard(event)

    def _do_calling_flow_failed(self, event: FlowFailed) -> None:
        """Row calling.flow_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "stop_unheard"
        try:
            self.actions.stop_unheard(event)
            mark, step = len(cell.outbox), "dial_other_flow"
            self.actions.dial_other_flow(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_of_two(self, event: ChangeAsked) -> bool:
        """Whether of_two."""
        return self.actions.of_two(event)

    def _do_calling_asking_change_asked(self, event: ChangeAsked) -> None:
        """Row calling.asking.change_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pass_offer(event)
        except Exception as error:
            cell.action_failed(self, "pass_offer", error, mark)

    def _do_calling_asking_change_asked_1(self, event: ChangeAsked) -> None:
        """Row calling.asking.change_asked#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_early_change(event)
        except Exception as error:
            cell.action_failed(self, "refuse_early_change", error, mark)

    def _if_of_asker(self, event: Acknowledged | Withdrawn) -> bool:
        """Whether of_asker."""
        return self.actions.of_asker(event)

    def _if_to_the_offer(self, event: Acknowledged) -> bool:
        """Whether to_the_offer."""
        return self.actions.to_the_offer(event)

    def _do_calling_asking_acknowledged(self, event: Acknowledged) -> None:
        """Row calling.asking.acknowledged."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pass_acknowledgement(event)
        except Exception as error:
            cell.action_failed(self, "pass_acknowledgement", error, mark)

    def _do_calling_inquired(self, event: Inquired) -> None:
        """Row calling.inquired."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "refuse_inquiry", error, mark)

    def _if_an_acceptance(self, event: Fulfilled) -> bool:
        """Whether an_acceptance."""
        return self.actions.an_acceptance(event)

    def _do_calling_asking_fulfilled(self, event: Fulfilled) -> None:
        """Row calling.asking.fulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_agreed(event)
        except Exception as error:
            cell.action_failed(self, "note_agreed", error, mark)

    def _if_a_refused_acceptance(self, event: Unfulfilled) -> bool:
        """Whether a_refused_acceptance."""
        return self.actions.a_refused_acceptance(event)

    def _do_calling_asking_unfulfilled(self, event: Unfulfilled) -> None:
        """Row calling.asking.unfulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.put_back(event)
        except Exception as error:
            cell.action_failed(self, "put_back", error, mark)

    def _do_calling_revising_answered(self, event: Answered) -> None:
        """Row calling.revising.answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.answer_caller(event)
        except Exception as error:
            cell.action_failed(self, "answer_caller", error, mark)

    def _do_calling_revising_answered_1(self, event: Answered) -> None:
        """Row calling.revising.answered#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.stop_leg(event)
        except Exception as error:
            cell.action_failed(self, "stop_leg", error, mark)

    def _do_calling_revising_change_asked(self, event: ChangeAsked) -> None:
        """Row calling.revising.change_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_crossing(event)
        except Exception as error:
            cell.action_failed(self, "refuse_crossing", error, mark)

    def _do_calling_revising_changed(self, event: Changed) -> None:
        """Row calling.revising.changed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)

    def _if_a_change(self, event: Fulfilled | Unfulfilled) -> bool:
        """Whether a_change."""
        return self.actions.a_change(event)

    def _do_calling_revising_fulfilled(self, event: Fulfilled) -> None:
        """Row calling.revising.fulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pass_answer(event)
        except Exception as error:
            cell.action_failed(self, "pass_answer", error, mark)

    def _do_calling_revising_unfulfilled(self, event: Unfulfilled) -> None:
        """Row calling.revising.unfulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_change(event)
        except Exception as error:
            cell.action_failed(self, "refuse_change", error, mark)

    def _do_up_talking_separate(self, event: Separate) -> None:
        """Row up.talking.separate."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_separate(event)
        except Exception as error:
            cell.action_failed(self, "note_separate", error, mark)

    def _do_up_answered(self, event: Answered) -> None:
        """Row up.answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.stop_leg(event)
        except Exception as error:
            cell.action_failed(self, "stop_leg", error, mark)

    def _do_up_failed(self, event: Failed) -> None:
        """Row up.failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_gone(event)
        except Exception as error:
            cell.action_failed(self, "note_gone", error, mark)

    def _if_of_pair(self, event: Failed | Over | ChangeAsked | Inquired) -> bool:
        """Whether of_pair."""
        return self.actions.of_pair(event)

    def _do_up_failed_1(self, event: Failed) -> None:
        """Row up.failed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.hang_up_other(event)
        except Exception as error:
            cell.action_failed(self, "hang_up_other", error, mark)

    def _do_up_over(self, event: Over) -> None:
        """Row up.over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_gone(event)
        except Exception as error:
            cell.action_failed(self, "note_gone", error, mark)

    def _do_up_over_1(self, event: Over) -> None:
        """Row up.over#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.hang_up_other(event)
        except Exception as error:
            cell.action_failed(self, "hang_up_other", error, mark)

    def _if_offerless(self, event: ChangeAsked) -> bool:
        """Whether offerless."""
        return self.actions.offerless(event)

    def _do_up_talking_change_asked(self, event: ChangeAsked) -> None:
        """Row up.talking.change_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.solicit_offer(event)
        except Exception as error:
            cell.action_failed(self, "solicit_offer", error, mark)

    def _do_up_talking_change_asked_1(self, event: ChangeAsked) -> None:
        """Row up.talking.change_asked#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pass_offer(event)
        except Exception as error:
            cell.action_failed(self, "pass_offer", error, mark)

    def _do_up_inquired(self, event: Inquired) -> None:
        """Row up.inquired."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pass_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "pass_inquiry", error, mark)

    def _do_up_inquired_1(self, event: Inquired) -> None:
        """Row up.inquired#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "refuse_inquiry", error, mark)

    def _if_an_inquiry(self, event: Fulfilled | Unfulfilled) -> bool:
        """Whether an_inquiry."""
        return self.actions.an_inquiry(event)

    def _do_up_talking_fulfilled(self, event: Fulfilled) -> None:
        """Row up.talking.fulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.conclude_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "conclude_inquiry", error, mark)

    def _do_up_talking_fulfilled_1(self, event: Fulfilled) -> None:
        """Row up.talking.fulfilled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_agreed(event)
        except Exception as error:
            cell.action_failed(self, "note_agreed", error, mark)

    def _do_up_talking_unfulfilled(self, event: Unfulfilled) -> None:
        """Row up.talking.unfulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.conclude_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "conclude_inquiry", error, mark)

    def _do_up_talking_unfulfilled_1(self, event: Unfulfilled) -> None:
        """Row up.talking.unfulfilled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.put_back(event)
        except Exception as error:
            cell.action_failed(self, "put_back", error, mark)

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

    def _do_up_changing_change_asked(self, event: ChangeAsked) -> None:
        """Row up.changing.change_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_crossing(event)
        except Exception as error:
            cell.action_failed(self, "refuse_crossing", error, mark)

    def _do_up_changing_changed(self, event: Changed) -> None:
        """Row up.changing.changed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)

    def _do_up_changing_withdrawn(self, event: Withdrawn) -> None:
        """Row up.changing.withdrawn."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.withdraw_change(event)
        except Exception as error:
            cell.action_failed(self, "withdraw_change", error, mark)

    def _do_up_changing_fulfilled(self, event: Fulfilled) -> None:
        """Row up.changing.fulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.conclude_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "conclude_inquiry", error, mark)

    def _do_up_changing_fulfilled_1(self, event: Fulfilled) -> None:
        """Row up.changing.fulfilled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pass_answer(event)
        except Exception as error:
            cell.action_failed(self, "pass_answer", error, mark)

    def _do_up_changing_unfulfilled(self, event: Unfulfilled) -> None:
        """Row up.changing.unfulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.conclude_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "conclude_inquiry", error, mark)

    def _do_up_changing_unfulfilled_1(self, event: Unfulfilled) -> None:
        """Row up.changing.unfulfilled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_change(event)
        except Exception as error:
            cell.action_failed(self, "refuse_change", error, mark)

    def _do_up_soliciting_change_asked(self, event: ChangeAsked) -> None:
        """Row up.soliciting.change_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_crossing(event)
        except Exception as error:
            cell.action_failed(self, "refuse_crossing", error, mark)

    def _do_up_soliciting_changed(self, event: Changed) -> None:
        """Row up.soliciting.changed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)

    def _do_up_soliciting_withdrawn(self, event: Withdrawn) -> None:
        """Row up.soliciting.withdrawn."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.withdraw_change(event)
        except Exception as error:
            cell.action_failed(self, "withdraw_change", error, mark)

    def _do_up_soliciting_fulfilled(self, event: Fulfilled) -> None:
        """Row up.soliciting.fulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.conclude_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "conclude_inquiry", error, mark)

    def _if_a_solicitation(self, event: Fulfilled | Unfulfilled) -> bool:
        """Whether a_solicitation."""
        return self.actions.a_solicitation(event)

    def _do_up_soliciting_fulfilled_1(self, event: Fulfilled) -> None:
        """Row up.soliciting.fulfilled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pass_answer(event)
        except Exception as error:
            cell.action_failed(self, "pass_answer", error, mark)

    def _do_up_soliciting_unfulfilled(self, event: Unfulfilled) -> None:
        """Row up.soliciting.unfulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.conclude_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "conclude_inquiry", error, mark)

    def _do_up_soliciting_unfulfilled_1(self, event: Unfulfilled) -> None:
        """Row up.soliciting.unfulfilled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_change(event)
        except Exception as error:
            cell.action_failed(self, "refuse_change", error, mark)

    def _do_up_settling_change_asked(self, event: ChangeAsked) -> None:
        """Row up.settling.change_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_crossing(event)
        except Exception as error:
            cell.action_failed(self, "refuse_crossing", error, mark)

    def _do_up_settling_acknowledged(self, event: Acknowledged) -> None:
        """Row up.settling.acknowledged."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pass_acknowledgement(event)
        except Exception as error:
            cell.action_failed(self, "pass_acknowledgement", error, mark)

    def _do_up_settling_fulfilled(self, event: Fulfilled) -> None:
        """Row up.settling.fulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.conclude_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "conclude_inquiry", error, mark)

    def _do_up_settling_unfulfilled(self, event: Unfulfilled) -> None:
        """Row up.settling.unfulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.conclude_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "conclude_inquiry", error, mark)

    def _do_up_settling_unfulfilled_1(self, event: Unfulfilled) -> None:
        """Row up.settling.unfulfilled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.acknowledge_alone(event)
        except Exception as error:
            cell.action_failed(self, "acknowledge_alone", error, mark)

    def _do_joining_separate(self, event: Separate) -> None:
        """Row joining.separate."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_separate(event)
        except Exception as error:
            cell.action_failed(self, "note_separate", error, mark)

    def _do_joining_failed(self, event: Failed) -> None:
        """Row joining.failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_gone(event)
        except Exception as error:
            cell.action_failed(self, "note_gone", error, mark)

    def _do_joining_over(self, event: Over) -> None:
        """Row joining.over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_gone(event)
        except Exception as error:
            cell.action_failed(self, "note_gone", error, mark)

    def _do_joining_change_asked(self, event: ChangeAsked) -> None:
        """Row joining.change_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_crossing(event)
        except Exception as error:
            cell.action_failed(self, "refuse_crossing", error, mark)

    def _do_joining_changed(self, event: Changed) -> None:
        """Row joining.changed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)

    def _do_joining_inquired(self, event: Inquired) -> None:
        """Row joining.inquired."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "refuse_inquiry", error, mark)

    def _enter_joining_offering(self, event: Fulfilled) -> None:
        """Entry of joining.offering."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.offer_second(event)
        except Exception as error:
            cell.action_failed(self, "offer_second", error, mark)

    def _do_joining_unfulfilled(self, event: Unfulfilled) -> None:
        """Row joining.unfulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_refused(event)
        except Exception as error:
            cell.action_failed(self, "note_refused", error, mark)

    def _do_joining_offering_fulfilled(self, event: Fulfilled) -> None:
        """Row joining.offering.fulfilled."""
        cell = self.cell
        mark, step = len(cell.outbox), "settle_first"
        try:
            self.actions.settle_first(event)
            mark, step = len(cell.outbox), "reply_joined"
            self.actions.reply_joined(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_parting_separate(self, event: Separate) -> None:
        """Row parting.separate."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_separate(event)
        except Exception as error:
            cell.action_failed(self, "note_separate", error, mark)

    def _do_parting_failed(self, event: Failed) -> None:
        """Row parting.failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_gone(event)
        except Exception as error:
            cell.action_failed(self, "note_gone", error, mark)

    def _do_parting_over(self, event: Over) -> None:
        """Row parting.over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_gone(event)
        except Exception as error:
            cell.action_failed(self, "note_gone", error, mark)

    def _do_parting_change_asked(self, event: ChangeAsked) -> None:
        """Row parting.change_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_crossing(event)
        except Exception as error:
            cell.action_failed(self, "refuse_crossing", error, mark)

    def _do_parting_inquired(self, event: Inquired) -> None:
        """Row parting.inquired."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "refuse_inquiry", error, mark)

    def _do_parting_fulfilled(self, event: Fulfilled) -> None:
        """Row parting.fulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.conclude_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "conclude_inquiry", error, mark)

    def _do_parting_fulfilled_1(self, event: Fulfilled) -> None:
        """Row parting.fulfilled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_done(event)
        except Exception as error:
            cell.action_failed(self, "note_done", error, mark)

    def _do_parting_unfulfilled(self, event: Unfulfilled) -> None:
        """Row parting.unfulfilled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.conclude_inquiry(event)
        except Exception as error:
            cell.action_failed(self, "conclude_inquiry", error, mark)

    def _do_parting_unfulfilled_1(self, event: Unfulfilled) -> None:
        """Row parting.unfulfilled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_done(event)
        except Exception as error:
            cell.action_failed(self, "note_done", error, mark)

    def _exit_parting_returning(
        self,
        event: ActionFailed | Separate | Failed | Over | ChangeAsked | Inquired | Fulfilled | Unfulfilled | Unrelayed,
    ) -> None:
        """Exit of parting.returning."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_separate(event)
        except Exception as error:
            cell.action_failed(self, "reply_separate", error, mark)

    def _not_busy(
        self, event: Separate | Failed | Over | ChangeAsked | Inquired | Fulfilled | Unfulfilled | Unrelayed
    ) -> bool:
        """Whether not busy."""
        return not self.actions.busy(event)

    def _enter_parting_returning(
        self, event: Separate | Failed | Over | ChangeAsked | Inquired | Fulfilled | Unfulfilled | Unrelayed
    ) -> None:
        """Entry of parting.returning."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.let_go(event)
        except Exception as error:
            cell.action_failed(self, "let_go", error, mark)


MACHINE = FlatMachine(Coupling, [
    Way(
        "join",
        "waiting",
        "joining.opening",
        row="waiting.join",
        conditions=("_if_joinable",),
        before=("_do_waiting_join",),
        after=("_enter_joining_opening",),
    ),
    Way("join", "waiting", "ended", row="waiting.join#1", before=("_do_waiting_join_1",), after=("_enter_ended",)),
    Way("separate", "waiting", before=("_reject_1",)),
    Way(
        "invited",
        "waiting",
        "ended",
        row="waiting.invited",
        conditions=("_if_looping",),
        before=("_do_waiting_invited",),
        after=("_enter_ended",),
    ),
    Way(
        "invited",
        "waiting",
        "ended",
        row="waiting.invited#1",
        conditions=("_if_nobody",),
        before=("_do_waiting_invited_1",),
        after=("_enter_ended",),
    ),
    Way("invited", "waiting", "calling.asking", row="waiting.invited#2", before=("_do_waiting_invited_2",)),
    Way("progress", "waiting", before=("_ignored",)),
    Way("offered", "waiting", before=("_ignored",)),
    Way("answered", "waiting", before=("_ignored",)),
    Way("failed", "waiting", "ended", row="waiting.failed", after=("_enter_ended",)),
    Way("over", "waiting", "ended", row="waiting.over", after=("_enter_ended",)),
    Way("flow_failed", "waiting", before=("_ignored",)),
    Way("change_asked", "waiting", before=("_ignored",)),
    Way("changed", "waiting", before=("_ignored",)),
    Way("acknowledged", "waiting", before=("_ignored",)),
    Way("withdrawn", "waiting", before=("_ignored",)),
    Way("inquired", "waiting", before=("_ignored",)),
    Way("fulfilled", "waiting", before=("_ignored",)),
    Way("unfulfilled", "waiting", before=("_ignored",)),
    Way(
        "unrelayed",
        "waiting",
        "parting.finishing",
        row="unrelayed",
        conditions=("_if_joined",),
        before=("_do_unrelayed",),
        after=("_enter_parting_finishing",),
    ),
    Way("unrelayed", "waiting", "ended", row="unrelayed#1", before=("_do_unrelayed_1",), after=("_enter_ended",)),
    Way(
        "action_failed", "waiting", "ended", row="action_failed", before=("_do_action_failed",), after=("_enter_ended",)
    ),
    Way("join", "calling.asking", before=("_reject_2",)),
    Way("separate", "calling.asking", before=("_reject_1",)),
    Way("invited", "calling.asking", before=("_ignored",)),
    Way(
        "progress",
        "calling.asking",
        row="calling.progress",
        conditions=("_if_showing", "_if_another_fork"),
        before=("_do_calling_progress",),
    ),
    Way(
        "progress",
        "calling.asking",
        row="calling.progress#1",
        conditions=("_if_showing",),
        before=("_do_calling_progress_1",),
    ),
    Way(
        "progress",
        "calling.asking",
        row="calling.progress#2",
        conditions=("_if_of_callee", "_if_mute"),
        before=("_do_calling_progress_2",),
    ),
    Way(
        "progress",
        "calling.asking",
        row="calling.progress#3",
        conditions=("_if_of_callee",),
        before=("_do_calling_progress_3",),
    ),
    Way("progress", "calling.asking", row="calling.progress#4"),
    Way(
        "offered",
        "calling.asking",
        row="calling.offered",
        conditions=("_if_of_callee", "_if_another_fork"),
        before=("_do_calling_offered",),
    ),
    Way(
        "offered",
        "calling.asking",
        row="calling.offered#1",
        conditions=("_if_of_callee",),
        before=("_do_calling_offered_1",),
    ),
    Way("offered", "calling.asking", row="calling.offered#2"),
    Way("answered", "calling.asking", row="calling.asking.answered", conditions=("_if_of_callee", "_if_undescribed")),
    Way(
        "answered",
        "calling.asking",
        "up.settling",
        row="calling.asking.answered#1",
        conditions=("_if_of_callee", "_if_awaited", "_if_another_fork"),
        before=("_do_calling_asking_answered_1",),
    ),
    Way(
        "answered",
        "calling.asking",
        "up.settling",
        row="calling.asking.answered#2",
        conditions=("_if_of_callee", "_if_awaited"),
        before=("_do_calling_asking_answered_2",),
    ),
    Way(
        "answered",
        "calling.asking",
        "up.talking",
        row="calling.asking.answered#3",
        conditions=("_if_of_callee", "_if_another_fork"),
        before=("_do_calling_asking_answered_3",),
    ),
    Way(
        "answered",
        "calling.asking",
        "up.talking",
        row="calling.asking.answered#4",
        conditions=("_if_of_callee",),
        before=("_do_calling_asking_answered_4",),
    ),
    Way("answered", "calling.asking", row="calling.asking.answered#5", before=("_do_calling_asking_answered_5",)),
    Way(
        "failed",
        "calling.asking",
        "ended",
        row="calling.failed",
        conditions=("_if_from_caller",),
        before=("_do_calling_failed",),
        after=("_enter_ended",),
    ),
    Way("failed", "calling.asking", row="calling.failed#1", conditions=("_not_of_callee",)),
    Way(
        "failed",
        "calling.asking",
        row="calling.failed#2",
        conditions=("_if_another_flow",),
        before=("_do_calling_failed_2",),
    ),
    Way(
        "failed", "calling.asking", row="calling.failed#3", conditions=("_if_others",), before=("_do_calling_failed_3",)
    ),
    Way(
        "failed",
        "calling.asking",
        row="calling.failed#4",
        conditions=("_if_more_places",),
        before=("_do_calling_failed_4",),
    ),
    Way(
        "failed",
        "calling.asking",
        "ended",
        row="calling.failed#5",
        before=("_do_calling_failed_5",),
        after=("_enter_ended",),
    ),
    Way(
        "over",
        "calling.asking",
        "ended",
        row="calling.over",
        conditions=("_if_from_caller",),
        before=("_do_calling_over",),
        after=("_enter_ended",),
    ),
    Way("over", "calling.asking", row="calling.over#1", conditions=("_not_of_callee",)),
    Way("over", "calling.asking", row="calling.over#2", conditions=("_if_others",), before=("_do_calling_over_2",)),
    Way(
        "over", "calling.asking", row="calling.over#3", conditions=("_if_more_places",), before=("_do_calling_over_3",)
    ),
    Way(
        "over", "calling.asking", "ended", row="calling.over#4", before=("_do_calling_over_4",), after=("_enter_ended",)
    ),
    Way(
        "flow_failed",
        "calling.asking",
        row="calling.flow_failed",
        conditions=("_if_of_callee", "_if_unheard", "_if_another_flow"),
        before=("_do_calling_flow_failed",),
    ),
    Way("flow_failed", "calling.asking", row="calling.flow_failed#1"),
    Way(
        "change_asked",
        "calling.asking",
        "calling.revising",
        row="calling.asking.change_asked",
        conditions=("_if_of_two",),
        before=("_do_calling_asking_change_asked",),
    ),
    Way(
        "change_asked",
        "calling.asking",
        row="calling.asking.change_asked#1",
        before=("_do_calling_asking_change_asked_1",),
    ),
    Way("changed", "calling.asking", before=("_ignored",)),
    Way(
        "acknowledged",
        "calling.asking",
        row="calling.asking.acknowledged",
        conditions=("_if_of_asker", "_if_to_the_offer"),
        before=("_do_calling_asking_acknowledged",),
    ),
    Way("acknowledged", "calling.asking", row="calling.asking.acknowledged#1"),
    Way("withdrawn", "calling.asking", before=("_ignored",)),
    Way("inquired", "calling.asking", row="calling.inquired", before=("_do_calling_inquired",)),
    Way(
        "fulfilled",
        "calling.asking",
        row="calling.asking.fulfilled",
        conditions=("_if_an_acceptance",),
        before=("_do_calling_asking_fulfilled",),
    ),
    Way("fulfilled", "calling.asking", row="calling.asking.fulfilled#1"),
    Way(
        "unfulfilled",
        "calling.asking",
        "calling.revising",
        row="calling.asking.unfulfilled",
        conditions=("_if_a_refused_acceptance",),
        before=("_do_calling_asking_unfulfilled",),
    ),
    Way("unfulfilled", "calling.asking", row="calling.asking.unfulfilled#1"),
    Way(
        "unrelayed",
        "calling.asking",
        "parting.finishing",
        row="unrelayed",
        conditions=("_if_joined",),
        before=("_do_unrelayed",),
        after=("_enter_parting_finishing",),
    ),
    Way(
        "unrelayed", "calling.asking", "ended", row="unrelayed#1", before=("_do_unrelayed_1",), after=("_enter_ended",)
    ),
    Way(
        "action_failed",
        "calling.asking",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
    ),
    Way("join", "calling.revising", before=("_reject_2",)),
    Way("separate", "calling.revising", before=("_reject_1",)),
    Way("invited", "calling.revising", before=("_ignored",)),
    Way(
        "progress",
        "calling.revising",
        row="calling.progress",
        conditions=("_if_showing", "_if_another_fork"),
        before=("_do_calling_progress",),
    ),
    Way(
        "progress",
        "calling.revising",
        row="calling.progress#1",
        conditions=("_if_showing",),
        before=("_do_calling_progress_1",),
    ),
    Way(
        "progress",
        "calling.revising",
        row="calling.progress#2",
        conditions=("_if_of_callee", "_if_mute"),
        before=("_do_calling_progress_2",),
    ),
    Way(
        "progress",
        "calling.revising",
        row="calling.progress#3",
        conditions=("_if_of_callee",),
        before=("_do_calling_progress_3",),
    ),
    Way("progress", "calling.revising", row="calling.progress#4"),
    Way(
        "offered",
        "calling.revising",
        row="calling.offered",
        conditions=("_if_of_callee", "_if_another_fork"),
        before=("_do_calling_offered",),
    ),
    Way(
        "offered",
        "calling.revising",
        row="calling.offered#1",
        conditions=("_if_of_callee",),
        before=("_do_calling_offered_1",),
    ),
    Way("offered", "calling.revising", row="calling.offered#2"),
    Way(
        "answered",
        "calling.revising",
        "up.changing",
        row="calling.revising.answered",
        conditions=("_if_of_callee",),
        before=("_do_calling_revising_answered",),
    ),
    Way("answered", "calling.revising", row="calling.revising.answered#1", before=("_do_calling_revising_answered_1",)),
    Way(
        "failed",
        "calling.revising",
        "ended",
        row="calling.failed",
        conditions=("_if_from_caller",),
        before=("_do_calling_failed",),
        after=("_enter_ended",),
    ),
    Way("failed", "calling.revising", row="calling.failed#1", conditions=("_not_of_callee",)),
    Way(
        "failed",
        "calling.revising",
        row="calling.failed#2",
        conditions=("_if_another_flow",),
        before=("_do_calling_failed_2",),
    ),
    Way(
        "failed",
        "calling.revising",
        row="calling.failed#3",
        conditions=("_if_others",),
        before=("_do_calling_failed_3",),
    ),
    Way(
        "failed",
        "calling.revising",
        row="calling.failed#4",
        conditions=("_if_more_places",),
        before=("_do_calling_failed_4",),
    ),
    Way(
        "failed",
        "calling.revising",
        "ended",
        row="calling.failed#5",
        before=("_do_calling_failed_5",),
        after=("_enter_ended",),
    ),
    Way(
        "over",
        "calling.revising",
        "ended",
        row="calling.over",
        conditions=("_if_from_caller",),
        before=("_do_calling_over",),
        after=("_enter_ended",),
    ),
    Way("over", "calling.revising", row="calling.over#1", conditions=("_not_of_callee",)),
    Way("over", "calling.revising", row="calling.over#2", conditions=("_if_others",), before=("_do_calling_over_2",)),
    Way(
        "over",
        "calling.revising",
        row="calling.over#3",
        conditions=("_if_more_places",),
        before=("_do_calling_over_3",),
    ),
    Way(
        "over",
        "calling.revising",
        "ended",
        row="calling.over#4",
        before=("_do_calling_over_4",),
        after=("_enter_ended",),
    ),
    Way(
        "flow_failed",
        "calling.revising",
        row="calling.flow_failed",
        conditions=("_if_of_callee", "_if_unheard", "_if_another_flow"),
        before=("_do_calling_flow_failed",),
    ),
    Way("flow_failed", "calling.revising", row="calling.flow_failed#1"),
    Way(
        "change_asked",
        "calling.revising",
        row="calling.revising.change_asked",
        before=("_do_calling_revising_change_asked",),
    ),
    Way("changed", "calling.revising", row="calling.revising.changed", before=("_do_calling_revising_changed",)),
    Way("acknowledged", "calling.revising", before=("_ignored",)),
    Way("withdrawn", "calling.revising", before=("_ignored",)),
    Way("inquired", "calling.revising", row="calling.inquired", before=("_do_calling_inquired",)),
    Way(
        "fulfilled",
        "calling.revising",
        "calling.asking",
        row="calling.revising.fulfilled",
        conditions=("_if_a_change",),
        before=("_do_calling_revising_fulfilled",),
    ),
    Way("fulfilled", "calling.revising", row="calling.revising.fulfilled#1"),
    Way(
        "unfulfilled",
        "calling.revising",
        "calling.asking",
        row="calling.revising.unfulfilled",
        conditions=("_if_a_change",),
        before=("_do_calling_revising_unfulfilled",),
    ),
    Way("unfulfilled", "calling.revising", row="calling.revising.unfulfilled#1"),
    Way(
        "unrelayed",
        "calling.revising",
        "parting.finishing",
        row="unrelayed",
        conditions=("_if_joined",),
        before=("_do_unrelayed",),
        after=("_enter_parting_finishing",),
    ),
    Way(
        "unrelayed",
        "calling.revising",
        "ended",
        row="unrelayed#1",
        before=("_do_unrelayed_1",),
        after=("_enter_ended",),
    ),
    Way(
        "action_failed",
        "calling.revising",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
    ),
    Way("join", "up.talking", before=("_reject_2",)),
    Way(
        "separate",
        "up.talking",
        "parting.finishing",
        row="up.talking.separate",
        before=("_do_up_talking_separate",),
        after=("_enter_parting_finishing",),
    ),
    Way("invited", "up.talking", before=("_ignored",)),
    Way("progress", "up.talking", before=("_ignored",)),
    Way("offered", "up.talking", before=("_ignored",)),
    Way("answered", "up.talking", row="up.answered", before=("_do_up_answered",)),
    Way(
        "failed",
        "up.talking",
        "parting.finishing",
        row="up.failed",
        conditions=("_if_joined",),
        before=("_do_up_failed",),
        after=("_enter_parting_finishing",),
    ),
    Way(
        "failed",
        "up.talking",
        "ended",
        row="up.failed#1",
        conditions=("_if_of_pair",),
        before=("_do_up_failed_1",),
        after=("_enter_ended",),
    ),
    Way("failed", "up.talking", row="up.failed#2"),
    Way(
        "over",
        "up.talking",
        "parting.finishing",
        row="up.over",
        conditions=("_if_joined",),
        before=("_do_up_over",),
        after=("_enter_parting_finishing",),
    ),
    Way(
        "over",
        "up.talking",
        "ended",
        row="up.over#1",
        conditions=("_if_of_pair",),
        before=("_do_up_over_1",),
        after=("_enter_ended",),
    ),
    Way("over", "up.talking", row="up.over#2"),
    Way("flow_failed", "up.talking", before=("_ignored",)),
    Way(
        "change_asked",
        "up.talking",
        "up.soliciting",
        row="up.talking.change_asked",
        conditions=("_if_of_pair", "_if_offerless"),
        before=("_do_up_talking_change_asked",),
    ),
    Way(
        "change_asked",
        "up.talking",
        "up.changing",
        row="up.talking.change_asked#1",
        conditions=("_if_of_pair",),
        before=("_do_up_talking_change_asked_1",),
    ),
    Way("change_asked", "up.talking", row="up.talking.change_asked#2"),
    Way("changed", "up.talking", before=("_ignored",)),
    Way("acknowledged", "up.talking", before=("_ignored",)),
    Way("withdrawn", "up.talking", before=("_ignored",)),
    Way("inquired", "up.talking", row="up.inquired", conditions=("_if_of_pair",), before=("_do_up_inquired",)),
    Way("inquired", "up.talking", row="up.inquired#1", before=("_do_up_inquired_1",)),
    Way(
        "fulfilled",
        "up.talking",
        row="up.talking.fulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_up_talking_fulfilled",),
    ),
    Way(
        "fulfilled",
        "up.talking",
        row="up.talking.fulfilled#1",
        conditions=("_if_an_acceptance",),
        before=("_do_up_talking_fulfilled_1",),
    ),
    Way("fulfilled", "up.talking", row="up.talking.fulfilled#2"),
    Way(
        "unfulfilled",
        "up.talking",
        row="up.talking.unfulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_up_talking_unfulfilled",),
    ),
    Way(
        "unfulfilled",
        "up.talking",
        "up.changing",
        row="up.talking.unfulfilled#1",
        conditions=("_if_a_refused_acceptance",),
        before=("_do_up_talking_unfulfilled_1",),
    ),
    Way("unfulfilled", "up.talking", row="up.talking.unfulfilled#2"),
    Way(
        "unrelayed",
        "up.talking",
        "parting.finishing",
        row="unrelayed",
        conditions=("_if_joined",),
        before=("_do_unrelayed",),
        after=("_enter_parting_finishing",),
    ),
    Way("unrelayed", "up.talking", "ended", row="unrelayed#1", before=("_do_unrelayed_1",), after=("_enter_ended",)),
    Way(
        "action_failed",
        "up.talking",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
    ),
    Way("join", "up.changing", before=("_reject_2",)),
    Way("separate", "up.changing", before=("_deferred",)),
    Way("invited", "up.changing", before=("_ignored",)),
    Way("progress", "up.changing", before=("_ignored",)),
    Way("offered", "up.changing", before=("_ignored",)),
    Way("answered", "up.changing", row="up.answered", before=("_do_up_answered",)),
    Way(
        "failed",
        "up.changing",
        "parting.finishing",
        row="up.failed",
        conditions=("_if_joined",),
        before=("_do_up_failed",),
        after=("_enter_parting_finishing",),
        recall=True,
    ),
    Way(
        "failed",
        "up.changing",
        "ended",
        row="up.failed#1",
        conditions=("_if_of_pair",),
        before=("_do_up_failed_1",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("failed", "up.changing", row="up.failed#2"),
    Way(
        "over",
        "up.changing",
        "parting.finishing",
        row="up.over",
        conditions=("_if_joined",),
        before=("_do_up_over",),
        after=("_enter_parting_finishing",),
        recall=True,
    ),
    Way(
        "over",
        "up.changing",
        "ended",
        row="up.over#1",
        conditions=("_if_of_pair",),
        before=("_do_up_over_1",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("over", "up.changing", row="up.over#2"),
    Way("flow_failed", "up.changing", before=("_ignored",)),
    Way("change_asked", "up.changing", row="up.changing.change_asked", before=("_do_up_changing_change_asked",)),
    Way("changed", "up.changing", row="up.changing.changed", before=("_do_up_changing_changed",)),
    Way("acknowledged", "up.changing", before=("_ignored",)),
    Way(
        "withdrawn",
        "up.changing",
        row="up.changing.withdrawn",
        conditions=("_if_of_asker",),
        before=("_do_up_changing_withdrawn",),
    ),
    Way("withdrawn", "up.changing", row="up.changing.withdrawn#1"),
    Way("inquired", "up.changing", row="up.inquired", conditions=("_if_of_pair",), before=("_do_up_inquired",)),
    Way("inquired", "up.changing", row="up.inquired#1", before=("_do_up_inquired_1",)),
    Way(
        "fulfilled",
        "up.changing",
        row="up.changing.fulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_up_changing_fulfilled",),
    ),
    Way(
        "fulfilled",
        "up.changing",
        "up.talking",
        row="up.changing.fulfilled#1",
        conditions=("_if_a_change",),
        before=("_do_up_changing_fulfilled_1",),
        recall=True,
    ),
    Way("fulfilled", "up.changing", row="up.changing.fulfilled#2"),
    Way(
        "unfulfilled",
        "up.changing",
        row="up.changing.unfulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_up_changing_unfulfilled",),
    ),
    Way(
        "unfulfilled",
        "up.changing",
        "up.talking",
        row="up.changing.unfulfilled#1",
        conditions=("_if_a_change",),
        before=("_do_up_changing_unfulfilled_1",),
        recall=True,
    ),
    Way("unfulfilled", "up.changing", row="up.changing.unfulfilled#2"),
    Way(
        "unrelayed",
        "up.changing",
        "parting.finishing",
        row="unrelayed",
        conditions=("_if_joined",),
        before=("_do_unrelayed",),
        after=("_enter_parting_finishing",),
        recall=True,
    ),
    Way(
        "unrelayed",
        "up.changing",
        "ended",
        row="unrelayed#1",
        before=("_do_unrelayed_1",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way(
        "action_failed",
        "up.changing",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("join", "up.soliciting", before=("_reject_2",)),
    Way("separate", "up.soliciting", before=("_deferred",)),
    Way("invited", "up.soliciting", before=("_ignored",)),
    Way("progress", "up.soliciting", before=("_ignored",)),
    Way("offered", "up.soliciting", before=("_ignored",)),
    Way("answered", "up.soliciting", row="up.answered", before=("_do_up_answered",)),
    Way(
        "failed",
        "up.soliciting",
        "parting.finishing",
        row="up.failed",
        conditions=("_if_joined",),
        before=("_do_up_failed",),
        after=("_enter_parting_finishing",),
        recall=True,
    ),
    Way(
        "failed",
        "up.soliciting",
        "ended",
        row="up.failed#1",
        conditions=("_if_of_pair",),
        before=("_do_up_failed_1",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("failed", "up.soliciting", row="up.failed#2"),
    Way(
        "over",
        "up.soliciting",
        "parting.finishing",
        row="up.over",
        conditions=("_if_joined",),
        before=("_do_up_over",),
        after=("_enter_parting_finishing",),
        recall=True,
    ),
    Way(
        "over",
        "up.soliciting",
        "ended",
        row="up.over#1",
        conditions=("_if_of_pair",),
        before=("_do_up_over_1",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("over", "up.soliciting", row="up.over#2"),
    Way("flow_failed", "up.soliciting", before=("_ignored",)),
    Way("change_asked", "up.soliciting", row="up.soliciting.change_asked", before=("_do_up_soliciting_change_asked",)),
    Way("changed", "up.soliciting", row="up.soliciting.changed", before=("_do_up_soliciting_changed",)),
    Way("acknowledged", "up.soliciting", before=("_ignored",)),
    Way(
        "withdrawn",
        "up.soliciting",
        row="up.soliciting.withdrawn",
        conditions=("_if_of_asker",),
        before=("_do_up_soliciting_withdrawn",),
    ),
    Way("withdrawn", "up.soliciting", row="up.soliciting.withdrawn#1"),
    Way("inquired", "up.soliciting", row="up.inquired", conditions=("_if_of_pair",), before=("_do_up_inquired",)),
    Way("inquired", "up.soliciting", row="up.inquired#1", before=("_do_up_inquired_1",)),
    Way(
        "fulfilled",
        "up.soliciting",
        row="up.soliciting.fulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_up_soliciting_fulfilled",),
    ),
    Way(
        "fulfilled",
        "up.soliciting",
        "up.settling",
        row="up.soliciting.fulfilled#1",
        conditions=("_if_a_solicitation",),
        before=("_do_up_soliciting_fulfilled_1",),
    ),
    Way("fulfilled", "up.soliciting", row="up.soliciting.fulfilled#2"),
    Way(
        "unfulfilled",
        "up.soliciting",
        row="up.soliciting.unfulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_up_soliciting_unfulfilled",),
    ),
    Way(
        "unfulfilled",
        "up.soliciting",
        "up.talking",
        row="up.soliciting.unfulfilled#1",
        conditions=("_if_a_solicitation",),
        before=("_do_up_soliciting_unfulfilled_1",),
        recall=True,
    ),
    Way("unfulfilled", "up.soliciting", row="up.soliciting.unfulfilled#2"),
    Way(
        "unrelayed",
        "up.soliciting",
        "parting.finishing",
        row="unrelayed",
        conditions=("_if_joined",),
        before=("_do_unrelayed",),
        after=("_enter_parting_finishing",),
        recall=True,
    ),
    Way(
        "unrelayed",
        "up.soliciting",
        "ended",
        row="unrelayed#1",
        before=("_do_unrelayed_1",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way(
        "action_failed",
        "up.soliciting",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("join", "up.settling", before=("_reject_2",)),
    Way("separate", "up.settling", before=("_deferred",)),
    Way("invited", "up.settling", before=("_ignored",)),
    Way("progress", "up.settling", before=("_ignored",)),
    Way("offered", "up.settling", before=("_ignored",)),
    Way("answered", "up.settling", row="up.answered", before=("_do_up_answered",)),
    Way(
        "failed",
        "up.settling",
        "parting.finishing",
        row="up.failed",
        conditions=("_if_joined",),
        before=("_do_up_failed",),
        after=("_enter_parting_finishing",),
        recall=True,
    ),
    Way(
        "failed",
        "up.settling",
        "ended",
        row="up.failed#1",
        conditions=("_if_of_pair",),
        before=("_do_up_failed_1",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("failed", "up.settling", row="up.failed#2"),
    Way(
        "over",
        "up.settling",
        "parting.finishing",
        row="up.over",
        conditions=("_if_joined",),
        before=("_do_up_over",),
        after=("_enter_parting_finishing",),
        recall=True,
    ),
    Way(
        "over",
        "up.settling",
        "ended",
        row="up.over#1",
        conditions=("_if_of_pair",),
        before=("_do_up_over_1",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("over", "up.settling", row="up.over#2"),
    Way("flow_failed", "up.settling", before=("_ignored",)),
    Way("change_asked", "up.settling", row="up.settling.change_asked", before=("_do_up_settling_change_asked",)),
    Way("changed", "up.settling", before=("_ignored",)),
    Way(
        "acknowledged",
        "up.settling",
        "up.talking",
        row="up.settling.acknowledged",
        conditions=("_if_of_asker",),
        before=("_do_up_settling_acknowledged",),
        recall=True,
    ),
    Way("acknowledged", "up.settling", row="up.settling.acknowledged#1"),
    Way("withdrawn", "up.settling", before=("_ignored",)),
    Way("inquired", "up.settling", row="up.inquired", conditions=("_if_of_pair",), before=("_do_up_inquired",)),
    Way("inquired", "up.settling", row="up.inquired#1", before=("_do_up_inquired_1",)),
    Way(
        "fulfilled",
        "up.settling",
        row="up.settling.fulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_up_settling_fulfilled",),
    ),
    Way("fulfilled", "up.settling", row="up.settling.fulfilled#1"),
    Way(
        "unfulfilled",
        "up.settling",
        row="up.settling.unfulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_up_settling_unfulfilled",),
    ),
    Way(
        "unfulfilled",
        "up.settling",
        "up.talking",
        row="up.settling.unfulfilled#1",
        conditions=("_if_a_refused_acceptance",),
        before=("_do_up_settling_unfulfilled_1",),
        recall=True,
    ),
    Way("unfulfilled", "up.settling", row="up.settling.unfulfilled#2"),
    Way(
        "unrelayed",
        "up.settling",
        "parting.finishing",
        row="unrelayed",
        conditions=("_if_joined",),
        before=("_do_unrelayed",),
        after=("_enter_parting_finishing",),
        recall=True,
    ),
    Way(
        "unrelayed",
        "up.settling",
        "ended",
        row="unrelayed#1",
        before=("_do_unrelayed_1",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way(
        "action_failed",
        "up.settling",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("join", "joining.opening", before=("_reject_2",)),
    Way(
        "separate",
        "joining.opening",
        "parting.finishing",
        row="joining.separate",
        before=("_do_joining_separate",),
        after=("_enter_parting_finishing",),
    ),
    Way("invited", "joining.opening", before=("_ignored",)),
    Way("progress", "joining.opening", before=("_ignored",)),
    Way("offered", "joining.opening", before=("_ignored",)),
    Way("answered", "joining.opening", before=("_ignored",)),
    Way(
        "failed",
        "joining.opening",
        "parting.finishing",
        row="joining.failed",
        before=("_do_joining_failed",),
        after=("_enter_parting_finishing",),
    ),
    Way(
        "over",
        "joining.opening",
        "parting.finishing",
        row="joining.over",
        before=("_do_joining_over",),
        after=("_enter_parting_finishing",),
    ),
    Way("flow_failed", "joining.opening", before=("_ignored",)),
    Way("change_asked", "joining.opening", row="joining.change_asked", before=("_do_joining_change_asked",)),
    Way("changed", "joining.opening", row="joining.changed", before=("_do_joining_changed",)),
    Way("acknowledged", "joining.opening", before=("_ignored",)),
    Way("withdrawn", "joining.opening", before=("_ignored",)),
    Way("inquired", "joining.opening", row="joining.inquired", before=("_do_joining_inquired",)),
    Way(
        "fulfilled",
        "joining.opening",
        "joining.offering",
        row="joining.opening.fulfilled",
        after=("_enter_joining_offering",),
    ),
    Way(
        "unfulfilled",
        "joining.opening",
        "parting.finishing",
        row="joining.unfulfilled",
        before=("_do_joining_unfulfilled",),
        after=("_enter_parting_finishing",),
    ),
    Way(
        "unrelayed",
        "joining.opening",
        "parting.finishing",
        row="unrelayed",
        conditions=("_if_joined",),
        before=("_do_unrelayed",),
        after=("_enter_parting_finishing",),
    ),
    Way(
        "unrelayed", "joining.opening", "ended", row="unrelayed#1", before=("_do_unrelayed_1",), after=("_enter_ended",)
    ),
    Way(
        "action_failed",
        "joining.opening",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
    ),
    Way("join", "joining.offering", before=("_reject_2",)),
    Way(
        "separate",
        "joining.offering",
        "parting.finishing",
        row="joining.separate",
        before=("_do_joining_separate",),
        after=("_enter_parting_finishing",),
    ),
    Way("invited", "joining.offering", before=("_ignored",)),
    Way("progress", "joining.offering", before=("_ignored",)),
    Way("offered", "joining.offering", before=("_ignored",)),
    Way("answered", "joining.offering", before=("_ignored",)),
    Way(
        "failed",
        "joining.offering",
        "parting.finishing",
        row="joining.failed",
        before=("_do_joining_failed",),
        after=("_enter_parting_finishing",),
    ),
    Way(
        "over",
        "joining.offering",
        "parting.finishing",
        row="joining.over",
        before=("_do_joining_over",),
        after=("_enter_parting_finishing",),
    ),
    Way("flow_failed", "joining.offering", before=("_ignored",)),
    Way("change_asked", "joining.offering", row="joining.change_asked", before=("_do_joining_change_asked",)),
    Way("changed", "joining.offering", row="joining.changed", before=("_do_joining_changed",)),
    Way("acknowledged", "joining.offering", before=("_ignored",)),
    Way("withdrawn", "joining.offering", before=("_ignored",)),
    Way("inquired", "joining.offering", row="joining.inquired", before=("_do_joining_inquired",)),
    Way(
        "fulfilled",
        "joining.offering",
        "up.talking",
        row="joining.offering.fulfilled",
        before=("_do_joining_offering_fulfilled",),
    ),
    Way(
        "unfulfilled",
        "joining.offering",
        "parting.finishing",
        row="joining.unfulfilled",
        before=("_do_joining_unfulfilled",),
        after=("_enter_parting_finishing",),
    ),
    Way(
        "unrelayed",
        "joining.offering",
        "parting.finishing",
        row="unrelayed",
        conditions=("_if_joined",),
        before=("_do_unrelayed",),
        after=("_enter_parting_finishing",),
    ),
    Way(
        "unrelayed",
        "joining.offering",
        "ended",
        row="unrelayed#1",
        before=("_do_unrelayed_1",),
        after=("_enter_ended",),
    ),
    Way(
        "action_failed",
        "joining.offering",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
    ),
    Way("join", "parting.finishing", before=("_reject_2",)),
    Way("separate", "parting.finishing", row="parting.separate", before=("_do_parting_separate",)),
    Way("invited", "parting.finishing", before=("_ignored",)),
    Way("progress", "parting.finishing", before=("_ignored",)),
    Way("offered", "parting.finishing", before=("_ignored",)),
    Way("answered", "parting.finishing", before=("_ignored",)),
    Way("failed", "parting.finishing", row="parting.failed", before=("_do_parting_failed",)),
    Way("over", "parting.finishing", row="parting.over", before=("_do_parting_over",)),
    Way("flow_failed", "parting.finishing", before=("_ignored",)),
    Way("change_asked", "parting.finishing", row="parting.change_asked", before=("_do_parting_change_asked",)),
    Way("changed", "parting.finishing", before=("_ignored",)),
    Way("acknowledged", "parting.finishing", before=("_ignored",)),
    Way("withdrawn", "parting.finishing", before=("_ignored",)),
    Way("inquired", "parting.finishing", row="parting.inquired", before=("_do_parting_inquired",)),
    Way(
        "fulfilled",
        "parting.finishing",
        row="parting.fulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_parting_fulfilled",),
    ),
    Way("fulfilled", "parting.finishing", row="parting.fulfilled#1", before=("_do_parting_fulfilled_1",)),
    Way(
        "unfulfilled",
        "parting.finishing",
        row="parting.unfulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_parting_unfulfilled",),
    ),
    Way("unfulfilled", "parting.finishing", row="parting.unfulfilled#1", before=("_do_parting_unfulfilled_1",)),
    Way("unrelayed", "parting.finishing", before=("_ignored",)),
    Way(
        "action_failed",
        "parting.finishing",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
    ),
    Way("join", "parting.returning", before=("_reject_2",)),
    Way("separate", "parting.returning", row="parting.separate", before=("_do_parting_separate",)),
    Way("invited", "parting.returning", before=("_ignored",)),
    Way("progress", "parting.returning", before=("_ignored",)),
    Way("offered", "parting.returning", before=("_ignored",)),
    Way("answered", "parting.returning", before=("_ignored",)),
    Way("failed", "parting.returning", row="parting.failed", before=("_do_parting_failed",)),
    Way("over", "parting.returning", row="parting.over", before=("_do_parting_over",)),
    Way("flow_failed", "parting.returning", before=("_ignored",)),
    Way("change_asked", "parting.returning", row="parting.change_asked", before=("_do_parting_change_asked",)),
    Way("changed", "parting.returning", before=("_ignored",)),
    Way("acknowledged", "parting.returning", before=("_ignored",)),
    Way("withdrawn", "parting.returning", before=("_ignored",)),
    Way("inquired", "parting.returning", row="parting.inquired", before=("_do_parting_inquired",)),
    Way(
        "fulfilled",
        "parting.returning",
        row="parting.fulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_parting_fulfilled",),
    ),
    Way("fulfilled", "parting.returning", row="parting.fulfilled#1", before=("_do_parting_fulfilled_1",)),
    Way(
        "unfulfilled",
        "parting.returning",
        row="parting.unfulfilled",
        conditions=("_if_an_inquiry",),
        before=("_do_parting_unfulfilled",),
    ),
    Way("unfulfilled", "parting.returning", row="parting.unfulfilled#1", before=("_do_parting_unfulfilled_1",)),
    Way("unrelayed", "parting.returning", before=("_ignored",)),
    Way(
        "action_failed",
        "parting.returning",
        "ended",
        row="action_failed",
        before=("_exit_parting_returning", "_do_action_failed"),
        after=("_enter_ended",),
    ),
    Way("join", "ended", before=("_reject_2",)),
    Way("separate", "ended", before=("_reject_1",)),
    Way("invited", "ended", before=("_ignored",)),
    Way("progress", "ended", before=("_ignored",)),
    Way("offered", "ended", before=("_ignored",)),
    Way("answered", "ended", before=("_ignored",)),
    Way("failed", "ended", before=("_ignored",)),
    Way("over", "ended", before=("_ignored",)),
    Way("flow_failed", "ended", before=("_ignored",)),
    Way("change_asked", "ended", before=("_ignored",)),
    Way("changed", "ended", before=("_ignored",)),
    Way("acknowledged", "ended", before=("_ignored",)),
    Way("withdrawn", "ended", before=("_ignored",)),
    Way("inquired", "ended", before=("_ignored",)),
    Way("fulfilled", "ended", before=("_ignored",)),
    Way("unfulfilled", "ended", before=("_ignored",)),
    Way("unrelayed", "ended", before=("_ignored",)),
    Way("action_failed", "ended", before=("_ignored",)),
    Way(
        "always",
        "parting.finishing",
        "parting.returning",
        row="parting.finishing.always",
        conditions=("_not_busy",),
        after=("_enter_parting_returning",),
    ),
    Way(
        "always",
        "parting.returning",
        "ended",
        row="parting.returning.always",
        conditions=("_not_busy",),
        before=("_exit_parting_returning",),
        after=("_enter_ended",),
    ),
])
