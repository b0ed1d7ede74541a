"""The embedded relay's process from outside: started when it is wanted, told what to pass on, missed when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from sessioncore.base.errors import MediaError, Recovery
from sessioncore.io.relay_process import MESSAGE_SIZE
from sessioncore.media.relay.call import Aim
from sessioncore.media.relay.plane import Figures, Rewriting

_log = logging.getLogger(__name__)

_PATIENCE: Final = 2.0
"""Seconds that the process may take to end."""

_HUNG: Final = 1.0
"""Seconds that it may take to read commands when many wait; a machine with much to do lets it stand still for some."""

_RESTART: Final = 1.0
"""Seconds between two starts, at least: a process that dies at once shall not keep us busy."""


class RelayEngine:
    """One relay process.

    on_silent    line, side and seconds, when nothing comes from a side any more
    on_stopped   line and what was counted of either side, after `close`
    on_failed    line and reason: it was not opened, or its process is gone and with it everything that was relayed
    """

    def __init__(
        self,
        on_silent: Callable[[int, int, float], None],
        on_stopped: Callable[[int, Figures, Figures], None],
        on_failed: Callable[[int, str], None],
    ) -> None:
        self._on_silent, self._on_stopped, self._on_failed = on_silent, on_stopped, on_failed
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._open: set[int] = set()
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
        self.starts += 1

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
                given = aim.protection
                keys = [given.suite, given.our_key.hex(), given.their_key.hex()] if given is not None else None
                self._tell(["aim", aim.line, aim.side, aim.remote, aim.control, aim.host, aim.expected, keys])

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
        if self._control is None:
            raise MediaError("the relay process is gone")
        data = json.dumps(message).encode()
        try:
            try:
                self._send(self._control, data, sockets)
            except BlockingIOError:
                # Many calls at once: it is about to read them. What has hung for so long is as good as dead.
                select.select([], [self._control], [], _HUNG)
                self._send(self._control, data, sockets)
        except OSError as error:
            # It takes nothing any more: what it does now is not what was agreed.
            self._lost(f"the relay process takes no commands: {os.strerror(error.errno or 0)}")
            raise MediaError("the relay process takes no commands") from None

    def _send(self, control: socket.socket, data: bytes, sockets: Sequence[int]) -> None:
        if sockets:
            socket.send_fds(control, [data], list(sockets))
        else:
            control.send(data)

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
        if self._control is not None and self._loop is not None:
            self._loop.remove_reader(self._control.fileno())
            self._control.close()
        self._control = self._process = None
