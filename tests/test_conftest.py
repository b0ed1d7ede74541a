"""The skips of this test run: visible outside CI, failures inside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
def test_data(data_folder): pass
def test_peer(require_peer): require_peer("sipp")
"""


@pytest.mark.parametrize(("ci", "outcome"), [("", "2 skipped"), ("true", "1 failed, 1 error")])
def test_what_is_missing_is_skipped_and_fails_in_ci(repository: Path, tmp_path: Path, ci: str, outcome: str) -> None:
    (tmp_path / "conftest.py").write_text((repository / "tests" / "conftest.py").read_text())
    (tmp_path / "test_probe.py").write_text(PROBE)
    nothing = tmp_path / "nothing"
    environment = os.environ | {"CI": ci, "PATH": str(nothing), "SESSIONCORE_TEST_DATA": str(nothing)}
    environment["PYTHONPATH"] = str(repository)  # for the plugin that conftest names
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-rs",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            str(tmp_path),
            str(tmp_path),
        ],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert outcome in run.stdout, run.stdout + run.stderr
    assert "set SESSIONCORE_TEST_DATA" in run.stdout
    assert "sip-tester" in run.stdout
