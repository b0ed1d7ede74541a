"""Plays early media (183 with SDP), then answers.

Generated from machines/answering/early.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=a72f8be8dd8366b8a88bfe96126fbae4f0b36bbe037ea981d2eda56d6d440d2e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
PLAYING: Final = 1  # 183 given
SERVING: Final = 2  # 200 given
DONE: Final = 3  # the call is over


class Invited(Event):
    """A call for this user; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "invited"


INVITED: Final = Invited()


class Connected(Event):
    """Signal of a chart beside this one."""

    __slots__ = ()
    NAME = "connected"


CONNECTED: Final = Connected()


class Ended(Event):
    """Signal of a chart beside this one."""

    __slots__ = ()
    NAME = "ended"


ENDED: Final = Ended()


class MomentOver(Event):
    """It was heard long enough; `moment` is due."""

    __slots__ = ()
    NAME = "moment_over"


MOMENT_OVER: Final = MomentOver()


class Progresses(Signal):
    """Tells the charts beside this one: progresses."""

    __slots__ = ()
    NAME = "progresses"


PROGRESSES: Final = Progresses()


class Answers(Signal):
    """Tells the charts beside this one: answers."""

    __slots__ = ()
    NAME = "answers"


ANSWERS: Final = Answers()


class EarlyActions(Protocol):
    """What answering/early asks of its hand-written actions."""


class Early(Machine):
    """Plays early media (183 with SDP), then answers."""

    __slots__ = ("_moment",)
    CHART = "answering/early"
    KIND = "early"
    DIGEST = "a72f8be8dd8366b8a88bfe96126fbae4f0b36bbe037ea981d2eda56d6d440d2e"
    STATES = ("waiting", "playing", "serving", "done")
    FINAL = (False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "invited": Invited,
        "connected": Connected,
        "ended": Ended,
        "moment_over": MomentOver,
    }
    COMMANDS = ((),) * 4
    DEFERS = (False, False, False, False)
    TIMERS = ("moment",)
    DETACHABLE = (False, False, True, True)

    actions: EarlyActions
    cell: Cell

    def __init__(self, actions: EarlyActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._moment: Timer | None = None

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/early.yaml:16
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, PLAYING)
            cell.raise_signal(self, PROGRESSES)
            self.state = PLAYING
            self._moment = cell.arm(self, 0, cell.limits.early_time)
        else:  # playing, serving, done
            # Never: a leg is called once (machines/answering/early.yaml:27, 32, 38)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody answered yet (machines/answering/early.yaml:18)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")
        elif state == PLAYING:  # machines/answering/early.yaml:25
            if trace is not None:
                trace.row(self, "playing.connected", PLAYING, SERVING)
            if self._moment is not None:
                cell.cancel(self._moment)
                self._moment = None
            self.state = SERVING
        else:  # serving, done
            # Ignored: the media plane does the rest (machines/answering/early.yaml:31)
            # Ignored: the call is over (machines/answering/early.yaml:37)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/early.yaml:17
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        elif state == PLAYING:  # machines/answering/early.yaml:26
            if trace is not None:
                trace.row(self, "playing.ended", PLAYING, DONE)
            if self._moment is not None:
                cell.cancel(self._moment)
                self._moment = None
            self.state = DONE
        elif state == SERVING:  # machines/answering/early.yaml:30
            if trace is not None:
                trace.row(self, "serving.ended", SERVING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: the call is over (machines/answering/early.yaml:37)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def moment_over(self, event: MomentOver) -> None:
        """It was heard long enough; `moment` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PLAYING:  # machines/answering/early.yaml:24
            if trace is not None:
                trace.row(self, "playing.moment_over", PLAYING, SERVING)
            if self._moment is not None:
                cell.cancel(self._moment)
                self._moment = None
            cell.raise_signal(self, ANSWERS)
            self.state = SERVING
        else:  # waiting, serving, done
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # moment
            if timer is not self._moment:
                return
            self._moment = None
            self.moment_over(MOMENT_OVER)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("moment", self._moment),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
