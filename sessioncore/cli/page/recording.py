"""One call as a sequence of steps: the messages, and what the charts at either end did for each."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

import attrs

from sessioncore.core.ladder import describe
from sessioncore.core.trace import TraceRecord

MAX_LIFELINES = 6
"""Peers beyond share the last lifeline."""


@attrs.frozen
class Move:
    """A row that a chart took at one side (the lifeline's number), or an event that it decided otherwise."""

    side: int
    record: TraceRecord


@attrs.define
class Step:
    """Something that happened at `at` (seconds since the epoch).

    kind     message (from lifeline `origin` to `target`), or at `origin`: command, timer, media, failure, restored
    label    a few words; `address` the peer's address as the journal has it
    raw      the octets of a message
    moves    the transitions it led to, in order
    arrived  when the other side took a message that both sides noted
    """

    at: float
    kind: str
    origin: int
    label: str
    target: int = -1
    address: str = ""
    raw: bytes | None = None
    moves: list[Move] = attrs.field(factory=list)
    arrived: float | None = None

    @property
    def order(self) -> float:
        """The time that this step's moves were made at."""
        return self.at if self.arrived is None else self.arrived


@attrs.define
class Call:
    """A call as one journal or two tell it. `levels` are per lifeline: (seconds since the epoch, dBov)."""

    name: str
    lifelines: list[str]
    sides: int = 1
    steps: list[Step] = attrs.field(factory=list)
    levels: dict[int, list[tuple[float, float]]] = attrs.field(factory=dict)

    @property
    def begin(self) -> float:
        return self.steps[0].at if self.steps else 0.0

    @property
    def end(self) -> float:
        return max((step.order for step in self.steps), default=0.0)

    @property
    def outcome(self) -> str:
        """Where the session's chart stood last, at the first side; "" when it took no part."""
        states = [m.record.target for s in self.steps for m in s.moves if m.side == 0 and m.record.part == "session"]
        return states[-1] if states else ""

    def lifeline(self, name: str) -> int:
        """The number of a peer's lifeline, a new one when it is new."""
        if name in self.lifelines:
            return self.lifelines.index(name)
        if len(self.lifelines) >= MAX_LIFELINES:
            return MAX_LIFELINES - 1
        self.lifelines.append(name)
        return len(self.lifelines) - 1

    def charts(self) -> list[tuple[int, str, str]]:
        """Side, part and chart of everything that moved, in order of its first move."""
        found = ((m.side, m.record.part, m.record.chart) for step in self.steps for m in step.moves)
        return list(dict.fromkeys(found))


def message(at: float, origin: int, target: int, raw: bytes, address: str) -> Step:
    """The step of a message on the wire."""
    return Step(at, "message", origin, describe(raw), target, address, raw)


def meet(lefts: Iterable[Call], rights: Iterable[Call]) -> list[Call]:
    """What both journals tell of: each call of the left one, merged with the right one's that shares its messages."""
    where = {step.raw: call for call in rights for step in call.steps if step.raw}
    met = []
    for left in lefts:
        shared = Counter(where[step.raw].name for step in left.steps if step.raw in where)
        if shared:
            name, _ = shared.most_common(1)[0]
            met.append(merge(left, next(call for call in where.values() if call.name == name)))
    return met


def merge(left: Call, right: Call) -> Call:
    """Two ends' journals of one call as one: a message that both noted is one step, with the moves of who took it."""
    merged = Call(left.name, [left.lifelines[0], right.lifelines[0]], sides=2)
    sent: dict[tuple[int, bytes], deque[int]] = {}
    arrivals: list[tuple[int, int, Step]] = []
    # Each step with the side whose journal times its moves, and its place there, which decides where times are equal.
    placed: list[tuple[Step, int, int]] = []
    for side, call in enumerate((left, right)):
        for index, step in enumerate(call.steps):
            moves = [attrs.evolve(move, side=side) for move in step.moves]
            if step.kind != "message":
                placed.append((attrs.evolve(step, origin=side, moves=moves), side, index))
            elif step.origin == 0:
                sent.setdefault((side, step.raw or b""), deque()).append(len(placed))
                placed.append((attrs.evolve(step, origin=side, target=1 - side, moves=moves), side, index))
            else:
                arrivals.append((side, index, attrs.evolve(step, origin=1 - side, target=side, moves=moves)))
    for side, index, step in arrivals:
        if waiting := sent.get((1 - side, step.raw or b"")):
            at = waiting.popleft()
            pair = placed[at][0]
            placed[at] = (attrs.evolve(pair, arrived=step.at, moves=step.moves), side, index)
        else:
            placed.append((step, side, index))
    placed.sort(key=lambda entry: (entry[0].order, *entry[1:]))
    merged.steps = [step for step, _, _ in placed]
    return merged
