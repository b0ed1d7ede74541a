"""Our subscription inside a call, a second usage of its dialog, until either side ends it.

Generated from machines/subscription/within.yaml; do not edit. Change the chart, then: sessioncore generate
RFC6665 4.1, RFC6665 4.5.2, RFC5057 4.2
"""
# sessioncore: chart sha256=cccbdd89203f3785fba31e77bc1afdb9ca0ca45386cd01f3983a8d08ea09e704 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # about to subscribe
NOTIFY_WAIT: Final = 1  # SUBSCRIBE sent; the first NOTIFY makes the subscription, whether a 2xx has come…
ACTIVE: Final = 2  # what happens there is told here, or the other side has not decided yet
UNSUBSCRIBING: Final = 3  # our end is on its way; the last NOTIFY still comes
ENDED: Final = 4  # over


class Wanted(Event):
    """The application wants to know; signal of a chart beside this one."""

    __slots__ = ("arguments", "command", "number", "package")
    NAME = "wanted"
    FIELDS = ("command", "number", "package", "arguments")

    def __init__(self, command: int, number: int, package: str, arguments: dict[str, str]) -> None:
        self.command = command
        self.number = number
        self.package = package
        self.arguments = arguments


class Unwatch(Event):
    """From the application."""

    __slots__ = ("command", "number")
    NAME = "unwatch"
    FIELDS = ("command", "number")

    def __init__(self, command: int, number: int) -> None:
        self.command = command
        self.number = number


class Notified(Event):
    """A NOTIFY; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "notified"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


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


class Respond(Signal):
    """Tells the charts beside this one: respond."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Refreshed(Signal):
    """Tells the charts beside this one: refreshed."""

    __slots__ = ("accepted",)
    NAME = "refreshed"
    FIELDS = ("accepted",)

    def __init__(self, accepted: Response) -> None:
        self.accepted = accepted


class Over(Signal):
    """Tells the charts beside this one: over."""

    __slots__ = ()
    NAME = "over"


OVER: Final = Over()


class DialogGone(Signal):
    """Tells the charts beside this one: dialog_gone."""

    __slots__ = ()
    NAME = "dialog_gone"


DIALOG_GONE: Final = DialogGone()


class WithinActions(Protocol):
    """What subscription/within asks of its hand-written actions."""

    def challenged(self, event: Finished) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def too_brief(self, event: Finished) -> bool:
        """423 with a longer interval than was asked for."""

    def granted(self, event: Finished) -> bool:
        """2xx."""

    def dialog_lost(self, event: Finished) -> bool:
        """The response says that nothing of the dialog is there any more."""

    def unknown_there(self, event: Finished) -> bool:
        """The response says that the subscription is not there any more."""

    def unfit(self, event: Notified) -> bool:
        """The NOTIFY says nothing of the subscription."""

    def goes_on(self, event: Notified) -> bool:
        """The NOTIFY says that the subscription lives."""

    def send_subscribe(self, event: Wanted) -> Request: ...

    def send_answered(self, event: Finished) -> Request:
        """Once more, with credentials."""

    def send_longer(self, event: Finished) -> Request:
        """Once more, with the least interval of the other side."""

    def send_refresh(self, event: RefreshDue) -> Request: ...

    def send_unsubscribe(self, event: Unwatch) -> Request:
        """For 0 seconds."""

    def send_unsubscribe_answered(self, event: Finished) -> Request:
        """The same with credentials."""

    def note_granted(self, event: Finished) -> None:
        """How long it lasts, and when it is refreshed."""

    def note_state(self, event: Notified) -> None:
        """What the NOTIFY says of the subscription."""

    def note_unwatch(self, event: Unwatch) -> None:
        """Keeps the command until the end."""

    def tell_notified(self, event: Notified) -> None: ...

    def tell_ended(self, event: Notified | Finished | ActionFailed | Unnotified | Expired) -> None: ...

    def reply_subscribed(self, event: Notified) -> None:
        """Watch: done."""

    def reply_refused(self, event: Finished | ActionFailed | Unnotified) -> None:
        """Watch: failed with the status of the other side, or 408."""

    def reply_unwatched(self, event: Unwatch | Notified | Finished | ActionFailed | Unnotified) -> None:
        """Unwatch, however often it was given: done."""

    def payload_respond(self, event: Notified) -> Respond:
        """The payload of respond; reads only."""

    def payload_refreshed(self, event: Finished) -> Refreshed:
        """The payload of refreshed; reads only."""

    def delay_life_time(self, event: Notified | Finished) -> float:
        """Seconds; kept within the bounds that the chart states."""

    def delay_refresh_time(self, event: Notified | Finished) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Within(Machine):
    """Our subscription inside a call, a second usage of its dialog, until either side ends it."""

    __slots__ = ("_expiry", "_refresh", "_timer_n")
    CHART = "subscription/within"
    KIND = "within"
    DIGEST = "cccbdd89203f3785fba31e77bc1afdb9ca0ca45386cd01f3983a8d08ea09e704"
    STATES = ("idle", "notify_wait", "active", "unsubscribing", "ended")
    FINAL = (False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "wanted": Wanted,
        "unwatch": Unwatch,
        "notified": Notified,
        "finished": Finished,
        "action_failed": ActionFailed,
        "unnotified": Unnotified,
        "refresh_due": RefreshDue,
        "expired": Expired,
    }
    COMMANDS = ((), ("unwatch",), ("unwatch",), ("unwatch",), ("unwatch",))
    DEFERS = (False, True, False, False, False)
    TIMERS = ("timer_n", "refresh", "expiry")
    DETACHABLE = (False, False, False, False, True)

    actions: WithinActions
    cell: Cell

    def __init__(self, actions: WithinActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._timer_n: Timer | None = None
        self._refresh: Timer | None = None
        self._expiry: Timer | None = None

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def wanted(self, event: Wanted) -> None:
        """The application wants to know; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/subscription/within.yaml:50
            if trace is not None:
                trace.row(self, "idle.wanted", IDLE, NOTIFY_WAIT)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_subscribe(event))
            except Exception as error:
                cell.action_failed(self, "send_subscribe", error, mark)
            self.state = NOTIFY_WAIT
            self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
        else:  # notify_wait, active, unsubscribing, ended
            # Never: one part keeps one subscription (machines/subscription/within.yaml:70, 89, 105, 115)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "one part keeps one subscription")

    def unwatch(self, event: Unwatch) -> None:
        """From the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == NOTIFY_WAIT:
            # Held back: RFC 6665 4.1.2.3: nothing is there yet that could be ended
            # (machines/subscription/within.yaml:69)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state == ACTIVE:  # machines/subscription/within.yaml:88
            if trace is not None:
                trace.row(self, "active.unwatch", ACTIVE, UNSUBSCRIBING)
            if self._refresh is not None:
                cell.cancel(self._refresh)
                self._refresh = None
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark, step = len(cell.outbox), "note_unwatch"
            try:
                self.actions.note_unwatch(event)
                mark, step = len(cell.outbox), "send_unsubscribe"
                cell.create_transaction(self, "non_invite_client", self.actions.send_unsubscribe(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = UNSUBSCRIBING
            self._timer_n = cell.arm(self, 0, 64 * cell.limits.T1)
        elif state == UNSUBSCRIBING:  # machines/subscription/within.yaml:104
            if trace is not None:
                trace.row(self, "unsubscribing.unwatch", UNSUBSCRIBING, UNSUBSCRIBING)
            mark = len(cell.outbox)
            try:
                self.actions.note_unwatch(event)
            except Exception as error:
                cell.action_failed(self, "note_unwatch", error, mark)
        elif state == ENDED:  # machines/subscription/within.yaml:110
            if trace is not None:
                trace.row(self, "ended.unwatch", ENDED, ENDED)
            mark, step = len(cell.outbox), "note_unwatch"
            try:
                self.actions.note_unwatch(event)
                mark, step = len(cell.outbox), "reply_unwatched"
                self.actions.reply_unwatched(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # idle
            # Rejected: nothing is subscribed to yet (machines/subscription/within.yaml:51)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing is subscribed to yet")

    def notified(self, event: Notified) -> None:
        """A NOTIFY; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == NOTIFY_WAIT:
            if self.actions.unfit(event):  # machines/subscription/within.yaml:65
                if trace is not None:
                    trace.row(self, "notify_wait.notified", NOTIFY_WAIT, NOTIFY_WAIT)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.goes_on(event):  # machines/subscription/within.yaml:66
                if trace is not None:
                    trace.row(self, "notify_wait.notified#1", NOTIFY_WAIT, ACTIVE)
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
            else:  # machines/subscription/within.yaml:67
                if trace is not None:
                    trace.row(self, "notify_wait.notified#2", NOTIFY_WAIT, ENDED)
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
        elif state == ACTIVE:
            if self.actions.unfit(event):  # machines/subscription/within.yaml:76
                if trace is not None:
                    trace.row(self, "active.notified", ACTIVE, ACTIVE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.goes_on(event):  # machines/subscription/within.yaml:77
                if trace is not None:
                    trace.row(self, "active.notified#1", ACTIVE, ACTIVE)
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
            else:  # machines/subscription/within.yaml:78
                if trace is not None:
                    trace.row(self, "active.notified#2", ACTIVE, ENDED)
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
        elif state == UNSUBSCRIBING:
            if self.actions.unfit(event):  # machines/subscription/within.yaml:100
                if trace is not None:
                    trace.row(self, "unsubscribing.notified", UNSUBSCRIBING, UNSUBSCRIBING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.goes_on(event):  # machines/subscription/within.yaml:101
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
            else:  # machines/subscription/within.yaml:102
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
                    mark, step = len(cell.outbox), "reply_unwatched"
                    self.actions.reply_unwatched(event)
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
            # Never: the dialog answers what belongs to nothing (machines/subscription/within.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the dialog answers what belongs to nothing")
        else:  # idle
            # Never: nothing was sent yet (machines/subscription/within.yaml:52)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")

    def finished(self, event: Finished) -> None:
        """A final response to a SUBSCRIBE, or none came; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == NOTIFY_WAIT:
            if self.actions.challenged(event):  # machines/subscription/within.yaml:59
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
            elif self.actions.too_brief(event):  # machines/subscription/within.yaml:60
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
            elif self.actions.granted(event):  # machines/subscription/within.yaml:61
                if trace is not None:
                    trace.row(self, "notify_wait.finished#2", NOTIFY_WAIT, NOTIFY_WAIT)
                mark, step = len(cell.outbox), "note_granted"
                try:
                    self.actions.note_granted(event)
                    mark, step = len(cell.outbox), "payload_refreshed"
                    cell.raise_signal(self, self.actions.payload_refreshed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.dialog_lost(event):  # machines/subscription/within.yaml:62
                if trace is not None:
                    trace.row(self, "notify_wait.finished#3", NOTIFY_WAIT, ENDED)
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
                    cell.raise_signal(self, DIALOG_GONE)
                self.state = ENDED
                cell.recall(self)
            else:  # machines/subscription/within.yaml:63
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
        elif state == ACTIVE:
            if self.actions.challenged(event):  # machines/subscription/within.yaml:80
                if trace is not None:
                    trace.row(self, "active.finished", ACTIVE, ACTIVE)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
            elif self.actions.too_brief(event):  # machines/subscription/within.yaml:81
                if trace is not None:
                    trace.row(self, "active.finished#1", ACTIVE, ACTIVE)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_longer", error, mark)
            elif self.actions.granted(event):  # machines/subscription/within.yaml:82
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
                    mark, step = len(cell.outbox), "payload_refreshed"
                    cell.raise_signal(self, self.actions.payload_refreshed(event))
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
            elif self.actions.dialog_lost(event):  # machines/subscription/within.yaml:83
                if trace is not None:
                    trace.row(self, "active.finished#3", ACTIVE, ENDED)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark = len(cell.outbox)
                try:
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, "tell_ended", error, mark)
                else:
                    cell.raise_signal(self, OVER)
                    cell.raise_signal(self, DIALOG_GONE)
                self.state = ENDED
            elif self.actions.unknown_there(event):  # machines/subscription/within.yaml:84
                if trace is not None:
                    trace.row(self, "active.finished#4", ACTIVE, ENDED)
                if self._refresh is not None:
                    cell.cancel(self._refresh)
                    self._refresh = None
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark = len(cell.outbox)
                try:
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, "tell_ended", error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
            else:  # machines/subscription/within.yaml:85
                if trace is not None:
                    trace.row(self, "active.finished#5", ACTIVE, ACTIVE)
        elif state == UNSUBSCRIBING:
            if self.actions.challenged(event):  # machines/subscription/within.yaml:95
                if trace is not None:
                    trace.row(self, "unsubscribing.finished", UNSUBSCRIBING, UNSUBSCRIBING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_unsubscribe_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_unsubscribe_answered", error, mark)
            elif self.actions.granted(event):  # machines/subscription/within.yaml:96
                if trace is not None:
                    trace.row(self, "unsubscribing.finished#1", UNSUBSCRIBING, UNSUBSCRIBING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_refreshed(event))
                except Exception as error:
                    cell.action_failed(self, "payload_refreshed", error, mark)
            elif self.actions.dialog_lost(event):  # machines/subscription/within.yaml:97
                if trace is not None:
                    trace.row(self, "unsubscribing.finished#2", UNSUBSCRIBING, ENDED)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark, step = len(cell.outbox), "reply_unwatched"
                try:
                    self.actions.reply_unwatched(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, OVER)
                    cell.raise_signal(self, DIALOG_GONE)
                self.state = ENDED
            else:  # machines/subscription/within.yaml:98
                if trace is not None:
                    trace.row(self, "unsubscribing.finished#3", UNSUBSCRIBING, ENDED)
                if self._timer_n is not None:
                    cell.cancel(self._timer_n)
                    self._timer_n = None
                mark, step = len(cell.outbox), "reply_unwatched"
                try:
                    self.actions.reply_unwatched(event)
                    mark, step = len(cell.outbox), "tell_ended"
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
        elif state == ENDED:
            # Ignored: late, nobody waits any more (machines/subscription/within.yaml:112)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # idle
            # Never: nothing was sent yet (machines/subscription/within.yaml:52)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if IDLE <= state <= UNSUBSCRIBING:  # machines/subscription/within.yaml:45
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_refused"
            try:
                self.actions.reply_refused(event)
                mark, step = len(cell.outbox), "reply_unwatched"
                self.actions.reply_unwatched(event)
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
            cell.recall(self)
        else:  # ended
            # Ignored: it is over (machines/subscription/within.yaml:113)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unnotified(self, event: Unnotified) -> None:
        """A NOTIFY comes by then; `timer_n` is due (B8.8)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == NOTIFY_WAIT:  # machines/subscription/within.yaml:68
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
        elif state == UNSUBSCRIBING:  # machines/subscription/within.yaml:103
            if trace is not None:
                trace.row(self, "unsubscribing.unnotified", UNSUBSCRIBING, ENDED)
            if self._timer_n is not None:
                cell.cancel(self._timer_n)
                self._timer_n = None
            mark, step = len(cell.outbox), "reply_unwatched"
            try:
                self.actions.reply_unwatched(event)
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        else:  # idle, active, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def refresh_due(self, event: RefreshDue) -> None:
        """Before it expires, at a time that is drawn; `refresh` is due (B8.11)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ACTIVE:  # machines/subscription/within.yaml:86
            if trace is not None:
                trace.row(self, "active.refresh_due", ACTIVE, ACTIVE)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
            except Exception as error:
                cell.action_failed(self, "send_refresh", error, mark)
        else:  # idle, notify_wait, unsubscribing, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def expired(self, event: Expired) -> None:
        """`expiry` is due (B8.11)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ACTIVE:  # machines/subscription/within.yaml:87
            if trace is not None:
                trace.row(self, "active.expired", ACTIVE, ENDED)
            if self._refresh is not None:
                cell.cancel(self._refresh)
                self._refresh = None
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark = len(cell.outbox)
            try:
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, "tell_ended", error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        else:  # idle, notify_wait, unsubscribing, ended
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

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("timer_n", self._timer_n), ("refresh", self._refresh), ("expiry", self._expiry))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
