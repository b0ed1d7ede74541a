"""`python -m codegen check`: exit codes, what is printed, and that nothing ever ends in a traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from sessioncore.codegen.cli import check, main
from sessioncore.codegen.diagnostics import Diagnostic
from sessioncore.codegen.formats import as_json, github
from sessioncore.codegen.model import Span

HERE = Path(__file__).parent
CHARTS = HERE / "charts"
REPOSITORY = HERE.parent.parent


@pytest.fixture
def machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(CHARTS, tmp_path / "machines", ignore=shutil.ignore_patterns("engines"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "machines"


def test_clean_charts(machines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check([machines]) == 0
    assert check([]) == 0
    assert capsys.readouterr().err == ""


def test_errors_are_printed_with_place_and_count(machines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listener = machines / "small" / "listener.yaml"
    listener.write_text(listener.read_text().replace("closed: {to: gone}, ", ""))
    assert check([machines]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(
        "machines/small/listener.yaml:15:3: SC401 error: state 'talking' does not decide 'closed'"
    )
    assert "  to mend it:" in lines
    assert lines[-1] == f"{machines}: 1 error"


def test_file_names_can_be_opened_from_elsewhere(
    machines: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (machines / "limits.yaml").write_text("T1: {}\n")
    monkeypatch.chdir(machines / "small")
    assert check([Path("..")]) == 1
    named = Path(capsys.readouterr().err.splitlines()[0].partition(":")[0])
    assert named.resolve() == machines / "limits.yaml"


def test_one_file_shows_only_its_own_findings(machines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("small/listener.yaml", "small/entry.yaml"):
        path = machines / name
        path.write_text(path.read_text().replace("waits:", "wait:"))
    assert check([machines / "small" / "entry.yaml"]) == 1
    shown = capsys.readouterr().err
    assert "small/entry.yaml" in shown
    assert "small/listener.yaml" not in shown
    assert check([machines / "small" / "sleeper.yaml"]) == 0


def test_what_cannot_be_read_is_told_apart(machines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (machines / "small" / "listener.yaml").write_text("chart: [\n")
    assert check([machines]) == 2
    assert "SC001" in capsys.readouterr().err
    assert check([machines / "nowhere"]) == 2
    assert "there is no such file or folder" in capsys.readouterr().err


def test_a_file_in_no_folder_of_charts_is_checked_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not with what lies around it, perhaps a whole home; and what is wrong with it is told, not lost among that."""
    home = tmp_path / "home"
    (home / "mine").mkdir(parents=True)
    for number in range(1_001):
        (home / f"a{number}.yaml").write_text("[]")
    door = home / "mine" / "door.yaml"
    door.write_text("chart: mine/door\n")
    monkeypatch.chdir(home / "mine")
    assert check([Path("door.yaml")]) == 1
    shown = capsys.readouterr().err
    assert shown.startswith("door.yaml:1:1: SC103 error: a chart has no 'doc'")
    assert "a1.yaml" not in shown
    for verb in (["simulate"], ["diagram"], ["export", "--format", "json"]):
        assert main([*verb, "door.yaml"]) in (1, 2)
        assert ": door.yaml:1:1: SC103 error: a chart has no 'doc'" in capsys.readouterr().err


def test_a_folder_without_charts_is_no_clean_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check([tmp_path]) == 2
    assert "there are no charts in this folder" in capsys.readouterr().err
    assert main(["fmt", str(tmp_path)]) == 2
    assert "there are no charts in this folder" in capsys.readouterr().err
    assert main(["check", "--watch", str(tmp_path / "nowhere")]) == 2
    assert "there is no such file or folder" in capsys.readouterr().err
    (tmp_path / "notes.txt").write_text("")
    assert check([tmp_path / "notes.txt"]) == 2
    assert "nor a file of one" in capsys.readouterr().err


def test_the_folder_of_a_project_means_its_charts(
    machines: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (machines.parent / "pyproject.toml").write_text('[tool.sessioncore]\nhandlers = "own/handlers"\n')
    (machines.parent / "other.yaml").write_text("[]")
    assert check([machines.parent]) == 0
    assert capsys.readouterr().err == ""
    (machines.parent / "docs").mkdir()
    monkeypatch.chdir(machines.parent / "docs")
    (machines / "limits.yaml").write_text("T1: {}\n")
    assert check([]) == 1
    assert capsys.readouterr().err.startswith("../machines/limits.yaml:1:5: ")


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main(["chek"]) == 2
    assert "usage" in capsys.readouterr().err


BROKEN = sorted((HERE / "broken" / "broken").glob("*.yaml"))


def test_no_broken_chart_ends_in_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each in a folder of its own, so that one cannot hide behind another."""
    shown = []
    for path in BROKEN:
        folder = tmp_path / path.stem / "machines" / "broken"
        folder.mkdir(parents=True)
        shutil.copy(path, folder)
        # limit_unknown and the like need the tables of the samples; without them they are wrong all the same.
        assert check([folder.parent]) in (1, 2), path
        error = capsys.readouterr().err
        assert "Traceback" not in error, path
        shown.append(f"{path.stem}.yaml:" in error)
    assert sum(shown) > 0.9 * len(BROKEN) > 100


@pytest.mark.parametrize("path", BROKEN[::30], ids=lambda path: path.stem)
def test_one_file_of_a_folder_is_checked_as_it_is_with_the_others(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check([path]) in (1, 2)
    assert f"{path.stem}.yaml:" in capsys.readouterr().err


def test_as_a_module(machines: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "codegen", "check", str(machines)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


HOSTILE = "machines/a,b:c%0A::x.yaml"


def test_annotations_of_github_escape_what_a_chart_says() -> None:
    found = Diagnostic("SC401", Span(HOSTILE, 3, 4), "100 % of\n::error::x\r", ("one",), ("two, three: four",))
    text = github([found])
    assert text == (
        "::error file=machines/a%2Cb%3Ac%250A%3A%3Ax.yaml,line=3,col=4,title=SC401::"
        "100 %25 of%0A::error::x%0D%0AIt may mean: one%0ATo mend it: two, three: four\n"
    )
    assert github([]) == ""


def test_formats_of_check(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    schema = json.loads((Path(__file__).resolve().parents[2] / "docs" / "diagnostics.schema.json").read_text())
    folder = tmp_path / "machines" / "family"
    folder.mkdir(parents=True)
    (folder / "one.yaml").write_text("chart: family/one\ninitial: nowhere\nstates: {a: {}}\n")
    (folder / "two.yaml").write_text("chart: [\n")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--format", "json"]) == 2
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, schema)
    by_file = {item["file"]: item for item in document["findings"]}
    assert set(by_file) == {"machines/family/one.yaml", "machines/family/two.yaml"}
    assert by_file["machines/family/two.yaml"]["unreadable"] is True
    assert by_file["machines/family/one.yaml"]["line"] == 2
    assert main(["check", "--format", "github"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(document["findings"])
    assert all(line.startswith("::error file=machines/family/") for line in lines)
    (folder / "one.yaml").unlink()
    (folder / "two.yaml").unlink()
    for each in ("small", "transaction"):
        shutil.copytree(CHARTS / each, tmp_path / "machines" / each)
    for each in ("limits.yaml", "rules.yaml"):
        shutil.copy(CHARTS / each, tmp_path / "machines")
    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": 1, "findings": []}
    assert main(["check", "--format", "xml"]) == 2


def test_the_schema_of_findings_refuses_others() -> None:
    schema = json.loads((Path(__file__).resolve().parents[2] / "docs" / "diagnostics.schema.json").read_text())
    document = json.loads(as_json([Diagnostic("SC401", Span("a.yaml", 1, 1), "text")]))
    jsonschema.validate(document, schema)
    for key, value in (("rule", "401"), ("line", 0), ("severity", "warning")):
        document["findings"][0] |= {"rule": "SC401", "line": 1, "severity": "error", key: value}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(document, schema)
