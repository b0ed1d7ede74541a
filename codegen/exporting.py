"""`sessioncore export CHART --format scxml|mermaid|markdown|json`: a chart in the words of other tools."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .backends.matrix import chart_matrix
from .backends.mermaid import chart_mermaid
from .locate import NotFoundError, find_chart
from .model import Chart, Library
from .plain import chart_value
from .plan import PlanError, plan_chart
from .project import write
from .scxml.export import chart_scxml

EXPORTED, ERRORS, UNREADABLE = 0, 1, 2
FORMATS = ("scxml", "mermaid", "markdown", "json")


def main(arguments: Sequence[str]) -> int:
    """`export CHART --format FORMAT [-o FILE]`; returns 0 when written, 1 with errors, 2 without such a chart."""
    parser = argparse.ArgumentParser(
        prog="sessioncore export",
        description="Write a chart as SCXML (which import reads back), a Mermaid diagram, the table of states and "
        "events in Markdown, or JSON in the shape of machines/chart.schema.json.",
        epilog="exit status: 0 written, 1 the chart has errors, 2 there is no such chart",
    )
    parser.add_argument("chart", metavar="CHART", help="its name (transaction/invite_client) or its file")
    parser.add_argument("--format", choices=FORMATS, required=True, help="what to write")
    parser.add_argument("-o", dest="output", metavar="FILE", type=Path, help="where to (default: standard output)")
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        _, library, chart = find_chart(parsed.chart)
        text = exported(chart, library, parsed.format)
    except PlanError as error:
        print(error, file=sys.stderr)
        return ERRORS
    except NotFoundError as error:
        print(f"sessioncore export: {error}", file=sys.stderr)
        return ERRORS if error.has_errors else UNREADABLE
    if parsed.output is None:
        sys.stdout.write(text)
        return EXPORTED
    try:
        write(parsed.output.absolute(), text)
    except OSError as error:
        print(f"sessioncore export: {parsed.output}: {error.strerror}", file=sys.stderr)
        return UNREADABLE
    return EXPORTED


def exported(chart: Chart, library: Library, form: str) -> str:
    """A chart in one of `FORMATS`; the same chart gives the same bytes. Raises `PlanError` where there is no table."""
    if form == "scxml":
        return chart_scxml(chart)
    if form == "mermaid":
        return chart_mermaid(chart)
    if form == "markdown":
        return chart_matrix(plan_chart(chart), library.rules)
    return json.dumps(chart_value(chart), indent=1, ensure_ascii=False) + "\n"
