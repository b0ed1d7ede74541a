"""Our re-INVITE or UPDATE - hold, resume, refresh - with its turn, its glare and its way back.

Generated from machines/negotiation/modify_out.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 14.1, RFC3311 5.1, RFC6337, RFC4028 7.4
"""
# sessioncore: chart sha256=02f97a2bf852ed35ddc3ce2ccdc01cb64b95b665e452a6a00fbaf9a8e7ae0f72 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # nothing of ours is under way
TURN_WAITING: Final = 1  # for so long, and no longer
TURN_CARRIED: Final = 2  # the offer in our 2xx carries the wish, which the ACK settles
REFRESHING: Final = 3  # our UPDATE without an offer is under way
OFFERING_ASKING: Final = 4  # the offer is being made, in the same macrostep
OFFERING_INVITING: Final = 5  # our re-INVITE is under way
OFFERING_WITHDRAWING: Final = 6  # our re-INVITE was cancelled; its final answer still counts
OFFERING_UPDATING: Final = 7  # our UPDATE with an offer is under way
SOLICITING: Final = 8  # our re-INVITE without an offer is under way
OWING: Final = 9  # the 2xx brought the offer that we asked for; our ACK waits for the other side's…
GLARE: Final = 10  # 491; each side waits a time of its own
CLOSED: Final = 11  # the session has ended; a late answer is still acknowledged


class Hold(Event):
    """From the application."""

    __slots__ = ("command",)
    NAME = "hold"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class Resume(Event):
    """From the application."""

    __slots__ = ("command",)
    NAME = "resume"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class Modify(Event):
    """A new offer, by `invite` or `update`, or by `prack` on the other side of a coupling: other codecs, another
    direction; empty: as it is; with `restart` ICE begins anew; from the application.
    """

    __slots__ = ("codecs", "command", "direction", "method", "restart")
    NAME = "modify"
    FIELDS = ("command", "codecs", "direction", "method", "restart")

    def __init__(
        self, command: int, codecs: list[str], direction: str, method: str | None = None, restart: bool | None = None
    ) -> None:
        self.command = command
        self.codecs = codecs
        self.direction = direction
        self.method = method
        self.restart = restart


class Solicit(Event):
    """A re-INVITE without an offer, as the other side of a coupling got one; from the application."""

    __slots__ = ("command",)
    NAME = "solicit"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class Withdraw(Event):
    """The re-INVITE was cancelled on the other side of a coupling; `reason` goes into our CANCEL; from the
    application.
    """

    __slots__ = ("command", "reason")
    NAME = "withdraw"
    FIELDS = ("command", "reason")

    def __init__(self, command: int, reason: str | None = None) -> None:
        self.command = command
        self.reason = reason


class ToldToHold(Event):
    """The answering chart holds; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "told_to_hold"


TOLD_TO_HOLD: Final = ToldToHold()


class ToldToResume(Event):
    """The answering chart resumes; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "told_to_resume"


TOLD_TO_RESUME: Final = ToldToResume()


class ToldToModify(Event):
    """The answering chart offers anew; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "told_to_modify"


TOLD_TO_MODIFY: Final = ToldToModify()


class Refresh(Event):
    """The session timer wants a refresh; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "refresh"


REFRESH: Final = Refresh()


class MediaLost(Event):
    """No media comes any more, or none can; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "media_lost"


MEDIA_LOST: Final = MediaLost()


class Rekey(Event):
    """The keys of the media died with the process before; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "rekey"


REKEY: Final = Rekey()


class Freed(Event):
    """The peer's re-INVITE is done with, its PRACK came, or the call is up; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "freed"


FREED: Final = Freed()


class OfferReady(Event):
    """Our offer is made; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "offer_ready"


OFFER_READY: Final = OfferReady()


class Settled(Event):
    """The answer fits; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "settled"


SETTLED: Final = Settled()


class AnswerRefused(Event):
    """The answer does not fit our offer; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "answer_refused"


ANSWER_REFUSED: Final = AnswerRefused()


class Refused(Event):
    """No offer could be made; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "refused"


REFUSED: Final = Refused()


class Solicited(Event):
    """The offer that we asked for was read; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "solicited"


SOLICITED: Final = Solicited()


class AckReady(Event):
    """The answer that our ACK carries is made; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "ack_ready"


ACK_READY: Final = AckReady()


class Progress(Event):
    """Signal of the part that created this one."""

    __slots__ = ()
    NAME = "progress"


PROGRESS: Final = Progress()


class Answered(Event):
    """Signal of the part that created this one."""

    __slots__ = ("response",)
    NAME = "answered"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Copy(Event):
    """Signal of the part that created this one."""

    __slots__ = ("response",)
    NAME = "copy"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Failed(Event):
    """Signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "failed"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class Over(Event):
    """Signal of the part that created this one."""

    __slots__ = ()
    NAME = "over"


OVER: Final = Over()


class UpdateDone(Event):
    """What became of our UPDATE; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "update_done"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class Down(Event):
    """The session ends; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class OfferLate(Event):
    """The peer neither answers nor refuses; `offer_limit` is due."""

    __slots__ = ()
    NAME = "offer_late"


OFFER_LATE: Final = OfferLate()


class TurnLate(Event):
    """Our turn never comes; `turn_limit` is due."""

    __slots__ = ()
    NAME = "turn_late"


TURN_LATE: Final = TurnLate()


class GlareOver(Event):
    """`glare_wait` is due (B3.8)."""

    __slots__ = ()
    NAME = "glare_over"


GLARE_OVER: Final = GlareOver()


class OfferWanted(Signal):
    """Tells the charts beside this one: offer_wanted."""

    __slots__ = ()
    NAME = "offer_wanted"


OFFER_WANTED: Final = OfferWanted()


class Soliciting(Signal):
    """Tells the charts beside this one: soliciting."""

    __slots__ = ()
    NAME = "soliciting"


SOLICITING_SIGNAL: Final = Soliciting()


class Refreshed(Signal):
    """Tells the charts beside this one: refreshed."""

    __slots__ = ("accepted",)
    NAME = "refreshed"
    FIELDS = ("accepted",)

    def __init__(self, accepted: Response) -> None:
        self.accepted = accepted


class AnswerIn(Signal):
    """Tells the charts beside this one: answer_in."""

    __slots__ = ("accepted",)
    NAME = "answer_in"
    FIELDS = ("accepted",)

    def __init__(self, accepted: Response) -> None:
        self.accepted = accepted


class Rollback(Signal):
    """Tells the charts beside this one: rollback."""

    __slots__ = ()
    NAME = "rollback"


ROLLBACK: Final = Rollback()


class DialogGone(Signal):
    """Tells the charts beside this one: dialog_gone."""

    __slots__ = ()
    NAME = "dialog_gone"


DIALOG_GONE: Final = DialogGone()


class Misunderstood(Signal):
    """Tells the charts beside this one: misunderstood."""

    __slots__ = ()
    NAME = "misunderstood"


MISUNDERSTOOD: Final = Misunderstood()


class Reinvited(Signal):
    """Our re-INVITE has left."""

    __slots__ = ()
    NAME = "reinvited"


REINVITED: Final = Reinvited()


class Cancel(Signal):
    """Tells the charts beside this one: cancel."""

    __slots__ = ("why",)
    NAME = "cancel"
    FIELDS = ("why",)

    def __init__(self, why: str) -> None:
        self.why = why


class Declined(Signal):
    """The peer has refused our offer for good."""

    __slots__ = ()
    NAME = "declined"


DECLINED: Final = Declined()


class ModifyOutActions(Protocol):
    """What negotiation/modify_out asks of its hand-written actions."""

    def holds_without_media(self, event: MediaLost) -> bool:
        """The configured answer to lost media is to hold the peer."""

    def renegotiates_without_media(self, event: MediaLost) -> bool:
        """The configured answer to lost media is a new offer."""

    def wanted(self, event: Freed | TurnLate | GlareOver) -> bool:
        """What is agreed is not yet what the application wishes."""

    def challenged(self, event: Failed | UpdateDone) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def crossed(self, event: Failed | UpdateDone) -> bool:
        """An offer of the peer crossed ours (491)."""

    def takes_update(
        self, event: Hold | Resume | Modify | ToldToHold | ToldToResume | ToldToModify | Freed | GlareOver
    ) -> bool:
        """The peer allows UPDATE."""

    def by_update(self, event: OfferReady) -> bool:
        """The offer is to go in an UPDATE, and the peer allows it."""

    def refreshes_by_update(self, event: Refresh) -> bool:
        """An UPDATE without an offer is to refresh the session, and the peer allows it."""

    def pressing(self, event: Modify) -> bool:
        """The offer came in a PRACK on the other side of a coupling, and cannot wait for somebody."""

    def succeeded(self, event: UpdateDone) -> bool:
        """A 2xx."""

    def too_brief(self, event: Failed | UpdateDone) -> bool:
        """422, and we have not yet asked for the longer interval."""

    def needs_invite(self, event: UpdateDone) -> bool:
        """UPDATE is not what the peer wants: 405, 501, or 504, for somebody has to be asked."""

    def gone(self, event: Failed | UpdateDone) -> bool:
        """The peer does not know the dialog any more (481, 408)."""

    def note_wish(self, event: Hold | Resume | Modify | ToldToHold | ToldToResume | ToldToModify) -> None:
        """Remembers command and wish, and by which method."""

    def note_solicit(self, event: Solicit) -> None:
        """Remembers the command."""

    def refuse_solicit(self, event: Solicit) -> None:
        """491."""

    def send_bare(self, event: Solicit) -> Request:
        """Re-INVITE without an offer."""

    def send_bare_answered(self, event: Failed) -> Request:
        """The same with credentials."""

    def send_bare_longer(self, event: Failed) -> Request:
        """The same with the peer's Min-SE."""

    def send_answer_ack(self, event: AckReady) -> None:
        """With the answer; stored by CSeq."""

    def note_refresh(self, event: Refresh | MediaLost | UpdateDone) -> None:
        """An offer is wanted even if nothing changes."""

    def note_rekey(self, event: Rekey) -> None:
        """An offer with new keys is wanted."""

    def wish_hold(self, event: MediaLost) -> None:
        """We wish to hold the peer."""

    def supersede(self, event: Hold | Resume | Modify | ToldToHold | ToldToResume | ToldToModify) -> None:
        """The older command is superseded."""

    def send_reinvite(self, event: OfferReady) -> Request: ...

    def send_answered(self, event: Failed) -> Request:
        """The same re-INVITE with credentials."""

    def send_longer(self, event: Failed) -> Request:
        """The same re-INVITE with the peer's Min-SE."""

    def send_update(self, event: OfferReady) -> Request:
        """UPDATE with our offer."""

    def send_early_update(self, event: OfferReady) -> Request:
        """The same in a session that is not up: without a session timer."""

    def send_refresh(self, event: Refresh) -> Request:
        """UPDATE without an offer."""

    def send_update_answered(self, event: UpdateDone) -> Request:
        """The same UPDATE with credentials."""

    def send_update_longer(self, event: UpdateDone) -> Request:
        """The same UPDATE with the peer's Min-SE."""

    def note_needs_invite(self, event: UpdateDone) -> None:
        """The offer goes in a re-INVITE."""

    def fulfil(self, event: Freed | Settled | TurnLate | GlareOver) -> None:
        """What is agreed is no wish any more."""

    def note_answer(self, event: Answered) -> None:
        """Keeps the 2xx whose ACK is due; ServerDisproven where its rspauth is wrong."""

    def send_ack(self, event: Settled | AnswerRefused | Refused | Answered | Down | ActionFailed) -> None:
        """Stored by CSeq."""

    def resend_ack(self, event: Copy) -> None: ...

    def reply_done(self, event: Freed | Settled | Solicited | TurnLate | GlareOver) -> None: ...

    def reply_failed(
        self, event: Withdraw | AnswerRefused | Refused | Failed | UpdateDone | ActionFailed | TurnLate
    ) -> None: ...

    def refuse_pressing(self, event: Modify) -> None:
        """488."""

    def reply_withdrawn(self, event: Withdraw) -> None:
        """Withdraw: done."""

    def reply_ended(self, event: Down) -> None: ...

    def persist(self, event: Settled) -> None:
        """What is agreed now can be recovered."""

    def forget_ack(self, event: Over) -> None:
        """No copy of the oldest 2xx can come any more."""

    def put_back_wish(
        self, event: Withdraw | AnswerRefused | Refused | Failed | UpdateDone | ActionFailed | TurnLate
    ) -> None:
        """A final failure: we wish again what is agreed."""

    def payload_refreshed(self, event: Answered | UpdateDone) -> Refreshed:
        """The payload of refreshed; reads only."""

    def payload_answer_in(self, event: Answered | UpdateDone) -> AnswerIn:
        """The payload of answer_in; reads only."""

    def payload_cancel(self, event: Withdraw | Down | ActionFailed | OfferLate) -> Cancel:
        """The payload of cancel; reads only."""

    def delay_glare_wait(self, event: Failed | UpdateDone) -> float:
        """Seconds; kept within the bounds that the chart states."""


class ModifyOutAsks(Protocol):
    """What negotiation/modify_out asks of the charts beside it; the wiring answers."""

    def up(self, machine: Machine) -> bool:
        """The session is established."""

    def early(self, machine: Machine) -> bool:
        """The INVITE has no 2xx yet."""

    def pracked(self, machine: Machine) -> bool:
        """No reliable provisional response of ours waits for its PRACK."""

    def stable(self, machine: Machine) -> bool:
        """No offer is open in either direction."""

    def undisturbed(self, machine: Machine) -> bool:
        """No re-INVITE of the peer is open."""

    def offered(self, machine: Machine) -> bool:
        """An offer of ours is open."""


class ModifyOut(Machine):
    """Our re-INVITE or UPDATE - hold, resume, refresh - with its turn, its glare and its way back."""

    __slots__ = ("_glare_wait", "_offer_limit", "_turn_limit")
    CHART = "negotiation/modify_out"
    KIND = "modify_out"
    DIGEST = "02f97a2bf852ed35ddc3ce2ccdc01cb64b95b665e452a6a00fbaf9a8e7ae0f72"
    STATES = (
        "idle",
        "turn.waiting",
        "turn.carried",
        "refreshing",
        "offering.asking",
        "offering.inviting",
        "offering.withdrawing",
        "offering.updating",
        "soliciting",
        "owing",
        "glare",
        "closed",
    )
    FINAL = (False, False, False, False, False, False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "hold": Hold,
        "resume": Resume,
        "modify": Modify,
        "solicit": Solicit,
        "withdraw": Withdraw,
        "told_to_hold": ToldToHold,
        "told_to_resume": ToldToResume,
        "told_to_modify": ToldToModify,
        "refresh": Refresh,
        "media_lost": MediaLost,
        "rekey": Rekey,
        "freed": Freed,
        "offer_ready": OfferReady,
        "settled": Settled,
        "answer_refused": AnswerRefused,
        "refused": Refused,
        "solicited": Solicited,
        "ack_ready": AckReady,
        "progress": Progress,
        "answered": Answered,
        "copy": Copy,
        "failed": Failed,
        "over": Over,
        "update_done": UpdateDone,
        "down": Down,
        "action_failed": ActionFailed,
        "offer_late": OfferLate,
        "turn_late": TurnLate,
        "glare_over": GlareOver,
    }
    COMMANDS = (
        ("hold", "resume", "modify", "solicit"),
        ("hold", "resume", "modify", "withdraw"),
        ("hold", "resume", "modify", "withdraw"),
        ("hold", "resume", "modify"),
        ("hold", "resume", "modify"),
        ("hold", "resume", "modify", "withdraw"),
        ("hold", "resume", "modify"),
        ("hold", "resume", "modify"),
        ("hold", "resume", "modify", "withdraw"),
        ("hold", "resume", "modify"),
        ("hold", "resume", "modify", "withdraw"),
        (),
    )
    DEFERS = (False, False, False, True, True, True, True, True, True, True, False, False)
    TIMERS = ("offer_limit", "turn_limit", "glare_wait")
    DETACHABLE = (False, False, False, False, False, False, False, False, False, False, False, True)

    actions: ModifyOutActions
    asks: ModifyOutAsks
    cell: Cell

    def __init__(self, actions: ModifyOutActions, asks: ModifyOutAsks, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._offer_limit: Timer | None = None
        self._turn_limit: Timer | None = None
        self._glare_wait: Timer | None = None

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def hold(self, event: Hold) -> None:
        """From the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:114
                if trace is not None:
                    trace.row(self, "idle.hold", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            elif (
                self.asks.early(self)
                and self.asks.stable(self)
                and self.asks.pracked(self)
                and self.actions.takes_update(event)
            ):  # machines/negotiation/modify_out.yaml:115
                if trace is not None:
                    trace.row(self, "idle.hold#1", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:116
                if trace is not None:
                    trace.row(self, "idle.hold#2", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:143
            if trace is not None:
                trace.row(self, "turn.hold", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:310
            if trace is not None:
                trace.row(self, "glare.hold", GLARE, GLARE)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CLOSED:
            # Rejected: the call is over (machines/negotiation/modify_out.yaml:336)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:
            # refreshing, offering.asking, offering.inviting, offering.withdrawing, offering.updating, soliciting, owing
            # Held back: one UPDATE at a time (RFC 3311 5.1); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:185)
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:205, 280, 298)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def resume(self, event: Resume) -> None:
        """From the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:114
                if trace is not None:
                    trace.row(self, "idle.resume", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            elif (
                self.asks.early(self)
                and self.asks.stable(self)
                and self.asks.pracked(self)
                and self.actions.takes_update(event)
            ):  # machines/negotiation/modify_out.yaml:115
                if trace is not None:
                    trace.row(self, "idle.resume#1", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:116
                if trace is not None:
                    trace.row(self, "idle.resume#2", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:143
            if trace is not None:
                trace.row(self, "turn.resume", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:310
            if trace is not None:
                trace.row(self, "glare.resume", GLARE, GLARE)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CLOSED:
            # Rejected: the call is over (machines/negotiation/modify_out.yaml:336)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:
            # refreshing, offering.asking, offering.inviting, offering.withdrawing, offering.updating, soliciting, owing
            # Held back: one UPDATE at a time (RFC 3311 5.1); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:185)
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:205, 280, 298)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def modify(self, event: Modify) -> None:
        """A new offer, by `invite` or `update`, or by `prack` on the other side of a coupling: other codecs, another
        direction; empty: as it is; with `restart` ICE begins anew; from the application.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.actions.pressing(event) and not self.actions.takes_update(event):
                # machines/negotiation/modify_out.yaml:109
                if trace is not None:
                    trace.row(self, "idle.modify", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_pressing(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_pressing", error, mark)
            elif self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:110
                if trace is not None:
                    trace.row(self, "idle.modify#1", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            elif (
                self.asks.early(self)
                and self.asks.stable(self)
                and self.asks.pracked(self)
                and self.actions.takes_update(event)
            ):  # machines/negotiation/modify_out.yaml:111
                if trace is not None:
                    trace.row(self, "idle.modify#2", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:112
                if trace is not None:
                    trace.row(self, "idle.modify#3", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:143
            if trace is not None:
                trace.row(self, "turn.modify", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:310
            if trace is not None:
                trace.row(self, "glare.modify", GLARE, GLARE)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CLOSED:
            # Rejected: the call is over (machines/negotiation/modify_out.yaml:336)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:
            # refreshing, offering.asking, offering.inviting, offering.withdrawing, offering.updating, soliciting, owing
            # Held back: one UPDATE at a time (RFC 3311 5.1); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:185)
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:205, 280, 298)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def solicit(self, event: Solicit) -> None:
        """A re-INVITE without an offer, as the other side of a coupling got one; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:126
                if trace is not None:
                    trace.row(self, "idle.solicit", IDLE, SOLICITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_solicit(event)
                except Exception as error:
                    cell.action_failed(self, "note_solicit", error, mark)
                self.state = SOLICITING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_bare(event))
                except Exception as error:
                    cell.action_failed(self, "send_bare", error, mark)
                else:
                    cell.raise_signal(self, SOLICITING_SIGNAL)
            else:  # machines/negotiation/modify_out.yaml:126
                if trace is not None:
                    trace.row(self, "idle.solicit#1", IDLE, IDLE)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_solicit(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_solicit", error, mark)
        elif state in (TURN_WAITING, TURN_CARRIED):
            # Rejected: an offer of ours waits for its turn (machines/negotiation/modify_out.yaml:151)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "an offer of ours waits for its turn")
        elif state == REFRESHING:
            # Rejected: a refresh of ours is under way (machines/negotiation/modify_out.yaml:184)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "a refresh of ours is under way")
        elif state == SOLICITING:
            # Rejected: an offer is asked for already (machines/negotiation/modify_out.yaml:279)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "an offer is asked for already")
        elif state == OWING:
            # Rejected: an offer is being answered (machines/negotiation/modify_out.yaml:297)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "an offer is being answered")
        elif state == GLARE:
            # Rejected: an offer of ours waits (machines/negotiation/modify_out.yaml:322)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "an offer of ours waits")
        elif state == CLOSED:
            # Rejected: the call is over (machines/negotiation/modify_out.yaml:336)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # offering.asking, offering.inviting, offering.withdrawing, offering.updating
            # Rejected: an offer of ours is under way (machines/negotiation/modify_out.yaml:204)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "an offer of ours is under way")

    def withdraw(self, event: Withdraw) -> None:
        """The re-INVITE was cancelled on the other side of a coupling; `reason` goes into our CANCEL; from the
        application.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Rejected: nothing of ours is under way (machines/negotiation/modify_out.yaml:130)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing of ours is under way")
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:147
            if trace is not None:
                trace.row(self, "turn.withdraw", state, IDLE)
            if self._turn_limit is not None:
                cell.cancel(self._turn_limit)
                self._turn_limit = None
            mark, step = len(cell.outbox), "put_back_wish"
            try:
                self.actions.put_back_wish(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
                mark, step = len(cell.outbox), "reply_withdrawn"
                self.actions.reply_withdrawn(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = IDLE
        elif state == REFRESHING:
            # Rejected: a refresh is nobody else's (machines/negotiation/modify_out.yaml:184)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "a refresh is nobody else's")
        elif state == OFFERING_INVITING:  # machines/negotiation/modify_out.yaml:236
            if trace is not None:
                trace.row(self, "offering.inviting.withdraw", OFFERING_INVITING, OFFERING_WITHDRAWING)
            if self._offer_limit is not None:
                cell.cancel(self._offer_limit)
                self._offer_limit = None
            mark, step = len(cell.outbox), "reply_withdrawn"
            try:
                self.actions.reply_withdrawn(event)
                mark, step = len(cell.outbox), "payload_cancel"
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = OFFERING_WITHDRAWING
        elif state == SOLICITING:  # machines/negotiation/modify_out.yaml:275
            if trace is not None:
                trace.row(self, "soliciting.withdraw", SOLICITING, SOLICITING)
            mark, step = len(cell.outbox), "reply_withdrawn"
            try:
                self.actions.reply_withdrawn(event)
                mark, step = len(cell.outbox), "payload_cancel"
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == OWING:
            # Rejected: the re-INVITE was answered (machines/negotiation/modify_out.yaml:297)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the re-INVITE was answered")
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:318
            if trace is not None:
                trace.row(self, "glare.withdraw", GLARE, IDLE)
            if self._glare_wait is not None:
                cell.cancel(self._glare_wait)
                self._glare_wait = None
            mark, step = len(cell.outbox), "put_back_wish"
            try:
                self.actions.put_back_wish(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
                mark, step = len(cell.outbox), "reply_withdrawn"
                self.actions.reply_withdrawn(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = IDLE
        elif state == CLOSED:
            # Rejected: the call is over (machines/negotiation/modify_out.yaml:336)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # offering.asking, offering.withdrawing, offering.updating
            # Rejected: no re-INVITE of ours can be cancelled (machines/negotiation/modify_out.yaml:204)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "no re-INVITE of ours can be cancelled")

    def told_to_hold(self, event: ToldToHold) -> None:
        """The answering chart holds; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:114
                if trace is not None:
                    trace.row(self, "idle.told_to_hold", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            elif (
                self.asks.early(self)
                and self.asks.stable(self)
                and self.asks.pracked(self)
                and self.actions.takes_update(event)
            ):  # machines/negotiation/modify_out.yaml:115
                if trace is not None:
                    trace.row(self, "idle.told_to_hold#1", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:116
                if trace is not None:
                    trace.row(self, "idle.told_to_hold#2", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:143
            if trace is not None:
                trace.row(self, "turn.told_to_hold", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:310
            if trace is not None:
                trace.row(self, "glare.told_to_hold", GLARE, GLARE)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:
            # refreshing, offering.asking, offering.inviting, offering.withdrawing, offering.updating, soliciting, owing
            # Held back: one UPDATE at a time (RFC 3311 5.1); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:185)
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:205, 280, 298)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def told_to_resume(self, event: ToldToResume) -> None:
        """The answering chart resumes; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:114
                if trace is not None:
                    trace.row(self, "idle.told_to_resume", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            elif (
                self.asks.early(self)
                and self.asks.stable(self)
                and self.asks.pracked(self)
                and self.actions.takes_update(event)
            ):  # machines/negotiation/modify_out.yaml:115
                if trace is not None:
                    trace.row(self, "idle.told_to_resume#1", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:116
                if trace is not None:
                    trace.row(self, "idle.told_to_resume#2", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:143
            if trace is not None:
                trace.row(self, "turn.told_to_resume", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:310
            if trace is not None:
                trace.row(self, "glare.told_to_resume", GLARE, GLARE)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:
            # refreshing, offering.asking, offering.inviting, offering.withdrawing, offering.updating, soliciting, owing
            # Held back: one UPDATE at a time (RFC 3311 5.1); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:185)
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:205, 280, 298)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def told_to_modify(self, event: ToldToModify) -> None:
        """The answering chart offers anew; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:114
                if trace is not None:
                    trace.row(self, "idle.told_to_modify", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            elif (
                self.asks.early(self)
                and self.asks.stable(self)
                and self.asks.pracked(self)
                and self.actions.takes_update(event)
            ):  # machines/negotiation/modify_out.yaml:115
                if trace is not None:
                    trace.row(self, "idle.told_to_modify#1", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:116
                if trace is not None:
                    trace.row(self, "idle.told_to_modify#2", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:143
            if trace is not None:
                trace.row(self, "turn.told_to_modify", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:310
            if trace is not None:
                trace.row(self, "glare.told_to_modify", GLARE, GLARE)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:
            # refreshing, offering.asking, offering.inviting, offering.withdrawing, offering.updating, soliciting, owing
            # Held back: one UPDATE at a time (RFC 3311 5.1); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:185)
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:205, 280, 298)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def refresh(self, event: Refresh) -> None:
        """The session timer wants a refresh; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.actions.refreshes_by_update(event):
                # machines/negotiation/modify_out.yaml:118
                if trace is not None:
                    trace.row(self, "idle.refresh", IDLE, REFRESHING)
                self.state = REFRESHING
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_refresh(event))
                except Exception as error:
                    cell.action_failed(self, "send_refresh", error, mark)
            elif self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:119
                if trace is not None:
                    trace.row(self, "idle.refresh#1", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_refresh(event)
                except Exception as error:
                    cell.action_failed(self, "note_refresh", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:120
                if trace is not None:
                    trace.row(self, "idle.refresh#2", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_refresh(event)
                except Exception as error:
                    cell.action_failed(self, "note_refresh", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:144
            if trace is not None:
                trace.row(self, "turn.refresh", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.note_refresh(event)
            except Exception as error:
                cell.action_failed(self, "note_refresh", error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:311
            if trace is not None:
                trace.row(self, "glare.refresh", GLARE, GLARE)
            mark = len(cell.outbox)
            try:
                self.actions.note_refresh(event)
            except Exception as error:
                cell.action_failed(self, "note_refresh", error, mark)
        else:
            # refreshing, offering.asking, offering.inviting, offering.withdrawing, offering.updating, soliciting,
            # owing, closed
            # Ignored: this UPDATE refreshes (machines/negotiation/modify_out.yaml:189)
            # Ignored: this offer refreshes too (machines/negotiation/modify_out.yaml:208)
            # Ignored: this re-INVITE refreshes (machines/negotiation/modify_out.yaml:283)
            # Ignored: the session was refreshed just now (machines/negotiation/modify_out.yaml:301)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def media_lost(self, event: MediaLost) -> None:
        """No media comes any more, or none can; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if (
                self.actions.holds_without_media(event)
                and self.asks.up(self)
                and self.asks.stable(self)
                and self.asks.undisturbed(self)
            ):  # machines/negotiation/modify_out.yaml:122
                if trace is not None:
                    trace.row(self, "idle.media_lost", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.wish_hold(event)
                except Exception as error:
                    cell.action_failed(self, "wish_hold", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            elif (
                self.actions.renegotiates_without_media(event)
                and self.asks.up(self)
                and self.asks.stable(self)
                and self.asks.undisturbed(self)
            ):  # machines/negotiation/modify_out.yaml:123
                if trace is not None:
                    trace.row(self, "idle.media_lost#1", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_refresh(event)
                except Exception as error:
                    cell.action_failed(self, "note_refresh", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:124
                if trace is not None:
                    trace.row(self, "idle.media_lost#2", IDLE, IDLE)
        elif state == REFRESHING:
            # Held back: one UPDATE at a time (RFC 3311 5.1); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:185)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        else:
            # turn.waiting, turn.carried, offering.asking, offering.inviting, offering.withdrawing, offering.updating,
            # soliciting, owing, glare, closed
            # Ignored: an offer is due anyway (machines/negotiation/modify_out.yaml:155, 325)
            # Ignored: an offer is under way (machines/negotiation/modify_out.yaml:209)
            # Ignored: this re-INVITE refreshes (machines/negotiation/modify_out.yaml:283)
            # Ignored: the session was refreshed just now (machines/negotiation/modify_out.yaml:301)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def rekey(self, event: Rekey) -> None:
        """The keys of the media died with the process before; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:125
                if trace is not None:
                    trace.row(self, "idle.rekey", IDLE, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_rekey(event)
                except Exception as error:
                    cell.action_failed(self, "note_rekey", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:125
                if trace is not None:
                    trace.row(self, "idle.rekey#1", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_rekey(event)
                except Exception as error:
                    cell.action_failed(self, "note_rekey", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:145
            if trace is not None:
                trace.row(self, "turn.rekey", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.note_rekey(event)
            except Exception as error:
                cell.action_failed(self, "note_rekey", error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:312
            if trace is not None:
                trace.row(self, "glare.rekey", GLARE, GLARE)
            mark = len(cell.outbox)
            try:
                self.actions.note_rekey(event)
            except Exception as error:
                cell.action_failed(self, "note_rekey", error, mark)
        elif state == CLOSED:
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:
            # refreshing, offering.asking, offering.inviting, offering.withdrawing, offering.updating, soliciting, owing
            # Held back: one UPDATE at a time (RFC 3311 5.1); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:185)
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:205, 280, 298)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def freed(self, event: Freed) -> None:
        """The peer's re-INVITE is done with, its PRACK came, or the call is up; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (TURN_WAITING, TURN_CARRIED):
            if not self.actions.wanted(event):  # machines/negotiation/modify_out.yaml:146
                if trace is not None:
                    trace.row(self, "turn.freed", state, IDLE)
                if self._turn_limit is not None:
                    cell.cancel(self._turn_limit)
                    self._turn_limit = None
                mark, step = len(cell.outbox), "fulfil"
                try:
                    self.actions.fulfil(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = IDLE
            elif self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:146
                if trace is not None:
                    trace.row(self, "turn.freed#1", state, OFFERING_ASKING)
                if self._turn_limit is not None:
                    cell.cancel(self._turn_limit)
                    self._turn_limit = None
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            elif (
                self.asks.early(self)
                and self.asks.stable(self)
                and self.asks.pracked(self)
                and self.actions.takes_update(event)
            ):  # machines/negotiation/modify_out.yaml:146
                if trace is not None:
                    trace.row(self, "turn.freed#2", state, OFFERING_ASKING)
                if self._turn_limit is not None:
                    cell.cancel(self._turn_limit)
                    self._turn_limit = None
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:146
                if trace is not None:
                    trace.row(self, "turn.freed#3", state, state)
        else:
            # idle, refreshing, offering.asking, offering.inviting, offering.withdrawing, offering.updating, soliciting,
            # owing, glare, closed
            # Ignored: nothing waits for its turn (machines/negotiation/modify_out.yaml:133, 187)
            # Ignored: we have our turn (machines/negotiation/modify_out.yaml:207, 282)
            # Ignored: the exchange is not over yet (machines/negotiation/modify_out.yaml:300)
            # Ignored: the wait is not over yet (machines/negotiation/modify_out.yaml:324)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def offer_ready(self, event: OfferReady) -> None:
        """Our offer is made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (IDLE, CLOSED):
            # Ignored: what it was made for has failed (machines/negotiation/modify_out.yaml:136)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")
        elif state == OFFERING_ASKING:
            if self.asks.up(self) and not self.actions.by_update(event):  # machines/negotiation/modify_out.yaml:218
                if trace is not None:
                    trace.row(self, "offering.asking.offer_ready", OFFERING_ASKING, OFFERING_INVITING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_reinvite(event))
                except Exception as error:
                    cell.action_failed(self, "send_reinvite", error, mark)
                else:
                    cell.raise_signal(self, REINVITED)
                self.state = OFFERING_INVITING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
            elif self.asks.up(self):  # machines/negotiation/modify_out.yaml:219
                if trace is not None:
                    trace.row(self, "offering.asking.offer_ready#1", OFFERING_ASKING, OFFERING_UPDATING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_update(event))
                except Exception as error:
                    cell.action_failed(self, "send_update", error, mark)
                self.state = OFFERING_UPDATING
            else:  # machines/negotiation/modify_out.yaml:220
                if trace is not None:
                    trace.row(self, "offering.asking.offer_ready#2", OFFERING_ASKING, OFFERING_UPDATING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_early_update(event))
                except Exception as error:
                    cell.action_failed(self, "send_early_update", error, mark)
                self.state = OFFERING_UPDATING
        elif OFFERING_INVITING <= state <= OFFERING_UPDATING:
            # Never: it was made (machines/negotiation/modify_out.yaml:238, 247, 261)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it was made")
        elif state == SOLICITING:
            # Never: nothing has come yet (machines/negotiation/modify_out.yaml:287)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing has come yet")
        else:  # turn.waiting, turn.carried, refreshing, owing, glare
            # Never: no offer of ours is open (machines/negotiation/modify_out.yaml:157, 192, 304, 329)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no offer of ours is open")

    def settled(self, event: Settled) -> None:
        """The answer fits; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if OFFERING_ASKING <= state <= OFFERING_UPDATING:
            if self.asks.up(self):  # machines/negotiation/modify_out.yaml:198
                if trace is not None:
                    trace.row(self, "offering.settled", state, IDLE)
                if self._offer_limit is not None:
                    cell.cancel(self._offer_limit)
                    self._offer_limit = None
                mark, step = len(cell.outbox), "fulfil"
                try:
                    self.actions.fulfil(event)
                    mark, step = len(cell.outbox), "persist"
                    self.actions.persist(event)
                    mark, step = len(cell.outbox), "send_ack"
                    self.actions.send_ack(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = IDLE
                cell.recall(self)
            else:  # machines/negotiation/modify_out.yaml:198
                if trace is not None:
                    trace.row(self, "offering.settled#1", state, IDLE)
                if self._offer_limit is not None:
                    cell.cancel(self._offer_limit)
                    self._offer_limit = None
                mark, step = len(cell.outbox), "fulfil"
                try:
                    self.actions.fulfil(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = IDLE
                cell.recall(self)
        else:  # idle, turn.waiting, turn.carried, refreshing, soliciting, owing, glare, closed
            # Ignored: of the first offer, or of the peer's (machines/negotiation/modify_out.yaml:134, 153)
            # Ignored: of the peer's offer (machines/negotiation/modify_out.yaml:190, 285, 303, 326)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def answer_refused(self, event: AnswerRefused) -> None:
        """The answer does not fit our offer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if OFFERING_ASKING <= state <= OFFERING_UPDATING:  # machines/negotiation/modify_out.yaml:199
            if trace is not None:
                trace.row(self, "offering.answer_refused", state, IDLE)
            if self._offer_limit is not None:
                cell.cancel(self._offer_limit)
                self._offer_limit = None
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "put_back_wish"
                self.actions.put_back_wish(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, MISUNDERSTOOD)
            self.state = IDLE
            cell.recall(self)
        else:  # idle, turn.waiting, turn.carried, refreshing, soliciting, owing, glare, closed
            # Ignored: of the first offer, or of the peer's (machines/negotiation/modify_out.yaml:134, 153)
            # Ignored: of the peer's offer (machines/negotiation/modify_out.yaml:190, 285, 303, 326)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def refused(self, event: Refused) -> None:
        """No offer could be made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if OFFERING_ASKING <= state <= OFFERING_UPDATING:  # machines/negotiation/modify_out.yaml:200
            if trace is not None:
                trace.row(self, "offering.refused", state, IDLE)
            if self._offer_limit is not None:
                cell.cancel(self._offer_limit)
                self._offer_limit = None
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "put_back_wish"
                self.actions.put_back_wish(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = IDLE
            cell.recall(self)
        elif state == OWING:  # machines/negotiation/modify_out.yaml:292
            if trace is not None:
                trace.row(self, "owing.refused", OWING, IDLE)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = IDLE
            cell.recall(self)
        else:  # idle, turn.waiting, turn.carried, refreshing, soliciting, glare, closed
            # Ignored: of the first offer, or of the peer's (machines/negotiation/modify_out.yaml:134, 153)
            # Ignored: of the peer's offer (machines/negotiation/modify_out.yaml:190, 285, 326)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def solicited(self, event: Solicited) -> None:
        """The offer that we asked for was read; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SOLICITING:
            # Never: nothing has come yet (machines/negotiation/modify_out.yaml:287)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing has come yet")
        elif state == OWING:  # machines/negotiation/modify_out.yaml:291
            if trace is not None:
                trace.row(self, "owing.solicited", OWING, OWING)
            mark = len(cell.outbox)
            try:
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, "reply_done", error, mark)
        else:
            # idle, turn.waiting, turn.carried, refreshing, offering.asking, offering.inviting, offering.withdrawing,
            # offering.updating, glare, closed
            # Ignored: of the INVITE that began the call (machines/negotiation/modify_out.yaml:132, 156)
            # Ignored: nothing was solicited (machines/negotiation/modify_out.yaml:188, 211, 328)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ack_ready(self, event: AckReady) -> None:
        """The answer that our ACK carries is made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SOLICITING:
            # Never: nothing has come yet (machines/negotiation/modify_out.yaml:287)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing has come yet")
        elif state == OWING:  # machines/negotiation/modify_out.yaml:293
            if trace is not None:
                trace.row(self, "owing.ack_ready", OWING, IDLE)
            mark = len(cell.outbox)
            try:
                self.actions.send_answer_ack(event)
            except Exception as error:
                cell.action_failed(self, "send_answer_ack", error, mark)
            self.state = IDLE
            cell.recall(self)
        else:
            # idle, turn.waiting, turn.carried, refreshing, offering.asking, offering.inviting, offering.withdrawing,
            # offering.updating, glare, closed
            # Ignored: of the INVITE that began the call (machines/negotiation/modify_out.yaml:132, 156)
            # Ignored: nothing was solicited (machines/negotiation/modify_out.yaml:188, 211, 328)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def progress(self, event: Progress) -> None:
        """Signal of the part that created this one."""
        trace = self.cell.trace
        # Ignored: of a request that is done with (machines/negotiation/modify_out.yaml:135, 154, 191, 302, 327)
        # Ignored: the final answer counts (machines/negotiation/modify_out.yaml:210, 284)
        # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def answered(self, event: Answered) -> None:
        """Signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFERING_ASKING:
            # Never: nothing was sent yet (machines/negotiation/modify_out.yaml:222)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")
        elif state == OFFERING_INVITING:  # machines/negotiation/modify_out.yaml:228
            if trace is not None:
                trace.row(self, "offering.inviting.answered", OFFERING_INVITING, OFFERING_INVITING)
            mark, step = len(cell.outbox), "note_answer"
            try:
                self.actions.note_answer(event)
                mark, step = len(cell.outbox), "payload_refreshed"
                cell.raise_signal(self, self.actions.payload_refreshed(event))
                mark, step = len(cell.outbox), "payload_answer_in"
                cell.raise_signal(self, self.actions.payload_answer_in(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == OFFERING_WITHDRAWING:  # machines/negotiation/modify_out.yaml:242
            if trace is not None:
                trace.row(self, "offering.withdrawing.answered", OFFERING_WITHDRAWING, OFFERING_WITHDRAWING)
            mark, step = len(cell.outbox), "note_answer"
            try:
                self.actions.note_answer(event)
                mark, step = len(cell.outbox), "payload_refreshed"
                cell.raise_signal(self, self.actions.payload_refreshed(event))
                mark, step = len(cell.outbox), "payload_answer_in"
                cell.raise_signal(self, self.actions.payload_answer_in(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == OFFERING_UPDATING:
            # Never: no re-INVITE is open (machines/negotiation/modify_out.yaml:261)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no re-INVITE is open")
        elif state == SOLICITING:  # machines/negotiation/modify_out.yaml:268
            if trace is not None:
                trace.row(self, "soliciting.answered", SOLICITING, OWING)
            if self._offer_limit is not None:
                cell.cancel(self._offer_limit)
                self._offer_limit = None
            mark, step = len(cell.outbox), "note_answer"
            try:
                self.actions.note_answer(event)
                mark, step = len(cell.outbox), "payload_refreshed"
                cell.raise_signal(self, self.actions.payload_refreshed(event))
                mark, step = len(cell.outbox), "payload_answer_in"
                cell.raise_signal(self, self.actions.payload_answer_in(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = OWING
            cell.recall(self)
        elif state == CLOSED:  # machines/negotiation/modify_out.yaml:334
            if trace is not None:
                trace.row(self, "closed.answered", CLOSED, CLOSED)
            mark, step = len(cell.outbox), "note_answer"
            try:
                self.actions.note_answer(event)
                mark, step = len(cell.outbox), "send_ack"
                self.actions.send_ack(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # idle, turn.waiting, turn.carried, refreshing, owing, glare
            # Never: no offer of ours is open (machines/negotiation/modify_out.yaml:137, 157, 192, 304, 329)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no offer of ours is open")

    def copy(self, event: Copy) -> None:
        """Signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/negotiation/modify_out.yaml:127
            if trace is not None:
                trace.row(self, "idle.copy", IDLE, IDLE)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:148
            if trace is not None:
                trace.row(self, "turn.copy", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif state == REFRESHING:  # machines/negotiation/modify_out.yaml:181
            if trace is not None:
                trace.row(self, "refreshing.copy", REFRESHING, REFRESHING)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif OFFERING_ASKING <= state <= OFFERING_UPDATING:  # machines/negotiation/modify_out.yaml:201
            if trace is not None:
                trace.row(self, "offering.copy", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif state == SOLICITING:  # machines/negotiation/modify_out.yaml:276
            if trace is not None:
                trace.row(self, "soliciting.copy", SOLICITING, SOLICITING)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif state == OWING:  # machines/negotiation/modify_out.yaml:294
            if trace is not None:
                trace.row(self, "owing.copy", OWING, OWING)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:319
            if trace is not None:
                trace.row(self, "glare.copy", GLARE, GLARE)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        else:  # closed: machines/negotiation/modify_out.yaml:335
            if trace is not None:
                trace.row(self, "closed.copy", CLOSED, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)

    def failed(self, event: Failed) -> None:
        """Signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFERING_INVITING:
            if self.actions.challenged(event):  # machines/negotiation/modify_out.yaml:230
                if trace is not None:
                    trace.row(self, "offering.inviting.failed", OFFERING_INVITING, OFFERING_INVITING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
            elif self.actions.too_brief(event):  # machines/negotiation/modify_out.yaml:231
                if trace is not None:
                    trace.row(self, "offering.inviting.failed#1", OFFERING_INVITING, OFFERING_INVITING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_longer", error, mark)
            elif self.actions.crossed(event):  # machines/negotiation/modify_out.yaml:232
                if trace is not None:
                    trace.row(self, "offering.inviting.failed#2", OFFERING_INVITING, GLARE)
                if self._offer_limit is not None:
                    cell.cancel(self._offer_limit)
                    self._offer_limit = None
                cell.raise_signal(self, ROLLBACK)
                self.state = GLARE
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.glare_owner_high, max(0.01, self.actions.delay_glare_wait(event)))
                except Exception as error:
                    delay = 0.01
                    cell.action_failed(self, "delay_glare_wait", error, mark)
                self._glare_wait = cell.arm(self, 2, delay)
                cell.recall(self)
            elif self.actions.gone(event):  # machines/negotiation/modify_out.yaml:233
                if trace is not None:
                    trace.row(self, "offering.inviting.failed#3", OFFERING_INVITING, IDLE)
                if self._offer_limit is not None:
                    cell.cancel(self._offer_limit)
                    self._offer_limit = None
                mark, step = len(cell.outbox), "put_back_wish"
                try:
                    self.actions.put_back_wish(event)
                    mark, step = len(cell.outbox), "reply_failed"
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, ROLLBACK)
                    cell.raise_signal(self, DIALOG_GONE)
                self.state = IDLE
                cell.recall(self)
            else:  # machines/negotiation/modify_out.yaml:234
                if trace is not None:
                    trace.row(self, "offering.inviting.failed#4", OFFERING_INVITING, IDLE)
                if self._offer_limit is not None:
                    cell.cancel(self._offer_limit)
                    self._offer_limit = None
                mark, step = len(cell.outbox), "put_back_wish"
                try:
                    self.actions.put_back_wish(event)
                    mark, step = len(cell.outbox), "reply_failed"
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, ROLLBACK)
                    cell.raise_signal(self, DECLINED)
                self.state = IDLE
                cell.recall(self)
        elif state == OFFERING_WITHDRAWING:
            if self.actions.gone(event):  # machines/negotiation/modify_out.yaml:244
                if trace is not None:
                    trace.row(self, "offering.withdrawing.failed", OFFERING_WITHDRAWING, IDLE)
                mark, step = len(cell.outbox), "put_back_wish"
                try:
                    self.actions.put_back_wish(event)
                    mark, step = len(cell.outbox), "reply_failed"
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, ROLLBACK)
                    cell.raise_signal(self, DIALOG_GONE)
                self.state = IDLE
                cell.recall(self)
            else:  # machines/negotiation/modify_out.yaml:245
                if trace is not None:
                    trace.row(self, "offering.withdrawing.failed#1", OFFERING_WITHDRAWING, IDLE)
                mark, step = len(cell.outbox), "put_back_wish"
                try:
                    self.actions.put_back_wish(event)
                    mark, step = len(cell.outbox), "reply_failed"
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, ROLLBACK)
                self.state = IDLE
                cell.recall(self)
        elif state == SOLICITING:
            if self.actions.challenged(event):  # machines/negotiation/modify_out.yaml:270
                if trace is not None:
                    trace.row(self, "soliciting.failed", SOLICITING, SOLICITING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_bare_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_bare_answered", error, mark)
            elif self.actions.too_brief(event):  # machines/negotiation/modify_out.yaml:271
                if trace is not None:
                    trace.row(self, "soliciting.failed#1", SOLICITING, SOLICITING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_bare_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_bare_longer", error, mark)
            elif self.actions.gone(event):  # machines/negotiation/modify_out.yaml:272
                if trace is not None:
                    trace.row(self, "soliciting.failed#2", SOLICITING, IDLE)
                if self._offer_limit is not None:
                    cell.cancel(self._offer_limit)
                    self._offer_limit = None
                mark = len(cell.outbox)
                try:
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, "reply_failed", error, mark)
                else:
                    cell.raise_signal(self, ROLLBACK)
                    cell.raise_signal(self, DIALOG_GONE)
                self.state = IDLE
                cell.recall(self)
            else:  # machines/negotiation/modify_out.yaml:273
                if trace is not None:
                    trace.row(self, "soliciting.failed#3", SOLICITING, IDLE)
                if self._offer_limit is not None:
                    cell.cancel(self._offer_limit)
                    self._offer_limit = None
                mark = len(cell.outbox)
                try:
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, "reply_failed", error, mark)
                else:
                    cell.raise_signal(self, ROLLBACK)
                self.state = IDLE
                cell.recall(self)
        else:  # idle, turn.waiting, turn.carried, refreshing, offering.asking, offering.updating, owing, glare, closed
            # Ignored: of a request that is done with (machines/negotiation/modify_out.yaml:135, 154, 191, 221, 302,
            # 327)
            # Ignored: of a re-INVITE that is done with (machines/negotiation/modify_out.yaml:260)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def over(self, event: Over) -> None:
        """Signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "over", state, state)
        mark = len(cell.outbox)
        try:
            self.actions.forget_ack(event)
        except Exception as error:
            cell.action_failed(self, "forget_ack", error, mark)

    def update_done(self, event: UpdateDone) -> None:
        """What became of our UPDATE; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == REFRESHING:
            if self.actions.succeeded(event):  # machines/negotiation/modify_out.yaml:175
                if trace is not None:
                    trace.row(self, "refreshing.update_done", REFRESHING, IDLE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_refreshed(event))
                except Exception as error:
                    cell.action_failed(self, "payload_refreshed", error, mark)
                self.state = IDLE
                cell.recall(self)
            elif self.actions.challenged(event):  # machines/negotiation/modify_out.yaml:176
                if trace is not None:
                    trace.row(self, "refreshing.update_done#1", REFRESHING, REFRESHING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_update_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_update_answered", error, mark)
            elif self.actions.too_brief(event):  # machines/negotiation/modify_out.yaml:177
                if trace is not None:
                    trace.row(self, "refreshing.update_done#2", REFRESHING, REFRESHING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_update_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_update_longer", error, mark)
            elif self.actions.gone(event):  # machines/negotiation/modify_out.yaml:178
                if trace is not None:
                    trace.row(self, "refreshing.update_done#3", REFRESHING, IDLE)
                cell.raise_signal(self, DIALOG_GONE)
                self.state = IDLE
                cell.recall(self)
            elif self.asks.stable(self) and self.asks.undisturbed(self):  # machines/negotiation/modify_out.yaml:179
                if trace is not None:
                    trace.row(self, "refreshing.update_done#4", REFRESHING, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_refresh(event)
                except Exception as error:
                    cell.action_failed(self, "note_refresh", error, mark)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
                cell.recall(self)
            else:  # machines/negotiation/modify_out.yaml:180
                if trace is not None:
                    trace.row(self, "refreshing.update_done#5", REFRESHING, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_refresh(event)
                except Exception as error:
                    cell.action_failed(self, "note_refresh", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
                cell.recall(self)
        elif state == OFFERING_UPDATING:
            if self.actions.succeeded(event):  # machines/negotiation/modify_out.yaml:253
                if trace is not None:
                    trace.row(self, "offering.updating.update_done", OFFERING_UPDATING, OFFERING_UPDATING)
                mark, step = len(cell.outbox), "payload_refreshed"
                try:
                    cell.raise_signal(self, self.actions.payload_refreshed(event))
                    mark, step = len(cell.outbox), "payload_answer_in"
                    cell.raise_signal(self, self.actions.payload_answer_in(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.challenged(event):  # machines/negotiation/modify_out.yaml:254
                if trace is not None:
                    trace.row(self, "offering.updating.update_done#1", OFFERING_UPDATING, OFFERING_UPDATING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_update_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_update_answered", error, mark)
            elif self.actions.too_brief(event):  # machines/negotiation/modify_out.yaml:255
                if trace is not None:
                    trace.row(self, "offering.updating.update_done#2", OFFERING_UPDATING, OFFERING_UPDATING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_update_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_update_longer", error, mark)
            elif self.actions.crossed(event):  # machines/negotiation/modify_out.yaml:256
                if trace is not None:
                    trace.row(self, "offering.updating.update_done#3", OFFERING_UPDATING, GLARE)
                cell.raise_signal(self, ROLLBACK)
                self.state = GLARE
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.glare_owner_high, max(0.01, self.actions.delay_glare_wait(event)))
                except Exception as error:
                    delay = 0.01
                    cell.action_failed(self, "delay_glare_wait", error, mark)
                self._glare_wait = cell.arm(self, 2, delay)
                cell.recall(self)
            elif self.actions.gone(event):  # machines/negotiation/modify_out.yaml:257
                if trace is not None:
                    trace.row(self, "offering.updating.update_done#4", OFFERING_UPDATING, IDLE)
                mark, step = len(cell.outbox), "put_back_wish"
                try:
                    self.actions.put_back_wish(event)
                    mark, step = len(cell.outbox), "reply_failed"
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, ROLLBACK)
                    cell.raise_signal(self, DIALOG_GONE)
                self.state = IDLE
                cell.recall(self)
            elif self.actions.needs_invite(event) and self.asks.up(self):  # machines/negotiation/modify_out.yaml:258
                if trace is not None:
                    trace.row(self, "offering.updating.update_done#5", OFFERING_UPDATING, OFFERING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_needs_invite(event)
                except Exception as error:
                    cell.action_failed(self, "note_needs_invite", error, mark)
                else:
                    cell.raise_signal(self, ROLLBACK)
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:259
                if trace is not None:
                    trace.row(self, "offering.updating.update_done#6", OFFERING_UPDATING, IDLE)
                mark, step = len(cell.outbox), "put_back_wish"
                try:
                    self.actions.put_back_wish(event)
                    mark, step = len(cell.outbox), "reply_failed"
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, ROLLBACK)
                    cell.raise_signal(self, DECLINED)
                self.state = IDLE
                cell.recall(self)
        else:
            # idle, turn.waiting, turn.carried, offering.asking, offering.inviting, offering.withdrawing, soliciting,
            # owing, glare, closed
            # Ignored: of a request that is done with (machines/negotiation/modify_out.yaml:135, 154, 221, 302, 327)
            # Ignored: of an UPDATE that is done with (machines/negotiation/modify_out.yaml:237, 246, 286)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/negotiation/modify_out.yaml:128
            if trace is not None:
                trace.row(self, "idle.down", IDLE, CLOSED)
            self.state = CLOSED
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:149
            if trace is not None:
                trace.row(self, "turn.down", state, CLOSED)
            if self._turn_limit is not None:
                cell.cancel(self._turn_limit)
                self._turn_limit = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_ended(event)
            except Exception as error:
                cell.action_failed(self, "reply_ended", error, mark)
            self.state = CLOSED
        elif state == REFRESHING:  # machines/negotiation/modify_out.yaml:182
            if trace is not None:
                trace.row(self, "refreshing.down", REFRESHING, CLOSED)
            self.state = CLOSED
            cell.recall(self)
        elif OFFERING_ASKING <= state <= OFFERING_UPDATING:  # machines/negotiation/modify_out.yaml:202
            if trace is not None:
                trace.row(self, "offering.down", state, CLOSED)
            if self._offer_limit is not None:
                cell.cancel(self._offer_limit)
                self._offer_limit = None
            mark, step = len(cell.outbox), "reply_ended"
            try:
                self.actions.reply_ended(event)
                mark, step = len(cell.outbox), "payload_cancel"
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = CLOSED
            cell.recall(self)
        elif state == SOLICITING:  # machines/negotiation/modify_out.yaml:277
            if trace is not None:
                trace.row(self, "soliciting.down", SOLICITING, CLOSED)
            if self._offer_limit is not None:
                cell.cancel(self._offer_limit)
                self._offer_limit = None
            mark, step = len(cell.outbox), "reply_ended"
            try:
                self.actions.reply_ended(event)
                mark, step = len(cell.outbox), "payload_cancel"
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = CLOSED
            cell.recall(self)
        elif state == OWING:  # machines/negotiation/modify_out.yaml:295
            if trace is not None:
                trace.row(self, "owing.down", OWING, CLOSED)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "reply_ended"
                self.actions.reply_ended(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = CLOSED
            cell.recall(self)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:320
            if trace is not None:
                trace.row(self, "glare.down", GLARE, CLOSED)
            if self._glare_wait is not None:
                cell.cancel(self._glare_wait)
                self._glare_wait = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_ended(event)
            except Exception as error:
                cell.action_failed(self, "reply_ended", error, mark)
            self.state = CLOSED
        else:  # closed
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:338)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/negotiation/modify_out.yaml:129
            if trace is not None:
                trace.row(self, "idle.action_failed", IDLE, IDLE)
            mark, step = len(cell.outbox), "put_back_wish"
            try:
                self.actions.put_back_wish(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:150
            if trace is not None:
                trace.row(self, "turn.action_failed", state, IDLE)
            if self._turn_limit is not None:
                cell.cancel(self._turn_limit)
                self._turn_limit = None
            mark, step = len(cell.outbox), "put_back_wish"
            try:
                self.actions.put_back_wish(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = IDLE
        elif state == REFRESHING:  # machines/negotiation/modify_out.yaml:183
            if trace is not None:
                trace.row(self, "refreshing.action_failed", REFRESHING, IDLE)
            self.state = IDLE
            cell.recall(self)
        elif OFFERING_ASKING <= state <= OFFERING_UPDATING:  # machines/negotiation/modify_out.yaml:203
            if trace is not None:
                trace.row(self, "offering.action_failed", state, IDLE)
            if self._offer_limit is not None:
                cell.cancel(self._offer_limit)
                self._offer_limit = None
            mark, step = len(cell.outbox), "put_back_wish"
            try:
                self.actions.put_back_wish(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
                cell.raise_signal(self, ROLLBACK)
                mark, step = len(cell.outbox), "payload_cancel"
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = IDLE
            cell.recall(self)
        elif state == SOLICITING:  # machines/negotiation/modify_out.yaml:278
            if trace is not None:
                trace.row(self, "soliciting.action_failed", SOLICITING, IDLE)
            if self._offer_limit is not None:
                cell.cancel(self._offer_limit)
                self._offer_limit = None
            mark, step = len(cell.outbox), "reply_failed"
            try:
                self.actions.reply_failed(event)
                cell.raise_signal(self, ROLLBACK)
                mark, step = len(cell.outbox), "payload_cancel"
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = IDLE
            cell.recall(self)
        elif state == OWING:  # machines/negotiation/modify_out.yaml:296
            if trace is not None:
                trace.row(self, "owing.action_failed", OWING, IDLE)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = IDLE
            cell.recall(self)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:321
            if trace is not None:
                trace.row(self, "glare.action_failed", GLARE, IDLE)
            if self._glare_wait is not None:
                cell.cancel(self._glare_wait)
                self._glare_wait = None
            mark, step = len(cell.outbox), "put_back_wish"
            try:
                self.actions.put_back_wish(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = IDLE
        else:  # closed
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:339)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def offer_late(self, event: OfferLate) -> None:
        """The peer neither answers nor refuses; `offer_limit` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFERING_INVITING:  # machines/negotiation/modify_out.yaml:235
            if trace is not None:
                trace.row(self, "offering.inviting.offer_late", OFFERING_INVITING, OFFERING_INVITING)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, "payload_cancel", error, mark)
        elif state == SOLICITING:  # machines/negotiation/modify_out.yaml:274
            if trace is not None:
                trace.row(self, "soliciting.offer_late", SOLICITING, SOLICITING)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, "payload_cancel", error, mark)
        else:
            # idle, turn.waiting, turn.carried, refreshing, offering.asking, offering.withdrawing, offering.updating,
            # owing, glare, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def turn_late(self, event: TurnLate) -> None:
        """Our turn never comes; `turn_limit` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == TURN_WAITING:
            if not self.actions.wanted(event):  # machines/negotiation/modify_out.yaml:164
                if trace is not None:
                    trace.row(self, "turn.waiting.turn_late", TURN_WAITING, IDLE)
                if self._turn_limit is not None:
                    cell.cancel(self._turn_limit)
                    self._turn_limit = None
                mark, step = len(cell.outbox), "fulfil"
                try:
                    self.actions.fulfil(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = IDLE
            elif self.asks.offered(self) and not self.asks.up(self):  # machines/negotiation/modify_out.yaml:165
                if trace is not None:
                    trace.row(self, "turn.waiting.turn_late#1", TURN_WAITING, TURN_CARRIED)
                if self._turn_limit is not None:
                    cell.cancel(self._turn_limit)
                    self._turn_limit = None
                self.state = TURN_CARRIED
            else:  # machines/negotiation/modify_out.yaml:166
                if trace is not None:
                    trace.row(self, "turn.waiting.turn_late#2", TURN_WAITING, IDLE)
                if self._turn_limit is not None:
                    cell.cancel(self._turn_limit)
                    self._turn_limit = None
                mark, step = len(cell.outbox), "put_back_wish"
                try:
                    self.actions.put_back_wish(event)
                    mark, step = len(cell.outbox), "reply_failed"
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = IDLE
        else:
            # idle, turn.carried, refreshing, offering.asking, offering.inviting, offering.withdrawing,
            # offering.updating, soliciting, owing, glare, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def glare_over(self, event: GlareOver) -> None:
        """`glare_wait` is due (B3.8)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == GLARE:
            if not self.actions.wanted(event):  # machines/negotiation/modify_out.yaml:314
                if trace is not None:
                    trace.row(self, "glare.glare_over", GLARE, IDLE)
                if self._glare_wait is not None:
                    cell.cancel(self._glare_wait)
                    self._glare_wait = None
                mark, step = len(cell.outbox), "fulfil"
                try:
                    self.actions.fulfil(event)
                    mark, step = len(cell.outbox), "reply_done"
                    self.actions.reply_done(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = IDLE
            elif self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:315
                if trace is not None:
                    trace.row(self, "glare.glare_over#1", GLARE, OFFERING_ASKING)
                if self._glare_wait is not None:
                    cell.cancel(self._glare_wait)
                    self._glare_wait = None
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            elif (
                self.asks.early(self)
                and self.asks.stable(self)
                and self.asks.pracked(self)
                and self.actions.takes_update(event)
            ):  # machines/negotiation/modify_out.yaml:316
                if trace is not None:
                    trace.row(self, "glare.glare_over#2", GLARE, OFFERING_ASKING)
                if self._glare_wait is not None:
                    cell.cancel(self._glare_wait)
                    self._glare_wait = None
                self.state = OFFERING_ASKING
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:317
                if trace is not None:
                    trace.row(self, "glare.glare_over#3", GLARE, TURN_WAITING)
                if self._glare_wait is not None:
                    cell.cancel(self._glare_wait)
                    self._glare_wait = None
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        else:
            # idle, turn.waiting, turn.carried, refreshing, offering.asking, offering.inviting, offering.withdrawing,
            # offering.updating, soliciting, owing, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # offer_limit
            if timer is not self._offer_limit:
                return
            self._offer_limit = None
            self.offer_late(OFFER_LATE)
        elif index == 1:  # turn_limit
            if timer is not self._turn_limit:
                return
            self._turn_limit = None
            self.turn_late(TURN_LATE)
        elif index == 2:  # glare_wait
            if timer is not self._glare_wait:
                return
            self._glare_wait = None
            self.glare_over(GLARE_OVER)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (
            ("offer_limit", self._offer_limit),
            ("turn_limit", self._turn_limit),
            ("glare_wait", self._glare_wait),
        )
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
