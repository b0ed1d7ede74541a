"""One SCXML document imported: read, converted, written, and checked as every other chart is."""

from __future__ import annotations

import re

import attrs

from ..checks import check_chart
from ..diagnostics import Diagnostic, Findings, ordered
from ..fmt import FormatError
from ..load_chart import load_chart_document
from ..model import Chart, Span
from ..reading import Reader
from ..source import parse as parse_yaml
from . import xml
from .convert import Converted, convert
from .document import document

AS_IMPORTED = "as it stands in the SCXML document"
_MOST_ROUNDS = 8
_NEVER = re.compile(r"what is said here about '(\w+)' never holds|guard '(\w+)' is declared|action '(\w+)' is declared")
"""What SC202 and SC205 say of things that can be left out without a difference."""


@attrs.frozen
class Imported:
    """`text` is the chart in YAML, `actions` the module of its actions, `events` maps names in the document to names
    in the chart, `states` likewise.
    """

    text: str
    actions: str
    chart: Chart
    events: dict[str, str]
    states: dict[str, str]


def import_document(data: bytes, file: str, name: str) -> tuple[Imported | None, list[Diagnostic]]:
    """The chart called `name` from the bytes of a document; None with findings SC9xx when it is refused."""
    findings = Findings()
    root = xml.parse(data, file, findings)
    machine = document(root, file, findings) if root is not None else None
    made = convert(machine, name, findings) if machine is not None else None
    if made is None:
        return None, ordered(findings.items)
    chart, text = _checked(made, name, file, findings)
    if chart is None:
        return None, ordered(findings.items)
    return Imported(text, made.code.text(made.contents), chart, made.events, made.states), []


def _checked(made: Converted, name: str, file: str, findings: Findings) -> tuple[Chart | None, str]:
    """The chart as loaded and its text. What is found and can be waived is waived: the document says so."""
    for _ in range(_MOST_ROUNDS):
        try:
            text = made.chart.text(f"machines/{name}.yaml")
        except FormatError as error:
            findings.add("SC912", Span(file, 1, 1), f"the chart cannot be written: {error}", "rename what it names")
            return None, ""
        chart, found = _loaded(text, name)
        if chart is not None and not found:
            return chart, text
        if chart is None or not all(_settled(made, chart, item) for item in found):
            break
    for item in found:
        findings.add(
            "SC912",
            Span(file, 1, 1),
            f"the chart that it would become is refused: {item.rule}: {item.message} ({_place(text, item)})",
            *item.fixes[:2],
        )
    return None, ""


def _loaded(text: str, name: str) -> tuple[Chart | None, list[Diagnostic]]:
    findings = Findings()
    file = f"machines/{name}.yaml"
    source = parse_yaml(text.encode(), file, findings)
    if source is None:
        return None, findings.items
    chart = load_chart_document(Reader(findings), source, file, name)
    return (None, findings.items) if findings.items else (chart, check_chart(chart)[1])


def _settled(made: Converted, chart: Chart, item: Diagnostic) -> bool:
    """Leave out what can never be taken, else waive what may be waived; False when neither is possible."""
    path = next((path for path in chart.states if item.span in _spans(chart, path)), "")
    draft = made.chart.root.named(chart.states[path].name)
    never = _NEVER.match(item.message)
    if never is not None:
        event, guard, action = never.groups()
        draft.rows.pop(event or "", None)
        made.code.guards.pop(guard or "", None)
        made.code.actions.pop(action or "", None)
        if not path:
            made.chart.ignored.pop(event or "", None)
        made.declare()
        return True
    if any("waits:" in fix for fix in item.fixes):
        draft.waits[item.rule] = AS_IMPORTED
        return True
    return False


def _spans(chart: Chart, path: str) -> list[Span]:
    """Where a state stands, and everything that it says."""
    state = chart.states[path]
    spans = [row.span for row in (*state.rows, *state.always)] + [each.span for each in state.decisions]
    return [state.span if path else chart.span, *spans]


def _place(text: str, item: Diagnostic) -> str:
    """The line of the chart that was never written."""
    lines = text.split("\n")
    line = lines[item.span.line - 1].strip() if item.span.line <= len(lines) else ""
    return line[:80]
