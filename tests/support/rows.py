"""Plugin: a shipped chart row that no test takes fails the run (charts.md, "Must hold" 5).

Every engine and every `FakeCell` of any test notes the rows that its machines take; xdist workers send theirs home.
The unit stage leaves its rows in pytest's cache, the simulation stage adds its own and judges. A run of a part of the
tests is not judged.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sessioncore.codegen.load import load_chart
from sessioncore.core.trace import TraceLog
from tests.support.fake_cell import FakeCell

MACHINES = Path(__file__).resolve().parent.parent.parent / "machines"
CACHE_KEY = "sessioncore/rows"

taken: set[str] = set()
"""`chart row` of every row that was taken in this process, or in its workers."""

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


def _noting(kind: Any) -> None:
    """Let a trace note rows as well."""
    original = kind.row

    def row(self: Any, machine: Any, name: str, source: int, target: int) -> None:
        taken.add(f"{machine.CHART} {name}")
        original(self, machine, name, source, target)

    kind.row = row


_noting(TraceLog)
_noting(FakeCell)


def _stage(config: pytest.Config) -> str:
    """Which whole stage this run is: `unit`, `simulation`, `all`; "" when it is only a part of one."""
    option = config.option
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not option.keyword and not option.collectonly
    if not whole or getattr(option, "lf", False):
        return ""
    expression = option.markexpr
    if not expression:
        return "all"
    return "unit" if expression.startswith("not (simulation") else "simulation" if "simulation" in expression else ""


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: Any) -> None:
    """A worker of xdist has ended: take its rows."""
    taken.update(getattr(node, "workeroutput", {}).get("rows", ()))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Send the rows home, leave them for the next stage, or judge."""
    config: Any = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["rows"] = sorted(taken)
        return
    stage = _stage(config)
    if stage == "unit":
        config.cache.set(CACHE_KEY, sorted(taken))
    if stage in ("simulation", "all") and exitstatus == pytest.ExitCode.OK:
        before = config.cache.get(CACHE_KEY, []) if stage == "simulation" else []
        if stage == "simulation" and not before:
            return  # the unit stage has not run here: half of the rows are its to take
        _untaken.extend(sorted(set(shipped()) - taken - set(before)))
        if _untaken:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the rows that no test takes."""
    if _untaken:
        terminalreporter.section("chart rows that no test takes")
        for row in _untaken:
            terminalreporter.line(f"{shipped()[row]}: {row}")
