"""Server transaction of every request but INVITE and ACK; a CANCEL has one of its own.

Generated from machines/transaction/non_invite_server.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 17.2.2, RFC4320 4.1
"""
# sessioncore: chart sha256=50ebde5db9fdc9e25da212b34d34f9ccdf8354d2847b2dc47fae83b5831ea3b5 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

TRYING: Final = 0  # whoever took the request decides
COMPLETED: Final = 1  # answered; copies of the request get the response again
TERMINATED: Final = 2


class Copy(Event):
    """The request once more; *, from the peer."""

    __slots__ = ("request",)
    NAME = "copy"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Respond(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class TransportFailed(Event):
    """A datagram could not be sent; from the engine."""

    __slots__ = ()
    NAME = "transport_failed"


TRANSPORT_FAILED: Final = TransportFailed()


class WentUnanswered(Event):
    """Timer F of the client has run out by then; `timer_unanswered` is due (B1.7)."""

    __slots__ = ()
    NAME = "went_unanswered"


WENT_UNANSWERED: Final = WentUnanswered()


class CopiesEnded(Event):
    """`timer_j` is due (B1.6)."""

    __slots__ = ()
    NAME = "copies_ended"


COPIES_ENDED: Final = CopiesEnded()


class NonInviteServerActions(Protocol):
    """What transaction/non_invite_server asks of its hand-written actions."""

    def send_response(self, event: Respond) -> None: ...

    def resend(self, event: Copy) -> None:
        """The same response again."""


class NonInviteServer(Machine):
    """Server transaction of every request but INVITE and ACK; a CANCEL has one of its own."""

    __slots__ = ("_timer_j", "_timer_unanswered")
    CHART = "transaction/non_invite_server"
    KIND = "non_invite_server"
    DIGEST = "50ebde5db9fdc9e25da212b34d34f9ccdf8354d2847b2dc47fae83b5831ea3b5"
    STATES = ("trying", "completed", "terminated")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "copy": Copy,
        "respond": Respond,
        "transport_failed": TransportFailed,
        "action_failed": ActionFailed,
        "went_unanswered": WentUnanswered,
        "copies_ended": CopiesEnded,
    }
    COMMANDS = ((),) * 3
    DEFERS = (False, False, False)
    TIMERS = ("timer_unanswered", "timer_j")
    DETACHABLE = (True, True, True)
    LINGERS: ClassVar[dict[int, int]] = {TRYING: 0, COMPLETED: 1}

    actions: NonInviteServerActions
    cell: Cell

    def __init__(self, actions: NonInviteServerActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._timer_unanswered: Timer | None = None
        self._timer_j: Timer | None = None

    def start(self) -> None:
        """Enter trying."""
        cell = self.cell
        self.state = TRYING
        self._timer_unanswered = cell.arm(self, 0, 64 * cell.limits.T1)

    def copy(self, event: Copy) -> None:
        """The request once more; *, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == COMPLETED:  # machines/transaction/non_invite_server.yaml:37
            if trace is not None:
                trace.row(self, "completed.copy", COMPLETED, COMPLETED)
            mark = len(cell.outbox)
            try:
                self.actions.resend(event)
            except Exception as error:
                cell.action_failed(self, "resend", error, mark)
        else:  # trying, terminated
            # Ignored: there is no response yet to repeat (machines/transaction/non_invite_server.yaml:30)
            # Ignored: 64*T1 after the request no honest copy is under way
            # (machines/transaction/non_invite_server.yaml:47)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def respond(self, event: Respond) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == TRYING:  # machines/transaction/non_invite_server.yaml:27
            if trace is not None:
                trace.row(self, "trying.respond", TRYING, COMPLETED)
            if self._timer_unanswered is not None:
                cell.cancel(self._timer_unanswered)
                self._timer_unanswered = None
            mark = len(cell.outbox)
            try:
                self.actions.send_response(event)
            except Exception as error:
                cell.action_failed(self, "send_response", error, mark)
            self.state = COMPLETED
            self._timer_j = cell.arm(self, 1, 0.0 if self.reliable else 64 * cell.limits.T1)
        else:  # completed, terminated
            # Ignored: one final response is enough, further ones are dropped
            # (machines/transaction/non_invite_server.yaml:40)
            # Ignored: late: the client has given up, so nothing is sent
            # (machines/transaction/non_invite_server.yaml:48)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def transport_failed(self, event: TransportFailed) -> None:
        """A datagram could not be sent; from the engine."""
        trace = self.cell.trace
        # Ignored: nothing was sent from here (machines/transaction/non_invite_server.yaml:31)
        # Ignored: a copy of the request sends the response again (machines/transaction/non_invite_server.yaml:41)
        # Ignored: nothing is sent from here (machines/transaction/non_invite_server.yaml:49)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        # Ignored: nothing was sent from here (machines/transaction/non_invite_server.yaml:31)
        # Ignored: a response that could not be sent counts as lost; the next copy asks for it again
        # (machines/transaction/non_invite_server.yaml:42)
        # Ignored: nothing is sent from here (machines/transaction/non_invite_server.yaml:49)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def went_unanswered(self, event: WentUnanswered) -> None:
        """Timer F of the client has run out by then; `timer_unanswered` is due (B1.7)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == TRYING:  # machines/transaction/non_invite_server.yaml:28
            if trace is not None:
                trace.row(self, "trying.went_unanswered", TRYING, TERMINATED)
            if self._timer_unanswered is not None:
                cell.cancel(self._timer_unanswered)
                self._timer_unanswered = None
            self.state = TERMINATED
        else:  # completed, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def copies_ended(self, event: CopiesEnded) -> None:
        """`timer_j` is due (B1.6)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == COMPLETED:  # machines/transaction/non_invite_server.yaml:38
            if trace is not None:
                trace.row(self, "completed.copies_ended", COMPLETED, TERMINATED)
            if self._timer_j is not None:
                cell.cancel(self._timer_j)
                self._timer_j = None
            self.state = TERMINATED
        else:  # trying, terminated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def classify_request(self, request: Request) -> Event:
        """Name the event of a request (any method)."""
        return Copy(request)

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
        elif index == 1:  # timer_j
            if timer is not self._timer_j:
                return
            self._timer_j = None
            self.copies_ended(COPIES_ENDED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("timer_unanswered", self._timer_unanswered), ("timer_j", self._timer_j))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
