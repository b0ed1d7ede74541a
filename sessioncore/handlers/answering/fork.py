"""Rings in two early dialogs, as two telephones behind a proxy would, and answers in the second.

Generated from machines/answering/fork.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=d850cf1168f58a11906a95123795f0d2ef520dc64c5b5a5e8669c2b98d7e921a abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
SERVING: Final = 1  # two 180 and a 200 given
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


class Forks(Signal):
    """Tells the charts beside this one: forks."""

    __slots__ = ()
    NAME = "forks"


FORKS: Final = Forks()


class Answers(Signal):
    """Tells the charts beside this one: answers."""

    __slots__ = ()
    NAME = "answers"


ANSWERS: Final = Answers()


class ForkActions(Protocol):
    """What answering/fork asks of its hand-written actions."""


class Fork(Machine):
    """Rings in two early dialogs, as two telephones behind a proxy would, and answers in the second."""

    __slots__ = ()
    CHART = "answering/fork"
    KIND = "fork"
    DIGEST = "d850cf1168f58a11906a95123795f0d2ef520dc64c5b5a5e8669c2b98d7e921a"
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

    actions: ForkActions
    cell: Cell

    def __init__(self, actions: ForkActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/fork.yaml:14
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, SERVING)
            cell.raise_signal(self, RINGS)
            cell.raise_signal(self, FORKS)
            cell.raise_signal(self, ANSWERS)
            self.state = SERVING
        else:  # serving, done
            # Never: a leg is called once (machines/answering/fork.yaml:22, 28)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody answered yet (machines/answering/fork.yaml:16)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")
        else:  # serving, done
            # Ignored: the media plane does the rest (machines/answering/fork.yaml:21)
            # Ignored: the call is over (machines/answering/fork.yaml:27)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/fork.yaml:15
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        elif state == SERVING:  # machines/answering/fork.yaml:20
            if trace is not None:
                trace.row(self, "serving.ended", SERVING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: the call is over (machines/answering/fork.yaml:27)
            if trace is not None:
                trace.decided(self, event, "ignore")
