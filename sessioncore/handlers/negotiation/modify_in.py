"""The peer's re-INVITE, from its arrival to the ACK of our answer.

Generated from machines/negotiation/modify_in.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 14.2, RFC6141
"""
# sessioncore: chart sha256=705dee51e1d128206c8328775c531c8eb6288c5923da059f06c1c762d47c0bc8 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # no re-INVITE is open
ANSWERING_DECIDING: Final = 1  # no final answer given yet
ANSWERING_ACKNOWLEDGING: Final = 2  # 2xx sent, its ACK not yet seen
CLOSED: Final = 3  # the session has ended


class Reinvite(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "reinvite"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class OfferTaken(Event):
    """Its offer can be answered; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "offer_taken"


OFFER_TAKEN: Final = OfferTaken()


class Refused(Event):
    """Its offer cannot be answered; signal of a chart beside this one."""

    __slots__ = ("status", "warning")
    NAME = "refused"
    FIELDS = ("status", "warning")

    def __init__(self, status: int, warning: str) -> None:
        self.status = status
        self.warning = warning


class AnswerReady(Event):
    """The SDP answer is made; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "answer_ready"


ANSWER_READY: Final = AnswerReady()


class AcceptModify(Event):
    """From the application."""

    __slots__ = ("command",)
    NAME = "accept_modify"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class DeclineModify(Event):
    """From the application."""

    __slots__ = ("command", "status")
    NAME = "decline_modify"
    FIELDS = ("command", "status")

    def __init__(self, command: int, status: int) -> None:
        self.command = command
        self.status = status


class Cancelled(Event):
    """CANCEL of the re-INVITE; signal of the part that created this one."""

    __slots__ = ("request",)
    NAME = "cancelled"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Acked(Event):
    """Signal of the part that created this one."""

    __slots__ = ("cseq",)
    NAME = "acked"
    FIELDS = ("cseq",)

    def __init__(self, cseq: int) -> None:
        self.cseq = cseq


class NoAck(Event):
    """Signal of the part that created this one."""

    __slots__ = ("cseq",)
    NAME = "no_ack"
    FIELDS = ("cseq",)

    def __init__(self, cseq: int) -> None:
        self.cseq = cseq


class Down(Event):
    """The session ends; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class Undecided(Event):
    """The application does not decide; `decision` is due."""

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


class AnswerWanted(Signal):
    """Tells the charts beside this one: answer_wanted."""

    __slots__ = ()
    NAME = "answer_wanted"


ANSWER_WANTED: Final = AnswerWanted()


class Accepted(Signal):
    """Tells the charts beside this one: accepted."""

    __slots__ = ("cseq", "request", "response")
    NAME = "accepted"
    FIELDS = ("cseq", "response", "request")

    def __init__(self, cseq: int, response: Response, request: Request) -> None:
        self.cseq = cseq
        self.response = response
        self.request = request


class RespondSuccess(Signal):
    """Tells the charts beside this one: respond_success."""

    __slots__ = ("response",)
    NAME = "respond_success"
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


class Withdrawn(Signal):
    """Tells the charts beside this one: withdrawn."""

    __slots__ = ("request",)
    NAME = "withdrawn"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class ModifyInActions(Protocol):
    """What negotiation/modify_in asks of its hand-written actions."""

    def too_brief(self, event: Reinvite) -> bool:
        """Its session interval is shorter than we accept."""

    def latest(self, event: Acked | NoAck) -> bool:
        """It concerns the 2xx of the last re-INVITE, not of one before."""

    def unanswered(self, event: ActionFailed) -> bool:
        """The 2xx could not be built."""

    def unnoted(self, event: ActionFailed) -> bool:
        """A re-INVITE could not be noted."""

    def asks_application(self, event: OfferTaken) -> bool:
        """The application wants to decide about changes itself, or a coupling does."""

    def coupled(self, event: Cancelled) -> bool:
        """The other side of a coupling decides."""

    def note_request(self, event: Reinvite) -> None:
        """Keeps the re-INVITE."""

    def ask(self, event: OfferTaken) -> None:
        """The coupling where the leg is coupled, else the application."""

    def make_answer(self, event: AnswerReady) -> None:
        """Builds the 2xx."""

    def forget(self, event: Acked | NoAck) -> None:
        """A call that is up keeps no message."""

    def reply_done(self, event: AcceptModify | DeclineModify) -> None: ...

    def payload_accepted(self, event: AnswerReady) -> Accepted:
        """The payload of accepted; reads only."""

    def payload_respond_success(self, event: AnswerReady) -> RespondSuccess:
        """The payload of respond_success; reads only."""

    def payload_respond_failure(
        self, event: Reinvite | Refused | DeclineModify | Cancelled | Down | ActionFailed | Undecided
    ) -> RespondFailure:
        """The payload of respond_failure; reads only."""

    def payload_respond_gone(self, event: Reinvite) -> RespondGone:
        """The payload of respond_gone; reads only."""

    def payload_respond_too_brief(self, event: Reinvite) -> RespondTooBrief:
        """The payload of respond_too_brief; reads only."""


class ModifyInAsks(Protocol):
    """What negotiation/modify_in asks of the charts beside it; the wiring answers."""

    def we_offer(self, machine: Machine) -> bool:
        """Our own offer is open."""


class ModifyIn(Machine):
    """The peer's re-INVITE, from its arrival to the ACK of our answer."""

    __slots__ = ("_decision",)
    CHART = "negotiation/modify_in"
    KIND = "modify_in"
    DIGEST = "705dee51e1d128206c8328775c531c8eb6288c5923da059f06c1c762d47c0bc8"
    STATES = ("idle", "answering.deciding", "answering.acknowledging", "closed")
    FINAL = (False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "reinvite": Reinvite,
        "offer_taken": OfferTaken,
        "refused": Refused,
        "answer_ready": AnswerReady,
        "accept_modify": AcceptModify,
        "decline_modify": DeclineModify,
        "cancelled": Cancelled,
        "acked": Acked,
        "no_ack": NoAck,
        "down": Down,
        "action_failed": ActionFailed,
        "undecided": Undecided,
    }
    COMMANDS = ((), ("accept_modify", "decline_modify"), (), ())
    DEFERS = (False, False, False, False)
    TIMERS = ("decision",)
    DETACHABLE = (False, False, False, False)

    actions: ModifyInActions
    asks: ModifyInAsks
    cell: Cell

    def __init__(self, actions: ModifyInActions, asks: ModifyInAsks, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._decision: Timer | None = None

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def reinvite(self, event: Reinvite) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.we_offer(self):  # machines/negotiation/modify_in.yaml:50
                if trace is not None:
                    trace.row(self, "idle.reinvite", IDLE, IDLE)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.too_brief(event):  # machines/negotiation/modify_in.yaml:50
                if trace is not None:
                    trace.row(self, "idle.reinvite#1", IDLE, IDLE)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond_too_brief"
                    cell.raise_signal(self, self.actions.payload_respond_too_brief(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/negotiation/modify_in.yaml:50
                if trace is not None:
                    trace.row(self, "idle.reinvite#2", IDLE, ANSWERING_DECIDING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_request(event)
                except Exception as error:
                    cell.action_failed(self, "note_request", error, mark)
                else:
                    cell.raise_signal(self, OfferIn(event.request))
                self.state = ANSWERING_DECIDING
                self._decision = cell.arm(self, 0, cell.limits.decision)
        elif state == ANSWERING_ACKNOWLEDGING:
            if self.asks.we_offer(self):  # machines/negotiation/modify_in.yaml:84
                if trace is not None:
                    trace.row(
                        self, "answering.acknowledging.reinvite", ANSWERING_ACKNOWLEDGING, ANSWERING_ACKNOWLEDGING
                    )
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.too_brief(event):  # machines/negotiation/modify_in.yaml:84
                if trace is not None:
                    trace.row(
                        self, "answering.acknowledging.reinvite#1", ANSWERING_ACKNOWLEDGING, ANSWERING_ACKNOWLEDGING
                    )
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond_too_brief"
                    cell.raise_signal(self, self.actions.payload_respond_too_brief(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/negotiation/modify_in.yaml:84
                if trace is not None:
                    trace.row(self, "answering.acknowledging.reinvite#2", ANSWERING_ACKNOWLEDGING, ANSWERING_DECIDING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_request(event)
                except Exception as error:
                    cell.action_failed(self, "note_request", error, mark)
                else:
                    cell.raise_signal(self, OfferIn(event.request))
                self.state = ANSWERING_DECIDING
                self._decision = cell.arm(self, 0, cell.limits.decision)
        elif state == CLOSED:  # machines/negotiation/modify_in.yaml:97
            if trace is not None:
                trace.row(self, "closed.reinvite", CLOSED, CLOSED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)
        else:  # answering.deciding
            # Never: the dialog answers it (machines/negotiation/modify_in.yaml:79)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the dialog answers it")

    def offer_taken(self, event: OfferTaken) -> None:
        """Its offer can be answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING_DECIDING:
            if self.actions.asks_application(event):  # machines/negotiation/modify_in.yaml:70
                if trace is not None:
                    trace.row(self, "answering.deciding.offer_taken", ANSWERING_DECIDING, ANSWERING_DECIDING)
                mark = len(cell.outbox)
                try:
                    self.actions.ask(event)
                except Exception as error:
                    cell.action_failed(self, "ask", error, mark)
            else:  # machines/negotiation/modify_in.yaml:70
                if trace is not None:
                    trace.row(self, "answering.deciding.offer_taken#1", ANSWERING_DECIDING, ANSWERING_DECIDING)
                cell.raise_signal(self, ANSWER_WANTED)
        else:  # idle, answering.acknowledging, closed
            # Ignored: of the first offer, or of ours (machines/negotiation/modify_in.yaml:55)
            # Ignored: of our own offer (machines/negotiation/modify_in.yaml:89)
            # Ignored: the session has ended (machines/negotiation/modify_in.yaml:100)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def refused(self, event: Refused) -> None:
        """Its offer cannot be answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING_DECIDING:  # machines/negotiation/modify_in.yaml:62
            if trace is not None:
                trace.row(self, "answering.refused", ANSWERING_DECIDING, IDLE)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_failure", error, mark)
            else:
                cell.raise_signal(self, FREED)
            self.state = IDLE
        else:  # idle, answering.acknowledging, closed
            # Ignored: of the first offer, or of ours (machines/negotiation/modify_in.yaml:55)
            # Ignored: of our own offer (machines/negotiation/modify_in.yaml:90)
            # Ignored: the session has ended (machines/negotiation/modify_in.yaml:100)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def answer_ready(self, event: AnswerReady) -> None:
        """The SDP answer is made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING_DECIDING:  # machines/negotiation/modify_in.yaml:74
            if trace is not None:
                trace.row(self, "answering.deciding.answer_ready", ANSWERING_DECIDING, ANSWERING_ACKNOWLEDGING)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark, step = len(cell.outbox), "make_answer"
            try:
                self.actions.make_answer(event)
                mark, step = len(cell.outbox), "payload_accepted"
                cell.raise_signal(self, self.actions.payload_accepted(event))
                mark, step = len(cell.outbox), "payload_respond_success"
                cell.raise_signal(self, self.actions.payload_respond_success(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ANSWERING_ACKNOWLEDGING
        else:  # idle, answering.acknowledging, closed
            # Ignored: of the first offer, or of ours (machines/negotiation/modify_in.yaml:55)
            # Ignored: of our own offer (machines/negotiation/modify_in.yaml:89)
            # Ignored: the session has ended (machines/negotiation/modify_in.yaml:100)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def accept_modify(self, event: AcceptModify) -> None:
        """From the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING_DECIDING:  # machines/negotiation/modify_in.yaml:71
            if trace is not None:
                trace.row(self, "answering.deciding.accept_modify", ANSWERING_DECIDING, ANSWERING_DECIDING)
            mark = len(cell.outbox)
            try:
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, "reply_done", error, mark)
            else:
                cell.raise_signal(self, ANSWER_WANTED)
        elif state == CLOSED:
            # Rejected: the call is over (machines/negotiation/modify_in.yaml:98)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # idle, answering.acknowledging
            # Rejected: there is nothing to decide (machines/negotiation/modify_in.yaml:53, 87)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "there is nothing to decide")

    def decline_modify(self, event: DeclineModify) -> None:
        """From the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING_DECIDING:  # machines/negotiation/modify_in.yaml:72
            if trace is not None:
                trace.row(self, "answering.deciding.decline_modify", ANSWERING_DECIDING, IDLE)
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
        elif state == CLOSED:
            # Rejected: the call is over (machines/negotiation/modify_in.yaml:98)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # idle, answering.acknowledging
            # Rejected: there is nothing to decide (machines/negotiation/modify_in.yaml:53, 87)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "there is nothing to decide")

    def cancelled(self, event: Cancelled) -> None:
        """CANCEL of the re-INVITE; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING_DECIDING:
            if self.actions.coupled(event):  # machines/negotiation/modify_in.yaml:76
                if trace is not None:
                    trace.row(self, "answering.deciding.cancelled", ANSWERING_DECIDING, ANSWERING_DECIDING)
                cell.raise_signal(self, Withdrawn(event.request))
            else:  # machines/negotiation/modify_in.yaml:77
                if trace is not None:
                    trace.row(self, "answering.deciding.cancelled#1", ANSWERING_DECIDING, IDLE)
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
        else:  # idle, answering.acknowledging, closed
            # Ignored: of a re-INVITE that is done with (machines/negotiation/modify_in.yaml:56)
            # Ignored: our 2xx crossed the CANCEL (machines/negotiation/modify_in.yaml:91)
            # Ignored: the session has ended (machines/negotiation/modify_in.yaml:100)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def acked(self, event: Acked) -> None:
        """Signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING_ACKNOWLEDGING:
            if self.actions.latest(event):  # machines/negotiation/modify_in.yaml:83
                if trace is not None:
                    trace.row(self, "answering.acknowledging.acked", ANSWERING_ACKNOWLEDGING, IDLE)
                mark = len(cell.outbox)
                try:
                    self.actions.forget(event)
                except Exception as error:
                    cell.action_failed(self, "forget", error, mark)
                else:
                    cell.raise_signal(self, FREED)
                self.state = IDLE
            else:  # machines/negotiation/modify_in.yaml:83
                if trace is not None:
                    trace.row(self, "answering.acknowledging.acked#1", ANSWERING_ACKNOWLEDGING, ANSWERING_ACKNOWLEDGING)
        else:  # idle, answering.deciding, closed
            # Ignored: of a re-INVITE that is done with (machines/negotiation/modify_in.yaml:56)
            # Ignored: of an earlier re-INVITE (machines/negotiation/modify_in.yaml:78)
            # Ignored: the session has ended (machines/negotiation/modify_in.yaml:100)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def no_ack(self, event: NoAck) -> None:
        """Signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING_ACKNOWLEDGING:
            if self.actions.latest(event):  # machines/negotiation/modify_in.yaml:83
                if trace is not None:
                    trace.row(self, "answering.acknowledging.no_ack", ANSWERING_ACKNOWLEDGING, IDLE)
                mark = len(cell.outbox)
                try:
                    self.actions.forget(event)
                except Exception as error:
                    cell.action_failed(self, "forget", error, mark)
                else:
                    cell.raise_signal(self, FREED)
                self.state = IDLE
            else:  # machines/negotiation/modify_in.yaml:83
                if trace is not None:
                    trace.row(
                        self, "answering.acknowledging.no_ack#1", ANSWERING_ACKNOWLEDGING, ANSWERING_ACKNOWLEDGING
                    )
        else:  # idle, answering.deciding, closed
            # Ignored: of a re-INVITE that is done with (machines/negotiation/modify_in.yaml:56)
            # Ignored: of an earlier re-INVITE (machines/negotiation/modify_in.yaml:78)
            # Ignored: the session has ended (machines/negotiation/modify_in.yaml:100)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/negotiation/modify_in.yaml:51
            if trace is not None:
                trace.row(self, "idle.down", IDLE, CLOSED)
            self.state = CLOSED
        elif state == ANSWERING_DECIDING:  # machines/negotiation/modify_in.yaml:63
            if trace is not None:
                trace.row(self, "answering.down", ANSWERING_DECIDING, CLOSED)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_failure", error, mark)
            self.state = CLOSED
        elif state == ANSWERING_ACKNOWLEDGING:  # machines/negotiation/modify_in.yaml:85
            if trace is not None:
                trace.row(self, "answering.acknowledging.down", ANSWERING_ACKNOWLEDGING, CLOSED)
            self.state = CLOSED
        else:  # closed
            # Ignored: the session has ended (machines/negotiation/modify_in.yaml:100)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.actions.unnoted(event):  # machines/negotiation/modify_in.yaml:52
                if trace is not None:
                    trace.row(self, "idle.action_failed", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_failure", error, mark)
            else:  # machines/negotiation/modify_in.yaml:52
                if trace is not None:
                    trace.row(self, "idle.action_failed#1", IDLE, IDLE)
        elif state == ANSWERING_DECIDING:  # machines/negotiation/modify_in.yaml:64
            if trace is not None:
                trace.row(self, "answering.action_failed", ANSWERING_DECIDING, IDLE)
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
        elif state == ANSWERING_ACKNOWLEDGING:
            if self.actions.unnoted(event):  # machines/negotiation/modify_in.yaml:86
                if trace is not None:
                    trace.row(self, "answering.acknowledging.action_failed", ANSWERING_ACKNOWLEDGING, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_failure", error, mark)
                else:
                    cell.raise_signal(self, FREED)
                self.state = IDLE
            elif self.actions.unanswered(event):  # machines/negotiation/modify_in.yaml:86
                if trace is not None:
                    trace.row(self, "answering.acknowledging.action_failed#1", ANSWERING_ACKNOWLEDGING, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_failure", error, mark)
                else:
                    cell.raise_signal(self, FREED)
                self.state = IDLE
            else:  # machines/negotiation/modify_in.yaml:86
                if trace is not None:
                    trace.row(self, "answering.acknowledging.action_failed#2", ANSWERING_ACKNOWLEDGING, IDLE)
                cell.raise_signal(self, FREED)
                self.state = IDLE
        else:  # closed
            # Ignored: the session has ended (machines/negotiation/modify_in.yaml:101)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def undecided(self, event: Undecided) -> None:
        """The application does not decide; `decision` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING_DECIDING:  # machines/negotiation/modify_in.yaml:73
            if trace is not None:
                trace.row(self, "answering.deciding.undecided", ANSWERING_DECIDING, IDLE)
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
        else:  # idle, answering.acknowledging, closed
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
