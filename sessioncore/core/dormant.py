"""Transactions that have nothing left to do but to answer copies until their last timer ends (invariant 8).

At 1,500 calls/s there are 100,000 of them, so each shrinks to its key, its slice and the moment at which it ends. What
it does with a copy is still its chart's affair: for that the machine is made again, in the state in which it fell
asleep, and then stays awake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessioncore.core.cell import Cell
    from sessioncore.statechart import Machine

Key = tuple[str, ...]
Shape = tuple["Callable[[Any, Any], Machine]", int, int, bool]
"""How to make it again: its factory, its state, the index of its timer, and whether its transport is reliable."""

SLOT: Final = 0.125
"""Seconds whose ends come at once. At 1,400 calls/s those of a whole second took 2 ms, in which no message is read."""


class Dormant:
    """One of them. `number` stands for its key, `identity` for its request (482), `until` is a time of `now`."""

    __slots__ = ("identity", "number", "shape", "slice", "until")

    def __init__(self, number: int, identity: int | None, shape: Shape, slice: Any, until: float) -> None:
        self.number = number
        self.identity = identity
        self.shape = shape
        self.slice = slice
        self.until = until


class Dormitory:
    """All of them, found by the hash of their key.

    That hash is keyed by the process and has 61 bits: nobody outside can make two alike, and chance does not. They end
    with the slot of their timer, all of one slot at once; a copy that comes so late is answered like the others.
    """

    __slots__ = ("_asleep", "_ends", "_next", "_shapes")

    def __init__(self) -> None:
        self._asleep: dict[int, Dormant] = {}
        self._ends: dict[float, list[Dormant]] = {}
        self._next: float | None = None
        self._shapes: dict[Shape, Shape] = {}

    def __len__(self) -> int:
        return len(self._asleep)

    def take(self, machine: Machine, make: Callable[[Any, Any], Machine], identity: int | None) -> bool:
        """Let a detached machine sleep and cut it loose. False when it has more to do than to end."""
        index = machine.LINGERS.get(machine.state)
        number = hash(machine.key)
        if index is None or number in self._asleep:
            return False
        ((_, timer),) = machine.armed_timers()
        shape = make, machine.state, index, machine.reliable
        shape = self._shapes.setdefault(shape, shape)
        until = (int(timer.deadline / SLOT) + 1) * SLOT
        ends = self._ends.get(until)
        if ends is None:
            ends = self._ends[until] = []
            if self._next is None or until < self._next:
                self._next = until
        elif ends:
            until = ends[0].until  # one number for all of them
        machine.cell.cancel(timer)
        timer.machine = None  # they know each other
        dormant = Dormant(number, identity, shape, machine.actions.slice, until)
        self._asleep[number] = dormant
        ends.append(dormant)
        return True

    def find(self, key: Key) -> Dormant | None:
        """Who sleeps under this key."""
        return self._asleep.get(hash(key))

    def wake(self, dormant: Dormant, key: Key, cell: Cell) -> Machine:
        """Make the machine again as a part of `cell`, with what is left of its timer."""
        del self._asleep[dormant.number]
        make, state, index, reliable = dormant.shape
        machine = make(cell.leg, None)
        machine.key = key
        machine.reliable = reliable
        machine.restore(machine.STATES[state])
        machine.restore_timer(machine.TIMERS[index], cell.arm(machine, index, max(0.0, dormant.until - cell.now)))
        machine.actions.slice = dormant.slice
        return machine

    def next_deadline(self) -> float | None:
        """When `end` is due, or None."""
        return self._next

    def end(self, now: float, forget: Callable[[int], None]) -> None:
        """Let go those whose slot is over, and with `forget` the identities of their requests."""
        while self._next is not None and self._next <= now:
            for dormant in self._ends.pop(self._next):
                if self._asleep.get(dormant.number) is dormant:
                    del self._asleep[dormant.number]
                    if dormant.identity is not None:
                        forget(dormant.identity)
            self._next = min(self._ends, default=None)
