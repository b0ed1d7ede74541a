"""A request outside every dialog that makes no call - answered at once, or when the application has decided.

Generated from machines/dialog/outside.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 8.2, RFC3261 9.2, RFC3261 11.2, RFC3261 12.2.2, RFC3261 20.1, RFC3428 7
"""
# sessioncore: chart sha256=d15d9ed28a124fb9ddd43519116f33380873f38cacfd35908c2b63d818958572 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

WAITING: Final = 0  # the request is being read
DECIDING: Final = 1  # the application has been asked about a message
ANSWERED: Final = 2  # its transaction does the rest


class Hasty(Event):
    """Its source sends more than it may, but not yet so much more that we are silent; * where hasty, from the peer."""

    __slots__ = ("request",)
    NAME = "hasty"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class ForeignScheme(Event):
    """Its Request-URI is of a kind that we do not know; * where not hasty and foreign, from the peer."""

    __slots__ = ("request",)
    NAME = "foreign_scheme"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Merged(Event):
    """The same request came here on two ways; * where not hasty and not foreign and merged, from the peer."""

    __slots__ = ("request",)
    NAME = "merged"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Orphan(Event):
    """For a dialog that is not here; * where not hasty and not foreign and not merged and tagged, from the peer."""

    __slots__ = ("request",)
    NAME = "orphan"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class OrphanCancel(Event):
    """For an INVITE that is not here; CANCEL where not hasty and not foreign and not merged and not tagged, from the
    peer.
    """

    __slots__ = ("request",)
    NAME = "orphan_cancel"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Stray(Event):
    """A method that only a dialog or a subscription gives a sense; BYE INFO NOTIFY PRACK UPDATE where not hasty and
    not foreign and not merged and not tagged, from the peer.
    """

    __slots__ = ("request",)
    NAME = "stray"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class DemandingRequest(Event):
    """It requires an extension that we do not have; INVITE OPTIONS MESSAGE where not hasty and not foreign and not
    merged and not tagged and taken and demanding, from the peer.
    """

    __slots__ = ("request",)
    NAME = "demanding_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Unreadable(Event):
    """Its body is of a kind, or encoded in a way, that we do not take; INVITE OPTIONS MESSAGE where not hasty and
    not foreign and not merged and not tagged and taken and not demanding and unreadable, from….
    """

    __slots__ = ("request",)
    NAME = "unreadable"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Unanswerable(Event):
    """An INVITE whose answer could not carry SDP; INVITE where not hasty and not foreign and not merged and not
    tagged and taken and not demanding and not unreadable and mute, from the peer.
    """

    __slots__ = ("request",)
    NAME = "unanswerable"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Surplus(Event):
    """An INVITE beyond the number of sessions that we take; INVITE where not hasty and not foreign and not merged
    and not tagged and taken and not demanding and not unreadable and not mute, from the peer.
    """

    __slots__ = ("request",)
    NAME = "surplus"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class SurplusWatch(Event):
    """A SUBSCRIBE beyond that number; SUBSCRIBE where not hasty and not foreign and not merged and not tagged and
    taken, from the peer.
    """

    __slots__ = ("request",)
    NAME = "surplus_watch"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Unwelcome(Event):
    """OPTIONS for somebody who would not take a call; OPTIONS where not hasty and not foreign and not merged and not
    tagged and taken and not demanding and not unreadable and refused, from the peer.
    """

    __slots__ = ("request",)
    NAME = "unwelcome"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Options(Event):
    """OPTIONS where not hasty and not foreign and not merged and not tagged and taken and not demanding and not
    unreadable and not refused, from the peer.
    """

    __slots__ = ("request",)
    NAME = "options"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Message(Event):
    """MESSAGE where not hasty and not foreign and not merged and not tagged and taken and not demanding and not
    unreadable, from the peer.
    """

    __slots__ = ("request",)
    NAME = "message"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class OtherRequest(Event):
    """A method that we do not take outside a dialog; from the peer."""

    __slots__ = ("request",)
    NAME = "other_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Conclude(Event):
    """What the application answers to the message; from the application."""

    __slots__ = ("command", "status")
    NAME = "conclude"
    FIELDS = ("command", "status")

    def __init__(self, command: int, status: int) -> None:
        self.command = command
        self.status = status


class DecisionMissed(Event):
    """`decision` is due (B10.10)."""

    __slots__ = ()
    NAME = "decision_missed"


DECISION_MISSED: Final = DecisionMissed()


class Respond(Signal):
    """Tells the charts beside this one: respond."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class OutsideActions(Protocol):
    """What dialog/outside asks of its hand-written actions."""

    def hasty(self, event: Hasty) -> bool:
        """Its source sends more than it may."""

    def foreign(self, event: ForeignScheme) -> bool:
        """The scheme of its Request-URI is none of ours."""

    def merged(self, event: Merged) -> bool:
        """Another branch of the same request is being served."""

    def tagged(self, event: Orphan) -> bool:
        """It has a To tag."""

    def taken(self, event: DemandingRequest | SurplusWatch) -> bool:
        """We take its method outside dialogs."""

    def demanding(self, event: DemandingRequest) -> bool:
        """Its Require names an extension that we do not have."""

    def unreadable(self, event: Unreadable) -> bool:
        """Its body is of a kind, or encoded in a way, that we do not take."""

    def mute(self, event: Unanswerable) -> bool:
        """Its Accept leaves out SDP."""

    def refused(self, event: Unwelcome) -> bool:
        """An INVITE for this user would be refused at once."""

    def attended(self, event: Message) -> bool:
        """The application decides about messages."""

    def tell_message(self, event: Message) -> None: ...

    def ask(self, event: Message) -> None:
        """Keeps the request for the answer."""

    def reply_done(self, event: Conclude) -> None: ...

    def payload_respond(
        self,
        event: Hasty
        | ForeignScheme
        | Merged
        | Orphan
        | OrphanCancel
        | Stray
        | DemandingRequest
        | Unreadable
        | Unanswerable
        | Surplus
        | SurplusWatch
        | Unwelcome
        | Options
        | Message
        | OtherRequest
        | Conclude
        | ActionFailed
        | DecisionMissed,
    ) -> Respond:
        """The payload of respond; reads only."""


class Outside(Machine):
    """A request outside every dialog that makes no call - answered at once, or when the application has decided."""

    __slots__ = ("_decision",)
    CHART = "dialog/outside"
    KIND = "outside"
    DIGEST = "d15d9ed28a124fb9ddd43519116f33380873f38cacfd35908c2b63d818958572"
    STATES = ("waiting", "deciding", "answered")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "hasty": Hasty,
        "foreign_scheme": ForeignScheme,
        "merged": Merged,
        "orphan": Orphan,
        "orphan_cancel": OrphanCancel,
        "stray": Stray,
        "demanding_request": DemandingRequest,
        "unreadable": Unreadable,
        "unanswerable": Unanswerable,
        "surplus": Surplus,
        "surplus_watch": SurplusWatch,
        "unwelcome": Unwelcome,
        "options": Options,
        "message": Message,
        "other_request": OtherRequest,
        "conclude": Conclude,
        "action_failed": ActionFailed,
        "decision_missed": DecisionMissed,
    }
    COMMANDS = ((), ("conclude",), ())
    DEFERS = (False, False, False)
    TIMERS = ("decision",)
    DETACHABLE = (False, False, True)

    actions: OutsideActions
    cell: Cell

    def __init__(self, actions: OutsideActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._decision: Timer | None = None

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def hasty(self, event: Hasty) -> None:
        """Its source sends more than it may, but not yet so much more that we are silent; * where hasty, from the
        peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:50
            if trace is not None:
                trace.row(self, "waiting.hasty", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def foreign_scheme(self, event: ForeignScheme) -> None:
        """Its Request-URI is of a kind that we do not know; * where not hasty and foreign, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:51
            if trace is not None:
                trace.row(self, "waiting.foreign_scheme", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def merged(self, event: Merged) -> None:
        """The same request came here on two ways; * where not hasty and not foreign and merged, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:52
            if trace is not None:
                trace.row(self, "waiting.merged", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def orphan(self, event: Orphan) -> None:
        """For a dialog that is not here; * where not hasty and not foreign and not merged and tagged, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:53
            if trace is not None:
                trace.row(self, "waiting.orphan", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def orphan_cancel(self, event: OrphanCancel) -> None:
        """For an INVITE that is not here; CANCEL where not hasty and not foreign and not merged and not tagged, from
        the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:54
            if trace is not None:
                trace.row(self, "waiting.orphan_cancel", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def stray(self, event: Stray) -> None:
        """A method that only a dialog or a subscription gives a sense; BYE INFO NOTIFY PRACK UPDATE where not hasty
        and not foreign and not merged and not tagged, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:55
            if trace is not None:
                trace.row(self, "waiting.stray", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def demanding_request(self, event: DemandingRequest) -> None:
        """It requires an extension that we do not have; INVITE OPTIONS MESSAGE where not hasty and not foreign and
        not merged and not tagged and taken and demanding, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:56
            if trace is not None:
                trace.row(self, "waiting.demanding_request", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unreadable(self, event: Unreadable) -> None:
        """Its body is of a kind, or encoded in a way, that we do not take; INVITE OPTIONS MESSAGE where not hasty
        and not foreign and not merged and not tagged and taken and not demanding and unreadable, from….
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:57
            if trace is not None:
                trace.row(self, "waiting.unreadable", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unanswerable(self, event: Unanswerable) -> None:
        """An INVITE whose answer could not carry SDP; INVITE where not hasty and not foreign and not merged and not
        tagged and taken and not demanding and not unreadable and mute, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:58
            if trace is not None:
                trace.row(self, "waiting.unanswerable", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def surplus(self, event: Surplus) -> None:
        """An INVITE beyond the number of sessions that we take; INVITE where not hasty and not foreign and not
        merged and not tagged and taken and not demanding and not unreadable and not mute, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:59
            if trace is not None:
                trace.row(self, "waiting.surplus", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def surplus_watch(self, event: SurplusWatch) -> None:
        """A SUBSCRIBE beyond that number; SUBSCRIBE where not hasty and not foreign and not merged and not tagged
        and taken, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:60
            if trace is not None:
                trace.row(self, "waiting.surplus_watch", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unwelcome(self, event: Unwelcome) -> None:
        """OPTIONS for somebody who would not take a call; OPTIONS where not hasty and not foreign and not merged and
        not tagged and taken and not demanding and not unreadable and refused, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:61
            if trace is not None:
                trace.row(self, "waiting.unwelcome", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def options(self, event: Options) -> None:
        """OPTIONS where not hasty and not foreign and not merged and not tagged and taken and not demanding and not
        unreadable and not refused, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:62
            if trace is not None:
                trace.row(self, "waiting.options", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def message(self, event: Message) -> None:
        """MESSAGE where not hasty and not foreign and not merged and not tagged and taken and not demanding and not
        unreadable, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            if self.actions.attended(event):  # machines/dialog/outside.yaml:64
                if trace is not None:
                    trace.row(self, "waiting.message", WAITING, DECIDING)
                mark, step = len(cell.outbox), "ask"
                try:
                    self.actions.ask(event)
                    mark, step = len(cell.outbox), "tell_message"
                    self.actions.tell_message(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = DECIDING
                self._decision = cell.arm(self, 0, cell.limits.message_decision)
            else:  # machines/dialog/outside.yaml:65
                if trace is not None:
                    trace.row(self, "waiting.message#1", WAITING, ANSWERED)
                mark, step = len(cell.outbox), "tell_message"
                try:
                    self.actions.tell_message(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def other_request(self, event: OtherRequest) -> None:
        """A method that we do not take outside a dialog; from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:66
            if trace is not None:
                trace.row(self, "waiting.other_request", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # deciding, answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:75, 80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def conclude(self, event: Conclude) -> None:
        """What the application answers to the message; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:  # machines/dialog/outside.yaml:73
            if trace is not None:
                trace.row(self, "deciding.conclude", DECIDING, ANSWERED)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark, step = len(cell.outbox), "reply_done"
            try:
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ANSWERED
        elif state == ANSWERED:
            # Rejected: it was answered (machines/dialog/outside.yaml:79)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "it was answered")
        else:  # waiting
            # Rejected: nothing was asked (machines/dialog/outside.yaml:67)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing was asked")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (WAITING, DECIDING):  # machines/dialog/outside.yaml:45
            if trace is not None:
                trace.row(self, "action_failed", state, ANSWERED)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: the request was answered (machines/dialog/outside.yaml:80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def decision_missed(self, event: DecisionMissed) -> None:
        """`decision` is due (B10.10)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:  # machines/dialog/outside.yaml:74
            if trace is not None:
                trace.row(self, "deciding.decision_missed", DECIDING, ANSWERED)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # waiting, answered
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def classify_request(self, request: Request) -> Event:
        """Name the event of a request (CANCEL, BYE, INFO, NOTIFY, PRACK, UPDATE, INVITE, OPTIONS, MESSAGE, SUBSCRIBE
        and others).
        """
        method = request.method
        if method == "CANCEL":
            as_hasty = Hasty(request)
            if self.actions.hasty(as_hasty):
                return as_hasty
            as_foreign_scheme = ForeignScheme(request)
            if self.actions.foreign(as_foreign_scheme):
                return as_foreign_scheme
            as_merged = Merged(request)
            if self.actions.merged(as_merged):
                return as_merged
            as_orphan = Orphan(request)
            if self.actions.tagged(as_orphan):
                return as_orphan
            return OrphanCancel(request)
        if method in ("BYE", "INFO", "NOTIFY", "PRACK", "UPDATE"):
            as_hasty = Hasty(request)
            if self.actions.hasty(as_hasty):
                return as_hasty
            as_foreign_scheme = ForeignScheme(request)
            if self.actions.foreign(as_foreign_scheme):
                return as_foreign_scheme
            as_merged = Merged(request)
            if self.actions.merged(as_merged):
                return as_merged
            as_orphan = Orphan(request)
            if self.actions.tagged(as_orphan):
                return as_orphan
            return Stray(request)
        if method == "INVITE":
            as_hasty = Hasty(request)
            if self.actions.hasty(as_hasty):
                return as_hasty
            as_foreign_scheme = ForeignScheme(request)
            if self.actions.foreign(as_foreign_scheme):
                return as_foreign_scheme
            as_merged = Merged(request)
            if self.actions.merged(as_merged):
                return as_merged
            as_orphan = Orphan(request)
            if self.actions.tagged(as_orphan):
                return as_orphan
            as_demanding_request = DemandingRequest(request)
            if self.actions.taken(as_demanding_request):
                if self.actions.demanding(as_demanding_request):
                    return as_demanding_request
                as_unreadable = Unreadable(request)
                if self.actions.unreadable(as_unreadable):
                    return as_unreadable
                as_unanswerable = Unanswerable(request)
                if self.actions.mute(as_unanswerable):
                    return as_unanswerable
                return Surplus(request)
            return OtherRequest(request)
        if method == "OPTIONS":
            as_hasty = Hasty(request)
            if self.actions.hasty(as_hasty):
                return as_hasty
            as_foreign_scheme = ForeignScheme(request)
            if self.actions.foreign(as_foreign_scheme):
                return as_foreign_scheme
            as_merged = Merged(request)
            if self.actions.merged(as_merged):
                return as_merged
            as_orphan = Orphan(request)
            if self.actions.tagged(as_orphan):
                return as_orphan
            as_demanding_request = DemandingRequest(request)
            if self.actions.taken(as_demanding_request):
                if self.actions.demanding(as_demanding_request):
                    return as_demanding_request
                as_unreadable = Unreadable(request)
                if self.actions.unreadable(as_unreadable):
                    return as_unreadable
                as_unwelcome = Unwelcome(request)
                if self.actions.refused(as_unwelcome):
                    return as_unwelcome
                return Options(request)
            return OtherRequest(request)
        if method == "MESSAGE":
            as_hasty = Hasty(request)
            if self.actions.hasty(as_hasty):
                return as_hasty
            as_foreign_scheme = ForeignScheme(request)
            if self.actions.foreign(as_foreign_scheme):
                return as_foreign_scheme
            as_merged = Merged(request)
            if self.actions.merged(as_merged):
                return as_merged
            as_orphan = Orphan(request)
            if self.actions.tagged(as_orphan):
                return as_orphan
            as_demanding_request = DemandingRequest(request)
            if self.actions.taken(as_demanding_request):
                if self.actions.demanding(as_demanding_request):
                    return as_demanding_request
                as_unreadable = Unreadable(request)
                if self.actions.unreadable(as_unreadable):
                    return as_unreadable
                return Message(request)
            return OtherRequest(request)
        if method == "SUBSCRIBE":
            as_hasty = Hasty(request)
            if self.actions.hasty(as_hasty):
                return as_hasty
            as_foreign_scheme = ForeignScheme(request)
            if self.actions.foreign(as_foreign_scheme):
                return as_foreign_scheme
            as_merged = Merged(request)
            if self.actions.merged(as_merged):
                return as_merged
            as_orphan = Orphan(request)
            if self.actions.tagged(as_orphan):
                return as_orphan
            as_surplus_watch = SurplusWatch(request)
            if self.actions.taken(as_surplus_watch):
                return as_surplus_watch
            return OtherRequest(request)
        as_hasty = Hasty(request)
        if self.actions.hasty(as_hasty):
            return as_hasty
        as_foreign_scheme = ForeignScheme(request)
        if self.actions.foreign(as_foreign_scheme):
            return as_foreign_scheme
        as_merged = Merged(request)
        if self.actions.merged(as_merged):
            return as_merged
        as_orphan = Orphan(request)
        if self.actions.tagged(as_orphan):
            return as_orphan
        return OtherRequest(request)

    def receive_request(self, request: Request) -> None:
        """Handle a request as the one event that it is."""
        self.dispatch(self.classify_request(request))

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # decision
            if timer is not self._decision:
                return
            self._decision = None
            self.decision_missed(DECISION_MISSED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("decision", self._decision),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
