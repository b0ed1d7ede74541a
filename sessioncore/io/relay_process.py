"""The process that passes media on: `python -m sessioncore.io.relay_process FD`, started by `io.relay_engine` alone.

It shares no interpreter lock with signalling. Over the socket pair `FD` (one JSON list a datagram) it is told what to
do, with the sockets of each line, and tells what happens; when that closes it ends, and nothing is left of it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from sessioncore.base.errors import MediaError
from sessioncore.base.protection import Protection
from sessioncore.io.icmp import read_errors
from sessioncore.media.relay.plane import RelayPlane, Rewriting
from sessioncore.media.relay.port import Contexts, Muxed, RelayLimits, RelayPort

MESSAGE_SIZE: Final = 16_384
"""Octets of one message over the socket pair, at most."""

_BURST: Final = 32
"""Datagrams of one port in a row: a flood leaves room for others."""

_COMMANDS: Final = 4
"""Commands in a row; opening or closing a line takes about 50 us, for which packets wait."""

_ERRORS: Final = 16
_WAIT: Final = 0.5
_TOLD: Final = 50_000
"""Messages that wait for a parent that does not read; then the process ends, for nobody is there."""

Entry = tuple[socket.socket, Callable[..., Any], Callable[..., Any], RelayPort, int]
"""A bound socket, its port's `take`, the sending of the socket on the other side, the port, and its line."""


class RelayProcess:
    """The loop. `control` is our end of the socket pair."""

    def __init__(
        self,
        control: socket.socket,
        limits: RelayLimits | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._control = control
        self._plane = RelayPlane(limits, _contexts)
        self._clock = clock
        self._epoll = select.epoll()
        self._epoll.register(control.fileno(), select.EPOLLIN)
        self._entries: dict[int, Entry] = {}
        self._lines: dict[int, list[socket.socket]] = {}
        self._sockets: dict[RelayPort, socket.socket] = {}
        self._told: deque[bytes] = deque()
        self._buffer = bytearray(self._plane.limits.datagram_size + 1)

    def run(self) -> None:
        """Until the parent is gone."""
        control = self._control.fileno()
        entries = self._entries
        while True:
            ready = self._epoll.poll(0 if self._plane.looking else _WAIT)
            now = self._clock()
            told = False
            for number, events in ready:
                if number == control:
                    told = True  # packets first
                elif (entry := entries.get(number)) is not None:
                    self._pass_on(entry, now)
                    if events & select.EPOLLERR:
                        for _ in read_errors(entry[0], _ERRORS):
                            entry[3].other.undelivered += 1
            if told and not self._take_commands(now):
                return
            if self._plane.shaking:
                self._shake(now)
            for line, side, seconds in self._plane.poll(now):
                self._tell("silent", line, side, round(seconds, 3))
            if self._told and not self._flush():
                return

    def _pass_on(self, entry: Entry, now: float) -> None:
        bound, take, send, port, _ = entry
        if port.is_protected:
            self._pass_protected(entry, now)
            return
        buffer = self._buffer
        view = memoryview(buffer)
        receive = bound.recvfrom_into
        most = len(buffer) - 1
        try:
            for _ in range(_BURST):
                size, source = receive(buffer)
                if len(source) > 2:
                    source = source[:2]
                if size > most:
                    port.malformed += 1
                    continue
                to = take(buffer, size, source, now)
                if to is not None:
                    try:
                        send(view[:size], to)
                    except OSError:
                        port.undelivered += 1
        except OSError:
            return  # nothing more is there, or ICMP told of something that we sent

    def _pass_protected(self, entry: Entry, now: float) -> None:
        """Either side has SRTP with us."""
        bound, _, _, port, _ = entry
        most = len(self._buffer) - 1
        try:
            for _ in range(_BURST):
                data, source = bound.recvfrom(most + 1)
                if len(data) > most:
                    port.malformed += 1
                    continue
                made = port.take_protected(data, source[:2], now)
                if made is not None:
                    try:
                        self._sockets[made[2]].sendto(made[0], made[1])
                    except OSError:
                        port.undelivered += 1
                elif port.association is not None and port.association.replies:
                    self._reply(port)
                    self._plane.shaking.add(entry[4])
        except OSError:
            return  # as above

    def _reply(self, port: RelayPort) -> None:
        """What a handshake, or an answer to a check, has to say to its own side."""
        association = port.association
        if association is None:
            return
        replies, association.replies[:] = association.replies[:], []
        for data, to in replies:
            with contextlib.suppress(OSError):
                self._sockets[port].sendto(data, to)

    def _shake(self, now: float) -> None:
        shaking = list(self._plane.shaking)
        failed = self._plane.shake(now)
        for line in shaking:
            for bound in self._lines.get(line, ()):
                self._reply(self._entries[bound.fileno()][3])
        for line, reason in failed:
            self._fail(line, reason)

    # -- what the parent wants ---

    def _take_commands(self, now: float) -> bool:
        """Whether the parent is still there. A few at a time: packets come in between."""
        for _ in range(_COMMANDS):
            try:
                data, numbers, _, _ = socket.recv_fds(self._control, MESSAGE_SIZE, 4)
            except BlockingIOError:
                return True
            except OSError:
                return False
            if not data:
                return False
            sockets = [socket.socket(fileno=number) for number in numbers]
            what, line, *more = json.loads(data)
            if what == "open":
                self._open(line, sockets, *more)
            elif what == "aim":
                self._aim(line, now, *more)
            elif what == "close":
                self._close(line)
            elif what == "certificate":
                self._plane.make_association = _associations(more[0])
            else:
                self._tell("alive", line)
        return True

    def _aim(
        self,
        line: int,
        now: float,
        side: int,
        remote: list[Any] | None,
        control: list[Any] | None,
        host: str,
        expected: bool,
        keys: list[str] | None,
        handshake: dict[str, Any] | None,
    ) -> None:
        made = (keys[0], bytes.fromhex(keys[1]), bytes.fromhex(keys[2])) if keys is not None else None
        protection = None
        if handshake is not None:
            protection = Protection("dtls", **{**handshake, "fingerprints": tuple(handshake["fingerprints"])})
        try:
            self._plane.aim(line, side, _address(remote), _address(control), host, expected, now, made, protection)
        except MediaError as error:
            self._fail(line, error.message)

    def _open(self, line: int, sockets: list[socket.socket], is_rtp: bool, rewriting: list[Any] | None) -> None:
        """Sockets come in the order of the ports: RTP's and RTCP's of the first side, then of the second."""
        try:
            if len(sockets) != 4:
                raise MediaError("a line has four sockets")
            made = None
            if rewriting is not None:
                first, second = [Rewriting(ssrc, rate, _types(types)) for ssrc, rate, types in rewriting]
                made = first, second
            ports = self._plane.open(line, is_rtp, made)
        except MediaError as error:
            for one in sockets:
                one.close()
            self._tell("failed", line, error.message)
            return
        self._lines[line] = sockets
        for at, (bound, port) in enumerate(zip(sockets, ports, strict=True)):
            _discard_stale(bound, self._buffer)
            send = sockets[(at + 2) % 4].sendto
            self._entries[bound.fileno()] = bound, port.take, send, port, line
            self._sockets[port] = bound
            self._epoll.register(bound.fileno(), select.EPOLLIN)

    def _forget(self, line: int) -> None:
        for bound in self._lines.pop(line, ()):
            self._epoll.unregister(bound.fileno())
            del self._sockets[self._entries.pop(bound.fileno())[3]]
            bound.close()

    def _fail(self, line: int, reason: str) -> None:
        self._forget(line)
        self._plane.close(line)
        self._tell("failed", line, reason)

    def _close(self, line: int) -> None:
        self._forget(line)
        figures = self._plane.close(line)
        if figures is not None:
            self._tell("stopped", line, *figures)

    # -- what it is told ---

    def _tell(self, *message: Any) -> None:
        self._told.append(json.dumps(message).encode())

    def _flush(self) -> bool:
        """Whether the parent still listens."""
        while self._told:
            try:
                self._control.send(self._told[0])
            except BlockingIOError:
                return len(self._told) < _TOLD
            except OSError:
                return False
            self._told.popleft()
        return True


def _contexts() -> Contexts:
    """Imported where it is used: libsrtp comes with the extra `secure`."""
    from sessioncore.media.security.srtp import SrtpContexts

    return SrtpContexts()


def _associations(pem: str) -> Callable[[], Muxed]:
    """What makes associations under a certificate of ours; imported where it is used, as above."""
    from sessioncore.media.relay.association import Association
    from sessioncore.media.security.dtls import Identity

    identity = Identity.load(pem.encode())
    return lambda: Association(identity)


def _address(value: list[Any] | None) -> tuple[str, int] | None:
    return (value[0], value[1]) if value is not None else None


def _types(value: list[int] | None) -> bytes | None:
    return bytes(value) if value is not None else None


def _discard_stale(bound: socket.socket, buffer: bytearray) -> None:
    """Drop what came for the port before the line was opened: it belongs to an earlier call."""
    for _ in range(256):
        try:
            bound.recv_into(buffer)
        except BlockingIOError:
            return
        except OSError:
            continue


def main(number: int) -> None:
    """Run on the socket pair's end with this file number."""
    # The parent says when it is over: what ends that (a key, a service manager) leaves it time to end its calls.
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)
    control = socket.socket(fileno=number)
    control.setblocking(False)
    gc.freeze()
    gc.disable()
    with contextlib.suppress(OSError):
        go_first()
    RelayProcess(control).run()


def go_first() -> None:
    """Sound does not wait for signalling, where the system lets us: a higher priority than the parent's.

    A parent that runs in real time has handed that down; beside it, a process of the same priority would wait until
    it sleeps.
    """
    policy = os.sched_getscheduler(0)
    if policy in (os.SCHED_FIFO, os.SCHED_RR):
        priority = min(os.sched_getparam(0).sched_priority + 1, os.sched_get_priority_max(policy))
        os.sched_setscheduler(0, policy, os.sched_param(priority))
    else:
        os.nice(-5)


if __name__ == "__main__":
    main(int(sys.argv[1]))
