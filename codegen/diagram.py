"""`sessioncore diagram CHART [-o FILE] [--live]`: the picture of a chart or wiring; writes no file of the project.

Without `-o` the DOT goes to standard output. With it the ending of FILE chooses: .dot or .gv, .md (the table), .svg
(drawn by the pinned renderer, as `generate` does), or any other format that an installed Graphviz knows, e.g. .pdf.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import graphviz

from .backends.dot import chart_dot
from .backends.matrix import chart_matrix
from .backends.svg import RenderError, render
from .backends.wired import WiringError
from .backends.wiring_dot import wiring_dot
from .backends.wiring_page import wiring_table
from .diagnostics import reason
from .locate import absent, place_of, whole_name
from .model import Library
from .plan import PlanError, plan_chart

DRAWN, ERRORS, UNREADABLE = 0, 1, 2


def diagram(argv: Sequence[str]) -> int:
    """Run the command; returns 0 when drawn, 1 when the chart has errors, 2 when nothing can be read or drawn."""
    parser = argparse.ArgumentParser(prog="sessioncore diagram", description="Draw one chart or wiring.")
    parser.add_argument("chart", metavar="CHART", help="its name (transaction/invite_client, leg) or its file")
    parser.add_argument("-o", dest="output", metavar="FILE", type=Path, help="where to; the ending chooses the format")
    parser.add_argument("--live", action="store_true", help="show it in the browser, drawn again on every save")
    parser.add_argument("--port", type=int, default=0, help="of the page on 127.0.0.1 (default: any free one)")
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    place, given = place_of(arguments.chart)
    if arguments.live:
        from .live_diagram import live_diagram

        return live_diagram(place, given, arguments.port)
    library, found = place.load()
    name = whole_name(given, [*library.charts, *library.wirings, *library.broken])
    try:
        made = _made(library, name)
        if made is None:
            error = absent([*library.charts, *library.wirings], name, found, place.machines)
            return _complain(str(error), ERRORS if error.has_errors else UNREADABLE)
        _write(*made, arguments.output)
    except (PlanError, WiringError) as error:
        print(error, file=sys.stderr)
        return ERRORS
    except (RenderError, OSError, graphviz.ExecutableNotFound, graphviz.CalledProcessError, ValueError) as error:
        return _complain(reason(error))
    return DRAWN


def _made(library: Library, name: str) -> tuple[str, Callable[[], str]] | None:
    """The DOT of a chart or a wiring, and how its table is made; None when there is neither."""
    if name in library.charts:
        plan = plan_chart(library.charts[name])
        return chart_dot(plan), lambda: chart_matrix(plan, library.rules)
    if name in library.wirings:
        wiring = library.wirings[name]
        return wiring_dot(wiring, library.charts), lambda: wiring_table(wiring, library.charts)
    return None


def _complain(text: str, status: int = UNREADABLE) -> int:
    print(f"sessioncore diagram: {text}", file=sys.stderr)
    return status


def _write(dot: str, table: Callable[[], str], output: Path | None) -> None:
    if output is None:
        sys.stdout.write(dot)
        return
    ending = output.suffix.lower().lstrip(".")
    if ending in ("dot", "gv", "svg", "md"):
        text = render(dot) if ending == "svg" else table() if ending == "md" else dot
        output.write_text(text, encoding="utf-8")
    else:
        if ending not in graphviz.FORMATS:
            raise ValueError(f"{output}: the ending names no format; .svg, .png and .pdf are usual")
        output.write_bytes(graphviz.Source(dot).pipe(format=ending, engine="dot", quiet=True))
