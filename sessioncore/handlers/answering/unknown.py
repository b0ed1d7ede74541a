"""There is no such user here (404).

Generated from machines/answering/unknown.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=c75dcf77e7f4112e4732308f20a6918338f546c8619bf3b7dc6cc2d76fe3dbbb abi=1

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


class UnknownActions(Protocol):
    """What answering/unknown asks of its hand-written actions."""

    def payload_declines(self, event: Invited) -> Declines:
        """The payload of declines; reads only."""


class Unknown(Machine):
    """There is no such user here (404)."""

    __slots__ = ()
    CHART = "answering/unknown"
    KIND = "unknown"
    DIGEST = "c75dcf77e7f4112e4732308f20a6918338f546c8619bf3b7dc6cc2d76fe3dbbb"
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

    actions: UnknownActions
    cell: Cell

    def __init__(self, actions: UnknownActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/unknown.yaml:14
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, DONE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_declines(event))
            except Exception as error:
                cell.action_failed(self, "payload_declines", error, mark)
            self.state = DONE
        else:  # done
            # Never: it never answers, and a leg is called once (machines/answering/unknown.yaml:22)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers, and a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DONE:
            # Never: it never answers, and a leg is called once (machines/answering/unknown.yaml:22)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers, and a leg is called once")
        else:  # waiting
            # Never: it never answers (machines/answering/unknown.yaml:16)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/unknown.yaml:15
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: it was declined (machines/answering/unknown.yaml:21)
            if trace is not None:
                trace.decided(self, event, "ignore")
