"""Programs of ours in processes of their own."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest

PATIENCE = 60.0


@attrs.define
class Server:
    """A running `sessioncore serve`; `port` is where it listens."""

    process: subprocess.Popen[str]
    lines: queue.Queue[str | None]
    first_line: str

    @property
    def port(self) -> int:
        return int(self.first_line.rpartition(":")[2])

    def uri(self, user: str) -> str:
        return f"sip:{user}@127.0.0.1:{self.port}"

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "sessioncore.cli", *arguments]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers on free ports of loopback; they are gone after the test."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, listen: str = "udp:127.0.0.1:0") -> Server:
        process = subprocess.Popen(
            program("serve", "--listen", listen, "--media-ports", "20", *arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        started.append(process)
        lines: queue.Queue[str | None] = queue.Queue()
        assert process.stdout is not None
        output = process.stdout

        def read() -> None:
            for line in output:
                lines.put(line.rstrip("\n"))
            lines.put(None)

        threading.Thread(target=read, daemon=True).start()
        first = lines.get(timeout=PATIENCE)
        assert first is not None, "serve ended at once"
        assert first.startswith(f"listening on {listen.rpartition(':')[0]}:"), first
        return Server(process, lines, first)

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `sessioncore` to its end."""

    def runner(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(program(*arguments), capture_output=True, text=True, timeout=PATIENCE)

    return runner


@pytest.fixture
def peer() -> Iterator[socket.socket]:
    """A UDP socket that plays the other side by hand."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        made.settimeout(PATIENCE)
        yield made
