from __future__ import annotations

import io
from pathlib import Path

import pytest

from sessioncore.api.accounts import Account
from sessioncore.cli import main, passwd
from sessioncore.cli.answering_file import parse_configuration


def test_the_lines_are_an_account_without_a_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("hunter2\n"))
    assert main(["passwd", 'al"ice', "--realm", "home"]) == 0
    out = capsys.readouterr().out
    assert "hunter2" not in out
    found = parse_configuration(f'[authentication]\nrealm = "home"\n{out}', "x")
    assert (found.plain, found.gatekeeper is not None) == (0, True)
    assert out == passwd.lines(Account.with_password('al"ice', "hunter2", "home"))
    assert [line.partition(" =")[0] for line in out.splitlines()] == ["[[accounts]]", "user", "realm", "ha1"]


def test_from_a_private_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "password"
    path.write_text("hunter2\n")
    path.chmod(0o600)
    assert main(["passwd", "alice", "--password-file", str(path)]) == 0
    assert capsys.readouterr().out == passwd.lines(Account.with_password("alice", "hunter2"))
    path.chmod(0o644)
    assert main(["passwd", "alice", "--password-file", str(path)]) == 2
    assert "chmod 600" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "status"), [(["a", "a"], 0), (["a", "b"], 2), (["", ""], 2)])
def test_on_a_terminal_it_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch, typed: list[str], status: int) -> None:
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: typed.pop(0))
    assert main(["passwd", "alice"]) == status


@pytest.mark.parametrize("arguments", [["a:b"], [""], ["alice", "--realm", "a:b"], ["alice", "--realm", ""], []])
def test_what_cannot_be_an_account(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("x\n"))
    assert main(["passwd", *arguments]) == 2
