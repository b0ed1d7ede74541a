"""Breadth-first search of a model's states, and what can only be said when all of them are known."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Literal, Protocol

import attrs

StepKind = Literal["command", "deliver", "copy", "lose", "timer", "fault"]

_HOW = {"deliver": "arrives at", "copy": "arrives (a copy stays under way) at", "lose": "is lost on its way to"}

MOST_STATES = 2_000_000
"""Where a search without a bound of its own stops; some 300 bytes of memory each."""

PROGRESS_EVERY = 2_000

SPONTANEOUS, SILENT, ANY = 1, 2, 0
"""Flags of a step; see `Move.flags`."""


@attrs.frozen
class Step:
    """One thing that happens.

    command  an application's decision at `side`
    deliver  the message `what` arrives at `side`; copy: and stays under way as well; lose: it is lost on its way there
    timer    `what` is due at `side`
    fault    the host at `side` cannot send
    """

    kind: StepKind
    side: str
    what: str

    def __str__(self) -> str:
        if self.kind in ("deliver", "copy", "lose"):
            return f"{self.what} {_HOW[self.kind]} {self.side}"
        if self.kind == "timer":
            return f"{self.side}: {self.what} is due"
        return f"{self.side}: {self.what}"


@attrs.frozen
class Move:
    """A step with the state that it leads to.

    obliged  a command that its user gives sooner or later, because a timer above the model sees to it
    faults   what goes wrong within it, in words that do not depend on the way there
    """

    step: Step
    state: Hashable
    faults: tuple[str, ...] = ()
    obliged: bool = False

    @property
    def flags(self) -> int:
        """What may be relied on: steps that need neither will nor bad luck, and those that a dead network leaves."""
        kind = self.step.kind
        spontaneous = SPONTANEOUS if self.obliged or kind in ("deliver", "timer") else 0
        return spontaneous | (SILENT if self.obliged or kind in ("lose", "timer") else 0)


class Model(Protocol):
    """What can be explored. States are hashable and canonical: equal ones behave alike."""

    @property
    def name(self) -> str: ...

    @property
    def bounds(self) -> str:
        """What is bounded, in words."""

    @property
    def can_fall_silent(self) -> bool:
        """Whether the network may die, so that everything has to end by timers alone."""

    def initial(self) -> Hashable: ...

    def moves(self, state: Hashable) -> Iterable[Move]:
        """Everything that can happen next."""

    def ended(self, state: Hashable) -> bool:
        """Everything is over: machines final, nothing under way."""

    def faults(self, state: Hashable) -> tuple[str, ...]:
        """What is wrong with a state as it stands."""

    def split(self, state: Hashable) -> str:
        """How the two sides disagree about the call now; "" when they do not. Harmless unless it is for ever."""

    def sights(self, state: Hashable) -> tuple[str, ...]:
        """Names of situations worth knowing that they were met (glare)."""


@attrs.frozen
class Finding:
    """Something that is wrong, with a shortest way to it. `state` is where it leads."""

    what: str
    steps: tuple[Step, ...]
    state: Hashable

    def __str__(self) -> str:
        lines = [f"{self.what}, after {len(self.steps)} steps:"]
        return "\n".join([*lines, *(f"  {number:2}. {step}" for number, step in enumerate(self.steps, 1))])


@attrs.frozen
class Result:
    """What a search came to. It is complete only when nothing was left to be looked at.

    states, moves   how many were seen
    frontier        states that were met and not looked at
    depth           length of the longest shortest way that was looked at
    sights          situations that were met, each with a shortest way
    """

    name: str
    bounds: str
    states: int
    moves: int
    frontier: int
    depth: int
    findings: tuple[Finding, ...]
    sights: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        return self.frontier == 0

    @property
    def summary(self) -> str:
        """One line: "complete" only with an empty frontier."""
        how = "complete" if self.complete else f"NOT complete, {self.frontier} states were met and not looked at"
        found = f"{len(self.findings)} found" if self.findings else "nothing found"
        size = f"{self.states} states, {self.moves} moves, depth {self.depth}"
        return f"{self.name} ({self.bounds}): {how}; {size}; {found}"


Progress = Callable[[int, int, int], None]
"""Told now and then: states looked at, states waiting, depth."""


class _Seen:
    """States by number, and for each where it came from."""

    def __init__(self) -> None:
        self.numbers: dict[Hashable, int] = {}
        self.states: list[Hashable] = []
        self.parents = array("q")
        self.steps: list[Step | None] = []

    def number(self, state: Hashable, parent: int, step: Step | None) -> tuple[int, bool]:
        found = self.numbers.get(state)
        if found is not None:
            return found, False
        number = len(self.states)
        self.numbers[state] = number
        self.states.append(state)
        self.parents.append(parent)
        self.steps.append(step)
        return number, True

    def way(self, number: int) -> tuple[Step, ...]:
        steps = []
        while (step := self.steps[number]) is not None:
            steps.append(step)
            number = self.parents[number]
        return tuple(reversed(steps))


def explore(
    model: Model, *, most_states: int = MOST_STATES, first: bool = False, progress: Progress | None = None
) -> Result:
    """Look at every state that can be reached, nearest first.

    most_states  stop when so many were looked at (the result then says that it is not complete)
    first        stop at the first fault
    """
    seen = _Seen()
    found: dict[str, Finding] = {}
    sights: dict[str, Finding] = {}
    after: list[array[int]] = []
    depths = array("l")
    seen.number(model.initial(), -1, None)
    depths.append(0)
    moves = 0
    looked = 0
    while looked < len(seen.states) and looked < most_states and not (first and found):
        state = seen.states[looked]
        for what in model.faults(state):
            found.setdefault(what, Finding(what, seen.way(looked), state))
        for what in model.sights(state):
            sights.setdefault(what, Finding(what, seen.way(looked), state))
        edges: array[int] = array("q")
        for move in model.moves(state):
            moves += 1
            for what in move.faults:
                if what not in found:
                    found[what] = Finding(what, (*seen.way(looked), move.step), move.state)
            number, new = seen.number(move.state, looked, move.step)
            if new:
                depths.append(depths[looked] + 1)
            edges.append(number * 4 + move.flags)
        if not edges and not model.ended(state):
            what = "deadlock: nothing can happen any more, and not everything is over"
            found.setdefault(what, Finding(what, seen.way(looked), state))
        after.append(edges)
        looked += 1
        if progress is not None and looked % PROGRESS_EVERY == 0:
            progress(looked, len(seen.states) - looked, depths[looked - 1])
    for finding in _for_ever(model, seen, after):
        found.setdefault(finding.what, finding)
    if progress is not None:
        progress(looked, len(seen.states) - looked, depths[looked - 1])
    return Result(
        model.name,
        model.bounds,
        looked,
        moves,
        len(seen.states) - looked,
        depths[looked - 1],
        tuple(found.values()),
        tuple(sights.values()),
    )


def _for_ever(model: Model, seen: _Seen, after: list[array[int]]) -> Iterator[Finding]:
    """What no way on mends. A state that was not looked at is taken to be well."""
    count = len(after)
    before = _before(after, len(seen.states))
    waiting = range(count, len(seen.states))
    ends = [*(number for number in range(count) if model.ended(seen.states[number])), *waiting]

    def first_not(leading: bytearray) -> int | None:
        return next((number for number in range(count) if not leading[number]), None)

    stuck = first_not(_leading(before, ends, ANY))
    if stuck is not None:
        yield Finding("no final state can be reached", seen.way(stuck), seen.states[stuck])
    elif model.can_fall_silent:
        stuck = first_not(_leading(before, ends, SILENT))
        if stuck is not None:
            yield Finding("with a dead network the timers never end it", seen.way(stuck), seen.states[stuck])
    splits = [model.split(seen.states[number]) for number in range(count)]
    if any(splits):
        agreeing = [number for number in range(count) if not splits[number]]
        mended = _leading(before, [*agreeing, *waiting], SPONTANEOUS)
        told = set()
        for number in range(count):
            if not mended[number] and splits[number] not in told:
                told.add(splits[number])
                yield Finding(f"for ever: {splits[number]}", seen.way(number), seen.states[number])


def _before(after: list[array[int]], count: int) -> list[array[int]]:
    """For each state those that lead to it, with the flags of the step."""
    before: list[array[int]] = [array("q") for _ in range(count)]
    for number, edges in enumerate(after):
        for edge in edges:
            before[edge >> 2].append(number * 4 + (edge & 3))
    return before


def _leading(before: list[array[int]], goals: Iterable[int], flag: int) -> bytearray:
    """For each state whether one of the goals can be reached by steps with a flag alone (`ANY`: by whatever steps)."""
    leads = bytearray(len(before))
    work = list(goals)
    for goal in work:
        leads[goal] = 1
    while work:
        for edge in before[work.pop()]:
            number = edge >> 2
            if not leads[number] and (edge & flag or not flag):
                leads[number] = 1
                work.append(number)
    return leads
