"""An INFO or MESSAGE of the peer inside a dialog - answered at once, or when the application has decided.

Generated from machines/dialog/inquiry.yaml; do not edit. Change the chart, then: sessioncore generate
RFC6086 4.2.2, RFC3428 7
"""
# sessioncore: chart sha256=fea1a93d0e057737fab42013dd3fda0221684f18c5c3e5fc8b56e96604756777 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

ARRIVING: Final = 0  # the request is being read
DECIDING: Final = 1  # the application, or the other side of a coupling, has been asked
ANSWERED: Final = 2  # its transaction does the rest


class Received(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "received"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Conclude(Event):
    """What the application answers; from the application."""

    __slots__ = ("command", "cseq", "status")
    NAME = "conclude"
    FIELDS = ("command", "cseq", "status")

    def __init__(self, command: int, cseq: int, status: int) -> None:
        self.command = command
        self.cseq = cseq
        self.status = status


class DecisionMissed(Event):
    """`decision` is due (B10.10)."""

    __slots__ = ()
    NAME = "decision_missed"


DECISION_MISSED: Final = DecisionMissed()


class Respond(Signal):
    """Tells the charts beside this one: respond."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class InquiryActions(Protocol):
    """What dialog/inquiry asks of its hand-written actions."""

    def untaken(self, event: Received) -> bool:
        """It is a MESSAGE, and we take none."""

    def foreign_package(self, event: Received) -> bool:
        """It belongs to an Info Package that we do not have."""

    def unreadable(self, event: Received) -> bool:
        """Its body is of a kind, or encoded in a way, that we do not take."""

    def attended(self, event: Received) -> bool:
        """The application decides."""

    def coupled(self, event: Received) -> bool:
        """The other side of a coupling decides."""

    def tell(self, event: Received) -> None: ...

    def ask(self, event: Received) -> None:
        """Keeps the request for the answer."""

    def pass_on(self, event: Received) -> None:
        """To the coupling; keeps the request for the answer."""

    def reply_done(self, event: Conclude) -> None: ...

    def payload_respond(self, event: Received | Conclude | ActionFailed | DecisionMissed) -> Respond:
        """The payload of respond; reads only."""


class Inquiry(Machine):
    """An INFO or MESSAGE of the peer inside a dialog - answered at once, or when the application has decided."""

    __slots__ = ("_decision",)
    CHART = "dialog/inquiry"
    KIND = "inquiry"
    DIGEST = "fea1a93d0e057737fab42013dd3fda0221684f18c5c3e5fc8b56e96604756777"
    STATES = ("arriving", "deciding", "answered")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "received": Received,
        "conclude": Conclude,
        "action_failed": ActionFailed,
        "decision_missed": DecisionMissed,
    }
    COMMANDS = ((), ("conclude",), ())
    DEFERS = (False, False, False)
    TIMERS = ("decision",)
    DETACHABLE = (False, False, True)

    actions: InquiryActions
    cell: Cell

    def __init__(self, actions: InquiryActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._decision: Timer | None = None

    def start(self) -> None:
        """Enter arriving."""
        self.state = ARRIVING

    def received(self, event: Received) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            if self.actions.coupled(event):  # machines/dialog/inquiry.yaml:32
                if trace is not None:
                    trace.row(self, "arriving.received", ARRIVING, DECIDING)
                mark = len(cell.outbox)
                try:
                    self.actions.pass_on(event)
                except Exception as error:
                    cell.action_failed(self, "pass_on", error, mark)
                self.state = DECIDING
                self._decision = cell.arm(self, 0, cell.limits.message_decision)
            elif self.actions.untaken(event):  # machines/dialog/inquiry.yaml:33
                if trace is not None:
                    trace.row(self, "arriving.received#1", ARRIVING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            elif self.actions.foreign_package(event):  # machines/dialog/inquiry.yaml:34
                if trace is not None:
                    trace.row(self, "arriving.received#2", ARRIVING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            elif self.actions.unreadable(event):  # machines/dialog/inquiry.yaml:35
                if trace is not None:
                    trace.row(self, "arriving.received#3", ARRIVING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            elif self.actions.attended(event):  # machines/dialog/inquiry.yaml:36
                if trace is not None:
                    trace.row(self, "arriving.received#4", ARRIVING, DECIDING)
                mark, step = len(cell.outbox), "ask"
                try:
                    self.actions.ask(event)
                    mark, step = len(cell.outbox), "tell"
                    self.actions.tell(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = DECIDING
                self._decision = cell.arm(self, 0, cell.limits.message_decision)
            else:  # machines/dialog/inquiry.yaml:37
                if trace is not None:
                    trace.row(self, "arriving.received#5", ARRIVING, ANSWERED)
                mark, step = len(cell.outbox), "tell"
                try:
                    self.actions.tell(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ANSWERED
        else:  # deciding, answered
            # Never: one part serves one request (machines/dialog/inquiry.yaml:46, 52)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "one part serves one request")

    def conclude(self, event: Conclude) -> None:
        """What the application answers; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:  # machines/dialog/inquiry.yaml:44
            if trace is not None:
                trace.row(self, "deciding.conclude", DECIDING, ANSWERED)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark, step = len(cell.outbox), "reply_done"
            try:
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ANSWERED
        elif state == ANSWERED:
            # Rejected: it was answered (machines/dialog/inquiry.yaml:50)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "it was answered")
        else:  # arriving
            # Rejected: nothing was asked (machines/dialog/inquiry.yaml:38)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing was asked")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (ARRIVING, DECIDING):  # machines/dialog/inquiry.yaml:26
            if trace is not None:
                trace.row(self, "action_failed", state, ANSWERED)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: it was answered (machines/dialog/inquiry.yaml:51)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def decision_missed(self, event: DecisionMissed) -> None:
        """`decision` is due (B10.10)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:  # machines/dialog/inquiry.yaml:45
            if trace is not None:
                trace.row(self, "deciding.decision_missed", DECIDING, ANSWERED)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # arriving, answered
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # decision
            if timer is not self._decision:
                return
            self._decision = None
            self.decision_missed(DECISION_MISSED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("decision", self._decision),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
