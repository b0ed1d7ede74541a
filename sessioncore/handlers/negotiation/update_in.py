"""The peer's UPDATE, with or without an offer, before and after the answer to the INVITE; answered at once.

Generated from machines/negotiation/update_in.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3311 5.2, RFC4028 9
"""
# sessioncore: chart sha256=1420198be75e0ea5542f93850bfff9b946d48d2d5b46a7d5d95db0656f6c276e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import START, ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Start
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # no UPDATE is open
ANSWERING: Final = 1  # its offer is being answered, in the same macrostep


class Update(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "update"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Answered(Event):
    """Our answer to its offer is made; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "answered"


ANSWERED: Final = Answered()


class Refused(Event):
    """Its offer cannot be answered; signal of a chart beside this one."""

    __slots__ = ("status", "warning")
    NAME = "refused"
    FIELDS = ("status", "warning")

    def __init__(self, status: int, warning: str) -> None:
        self.status = status
        self.warning = warning


class OfferIn(Signal):
    """Tells the charts beside this one: offer_in."""

    __slots__ = ("request",)
    NAME = "offer_in"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Accepted(Signal):
    """Tells the charts beside this one: accepted."""

    __slots__ = ("request",)
    NAME = "accepted"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Renewed(Signal):
    """Tells the charts beside this one: renewed."""

    __slots__ = ("response",)
    NAME = "renewed"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Respond(Signal):
    """200, which says how long the session lasts now."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondEarly(Signal):
    """200; a session that is not up has no timer."""

    __slots__ = ("response",)
    NAME = "respond_early"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondGone(Signal):
    """Tells the charts beside this one: respond_gone."""

    __slots__ = ("response",)
    NAME = "respond_gone"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondTooBrief(Signal):
    """Tells the charts beside this one: respond_too_brief."""

    __slots__ = ("response",)
    NAME = "respond_too_brief"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondCrossed(Signal):
    """Tells the charts beside this one: respond_crossed."""

    __slots__ = ("response",)
    NAME = "respond_crossed"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondOverlap(Signal):
    """Tells the charts beside this one: respond_overlap."""

    __slots__ = ("response",)
    NAME = "respond_overlap"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondUnasked(Signal):
    """Tells the charts beside this one: respond_unasked."""

    __slots__ = ("response",)
    NAME = "respond_unasked"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondFailure(Signal):
    """Tells the charts beside this one: respond_failure."""

    __slots__ = ("response",)
    NAME = "respond_failure"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Rollback(Signal):
    """Tells the charts beside this one: rollback."""

    __slots__ = ()
    NAME = "rollback"


ROLLBACK: Final = Rollback()


class UpdateInActions(Protocol):
    """What negotiation/update_in asks of its hand-written actions."""

    def too_brief(self, event: Update) -> bool:
        """Its session interval is shorter than we accept."""

    def offers(self, event: Update) -> bool:
        """It carries a session description."""

    def asks_application(self, event: Update) -> bool:
        """The application wants to decide about changes itself."""

    def note_request(self, event: Update) -> None:
        """Keeps the UPDATE."""

    def persist(self, event: Answered) -> None:
        """What is agreed now can be recovered."""

    def draw_retry_after(self, event: Update) -> None:
        """How long the peer shall wait."""

    def forget(self, event: Start | Answered | Refused | ActionFailed) -> None:
        """An UPDATE that is answered is not kept."""

    def payload_accepted(self, event: Answered) -> Accepted:
        """The payload of accepted; reads only."""

    def payload_renewed(self, event: Update | Answered) -> Renewed:
        """The payload of renewed; reads only."""

    def payload_respond(self, event: Update | Answered) -> Respond:
        """The payload of respond; reads only."""

    def payload_respond_early(self, event: Update | Answered) -> RespondEarly:
        """The payload of respond_early; reads only."""

    def payload_respond_gone(self, event: Update) -> RespondGone:
        """The payload of respond_gone; reads only."""

    def payload_respond_too_brief(self, event: Update) -> RespondTooBrief:
        """The payload of respond_too_brief; reads only."""

    def payload_respond_crossed(self, event: Update) -> RespondCrossed:
        """The payload of respond_crossed; reads only."""

    def payload_respond_overlap(self, event: Update) -> RespondOverlap:
        """The payload of respond_overlap; reads only."""

    def payload_respond_unasked(self, event: Update) -> RespondUnasked:
        """The payload of respond_unasked; reads only."""

    def payload_respond_failure(self, event: Refused | ActionFailed) -> RespondFailure:
        """The payload of respond_failure; reads only."""


class UpdateInAsks(Protocol):
    """What negotiation/update_in asks of the charts beside it; the wiring answers."""

    def over(self, machine: Machine) -> bool:
        """The session is being ended."""

    def confirmed(self, machine: Machine) -> bool:
        """The INVITE was answered by a 2xx."""

    def we_offer(self, machine: Machine) -> bool:
        """Our own offer is open."""

    def settled(self, machine: Machine) -> bool:
        """No offer is open in either direction."""


class UpdateIn(Machine):
    """The peer's UPDATE, with or without an offer, before and after the answer to the INVITE; answered at once."""

    __slots__ = ()
    CHART = "negotiation/update_in"
    KIND = "update_in"
    DIGEST = "1420198be75e0ea5542f93850bfff9b946d48d2d5b46a7d5d95db0656f6c276e"
    STATES = ("idle", "answering")
    FINAL = (True, False)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "update": Update,
        "answered": Answered,
        "refused": Refused,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((),) * 2
    DEFERS = (False, False)
    TIMERS = ()
    DETACHABLE = (False, False)

    actions: UpdateInActions
    asks: UpdateInAsks
    cell: Cell

    def __init__(self, actions: UpdateInActions, asks: UpdateInAsks, cell: Cell) -> None:
        super().__init__(actions, asks, cell)

    def start(self) -> None:
        """Enter idle."""
        cell = self.cell
        self.state = IDLE
        mark = len(cell.outbox)
        try:
            self.actions.forget(START)
        except Exception as error:
            cell.action_failed(self, "forget", error, mark)

    def update(self, event: Update) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.over(self):  # machines/negotiation/update_in.yaml:45
                if trace is not None:
                    trace.row(self, "idle.update", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_gone(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_gone", error, mark)
            elif self.actions.too_brief(event):  # machines/negotiation/update_in.yaml:46
                if trace is not None:
                    trace.row(self, "idle.update#1", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_too_brief(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_too_brief", error, mark)
            elif not self.actions.offers(event) and self.asks.confirmed(self):  # machines/negotiation/update_in.yaml:47
                if trace is not None:
                    trace.row(self, "idle.update#2", IDLE, IDLE)
                cell.raise_signal(self, Accepted(event.request))
                mark, step = len(cell.outbox), "payload_renewed"
                try:
                    cell.raise_signal(self, self.actions.payload_renewed(event))
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif not self.actions.offers(event):  # machines/negotiation/update_in.yaml:48
                if trace is not None:
                    trace.row(self, "idle.update#3", IDLE, IDLE)
                cell.raise_signal(self, Accepted(event.request))
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_early(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_early", error, mark)
            elif self.asks.we_offer(self):  # machines/negotiation/update_in.yaml:49
                if trace is not None:
                    trace.row(self, "idle.update#4", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_crossed(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_crossed", error, mark)
            elif not self.asks.settled(self):  # machines/negotiation/update_in.yaml:50
                if trace is not None:
                    trace.row(self, "idle.update#5", IDLE, IDLE)
                mark, step = len(cell.outbox), "draw_retry_after"
                try:
                    self.actions.draw_retry_after(event)
                    mark, step = len(cell.outbox), "payload_respond_overlap"
                    cell.raise_signal(self, self.actions.payload_respond_overlap(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.asks_application(event):  # machines/negotiation/update_in.yaml:51
                if trace is not None:
                    trace.row(self, "idle.update#6", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_unasked(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_unasked", error, mark)
            else:  # machines/negotiation/update_in.yaml:52
                if trace is not None:
                    trace.row(self, "idle.update#7", IDLE, ANSWERING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_request(event)
                except Exception as error:
                    cell.action_failed(self, "note_request", error, mark)
                else:
                    cell.raise_signal(self, OfferIn(event.request))
                self.state = ANSWERING
        else:  # answering
            # Never: the one before is answered in the same macrostep (machines/negotiation/update_in.yaml:63)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the one before is answered in the same macrostep")

    def answered(self, event: Answered) -> None:
        """Our answer to its offer is made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING:
            if self.asks.confirmed(self):  # machines/negotiation/update_in.yaml:59
                if trace is not None:
                    trace.row(self, "answering.answered", ANSWERING, IDLE)
                mark, step = len(cell.outbox), "persist"
                try:
                    self.actions.persist(event)
                    mark, step = len(cell.outbox), "payload_accepted"
                    cell.raise_signal(self, self.actions.payload_accepted(event))
                    mark, step = len(cell.outbox), "payload_renewed"
                    cell.raise_signal(self, self.actions.payload_renewed(event))
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = IDLE
                mark = len(cell.outbox)
                try:
                    self.actions.forget(event)
                except Exception as error:
                    cell.action_failed(self, "forget", error, mark)
            else:  # machines/negotiation/update_in.yaml:60
                if trace is not None:
                    trace.row(self, "answering.answered#1", ANSWERING, IDLE)
                mark, step = len(cell.outbox), "payload_accepted"
                try:
                    cell.raise_signal(self, self.actions.payload_accepted(event))
                    mark, step = len(cell.outbox), "payload_respond_early"
                    cell.raise_signal(self, self.actions.payload_respond_early(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = IDLE
                mark = len(cell.outbox)
                try:
                    self.actions.forget(event)
                except Exception as error:
                    cell.action_failed(self, "forget", error, mark)
        else:  # idle
            # Ignored: of the first offer, or of an exchange that is no UPDATE's
            # (machines/negotiation/update_in.yaml:54)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def refused(self, event: Refused) -> None:
        """Its offer cannot be answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING:  # machines/negotiation/update_in.yaml:61
            if trace is not None:
                trace.row(self, "answering.refused", ANSWERING, IDLE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_failure", error, mark)
            self.state = IDLE
            mark = len(cell.outbox)
            try:
                self.actions.forget(event)
            except Exception as error:
                cell.action_failed(self, "forget", error, mark)
        else:  # idle
            # Ignored: of the first offer, or of an exchange that is no UPDATE's
            # (machines/negotiation/update_in.yaml:54)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/negotiation/update_in.yaml:53
            if trace is not None:
                trace.row(self, "idle.action_failed", IDLE, IDLE)
        else:  # answering: machines/negotiation/update_in.yaml:62
            if trace is not None:
                trace.row(self, "answering.action_failed", ANSWERING, IDLE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_failure", error, mark)
            else:
                cell.raise_signal(self, ROLLBACK)
            self.state = IDLE
            mark = len(cell.outbox)
            try:
                self.actions.forget(event)
            except Exception as error:
                cell.action_failed(self, "forget", error, mark)
