"""The life of one connection that carries SIP - TCP, TLS or WebSocket.

Generated from machines/transport/connection.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 18, RFC5626 3.5.1, RFC5626 4.4.1
"""
# sessioncore: chart sha256=070fd82bbe72ebcef270242e422cdb53f3985b4ea66afa425b68b714e370ff60 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, require_abi

if TYPE_CHECKING:
    from sessioncore.effects import Send
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

UNOPENED: Final = 0  # not asked for yet
CONNECTING: Final = 1  # we open it; messages wait
OPEN_FRESH: Final = 2  # the peer opened it and said nothing yet
OPEN_QUIET: Final = 3  # messages went lately, so transactions may still use it
OPEN_RECEIVING: Final = 4  # a part of a message is here
OPEN_IDLE: Final = 5  # no transaction uses it any more
OPEN_PINGING: Final = 6  # two line ends sent, one is to come back
CLOSING: Final = 7  # we close it; what was written still leaves
CLOSED: Final = 8


class MessageGiven(Event):
    """A message is to leave on it; from the engine."""

    __slots__ = ("send",)
    NAME = "message_given"
    FIELDS = ("send",)

    def __init__(self, send: Send) -> None:
        self.send = send


class Accepted(Event):
    """The peer opened it; from the engine."""

    __slots__ = ()
    NAME = "accepted"


ACCEPTED: Final = Accepted()


class Connected(Event):
    """It stands as we asked for; with TLS the peer's certificate was found good; from the engine."""

    __slots__ = ()
    NAME = "connected"


CONNECTED: Final = Connected()


class Begun(Event):
    """A message has begun that is not complete; from the engine."""

    __slots__ = ()
    NAME = "begun"


BEGUN: Final = Begun()


class Received(Event):
    """A message is complete; from the engine."""

    __slots__ = ()
    NAME = "received"


RECEIVED: Final = Received()


class Pinged(Event):
    """Two line ends between messages; from the engine."""

    __slots__ = ()
    NAME = "pinged"


PINGED: Final = Pinged()


class Ponged(Event):
    """One line end between messages; from the engine."""

    __slots__ = ()
    NAME = "ponged"


PONGED: Final = Ponged()


class KeepingAsked(Event):
    """A registration needs this flow; seconds of its Flow-Timer, 0 where there is none; from the engine."""

    __slots__ = ("seconds",)
    NAME = "keeping_asked"
    FIELDS = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class Unframed(Event):
    """What came cannot be told apart into messages; from the engine."""

    __slots__ = ()
    NAME = "unframed"


UNFRAMED: Final = Unframed()


class Lost(Event):
    """It is gone - closed, refused, reset, not trusted; from the engine."""

    __slots__ = ("reason",)
    NAME = "lost"
    FIELDS = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


class ConnectMissed(Event):
    """`connect` is due (T1)."""

    __slots__ = ()
    NAME = "connect_missed"


CONNECT_MISSED: Final = ConnectMissed()


class FirstMissed(Event):
    """A stranger who says nothing; `first` is due (T4)."""

    __slots__ = ()
    NAME = "first_missed"


FIRST_MISSED: Final = FirstMissed()


class MessageMissed(Event):
    """`message` is due (T4)."""

    __slots__ = ()
    NAME = "message_missed"


MESSAGE_MISSED: Final = MessageMissed()


class GrewQuiet(Event):
    """`recent` is due (T2)."""

    __slots__ = ()
    NAME = "grew_quiet"


GREW_QUIET: Final = GrewQuiet()


class IdleOver(Event):
    """`idle` is due (T2)."""

    __slots__ = ()
    NAME = "idle_over"


IDLE_OVER: Final = IdleOver()


class PingDue(Event):
    """`ping` is due (T3)."""

    __slots__ = ()
    NAME = "ping_due"


PING_DUE: Final = PingDue()


class PongMissed(Event):
    """`pong` is due (T3)."""

    __slots__ = ()
    NAME = "pong_missed"


PONG_MISSED: Final = PongMissed()


class CloseMissed(Event):
    """`close` is due (T4)."""

    __slots__ = ()
    NAME = "close_missed"


CLOSE_MISSED: Final = CloseMissed()


class ConnectionActions(Protocol):
    """What transport/connection asks of its hand-written actions."""

    def full(self, event: MessageGiven) -> bool:
        """As many messages wait as are kept."""

    def needed(self, event: IdleOver) -> bool:
        """A call would use it again."""

    def pinging_wanted(self, event: PingDue) -> bool:
        """We opened it, a call or registration needs it, and the peer is known to answer pings."""

    def dial(self, event: MessageGiven) -> None: ...

    def keep(self, event: MessageGiven) -> None:
        """The message waits for the connection."""

    def refuse(self, event: MessageGiven) -> None:
        """The message cannot be sent."""

    def forward(self, event: MessageGiven) -> None: ...

    def flush(self, event: Connected) -> None:
        """What waited leaves in order."""

    def give_up(self, event: Lost | ConnectMissed) -> None:
        """What waits cannot be sent, nor has what left arrived as long as the peer never said a word."""

    def note_heard(self, event: Received) -> None:
        """What left has arrived."""

    def note_keeping(self, event: KeepingAsked) -> None:
        """How often the peer wants to be pinged."""

    def pong(self, event: Pinged) -> None: ...

    def ping(self, event: PingDue) -> None: ...

    def close(self, event: Unframed | FirstMissed | MessageMissed | IdleOver) -> None:
        """What was written still leaves."""

    def abort(self, event: ConnectMissed | PongMissed | CloseMissed) -> None:
        """At once."""

    def delay_ping_interval(self, event: Pinged | Ponged | KeepingAsked | GrewQuiet | IdleOver) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Connection(Machine):
    """The life of one connection that carries SIP - TCP, TLS or WebSocket."""

    __slots__ = ("_close", "_connect", "_first", "_idle", "_message", "_ping", "_pong", "_recent")
    CHART = "transport/connection"
    KIND = "connection"
    DIGEST = "070fd82bbe72ebcef270242e422cdb53f3985b4ea66afa425b68b714e370ff60"
    STATES = (
        "unopened",
        "connecting",
        "open.fresh",
        "open.quiet",
        "open.receiving",
        "open.idle",
        "open.pinging",
        "closing",
        "closed",
    )
    FINAL = (False, False, False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "message_given": MessageGiven,
        "accepted": Accepted,
        "connected": Connected,
        "begun": Begun,
        "received": Received,
        "pinged": Pinged,
        "ponged": Ponged,
        "keeping_asked": KeepingAsked,
        "unframed": Unframed,
        "lost": Lost,
        "action_failed": ActionFailed,
        "connect_missed": ConnectMissed,
        "first_missed": FirstMissed,
        "message_missed": MessageMissed,
        "grew_quiet": GrewQuiet,
        "idle_over": IdleOver,
        "ping_due": PingDue,
        "pong_missed": PongMissed,
        "close_missed": CloseMissed,
    }
    COMMANDS = ((),) * 9
    DEFERS = (False, False, False, False, False, False, False, False, False)
    TIMERS = ("connect", "first", "message", "recent", "idle", "ping", "pong", "close")
    DETACHABLE = (True, True, True, True, True, True, True, True, True)

    actions: ConnectionActions
    cell: Cell

    def __init__(self, actions: ConnectionActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._connect: Timer | None = None
        self._first: Timer | None = None
        self._message: Timer | None = None
        self._recent: Timer | None = None
        self._idle: Timer | None = None
        self._ping: Timer | None = None
        self._pong: Timer | None = None
        self._close: Timer | None = None

    def start(self) -> None:
        """Enter unopened."""
        self.state = UNOPENED

    def message_given(self, event: MessageGiven) -> None:
        """A message is to leave on it; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNOPENED:  # machines/transport/connection.yaml:53
            if trace is not None:
                trace.row(self, "unopened.message_given", UNOPENED, CONNECTING)
            mark = len(cell.outbox)
            try:
                self.actions.keep(event)
            except Exception as error:
                cell.action_failed(self, "keep", error, mark)
            self.state = CONNECTING
            self._connect = cell.arm(self, 0, cell.limits.connect_time)
            mark = len(cell.outbox)
            try:
                self.actions.dial(event)
            except Exception as error:
                cell.action_failed(self, "dial", error, mark)
        elif state == CONNECTING:
            if self.actions.full(event):  # machines/transport/connection.yaml:62
                if trace is not None:
                    trace.row(self, "connecting.message_given", CONNECTING, CONNECTING)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse(event)
                except Exception as error:
                    cell.action_failed(self, "refuse", error, mark)
            else:  # machines/transport/connection.yaml:62
                if trace is not None:
                    trace.row(self, "connecting.message_given#1", CONNECTING, CONNECTING)
                mark = len(cell.outbox)
                try:
                    self.actions.keep(event)
                except Exception as error:
                    cell.action_failed(self, "keep", error, mark)
        elif state in (OPEN_FRESH, OPEN_RECEIVING, OPEN_PINGING):  # machines/transport/connection.yaml:71
            if trace is not None:
                trace.row(self, "open.message_given", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.forward(event)
            except Exception as error:
                cell.action_failed(self, "forward", error, mark)
        elif state == OPEN_QUIET:  # machines/transport/connection.yaml:89
            if trace is not None:
                trace.row(self, "open.quiet.message_given", OPEN_QUIET, OPEN_QUIET)
            if self._recent is not None:
                cell.cancel(self._recent)
                self._recent = None
            mark = len(cell.outbox)
            try:
                self.actions.forward(event)
            except Exception as error:
                cell.action_failed(self, "forward", error, mark)
            self.state = OPEN_QUIET
            self._recent = cell.arm(self, 3, 64 * cell.limits.T1)
        elif state == OPEN_IDLE:  # machines/transport/connection.yaml:102
            if trace is not None:
                trace.row(self, "open.idle.message_given", OPEN_IDLE, OPEN_QUIET)
            if self._idle is not None:
                cell.cancel(self._idle)
                self._idle = None
            if self._ping is not None:
                cell.cancel(self._ping)
                self._ping = None
            mark = len(cell.outbox)
            try:
                self.actions.forward(event)
            except Exception as error:
                cell.action_failed(self, "forward", error, mark)
            self.state = OPEN_QUIET
            self._recent = cell.arm(self, 3, 64 * cell.limits.T1)
        elif state == CLOSING:  # machines/transport/connection.yaml:120
            if trace is not None:
                trace.row(self, "closing.message_given", CLOSING, CLOSING)
            mark = len(cell.outbox)
            try:
                self.actions.refuse(event)
            except Exception as error:
                cell.action_failed(self, "refuse", error, mark)
        else:  # closed: machines/transport/connection.yaml:127
            if trace is not None:
                trace.row(self, "closed.message_given", CLOSED, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.refuse(event)
            except Exception as error:
                cell.action_failed(self, "refuse", error, mark)

    def accepted(self, event: Accepted) -> None:
        """The peer opened it; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNOPENED:  # machines/transport/connection.yaml:54
            if trace is not None:
                trace.row(self, "unopened.accepted", UNOPENED, OPEN_FRESH)
            self.state = OPEN_FRESH
            self._first = cell.arm(self, 1, cell.limits.first_message)
        else:  # connecting, open.fresh, open.quiet, open.receiving, open.idle, open.pinging, closing, closed
            # Ignored: it stands already (machines/transport/connection.yaml:130)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def connected(self, event: Connected) -> None:
        """It stands as we asked for; with TLS the peer's certificate was found good; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CONNECTING:  # machines/transport/connection.yaml:63
            if trace is not None:
                trace.row(self, "connecting.connected", CONNECTING, OPEN_QUIET)
            if self._connect is not None:
                cell.cancel(self._connect)
                self._connect = None
            mark = len(cell.outbox)
            try:
                self.actions.flush(event)
            except Exception as error:
                cell.action_failed(self, "flush", error, mark)
            self.state = OPEN_QUIET
            self._recent = cell.arm(self, 3, 64 * cell.limits.T1)
        else:  # unopened, open.fresh, open.quiet, open.receiving, open.idle, open.pinging, closing, closed
            # Ignored: it stands already (machines/transport/connection.yaml:130)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def begun(self, event: Begun) -> None:
        """A message has begun that is not complete; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (OPEN_FRESH, OPEN_QUIET, OPEN_IDLE, OPEN_PINGING):  # machines/transport/connection.yaml:72
            if trace is not None:
                trace.row(self, "open.begun", state, OPEN_RECEIVING)
            self._stop_timers()
            self.state = OPEN_RECEIVING
            self._message = cell.arm(self, 2, cell.limits.message_time)
        else:  # unopened, connecting, open.receiving, closing, closed
            # Ignored: nothing comes before it stands (machines/transport/connection.yaml:55, 66)
            # Ignored: the timer runs from the first octet (machines/transport/connection.yaml:97)
            # Ignored: nothing is read any more (machines/transport/connection.yaml:123)
            # Ignored: it is gone (machines/transport/connection.yaml:128)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def received(self, event: Received) -> None:
        """A message is complete; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if OPEN_FRESH <= state <= OPEN_PINGING:  # machines/transport/connection.yaml:73
            if trace is not None:
                trace.row(self, "open.received", state, OPEN_QUIET)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                self.actions.note_heard(event)
            except Exception as error:
                cell.action_failed(self, "note_heard", error, mark)
            self.state = OPEN_QUIET
            self._recent = cell.arm(self, 3, 64 * cell.limits.T1)
        else:  # unopened, connecting, closing, closed
            # Ignored: nothing comes before it stands (machines/transport/connection.yaml:55, 66)
            # Ignored: nothing is read any more (machines/transport/connection.yaml:123)
            # Ignored: it is gone (machines/transport/connection.yaml:128)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def pinged(self, event: Pinged) -> None:
        """Two line ends between messages; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (OPEN_FRESH, OPEN_QUIET, OPEN_RECEIVING, OPEN_PINGING):  # machines/transport/connection.yaml:74
            if trace is not None:
                trace.row(self, "open.pinged", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.pong(event)
            except Exception as error:
                cell.action_failed(self, "pong", error, mark)
        elif state == OPEN_IDLE:  # machines/transport/connection.yaml:104
            if trace is not None:
                trace.row(self, "open.idle.pinged", OPEN_IDLE, OPEN_IDLE)
            if self._idle is not None:
                cell.cancel(self._idle)
                self._idle = None
            if self._ping is not None:
                cell.cancel(self._ping)
                self._ping = None
            mark = len(cell.outbox)
            try:
                self.actions.pong(event)
            except Exception as error:
                cell.action_failed(self, "pong", error, mark)
            self.state = OPEN_IDLE
            self._idle = cell.arm(self, 4, cell.limits.idle_time)
            mark = len(cell.outbox)
            try:
                delay = min(3600.0, max(0.1, self.actions.delay_ping_interval(event)))
            except Exception as error:
                delay = 0.1
                cell.action_failed(self, "delay_ping_interval", error, mark)
            self._ping = cell.arm(self, 5, delay)
        else:  # unopened, connecting, closing, closed
            # Ignored: nothing comes before it stands (machines/transport/connection.yaml:55, 66)
            # Ignored: nothing is read any more (machines/transport/connection.yaml:123)
            # Ignored: it is gone (machines/transport/connection.yaml:128)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ponged(self, event: Ponged) -> None:
        """One line end between messages; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OPEN_PINGING:  # machines/transport/connection.yaml:113
            if trace is not None:
                trace.row(self, "open.pinging.ponged", OPEN_PINGING, OPEN_IDLE)
            if self._pong is not None:
                cell.cancel(self._pong)
                self._pong = None
            self.state = OPEN_IDLE
            self._idle = cell.arm(self, 4, cell.limits.idle_time)
            mark = len(cell.outbox)
            try:
                delay = min(3600.0, max(0.1, self.actions.delay_ping_interval(event)))
            except Exception as error:
                delay = 0.1
                cell.action_failed(self, "delay_ping_interval", error, mark)
            self._ping = cell.arm(self, 5, delay)
        else:  # unopened, connecting, open.fresh, open.quiet, open.receiving, open.idle, closing, closed
            # Ignored: nothing comes before it stands (machines/transport/connection.yaml:55, 66)
            # Ignored: nobody waits for it (machines/transport/connection.yaml:78)
            # Ignored: nothing is read any more (machines/transport/connection.yaml:123)
            # Ignored: it is gone (machines/transport/connection.yaml:128)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def keeping_asked(self, event: KeepingAsked) -> None:
        """A registration needs this flow; seconds of its Flow-Timer, 0 where there is none; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (OPEN_FRESH, OPEN_QUIET, OPEN_RECEIVING, OPEN_PINGING):  # machines/transport/connection.yaml:75
            if trace is not None:
                trace.row(self, "open.keeping_asked", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.note_keeping(event)
            except Exception as error:
                cell.action_failed(self, "note_keeping", error, mark)
        elif state == OPEN_IDLE:  # machines/transport/connection.yaml:103
            if trace is not None:
                trace.row(self, "open.idle.keeping_asked", OPEN_IDLE, OPEN_IDLE)
            if self._idle is not None:
                cell.cancel(self._idle)
                self._idle = None
            if self._ping is not None:
                cell.cancel(self._ping)
                self._ping = None
            mark = len(cell.outbox)
            try:
                self.actions.note_keeping(event)
            except Exception as error:
                cell.action_failed(self, "note_keeping", error, mark)
            self.state = OPEN_IDLE
            self._idle = cell.arm(self, 4, cell.limits.idle_time)
            mark = len(cell.outbox)
            try:
                delay = min(3600.0, max(0.1, self.actions.delay_ping_interval(event)))
            except Exception as error:
                delay = 0.1
                cell.action_failed(self, "delay_ping_interval", error, mark)
            self._ping = cell.arm(self, 5, delay)
        else:  # unopened, connecting, closing, closed
            # Ignored: nothing goes over it (machines/transport/connection.yaml:131)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unframed(self, event: Unframed) -> None:
        """What came cannot be told apart into messages; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if OPEN_FRESH <= state <= OPEN_PINGING:  # machines/transport/connection.yaml:76
            if trace is not None:
                trace.row(self, "open.unframed", state, CLOSING)
            self._stop_timers()
            self.state = CLOSING
            self._close = cell.arm(self, 7, cell.limits.close_time)
            mark = len(cell.outbox)
            try:
                self.actions.close(event)
            except Exception as error:
                cell.action_failed(self, "close", error, mark)
        else:  # unopened, connecting, closing, closed
            # Ignored: nothing comes before it stands (machines/transport/connection.yaml:55, 66)
            # Ignored: nothing is read any more (machines/transport/connection.yaml:123)
            # Ignored: it is gone (machines/transport/connection.yaml:128)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def lost(self, event: Lost) -> None:
        """It is gone - closed, refused, reset, not trusted; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CONNECTING:  # machines/transport/connection.yaml:64
            if trace is not None:
                trace.row(self, "connecting.lost", CONNECTING, CLOSED)
            if self._connect is not None:
                cell.cancel(self._connect)
                self._connect = None
            mark = len(cell.outbox)
            try:
                self.actions.give_up(event)
            except Exception as error:
                cell.action_failed(self, "give_up", error, mark)
            self.state = CLOSED
        elif OPEN_FRESH <= state <= OPEN_PINGING:  # machines/transport/connection.yaml:77
            if trace is not None:
                trace.row(self, "open.lost", state, CLOSED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                self.actions.give_up(event)
            except Exception as error:
                cell.action_failed(self, "give_up", error, mark)
            self.state = CLOSED
        elif state == CLOSING:  # machines/transport/connection.yaml:121
            if trace is not None:
                trace.row(self, "closing.lost", CLOSING, CLOSED)
            if self._close is not None:
                cell.cancel(self._close)
                self._close = None
            self.state = CLOSED
        else:  # unopened, closed
            # Ignored: nothing comes before it stands (machines/transport/connection.yaml:55)
            # Ignored: it is gone (machines/transport/connection.yaml:128)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        # Ignored: a message that could not be handed over counts as lost (machines/transport/connection.yaml:132)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def connect_missed(self, event: ConnectMissed) -> None:
        """`connect` is due (T1)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CONNECTING:  # machines/transport/connection.yaml:65
            if trace is not None:
                trace.row(self, "connecting.connect_missed", CONNECTING, CLOSED)
            if self._connect is not None:
                cell.cancel(self._connect)
                self._connect = None
            mark, step = len(cell.outbox), "give_up"
            try:
                self.actions.give_up(event)
                mark, step = len(cell.outbox), "abort"
                self.actions.abort(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = CLOSED
        else:  # unopened, open.fresh, open.quiet, open.receiving, open.idle, open.pinging, closing, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def first_missed(self, event: FirstMissed) -> None:
        """A stranger who says nothing; `first` is due (T4)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OPEN_FRESH:  # machines/transport/connection.yaml:84
            if trace is not None:
                trace.row(self, "open.fresh.first_missed", OPEN_FRESH, CLOSING)
            if self._first is not None:
                cell.cancel(self._first)
                self._first = None
            self.state = CLOSING
            self._close = cell.arm(self, 7, cell.limits.close_time)
            mark = len(cell.outbox)
            try:
                self.actions.close(event)
            except Exception as error:
                cell.action_failed(self, "close", error, mark)
        else:  # unopened, connecting, open.quiet, open.receiving, open.idle, open.pinging, closing, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def message_missed(self, event: MessageMissed) -> None:
        """`message` is due (T4)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OPEN_RECEIVING:  # machines/transport/connection.yaml:96
            if trace is not None:
                trace.row(self, "open.receiving.message_missed", OPEN_RECEIVING, CLOSING)
            if self._message is not None:
                cell.cancel(self._message)
                self._message = None
            self.state = CLOSING
            self._close = cell.arm(self, 7, cell.limits.close_time)
            mark = len(cell.outbox)
            try:
                self.actions.close(event)
            except Exception as error:
                cell.action_failed(self, "close", error, mark)
        else:  # unopened, connecting, open.fresh, open.quiet, open.idle, open.pinging, closing, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def grew_quiet(self, event: GrewQuiet) -> None:
        """`recent` is due (T2)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OPEN_QUIET:  # machines/transport/connection.yaml:90
            if trace is not None:
                trace.row(self, "open.quiet.grew_quiet", OPEN_QUIET, OPEN_IDLE)
            if self._recent is not None:
                cell.cancel(self._recent)
                self._recent = None
            self.state = OPEN_IDLE
            self._idle = cell.arm(self, 4, cell.limits.idle_time)
            mark = len(cell.outbox)
            try:
                delay = min(3600.0, max(0.1, self.actions.delay_ping_interval(event)))
            except Exception as error:
                delay = 0.1
                cell.action_failed(self, "delay_ping_interval", error, mark)
            self._ping = cell.arm(self, 5, delay)
        else:  # unopened, connecting, open.fresh, open.receiving, open.idle, open.pinging, closing, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def idle_over(self, event: IdleOver) -> None:
        """`idle` is due (T2)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OPEN_IDLE:
            if self.actions.needed(event):  # machines/transport/connection.yaml:106
                if trace is not None:
                    trace.row(self, "open.idle.idle_over", OPEN_IDLE, OPEN_IDLE)
                if self._idle is not None:
                    cell.cancel(self._idle)
                    self._idle = None
                if self._ping is not None:
                    cell.cancel(self._ping)
                    self._ping = None
                self.state = OPEN_IDLE
                self._idle = cell.arm(self, 4, cell.limits.idle_time)
                mark = len(cell.outbox)
                try:
                    delay = min(3600.0, max(0.1, self.actions.delay_ping_interval(event)))
                except Exception as error:
                    delay = 0.1
                    cell.action_failed(self, "delay_ping_interval", error, mark)
                self._ping = cell.arm(self, 5, delay)
            else:  # machines/transport/connection.yaml:106
                if trace is not None:
                    trace.row(self, "open.idle.idle_over#1", OPEN_IDLE, CLOSING)
                if self._idle is not None:
                    cell.cancel(self._idle)
                    self._idle = None
                if self._ping is not None:
                    cell.cancel(self._ping)
                    self._ping = None
                self.state = CLOSING
                self._close = cell.arm(self, 7, cell.limits.close_time)
                mark = len(cell.outbox)
                try:
                    self.actions.close(event)
                except Exception as error:
                    cell.action_failed(self, "close", error, mark)
        else:  # unopened, connecting, open.fresh, open.quiet, open.receiving, open.pinging, closing, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def ping_due(self, event: PingDue) -> None:
        """`ping` is due (T3)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OPEN_IDLE:
            if self.actions.pinging_wanted(event):  # machines/transport/connection.yaml:105
                if trace is not None:
                    trace.row(self, "open.idle.ping_due", OPEN_IDLE, OPEN_PINGING)
                if self._idle is not None:
                    cell.cancel(self._idle)
                    self._idle = None
                if self._ping is not None:
                    cell.cancel(self._ping)
                    self._ping = None
                self.state = OPEN_PINGING
                self._pong = cell.arm(self, 6, cell.limits.pong_time)
                mark = len(cell.outbox)
                try:
                    self.actions.ping(event)
                except Exception as error:
                    cell.action_failed(self, "ping", error, mark)
            else:  # machines/transport/connection.yaml:105
                if trace is not None:
                    trace.row(self, "open.idle.ping_due#1", OPEN_IDLE, OPEN_IDLE)
        else:  # unopened, connecting, open.fresh, open.quiet, open.receiving, open.pinging, closing, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def pong_missed(self, event: PongMissed) -> None:
        """`pong` is due (T3)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OPEN_PINGING:  # machines/transport/connection.yaml:114
            if trace is not None:
                trace.row(self, "open.pinging.pong_missed", OPEN_PINGING, CLOSED)
            if self._pong is not None:
                cell.cancel(self._pong)
                self._pong = None
            mark = len(cell.outbox)
            try:
                self.actions.abort(event)
            except Exception as error:
                cell.action_failed(self, "abort", error, mark)
            self.state = CLOSED
        else:  # unopened, connecting, open.fresh, open.quiet, open.receiving, open.idle, closing, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def close_missed(self, event: CloseMissed) -> None:
        """`close` is due (T4)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CLOSING:  # machines/transport/connection.yaml:122
            if trace is not None:
                trace.row(self, "closing.close_missed", CLOSING, CLOSED)
            if self._close is not None:
                cell.cancel(self._close)
                self._close = None
            mark = len(cell.outbox)
            try:
                self.actions.abort(event)
            except Exception as error:
                cell.action_failed(self, "abort", error, mark)
            self.state = CLOSED
        else:  # unopened, connecting, open.fresh, open.quiet, open.receiving, open.idle, open.pinging, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # connect
            if timer is not self._connect:
                return
            self._connect = None
            self.connect_missed(CONNECT_MISSED)
        elif index == 1:  # first
            if timer is not self._first:
                return
            self._first = None
            self.first_missed(FIRST_MISSED)
        elif index == 2:  # message
            if timer is not self._message:
                return
            self._message = None
            self.message_missed(MESSAGE_MISSED)
        elif index == 3:  # recent
            if timer is not self._recent:
                return
            self._recent = None
            self.grew_quiet(GREW_QUIET)
        elif index == 4:  # idle
            if timer is not self._idle:
                return
            self._idle = None
            self.idle_over(IDLE_OVER)
        elif index == 5:  # ping
            if timer is not self._ping:
                return
            self._ping = None
            self.ping_due(PING_DUE)
        elif index == 6:  # pong
            if timer is not self._pong:
                return
            self._pong = None
            self.pong_missed(PONG_MISSED)
        elif index == 7:  # close
            if timer is not self._close:
                return
            self._close = None
            self.close_missed(CLOSE_MISSED)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._connect is not None:
            cell.cancel(self._connect)
            self._connect = None
        if self._first is not None:
            cell.cancel(self._first)
            self._first = None
        if self._message is not None:
            cell.cancel(self._message)
            self._message = None
        if self._recent is not None:
            cell.cancel(self._recent)
            self._recent = None
        if self._idle is not None:
            cell.cancel(self._idle)
            self._idle = None
        if self._ping is not None:
            cell.cancel(self._ping)
            self._ping = None
        if self._pong is not None:
            cell.cancel(self._pong)
            self._pong = None
        if self._close is not None:
            cell.cancel(self._close)
            self._close = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (
            ("connect", self._connect),
            ("first", self._first),
            ("message", self._message),
            ("recent", self._recent),
            ("idle", self._idle),
            ("ping", self._ping),
            ("pong", self._pong),
            ("close", self._close),
        )
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
