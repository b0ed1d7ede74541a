"""The connections of an engine (RFC 3261 18): which one a message leaves by, and what comes over them.

A connection is a cell of its own with the chart `transport/connection`. Ids of connections that we open are even, those
of connections that io accepts are odd.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from sessioncore.core.cell import Cell
from sessioncore.core.hops import back_to_datagrams, fallback_address
from sessioncore.effects import Address, Disconnect, Effect, FlowSend, Send, StreamSend, Tell
from sessioncore.handlers import account as account_wiring
from sessioncore.handlers import connection as connection_wiring
from sessioncore.handlers.coupling import link
from sessioncore.handlers.registration.client import FlowFailed
from sessioncore.handlers.transport import connection as chart
from sessioncore.inputs import FlowBroken, FlowClosed, FlowHeard, FlowOpened, Located, SendFailed, StreamMessage
from sessioncore.wire.sip import Request, SipParseError, parse
from sessioncore.wire.sip.parser import TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessioncore.core.engine import Engine
    from sessioncore.wire.sip import Via

USERS_LOOKED_THROUGH = 64
"""A connection notes its users; whenever so many have come in addition, those that are over are left out."""

MOST_ALIASES = 4
"""Addresses that one connection may stand for."""

_HEARD: dict[str, Callable[[], Any]] = {"begun": chart.Begun, "ping": chart.Pinged, "pong": chart.Ponged}
_USABLE = frozenset(range(len(chart.Connection.STATES))) - {chart.CLOSING, chart.CLOSED}


class FlowCell(Cell):
    """One connection at work."""

    __slots__ = ("aliases", "flow", "users", "users_limit")

    def __init__(self, engine: Engine, flow: int) -> None:
        super().__init__(engine, "", connection_wiring, engine.bindings.connection)
        self.flow = flow
        self.aliases: list[tuple[str, Address, str]] = []
        self.users: set[str] = set()
        self.users_limit = USERS_LOOKED_THROUGH
        self.leg = connection_wiring.ConnectionScope(self)
        self.create_part(self.leg, "connection", None, "transport/connection")

    @property
    def machine(self) -> Any:
        return self.leg.connection

    @property
    def usable(self) -> bool:
        """Whether messages may be given to it."""
        return self.machine.state in _USABLE

    def handle(self, deliver: Callable[[Any], None], argument: Any, cause: str) -> None:
        """Take one mailbox entry; afterwards the connections are looked at, not the calls."""
        self._macrostep(deliver, argument, cause)
        self.engine.flows.settle(self)

    def tell(self, event: Any) -> None:
        """An event of the chart."""
        self.handle(self.machine.dispatch, event, f"connection {event.NAME}")

    def note_user(self, session: str) -> None:
        """This session would use the connection again."""
        users = self.users
        users.add(session)
        if len(users) > self.users_limit:
            self._forget_users()
            self.users_limit = len(users) + USERS_LOOKED_THROUGH

    def is_needed(self) -> bool:
        """Whether a call that goes on has used this connection, or somebody is registered over it."""
        self._forget_users()
        return bool(self.users) or self.engine.locations.holds(self.flow)

    def _forget_users(self) -> None:
        self.users &= self.engine.cells.keys()


class Flows:
    """Finds, makes and forgets connections. An engine that serves UDP alone never asks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._last = 0
        self._addresses: dict[tuple[str, Address, str], int] = {}
        self._returned: deque[tuple[Send, str]] = deque()
        self.cells: dict[int, FlowCell] = {}
        self.takes: dict[type, Callable[[Any], None]] = {
            StreamMessage: self._message,
            FlowOpened: self._opened,
            FlowHeard: self._heard,
            FlowBroken: self._broken,
            FlowClosed: self._closed,
            Located: self._engine.router.located,
        }
        """What takes each kind of input."""

    def leads(self, flow: int, transport: str, remote: Address) -> int:
        """The connection itself where a dialog that uses it can go on over it, else 0.

        One that the peer opened leads to the peer, whatever its Contact says; one of ours to the address that it was
        opened to, and under which name its certificate was good for that was found out then.
        """
        cell = self._usable(flow)
        if cell is None:
            return 0
        data = cell.machine.actions.slice
        return flow if data.transport == transport and (not data.ours or data.remote == remote) else 0

    def stands(self, flow: int) -> bool:
        """Whether messages may be given to this connection."""
        return self._usable(flow) is not None

    def transport_towards(self, flow: int, host: str) -> str:
        """The transport of a connection that leads to this host, else ""."""
        cell = self._usable(flow)
        if cell is None:
            return ""
        data = cell.machine.actions.slice
        transport: str = data.transport
        return transport if not data.ours or data.remote[0] == host else ""

    def alias(self, flow: int, via: Via, source: str) -> None:
        """The peer at the other end wants requests to its sent-by to come over this connection (RFC 5923).

        That is granted over TLS alone, and to whom a certificate has shown to be that host.
        """
        cell = self._usable(flow)
        host = via.host.strip("[]").lower()
        if cell is None or host not in cell.machine.actions.slice.names or len(cell.aliases) >= MOST_ALIASES:
            return
        key = "tls", (source, via.effective_port), host
        if self._usable(self._addresses.get(key, 0)) is None:
            self._addresses[key] = flow
            cell.aliases.append(key)

    def keep(self, flow: int, seconds: float) -> None:
        """A registration needs this connection: it is pinged, at least every `seconds` (0: as usual)."""
        cell = self._usable(flow)
        if cell is not None:
            cell.tell(chart.KeepingAsked(seconds))

    # -- what is to be sent ---

    def place(self) -> list[Effect]:
        """The outbox with each message for a stream given to a connection."""
        outbox = self._engine.outbox
        placed: list[Effect] = []
        while outbox or self._returned:
            effects = outbox[:]
            outbox.clear()
            for effect in effects:
                if isinstance(effect, Send) and effect.transport != "udp" and type(effect) is not FlowSend:
                    self._give(effect)
                    placed += outbox
                    outbox.clear()
                else:
                    placed.append(effect)
            while self._returned:
                self._undeliverable(*self._returned.popleft())
        return placed

    def _give(self, send: Send) -> None:
        """To the connection of the request, else to one that leads to the address, else to a new one (18.2.2)."""
        flow, name, session = 0, "", ""
        if isinstance(send, StreamSend):
            flow, session = send.flow, send.session
            name = send.name if send.transport in ("tls", "wss") else ""
        cell = self._usable(flow) or self._usable(self._addresses.get((send.transport, send.remote, name), 0))
        if cell is None:
            settings = self._engine.settings
            if send.transport in ("ws", "wss") and send.data.startswith(b"SIP/2.0 "):
                self._returned.append((send, "a WebSocket client cannot be connected to"))  # RFC 7118 5.3
                return
            if send.transport not in settings.ports or not 0 < send.remote[1] < 65536:
                self._returned.append((send, f"{send.transport} is not served"))
                return
            if len(self.cells) >= settings.max_connections:
                self._returned.append((send, "too many connections"))
                return
            self._last += 2
            cell = self._made(self._last, send.remote, send.transport, name, ours=True)
        leg = self._engine.cells.get(session)
        if leg is not None:
            cell.note_user(session)
            if cell.machine.actions.slice.ours and self._usable(leg.flow) is None:
                leg.flow = cell.flow
        cell.tell(chart.MessageGiven(send))

    def _usable(self, flow: int) -> FlowCell | None:
        cell = self.cells.get(flow)
        return cell if cell is not None and cell.usable else None

    def _made(
        self, flow: int, remote: Address, transport: str, name: str, *, ours: bool, names: tuple[str, ...] = ()
    ) -> FlowCell:
        cell = self.cells[flow] = FlowCell(self._engine, flow)
        cell.machine.actions.describe(flow, remote, transport, name, ours=ours, names=names)
        self._addresses[transport, remote, name] = flow
        return cell

    def settle(self, cell: FlowCell) -> None:
        """After a macrostep of a connection: take back what it could not send, and forget it when it is over."""
        machine = cell.machine
        self._returned += machine.actions.take_returned()
        if machine.final:
            self._engine.locations.flow_closed(cell.flow)
            for session in sorted(cell.users):
                if (user := self._engine.cells.get(session)) is None:
                    continue
                if user.wiring is account_wiring:
                    user.tell(Tell(session, "client", FlowFailed()))
                elif getattr(user.leg, "link", None) is not None and user.flow == cell.flow:
                    user.tell(Tell(session, "link", link.FlowFailed()))
            data = machine.actions.slice
            del self.cells[cell.flow]
            for key in ((data.transport, data.remote, data.name), *cell.aliases):
                if self._addresses.get(key) == cell.flow:
                    del self._addresses[key]
            self._engine.unlink(cell.leg)
            cell.leg = cell.head = None
            cell.closed = True

    def _undeliverable(self, send: Send, reason: str) -> None:
        """A request that only was too large for UDP goes there after all; of any other its transaction hears."""
        engine = self._engine
        try:
            request = parse(send.data)
        except SipParseError:
            return
        if isinstance(request, Request) and isinstance(send, StreamSend) and send.large:
            transaction: Any = engine.transaction((request.via.branch or "", request.method, "client"))
            if transaction is not None and transaction.state == 0:
                back_to_datagrams(engine, transaction)
                return
        engine.router.send_failed(SendFailed(send.remote, reason, send.data))

    # -- what comes ---

    def _opened(self, opened: FlowOpened) -> None:
        if not opened.accepted:
            cell = self.cells.get(opened.flow)
            if cell is not None:
                cell.tell(chart.Connected())
        elif opened.flow in self.cells or len(self.cells) >= self._engine.settings.max_connections:
            self._engine.count("dropped: too_many_connections")
            self._engine.outbox.append(Disconnect(opened.flow, abort=True))
        else:
            cell = self._made(opened.flow, opened.remote, opened.transport, "", ours=False, names=opened.names)
            cell.tell(chart.Accepted())

    def _message(self, message: StreamMessage) -> None:
        cell = self._usable(message.flow)
        if cell is not None:
            cell.tell(chart.Received())
            self._engine.router.datagram(message)

    def _heard(self, heard: FlowHeard) -> None:
        cell = self.cells.get(heard.flow)
        if cell is not None:
            cell.tell(_HEARD[heard.what]())

    def _broken(self, broken: FlowBroken) -> None:
        """Answer what can be answered; then nothing more is read."""
        engine = self._engine
        engine.count(f"dropped: {broken.reason}")
        cell = self._usable(broken.flow)
        if cell is None:
            return
        remote, transport = cell.machine.actions.slice.remote, cell.machine.actions.slice.transport
        try:
            request = parse(broken.head) if broken.head else None
        except SipParseError as error:
            request = error.partial
        if isinstance(request, Request) and request.method != "ACK":
            status = TOO_LARGE if broken.reason == "too_large" else 400
            answer = request.reply(status, to_tag=engine.env.tag())
            send = StreamSend(answer.encode(), fallback_address(request.via, remote[0]), transport, broken.flow)
            cell.tell(chart.MessageGiven(send))
        cell.tell(chart.Unframed())

    def _closed(self, closed: FlowClosed) -> None:
        cell = self.cells.get(closed.flow)
        if cell is not None:
            cell.tell(chart.Lost(closed.reason))
