"""The session inside one dialog, with the state names of RFC 5407.

Generated from machines/dialog/invite_usage.yaml; do not edit. Change the chart, then: sessioncore generate
RFC5407 2, RFC3261 13, RFC3261 15
"""
# sessioncore: chart sha256=36938d3bbc2d7be4f0495643dfc269992d9617ed01ea59ba2e1bc2bbd789c689 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

EARLY: Final = 0  # the INVITE has no 2xx yet
MORATORIUM: Final = 1  # 2xx sent, its ACK not yet seen
OWING: Final = 2  # 2xx received with an offer; our ACK waits for the answer of the other side of a…
ESTABLISHED: Final = 3  # the call is up
MORTAL: Final = 4  # our BYE is on its way
ABANDONED: Final = 5  # never answered; a 2xx that comes late is acknowledged and ended
MORGUE: Final = 6  # over; a late copy of the 2xx still gets its ACK


class Answered(Event):
    """We call: the 2xx that makes the call; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "answered"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Again(Event):
    """We call: another 2xx of this fork; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "again"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Accepted(Event):
    """We are called: our 2xx leaves; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "accepted"


ACCEPTED: Final = Accepted()


class Acked(Event):
    """ACK for one of our 2xx; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "acked"


ACKED: Final = Acked()


class NoAck(Event):
    """No ACK within 64*T1; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "no_ack"


NO_ACK: Final = NoAck()


class HangUp(Event):
    """Our side ends the call; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "hang_up"


HANG_UP: Final = HangUp()


class Dropped(Event):
    """This dialog lost, or its INVITE failed; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "dropped"


DROPPED: Final = Dropped()


class Bye(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "bye"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class ByeDone(Event):
    """Our BYE got its final response, or none in time; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "bye_done"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class Unanswerable(Event):
    """An answer does not fit our offer, or media gets no keys; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "unanswerable"


UNANSWERABLE: Final = Unanswerable()


class Expired(Event):
    """Nobody refreshed the session in time; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "expired"


EXPIRED: Final = Expired()


class MediaLost(Event):
    """No media comes any more, or none can; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "media_lost"


MEDIA_LOST: Final = MediaLost()


class MediaGivenUp(Event):
    """Nor did a new agreement bring any back; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "media_given_up"


MEDIA_GIVEN_UP: Final = MediaGivenUp()


class DialogGone(Event):
    """The peer does not know the dialog any more (481, 408); signal of a chart beside this one."""

    __slots__ = ()
    NAME = "dialog_gone"


DIALOG_GONE: Final = DialogGone()


class AckReady(Event):
    """The answer that our ACK carries is made; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "ack_ready"


ACK_READY: Final = AckReady()


class Tell(Event):
    """An INFO or MESSAGE of ours; from the application."""

    __slots__ = ("arguments", "command", "method")
    NAME = "tell"
    FIELDS = ("command", "method", "arguments")

    def __init__(self, command: int, method: str, arguments: dict[str, str]) -> None:
        self.command = command
        self.method = method
        self.arguments = arguments


class Respond(Signal):
    """Tells the charts beside this one: respond."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class ByeEarly(Signal):
    """Tells the charts beside this one: bye_early."""

    __slots__ = ()
    NAME = "bye_early"


BYE_EARLY: Final = ByeEarly()


class Up(Signal):
    """Tells the charts beside this one: up."""

    __slots__ = ()
    NAME = "up"


UP: Final = Up()


class Down(Signal):
    """Tells the charts beside this one: down."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class Failing(Signal):
    """The call ends by our own doing, not by a command."""

    __slots__ = ()
    NAME = "failing"


FAILING: Final = Failing()


class Ended(Signal):
    """Tells the charts beside this one: ended."""

    __slots__ = ("remote_tag",)
    NAME = "ended"
    FIELDS = ("remote_tag",)

    def __init__(self, remote_tag: str) -> None:
        self.remote_tag = remote_tag


class Telling(Signal):
    """Tells the charts beside this one: telling."""

    __slots__ = ("arguments", "command", "method")
    NAME = "telling"
    FIELDS = ("command", "method", "arguments")

    def __init__(self, command: int, method: str, arguments: dict[str, str]) -> None:
        self.command = command
        self.method = method
        self.arguments = arguments


class InviteUsageActions(Protocol):
    """What dialog/invite_usage asks of its hand-written actions."""

    def challenged(self, event: ByeDone) -> bool:
        """401 or 407, and we have credentials that were not refused yet."""

    def ends_without_media(self, event: MediaLost) -> bool:
        """The configured answer to lost media is to end the call."""

    def gives_up_without_media(self, event: MediaGivenUp) -> bool:
        """The configured answer to lost media does not end there."""

    def send_ack(self, event: Answered | Again | HangUp | Bye | Unanswerable | Expired | DialogGone | AckReady) -> None:
        """Stored by tag and CSeq; the call can be recovered from here (invariant 10)."""

    def resend_ack(self, event: Again) -> None: ...

    def send_bye(
        self, event: Answered | Again | NoAck | HangUp | Unanswerable | Expired | MediaLost | MediaGivenUp | DialogGone
    ) -> Request: ...

    def send_bye_answered(self, event: ByeDone) -> Request:
        """The BYE once more with credentials."""

    def payload_respond(self, event: Bye) -> Respond:
        """The payload of respond; reads only."""

    def payload_ended(self, event: Dropped | Bye | ByeDone | ActionFailed) -> Ended:
        """The payload of ended; reads only."""


class InviteUsageAsks(Protocol):
    """What dialog/invite_usage asks of the charts beside it; the wiring answers."""

    def solicited(self, machine: Machine) -> bool:
        """The 2xx brought an offer, which the other side of a coupling answers."""

    def agreed(self, machine: Machine) -> bool:
        """The answer in the 2xx fits our offer; one in an UPDATE may be open by now."""


class InviteUsage(Machine):
    """The session inside one dialog, with the state names of RFC 5407."""

    __slots__ = ()
    CHART = "dialog/invite_usage"
    KIND = "invite_usage"
    DIGEST = "36938d3bbc2d7be4f0495643dfc269992d9617ed01ea59ba2e1bc2bbd789c689"
    STATES = ("early", "moratorium", "owing", "established", "mortal", "abandoned", "morgue")
    FINAL = (False, False, False, False, False, True, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "answered": Answered,
        "again": Again,
        "accepted": Accepted,
        "acked": Acked,
        "no_ack": NoAck,
        "hang_up": HangUp,
        "dropped": Dropped,
        "bye": Bye,
        "bye_done": ByeDone,
        "unanswerable": Unanswerable,
        "expired": Expired,
        "media_lost": MediaLost,
        "media_given_up": MediaGivenUp,
        "dialog_gone": DialogGone,
        "ack_ready": AckReady,
        "tell": Tell,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((), ("tell",), (), ("tell",), (), (), ())
    DEFERS = (True, True, False, False, False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, False, False, False, False, True)

    actions: InviteUsageActions
    asks: InviteUsageAsks
    cell: Cell

    def __init__(self, actions: InviteUsageActions, asks: InviteUsageAsks, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter early."""
        self.state = EARLY

    def answered(self, event: Answered) -> None:
        """We call: the 2xx that makes the call; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:
            if self.asks.agreed(self):  # machines/dialog/invite_usage.yaml:50
                if trace is not None:
                    trace.row(self, "early.answered", EARLY, ESTABLISHED)
                mark = len(cell.outbox)
                try:
                    self.actions.send_ack(event)
                except Exception as error:
                    cell.action_failed(self, "send_ack", error, mark)
                else:
                    cell.raise_signal(self, UP)
                self.state = ESTABLISHED
                cell.recall(self)
            elif self.asks.solicited(self):  # machines/dialog/invite_usage.yaml:50
                if trace is not None:
                    trace.row(self, "early.answered#1", EARLY, OWING)
                self.state = OWING
                cell.recall(self)
            else:  # machines/dialog/invite_usage.yaml:50
                if trace is not None:
                    trace.row(self, "early.answered#2", EARLY, MORTAL)
                mark, step = len(cell.outbox), "send_ack"
                try:
                    self.actions.send_ack(event)
                    mark, step = len(cell.outbox), "send_bye"
                    cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, DOWN)
                    cell.raise_signal(self, FAILING)
                self.state = MORTAL
                cell.recall(self)
        elif state == MORATORIUM:
            # Never: we are called and have sent one 2xx (machines/dialog/invite_usage.yaml:74)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "we are called and have sent one 2xx")
        elif state in (MORTAL, MORGUE):
            # Never: the INVITE was answered (machines/dialog/invite_usage.yaml:118, 142)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered")
        elif state == ABANDONED:  # machines/dialog/invite_usage.yaml:124
            if trace is not None:
                trace.row(self, "abandoned.answered", ABANDONED, MORTAL)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "send_bye"
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = MORTAL
        else:  # owing, established
            # Never: the INVITE was answered and no BYE was sent (machines/dialog/invite_usage.yaml:87, 106)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered and no BYE was sent")

    def again(self, event: Again) -> None:
        """We call: another 2xx of this fork; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/invite_usage.yaml:51
            if trace is not None:
                trace.row(self, "early.again", EARLY, MORTAL)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "send_bye"
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DOWN)
            self.state = MORTAL
            cell.recall(self)
        elif state == OWING:
            # Ignored: its ACK is not made yet (machines/dialog/invite_usage.yaml:84)
            if trace is not None:
                trace.decided(self, event, "ignore")
        elif state == ESTABLISHED:  # machines/dialog/invite_usage.yaml:93
            if trace is not None:
                trace.row(self, "established.again", ESTABLISHED, ESTABLISHED)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif state == MORTAL:  # machines/dialog/invite_usage.yaml:112
            if trace is not None:
                trace.row(self, "mortal.again", MORTAL, MORTAL)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        elif state == ABANDONED:  # machines/dialog/invite_usage.yaml:124
            if trace is not None:
                trace.row(self, "abandoned.again", ABANDONED, MORTAL)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "send_bye"
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = MORTAL
        elif state == MORGUE:  # machines/dialog/invite_usage.yaml:136
            if trace is not None:
                trace.row(self, "morgue.again", MORGUE, MORGUE)
            mark = len(cell.outbox)
            try:
                self.actions.resend_ack(event)
            except Exception as error:
                cell.action_failed(self, "resend_ack", error, mark)
        else:  # moratorium
            # Never: we are called and have sent one 2xx (machines/dialog/invite_usage.yaml:74)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "we are called and have sent one 2xx")

    def accepted(self, event: Accepted) -> None:
        """We are called: our 2xx leaves; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/invite_usage.yaml:52
            if trace is not None:
                trace.row(self, "early.accepted", EARLY, MORATORIUM)
            self.state = MORATORIUM
            cell.recall(self)
        elif state == MORATORIUM:
            # Never: we are called and have sent one 2xx (machines/dialog/invite_usage.yaml:74)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "we are called and have sent one 2xx")
        elif state in (MORTAL, MORGUE):
            # Never: the INVITE was answered (machines/dialog/invite_usage.yaml:118, 142)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered")
        elif state == ABANDONED:
            # Never: the leg gave this dialog up (machines/dialog/invite_usage.yaml:130)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the leg gave this dialog up")
        else:  # owing, established
            # Never: the INVITE was answered and no BYE was sent (machines/dialog/invite_usage.yaml:87, 106)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered and no BYE was sent")

    def acked(self, event: Acked) -> None:
        """ACK for one of our 2xx; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:
            # Never: nothing was answered or sent here yet (machines/dialog/invite_usage.yaml:61)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was answered or sent here yet")
        elif state == MORATORIUM:  # machines/dialog/invite_usage.yaml:67
            if trace is not None:
                trace.row(self, "moratorium.acked", MORATORIUM, ESTABLISHED)
            cell.raise_signal(self, UP)
            self.state = ESTABLISHED
            cell.recall(self)
        elif state == OWING:
            # Never: the INVITE was answered and no BYE was sent (machines/dialog/invite_usage.yaml:87)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered and no BYE was sent")
        else:  # established, mortal, abandoned, morgue
            # Ignored: the ACK of a re-INVITE (machines/dialog/invite_usage.yaml:103)
            # Ignored: it is being ended already (machines/dialog/invite_usage.yaml:117)
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def no_ack(self, event: NoAck) -> None:
        """No ACK within 64*T1; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:
            # Never: nothing was answered or sent here yet (machines/dialog/invite_usage.yaml:61)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was answered or sent here yet")
        elif state == MORATORIUM:  # machines/dialog/invite_usage.yaml:68
            if trace is not None:
                trace.row(self, "moratorium.no_ack", MORATORIUM, MORTAL)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, "send_bye", error, mark)
            else:
                cell.raise_signal(self, DOWN)
                cell.raise_signal(self, FAILING)
            self.state = MORTAL
            cell.recall(self)
        elif state == OWING:
            # Never: the INVITE was answered and no BYE was sent (machines/dialog/invite_usage.yaml:87)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered and no BYE was sent")
        elif state == ESTABLISHED:  # machines/dialog/invite_usage.yaml:94
            if trace is not None:
                trace.row(self, "established.no_ack", ESTABLISHED, MORTAL)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, "send_bye", error, mark)
            else:
                cell.raise_signal(self, DOWN)
                cell.raise_signal(self, FAILING)
            self.state = MORTAL
        else:  # mortal, abandoned, morgue
            # Ignored: it is being ended already (machines/dialog/invite_usage.yaml:117)
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def hang_up(self, event: HangUp) -> None:
        """Our side ends the call; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == MORATORIUM:
            # Held back: RFC 3261 15: the callee must not send BYE before the ACK or its time-out
            # (machines/dialog/invite_usage.yaml:70)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state == OWING:  # machines/dialog/invite_usage.yaml:80
            if trace is not None:
                trace.row(self, "owing.hang_up", OWING, MORTAL)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "send_bye"
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DOWN)
                cell.raise_signal(self, FAILING)
            self.state = MORTAL
        elif state == ESTABLISHED:  # machines/dialog/invite_usage.yaml:95
            if trace is not None:
                trace.row(self, "established.hang_up", ESTABLISHED, MORTAL)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, "send_bye", error, mark)
            else:
                cell.raise_signal(self, DOWN)
            self.state = MORTAL
        else:  # early, mortal, abandoned, morgue
            # Ignored: a dialog that is not answered ends with its INVITE (machines/dialog/invite_usage.yaml:58)
            # Ignored: it is being ended already (machines/dialog/invite_usage.yaml:116)
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def dropped(self, event: Dropped) -> None:
        """This dialog lost, or its INVITE failed; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/invite_usage.yaml:54
            if trace is not None:
                trace.row(self, "early.dropped", EARLY, ABANDONED)
            cell.raise_signal(self, DOWN)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_ended(event))
            except Exception as error:
                cell.action_failed(self, "payload_ended", error, mark)
            self.state = ABANDONED
            cell.recall(self)
        else:  # moratorium, owing, established, mortal, abandoned, morgue
            # Ignored: the INVITE was answered (machines/dialog/invite_usage.yaml:72)
            # Ignored: this fork is the call (machines/dialog/invite_usage.yaml:85, 105)
            # Ignored: it is being ended already (machines/dialog/invite_usage.yaml:116)
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def bye(self, event: Bye) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/invite_usage.yaml:53
            if trace is not None:
                trace.row(self, "early.bye", EARLY, ABANDONED)
            mark, step = len(cell.outbox), "payload_respond"
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
                cell.raise_signal(self, DOWN)
                cell.raise_signal(self, BYE_EARLY)
                mark, step = len(cell.outbox), "payload_ended"
                cell.raise_signal(self, self.actions.payload_ended(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ABANDONED
            cell.recall(self)
        elif state == MORATORIUM:  # machines/dialog/invite_usage.yaml:69
            if trace is not None:
                trace.row(self, "moratorium.bye", MORATORIUM, MORGUE)
            mark, step = len(cell.outbox), "payload_respond"
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
                cell.raise_signal(self, DOWN)
                mark, step = len(cell.outbox), "payload_ended"
                cell.raise_signal(self, self.actions.payload_ended(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = MORGUE
            cell.recall(self)
        elif state == OWING:  # machines/dialog/invite_usage.yaml:81
            if trace is not None:
                trace.row(self, "owing.bye", OWING, MORGUE)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
                cell.raise_signal(self, DOWN)
                mark, step = len(cell.outbox), "payload_ended"
                cell.raise_signal(self, self.actions.payload_ended(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = MORGUE
        elif state == ESTABLISHED:  # machines/dialog/invite_usage.yaml:101
            if trace is not None:
                trace.row(self, "established.bye", ESTABLISHED, MORGUE)
            mark, step = len(cell.outbox), "payload_respond"
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
                cell.raise_signal(self, DOWN)
                mark, step = len(cell.outbox), "payload_ended"
                cell.raise_signal(self, self.actions.payload_ended(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = MORGUE
        elif state == MORTAL:  # machines/dialog/invite_usage.yaml:113
            if trace is not None:
                trace.row(self, "mortal.bye", MORTAL, MORTAL)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
        else:  # abandoned, morgue
            # Never: the dialog has ended and answers by itself (machines/dialog/invite_usage.yaml:131, 143)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the dialog has ended and answers by itself")

    def bye_done(self, event: ByeDone) -> None:
        """Our BYE got its final response, or none in time; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:
            # Never: nothing was answered or sent here yet (machines/dialog/invite_usage.yaml:61)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was answered or sent here yet")
        elif state == MORATORIUM:
            # Never: we are called and have sent one 2xx (machines/dialog/invite_usage.yaml:74)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "we are called and have sent one 2xx")
        elif state == MORTAL:
            if self.actions.challenged(event):  # machines/dialog/invite_usage.yaml:111
                if trace is not None:
                    trace.row(self, "mortal.bye_done", MORTAL, MORTAL)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_bye_answered(event))
                except Exception as error:
                    cell.action_failed(self, "send_bye_answered", error, mark)
            else:  # machines/dialog/invite_usage.yaml:111
                if trace is not None:
                    trace.row(self, "mortal.bye_done#1", MORTAL, MORGUE)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_ended(event))
                except Exception as error:
                    cell.action_failed(self, "payload_ended", error, mark)
                self.state = MORGUE
        elif state in (ABANDONED, MORGUE):
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # owing, established
            # Never: the INVITE was answered and no BYE was sent (machines/dialog/invite_usage.yaml:87, 106)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered and no BYE was sent")

    def unanswerable(self, event: Unanswerable) -> None:
        """An answer does not fit our offer, or media gets no keys; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, MORATORIUM):
            # Held back: the INVITE is refused, or it was our UPDATE: then the session ends as soon as it may
            # (machines/dialog/invite_usage.yaml:56)
            # Held back: RFC 3261 15: the callee must not send BYE before the ACK or its time-out
            # (machines/dialog/invite_usage.yaml:70)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state == OWING:  # machines/dialog/invite_usage.yaml:80
            if trace is not None:
                trace.row(self, "owing.unanswerable", OWING, MORTAL)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "send_bye"
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DOWN)
                cell.raise_signal(self, FAILING)
            self.state = MORTAL
        elif state == ESTABLISHED:  # machines/dialog/invite_usage.yaml:97
            if trace is not None:
                trace.row(self, "established.unanswerable", ESTABLISHED, MORTAL)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, "send_bye", error, mark)
            else:
                cell.raise_signal(self, DOWN)
                cell.raise_signal(self, FAILING)
            self.state = MORTAL
        else:  # mortal, abandoned, morgue
            # Ignored: it is being ended already (machines/dialog/invite_usage.yaml:116)
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def expired(self, event: Expired) -> None:
        """Nobody refreshed the session in time; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:
            # Never: nothing was answered or sent here yet (machines/dialog/invite_usage.yaml:61)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was answered or sent here yet")
        elif state == MORATORIUM:
            # Held back: RFC 3261 15: the callee must not send BYE before the ACK or its time-out
            # (machines/dialog/invite_usage.yaml:70)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state == OWING:  # machines/dialog/invite_usage.yaml:80
            if trace is not None:
                trace.row(self, "owing.expired", OWING, MORTAL)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "send_bye"
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DOWN)
                cell.raise_signal(self, FAILING)
            self.state = MORTAL
        elif state == ESTABLISHED:  # machines/dialog/invite_usage.yaml:98
            if trace is not None:
                trace.row(self, "established.expired", ESTABLISHED, MORTAL)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, "send_bye", error, mark)
            else:
                cell.raise_signal(self, DOWN)
                cell.raise_signal(self, FAILING)
            self.state = MORTAL
        else:  # mortal, abandoned, morgue
            # Ignored: it is being ended already (machines/dialog/invite_usage.yaml:116)
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def media_lost(self, event: MediaLost) -> None:
        """No media comes any more, or none can; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ESTABLISHED:
            if self.actions.ends_without_media(event):  # machines/dialog/invite_usage.yaml:99
                if trace is not None:
                    trace.row(self, "established.media_lost", ESTABLISHED, MORTAL)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
                except Exception as error:
                    cell.action_failed(self, "send_bye", error, mark)
                else:
                    cell.raise_signal(self, DOWN)
                    cell.raise_signal(self, FAILING)
                self.state = MORTAL
            else:  # machines/dialog/invite_usage.yaml:99
                if trace is not None:
                    trace.row(self, "established.media_lost#1", ESTABLISHED, ESTABLISHED)
        else:  # early, moratorium, owing, mortal, abandoned, morgue
            # Ignored: early media may pause (machines/dialog/invite_usage.yaml:59)
            # Ignored: the ACK, or its time-out, comes first (machines/dialog/invite_usage.yaml:73)
            # Ignored: no media was agreed yet (machines/dialog/invite_usage.yaml:86)
            # Ignored: it is being ended already (machines/dialog/invite_usage.yaml:116)
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def media_given_up(self, event: MediaGivenUp) -> None:
        """Nor did a new agreement bring any back; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ESTABLISHED:
            if self.actions.gives_up_without_media(event):  # machines/dialog/invite_usage.yaml:100
                if trace is not None:
                    trace.row(self, "established.media_given_up", ESTABLISHED, MORTAL)
                mark = len(cell.outbox)
                try:
                    cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
                except Exception as error:
                    cell.action_failed(self, "send_bye", error, mark)
                else:
                    cell.raise_signal(self, DOWN)
                    cell.raise_signal(self, FAILING)
                self.state = MORTAL
            else:  # machines/dialog/invite_usage.yaml:100
                if trace is not None:
                    trace.row(self, "established.media_given_up#1", ESTABLISHED, ESTABLISHED)
        else:  # early, moratorium, owing, mortal, abandoned, morgue
            # Ignored: early media may pause (machines/dialog/invite_usage.yaml:59)
            # Ignored: the ACK, or its time-out, comes first (machines/dialog/invite_usage.yaml:73)
            # Ignored: no media was agreed yet (machines/dialog/invite_usage.yaml:86)
            # Ignored: it is being ended already (machines/dialog/invite_usage.yaml:116)
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def dialog_gone(self, event: DialogGone) -> None:
        """The peer does not know the dialog any more (481, 408); signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == MORATORIUM:
            # Held back: RFC 3261 15: the callee must not send BYE before the ACK or its time-out
            # (machines/dialog/invite_usage.yaml:70)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state == OWING:  # machines/dialog/invite_usage.yaml:80
            if trace is not None:
                trace.row(self, "owing.dialog_gone", OWING, MORTAL)
            mark, step = len(cell.outbox), "send_ack"
            try:
                self.actions.send_ack(event)
                mark, step = len(cell.outbox), "send_bye"
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, DOWN)
                cell.raise_signal(self, FAILING)
            self.state = MORTAL
        elif state == ESTABLISHED:  # machines/dialog/invite_usage.yaml:96
            if trace is not None:
                trace.row(self, "established.dialog_gone", ESTABLISHED, MORTAL)
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
            except Exception as error:
                cell.action_failed(self, "send_bye", error, mark)
            else:
                cell.raise_signal(self, DOWN)
                cell.raise_signal(self, FAILING)
            self.state = MORTAL
        else:  # early, mortal, abandoned, morgue
            # Ignored: the final answer of the INVITE ends it (machines/dialog/invite_usage.yaml:60)
            # Ignored: it is being ended already (machines/dialog/invite_usage.yaml:116)
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ack_ready(self, event: AckReady) -> None:
        """The answer that our ACK carries is made; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:
            # Never: nothing was answered or sent here yet (machines/dialog/invite_usage.yaml:61)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was answered or sent here yet")
        elif state == MORATORIUM:
            # Never: we are called and have sent one 2xx (machines/dialog/invite_usage.yaml:74)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "we are called and have sent one 2xx")
        elif state == OWING:  # machines/dialog/invite_usage.yaml:79
            if trace is not None:
                trace.row(self, "owing.ack_ready", OWING, ESTABLISHED)
            mark = len(cell.outbox)
            try:
                self.actions.send_ack(event)
            except Exception as error:
                cell.action_failed(self, "send_ack", error, mark)
            else:
                cell.raise_signal(self, UP)
            self.state = ESTABLISHED
        else:  # established, mortal, abandoned, morgue
            # Ignored: of a re-INVITE (machines/dialog/invite_usage.yaml:104)
            # Ignored: it is being ended already (machines/dialog/invite_usage.yaml:117)
            # Ignored: nothing was answered here (machines/dialog/invite_usage.yaml:127)
            # Ignored: the session has ended (machines/dialog/invite_usage.yaml:139)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def tell(self, event: Tell) -> None:
        """An INFO or MESSAGE of ours; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == MORATORIUM:  # machines/dialog/invite_usage.yaml:66
            if trace is not None:
                trace.row(self, "moratorium.tell", MORATORIUM, MORATORIUM)
            cell.raise_signal(self, Telling(event.command, event.method, event.arguments))
        elif state == OWING:
            # Rejected: the session is not agreed yet (machines/dialog/invite_usage.yaml:82)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "the session is not agreed yet")
        elif state == ESTABLISHED:  # machines/dialog/invite_usage.yaml:92
            if trace is not None:
                trace.row(self, "established.tell", ESTABLISHED, ESTABLISHED)
            cell.raise_signal(self, Telling(event.command, event.method, event.arguments))
        elif state == MORTAL:
            # Rejected: the call is being ended (machines/dialog/invite_usage.yaml:114)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is being ended")
        elif state == ABANDONED:
            # Rejected: nothing was answered here (machines/dialog/invite_usage.yaml:125)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing was answered here")
        elif state == MORGUE:
            # Rejected: the session has ended (machines/dialog/invite_usage.yaml:137)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the session has ended")
        else:  # early
            # Rejected: the INVITE has no answer yet (machines/dialog/invite_usage.yaml:55)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "the INVITE has no answer yet")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if EARLY <= state <= MORTAL:  # machines/dialog/invite_usage.yaml:45
            if trace is not None:
                trace.row(self, "action_failed", state, MORGUE)
            cell.raise_signal(self, DOWN)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_ended(event))
            except Exception as error:
                cell.action_failed(self, "payload_ended", error, mark)
            self.state = MORGUE
            cell.recall(self)
        else:  # abandoned, morgue
            # Ignored: nothing is left to end (machines/dialog/invite_usage.yaml:128, 140)
            if trace is not None:
                trace.decided(self, event, "ignore")
