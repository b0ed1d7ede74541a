"""One 2xx to an INVITE, sent again until its ACK comes; not stopped by a BYE.

Generated from machines/dialog/reliable_answer.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 13.3.1.4
"""
# sessioncore: chart sha256=45959c9f0090feef6d7b19205f5146a75ed0b64bfa1d2ab158576f336326c249 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

SENDING: Final = 0  # waiting for the ACK
DONE: Final = 1  # acknowledged, or given up


class Sent(Event):
    """The 2xx that has left; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "sent"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Ack(Event):
    """ACK, from the peer."""

    __slots__ = ("request",)
    NAME = "ack"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class ResendDue(Event):
    """Also on reliable transports: a proxy may turn to UDP behind us; `resend` is due (B3.1)."""

    __slots__ = ()
    NAME = "resend_due"


RESEND_DUE: Final = ResendDue()


class GaveUp(Event):
    """`give_up` is due (B3.1)."""

    __slots__ = ()
    NAME = "gave_up"


GAVE_UP: Final = GaveUp()


class Acked(Signal):
    """Tells the charts beside this one: acked."""

    __slots__ = ("cseq", "request")
    NAME = "acked"
    FIELDS = ("cseq", "request")

    def __init__(self, cseq: int, request: Request) -> None:
        self.cseq = cseq
        self.request = request


class NoAck(Signal):
    """Tells the charts beside this one: no_ack."""

    __slots__ = ("cseq",)
    NAME = "no_ack"
    FIELDS = ("cseq",)

    def __init__(self, cseq: int) -> None:
        self.cseq = cseq


class ReliableAnswerActions(Protocol):
    """What dialog/reliable_answer asks of its hand-written actions."""

    def keep(self, event: Sent) -> None:
        """Remembers the 2xx."""

    def resend(self, event: ResendDue) -> None: ...

    def forget(self, event: Ack | GaveUp) -> None:
        """The 2xx is not sent any more."""

    def store(self, event: Ack) -> None:
        """Recovered later than 64*T1 a call must not miss its ACK."""

    def payload_acked(self, event: Ack) -> Acked:
        """The payload of acked; reads only."""

    def payload_no_ack(self, event: ActionFailed | GaveUp) -> NoAck:
        """The payload of no_ack; reads only."""


class ReliableAnswer(Machine):
    """One 2xx to an INVITE, sent again until its ACK comes; not stopped by a BYE."""

    __slots__ = ("_give_up", "_resend")
    CHART = "dialog/reliable_answer"
    KIND = "reliable_answer"
    DIGEST = "45959c9f0090feef6d7b19205f5146a75ed0b64bfa1d2ab158576f336326c249"
    STATES = ("sending", "done")
    FINAL = (False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "sent": Sent,
        "ack": Ack,
        "action_failed": ActionFailed,
        "resend_due": ResendDue,
        "gave_up": GaveUp,
    }
    COMMANDS = ((),) * 2
    DEFERS = (False, False)
    TIMERS = ("resend", "give_up")
    DETACHABLE = (False, False)

    actions: ReliableAnswerActions
    cell: Cell

    def __init__(self, actions: ReliableAnswerActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._resend: Timer | None = None
        self._give_up: Timer | None = None

    def start(self) -> None:
        """Enter sending."""
        cell = self.cell
        self.state = SENDING
        self._resend = cell.arm(self, 0, cell.limits.T1)
        self._give_up = cell.arm(self, 1, 64 * cell.limits.T1)

    def sent(self, event: Sent) -> None:
        """The 2xx that has left; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:  # machines/dialog/reliable_answer.yaml:27
            if trace is not None:
                trace.row(self, "sending.sent", SENDING, SENDING)
            mark = len(cell.outbox)
            try:
                self.actions.keep(event)
            except Exception as error:
                cell.action_failed(self, "keep", error, mark)
        else:  # done
            # Never: each 2xx has a part of its own (machines/dialog/reliable_answer.yaml:39)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "each 2xx has a part of its own")

    def ack(self, event: Ack) -> None:
        """ACK, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:  # machines/dialog/reliable_answer.yaml:29
            if trace is not None:
                trace.row(self, "sending.ack", SENDING, DONE)
            if self._resend is not None:
                cell.cancel(self._resend)
                self._resend = None
            if self._give_up is not None:
                cell.cancel(self._give_up)
                self._give_up = None
            mark, step = len(cell.outbox), "forget"
            try:
                self.actions.forget(event)
                mark, step = len(cell.outbox), "store"
                self.actions.store(event)
                mark, step = len(cell.outbox), "payload_acked"
                cell.raise_signal(self, self.actions.payload_acked(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = DONE
        else:  # done
            # Ignored: a copy of the ACK (machines/dialog/reliable_answer.yaml:38)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:  # machines/dialog/reliable_answer.yaml:31
            if trace is not None:
                trace.row(self, "sending.action_failed", SENDING, DONE)
            if self._resend is not None:
                cell.cancel(self._resend)
                self._resend = None
            if self._give_up is not None:
                cell.cancel(self._give_up)
                self._give_up = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_no_ack(event))
            except Exception as error:
                cell.action_failed(self, "payload_no_ack", error, mark)
            self.state = DONE
        else:  # done: machines/dialog/reliable_answer.yaml:36
            if trace is not None:
                trace.row(self, "done.action_failed", DONE, DONE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_no_ack(event))
            except Exception as error:
                cell.action_failed(self, "payload_no_ack", error, mark)

    def resend_due(self, event: ResendDue) -> None:
        """Also on reliable transports: a proxy may turn to UDP behind us; `resend` is due (B3.1)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:  # machines/dialog/reliable_answer.yaml:28
            if trace is not None:
                trace.row(self, "sending.resend_due", SENDING, SENDING)
            mark = len(cell.outbox)
            try:
                self.actions.resend(event)
            except Exception as error:
                cell.action_failed(self, "resend", error, mark)
        else:  # done
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def gave_up(self, event: GaveUp) -> None:
        """`give_up` is due (B3.1)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:  # machines/dialog/reliable_answer.yaml:30
            if trace is not None:
                trace.row(self, "sending.gave_up", SENDING, DONE)
            if self._resend is not None:
                cell.cancel(self._resend)
                self._resend = None
            if self._give_up is not None:
                cell.cancel(self._give_up)
                self._give_up = None
            mark, step = len(cell.outbox), "forget"
            try:
                self.actions.forget(event)
                mark, step = len(cell.outbox), "payload_no_ack"
                cell.raise_signal(self, self.actions.payload_no_ack(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = DONE
        else:  # done
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def classify_request(self, request: Request) -> Event:
        """Name the event of a request (ACK)."""
        return Ack(request)

    def receive_request(self, request: Request) -> None:
        """Handle a request as the one event that it is."""
        self.dispatch(self.classify_request(request))

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # resend
            if timer is not self._resend:
                return
            self.cell.rearm(timer, min(timer.interval * 2, self.cell.limits.T2))
            self.resend_due(RESEND_DUE)
        elif index == 1:  # give_up
            if timer is not self._give_up:
                return
            self._give_up = None
            self.gave_up(GAVE_UP)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("resend", self._resend), ("give_up", self._give_up))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
