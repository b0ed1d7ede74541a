"""The chart subscription/subscriber, decided by statemachine.

Generated from machines/subscription/subscriber.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=7482d8aafd6dd71cb92ae42c9c42fe92ec0e25b7f27ab9657f956e45982a6c0d abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.subscription import subscriber as default
from sessioncore.handlers.subscription.subscriber import AGAIN, FORGET, OVER
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.subscription.subscriber import (
        Expired,
        Finished,
        Notified,
        RefreshDue,
        Renewed,
        RetryDue,
        Solicited,
        Subscribe,
        Unnotified,
        Unsubscribe,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Subscriber(default.Subscriber):
    """subscription/subscriber on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def subscribe(self, event: Subscribe) -> None:
        send(self._chart, event)

    def unsubscribe(self, event: Unsubscribe) -> None:
        send(self._chart, event)

    def notified(self, event: Notified) -> None:
        send(self._chart, event)

    def solicited(self, event: Solicited) -> None:
        send(self._chart, event)

    def renewed(self, event: Renewed) -> None:
        send(self._chart, event)

    def finished(self, event: Finished) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def unnotified(self, event: Unnotified) -> None:
        send(self._chart, event)

    def refresh_due(self, event: RefreshDue) -> None:
        send(self._chart, event)

    def expired(self, event: Expired) -> None:
        send(self._chart, event)

    def retry_due(self, event: RetryDue) -> None:
        send(self._chart, event)

    def _do_solicited(self, event: Solicited) -> None:
        """Row solicited."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_refused"
        try:
            self.actions.reply_refused(event)
            mark, step = len(cell.outbox), "reply_unsubscribed"
            self.actions.reply_unsubscribed(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_idle_subscribe(self, event: Subscribe) -> None:
        """Row idle.subscribe."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_subscribe(event))
        except Exception as error:
            cell.action_failed(self, "send_subscribe", error, mark)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nothing is subscribed to yet")

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was sent yet")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_notify_wait(self, event: Subscribe | Finished | Expired | Renewed | RetryDue) -> None:
        """Entry of notify_wait."""
        cell = self.cell
        self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)

    def _exit_notify_wait(self, event: Notified | Finished | ActionFailed | Unnotified) -> None:
        """Exit of notify_wait."""
        cell = self.cell
        if self._timer_n is not None:
            cell.cancel(self._timer_n)
            self._timer_n = None

    def _if_challenged(self, event: Finished) -> bool:
        """Whether challenged."""
        return self.actions.challenged(event)

    def _do_notify_wait_finished(self, event: Finished) -> None:
        """Row notify_wait.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_answered", error, mark)

    def _if_too_brief(self, event: Finished) -> bool:
        """Whether too_brief."""
        return self.actions.too_brief(event)

    def _do_notify_wait_finished_1(self, event: Finished) -> None:
        """Row notify_wait.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_longer", error, mark)

    def _if_another_target(self, event: Finished) -> bool:
        """Whether another_target."""
        return self.actions.another_target(event)

    def _do_notify_wait_finished_2(self, event: Finished) -> None:
        """Row notify_wait.finished#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_redirected(event))
        except Exception as error:
            cell.action_failed(self, "send_redirected", error, mark)

    def _if_granted(self, event: Finished) -> bool:
        """Whether granted."""
        return self.actions.granted(event)

    def _do_notify_wait_finished_3(self, event: Finished) -> None:
        """Row notify_wait.finished#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_granted"
        try:
            self.actions.note_granted(event)
            mark, step = len(cell.outbox), "payload_confirm"
            cell.raise_signal(self, self.actions.payload_confirm(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_notify_wait_finished_4(self, event: Finished) -> None:
        """Row notify_wait.finished#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_refused"
        try:
            self.actions.reply_refused(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _if_unfit(self, event: Notified) -> bool:
        """Whether unfit."""
        return self.actions.unfit(event)

    def _do_notify_wait_notified(self, event: Notified) -> None:
        """Row notify_wait.notified."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_pends(self, event: Notified) -> bool:
        """Whether pends."""
        return self.actions.pends(event)

    def _do_notify_wait_notified_1(self, event: Notified) -> None:
        """Row notify_wait.notified#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "reply_subscribed"
            self.actions.reply_subscribed(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_goes_on(self, event: Notified) -> bool:
        """Whether goes_on."""
        return self.actions.goes_on(event)

    def _do_notify_wait_notified_2(self, event: Notified) -> None:
        """Row notify_wait.notified#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "reply_subscribed"
            self.actions.reply_subscribed(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_notify_wait_notified_3(self, event: Notified) -> None:
        """Row notify_wait.notified#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "reply_subscribed"
            self.actions.reply_subscribed(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_notify_wait_unnotified(self, event: Unnotified) -> None:
        """Row notify_wait.unnotified."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_refused"
        try:
            self.actions.reply_refused(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "one cell keeps one subscription")

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing is begun again")

    def _enter_pending(self, event: Notified | Finished) -> None:
        """Entry of pending."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_refresh_time(event)))
        except Exception as error:
            delay = 0.5
            cell.action_failed(self, "delay_refresh_time", error, mark)
        self._refresh = cell.arm(self, 1, delay)
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_life_time(event)))
        except Exception as error:
            delay = 0.5
            cell.action_failed(self, "delay_life_time", error, mark)
        self._expiry = cell.arm(self, 2, delay)

    def _exit_pending(self, event: Unsubscribe | Notified | Finished | ActionFailed | Expired) -> None:
        """Exit of pending."""
        cell = self.cell
        if self._refresh is not None:
            cell.cancel(self._refresh)
            self._refresh = None
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None

    def _do_pending_notified(self, event: Notified) -> None:
        """Row pending.notified."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_pending_notified_1(self, event: Notified) -> None:
        """Row pending.notified#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_pending_notified_2(self, event: Notified) -> None:
        """Row pending.notified#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_at_once(self, event: Notified) -> bool:
        """Whether at_once."""
        return self.actions.at_once(event)

    def _do_pending_notified_3(self, event: Notified) -> None:
        """Row pending.notified#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, FORGET)
            cell.raise_signal(self, AGAIN)

    def _if_later(self, event: Notified) -> bool:
        """Whether later."""
        return self.actions.later(event)

    def _do_pending_notified_4(self, event: Notified) -> None:
        """Row pending.notified#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "note_wait"
            self.actions.note_wait(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, FORGET)

    def _do_pending_notified_5(self, event: Notified) -> None:
        """Row pending.notified#5."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_pending_finished(self, event: Finished) -> None:
        """Row pending.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh_answered", error, mark)

    def _do_pending_finished_1(self, event: Finished) -> None:
        """Row pending.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh_longer", error, mark)

    def _do_pending_finished_2(self, event: Finished) -> None:
        """Row pending.finished#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_granted"
        try:
            self.actions.note_granted(event)
            mark, step = len(cell.outbox), "payload_confirm"
            cell.raise_signal(self, self.actions.payload_confirm(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_unknown_there(self, event: Finished) -> bool:
        """Whether unknown_there."""
        return self.actions.unknown_there(event)

    def _do_pending_finished_3(self, event: Finished) -> None:
        """Row pending.finished#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
        except Exception as error:
            cell.action_failed(self, "send_anew", error, mark)
        else:
            cell.raise_signal(self, FORGET)

    def _do_pending_refresh_due(self, event: RefreshDue) -> None:
        """Row pending.refresh_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh", error, mark)

    def _do_pending_expired(self, event: Expired) -> None:
        """Row pending.expired."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
        except Exception as error:
            cell.action_failed(self, "send_anew", error, mark)
        else:
            cell.raise_signal(self, FORGET)

    def _do_pending_unsubscribe(self, event: Unsubscribe) -> None:
        """Row pending.unsubscribe."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_unsubscribe"
        try:
            self.actions.note_unsubscribe(event)
            mark, step = len(cell.outbox), "send_unsubscribe"
            cell.create_transaction(self, "non_invite_client", self.actions.send_unsubscribe(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_active(self, event: Notified | Finished) -> None:
        """Entry of active."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_refresh_time(event)))
        except Exception as error:
            delay = 0.5
            cell.action_failed(self, "delay_refresh_time", error, mark)
        self._refresh = cell.arm(self, 1, delay)
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_life_time(event)))
        except Exception as error:
            delay = 0.5
            cell.action_failed(self, "delay_life_time", error, mark)
        self._expiry = cell.arm(self, 2, delay)

    def _exit_active(self, event: Unsubscribe | Notified | Finished | ActionFailed | Expired) -> None:
        """Exit of active."""
        cell = self.cell
        if self._refresh is not None:
            cell.cancel(self._refresh)
            self._refresh = None
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None

    def _do_active_notified(self, event: Notified) -> None:
        """Row active.notified."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_active_notified_1(self, event: Notified) -> None:
        """Row active.notified#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_active_notified_2(self, event: Notified) -> None:
        """Row active.notified#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_active_notified_3(self, event: Notified) -> None:
        """Row active.notified#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, FORGET)
            cell.raise_signal(self, AGAIN)

    def _do_active_notified_4(self, event: Notified) -> None:
        """Row active.notified#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "note_wait"
            self.actions.note_wait(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, FORGET)

    def _do_active_notified_5(self, event: Notified) -> None:
        """Row active.notified#5."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_active_finished(self, event: Finished) -> None:
        """Row active.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh_answered", error, mark)

    def _do_active_finished_1(self, event: Finished) -> None:
        """Row active.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh_longer", error, mark)

    def _do_active_finished_2(self, event: Finished) -> None:
        """Row active.finished#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_granted"
        try:
            self.actions.note_granted(event)
            mark, step = len(cell.outbox), "payload_confirm"
            cell.raise_signal(self, self.actions.payload_confirm(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_active_finished_3(self, event: Finished) -> None:
        """Row active.finished#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
        except Exception as error:
            cell.action_failed(self, "send_anew", error, mark)
        else:
            cell.raise_signal(self, FORGET)

    def _do_active_refresh_due(self, event: RefreshDue) -> None:
        """Row active.refresh_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh", error, mark)

    def _do_active_expired(self, event: Expired) -> None:
        """Row active.expired."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
        except Exception as error:
            cell.action_failed(self, "send_anew", error, mark)
        else:
            cell.raise_signal(self, FORGET)

    def _do_active_unsubscribe(self, event: Unsubscribe) -> None:
        """Row active.unsubscribe."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_unsubscribe"
        try:
            self.actions.note_unsubscribe(event)
            mark, step = len(cell.outbox), "send_unsubscribe"
            cell.create_transaction(self, "non_invite_client", self.actions.send_unsubscribe(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_renewing_renewed(self, event: Renewed) -> None:
        """Row renewing.renewed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
        except Exception as error:
            cell.action_failed(self, "send_anew", error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it goes on in the same macrostep")

    def _enter_waiting(self, event: Notified) -> None:
        """Entry of waiting."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_retry_time(event)))
        except Exception as error:
            delay = 0.5
            cell.action_failed(self, "delay_retry_time", error, mark)
        self._retry = cell.arm(self, 3, delay)

    def _exit_waiting(self, event: Unsubscribe | ActionFailed | RetryDue) -> None:
        """Exit of waiting."""
        cell = self.cell
        if self._retry is not None:
            cell.cancel(self._retry)
            self._retry = None

    def _do_waiting_retry_due(self, event: RetryDue) -> None:
        """Row waiting.retry_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
        except Exception as error:
            cell.action_failed(self, "send_anew", error, mark)
        else:
            cell.raise_signal(self, FORGET)

    def _do_waiting_unsubscribe(self, event: Unsubscribe) -> None:
        """Row waiting.unsubscribe."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_unsubscribe"
        try:
            self.actions.note_unsubscribe(event)
            mark, step = len(cell.outbox), "reply_unsubscribed"
            self.actions.reply_unsubscribed(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_waiting_notified(self, event: Notified) -> None:
        """Row waiting.notified."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _enter_unsubscribing(self, event: Unsubscribe) -> None:
        """Entry of unsubscribing."""
        cell = self.cell
        self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)

    def _exit_unsubscribing(self, event: Notified | Finished | ActionFailed | Unnotified) -> None:
        """Exit of unsubscribing."""
        cell = self.cell
        if self._timer_n is not None:
            cell.cancel(self._timer_n)
            self._timer_n = None

    def _do_unsubscribing_finished(self, event: Finished) -> None:
        """Row unsubscribing.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_unsubscribe_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_unsubscribe_answered", error, mark)

    def _do_unsubscribing_finished_1(self, event: Finished) -> None:
        """Row unsubscribing.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_confirm(event))
        except Exception as error:
            cell.action_failed(self, "payload_confirm", error, mark)

    def _do_unsubscribing_finished_2(self, event: Finished) -> None:
        """Row unsubscribing.finished#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_unsubscribed"
        try:
            self.actions.reply_unsubscribed(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_unsubscribing_notified(self, event: Notified) -> None:
        """Row unsubscribing.notified."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_unsubscribing_notified_1(self, event: Notified) -> None:
        """Row unsubscribing.notified#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_unsubscribing_notified_2(self, event: Notified) -> None:
        """Row unsubscribing.notified#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_state"
        try:
            self.actions.note_state(event)
            mark, step = len(cell.outbox), "tell_notified"
            self.actions.tell_notified(event)
            mark, step = len(cell.outbox), "reply_unsubscribed"
            self.actions.reply_unsubscribed(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_unsubscribing_unnotified(self, event: Unnotified) -> None:
        """Row unsubscribing.unnotified."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_unsubscribed"
        try:
            self.actions.reply_unsubscribed(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_unsubscribing_unsubscribe(self, event: Unsubscribe) -> None:
        """Row unsubscribing.unsubscribe."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_unsubscribe(event)
        except Exception as error:
            cell.action_failed(self, "note_unsubscribe", error, mark)

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the subscription is ending")

    def _do_ended_unsubscribe(self, event: Unsubscribe) -> None:
        """Row ended.unsubscribe."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_unsubscribe"
        try:
            self.actions.note_unsubscribe(event)
            mark, step = len(cell.outbox), "reply_unsubscribed"
            self.actions.reply_unsubscribed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the subscription is over")

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the dialog is over and answers by itself")


CHART = Chart("SubscriptionSubscriberChart", Subscriber, [
    Node("", initial=True, ways=(
        Way("solicited", row="solicited", on="_do_solicited"),
        Way(
            "action_failed",
            "ended",
            leaf="ended",
            internal=True,
            row="action_failed",
            on="_do_action_failed",
            recall=("notify_wait", "renewing"),
        ),
    )),
    Node("idle", initial=True, ways=(
        Way("subscribe", "notify_wait", leaf="notify_wait", row="idle.subscribe", on="_do_idle_subscribe"),
        Way("unsubscribe", on="_reject_1"),
        Way("notified", on="_never_1"),
        Way("finished", on="_never_1"),
        Way("renewed", on="_never_1"),
        Way("unnotified", on="_dropped"),
        Way("refresh_due", on="_dropped"),
        Way("expired", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
    Node("notify_wait", enter="_enter_notify_wait", exit="_exit_notify_wait", ways=(
        Way(
            "finished",
            "notify_wait",
            leaf="notify_wait",
            row="notify_wait.finished",
            conditions=("_if_challenged",),
            on="_do_notify_wait_finished",
            recall=("notify_wait",),
        ),
        Way(
            "finished",
            "notify_wait",
            leaf="notify_wait",
            row="notify_wait.finished#1",
            conditions=("_if_too_brief",),
            on="_do_notify_wait_finished_1",
            recall=("notify_wait",),
        ),
        Way(
            "finished",
            "notify_wait",
            leaf="notify_wait",
            row="notify_wait.finished#2",
            conditions=("_if_another_target",),
            on="_do_notify_wait_finished_2",
            recall=("notify_wait",),
        ),
        Way("finished", row="notify_wait.finished#3", conditions=("_if_granted",), on="_do_notify_wait_finished_3"),
        Way(
            "finished",
            "ended",
            leaf="ended",
            row="notify_wait.finished#4",
            on="_do_notify_wait_finished_4",
            recall=("notify_wait",),
        ),
        Way("notified", row="notify_wait.notified", conditions=("_if_unfit",), on="_do_notify_wait_notified"),
        Way(
            "notified",
            "pending",
            leaf="pending",
            row="notify_wait.notified#1",
            conditions=("_if_pends",),
            on="_do_notify_wait_notified_1",
            recall=("notify_wait",),
        ),
        Way(
            "notified",
            "active",
            leaf="active",
            row="notify_wait.notified#2",
            conditions=("_if_goes_on",),
            on="_do_notify_wait_notified_2",
            recall=("notify_wait",),
        ),
        Way(
            "notified",
            "ended",
            leaf="ended",
            row="notify_wait.notified#3",
            on="_do_notify_wait_notified_3",
            recall=("notify_wait",),
        ),
        Way(
            "unnotified",
            "ended",
            leaf="ended",
            row="notify_wait.unnotified",
            on="_do_notify_wait_unnotified",
            recall=("notify_wait",),
        ),
        Way("subscribe", on="_reject_2"),
        Way("unsubscribe", on="_deferred"),
        Way("renewed", on="_never_2"),
        Way("refresh_due", on="_dropped"),
        Way("expired", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
    Node("pending", enter="_enter_pending", exit="_exit_pending", ways=(
        Way("notified", row="pending.notified", conditions=("_if_unfit",), on="_do_pending_notified"),
        Way(
            "notified",
            "pending",
            leaf="pending",
            row="pending.notified#1",
            conditions=("_if_pends",),
            on="_do_pending_notified_1",
        ),
        Way(
            "notified",
            "active",
            leaf="active",
            row="pending.notified#2",
            conditions=("_if_goes_on",),
            on="_do_pending_notified_2",
        ),
        Way(
            "notified",
            "renewing",
            leaf="renewing",
            row="pending.notified#3",
            conditions=("_if_at_once",),
            on="_do_pending_notified_3",
        ),
        Way(
            "notified",
            "waiting",
            leaf="waiting",
            row="pending.notified#4",
            conditions=("_if_later",),
            on="_do_pending_notified_4",
        ),
        Way("notified", "ended", leaf="ended", row="pending.notified#5", on="_do_pending_notified_5"),
        Way("finished", row="pending.finished", conditions=("_if_challenged",), on="_do_pending_finished"),
        Way("finished", row="pending.finished#1", conditions=("_if_too_brief",), on="_do_pending_finished_1"),
        Way(
            "finished",
            "pending",
            leaf="pending",
            row="pending.finished#2",
            conditions=("_if_granted",),
            on="_do_pending_finished_2",
        ),
        Way(
            "finished",
            "notify_wait",
            leaf="notify_wait",
            row="pending.finished#3",
            conditions=("_if_unknown_there",),
            on="_do_pending_finished_3",
        ),
        Way("finished", row="pending.finished#4"),
        Way("refresh_due", row="pending.refresh_due", on="_do_pending_refresh_due"),
        Way("expired", "notify_wait", leaf="notify_wait", row="pending.expired", on="_do_pending_expired"),
        Way(
            "unsubscribe",
            "unsubscribing",
            leaf="unsubscribing",
            row="pending.unsubscribe",
            on="_do_pending_unsubscribe",
        ),
        Way("subscribe", on="_reject_2"),
        Way("renewed", on="_never_2"),
        Way("unnotified", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
    Node("active", enter="_enter_active", exit="_exit_active", ways=(
        Way("notified", row="active.notified", conditions=("_if_unfit",), on="_do_active_notified"),
        Way(
            "notified",
            "pending",
            leaf="pending",
            row="active.notified#1",
            conditions=("_if_pends",),
            on="_do_active_notified_1",
        ),
        Way(
            "notified",
            "active",
            leaf="active",
            row="active.notified#2",
            conditions=("_if_goes_on",),
            on="_do_active_notified_2",
        ),
        Way(
            "notified",
            "renewing",
            leaf="renewing",
            row="active.notified#3",
            conditions=("_if_at_once",),
            on="_do_active_notified_3",
        ),
        Way(
            "notified",
            "waiting",
            leaf="waiting",
            row="active.notified#4",
            conditions=("_if_later",),
            on="_do_active_notified_4",
        ),
        Way("notified", "ended", leaf="ended", row="active.notified#5", on="_do_active_notified_5"),
        Way("finished", row="active.finished", conditions=("_if_challenged",), on="_do_active_finished"),
        Way("finished", row="active.finished#1", conditions=("_if_too_brief",), on="_do_active_finished_1"),
        Way(
            "finished",
            "active",
            leaf="active",
            row="active.finished#2",
            conditions=("_if_granted",),
            on="_do_active_finished_2",
        ),
        Way(
            "finished",
            "notify_wait",
            leaf="notify_wait",
            row="active.finished#3",
            conditions=("_if_unknown_there",),
            on="_do_active_finished_3",
        ),
        Way("finished", row="active.finished#4"),
        Way("refresh_due", row="active.refresh_due", on="_do_active_refresh_due"),
        Way("expired", "notify_wait", leaf="notify_wait", row="active.expired", on="_do_active_expired"),
        Way(
            "unsubscribe", "unsubscribing", leaf="unsubscribing", row="active.unsubscribe", on="_do_active_unsubscribe"
        ),
        Way("subscribe", on="_reject_2"),
        Way("renewed", on="_never_2"),
        Way("unnotified", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
    Node("renewing", ways=(
        Way(
            "renewed",
            "notify_wait",
            leaf="notify_wait",
            row="renewing.renewed",
            on="_do_renewing_renewed",
            recall=("renewing",),
        ),
        Way("finished", on="_ignored"),
        Way("subscribe", on="_reject_2"),
        Way("unsubscribe", on="_deferred"),
        Way("notified", on="_never_3"),
        Way("unnotified", on="_dropped"),
        Way("refresh_due", on="_dropped"),
        Way("expired", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
    Node("waiting", enter="_enter_waiting", exit="_exit_waiting", ways=(
        Way("retry_due", "notify_wait", leaf="notify_wait", row="waiting.retry_due", on="_do_waiting_retry_due"),
        Way("unsubscribe", "ended", leaf="ended", row="waiting.unsubscribe", on="_do_waiting_unsubscribe"),
        Way("notified", row="waiting.notified", on="_do_waiting_notified"),
        Way("finished", on="_ignored"),
        Way("subscribe", on="_reject_2"),
        Way("renewed", on="_never_2"),
        Way("unnotified", on="_dropped"),
        Way("refresh_due", on="_dropped"),
        Way("expired", on="_dropped"),
    )),
    Node("unsubscribing", enter="_enter_unsubscribing", exit="_exit_unsubscribing", ways=(
        Way("finished", row="unsubscribing.finished", conditions=("_if_challenged",), on="_do_unsubscribing_finished"),
        Way("finished", row="unsubscribing.finished#1", conditions=("_if_granted",), on="_do_unsubscribing_finished_1"),
        Way("finished", "ended", leaf="ended", row="unsubscribing.finished#2", on="_do_unsubscribing_finished_2"),
        Way("notified", row="unsubscribing.notified", conditions=("_if_unfit",), on="_do_unsubscribing_notified"),
        Way("notified", row="unsubscribing.notified#1", conditions=("_if_goes_on",), on="_do_unsubscribing_notified_1"),
        Way("notified", "ended", leaf="ended", row="unsubscribing.notified#2", on="_do_unsubscribing_notified_2"),
        Way("unnotified", "ended", leaf="ended", row="unsubscribing.unnotified", on="_do_unsubscribing_unnotified"),
        Way("unsubscribe", row="unsubscribing.unsubscribe", on="_do_unsubscribing_unsubscribe"),
        Way("subscribe", on="_reject_3"),
        Way("renewed", on="_never_2"),
        Way("refresh_due", on="_dropped"),
        Way("expired", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
    Node("ended", ways=(
        Way("unsubscribe", row="ended.unsubscribe", on="_do_ended_unsubscribe"),
        Way("finished", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("subscribe", on="_reject_4"),
        Way("notified", on="_never_4"),
        Way("solicited", on="_never_4"),
        Way("renewed", on="_never_2"),
        Way("unnotified", on="_dropped"),
        Way("refresh_due", on="_dropped"),
        Way("expired", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
])
