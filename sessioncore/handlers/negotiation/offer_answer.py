"""One offer/answer exchange after the other in a dialog; never two at once.

Generated from machines/negotiation/offer_answer.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3264 4, RFC6337 2, RFC3261 13.2.1
"""
# sessioncore: chart sha256=2626c4a54d8dbef8527e683ebf6d689b92ff6421e00a364fe9fb7e3b863a9ab1 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sdp import AgreedStream, CheckedStream, Codec, ProtectedStream
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

INITIAL: Final = 0  # nothing was offered yet
OFFER_SENT: Final = 1  # our offer waits for its answer
OWING: Final = 2  # an INVITE without an offer; ours goes into the 2xx
OFFER_RECEIVED_UNANSWERED: Final = 3  # no answer was shown
OFFER_RECEIVED_PREVIEWED: Final = 4  # our answer was shown in a 183; the 2xx repeats it
OFFER_RECEIVED_UPDATED: Final = 5  # the offer in its UPDATE is with the other side of a coupling; the INVITE may be…
SOLICITING: Final = 6  # our re-INVITE without an offer is under way; its 2xx brings the peer's
SOLICITED: Final = 7  # the offer in the peer's 2xx is with the other side of a coupling, whose answer…
SOLICITED_EARLY: Final = 8  # the offer in the peer's reliable provisional response is with the other side of…
COMPLETE: Final = 9  # both sides agree, or went back to what they agreed before
CLOSED: Final = 10  # the session has ended


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


class UpdateIn(Event):
    """The peer's offer in an UPDATE, which is answered at once, or by the other side of a coupling; signal of a
    chart beside this one.
    """

    __slots__ = ("request",)
    NAME = "update_in"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class UpdateWanted(Event):
    """The other side of a coupling has answered the peer's UPDATE; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "update_wanted"


UPDATE_WANTED: Final = UpdateWanted()


class AnswerIn(Event):
    """The peer's answer; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "answer_in"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class AnswerInAck(Event):
    """An ACK, which may carry the answer; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "answer_in_ack"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class PreviewIn(Event):
    """A provisional response, which may carry a preview of the answer; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "preview_in"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class ReliableIn(Event):
    """A reliable provisional response, which may carry an offer or the answer; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "reliable_in"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class PrackIn(Event):
    """A PRACK, which may carry an answer or a new offer; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "prack_in"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class LateIn(Event):
    """A 2xx that nobody waits for any more; it may carry an offer; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "late_in"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class EarlyWanted(Event):
    """Our answer, or the offer that we owe, is to leave in a reliable provisional response; signal of a chart beside
    this one.
    """

    __slots__ = ()
    NAME = "early_wanted"


EARLY_WANTED: Final = EarlyWanted()


class RingWanted(Event):
    """A reliable provisional response is to leave, which carries only the offer that we owe; signal of a chart
    beside this one.
    """

    __slots__ = ()
    NAME = "ring_wanted"


RING_WANTED: Final = RingWanted()


class PreviewWanted(Event):
    """Our answer is to be shown in a provisional response; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "preview_wanted"


PREVIEW_WANTED: Final = PreviewWanted()


class AnswerWanted(Event):
    """Our answer, or the offer that we owe, is to be made; signal of a chart beside this one."""

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


class Freed(Event):
    """The leg belongs to no coupling any more; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "freed"


FREED: Final = Freed()


class Soliciting(Event):
    """Our re-INVITE without an offer is leaving; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "soliciting"


SOLICITING_EVENT: Final = Soliciting()


class Acknowledge(Event):
    """The other side of a coupling has answered the offer of a 2xx, or of a reliable provisional response; from the
    application.
    """

    __slots__ = ("command",)
    NAME = "acknowledge"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class OfferReady(Signal):
    """Tells the charts beside this one: offer_ready."""

    __slots__ = ()
    NAME = "offer_ready"


OFFER_READY: Final = OfferReady()


class Expecting(Signal):
    """Tells the charts beside this one: expecting."""

    __slots__ = ("formats",)
    NAME = "expecting"
    FIELDS = ("formats",)

    def __init__(self, formats: tuple[Codec, ...]) -> None:
        self.formats = formats


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


class AnswerGiven(Signal):
    """Our answer left before: the 2xx carries nothing."""

    __slots__ = ()
    NAME = "answer_given"


ANSWER_GIVEN: Final = AnswerGiven()


class EarlyReady(Signal):
    """What a reliable provisional response is to carry is made."""

    __slots__ = ()
    NAME = "early_ready"


EARLY_READY: Final = EarlyReady()


class EarlyBare(Signal):
    """A reliable provisional response carries nothing."""

    __slots__ = ()
    NAME = "early_bare"


EARLY_BARE: Final = EarlyBare()


class PrackDue(Signal):
    """The peer's reliable provisional response was read."""

    __slots__ = ()
    NAME = "prack_due"


PRACK_DUE: Final = PrackDue()


class PrackTaken(Signal):
    """The peer's PRACK was read, and its 2xx carries nothing."""

    __slots__ = ()
    NAME = "prack_taken"


PRACK_TAKEN: Final = PrackTaken()


class PrackAnswered(Signal):
    """The offer in the peer's PRACK is answered."""

    __slots__ = ()
    NAME = "prack_answered"


PRACK_ANSWERED: Final = PrackAnswered()


class PreviewReady(Signal):
    """Tells the charts beside this one: preview_ready."""

    __slots__ = ()
    NAME = "preview_ready"


PREVIEW_READY: Final = PreviewReady()


class Previewed(Signal):
    """Tells the charts beside this one: previewed."""

    __slots__ = ("remote_tag",)
    NAME = "previewed"
    FIELDS = ("remote_tag",)

    def __init__(self, remote_tag: str) -> None:
        self.remote_tag = remote_tag


class Settled(Signal):
    """Tells the charts beside this one: settled."""

    __slots__ = ()
    NAME = "settled"


SETTLED: Final = Settled()


class OfferedEarly(Signal):
    """The offer of a reliable provisional response was read; our PRACK waits for the answer."""

    __slots__ = ("response",)
    NAME = "offered_early"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Solicited(Signal):
    """The offer of a 2xx was read; our ACK waits for the answer."""

    __slots__ = ()
    NAME = "solicited"


SOLICITED_SIGNAL: Final = Solicited()


class AckReady(Signal):
    """The answer that our ACK carries is made."""

    __slots__ = ()
    NAME = "ack_ready"


ACK_READY: Final = AckReady()


class AckAnswered(Signal):
    """The ACK, or the PRACK, has answered our offer."""

    __slots__ = ("request",)
    NAME = "ack_answered"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Refused(Signal):
    """Tells the charts beside this one: refused."""

    __slots__ = ("status", "warning")
    NAME = "refused"
    FIELDS = ("status", "warning")

    def __init__(self, status: int, warning: str) -> None:
        self.status = status
        self.warning = warning


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


class UpdateTaken(Signal):
    """The offer in the peer's UPDATE goes to the other side of a coupling."""

    __slots__ = ()
    NAME = "update_taken"


UPDATE_TAKEN: Final = UpdateTaken()


class UpdateAnswered(Signal):
    """Tells the charts beside this one: update_answered."""

    __slots__ = ()
    NAME = "update_answered"


UPDATE_ANSWERED: Final = UpdateAnswered()


class UpdateRefused(Signal):
    """Tells the charts beside this one: update_refused."""

    __slots__ = ("status", "warning")
    NAME = "update_refused"
    FIELDS = ("status", "warning")

    def __init__(self, status: int, warning: str) -> None:
        self.status = status
        self.warning = warning


class Configure(Signal):
    """Tells the charts beside this one: configure."""

    __slots__ = ("checked", "protected", "streams", "unchecked")
    NAME = "configure"
    FIELDS = ("streams", "protected", "checked", "unchecked")

    def __init__(
        self,
        streams: tuple[AgreedStream, ...],
        protected: tuple[ProtectedStream, ...],
        checked: tuple[CheckedStream, ...],
        unchecked: tuple[ProtectedStream, ...],
    ) -> None:
        self.streams = streams
        self.protected = protected
        self.checked = checked
        self.unchecked = unchecked


class OfferAnswerActions(Protocol):
    """What negotiation/offer_answer asks of its hand-written actions."""

    def acceptable(self, event: OfferIn | UpdateIn | AnswerIn | ReliableIn | PrackIn | LateIn) -> bool:
        """The body is an offer that we can answer."""

    def offered(self, event: OfferOut | LateIn) -> bool:
        """Our INVITE carried an offer."""

    def offerless(self, event: OfferIn) -> bool:
        """There is no body, so we owe the offer."""

    def bodiless(self, event: ReliableIn | PrackIn) -> bool:
        """The message carries nothing."""

    def passing(self, event: UpdateIn | AnswerIn | AnswerInAck | ReliableIn | PrackIn) -> bool:
        """The description goes to the other side of a coupling."""

    def first(self, event: AnswerIn | AnswerInAck | PrackIn | ActionFailed) -> bool:
        """Nothing was agreed before."""

    def settles_debt(self, event: AnswerInAck) -> bool:
        """The ACK is the one for the 2xx that carried our offer."""

    def fitting(self, event: AnswerIn | AnswerInAck | ReliableIn | PrackIn) -> bool:
        """The body is an answer that fits our offer."""

    def previewing(self, event: PreviewIn) -> bool:
        """The body is a preview of the answer to our first offer."""

    def settled_before(self, event: AnswerIn | ReliableIn) -> bool:
        """It answers the INVITE that made the dialog, whose offer was answered before."""

    def note_leg_offer(self, event: OfferOut) -> None:
        """The leg's offer is the open one."""

    def make_offer(self, event: OfferWanted | EarlyWanted | RingWanted | AnswerWanted) -> None:
        """A new offer, by our wish."""

    def note_offer(self, event: OfferIn | UpdateIn | AnswerIn | ReliableIn) -> None:
        """The peer's offer is the open one."""

    def note_debt(self, event: OfferIn) -> None:
        """Remembers which INVITE is owed an offer."""

    def make_answer(self, event: UpdateIn | UpdateWanted | EarlyWanted | AnswerWanted) -> None:
        """Our answer settles the peer's offer."""

    def make_preview(self, event: PreviewWanted) -> None:
        """Our answer as it will be."""

    def take_preview(self, event: PreviewIn) -> None:
        """The answer as it will probably be; it binds nobody."""

    def settle_preview(self, event: AnswerWanted) -> None:
        """What was shown is agreed."""

    def answer_offer(self, event: AnswerIn | ReliableIn | LateIn) -> None:
        """The peer's late offer and our answer to it, which the ACK carries."""

    def answer_late(self, event: Acknowledge) -> None:
        """What the other side of a coupling has answered; the ACK carries it."""

    def reply_done(self, event: Acknowledge) -> None: ...

    def answer_prack(self, event: PrackIn) -> None:
        """The peer's offer in a PRACK and our answer to it, which the 2xx of the PRACK carries."""

    def forget_owed(self, event: AnswerIn | ReliableIn) -> None:
        """The answer that we owed has left."""

    def settle(self, event: AnswerIn | AnswerInAck | ReliableIn | PrackIn) -> None:
        """The peer's answer settles our offer."""

    def drop_offer(self, event: AnswerIn | AnswerInAck | PrackIn | Rollback | Down | ActionFailed) -> None:
        """What was open is forgotten."""

    def take_over(self, event: Freed) -> None:
        """What was passed on is read as our own, and its keys are none of ours."""

    def publish_insecure(self, event: OfferIn | UpdateIn) -> None:
        """Where an offer is refused for the protection of its media."""

    def payload_expecting(self, event: OfferWanted | EarlyWanted | RingWanted | AnswerWanted) -> Expecting:
        """The payload of expecting; reads only."""

    def payload_previewed(self, event: PreviewIn | ReliableIn | Acknowledge) -> Previewed:
        """The payload of previewed; reads only."""

    def payload_refused(self, event: OfferIn | AnswerIn | PrackIn | ActionFailed) -> Refused:
        """The payload of refused; reads only."""

    def payload_update_refused(self, event: UpdateIn) -> UpdateRefused:
        """The payload of update_refused; reads only."""

    def payload_configure(
        self,
        event: UpdateIn
        | UpdateWanted
        | AnswerIn
        | AnswerInAck
        | PreviewIn
        | ReliableIn
        | PrackIn
        | EarlyWanted
        | PreviewWanted
        | AnswerWanted
        | Acknowledge,
    ) -> Configure:
        """The payload of configure; reads only."""


class OfferAnswer(Machine):
    """One offer/answer exchange after the other in a dialog; never two at once."""

    __slots__ = ()
    CHART = "negotiation/offer_answer"
    KIND = "offer_answer"
    DIGEST = "2626c4a54d8dbef8527e683ebf6d689b92ff6421e00a364fe9fb7e3b863a9ab1"
    STATES = (
        "initial",
        "offer_sent",
        "owing",
        "offer_received.unanswered",
        "offer_received.previewed",
        "offer_received.updated",
        "soliciting",
        "solicited",
        "solicited_early",
        "complete",
        "closed",
    )
    FINAL = (False, False, False, False, False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "offer_out": OfferOut,
        "offer_wanted": OfferWanted,
        "offer_in": OfferIn,
        "update_in": UpdateIn,
        "update_wanted": UpdateWanted,
        "answer_in": AnswerIn,
        "answer_in_ack": AnswerInAck,
        "preview_in": PreviewIn,
        "reliable_in": ReliableIn,
        "prack_in": PrackIn,
        "late_in": LateIn,
        "early_wanted": EarlyWanted,
        "ring_wanted": RingWanted,
        "preview_wanted": PreviewWanted,
        "answer_wanted": AnswerWanted,
        "rollback": Rollback,
        "down": Down,
        "freed": Freed,
        "soliciting": Soliciting,
        "acknowledge": Acknowledge,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((), (), (), (), (), (), (), ("acknowledge",), ("acknowledge",), (), ())
    DEFERS = (False, False, False, False, False, False, False, False, False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, False, False, False, False, False, False, False, False, False)

    actions: OfferAnswerActions
    cell: Cell

    def __init__(self, actions: OfferAnswerActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter initial."""
        self.state = INITIAL

    def offer_out(self, event: OfferOut) -> None:
        """We call: the leg's offer has left in the INVITE; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            if self.actions.offered(event):  # machines/negotiation/offer_answer.yaml:88
                if trace is not None:
                    trace.row(self, "initial.offer_out", INITIAL, OFFER_SENT)
                mark = len(cell.outbox)
                try:
                    self.actions.note_leg_offer(event)
                except Exception as error:
                    cell.action_failed(self, "note_leg_offer", error, mark)
                self.state = OFFER_SENT
            else:  # machines/negotiation/offer_answer.yaml:88
                if trace is not None:
                    trace.row(self, "initial.offer_out#1", INITIAL, INITIAL)
        elif OWING <= state <= OFFER_RECEIVED_PREVIEWED:
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:136, 148)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")
        else:  # offer_sent, offer_received.updated, soliciting, solicited, solicited_early, complete, closed
            # Ignored: it is the leg's one offer (machines/negotiation/offer_answer.yaml:121)
            # Ignored: the fork has answered already (machines/negotiation/offer_answer.yaml:176, 188, 201, 238)
            # Ignored: the offer that counts is there (machines/negotiation/offer_answer.yaml:216)
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def offer_wanted(self, event: OfferWanted) -> None:
        """Modify_out wants a new offer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:100)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == COMPLETE:  # machines/negotiation/offer_answer.yaml:225
            if trace is not None:
                trace.row(self, "complete.offer_wanted", COMPLETE, OFFER_SENT)
            mark, step = len(cell.outbox), "make_offer"
            try:
                self.actions.make_offer(event)
                mark, step = len(cell.outbox), "payload_expecting"
                cell.raise_signal(self, self.actions.payload_expecting(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, OFFER_READY)
            self.state = OFFER_SENT
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:
            # offer_sent, owing, offer_received.unanswered, offer_received.previewed, offer_received.updated,
            # soliciting, solicited, solicited_early
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:122, 136, 148, 191, 204, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def offer_in(self, event: OfferIn) -> None:
        """The peer's offer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            if self.actions.acceptable(event):  # machines/negotiation/offer_answer.yaml:89
                if trace is not None:
                    trace.row(self, "initial.offer_in", INITIAL, OFFER_RECEIVED_UNANSWERED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_offer(event)
                except Exception as error:
                    cell.action_failed(self, "note_offer", error, mark)
                else:
                    cell.raise_signal(self, OFFER_TAKEN)
                self.state = OFFER_RECEIVED_UNANSWERED
            elif self.actions.offerless(event):  # machines/negotiation/offer_answer.yaml:89
                if trace is not None:
                    trace.row(self, "initial.offer_in#1", INITIAL, OWING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_debt(event)
                except Exception as error:
                    cell.action_failed(self, "note_debt", error, mark)
                else:
                    cell.raise_signal(self, OFFER_TAKEN)
                self.state = OWING
            else:  # machines/negotiation/offer_answer.yaml:89
                if trace is not None:
                    trace.row(self, "initial.offer_in#2", INITIAL, INITIAL)
                mark, step = len(cell.outbox), "publish_insecure"
                try:
                    self.actions.publish_insecure(event)
                    mark, step = len(cell.outbox), "payload_refused"
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == COMPLETE:
            if self.actions.acceptable(event):  # machines/negotiation/offer_answer.yaml:226
                if trace is not None:
                    trace.row(self, "complete.offer_in", COMPLETE, OFFER_RECEIVED_UNANSWERED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_offer(event)
                except Exception as error:
                    cell.action_failed(self, "note_offer", error, mark)
                else:
                    cell.raise_signal(self, OFFER_TAKEN)
                self.state = OFFER_RECEIVED_UNANSWERED
            elif self.actions.offerless(event):  # machines/negotiation/offer_answer.yaml:226
                if trace is not None:
                    trace.row(self, "complete.offer_in#1", COMPLETE, OWING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_debt(event)
                except Exception as error:
                    cell.action_failed(self, "note_debt", error, mark)
                else:
                    cell.raise_signal(self, OFFER_TAKEN)
                self.state = OWING
            else:  # machines/negotiation/offer_answer.yaml:226
                if trace is not None:
                    trace.row(self, "complete.offer_in#2", COMPLETE, COMPLETE)
                mark, step = len(cell.outbox), "publish_insecure"
                try:
                    self.actions.publish_insecure(event)
                    mark, step = len(cell.outbox), "payload_refused"
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:
            # offer_sent, owing, offer_received.unanswered, offer_received.previewed, offer_received.updated,
            # soliciting, solicited, solicited_early
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:122, 136, 148, 191, 204, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def update_in(self, event: UpdateIn) -> None:
        """The peer's offer in an UPDATE, which is answered at once, or by the other side of a coupling; signal of a
        chart beside this one.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:100)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == COMPLETE:
            if self.actions.acceptable(event) and self.actions.passing(event):
                # machines/negotiation/offer_answer.yaml:227
                if trace is not None:
                    trace.row(self, "complete.update_in", COMPLETE, OFFER_RECEIVED_UPDATED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_offer(event)
                except Exception as error:
                    cell.action_failed(self, "note_offer", error, mark)
                else:
                    cell.raise_signal(self, UPDATE_TAKEN)
                self.state = OFFER_RECEIVED_UPDATED
            elif self.actions.acceptable(event):  # machines/negotiation/offer_answer.yaml:227
                if trace is not None:
                    trace.row(self, "complete.update_in#1", COMPLETE, COMPLETE)
                mark, step = len(cell.outbox), "note_offer"
                try:
                    self.actions.note_offer(event)
                    mark, step = len(cell.outbox), "make_answer"
                    self.actions.make_answer(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, UPDATE_ANSWERED)
            else:  # machines/negotiation/offer_answer.yaml:227
                if trace is not None:
                    trace.row(self, "complete.update_in#2", COMPLETE, COMPLETE)
                mark, step = len(cell.outbox), "publish_insecure"
                try:
                    self.actions.publish_insecure(event)
                    mark, step = len(cell.outbox), "payload_update_refused"
                    cell.raise_signal(self, self.actions.payload_update_refused(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:
            # offer_sent, owing, offer_received.unanswered, offer_received.previewed, offer_received.updated,
            # soliciting, solicited, solicited_early
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:122, 136, 148, 191, 204, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def update_wanted(self, event: UpdateWanted) -> None:
        """The other side of a coupling has answered the peer's UPDATE; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:100)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state in (OFFER_RECEIVED_UNANSWERED, OFFER_RECEIVED_PREVIEWED):
            # Never: no UPDATE is open (machines/negotiation/offer_answer.yaml:157, 166)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no UPDATE is open")
        elif state == OFFER_RECEIVED_UPDATED:  # machines/negotiation/offer_answer.yaml:171
            if trace is not None:
                trace.row(self, "offer_received.updated.update_wanted", OFFER_RECEIVED_UPDATED, COMPLETE)
            mark, step = len(cell.outbox), "make_answer"
            try:
                self.actions.make_answer(event)
                mark, step = len(cell.outbox), "payload_configure"
                cell.raise_signal(self, self.actions.payload_configure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, UPDATE_ANSWERED)
            self.state = COMPLETE
        elif state == COMPLETE:
            # Never: no offer is open (machines/negotiation/offer_answer.yaml:241)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no offer is open")
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:250)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # offer_sent, owing, soliciting, solicited, solicited_early
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:122, 136, 191, 204, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def answer_in(self, event: AnswerIn) -> None:
        """The peer's answer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            if self.actions.acceptable(event) and self.actions.passing(event):
                # machines/negotiation/offer_answer.yaml:90
                if trace is not None:
                    trace.row(self, "initial.answer_in", INITIAL, SOLICITED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_offer(event)
                except Exception as error:
                    cell.action_failed(self, "note_offer", error, mark)
                else:
                    cell.raise_signal(self, SOLICITED_SIGNAL)
                self.state = SOLICITED
            elif self.actions.acceptable(event):  # machines/negotiation/offer_answer.yaml:90
                if trace is not None:
                    trace.row(self, "initial.answer_in#1", INITIAL, COMPLETE)
                mark, step = len(cell.outbox), "answer_offer"
                try:
                    self.actions.answer_offer(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = COMPLETE
            else:  # machines/negotiation/offer_answer.yaml:90
                if trace is not None:
                    trace.row(self, "initial.answer_in#2", INITIAL, CLOSED)
                cell.raise_signal(self, FIRST_ANSWER_REFUSED)
                self.state = CLOSED
        elif state == OFFER_SENT:
            if self.actions.settled_before(event):  # machines/negotiation/offer_answer.yaml:105
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in", OFFER_SENT, OFFER_SENT)
                mark = len(cell.outbox)
                try:
                    self.actions.forget_owed(event)
                except Exception as error:
                    cell.action_failed(self, "forget_owed", error, mark)
            elif self.actions.fitting(event):  # machines/negotiation/offer_answer.yaml:105
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in#1", OFFER_SENT, COMPLETE)
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
            elif self.actions.first(event):  # machines/negotiation/offer_answer.yaml:105
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in#2", OFFER_SENT, CLOSED)
                mark = len(cell.outbox)
                try:
                    self.actions.drop_offer(event)
                except Exception as error:
                    cell.action_failed(self, "drop_offer", error, mark)
                else:
                    cell.raise_signal(self, FIRST_ANSWER_REFUSED)
                self.state = CLOSED
            else:  # machines/negotiation/offer_answer.yaml:105
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in#3", OFFER_SENT, COMPLETE)
                mark = len(cell.outbox)
                try:
                    self.actions.drop_offer(event)
                except Exception as error:
                    cell.action_failed(self, "drop_offer", error, mark)
                else:
                    cell.raise_signal(self, ANSWER_REFUSED)
                self.state = COMPLETE
        elif state == OFFER_RECEIVED_UPDATED:  # machines/negotiation/offer_answer.yaml:174
            if trace is not None:
                trace.row(self, "offer_received.updated.answer_in", OFFER_RECEIVED_UPDATED, OFFER_RECEIVED_UPDATED)
            mark = len(cell.outbox)
            try:
                self.actions.forget_owed(event)
            except Exception as error:
                cell.action_failed(self, "forget_owed", error, mark)
        elif state == SOLICITING:
            if self.actions.acceptable(event):  # machines/negotiation/offer_answer.yaml:182
                if trace is not None:
                    trace.row(self, "soliciting.answer_in", SOLICITING, SOLICITED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_offer(event)
                except Exception as error:
                    cell.action_failed(self, "note_offer", error, mark)
                else:
                    cell.raise_signal(self, SOLICITED_SIGNAL)
                self.state = SOLICITED
            else:  # machines/negotiation/offer_answer.yaml:182
                if trace is not None:
                    trace.row(self, "soliciting.answer_in#1", SOLICITING, COMPLETE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, "payload_refused", error, mark)
                self.state = COMPLETE
        elif state == SOLICITED_EARLY:  # machines/negotiation/offer_answer.yaml:210
            if trace is not None:
                trace.row(self, "solicited_early.answer_in", SOLICITED_EARLY, SOLICITED)
            self.state = SOLICITED
        elif state == COMPLETE:  # machines/negotiation/offer_answer.yaml:230
            if trace is not None:
                trace.row(self, "complete.answer_in", COMPLETE, COMPLETE)
            mark = len(cell.outbox)
            try:
                self.actions.forget_owed(event)
            except Exception as error:
                cell.action_failed(self, "forget_owed", error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # owing, offer_received.unanswered, offer_received.previewed, solicited
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:136, 148, 204)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def answer_in_ack(self, event: AnswerInAck) -> None:
        """An ACK, which may carry the answer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFER_SENT:
            if not self.actions.settles_debt(event):  # machines/negotiation/offer_answer.yaml:119
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in_ack", OFFER_SENT, OFFER_SENT)
            elif self.actions.fitting(event):  # machines/negotiation/offer_answer.yaml:119
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in_ack#1", OFFER_SENT, COMPLETE)
                mark, step = len(cell.outbox), "settle"
                try:
                    self.actions.settle(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, AckAnswered(event.request))
                self.state = COMPLETE
            elif self.actions.first(event):  # machines/negotiation/offer_answer.yaml:119
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in_ack#2", OFFER_SENT, COMPLETE)
                mark = len(cell.outbox)
                try:
                    self.actions.drop_offer(event)
                except Exception as error:
                    cell.action_failed(self, "drop_offer", error, mark)
                else:
                    cell.raise_signal(self, FIRST_ANSWER_REFUSED)
                self.state = COMPLETE
            elif self.actions.passing(event):  # machines/negotiation/offer_answer.yaml:119
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in_ack#3", OFFER_SENT, COMPLETE)
                mark = len(cell.outbox)
                try:
                    self.actions.drop_offer(event)
                except Exception as error:
                    cell.action_failed(self, "drop_offer", error, mark)
                else:
                    cell.raise_signal(self, FIRST_ANSWER_REFUSED)
                self.state = COMPLETE
            else:  # machines/negotiation/offer_answer.yaml:119
                if trace is not None:
                    trace.row(self, "offer_sent.answer_in_ack#4", OFFER_SENT, COMPLETE)
                mark = len(cell.outbox)
                try:
                    self.actions.drop_offer(event)
                except Exception as error:
                    cell.action_failed(self, "drop_offer", error, mark)
                self.state = COMPLETE
        else:
            # initial, owing, offer_received.unanswered, offer_received.previewed, offer_received.updated, soliciting,
            # solicited, solicited_early, complete, closed
            # Ignored: our 2xx refused the offer, or the ACK is of no concern
            # (machines/negotiation/offer_answer.yaml:98)
            # Ignored: there is nothing to preview, and no answer is due yet
            # (machines/negotiation/offer_answer.yaml:134)
            # Ignored: an ACK of before (machines/negotiation/offer_answer.yaml:147, 189, 202)
            # Ignored: it is our INVITE (machines/negotiation/offer_answer.yaml:217)
            # Ignored: the ACK of an exchange that is settled carries nothing of ours
            # (machines/negotiation/offer_answer.yaml:240)
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def preview_in(self, event: PreviewIn) -> None:
        """A provisional response, which may carry a preview of the answer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFER_SENT:
            if self.actions.previewing(event):  # machines/negotiation/offer_answer.yaml:118
                if trace is not None:
                    trace.row(self, "offer_sent.preview_in", OFFER_SENT, OFFER_SENT)
                mark, step = len(cell.outbox), "take_preview"
                try:
                    self.actions.take_preview(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                    mark, step = len(cell.outbox), "payload_previewed"
                    cell.raise_signal(self, self.actions.payload_previewed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/negotiation/offer_answer.yaml:118
                if trace is not None:
                    trace.row(self, "offer_sent.preview_in#1", OFFER_SENT, OFFER_SENT)
        elif OWING <= state <= OFFER_RECEIVED_PREVIEWED:
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:136, 148)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")
        else:  # initial, offer_received.updated, soliciting, solicited, solicited_early, complete, closed
            # Ignored: a preview of an offer is of no use yet (machines/negotiation/offer_answer.yaml:97)
            # Ignored: the fork has answered already (machines/negotiation/offer_answer.yaml:176, 188, 201, 238)
            # Ignored: the offer that counts is there (machines/negotiation/offer_answer.yaml:216)
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def reliable_in(self, event: ReliableIn) -> None:
        """A reliable provisional response, which may carry an offer or the answer; signal of a chart beside this
        one.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            if self.actions.bodiless(event):  # machines/negotiation/offer_answer.yaml:91
                if trace is not None:
                    trace.row(self, "initial.reliable_in", INITIAL, INITIAL)
                cell.raise_signal(self, PRACK_DUE)
            elif self.actions.acceptable(event) and self.actions.passing(event):
                # machines/negotiation/offer_answer.yaml:91
                if trace is not None:
                    trace.row(self, "initial.reliable_in#1", INITIAL, SOLICITED_EARLY)
                mark = len(cell.outbox)
                try:
                    self.actions.note_offer(event)
                except Exception as error:
                    cell.action_failed(self, "note_offer", error, mark)
                else:
                    cell.raise_signal(self, OfferedEarly(event.response))
                self.state = SOLICITED_EARLY
            elif self.actions.acceptable(event):  # machines/negotiation/offer_answer.yaml:91
                if trace is not None:
                    trace.row(self, "initial.reliable_in#2", INITIAL, COMPLETE)
                mark, step = len(cell.outbox), "answer_offer"
                try:
                    self.actions.answer_offer(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                    mark, step = len(cell.outbox), "payload_previewed"
                    cell.raise_signal(self, self.actions.payload_previewed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, PRACK_DUE)
                self.state = COMPLETE
            else:  # machines/negotiation/offer_answer.yaml:91
                if trace is not None:
                    trace.row(self, "initial.reliable_in#3", INITIAL, CLOSED)
                cell.raise_signal(self, PRACK_DUE)
                self.state = CLOSED
        elif state == OFFER_SENT:
            if self.actions.bodiless(event):  # machines/negotiation/offer_answer.yaml:106
                if trace is not None:
                    trace.row(self, "offer_sent.reliable_in", OFFER_SENT, OFFER_SENT)
                mark = len(cell.outbox)
                try:
                    self.actions.forget_owed(event)
                except Exception as error:
                    cell.action_failed(self, "forget_owed", error, mark)
                else:
                    cell.raise_signal(self, PRACK_DUE)
            elif self.actions.settled_before(event):  # machines/negotiation/offer_answer.yaml:106
                if trace is not None:
                    trace.row(self, "offer_sent.reliable_in#1", OFFER_SENT, OFFER_SENT)
                mark = len(cell.outbox)
                try:
                    self.actions.forget_owed(event)
                except Exception as error:
                    cell.action_failed(self, "forget_owed", error, mark)
                else:
                    cell.raise_signal(self, PRACK_DUE)
            elif self.actions.fitting(event):  # machines/negotiation/offer_answer.yaml:106
                if trace is not None:
                    trace.row(self, "offer_sent.reliable_in#2", OFFER_SENT, COMPLETE)
                mark, step = len(cell.outbox), "settle"
                try:
                    self.actions.settle(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                    mark, step = len(cell.outbox), "payload_previewed"
                    cell.raise_signal(self, self.actions.payload_previewed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, PRACK_DUE)
                self.state = COMPLETE
            else:  # machines/negotiation/offer_answer.yaml:106
                if trace is not None:
                    trace.row(self, "offer_sent.reliable_in#3", OFFER_SENT, OFFER_SENT)
                cell.raise_signal(self, PRACK_DUE)
        elif state == OFFER_RECEIVED_UPDATED:  # machines/negotiation/offer_answer.yaml:175
            if trace is not None:
                trace.row(self, "offer_received.updated.reliable_in", OFFER_RECEIVED_UPDATED, OFFER_RECEIVED_UPDATED)
            mark = len(cell.outbox)
            try:
                self.actions.forget_owed(event)
            except Exception as error:
                cell.action_failed(self, "forget_owed", error, mark)
            else:
                cell.raise_signal(self, PRACK_DUE)
        elif state == SOLICITED_EARLY:
            # Ignored: no other one may leave before the PRACK of the first (machines/negotiation/offer_answer.yaml:214)
            if trace is not None:
                trace.decided(self, event, "ignore")
        elif state == COMPLETE:  # machines/negotiation/offer_answer.yaml:231
            if trace is not None:
                trace.row(self, "complete.reliable_in", COMPLETE, COMPLETE)
            mark = len(cell.outbox)
            try:
                self.actions.forget_owed(event)
            except Exception as error:
                cell.action_failed(self, "forget_owed", error, mark)
            else:
                cell.raise_signal(self, PRACK_DUE)
        elif state == CLOSED:  # machines/negotiation/offer_answer.yaml:246
            if trace is not None:
                trace.row(self, "closed.reliable_in", CLOSED, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.forget_owed(event)
            except Exception as error:
                cell.action_failed(self, "forget_owed", error, mark)
            else:
                cell.raise_signal(self, PRACK_DUE)
        else:  # owing, offer_received.unanswered, offer_received.previewed, soliciting, solicited
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:136, 148, 191, 204)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def prack_in(self, event: PrackIn) -> None:
        """A PRACK, which may carry an answer or a new offer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:100)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == OFFER_SENT:
            if self.actions.bodiless(event) and not self.actions.first(event):
                # machines/negotiation/offer_answer.yaml:108
                if trace is not None:
                    trace.row(self, "offer_sent.prack_in", OFFER_SENT, OFFER_SENT)
                cell.raise_signal(self, PRACK_TAKEN)
            elif not self.actions.first(event) and self.actions.acceptable(event):
                # machines/negotiation/offer_answer.yaml:109
                if trace is not None:
                    trace.row(self, "offer_sent.prack_in#1", OFFER_SENT, COMPLETE)
                mark, step = len(cell.outbox), "drop_offer"
                try:
                    self.actions.drop_offer(event)
                    mark, step = len(cell.outbox), "answer_prack"
                    self.actions.answer_prack(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, PRACK_ANSWERED)
                self.state = COMPLETE
            elif self.actions.first(event) and self.actions.fitting(event) and self.actions.passing(event):
                # machines/negotiation/offer_answer.yaml:110
                if trace is not None:
                    trace.row(self, "offer_sent.prack_in#2", OFFER_SENT, COMPLETE)
                mark, step = len(cell.outbox), "settle"
                try:
                    self.actions.settle(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, PRACK_TAKEN)
                    cell.raise_signal(self, AckAnswered(event.request))
                self.state = COMPLETE
            elif self.actions.first(event) and self.actions.fitting(event):
                # machines/negotiation/offer_answer.yaml:111
                if trace is not None:
                    trace.row(self, "offer_sent.prack_in#3", OFFER_SENT, COMPLETE)
                mark, step = len(cell.outbox), "settle"
                try:
                    self.actions.settle(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, PRACK_TAKEN)
                self.state = COMPLETE
            else:  # machines/negotiation/offer_answer.yaml:112
                if trace is not None:
                    trace.row(self, "offer_sent.prack_in#4", OFFER_SENT, COMPLETE)
                mark, step = len(cell.outbox), "drop_offer"
                try:
                    self.actions.drop_offer(event)
                    cell.raise_signal(self, PRACK_TAKEN)
                    mark, step = len(cell.outbox), "payload_refused"
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = COMPLETE
        elif OFFER_RECEIVED_UNANSWERED <= state <= OFFER_RECEIVED_UPDATED:
            if self.actions.bodiless(event):  # machines/negotiation/offer_answer.yaml:142
                if trace is not None:
                    trace.row(self, "offer_received.prack_in", state, state)
                cell.raise_signal(self, PRACK_TAKEN)
            else:  # machines/negotiation/offer_answer.yaml:142
                if trace is not None:
                    trace.row(self, "offer_received.prack_in#1", state, state)
                cell.raise_signal(self, PRACK_TAKEN)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, "payload_refused", error, mark)
        elif state == COMPLETE:
            if self.actions.bodiless(event):  # machines/negotiation/offer_answer.yaml:232
                if trace is not None:
                    trace.row(self, "complete.prack_in", COMPLETE, COMPLETE)
                cell.raise_signal(self, PRACK_TAKEN)
            elif self.actions.acceptable(event):  # machines/negotiation/offer_answer.yaml:232
                if trace is not None:
                    trace.row(self, "complete.prack_in#1", COMPLETE, COMPLETE)
                mark, step = len(cell.outbox), "answer_prack"
                try:
                    self.actions.answer_prack(event)
                    mark, step = len(cell.outbox), "payload_configure"
                    cell.raise_signal(self, self.actions.payload_configure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, PRACK_ANSWERED)
            else:  # machines/negotiation/offer_answer.yaml:232
                if trace is not None:
                    trace.row(self, "complete.prack_in#2", COMPLETE, COMPLETE)
                cell.raise_signal(self, PRACK_TAKEN)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, "payload_refused", error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:250)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # owing, soliciting, solicited, solicited_early
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:136, 191, 204, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def late_in(self, event: LateIn) -> None:
        """A 2xx that nobody waits for any more; it may carry an offer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            if self.actions.offered(event):  # machines/negotiation/offer_answer.yaml:92
                if trace is not None:
                    trace.row(self, "initial.late_in", INITIAL, INITIAL)
            elif self.actions.acceptable(event):  # machines/negotiation/offer_answer.yaml:92
                if trace is not None:
                    trace.row(self, "initial.late_in#1", INITIAL, COMPLETE)
                mark = len(cell.outbox)
                try:
                    self.actions.answer_offer(event)
                except Exception as error:
                    cell.action_failed(self, "answer_offer", error, mark)
                self.state = COMPLETE
            else:  # machines/negotiation/offer_answer.yaml:92
                if trace is not None:
                    trace.row(self, "initial.late_in#2", INITIAL, CLOSED)
                self.state = CLOSED
        else:
            # offer_sent, owing, offer_received.unanswered, offer_received.previewed, offer_received.updated,
            # soliciting, solicited, solicited_early, complete, closed
            # Ignored: its session ends at once (machines/negotiation/offer_answer.yaml:121, 218)
            # Ignored: a copy of the 2xx of before (machines/negotiation/offer_answer.yaml:135, 147, 190)
            # Ignored: a copy of the 2xx that brought the offer (machines/negotiation/offer_answer.yaml:203)
            # Ignored: a copy of a 2xx that was read (machines/negotiation/offer_answer.yaml:239)
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:250)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def early_wanted(self, event: EarlyWanted) -> None:
        """Our answer, or the offer that we owe, is to leave in a reliable provisional response; signal of a chart
        beside this one.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:100)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == OFFER_SENT:  # machines/negotiation/offer_answer.yaml:114
            if trace is not None:
                trace.row(self, "offer_sent.early_wanted", OFFER_SENT, OFFER_SENT)
            cell.raise_signal(self, EARLY_BARE)
        elif state == OWING:  # machines/negotiation/offer_answer.yaml:128
            if trace is not None:
                trace.row(self, "owing.early_wanted", OWING, OFFER_SENT)
            mark, step = len(cell.outbox), "make_offer"
            try:
                self.actions.make_offer(event)
                mark, step = len(cell.outbox), "payload_expecting"
                cell.raise_signal(self, self.actions.payload_expecting(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, EARLY_READY)
            self.state = OFFER_SENT
        elif state == OFFER_RECEIVED_UNANSWERED:  # machines/negotiation/offer_answer.yaml:155
            if trace is not None:
                trace.row(self, "offer_received.unanswered.early_wanted", OFFER_RECEIVED_UNANSWERED, COMPLETE)
            mark, step = len(cell.outbox), "make_answer"
            try:
                self.actions.make_answer(event)
                mark, step = len(cell.outbox), "payload_configure"
                cell.raise_signal(self, self.actions.payload_configure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, EARLY_READY)
            self.state = COMPLETE
        elif state == OFFER_RECEIVED_PREVIEWED:
            # Never: where descriptions go reliably, none was shown before (machines/negotiation/offer_answer.yaml:165)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "where descriptions go reliably, none was shown before")
        elif state == OFFER_RECEIVED_UPDATED:  # machines/negotiation/offer_answer.yaml:173
            if trace is not None:
                trace.row(self, "offer_received.updated.early_wanted", OFFER_RECEIVED_UPDATED, OFFER_RECEIVED_UPDATED)
            cell.raise_signal(self, EARLY_BARE)
        elif state == COMPLETE:  # machines/negotiation/offer_answer.yaml:229
            if trace is not None:
                trace.row(self, "complete.early_wanted", COMPLETE, COMPLETE)
            cell.raise_signal(self, EARLY_BARE)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:250)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # soliciting, solicited, solicited_early
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:191, 204, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def ring_wanted(self, event: RingWanted) -> None:
        """A reliable provisional response is to leave, which carries only the offer that we owe; signal of a chart
        beside this one.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:100)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == OFFER_SENT:  # machines/negotiation/offer_answer.yaml:114
            if trace is not None:
                trace.row(self, "offer_sent.ring_wanted", OFFER_SENT, OFFER_SENT)
            cell.raise_signal(self, EARLY_BARE)
        elif state == OWING:  # machines/negotiation/offer_answer.yaml:128
            if trace is not None:
                trace.row(self, "owing.ring_wanted", OWING, OFFER_SENT)
            mark, step = len(cell.outbox), "make_offer"
            try:
                self.actions.make_offer(event)
                mark, step = len(cell.outbox), "payload_expecting"
                cell.raise_signal(self, self.actions.payload_expecting(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, EARLY_READY)
            self.state = OFFER_SENT
        elif state == OFFER_RECEIVED_UNANSWERED:  # machines/negotiation/offer_answer.yaml:156
            if trace is not None:
                trace.row(
                    self, "offer_received.unanswered.ring_wanted", OFFER_RECEIVED_UNANSWERED, OFFER_RECEIVED_UNANSWERED
                )
            cell.raise_signal(self, EARLY_BARE)
        elif state == OFFER_RECEIVED_PREVIEWED:
            # Never: where descriptions go reliably, none was shown before (machines/negotiation/offer_answer.yaml:165)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "where descriptions go reliably, none was shown before")
        elif state == OFFER_RECEIVED_UPDATED:  # machines/negotiation/offer_answer.yaml:173
            if trace is not None:
                trace.row(self, "offer_received.updated.ring_wanted", OFFER_RECEIVED_UPDATED, OFFER_RECEIVED_UPDATED)
            cell.raise_signal(self, EARLY_BARE)
        elif state == COMPLETE:  # machines/negotiation/offer_answer.yaml:229
            if trace is not None:
                trace.row(self, "complete.ring_wanted", COMPLETE, COMPLETE)
            cell.raise_signal(self, EARLY_BARE)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:250)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # soliciting, solicited, solicited_early
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:191, 204, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def preview_wanted(self, event: PreviewWanted) -> None:
        """Our answer is to be shown in a provisional response; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:100)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state in (OWING, CLOSED):
            # Ignored: there is nothing to preview, and no answer is due yet
            # (machines/negotiation/offer_answer.yaml:134)
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")
        elif state == OFFER_RECEIVED_UNANSWERED:  # machines/negotiation/offer_answer.yaml:154
            if trace is not None:
                trace.row(
                    self,
                    "offer_received.unanswered.preview_wanted",
                    OFFER_RECEIVED_UNANSWERED,
                    OFFER_RECEIVED_PREVIEWED,
                )
            mark, step = len(cell.outbox), "make_preview"
            try:
                self.actions.make_preview(event)
                mark, step = len(cell.outbox), "payload_configure"
                cell.raise_signal(self, self.actions.payload_configure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, PREVIEW_READY)
            self.state = OFFER_RECEIVED_PREVIEWED
        elif state == OFFER_RECEIVED_PREVIEWED:  # machines/negotiation/offer_answer.yaml:163
            if trace is not None:
                trace.row(
                    self, "offer_received.previewed.preview_wanted", OFFER_RECEIVED_PREVIEWED, OFFER_RECEIVED_PREVIEWED
                )
            cell.raise_signal(self, PREVIEW_READY)
        elif state == OFFER_RECEIVED_UPDATED:
            # Never: its own offer was answered before (machines/negotiation/offer_answer.yaml:177)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "its own offer was answered before")
        elif state == COMPLETE:
            # Never: no offer is open (machines/negotiation/offer_answer.yaml:241)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no offer is open")
        else:  # offer_sent, soliciting, solicited, solicited_early
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:122, 191, 204, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def answer_wanted(self, event: AnswerWanted) -> None:
        """Our answer, or the offer that we owe, is to be made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:100)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == OFFER_SENT:  # machines/negotiation/offer_answer.yaml:113
            if trace is not None:
                trace.row(self, "offer_sent.answer_wanted", OFFER_SENT, OFFER_SENT)
            cell.raise_signal(self, ANSWER_GIVEN)
        elif state == OWING:  # machines/negotiation/offer_answer.yaml:127
            if trace is not None:
                trace.row(self, "owing.answer_wanted", OWING, OFFER_SENT)
            mark, step = len(cell.outbox), "make_offer"
            try:
                self.actions.make_offer(event)
                mark, step = len(cell.outbox), "payload_expecting"
                cell.raise_signal(self, self.actions.payload_expecting(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, ANSWER_READY)
            self.state = OFFER_SENT
        elif state == OFFER_RECEIVED_UNANSWERED:  # machines/negotiation/offer_answer.yaml:153
            if trace is not None:
                trace.row(self, "offer_received.unanswered.answer_wanted", OFFER_RECEIVED_UNANSWERED, COMPLETE)
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
        elif state == OFFER_RECEIVED_PREVIEWED:  # machines/negotiation/offer_answer.yaml:162
            if trace is not None:
                trace.row(self, "offer_received.previewed.answer_wanted", OFFER_RECEIVED_PREVIEWED, COMPLETE)
            mark = len(cell.outbox)
            try:
                self.actions.settle_preview(event)
            except Exception as error:
                cell.action_failed(self, "settle_preview", error, mark)
            else:
                cell.raise_signal(self, ANSWER_READY)
            self.state = COMPLETE
        elif state == OFFER_RECEIVED_UPDATED:  # machines/negotiation/offer_answer.yaml:172
            if trace is not None:
                trace.row(self, "offer_received.updated.answer_wanted", OFFER_RECEIVED_UPDATED, OFFER_RECEIVED_UPDATED)
            cell.raise_signal(self, ANSWER_GIVEN)
        elif state == COMPLETE:  # machines/negotiation/offer_answer.yaml:228
            if trace is not None:
                trace.row(self, "complete.answer_wanted", COMPLETE, COMPLETE)
            cell.raise_signal(self, ANSWER_GIVEN)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # soliciting, solicited, solicited_early
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:191, 204, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def rollback(self, event: Rollback) -> None:
        """The exchange failed: what was agreed stays; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFER_SENT:  # machines/negotiation/offer_answer.yaml:115
            if trace is not None:
                trace.row(self, "offer_sent.rollback", OFFER_SENT, COMPLETE)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = COMPLETE
        elif state == OWING:  # machines/negotiation/offer_answer.yaml:129
            if trace is not None:
                trace.row(self, "owing.rollback", OWING, COMPLETE)
            self.state = COMPLETE
        elif OFFER_RECEIVED_UNANSWERED <= state <= OFFER_RECEIVED_UPDATED:  # machines/negotiation/offer_answer.yaml:143
            if trace is not None:
                trace.row(self, "offer_received.rollback", state, COMPLETE)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = COMPLETE
        elif state == SOLICITING:  # machines/negotiation/offer_answer.yaml:183
            if trace is not None:
                trace.row(self, "soliciting.rollback", SOLICITING, COMPLETE)
            self.state = COMPLETE
        else:  # initial, solicited, solicited_early, complete, closed
            # Ignored: nothing is open (machines/negotiation/offer_answer.yaml:96, 237)
            # Ignored: nothing of ours is open (machines/negotiation/offer_answer.yaml:200, 215)
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:  # machines/negotiation/offer_answer.yaml:93
            if trace is not None:
                trace.row(self, "initial.down", INITIAL, CLOSED)
            self.state = CLOSED
        elif state == OFFER_SENT:  # machines/negotiation/offer_answer.yaml:116
            if trace is not None:
                trace.row(self, "offer_sent.down", OFFER_SENT, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = CLOSED
        elif state == OWING:  # machines/negotiation/offer_answer.yaml:130
            if trace is not None:
                trace.row(self, "owing.down", OWING, CLOSED)
            self.state = CLOSED
        elif OFFER_RECEIVED_UNANSWERED <= state <= OFFER_RECEIVED_UPDATED:  # machines/negotiation/offer_answer.yaml:144
            if trace is not None:
                trace.row(self, "offer_received.down", state, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = CLOSED
        elif state == SOLICITING:  # machines/negotiation/offer_answer.yaml:184
            if trace is not None:
                trace.row(self, "soliciting.down", SOLICITING, CLOSED)
            self.state = CLOSED
        elif state == SOLICITED:  # machines/negotiation/offer_answer.yaml:197
            if trace is not None:
                trace.row(self, "solicited.down", SOLICITED, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = CLOSED
        elif state == SOLICITED_EARLY:  # machines/negotiation/offer_answer.yaml:211
            if trace is not None:
                trace.row(self, "solicited_early.down", SOLICITED_EARLY, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = CLOSED
        elif state == COMPLETE:  # machines/negotiation/offer_answer.yaml:233
            if trace is not None:
                trace.row(self, "complete.down", COMPLETE, CLOSED)
            self.state = CLOSED
        else:  # closed
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:249)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def freed(self, event: Freed) -> None:
        """The leg belongs to no coupling any more; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "freed", state, state)
        mark = len(cell.outbox)
        try:
            self.actions.take_over(event)
        except Exception as error:
            cell.action_failed(self, "take_over", error, mark)

    def soliciting(self, event: Soliciting) -> None:
        """Our re-INVITE without an offer is leaving; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIAL:
            # Never: nothing was offered yet (machines/negotiation/offer_answer.yaml:100)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == COMPLETE:  # machines/negotiation/offer_answer.yaml:224
            if trace is not None:
                trace.row(self, "complete.soliciting", COMPLETE, SOLICITING)
            self.state = SOLICITING
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:250)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:
            # offer_sent, owing, offer_received.unanswered, offer_received.previewed, offer_received.updated,
            # soliciting, solicited, solicited_early
            # Never: modify_in, modify_out and update_in ask first and give way
            # (machines/negotiation/offer_answer.yaml:122, 136, 148, 191, 204, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "modify_in, modify_out and update_in ask first and give way")

    def acknowledge(self, event: Acknowledge) -> None:
        """The other side of a coupling has answered the offer of a 2xx, or of a reliable provisional response; from
        the application.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (INITIAL, COMPLETE):
            # Rejected: no offer waits for an answer (machines/negotiation/offer_answer.yaml:94, 235)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no offer waits for an answer")
        elif state in (OFFER_SENT, OWING):
            # Rejected: no offer of the peer waits for an answer (machines/negotiation/offer_answer.yaml:120, 132)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no offer of the peer waits for an answer")
        elif state == SOLICITING:
            # Rejected: no offer of the peer has come (machines/negotiation/offer_answer.yaml:186)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no offer of the peer has come")
        elif state == SOLICITED:  # machines/negotiation/offer_answer.yaml:196
            if trace is not None:
                trace.row(self, "solicited.acknowledge", SOLICITED, COMPLETE)
            mark, step = len(cell.outbox), "answer_late"
            try:
                self.actions.answer_late(event)
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "payload_configure"
                cell.raise_signal(self, self.actions.payload_configure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, ACK_READY)
            self.state = COMPLETE
        elif state == SOLICITED_EARLY:  # machines/negotiation/offer_answer.yaml:209
            if trace is not None:
                trace.row(self, "solicited_early.acknowledge", SOLICITED_EARLY, COMPLETE)
            mark, step = len(cell.outbox), "answer_late"
            try:
                self.actions.answer_late(event)
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "payload_configure"
                cell.raise_signal(self, self.actions.payload_configure(event))
                mark, step = len(cell.outbox), "payload_previewed"
                cell.raise_signal(self, self.actions.payload_previewed(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, PRACK_DUE)
            self.state = COMPLETE
        elif state == CLOSED:
            # Rejected: the session has ended (machines/negotiation/offer_answer.yaml:247)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the session has ended")
        else:  # offer_received.unanswered, offer_received.previewed, offer_received.updated
            # Rejected: no ACK of ours carries the answer (machines/negotiation/offer_answer.yaml:146)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no ACK of ours carries the answer")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFER_SENT:
            if self.actions.first(event):  # machines/negotiation/offer_answer.yaml:117
                if trace is not None:
                    trace.row(self, "offer_sent.action_failed", OFFER_SENT, CLOSED)
                mark, step = len(cell.outbox), "drop_offer"
                try:
                    self.actions.drop_offer(event)
                    mark, step = len(cell.outbox), "payload_refused"
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = CLOSED
            else:  # machines/negotiation/offer_answer.yaml:117
                if trace is not None:
                    trace.row(self, "offer_sent.action_failed#1", OFFER_SENT, COMPLETE)
                mark, step = len(cell.outbox), "drop_offer"
                try:
                    self.actions.drop_offer(event)
                    mark, step = len(cell.outbox), "payload_refused"
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = COMPLETE
        elif state == OWING:  # machines/negotiation/offer_answer.yaml:131
            if trace is not None:
                trace.row(self, "owing.action_failed", OWING, COMPLETE)
            mark, step = len(cell.outbox), "drop_offer"
            try:
                self.actions.drop_offer(event)
                mark, step = len(cell.outbox), "payload_refused"
                cell.raise_signal(self, self.actions.payload_refused(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = COMPLETE
        elif OFFER_RECEIVED_UNANSWERED <= state <= OFFER_RECEIVED_UPDATED:  # machines/negotiation/offer_answer.yaml:145
            if trace is not None:
                trace.row(self, "offer_received.action_failed", state, COMPLETE)
            mark, step = len(cell.outbox), "drop_offer"
            try:
                self.actions.drop_offer(event)
                mark, step = len(cell.outbox), "payload_refused"
                cell.raise_signal(self, self.actions.payload_refused(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = COMPLETE
        elif state == SOLICITING:  # machines/negotiation/offer_answer.yaml:185
            if trace is not None:
                trace.row(self, "soliciting.action_failed", SOLICITING, COMPLETE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_refused(event))
            except Exception as error:
                cell.action_failed(self, "payload_refused", error, mark)
            self.state = COMPLETE
        elif state == SOLICITED:  # machines/negotiation/offer_answer.yaml:198
            if trace is not None:
                trace.row(self, "solicited.action_failed", SOLICITED, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            else:
                cell.raise_signal(self, FIRST_ANSWER_REFUSED)
            self.state = CLOSED
        elif state == SOLICITED_EARLY:  # machines/negotiation/offer_answer.yaml:212
            if trace is not None:
                trace.row(self, "solicited_early.action_failed", SOLICITED_EARLY, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.drop_offer(event)
            except Exception as error:
                cell.action_failed(self, "drop_offer", error, mark)
            self.state = CLOSED
        elif state == COMPLETE:
            if self.actions.first(event):  # machines/negotiation/offer_answer.yaml:234
                if trace is not None:
                    trace.row(self, "complete.action_failed", COMPLETE, CLOSED)
                mark, step = len(cell.outbox), "drop_offer"
                try:
                    self.actions.drop_offer(event)
                    cell.raise_signal(self, FIRST_ANSWER_REFUSED)
                    mark, step = len(cell.outbox), "payload_refused"
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = CLOSED
            else:  # machines/negotiation/offer_answer.yaml:234
                if trace is not None:
                    trace.row(self, "complete.action_failed#1", COMPLETE, COMPLETE)
                mark, step = len(cell.outbox), "drop_offer"
                try:
                    self.actions.drop_offer(event)
                    mark, step = len(cell.outbox), "payload_refused"
                    cell.raise_signal(self, self.actions.payload_refused(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        else:  # initial, closed
            # Ignored: what was tried has its own state (machines/negotiation/offer_answer.yaml:99)
            # Ignored: the session has ended (machines/negotiation/offer_answer.yaml:251)
            if trace is not None:
                trace.decided(self, event, "ignore")
