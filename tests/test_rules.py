"""The trace of rules: what names a rule is found, and no rule that a chart cites is without a test."""

from __future__ import annotations

from pathlib import Path

import pytest

import tools.rules
from tests.support.libraries import loaded

ROOT = Path(__file__).resolve().parent.parent

FILE = '''
"""B9.9 in the docstring of a module names nothing."""
import pytest

pytestmark = pytest.mark.simulation

def test_b3_8_and_b1_10_b3_4_after_64_t1():
    pass

def test_t2_first():
    pass

def test_said():
    """RFC 3261 14.1, B3.7."""

@pytest.mark.golden
def test_b1_1_recorded():
    pass

class TestAll:
    """B4.6: both sides."""

    async def test_b4_11_each(self):
        pass

def helper_b5_1_is_no_test():
    pass
'''


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tools.rules.Named]]:
    folder = tmp_path / "tests" / "dialog"
    folder.mkdir(parents=True)
    (folder / "test_sample.py").write_text(FILE)
    monkeypatch.setattr(tools.rules, "ROOT", tmp_path)
    return tools.rules.tests()


def test_names_and_docstrings_of_tests_and_their_classes_name_rules(named: dict[str, list[tools.rules.Named]]) -> None:
    assert {rule: [test.name for test in tests] for rule, tests in named.items()} == {
        "B3.8": ["test_b3_8_and_b1_10_b3_4_after_64_t1"],
        "B1.10": ["test_b3_8_and_b1_10_b3_4_after_64_t1"],
        "B3.4": ["test_b3_8_and_b1_10_b3_4_after_64_t1"],
        "T2": ["test_t2_first"],
        "B3.7": ["test_said"],
        "B4.6": ["test_b4_11_each"],
        "B4.11": ["test_b4_11_each"],
    }
    assert {test.kind for tests in named.values() for test in tests} == {"simulation"}


def test_every_rule_that_a_chart_cites_is_named_by_a_test() -> None:
    library, _ = loaded(ROOT / "machines")
    assert sorted(set(tools.rules.places(library)) - set(tools.rules.tests())) == []
