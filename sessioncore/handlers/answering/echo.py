"""Answers and plays back what it hears.

Generated from machines/answering/echo.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=d8f87dd982fc38ca285a2e22a0e270caee6d8b62296ba7a6217cb1244fb4c1c2 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
SERVING: Final = 1  # 180 and 200 given
DONE: Final = 2  # the call is over


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


class EchoActions(Protocol):
    """What answering/echo asks of its hand-written actions."""


class Echo(Machine):
    """Answers and plays back what it hears."""

    __slots__ = ()
    CHART = "answering/echo"
    KIND = "echo"
    DIGEST = "d8f87dd982fc38ca285a2e22a0e270caee6d8b62296ba7a6217cb1244fb4c1c2"
    STATES = ("waiting", "serving", "done")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "invited": Invited,
        "connected": Connected,
        "ended": Ended,
    }
    COMMANDS = ((),) * 3
    DEFERS = (False, False, False)
    TIMERS = ()
    DETACHABLE = (False, True, True)

    actions: EchoActions
    cell: Cell

    def __init__(self, actions: EchoActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/echo.yaml:14
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, SERVING)
            cell.raise_signal(self, RINGS)
            cell.raise_signal(self, ANSWERS)
            self.state = SERVING
        else:  # serving, done
            # Never: a leg is called once (machines/answering/echo.yaml:22, 28)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody answered yet (machines/answering/echo.yaml:16)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")
        else:  # serving, done
            # Ignored: the media plane does the rest (machines/answering/echo.yaml:21)
            # Ignored: the call is over (machines/answering/echo.yaml:27)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/echo.yaml:15
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        elif state == SERVING:  # machines/answering/echo.yaml:20
            if trace is not None:
                trace.row(self, "serving.ended", SERVING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: the call is over (machines/answering/echo.yaml:27)
            if trace is not None:
                trace.decided(self, event, "ignore")
