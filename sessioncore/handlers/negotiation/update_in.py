"""The peer's UPDATE, with or without an offer, before and after the answer to the INVITE; answered at once, in a
coupled call by the other side. There the offer of a PRACK is one, too.

Generated from machines/negotiation/update_in.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3311 5.2, RFC4028 9, RFC3262 5
"""
# sessioncore: chart sha256=2ab9f2c2e5060d9c85fa050030063d5e8a0d8e9f6201d95c27593dc9a650436e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import START, ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Start, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # no UPDATE is open
ANSWERING: Final = 1  # its offer is being answered, in the same macrostep
DECIDING: Final = 2  # the other side of a coupling has its offer


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


class OfferTaken(Event):
    """Its offer is for the other side of a coupling to answer; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "offer_taken"


OFFER_TAKEN: Final = OfferTaken()


class AcceptUpdate(Event):
    """From the application."""

    __slots__ = ("command",)
    NAME = "accept_update"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class DeclineUpdate(Event):
    """From the application."""

    __slots__ = ("command", "status")
    NAME = "decline_update"
    FIELDS = ("command", "status")

    def __init__(self, command: int, status: int) -> None:
        self.command = command
        self.status = status


class Down(Event):
    """The session ends; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class Undecided(Event):
    """The other side does not answer; `decision` is due (B11.7)."""

    __slots__ = ()
    NAME = "undecided"


UNDECIDED: Final = Undecided()


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


class AnswerWanted(Signal):
    """What the other side has answered is to leave."""

    __slots__ = ()
    NAME = "answer_wanted"


ANSWER_WANTED: Final = AnswerWanted()


class Rollback(Signal):
    """Tells the charts beside this one: rollback."""

    __slots__ = ()
    NAME = "rollback"


ROLLBACK: Final = Rollback()


class Freed(Signal):
    """Tells the charts beside this one: freed."""

    __slots__ = ()
    NAME = "freed"


FREED: Final = Freed()


class UpdateInActions(Protocol):
    """What negotiation/update_in asks of its hand-written actions."""

    def too_brief(self, event: Update) -> bool:
        """Its session interval is shorter than we accept."""

    def acknowledges(self, event: Answered) -> bool:
        """It is a PRACK, which refreshes neither target nor session."""

    def offers(self, event: Update) -> bool:
        """It carries a session description."""

    def asks_application(self, event: Update) -> bool:
        """The application wants to decide about changes itself, or the other side of a coupling would have to and
        speaks with another fork.
        """

    def note_request(self, event: Update) -> None:
        """Keeps the UPDATE."""

    def ask(self, event: OfferTaken) -> None:
        """The coupling."""

    def reply_done(self, event: AcceptUpdate | DeclineUpdate) -> None: ...

    def persist(self, event: Answered) -> None:
        """What is agreed now can be recovered."""

    def draw_retry_after(self, event: Update) -> None:
        """How long the peer shall wait."""

    def forget(self, event: Start | Answered | Refused | DeclineUpdate | Down | ActionFailed | Undecided) -> None:
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

    def payload_respond_unasked(self, event: Update | Undecided) -> RespondUnasked:
        """The payload of respond_unasked; reads only."""

    def payload_respond_failure(self, event: Refused | DeclineUpdate | Down | ActionFailed) -> RespondFailure:
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
    """The peer's UPDATE, with or without an offer, before and after the answer to the INVITE; answered at once, in a
    coupled call by the other side. There the offer of a PRACK is one, too.
    """

    __slots__ = ("_decision",)
    CHART = "negotiation/update_in"
    KIND = "update_in"
    DIGEST = "2ab9f2c2e5060d9c85fa050030063d5e8a0d8e9f6201d95c27593dc9a650436e"
    STATES = ("idle", "answering", "deciding")
    FINAL = (True, False, False)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "update": Update,
        "answered": Answered,
        "refused": Refused,
        "offer_taken": OfferTaken,
        "accept_update": AcceptUpdate,
        "decline_update": DeclineUpdate,
        "down": Down,
        "action_failed": ActionFailed,
        "undecided": Undecided,
    }
    COMMANDS = ((), (), ("accept_update", "decline_update"))
    DEFERS = (False, False, False)
    TIMERS = ("decision",)
    DETACHABLE = (False, False, False)

    actions: UpdateInActions
    asks: UpdateInAsks
    cell: Cell

    def __init__(self, actions: UpdateInActions, asks: UpdateInAsks, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._decision: Timer | None = None

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
            if self.asks.over(self):  # machines/negotiation/update_in.yaml:56
                if trace is not None:
                    trace.row(self, "idle.update", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_gone(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_gone", error, mark)
            elif self.actions.too_brief(event):  # machines/negotiation/update_in.yaml:57
                if trace is not None:
                    trace.row(self, "idle.update#1", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_too_brief(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_too_brief", error, mark)
            elif not self.actions.offers(event) and self.asks.confirmed(self):  # machines/negotiation/update_in.yaml:58
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
            elif not self.actions.offers(event):  # machines/negotiation/update_in.yaml:59
                if trace is not None:
                    trace.row(self, "idle.update#3", IDLE, IDLE)
                cell.raise_signal(self, Accepted(event.request))
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_early(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_early", error, mark)
            elif self.asks.we_offer(self):  # machines/negotiation/update_in.yaml:60
                if trace is not None:
                    trace.row(self, "idle.update#4", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_crossed(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_crossed", error, mark)
            elif not self.asks.settled(self):  # machines/negotiation/update_in.yaml:61
                if trace is not None:
                    trace.row(self, "idle.update#5", IDLE, IDLE)
                mark, step = len(cell.outbox), "draw_retry_after"
                try:
                    self.actions.draw_retry_after(event)
                    mark, step = len(cell.outbox), "payload_respond_overlap"
                    cell.raise_signal(self, self.actions.payload_respond_overlap(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.asks_application(event):  # machines/negotiation/update_in.yaml:62
                if trace is not None:
                    trace.row(self, "idle.update#6", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_unasked(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_unasked", error, mark)
            else:  # machines/negotiation/update_in.yaml:63
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
        elif state == DECIDING:
            # Never: the dialog answers it (machines/negotiation/update_in.yaml:93)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the dialog answers it")
        else:  # answering
            # Never: the one before is answered in the same macrostep (machines/negotiation/update_in.yaml:81)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the one before is answered in the same macrostep")

    def answered(self, event: Answered) -> None:
        """Our answer to its offer is made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING:
            if self.actions.acknowledges(event):  # machines/negotiation/update_in.yaml:75
                if trace is not None:
                    trace.row(self, "answering.answered", ANSWERING, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_early(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_early", error, mark)
                else:
                    cell.raise_signal(self, FREED)
                self.state = IDLE
                mark = len(cell.outbox)
                try:
                    self.actions.forget(event)
                except Exception as error:
                    cell.action_failed(self, "forget", error, mark)
            elif self.asks.confirmed(self):  # machines/negotiation/update_in.yaml:76
                if trace is not None:
                    trace.row(self, "answering.answered#1", ANSWERING, IDLE)
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
                else:
                    cell.raise_signal(self, FREED)
                self.state = IDLE
                mark = len(cell.outbox)
                try:
                    self.actions.forget(event)
                except Exception as error:
                    cell.action_failed(self, "forget", error, mark)
            else:  # machines/negotiation/update_in.yaml:77
                if trace is not None:
                    trace.row(self, "answering.answered#2", ANSWERING, IDLE)
                mark, step = len(cell.outbox), "payload_accepted"
                try:
                    cell.raise_signal(self, self.actions.payload_accepted(event))
                    mark, step = len(cell.outbox), "payload_respond_early"
                    cell.raise_signal(self, self.actions.payload_respond_early(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, FREED)
                self.state = IDLE
                mark = len(cell.outbox)
                try:
                    self.actions.forget(event)
                except Exception as error:
                    cell.action_failed(self, "forget", error, mark)
        elif state == DECIDING:
            # Never: its offer was read (machines/negotiation/update_in.yaml:94)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "its offer was read")
        else:  # idle
            # Ignored: of the first offer, or of an exchange that is no UPDATE's
            # (machines/negotiation/update_in.yaml:67)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def refused(self, event: Refused) -> None:
        """Its offer cannot be answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING:  # machines/negotiation/update_in.yaml:78
            if trace is not None:
                trace.row(self, "answering.refused", ANSWERING, IDLE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_failure", error, mark)
            else:
                cell.raise_signal(self, FREED)
            self.state = IDLE
            mark = len(cell.outbox)
            try:
                self.actions.forget(event)
            except Exception as error:
                cell.action_failed(self, "forget", error, mark)
        elif state == DECIDING:
            # Never: its offer was read (machines/negotiation/update_in.yaml:94)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "its offer was read")
        else:  # idle
            # Ignored: of the first offer, or of an exchange that is no UPDATE's
            # (machines/negotiation/update_in.yaml:67)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def offer_taken(self, event: OfferTaken) -> None:
        """Its offer is for the other side of a coupling to answer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING:  # machines/negotiation/update_in.yaml:73
            if trace is not None:
                trace.row(self, "answering.offer_taken", ANSWERING, DECIDING)
            mark = len(cell.outbox)
            try:
                self.actions.ask(event)
            except Exception as error:
                cell.action_failed(self, "ask", error, mark)
            self.state = DECIDING
            self._decision = cell.arm(self, 0, cell.limits.update_decision)
        elif state == DECIDING:
            # Never: its offer was read (machines/negotiation/update_in.yaml:94)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "its offer was read")
        else:  # idle
            # Never: no UPDATE is open (machines/negotiation/update_in.yaml:69)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no UPDATE is open")

    def accept_update(self, event: AcceptUpdate) -> None:
        """From the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:  # machines/negotiation/update_in.yaml:87
            if trace is not None:
                trace.row(self, "deciding.accept_update", DECIDING, ANSWERING)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, "reply_done", error, mark)
            else:
                cell.raise_signal(self, ANSWER_WANTED)
            self.state = ANSWERING
        else:  # idle, answering
            # Rejected: there is nothing to decide (machines/negotiation/update_in.yaml:65, 80)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "there is nothing to decide")

    def decline_update(self, event: DeclineUpdate) -> None:
        """From the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:  # machines/negotiation/update_in.yaml:88
            if trace is not None:
                trace.row(self, "deciding.decline_update", DECIDING, IDLE)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark, step = len(cell.outbox), "reply_done"
            try:
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, ROLLBACK)
                cell.raise_signal(self, FREED)
            self.state = IDLE
            mark = len(cell.outbox)
            try:
                self.actions.forget(event)
            except Exception as error:
                cell.action_failed(self, "forget", error, mark)
        else:  # idle, answering
            # Rejected: there is nothing to decide (machines/negotiation/update_in.yaml:65, 80)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "there is nothing to decide")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING:
            # Never: the one before is answered in the same macrostep (machines/negotiation/update_in.yaml:81)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the one before is answered in the same macrostep")
        elif state == DECIDING:  # machines/negotiation/update_in.yaml:90
            if trace is not None:
                trace.row(self, "deciding.down", DECIDING, IDLE)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
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
            # Ignored: nothing is open (machines/negotiation/update_in.yaml:68)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/negotiation/update_in.yaml:64
            if trace is not None:
                trace.row(self, "idle.action_failed", IDLE, IDLE)
        elif state == ANSWERING:  # machines/negotiation/update_in.yaml:79
            if trace is not None:
                trace.row(self, "answering.action_failed", ANSWERING, IDLE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_failure", error, mark)
            else:
                cell.raise_signal(self, ROLLBACK)
                cell.raise_signal(self, FREED)
            self.state = IDLE
            mark = len(cell.outbox)
            try:
                self.actions.forget(event)
            except Exception as error:
                cell.action_failed(self, "forget", error, mark)
        else:  # deciding: machines/negotiation/update_in.yaml:91
            if trace is not None:
                trace.row(self, "deciding.action_failed", DECIDING, IDLE)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_failure", error, mark)
            else:
                cell.raise_signal(self, ROLLBACK)
                cell.raise_signal(self, FREED)
            self.state = IDLE
            mark = len(cell.outbox)
            try:
                self.actions.forget(event)
            except Exception as error:
                cell.action_failed(self, "forget", error, mark)

    def undecided(self, event: Undecided) -> None:
        """The other side does not answer; `decision` is due (B11.7)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DECIDING:  # machines/negotiation/update_in.yaml:89
            if trace is not None:
                trace.row(self, "deciding.undecided", DECIDING, IDLE)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_unasked(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_unasked", error, mark)
            else:
                cell.raise_signal(self, ROLLBACK)
                cell.raise_signal(self, FREED)
            self.state = IDLE
            mark = len(cell.outbox)
            try:
                self.actions.forget(event)
            except Exception as error:
                cell.action_failed(self, "forget", error, mark)
        else:  # idle, answering
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
            self.undecided(UNDECIDED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("decision", self._decision),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
