"""The chart subscription/dialog, decided by transitions.

Generated from machines/subscription/dialog.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=6a45932f9e7baa88d21f2e5943fde419ab938fe98f2d2790dd68a1c9ba8ee52a abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.subscription import dialog as default
from sessioncore.handlers.subscription.dialog import UNBORN, NotifyReceived, SubscribeArrived, SubscribeReceived
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
    """subscription/dialog on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter unborn."""
        self.state = UNBORN

    def subscribed(self, event: Subscribed) -> None:
        MACHINE.fire(self, event)

    def confirm(self, event: Confirm) -> None:
        MACHINE.fire(self, event)

    def forget(self, event: Forget) -> None:
        MACHINE.fire(self, event)

    def over(self, event: Over) -> None:
        MACHINE.fire(self, event)

    def foreign_request(self, event: ForeignRequest) -> None:
        MACHINE.fire(self, event)

    def stale_request(self, event: StaleRequest) -> None:
        MACHINE.fire(self, event)

    def notify(self, event: Notify) -> None:
        MACHINE.fire(self, event)

    def subscribe(self, event: Subscribe) -> None:
        MACHINE.fire(self, event)

    def other_request(self, event: OtherRequest) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

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

    def _do_forget(self, event: Forget) -> None:
        """Row forget."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_dialog(event)
        except Exception as error:
            cell.action_failed(self, "forget_dialog", error, mark)

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "one SUBSCRIBE makes one dialog")

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

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


MACHINE = FlatMachine(Dialog, [
    Way("subscribed", "unborn", "confirmed", row="unborn.subscribed", before=("_do_unborn_subscribed",)),
    Way("confirm", "unborn", "confirmed", row="unborn.confirm", before=("_do_unborn_confirm",)),
    Way("forget", "unborn", "unborn", row="forget", before=("_do_forget",)),
    Way("over", "unborn", "terminated", row="over"),
    Way("foreign_request", "unborn", row="foreign_request", before=("_do_foreign_request",)),
    Way("stale_request", "unborn", row="stale_request", before=("_do_stale_request",)),
    Way("notify", "unborn", "confirmed", row="unborn.notify", before=("_do_unborn_notify",)),
    Way("subscribe", "unborn", row="unborn.subscribe", before=("_do_unborn_subscribe",)),
    Way("other_request", "unborn", row="other_request", before=("_do_other_request",)),
    Way("action_failed", "unborn", row="action_failed", conditions=("_if_dropped",), before=("_do_action_failed",)),
    Way("action_failed", "unborn", row="action_failed#1"),
    Way("subscribed", "confirmed", before=("_never_1",)),
    Way("confirm", "confirmed", row="confirmed.confirm", before=("_do_confirmed_confirm",)),
    Way("forget", "confirmed", "unborn", row="forget", before=("_do_forget",)),
    Way("over", "confirmed", "terminated", row="over"),
    Way("foreign_request", "confirmed", row="foreign_request", before=("_do_foreign_request",)),
    Way("stale_request", "confirmed", row="stale_request", before=("_do_stale_request",)),
    Way("notify", "confirmed", row="confirmed.notify", before=("_do_confirmed_notify",)),
    Way("subscribe", "confirmed", row="confirmed.subscribe", before=("_do_confirmed_subscribe",)),
    Way("other_request", "confirmed", row="other_request", before=("_do_other_request",)),
    Way("action_failed", "confirmed", row="action_failed", conditions=("_if_dropped",), before=("_do_action_failed",)),
    Way("action_failed", "confirmed", row="action_failed#1"),
    Way("subscribed", "terminated", before=("_never_1",)),
    Way("confirm", "terminated", before=("_ignored",)),
    Way("forget", "terminated", before=("_ignored",)),
    Way("over", "terminated", before=("_ignored",)),
    Way("foreign_request", "terminated", row="foreign_request", before=("_do_foreign_request",)),
    Way("stale_request", "terminated", row="stale_request", before=("_do_stale_request",)),
    Way("notify", "terminated", row="terminated.notify", before=("_do_terminated_notify",)),
    Way("subscribe", "terminated", row="terminated.subscribe", before=("_do_terminated_subscribe",)),
    Way("other_request", "terminated", row="terminated.other_request", before=("_do_terminated_other_request",)),
    Way("action_failed", "terminated", before=("_ignored",)),
])
