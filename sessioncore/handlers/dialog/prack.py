"""Our PRACKs in one early dialog, one for each reliable provisional response in its order.

Generated from machines/dialog/prack.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3262 4
"""
# sessioncore: chart sha256=adf5bc13bb1b6fc9a944958cc63ea388ee3c9eb04158a9194a1cc1a81defbb00 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

LISTENING: Final = 0  # nothing of the dialog hangs on it, so it is always done


class Received(Event):
    """A reliable provisional response; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "received"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Due(Event):
    """Offer_answer has read it; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "due"


DUE: Final = Due()


class Finished(Event):
    """A PRACK of ours got its final response, or none in time; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "finished"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class Fresh(Signal):
    """Tells the charts beside this one: fresh."""

    __slots__ = ("response",)
    NAME = "fresh"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class PrackActions(Protocol):
    """What dialog/prack asks of its hand-written actions."""

    def in_order(self, event: Received) -> bool:
        """Its RSeq is the first of this dialog, or one higher than the last."""

    def challenged(self, event: Finished) -> bool:
        """401 or 407 to the last PRACK, and we have credentials that were not refused yet."""

    def note_number(self, event: Received) -> None:
        """The RSeq goes on."""

    def send_prack(self, event: Due) -> Request:
        """With the answer that offer_answer owes, if it owes one."""

    def forget_prack(self, event: Finished) -> None:
        """It is done with."""

    def send_prack_answered(self, event: Finished) -> Request:
        """The PRACK once more with credentials."""


class Prack(Machine):
    """Our PRACKs in one early dialog, one for each reliable provisional response in its order."""

    __slots__ = ()
    CHART = "dialog/prack"
    KIND = "prack"
    DIGEST = "adf5bc13bb1b6fc9a944958cc63ea388ee3c9eb04158a9194a1cc1a81defbb00"
    STATES = ("listening",)
    FINAL = (True,)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "received": Received,
        "due": Due,
        "finished": Finished,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((),) * 1
    DEFERS = (False,)
    TIMERS = ()
    DETACHABLE = (False,)

    actions: PrackActions
    cell: Cell

    def __init__(self, actions: PrackActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter listening."""
        self.state = LISTENING

    def received(self, event: Received) -> None:
        """A reliable provisional response; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        if self.actions.in_order(event):  # machines/dialog/prack.yaml:26
            if trace is not None:
                trace.row(self, "listening.received", LISTENING, LISTENING)
            mark = len(cell.outbox)
            try:
                self.actions.note_number(event)
            except Exception as error:
                cell.action_failed(self, "note_number", error, mark)
            else:
                cell.raise_signal(self, Fresh(event.response))
        else:  # machines/dialog/prack.yaml:26
            if trace is not None:
                trace.row(self, "listening.received#1", LISTENING, LISTENING)

    def due(self, event: Due) -> None:
        """Offer_answer has read it; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.row(self, "listening.due", LISTENING, LISTENING)
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_prack(event))
        except Exception as error:
            cell.action_failed(self, "send_prack", error, mark)

    def finished(self, event: Finished) -> None:
        """A PRACK of ours got its final response, or none in time; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        if self.actions.challenged(event):  # machines/dialog/prack.yaml:28
            if trace is not None:
                trace.row(self, "listening.finished", LISTENING, LISTENING)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_prack_answered(event))
            except Exception as error:
                cell.action_failed(self, "send_prack_answered", error, mark)
        else:  # machines/dialog/prack.yaml:28
            if trace is not None:
                trace.row(self, "listening.finished#1", LISTENING, LISTENING)
            mark = len(cell.outbox)
            try:
                self.actions.forget_prack(event)
            except Exception as error:
                cell.action_failed(self, "forget_prack", error, mark)

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        if trace is not None:
            trace.row(self, "listening.action_failed", LISTENING, LISTENING)
