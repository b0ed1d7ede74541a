"""Where a machine may stand, and what a transition leaves and enters: the tree of states as SCXML walks it.

The names and the order are those of the W3C Recommendation of 2015, appendix D: `getTransitionDomain`,
`removeConflictingTransitions`, `computeExitSet`, `addDescendantStatesToEnter`, `addAncestorStatesToEnter`. A machine
stands in a *configuration*: the leaves that are active at once, and what history states keep that can still be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from .model import Chart, Row, State
from .steps import PlanError

Taken = tuple[State, Row]
"""A row, and the state that declares it."""


@attrs.frozen
class Standing:
    """Active leaves in document order; `kept` is what history states remember, by the path of each."""

    atoms: tuple[str, ...]
    kept: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def name(self) -> str:
        """`a.b` for a leaf, `a.b+a.c` for several, `a.b~c.back=c.d` with what is remembered."""
        notes = (f"~{history}={'+'.join(paths)}" for history, paths in self.kept)
        return "+".join(self.atoms) + "".join(notes)


@attrs.frozen
class Move:
    """What a step leaves (inner to outer) and enters (outer to inner).

    defaults  history states whose default transition is taken, by their parent: its actions run after that entry
    done      events of `done`, by the final state whose entry raises them
    asked     history states that say what is entered
    """

    exits: tuple[str, ...]
    entries: tuple[str, ...]
    defaults: Mapping[str, str]
    done: Mapping[str, tuple[str, ...]]
    after: Standing
    asked: frozenset[str]


def resolve_state(chart: Chart, name: str, inside: str = "") -> State | None:
    """The state that a target names: a path, else a state's name if only one has it; None when there is none.

    `inside` is the path of a compound state whose child is meant (for `initial`).
    """
    child = f"{inside}.{name}" if inside else name
    for path in (child, name):
        if path and path in chart.states:
            return chart.states[path]
    same = [state for state in chart.states.values() if state.name == name and state.path]
    return same[0] if len(same) == 1 else None


def within(path: str, domain: str) -> bool:
    """True when `path` is a proper descendant of `domain`."""
    return bool(path) if not domain else path.startswith(domain + ".")


class Tree:
    """The states of one chart, as configurations are made of them."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.order = {path: number for number, path in enumerate(chart.states)}
        self.histories = [state for state in chart.states.values() if state.kind == "history"]
        self._asked = {state.path: self._asked_by(state) for state in self.histories}
        self._active: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.alive: dict[tuple[str, ...], set[str]] | None = None
        """By active leaves the history states that something may still ask; None as long as that is not known."""

    def active(self, standing: Standing) -> tuple[str, ...]:
        """The active states in document order, the root first."""
        found = self._active.get(standing.atoms)
        if found is None:
            paths = {each.path for atom in standing.atoms for each in self.chart.ancestors(atom)}
            found = self._active[standing.atoms] = self._sorted(paths)
        return found

    def begin(self) -> Move:
        """The initial entry, the root included."""
        return self._enter((), self._initial(self.chart.root), "", {}, ("",))

    def move(self, standing: Standing, taken: Sequence[Taken]) -> Move | None:
        """What rows that do not conflict leave and enter together; None when none of them has a target."""
        kept = dict(standing.kept)
        aims = [(row.target, self._domain(source, row, kept)) for source, row in taken]
        if not any(target for target, _ in aims):
            return None
        active = self.active(standing)
        left = {path for target, domain in aims if target for path in active if within(path, domain)}
        exits = tuple(reversed(self._sorted(left)))
        for history in self.histories:
            parent = history.parent or ""
            if parent in left:
                paths = standing.atoms if history.deep else self.chart.inside(parent)
                kept[history.path] = tuple(path for path in paths if within(path, parent) and path in active)
        entering: list[tuple[str, str]] = []
        for source, row in taken:
            if (target := self.target(row)) is not None:
                entering.append((target.path, self._domain(source, row, kept)))
        return self._enter(tuple(path for path in active if path not in left), entering, "", kept, (), exits)

    def compatible(self, standing: Standing, enabled: Iterable[Taken]) -> list[Taken]:
        """`removeConflictingTransitions`: of two that would leave the same state the inner one, else the first."""
        chosen: list[Taken] = []
        for new in enabled:
            mine = self._exits(standing, new)
            removed: list[Taken] = []
            for old in chosen:
                if mine & self._exits(standing, old):
                    if not within(new[0].path, old[0].path):
                        break
                    removed.append(old)
            else:
                chosen = [old for old in chosen if old not in removed]
                chosen.append(new)
        return chosen

    def target(self, row: Row) -> State | None:
        """The state that a row names; raises `PlanError` for a name that no state or several have."""
        if row.target is None:
            return None
        target = resolve_state(self.chart, row.target.name)
        if target is None:
            raise PlanError(row.target.span, f"no state is named {row.target.name!r}, or several are")
        return target

    def _exits(self, standing: Standing, taken: Taken) -> set[str]:
        source, row = taken
        if row.target is None:
            return set()
        domain = self._domain(source, row, dict(standing.kept))
        return {path for path in self.active(standing) if within(path, domain)}

    def _domain(self, source: State, row: Row, kept: Mapping[str, tuple[str, ...]]) -> str:
        """The innermost compound state that a transition does not leave (`getTransitionDomain`)."""
        target = self.target(row)
        if target is None:
            return ""
        aims = self._effective(target, kept)
        compound = bool(source.children) and source.kind == "plain"
        if row.internal and compound and all(within(aim, source.path) for aim in aims):
            return source.path
        for state in self.chart.ancestors(source.path):
            if state.path == source.path or state.kind == "parallel":
                continue
            if all(within(aim, state.path) for aim in aims):
                return state.path
        return ""

    def _effective(self, target: State, kept: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        if target.kind != "history":
            return (target.path,)
        return kept.get(target.path) or (self._default(target),)

    def _default(self, history: State) -> str:
        if history.default is None or history.default.target is None:
            raise PlanError(history.span, f"{history.path} needs 'to:' naming the state to enter at first")
        return history.default.target.name

    def _initial(self, state: State) -> list[tuple[str, str]]:
        child = resolve_state(self.chart, state.initial.name, state.path) if state.initial else None
        if child is None or not within(child.path, state.path):
            raise PlanError(state.span, f"{state.path or self.chart.name} needs `initial:` naming one of its states")
        return [(child.path, state.path)]

    def _enter(
        self,
        staying: tuple[str, ...],
        aims: Sequence[tuple[str, str]],
        root: str,
        kept: dict[str, tuple[str, ...]],
        first: tuple[str, ...],
        exits: tuple[str, ...] = (),
    ) -> Move:
        """Enter each aim below its domain, and whatever follows from that."""
        entry = _Entry(self, kept)
        for target, domain in aims:
            entry.down(target)
            for effective in self._effective(self.chart.states[target], kept):
                entry.up(effective, domain)
        entries = self._sorted(entry.states)
        standing_in = {*staying, *entries, root}
        atoms = self._sorted(path for path in standing_in if self.chart.states[path].leaf and path)
        done = dict(self._done(set(staying), entries))
        remembered = self._remembered(kept, standing_in)
        if self.alive is not None:
            remembered = tuple(each for each in remembered if each[0] in self.alive.get(atoms, ()))
        after = Standing(atoms, remembered)
        return Move(exits, (*first, *entries), entry.defaults, done, after, frozenset(entry.asked))

    def _done(self, active: set[str], entries: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Final states whose entry completes the state around them, and then the parallel state around that."""
        for path in entries:
            active.add(path)
            state = self.chart.states[path]
            if not state.final or not state.parent:
                continue
            parent = self.chart.states[state.parent]
            events = [parent.done.name] if parent.done is not None else []
            outer = self.chart.states[parent.parent] if parent.parent is not None else None
            if outer is not None and outer.kind == "parallel" and outer.done is not None and self._final(outer, active):
                events.append(outer.done.name)
            if events:
                yield path, tuple(events)

    def _final(self, state: State, active: set[str]) -> bool:
        """`isInFinalState`: a compound state by its final child, a parallel one by all of its regions."""
        children = [self.chart.states[path] for path in self.chart.inside(state.path)]
        if state.kind == "parallel":
            return all(self._final(child, active) for child in children)
        return any(child.final and child.path in active for child in children)

    def over(self, standing: Standing) -> bool:
        """Whether a machine that stands so may be collected: final everywhere, and no `done` is still to be heard."""
        for atom in standing.atoms:
            around = list(self.chart.ancestors(atom))
            if not around[0].final or any(state.done is not None for state in around[1:]):
                return False
        return True

    # ---- what history keeps

    def _asked_by(self, history: State) -> tuple[bool, bool]:
        """Whether anything leads to a history state, and whether something inside its parent does."""
        sources = [
            state.path
            for state in self.chart.states.values()
            for row in (*state.rows, *state.always)
            if self.target(row) is history
        ]
        first = any(
            state.initial is not None and resolve_state(self.chart, state.initial.name, state.path) is history
            for state in self.chart.states.values()
        )
        parent = history.parent or ""
        return bool(sources) or first, any(path == parent or within(path, parent) for path in sources)

    def _remembered(
        self, kept: Mapping[str, tuple[str, ...]], active: set[str]
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What can still be asked for, and is not what the default leads to anyway.

        While the parent is active its history is written again before anybody outside can ask for it.
        """
        found = []
        for history in self.histories:
            paths = kept.get(history.path)
            ever, inside = self._asked[history.path]
            if paths and ever and (inside or history.parent not in active) and not self._as_default(history, paths):
                found.append((history.path, paths))
        return tuple(found)

    def _as_default(self, history: State, paths: tuple[str, ...]) -> bool:
        row = history.default
        if row is None or row.actions or row.signals or row.raises:
            return False
        first = self._default(history)
        if not history.deep:
            return paths == (first,)
        entry = _Entry(self, {})
        entry.down(first)
        entry.up(first, history.parent or "")
        leaves = self._sorted(path for path in entry.states if self.chart.states[path].leaf)
        return not entry.defaults and paths == leaves

    def _sorted(self, paths: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(paths, key=self.order.__getitem__))


class _Entry:
    """The states to be entered, as they are found."""

    def __init__(self, tree: Tree, kept: Mapping[str, tuple[str, ...]]) -> None:
        self._tree = tree
        self._chart = tree.chart
        self._kept = kept
        self.states: set[str] = set()
        self.defaults: dict[str, str] = {}
        self.asked: set[str] = set()

    def down(self, path: str) -> None:
        """`addDescendantStatesToEnter`."""
        state = self._chart.states[path]
        if state.kind == "history":
            aims = self._tree._effective(state, self._kept)
            self.asked.add(path)
            if path not in self._kept:
                self.defaults[state.parent or ""] = path
            for aim in aims:
                self.down(aim)
            for aim in aims:
                self.up(aim, state.parent or "")
            return
        self.states.add(path)
        if state.kind == "parallel":
            self._regions(path)
        elif state.children:
            for child, _ in self._tree._initial(state):
                self.down(child)
                self.up(child, path)

    def up(self, path: str, domain: str) -> None:
        """`addAncestorStatesToEnter`."""
        for state in list(self._chart.ancestors(path))[1:]:
            if state.path == domain or not state.path:
                return
            self.states.add(state.path)
            if state.kind == "parallel":
                self._regions(state.path)

    def _regions(self, path: str) -> None:
        for child in self._chart.inside(path):
            if not any(within(other, child) for other in self.states):
                self.down(child)
