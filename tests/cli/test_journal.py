from __future__ import annotations

import stat
from pathlib import Path

import pytest

from sessioncore.cli import journal, replay
from tests.support.journals import Script


@pytest.fixture
def path(tmp_path: Path) -> Path:
    script = Script(tmp_path / "x.journal")
    script.incoming(caller='"Wonderland" <sip:alice.liddell@203.0.113.77>')
    script.close()
    return tmp_path / "x.journal"


def test_redact_writes_a_private_file_that_replays(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert journal.run(["redact", str(path)]) == 0
    out = path.with_name("x.redacted.journal")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    text = out.read_text()
    assert not [word for word in ("Wonderland", "liddell", "203.0.113.77") if word in text]
    assert "replayed with the same effects" in capsys.readouterr().out
    assert replay.run([str(out)]) == 0


def test_every_run_has_placeholders_of_its_own(path: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert journal.run(["redact", str(path), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "a").read_text() != (tmp_path / "b").read_text()


def test_the_journal_itself_is_never_overwritten(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    (tmp_path / "link").symlink_to(path)
    for out in (path, tmp_path / "link"):
        assert journal.run(["redact", str(path), "-o", str(out)]) == 2
        assert "is the journal itself" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["redact", "/nowhere/x"], "No such file"),
        (["redact", "TEXT"], "is no journal"),
        (["redact", "JOURNAL", "-o", "/dev/null/x"], "cannot write /dev/null/x"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    (tmp_path / "text").write_text("{}\n")
    names = {"JOURNAL": str(path), "TEXT": str(tmp_path / "text")}
    assert journal.run([names.get(word, word) for word in arguments]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("sessioncore journal: ")
    assert why in line


def test_nothing_half_done_is_left(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with path.open("a") as file:
        file.write('{"n":99,"now":1.0,"restore":{"session":"s1"}}\n')
    assert journal.run(["redact", str(path)]) == 2
    assert capsys.readouterr().err
    assert not path.with_name("x.redacted.journal").exists()


def test_without_an_action_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert journal.run([]) == 2
    assert "redact" in capsys.readouterr().err
