"""Actions of transport/connection: what waits for a connection, and what is asked of the socket behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import attrs

from sessioncore.actions.context import CellContext
from sessioncore.actions.part import PartActions
from sessioncore.effects import Address, Connect, Disconnect, FlowSend, KeepAlive, Send

if TYPE_CHECKING:
    from sessioncore.actions.context import Scope
    from sessioncore.handlers.transport import connection as chart
    from sessioncore.statechart import Event

MAX_WAITING: Final = 1_000
"""Messages that wait for one connection; with more, its peer is not there."""


class ConnectionCell(CellContext, Protocol):
    """The cell of a connection."""

    def is_needed(self) -> bool:
        """Whether a call that goes on has used this connection."""


@attrs.define
class Slice:
    """Which connection this is.

    `waiting` leaves when it stands. `unheard` has left over a connection of ours whose peer has not said a word yet:
    with TLS 1.3 it may still refuse our certificate. `returned` could not be sent, with the reasons. `kept` says that a
    registration needs it, and how many seconds may pass between pings (0: as usual). `names`
    are the hosts that the peer's certificate is for.
    """

    flow: int = 0
    remote: Address = ("", 0)
    transport: str = ""
    name: str = ""
    ours: bool = False
    heard: bool = False
    kept: float | None = None
    names: tuple[str, ...] = ()
    waiting: list[Send] = attrs.field(factory=list)
    unheard: list[Send] = attrs.field(factory=list)
    returned: list[tuple[Send, str]] = attrs.field(factory=list)


class Actions(PartActions):
    """Hands messages to one connection."""

    __slots__ = ("slice",)
    cell: ConnectionCell

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def describe(
        self, flow: int, remote: Address, transport: str, name: str, *, ours: bool, names: tuple[str, ...] = ()
    ) -> None:
        """Which connection this is; said before anything happens on it."""
        data = self.slice
        data.flow, data.remote, data.transport, data.name = flow, remote, transport, name
        data.ours, data.names = ours, names

    def take_returned(self) -> list[tuple[Send, str]]:
        """What could not be sent since the last call; others decide what becomes of it."""
        returned, self.slice.returned = self.slice.returned, []
        return returned

    def full(self, event: chart.MessageGiven) -> bool:
        return len(self.slice.waiting) >= MAX_WAITING

    def needed(self, event: chart.IdleOver) -> bool:
        return self.cell.is_needed()

    def pinging_wanted(self, event: chart.PingDue) -> bool:
        data = self.slice
        known = self.cell.settings.keep_alive or data.kept is not None
        return data.ours and known and self.cell.is_needed()

    def note_keeping(self, event: chart.KeepingAsked) -> None:
        self.slice.kept = event.seconds

    def delay_ping_interval(self, event: Event) -> float:
        """RFC 5626 4.4.1: 95 to 120 s, or 80 to 100 % of a Flow-Timer (4.4), since the last message or ping; where that
        asks for more than is good for us, the shortest time that is.
        """
        env, limits, kept = self.cell.env, self.cell.limits, self.slice.kept
        if not kept:
            wait = env.uniform(limits.keep_alive_low, limits.keep_alive_high, 0.1)
        else:
            longest = max(kept, limits.keep_alive_least)
            wait = env.uniform(0.8 * longest, longest, 0.01)
        return wait - 64 * limits.T1 if event.NAME == "grew_quiet" else wait

    def dial(self, event: Event) -> None:
        data = self.slice
        self.cell.emit(Connect(data.flow, data.remote, data.transport, data.name))

    def keep(self, event: chart.MessageGiven) -> None:
        self.slice.waiting.append(event.send)

    def refuse(self, event: chart.MessageGiven) -> None:
        self.slice.returned.append((event.send, "too many messages wait for the connection"))

    def forward(self, event: chart.MessageGiven) -> None:
        self._forward(event.send)

    def flush(self, event: chart.Connected) -> None:
        waiting, self.slice.waiting = self.slice.waiting, []
        for send in waiting:
            self._forward(send)

    def _forward(self, send: Send) -> None:
        data = self.slice
        self.cell.emit(FlowSend(send.data, send.remote, send.transport, data.flow))
        if data.ours and not data.heard and len(data.unheard) < MAX_WAITING:
            data.unheard.append(send)

    def note_heard(self, event: chart.Received) -> None:
        self.slice.heard = True
        self.slice.unheard = []

    def give_up(self, event: chart.Lost | chart.ConnectMissed) -> None:
        reason = getattr(event, "reason", "") or "no connection"
        data = self.slice
        data.returned += [(send, reason) for send in (*data.unheard, *data.waiting)]
        data.unheard, data.waiting = [], []

    def pong(self, event: chart.Pinged) -> None:
        self.cell.emit(KeepAlive(self.slice.flow, "pong"))

    def ping(self, event: Event) -> None:
        self.cell.emit(KeepAlive(self.slice.flow, "ping"))

    def close(self, event: Event) -> None:
        self.cell.emit(Disconnect(self.slice.flow))

    def abort(self, event: Event) -> None:
        self.cell.emit(Disconnect(self.slice.flow, abort=True))
