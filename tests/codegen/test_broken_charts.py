"""Every wrong chart under `broken/` gives exactly the findings in its first line, each with a way to mend it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sessioncore.codegen.chart_names import check_against_tables
from sessioncore.codegen.checks import CHECKED, check_chart
from sessioncore.codegen.clashes import MACHINE_NAMES
from sessioncore.codegen.diagnostics import Diagnostic, Findings, ordered
from sessioncore.codegen.load import load_chart, load_library
from sessioncore.statechart import Machine

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken" / "broken").glob("*.yaml"))
EXPECTED = re.compile(r"(SC\d{3}) (\d+):(\d+)")


def findings_of(path: Path, root: Path) -> list[Diagnostic]:
    library, _ = load_library(HERE / "charts")
    chart, found = load_chart(path, root)
    if chart is None:
        return found
    tables = Findings()
    check_against_tables(tables, chart, library)
    return ordered([*found, *tables.items, *check_chart(chart)[1]])


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_findings_are_exactly_the_expected_ones(path: Path) -> None:
    head = path.read_text().splitlines()[0]
    expected = [(rule, int(line), int(column)) for rule, line, column in EXPECTED.findall(head)]
    assert expected, "a broken chart says in its first line what is wrong"
    found = findings_of(path, HERE / "broken")
    assert [(item.rule, item.span.line, item.span.column) for item in found] == expected


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_finding_says_where_and_how_to_mend_it(path: Path) -> None:
    for item in findings_of(path, HERE / "broken"):
        assert item.span.file == f"broken/broken/{path.name}"
        assert item.fixes
        text = str(item)
        assert text.startswith(f"broken/broken/{path.name}:{item.span.line}:{item.span.column}: {item.rule} error: ")
        assert "to mend it:" in text


def test_every_rule_has_a_broken_chart() -> None:
    heads = " ".join(path.read_text().splitlines()[0] for path in BROKEN)
    covered = {rule for rule, _, _ in EXPECTED.findall(heads)}
    assert covered >= CHECKED
    assert covered >= {f"SC{number}" for number in range(101, 124)}


def test_no_event_may_hide_an_attribute_of_machines() -> None:
    own = {name for name in (*dir(Machine), *Machine.__slots__) if name.islower() and not name.startswith("_")}
    assert own <= MACHINE_NAMES
    assert MACHINE_NAMES - own == {"classify_request", "classify_response"}, "made in each class by the generator"


def test_the_samples_are_clean() -> None:
    library, found = load_library(HERE / "charts")
    assert found == []
    assert library.broken == frozenset()
    mine = [chart for name, chart in library.charts.items() if name.startswith(("small/", "transaction/"))]
    assert mine
    for chart in mine:
        assert check_chart(chart)[1] == []


def test_a_mistyped_name_is_guessed() -> None:
    [finding] = findings_of(HERE / "broken" / "broken" / "event_unknown.yaml", HERE / "broken")
    assert finding.fixes[0] == "write 'hang_up'"
