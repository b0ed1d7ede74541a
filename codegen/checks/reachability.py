"""SC2xx: states that are never entered or never left, alternatives that are never taken, declarations nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import quoted
from ..model import INSIDE, Chart, Row, State
from ..plan import Plan, Question
from ..reach import closure, successors
from .report import Report

RULES = ("SC201", "SC202", "SC203", "SC204", "SC205", "SC207")


def check(plan: Plan, report: Report) -> None:
    """All checks of this family."""
    unreachable(plan, report)
    shadowed(plan, report)
    open_ended(plan, report)
    overridden(plan, report)
    no_way_out(plan, report)
    unused(plan, report)
    never_raised(plan, report)


def unreachable(plan: Plan, report: Report) -> None:
    """SC201: no row leads to the state, directly or through others."""
    if plan.several:
        entered = {path for leaf in plan.leaves if plan.reachable[leaf.index] for path in leaf.active}
        for state in plan.chart.states.values():
            outer = state.parent is None or state.parent in entered
            if state.path not in entered and state.kind != "history" and outer:
                report.state(
                    "SC201", state.path, f"state {quoted(state.path)} is never entered", "lead a row to it", "delete it"
                )
        return
    for leaf in plan.leaves:
        if not plan.reachable[leaf.index]:
            report.leaf("SC201", leaf, f"state {quoted(leaf.shown)} is never entered", "lead a row to it", "delete it")


def shadowed(plan: Plan, report: Report) -> None:
    """SC202: an alternative after one that is always, or under the same conditions, taken before it."""
    for state in plan.chart.states.values():
        earlier: dict[str, list[Row]] = {}
        for row in (*state.rows, *state.always):
            before = earlier.setdefault(row.event.name, [])
            mine = {(condition.name, condition.negated) for condition in row.conditions}
            for other in before:
                theirs = {(condition.name, condition.negated) for condition in other.conditions}
                if theirs <= mine:
                    report.add(
                        "SC202",
                        row.span,
                        f"this alternative of {quoted(row.event.name)} is never taken: "
                        f"the one in line {other.span.line} is taken before it",
                        "put the more special alternative first",
                        "delete this one",
                    )
                    break
            if any((name, not negated) in mine for name, negated in mine):
                report.add(
                    "SC202",
                    row.span,
                    f"{quoted(row.event.name)}: the conditions contradict each other",
                    "delete one of them",
                )
            before.append(row)


def open_ended(plan: Plan, report: Report) -> None:
    """SC203: the last alternative is guarded, so that an event may fall through."""
    for state in plan.chart.states.values():
        last = {row.event.name: row for row in state.rows}
        for event, row in last.items():
            if row.conditions:
                shown = " and ".join(str(condition) for condition in row.conditions)
                report.add(
                    "SC203",
                    row.span,
                    f"{quoted(event)}: nothing is decided for the case that not ({shown})",
                    "add a last alternative without 'if'",
                    "delete 'if' here if the case cannot arise",
                )


def overridden(plan: Plan, report: Report) -> None:
    """SC202: a row or decision of a compound state or the chart that holds in none of its leaves."""
    used: set[tuple[str, str]] = {
        (path, cell.event)
        for cell in plan.cells.values()
        if cell.kind not in ("undecided", "dropped")
        for path in cell.deciders
    }
    for state in plan.chart.states.values():
        refs = [*(row.event for row in state.rows), *(decision.event for decision in state.decisions)]
        for ref in refs:
            if (state.path, ref.name) in used:
                continue
            if plan.chart.events[ref.name].source in INSIDE:
                message = f"{quoted(ref.name)} cannot come here: nothing has raised it"
            elif plan.chart.events[ref.name].source == "timer":
                message = f"{quoted(ref.name)} cannot come here: its timer does not run"
            else:
                message = (
                    f"what is said here about {quoted(ref.name)} never holds: every state inside decides it itself"
                )
            report.add("SC202", ref.span, message, "delete it")


def no_way_out(plan: Plan, report: Report) -> None:
    """SC204: a state from which no final state can be reached."""
    nexts = successors(plan.cells, plan.always, len(plan.leaves))
    finals = {leaf.index for leaf in plan.leaves if leaf.final}
    if not finals:
        report.state(
            "SC204",
            "",
            "the chart has no final state, so its part is never collected",
            "mark a state as final",
            span=plan.chart.span,
        )
        return
    for leaf in plan.leaves:
        if not leaf.final and not closure(nexts, leaf.index) & finals:
            report.leaf(
                "SC204",
                leaf,
                f"no way leads from {quoted(leaf.shown)} to a final state",
                "add a row that leaves it",
            )


def unused(plan: Plan, report: Report) -> None:
    """SC205: a guard, ask, action or signal that nothing in the chart uses."""
    chart = plan.chart
    guards, actions, signals = set(_asked(plan)), set[str](), set[str]()
    for event in chart.events.values():
        guards.update(condition.name for condition in event.where)
    for state in chart.states.values():
        defaults = (state.default,) if state.default is not None else ()
        for block in (state.enter, state.exit, *defaults):
            actions.update(ref.name for ref in block.actions)
            signals.update(ref.name for ref in block.signals)
        for row in (*state.rows, *state.always):
            actions.update(ref.name for ref in row.actions)
            signals.update(ref.name for ref in row.signals)
            guards.update(condition.name for condition in row.conditions)
    declared = [("guard", guard.name, guard.span, guards) for guard in chart.guards.values()]
    declared += [("action", action.name, action.span, actions) for action in chart.actions.values()]
    declared += [("signal", signal.name, signal.span, signals) for signal in chart.signals.values()]
    for kind, name, span, used in declared:
        if name not in used:
            report.add(
                "SC205", span, f"{kind} {quoted(name)} is declared and never used", "use it in a row", "delete it"
            )


def never_raised(plan: Plan, report: Report) -> None:
    """SC207: an event of the chart itself that nothing in it raises."""
    chart = plan.chart
    raised: set[str] = set()
    for state in chart.states.values():
        defaults = (state.default,) if state.default is not None else ()
        for block in (state.enter, state.exit, *state.rows, *state.always, *defaults):
            raised.update(ref.name for ref in block.raises)
        if state.done is None:
            continue
        raised.add(state.done.name)
        if not _completed(chart, state):
            what = "no region has" if state.kind == "parallel" else "there is no"
            report.add(
                "SC207",
                state.done.span,
                f"{quoted(state.done.name)} is never raised: {what} final state right inside {quoted(state.path)}",
                "mark a state inside as final",
                "delete 'done'",
            )
    for event in chart.events.values():
        if event.source in INSIDE and event.name not in raised:
            mend = f"add 'raise: {event.name}' to a row" if event.source == "internal" else f"add 'done: {event.name}'"
            report.add("SC207", event.span, f"nothing raises {quoted(event.name)}", mend, "delete it")


def _completed(chart: Chart, state: State) -> bool:
    """Whether a state can be done at all: it has a final child, or as a parallel one all of its regions can."""
    children = [chart.states[path] for path in chart.inside(state.path)]
    if state.kind == "parallel":
        return all(_completed(chart, child) for child in children)
    return any(child.final for child in children)


def _asked(plan: Plan) -> Iterator[str]:
    for classifier in plan.classifiers:
        for _, _, node in classifier.nodes:
            if isinstance(node, Question):
                yield node.guard
