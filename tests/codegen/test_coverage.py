"""What `sessioncore coverage` makes of a record: sums by kind, what is never taken, the look of both in a picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sessioncore.codegen.backends.dot import chart_dot
from sessioncore.codegen.coverage import Coverage, coverage, overlay
from sessioncore.codegen.load import load_chart
from sessioncore.codegen.model import Chart
from sessioncore.codegen.plan import plan_chart

NAME = "transaction/non_invite_server"


@pytest.fixture(scope="module")
def chart(repository: Path) -> Chart:
    made, found = load_chart(repository / f"machines/{NAME}.yaml", repository / "machines")
    assert made is not None, found
    return made


def rows_of(chart: Chart) -> list[str]:
    return [row.id for state in chart.states.values() for row in state.rows]


def record(chart: Chart, **taken: Any) -> dict[str, Any]:
    """A record of one test for each keyword `kind` or `kind_golden`: rows and how often each was taken."""
    names = [f"{chart.name} {row}" for row in rows_of(chart)]
    tests = {
        f"tests/test_{key}": {
            "kind": key.partition("_")[0],
            "counts": "golden" not in key,
            "seconds": 0.1,
            "taken": [[names.index(f"{chart.name} {row}"), times] for row, times in rows.items()],
        }
        for key, rows in taken.items()
    }
    return {"stage": "unit", "charts": {chart.name: chart.digest}, "names": names, "tests": tests}


def test_times_are_summed_by_kind_and_tests_that_prove_nothing_are_left_out(chart: Chart) -> None:
    first, second, *_ = rows_of(chart)
    found = Coverage()
    found.add(record(chart, unit={first: 3}, simulation={first: 40}, unit_golden={second: 7}), {NAME: chart.digest})
    assert found.taken == {f"{NAME} {first}": {"unit": 3, "simulation": 40}}
    assert found.times(chart, first) == 43
    assert found.times(chart, second) == 0
    assert found.tests == {"unit": 1, "simulation": 1}


def test_a_record_of_another_version_of_the_chart_says_nothing(chart: Chart) -> None:
    found = Coverage()
    found.add(record(chart, unit={rows_of(chart)[0]: 1}), {NAME: "another"})
    assert found.taken == {}
    assert found.outdated == {NAME}


def test_what_no_test_takes_is_dashed_and_what_is_taken_often_is_wide(chart: Chart) -> None:
    seldom, often, never, *_ = rows_of(chart)
    found = Coverage()
    found.add(record(chart, unit={seldom: 1, often: 12345}), {NAME: chart.digest})
    marks = overlay(found, chart)
    assert marks.of(f"row-{never}").style == "dashed"
    assert marks.of(f"row-{never}").sign == "0×"
    assert marks.of(f"row-{seldom}").style == ""
    assert marks.of(f"row-{often}").width > marks.of(f"row-{seldom}").width >= 1.0
    dot = chart_dot(plan_chart(chart), marks)
    assert "12345×" in dot
    assert "0×" in dot
    assert "taken by no test" in dot


@pytest.mark.parametrize(("left", "status", "said"), [(0, 0, "which counts: none"), (1, 1, "which counts: 1")])
def test_the_command_lists_what_is_never_taken(
    chart: Chart,
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    left: int,
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(repository)
    file = tmp_path / "record.json"
    rows = rows_of(chart)
    file.write_text(json.dumps(record(chart, unit=dict.fromkeys(rows[left:], 1))))
    assert coverage([str(file), "--chart", NAME, "--no-pictures"]) == status
    out = capsys.readouterr().out
    assert said in out
    assert (f": {NAME} {rows[0]}\n" in out) == bool(left)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"charts": {}, "names": [], "tests": {"a": {}}}'])
def test_a_file_that_is_no_record_is_refused(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    monkeypatch.chdir(repository)
    file = tmp_path / "record.json"
    file.write_text(text)
    assert coverage([str(file), "--no-pictures"]) == 2
    assert "is no record of a test run" in capsys.readouterr().err
