"""An INFO or MESSAGE of ours inside a dialog, until it has its final response.

Generated from machines/dialog/exchange.yaml; do not edit. Change the chart, then: sessioncore generate
RFC6086 4.2.1, RFC3428 4, RFC3261 12.2.1
"""
# sessioncore: chart sha256=529c05a2addffd133e745fe477f2531454afc45f6d388c0ea7c77e3ccd5773c1 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # about to send
SENT: Final = 1  # no final response yet
ENDED: Final = 2  # the application has its result


class Wanted(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("arguments", "command", "method")
    NAME = "wanted"
    FIELDS = ("command", "method", "arguments")

    def __init__(self, command: int, method: str, arguments: dict[str, str]) -> None:
        self.command = command
        self.method = method
        self.arguments = arguments


class Finished(Event):
    """Signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "finished"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class DialogGone(Signal):
    """Tells the charts beside this one: dialog_gone."""

    __slots__ = ()
    NAME = "dialog_gone"


DIALOG_GONE: Final = DialogGone()


class ExchangeActions(Protocol):
    """What dialog/exchange asks of its hand-written actions."""

    def challenged(self, event: Finished) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def unknown_there(self, event: Finished) -> bool:
        """The peer does not know the dialog any more (481, 408)."""

    def send_request(self, event: Wanted) -> Request: ...

    def send_answered(self, event: Finished) -> Request:
        """The same request with credentials."""

    def reply_answered(self, event: Finished) -> None:
        """Tell: done, with the final response; or failed with 408, 503."""

    def reply_failed(self, event: ActionFailed) -> None:
        """Tell: failed with 500."""


class Exchange(Machine):
    """An INFO or MESSAGE of ours inside a dialog, until it has its final response."""

    __slots__ = ()
    CHART = "dialog/exchange"
    KIND = "exchange"
    DIGEST = "529c05a2addffd133e745fe477f2531454afc45f6d388c0ea7c77e3ccd5773c1"
    STATES = ("idle", "sent", "ended")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "wanted": Wanted,
        "finished": Finished,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((),) * 3
    DEFERS = (False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, True)

    actions: ExchangeActions
    cell: Cell

    def __init__(self, actions: ExchangeActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def wanted(self, event: Wanted) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/dialog/exchange.yaml:26
            if trace is not None:
                trace.row(self, "idle.wanted", IDLE, SENT)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_request(event))
            except Exception as error:
                cell.action_failed(self, "send_request", error, mark)
            self.state = SENT
        else:  # sent, ended
            # Never: one part sends one request (machines/dialog/exchange.yaml:36, 42)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "one part sends one request")

    def finished(self, event: Finished) -> None:
        """Signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENT:
            if self.actions.challenged(event):  # machines/dialog/exchange.yaml:33
                if trace is not None:
                    trace.row(self, "sent.finished", SENT, SENT)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
            elif self.actions.unknown_there(event):  # machines/dialog/exchange.yaml:34
                if trace is not None:
                    trace.row(self, "sent.finished#1", SENT, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.reply_answered(event)
                except Exception as error:
                    cell.action_failed(self, "reply_answered", error, mark)
                else:
                    cell.raise_signal(self, DIALOG_GONE)
                self.state = ENDED
            else:  # machines/dialog/exchange.yaml:35
                if trace is not None:
                    trace.row(self, "sent.finished#2", SENT, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.reply_answered(event)
                except Exception as error:
                    cell.action_failed(self, "reply_answered", error, mark)
                self.state = ENDED
        elif state == ENDED:
            # Never: its request has ended (machines/dialog/exchange.yaml:42)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "its request has ended")
        else:  # idle
            # Never: nothing was sent yet (machines/dialog/exchange.yaml:27)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (IDLE, SENT):  # machines/dialog/exchange.yaml:21
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            mark = len(cell.outbox)
            try:
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, "reply_failed", error, mark)
            self.state = ENDED
        else:  # ended
            # Ignored: the result was told (machines/dialog/exchange.yaml:41)
            if trace is not None:
                trace.decided(self, event, "ignore")
