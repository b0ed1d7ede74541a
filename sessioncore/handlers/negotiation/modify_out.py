"""Our re-INVITE - hold, resume - with its turn, its glare and its way back.

Generated from machines/negotiation/modify_out.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 14.1, RFC6337
"""
# sessioncore: chart sha256=7510c9aee76208b76eda4620188b61fead30305653ec9c693f14a8dda612ffb5 abi=1

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
OFFERING: Final = 3  # our re-INVITE is under way
GLARE: Final = 4  # 491; each side waits a time of its own
CLOSED: Final = 5  # the session has ended; a late answer is still acknowledged


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
    """Other codecs, another direction; empty: as it is; from the application."""

    __slots__ = ("codecs", "command", "direction")
    NAME = "modify"
    FIELDS = ("command", "codecs", "direction")

    def __init__(self, command: int, codecs: list[str], direction: str) -> None:
        self.command = command
        self.codecs = codecs
        self.direction = direction


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


class Freed(Event):
    """The peer's re-INVITE is done with, or the call is up; signal of a chart beside this one."""

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


class Refreshed(Signal):
    """Tells the charts beside this one: refreshed."""

    __slots__ = ("response",)
    NAME = "refreshed"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class AnswerIn(Signal):
    """Tells the charts beside this one: answer_in."""

    __slots__ = ("response",)
    NAME = "answer_in"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


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


class Cancel(Signal):
    """Tells the charts beside this one: cancel."""

    __slots__ = ("why",)
    NAME = "cancel"
    FIELDS = ("why",)

    def __init__(self, why: str) -> None:
        self.why = why


class ModifyOutActions(Protocol):
    """What negotiation/modify_out asks of its hand-written actions."""

    def holds_without_media(self, event: MediaLost) -> bool:
        """The configured answer to lost media is to hold the peer."""

    def renegotiates_without_media(self, event: MediaLost) -> bool:
        """The configured answer to lost media is a new offer."""

    def wanted(self, event: Freed | TurnLate | GlareOver) -> bool:
        """What is agreed is not yet what the application wishes."""

    def challenged(self, event: Failed) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def crossed(self, event: Failed) -> bool:
        """The peer's re-INVITE crossed ours (491)."""

    def gone(self, event: Failed) -> bool:
        """The peer does not know the dialog any more (481, 408)."""

    def note_wish(self, event: Hold | Resume | Modify | ToldToHold | ToldToResume) -> None:
        """Remembers command and wish."""

    def note_refresh(self, event: Refresh | MediaLost) -> None:
        """An offer is wanted even if nothing changes."""

    def wish_hold(self, event: MediaLost) -> None:
        """We wish to hold the peer."""

    def supersede(self, event: Hold | Resume | Modify | ToldToHold | ToldToResume) -> None:
        """The older command is superseded."""

    def send_reinvite(self, event: OfferReady) -> Request: ...

    def send_answered(self, event: Failed) -> Request:
        """The same re-INVITE with credentials."""

    def note_answer(self, event: Answered) -> None:
        """Keeps the 2xx whose ACK is due."""

    def send_ack(self, event: Settled | AnswerRefused | Refused | Answered) -> None:
        """Stored by CSeq."""

    def resend_ack(self, event: Copy) -> None: ...

    def reply_done(self, event: Freed | Settled | TurnLate | GlareOver) -> None: ...

    def reply_failed(self, event: AnswerRefused | Refused | Failed | ActionFailed | TurnLate) -> None: ...

    def reply_ended(self, event: Down) -> None: ...

    def persist(self, event: Settled) -> None:
        """What is agreed now can be recovered, and is no wish any more."""

    def forget_ack(self, event: Over) -> None:
        """No copy of the oldest 2xx can come any more."""

    def put_back_wish(self, event: AnswerRefused | Refused | Failed | ActionFailed | TurnLate) -> None:
        """A final failure: we wish again what is agreed."""

    def payload_cancel(self, event: Down | ActionFailed | OfferLate) -> Cancel:
        """The payload of cancel; reads only."""

    def delay_glare_wait(self, event: Failed) -> float:
        """Seconds; kept within the bounds that the chart states."""


class ModifyOutAsks(Protocol):
    """What negotiation/modify_out asks of the charts beside it; the wiring answers."""

    def up(self, machine: Machine) -> bool:
        """The session is established."""

    def stable(self, machine: Machine) -> bool:
        """No offer is open in either direction."""

    def undisturbed(self, machine: Machine) -> bool:
        """No re-INVITE of the peer is open."""

    def offered(self, machine: Machine) -> bool:
        """An offer of ours is open."""


class ModifyOut(Machine):
    """Our re-INVITE - hold, resume - with its turn, its glare and its way back."""

    __slots__ = ("_glare_wait", "_offer_limit", "_turn_limit")
    CHART = "negotiation/modify_out"
    KIND = "modify_out"
    DIGEST = "7510c9aee76208b76eda4620188b61fead30305653ec9c693f14a8dda612ffb5"
    STATES = ("idle", "turn.waiting", "turn.carried", "offering", "glare", "closed")
    FINAL = (False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "hold": Hold,
        "resume": Resume,
        "modify": Modify,
        "told_to_hold": ToldToHold,
        "told_to_resume": ToldToResume,
        "refresh": Refresh,
        "media_lost": MediaLost,
        "freed": Freed,
        "offer_ready": OfferReady,
        "settled": Settled,
        "answer_refused": AnswerRefused,
        "refused": Refused,
        "progress": Progress,
        "answered": Answered,
        "copy": Copy,
        "failed": Failed,
        "over": Over,
        "down": Down,
        "action_failed": ActionFailed,
        "offer_late": OfferLate,
        "turn_late": TurnLate,
        "glare_over": GlareOver,
    }
    COMMANDS = (
        ("hold", "resume", "modify"),
        ("hold", "resume", "modify"),
        ("hold", "resume", "modify"),
        ("hold", "resume", "modify"),
        ("hold", "resume", "modify"),
        (),
    )
    DEFERS = (False, False, False, True, False, False)
    TIMERS = ("offer_limit", "turn_limit", "glare_wait")
    DETACHABLE = (False, False, False, False, False, True)

    actions: ModifyOutActions
    asks: ModifyOutAsks
    cell: Cell

    def __init__(self, actions: ModifyOutActions, asks: ModifyOutAsks, cell: Cell) -> None:
        super().__init__(actions, asks, cell)
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
                # machines/negotiation/modify_out.yaml:72
                if trace is not None:
                    trace.row(self, "idle.hold", IDLE, OFFERING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:72
                if trace is not None:
                    trace.row(self, "idle.hold#1", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:92
            if trace is not None:
                trace.row(self, "turn.hold", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:144
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
            # Rejected: the call is over (machines/negotiation/modify_out.yaml:162)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # offering
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:134)
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
                # machines/negotiation/modify_out.yaml:72
                if trace is not None:
                    trace.row(self, "idle.resume", IDLE, OFFERING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:72
                if trace is not None:
                    trace.row(self, "idle.resume#1", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:92
            if trace is not None:
                trace.row(self, "turn.resume", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:144
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
            # Rejected: the call is over (machines/negotiation/modify_out.yaml:162)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # offering
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:134)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def modify(self, event: Modify) -> None:
        """Other codecs, another direction; empty: as it is; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:72
                if trace is not None:
                    trace.row(self, "idle.modify", IDLE, OFFERING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:72
                if trace is not None:
                    trace.row(self, "idle.modify#1", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:92
            if trace is not None:
                trace.row(self, "turn.modify", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:144
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
            # Rejected: the call is over (machines/negotiation/modify_out.yaml:162)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # offering
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:134)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def told_to_hold(self, event: ToldToHold) -> None:
        """The answering chart holds; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:72
                if trace is not None:
                    trace.row(self, "idle.told_to_hold", IDLE, OFFERING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:72
                if trace is not None:
                    trace.row(self, "idle.told_to_hold#1", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:92
            if trace is not None:
                trace.row(self, "turn.told_to_hold", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:144
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
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # offering
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:134)
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
                # machines/negotiation/modify_out.yaml:72
                if trace is not None:
                    trace.row(self, "idle.told_to_resume", IDLE, OFFERING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = OFFERING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:72
                if trace is not None:
                    trace.row(self, "idle.told_to_resume#1", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_wish(event)
                except Exception as error:
                    cell.action_failed(self, "note_wish", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:92
            if trace is not None:
                trace.row(self, "turn.told_to_resume", state, state)
            mark, step = len(cell.outbox), "supersede"
            try:
                self.actions.supersede(event)
                mark, step = len(cell.outbox), "note_wish"
                self.actions.note_wish(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:144
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
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # offering
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/negotiation/modify_out.yaml:134)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)

    def refresh(self, event: Refresh) -> None:
        """The session timer wants a refresh; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            if self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:73
                if trace is not None:
                    trace.row(self, "idle.refresh", IDLE, OFFERING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_refresh(event)
                except Exception as error:
                    cell.action_failed(self, "note_refresh", error, mark)
                self.state = OFFERING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:73
                if trace is not None:
                    trace.row(self, "idle.refresh#1", IDLE, TURN_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_refresh(event)
                except Exception as error:
                    cell.action_failed(self, "note_refresh", error, mark)
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:93
            if trace is not None:
                trace.row(self, "turn.refresh", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.note_refresh(event)
            except Exception as error:
                cell.action_failed(self, "note_refresh", error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:145
            if trace is not None:
                trace.row(self, "glare.refresh", GLARE, GLARE)
            mark = len(cell.outbox)
            try:
                self.actions.note_refresh(event)
            except Exception as error:
                cell.action_failed(self, "note_refresh", error, mark)
        else:  # offering, closed
            # Ignored: this re-INVITE refreshes too (machines/negotiation/modify_out.yaml:137)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
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
            ):  # machines/negotiation/modify_out.yaml:75
                if trace is not None:
                    trace.row(self, "idle.media_lost", IDLE, OFFERING)
                mark = len(cell.outbox)
                try:
                    self.actions.wish_hold(event)
                except Exception as error:
                    cell.action_failed(self, "wish_hold", error, mark)
                self.state = OFFERING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                cell.raise_signal(self, OFFER_WANTED)
            elif (
                self.actions.renegotiates_without_media(event)
                and self.asks.up(self)
                and self.asks.stable(self)
                and self.asks.undisturbed(self)
            ):  # machines/negotiation/modify_out.yaml:76
                if trace is not None:
                    trace.row(self, "idle.media_lost#1", IDLE, OFFERING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_refresh(event)
                except Exception as error:
                    cell.action_failed(self, "note_refresh", error, mark)
                self.state = OFFERING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:77
                if trace is not None:
                    trace.row(self, "idle.media_lost#2", IDLE, IDLE)
        else:  # turn.waiting, turn.carried, offering, glare, closed
            # Ignored: an offer is due anyway (machines/negotiation/modify_out.yaml:101, 152)
            # Ignored: an offer is under way (machines/negotiation/modify_out.yaml:138)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def freed(self, event: Freed) -> None:
        """The peer's re-INVITE is done with, or the call is up; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (TURN_WAITING, TURN_CARRIED):
            if not self.actions.wanted(event):  # machines/negotiation/modify_out.yaml:94
                if trace is not None:
                    trace.row(self, "turn.freed", state, IDLE)
                if self._turn_limit is not None:
                    cell.cancel(self._turn_limit)
                    self._turn_limit = None
                mark = len(cell.outbox)
                try:
                    self.actions.reply_done(event)
                except Exception as error:
                    cell.action_failed(self, "reply_done", error, mark)
                self.state = IDLE
            elif self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:94
                if trace is not None:
                    trace.row(self, "turn.freed#1", state, OFFERING)
                if self._turn_limit is not None:
                    cell.cancel(self._turn_limit)
                    self._turn_limit = None
                self.state = OFFERING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:94
                if trace is not None:
                    trace.row(self, "turn.freed#2", state, state)
        else:  # idle, offering, glare, closed
            # Ignored: nothing waits for its turn (machines/negotiation/modify_out.yaml:82)
            # Ignored: we have our turn (machines/negotiation/modify_out.yaml:136)
            # Ignored: the wait is not over yet (machines/negotiation/modify_out.yaml:151)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def offer_ready(self, event: OfferReady) -> None:
        """Our offer is made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (IDLE, CLOSED):
            # Ignored: what it was made for has failed (machines/negotiation/modify_out.yaml:85)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
            if trace is not None:
                trace.decided(self, event, "ignore")
        elif state == OFFERING:  # machines/negotiation/modify_out.yaml:120
            if trace is not None:
                trace.row(self, "offering.offer_ready", OFFERING, OFFERING)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "invite_client", self.actions.send_reinvite(event))
            except Exception as error:
                cell.action_failed(self, "send_reinvite", error, mark)
        else:  # turn.waiting, turn.carried, glare
            # Never: no offer of ours is open (machines/negotiation/modify_out.yaml:102, 155)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no offer of ours is open")

    def settled(self, event: Settled) -> None:
        """The answer fits; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFERING:  # machines/negotiation/modify_out.yaml:122
            if trace is not None:
                trace.row(self, "offering.settled", OFFERING, IDLE)
            if self._offer_limit is not None:
                cell.cancel(self._offer_limit)
                self._offer_limit = None
            mark, step = len(cell.outbox), "persist"
            try:
                self.actions.persist(event)
                mark, step = len(cell.outbox), "send_ack"
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = IDLE
            cell.recall(self)
        else:  # idle, turn.waiting, turn.carried, glare, closed
            # Ignored: of the first offer, or of the peer's (machines/negotiation/modify_out.yaml:83, 99)
            # Ignored: of the peer's offer (machines/negotiation/modify_out.yaml:153)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def answer_refused(self, event: AnswerRefused) -> None:
        """The answer does not fit our offer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFERING:  # machines/negotiation/modify_out.yaml:123
            if trace is not None:
                trace.row(self, "offering.answer_refused", OFFERING, IDLE)
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
        else:  # idle, turn.waiting, turn.carried, glare, closed
            # Ignored: of the first offer, or of the peer's (machines/negotiation/modify_out.yaml:83, 99)
            # Ignored: of the peer's offer (machines/negotiation/modify_out.yaml:153)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def refused(self, event: Refused) -> None:
        """No offer could be made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFERING:  # machines/negotiation/modify_out.yaml:124
            if trace is not None:
                trace.row(self, "offering.refused", OFFERING, IDLE)
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
        else:  # idle, turn.waiting, turn.carried, glare, closed
            # Ignored: of the first offer, or of the peer's (machines/negotiation/modify_out.yaml:83, 99)
            # Ignored: of the peer's offer (machines/negotiation/modify_out.yaml:153)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def progress(self, event: Progress) -> None:
        """Signal of the part that created this one."""
        trace = self.cell.trace
        # Ignored: of a re-INVITE that is done with (machines/negotiation/modify_out.yaml:84, 100, 154)
        # Ignored: the final answer counts (machines/negotiation/modify_out.yaml:139)
        # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def answered(self, event: Answered) -> None:
        """Signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFERING:  # machines/negotiation/modify_out.yaml:121
            if trace is not None:
                trace.row(self, "offering.answered", OFFERING, OFFERING)
            mark = len(cell.outbox)
            try:
                self.actions.note_answer(event)
            except Exception as error:
                cell.action_failed(self, "note_answer", error, mark)
            else:
                cell.raise_signal(self, Refreshed(event.response))
                cell.raise_signal(self, AnswerIn(event.response))
        elif state == CLOSED:  # machines/negotiation/modify_out.yaml:160
            if trace is not None:
                trace.row(self, "closed.answered", CLOSED, CLOSED)
            mark, step = len(cell.outbox), "note_answer"
            try:
                self.actions.note_answer(event)
                mark, step = len(cell.outbox), "send_ack"
                self.actions.send_ack(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # idle, turn.waiting, turn.carried, glare
            # Never: no offer of ours is open (machines/negotiation/modify_out.yaml:86, 102, 155)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no offer of ours is open")

    def copy(self, event: Copy) -> None:
        """Signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/negotiation/modify_out.yaml:78
            if trace is not None:
                trace.row(self, "idle.copy", IDLE, IDLE)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:95
            if trace is not None:
                trace.row(self, "turn.copy", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif state == OFFERING:  # machines/negotiation/modify_out.yaml:131
            if trace is not None:
                trace.row(self, "offering.copy", OFFERING, OFFERING)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:147
            if trace is not None:
                trace.row(self, "glare.copy", GLARE, GLARE)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        else:  # closed: machines/negotiation/modify_out.yaml:161
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
        if state == OFFERING:
            if self.actions.challenged(event):  # machines/negotiation/modify_out.yaml:126
                if trace is not None:
                    trace.row(self, "offering.failed", OFFERING, OFFERING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
            elif self.actions.crossed(event):  # machines/negotiation/modify_out.yaml:127
                if trace is not None:
                    trace.row(self, "offering.failed#1", OFFERING, GLARE)
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
            elif self.actions.gone(event):  # machines/negotiation/modify_out.yaml:128
                if trace is not None:
                    trace.row(self, "offering.failed#2", OFFERING, IDLE)
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
            else:  # machines/negotiation/modify_out.yaml:129
                if trace is not None:
                    trace.row(self, "offering.failed#3", OFFERING, IDLE)
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
                self.state = IDLE
                cell.recall(self)
        else:  # idle, turn.waiting, turn.carried, glare, closed
            # Ignored: of a re-INVITE that is done with (machines/negotiation/modify_out.yaml:84, 100, 154)
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
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

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/negotiation/modify_out.yaml:79
            if trace is not None:
                trace.row(self, "idle.down", IDLE, CLOSED)
            self.state = CLOSED
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:96
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
        elif state == OFFERING:  # machines/negotiation/modify_out.yaml:132
            if trace is not None:
                trace.row(self, "offering.down", OFFERING, CLOSED)
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
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:148
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
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:164)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/negotiation/modify_out.yaml:80
            if trace is not None:
                trace.row(self, "idle.action_failed", IDLE, IDLE)
            mark, step = len(cell.outbox), "put_back_wish"
            try:
                self.actions.put_back_wish(event)
                mark, step = len(cell.outbox), "reply_failed"
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state in (TURN_WAITING, TURN_CARRIED):  # machines/negotiation/modify_out.yaml:97
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
        elif state == OFFERING:  # machines/negotiation/modify_out.yaml:133
            if trace is not None:
                trace.row(self, "offering.action_failed", OFFERING, IDLE)
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
        elif state == GLARE:  # machines/negotiation/modify_out.yaml:149
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
            # Ignored: the session has ended (machines/negotiation/modify_out.yaml:165)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def offer_late(self, event: OfferLate) -> None:
        """The peer neither answers nor refuses; `offer_limit` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == OFFERING:  # machines/negotiation/modify_out.yaml:130
            if trace is not None:
                trace.row(self, "offering.offer_late", OFFERING, OFFERING)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, "payload_cancel", error, mark)
        else:  # idle, turn.waiting, turn.carried, glare, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def turn_late(self, event: TurnLate) -> None:
        """Our turn never comes; `turn_limit` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == TURN_WAITING:
            if not self.actions.wanted(event):  # machines/negotiation/modify_out.yaml:109
                if trace is not None:
                    trace.row(self, "turn.waiting.turn_late", TURN_WAITING, IDLE)
                if self._turn_limit is not None:
                    cell.cancel(self._turn_limit)
                    self._turn_limit = None
                mark = len(cell.outbox)
                try:
                    self.actions.reply_done(event)
                except Exception as error:
                    cell.action_failed(self, "reply_done", error, mark)
                self.state = IDLE
            elif self.asks.offered(self) and not self.asks.up(self):  # machines/negotiation/modify_out.yaml:110
                if trace is not None:
                    trace.row(self, "turn.waiting.turn_late#1", TURN_WAITING, TURN_CARRIED)
                if self._turn_limit is not None:
                    cell.cancel(self._turn_limit)
                    self._turn_limit = None
                self.state = TURN_CARRIED
            else:  # machines/negotiation/modify_out.yaml:111
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
        else:  # idle, turn.carried, offering, glare, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def glare_over(self, event: GlareOver) -> None:
        """`glare_wait` is due (B3.8)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == GLARE:
            if not self.actions.wanted(event):  # machines/negotiation/modify_out.yaml:146
                if trace is not None:
                    trace.row(self, "glare.glare_over", GLARE, IDLE)
                if self._glare_wait is not None:
                    cell.cancel(self._glare_wait)
                    self._glare_wait = None
                mark = len(cell.outbox)
                try:
                    self.actions.reply_done(event)
                except Exception as error:
                    cell.action_failed(self, "reply_done", error, mark)
                self.state = IDLE
            elif self.asks.up(self) and self.asks.stable(self) and self.asks.undisturbed(self):
                # machines/negotiation/modify_out.yaml:146
                if trace is not None:
                    trace.row(self, "glare.glare_over#1", GLARE, OFFERING)
                if self._glare_wait is not None:
                    cell.cancel(self._glare_wait)
                    self._glare_wait = None
                self.state = OFFERING
                self._offer_limit = cell.arm(self, 0, cell.limits.offer_limit)
                cell.raise_signal(self, OFFER_WANTED)
            else:  # machines/negotiation/modify_out.yaml:146
                if trace is not None:
                    trace.row(self, "glare.glare_over#2", GLARE, TURN_WAITING)
                if self._glare_wait is not None:
                    cell.cancel(self._glare_wait)
                    self._glare_wait = None
                self.state = TURN_WAITING
                self._turn_limit = cell.arm(self, 1, cell.limits.offer_limit)
        else:  # idle, turn.waiting, turn.carried, offering, closed
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
