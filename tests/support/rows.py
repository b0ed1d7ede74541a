"""Plugin: which rows each test takes; a shipped row that no test takes which counts fails the run (charts.md, 5).

Every engine and every `FakeCell` of any test notes the rows that its machines take and what they decide otherwise. A
stage of `make test` that runs whole leaves its record in `build/rows/STAGE.json`, for `sessioncore coverage` and
`sessioncore mutate`; the simulation stage, with what the unit stage left, judges. `--rows FILE` records any run.
`strength` says which tests count.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sessioncore.codegen.load import load_chart
from sessioncore.core.cell import Cell
from sessioncore.core.trace import TraceLog
from tests.support import noting
from tests.support.fake_cell import FakeCell
from tests.support.strength import counts, kind

ROOT = Path(__file__).resolve().parent.parent.parent
MACHINES = ROOT / "machines"
RECORDS = ROOT / "build" / "rows"

_PROGRAMS = Path(tempfile.mkdtemp(prefix="rows-"))
"""Where our programs in processes of their own leave what they took."""

_tests: dict[str, dict[str, Any]] = {}
_untaken: list[str] = []


@cache
def shipped() -> dict[str, str]:
    """Every row of every shipped chart as `chart row`, and where it stands."""
    rows = {}
    for file in sorted(MACHINES.glob("*/*.yaml")):
        chart, found = load_chart(file, MACHINES)
        assert chart is not None, found
        for state in chart.states.values():
            for row in state.rows:
                rows[f"{chart.name} {row.id}"] = f"machines/{chart.name}.yaml:{row.span.line}"
    return rows


@cache
def digests() -> dict[str, str]:
    """The digest of every shipped chart: a record made with other charts says nothing."""
    found = {}
    for file in sorted(MACHINES.glob("*/*.yaml")):
        chart, _ = load_chart(file, MACHINES)
        assert chart is not None
        found[chart.name] = chart.digest
    return found


noting.of_trace(TraceLog)
noting.of_trace(FakeCell)
noting.of_engines()
noting.of_cells(Cell)
os.environ[noting.FOLDER] = str(_PROGRAMS)


@atexit.register
def _forget_programs() -> None:
    shutil.rmtree(_PROGRAMS, ignore_errors=True)


@cache
def _noting_benches() -> None:
    """The cells of the exploration; only its own tests need it."""
    from sessioncore.exploration.bench import Bench

    noting.of_cells(Bench)


def _stage(config: pytest.Config) -> str:
    """Which whole stage this run is: `unit`, `simulation`, `peers`, `full`, `all`; "" when it is only a part of one."""
    option = config.option
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not option.keyword and not option.collectonly
    if not whole or getattr(option, "lf", False):
        return ""
    expression = option.markexpr
    if not expression:
        return "all"
    return "unit" if expression.startswith("not (simulation") else expression.partition(" ")[0]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rows FILE`."""
    parser.addoption("--rows", metavar="FILE", type=Path, help="write which chart rows each test took to FILE")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test begins with nothing taken."""
    here = kind(item.nodeid, _markers(item))
    noting.all_engines = here in ("model", "wire", "interop")
    if here == "model":
        _noting_benches()
    noting.taken.clear()


def _markers(item: pytest.Item) -> set[str]:
    return {mark.name for mark in item.iter_markers()}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """The last report of a test carries what it took; reports travel home from the workers of xdist."""
    report = yield
    taken = noting.taken
    if call.when == "teardown":
        taken.update(noting.of_programs(_PROGRAMS))
    if call.when == "teardown" and taken:
        marked = _markers(item)
        report.rows = {"kind": kind(item.nodeid, marked), "counts": counts(item.nodeid, marked), "taken": dict(taken)}
    return report


def pytest_runtest_logreport(report: Any) -> None:
    """Keep what passing tests took, and how long they ran."""
    test = _tests.setdefault(report.nodeid, {"passed": True, "seconds": 0.0})
    test["seconds"] += report.duration
    test["passed"] = test["passed"] and report.outcome == "passed"
    test.update(getattr(report, "rows", {}))


def record(stage: str) -> dict[str, Any]:
    """What is written down: tests with their rows, as numbers into `names`."""
    names: dict[str, int] = {}
    tests = {}
    for nodeid, test in sorted(_tests.items()):
        if test["passed"] and "taken" in test:
            numbered = {names.setdefault(name, len(names)): times for name, times in sorted(test["taken"].items())}
            tests[nodeid] = {**test, "taken": [list(pair) for pair in numbered.items()]}
            tests[nodeid]["seconds"] = round(test["seconds"], 4)
            del tests[nodeid]["passed"]
    return {"stage": stage, "charts": digests(), "names": list(names), "tests": tests}


def counted(written: dict[str, Any]) -> set[str]:
    """Names that tests which count took, of a record."""
    names = written["names"]
    return {names[number] for test in written["tests"].values() if test["counts"] for number, _ in test["taken"]}


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Leave the record, and judge."""
    config: Any = session.config
    if hasattr(config, "workerinput"):
        return
    stage = _stage(config)
    asked = config.getoption("--rows")
    written = record(stage) if stage or asked else {}
    if asked:
        _write(asked, written)
    if stage:
        _write(RECORDS / f"{stage}.json", written)
    if stage in ("simulation", "all") and exitstatus == pytest.ExitCode.OK:
        found = counted(written)
        if stage == "simulation":
            unit = RECORDS / "unit.json"
            before = json.loads(unit.read_text(encoding="utf-8")) if unit.exists() else {}
            if before.get("charts") != digests():
                return  # the unit stage has not run on these charts: half of the rows are its to take
            found |= counted(before)
        _untaken.extend(sorted(set(shipped()) - found))
        if _untaken:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _write(file: Path, written: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(written, separators=(",", ":")) + "\n", encoding="utf-8")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the rows that no test takes."""
    if _untaken:
        terminalreporter.section("chart rows that no test takes which counts")
        for row in _untaken:
            terminalreporter.line(f"{shipped()[row]}: {row}")
