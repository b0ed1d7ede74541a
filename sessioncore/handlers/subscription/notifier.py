"""Somebody's subscription to what happens here, of which the application tells.

Generated from machines/subscription/notifier.yaml; do not edit. Change the chart, then: sessioncore generate
RFC6665 4.2
"""
# sessioncore: chart sha256=c801784309538a89977a817bed581439daa117542e3ada7daface1808a34fd2f abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

ARRIVING: Final = 0  # the SUBSCRIBE is being read
DECIDING: Final = 1  # the application has been asked
HELD_PENDING: Final = 2  # the application has not decided
HELD_QUIET: Final = 3  # nothing has happened for a while
HELD_PACED: Final = 4  # just told
HELD_BEHIND: Final = 5  # something has happened since, and is told soon
ENDING: Final = 6  # about to tell that it is over
ENDED: Final = 7  # over


class Arrived(Event):
    """The SUBSCRIBE that begins it; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "arrived"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Resubscribed(Event):
    """A later SUBSCRIBE in the dialog; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "resubscribed"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Misled(Event):
    """A NOTIFY, the wrong way; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "misled"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Grant(Event):
    """What there is to know now; from the application."""

    __slots__ = ("command", "content", "cseq")
    NAME = "grant"
    FIELDS = ("command", "content", "cseq")

    def __init__(self, command: int, content: str, cseq: int | None = None) -> None:
        self.command = command
        self.content = content
        self.cseq = cseq


class Suspend(Event):
    """Taken, but not decided; from the application."""

    __slots__ = ("command", "cseq")
    NAME = "suspend"
    FIELDS = ("command", "cseq")

    def __init__(self, command: int, cseq: int | None = None) -> None:
        self.command = command
        self.cseq = cseq


class Refuse(Event):
    """Before it is granted: with this status; later it ends with the reason rejected; from the application."""

    __slots__ = ("command", "cseq", "status")
    NAME = "refuse"
    FIELDS = ("command", "status", "cseq")

    def __init__(self, command: int, status: int, cseq: int | None = None) -> None:
        self.command = command
        self.status = status
        self.cseq = cseq


class Update(Event):
    """Something has happened; from the application."""

    __slots__ = ("command", "content", "cseq")
    NAME = "update"
    FIELDS = ("command", "content", "cseq")

    def __init__(self, command: int, content: str, cseq: int | None = None) -> None:
        self.command = command
        self.content = content
        self.cseq = cseq


class Finish(Event):
    """We end it; from the application."""

    __slots__ = ("command", "cseq", "reason", "retry_after")
    NAME = "finish"
    FIELDS = ("command", "reason", "retry_after", "cseq")

    def __init__(self, command: int, reason: str, retry_after: int, cseq: int | None = None) -> None:
        self.command = command
        self.reason = reason
        self.retry_after = retry_after
        self.cseq = cseq


class Due(Event):
    """The response has left: the NOTIFY may; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "due"


DUE: Final = Due()


class Finished(Event):
    """A final response to a NOTIFY, or none came; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "finished"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class DecisionMissed(Event):
    """`decision` is due (B8.10)."""

    __slots__ = ()
    NAME = "decision_missed"


DECISION_MISSED: Final = DecisionMissed()


class Expired(Event):
    """`expiry` is due (B8.2)."""

    __slots__ = ()
    NAME = "expired"


EXPIRED: Final = Expired()


class PaceOver(Event):
    """`pace` is due (B8.12)."""

    __slots__ = ()
    NAME = "pace_over"


PACE_OVER: Final = PaceOver()


class Subscribed(Signal):
    """Tells the charts beside this one: subscribed."""

    __slots__ = ("request",)
    NAME = "subscribed"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Respond(Signal):
    """Tells the charts beside this one: respond."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Proceed(Signal):
    """To ourselves: once the response has left."""

    __slots__ = ("number",)
    NAME = "proceed"
    FIELDS = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


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


class NotifierActions(Protocol):
    """What subscription/notifier asks of its hand-written actions."""

    def demanding(self, event: Arrived) -> bool:
        """Its Require names an extension that we do not have."""

    def unknown_event(self, event: Arrived | Resubscribed) -> bool:
        """Nobody here tells of this event."""

    def too_brief(self, event: Arrived | Resubscribed) -> bool:
        """It asks for less time than we grant."""

    def look(self, event: Resubscribed | Grant | Suspend) -> bool:
        """It asks for no time at all."""

    def challenged(self, event: Finished) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def borne(self, event: Finished) -> bool:
        """The NOTIFY was taken, or is to be tried again later."""

    def dialog_lost(self, event: Finished) -> bool:
        """The response to the NOTIFY says that nothing of its dialog is there any more."""

    def ask(self, event: Arrived) -> None:
        """Keeps the request for the answer."""

    def note_request(self, event: Arrived | Resubscribed) -> None:
        """How long is asked for."""

    def note_content(self, event: Grant | Update) -> None:
        """What there is to know."""

    def note_reason(self, event: Finish) -> None:
        """Why it ends."""

    def note_rejected(self, event: Refuse) -> None:
        """Why it ends."""

    def send_notify(self, event: Grant | Update | Due | PaceOver) -> Request:
        """What there is to know, and how the subscription stands."""

    def send_pending(self, event: Due) -> Request:
        """That nothing is decided."""

    def send_last(self, event: Refuse | Finish | Due | Expired) -> Request:
        """That it is over, and why."""

    def send_answered(self, event: Finished) -> Request:
        """The NOTIFY once more, with credentials."""

    def reply_done(self, event: Grant | Suspend | Refuse | Update | Finish) -> None: ...

    def tell_ended(self, event: Refuse | Finish | Due | Finished | ActionFailed | DecisionMissed | Expired) -> None: ...

    def payload_subscribed(self, event: Grant | Suspend) -> Subscribed:
        """The payload of subscribed; reads only."""

    def payload_respond(
        self, event: Arrived | Resubscribed | Misled | Grant | Suspend | Refuse | DecisionMissed
    ) -> Respond:
        """The payload of respond; reads only."""

    def payload_proceed(self, event: Resubscribed | Grant | Suspend) -> Proceed:
        """The payload of proceed; reads only."""

    def delay_life_time(self, event: Resubscribed | Grant | Suspend | Update | PaceOver) -> float:
        """Seconds; kept within the bounds that the chart states."""

    def delay_pace_time(self, event: Resubscribed | Grant | Update | PaceOver) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Notifier(Machine):
    """Somebody's subscription to what happens here, of which the application tells."""

    __slots__ = ("_decision", "_expiry", "_pace")
    CHART = "subscription/notifier"
    KIND = "notifier"
    DIGEST = "c801784309538a89977a817bed581439daa117542e3ada7daface1808a34fd2f"
    STATES = ("arriving", "deciding", "held.pending", "held.quiet", "held.paced", "held.behind", "ending", "ended")
    FINAL = (False, False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "arrived": Arrived,
        "resubscribed": Resubscribed,
        "misled": Misled,
        "grant": Grant,
        "suspend": Suspend,
        "refuse": Refuse,
        "update": Update,
        "finish": Finish,
        "due": Due,
        "finished": Finished,
        "action_failed": ActionFailed,
        "decision_missed": DecisionMissed,
        "expired": Expired,
        "pace_over": PaceOver,
    }
    COMMANDS = (
        (),
        ("grant", "suspend", "refuse"),
        ("grant", "refuse", "update", "finish"),
        ("grant", "refuse", "update", "finish"),
        ("grant", "refuse", "update", "finish"),
        ("grant", "refuse", "update", "finish"),
        (),
        (),
    )
    DEFERS = (False, False, False, False, False, False, False, False)
    TIMERS = ("decision", "expiry", "pace")
    DETACHABLE = (False, False, False, False, False, False, False, True)

    actions: NotifierActions
    cell: Cell

    def __init__(self, actions: NotifierActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._decision: Timer | None = None
        self._expiry: Timer | None = None
        self._pace: Timer | None = None

    def start(self) -> None:
        """Enter arriving."""
        self.state = ARRIVING

    def arrived(self, event: Arrived) -> None:
        """The SUBSCRIBE that begins it; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            if self.actions.demanding(event):  # machines/subscription/notifier.yaml:56
                if trace is not None:
                    trace.row(self, "arriving.arrived", ARRIVING, ENDED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
            elif self.actions.unknown_event(event):  # machines/subscription/notifier.yaml:57
                if trace is not None:
                    trace.row(self, "arriving.arrived#1", ARRIVING, ENDED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
            elif self.actions.too_brief(event):  # machines/subscription/notifier.yaml:58
                if trace is not None:
                    trace.row(self, "arriving.arrived#2", ARRIVING, ENDED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
            else:  # machines/subscription/notifier.yaml:59
                if trace is not None:
                    trace.row(self, "arriving.arrived#3", ARRIVING, DECIDING)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "ask"
                    self.actions.ask(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = DECIDING
                self._decision = cell.arm(self, 0, cell.limits.message_decision)
        else:  # deciding, held.pending, held.quiet, held.paced, held.behind, ending, ended
            # Never: one request makes one subscription (machines/subscription/notifier.yaml:76, 96, 133, 142)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "one request makes one subscription")

    def resubscribed(self, event: Resubscribed) -> None:
        """A later SUBSCRIBE in the dialog; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:
            # Never: its dialog comes with the answer, or refuses it (inside a call)
            # (machines/subscription/notifier.yaml:76)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "its dialog comes with the answer, or refuses it (inside a call)")
        elif state == HELD_PENDING:
            if self.actions.unknown_event(event):  # machines/subscription/notifier.yaml:106
                if trace is not None:
                    trace.row(self, "held.pending.resubscribed", HELD_PENDING, HELD_PENDING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.too_brief(event):  # machines/subscription/notifier.yaml:107
                if trace is not None:
                    trace.row(self, "held.pending.resubscribed#1", HELD_PENDING, HELD_PENDING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.look(event):  # machines/subscription/notifier.yaml:108
                if trace is not None:
                    trace.row(self, "held.pending.resubscribed#2", HELD_PENDING, ENDING)
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                    mark, step = len(cell.outbox), "payload_proceed"
                    cell.raise_signal(self, self.actions.payload_proceed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDING
            else:  # machines/subscription/notifier.yaml:109
                if trace is not None:
                    trace.row(self, "held.pending.resubscribed#3", HELD_PENDING, HELD_PENDING)
                if self._expiry is not None:
                    cell.cancel(self._expiry)
                    self._expiry = None
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                    mark, step = len(cell.outbox), "payload_proceed"
                    cell.raise_signal(self, self.actions.payload_proceed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = HELD_PENDING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.05
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 1, delay)
        elif HELD_QUIET <= state <= HELD_BEHIND:
            if self.actions.unknown_event(event):  # machines/subscription/notifier.yaml:82
                if trace is not None:
                    trace.row(self, "held.resubscribed", state, state)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.too_brief(event):  # machines/subscription/notifier.yaml:83
                if trace is not None:
                    trace.row(self, "held.resubscribed#1", state, state)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            elif self.actions.look(event):  # machines/subscription/notifier.yaml:84
                if trace is not None:
                    trace.row(self, "held.resubscribed#2", state, ENDING)
                self._stop_timers()
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                    mark, step = len(cell.outbox), "payload_proceed"
                    cell.raise_signal(self, self.actions.payload_proceed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDING
            else:  # machines/subscription/notifier.yaml:85
                if trace is not None:
                    trace.row(self, "held.resubscribed#3", state, HELD_PACED)
                self._stop_timers()
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                    mark, step = len(cell.outbox), "payload_proceed"
                    cell.raise_signal(self, self.actions.payload_proceed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = HELD_PACED
                mark = len(cell.outbox)
                try:
                    delay = min(60.0, max(0.05, self.actions.delay_pace_time(event)))
                except Exception as error:
                    delay = 0.05
                    cell.action_failed(self, "delay_pace_time", error, mark)
                self._pace = cell.arm(self, 2, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.05
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 1, delay)
        elif state == ENDING:
            # Never: it ends in the same macrostep (machines/subscription/notifier.yaml:133)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it ends in the same macrostep")
        elif state == ENDED:
            # Never: the dialog answers by itself (machines/subscription/notifier.yaml:142)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the dialog answers by itself")
        else:  # arriving
            # Never: there is no dialog yet (machines/subscription/notifier.yaml:61)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "there is no dialog yet")

    def misled(self, event: Misled) -> None:
        """A NOTIFY, the wrong way; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if ARRIVING <= state <= ENDING:  # machines/subscription/notifier.yaml:49
            if trace is not None:
                trace.row(self, "misled", state, state)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
        else:  # ended
            # Never: the dialog answers by itself (machines/subscription/notifier.yaml:142)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the dialog answers by itself")

    def grant(self, event: Grant) -> None:
        """What there is to know now; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:
            if self.actions.look(event):  # machines/subscription/notifier.yaml:68
                if trace is not None:
                    trace.row(self, "deciding.grant", DECIDING, ENDING)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_content"
                try:
                    self.actions.note_content(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_subscribed"
                    cell.raise_signal(self, self.actions.payload_subscribed(event))
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                    mark, step = len(cell.outbox), "payload_proceed"
                    cell.raise_signal(self, self.actions.payload_proceed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDING
            else:  # machines/subscription/notifier.yaml:69
                if trace is not None:
                    trace.row(self, "deciding.grant#1", DECIDING, HELD_PACED)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_content"
                try:
                    self.actions.note_content(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_subscribed"
                    cell.raise_signal(self, self.actions.payload_subscribed(event))
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                    mark, step = len(cell.outbox), "payload_proceed"
                    cell.raise_signal(self, self.actions.payload_proceed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = HELD_PACED
                mark = len(cell.outbox)
                try:
                    delay = min(60.0, max(0.05, self.actions.delay_pace_time(event)))
                except Exception as error:
                    delay = 0.05
                    cell.action_failed(self, "delay_pace_time", error, mark)
                self._pace = cell.arm(self, 2, delay)
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.05
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 1, delay)
        elif state == HELD_PENDING:  # machines/subscription/notifier.yaml:103
            if trace is not None:
                trace.row(self, "held.pending.grant", HELD_PENDING, HELD_PACED)
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark, step = len(cell.outbox), "note_content"
            try:
                self.actions.note_content(event)
                mark, step = len(cell.outbox), "send_notify"
                cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = HELD_PACED
            mark = len(cell.outbox)
            try:
                delay = min(60.0, max(0.05, self.actions.delay_pace_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_pace_time", error, mark)
            self._pace = cell.arm(self, 2, delay)
            mark = len(cell.outbox)
            try:
                delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_life_time", error, mark)
            self._expiry = cell.arm(self, 1, delay)
        elif state == HELD_QUIET:  # machines/subscription/notifier.yaml:114
            if trace is not None:
                trace.row(self, "held.quiet.grant", HELD_QUIET, HELD_PACED)
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark, step = len(cell.outbox), "note_content"
            try:
                self.actions.note_content(event)
                mark, step = len(cell.outbox), "send_notify"
                cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = HELD_PACED
            mark = len(cell.outbox)
            try:
                delay = min(60.0, max(0.05, self.actions.delay_pace_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_pace_time", error, mark)
            self._pace = cell.arm(self, 2, delay)
            mark = len(cell.outbox)
            try:
                delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_life_time", error, mark)
            self._expiry = cell.arm(self, 1, delay)
        elif state == HELD_PACED:  # machines/subscription/notifier.yaml:119
            if trace is not None:
                trace.row(self, "held.paced.grant", HELD_PACED, HELD_BEHIND)
            if self._pace is not None:
                cell.cancel(self._pace)
                self._pace = None
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark, step = len(cell.outbox), "note_content"
            try:
                self.actions.note_content(event)
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = HELD_BEHIND
            mark = len(cell.outbox)
            try:
                delay = min(60.0, max(0.05, self.actions.delay_pace_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_pace_time", error, mark)
            self._pace = cell.arm(self, 2, delay)
            mark = len(cell.outbox)
            try:
                delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_life_time", error, mark)
            self._expiry = cell.arm(self, 1, delay)
        elif state == HELD_BEHIND:  # machines/subscription/notifier.yaml:125
            if trace is not None:
                trace.row(self, "held.behind.grant", HELD_BEHIND, HELD_BEHIND)
            mark, step = len(cell.outbox), "note_content"
            try:
                self.actions.note_content(event)
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == ENDING:
            # Rejected: the subscription is ending (machines/subscription/notifier.yaml:131)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is ending")
        elif state == ENDED:
            # Rejected: the subscription is over (machines/subscription/notifier.yaml:138)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is over")
        else:  # arriving
            # Rejected: nothing was asked yet (machines/subscription/notifier.yaml:60)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing was asked yet")

    def suspend(self, event: Suspend) -> None:
        """Taken, but not decided; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Rejected: nothing was asked yet (machines/subscription/notifier.yaml:60)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing was asked yet")
        elif state == DECIDING:
            if self.actions.look(event):  # machines/subscription/notifier.yaml:71
                if trace is not None:
                    trace.row(self, "deciding.suspend", DECIDING, ENDING)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "reply_done"
                try:
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_subscribed"
                    cell.raise_signal(self, self.actions.payload_subscribed(event))
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                    mark, step = len(cell.outbox), "payload_proceed"
                    cell.raise_signal(self, self.actions.payload_proceed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDING
            else:  # machines/subscription/notifier.yaml:72
                if trace is not None:
                    trace.row(self, "deciding.suspend#1", DECIDING, HELD_PENDING)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "reply_done"
                try:
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_subscribed"
                    cell.raise_signal(self, self.actions.payload_subscribed(event))
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                    mark, step = len(cell.outbox), "payload_proceed"
                    cell.raise_signal(self, self.actions.payload_proceed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = HELD_PENDING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
                except Exception as error:
                    delay = 0.05
                    cell.action_failed(self, "delay_life_time", error, mark)
                self._expiry = cell.arm(self, 1, delay)
        elif state == ENDING:
            # Rejected: the subscription is ending (machines/subscription/notifier.yaml:131)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is ending")
        elif state == ENDED:
            # Rejected: the subscription is over (machines/subscription/notifier.yaml:138)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is over")
        else:  # held.pending, held.quiet, held.paced, held.behind
            # Rejected: it is decided (machines/subscription/notifier.yaml:95)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "it is decided")

    def refuse(self, event: Refuse) -> None:
        """Before it is granted: with this status; later it ends with the reason rejected; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:  # machines/subscription/notifier.yaml:73
            if trace is not None:
                trace.row(self, "deciding.refuse", DECIDING, ENDED)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark, step = len(cell.outbox), "reply_done"
            try:
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        elif HELD_PENDING <= state <= HELD_BEHIND:  # machines/subscription/notifier.yaml:94
            if trace is not None:
                trace.row(self, "held.refuse", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "note_rejected"
            try:
                self.actions.note_rejected(event)
                mark, step = len(cell.outbox), "send_last"
                cell.create_transaction(self, "non_invite_client", self.actions.send_last(event))
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        elif state == ENDING:
            # Rejected: the subscription is ending (machines/subscription/notifier.yaml:131)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is ending")
        elif state == ENDED:
            # Rejected: the subscription is over (machines/subscription/notifier.yaml:138)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is over")
        else:  # arriving
            # Rejected: nothing was asked yet (machines/subscription/notifier.yaml:60)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing was asked yet")

    def update(self, event: Update) -> None:
        """Something has happened; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:
            # Rejected: it is not granted yet (machines/subscription/notifier.yaml:75)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "it is not granted yet")
        elif state == HELD_PENDING:  # machines/subscription/notifier.yaml:104
            if trace is not None:
                trace.row(self, "held.pending.update", HELD_PENDING, HELD_PENDING)
            mark, step = len(cell.outbox), "note_content"
            try:
                self.actions.note_content(event)
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == HELD_QUIET:  # machines/subscription/notifier.yaml:114
            if trace is not None:
                trace.row(self, "held.quiet.update", HELD_QUIET, HELD_PACED)
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark, step = len(cell.outbox), "note_content"
            try:
                self.actions.note_content(event)
                mark, step = len(cell.outbox), "send_notify"
                cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = HELD_PACED
            mark = len(cell.outbox)
            try:
                delay = min(60.0, max(0.05, self.actions.delay_pace_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_pace_time", error, mark)
            self._pace = cell.arm(self, 2, delay)
            mark = len(cell.outbox)
            try:
                delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_life_time", error, mark)
            self._expiry = cell.arm(self, 1, delay)
        elif state == HELD_PACED:  # machines/subscription/notifier.yaml:119
            if trace is not None:
                trace.row(self, "held.paced.update", HELD_PACED, HELD_BEHIND)
            if self._pace is not None:
                cell.cancel(self._pace)
                self._pace = None
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark, step = len(cell.outbox), "note_content"
            try:
                self.actions.note_content(event)
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = HELD_BEHIND
            mark = len(cell.outbox)
            try:
                delay = min(60.0, max(0.05, self.actions.delay_pace_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_pace_time", error, mark)
            self._pace = cell.arm(self, 2, delay)
            mark = len(cell.outbox)
            try:
                delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_life_time", error, mark)
            self._expiry = cell.arm(self, 1, delay)
        elif state == HELD_BEHIND:  # machines/subscription/notifier.yaml:125
            if trace is not None:
                trace.row(self, "held.behind.update", HELD_BEHIND, HELD_BEHIND)
            mark, step = len(cell.outbox), "note_content"
            try:
                self.actions.note_content(event)
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == ENDING:
            # Rejected: the subscription is ending (machines/subscription/notifier.yaml:131)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is ending")
        elif state == ENDED:
            # Rejected: the subscription is over (machines/subscription/notifier.yaml:138)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is over")
        else:  # arriving
            # Rejected: nothing was asked yet (machines/subscription/notifier.yaml:60)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing was asked yet")

    def finish(self, event: Finish) -> None:
        """We end it; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:
            # Rejected: it is not granted yet (machines/subscription/notifier.yaml:75)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "it is not granted yet")
        elif HELD_PENDING <= state <= HELD_BEHIND:  # machines/subscription/notifier.yaml:93
            if trace is not None:
                trace.row(self, "held.finish", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "note_reason"
            try:
                self.actions.note_reason(event)
                mark, step = len(cell.outbox), "send_last"
                cell.create_transaction(self, "non_invite_client", self.actions.send_last(event))
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        elif state == ENDING:
            # Rejected: the subscription is ending (machines/subscription/notifier.yaml:131)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is ending")
        elif state == ENDED:
            # Rejected: the subscription is over (machines/subscription/notifier.yaml:138)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the subscription is over")
        else:  # arriving
            # Rejected: nothing was asked yet (machines/subscription/notifier.yaml:60)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing was asked yet")

    def due(self, event: Due) -> None:
        """The response has left: the NOTIFY may; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:
            # Never: nothing was told yet (machines/subscription/notifier.yaml:76)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was told yet")
        elif state == HELD_PENDING:  # machines/subscription/notifier.yaml:102
            if trace is not None:
                trace.row(self, "held.pending.due", HELD_PENDING, HELD_PENDING)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_pending(event))
            except Exception as error:
                cell.action_failed(self, "send_pending", error, mark)
        elif HELD_QUIET <= state <= HELD_BEHIND:  # machines/subscription/notifier.yaml:86
            if trace is not None:
                trace.row(self, "held.due", state, state)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
            except Exception as error:
                cell.action_failed(self, "send_notify", error, mark)
        elif state == ENDING:  # machines/subscription/notifier.yaml:130
            if trace is not None:
                trace.row(self, "ending.due", ENDING, ENDED)
            mark, step = len(cell.outbox), "send_last"
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_last(event))
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        elif state == ENDED:
            # Never: the dialog answers by itself (machines/subscription/notifier.yaml:142)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the dialog answers by itself")
        else:  # arriving
            # Never: there is no dialog yet (machines/subscription/notifier.yaml:61)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "there is no dialog yet")

    def finished(self, event: Finished) -> None:
        """A final response to a NOTIFY, or none came; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: there is no dialog yet (machines/subscription/notifier.yaml:61)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "there is no dialog yet")
        elif state == DECIDING:
            # Never: nothing was told yet (machines/subscription/notifier.yaml:76)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was told yet")
        elif HELD_PENDING <= state <= HELD_BEHIND:
            if self.actions.challenged(event):  # machines/subscription/notifier.yaml:88
                if trace is not None:
                    trace.row(self, "held.finished", state, state)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
            elif self.actions.borne(event):  # machines/subscription/notifier.yaml:89
                if trace is not None:
                    trace.row(self, "held.finished#1", state, state)
            elif self.actions.dialog_lost(event):  # machines/subscription/notifier.yaml:90
                if trace is not None:
                    trace.row(self, "held.finished#2", state, ENDED)
                self._stop_timers()
                mark = len(cell.outbox)
                try:
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, "tell_ended", error, mark)
                else:
                    cell.raise_signal(self, OVER)
                    cell.raise_signal(self, DIALOG_GONE)
                self.state = ENDED
            else:  # machines/subscription/notifier.yaml:91
                if trace is not None:
                    trace.row(self, "held.finished#3", state, ENDED)
                self._stop_timers()
                mark = len(cell.outbox)
                try:
                    self.actions.tell_ended(event)
                except Exception as error:
                    cell.action_failed(self, "tell_ended", error, mark)
                else:
                    cell.raise_signal(self, OVER)
                self.state = ENDED
        else:  # ending, ended
            # Ignored: of the NOTIFY before (machines/subscription/notifier.yaml:132)
            # Ignored: of the last NOTIFY (machines/subscription/notifier.yaml:140)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if ARRIVING <= state <= ENDING:  # machines/subscription/notifier.yaml:50
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, "tell_ended", error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        else:  # ended
            # Ignored: it is over (machines/subscription/notifier.yaml:141)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def decision_missed(self, event: DecisionMissed) -> None:
        """`decision` is due (B8.10)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:  # machines/subscription/notifier.yaml:74
            if trace is not None:
                trace.row(self, "deciding.decision_missed", DECIDING, ENDED)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark, step = len(cell.outbox), "tell_ended"
            try:
                self.actions.tell_ended(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        else:  # arriving, held.pending, held.quiet, held.paced, held.behind, ending, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def expired(self, event: Expired) -> None:
        """`expiry` is due (B8.2)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if HELD_PENDING <= state <= HELD_BEHIND:  # machines/subscription/notifier.yaml:92
            if trace is not None:
                trace.row(self, "held.expired", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "send_last"
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_last(event))
                mark, step = len(cell.outbox), "tell_ended"
                self.actions.tell_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OVER)
            self.state = ENDED
        else:  # arriving, deciding, ending, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def pace_over(self, event: PaceOver) -> None:
        """`pace` is due (B8.12)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == HELD_PACED:  # machines/subscription/notifier.yaml:120
            if trace is not None:
                trace.row(self, "held.paced.pace_over", HELD_PACED, HELD_QUIET)
            if self._pace is not None:
                cell.cancel(self._pace)
                self._pace = None
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            self.state = HELD_QUIET
            mark = len(cell.outbox)
            try:
                delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_life_time", error, mark)
            self._expiry = cell.arm(self, 1, delay)
        elif state == HELD_BEHIND:  # machines/subscription/notifier.yaml:126
            if trace is not None:
                trace.row(self, "held.behind.pace_over", HELD_BEHIND, HELD_PACED)
            if self._pace is not None:
                cell.cancel(self._pace)
                self._pace = None
            if self._expiry is not None:
                cell.cancel(self._expiry)
                self._expiry = None
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_notify(event))
            except Exception as error:
                cell.action_failed(self, "send_notify", error, mark)
            self.state = HELD_PACED
            mark = len(cell.outbox)
            try:
                delay = min(60.0, max(0.05, self.actions.delay_pace_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_pace_time", error, mark)
            self._pace = cell.arm(self, 2, delay)
            mark = len(cell.outbox)
            try:
                delay = min(cell.limits.subscription_most, max(0.05, self.actions.delay_life_time(event)))
            except Exception as error:
                delay = 0.05
                cell.action_failed(self, "delay_life_time", error, mark)
            self._expiry = cell.arm(self, 1, delay)
        else:  # arriving, deciding, held.pending, held.quiet, ending, ended
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
        elif index == 1:  # expiry
            if timer is not self._expiry:
                return
            self._expiry = None
            self.expired(EXPIRED)
        elif index == 2:  # pace
            if timer is not self._pace:
                return
            self._pace = None
            self.pace_over(PACE_OVER)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._decision is not None:
            cell.cancel(self._decision)
            self._decision = None
        if self._expiry is not None:
            cell.cancel(self._expiry)
            self._expiry = None
        if self._pace is not None:
            cell.cancel(self._pace)
            self._pace = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("decision", self._decision), ("expiry", self._expiry), ("pace", self._pace))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
