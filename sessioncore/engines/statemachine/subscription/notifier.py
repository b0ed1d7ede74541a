"""The chart subscription/notifier, decided by statemachine.

Generated from machines/subscription/notifier.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=c801784309538a89977a817bed581439daa117542e3ada7daface1808a34fd2f abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.subscription import notifier as default
from sessioncore.handlers.subscription.notifier import DIALOG_GONE, OVER
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.subscription.notifier import (
        Arrived,
        DecisionMissed,
        Due,
        Expired,
        Finish,
        Finished,
        Grant,
        Misled,
        PaceOver,
        Refuse,
        Resubscribed,
        Suspend,
        Update,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Notifier(default.Notifier):
    """subscription/notifier on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter arriving."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def arrived(self, event: Arrived) -> None:
        send(self._chart, event)

    def resubscribed(self, event: Resubscribed) -> None:
        send(self._chart, event)

    def misled(self, event: Misled) -> None:
        send(self._chart, event)

    def grant(self, event: Grant) -> None:
        send(self._chart, event)

    def suspend(self, event: Suspend) -> None:
        send(self._chart, event)

    def refuse(self, event: Refuse) -> None:
        send(self._chart, event)

    def update(self, event: Update) -> None:
        send(self._chart, event)

    def finish(self, event: Finish) -> None:
        send(self._chart, event)

    def due(self, event: Due) -> None:
        send(self._chart, event)

    def finished(self, event: Finished) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def decision_missed(self, event: DecisionMissed) -> None:
        send(self._chart, event)

    def expired(self, event: Expired) -> None:
        send(self._chart, event)

    def pace_over(self, event: PaceOver) -> None:
        send(self._chart, event)

    def _do_misled(self, event: Misled) -> None:
        """Row misled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, "tell_ended", error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _if_demanding(self, event: Arrived) -> bool:
        """Whether demanding."""
        return self.actions.demanding(event)

    def _do_arriving_arrived(self, event: Arrived) -> None:
        """Row arriving.arrived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _if_unknown_event(self, event: Arrived | Resubscribed) -> bool:
        """Whether unknown_event."""
        return self.actions.unknown_event(event)

    def _do_arriving_arrived_1(self, event: Arrived) -> None:
        """Row arriving.arrived#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _if_too_brief(self, event: Arrived | Resubscribed) -> bool:
        """Whether too_brief."""
        return self.actions.too_brief(event)

    def _do_arriving_arrived_2(self, event: Arrived) -> None:
        """Row arriving.arrived#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_arriving_arrived_3(self, event: Arrived) -> None:
        """Row arriving.arrived#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "ask"
            self.actions.ask(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nothing was asked yet")

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "there is no dialog yet")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_deciding(self, event: Arrived) -> None:
        """Entry of deciding."""
        cell = self.cell
        self._decision = cell.arm(self, 0, cell.limits.message_decision)

    def _exit_deciding(self, event: Grant | Suspend | Refuse | ActionFailed | DecisionMissed) -> None:
        """Exit of deciding."""
        cell = self.cell
        if self._decision is not None:
            cell.cancel(self._decision)
            self._decision = None

    def _if_look(self, event: Resubscribed | Grant | Suspend) -> bool:
        """Whether look."""
        return self.actions.look(event)

    def _do_deciding_grant(self, event: Grant) -> None:
        """Row deciding.grant."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_content"
        try:
            self.actions.note_content(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_subscribed"
            cell.raise_signal(self, self.actions.payload_subscribed(event))
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
            mark, step = len(cell.outbox), "payload_proceed"
            cell.raise_signal(self, self.actions.payload_proceed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_deciding_grant_1(self, event: Grant) -> None:
        """Row deciding.grant#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_content"
        try:
            self.actions.note_content(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_subscribed"
            cell.raise_signal(self, self.actions.payload_subscribed(event))
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
            mark, step = len(cell.outbox), "payload_proceed"
            cell.raise_signal(self, self.actions.payload_proceed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_deciding_suspend(self, event: Suspend) -> None:
        """Row deciding.suspend."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_subscribed"
            cell.raise_signal(self, self.actions.payload_subscribed(event))
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
            mark, step = len(cell.outbox), "payload_proceed"
            cell.raise_signal(self, self.actions.payload_proceed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_deciding_suspend_1(self, event: Suspend) -> None:
        """Row deciding.suspend#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_subscribed"
            cell.raise_signal(self, self.actions.payload_subscribed(event))
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
            mark, step = len(cell.outbox), "payload_proceed"
            cell.raise_signal(self, self.actions.payload_proceed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_deciding_refuse(self, event: Refuse) -> None:
        """Row deciding.refuse."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_deciding_decision_missed(self, event: DecisionMissed) -> None:
        """Row deciding.decision_missed."""
        cell = self.cell
        mark, step = len(cell.outbox), "tell_ended"
        try:
            self.actions.tell_ended(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
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
        cell.reject(self, event, 491, "it is not granted yet")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "one request makes one subscription")

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "its dialog comes with the answer, or refuses it (inside a call)")

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was told yet")

    def _do_held_resubscribed(self, event: Resubscribed) -> None:
        """Row held.resubscribed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_held_resubscribed_1(self, event: Resubscribed) -> None:
        """Row held.resubscribed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_held_resubscribed_2(self, event: Resubscribed) -> None:
        """Row held.resubscribed#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
            mark, step = len(cell.outbox), "payload_proceed"
            cell.raise_signal(self, self.actions.payload_proceed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_held_resubscribed_3(self, event: Resubscribed) -> None:
        """Row held.resubscribed#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
            mark, step = len(cell.outbox), "payload_proceed"
            cell.raise_signal(self, self.actions.payload_proceed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_held_due(self, event: Due) -> None:
        """Row held.due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
        except Exception as error:
            cell.action_failed(self, "send_notify", error, mark)

    def _if_challenged(self, event: Finished) -> bool:
        """Whether challenged."""
        return self.actions.challenged(event)

    def _do_held_finished(self, event: Finished) -> None:
        """Row held.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_answered", error, mark)

    def _if_borne(self, event: Finished) -> bool:
        """Whether borne."""
        return self.actions.borne(event)

    def _if_dialog_lost(self, event: Finished) -> bool:
        """Whether dialog_lost."""
        return self.actions.dialog_lost(event)

    def _do_held_finished_2(self, event: Finished) -> None:
        """Row held.finished#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, "tell_ended", error, mark)
        else:
            cell.raise_signal(self, OVER)
            cell.raise_signal(self, DIALOG_GONE)

    def _do_held_finished_3(self, event: Finished) -> None:
        """Row held.finished#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, "tell_ended", error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_held_expired(self, event: Expired) -> None:
        """Row held.expired."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_last"
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_last(event))
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_held_finish(self, event: Finish) -> None:
        """Row held.finish."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_reason"
        try:
            self.actions.note_reason(event)
            mark, step = len(cell.outbox), "send_last"
            cell.create_transaction(self, "non_invite_client", self.actions.send_last(event))
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _do_held_refuse(self, event: Refuse) -> None:
        """Row held.refuse."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_rejected"
        try:
            self.actions.note_rejected(event)
            mark, step = len(cell.outbox), "send_last"
            cell.create_transaction(self, "non_invite_client", self.actions.send_last(event))
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "it is decided")

    def _enter_held_pending(self, event: Suspend | Resubscribed) -> None:
        """Entry of held.pending."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
        except Exception as error:
            delay = 0.05
            cell.action_failed(self, "delay_life_time", error, mark)
        self._expiry = cell.arm(self, 1, delay)

    def _exit_held_pending(
        self, event: Resubscribed | Grant | Refuse | Finish | Finished | ActionFailed | Expired
    ) -> None:
        """Exit of held.pending."""
        cell = self.cell
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None

    def _do_held_pending_due(self, event: Due) -> None:
        """Row held.pending.due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_pending(event))
        except Exception as error:
            cell.action_failed(self, "send_pending", error, mark)

    def _do_held_pending_grant(self, event: Grant) -> None:
        """Row held.pending.grant."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_content"
        try:
            self.actions.note_content(event)
            mark, step = len(cell.outbox), "send_notify"
            cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_held_pending_update(self, event: Update) -> None:
        """Row held.pending.update."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_content"
        try:
            self.actions.note_content(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_held_pending_resubscribed(self, event: Resubscribed) -> None:
        """Row held.pending.resubscribed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_held_pending_resubscribed_1(self, event: Resubscribed) -> None:
        """Row held.pending.resubscribed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_held_pending_resubscribed_2(self, event: Resubscribed) -> None:
        """Row held.pending.resubscribed#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
            mark, step = len(cell.outbox), "payload_proceed"
            cell.raise_signal(self, self.actions.payload_proceed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_held_pending_resubscribed_3(self, event: Resubscribed) -> None:
        """Row held.pending.resubscribed#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
            mark, step = len(cell.outbox), "payload_proceed"
            cell.raise_signal(self, self.actions.payload_proceed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_held_quiet(self, event: PaceOver) -> None:
        """Entry of held.quiet."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
        except Exception as error:
            delay = 0.05
            cell.action_failed(self, "delay_life_time", error, mark)
        self._expiry = cell.arm(self, 1, delay)

    def _exit_held_quiet(
        self, event: Resubscribed | Grant | Refuse | Update | Finish | Finished | ActionFailed | Expired
    ) -> None:
        """Exit of held.quiet."""
        cell = self.cell
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None

    def _do_held_quiet_grant(self, event: Grant) -> None:
        """Row held.quiet.grant."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_content"
        try:
            self.actions.note_content(event)
            mark, step = len(cell.outbox), "send_notify"
            cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_held_quiet_update(self, event: Update) -> None:
        """Row held.quiet.update."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_content"
        try:
            self.actions.note_content(event)
            mark, step = len(cell.outbox), "send_notify"
            cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_held_paced(self, event: Grant | Resubscribed | Update | PaceOver) -> None:
        """Entry of held.paced."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(60.0, max(0.05, self.actions.delay_pace_time(event)))
        except Exception as error:
            delay = 0.05
            cell.action_failed(self, "delay_pace_time", error, mark)
        self._pace = cell.arm(self, 2, delay)
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
        except Exception as error:
            delay = 0.05
            cell.action_failed(self, "delay_life_time", error, mark)
        self._expiry = cell.arm(self, 1, delay)

    def _exit_held_paced(
        self, event: Resubscribed | Grant | Refuse | Update | Finish | Finished | ActionFailed | Expired | PaceOver
    ) -> None:
        """Exit of held.paced."""
        cell = self.cell
        if self._pace is not None:
            cell.cancel(self._pace)
            self._pace = None
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None

    def _do_held_paced_grant(self, event: Grant) -> None:
        """Row held.paced.grant."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_content"
        try:
            self.actions.note_content(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_held_paced_update(self, event: Update) -> None:
        """Row held.paced.update."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_content"
        try:
            self.actions.note_content(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_held_behind(self, event: Grant | Update) -> None:
        """Entry of held.behind."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(60.0, max(0.05, self.actions.delay_pace_time(event)))
        except Exception as error:
            delay = 0.05
            cell.action_failed(self, "delay_pace_time", error, mark)
        self._pace = cell.arm(self, 2, delay)
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
        except Exception as error:
            delay = 0.05
            cell.action_failed(self, "delay_life_time", error, mark)
        self._expiry = cell.arm(self, 1, delay)

    def _exit_held_behind(
        self, event: Resubscribed | Refuse | Finish | Finished | ActionFailed | Expired | PaceOver
    ) -> None:
        """Exit of held.behind."""
        cell = self.cell
        if self._pace is not None:
            cell.cancel(self._pace)
            self._pace = None
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None

    def _do_held_behind_grant(self, event: Grant) -> None:
        """Row held.behind.grant."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_content"
        try:
            self.actions.note_content(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_held_behind_update(self, event: Update) -> None:
        """Row held.behind.update."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_content"
        try:
            self.actions.note_content(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_held_behind_pace_over(self, event: PaceOver) -> None:
        """Row held.behind.pace_over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
        except Exception as error:
            cell.action_failed(self, "send_notify", error, mark)

    def _do_ending_due(self, event: Due) -> None:
        """Row ending.due."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_last"
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_last(event))
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, OVER)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the subscription is ending")

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it ends in the same macrostep")

    def _reject_5(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the subscription is over")

    def _never_6(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the dialog answers by itself")


CHART = Chart("SubscriptionNotifierChart", Notifier, [
    Node("", initial=True, ways=(
        Way("misled", row="misled", on="_do_misled"),
        Way("action_failed", "ended", leaf="ended", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("arriving", initial=True, ways=(
        Way(
            "arrived",
            "ended",
            leaf="ended",
            row="arriving.arrived",
            conditions=("_if_demanding",),
            on="_do_arriving_arrived",
        ),
        Way(
            "arrived",
            "ended",
            leaf="ended",
            row="arriving.arrived#1",
            conditions=("_if_unknown_event",),
            on="_do_arriving_arrived_1",
        ),
        Way(
            "arrived",
            "ended",
            leaf="ended",
            row="arriving.arrived#2",
            conditions=("_if_too_brief",),
            on="_do_arriving_arrived_2",
        ),
        Way("arrived", "deciding", leaf="deciding", row="arriving.arrived#3", on="_do_arriving_arrived_3"),
        Way("grant", on="_reject_1"),
        Way("suspend", on="_reject_1"),
        Way("refuse", on="_reject_1"),
        Way("update", on="_reject_1"),
        Way("finish", on="_reject_1"),
        Way("resubscribed", on="_never_1"),
        Way("finished", on="_never_1"),
        Way("due", on="_never_1"),
        Way("decision_missed", on="_dropped"),
        Way("expired", on="_dropped"),
        Way("pace_over", on="_dropped"),
    )),
    Node("deciding", enter="_enter_deciding", exit="_exit_deciding", ways=(
        Way("grant", "ending", leaf="ending", row="deciding.grant", conditions=("_if_look",), on="_do_deciding_grant"),
        Way("grant", "held.paced", leaf="held.paced", row="deciding.grant#1", on="_do_deciding_grant_1"),
        Way(
            "suspend",
            "ending",
            leaf="ending",
            row="deciding.suspend",
            conditions=("_if_look",),
            on="_do_deciding_suspend",
        ),
        Way("suspend", "held.pending", leaf="held.pending", row="deciding.suspend#1", on="_do_deciding_suspend_1"),
        Way("refuse", "ended", leaf="ended", row="deciding.refuse", on="_do_deciding_refuse"),
        Way(
            "decision_missed", "ended", leaf="ended", row="deciding.decision_missed", on="_do_deciding_decision_missed"
        ),
        Way("update", on="_reject_2"),
        Way("finish", on="_reject_2"),
        Way("arrived", on="_never_2"),
        Way("resubscribed", on="_never_3"),
        Way("finished", on="_never_4"),
        Way("due", on="_never_4"),
        Way("expired", on="_dropped"),
        Way("pace_over", on="_dropped"),
    )),
    Node("held", ways=(
        Way("resubscribed", row="held.resubscribed", conditions=("_if_unknown_event",), on="_do_held_resubscribed"),
        Way("resubscribed", row="held.resubscribed#1", conditions=("_if_too_brief",), on="_do_held_resubscribed_1"),
        Way(
            "resubscribed",
            "ending",
            leaf="ending",
            row="held.resubscribed#2",
            conditions=("_if_look",),
            on="_do_held_resubscribed_2",
        ),
        Way("resubscribed", "held.paced", leaf="held.paced", row="held.resubscribed#3", on="_do_held_resubscribed_3"),
        Way("due", row="held.due", on="_do_held_due"),
        Way("finished", row="held.finished", conditions=("_if_challenged",), on="_do_held_finished"),
        Way("finished", row="held.finished#1", conditions=("_if_borne",)),
        Way(
            "finished",
            "ended",
            leaf="ended",
            row="held.finished#2",
            conditions=("_if_dialog_lost",),
            on="_do_held_finished_2",
        ),
        Way("finished", "ended", leaf="ended", row="held.finished#3", on="_do_held_finished_3"),
        Way("expired", "ended", leaf="ended", row="held.expired", on="_do_held_expired"),
        Way("finish", "ended", leaf="ended", row="held.finish", on="_do_held_finish"),
        Way("refuse", "ended", leaf="ended", row="held.refuse", on="_do_held_refuse"),
        Way("suspend", on="_reject_3"),
        Way("arrived", on="_never_2"),
    )),
    Node("held.pending", enter="_enter_held_pending", exit="_exit_held_pending", ways=(
        Way("due", row="held.pending.due", on="_do_held_pending_due"),
        Way("grant", "held.paced", leaf="held.paced", row="held.pending.grant", on="_do_held_pending_grant"),
        Way("update", row="held.pending.update", on="_do_held_pending_update"),
        Way(
            "resubscribed",
            row="held.pending.resubscribed",
            conditions=("_if_unknown_event",),
            on="_do_held_pending_resubscribed",
        ),
        Way(
            "resubscribed",
            row="held.pending.resubscribed#1",
            conditions=("_if_too_brief",),
            on="_do_held_pending_resubscribed_1",
        ),
        Way(
            "resubscribed",
            "ending",
            leaf="ending",
            row="held.pending.resubscribed#2",
            conditions=("_if_look",),
            on="_do_held_pending_resubscribed_2",
        ),
        Way(
            "resubscribed",
            "held.pending",
            leaf="held.pending",
            row="held.pending.resubscribed#3",
            on="_do_held_pending_resubscribed_3",
        ),
        Way("decision_missed", on="_dropped"),
        Way("pace_over", on="_dropped"),
    )),
    Node("held.quiet", initial=True, enter="_enter_held_quiet", exit="_exit_held_quiet", ways=(
        Way("grant", "held.paced", leaf="held.paced", row="held.quiet.grant", on="_do_held_quiet_grant"),
        Way("update", "held.paced", leaf="held.paced", row="held.quiet.update", on="_do_held_quiet_update"),
        Way("decision_missed", on="_dropped"),
        Way("pace_over", on="_dropped"),
    )),
    Node("held.paced", enter="_enter_held_paced", exit="_exit_held_paced", ways=(
        Way("grant", "held.behind", leaf="held.behind", row="held.paced.grant", on="_do_held_paced_grant"),
        Way("update", "held.behind", leaf="held.behind", row="held.paced.update", on="_do_held_paced_update"),
        Way("pace_over", "held.quiet", leaf="held.quiet", row="held.paced.pace_over"),
        Way("decision_missed", on="_dropped"),
    )),
    Node("held.behind", enter="_enter_held_behind", exit="_exit_held_behind", ways=(
        Way("grant", row="held.behind.grant", on="_do_held_behind_grant"),
        Way("update", row="held.behind.update", on="_do_held_behind_update"),
        Way("pace_over", "held.paced", leaf="held.paced", row="held.behind.pace_over", on="_do_held_behind_pace_over"),
        Way("decision_missed", on="_dropped"),
    )),
    Node("ending", ways=(
        Way("due", "ended", leaf="ended", row="ending.due", on="_do_ending_due"),
        Way("finished", on="_ignored"),
        Way("grant", on="_reject_4"),
        Way("suspend", on="_reject_4"),
        Way("refuse", on="_reject_4"),
        Way("update", on="_reject_4"),
        Way("finish", on="_reject_4"),
        Way("arrived", on="_never_2"),
        Way("resubscribed", on="_never_5"),
        Way("decision_missed", on="_dropped"),
        Way("expired", on="_dropped"),
        Way("pace_over", on="_dropped"),
    )),
    Node("ended", ways=(
        Way("finished", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("grant", on="_reject_5"),
        Way("suspend", on="_reject_5"),
        Way("refuse", on="_reject_5"),
        Way("update", on="_reject_5"),
        Way("finish", on="_reject_5"),
        Way("arrived", on="_never_2"),
        Way("resubscribed", on="_never_6"),
        Way("misled", on="_never_6"),
        Way("due", on="_never_6"),
        Way("decision_missed", on="_dropped"),
        Way("expired", on="_dropped"),
        Way("pace_over", on="_dropped"),
    )),
])
