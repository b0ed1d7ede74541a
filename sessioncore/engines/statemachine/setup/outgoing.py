"""The chart setup/outgoing, decided by statemachine.

Generated from machines/setup/outgoing.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=81c1d058ef14e6d61c45f242b7a0e8335568748f82a211f185e1818fa5f85ad4 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.setup import outgoing as default
from sessioncore.handlers.setup.outgoing import CALL_OVER, DIALING, FORKS_DROPPED, FORKS_RELEASED, CallFailed
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
    """setup/outgoing on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def dial(self, event: Dial) -> None:
        send(self._chart, event)

    def hang_up(self, event: HangUp) -> None:
        send(self._chart, event)

    def progress(self, event: Progress) -> None:
        send(self._chart, event)

    def answered(self, event: Answered) -> None:
        send(self._chart, event)

    def copy(self, event: Copy) -> None:
        send(self._chart, event)

    def failed(self, event: Failed) -> None:
        send(self._chart, event)

    def over(self, event: Over) -> None:
        send(self._chart, event)

    def usage_ended(self, event: UsageEnded) -> None:
        send(self._chart, event)

    def previewed(self, event: Previewed) -> None:
        send(self._chart, event)

    def bye_early(self, event: ByeEarly) -> None:
        send(self._chart, event)

    def replaced(self, event: Replaced) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def unanswered(self, event: Unanswered) -> None:
        send(self._chart, event)

    def patience_over(self, event: PatienceOver) -> None:
        send(self._chart, event)

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
        cell.never(self, event, "no INVITE was sent yet")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_setup(self, event: Dial) -> None:
        """Entry of setup."""
        cell = self.cell
        self._no_answer = cell.arm(self, 0, cell.limits.no_answer)

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

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "this leg has dialed already")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "these follow a 2xx")

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

    def _exit_setup_waiting(self, event: HangUp | Replaced | ActionFailed | Unanswered | PatienceOver) -> None:
        """Exit of setup.waiting."""
        cell = self.cell
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

    def _do_setup_waiting_patience_over(self, event: PatienceOver) -> None:
        """Row setup.waiting.patience_over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_again(event))
        except Exception as error:
            cell.action_failed(self, "send_again", error, mark)

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

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the INVITE before has its final answer")

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

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the INVITE was answered by a 2xx")

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

    def _enter_ended(self, event: ActionFailed | Failed | HangUp | Replaced | Unanswered | UsageEnded) -> None:
        """Entry of ended."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.close_media(event)
        except Exception as error:
            cell.action_failed(self, "close_media", error, mark)

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

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is over")

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

    def _do_closed_action_failed(self, event: ActionFailed) -> None:
        """Row closed.action_failed."""
        cell = self.cell
        cell.raise_signal(self, CALL_OVER)

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no INVITE was ever sent")


CHART = Chart("SetupOutgoingChart", Outgoing, [
    Node("", initial=True, ways=(
        Way("action_failed", "ended", leaf="ended", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("idle", initial=True, ways=(
        Way("dial", "setup", leaf="setup.inviting", row="idle.dial", on="_do_idle_dial"),
        Way("hang_up", "closed", leaf="closed", row="idle.hang_up", on="_do_idle_hang_up"),
        Way("replaced", on="_ignored"),
        Way("progress", on="_never_1"),
        Way("previewed", on="_never_1"),
        Way("answered", on="_never_1"),
        Way("copy", on="_never_1"),
        Way("failed", on="_never_1"),
        Way("over", on="_never_1"),
        Way("usage_ended", on="_never_1"),
        Way("bye_early", on="_never_1"),
        Way("unanswered", on="_dropped"),
        Way("patience_over", on="_dropped"),
    )),
    Node("setup", enter="_enter_setup", exit="_exit_setup", ways=(
        Way("hang_up", "cancelling", leaf="cancelling", row="setup.hang_up", on="_do_setup_hang_up"),
        Way("unanswered", "cancelling", leaf="cancelling", row="setup.unanswered", on="_do_setup_unanswered"),
        Way("replaced", "cancelling", leaf="cancelling", row="setup.replaced", on="_do_setup_replaced"),
        Way(
            "answered",
            "answered",
            leaf="answered",
            row="setup.answered",
            conditions=("_if_outshone",),
            on="_do_setup_answered",
        ),
        Way("answered", "answered", leaf="answered", row="setup.answered#1", on="_do_setup_answered_1"),
        Way("previewed", row="setup.previewed", conditions=("_if_overtakes",), on="_do_setup_previewed"),
        Way("previewed", row="setup.previewed#1", on="_do_setup_previewed_1"),
        Way("usage_ended", row="setup.usage_ended", conditions=("_if_heard",), on="_do_setup_usage_ended"),
        Way("usage_ended", row="setup.usage_ended#1", on="_do_setup_usage_ended_1"),
        Way(
            "failed",
            "setup.inviting",
            leaf="setup.inviting",
            internal=True,
            row="setup.failed",
            conditions=("_if_challenged",),
            on="_do_setup_failed",
        ),
        Way(
            "failed",
            "setup.inviting",
            leaf="setup.inviting",
            internal=True,
            row="setup.failed#1",
            conditions=("_if_asked_for_more_time",),
            on="_do_setup_failed_1",
        ),
        Way(
            "failed",
            "setup.inviting",
            leaf="setup.inviting",
            internal=True,
            row="setup.failed#2",
            conditions=("_if_wants_extension",),
            on="_do_setup_failed_2",
        ),
        Way(
            "failed",
            "setup.inviting",
            leaf="setup.inviting",
            internal=True,
            row="setup.failed#3",
            conditions=("_if_sent_to_proxy",),
            on="_do_setup_failed_3",
        ),
        Way(
            "failed",
            "setup.inviting",
            leaf="setup.inviting",
            internal=True,
            row="setup.failed#4",
            conditions=("_if_another_target",),
            on="_do_setup_failed_4",
        ),
        Way(
            "failed",
            "setup.waiting",
            leaf="setup.waiting",
            internal=True,
            row="setup.failed#5",
            conditions=("_if_worth_waiting",),
            on="_do_setup_failed_5",
        ),
        Way("failed", "ended", leaf="ended", row="setup.failed#6", on="_do_setup_failed_6"),
        Way("bye_early", on="_ignored"),
        Way("dial", on="_reject_1"),
        Way("copy", on="_never_2"),
        Way("over", on="_never_2"),
    )),
    Node("setup.inviting", initial=True, ways=(
        Way("progress", row="setup.inviting.progress", conditions=("_if_announces_end",)),
        Way(
            "progress",
            "setup.ringing",
            leaf="setup.ringing",
            row="setup.inviting.progress#1",
            conditions=("_if_tagged", "_if_welcome", "_if_reliable"),
            on="_do_setup_inviting_progress_1",
        ),
        Way(
            "progress",
            "setup.ringing",
            leaf="setup.ringing",
            row="setup.inviting.progress#2",
            conditions=("_if_tagged", "_if_welcome"),
            on="_do_setup_inviting_progress_2",
        ),
        Way("progress", row="setup.inviting.progress#3"),
        Way("patience_over", on="_dropped"),
    )),
    Node("setup.ringing", ways=(
        Way(
            "progress", row="setup.ringing.progress", conditions=("_if_announces_end",), on="_do_setup_ringing_progress"
        ),
        Way(
            "progress",
            row="setup.ringing.progress#1",
            conditions=("_if_tagged", "_if_welcome", "_if_reliable"),
            on="_do_setup_ringing_progress_1",
        ),
        Way(
            "progress",
            row="setup.ringing.progress#2",
            conditions=("_if_tagged", "_if_welcome"),
            on="_do_setup_ringing_progress_2",
        ),
        Way("progress", row="setup.ringing.progress#3"),
        Way("patience_over", on="_dropped"),
    )),
    Node("setup.waiting", enter="_enter_setup_waiting", exit="_exit_setup_waiting", ways=(
        Way(
            "patience_over",
            "setup.inviting",
            leaf="setup.inviting",
            row="setup.waiting.patience_over",
            on="_do_setup_waiting_patience_over",
        ),
        Way("hang_up", "ended", leaf="ended", row="setup.waiting.hang_up", on="_do_setup_waiting_hang_up"),
        Way("unanswered", "ended", leaf="ended", row="setup.waiting.unanswered", on="_do_setup_waiting_unanswered"),
        Way("replaced", "ended", leaf="ended", row="setup.waiting.replaced", on="_do_setup_waiting_replaced"),
        Way("progress", on="_never_3"),
        Way("answered", on="_never_3"),
        Way("failed", on="_never_3"),
    )),
    Node("cancelling", ways=(
        Way("hang_up", row="cancelling.hang_up", on="_do_cancelling_hang_up"),
        Way("answered", "releasing", leaf="releasing", row="cancelling.answered", on="_do_cancelling_answered"),
        Way("failed", "ended", leaf="ended", row="cancelling.failed", on="_do_cancelling_failed"),
        Way("progress", on="_ignored"),
        Way("previewed", on="_ignored"),
        Way("replaced", on="_ignored"),
        Way("usage_ended", on="_ignored"),
        Way("bye_early", on="_ignored"),
        Way("dial", on="_reject_1"),
        Way("copy", on="_never_2"),
        Way("over", on="_never_2"),
        Way("unanswered", on="_dropped"),
        Way("patience_over", on="_dropped"),
    )),
    Node("answered", ways=(
        Way("hang_up", "releasing", leaf="releasing", row="answered.hang_up", on="_do_answered_hang_up"),
        Way("replaced", "releasing", leaf="releasing", row="answered.replaced", on="_do_answered_replaced"),
        Way("copy", row="answered.copy", on="_do_answered_copy"),
        Way("over", row="answered.over", on="_do_answered_over"),
        Way(
            "usage_ended",
            "ended",
            leaf="ended",
            row="answered.usage_ended",
            conditions=("_if_last_fork",),
            on="_do_answered_usage_ended",
        ),
        Way("usage_ended", row="answered.usage_ended#1", on="_do_answered_usage_ended_1"),
        Way("progress", on="_ignored"),
        Way("previewed", on="_ignored"),
        Way("bye_early", on="_ignored"),
        Way("dial", on="_reject_1"),
        Way("answered", on="_never_4"),
        Way("failed", on="_never_4"),
        Way("unanswered", on="_dropped"),
        Way("patience_over", on="_dropped"),
    )),
    Node("releasing", ways=(
        Way("hang_up", row="releasing.hang_up", on="_do_releasing_hang_up"),
        Way("copy", row="releasing.copy", on="_do_releasing_copy"),
        Way("over", row="releasing.over", on="_do_releasing_over"),
        Way(
            "usage_ended",
            "ended",
            leaf="ended",
            row="releasing.usage_ended",
            conditions=("_if_last_fork",),
            on="_do_releasing_usage_ended",
        ),
        Way("usage_ended", row="releasing.usage_ended#1", on="_do_releasing_usage_ended_1"),
        Way("progress", on="_ignored"),
        Way("previewed", on="_ignored"),
        Way("replaced", on="_ignored"),
        Way("bye_early", on="_ignored"),
        Way("dial", on="_reject_1"),
        Way("answered", on="_never_4"),
        Way("failed", on="_never_4"),
        Way("unanswered", on="_dropped"),
        Way("patience_over", on="_dropped"),
    )),
    Node("ended", enter="_enter_ended", ways=(
        Way("hang_up", row="ended.hang_up", on="_do_ended_hang_up"),
        Way("answered", row="ended.answered", on="_do_ended_answered"),
        Way("copy", row="ended.copy", on="_do_ended_copy"),
        Way("over", row="ended.over", on="_do_ended_over"),
        Way("usage_ended", row="ended.usage_ended", on="_do_ended_usage_ended"),
        Way("action_failed", row="ended.action_failed", conditions=("_if_unclosed",), on="_do_ended_action_failed"),
        Way("action_failed", row="ended.action_failed#1", on="_do_ended_action_failed_1"),
        Way("progress", on="_ignored"),
        Way("previewed", on="_ignored"),
        Way("failed", on="_ignored"),
        Way("bye_early", on="_ignored"),
        Way("replaced", on="_ignored"),
        Way("dial", on="_reject_2"),
        Way("unanswered", on="_dropped"),
        Way("patience_over", on="_dropped"),
    )),
    Node("closed", ways=(
        Way("hang_up", row="closed.hang_up", on="_do_closed_hang_up"),
        Way("action_failed", row="closed.action_failed", on="_do_closed_action_failed"),
        Way("replaced", on="_ignored"),
        Way("dial", on="_reject_2"),
        Way("progress", on="_never_5"),
        Way("previewed", on="_never_5"),
        Way("answered", on="_never_5"),
        Way("copy", on="_never_5"),
        Way("failed", on="_never_5"),
        Way("over", on="_never_5"),
        Way("usage_ended", on="_never_5"),
        Way("bye_early", on="_never_5"),
        Way("unanswered", on="_dropped"),
        Way("patience_over", on="_dropped"),
    )),
])
