"""The chart dialog/dialog, decided by transitions.

Generated from machines/dialog/dialog.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=ba781fd33c49e5efd1a586b94dea0a15c2f11f171d9fc912661046cd20073363 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import dialog as default
from sessioncore.handlers.dialog.dialog import (
    EARLY,
    ByeReceived,
    DigitsWanted,
    ReinviteReceived,
    UpdateReceived,
    WatchWanted,
)
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.dialog import (
        Accepted,
        Bye,
        Confirm,
        DemandingRequest,
        Dialed,
        Ended,
        Inquiry,
        Letter,
        Notify,
        OtherRequest,
        Prack,
        Progress,
        Query,
        Refreshed,
        Reinvite,
        SendDtmf,
        StaleRequest,
        Started,
        Subscribe,
        TargetRefreshed,
        UnprovenRequest,
        Update,
        UsageOver,
        Watch,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Dialog(default.Dialog):
    """dialog/dialog on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter early."""
        self.state = EARLY

    def started(self, event: Started) -> None:
        MACHINE.fire(self, event)

    def progress(self, event: Progress) -> None:
        MACHINE.fire(self, event)

    def confirm(self, event: Confirm) -> None:
        MACHINE.fire(self, event)

    def accepted(self, event: Accepted) -> None:
        MACHINE.fire(self, event)

    def refreshed(self, event: Refreshed) -> None:
        MACHINE.fire(self, event)

    def target_refreshed(self, event: TargetRefreshed) -> None:
        MACHINE.fire(self, event)

    def ended(self, event: Ended) -> None:
        MACHINE.fire(self, event)

    def send_dtmf(self, event: SendDtmf) -> None:
        MACHINE.fire(self, event)

    def watch(self, event: Watch) -> None:
        MACHINE.fire(self, event)

    def stale_request(self, event: StaleRequest) -> None:
        MACHINE.fire(self, event)

    def demanding_request(self, event: DemandingRequest) -> None:
        MACHINE.fire(self, event)

    def unproven_request(self, event: UnprovenRequest) -> None:
        MACHINE.fire(self, event)

    def bye(self, event: Bye) -> None:
        MACHINE.fire(self, event)

    def reinvite(self, event: Reinvite) -> None:
        MACHINE.fire(self, event)

    def update(self, event: Update) -> None:
        MACHINE.fire(self, event)

    def dialed(self, event: Dialed) -> None:
        MACHINE.fire(self, event)

    def query(self, event: Query) -> None:
        MACHINE.fire(self, event)

    def inquiry(self, event: Inquiry) -> None:
        MACHINE.fire(self, event)

    def letter(self, event: Letter) -> None:
        MACHINE.fire(self, event)

    def prack(self, event: Prack) -> None:
        MACHINE.fire(self, event)

    def subscribe(self, event: Subscribe) -> None:
        MACHINE.fire(self, event)

    def notify(self, event: Notify) -> None:
        MACHINE.fire(self, event)

    def usage_over(self, event: UsageOver) -> None:
        MACHINE.fire(self, event)

    def other_request(self, event: OtherRequest) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def _do_early_started(self, event: Started) -> None:
        """Row early.started."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn_invite(event)
        except Exception as error:
            cell.action_failed(self, "learn_invite", error, mark)

    def _do_early_progress(self, event: Progress) -> None:
        """Row early.progress."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn_response(event)
        except Exception as error:
            cell.action_failed(self, "learn_response", error, mark)

    def _do_early_confirm(self, event: Confirm) -> None:
        """Row early.confirm."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn_response(event)
        except Exception as error:
            cell.action_failed(self, "learn_response", error, mark)

    def _do_refreshed(self, event: Refreshed) -> None:
        """Row refreshed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn_target(event)
        except Exception as error:
            cell.action_failed(self, "learn_target", error, mark)

    def _do_target_refreshed(self, event: TargetRefreshed) -> None:
        """Row target_refreshed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn_target(event)
        except Exception as error:
            cell.action_failed(self, "learn_target", error, mark)

    def _do_early_send_dtmf(self, event: SendDtmf) -> None:
        """Row early.send_dtmf."""
        cell = self.cell
        cell.raise_signal(self, DigitsWanted(event.command, event.digits, event.method, event.seconds, event.pause))

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is not up yet")

    def _do_stale_request(self, event: StaleRequest) -> None:
        """Row stale_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_demanding_request(self, event: DemandingRequest) -> None:
        """Row demanding_request."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_unproven_request(self, event: UnprovenRequest) -> None:
        """Row unproven_request."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_early_bye(self, event: Bye) -> None:
        """Row early.bye."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_request(event)
        except Exception as error:
            cell.action_failed(self, "note_request", error, mark)
        else:
            cell.raise_signal(self, ByeReceived(event.request))

    def _if_initiator(self, event: Reinvite) -> bool:
        """Whether initiator."""
        return self.actions.initiator(event)

    def _do_early_reinvite(self, event: Reinvite) -> None:
        """Row early.reinvite."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_early_reinvite_1(self, event: Reinvite) -> None:
        """Row early.reinvite#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "draw_retry_after"
            self.actions.draw_retry_after(event)
            mark, step = len(cell.outbox), "payload_respond_overlap"
            cell.raise_signal(self, self.actions.payload_respond_overlap(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_updating(self, event: Event) -> bool:
        """Whether updating."""
        return self.asks.updating(self)

    def _do_update(self, event: Update) -> None:
        """Row update."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "draw_retry_after"
            self.actions.draw_retry_after(event)
            mark, step = len(cell.outbox), "payload_respond_overlap"
            cell.raise_signal(self, self.actions.payload_respond_overlap(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_update_1(self, event: Update) -> None:
        """Row update#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_request(event)
        except Exception as error:
            cell.action_failed(self, "note_request", error, mark)
        else:
            cell.raise_signal(self, UpdateReceived(event.request))

    def _do_dialed(self, event: Dialed) -> None:
        """Row dialed."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "publish_digits"
            self.actions.publish_digits(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_query(self, event: Query) -> None:
        """Row query."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_inquiry(self, event: Inquiry) -> None:
        """Row inquiry."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_inquiry_received"
            cell.raise_signal(self, self.actions.payload_inquiry_received(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_letter(self, event: Letter) -> None:
        """Row letter."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_inquiry_received"
            cell.raise_signal(self, self.actions.payload_inquiry_received(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_acknowledges(self, event: Prack) -> bool:
        """Whether acknowledges."""
        return self.actions.acknowledges(event)

    def _do_prack(self, event: Prack) -> None:
        """Row prack."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_prack_received"
            cell.raise_signal(self, self.actions.payload_prack_received(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_prack_1(self, event: Prack) -> None:
        """Row prack#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_early_subscribe(self, event: Subscribe) -> None:
        """Row early.subscribe."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_notify(self, event: Notify) -> None:
        """Row notify."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody subscribes in an early dialog")

    def _do_other_request(self, event: OtherRequest) -> None:
        """Row other_request."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_dropped(self, event: ActionFailed) -> bool:
        """Whether dropped."""
        return self.actions.dropped(event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the INVITE was answered already")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _if_kept(self, event: Ended | UsageOver) -> bool:
        """Whether kept."""
        return self.actions.kept(event)

    def _do_confirmed_send_dtmf(self, event: SendDtmf) -> None:
        """Row confirmed.send_dtmf."""
        cell = self.cell
        cell.raise_signal(self, DigitsWanted(event.command, event.digits, event.method, event.seconds, event.pause))

    def _if_watching(self, event: Watch) -> bool:
        """Whether watching."""
        return self.actions.watching(event)

    def _do_confirmed_watch(self, event: Watch) -> None:
        """Row confirmed.watch."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_watch(event)
        except Exception as error:
            cell.action_failed(self, "refuse_watch", error, mark)

    def _do_confirmed_watch_1(self, event: Watch) -> None:
        """Row confirmed.watch#1."""
        cell = self.cell
        cell.raise_signal(self, WatchWanted(event.command, event.number, event.package, event.arguments))

    def _do_confirmed_bye(self, event: Bye) -> None:
        """Row confirmed.bye."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_request(event)
        except Exception as error:
            cell.action_failed(self, "note_request", error, mark)
        else:
            cell.raise_signal(self, ByeReceived(event.request))

    def _if_occupied(self, event: Event) -> bool:
        """Whether occupied."""
        return self.asks.occupied(self)

    def _do_confirmed_reinvite(self, event: Reinvite) -> None:
        """Row confirmed.reinvite."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "draw_retry_after"
            self.actions.draw_retry_after(event)
            mark, step = len(cell.outbox), "payload_respond_overlap"
            cell.raise_signal(self, self.actions.payload_respond_overlap(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_confirmed_reinvite_1(self, event: Reinvite) -> None:
        """Row confirmed.reinvite#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_request(event)
        except Exception as error:
            cell.action_failed(self, "note_request", error, mark)
        else:
            cell.raise_signal(self, ReinviteReceived(event.request))

    def _if_unwatched(self, event: Subscribe) -> bool:
        """Whether unwatched."""
        return self.actions.unwatched(event)

    def _do_confirmed_subscribe(self, event: Subscribe) -> None:
        """Row confirmed.subscribe."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_undecided(self, event: Subscribe) -> bool:
        """Whether undecided."""
        return self.actions.undecided(event)

    def _do_confirmed_subscribe_1(self, event: Subscribe) -> None:
        """Row confirmed.subscribe#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_watched(self, event: Subscribe) -> bool:
        """Whether watched."""
        return self.actions.watched(event)

    def _do_confirmed_subscribe_2(self, event: Subscribe) -> None:
        """Row confirmed.subscribe#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "move_target"
            self.actions.move_target(event)
            mark, step = len(cell.outbox), "payload_resubscribe_received"
            cell.raise_signal(self, self.actions.payload_resubscribe_received(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_crowded(self, event: Subscribe) -> bool:
        """Whether crowded."""
        return self.actions.crowded(event)

    def _do_confirmed_subscribe_3(self, event: Subscribe) -> None:
        """Row confirmed.subscribe#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_confirmed_subscribe_4(self, event: Subscribe) -> None:
        """Row confirmed.subscribe#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "move_target"
            self.actions.move_target(event)
            mark, step = len(cell.outbox), "payload_subscribe_received"
            cell.raise_signal(self, self.actions.payload_subscribe_received(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_awaited(self, event: Notify) -> bool:
        """Whether awaited."""
        return self.actions.awaited(event)

    def _do_confirmed_notify(self, event: Notify) -> None:
        """Row confirmed.notify."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "move_target"
            self.actions.move_target(event)
            mark, step = len(cell.outbox), "payload_notify_received"
            cell.raise_signal(self, self.actions.payload_notify_received(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_confirmed_notify_1(self, event: Notify) -> None:
        """Row confirmed.notify#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is over")

    def _do_outlived_bye(self, event: Bye) -> None:
        """Row outlived.bye."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_gone"
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_reinvite(self, event: Reinvite) -> None:
        """Row outlived.reinvite."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_gone"
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_update(self, event: Update) -> None:
        """Row outlived.update."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_gone"
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_dialed(self, event: Dialed) -> None:
        """Row outlived.dialed."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_gone"
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_inquiry(self, event: Inquiry) -> None:
        """Row outlived.inquiry."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_gone"
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_letter(self, event: Letter) -> None:
        """Row outlived.letter."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_gone"
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_prack(self, event: Prack) -> None:
        """Row outlived.prack."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_gone"
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_subscribe(self, event: Subscribe) -> None:
        """Row outlived.subscribe."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_subscribe_1(self, event: Subscribe) -> None:
        """Row outlived.subscribe#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "move_target"
            self.actions.move_target(event)
            mark, step = len(cell.outbox), "payload_resubscribe_received"
            cell.raise_signal(self, self.actions.payload_resubscribe_received(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_subscribe_2(self, event: Subscribe) -> None:
        """Row outlived.subscribe#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_gone"
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_notify(self, event: Notify) -> None:
        """Row outlived.notify."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "move_target"
            self.actions.move_target(event)
            mark, step = len(cell.outbox), "payload_notify_received"
            cell.raise_signal(self, self.actions.payload_notify_received(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_outlived_notify_1(self, event: Notify) -> None:
        """Row outlived.notify#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_terminated_stale_request(self, event: StaleRequest) -> None:
        """Row terminated.stale_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_demanding_request(self, event: DemandingRequest) -> None:
        """Row terminated.demanding_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_unproven_request(self, event: UnprovenRequest) -> None:
        """Row terminated.unproven_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_bye(self, event: Bye) -> None:
        """Row terminated.bye."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_reinvite(self, event: Reinvite) -> None:
        """Row terminated.reinvite."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_update(self, event: Update) -> None:
        """Row terminated.update."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_dialed(self, event: Dialed) -> None:
        """Row terminated.dialed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_query(self, event: Query) -> None:
        """Row terminated.query."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_inquiry(self, event: Inquiry) -> None:
        """Row terminated.inquiry."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_letter(self, event: Letter) -> None:
        """Row terminated.letter."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_prack(self, event: Prack) -> None:
        """Row terminated.prack."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_prack_received(event))
        except Exception as error:
            cell.action_failed(self, "payload_prack_received", error, mark)

    def _do_terminated_prack_1(self, event: Prack) -> None:
        """Row terminated.prack#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_subscribe(self, event: Subscribe) -> None:
        """Row terminated.subscribe."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_notify(self, event: Notify) -> None:
        """Row terminated.notify."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_other_request(self, event: OtherRequest) -> None:
        """Row terminated.other_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)


MACHINE = FlatMachine(Dialog, [
    Way("started", "early", row="early.started", before=("_do_early_started",)),
    Way("progress", "early", row="early.progress", before=("_do_early_progress",)),
    Way("confirm", "early", "confirmed", row="early.confirm", before=("_do_early_confirm",)),
    Way("accepted", "early", "confirmed", row="early.accepted"),
    Way("refreshed", "early", row="refreshed", before=("_do_refreshed",)),
    Way("target_refreshed", "early", row="target_refreshed", before=("_do_target_refreshed",)),
    Way("ended", "early", "terminated", row="early.ended"),
    Way("send_dtmf", "early", row="early.send_dtmf", before=("_do_early_send_dtmf",)),
    Way("watch", "early", before=("_reject_1",)),
    Way("stale_request", "early", row="stale_request", before=("_do_stale_request",)),
    Way("demanding_request", "early", row="demanding_request", before=("_do_demanding_request",)),
    Way("unproven_request", "early", row="unproven_request", before=("_do_unproven_request",)),
    Way("bye", "early", row="early.bye", before=("_do_early_bye",)),
    Way("reinvite", "early", row="early.reinvite", conditions=("_if_initiator",), before=("_do_early_reinvite",)),
    Way("reinvite", "early", row="early.reinvite#1", before=("_do_early_reinvite_1",)),
    Way("update", "early", row="update", conditions=("_if_updating",), before=("_do_update",)),
    Way("update", "early", row="update#1", before=("_do_update_1",)),
    Way("dialed", "early", row="dialed", before=("_do_dialed",)),
    Way("query", "early", row="query", before=("_do_query",)),
    Way("inquiry", "early", row="inquiry", before=("_do_inquiry",)),
    Way("letter", "early", row="letter", before=("_do_letter",)),
    Way("prack", "early", row="prack", conditions=("_if_acknowledges",), before=("_do_prack",)),
    Way("prack", "early", row="prack#1", before=("_do_prack_1",)),
    Way("subscribe", "early", row="early.subscribe", before=("_do_early_subscribe",)),
    Way("notify", "early", row="notify", before=("_do_notify",)),
    Way("usage_over", "early", before=("_never_1",)),
    Way("other_request", "early", row="other_request", before=("_do_other_request",)),
    Way("action_failed", "early", row="action_failed", conditions=("_if_dropped",), before=("_do_action_failed",)),
    Way("action_failed", "early", row="action_failed#1"),
    Way("started", "confirmed", before=("_never_2",)),
    Way("progress", "confirmed", before=("_ignored",)),
    Way("confirm", "confirmed", before=("_ignored",)),
    Way("accepted", "confirmed", before=("_never_2",)),
    Way("refreshed", "confirmed", row="refreshed", before=("_do_refreshed",)),
    Way("target_refreshed", "confirmed", row="target_refreshed", before=("_do_target_refreshed",)),
    Way("ended", "confirmed", "outlived", row="confirmed.ended", conditions=("_if_kept",)),
    Way("ended", "confirmed", "terminated", row="confirmed.ended#1"),
    Way("send_dtmf", "confirmed", row="confirmed.send_dtmf", before=("_do_confirmed_send_dtmf",)),
    Way("watch", "confirmed", row="confirmed.watch", conditions=("_if_watching",), before=("_do_confirmed_watch",)),
    Way("watch", "confirmed", row="confirmed.watch#1", before=("_do_confirmed_watch_1",)),
    Way("stale_request", "confirmed", row="stale_request", before=("_do_stale_request",)),
    Way("demanding_request", "confirmed", row="demanding_request", before=("_do_demanding_request",)),
    Way("unproven_request", "confirmed", row="unproven_request", before=("_do_unproven_request",)),
    Way("bye", "confirmed", row="confirmed.bye", before=("_do_confirmed_bye",)),
    Way(
        "reinvite",
        "confirmed",
        row="confirmed.reinvite",
        conditions=("_if_occupied",),
        before=("_do_confirmed_reinvite",),
    ),
    Way("reinvite", "confirmed", row="confirmed.reinvite#1", before=("_do_confirmed_reinvite_1",)),
    Way("update", "confirmed", row="update", conditions=("_if_updating",), before=("_do_update",)),
    Way("update", "confirmed", row="update#1", before=("_do_update_1",)),
    Way("dialed", "confirmed", row="dialed", before=("_do_dialed",)),
    Way("query", "confirmed", row="query", before=("_do_query",)),
    Way("inquiry", "confirmed", row="inquiry", before=("_do_inquiry",)),
    Way("letter", "confirmed", row="letter", before=("_do_letter",)),
    Way("prack", "confirmed", row="prack", conditions=("_if_acknowledges",), before=("_do_prack",)),
    Way("prack", "confirmed", row="prack#1", before=("_do_prack_1",)),
    Way(
        "subscribe",
        "confirmed",
        row="confirmed.subscribe",
        conditions=("_if_unwatched",),
        before=("_do_confirmed_subscribe",),
    ),
    Way(
        "subscribe",
        "confirmed",
        row="confirmed.subscribe#1",
        conditions=("_if_undecided",),
        before=("_do_confirmed_subscribe_1",),
    ),
    Way(
        "subscribe",
        "confirmed",
        row="confirmed.subscribe#2",
        conditions=("_if_watched",),
        before=("_do_confirmed_subscribe_2",),
    ),
    Way(
        "subscribe",
        "confirmed",
        row="confirmed.subscribe#3",
        conditions=("_if_crowded",),
        before=("_do_confirmed_subscribe_3",),
    ),
    Way("subscribe", "confirmed", row="confirmed.subscribe#4", before=("_do_confirmed_subscribe_4",)),
    Way("notify", "confirmed", row="confirmed.notify", conditions=("_if_awaited",), before=("_do_confirmed_notify",)),
    Way("notify", "confirmed", row="confirmed.notify#1", before=("_do_confirmed_notify_1",)),
    Way("usage_over", "confirmed", before=("_ignored",)),
    Way("other_request", "confirmed", row="other_request", before=("_do_other_request",)),
    Way("action_failed", "confirmed", row="action_failed", conditions=("_if_dropped",), before=("_do_action_failed",)),
    Way("action_failed", "confirmed", row="action_failed#1"),
    Way("started", "outlived", before=("_never_2",)),
    Way("progress", "outlived", before=("_ignored",)),
    Way("confirm", "outlived", before=("_ignored",)),
    Way("accepted", "outlived", before=("_never_2",)),
    Way("refreshed", "outlived", row="refreshed", before=("_do_refreshed",)),
    Way("target_refreshed", "outlived", before=("_ignored",)),
    Way("ended", "outlived", before=("_ignored",)),
    Way("send_dtmf", "outlived", before=("_reject_2",)),
    Way("watch", "outlived", before=("_reject_2",)),
    Way("stale_request", "outlived", row="stale_request", before=("_do_stale_request",)),
    Way("demanding_request", "outlived", row="demanding_request", before=("_do_demanding_request",)),
    Way("unproven_request", "outlived", row="unproven_request", before=("_do_unproven_request",)),
    Way("bye", "outlived", row="outlived.bye", before=("_do_outlived_bye",)),
    Way("reinvite", "outlived", row="outlived.reinvite", before=("_do_outlived_reinvite",)),
    Way("update", "outlived", row="outlived.update", before=("_do_outlived_update",)),
    Way("dialed", "outlived", row="outlived.dialed", before=("_do_outlived_dialed",)),
    Way("query", "outlived", row="query", before=("_do_query",)),
    Way("inquiry", "outlived", row="outlived.inquiry", before=("_do_outlived_inquiry",)),
    Way("letter", "outlived", row="outlived.letter", before=("_do_outlived_letter",)),
    Way("prack", "outlived", row="outlived.prack", before=("_do_outlived_prack",)),
    Way(
        "subscribe",
        "outlived",
        row="outlived.subscribe",
        conditions=("_if_undecided",),
        before=("_do_outlived_subscribe",),
    ),
    Way(
        "subscribe",
        "outlived",
        row="outlived.subscribe#1",
        conditions=("_if_watched",),
        before=("_do_outlived_subscribe_1",),
    ),
    Way("subscribe", "outlived", row="outlived.subscribe#2", before=("_do_outlived_subscribe_2",)),
    Way("notify", "outlived", row="outlived.notify", conditions=("_if_awaited",), before=("_do_outlived_notify",)),
    Way("notify", "outlived", row="outlived.notify#1", before=("_do_outlived_notify_1",)),
    Way("usage_over", "outlived", row="outlived.usage_over", conditions=("_if_kept",)),
    Way("usage_over", "outlived", "terminated", row="outlived.usage_over#1"),
    Way("other_request", "outlived", row="other_request", before=("_do_other_request",)),
    Way("action_failed", "outlived", row="action_failed", conditions=("_if_dropped",), before=("_do_action_failed",)),
    Way("action_failed", "outlived", row="action_failed#1"),
    Way("started", "terminated", before=("_ignored",)),
    Way("progress", "terminated", before=("_ignored",)),
    Way("confirm", "terminated", before=("_ignored",)),
    Way("accepted", "terminated", before=("_ignored",)),
    Way("refreshed", "terminated", before=("_ignored",)),
    Way("target_refreshed", "terminated", before=("_ignored",)),
    Way("ended", "terminated", before=("_ignored",)),
    Way("send_dtmf", "terminated", before=("_reject_2",)),
    Way("watch", "terminated", before=("_reject_2",)),
    Way("stale_request", "terminated", row="terminated.stale_request", before=("_do_terminated_stale_request",)),
    Way(
        "demanding_request",
        "terminated",
        row="terminated.demanding_request",
        before=("_do_terminated_demanding_request",),
    ),
    Way(
        "unproven_request", "terminated", row="terminated.unproven_request", before=("_do_terminated_unproven_request",)
    ),
    Way("bye", "terminated", row="terminated.bye", before=("_do_terminated_bye",)),
    Way("reinvite", "terminated", row="terminated.reinvite", before=("_do_terminated_reinvite",)),
    Way("update", "terminated", row="terminated.update", before=("_do_terminated_update",)),
    Way("dialed", "terminated", row="terminated.dialed", before=("_do_terminated_dialed",)),
    Way("query", "terminated", row="terminated.query", before=("_do_terminated_query",)),
    Way("inquiry", "terminated", row="terminated.inquiry", before=("_do_terminated_inquiry",)),
    Way("letter", "terminated", row="terminated.letter", before=("_do_terminated_letter",)),
    Way(
        "prack",
        "terminated",
        row="terminated.prack",
        conditions=("_if_acknowledges",),
        before=("_do_terminated_prack",),
    ),
    Way("prack", "terminated", row="terminated.prack#1", before=("_do_terminated_prack_1",)),
    Way("subscribe", "terminated", row="terminated.subscribe", before=("_do_terminated_subscribe",)),
    Way("notify", "terminated", row="terminated.notify", before=("_do_terminated_notify",)),
    Way("usage_over", "terminated", before=("_ignored",)),
    Way("other_request", "terminated", row="terminated.other_request", before=("_do_terminated_other_request",)),
    Way("action_failed", "terminated", row="action_failed", conditions=("_if_dropped",), before=("_do_action_failed",)),
    Way("action_failed", "terminated", row="action_failed#1"),
])
