"""Where events can come in a chart that raises events itself, and where those surely go round for ever.

Followed are pairs of a leaf and what waits in the machine's own queue, from every event that comes from outside,
whatever guards say and whichever actions fail. So the answer is exact as long as there are not too many pairs; beyond
that every event is taken to come everywhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from .steps import Branch, RaiseEvent, StepBlock

MOST_PAIRS = 4_000
MOST_WAITING = 8
MOST_TURNS = 1_000
"""Turns that one event from outside may lead to; the generated class stops at the same number, see `statechart`."""

MOST_OUTCOMES = 256
"""Of one event in one leaf, and eventless transitions on the way; beyond it nothing is followed."""
MOST_FAILING = 6
"""Blocks of one step that may fail before they raise what they raise."""

Pair = tuple[int, tuple[str, ...]]


class _UnboundedError(Exception):
    """There is too much to follow."""


@attrs.frozen
class Outcome:
    """The leaf in which a step ends, and the events it raised; `sure` says that nothing else may happen instead."""

    leaf: int
    raised: tuple[str, ...]
    via: tuple[int, ...]
    sure: bool = False

    @staticmethod
    def variants(blocks: Iterable[StepBlock]) -> Iterator[tuple[str, ...]]:
        """What blocks raise: all of it first, then what is left when a block fails before it raises anything."""
        parts: list[tuple[tuple[str, ...], ...]] = []
        failing = 0
        for block in blocks:
            names = tuple(step.event for step in block.steps if isinstance(step, RaiseEvent))
            if names:
                parts.append((names, ()) if block.fallible else (names,))
                failing += block.fallible
        if failing > MOST_FAILING:
            raise _UnboundedError
        for picked in itertools.product(*parts):
            yield tuple(name for names in picked for name in names)


@attrs.frozen
class Arrivals:
    """`pairs` of leaf and event that can come to be, None for any; `endless` as `Plan.endless` says.

    `resting` are the leaves in which nothing of the chart's own waits any more, None for any.
    """

    pairs: frozenset[tuple[int, str]] | None
    resting: frozenset[int] | None
    endless: tuple[tuple[int, str], ...]

    def comes(self, leaf: int, event: str) -> bool:
        """Whether an event can come while the machine stands in a leaf."""
        return self.pairs is None or (leaf, event) in self.pairs


class _Walk:
    def __init__(
        self,
        rows: Mapping[tuple[int, str], Sequence[Branch]],
        always: Mapping[int, Sequence[Branch]],
        passing: set[int],
    ) -> None:
        self._rows = rows
        self._always = always
        self._passing = passing
        self._known: dict[tuple[int, str], tuple[Outcome, ...]] = {}

    def on(self, leaf: int, event: str) -> tuple[Outcome, ...]:
        """What an event may do, with the eventless transitions that follow; nothing at all is an outcome, too."""
        key = (leaf, event)
        if key not in self._known:
            branches = self._rows.get(key, ())
            sure = len(branches) == 1 and not branches[0].conditions
            found = [Outcome(leaf, (), (), True)] if not branches else []
            for outcome in itertools.chain.from_iterable(self.taken(branch, (), (), sure) for branch in branches):
                found.append(outcome)
                if len(found) > MOST_OUTCOMES:
                    raise _UnboundedError
            self._known[key] = tuple(dict.fromkeys(found))
        return self._known[key]

    def taken(self, branch: Branch, raised: tuple[str, ...], via: tuple[int, ...], sure: bool) -> Iterator[Outcome]:
        variants = list(dict.fromkeys(Outcome.variants(branch.blocks)))
        for more in variants:
            yield from self.settled(Outcome(branch.target, (*raised, *more), via, sure and len(variants) == 1))

    def settled(self, outcome: Outcome) -> Iterator[Outcome]:
        """Eventless transitions from where a step has led."""
        branches = self._always.get(outcome.leaf, ())
        if outcome.leaf not in self._passing:
            yield attrs.evolve(outcome, sure=outcome.sure and not branches)
        if outcome.leaf in outcome.via:
            return  # a circle, which is a finding of its own
        if len(outcome.via) > MOST_OUTCOMES // 2:
            raise _UnboundedError
        sure = outcome.sure and len(branches) == 1 and not branches[0].conditions
        for branch in branches:
            yield from self.taken(branch, outcome.raised, (*outcome.via, outcome.leaf), sure)


def follow(
    start: tuple[int, Iterable[StepBlock]],
    rows: Mapping[tuple[int, str], Sequence[Branch]],
    always: Mapping[int, Sequence[Branch]],
    passing: set[int],
    outside: Sequence[str],
) -> Arrivals:
    """Follow all events from the start on (its leaf and blocks); `outside` are those that come to an empty queue."""
    try:
        return _followed(start, rows, always, passing, outside)
    except _UnboundedError:
        return Arrivals(None, None, ())


def _followed(
    start: tuple[int, Iterable[StepBlock]],
    rows: Mapping[tuple[int, str], Sequence[Branch]],
    always: Mapping[int, Sequence[Branch]],
    passing: set[int],
    outside: Sequence[str],
) -> Arrivals:
    walk = _Walk(rows, always, passing)
    leaf, blocks = start
    first = (outcome for raised in Outcome.variants(blocks) for outcome in walk.settled(Outcome(leaf, raised, ())))
    found: dict[Pair, None] = {(outcome.leaf, outcome.raised): None for outcome in first}
    waiting = list(found)
    arrived: set[tuple[int, str]] = set()
    bounded = True
    for leaf, queue in waiting:
        for event in queue[:1] or outside:
            arrived.add((leaf, event))
            for outcome in walk.on(leaf, event):
                pair = (outcome.leaf, (*queue[1:], *outcome.raised))
                if pair in found:
                    continue
                if len(pair[1]) > MOST_WAITING or len(found) >= MOST_PAIRS:
                    bounded = False
                    continue
                found[pair] = None
                waiting.append(pair)
    endless: dict[tuple[int, str], None] = {}
    ending: set[Pair] = set()
    for pair in [pair for pair in waiting if pair[1]]:
        if (turn := _endless(walk, pair, ending)) is not None:
            endless[turn] = None
    if not bounded:
        return Arrivals(None, None, tuple(sorted(endless)))
    resting = frozenset(leaf for leaf, queue in waiting if not queue)
    return Arrivals(frozenset(arrived), resting, tuple(sorted(endless)))


def _endless(walk: _Walk, pair: Pair, ending: set[Pair]) -> tuple[int, str] | None:
    """The leaf and event of a turn that is taken again and again without anything that might end it.

    `ending` are pairs of which it is known that something may.
    """
    leaf, queue = pair
    seen: dict[Pair, None] = {}
    while queue and (leaf, queue) not in ending and len(seen) < MOST_TURNS:
        if (leaf, queue) in seen:
            turns = list(seen)
            return min((where, waiting[0]) for where, waiting in turns[turns.index((leaf, queue)) :])
        seen[leaf, queue] = None
        outcomes = walk.on(leaf, queue[0])
        if len(outcomes) != 1 or not outcomes[0].sure:
            break
        leaf, queue = outcomes[0].leaf, (*queue[1:], *outcomes[0].raised)
    else:
        if len(seen) == MOST_TURNS:
            return (pair[0], pair[1][0])
    ending.update(seen)
    return None
