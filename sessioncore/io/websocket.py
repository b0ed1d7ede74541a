"""SIP over WebSocket (RFC 7118), as server and client: one SIP message is one WebSocket message, subprotocol `sip`.

The protocol itself is that of the library `websockets`, without I/O of its own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from sessioncore.base.errors import ConfigError
from sessioncore.inputs import FlowHeard
from sessioncore.io.streams import Connection
from sessioncore.wire.sip.parser import MAX_SIZE

if TYPE_CHECKING:
    from websockets.client import ClientProtocol
    from websockets.frames import Frame
    from websockets.server import ServerProtocol

    from sessioncore.effects import Address
    from sessioncore.io.streams import StreamTransport

SUBPROTOCOL: Final = "sip"

_unheard = logging.Logger("sessioncore.websocket")
"""For the library, which would write whole frames into a log: nobody listens."""
_unheard.disabled = True


def check_library() -> None:
    """Raise ConfigError unless `websockets` is installed."""
    try:
        import websockets  # noqa: F401
    except ImportError:
        raise ConfigError("WebSocket needs the package websockets: pip install 'sessioncore[websocket]'") from None


class WebSocketConnection(Connection):
    """One connection of a WebSocket client, or (`WebSocketClient`) one of ours. It stands when its handshake has ended
    well, within `patience` seconds.
    """

    def __init__(self, owner: StreamTransport, flow: int, remote: Address, transport: str, patience: float) -> None:
        super().__init__(owner, flow, remote, transport, True)
        self._protocol: ServerProtocol | ClientProtocol = _protocol()
        self._patience = patience
        self._timer: asyncio.TimerHandle | None = None
        self._parts: list[bytes] = []
        self._open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._socket = cast(asyncio.Transport, transport)
        self._timer = asyncio.get_running_loop().call_later(self._patience, self._give_up)

    def _give_up(self) -> None:
        self.end("no handshake", abort=True)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def data_received(self, data: bytes) -> None:
        protocol = self._protocol
        protocol.receive_data(data)
        events = protocol.events_received()
        for event in events:
            if self._open:
                self._frame(cast("Frame", event))
            else:
                self._shake_hands(event)
        self._flush()
        if self._open and not self._begun and (self._parts or not events):
            self._begun = True
            self._owner.tell(FlowHeard(self.flow, "begun"))

    def _shake_hands(self, request: Any) -> None:
        protocol = cast("ServerProtocol", self._protocol)
        protocol.send_response(protocol.accept(request))
        self._flush()
        self._shaken()

    def _shaken(self) -> None:
        """The handshake is over, well or not."""
        from websockets.protocol import State

        if self._protocol.state is State.OPEN:
            self._stop_timer()
            self._open = True
            self._owner.stands(self)

    def _frame(self, frame: Frame) -> None:
        from websockets.frames import DATA_OPCODES, Opcode

        if frame.opcode is Opcode.PONG:
            self._owner.tell(FlowHeard(self.flow, "pong"))
        if frame.opcode not in DATA_OPCODES:
            return  # the library answers pings and closings
        self._parts.append(bytes(frame.data))
        if not frame.fin:
            return
        whole = b"".join(self._parts)
        self._parts.clear()
        self._begun = False
        if whole.strip(b"\r\n"):
            self._owner.message(self, whole)
        else:
            self._owner.tell(FlowHeard(self.flow, "ping" if len(whole) > 2 else "pong"))

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        if not self._open:
            self._socket = None
            self._never_stood()
            return
        super().connection_lost(exc)

    def _never_stood(self) -> None:
        self._owner.never_stood(self)

    def write(self, data: bytes) -> bool:
        """One message; as text where it is text, which browsers like better."""
        from websockets.protocol import State

        if self._protocol.state is not State.OPEN or self._socket is None or self._socket.is_closing():
            return False
        try:
            data.decode()
        except UnicodeDecodeError:
            self._protocol.send_binary(data)
        else:
            self._protocol.send_text(data)
        self._flush()
        return True

    def keep_alive(self, kind: str) -> None:
        """A ping of WebSocket (RFC 7118); the answer to two line ends is one."""
        from websockets.protocol import State

        if kind == "pong":
            self.write(b"\r\n")
        elif self._protocol.state is State.OPEN:
            self._protocol.send_ping(b"")
            self._flush()

    def end(self, reason: str, *, abort: bool) -> None:
        """Say good-bye by WebSocket's own means; the chart bounds how long that may take."""
        from websockets.protocol import State

        self.reason = self.reason or reason
        if abort or self._protocol.state is not State.OPEN:
            super().end(reason, abort=abort)
            return
        self._protocol.send_close(1000)
        self._flush()

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if self._socket is None:
                return
            if data:
                self._hand_over(data)
            else:
                self._socket.close()  # the library's sign for the end of the stream


class WebSocketClient(WebSocketConnection):
    """One connection that we open (RFC 7118 4): to the resource `/` of `name`, which may be a name or an address."""

    def __init__(
        self, owner: StreamTransport, flow: int, remote: Address, transport: str, patience: float, name: str
    ) -> None:
        super().__init__(owner, flow, remote, transport, patience)
        self.accepted = False
        self._protocol = self._client = _client_protocol(name, remote[1], secure=transport == "wss")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._client.send_request(self._client.connect())
        self._flush()

    def _shake_hands(self, request: Any) -> None:
        """What came is the answer to our handshake; the library has looked at it."""
        if self._client.handshake_exc is None and self._client.subprotocol != SUBPROTOCOL:
            self.end("the server does not speak sip over WebSocket", abort=True)
            return
        self._shaken()

    def _never_stood(self) -> None:
        why = "no WebSocket server" if self._client.handshake_exc is not None else "the WebSocket handshake failed"
        self._owner.not_connected(self.flow, self.reason or why)


def _client_protocol(name: str, port: int, *, secure: bool) -> ClientProtocol:
    from websockets.client import ClientProtocol
    from websockets.typing import Subprotocol
    from websockets.uri import parse_uri

    host = f"[{name}]" if ":" in name else name
    uri = parse_uri(f"{'wss' if secure else 'ws'}://{host}:{port}/")
    return ClientProtocol(uri, subprotocols=[Subprotocol(SUBPROTOCOL)], max_size=MAX_SIZE, logger=_unheard)


def _protocol() -> ServerProtocol:
    from websockets.server import ServerProtocol

    return ServerProtocol(max_size=MAX_SIZE, select_subprotocol=_choose, logger=_unheard)


def _choose(_: ServerProtocol, offered: Sequence[Any]) -> Any:
    """RFC 7118: the client must offer `sip`."""
    from websockets.exceptions import NegotiationError

    if SUBPROTOCOL in offered:
        return SUBPROTOCOL
    raise NegotiationError("the subprotocol sip is needed")
