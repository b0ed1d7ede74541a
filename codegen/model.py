"""The resolved, immutable model of charts, wirings, rules and limits: what the YAML says, with every position kept.

`load` builds it from YAML nodes; nothing here knows YAML, Python code or pictures. All collections keep the order of
the document, because that order is part of the meaning (alternatives, wires) and of the drawings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import attrs

Source = Literal["peer", "application", "neighbour", "origin", "timer", "media", "host", "failure"]
"""Who raises an event: a SIP message of the peer, a command or decision of the application, a signal of a chart beside
this one (`origin`: of the part that created this one), a timer, the media plane, the engine itself (transport error,
store), or a failed action."""

SIGNAL_SOURCES: tuple[Source, ...] = ("neighbour", "origin")
DecisionKind = Literal["ignore", "reject", "defer", "never"]


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
    """One transition. `id` is unique in the chart: `<state path>.<event>[#n]`, n from 1 for later alternatives."""

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


@attrs.frozen
class Decision:
    """An event that a state does not handle, and why: ignored, rejected with a status, deferred, or impossible here."""

    kind: DecisionKind
    event: Ref
    why: str
    status: int | None
    rules: tuple[Ref, ...]
    span: Span


@attrs.frozen
class Block:
    """Executable content of an entry or an exit."""

    actions: tuple[Ref, ...] = ()
    signals: tuple[Ref, ...] = ()


@attrs.frozen
class Waiver:
    """A finding that is right here, with the reason; it is an error when nothing is found any more."""

    rule: str
    why: str
    span: Span


@attrs.frozen
class State:
    """A state; the root of a chart is a State with path "" and no name. Children are in document order."""

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

    @property
    def leaf(self) -> bool:
        return not self.children


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

    @property
    def leaves(self) -> tuple[State, ...]:
        return tuple(state for state in self.states.values() if state.leaf and state.path)

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


@attrs.frozen
class PartSpec:
    """A part of a scope: exactly one chart, one of several, or many of one chart by a key."""

    name: str
    kind: Literal["one", "one_of", "many"]
    charts: tuple[Ref, ...]
    key: str | None
    limit: int | None
    optional: bool
    span: Span


@attrs.frozen
class ScopeSpec:
    """A scope of a cell. `key` and `limit` are None for the cell's own (outermost) scope."""

    name: str
    key: str | None
    limit: int | None
    parts: Mapping[str, PartSpec]
    closed_when: str
    span: Span


@attrs.frozen
class TransactionSpec:
    """A transaction chart of the cell. `rejects` names its event that takes the response of a rejected request."""

    name: str
    chart: Ref
    rejects: Ref | None
    span: Span


@attrs.frozen
class Receiver:
    """One receiver of a wire.

    selector  "part": a part of the sender's own scope; "leg": a part of the outermost scope; "dialog": a part of the
              inner scope whose key is the signal's field `key`; "each": that part in every inner scope; "origin" and
              "current": the part that created the sender, the transaction it serves or opened last.
    targets   part (or chart) name -> event. One entry, except for origin and current, which list what they may be.
    many_key  field that is the key of a `many` part.
    for_each  field holding a tuple: one delivery for each item, whose attributes are the payload.
    """

    selector: Literal["part", "leg", "dialog", "each", "origin", "current"]
    targets: Mapping[str, Ref]
    key: str | None
    many_key: str | None
    for_each: str | None
    create: bool
    optional: bool
    hands_current: bool
    renames: Mapping[str, str]
    span: Span


@attrs.frozen
class Wire:
    """A signal of a part (by part name, or chart name of a one_of part) and its receivers in order."""

    sender: str
    signal: Ref
    receivers: tuple[Receiver, ...]
    waivers: tuple[Waiver, ...]
    span: Span


@attrs.frozen
class Answer:
    """How an ask of a part is answered: true when the part stands in one of the states (`in(part.state)`)."""

    sender: str
    ask: Ref
    negated: bool
    scope: Literal["same", "leg"]
    part: str
    states: tuple[str, ...]
    span: Span


@attrs.frozen
class Command:
    """A command of the application and the part that takes it; `key_of` (part, slice field) names the inner scope."""

    name: str
    scope: Literal["leg", "dialog"]
    key_of: tuple[str, str] | None
    part: str
    event: Ref
    span: Span


@attrs.frozen
class Exemption:
    """A signal that nobody receives or an event that nobody raises (`part.event`), and why that is right."""

    owner: str
    ref: Ref
    why: str
    span: Span


@attrs.frozen
class Wiring:
    """The wiring of one cell. `silent` lists signals that nobody receives, `unwired` events that nobody raises here."""

    name: str
    doc: str
    scopes: Mapping[str, ScopeSpec]
    transactions: Mapping[str, TransactionSpec]
    wires: tuple[Wire, ...]
    answers: tuple[Answer, ...]
    commands: Mapping[str, Command]
    actions: Mapping[str, str]
    file: str
    digest: str
    span: Span
    silent: tuple[Exemption, ...] = ()
    unwired: tuple[Exemption, ...] = ()


@attrs.frozen
class Library:
    """Everything under one machines folder. `broken` names the charts and wirings left out for errors of structure."""

    charts: Mapping[str, Chart]
    wirings: Mapping[str, Wiring]
    rules: Mapping[str, Rule]
    limits: Mapping[str, Limit]
    broken: frozenset[str] = frozenset()
