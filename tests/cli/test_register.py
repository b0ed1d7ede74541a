"""`sessioncore register` with `sessioncore serve`, each in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Server, program

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def password(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text("secret\n")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_the_account_of_the_example_registers(
    serve: Callable[..., Server], run: Run, password: Path, transport: str
) -> None:
    server = serve(listen=f"{transport}:127.0.0.1:0")
    registrar = f"sip:127.0.0.1:{server.port};transport={transport}"
    account = ["--user", "alice", "--password-file", str(password)]
    done = run("register", "sip:alice@127.0.0.1", "--registrar", registrar, *account, "--once")
    assert (done.returncode, done.stdout.splitlines()) == (0, ["registered for 3600 s", "unregistered"]), done.stderr
    another = run("register", "sip:bob@127.0.0.1", "--registrar", registrar, *account, "--once")
    assert (another.returncode, another.stdout.splitlines()[-1]) == (1, "refused: 403 Forbidden")
    unknown = run("register", "sip:alice@127.0.0.1", "--registrar", registrar, "--once")
    assert (unknown.returncode, unknown.stdout.splitlines()[-1]) == (1, "refused: 401 Unauthorized")


def test_it_stays_until_it_is_told_to_end(serve: Callable[..., Server], password: Path) -> None:
    server = serve()
    command = program("register", "sip:alice@127.0.0.1", "--registrar", f"sip:127.0.0.1:{server.port}")
    command += ["--user", "alice", "--password-file", str(password)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    assert process.stdout.readline() == "registered for 3600 s\n"
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=60)[0] == "unregistered\n"
    assert process.returncode == 0


def test_what_cannot_be_tried(run: Run) -> None:
    assert run("register", "nonsense").returncode == 2
    assert run("register", "sip:alice@127.0.0.1", "--user", "alice").returncode == 2
