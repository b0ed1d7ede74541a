"""One request of ours outside every dialog, until it has its final response or its time is up.

Generated from machines/dialog/request_out.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 8.1, RFC3261 11.1, RFC3261 22.2, RFC3428 8
"""
# sessioncore: chart sha256=bf961b6ef86c2ca6437507c2576e98e38184007fa74132ed0ca97c0fd08a98ab abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, require_abi

if TYPE_CHECKING:
    import sessioncore.wire.sip
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Response

require_abi(__name__, 1)

IDLE: Final = 0  # waiting for the command
MADE: Final = 1  # looked at before it leaves
SENT: Final = 2  # no final response yet that ends it
ENDED: Final = 3  # the application has its result


class Request(Event):
    """The application sends one; from the application."""

    __slots__ = ("arguments", "command", "method", "target")
    NAME = "request"
    FIELDS = ("command", "method", "target", "arguments")

    def __init__(self, command: int, method: str, target: str, arguments: dict[str, str]) -> None:
        self.command = command
        self.method = method
        self.target = target
        self.arguments = arguments


class Finished(Event):
    """A final response, or none came; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "finished"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class PatienceEnded(Event):
    """How long the application waits; `patience` is due (B10.8)."""

    __slots__ = ()
    NAME = "patience_ended"


PATIENCE_ENDED: Final = PatienceEnded()


class RequestOutActions(Protocol):
    """What dialog/request_out asks of its hand-written actions."""

    def unmade(self, event: Request) -> bool:
        """It could not be built."""

    def too_large(self, event: Request) -> bool:
        """It is a MESSAGE of more than 1300 octets, and UDP is the only way."""

    def challenged(self, event: Finished) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def another_target(self, event: Finished) -> bool:
        """A redirection names a target that was not tried."""

    def make_request(self, event: Request) -> None:
        """Builds it, with what the application gave."""

    def send_request(self, event: Request) -> sessioncore.wire.sip.Request: ...

    def send_answered(self, event: Finished) -> sessioncore.wire.sip.Request:
        """The same request with credentials for every realm that asked."""

    def send_redirected(self, event: Finished) -> sessioncore.wire.sip.Request:
        """The same request to the next target."""

    def reply_answered(self, event: Finished) -> None:
        """Request: done, with the final response; or failed with 408, 503."""

    def reply_too_large(self, event: Request) -> None:
        """Request: refused with 513."""

    def reply_late(self, event: PatienceEnded) -> None:
        """Request: failed with 408."""

    def reply_failed(self, event: Request | ActionFailed) -> None:
        """Request: failed with 500."""

    def delay_patience(self, event: Request) -> float:
        """Seconds; kept within the bounds that the chart states."""


class RequestOut(Machine):
    """One request of ours outside every dialog, until it has its final response or its time is up."""

    __slots__ = ("_patience",)
    CHART = "dialog/request_out"
    KIND = "request_out"
    DIGEST = "bf961b6ef86c2ca6437507c2576e98e38184007fa74132ed0ca97c0fd08a98ab"
    STATES = ("idle", "made", "sent", "ended")
    FINAL = (False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "request": Request,
        "finished": Finished,
        "action_failed": ActionFailed,
        "patience_ended": PatienceEnded,
    }
    COMMANDS = (("request",), (), (), ())
    DEFERS = (False, False, False, False)
    TIMERS = ("patience",)
    DETACHABLE = (False, False, False, True)

    actions: RequestOutActions
    cell: Cell

    def __init__(self, actions: RequestOutActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._patience: Timer | None = None

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def request(self, event: Request) -> None:
        """The application sends one; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/dialog/request_out.yaml:32
            if trace is not None:
                trace.row(self, "idle.request", IDLE, MADE)
            mark = len(cell.outbox)
            try:
                self.actions.make_request(event)
            except Exception as error:
                cell.action_failed(self, "make_request", error, mark)
            self.state = MADE
            self._always_made(event)
        elif state == SENT:
            # Rejected: one cell sends one request (machines/dialog/request_out.yaml:50)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "one cell sends one request")
        elif state == ENDED:
            # Rejected: one cell sends one request (machines/dialog/request_out.yaml:54)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "one cell sends one request")
        else:  # made
            # Cannot come: nothing stays here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def finished(self, event: Finished) -> None:
        """A final response, or none came; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == MADE:
            # Cannot come: nothing stays here.
            if trace is not None:
                trace.decided(self, event, "dropped")
        elif state == SENT:
            if self.actions.challenged(event):  # machines/dialog/request_out.yaml:46
                if trace is not None:
                    trace.row(self, "sent.finished", SENT, SENT)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
            elif self.actions.another_target(event):  # machines/dialog/request_out.yaml:47
                if trace is not None:
                    trace.row(self, "sent.finished#1", SENT, SENT)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_redirected(event))
                except Exception as error:
                    cell.action_failed(self, "send_redirected", error, mark)
            else:  # machines/dialog/request_out.yaml:48
                if trace is not None:
                    trace.row(self, "sent.finished#2", SENT, ENDED)
                if self._patience is not None:
                    cell.cancel(self._patience)
                    self._patience = None
                mark = len(cell.outbox)
                try:
                    self.actions.reply_answered(event)
                except Exception as error:
                    cell.action_failed(self, "reply_answered", error, mark)
                self.state = ENDED
        elif state == ENDED:
            # Ignored: late, nobody waits any more (machines/dialog/request_out.yaml:56)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # idle
            # Never: nothing was sent yet (machines/dialog/request_out.yaml:33)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (IDLE, SENT):  # machines/dialog/request_out.yaml:27
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, "reply_failed", error, mark)
            self.state = ENDED
        elif state == ENDED:
            # Ignored: the result was told (machines/dialog/request_out.yaml:57)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # made
            # Cannot come: nothing stays here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def patience_ended(self, event: PatienceEnded) -> None:
        """How long the application waits; `patience` is due (B10.8)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENT:  # machines/dialog/request_out.yaml:49
            if trace is not None:
                trace.row(self, "sent.patience_ended", SENT, ENDED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_late(event)
            except Exception as error:
                cell.action_failed(self, "reply_late", error, mark)
            self.state = ENDED
        else:  # idle, made, ended
            # Cannot be due: its timer does not run here.
            # Cannot come: nothing stays here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def _always_made(self, event: Request) -> None:
        """Eventless transitions of made: the first whose conditions hold."""
        cell = self.cell
        trace = cell.trace
        if self.actions.unmade(event):  # machines/dialog/request_out.yaml:38
            if trace is not None:
                trace.row(self, "made.always", MADE, ENDED)
            mark = len(cell.outbox)
            try:
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, "reply_failed", error, mark)
            self.state = ENDED
        elif self.actions.too_large(event):  # machines/dialog/request_out.yaml:39
            if trace is not None:
                trace.row(self, "made.always#1", MADE, ENDED)
            mark = len(cell.outbox)
            try:
                self.actions.reply_too_large(event)
            except Exception as error:
                cell.action_failed(self, "reply_too_large", error, mark)
            self.state = ENDED
        else:  # machines/dialog/request_out.yaml:40
            if trace is not None:
                trace.row(self, "made.always#2", MADE, SENT)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_request(event))
            except Exception as error:
                cell.action_failed(self, "send_request", error, mark)
            self.state = SENT
            mark = len(cell.outbox)
            try:
                delay = min(cell.limits.request_limit, max(0.05, self.actions.delay_patience(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_patience", error, mark)
            self._patience = cell.arm(self, 0, delay)

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # patience
            if timer is not self._patience:
                return
            self._patience = None
            self.patience_ended(PATIENCE_ENDED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("patience", self._patience),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
