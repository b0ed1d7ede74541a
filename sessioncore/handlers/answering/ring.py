"""Rings and never answers.

Generated from machines/answering/ring.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=e8d6f8938940f4535765bcd3c9bde94451f2a332b67a128d001db1b3ba9bbfa8 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
RINGING: Final = 1  # 180 given, and that is all
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


class RingActions(Protocol):
    """What answering/ring asks of its hand-written actions."""


class Ring(Machine):
    """Rings and never answers."""

    __slots__ = ()
    CHART = "answering/ring"
    KIND = "ring"
    DIGEST = "e8d6f8938940f4535765bcd3c9bde94451f2a332b67a128d001db1b3ba9bbfa8"
    STATES = ("waiting", "ringing", "done")
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

    actions: RingActions
    cell: Cell

    def __init__(self, actions: RingActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/ring.yaml:14
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, RINGING)
            cell.raise_signal(self, RINGS)
            self.state = RINGING
        elif state == DONE:
            # Never: it never answers, and a leg is called once (machines/answering/ring.yaml:28)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers, and a leg is called once")
        else:  # ringing
            # Never: a leg is called once (machines/answering/ring.yaml:22)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == RINGING:
            # Ignored: the application may answer in its place (machines/answering/ring.yaml:21)
            if trace is not None:
                trace.decided(self, event, "ignore")
        elif state == DONE:
            # Never: it never answers, and a leg is called once (machines/answering/ring.yaml:28)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers, and a leg is called once")
        else:  # waiting
            # Never: nobody answered yet (machines/answering/ring.yaml:16)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/ring.yaml:15
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        elif state == RINGING:  # machines/answering/ring.yaml:20
            if trace is not None:
                trace.row(self, "ringing.ended", RINGING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: the call is over (machines/answering/ring.yaml:27)
            if trace is not None:
                trace.decided(self, event, "ignore")
