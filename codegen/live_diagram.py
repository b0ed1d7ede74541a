"""`sessioncore diagram CHART --live`: the picture of a chart or wiring in the browser, drawn again on every save."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from .backends.dot import chart_dot
from .backends.svg import RenderError, render
from .backends.wired import WiringError
from .backends.wiring_dot import wiring_dot
from .live import LivePage, unlinked
from .locate import Place, absent, whole_name
from .plan import PlanError, plan_chart
from .watch import EVERY_S, Watched

SHOWN, FAILED = 0, 2


def live_diagram(place: Place, given: str, port: int, sleep: Callable[[float], object] = time.sleep) -> int:
    """Show it until Ctrl-C; returns 0, or 2 when there is no such chart or the port cannot be had."""
    watched = Watched(place.machines, place.only)
    watched.changed()
    known = {*watched.library.charts, *watched.library.wirings, *watched.library.broken}
    name = whole_name(given, known)
    if name not in known:
        print(f"sessioncore diagram: {absent(known, name, [], place.machines)}", file=sys.stderr)
        return FAILED
    try:
        page = LivePage(name, port)
    except OSError as error:
        print(f"sessioncore diagram: port {port}: {error.strerror}", file=sys.stderr)
        return FAILED
    with page:
        print(f"{name} at {page.url} (Ctrl-C ends it)", file=sys.stderr, flush=True)
        redraw(watched, name, page)
        try:
            while True:
                sleep(EVERY_S)
                if watched.changed():
                    redraw(watched, name, page)
        except KeyboardInterrupt:
            return SHOWN


def redraw(watched: Watched, name: str, page: LivePage) -> None:
    """Show the chart as it is now; one that cannot be drawn keeps its last picture beside what is wrong with it."""
    own = (f"/{name}.yaml", f"/{name}.wiring.yaml")
    mine = [item for item in watched.found if item.span.file.endswith(own)]
    lines = [str(item) for item in mine]
    others = len(watched.found) - len(mine)
    try:
        svg = picture(watched, name)
    except (PlanError, WiringError, RenderError) as error:
        svg = None
        lines = lines or [str(error)]
    status = f"{len(lines)} finding{'s' if len(lines) > 1 else ''}" if lines else "all is well"
    if svg is None:
        status += "; the picture is the last one that could be drawn"
    if others:
        status += f"; {others} finding{'s' if others > 1 else ''} in other files"
    page.show(svg=svg, status=status, wrong=bool(lines), lines=lines or ["none"])


def picture(watched: Watched, name: str) -> str | None:
    """The SVG, None when there is no such chart without errors; raises what drawing raises."""
    library = watched.library
    if name in library.charts:
        return unlinked(render(chart_dot(plan_chart(library.charts[name]))))
    if name in library.wirings:
        return unlinked(render(wiring_dot(library.wirings[name], library.charts)))
    return None
