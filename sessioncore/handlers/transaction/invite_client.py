"""INVITE client transaction.

Generated from machines/transaction/invite_client.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 17.1.1, RFC3261 9.1, RFC6026 8.4
"""
# sessioncore: chart sha256=2dbb48e9a7a0d6a80abf0271c3ac0b2043ea26584604f8c3186ff0aaf7be1eba abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import START, ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Start, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

CALLING: Final = 0  # INVITE sent, nothing heard yet
PROCEEDING_PLAIN: Final = 1
PROCEEDING_CANCELLING: Final = 2  # CANCEL sent; a 2xx may still win the race
COMPLETED: Final = 3  # 3xx-6xx acknowledged; its copies are acknowledged again
ACCEPTED: Final = 4  # answered; more 2xx may come, of this fork or of others
TERMINATED: Final = 5


class Trying(Event):
    """The next hop works on it; 100 INVITE, from the peer."""

    __slots__ = ("response",)
    NAME = "trying"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Provisional(Event):
    """101-199 INVITE, from the peer."""

    __slots__ = ("response",)
    NAME = "provisional"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Success(Event):
    """2xx INVITE, from the peer."""

    __slots__ = ("response",)
    NAME = "success"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Failure(Event):
    """3xx-6xx INVITE, from the peer."""

    __slots__ = ("response",)
    NAME = "failure"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Cancel(Event):
    """The call is no longer wanted; `why` is the Reason (RFC 3326), or empty; signal of the part that created this
    one.
    """

    __slots__ = ("why",)
    NAME = "cancel"
    FIELDS = ("why",)

    def __init__(self, why: str) -> None:
        self.why = why


class CancelFinished(Event):
    """The transaction of our CANCEL is over; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "cancel_finished"


CANCEL_FINISHED: Final = CancelFinished()


class TransportFailed(Event):
    """A datagram could not be sent; from the engine."""

    __slots__ = ()
    NAME = "transport_failed"


TRANSPORT_FAILED: Final = TransportFailed()


class ResendDue(Event):
    """Doubles for as long as timer B lets it, so the cap is never met; `timer_a` is due (B1.1)."""

    __slots__ = ()
    NAME = "resend_due"


RESEND_DUE: Final = ResendDue()


class TimedOut(Event):
    """`timer_b` is due (B1.1)."""

    __slots__ = ()
    NAME = "timed_out"


TIMED_OUT: Final = TimedOut()


class CancelTimedOut(Event):
    """The peer answers neither INVITE nor CANCEL; `timer_x` is due (B1.10)."""

    __slots__ = ()
    NAME = "cancel_timed_out"


CANCEL_TIMED_OUT: Final = CancelTimedOut()


class CopiesEnded(Event):
    """`timer_d` is due (B1.3)."""

    __slots__ = ()
    NAME = "copies_ended"


COPIES_ENDED: Final = CopiesEnded()


class ForksEnded(Event):
    """`timer_m` is due (B1.4)."""

    __slots__ = ()
    NAME = "forks_ended"


FORKS_ENDED: Final = ForksEnded()


class Progress(Signal):
    """A provisional response that may belong to a dialog."""

    __slots__ = ("response",)
    NAME = "progress"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Answered(Signal):
    """The first 2xx."""

    __slots__ = ("response",)
    NAME = "answered"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Copy(Signal):
    """A later 2xx, of the same branch or of another fork."""

    __slots__ = ("response",)
    NAME = "copy"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Failed(Signal):
    """Final; the peer's 3xx-6xx, or 408 time-out, 503 transport error, 500 of our own without a response."""

    __slots__ = ("response", "status")
    NAME = "failed"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class Over(Signal):
    """After answered: no further 2xx can come."""

    __slots__ = ()
    NAME = "over"


OVER: Final = Over()


class InviteClientActions(Protocol):
    """What transaction/invite_client asks of its hand-written actions."""

    def send_invite(self, event: Start) -> None: ...

    def resend(self, event: ResendDue) -> None:
        """The same octets again."""

    def send_ack(self, event: Failure) -> None:
        """On the INVITE's branch, to where the INVITE went."""

    def send_cancel(self, event: Cancel) -> Request: ...

    def forget_invite(self, event: Success) -> None:
        """Nothing is sent any more that follows from it."""

    def payload_failed(self, event: Failure | TransportFailed | ActionFailed | TimedOut | CancelTimedOut) -> Failed:
        """The payload of failed; reads only."""


class InviteClient(Machine):
    """INVITE client transaction."""

    __slots__ = ("_timer_a", "_timer_b", "_timer_d", "_timer_m", "_timer_x")
    CHART = "transaction/invite_client"
    KIND = "invite_client"
    DIGEST = "2dbb48e9a7a0d6a80abf0271c3ac0b2043ea26584604f8c3186ff0aaf7be1eba"
    STATES = ("calling", "proceeding.plain", "proceeding.cancelling", "completed", "accepted", "terminated")
    FINAL = (False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "trying": Trying,
        "provisional": Provisional,
        "success": Success,
        "failure": Failure,
        "cancel": Cancel,
        "cancel_finished": CancelFinished,
        "transport_failed": TransportFailed,
        "action_failed": ActionFailed,
        "resend_due": ResendDue,
        "timed_out": TimedOut,
        "cancel_timed_out": CancelTimedOut,
        "copies_ended": CopiesEnded,
        "forks_ended": ForksEnded,
    }
    COMMANDS = ((),) * 6
    DEFERS = (True, False, False, False, False, False)
    TIMERS = ("timer_a", "timer_b", "timer_x", "timer_d", "timer_m")
    DETACHABLE = (False, False, False, True, False, True)
    LINGERS: ClassVar[dict[int, int]] = {COMPLETED: 3}

    actions: InviteClientActions
    cell: Cell

    def __init__(self, actions: InviteClientActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._timer_a: Timer | None = None
        self._timer_b: Timer | None = None
        self._timer_x: Timer | None = None
        self._timer_d: Timer | None = None
        self._timer_m: Timer | None = None

    def start(self) -> None:
        """Enter calling."""
        cell = self.cell
        self.state = CALLING
        if not self.reliable:
            self._timer_a = cell.arm(self, 0, cell.limits.T1)
        self._timer_b = cell.arm(self, 1, 64 * cell.limits.T1)
        mark = len(cell.outbox)
        try:
            self.actions.send_invite(START)
        except Exception as error:
            cell.action_failed(self, "send_invite", error, mark)

    def trying(self, event: Trying) -> None:
        """The next hop works on it; 100 INVITE, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING:  # machines/transaction/invite_client.yaml:48
            if trace is not None:
                trace.row(self, "calling.trying", CALLING, PROCEEDING_PLAIN)
            if self._timer_a is not None:
                cell.cancel(self._timer_a)
                self._timer_a = None
            if self._timer_b is not None:
                cell.cancel(self._timer_b)
                self._timer_b = None
            self.state = PROCEEDING_PLAIN
            cell.recall(self)
        else:  # proceeding.plain, proceeding.cancelling, completed, accepted, terminated
            # Ignored: proceeding already (machines/transaction/invite_client.yaml:66)
            # Ignored: late, the final response is here (machines/transaction/invite_client.yaml:92)
            # Ignored: another fork that is still ringing; the proxy cancels it
            # (machines/transaction/invite_client.yaml:105)
            # Ignored: a response that finds no transaction is dropped (machines/transaction/invite_client.yaml:114)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def provisional(self, event: Provisional) -> None:
        """101-199 INVITE, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING:  # machines/transaction/invite_client.yaml:49
            if trace is not None:
                trace.row(self, "calling.provisional", CALLING, PROCEEDING_PLAIN)
            if self._timer_a is not None:
                cell.cancel(self._timer_a)
                self._timer_a = None
            if self._timer_b is not None:
                cell.cancel(self._timer_b)
                self._timer_b = None
            cell.raise_signal(self, Progress(event.response))
            self.state = PROCEEDING_PLAIN
            cell.recall(self)
        elif state in (PROCEEDING_PLAIN, PROCEEDING_CANCELLING):  # machines/transaction/invite_client.yaml:62
            if trace is not None:
                trace.row(self, "proceeding.provisional", state, state)
            cell.raise_signal(self, Progress(event.response))
        else:  # completed, accepted, terminated
            # Ignored: late, the final response is here (machines/transaction/invite_client.yaml:92)
            # Ignored: another fork that is still ringing; the proxy cancels it
            # (machines/transaction/invite_client.yaml:105)
            # Ignored: a response that finds no transaction is dropped (machines/transaction/invite_client.yaml:114)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def success(self, event: Success) -> None:
        """2xx INVITE, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING:  # machines/transaction/invite_client.yaml:50
            if trace is not None:
                trace.row(self, "calling.success", CALLING, ACCEPTED)
            if self._timer_a is not None:
                cell.cancel(self._timer_a)
                self._timer_a = None
            if self._timer_b is not None:
                cell.cancel(self._timer_b)
                self._timer_b = None
            cell.raise_signal(self, Answered(event.response))
            self.state = ACCEPTED
            self._timer_m = cell.arm(self, 4, 64 * cell.limits.T1)
            mark = len(cell.outbox)
            try:
                self.actions.forget_invite(event)
            except Exception as error:
                cell.action_failed(self, "forget_invite", error, mark)
            cell.recall(self)
        elif state in (PROCEEDING_PLAIN, PROCEEDING_CANCELLING):  # machines/transaction/invite_client.yaml:63
            if trace is not None:
                trace.row(self, "proceeding.success", state, ACCEPTED)
            if self._timer_x is not None:
                cell.cancel(self._timer_x)
                self._timer_x = None
            cell.raise_signal(self, Answered(event.response))
            self.state = ACCEPTED
            self._timer_m = cell.arm(self, 4, 64 * cell.limits.T1)
            mark = len(cell.outbox)
            try:
                self.actions.forget_invite(event)
            except Exception as error:
                cell.action_failed(self, "forget_invite", error, mark)
        elif state == ACCEPTED:  # machines/transaction/invite_client.yaml:102
            if trace is not None:
                trace.row(self, "accepted.success", ACCEPTED, ACCEPTED)
            cell.raise_signal(self, Copy(event.response))
        else:  # completed, terminated
            # Ignored: the caller was told that the call failed; without an ACK the callee ends it
            # (machines/transaction/invite_client.yaml:93)
            # Ignored: a response that finds no transaction is dropped (machines/transaction/invite_client.yaml:114)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def failure(self, event: Failure) -> None:
        """3xx-6xx INVITE, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING:  # machines/transaction/invite_client.yaml:51
            if trace is not None:
                trace.row(self, "calling.failure", CALLING, COMPLETED)
            if self._timer_a is not None:
                cell.cancel(self._timer_a)
                self._timer_a = None
            if self._timer_b is not None:
                cell.cancel(self._timer_b)
                self._timer_b = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_failed(event))
            except Exception as error:
                cell.action_failed(self, "payload_failed", error, mark)
            self.state = COMPLETED
            self._timer_d = cell.arm(self, 3, 0.0 if self.reliable else cell.limits.copy_wait)
            mark = len(cell.outbox)
            try:
                self.actions.send_ack(event)
            except Exception as error:
                cell.action_failed(self, "send_ack", error, mark)
            cell.recall(self)
        elif state in (PROCEEDING_PLAIN, PROCEEDING_CANCELLING):  # machines/transaction/invite_client.yaml:64
            if trace is not None:
                trace.row(self, "proceeding.failure", state, COMPLETED)
            if self._timer_x is not None:
                cell.cancel(self._timer_x)
                self._timer_x = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_failed(event))
            except Exception as error:
                cell.action_failed(self, "payload_failed", error, mark)
            self.state = COMPLETED
            self._timer_d = cell.arm(self, 3, 0.0 if self.reliable else cell.limits.copy_wait)
            mark = len(cell.outbox)
            try:
                self.actions.send_ack(event)
            except Exception as error:
                cell.action_failed(self, "send_ack", error, mark)
        elif state == COMPLETED:  # machines/transaction/invite_client.yaml:88
            if trace is not None:
                trace.row(self, "completed.failure", COMPLETED, COMPLETED)
            mark = len(cell.outbox)
            try:
                self.actions.send_ack(event)
            except Exception as error:
                cell.action_failed(self, "send_ack", error, mark)
        else:  # accepted, terminated
            # Ignored: another fork that failed; its proxy acknowledged it (machines/transaction/invite_client.yaml:106)
            # Ignored: a response that finds no transaction is dropped (machines/transaction/invite_client.yaml:114)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def cancel(self, event: Cancel) -> None:
        """The call is no longer wanted; `why` is the Reason (RFC 3326), or empty; signal of the part that created
        this one.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING:
            # Held back: before any response there is nothing yet that CANCEL could find
            # (machines/transaction/invite_client.yaml:56)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state == PROCEEDING_PLAIN:  # machines/transaction/invite_client.yaml:72
            if trace is not None:
                trace.row(self, "proceeding.plain.cancel", PROCEEDING_PLAIN, PROCEEDING_CANCELLING)
            self.state = PROCEEDING_CANCELLING
            self._timer_x = cell.arm(self, 2, 64 * cell.limits.T1)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_cancel(event))
            except Exception as error:
                cell.action_failed(self, "send_cancel", error, mark)
        else:  # proceeding.cancelling, completed, accepted, terminated
            # Ignored: one CANCEL is enough, its own transaction repeats it (machines/transaction/invite_client.yaml:81)
            # Ignored: too late, there is a final response (machines/transaction/invite_client.yaml:94)
            # Ignored: too late, the origin ends the call by BYE (machines/transaction/invite_client.yaml:107)
            # Ignored: there is a final outcome already (machines/transaction/invite_client.yaml:115)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def cancel_finished(self, event: CancelFinished) -> None:
        """The transaction of our CANCEL is over; signal of a chart beside this one."""
        trace = self.cell.trace
        # Ignored: the INVITE's own final response or timer X decides, not the answer to CANCEL
        # (machines/transaction/invite_client.yaml:119)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def transport_failed(self, event: TransportFailed) -> None:
        """A datagram could not be sent; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING:  # machines/transaction/invite_client.yaml:53
            if trace is not None:
                trace.row(self, "calling.transport_failed", CALLING, TERMINATED)
            if self._timer_a is not None:
                cell.cancel(self._timer_a)
                self._timer_a = None
            if self._timer_b is not None:
                cell.cancel(self._timer_b)
                self._timer_b = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_failed(event))
            except Exception as error:
                cell.action_failed(self, "payload_failed", error, mark)
            self.state = TERMINATED
            cell.recall(self)
        elif state == COMPLETED:  # machines/transaction/invite_client.yaml:90
            if trace is not None:
                trace.row(self, "completed.transport_failed", COMPLETED, TERMINATED)
            if self._timer_d is not None:
                cell.cancel(self._timer_d)
                self._timer_d = None
            self.state = TERMINATED
        else:  # proceeding.plain, proceeding.cancelling, accepted, terminated
            # Ignored: the INVITE has arrived, so the error concerns an old copy
            # (machines/transaction/invite_client.yaml:67)
            # Ignored: nothing is sent here; the ACK is the dialog's (machines/transaction/invite_client.yaml:108)
            # Ignored: the outcome was told (machines/transaction/invite_client.yaml:116)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING:  # machines/transaction/invite_client.yaml:54
            if trace is not None:
                trace.row(self, "calling.action_failed", CALLING, TERMINATED)
            if self._timer_a is not None:
                cell.cancel(self._timer_a)
                self._timer_a = None
            if self._timer_b is not None:
                cell.cancel(self._timer_b)
                self._timer_b = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_failed(event))
            except Exception as error:
                cell.action_failed(self, "payload_failed", error, mark)
            self.state = TERMINATED
            cell.recall(self)
        else:  # proceeding.plain, proceeding.cancelling, completed, accepted, terminated
            # Ignored: a CANCEL that could not be made leaves the call to timer X
            # (machines/transaction/invite_client.yaml:68)
            # Ignored: the peer repeats its response, and that asks for the ACK again
            # (machines/transaction/invite_client.yaml:95)
            # Ignored: nothing is sent here (machines/transaction/invite_client.yaml:109)
            # Ignored: the outcome was told (machines/transaction/invite_client.yaml:116)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def resend_due(self, event: ResendDue) -> None:
        """Doubles for as long as timer B lets it, so the cap is never met; `timer_a` is due (B1.1)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING:  # machines/transaction/invite_client.yaml:47
            if trace is not None:
                trace.row(self, "calling.resend_due", CALLING, CALLING)
            mark = len(cell.outbox)
            try:
                self.actions.resend(event)
            except Exception as error:
                cell.action_failed(self, "resend", error, mark)
        else:  # proceeding.plain, proceeding.cancelling, completed, accepted, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timed_out(self, event: TimedOut) -> None:
        """`timer_b` is due (B1.1)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING:  # machines/transaction/invite_client.yaml:52
            if trace is not None:
                trace.row(self, "calling.timed_out", CALLING, TERMINATED)
            if self._timer_a is not None:
                cell.cancel(self._timer_a)
                self._timer_a = None
            if self._timer_b is not None:
                cell.cancel(self._timer_b)
                self._timer_b = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_failed(event))
            except Exception as error:
                cell.action_failed(self, "payload_failed", error, mark)
            self.state = TERMINATED
            cell.recall(self)
        else:  # proceeding.plain, proceeding.cancelling, completed, accepted, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def cancel_timed_out(self, event: CancelTimedOut) -> None:
        """The peer answers neither INVITE nor CANCEL; `timer_x` is due (B1.10)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PROCEEDING_CANCELLING:  # machines/transaction/invite_client.yaml:79
            if trace is not None:
                trace.row(self, "proceeding.cancelling.cancel_timed_out", PROCEEDING_CANCELLING, TERMINATED)
            if self._timer_x is not None:
                cell.cancel(self._timer_x)
                self._timer_x = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_failed(event))
            except Exception as error:
                cell.action_failed(self, "payload_failed", error, mark)
            self.state = TERMINATED
        else:  # calling, proceeding.plain, completed, accepted, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def copies_ended(self, event: CopiesEnded) -> None:
        """`timer_d` is due (B1.3)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == COMPLETED:  # machines/transaction/invite_client.yaml:89
            if trace is not None:
                trace.row(self, "completed.copies_ended", COMPLETED, TERMINATED)
            if self._timer_d is not None:
                cell.cancel(self._timer_d)
                self._timer_d = None
            self.state = TERMINATED
        else:  # calling, proceeding.plain, proceeding.cancelling, accepted, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def forks_ended(self, event: ForksEnded) -> None:
        """`timer_m` is due (B1.4)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ACCEPTED:  # machines/transaction/invite_client.yaml:103
            if trace is not None:
                trace.row(self, "accepted.forks_ended", ACCEPTED, TERMINATED)
            if self._timer_m is not None:
                cell.cancel(self._timer_m)
                self._timer_m = None
            cell.raise_signal(self, OVER)
            self.state = TERMINATED
        else:  # calling, proceeding.plain, proceeding.cancelling, completed, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def classify_response(self, response: Response) -> Event:
        """Name the event of a response (INVITE)."""
        status = response.status
        if status < 101:
            return Trying(response)
        if status < 200:
            return Provisional(response)
        if status < 300:
            return Success(response)
        return Failure(response)

    def receive_response(self, response: Response) -> None:
        """Handle a response as the one event that it is."""
        self.dispatch(self.classify_response(response))

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # timer_a
            if timer is not self._timer_a:
                return
            self.cell.rearm(timer, min(timer.interval * 2, 64 * self.cell.limits.T1))
            self.resend_due(RESEND_DUE)
        elif index == 1:  # timer_b
            if timer is not self._timer_b:
                return
            self._timer_b = None
            self.timed_out(TIMED_OUT)
        elif index == 2:  # timer_x
            if timer is not self._timer_x:
                return
            self._timer_x = None
            self.cancel_timed_out(CANCEL_TIMED_OUT)
        elif index == 3:  # timer_d
            if timer is not self._timer_d:
                return
            self._timer_d = None
            self.copies_ended(COPIES_ENDED)
        elif index == 4:  # timer_m
            if timer is not self._timer_m:
                return
            self._timer_m = None
            self.forks_ended(FORKS_ENDED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (
            ("timer_a", self._timer_a),
            ("timer_b", self._timer_b),
            ("timer_x", self._timer_x),
            ("timer_d", self._timer_d),
            ("timer_m", self._timer_m),
        )
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
