"""`sessioncore explore` as people run it."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from sessioncore.cli import explore, replay
from sessioncore.exploration.usage import call_models
from tests.support.planting import planted, without_action

USAGE = "dialog/invite_usage"


def test_a_pair_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert explore.run(["invite"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(": complete;" in line and line.endswith("nothing found") for line in lines)


@pytest.mark.parametrize(
    "target", ["transaction/non_invite_client", "transaction/non_invite_server", "non_invite_client", "non_invite"]
)
def test_a_chart_means_its_pair(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert explore.run([target, "--channel", "fifo"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("non_invite_client x non_invite_server (1 in flight each way, fifo") for line in lines)


def test_what_is_not_complete_says_so_and_has_a_status_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert explore.run(["negotiation/modify_out", "--states", "50"]) == 3
    out = capsys.readouterr().out
    assert out.count("NOT complete") == len(call_models())
    assert ": complete" not in out


def test_what_is_found_is_told_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a defect planted into a chart; the test that is written passes on the shipped one, which has none."""
    classes = {USAGE: planted(USAGE, without_action("established.hang_up", "send_bye"))}
    monkeypatch.setattr(explore, "call_models", lambda in_flight: call_models(in_flight, classes)[:1])
    monkeypatch.setattr(explore, "play", partial(explore.play, classes=classes))
    journal, script = tmp_path / "found.journal", tmp_path / "test_found.py"
    assert explore.run(["usage", "--journal", str(journal), "--scenario", str(script)]) == 1
    out = capsys.readouterr().out
    assert "no final state can be reached" in out
    assert "outgoing answered -> releasing (hang_up)" in out, "the ladder"
    assert journal.stat().st_mode & 0o777 == 0o600
    assert replay.run([str(journal)]) == 1, "the shipped chart says BYE"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(script)], capture_output=True, text=True
    )
    assert "1 passed" in ran.stdout


@pytest.mark.parametrize("given", [["nonsense"], ["invite", "--in-flight", "0"], ["--channel", "tin cans"]])
def test_usage_errors(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert explore.run(given) == 2
    assert capsys.readouterr().err


def test_durations(capsys: pytest.CaptureFixture[str]) -> None:
    assert explore.run(["transaction/invite_server", "--durations"]) == 0
    assert "| confirmed | 5 s | timer_i (T4) |" in capsys.readouterr().out
    assert explore.run(["transaction/nonsense", "--durations"]) == 2
