"""Answers, and says BYE after a second.

Generated from machines/answering/hangup.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=ff25593f5f5b40b554e33b7032a861b0bf9578867d18aaa5a4e55628bc8f8974 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
ANSWERING: Final = 1  # 180 and 200 given
TALKING: Final = 2  # the call is up
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
    """The call was long enough; `moment` is due."""

    __slots__ = ()
    NAME = "moment_over"


MOMENT_OVER: Final = MomentOver()


class Rings(Signal):
    """Tells the charts beside this one: rings."""

    __slots__ = ()
    NAME = "rings"


RINGS: Final = Rings()


class Answers(Signal):
    """Tells the charts beside this one: answers."""

    __slots__ = ()
    NAME = "answers"


ANSWERS: Final = Answers()


class HangsUp(Signal):
    """Tells the charts beside this one: hangs_up."""

    __slots__ = ()
    NAME = "hangs_up"


HANGS_UP: Final = HangsUp()


class HangupActions(Protocol):
    """What answering/hangup asks of its hand-written actions."""


class Hangup(Machine):
    """Answers, and says BYE after a second."""

    __slots__ = ("_moment",)
    CHART = "answering/hangup"
    KIND = "hangup"
    DIGEST = "ff25593f5f5b40b554e33b7032a861b0bf9578867d18aaa5a4e55628bc8f8974"
    STATES = ("waiting", "answering", "talking", "done")
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
    DETACHABLE = (False, False, False, True)

    actions: HangupActions
    cell: Cell

    def __init__(self, actions: HangupActions, asks: object, cell: Cell) -> None:
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
        if state == WAITING:  # machines/answering/hangup.yaml:16
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, ANSWERING)
            cell.raise_signal(self, RINGS)
            cell.raise_signal(self, ANSWERS)
            self.state = ANSWERING
        else:  # answering, talking, done
            # Never: a leg is called once (machines/answering/hangup.yaml:25, 34, 39)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody answered yet (machines/answering/hangup.yaml:18)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")
        elif state == ANSWERING:  # machines/answering/hangup.yaml:23
            if trace is not None:
                trace.row(self, "answering.connected", ANSWERING, TALKING)
            self.state = TALKING
            self._moment = cell.arm(self, 0, cell.limits.hang_up_delay)
        else:  # talking, done
            # Ignored: it is up already (machines/answering/hangup.yaml:33)
            # Ignored: the call is over (machines/answering/hangup.yaml:38)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/hangup.yaml:17
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        elif state == ANSWERING:  # machines/answering/hangup.yaml:24
            if trace is not None:
                trace.row(self, "answering.ended", ANSWERING, DONE)
            self.state = DONE
        elif state == TALKING:  # machines/answering/hangup.yaml:32
            if trace is not None:
                trace.row(self, "talking.ended", TALKING, DONE)
            if self._moment is not None:
                cell.cancel(self._moment)
                self._moment = None
            self.state = DONE
        else:  # done
            # Ignored: the call is over (machines/answering/hangup.yaml:38)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def moment_over(self, event: MomentOver) -> None:
        """The call was long enough; `moment` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == TALKING:  # machines/answering/hangup.yaml:31
            if trace is not None:
                trace.row(self, "talking.moment_over", TALKING, TALKING)
            cell.raise_signal(self, HANGS_UP)
        else:  # waiting, answering, done
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
