"""SC5xx: waiting is bounded. Delays themselves (SC505) are checked with the limits when a library is loaded."""

from __future__ import annotations

from ..diagnostics import quoted
from ..plan import Plan
from .report import Report

RULES = ("SC501", "SC502", "SC503", "SC504", "SC506")


def check(plan: Plan, report: Report) -> None:
    """All checks of this family."""
    never_started(plan, report)
    unbounded_wait(plan, report)
    started_twice(plan, report)
    on_final_state(plan, report)


def never_started(plan: Plan, report: Report) -> None:
    """SC502: a timer that stands on no state."""
    for timer in plan.timers:
        if not timer.states:
            report.add(
                "SC502",
                timer.timer.span,
                f"timer {quoted(timer.timer.name)} is declared and never started",
                f"add 'timer: {timer.timer.name}' to the state in which it runs",
                "delete it",
            )


def unbounded_wait(plan: Plan, report: Report) -> None:
    """SC503: a state that is not final waits for others (the peer, charts beside it) and no timer runs there."""
    for leaf in plan.leaves:
        if not leaf.final and plan.resting[leaf.index] and not leaf.timers:
            report.leaf(
                "SC503",
                leaf,
                f"state {quoted(leaf.shown)} waits without a timer: if nothing comes, it waits for ever",
                "add a timer to the state or to one around it",
                interpretations=(
                    "somebody else bounds the wait: the part that created this one, a transaction",
                    "the wait has no bound, and that is meant so",
                    "the timer was forgotten",
                ),
            )


def started_twice(plan: Plan, report: Report) -> None:
    """SC504: a timer that stands on a state and on one around it, so that one start would lose the other."""
    for leaf in plan.leaves:
        for name in dict.fromkeys(leaf.timers):
            if leaf.timers.count(name) > 1:
                report.leaf(
                    "SC504",
                    leaf,
                    f"timer {quoted(name)} is started twice on the way into {quoted(leaf.shown)}",
                    "keep it on the outer state only",
                )


def on_final_state(plan: Plan, report: Report) -> None:
    """SC506: a timer that runs in a final state, which may be collected at any time."""
    for leaf in plan.leaves:
        if leaf.final and leaf.timers:
            report.leaf(
                "SC506",
                leaf,
                f"timer {quoted(leaf.timers[-1])} runs in the final state {quoted(leaf.shown)}, which may be collected",
                "let the state before it wait",
            )
