"""docs/authentication.md: its program runs, its configuration is one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from sessioncore.api import Account
from sessioncore.cli.answering_file import parse_configuration
from sessioncore.cli.passwd import lines

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "authentication.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "who_calls.py"


def fenced(language: str) -> str:
    (text,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return text


def test_the_program_does_what_it_says() -> None:
    done = subprocess.run([sys.executable, EXAMPLE], capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    challenged = "bob: somebody was challenged"
    assert sorted(done.stdout.splitlines()) == ["bob: alice calls", *[challenged] * 3, "phone: 401"]


def test_the_page_shows_the_program_as_it_is() -> None:
    assert fenced("python") in EXAMPLE.read_text(encoding="utf-8")


def test_the_configuration_is_one_with_the_lines_of_passwd() -> None:
    text = fenced("toml")
    account = re.search(r"\[\[accounts\]\].*?\}\n", text, re.DOTALL)
    assert account is not None
    found = parse_configuration(text.replace(account[0], lines(Account.with_password("alice", "x"))), "page")
    assert found.gatekeeper is not None
    assert {line.partition(" =")[0] for line in account[0].splitlines()[1:]} == {"user", "realm", "ha1"}
