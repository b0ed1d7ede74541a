"""Our registration with one registrar, and its transactions.

Generated from machines/account.wiring.yaml; do not edit. Change the wiring, then: sessioncore generate

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
# sessioncore: wiring sha256=c5eb46caaf47a878c41af888b53ccda70037b737f45ea4a516497030fb198d4a abi=1

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Protocol

from sessioncore.handlers.registration import client as registration_client
from sessioncore.handlers.transaction import non_invite_client as transaction_non_invite_client
from sessioncore.handlers.transaction import request_hop as transaction_request_hop
from sessioncore.statechart import Cell, Event, Machine, Signal, require_abi

require_abi(__name__, 1)

DIGEST = "c5eb46caaf47a878c41af888b53ccda70037b737f45ea4a516497030fb198d4a"
"""Hash of the wiring; snapshots carry it."""


class CellRuntime(Cell, Protocol):
    """What the functions below ask of the cell."""

    leg: AccountScope

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Any: ...

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None: ...

    def hand_current(self, sender: Machine, receiver: Machine) -> None: ...


class AccountScope:
    """Scope `account`: its parts (a machine or None; of many a mapping by key), and the slice of each single one."""

    __slots__ = ("cell", "client", "client_slice", "key")
    NAME: ClassVar[str] = "account"
    PARTS: ClassVar[tuple[str, ...]] = ("client",)
    WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]] = (("client", "registration/client"),)
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {}
    MANY: ClassVar[dict[str, int | None]] = {}
    LIMIT: ClassVar[int | None] = None

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.key: str | None = None
        self.client: registration_client.Client | None = None
        self.client_slice: Any = None

    @property
    def leg(self) -> AccountScope:
        """The outermost scope, from any scope."""
        return self

    def parts(self) -> Iterator[Machine]:
        """Every machine of the scope, in wiring order."""
        if self.client is not None:
            yield self.client

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
    """non_invite_client.finished -> origin: client.finished, request_hop.settled."""
    # machines/account.wiring.yaml:10
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "registration/client":
        origin.finished(registration_client.Finished(signal.status, signal.response))
    elif kind == "transaction/request_hop":
        origin.settled(transaction_request_hop.Settled(signal.status, signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: client.finished, request_hop.settled")


def request_hop_finished(
    cell: CellRuntime, sender: transaction_request_hop.RequestHop, signal: transaction_request_hop.Finished
) -> None:
    """request_hop.finished -> origin: client.finished."""
    # machines/account.wiring.yaml:11
    origin: Any = sender.origin
    if origin is not None and origin.CHART == "registration/client":
        origin.finished(registration_client.Finished(signal.status, signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: client.finished")


ROUTES: dict[type[Signal], Callable[[Any, Any, Any], None]] = {
    transaction_non_invite_client.Finished: non_invite_client_finished,
    transaction_request_hop.Finished: request_hop_finished,
}
"""The function that takes a signal to its receivers."""


def register(
    cell: CellRuntime, command: int, address: str, registrar: str, arguments: dict[str, str]
) -> tuple[Machine, Event] | None:
    """Command register: client.register."""
    # machines/account.wiring.yaml:13
    client = cell.leg.client
    if client is None:
        return None
    return client, registration_client.Register(command, address, registrar, arguments)


def renew(cell: CellRuntime, command: int, contact: str) -> tuple[Machine, Event] | None:
    """Command renew: client.renew."""
    # machines/account.wiring.yaml:14
    client = cell.leg.client
    if client is None:
        return None
    return client, registration_client.Renew(command, contact)


def unregister(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command unregister: client.unregister."""
    # machines/account.wiring.yaml:15
    client = cell.leg.client
    if client is None:
        return None
    return client, registration_client.Unregister(command)


COMMANDS: dict[str, Callable[..., tuple[Machine, Event] | None]] = {
    "register": register,
    "renew": renew,
    "unregister": unregister,
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
    "registration/client": registration_client.Client.DIGEST,
    "transaction/non_invite_client": transaction_non_invite_client.NonInviteClient.DIGEST,
    "transaction/request_hop": transaction_request_hop.RequestHop.DIGEST,
}
"""Hash of every chart in the cell; snapshots carry it."""
