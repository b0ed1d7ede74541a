"""INVITE server transaction.

Generated from machines/transaction/invite_server.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 17.2.1, RFC3261 9.2, RFC6026 8.7
"""
# sessioncore: chart sha256=a9de1a80576e6205fc28d443f4c6023e38fb91e850156a960ae149136f2a6579 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

PROCEEDING_TRYING: Final = 0  # no response sent yet
PROCEEDING_INFORMED: Final = 1  # a provisional response was sent
COMPLETED: Final = 2  # 3xx-6xx sent until its ACK comes
CONFIRMED: Final = 3  # acknowledged; absorbs what is still under way
ACCEPTED: Final = 4  # 2xx sent; dialog/reliable_answer repeats it and takes its ACK
TERMINATED: Final = 5


class Copy(Event):
    """The INVITE once more; INVITE, from the peer."""

    __slots__ = ("request",)
    NAME = "copy"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Ack(Event):
    """ACK, from the peer."""

    __slots__ = ("request",)
    NAME = "ack"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Cancel(Event):
    """CANCEL, from the peer."""

    __slots__ = ("request",)
    NAME = "cancel"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class RespondProvisional(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "respond_provisional"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondSuccess(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "respond_success"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondFailure(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "respond_failure"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class TransportFailed(Event):
    """A datagram could not be sent; from the engine."""

    __slots__ = ()
    NAME = "transport_failed"


TRANSPORT_FAILED: Final = TransportFailed()


class WentUnanswered(Event):
    """The RFC has no timer here: the origin answers long before, unless it failed; `timer_unanswered` is due
    (B3.10).
    """

    __slots__ = ()
    NAME = "went_unanswered"


WENT_UNANSWERED: Final = WentUnanswered()


class TryingDue(Event):
    """`timer_trying` is due (B1.5)."""

    __slots__ = ()
    NAME = "trying_due"


TRYING_DUE: Final = TryingDue()


class ResendDue(Event):
    """`timer_g` is due (B1.5)."""

    __slots__ = ()
    NAME = "resend_due"


RESEND_DUE: Final = ResendDue()


class AckMissed(Event):
    """`timer_h` is due (B1.5)."""

    __slots__ = ()
    NAME = "ack_missed"


ACK_MISSED: Final = AckMissed()


class CopiesEnded(Event):
    """`timer_i` or `timer_l` is due (B1.5)."""

    __slots__ = ()
    NAME = "copies_ended"


COPIES_ENDED: Final = CopiesEnded()


class Cancelled(Signal):
    """The peer gives up its INVITE; the origin owes it a 487."""

    __slots__ = ("request",)
    NAME = "cancelled"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class CancelAnswered(Signal):
    """200 for the transaction of the CANCEL."""

    __slots__ = ("response",)
    NAME = "cancel_answered"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class InviteServerActions(Protocol):
    """What transaction/invite_server asks of its hand-written actions."""

    def send_trying(self, event: TryingDue) -> None: ...

    def send_response(self, event: RespondProvisional | RespondSuccess | RespondFailure) -> None: ...

    def resend(self, event: Copy | ResendDue) -> None:
        """The last response again."""

    def choose_tag(self, event: Cancel) -> None:
        """The To tag of the answer to CANCEL: that of the INVITE's responses, if one was sent."""

    def accept_cancel(self, event: Cancel) -> None:
        """200 to a CANCEL that came too late."""

    def payload_cancel_answered(self, event: Cancel) -> CancelAnswered:
        """The payload of cancel_answered; reads only."""


class InviteServer(Machine):
    """INVITE server transaction."""

    __slots__ = ("_timer_g", "_timer_h", "_timer_i", "_timer_l", "_timer_trying", "_timer_unanswered")
    CHART = "transaction/invite_server"
    KIND = "invite_server"
    DIGEST = "a9de1a80576e6205fc28d443f4c6023e38fb91e850156a960ae149136f2a6579"
    STATES = ("proceeding.trying", "proceeding.informed", "completed", "confirmed", "accepted", "terminated")
    FINAL = (False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "copy": Copy,
        "ack": Ack,
        "cancel": Cancel,
        "respond_provisional": RespondProvisional,
        "respond_success": RespondSuccess,
        "respond_failure": RespondFailure,
        "transport_failed": TransportFailed,
        "action_failed": ActionFailed,
        "went_unanswered": WentUnanswered,
        "trying_due": TryingDue,
        "resend_due": ResendDue,
        "ack_missed": AckMissed,
        "copies_ended": CopiesEnded,
    }
    COMMANDS = ((),) * 6
    DEFERS = (False, False, False, False, False, False)
    TIMERS = ("timer_unanswered", "timer_trying", "timer_g", "timer_h", "timer_i", "timer_l")
    DETACHABLE = (False, False, True, True, True, True)
    LINGERS: ClassVar[dict[int, int]] = {CONFIRMED: 4, ACCEPTED: 5}

    actions: InviteServerActions
    cell: Cell

    def __init__(self, actions: InviteServerActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._timer_unanswered: Timer | None = None
        self._timer_trying: Timer | None = None
        self._timer_g: Timer | None = None
        self._timer_h: Timer | None = None
        self._timer_i: Timer | None = None
        self._timer_l: Timer | None = None

    def start(self) -> None:
        """Enter proceeding.trying."""
        cell = self.cell
        self.state = PROCEEDING_TRYING
        self._timer_unanswered = cell.arm(self, 0, cell.limits.unanswered)
        self._timer_trying = cell.arm(self, 1, cell.limits.trying_delay)

    def copy(self, event: Copy) -> None:
        """The INVITE once more; INVITE, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PROCEEDING_INFORMED:  # machines/transaction/invite_server.yaml:64
            if trace is not None:
                trace.row(self, "proceeding.informed.copy", PROCEEDING_INFORMED, PROCEEDING_INFORMED)
            mark = len(cell.outbox)
            try:
                self.actions.resend(event)
            except Exception as error:
                cell.action_failed(self, "resend", error, mark)
        elif state == COMPLETED:  # machines/transaction/invite_server.yaml:71
            if trace is not None:
                trace.row(self, "completed.copy", COMPLETED, COMPLETED)
            mark = len(cell.outbox)
            try:
                self.actions.resend(event)
            except Exception as error:
                cell.action_failed(self, "resend", error, mark)
        else:  # proceeding.trying, confirmed, accepted, terminated
            # Ignored: there is no response yet to repeat; 100 follows within 200 ms
            # (machines/transaction/invite_server.yaml:60)
            # Ignored: late copies (machines/transaction/invite_server.yaml:81)
            # Ignored: not a second call, and the 2xx is repeated by reliable_answer
            # (machines/transaction/invite_server.yaml:89)
            # Ignored: 64*T1 after the INVITE no honest copy is under way (machines/transaction/invite_server.yaml:95)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ack(self, event: Ack) -> None:
        """ACK, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == COMPLETED:  # machines/transaction/invite_server.yaml:72
            if trace is not None:
                trace.row(self, "completed.ack", COMPLETED, CONFIRMED)
            if self._timer_g is not None:
                cell.cancel(self._timer_g)
                self._timer_g = None
            if self._timer_h is not None:
                cell.cancel(self._timer_h)
                self._timer_h = None
            self.state = CONFIRMED
            self._timer_i = cell.arm(self, 4, 0.0 if self.reliable else cell.limits.T4)
        else:  # proceeding.trying, proceeding.informed, confirmed, accepted, terminated
            # Ignored: there is no final response yet that it could acknowledge
            # (machines/transaction/invite_server.yaml:52)
            # Ignored: late copies (machines/transaction/invite_server.yaml:81)
            # Ignored: the ACK of a 2xx is the dialog's, with a branch of its own
            # (machines/transaction/invite_server.yaml:90)
            # Ignored: 64*T1 after the INVITE no honest copy is under way (machines/transaction/invite_server.yaml:95)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def cancel(self, event: Cancel) -> None:
        """CANCEL, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (PROCEEDING_TRYING, PROCEEDING_INFORMED):  # machines/transaction/invite_server.yaml:49
            if trace is not None:
                trace.row(self, "proceeding.cancel", state, state)
            mark, step = len(cell.outbox), "choose_tag"
            try:
                self.actions.choose_tag(event)
                mark, step = len(cell.outbox), "payload_cancel_answered"
                cell.raise_signal(self, self.actions.payload_cancel_answered(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, Cancelled(event.request))
        else:  # completed, confirmed, accepted, terminated: machines/transaction/invite_server.yaml:39
            if trace is not None:
                trace.row(self, "cancel", state, state)
            mark, step = len(cell.outbox), "choose_tag"
            try:
                self.actions.choose_tag(event)
                mark, step = len(cell.outbox), "accept_cancel"
                self.actions.accept_cancel(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)

    def respond_provisional(self, event: RespondProvisional) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (PROCEEDING_TRYING, PROCEEDING_INFORMED):  # machines/transaction/invite_server.yaml:46
            if trace is not None:
                trace.row(self, "proceeding.respond_provisional", state, PROCEEDING_INFORMED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                self.actions.send_response(event)
            except Exception as error:
                cell.action_failed(self, "send_response", error, mark)
            self.state = PROCEEDING_INFORMED
            self._timer_unanswered = cell.arm(self, 0, cell.limits.unanswered)
        else:  # completed, confirmed, accepted, terminated
            # Never: the origin gives one final response and nothing after it
            # (machines/transaction/invite_server.yaml:101)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the origin gives one final response and nothing after it")

    def respond_success(self, event: RespondSuccess) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (PROCEEDING_TRYING, PROCEEDING_INFORMED):  # machines/transaction/invite_server.yaml:47
            if trace is not None:
                trace.row(self, "proceeding.respond_success", state, ACCEPTED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                self.actions.send_response(event)
            except Exception as error:
                cell.action_failed(self, "send_response", error, mark)
            self.state = ACCEPTED
            self._timer_l = cell.arm(self, 5, 64 * cell.limits.T1)
        else:  # completed, confirmed, accepted, terminated
            # Never: the origin gives one final response and nothing after it
            # (machines/transaction/invite_server.yaml:101)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the origin gives one final response and nothing after it")

    def respond_failure(self, event: RespondFailure) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (PROCEEDING_TRYING, PROCEEDING_INFORMED):  # machines/transaction/invite_server.yaml:48
            if trace is not None:
                trace.row(self, "proceeding.respond_failure", state, COMPLETED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                self.actions.send_response(event)
            except Exception as error:
                cell.action_failed(self, "send_response", error, mark)
            self.state = COMPLETED
            if not self.reliable:
                self._timer_g = cell.arm(self, 2, cell.limits.T1)
            self._timer_h = cell.arm(self, 3, 64 * cell.limits.T1)
        else:  # completed, confirmed, accepted, terminated
            # Ignored: one final response was given; an origin whose action failed makes sure of it
            # (machines/transaction/invite_server.yaml:98)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def transport_failed(self, event: TransportFailed) -> None:
        """A datagram could not be sent; from the engine."""
        trace = self.cell.trace
        # Ignored: the transaction stays; a copy or timer G sends again (machines/transaction/invite_server.yaml:97)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        # Ignored: a response that could not be built or sent counts as lost; the timers end the transaction
        # (machines/transaction/invite_server.yaml:99)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def went_unanswered(self, event: WentUnanswered) -> None:
        """The RFC has no timer here: the origin answers long before, unless it failed; `timer_unanswered` is due
        (B3.10).
        """
        trace = self.cell.trace
        state = self.state
        if state in (PROCEEDING_TRYING, PROCEEDING_INFORMED):  # machines/transaction/invite_server.yaml:50
            if trace is not None:
                trace.row(self, "proceeding.went_unanswered", state, TERMINATED)
            self._stop_timers()
            self.state = TERMINATED
        else:  # completed, confirmed, accepted, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def trying_due(self, event: TryingDue) -> None:
        """`timer_trying` is due (B1.5)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PROCEEDING_TRYING:  # machines/transaction/invite_server.yaml:58
            if trace is not None:
                trace.row(self, "proceeding.trying.trying_due", PROCEEDING_TRYING, PROCEEDING_INFORMED)
            if self._timer_trying is not None:
                cell.cancel(self._timer_trying)
                self._timer_trying = None
            mark = len(cell.outbox)
            try:
                self.actions.send_trying(event)
            except Exception as error:
                cell.action_failed(self, "send_trying", error, mark)
            self.state = PROCEEDING_INFORMED
        else:  # proceeding.informed, completed, confirmed, accepted, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def resend_due(self, event: ResendDue) -> None:
        """`timer_g` is due (B1.5)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == COMPLETED:  # machines/transaction/invite_server.yaml:70
            if trace is not None:
                trace.row(self, "completed.resend_due", COMPLETED, COMPLETED)
            mark = len(cell.outbox)
            try:
                self.actions.resend(event)
            except Exception as error:
                cell.action_failed(self, "resend", error, mark)
        else:  # proceeding.trying, proceeding.informed, confirmed, accepted, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def ack_missed(self, event: AckMissed) -> None:
        """`timer_h` is due (B1.5)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == COMPLETED:  # machines/transaction/invite_server.yaml:73
            if trace is not None:
                trace.row(self, "completed.ack_missed", COMPLETED, TERMINATED)
            if self._timer_g is not None:
                cell.cancel(self._timer_g)
                self._timer_g = None
            if self._timer_h is not None:
                cell.cancel(self._timer_h)
                self._timer_h = None
            self.state = TERMINATED
        else:  # proceeding.trying, proceeding.informed, confirmed, accepted, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def copies_ended(self, event: CopiesEnded) -> None:
        """`timer_i` or `timer_l` is due (B1.5)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CONFIRMED:  # machines/transaction/invite_server.yaml:79
            if trace is not None:
                trace.row(self, "confirmed.copies_ended", CONFIRMED, TERMINATED)
            if self._timer_i is not None:
                cell.cancel(self._timer_i)
                self._timer_i = None
            self.state = TERMINATED
        elif state == ACCEPTED:  # machines/transaction/invite_server.yaml:87
            if trace is not None:
                trace.row(self, "accepted.copies_ended", ACCEPTED, TERMINATED)
            if self._timer_l is not None:
                cell.cancel(self._timer_l)
                self._timer_l = None
            self.state = TERMINATED
        else:  # proceeding.trying, proceeding.informed, completed, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def classify_request(self, request: Request) -> Event:
        """Name the event of a request (INVITE, ACK, CANCEL)."""
        method = request.method
        if method == "INVITE":
            return Copy(request)
        if method == "ACK":
            return Ack(request)
        return Cancel(request)

    def receive_request(self, request: Request) -> None:
        """Handle a request as the one event that it is."""
        self.dispatch(self.classify_request(request))

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # timer_unanswered
            if timer is not self._timer_unanswered:
                return
            self._timer_unanswered = None
            self.went_unanswered(WENT_UNANSWERED)
        elif index == 1:  # timer_trying
            if timer is not self._timer_trying:
                return
            self._timer_trying = None
            self.trying_due(TRYING_DUE)
        elif index == 2:  # timer_g
            if timer is not self._timer_g:
                return
            self.cell.rearm(timer, min(timer.interval * 2, self.cell.limits.T2))
            self.resend_due(RESEND_DUE)
        elif index == 3:  # timer_h
            if timer is not self._timer_h:
                return
            self._timer_h = None
            self.ack_missed(ACK_MISSED)
        elif index == 4:  # timer_i
            if timer is not self._timer_i:
                return
            self._timer_i = None
            self.copies_ended(COPIES_ENDED)
        elif index == 5:  # timer_l
            if timer is not self._timer_l:
                return
            self._timer_l = None
            self.copies_ended(COPIES_ENDED)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._timer_unanswered is not None:
            cell.cancel(self._timer_unanswered)
            self._timer_unanswered = None
        if self._timer_trying is not None:
            cell.cancel(self._timer_trying)
            self._timer_trying = None
        if self._timer_g is not None:
            cell.cancel(self._timer_g)
            self._timer_g = None
        if self._timer_h is not None:
            cell.cancel(self._timer_h)
            self._timer_h = None
        if self._timer_i is not None:
            cell.cancel(self._timer_i)
            self._timer_i = None
        if self._timer_l is not None:
            cell.cancel(self._timer_l)
            self._timer_l = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (
            ("timer_unanswered", self._timer_unanswered),
            ("timer_trying", self._timer_trying),
            ("timer_g", self._timer_g),
            ("timer_h", self._timer_h),
            ("timer_i", self._timer_i),
            ("timer_l", self._timer_l),
        )
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
