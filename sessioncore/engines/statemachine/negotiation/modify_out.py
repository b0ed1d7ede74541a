"""The chart negotiation/modify_out, decided by statemachine.

Generated from machines/negotiation/modify_out.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=02f97a2bf852ed35ddc3ce2ccdc01cb64b95b665e452a6a00fbaf9a8e7ae0f72 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.negotiation import modify_out as default
from sessioncore.handlers.negotiation.modify_out import (
    DECLINED,
    DIALOG_GONE,
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
    """negotiation/modify_out on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def hold(self, event: Hold) -> None:
        send(self._chart, event)

    def resume(self, event: Resume) -> None:
        send(self._chart, event)

    def modify(self, event: Modify) -> None:
        send(self._chart, event)

    def solicit(self, event: Solicit) -> None:
        send(self._chart, event)

    def withdraw(self, event: Withdraw) -> None:
        send(self._chart, event)

    def told_to_hold(self, event: ToldToHold) -> None:
        send(self._chart, event)

    def told_to_resume(self, event: ToldToResume) -> None:
        send(self._chart, event)

    def told_to_modify(self, event: ToldToModify) -> None:
        send(self._chart, event)

    def refresh(self, event: Refresh) -> None:
        send(self._chart, event)

    def media_lost(self, event: MediaLost) -> None:
        send(self._chart, event)

    def rekey(self, event: Rekey) -> None:
        send(self._chart, event)

    def freed(self, event: Freed) -> None:
        send(self._chart, event)

    def offer_ready(self, event: OfferReady) -> None:
        send(self._chart, event)

    def settled(self, event: Settled) -> None:
        send(self._chart, event)

    def answer_refused(self, event: AnswerRefused) -> None:
        send(self._chart, event)

    def refused(self, event: Refused) -> None:
        send(self._chart, event)

    def solicited(self, event: Solicited) -> None:
        send(self._chart, event)

    def ack_ready(self, event: AckReady) -> None:
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

    def update_done(self, event: UpdateDone) -> None:
        send(self._chart, event)

    def down(self, event: Down) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def offer_late(self, event: OfferLate) -> None:
        send(self._chart, event)

    def turn_late(self, event: TurnLate) -> None:
        send(self._chart, event)

    def glare_over(self, event: GlareOver) -> None:
        send(self._chart, event)

    def _do_over(self, event: Over) -> None:
        """Row over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_ack(event)
        except Exception as error:
            cell.action_failed(self, "forget_ack", error, mark)

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

    def _if_up(self, event: Event) -> bool:
        """Whether up."""
        return self.asks.up(self)

    def _if_stable(self, event: Event) -> bool:
        """Whether stable."""
        return self.asks.stable(self)

    def _if_undisturbed(self, event: Event) -> bool:
        """Whether undisturbed."""
        return self.asks.undisturbed(self)

    def _do_idle_modify_1(self, event: Modify) -> None:
        """Row idle.modify#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

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

    def _do_idle_hold(self, event: Hold) -> None:
        """Row idle.hold."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_wish(event)
        except Exception as error:
            cell.action_failed(self, "note_wish", error, mark)

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

    def _do_idle_solicit(self, event: Solicit) -> None:
        """Row idle.solicit."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_solicit(event)
        except Exception as error:
            cell.action_failed(self, "note_solicit", error, mark)

    def _do_idle_solicit_1(self, event: Solicit) -> None:
        """Row idle.solicit#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_solicit(event)
        except Exception as error:
            cell.action_failed(self, "refuse_solicit", error, mark)

    def _do_idle_copy(self, event: Copy) -> None:
        """Row idle.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

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
        cell.reject(self, event, 481, "nothing of ours is under way")

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no offer of ours is open")

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

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "an offer of ours waits for its turn")

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

    def _exit_turn_waiting(self, event: Withdraw | Freed | Down | ActionFailed | TurnLate) -> None:
        """Exit of turn.waiting."""
        cell = self.cell
        if self._turn_limit is not None:
            cell.cancel(self._turn_limit)
            self._turn_limit = None

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

    def _enter_refreshing(self, event: Refresh) -> None:
        """Entry of refreshing."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh", error, mark)

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

    def _do_refreshing_copy(self, event: Copy) -> None:
        """Row refreshing.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

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

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

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

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was sent yet")

    def _enter_offering_inviting(self, event: OfferReady) -> None:
        """Entry of offering.inviting."""
        cell = self.cell
        self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)

    def _exit_offering_inviting(
        self, event: Withdraw | Settled | AnswerRefused | Refused | Failed | Down | ActionFailed
    ) -> None:
        """Exit of offering.inviting."""
        cell = self.cell
        if self._offer_limit is not None:
            cell.cancel(self._offer_limit)
            self._offer_limit = None

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

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no re-INVITE is open")

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

    def _do_soliciting_offer_late(self, event: OfferLate) -> None:
        """Row soliciting.offer_late."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_cancel(event))
        except Exception as error:
            cell.action_failed(self, "payload_cancel", error, mark)

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

    def _do_soliciting_copy(self, event: Copy) -> None:
        """Row soliciting.copy."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

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

    def _reject_7(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "an offer is asked for already")

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing has come yet")

    def _do_owing_solicited(self, event: Solicited) -> None:
        """Row owing.solicited."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, "reply_done", error, mark)

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

    def _exit_glare(self, event: Withdraw | Down | ActionFailed | GlareOver) -> None:
        """Exit of glare."""
        cell = self.cell
        if self._glare_wait is not None:
            cell.cancel(self._glare_wait)
            self._glare_wait = None

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

    def _reject_10(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "an offer of ours waits")

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

    def _reject_11(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is over")


CHART = Chart("NegotiationModifyOutChart", ModifyOut, [
    Node("", initial=True, ways=(
        Way("over", row="over", on="_do_over"),
    )),
    Node("idle", initial=True, ways=(
        Way("modify", row="idle.modify", conditions=("_if_pressing", "_not_takes_update"), on="_do_idle_modify"),
        Way(
            "modify",
            "offering",
            leaf="offering.asking",
            row="idle.modify#1",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_modify_1",
        ),
        Way(
            "modify",
            "offering",
            leaf="offering.asking",
            row="idle.modify#2",
            conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
            on="_do_idle_modify_2",
        ),
        Way("modify", "turn", leaf="turn.waiting", row="idle.modify#3", on="_do_idle_modify_3"),
        Way(
            "hold",
            "offering",
            leaf="offering.asking",
            row="idle.hold",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_hold",
        ),
        Way(
            "hold",
            "offering",
            leaf="offering.asking",
            row="idle.hold#1",
            conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
            on="_do_idle_hold_1",
        ),
        Way("hold", "turn", leaf="turn.waiting", row="idle.hold#2", on="_do_idle_hold_2"),
        Way(
            "resume",
            "offering",
            leaf="offering.asking",
            row="idle.resume",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_resume",
        ),
        Way(
            "resume",
            "offering",
            leaf="offering.asking",
            row="idle.resume#1",
            conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
            on="_do_idle_resume_1",
        ),
        Way("resume", "turn", leaf="turn.waiting", row="idle.resume#2", on="_do_idle_resume_2"),
        Way(
            "told_to_hold",
            "offering",
            leaf="offering.asking",
            row="idle.told_to_hold",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_told_to_hold",
        ),
        Way(
            "told_to_hold",
            "offering",
            leaf="offering.asking",
            row="idle.told_to_hold#1",
            conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
            on="_do_idle_told_to_hold_1",
        ),
        Way("told_to_hold", "turn", leaf="turn.waiting", row="idle.told_to_hold#2", on="_do_idle_told_to_hold_2"),
        Way(
            "told_to_resume",
            "offering",
            leaf="offering.asking",
            row="idle.told_to_resume",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_told_to_resume",
        ),
        Way(
            "told_to_resume",
            "offering",
            leaf="offering.asking",
            row="idle.told_to_resume#1",
            conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
            on="_do_idle_told_to_resume_1",
        ),
        Way("told_to_resume", "turn", leaf="turn.waiting", row="idle.told_to_resume#2", on="_do_idle_told_to_resume_2"),
        Way(
            "told_to_modify",
            "offering",
            leaf="offering.asking",
            row="idle.told_to_modify",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_told_to_modify",
        ),
        Way(
            "told_to_modify",
            "offering",
            leaf="offering.asking",
            row="idle.told_to_modify#1",
            conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
            on="_do_idle_told_to_modify_1",
        ),
        Way("told_to_modify", "turn", leaf="turn.waiting", row="idle.told_to_modify#2", on="_do_idle_told_to_modify_2"),
        Way(
            "refresh",
            "refreshing",
            leaf="refreshing",
            row="idle.refresh",
            conditions=("_if_up", "_if_refreshes_by_update"),
        ),
        Way(
            "refresh",
            "offering",
            leaf="offering.asking",
            row="idle.refresh#1",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_refresh_1",
        ),
        Way("refresh", "turn", leaf="turn.waiting", row="idle.refresh#2", on="_do_idle_refresh_2"),
        Way(
            "media_lost",
            "offering",
            leaf="offering.asking",
            row="idle.media_lost",
            conditions=("_if_holds_without_media", "_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_media_lost",
        ),
        Way(
            "media_lost",
            "offering",
            leaf="offering.asking",
            row="idle.media_lost#1",
            conditions=("_if_renegotiates_without_media", "_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_media_lost_1",
        ),
        Way("media_lost", row="idle.media_lost#2"),
        Way(
            "rekey",
            "offering",
            leaf="offering.asking",
            row="idle.rekey",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_rekey",
        ),
        Way("rekey", "turn", leaf="turn.waiting", row="idle.rekey#1", on="_do_idle_rekey_1"),
        Way(
            "solicit",
            "soliciting",
            leaf="soliciting",
            row="idle.solicit",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
            on="_do_idle_solicit",
        ),
        Way("solicit", row="idle.solicit#1", on="_do_idle_solicit_1"),
        Way("copy", row="idle.copy", on="_do_idle_copy"),
        Way("down", "closed", leaf="closed", row="idle.down"),
        Way("action_failed", row="idle.action_failed", on="_do_idle_action_failed"),
        Way("solicited", on="_ignored"),
        Way("ack_ready", on="_ignored"),
        Way("freed", on="_ignored"),
        Way("settled", on="_ignored"),
        Way("answer_refused", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("progress", on="_ignored"),
        Way("failed", on="_ignored"),
        Way("update_done", on="_ignored"),
        Way("offer_ready", on="_ignored"),
        Way("withdraw", on="_reject_1"),
        Way("answered", on="_never_1"),
        Way("offer_late", on="_dropped"),
        Way("turn_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
    Node("turn", ways=(
        Way("hold", row="turn.hold", on="_do_turn_hold"),
        Way("resume", row="turn.resume", on="_do_turn_resume"),
        Way("modify", row="turn.modify", on="_do_turn_modify"),
        Way("told_to_hold", row="turn.told_to_hold", on="_do_turn_told_to_hold"),
        Way("told_to_resume", row="turn.told_to_resume", on="_do_turn_told_to_resume"),
        Way("told_to_modify", row="turn.told_to_modify", on="_do_turn_told_to_modify"),
        Way("refresh", row="turn.refresh", on="_do_turn_refresh"),
        Way("rekey", row="turn.rekey", on="_do_turn_rekey"),
        Way("freed", "idle", leaf="idle", row="turn.freed", conditions=("_not_wanted",), on="_do_turn_freed"),
        Way(
            "freed",
            "offering",
            leaf="offering.asking",
            row="turn.freed#1",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        ),
        Way(
            "freed",
            "offering",
            leaf="offering.asking",
            row="turn.freed#2",
            conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        ),
        Way("freed", row="turn.freed#3"),
        Way("withdraw", "idle", leaf="idle", row="turn.withdraw", on="_do_turn_withdraw"),
        Way("copy", row="turn.copy", on="_do_turn_copy"),
        Way("down", "closed", leaf="closed", row="turn.down", on="_do_turn_down"),
        Way("action_failed", "idle", leaf="idle", row="turn.action_failed", on="_do_turn_action_failed"),
        Way("settled", on="_ignored"),
        Way("answer_refused", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("progress", on="_ignored"),
        Way("failed", on="_ignored"),
        Way("update_done", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("solicited", on="_ignored"),
        Way("ack_ready", on="_ignored"),
        Way("solicit", on="_reject_2"),
        Way("offer_ready", on="_never_1"),
        Way("answered", on="_never_1"),
    )),
    Node("turn.waiting", initial=True, enter="_enter_turn_waiting", exit="_exit_turn_waiting", ways=(
        Way(
            "turn_late",
            "idle",
            leaf="idle",
            row="turn.waiting.turn_late",
            conditions=("_not_wanted",),
            on="_do_turn_waiting_turn_late",
        ),
        Way(
            "turn_late",
            "turn.carried",
            leaf="turn.carried",
            row="turn.waiting.turn_late#1",
            conditions=("_if_offered", "_not_up"),
        ),
        Way("turn_late", "idle", leaf="idle", row="turn.waiting.turn_late#2", on="_do_turn_waiting_turn_late_2"),
        Way("offer_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
    Node("turn.carried", ways=(
        Way("offer_late", on="_dropped"),
        Way("turn_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
    Node("refreshing", enter="_enter_refreshing", ways=(
        Way(
            "update_done",
            "idle",
            leaf="idle",
            row="refreshing.update_done",
            conditions=("_if_succeeded",),
            on="_do_refreshing_update_done",
            recall=("refreshing",),
        ),
        Way(
            "update_done",
            row="refreshing.update_done#1",
            conditions=("_if_challenged",),
            on="_do_refreshing_update_done_1",
        ),
        Way(
            "update_done",
            row="refreshing.update_done#2",
            conditions=("_if_too_brief",),
            on="_do_refreshing_update_done_2",
        ),
        Way(
            "update_done",
            "idle",
            leaf="idle",
            row="refreshing.update_done#3",
            conditions=("_if_gone",),
            on="_do_refreshing_update_done_3",
            recall=("refreshing",),
        ),
        Way(
            "update_done",
            "offering",
            leaf="offering.asking",
            row="refreshing.update_done#4",
            conditions=("_if_stable", "_if_undisturbed"),
            on="_do_refreshing_update_done_4",
            recall=("refreshing",),
        ),
        Way(
            "update_done",
            "turn",
            leaf="turn.waiting",
            row="refreshing.update_done#5",
            on="_do_refreshing_update_done_5",
            recall=("refreshing",),
        ),
        Way("copy", row="refreshing.copy", on="_do_refreshing_copy"),
        Way("down", "closed", leaf="closed", row="refreshing.down", recall=("refreshing",)),
        Way("action_failed", "idle", leaf="idle", row="refreshing.action_failed", recall=("refreshing",)),
        Way("freed", on="_ignored"),
        Way("solicited", on="_ignored"),
        Way("ack_ready", on="_ignored"),
        Way("refresh", on="_ignored"),
        Way("settled", on="_ignored"),
        Way("answer_refused", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("progress", on="_ignored"),
        Way("failed", on="_ignored"),
        Way("solicit", on="_reject_3"),
        Way("withdraw", on="_reject_4"),
        Way("hold", on="_deferred"),
        Way("resume", on="_deferred"),
        Way("modify", on="_deferred"),
        Way("told_to_hold", on="_deferred"),
        Way("told_to_resume", on="_deferred"),
        Way("told_to_modify", on="_deferred"),
        Way("media_lost", on="_deferred"),
        Way("rekey", on="_deferred"),
        Way("offer_ready", on="_never_1"),
        Way("answered", on="_never_1"),
        Way("offer_late", on="_dropped"),
        Way("turn_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
    Node("offering", ways=(
        Way(
            "settled",
            "idle",
            leaf="idle",
            row="offering.settled",
            conditions=("_if_up",),
            on="_do_offering_settled",
            recall=("offering.asking", "offering.inviting", "offering.withdrawing", "offering.updating"),
        ),
        Way(
            "settled",
            "idle",
            leaf="idle",
            row="offering.settled#1",
            on="_do_offering_settled_1",
            recall=("offering.asking", "offering.inviting", "offering.withdrawing", "offering.updating"),
        ),
        Way(
            "answer_refused",
            "idle",
            leaf="idle",
            row="offering.answer_refused",
            on="_do_offering_answer_refused",
            recall=("offering.asking", "offering.inviting", "offering.withdrawing", "offering.updating"),
        ),
        Way(
            "refused",
            "idle",
            leaf="idle",
            row="offering.refused",
            on="_do_offering_refused",
            recall=("offering.asking", "offering.inviting", "offering.withdrawing", "offering.updating"),
        ),
        Way("copy", row="offering.copy", on="_do_offering_copy"),
        Way(
            "down",
            "closed",
            leaf="closed",
            row="offering.down",
            on="_do_offering_down",
            recall=("offering.asking", "offering.inviting", "offering.withdrawing", "offering.updating"),
        ),
        Way(
            "action_failed",
            "idle",
            leaf="idle",
            row="offering.action_failed",
            on="_do_offering_action_failed",
            recall=("offering.asking", "offering.inviting", "offering.withdrawing", "offering.updating"),
        ),
        Way("freed", on="_ignored"),
        Way("refresh", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("progress", on="_ignored"),
        Way("solicited", on="_ignored"),
        Way("ack_ready", on="_ignored"),
        Way("solicit", on="_reject_5"),
        Way("withdraw", on="_reject_6"),
        Way("hold", on="_deferred"),
        Way("resume", on="_deferred"),
        Way("modify", on="_deferred"),
        Way("told_to_hold", on="_deferred"),
        Way("told_to_resume", on="_deferred"),
        Way("told_to_modify", on="_deferred"),
        Way("rekey", on="_deferred"),
    )),
    Node("offering.asking", initial=True, enter="_enter_offering_asking", ways=(
        Way(
            "offer_ready",
            "offering.inviting",
            leaf="offering.inviting",
            row="offering.asking.offer_ready",
            conditions=("_if_up", "_not_by_update"),
            on="_do_offering_asking_offer_ready",
        ),
        Way(
            "offer_ready",
            "offering.updating",
            leaf="offering.updating",
            row="offering.asking.offer_ready#1",
            conditions=("_if_up",),
            on="_do_offering_asking_offer_ready_1",
        ),
        Way(
            "offer_ready",
            "offering.updating",
            leaf="offering.updating",
            row="offering.asking.offer_ready#2",
            on="_do_offering_asking_offer_ready_2",
        ),
        Way("failed", on="_ignored"),
        Way("update_done", on="_ignored"),
        Way("answered", on="_never_2"),
        Way("offer_late", on="_dropped"),
        Way("turn_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
    Node("offering.inviting", enter="_enter_offering_inviting", exit="_exit_offering_inviting", ways=(
        Way("answered", row="offering.inviting.answered", on="_do_offering_inviting_answered"),
        Way(
            "failed", row="offering.inviting.failed", conditions=("_if_challenged",), on="_do_offering_inviting_failed"
        ),
        Way(
            "failed",
            row="offering.inviting.failed#1",
            conditions=("_if_too_brief",),
            on="_do_offering_inviting_failed_1",
        ),
        Way(
            "failed",
            "glare",
            leaf="glare",
            row="offering.inviting.failed#2",
            conditions=("_if_crossed",),
            on="_do_offering_inviting_failed_2",
            recall=("offering.inviting",),
        ),
        Way(
            "failed",
            "idle",
            leaf="idle",
            row="offering.inviting.failed#3",
            conditions=("_if_gone",),
            on="_do_offering_inviting_failed_3",
            recall=("offering.inviting",),
        ),
        Way(
            "failed",
            "idle",
            leaf="idle",
            row="offering.inviting.failed#4",
            on="_do_offering_inviting_failed_4",
            recall=("offering.inviting",),
        ),
        Way("offer_late", row="offering.inviting.offer_late", on="_do_offering_inviting_offer_late"),
        Way(
            "withdraw",
            "offering.withdrawing",
            leaf="offering.withdrawing",
            row="offering.inviting.withdraw",
            on="_do_offering_inviting_withdraw",
        ),
        Way("update_done", on="_ignored"),
        Way("offer_ready", on="_never_3"),
        Way("turn_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
    Node("offering.withdrawing", ways=(
        Way("answered", row="offering.withdrawing.answered", on="_do_offering_withdrawing_answered"),
        Way(
            "failed",
            "idle",
            leaf="idle",
            row="offering.withdrawing.failed",
            conditions=("_if_gone",),
            on="_do_offering_withdrawing_failed",
            recall=("offering.withdrawing",),
        ),
        Way(
            "failed",
            "idle",
            leaf="idle",
            row="offering.withdrawing.failed#1",
            on="_do_offering_withdrawing_failed_1",
            recall=("offering.withdrawing",),
        ),
        Way("update_done", on="_ignored"),
        Way("offer_ready", on="_never_3"),
        Way("offer_late", on="_dropped"),
        Way("turn_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
    Node("offering.updating", ways=(
        Way(
            "update_done",
            row="offering.updating.update_done",
            conditions=("_if_succeeded",),
            on="_do_offering_updating_update_done",
        ),
        Way(
            "update_done",
            row="offering.updating.update_done#1",
            conditions=("_if_challenged",),
            on="_do_offering_updating_update_done_1",
        ),
        Way(
            "update_done",
            row="offering.updating.update_done#2",
            conditions=("_if_too_brief",),
            on="_do_offering_updating_update_done_2",
        ),
        Way(
            "update_done",
            "glare",
            leaf="glare",
            row="offering.updating.update_done#3",
            conditions=("_if_crossed",),
            on="_do_offering_updating_update_done_3",
            recall=("offering.updating",),
        ),
        Way(
            "update_done",
            "idle",
            leaf="idle",
            row="offering.updating.update_done#4",
            conditions=("_if_gone",),
            on="_do_offering_updating_update_done_4",
            recall=("offering.updating",),
        ),
        Way(
            "update_done",
            "offering.asking",
            leaf="offering.asking",
            row="offering.updating.update_done#5",
            conditions=("_if_needs_invite", "_if_up"),
            on="_do_offering_updating_update_done_5",
        ),
        Way(
            "update_done",
            "idle",
            leaf="idle",
            row="offering.updating.update_done#6",
            on="_do_offering_updating_update_done_6",
            recall=("offering.updating",),
        ),
        Way("failed", on="_ignored"),
        Way("offer_ready", on="_never_3"),
        Way("answered", on="_never_4"),
        Way("offer_late", on="_dropped"),
        Way("turn_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
    Node("soliciting", enter="_enter_soliciting", exit="_exit_soliciting", ways=(
        Way(
            "answered",
            "owing",
            leaf="owing",
            row="soliciting.answered",
            on="_do_soliciting_answered",
            recall=("soliciting",),
        ),
        Way("failed", row="soliciting.failed", conditions=("_if_challenged",), on="_do_soliciting_failed"),
        Way("failed", row="soliciting.failed#1", conditions=("_if_too_brief",), on="_do_soliciting_failed_1"),
        Way(
            "failed",
            "idle",
            leaf="idle",
            row="soliciting.failed#2",
            conditions=("_if_gone",),
            on="_do_soliciting_failed_2",
            recall=("soliciting",),
        ),
        Way(
            "failed",
            "idle",
            leaf="idle",
            row="soliciting.failed#3",
            on="_do_soliciting_failed_3",
            recall=("soliciting",),
        ),
        Way("offer_late", row="soliciting.offer_late", on="_do_soliciting_offer_late"),
        Way("withdraw", row="soliciting.withdraw", on="_do_soliciting_withdraw"),
        Way("copy", row="soliciting.copy", on="_do_soliciting_copy"),
        Way("down", "closed", leaf="closed", row="soliciting.down", on="_do_soliciting_down", recall=("soliciting",)),
        Way(
            "action_failed",
            "idle",
            leaf="idle",
            row="soliciting.action_failed",
            on="_do_soliciting_action_failed",
            recall=("soliciting",),
        ),
        Way("freed", on="_ignored"),
        Way("refresh", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("progress", on="_ignored"),
        Way("settled", on="_ignored"),
        Way("answer_refused", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("update_done", on="_ignored"),
        Way("solicit", on="_reject_7"),
        Way("hold", on="_deferred"),
        Way("resume", on="_deferred"),
        Way("modify", on="_deferred"),
        Way("told_to_hold", on="_deferred"),
        Way("told_to_resume", on="_deferred"),
        Way("told_to_modify", on="_deferred"),
        Way("rekey", on="_deferred"),
        Way("offer_ready", on="_never_5"),
        Way("solicited", on="_never_5"),
        Way("ack_ready", on="_never_5"),
        Way("turn_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
    Node("owing", ways=(
        Way("solicited", row="owing.solicited", on="_do_owing_solicited"),
        Way("refused", "idle", leaf="idle", row="owing.refused", on="_do_owing_refused", recall=("owing",)),
        Way("ack_ready", "idle", leaf="idle", row="owing.ack_ready", on="_do_owing_ack_ready", recall=("owing",)),
        Way("copy", row="owing.copy", on="_do_owing_copy"),
        Way("down", "closed", leaf="closed", row="owing.down", on="_do_owing_down", recall=("owing",)),
        Way(
            "action_failed",
            "idle",
            leaf="idle",
            row="owing.action_failed",
            on="_do_owing_action_failed",
            recall=("owing",),
        ),
        Way("freed", on="_ignored"),
        Way("refresh", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("progress", on="_ignored"),
        Way("failed", on="_ignored"),
        Way("update_done", on="_ignored"),
        Way("settled", on="_ignored"),
        Way("answer_refused", on="_ignored"),
        Way("solicit", on="_reject_8"),
        Way("withdraw", on="_reject_9"),
        Way("hold", on="_deferred"),
        Way("resume", on="_deferred"),
        Way("modify", on="_deferred"),
        Way("told_to_hold", on="_deferred"),
        Way("told_to_resume", on="_deferred"),
        Way("told_to_modify", on="_deferred"),
        Way("rekey", on="_deferred"),
        Way("offer_ready", on="_never_1"),
        Way("answered", on="_never_1"),
        Way("offer_late", on="_dropped"),
        Way("turn_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
    Node("glare", enter="_enter_glare", exit="_exit_glare", ways=(
        Way("hold", row="glare.hold", on="_do_glare_hold"),
        Way("resume", row="glare.resume", on="_do_glare_resume"),
        Way("modify", row="glare.modify", on="_do_glare_modify"),
        Way("told_to_hold", row="glare.told_to_hold", on="_do_glare_told_to_hold"),
        Way("told_to_resume", row="glare.told_to_resume", on="_do_glare_told_to_resume"),
        Way("told_to_modify", row="glare.told_to_modify", on="_do_glare_told_to_modify"),
        Way("refresh", row="glare.refresh", on="_do_glare_refresh"),
        Way("rekey", row="glare.rekey", on="_do_glare_rekey"),
        Way(
            "glare_over",
            "idle",
            leaf="idle",
            row="glare.glare_over",
            conditions=("_not_wanted",),
            on="_do_glare_glare_over",
        ),
        Way(
            "glare_over",
            "offering",
            leaf="offering.asking",
            row="glare.glare_over#1",
            conditions=("_if_up", "_if_stable", "_if_undisturbed"),
        ),
        Way(
            "glare_over",
            "offering",
            leaf="offering.asking",
            row="glare.glare_over#2",
            conditions=("_if_early", "_if_stable", "_if_pracked", "_if_takes_update"),
        ),
        Way("glare_over", "turn", leaf="turn.waiting", row="glare.glare_over#3"),
        Way("withdraw", "idle", leaf="idle", row="glare.withdraw", on="_do_glare_withdraw"),
        Way("copy", row="glare.copy", on="_do_glare_copy"),
        Way("down", "closed", leaf="closed", row="glare.down", on="_do_glare_down"),
        Way("action_failed", "idle", leaf="idle", row="glare.action_failed", on="_do_glare_action_failed"),
        Way("freed", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("settled", on="_ignored"),
        Way("answer_refused", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("progress", on="_ignored"),
        Way("failed", on="_ignored"),
        Way("update_done", on="_ignored"),
        Way("solicited", on="_ignored"),
        Way("ack_ready", on="_ignored"),
        Way("solicit", on="_reject_10"),
        Way("offer_ready", on="_never_1"),
        Way("answered", on="_never_1"),
        Way("offer_late", on="_dropped"),
        Way("turn_late", on="_dropped"),
    )),
    Node("closed", ways=(
        Way("answered", row="closed.answered", on="_do_closed_answered"),
        Way("copy", row="closed.copy", on="_do_closed_copy"),
        Way("told_to_hold", on="_ignored"),
        Way("told_to_resume", on="_ignored"),
        Way("told_to_modify", on="_ignored"),
        Way("refresh", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("rekey", on="_ignored"),
        Way("freed", on="_ignored"),
        Way("offer_ready", on="_ignored"),
        Way("settled", on="_ignored"),
        Way("answer_refused", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("solicited", on="_ignored"),
        Way("ack_ready", on="_ignored"),
        Way("progress", on="_ignored"),
        Way("failed", on="_ignored"),
        Way("update_done", on="_ignored"),
        Way("down", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("hold", on="_reject_11"),
        Way("resume", on="_reject_11"),
        Way("modify", on="_reject_11"),
        Way("solicit", on="_reject_11"),
        Way("withdraw", on="_reject_11"),
        Way("offer_late", on="_dropped"),
        Way("turn_late", on="_dropped"),
        Way("glare_over", on="_dropped"),
    )),
])
