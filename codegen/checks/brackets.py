"""SC65x: what an action opens is opened once and closed before the part may be collected.

Followed along every path of one chart, whatever its guards say. Closing what is not open is harmless (an exit closes
what may be open); a failing action is not followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from ..diagnostics import quoted
from ..plan import Branch, Plan, Run, Step
from .report import Report

RULES = ("SC651", "SC652", "SC653")

_Open = frozenset[str]


@attrs.frozen
class _Place:
    """A leaf, and what may be open there."""

    leaf: int
    open: _Open


def check(plan: Plan, report: Report) -> None:
    """All checks of this family."""
    actions = plan.chart.actions.values()
    if not any(action.opens or action.closes for action in actions):
        return
    places = _places(plan)
    opened_twice(plan, report, places)
    left_open(plan, report, places)
    nothing_to_close(plan, report)


def opened_twice(plan: Plan, report: Report, places: Iterable[_Place]) -> None:
    """SC651: a path on which something is opened while it is open."""
    for place in places:
        for branch in _branches(plan, place.leaf):
            is_open = place.open
            for step in branch.steps:
                if isinstance(step, Run):
                    for name in plan.chart.actions[step.action].opens:
                        if name in is_open:
                            report.leaf(
                                "SC651",
                                plan.leaves[place.leaf],
                                f"{quoted(step.action)} opens {quoted(name)}, which may be open in "
                                f"{quoted(plan.leaves[place.leaf].shown)} already",
                                "close it before",
                                "enter another state when it is opened",
                                span=branch.row.span,
                            )
                is_open = _after(plan, is_open, (step,))


def left_open(plan: Plan, report: Report, places: Iterable[_Place]) -> None:
    """SC652: a final state in which something may still be open."""
    for place in places:
        leaf = plan.leaves[place.leaf]
        if leaf.final:
            for name in sorted(place.open):
                report.leaf(
                    "SC652",
                    leaf,
                    f"{quoted(name)} may still be open in the final state {quoted(leaf.shown)}",
                    "close it on the way, or on entering the state",
                )


def nothing_to_close(plan: Plan, report: Report) -> None:
    """SC653: an action closes what no action of the chart opens."""
    opened = {name for action in plan.chart.actions.values() for name in action.opens}
    for action in plan.chart.actions.values():
        for name in action.closes:
            if name not in opened:
                report.unknown("SC653", action.span, "bracket to close:", name, sorted(opened), f"add 'opens: {name}'")


def _places(plan: Plan) -> list[_Place]:
    """Every leaf that can be reached, with each set of what may be open there."""
    start = (step for block in plan.start for step in block.steps)
    first = _Place(plan.start_leaf, _after(plan, frozenset(), start))
    found = {first: None}
    waiting = [first]
    for place in waiting:
        for branch in _branches(plan, place.leaf):
            after = _Place(branch.target, _after(plan, place.open, branch.steps))
            if after not in found:
                found[after] = None
                waiting.append(after)
    return waiting


def _branches(plan: Plan, leaf: int) -> Iterator[Branch]:
    for event in plan.events:
        yield from plan.cell(leaf, event.name).branches
    yield from plan.always.get(leaf, ())


def _after(plan: Plan, is_open: _Open, steps: Iterable[Step]) -> _Open:
    for step in steps:
        if isinstance(step, Run):
            action = plan.chart.actions[step.action]
            is_open = (is_open | frozenset(action.opens)) - frozenset(action.closes)
    return is_open
