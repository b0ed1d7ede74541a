"""One media stream as offer/answer agreed it; packets never pass through here.

Generated from machines/media/stream.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3264 5.1, RFC3264 8.4
"""
# sessioncore: chart sha256=6f9f9c2515926929dd29ae588d0643c50bbc7f67d95ea1e195a705ff074f40de abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.base.media import MediaNews, StreamStatistics
    from sessioncore.base.protection import Protection
    from sessioncore.statechart import Cell
    from sessioncore.wire.sdp import Codec

require_abi(__name__, 1)

IDLE: Final = 0  # not configured yet
FLOWING: Final = 1  # both ways are open
LOST: Final = 2  # media should flow, and does not come or cannot leave
RENEWED: Final = 3  # agreed anew after media was lost; nothing has come since
HELD: Final = 4  # on hold by one side or both
CLOSED: Final = 5  # the session has ended


class Configure(Event):
    """An offer/answer exchange is settled; signal of a chart beside this one."""

    __slots__ = (
        "codec",
        "comfort_noise",
        "early",
        "formats",
        "held_by_local",
        "held_by_remote",
        "index",
        "protection",
        "ptime",
        "receive",
        "receive_payload_types",
        "receive_telephone_event",
        "remote_address",
        "remote_port",
        "rtcp_mux",
        "rtcp_port",
        "rtcp_reduced",
        "rtcp_xr",
        "send",
        "send_payload_type",
        "telephone_event",
    )
    NAME = "configure"
    FIELDS = (
        "index",
        "codec",
        "send_payload_type",
        "receive_payload_types",
        "telephone_event",
        "receive_telephone_event",
        "formats",
        "comfort_noise",
        "ptime",
        "rtcp_mux",
        "rtcp_port",
        "rtcp_xr",
        "rtcp_reduced",
        "protection",
        "remote_address",
        "remote_port",
        "send",
        "receive",
        "held_by_remote",
        "held_by_local",
        "early",
    )

    def __init__(
        self,
        index: int,
        codec: Codec,
        send_payload_type: int,
        receive_payload_types: tuple[int, ...],
        telephone_event: int | None,
        receive_telephone_event: int | None,
        formats: tuple[Codec, ...],
        comfort_noise: int | None,
        ptime: int,
        rtcp_mux: bool,
        rtcp_port: int,
        rtcp_xr: bool,
        rtcp_reduced: bool,
        protection: Protection | None,
        remote_address: str,
        remote_port: int,
        send: bool,
        receive: bool,
        held_by_remote: bool,
        held_by_local: bool,
        early: bool,
    ) -> None:
        self.index = index
        self.codec = codec
        self.send_payload_type = send_payload_type
        self.receive_payload_types = receive_payload_types
        self.telephone_event = telephone_event
        self.receive_telephone_event = receive_telephone_event
        self.formats = formats
        self.comfort_noise = comfort_noise
        self.ptime = ptime
        self.rtcp_mux = rtcp_mux
        self.rtcp_port = rtcp_port
        self.rtcp_xr = rtcp_xr
        self.rtcp_reduced = rtcp_reduced
        self.protection = protection
        self.remote_address = remote_address
        self.remote_port = remote_port
        self.send = send
        self.receive = receive
        self.held_by_remote = held_by_remote
        self.held_by_local = held_by_local
        self.early = early


class Expect(Event):
    """Our offer leaves: what it names may come at once; signal of a chart beside this one."""

    __slots__ = ("formats",)
    NAME = "expect"
    FIELDS = ("formats",)

    def __init__(self, formats: tuple[Codec, ...]) -> None:
        self.formats = formats


class Shown(Event):
    """Of several forks that share our port this one is to be heard; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "shown"


SHOWN: Final = Shown()


class Up(Event):
    """The call is up: media counts from now on; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "up"


UP: Final = Up()


class Down(Event):
    """The session ends; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class Declined(Event):
    """The peer has refused an offer of ours; what was agreed stays; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "declined"


DECLINED: Final = Declined()


class MediaStarted(Event):
    """The first packet came; from the media plane."""

    __slots__ = ("stream",)
    NAME = "media_started"
    FIELDS = ("stream",)

    def __init__(self, stream: str) -> None:
        self.stream = stream


class MediaSilent(Event):
    """No packet for a while; from the media plane."""

    __slots__ = ("seconds", "stream")
    NAME = "media_silent"
    FIELDS = ("stream", "seconds")

    def __init__(self, stream: str, seconds: float) -> None:
        self.stream = stream
        self.seconds = seconds


class MediaFailed(Event):
    """The stream, or only something beside it; from the media plane."""

    __slots__ = ("reason", "stream", "what")
    NAME = "media_failed"
    FIELDS = ("stream", "reason", "what")

    def __init__(self, stream: str, reason: str, what: str) -> None:
        self.stream = stream
        self.reason = reason
        self.what = what


class DigitsSent(Event):
    """What we dialed has left; from the media plane."""

    __slots__ = ("stream",)
    NAME = "digits_sent"
    FIELDS = ("stream",)

    def __init__(self, stream: str) -> None:
        self.stream = stream


class MediaTold(Event):
    """Quality, a periodic report, files played and recordings, a digit of the peer; from the media plane."""

    __slots__ = ("told",)
    NAME = "media_told"
    FIELDS = ("told",)

    def __init__(self, told: MediaNews) -> None:
        self.told = told


class MediaStopped(Event):
    """From the media plane."""

    __slots__ = ("statistics", "stream")
    NAME = "media_stopped"
    FIELDS = ("stream", "statistics")

    def __init__(self, stream: str, statistics: StreamStatistics) -> None:
        self.stream = stream
        self.statistics = statistics


class Flows(Signal):
    """Tells the charts beside this one: flows."""

    __slots__ = ()
    NAME = "flows"


FLOWS: Final = Flows()


class Stands(Signal):
    """Tells the charts beside this one: stands."""

    __slots__ = ()
    NAME = "stands"


STANDS: Final = Stands()


class Lost(Signal):
    """Tells the charts beside this one: lost."""

    __slots__ = ()
    NAME = "lost"


LOST_SIGNAL: Final = Lost()


class GivenUp(Signal):
    """A new agreement brought no media back, or there was none."""

    __slots__ = ()
    NAME = "given_up"


GIVEN_UP: Final = GivenUp()


class Dialed(Signal):
    """Tells the charts beside this one: dialed."""

    __slots__ = ()
    NAME = "dialed"


DIALED: Final = Dialed()


class Undialed(Signal):
    """Tells the charts beside this one: undialed."""

    __slots__ = ("reason",)
    NAME = "undialed"
    FIELDS = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


class StreamActions(Protocol):
    """What media/stream asks of its hand-written actions."""

    def holding(self, event: Configure) -> bool:
        """One side or both hold."""

    def whole(self, event: MediaFailed) -> bool:
        """The stream itself cannot go on."""

    def of_digits(self, event: MediaFailed) -> bool:
        """Digits cannot be sent."""

    def held_back(self, event: Up) -> bool:
        """RTCP waits for the call to be up."""

    def ours(self, event: Down) -> bool:
        """No other fork is the call."""

    def apply(self, event: Configure) -> None:
        """Unless another fork is heard."""

    def await_formats(self, event: Expect) -> None:
        """Receives what our offer names, before the answer comes."""

    def show(self, event: Shown) -> None:
        """The port is this fork's now."""

    def report(self, event: Up) -> None:
        """RTCP may leave from now on."""

    def silence(self, event: Down) -> None:
        """Neither sends nor receives any more."""

    def publish_started(self, event: MediaStarted) -> None: ...

    def publish_silent(self, event: MediaSilent) -> None: ...

    def publish_failed(self, event: MediaFailed) -> None: ...

    def publish_stopped(self, event: MediaStopped) -> None: ...

    def publish_told(self, event: MediaTold) -> None: ...


class Stream(Machine):
    """One media stream as offer/answer agreed it; packets never pass through here."""

    __slots__ = ()
    CHART = "media/stream"
    KIND = "stream"
    DIGEST = "6f9f9c2515926929dd29ae588d0643c50bbc7f67d95ea1e195a705ff074f40de"
    STATES = ("idle", "flowing", "lost", "renewed", "held", "closed")
    FINAL = (False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "configure": Configure,
        "expect": Expect,
        "shown": Shown,
        "up": Up,
        "down": Down,
        "declined": Declined,
        "media_started": MediaStarted,
        "media_silent": MediaSilent,
        "media_failed": MediaFailed,
        "digits_sent": DigitsSent,
        "media_told": MediaTold,
        "media_stopped": MediaStopped,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((),) * 6
    DEFERS = (False, False, False, False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, False, False, False, False)

    actions: StreamActions
    cell: Cell

    def __init__(self, actions: StreamActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def configure(self, event: Configure) -> None:
        """An offer/answer exchange is settled; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.actions.holding(event):  # machines/media/stream.yaml:61
                if trace is not None:
                    trace.row(self, "idle.configure", IDLE, HELD)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
                else:
                    cell.raise_signal(self, STANDS)
                self.state = HELD
            else:  # machines/media/stream.yaml:61
                if trace is not None:
                    trace.row(self, "idle.configure#1", IDLE, FLOWING)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
                else:
                    cell.raise_signal(self, FLOWS)
                self.state = FLOWING
        elif state == FLOWING:
            if self.actions.holding(event):  # machines/media/stream.yaml:67
                if trace is not None:
                    trace.row(self, "flowing.configure", FLOWING, HELD)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
                else:
                    cell.raise_signal(self, STANDS)
                self.state = HELD
            else:  # machines/media/stream.yaml:67
                if trace is not None:
                    trace.row(self, "flowing.configure#1", FLOWING, FLOWING)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
        elif state == LOST:
            if self.actions.holding(event):  # machines/media/stream.yaml:81
                if trace is not None:
                    trace.row(self, "lost.configure", LOST, HELD)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
                else:
                    cell.raise_signal(self, STANDS)
                self.state = HELD
            else:  # machines/media/stream.yaml:81
                if trace is not None:
                    trace.row(self, "lost.configure#1", LOST, RENEWED)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
                self.state = RENEWED
        elif state == RENEWED:
            if self.actions.holding(event):  # machines/media/stream.yaml:93
                if trace is not None:
                    trace.row(self, "renewed.configure", RENEWED, HELD)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
                else:
                    cell.raise_signal(self, STANDS)
                self.state = HELD
            else:  # machines/media/stream.yaml:93
                if trace is not None:
                    trace.row(self, "renewed.configure#1", RENEWED, RENEWED)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
        elif state == HELD:
            if self.actions.holding(event):  # machines/media/stream.yaml:103
                if trace is not None:
                    trace.row(self, "held.configure", HELD, HELD)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
            else:  # machines/media/stream.yaml:103
                if trace is not None:
                    trace.row(self, "held.configure#1", HELD, FLOWING)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
                else:
                    cell.raise_signal(self, FLOWS)
                self.state = FLOWING
        else:  # closed
            # Ignored: the session has ended (machines/media/stream.yaml:114)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def expect(self, event: Expect) -> None:
        """Our offer leaves: what it names may come at once; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == FLOWING:  # machines/media/stream.yaml:68
            if trace is not None:
                trace.row(self, "flowing.expect", FLOWING, FLOWING)
            mark = len(cell.outbox)
            try:
                self.actions.await_formats(event)
            except Exception as error:
                cell.action_failed(self, "await_formats", error, mark)
        elif state == LOST:  # machines/media/stream.yaml:82
            if trace is not None:
                trace.row(self, "lost.expect", LOST, LOST)
            mark = len(cell.outbox)
            try:
                self.actions.await_formats(event)
            except Exception as error:
                cell.action_failed(self, "await_formats", error, mark)
        elif state == RENEWED:  # machines/media/stream.yaml:94
            if trace is not None:
                trace.row(self, "renewed.expect", RENEWED, RENEWED)
            mark = len(cell.outbox)
            try:
                self.actions.await_formats(event)
            except Exception as error:
                cell.action_failed(self, "await_formats", error, mark)
        elif state == HELD:  # machines/media/stream.yaml:104
            if trace is not None:
                trace.row(self, "held.expect", HELD, HELD)
            mark = len(cell.outbox)
            try:
                self.actions.await_formats(event)
            except Exception as error:
                cell.action_failed(self, "await_formats", error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/media/stream.yaml:114)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # idle
            # Never: it is configured in the macrostep that makes it (machines/media/stream.yaml:62)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is configured in the macrostep that makes it")

    def shown(self, event: Shown) -> None:
        """Of several forks that share our port this one is to be heard; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == FLOWING:  # machines/media/stream.yaml:69
            if trace is not None:
                trace.row(self, "flowing.shown", FLOWING, FLOWING)
            mark = len(cell.outbox)
            try:
                self.actions.show(event)
            except Exception as error:
                cell.action_failed(self, "show", error, mark)
        elif state == LOST:  # machines/media/stream.yaml:83
            if trace is not None:
                trace.row(self, "lost.shown", LOST, LOST)
            mark = len(cell.outbox)
            try:
                self.actions.show(event)
            except Exception as error:
                cell.action_failed(self, "show", error, mark)
        elif state == RENEWED:  # machines/media/stream.yaml:95
            if trace is not None:
                trace.row(self, "renewed.shown", RENEWED, RENEWED)
            mark = len(cell.outbox)
            try:
                self.actions.show(event)
            except Exception as error:
                cell.action_failed(self, "show", error, mark)
        elif state == HELD:  # machines/media/stream.yaml:105
            if trace is not None:
                trace.row(self, "held.shown", HELD, HELD)
            mark = len(cell.outbox)
            try:
                self.actions.show(event)
            except Exception as error:
                cell.action_failed(self, "show", error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/media/stream.yaml:114)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # idle
            # Never: it is configured in the macrostep that makes it (machines/media/stream.yaml:62)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is configured in the macrostep that makes it")

    def up(self, event: Up) -> None:
        """The call is up: media counts from now on; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == FLOWING:
            if self.actions.held_back(event):  # machines/media/stream.yaml:70
                if trace is not None:
                    trace.row(self, "flowing.up", FLOWING, FLOWING)
                mark = len(cell.outbox)
                try:
                    self.actions.report(event)
                except Exception as error:
                    cell.action_failed(self, "report", error, mark)
                else:
                    cell.raise_signal(self, FLOWS)
            else:  # machines/media/stream.yaml:70
                if trace is not None:
                    trace.row(self, "flowing.up#1", FLOWING, FLOWING)
                cell.raise_signal(self, FLOWS)
        elif state == LOST:
            if self.actions.held_back(event):  # machines/media/stream.yaml:84
                if trace is not None:
                    trace.row(self, "lost.up", LOST, LOST)
                mark = len(cell.outbox)
                try:
                    self.actions.report(event)
                except Exception as error:
                    cell.action_failed(self, "report", error, mark)
                else:
                    cell.raise_signal(self, FLOWS)
            else:  # machines/media/stream.yaml:84
                if trace is not None:
                    trace.row(self, "lost.up#1", LOST, LOST)
                cell.raise_signal(self, FLOWS)
        elif state == RENEWED:
            if self.actions.held_back(event):  # machines/media/stream.yaml:96
                if trace is not None:
                    trace.row(self, "renewed.up", RENEWED, RENEWED)
                mark = len(cell.outbox)
                try:
                    self.actions.report(event)
                except Exception as error:
                    cell.action_failed(self, "report", error, mark)
                else:
                    cell.raise_signal(self, FLOWS)
            else:  # machines/media/stream.yaml:96
                if trace is not None:
                    trace.row(self, "renewed.up#1", RENEWED, RENEWED)
                cell.raise_signal(self, FLOWS)
        elif state == HELD:
            if self.actions.held_back(event):  # machines/media/stream.yaml:106
                if trace is not None:
                    trace.row(self, "held.up", HELD, HELD)
                mark = len(cell.outbox)
                try:
                    self.actions.report(event)
                except Exception as error:
                    cell.action_failed(self, "report", error, mark)
                else:
                    cell.raise_signal(self, STANDS)
            else:  # machines/media/stream.yaml:106
                if trace is not None:
                    trace.row(self, "held.up#1", HELD, HELD)
                cell.raise_signal(self, STANDS)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/media/stream.yaml:114)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # idle
            # Never: it is configured in the macrostep that makes it (machines/media/stream.yaml:62)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is configured in the macrostep that makes it")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == FLOWING:
            if self.actions.ours(event):  # machines/media/stream.yaml:73
                if trace is not None:
                    trace.row(self, "flowing.down", FLOWING, CLOSED)
                mark = len(cell.outbox)
                try:
                    self.actions.silence(event)
                except Exception as error:
                    cell.action_failed(self, "silence", error, mark)
                self.state = CLOSED
            else:  # machines/media/stream.yaml:73
                if trace is not None:
                    trace.row(self, "flowing.down#1", FLOWING, CLOSED)
                self.state = CLOSED
        elif state == LOST:
            if self.actions.ours(event):  # machines/media/stream.yaml:85
                if trace is not None:
                    trace.row(self, "lost.down", LOST, CLOSED)
                mark = len(cell.outbox)
                try:
                    self.actions.silence(event)
                except Exception as error:
                    cell.action_failed(self, "silence", error, mark)
                self.state = CLOSED
            else:  # machines/media/stream.yaml:85
                if trace is not None:
                    trace.row(self, "lost.down#1", LOST, CLOSED)
                self.state = CLOSED
        elif state == RENEWED:
            if self.actions.ours(event):  # machines/media/stream.yaml:97
                if trace is not None:
                    trace.row(self, "renewed.down", RENEWED, CLOSED)
                mark = len(cell.outbox)
                try:
                    self.actions.silence(event)
                except Exception as error:
                    cell.action_failed(self, "silence", error, mark)
                self.state = CLOSED
            else:  # machines/media/stream.yaml:97
                if trace is not None:
                    trace.row(self, "renewed.down#1", RENEWED, CLOSED)
                self.state = CLOSED
        elif state == HELD:
            if self.actions.ours(event):  # machines/media/stream.yaml:108
                if trace is not None:
                    trace.row(self, "held.down", HELD, CLOSED)
                mark = len(cell.outbox)
                try:
                    self.actions.silence(event)
                except Exception as error:
                    cell.action_failed(self, "silence", error, mark)
                self.state = CLOSED
            else:  # machines/media/stream.yaml:108
                if trace is not None:
                    trace.row(self, "held.down#1", HELD, CLOSED)
                self.state = CLOSED
        elif state == CLOSED:
            # Ignored: the session has ended (machines/media/stream.yaml:114)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # idle
            # Never: it is configured in the macrostep that makes it (machines/media/stream.yaml:62)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is configured in the macrostep that makes it")

    def declined(self, event: Declined) -> None:
        """The peer has refused an offer of ours; what was agreed stays; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: it is configured in the macrostep that makes it (machines/media/stream.yaml:62)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is configured in the macrostep that makes it")
        elif state == LOST:  # machines/media/stream.yaml:80
            if trace is not None:
                trace.row(self, "lost.declined", LOST, LOST)
            cell.raise_signal(self, GIVEN_UP)
        else:  # flowing, renewed, held, closed
            # Ignored: it goes on as it was (machines/media/stream.yaml:74, 98, 109)
            # Ignored: the session has ended (machines/media/stream.yaml:114)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def media_started(self, event: MediaStarted) -> None:
        """The first packet came; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (IDLE, FLOWING, HELD, CLOSED):  # machines/media/stream.yaml:50
            if trace is not None:
                trace.row(self, "media_started", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.publish_started(event)
            except Exception as error:
                cell.action_failed(self, "publish_started", error, mark)
        elif state == LOST:  # machines/media/stream.yaml:79
            if trace is not None:
                trace.row(self, "lost.media_started", LOST, FLOWING)
            mark = len(cell.outbox)
            try:
                self.actions.publish_started(event)
            except Exception as error:
                cell.action_failed(self, "publish_started", error, mark)
            self.state = FLOWING
        else:  # renewed: machines/media/stream.yaml:90
            if trace is not None:
                trace.row(self, "renewed.media_started", RENEWED, FLOWING)
            mark = len(cell.outbox)
            try:
                self.actions.publish_started(event)
            except Exception as error:
                cell.action_failed(self, "publish_started", error, mark)
            self.state = FLOWING

    def media_silent(self, event: MediaSilent) -> None:
        """No packet for a while; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (IDLE, LOST, HELD, CLOSED):  # machines/media/stream.yaml:51
            if trace is not None:
                trace.row(self, "media_silent", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.publish_silent(event)
            except Exception as error:
                cell.action_failed(self, "publish_silent", error, mark)
        elif state == FLOWING:  # machines/media/stream.yaml:71
            if trace is not None:
                trace.row(self, "flowing.media_silent", FLOWING, LOST)
            mark = len(cell.outbox)
            try:
                self.actions.publish_silent(event)
            except Exception as error:
                cell.action_failed(self, "publish_silent", error, mark)
            else:
                cell.raise_signal(self, LOST_SIGNAL)
            self.state = LOST
        else:  # renewed: machines/media/stream.yaml:91
            if trace is not None:
                trace.row(self, "renewed.media_silent", RENEWED, RENEWED)
            mark = len(cell.outbox)
            try:
                self.actions.publish_silent(event)
            except Exception as error:
                cell.action_failed(self, "publish_silent", error, mark)
            else:
                cell.raise_signal(self, GIVEN_UP)

    def media_failed(self, event: MediaFailed) -> None:
        """The stream, or only something beside it; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (IDLE, LOST, CLOSED):
            if self.actions.of_digits(event):  # machines/media/stream.yaml:52
                if trace is not None:
                    trace.row(self, "media_failed", state, state)
                cell.raise_signal(self, Undialed(event.reason))
            else:  # machines/media/stream.yaml:52
                if trace is not None:
                    trace.row(self, "media_failed#1", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.publish_failed(event)
                except Exception as error:
                    cell.action_failed(self, "publish_failed", error, mark)
        elif state == FLOWING:
            if self.actions.whole(event):  # machines/media/stream.yaml:72
                if trace is not None:
                    trace.row(self, "flowing.media_failed", FLOWING, LOST)
                mark = len(cell.outbox)
                try:
                    self.actions.publish_failed(event)
                except Exception as error:
                    cell.action_failed(self, "publish_failed", error, mark)
                else:
                    cell.raise_signal(self, LOST_SIGNAL)
                self.state = LOST
            elif self.actions.of_digits(event):  # machines/media/stream.yaml:72
                if trace is not None:
                    trace.row(self, "flowing.media_failed#1", FLOWING, FLOWING)
                cell.raise_signal(self, Undialed(event.reason))
            else:  # machines/media/stream.yaml:72
                if trace is not None:
                    trace.row(self, "flowing.media_failed#2", FLOWING, FLOWING)
                mark = len(cell.outbox)
                try:
                    self.actions.publish_failed(event)
                except Exception as error:
                    cell.action_failed(self, "publish_failed", error, mark)
        elif state == RENEWED:
            if self.actions.whole(event):  # machines/media/stream.yaml:92
                if trace is not None:
                    trace.row(self, "renewed.media_failed", RENEWED, RENEWED)
                mark = len(cell.outbox)
                try:
                    self.actions.publish_failed(event)
                except Exception as error:
                    cell.action_failed(self, "publish_failed", error, mark)
                else:
                    cell.raise_signal(self, GIVEN_UP)
            elif self.actions.of_digits(event):  # machines/media/stream.yaml:92
                if trace is not None:
                    trace.row(self, "renewed.media_failed#1", RENEWED, RENEWED)
                cell.raise_signal(self, Undialed(event.reason))
            else:  # machines/media/stream.yaml:92
                if trace is not None:
                    trace.row(self, "renewed.media_failed#2", RENEWED, RENEWED)
                mark = len(cell.outbox)
                try:
                    self.actions.publish_failed(event)
                except Exception as error:
                    cell.action_failed(self, "publish_failed", error, mark)
        else:  # held
            if self.actions.whole(event):  # machines/media/stream.yaml:107
                if trace is not None:
                    trace.row(self, "held.media_failed", HELD, HELD)
                mark = len(cell.outbox)
                try:
                    self.actions.publish_failed(event)
                except Exception as error:
                    cell.action_failed(self, "publish_failed", error, mark)
                else:
                    cell.raise_signal(self, LOST_SIGNAL)
            elif self.actions.of_digits(event):  # machines/media/stream.yaml:107
                if trace is not None:
                    trace.row(self, "held.media_failed#1", HELD, HELD)
                cell.raise_signal(self, Undialed(event.reason))
            else:  # machines/media/stream.yaml:107
                if trace is not None:
                    trace.row(self, "held.media_failed#2", HELD, HELD)
                mark = len(cell.outbox)
                try:
                    self.actions.publish_failed(event)
                except Exception as error:
                    cell.action_failed(self, "publish_failed", error, mark)

    def digits_sent(self, event: DigitsSent) -> None:
        """What we dialed has left; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "digits_sent", state, state)
        cell.raise_signal(self, DIALED)

    def media_told(self, event: MediaTold) -> None:
        """Quality, a periodic report, files played and recordings, a digit of the peer; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "media_told", state, state)
        mark = len(cell.outbox)
        try:
            self.actions.publish_told(event)
        except Exception as error:
            cell.action_failed(self, "publish_told", error, mark)

    def media_stopped(self, event: MediaStopped) -> None:
        """From the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "media_stopped", state, state)
        mark = len(cell.outbox)
        try:
            self.actions.publish_stopped(event)
        except Exception as error:
            cell.action_failed(self, "publish_stopped", error, mark)

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "action_failed", state, state)
