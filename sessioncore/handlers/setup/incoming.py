"""The peer's INVITE, from its arrival to our final answer and the end of the call.

Generated from machines/setup/incoming.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 13.3, RFC3261 15, RFC3262 3
"""
# sessioncore: chart sha256=ab6f17cb3bced4fc9e13446cce244dd0a54a0a028026a8a1568e8596a1245426 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.base.coupling import Ending
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

ARRIVING: Final = 0  # the INVITE is being read
SETUP_DECIDING: Final = 1  # nobody has decided yet
SETUP_RINGING: Final = 2  # 180 sent
SETUP_UNACKNOWLEDGED: Final = 3  # a reliable provisional response waits for its PRACK
ANSWERED: Final = 4  # 2xx sent
RELEASING: Final = 5  # our BYE is on its way, or waits for the ACK
ENDED: Final = 6  # over


class Invited(Event):
    """A new INVITE; INVITE, from the peer."""

    __slots__ = ("request",)
    NAME = "invited"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class OfferTaken(Event):
    """The offer can be answered; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "offer_taken"


OFFER_TAKEN: Final = OfferTaken()


class Refused(Event):
    """The offer cannot be answered; signal of a chart beside this one."""

    __slots__ = ("status", "warning")
    NAME = "refused"
    FIELDS = ("status", "warning")

    def __init__(self, status: int, warning: str) -> None:
        self.status = status
        self.warning = warning


class Ring(Event):
    """From the application."""

    __slots__ = ("command",)
    NAME = "ring"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class Answer(Event):
    """With what the peer shall hear, in these codecs; from the application."""

    __slots__ = ("codecs", "command", "headers", "source")
    NAME = "answer"
    FIELDS = ("command", "source", "headers", "codecs")

    def __init__(
        self, command: int, source: str, headers: dict[str, str] | None = None, codecs: list[str] | None = None
    ) -> None:
        self.command = command
        self.source = source
        self.headers = headers
        self.codecs = codecs


class Progress(Event):
    """183 with SDP: what the peer shall hear early; from the application."""

    __slots__ = ("command", "source")
    NAME = "progress"
    FIELDS = ("command", "source")

    def __init__(self, command: int, source: str) -> None:
        self.command = command
        self.source = source


class Decline(Event):
    """`said`: by the other side of a coupling; from the application."""

    __slots__ = ("command", "headers", "said", "status")
    NAME = "decline"
    FIELDS = ("command", "status", "headers", "said")

    def __init__(
        self, command: int, status: int, headers: dict[str, str] | None = None, said: Ending | None = None
    ) -> None:
        self.command = command
        self.status = status
        self.headers = headers
        self.said = said


class Fork(Event):
    """One more early dialog, for another description than the one that was shown; from the application."""

    __slots__ = ("command",)
    NAME = "fork"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class Redirect(Event):
    """`others` are targets after the best one; from the application."""

    __slots__ = ("command", "contact", "others")
    NAME = "redirect"
    FIELDS = ("command", "contact", "others")

    def __init__(self, command: int, contact: str, others: list[str] | None = None) -> None:
        self.command = command
        self.contact = contact
        self.others = others


class HangUp(Event):
    """`reason` goes into the BYE; from the application."""

    __slots__ = ("command", "reason")
    NAME = "hang_up"
    FIELDS = ("command", "reason")

    def __init__(self, command: int, reason: str | None = None) -> None:
        self.command = command
        self.reason = reason


class ToldToRing(Event):
    """The answering chart rings; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "told_to_ring"


TOLD_TO_RING: Final = ToldToRing()


class ToldToProgress(Event):
    """The answering chart plays early media; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "told_to_progress"


TOLD_TO_PROGRESS: Final = ToldToProgress()


class ToldToRedirect(Event):
    """The answering chart sends the caller elsewhere; signal of a chart beside this one."""

    __slots__ = ("contact",)
    NAME = "told_to_redirect"
    FIELDS = ("contact",)

    def __init__(self, contact: str) -> None:
        self.contact = contact


class ToldToChallenge(Event):
    """The caller has to prove who it is; signal of a chart beside this one."""

    __slots__ = ("challenges", "status")
    NAME = "told_to_challenge"
    FIELDS = ("status", "challenges")

    def __init__(self, status: int, challenges: list[str]) -> None:
        self.status = status
        self.challenges = challenges


class ToldToAnswer(Event):
    """The answering chart answers; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "told_to_answer"


TOLD_TO_ANSWER: Final = ToldToAnswer()


class ToldToDecline(Event):
    """The answering chart declines; signal of a chart beside this one."""

    __slots__ = ("status",)
    NAME = "told_to_decline"
    FIELDS = ("status",)

    def __init__(self, status: int) -> None:
        self.status = status


class ToldToHangUp(Event):
    """The answering chart hangs up; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "told_to_hang_up"


TOLD_TO_HANG_UP: Final = ToldToHangUp()


class ToldToRingReliably(Event):
    """The answering chart rings, and wants to know that it was heard; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "told_to_ring_reliably"


TOLD_TO_RING_RELIABLY: Final = ToldToRingReliably()


class ToldToFork(Event):
    """The answering chart rings in one more early dialog; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "told_to_fork"


TOLD_TO_FORK: Final = ToldToFork()


class AnswerGiven(Event):
    """The SDP answer has left already; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "answer_given"


ANSWER_GIVEN: Final = AnswerGiven()


class EarlyReady(Event):
    """What a reliable provisional response carries is made; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "early_ready"


EARLY_READY: Final = EarlyReady()


class EarlyBare(Event):
    """A reliable provisional response carries nothing; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "early_bare"


EARLY_BARE: Final = EarlyBare()


class Pracked(Event):
    """Our reliable provisional response was acknowledged; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "pracked"


PRACKED: Final = Pracked()


class NotPracked(Event):
    """Our reliable provisional response was never acknowledged; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "not_pracked"


NOT_PRACKED: Final = NotPracked()


class AnswerReady(Event):
    """The SDP answer is made; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "answer_ready"


ANSWER_READY: Final = AnswerReady()


class PreviewReady(Event):
    """The SDP answer is made, for a 183; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "preview_ready"


PREVIEW_READY: Final = PreviewReady()


class Cancelled(Event):
    """CANCEL; signal of the part that created this one."""

    __slots__ = ()
    NAME = "cancelled"


CANCELLED: Final = Cancelled()


class ByeEarly(Event):
    """BYE before we answered; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "bye_early"


BYE_EARLY: Final = ByeEarly()


class Acked(Event):
    """Our 2xx was acknowledged; signal of the part that created this one."""

    __slots__ = ()
    NAME = "acked"


ACKED: Final = Acked()


class NoAck(Event):
    """Our 2xx was never acknowledged; signal of the part that created this one."""

    __slots__ = ()
    NAME = "no_ack"


NO_ACK: Final = NoAck()


class UsageEnded(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("remote_tag",)
    NAME = "usage_ended"
    FIELDS = ("remote_tag",)

    def __init__(self, remote_tag: str) -> None:
        self.remote_tag = remote_tag


class Replaced(Event):
    """Another call takes the place of this one; told by another cell."""

    __slots__ = ("by",)
    NAME = "replaced"
    FIELDS = ("by",)

    def __init__(self, by: str) -> None:
        self.by = by


class Expired(Event):
    """Expires of the INVITE, else no_answer; `expires` is due (B3.10)."""

    __slots__ = ()
    NAME = "expired"


EXPIRED: Final = Expired()


class Undecided(Event):
    """Nobody decided to ring, answer or decline; `decision` is due."""

    __slots__ = ()
    NAME = "undecided"


UNDECIDED: Final = Undecided()


class Started(Signal):
    """Tells the charts beside this one: started."""

    __slots__ = ("remote_tag", "request")
    NAME = "started"
    FIELDS = ("remote_tag", "request")

    def __init__(self, remote_tag: str, request: Request) -> None:
        self.remote_tag = remote_tag
        self.request = request


class Asked(Signal):
    """Tells the charts beside this one: asked."""

    __slots__ = ()
    NAME = "asked"


ASKED: Final = Asked()


class AnswerWanted(Signal):
    """Tells the charts beside this one: answer_wanted."""

    __slots__ = ("remote_tag",)
    NAME = "answer_wanted"
    FIELDS = ("remote_tag",)

    def __init__(self, remote_tag: str) -> None:
        self.remote_tag = remote_tag


class PreviewWanted(Signal):
    """Tells the charts beside this one: preview_wanted."""

    __slots__ = ("remote_tag",)
    NAME = "preview_wanted"
    FIELDS = ("remote_tag",)

    def __init__(self, remote_tag: str) -> None:
        self.remote_tag = remote_tag


class EarlyWanted(Signal):
    """Tells the charts beside this one: early_wanted."""

    __slots__ = ("remote_tag",)
    NAME = "early_wanted"
    FIELDS = ("remote_tag",)

    def __init__(self, remote_tag: str) -> None:
        self.remote_tag = remote_tag


class RingWanted(Signal):
    """Tells the charts beside this one: ring_wanted."""

    __slots__ = ("remote_tag",)
    NAME = "ring_wanted"
    FIELDS = ("remote_tag",)

    def __init__(self, remote_tag: str) -> None:
        self.remote_tag = remote_tag


class SentReliably(Signal):
    """Tells the charts beside this one: sent_reliably."""

    __slots__ = ("remote_tag", "response", "rseq")
    NAME = "sent_reliably"
    FIELDS = ("remote_tag", "rseq", "response")

    def __init__(self, remote_tag: str, rseq: int, response: Response) -> None:
        self.remote_tag = remote_tag
        self.rseq = rseq
        self.response = response


class Accepted(Signal):
    """Tells the charts beside this one: accepted."""

    __slots__ = ("cseq", "remote_tag", "response")
    NAME = "accepted"
    FIELDS = ("remote_tag", "cseq", "response")

    def __init__(self, remote_tag: str, cseq: int, response: Response) -> None:
        self.remote_tag = remote_tag
        self.cseq = cseq
        self.response = response


class RespondProvisional(Signal):
    """Tells the charts beside this one: respond_provisional."""

    __slots__ = ("response",)
    NAME = "respond_provisional"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


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


class Dropped(Signal):
    """Tells the charts beside this one: dropped."""

    __slots__ = ()
    NAME = "dropped"


DROPPED: Final = Dropped()


class Released(Signal):
    """Tells the charts beside this one: released."""

    __slots__ = ()
    NAME = "released"


RELEASED: Final = Released()


class CallFailed(Signal):
    """Tells the charts beside this one: call_failed."""

    __slots__ = ("status",)
    NAME = "call_failed"
    FIELDS = ("status",)

    def __init__(self, status: int) -> None:
        self.status = status


class CallOver(Signal):
    """Tells the charts beside this one: call_over."""

    __slots__ = ()
    NAME = "call_over"


CALL_OVER: Final = CallOver()


class IncomingActions(Protocol):
    """What setup/incoming asks of its hand-written actions."""

    def names_nobody(self, event: Redirect) -> bool:
        """A new target is no SIP URI."""

    def too_brief(self, event: Invited) -> bool:
        """Its session interval is shorter than we accept."""

    def replaces_nothing(self, event: Invited) -> bool:
        """Its Replaces names no dialog of ours, or an early one that we did not begin."""

    def replaces_the_ended(self, event: Invited) -> bool:
        """The dialog that it would replace has ended."""

    def replaces_uninvited(self, event: Invited) -> bool:
        """Nobody can prove here to be who has the dialog that it would replace."""

    def replaces_too_late(self, event: Invited) -> bool:
        """It would only replace an early dialog, and that is answered."""

    def usurping(self, event: Answer | ToldToAnswer) -> bool:
        """The caller is not proven to be who has the dialog that it would replace."""

    def unreliable(self, event: Invited) -> bool:
        """We give provisional responses reliably only, and the caller cannot take them."""

    def reliable(
        self, event: Ring | Progress | Fork | ToldToRing | ToldToProgress | ToldToRingReliably | ToldToFork
    ) -> bool:
        """This provisional response is to be acknowledged."""

    def forked(self, event: AnswerGiven | AnswerReady) -> bool:
        """We rang in more than one early dialog."""

    def tells_losers(self, event: AnswerReady) -> bool:
        """The caller understands 199, and does not want provisional responses reliable."""

    def chosen(self, event: UsageEnded) -> bool:
        """It is the dialog of our 2xx."""

    def unattended(self, event: OfferTaken) -> bool:
        """No answering chart is part of this leg, so the application decides."""

    def unanswered(self, event: ActionFailed) -> bool:
        """The 2xx could not be built."""

    def unclosed(self, event: ActionFailed) -> bool:
        """The stream could not be closed."""

    def note_invite(self, event: Invited) -> None:
        """Keeps the INVITE, chooses our tag."""

    def ask(self, event: OfferTaken) -> None:
        """The coupling where the leg is coupled, else the application."""

    def note_ringing(
        self, event: Ring | Progress | Fork | ToldToRing | ToldToProgress | ToldToRingReliably | ToldToFork
    ) -> None:
        """Which status the next provisional response has."""

    def take_number(self, event: EarlyReady | EarlyBare) -> None:
        """The RSeq and the response of the next reliable provisional response."""

    def take_tag(self, event: Fork | ToldToFork) -> None:
        """One more early dialog, with a To tag of its own."""

    def make_bare_answer(self, event: AnswerGiven) -> None:
        """Builds the 2xx when our answer has left before."""

    def note_progress(self, event: Progress | ToldToProgress) -> None:
        """What the peer shall hear early."""

    def note_answer(self, event: Answer | ToldToAnswer) -> None:
        """Keeps the command until the ACK."""

    def open_media(
        self,
        event: Ring
        | Answer
        | Progress
        | Fork
        | ToldToRing
        | ToldToProgress
        | ToldToAnswer
        | ToldToRingReliably
        | ToldToFork,
    ) -> None: ...

    def close_media(
        self,
        event: Invited
        | Refused
        | Answer
        | Decline
        | Redirect
        | HangUp
        | ToldToRedirect
        | ToldToChallenge
        | ToldToAnswer
        | ToldToDecline
        | ToldToHangUp
        | NotPracked
        | Cancelled
        | ByeEarly
        | UsageEnded
        | ActionFailed
        | Expired
        | Undecided,
    ) -> None: ...

    def give_back(self, event: ActionFailed) -> None:
        """Closes the stream once more, and then no more."""

    def note_silent(self, event: Fork | ToldToFork) -> None:
        """Nothing was said in the first early dialog."""

    def tell_losers(self, event: AnswerReady) -> None:
        """199 in each early dialog that is not the one that answers; no copy of the INVITE asks for it again, since
        the 2xx follows.
        """

    def make_answer(self, event: AnswerReady) -> None:
        """Builds the 2xx; it can be recovered before it leaves (invariant 10). A dialog that it replaces is told."""

    def tell_replaced(self, event: Replaced) -> None: ...

    def forget_invite(self, event: Acked | NoAck) -> None:
        """A call that is up keeps no message."""

    def reply_done(
        self,
        event: Ring
        | Progress
        | Decline
        | Fork
        | Redirect
        | HangUp
        | ToldToRing
        | ToldToProgress
        | ToldToRedirect
        | ToldToDecline
        | ToldToHangUp
        | ToldToRingReliably
        | ToldToFork,
    ) -> None: ...

    def reply_refused(self, event: Redirect) -> None: ...

    def reply_answered(self, event: Acked) -> None:
        """Answer: done."""

    def reply_not_answered(
        self,
        event: Refused
        | Answer
        | ToldToAnswer
        | NotPracked
        | Cancelled
        | ByeEarly
        | NoAck
        | UsageEnded
        | ActionFailed
        | Expired,
    ) -> None:
        """Answer: failed."""

    def note_hang_up(self, event: HangUp | ToldToHangUp) -> None:
        """Keeps the command until the usage has ended, and the first reason."""

    def reply_hung_up(self, event: HangUp | UsageEnded | ActionFailed) -> None: ...

    def payload_started(self, event: Invited | Fork | ToldToFork) -> Started:
        """The payload of started; reads only."""

    def payload_answer_wanted(self, event: Answer | ToldToAnswer) -> AnswerWanted:
        """The payload of answer_wanted; reads only."""

    def payload_preview_wanted(self, event: Progress | ToldToProgress) -> PreviewWanted:
        """The payload of preview_wanted; reads only."""

    def payload_early_wanted(self, event: Progress | ToldToProgress) -> EarlyWanted:
        """The payload of early_wanted; reads only."""

    def payload_ring_wanted(self, event: Ring | Fork | ToldToRing | ToldToRingReliably | ToldToFork) -> RingWanted:
        """The payload of ring_wanted; reads only."""

    def payload_sent_reliably(self, event: EarlyReady | EarlyBare) -> SentReliably:
        """The payload of sent_reliably; reads only."""

    def payload_accepted(self, event: AnswerGiven | AnswerReady) -> Accepted:
        """The payload of accepted; reads only."""

    def payload_respond_provisional(
        self, event: Ring | Fork | ToldToRing | ToldToRingReliably | ToldToFork | EarlyReady | EarlyBare | PreviewReady
    ) -> RespondProvisional:
        """The payload of respond_provisional; reads only."""

    def payload_respond_success(self, event: AnswerGiven | AnswerReady) -> RespondSuccess:
        """The payload of respond_success; reads only."""

    def payload_respond_failure(
        self,
        event: Invited
        | Refused
        | Answer
        | Decline
        | Redirect
        | HangUp
        | ToldToRedirect
        | ToldToChallenge
        | ToldToAnswer
        | ToldToDecline
        | ToldToHangUp
        | NotPracked
        | Cancelled
        | ByeEarly
        | ActionFailed
        | Expired
        | Undecided,
    ) -> RespondFailure:
        """The payload of respond_failure; reads only."""

    def payload_call_failed(
        self, event: Invited | Answer | ToldToAnswer | NotPracked | Expired | Undecided
    ) -> CallFailed:
        """The payload of call_failed; reads only."""

    def delay_invitation_lifetime(self, event: Invited) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Incoming(Machine):
    """The peer's INVITE, from its arrival to our final answer and the end of the call."""

    __slots__ = ("_decision", "_expires")
    CHART = "setup/incoming"
    KIND = "incoming"
    DIGEST = "ab6f17cb3bced4fc9e13446cce244dd0a54a0a028026a8a1568e8596a1245426"
    STATES = ("arriving", "setup.deciding", "setup.ringing", "setup.unacknowledged", "answered", "releasing", "ended")
    FINAL = (False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "invited": Invited,
        "offer_taken": OfferTaken,
        "refused": Refused,
        "ring": Ring,
        "answer": Answer,
        "progress": Progress,
        "decline": Decline,
        "fork": Fork,
        "redirect": Redirect,
        "hang_up": HangUp,
        "told_to_ring": ToldToRing,
        "told_to_progress": ToldToProgress,
        "told_to_redirect": ToldToRedirect,
        "told_to_challenge": ToldToChallenge,
        "told_to_answer": ToldToAnswer,
        "told_to_decline": ToldToDecline,
        "told_to_hang_up": ToldToHangUp,
        "told_to_ring_reliably": ToldToRingReliably,
        "told_to_fork": ToldToFork,
        "answer_given": AnswerGiven,
        "early_ready": EarlyReady,
        "early_bare": EarlyBare,
        "pracked": Pracked,
        "not_pracked": NotPracked,
        "answer_ready": AnswerReady,
        "preview_ready": PreviewReady,
        "cancelled": Cancelled,
        "bye_early": ByeEarly,
        "acked": Acked,
        "no_ack": NoAck,
        "usage_ended": UsageEnded,
        "replaced": Replaced,
        "action_failed": ActionFailed,
        "expired": Expired,
        "undecided": Undecided,
    }
    COMMANDS = (
        (),
        ("ring", "answer", "progress", "decline", "fork", "redirect", "hang_up"),
        ("ring", "answer", "progress", "decline", "fork", "redirect", "hang_up"),
        ("ring", "answer", "progress", "decline", "fork", "redirect", "hang_up"),
        ("hang_up",),
        ("hang_up",),
        ("hang_up",),
    )
    DEFERS = (False, False, False, True, False, False, False)
    TIMERS = ("expires", "decision")
    DETACHABLE = (False, False, False, False, False, False, False)

    actions: IncomingActions
    cell: Cell

    def __init__(self, actions: IncomingActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._expires: Timer | None = None
        self._decision: Timer | None = None

    def start(self) -> None:
        """Enter arriving."""
        self.state = ARRIVING

    def invited(self, event: Invited) -> None:
        """A new INVITE; INVITE, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            if self.actions.replaces_nothing(event):  # machines/setup/incoming.yaml:106
                if trace is not None:
                    trace.row(self, "arriving.invited", ARRIVING, ENDED)
                mark, step = len(cell.outbox), "note_invite"
                try:
                    self.actions.note_invite(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                    mark, step = len(cell.outbox), "payload_call_failed"
                    cell.raise_signal(self, self.actions.payload_call_failed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            elif self.actions.replaces_the_ended(event):  # machines/setup/incoming.yaml:107
                if trace is not None:
                    trace.row(self, "arriving.invited#1", ARRIVING, ENDED)
                mark, step = len(cell.outbox), "note_invite"
                try:
                    self.actions.note_invite(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                    mark, step = len(cell.outbox), "payload_call_failed"
                    cell.raise_signal(self, self.actions.payload_call_failed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            elif self.actions.replaces_uninvited(event):  # machines/setup/incoming.yaml:108
                if trace is not None:
                    trace.row(self, "arriving.invited#2", ARRIVING, ENDED)
                mark, step = len(cell.outbox), "note_invite"
                try:
                    self.actions.note_invite(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                    mark, step = len(cell.outbox), "payload_call_failed"
                    cell.raise_signal(self, self.actions.payload_call_failed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            elif self.actions.replaces_too_late(event):  # machines/setup/incoming.yaml:109
                if trace is not None:
                    trace.row(self, "arriving.invited#3", ARRIVING, ENDED)
                mark, step = len(cell.outbox), "note_invite"
                try:
                    self.actions.note_invite(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                    mark, step = len(cell.outbox), "payload_call_failed"
                    cell.raise_signal(self, self.actions.payload_call_failed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            elif self.actions.too_brief(event):  # machines/setup/incoming.yaml:110
                if trace is not None:
                    trace.row(self, "arriving.invited#4", ARRIVING, ENDED)
                mark, step = len(cell.outbox), "note_invite"
                try:
                    self.actions.note_invite(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                    mark, step = len(cell.outbox), "payload_call_failed"
                    cell.raise_signal(self, self.actions.payload_call_failed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            elif self.actions.unreliable(event):  # machines/setup/incoming.yaml:111
                if trace is not None:
                    trace.row(self, "arriving.invited#5", ARRIVING, ENDED)
                mark, step = len(cell.outbox), "note_invite"
                try:
                    self.actions.note_invite(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                    mark, step = len(cell.outbox), "payload_call_failed"
                    cell.raise_signal(self, self.actions.payload_call_failed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            else:  # machines/setup/incoming.yaml:112
                if trace is not None:
                    trace.row(self, "arriving.invited#6", ARRIVING, SETUP_DECIDING)
                mark, step = len(cell.outbox), "note_invite"
                try:
                    self.actions.note_invite(event)
                    mark, step = len(cell.outbox), "payload_started"
                    cell.raise_signal(self, self.actions.payload_started(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_DECIDING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.no_answer, max(1.0, self.actions.delay_invitation_lifetime(event)))
                except Exception as error:
                    delay = 1.0
                    cell.action_failed(self, "delay_invitation_lifetime", error, mark)
                self._expires = cell.arm(self, 0, delay)
                self._decision = cell.arm(self, 1, cell.limits.decision)
        elif ANSWERED <= state <= ENDED:
            # Rejected: a re-INVITE goes to the dialog (machines/setup/incoming.yaml:196, 212, 228)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 482, "a re-INVITE goes to the dialog")
        else:  # setup.deciding, setup.ringing, setup.unacknowledged
            # Rejected: a copy goes to its transaction, a re-INVITE to the dialog (machines/setup/incoming.yaml:146)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 482, "a copy goes to its transaction, a re-INVITE to the dialog")

    def offer_taken(self, event: OfferTaken) -> None:
        """The offer can be answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == SETUP_DECIDING:
            if self.actions.unattended(event):  # machines/setup/incoming.yaml:159
                if trace is not None:
                    trace.row(self, "setup.deciding.offer_taken", SETUP_DECIDING, SETUP_DECIDING)
                mark = len(cell.outbox)
                try:
                    self.actions.ask(event)
                except Exception as error:
                    cell.action_failed(self, "ask", error, mark)
                else:
                    cell.raise_signal(self, ASKED)
            else:  # machines/setup/incoming.yaml:159
                if trace is not None:
                    trace.row(self, "setup.deciding.offer_taken#1", SETUP_DECIDING, SETUP_DECIDING)
                cell.raise_signal(self, ASKED)
        else:  # setup.ringing, setup.unacknowledged, answered, releasing, ended
            # Ignored: it was known before we rang (machines/setup/incoming.yaml:176, 186)
            # Ignored: offers in a confirmed dialog belong to modify_in and modify_out
            # (machines/setup/incoming.yaml:199, 215)
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def refused(self, event: Refused) -> None:
        """The offer cannot be answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:142
            if trace is not None:
                trace.row(self, "setup.refused", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_not_answered"
            try:
                self.actions.reply_not_answered(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DROPPED)
                cell.raise_signal(self, CallFailed(event.status))
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        else:  # answered, releasing, ended
            # Ignored: offers in a confirmed dialog belong to modify_in and modify_out
            # (machines/setup/incoming.yaml:199, 215)
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ring(self, event: Ring) -> None:
        """From the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SETUP_DECIDING:
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:161
                if trace is not None:
                    trace.row(self, "setup.deciding.ring", SETUP_DECIDING, SETUP_UNACKNOWLEDGED)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_ringing"
                try:
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_ring_wanted"
                    cell.raise_signal(self, self.actions.payload_ring_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:162
                if trace is not None:
                    trace.row(self, "setup.deciding.ring#1", SETUP_DECIDING, SETUP_RINGING)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "reply_done"
                try:
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_respond_provisional"
                    cell.raise_signal(self, self.actions.payload_respond_provisional(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_RINGING
        elif state == SETUP_RINGING:
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:171
                if trace is not None:
                    trace.row(self, "setup.ringing.ring", SETUP_RINGING, SETUP_UNACKNOWLEDGED)
                mark, step = len(cell.outbox), "note_ringing"
                try:
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_ring_wanted"
                    cell.raise_signal(self, self.actions.payload_ring_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:172
                if trace is not None:
                    trace.row(self, "setup.ringing.ring#1", SETUP_RINGING, SETUP_RINGING)
                mark, step = len(cell.outbox), "reply_done"
                try:
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_respond_provisional"
                    cell.raise_signal(self, self.actions.payload_respond_provisional(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == SETUP_UNACKNOWLEDGED:
            # Held back: the next one follows the PRACK of this one (machines/setup/incoming.yaml:184)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state == ANSWERED:
            # Rejected: the INVITE was answered already (machines/setup/incoming.yaml:196)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the INVITE was answered already")
        elif state == RELEASING:
            # Rejected: the call is ending (machines/setup/incoming.yaml:212)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is ending")
        elif state == ENDED:
            # Rejected: the call is over (machines/setup/incoming.yaml:228)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # arriving
            # Rejected: no INVITE was read yet (machines/setup/incoming.yaml:113)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no INVITE was read yet")

    def answer(self, event: Answer) -> None:
        """With what the peer shall hear, in these codecs; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (SETUP_DECIDING, SETUP_RINGING):
            if self.actions.usurping(event):  # machines/setup/incoming.yaml:125
                if trace is not None:
                    trace.row(self, "setup.answer", state, ENDED)
                self._stop_timers()
                mark, step = len(cell.outbox), "note_answer"
                try:
                    self.actions.note_answer(event)
                    mark, step = len(cell.outbox), "reply_not_answered"
                    self.actions.reply_not_answered(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                    cell.raise_signal(self, DROPPED)
                    mark, step = len(cell.outbox), "payload_call_failed"
                    cell.raise_signal(self, self.actions.payload_call_failed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            else:  # machines/setup/incoming.yaml:126
                if trace is not None:
                    trace.row(self, "setup.answer#1", state, state)
                mark, step = len(cell.outbox), "note_answer"
                try:
                    self.actions.note_answer(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "payload_answer_wanted"
                    cell.raise_signal(self, self.actions.payload_answer_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == SETUP_UNACKNOWLEDGED:
            # Held back: no 2xx while a description of ours is not acknowledged (machines/setup/incoming.yaml:185)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state == ANSWERED:
            # Rejected: the INVITE was answered already (machines/setup/incoming.yaml:196)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the INVITE was answered already")
        elif state == RELEASING:
            # Rejected: the call is ending (machines/setup/incoming.yaml:212)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is ending")
        elif state == ENDED:
            # Rejected: the call is over (machines/setup/incoming.yaml:228)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # arriving
            # Rejected: no INVITE was read yet (machines/setup/incoming.yaml:113)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no INVITE was read yet")

    def progress(self, event: Progress) -> None:
        """183 with SDP: what the peer shall hear early; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (SETUP_DECIDING, SETUP_RINGING):
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:128
                if trace is not None:
                    trace.row(self, "setup.progress", state, SETUP_UNACKNOWLEDGED)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_progress"
                try:
                    self.actions.note_progress(event)
                    mark, step = len(cell.outbox), "note_ringing"
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_early_wanted"
                    cell.raise_signal(self, self.actions.payload_early_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:129
                if trace is not None:
                    trace.row(self, "setup.progress#1", state, state)
                mark, step = len(cell.outbox), "note_progress"
                try:
                    self.actions.note_progress(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_preview_wanted"
                    cell.raise_signal(self, self.actions.payload_preview_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == SETUP_UNACKNOWLEDGED:
            # Held back: the next one follows the PRACK of this one (machines/setup/incoming.yaml:184)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state == ANSWERED:
            # Rejected: the INVITE was answered already (machines/setup/incoming.yaml:196)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the INVITE was answered already")
        elif state == RELEASING:
            # Rejected: the call is ending (machines/setup/incoming.yaml:212)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is ending")
        elif state == ENDED:
            # Rejected: the call is over (machines/setup/incoming.yaml:228)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # arriving
            # Rejected: no INVITE was read yet (machines/setup/incoming.yaml:113)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no INVITE was read yet")

    def decline(self, event: Decline) -> None:
        """`said`: by the other side of a coupling; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:140
            if trace is not None:
                trace.row(self, "setup.decline", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_done"
            try:
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DROPPED)
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        elif state == ANSWERED:
            # Rejected: the INVITE was answered already (machines/setup/incoming.yaml:196)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the INVITE was answered already")
        elif state == RELEASING:
            # Rejected: the call is ending (machines/setup/incoming.yaml:212)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is ending")
        elif state == ENDED:
            # Rejected: the call is over (machines/setup/incoming.yaml:228)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # arriving
            # Rejected: no INVITE was read yet (machines/setup/incoming.yaml:113)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no INVITE was read yet")

    def fork(self, event: Fork) -> None:
        """One more early dialog, for another description than the one that was shown; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SETUP_DECIDING:
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:164
                if trace is not None:
                    trace.row(self, "setup.deciding.fork", SETUP_DECIDING, SETUP_UNACKNOWLEDGED)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_silent"
                try:
                    self.actions.note_silent(event)
                    mark, step = len(cell.outbox), "note_ringing"
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "take_tag"
                    self.actions.take_tag(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_started"
                    cell.raise_signal(self, self.actions.payload_started(event))
                    mark, step = len(cell.outbox), "payload_ring_wanted"
                    cell.raise_signal(self, self.actions.payload_ring_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:165
                if trace is not None:
                    trace.row(self, "setup.deciding.fork#1", SETUP_DECIDING, SETUP_RINGING)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_silent"
                try:
                    self.actions.note_silent(event)
                    mark, step = len(cell.outbox), "take_tag"
                    self.actions.take_tag(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_started"
                    cell.raise_signal(self, self.actions.payload_started(event))
                    mark, step = len(cell.outbox), "payload_respond_provisional"
                    cell.raise_signal(self, self.actions.payload_respond_provisional(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_RINGING
        elif state == SETUP_RINGING:
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:174
                if trace is not None:
                    trace.row(self, "setup.ringing.fork", SETUP_RINGING, SETUP_UNACKNOWLEDGED)
                mark, step = len(cell.outbox), "note_ringing"
                try:
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "take_tag"
                    self.actions.take_tag(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_started"
                    cell.raise_signal(self, self.actions.payload_started(event))
                    mark, step = len(cell.outbox), "payload_ring_wanted"
                    cell.raise_signal(self, self.actions.payload_ring_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:175
                if trace is not None:
                    trace.row(self, "setup.ringing.fork#1", SETUP_RINGING, SETUP_RINGING)
                mark, step = len(cell.outbox), "take_tag"
                try:
                    self.actions.take_tag(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_started"
                    cell.raise_signal(self, self.actions.payload_started(event))
                    mark, step = len(cell.outbox), "payload_respond_provisional"
                    cell.raise_signal(self, self.actions.payload_respond_provisional(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == SETUP_UNACKNOWLEDGED:
            # Held back: the next one follows the PRACK of this one (machines/setup/incoming.yaml:184)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state == ANSWERED:
            # Rejected: the INVITE was answered already (machines/setup/incoming.yaml:196)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the INVITE was answered already")
        elif state == RELEASING:
            # Rejected: the call is ending (machines/setup/incoming.yaml:212)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is ending")
        elif state == ENDED:
            # Rejected: the call is over (machines/setup/incoming.yaml:228)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # arriving
            # Rejected: no INVITE was read yet (machines/setup/incoming.yaml:113)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no INVITE was read yet")

    def redirect(self, event: Redirect) -> None:
        """`others` are targets after the best one; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:
            if self.actions.names_nobody(event):  # machines/setup/incoming.yaml:138
                if trace is not None:
                    trace.row(self, "setup.redirect", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.reply_refused(event)
                except Exception as error:
                    cell.action_failed(self, "reply_refused", error, mark)
            else:  # machines/setup/incoming.yaml:138
                if trace is not None:
                    trace.row(self, "setup.redirect#1", state, ENDED)
                self._stop_timers()
                mark, step = len(cell.outbox), "reply_done"
                try:
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, DROPPED)
                    cell.raise_signal(self, CALL_OVER)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
                cell.recall(self)
        elif state == ANSWERED:
            # Rejected: the INVITE was answered already (machines/setup/incoming.yaml:196)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the INVITE was answered already")
        elif state == RELEASING:
            # Rejected: the call is ending (machines/setup/incoming.yaml:212)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is ending")
        elif state == ENDED:
            # Rejected: the call is over (machines/setup/incoming.yaml:228)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # arriving
            # Rejected: no INVITE was read yet (machines/setup/incoming.yaml:113)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no INVITE was read yet")

    def hang_up(self, event: HangUp) -> None:
        """`reason` goes into the BYE; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:141
            if trace is not None:
                trace.row(self, "setup.hang_up", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_done"
            try:
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DROPPED)
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        elif state == ANSWERED:  # machines/setup/incoming.yaml:190
            if trace is not None:
                trace.row(self, "answered.hang_up", ANSWERED, RELEASING)
            mark = len(cell.outbox)
            try:
                self.actions.note_hang_up(event)
            except Exception as error:
                cell.action_failed(self, "note_hang_up", error, mark)
            else:
                cell.raise_signal(self, RELEASED)
            self.state = RELEASING
        elif state == RELEASING:  # machines/setup/incoming.yaml:207
            if trace is not None:
                trace.row(self, "releasing.hang_up", RELEASING, RELEASING)
            mark = len(cell.outbox)
            try:
                self.actions.note_hang_up(event)
            except Exception as error:
                cell.action_failed(self, "note_hang_up", error, mark)
        elif state == ENDED:  # machines/setup/incoming.yaml:226
            if trace is not None:
                trace.row(self, "ended.hang_up", ENDED, ENDED)
            mark, step = len(cell.outbox), "note_hang_up"
            try:
                self.actions.note_hang_up(event)
                mark, step = len(cell.outbox), "reply_hung_up"
                self.actions.reply_hung_up(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # arriving
            # Rejected: no INVITE was read yet (machines/setup/incoming.yaml:113)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no INVITE was read yet")

    def told_to_ring(self, event: ToldToRing) -> None:
        """The answering chart rings; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == SETUP_DECIDING:
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:161
                if trace is not None:
                    trace.row(self, "setup.deciding.told_to_ring", SETUP_DECIDING, SETUP_UNACKNOWLEDGED)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_ringing"
                try:
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_ring_wanted"
                    cell.raise_signal(self, self.actions.payload_ring_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:162
                if trace is not None:
                    trace.row(self, "setup.deciding.told_to_ring#1", SETUP_DECIDING, SETUP_RINGING)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "reply_done"
                try:
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_respond_provisional"
                    cell.raise_signal(self, self.actions.payload_respond_provisional(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_RINGING
        elif state == SETUP_RINGING:
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:171
                if trace is not None:
                    trace.row(self, "setup.ringing.told_to_ring", SETUP_RINGING, SETUP_UNACKNOWLEDGED)
                mark, step = len(cell.outbox), "note_ringing"
                try:
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_ring_wanted"
                    cell.raise_signal(self, self.actions.payload_ring_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:172
                if trace is not None:
                    trace.row(self, "setup.ringing.told_to_ring#1", SETUP_RINGING, SETUP_RINGING)
                mark, step = len(cell.outbox), "reply_done"
                try:
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_respond_provisional"
                    cell.raise_signal(self, self.actions.payload_respond_provisional(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == SETUP_UNACKNOWLEDGED:
            # Held back: the next one follows the PRACK of this one (machines/setup/incoming.yaml:184)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        else:  # answered, releasing, ended
            # Ignored: the INVITE was answered (machines/setup/incoming.yaml:200, 216)
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def told_to_progress(self, event: ToldToProgress) -> None:
        """The answering chart plays early media; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state in (SETUP_DECIDING, SETUP_RINGING):
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:128
                if trace is not None:
                    trace.row(self, "setup.told_to_progress", state, SETUP_UNACKNOWLEDGED)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_progress"
                try:
                    self.actions.note_progress(event)
                    mark, step = len(cell.outbox), "note_ringing"
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_early_wanted"
                    cell.raise_signal(self, self.actions.payload_early_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:129
                if trace is not None:
                    trace.row(self, "setup.told_to_progress#1", state, state)
                mark, step = len(cell.outbox), "note_progress"
                try:
                    self.actions.note_progress(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_preview_wanted"
                    cell.raise_signal(self, self.actions.payload_preview_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == SETUP_UNACKNOWLEDGED:
            # Held back: the next one follows the PRACK of this one (machines/setup/incoming.yaml:184)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        else:  # answered, releasing, ended
            # Ignored: the INVITE was answered (machines/setup/incoming.yaml:200, 216)
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def told_to_redirect(self, event: ToldToRedirect) -> None:
        """The answering chart sends the caller elsewhere; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:140
            if trace is not None:
                trace.row(self, "setup.told_to_redirect", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_done"
            try:
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DROPPED)
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        else:  # answered, releasing, ended
            # Ignored: the INVITE was answered (machines/setup/incoming.yaml:200, 216)
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def told_to_challenge(self, event: ToldToChallenge) -> None:
        """The caller has to prove who it is; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:139
            if trace is not None:
                trace.row(self, "setup.told_to_challenge", state, ENDED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_failure", error, mark)
            else:
                cell.raise_signal(self, DROPPED)
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        else:  # answered, releasing, ended
            # Ignored: the INVITE was answered (machines/setup/incoming.yaml:200, 216)
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def told_to_answer(self, event: ToldToAnswer) -> None:
        """The answering chart answers; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state in (SETUP_DECIDING, SETUP_RINGING):
            if self.actions.usurping(event):  # machines/setup/incoming.yaml:125
                if trace is not None:
                    trace.row(self, "setup.told_to_answer", state, ENDED)
                self._stop_timers()
                mark, step = len(cell.outbox), "note_answer"
                try:
                    self.actions.note_answer(event)
                    mark, step = len(cell.outbox), "reply_not_answered"
                    self.actions.reply_not_answered(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                    cell.raise_signal(self, DROPPED)
                    mark, step = len(cell.outbox), "payload_call_failed"
                    cell.raise_signal(self, self.actions.payload_call_failed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            else:  # machines/setup/incoming.yaml:126
                if trace is not None:
                    trace.row(self, "setup.told_to_answer#1", state, state)
                mark, step = len(cell.outbox), "note_answer"
                try:
                    self.actions.note_answer(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "payload_answer_wanted"
                    cell.raise_signal(self, self.actions.payload_answer_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == SETUP_UNACKNOWLEDGED:
            # Held back: no 2xx while a description of ours is not acknowledged (machines/setup/incoming.yaml:185)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        else:  # answered, releasing, ended
            # Ignored: the INVITE was answered (machines/setup/incoming.yaml:200, 216)
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def told_to_decline(self, event: ToldToDecline) -> None:
        """The answering chart declines; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:140
            if trace is not None:
                trace.row(self, "setup.told_to_decline", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_done"
            try:
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DROPPED)
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        else:  # answered, releasing, ended
            # Ignored: the INVITE was answered (machines/setup/incoming.yaml:200, 216)
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def told_to_hang_up(self, event: ToldToHangUp) -> None:
        """The answering chart hangs up; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:141
            if trace is not None:
                trace.row(self, "setup.told_to_hang_up", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_done"
            try:
                self.actions.reply_done(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DROPPED)
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        elif state == ANSWERED:  # machines/setup/incoming.yaml:190
            if trace is not None:
                trace.row(self, "answered.told_to_hang_up", ANSWERED, RELEASING)
            mark = len(cell.outbox)
            try:
                self.actions.note_hang_up(event)
            except Exception as error:
                cell.action_failed(self, "note_hang_up", error, mark)
            else:
                cell.raise_signal(self, RELEASED)
            self.state = RELEASING
        elif state == RELEASING:  # machines/setup/incoming.yaml:207
            if trace is not None:
                trace.row(self, "releasing.told_to_hang_up", RELEASING, RELEASING)
            mark = len(cell.outbox)
            try:
                self.actions.note_hang_up(event)
            except Exception as error:
                cell.action_failed(self, "note_hang_up", error, mark)
        elif state == ENDED:
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # arriving
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")

    def told_to_ring_reliably(self, event: ToldToRingReliably) -> None:
        """The answering chart rings, and wants to know that it was heard; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == SETUP_DECIDING:
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:161
                if trace is not None:
                    trace.row(self, "setup.deciding.told_to_ring_reliably", SETUP_DECIDING, SETUP_UNACKNOWLEDGED)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_ringing"
                try:
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_ring_wanted"
                    cell.raise_signal(self, self.actions.payload_ring_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:162
                if trace is not None:
                    trace.row(self, "setup.deciding.told_to_ring_reliably#1", SETUP_DECIDING, SETUP_RINGING)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "reply_done"
                try:
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_respond_provisional"
                    cell.raise_signal(self, self.actions.payload_respond_provisional(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_RINGING
        elif state == SETUP_RINGING:
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:171
                if trace is not None:
                    trace.row(self, "setup.ringing.told_to_ring_reliably", SETUP_RINGING, SETUP_UNACKNOWLEDGED)
                mark, step = len(cell.outbox), "note_ringing"
                try:
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_ring_wanted"
                    cell.raise_signal(self, self.actions.payload_ring_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:172
                if trace is not None:
                    trace.row(self, "setup.ringing.told_to_ring_reliably#1", SETUP_RINGING, SETUP_RINGING)
                mark, step = len(cell.outbox), "reply_done"
                try:
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_respond_provisional"
                    cell.raise_signal(self, self.actions.payload_respond_provisional(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == SETUP_UNACKNOWLEDGED:
            # Held back: the next one follows the PRACK of this one (machines/setup/incoming.yaml:184)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        else:  # answered, releasing, ended
            # Ignored: the INVITE was answered (machines/setup/incoming.yaml:200, 216)
            # Ignored: the call is over (machines/setup/incoming.yaml:230)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def told_to_fork(self, event: ToldToFork) -> None:
        """The answering chart rings in one more early dialog; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state == SETUP_DECIDING:
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:164
                if trace is not None:
                    trace.row(self, "setup.deciding.told_to_fork", SETUP_DECIDING, SETUP_UNACKNOWLEDGED)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_silent"
                try:
                    self.actions.note_silent(event)
                    mark, step = len(cell.outbox), "note_ringing"
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "take_tag"
                    self.actions.take_tag(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_started"
                    cell.raise_signal(self, self.actions.payload_started(event))
                    mark, step = len(cell.outbox), "payload_ring_wanted"
                    cell.raise_signal(self, self.actions.payload_ring_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:165
                if trace is not None:
                    trace.row(self, "setup.deciding.told_to_fork#1", SETUP_DECIDING, SETUP_RINGING)
                if self._decision is not None:
                    cell.cancel(self._decision)
                    self._decision = None
                mark, step = len(cell.outbox), "note_silent"
                try:
                    self.actions.note_silent(event)
                    mark, step = len(cell.outbox), "take_tag"
                    self.actions.take_tag(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_started"
                    cell.raise_signal(self, self.actions.payload_started(event))
                    mark, step = len(cell.outbox), "payload_respond_provisional"
                    cell.raise_signal(self, self.actions.payload_respond_provisional(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_RINGING
        elif state == SETUP_RINGING:
            if self.actions.reliable(event):  # machines/setup/incoming.yaml:174
                if trace is not None:
                    trace.row(self, "setup.ringing.told_to_fork", SETUP_RINGING, SETUP_UNACKNOWLEDGED)
                mark, step = len(cell.outbox), "note_ringing"
                try:
                    self.actions.note_ringing(event)
                    mark, step = len(cell.outbox), "take_tag"
                    self.actions.take_tag(event)
                    mark, step = len(cell.outbox), "open_media"
                    self.actions.open_media(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_started"
                    cell.raise_signal(self, self.actions.payload_started(event))
                    mark, step = len(cell.outbox), "payload_ring_wanted"
                    cell.raise_signal(self, self.actions.payload_ring_wanted(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_UNACKNOWLEDGED
            else:  # machines/setup/incoming.yaml:175
                if trace is not None:
                    trace.row(self, "setup.ringing.told_to_fork#1", SETUP_RINGING, SETUP_RINGING)
                mark, step = len(cell.outbox), "take_tag"
                try:
                    self.actions.take_tag(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                    mark, step = len(cell.outbox), "payload_started"
                    cell.raise_signal(self, self.actions.payload_started(event))
                    mark, step = len(cell.outbox), "payload_respond_provisional"
                    cell.raise_signal(self, self.actions.payload_respond_provisional(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == SETUP_UNACKNOWLEDGED:
            # Held back: the next one follows the PRACK of this one (machines/setup/incoming.yaml:184)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        else:  # answered, releasing, ended
            # Ignored: the INVITE was answered (machines/setup/incoming.yaml:200, 216)
            # Ignored: the call is over (machines/setup/incoming.yaml:230)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def answer_given(self, event: AnswerGiven) -> None:
        """The SDP answer has left already; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:
            if self.actions.forked(event):  # machines/setup/incoming.yaml:136
                if trace is not None:
                    trace.row(self, "setup.answer_given", state, ANSWERED)
                self._stop_timers()
                mark, step = len(cell.outbox), "make_bare_answer"
                try:
                    self.actions.make_bare_answer(event)
                    mark, step = len(cell.outbox), "payload_accepted"
                    cell.raise_signal(self, self.actions.payload_accepted(event))
                    cell.raise_signal(self, DROPPED)
                    mark, step = len(cell.outbox), "payload_respond_success"
                    cell.raise_signal(self, self.actions.payload_respond_success(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ANSWERED
                cell.recall(self)
            else:  # machines/setup/incoming.yaml:137
                if trace is not None:
                    trace.row(self, "setup.answer_given#1", state, ANSWERED)
                self._stop_timers()
                mark, step = len(cell.outbox), "make_bare_answer"
                try:
                    self.actions.make_bare_answer(event)
                    mark, step = len(cell.outbox), "payload_accepted"
                    cell.raise_signal(self, self.actions.payload_accepted(event))
                    mark, step = len(cell.outbox), "payload_respond_success"
                    cell.raise_signal(self, self.actions.payload_respond_success(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ANSWERED
                cell.recall(self)
        else:  # answered, releasing, ended
            # Ignored: offers in a confirmed dialog belong to modify_in and modify_out
            # (machines/setup/incoming.yaml:199, 215)
            # Ignored: the call is over (machines/setup/incoming.yaml:230)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def early_ready(self, event: EarlyReady) -> None:
        """What a reliable provisional response carries is made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state in (SETUP_DECIDING, SETUP_RINGING):
            # Never: no reliable provisional response waits (machines/setup/incoming.yaml:152)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no reliable provisional response waits")
        elif state == SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:180
            if trace is not None:
                trace.row(self, "setup.unacknowledged.early_ready", SETUP_UNACKNOWLEDGED, SETUP_UNACKNOWLEDGED)
            mark, step = len(cell.outbox), "take_number"
            try:
                self.actions.take_number(event)
                mark, step = len(cell.outbox), "payload_sent_reliably"
                cell.raise_signal(self, self.actions.payload_sent_reliably(event))
                mark, step = len(cell.outbox), "payload_respond_provisional"
                cell.raise_signal(self, self.actions.payload_respond_provisional(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # answered, releasing, ended
            # Ignored: offers in a confirmed dialog belong to modify_in and modify_out
            # (machines/setup/incoming.yaml:199, 215)
            # Ignored: the call is over (machines/setup/incoming.yaml:230)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def early_bare(self, event: EarlyBare) -> None:
        """A reliable provisional response carries nothing; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif state in (SETUP_DECIDING, SETUP_RINGING):
            # Never: no reliable provisional response waits (machines/setup/incoming.yaml:152)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no reliable provisional response waits")
        elif state == SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:180
            if trace is not None:
                trace.row(self, "setup.unacknowledged.early_bare", SETUP_UNACKNOWLEDGED, SETUP_UNACKNOWLEDGED)
            mark, step = len(cell.outbox), "take_number"
            try:
                self.actions.take_number(event)
                mark, step = len(cell.outbox), "payload_sent_reliably"
                cell.raise_signal(self, self.actions.payload_sent_reliably(event))
                mark, step = len(cell.outbox), "payload_respond_provisional"
                cell.raise_signal(self, self.actions.payload_respond_provisional(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # answered, releasing, ended
            # Ignored: offers in a confirmed dialog belong to modify_in and modify_out
            # (machines/setup/incoming.yaml:199, 215)
            # Ignored: the call is over (machines/setup/incoming.yaml:230)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def pracked(self, event: Pracked) -> None:
        """Our reliable provisional response was acknowledged; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: no dialog was made yet (machines/setup/incoming.yaml:117)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no dialog was made yet")
        elif state == SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:181
            if trace is not None:
                trace.row(self, "setup.unacknowledged.pracked", SETUP_UNACKNOWLEDGED, SETUP_RINGING)
            self.state = SETUP_RINGING
            cell.recall(self)
        elif state in (ANSWERED, RELEASING):
            # Never: the 2xx waited for the PRACK (machines/setup/incoming.yaml:202, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the 2xx waited for the PRACK")
        elif state == ENDED:
            # Ignored: the call is over (machines/setup/incoming.yaml:230)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # setup.deciding, setup.ringing
            # Never: no reliable provisional response waits (machines/setup/incoming.yaml:152)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no reliable provisional response waits")

    def not_pracked(self, event: NotPracked) -> None:
        """Our reliable provisional response was never acknowledged; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: no dialog was made yet (machines/setup/incoming.yaml:117)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no dialog was made yet")
        elif state == SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:182
            if trace is not None:
                trace.row(self, "setup.unacknowledged.not_pracked", SETUP_UNACKNOWLEDGED, ENDED)
            if self._expires is not None:
                cell.cancel(self._expires)
                self._expires = None
            mark, step = len(cell.outbox), "reply_not_answered"
            try:
                self.actions.reply_not_answered(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
                cell.raise_signal(self, DROPPED)
                mark, step = len(cell.outbox), "payload_call_failed"
                cell.raise_signal(self, self.actions.payload_call_failed(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        elif state in (ANSWERED, RELEASING):
            # Never: the 2xx waited for the PRACK (machines/setup/incoming.yaml:202, 219)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the 2xx waited for the PRACK")
        elif state == ENDED:
            # Ignored: the call is over (machines/setup/incoming.yaml:230)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # setup.deciding, setup.ringing
            # Never: no reliable provisional response waits (machines/setup/incoming.yaml:152)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no reliable provisional response waits")

    def answer_ready(self, event: AnswerReady) -> None:
        """The SDP answer is made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:
            if self.actions.forked(event) and self.actions.tells_losers(event):  # machines/setup/incoming.yaml:132
                if trace is not None:
                    trace.row(self, "setup.answer_ready", state, ANSWERED)
                self._stop_timers()
                mark, step = len(cell.outbox), "make_answer"
                try:
                    self.actions.make_answer(event)
                    mark, step = len(cell.outbox), "tell_losers"
                    self.actions.tell_losers(event)
                    mark, step = len(cell.outbox), "payload_accepted"
                    cell.raise_signal(self, self.actions.payload_accepted(event))
                    cell.raise_signal(self, DROPPED)
                    mark, step = len(cell.outbox), "payload_respond_success"
                    cell.raise_signal(self, self.actions.payload_respond_success(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ANSWERED
                cell.recall(self)
            elif self.actions.forked(event):  # machines/setup/incoming.yaml:133
                if trace is not None:
                    trace.row(self, "setup.answer_ready#1", state, ANSWERED)
                self._stop_timers()
                mark, step = len(cell.outbox), "make_answer"
                try:
                    self.actions.make_answer(event)
                    mark, step = len(cell.outbox), "payload_accepted"
                    cell.raise_signal(self, self.actions.payload_accepted(event))
                    cell.raise_signal(self, DROPPED)
                    mark, step = len(cell.outbox), "payload_respond_success"
                    cell.raise_signal(self, self.actions.payload_respond_success(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ANSWERED
                cell.recall(self)
            else:  # machines/setup/incoming.yaml:134
                if trace is not None:
                    trace.row(self, "setup.answer_ready#2", state, ANSWERED)
                self._stop_timers()
                mark, step = len(cell.outbox), "make_answer"
                try:
                    self.actions.make_answer(event)
                    mark, step = len(cell.outbox), "payload_accepted"
                    cell.raise_signal(self, self.actions.payload_accepted(event))
                    mark, step = len(cell.outbox), "payload_respond_success"
                    cell.raise_signal(self, self.actions.payload_respond_success(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ANSWERED
                cell.recall(self)
        else:  # answered, releasing, ended
            # Ignored: offers in a confirmed dialog belong to modify_in and modify_out
            # (machines/setup/incoming.yaml:199, 215)
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def preview_ready(self, event: PreviewReady) -> None:
        """The SDP answer is made, for a 183; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: nothing was offered yet (machines/setup/incoming.yaml:116)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was offered yet")
        elif SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:130
            if trace is not None:
                trace.row(self, "setup.preview_ready", state, SETUP_RINGING)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_provisional(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_provisional", error, mark)
            self.state = SETUP_RINGING
            cell.recall(self)
        else:  # answered, releasing, ended
            # Ignored: offers in a confirmed dialog belong to modify_in and modify_out
            # (machines/setup/incoming.yaml:199, 215)
            # Ignored: the call is over (machines/setup/incoming.yaml:231)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def cancelled(self, event: Cancelled) -> None:
        """CANCEL; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: no dialog was made yet (machines/setup/incoming.yaml:117)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no dialog was made yet")
        elif SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:144
            if trace is not None:
                trace.row(self, "setup.cancelled", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_not_answered"
            try:
                self.actions.reply_not_answered(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DROPPED)
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        else:  # answered, releasing, ended
            # Ignored: our 2xx crossed the CANCEL (machines/setup/incoming.yaml:198, 214)
            # Ignored: the final answer crossed the CANCEL (machines/setup/incoming.yaml:232)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def bye_early(self, event: ByeEarly) -> None:
        """BYE before we answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: no dialog was made yet (machines/setup/incoming.yaml:117)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no dialog was made yet")
        elif SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:145
            if trace is not None:
                trace.row(self, "setup.bye_early", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_not_answered"
            try:
                self.actions.reply_not_answered(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        else:  # answered, releasing, ended
            # Ignored: the dialog is confirmed (machines/setup/incoming.yaml:201, 217)
            # Ignored: the call is over (machines/setup/incoming.yaml:233)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def acked(self, event: Acked) -> None:
        """Our 2xx was acknowledged; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: no dialog was made yet (machines/setup/incoming.yaml:117)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no dialog was made yet")
        elif state == ANSWERED:  # machines/setup/incoming.yaml:191
            if trace is not None:
                trace.row(self, "answered.acked", ANSWERED, ANSWERED)
            mark, step = len(cell.outbox), "reply_answered"
            try:
                self.actions.reply_answered(event)
                mark, step = len(cell.outbox), "forget_invite"
                self.actions.forget_invite(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == RELEASING:  # machines/setup/incoming.yaml:208
            if trace is not None:
                trace.row(self, "releasing.acked", RELEASING, RELEASING)
            mark, step = len(cell.outbox), "reply_answered"
            try:
                self.actions.reply_answered(event)
                mark, step = len(cell.outbox), "forget_invite"
                self.actions.forget_invite(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == ENDED:
            # Ignored: the call is over (machines/setup/incoming.yaml:233)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # setup.deciding, setup.ringing, setup.unacknowledged
            # Never: no 2xx was sent yet (machines/setup/incoming.yaml:151)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no 2xx was sent yet")

    def no_ack(self, event: NoAck) -> None:
        """Our 2xx was never acknowledged; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: no dialog was made yet (machines/setup/incoming.yaml:117)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no dialog was made yet")
        elif state == ANSWERED:  # machines/setup/incoming.yaml:192
            if trace is not None:
                trace.row(self, "answered.no_ack", ANSWERED, ANSWERED)
            mark, step = len(cell.outbox), "reply_not_answered"
            try:
                self.actions.reply_not_answered(event)
                mark, step = len(cell.outbox), "forget_invite"
                self.actions.forget_invite(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == RELEASING:  # machines/setup/incoming.yaml:209
            if trace is not None:
                trace.row(self, "releasing.no_ack", RELEASING, RELEASING)
            mark, step = len(cell.outbox), "reply_not_answered"
            try:
                self.actions.reply_not_answered(event)
                mark, step = len(cell.outbox), "forget_invite"
                self.actions.forget_invite(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == ENDED:
            # Ignored: the call is over (machines/setup/incoming.yaml:233)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # setup.deciding, setup.ringing, setup.unacknowledged
            # Never: no 2xx was sent yet (machines/setup/incoming.yaml:151)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no 2xx was sent yet")

    def usage_ended(self, event: UsageEnded) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ARRIVING:
            # Never: no dialog was made yet (machines/setup/incoming.yaml:117)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no dialog was made yet")
        elif state == ANSWERED:
            if self.actions.chosen(event):  # machines/setup/incoming.yaml:193
                if trace is not None:
                    trace.row(self, "answered.usage_ended", ANSWERED, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.reply_not_answered(event)
                except Exception as error:
                    cell.action_failed(self, "reply_not_answered", error, mark)
                else:
                    cell.raise_signal(self, CALL_OVER)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            else:  # machines/setup/incoming.yaml:193
                if trace is not None:
                    trace.row(self, "answered.usage_ended#1", ANSWERED, ANSWERED)
        elif state == RELEASING:
            if self.actions.chosen(event):  # machines/setup/incoming.yaml:210
                if trace is not None:
                    trace.row(self, "releasing.usage_ended", RELEASING, ENDED)
                mark, step = len(cell.outbox), "reply_not_answered"
                try:
                    self.actions.reply_not_answered(event)
                    mark, step = len(cell.outbox), "reply_hung_up"
                    self.actions.reply_hung_up(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, CALL_OVER)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            else:  # machines/setup/incoming.yaml:210
                if trace is not None:
                    trace.row(self, "releasing.usage_ended#1", RELEASING, RELEASING)
        else:  # setup.deciding, setup.ringing, setup.unacknowledged, ended
            # Ignored: the INVITE itself still wants its final answer (machines/setup/incoming.yaml:148)
            # Ignored: the call is over (machines/setup/incoming.yaml:233)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def replaced(self, event: Replaced) -> None:
        """Another call takes the place of this one; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERED:  # machines/setup/incoming.yaml:194
            if trace is not None:
                trace.row(self, "answered.replaced", ANSWERED, RELEASING)
            mark = len(cell.outbox)
            try:
                self.actions.tell_replaced(event)
            except Exception as error:
                cell.action_failed(self, "tell_replaced", error, mark)
            else:
                cell.raise_signal(self, RELEASED)
            self.state = RELEASING
        else:  # arriving, setup.deciding, setup.ringing, setup.unacknowledged, releasing, ended
            # Ignored: no dialog was made yet (machines/setup/incoming.yaml:114)
            # Ignored: an early dialog that the peer began is not replaced (machines/setup/incoming.yaml:149)
            # Ignored: it is ending already (machines/setup/incoming.yaml:218)
            # Ignored: the call is over (machines/setup/incoming.yaml:233)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if ARRIVING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:100
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_not_answered"
            try:
                self.actions.reply_not_answered(event)
                mark, step = len(cell.outbox), "reply_hung_up"
                self.actions.reply_hung_up(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, RELEASED)
                cell.raise_signal(self, DROPPED)
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        elif state == ANSWERED:
            if self.actions.unanswered(event):  # machines/setup/incoming.yaml:195
                if trace is not None:
                    trace.row(self, "answered.action_failed", ANSWERED, ENDED)
                mark, step = len(cell.outbox), "reply_not_answered"
                try:
                    self.actions.reply_not_answered(event)
                    mark, step = len(cell.outbox), "reply_hung_up"
                    self.actions.reply_hung_up(event)
                    mark, step = len(cell.outbox), "payload_respond_failure"
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, DROPPED)
                    cell.raise_signal(self, CALL_OVER)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            else:  # machines/setup/incoming.yaml:195
                if trace is not None:
                    trace.row(self, "answered.action_failed#1", ANSWERED, RELEASING)
                cell.raise_signal(self, RELEASED)
                self.state = RELEASING
        elif state == RELEASING:  # machines/setup/incoming.yaml:211
            if trace is not None:
                trace.row(self, "releasing.action_failed", RELEASING, RELEASING)
        else:  # ended
            if self.actions.unclosed(event):  # machines/setup/incoming.yaml:227
                if trace is not None:
                    trace.row(self, "ended.action_failed", ENDED, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.give_back(event)
                except Exception as error:
                    cell.action_failed(self, "give_back", error, mark)
                else:
                    cell.raise_signal(self, DROPPED)
                    cell.raise_signal(self, CALL_OVER)
            elif self.actions.unanswered(event):  # machines/setup/incoming.yaml:227
                if trace is not None:
                    trace.row(self, "ended.action_failed#1", ENDED, ENDED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_failure(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_failure", error, mark)
                else:
                    cell.raise_signal(self, DROPPED)
                    cell.raise_signal(self, CALL_OVER)
            else:  # machines/setup/incoming.yaml:227
                if trace is not None:
                    trace.row(self, "ended.action_failed#2", ENDED, ENDED)
                cell.raise_signal(self, DROPPED)
                cell.raise_signal(self, CALL_OVER)

    def expired(self, event: Expired) -> None:
        """Expires of the INVITE, else no_answer; `expires` is due (B3.10)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if SETUP_DECIDING <= state <= SETUP_UNACKNOWLEDGED:  # machines/setup/incoming.yaml:143
            if trace is not None:
                trace.row(self, "setup.expired", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_not_answered"
            try:
                self.actions.reply_not_answered(event)
                mark, step = len(cell.outbox), "payload_respond_failure"
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
                cell.raise_signal(self, DROPPED)
                mark, step = len(cell.outbox), "payload_call_failed"
                cell.raise_signal(self, self.actions.payload_call_failed(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
            cell.recall(self)
        else:  # arriving, answered, releasing, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def undecided(self, event: Undecided) -> None:
        """Nobody decided to ring, answer or decline; `decision` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SETUP_DECIDING:  # machines/setup/incoming.yaml:166
            if trace is not None:
                trace.row(self, "setup.deciding.undecided", SETUP_DECIDING, ENDED)
            if self._decision is not None:
                cell.cancel(self._decision)
                self._decision = None
            if self._expires is not None:
                cell.cancel(self._expires)
                self._expires = None
            mark, step = len(cell.outbox), "payload_respond_failure"
            try:
                cell.raise_signal(self, self.actions.payload_respond_failure(event))
                cell.raise_signal(self, DROPPED)
                mark, step = len(cell.outbox), "payload_call_failed"
                cell.raise_signal(self, self.actions.payload_call_failed(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
        else:  # arriving, setup.ringing, setup.unacknowledged, answered, releasing, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def classify_request(self, request: Request) -> Event:
        """Name the event of a request (INVITE)."""
        return Invited(request)

    def receive_request(self, request: Request) -> None:
        """Handle a request as the one event that it is."""
        self.dispatch(self.classify_request(request))

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # expires
            if timer is not self._expires:
                return
            self._expires = None
            self.expired(EXPIRED)
        elif index == 1:  # decision
            if timer is not self._decision:
                return
            self._decision = None
            self.undecided(UNDECIDED)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._expires is not None:
            cell.cancel(self._expires)
            self._expires = None
        if self._decision is not None:
            cell.cancel(self._decision)
            self._decision = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("expires", self._expires), ("decision", self._decision))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
