"""One subscription outside calls, from either side.

Generated from machines/watch.wiring.yaml; do not edit. Change the wiring, then: sessioncore generate

What the cell that runs this offers (`CellRuntime`), and what it may rely on:

* Raised signals stand in one FIFO; the cell drains it with `ROUTES[type(signal)](cell, sender, signal)`. A route calls
  the event methods of its receivers at once, in wiring order; routes never nest.
* `cell.leg` is the outermost scope.
* `cell.create_part(scope, part, key, chart)` makes and starts one part; None when `MANY[part]` is reached, which the
  cell has then reported. The origin of what is created is the sender of the signal being routed.
* `cell.receiver_missing(sender, signal, receiver)` is an error event; the route goes on with its next receiver.
* `cell.hand_current(sender, receiver)` comes before the event: the sender's current transaction becomes the receiver's,
  and the receiver that transaction's origin.
* A command is a function that finds who takes it and builds its event, or returns None when nobody is there.
"""
# sessioncore: wiring sha256=e0031e4104fa7c295f72173412bbaaa387fedafeda9495a374a5e4ecd1379f1b abi=1

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Protocol

from sessioncore.handlers.subscription import dialog as subscription_dialog
from sessioncore.handlers.subscription import notifier as subscription_notifier
from sessioncore.handlers.subscription import subscriber as subscription_subscriber
from sessioncore.handlers.transaction import non_invite_client as transaction_non_invite_client
from sessioncore.handlers.transaction import non_invite_server as transaction_non_invite_server
from sessioncore.handlers.transaction import request_hop as transaction_request_hop
from sessioncore.statechart import Cell, Event, Machine, Signal, require_abi

require_abi(__name__, 1)

DIGEST = "e0031e4104fa7c295f72173412bbaaa387fedafeda9495a374a5e4ecd1379f1b"
"""Hash of the wiring; snapshots carry it."""


class CellRuntime(Cell, Protocol):
    """What the functions below ask of the cell."""

    leg: WatchScope

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Any: ...

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None: ...

    def hand_current(self, sender: Machine, receiver: Machine) -> None: ...


class WatchScope:
    """Scope `watch`: its parts (a machine or None; of many a mapping by key), and the slice of each single one."""

    __slots__ = ("cell", "dialog", "dialog_slice", "key", "usage", "usage_slice")
    NAME: ClassVar[str] = "watch"
    PARTS: ClassVar[tuple[str, ...]] = ("usage", "dialog")
    WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]] = (("dialog", "subscription/dialog"),)
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {"usage": ("subscription/subscriber", "subscription/notifier")}
    MANY: ClassVar[dict[str, int | None]] = {}
    LIMIT: ClassVar[int | None] = None

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.key: str | None = None
        self.usage: subscription_subscriber.Subscriber | subscription_notifier.Notifier | None = None
        self.usage_slice: Any = None
        self.dialog: subscription_dialog.Dialog | None = None
        self.dialog_slice: Any = None

    @property
    def leg(self) -> WatchScope:
        """The outermost scope, from any scope."""
        return self

    def parts(self) -> Iterator[Machine]:
        """Every machine of the scope, in wiring order."""
        if self.usage is not None:
            yield self.usage
        if self.dialog is not None:
            yield self.dialog

    def place(self, machine: Machine) -> None:
        """Put a machine into its place; its slice, too, where it is the only one of its part."""
        setattr(self, machine.part, machine)
        setattr(self, machine.part + "_slice", machine.actions.slice)

    def drop(self, machine: Machine) -> None:
        """Take a machine, and its slice, out of its place."""
        setattr(self, machine.part, None)
        setattr(self, machine.part + "_slice", None)


def dialog_notify_received(
    cell: CellRuntime, sender: subscription_dialog.Dialog, signal: subscription_dialog.NotifyReceived
) -> None:
    """dialog.notify_received -> subscriber.notified (optional, hands over current), notifier.misled (optional, hands
    over current).
    """
    # machines/watch.wiring.yaml:14
    usage: Any = cell.leg.usage
    if usage is not None and usage.CHART == "subscription/subscriber":
        cell.hand_current(sender, usage)
        usage.notified(subscription_subscriber.Notified(signal.request))
    usage = cell.leg.usage
    if usage is not None and usage.CHART == "subscription/notifier":
        cell.hand_current(sender, usage)
        usage.misled(subscription_notifier.Misled(signal.request))


def dialog_subscribe_arrived(
    cell: CellRuntime, sender: subscription_dialog.Dialog, signal: subscription_dialog.SubscribeArrived
) -> None:
    """dialog.subscribe_arrived -> notifier.arrived (optional, hands over current), subscriber.solicited (optional,
    hands over current).
    """
    # machines/watch.wiring.yaml:17
    usage: Any = cell.leg.usage
    if usage is not None and usage.CHART == "subscription/notifier":
        cell.hand_current(sender, usage)
        usage.arrived(subscription_notifier.Arrived(signal.request))
    usage = cell.leg.usage
    if usage is not None and usage.CHART == "subscription/subscriber":
        cell.hand_current(sender, usage)
        usage.solicited(subscription_subscriber.Solicited(signal.request))


def dialog_subscribe_received(
    cell: CellRuntime, sender: subscription_dialog.Dialog, signal: subscription_dialog.SubscribeReceived
) -> None:
    """dialog.subscribe_received -> notifier.resubscribed (optional, hands over current), subscriber.solicited
    (optional, hands over current).
    """
    # machines/watch.wiring.yaml:20
    usage: Any = cell.leg.usage
    if usage is not None and usage.CHART == "subscription/notifier":
        cell.hand_current(sender, usage)
        usage.resubscribed(subscription_notifier.Resubscribed(signal.request))
    usage = cell.leg.usage
    if usage is not None and usage.CHART == "subscription/subscriber":
        cell.hand_current(sender, usage)
        usage.solicited(subscription_subscriber.Solicited(signal.request))


def dialog_respond(cell: CellRuntime, sender: subscription_dialog.Dialog, signal: subscription_dialog.Respond) -> None:
    """dialog.respond -> current: non_invite_server.respond."""
    # machines/watch.wiring.yaml:23
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def subscriber_respond(
    cell: CellRuntime, sender: subscription_subscriber.Subscriber, signal: subscription_subscriber.Respond
) -> None:
    """subscriber.respond -> current: non_invite_server.respond."""
    # machines/watch.wiring.yaml:24
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def subscriber_confirm(
    cell: CellRuntime, sender: subscription_subscriber.Subscriber, signal: subscription_subscriber.Confirm
) -> None:
    """subscriber.confirm -> dialog.confirm (response from answer)."""
    # machines/watch.wiring.yaml:25
    dialog = cell.leg.dialog
    if dialog is not None:
        dialog.confirm(subscription_dialog.Confirm(signal.answer))
    else:
        cell.receiver_missing(sender, signal, "dialog.confirm")


def subscriber_forget(
    cell: CellRuntime, sender: subscription_subscriber.Subscriber, signal: subscription_subscriber.Forget
) -> None:
    """subscriber.forget -> dialog.forget."""
    # machines/watch.wiring.yaml:26
    dialog = cell.leg.dialog
    if dialog is not None:
        dialog.forget(subscription_dialog.FORGET)
    else:
        cell.receiver_missing(sender, signal, "dialog.forget")


def subscriber_over(
    cell: CellRuntime, sender: subscription_subscriber.Subscriber, signal: subscription_subscriber.Over
) -> None:
    """subscriber.over -> dialog.over."""
    # machines/watch.wiring.yaml:27
    dialog = cell.leg.dialog
    if dialog is not None:
        dialog.over(subscription_dialog.OVER)
    else:
        cell.receiver_missing(sender, signal, "dialog.over")


def notifier_subscribed(
    cell: CellRuntime, sender: subscription_notifier.Notifier, signal: subscription_notifier.Subscribed
) -> None:
    """notifier.subscribed -> dialog.subscribed."""
    # machines/watch.wiring.yaml:28
    dialog = cell.leg.dialog
    if dialog is not None:
        dialog.subscribed(subscription_dialog.Subscribed(signal.request))
    else:
        cell.receiver_missing(sender, signal, "dialog.subscribed")


def notifier_respond(
    cell: CellRuntime, sender: subscription_notifier.Notifier, signal: subscription_notifier.Respond
) -> None:
    """notifier.respond -> current: non_invite_server.respond."""
    # machines/watch.wiring.yaml:29
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def subscriber_again(
    cell: CellRuntime, sender: subscription_subscriber.Subscriber, signal: subscription_subscriber.Again
) -> None:
    """subscriber.again -> subscriber.renewed."""
    # machines/watch.wiring.yaml:30
    usage: Any = cell.leg.usage
    if usage is not None and usage.CHART == "subscription/subscriber":
        usage.renewed(subscription_subscriber.RENEWED)
    else:
        cell.receiver_missing(sender, signal, "subscriber.renewed")


def notifier_proceed(
    cell: CellRuntime, sender: subscription_notifier.Notifier, signal: subscription_notifier.Proceed
) -> None:
    """notifier.proceed -> notifier.due."""
    # machines/watch.wiring.yaml:31
    usage: Any = cell.leg.usage
    if usage is not None and usage.CHART == "subscription/notifier":
        usage.due(subscription_notifier.DUE)
    else:
        cell.receiver_missing(sender, signal, "notifier.due")


def notifier_over(
    cell: CellRuntime, sender: subscription_notifier.Notifier, signal: subscription_notifier.Over
) -> None:
    """notifier.over -> dialog.over."""
    # machines/watch.wiring.yaml:32
    dialog = cell.leg.dialog
    if dialog is not None:
        dialog.over(subscription_dialog.OVER)
    else:
        cell.receiver_missing(sender, signal, "dialog.over")


def non_invite_client_finished(
    cell: CellRuntime,
    sender: transaction_non_invite_client.NonInviteClient,
    signal: transaction_non_invite_client.Finished,
) -> None:
    """non_invite_client.finished -> origin: subscriber.finished, notifier.finished, request_hop.settled."""
    # machines/watch.wiring.yaml:33
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "subscription/subscriber":
        origin.finished(subscription_subscriber.Finished(signal.status, signal.response))
    elif kind == "subscription/notifier":
        origin.finished(subscription_notifier.Finished(signal.status, signal.response))
    elif kind == "transaction/request_hop":
        origin.settled(transaction_request_hop.Settled(signal.status, signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: subscriber.finished, notifier.finished, request_hop.settled")


def request_hop_finished(
    cell: CellRuntime, sender: transaction_request_hop.RequestHop, signal: transaction_request_hop.Finished
) -> None:
    """request_hop.finished -> origin: subscriber.finished, notifier.finished."""
    # machines/watch.wiring.yaml:34
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "subscription/subscriber":
        origin.finished(subscription_subscriber.Finished(signal.status, signal.response))
    elif kind == "subscription/notifier":
        origin.finished(subscription_notifier.Finished(signal.status, signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: subscriber.finished, notifier.finished")


def unheard(cell: CellRuntime, sender: Machine, signal: Signal) -> None:
    """A signal that nobody in this cell receives, on purpose."""


ROUTES: dict[type[Signal], Callable[[Any, Any, Any], None]] = {
    subscription_dialog.NotifyReceived: dialog_notify_received,
    subscription_dialog.SubscribeArrived: dialog_subscribe_arrived,
    subscription_dialog.SubscribeReceived: dialog_subscribe_received,
    subscription_dialog.Respond: dialog_respond,
    subscription_subscriber.Respond: subscriber_respond,
    subscription_subscriber.Confirm: subscriber_confirm,
    subscription_subscriber.Forget: subscriber_forget,
    subscription_subscriber.Over: subscriber_over,
    subscription_notifier.Subscribed: notifier_subscribed,
    subscription_notifier.Respond: notifier_respond,
    subscription_subscriber.Again: subscriber_again,
    subscription_notifier.Proceed: notifier_proceed,
    subscription_notifier.Over: notifier_over,
    transaction_non_invite_client.Finished: non_invite_client_finished,
    transaction_request_hop.Finished: request_hop_finished,
    # the dialog has no other usage
    subscription_notifier.DialogGone: unheard,
}
"""The function that takes a signal to its receivers."""


def subscribe(
    cell: CellRuntime, command: int, target: str, package: str, arguments: dict[str, str]
) -> tuple[Machine, Event] | None:
    """Command subscribe: subscriber.subscribe."""
    # machines/watch.wiring.yaml:37
    usage: Any = cell.leg.usage
    if usage is None:
        return None
    if usage.CHART == "subscription/subscriber":
        return usage, subscription_subscriber.Subscribe(command, target, package, arguments)
    return None


def unsubscribe(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command unsubscribe: subscriber.unsubscribe."""
    # machines/watch.wiring.yaml:38
    usage: Any = cell.leg.usage
    if usage is None:
        return None
    if usage.CHART == "subscription/subscriber":
        return usage, subscription_subscriber.Unsubscribe(command)
    return None


def grant(cell: CellRuntime, command: int, content: str, cseq: int | None = None) -> tuple[Machine, Event] | None:
    """Command grant: notifier.grant."""
    # machines/watch.wiring.yaml:39
    usage: Any = cell.leg.usage
    if usage is None:
        return None
    if usage.CHART == "subscription/notifier":
        return usage, subscription_notifier.Grant(command, content, cseq)
    return None


def suspend(cell: CellRuntime, command: int, cseq: int | None = None) -> tuple[Machine, Event] | None:
    """Command suspend: notifier.suspend."""
    # machines/watch.wiring.yaml:40
    usage: Any = cell.leg.usage
    if usage is None:
        return None
    if usage.CHART == "subscription/notifier":
        return usage, subscription_notifier.Suspend(command, cseq)
    return None


def refuse(cell: CellRuntime, command: int, status: int, cseq: int | None = None) -> tuple[Machine, Event] | None:
    """Command refuse: notifier.refuse."""
    # machines/watch.wiring.yaml:41
    usage: Any = cell.leg.usage
    if usage is None:
        return None
    if usage.CHART == "subscription/notifier":
        return usage, subscription_notifier.Refuse(command, status, cseq)
    return None


def update(cell: CellRuntime, command: int, content: str, cseq: int | None = None) -> tuple[Machine, Event] | None:
    """Command update: notifier.update."""
    # machines/watch.wiring.yaml:42
    usage: Any = cell.leg.usage
    if usage is None:
        return None
    if usage.CHART == "subscription/notifier":
        return usage, subscription_notifier.Update(command, content, cseq)
    return None


def finish(
    cell: CellRuntime, command: int, reason: str, retry_after: int, cseq: int | None = None
) -> tuple[Machine, Event] | None:
    """Command finish: notifier.finish."""
    # machines/watch.wiring.yaml:43
    usage: Any = cell.leg.usage
    if usage is None:
        return None
    if usage.CHART == "subscription/notifier":
        return usage, subscription_notifier.Finish(command, reason, retry_after, cseq)
    return None


COMMANDS: dict[str, Callable[..., tuple[Machine, Event] | None]] = {
    "subscribe": subscribe,
    "unsubscribe": unsubscribe,
    "grant": grant,
    "suspend": suspend,
    "refuse": refuse,
    "update": update,
    "finish": finish,
}
"""Who takes a command of the application, and the event it becomes; None when nobody is there."""

TRANSACTIONS: dict[str, str] = {
    "non_invite_client": "transaction/non_invite_client",
    "request_hop": "transaction/request_hop",
    "non_invite_server": "transaction/non_invite_server",
}
"""Chart of each kind of transaction."""

REJECTS: dict[str, Callable[[Any], Event]] = {
    "non_invite_server": transaction_non_invite_server.Respond,
}
"""The event that gives a server transaction the response with which a request is rejected, by kind."""

CHARTS: dict[str, str] = {
    "subscription/dialog": subscription_dialog.Dialog.DIGEST,
    "subscription/notifier": subscription_notifier.Notifier.DIGEST,
    "subscription/subscriber": subscription_subscriber.Subscriber.DIGEST,
    "transaction/non_invite_client": transaction_non_invite_client.NonInviteClient.DIGEST,
    "transaction/non_invite_server": transaction_non_invite_server.NonInviteServer.DIGEST,
    "transaction/request_hop": transaction_request_hop.RequestHop.DIGEST,
}
"""Hash of every chart in the cell; snapshots carry it."""
