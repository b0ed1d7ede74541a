"""SC3xx: of two rows that could both be chosen the chart shows which one is, and eventless transitions come to an end.

Alternatives are ordered, the first whose conditions hold is taken, and the innermost state that says anything about an
event decides it. So nothing is left to chance; what is reported here is order that decides without being seen: an
alternative that no answer of the guards can reach, a condition written twice, a row that repeats the one around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..diagnostics import quoted
from ..model import Condition, Row, State
from ..plan import Plan
from .report import Report

RULES = ("SC301", "SC302", "SC303", "SC304", "SC305", "SC306", "SC307")

_Case = frozenset[tuple[str, bool]]
"""Answers of guards: name, and whether it holds; what is not named may be either."""
MOST_CASES = 256
"""Alternatives so tangled that more cases than this are left over are not looked through."""


def check(plan: Plan, report: Report) -> None:
    """All checks of this family."""
    twice(plan, report)
    dead(plan, report)
    repeated(plan, report)
    endless(plan, report)
    passed_over(plan, report)
    at_odds(plan, report)
    raised_for_ever(plan, report)


def twice(plan: Plan, report: Report) -> None:
    """SC301: one condition stands twice in the same `if` or `where`."""
    wheres = [(event.name, event.where) for event in plan.chart.events.values()]
    rows = [(row.event.name, row.conditions) for state in plan.chart.states.values() for row in _rows(state)]
    for name, conditions in (*wheres, *rows):
        seen: set[str] = set()
        for condition in conditions:
            if str(condition) in seen:
                report.add(
                    "SC301",
                    condition.ref.span,
                    f"{quoted(name)}: the condition {quoted(str(condition))} stands twice",
                    "delete one of them",
                    "another guard was meant",
                )
            seen.add(str(condition))


def dead(plan: Plan, report: Report) -> None:
    """SC302: an alternative that the ones before it leave nothing for, since together they cover every case.

    One that a single earlier alternative hides is SC202.
    """
    for state in plan.chart.states.values():
        by_event: dict[str, list[Row]] = {}
        for row in _rows(state):
            by_event.setdefault(row.event.name, []).append(row)
        for name, rows in by_event.items():
            for number in _unreached(rows):
                before = rows[:number]
                if any(set(map(str, other.conditions)) <= set(map(str, rows[number].conditions)) for other in before):
                    continue
                report.add(
                    "SC302",
                    rows[number].span,
                    f"this alternative of {quoted(name)} is never taken: those before it cover every case",
                    *_mends(rows, number),
                    interpretations=(
                        "one of the conditions before it is not the one that was meant",
                        "the alternative was forgotten when the others were written",
                    ),
                )


def _mends(rows: Sequence[Row], number: int) -> Iterator[str]:
    if rows[number].conditions:
        yield "delete it"
    else:
        yield f"delete it, and the 'if' of the alternative in line {rows[number - 1].span.line}, which is then the last"
        yield "mend the condition of an alternative before it"


def _unreached(rows: Sequence[Row]) -> Iterator[int]:
    """Positions of the alternatives that no answer of the guards leads to."""
    left: list[_Case] = [frozenset()]
    for number, row in enumerate(rows):
        wanted = frozenset((condition.name, not condition.negated) for condition in row.conditions)
        if _contradicts(wanted):
            continue  # SC202
        if not any(_together(case, wanted) for case in left):
            yield number
        left = [rest for case in left for rest in _without(case, row.conditions)]
        if len(left) > MOST_CASES:
            return


def _contradicts(case: Iterable[tuple[str, bool]]) -> bool:
    known = frozenset(case)
    return any((name, not holds) in known for name, holds in known)


def _together(case: _Case, other: _Case) -> bool:
    return not any((name, not holds) in case for name, holds in other)


def _without(case: _Case, conditions: Sequence[Condition]) -> Iterator[_Case]:
    """A case less the part of it in which all the conditions hold: disjoint cases, in which one of them fails."""
    for condition in dict.fromkeys((condition.name, not condition.negated) for condition in conditions):
        name, holds = condition
        if (name, not holds) in case:
            yield case
            return
        if condition not in case:
            yield case | {(name, not holds)}
            case = case | {condition}


def repeated(plan: Plan, report: Report) -> None:
    """SC303: a state decides an event exactly as the state around it does, so the outer text only seems to count."""
    for state in plan.chart.states.values():
        outer = list(plan.chart.ancestors(state.path))[1:]
        for name, said in _said(state).items():
            around = next((_said(each)[name] for each in outer if name in _said(each)), None)
            if around is not None and around[0] == said[0] and _leads_out(plan, state, said[1], around[1]):
                report.add(
                    "SC303",
                    said[1].span,
                    f"state {quoted(state.path)} decides {quoted(name)} just as line {around[1].span.line} does "
                    "for the state around it: that line seems to count here, and does not",
                    "delete it here",
                    interpretations=("the state is meant to follow the one around it", "it is meant to differ"),
                )


def _leads_out(plan: Plan, state: State, row: Row, around: Row) -> bool:
    """Whether rows say the same from both states: a target inside the outer state is entered otherwise from there."""
    outer = next(each.path for each in plan.chart.ancestors(state.path) if around in each.rows)
    rows = [each for each in state.rows if each.event.name == row.event.name and each.target is not None]
    return all(outer and not f"{each.target.name}.".startswith(f"{outer}.") for each in rows if each.target is not None)


def _said(state: State) -> dict[str, tuple[object, Row]]:
    """What a state's rows say about each event, without words of explanation, and the first of them."""
    found: dict[str, tuple[list[object], Row]] = {}
    for row in state.rows:
        what = (
            tuple(map(str, row.conditions)),
            row.target.name if row.target else None,
            row.internal,
            tuple(ref.name for ref in row.actions),
            tuple(ref.name for ref in row.signals),
            tuple(ref.name for ref in row.raises),
        )
        found.setdefault(row.event.name, ([], row))[0].append(what)
    return {name: (tuple(rows), first) for name, (rows, first) in found.items()}


def endless(plan: Plan, report: Report) -> None:
    """SC304: eventless transitions that lead in a circle, so that a macrostep need not end."""
    for circle in _circles({leaf: [branch.target for branch in ways] for leaf, ways in plan.always.items()}):
        paths = [plan.leaves[leaf].shown for leaf in circle]
        first = plan.always[circle[0]]
        way = next(branch for branch in first if branch.target == circle[1])
        report.add(
            "SC304",
            way.row.span,
            f"eventless transitions go round: {' > '.join(paths)}",
            "let an event or a timer lead back",
            "join the states of the circle",
            interpretations=("the guards never hold all at once, which nothing here shows", "the circle is a mistake"),
        )


def _circles(nexts: dict[int, list[int]]) -> Iterator[tuple[int, ...]]:
    """For each group of leaves that lead to each other one circle, closed, from its first leaf in document order."""
    done: set[int] = set()
    for start in sorted(nexts):
        if start in done:
            continue
        before: dict[int, int] = {}
        waiting = [start]
        for leaf in waiting:
            for after in nexts.get(leaf, ()):
                if after not in before:
                    before[after] = leaf
                    waiting.append(after)
        if start in before:
            circle = [start]
            while len(circle) == 1 or circle[-1] != start:
                circle.append(before[circle[-1]])
            circle.reverse()
            done.update(circle)
            yield tuple(circle)


def passed_over(plan: Plan, report: Report) -> None:
    """SC305: an eventless transition that in none of its leaves is ever looked at: one inside always holds."""
    looked_at = {id(row) for ways in plan.always.values() for branch in ways for row in branch.rows}
    for state in plan.chart.states.values():
        for row in state.always:
            if id(row) not in looked_at and not _hidden_here(state, row):
                report.add(
                    "SC305",
                    row.span,
                    f"this eventless transition of {quoted(state.path or 'the chart')} is never taken: "
                    "every state inside is left by one of its own",
                    "delete it",
                    "give the one inside a condition",
                )


def at_odds(plan: Plan, report: Report) -> None:
    """SC306: two regions decide an event in ways that exclude each other: only a row or `ignore` goes with a row."""
    for cell in plan.cells.values():
        if cell.against is None:
            continue
        other = cell.decision.kind if cell.decision is not None else "a row"
        report.add(
            "SC306",
            cell.against.span,
            f"{quoted(cell.event)} is decided twice at once, in {quoted(plan.leaves[cell.leaf].shown)}: "
            f"here by {cell.against.kind}, in another region by {other}",
            "write 'ignore' in the region that has nothing to do with it, or nothing at all",
            "decide it on the state around the regions",
        )


def raised_for_ever(plan: Plan, report: Report) -> None:
    """SC307: events that the chart raises itself, each of which surely leads to the next, without an end."""
    seen: set[str] = set()
    for leaf, event in plan.endless:
        branches = plan.cell(leaf, event).branches
        if event not in seen and branches:
            seen.add(event)
            report.add(
                "SC307",
                branches[0].row.span,
                f"{quoted(event)} is raised again and again without end, in {quoted(plan.leaves[leaf].shown)}",
                "let a guard, another event or a timer end it",
            )


def _hidden_here(state: State, row: Row) -> bool:
    """An earlier one of the same state always holds: SC202 says so."""
    earlier = state.always[: state.always.index(row)]
    return any(not other.conditions for other in earlier)


def _rows(state: State) -> tuple[Row, ...]:
    return (*state.rows, *state.always)
