"""A call to a registered user, or two sessions joined by a relay; its legs are cells of their own.

Generated from machines/pair.wiring.yaml; do not edit. Change the wiring, then: sessioncore generate

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
# sessioncore: wiring sha256=73626bb3ae06f6c7dc1928a17be5982f6176e46e38687edf07f91d909471d40f abi=1

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Protocol

from sessioncore.handlers.coupling import coupling as coupling_coupling
from sessioncore.handlers.coupling import relay as coupling_relay
from sessioncore.statechart import Cell, Event, Machine, Signal, require_abi

require_abi(__name__, 1)

DIGEST = "73626bb3ae06f6c7dc1928a17be5982f6176e46e38687edf07f91d909471d40f"
"""Hash of the wiring; snapshots carry it."""


class CellRuntime(Cell, Protocol):
    """What the functions below ask of the cell."""

    leg: PairScope

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Any: ...

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None: ...

    def hand_current(self, sender: Machine, receiver: Machine) -> None: ...


class PairScope:
    """Scope `pair`: its parts (a machine or None; of many a mapping by key), and the slice of each single one."""

    __slots__ = ("cell", "coupling", "coupling_slice", "key", "relay", "relay_slice")
    NAME: ClassVar[str] = "pair"
    PARTS: ClassVar[tuple[str, ...]] = ("coupling", "relay")
    WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]] = (("coupling", "coupling/coupling"),)
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {}
    MANY: ClassVar[dict[str, int | None]] = {}
    LIMIT: ClassVar[int | None] = None

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.key: str | None = None
        self.coupling: coupling_coupling.Coupling | None = None
        self.coupling_slice: Any = None
        self.relay: coupling_relay.Relay | None = None
        self.relay_slice: Any = None

    @property
    def leg(self) -> PairScope:
        """The outermost scope, from any scope."""
        return self

    def parts(self) -> Iterator[Machine]:
        """Every machine of the scope, in wiring order."""
        if self.coupling is not None:
            yield self.coupling
        if self.relay is not None:
            yield self.relay

    def place(self, machine: Machine) -> None:
        """Put a machine into its place; its slice, too, where it is the only one of its part."""
        setattr(self, machine.part, machine)
        setattr(self, machine.part + "_slice", machine.actions.slice)

    def drop(self, machine: Machine) -> None:
        """Take a machine, and its slice, out of its place."""
        setattr(self, machine.part, None)
        setattr(self, machine.part + "_slice", None)


def coupling_joining(cell: CellRuntime, sender: coupling_coupling.Coupling, signal: coupling_coupling.Joining) -> None:
    """coupling.joining -> relay.joined."""
    # machines/pair.wiring.yaml:10
    relay = cell.leg.relay
    if relay is not None:
        relay.joined(coupling_relay.Joined(signal.first, signal.second))
    else:
        cell.receiver_missing(sender, signal, "relay.joined")


def coupling_closing(cell: CellRuntime, sender: coupling_coupling.Coupling, signal: coupling_coupling.Closing) -> None:
    """coupling.closing -> relay.over (optional)."""
    # machines/pair.wiring.yaml:11
    relay = cell.leg.relay
    if relay is not None:
        relay.over(coupling_relay.OVER)


def relay_broken(cell: CellRuntime, sender: coupling_relay.Relay, signal: coupling_relay.Broken) -> None:
    """relay.broken -> coupling.unrelayed."""
    # machines/pair.wiring.yaml:12
    coupling = cell.leg.coupling
    if coupling is not None:
        coupling.unrelayed(coupling_coupling.UNRELAYED)
    else:
        cell.receiver_missing(sender, signal, "coupling.unrelayed")


ROUTES: dict[type[Signal], Callable[[Any, Any, Any], None]] = {
    coupling_coupling.Joining: coupling_joining,
    coupling_coupling.Closing: coupling_closing,
    coupling_relay.Broken: relay_broken,
}
"""The function that takes a signal to its receivers."""


def join(cell: CellRuntime, command: int, first: str, second: str) -> tuple[Machine, Event] | None:
    """Command join: coupling.join."""
    # machines/pair.wiring.yaml:14
    coupling = cell.leg.coupling
    if coupling is None:
        return None
    return coupling, coupling_coupling.Join(command, first, second)


def separate(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command separate: coupling.separate."""
    # machines/pair.wiring.yaml:15
    coupling = cell.leg.coupling
    if coupling is None:
        return None
    return coupling, coupling_coupling.Separate(command)


COMMANDS: dict[str, Callable[..., tuple[Machine, Event] | None]] = {
    "join": join,
    "separate": separate,
}
"""Who takes a command of the application, and the event it becomes; None when nobody is there."""

TRANSACTIONS: dict[str, str] = {}
"""Chart of each kind of transaction."""

REJECTS: dict[str, Callable[[Any], Event]] = {}
"""The event that gives a server transaction the response with which a request is rejected, by kind."""

CHARTS: dict[str, str] = {
    "coupling/coupling": coupling_coupling.Coupling.DIGEST,
    "coupling/relay": coupling_relay.Relay.DIGEST,
}
"""Hash of every chart in the cell; snapshots carry it."""
