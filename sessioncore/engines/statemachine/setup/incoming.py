"""The chart setup/incoming, decided by statemachine.

Generated from machines/setup/incoming.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=ab6f17cb3bced4fc9e13446cce244dd0a54a0a028026a8a1568e8596a1245426 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.setup import incoming as default
from sessioncore.handlers.setup.incoming import ASKED, CALL_OVER, DROPPED, RELEASED, CallFailed
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.setup.incoming import (
        Acked,
        Answer,
        AnswerGiven,
        AnswerReady,
        ByeEarly,
        Cancelled,
        Decline,
        EarlyBare,
        EarlyReady,
        Expired,
        Fork,
        HangUp,
        Invited,
        NoAck,
        NotPracked,
        OfferTaken,
        Pracked,
        PreviewReady,
        Progress,
        Redirect,
        Refused,
        Replaced,
        Ring,
        ToldToAnswer,
        ToldToChallenge,
        ToldToDecline,
        ToldToFork,
        ToldToHangUp,
        ToldToProgress,
        ToldToRedirect,
        ToldToRing,
        ToldToRingReliably,
        Undecided,
        UsageEnded,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Incoming(default.Incoming):
    """setup/incoming on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter arriving."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def invited(self, event: Invited) -> None:
        send(self._chart, event)

    def offer_taken(self, event: OfferTaken) -> None:
        send(self._chart, event)

    def refused(self, event: Refused) -> None:
        send(self._chart, event)

    def ring(self, event: Ring) -> None:
        send(self._chart, event)

    def answer(self, event: Answer) -> None:
        send(self._chart, event)

    def progress(self, event: Progress) -> None:
        send(self._chart, event)

    def decline(self, event: Decline) -> None:
        send(self._chart, event)

    def fork(self, event: Fork) -> None:
        send(self._chart, event)

    def redirect(self, event: Redirect) -> None:
        send(self._chart, event)

    def hang_up(self, event: HangUp) -> None:
        send(self._chart, event)

    def told_to_ring(self, event: ToldToRing) -> None:
        send(self._chart, event)

    def told_to_progress(self, event: ToldToProgress) -> None:
        send(self._chart, event)

    def told_to_redirect(self, event: ToldToRedirect) -> None:
        send(self._chart, event)

    def told_to_challenge(self, event: ToldToChallenge) -> None:
        send(self._chart, event)

    def told_to_answer(self, event: ToldToAnswer) -> None:
        send(self._chart, event)

    def told_to_decline(self, event: ToldToDecline) -> None:
        send(self._chart, event)

    def told_to_hang_up(self, event: ToldToHangUp) -> None:
        send(self._chart, event)

    def told_to_ring_reliably(self, event: ToldToRingReliably) -> None:
        send(self._chart, event)

    def told_to_fork(self, event: ToldToFork) -> None:
        send(self._chart, event)

    def answer_given(self, event: AnswerGiven) -> None:
        send(self._chart, event)

    def early_ready(self, event: EarlyReady) -> None:
        send(self._chart, event)

    def early_bare(self, event: EarlyBare) -> None:
        send(self._chart, event)

    def pracked(self, event: Pracked) -> None:
        send(self._chart, event)

    def not_pracked(self, event: NotPracked) -> None:
        send(self._chart, event)

    def answer_ready(self, event: AnswerReady) -> None:
        send(self._chart, event)

    def preview_ready(self, event: PreviewReady) -> None:
        send(self._chart, event)

    def cancelled(self, event: Cancelled) -> None:
        send(self._chart, event)

    def bye_early(self, event: ByeEarly) -> None:
        send(self._chart, event)

    def acked(self, event: Acked) -> None:
        send(self._chart, event)

    def no_ack(self, event: NoAck) -> None:
        send(self._chart, event)

    def usage_ended(self, event: UsageEnded) -> None:
        send(self._chart, event)

    def replaced(self, event: Replaced) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def expired(self, event: Expired) -> None:
        send(self._chart, event)

    def undecided(self, event: Undecided) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_not_answered"
        try:
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, RELEASED)
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _if_replaces_nothing(self, event: Invited) -> bool:
        """Whether replaces_nothing."""
        return self.actions.replaces_nothing(event)

    def _do_arriving_invited(self, event: Invited) -> None:
        """Row arriving.invited."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_invite"
        try:
            self.actions.note_invite(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_replaces_the_ended(self, event: Invited) -> bool:
        """Whether replaces_the_ended."""
        return self.actions.replaces_the_ended(event)

    def _do_arriving_invited_1(self, event: Invited) -> None:
        """Row arriving.invited#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_invite"
        try:
            self.actions.note_invite(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_replaces_uninvited(self, event: Invited) -> bool:
        """Whether replaces_uninvited."""
        return self.actions.replaces_uninvited(event)

    def _do_arriving_invited_2(self, event: Invited) -> None:
        """Row arriving.invited#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_invite"
        try:
            self.actions.note_invite(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_replaces_too_late(self, event: Invited) -> bool:
        """Whether replaces_too_late."""
        return self.actions.replaces_too_late(event)

    def _do_arriving_invited_3(self, event: Invited) -> None:
        """Row arriving.invited#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_invite"
        try:
            self.actions.note_invite(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_too_brief(self, event: Invited) -> bool:
        """Whether too_brief."""
        return self.actions.too_brief(event)

    def _do_arriving_invited_4(self, event: Invited) -> None:
        """Row arriving.invited#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_invite"
        try:
            self.actions.note_invite(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_unreliable(self, event: Invited) -> bool:
        """Whether unreliable."""
        return self.actions.unreliable(event)

    def _do_arriving_invited_5(self, event: Invited) -> None:
        """Row arriving.invited#5."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_invite"
        try:
            self.actions.note_invite(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_arriving_invited_6(self, event: Invited) -> None:
        """Row arriving.invited#6."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_invite"
        try:
            self.actions.note_invite(event)
            mark, step = len(cell.outbox), "payload_started"
            cell.raise_signal(self, self.actions.payload_started(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

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
        cell.reject(self, event, 481, "no INVITE was read yet")

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was offered yet")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no dialog was made yet")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_setup(self, event: Invited) -> None:
        """Entry of setup."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.no_answer, max(1.0, self.actions.delay_invitation_lifetime(event)))
        except Exception as error:
            delay = 1.0
            cell.action_failed(self, "delay_invitation_lifetime", error, mark)
        self._expires = cell.arm(self, 0, delay)

    def _exit_setup(
        self,
        event: Refused
        | Answer
        | Decline
        | Redirect
        | HangUp
        | ToldToRedirect
        | ToldToChallenge
        | ToldToAnswer
        | ToldToDecline
        | ToldToHangUp
        | AnswerGiven
        | AnswerReady
        | Cancelled
        | ByeEarly
        | ActionFailed
        | Expired
        | Undecided
        | NotPracked,
    ) -> None:
        """Exit of setup."""
        cell = self.cell
        if self._expires is not None:
            cell.cancel(self._expires)
            self._expires = None

    def _if_usurping(self, event: Answer | ToldToAnswer) -> bool:
        """Whether usurping."""
        return self.actions.usurping(event)

    def _do_setup_answer(self, event: Answer) -> None:
        """Row setup.answer."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_answer"
        try:
            self.actions.note_answer(event)
            mark, step = len(cell.outbox), "reply_not_answered"
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            cell.raise_signal(self, DROPPED)
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_answer_1(self, event: Answer) -> None:
        """Row setup.answer#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_answer"
        try:
            self.actions.note_answer(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "payload_answer_wanted"
            cell.raise_signal(self, self.actions.payload_answer_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_told_to_answer(self, event: ToldToAnswer) -> None:
        """Row setup.told_to_answer."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_answer"
        try:
            self.actions.note_answer(event)
            mark, step = len(cell.outbox), "reply_not_answered"
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            cell.raise_signal(self, DROPPED)
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_told_to_answer_1(self, event: ToldToAnswer) -> None:
        """Row setup.told_to_answer#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_answer"
        try:
            self.actions.note_answer(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "payload_answer_wanted"
            cell.raise_signal(self, self.actions.payload_answer_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_reliable(
        self, event: Ring | Progress | Fork | ToldToRing | ToldToProgress | ToldToRingReliably | ToldToFork
    ) -> bool:
        """Whether reliable."""
        return self.actions.reliable(event)

    def _do_setup_progress(self, event: Progress) -> None:
        """Row setup.progress."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_progress"
        try:
            self.actions.note_progress(event)
            mark, step = len(cell.outbox), "note_ringing"
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_early_wanted"
            cell.raise_signal(self, self.actions.payload_early_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_progress_1(self, event: Progress) -> None:
        """Row setup.progress#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_progress"
        try:
            self.actions.note_progress(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_preview_wanted"
            cell.raise_signal(self, self.actions.payload_preview_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_told_to_progress(self, event: ToldToProgress) -> None:
        """Row setup.told_to_progress."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_progress"
        try:
            self.actions.note_progress(event)
            mark, step = len(cell.outbox), "note_ringing"
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_early_wanted"
            cell.raise_signal(self, self.actions.payload_early_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_told_to_progress_1(self, event: ToldToProgress) -> None:
        """Row setup.told_to_progress#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_progress"
        try:
            self.actions.note_progress(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_preview_wanted"
            cell.raise_signal(self, self.actions.payload_preview_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_preview_ready(self, event: PreviewReady) -> None:
        """Row setup.preview_ready."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_provisional", error, mark)

    def _if_forked(self, event: AnswerGiven | AnswerReady) -> bool:
        """Whether forked."""
        return self.actions.forked(event)

    def _if_tells_losers(self, event: AnswerReady) -> bool:
        """Whether tells_losers."""
        return self.actions.tells_losers(event)

    def _do_setup_answer_ready(self, event: AnswerReady) -> None:
        """Row setup.answer_ready."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_answer"
        try:
            self.actions.make_answer(event)
            mark, step = len(cell.outbox), "tell_losers"
            self.actions.tell_losers(event)
            mark, step = len(cell.outbox), "payload_accepted"
            cell.raise_signal(self, self.actions.payload_accepted(event))
            cell.raise_signal(self, DROPPED)
            mark, step = len(cell.outbox), "payload_respond_success"
            cell.raise_signal(self, self.actions.payload_respond_success(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_answer_ready_1(self, event: AnswerReady) -> None:
        """Row setup.answer_ready#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_answer"
        try:
            self.actions.make_answer(event)
            mark, step = len(cell.outbox), "payload_accepted"
            cell.raise_signal(self, self.actions.payload_accepted(event))
            cell.raise_signal(self, DROPPED)
            mark, step = len(cell.outbox), "payload_respond_success"
            cell.raise_signal(self, self.actions.payload_respond_success(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_answer_ready_2(self, event: AnswerReady) -> None:
        """Row setup.answer_ready#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_answer"
        try:
            self.actions.make_answer(event)
            mark, step = len(cell.outbox), "payload_accepted"
            cell.raise_signal(self, self.actions.payload_accepted(event))
            mark, step = len(cell.outbox), "payload_respond_success"
            cell.raise_signal(self, self.actions.payload_respond_success(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_answer_given(self, event: AnswerGiven) -> None:
        """Row setup.answer_given."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_bare_answer"
        try:
            self.actions.make_bare_answer(event)
            mark, step = len(cell.outbox), "payload_accepted"
            cell.raise_signal(self, self.actions.payload_accepted(event))
            cell.raise_signal(self, DROPPED)
            mark, step = len(cell.outbox), "payload_respond_success"
            cell.raise_signal(self, self.actions.payload_respond_success(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_answer_given_1(self, event: AnswerGiven) -> None:
        """Row setup.answer_given#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_bare_answer"
        try:
            self.actions.make_bare_answer(event)
            mark, step = len(cell.outbox), "payload_accepted"
            cell.raise_signal(self, self.actions.payload_accepted(event))
            mark, step = len(cell.outbox), "payload_respond_success"
            cell.raise_signal(self, self.actions.payload_respond_success(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_names_nobody(self, event: Redirect) -> bool:
        """Whether names_nobody."""
        return self.actions.names_nobody(event)

    def _do_setup_redirect(self, event: Redirect) -> None:
        """Row setup.redirect."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_refused(event)
        except Exception as error:
            cell.action_failed(self, "reply_refused", error, mark)

    def _do_setup_redirect_1(self, event: Redirect) -> None:
        """Row setup.redirect#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_setup_told_to_challenge(self, event: ToldToChallenge) -> None:
        """Row setup.told_to_challenge."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_setup_decline(self, event: Decline) -> None:
        """Row setup.decline."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_setup_told_to_decline(self, event: ToldToDecline) -> None:
        """Row setup.told_to_decline."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_setup_told_to_redirect(self, event: ToldToRedirect) -> None:
        """Row setup.told_to_redirect."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_setup_hang_up(self, event: HangUp) -> None:
        """Row setup.hang_up."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_setup_told_to_hang_up(self, event: ToldToHangUp) -> None:
        """Row setup.told_to_hang_up."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_setup_refused(self, event: Refused) -> None:
        """Row setup.refused."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_not_answered"
        try:
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CallFailed(event.status))

    def _do_setup_expired(self, event: Expired) -> None:
        """Row setup.expired."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_not_answered"
        try:
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            cell.raise_signal(self, DROPPED)
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_cancelled(self, event: Cancelled) -> None:
        """Row setup.cancelled."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_not_answered"
        try:
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_setup_bye_early(self, event: ByeEarly) -> None:
        """Row setup.bye_early."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_not_answered"
        try:
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, CALL_OVER)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 482, "a copy goes to its transaction, a re-INVITE to the dialog")

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no 2xx was sent yet")

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no reliable provisional response waits")

    def _enter_setup_deciding(self, event: Invited) -> None:
        """Entry of setup.deciding."""
        cell = self.cell
        self._decision = cell.arm(self, 1, cell.limits.decision)

    def _exit_setup_deciding(
        self,
        event: Refused
        | Ring
        | Answer
        | Progress
        | Decline
        | Fork
        | Redirect
        | HangUp
        | ToldToRing
        | ToldToProgress
        | ToldToRedirect
        | ToldToChallenge
        | ToldToAnswer
        | ToldToDecline
        | ToldToHangUp
        | ToldToRingReliably
        | ToldToFork
        | AnswerGiven
        | AnswerReady
        | PreviewReady
        | Cancelled
        | ByeEarly
        | ActionFailed
        | Expired
        | Undecided,
    ) -> None:
        """Exit of setup.deciding."""
        cell = self.cell
        if self._decision is not None:
            cell.cancel(self._decision)
            self._decision = None

    def _if_unattended(self, event: OfferTaken) -> bool:
        """Whether unattended."""
        return self.actions.unattended(event)

    def _do_setup_deciding_offer_taken(self, event: OfferTaken) -> None:
        """Row setup.deciding.offer_taken."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.ask(event)
        except Exception as error:
            cell.action_failed(self, "ask", error, mark)
        else:
            cell.raise_signal(self, ASKED)

    def _do_setup_deciding_offer_taken_1(self, event: OfferTaken) -> None:
        """Row setup.deciding.offer_taken#1."""
        cell = self.cell
        cell.raise_signal(self, ASKED)

    def _do_setup_deciding_ring(self, event: Ring) -> None:
        """Row setup.deciding.ring."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_ringing"
        try:
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_ring_wanted"
            cell.raise_signal(self, self.actions.payload_ring_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_deciding_ring_1(self, event: Ring) -> None:
        """Row setup.deciding.ring#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_deciding_told_to_ring(self, event: ToldToRing) -> None:
        """Row setup.deciding.told_to_ring."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_ringing"
        try:
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_ring_wanted"
            cell.raise_signal(self, self.actions.payload_ring_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_deciding_told_to_ring_1(self, event: ToldToRing) -> None:
        """Row setup.deciding.told_to_ring#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_deciding_told_to_ring_reliably(self, event: ToldToRingReliably) -> None:
        """Row setup.deciding.told_to_ring_reliably."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_ringing"
        try:
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_ring_wanted"
            cell.raise_signal(self, self.actions.payload_ring_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_deciding_told_to_ring_reliably_1(self, event: ToldToRingReliably) -> None:
        """Row setup.deciding.told_to_ring_reliably#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_deciding_fork(self, event: Fork) -> None:
        """Row setup.deciding.fork."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_silent"
        try:
            self.actions.note_silent(event)
            mark, step = len(cell.outbox), "note_ringing"
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "take_tag"
            self.actions.take_tag(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_started"
            cell.raise_signal(self, self.actions.payload_started(event))
            mark, step = len(cell.outbox), "payload_ring_wanted"
            cell.raise_signal(self, self.actions.payload_ring_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_deciding_fork_1(self, event: Fork) -> None:
        """Row setup.deciding.fork#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_silent"
        try:
            self.actions.note_silent(event)
            mark, step = len(cell.outbox), "take_tag"
            self.actions.take_tag(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_started"
            cell.raise_signal(self, self.actions.payload_started(event))
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_deciding_told_to_fork(self, event: ToldToFork) -> None:
        """Row setup.deciding.told_to_fork."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_silent"
        try:
            self.actions.note_silent(event)
            mark, step = len(cell.outbox), "note_ringing"
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "take_tag"
            self.actions.take_tag(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_started"
            cell.raise_signal(self, self.actions.payload_started(event))
            mark, step = len(cell.outbox), "payload_ring_wanted"
            cell.raise_signal(self, self.actions.payload_ring_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_deciding_told_to_fork_1(self, event: ToldToFork) -> None:
        """Row setup.deciding.told_to_fork#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_silent"
        try:
            self.actions.note_silent(event)
            mark, step = len(cell.outbox), "take_tag"
            self.actions.take_tag(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_started"
            cell.raise_signal(self, self.actions.payload_started(event))
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_deciding_undecided(self, event: Undecided) -> None:
        """Row setup.deciding.undecided."""
        cell = self.cell
        mark, step = len(cell.outbox), "payload_respond_failure"
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            cell.raise_signal(self, DROPPED)
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_ring(self, event: Ring) -> None:
        """Row setup.ringing.ring."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_ringing"
        try:
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_ring_wanted"
            cell.raise_signal(self, self.actions.payload_ring_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_ring_1(self, event: Ring) -> None:
        """Row setup.ringing.ring#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_told_to_ring(self, event: ToldToRing) -> None:
        """Row setup.ringing.told_to_ring."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_ringing"
        try:
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_ring_wanted"
            cell.raise_signal(self, self.actions.payload_ring_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_told_to_ring_1(self, event: ToldToRing) -> None:
        """Row setup.ringing.told_to_ring#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_told_to_ring_reliably(self, event: ToldToRingReliably) -> None:
        """Row setup.ringing.told_to_ring_reliably."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_ringing"
        try:
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_ring_wanted"
            cell.raise_signal(self, self.actions.payload_ring_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_told_to_ring_reliably_1(self, event: ToldToRingReliably) -> None:
        """Row setup.ringing.told_to_ring_reliably#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_fork(self, event: Fork) -> None:
        """Row setup.ringing.fork."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_ringing"
        try:
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "take_tag"
            self.actions.take_tag(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_started"
            cell.raise_signal(self, self.actions.payload_started(event))
            mark, step = len(cell.outbox), "payload_ring_wanted"
            cell.raise_signal(self, self.actions.payload_ring_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_fork_1(self, event: Fork) -> None:
        """Row setup.ringing.fork#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "take_tag"
        try:
            self.actions.take_tag(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_started"
            cell.raise_signal(self, self.actions.payload_started(event))
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_told_to_fork(self, event: ToldToFork) -> None:
        """Row setup.ringing.told_to_fork."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_ringing"
        try:
            self.actions.note_ringing(event)
            mark, step = len(cell.outbox), "take_tag"
            self.actions.take_tag(event)
            mark, step = len(cell.outbox), "open_media"
            self.actions.open_media(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_started"
            cell.raise_signal(self, self.actions.payload_started(event))
            mark, step = len(cell.outbox), "payload_ring_wanted"
            cell.raise_signal(self, self.actions.payload_ring_wanted(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_ringing_told_to_fork_1(self, event: ToldToFork) -> None:
        """Row setup.ringing.told_to_fork#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "take_tag"
        try:
            self.actions.take_tag(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_started"
            cell.raise_signal(self, self.actions.payload_started(event))
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_unacknowledged_early_ready(self, event: EarlyReady) -> None:
        """Row setup.unacknowledged.early_ready."""
        cell = self.cell
        mark, step = len(cell.outbox), "take_number"
        try:
            self.actions.take_number(event)
            mark, step = len(cell.outbox), "payload_sent_reliably"
            cell.raise_signal(self, self.actions.payload_sent_reliably(event))
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_unacknowledged_early_bare(self, event: EarlyBare) -> None:
        """Row setup.unacknowledged.early_bare."""
        cell = self.cell
        mark, step = len(cell.outbox), "take_number"
        try:
            self.actions.take_number(event)
            mark, step = len(cell.outbox), "payload_sent_reliably"
            cell.raise_signal(self, self.actions.payload_sent_reliably(event))
            mark, step = len(cell.outbox), "payload_respond_provisional"
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_setup_unacknowledged_not_pracked(self, event: NotPracked) -> None:
        """Row setup.unacknowledged.not_pracked."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_not_answered"
        try:
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
            cell.raise_signal(self, DROPPED)
            mark, step = len(cell.outbox), "payload_call_failed"
            cell.raise_signal(self, self.actions.payload_call_failed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

    def _do_answered_hang_up(self, event: HangUp) -> None:
        """Row answered.hang_up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_hang_up(event)
        except Exception as error:
            cell.action_failed(self, "note_hang_up", error, mark)
        else:
            cell.raise_signal(self, RELEASED)

    def _do_answered_told_to_hang_up(self, event: ToldToHangUp) -> None:
        """Row answered.told_to_hang_up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_hang_up(event)
        except Exception as error:
            cell.action_failed(self, "note_hang_up", error, mark)
        else:
            cell.raise_signal(self, RELEASED)

    def _do_answered_acked(self, event: Acked) -> None:
        """Row answered.acked."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_answered"
        try:
            self.actions.reply_answered(event)
            mark, step = len(cell.outbox), "forget_invite"
            self.actions.forget_invite(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_answered_no_ack(self, event: NoAck) -> None:
        """Row answered.no_ack."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_not_answered"
        try:
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "forget_invite"
            self.actions.forget_invite(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_chosen(self, event: UsageEnded) -> bool:
        """Whether chosen."""
        return self.actions.chosen(event)

    def _do_answered_usage_ended(self, event: UsageEnded) -> None:
        """Row answered.usage_ended."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_not_answered(event)
        except Exception as error:
            cell.action_failed(self, "reply_not_answered", error, mark)
        else:
            cell.raise_signal(self, CALL_OVER)

    def _do_answered_replaced(self, event: Replaced) -> None:
        """Row answered.replaced."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_replaced(event)
        except Exception as error:
            cell.action_failed(self, "tell_replaced", error, mark)
        else:
            cell.raise_signal(self, RELEASED)

    def _if_unanswered(self, event: ActionFailed) -> bool:
        """Whether unanswered."""
        return self.actions.unanswered(event)

    def _do_answered_action_failed(self, event: ActionFailed) -> None:
        """Row answered.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_not_answered"
        try:
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_answered_action_failed_1(self, event: ActionFailed) -> None:
        """Row answered.action_failed#1."""
        cell = self.cell
        cell.raise_signal(self, RELEASED)

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the INVITE was answered already")

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 482, "a re-INVITE goes to the dialog")

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the 2xx waited for the PRACK")

    def _do_releasing_hang_up(self, event: HangUp) -> None:
        """Row releasing.hang_up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_hang_up(event)
        except Exception as error:
            cell.action_failed(self, "note_hang_up", error, mark)

    def _do_releasing_told_to_hang_up(self, event: ToldToHangUp) -> None:
        """Row releasing.told_to_hang_up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_hang_up(event)
        except Exception as error:
            cell.action_failed(self, "note_hang_up", error, mark)

    def _do_releasing_acked(self, event: Acked) -> None:
        """Row releasing.acked."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_answered"
        try:
            self.actions.reply_answered(event)
            mark, step = len(cell.outbox), "forget_invite"
            self.actions.forget_invite(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_releasing_no_ack(self, event: NoAck) -> None:
        """Row releasing.no_ack."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_not_answered"
        try:
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "forget_invite"
            self.actions.forget_invite(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_releasing_usage_ended(self, event: UsageEnded) -> None:
        """Row releasing.usage_ended."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_not_answered"
        try:
            self.actions.reply_not_answered(event)
            mark, step = len(cell.outbox), "reply_hung_up"
            self.actions.reply_hung_up(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, CALL_OVER)

    def _reject_5(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is ending")

    def _enter_ended(
        self,
        event: Invited
        | ActionFailed
        | Refused
        | Answer
        | Decline
        | Redirect
        | HangUp
        | ToldToRedirect
        | ToldToChallenge
        | ToldToAnswer
        | ToldToDecline
        | ToldToHangUp
        | Cancelled
        | ByeEarly
        | Expired
        | Undecided
        | NotPracked
        | UsageEnded,
    ) -> None:
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
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_ended_action_failed_1(self, event: ActionFailed) -> None:
        """Row ended.action_failed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)
        else:
            cell.raise_signal(self, DROPPED)
            cell.raise_signal(self, CALL_OVER)

    def _do_ended_action_failed_2(self, event: ActionFailed) -> None:
        """Row ended.action_failed#2."""
        cell = self.cell
        cell.raise_signal(self, DROPPED)
        cell.raise_signal(self, CALL_OVER)

    def _reject_6(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is over")


CHART = Chart("SetupIncomingChart", Incoming, [
    Node("", initial=True, ways=(
        Way(
            "action_failed",
            "ended",
            leaf="ended",
            internal=True,
            row="action_failed",
            on="_do_action_failed",
            recall=("setup.unacknowledged",),
        ),
    )),
    Node("arriving", initial=True, ways=(
        Way(
            "invited",
            "ended",
            leaf="ended",
            row="arriving.invited",
            conditions=("_if_replaces_nothing",),
            on="_do_arriving_invited",
        ),
        Way(
            "invited",
            "ended",
            leaf="ended",
            row="arriving.invited#1",
            conditions=("_if_replaces_the_ended",),
            on="_do_arriving_invited_1",
        ),
        Way(
            "invited",
            "ended",
            leaf="ended",
            row="arriving.invited#2",
            conditions=("_if_replaces_uninvited",),
            on="_do_arriving_invited_2",
        ),
        Way(
            "invited",
            "ended",
            leaf="ended",
            row="arriving.invited#3",
            conditions=("_if_replaces_too_late",),
            on="_do_arriving_invited_3",
        ),
        Way(
            "invited",
            "ended",
            leaf="ended",
            row="arriving.invited#4",
            conditions=("_if_too_brief",),
            on="_do_arriving_invited_4",
        ),
        Way(
            "invited",
            "ended",
            leaf="ended",
            row="arriving.invited#5",
            conditions=("_if_unreliable",),
            on="_do_arriving_invited_5",
        ),
        Way("invited", "setup", leaf="setup.deciding", row="arriving.invited#6", on="_do_arriving_invited_6"),
        Way("replaced", on="_ignored"),
        Way("ring", on="_reject_1"),
        Way("progress", on="_reject_1"),
        Way("answer", on="_reject_1"),
        Way("decline", on="_reject_1"),
        Way("fork", on="_reject_1"),
        Way("redirect", on="_reject_1"),
        Way("hang_up", on="_reject_1"),
        Way("offer_taken", on="_never_1"),
        Way("refused", on="_never_1"),
        Way("told_to_ring", on="_never_1"),
        Way("told_to_progress", on="_never_1"),
        Way("told_to_answer", on="_never_1"),
        Way("told_to_decline", on="_never_1"),
        Way("told_to_redirect", on="_never_1"),
        Way("told_to_challenge", on="_never_1"),
        Way("told_to_hang_up", on="_never_1"),
        Way("told_to_ring_reliably", on="_never_1"),
        Way("told_to_fork", on="_never_1"),
        Way("answer_ready", on="_never_1"),
        Way("answer_given", on="_never_1"),
        Way("preview_ready", on="_never_1"),
        Way("early_ready", on="_never_1"),
        Way("early_bare", on="_never_1"),
        Way("cancelled", on="_never_2"),
        Way("bye_early", on="_never_2"),
        Way("acked", on="_never_2"),
        Way("no_ack", on="_never_2"),
        Way("pracked", on="_never_2"),
        Way("not_pracked", on="_never_2"),
        Way("usage_ended", on="_never_2"),
        Way("expired", on="_dropped"),
        Way("undecided", on="_dropped"),
    )),
    Node("setup", enter="_enter_setup", exit="_exit_setup", ways=(
        Way("answer", "ended", leaf="ended", row="setup.answer", conditions=("_if_usurping",), on="_do_setup_answer"),
        Way("answer", row="setup.answer#1", on="_do_setup_answer_1"),
        Way(
            "told_to_answer",
            "ended",
            leaf="ended",
            row="setup.told_to_answer",
            conditions=("_if_usurping",),
            on="_do_setup_told_to_answer",
        ),
        Way("told_to_answer", row="setup.told_to_answer#1", on="_do_setup_told_to_answer_1"),
        Way(
            "progress",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            internal=True,
            row="setup.progress",
            conditions=("_if_reliable",),
            on="_do_setup_progress",
        ),
        Way("progress", row="setup.progress#1", on="_do_setup_progress_1"),
        Way(
            "told_to_progress",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            internal=True,
            row="setup.told_to_progress",
            conditions=("_if_reliable",),
            on="_do_setup_told_to_progress",
        ),
        Way("told_to_progress", row="setup.told_to_progress#1", on="_do_setup_told_to_progress_1"),
        Way(
            "preview_ready",
            "setup.ringing",
            leaf="setup.ringing",
            internal=True,
            row="setup.preview_ready",
            on="_do_setup_preview_ready",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "answer_ready",
            "answered",
            leaf="answered",
            row="setup.answer_ready",
            conditions=("_if_forked", "_if_tells_losers"),
            on="_do_setup_answer_ready",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "answer_ready",
            "answered",
            leaf="answered",
            row="setup.answer_ready#1",
            conditions=("_if_forked",),
            on="_do_setup_answer_ready_1",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "answer_ready",
            "answered",
            leaf="answered",
            row="setup.answer_ready#2",
            on="_do_setup_answer_ready_2",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "answer_given",
            "answered",
            leaf="answered",
            row="setup.answer_given",
            conditions=("_if_forked",),
            on="_do_setup_answer_given",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "answer_given",
            "answered",
            leaf="answered",
            row="setup.answer_given#1",
            on="_do_setup_answer_given_1",
            recall=("setup.unacknowledged",),
        ),
        Way("redirect", row="setup.redirect", conditions=("_if_names_nobody",), on="_do_setup_redirect"),
        Way(
            "redirect",
            "ended",
            leaf="ended",
            row="setup.redirect#1",
            on="_do_setup_redirect_1",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "told_to_challenge",
            "ended",
            leaf="ended",
            row="setup.told_to_challenge",
            on="_do_setup_told_to_challenge",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "decline",
            "ended",
            leaf="ended",
            row="setup.decline",
            on="_do_setup_decline",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "told_to_decline",
            "ended",
            leaf="ended",
            row="setup.told_to_decline",
            on="_do_setup_told_to_decline",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "told_to_redirect",
            "ended",
            leaf="ended",
            row="setup.told_to_redirect",
            on="_do_setup_told_to_redirect",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "hang_up",
            "ended",
            leaf="ended",
            row="setup.hang_up",
            on="_do_setup_hang_up",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "told_to_hang_up",
            "ended",
            leaf="ended",
            row="setup.told_to_hang_up",
            on="_do_setup_told_to_hang_up",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "refused",
            "ended",
            leaf="ended",
            row="setup.refused",
            on="_do_setup_refused",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "expired",
            "ended",
            leaf="ended",
            row="setup.expired",
            on="_do_setup_expired",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "cancelled",
            "ended",
            leaf="ended",
            row="setup.cancelled",
            on="_do_setup_cancelled",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "bye_early",
            "ended",
            leaf="ended",
            row="setup.bye_early",
            on="_do_setup_bye_early",
            recall=("setup.unacknowledged",),
        ),
        Way("usage_ended", on="_ignored"),
        Way("replaced", on="_ignored"),
        Way("invited", on="_reject_2"),
        Way("acked", on="_never_3"),
        Way("no_ack", on="_never_3"),
        Way("pracked", on="_never_4"),
        Way("not_pracked", on="_never_4"),
        Way("early_ready", on="_never_4"),
        Way("early_bare", on="_never_4"),
    )),
    Node("setup.deciding", initial=True, enter="_enter_setup_deciding", exit="_exit_setup_deciding", ways=(
        Way(
            "offer_taken",
            row="setup.deciding.offer_taken",
            conditions=("_if_unattended",),
            on="_do_setup_deciding_offer_taken",
        ),
        Way("offer_taken", row="setup.deciding.offer_taken#1", on="_do_setup_deciding_offer_taken_1"),
        Way(
            "ring",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            row="setup.deciding.ring",
            conditions=("_if_reliable",),
            on="_do_setup_deciding_ring",
        ),
        Way("ring", "setup.ringing", leaf="setup.ringing", row="setup.deciding.ring#1", on="_do_setup_deciding_ring_1"),
        Way(
            "told_to_ring",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            row="setup.deciding.told_to_ring",
            conditions=("_if_reliable",),
            on="_do_setup_deciding_told_to_ring",
        ),
        Way(
            "told_to_ring",
            "setup.ringing",
            leaf="setup.ringing",
            row="setup.deciding.told_to_ring#1",
            on="_do_setup_deciding_told_to_ring_1",
        ),
        Way(
            "told_to_ring_reliably",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            row="setup.deciding.told_to_ring_reliably",
            conditions=("_if_reliable",),
            on="_do_setup_deciding_told_to_ring_reliably",
        ),
        Way(
            "told_to_ring_reliably",
            "setup.ringing",
            leaf="setup.ringing",
            row="setup.deciding.told_to_ring_reliably#1",
            on="_do_setup_deciding_told_to_ring_reliably_1",
        ),
        Way(
            "fork",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            row="setup.deciding.fork",
            conditions=("_if_reliable",),
            on="_do_setup_deciding_fork",
        ),
        Way("fork", "setup.ringing", leaf="setup.ringing", row="setup.deciding.fork#1", on="_do_setup_deciding_fork_1"),
        Way(
            "told_to_fork",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            row="setup.deciding.told_to_fork",
            conditions=("_if_reliable",),
            on="_do_setup_deciding_told_to_fork",
        ),
        Way(
            "told_to_fork",
            "setup.ringing",
            leaf="setup.ringing",
            row="setup.deciding.told_to_fork#1",
            on="_do_setup_deciding_told_to_fork_1",
        ),
        Way("undecided", "ended", leaf="ended", row="setup.deciding.undecided", on="_do_setup_deciding_undecided"),
    )),
    Node("setup.ringing", ways=(
        Way(
            "ring",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            row="setup.ringing.ring",
            conditions=("_if_reliable",),
            on="_do_setup_ringing_ring",
        ),
        Way("ring", row="setup.ringing.ring#1", on="_do_setup_ringing_ring_1"),
        Way(
            "told_to_ring",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            row="setup.ringing.told_to_ring",
            conditions=("_if_reliable",),
            on="_do_setup_ringing_told_to_ring",
        ),
        Way("told_to_ring", row="setup.ringing.told_to_ring#1", on="_do_setup_ringing_told_to_ring_1"),
        Way(
            "told_to_ring_reliably",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            row="setup.ringing.told_to_ring_reliably",
            conditions=("_if_reliable",),
            on="_do_setup_ringing_told_to_ring_reliably",
        ),
        Way(
            "told_to_ring_reliably",
            row="setup.ringing.told_to_ring_reliably#1",
            on="_do_setup_ringing_told_to_ring_reliably_1",
        ),
        Way(
            "fork",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            row="setup.ringing.fork",
            conditions=("_if_reliable",),
            on="_do_setup_ringing_fork",
        ),
        Way("fork", row="setup.ringing.fork#1", on="_do_setup_ringing_fork_1"),
        Way(
            "told_to_fork",
            "setup.unacknowledged",
            leaf="setup.unacknowledged",
            row="setup.ringing.told_to_fork",
            conditions=("_if_reliable",),
            on="_do_setup_ringing_told_to_fork",
        ),
        Way("told_to_fork", row="setup.ringing.told_to_fork#1", on="_do_setup_ringing_told_to_fork_1"),
        Way("offer_taken", on="_ignored"),
        Way("undecided", on="_dropped"),
    )),
    Node("setup.unacknowledged", ways=(
        Way("early_ready", row="setup.unacknowledged.early_ready", on="_do_setup_unacknowledged_early_ready"),
        Way("early_bare", row="setup.unacknowledged.early_bare", on="_do_setup_unacknowledged_early_bare"),
        Way(
            "pracked",
            "setup.ringing",
            leaf="setup.ringing",
            row="setup.unacknowledged.pracked",
            recall=("setup.unacknowledged",),
        ),
        Way(
            "not_pracked",
            "ended",
            leaf="ended",
            row="setup.unacknowledged.not_pracked",
            on="_do_setup_unacknowledged_not_pracked",
            recall=("setup.unacknowledged",),
        ),
        Way("offer_taken", on="_ignored"),
        Way("ring", on="_deferred"),
        Way("progress", on="_deferred"),
        Way("fork", on="_deferred"),
        Way("told_to_ring", on="_deferred"),
        Way("told_to_ring_reliably", on="_deferred"),
        Way("told_to_progress", on="_deferred"),
        Way("told_to_fork", on="_deferred"),
        Way("answer", on="_deferred"),
        Way("told_to_answer", on="_deferred"),
        Way("undecided", on="_dropped"),
    )),
    Node("answered", ways=(
        Way("hang_up", "releasing", leaf="releasing", row="answered.hang_up", on="_do_answered_hang_up"),
        Way(
            "told_to_hang_up",
            "releasing",
            leaf="releasing",
            row="answered.told_to_hang_up",
            on="_do_answered_told_to_hang_up",
        ),
        Way("acked", row="answered.acked", on="_do_answered_acked"),
        Way("no_ack", row="answered.no_ack", on="_do_answered_no_ack"),
        Way(
            "usage_ended",
            "ended",
            leaf="ended",
            row="answered.usage_ended",
            conditions=("_if_chosen",),
            on="_do_answered_usage_ended",
        ),
        Way("usage_ended", row="answered.usage_ended#1"),
        Way("replaced", "releasing", leaf="releasing", row="answered.replaced", on="_do_answered_replaced"),
        Way(
            "action_failed",
            "ended",
            leaf="ended",
            row="answered.action_failed",
            conditions=("_if_unanswered",),
            on="_do_answered_action_failed",
        ),
        Way(
            "action_failed",
            "releasing",
            leaf="releasing",
            row="answered.action_failed#1",
            on="_do_answered_action_failed_1",
        ),
        Way("cancelled", on="_ignored"),
        Way("offer_taken", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("answer_ready", on="_ignored"),
        Way("answer_given", on="_ignored"),
        Way("preview_ready", on="_ignored"),
        Way("early_ready", on="_ignored"),
        Way("early_bare", on="_ignored"),
        Way("told_to_ring", on="_ignored"),
        Way("told_to_progress", on="_ignored"),
        Way("told_to_answer", on="_ignored"),
        Way("told_to_decline", on="_ignored"),
        Way("told_to_redirect", on="_ignored"),
        Way("told_to_challenge", on="_ignored"),
        Way("told_to_ring_reliably", on="_ignored"),
        Way("told_to_fork", on="_ignored"),
        Way("bye_early", on="_ignored"),
        Way("ring", on="_reject_3"),
        Way("progress", on="_reject_3"),
        Way("answer", on="_reject_3"),
        Way("decline", on="_reject_3"),
        Way("fork", on="_reject_3"),
        Way("redirect", on="_reject_3"),
        Way("invited", on="_reject_4"),
        Way("pracked", on="_never_5"),
        Way("not_pracked", on="_never_5"),
        Way("expired", on="_dropped"),
        Way("undecided", on="_dropped"),
    )),
    Node("releasing", ways=(
        Way("hang_up", row="releasing.hang_up", on="_do_releasing_hang_up"),
        Way("told_to_hang_up", row="releasing.told_to_hang_up", on="_do_releasing_told_to_hang_up"),
        Way("acked", row="releasing.acked", on="_do_releasing_acked"),
        Way("no_ack", row="releasing.no_ack", on="_do_releasing_no_ack"),
        Way(
            "usage_ended",
            "ended",
            leaf="ended",
            row="releasing.usage_ended",
            conditions=("_if_chosen",),
            on="_do_releasing_usage_ended",
        ),
        Way("usage_ended", row="releasing.usage_ended#1"),
        Way("action_failed", row="releasing.action_failed"),
        Way("cancelled", on="_ignored"),
        Way("offer_taken", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("answer_ready", on="_ignored"),
        Way("answer_given", on="_ignored"),
        Way("preview_ready", on="_ignored"),
        Way("early_ready", on="_ignored"),
        Way("early_bare", on="_ignored"),
        Way("told_to_ring", on="_ignored"),
        Way("told_to_progress", on="_ignored"),
        Way("told_to_answer", on="_ignored"),
        Way("told_to_decline", on="_ignored"),
        Way("told_to_redirect", on="_ignored"),
        Way("told_to_challenge", on="_ignored"),
        Way("told_to_ring_reliably", on="_ignored"),
        Way("told_to_fork", on="_ignored"),
        Way("bye_early", on="_ignored"),
        Way("replaced", on="_ignored"),
        Way("ring", on="_reject_5"),
        Way("progress", on="_reject_5"),
        Way("answer", on="_reject_5"),
        Way("decline", on="_reject_5"),
        Way("fork", on="_reject_5"),
        Way("redirect", on="_reject_5"),
        Way("invited", on="_reject_4"),
        Way("pracked", on="_never_5"),
        Way("not_pracked", on="_never_5"),
        Way("expired", on="_dropped"),
        Way("undecided", on="_dropped"),
    )),
    Node("ended", enter="_enter_ended", ways=(
        Way("hang_up", row="ended.hang_up", on="_do_ended_hang_up"),
        Way("action_failed", row="ended.action_failed", conditions=("_if_unclosed",), on="_do_ended_action_failed"),
        Way(
            "action_failed", row="ended.action_failed#1", conditions=("_if_unanswered",), on="_do_ended_action_failed_1"
        ),
        Way("action_failed", row="ended.action_failed#2", on="_do_ended_action_failed_2"),
        Way("answer_given", on="_ignored"),
        Way("early_ready", on="_ignored"),
        Way("early_bare", on="_ignored"),
        Way("pracked", on="_ignored"),
        Way("not_pracked", on="_ignored"),
        Way("told_to_ring_reliably", on="_ignored"),
        Way("told_to_fork", on="_ignored"),
        Way("offer_taken", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("answer_ready", on="_ignored"),
        Way("preview_ready", on="_ignored"),
        Way("told_to_ring", on="_ignored"),
        Way("told_to_progress", on="_ignored"),
        Way("told_to_answer", on="_ignored"),
        Way("told_to_decline", on="_ignored"),
        Way("told_to_redirect", on="_ignored"),
        Way("told_to_challenge", on="_ignored"),
        Way("told_to_hang_up", on="_ignored"),
        Way("cancelled", on="_ignored"),
        Way("bye_early", on="_ignored"),
        Way("acked", on="_ignored"),
        Way("no_ack", on="_ignored"),
        Way("usage_ended", on="_ignored"),
        Way("replaced", on="_ignored"),
        Way("ring", on="_reject_6"),
        Way("progress", on="_reject_6"),
        Way("answer", on="_reject_6"),
        Way("decline", on="_reject_6"),
        Way("fork", on="_reject_6"),
        Way("redirect", on="_reject_6"),
        Way("invited", on="_reject_4"),
        Way("expired", on="_dropped"),
        Way("undecided", on="_dropped"),
    )),
])
