"""Where the charts of a command are: those of the project around the current folder, else the shipped ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .diagnostics import Diagnostic, did_you_mean, quoted
from .load import SHIPPED, load_library
from .model import Chart, Library
from .project import ProjectError, find_project


class NotFoundError(Exception):
    """There is no such chart, or it has errors; the message says which."""


def machines_here(start: Path | None = None) -> Path:
    """The machines folder of the project around `start` (the current folder), else a folder `machines` in it."""
    place = start if start is not None else Path.cwd()
    try:
        return find_project(place).machines
    except ProjectError:
        return place / "machines" if (place / "machines").is_dir() else SHIPPED


def folder_of(file: Path) -> Path:
    """The machines folder of a chart or wiring in it: the nearest one above that holds tables or wirings."""
    for parent in file.parents[:4]:
        named = [parent / "limits.yaml", parent / "rules.yaml"]
        if any(each.is_file() for each in named) or next(parent.glob("*.wiring.yaml"), None) is not None:
            return parent
    return file.parent.parent


def find_chart(given: str) -> tuple[Path, Library, Chart]:
    """Machines folder, library and chart, by the chart's name, its last part where that is enough, or its file.

    Raises `NotFoundError`, which shows the errors of a chart that has some.
    """
    machines, name = machines_here(), given
    if given.endswith(".yaml") and Path(given).is_file():
        file = Path(given).absolute()
        machines = folder_of(file)
        name = file.relative_to(machines).with_suffix("").as_posix()
    library, found = load_library(machines)
    chart = chart_of(library, name)
    if chart is None:
        raise NotFoundError(absent(library, name, found))
    return machines, library, chart


def chart_of(library: Library, name: str) -> Chart | None:
    """A chart by its name, or by its last part where no other has the same."""
    if name in library.charts:
        return library.charts[name]
    meant = [chart for chart in library.charts.values() if chart.short_name == name]
    return meant[0] if len(meant) == 1 else None


def absent(library: Library, name: str, found: Sequence[Diagnostic]) -> str:
    """Why there is no such chart."""
    own = [str(item) for item in found if item.span.file.endswith(f"/{name}.yaml")]
    if own:
        return "\n".join(own)
    guess = "; ".join(did_you_mean(name, library.charts)) or f"there are: {', '.join(sorted(library.charts))}"
    return f"there is no chart {quoted(name)}; {guess}"
