"""Where the charts of a command are: those of the project around the current folder, else the shipped ones."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import attrs

from .diagnostics import Diagnostic, did_you_mean, quoted
from .examine import openable
from .load import SHIPPED, Known, load_library
from .model import Chart, Library
from .project import ProjectError, find_project


class NotFoundError(Exception):
    """There is no such chart, or it has errors; the message says which.

    has_errors  it was found and read, and is wrong
    """

    def __init__(self, message: str, *, has_errors: bool = False) -> None:
        super().__init__(message)
        self.has_errors = has_errors


def machines_here(start: Path | None = None) -> Path:
    """The machines folder of the project around `start` (the current folder), else a folder `machines` in it."""
    place = start if start is not None else Path.cwd()
    try:
        return find_project(place).machines
    except ProjectError:
        return place / "machines" if (place / "machines").is_dir() else SHIPPED


@attrs.frozen
class Place:
    """Where charts are looked for: a machines folder, or one file that lies in none (`machines` then only names it)."""

    machines: Path
    only: Path | None = None

    def load(self, known: Known | None = None) -> tuple[Library, list[Diagnostic]]:
        """All that is there, and what is wrong with its structure."""
        return load_library(self.machines, known=known, only=self.only)


def charts_here() -> Path:
    """What a verb without a path means: `machines` here, or that of the project around, as it is written from here."""
    here = Path("machines")
    with contextlib.suppress(ProjectError):
        if not here.is_dir():
            return Path(os.path.relpath(find_project(Path.cwd()).machines))
    return here


def folder_of(file: Path) -> Place:
    """Where a chart or wiring is: the nearest folder above with tables or wirings, else `machines`; else it is alone.

    A file alone is loaded alone: what lies around it, perhaps a whole home, is none of its business.
    """
    around = file.parents[:4]
    for parent in around:
        named = [parent / "limits.yaml", parent / "rules.yaml"]
        if any(each.is_file() for each in named) or next(parent.glob("*.wiring.yaml"), None) is not None:
            return Place(parent)
    with contextlib.suppress(ProjectError):
        machines = find_project(file.parent).machines
        if machines in around:
            return Place(machines)
    for parent in around:
        if parent.name == "machines":
            return Place(parent)
    return Place(file.parent.parent, file)


def find_chart(given: str) -> tuple[Path, Library, Chart]:
    """Machines folder, library and chart, by the chart's name, its last part where that is enough, or its file.

    Raises `NotFoundError`, which shows the errors of a chart that has some.
    """
    place, name = place_of(given)
    library, found = place.load()
    chart = chart_of(library, name)
    if chart is None:
        raise absent(library.charts, name, found, place.machines)
    return place.machines, library, chart


def place_of(given: str) -> tuple[Place, str]:
    """Where to look, and the name of a chart or wiring there, from its name or its file."""
    if not given.endswith(".yaml") or not Path(given).is_file():
        return Place(machines_here()), given
    file = Path(os.path.abspath(given))
    place = folder_of(file)
    return place, file.relative_to(place.machines).with_suffix("").as_posix().removesuffix(".wiring")


def chart_of(library: Library, name: str) -> Chart | None:
    """A chart by its name, or by its last part where no other has the same."""
    return library.charts.get(whole_name(name, library.charts))


def whole_name(name: str, names: Collection[str]) -> str:
    """The one of `names` that is this name, or ends with it where no other does; else the name as it is."""
    meant = [each for each in names if each.endswith(f"/{name}")]
    return meant[0] if name not in names and len(meant) == 1 else name


def absent(names: Iterable[str], name: str, found: Sequence[Diagnostic], machines: Path) -> NotFoundError:
    """Why there is no such chart: its errors, or the names that there are."""
    own = [item for item in found if item.span.file.endswith((f"/{name}.yaml", f"/{name}.wiring.yaml"))]
    if own:
        return NotFoundError(
            "\n".join(map(str, openable(own, machines))), has_errors=not any(item.unreadable for item in own)
        )
    if name.endswith(".yaml"):
        return NotFoundError(f"{name}: there is no such file")
    guess = "; ".join(did_you_mean(name, names)) or f"there are: {', '.join(sorted(names))}"
    return NotFoundError(f"there is no chart {quoted(name)}; {guess}")
