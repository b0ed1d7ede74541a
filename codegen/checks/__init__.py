"""What is wrong with charts and wirings that are well formed: one function and one rule id for each kind of mistake."""

from __future__ import annotations

import attrs

from ..diagnostics import Diagnostic, ordered
from ..load import SHIPPED_AS
from ..model import Chart, Library, Wiring
from ..plan import Plan, PlanError, plan_chart
from . import brackets, composition, determinism, liveness, payloads, reachability, timers, totality
from .report import Report, unneeded_waivers

CHECKED = frozenset(
    rule
    for family in (reachability, payloads, determinism, totality, timers, brackets, liveness)
    for rule in family.RULES
)
"""The rules that a chart's waivers may name here; others belong to exploration."""


def check_chart(chart: Chart) -> tuple[Plan | None, list[Diagnostic]]:
    """All findings about one chart alone, and its plan (None when it cannot be planned)."""
    report = Report(chart)
    try:
        plan = plan_chart(chart)
    except PlanError as error:
        report.add(error.rule, error.span, error.text, "mend the structure named here")
        return None, ordered(report.items)
    reachability.check(plan, report)
    determinism.check(plan, report)
    totality.check(plan, report)
    timers.check(plan, report)
    brackets.check(plan, report)
    liveness.check(plan, report)
    payloads.check(plan, report)
    unneeded_waivers(report, CHECKED)
    return plan, ordered(report.items)


Checked = dict[str, tuple[Chart, Plan | None, list[Diagnostic]]]
"""Charts that were checked before, with their plans and findings."""


def check_library(library: Library, known: Checked | None = None) -> list[Diagnostic]:
    """All findings about the charts and wirings of a library that was loaded without errors of its own.

    What `known` holds of the same chart is taken from there, and what is checked goes there.
    """
    found: list[Diagnostic] = []
    plans: dict[str, Plan] = {}
    for chart in library.charts.values():
        before = known.get(chart.name) if known is not None else None
        if before is not None and before[0] is chart:
            _, plan, items = before
        else:
            plan, items = (plan_chart(chart), []) if chart.name in library.shipped else check_chart(chart)
            if known is not None:
                known[chart.name] = (chart, plan, items)
        found += items
        if plan is not None:
            plans[chart.name] = plan
    for wiring in library.wirings.values():
        found += [_placed(item, wiring) for item in composition.check(wiring, library, plans)]
    return ordered(found)


def _placed(finding: Diagnostic, wiring: Wiring) -> Diagnostic:
    """What an extension breaks in a shipped file is mended in the extension."""
    if wiring.extension is None or not finding.span.file.startswith(f"{SHIPPED_AS}/"):
        return finding
    return attrs.evolve(finding, span=wiring.extension.base.span, message=f"{finding.message} (see {finding.span})")
