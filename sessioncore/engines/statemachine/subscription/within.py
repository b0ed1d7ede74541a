"""The chart subscription/within, decided by statemachine.

Generated from machines/subscription/within.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=cccbdd89203f3785fba31e77bc1afdb9ca0ca45386cd01f3983a8d08ea09e704 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.subscription import within as default
from sessioncore.handlers.subscription.within import DIALOG_GONE, OVER
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.subscription.within import (
        Expired,
        Finished,
        Notified,
        RefreshDue,
        Unnotified,
        Unwatch,
        Wanted,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Within(default.Within):
    """subscription/within on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def wanted(self, event: Wanted) -> None:
        send(self._chart, event)

    def unwatch(self, event: Unwatch) -> None:
        send(self._chart, event)

    def notified(self, event: Notified) -> None:
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

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_refused"
        try:
            self.actions.reply_refused(event)
            mark, step = len(cell.outbox), "reply_unwatched"
            self.actions.reply_unwatched(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_idle_wanted(self, event: Wanted) -> None:
        """Row idle.wanted."""
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

    def _enter_notify_wait(self, event: Wanted | Finished) -> None:
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

    def _if_granted(self, event: Finished) -> bool:
        """Whether granted."""
        return self.actions.granted(event)

    def _do_notify_wait_finished_2(self, event: Finished) -> None:
        """Row notify_wait.finished#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_granted"
        try:
            self.actions.note_granted(event)
            mark, step = len(cell.outbox), "payload_refreshed"
            cell.raise_signal(self, self.actions.payload_refreshed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_dialog_lost(self, event: Finished) -> bool:
        """Whether dialog_lost."""
        return self.actions.dialog_lost(event)

    def _do_notify_wait_finished_3(self, event: Finished) -> None:
        """Row notify_wait.finished#3."""
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
            cell.raise_signal(self, DIALOG_GONE)

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

    def _if_goes_on(self, event: Notified) -> bool:
        """Whether goes_on."""
        return self.actions.goes_on(event)

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
        cell.never(self, event, "one part keeps one subscription")

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

    def _exit_active(self, event: Unwatch | Notified | Finished | ActionFailed | Expired) -> None:
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
            cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_answered", error, mark)

    def _do_active_finished_1(self, event: Finished) -> None:
        """Row active.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_longer", error, mark)

    def _do_active_finished_2(self, event: Finished) -> None:
        """Row active.finished#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_granted"
        try:
            self.actions.note_granted(event)
            mark, step = len(cell.outbox), "payload_refreshed"
            cell.raise_signal(self, self.actions.payload_refreshed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_active_finished_3(self, event: Finished) -> None:
        """Row active.finished#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, "tell_ended", error, mark)
        else:
            cell.raise_signal(self, OVER)
            cell.raise_signal(self, DIALOG_GONE)

    def _if_unknown_there(self, event: Finished) -> bool:
        """Whether unknown_there."""
        return self.actions.unknown_there(event)

    def _do_active_finished_4(self, event: Finished) -> None:
        """Row active.finished#4."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, "tell_ended", error, mark)
        else:
            cell.raise_signal(self, OVER)

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
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, "tell_ended", error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_active_unwatch(self, event: Unwatch) -> None:
        """Row active.unwatch."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_unwatch"
        try:
            self.actions.note_unwatch(event)
            mark, step = len(cell.outbox), "send_unsubscribe"
            cell.create_transaction(self, "non_invite_client", self.actions.send_unsubscribe(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_unsubscribing(self, event: Unwatch) -> None:
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
            cell.raise_signal(self, self.actions.payload_refreshed(event))
        except Exception as error:
            cell.action_failed(self, "payload_refreshed", error, mark)

    def _do_unsubscribing_finished_2(self, event: Finished) -> None:
        """Row unsubscribing.finished#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_unwatched"
        try:
            self.actions.reply_unwatched(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)
            cell.raise_signal(self, DIALOG_GONE)

    def _do_unsubscribing_finished_3(self, event: Finished) -> None:
        """Row unsubscribing.finished#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_unwatched"
        try:
            self.actions.reply_unwatched(event)
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
            mark, step = len(cell.outbox), "reply_unwatched"
            self.actions.reply_unwatched(event)
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
        mark, step = len(cell.outbox), "reply_unwatched"
        try:
            self.actions.reply_unwatched(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_unsubscribing_unwatch(self, event: Unwatch) -> None:
        """Row unsubscribing.unwatch."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_unwatch(event)
        except Exception as error:
            cell.action_failed(self, "note_unwatch", error, mark)

    def _do_ended_unwatch(self, event: Unwatch) -> None:
        """Row ended.unwatch."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_unwatch"
        try:
            self.actions.note_unwatch(event)
            mark, step = len(cell.outbox), "reply_unwatched"
            self.actions.reply_unwatched(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

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
        cell.never(self, event, "the dialog answers what belongs to nothing")


CHART = Chart("SubscriptionWithinChart", Within, [
    Node("", initial=True, ways=(
        Way(
            "action_failed",
            "ended",
            leaf="ended",
            internal=True,
            row="action_failed",
            on="_do_action_failed",
            recall=("notify_wait",),
        ),
    )),
    Node("idle", initial=True, ways=(
        Way("wanted", "notify_wait", leaf="notify_wait", row="idle.wanted", on="_do_idle_wanted"),
        Way("unwatch", on="_reject_1"),
        Way("notified", on="_never_1"),
        Way("finished", on="_never_1"),
        Way("unnotified", on="_dropped"),
        Way("refresh_due", on="_dropped"),
        Way("expired", on="_dropped"),
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
        Way("finished", row="notify_wait.finished#2", conditions=("_if_granted",), on="_do_notify_wait_finished_2"),
        Way(
            "finished",
            "ended",
            leaf="ended",
            row="notify_wait.finished#3",
            conditions=("_if_dialog_lost",),
            on="_do_notify_wait_finished_3",
            recall=("notify_wait",),
        ),
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
            "active",
            leaf="active",
            row="notify_wait.notified#1",
            conditions=("_if_goes_on",),
            on="_do_notify_wait_notified_1",
            recall=("notify_wait",),
        ),
        Way(
            "notified",
            "ended",
            leaf="ended",
            row="notify_wait.notified#2",
            on="_do_notify_wait_notified_2",
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
        Way("unwatch", on="_deferred"),
        Way("wanted", on="_never_2"),
        Way("refresh_due", on="_dropped"),
        Way("expired", on="_dropped"),
    )),
    Node("active", enter="_enter_active", exit="_exit_active", ways=(
        Way("notified", row="active.notified", conditions=("_if_unfit",), on="_do_active_notified"),
        Way(
            "notified",
            "active",
            leaf="active",
            row="active.notified#1",
            conditions=("_if_goes_on",),
            on="_do_active_notified_1",
        ),
        Way("notified", "ended", leaf="ended", row="active.notified#2", on="_do_active_notified_2"),
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
            "ended",
            leaf="ended",
            row="active.finished#3",
            conditions=("_if_dialog_lost",),
            on="_do_active_finished_3",
        ),
        Way(
            "finished",
            "ended",
            leaf="ended",
            row="active.finished#4",
            conditions=("_if_unknown_there",),
            on="_do_active_finished_4",
        ),
        Way("finished", row="active.finished#5"),
        Way("refresh_due", row="active.refresh_due", on="_do_active_refresh_due"),
        Way("expired", "ended", leaf="ended", row="active.expired", on="_do_active_expired"),
        Way("unwatch", "unsubscribing", leaf="unsubscribing", row="active.unwatch", on="_do_active_unwatch"),
        Way("wanted", on="_never_2"),
        Way("unnotified", on="_dropped"),
    )),
    Node("unsubscribing", enter="_enter_unsubscribing", exit="_exit_unsubscribing", ways=(
        Way("finished", row="unsubscribing.finished", conditions=("_if_challenged",), on="_do_unsubscribing_finished"),
        Way("finished", row="unsubscribing.finished#1", conditions=("_if_granted",), on="_do_unsubscribing_finished_1"),
        Way(
            "finished",
            "ended",
            leaf="ended",
            row="unsubscribing.finished#2",
            conditions=("_if_dialog_lost",),
            on="_do_unsubscribing_finished_2",
        ),
        Way("finished", "ended", leaf="ended", row="unsubscribing.finished#3", on="_do_unsubscribing_finished_3"),
        Way("notified", row="unsubscribing.notified", conditions=("_if_unfit",), on="_do_unsubscribing_notified"),
        Way("notified", row="unsubscribing.notified#1", conditions=("_if_goes_on",), on="_do_unsubscribing_notified_1"),
        Way("notified", "ended", leaf="ended", row="unsubscribing.notified#2", on="_do_unsubscribing_notified_2"),
        Way("unnotified", "ended", leaf="ended", row="unsubscribing.unnotified", on="_do_unsubscribing_unnotified"),
        Way("unwatch", row="unsubscribing.unwatch", on="_do_unsubscribing_unwatch"),
        Way("wanted", on="_never_2"),
        Way("refresh_due", on="_dropped"),
        Way("expired", on="_dropped"),
    )),
    Node("ended", ways=(
        Way("unwatch", row="ended.unwatch", on="_do_ended_unwatch"),
        Way("finished", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("wanted", on="_never_2"),
        Way("notified", on="_never_3"),
        Way("unnotified", on="_dropped"),
        Way("refresh_due", on="_dropped"),
        Way("expired", on="_dropped"),
    )),
])
