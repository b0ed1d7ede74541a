"""Answers, holds the caller for a moment, and resumes.

Generated from machines/answering/holder.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=5436a04d00c2f36266f77705a41d0009defec748247ab5f0bad32147644f232f abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
ANSWERING: Final = 1  # 180 and 200 given
TALKING: Final = 2  # the call is up
HOLDING: Final = 3  # the caller is on hold
SERVING: Final = 4  # the call goes on
DONE: Final = 5  # the call is over


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
    """Time to hold; `talk` is due."""

    __slots__ = ()
    NAME = "talked"


TALKED: Final = Talked()


class Paused(Event):
    """Time to resume; `pause` is due."""

    __slots__ = ()
    NAME = "paused"


PAUSED: Final = Paused()


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


class Holds(Signal):
    """Tells the charts beside this one: holds."""

    __slots__ = ()
    NAME = "holds"


HOLDS: Final = Holds()


class Resumes(Signal):
    """Tells the charts beside this one: resumes."""

    __slots__ = ()
    NAME = "resumes"


RESUMES: Final = Resumes()


class HolderActions(Protocol):
    """What answering/holder asks of its hand-written actions."""


class Holder(Machine):
    """Answers, holds the caller for a moment, and resumes."""

    __slots__ = ("_pause", "_talk")
    CHART = "answering/holder"
    KIND = "holder"
    DIGEST = "5436a04d00c2f36266f77705a41d0009defec748247ab5f0bad32147644f232f"
    STATES = ("waiting", "answering", "talking", "holding", "serving", "done")
    FINAL = (False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "invited": Invited,
        "connected": Connected,
        "ended": Ended,
        "talked": Talked,
        "paused": Paused,
    }
    COMMANDS = ((),) * 6
    DEFERS = (False, False, False, False, False, False)
    TIMERS = ("talk", "pause")
    DETACHABLE = (False, False, False, False, True, True)

    actions: HolderActions
    cell: Cell

    def __init__(self, actions: HolderActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._talk: Timer | None = None
        self._pause: Timer | None = None

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/holder.yaml:17
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, ANSWERING)
            cell.raise_signal(self, RINGS)
            cell.raise_signal(self, ANSWERS)
            self.state = ANSWERING
        else:  # answering, talking, holding, serving, done
            # Never: a leg is called once (machines/answering/holder.yaml:26, 35, 43, 48, 54)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody answered yet (machines/answering/holder.yaml:19)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")
        elif state == ANSWERING:  # machines/answering/holder.yaml:24
            if trace is not None:
                trace.row(self, "answering.connected", ANSWERING, TALKING)
            self.state = TALKING
            self._talk = cell.arm(self, 0, cell.limits.holder_delay)
        else:  # talking, holding, serving, done
            # Ignored: it is up already (machines/answering/holder.yaml:34, 42, 47)
            # Ignored: the call is over (machines/answering/holder.yaml:53)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/holder.yaml:18
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        elif state == ANSWERING:  # machines/answering/holder.yaml:25
            if trace is not None:
                trace.row(self, "answering.ended", ANSWERING, DONE)
            self.state = DONE
        elif state == TALKING:  # machines/answering/holder.yaml:33
            if trace is not None:
                trace.row(self, "talking.ended", TALKING, DONE)
            if self._talk is not None:
                cell.cancel(self._talk)
                self._talk = None
            self.state = DONE
        elif state == HOLDING:  # machines/answering/holder.yaml:41
            if trace is not None:
                trace.row(self, "holding.ended", HOLDING, DONE)
            if self._pause is not None:
                cell.cancel(self._pause)
                self._pause = None
            self.state = DONE
        elif state == SERVING:  # machines/answering/holder.yaml:46
            if trace is not None:
                trace.row(self, "serving.ended", SERVING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: the call is over (machines/answering/holder.yaml:53)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def talked(self, event: Talked) -> None:
        """Time to hold; `talk` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == TALKING:  # machines/answering/holder.yaml:32
            if trace is not None:
                trace.row(self, "talking.talked", TALKING, HOLDING)
            if self._talk is not None:
                cell.cancel(self._talk)
                self._talk = None
            cell.raise_signal(self, HOLDS)
            self.state = HOLDING
            self._pause = cell.arm(self, 1, cell.uniform(cell.limits.holder_delay, 2 * cell.limits.holder_delay, 0.01))
        else:  # waiting, answering, holding, serving, done
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def paused(self, event: Paused) -> None:
        """Time to resume; `pause` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == HOLDING:  # machines/answering/holder.yaml:40
            if trace is not None:
                trace.row(self, "holding.paused", HOLDING, SERVING)
            if self._pause is not None:
                cell.cancel(self._pause)
                self._pause = None
            cell.raise_signal(self, RESUMES)
            self.state = SERVING
        else:  # waiting, answering, talking, serving, done
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
        elif index == 1:  # pause
            if timer is not self._pause:
                return
            self._pause = None
            self.paused(PAUSED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("talk", self._talk), ("pause", self._pause))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
