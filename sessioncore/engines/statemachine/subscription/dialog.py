"""The chart subscription/dialog, decided by statemachine.

Generated from machines/subscription/dialog.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=6a45932f9e7baa88d21f2e5943fde419ab938fe98f2d2790dd68a1c9ba8ee52a abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.subscription import dialog as default
from sessioncore.handlers.subscription.dialog import NotifyReceived, SubscribeArrived, SubscribeReceived
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.subscription.dialog import (
        Confirm,
        ForeignRequest,
        Forget,
        Notify,
        OtherRequest,
        Over,
        StaleRequest,
        Subscribe,
        Subscribed,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Dialog(default.Dialog):
    """subscription/dialog on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter unborn."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def subscribed(self, event: Subscribed) -> None:
        send(self._chart, event)

    def confirm(self, event: Confirm) -> None:
        send(self._chart, event)

    def forget(self, event: Forget) -> None:
        send(self._chart, event)

    def over(self, event: Over) -> None:
        send(self._chart, event)

    def foreign_request(self, event: ForeignRequest) -> None:
        send(self._chart, event)

    def stale_request(self, event: StaleRequest) -> None:
        send(self._chart, event)

    def notify(self, event: Notify) -> None:
        send(self._chart, event)

    def subscribe(self, event: Subscribe) -> None:
        send(self._chart, event)

    def other_request(self, event: OtherRequest) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def _do_foreign_request(self, event: ForeignRequest) -> None:
        """Row foreign_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_stale_request(self, event: StaleRequest) -> None:
        """Row stale_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

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

    def _do_forget(self, event: Forget) -> None:
        """Row forget."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_dialog(event)
        except Exception as error:
            cell.action_failed(self, "forget_dialog", error, mark)

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

    def _do_unborn_subscribed(self, event: Subscribed) -> None:
        """Row unborn.subscribed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn_request(event)
        except Exception as error:
            cell.action_failed(self, "learn_request", error, mark)

    def _do_unborn_confirm(self, event: Confirm) -> None:
        """Row unborn.confirm."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn_response(event)
        except Exception as error:
            cell.action_failed(self, "learn_response", error, mark)

    def _do_unborn_notify(self, event: Notify) -> None:
        """Row unborn.notify."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn_notify(event)
        except Exception as error:
            cell.action_failed(self, "learn_notify", error, mark)
        else:
            cell.raise_signal(self, NotifyReceived(event.request))

    def _do_unborn_subscribe(self, event: Subscribe) -> None:
        """Row unborn.subscribe."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_request(event)
        except Exception as error:
            cell.action_failed(self, "note_request", error, mark)
        else:
            cell.raise_signal(self, SubscribeArrived(event.request))

    def _do_confirmed_confirm(self, event: Confirm) -> None:
        """Row confirmed.confirm."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn_target(event)
        except Exception as error:
            cell.action_failed(self, "learn_target", error, mark)

    def _do_confirmed_notify(self, event: Notify) -> None:
        """Row confirmed.notify."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "learn_target"
            self.actions.learn_target(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, NotifyReceived(event.request))

    def _do_confirmed_subscribe(self, event: Subscribe) -> None:
        """Row confirmed.subscribe."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "learn_target"
            self.actions.learn_target(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, SubscribeReceived(event.request))

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "one SUBSCRIBE makes one dialog")

    def _do_terminated_notify(self, event: Notify) -> None:
        """Row terminated.notify."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_terminated_subscribe(self, event: Subscribe) -> None:
        """Row terminated.subscribe."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_terminated_other_request(self, event: OtherRequest) -> None:
        """Row terminated.other_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


CHART = Chart("SubscriptionDialogChart", Dialog, [
    Node("", initial=True, ways=(
        Way("foreign_request", row="foreign_request", on="_do_foreign_request"),
        Way("stale_request", row="stale_request", on="_do_stale_request"),
        Way("other_request", row="other_request", on="_do_other_request"),
        Way("forget", "unborn", leaf="unborn", internal=True, row="forget", on="_do_forget"),
        Way("over", "terminated", leaf="terminated", internal=True, row="over"),
        Way("action_failed", row="action_failed", conditions=("_if_dropped",), on="_do_action_failed"),
        Way("action_failed", row="action_failed#1"),
    )),
    Node("unborn", initial=True, ways=(
        Way("subscribed", "confirmed", leaf="confirmed", row="unborn.subscribed", on="_do_unborn_subscribed"),
        Way("confirm", "confirmed", leaf="confirmed", row="unborn.confirm", on="_do_unborn_confirm"),
        Way("notify", "confirmed", leaf="confirmed", row="unborn.notify", on="_do_unborn_notify"),
        Way("subscribe", row="unborn.subscribe", on="_do_unborn_subscribe"),
    )),
    Node("confirmed", ways=(
        Way("confirm", row="confirmed.confirm", on="_do_confirmed_confirm"),
        Way("notify", row="confirmed.notify", on="_do_confirmed_notify"),
        Way("subscribe", row="confirmed.subscribe", on="_do_confirmed_subscribe"),
        Way("subscribed", on="_never_1"),
    )),
    Node("terminated", ways=(
        Way("notify", row="terminated.notify", on="_do_terminated_notify"),
        Way("subscribe", row="terminated.subscribe", on="_do_terminated_subscribe"),
        Way("other_request", row="terminated.other_request", on="_do_terminated_other_request"),
        Way("confirm", on="_ignored"),
        Way("forget", on="_ignored"),
        Way("over", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("subscribed", on="_never_1"),
    )),
])
