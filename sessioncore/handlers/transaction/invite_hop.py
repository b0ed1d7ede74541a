"""An INVITE whose next hop is a name - DNS tells its servers, each of which is tried by a transaction of its own.

Generated from machines/transaction/invite_hop.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3263 4, RFC3263 4.3, RFC3261 8.1.3.1, RFC3261 21.5.4
"""
# sessioncore: chart sha256=2c75e6e2d5280250bb5156d598f99a0532fb5ff4536c5e2d82f54ab6155d792c abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import START, ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.inputs import ServerRecord
    from sessioncore.statechart import Cell, Start, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

LOCATING: Final = 0  # DNS is asked
INVITING: Final = 1  # a server has the INVITE and said nothing yet, but for 100
RINGING: Final = 2  # this server has found the callee, so no other is tried
CANCELLING: Final = 3  # nobody wants the call any more, so no other server is tried
ANSWERED: Final = 4  # more 2xx may come
ENDED: Final = 5


class Located(Event):
    """DNS has answered; without records the name has no server; from the engine."""

    __slots__ = ("records",)
    NAME = "located"
    FIELDS = ("records",)

    def __init__(self, records: tuple[ServerRecord, ...]) -> None:
        self.records = records


class Provisional(Event):
    """A 1xx, not 100; signal of the part that created this one."""

    __slots__ = ("response",)
    NAME = "provisional"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Accepted(Event):
    """The first 2xx to an INVITE; signal of the part that created this one."""

    __slots__ = ("response",)
    NAME = "accepted"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class AcceptedAgain(Event):
    """A later 2xx, of any fork; signal of the part that created this one."""

    __slots__ = ("response",)
    NAME = "accepted_again"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Refused(Event):
    """An INVITE got its final failure, or none came; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "refused"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class ForksOver(Event):
    """64*T1 after the first 2xx; signal of the part that created this one."""

    __slots__ = ()
    NAME = "forks_over"


FORKS_OVER: Final = ForksOver()


class Cancel(Event):
    """The call is no longer wanted; signal of the part that created this one."""

    __slots__ = ("why",)
    NAME = "cancel"
    FIELDS = ("why",)

    def __init__(self, why: str) -> None:
        self.why = why


class LookupMissed(Event):
    """`lookup` is due (T5)."""

    __slots__ = ()
    NAME = "lookup_missed"


LOOKUP_MISSED: Final = LookupMissed()


class Progress(Signal):
    """Tells the charts beside this one: progress."""

    __slots__ = ("response",)
    NAME = "progress"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Answered(Signal):
    """Tells the charts beside this one: answered."""

    __slots__ = ("response",)
    NAME = "answered"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Copy(Signal):
    """Tells the charts beside this one: copy."""

    __slots__ = ("response",)
    NAME = "copy"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Failed(Signal):
    """Tells the charts beside this one: failed."""

    __slots__ = ("response", "status")
    NAME = "failed"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class Over(Signal):
    """Tells the charts beside this one: over."""

    __slots__ = ()
    NAME = "over"


OVER: Final = Over()


class Cancelled(Signal):
    """To the transaction at work."""

    __slots__ = ("why",)
    NAME = "cancelled"
    FIELDS = ("why",)

    def __init__(self, why: str) -> None:
        self.why = why


class InviteHopActions(Protocol):
    """What transaction/invite_hop asks of its hand-written actions."""

    def reachable(self, event: Located) -> bool:
        """DNS has named a server that did not ask to be left alone."""

    def out_of_order(self, event: Refused) -> bool:
        """503, or no response at all (408 and 503 of our own)."""

    def another(self, event: Refused) -> bool:
        """A server is left that was not tried."""

    def look_up(self, event: Start) -> None: ...

    def note_servers(self, event: Located) -> None:
        """The servers in the order in which they are tried (RFC 2782), those last that did not answer lately."""

    def send_invite(self, event: Located | Refused) -> Request:
        """To the next server: the same request with another branch."""

    def note_answer(self, event: Provisional | Accepted | Refused) -> None:
        """The call stays with this server; a 503 says how long it wants to be left alone."""

    def note_failure(self, event: Refused) -> None:
        """Others come first for a while; a 503 says for how long this server wants none at all."""

    def payload_failed(self, event: Located | Cancel | ActionFailed | LookupMissed) -> Failed:
        """The payload of failed; reads only."""


class InviteHop(Machine):
    """An INVITE whose next hop is a name - DNS tells its servers, each of which is tried by a transaction of its
    own.
    """

    __slots__ = ("_lookup",)
    CHART = "transaction/invite_hop"
    KIND = "invite_hop"
    DIGEST = "2c75e6e2d5280250bb5156d598f99a0532fb5ff4536c5e2d82f54ab6155d792c"
    STATES = ("locating", "inviting", "ringing", "cancelling", "answered", "ended")
    FINAL = (False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "located": Located,
        "provisional": Provisional,
        "accepted": Accepted,
        "accepted_again": AcceptedAgain,
        "refused": Refused,
        "forks_over": ForksOver,
        "cancel": Cancel,
        "action_failed": ActionFailed,
        "lookup_missed": LookupMissed,
    }
    COMMANDS = ((),) * 6
    DEFERS = (False, False, False, False, False, False)
    TIMERS = ("lookup",)
    DETACHABLE = (False, False, False, False, False, True)

    actions: InviteHopActions
    cell: Cell

    def __init__(self, actions: InviteHopActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._lookup: Timer | None = None

    def start(self) -> None:
        """Enter locating."""
        cell = self.cell
        self.state = LOCATING
        self._lookup = cell.arm(self, 0, cell.limits.lookup_time)
        mark = len(cell.outbox)
        try:
            self.actions.look_up(START)
        except Exception as error:
            cell.action_failed(self, "look_up", error, mark)

    def located(self, event: Located) -> None:
        """DNS has answered; without records the name has no server; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LOCATING:
            if self.actions.reachable(event):  # machines/transaction/invite_hop.yaml:48
                if trace is not None:
                    trace.row(self, "locating.located", LOCATING, INVITING)
                if self._lookup is not None:
                    cell.cancel(self._lookup)
                    self._lookup = None
                mark, step = len(cell.outbox), "note_servers"
                try:
                    self.actions.note_servers(event)
                    mark, step = len(cell.outbox), "send_invite"
                    cell.create_transaction(self, "invite_client", self.actions.send_invite(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = INVITING
            else:  # machines/transaction/invite_hop.yaml:48
                if trace is not None:
                    trace.row(self, "locating.located#1", LOCATING, ENDED)
                if self._lookup is not None:
                    cell.cancel(self._lookup)
                    self._lookup = None
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_failed(event))
                except Exception as error:
                    cell.action_failed(self, "payload_failed", error, mark)
                self.state = ENDED
        else:  # inviting, ringing, cancelling, answered, ended
            # Ignored: it was asked once (machines/transaction/invite_hop.yaml:62, 72, 81, 91)
            # Ignored: the outcome was told (machines/transaction/invite_hop.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def provisional(self, event: Provisional) -> None:
        """A 1xx, not 100; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LOCATING:
            # Never: nothing was sent yet (machines/transaction/invite_hop.yaml:51)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")
        elif state == INVITING:  # machines/transaction/invite_hop.yaml:55
            if trace is not None:
                trace.row(self, "inviting.provisional", INVITING, RINGING)
            mark = len(cell.outbox)
            try:
                self.actions.note_answer(event)
            except Exception as error:
                cell.action_failed(self, "note_answer", error, mark)
            else:
                cell.raise_signal(self, Progress(event.response))
            self.state = RINGING
        elif state == RINGING:  # machines/transaction/invite_hop.yaml:68
            if trace is not None:
                trace.row(self, "ringing.provisional", RINGING, RINGING)
            cell.raise_signal(self, Progress(event.response))
        elif state == CANCELLING:  # machines/transaction/invite_hop.yaml:78
            if trace is not None:
                trace.row(self, "cancelling.provisional", CANCELLING, CANCELLING)
            cell.raise_signal(self, Progress(event.response))
        else:  # answered, ended
            # Ignored: another fork that is still ringing (machines/transaction/invite_hop.yaml:90)
            # Ignored: the outcome was told (machines/transaction/invite_hop.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def accepted(self, event: Accepted) -> None:
        """The first 2xx to an INVITE; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INVITING:  # machines/transaction/invite_hop.yaml:56
            if trace is not None:
                trace.row(self, "inviting.accepted", INVITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                self.actions.note_answer(event)
            except Exception as error:
                cell.action_failed(self, "note_answer", error, mark)
            else:
                cell.raise_signal(self, Answered(event.response))
            self.state = ANSWERED
        elif state == RINGING:  # machines/transaction/invite_hop.yaml:69
            if trace is not None:
                trace.row(self, "ringing.accepted", RINGING, ANSWERED)
            cell.raise_signal(self, Answered(event.response))
            self.state = ANSWERED
        elif state == CANCELLING:  # machines/transaction/invite_hop.yaml:79
            if trace is not None:
                trace.row(self, "cancelling.accepted", CANCELLING, ANSWERED)
            cell.raise_signal(self, Answered(event.response))
            self.state = ANSWERED
        elif state == ANSWERED:
            # Never: its transaction has told that it was answered (machines/transaction/invite_hop.yaml:94)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "its transaction has told that it was answered")
        elif state == ENDED:
            # Ignored: the outcome was told (machines/transaction/invite_hop.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # locating
            # Never: nothing was sent yet (machines/transaction/invite_hop.yaml:51)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")

    def accepted_again(self, event: AcceptedAgain) -> None:
        """A later 2xx, of any fork; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LOCATING:
            # Never: nothing was sent yet (machines/transaction/invite_hop.yaml:51)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")
        elif state == ANSWERED:  # machines/transaction/invite_hop.yaml:87
            if trace is not None:
                trace.row(self, "answered.accepted_again", ANSWERED, ANSWERED)
            cell.raise_signal(self, Copy(event.response))
        elif state == ENDED:
            # Ignored: the outcome was told (machines/transaction/invite_hop.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # inviting, ringing, cancelling
            # Never: these follow a 2xx (machines/transaction/invite_hop.yaml:63, 73, 82)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "these follow a 2xx")

    def refused(self, event: Refused) -> None:
        """An INVITE got its final failure, or none came; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INVITING:
            if self.actions.out_of_order(event) and self.actions.another(event):
                # machines/transaction/invite_hop.yaml:58
                if trace is not None:
                    trace.row(self, "inviting.refused", INVITING, INVITING)
                mark, step = len(cell.outbox), "note_failure"
                try:
                    self.actions.note_failure(event)
                    mark, step = len(cell.outbox), "send_invite"
                    cell.create_transaction(self, "invite_client", self.actions.send_invite(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = INVITING
            elif self.actions.out_of_order(event):  # machines/transaction/invite_hop.yaml:59
                if trace is not None:
                    trace.row(self, "inviting.refused#1", INVITING, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_failure(event)
                except Exception as error:
                    cell.action_failed(self, "note_failure", error, mark)
                else:
                    cell.raise_signal(self, Failed(event.status, event.response))
                self.state = ENDED
            else:  # machines/transaction/invite_hop.yaml:60
                if trace is not None:
                    trace.row(self, "inviting.refused#2", INVITING, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_answer(event)
                except Exception as error:
                    cell.action_failed(self, "note_answer", error, mark)
                else:
                    cell.raise_signal(self, Failed(event.status, event.response))
                self.state = ENDED
        elif state == RINGING:
            if self.actions.out_of_order(event):  # machines/transaction/invite_hop.yaml:70
                if trace is not None:
                    trace.row(self, "ringing.refused", RINGING, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_failure(event)
                except Exception as error:
                    cell.action_failed(self, "note_failure", error, mark)
                else:
                    cell.raise_signal(self, Failed(event.status, event.response))
                self.state = ENDED
            else:  # machines/transaction/invite_hop.yaml:70
                if trace is not None:
                    trace.row(self, "ringing.refused#1", RINGING, ENDED)
                cell.raise_signal(self, Failed(event.status, event.response))
                self.state = ENDED
        elif state == CANCELLING:  # machines/transaction/invite_hop.yaml:80
            if trace is not None:
                trace.row(self, "cancelling.refused", CANCELLING, ENDED)
            cell.raise_signal(self, Failed(event.status, event.response))
            self.state = ENDED
        elif state == ANSWERED:
            # Never: its transaction has told that it was answered (machines/transaction/invite_hop.yaml:94)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "its transaction has told that it was answered")
        elif state == ENDED:
            # Ignored: the outcome was told (machines/transaction/invite_hop.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # locating
            # Never: nothing was sent yet (machines/transaction/invite_hop.yaml:51)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")

    def forks_over(self, event: ForksOver) -> None:
        """64*T1 after the first 2xx; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LOCATING:
            # Never: nothing was sent yet (machines/transaction/invite_hop.yaml:51)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")
        elif state == ANSWERED:  # machines/transaction/invite_hop.yaml:88
            if trace is not None:
                trace.row(self, "answered.forks_over", ANSWERED, ENDED)
            cell.raise_signal(self, OVER)
            self.state = ENDED
        elif state == ENDED:
            # Ignored: the outcome was told (machines/transaction/invite_hop.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # inviting, ringing, cancelling
            # Never: these follow a 2xx (machines/transaction/invite_hop.yaml:63, 73, 82)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "these follow a 2xx")

    def cancel(self, event: Cancel) -> None:
        """The call is no longer wanted; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LOCATING:  # machines/transaction/invite_hop.yaml:50
            if trace is not None:
                trace.row(self, "locating.cancel", LOCATING, ENDED)
            if self._lookup is not None:
                cell.cancel(self._lookup)
                self._lookup = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_failed(event))
            except Exception as error:
                cell.action_failed(self, "payload_failed", error, mark)
            self.state = ENDED
        elif state == INVITING:  # machines/transaction/invite_hop.yaml:61
            if trace is not None:
                trace.row(self, "inviting.cancel", INVITING, CANCELLING)
            cell.raise_signal(self, Cancelled(event.why))
            self.state = CANCELLING
        elif state == RINGING:  # machines/transaction/invite_hop.yaml:71
            if trace is not None:
                trace.row(self, "ringing.cancel", RINGING, CANCELLING)
            cell.raise_signal(self, Cancelled(event.why))
            self.state = CANCELLING
        else:  # cancelling, answered, ended
            # Ignored: one CANCEL is enough (machines/transaction/invite_hop.yaml:81)
            # Ignored: too late, the origin ends the call by BYE (machines/transaction/invite_hop.yaml:92)
            # Ignored: the outcome was told (machines/transaction/invite_hop.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if LOCATING <= state <= CANCELLING:  # machines/transaction/invite_hop.yaml:41
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            if self._lookup is not None:
                cell.cancel(self._lookup)
                self._lookup = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_failed(event))
            except Exception as error:
                cell.action_failed(self, "payload_failed", error, mark)
            self.state = ENDED
        else:  # answered, ended
            # Ignored: what could not be noted concerns later requests (machines/transaction/invite_hop.yaml:93, 100)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def lookup_missed(self, event: LookupMissed) -> None:
        """`lookup` is due (T5)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LOCATING:  # machines/transaction/invite_hop.yaml:49
            if trace is not None:
                trace.row(self, "locating.lookup_missed", LOCATING, ENDED)
            if self._lookup is not None:
                cell.cancel(self._lookup)
                self._lookup = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_failed(event))
            except Exception as error:
                cell.action_failed(self, "payload_failed", error, mark)
            self.state = ENDED
        else:  # inviting, ringing, cancelling, answered, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # lookup
            if timer is not self._lookup:
                return
            self._lookup = None
            self.lookup_missed(LOOKUP_MISSED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("lookup", self._lookup),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
