"""How long a machine can stay in each state at most: what its timers alone say, with the values of `limits.yaml`.

A stay lasts from the entry of a state to leaving it; a row to its own state ends one stay and begins another.
A timer bounds a state when each of its rows, whatever the guards say, leaves the state, or when an eventless row does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from .model import Delay, Limit, State, Term, Timer
from .plan import Leaf, Plan


@attrs.frozen
class Duration:
    """The longest stay in a state.

    state    its path, compound states included
    seconds  None where no timer bounds it
    bound    the timer that does and its expression; else why nothing does: "final", the reason of its waiver, or the
             timers that only tell others
    """

    state: str
    seconds: float | None
    bound: str


def durations(plan: Plan, limits: Mapping[str, Limit]) -> tuple[Duration, ...]:
    """The longest stay in every state of a chart, in document order."""
    return tuple(_duration(plan, limits, state) for state in plan.chart.states.values() if state.path)


def table(plans: Iterable[Plan], limits: Mapping[str, Limit]) -> str:
    """Markdown: a table for each chart."""
    lines = []
    for plan in plans:
        lines += [f"## {plan.chart.name}", "", "| state | longest stay | bounded by |", "|---|--:|---|"]
        for each in durations(plan, limits):
            longest = "-" if each.seconds is None else f"{each.seconds:g} s"
            lines.append(f"| {each.state} | {longest} | {each.bound} |")
        lines.append("")
    return "\n".join(lines)


def _duration(plan: Plan, limits: Mapping[str, Limit], state: State) -> Duration:
    leaves = [leaf for leaf in plan.leaves if state.path in leaf.active]
    if all(leaf.passing for leaf in leaves):
        return Duration(state.path, 0.0, "left at once")
    bounds = [
        (_longest(timer, limits), f"{timer.name} ({_text(timer)})")
        for timer in _running(plan, state)
        if all(_leaves(plan, leaf, timer, state) for leaf in leaves)
    ]
    if bounds:
        seconds, by = min(bounds)
        return Duration(state.path, seconds, by)
    if all(leaf.final for leaf in leaves):
        return Duration(state.path, None, "final")
    reasons = list(dict.fromkeys(_reasons(plan, leaves)))
    if not reasons:
        reasons = [f"{timer.name} ({_text(timer)}) makes others end it" for timer in _running(plan, state)]
    return Duration(state.path, None, "; ".join(reasons))


def _running(plan: Plan, state: State) -> Iterator[Timer]:
    """Timers that run during the whole stay: those of the state and of the states around it."""
    for around in plan.chart.ancestors(state.path):
        yield from (plan.chart.timers[ref.name] for ref in around.timers)


def _leaves(plan: Plan, leaf: Leaf, timer: Timer, state: State) -> bool:
    """Whether a timer, when it is due in a leaf, surely ends the stay in a state around it."""
    cell = plan.cell(leaf.index, timer.event.name)
    return bool(cell.branches) and cell.complete and all(state.path in branch.exits for branch in cell.branches)


def _reasons(plan: Plan, leaves: Iterable[Leaf]) -> Iterator[str]:
    for leaf in leaves:
        for path in reversed(leaf.active):
            yield from (waiver.why for waiver in plan.chart.states[path].waivers if waiver.rule in ("SC503", "SC701"))


def _longest(timer: Timer, limits: Mapping[str, Limit]) -> float:
    delays = [timer.after, *([timer.reliable] if timer.reliable is not None else [])]
    return max(_most(delay, limits) for delay in delays)


def _most(delay: Delay, limits: Mapping[str, Limit]) -> float:
    return _sum(delay.terms if delay.kind == "expression" else delay.high, limits)


def _sum(terms: tuple[Term, ...], limits: Mapping[str, Limit]) -> float:
    return sum(term.factor * (limits[term.name].default if term.name is not None else 1.0) for term in terms)


def _text(timer: Timer) -> str:
    delay = timer.after
    if delay.kind == "expression":
        return _terms(delay.terms)
    return f"at most {_terms(delay.high)}"


def _terms(terms: tuple[Term, ...]) -> str:
    words = []
    for term in terms:
        if term.name is None:
            words.append(f"{term.factor:g} s")
        else:
            words.append(term.name if term.factor == 1 else f"{term.factor:g}*{term.name}")
    return " + ".join(words)
