"""Our registration with a registrar, kept up until the application ends it or it is refused for good.

Generated from machines/registration/client.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 10.2, RFC5626 4.2, RFC5626 4.5, RFC3608
"""
# sessioncore: chart sha256=5b596743ffa3e0219ae6fde314387a4daf1a674f6e2902ab84e378c5cf3b0ac1 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # waiting for the command
REGISTERING: Final = 1  # REGISTER sent, and we are bound nowhere yet
REGISTERED: Final = 2  # the registrar leads calls to us
REFRESHING: Final = 3  # REGISTER sent again before the one before expires
WAITING: Final = 4  # the registrar did not answer or is busy; it is asked again
UNREGISTERING: Final = 5  # the end of our Contact is on its way
ENDED: Final = 6  # over


class Register(Event):
    """The application registers an address; from the application."""

    __slots__ = ("address", "arguments", "command", "registrar")
    NAME = "register"
    FIELDS = ("command", "address", "registrar", "arguments")

    def __init__(self, command: int, address: str, registrar: str, arguments: dict[str, str]) -> None:
        self.command = command
        self.address = address
        self.registrar = registrar
        self.arguments = arguments


class Renew(Event):
    """The application is reached at another URI now; from the application."""

    __slots__ = ("command", "contact")
    NAME = "renew"
    FIELDS = ("command", "contact")

    def __init__(self, command: int, contact: str) -> None:
        self.command = command
        self.contact = contact


class Unregister(Event):
    """From the application."""

    __slots__ = ("command",)
    NAME = "unregister"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class Finished(Event):
    """A final response, or none came; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "finished"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class FlowFailed(Event):
    """The connection that we registered over is gone; told by another cell."""

    __slots__ = ()
    NAME = "flow_failed"


FLOW_FAILED: Final = FlowFailed()


class RefreshDue(Event):
    """Before it expires, at a time that is drawn; `refresh` is due (B6.3)."""

    __slots__ = ()
    NAME = "refresh_due"


REFRESH_DUE: Final = RefreshDue()


class RetryDue(Event):
    """30 to 60 s after the first failure, then twice as long each time, and not before Retry-After; `retry` is due
    (B6.6, B6.7).
    """

    __slots__ = ()
    NAME = "retry_due"


RETRY_DUE: Final = RetryDue()


class ClientActions(Protocol):
    """What registration/client asks of its hand-written actions."""

    def challenged(self, event: Finished) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def granted(self, event: Finished) -> bool:
        """2xx, and our Contact is bound for some time."""

    def too_brief(self, event: Finished) -> bool:
        """423 with a longer interval than was asked for."""

    def flowless(self, event: Finished) -> bool:
        """439, and we asked for an outbound flow."""

    def hopeless(self, event: Finished) -> bool:
        """Asking again would be answered the same."""

    def bound(self, event: Unregister) -> bool:
        """The registrar may still lead calls to us."""

    def send_register(self, event: Register) -> Request: ...

    def send_refresh(self, event: FlowFailed | RefreshDue | RetryDue) -> Request:
        """The same Call-ID, CSeq one higher."""

    def send_answered(self, event: Finished) -> Request:
        """Once more, with credentials for every realm that asked."""

    def send_longer(self, event: Finished) -> Request:
        """Once more, with the registrar's least interval."""

    def send_plain(self, event: Finished) -> Request:
        """Once more, without an outbound flow."""

    def send_renewed(self, event: Renew) -> Request:
        """With the new Contact, and the end of the old one."""

    def send_removal(self, event: Unregister) -> Request:
        """Our Contact for 0 seconds."""

    def note_granted(self, event: Finished) -> None:
        """How long it lasts, when it is refreshed, and the way that the registrar wants calls to go."""

    def note_failure(self, event: Finished) -> None:
        """How long to wait, by the number of failures and the registrar's Retry-After."""

    def note_renewal(self, event: Renew) -> None:
        """Keeps the command until the answer."""

    def note_unregister(self, event: Unregister) -> None:
        """Keeps the command until the end."""

    def reply_registered(self, event: Finished) -> None:
        """Register and renew: done."""

    def reply_refused(self, event: Finished | ActionFailed) -> None:
        """Register and renew: failed with the registrar's status."""

    def reply_unregistered(self, event: Unregister | Finished | ActionFailed) -> None:
        """Unregister, however often it was given: done; register: failed with 487."""

    def tell_registered(self, event: Finished) -> None: ...

    def tell_waiting(self, event: Finished) -> None: ...

    def tell_ended(self, event: Unregister | Finished | ActionFailed) -> None: ...

    def delay_refresh_time(self, event: Finished) -> float:
        """Seconds; kept within the bounds that the chart states."""

    def delay_retry_time(self, event: Finished) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Client(Machine):
    """Our registration with a registrar, kept up until the application ends it or it is refused for good."""

    __slots__ = ("_refresh", "_retry")
    CHART = "registration/client"
    KIND = "client"
    DIGEST = "5b596743ffa3e0219ae6fde314387a4daf1a674f6e2902ab84e378c5cf3b0ac1"
    STATES = ("idle", "registering", "registered", "refreshing", "waiting", "unregistering", "ended")
    FINAL = (False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "register": Register,
        "renew": Renew,
        "unregister": Unregister,
        "finished": Finished,
        "flow_failed": FlowFailed,
        "action_failed": ActionFailed,
        "refresh_due": RefreshDue,
        "retry_due": RetryDue,
    }
    COMMANDS = (
        ("register",),
        ("renew", "unregister"),
        ("renew", "unregister"),
        ("renew", "unregister"),
        ("renew", "unregister"),
        ("unregister",),
        ("unregister",),
    )
    DEFERS = (False, True, False, True, False, False, False)
    TIMERS = ("refresh", "retry")
    DETACHABLE = (False, False, False, False, False, False, True)

    actions: ClientActions
    cell: Cell

    def __init__(self, actions: ClientActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._refresh: Timer | None = None
        self._retry: Timer | None = None

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def register(self, event: Register) -> None:
        """The application registers an address; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/registration/client.yaml:47
            if trace is not None:
                trace.row(self, "idle.register", IDLE, REGISTERING)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_register(event))
            except Exception as error:
                cell.action_failed(self, "send_register", error, mark)
            self.state = REGISTERING
        elif state == UNREGISTERING:
            # Rejected: the registration is ending (machines/registration/client.yaml:105)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the registration is ending")
        elif state == ENDED:
            # Rejected: the registration is over (machines/registration/client.yaml:113)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the registration is over")
        else:  # registering, registered, refreshing, waiting
            # Rejected: one cell keeps one registration (machines/registration/client.yaml:62, 74, 86, 97)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "one cell keeps one registration")

    def renew(self, event: Renew) -> None:
        """The application is reached at another URI now; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Rejected: nothing is registered yet (machines/registration/client.yaml:48)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing is registered yet")
        elif state == REGISTERED:  # machines/registration/client.yaml:72
            if trace is not None:
                trace.row(self, "registered.renew", REGISTERED, REFRESHING)
            if self._refresh is not None:
                cell.cancel(self._refresh)
                self._refresh = None
            mark, step = len(cell.outbox), "note_renewal"
            try:
                self.actions.note_renewal(event)
                mark, step = len(cell.outbox), "send_renewed"
                cell.create_transaction(self, "non_invite_client", self.actions.send_renewed(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = REFRESHING
        elif state == WAITING:  # machines/registration/client.yaml:95
            if trace is not None:
                trace.row(self, "waiting.renew", WAITING, REFRESHING)
            if self._retry is not None:
                cell.cancel(self._retry)
                self._retry = None
            mark, step = len(cell.outbox), "note_renewal"
            try:
                self.actions.note_renewal(event)
                mark, step = len(cell.outbox), "send_renewed"
                cell.create_transaction(self, "non_invite_client", self.actions.send_renewed(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = REFRESHING
        elif state == UNREGISTERING:
            # Rejected: the registration is ending (machines/registration/client.yaml:105)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the registration is ending")
        elif state == ENDED:
            # Rejected: the registration is over (machines/registration/client.yaml:113)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the registration is over")
        else:  # registering, refreshing
            # Held back: RFC 3261 10.2: no new REGISTER before the final response to the one before
            # (machines/registration/client.yaml:63, 87)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def unregister(self, event: Unregister) -> None:
        """From the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Rejected: nothing is registered yet (machines/registration/client.yaml:48)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing is registered yet")
        elif state == REGISTERED:  # machines/registration/client.yaml:73
            if trace is not None:
                trace.row(self, "registered.unregister", REGISTERED, UNREGISTERING)
            if self._refresh is not None:
                cell.cancel(self._refresh)
                self._refresh = None
            mark, step = len(cell.outbox), "note_unregister"
            try:
                self.actions.note_unregister(event)
                mark, step = len(cell.outbox), "send_removal"
                cell.create_transaction(self, "non_invite_client", self.actions.send_removal(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = UNREGISTERING
        elif state == WAITING:
            if self.actions.bound(event):  # machines/registration/client.yaml:96
                if trace is not None:
                    trace.row(self, "waiting.unregister", WAITING, UNREGISTERING)
                if self._retry is not None:
                    cell.cancel(self._retry)
                    self._retry = None
                mark, step = len(cell.outbox), "note_unregister"
                try:
                    self.actions.note_unregister(event)
                    mark, step = len(cell.outbox), "send_removal"
                    cell.create_transaction(self, "non_invite_client", self.actions.send_removal(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = UNREGISTERING
            else:  # machines/registration/client.yaml:96
                if trace is not None:
                    trace.row(self, "waiting.unregister#1", WAITING, ENDED)
                if self._retry is not None:
                    cell.cancel(self._retry)
                    self._retry = None
                mark, step = len(cell.outbox), "note_unregister"
                try:
                    self.actions.note_unregister(event)
                    mark, step = len(cell.outbox), "reply_unregistered"
                    self.actions.reply_unregistered(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
        elif state == UNREGISTERING:  # machines/registration/client.yaml:104
            if trace is not None:
                trace.row(self, "unregistering.unregister", UNREGISTERING, UNREGISTERING)
            mark = len(cell.outbox)
            try:
                self.actions.note_unregister(event)
            except Exception as error:
                cell.action_failed(self, "note_unregister", error, mark)
        elif state == ENDED:  # machines/registration/client.yaml:112
            if trace is not None:
                trace.row(self, "ended.unregister", ENDED, ENDED)
            mark, step = len(cell.outbox), "note_unregister"
            try:
                self.actions.note_unregister(event)
                mark, step = len(cell.outbox), "reply_unregistered"
                self.actions.reply_unregistered(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # registering, refreshing
            # Held back: RFC 3261 10.2: no new REGISTER before the final response to the one before
            # (machines/registration/client.yaml:63, 87)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def finished(self, event: Finished) -> None:
        """A final response, or none came; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: nothing was sent yet (machines/registration/client.yaml:50)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")
        elif state == REGISTERING:
            if self.actions.challenged(event):  # machines/registration/client.yaml:56
                if trace is not None:
                    trace.row(self, "registering.finished", REGISTERING, REGISTERING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
            elif self.actions.granted(event):  # machines/registration/client.yaml:57
                if trace is not None:
                    trace.row(self, "registering.finished#1", REGISTERING, REGISTERED)
                mark, step = len(cell.outbox), "note_granted"
                try:
                    self.actions.note_granted(event)
                    mark, step = len(cell.outbox), "reply_registered"
                    self.actions.reply_registered(event)
                    mark, step = len(cell.outbox), "tell_registered"
                    self.actions.tell_registered(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = REGISTERED
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.registration_longest, max(0.5, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._refresh = cell.arm(self, 0, delay)
                cell.recall(self)
            elif self.actions.too_brief(event):  # machines/registration/client.yaml:58
                if trace is not None:
                    trace.row(self, "registering.finished#2", REGISTERING, REGISTERING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_longer", error, mark)
            elif self.actions.flowless(event):  # machines/registration/client.yaml:59
                if trace is not None:
                    trace.row(self, "registering.finished#3", REGISTERING, REGISTERING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_plain(event))
                except Exception as error:
                    cell.action_failed(self, "send_plain", error, mark)
            elif self.actions.hopeless(event):  # machines/registration/client.yaml:60
                if trace is not None:
                    trace.row(self, "registering.finished#4", REGISTERING, ENDED)
                mark, step = len(cell.outbox), "reply_refused"
                try:
                    self.actions.reply_refused(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                cell.recall(self)
            else:  # machines/registration/client.yaml:61
                if trace is not None:
                    trace.row(self, "registering.finished#5", REGISTERING, WAITING)
                mark, step = len(cell.outbox), "note_failure"
                try:
                    self.actions.note_failure(event)
                    mark, step = len(cell.outbox), "tell_waiting"
                    self.actions.tell_waiting(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = WAITING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.registration_retry_most, max(0.5, self.actions.delay_retry_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_retry_time", error, mark)
                self._retry = cell.arm(self, 1, delay)
                cell.recall(self)
        elif state == REFRESHING:
            if self.actions.challenged(event):  # machines/registration/client.yaml:80
                if trace is not None:
                    trace.row(self, "refreshing.finished", REFRESHING, REFRESHING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
            elif self.actions.granted(event):  # machines/registration/client.yaml:81
                if trace is not None:
                    trace.row(self, "refreshing.finished#1", REFRESHING, REGISTERED)
                mark, step = len(cell.outbox), "note_granted"
                try:
                    self.actions.note_granted(event)
                    mark, step = len(cell.outbox), "reply_registered"
                    self.actions.reply_registered(event)
                    mark, step = len(cell.outbox), "tell_registered"
                    self.actions.tell_registered(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = REGISTERED
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.registration_longest, max(0.5, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._refresh = cell.arm(self, 0, delay)
                cell.recall(self)
            elif self.actions.too_brief(event):  # machines/registration/client.yaml:82
                if trace is not None:
                    trace.row(self, "refreshing.finished#2", REFRESHING, REFRESHING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_longer", error, mark)
            elif self.actions.flowless(event):  # machines/registration/client.yaml:83
                if trace is not None:
                    trace.row(self, "refreshing.finished#3", REFRESHING, REFRESHING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_plain(event))
                except Exception as error:
                    cell.action_failed(self, "send_plain", error, mark)
            elif self.actions.hopeless(event):  # machines/registration/client.yaml:84
                if trace is not None:
                    trace.row(self, "refreshing.finished#4", REFRESHING, ENDED)
                mark, step = len(cell.outbox), "reply_refused"
                try:
                    self.actions.reply_refused(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                cell.recall(self)
            else:  # machines/registration/client.yaml:85
                if trace is not None:
                    trace.row(self, "refreshing.finished#5", REFRESHING, WAITING)
                mark, step = len(cell.outbox), "note_failure"
                try:
                    self.actions.note_failure(event)
                    mark, step = len(cell.outbox), "tell_waiting"
                    self.actions.tell_waiting(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = WAITING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.registration_retry_most, max(0.5, self.actions.delay_retry_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_retry_time", error, mark)
                self._retry = cell.arm(self, 1, delay)
                cell.recall(self)
        elif state == UNREGISTERING:
            if self.actions.challenged(event):  # machines/registration/client.yaml:103
                if trace is not None:
                    trace.row(self, "unregistering.finished", UNREGISTERING, UNREGISTERING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
            else:  # machines/registration/client.yaml:103
                if trace is not None:
                    trace.row(self, "unregistering.finished#1", UNREGISTERING, ENDED)
                mark, step = len(cell.outbox), "reply_unregistered"
                try:
                    self.actions.reply_unregistered(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
        elif state == ENDED:
            # Ignored: late, nobody waits any more (machines/registration/client.yaml:116)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # registered, waiting
            # Never: no REGISTER is under way (machines/registration/client.yaml:75, 99)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no REGISTER is under way")

    def flow_failed(self, event: FlowFailed) -> None:
        """The connection that we registered over is gone; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == REGISTERED:  # machines/registration/client.yaml:71
            if trace is not None:
                trace.row(self, "registered.flow_failed", REGISTERED, REFRESHING)
            if self._refresh is not None:
                cell.cancel(self._refresh)
                self._refresh = None
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
            except Exception as error:
                cell.action_failed(self, "send_refresh", error, mark)
            self.state = REFRESHING
        else:  # idle, registering, refreshing, waiting, unregistering, ended
            # Ignored: nothing was sent yet (machines/registration/client.yaml:49)
            # Ignored: its transaction tells the same (machines/registration/client.yaml:64, 88, 106)
            # Ignored: it is asked again anyway (machines/registration/client.yaml:98)
            # Ignored: it is over (machines/registration/client.yaml:115)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if IDLE <= state <= UNREGISTERING:  # machines/registration/client.yaml:42
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_refused"
            try:
                self.actions.reply_refused(event)
                mark, step = len(cell.outbox), "reply_unregistered"
                self.actions.reply_unregistered(event)
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ENDED
            cell.recall(self)
        else:  # ended
            # Ignored: it is over (machines/registration/client.yaml:115)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def refresh_due(self, event: RefreshDue) -> None:
        """Before it expires, at a time that is drawn; `refresh` is due (B6.3)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == REGISTERED:  # machines/registration/client.yaml:70
            if trace is not None:
                trace.row(self, "registered.refresh_due", REGISTERED, REFRESHING)
            if self._refresh is not None:
                cell.cancel(self._refresh)
                self._refresh = None
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
            except Exception as error:
                cell.action_failed(self, "send_refresh", error, mark)
            self.state = REFRESHING
        else:  # idle, registering, refreshing, waiting, unregistering, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def retry_due(self, event: RetryDue) -> None:
        """30 to 60 s after the first failure, then twice as long each time, and not before Retry-After; `retry` is
        due (B6.6, B6.7).
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/registration/client.yaml:94
            if trace is not None:
                trace.row(self, "waiting.retry_due", WAITING, REFRESHING)
            if self._retry is not None:
                cell.cancel(self._retry)
                self._retry = None
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
            except Exception as error:
                cell.action_failed(self, "send_refresh", error, mark)
            self.state = REFRESHING
        else:  # idle, registering, registered, refreshing, unregistering, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # refresh
            if timer is not self._refresh:
                return
            self._refresh = None
            self.refresh_due(REFRESH_DUE)
        elif index == 1:  # retry
            if timer is not self._retry:
                return
            self._retry = None
            self.retry_due(RETRY_DUE)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._refresh is not None:
            cell.cancel(self._refresh)
            self._refresh = None
        if self._retry is not None:
            cell.cancel(self._retry)
            self._retry = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("refresh", self._refresh), ("retry", self._retry))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
