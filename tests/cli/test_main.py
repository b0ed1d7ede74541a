from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.cli import VERBS, main, usage

RUNTIME = ("asyncio", "attrs", "sessioncore.core", "sessioncore.api", "yaml", "jinja2", "typer", "rich")


def test_without_a_verb_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err.strip() == usage()
    assert main(["--help"]) == 0
    assert capsys.readouterr().out.strip() == usage()


def test_an_unknown_verb_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["answer"]) == 2
    assert "there is no verb 'answer'" in capsys.readouterr().err


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_module_and_its_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert callable(importlib.import_module(f"sessioncore.cli.{verb}").run)
    assert main([verb, "--help"]) == 0
    assert "usage" in capsys.readouterr().out
    assert f"  {verb} " in usage()


def test_the_version_is_the_distribution_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("sessioncore 0.")


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        ([], (*RUNTIME, "argparse", "sessioncore.codegen")),
        (["check", "/nowhere"], ("asyncio", "sessioncore.core", "sessioncore.api", "sessioncore.handlers")),
        (["serve", "--help"], ("yaml", "jinja2", "typer", "rich", "sessioncore.codegen", "sessioncore.testing")),
    ],
)
def test_a_verb_loads_only_what_it_needs(arguments: list[str], absent: tuple[str, ...]) -> None:
    program = (
        f"import sys\nfrom sessioncore.cli import main\nmain({arguments!r})\n"
        f"print('loaded', [name for name in {absent!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "loaded []", done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_output_that_cannot_be_written_is_told_on_one_line() -> None:
    program = [sys.executable, "-m", "sessioncore.cli", "explain", "SC401"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (2, "sessioncore explain: No space left on device\n")


def test_whoever_has_read_enough_ends_it_without_a_word() -> None:
    program = [sys.executable, "-m", "sessioncore.cli", "explain", "setup/outgoing"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait(60) == 1


def test_it_runs_as_a_module(run: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = run("serve", "--nonsense")
    assert done.returncode == 2
    assert "unrecognized arguments: --nonsense" in done.stderr
