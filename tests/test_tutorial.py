"""The tutorial works as written: its files are written and its commands run, in its order, in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).resolve().parent.parent
TUTORIAL = ROOT / "docs/tutorial.md"
BLOCK = re.compile(
    r"(?:^\*\*(?P<file>[\w./-]+)\*\*\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)


@attrs.frozen
class Command:
    """A line after `$ ` and what the page says that it prints; `...` stands for anything."""

    line: str
    printed: str


def blocks() -> Iterator[tuple[str, str, str]]:
    """File (or ""), kind and text of every code block."""
    for match in BLOCK.finditer(TUTORIAL.read_text(encoding="utf-8")):
        yield match["file"] or "", match["kind"], match["text"]


def commands(text: str) -> Iterator[Command]:
    for piece in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, _, printed = piece.partition("\n")
        yield Command(line, printed)


def agrees(printed: str, shown: str) -> bool:
    """Whether what was printed is what is shown."""
    pattern = re.escape(shown.strip()).replace(re.escape("..."), ".*")
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


@pytest.mark.parametrize(
    ("printed", "shown", "same"),
    [("a\nb\n", "a\nb\n", True), ("a\nx\nb", "a\n...\nb", True), ("", "a", False), ("a", "", False)],
)
def test_what_is_shown_is_compared(printed: str, shown: str, same: bool) -> None:
    assert agrees(printed, shown) is same


def test_every_block_is_a_file_or_commands() -> None:
    kinds = [("file" if file else kind) for file, kind, _ in blocks()]
    assert set(kinds) == {"file", "console"}
    assert len(kinds) >= 15


def test_the_tutorial_works_as_written(tmp_path: Path) -> None:
    programs = sysconfig.get_path("scripts")
    environment = {
        **os.environ,
        "PATH": os.pathsep.join((programs, str(Path(sys.executable).parent), os.environ.get("PATH", ""))),
        "PYTHONPATH": str(ROOT),
        "MYPYPATH": str(ROOT),
        "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache/own"),
        "LC_ALL": "C",
        "COLUMNS": "80",
    }
    for file, _, text in blocks():
        if file:
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
            continue
        for command in commands(text):
            done = subprocess.run(
                command.line,
                shell=True,
                cwd=tmp_path,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=120,
            )
            assert agrees(done.stdout, command.printed), f"$ {command.line}\n{done.stdout}"
