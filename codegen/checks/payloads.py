"""SC206: a signal takes its fields from the event by name, so their types agree."""

from __future__ import annotations

from ..diagnostics import quoted
from ..plan import Plan, Raise
from .report import Report

RULES = ("SC206",)


def check(plan: Plan, report: Report) -> None:
    """SC206: an event's field cannot stand in the field of the same name of a signal that it raises."""
    chart = plan.chart
    for _, event, branch in plan.taken():
        for step in branch.steps:
            if not isinstance(step, Raise) or step.source != "fields":
                continue
            given = {field.name: field.type for field in chart.events[event].payload}
            for field in chart.signals[step.signal].payload:
                if not _fits(given[field.name], field.type):
                    report.add(
                        "SC206",
                        branch.row.span,
                        f"signal {quoted(step.signal)} wants {quoted(field.name)} as {field.type}; "
                        f"event {quoted(event)} carries {given[field.name]}",
                        "declare both with the same type",
                        "give the field of the signal another name: it then comes from "
                        f"'payload_{step.signal}' of the actions",
                    )


def _fits(given: str, wanted: str) -> bool:
    """Whether each alternative of one type is among those of the other, as texts."""
    return {part.strip() for part in given.split("|")} <= {part.strip() for part in wanted.split("|")}
