"""The embedded relay's process from outside: started when it is wanted, told what to pass on, missed when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Final

from sessioncore.base.errors import MediaError, Recovery
from sessioncore.base.protection import Protection
from sessioncore.io.relay_process import MESSAGE_SIZE
from sessioncore.media.relay.call import Aim
from sessioncore.media.relay.plane import Figures, Rewriting

_log = logging.getLogger(__name__)

_PATIENCE: Final = 2.0
"""Seconds that the process may take to end."""

_HUNG: Final = 3.0
"""Seconds without taking a command, while some wait; a machine with much to do lets it stand still for a while."""

_MOST_WAITING: Final = 10_000
"""Commands that wait for it; as many calls begin in a few seconds at most."""

LOOK_SECONDS: Final = 5.0
"""Between two questions whether it still runs, while it relays; what has answered neither of two has hung."""

_RESTART: Final = 1.0
"""Seconds between two starts, at least: a process that dies at once shall not keep us busy."""


class RelayEngine:
    """One relay process.

    on_silent    line, side and seconds, when nothing comes from a side any more
    on_stopped   line and what was counted of either side, after `close`
    on_failed    line and reason: it was not opened, or its process is gone and with it everything that was relayed
    look         seconds between two looks whether it still runs
    """

    def __init__(
        self,
        on_silent: Callable[[int, int, float], None],
        on_stopped: Callable[[int, Figures, Figures], None],
        on_failed: Callable[[int, str], None],
        look: float = LOOK_SECONDS,
    ) -> None:
        self._on_silent, self._on_stopped, self._on_failed = on_silent, on_stopped, on_failed
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._open: set[int] = set()
        self._waiting: deque[tuple[bytes, tuple[int, ...]]] = deque()
        self._patience: asyncio.TimerHandle | None = None
        self._look_seconds = look
        self._looking: asyncio.TimerHandle | None = None
        self._certificate = ""
        self._unanswered = 0
        self._last_line = 0
        self._started_at = -_RESTART
        self.starts = 0
        """How often a process was started."""

    @property
    def pid(self) -> int:
        """The process, 0 while none runs."""
        return self._process.pid if self._process is not None else 0

    @property
    def lines(self) -> int:
        """Lines that are open."""
        return len(self._open)

    def start(self) -> None:
        """Start the process in the running loop, where none runs; MediaError when that cannot be."""
        if self._process is not None:
            return
        if time.monotonic() - self._started_at < _RESTART:
            raise MediaError("the relay process has ended only just now", recovery=Recovery.RETRY_AFTER)
        self._started_at = time.monotonic()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-m", "sessioncore.io.relay_process", str(theirs.fileno())]
        try:
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        except OSError as error:
            ours.close()
            raise MediaError(f"the relay process cannot be started: {error.strerror}") from None
        finally:
            theirs.close()
        ours.setblocking(False)
        self._control = ours
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(ours.fileno(), self._readable)
        self._unanswered = 0
        self._looking = self._loop.call_later(self._look_seconds, self._look)
        self.starts += 1
        if self._certificate:
            self._tell(["certificate", 0, self._certificate])

    def certify(self, certificate: str) -> None:
        """Give the process, and each that follows it, the key and certificate (PEM) of DTLS handshakes."""
        self._certificate = certificate
        if self._control is not None:
            self._tell(["certificate", 0, certificate])

    def open(self, sockets: Sequence[int], is_rtp: bool, rewriting: tuple[Rewriting, Rewriting] | None = None) -> int:
        """Begin a line and return its number: RTP's and RTCP's socket of one side, then of the other.

        The sockets stay the caller's as well, who must not read them before `on_stopped`. MediaError when the process
        cannot be had.
        """
        self.start()
        self._last_line += 1
        line = self._last_line
        given = None
        if rewriting is not None:
            given = [
                [one.ssrc, one.clock_rate, list(one.payload_types) if one.payload_types is not None else None]
                for one in rewriting
            ]
        self._tell(["open", line, is_rtp, given], sockets)
        self._open.add(line)
        return line

    def aim(self, aim: Aim) -> None:
        """Say where a side of a line is."""
        if aim.line in self._open:
            with contextlib.suppress(MediaError):  # then the process is gone, which `on_failed` tells
                keys, handshake = _spelled(aim.protection)
                told = [aim.line, aim.side, aim.remote, aim.control, aim.host, aim.expected, keys, handshake]
                self._tell(["aim", *told])

    def close(self, line: int) -> None:
        """End a line; `on_stopped` tells what it was. An unknown one is ignored."""
        if line in self._open:
            with contextlib.suppress(MediaError):
                self._tell(["close", line])

    async def stop(self) -> None:
        """End the process; nothing is told any more."""
        process = self._process
        self._open.clear()
        self._hang_up()
        if process is None:
            return
        try:
            await asyncio.to_thread(process.wait, _PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _tell(self, message: list[Any], sockets: Sequence[int] = ()) -> None:
        """Hand a command over, or keep it until the process takes more: nothing of ours waits for that."""
        if self._control is None or self._loop is None:
            raise MediaError("the relay process is gone")
        if len(self._waiting) >= _MOST_WAITING:
            self._lost("the relay process takes no commands")
            raise MediaError("the relay process takes no commands")
        begins = not self._waiting
        self._waiting.append((json.dumps(message).encode(), tuple(sockets)))
        if not begins:
            return
        self._flush()
        if self._control is None:
            raise MediaError("the relay process takes no commands")
        if self._waiting:
            self._loop.add_writer(self._control.fileno(), self._flush)

    def _flush(self) -> None:
        """Hand over what waits."""
        control, loop, taken = self._control, self._loop, False
        while control is not None and loop is not None and self._waiting:
            data, sockets = self._waiting[0]
            try:
                socket.send_fds(control, [data], sockets) if sockets else control.send(data)
            except BlockingIOError:
                if taken or self._patience is None:
                    self._be_patient()
                    self._patience = loop.call_later(_HUNG, self._lost, "the relay process has hung")
                return
            except OSError as error:
                # It takes nothing any more: what it does now is not what was agreed.
                self._lost(f"the relay process takes no commands: {os.strerror(error.errno or 0)}")
                return
            self._waiting.popleft()
            taken = True
        self._be_patient()
        if control is not None and loop is not None:
            loop.remove_writer(control.fileno())

    def _be_patient(self) -> None:
        """What it takes shows that it has not hung."""
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _look(self) -> None:
        """Ask whether it still runs: whoever hangs tells of no silence and answers no end."""
        if self._loop is None:
            return
        if self._unanswered > 1:
            self._lost("the relay process has hung")
            return
        self._looking = self._loop.call_later(self._look_seconds, self._look)
        if self._open:
            self._unanswered += 1
            with contextlib.suppress(MediaError):
                self._tell(["alive", 0])

    def _readable(self) -> None:
        control = self._control
        while control is not None and control is self._control:
            try:
                data = control.recv(MESSAGE_SIZE)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            if not data:
                self._lost("the relay process has ended")
                return
            what, line, *more = json.loads(data)
            if what == "silent":
                self._on_silent(line, *more)
            elif what == "alive":
                self._unanswered = 0
            elif what == "stopped":
                self._open.discard(line)
                self._on_stopped(line, tuple(more[0]), tuple(more[1]))
            else:
                self._open.discard(line)
                self._on_failed(line, *more)

    def _lost(self, reason: str) -> None:
        """The process is gone, and with it all its lines; the next one that is wanted starts another."""
        process, self._process = self._process, None
        self._hang_up()
        if process is not None:
            process.kill()
            process.wait()
        _log.error("%s; %d lines were relayed", reason, len(self._open))
        lines, self._open = sorted(self._open), set()
        for line in lines:
            self._on_failed(line, reason)

    def _hang_up(self) -> None:
        self._be_patient()
        if self._looking is not None:
            self._looking.cancel()
        self._waiting.clear()
        if self._control is not None and self._loop is not None:
            self._loop.remove_reader(self._control.fileno())
            self._loop.remove_writer(self._control.fileno())
            self._control.close()
        self._control = self._process = None


def _spelled(protection: Protection | None) -> tuple[list[str] | None, dict[str, Any] | None]:
    """Keys, or what a handshake needs, as JSON has it."""
    if protection is None:
        return None, None
    if protection.keying == "sdes":
        return [protection.suite, protection.our_key.hex(), protection.their_key.hex()], None
    names = ("active", "fingerprints", "association", "our_fragment", "our_password", "their_fragment")
    return None, {name: getattr(protection, name) for name in (*names, "our_fingerprint")}
