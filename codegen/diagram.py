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
from .diagnostics import Diagnostic, quoted
from .load import load_library
from .locate import folder_of
from .model import Library
from .plan import PlanError, plan_chart

DRAWN, ERRORS, UNREADABLE = 0, 1, 2
SHIPPED = Path(__file__).resolve().parent.parent / "machines"


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
    machines, name = _find(arguments.chart)
    if not machines.is_dir():
        return _complain(f"{machines}: there is no such folder of charts")
    if arguments.live:
        from .live_diagram import live_diagram

        return live_diagram(machines, name, arguments.port)
    library, found = load_library(machines)
    try:
        made = _made(library, name)
        if made is None:
            return _absent(library, name, found)
        _write(*made, arguments.output)
    except (PlanError, WiringError) as error:
        print(error, file=sys.stderr)
        return ERRORS
    except (RenderError, OSError, graphviz.ExecutableNotFound, graphviz.CalledProcessError, ValueError) as error:
        return _complain(str(error))
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


def _find(given: str) -> tuple[Path, str]:
    """The machines folder and the chart's name in it, from a name or a file."""
    path = Path(given)
    if path.suffix == ".yaml" and path.is_file():
        path = path.resolve()
        folder = folder_of(path)
        return folder, path.relative_to(folder).with_suffix("").as_posix().removesuffix(".wiring")
    here = Path("machines")
    return (here if here.is_dir() else SHIPPED), given


def _absent(library: Library, name: str, found: Sequence[Diagnostic]) -> int:
    """Say why there is no such chart: its errors, or the names that there are."""
    if name not in library.broken:
        return _complain(
            f"no chart is named {quoted(name)}; there are: {', '.join(sorted({*library.charts, *library.wirings}))}"
        )
    own = [item for item in found if item.span.file.endswith((f"/{name}.yaml", f"/{name}.wiring.yaml"))]
    for item in own:
        print(item, file=sys.stderr)
    return UNREADABLE if any(item.unreadable for item in own) else ERRORS


def _complain(text: str) -> int:
    print(f"sessioncore diagram: {text}", file=sys.stderr)
    return UNREADABLE


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
