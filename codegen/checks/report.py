"""Collects the findings about one chart and keeps count of the waivers that they use up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ..diagnostics import Findings
from ..model import Chart, Span
from ..plan import Leaf


class Report(Findings):
    """Findings about a chart; one that stands in a state may be waived there or in a state around it."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.used: set[tuple[str, str]] = set()
        self._told: set[tuple[str, str]] = set()

    def state(
        self,
        rule: str,
        path: str,
        message: str,
        *fixes: str,
        span: Span | None = None,
        interpretations: Sequence[str] = (),
    ) -> None:
        """A finding about a state, unless it is waived there or in a state around it."""
        paths = [state.path for state in self.chart.ancestors(path)]
        # A waiver for the whole chart covers what is said about the whole chart, not every state in it.
        if not self._waived(rule, paths if not path else paths[:-1]):
            where = span if span is not None else self.chart.states[path].span
            self.add(rule, where, message, *fixes, _waive(rule), interpretations=interpretations)

    def leaf(
        self,
        rule: str,
        leaf: Leaf,
        message: str,
        *fixes: str,
        span: Span | None = None,
        interpretations: Sequence[str] = (),
    ) -> None:
        """A finding about a leaf of the plan; where regions meet a waiver of any of them covers it.

        Of the configurations of one parallel state the first stands for all.
        """
        if self._waived(rule, [path for path in reversed(leaf.active) if path]):
            return
        meeting = next((path for path in leaf.active if self.chart.states[path].kind == "parallel"), None)
        if meeting is not None and span is None:
            if (rule, meeting) in self._told:
                return
            self._told.add((rule, meeting))
        where = span if span is not None else self.chart.states[leaf.atoms[0]].span
        self.add(rule, where, message, *fixes, _waive(rule), interpretations=interpretations)

    def _waived(self, rule: str, paths: Iterable[str]) -> bool:
        """Whether a state among these waives the rule, which is then a waiver that is needed."""
        for path in paths:
            if any(waiver.rule == rule for waiver in self.chart.states[path].waivers):
                self.used.add((path, rule))
                return True
        return False


def _waive(rule: str) -> str:
    return f"if it is right so, add 'waits: {{{rule}: reason}}' to the state"


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
