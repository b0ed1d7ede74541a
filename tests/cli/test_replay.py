from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    "content",
    [b"", b"no journal", b"{}\n", b"[]\n", b'{"journal": 1}\n', b"\xff\xfe\x00\x01", b'{"journal": 99}\n', b"null\n"],
)
def test_what_is_no_journal_is_exit_status_2(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.journal"
    path.write_bytes(content)
    done = run("replay", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"sessioncore replay: {path}")


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("replay", str(tmp_path / "absent.journal"))
    assert done.returncode == 2
    assert "No such file" in done.stderr
    assert run("replay").returncode == 2
