"""SIPp as a peer: scenarios are rendered with Jinja2, run on loopback, and judged by SIPp's own counts.

Every run is bounded: SIPp ends by itself after `limit` seconds, and is killed a little later if it does not.
"""

from __future__ import annotations

import asyncio
import csv
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import jinja2

from tests.support.ports import HOST, free_media_port, free_port, is_listening

SCENARIOS = Path(__file__).parent / "scenarios"
PATIENCE_S = 30.0
"""How long something is waited for that comes at once where the machine has nothing else to do."""

_environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(SCENARIOS), undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def wait_for(condition: Callable[[], bool], what: str, limit: float = PATIENCE_S) -> None:
    """Look at a condition every 10 ms; raises TimeoutError that says what did not come."""
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {limit:.0f} s")
        time.sleep(0.01)


async def until(condition: Callable[[], bool], what: str, limit: float = PATIENCE_S) -> None:
    """The same as `wait_for` inside a running loop."""
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {limit:.0f} s")
        await asyncio.sleep(0.01)


@attrs.frozen
class Outcome:
    """What SIPp counted; `log` is what it said about unexpected messages."""

    status: int
    succeeded: int
    failed: int
    retransmissions: int
    """Copies that SIPp sent or got."""
    rate: float
    """Calls that were begun per second."""
    log: str

    def complete(self, calls: int) -> bool:
        """Every call went as the scenario says."""
        return (self.status, self.succeeded, self.failed) == (0, calls, 0)

    def clean(self, calls: int) -> bool:
        """Every call went as the scenario says, and nothing was sent twice."""
        return self.complete(calls) and self.retransmissions == 0


class Sipp:
    """One run of SIPp. `target` None: it waits to be called; `port` is where it listens.

    `values` are put into the scenario's template, `options` are SIPp's own; `open_calls` bounds the calls that are up
    at a time, `prefix` is a command to start SIPp with, such as taskset. `tcp` is one connection for all calls.
    """

    def __init__(
        self,
        scenario: str,
        folder: Path,
        *,
        target: int | None = None,
        user: str = "echo",
        calls: int = 1,
        rate: float = 10.0,
        hold: float = 0.0,
        limit: float = 60.0,
        open_calls: int | None = None,
        prefix: tuple[str, ...] = (),
        host: str = HOST,
        tcp: bool = False,
        options: tuple[str, ...] = (),
        **values: Any,
    ) -> None:
        program = shutil.which("sipp")
        assert program is not None, "the test asks for its peer first (require_peer)"
        self.port = free_port()
        self._host = f"[{host}]" if ":" in host else host
        self._tcp = tcp
        self._folder = Path(tempfile.mkdtemp(prefix=f"{Path(scenario).stem}-", dir=folder))
        self._limit = limit
        path = self._folder / scenario
        rendered = _environment.get_template(scenario).render(values)
        path.write_text(f'<?xml version="1.0" encoding="US-ASCII" ?>\n{rendered.strip()}\n', encoding="ascii")
        command = [*prefix, program, "-sf", str(path), "-i", host, "-p", str(self.port)]
        command += ["-mi", host, "-mp", str(free_media_port())]
        command += ["-m", str(calls), "-nostdin", "-timeout", f"{int(limit)}s", "-timeout_error"]
        command += ["-recv_timeout", str(int(limit * 1000)), "-default_behaviors", "abortunexp"]
        command += ["-trace_err", "-error_file", "errors.log", "-trace_stat", "-stf", "counts.csv", "-fd", "1"]
        command += ["-trace_msg", "-message_file", "messages.log"] if calls <= 10 else []
        if target is not None:
            command += ["-s", user, "-r", str(rate), "-d", str(int(hold * 1000)), "-l", str(open_calls or calls)]
            command += [f"{self._host}:{target}"]
        command += ["-t", "t1"] if tcp else []
        with open(self._folder / "screen.txt", "wb") as screen:
            self._process = subprocess.Popen([*command, *options], cwd=self._folder, stdout=screen, stderr=screen)
        if target is None:
            kind = socket.SOCK_STREAM if tcp else socket.SOCK_DGRAM
            wait_for(lambda: is_listening(self.port, kind) or self._process.poll() is not None, "SIPp's port")

    @property
    def uri(self) -> str:
        """What to call when SIPp waits to be called."""
        return f"sip:peer@{self._host}:{self.port}" + (";transport=tcp" if self._tcp else "")

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    @property
    def messages(self) -> str:
        """Every message so far, as SIPp logs them."""
        log = self._folder / "messages.log"
        return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""

    def got(self, start: str) -> list[str]:
        """The messages that SIPp got and that begin so, copies included."""
        parts = re.split(r"^-{40,} .*\n", self.messages, flags=re.MULTILINE)
        bodies = [
            part.partition("\n\n")[2]
            for part in parts
            if part.startswith(("UDP message received", "TCP message received"))
        ]
        return [body for body in bodies if body.startswith(start)]

    def wait(self) -> Outcome:
        """Wait for the end of the run."""
        try:
            wait_for(lambda: not self.running, "the end of SIPp", self._limit + 5)
        finally:
            self.kill()
        return self._outcome()

    async def finished(self) -> Outcome:
        """The same inside a running loop."""
        try:
            await until(lambda: not self.running, "the end of SIPp", self._limit + 5)
        finally:
            self.kill()
        return self._outcome()

    def kill(self) -> None:
        """End it, whatever it does; harmless when it has ended."""
        self._process.kill()
        self._process.wait()

    def _outcome(self) -> Outcome:
        log = "".join(
            (self._folder / name).read_text(encoding="utf-8", errors="replace")
            for name in ("errors.log", "messages.log")
            if (self._folder / name).exists()
        )
        counts = self.counts()
        if not counts:
            screen = (self._folder / "screen.txt").read_text(encoding="utf-8", errors="replace")
            return Outcome(self._process.returncode, 0, 0, 0, 0.0, log + screen)
        succeeded, failed, copies = (
            int(counts[f"{name}(C)"]) for name in ("SuccessfulCall", "FailedCall", "Retransmissions")
        )
        return Outcome(self._process.returncode, succeeded, failed, copies, float(counts["CallRate(C)"]), log)

    def counts(self) -> dict[str, str]:
        """The newest line of SIPp's statistics, which it writes every second; empty before the first."""
        path = self._folder / "counts.csv"
        if not path.exists():
            return {}
        with path.open(encoding="ascii") as file:
            rows = [row for row in csv.reader(file, delimiter=";") if row]
        return dict(zip(rows[0], rows[-1], strict=False)) if len(rows) > 1 and len(rows[-1]) >= len(rows[0]) - 1 else {}
