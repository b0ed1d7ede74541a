"""Shows its answer in a 183, reliably where the caller can take it, and answers after its PRACK.

Generated from machines/answering/rel183.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=fec5c6d692fe0e6ae14dfeaab6f8506b7b9381ba084a8508877e9ea620eb1d44 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
SERVING: Final = 1  # 183 and 200 given: the 200 waits for the PRACK
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


class Rel183Actions(Protocol):
    """What answering/rel183 asks of its hand-written actions."""


class Rel183(Machine):
    """Shows its answer in a 183, reliably where the caller can take it, and answers after its PRACK."""

    __slots__ = ()
    CHART = "answering/rel183"
    KIND = "rel183"
    DIGEST = "fec5c6d692fe0e6ae14dfeaab6f8506b7b9381ba084a8508877e9ea620eb1d44"
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

    actions: Rel183Actions
    cell: Cell

    def __init__(self, actions: Rel183Actions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/rel183.yaml:14
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, SERVING)
            cell.raise_signal(self, PROGRESSES)
            cell.raise_signal(self, ANSWERS)
            self.state = SERVING
        else:  # serving, done
            # Never: a leg is called once (machines/answering/rel183.yaml:22, 28)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody answered yet (machines/answering/rel183.yaml:16)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")
        else:  # serving, done
            # Ignored: the media plane does the rest (machines/answering/rel183.yaml:21)
            # Ignored: the call is over (machines/answering/rel183.yaml:27)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/rel183.yaml:15
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        elif state == SERVING:  # machines/answering/rel183.yaml:20
            if trace is not None:
                trace.row(self, "serving.ended", SERVING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: the call is over (machines/answering/rel183.yaml:27)
            if trace is not None:
                trace.decided(self, event, "ignore")
