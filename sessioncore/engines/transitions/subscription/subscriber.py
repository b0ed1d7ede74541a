"""The chart subscription/subscriber, decided by transitions.

Generated from machines/subscription/subscriber.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=7482d8aafd6dd71cb92ae42c9c42fe92ec0e25b7f27ab9657f956e45982a6c0d abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.subscription import subscriber as default
from sessioncore.handlers.subscription.subscriber import AGAIN, FORGET, IDLE, OVER
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
    """subscription/subscriber on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def subscribe(self, event: Subscribe) -> None:
        MACHINE.fire(self, event)

    def unsubscribe(self, event: Unsubscribe) -> None:
        MACHINE.fire(self, event)

    def notified(self, event: Notified) -> None:
        MACHINE.fire(self, event)

    def solicited(self, event: Solicited) -> None:
        MACHINE.fire(self, event)

    def renewed(self, event: Renewed) -> None:
        MACHINE.fire(self, event)

    def finished(self, event: Finished) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def unnotified(self, event: Unnotified) -> None:
        MACHINE.fire(self, event)

    def refresh_due(self, event: RefreshDue) -> None:
        MACHINE.fire(self, event)

    def expired(self, event: Expired) -> None:
        MACHINE.fire(self, event)

    def retry_due(self, event: RetryDue) -> None:
        MACHINE.fire(self, event)

    def _do_idle_subscribe(self, event: Subscribe) -> None:
        """Row idle.subscribe."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_subscribe(event))
        except Exception as error:
            cell.action_failed(self, "send_subscribe", error, mark)

    def _enter_notify_wait(self, event: Subscribe | Finished | Expired | Renewed | RetryDue) -> None:
        """Entry of notify_wait."""
        cell = self.cell
        self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)

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
        cell.reject(self, event, 491, "one cell keeps one subscription")

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

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

    def _exit_notify_wait(self, event: Notified | Finished | ActionFailed | Unnotified) -> None:
        """Exit of notify_wait."""
        cell = self.cell
        if self._timer_n is not None:
            cell.cancel(self._timer_n)
            self._timer_n = None

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

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing is begun again")

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

    def _exit_pending(self, event: Unsubscribe | Notified | Finished | ActionFailed | Expired) -> None:
        """Exit of pending."""
        cell = self.cell
        if self._refresh is not None:
            cell.cancel(self._refresh)
            self._refresh = None
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None

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

    def _enter_unsubscribing(self, event: Unsubscribe) -> None:
        """Entry of unsubscribing."""
        cell = self.cell
        self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)

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

    def _exit_active(self, event: Unsubscribe | Notified | Finished | ActionFailed | Expired) -> None:
        """Exit of active."""
        cell = self.cell
        if self._refresh is not None:
            cell.cancel(self._refresh)
            self._refresh = None
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None

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

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it goes on in the same macrostep")

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

    def _exit_waiting(self, event: Unsubscribe | ActionFailed | RetryDue) -> None:
        """Exit of waiting."""
        cell = self.cell
        if self._retry is not None:
            cell.cancel(self._retry)
            self._retry = None

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

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the subscription is ending")

    def _do_unsubscribing_unsubscribe(self, event: Unsubscribe) -> None:
        """Row unsubscribing.unsubscribe."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_unsubscribe(event)
        except Exception as error:
            cell.action_failed(self, "note_unsubscribe", error, mark)

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

    def _exit_unsubscribing(self, event: Notified | Finished | ActionFailed | Unnotified) -> None:
        """Exit of unsubscribing."""
        cell = self.cell
        if self._timer_n is not None:
            cell.cancel(self._timer_n)
            self._timer_n = None

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

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the subscription is over")

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

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the dialog is over and answers by itself")


MACHINE = FlatMachine(Subscriber, [
    Way(
        "subscribe",
        "idle",
        "notify_wait",
        row="idle.subscribe",
        before=("_do_idle_subscribe",),
        after=("_enter_notify_wait",),
    ),
    Way("unsubscribe", "idle", before=("_reject_1",)),
    Way("notified", "idle", before=("_never_1",)),
    Way("solicited", "idle", row="solicited", before=("_do_solicited",)),
    Way("renewed", "idle", before=("_never_1",)),
    Way("finished", "idle", before=("_never_1",)),
    Way("action_failed", "idle", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("unnotified", "idle", before=("_dropped",)),
    Way("refresh_due", "idle", before=("_dropped",)),
    Way("expired", "idle", before=("_dropped",)),
    Way("retry_due", "idle", before=("_dropped",)),
    Way("subscribe", "notify_wait", before=("_reject_2",)),
    Way("unsubscribe", "notify_wait", before=("_deferred",)),
    Way(
        "notified",
        "notify_wait",
        row="notify_wait.notified",
        conditions=("_if_unfit",),
        before=("_do_notify_wait_notified",),
    ),
    Way(
        "notified",
        "notify_wait",
        "pending",
        row="notify_wait.notified#1",
        conditions=("_if_pends",),
        before=("_exit_notify_wait", "_do_notify_wait_notified_1"),
        after=("_enter_pending",),
        recall=True,
    ),
    Way(
        "notified",
        "notify_wait",
        "active",
        row="notify_wait.notified#2",
        conditions=("_if_goes_on",),
        before=("_exit_notify_wait", "_do_notify_wait_notified_2"),
        after=("_enter_active",),
        recall=True,
    ),
    Way(
        "notified",
        "notify_wait",
        "ended",
        row="notify_wait.notified#3",
        before=("_exit_notify_wait", "_do_notify_wait_notified_3"),
        recall=True,
    ),
    Way("solicited", "notify_wait", row="solicited", before=("_do_solicited",)),
    Way("renewed", "notify_wait", before=("_never_2",)),
    Way(
        "finished",
        "notify_wait",
        "notify_wait",
        row="notify_wait.finished",
        conditions=("_if_challenged",),
        before=("_exit_notify_wait", "_do_notify_wait_finished"),
        after=("_enter_notify_wait",),
        recall=True,
    ),
    Way(
        "finished",
        "notify_wait",
        "notify_wait",
        row="notify_wait.finished#1",
        conditions=("_if_too_brief",),
        before=("_exit_notify_wait", "_do_notify_wait_finished_1"),
        after=("_enter_notify_wait",),
        recall=True,
    ),
    Way(
        "finished",
        "notify_wait",
        "notify_wait",
        row="notify_wait.finished#2",
        conditions=("_if_another_target",),
        before=("_exit_notify_wait", "_do_notify_wait_finished_2"),
        after=("_enter_notify_wait",),
        recall=True,
    ),
    Way(
        "finished",
        "notify_wait",
        row="notify_wait.finished#3",
        conditions=("_if_granted",),
        before=("_do_notify_wait_finished_3",),
    ),
    Way(
        "finished",
        "notify_wait",
        "ended",
        row="notify_wait.finished#4",
        before=("_exit_notify_wait", "_do_notify_wait_finished_4"),
        recall=True,
    ),
    Way(
        "action_failed",
        "notify_wait",
        "ended",
        row="action_failed",
        before=("_exit_notify_wait", "_do_action_failed"),
        recall=True,
    ),
    Way(
        "unnotified",
        "notify_wait",
        "ended",
        row="notify_wait.unnotified",
        before=("_exit_notify_wait", "_do_notify_wait_unnotified"),
        recall=True,
    ),
    Way("refresh_due", "notify_wait", before=("_dropped",)),
    Way("expired", "notify_wait", before=("_dropped",)),
    Way("retry_due", "notify_wait", before=("_dropped",)),
    Way("subscribe", "pending", before=("_reject_2",)),
    Way(
        "unsubscribe",
        "pending",
        "unsubscribing",
        row="pending.unsubscribe",
        before=("_exit_pending", "_do_pending_unsubscribe"),
        after=("_enter_unsubscribing",),
    ),
    Way("notified", "pending", row="pending.notified", conditions=("_if_unfit",), before=("_do_pending_notified",)),
    Way(
        "notified",
        "pending",
        "pending",
        row="pending.notified#1",
        conditions=("_if_pends",),
        before=("_exit_pending", "_do_pending_notified_1"),
        after=("_enter_pending",),
    ),
    Way(
        "notified",
        "pending",
        "active",
        row="pending.notified#2",
        conditions=("_if_goes_on",),
        before=("_exit_pending", "_do_pending_notified_2"),
        after=("_enter_active",),
    ),
    Way(
        "notified",
        "pending",
        "renewing",
        row="pending.notified#3",
        conditions=("_if_at_once",),
        before=("_exit_pending", "_do_pending_notified_3"),
    ),
    Way(
        "notified",
        "pending",
        "waiting",
        row="pending.notified#4",
        conditions=("_if_later",),
        before=("_exit_pending", "_do_pending_notified_4"),
        after=("_enter_waiting",),
    ),
    Way("notified", "pending", "ended", row="pending.notified#5", before=("_exit_pending", "_do_pending_notified_5")),
    Way("solicited", "pending", row="solicited", before=("_do_solicited",)),
    Way("renewed", "pending", before=("_never_2",)),
    Way(
        "finished", "pending", row="pending.finished", conditions=("_if_challenged",), before=("_do_pending_finished",)
    ),
    Way(
        "finished",
        "pending",
        row="pending.finished#1",
        conditions=("_if_too_brief",),
        before=("_do_pending_finished_1",),
    ),
    Way(
        "finished",
        "pending",
        "pending",
        row="pending.finished#2",
        conditions=("_if_granted",),
        before=("_exit_pending", "_do_pending_finished_2"),
        after=("_enter_pending",),
    ),
    Way(
        "finished",
        "pending",
        "notify_wait",
        row="pending.finished#3",
        conditions=("_if_unknown_there",),
        before=("_exit_pending", "_do_pending_finished_3"),
        after=("_enter_notify_wait",),
    ),
    Way("finished", "pending", row="pending.finished#4"),
    Way("action_failed", "pending", "ended", row="action_failed", before=("_exit_pending", "_do_action_failed")),
    Way("unnotified", "pending", before=("_dropped",)),
    Way("refresh_due", "pending", row="pending.refresh_due", before=("_do_pending_refresh_due",)),
    Way(
        "expired",
        "pending",
        "notify_wait",
        row="pending.expired",
        before=("_exit_pending", "_do_pending_expired"),
        after=("_enter_notify_wait",),
    ),
    Way("retry_due", "pending", before=("_dropped",)),
    Way("subscribe", "active", before=("_reject_2",)),
    Way(
        "unsubscribe",
        "active",
        "unsubscribing",
        row="active.unsubscribe",
        before=("_exit_active", "_do_active_unsubscribe"),
        after=("_enter_unsubscribing",),
    ),
    Way("notified", "active", row="active.notified", conditions=("_if_unfit",), before=("_do_active_notified",)),
    Way(
        "notified",
        "active",
        "pending",
        row="active.notified#1",
        conditions=("_if_pends",),
        before=("_exit_active", "_do_active_notified_1"),
        after=("_enter_pending",),
    ),
    Way(
        "notified",
        "active",
        "active",
        row="active.notified#2",
        conditions=("_if_goes_on",),
        before=("_exit_active", "_do_active_notified_2"),
        after=("_enter_active",),
    ),
    Way(
        "notified",
        "active",
        "renewing",
        row="active.notified#3",
        conditions=("_if_at_once",),
        before=("_exit_active", "_do_active_notified_3"),
    ),
    Way(
        "notified",
        "active",
        "waiting",
        row="active.notified#4",
        conditions=("_if_later",),
        before=("_exit_active", "_do_active_notified_4"),
        after=("_enter_waiting",),
    ),
    Way("notified", "active", "ended", row="active.notified#5", before=("_exit_active", "_do_active_notified_5")),
    Way("solicited", "active", row="solicited", before=("_do_solicited",)),
    Way("renewed", "active", before=("_never_2",)),
    Way("finished", "active", row="active.finished", conditions=("_if_challenged",), before=("_do_active_finished",)),
    Way(
        "finished", "active", row="active.finished#1", conditions=("_if_too_brief",), before=("_do_active_finished_1",)
    ),
    Way(
        "finished",
        "active",
        "active",
        row="active.finished#2",
        conditions=("_if_granted",),
        before=("_exit_active", "_do_active_finished_2"),
        after=("_enter_active",),
    ),
    Way(
        "finished",
        "active",
        "notify_wait",
        row="active.finished#3",
        conditions=("_if_unknown_there",),
        before=("_exit_active", "_do_active_finished_3"),
        after=("_enter_notify_wait",),
    ),
    Way("finished", "active", row="active.finished#4"),
    Way("action_failed", "active", "ended", row="action_failed", before=("_exit_active", "_do_action_failed")),
    Way("unnotified", "active", before=("_dropped",)),
    Way("refresh_due", "active", row="active.refresh_due", before=("_do_active_refresh_due",)),
    Way(
        "expired",
        "active",
        "notify_wait",
        row="active.expired",
        before=("_exit_active", "_do_active_expired"),
        after=("_enter_notify_wait",),
    ),
    Way("retry_due", "active", before=("_dropped",)),
    Way("subscribe", "renewing", before=("_reject_2",)),
    Way("unsubscribe", "renewing", before=("_deferred",)),
    Way("notified", "renewing", before=("_never_3",)),
    Way("solicited", "renewing", row="solicited", before=("_do_solicited",)),
    Way(
        "renewed",
        "renewing",
        "notify_wait",
        row="renewing.renewed",
        before=("_do_renewing_renewed",),
        after=("_enter_notify_wait",),
        recall=True,
    ),
    Way("finished", "renewing", before=("_ignored",)),
    Way("action_failed", "renewing", "ended", row="action_failed", before=("_do_action_failed",), recall=True),
    Way("unnotified", "renewing", before=("_dropped",)),
    Way("refresh_due", "renewing", before=("_dropped",)),
    Way("expired", "renewing", before=("_dropped",)),
    Way("retry_due", "renewing", before=("_dropped",)),
    Way("subscribe", "waiting", before=("_reject_2",)),
    Way(
        "unsubscribe",
        "waiting",
        "ended",
        row="waiting.unsubscribe",
        before=("_exit_waiting", "_do_waiting_unsubscribe"),
    ),
    Way("notified", "waiting", row="waiting.notified", before=("_do_waiting_notified",)),
    Way("solicited", "waiting", row="solicited", before=("_do_solicited",)),
    Way("renewed", "waiting", before=("_never_2",)),
    Way("finished", "waiting", before=("_ignored",)),
    Way("action_failed", "waiting", "ended", row="action_failed", before=("_exit_waiting", "_do_action_failed")),
    Way("unnotified", "waiting", before=("_dropped",)),
    Way("refresh_due", "waiting", before=("_dropped",)),
    Way("expired", "waiting", before=("_dropped",)),
    Way(
        "retry_due",
        "waiting",
        "notify_wait",
        row="waiting.retry_due",
        before=("_exit_waiting", "_do_waiting_retry_due"),
        after=("_enter_notify_wait",),
    ),
    Way("subscribe", "unsubscribing", before=("_reject_3",)),
    Way("unsubscribe", "unsubscribing", row="unsubscribing.unsubscribe", before=("_do_unsubscribing_unsubscribe",)),
    Way(
        "notified",
        "unsubscribing",
        row="unsubscribing.notified",
        conditions=("_if_unfit",),
        before=("_do_unsubscribing_notified",),
    ),
    Way(
        "notified",
        "unsubscribing",
        row="unsubscribing.notified#1",
        conditions=("_if_goes_on",),
        before=("_do_unsubscribing_notified_1",),
    ),
    Way(
        "notified",
        "unsubscribing",
        "ended",
        row="unsubscribing.notified#2",
        before=("_exit_unsubscribing", "_do_unsubscribing_notified_2"),
    ),
    Way("solicited", "unsubscribing", row="solicited", before=("_do_solicited",)),
    Way("renewed", "unsubscribing", before=("_never_2",)),
    Way(
        "finished",
        "unsubscribing",
        row="unsubscribing.finished",
        conditions=("_if_challenged",),
        before=("_do_unsubscribing_finished",),
    ),
    Way(
        "finished",
        "unsubscribing",
        row="unsubscribing.finished#1",
        conditions=("_if_granted",),
        before=("_do_unsubscribing_finished_1",),
    ),
    Way(
        "finished",
        "unsubscribing",
        "ended",
        row="unsubscribing.finished#2",
        before=("_exit_unsubscribing", "_do_unsubscribing_finished_2"),
    ),
    Way(
        "action_failed",
        "unsubscribing",
        "ended",
        row="action_failed",
        before=("_exit_unsubscribing", "_do_action_failed"),
    ),
    Way(
        "unnotified",
        "unsubscribing",
        "ended",
        row="unsubscribing.unnotified",
        before=("_exit_unsubscribing", "_do_unsubscribing_unnotified"),
    ),
    Way("refresh_due", "unsubscribing", before=("_dropped",)),
    Way("expired", "unsubscribing", before=("_dropped",)),
    Way("retry_due", "unsubscribing", before=("_dropped",)),
    Way("subscribe", "ended", before=("_reject_4",)),
    Way("unsubscribe", "ended", row="ended.unsubscribe", before=("_do_ended_unsubscribe",)),
    Way("notified", "ended", before=("_never_4",)),
    Way("solicited", "ended", before=("_never_4",)),
    Way("renewed", "ended", before=("_never_2",)),
    Way("finished", "ended", before=("_ignored",)),
    Way("action_failed", "ended", before=("_ignored",)),
    Way("unnotified", "ended", before=("_dropped",)),
    Way("refresh_due", "ended", before=("_dropped",)),
    Way("expired", "ended", before=("_dropped",)),
    Way("retry_due", "ended", before=("_dropped",)),
])
