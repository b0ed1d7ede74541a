"""A request (no INVITE) whose next hop is a name - DNS tells its servers, each of which is tried by a transaction of
its own.

Generated from machines/transaction/request_hop.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3263 4, RFC3263 4.3, RFC3261 8.1.3.1, RFC3261 21.5.4
"""
# sessioncore: chart sha256=c5267f27eceaed48cf9cfe86412bd6a9fae1884253f0d63aa98df004864cb61b abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import START, ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.inputs import ServerRecord
    from sessioncore.statechart import Cell, Start, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

LOCATING: Final = 0  # DNS is asked
REQUESTING: Final = 1  # a server has the request
ENDED: Final = 2


class Located(Event):
    """DNS has answered; without records the name has no server; from the engine."""

    __slots__ = ("records",)
    NAME = "located"
    FIELDS = ("records",)

    def __init__(self, records: tuple[ServerRecord, ...]) -> None:
        self.records = records


class Settled(Event):
    """A final response, or none came; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "settled"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class LookupMissed(Event):
    """`lookup` is due (T5)."""

    __slots__ = ()
    NAME = "lookup_missed"


LOOKUP_MISSED: Final = LookupMissed()


class Finished(Signal):
    """Tells the charts beside this one: finished."""

    __slots__ = ("response", "status")
    NAME = "finished"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class RequestHopActions(Protocol):
    """What transaction/request_hop asks of its hand-written actions."""

    def reachable(self, event: Located) -> bool:
        """DNS has named a server that did not ask to be left alone."""

    def out_of_order(self, event: Settled) -> bool:
        """503, or no response at all (408 and 503 of our own)."""

    def another(self, event: Settled) -> bool:
        """A server is left that was not tried."""

    def look_up(self, event: Start) -> None: ...

    def note_servers(self, event: Located) -> None:
        """The servers in the order in which they are tried (RFC 2782), those last that did not answer lately."""

    def send_request(self, event: Located | Settled) -> Request:
        """To the next server: the same request with another branch."""

    def note_answer(self, event: Settled) -> None:
        """Later requests stay with this server."""

    def note_failure(self, event: Settled) -> None:
        """Others come first for a while; a 503 says for how long this server wants none at all."""

    def payload_finished(self, event: Located | ActionFailed | LookupMissed) -> Finished:
        """The payload of finished; reads only."""


class RequestHop(Machine):
    """A request (no INVITE) whose next hop is a name - DNS tells its servers, each of which is tried by a
    transaction of its own.
    """

    __slots__ = ("_lookup",)
    CHART = "transaction/request_hop"
    KIND = "request_hop"
    DIGEST = "c5267f27eceaed48cf9cfe86412bd6a9fae1884253f0d63aa98df004864cb61b"
    STATES = ("locating", "requesting", "ended")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "located": Located,
        "settled": Settled,
        "action_failed": ActionFailed,
        "lookup_missed": LookupMissed,
    }
    COMMANDS = ((),) * 3
    DEFERS = (False, False, False)
    TIMERS = ("lookup",)
    DETACHABLE = (False, False, True)

    actions: RequestHopActions
    cell: Cell

    def __init__(self, actions: RequestHopActions, asks: object, cell: Cell) -> None:
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
            if self.actions.reachable(event):  # machines/transaction/request_hop.yaml:38
                if trace is not None:
                    trace.row(self, "locating.located", LOCATING, REQUESTING)
                if self._lookup is not None:
                    cell.cancel(self._lookup)
                    self._lookup = None
                mark, step = len(cell.outbox), "note_servers"
                try:
                    self.actions.note_servers(event)
                    mark, step = len(cell.outbox), "send_request"
                    cell.create_transaction(self, "non_invite_client", self.actions.send_request(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = REQUESTING
            else:  # machines/transaction/request_hop.yaml:38
                if trace is not None:
                    trace.row(self, "locating.located#1", LOCATING, ENDED)
                if self._lookup is not None:
                    cell.cancel(self._lookup)
                    self._lookup = None
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_finished(event))
                except Exception as error:
                    cell.action_failed(self, "payload_finished", error, mark)
                self.state = ENDED
        else:  # requesting, ended
            # Ignored: it was asked once (machines/transaction/request_hop.yaml:48)
            # Ignored: the outcome was told (machines/transaction/request_hop.yaml:53)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def settled(self, event: Settled) -> None:
        """A final response, or none came; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == REQUESTING:
            if self.actions.out_of_order(event) and self.actions.another(event):
                # machines/transaction/request_hop.yaml:45
                if trace is not None:
                    trace.row(self, "requesting.settled", REQUESTING, REQUESTING)
                mark, step = len(cell.outbox), "note_failure"
                try:
                    self.actions.note_failure(event)
                    mark, step = len(cell.outbox), "send_request"
                    cell.create_transaction(self, "non_invite_client", self.actions.send_request(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = REQUESTING
            elif self.actions.out_of_order(event):  # machines/transaction/request_hop.yaml:46
                if trace is not None:
                    trace.row(self, "requesting.settled#1", REQUESTING, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_failure(event)
                except Exception as error:
                    cell.action_failed(self, "note_failure", error, mark)
                else:
                    cell.raise_signal(self, Finished(event.status, event.response))
                self.state = ENDED
            else:  # machines/transaction/request_hop.yaml:47
                if trace is not None:
                    trace.row(self, "requesting.settled#2", REQUESTING, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_answer(event)
                except Exception as error:
                    cell.action_failed(self, "note_answer", error, mark)
                else:
                    cell.raise_signal(self, Finished(event.status, event.response))
                self.state = ENDED
        elif state == ENDED:
            # Ignored: the outcome was told (machines/transaction/request_hop.yaml:53)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # locating
            # Never: nothing was sent yet (machines/transaction/request_hop.yaml:40)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (LOCATING, REQUESTING):  # machines/transaction/request_hop.yaml:31
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            if self._lookup is not None:
                cell.cancel(self._lookup)
                self._lookup = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_finished(event))
            except Exception as error:
                cell.action_failed(self, "payload_finished", error, mark)
            self.state = ENDED
        else:  # ended
            # Ignored: what could not be noted concerns later requests (machines/transaction/request_hop.yaml:54)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def lookup_missed(self, event: LookupMissed) -> None:
        """`lookup` is due (T5)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LOCATING:  # machines/transaction/request_hop.yaml:39
            if trace is not None:
                trace.row(self, "locating.lookup_missed", LOCATING, ENDED)
            if self._lookup is not None:
                cell.cancel(self._lookup)
                self._lookup = None
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_finished(event))
            except Exception as error:
                cell.action_failed(self, "payload_finished", error, mark)
            self.state = ENDED
        else:  # requesting, ended
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
