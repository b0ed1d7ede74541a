"""Every name that a chart uses is declared in it, and is the kind of thing that is used there."""

from __future__ import annotations

from collections.abc import Iterable

from .diagnostics import Findings, a, quoted
from .model import INSIDE, Chart, Condition, Decision, Delay, Event, Library, Ref, Source, Span, State, Term, Timer
from .notation import LONGEST_DELAY


def check_names(findings: Findings, chart: Chart) -> None:
    """Names of guards, actions, signals and timers; what a chart with actions or patterns must declare besides."""
    for event in chart.events.values():
        _conditions(findings, chart, event.where)
    for state in chart.states.values():
        for block in (state.enter, state.exit):
            _known(findings, chart, "action", block.actions)
            _known(findings, chart, "signal", block.signals)
            _inside(findings, chart, "internal", block.raises)
        _known(findings, chart, "timer", state.timers)
        for row in (*state.rows, *state.always, *((state.default,) if state.default is not None else ())):
            _conditions(findings, chart, row.conditions)
            _known(findings, chart, "action", row.actions)
            _known(findings, chart, "signal", row.signals)
            _inside(findings, chart, "internal", row.raises)
        if state.done is not None:
            _inside(findings, chart, "done", (state.done,))
        _decisions(findings, chart, state)
    if chart.actions and not any(event.source == "failure" for event in chart.events.values()):
        findings.add(
            "SC115",
            chart.span,
            "the chart has actions, but no event for an action that fails",
            "add 'action_failed: {from: failure}' under events and decide it in every state",
        )


def _inside(findings: Findings, chart: Chart, source: Source, refs: Iterable[Ref]) -> None:
    """SC122: `raise` names an internal event, `done` one that is declared for it."""
    for ref in refs:
        event = chart.events.get(ref.name)
        if event is None:
            known = [each.name for each in chart.events.values() if each.source == source]
            mend = f"declare '{ref.name}: {{from: {source}}}' under events"
            findings.unknown("SC107", ref.span, "event", ref.name, known, mend)
        elif event.source != source:
            what = "raised by the chart itself" if source == "internal" else "raised by a state that is done"
            findings.add(
                "SC122",
                ref.span,
                f"{quoted(ref.name)} is from {event.source}, so it is not {what}",
                f"declare another event '{{from: {source}}}'",
            )


def _known(findings: Findings, chart: Chart, kind: str, refs: Iterable[Ref]) -> None:
    groups: dict[str, Iterable[str]] = {
        "action": chart.actions,
        "signal": chart.signals,
        "timer": chart.timers,
        "guard": chart.guards,
    }
    for ref in refs:
        if ref.name in groups[kind]:
            continue
        elsewhere = [other for other, names in groups.items() if other != kind and ref.name in names]
        if elsewhere:
            findings.add(
                "SC107",
                ref.span,
                f"{quoted(ref.name)} is {a(elsewhere[0])}, but {a(kind)} stands here",
                f"name {a(kind)}",
            )
        else:
            findings.unknown("SC107", ref.span, kind, ref.name, groups[kind], f"declare it under {kind}s")


def _conditions(findings: Findings, chart: Chart, conditions: Iterable[Condition]) -> None:
    _known(findings, chart, "guard", (condition.ref for condition in conditions))


def _decisions(findings: Findings, chart: Chart, state: State) -> None:
    for decision in state.decisions:
        source = chart.events[decision.event.name].source
        if decision.kind == "never" and source not in ("neighbour", "origin"):
            findings.add(
                "SC115",
                decision.span,
                f"{quoted(decision.event.name)} is from {source}, so the charts beside this one cannot rule it out",
                "write ignore with the reason, or a row",
            )
        if decision.kind == "reject" and not _answerable(chart.events[decision.event.name]):
            findings.add(
                "SC115",
                decision.span,
                f"{quoted(decision.event.name)} is no request of the peer and no command: nobody waits for an answer",
                "write ignore with the reason, or a row",
            )
        if decision.kind == "defer" and source in ("failure", *INSIDE):
            what = "a failed action" if source == "failure" else "an event of the chart itself"
            findings.add("SC115", decision.span, f"{what} is not deferred", "write a row or ignore")
        if decision.bound is not None and (decision.bound.status is not None) != _answerable(
            chart.events[decision.event.name]
        ):
            _beyond(findings, decision)


def _beyond(findings: Findings, decision: Decision) -> None:
    """SC115: what becomes of an event beyond the bound of its deferral does not suit the event."""
    assert decision.bound is not None
    if decision.bound.status is None:
        findings.add(
            "SC115",
            decision.span,
            f"somebody waits for an answer to {quoted(decision.event.name)}, so it is not dropped beyond the limit",
            "write 'beyond: {status: 491, why: ...}'",
        )
    else:
        findings.add(
            "SC115",
            decision.span,
            f"{quoted(decision.event.name)} is no request of the peer and no command: nobody waits for an answer",
            "write 'beyond: drop'",
        )


def _answerable(event: Event) -> bool:
    """Whether somebody waits for an answer to the event."""
    if event.source == "peer":
        return event.name == "other_request" or any(pattern.kind == "request" for pattern in event.patterns)
    return event.source == "application"


def check_against_tables(findings: Findings, chart: Chart, library: Library) -> None:
    """Names of limits and rules, and delays that the limits make zero or endless."""
    for timer in chart.timers.values():
        _timer(findings, timer, library)
    cited = [ref for event in chart.events.values() for ref in event.rules]
    cited += [ref for timer in chart.timers.values() for ref in timer.rules]
    for state in chart.states.values():
        cited += [ref for row in (*state.rows, *state.always) for ref in row.rules]
        cited += [ref for decision in state.decisions for ref in decision.rules]
    if cited and not library.rules:
        findings.add(
            "SC116", cited[0].span, f"{quoted(cited[0].name)} is cited, but there are no rules", "write rules.yaml"
        )
        return
    for ref in cited:
        if ref.name not in library.rules:
            findings.unknown(
                "SC116", ref.span, "rule", ref.name, library.rules, f"add {quoted(ref.name)} to rules.yaml"
            )


def _timer(findings: Findings, timer: Timer, library: Library) -> None:
    delays = [timer.after] + ([timer.reliable] if timer.reliable is not None else [])
    for delay in delays:
        if delay.kind == "expression":
            _positive(findings, delay.terms, delay.span, f"timer {timer.name}", library, zero=delay is timer.reliable)
        else:
            _positive(findings, delay.high, delay.span, f"timer {timer.name}", library, zero=False)
            _range(findings, delay, timer, library)
    if timer.repeat is not None and timer.repeat.cap is not None:
        _positive(findings, timer.repeat.cap, timer.span, f"the cap of timer {timer.name}", library, zero=False)
    elif timer.repeat is not None and timer.repeat.factor > 1:
        findings.add(
            "SC505",
            timer.span,
            f"timer {timer.name} grows without bound",
            "add 'cap: T2' to its repeat",
            "write 'factor: 1'",
        )


def _range(findings: Findings, delay: Delay, timer: Timer, library: Library) -> None:
    _positive(findings, delay.low, delay.span, f"timer {timer.name}", library, zero=True)
    if delay.step:
        _positive(findings, delay.step, delay.span, f"the step of timer {timer.name}", library, zero=False)
    low, high = (_default(terms, library) for terms in (delay.low, delay.high))
    if low is not None and high is not None and low > high:
        findings.add("SC505", delay.span, f"timer {timer.name}: its least delay is above its greatest", "swap them")


def _default(terms: tuple[Term, ...], library: Library) -> float | None:
    """The value with default limits; None when a limit is unknown."""
    total = 0.0
    for term in terms:
        limit = library.limits.get(term.name) if term.name is not None else None
        if term.name is not None and limit is None:
            return None
        total += term.factor * (limit.default if limit is not None else 1)
    return total


def _positive(
    findings: Findings, terms: tuple[Term, ...], span: Span, what: str, library: Library, *, zero: bool
) -> None:
    """Limits exist, are times, and leave a delay above zero (or zero, on reliable transports) and below a week."""
    low = high = 0.0
    for term in terms:
        if term.name is None:
            low += term.factor
            high += term.factor
            continue
        limit = library.limits.get(term.name)
        if limit is None:
            findings.unknown("SC107", span, "limit", term.name, library.limits, "add it to limits.yaml")
            return
        if limit.unit != "s":
            findings.add(
                "SC108", span, f"{quoted(term.name)} is in {quoted(limit.unit)}, not seconds", "use a limit with unit s"
            )
            return
        low += term.factor * limit.low
        high += term.factor * limit.high
    if low <= 0 and not zero:
        findings.add(
            "SC505", span, f"{what} may be zero", "raise its least value", "raise 'min' of the limit in limits.yaml"
        )
    if high > LONGEST_DELAY:
        findings.add(
            "SC505", span, f"{what} may run {high:g} s, longer than a week", "lower 'max' of the limit in limits.yaml"
        )
