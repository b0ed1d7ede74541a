"""The session timer of a dialog - one side refreshes at half of it, the other ends the session when nobody does.

Generated from machines/dialog/session_timer.yaml; do not edit. Change the chart, then: sessioncore generate
RFC4028 7, RFC4028 9, RFC4028 10
"""
# sessioncore: chart sha256=0857f12d5d2ba7cfce29f71090b5e91e58159ee593555c9335920360ac953f07 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Response

require_abi(__name__, 1)

UNTIMED: Final = 0  # nobody watches
REFRESHING: Final = 1  # we refresh, and give up if the peer never answers
WATCHING: Final = 2  # the peer refreshes
CLOSED: Final = 3  # the session has ended


class Asked(Event):
    """2xx to an INVITE of ours; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "asked"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Answered(Event):
    """Our 2xx to an INVITE of the peer; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "answered"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Down(Event):
    """The session ends; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class RefreshDue(Event):
    """Half of the interval; `half` is due (B3.15)."""

    __slots__ = ()
    NAME = "refresh_due"


REFRESH_DUE: Final = RefreshDue()


class Unrefreshed(Event):
    """The interval less min(32 s, a third of it); `deadline` is due (B3.15)."""

    __slots__ = ()
    NAME = "unrefreshed"


UNREFRESHED: Final = Unrefreshed()


class Refresh(Signal):
    """Tells the charts beside this one: refresh."""

    __slots__ = ()
    NAME = "refresh"


REFRESH: Final = Refresh()


class Expired(Signal):
    """Tells the charts beside this one: expired."""

    __slots__ = ()
    NAME = "expired"


EXPIRED: Final = Expired()


class SessionTimerActions(Protocol):
    """What dialog/session_timer asks of its hand-written actions."""

    def unlimited(self, event: Asked) -> bool:
        """No session timer is agreed."""

    def ours(self, event: Asked | Answered) -> bool:
        """Our side refreshes."""

    def learn(self, event: Asked | Answered) -> None:
        """Interval and refresher of the 2xx."""

    def forget(self, event: Asked) -> None:
        """No interval counts any more."""

    def delay_expiry_time(self, event: Asked | Answered) -> float:
        """Seconds; kept within the bounds that the chart states."""

    def delay_refresh_time(self, event: Asked | Answered) -> float:
        """Seconds; kept within the bounds that the chart states."""


class SessionTimer(Machine):
    """The session timer of a dialog - one side refreshes at half of it, the other ends the session when nobody does."""

    __slots__ = ("_deadline", "_half")
    CHART = "dialog/session_timer"
    KIND = "session_timer"
    DIGEST = "0857f12d5d2ba7cfce29f71090b5e91e58159ee593555c9335920360ac953f07"
    STATES = ("untimed", "refreshing", "watching", "closed")
    FINAL = (False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "asked": Asked,
        "answered": Answered,
        "down": Down,
        "action_failed": ActionFailed,
        "refresh_due": RefreshDue,
        "unrefreshed": Unrefreshed,
    }
    COMMANDS = ((),) * 4
    DEFERS = (False, False, False, False)
    TIMERS = ("half", "deadline")
    DETACHABLE = (False, False, False, True)

    actions: SessionTimerActions
    cell: Cell

    def __init__(self, actions: SessionTimerActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._half: Timer | None = None
        self._deadline: Timer | None = None

    def start(self) -> None:
        """Enter untimed."""
        self.state = UNTIMED

    def asked(self, event: Asked) -> None:
        """2xx to an INVITE of ours; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if UNTIMED <= state <= WATCHING:
            if self.actions.unlimited(event):  # machines/dialog/session_timer.yaml:24
                if trace is not None:
                    trace.row(self, "asked", state, UNTIMED)
                self._stop_timers()
                mark = len(cell.outbox)
                try:
                    self.actions.forget(event)
                except Exception as error:
                    cell.action_failed(self, "forget", error, mark)
                self.state = UNTIMED
            elif self.actions.ours(event):  # machines/dialog/session_timer.yaml:24
                if trace is not None:
                    trace.row(self, "asked#1", state, REFRESHING)
                self._stop_timers()
                mark = len(cell.outbox)
                try:
                    self.actions.learn(event)
                except Exception as error:
                    cell.action_failed(self, "learn", error, mark)
                self.state = REFRESHING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.session_most, max(cell.limits.refresh_least, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = cell.limits.refresh_least
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._half = cell.arm(self, 0, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.session_most, max(cell.limits.refresh_least, self.actions.delay_expiry_time(event)))
                except Exception as error:
                    delay = cell.limits.refresh_least
                    cell.action_failed(self, "delay_expiry_time", error, mark)
                self._deadline = cell.arm(self, 1, delay)
            else:  # machines/dialog/session_timer.yaml:24
                if trace is not None:
                    trace.row(self, "asked#2", state, WATCHING)
                self._stop_timers()
                mark = len(cell.outbox)
                try:
                    self.actions.learn(event)
                except Exception as error:
                    cell.action_failed(self, "learn", error, mark)
                self.state = WATCHING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.session_most, max(cell.limits.refresh_least, self.actions.delay_expiry_time(event)))
                except Exception as error:
                    delay = cell.limits.refresh_least
                    cell.action_failed(self, "delay_expiry_time", error, mark)
                self._deadline = cell.arm(self, 1, delay)
        else:  # closed
            # Ignored: the session has ended (machines/dialog/session_timer.yaml:46)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def answered(self, event: Answered) -> None:
        """Our 2xx to an INVITE of the peer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if UNTIMED <= state <= WATCHING:
            if self.actions.ours(event):  # machines/dialog/session_timer.yaml:25
                if trace is not None:
                    trace.row(self, "answered", state, REFRESHING)
                self._stop_timers()
                mark = len(cell.outbox)
                try:
                    self.actions.learn(event)
                except Exception as error:
                    cell.action_failed(self, "learn", error, mark)
                self.state = REFRESHING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.session_most, max(cell.limits.refresh_least, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = cell.limits.refresh_least
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._half = cell.arm(self, 0, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.session_most, max(cell.limits.refresh_least, self.actions.delay_expiry_time(event)))
                except Exception as error:
                    delay = cell.limits.refresh_least
                    cell.action_failed(self, "delay_expiry_time", error, mark)
                self._deadline = cell.arm(self, 1, delay)
            else:  # machines/dialog/session_timer.yaml:25
                if trace is not None:
                    trace.row(self, "answered#1", state, WATCHING)
                self._stop_timers()
                mark = len(cell.outbox)
                try:
                    self.actions.learn(event)
                except Exception as error:
                    cell.action_failed(self, "learn", error, mark)
                self.state = WATCHING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.session_most, max(cell.limits.refresh_least, self.actions.delay_expiry_time(event)))
                except Exception as error:
                    delay = cell.limits.refresh_least
                    cell.action_failed(self, "delay_expiry_time", error, mark)
                self._deadline = cell.arm(self, 1, delay)
        else:  # closed
            # Ignored: the session has ended (machines/dialog/session_timer.yaml:46)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if UNTIMED <= state <= WATCHING:  # machines/dialog/session_timer.yaml:26
            if trace is not None:
                trace.row(self, "down", state, CLOSED)
            self._stop_timers()
            self.state = CLOSED
        else:  # closed
            # Ignored: the session has ended (machines/dialog/session_timer.yaml:46)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        state = self.state
        if UNTIMED <= state <= WATCHING:  # machines/dialog/session_timer.yaml:27
            if trace is not None:
                trace.row(self, "action_failed", state, state)
        else:  # closed
            # Ignored: the session has ended (machines/dialog/session_timer.yaml:46)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def refresh_due(self, event: RefreshDue) -> None:
        """Half of the interval; `half` is due (B3.15)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == REFRESHING:  # machines/dialog/session_timer.yaml:36
            if trace is not None:
                trace.row(self, "refreshing.refresh_due", REFRESHING, REFRESHING)
            cell.raise_signal(self, REFRESH)
        else:  # untimed, watching, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def unrefreshed(self, event: Unrefreshed) -> None:
        """The interval less min(32 s, a third of it); `deadline` is due (B3.15)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == REFRESHING:  # machines/dialog/session_timer.yaml:37
            if trace is not None:
                trace.row(self, "refreshing.unrefreshed", REFRESHING, UNTIMED)
            if self._half is not None:
                cell.cancel(self._half)
                self._half = None
            if self._deadline is not None:
                cell.cancel(self._deadline)
                self._deadline = None
            cell.raise_signal(self, EXPIRED)
            self.state = UNTIMED
        elif state == WATCHING:  # machines/dialog/session_timer.yaml:42
            if trace is not None:
                trace.row(self, "watching.unrefreshed", WATCHING, UNTIMED)
            if self._deadline is not None:
                cell.cancel(self._deadline)
                self._deadline = None
            cell.raise_signal(self, EXPIRED)
            self.state = UNTIMED
        else:  # untimed, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # half
            if timer is not self._half:
                return
            self._half = None
            self.refresh_due(REFRESH_DUE)
        elif index == 1:  # deadline
            if timer is not self._deadline:
                return
            self._deadline = None
            self.unrefreshed(UNREFRESHED)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._half is not None:
            cell.cancel(self._half)
            self._half = None
        if self._deadline is not None:
            cell.cancel(self._deadline)
            self._deadline = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("half", self._half), ("deadline", self._deadline))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
