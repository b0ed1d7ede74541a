"""Client transaction of every request but INVITE and ACK.

Generated from machines/transaction/non_invite_client.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 17.1.2, RFC4320 4.1
"""
# sessioncore: chart sha256=50d954c94c0084b775b5c2334958d389ecf61768f392e2365aa22e6362219263 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import START, ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Start, Timer
    from sessioncore.wire.sip import Response

require_abi(__name__, 1)

WAITING_TRYING: Final = 0
WAITING_PROCEEDING: Final = 1  # a provisional response came, copies go on every T2
COMPLETED: Final = 2  # answered; absorbs copies of the response
TERMINATED: Final = 3


class Provisional(Event):
    """1xx *, from the peer."""

    __slots__ = ("response",)
    NAME = "provisional"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Answered(Event):
    """2xx-6xx *, from the peer."""

    __slots__ = ("response",)
    NAME = "answered"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class TransportFailed(Event):
    """A datagram could not be sent; from the engine."""

    __slots__ = ()
    NAME = "transport_failed"


TRANSPORT_FAILED: Final = TransportFailed()


class ResendDue(Event):
    """`timer_e` or `timer_e_slow` is due (B1.6)."""

    __slots__ = ()
    NAME = "resend_due"


RESEND_DUE: Final = ResendDue()


class TimedOut(Event):
    """`timer_f` is due (B1.6)."""

    __slots__ = ()
    NAME = "timed_out"


TIMED_OUT: Final = TimedOut()


class CopiesEnded(Event):
    """`timer_k` is due (B1.6)."""

    __slots__ = ()
    NAME = "copies_ended"


COPIES_ENDED: Final = CopiesEnded()


class Finished(Signal):
    """Raised once; the peer's final response, or 408 time-out, 503 transport error, 500 of our own without a
    response.
    """

    __slots__ = ("response", "status")
    NAME = "finished"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class NonInviteClientActions(Protocol):
    """What transaction/non_invite_client asks of its hand-written actions."""

    def send_request(self, event: Start) -> None: ...

    def resend(self, event: ResendDue) -> None:
        """The same octets again."""

    def judge_server(self, event: Answered) -> None:
        """ServerDisproven where a 2xx to our credentials has a wrong rspauth."""

    def payload_finished(self, event: Answered | TransportFailed | ActionFailed | TimedOut) -> Finished:
        """The payload of finished; reads only."""


class NonInviteClient(Machine):
    """Client transaction of every request but INVITE and ACK."""

    __slots__ = ("_timer_e", "_timer_e_slow", "_timer_f", "_timer_k")
    CHART = "transaction/non_invite_client"
    KIND = "non_invite_client"
    DIGEST = "50d954c94c0084b775b5c2334958d389ecf61768f392e2365aa22e6362219263"
    STATES = ("waiting.trying", "waiting.proceeding", "completed", "terminated")
    FINAL = (False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "provisional": Provisional,
        "answered": Answered,
        "transport_failed": TransportFailed,
        "action_failed": ActionFailed,
        "resend_due": ResendDue,
        "timed_out": TimedOut,
        "copies_ended": CopiesEnded,
    }
    COMMANDS = ((),) * 4
    DEFERS = (False, False, False, False)
    TIMERS = ("timer_e", "timer_e_slow", "timer_f", "timer_k")
    DETACHABLE = (False, False, True, True)
    LINGERS: ClassVar[dict[int, int]] = {COMPLETED: 3}

    actions: NonInviteClientActions
    cell: Cell

    def __init__(self, actions: NonInviteClientActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._timer_e: Timer | None = None
        self._timer_e_slow: Timer | None = None
        self._timer_f: Timer | None = None
        self._timer_k: Timer | None = None

    def start(self) -> None:
        """Enter waiting.trying."""
        cell = self.cell
        self.state = WAITING_TRYING
        self._timer_f = cell.arm(self, 2, 64 * cell.limits.T1)
        if not self.reliable:
            self._timer_e = cell.arm(self, 0, cell.limits.T1)
        mark = len(cell.outbox)
        try:
            self.actions.send_request(START)
        except Exception as error:
            cell.action_failed(self, "send_request", error, mark)

    def provisional(self, event: Provisional) -> None:
        """1xx *, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING_TRYING:  # machines/transaction/non_invite_client.yaml:46
            if trace is not None:
                trace.row(self, "waiting.trying.provisional", WAITING_TRYING, WAITING_PROCEEDING)
            if self._timer_e is not None:
                cell.cancel(self._timer_e)
                self._timer_e = None
            self.state = WAITING_PROCEEDING
            if not self.reliable:
                self._timer_e_slow = cell.arm(self, 1, cell.limits.T2)
        else:  # waiting.proceeding, completed, terminated
            # Ignored: proceeding already, and nobody waits for the text of a 1xx
            # (machines/transaction/non_invite_client.yaml:51)
            # Ignored: a late copy (machines/transaction/non_invite_client.yaml:60)
            # Ignored: late: the outcome was told and stands (machines/transaction/non_invite_client.yaml:66)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def answered(self, event: Answered) -> None:
        """2xx-6xx *, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (WAITING_TRYING, WAITING_PROCEEDING):  # machines/transaction/non_invite_client.yaml:37
            if trace is not None:
                trace.row(self, "waiting.answered", state, COMPLETED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_finished(event))
            except Exception as error:
                cell.action_failed(self, "payload_finished", error, mark)
            self.state = COMPLETED
            self._timer_k = cell.arm(self, 3, 0.0 if self.reliable else cell.limits.T4)
            mark = len(cell.outbox)
            try:
                self.actions.judge_server(event)
            except Exception as error:
                cell.action_failed(self, "judge_server", error, mark)
        else:  # completed, terminated
            # Ignored: a late copy (machines/transaction/non_invite_client.yaml:60)
            # Ignored: late: the outcome was told and stands (machines/transaction/non_invite_client.yaml:66)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def transport_failed(self, event: TransportFailed) -> None:
        """A datagram could not be sent; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (WAITING_TRYING, WAITING_PROCEEDING):  # machines/transaction/non_invite_client.yaml:39
            if trace is not None:
                trace.row(self, "waiting.transport_failed", state, TERMINATED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_finished(event))
            except Exception as error:
                cell.action_failed(self, "payload_finished", error, mark)
            self.state = TERMINATED
        else:  # completed, terminated
            # Ignored: the outcome was told (machines/transaction/non_invite_client.yaml:61, 67)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (WAITING_TRYING, WAITING_PROCEEDING):  # machines/transaction/non_invite_client.yaml:40
            if trace is not None:
                trace.row(self, "waiting.action_failed", state, TERMINATED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_finished(event))
            except Exception as error:
                cell.action_failed(self, "payload_finished", error, mark)
            self.state = TERMINATED
        else:  # completed, terminated
            # Ignored: the outcome was told (machines/transaction/non_invite_client.yaml:61, 67)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def resend_due(self, event: ResendDue) -> None:
        """`timer_e` or `timer_e_slow` is due (B1.6)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (WAITING_TRYING, WAITING_PROCEEDING):  # machines/transaction/non_invite_client.yaml:36
            if trace is not None:
                trace.row(self, "waiting.resend_due", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.resend(event)
            except Exception as error:
                cell.action_failed(self, "resend", error, mark)
        else:  # completed, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timed_out(self, event: TimedOut) -> None:
        """`timer_f` is due (B1.6)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (WAITING_TRYING, WAITING_PROCEEDING):  # machines/transaction/non_invite_client.yaml:38
            if trace is not None:
                trace.row(self, "waiting.timed_out", state, TERMINATED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_finished(event))
            except Exception as error:
                cell.action_failed(self, "payload_finished", error, mark)
            self.state = TERMINATED
        else:  # completed, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def copies_ended(self, event: CopiesEnded) -> None:
        """`timer_k` is due (B1.6)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == COMPLETED:  # machines/transaction/non_invite_client.yaml:58
            if trace is not None:
                trace.row(self, "completed.copies_ended", COMPLETED, TERMINATED)
            if self._timer_k is not None:
                cell.cancel(self._timer_k)
                self._timer_k = None
            self.state = TERMINATED
        else:  # waiting.trying, waiting.proceeding, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def classify_response(self, response: Response) -> Event:
        """Name the event of a response (any method)."""
        status = response.status
        if status < 200:
            return Provisional(response)
        return Answered(response)

    def receive_response(self, response: Response) -> None:
        """Handle a response as the one event that it is."""
        self.dispatch(self.classify_response(response))

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # timer_e
            if timer is not self._timer_e:
                return
            self.cell.rearm(timer, min(timer.interval * 2, self.cell.limits.T2))
            self.resend_due(RESEND_DUE)
        elif index == 1:  # timer_e_slow
            if timer is not self._timer_e_slow:
                return
            self.cell.rearm(timer, timer.interval)
            self.resend_due(RESEND_DUE)
        elif index == 2:  # timer_f
            if timer is not self._timer_f:
                return
            self._timer_f = None
            self.timed_out(TIMED_OUT)
        elif index == 3:  # timer_k
            if timer is not self._timer_k:
                return
            self._timer_k = None
            self.copies_ended(COPIES_ENDED)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._timer_e is not None:
            cell.cancel(self._timer_e)
            self._timer_e = None
        if self._timer_e_slow is not None:
            cell.cancel(self._timer_e_slow)
            self._timer_e_slow = None
        if self._timer_f is not None:
            cell.cancel(self._timer_f)
            self._timer_f = None
        if self._timer_k is not None:
            cell.cancel(self._timer_k)
            self._timer_k = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (
            ("timer_e", self._timer_e),
            ("timer_e_slow", self._timer_e_slow),
            ("timer_f", self._timer_f),
            ("timer_k", self._timer_k),
        )
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
