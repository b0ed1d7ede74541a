"""The model of one chart, and of the limits and rules that charts name. Imported through `model`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

import attrs

Source = Literal[
    "peer", "application", "neighbour", "origin", "cell", "timer", "media", "host", "failure", "internal", "done"
]
"""Who raises an event: a SIP message of the peer, a command or decision of the application, a signal of a chart beside
this one (`origin`: of the part that created this one), what another cell tells (`cell`), a timer, the media plane, the
engine itself (transport error, store), a failed action, this chart itself (`raise:`), or a state of this chart whose
work is done (`done:`)."""

INSIDE: tuple[Source, ...] = ("internal", "done")
"""Events that stand in the chart's own queue, which is empty before anything else is looked at."""

SIGNAL_SOURCES: tuple[Source, ...] = ("neighbour", "origin")
DecisionKind = Literal["ignore", "reject", "defer", "never"]
ALWAYS = "always"
"""Stands for the event in eventless transitions and in their ids."""
DEFAULT = "default"
"""Stands for the event in the default transition of a history state and in its id."""


@attrs.frozen
class Span:
    """A position in a source file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@attrs.frozen
class Ref:
    """A name used in the document, and where it is used."""

    name: str
    span: Span


@attrs.frozen
class Field:
    """One typed field of a payload. `type` is a dotted Python name, possibly with `| None` or a subscript."""

    name: str
    type: str
    span: Span


@attrs.frozen
class Pattern:
    """Which SIP messages an event stands for: a request by method, or a response by status range and CSeq method.

    `methods` is `("*",)` for any method; `low`/`high` are 0 for requests, else the inclusive status range.
    """

    kind: Literal["request", "response"]
    methods: tuple[str, ...]
    low: int
    high: int
    span: Span


@attrs.frozen
class Condition:
    """A guard or an ask that must hold (or, negated, must not hold)."""

    ref: Ref
    negated: bool

    @property
    def name(self) -> str:
        return self.ref.name

    def __str__(self) -> str:
        return f"not {self.name}" if self.negated else self.name


@attrs.frozen
class Event:
    name: str
    doc: str
    source: Source
    payload: tuple[Field, ...]
    patterns: tuple[Pattern, ...]
    where: tuple[Condition, ...]
    rules: tuple[Ref, ...]
    span: Span

    @property
    def optional(self) -> frozenset[str]:
        """Fields that whoever gives a command may leave out: the last ones that may be None, which they are then."""
        found = []
        for field in reversed(self.payload if self.source == "application" else ()):
            if not field.type.endswith("| None"):
                break
            found.append(field.name)
        return frozenset(found)


@attrs.frozen
class Domain:
    """What can be delivered to a chart from the wire (`receives:`): requests or responses, of which methods.

    `excluded` lists methods that another owner takes (`request * except ACK CANCEL`).
    """

    kind: Literal["request", "response"]
    methods: tuple[str, ...]
    excluded: tuple[str, ...]
    span: Span


@attrs.frozen
class Action:
    name: str
    doc: str
    emits: tuple[str, ...]
    opens: tuple[str, ...]
    closes: tuple[str, ...]
    creates: Ref | None
    span: Span


@attrs.frozen
class Guard:
    """A pure condition: a guard is answered by this chart's actions, an ask by the wiring from the charts beside it."""

    name: str
    doc: str
    ask: bool
    span: Span


@attrs.frozen
class Signal:
    name: str
    doc: str
    payload: tuple[Field, ...]
    span: Span


@attrs.frozen
class Term:
    """`factor * NAME` (or a plain number of seconds when `name` is None); an expression is a sum of terms."""

    factor: float
    name: str | None


@attrs.frozen
class Delay:
    """How long a timer runs, in seconds: an expression, a uniform draw, or a typed method of the actions.

    `method` is that method's whole name, `delay_<name>`; its result is clamped to `low` .. `high`.
    """

    kind: Literal["expression", "uniform", "computed"]
    terms: tuple[Term, ...] = ()
    low: tuple[Term, ...] = ()
    high: tuple[Term, ...] = ()
    step: tuple[Term, ...] = ()
    method: str = ""
    text: str = ""
    span: Span = Span("", 0, 0)


@attrs.frozen
class Repeat:
    factor: float
    cap: tuple[Term, ...] | None
    text: str


@attrs.frozen
class Timer:
    """`reliable` is the delay on reliable transports; `off_when_reliable` says that it does not run there at all."""

    name: str
    doc: str
    event: Ref
    after: Delay
    reliable: Delay | None
    off_when_reliable: bool
    repeat: Repeat | None
    rules: tuple[Ref, ...]
    span: Span


@attrs.frozen
class Row:
    """One transition. `id` is unique in the chart: `<state path>.<event>[#n]`, n from 1 for later alternatives.

    The event of an eventless one is called `ALWAYS`, which no declared event is; that of a history state `DEFAULT`.
    `raises` are events of the chart itself, raised after the signals.
    """

    id: str
    event: Ref
    conditions: tuple[Condition, ...]
    target: Ref | None
    internal: bool
    actions: tuple[Ref, ...]
    signals: tuple[Ref, ...]
    rules: tuple[Ref, ...]
    doc: str
    span: Span
    raises: tuple[Ref, ...] = ()


@attrs.frozen
class Bound:
    """How many events of one name a machine holds back, and what happens to a further one: rejected, or dropped (None).

    `why` is the reason that is told with the status.
    """

    limit: int
    status: int | None
    why: str


@attrs.frozen
class Decision:
    """An event that a state does not handle, and why: ignored, rejected with a status, deferred, or impossible here.

    `bound` is that of a deferral; without one the bound of the cell holds, which rejects with 491.
    """

    kind: DecisionKind
    event: Ref
    why: str
    status: int | None
    rules: tuple[Ref, ...]
    span: Span
    bound: Bound | None = None


@attrs.frozen
class Block:
    """Executable content of an entry or an exit."""

    actions: tuple[Ref, ...] = ()
    signals: tuple[Ref, ...] = ()
    raises: tuple[Ref, ...] = ()


@attrs.frozen
class Waiver:
    """A finding that is right here, with the reason; it is an error when nothing is found any more."""

    rule: str
    why: str
    span: Span


@attrs.frozen
class State:
    """A state; the root of a chart is a State with path "" and no name. Children are in document order.

    kind     "parallel": its children are regions, all active at once; "history": no state to stand in, but the one
             that its parent was last left from, told by `deep` and, as long as there is none, by `default`
    always   its eventless transitions: taken after an entry or a row when their conditions hold
    done     the event that is raised when a final child is entered (parallel: when every region is in a final state)
    """

    name: str
    path: str
    doc: str
    parent: str | None
    children: tuple[str, ...]
    initial: Ref | None
    final: bool
    enter: Block
    exit: Block
    timers: tuple[Ref, ...]
    rows: tuple[Row, ...]
    decisions: tuple[Decision, ...]
    waivers: tuple[Waiver, ...]
    kind: Literal["plain", "parallel", "history"] = "plain"
    span: Span = Span("", 0, 0)
    always: tuple[Row, ...] = ()
    done: Ref | None = None
    deep: bool = False
    default: Row | None = None

    @property
    def leaf(self) -> bool:
        return not self.children and self.kind != "history"


@attrs.frozen
class Chart:
    """One chart. `states` holds every state by path ("" is the root), parents before children, in document order."""

    name: str
    doc: str
    spec: tuple[str, ...]
    receives: tuple[Domain, ...]
    events: Mapping[str, Event]
    actions: Mapping[str, Action]
    guards: Mapping[str, Guard]
    signals: Mapping[str, Signal]
    timers: Mapping[str, Timer]
    states: Mapping[str, State]
    file: str
    digest: str
    span: Span

    @property
    def root(self) -> State:
        return self.states[""]

    @property
    def family(self) -> str:
        return self.name.rpartition("/")[0]

    @property
    def short_name(self) -> str:
        return self.name.rpartition("/")[2]

    @cached_property
    def leaves(self) -> tuple[State, ...]:
        return tuple(state for state in self.states.values() if state.leaf and state.path)

    @property
    def plain(self) -> bool:
        """Without parallel and history states: where it stands is told by one leaf."""
        return all(state.kind == "plain" for state in self.states.values())

    def inside(self, path: str) -> tuple[str, ...]:
        """The children of a state, without history."""
        return tuple(child for child in self.states[path].children if self.states[child].kind != "history")

    def ancestors(self, path: str) -> Iterator[State]:
        """The state itself, then its parents outwards, the root last."""
        state: State | None = self.states[path]
        while state is not None:
            yield state
            state = self.states[state.parent] if state.parent is not None else None


@attrs.frozen
class Limit:
    """A configured name of `limits.yaml`: value in `unit`, allowed between `low` and `high`."""

    name: str
    unit: str
    default: float
    low: float
    high: float
    source: str
    doc: str
    span: Span


@attrs.frozen
class Rule:
    """A rule of `rules.yaml` that rows cite, e.g. B3.8."""

    id: str
    sections: tuple[str, ...]
    text: str
    span: Span
