"""One request outside every dialog, and its transaction.

Generated from machines/outside.wiring.yaml; do not edit. Change the wiring, then: sessioncore generate

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
# sessioncore: wiring sha256=f0a23d918cec3d5bd5ab7ce7cb3208d4dd2eee395a0c5ca240416580f7a3b4fe abi=1

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Protocol

from sessioncore.handlers.dialog import outside as dialog_outside
from sessioncore.handlers.transaction import invite_server as transaction_invite_server
from sessioncore.handlers.transaction import non_invite_server as transaction_non_invite_server
from sessioncore.statechart import Cell, Event, Machine, Signal, require_abi

require_abi(__name__, 1)

DIGEST = "f0a23d918cec3d5bd5ab7ce7cb3208d4dd2eee395a0c5ca240416580f7a3b4fe"
"""Hash of the wiring; snapshots carry it."""


class CellRuntime(Cell, Protocol):
    """What the functions below ask of the cell."""

    leg: OutsideScope

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Any: ...

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None: ...

    def hand_current(self, sender: Machine, receiver: Machine) -> None: ...


class OutsideScope:
    """Scope `outside`: its parts (a machine or None; of many a mapping by key), and the slice of each single one."""

    __slots__ = ("cell", "key", "outside", "outside_slice")
    NAME: ClassVar[str] = "outside"
    PARTS: ClassVar[tuple[str, ...]] = ("outside",)
    WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]] = (("outside", "dialog/outside"),)
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {}
    MANY: ClassVar[dict[str, int | None]] = {}
    LIMIT: ClassVar[int | None] = None

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.key: str | None = None
        self.outside: dialog_outside.Outside | None = None
        self.outside_slice: Any = None

    @property
    def leg(self) -> OutsideScope:
        """The outermost scope, from any scope."""
        return self

    def parts(self) -> Iterator[Machine]:
        """Every machine of the scope, in wiring order."""
        if self.outside is not None:
            yield self.outside

    def place(self, machine: Machine) -> None:
        """Put a machine into its place; its slice, too, where it is the only one of its part."""
        setattr(self, machine.part, machine)
        setattr(self, machine.part + "_slice", machine.actions.slice)

    def drop(self, machine: Machine) -> None:
        """Take a machine, and its slice, out of its place."""
        setattr(self, machine.part, None)
        setattr(self, machine.part + "_slice", None)


def outside_respond(cell: CellRuntime, sender: dialog_outside.Outside, signal: dialog_outside.Respond) -> None:
    """outside.respond -> current: non_invite_server.respond, invite_server.respond_failure."""
    # machines/outside.wiring.yaml:10
    current: Any = sender.current
    kind = current.CHART if current is not None else ""
    if kind == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    elif kind == "transaction/invite_server":
        current.respond_failure(transaction_invite_server.RespondFailure(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond, invite_server.respond_failure")


def invite_server_cancel_answered(
    cell: CellRuntime, sender: transaction_invite_server.InviteServer, signal: transaction_invite_server.CancelAnswered
) -> None:
    """invite_server.cancel_answered -> current: non_invite_server.respond."""
    # machines/outside.wiring.yaml:11
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def unheard(cell: CellRuntime, sender: Machine, signal: Signal) -> None:
    """A signal that nobody in this cell receives, on purpose."""


ROUTES: dict[type[Signal], Callable[[Any, Any, Any], None]] = {
    dialog_outside.Respond: outside_respond,
    transaction_invite_server.CancelAnswered: invite_server_cancel_answered,
    # an INVITE outside a leg is answered in the macrostep that it comes in
    transaction_invite_server.Cancelled: unheard,
}
"""The function that takes a signal to its receivers."""


def conclude(cell: CellRuntime, command: int, status: int) -> tuple[Machine, Event] | None:
    """Command conclude: outside.conclude."""
    # machines/outside.wiring.yaml:17
    outside = cell.leg.outside
    if outside is None:
        return None
    return outside, dialog_outside.Conclude(command, status)


COMMANDS: dict[str, Callable[..., tuple[Machine, Event] | None]] = {
    "conclude": conclude,
}
"""Who takes a command of the application, and the event it becomes; None when nobody is there."""

TRANSACTIONS: dict[str, str] = {
    "invite_server": "transaction/invite_server",
    "non_invite_server": "transaction/non_invite_server",
}
"""Chart of each kind of transaction."""

REJECTS: dict[str, Callable[[Any], Event]] = {
    "invite_server": transaction_invite_server.RespondFailure,
    "non_invite_server": transaction_non_invite_server.Respond,
}
"""The event that gives a server transaction the response with which a request is rejected, by kind."""

CHARTS: dict[str, str] = {
    "dialog/outside": dialog_outside.Outside.DIGEST,
    "transaction/invite_server": transaction_invite_server.InviteServer.DIGEST,
    "transaction/non_invite_server": transaction_non_invite_server.NonInviteServer.DIGEST,
}
"""Hash of every chart in the cell; snapshots carry it."""
