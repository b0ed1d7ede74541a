"""From a chart's model to its plan: for every leaf state and event the straight line of steps that happens.

This is the only place of the generator with semantics (`configurations` walks the tree of states for it, `ways` says
what is taken, `arrivals` follows the chart's own events); checks, code, pictures and exploration all read its result.
The order is that of SCXML (W3C Recommendation 2015, appendix D): innermost state first, alternatives in document order,
exits inner to outer, then the row's actions, signals and own events, then entries outer to inner. In a chart with
parallel or history states the "leaves" of the plan are configurations, numbered as they stand in the document.
`plan_chart` raises `PlanError` only for what cannot be planned at all; what a check can word better (an undecided
event, a gap of the classifier) is in the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .arrivals import Arrivals, follow
from .classify import Classifier, Gap, MethodCase, Node, Overlap, Pick, Question, StatusCase, classifiers
from .configurations import Move, Standing, resolve_state
from .model import INSIDE, Chart, Event, Ref, Row, State
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
    RaiseEvent,
    Reach,
    Run,
    SetState,
    StartTimer,
    Step,
    StepBlock,
    StopTimer,
    TimerPlan,
)
from .ways import Way, Ways

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
    "RaiseEvent",
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


def plan_chart(chart: Chart) -> Plan:
    """Plan a chart; raises `PlanError` when a name or a structure leaves nothing to plan with."""
    planner = _Planner(chart)
    plan = planner.plan()
    if planner.ways.coming is None:
        return plan
    # Now that it is known where the chart's own events come, what follows from them elsewhere goes.
    return _Planner(chart, planner.ways.coming).plan()


class _Planner:
    """The work of `plan_chart`: first where one may stand and what follows, then who reaches what, then the steps."""

    def __init__(self, chart: Chart, coming: frozenset[tuple[tuple[str, ...], str]] | None = None) -> None:
        if not chart.leaves:
            raise PlanError(chart.span, "a chart needs at least one state")
        self.chart = chart
        self.ways = Ways(chart, coming)
        self.tree = self.ways.tree
        self.first = self.ways.first
        self.standings = self.ways.standings
        self.index = {standing: index for index, standing in enumerate(self.standings)}
        self.leaves = tuple(self._leaf(index, standing) for index, standing in enumerate(self.standings))
        following = {leaf.index: self.ways.after(self.standings[leaf.index]) for leaf in self.leaves}
        self.always = {index: ways for index, ways in following.items() if ways}
        # Which events run the entry or exit of a state: a signal raised there can only take fields that all have.
        self.reaching: dict[tuple[BlockKind, str], list[str]] = {}
        triggers: dict[int, set[str]] = {index: set() for index in self.always}
        self._moves(self.first, START)
        self._triggers(triggers, self.index[self.first.after], START)
        for event in chart.events.values():
            for leaf in self.leaves:
                for way in self.ways.on(self.standings[leaf.index], event):
                    self._moves(way.move, event.name)
                    self._triggers(triggers, self._end(leaf.index, way), event.name)
        order = [START, *chart.events]
        if self.ways.several:
            # One method takes the eventless transitions of all configurations.
            together = {name for found in triggers.values() for name in found}
            triggers = {leaf: together if found else found for leaf, found in triggers.items()}
        self.triggers = {leaf: tuple(name for name in order if name in found) for leaf, found in triggers.items()}
        for index, names in self.triggers.items():
            for way in self.always[index]:
                for name in names:
                    self._moves(way.move, name)

    def _leaf(self, index: int, standing: Standing) -> Leaf:
        active = self.tree.active(standing)
        timers = tuple(ref.name for path in active for ref in self.chart.states[path].timers)
        defers = tuple(event.name for event in self.chart.events.values() if self.ways.defers(standing, event))
        over, passing = self.tree.over(standing), self.ways.passing(standing)
        return Leaf(index, standing.name, over, timers, defers, passing, standing.atoms, active)

    def _end(self, index: int, way: Way) -> int:
        return self.index[way.move.after] if way.move is not None else index

    def _moves(self, move: Move | None, event: str) -> None:
        for path in move.exits if move else ():
            self._reaches("exit", path, event)
        for path in move.entries if move else ():
            self._reaches("enter", path, event)
            if move and path in move.defaults:
                self._reaches("default", move.defaults[path], event)

    def _reaches(self, kind: BlockKind, path: str, event: str) -> None:
        events = self.reaching.setdefault((kind, path), [])
        if event not in events:
            events.append(event)

    def _triggers(self, triggers: dict[int, set[str]], leaf: int, event: str) -> None:
        """An event leads to a leaf, and by eventless transitions to others."""
        waiting = [leaf]
        while waiting:
            index = waiting.pop()
            if event in triggers.get(index, (event,)):
                continue
            triggers[index].add(event)
            waiting += [self._end(index, way) for way in self.always[index] if way.move]

    # ---- the plan

    def plan(self) -> Plan:
        chart = self.chart
        start_leaf = self.index[self.first.after]
        start = self._blocks((), (), self.first, start_leaf)
        always = {
            index: tuple(self._branch(self.leaves[index], way, self.triggers[index]) for way in ways)
            for index, ways in self.always.items()
        }
        rows = {
            (leaf.index, event.name): tuple(
                self._branch(leaf, way, (event.name,)) for way in self.ways.on(standing, event)
            )
            for leaf, standing in zip(self.leaves, self.standings, strict=True)
            for event in chart.events.values()
        }
        arrivals = self._arrivals(start, start_leaf, rows, always)
        if self.ways.coming is None and arrivals is not None:
            self.ways.coming = frozenset(
                (self.standings[leaf].atoms, event) for leaf, event in rows if arrivals.comes(leaf, event)
            )
        cells = {
            (leaf.index, event.name): self._cell(leaf, event, rows[leaf.index, event.name], arrivals)
            for leaf in self.leaves
            for event in chart.events.values()
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
            raising=arrivals is not None,
            resting=tuple(
                not leaf.passing and (arrivals is None or arrivals.resting is None or leaf.index in arrivals.resting)
                for leaf in self.leaves
            ),
            endless=arrivals.endless if arrivals is not None else (),
        )

    def _arrivals(
        self,
        start: tuple[StepBlock, ...],
        start_leaf: int,
        rows: dict[tuple[int, str], tuple[Branch, ...]],
        always: dict[int, tuple[Branch, ...]],
    ) -> Arrivals | None:
        """Where events come, those of the chart itself among them; None when it raises none."""
        branches = [branch for found in (*rows.values(), *always.values()) for branch in found]
        blocks = [*start, *(block for branch in branches for block in branch.blocks)]
        if not any(isinstance(step, RaiseEvent) for block in blocks for step in block.steps):
            return None
        outside = [event.name for event in self.chart.events.values() if event.source not in INSIDE]
        passing = {leaf.index for leaf in self.leaves if leaf.passing}
        return follow((start_leaf, start), rows, always, passing, outside)

    def _cell(self, leaf: Leaf, event: Event, branches: tuple[Branch, ...], arrivals: Arrivals | None) -> Cell:
        standing = self.standings[leaf.index]
        never = event.source in INSIDE if arrivals is None else not arrivals.comes(leaf.index, event.name)
        if never or not self.ways.runs(standing, event):
            return Cell(leaf.index, event.name, "dropped", leaf.path)
        verdict = self.ways.verdict(standing, event)
        deciders = tuple(state.path for state in verdict.deciders)
        if not deciders:
            return Cell(leaf.index, event.name, "undecided", "")
        if branches:
            place = verdict.rows[0][0][0].path
            return Cell(leaf.index, event.name, "rows", place, branches, None, deciders, verdict.against)
        decision = verdict.decision
        assert decision is not None
        place = next(state.path for state in verdict.deciders if decision in state.decisions)
        return Cell(leaf.index, event.name, decision.kind, place, (), decision, deciders, verdict.against)

    def _branch(self, leaf: Leaf, way: Way, events: tuple[str, ...]) -> Branch:
        declared, row = way.taken[0]
        rows = tuple(row for _, row in way.taken)
        move = way.move
        if move is None:
            blocks = self._blocks((), rows, None, None, events)
            return Branch(
                row, declared.path, leaf.index, leaf.index, False, (), (), blocks, False, rows, way.conditions
            )
        after = self.index[move.after]
        blocks = self._blocks(move.exits, rows, move, after, events)
        recall = self._recalls(leaf, move)
        return Branch(
            row, declared.path, leaf.index, after, True, move.exits, move.entries, blocks, recall, rows, way.conditions
        )

    def _recalls(self, leaf: Leaf, move: Move) -> bool:
        """True when the deferring state is left, or when the new leaf (inside it) no longer holds the event back."""
        for name in leaf.defers:
            event = self.chart.events[name]
            decision = self.ways.verdict(self.standings[leaf.index], event).decision
            assert decision is not None
            if any(decision in self.chart.states[path].decisions for path in move.exits):
                return True
            if not self.ways.defers(move.after, event):
                return True
        return False

    def _blocks(
        self,
        exits: tuple[str, ...],
        rows: Sequence[Row],
        move: Move | None,
        after: int | None,
        events: tuple[str, ...] = (START,),
    ) -> tuple[StepBlock, ...]:
        blocks = [self._exit_block(self.chart.states[path]) for path in exits]
        for row in rows:
            blocks.append(StepBlock("row", row.id, tuple(self._work(row.actions, row.signals, row.raises, events))))
        if after is not None:
            blocks.append(StepBlock("state", self.leaves[after].path, (SetState(after),)))
        for path in move.entries if move is not None else ():
            entered = self._enter_block(self.chart.states[path])
            if path or len(entered.steps) > 1:
                blocks.append(entered)
            if move is not None and path in move.defaults:
                blocks.append(self._default_block(self.chart.states[move.defaults[path]]))
            if move is not None and path in move.done:
                blocks.append(StepBlock("done", path, tuple(RaiseEvent(name) for name in move.done[path])))
        return tuple(block for block in blocks if block.steps)

    def _exit_block(self, state: State) -> StepBlock:
        stops = [StopTimer(ref.name) for ref in state.timers]
        block = state.exit
        work = self._work(block.actions, block.signals, block.raises, self.reaching.get(("exit", state.path), ()))
        return StepBlock("exit", state.path, (Exit(state.path), *stops, *work))

    def _enter_block(self, state: State) -> StepBlock:
        starts = [StartTimer(ref.name) for ref in state.timers]
        block = state.enter
        work = self._work(block.actions, block.signals, block.raises, self.reaching.get(("enter", state.path), ()))
        return StepBlock("enter", state.path, (Enter(state.path), *starts, *work))

    def _default_block(self, history: State) -> StepBlock:
        row = history.default
        assert row is not None
        events = self.reaching.get(("default", history.path), ())
        return StepBlock("default", history.path, tuple(self._work(row.actions, row.signals, row.raises, events)))

    def _work(
        self, actions: Iterable[Ref], signals: Iterable[Ref], raises: Iterable[Ref], events: Sequence[str]
    ) -> Iterator[Step]:
        for ref in actions:
            creates = self.chart.actions[ref.name].creates
            yield Run(ref.name, creates.name if creates is not None else None)
        for ref in signals:
            yield self._raise(ref.name, events)
        for ref in raises:
            yield RaiseEvent(ref.name)

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


def _names(refs: Iterable[Ref], name: str) -> bool:
    return any(ref.name == name for ref in refs)
