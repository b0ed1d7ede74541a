"""The media plane in a thread of its own, on real sockets and the real clock."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TypeAlias

from sessioncore.base.errors import MediaError
from sessioncore.base.media import CloseStream, LendStream, MediaCommand, MediaEvent, MediaFailed, OpenStream
from sessioncore.io.icmp import read_errors
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.io.readiness import Readiness, readiness
from sessioncore.media.limits import Address
from sessioncore.media.plane import MediaPlane, Packet
from sessioncore.media.sound.containment import contain

PacketTap: TypeAlias = Callable[[float, bool, int, Address, bytes], None]
"""Sees every datagram, RTCP as well: time, whether it was sent, our port, the other side's address, the octets."""

_log = logging.getLogger(__name__)

_STALE_DATAGRAMS = 1_000
_FAILURES, _FAILURE_SECONDS = 3, 10.0
"""After so many failures of the thread within so many seconds it gives up: beginning anew does not help."""
_ERRORS = 16
"""Messages of a socket's error queue that are read at once."""
_Entry: TypeAlias = tuple[socket.socket, str, bool]
"""A socket that is watched, the name of its stream ("": the wake-up socket), and whether it is the one for RTCP."""


class MediaRunner:
    """Drives a `MediaPlane` in a thread: datagrams from and to the sockets of `ports`, commands in, events out.

    `on_event` is called in the media thread and must return quickly; an asyncio program passes
    `functools.partial(loop.call_soon_threadsafe, handler)`. So is `on_packet`, where packets are to be recorded.
    `clock` gives seconds and never goes back. Nobody else touches the plane, or the sockets of open streams, between
    `start` and the end of `stop`.
    """

    def __init__(
        self,
        plane: MediaPlane,
        ports: MediaPortPool,
        on_event: Callable[[MediaEvent], None],
        *,
        clock: Callable[[], float] = time.monotonic,
        on_packet: PacketTap | None = None,
    ) -> None:
        self._plane = plane
        # RTCP tells the time of day (RFC 3550 section 4).
        plane.wall = time.time() - clock()
        self._ports = ports
        self._on_event = on_event
        self._on_packet = on_packet
        self._clock = clock
        self._commands: deque[MediaCommand] = deque()
        self._ready: Readiness[_Entry] = readiness()
        self._wake_in, self._wake_out = socket.socketpair()
        self._wake_in.setblocking(False)
        self._wake_out.setblocking(False)
        self._ready.add(self._wake_in, (self._wake_in, "", False))
        self._woken = False
        self._stopping = self._failed = False
        self._open: dict[str, tuple[socket.socket, int]] = {}
        self._users: dict[int, str] = {}
        self._unsendable: set[str] = set()
        self._lent: set[str] = set()
        self._failures: list[float] = []
        # One octet more than allowed, so that the plane sees what is too long.
        self._buffer = bytearray(plane.limits.datagram_size + 1)
        self._view = memoryview(self._buffer)
        self._thread = threading.Thread(target=self._run, name="sessioncore-media", daemon=True)
        self.send_errors = 0
        """Packets that the system did not take."""
        self.callback_errors = 0
        """Calls of `on_event` or `on_packet` that raised."""

    @property
    def running(self) -> bool:
        """The thread is alive."""
        return self._thread.is_alive()

    @property
    def open_sockets(self) -> int:
        """RTP sockets in use by streams."""
        return len(self._open)

    def start(self) -> None:
        """Start the thread, once; MediaError afterwards."""
        if self._stopping or self._thread.ident is not None:
            raise MediaError("a media runner starts once")
        self._thread.start()

    def submit(self, command: MediaCommand) -> None:
        """Hand over a command from any thread; carried out in order. After `stop` it is dropped.

        What came for a port before it is to be opened belongs to an earlier call; what comes from now on is heard, also
        where the thread looks later than whoever was told of the port.
        """
        if self._stopping:
            if self._failed and isinstance(command, OpenStream):
                self._tell(MediaFailed(command.stream, "the media thread failed"))
            return
        if type(command) is OpenStream:
            with contextlib.suppress(MediaError):  # the thread will say so
                self._discard_stale(self._ports.socket(command.port))
        self._commands.append(command)
        self._wake()

    def stop(self, timeout: float = 5.0) -> None:
        """Close all streams (each tells `MediaStopped`) and join the thread; may be repeated.

        MediaError when the thread does not end within `timeout` seconds, which means that a callback hangs.
        """
        self._stopping = True
        if self._thread.ident is None:
            self._release()
            return
        self._wake()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout)
            if self._thread.is_alive():
                raise MediaError(f"the media thread did not end within {timeout} s")

    def _wake(self) -> None:
        # The thread clears the flag before it looks at the commands, so none is ever overlooked.
        if not self._woken:
            self._woken = True
            with contextlib.suppress(OSError):
                self._wake_out.send(b"\0")

    def _run(self) -> None:
        try:
            while not self._stopping:
                try:
                    self._step()
                except Exception as error:
                    self._begin_anew(error)
            self._execute_all()
            for stream in tuple(self._open):
                self._execute(CloseStream(stream), self._clock())
            self._publish(self._plane.poll(self._clock())[1])
        except Exception:
            _log.exception("the media thread failed and gives up")
            self._failed = True
            self._ports.out_of_order = "the media thread failed"
            waiting = [command.stream for command in tuple(self._commands) if isinstance(command, OpenStream)]
            for stream in (*self._open, *waiting):
                self._tell(MediaFailed(stream, "the media thread failed"))
        finally:
            self._stopping = True
            self._release()

    def _begin_anew(self, error: Exception) -> None:
        """A mistake of ours that no stream can be blamed for: all of them are told, and those to come have a thread.

        Raises the error where that was tried a few times just now.
        """
        now = time.monotonic()  # whatever our clock does
        self._failures = [when for when in self._failures if now - when < _FAILURE_SECONDS]
        self._failures.append(now)
        if len(self._failures) >= _FAILURES:
            raise error
        _log.error("the media thread failed and begins anew", exc_info=error)
        failed = tuple(self._open)
        for stream in failed:
            with contextlib.suppress(OSError, ValueError, KeyError):
                self._watch(stream, False)
        self._open.clear()
        self._users.clear()
        self._lent.clear()
        self._plane.abandon()
        for stream in failed:
            self._tell(MediaFailed(stream, "the media thread failed"))

    def _step(self) -> None:
        deadline = self._plane.next_deadline()
        timeout = None if deadline is None else max(0.0, deadline - self._clock())
        ready = self._ready.wait(timeout)
        if self._commands:
            # First what was agreed: a peer that has our answer may be speaking already, and what is here belongs to it.
            self._execute_all()
            ready = self._ready.wait(0)
        now = self._clock()
        for source, stream, is_control in ready:
            if is_control:
                self._receive_control(source, stream, now)
            elif stream:
                self._receive(source, stream, now)
            else:
                self._drain_wake()
        if self._commands:
            self._execute_all()
        packets, events = self._plane.poll(self._clock())
        if packets:
            self._send(packets)
        if self._plane.control_waits:
            self._send_control()
        if events:
            self._publish(events)

    def _receive(self, source: socket.socket, stream: str, now: float) -> None:
        """Read one datagram: in a call there seldom are two at once, and so a flood leaves room for others."""
        try:
            size, address = source.recvfrom_into(self._buffer)
        except OSError:
            # Nothing there after all, or an ICMP message about something we sent.
            self._read_errors(source, stream, now)
            return
        if len(address) > 2:
            address = address[:2]
        try:
            self._plane.receive(stream, self._view[:size], address, now)
        except Exception as error:
            contain(self._plane, stream, error, now)
        if self._on_packet is not None and stream in self._open:
            self._tap(now, False, self._open[stream][1], address, bytes(self._view[:size]))

    def _read_errors(self, source: socket.socket, stream: str, now: float) -> None:
        """Pass on which packets did not arrive."""
        for error in read_errors(source, _ERRORS):
            self.send_errors += 1
            if error.unreachable:
                self._plane.unreachable(stream, error.remote, os.strerror(error.number), now)

    def _receive_control(self, source: socket.socket, stream: str, now: float) -> None:
        """Read one datagram from the port after the stream's."""
        try:
            size, address = source.recvfrom_into(self._buffer)
        except OSError:
            # Who takes no RTCP may take RTP all the same.
            for _ in read_errors(source, _ERRORS):
                self.send_errors += 1
            return
        address = address[:2]
        try:
            self._plane.receive_control(stream, self._view[:size], address, now)
        except Exception as error:
            contain(self._plane, stream, error, now)
        if self._on_packet is not None and stream in self._open:
            self._tap(now, False, self._open[stream][1] + 1, address, bytes(self._view[:size]))

    def _send_control(self) -> None:
        """Send RTCP; what does not get through is only counted, RTP to the same host will tell."""
        for stream, data, address in self._plane.take_muxed():
            if (entry := self._open.get(stream)) is not None and stream not in self._lent:
                self._send_report(*entry, data, address)
        for stream, data, address in self._plane.take_control():
            entry = self._open.get(stream)
            if entry is None or stream in self._lent:
                continue
            if (bound := self._ports.control_socket(entry[1])) is not None:
                self._send_report(bound, entry[1] + 1, data, address)

    def _send_report(self, bound: socket.socket, port: int, data: bytes, address: Address) -> None:
        try:
            bound.sendto(data, address)
        except OSError:
            self.send_errors += 1
        else:
            if self._on_packet is not None:
                self._tap(self._clock(), True, port, address, data)

    def _send(self, packets: list[Packet]) -> None:
        for stream, data, address in packets:
            entry = self._open.get(stream)
            if entry is None:
                continue
            try:
                entry[0].sendto(data, address)
            except (BlockingIOError, ConnectionRefusedError):
                self.send_errors += 1
            except OSError as error:
                self.send_errors += 1
                if stream not in self._unsendable:
                    self._unsendable.add(stream)
                    reason = f"cannot send to {address[0]} port {address[1]}: {error.strerror or error}"
                    self._tell(MediaFailed(stream, reason))
            else:
                if self._on_packet is not None:
                    self._tap(self._clock(), True, entry[1], address, data)

    def _drain_wake(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._wake_in.recv(64)
        self._woken = False

    def _execute_all(self) -> None:
        while self._commands:
            command = self._commands.popleft()
            try:
                self._execute(command, self._clock())
            except Exception:
                if isinstance(command, OpenStream):
                    self._tell(MediaFailed(command.stream, "the media thread failed"))
                raise

    def _execute(self, command: MediaCommand, now: float) -> None:
        stream = command.stream
        if isinstance(command, OpenStream) and stream not in self._open:
            try:
                bound = self._ports.socket(command.port)
                if command.port in self._users:
                    raise MediaError(f"media port {command.port} is in use by another stream")
            except MediaError as error:
                self._tell(MediaFailed(stream, error.message))
                return
            self._plane.execute(command, now)
            if self._plane.is_open(stream):
                if (control := self._ports.control_socket(command.port)) is not None:
                    self._discard_stale(control)
                self._open[stream] = bound, command.port
                self._users[command.port] = stream
                self._watch(stream, True)
            return
        if isinstance(command, LendStream):
            self._lend(stream, command.away)
            return
        self._unsendable.discard(stream)
        self._plane.execute(command, now)
        if isinstance(command, CloseStream) and stream in self._open:
            # The stream's BYE leaves before its ports are somebody else's.
            self._send_control()
            self._watch(stream, False)
            self._lent.discard(stream)
            _, port = self._open.pop(stream)
            del self._users[port]

    def _lend(self, stream: str, away: bool) -> None:
        """Neither read nor write the sockets of a stream, or do so again; what came meanwhile was the borrower's."""
        if stream in self._open and away != (stream in self._lent):
            if away:
                self._watch(stream, False)
                self._lent.add(stream)
            else:
                self._lent.discard(stream)
                self._watch(stream, True)

    def _watch(self, stream: str, watched: bool) -> None:
        if stream in self._lent:
            return
        bound, port = self._open[stream]
        control = self._ports.control_socket(port)
        for one, is_control in ((bound, False), (control, True)):
            if one is not None and watched:
                self._ready.add(one, (one, stream, is_control))
            elif one is not None:
                self._ready.remove(one)

    def _discard_stale(self, bound: socket.socket) -> None:
        """Drop what waits in a socket."""
        for _ in range(_STALE_DATAGRAMS):
            try:
                bound.recv(1)
            except BlockingIOError:
                return
            except OSError:
                continue

    def _publish(self, events: list[MediaEvent]) -> None:
        for event in events:
            self._tell(event)

    def _tell(self, event: MediaEvent) -> None:
        try:
            self._on_event(event)
        except Exception:
            # The receiver's loop may be closed already; media of other calls goes on.
            self.callback_errors += 1
            _log.exception("a receiver of media events failed")

    def _tap(self, now: float, sent: bool, port: int, address: Address, data: bytes) -> None:
        try:
            if self._on_packet is not None:
                self._on_packet(now, sent, port, address, data)
        except Exception:
            self.callback_errors += 1
            _log.exception("a recorder of media packets failed")

    def _release(self) -> None:
        self._ready.close()
        self._wake_in.close()
        self._wake_out.close()
        self._commands.clear()
        self._open.clear()
        self._users.clear()
