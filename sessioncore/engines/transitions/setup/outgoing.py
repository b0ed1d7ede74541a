"""The chart setup/outgoing, decided by transitions.

Generated from machines/setup/outgoing.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=81c1d058ef14e6d61c45f242b7a0e8335568748f82a211f185e1818fa5f85ad4 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.setup import outgoing as default
from sessioncore.handlers.setup.outgoing import CALL_OVER, DIALING, FORKS_DROPPED, FORKS_RELEASED, IDLE, CallFailed
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.setup.outgoing import (
        Answered,
        ByeEarly,
        Copy,
        Dial,
        Failed,
        HangUp,
        Over,
        PatienceOver,
        Previewed,
        Progress,
        Replaced,
        Unanswered,
        UsageEnded,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Outgoing(default.Outgoing):
    """setup/outgoing on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def dial(self, event: Dial) -> None:
        MACHINE.fire(self, event)

    def hang_up(self, event: HangUp) -> None:
        MACHINE.fire(self, event)

    def progress(self, event: Progress) -> None:
        MACHINE.fire(self, event)

    def answered(self, event: Answered) -> None:
        MACHINE.fire(self, event)

    def copy(self, event: Copy) -> None:
        MACHINE.fire(self, event)

    def failed(self, event: Failed) -> None:
        MACHINE.fire(self, event)

    def over(self, event: Over) -> None:
        MACHINE.fire(self, event)

    def usage_ended(self, event: UsageEnded) -> None:
        MACHINE.fire(self, event)

    def previewed(self, event: Previewed) -> None:
        MACHINE.fire(self, event)

    def bye_early(self, event: ByeEarly) -> None:
        MACHINE.fire(self, event)

    def replaced(self, event: Replaced) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def unanswered(self, event: Unanswered) -> None:
        MACHINE.fire(self, event)

    def patience_over(self, event: PatienceOver) -> None:
        MACHINE.fire(self, event)

    def _do_idle_dial(self, event: Dial) -> None:
        """Row idle.dial."""
        cell = self.cell
        mark, step = len(cell.outbox), "open_media"
        try:
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "send_invite"
            cell.create_transaction(self, "invite_client", self.actions.send_invite(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DIALING)

    def _enter_setup(self, event: Dial) -> None:
        """Entry of setup."""
        cell = self.cell
        self._no_answer = cell.arm(self, 0, cell.limits.no_answer)

    def _do_idle_hang_up(self, event: HangUp) -> None:
        """Row idle.hang_up."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_hang_up"
        try:
            self.actions.note_hang_up(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, CALL_OVER)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no INVITE was sent yet")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_abandoned"
        try:
            self.actions.reply_abandoned(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
            mark, step = len(cell.outbox), "payload_cancel"
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, FORKS_RELEASED)
            cell.raise_signal(self, FORKS_DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _enter_ended(self, event: ActionFailed | Failed | HangUp | Replaced | Unanswered | UsageEnded) -> None:
        """Entry of ended."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.close_media(event)
        except Exception as error:
            cell.action_failed(self, "close_media", error, mark)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "this leg has dialed already")

    def _exit_setup(self, event: HangUp | Answered | Failed | Replaced | ActionFailed | Unanswered) -> None:
        """Exit of setup."""
        cell = self.cell
        if self._no_answer is not None:
            cell.cancel(self._no_answer)
            self._no_answer = None

    def _do_setup_hang_up(self, event: HangUp) -> None:
        """Row setup.hang_up."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_hang_up"
        try:
            self.actions.note_hang_up(event)
            mark, step = len(cell.outbox), "payload_cancel"
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_announces_end(self, event: Progress) -> bool:
        """Whether announces_end."""
        return self.actions.announces_end(event)

    def _if_tagged(self, event: Progress) -> bool:
        """Whether tagged."""
        return self.actions.tagged(event)

    def _if_welcome(self, event: Progress) -> bool:
        """Whether welcome."""
        return self.actions.welcome(event)

    def _if_reliable(self, event: Progress) -> bool:
        """Whether reliable."""
        return self.actions.reliable(event)

    def _do_setup_inviting_progress_1(self, event: Progress) -> None:
        """Row setup.inviting.progress#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_spoken"
        try:
            self.actions.note_spoken(event)
            mark, step = len(cell.outbox), "payload_fork_reliable"
            cell.raise_signal(self, self.actions.payload_fork_reliable(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_inviting_progress_2(self, event: Progress) -> None:
        """Row setup.inviting.progress#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_fork_progress(event))
        except Exception as error:
            cell.action_failed(self, "payload_fork_progress", error, mark)

    def _if_outshone(self, event: Answered) -> bool:
        """Whether outshone."""
        return self.actions.outshone(event)

    def _do_setup_answered(self, event: Answered) -> None:
        """Row setup.answered."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_winner"
        try:
            self.actions.note_winner(event)
            mark, step = len(cell.outbox), "reply_dialed"
            self.actions.reply_dialed(event)
            mark, step = len(cell.outbox), "payload_fork_answered"
            cell.raise_signal(self, self.actions.payload_fork_answered(event))
            mark, step = len(cell.outbox), "payload_front_changed"
            cell.raise_signal(self, self.actions.payload_front_changed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_answered_1(self, event: Answered) -> None:
        """Row setup.answered#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_winner"
        try:
            self.actions.note_winner(event)
            mark, step = len(cell.outbox), "reply_dialed"
            self.actions.reply_dialed(event)
            mark, step = len(cell.outbox), "payload_fork_answered"
            cell.raise_signal(self, self.actions.payload_fork_answered(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "these follow a 2xx")

    def _if_challenged(self, event: Failed) -> bool:
        """Whether challenged."""
        return self.actions.challenged(event)

    def _do_setup_failed(self, event: Failed) -> None:
        """Row setup.failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_answered", error, mark)
        else:
            cell.raise_signal(self, FORKS_DROPPED)

    def _if_asked_for_more_time(self, event: Failed) -> bool:
        """Whether asked_for_more_time."""
        return self.actions.asked_for_more_time(event)

    def _do_setup_failed_1(self, event: Failed) -> None:
        """Row setup.failed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_longer", error, mark)

    def _if_wants_extension(self, event: Failed) -> bool:
        """Whether wants_extension."""
        return self.actions.wants_extension(event)

    def _do_setup_failed_2(self, event: Failed) -> None:
        """Row setup.failed#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_extended(event))
        except Exception as error:
            cell.action_failed(self, "send_extended", error, mark)
        else:
            cell.raise_signal(self, FORKS_DROPPED)

    def _if_sent_to_proxy(self, event: Failed) -> bool:
        """Whether sent_to_proxy."""
        return self.actions.sent_to_proxy(event)

    def _do_setup_failed_3(self, event: Failed) -> None:
        """Row setup.failed#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_through_proxy(event))
        except Exception as error:
            cell.action_failed(self, "send_through_proxy", error, mark)
        else:
            cell.raise_signal(self, FORKS_DROPPED)

    def _if_another_target(self, event: Failed) -> bool:
        """Whether another_target."""
        return self.actions.another_target(event)

    def _do_setup_failed_4(self, event: Failed) -> None:
        """Row setup.failed#4."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_redirected(event))
        except Exception as error:
            cell.action_failed(self, "send_redirected", error, mark)
        else:
            cell.raise_signal(self, FORKS_DROPPED)

    def _if_worth_waiting(self, event: Failed) -> bool:
        """Whether worth_waiting."""
        return self.actions.worth_waiting(event)

    def _do_setup_failed_5(self, event: Failed) -> None:
        """Row setup.failed#5."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_patience(event)
        except Exception as error:
            cell.action_failed(self, "note_patience", error, mark)
        else:
            cell.raise_signal(self, FORKS_DROPPED)

    def _enter_setup_waiting(self, event: Failed) -> None:
        """Entry of setup.waiting."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.retry_wait, max(0.01, self.actions.delay_patience(event)))
        except Exception as error:
            delay = 0.01
            cell.action_failed(self, "delay_patience", error, mark)
        self._patience = cell.arm(self, 1, delay)

    def _do_setup_failed_6(self, event: Failed) -> None:
        """Row setup.failed#6."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)
        else:
            cell.raise_signal(self, FORKS_DROPPED)
            cell.raise_signal(self, CallFailed(event.status, event.response))

    def _if_heard(self, event: UsageEnded) -> bool:
        """Whether heard."""
        return self.actions.heard(event)

    def _do_setup_usage_ended(self, event: UsageEnded) -> None:
        """Row setup.usage_ended."""
        cell = self.cell
        mark, step = len(cell.outbox), "forget_early"
        try:
            self.actions.forget_early(event)
            mark, step = len(cell.outbox), "payload_front_changed"
            cell.raise_signal(self, self.actions.payload_front_changed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_usage_ended_1(self, event: UsageEnded) -> None:
        """Row setup.usage_ended#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_early(event)
        except Exception as error:
            cell.action_failed(self, "forget_early", error, mark)

    def _if_overtakes(self, event: Previewed) -> bool:
        """Whether overtakes."""
        return self.actions.overtakes(event)

    def _do_setup_previewed(self, event: Previewed) -> None:
        """Row setup.previewed."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_early"
        try:
            self.actions.note_early(event)
            mark, step = len(cell.outbox), "payload_front_changed"
            cell.raise_signal(self, self.actions.payload_front_changed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_previewed_1(self, event: Previewed) -> None:
        """Row setup.previewed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_early(event)
        except Exception as error:
            cell.action_failed(self, "note_early", error, mark)

    def _do_setup_replaced(self, event: Replaced) -> None:
        """Row setup.replaced."""
        cell = self.cell
        mark, step = len(cell.outbox), "tell_replaced"
        try:
            self.actions.tell_replaced(event)
            mark, step = len(cell.outbox), "payload_cancel"
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_unanswered(self, event: Unanswered) -> None:
        """Row setup.unanswered."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_no_answer"
        try:
            self.actions.reply_no_answer(event)
            mark, step = len(cell.outbox), "payload_cancel"
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_progress(self, event: Progress) -> None:
        """Row setup.ringing.progress."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_fork_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_fork_gone", error, mark)

    def _do_setup_ringing_progress_1(self, event: Progress) -> None:
        """Row setup.ringing.progress#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_spoken"
        try:
            self.actions.note_spoken(event)
            mark, step = len(cell.outbox), "payload_fork_reliable"
            cell.raise_signal(self, self.actions.payload_fork_reliable(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_progress_2(self, event: Progress) -> None:
        """Row setup.ringing.progress#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_fork_progress(event))
        except Exception as error:
            cell.action_failed(self, "payload_fork_progress", error, mark)

    def _exit_setup_waiting(self, event: HangUp | Replaced | ActionFailed | Unanswered | PatienceOver) -> None:
        """Exit of setup.waiting."""
        cell = self.cell
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

    def _do_setup_waiting_hang_up(self, event: HangUp) -> None:
        """Row setup.waiting.hang_up."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_hang_up"
        try:
            self.actions.note_hang_up(event)
            mark, step = len(cell.outbox), "reply_abandoned"
            self.actions.reply_abandoned(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, CALL_OVER)

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the INVITE before has its final answer")

    def _do_setup_waiting_replaced(self, event: Replaced) -> None:
        """Row setup.waiting.replaced."""
        cell = self.cell
        mark, step = len(cell.outbox), "tell_replaced"
        try:
            self.actions.tell_replaced(event)
            mark, step = len(cell.outbox), "reply_abandoned"
            self.actions.reply_abandoned(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, CALL_OVER)

    def _do_setup_waiting_unanswered(self, event: Unanswered) -> None:
        """Row setup.waiting.unanswered."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_no_answer"
        try:
            self.actions.reply_no_answer(event)
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_waiting_patience_over(self, event: PatienceOver) -> None:
        """Row setup.waiting.patience_over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_again(event))
        except Exception as error:
            cell.action_failed(self, "send_again", error, mark)

    def _do_cancelling_hang_up(self, event: HangUp) -> None:
        """Row cancelling.hang_up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_hang_up(event)
        except Exception as error:
            cell.action_failed(self, "note_hang_up", error, mark)

    def _do_cancelling_answered(self, event: Answered) -> None:
        """Row cancelling.answered."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_fork"
        try:
            self.actions.note_fork(event)
            mark, step = len(cell.outbox), "reply_abandoned"
            self.actions.reply_abandoned(event)
            mark, step = len(cell.outbox), "payload_fork_again"
            cell.raise_signal(self, self.actions.payload_fork_again(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_cancelling_failed(self, event: Failed) -> None:
        """Row cancelling.failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_abandoned"
        try:
            self.actions.reply_abandoned(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, FORKS_DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_answered_hang_up(self, event: HangUp) -> None:
        """Row answered.hang_up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_hang_up(event)
        except Exception as error:
            cell.action_failed(self, "note_hang_up", error, mark)
        else:
            cell.raise_signal(self, FORKS_RELEASED)

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the INVITE was answered by a 2xx")

    def _do_answered_copy(self, event: Copy) -> None:
        """Row answered.copy."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_fork"
        try:
            self.actions.note_fork(event)
            mark, step = len(cell.outbox), "payload_fork_again"
            cell.raise_signal(self, self.actions.payload_fork_again(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_answered_over(self, event: Over) -> None:
        """Row answered.over."""
        cell = self.cell
        cell.raise_signal(self, FORKS_DROPPED)

    def _if_last_fork(self, event: UsageEnded) -> bool:
        """Whether last_fork."""
        return self.actions.last_fork(event)

    def _do_answered_usage_ended(self, event: UsageEnded) -> None:
        """Row answered.usage_ended."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_fork(event)
        except Exception as error:
            cell.action_failed(self, "forget_fork", error, mark)
        else:
            cell.raise_signal(self, CALL_OVER)

    def _do_answered_usage_ended_1(self, event: UsageEnded) -> None:
        """Row answered.usage_ended#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_fork(event)
        except Exception as error:
            cell.action_failed(self, "forget_fork", error, mark)

    def _do_answered_replaced(self, event: Replaced) -> None:
        """Row answered.replaced."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_replaced(event)
        except Exception as error:
            cell.action_failed(self, "tell_replaced", error, mark)
        else:
            cell.raise_signal(self, FORKS_RELEASED)

    def _do_releasing_hang_up(self, event: HangUp) -> None:
        """Row releasing.hang_up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_hang_up(event)
        except Exception as error:
            cell.action_failed(self, "note_hang_up", error, mark)

    def _do_releasing_copy(self, event: Copy) -> None:
        """Row releasing.copy."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_fork"
        try:
            self.actions.note_fork(event)
            mark, step = len(cell.outbox), "payload_fork_again"
            cell.raise_signal(self, self.actions.payload_fork_again(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_releasing_over(self, event: Over) -> None:
        """Row releasing.over."""
        cell = self.cell
        cell.raise_signal(self, FORKS_DROPPED)

    def _do_releasing_usage_ended(self, event: UsageEnded) -> None:
        """Row releasing.usage_ended."""
        cell = self.cell
        mark, step = len(cell.outbox), "forget_fork"
        try:
            self.actions.forget_fork(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, CALL_OVER)

    def _do_releasing_usage_ended_1(self, event: UsageEnded) -> None:
        """Row releasing.usage_ended#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_fork(event)
        except Exception as error:
            cell.action_failed(self, "forget_fork", error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is over")

    def _do_ended_hang_up(self, event: HangUp) -> None:
        """Row ended.hang_up."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_hang_up"
        try:
            self.actions.note_hang_up(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_ended_answered(self, event: Answered) -> None:
        """Row ended.answered."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_fork"
        try:
            self.actions.note_fork(event)
            mark, step = len(cell.outbox), "payload_fork_again"
            cell.raise_signal(self, self.actions.payload_fork_again(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_ended_copy(self, event: Copy) -> None:
        """Row ended.copy."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_fork"
        try:
            self.actions.note_fork(event)
            mark, step = len(cell.outbox), "payload_fork_again"
            cell.raise_signal(self, self.actions.payload_fork_again(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_ended_over(self, event: Over) -> None:
        """Row ended.over."""
        cell = self.cell
        cell.raise_signal(self, FORKS_DROPPED)

    def _do_ended_usage_ended(self, event: UsageEnded) -> None:
        """Row ended.usage_ended."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_fork(event)
        except Exception as error:
            cell.action_failed(self, "forget_fork", error, mark)

    def _if_unclosed(self, event: ActionFailed) -> bool:
        """Whether unclosed."""
        return self.actions.unclosed(event)

    def _do_ended_action_failed(self, event: ActionFailed) -> None:
        """Row ended.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.give_back(event)
        except Exception as error:
            cell.action_failed(self, "give_back", error, mark)
        else:
            cell.raise_signal(self, FORKS_DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_ended_action_failed_1(self, event: ActionFailed) -> None:
        """Row ended.action_failed#1."""
        cell = self.cell
        cell.raise_signal(self, FORKS_DROPPED)
        cell.raise_signal(self, CALL_OVER)

    def _do_closed_hang_up(self, event: HangUp) -> None:
        """Row closed.hang_up."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_hang_up"
        try:
            self.actions.note_hang_up(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no INVITE was ever sent")

    def _do_closed_action_failed(self, event: ActionFailed) -> None:
        """Row closed.action_failed."""
        cell = self.cell
        cell.raise_signal(self, CALL_OVER)


MACHINE = FlatMachine(Outgoing, [
    Way("dial", "idle", "setup.inviting", row="idle.dial", before=("_do_idle_dial",), after=("_enter_setup",)),
    Way("hang_up", "idle", "closed", row="idle.hang_up", before=("_do_idle_hang_up",)),
    Way("progress", "idle", before=("_never_1",)),
    Way("answered", "idle", before=("_never_1",)),
    Way("copy", "idle", before=("_never_1",)),
    Way("failed", "idle", before=("_never_1",)),
    Way("over", "idle", before=("_never_1",)),
    Way("usage_ended", "idle", before=("_never_1",)),
    Way("previewed", "idle", before=("_never_1",)),
    Way("bye_early", "idle", before=("_never_1",)),
    Way("replaced", "idle", before=("_ignored",)),
    Way("action_failed", "idle", "ended", row="action_failed", before=("_do_action_failed",), after=("_enter_ended",)),
    Way("unanswered", "idle", before=("_dropped",)),
    Way("patience_over", "idle", before=("_dropped",)),
    Way("dial", "setup.inviting", before=("_reject_1",)),
    Way("hang_up", "setup.inviting", "cancelling", row="setup.hang_up", before=("_exit_setup", "_do_setup_hang_up")),
    Way("progress", "setup.inviting", row="setup.inviting.progress", conditions=("_if_announces_end",)),
    Way(
        "progress",
        "setup.inviting",
        "setup.ringing",
        row="setup.inviting.progress#1",
        conditions=("_if_tagged", "_if_welcome", "_if_reliable"),
        before=("_do_setup_inviting_progress_1",),
    ),
    Way(
        "progress",
        "setup.inviting",
        "setup.ringing",
        row="setup.inviting.progress#2",
        conditions=("_if_tagged", "_if_welcome"),
        before=("_do_setup_inviting_progress_2",),
    ),
    Way("progress", "setup.inviting", row="setup.inviting.progress#3"),
    Way(
        "answered",
        "setup.inviting",
        "answered",
        row="setup.answered",
        conditions=("_if_outshone",),
        before=("_exit_setup", "_do_setup_answered"),
    ),
    Way(
        "answered", "setup.inviting", "answered", row="setup.answered#1", before=("_exit_setup", "_do_setup_answered_1")
    ),
    Way("copy", "setup.inviting", before=("_never_2",)),
    Way(
        "failed",
        "setup.inviting",
        "setup.inviting",
        row="setup.failed",
        conditions=("_if_challenged",),
        before=("_do_setup_failed",),
    ),
    Way(
        "failed",
        "setup.inviting",
        "setup.inviting",
        row="setup.failed#1",
        conditions=("_if_asked_for_more_time",),
        before=("_do_setup_failed_1",),
    ),
    Way(
        "failed",
        "setup.inviting",
        "setup.inviting",
        row="setup.failed#2",
        conditions=("_if_wants_extension",),
        before=("_do_setup_failed_2",),
    ),
    Way(
        "failed",
        "setup.inviting",
        "setup.inviting",
        row="setup.failed#3",
        conditions=("_if_sent_to_proxy",),
        before=("_do_setup_failed_3",),
    ),
    Way(
        "failed",
        "setup.inviting",
        "setup.inviting",
        row="setup.failed#4",
        conditions=("_if_another_target",),
        before=("_do_setup_failed_4",),
    ),
    Way(
        "failed",
        "setup.inviting",
        "setup.waiting",
        row="setup.failed#5",
        conditions=("_if_worth_waiting",),
        before=("_do_setup_failed_5",),
        after=("_enter_setup_waiting",),
    ),
    Way(
        "failed",
        "setup.inviting",
        "ended",
        row="setup.failed#6",
        before=("_exit_setup", "_do_setup_failed_6"),
        after=("_enter_ended",),
    ),
    Way("over", "setup.inviting", before=("_never_2",)),
    Way(
        "usage_ended",
        "setup.inviting",
        row="setup.usage_ended",
        conditions=("_if_heard",),
        before=("_do_setup_usage_ended",),
    ),
    Way("usage_ended", "setup.inviting", row="setup.usage_ended#1", before=("_do_setup_usage_ended_1",)),
    Way(
        "previewed",
        "setup.inviting",
        row="setup.previewed",
        conditions=("_if_overtakes",),
        before=("_do_setup_previewed",),
    ),
    Way("previewed", "setup.inviting", row="setup.previewed#1", before=("_do_setup_previewed_1",)),
    Way("bye_early", "setup.inviting", before=("_ignored",)),
    Way("replaced", "setup.inviting", "cancelling", row="setup.replaced", before=("_exit_setup", "_do_setup_replaced")),
    Way(
        "action_failed",
        "setup.inviting",
        "ended",
        row="action_failed",
        before=("_exit_setup", "_do_action_failed"),
        after=("_enter_ended",),
    ),
    Way(
        "unanswered",
        "setup.inviting",
        "cancelling",
        row="setup.unanswered",
        before=("_exit_setup", "_do_setup_unanswered"),
    ),
    Way("patience_over", "setup.inviting", before=("_dropped",)),
    Way("dial", "setup.ringing", before=("_reject_1",)),
    Way("hang_up", "setup.ringing", "cancelling", row="setup.hang_up", before=("_exit_setup", "_do_setup_hang_up")),
    Way(
        "progress",
        "setup.ringing",
        row="setup.ringing.progress",
        conditions=("_if_announces_end",),
        before=("_do_setup_ringing_progress",),
    ),
    Way(
        "progress",
        "setup.ringing",
        row="setup.ringing.progress#1",
        conditions=("_if_tagged", "_if_welcome", "_if_reliable"),
        before=("_do_setup_ringing_progress_1",),
    ),
    Way(
        "progress",
        "setup.ringing",
        row="setup.ringing.progress#2",
        conditions=("_if_tagged", "_if_welcome"),
        before=("_do_setup_ringing_progress_2",),
    ),
    Way("progress", "setup.ringing", row="setup.ringing.progress#3"),
    Way(
        "answered",
        "setup.ringing",
        "answered",
        row="setup.answered",
        conditions=("_if_outshone",),
        before=("_exit_setup", "_do_setup_answered"),
    ),
    Way(
        "answered", "setup.ringing", "answered", row="setup.answered#1", before=("_exit_setup", "_do_setup_answered_1")
    ),
    Way("copy", "setup.ringing", before=("_never_2",)),
    Way(
        "failed",
        "setup.ringing",
        "setup.inviting",
        row="setup.failed",
        conditions=("_if_challenged",),
        before=("_do_setup_failed",),
    ),
    Way(
        "failed",
        "setup.ringing",
        "setup.inviting",
        row="setup.failed#1",
        conditions=("_if_asked_for_more_time",),
        before=("_do_setup_failed_1",),
    ),
    Way(
        "failed",
        "setup.ringing",
        "setup.inviting",
        row="setup.failed#2",
        conditions=("_if_wants_extension",),
        before=("_do_setup_failed_2",),
    ),
    Way(
        "failed",
        "setup.ringing",
        "setup.inviting",
        row="setup.failed#3",
        conditions=("_if_sent_to_proxy",),
        before=("_do_setup_failed_3",),
    ),
    Way(
        "failed",
        "setup.ringing",
        "setup.inviting",
        row="setup.failed#4",
        conditions=("_if_another_target",),
        before=("_do_setup_failed_4",),
    ),
    Way(
        "failed",
        "setup.ringing",
        "setup.waiting",
        row="setup.failed#5",
        conditions=("_if_worth_waiting",),
        before=("_do_setup_failed_5",),
        after=("_enter_setup_waiting",),
    ),
    Way(
        "failed",
        "setup.ringing",
        "ended",
        row="setup.failed#6",
        before=("_exit_setup", "_do_setup_failed_6"),
        after=("_enter_ended",),
    ),
    Way("over", "setup.ringing", before=("_never_2",)),
    Way(
        "usage_ended",
        "setup.ringing",
        row="setup.usage_ended",
        conditions=("_if_heard",),
        before=("_do_setup_usage_ended",),
    ),
    Way("usage_ended", "setup.ringing", row="setup.usage_ended#1", before=("_do_setup_usage_ended_1",)),
    Way(
        "previewed",
        "setup.ringing",
        row="setup.previewed",
        conditions=("_if_overtakes",),
        before=("_do_setup_previewed",),
    ),
    Way("previewed", "setup.ringing", row="setup.previewed#1", before=("_do_setup_previewed_1",)),
    Way("bye_early", "setup.ringing", before=("_ignored",)),
    Way("replaced", "setup.ringing", "cancelling", row="setup.replaced", before=("_exit_setup", "_do_setup_replaced")),
    Way(
        "action_failed",
        "setup.ringing",
        "ended",
        row="action_failed",
        before=("_exit_setup", "_do_action_failed"),
        after=("_enter_ended",),
    ),
    Way(
        "unanswered",
        "setup.ringing",
        "cancelling",
        row="setup.unanswered",
        before=("_exit_setup", "_do_setup_unanswered"),
    ),
    Way("patience_over", "setup.ringing", before=("_dropped",)),
    Way("dial", "setup.waiting", before=("_reject_1",)),
    Way(
        "hang_up",
        "setup.waiting",
        "ended",
        row="setup.waiting.hang_up",
        before=("_exit_setup_waiting", "_exit_setup", "_do_setup_waiting_hang_up"),
        after=("_enter_ended",),
    ),
    Way("progress", "setup.waiting", before=("_never_3",)),
    Way("answered", "setup.waiting", before=("_never_3",)),
    Way("copy", "setup.waiting", before=("_never_2",)),
    Way("failed", "setup.waiting", before=("_never_3",)),
    Way("over", "setup.waiting", before=("_never_2",)),
    Way(
        "usage_ended",
        "setup.waiting",
        row="setup.usage_ended",
        conditions=("_if_heard",),
        before=("_do_setup_usage_ended",),
    ),
    Way("usage_ended", "setup.waiting", row="setup.usage_ended#1", before=("_do_setup_usage_ended_1",)),
    Way(
        "previewed",
        "setup.waiting",
        row="setup.previewed",
        conditions=("_if_overtakes",),
        before=("_do_setup_previewed",),
    ),
    Way("previewed", "setup.waiting", row="setup.previewed#1", before=("_do_setup_previewed_1",)),
    Way("bye_early", "setup.waiting", before=("_ignored",)),
    Way(
        "replaced",
        "setup.waiting",
        "ended",
        row="setup.waiting.replaced",
        before=("_exit_setup_waiting", "_exit_setup", "_do_setup_waiting_replaced"),
        after=("_enter_ended",),
    ),
    Way(
        "action_failed",
        "setup.waiting",
        "ended",
        row="action_failed",
        before=("_exit_setup_waiting", "_exit_setup", "_do_action_failed"),
        after=("_enter_ended",),
    ),
    Way(
        "unanswered",
        "setup.waiting",
        "ended",
        row="setup.waiting.unanswered",
        before=("_exit_setup_waiting", "_exit_setup", "_do_setup_waiting_unanswered"),
        after=("_enter_ended",),
    ),
    Way(
        "patience_over",
        "setup.waiting",
        "setup.inviting",
        row="setup.waiting.patience_over",
        before=("_exit_setup_waiting", "_do_setup_waiting_patience_over"),
    ),
    Way("dial", "cancelling", before=("_reject_1",)),
    Way("hang_up", "cancelling", row="cancelling.hang_up", before=("_do_cancelling_hang_up",)),
    Way("progress", "cancelling", before=("_ignored",)),
    Way("answered", "cancelling", "releasing", row="cancelling.answered", before=("_do_cancelling_answered",)),
    Way("copy", "cancelling", before=("_never_2",)),
    Way(
        "failed",
        "cancelling",
        "ended",
        row="cancelling.failed",
        before=("_do_cancelling_failed",),
        after=("_enter_ended",),
    ),
    Way("over", "cancelling", before=("_never_2",)),
    Way("usage_ended", "cancelling", before=("_ignored",)),
    Way("previewed", "cancelling", before=("_ignored",)),
    Way("bye_early", "cancelling", before=("_ignored",)),
    Way("replaced", "cancelling", before=("_ignored",)),
    Way(
        "action_failed",
        "cancelling",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
    ),
    Way("unanswered", "cancelling", before=("_dropped",)),
    Way("patience_over", "cancelling", before=("_dropped",)),
    Way("dial", "answered", before=("_reject_1",)),
    Way("hang_up", "answered", "releasing", row="answered.hang_up", before=("_do_answered_hang_up",)),
    Way("progress", "answered", before=("_ignored",)),
    Way("answered", "answered", before=("_never_4",)),
    Way("copy", "answered", row="answered.copy", before=("_do_answered_copy",)),
    Way("failed", "answered", before=("_never_4",)),
    Way("over", "answered", row="answered.over", before=("_do_answered_over",)),
    Way(
        "usage_ended",
        "answered",
        "ended",
        row="answered.usage_ended",
        conditions=("_if_last_fork",),
        before=("_do_answered_usage_ended",),
        after=("_enter_ended",),
    ),
    Way("usage_ended", "answered", row="answered.usage_ended#1", before=("_do_answered_usage_ended_1",)),
    Way("previewed", "answered", before=("_ignored",)),
    Way("bye_early", "answered", before=("_ignored",)),
    Way("replaced", "answered", "releasing", row="answered.replaced", before=("_do_answered_replaced",)),
    Way(
        "action_failed",
        "answered",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
    ),
    Way("unanswered", "answered", before=("_dropped",)),
    Way("patience_over", "answered", before=("_dropped",)),
    Way("dial", "releasing", before=("_reject_1",)),
    Way("hang_up", "releasing", row="releasing.hang_up", before=("_do_releasing_hang_up",)),
    Way("progress", "releasing", before=("_ignored",)),
    Way("answered", "releasing", before=("_never_4",)),
    Way("copy", "releasing", row="releasing.copy", before=("_do_releasing_copy",)),
    Way("failed", "releasing", before=("_never_4",)),
    Way("over", "releasing", row="releasing.over", before=("_do_releasing_over",)),
    Way(
        "usage_ended",
        "releasing",
        "ended",
        row="releasing.usage_ended",
        conditions=("_if_last_fork",),
        before=("_do_releasing_usage_ended",),
        after=("_enter_ended",),
    ),
    Way("usage_ended", "releasing", row="releasing.usage_ended#1", before=("_do_releasing_usage_ended_1",)),
    Way("previewed", "releasing", before=("_ignored",)),
    Way("bye_early", "releasing", before=("_ignored",)),
    Way("replaced", "releasing", before=("_ignored",)),
    Way(
        "action_failed",
        "releasing",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
    ),
    Way("unanswered", "releasing", before=("_dropped",)),
    Way("patience_over", "releasing", before=("_dropped",)),
    Way("dial", "ended", before=("_reject_2",)),
    Way("hang_up", "ended", row="ended.hang_up", before=("_do_ended_hang_up",)),
    Way("progress", "ended", before=("_ignored",)),
    Way("answered", "ended", row="ended.answered", before=("_do_ended_answered",)),
    Way("copy", "ended", row="ended.copy", before=("_do_ended_copy",)),
    Way("failed", "ended", before=("_ignored",)),
    Way("over", "ended", row="ended.over", before=("_do_ended_over",)),
    Way("usage_ended", "ended", row="ended.usage_ended", before=("_do_ended_usage_ended",)),
    Way("previewed", "ended", before=("_ignored",)),
    Way("bye_early", "ended", before=("_ignored",)),
    Way("replaced", "ended", before=("_ignored",)),
    Way(
        "action_failed",
        "ended",
        row="ended.action_failed",
        conditions=("_if_unclosed",),
        before=("_do_ended_action_failed",),
    ),
    Way("action_failed", "ended", row="ended.action_failed#1", before=("_do_ended_action_failed_1",)),
    Way("unanswered", "ended", before=("_dropped",)),
    Way("patience_over", "ended", before=("_dropped",)),
    Way("dial", "closed", before=("_reject_2",)),
    Way("hang_up", "closed", row="closed.hang_up", before=("_do_closed_hang_up",)),
    Way("progress", "closed", before=("_never_5",)),
    Way("answered", "closed", before=("_never_5",)),
    Way("copy", "closed", before=("_never_5",)),
    Way("failed", "closed", before=("_never_5",)),
    Way("over", "closed", before=("_never_5",)),
    Way("usage_ended", "closed", before=("_never_5",)),
    Way("previewed", "closed", before=("_never_5",)),
    Way("bye_early", "closed", before=("_never_5",)),
    Way("replaced", "closed", before=("_ignored",)),
    Way("action_failed", "closed", row="closed.action_failed", before=("_do_closed_action_failed",)),
    Way("unanswered", "closed", before=("_dropped",)),
    Way("patience_over", "closed", before=("_dropped",)),
])
