"""SIP over UDP on a non-blocking socket (RFC 3261 section 18)."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import os
import select
import socket
from collections.abc import Callable
from typing import Final, Protocol, TypeAlias

import attrs

from sessioncore.base.errors import ConfigError, TransportError
from sessioncore.effects import Address
from sessioncore.io.icmp import ask_for_errors, read_errors

MessageTap: TypeAlias = Callable[[float, bool, Address, bytes], None]
"""Sees every SIP datagram: time, whether it was sent, the other side's address, the octets."""

CORK: Final = 8
"""So many datagrams to send are kept back at most while others are being received. The first of them wakes whoever
listens, and on one machine that costs as much as all the rest of a datagram; the others then find it awake."""

BATCH: Final = 64
"""Datagrams that are taken at once before timers and other sockets get their turn."""

RECEIVE_BUFFER: Final = 4 << 20
"""Octets the system is asked to keep for us while we are busy; it may allow fewer."""

_MAX_DATAGRAM: Final = 65535
_KNOWN_HOSTS: Final = 10_000
_SEND_TRIES: Final = 3
_DEFAULT_PORTS: Final = {"udp": 5060, "tcp": 5060, "tls": 5061, "ws": 80, "wss": 443}


@attrs.frozen
class ListenAddress:
    """Where to listen: a numeric address, a port (0: any free one), and for which transport."""

    host: str
    port: int
    transport: str = "udp"

    @classmethod
    def parse(cls, text: str) -> ListenAddress:
        """Read `udp:ADDRESS[:PORT]`, `tcp:`, `tls:`, `ws:` or `wss:`, IPv6 in brackets.

        Without a port it is the one that the transport usually has. Raises ConfigError.
        """
        example = "write it as udp:127.0.0.1:5060 or tcp:[::1]:5060"
        scheme, colon, rest = text.partition(":")
        transport = scheme.lower()
        if not colon or transport not in _DEFAULT_PORTS:
            raise ConfigError(f"cannot listen on {text[:80]!r}: only udp, tcp, tls, ws and wss are served; {example}")
        if rest.startswith("["):
            host, _, tail = rest[1:].partition("]")
        else:
            host, colon, tail = rest.partition(":")
            tail = colon + tail
        digits = tail[1:]
        if tail and (tail[0] != ":" or not (digits.isascii() and digits.isdigit()) or int(digits[:6]) > 65535):
            raise ConfigError(f"cannot listen on {text[:80]!r}: bad port; {example}")
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            raise ConfigError(f"cannot listen on {text[:80]!r}: {host[:60]!r} is no IP address; {example}") from None
        return cls(str(address), int(digits) if tail else _DEFAULT_PORTS[transport], transport)

    @property
    def is_wildcard(self) -> bool:
        """Whether this means every address of the machine, and so names none that a peer could send to."""
        return ipaddress.ip_address(self.host).is_unspecified

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.transport}:{host}:{self.port}"


class Receiver(Protocol):
    """Who takes what a transport receives."""

    def received(self, data: bytes, source: Address) -> None:
        """One datagram came."""

    def drained(self) -> None:
        """All datagrams of a batch were handed over."""

    def send_failed(self, remote: Address, reason: str, data: bytes) -> None:
        """A datagram did not go out, or the network said that it did not arrive; `data` may be its beginning only."""


class UdpTransport:
    """One bound UDP socket. The constructor binds; raises TransportError with plain words when it cannot.

    `local` is the address that it is bound to. After `start` the receiver is called in the loop's thread.
    """

    def __init__(self, listen: ListenAddress, *, clock: Callable[[], float], tap: MessageTap | None = None) -> None:
        self._clock = clock
        self._tap = tap
        self._v6 = ":" in listen.host
        self._numeric: set[str] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._receiver: Receiver | None = None
        self._poll: select.epoll | None = None
        self._corked: list[tuple[bytes, Address]] | None = None
        self.failed_taps = 0
        """Calls of the tap that raised."""
        self.dropped = 0
        """Datagrams that the system did not take because its buffer was full; they count as lost in the network."""
        made = socket.socket(socket.AF_INET6 if self._v6 else socket.AF_INET, socket.SOCK_DGRAM)
        try:
            made.setblocking(False)
            with contextlib.suppress(OSError):
                made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
            made.bind((listen.host, listen.port))
            self._sees_icmp = ask_for_errors(made)
        except OSError as error:
            made.close()
            raise TransportError(why_not(listen, error)) from None
        self._socket = made
        # One for all: a new one of this size for each datagram, cut to what came, would riddle the memory with holes.
        self._buffer = memoryview(bytearray(_MAX_DATAGRAM))
        self.local: Address = made.getsockname()[:2]

    def start(self, loop: asyncio.AbstractEventLoop, receiver: Receiver) -> None:
        """Hand everything that comes to `receiver` from now on."""
        self._loop = loop
        self._receiver = receiver
        watched = self._socket.fileno()
        if self._sees_icmp:
            # An ICMP message makes the socket report an error, upon which libuv would stop watching it for good. An
            # epoll set of its own, watched instead, only ever reports that there is something to read.
            self._poll = select.epoll()
            self._poll.register(watched, select.EPOLLIN)
            watched = self._poll.fileno()
        loop.add_reader(watched, self._readable)

    def close(self) -> None:
        """Send what was kept back, stop receiving and close the socket; may be repeated."""
        if self._corked:
            self._uncork(self._corked)
        if self._loop is not None:
            watched = self._poll if self._poll is not None else self._socket
            if watched.fileno() >= 0:
                self._loop.remove_reader(watched.fileno())
        if self._poll is not None:
            self._poll.close()
        self._socket.close()
        self._loop = self._receiver = None

    @property
    def closed(self) -> bool:
        """Whether the socket is closed."""
        return self._socket.fileno() < 0

    def send(self, data: bytes, remote: Address) -> None:
        """Send one datagram; what goes wrong is told to the receiver, or counted where the system was only busy."""
        if remote[0] not in self._numeric and not self._is_numeric(remote[0]):
            self._failed(remote, "not an IP address of this socket's family", data)
            return
        if self._tap is not None:
            self._show(self._tap, True, remote, data)
        corked = self._corked
        if corked is not None and len(corked) < CORK:
            corked.append((data, remote))
            return
        if corked:
            self._uncork(corked)
        self._send(data, remote)

    def _uncork(self, corked: list[tuple[bytes, Address]]) -> None:
        """Send what was kept back, in order."""
        waiting = corked[:]
        corked.clear()  # before: what fails to leave may have something else sent
        for data, remote in waiting:
            self._send(data, remote)

    def _send(self, data: bytes, remote: Address) -> None:
        for _ in range(_SEND_TRIES):
            try:
                self._socket.sendto(data, remote)
                return
            except BlockingIOError:
                self.dropped += 1
                return
            except OSError as error:
                # It may be the ICMP answer to an earlier datagram, in which case this one was not even tried.
                if self.closed or not self._read_errors():
                    self._failed(remote, error.strerror or str(error), data)
                    return
        self._failed(remote, "the network keeps refusing", data)

    def _show(self, tap: MessageTap, sent: bool, address: Address, data: bytes) -> None:
        """An observer that raises costs no call (invariant 5)."""
        try:
            tap(self._clock(), sent, address, data)
        except Exception:
            self.failed_taps += 1

    def _is_numeric(self, host: str) -> bool:
        """Refuse names: the system would look them up and block everybody meanwhile."""
        try:
            socket.inet_pton(socket.AF_INET6 if self._v6 else socket.AF_INET, host)
        except (OSError, UnicodeError, ValueError):
            return False
        if len(self._numeric) >= _KNOWN_HOSTS:
            self._numeric.clear()
        self._numeric.add(host)
        return True

    def _failed(self, remote: Address, reason: str, data: bytes) -> None:
        if self._receiver is not None:
            self._receiver.send_failed(remote, reason, data)

    def _readable(self) -> None:
        receiver = self._receiver
        if receiver is None:
            return
        receive = self._socket.recvfrom_into
        buffer = self._buffer
        received = receiver.received
        tap = self._tap
        # Asking whether there is more costs a sixth of running into it that there is nothing.
        more = self._poll.poll if self._poll is not None else None
        corked = self._corked = []
        try:
            for n in range(BATCH):
                if n and more is not None and not more(0, 1):
                    break
                try:
                    size, source = receive(buffer)
                except BlockingIOError:
                    if n == 0:
                        # Woken and nothing there: what an ICMP message said, and a send has already run into.
                        self._read_errors()
                    break
                except OSError:
                    self._read_errors()
                    continue
                data = buffer[:size].tobytes()
                if len(source) != 2:
                    source = source[:2]
                if tap is not None:
                    self._show(tap, False, source, data)
                received(data, source)
                if self._receiver is None:
                    return
        finally:
            self._corked = None
            self._uncork(corked)
            receiver.drained()

    def _read_errors(self) -> bool:
        """Take what ICMP messages said and pass on which datagrams did not arrive; False: no such message was there."""
        if not self._sees_icmp:
            return False
        found = False
        for error in read_errors(self._socket, BATCH):
            found = found or error.from_network
            if error.unreachable:
                self._failed(error.remote, os.strerror(error.number), error.data)
        return found


def why_not(listen: ListenAddress, error: OSError) -> str:
    """Why an address cannot be listened on, in plain words."""
    if error.errno == errno.EADDRINUSE:
        return f"cannot listen on {listen}: another program does already; end it or choose another port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"cannot listen on {listen}: this machine has no such address"
    if error.errno == errno.EACCES:
        return f"cannot listen on {listen}: not allowed; ports below 1024 need privileges"
    return f"cannot listen on {listen}: {error.strerror or error}"
