"""The scripted peer on connections: what `tests.support.peer` is for datagrams."""

from __future__ import annotations

from typing import Any

from sessioncore.effects import Connect, Disconnect, Effect, FlowSend, KeepAlive
from sessioncore.inputs import FlowBroken, FlowClosed, FlowHeard, FlowOpened, StreamMessage
from tests.support.peer import PEER, Peer, Seen

CLIENT_PORT = 49152
"""The port that the peer's connections come from."""

CONTACT = f"Contact: <sip:peer@{PEER[0]}:{PEER[1]}>".encode()
"""As the peer writes it for datagrams."""


class StreamPeer(Peer):
    """A peer that speaks over connections. It accepts every connection unless `accepts` is switched off."""

    def __init__(self, *, transport: str = "tcp", **options: Any) -> None:
        super().__init__(**{"tcp_port": 5060, "tls_port": 5061, **options})
        self.transport = transport
        self.accepts = True
        self.flow = 0
        """The connection that the peer sends on; 0: it opens one first."""
        self._opened = -1

    def feed(self, item: Any) -> list[Effect]:
        effects = super().feed(item)
        for effect in effects:
            if isinstance(effect, Connect) and self.accepts:
                self.flow = effect.flow
                effects = [*effects, *self.feed(FlowOpened(effect.flow, effect.remote, effect.transport))]
        return effects

    def open(self, port: int = CLIENT_PORT, transport: str = "") -> int:
        """The peer opens a connection, and sends on it from now on."""
        self._opened += 2
        self.flow = self._opened
        self.feed(FlowOpened(self.flow, (PEER[0], port), transport or self.transport, accepted=True))
        return self.flow

    def lose(self, flow: int = 0, reason: str = "closed by the peer") -> list[Effect]:
        """A connection is gone."""
        flow = flow or self.flow
        if flow == self.flow:
            self.flow = 0
        return self.feed(FlowClosed(flow, reason))

    def hear(self, what: Any) -> list[Effect]:
        return self.feed(FlowHeard(self.flow, what))

    def break_off(self, reason: str, head: bytes = b"") -> list[Effect]:
        return self.feed(FlowBroken(self.flow, reason, head))

    def send(self, text: str | bytes, source: tuple[str, int] = (PEER[0], CLIENT_PORT)) -> list[Seen]:
        """One message to the engine, over the peer's connection."""
        data = text if isinstance(text, bytes) else text.encode()
        if not self.flow:
            self.open()
        before = len(self.log)
        name = self.transport.encode()
        data = data.replace(b"SIP/2.0/UDP", b"SIP/2.0/" + name.upper())
        data = data.replace(CONTACT, CONTACT[:-1] + b";transport=" + name + b">")
        self.feed(StreamMessage(data, source, self.transport, self.flow))
        return self.log[before:]

    def connects(self) -> list[Connect]:
        """Every connection that the engine asked for."""
        return [effect for effect in self.effects if isinstance(effect, Connect)]

    def disconnects(self) -> list[Disconnect]:
        return [effect for effect in self.effects if isinstance(effect, Disconnect)]

    def keep_alives(self) -> list[KeepAlive]:
        return [effect for effect in self.effects if isinstance(effect, KeepAlive)]

    def flows(self) -> list[int]:
        """The connection of every message that the engine sent over one."""
        return [effect.flow for effect in self.effects if isinstance(effect, FlowSend)]

    def state(self, flow: int = 0) -> str:
        """The state of a connection; "" when it is forgotten."""
        cell = self.engine.flows.cells.get(flow or self.flow)
        return cell.machine.state_name if cell is not None else ""

    def check_over(self) -> None:
        super().check_over()
        assert self.engine.flows.cells == {}
