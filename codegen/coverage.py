"""`sessioncore coverage [FILE...]`: which rows the tests take, laid over the pictures, and those that none takes.

A record is what a test run leaves in `build/rows/` (`--rows FILE` of pytest writes one of any run): for each test its
kind, whether it counts (its expected outcome comes from a standard, the wire or a property that must hold), and the
rows that it took. Rows of a chart that was changed since are not known.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from .backends.dot import chart_dot
from .backends.overlay import RED, Mark, Overlay
from .backends.svg import RenderError, render
from .diagnostics import reason
from .load import load_library
from .locate import absent, chart_of
from .model import Chart
from .plan import PlanError, plan_chart

ALL_TAKEN, UNTAKEN, UNREADABLE = 0, 1, 2
RECORDS = Path("build/rows")
PICTURES = Path("build/coverage")
KINDS = ("model", "unit", "simulation", "wire", "interop")
USUAL_WIDTH = 1.1
WIDEST = 5.0
NEVER = Mark(colour=RED, style="dashed", sign="0×", note="taken by no test.", name="never")


@attrs.define
class Coverage:
    """How often tests took each row of the charts: `chart row` -> kind of test -> times."""

    taken: dict[str, dict[str, int]] = attrs.field(factory=dict)
    tests: dict[str, int] = attrs.field(factory=dict)
    """How many tests of each kind took any row."""
    outdated: set[str] = attrs.field(factory=set)
    """Charts that were changed since a record was made."""

    def add(self, record: Mapping[str, Any], digests: Mapping[str, str]) -> None:
        """Take a record in; raises KeyError, TypeError or ValueError for what is none."""
        known = {name for name, digest in digests.items() if record["charts"].get(name) == digest}
        self.outdated |= set(digests) - known
        names = [str(name) for name in record["names"]]
        for test in record["tests"].values():
            if not test["counts"]:
                continue
            kind = str(test["kind"])
            self.tests[kind] = self.tests.get(kind, 0) + 1
            for number, times in test["taken"]:
                name = names[number]
                if name.partition(" ")[0] in known:
                    kinds = self.taken.setdefault(name, {})
                    kinds[kind] = kinds.get(kind, 0) + int(times)

    def times(self, chart: Chart, row: str) -> int:
        """How often a row was taken by tests of any kind."""
        return sum(self.taken.get(f"{chart.name} {row}", {}).values())


def coverage(argv: Sequence[str]) -> int:
    """Run the command; returns 0 when every row is taken, 1 when not, 2 when there is nothing to read."""
    parser = argparse.ArgumentParser(
        prog="sessioncore coverage",
        description="Which rows of the charts the tests take. `make test` leaves the record.",
        epilog="exit status: 0 every row is taken, 1 some are not, 2 unreadable",
    )
    parser.add_argument("records", metavar="FILE", nargs="*", type=Path, help=f"records (default: {RECORDS}/*.json)")
    parser.add_argument(
        "-o", dest="folder", metavar="FOLDER", type=Path, default=PICTURES, help=f"pictures ({PICTURES})"
    )
    parser.add_argument("--chart", metavar="CHART", help="only this chart")
    parser.add_argument("--no-pictures", action="store_true", help="only the lists")
    parser.add_argument("--all", action="store_true", help="list what each kind of test does not take, too")
    try:
        given = parser.parse_args(argv)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    library, found = load_library(Path("machines"))
    charts = [chart for _, chart in sorted(library.charts.items())]
    if given.chart is not None:
        charts = [chart] if (chart := chart_of(library, given.chart)) is not None else []
    if not charts:
        return _complain(
            str(absent(library.charts, given.chart, found, Path("machines")))
            if given.chart
            else "machines: no charts here"
        )
    files = given.records or sorted(RECORDS.glob("*.json"))
    if not files:
        return _complain(f"no record in {RECORDS}: run `make test` first")
    coverage = Coverage()
    digests = {chart.name: chart.digest for chart in library.charts.values()}
    for file in files:
        try:
            coverage.add(json.loads(file.read_text(encoding="utf-8")), digests)
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            return _complain(f"{file} is no record of a test run ({type(error).__name__}: {reason(error)})")
    untaken = _report(coverage, charts, every_kind=given.all)
    if not given.no_pictures:
        try:
            _draw(coverage, charts, given.folder)
        except (PlanError, RenderError, OSError) as error:
            return _complain(reason(error))
        print(f"pictures: {given.folder}")
    return UNTAKEN if untaken else ALL_TAKEN


def _complain(text: str) -> int:
    print(f"sessioncore coverage: {text}", file=sys.stderr)
    return UNREADABLE


def _report(found: Coverage, charts: Iterable[Chart], *, every_kind: bool) -> int:
    """Print the table and the lists; returns how many rows no test takes."""
    charts = list(charts)
    kinds = [kind for kind in KINDS if kind in found.tests]
    print(f"{'chart':30} rows {' '.join(f'{kind:>10}' for kind in kinds)}  never")
    never: list[tuple[str, str]] = []
    lacking: dict[str, list[tuple[str, str]]] = {kind: [] for kind in kinds}
    sums = dict.fromkeys(kinds, 0)
    rows = 0
    for chart in charts:
        own = {row.id: row for state in chart.states.values() for row in (*state.rows, *state.always)}
        counted = dict.fromkeys(kinds, 0)
        missing = 0
        for name, row in own.items():
            taken = found.taken.get(f"{chart.name} {name}", {})
            place = (f"{row.span.file}:{row.span.line}", f"{chart.name} {name}")
            if not taken:
                never.append(place)
                missing += 1
            for kind in kinds:
                if kind in taken:
                    counted[kind] += 1
                else:
                    lacking[kind].append(place)
        rows += len(own)
        for kind in kinds:
            sums[kind] += counted[kind]
        print(f"{chart.name:30} {len(own):4} {' '.join(f'{counted[kind]:10}' for kind in kinds)} {missing:6}")
    print(f"{'all':30} {rows:4} {' '.join(f'{sums[kind]:10}' for kind in kinds)} {len(never):6}")
    print(f"{'tests':30}      {' '.join(f'{found.tests[kind]:10}' for kind in kinds)}")
    for chart in charts:
        if chart.name in found.outdated:
            print(f"{chart.name} was changed since a record was made: run the tests again")
    _list("rows that no test takes which counts", never)
    if every_kind:
        for kind in kinds:
            _list(f"rows that no {kind} test takes", lacking[kind])
    return len(never)


def _list(title: str, rows: Sequence[tuple[str, str]]) -> None:
    print(f"\n{title}: {len(rows) or 'none'}")
    for place, name in rows:
        print(f"  {place}: {name}")


def overlay(found: Coverage, chart: Chart) -> Overlay:
    """Hit counts as width (each more digit is wider) and sign; what no test takes red and dashed."""
    marks = {}
    for state in chart.states.values():
        for row in (*state.rows, *state.always):
            times = found.times(chart, row.id)
            taken = found.taken.get(f"{chart.name} {row.id}", {})
            said = ", ".join(f"{kind} {taken[kind]}" for kind in KINDS if kind in taken)
            width = min(USUAL_WIDTH + 0.7 * (len(str(times)) - 1), WIDEST)
            mark = Mark(sign=f"{times}×", width=width, note=f"taken by tests: {said}.", name="taken")
            marks[f"row-{row.id}"] = mark if times else NEVER
    legend = [(Mark(sign="12×"), "how often tests took it, the wider the oftener"), (NEVER, "taken by no test")]
    return Overlay(marks, legend=legend)


def _draw(found: Coverage, charts: Iterable[Chart], folder: Path) -> None:
    for chart in charts:
        file = folder / f"{chart.name}.svg"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(render(chart_dot(plan_chart(chart), overlay(found, chart))), encoding="utf-8")
