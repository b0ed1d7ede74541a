"""SC4xx: every state decides every event, and every message that can come is exactly one event."""

from __future__ import annotations

from collections.abc import Iterator

from ..classify import Classifier, Gap, MethodCase, Node, Overlap, Question, StatusCase
from ..diagnostics import quoted
from ..model import INSIDE
from ..plan import Plan
from .report import Report

RULES = ("SC401", "SC402", "SC403", "SC404", "SC405", "SC406")
MOST_IGNORED = 0.25
"""Share of a chart's cells that may be ignored at its root."""


def check(plan: Plan, report: Report) -> None:
    """All checks of this family."""
    undecided(plan, report)
    ignored_at_root(plan, report)
    classified(plan, report)
    delivered(plan, report)


def undecided(plan: Plan, report: Report) -> None:
    """SC401: neither the state nor one around it says what to do with an event (SC501 for a timer that runs there)."""
    for event in plan.events:
        missing = [leaf for leaf in plan.leaves if plan.cell(leaf.index, event.name).kind == "undecided"]
        # Where regions meet one of them has to decide the event; the first place without one stands for all.
        for leaf in missing[:1] if plan.several else missing:
            why = "reason" if event.source != "application" else "{status: 481, why: reason}"
            kind = "ignore" if event.source != "application" else "reject"
            fixes = [f"add a row under when: {event.name}: {{...}}", f"add '{kind}: {{{event.name}: {why}}}'"]
            if event.source in ("neighbour", "origin"):
                fixes.append(f"add 'never: {{{event.name}: reason}}' if nobody can raise it here")
            rule = "SC501" if event.source == "timer" else "SC401"
            what = "its timer runs here, but" if event.source == "timer" else f"it comes from {event.source};"
            if event.source in INSIDE:
                what = "the chart raises it itself, and it may come here;"
            report.add(
                rule,
                plan.chart.states[leaf.atoms[0]].span,
                f"state {quoted(leaf.shown)} does not decide {quoted(event.name)}: "
                f"{what} nothing in the state or around it says what to do",
                *fixes,
                interpretations=(
                    f"{quoted(event.name)} can come here, and what happens then was forgotten",
                    f"{quoted(event.name)} cannot come here, and the chart does not say why",
                ),
            )


def ignored_at_root(plan: Plan, report: Report) -> None:
    """SC402: the chart ignores an event of the peer everywhere without citing a rule. SC403: it ignores too much."""
    chart = plan.chart
    for decision in chart.root.decisions:
        source = chart.events[decision.event.name].source
        if decision.kind == "ignore" and source == "peer" and not decision.rules:
            report.add(
                "SC402",
                decision.span,
                f"the whole chart ignores {quoted(decision.event.name)} of the peer without citing a rule",
                f"write {decision.event.name}: {{why: ..., rule: B...}}",
                "decide it in each state",
            )
    cells = plan.cells.values()
    ignored = sum(cell.kind == "ignore" and not cell.declared_in for cell in cells)
    if ignored > MOST_IGNORED * len(cells):
        report.state(
            "SC403",
            "",
            f"{ignored} of {len(cells)} cells are ignored at the root of the chart; at most a quarter may be",
            "decide these events in the states",
            span=chart.span,
        )


def classified(plan: Plan, report: Report) -> None:
    """SC404: messages that no event takes. SC405: messages that several events take."""
    for classifier in plan.classifiers:
        for case in classifier.cases:
            for status in case.statuses:
                for node, answers in _ends(status.node, ()):
                    _end(plan, report, classifier, node, _shown(classifier, case, status) + _when(answers))


def _end(plan: Plan, report: Report, classifier: Classifier, node: Node, shown: str) -> None:
    if isinstance(node, Gap):
        span = next(domain.span for domain in plan.chart.receives if domain.kind == classifier.kind)
        report.add(
            "SC404",
            span,
            f"no event takes {shown}, which this chart receives",
            f"declare 'other_{classifier.kind}: {{from: peer, ...}}' and decide it in every state",
            "widen the message of an event",
            "receive less",
        )
    elif isinstance(node, Overlap):
        first, *rest = node.events
        report.add(
            "SC405",
            plan.chart.events[rest[0]].span,
            f"{shown} is {quoted(first)} and {' and '.join(map(quoted, rest))} at once",
            "narrow one of the messages",
            "tell them apart by a guard: 'where: GUARD' and 'where: not GUARD'",
            interpretations=[f"it is {quoted(name)}" for name in node.events],
        )


def _ends(node: Node, answers: tuple[str, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """The ends of a decision tree, each with the answers of the guards that lead there."""
    if isinstance(node, Question):
        yield from _ends(node.yes, (*answers, node.guard))
        yield from _ends(node.no, (*answers, f"not {node.guard}"))
    else:
        yield node, answers


def _when(answers: tuple[str, ...]) -> str:
    return f" when {' and '.join(answers)}" if answers else ""


def delivered(plan: Plan, report: Report) -> None:
    """SC406: an event of the peer that can never come."""
    chart = plan.chart
    by_kind = {classifier.kind: classifier for classifier in plan.classifiers}
    for event in chart.events.values():
        if event.source != "peer":
            continue
        for pattern in event.patterns:
            if pattern.kind not in by_kind:
                report.add(
                    "SC406",
                    pattern.span,
                    f"{quoted(event.name)} is a {pattern.kind}, but the chart receives none",
                    f"add it to receives: ['{pattern.kind} *']",
                    "delete the event",
                )
        if not event.patterns:
            kind = event.name.removeprefix("other_")
            if event.name not in ("other_request", "other_response"):
                report.add(
                    "SC406",
                    event.span,
                    f"{quoted(event.name)} is from the peer, but no message is given",
                    "add 'message: ...'",
                )
            elif kind not in by_kind or not by_kind["request" if kind == "request" else "response"].rest_used:
                report.add(
                    "SC406",
                    event.span,
                    f"nothing is left for {quoted(event.name)}: the other events take everything",
                    "delete it",
                )
    for classifier in plan.classifiers:
        for name, pattern in classifier.outside:
            report.add(
                "SC406",
                pattern.span,
                f"{quoted(name)} names methods that the chart does not receive",
                "add them to 'receives'",
                "delete them here",
            )


def _shown(classifier: Classifier, case: MethodCase, status: StatusCase) -> str:
    """The messages of a case in words."""
    named = [method for other in classifier.cases for method in other.methods if method != "*"]
    methods = ", ".join(case.methods)
    if case.methods == ("*",):
        methods = f"of a method other than {', '.join(named)}" if named else "of any method"
    if classifier.kind == "request":
        return f"a request {methods}"
    return f"a response {status.low}-{status.high} to {methods}"
