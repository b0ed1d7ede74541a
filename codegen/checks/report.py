"""Collects the findings about one chart and keeps count of the waivers that they use up."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..diagnostics import Findings
from ..model import Chart, Span


class Report(Findings):
    """Findings about a chart; one that stands in a state may be waived there or in a state around it."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.used: set[tuple[str, str]] = set()

    def state(
        self,
        rule: str,
        path: str,
        message: str,
        *fixes: str,
        span: Span | None = None,
        interpretations: Sequence[str] = (),
    ) -> None:
        """A finding about a state, unless it is waived."""
        for state in self.chart.ancestors(path):
            if path and not state.path:
                break  # a waiver for the whole chart covers what is said about the whole chart, not every state in it
            if any(waiver.rule == rule for waiver in state.waivers):
                self.used.add((state.path, rule))
                return
        self.add(
            rule,
            span if span is not None else self.chart.states[path].span,
            message,
            *fixes,
            f"if it is right so, add 'waits: {{{rule}: reason}}' to the state",
            interpretations=interpretations,
        )


def unneeded_waivers(report: Report, checked: Collection[str]) -> None:
    """SC208: a waiver that nothing needs any more, or that names no check of charts."""
    for state in report.chart.states.values():
        for waiver in state.waivers:
            if waiver.rule in checked:
                if (state.path, waiver.rule) not in report.used:
                    report.add(
                        "SC208", waiver.span, f"nothing here needs the waiver of {waiver.rule} any more", "delete it"
                    )
            elif not waiver.rule.startswith(("SC6", "SC702", "SC8")):
                report.unknown("SC208", waiver.span, "check", waiver.rule, sorted(checked))
