"""The chart negotiation/modify_out, decided by transitions.

Generated from machines/negotiation/modify_out.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=02f97a2bf852ed35ddc3ce2ccdc01cb64b95b665e452a6a00fbaf9a8e7ae0f72 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.negotiation import modify_out as default
from sessioncore.handlers.negotiation.modify_out import (
    DECLINED,
    DIALOG_GONE,
    IDLE,
    MISUNDERSTOOD,
    OFFER_WANTED,
    REINVITED,
    ROLLBACK,
    SOLICITING_SIGNAL,
)
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.negotiation.modify_out import (
        AckReady,
        Answered,
        AnswerRefused,
        Copy,
        Down,
        Failed,
        Freed,
        GlareOver,
        Hold,
        MediaLost,
        Modify,
        OfferLate,
        OfferReady,
        Over,
        Progress,
        Refresh,
        Refused,
        Rekey,
        Resume,
        Settled,
        Solicit,
        Solicited,
        ToldToHold,
        ToldToModify,
        ToldToResume,
        TurnLate,
        UpdateDone,
        Withdraw,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class ModifyOut(default.ModifyOut):
    """negotiation/modify_out on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def hold(self, event: Hold) -> None:
        MACHINE.fire(self, event)

    def resume(self, event: Resume) -> None:
        MACHINE.fire(self, event)

    def modify(self, event: Modify) -> None:
        MACHINE.fire(self, event)

    def solicit(self, event: Solicit) -> None:
        MACHINE.fire(self, event)

    def withdraw(self, event: Withdraw) -> None:
        MACHINE.fire(self, event)

    def told_to_hold(self, event: ToldToHold) -> None:
        MACHINE.fire(self, event)

    def told_to_resume(self, event: ToldToResume) -> None:
        MACHINE.fire(self, event)

    def told_to_modify(self, event: ToldToModify) -> None:
        MACHINE.fire(self, event)

    def refresh(self, event: Refresh) -> None:
        MACHINE.fire(self, event)

    def media_lost(self, event: MediaLost) -> None:
        MACHINE.fire(self, event)

    def rekey(self, event: Rekey) -> None:
        MACHINE.fire(self, event)

    def freed(self, event: Freed) -> None:
        MACHINE.fire(self, event)

    def offer_ready(self, event: OfferReady) -> None:
        MACHINE.fire(self, event)

    def settled(self, event: Settled) -> None:
        MACHINE.fire(self, event)

    def answer_refused(self, event: AnswerRefused) -> None:
        MACHINE.fire(self, event)

    def refused(self, event: Refused) -> None:
        MACHINE.fire(self, event)

    def solicited(self, event: Solicited) -> None:
        MACHINE.fire(self, event)

    def ack_ready(self, event: AckReady) -> None:
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

    def update_done(self, event: UpdateDone) -> None:
        MACHINE.fire(self, event)

    def down(self, event: Down) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def offer_late(self, event: OfferLate) -> None:
        MACHINE.fire(self, event)

    def turn_late(self, event: TurnLate) -> None:
        MACHINE.fire(self, event)

    def glare_over(self, event: GlareOver) -> None:
        MACHINE.fire(self, event)

    def _if_up(self, event: Event) -> bool:
        """Whether up."""
        return self.asks.up(self)

    def _if_stable(self, event: Event) -> bool:
        """Whether stable."""
        return self.asks.stable(self)

    def _if_undisturbed(self, event: Event) -> bool:
        """Whether undisturbed."""
        return self.asks.undisturbed(self)

    def _do_idle_hold(self, event: Hold) -> None:
        """Row idle.hold."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _enter_offering_asking(
        self,
        event: Hold
        | Resume
        | Modify
        | ToldToHold
        | ToldToResume
        | ToldToModify
        | Refresh
        | MediaLost
        | Rekey
        | Freed
        | UpdateDone
        | GlareOver,
    ) -> None:
        """Entry of offering.asking."""
        cell = self.cell
        cell.raise_signal(self, OFFER_WANTED)

    def _if_early(self, event: Event) -> bool:
        """Whether early."""
        return self.asks.early(self)

    def _if_pracked(self, event: Event) -> bool:
        """Whether pracked."""
        return self.asks.pracked(self)

    def _if_takes_update(
        self, event: Hold | Resume | Modify | ToldToHold | ToldToResume | ToldToModify | Freed | GlareOver
    ) -> bool:
        """Whether takes_update."""
        return self.actions.takes_update(event)

    def _do_idle_hold_1(self, event: Hold) -> None:
        """Row idle.hold#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_hold_2(self, event: Hold) -> None:
        """Row idle.hold#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _enter_turn_waiting(
        self,
        event: Hold
        | Resume
        | Modify
        | ToldToHold
        | ToldToResume
        | ToldToModify
        | Refresh
        | Rekey
        | UpdateDone
        | GlareOver,
    ) -> None:
        """Entry of turn.waiting."""
        cell = self.cell
        self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)

    def _do_idle_resume(self, event: Resume) -> None:
        """Row idle.resume."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_resume_1(self, event: Resume) -> None:
        """Row idle.resume#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_resume_2(self, event: Resume) -> None:
        """Row idle.resume#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _if_pressing(self, event: Modify) -> bool:
        """Whether pressing."""
        return self.actions.pressing(event)

    def _not_takes_update(
        self, event: Hold | Resume | Modify | ToldToHold | ToldToResume | ToldToModify | Freed | GlareOver
    ) -> bool:
        """Whether not takes_update."""
        return not self.actions.takes_update(event)

    def _do_idle_modify(self, event: Modify) -> None:
        """Row idle.modify."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_pressing(event)
        except Exception as error:
            cell.action_failed(self, "refuse_pressing", error, mark)

    def _do_idle_modify_1(self, event: Modify) -> None:
        """Row idle.modify#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_modify_2(self, event: Modify) -> None:
        """Row idle.modify#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_modify_3(self, event: Modify) -> None:
        """Row idle.modify#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_solicit(self, event: Solicit) -> None:
        """Row idle.solicit."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_solicit(event)
        except Exception as error:
            cell.action_failed(self, "note_solicit", error, mark)

    def _enter_soliciting(self, event: Solicit) -> None:
        """Entry of soliciting."""
        cell = self.cell
        self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_bare(event))
        except Exception as error:
            cell.action_failed(self, "send_bare", error, mark)
        else:
            cell.raise_signal(self, SOLICITING_SIGNAL)

    def _do_idle_solicit_1(self, event: Solicit) -> None:
        """Row idle.solicit#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_solicit(event)
        except Exception as error:
            cell.action_failed(self, "refuse_solicit", error, mark)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nothing of ours is under way")

    def _do_idle_told_to_hold(self, event: ToldToHold) -> None:
        """Row idle.told_to_hold."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_told_to_hold_1(self, event: ToldToHold) -> None:
        """Row idle.told_to_hold#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_told_to_hold_2(self, event: ToldToHold) -> None:
        """Row idle.told_to_hold#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_told_to_resume(self, event: ToldToResume) -> None:
        """Row idle.told_to_resume."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_told_to_resume_1(self, event: ToldToResume) -> None:
        """Row idle.told_to_resume#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_told_to_resume_2(self, event: ToldToResume) -> None:
        """Row idle.told_to_resume#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_told_to_modify(self, event: ToldToModify) -> None:
        """Row idle.told_to_modify."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_told_to_modify_1(self, event: ToldToModify) -> None:
        """Row idle.told_to_modify#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _do_idle_told_to_modify_2(self, event: ToldToModify) -> None:
        """Row idle.told_to_modify#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

    def _if_refreshes_by_update(self, event: Refresh) -> bool:
        """Whether refreshes_by_update."""
        return self.actions.refreshes_by_update(event)

    def _enter_refreshing(self, event: Refresh) -> None:
        """Entry of refreshing."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh", error, mark)

    def _do_idle_refresh_1(self, event: Refresh) -> None:
        """Row idle.refresh#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_refresh(event)
        except Exception as error:
            cell.action_failed(self, "note_refresh", error, mark)

    def _do_idle_refresh_2(self, event: Refresh) -> None:
        """Row idle.refresh#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_refresh(event)
        except Exception as error:
            cell.action_failed(self, "note_refresh", error, mark)

    def _if_holds_without_media(self, event: MediaLost) -> bool:
        """Whether holds_without_media."""
        return self.actions.holds_without_media(event)

    def _do_idle_media_lost(self, event: MediaLost) -> None:
        """Row idle.media_lost."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.wish_hold(event)
        except Exception as error:
            cell.action_failed(self, "wish_hold", error, mark)

    def _if_renegotiates_without_media(self, event: MediaLost) -> bool:
        """Whether renegotiates_without_media."""
        return self.actions.renegotiates_without_media(event)

    def _do_idle_media_lost_1(self, event: MediaLost) -> None:
        """Row idle.media_lost#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_refresh(event)
        except Exception as error:
            cell.action_failed(self, "note_refresh", error, mark)

    def _do_idle_rekey(self, event: Rekey) -> None:
        """Row idle.rekey."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_rekey(event)
        except Exception as error:
            cell.action_failed(self, "note_rekey", error, mark)

    def _do_idle_rekey_1(self, event: Rekey) -> None:
        """Row idle.rekey#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_rekey(event)
        except Exception as error:
            cell.action_failed(self, "note_rekey", error, mark)

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
        cell.never(self, event, "no offer of ours is open")

    def _do_idle_copy(self, event: Copy) -> None:
        """Row idle.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

    def _do_over(self, event: Over) -> None:
        """Row over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_ack(event)
        except Exception as error:
            cell.action_failed(self, "forget_ack", error, mark)

    def _do_idle_action_failed(self, event: ActionFailed) -> None:
        """Row idle.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _do_turn_hold(self, event: Hold) -> None:
        """Row turn.hold."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_turn_resume(self, event: Resume) -> None:
        """Row turn.resume."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_turn_modify(self, event: Modify) -> None:
        """Row turn.modify."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "an offer of ours waits for its turn")

    def _exit_turn_waiting(self, event: Withdraw | Freed | Down | ActionFailed | TurnLate) -> None:
        """Exit of turn.waiting."""
        cell = self.cell
        if self._turn_limit is not None:
            cell.cancel(self._turn_limit)
            self._turn_limit = None

    def _do_turn_withdraw(self, event: Withdraw) -> None:
        """Row turn.withdraw."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
            mark, step = len(cell.outbox), "reply_withdrawn"
            self.actions.reply_withdrawn(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_turn_told_to_hold(self, event: ToldToHold) -> None:
        """Row turn.told_to_hold."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_turn_told_to_resume(self, event: ToldToResume) -> None:
        """Row turn.told_to_resume."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_turn_told_to_modify(self, event: ToldToModify) -> None:
        """Row turn.told_to_modify."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_turn_refresh(self, event: Refresh) -> None:
        """Row turn.refresh."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_refresh(event)
        except Exception as error:
            cell.action_failed(self, "note_refresh", error, mark)

    def _do_turn_rekey(self, event: Rekey) -> None:
        """Row turn.rekey."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_rekey(event)
        except Exception as error:
            cell.action_failed(self, "note_rekey", error, mark)

    def _not_wanted(self, event: Freed | TurnLate | GlareOver) -> bool:
        """Whether not wanted."""
        return not self.actions.wanted(event)

    def _do_turn_freed(self, event: Freed) -> None:
        """Row turn.freed."""
        cell = self.cell
        mark, step = len(cell.outbox), "fulfil"
        try:
            self.actions.fulfil(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_turn_copy(self, event: Copy) -> None:
        """Row turn.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

    def _do_turn_down(self, event: Down) -> None:
        """Row turn.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_ended(event)
        except Exception as error:
            cell.action_failed(self, "reply_ended", error, mark)

    def _do_turn_action_failed(self, event: ActionFailed) -> None:
        """Row turn.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_turn_waiting_turn_late(self, event: TurnLate) -> None:
        """Row turn.waiting.turn_late."""
        cell = self.cell
        mark, step = len(cell.outbox), "fulfil"
        try:
            self.actions.fulfil(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_offered(self, event: Event) -> bool:
        """Whether offered."""
        return self.asks.offered(self)

    def _not_up(self, event: Event) -> bool:
        """Whether not up."""
        return not self.asks.up(self)

    def _do_turn_waiting_turn_late_2(self, event: TurnLate) -> None:
        """Row turn.waiting.turn_late#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "a refresh of ours is under way")

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "a refresh is nobody else's")

    def _do_refreshing_copy(self, event: Copy) -> None:
        """Row refreshing.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

    def _if_succeeded(self, event: UpdateDone) -> bool:
        """Whether succeeded."""
        return self.actions.succeeded(event)

    def _do_refreshing_update_done(self, event: UpdateDone) -> None:
        """Row refreshing.update_done."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_refreshed(event))
        except Exception as error:
            cell.action_failed(self, "payload_refreshed", error, mark)

    def _if_challenged(self, event: Failed | UpdateDone) -> bool:
        """Whether challenged."""
        return self.actions.challenged(event)

    def _do_refreshing_update_done_1(self, event: UpdateDone) -> None:
        """Row refreshing.update_done#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_update_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_update_answered", error, mark)

    def _if_too_brief(self, event: Failed | UpdateDone) -> bool:
        """Whether too_brief."""
        return self.actions.too_brief(event)

    def _do_refreshing_update_done_2(self, event: UpdateDone) -> None:
        """Row refreshing.update_done#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_update_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_update_longer", error, mark)

    def _if_gone(self, event: Failed | UpdateDone) -> bool:
        """Whether gone."""
        return self.actions.gone(event)

    def _do_refreshing_update_done_3(self, event: UpdateDone) -> None:
        """Row refreshing.update_done#3."""
        cell = self.cell
        cell.raise_signal(self, DIALOG_GONE)

    def _do_refreshing_update_done_4(self, event: UpdateDone) -> None:
        """Row refreshing.update_done#4."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_refresh(event)
        except Exception as error:
            cell.action_failed(self, "note_refresh", error, mark)

    def _do_refreshing_update_done_5(self, event: UpdateDone) -> None:
        """Row refreshing.update_done#5."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_refresh(event)
        except Exception as error:
            cell.action_failed(self, "note_refresh", error, mark)

    def _reject_5(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "an offer of ours is under way")

    def _reject_6(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "no re-INVITE of ours can be cancelled")

    def _not_by_update(self, event: OfferReady) -> bool:
        """Whether not by_update."""
        return not self.actions.by_update(event)

    def _do_offering_asking_offer_ready(self, event: OfferReady) -> None:
        """Row offering.asking.offer_ready."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_reinvite(event))
        except Exception as error:
            cell.action_failed(self, "send_reinvite", error, mark)
        else:
            cell.raise_signal(self, REINVITED)

    def _enter_offering_inviting(self, event: OfferReady) -> None:
        """Entry of offering.inviting."""
        cell = self.cell
        self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)

    def _do_offering_asking_offer_ready_1(self, event: OfferReady) -> None:
        """Row offering.asking.offer_ready#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_update(event))
        except Exception as error:
            cell.action_failed(self, "send_update", error, mark)

    def _do_offering_asking_offer_ready_2(self, event: OfferReady) -> None:
        """Row offering.asking.offer_ready#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_early_update(event))
        except Exception as error:
            cell.action_failed(self, "send_early_update", error, mark)

    def _do_offering_settled(self, event: Settled) -> None:
        """Row offering.settled."""
        cell = self.cell
        mark, step = len(cell.outbox), "fulfil"
        try:
            self.actions.fulfil(event)
            mark, step = len(cell.outbox), "persist"
            self.actions.persist(event)
            mark, step = len(cell.outbox), "send_ack"
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_offering_settled_1(self, event: Settled) -> None:
        """Row offering.settled#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "fulfil"
        try:
            self.actions.fulfil(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_offering_answer_refused(self, event: AnswerRefused) -> None:
        """Row offering.answer_refused."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "put_back_wish"
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, MISUNDERSTOOD)

    def _do_offering_refused(self, event: Refused) -> None:
        """Row offering.refused."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "put_back_wish"
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was sent yet")

    def _do_offering_copy(self, event: Copy) -> None:
        """Row offering.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

    def _do_offering_down(self, event: Down) -> None:
        """Row offering.down."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_ended"
        try:
            self.actions.reply_ended(event)
            mark, step = len(cell.outbox), "payload_cancel"
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_offering_action_failed(self, event: ActionFailed) -> None:
        """Row offering.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
            cell.raise_signal(self, ROLLBACK)
            mark, step = len(cell.outbox), "payload_cancel"
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _exit_offering_inviting(
        self, event: Withdraw | Settled | AnswerRefused | Refused | Failed | Down | ActionFailed
    ) -> None:
        """Exit of offering.inviting."""
        cell = self.cell
        if self._offer_limit is not None:
            cell.cancel(self._offer_limit)
            self._offer_limit = None

    def _do_offering_inviting_withdraw(self, event: Withdraw) -> None:
        """Row offering.inviting.withdraw."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_withdrawn"
        try:
            self.actions.reply_withdrawn(event)
            mark, step = len(cell.outbox), "payload_cancel"
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it was made")

    def _do_offering_inviting_answered(self, event: Answered) -> None:
        """Row offering.inviting.answered."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_answer"
        try:
            self.actions.note_answer(event)
            mark, step = len(cell.outbox), "payload_refreshed"
            cell.raise_signal(self, self.actions.payload_refreshed(event))
            mark, step = len(cell.outbox), "payload_answer_in"
            cell.raise_signal(self, self.actions.payload_answer_in(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_offering_inviting_failed(self, event: Failed) -> None:
        """Row offering.inviting.failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_answered", error, mark)

    def _do_offering_inviting_failed_1(self, event: Failed) -> None:
        """Row offering.inviting.failed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_longer", error, mark)

    def _if_crossed(self, event: Failed | UpdateDone) -> bool:
        """Whether crossed."""
        return self.actions.crossed(event)

    def _do_offering_inviting_failed_2(self, event: Failed) -> None:
        """Row offering.inviting.failed#2."""
        cell = self.cell
        cell.raise_signal(self, ROLLBACK)

    def _enter_glare(self, event: Failed | UpdateDone) -> None:
        """Entry of glare."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.glare_owner_high, max(0.01, self.actions.delay_glare_wait(event)))
        except Exception as error:
            delay = 0.01
            cell.action_failed(self, "delay_glare_wait", error, mark)
        self._glare_wait = cell.arm(self, 2, delay)

    def _do_offering_inviting_failed_3(self, event: Failed) -> None:
        """Row offering.inviting.failed#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, DIALOG_GONE)

    def _do_offering_inviting_failed_4(self, event: Failed) -> None:
        """Row offering.inviting.failed#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, DECLINED)

    def _do_offering_inviting_offer_late(self, event: OfferLate) -> None:
        """Row offering.inviting.offer_late."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, "payload_cancel", error, mark)

    def _do_offering_withdrawing_answered(self, event: Answered) -> None:
        """Row offering.withdrawing.answered."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_answer"
        try:
            self.actions.note_answer(event)
            mark, step = len(cell.outbox), "payload_refreshed"
            cell.raise_signal(self, self.actions.payload_refreshed(event))
            mark, step = len(cell.outbox), "payload_answer_in"
            cell.raise_signal(self, self.actions.payload_answer_in(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_offering_withdrawing_failed(self, event: Failed) -> None:
        """Row offering.withdrawing.failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, DIALOG_GONE)

    def _do_offering_withdrawing_failed_1(self, event: Failed) -> None:
        """Row offering.withdrawing.failed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no re-INVITE is open")

    def _do_offering_updating_update_done(self, event: UpdateDone) -> None:
        """Row offering.updating.update_done."""
        cell = self.cell
        mark, step = len(cell.outbox), "payload_refreshed"
        try:
            cell.raise_signal(self, self.actions.payload_refreshed(event))
            mark, step = len(cell.outbox), "payload_answer_in"
            cell.raise_signal(self, self.actions.payload_answer_in(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_offering_updating_update_done_1(self, event: UpdateDone) -> None:
        """Row offering.updating.update_done#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_update_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_update_answered", error, mark)

    def _do_offering_updating_update_done_2(self, event: UpdateDone) -> None:
        """Row offering.updating.update_done#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_update_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_update_longer", error, mark)

    def _do_offering_updating_update_done_3(self, event: UpdateDone) -> None:
        """Row offering.updating.update_done#3."""
        cell = self.cell
        cell.raise_signal(self, ROLLBACK)

    def _do_offering_updating_update_done_4(self, event: UpdateDone) -> None:
        """Row offering.updating.update_done#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, DIALOG_GONE)

    def _if_needs_invite(self, event: UpdateDone) -> bool:
        """Whether needs_invite."""
        return self.actions.needs_invite(event)

    def _do_offering_updating_update_done_5(self, event: UpdateDone) -> None:
        """Row offering.updating.update_done#5."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_needs_invite(event)
        except Exception as error:
            cell.action_failed(self, "note_needs_invite", error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)

    def _do_offering_updating_update_done_6(self, event: UpdateDone) -> None:
        """Row offering.updating.update_done#6."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, DECLINED)

    def _reject_7(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "an offer is asked for already")

    def _do_soliciting_withdraw(self, event: Withdraw) -> None:
        """Row soliciting.withdraw."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_withdrawn"
        try:
            self.actions.reply_withdrawn(event)
            mark, step = len(cell.outbox), "payload_cancel"
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing has come yet")

    def _exit_soliciting(self, event: Answered | Failed | Down | ActionFailed) -> None:
        """Exit of soliciting."""
        cell = self.cell
        if self._offer_limit is not None:
            cell.cancel(self._offer_limit)
            self._offer_limit = None

    def _do_soliciting_answered(self, event: Answered) -> None:
        """Row soliciting.answered."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_answer"
        try:
            self.actions.note_answer(event)
            mark, step = len(cell.outbox), "payload_refreshed"
            cell.raise_signal(self, self.actions.payload_refreshed(event))
            mark, step = len(cell.outbox), "payload_answer_in"
            cell.raise_signal(self, self.actions.payload_answer_in(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_soliciting_copy(self, event: Copy) -> None:
        """Row soliciting.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

    def _do_soliciting_failed(self, event: Failed) -> None:
        """Row soliciting.failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_bare_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_bare_answered", error, mark)

    def _do_soliciting_failed_1(self, event: Failed) -> None:
        """Row soliciting.failed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "invite_client", self.actions.send_bare_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_bare_longer", error, mark)

    def _do_soliciting_failed_2(self, event: Failed) -> None:
        """Row soliciting.failed#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, DIALOG_GONE)

    def _do_soliciting_failed_3(self, event: Failed) -> None:
        """Row soliciting.failed#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)

    def _do_soliciting_down(self, event: Down) -> None:
        """Row soliciting.down."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_ended"
        try:
            self.actions.reply_ended(event)
            mark, step = len(cell.outbox), "payload_cancel"
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_soliciting_action_failed(self, event: ActionFailed) -> None:
        """Row soliciting.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_failed"
        try:
            self.actions.reply_failed(event)
            cell.raise_signal(self, ROLLBACK)
            mark, step = len(cell.outbox), "payload_cancel"
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_soliciting_offer_late(self, event: OfferLate) -> None:
        """Row soliciting.offer_late."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, "payload_cancel", error, mark)

    def _reject_8(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "an offer is being answered")

    def _reject_9(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the re-INVITE was answered")

    def _do_owing_refused(self, event: Refused) -> None:
        """Row owing.refused."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_owing_solicited(self, event: Solicited) -> None:
        """Row owing.solicited."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, "reply_done", error, mark)

    def _do_owing_ack_ready(self, event: AckReady) -> None:
        """Row owing.ack_ready."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.send_answer_ack(event)
        except Exception as error:
            cell.action_failed(self, "send_answer_ack", error, mark)

    def _do_owing_copy(self, event: Copy) -> None:
        """Row owing.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

    def _do_owing_down(self, event: Down) -> None:
        """Row owing.down."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "reply_ended"
            self.actions.reply_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_owing_action_failed(self, event: ActionFailed) -> None:
        """Row owing.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_glare_hold(self, event: Hold) -> None:
        """Row glare.hold."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_glare_resume(self, event: Resume) -> None:
        """Row glare.resume."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_glare_modify(self, event: Modify) -> None:
        """Row glare.modify."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_10(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "an offer of ours waits")

    def _exit_glare(self, event: Withdraw | Down | ActionFailed | GlareOver) -> None:
        """Exit of glare."""
        cell = self.cell
        if self._glare_wait is not None:
            cell.cancel(self._glare_wait)
            self._glare_wait = None

    def _do_glare_withdraw(self, event: Withdraw) -> None:
        """Row glare.withdraw."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
            mark, step = len(cell.outbox), "reply_withdrawn"
            self.actions.reply_withdrawn(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_glare_told_to_hold(self, event: ToldToHold) -> None:
        """Row glare.told_to_hold."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_glare_told_to_resume(self, event: ToldToResume) -> None:
        """Row glare.told_to_resume."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_glare_told_to_modify(self, event: ToldToModify) -> None:
        """Row glare.told_to_modify."""
        cell = self.cell
        mark, step = len(cell.outbox), "supersede"
        try:
            self.actions.supersede(event)
            mark, step = len(cell.outbox), "note_wish"
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_glare_refresh(self, event: Refresh) -> None:
        """Row glare.refresh."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_refresh(event)
        except Exception as error:
            cell.action_failed(self, "note_refresh", error, mark)

    def _do_glare_rekey(self, event: Rekey) -> None:
        """Row glare.rekey."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_rekey(event)
        except Exception as error:
            cell.action_failed(self, "note_rekey", error, mark)

    def _do_glare_copy(self, event: Copy) -> None:
        """Row glare.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

    def _do_glare_down(self, event: Down) -> None:
        """Row glare.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_ended(event)
        except Exception as error:
            cell.action_failed(self, "reply_ended", error, mark)

    def _do_glare_action_failed(self, event: ActionFailed) -> None:
        """Row glare.action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "put_back_wish"
        try:
            self.actions.put_back_wish(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_glare_glare_over(self, event: GlareOver) -> None:
        """Row glare.glare_over."""
        cell = self.cell
        mark, step = len(cell.outbox), "fulfil"
        try:
            self.actions.fulfil(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_11(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is over")

    def _do_closed_answered(self, event: Answered) -> None:
        """Row closed.answered."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_answer"
        try:
            self.actions.note_answer(event)
            mark, step = len(cell.outbox), "send_ack"
            self.actions.send_ack(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_closed_copy(self, event: Copy) -> None:
        """Row closed.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)


MACHINE = FlatMachine(ModifyOut, [
    Way(
        "hold",
        "idle",
        "offering.asking",
        row="idle.hold",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_hold",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "hold",
        "idle",
        "offering.asking",
        row="idle.hold#1",
        conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        before=("_do_idle_hold_1",),
        after=("_enter_offering_asking",),
    ),
    Way("hold", "idle", "turn.waiting", row="idle.hold#2", before=("_do_idle_hold_2",), after=("_enter_turn_waiting",)),
    Way(
        "resume",
        "idle",
        "offering.asking",
        row="idle.resume",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_resume",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "resume",
        "idle",
        "offering.asking",
        row="idle.resume#1",
        conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        before=("_do_idle_resume_1",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "resume",
        "idle",
        "turn.waiting",
        row="idle.resume#2",
        before=("_do_idle_resume_2",),
        after=("_enter_turn_waiting",),
    ),
    Way(
        "modify",
        "idle",
        row="idle.modify",
        conditions=("_if_pressing", "_not_takes_update"),
        before=("_do_idle_modify",),
    ),
    Way(
        "modify",
        "idle",
        "offering.asking",
        row="idle.modify#1",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_modify_1",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "modify",
        "idle",
        "offering.asking",
        row="idle.modify#2",
        conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        before=("_do_idle_modify_2",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "modify",
        "idle",
        "turn.waiting",
        row="idle.modify#3",
        before=("_do_idle_modify_3",),
        after=("_enter_turn_waiting",),
    ),
    Way(
        "solicit",
        "idle",
        "soliciting",
        row="idle.solicit",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_solicit",),
        after=("_enter_soliciting",),
    ),
    Way("solicit", "idle", row="idle.solicit#1", before=("_do_idle_solicit_1",)),
    Way("withdraw", "idle", before=("_reject_1",)),
    Way(
        "told_to_hold",
        "idle",
        "offering.asking",
        row="idle.told_to_hold",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_told_to_hold",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "told_to_hold",
        "idle",
        "offering.asking",
        row="idle.told_to_hold#1",
        conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        before=("_do_idle_told_to_hold_1",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "told_to_hold",
        "idle",
        "turn.waiting",
        row="idle.told_to_hold#2",
        before=("_do_idle_told_to_hold_2",),
        after=("_enter_turn_waiting",),
    ),
    Way(
        "told_to_resume",
        "idle",
        "offering.asking",
        row="idle.told_to_resume",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_told_to_resume",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "told_to_resume",
        "idle",
        "offering.asking",
        row="idle.told_to_resume#1",
        conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        before=("_do_idle_told_to_resume_1",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "told_to_resume",
        "idle",
        "turn.waiting",
        row="idle.told_to_resume#2",
        before=("_do_idle_told_to_resume_2",),
        after=("_enter_turn_waiting",),
    ),
    Way(
        "told_to_modify",
        "idle",
        "offering.asking",
        row="idle.told_to_modify",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_told_to_modify",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "told_to_modify",
        "idle",
        "offering.asking",
        row="idle.told_to_modify#1",
        conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        before=("_do_idle_told_to_modify_1",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "told_to_modify",
        "idle",
        "turn.waiting",
        row="idle.told_to_modify#2",
        before=("_do_idle_told_to_modify_2",),
        after=("_enter_turn_waiting",),
    ),
    Way(
        "refresh",
        "idle",
        "refreshing",
        row="idle.refresh",
        conditions=("_if_up", "_if_refreshes_by_update"),
        after=("_enter_refreshing",),
    ),
    Way(
        "refresh",
        "idle",
        "offering.asking",
        row="idle.refresh#1",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_refresh_1",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "refresh",
        "idle",
        "turn.waiting",
        row="idle.refresh#2",
        before=("_do_idle_refresh_2",),
        after=("_enter_turn_waiting",),
    ),
    Way(
        "media_lost",
        "idle",
        "offering.asking",
        row="idle.media_lost",
        conditions=("_if_holds_without_media", "_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_media_lost",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "media_lost",
        "idle",
        "offering.asking",
        row="idle.media_lost#1",
        conditions=("_if_renegotiates_without_media", "_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_media_lost_1",),
        after=("_enter_offering_asking",),
    ),
    Way("media_lost", "idle", row="idle.media_lost#2"),
    Way(
        "rekey",
        "idle",
        "offering.asking",
        row="idle.rekey",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_do_idle_rekey",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "rekey",
        "idle",
        "turn.waiting",
        row="idle.rekey#1",
        before=("_do_idle_rekey_1",),
        after=("_enter_turn_waiting",),
    ),
    Way("freed", "idle", before=("_ignored",)),
    Way("offer_ready", "idle", before=("_ignored",)),
    Way("settled", "idle", before=("_ignored",)),
    Way("answer_refused", "idle", before=("_ignored",)),
    Way("refused", "idle", before=("_ignored",)),
    Way("solicited", "idle", before=("_ignored",)),
    Way("ack_ready", "idle", before=("_ignored",)),
    Way("progress", "idle", before=("_ignored",)),
    Way("answered", "idle", before=("_never_1",)),
    Way("copy", "idle", row="idle.copy", before=("_do_idle_copy",)),
    Way("failed", "idle", before=("_ignored",)),
    Way("over", "idle", row="over", before=("_do_over",)),
    Way("update_done", "idle", before=("_ignored",)),
    Way("down", "idle", "closed", row="idle.down"),
    Way("action_failed", "idle", row="idle.action_failed", before=("_do_idle_action_failed",)),
    Way("offer_late", "idle", before=("_dropped",)),
    Way("turn_late", "idle", before=("_dropped",)),
    Way("glare_over", "idle", before=("_dropped",)),
    Way("hold", "turn.waiting", row="turn.hold", before=("_do_turn_hold",)),
    Way("resume", "turn.waiting", row="turn.resume", before=("_do_turn_resume",)),
    Way("modify", "turn.waiting", row="turn.modify", before=("_do_turn_modify",)),
    Way("solicit", "turn.waiting", before=("_reject_2",)),
    Way("withdraw", "turn.waiting", "idle", row="turn.withdraw", before=("_exit_turn_waiting", "_do_turn_withdraw")),
    Way("told_to_hold", "turn.waiting", row="turn.told_to_hold", before=("_do_turn_told_to_hold",)),
    Way("told_to_resume", "turn.waiting", row="turn.told_to_resume", before=("_do_turn_told_to_resume",)),
    Way("told_to_modify", "turn.waiting", row="turn.told_to_modify", before=("_do_turn_told_to_modify",)),
    Way("refresh", "turn.waiting", row="turn.refresh", before=("_do_turn_refresh",)),
    Way("media_lost", "turn.waiting", before=("_ignored",)),
    Way("rekey", "turn.waiting", row="turn.rekey", before=("_do_turn_rekey",)),
    Way(
        "freed",
        "turn.waiting",
        "idle",
        row="turn.freed",
        conditions=("_not_wanted",),
        before=("_exit_turn_waiting", "_do_turn_freed"),
    ),
    Way(
        "freed",
        "turn.waiting",
        "offering.asking",
        row="turn.freed#1",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_exit_turn_waiting",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "freed",
        "turn.waiting",
        "offering.asking",
        row="turn.freed#2",
        conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        before=("_exit_turn_waiting",),
        after=("_enter_offering_asking",),
    ),
    Way("freed", "turn.waiting", row="turn.freed#3"),
    Way("offer_ready", "turn.waiting", before=("_never_1",)),
    Way("settled", "turn.waiting", before=("_ignored",)),
    Way("answer_refused", "turn.waiting", before=("_ignored",)),
    Way("refused", "turn.waiting", before=("_ignored",)),
    Way("solicited", "turn.waiting", before=("_ignored",)),
    Way("ack_ready", "turn.waiting", before=("_ignored",)),
    Way("progress", "turn.waiting", before=("_ignored",)),
    Way("answered", "turn.waiting", before=("_never_1",)),
    Way("copy", "turn.waiting", row="turn.copy", before=("_do_turn_copy",)),
    Way("failed", "turn.waiting", before=("_ignored",)),
    Way("over", "turn.waiting", row="over", before=("_do_over",)),
    Way("update_done", "turn.waiting", before=("_ignored",)),
    Way("down", "turn.waiting", "closed", row="turn.down", before=("_exit_turn_waiting", "_do_turn_down")),
    Way(
        "action_failed",
        "turn.waiting",
        "idle",
        row="turn.action_failed",
        before=("_exit_turn_waiting", "_do_turn_action_failed"),
    ),
    Way("offer_late", "turn.waiting", before=("_dropped",)),
    Way(
        "turn_late",
        "turn.waiting",
        "idle",
        row="turn.waiting.turn_late",
        conditions=("_not_wanted",),
        before=("_exit_turn_waiting", "_do_turn_waiting_turn_late"),
    ),
    Way(
        "turn_late",
        "turn.waiting",
        "turn.carried",
        row="turn.waiting.turn_late#1",
        conditions=("_if_offered", "_not_up"),
        before=("_exit_turn_waiting",),
    ),
    Way(
        "turn_late",
        "turn.waiting",
        "idle",
        row="turn.waiting.turn_late#2",
        before=("_exit_turn_waiting", "_do_turn_waiting_turn_late_2"),
    ),
    Way("glare_over", "turn.waiting", before=("_dropped",)),
    Way("hold", "turn.carried", row="turn.hold", before=("_do_turn_hold",)),
    Way("resume", "turn.carried", row="turn.resume", before=("_do_turn_resume",)),
    Way("modify", "turn.carried", row="turn.modify", before=("_do_turn_modify",)),
    Way("solicit", "turn.carried", before=("_reject_2",)),
    Way("withdraw", "turn.carried", "idle", row="turn.withdraw", before=("_do_turn_withdraw",)),
    Way("told_to_hold", "turn.carried", row="turn.told_to_hold", before=("_do_turn_told_to_hold",)),
    Way("told_to_resume", "turn.carried", row="turn.told_to_resume", before=("_do_turn_told_to_resume",)),
    Way("told_to_modify", "turn.carried", row="turn.told_to_modify", before=("_do_turn_told_to_modify",)),
    Way("refresh", "turn.carried", row="turn.refresh", before=("_do_turn_refresh",)),
    Way("media_lost", "turn.carried", before=("_ignored",)),
    Way("rekey", "turn.carried", row="turn.rekey", before=("_do_turn_rekey",)),
    Way("freed", "turn.carried", "idle", row="turn.freed", conditions=("_not_wanted",), before=("_do_turn_freed",)),
    Way(
        "freed",
        "turn.carried",
        "offering.asking",
        row="turn.freed#1",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        after=("_enter_offering_asking",),
    ),
    Way(
        "freed",
        "turn.carried",
        "offering.asking",
        row="turn.freed#2",
        conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        after=("_enter_offering_asking",),
    ),
    Way("freed", "turn.carried", row="turn.freed#3"),
    Way("offer_ready", "turn.carried", before=("_never_1",)),
    Way("settled", "turn.carried", before=("_ignored",)),
    Way("answer_refused", "turn.carried", before=("_ignored",)),
    Way("refused", "turn.carried", before=("_ignored",)),
    Way("solicited", "turn.carried", before=("_ignored",)),
    Way("ack_ready", "turn.carried", before=("_ignored",)),
    Way("progress", "turn.carried", before=("_ignored",)),
    Way("answered", "turn.carried", before=("_never_1",)),
    Way("copy", "turn.carried", row="turn.copy", before=("_do_turn_copy",)),
    Way("failed", "turn.carried", before=("_ignored",)),
    Way("over", "turn.carried", row="over", before=("_do_over",)),
    Way("update_done", "turn.carried", before=("_ignored",)),
    Way("down", "turn.carried", "closed", row="turn.down", before=("_do_turn_down",)),
    Way("action_failed", "turn.carried", "idle", row="turn.action_failed", before=("_do_turn_action_failed",)),
    Way("offer_late", "turn.carried", before=("_dropped",)),
    Way("turn_late", "turn.carried", before=("_dropped",)),
    Way("glare_over", "turn.carried", before=("_dropped",)),
    Way("hold", "refreshing", before=("_deferred",)),
    Way("resume", "refreshing", before=("_deferred",)),
    Way("modify", "refreshing", before=("_deferred",)),
    Way("solicit", "refreshing", before=("_reject_3",)),
    Way("withdraw", "refreshing", before=("_reject_4",)),
    Way("told_to_hold", "refreshing", before=("_deferred",)),
    Way("told_to_resume", "refreshing", before=("_deferred",)),
    Way("told_to_modify", "refreshing", before=("_deferred",)),
    Way("refresh", "refreshing", before=("_ignored",)),
    Way("media_lost", "refreshing", before=("_deferred",)),
    Way("rekey", "refreshing", before=("_deferred",)),
    Way("freed", "refreshing", before=("_ignored",)),
    Way("offer_ready", "refreshing", before=("_never_1",)),
    Way("settled", "refreshing", before=("_ignored",)),
    Way("answer_refused", "refreshing", before=("_ignored",)),
    Way("refused", "refreshing", before=("_ignored",)),
    Way("solicited", "refreshing", before=("_ignored",)),
    Way("ack_ready", "refreshing", before=("_ignored",)),
    Way("progress", "refreshing", before=("_ignored",)),
    Way("answered", "refreshing", before=("_never_1",)),
    Way("copy", "refreshing", row="refreshing.copy", before=("_do_refreshing_copy",)),
    Way("failed", "refreshing", before=("_ignored",)),
    Way("over", "refreshing", row="over", before=("_do_over",)),
    Way(
        "update_done",
        "refreshing",
        "idle",
        row="refreshing.update_done",
        conditions=("_if_succeeded",),
        before=("_do_refreshing_update_done",),
        recall=True,
    ),
    Way(
        "update_done",
        "refreshing",
        row="refreshing.update_done#1",
        conditions=("_if_challenged",),
        before=("_do_refreshing_update_done_1",),
    ),
    Way(
        "update_done",
        "refreshing",
        row="refreshing.update_done#2",
        conditions=("_if_too_brief",),
        before=("_do_refreshing_update_done_2",),
    ),
    Way(
        "update_done",
        "refreshing",
        "idle",
        row="refreshing.update_done#3",
        conditions=("_if_gone",),
        before=("_do_refreshing_update_done_3",),
        recall=True,
    ),
    Way(
        "update_done",
        "refreshing",
        "offering.asking",
        row="refreshing.update_done#4",
        conditions=("_if_stable", "_if_undisturbed"),
        before=("_do_refreshing_update_done_4",),
        after=("_enter_offering_asking",),
        recall=True,
    ),
    Way(
        "update_done",
        "refreshing",
        "turn.waiting",
        row="refreshing.update_done#5",
        before=("_do_refreshing_update_done_5",),
        after=("_enter_turn_waiting",),
        recall=True,
    ),
    Way("down", "refreshing", "closed", row="refreshing.down", recall=True),
    Way("action_failed", "refreshing", "idle", row="refreshing.action_failed", recall=True),
    Way("offer_late", "refreshing", before=("_dropped",)),
    Way("turn_late", "refreshing", before=("_dropped",)),
    Way("glare_over", "refreshing", before=("_dropped",)),
    Way("hold", "offering.asking", before=("_deferred",)),
    Way("resume", "offering.asking", before=("_deferred",)),
    Way("modify", "offering.asking", before=("_deferred",)),
    Way("solicit", "offering.asking", before=("_reject_5",)),
    Way("withdraw", "offering.asking", before=("_reject_6",)),
    Way("told_to_hold", "offering.asking", before=("_deferred",)),
    Way("told_to_resume", "offering.asking", before=("_deferred",)),
    Way("told_to_modify", "offering.asking", before=("_deferred",)),
    Way("refresh", "offering.asking", before=("_ignored",)),
    Way("media_lost", "offering.asking", before=("_ignored",)),
    Way("rekey", "offering.asking", before=("_deferred",)),
    Way("freed", "offering.asking", before=("_ignored",)),
    Way(
        "offer_ready",
        "offering.asking",
        "offering.inviting",
        row="offering.asking.offer_ready",
        conditions=("_if_up", "_not_by_update"),
        before=("_do_offering_asking_offer_ready",),
        after=("_enter_offering_inviting",),
    ),
    Way(
        "offer_ready",
        "offering.asking",
        "offering.updating",
        row="offering.asking.offer_ready#1",
        conditions=("_if_up",),
        before=("_do_offering_asking_offer_ready_1",),
    ),
    Way(
        "offer_ready",
        "offering.asking",
        "offering.updating",
        row="offering.asking.offer_ready#2",
        before=("_do_offering_asking_offer_ready_2",),
    ),
    Way(
        "settled",
        "offering.asking",
        "idle",
        row="offering.settled",
        conditions=("_if_up",),
        before=("_do_offering_settled",),
        recall=True,
    ),
    Way(
        "settled", "offering.asking", "idle", row="offering.settled#1", before=("_do_offering_settled_1",), recall=True
    ),
    Way(
        "answer_refused",
        "offering.asking",
        "idle",
        row="offering.answer_refused",
        before=("_do_offering_answer_refused",),
        recall=True,
    ),
    Way("refused", "offering.asking", "idle", row="offering.refused", before=("_do_offering_refused",), recall=True),
    Way("solicited", "offering.asking", before=("_ignored",)),
    Way("ack_ready", "offering.asking", before=("_ignored",)),
    Way("progress", "offering.asking", before=("_ignored",)),
    Way("answered", "offering.asking", before=("_never_2",)),
    Way("copy", "offering.asking", row="offering.copy", before=("_do_offering_copy",)),
    Way("failed", "offering.asking", before=("_ignored",)),
    Way("over", "offering.asking", row="over", before=("_do_over",)),
    Way("update_done", "offering.asking", before=("_ignored",)),
    Way("down", "offering.asking", "closed", row="offering.down", before=("_do_offering_down",), recall=True),
    Way(
        "action_failed",
        "offering.asking",
        "idle",
        row="offering.action_failed",
        before=("_do_offering_action_failed",),
        recall=True,
    ),
    Way("offer_late", "offering.asking", before=("_dropped",)),
    Way("turn_late", "offering.asking", before=("_dropped",)),
    Way("glare_over", "offering.asking", before=("_dropped",)),
    Way("hold", "offering.inviting", before=("_deferred",)),
    Way("resume", "offering.inviting", before=("_deferred",)),
    Way("modify", "offering.inviting", before=("_deferred",)),
    Way("solicit", "offering.inviting", before=("_reject_5",)),
    Way(
        "withdraw",
        "offering.inviting",
        "offering.withdrawing",
        row="offering.inviting.withdraw",
        before=("_exit_offering_inviting", "_do_offering_inviting_withdraw"),
    ),
    Way("told_to_hold", "offering.inviting", before=("_deferred",)),
    Way("told_to_resume", "offering.inviting", before=("_deferred",)),
    Way("told_to_modify", "offering.inviting", before=("_deferred",)),
    Way("refresh", "offering.inviting", before=("_ignored",)),
    Way("media_lost", "offering.inviting", before=("_ignored",)),
    Way("rekey", "offering.inviting", before=("_deferred",)),
    Way("freed", "offering.inviting", before=("_ignored",)),
    Way("offer_ready", "offering.inviting", before=("_never_3",)),
    Way(
        "settled",
        "offering.inviting",
        "idle",
        row="offering.settled",
        conditions=("_if_up",),
        before=("_exit_offering_inviting", "_do_offering_settled"),
        recall=True,
    ),
    Way(
        "settled",
        "offering.inviting",
        "idle",
        row="offering.settled#1",
        before=("_exit_offering_inviting", "_do_offering_settled_1"),
        recall=True,
    ),
    Way(
        "answer_refused",
        "offering.inviting",
        "idle",
        row="offering.answer_refused",
        before=("_exit_offering_inviting", "_do_offering_answer_refused"),
        recall=True,
    ),
    Way(
        "refused",
        "offering.inviting",
        "idle",
        row="offering.refused",
        before=("_exit_offering_inviting", "_do_offering_refused"),
        recall=True,
    ),
    Way("solicited", "offering.inviting", before=("_ignored",)),
    Way("ack_ready", "offering.inviting", before=("_ignored",)),
    Way("progress", "offering.inviting", before=("_ignored",)),
    Way("answered", "offering.inviting", row="offering.inviting.answered", before=("_do_offering_inviting_answered",)),
    Way("copy", "offering.inviting", row="offering.copy", before=("_do_offering_copy",)),
    Way(
        "failed",
        "offering.inviting",
        row="offering.inviting.failed",
        conditions=("_if_challenged",),
        before=("_do_offering_inviting_failed",),
    ),
    Way(
        "failed",
        "offering.inviting",
        row="offering.inviting.failed#1",
        conditions=("_if_too_brief",),
        before=("_do_offering_inviting_failed_1",),
    ),
    Way(
        "failed",
        "offering.inviting",
        "glare",
        row="offering.inviting.failed#2",
        conditions=("_if_crossed",),
        before=("_exit_offering_inviting", "_do_offering_inviting_failed_2"),
        after=("_enter_glare",),
        recall=True,
    ),
    Way(
        "failed",
        "offering.inviting",
        "idle",
        row="offering.inviting.failed#3",
        conditions=("_if_gone",),
        before=("_exit_offering_inviting", "_do_offering_inviting_failed_3"),
        recall=True,
    ),
    Way(
        "failed",
        "offering.inviting",
        "idle",
        row="offering.inviting.failed#4",
        before=("_exit_offering_inviting", "_do_offering_inviting_failed_4"),
        recall=True,
    ),
    Way("over", "offering.inviting", row="over", before=("_do_over",)),
    Way("update_done", "offering.inviting", before=("_ignored",)),
    Way(
        "down",
        "offering.inviting",
        "closed",
        row="offering.down",
        before=("_exit_offering_inviting", "_do_offering_down"),
        recall=True,
    ),
    Way(
        "action_failed",
        "offering.inviting",
        "idle",
        row="offering.action_failed",
        before=("_exit_offering_inviting", "_do_offering_action_failed"),
        recall=True,
    ),
    Way(
        "offer_late",
        "offering.inviting",
        row="offering.inviting.offer_late",
        before=("_do_offering_inviting_offer_late",),
    ),
    Way("turn_late", "offering.inviting", before=("_dropped",)),
    Way("glare_over", "offering.inviting", before=("_dropped",)),
    Way("hold", "offering.withdrawing", before=("_deferred",)),
    Way("resume", "offering.withdrawing", before=("_deferred",)),
    Way("modify", "offering.withdrawing", before=("_deferred",)),
    Way("solicit", "offering.withdrawing", before=("_reject_5",)),
    Way("withdraw", "offering.withdrawing", before=("_reject_6",)),
    Way("told_to_hold", "offering.withdrawing", before=("_deferred",)),
    Way("told_to_resume", "offering.withdrawing", before=("_deferred",)),
    Way("told_to_modify", "offering.withdrawing", before=("_deferred",)),
    Way("refresh", "offering.withdrawing", before=("_ignored",)),
    Way("media_lost", "offering.withdrawing", before=("_ignored",)),
    Way("rekey", "offering.withdrawing", before=("_deferred",)),
    Way("freed", "offering.withdrawing", before=("_ignored",)),
    Way("offer_ready", "offering.withdrawing", before=("_never_3",)),
    Way(
        "settled",
        "offering.withdrawing",
        "idle",
        row="offering.settled",
        conditions=("_if_up",),
        before=("_do_offering_settled",),
        recall=True,
    ),
    Way(
        "settled",
        "offering.withdrawing",
        "idle",
        row="offering.settled#1",
        before=("_do_offering_settled_1",),
        recall=True,
    ),
    Way(
        "answer_refused",
        "offering.withdrawing",
        "idle",
        row="offering.answer_refused",
        before=("_do_offering_answer_refused",),
        recall=True,
    ),
    Way(
        "refused", "offering.withdrawing", "idle", row="offering.refused", before=("_do_offering_refused",), recall=True
    ),
    Way("solicited", "offering.withdrawing", before=("_ignored",)),
    Way("ack_ready", "offering.withdrawing", before=("_ignored",)),
    Way("progress", "offering.withdrawing", before=("_ignored",)),
    Way(
        "answered",
        "offering.withdrawing",
        row="offering.withdrawing.answered",
        before=("_do_offering_withdrawing_answered",),
    ),
    Way("copy", "offering.withdrawing", row="offering.copy", before=("_do_offering_copy",)),
    Way(
        "failed",
        "offering.withdrawing",
        "idle",
        row="offering.withdrawing.failed",
        conditions=("_if_gone",),
        before=("_do_offering_withdrawing_failed",),
        recall=True,
    ),
    Way(
        "failed",
        "offering.withdrawing",
        "idle",
        row="offering.withdrawing.failed#1",
        before=("_do_offering_withdrawing_failed_1",),
        recall=True,
    ),
    Way("over", "offering.withdrawing", row="over", before=("_do_over",)),
    Way("update_done", "offering.withdrawing", before=("_ignored",)),
    Way("down", "offering.withdrawing", "closed", row="offering.down", before=("_do_offering_down",), recall=True),
    Way(
        "action_failed",
        "offering.withdrawing",
        "idle",
        row="offering.action_failed",
        before=("_do_offering_action_failed",),
        recall=True,
    ),
    Way("offer_late", "offering.withdrawing", before=("_dropped",)),
    Way("turn_late", "offering.withdrawing", before=("_dropped",)),
    Way("glare_over", "offering.withdrawing", before=("_dropped",)),
    Way("hold", "offering.updating", before=("_deferred",)),
    Way("resume", "offering.updating", before=("_deferred",)),
    Way("modify", "offering.updating", before=("_deferred",)),
    Way("solicit", "offering.updating", before=("_reject_5",)),
    Way("withdraw", "offering.updating", before=("_reject_6",)),
    Way("told_to_hold", "offering.updating", before=("_deferred",)),
    Way("told_to_resume", "offering.updating", before=("_deferred",)),
    Way("told_to_modify", "offering.updating", before=("_deferred",)),
    Way("refresh", "offering.updating", before=("_ignored",)),
    Way("media_lost", "offering.updating", before=("_ignored",)),
    Way("rekey", "offering.updating", before=("_deferred",)),
    Way("freed", "offering.updating", before=("_ignored",)),
    Way("offer_ready", "offering.updating", before=("_never_3",)),
    Way(
        "settled",
        "offering.updating",
        "idle",
        row="offering.settled",
        conditions=("_if_up",),
        before=("_do_offering_settled",),
        recall=True,
    ),
    Way(
        "settled",
        "offering.updating",
        "idle",
        row="offering.settled#1",
        before=("_do_offering_settled_1",),
        recall=True,
    ),
    Way(
        "answer_refused",
        "offering.updating",
        "idle",
        row="offering.answer_refused",
        before=("_do_offering_answer_refused",),
        recall=True,
    ),
    Way("refused", "offering.updating", "idle", row="offering.refused", before=("_do_offering_refused",), recall=True),
    Way("solicited", "offering.updating", before=("_ignored",)),
    Way("ack_ready", "offering.updating", before=("_ignored",)),
    Way("progress", "offering.updating", before=("_ignored",)),
    Way("answered", "offering.updating", before=("_never_4",)),
    Way("copy", "offering.updating", row="offering.copy", before=("_do_offering_copy",)),
    Way("failed", "offering.updating", before=("_ignored",)),
    Way("over", "offering.updating", row="over", before=("_do_over",)),
    Way(
        "update_done",
        "offering.updating",
        row="offering.updating.update_done",
        conditions=("_if_succeeded",),
        before=("_do_offering_updating_update_done",),
    ),
    Way(
        "update_done",
        "offering.updating",
        row="offering.updating.update_done#1",
        conditions=("_if_challenged",),
        before=("_do_offering_updating_update_done_1",),
    ),
    Way(
        "update_done",
        "offering.updating",
        row="offering.updating.update_done#2",
        conditions=("_if_too_brief",),
        before=("_do_offering_updating_update_done_2",),
    ),
    Way(
        "update_done",
        "offering.updating",
        "glare",
        row="offering.updating.update_done#3",
        conditions=("_if_crossed",),
        before=("_do_offering_updating_update_done_3",),
        after=("_enter_glare",),
        recall=True,
    ),
    Way(
        "update_done",
        "offering.updating",
        "idle",
        row="offering.updating.update_done#4",
        conditions=("_if_gone",),
        before=("_do_offering_updating_update_done_4",),
        recall=True,
    ),
    Way(
        "update_done",
        "offering.updating",
        "offering.asking",
        row="offering.updating.update_done#5",
        conditions=("_if_needs_invite", "_if_up"),
        before=("_do_offering_updating_update_done_5",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "update_done",
        "offering.updating",
        "idle",
        row="offering.updating.update_done#6",
        before=("_do_offering_updating_update_done_6",),
        recall=True,
    ),
    Way("down", "offering.updating", "closed", row="offering.down", before=("_do_offering_down",), recall=True),
    Way(
        "action_failed",
        "offering.updating",
        "idle",
        row="offering.action_failed",
        before=("_do_offering_action_failed",),
        recall=True,
    ),
    Way("offer_late", "offering.updating", before=("_dropped",)),
    Way("turn_late", "offering.updating", before=("_dropped",)),
    Way("glare_over", "offering.updating", before=("_dropped",)),
    Way("hold", "soliciting", before=("_deferred",)),
    Way("resume", "soliciting", before=("_deferred",)),
    Way("modify", "soliciting", before=("_deferred",)),
    Way("solicit", "soliciting", before=("_reject_7",)),
    Way("withdraw", "soliciting", row="soliciting.withdraw", before=("_do_soliciting_withdraw",)),
    Way("told_to_hold", "soliciting", before=("_deferred",)),
    Way("told_to_resume", "soliciting", before=("_deferred",)),
    Way("told_to_modify", "soliciting", before=("_deferred",)),
    Way("refresh", "soliciting", before=("_ignored",)),
    Way("media_lost", "soliciting", before=("_ignored",)),
    Way("rekey", "soliciting", before=("_deferred",)),
    Way("freed", "soliciting", before=("_ignored",)),
    Way("offer_ready", "soliciting", before=("_never_5",)),
    Way("settled", "soliciting", before=("_ignored",)),
    Way("answer_refused", "soliciting", before=("_ignored",)),
    Way("refused", "soliciting", before=("_ignored",)),
    Way("solicited", "soliciting", before=("_never_5",)),
    Way("ack_ready", "soliciting", before=("_never_5",)),
    Way("progress", "soliciting", before=("_ignored",)),
    Way(
        "answered",
        "soliciting",
        "owing",
        row="soliciting.answered",
        before=("_exit_soliciting", "_do_soliciting_answered"),
        recall=True,
    ),
    Way("copy", "soliciting", row="soliciting.copy", before=("_do_soliciting_copy",)),
    Way(
        "failed",
        "soliciting",
        row="soliciting.failed",
        conditions=("_if_challenged",),
        before=("_do_soliciting_failed",),
    ),
    Way(
        "failed",
        "soliciting",
        row="soliciting.failed#1",
        conditions=("_if_too_brief",),
        before=("_do_soliciting_failed_1",),
    ),
    Way(
        "failed",
        "soliciting",
        "idle",
        row="soliciting.failed#2",
        conditions=("_if_gone",),
        before=("_exit_soliciting", "_do_soliciting_failed_2"),
        recall=True,
    ),
    Way(
        "failed",
        "soliciting",
        "idle",
        row="soliciting.failed#3",
        before=("_exit_soliciting", "_do_soliciting_failed_3"),
        recall=True,
    ),
    Way("over", "soliciting", row="over", before=("_do_over",)),
    Way("update_done", "soliciting", before=("_ignored",)),
    Way(
        "down",
        "soliciting",
        "closed",
        row="soliciting.down",
        before=("_exit_soliciting", "_do_soliciting_down"),
        recall=True,
    ),
    Way(
        "action_failed",
        "soliciting",
        "idle",
        row="soliciting.action_failed",
        before=("_exit_soliciting", "_do_soliciting_action_failed"),
        recall=True,
    ),
    Way("offer_late", "soliciting", row="soliciting.offer_late", before=("_do_soliciting_offer_late",)),
    Way("turn_late", "soliciting", before=("_dropped",)),
    Way("glare_over", "soliciting", before=("_dropped",)),
    Way("hold", "owing", before=("_deferred",)),
    Way("resume", "owing", before=("_deferred",)),
    Way("modify", "owing", before=("_deferred",)),
    Way("solicit", "owing", before=("_reject_8",)),
    Way("withdraw", "owing", before=("_reject_9",)),
    Way("told_to_hold", "owing", before=("_deferred",)),
    Way("told_to_resume", "owing", before=("_deferred",)),
    Way("told_to_modify", "owing", before=("_deferred",)),
    Way("refresh", "owing", before=("_ignored",)),
    Way("media_lost", "owing", before=("_ignored",)),
    Way("rekey", "owing", before=("_deferred",)),
    Way("freed", "owing", before=("_ignored",)),
    Way("offer_ready", "owing", before=("_never_1",)),
    Way("settled", "owing", before=("_ignored",)),
    Way("answer_refused", "owing", before=("_ignored",)),
    Way("refused", "owing", "idle", row="owing.refused", before=("_do_owing_refused",), recall=True),
    Way("solicited", "owing", row="owing.solicited", before=("_do_owing_solicited",)),
    Way("ack_ready", "owing", "idle", row="owing.ack_ready", before=("_do_owing_ack_ready",), recall=True),
    Way("progress", "owing", before=("_ignored",)),
    Way("answered", "owing", before=("_never_1",)),
    Way("copy", "owing", row="owing.copy", before=("_do_owing_copy",)),
    Way("failed", "owing", before=("_ignored",)),
    Way("over", "owing", row="over", before=("_do_over",)),
    Way("update_done", "owing", before=("_ignored",)),
    Way("down", "owing", "closed", row="owing.down", before=("_do_owing_down",), recall=True),
    Way("action_failed", "owing", "idle", row="owing.action_failed", before=("_do_owing_action_failed",), recall=True),
    Way("offer_late", "owing", before=("_dropped",)),
    Way("turn_late", "owing", before=("_dropped",)),
    Way("glare_over", "owing", before=("_dropped",)),
    Way("hold", "glare", row="glare.hold", before=("_do_glare_hold",)),
    Way("resume", "glare", row="glare.resume", before=("_do_glare_resume",)),
    Way("modify", "glare", row="glare.modify", before=("_do_glare_modify",)),
    Way("solicit", "glare", before=("_reject_10",)),
    Way("withdraw", "glare", "idle", row="glare.withdraw", before=("_exit_glare", "_do_glare_withdraw")),
    Way("told_to_hold", "glare", row="glare.told_to_hold", before=("_do_glare_told_to_hold",)),
    Way("told_to_resume", "glare", row="glare.told_to_resume", before=("_do_glare_told_to_resume",)),
    Way("told_to_modify", "glare", row="glare.told_to_modify", before=("_do_glare_told_to_modify",)),
    Way("refresh", "glare", row="glare.refresh", before=("_do_glare_refresh",)),
    Way("media_lost", "glare", before=("_ignored",)),
    Way("rekey", "glare", row="glare.rekey", before=("_do_glare_rekey",)),
    Way("freed", "glare", before=("_ignored",)),
    Way("offer_ready", "glare", before=("_never_1",)),
    Way("settled", "glare", before=("_ignored",)),
    Way("answer_refused", "glare", before=("_ignored",)),
    Way("refused", "glare", before=("_ignored",)),
    Way("solicited", "glare", before=("_ignored",)),
    Way("ack_ready", "glare", before=("_ignored",)),
    Way("progress", "glare", before=("_ignored",)),
    Way("answered", "glare", before=("_never_1",)),
    Way("copy", "glare", row="glare.copy", before=("_do_glare_copy",)),
    Way("failed", "glare", before=("_ignored",)),
    Way("over", "glare", row="over", before=("_do_over",)),
    Way("update_done", "glare", before=("_ignored",)),
    Way("down", "glare", "closed", row="glare.down", before=("_exit_glare", "_do_glare_down")),
    Way("action_failed", "glare", "idle", row="glare.action_failed", before=("_exit_glare", "_do_glare_action_failed")),
    Way("offer_late", "glare", before=("_dropped",)),
    Way("turn_late", "glare", before=("_dropped",)),
    Way(
        "glare_over",
        "glare",
        "idle",
        row="glare.glare_over",
        conditions=("_not_wanted",),
        before=("_exit_glare", "_do_glare_glare_over"),
    ),
    Way(
        "glare_over",
        "glare",
        "offering.asking",
        row="glare.glare_over#1",
        conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        before=("_exit_glare",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "glare_over",
        "glare",
        "offering.asking",
        row="glare.glare_over#2",
        conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        before=("_exit_glare",),
        after=("_enter_offering_asking",),
    ),
    Way(
        "glare_over",
        "glare",
        "turn.waiting",
        row="glare.glare_over#3",
        before=("_exit_glare",),
        after=("_enter_turn_waiting",),
    ),
    Way("hold", "closed", before=("_reject_11",)),
    Way("resume", "closed", before=("_reject_11",)),
    Way("modify", "closed", before=("_reject_11",)),
    Way("solicit", "closed", before=("_reject_11",)),
    Way("withdraw", "closed", before=("_reject_11",)),
    Way("told_to_hold", "closed", before=("_ignored",)),
    Way("told_to_resume", "closed", before=("_ignored",)),
    Way("told_to_modify", "closed", before=("_ignored",)),
    Way("refresh", "closed", before=("_ignored",)),
    Way("media_lost", "closed", before=("_ignored",)),
    Way("rekey", "closed", before=("_ignored",)),
    Way("freed", "closed", before=("_ignored",)),
    Way("offer_ready", "closed", before=("_ignored",)),
    Way("settled", "closed", before=("_ignored",)),
    Way("answer_refused", "closed", before=("_ignored",)),
    Way("refused", "closed", before=("_ignored",)),
    Way("solicited", "closed", before=("_ignored",)),
    Way("ack_ready", "closed", before=("_ignored",)),
    Way("progress", "closed", before=("_ignored",)),
    Way("answered", "closed", row="closed.answered", before=("_do_closed_answered",)),
    Way("copy", "closed", row="closed.copy", before=("_do_closed_copy",)),
    Way("failed", "closed", before=("_ignored",)),
    Way("over", "closed", row="over", before=("_do_over",)),
    Way("update_done", "closed", before=("_ignored",)),
    Way("down", "closed", before=("_ignored",)),
    Way("action_failed", "closed", before=("_ignored",)),
    Way("offer_late", "closed", before=("_dropped",)),
    Way("turn_late", "closed", before=("_dropped",)),
    Way("glare_over", "closed", before=("_dropped",)),
])
