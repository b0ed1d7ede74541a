"""The classifier of a chart: from a SIP message to exactly one event, as an ordered decision tree.

The messages that can be delivered (`receives:`) are cut into cases by method and, for responses, status; inside a case
the `where:` guards decide. A case or an answer of the guards that no event takes is a `Gap` unless `other_request` or
`other_response` is declared; one that several events take is an `Overlap`. Both are findings, worded by `checks`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from .model import Chart, Domain, Event, Pattern

MessageKind = Literal["request", "response"]
ANY = "*"
MIN_STATUS, MAX_STATUS = 100, 699
MESSAGE_TYPES = {"request": "sessioncore.wire.sip.Request", "response": "sessioncore.wire.sip.Response"}


@attrs.frozen
class Pick:
    """This event it is."""

    event: str


@attrs.frozen
class Question:
    """Ask a guard (which is given the event `event`) or an ask of the wiring."""

    guard: str
    ask: bool
    event: str
    yes: Node
    no: Node


@attrs.frozen
class Gap:
    """No event takes it."""


@attrs.frozen
class Overlap:
    """Several events take it."""

    events: tuple[str, ...]


Node = Pick | Question | Gap | Overlap


@attrs.frozen
class StatusCase:
    """A range of status codes, both ends included (0 to 0 for requests)."""

    low: int
    high: int
    node: Node


@attrs.frozen
class MethodCase:
    """Methods that are treated alike; `("*",)`, always last, stands for every method not named before."""

    methods: tuple[str, ...]
    statuses: tuple[StatusCase, ...]


@attrs.frozen
class Classifier:
    """The classifier of one kind of message.

    rest       the declared `other_request` or `other_response`, and `rest_used` whether the patterns leave it anything
    outside    (event, pattern) that name methods which are never delivered
    """

    kind: MessageKind
    message_type: str
    cases: tuple[MethodCase, ...]
    rest: str | None
    rest_used: bool
    outside: tuple[tuple[str, Pattern], ...]

    @property
    def nodes(self) -> Iterator[tuple[MethodCase, StatusCase, Node]]:
        """Every node of every tree, with the case it belongs to."""
        for case in self.cases:
            for status in case.statuses:
                for node in _walk(status.node):
                    yield case, status, node


def _walk(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Question):
        yield from _walk(node.yes)
        yield from _walk(node.no)


def classifiers(chart: Chart) -> tuple[Classifier, ...]:
    """The classifiers of a chart: none, one or two, requests first."""
    found = []
    kinds: tuple[MessageKind, ...] = ("request", "response")
    for kind in kinds:
        domains = [domain for domain in chart.receives if domain.kind == kind]
        if domains:
            found.append(_classifier(chart, kind, domains))
    return tuple(found)


def delivered(domains: Iterable[Domain], method: str) -> bool:
    """True when messages of this method can be delivered (`ANY`: of a method that nobody names)."""
    return any(
        method in domain.methods or (ANY in domain.methods and method not in domain.excluded) for domain in domains
    )


def _classifier(chart: Chart, kind: MessageKind, domains: list[Domain]) -> Classifier:
    peers = [event for event in chart.events.values() if event.source == "peer"]
    patterns = [(event, pattern) for event in peers for pattern in event.patterns if pattern.kind == kind]
    named = [method for domain in domains for method in domain.methods]
    named += [method for _, pattern in patterns for method in pattern.methods]
    methods = [m for m in dict.fromkeys(named) if m != ANY and delivered(domains, m)]
    if delivered(domains, ANY):
        methods.append(ANY)
    rest = chart.events.get(f"other_{kind}")
    rest_name = rest.name if rest is not None and rest.source == "peer" and not rest.patterns else None
    alike: dict[tuple[StatusCase, ...], list[str]] = {}
    for method in methods:
        here = [(event, pattern) for event, pattern in patterns if method in pattern.methods or ANY in pattern.methods]
        alike.setdefault(tuple(_status_cases(chart, kind, here, rest_name)), []).append(method)
    cases = [MethodCase(tuple(names), statuses) for statuses, names in alike.items()]
    # What is said about "every other method" must be asked last; the methods that share it need no test of their own.
    cases = [case for case in cases if ANY not in case.methods] + [
        attrs.evolve(case, methods=(ANY,)) for case in cases if ANY in case.methods
    ]
    return Classifier(
        kind=kind,
        message_type=_message_type(chart, kind),
        cases=tuple(cases),
        rest=rest_name,
        rest_used=any(node == Pick(rest_name or "") for case in cases for s in case.statuses for node in _walk(s.node)),
        outside=tuple(
            (event.name, pattern)
            for event, pattern in patterns
            if ANY not in pattern.methods and not any(delivered(domains, method) for method in pattern.methods)
        ),
    )


def _message_type(chart: Chart, kind: MessageKind) -> str:
    for event in chart.events.values():
        takes = event.name == f"other_{kind}" or any(pattern.kind == kind for pattern in event.patterns)
        if event.source == "peer" and takes and event.payload:
            return event.payload[0].type
    return MESSAGE_TYPES[kind]


def _status_cases(
    chart: Chart, kind: MessageKind, patterns: list[tuple[Event, Pattern]], rest: str | None
) -> Iterator[StatusCase]:
    """The ranges of status codes that are told apart for one method, ascending; neighbours that agree are joined."""
    if kind == "request":
        yield StatusCase(0, 0, _tree(chart, _unique(event for event, _ in patterns), rest))
        return
    edges = {MIN_STATUS, MAX_STATUS + 1}
    for _, pattern in patterns:
        edges |= {pattern.low, pattern.high + 1}
    bounds = sorted(edge for edge in edges if MIN_STATUS <= edge <= MAX_STATUS + 1)
    last: StatusCase | None = None
    for low, after in itertools.pairwise(bounds):
        node = _tree(chart, _unique(event for event, p in patterns if p.low <= low <= p.high), rest)
        if last is not None and last.node == node:
            last = attrs.evolve(last, high=after - 1)
            continue
        if last is not None:
            yield last
        last = StatusCase(low, after - 1, node)
    if last is not None:
        yield last


def _unique(events: Iterable[Event]) -> list[Event]:
    return list({event.name: event for event in events}.values())


def _tree(chart: Chart, candidates: list[Event], rest: str | None) -> Node:
    """Decide between candidates by their guards, asked in the order in which they are written."""
    for event in candidates:
        if event.where:
            return _ask(chart, event, event.where[0].name, candidates, rest)
    names = tuple(event.name for event in candidates)
    if len(names) == 1:
        return Pick(names[0])
    if names:
        return Overlap(names)
    return Pick(rest) if rest is not None else Gap()


def _ask(chart: Chart, event: Event, guard: str, candidates: list[Event], rest: str | None) -> Node:
    """A test of one guard; below it the guard is settled, so that each branch has one guard less."""
    yes, no = (_tree(chart, list(_settled(candidates, guard, answer)), rest) for answer in (True, False))
    if yes == no:
        return yes
    return Question(guard, chart.guards[guard].ask, event.name, yes, no)


def _settled(candidates: Iterable[Event], guard: str, answer: bool) -> Iterator[Event]:
    for event in candidates:
        mine = [condition for condition in event.where if condition.name == guard]
        if all(condition.negated is not answer for condition in mine):
            yield attrs.evolve(event, where=tuple(condition for condition in event.where if condition.name != guard))
