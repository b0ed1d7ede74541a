"""Our subscription to what happens elsewhere, kept up until either side ends it.

Generated from machines/subscription/subscriber.yaml; do not edit. Change the chart, then: sessioncore generate
RFC6665 4.1
"""
# sessioncore: chart sha256=7482d8aafd6dd71cb92ae42c9c42fe92ec0e25b7f27ab9657f956e45982a6c0d abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # waiting for the command
NOTIFY_WAIT: Final = 1  # SUBSCRIBE sent; the first NOTIFY makes the subscription, whether a 2xx has come…
PENDING: Final = 2  # the other side has not decided yet
ACTIVE: Final = 3  # what happens there is told here
RENEWING: Final = 4  # about to begin again
WAITING: Final = 5  # the other side asked for patience
UNSUBSCRIBING: Final = 6  # our end is on its way; the last NOTIFY still comes
ENDED: Final = 7  # over


class Subscribe(Event):
    """The application wants to know; from the application."""

    __slots__ = ("arguments", "command", "package", "target")
    NAME = "subscribe"
    FIELDS = ("command", "target", "package", "arguments")

    def __init__(self, command: int, target: str, package: str, arguments: dict[str, str]) -> None:
        self.command = command
        self.target = target
        self.package = package
        self.arguments = arguments


class Unsubscribe(Event):
    """From the application."""

    __slots__ = ("command",)
    NAME = "unsubscribe"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class Notified(Event):
    """A NOTIFY; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "notified"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Solicited(Event):
    """A SUBSCRIBE, the wrong way; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "solicited"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Renewed(Event):
    """The response has left, and the dialog is forgotten; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "renewed"


RENEWED: Final = Renewed()


class Finished(Event):
    """A final response to a SUBSCRIBE, or none came; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "finished"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class Unnotified(Event):
    """A NOTIFY comes by then; `timer_n` is due (B8.8)."""

    __slots__ = ()
    NAME = "unnotified"


UNNOTIFIED: Final = Unnotified()


class RefreshDue(Event):
    """Before it expires, at a time that is drawn; `refresh` is due (B8.11)."""

    __slots__ = ()
    NAME = "refresh_due"


REFRESH_DUE: Final = RefreshDue()


class Expired(Event):
    """`expiry` is due (B8.11)."""

    __slots__ = ()
    NAME = "expired"


EXPIRED: Final = Expired()


class RetryDue(Event):
    """`retry` is due (B8.9)."""

    __slots__ = ()
    NAME = "retry_due"


RETRY_DUE: Final = RetryDue()


class Respond(Signal):
    """Tells the charts beside this one: respond."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Confirm(Signal):
    """Tells the charts beside this one: confirm."""

    __slots__ = ("answer",)
    NAME = "confirm"
    FIELDS = ("answer",)

    def __init__(self, answer: Response) -> None:
        self.answer = answer


class Forget(Signal):
    """Another dialog."""

    __slots__ = ()
    NAME = "forget"


FORGET: Final = Forget()


class Again(Signal):
    """To ourselves: once the response has left."""

    __slots__ = ()
    NAME = "again"


AGAIN: Final = Again()


class Over(Signal):
    """Tells the charts beside this one: over."""

    __slots__ = ()
    NAME = "over"


OVER: Final = Over()


class SubscriberActions(Protocol):
    """What subscription/subscriber asks of its hand-written actions."""

    def challenged(self, event: Finished) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def too_brief(self, event: Finished) -> bool:
        """423 with a longer interval than was asked for."""

    def another_target(self, event: Finished) -> bool:
        """A redirection names a target that was not tried."""

    def granted(self, event: Finished) -> bool:
        """2xx."""

    def unknown_there(self, event: Finished) -> bool:
        """The response says that the subscription is not there any more."""

    def unfit(self, event: Notified) -> bool:
        """The NOTIFY is of another event, or says nothing of the subscription."""

    def pends(self, event: Notified) -> bool:
        """The NOTIFY says that the subscription is not decided yet."""

    def goes_on(self, event: Notified) -> bool:
        """The NOTIFY says that the subscription lives."""

    def at_once(self, event: Notified) -> bool:
        """It ended, and may be begun again at once."""

    def later(self, event: Notified) -> bool:
        """It ended, and may be begun again after a while."""

    def send_subscribe(self, event: Subscribe) -> Request: ...

    def send_answered(self, event: Finished) -> Request:
        """Once more, with credentials."""

    def send_longer(self, event: Finished) -> Request:
        """Once more, with the least interval of the other side."""

    def send_redirected(self, event: Finished) -> Request:
        """Once more, to the next target."""

    def send_anew(self, event: Renewed | Finished | Expired | RetryDue) -> Request:
        """The first SUBSCRIBE again, for a new dialog."""

    def send_refresh(self, event: RefreshDue) -> Request:
        """In the dialog."""

    def send_refresh_answered(self, event: Finished) -> Request:
        """In the dialog once more, with credentials."""

    def send_refresh_longer(self, event: Finished) -> Request:
        """In the dialog once more, with the least interval of the other side."""

    def send_unsubscribe(self, event: Unsubscribe) -> Request:
        """In the dialog, for 0 seconds."""

    def send_unsubscribe_answered(self, event: Finished) -> Request:
        """The same with credentials."""

    def note_granted(self, event: Finished) -> None:
        """How long it lasts, and when it is refreshed."""

    def note_state(self, event: Notified) -> None:
        """What the NOTIFY says of the subscription."""

    def note_wait(self, event: Notified) -> None:
        """How long to wait before it is begun again."""

    def note_unsubscribe(self, event: Unsubscribe) -> None:
        """Keeps the command until the end."""

    def tell_notified(self, event: Notified) -> None: ...

    def tell_ended(self, event: Unsubscribe | Notified | Finished | ActionFailed | Unnotified) -> None: ...

    def reply_subscribed(self, event: Notified) -> None:
        """Subscribe: done."""

    def reply_refused(self, event: Finished | ActionFailed | Unnotified) -> None:
        """Subscribe: failed with the status of the other side, or 408."""

    def reply_unsubscribed(self, event: Unsubscribe | Notified | Finished | ActionFailed | Unnotified) -> None:
        """Unsubscribe, however often it was given: done; subscribe: failed with 487."""

    def payload_respond(self, event: Notified | Solicited) -> Respond:
        """The payload of respond; reads only."""

    def payload_confirm(self, event: Finished) -> Confirm:
        """The payload of confirm; reads only."""

    def delay_life_time(self, event: Notified | Finished) -> float:
        """Seconds; kept within the bounds that the chart states."""

    def delay_refresh_time(self, event: Notified | Finished) -> float:
        """Seconds; kept within the bounds that the chart states."""

    def delay_retry_time(self, event: Notified) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Subscriber(Machine):
    """Our subscription to what happens elsewhere, kept up until either side ends it."""

    __slots__ = ("_expiry", "_refresh", "_retry", "_timer_n")
    CHART = "subscription/subscriber"
    KIND = "subscriber"
    DIGEST = "7482d8aafd6dd71cb92ae42c9c42fe92ec0e25b7f27ab9657f956e45982a6c0d"
    STATES = ("idle", "notify_wait", "pending", "active", "renewing", "waiting", "unsubscribing", "ended")
    FINAL = (False, False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "subscribe": Subscribe,
        "unsubscribe": Unsubscribe,
        "notified": Notified,
        "solicited": Solicited,
        "renewed": Renewed,
        "finished": Finished,
        "action_failed": ActionFailed,
        "unnotified": Unnotified,
        "refresh_due": RefreshDue,
        "expired": Expired,
        "retry_due": RetryDue,
    }
    COMMANDS = (
        ("subscribe",),
        ("unsubscribe",),
        ("unsubscribe",),
        ("unsubscribe",),
        ("unsubscribe",),
        ("unsubscribe",),
        ("unsubscribe",),
        ("unsubscribe",),
    )
    DEFERS = (False, True, False, False, True, False, False, False)
    TIMERS = ("timer_n", "refresh", "expiry", "retry")
    DETACHABLE = (False, False, False, False, False, False, False, True)

    actions: SubscriberActions
    cell: Cell

    def __init__(self, actions: SubscriberActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._timer_n: Timer | None = None
        self._refresh: Timer | None = None
        self._expiry: Timer | None = None
        self._retry: Timer | None = None

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def subscribe(self, event: Subscribe) -> None:
        """The application wants to know; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/subscription/subscriber.yaml:63
            if trace is not None:
                trace.row(self, "idle.subscribe", IDLE, NOTIFY_WAIT)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_subscribe(event))
            except Exception as error:
                cell.action_failed(self, "send_subscribe", error, mark)
            self.state = NOTIFY_WAIT
            self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
        elif state == UNSUBSCRIBING:
            # Rejected: the subscription is ending (machines/subscription/subscriber.yaml:163)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is ending")
        elif state == ENDED:
            # Rejected: the subscription is over (machines/subscription/subscriber.yaml:170)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is over")
        else:  # notify_wait, pending, active, renewing, waiting
            # Rejected: one cell keeps one subscription (machines/subscription/subscriber.yaml:83, 106, 128, 134, 146)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "one cell keeps one subscription")

    def unsubscribe(self, event: Unsubscribe) -> None:
        """From the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Rejected: nothing is subscribed to yet (machines/subscription/subscriber.yaml:64)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing is subscribed to yet")
        elif state == PENDING:  # machines/subscription/subscriber.yaml:105
            if trace is not None:
                trace.row(self, "pending.unsubscribe", PENDING, UNSUBSCRIBING)
            if self._refresh is not None:
                cell.cancel(self._refresh)
                self._refresh = None
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark, step = len(cell.outbox), "note_unsubscribe"
            try:
                self.actions.note_unsubscribe(event)
                mark, step = len(cell.outbox), "send_unsubscribe"
                cell.create_transaction(self, "non_invite_client", self.actions.send_unsubscribe(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = UNSUBSCRIBING
            self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
        elif state == ACTIVE:  # machines/subscription/subscriber.yaml:127
            if trace is not None:
                trace.row(self, "active.unsubscribe", ACTIVE, UNSUBSCRIBING)
            if self._refresh is not None:
                cell.cancel(self._refresh)
                self._refresh = None
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark, step = len(cell.outbox), "note_unsubscribe"
            try:
                self.actions.note_unsubscribe(event)
                mark, step = len(cell.outbox), "send_unsubscribe"
                cell.create_transaction(self, "non_invite_client", self.actions.send_unsubscribe(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = UNSUBSCRIBING
            self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
        elif state == WAITING:  # machines/subscription/subscriber.yaml:144
            if trace is not None:
                trace.row(self, "waiting.unsubscribe", WAITING, ENDED)
            if self._retry is not None:
                cell.cancel(self._retry)
                self._retry = None
            mark, step = len(cell.outbox), "note_unsubscribe"
            try:
                self.actions.note_unsubscribe(event)
                mark, step = len(cell.outbox), "reply_unsubscribed"
                self.actions.reply_unsubscribed(event)
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        elif state == UNSUBSCRIBING:  # machines/subscription/subscriber.yaml:162
            if trace is not None:
                trace.row(self, "unsubscribing.unsubscribe", UNSUBSCRIBING, UNSUBSCRIBING)
            mark = len(cell.outbox)
            try:
                self.actions.note_unsubscribe(event)
            except Exception as error:
                cell.action_failed(self, "note_unsubscribe", error, mark)
        elif state == ENDED:  # machines/subscription/subscriber.yaml:169
            if trace is not None:
                trace.row(self, "ended.unsubscribe", ENDED, ENDED)
            mark, step = len(cell.outbox), "note_unsubscribe"
            try:
                self.actions.note_unsubscribe(event)
                mark, step = len(cell.outbox), "reply_unsubscribed"
                self.actions.reply_unsubscribed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # notify_wait, renewing
            # Held back: RFC 6665 4.1.2.3: there is no dialog yet to end it in
            # (machines/subscription/subscriber.yaml:84)
            # Held back: it is about to begin again (machines/subscription/subscriber.yaml:135)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def notified(self, event: Notified) -> None:
        """A NOTIFY; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == NOTIFY_WAIT:
            if self.actions.unfit(event):  # machines/subscription/subscriber.yaml:78
                if trace is not None:
                    trace.row(self, "notify_wait.notified", NOTIFY_WAIT, NOTIFY_WAIT)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.pends(event):  # machines/subscription/subscriber.yaml:79
                if trace is not None:
                    trace.row(self, "notify_wait.notified#1", NOTIFY_WAIT, PENDING)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "reply_subscribed"
                    self.actions.reply_subscribed(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = PENDING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._refresh = cell.arm(self, 1, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 2, delay)
                cell.recall(self)
            elif self.actions.goes_on(event):  # machines/subscription/subscriber.yaml:80
                if trace is not None:
                    trace.row(self, "notify_wait.notified#2", NOTIFY_WAIT, ACTIVE)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "reply_subscribed"
                    self.actions.reply_subscribed(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ACTIVE
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._refresh = cell.arm(self, 1, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 2, delay)
                cell.recall(self)
            else:  # machines/subscription/subscriber.yaml:81
                if trace is not None:
                    trace.row(self, "notify_wait.notified#3", NOTIFY_WAIT, ENDED)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "reply_subscribed"
                    self.actions.reply_subscribed(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
                cell.recall(self)
        elif state == PENDING:
            if self.actions.unfit(event):  # machines/subscription/subscriber.yaml:91
                if trace is not None:
                    trace.row(self, "pending.notified", PENDING, PENDING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.pends(event):  # machines/subscription/subscriber.yaml:92
                if trace is not None:
                    trace.row(self, "pending.notified#1", PENDING, PENDING)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = PENDING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._refresh = cell.arm(self, 1, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 2, delay)
            elif self.actions.goes_on(event):  # machines/subscription/subscriber.yaml:93
                if trace is not None:
                    trace.row(self, "pending.notified#2", PENDING, ACTIVE)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ACTIVE
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._refresh = cell.arm(self, 1, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 2, delay)
            elif self.actions.at_once(event):  # machines/subscription/subscriber.yaml:94
                if trace is not None:
                    trace.row(self, "pending.notified#3", PENDING, RENEWING)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, FORGET)
                    cell.raise_signal(self, AGAIN)
                self.state = RENEWING
            elif self.actions.later(event):  # machines/subscription/subscriber.yaml:95
                if trace is not None:
                    trace.row(self, "pending.notified#4", PENDING, WAITING)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "note_wait"
                    self.actions.note_wait(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, FORGET)
                self.state = WAITING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_retry_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_retry_time", error, mark)
                self._retry = cell.arm(self, 3, delay)
            else:  # machines/subscription/subscriber.yaml:96
                if trace is not None:
                    trace.row(self, "pending.notified#5", PENDING, ENDED)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
        elif state == ACTIVE:
            if self.actions.unfit(event):  # machines/subscription/subscriber.yaml:113
                if trace is not None:
                    trace.row(self, "active.notified", ACTIVE, ACTIVE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.pends(event):  # machines/subscription/subscriber.yaml:114
                if trace is not None:
                    trace.row(self, "active.notified#1", ACTIVE, PENDING)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = PENDING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._refresh = cell.arm(self, 1, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 2, delay)
            elif self.actions.goes_on(event):  # machines/subscription/subscriber.yaml:115
                if trace is not None:
                    trace.row(self, "active.notified#2", ACTIVE, ACTIVE)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ACTIVE
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._refresh = cell.arm(self, 1, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 2, delay)
            elif self.actions.at_once(event):  # machines/subscription/subscriber.yaml:116
                if trace is not None:
                    trace.row(self, "active.notified#3", ACTIVE, RENEWING)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, FORGET)
                    cell.raise_signal(self, AGAIN)
                self.state = RENEWING
            elif self.actions.later(event):  # machines/subscription/subscriber.yaml:117
                if trace is not None:
                    trace.row(self, "active.notified#4", ACTIVE, WAITING)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "note_wait"
                    self.actions.note_wait(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, FORGET)
                self.state = WAITING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_retry_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_retry_time", error, mark)
                self._retry = cell.arm(self, 3, delay)
            else:  # machines/subscription/subscriber.yaml:118
                if trace is not None:
                    trace.row(self, "active.notified#5", ACTIVE, ENDED)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
        elif state == RENEWING:
            # Never: it goes on in the same macrostep (machines/subscription/subscriber.yaml:137)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it goes on in the same macrostep")
        elif state == WAITING:  # machines/subscription/subscriber.yaml:145
            if trace is not None:
                trace.row(self, "waiting.notified", WAITING, WAITING)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
        elif state == UNSUBSCRIBING:
            if self.actions.unfit(event):  # machines/subscription/subscriber.yaml:158
                if trace is not None:
                    trace.row(self, "unsubscribing.notified", UNSUBSCRIBING, UNSUBSCRIBING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.goes_on(event):  # machines/subscription/subscriber.yaml:159
                if trace is not None:
                    trace.row(self, "unsubscribing.notified#1", UNSUBSCRIBING, UNSUBSCRIBING)
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/subscription/subscriber.yaml:160
                if trace is not None:
                    trace.row(self, "unsubscribing.notified#2", UNSUBSCRIBING, ENDED)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark, step = len(cell.outbox), "note_state"
                try:
                    self.actions.note_state(event)
                    mark, step = len(cell.outbox), "tell_notified"
                    self.actions.tell_notified(event)
                    mark, step = len(cell.outbox), "reply_unsubscribed"
                    self.actions.reply_unsubscribed(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
        elif state == ENDED:
            # Never: the dialog is over and answers by itself (machines/subscription/subscriber.yaml:175)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the dialog is over and answers by itself")
        else:  # idle
            # Never: nothing was sent yet (machines/subscription/subscriber.yaml:65)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")

    def solicited(self, event: Solicited) -> None:
        """A SUBSCRIBE, the wrong way; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if IDLE <= state <= UNSUBSCRIBING:  # machines/subscription/subscriber.yaml:57
            if trace is not None:
                trace.row(self, "solicited", state, state)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
        else:  # ended
            # Never: the dialog is over and answers by itself (machines/subscription/subscriber.yaml:175)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the dialog is over and answers by itself")

    def renewed(self, event: Renewed) -> None:
        """The response has left, and the dialog is forgotten; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: nothing was sent yet (machines/subscription/subscriber.yaml:65)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")
        elif state == RENEWING:  # machines/subscription/subscriber.yaml:133
            if trace is not None:
                trace.row(self, "renewing.renewed", RENEWING, NOTIFY_WAIT)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
            except Exception as error:
                cell.action_failed(self, "send_anew", error, mark)
            self.state = NOTIFY_WAIT
            self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
            cell.recall(self)
        else:  # notify_wait, pending, active, waiting, unsubscribing, ended
            # Never: nothing is begun again (machines/subscription/subscriber.yaml:85, 107, 129, 148, 164, 176)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing is begun again")

    def finished(self, event: Finished) -> None:
        """A final response to a SUBSCRIBE, or none came; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: nothing was sent yet (machines/subscription/subscriber.yaml:65)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")
        elif state == NOTIFY_WAIT:
            if self.actions.challenged(event):  # machines/subscription/subscriber.yaml:72
                if trace is not None:
                    trace.row(self, "notify_wait.finished", NOTIFY_WAIT, NOTIFY_WAIT)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
                self.state = NOTIFY_WAIT
                self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
                cell.recall(self)
            elif self.actions.too_brief(event):  # machines/subscription/subscriber.yaml:73
                if trace is not None:
                    trace.row(self, "notify_wait.finished#1", NOTIFY_WAIT, NOTIFY_WAIT)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_longer", error, mark)
                self.state = NOTIFY_WAIT
                self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
                cell.recall(self)
            elif self.actions.another_target(event):  # machines/subscription/subscriber.yaml:74
                if trace is not None:
                    trace.row(self, "notify_wait.finished#2", NOTIFY_WAIT, NOTIFY_WAIT)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_redirected(event))
                except Exception as error:
                    cell.action_failed(self, "send_redirected", error, mark)
                self.state = NOTIFY_WAIT
                self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
                cell.recall(self)
            elif self.actions.granted(event):  # machines/subscription/subscriber.yaml:75
                if trace is not None:
                    trace.row(self, "notify_wait.finished#3", NOTIFY_WAIT, NOTIFY_WAIT)
                mark, step = len(cell.outbox), "note_granted"
                try:
                    self.actions.note_granted(event)
                    mark, step = len(cell.outbox), "payload_confirm"
                    cell.raise_signal(self, self.actions.payload_confirm(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/subscription/subscriber.yaml:76
                if trace is not None:
                    trace.row(self, "notify_wait.finished#4", NOTIFY_WAIT, ENDED)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark, step = len(cell.outbox), "reply_refused"
                try:
                    self.actions.reply_refused(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
                cell.recall(self)
        elif state == PENDING:
            if self.actions.challenged(event):  # machines/subscription/subscriber.yaml:98
                if trace is not None:
                    trace.row(self, "pending.finished", PENDING, PENDING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_refresh_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_refresh_answered", error, mark)
            elif self.actions.too_brief(event):  # machines/subscription/subscriber.yaml:99
                if trace is not None:
                    trace.row(self, "pending.finished#1", PENDING, PENDING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_refresh_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_refresh_longer", error, mark)
            elif self.actions.granted(event):  # machines/subscription/subscriber.yaml:100
                if trace is not None:
                    trace.row(self, "pending.finished#2", PENDING, PENDING)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_granted"
                try:
                    self.actions.note_granted(event)
                    mark, step = len(cell.outbox), "payload_confirm"
                    cell.raise_signal(self, self.actions.payload_confirm(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = PENDING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._refresh = cell.arm(self, 1, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 2, delay)
            elif self.actions.unknown_there(event):  # machines/subscription/subscriber.yaml:101
                if trace is not None:
                    trace.row(self, "pending.finished#3", PENDING, NOTIFY_WAIT)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
                except Exception as error:
                    cell.action_failed(self, "send_anew", error, mark)
                else:
                    cell.raise_signal(self, FORGET)
                self.state = NOTIFY_WAIT
                self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
            else:  # machines/subscription/subscriber.yaml:102
                if trace is not None:
                    trace.row(self, "pending.finished#4", PENDING, PENDING)
        elif state == ACTIVE:
            if self.actions.challenged(event):  # machines/subscription/subscriber.yaml:120
                if trace is not None:
                    trace.row(self, "active.finished", ACTIVE, ACTIVE)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_refresh_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_refresh_answered", error, mark)
            elif self.actions.too_brief(event):  # machines/subscription/subscriber.yaml:121
                if trace is not None:
                    trace.row(self, "active.finished#1", ACTIVE, ACTIVE)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_refresh_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_refresh_longer", error, mark)
            elif self.actions.granted(event):  # machines/subscription/subscriber.yaml:122
                if trace is not None:
                    trace.row(self, "active.finished#2", ACTIVE, ACTIVE)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_granted"
                try:
                    self.actions.note_granted(event)
                    mark, step = len(cell.outbox), "payload_confirm"
                    cell.raise_signal(self, self.actions.payload_confirm(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ACTIVE
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_refresh_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_refresh_time", error, mark)
                self._refresh = cell.arm(self, 1, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.5, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.5
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 2, delay)
            elif self.actions.unknown_there(event):  # machines/subscription/subscriber.yaml:123
                if trace is not None:
                    trace.row(self, "active.finished#3", ACTIVE, NOTIFY_WAIT)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
                except Exception as error:
                    cell.action_failed(self, "send_anew", error, mark)
                else:
                    cell.raise_signal(self, FORGET)
                self.state = NOTIFY_WAIT
                self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
            else:  # machines/subscription/subscriber.yaml:124
                if trace is not None:
                    trace.row(self, "active.finished#4", ACTIVE, ACTIVE)
        elif state == UNSUBSCRIBING:
            if self.actions.challenged(event):  # machines/subscription/subscriber.yaml:154
                if trace is not None:
                    trace.row(self, "unsubscribing.finished", UNSUBSCRIBING, UNSUBSCRIBING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_unsubscribe_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_unsubscribe_answered", error, mark)
            elif self.actions.granted(event):  # machines/subscription/subscriber.yaml:155
                if trace is not None:
                    trace.row(self, "unsubscribing.finished#1", UNSUBSCRIBING, UNSUBSCRIBING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_confirm(event))
                except Exception as error:
                    cell.action_failed(self, "payload_confirm", error, mark)
            else:  # machines/subscription/subscriber.yaml:156
                if trace is not None:
                    trace.row(self, "unsubscribing.finished#2", UNSUBSCRIBING, ENDED)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark, step = len(cell.outbox), "reply_unsubscribed"
                try:
                    self.actions.reply_unsubscribed(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
        else:  # renewing, waiting, ended
            # Ignored: of the subscription before (machines/subscription/subscriber.yaml:136, 147)
            # Ignored: late, nobody waits any more (machines/subscription/subscriber.yaml:172)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if IDLE <= state <= UNSUBSCRIBING:  # machines/subscription/subscriber.yaml:58
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_refused"
            try:
                self.actions.reply_refused(event)
                mark, step = len(cell.outbox), "reply_unsubscribed"
                self.actions.reply_unsubscribed(event)
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
            cell.recall(self)
        else:  # ended
            # Ignored: it is over (machines/subscription/subscriber.yaml:173)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unnotified(self, event: Unnotified) -> None:
        """A NOTIFY comes by then; `timer_n` is due (B8.8)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == NOTIFY_WAIT:  # machines/subscription/subscriber.yaml:82
            if trace is not None:
                trace.row(self, "notify_wait.unnotified", NOTIFY_WAIT, ENDED)
            if self._timer_n is not None:
                cell.cancel(self._timer_n)
                self._timer_n = None
            mark, step = len(cell.outbox), "reply_refused"
            try:
                self.actions.reply_refused(event)
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
            cell.recall(self)
        elif state == UNSUBSCRIBING:  # machines/subscription/subscriber.yaml:161
            if trace is not None:
                trace.row(self, "unsubscribing.unnotified", UNSUBSCRIBING, ENDED)
            if self._timer_n is not None:
                cell.cancel(self._timer_n)
                self._timer_n = None
            mark, step = len(cell.outbox), "reply_unsubscribed"
            try:
                self.actions.reply_unsubscribed(event)
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        else:  # idle, pending, active, renewing, waiting, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def refresh_due(self, event: RefreshDue) -> None:
        """Before it expires, at a time that is drawn; `refresh` is due (B8.11)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PENDING:  # machines/subscription/subscriber.yaml:103
            if trace is not None:
                trace.row(self, "pending.refresh_due", PENDING, PENDING)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
            except Exception as error:
                cell.action_failed(self, "send_refresh", error, mark)
        elif state == ACTIVE:  # machines/subscription/subscriber.yaml:125
            if trace is not None:
                trace.row(self, "active.refresh_due", ACTIVE, ACTIVE)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
            except Exception as error:
                cell.action_failed(self, "send_refresh", error, mark)
        else:  # idle, notify_wait, renewing, waiting, unsubscribing, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def expired(self, event: Expired) -> None:
        """`expiry` is due (B8.11)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PENDING:  # machines/subscription/subscriber.yaml:104
            if trace is not None:
                trace.row(self, "pending.expired", PENDING, NOTIFY_WAIT)
            if self._refresh is not None:
                cell.cancel(self._refresh)
                self._refresh = None
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
            except Exception as error:
                cell.action_failed(self, "send_anew", error, mark)
            else:
                cell.raise_signal(self, FORGET)
            self.state = NOTIFY_WAIT
            self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
        elif state == ACTIVE:  # machines/subscription/subscriber.yaml:126
            if trace is not None:
                trace.row(self, "active.expired", ACTIVE, NOTIFY_WAIT)
            if self._refresh is not None:
                cell.cancel(self._refresh)
                self._refresh = None
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
            except Exception as error:
                cell.action_failed(self, "send_anew", error, mark)
            else:
                cell.raise_signal(self, FORGET)
            self.state = NOTIFY_WAIT
            self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
        else:  # idle, notify_wait, renewing, waiting, unsubscribing, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def retry_due(self, event: RetryDue) -> None:
        """`retry` is due (B8.9)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/subscription/subscriber.yaml:143
            if trace is not None:
                trace.row(self, "waiting.retry_due", WAITING, NOTIFY_WAIT)
            if self._retry is not None:
                cell.cancel(self._retry)
                self._retry = None
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_anew(event))
            except Exception as error:
                cell.action_failed(self, "send_anew", error, mark)
            else:
                cell.raise_signal(self, FORGET)
            self.state = NOTIFY_WAIT
            self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
        else:  # idle, notify_wait, pending, active, renewing, unsubscribing, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # timer_n
            if timer is not self._timer_n:
                return
            self._timer_n = None
            self.unnotified(UNNOTIFIED)
        elif index == 1:  # refresh
            if timer is not self._refresh:
                return
            self._refresh = None
            self.refresh_due(REFRESH_DUE)
        elif index == 2:  # expiry
            if timer is not self._expiry:
                return
            self._expiry = None
            self.expired(EXPIRED)
        elif index == 3:  # retry
            if timer is not self._retry:
                return
            self._retry = None
            self.retry_due(RETRY_DUE)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._timer_n is not None:
            cell.cancel(self._timer_n)
            self._timer_n = None
        if self._refresh is not None:
            cell.cancel(self._refresh)
            self._refresh = None
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None
        if self._retry is not None:
            cell.cancel(self._retry)
            self._retry = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (
            ("timer_n", self._timer_n),
            ("refresh", self._refresh),
            ("expiry", self._expiry),
            ("retry", self._retry),
        )
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
