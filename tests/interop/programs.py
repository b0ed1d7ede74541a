"""Our own programs as separate processes, as a user starts them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from tests.interop.sipp import PATIENCE_S, wait_for

ROOT = Path(__file__).resolve().parents[2]
SESSIONCORE = (sys.executable, "-m", "sessioncore.cli")
NOTED = (sys.executable, "-m", "tests.support.noted")
"""The same program; the test is told which rows it took."""

_listening = re.compile(r"^listening on udp:127\.0\.0\.1:(\d+)$", re.MULTILINE).search


class Program:
    """A process whose output goes to files in `folder`; `command` is run from the root of the repository."""

    def __init__(self, *command: str, folder: Path, name: str) -> None:
        self._out = folder / f"{name}.out"
        self._err = folder / f"{name}.err"
        with open(self._out, "wb") as out, open(self._err, "wb") as err:
            self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=out, stderr=err)

    @property
    def output(self) -> str:
        """What it printed so far."""
        return self._out.read_text(encoding="utf-8")

    @property
    def errors(self) -> str:
        """What it complained about so far."""
        return self._err.read_text(encoding="utf-8")

    def listening_port(self) -> int:
        """Wait until it says where it listens."""
        wait_for(lambda: _listening(self.output) is not None or self.process.poll() is not None, "the server's start")
        found = _listening(self.output)
        assert found is not None, self.errors
        return int(found.group(1))

    def tell(self, line: str) -> None:
        """Write a line to its standard input."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End it without a chance to clean up; harmless when it has ended."""
        self.process.kill()
        self.process.wait()

    def stop(self, limit: float = PATIENCE_S) -> int:
        """End it as an operator does, with SIGTERM; the exit status. Killed when it has not ended after `limit` s."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait(limit)

    def wait(self, limit: float = 2 * PATIENCE_S) -> int:
        """Wait for its own end; the exit status."""
        try:
            return self.process.wait(limit)
        finally:
            self.kill()
            if self.process.stdin is not None:
                self.process.stdin.close()


def serve(folder: Path, *options: str, name: str = "serve", port: int = 0) -> Program:
    """`sessioncore serve` on loopback."""
    return Program(*NOTED, "serve", "--listen", f"udp:127.0.0.1:{port}", *options, folder=folder, name=name)


def open_sockets(process: int) -> int:
    """How many sockets a process has open."""
    folder = Path(f"/proc/{process}/fd")
    count = 0
    for entry in folder.iterdir():
        try:
            count += os.readlink(entry).startswith("socket:")
        except OSError:
            continue  # closed meanwhile
    return count
