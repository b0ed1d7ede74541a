"""Our INVITE and the forks it makes, from dial to the end of the last usage.

Generated from machines/setup/outgoing.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 13.2, RFC3261 9.1, RFC5407
"""
# sessioncore: chart sha256=81c1d058ef14e6d61c45f242b7a0e8335568748f82a211f185e1818fa5f85ad4 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # waiting for the command to dial
SETUP_INVITING: Final = 1  # nothing heard of the callee yet
SETUP_RINGING: Final = 2  # at least one early dialog
SETUP_WAITING: Final = 3  # the callee asked us to come back; no INVITE is under way
CANCELLING: Final = 4  # we gave up; the INVITE still gets its final answer
ANSWERED: Final = 5  # one fork answered; it is the call
RELEASING: Final = 6  # every fork that answered is being ended
ENDED: Final = 7  # over; a fork that answers late is still acknowledged and ended
CLOSED: Final = 8  # hung up before it dialed


class Dial(Event):
    """The application places a call; from the application."""

    __slots__ = ("arguments", "command", "headers", "target")
    NAME = "dial"
    FIELDS = ("command", "target", "arguments", "headers")

    def __init__(
        self, command: int, target: str, arguments: dict[str, str], headers: dict[str, str] | None = None
    ) -> None:
        self.command = command
        self.target = target
        self.arguments = arguments
        self.headers = headers


class HangUp(Event):
    """The application ends the call; `reason` goes into CANCEL and BYE; from the application."""

    __slots__ = ("command", "reason")
    NAME = "hang_up"
    FIELDS = ("command", "reason")

    def __init__(self, command: int, reason: str | None = None) -> None:
        self.command = command
        self.reason = reason


class Progress(Event):
    """A 1xx; signal of the part that created this one."""

    __slots__ = ("response",)
    NAME = "progress"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Answered(Event):
    """The first 2xx; signal of the part that created this one."""

    __slots__ = ("response",)
    NAME = "answered"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Copy(Event):
    """A later 2xx, of any fork; signal of the part that created this one."""

    __slots__ = ("response",)
    NAME = "copy"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Failed(Event):
    """A final failure, or none came; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "failed"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class Over(Event):
    """64*T1 after the first 2xx: no fork can answer any more; signal of the part that created this one."""

    __slots__ = ()
    NAME = "over"


OVER: Final = Over()


class UsageEnded(Event):
    """The session with one fork has ended; signal of a chart beside this one."""

    __slots__ = ("remote_tag",)
    NAME = "usage_ended"
    FIELDS = ("remote_tag",)

    def __init__(self, remote_tag: str) -> None:
        self.remote_tag = remote_tag


class Previewed(Event):
    """A fork has described its early media; signal of a chart beside this one."""

    __slots__ = ("remote_tag",)
    NAME = "previewed"
    FIELDS = ("remote_tag",)

    def __init__(self, remote_tag: str) -> None:
        self.remote_tag = remote_tag


class ByeEarly(Event):
    """A fork said BYE before it answered; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "bye_early"


BYE_EARLY: Final = ByeEarly()


class Replaced(Event):
    """Another call takes the place of this one; told by another cell."""

    __slots__ = ("by",)
    NAME = "replaced"
    FIELDS = ("by",)

    def __init__(self, by: str) -> None:
        self.by = by


class Unanswered(Event):
    """The peer rings for ever; `no_answer` is due (B3.10)."""

    __slots__ = ()
    NAME = "unanswered"


UNANSWERED: Final = Unanswered()


class PatienceOver(Event):
    """Retry-After of a 503, or a wait drawn for 491; `patience` is due (B3.21)."""

    __slots__ = ()
    NAME = "patience_over"


PATIENCE_OVER: Final = PatienceOver()


class Cancel(Signal):
    """Tells the charts beside this one: cancel."""

    __slots__ = ("why",)
    NAME = "cancel"
    FIELDS = ("why",)

    def __init__(self, why: str) -> None:
        self.why = why


class Dialing(Signal):
    """Tells the charts beside this one: dialing."""

    __slots__ = ()
    NAME = "dialing"


DIALING: Final = Dialing()


class ForkProgress(Signal):
    """Tells the charts beside this one: fork_progress."""

    __slots__ = ("remote_tag", "response")
    NAME = "fork_progress"
    FIELDS = ("remote_tag", "response")

    def __init__(self, remote_tag: str, response: Response) -> None:
        self.remote_tag = remote_tag
        self.response = response


class ForkReliable(Signal):
    """Tells the charts beside this one: fork_reliable."""

    __slots__ = ("remote_tag", "response")
    NAME = "fork_reliable"
    FIELDS = ("remote_tag", "response")

    def __init__(self, remote_tag: str, response: Response) -> None:
        self.remote_tag = remote_tag
        self.response = response


class ForkGone(Signal):
    """Tells the charts beside this one: fork_gone."""

    __slots__ = ("remote_tag",)
    NAME = "fork_gone"
    FIELDS = ("remote_tag",)

    def __init__(self, remote_tag: str) -> None:
        self.remote_tag = remote_tag


class FrontChanged(Signal):
    """Another fork is to be heard."""

    __slots__ = ("front",)
    NAME = "front_changed"
    FIELDS = ("front",)

    def __init__(self, front: str) -> None:
        self.front = front


class ForkAnswered(Signal):
    """Tells the charts beside this one: fork_answered."""

    __slots__ = ("remote_tag", "response")
    NAME = "fork_answered"
    FIELDS = ("remote_tag", "response")

    def __init__(self, remote_tag: str, response: Response) -> None:
        self.remote_tag = remote_tag
        self.response = response


class ForkAgain(Signal):
    """Tells the charts beside this one: fork_again."""

    __slots__ = ("remote_tag", "response")
    NAME = "fork_again"
    FIELDS = ("remote_tag", "response")

    def __init__(self, remote_tag: str, response: Response) -> None:
        self.remote_tag = remote_tag
        self.response = response


class ForksDropped(Signal):
    """Tells the charts beside this one: forks_dropped."""

    __slots__ = ()
    NAME = "forks_dropped"


FORKS_DROPPED: Final = ForksDropped()


class ForksReleased(Signal):
    """Tells the charts beside this one: forks_released."""

    __slots__ = ()
    NAME = "forks_released"


FORKS_RELEASED: Final = ForksReleased()


class CallFailed(Signal):
    """Tells the charts beside this one: call_failed."""

    __slots__ = ("response", "status")
    NAME = "call_failed"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class CallOver(Signal):
    """Tells the charts beside this one: call_over."""

    __slots__ = ()
    NAME = "call_over"


CALL_OVER: Final = CallOver()


class OutgoingActions(Protocol):
    """What setup/outgoing asks of its hand-written actions."""

    def tagged(self, event: Progress) -> bool:
        """The response makes or concerns a dialog (it has a To tag and is no 100)."""

    def welcome(self, event: Progress) -> bool:
        """Its dialog is known, or there is room for one more early dialog."""

    def reliable(self, event: Progress) -> bool:
        """The response is to be acknowledged by PRACK."""

    def overtakes(self, event: Previewed) -> bool:
        """It is new, and another fork was heard so far."""

    def heard(self, event: UsageEnded) -> bool:
        """It was heard, and another fork can be."""

    def outshone(self, event: Answered) -> bool:
        """Another fork is heard than the one that answers."""

    def announces_end(self, event: Progress) -> bool:
        """199: an early dialog has ended."""

    def challenged(self, event: Failed) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def asked_for_more_time(self, event: Failed) -> bool:
        """422, and we have not yet asked for the longer interval."""

    def wants_extension(self, event: Failed) -> bool:
        """421, and what it requires we have and did not name."""

    def another_target(self, event: Failed) -> bool:
        """A redirection names a target that was not tried."""

    def sent_to_proxy(self, event: Failed) -> bool:
        """305 names a proxy, and none was tried yet."""

    def worth_waiting(self, event: Failed) -> bool:
        """503 that says when to come back, or 491, and we have not come back too often."""

    def unclosed(self, event: ActionFailed) -> bool:
        """The stream could not be closed."""

    def last_fork(self, event: UsageEnded) -> bool:
        """No other fork that answered is still to be ended."""

    def open_media(self, event: Dial) -> None:
        """Ready to receive before the offer leaves."""

    def send_invite(self, event: Dial) -> Request:
        """With the leg's offer."""

    def send_answered(self, event: Failed) -> Request:
        """The same INVITE with credentials for every realm that asked."""

    def send_longer(self, event: Failed) -> Request:
        """The same INVITE with the peer's Min-SE."""

    def send_extended(self, event: Failed) -> Request:
        """The same INVITE, with what 421 requires named in Supported."""

    def send_through_proxy(self, event: Failed) -> Request:
        """The same INVITE to the same target, by the proxy that 305 names."""

    def send_redirected(self, event: Failed) -> Request:
        """The same INVITE to the next target."""

    def note_patience(self, event: Failed) -> None:
        """How long to wait before the INVITE is sent again."""

    def send_again(self, event: PatienceOver) -> Request:
        """The same INVITE to the same target."""

    def note_spoken(self, event: Progress) -> None:
        """Remembers the fork whose session may be changed before it answers."""

    def note_early(self, event: Previewed) -> None:
        """Which fork is heard; the last one that began."""

    def forget_early(self, event: UsageEnded) -> None:
        """The fork has no early media any more."""

    def note_winner(self, event: Answered) -> None:
        """Remembers which fork is the call; tells a server that does not know our secret."""

    def note_fork(self, event: Answered | Copy) -> None:
        """Remembers a fork that has to be ended."""

    def forget_fork(self, event: UsageEnded) -> None:
        """The fork has ended."""

    def note_hang_up(self, event: HangUp) -> None:
        """Keeps the command until the last usage has ended, and the first reason."""

    def reply_dialed(self, event: Answered) -> None:
        """Dial: done."""

    def reply_failed(self, event: Failed) -> None:
        """Dial: failed, with the peer's status."""

    def reply_no_answer(self, event: Unanswered) -> None:
        """Dial: failed with 408."""

    def reply_abandoned(self, event: HangUp | Answered | Failed | Replaced | ActionFailed) -> None:
        """Dial: failed with 487, if it still waits."""

    def reply_hung_up(self, event: HangUp | Failed | UsageEnded | Replaced | ActionFailed) -> None:
        """Hang_up, however often it was given: done."""

    def tell_replaced(self, event: Replaced) -> None: ...

    def close_media(self, event: HangUp | Failed | UsageEnded | Replaced | ActionFailed | Unanswered) -> None: ...

    def give_back(self, event: ActionFailed) -> None:
        """Closes the stream once more, and then no more."""

    def payload_cancel(self, event: HangUp | Replaced | ActionFailed | Unanswered) -> Cancel:
        """The payload of cancel; reads only."""

    def payload_fork_progress(self, event: Progress) -> ForkProgress:
        """The payload of fork_progress; reads only."""

    def payload_fork_reliable(self, event: Progress) -> ForkReliable:
        """The payload of fork_reliable; reads only."""

    def payload_fork_gone(self, event: Progress) -> ForkGone:
        """The payload of fork_gone; reads only."""

    def payload_front_changed(self, event: Answered | UsageEnded | Previewed) -> FrontChanged:
        """The payload of front_changed; reads only."""

    def payload_fork_answered(self, event: Answered) -> ForkAnswered:
        """The payload of fork_answered; reads only."""

    def payload_fork_again(self, event: Answered | Copy) -> ForkAgain:
        """The payload of fork_again; reads only."""

    def payload_call_failed(self, event: Unanswered) -> CallFailed:
        """The payload of call_failed; reads only."""

    def delay_patience(self, event: Failed) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Outgoing(Machine):
    """Our INVITE and the forks it makes, from dial to the end of the last usage."""

    __slots__ = ("_no_answer", "_patience")
    CHART = "setup/outgoing"
    KIND = "outgoing"
    DIGEST = "81c1d058ef14e6d61c45f242b7a0e8335568748f82a211f185e1818fa5f85ad4"
    STATES = (
        "idle",
        "setup.inviting",
        "setup.ringing",
        "setup.waiting",
        "cancelling",
        "answered",
        "releasing",
        "ended",
        "closed",
    )
    FINAL = (False, False, False, False, False, False, False, True, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "dial": Dial,
        "hang_up": HangUp,
        "progress": Progress,
        "answered": Answered,
        "copy": Copy,
        "failed": Failed,
        "over": Over,
        "usage_ended": UsageEnded,
        "previewed": Previewed,
        "bye_early": ByeEarly,
        "replaced": Replaced,
        "action_failed": ActionFailed,
        "unanswered": Unanswered,
        "patience_over": PatienceOver,
    }
    COMMANDS = (
        ("dial", "hang_up"),
        ("hang_up",),
        ("hang_up",),
        ("hang_up",),
        ("hang_up",),
        ("hang_up",),
        ("hang_up",),
        ("hang_up",),
        ("hang_up",),
    )
    DEFERS = (False, False, False, False, False, False, False, False, False)
    TIMERS = ("no_answer", "patience")
    DETACHABLE = (False, False, False, False, False, False, False, False, False)

    actions: OutgoingActions
    cell: Cell

    def __init__(self, actions: OutgoingActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._no_answer: Timer | None = None
        self._patience: Timer | None = None

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def dial(self, event: Dial) -> None:
        """The application places a call; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/setup/outgoing.yaml:82
            if trace is not None:
                trace.row(self, "idle.dial", IDLE, SETUP_INVITING)
            mark, step = len(cell.outbox), "open_media"
            try:
                self.actions.open_media(event)
                mark, step = len(cell.outbox), "send_invite"
                cell.create_transaction(self, "invite_client", self.actions.send_invite(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DIALING)
            self.state = SETUP_INVITING
            self._no_answer = cell.arm(self, 0, cell.limits.no_answer)
        elif state in (ENDED, CLOSED):
            # Rejected: the call is over (machines/setup/outgoing.yaml:191, 198)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # setup.inviting, setup.ringing, setup.waiting, cancelling, answered, releasing
            # Rejected: this leg has dialed already (machines/setup/outgoing.yaml:109, 144, 160, 173)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "this leg has dialed already")

    def hang_up(self, event: HangUp) -> None:
        """The application ends the call; `reason` goes into CANCEL and BYE; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/setup/outgoing.yaml:83
            if trace is not None:
                trace.row(self, "idle.hang_up", IDLE, CLOSED)
            mark, step = len(cell.outbox), "note_hang_up"
            try:
                self.actions.note_hang_up(event)
                mark, step = len(cell.outbox), "reply_hung_up"
                self.actions.reply_hung_up(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, CALL_OVER)
            self.state = CLOSED
        elif state in (SETUP_INVITING, SETUP_RINGING):  # machines/setup/outgoing.yaml:93
            if trace is not None:
                trace.row(self, "setup.hang_up", state, CANCELLING)
            if self._no_answer is not None:
                cell.cancel(self._no_answer)
                self._no_answer = None
            mark, step = len(cell.outbox), "note_hang_up"
            try:
                self.actions.note_hang_up(event)
                mark, step = len(cell.outbox), "payload_cancel"
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = CANCELLING
        elif state == SETUP_WAITING:  # machines/setup/outgoing.yaml:134
            if trace is not None:
                trace.row(self, "setup.waiting.hang_up", SETUP_WAITING, ENDED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            if self._no_answer is not None:
                cell.cancel(self._no_answer)
                self._no_answer = None
            mark, step = len(cell.outbox), "note_hang_up"
            try:
                self.actions.note_hang_up(event)
                mark, step = len(cell.outbox), "reply_abandoned"
                self.actions.reply_abandoned(event)
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
        elif state == CANCELLING:  # machines/setup/outgoing.yaml:141
            if trace is not None:
                trace.row(self, "cancelling.hang_up", CANCELLING, CANCELLING)
            mark = len(cell.outbox)
            try:
                self.actions.note_hang_up(event)
            except Exception as error:
                cell.action_failed(self, "note_hang_up", error, mark)
        elif state == ANSWERED:  # machines/setup/outgoing.yaml:155
            if trace is not None:
                trace.row(self, "answered.hang_up", ANSWERED, RELEASING)
            mark = len(cell.outbox)
            try:
                self.actions.note_hang_up(event)
            except Exception as error:
                cell.action_failed(self, "note_hang_up", error, mark)
            else:
                cell.raise_signal(self, FORKS_RELEASED)
            self.state = RELEASING
        elif state == RELEASING:  # machines/setup/outgoing.yaml:169
            if trace is not None:
                trace.row(self, "releasing.hang_up", RELEASING, RELEASING)
            mark = len(cell.outbox)
            try:
                self.actions.note_hang_up(event)
            except Exception as error:
                cell.action_failed(self, "note_hang_up", error, mark)
        elif state == ENDED:  # machines/setup/outgoing.yaml:185
            if trace is not None:
                trace.row(self, "ended.hang_up", ENDED, ENDED)
            mark, step = len(cell.outbox), "note_hang_up"
            try:
                self.actions.note_hang_up(event)
                mark, step = len(cell.outbox), "reply_hung_up"
                self.actions.reply_hung_up(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # closed: machines/setup/outgoing.yaml:197
            if trace is not None:
                trace.row(self, "closed.hang_up", CLOSED, CLOSED)
            mark, step = len(cell.outbox), "note_hang_up"
            try:
                self.actions.note_hang_up(event)
                mark, step = len(cell.outbox), "reply_hung_up"
                self.actions.reply_hung_up(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)

    def progress(self, event: Progress) -> None:
        """A 1xx; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: no INVITE was sent yet (machines/setup/outgoing.yaml:86)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was sent yet")
        elif state == SETUP_INVITING:
            if self.actions.announces_end(event):  # machines/setup/outgoing.yaml:117
                if trace is not None:
                    trace.row(self, "setup.inviting.progress", SETUP_INVITING, SETUP_INVITING)
            elif self.actions.tagged(event) and self.actions.welcome(event) and self.actions.reliable(event):
                # machines/setup/outgoing.yaml:118
                if trace is not None:
                    trace.row(self, "setup.inviting.progress#1", SETUP_INVITING, SETUP_RINGING)
                mark, step = len(cell.outbox), "note_spoken"
                try:
                    self.actions.note_spoken(event)
                    mark, step = len(cell.outbox), "payload_fork_reliable"
                    cell.raise_signal(self, self.actions.payload_fork_reliable(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = SETUP_RINGING
            elif self.actions.tagged(event) and self.actions.welcome(event):  # machines/setup/outgoing.yaml:119
                if trace is not None:
                    trace.row(self, "setup.inviting.progress#2", SETUP_INVITING, SETUP_RINGING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_fork_progress(event))
                except Exception as error:
                    cell.action_failed(self, "payload_fork_progress", error, mark)
                self.state = SETUP_RINGING
            else:  # machines/setup/outgoing.yaml:120
                if trace is not None:
                    trace.row(self, "setup.inviting.progress#3", SETUP_INVITING, SETUP_INVITING)
        elif state == SETUP_RINGING:
            if self.actions.announces_end(event):  # machines/setup/outgoing.yaml:125
                if trace is not None:
                    trace.row(self, "setup.ringing.progress", SETUP_RINGING, SETUP_RINGING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_fork_gone(event))
                except Exception as error:
                    cell.action_failed(self, "payload_fork_gone", error, mark)
            elif self.actions.tagged(event) and self.actions.welcome(event) and self.actions.reliable(event):
                # machines/setup/outgoing.yaml:126
                if trace is not None:
                    trace.row(self, "setup.ringing.progress#1", SETUP_RINGING, SETUP_RINGING)
                mark, step = len(cell.outbox), "note_spoken"
                try:
                    self.actions.note_spoken(event)
                    mark, step = len(cell.outbox), "payload_fork_reliable"
                    cell.raise_signal(self, self.actions.payload_fork_reliable(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.tagged(event) and self.actions.welcome(event):  # machines/setup/outgoing.yaml:127
                if trace is not None:
                    trace.row(self, "setup.ringing.progress#2", SETUP_RINGING, SETUP_RINGING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_fork_progress(event))
                except Exception as error:
                    cell.action_failed(self, "payload_fork_progress", error, mark)
            else:  # machines/setup/outgoing.yaml:128
                if trace is not None:
                    trace.row(self, "setup.ringing.progress#3", SETUP_RINGING, SETUP_RINGING)
        elif state == SETUP_WAITING:
            # Never: the INVITE before has its final answer (machines/setup/outgoing.yaml:137)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE before has its final answer")
        elif state == CLOSED:
            # Never: no INVITE was ever sent (machines/setup/outgoing.yaml:200)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was ever sent")
        else:  # cancelling, answered, releasing, ended
            # Ignored: nobody listens any more (machines/setup/outgoing.yaml:146, 175)
            # Ignored: a fork that still rings has lost (machines/setup/outgoing.yaml:162)
            # Ignored: the call is over (machines/setup/outgoing.yaml:193)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def answered(self, event: Answered) -> None:
        """The first 2xx; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: no INVITE was sent yet (machines/setup/outgoing.yaml:86)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was sent yet")
        elif state in (SETUP_INVITING, SETUP_RINGING):
            if self.actions.outshone(event):  # machines/setup/outgoing.yaml:97
                if trace is not None:
                    trace.row(self, "setup.answered", state, ANSWERED)
                if self._no_answer is not None:
                    cell.cancel(self._no_answer)
                    self._no_answer = None
                mark, step = len(cell.outbox), "note_winner"
                try:
                    self.actions.note_winner(event)
                    mark, step = len(cell.outbox), "reply_dialed"
                    self.actions.reply_dialed(event)
                    mark, step = len(cell.outbox), "payload_fork_answered"
                    cell.raise_signal(self, self.actions.payload_fork_answered(event))
                    mark, step = len(cell.outbox), "payload_front_changed"
                    cell.raise_signal(self, self.actions.payload_front_changed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ANSWERED
            else:  # machines/setup/outgoing.yaml:98
                if trace is not None:
                    trace.row(self, "setup.answered#1", state, ANSWERED)
                if self._no_answer is not None:
                    cell.cancel(self._no_answer)
                    self._no_answer = None
                mark, step = len(cell.outbox), "note_winner"
                try:
                    self.actions.note_winner(event)
                    mark, step = len(cell.outbox), "reply_dialed"
                    self.actions.reply_dialed(event)
                    mark, step = len(cell.outbox), "payload_fork_answered"
                    cell.raise_signal(self, self.actions.payload_fork_answered(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ANSWERED
        elif state == SETUP_WAITING:
            # Never: the INVITE before has its final answer (machines/setup/outgoing.yaml:137)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE before has its final answer")
        elif state == CANCELLING:  # machines/setup/outgoing.yaml:142
            if trace is not None:
                trace.row(self, "cancelling.answered", CANCELLING, RELEASING)
            mark, step = len(cell.outbox), "note_fork"
            try:
                self.actions.note_fork(event)
                mark, step = len(cell.outbox), "reply_abandoned"
                self.actions.reply_abandoned(event)
                mark, step = len(cell.outbox), "payload_fork_again"
                cell.raise_signal(self, self.actions.payload_fork_again(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = RELEASING
        elif state == ENDED:  # machines/setup/outgoing.yaml:186
            if trace is not None:
                trace.row(self, "ended.answered", ENDED, ENDED)
            mark, step = len(cell.outbox), "note_fork"
            try:
                self.actions.note_fork(event)
                mark, step = len(cell.outbox), "payload_fork_again"
                cell.raise_signal(self, self.actions.payload_fork_again(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CLOSED:
            # Never: no INVITE was ever sent (machines/setup/outgoing.yaml:200)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was ever sent")
        else:  # answered, releasing
            # Never: the INVITE was answered by a 2xx (machines/setup/outgoing.yaml:164, 178)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered by a 2xx")

    def copy(self, event: Copy) -> None:
        """A later 2xx, of any fork; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: no INVITE was sent yet (machines/setup/outgoing.yaml:86)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was sent yet")
        elif state == ANSWERED:  # machines/setup/outgoing.yaml:157
            if trace is not None:
                trace.row(self, "answered.copy", ANSWERED, ANSWERED)
            mark, step = len(cell.outbox), "note_fork"
            try:
                self.actions.note_fork(event)
                mark, step = len(cell.outbox), "payload_fork_again"
                cell.raise_signal(self, self.actions.payload_fork_again(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == RELEASING:  # machines/setup/outgoing.yaml:170
            if trace is not None:
                trace.row(self, "releasing.copy", RELEASING, RELEASING)
            mark, step = len(cell.outbox), "note_fork"
            try:
                self.actions.note_fork(event)
                mark, step = len(cell.outbox), "payload_fork_again"
                cell.raise_signal(self, self.actions.payload_fork_again(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == ENDED:  # machines/setup/outgoing.yaml:187
            if trace is not None:
                trace.row(self, "ended.copy", ENDED, ENDED)
            mark, step = len(cell.outbox), "note_fork"
            try:
                self.actions.note_fork(event)
                mark, step = len(cell.outbox), "payload_fork_again"
                cell.raise_signal(self, self.actions.payload_fork_again(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CLOSED:
            # Never: no INVITE was ever sent (machines/setup/outgoing.yaml:200)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was ever sent")
        else:  # setup.inviting, setup.ringing, setup.waiting, cancelling
            # Never: these follow a 2xx (machines/setup/outgoing.yaml:111, 150)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "these follow a 2xx")

    def failed(self, event: Failed) -> None:
        """A final failure, or none came; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: no INVITE was sent yet (machines/setup/outgoing.yaml:86)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was sent yet")
        elif state in (SETUP_INVITING, SETUP_RINGING):
            if self.actions.challenged(event):  # machines/setup/outgoing.yaml:102
                if trace is not None:
                    trace.row(self, "setup.failed", state, SETUP_INVITING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_answered", error, mark)
                else:
                    cell.raise_signal(self, FORKS_DROPPED)
                self.state = SETUP_INVITING
            elif self.actions.asked_for_more_time(event):  # machines/setup/outgoing.yaml:103
                if trace is not None:
                    trace.row(self, "setup.failed#1", state, SETUP_INVITING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_longer(event))
                except Exception as error:
                    cell.action_failed(self, "send_longer", error, mark)
                self.state = SETUP_INVITING
            elif self.actions.wants_extension(event):  # machines/setup/outgoing.yaml:104
                if trace is not None:
                    trace.row(self, "setup.failed#2", state, SETUP_INVITING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_extended(event))
                except Exception as error:
                    cell.action_failed(self, "send_extended", error, mark)
                else:
                    cell.raise_signal(self, FORKS_DROPPED)
                self.state = SETUP_INVITING
            elif self.actions.sent_to_proxy(event):  # machines/setup/outgoing.yaml:105
                if trace is not None:
                    trace.row(self, "setup.failed#3", state, SETUP_INVITING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_through_proxy(event))
                except Exception as error:
                    cell.action_failed(self, "send_through_proxy", error, mark)
                else:
                    cell.raise_signal(self, FORKS_DROPPED)
                self.state = SETUP_INVITING
            elif self.actions.another_target(event):  # machines/setup/outgoing.yaml:106
                if trace is not None:
                    trace.row(self, "setup.failed#4", state, SETUP_INVITING)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "invite_client", self.actions.send_redirected(event))
                except Exception as error:
                    cell.action_failed(self, "send_redirected", error, mark)
                else:
                    cell.raise_signal(self, FORKS_DROPPED)
                self.state = SETUP_INVITING
            elif self.actions.worth_waiting(event):  # machines/setup/outgoing.yaml:107
                if trace is not None:
                    trace.row(self, "setup.failed#5", state, SETUP_WAITING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_patience(event)
                except Exception as error:
                    cell.action_failed(self, "note_patience", error, mark)
                else:
                    cell.raise_signal(self, FORKS_DROPPED)
                self.state = SETUP_WAITING
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.retry_wait, max(0.01, self.actions.delay_patience(event)))
                except Exception as error:
                    delay = 0.01
                    cell.action_failed(self, "delay_patience", error, mark)
                self._patience = cell.arm(self, 1, delay)
            else:  # machines/setup/outgoing.yaml:108
                if trace is not None:
                    trace.row(self, "setup.failed#6", state, ENDED)
                if self._no_answer is not None:
                    cell.cancel(self._no_answer)
                    self._no_answer = None
                mark = len(cell.outbox)
                try:
                    self.actions.reply_failed(event)
                except Exception as error:
                    cell.action_failed(self, "reply_failed", error, mark)
                else:
                    cell.raise_signal(self, FORKS_DROPPED)
                    cell.raise_signal(self, CallFailed(event.status, event.response))
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
        elif state == SETUP_WAITING:
            # Never: the INVITE before has its final answer (machines/setup/outgoing.yaml:137)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE before has its final answer")
        elif state == CANCELLING:  # machines/setup/outgoing.yaml:143
            if trace is not None:
                trace.row(self, "cancelling.failed", CANCELLING, ENDED)
            mark, step = len(cell.outbox), "reply_abandoned"
            try:
                self.actions.reply_abandoned(event)
                mark, step = len(cell.outbox), "reply_hung_up"
                self.actions.reply_hung_up(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, FORKS_DROPPED)
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
        elif state == ENDED:
            # Ignored: the call is over (machines/setup/outgoing.yaml:193)
            if trace is not None:
                trace.decided(self, event, "ignore")
        elif state == CLOSED:
            # Never: no INVITE was ever sent (machines/setup/outgoing.yaml:200)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was ever sent")
        else:  # answered, releasing
            # Never: the INVITE was answered by a 2xx (machines/setup/outgoing.yaml:164, 178)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered by a 2xx")

    def over(self, event: Over) -> None:
        """64*T1 after the first 2xx: no fork can answer any more; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: no INVITE was sent yet (machines/setup/outgoing.yaml:86)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was sent yet")
        elif state == ANSWERED:  # machines/setup/outgoing.yaml:158
            if trace is not None:
                trace.row(self, "answered.over", ANSWERED, ANSWERED)
            cell.raise_signal(self, FORKS_DROPPED)
        elif state == RELEASING:  # machines/setup/outgoing.yaml:171
            if trace is not None:
                trace.row(self, "releasing.over", RELEASING, RELEASING)
            cell.raise_signal(self, FORKS_DROPPED)
        elif state == ENDED:  # machines/setup/outgoing.yaml:188
            if trace is not None:
                trace.row(self, "ended.over", ENDED, ENDED)
            cell.raise_signal(self, FORKS_DROPPED)
        elif state == CLOSED:
            # Never: no INVITE was ever sent (machines/setup/outgoing.yaml:200)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was ever sent")
        else:  # setup.inviting, setup.ringing, setup.waiting, cancelling
            # Never: these follow a 2xx (machines/setup/outgoing.yaml:111, 150)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "these follow a 2xx")

    def usage_ended(self, event: UsageEnded) -> None:
        """The session with one fork has ended; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if SETUP_INVITING <= state <= SETUP_WAITING:
            if self.actions.heard(event):  # machines/setup/outgoing.yaml:100
                if trace is not None:
                    trace.row(self, "setup.usage_ended", state, state)
                mark, step = len(cell.outbox), "forget_early"
                try:
                    self.actions.forget_early(event)
                    mark, step = len(cell.outbox), "payload_front_changed"
                    cell.raise_signal(self, self.actions.payload_front_changed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/setup/outgoing.yaml:100
                if trace is not None:
                    trace.row(self, "setup.usage_ended#1", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.forget_early(event)
                except Exception as error:
                    cell.action_failed(self, "forget_early", error, mark)
        elif state == CANCELLING:
            # Ignored: an early fork was dropped (machines/setup/outgoing.yaml:148)
            if trace is not None:
                trace.decided(self, event, "ignore")
        elif state == ANSWERED:
            if self.actions.last_fork(event):  # machines/setup/outgoing.yaml:159
                if trace is not None:
                    trace.row(self, "answered.usage_ended", ANSWERED, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.forget_fork(event)
                except Exception as error:
                    cell.action_failed(self, "forget_fork", error, mark)
                else:
                    cell.raise_signal(self, CALL_OVER)
                self.state = ENDED
                mark = len(cell.outbox)
                try:
                    self.actions.close_media(event)
                except Exception as error:
                    cell.action_failed(self, "close_media", error, mark)
            else:  # machines/setup/outgoing.yaml:159
                if trace is not None:
                    trace.row(self, "answered.usage_ended#1", ANSWERED, ANSWERED)
                mark = len(cell.outbox)
                try:
                    self.actions.forget_fork(event)
                except Exception as error:
                    cell.action_failed(self, "forget_fork", error, mark)
        elif state == RELEASING:
            if self.actions.last_fork(event):  # machines/setup/outgoing.yaml:172
                if trace is not None:
                    trace.row(self, "releasing.usage_ended", RELEASING, ENDED)
                mark, step = len(cell.outbox), "forget_fork"
                try:
                    self.actions.forget_fork(event)
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
            else:  # machines/setup/outgoing.yaml:172
                if trace is not None:
                    trace.row(self, "releasing.usage_ended#1", RELEASING, RELEASING)
                mark = len(cell.outbox)
                try:
                    self.actions.forget_fork(event)
                except Exception as error:
                    cell.action_failed(self, "forget_fork", error, mark)
        elif state == ENDED:  # machines/setup/outgoing.yaml:189
            if trace is not None:
                trace.row(self, "ended.usage_ended", ENDED, ENDED)
            mark = len(cell.outbox)
            try:
                self.actions.forget_fork(event)
            except Exception as error:
                cell.action_failed(self, "forget_fork", error, mark)
        elif state == CLOSED:
            # Never: no INVITE was ever sent (machines/setup/outgoing.yaml:200)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was ever sent")
        else:  # idle
            # Never: no INVITE was sent yet (machines/setup/outgoing.yaml:86)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was sent yet")

    def previewed(self, event: Previewed) -> None:
        """A fork has described its early media; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: no INVITE was sent yet (machines/setup/outgoing.yaml:86)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was sent yet")
        elif SETUP_INVITING <= state <= SETUP_WAITING:
            if self.actions.overtakes(event):  # machines/setup/outgoing.yaml:99
                if trace is not None:
                    trace.row(self, "setup.previewed", state, state)
                mark, step = len(cell.outbox), "note_early"
                try:
                    self.actions.note_early(event)
                    mark, step = len(cell.outbox), "payload_front_changed"
                    cell.raise_signal(self, self.actions.payload_front_changed(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/setup/outgoing.yaml:99
                if trace is not None:
                    trace.row(self, "setup.previewed#1", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.note_early(event)
                except Exception as error:
                    cell.action_failed(self, "note_early", error, mark)
        elif state == CLOSED:
            # Never: no INVITE was ever sent (machines/setup/outgoing.yaml:200)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was ever sent")
        else:  # cancelling, answered, releasing, ended
            # Ignored: nobody listens any more (machines/setup/outgoing.yaml:146, 175)
            # Ignored: a fork that still rings has lost (machines/setup/outgoing.yaml:162)
            # Ignored: the call is over (machines/setup/outgoing.yaml:193)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def bye_early(self, event: ByeEarly) -> None:
        """A fork said BYE before it answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: no INVITE was sent yet (machines/setup/outgoing.yaml:86)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was sent yet")
        elif state == CLOSED:
            # Never: no INVITE was ever sent (machines/setup/outgoing.yaml:200)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no INVITE was ever sent")
        else:  # setup.inviting, setup.ringing, setup.waiting, cancelling, answered, releasing, ended
            # Ignored: the INVITE itself still gets its final answer (machines/setup/outgoing.yaml:110, 149)
            # Ignored: a losing fork (machines/setup/outgoing.yaml:163, 177)
            # Ignored: the call is over (machines/setup/outgoing.yaml:193)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def replaced(self, event: Replaced) -> None:
        """Another call takes the place of this one; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (SETUP_INVITING, SETUP_RINGING):  # machines/setup/outgoing.yaml:95
            if trace is not None:
                trace.row(self, "setup.replaced", state, CANCELLING)
            if self._no_answer is not None:
                cell.cancel(self._no_answer)
                self._no_answer = None
            mark, step = len(cell.outbox), "tell_replaced"
            try:
                self.actions.tell_replaced(event)
                mark, step = len(cell.outbox), "payload_cancel"
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = CANCELLING
        elif state == SETUP_WAITING:  # machines/setup/outgoing.yaml:136
            if trace is not None:
                trace.row(self, "setup.waiting.replaced", SETUP_WAITING, ENDED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            if self._no_answer is not None:
                cell.cancel(self._no_answer)
                self._no_answer = None
            mark, step = len(cell.outbox), "tell_replaced"
            try:
                self.actions.tell_replaced(event)
                mark, step = len(cell.outbox), "reply_abandoned"
                self.actions.reply_abandoned(event)
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
        elif state == ANSWERED:  # machines/setup/outgoing.yaml:156
            if trace is not None:
                trace.row(self, "answered.replaced", ANSWERED, RELEASING)
            mark = len(cell.outbox)
            try:
                self.actions.tell_replaced(event)
            except Exception as error:
                cell.action_failed(self, "tell_replaced", error, mark)
            else:
                cell.raise_signal(self, FORKS_RELEASED)
            self.state = RELEASING
        else:  # idle, cancelling, releasing, ended, closed
            # Ignored: no INVITE was sent yet (machines/setup/outgoing.yaml:84)
            # Ignored: it is being ended (machines/setup/outgoing.yaml:147, 176)
            # Ignored: the call is over (machines/setup/outgoing.yaml:193)
            # Ignored: no INVITE was ever sent (machines/setup/outgoing.yaml:199)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if IDLE <= state <= RELEASING:  # machines/setup/outgoing.yaml:77
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            self._stop_timers()
            mark, step = len(cell.outbox), "reply_abandoned"
            try:
                self.actions.reply_abandoned(event)
                mark, step = len(cell.outbox), "reply_hung_up"
                self.actions.reply_hung_up(event)
                mark, step = len(cell.outbox), "payload_cancel"
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, FORKS_RELEASED)
                cell.raise_signal(self, FORKS_DROPPED)
                cell.raise_signal(self, CALL_OVER)
            self.state = ENDED
            mark = len(cell.outbox)
            try:
                self.actions.close_media(event)
            except Exception as error:
                cell.action_failed(self, "close_media", error, mark)
        elif state == ENDED:
            if self.actions.unclosed(event):  # machines/setup/outgoing.yaml:190
                if trace is not None:
                    trace.row(self, "ended.action_failed", ENDED, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.give_back(event)
                except Exception as error:
                    cell.action_failed(self, "give_back", error, mark)
                else:
                    cell.raise_signal(self, FORKS_DROPPED)
                    cell.raise_signal(self, CALL_OVER)
            else:  # machines/setup/outgoing.yaml:190
                if trace is not None:
                    trace.row(self, "ended.action_failed#1", ENDED, ENDED)
                cell.raise_signal(self, FORKS_DROPPED)
                cell.raise_signal(self, CALL_OVER)
        else:  # closed: machines/setup/outgoing.yaml:197
            if trace is not None:
                trace.row(self, "closed.action_failed", CLOSED, CLOSED)
            cell.raise_signal(self, CALL_OVER)

    def unanswered(self, event: Unanswered) -> None:
        """The peer rings for ever; `no_answer` is due (B3.10)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (SETUP_INVITING, SETUP_RINGING):  # machines/setup/outgoing.yaml:94
            if trace is not None:
                trace.row(self, "setup.unanswered", state, CANCELLING)
            if self._no_answer is not None:
                cell.cancel(self._no_answer)
                self._no_answer = None
            mark, step = len(cell.outbox), "reply_no_answer"
            try:
                self.actions.reply_no_answer(event)
                mark, step = len(cell.outbox), "payload_cancel"
                cell.raise_signal(self, self.actions.payload_cancel(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = CANCELLING
        elif state == SETUP_WAITING:  # machines/setup/outgoing.yaml:135
            if trace is not None:
                trace.row(self, "setup.waiting.unanswered", SETUP_WAITING, ENDED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            if self._no_answer is not None:
                cell.cancel(self._no_answer)
                self._no_answer = None
            mark, step = len(cell.outbox), "reply_no_answer"
            try:
                self.actions.reply_no_answer(event)
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
        else:  # idle, cancelling, answered, releasing, ended, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def patience_over(self, event: PatienceOver) -> None:
        """Retry-After of a 503, or a wait drawn for 491; `patience` is due (B3.21)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SETUP_WAITING:  # machines/setup/outgoing.yaml:133
            if trace is not None:
                trace.row(self, "setup.waiting.patience_over", SETUP_WAITING, SETUP_INVITING)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "invite_client", self.actions.send_again(event))
            except Exception as error:
                cell.action_failed(self, "send_again", error, mark)
            self.state = SETUP_INVITING
        else:  # idle, setup.inviting, setup.ringing, cancelling, answered, releasing, ended, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # no_answer
            if timer is not self._no_answer:
                return
            self._no_answer = None
            self.unanswered(UNANSWERED)
        elif index == 1:  # patience
            if timer is not self._patience:
                return
            self._patience = None
            self.patience_over(PATIENCE_OVER)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._no_answer is not None:
            cell.cancel(self._no_answer)
            self._no_answer = None
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("no_answer", self._no_answer), ("patience", self._patience))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
