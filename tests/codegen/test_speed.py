"""`check` and `generate --check` of all shipped charts stay fast enough to run on every save and in every commit hook.

Both are to take less than 2 s on a quiet core. Processor time is measured, which neighbours change little, with
threefold slack over the slower of the two when this was written (1.3 s). Whether the files are fresh is the matter of
another test.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST = 2.0
SLACK = 2.0


def processor_seconds(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-m", "codegen", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("arguments", [("check",), ("generate", "--check")], ids=" ".join)
def test_all_shipped_charts_within_two_seconds(arguments: tuple[str, ...]) -> None:
    assert any(processor_seconds(*arguments) < MOST * SLACK for _ in range(2))
