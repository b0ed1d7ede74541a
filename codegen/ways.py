"""The ways that an event may go from where a machine stands: who decides it, which rows are taken together.

In a chart with parallel or history states the places to stand in are configurations, of which those are found that can
be reached whatever guards say; a plain chart has its leaves. `plan` makes steps of what is found here.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

import attrs

from .configurations import Move, Standing, Taken, Tree, within
from .model import Chart, Condition, Decision, Event, State
from .steps import PlanError

MOST_CONFIGURATIONS = 512
"""Of a chart with parallel or history states; each becomes a state of the generated class."""
MOST_MEETING = 64
"""Alternatives of several regions that meet in one event: each combination is one branch."""


@attrs.frozen
class Way:
    """Rows that are taken together under some conditions, and what they move; `move` is None if no state is left."""

    conditions: tuple[Condition, ...]
    taken: tuple[Taken, ...]
    move: Move | None


@attrs.frozen
class Verdict:
    """Who decides an event in a configuration: by rows (those of each decider), else by one decision."""

    deciders: tuple[State, ...]
    rows: tuple[tuple[Taken, ...], ...]
    decision: Decision | None
    against: Decision | None


class Ways:
    """What follows from what in one chart.

    coming  leaves and event where events come in a chart that raises some itself, whatever history keeps there; None
            as long as that is not known: then they come everywhere
    """

    def __init__(self, chart: Chart, coming: frozenset[tuple[tuple[str, ...], str]] | None) -> None:
        self.chart = chart
        self.coming = coming
        self.tree = Tree(chart)
        self.several = not chart.plain
        self.first = self.tree.begin()
        self._raised_by = {
            event.name: [timer.name for timer in chart.timers.values() if timer.event.name == event.name]
            for event in chart.events.values()
        }
        self._deciders: dict[tuple[str, str], State | None] = {}
        self._ways: dict[tuple[Standing, str | None], tuple[Way, ...]] = {}
        self.standings = self._standings()
        if self.tree.histories:
            self.tree.alive = self._alive()
            self._ways.clear()
            self.first = self.tree.begin()
            self.standings = self._standings()

    def _alive(self) -> dict[tuple[str, ...], set[str]]:
        """The history states that may still be asked, wherever one stands: what no way leads to need not be kept."""
        found: dict[tuple[str, ...], set[str]] = {standing.atoms: set() for standing in self.standings}
        moves = [
            (standing.atoms, move)
            for standing in self.standings
            for way in self._everything(standing)
            if (move := way.move) is not None
        ]
        while True:
            before = sum(map(len, found.values()))
            for atoms, move in moves:
                found[atoms] |= move.asked | found[move.after.atoms]
            if before == sum(map(len, found.values())):
                return found

    def _everything(self, standing: Standing) -> Iterator[Way]:
        """Every way that may be taken from where one stands."""
        yield from self.after(standing)
        if not self.passing(standing):
            for event in self.chart.events.values():
                yield from self.on(standing, event)

    def _standings(self) -> tuple[Standing, ...]:
        """All leaves of a plain chart; else the configurations that can be reached, in document order."""
        if not self.several:
            return tuple(Standing((leaf.path,)) for leaf in self.chart.leaves)
        found = {self.first.after: None}
        waiting = [self.first.after]
        for standing in waiting:
            for way in self._everything(standing):
                if way.move is not None and way.move.after not in found:
                    found[way.move.after] = None
                    waiting.append(way.move.after)
            if len(waiting) > MOST_CONFIGURATIONS:
                raise PlanError(
                    self.chart.span,
                    f"regions and history combine to more than {MOST_CONFIGURATIONS} configurations",
                    "SC123",
                )
        order = self.tree.order
        return tuple(sorted(found, key=lambda each: ([order[atom] for atom in each.atoms], each.kept)))

    def passing(self, standing: Standing) -> bool:
        """Whether an eventless transition leaves it in any case."""
        active = (self.chart.states[path] for path in self.tree.active(standing))
        return any(not row.conditions for state in active for row in state.always)

    # ---- who decides

    def _decider(self, atom: str, event: Event) -> State | None:
        """The innermost state around a leaf that says anything about an event."""
        key = (atom, event.name)
        if key not in self._deciders:
            self._deciders[key] = next(
                (
                    state
                    for state in self.chart.ancestors(atom)
                    if any(row.event.name == event.name for row in state.rows)
                    or decision_of(state, event.name) is not None
                ),
                None,
            )
        return self._deciders[key]

    def verdict(self, standing: Standing, event: Event) -> Verdict:
        """Each active leaf has its decider. What an outer state says instead of a row holds where none inside speaks.

        Rows are taken in every region that has any; a region that ignores the event does nothing.
        """
        found = {state.path: state for atom in standing.atoms if (state := self._decider(atom, event))}
        deciders = tuple(found.values())
        rows = tuple(
            mine
            for state in deciders
            if (mine := tuple((state, row) for row in state.rows if row.event.name == event.name))
        )
        inner = [
            decision
            for state in deciders
            if (decision := decision_of(state, event.name)) is not None
            and not any(other is not state and within(other.path, state.path) for other in deciders)
        ]
        strong = [decision for decision in inner if decision.kind != "ignore"]
        if rows:
            return Verdict(deciders, rows, None, strong[0] if strong else None)
        chosen = (*strong, *inner)
        return Verdict(deciders, (), chosen[0] if chosen else None, strong[1] if len(strong) > 1 else None)

    def defers(self, standing: Standing, event: Event) -> bool:
        """Whether an event is held back."""
        verdict = self.verdict(standing, event)
        return verdict.decision is not None and verdict.decision.kind == "defer"

    def runs(self, standing: Standing, event: Event) -> bool:
        """False where an event never comes: a timer's where it does not run, any where no machine ever stays."""
        if self.passing(standing):
            return False
        if self.coming is not None and (standing.atoms, event.name) not in self.coming:
            return False
        if event.source != "timer":
            return True
        running = {ref.name for path in self.tree.active(standing) for ref in self.chart.states[path].timers}
        return any(name in running for name in self._raised_by[event.name])

    # ---- what is taken

    def on(self, standing: Standing, event: Event) -> tuple[Way, ...]:
        """The ways that an event may go from a configuration, the first whose conditions hold being taken."""
        key = (standing, event.name)
        if key not in self._ways:
            rows = self.verdict(standing, event).rows if self.runs(standing, event) else ()
            self._ways[key] = tuple(self._together(standing, rows)) if rows else ()
        return self._ways[key]

    def after(self, standing: Standing) -> tuple[Way, ...]:
        """The eventless ways: of each leaf, innermost state first, up to the first that holds in any case."""
        key = (standing, None)
        if key not in self._ways:
            groups = tuple(group for atom in standing.atoms if (group := tuple(self._eventless(atom))))
            self._ways[key] = tuple(self._together(standing, groups, True)) if groups else ()
        return self._ways[key]

    def _eventless(self, atom: str) -> Iterator[Taken]:
        for state in self.chart.ancestors(atom):
            for row in state.always:
                yield state, row
                if not row.conditions:
                    return

    def _together(
        self, standing: Standing, groups: Sequence[tuple[Taken, ...]], optional: bool = False
    ) -> Iterator[Way]:
        """Every combination of one alternative a group; `optional`: a group whose conditions all fail takes none."""
        if len(groups) == 1:
            for taken in groups[0]:
                yield Way(taken[1].conditions, (taken,), self.tree.move(standing, (taken,)))
            return
        choices: list[tuple[Taken | None, ...]] = [
            (*group, None) if optional and group[-1][1].conditions else group for group in groups
        ]
        if math.prod(len(choice) for choice in choices) > MOST_MEETING**2:
            raise _too_many(groups[0][0])
        seen: list[set[str]] = []
        for picked in itertools.product(*choices):
            enabled = list({id(taken[1]): taken for taken in picked if taken is not None}.values())
            wanted = {str(each): each for _, row in enabled for each in row.conditions}
            contradicts = any(f"not {name}" in wanted for name in wanted)
            if not enabled or contradicts or any(before <= set(wanted) for before in seen):
                continue
            seen.append(set(wanted))
            if len(seen) > MOST_MEETING:
                raise _too_many(enabled[0])
            chosen = tuple(self.tree.compatible(standing, enabled))
            yield Way(tuple(wanted.values()), chosen, self.tree.move(standing, chosen))


def decision_of(state: State, event: str) -> Decision | None:
    """What a state says about an event instead of a row."""
    return next((decision for decision in state.decisions if decision.event.name == event), None)


def _too_many(taken: Taken) -> PlanError:
    text = f"more than {MOST_MEETING} combinations of alternatives meet here"
    return PlanError(taken[1].span, text, "SC123")
