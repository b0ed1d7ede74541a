"""Sends the caller elsewhere (302).

Generated from machines/answering/redirect.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=37fce6fb29354011600b87e94186f70bf595f3f3be41f1d5a8d276779b969cd1 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
DONE: Final = 1  # redirected


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


class Redirects(Signal):
    """Tells the charts beside this one: redirects."""

    __slots__ = ("contact",)
    NAME = "redirects"
    FIELDS = ("contact",)

    def __init__(self, contact: str) -> None:
        self.contact = contact


class RedirectActions(Protocol):
    """What answering/redirect asks of its hand-written actions."""

    def payload_redirects(self, event: Invited) -> Redirects:
        """The payload of redirects; reads only."""


class Redirect(Machine):
    """Sends the caller elsewhere (302)."""

    __slots__ = ()
    CHART = "answering/redirect"
    KIND = "redirect"
    DIGEST = "37fce6fb29354011600b87e94186f70bf595f3f3be41f1d5a8d276779b969cd1"
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

    actions: RedirectActions
    cell: Cell

    def __init__(self, actions: RedirectActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/redirect.yaml:14
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, DONE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_redirects(event))
            except Exception as error:
                cell.action_failed(self, "payload_redirects", error, mark)
            self.state = DONE
        else:  # done
            # Never: it never answers, and a leg is called once (machines/answering/redirect.yaml:22)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers, and a leg is called once")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DONE:
            # Never: it never answers, and a leg is called once (machines/answering/redirect.yaml:22)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers, and a leg is called once")
        else:  # waiting
            # Never: it never answers (machines/answering/redirect.yaml:16)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it never answers")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/redirect.yaml:15
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: it was redirected (machines/answering/redirect.yaml:21)
            if trace is not None:
                trace.decided(self, event, "ignore")
