"""SIP over TCP, TLS and WebSocket: sockets in, whole messages out (RFC 3261 18).

What becomes of a connection is decided by its chart (`transport/connection`) in the core; here is only what needs a
socket: accepting within limits, TLS handshakes within their time, framing, and giving up on peers that do not read.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final, Protocol, cast

from sessioncore.base.errors import TransportError
from sessioncore.effects import Address, Connect, Disconnect, Effect, FlowSend, KeepAlive
from sessioncore.inputs import FlowBroken, FlowClosed, FlowHeard, FlowOpened, Input, SendFailed, StreamMessage
from sessioncore.io.tls import TlsContexts, names_of
from sessioncore.io.udp import ListenAddress, MessageTap, why_not
from sessioncore.wire.sip.framing import Broken, StreamFramer
from sessioncore.wire.sip.framing import KeepAlive as HeardKeepAlive

ACCEPTED_AT_ONCE: Final = 64
"""Connections that are taken before timers and other sockets get their turn."""

MAX_UNSENT: Final = 1 << 20
"""Octets that wait for one peer to read; with more, it is taken for dead."""

BACKLOG: Final = 512
ACCEPT_PAUSE: Final = 1.0
"""Seconds without accepting after the system had no file descriptor left."""


class Receiver(Protocol):
    """Who takes what comes, as `io.driver.Driver` does."""

    def feed(self, input: Input) -> None:
        """One input."""


class Connection(asyncio.Protocol):
    """One connection that stands."""

    def __init__(self, owner: StreamTransport, flow: int, remote: Address, transport: str, accepted: bool) -> None:
        self.flow = flow
        self.remote = remote
        self.transport = transport
        self.accepted = accepted
        self.reason = ""
        self._owner = owner
        self._framer = StreamFramer()
        self._begun = False
        self._socket: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._socket = cast(asyncio.Transport, transport)  # those of uvloop only look like it
        self._owner.stands(self)

    @property
    def security(self) -> Any:
        """The TLS object behind it; None where there is none."""
        return self._socket.get_extra_info("ssl_object") if self._socket is not None else None

    def data_received(self, data: bytes) -> None:
        told: set[str] = set()
        for frame in self._framer.feed(data):
            if isinstance(frame, bytes):
                self._begun = False
                self._owner.message(self, frame)
            elif isinstance(frame, Broken):
                self._stop_reading()
                self._owner.tell(FlowBroken(self.flow, frame.reason, frame.head))
            elif frame.value not in told:
                # Once for all that came together: nobody can have us answer a flood of line ends.
                told.add(frame.value)
                ping = frame is HeardKeepAlive.PING
                self._owner.tell(FlowHeard(self.flow, "ping" if ping else "pong"))
        if self._framer.partial and not self._begun:
            self._begun = True
            self._owner.tell(FlowHeard(self.flow, "begun"))

    def _stop_reading(self) -> None:
        # A TLS transport of asyncio that is closing cannot be asked whether it reads.
        if self._socket is not None and not self._socket.is_closing() and self._socket.is_reading():
            self._socket.pause_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        self._socket = None
        self._owner.gone(self, self.reason or (_words(exc) if exc is not None else "closed by the peer"))

    def write(self, data: bytes) -> bool:
        """Hand octets to the system; False when the connection is not there any more."""
        if self._socket is None or self._socket.is_closing():
            return False
        self._hand_over(data)
        return True

    def _hand_over(self, data: bytes) -> None:
        assert self._socket is not None
        self._socket.write(data)
        if self._socket.get_write_buffer_size() > MAX_UNSENT:
            self.end("the peer does not read", abort=True)

    def keep_alive(self, kind: str) -> None:
        """A ping, or the answer to one (RFC 5626 4.4.1)."""
        if kind == "ping":
            self._framer.pinged()
        self.write(b"\r\n\r\n" if kind == "ping" else b"\r\n")

    def end(self, reason: str, *, abort: bool) -> None:
        """Close it; `connection_lost` follows."""
        self.reason = self.reason or reason
        if self._socket is None:
            return
        self._stop_reading()
        if abort:
            self._socket.abort()
        else:
            self._socket.close()


class StreamTransport:
    """Every connection of an endpoint. The constructor binds; raises TransportError when it cannot.

    listens         addresses with the transports tcp, tls, ws and wss
    tls             certificates; needed to listen for tls, and to connect by it
    most, most_of_one   connections that peers may have open with us, all together and from one address; handshakes
                    that are not finished count
    patience        seconds for a TLS handshake
    """

    def __init__(
        self,
        listens: Sequence[ListenAddress],
        *,
        clock: Callable[[], float],
        tls: TlsContexts | None = None,
        tap: MessageTap | None = None,
        most: int = 10_000,
        most_of_one: int = 1_000,
        patience: float = 5.0,
    ) -> None:
        self._clock = clock
        self._tls = tls
        self._tap = tap
        self._most, self._most_of_one, self._patience = most, most_of_one, patience
        self._sockets: list[tuple[ListenAddress, socket.socket]] = []
        self._connections: dict[int, Connection] = {}
        self._making: dict[int, asyncio.Task[None]] = {}
        self._sources: dict[str, int] = {}
        self._counted: dict[int, str] = {}
        self._last = -1
        self._loop: asyncio.AbstractEventLoop | None = None
        self._receiver: Receiver | None = None
        self._pause: asyncio.TimerHandle | None = None
        self.refused = 0
        """Connections of peers that were one too many."""
        self.failed_handshakes = 0
        self.failed_taps = 0
        self.ports: dict[str, int] = {}
        """The port of each transport that is listened for."""
        try:
            for listen in listens:
                self._bind(listen)
        except BaseException:
            self._close_sockets()
            raise

    def _bind(self, listen: ListenAddress) -> None:
        made = socket.socket(socket.AF_INET6 if ":" in listen.host else socket.AF_INET, socket.SOCK_STREAM)
        self._sockets.append((listen, made))
        try:
            made.setblocking(False)
            # Else nobody could listen here again for a minute after a restart, connections of before lingering.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if ":" in listen.host:
                made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            made.bind((listen.host, listen.port))
            made.listen(BACKLOG)
        except OSError as error:
            raise TransportError(why_not(listen, error)) from None
        self.ports[listen.transport] = made.getsockname()[1]

    def start(self, loop: asyncio.AbstractEventLoop, receiver: Receiver) -> None:
        """Take connections from now on, and hand all that comes to `receiver` in the loop's thread."""
        self._loop, self._receiver = loop, receiver
        self._listen()

    def _listen(self) -> None:
        self._pause = None
        if self._loop is not None:
            for listen, made in self._sockets:
                self._loop.add_reader(made.fileno(), self._acceptable, listen, made)

    async def close(self) -> None:
        """Close everything at once; may be repeated."""
        loop, self._loop = self._loop, None
        if self._pause is not None:
            self._pause.cancel()
        if loop is not None:
            for _, made in self._sockets:
                loop.remove_reader(made.fileno())
        self._close_sockets()
        making = list(self._making.values())
        for task in making:
            task.cancel()
        for connection in list(self._connections.values()):
            connection.end("we are closing", abort=False)
        if making:
            await asyncio.wait(making)
        for _ in range(3):  # closing takes turns of the loop, and TLS says good-bye
            await asyncio.sleep(0)
        for connection in list(self._connections.values()):
            connection.end("we are closing", abort=True)
        await asyncio.sleep(0)
        self._receiver = None

    def abandon(self) -> None:
        """Close the sockets of a transport that was never started."""
        self._close_sockets()

    def _close_sockets(self) -> None:
        for _, made in self._sockets:
            made.close()
        self._sockets.clear()

    @property
    def closed(self) -> bool:
        """Whether nothing is listened for any more."""
        return not self._sockets

    @property
    def count(self) -> int:
        """Connections that stand or come about."""
        return len(self._connections) + len(self._making)

    # -- connections of peers ---

    def _acceptable(self, listen: ListenAddress, listening: socket.socket) -> None:
        for _ in range(ACCEPTED_AT_ONCE):
            try:
                made, address = listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:
                self._rest()
                return
            remote = address[:2]
            if len(self._counted) >= self._most or self._sources.get(remote[0], 0) >= self._most_of_one:
                self.refused += 1
                made.close()
                continue
            made.setblocking(False)
            self._last += 2
            self._counted[self._last] = remote[0]
            self._sources[remote[0]] = self._sources.get(remote[0], 0) + 1
            self._begin(self._last, self._admit(self._last, made, remote, listen))

    def _rest(self) -> None:
        """The system has no descriptor left: the sockets would report the same at once again."""
        assert self._loop is not None
        for _, made in self._sockets:
            self._loop.remove_reader(made.fileno())
        self._pause = self._loop.call_later(ACCEPT_PAUSE, self._listen)

    async def _admit(self, flow: int, made: socket.socket, remote: Address, listen: ListenAddress) -> None:
        assert self._loop is not None
        context = self._tls.server if self._tls is not None and listen.transport in ("tls", "wss") else None
        connection = Connection(self, flow, remote, listen.transport, True)
        if listen.transport in ("ws", "wss"):
            from sessioncore.io.websocket import WebSocketConnection

            connection = WebSocketConnection(self, flow, remote, listen.transport, self._patience)
        try:
            await self._loop.connect_accepted_socket(
                lambda: connection,
                made,
                ssl=context,
                ssl_handshake_timeout=self._patience if context is not None else None,
            )
        except (OSError, asyncio.CancelledError):
            made.close()
            if flow not in self._connections:
                self._leave(flow)
                self.failed_handshakes += 1

    def _leave(self, flow: int) -> None:
        host = self._counted.pop(flow, None)
        if host is None:
            return
        left = self._sources[host] - 1
        if left:
            self._sources[host] = left
        else:
            del self._sources[host]

    def never_stood(self, connection: Connection) -> None:
        """A handshake above TCP and TLS did not end well."""
        self._leave(connection.flow)
        self.failed_handshakes += 1

    # -- what the core asks for ---

    def perform(self, effect: Effect) -> None:
        """Carry out an effect about connections."""
        if isinstance(effect, FlowSend):
            connection = self._connections.get(effect.flow)
            if connection is None or not connection.write(effect.data):
                self.tell(SendFailed(effect.remote, "the connection is gone", effect.data))
            elif self._tap is not None:
                self._show(self._tap, True, connection.remote, effect.data)
        elif isinstance(effect, KeepAlive):
            if (connection := self._connections.get(effect.flow)) is not None:
                connection.keep_alive(effect.kind)
        elif isinstance(effect, Connect):
            self._begin(effect.flow, self._connect(effect))
        elif isinstance(effect, Disconnect):
            if (connection := self._connections.get(effect.flow)) is not None:
                connection.end("closed by us", abort=effect.abort)
            elif (task := self._making.get(effect.flow)) is not None:
                task.cancel()

    def _begin(self, flow: int, making: Coroutine[None, None, None]) -> None:
        assert self._loop is not None
        task = self._loop.create_task(making)
        self._making[flow] = task
        task.add_done_callback(lambda _: self._making.pop(flow, None))

    async def _connect(self, wanted: Connect) -> None:
        assert self._loop is not None
        context = None
        if wanted.transport in ("tls", "wss"):
            if self._tls is None:
                self.tell(FlowClosed(wanted.flow, "there are no certificates to check others by"))
                return
            context = self._tls.client
        name = wanted.name.strip("[]") or wanted.remote[0]
        connection = Connection(self, wanted.flow, wanted.remote, wanted.transport, False)
        if wanted.transport in ("ws", "wss"):
            from sessioncore.io.websocket import WebSocketClient

            connection = WebSocketClient(self, wanted.flow, wanted.remote, wanted.transport, self._patience, name)
        try:
            await self._loop.create_connection(
                lambda: connection,
                *wanted.remote,
                ssl=context,
                server_hostname=name if context is not None else None,
                ssl_handshake_timeout=self._patience if context is not None else None,
            )
        except (OSError, asyncio.CancelledError) as error:
            if wanted.flow not in self._connections:
                self.not_connected(wanted.flow, _words(error))

    # -- what connections tell ---

    def not_connected(self, flow: int, reason: str) -> None:
        """A connection that we wanted to open did not come about."""
        self.tell(FlowClosed(flow, reason))

    def stands(self, connection: Connection) -> None:
        """A connection stands, its handshake included."""
        if self._receiver is None or self._loop is None:
            connection.end("we are closing", abort=True)
            return
        self._connections[connection.flow] = connection
        names = names_of(connection.security) if connection.accepted and connection.transport == "tls" else ()
        self.tell(FlowOpened(connection.flow, connection.remote, connection.transport, connection.accepted, names))

    def message(self, connection: Connection, data: bytes) -> None:
        """One whole message came."""
        if self._tap is not None:
            self._show(self._tap, False, connection.remote, data)
        self.tell(StreamMessage(data, connection.remote, connection.transport, connection.flow))

    def gone(self, connection: Connection, reason: str) -> None:
        """A connection is over."""
        if self._connections.pop(connection.flow, None) is None:
            return
        self._leave(connection.flow)
        self.tell(FlowClosed(connection.flow, reason))

    def tell(self, input: Input) -> None:
        """Hand an input to the core."""
        if self._receiver is not None:
            self._receiver.feed(input)

    def _show(self, tap: MessageTap, sent: bool, address: Address, data: bytes) -> None:
        """An observer that raises costs no call (invariant 5)."""
        try:
            tap(self._clock(), sent, address, data)
        except Exception:
            self.failed_taps += 1


def _words(error: BaseException) -> str:
    """What went wrong, without anything that the peer has written."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not good: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return f"TLS: {error.reason or 'failed'}"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "given up"
