"""The files under `diagrams/` that one chart or one wiring gives: DOT, SVG and a table (of a chart its matrix)."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Chart, Rule, Wiring
from ..plan import Plan
from .dot import chart_dot
from .matrix import chart_matrix
from .svg import render
from .wiring_dot import wiring_dot
from .wiring_page import wiring_table


def chart_pictures(plan: Plan, rules: Mapping[str, Rule]) -> dict[str, str]:
    """Path below `diagrams/` -> text, for one chart; raises `svg.RenderError`."""
    name = plan.chart.name
    return {**drawn(name, chart_dot(plan)), f"{name}.md": chart_matrix(plan, rules)}


def wiring_pictures(wiring: Wiring, charts: Mapping[str, Chart]) -> dict[str, str]:
    """Path below `diagrams/` -> text, for one wiring; raises `svg.RenderError` and `wired.WiringError`."""
    return {**drawn(wiring.name, wiring_dot(wiring, charts)), f"{wiring.name}.md": wiring_table(wiring, charts)}


def drawn(name: str, dot: str) -> dict[str, str]:
    """Path below `diagrams/` -> text, for one DOT text (of a chart or of a wiring); raises `svg.RenderError`."""
    return {f"{name}.dot": dot, f"{name}.svg": render(dot)}
