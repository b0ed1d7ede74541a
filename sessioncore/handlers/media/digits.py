"""Digits that we send in a call - as telephone events or tones in the media, or in INFO requests.

Generated from machines/media/digits.yaml; do not edit. Change the chart, then: sessioncore generate
RFC4733 2.5, RFC6086 4, RFC3261 12.1
"""
# sessioncore: chart sha256=35ca4f47959c72a10a020073798d103271b648469b6f3dae0c2fd80a4823f671 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # nothing is to be sent
PLAYING: Final = 1  # the media plane sends them
TELLING: Final = 2  # an INFO is under way
CLOSED: Final = 3  # the session has ended


class Wanted(Event):
    """Digits for the peer; signal of a chart beside this one."""

    __slots__ = ("command", "digits", "method", "pause", "seconds")
    NAME = "wanted"
    FIELDS = ("command", "digits", "method", "seconds", "pause")

    def __init__(self, command: int, digits: str, method: str, seconds: float, pause: float) -> None:
        self.command = command
        self.digits = digits
        self.method = method
        self.seconds = seconds
        self.pause = pause


class Sent(Event):
    """The media plane has sent them; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "sent"


SENT: Final = Sent()


class Unsent(Event):
    """The media plane cannot send them; signal of a chart beside this one."""

    __slots__ = ("reason",)
    NAME = "unsent"
    FIELDS = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


class Finished(Event):
    """The final response to our INFO, or none in time; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "finished"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class Moved(Event):
    """Another fork is heard from now on; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "moved"


MOVED: Final = Moved()


class Down(Event):
    """The session ends; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class Stuck(Event):
    """The media plane says nothing; `playing` is due."""

    __slots__ = ()
    NAME = "stuck"


STUCK: Final = Stuck()


class DigitsActions(Protocol):
    """What media/digits asks of its hand-written actions."""

    def as_info(self, event: Wanted) -> bool:
        """INFO is asked for, or the peer does not take these digits as telephone events and allows INFO."""

    def challenged(self, event: Finished) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def unreadable(self, event: Finished) -> bool:
        """415 to the first kind of body that we try."""

    def taken(self, event: Finished) -> bool:
        """The peer took the digit."""

    def more(self, event: Finished) -> bool:
        """Further digits are to be sent."""

    def unsure(self, event: Wanted) -> bool:
        """We are called, and the caller has shown by no request yet that it has this dialog."""

    def bare(self, event: Wanted) -> bool:
        """Nothing is agreed about sound."""

    def heard(self, event: Moved | Stuck) -> bool:
        """This fork is the one that is heard."""

    def note_digits(self, event: Wanted) -> None:
        """Command and digits."""

    def play(self, event: Wanted) -> None:
        """Telephone events where they are agreed or asked for, else tones."""

    def send_info(self, event: Wanted | Finished) -> Request:
        """The next digit."""

    def send_plain(self, event: Finished) -> Request:
        """The same digit in the other kind of body."""

    def send_answered(self, event: Finished) -> Request:
        """The same INFO with credentials."""

    def reply_done(self, event: Sent | Finished) -> None:
        """Send_dtmf: done."""

    def reply_failed(self, event: Unsent | Finished | Moved | ActionFailed | Stuck) -> None:
        """Send_dtmf: failed."""

    def reply_ended(self, event: Down) -> None:
        """Send_dtmf: ended."""

    def refuse(self, event: Wanted) -> None:
        """Send_dtmf: ended, it came too late."""

    def refuse_unsure(self, event: Wanted) -> None:
        """Send_dtmf: failed, 481."""

    def refuse_bare(self, event: Wanted) -> None:
        """Send_dtmf: failed, 488."""

    def give_up(self, event: Stuck) -> None:
        """What was not sent by now never is."""

    def delay_playing_time(self, event: Wanted) -> float:
        """Seconds; kept within the bounds that the chart states."""


class DigitsAsks(Protocol):
    """What media/digits asks of the charts beside it; the wiring answers."""

    def early(self, machine: Machine) -> bool:
        """The call is not answered yet."""


class Digits(Machine):
    """Digits that we send in a call - as telephone events or tones in the media, or in INFO requests."""

    __slots__ = ("_playing",)
    CHART = "media/digits"
    KIND = "digits"
    DIGEST = "35ca4f47959c72a10a020073798d103271b648469b6f3dae0c2fd80a4823f671"
    STATES = ("idle", "playing", "telling", "closed")
    FINAL = (False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "wanted": Wanted,
        "sent": Sent,
        "unsent": Unsent,
        "finished": Finished,
        "moved": Moved,
        "down": Down,
        "action_failed": ActionFailed,
        "stuck": Stuck,
    }
    COMMANDS = ((),) * 4
    DEFERS = (False, True, True, False)
    TIMERS = ("playing",)
    DETACHABLE = (False, False, False, True)

    actions: DigitsActions
    asks: DigitsAsks
    cell: Cell

    def __init__(self, actions: DigitsActions, asks: DigitsAsks, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._playing: Timer | None = None

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def wanted(self, event: Wanted) -> None:
        """Digits for the peer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.early(self) and self.actions.as_info(event) and self.actions.unsure(event):
                # machines/media/digits.yaml:50
                if trace is not None:
                    trace.row(self, "idle.wanted", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_unsure(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_unsure", error, mark)
            elif self.actions.as_info(event):  # machines/media/digits.yaml:51
                if trace is not None:
                    trace.row(self, "idle.wanted#1", IDLE, TELLING)
                mark, step = len(cell.outbox), "note_digits"
                try:
                    self.actions.note_digits(event)
                    mark, step = len(cell.outbox), "send_info"
                    cell.create_transaction(self, "non_invite_client", self.actions.send_info(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = TELLING
            elif self.actions.bare(event):  # machines/media/digits.yaml:52
                if trace is not None:
                    trace.row(self, "idle.wanted#2", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_bare(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_bare", error, mark)
            else:  # machines/media/digits.yaml:53
                if trace is not None:
                    trace.row(self, "idle.wanted#3", IDLE, PLAYING)
                mark, step = len(cell.outbox), "note_digits"
                try:
                    self.actions.note_digits(event)
                    mark, step = len(cell.outbox), "play"
                    self.actions.play(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = PLAYING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.digits_limit, max(1.0, self.actions.delay_playing_time(event)))
                except Exception as error:
                    delay = 1.0
                    cell.action_failed(self, "delay_playing_time", error, mark)
                self._playing = cell.arm(self, 0, delay)
        elif state == CLOSED:  # machines/media/digits.yaml:90
            if trace is not None:
                trace.row(self, "closed.wanted", CLOSED, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.refuse(event)
            except Exception as error:
                cell.action_failed(self, "refuse", error, mark)
        else:  # playing, telling
            # Held back: one after the other (machines/media/digits.yaml:69, 81)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def sent(self, event: Sent) -> None:
        """The media plane has sent them; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PLAYING:  # machines/media/digits.yaml:64
            if trace is not None:
                trace.row(self, "playing.sent", PLAYING, IDLE)
            if self._playing is not None:
                cell.cancel(self._playing)
                self._playing = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, "reply_done", error, mark)
            self.state = IDLE
            cell.recall(self)
        else:  # idle, telling, closed
            # Ignored: what they tell of came too late (machines/media/digits.yaml:56)
            # Ignored: nothing was given to the media plane (machines/media/digits.yaml:83)
            # Ignored: the session has ended (machines/media/digits.yaml:91)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unsent(self, event: Unsent) -> None:
        """The media plane cannot send them; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PLAYING:  # machines/media/digits.yaml:65
            if trace is not None:
                trace.row(self, "playing.unsent", PLAYING, IDLE)
            if self._playing is not None:
                cell.cancel(self._playing)
                self._playing = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, "reply_failed", error, mark)
            self.state = IDLE
            cell.recall(self)
        else:  # idle, telling, closed
            # Ignored: what they tell of came too late (machines/media/digits.yaml:56)
            # Ignored: nothing was given to the media plane (machines/media/digits.yaml:83)
            # Ignored: the session has ended (machines/media/digits.yaml:91)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def finished(self, event: Finished) -> None:
        """The final response to our INFO, or none in time; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == TELLING:
            if self.actions.challenged(event):  # machines/media/digits.yaml:75
                if trace is not None:
                    trace.row(self, "telling.finished", TELLING, TELLING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
            elif self.actions.unreadable(event):  # machines/media/digits.yaml:76
                if trace is not None:
                    trace.row(self, "telling.finished#1", TELLING, TELLING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_plain(event))
                except Exception as error:
                    cell.action_failed(self, "send_plain", error, mark)
            elif self.actions.taken(event) and self.actions.more(event):  # machines/media/digits.yaml:77
                if trace is not None:
                    trace.row(self, "telling.finished#2", TELLING, TELLING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_info(event))
                except Exception as error:
                    cell.action_failed(self, "send_info", error, mark)
            elif self.actions.taken(event):  # machines/media/digits.yaml:78
                if trace is not None:
                    trace.row(self, "telling.finished#3", TELLING, IDLE)
                mark = len(cell.outbox)
                try:
                    self.actions.reply_done(event)
                except Exception as error:
                    cell.action_failed(self, "reply_done", error, mark)
                self.state = IDLE
                cell.recall(self)
            else:  # machines/media/digits.yaml:79
                if trace is not None:
                    trace.row(self, "telling.finished#4", TELLING, IDLE)
                mark = len(cell.outbox)
                try:
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, "reply_failed", error, mark)
                self.state = IDLE
                cell.recall(self)
        else:  # idle, playing, closed
            # Ignored: its digits failed (machines/media/digits.yaml:58)
            # Ignored: of an INFO before (machines/media/digits.yaml:70)
            # Ignored: the session has ended (machines/media/digits.yaml:91)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def moved(self, event: Moved) -> None:
        """Another fork is heard from now on; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PLAYING:
            if self.actions.heard(event):  # machines/media/digits.yaml:67
                if trace is not None:
                    trace.row(self, "playing.moved", PLAYING, PLAYING)
            else:  # machines/media/digits.yaml:67
                if trace is not None:
                    trace.row(self, "playing.moved#1", PLAYING, IDLE)
                if self._playing is not None:
                    cell.cancel(self._playing)
                    self._playing = None
                mark = len(cell.outbox)
                try:
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, "reply_failed", error, mark)
                self.state = IDLE
                cell.recall(self)
        else:  # idle, telling, closed
            # Ignored: nothing is being sent (machines/media/digits.yaml:57)
            # Ignored: an INFO belongs to its dialog (machines/media/digits.yaml:84)
            # Ignored: the session has ended (machines/media/digits.yaml:91)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/media/digits.yaml:54
            if trace is not None:
                trace.row(self, "idle.down", IDLE, CLOSED)
            self.state = CLOSED
        elif state == PLAYING:  # machines/media/digits.yaml:68
            if trace is not None:
                trace.row(self, "playing.down", PLAYING, CLOSED)
            if self._playing is not None:
                cell.cancel(self._playing)
                self._playing = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_ended(event)
            except Exception as error:
                cell.action_failed(self, "reply_ended", error, mark)
            self.state = CLOSED
            cell.recall(self)
        elif state == TELLING:  # machines/media/digits.yaml:80
            if trace is not None:
                trace.row(self, "telling.down", TELLING, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.reply_ended(event)
            except Exception as error:
                cell.action_failed(self, "reply_ended", error, mark)
            self.state = CLOSED
            cell.recall(self)
        else:  # closed
            # Ignored: the session has ended (machines/media/digits.yaml:91)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if IDLE <= state <= TELLING:  # machines/media/digits.yaml:44
            if trace is not None:
                trace.row(self, "action_failed", state, IDLE)
            if self._playing is not None:
                cell.cancel(self._playing)
                self._playing = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, "reply_failed", error, mark)
            self.state = IDLE
            cell.recall(self)
        else:  # closed
            # Ignored: the session has ended (machines/media/digits.yaml:91)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def stuck(self, event: Stuck) -> None:
        """The media plane says nothing; `playing` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PLAYING:
            if self.actions.heard(event):  # machines/media/digits.yaml:66
                if trace is not None:
                    trace.row(self, "playing.stuck", PLAYING, IDLE)
                if self._playing is not None:
                    cell.cancel(self._playing)
                    self._playing = None
                mark, step = len(cell.outbox), "give_up"
                try:
                    self.actions.give_up(event)
                    mark, step = len(cell.outbox), "reply_failed"
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = IDLE
                cell.recall(self)
            else:  # machines/media/digits.yaml:66
                if trace is not None:
                    trace.row(self, "playing.stuck#1", PLAYING, IDLE)
                if self._playing is not None:
                    cell.cancel(self._playing)
                    self._playing = None
                mark = len(cell.outbox)
                try:
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, "reply_failed", error, mark)
                self.state = IDLE
                cell.recall(self)
        else:  # idle, telling, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # playing
            if timer is not self._playing:
                return
            self._playing = None
            self.stuck(STUCK)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("playing", self._playing),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
