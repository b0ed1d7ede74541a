"""The chart registration/client, decided by statemachine.

Generated from machines/registration/client.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=5b596743ffa3e0219ae6fde314387a4daf1a674f6e2902ab84e378c5cf3b0ac1 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.registration import client as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.registration.client import (
        Finished,
        FlowFailed,
        RefreshDue,
        Register,
        Renew,
        RetryDue,
        Unregister,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Client(default.Client):
    """registration/client on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def register(self, event: Register) -> None:
        send(self._chart, event)

    def renew(self, event: Renew) -> None:
        send(self._chart, event)

    def unregister(self, event: Unregister) -> None:
        send(self._chart, event)

    def finished(self, event: Finished) -> None:
        send(self._chart, event)

    def flow_failed(self, event: FlowFailed) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def refresh_due(self, event: RefreshDue) -> None:
        send(self._chart, event)

    def retry_due(self, event: RetryDue) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_refused"
        try:
            self.actions.reply_refused(event)
            mark, step = len(cell.outbox), "reply_unregistered"
            self.actions.reply_unregistered(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_idle_register(self, event: Register) -> None:
        """Row idle.register."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_register(event))
        except Exception as error:
            cell.action_failed(self, "send_register", error, mark)

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
        cell.reject(self, event, 481, "nothing is registered yet")

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

    def _if_challenged(self, event: Finished) -> bool:
        """Whether challenged."""
        return self.actions.challenged(event)

    def _do_registering_finished(self, event: Finished) -> None:
        """Row registering.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_answered", error, mark)

    def _if_granted(self, event: Finished) -> bool:
        """Whether granted."""
        return self.actions.granted(event)

    def _do_registering_finished_1(self, event: Finished) -> None:
        """Row registering.finished#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_granted"
        try:
            self.actions.note_granted(event)
            mark, step = len(cell.outbox), "reply_registered"
            self.actions.reply_registered(event)
            mark, step = len(cell.outbox), "tell_registered"
            self.actions.tell_registered(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_too_brief(self, event: Finished) -> bool:
        """Whether too_brief."""
        return self.actions.too_brief(event)

    def _do_registering_finished_2(self, event: Finished) -> None:
        """Row registering.finished#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_longer", error, mark)

    def _if_flowless(self, event: Finished) -> bool:
        """Whether flowless."""
        return self.actions.flowless(event)

    def _do_registering_finished_3(self, event: Finished) -> None:
        """Row registering.finished#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_plain(event))
        except Exception as error:
            cell.action_failed(self, "send_plain", error, mark)

    def _if_hopeless(self, event: Finished) -> bool:
        """Whether hopeless."""
        return self.actions.hopeless(event)

    def _do_registering_finished_4(self, event: Finished) -> None:
        """Row registering.finished#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_refused"
        try:
            self.actions.reply_refused(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_registering_finished_5(self, event: Finished) -> None:
        """Row registering.finished#5."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_failure"
        try:
            self.actions.note_failure(event)
            mark, step = len(cell.outbox), "tell_waiting"
            self.actions.tell_waiting(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "one cell keeps one registration")

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

    def _enter_registered(self, event: Finished) -> None:
        """Entry of registered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.registration_longest, max(0.5, self.actions.delay_refresh_time(event)))
        except Exception as error:
            delay = 0.5
            cell.action_failed(self, "delay_refresh_time", error, mark)
        self._refresh = cell.arm(self, 0, delay)

    def _exit_registered(self, event: Renew | Unregister | FlowFailed | ActionFailed | RefreshDue) -> None:
        """Exit of registered."""
        cell = self.cell
        if self._refresh is not None:
            cell.cancel(self._refresh)
            self._refresh = None

    def _do_registered_refresh_due(self, event: RefreshDue) -> None:
        """Row registered.refresh_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh", error, mark)

    def _do_registered_flow_failed(self, event: FlowFailed) -> None:
        """Row registered.flow_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh", error, mark)

    def _do_registered_renew(self, event: Renew) -> None:
        """Row registered.renew."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_renewal"
        try:
            self.actions.note_renewal(event)
            mark, step = len(cell.outbox), "send_renewed"
            cell.create_transaction(self, "non_invite_client", self.actions.send_renewed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_registered_unregister(self, event: Unregister) -> None:
        """Row registered.unregister."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_unregister"
        try:
            self.actions.note_unregister(event)
            mark, step = len(cell.outbox), "send_removal"
            cell.create_transaction(self, "non_invite_client", self.actions.send_removal(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no REGISTER is under way")

    def _do_refreshing_finished(self, event: Finished) -> None:
        """Row refreshing.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_answered", error, mark)

    def _do_refreshing_finished_1(self, event: Finished) -> None:
        """Row refreshing.finished#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_granted"
        try:
            self.actions.note_granted(event)
            mark, step = len(cell.outbox), "reply_registered"
            self.actions.reply_registered(event)
            mark, step = len(cell.outbox), "tell_registered"
            self.actions.tell_registered(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_refreshing_finished_2(self, event: Finished) -> None:
        """Row refreshing.finished#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_longer(event))
        except Exception as error:
            cell.action_failed(self, "send_longer", error, mark)

    def _do_refreshing_finished_3(self, event: Finished) -> None:
        """Row refreshing.finished#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_plain(event))
        except Exception as error:
            cell.action_failed(self, "send_plain", error, mark)

    def _do_refreshing_finished_4(self, event: Finished) -> None:
        """Row refreshing.finished#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_refused"
        try:
            self.actions.reply_refused(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_refreshing_finished_5(self, event: Finished) -> None:
        """Row refreshing.finished#5."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_failure"
        try:
            self.actions.note_failure(event)
            mark, step = len(cell.outbox), "tell_waiting"
            self.actions.tell_waiting(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_waiting(self, event: Finished) -> None:
        """Entry of waiting."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.registration_retry_most, max(0.5, self.actions.delay_retry_time(event)))
        except Exception as error:
            delay = 0.5
            cell.action_failed(self, "delay_retry_time", error, mark)
        self._retry = cell.arm(self, 1, delay)

    def _exit_waiting(self, event: Renew | Unregister | ActionFailed | RetryDue) -> None:
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
            cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
        except Exception as error:
            cell.action_failed(self, "send_refresh", error, mark)

    def _do_waiting_renew(self, event: Renew) -> None:
        """Row waiting.renew."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_renewal"
        try:
            self.actions.note_renewal(event)
            mark, step = len(cell.outbox), "send_renewed"
            cell.create_transaction(self, "non_invite_client", self.actions.send_renewed(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_bound(self, event: Unregister) -> bool:
        """Whether bound."""
        return self.actions.bound(event)

    def _do_waiting_unregister(self, event: Unregister) -> None:
        """Row waiting.unregister."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_unregister"
        try:
            self.actions.note_unregister(event)
            mark, step = len(cell.outbox), "send_removal"
            cell.create_transaction(self, "non_invite_client", self.actions.send_removal(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_waiting_unregister_1(self, event: Unregister) -> None:
        """Row waiting.unregister#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_unregister"
        try:
            self.actions.note_unregister(event)
            mark, step = len(cell.outbox), "reply_unregistered"
            self.actions.reply_unregistered(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_unregistering_finished(self, event: Finished) -> None:
        """Row unregistering.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_answered", error, mark)

    def _do_unregistering_finished_1(self, event: Finished) -> None:
        """Row unregistering.finished#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_unregistered"
        try:
            self.actions.reply_unregistered(event)
            mark, step = len(cell.outbox), "tell_ended"
            self.actions.tell_ended(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_unregistering_unregister(self, event: Unregister) -> None:
        """Row unregistering.unregister."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_unregister(event)
        except Exception as error:
            cell.action_failed(self, "note_unregister", error, mark)

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the registration is ending")

    def _do_ended_unregister(self, event: Unregister) -> None:
        """Row ended.unregister."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_unregister"
        try:
            self.actions.note_unregister(event)
            mark, step = len(cell.outbox), "reply_unregistered"
            self.actions.reply_unregistered(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the registration is over")


CHART = Chart("RegistrationClientChart", Client, [
    Node("", initial=True, ways=(
        Way(
            "action_failed",
            "ended",
            leaf="ended",
            internal=True,
            row="action_failed",
            on="_do_action_failed",
            recall=("registering", "refreshing"),
        ),
    )),
    Node("idle", initial=True, ways=(
        Way("register", "registering", leaf="registering", row="idle.register", on="_do_idle_register"),
        Way("flow_failed", on="_ignored"),
        Way("renew", on="_reject_1"),
        Way("unregister", on="_reject_1"),
        Way("finished", on="_never_1"),
        Way("refresh_due", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
    Node("registering", ways=(
        Way("finished", row="registering.finished", conditions=("_if_challenged",), on="_do_registering_finished"),
        Way(
            "finished",
            "registered",
            leaf="registered",
            row="registering.finished#1",
            conditions=("_if_granted",),
            on="_do_registering_finished_1",
            recall=("registering",),
        ),
        Way("finished", row="registering.finished#2", conditions=("_if_too_brief",), on="_do_registering_finished_2"),
        Way("finished", row="registering.finished#3", conditions=("_if_flowless",), on="_do_registering_finished_3"),
        Way(
            "finished",
            "ended",
            leaf="ended",
            row="registering.finished#4",
            conditions=("_if_hopeless",),
            on="_do_registering_finished_4",
            recall=("registering",),
        ),
        Way(
            "finished",
            "waiting",
            leaf="waiting",
            row="registering.finished#5",
            on="_do_registering_finished_5",
            recall=("registering",),
        ),
        Way("flow_failed", on="_ignored"),
        Way("register", on="_reject_2"),
        Way("renew", on="_deferred"),
        Way("unregister", on="_deferred"),
        Way("refresh_due", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
    Node("registered", enter="_enter_registered", exit="_exit_registered", ways=(
        Way(
            "refresh_due",
            "refreshing",
            leaf="refreshing",
            row="registered.refresh_due",
            on="_do_registered_refresh_due",
        ),
        Way(
            "flow_failed",
            "refreshing",
            leaf="refreshing",
            row="registered.flow_failed",
            on="_do_registered_flow_failed",
        ),
        Way("renew", "refreshing", leaf="refreshing", row="registered.renew", on="_do_registered_renew"),
        Way(
            "unregister",
            "unregistering",
            leaf="unregistering",
            row="registered.unregister",
            on="_do_registered_unregister",
        ),
        Way("register", on="_reject_2"),
        Way("finished", on="_never_2"),
        Way("retry_due", on="_dropped"),
    )),
    Node("refreshing", ways=(
        Way("finished", row="refreshing.finished", conditions=("_if_challenged",), on="_do_refreshing_finished"),
        Way(
            "finished",
            "registered",
            leaf="registered",
            row="refreshing.finished#1",
            conditions=("_if_granted",),
            on="_do_refreshing_finished_1",
            recall=("refreshing",),
        ),
        Way("finished", row="refreshing.finished#2", conditions=("_if_too_brief",), on="_do_refreshing_finished_2"),
        Way("finished", row="refreshing.finished#3", conditions=("_if_flowless",), on="_do_refreshing_finished_3"),
        Way(
            "finished",
            "ended",
            leaf="ended",
            row="refreshing.finished#4",
            conditions=("_if_hopeless",),
            on="_do_refreshing_finished_4",
            recall=("refreshing",),
        ),
        Way(
            "finished",
            "waiting",
            leaf="waiting",
            row="refreshing.finished#5",
            on="_do_refreshing_finished_5",
            recall=("refreshing",),
        ),
        Way("flow_failed", on="_ignored"),
        Way("register", on="_reject_2"),
        Way("renew", on="_deferred"),
        Way("unregister", on="_deferred"),
        Way("refresh_due", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
    Node("waiting", enter="_enter_waiting", exit="_exit_waiting", ways=(
        Way("retry_due", "refreshing", leaf="refreshing", row="waiting.retry_due", on="_do_waiting_retry_due"),
        Way("renew", "refreshing", leaf="refreshing", row="waiting.renew", on="_do_waiting_renew"),
        Way(
            "unregister",
            "unregistering",
            leaf="unregistering",
            row="waiting.unregister",
            conditions=("_if_bound",),
            on="_do_waiting_unregister",
        ),
        Way("unregister", "ended", leaf="ended", row="waiting.unregister#1", on="_do_waiting_unregister_1"),
        Way("flow_failed", on="_ignored"),
        Way("register", on="_reject_2"),
        Way("finished", on="_never_2"),
        Way("refresh_due", on="_dropped"),
    )),
    Node("unregistering", ways=(
        Way("finished", row="unregistering.finished", conditions=("_if_challenged",), on="_do_unregistering_finished"),
        Way("finished", "ended", leaf="ended", row="unregistering.finished#1", on="_do_unregistering_finished_1"),
        Way("unregister", row="unregistering.unregister", on="_do_unregistering_unregister"),
        Way("flow_failed", on="_ignored"),
        Way("register", on="_reject_3"),
        Way("renew", on="_reject_3"),
        Way("refresh_due", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
    Node("ended", ways=(
        Way("unregister", row="ended.unregister", on="_do_ended_unregister"),
        Way("flow_failed", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("finished", on="_ignored"),
        Way("register", on="_reject_4"),
        Way("renew", on="_reject_4"),
        Way("refresh_due", on="_dropped"),
        Way("retry_due", on="_dropped"),
    )),
])
