"""Answers, and sends a re-INVITE after a moment.

Generated from machines/answering/reinviter.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=b10538aebf65eb43793ad06e91ecf197c562c1db3b0b901ca90919d61ae5e129 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
ANSWERING: Final = 1  # 180 and 200 given
TALKING: Final = 2  # the call is up
SERVING: Final = 3  # the call goes on
DONE: Final = 4  # the call is over


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


class Talked(Event):
    """Time to offer anew; `talk` is due."""

    __slots__ = ()
    NAME = "talked"


TALKED: Final = Talked()


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


class Reinvites(Signal):
    """Tells the charts beside this one: reinvites."""

    __slots__ = ()
    NAME = "reinvites"


REINVITES: Final = Reinvites()


class ReinviterActions(Protocol):
    """What answering/reinviter asks of its hand-written actions."""


class Reinviter(Machine):
    """Answers, and sends a re-INVITE after a moment."""

    __slots__ = ("_talk",)
    CHART = "answering/reinviter"
    KIND = "reinviter"
    DIGEST = "b10538aebf65eb43793ad06e91ecf197c562c1db3b0b901ca90919d61ae5e129"
    STATES = ("waiting", "answering", "talking", "serving", "done")
    FINAL = (False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "invited": Invited,
        "connected": Connected,
        "ended": Ended,
        "talked": Talked,
    }
    COMMANDS = ((),) * 5
    DEFERS = (False, False, False, False, False)
    TIMERS = ("talk",)
    DETACHABLE = (False, False, False, True, True)

    actions: ReinviterActions
    cell: Cell

    def __init__(self, actions: ReinviterActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._talk: Timer | None = None

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/reinviter.yaml:16
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, ANSWERING)
            cell.raise_signal(self, RINGS)
            cell.raise_signal(self, ANSWERS)
            self.state = ANSWERING
        else:  # answering, talking, serving, done
            # Never: a leg is called once (machines/answering/reinviter.yaml:25, 34, 39, 45)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody answered yet (machines/answering/reinviter.yaml:18)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")
        elif state == ANSWERING:  # machines/answering/reinviter.yaml:23
            if trace is not None:
                trace.row(self, "answering.connected", ANSWERING, TALKING)
            self.state = TALKING
            self._talk = cell.arm(self, 0, cell.limits.reinviter_delay)
        else:  # talking, serving, done
            # Ignored: it is up already (machines/answering/reinviter.yaml:33, 38)
            # Ignored: the call is over (machines/answering/reinviter.yaml:44)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/reinviter.yaml:17
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        elif state == ANSWERING:  # machines/answering/reinviter.yaml:24
            if trace is not None:
                trace.row(self, "answering.ended", ANSWERING, DONE)
            self.state = DONE
        elif state == TALKING:  # machines/answering/reinviter.yaml:32
            if trace is not None:
                trace.row(self, "talking.ended", TALKING, DONE)
            if self._talk is not None:
                cell.cancel(self._talk)
                self._talk = None
            self.state = DONE
        elif state == SERVING:  # machines/answering/reinviter.yaml:37
            if trace is not None:
                trace.row(self, "serving.ended", SERVING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: the call is over (machines/answering/reinviter.yaml:44)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def talked(self, event: Talked) -> None:
        """Time to offer anew; `talk` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == TALKING:  # machines/answering/reinviter.yaml:31
            if trace is not None:
                trace.row(self, "talking.talked", TALKING, SERVING)
            if self._talk is not None:
                cell.cancel(self._talk)
                self._talk = None
            cell.raise_signal(self, REINVITES)
            self.state = SERVING
        else:  # waiting, answering, serving, done
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # talk
            if timer is not self._talk:
                return
            self._talk = None
            self.talked(TALKED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("talk", self._talk),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
