"""Is busy (486).

Generated from machines/answering/busy.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=624ee4fc119f2daf1c696d713bb655eca4cc0e5d80dec9af3a52814a5aacd61e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
DONE: Final = 1  # declined


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


class Declines(Signal):
    """Tells the charts beside this one: declines."""

    __slots__ = ("status",)
    NAME = "declines"
    FIELDS = ("status",)

    def __init__(self, status: int) -> None:
        self.status = status


class BusyActions(Protocol):
    """What answering/busy asks of its hand-written actions."""

    def payload_declines(self, event: Invited) -> Declines:
        """The payload of declines; reads only."""


class Busy(Machine):
    """Is busy (486)."""

    __slots__ = ()
    CHART = "answering/busy"
    KIND = "busy"
    DIGEST = "624ee4fc119f2daf1c696d713bb655eca4cc0e5d80dec9af3a52814a5aacd61e"
    STATES = ("waiting", "done")
    FINAL = (False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "invited": Invited,
        "connected": Connected,
        "ended": Ended,
    }
    COMMANDS = ((),) * 2
    DEFERS = (False, False)
    TIMERS = ()
    DETACHABLE = (False, True)

    actions: BusyActions
    cell: Cell

    def __init__(self, actions: BusyActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/busy.yaml:14
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, DONE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_declines(event))
            except Exception as error:
                cell.action_failed(self, "payload_declines", error, mark)
            self.state = DONE
        else:  # done
            # Never: it never answers, and a leg is called once (machines/answering/busy.yaml:22)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers, and a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DONE:
            # Never: it never answers, and a leg is called once (machines/answering/busy.yaml:22)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers, and a leg is called once")
        else:  # waiting
            # Never: it never answers (machines/answering/busy.yaml:16)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/busy.yaml:15
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: it was declined (machines/answering/busy.yaml:21)
            if trace is not None:
                trace.decided(self, event, "ignore")
