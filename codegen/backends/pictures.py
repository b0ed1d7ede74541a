"""The files under `diagrams/` that charts and wirings give: DOT, SVG and a table (of a chart its matrix)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Chart, Rule, Wiring
from ..plan import Plan
from .dot import chart_dot
from .matrix import chart_matrix
from .svg import render_all
from .wiring_dot import wiring_dot
from .wiring_page import wiring_table


def pictures(
    plans: Iterable[Plan], wirings: Iterable[Wiring], charts: Mapping[str, Chart], rules: Mapping[str, Rule]
) -> dict[str, str]:
    """Path below `diagrams/` -> text; raises `svg.RenderError` and `wired.WiringError`."""
    plans, wirings = list(plans), list(wirings)
    dots = {plan.chart.name: chart_dot(plan) for plan in plans}
    dots |= {wiring.name: wiring_dot(wiring, charts) for wiring in wirings}
    files = {f"{name}.svg": svg for name, svg in zip(dots, render_all(list(dots.values())), strict=True)}
    files |= {f"{name}.dot": dot for name, dot in dots.items()}
    files |= {f"{plan.chart.name}.md": chart_matrix(plan, rules) for plan in plans}
    return files | {f"{wiring.name}.md": wiring_table(wiring, charts) for wiring in wirings}
