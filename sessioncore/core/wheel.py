"""One timer wheel for all machines: arming and cancelling cost the same however many timers run.

Timers fire only by `due(now)`, in order of deadline, equal deadlines in order of arming (invariant 2).
"""

from __future__ import annotations

from heapq import heappop, heappush
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessioncore.statechart import Timer

SLOT = 0.01
"""Width of a slot in seconds. It bounds how many timers are sorted together, not how exactly they fire."""

LONG = 60.0
"""Timers of more seconds wait in slots of a second each until their second comes. Nearly all of them are cancelled
early, and slots that nobody is in any more would pile up otherwise: a hundred for every second of such a timer."""

LONG_SLOT = 1.0

_order = attrgetter("deadline", "sequence")


class TimerWheel:
    """A wheel of slots, each a small set of timers; only the numbers of slots in use are kept sorted."""

    __slots__ = ("_count", "_earliest", "_heap", "_known", "_long_heap", "_long_slots", "_slots", "sequence")

    def __init__(self) -> None:
        self._slots: dict[int, dict[Timer, None]] = {}
        self._heap: list[int] = []
        self._long_slots: dict[int, dict[Timer, None]] = {}
        self._long_heap: list[int] = []
        self.sequence = 0
        self._count = 0
        self._earliest: float | None = None
        self._known = True

    def __len__(self) -> int:
        return self._count

    def next_sequence(self) -> int:
        """The next number in the order of arming."""
        self.sequence += 1
        return self.sequence

    def arm(self, timer: Timer) -> None:
        """Take a timer in; its deadline (seconds) and sequence are set."""
        deadline = timer.deadline
        self._count += 1
        earliest = self._earliest
        if timer.interval > LONG:
            number = int(deadline / LONG_SLOT)
            slot = self._long_slots.get(number)
            if slot is None:
                slot = self._long_slots[number] = {}
                heappush(self._long_heap, number)
            slot[timer] = None
            if earliest is None or deadline < earliest + LONG_SLOT:
                self._known = False
            return
        number = int(deadline / SLOT)  # as in `_put`, without the call: this is on every call's way
        slot = self._slots.get(number)
        if slot is None:
            slot = self._slots[number] = {}
            heappush(self._heap, number)
        slot[timer] = None
        if self._known and (earliest is None or deadline < earliest):
            self._earliest = deadline

    def _put(self, timer: Timer) -> None:
        number = int(timer.deadline / SLOT)
        slot = self._slots.get(number)
        if slot is None:
            slot = self._slots[number] = {}
            heappush(self._heap, number)
        slot[timer] = None

    def cancel(self, timer: Timer) -> None:
        """Take a timer out; one that is not in is left alone."""
        deadline = timer.deadline
        slot = self._long_slots.get(int(deadline / LONG_SLOT)) if timer.interval > LONG else None
        if slot is None or timer not in slot:  # a long one moves to a short slot as its time comes
            slot = self._slots.get(int(deadline / SLOT))
            if slot is None or timer not in slot:
                return
        del slot[timer]
        self._count -= 1
        if deadline == self._earliest:
            self._known = False

    def next_deadline(self) -> float | None:
        """The earliest deadline of all, or None."""
        if not self._known:
            self._earliest = self._find_earliest()
            self._known = True
        return self._earliest

    def _find_earliest(self) -> float | None:
        """The earliest deadline; then that timer and all of its time are in a short slot."""
        long_heap = self._long_heap
        while True:
            earliest = self._first_of_slots()
            if not long_heap or (earliest is not None and earliest < long_heap[0] * LONG_SLOT):
                return earliest
            for timer in self._long_slots.pop(heappop(long_heap)):
                self._put(timer)

    def _first_of_slots(self) -> float | None:
        heap, slots = self._heap, self._slots
        while heap:
            slot = slots[heap[0]]
            if slot:
                return min([timer.deadline for timer in slot])
            del slots[heappop(heap)]
        return None

    def due(self, now: float) -> list[Timer]:
        """Take out and return the timers that are due first: all of the earliest slot in use, in order.

        Call again until it returns nothing; a timer that one of them arms for the same time comes with a later call.
        """
        earliest = self.next_deadline()
        if earliest is None or earliest > now:
            return []
        slot = self._slots[int(earliest / SLOT)]
        due = sorted([timer for timer in slot if timer.deadline <= now], key=_order)
        for timer in due:
            del slot[timer]
        self._count -= len(due)
        self._known = False
        return due
