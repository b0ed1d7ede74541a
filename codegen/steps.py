"""The values that a plan is made of: steps, blocks, branches, cells, and the plan itself. `plan` computes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import attrs

from .classify import Classifier
from .model import Chart, Condition, Decision, Event, Row, Span, Timer

START = "start"
"""Name of the event that the initial entry runs under, in the reach of actions, guards and methods."""

CellKind = Literal["rows", "ignore", "reject", "defer", "never", "dropped", "undecided"]
PayloadSource = Literal["constant", "fields", "method"]
BlockKind = Literal["exit", "row", "state", "enter", "default", "done"]


class PlanError(Exception):
    """A chart that cannot be planned; `span` says where, `rule` under which id `check` reports it."""

    def __init__(self, span: Span, text: str, rule: str = "SC117") -> None:
        super().__init__(f"{span}: {text}")
        self.span = span
        self.text = text
        self.rule = rule


@attrs.frozen
class Exit:
    """The state is left (a marker for readers; its timers, actions and signals follow as steps of their own)."""

    state: str


@attrs.frozen
class Enter:
    """The state is entered (a marker like `Exit`)."""

    state: str


@attrs.frozen
class StopTimer:
    timer: str


@attrs.frozen
class StartTimer:
    timer: str


@attrs.frozen
class Run:
    """Call an action; `creates` is the kind of transaction that it returns the request for."""

    action: str
    creates: str | None = None


@attrs.frozen
class Raise:
    """Raise a signal; its payload: none ("constant"), the event's fields by name, or `payload_<signal>(event)`."""

    signal: str
    source: PayloadSource


@attrs.frozen
class SetState:
    leaf: int


@attrs.frozen
class RaiseEvent:
    """Raise an event of the chart itself: it waits in the machine's own queue."""

    event: str


Step = Exit | Enter | StopTimer | StartTimer | Run | Raise | RaiseEvent | SetState


@attrs.frozen
class StepBlock:
    """Steps that stand or fall together: when one raises, the rest of its block is skipped and the next block runs.

    kind    "exit" or "enter" of the state `place`, "row" of the row id `place`, "default": the content of the history
            state `place`, "done": what the entry of the final state `place` completes, or "state": the one `SetState`.
    """

    kind: BlockKind
    place: str
    steps: tuple[Step, ...]

    @property
    def fallible(self) -> bool:
        """True when a step calls hand-written code (an action or a payload method; delays have their own guard)."""
        return any(
            isinstance(step, Run) or (isinstance(step, Raise) and step.source == "method") for step in self.steps
        )


@attrs.frozen
class Branch:
    """What is taken from one leaf: a row, or in parallel regions several at once.

    row         the first of `rows`, which are taken in this order; `declared_in` is the state of the first
    conditions  what must hold; of all rows that were chosen, those included that another one left no room for
    target      the leaf stood in afterwards; `external` says that states were left
    recall      a state which holds events back was left, or the new leaf no longer holds them back
    """

    row: Row
    declared_in: str
    source: int
    target: int
    external: bool
    exits: tuple[str, ...]
    entries: tuple[str, ...]
    blocks: tuple[StepBlock, ...]
    recall: bool
    rows: tuple[Row, ...]
    conditions: tuple[Condition, ...]

    @property
    def steps(self) -> Iterator[Step]:
        for block in self.blocks:
            yield from block.steps


@attrs.frozen
class Cell:
    """What a leaf does with an event.

    kind  "rows": `branches` in order, the first whose conditions hold; ignore, reject, defer, never: `decision`;
          "dropped": a timer's event while the timer does not run, an event of the chart itself where nothing has
          raised it, any event where no machine ever stands;
          "undecided": nothing in the chart decides it.
    `complete` is False when every branch is guarded, so that none may be taken. `declared_in` is the path of the state
    that decides ("" is the root): inherited unless it is the leaf's own. `deciders` are all of them: in parallel
    regions there may be several; `against` is the decision of one that contradicts another.
    """

    leaf: int
    event: str
    kind: CellKind
    declared_in: str
    branches: tuple[Branch, ...] = ()
    decision: Decision | None = None
    deciders: tuple[str, ...] = ()
    against: Decision | None = None

    @property
    def complete(self) -> bool:
        return self.kind != "undecided" and (self.kind != "rows" or not self.branches[-1].conditions)


@attrs.frozen
class Leaf:
    """A leaf state; in charts with parallel or history states a configuration of them, see `configurations`.

    `timers` run while in it (its own and those of the states around it, outermost first), `defers` are held back.
    `atoms` are the leaf states that are active, `active` all states that are, the root among them. `passing` says that
    an eventless transition always leaves it at once, so that no event ever finds a machine there.
    """

    index: int
    path: str
    final: bool
    timers: tuple[str, ...]
    defers: tuple[str, ...]
    passing: bool
    atoms: tuple[str, ...]
    active: tuple[str, ...]

    @property
    def shown(self) -> str:
        """Its name for readers, without what history states remember."""
        return "+".join(self.atoms)


@attrs.frozen
class TimerPlan:
    """A timer, its index in the machine's `TIMERS`, and the states that it stands on."""

    index: int
    timer: Timer
    states: tuple[str, ...]


@attrs.frozen
class Reach:
    """Which events can reach each hand-written method, in document order, `START` first."""

    actions: Mapping[str, tuple[str, ...]]
    guards: Mapping[str, tuple[str, ...]]
    payloads: Mapping[str, tuple[str, ...]]
    delays: Mapping[str, tuple[str, ...]]


@attrs.frozen
class Plan:
    """The plan of one chart.

    cells       (leaf index, event name) -> Cell, for every leaf and event
    start       blocks of the initial entry; `start_leaf` is where it ends
    commands    per leaf the application's events that are not rejected there
    detachable  per leaf: no row that is still reachable from it raises a signal or creates a transaction
    reachable   per leaf: can be reached from the start, whatever guards say
    always      per leaf that has any: its eventless transitions in order, of which the first whose conditions hold is
                taken; their steps run under the event that led to the leaf
    triggers    per leaf of `always`: those events, in document order after `START`
    raising     the chart raises events of its own, so that its machines have a queue
    resting     per leaf: a machine may stay there; else an eventless row or an event of the chart itself leads on
    endless     leaf and event at which the chart's own events surely never come to an end
    """

    chart: Chart
    leaves: tuple[Leaf, ...]
    events: tuple[Event, ...]
    timers: tuple[TimerPlan, ...]
    cells: Mapping[tuple[int, str], Cell]
    start: tuple[StepBlock, ...]
    start_leaf: int
    reach: Reach
    classifiers: tuple[Classifier, ...]
    commands: tuple[tuple[str, ...], ...]
    detachable: tuple[bool, ...]
    reachable: tuple[bool, ...]
    always: Mapping[int, tuple[Branch, ...]]
    triggers: Mapping[int, tuple[str, ...]]
    raising: bool
    resting: tuple[bool, ...]
    endless: tuple[tuple[int, str], ...]

    @property
    def several(self) -> bool:
        """Whether what is called a leaf here is a configuration."""
        return not self.chart.plain

    def cell(self, leaf: int, event: str) -> Cell:
        return self.cells[leaf, event]

    def taken(self) -> Iterator[tuple[int, str, Branch]]:
        """Every way on: leaf, event and row; for an eventless row each event that leads to its leaf."""
        for (leaf, event), cell in self.cells.items():
            for branch in cell.branches:
                yield leaf, event, branch
        for leaf, branches in self.always.items():
            for event in self.triggers[leaf]:
                for branch in branches:
                    yield leaf, event, branch

    def leaf(self, path: str) -> Leaf:
        return next(leaf for leaf in self.leaves if leaf.path == path)
