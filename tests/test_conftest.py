"""Of the test run itself: skips, visible outside CI, failures inside; what is read for a stage; ports for peers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.picking import pytest_ignore_collect
from tests.support.ports import block, free_port

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


@pytest.mark.parametrize(
    ("expression", "passed_over"),
    [
        ("peers and not full", [True, False]),
        ("fuzz", [True, True]),
        ("not (peers or fuzz)", [False, False]),
        ("fuzz or peers", [False, False]),
        ("", [False, False]),
    ],
)
def test_a_stage_reads_the_files_that_name_its_marker(tmp_path: Path, expression: str, passed_over: list[bool]) -> None:
    files = [tmp_path / "test_plain.py", tmp_path / "test_marked.py"]
    for file, text in zip(files, ("x = 1", "pytestmark = pytest.mark.peers"), strict=True):
        file.write_text(text)
    config = SimpleNamespace(option=SimpleNamespace(markexpr=expression))
    assert [bool(pytest_ignore_collect(file, config)) for file in files] == passed_over  # type: ignore[arg-type]
    assert not pytest_ignore_collect(tmp_path, config)  # type: ignore[arg-type]


def test_no_two_processes_have_the_same_ports(repository: Path) -> None:
    assert len({free_port() for _ in range(20)}) == 20
    code = "from tests.support.ports import block; print(block())"
    run = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert int(run.stdout) != block()
