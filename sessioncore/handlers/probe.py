"""One flow over UDP that is kept by STUN.

Generated from machines/probe.wiring.yaml; do not edit. Change the wiring, then: sessioncore generate

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
# sessioncore: wiring sha256=b3e2cb32ddea45484f8b44faf02c8bb574989b400735788fd5c775280873c8f1 abi=1

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Protocol

from sessioncore.handlers.transport import probe as transport_probe
from sessioncore.statechart import Cell, Event, Machine, Signal, require_abi

require_abi(__name__, 1)

DIGEST = "b3e2cb32ddea45484f8b44faf02c8bb574989b400735788fd5c775280873c8f1"
"""Hash of the wiring; snapshots carry it."""


class CellRuntime(Cell, Protocol):
    """What the functions below ask of the cell."""

    leg: ProbeScope

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Any: ...

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None: ...

    def hand_current(self, sender: Machine, receiver: Machine) -> None: ...


class ProbeScope:
    """Scope `probe`: its parts (a machine or None; of many a mapping by key), and the slice of each single one."""

    __slots__ = ("cell", "key", "probe", "probe_slice")
    NAME: ClassVar[str] = "probe"
    PARTS: ClassVar[tuple[str, ...]] = ("probe",)
    WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]] = (("probe", "transport/probe"),)
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {}
    MANY: ClassVar[dict[str, int | None]] = {}
    LIMIT: ClassVar[int | None] = None

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.key: str | None = None
        self.probe: transport_probe.Probe | None = None
        self.probe_slice: Any = None

    @property
    def leg(self) -> ProbeScope:
        """The outermost scope, from any scope."""
        return self

    def parts(self) -> Iterator[Machine]:
        """Every machine of the scope, in wiring order."""
        if self.probe is not None:
            yield self.probe

    def place(self, machine: Machine) -> None:
        """Put a machine into its place; its slice, too, where it is the only one of its part."""
        setattr(self, machine.part, machine)
        setattr(self, machine.part + "_slice", machine.actions.slice)

    def drop(self, machine: Machine) -> None:
        """Take a machine, and its slice, out of its place."""
        setattr(self, machine.part, None)
        setattr(self, machine.part + "_slice", None)


ROUTES: dict[type[Signal], Callable[[Any, Any, Any], None]] = {
}
"""The function that takes a signal to its receivers."""


COMMANDS: dict[str, Callable[..., tuple[Machine, Event] | None]] = {}
"""Who takes a command of the application, and the event it becomes; None when nobody is there."""

TRANSACTIONS: dict[str, str] = {}
"""Chart of each kind of transaction."""

REJECTS: dict[str, Callable[[Any], Event]] = {}
"""The event that gives a server transaction the response with which a request is rejected, by kind."""

CHARTS: dict[str, str] = {
    "transport/probe": transport_probe.Probe.DIGEST,
}
"""Hash of every chart in the cell; snapshots carry it."""
