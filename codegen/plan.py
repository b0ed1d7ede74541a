"""From a chart's model to its plan: for every leaf state and event the straight line of steps that happens.

This is the only module of the generator with semantics; checks, code, pictures and exploration all read its result.
The order is that of SCXML (W3C Recommendation 2015, appendix D): innermost state first, alternatives in document order,
exits inner to outer, then the row's actions and signals, then entries outer to inner. `plan_chart` raises `PlanError`
only for what cannot be planned at all; what a check can word better (an undecided event, a gap of the classifier) is
in the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from .classify import Classifier, Gap, MethodCase, Node, Overlap, Pick, Question, StatusCase, classifiers
from .model import Chart, Decision, Event, Ref, Row, State
from .reach import closure, detachable, reach, successors
from .steps import (
    START,
    BlockKind,
    Branch,
    Cell,
    CellKind,
    Enter,
    Exit,
    Leaf,
    PayloadSource,
    Plan,
    PlanError,
    Raise,
    Reach,
    Run,
    SetState,
    StartTimer,
    Step,
    StepBlock,
    StopTimer,
    TimerPlan,
)

__all__ = [
    "START",
    "BlockKind",
    "Branch",
    "Cell",
    "CellKind",
    "Classifier",
    "Enter",
    "Exit",
    "Gap",
    "Leaf",
    "MethodCase",
    "Node",
    "Overlap",
    "PayloadSource",
    "Pick",
    "Plan",
    "PlanError",
    "Question",
    "Raise",
    "Reach",
    "Run",
    "SetState",
    "StartTimer",
    "StatusCase",
    "Step",
    "StepBlock",
    "StopTimer",
    "TimerPlan",
    "plan_chart",
    "resolve_state",
]


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


def plan_chart(chart: Chart) -> Plan:
    """Plan a chart; raises `PlanError` when a name or a structure leaves nothing to plan with."""
    return _Planner(chart).plan()


@attrs.frozen
class _Move:
    """A transition's structure: states left (inner to outer), states entered (outer to inner), the new leaf."""

    exits: tuple[str, ...]
    entries: tuple[str, ...]
    after: int


class _Planner:
    """The work of `plan_chart`: first the structure of every cell, then who reaches what, then the steps."""

    def __init__(self, chart: Chart) -> None:
        for state in chart.states.values():
            if state.kind != "plain":
                raise PlanError(state.span, f"a {state.kind} state cannot be planned: use a second chart in the cell")
        if not chart.leaves:
            raise PlanError(chart.span, "a chart needs at least one state")
        self.chart = chart
        self.index = {state.path: index for index, state in enumerate(chart.leaves)}
        self.leaves = tuple(self._leaf(index, state) for index, state in enumerate(chart.leaves))
        self.start_entries = ("", *self._path_down("", chart.root))
        self.always = {leaf.index: rows for leaf in self.leaves if (rows := tuple(self._eventless(leaf)))}
        # Which events run the entry or exit of a state: a signal raised there can only take fields that all have.
        self.reaching: dict[tuple[BlockKind, str], list[str]] = {}
        triggers: dict[int, set[str]] = {index: set() for index in self.always}
        for path in self.start_entries:
            self._reaches("enter", path, START)
        self._triggers(triggers, self.index[self.start_entries[-1]], START)
        for event in chart.events.values():
            for leaf in self.leaves:
                for source, row in self._rows(leaf, event):
                    move = self._move(leaf, source, row)
                    self._moves(move, event.name)
                    self._triggers(triggers, move.after if move else leaf.index, event.name)
        order = [START, *chart.events]
        self.triggers = {leaf: tuple(name for name in order if name in found) for leaf, found in triggers.items()}
        for index, names in self.triggers.items():
            for source, row in self.always[index]:
                for name in names:
                    self._moves(self._move(self.leaves[index], source, row), name)

    def _moves(self, move: _Move | None, event: str) -> None:
        for path in move.exits if move else ():
            self._reaches("exit", path, event)
        for path in move.entries if move else ():
            self._reaches("enter", path, event)

    def _triggers(self, triggers: dict[int, set[str]], leaf: int, event: str) -> None:
        """An event leads to a leaf, and by eventless transitions to others."""
        waiting = [leaf]
        while waiting:
            index = waiting.pop()
            if event in triggers.get(index, (event,)):
                continue
            triggers[index].add(event)
            for source, row in self.always[index]:
                move = self._move(self.leaves[index], source, row)
                waiting += [move.after] if move else []

    def _eventless(self, leaf: Leaf) -> Iterator[tuple[State, Row]]:
        """The eventless transitions of a leaf, innermost state first, up to the first that holds in any case."""
        for state in self.chart.ancestors(leaf.path):
            for row in state.always:
                yield state, row
                if not row.conditions:
                    return

    def _reaches(self, kind: BlockKind, path: str, event: str) -> None:
        events = self.reaching.setdefault((kind, path), [])
        if event not in events:
            events.append(event)

    def plan(self) -> Plan:
        chart = self.chart
        cells = {
            (leaf.index, event.name): self._cell(leaf, event) for leaf in self.leaves for event in chart.events.values()
        }
        start_leaf = self.index[self.start_entries[-1]]
        start = self._blocks((), None, self.start_entries, start_leaf)
        always = {
            index: tuple(self._branch(self.leaves[index], state, row, self.triggers[index]) for state, row in rows)
            for index, rows in self.always.items()
        }
        nexts = successors(cells, always, len(self.leaves))
        from_start = closure(nexts, start_leaf)
        found = classifiers(chart)
        return Plan(
            chart=chart,
            leaves=self.leaves,
            events=tuple(chart.events.values()),
            timers=tuple(
                TimerPlan(index, timer, tuple(s.path for s in chart.states.values() if _names(s.timers, timer.name)))
                for index, timer in enumerate(chart.timers.values())
            ),
            cells=cells,
            start=start,
            start_leaf=start_leaf,
            reach=reach(chart, cells, always, self.triggers, start, found),
            classifiers=found,
            commands=tuple(
                tuple(
                    event.name
                    for event in chart.events.values()
                    if event.source == "application"
                    and cells[leaf.index, event.name].kind not in ("reject", "undecided", "dropped")
                )
                for leaf in self.leaves
            ),
            detachable=detachable(self.leaves, cells, always, nexts),
            reachable=tuple(leaf.index in from_start for leaf in self.leaves),
            always=always,
            triggers=self.triggers,
        )

    def _leaf(self, index: int, state: State) -> Leaf:
        upwards = list(self.chart.ancestors(state.path))
        timers = tuple(ref.name for each in reversed(upwards) for ref in each.timers)
        defers = tuple(event.name for event in self.chart.events.values() if self._defers(state, event))
        passing = any(not row.conditions for each in upwards for row in each.always)
        return Leaf(index, state.path, state.final, timers, defers, passing)

    def _decider(self, leaf: State, event: Event) -> State | None:
        """The innermost state around a leaf that says anything about an event."""
        for state in self.chart.ancestors(leaf.path):
            if any(row.event.name == event.name for row in state.rows) or _decision(state, event.name) is not None:
                return state
        return None

    def _defers(self, leaf: State, event: Event) -> bool:
        decider = self._decider(leaf, event)
        decision = _decision(decider, event.name) if decider is not None else None
        return decision is not None and decision.kind == "defer"

    def _runs(self, leaf: Leaf, event: Event) -> bool:
        """False where an event never comes: a timer's where it does not run, any where no machine ever stands."""
        if leaf.passing:
            return False
        raised_by = [timer.name for timer in self.chart.timers.values() if timer.event.name == event.name]
        return event.source != "timer" or any(name in leaf.timers for name in raised_by)

    def _rows(self, leaf: Leaf, event: Event) -> list[tuple[State, Row]]:
        """The rows that a leaf has for an event, all of one state: the innermost that decides it."""
        decider = self._decider(self.chart.states[leaf.path], event)
        if decider is None or not self._runs(leaf, event):
            return []
        return [(decider, row) for row in decider.rows if row.event.name == event.name]

    def _cell(self, leaf: Leaf, event: Event) -> Cell:
        if not self._runs(leaf, event):
            return Cell(leaf.index, event.name, "dropped", leaf.path)
        decider = self._decider(self.chart.states[leaf.path], event)
        if decider is None:
            return Cell(leaf.index, event.name, "undecided", "")
        rows = self._rows(leaf, event)
        if rows:
            branches = tuple(self._branch(leaf, state, row, (event.name,)) for state, row in rows)
            return Cell(leaf.index, event.name, "rows", decider.path, branches=branches)
        decision = _decision(decider, event.name)
        assert decision is not None
        return Cell(leaf.index, event.name, decision.kind, decider.path, decision=decision)

    def _branch(self, leaf: Leaf, declared_in: State, row: Row, events: tuple[str, ...]) -> Branch:
        move = self._move(leaf, declared_in, row)
        if move is None:
            blocks = self._blocks((), row, (), None, events)
            return Branch(row, declared_in.path, leaf.index, leaf.index, False, (), (), blocks, False)
        blocks = self._blocks(move.exits, row, move.entries, move.after, events)
        recall = self._recalls(leaf, move)
        return Branch(row, declared_in.path, leaf.index, move.after, True, move.exits, move.entries, blocks, recall)

    def _move(self, leaf: Leaf, source: State, row: Row) -> _Move | None:
        """What a row of `source` leaves and enters when taken from a leaf; None for a row without target."""
        if row.target is None:
            return None
        target = resolve_state(self.chart, row.target.name)
        if target is None:
            raise PlanError(row.target.span, f"no state is named {row.target.name!r}, or several are")
        domain = self._domain(source, target, row.internal)
        exits = tuple(state.path for state in self.chart.ancestors(leaf.path) if _inside(state.path, domain))
        entries = self._path_down(domain, target)
        return _Move(exits, entries, self.index[entries[-1]])

    def _domain(self, source: State, target: State, internal: bool) -> str:
        """The innermost state that a transition does not leave (SCXML getTransitionDomain)."""
        if internal and source.children and _inside(target.path, source.path):
            return source.path
        for state in self.chart.ancestors(source.path):
            if state.path != source.path and _inside(target.path, state.path):
                return state.path
        return ""

    def _path_down(self, domain: str, target: State) -> tuple[str, ...]:
        """The states entered below `domain` on the way to the target and on to its initial leaf, outer to inner."""
        down = [state.path for state in self.chart.ancestors(target.path) if _inside(state.path, domain)]
        down.reverse()
        state = target
        while state.children:
            child = resolve_state(self.chart, state.initial.name, state.path) if state.initial else None
            if child is None or not _inside(child.path, state.path):
                raise PlanError(
                    state.span, f"{state.path or self.chart.name} needs `initial:` naming one of its states"
                )
            between = [each.path for each in self.chart.ancestors(child.path) if _inside(each.path, state.path)]
            down.extend(reversed(between))
            state = child
        return tuple(down)

    def _recalls(self, leaf: Leaf, move: _Move) -> bool:
        """True when the deferring state is left, or when the new leaf (inside it) no longer holds the event back."""
        for name in leaf.defers:
            event = self.chart.events[name]
            decider = self._decider(self.chart.states[leaf.path], event)
            assert decider is not None
            if decider.path in move.exits or not self._defers(self.chart.leaves[move.after], event):
                return True
        return False

    def _blocks(
        self,
        exits: tuple[str, ...],
        row: Row | None,
        entries: tuple[str, ...],
        after: int | None,
        events: tuple[str, ...] = (START,),
    ) -> tuple[StepBlock, ...]:
        blocks = [self._exit_block(self.chart.states[path]) for path in exits]
        if row is not None:
            actions = [self._run(ref.name) for ref in row.actions]
            raises = [self._raise(ref.name, events) for ref in row.signals]
            blocks.append(StepBlock("row", row.id, (*actions, *raises)))
        if after is not None:
            blocks.append(StepBlock("state", self.chart.leaves[after].path, (SetState(after),)))
        blocks += [self._enter_block(self.chart.states[path]) for path in entries if path]
        if entries and not entries[0] and len(self._enter_block(self.chart.root).steps) > 1:
            blocks.insert(len(blocks) - len(entries) + 1, self._enter_block(self.chart.root))
        return tuple(block for block in blocks if block.steps)

    def _exit_block(self, state: State) -> StepBlock:
        events = self.reaching["exit", state.path]
        stops = [StopTimer(ref.name) for ref in state.timers]
        actions = [self._run(ref.name) for ref in state.exit.actions]
        raises = [self._raise(ref.name, events) for ref in state.exit.signals]
        return StepBlock("exit", state.path, (Exit(state.path), *stops, *actions, *raises))

    def _enter_block(self, state: State) -> StepBlock:
        events = self.reaching["enter", state.path]
        starts = [StartTimer(ref.name) for ref in state.timers]
        actions = [self._run(ref.name) for ref in state.enter.actions]
        raises = [self._raise(ref.name, events) for ref in state.enter.signals]
        return StepBlock("enter", state.path, (Enter(state.path), *starts, *actions, *raises))

    def _run(self, name: str) -> Run:
        creates = self.chart.actions[name].creates
        return Run(name, creates.name if creates is not None else None)

    def _raise(self, name: str, events: Iterable[str]) -> Raise:
        """A signal takes its fields from the event if every event that comes here has them all, else from a method."""
        wanted = {field.name for field in self.chart.signals[name].payload}
        if not wanted:
            return Raise(name, "constant")
        for event in events:
            if event == START or not wanted <= payload_names(self.chart.events[event]):
                return Raise(name, "method")
        return Raise(name, "fields")


def payload_names(event: Event) -> set[str]:
    """The payload fields of an event; those of the failure event are fixed."""
    if event.source == "failure":
        return {"action", "error"}
    return {field.name for field in event.payload}


def _inside(path: str, domain: str) -> bool:
    """True when `path` is a proper descendant of `domain`."""
    return bool(path) if not domain else path.startswith(domain + ".")


def _names(refs: Iterable[Ref], name: str) -> bool:
    return any(ref.name == name for ref in refs)


def _decision(state: State, event: str) -> Decision | None:
    return next((decision for decision in state.decisions if decision.event.name == event), None)
