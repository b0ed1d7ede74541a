"""The chart setup/incoming, decided by transitions.

Generated from machines/setup/incoming.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=ab6f17cb3bced4fc9e13446cce244dd0a54a0a028026a8a1568e8596a1245426 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.setup import incoming as default
from sessioncore.handlers.setup.incoming import ARRIVING, ASKED, CALL_OVER, DROPPED, RELEASED, CallFailed
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
    """setup/incoming on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter arriving."""
        self.state = ARRIVING

    def invited(self, event: Invited) -> None:
        MACHINE.fire(self, event)

    def offer_taken(self, event: OfferTaken) -> None:
        MACHINE.fire(self, event)

    def refused(self, event: Refused) -> None:
        MACHINE.fire(self, event)

    def ring(self, event: Ring) -> None:
        MACHINE.fire(self, event)

    def answer(self, event: Answer) -> None:
        MACHINE.fire(self, event)

    def progress(self, event: Progress) -> None:
        MACHINE.fire(self, event)

    def decline(self, event: Decline) -> None:
        MACHINE.fire(self, event)

    def fork(self, event: Fork) -> None:
        MACHINE.fire(self, event)

    def redirect(self, event: Redirect) -> None:
        MACHINE.fire(self, event)

    def hang_up(self, event: HangUp) -> None:
        MACHINE.fire(self, event)

    def told_to_ring(self, event: ToldToRing) -> None:
        MACHINE.fire(self, event)

    def told_to_progress(self, event: ToldToProgress) -> None:
        MACHINE.fire(self, event)

    def told_to_redirect(self, event: ToldToRedirect) -> None:
        MACHINE.fire(self, event)

    def told_to_challenge(self, event: ToldToChallenge) -> None:
        MACHINE.fire(self, event)

    def told_to_answer(self, event: ToldToAnswer) -> None:
        MACHINE.fire(self, event)

    def told_to_decline(self, event: ToldToDecline) -> None:
        MACHINE.fire(self, event)

    def told_to_hang_up(self, event: ToldToHangUp) -> None:
        MACHINE.fire(self, event)

    def told_to_ring_reliably(self, event: ToldToRingReliably) -> None:
        MACHINE.fire(self, event)

    def told_to_fork(self, event: ToldToFork) -> None:
        MACHINE.fire(self, event)

    def answer_given(self, event: AnswerGiven) -> None:
        MACHINE.fire(self, event)

    def early_ready(self, event: EarlyReady) -> None:
        MACHINE.fire(self, event)

    def early_bare(self, event: EarlyBare) -> None:
        MACHINE.fire(self, event)

    def pracked(self, event: Pracked) -> None:
        MACHINE.fire(self, event)

    def not_pracked(self, event: NotPracked) -> None:
        MACHINE.fire(self, event)

    def answer_ready(self, event: AnswerReady) -> None:
        MACHINE.fire(self, event)

    def preview_ready(self, event: PreviewReady) -> None:
        MACHINE.fire(self, event)

    def cancelled(self, event: Cancelled) -> None:
        MACHINE.fire(self, event)

    def bye_early(self, event: ByeEarly) -> None:
        MACHINE.fire(self, event)

    def acked(self, event: Acked) -> None:
        MACHINE.fire(self, event)

    def no_ack(self, event: NoAck) -> None:
        MACHINE.fire(self, event)

    def usage_ended(self, event: UsageEnded) -> None:
        MACHINE.fire(self, event)

    def replaced(self, event: Replaced) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def expired(self, event: Expired) -> None:
        MACHINE.fire(self, event)

    def undecided(self, event: Undecided) -> None:
        MACHINE.fire(self, event)

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

    def _enter_setup_deciding(self, event: Invited) -> None:
        """Entry of setup.deciding."""
        cell = self.cell
        self._decision = cell.arm(self, 1, cell.limits.decision)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was offered yet")

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "no INVITE was read yet")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no dialog was made yet")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

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

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 482, "a copy goes to its transaction, a re-INVITE to the dialog")

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

    def _if_reliable(
        self, event: Ring | Progress | Fork | ToldToRing | ToldToProgress | ToldToRingReliably | ToldToFork
    ) -> bool:
        """Whether reliable."""
        return self.actions.reliable(event)

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

    def _if_forked(self, event: AnswerGiven | AnswerReady) -> bool:
        """Whether forked."""
        return self.actions.forked(event)

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

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no reliable provisional response waits")

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

    def _do_setup_preview_ready(self, event: PreviewReady) -> None:
        """Row setup.preview_ready."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_provisional(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_provisional", error, mark)

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

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no 2xx was sent yet")

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

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

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

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 482, "a re-INVITE goes to the dialog")

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the INVITE was answered already")

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

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the 2xx waited for the PRACK")

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

    def _reject_5(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is ending")

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

    def _reject_6(self, event: Event) -> None:
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


MACHINE = FlatMachine(Incoming, [
    Way(
        "invited",
        "arriving",
        "ended",
        row="arriving.invited",
        conditions=("_if_replaces_nothing",),
        before=("_do_arriving_invited",),
        after=("_enter_ended",),
    ),
    Way(
        "invited",
        "arriving",
        "ended",
        row="arriving.invited#1",
        conditions=("_if_replaces_the_ended",),
        before=("_do_arriving_invited_1",),
        after=("_enter_ended",),
    ),
    Way(
        "invited",
        "arriving",
        "ended",
        row="arriving.invited#2",
        conditions=("_if_replaces_uninvited",),
        before=("_do_arriving_invited_2",),
        after=("_enter_ended",),
    ),
    Way(
        "invited",
        "arriving",
        "ended",
        row="arriving.invited#3",
        conditions=("_if_replaces_too_late",),
        before=("_do_arriving_invited_3",),
        after=("_enter_ended",),
    ),
    Way(
        "invited",
        "arriving",
        "ended",
        row="arriving.invited#4",
        conditions=("_if_too_brief",),
        before=("_do_arriving_invited_4",),
        after=("_enter_ended",),
    ),
    Way(
        "invited",
        "arriving",
        "ended",
        row="arriving.invited#5",
        conditions=("_if_unreliable",),
        before=("_do_arriving_invited_5",),
        after=("_enter_ended",),
    ),
    Way(
        "invited",
        "arriving",
        "setup.deciding",
        row="arriving.invited#6",
        before=("_do_arriving_invited_6",),
        after=("_enter_setup", "_enter_setup_deciding"),
    ),
    Way("offer_taken", "arriving", before=("_never_1",)),
    Way("refused", "arriving", before=("_never_1",)),
    Way("ring", "arriving", before=("_reject_1",)),
    Way("answer", "arriving", before=("_reject_1",)),
    Way("progress", "arriving", before=("_reject_1",)),
    Way("decline", "arriving", before=("_reject_1",)),
    Way("fork", "arriving", before=("_reject_1",)),
    Way("redirect", "arriving", before=("_reject_1",)),
    Way("hang_up", "arriving", before=("_reject_1",)),
    Way("told_to_ring", "arriving", before=("_never_1",)),
    Way("told_to_progress", "arriving", before=("_never_1",)),
    Way("told_to_redirect", "arriving", before=("_never_1",)),
    Way("told_to_challenge", "arriving", before=("_never_1",)),
    Way("told_to_answer", "arriving", before=("_never_1",)),
    Way("told_to_decline", "arriving", before=("_never_1",)),
    Way("told_to_hang_up", "arriving", before=("_never_1",)),
    Way("told_to_ring_reliably", "arriving", before=("_never_1",)),
    Way("told_to_fork", "arriving", before=("_never_1",)),
    Way("answer_given", "arriving", before=("_never_1",)),
    Way("early_ready", "arriving", before=("_never_1",)),
    Way("early_bare", "arriving", before=("_never_1",)),
    Way("pracked", "arriving", before=("_never_2",)),
    Way("not_pracked", "arriving", before=("_never_2",)),
    Way("answer_ready", "arriving", before=("_never_1",)),
    Way("preview_ready", "arriving", before=("_never_1",)),
    Way("cancelled", "arriving", before=("_never_2",)),
    Way("bye_early", "arriving", before=("_never_2",)),
    Way("acked", "arriving", before=("_never_2",)),
    Way("no_ack", "arriving", before=("_never_2",)),
    Way("usage_ended", "arriving", before=("_never_2",)),
    Way("replaced", "arriving", before=("_ignored",)),
    Way(
        "action_failed",
        "arriving",
        "ended",
        row="action_failed",
        before=("_do_action_failed",),
        after=("_enter_ended",),
    ),
    Way("expired", "arriving", before=("_dropped",)),
    Way("undecided", "arriving", before=("_dropped",)),
    Way("invited", "setup.deciding", before=("_reject_2",)),
    Way(
        "offer_taken",
        "setup.deciding",
        row="setup.deciding.offer_taken",
        conditions=("_if_unattended",),
        before=("_do_setup_deciding_offer_taken",),
    ),
    Way(
        "offer_taken",
        "setup.deciding",
        row="setup.deciding.offer_taken#1",
        before=("_do_setup_deciding_offer_taken_1",),
    ),
    Way(
        "refused",
        "setup.deciding",
        "ended",
        row="setup.refused",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_refused"),
        after=("_enter_ended",),
    ),
    Way(
        "ring",
        "setup.deciding",
        "setup.unacknowledged",
        row="setup.deciding.ring",
        conditions=("_if_reliable",),
        before=("_exit_setup_deciding", "_do_setup_deciding_ring"),
    ),
    Way(
        "ring",
        "setup.deciding",
        "setup.ringing",
        row="setup.deciding.ring#1",
        before=("_exit_setup_deciding", "_do_setup_deciding_ring_1"),
    ),
    Way(
        "answer",
        "setup.deciding",
        "ended",
        row="setup.answer",
        conditions=("_if_usurping",),
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_answer"),
        after=("_enter_ended",),
    ),
    Way("answer", "setup.deciding", row="setup.answer#1", before=("_do_setup_answer_1",)),
    Way(
        "progress",
        "setup.deciding",
        "setup.unacknowledged",
        row="setup.progress",
        conditions=("_if_reliable",),
        before=("_exit_setup_deciding", "_do_setup_progress"),
    ),
    Way("progress", "setup.deciding", row="setup.progress#1", before=("_do_setup_progress_1",)),
    Way(
        "decline",
        "setup.deciding",
        "ended",
        row="setup.decline",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_decline"),
        after=("_enter_ended",),
    ),
    Way(
        "fork",
        "setup.deciding",
        "setup.unacknowledged",
        row="setup.deciding.fork",
        conditions=("_if_reliable",),
        before=("_exit_setup_deciding", "_do_setup_deciding_fork"),
    ),
    Way(
        "fork",
        "setup.deciding",
        "setup.ringing",
        row="setup.deciding.fork#1",
        before=("_exit_setup_deciding", "_do_setup_deciding_fork_1"),
    ),
    Way(
        "redirect",
        "setup.deciding",
        row="setup.redirect",
        conditions=("_if_names_nobody",),
        before=("_do_setup_redirect",),
    ),
    Way(
        "redirect",
        "setup.deciding",
        "ended",
        row="setup.redirect#1",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_redirect_1"),
        after=("_enter_ended",),
    ),
    Way(
        "hang_up",
        "setup.deciding",
        "ended",
        row="setup.hang_up",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_hang_up"),
        after=("_enter_ended",),
    ),
    Way(
        "told_to_ring",
        "setup.deciding",
        "setup.unacknowledged",
        row="setup.deciding.told_to_ring",
        conditions=("_if_reliable",),
        before=("_exit_setup_deciding", "_do_setup_deciding_told_to_ring"),
    ),
    Way(
        "told_to_ring",
        "setup.deciding",
        "setup.ringing",
        row="setup.deciding.told_to_ring#1",
        before=("_exit_setup_deciding", "_do_setup_deciding_told_to_ring_1"),
    ),
    Way(
        "told_to_progress",
        "setup.deciding",
        "setup.unacknowledged",
        row="setup.told_to_progress",
        conditions=("_if_reliable",),
        before=("_exit_setup_deciding", "_do_setup_told_to_progress"),
    ),
    Way("told_to_progress", "setup.deciding", row="setup.told_to_progress#1", before=("_do_setup_told_to_progress_1",)),
    Way(
        "told_to_redirect",
        "setup.deciding",
        "ended",
        row="setup.told_to_redirect",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_told_to_redirect"),
        after=("_enter_ended",),
    ),
    Way(
        "told_to_challenge",
        "setup.deciding",
        "ended",
        row="setup.told_to_challenge",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_told_to_challenge"),
        after=("_enter_ended",),
    ),
    Way(
        "told_to_answer",
        "setup.deciding",
        "ended",
        row="setup.told_to_answer",
        conditions=("_if_usurping",),
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_told_to_answer"),
        after=("_enter_ended",),
    ),
    Way("told_to_answer", "setup.deciding", row="setup.told_to_answer#1", before=("_do_setup_told_to_answer_1",)),
    Way(
        "told_to_decline",
        "setup.deciding",
        "ended",
        row="setup.told_to_decline",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_told_to_decline"),
        after=("_enter_ended",),
    ),
    Way(
        "told_to_hang_up",
        "setup.deciding",
        "ended",
        row="setup.told_to_hang_up",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_told_to_hang_up"),
        after=("_enter_ended",),
    ),
    Way(
        "told_to_ring_reliably",
        "setup.deciding",
        "setup.unacknowledged",
        row="setup.deciding.told_to_ring_reliably",
        conditions=("_if_reliable",),
        before=("_exit_setup_deciding", "_do_setup_deciding_told_to_ring_reliably"),
    ),
    Way(
        "told_to_ring_reliably",
        "setup.deciding",
        "setup.ringing",
        row="setup.deciding.told_to_ring_reliably#1",
        before=("_exit_setup_deciding", "_do_setup_deciding_told_to_ring_reliably_1"),
    ),
    Way(
        "told_to_fork",
        "setup.deciding",
        "setup.unacknowledged",
        row="setup.deciding.told_to_fork",
        conditions=("_if_reliable",),
        before=("_exit_setup_deciding", "_do_setup_deciding_told_to_fork"),
    ),
    Way(
        "told_to_fork",
        "setup.deciding",
        "setup.ringing",
        row="setup.deciding.told_to_fork#1",
        before=("_exit_setup_deciding", "_do_setup_deciding_told_to_fork_1"),
    ),
    Way(
        "answer_given",
        "setup.deciding",
        "answered",
        row="setup.answer_given",
        conditions=("_if_forked",),
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_answer_given"),
    ),
    Way(
        "answer_given",
        "setup.deciding",
        "answered",
        row="setup.answer_given#1",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_answer_given_1"),
    ),
    Way("early_ready", "setup.deciding", before=("_never_3",)),
    Way("early_bare", "setup.deciding", before=("_never_3",)),
    Way("pracked", "setup.deciding", before=("_never_3",)),
    Way("not_pracked", "setup.deciding", before=("_never_3",)),
    Way(
        "answer_ready",
        "setup.deciding",
        "answered",
        row="setup.answer_ready",
        conditions=("_if_forked", "_if_tells_losers"),
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_answer_ready"),
    ),
    Way(
        "answer_ready",
        "setup.deciding",
        "answered",
        row="setup.answer_ready#1",
        conditions=("_if_forked",),
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_answer_ready_1"),
    ),
    Way(
        "answer_ready",
        "setup.deciding",
        "answered",
        row="setup.answer_ready#2",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_answer_ready_2"),
    ),
    Way(
        "preview_ready",
        "setup.deciding",
        "setup.ringing",
        row="setup.preview_ready",
        before=("_exit_setup_deciding", "_do_setup_preview_ready"),
    ),
    Way(
        "cancelled",
        "setup.deciding",
        "ended",
        row="setup.cancelled",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_cancelled"),
        after=("_enter_ended",),
    ),
    Way(
        "bye_early",
        "setup.deciding",
        "ended",
        row="setup.bye_early",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_bye_early"),
        after=("_enter_ended",),
    ),
    Way("acked", "setup.deciding", before=("_never_4",)),
    Way("no_ack", "setup.deciding", before=("_never_4",)),
    Way("usage_ended", "setup.deciding", before=("_ignored",)),
    Way("replaced", "setup.deciding", before=("_ignored",)),
    Way(
        "action_failed",
        "setup.deciding",
        "ended",
        row="action_failed",
        before=("_exit_setup_deciding", "_exit_setup", "_do_action_failed"),
        after=("_enter_ended",),
    ),
    Way(
        "expired",
        "setup.deciding",
        "ended",
        row="setup.expired",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_expired"),
        after=("_enter_ended",),
    ),
    Way(
        "undecided",
        "setup.deciding",
        "ended",
        row="setup.deciding.undecided",
        before=("_exit_setup_deciding", "_exit_setup", "_do_setup_deciding_undecided"),
        after=("_enter_ended",),
    ),
    Way("invited", "setup.ringing", before=("_reject_2",)),
    Way("offer_taken", "setup.ringing", before=("_ignored",)),
    Way(
        "refused",
        "setup.ringing",
        "ended",
        row="setup.refused",
        before=("_exit_setup", "_do_setup_refused"),
        after=("_enter_ended",),
    ),
    Way(
        "ring",
        "setup.ringing",
        "setup.unacknowledged",
        row="setup.ringing.ring",
        conditions=("_if_reliable",),
        before=("_do_setup_ringing_ring",),
    ),
    Way("ring", "setup.ringing", row="setup.ringing.ring#1", before=("_do_setup_ringing_ring_1",)),
    Way(
        "answer",
        "setup.ringing",
        "ended",
        row="setup.answer",
        conditions=("_if_usurping",),
        before=("_exit_setup", "_do_setup_answer"),
        after=("_enter_ended",),
    ),
    Way("answer", "setup.ringing", row="setup.answer#1", before=("_do_setup_answer_1",)),
    Way(
        "progress",
        "setup.ringing",
        "setup.unacknowledged",
        row="setup.progress",
        conditions=("_if_reliable",),
        before=("_do_setup_progress",),
    ),
    Way("progress", "setup.ringing", row="setup.progress#1", before=("_do_setup_progress_1",)),
    Way(
        "decline",
        "setup.ringing",
        "ended",
        row="setup.decline",
        before=("_exit_setup", "_do_setup_decline"),
        after=("_enter_ended",),
    ),
    Way(
        "fork",
        "setup.ringing",
        "setup.unacknowledged",
        row="setup.ringing.fork",
        conditions=("_if_reliable",),
        before=("_do_setup_ringing_fork",),
    ),
    Way("fork", "setup.ringing", row="setup.ringing.fork#1", before=("_do_setup_ringing_fork_1",)),
    Way(
        "redirect",
        "setup.ringing",
        row="setup.redirect",
        conditions=("_if_names_nobody",),
        before=("_do_setup_redirect",),
    ),
    Way(
        "redirect",
        "setup.ringing",
        "ended",
        row="setup.redirect#1",
        before=("_exit_setup", "_do_setup_redirect_1"),
        after=("_enter_ended",),
    ),
    Way(
        "hang_up",
        "setup.ringing",
        "ended",
        row="setup.hang_up",
        before=("_exit_setup", "_do_setup_hang_up"),
        after=("_enter_ended",),
    ),
    Way(
        "told_to_ring",
        "setup.ringing",
        "setup.unacknowledged",
        row="setup.ringing.told_to_ring",
        conditions=("_if_reliable",),
        before=("_do_setup_ringing_told_to_ring",),
    ),
    Way(
        "told_to_ring",
        "setup.ringing",
        row="setup.ringing.told_to_ring#1",
        before=("_do_setup_ringing_told_to_ring_1",),
    ),
    Way(
        "told_to_progress",
        "setup.ringing",
        "setup.unacknowledged",
        row="setup.told_to_progress",
        conditions=("_if_reliable",),
        before=("_do_setup_told_to_progress",),
    ),
    Way("told_to_progress", "setup.ringing", row="setup.told_to_progress#1", before=("_do_setup_told_to_progress_1",)),
    Way(
        "told_to_redirect",
        "setup.ringing",
        "ended",
        row="setup.told_to_redirect",
        before=("_exit_setup", "_do_setup_told_to_redirect"),
        after=("_enter_ended",),
    ),
    Way(
        "told_to_challenge",
        "setup.ringing",
        "ended",
        row="setup.told_to_challenge",
        before=("_exit_setup", "_do_setup_told_to_challenge"),
        after=("_enter_ended",),
    ),
    Way(
        "told_to_answer",
        "setup.ringing",
        "ended",
        row="setup.told_to_answer",
        conditions=("_if_usurping",),
        before=("_exit_setup", "_do_setup_told_to_answer"),
        after=("_enter_ended",),
    ),
    Way("told_to_answer", "setup.ringing", row="setup.told_to_answer#1", before=("_do_setup_told_to_answer_1",)),
    Way(
        "told_to_decline",
        "setup.ringing",
        "ended",
        row="setup.told_to_decline",
        before=("_exit_setup", "_do_setup_told_to_decline"),
        after=("_enter_ended",),
    ),
    Way(
        "told_to_hang_up",
        "setup.ringing",
        "ended",
        row="setup.told_to_hang_up",
        before=("_exit_setup", "_do_setup_told_to_hang_up"),
        after=("_enter_ended",),
    ),
    Way(
        "told_to_ring_reliably",
        "setup.ringing",
        "setup.unacknowledged",
        row="setup.ringing.told_to_ring_reliably",
        conditions=("_if_reliable",),
        before=("_do_setup_ringing_told_to_ring_reliably",),
    ),
    Way(
        "told_to_ring_reliably",
        "setup.ringing",
        row="setup.ringing.told_to_ring_reliably#1",
        before=("_do_setup_ringing_told_to_ring_reliably_1",),
    ),
    Way(
        "told_to_fork",
        "setup.ringing",
        "setup.unacknowledged",
        row="setup.ringing.told_to_fork",
        conditions=("_if_reliable",),
        before=("_do_setup_ringing_told_to_fork",),
    ),
    Way(
        "told_to_fork",
        "setup.ringing",
        row="setup.ringing.told_to_fork#1",
        before=("_do_setup_ringing_told_to_fork_1",),
    ),
    Way(
        "answer_given",
        "setup.ringing",
        "answered",
        row="setup.answer_given",
        conditions=("_if_forked",),
        before=("_exit_setup", "_do_setup_answer_given"),
    ),
    Way(
        "answer_given",
        "setup.ringing",
        "answered",
        row="setup.answer_given#1",
        before=("_exit_setup", "_do_setup_answer_given_1"),
    ),
    Way("early_ready", "setup.ringing", before=("_never_3",)),
    Way("early_bare", "setup.ringing", before=("_never_3",)),
    Way("pracked", "setup.ringing", before=("_never_3",)),
    Way("not_pracked", "setup.ringing", before=("_never_3",)),
    Way(
        "answer_ready",
        "setup.ringing",
        "answered",
        row="setup.answer_ready",
        conditions=("_if_forked", "_if_tells_losers"),
        before=("_exit_setup", "_do_setup_answer_ready"),
    ),
    Way(
        "answer_ready",
        "setup.ringing",
        "answered",
        row="setup.answer_ready#1",
        conditions=("_if_forked",),
        before=("_exit_setup", "_do_setup_answer_ready_1"),
    ),
    Way(
        "answer_ready",
        "setup.ringing",
        "answered",
        row="setup.answer_ready#2",
        before=("_exit_setup", "_do_setup_answer_ready_2"),
    ),
    Way(
        "preview_ready",
        "setup.ringing",
        "setup.ringing",
        row="setup.preview_ready",
        before=("_do_setup_preview_ready",),
    ),
    Way(
        "cancelled",
        "setup.ringing",
        "ended",
        row="setup.cancelled",
        before=("_exit_setup", "_do_setup_cancelled"),
        after=("_enter_ended",),
    ),
    Way(
        "bye_early",
        "setup.ringing",
        "ended",
        row="setup.bye_early",
        before=("_exit_setup", "_do_setup_bye_early"),
        after=("_enter_ended",),
    ),
    Way("acked", "setup.ringing", before=("_never_4",)),
    Way("no_ack", "setup.ringing", before=("_never_4",)),
    Way("usage_ended", "setup.ringing", before=("_ignored",)),
    Way("replaced", "setup.ringing", before=("_ignored",)),
    Way(
        "action_failed",
        "setup.ringing",
        "ended",
        row="action_failed",
        before=("_exit_setup", "_do_action_failed"),
        after=("_enter_ended",),
    ),
    Way(
        "expired",
        "setup.ringing",
        "ended",
        row="setup.expired",
        before=("_exit_setup", "_do_setup_expired"),
        after=("_enter_ended",),
    ),
    Way("undecided", "setup.ringing", before=("_dropped",)),
    Way("invited", "setup.unacknowledged", before=("_reject_2",)),
    Way("offer_taken", "setup.unacknowledged", before=("_ignored",)),
    Way(
        "refused",
        "setup.unacknowledged",
        "ended",
        row="setup.refused",
        before=("_exit_setup", "_do_setup_refused"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("ring", "setup.unacknowledged", before=("_deferred",)),
    Way("answer", "setup.unacknowledged", before=("_deferred",)),
    Way("progress", "setup.unacknowledged", before=("_deferred",)),
    Way(
        "decline",
        "setup.unacknowledged",
        "ended",
        row="setup.decline",
        before=("_exit_setup", "_do_setup_decline"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("fork", "setup.unacknowledged", before=("_deferred",)),
    Way(
        "redirect",
        "setup.unacknowledged",
        row="setup.redirect",
        conditions=("_if_names_nobody",),
        before=("_do_setup_redirect",),
    ),
    Way(
        "redirect",
        "setup.unacknowledged",
        "ended",
        row="setup.redirect#1",
        before=("_exit_setup", "_do_setup_redirect_1"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way(
        "hang_up",
        "setup.unacknowledged",
        "ended",
        row="setup.hang_up",
        before=("_exit_setup", "_do_setup_hang_up"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("told_to_ring", "setup.unacknowledged", before=("_deferred",)),
    Way("told_to_progress", "setup.unacknowledged", before=("_deferred",)),
    Way(
        "told_to_redirect",
        "setup.unacknowledged",
        "ended",
        row="setup.told_to_redirect",
        before=("_exit_setup", "_do_setup_told_to_redirect"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way(
        "told_to_challenge",
        "setup.unacknowledged",
        "ended",
        row="setup.told_to_challenge",
        before=("_exit_setup", "_do_setup_told_to_challenge"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("told_to_answer", "setup.unacknowledged", before=("_deferred",)),
    Way(
        "told_to_decline",
        "setup.unacknowledged",
        "ended",
        row="setup.told_to_decline",
        before=("_exit_setup", "_do_setup_told_to_decline"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way(
        "told_to_hang_up",
        "setup.unacknowledged",
        "ended",
        row="setup.told_to_hang_up",
        before=("_exit_setup", "_do_setup_told_to_hang_up"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("told_to_ring_reliably", "setup.unacknowledged", before=("_deferred",)),
    Way("told_to_fork", "setup.unacknowledged", before=("_deferred",)),
    Way(
        "answer_given",
        "setup.unacknowledged",
        "answered",
        row="setup.answer_given",
        conditions=("_if_forked",),
        before=("_exit_setup", "_do_setup_answer_given"),
        recall=True,
    ),
    Way(
        "answer_given",
        "setup.unacknowledged",
        "answered",
        row="setup.answer_given#1",
        before=("_exit_setup", "_do_setup_answer_given_1"),
        recall=True,
    ),
    Way(
        "early_ready",
        "setup.unacknowledged",
        row="setup.unacknowledged.early_ready",
        before=("_do_setup_unacknowledged_early_ready",),
    ),
    Way(
        "early_bare",
        "setup.unacknowledged",
        row="setup.unacknowledged.early_bare",
        before=("_do_setup_unacknowledged_early_bare",),
    ),
    Way("pracked", "setup.unacknowledged", "setup.ringing", row="setup.unacknowledged.pracked", recall=True),
    Way(
        "not_pracked",
        "setup.unacknowledged",
        "ended",
        row="setup.unacknowledged.not_pracked",
        before=("_exit_setup", "_do_setup_unacknowledged_not_pracked"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way(
        "answer_ready",
        "setup.unacknowledged",
        "answered",
        row="setup.answer_ready",
        conditions=("_if_forked", "_if_tells_losers"),
        before=("_exit_setup", "_do_setup_answer_ready"),
        recall=True,
    ),
    Way(
        "answer_ready",
        "setup.unacknowledged",
        "answered",
        row="setup.answer_ready#1",
        conditions=("_if_forked",),
        before=("_exit_setup", "_do_setup_answer_ready_1"),
        recall=True,
    ),
    Way(
        "answer_ready",
        "setup.unacknowledged",
        "answered",
        row="setup.answer_ready#2",
        before=("_exit_setup", "_do_setup_answer_ready_2"),
        recall=True,
    ),
    Way(
        "preview_ready",
        "setup.unacknowledged",
        "setup.ringing",
        row="setup.preview_ready",
        before=("_do_setup_preview_ready",),
        recall=True,
    ),
    Way(
        "cancelled",
        "setup.unacknowledged",
        "ended",
        row="setup.cancelled",
        before=("_exit_setup", "_do_setup_cancelled"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way(
        "bye_early",
        "setup.unacknowledged",
        "ended",
        row="setup.bye_early",
        before=("_exit_setup", "_do_setup_bye_early"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("acked", "setup.unacknowledged", before=("_never_4",)),
    Way("no_ack", "setup.unacknowledged", before=("_never_4",)),
    Way("usage_ended", "setup.unacknowledged", before=("_ignored",)),
    Way("replaced", "setup.unacknowledged", before=("_ignored",)),
    Way(
        "action_failed",
        "setup.unacknowledged",
        "ended",
        row="action_failed",
        before=("_exit_setup", "_do_action_failed"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way(
        "expired",
        "setup.unacknowledged",
        "ended",
        row="setup.expired",
        before=("_exit_setup", "_do_setup_expired"),
        after=("_enter_ended",),
        recall=True,
    ),
    Way("undecided", "setup.unacknowledged", before=("_dropped",)),
    Way("invited", "answered", before=("_reject_3",)),
    Way("offer_taken", "answered", before=("_ignored",)),
    Way("refused", "answered", before=("_ignored",)),
    Way("ring", "answered", before=("_reject_4",)),
    Way("answer", "answered", before=("_reject_4",)),
    Way("progress", "answered", before=("_reject_4",)),
    Way("decline", "answered", before=("_reject_4",)),
    Way("fork", "answered", before=("_reject_4",)),
    Way("redirect", "answered", before=("_reject_4",)),
    Way("hang_up", "answered", "releasing", row="answered.hang_up", before=("_do_answered_hang_up",)),
    Way("told_to_ring", "answered", before=("_ignored",)),
    Way("told_to_progress", "answered", before=("_ignored",)),
    Way("told_to_redirect", "answered", before=("_ignored",)),
    Way("told_to_challenge", "answered", before=("_ignored",)),
    Way("told_to_answer", "answered", before=("_ignored",)),
    Way("told_to_decline", "answered", before=("_ignored",)),
    Way(
        "told_to_hang_up",
        "answered",
        "releasing",
        row="answered.told_to_hang_up",
        before=("_do_answered_told_to_hang_up",),
    ),
    Way("told_to_ring_reliably", "answered", before=("_ignored",)),
    Way("told_to_fork", "answered", before=("_ignored",)),
    Way("answer_given", "answered", before=("_ignored",)),
    Way("early_ready", "answered", before=("_ignored",)),
    Way("early_bare", "answered", before=("_ignored",)),
    Way("pracked", "answered", before=("_never_5",)),
    Way("not_pracked", "answered", before=("_never_5",)),
    Way("answer_ready", "answered", before=("_ignored",)),
    Way("preview_ready", "answered", before=("_ignored",)),
    Way("cancelled", "answered", before=("_ignored",)),
    Way("bye_early", "answered", before=("_ignored",)),
    Way("acked", "answered", row="answered.acked", before=("_do_answered_acked",)),
    Way("no_ack", "answered", row="answered.no_ack", before=("_do_answered_no_ack",)),
    Way(
        "usage_ended",
        "answered",
        "ended",
        row="answered.usage_ended",
        conditions=("_if_chosen",),
        before=("_do_answered_usage_ended",),
        after=("_enter_ended",),
    ),
    Way("usage_ended", "answered", row="answered.usage_ended#1"),
    Way("replaced", "answered", "releasing", row="answered.replaced", before=("_do_answered_replaced",)),
    Way(
        "action_failed",
        "answered",
        "ended",
        row="answered.action_failed",
        conditions=("_if_unanswered",),
        before=("_do_answered_action_failed",),
        after=("_enter_ended",),
    ),
    Way(
        "action_failed",
        "answered",
        "releasing",
        row="answered.action_failed#1",
        before=("_do_answered_action_failed_1",),
    ),
    Way("expired", "answered", before=("_dropped",)),
    Way("undecided", "answered", before=("_dropped",)),
    Way("invited", "releasing", before=("_reject_3",)),
    Way("offer_taken", "releasing", before=("_ignored",)),
    Way("refused", "releasing", before=("_ignored",)),
    Way("ring", "releasing", before=("_reject_5",)),
    Way("answer", "releasing", before=("_reject_5",)),
    Way("progress", "releasing", before=("_reject_5",)),
    Way("decline", "releasing", before=("_reject_5",)),
    Way("fork", "releasing", before=("_reject_5",)),
    Way("redirect", "releasing", before=("_reject_5",)),
    Way("hang_up", "releasing", row="releasing.hang_up", before=("_do_releasing_hang_up",)),
    Way("told_to_ring", "releasing", before=("_ignored",)),
    Way("told_to_progress", "releasing", before=("_ignored",)),
    Way("told_to_redirect", "releasing", before=("_ignored",)),
    Way("told_to_challenge", "releasing", before=("_ignored",)),
    Way("told_to_answer", "releasing", before=("_ignored",)),
    Way("told_to_decline", "releasing", before=("_ignored",)),
    Way("told_to_hang_up", "releasing", row="releasing.told_to_hang_up", before=("_do_releasing_told_to_hang_up",)),
    Way("told_to_ring_reliably", "releasing", before=("_ignored",)),
    Way("told_to_fork", "releasing", before=("_ignored",)),
    Way("answer_given", "releasing", before=("_ignored",)),
    Way("early_ready", "releasing", before=("_ignored",)),
    Way("early_bare", "releasing", before=("_ignored",)),
    Way("pracked", "releasing", before=("_never_5",)),
    Way("not_pracked", "releasing", before=("_never_5",)),
    Way("answer_ready", "releasing", before=("_ignored",)),
    Way("preview_ready", "releasing", before=("_ignored",)),
    Way("cancelled", "releasing", before=("_ignored",)),
    Way("bye_early", "releasing", before=("_ignored",)),
    Way("acked", "releasing", row="releasing.acked", before=("_do_releasing_acked",)),
    Way("no_ack", "releasing", row="releasing.no_ack", before=("_do_releasing_no_ack",)),
    Way(
        "usage_ended",
        "releasing",
        "ended",
        row="releasing.usage_ended",
        conditions=("_if_chosen",),
        before=("_do_releasing_usage_ended",),
        after=("_enter_ended",),
    ),
    Way("usage_ended", "releasing", row="releasing.usage_ended#1"),
    Way("replaced", "releasing", before=("_ignored",)),
    Way("action_failed", "releasing", row="releasing.action_failed"),
    Way("expired", "releasing", before=("_dropped",)),
    Way("undecided", "releasing", before=("_dropped",)),
    Way("invited", "ended", before=("_reject_3",)),
    Way("offer_taken", "ended", before=("_ignored",)),
    Way("refused", "ended", before=("_ignored",)),
    Way("ring", "ended", before=("_reject_6",)),
    Way("answer", "ended", before=("_reject_6",)),
    Way("progress", "ended", before=("_reject_6",)),
    Way("decline", "ended", before=("_reject_6",)),
    Way("fork", "ended", before=("_reject_6",)),
    Way("redirect", "ended", before=("_reject_6",)),
    Way("hang_up", "ended", row="ended.hang_up", before=("_do_ended_hang_up",)),
    Way("told_to_ring", "ended", before=("_ignored",)),
    Way("told_to_progress", "ended", before=("_ignored",)),
    Way("told_to_redirect", "ended", before=("_ignored",)),
    Way("told_to_challenge", "ended", before=("_ignored",)),
    Way("told_to_answer", "ended", before=("_ignored",)),
    Way("told_to_decline", "ended", before=("_ignored",)),
    Way("told_to_hang_up", "ended", before=("_ignored",)),
    Way("told_to_ring_reliably", "ended", before=("_ignored",)),
    Way("told_to_fork", "ended", before=("_ignored",)),
    Way("answer_given", "ended", before=("_ignored",)),
    Way("early_ready", "ended", before=("_ignored",)),
    Way("early_bare", "ended", before=("_ignored",)),
    Way("pracked", "ended", before=("_ignored",)),
    Way("not_pracked", "ended", before=("_ignored",)),
    Way("answer_ready", "ended", before=("_ignored",)),
    Way("preview_ready", "ended", before=("_ignored",)),
    Way("cancelled", "ended", before=("_ignored",)),
    Way("bye_early", "ended", before=("_ignored",)),
    Way("acked", "ended", before=("_ignored",)),
    Way("no_ack", "ended", before=("_ignored",)),
    Way("usage_ended", "ended", before=("_ignored",)),
    Way("replaced", "ended", before=("_ignored",)),
    Way(
        "action_failed",
        "ended",
        row="ended.action_failed",
        conditions=("_if_unclosed",),
        before=("_do_ended_action_failed",),
    ),
    Way(
        "action_failed",
        "ended",
        row="ended.action_failed#1",
        conditions=("_if_unanswered",),
        before=("_do_ended_action_failed_1",),
    ),
    Way("action_failed", "ended", row="ended.action_failed#2", before=("_do_ended_action_failed_2",)),
    Way("expired", "ended", before=("_dropped",)),
    Way("undecided", "ended", before=("_dropped",)),
])
