"""The chart dialog/dialog, decided by statemachine.

Generated from machines/dialog/dialog.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=ba781fd33c49e5efd1a586b94dea0a15c2f11f171d9fc912661046cd20073363 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.dialog import dialog as default
from sessioncore.handlers.dialog.dialog import ByeReceived, DigitsWanted, ReinviteReceived, UpdateReceived, WatchWanted
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
    """dialog/dialog on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter early."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def started(self, event: Started) -> None:
        send(self._chart, event)

    def progress(self, event: Progress) -> None:
        send(self._chart, event)

    def confirm(self, event: Confirm) -> None:
        send(self._chart, event)

    def accepted(self, event: Accepted) -> None:
        send(self._chart, event)

    def refreshed(self, event: Refreshed) -> None:
        send(self._chart, event)

    def target_refreshed(self, event: TargetRefreshed) -> None:
        send(self._chart, event)

    def ended(self, event: Ended) -> None:
        send(self._chart, event)

    def send_dtmf(self, event: SendDtmf) -> None:
        send(self._chart, event)

    def watch(self, event: Watch) -> None:
        send(self._chart, event)

    def stale_request(self, event: StaleRequest) -> None:
        send(self._chart, event)

    def demanding_request(self, event: DemandingRequest) -> None:
        send(self._chart, event)

    def unproven_request(self, event: UnprovenRequest) -> None:
        send(self._chart, event)

    def bye(self, event: Bye) -> None:
        send(self._chart, event)

    def reinvite(self, event: Reinvite) -> None:
        send(self._chart, event)

    def update(self, event: Update) -> None:
        send(self._chart, event)

    def dialed(self, event: Dialed) -> None:
        send(self._chart, event)

    def query(self, event: Query) -> None:
        send(self._chart, event)

    def inquiry(self, event: Inquiry) -> None:
        send(self._chart, event)

    def letter(self, event: Letter) -> None:
        send(self._chart, event)

    def prack(self, event: Prack) -> None:
        send(self._chart, event)

    def subscribe(self, event: Subscribe) -> None:
        send(self._chart, event)

    def notify(self, event: Notify) -> None:
        send(self._chart, event)

    def usage_over(self, event: UsageOver) -> None:
        send(self._chart, event)

    def other_request(self, event: OtherRequest) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

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

    def _do_stale_request(self, event: StaleRequest) -> None:
        """Row stale_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody subscribes in an early dialog")

    def _do_confirmed_send_dtmf(self, event: SendDtmf) -> None:
        """Row confirmed.send_dtmf."""
        cell = self.cell
        cell.raise_signal(self, DigitsWanted(event.command, event.digits, event.method, event.seconds, event.pause))

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

    def _if_kept(self, event: Ended | UsageOver) -> bool:
        """Whether kept."""
        return self.actions.kept(event)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the INVITE was answered already")

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

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is over")

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

    def _do_terminated_other_request(self, event: OtherRequest) -> None:
        """Row terminated.other_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _do_terminated_stale_request(self, event: StaleRequest) -> None:
        """Row terminated.stale_request."""
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


CHART = Chart("DialogDialogChart", Dialog, [
    Node("", initial=True, ways=(
        Way("query", row="query", on="_do_query"),
        Way("update", row="update", conditions=("_if_updating",), on="_do_update"),
        Way("update", row="update#1", on="_do_update_1"),
        Way("refreshed", row="refreshed", on="_do_refreshed"),
        Way("target_refreshed", row="target_refreshed", on="_do_target_refreshed"),
        Way("demanding_request", row="demanding_request", on="_do_demanding_request"),
        Way("dialed", row="dialed", on="_do_dialed"),
        Way("inquiry", row="inquiry", on="_do_inquiry"),
        Way("letter", row="letter", on="_do_letter"),
        Way("prack", row="prack", conditions=("_if_acknowledges",), on="_do_prack"),
        Way("prack", row="prack#1", on="_do_prack_1"),
        Way("stale_request", row="stale_request", on="_do_stale_request"),
        Way("unproven_request", row="unproven_request", on="_do_unproven_request"),
        Way("notify", row="notify", on="_do_notify"),
        Way("other_request", row="other_request", on="_do_other_request"),
        Way("action_failed", row="action_failed", conditions=("_if_dropped",), on="_do_action_failed"),
        Way("action_failed", row="action_failed#1"),
    )),
    Node("early", initial=True, ways=(
        Way("started", row="early.started", on="_do_early_started"),
        Way("progress", row="early.progress", on="_do_early_progress"),
        Way("confirm", "confirmed", leaf="confirmed", row="early.confirm", on="_do_early_confirm"),
        Way("accepted", "confirmed", leaf="confirmed", row="early.accepted"),
        Way("bye", row="early.bye", on="_do_early_bye"),
        Way("reinvite", row="early.reinvite", conditions=("_if_initiator",), on="_do_early_reinvite"),
        Way("reinvite", row="early.reinvite#1", on="_do_early_reinvite_1"),
        Way("subscribe", row="early.subscribe", on="_do_early_subscribe"),
        Way("send_dtmf", row="early.send_dtmf", on="_do_early_send_dtmf"),
        Way("ended", "terminated", leaf="terminated", row="early.ended"),
        Way("watch", on="_reject_1"),
        Way("usage_over", on="_never_1"),
    )),
    Node("confirmed", ways=(
        Way("send_dtmf", row="confirmed.send_dtmf", on="_do_confirmed_send_dtmf"),
        Way("bye", row="confirmed.bye", on="_do_confirmed_bye"),
        Way("reinvite", row="confirmed.reinvite", conditions=("_if_occupied",), on="_do_confirmed_reinvite"),
        Way("reinvite", row="confirmed.reinvite#1", on="_do_confirmed_reinvite_1"),
        Way("subscribe", row="confirmed.subscribe", conditions=("_if_unwatched",), on="_do_confirmed_subscribe"),
        Way("subscribe", row="confirmed.subscribe#1", conditions=("_if_undecided",), on="_do_confirmed_subscribe_1"),
        Way("subscribe", row="confirmed.subscribe#2", conditions=("_if_watched",), on="_do_confirmed_subscribe_2"),
        Way("subscribe", row="confirmed.subscribe#3", conditions=("_if_crowded",), on="_do_confirmed_subscribe_3"),
        Way("subscribe", row="confirmed.subscribe#4", on="_do_confirmed_subscribe_4"),
        Way("watch", row="confirmed.watch", conditions=("_if_watching",), on="_do_confirmed_watch"),
        Way("watch", row="confirmed.watch#1", on="_do_confirmed_watch_1"),
        Way("notify", row="confirmed.notify", conditions=("_if_awaited",), on="_do_confirmed_notify"),
        Way("notify", row="confirmed.notify#1", on="_do_confirmed_notify_1"),
        Way("ended", "outlived", leaf="outlived", row="confirmed.ended", conditions=("_if_kept",)),
        Way("ended", "terminated", leaf="terminated", row="confirmed.ended#1"),
        Way("progress", on="_ignored"),
        Way("confirm", on="_ignored"),
        Way("usage_over", on="_ignored"),
        Way("started", on="_never_2"),
        Way("accepted", on="_never_2"),
    )),
    Node("outlived", ways=(
        Way("subscribe", row="outlived.subscribe", conditions=("_if_undecided",), on="_do_outlived_subscribe"),
        Way("subscribe", row="outlived.subscribe#1", conditions=("_if_watched",), on="_do_outlived_subscribe_1"),
        Way("subscribe", row="outlived.subscribe#2", on="_do_outlived_subscribe_2"),
        Way("notify", row="outlived.notify", conditions=("_if_awaited",), on="_do_outlived_notify"),
        Way("notify", row="outlived.notify#1", on="_do_outlived_notify_1"),
        Way("bye", row="outlived.bye", on="_do_outlived_bye"),
        Way("reinvite", row="outlived.reinvite", on="_do_outlived_reinvite"),
        Way("update", row="outlived.update", on="_do_outlived_update"),
        Way("dialed", row="outlived.dialed", on="_do_outlived_dialed"),
        Way("inquiry", row="outlived.inquiry", on="_do_outlived_inquiry"),
        Way("letter", row="outlived.letter", on="_do_outlived_letter"),
        Way("prack", row="outlived.prack", on="_do_outlived_prack"),
        Way("usage_over", row="outlived.usage_over", conditions=("_if_kept",)),
        Way("usage_over", "terminated", leaf="terminated", row="outlived.usage_over#1"),
        Way("progress", on="_ignored"),
        Way("confirm", on="_ignored"),
        Way("target_refreshed", on="_ignored"),
        Way("ended", on="_ignored"),
        Way("send_dtmf", on="_reject_2"),
        Way("watch", on="_reject_2"),
        Way("started", on="_never_2"),
        Way("accepted", on="_never_2"),
    )),
    Node("terminated", ways=(
        Way("bye", row="terminated.bye", on="_do_terminated_bye"),
        Way("reinvite", row="terminated.reinvite", on="_do_terminated_reinvite"),
        Way("update", row="terminated.update", on="_do_terminated_update"),
        Way("dialed", row="terminated.dialed", on="_do_terminated_dialed"),
        Way("query", row="terminated.query", on="_do_terminated_query"),
        Way("inquiry", row="terminated.inquiry", on="_do_terminated_inquiry"),
        Way("letter", row="terminated.letter", on="_do_terminated_letter"),
        Way("subscribe", row="terminated.subscribe", on="_do_terminated_subscribe"),
        Way("notify", row="terminated.notify", on="_do_terminated_notify"),
        Way("demanding_request", row="terminated.demanding_request", on="_do_terminated_demanding_request"),
        Way("unproven_request", row="terminated.unproven_request", on="_do_terminated_unproven_request"),
        Way("other_request", row="terminated.other_request", on="_do_terminated_other_request"),
        Way("stale_request", row="terminated.stale_request", on="_do_terminated_stale_request"),
        Way("prack", row="terminated.prack", conditions=("_if_acknowledges",), on="_do_terminated_prack"),
        Way("prack", row="terminated.prack#1", on="_do_terminated_prack_1"),
        Way("started", on="_ignored"),
        Way("progress", on="_ignored"),
        Way("confirm", on="_ignored"),
        Way("accepted", on="_ignored"),
        Way("refreshed", on="_ignored"),
        Way("target_refreshed", on="_ignored"),
        Way("ended", on="_ignored"),
        Way("usage_over", on="_ignored"),
        Way("send_dtmf", on="_reject_2"),
        Way("watch", on="_reject_2"),
    )),
])
