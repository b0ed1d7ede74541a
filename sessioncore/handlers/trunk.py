"""One peer that is asked whether it is there, and the transactions of that.

Generated from machines/trunk.wiring.yaml; do not edit. Change the wiring, then: sessioncore generate

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
# sessioncore: wiring sha256=340b456257b1e05ef068bff01cd308dfbec4f7bbb42fcdff0a35d40b8734aba3 abi=1

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Protocol

from sessioncore.handlers.transaction import non_invite_client as transaction_non_invite_client
from sessioncore.handlers.transaction import request_hop as transaction_request_hop
from sessioncore.handlers.transport import trunk as transport_trunk
from sessioncore.statechart import Cell, Event, Machine, Signal, require_abi

require_abi(__name__, 1)

DIGEST = "340b456257b1e05ef068bff01cd308dfbec4f7bbb42fcdff0a35d40b8734aba3"
"""Hash of the wiring; snapshots carry it."""


class CellRuntime(Cell, Protocol):
    """What the functions below ask of the cell."""

    leg: TrunkScope

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Any: ...

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None: ...

    def hand_current(self, sender: Machine, receiver: Machine) -> None: ...


class TrunkScope:
    """Scope `trunk`: its parts (a machine or None; of many a mapping by key), and the slice of each single one."""

    __slots__ = ("cell", "key", "trunk", "trunk_slice")
    NAME: ClassVar[str] = "trunk"
    PARTS: ClassVar[tuple[str, ...]] = ("trunk",)
    WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]] = (("trunk", "transport/trunk"),)
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {}
    MANY: ClassVar[dict[str, int | None]] = {}
    LIMIT: ClassVar[int | None] = None

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.key: str | None = None
        self.trunk: transport_trunk.Trunk | None = None
        self.trunk_slice: Any = None

    @property
    def leg(self) -> TrunkScope:
        """The outermost scope, from any scope."""
        return self

    def parts(self) -> Iterator[Machine]:
        """Every machine of the scope, in wiring order."""
        if self.trunk is not None:
            yield self.trunk

    def place(self, machine: Machine) -> None:
        """Put a machine into its place; its slice, too, where it is the only one of its part."""
        setattr(self, machine.part, machine)
        setattr(self, machine.part + "_slice", machine.actions.slice)

    def drop(self, machine: Machine) -> None:
        """Take a machine, and its slice, out of its place."""
        setattr(self, machine.part, None)
        setattr(self, machine.part + "_slice", None)


def non_invite_client_finished(
    cell: CellRuntime,
    sender: transaction_non_invite_client.NonInviteClient,
    signal: transaction_non_invite_client.Finished,
) -> None:
    """non_invite_client.finished -> origin: trunk.finished, request_hop.settled."""
    # machines/trunk.wiring.yaml:10
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "transport/trunk":
        origin.finished(transport_trunk.Finished(signal.status, signal.response))
    elif kind == "transaction/request_hop":
        origin.settled(transaction_request_hop.Settled(signal.status, signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: trunk.finished, request_hop.settled")


def request_hop_finished(
    cell: CellRuntime, sender: transaction_request_hop.RequestHop, signal: transaction_request_hop.Finished
) -> None:
    """request_hop.finished -> origin: trunk.finished."""
    # machines/trunk.wiring.yaml:11
    origin: Any = sender.origin
    if origin is not None and origin.CHART == "transport/trunk":
        origin.finished(transport_trunk.Finished(signal.status, signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: trunk.finished")


ROUTES: dict[type[Signal], Callable[[Any, Any, Any], None]] = {
    transaction_non_invite_client.Finished: non_invite_client_finished,
    transaction_request_hop.Finished: request_hop_finished,
}
"""The function that takes a signal to its receivers."""


def watch(
    cell: CellRuntime, command: int, trunk: str, target: str, interval: float, arguments: dict[str, str]
) -> tuple[Machine, Event] | None:
    """Command watch: trunk.watch."""
    # machines/trunk.wiring.yaml:13
    trunk_ = cell.leg.trunk
    if trunk_ is None:
        return None
    return trunk_, transport_trunk.Watch(command, trunk, target, interval, arguments)


def unwatch(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command unwatch: trunk.unwatch."""
    # machines/trunk.wiring.yaml:14
    trunk = cell.leg.trunk
    if trunk is None:
        return None
    return trunk, transport_trunk.Unwatch(command)


COMMANDS: dict[str, Callable[..., tuple[Machine, Event] | None]] = {
    "watch": watch,
    "unwatch": unwatch,
}
"""Who takes a command of the application, and the event it becomes; None when nobody is there."""

TRANSACTIONS: dict[str, str] = {
    "non_invite_client": "transaction/non_invite_client",
    "request_hop": "transaction/request_hop",
}
"""Chart of each kind of transaction."""

REJECTS: dict[str, Callable[[Any], Event]] = {}
"""The event that gives a server transaction the response with which a request is rejected, by kind."""

CHARTS: dict[str, str] = {
    "transaction/non_invite_client": transaction_non_invite_client.NonInviteClient.DIGEST,
    "transaction/request_hop": transaction_request_hop.RequestHop.DIGEST,
    "transport/trunk": transport_trunk.Trunk.DIGEST,
}
"""Hash of every chart in the cell; snapshots carry it."""
