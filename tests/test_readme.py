"""The README is true: its example runs, its lines of code are where it says, and every claim has its test."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "first_call.py"
STRENGTHS = {"model", "unit", "simulation", "wire", "interop"}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_the_example_has_ten_lines() -> None:
    [shown] = blocks("python")
    assert shown == EXAMPLE.read_text(encoding="utf-8")
    assert len([line for line in shown.splitlines() if line]) <= 10


def test_the_example_runs(tmp_path: Path) -> None:
    """The text of the README in a file of its own, on loopback, prints what the README says."""
    [shown] = blocks("python")
    program = tmp_path / "first.py"
    program.write_text(shown, encoding="utf-8")
    run = subprocess.run([sys.executable, program], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    assert f"It prints `{run.stdout.strip()}`" in README


def test_the_path_of_a_row_is_there_line_by_line() -> None:
    [shown] = blocks("text")
    lines = shown.splitlines()
    assert len(lines) == 12
    for line in lines:
        place, text = re.split(r"\s+", line, maxsplit=1)
        file, _, number = place.partition(":")
        assert (ROOT / file).read_text(encoding="utf-8").splitlines()[int(number) - 1].strip() == text, place


def test_the_picture_is_a_generated_one() -> None:
    [path] = re.findall(r"^\[!\[[^\]]+\]\(([^)]+)\)\]", README, re.MULTILINE)
    assert path.startswith("diagrams/")
    assert ElementTree.parse(ROOT / path).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert (ROOT / "machines" / Path(path).relative_to("diagrams").with_suffix(".yaml")).is_file()


def test_the_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", README, re.MULTILINE))
    assert {"demo", "test"} <= named
    assert [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
    from sessioncore.cli import VERBS

    assert set(re.findall(r"`sessioncore ([a-z]+)", README)) <= set(VERBS)


def claims() -> list[tuple[str, str, str]]:
    """Feature, tests, strength of each row of the table under "What works"."""
    section = README.partition("\n## What works\n")[2].partition("\n## ")[0]
    return [
        (what.strip(), tests, strength.strip())
        for what, tests, strength in re.findall(r"^\| ([^|]+)\|([^|]+)\|([^|]+)\|$", section, re.MULTILINE)
        if "---" not in what and what.strip() != "feature"
    ]


def test_there_are_claims() -> None:
    assert len(claims()) >= 10


@pytest.mark.parametrize(("feature", "tests", "strength"), claims())
def test_a_claim_has_a_named_test_and_its_strength(feature: str, tests: str, strength: str) -> None:
    """Whether the tests exist is asked by test_docs; here: that one is named, and a strong word has a strong test."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(?:Test\w+::)?test_\w+`", tests)
    assert named, feature
    words = set(re.split(r", ", strength))
    assert words <= STRENGTHS, feature
    assert ("interop" in words) == any(file.startswith("tests/interop/") for file in named), feature
    assert ("simulation" in words) == any(file.startswith("tests/simulation/") for file in named), feature
