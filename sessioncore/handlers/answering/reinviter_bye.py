"""Answers, sends a re-INVITE after a moment, and BYE before that is answered.

Generated from machines/answering/reinviter_bye.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=fd18dbe81ba18aff797536014f75533a011be2702cfbdffe4fb306ea4eafb705 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
ANSWERING: Final = 1  # 180 and 200 given
TALKING: Final = 2  # the call is up
HURRYING: Final = 3  # the re-INVITE is open
SERVING: Final = 4  # BYE is on its way
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


class Reinvited(Event):
    """The re-INVITE has left; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "reinvited"


REINVITED: Final = Reinvited()


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


class HangsUp(Signal):
    """Tells the charts beside this one: hangs_up."""

    __slots__ = ()
    NAME = "hangs_up"


HANGS_UP: Final = HangsUp()


class ReinviterByeActions(Protocol):
    """What answering/reinviter_bye asks of its hand-written actions."""


class ReinviterBye(Machine):
    """Answers, sends a re-INVITE after a moment, and BYE before that is answered."""

    __slots__ = ("_talk",)
    CHART = "answering/reinviter_bye"
    KIND = "reinviter_bye"
    DIGEST = "fd18dbe81ba18aff797536014f75533a011be2702cfbdffe4fb306ea4eafb705"
    STATES = ("waiting", "answering", "talking", "hurrying", "serving", "done")
    FINAL = (False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "invited": Invited,
        "connected": Connected,
        "reinvited": Reinvited,
        "ended": Ended,
        "talked": Talked,
    }
    COMMANDS = ((),) * 6
    DEFERS = (False, False, False, False, False, False)
    TIMERS = ("talk",)
    DETACHABLE = (False, False, False, False, True, True)

    actions: ReinviterByeActions
    cell: Cell

    def __init__(self, actions: ReinviterByeActions, asks: object, cell: Cell) -> None:
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
        if state == WAITING:  # machines/answering/reinviter_bye.yaml:17
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, ANSWERING)
            cell.raise_signal(self, RINGS)
            cell.raise_signal(self, ANSWERS)
            self.state = ANSWERING
        else:  # answering, talking, hurrying, serving, done
            # Never: a leg is called once (machines/answering/reinviter_bye.yaml:26, 35, 42, 48, 54)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody answered yet (machines/answering/reinviter_bye.yaml:19)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")
        elif state == ANSWERING:  # machines/answering/reinviter_bye.yaml:24
            if trace is not None:
                trace.row(self, "answering.connected", ANSWERING, TALKING)
            self.state = TALKING
            self._talk = cell.arm(self, 0, cell.limits.reinviter_delay)
        else:  # talking, hurrying, serving, done
            # Ignored: it is up already (machines/answering/reinviter_bye.yaml:34, 41, 47)
            # Ignored: the call is over (machines/answering/reinviter_bye.yaml:53)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def reinvited(self, event: Reinvited) -> None:
        """The re-INVITE has left; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody answered yet (machines/answering/reinviter_bye.yaml:19)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")
        elif state == ANSWERING:
            # Never: the call is not up yet (machines/answering/reinviter_bye.yaml:26)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the call is not up yet")
        elif state == HURRYING:  # machines/answering/reinviter_bye.yaml:39
            if trace is not None:
                trace.row(self, "hurrying.reinvited", HURRYING, SERVING)
            cell.raise_signal(self, HANGS_UP)
            self.state = SERVING
        else:  # talking, serving, done
            # Ignored: somebody else's (machines/answering/reinviter_bye.yaml:34)
            # Ignored: it was told, or is somebody else's (machines/answering/reinviter_bye.yaml:47)
            # Ignored: the call is over (machines/answering/reinviter_bye.yaml:53)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/reinviter_bye.yaml:18
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        elif state == ANSWERING:  # machines/answering/reinviter_bye.yaml:25
            if trace is not None:
                trace.row(self, "answering.ended", ANSWERING, DONE)
            self.state = DONE
        elif state == TALKING:  # machines/answering/reinviter_bye.yaml:33
            if trace is not None:
                trace.row(self, "talking.ended", TALKING, DONE)
            if self._talk is not None:
                cell.cancel(self._talk)
                self._talk = None
            self.state = DONE
        elif state == HURRYING:  # machines/answering/reinviter_bye.yaml:40
            if trace is not None:
                trace.row(self, "hurrying.ended", HURRYING, DONE)
            self.state = DONE
        elif state == SERVING:  # machines/answering/reinviter_bye.yaml:46
            if trace is not None:
                trace.row(self, "serving.ended", SERVING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: the call is over (machines/answering/reinviter_bye.yaml:53)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def talked(self, event: Talked) -> None:
        """Time to offer anew; `talk` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == TALKING:  # machines/answering/reinviter_bye.yaml:32
            if trace is not None:
                trace.row(self, "talking.talked", TALKING, HURRYING)
            if self._talk is not None:
                cell.cancel(self._talk)
                self._talk = None
            cell.raise_signal(self, REINVITES)
            self.state = HURRYING
        else:  # waiting, answering, hurrying, serving, done
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
