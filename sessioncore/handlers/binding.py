"""One binding of a registered user.

Generated from machines/binding.wiring.yaml; do not edit. Change the wiring, then: sessioncore generate

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
# sessioncore: wiring sha256=9ec50808a675bfe5eb0e207937712aa3d6f3d29cf14b1e8b0d49a181c777dfae abi=1

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Protocol

from sessioncore.handlers.registration import binding as registration_binding
from sessioncore.statechart import Cell, Event, Machine, Signal, require_abi

require_abi(__name__, 1)

DIGEST = "9ec50808a675bfe5eb0e207937712aa3d6f3d29cf14b1e8b0d49a181c777dfae"
"""Hash of the wiring; snapshots carry it."""


class CellRuntime(Cell, Protocol):
    """What the functions below ask of the cell."""

    leg: BindingScope

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Any: ...

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None: ...

    def hand_current(self, sender: Machine, receiver: Machine) -> None: ...


class BindingScope:
    """Scope `binding`: its parts (a machine or None; of many a mapping by key), and the slice of each single one."""

    __slots__ = ("binding", "binding_slice", "cell", "key")
    NAME: ClassVar[str] = "binding"
    PARTS: ClassVar[tuple[str, ...]] = ("binding",)
    WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]] = (("binding", "registration/binding"),)
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {}
    MANY: ClassVar[dict[str, int | None]] = {}
    LIMIT: ClassVar[int | None] = None

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.key: str | None = None
        self.binding: registration_binding.Binding | None = None
        self.binding_slice: Any = None

    @property
    def leg(self) -> BindingScope:
        """The outermost scope, from any scope."""
        return self

    def parts(self) -> Iterator[Machine]:
        """Every machine of the scope, in wiring order."""
        if self.binding is not None:
            yield self.binding

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
    "registration/binding": registration_binding.Binding.DIGEST,
}
"""Hash of every chart in the cell; snapshots carry it."""
