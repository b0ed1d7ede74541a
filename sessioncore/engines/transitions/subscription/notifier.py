"""The chart subscription/notifier, decided by transitions.

Generated from machines/subscription/notifier.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=c801784309538a89977a817bed581439daa117542e3ada7daface1808a34fd2f abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.subscription import notifier as default
from sessioncore.handlers.subscription.notifier import ARRIVING, DIALOG_GONE, OVER
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
    """subscription/notifier on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter arriving."""
        self.state = ARRIVING

    def arrived(self, event: Arrived) -> None:
        MACHINE.fire(self, event)

    def resubscribed(self, event: Resubscribed) -> None:
        MACHINE.fire(self, event)

    def misled(self, event: Misled) -> None:
        MACHINE.fire(self, event)

    def grant(self, event: Grant) -> None:
        MACHINE.fire(self, event)

    def suspend(self, event: Suspend) -> None:
        MACHINE.fire(self, event)

    def refuse(self, event: Refuse) -> None:
        MACHINE.fire(self, event)

    def update(self, event: Update) -> None:
        MACHINE.fire(self, event)

    def finish(self, event: Finish) -> None:
        MACHINE.fire(self, event)

    def due(self, event: Due) -> None:
        MACHINE.fire(self, event)

    def finished(self, event: Finished) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def decision_missed(self, event: DecisionMissed) -> None:
        MACHINE.fire(self, event)

    def expired(self, event: Expired) -> None:
        MACHINE.fire(self, event)

    def pace_over(self, event: PaceOver) -> None:
        MACHINE.fire(self, event)

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

    def _enter_deciding(self, event: Arrived) -> None:
        """Entry of deciding."""
        cell = self.cell
        self._decision = cell.arm(self, 0, cell.limits.message_decision)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "there is no dialog yet")

    def _do_misled(self, event: Misled) -> None:
        """Row misled."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nothing was asked yet")

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

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

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

    def _if_look(self, event: Resubscribed | Grant | Suspend) -> bool:
        """Whether look."""
        return self.actions.look(event)

    def _exit_deciding(self, event: Grant | Suspend | Refuse | ActionFailed | DecisionMissed) -> None:
        """Exit of deciding."""
        cell = self.cell
        if self._decision is not None:
            cell.cancel(self._decision)
            self._decision = None

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

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "it is not granted yet")

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was told yet")

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

    def _exit_held_pending(
        self, event: Resubscribed | Grant | Refuse | Finish | Finished | ActionFailed | Expired
    ) -> None:
        """Exit of held.pending."""
        cell = self.cell
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None

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

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "it is decided")

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

    def _do_held_pending_due(self, event: Due) -> None:
        """Row held.pending.due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_pending(event))
        except Exception as error:
            cell.action_failed(self, "send_pending", error, mark)

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

    def _exit_held_quiet(
        self, event: Resubscribed | Grant | Refuse | Update | Finish | Finished | ActionFailed | Expired
    ) -> None:
        """Exit of held.quiet."""
        cell = self.cell
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None

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

    def _do_held_due(self, event: Due) -> None:
        """Row held.due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
        except Exception as error:
            cell.action_failed(self, "send_notify", error, mark)

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

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it ends in the same macrostep")

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the subscription is ending")

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

    def _never_6(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the dialog answers by itself")

    def _reject_5(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the subscription is over")


MACHINE = FlatMachine(Notifier, [
    Way(
        "arrived",
        "arriving",
        "ended",
        row="arriving.arrived",
        conditions=("_if_demanding",),
        before=("_do_arriving_arrived",),
    ),
    Way(
        "arrived",
        "arriving",
        "ended",
        row="arriving.arrived#1",
        conditions=("_if_unknown_event",),
        before=("_do_arriving_arrived_1",),
    ),
    Way(
        "arrived",
        "arriving",
        "ended",
        row="arriving.arrived#2",
        conditions=("_if_too_brief",),
        before=("_do_arriving_arrived_2",),
    ),
    Way(
        "arrived",
        "arriving",
        "deciding",
        row="arriving.arrived#3",
        before=("_do_arriving_arrived_3",),
        after=("_enter_deciding",),
    ),
    Way("resubscribed", "arriving", before=("_never_1",)),
    Way("misled", "arriving", row="misled", before=("_do_misled",)),
    Way("grant", "arriving", before=("_reject_1",)),
    Way("suspend", "arriving", before=("_reject_1",)),
    Way("refuse", "arriving", before=("_reject_1",)),
    Way("update", "arriving", before=("_reject_1",)),
    Way("finish", "arriving", before=("_reject_1",)),
    Way("due", "arriving", before=("_never_1",)),
    Way("finished", "arriving", before=("_never_1",)),
    Way("action_failed", "arriving", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("decision_missed", "arriving", before=("_dropped",)),
    Way("expired", "arriving", before=("_dropped",)),
    Way("pace_over", "arriving", before=("_dropped",)),
    Way("arrived", "deciding", before=("_never_2",)),
    Way("resubscribed", "deciding", before=("_never_3",)),
    Way("misled", "deciding", row="misled", before=("_do_misled",)),
    Way(
        "grant",
        "deciding",
        "ending",
        row="deciding.grant",
        conditions=("_if_look",),
        before=("_exit_deciding", "_do_deciding_grant"),
    ),
    Way(
        "grant",
        "deciding",
        "held.paced",
        row="deciding.grant#1",
        before=("_exit_deciding", "_do_deciding_grant_1"),
        after=("_enter_held_paced",),
    ),
    Way(
        "suspend",
        "deciding",
        "ending",
        row="deciding.suspend",
        conditions=("_if_look",),
        before=("_exit_deciding", "_do_deciding_suspend"),
    ),
    Way(
        "suspend",
        "deciding",
        "held.pending",
        row="deciding.suspend#1",
        before=("_exit_deciding", "_do_deciding_suspend_1"),
        after=("_enter_held_pending",),
    ),
    Way("refuse", "deciding", "ended", row="deciding.refuse", before=("_exit_deciding", "_do_deciding_refuse")),
    Way("update", "deciding", before=("_reject_2",)),
    Way("finish", "deciding", before=("_reject_2",)),
    Way("due", "deciding", before=("_never_4",)),
    Way("finished", "deciding", before=("_never_4",)),
    Way("action_failed", "deciding", "ended", row="action_failed", before=("_exit_deciding", "_do_action_failed")),
    Way(
        "decision_missed",
        "deciding",
        "ended",
        row="deciding.decision_missed",
        before=("_exit_deciding", "_do_deciding_decision_missed"),
    ),
    Way("expired", "deciding", before=("_dropped",)),
    Way("pace_over", "deciding", before=("_dropped",)),
    Way("arrived", "held.pending", before=("_never_2",)),
    Way(
        "resubscribed",
        "held.pending",
        row="held.pending.resubscribed",
        conditions=("_if_unknown_event",),
        before=("_do_held_pending_resubscribed",),
    ),
    Way(
        "resubscribed",
        "held.pending",
        row="held.pending.resubscribed#1",
        conditions=("_if_too_brief",),
        before=("_do_held_pending_resubscribed_1",),
    ),
    Way(
        "resubscribed",
        "held.pending",
        "ending",
        row="held.pending.resubscribed#2",
        conditions=("_if_look",),
        before=("_exit_held_pending", "_do_held_pending_resubscribed_2"),
    ),
    Way(
        "resubscribed",
        "held.pending",
        "held.pending",
        row="held.pending.resubscribed#3",
        before=("_exit_held_pending", "_do_held_pending_resubscribed_3"),
        after=("_enter_held_pending",),
    ),
    Way("misled", "held.pending", row="misled", before=("_do_misled",)),
    Way(
        "grant",
        "held.pending",
        "held.paced",
        row="held.pending.grant",
        before=("_exit_held_pending", "_do_held_pending_grant"),
        after=("_enter_held_paced",),
    ),
    Way("suspend", "held.pending", before=("_reject_3",)),
    Way("refuse", "held.pending", "ended", row="held.refuse", before=("_exit_held_pending", "_do_held_refuse")),
    Way("update", "held.pending", row="held.pending.update", before=("_do_held_pending_update",)),
    Way("finish", "held.pending", "ended", row="held.finish", before=("_exit_held_pending", "_do_held_finish")),
    Way("due", "held.pending", row="held.pending.due", before=("_do_held_pending_due",)),
    Way("finished", "held.pending", row="held.finished", conditions=("_if_challenged",), before=("_do_held_finished",)),
    Way("finished", "held.pending", row="held.finished#1", conditions=("_if_borne",)),
    Way(
        "finished",
        "held.pending",
        "ended",
        row="held.finished#2",
        conditions=("_if_dialog_lost",),
        before=("_exit_held_pending", "_do_held_finished_2"),
    ),
    Way(
        "finished", "held.pending", "ended", row="held.finished#3", before=("_exit_held_pending", "_do_held_finished_3")
    ),
    Way(
        "action_failed",
        "held.pending",
        "ended",
        row="action_failed",
        before=("_exit_held_pending", "_do_action_failed"),
    ),
    Way("decision_missed", "held.pending", before=("_dropped",)),
    Way("expired", "held.pending", "ended", row="held.expired", before=("_exit_held_pending", "_do_held_expired")),
    Way("pace_over", "held.pending", before=("_dropped",)),
    Way("arrived", "held.quiet", before=("_never_2",)),
    Way(
        "resubscribed",
        "held.quiet",
        row="held.resubscribed",
        conditions=("_if_unknown_event",),
        before=("_do_held_resubscribed",),
    ),
    Way(
        "resubscribed",
        "held.quiet",
        row="held.resubscribed#1",
        conditions=("_if_too_brief",),
        before=("_do_held_resubscribed_1",),
    ),
    Way(
        "resubscribed",
        "held.quiet",
        "ending",
        row="held.resubscribed#2",
        conditions=("_if_look",),
        before=("_exit_held_quiet", "_do_held_resubscribed_2"),
    ),
    Way(
        "resubscribed",
        "held.quiet",
        "held.paced",
        row="held.resubscribed#3",
        before=("_exit_held_quiet", "_do_held_resubscribed_3"),
        after=("_enter_held_paced",),
    ),
    Way("misled", "held.quiet", row="misled", before=("_do_misled",)),
    Way(
        "grant",
        "held.quiet",
        "held.paced",
        row="held.quiet.grant",
        before=("_exit_held_quiet", "_do_held_quiet_grant"),
        after=("_enter_held_paced",),
    ),
    Way("suspend", "held.quiet", before=("_reject_3",)),
    Way("refuse", "held.quiet", "ended", row="held.refuse", before=("_exit_held_quiet", "_do_held_refuse")),
    Way(
        "update",
        "held.quiet",
        "held.paced",
        row="held.quiet.update",
        before=("_exit_held_quiet", "_do_held_quiet_update"),
        after=("_enter_held_paced",),
    ),
    Way("finish", "held.quiet", "ended", row="held.finish", before=("_exit_held_quiet", "_do_held_finish")),
    Way("due", "held.quiet", row="held.due", before=("_do_held_due",)),
    Way("finished", "held.quiet", row="held.finished", conditions=("_if_challenged",), before=("_do_held_finished",)),
    Way("finished", "held.quiet", row="held.finished#1", conditions=("_if_borne",)),
    Way(
        "finished",
        "held.quiet",
        "ended",
        row="held.finished#2",
        conditions=("_if_dialog_lost",),
        before=("_exit_held_quiet", "_do_held_finished_2"),
    ),
    Way("finished", "held.quiet", "ended", row="held.finished#3", before=("_exit_held_quiet", "_do_held_finished_3")),
    Way("action_failed", "held.quiet", "ended", row="action_failed", before=("_exit_held_quiet", "_do_action_failed")),
    Way("decision_missed", "held.quiet", before=("_dropped",)),
    Way("expired", "held.quiet", "ended", row="held.expired", before=("_exit_held_quiet", "_do_held_expired")),
    Way("pace_over", "held.quiet", before=("_dropped",)),
    Way("arrived", "held.paced", before=("_never_2",)),
    Way(
        "resubscribed",
        "held.paced",
        row="held.resubscribed",
        conditions=("_if_unknown_event",),
        before=("_do_held_resubscribed",),
    ),
    Way(
        "resubscribed",
        "held.paced",
        row="held.resubscribed#1",
        conditions=("_if_too_brief",),
        before=("_do_held_resubscribed_1",),
    ),
    Way(
        "resubscribed",
        "held.paced",
        "ending",
        row="held.resubscribed#2",
        conditions=("_if_look",),
        before=("_exit_held_paced", "_do_held_resubscribed_2"),
    ),
    Way(
        "resubscribed",
        "held.paced",
        "held.paced",
        row="held.resubscribed#3",
        before=("_exit_held_paced", "_do_held_resubscribed_3"),
        after=("_enter_held_paced",),
    ),
    Way("misled", "held.paced", row="misled", before=("_do_misled",)),
    Way(
        "grant",
        "held.paced",
        "held.behind",
        row="held.paced.grant",
        before=("_exit_held_paced", "_do_held_paced_grant"),
        after=("_enter_held_behind",),
    ),
    Way("suspend", "held.paced", before=("_reject_3",)),
    Way("refuse", "held.paced", "ended", row="held.refuse", before=("_exit_held_paced", "_do_held_refuse")),
    Way(
        "update",
        "held.paced",
        "held.behind",
        row="held.paced.update",
        before=("_exit_held_paced", "_do_held_paced_update"),
        after=("_enter_held_behind",),
    ),
    Way("finish", "held.paced", "ended", row="held.finish", before=("_exit_held_paced", "_do_held_finish")),
    Way("due", "held.paced", row="held.due", before=("_do_held_due",)),
    Way("finished", "held.paced", row="held.finished", conditions=("_if_challenged",), before=("_do_held_finished",)),
    Way("finished", "held.paced", row="held.finished#1", conditions=("_if_borne",)),
    Way(
        "finished",
        "held.paced",
        "ended",
        row="held.finished#2",
        conditions=("_if_dialog_lost",),
        before=("_exit_held_paced", "_do_held_finished_2"),
    ),
    Way("finished", "held.paced", "ended", row="held.finished#3", before=("_exit_held_paced", "_do_held_finished_3")),
    Way("action_failed", "held.paced", "ended", row="action_failed", before=("_exit_held_paced", "_do_action_failed")),
    Way("decision_missed", "held.paced", before=("_dropped",)),
    Way("expired", "held.paced", "ended", row="held.expired", before=("_exit_held_paced", "_do_held_expired")),
    Way(
        "pace_over",
        "held.paced",
        "held.quiet",
        row="held.paced.pace_over",
        before=("_exit_held_paced",),
        after=("_enter_held_quiet",),
    ),
    Way("arrived", "held.behind", before=("_never_2",)),
    Way(
        "resubscribed",
        "held.behind",
        row="held.resubscribed",
        conditions=("_if_unknown_event",),
        before=("_do_held_resubscribed",),
    ),
    Way(
        "resubscribed",
        "held.behind",
        row="held.resubscribed#1",
        conditions=("_if_too_brief",),
        before=("_do_held_resubscribed_1",),
    ),
    Way(
        "resubscribed",
        "held.behind",
        "ending",
        row="held.resubscribed#2",
        conditions=("_if_look",),
        before=("_exit_held_behind", "_do_held_resubscribed_2"),
    ),
    Way(
        "resubscribed",
        "held.behind",
        "held.paced",
        row="held.resubscribed#3",
        before=("_exit_held_behind", "_do_held_resubscribed_3"),
        after=("_enter_held_paced",),
    ),
    Way("misled", "held.behind", row="misled", before=("_do_misled",)),
    Way("grant", "held.behind", row="held.behind.grant", before=("_do_held_behind_grant",)),
    Way("suspend", "held.behind", before=("_reject_3",)),
    Way("refuse", "held.behind", "ended", row="held.refuse", before=("_exit_held_behind", "_do_held_refuse")),
    Way("update", "held.behind", row="held.behind.update", before=("_do_held_behind_update",)),
    Way("finish", "held.behind", "ended", row="held.finish", before=("_exit_held_behind", "_do_held_finish")),
    Way("due", "held.behind", row="held.due", before=("_do_held_due",)),
    Way("finished", "held.behind", row="held.finished", conditions=("_if_challenged",), before=("_do_held_finished",)),
    Way("finished", "held.behind", row="held.finished#1", conditions=("_if_borne",)),
    Way(
        "finished",
        "held.behind",
        "ended",
        row="held.finished#2",
        conditions=("_if_dialog_lost",),
        before=("_exit_held_behind", "_do_held_finished_2"),
    ),
    Way("finished", "held.behind", "ended", row="held.finished#3", before=("_exit_held_behind", "_do_held_finished_3")),
    Way(
        "action_failed", "held.behind", "ended", row="action_failed", before=("_exit_held_behind", "_do_action_failed")
    ),
    Way("decision_missed", "held.behind", before=("_dropped",)),
    Way("expired", "held.behind", "ended", row="held.expired", before=("_exit_held_behind", "_do_held_expired")),
    Way(
        "pace_over",
        "held.behind",
        "held.paced",
        row="held.behind.pace_over",
        before=("_exit_held_behind", "_do_held_behind_pace_over"),
        after=("_enter_held_paced",),
    ),
    Way("arrived", "ending", before=("_never_2",)),
    Way("resubscribed", "ending", before=("_never_5",)),
    Way("misled", "ending", row="misled", before=("_do_misled",)),
    Way("grant", "ending", before=("_reject_4",)),
    Way("suspend", "ending", before=("_reject_4",)),
    Way("refuse", "ending", before=("_reject_4",)),
    Way("update", "ending", before=("_reject_4",)),
    Way("finish", "ending", before=("_reject_4",)),
    Way("due", "ending", "ended", row="ending.due", before=("_do_ending_due",)),
    Way("finished", "ending", before=("_ignored",)),
    Way("action_failed", "ending", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("decision_missed", "ending", before=("_dropped",)),
    Way("expired", "ending", before=("_dropped",)),
    Way("pace_over", "ending", before=("_dropped",)),
    Way("arrived", "ended", before=("_never_2",)),
    Way("resubscribed", "ended", before=("_never_6",)),
    Way("misled", "ended", before=("_never_6",)),
    Way("grant", "ended", before=("_reject_5",)),
    Way("suspend", "ended", before=("_reject_5",)),
    Way("refuse", "ended", before=("_reject_5",)),
    Way("update", "ended", before=("_reject_5",)),
    Way("finish", "ended", before=("_reject_5",)),
    Way("due", "ended", before=("_never_6",)),
    Way("finished", "ended", before=("_ignored",)),
    Way("action_failed", "ended", before=("_ignored",)),
    Way("decision_missed", "ended", before=("_dropped",)),
    Way("expired", "ended", before=("_dropped",)),
    Way("pace_over", "ended", before=("_dropped",)),
])
