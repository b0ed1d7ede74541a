"""One offer/answer exchange after the other in a dialog; never two at once.

Generated from machines/negotiation/offer_answer.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3264 4, RFC6337 2, RFC3261 13.2.1
"""
# sessioncore: chart sha256=3a4efaf157019c44bf6b3d1a1d600a26d8f33956d48697d991ab54f80937080c abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sdp import AgreedStream
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

INITIAL: Final = 0  # nothing was offered yet
OFFER_SENT: Final = 1  # our offer waits for its answer
OFFER_RECEIVED: Final = 2  # the peer's offer waits for our answer
COMPLETE: Final = 3  # both sides agree, or went back to what they agreed before
CLOSED: Final = 4  # the session has ended


class OfferOut(Event):
    """We call: the leg's offer has left in the INVITE; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "offer_out"


OFFER_OUT: Final = OfferOut()


class OfferWanted(Event):
    """Modify_out wants a new offer; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "offer_wanted"


OFFER_WANTED: Final = OfferWanted()


class OfferIn(Event):
    """The peer's offer; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "offer_in"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class AnswerIn(Event):
    """The peer's answer; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "answer_in"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class AnswerWanted(Event):
    """Our answer is to be made; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "answer_wanted"


ANSWER_WANTED: Final = AnswerWanted()


class Rollback(Event):
    """The exchange failed: what was agreed stays; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "rollback"


ROLLBACK: Final = Rollback()


class Down(Event):
    """The session ends; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class OfferReady(Signal):
    """Tells the charts beside this one: offer_ready."""

    __slots__ = ()
    NAME = "offer_ready"


OFFER_READY: Final = OfferReady()


class OfferTaken(Signal):
    """Tells the charts beside this one: offer_taken."""

    __slots__ = ()
    NAME = "offer_taken"


OFFER_TAKEN: Final = OfferTaken()


class AnswerReady(Signal):
    """Tells the charts beside this one: answer_ready."""

    __slots__ = ()
    NAME = "answer_ready"


ANSWER_READY: Final = AnswerReady()


class Settled(Signal):
    """Tells the charts beside this one: settled."""

    __slots__ = ()
    NAME = "settled"


SETTLED: Final = Settled()


class Refused(Signal):
    """Tells the charts beside this one: refused."""

    __slots__ = ("status",)
    NAME = "refused"
    FIELDS = ("status",)

    def __init__(self, status: int) -> None:
        self.status = status


class AnswerRefused(Signal):
    """Tells the charts beside this one: answer_refused."""

    __slots__ = ()
    NAME = "answer_refused"


ANSWER_REFUSED: Final = AnswerRefused()


class FirstAnswerRefused(Signal):
    """Tells the charts beside this one: first_answer_refused."""

    __slots__ = ()
    NAME = "first_answer_refused"


FIRST_ANSWER_REFUSED: Final = FirstAnswerRefused()


class Configure(Signal):
    """Tells the charts beside this one: configure."""

    __slots__ = ("streams",)
    NAME = "configure"
    FIELDS = ("streams",)

    def __init__(self, streams: tuple[AgreedStream, ...]) -> None:
        self.streams = streams


class OfferAnswerActions(Protocol):
    """What negotiation/offer_answer asks of its hand-written actions."""

    def acceptable(self, event: OfferIn) -> bool:
        """The body is an offer that we can answer."""

    def first(self, event: AnswerIn) -> bool:
        """Nothing was agreed before."""

    def fitting(self, event: AnswerIn) -> bool:
        """The body is an answer that fits our offer."""

    def note_leg_offer(self, event: OfferOut) -> None:
        """The leg's offer is the open one."""

    def make_offer(self, event: OfferWanted) -> None:
        """A new offer, by our wish."""

    def note_offer(self, event: OfferIn) -> None:
        """The peer's offer is the open one."""

    def make_answer(self, event: AnswerWanted) -> None:
        """Our answer settles the peer's offer."""

    def settle(self, event: AnswerIn) -> None:
        """The peer's answer settles our offer."""

    def drop_offer(self, event: AnswerIn | Rollback | Down | ActionFailed) -> None:
        """What was open is forgotten."""

    def payload_refused(self, event: OfferIn | ActionFailed) -> Refused:
        """The payload of refused; reads only."""

    def payload_configure(self, event: AnswerIn | AnswerWanted) -> Configure:
        """The payload of configure; reads only."""


class OfferAnswer(Machine):
    """One offer/answer exchange after the other in a dialog; never two at once."""

    __slots__ = ()
    CHART = "negotiation/offer_answer"
    KIND = "offer_answer"
    DIGEST = "3a4efaf157019c44bf6b3d1a1d600a26d8f33956d48697d991ab54f80937080c"
    STATES = ("initial", "offer_sent", "offer_received", "complete", "closed")
    FINAL = (False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "offer_out": OfferOut,
        "offer_wanted": OfferWanted,
        "offer_in": OfferIn,
        "answer_in": AnswerIn,
        "answer_wanted": AnswerWanted,
        "rollback": Rollback,
        "down": Down,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((),) * 5
    DEFERS = (False, False, False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, False, False, True)

    actions: OfferAnswerActions
    cell: Cell

    def __init__(self, actions: OfferAnswerActions, asks: object, cell: Cell) -> None:
        super().__init__(actions, asks, cell)

    def start(self) -> None:
        """Enter initial."""
        self.state = INITIAL

    def offer_out(self, event: OfferOut) -> None:
        """We call: the leg's offer has left in the INVITE; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:  # machines/negotiation/offer_answer.yaml:40
            if trace is not None:
                trace.row(self, "initial.offer_out", INITIAL, OFFER_SENT)
            mark = len(cell.outbox)
            try:
                self.actions.note_leg_offer(event)
            except Exception as error:
                cell.action_failed(self, "note_leg_offer", error, mark)
            self.state = OFFER_SENT
        elif state == OFFER_RECEIVED:
            # Never: modify_in and modify_out ask first and give way (machines/negotiation/offer_answer.yaml:63)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in and modify_out ask first and give way")
        else:  # offer_sent, complete, closed
            # Ignored: it is the leg's one offer (machines/negotiation/offer_answer.yaml:53)
            # Ignored: the fork has answered already (machines/negotiation/offer_answer.yaml:73)
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def offer_wanted(self, event: OfferWanted) -> None:
        """Modify_out wants a new offer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:44)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == COMPLETE:  # machines/negotiation/offer_answer.yaml:68
            if trace is not None:
                trace.row(self, "complete.offer_wanted", COMPLETE, OFFER_SENT)
            mark = len(cell.outbox)
            try:
                self.actions.make_offer(event)
            except Exception as error:
                cell.action_failed(self, "make_offer", error, mark)
            else:
                cell.raise_signal(self, OFFER_READY)
            self.state = OFFER_SENT
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:80)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # offer_sent, offer_received
            # Never: modify_in and modify_out ask first and give way (machines/negotiation/offer_answer.yaml:54, 63)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in and modify_out ask first and give way")

    def offer_in(self, event: OfferIn) -> None:
        """The peer's offer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            if self.actions.acceptable(event):  # machines/negotiation/offer_answer.yaml:41
                if trace is not None:
                    trace.row(self, "initial.offer_in", INITIAL, OFFER_RECEIVED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_offer(event)
                except Exception as error:
                    cell.action_failed(self, "note_offer", error, mark)
                else:
                    cell.raise_signal(self, OFFER_TAKEN)
                self.state = OFFER_RECEIVED
            else:  # machines/negotiation/offer_answer.yaml:41
                if trace is not None:
                    trace.row(self, "initial.offer_in#1", INITIAL, INITIAL)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, "payload_refused", error, mark)
        elif state == COMPLETE:
            if self.actions.acceptable(event):  # machines/negotiation/offer_answer.yaml:69
                if trace is not None:
                    trace.row(self, "complete.offer_in", COMPLETE, OFFER_RECEIVED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_offer(event)
                except Exception as error:
                    cell.action_failed(self, "note_offer", error, mark)
                else:
                    cell.raise_signal(self, OFFER_TAKEN)
                self.state = OFFER_RECEIVED
            else:  # machines/negotiation/offer_answer.yaml:69
                if trace is not None:
                    trace.row(self, "complete.offer_in#1", COMPLETE, COMPLETE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, "payload_refused", error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:80)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # offer_sent, offer_received
            # Never: modify_in and modify_out ask first and give way (machines/negotiation/offer_answer.yaml:54, 63)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in and modify_out ask first and give way")

    def answer_in(self, event: AnswerIn) -> None:
        """The peer's answer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFER_SENT:
            if self.actions.fitting(event):  # machines/negotiation/offer_answer.yaml:49
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in", OFFER_SENT, COMPLETE)
                mark, step = len(cell.outbox), "settle"
                try:
                    self.actions.settle(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, SETTLED)
                self.state = COMPLETE
            elif self.actions.first(event):  # machines/negotiation/offer_answer.yaml:49
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in#1", OFFER_SENT, COMPLETE)
                mark = len(cell.outbox)
                try:
                    self.actions.drop_offer(event)
                except Exception as error:
                    cell.action_failed(self, "drop_offer", error, mark)
                else:
                    cell.raise_signal(self, FIRST_ANSWER_REFUSED)
                self.state = COMPLETE
            else:  # machines/negotiation/offer_answer.yaml:49
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in#2", OFFER_SENT, COMPLETE)
                mark = len(cell.outbox)
                try:
                    self.actions.drop_offer(event)
                except Exception as error:
                    cell.action_failed(self, "drop_offer", error, mark)
                else:
                    cell.raise_signal(self, ANSWER_REFUSED)
                self.state = COMPLETE
        elif state == OFFER_RECEIVED:
            # Never: modify_in and modify_out ask first and give way (machines/negotiation/offer_answer.yaml:63)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in and modify_out ask first and give way")
        elif state == COMPLETE:
            # Never: no offer is open (machines/negotiation/offer_answer.yaml:74)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no offer is open")
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:80)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # initial
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:44)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")

    def answer_wanted(self, event: AnswerWanted) -> None:
        """Our answer is to be made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFER_SENT:
            # Never: modify_in and modify_out ask first and give way (machines/negotiation/offer_answer.yaml:54)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in and modify_out ask first and give way")
        elif state == OFFER_RECEIVED:  # machines/negotiation/offer_answer.yaml:59
            if trace is not None:
                trace.row(self, "offer_received.answer_wanted", OFFER_RECEIVED, COMPLETE)
            mark, step = len(cell.outbox), "make_answer"
            try:
                self.actions.make_answer(event)
                mark, step = len(cell.outbox), "payload_configure"
                cell.raise_signal(self, self.actions.payload_configure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, ANSWER_READY)
            self.state = COMPLETE
        elif state == COMPLETE:
            # Never: no offer is open (machines/negotiation/offer_answer.yaml:74)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no offer is open")
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:80)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # initial
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:44)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")

    def rollback(self, event: Rollback) -> None:
        """The exchange failed: what was agreed stays; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFER_SENT:  # machines/negotiation/offer_answer.yaml:50
            if trace is not None:
                trace.row(self, "offer_sent.rollback", OFFER_SENT, COMPLETE)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = COMPLETE
        elif state == OFFER_RECEIVED:  # machines/negotiation/offer_answer.yaml:60
            if trace is not None:
                trace.row(self, "offer_received.rollback", OFFER_RECEIVED, COMPLETE)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = COMPLETE
        else:  # initial, complete, closed
            # Ignored: nothing is open (machines/negotiation/offer_answer.yaml:43, 72)
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:  # machines/negotiation/offer_answer.yaml:42
            if trace is not None:
                trace.row(self, "initial.down", INITIAL, CLOSED)
            self.state = CLOSED
        elif state == OFFER_SENT:  # machines/negotiation/offer_answer.yaml:51
            if trace is not None:
                trace.row(self, "offer_sent.down", OFFER_SENT, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = CLOSED
        elif state == OFFER_RECEIVED:  # machines/negotiation/offer_answer.yaml:61
            if trace is not None:
                trace.row(self, "offer_received.down", OFFER_RECEIVED, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = CLOSED
        elif state == COMPLETE:  # machines/negotiation/offer_answer.yaml:70
            if trace is not None:
                trace.row(self, "complete.down", COMPLETE, CLOSED)
            self.state = CLOSED
        else:  # closed
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:80)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (INITIAL, COMPLETE):  # machines/negotiation/offer_answer.yaml:35
            if trace is not None:
                trace.row(self, "action_failed", state, state)
            mark, step = len(cell.outbox), "drop_offer"
            try:
                self.actions.drop_offer(event)
                mark, step = len(cell.outbox), "payload_refused"
                cell.raise_signal(self, self.actions.payload_refused(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == OFFER_SENT:  # machines/negotiation/offer_answer.yaml:52
            if trace is not None:
                trace.row(self, "offer_sent.action_failed", OFFER_SENT, COMPLETE)
            mark, step = len(cell.outbox), "drop_offer"
            try:
                self.actions.drop_offer(event)
                cell.raise_signal(self, ANSWER_REFUSED)
                mark, step = len(cell.outbox), "payload_refused"
                cell.raise_signal(self, self.actions.payload_refused(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = COMPLETE
        elif state == OFFER_RECEIVED:  # machines/negotiation/offer_answer.yaml:62
            if trace is not None:
                trace.row(self, "offer_received.action_failed", OFFER_RECEIVED, COMPLETE)
            mark, step = len(cell.outbox), "drop_offer"
            try:
                self.actions.drop_offer(event)
                mark, step = len(cell.outbox), "payload_refused"
                cell.raise_signal(self, self.actions.payload_refused(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = COMPLETE
        else:  # closed
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:81)
            if trace is not None:
                trace.decided(self, event, "ignore")
