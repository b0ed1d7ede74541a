"""A project of one's own for tests, as `sessioncore new` makes it: how its programs are run, and how it is changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sessioncore.codegen.examine import examine

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "MYPYPATH": str(ROOT),
    "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache/own"),
}
"""As the installed package is found; the type checker does not follow an editable installation."""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=120
    )


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that is there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def findings(folder: Path) -> list[str]:
    """`file:line:column: rule` of everything that is wrong."""
    return [f"{item.span}: {item.rule}" for item in examine(folder / "machines")[1]]
