"""`sessioncore mutate`: it belongs to a checkout, and says so elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessioncore.cli import main


def test_elsewhere_there_are_no_tests_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["mutate", "answering/busy"]) == 2
    assert "checkout" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["answering/busy", "--list"], 0, "answering/busy waiting.invited: without signal declines\n"),
        (["answering/nobody"], 2, "no chart is named 'answering/nobody'"),
    ],
)
def test_mutants_have_names(
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(repository / "docs")
    assert main(["mutate", *arguments]) == status
    captured = capfd.readouterr()
    assert said in captured.out + captured.err
