"""The values that a plan is made of: steps, blocks, branches, cells, and the plan itself. `plan` computes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import attrs

from .classify import Classifier
from .model import Chart, Decision, Event, Row, Span, Timer

START = "start"
"""Name of the event that the initial entry runs under, in the reach of actions, guards and methods."""

CellKind = Literal["rows", "ignore", "reject", "defer", "never", "dropped", "undecided"]
PayloadSource = Literal["constant", "fields", "method"]
BlockKind = Literal["exit", "row", "state", "enter"]


class PlanError(Exception):
    """A chart that cannot be planned; `span` says where."""

    def __init__(self, span: Span, text: str) -> None:
        super().__init__(f"{span}: {text}")
        self.span = span
        self.text = text


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


Step = Exit | Enter | StopTimer | StartTimer | Run | Raise | SetState


@attrs.frozen
class StepBlock:
    """Steps that stand or fall together: when one raises, the rest of its block is skipped and the next block runs.

    kind    "exit" or "enter" of the state `place`, "row" of the row id `place`, or "state": the one `SetState`.
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
    """One row as taken from one leaf. `target` is the leaf stood in afterwards; `external` says that states were left.

    `recall` says that a state which holds events back was left (or that the new leaf no longer holds them back).
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

    @property
    def steps(self) -> Iterator[Step]:
        for block in self.blocks:
            yield from block.steps


@attrs.frozen
class Cell:
    """What a leaf does with an event.

    kind  "rows": `branches` in order, the first whose conditions hold; ignore, reject, defer, never: `decision`;
          "dropped": a timer's event while the timer does not run, any event where no machine ever stands;
          "undecided": nothing in the chart decides it.
    `complete` is False when every branch is guarded, so that none may be taken. `declared_in` is the path of the state
    that decides ("" is the root): inherited unless it is the leaf's own.
    """

    leaf: int
    event: str
    kind: CellKind
    declared_in: str
    branches: tuple[Branch, ...] = ()
    decision: Decision | None = None

    @property
    def complete(self) -> bool:
        return self.kind != "undecided" and (self.kind != "rows" or not self.branches[-1].row.conditions)


@attrs.frozen
class Leaf:
    """A leaf state. `timers` run while in it (its own and its ancestors', outermost first), `defers` are held back.

    `passing` says that an eventless transition always leaves it at once, so that no event ever finds a machine there.
    """

    index: int
    path: str
    final: bool
    timers: tuple[str, ...]
    defers: tuple[str, ...]
    passing: bool = False


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
