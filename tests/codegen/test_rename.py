"""`sessioncore rename`: everywhere, with comments kept, or not at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sessioncore.codegen.cli import main
from tests.support.own_project import change, findings, run

ROOT = Path(__file__).resolve().parents[2]
WIRING = "machines/doorman.wiring.yaml"


def text_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in (".py", ".yaml", ".toml")
    }


RENAMED = {
    "state": ("ringing", "hearing"),
    "event": ("invited", "called"),
    "guard": ("welcome", "expected"),
    "action": ("note_caller", "keep_caller"),
    "signal": ("declines", "refuses"),
    "timer": ("moment", "patience"),
}


def test_renamed_things_are_renamed_everywhere_and_all_is_well(lobby: Path) -> None:
    chart = lobby / "machines/answering/doorman.yaml"
    change(chart, "    timer: moment\n", "    timer: moment      # not for long\n")
    for kind, (old, new) in RENAMED.items():
        if kind == "event":
            continue  # also raised by a shipped wire, see below
        assert main(["rename", "doorman", kind, old, new]) == 0, kind
    assert findings(lobby) == []
    assert main(["generate", "--check"]) == 0
    text = chart.read_text(encoding="utf-8")
    assert "    timer: patience      # not for long\n" in text
    for kind, (old, _) in RENAMED.items():
        if kind != "event":
            assert not re.search(rf"(?<![\w]){old}(?![\w])", re.sub(r"doc: .*|#.*", "", text)), old
    test = (lobby / "tests/answering/test_doorman.py").read_text(encoding="utf-8")
    assert '"hearing.moment_over"' in test
    assert "doorman.refuses: " in (lobby / WIRING).read_text(encoding="utf-8")
    done = run(lobby, "-m", "pytest", "-q")
    assert done.returncode == 0, done.stdout


def test_a_timers_event_is_renamed_in_rows_and_row_ids(lobby: Path) -> None:
    assert main(["rename", "doorman", "event", "moment_over", "waited"]) == 0
    assert findings(lobby) == []
    assert '"ringing.waited"' in (lobby / "tests/answering/test_doorman.py").read_text(encoding="utf-8")
    assert run(lobby, "-m", "pytest", "-q").returncode == 0


def test_a_dry_run_shows_the_difference_and_writes_nothing(lobby: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text_of(lobby)
    assert main(["rename", "doorman", "signal", "declines", "refuses", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "--- a/machines/answering/doorman.yaml" in shown
    assert "+  refuses: {status: int}" in shown
    assert "+    def payload_refuses(self, event: chart.Invited) -> chart.Refuses:" in shown
    assert text_of(lobby) == before


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("state", "ringing", "serving", "has 'serving' already"),
        ("event", "ended", "connected", "has 'connected' already"),
        ("guard", "welcome", "note_caller", "has 'note_caller' already"),
        ("signal", "rings", "class", "is a word of Python"),
        ("action", "note_callr", "keep", "write 'note_caller'"),
        ("event", "action_failed", "broken", "is the same event in every chart"),
        ("event", "invited", "called", "the charts would not be right afterwards"),
        ("state", "done", "DONE", "is not a name"),
    ],
)
def test_what_would_clash_is_refused(
    kind: str, old: str, new: str, said: str, lobby: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text_of(lobby)
    assert main(["rename", "doorman", kind, old, new]) == 2
    assert said in capsys.readouterr().err
    assert text_of(lobby) == before


def test_a_shipped_chart_is_not_renamed_in(lobby: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lobby.is_dir()
    assert main(["rename", "setup/incoming", "state", "ringing", "hearing"]) == 2
    assert "comes with sessioncore" in capsys.readouterr().err


@pytest.mark.full
def test_this_repository_survives_renamings(tmp_path: Path) -> None:
    """A state, event, guard, ask, action, signal and timer of modify_out; then check, generate, types and its test."""
    copy = tmp_path / "copy"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    for name in filter(None, listed):
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            target.symlink_to(source.readlink())
        elif source.is_file():
            shutil.copy(source, target)
    environment = {**os.environ, "PYTHONPATH": str(copy)}

    def ours(*arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, (arguments, done.stdout[-3000:] + done.stderr[-3000:])

    for kind, old, new in (
        ("state", "glare", "collision"),
        ("event", "told_to_hold", "asked_to_hold"),
        ("guard", "crossed", "overtaken"),
        ("guard", "stable", "steady"),
        ("action", "send_reinvite", "offer_again"),
        ("signal", "rollback", "take_back"),
        ("timer", "turn_limit", "patience"),
    ):
        ours("-m", "sessioncore.cli", "rename", "modify_out", kind, old, new)
    ours("-m", "sessioncore.cli", "check")
    ours("-m", "sessioncore.cli", "generate", "--check")
    ours("-m", "mypy", "sessioncore")
    ours("-m", "pytest", "-q", "-n", "0", "tests/negotiation/test_modify_out.py", "tests/negotiation/test_modify_in.py")
