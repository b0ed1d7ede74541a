"""One timer wheel for all machines: arming and cancelling cost the same however many timers run.

Timers fire only by `due(now)`, in order of deadline, equal deadlines in order of arming (invariant 2).
"""

from __future__ import annotations

from heapq import heappop, heappush
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from sessioncore.statechart import Timer

if TYPE_CHECKING:
    from sessioncore.statechart import Machine

SLOT = 0.01
"""Width of a slot in seconds. It bounds how many timers are sorted together, not how exactly they fire."""

LONG = 60.0
"""Timers of more seconds wait in slots of a second each until their second comes. Nearly all of them are cancelled
early, and slots that nobody is in any more would pile up otherwise: a hundred for every second of such a timer."""

LONG_SLOT = 1.0

_order = attrgetter("deadline", "sequence")


_FRESH: Final[dict[Timer, None]] = {}
"""The place of timers that were armed since anybody asked for a deadline. Nothing is ever in it."""

_MOST_FRESH = 1_000


class TimerWheel:
    """A wheel of slots, each a small set of timers; only the numbers of slots in use are kept sorted.

    A timer gets its slot when the next deadline is asked for: half of them are cancelled by the input that armed them.
    """

    __slots__ = (
        "_count", "_earliest", "_fresh", "_heap", "_known", "_long_heap", "_long_slots", "_slots", "now", "sequence"
    )  # fmt: skip

    def __init__(self) -> None:
        self._slots: dict[int, dict[Timer, None]] = {}
        self._heap: list[int] = []
        self._long_slots: dict[int, dict[Timer, None]] = {}
        self._long_heap: list[int] = []
        self._fresh: list[Timer] = []
        self.now = 0.0
        """The time that new timers count from; whoever has the clock keeps it."""
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

    def start(self, machine: Machine, index: int, delay: float) -> Timer:
        """A new timer of a machine, due `delay` seconds from now."""
        self.sequence = sequence = self.sequence + 1
        timer = Timer(machine, index, delay, self.now + delay, sequence)
        timer.place = _FRESH  # as in `arm`, without the call: this is on every call's way
        self._count += 1
        fresh = self._fresh
        fresh.append(timer)
        if len(fresh) > _MOST_FRESH:
            self._settle()
        return timer

    def arm(self, timer: Timer) -> None:
        """Take a timer in; its deadline (seconds) and sequence are set."""
        timer.place = _FRESH
        self._count += 1
        fresh = self._fresh
        fresh.append(timer)
        if len(fresh) > _MOST_FRESH:
            self._settle()

    def cancel(self, timer: Timer) -> None:
        """Take a timer out; one that is not in is left alone."""
        place = timer.place
        if place is None:
            return
        timer.place = None
        self._count -= 1
        if place is not _FRESH:
            del place[timer]
            if timer.deadline == self._earliest:
                self._known = False

    def _settle(self) -> None:
        """Give the fresh timers their slots."""
        earliest = self._earliest
        for timer in self._fresh:
            if timer.place is not _FRESH:
                continue  # cancelled, or armed twice
            deadline = timer.deadline
            if timer.interval > LONG:
                number = int(deadline / LONG_SLOT)
                slot = self._long_slots.get(number)
                if slot is None:
                    slot = self._long_slots[number] = {}
                    heappush(self._long_heap, number)
                slot[timer] = None
                timer.place = slot
                if earliest is None or deadline < earliest + LONG_SLOT:
                    self._known = False
            else:
                self._put(timer)
                if self._known and (earliest is None or deadline < earliest):
                    self._earliest = earliest = deadline
        self._fresh.clear()

    def _put(self, timer: Timer) -> None:
        number = int(timer.deadline / SLOT)
        slot = self._slots.get(number)
        if slot is None:
            slot = self._slots[number] = {}
            heappush(self._heap, number)
        slot[timer] = None
        timer.place = slot

    def next_deadline(self) -> float | None:
        """The earliest deadline of all, or None."""
        if self._fresh:
            self._settle()
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
            timer.place = None
        self._count -= len(due)
        self._known = False
        return due
