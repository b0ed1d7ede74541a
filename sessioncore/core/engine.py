"""The engine: `feed(input, now) -> effects` is the only way in, its return value the only way out (invariant 1).

It routes each input to one cell, fires timers, and forgets what is over. It holds no state of a call: that is in the
charts.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from sessioncore import events
from sessioncore.base.media import MediaStopped
from sessioncore.core import bindings as generated
from sessioncore.core.answering import AnsweringTable
from sessioncore.core.cell import Cell, Lingering
from sessioncore.core.configuring import configure
from sessioncore.core.dormant import Dormitory
from sessioncore.core.flows import Flows
from sessioncore.core.locations import Locations
from sessioncore.core.mail import deliver
from sessioncore.core.making import make_account, make_joined, make_request, make_trunk, make_watch
from sessioncore.core.probes import Probes
from sessioncore.core.relaying import report
from sessioncore.core.routing import Router
from sessioncore.core.servers import Servers
from sessioncore.core.trace import TraceLog, TraceRecord
from sessioncore.core.wheel import TimerWheel
from sessioncore.core.wiring import SHIPPED, CallWiring
from sessioncore.effects import Effect, Order, Persist, Publish, Reply
from sessioncore.events import PublicEvent
from sessioncore.handlers import outside as outside_wiring
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Command, Datagram, Input, MediaReported, RelayReported, SendFailed, Tick

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessioncore.base.environment import Environment
    from sessioncore.base.settings import Settings
    from sessioncore.statechart import Machine

    ErrorHook = Callable[[str, str, str, BaseException | None], None]


class Engine:
    """One engine: every session of one program (or of one worker process).

    settings, env, limits   what was configured, chance and ports, timer values
    engine                  "generated", or "statemachine" or "transitions" (slower; the same charts on those libraries)
    answering               who answers for a called user; None: the application is asked
    traced                  collect `trace` records; costs time and memory
    wiring                  the charts of a call leg: sessioncore's, or those of a wiring that extends it

    Raises ValueError for an unknown engine, ConfigError for limits or answering rules that the wiring does not have.
    """

    def __init__(
        self,
        settings: Settings,
        env: Environment,
        limits: Limits | None = None,
        *,
        engine: str = "generated",
        answering: AnsweringTable | None = None,
        traced: bool = False,
        wiring: CallWiring = SHIPPED,
    ) -> None:
        self.settings = settings
        self.env = env
        self.wiring = wiring = wiring.whole()
        self.leg_wiring: Any = wiring.cell
        self.limits = wiring.checked_limits(limits)
        self.bindings = generated.load(engine)
        self.leg_bindings = wiring.bind(engine)
        outside = wiring.outside
        self.outside_wiring: Any = outside_wiring if outside is None else outside.cell
        self.outside_bindings = self.bindings.outside if outside is None else outside.bind(engine)
        self.answering = answering if answering is not None else AnsweringTable()
        self.answering.check(wiring.answering)
        self.outbox: list[Effect] = []
        self.signals: deque[tuple[Machine, Any]] = deque()
        self.wheel = TimerWheel()
        self.start_timer = self.wheel.start
        self.cancel_timer = self.wheel.cancel
        self.now = 0.0
        self.cells: dict[str, Cell] = {}
        self.legs: dict[tuple[str, str], Cell] = {}
        self.transactions: dict[tuple[str, ...], Machine] = {}
        """Those that are at work; `transaction` finds the dormant ones as well."""
        self.dormitory = Dormitory()
        self.counters: dict[str, int] = {}
        self.subscribed: set[type[PublicEvent]] = set()
        self.on_error: ErrorHook | None = None
        self.trace_log = TraceLog(self.outbox) if traced else None  # type: ignore[arg-type]
        self.router = Router(self)
        self.servers = Servers()
        self.probes = Probes(self)
        self.flows = Flows(self)
        self.streams = settings.streams
        self.locations = Locations(self)
        self.telling = False
        """Whether a `Tell` or an `Order` stands in the outbox."""
        self.orders: dict[int, Order] = {}
        """Those that are not answered yet, by the numbers that they have as commands."""
        self.last_order = 0
        self.lingering = Lingering(self, "", outside_wiring, self.bindings.outside)
        self.lingering.leg = outside_wiring.OutsideScope(self.lingering)
        self.beginnings: dict[str, Callable[[str], Cell]] = {
            "dial": lambda session: self.make_leg(session, "setup/outgoing"),
            "request": lambda session: make_request(self, session),
            "register": lambda session: make_account(self, session),
            "subscribe": lambda session: make_watch(self, session, "subscription/subscriber"),
            "watch": lambda session: make_trunk(self, session),
            "join": lambda session: make_joined(self, session),
        }
        """The commands that make a cell, under an id that the application has chosen."""

    # -- the way in and out ---

    def feed(self, input: Input, now: float) -> list[Effect]:
        """Take one input at time `now` (seconds, never going back); return the effects in the order to perform them.

        Never raises on what a peer sent; a command that cannot be taken is answered by a `Reply`.
        """
        if now > self.now:
            self.now = self.wheel.now = now
        kind = type(input)
        if kind is Datagram:
            self.router.datagram(input)  # type: ignore[arg-type]
        elif kind is Tick:
            self._tick()
        elif kind is Command:
            self.command(input)  # type: ignore[arg-type]
        elif kind is MediaReported:
            self._media(input)  # type: ignore[arg-type]
        elif kind is RelayReported:
            report(self, input.event)  # type: ignore[arg-type, union-attr]
        elif kind is SendFailed:
            self.router.send_failed(input)  # type: ignore[arg-type]
        elif kind in self.flows.takes:
            self.flows.takes[kind](input)
        else:
            raise TypeError(f"{kind.__name__} is no input")
        if self.telling or self.orders:
            deliver(self)
        if self.streams:
            return self.flows.place()
        outbox = self.outbox
        effects = outbox[:]
        outbox.clear()
        return effects

    def next_deadline(self) -> float | None:
        """When a `Tick` is due at the latest, or None."""
        due, ends = self.wheel.next_deadline(), self.dormitory.next_deadline()
        return due if ends is None or (due is not None and due < ends) else ends

    # -- what the shell and the tests may look at ---

    @property
    def session_count(self) -> int:
        return len(self.cells)

    @property
    def transaction_count(self) -> int:
        return len(self.transactions) + len(self.dormitory)

    @property
    def timer_count(self) -> int:
        return len(self.wheel) + len(self.dormitory)

    @property
    def trace(self) -> list[TraceRecord]:
        """The records since the engine was made (empty unless `traced`)."""
        return self.trace_log.records if self.trace_log is not None else []

    def sessions(self) -> list[str]:
        """Ids of all sessions that are not collected yet."""
        return [session for session, cell in self.cells.items() if cell.wiring is self.leg_wiring]

    def state(self, session: str) -> str | None:
        """The state of a session as the chart `session/session` names it, or None when it is gone."""
        cell = self.cells.get(session)
        if cell is None or cell.wiring is not self.leg_wiring:
            return None
        state: str = cell.leg.session.state_name
        return state

    def caller(self, session: str) -> str:
        """The user that the caller has proven to be; "" while nobody has, and when the session is gone."""
        cell = self.cells.get(session)
        part = cell.leg.authentication if cell is not None and cell.wiring is self.leg_wiring else None
        return part.actions.slice.user if part is not None and part.state_name == "authenticated" else ""

    def count(self, key: str) -> None:
        """Count something worth knowing; the keys are few and not of the peer's making."""
        self.counters[key] = self.counters.get(key, 0) + 1

    # -- inputs ---

    def _tick(self) -> None:
        wheel = self.wheel
        while timers := wheel.due(self.now):
            for timer in timers:
                # The timer before it may have ended the cell or cancelled this one: its machine drops it, or sleeps.
                machine = timer.machine
                if machine is not None and machine.cell is not None:
                    machine.cell.handle(machine.timer_fired, timer, f"timer {machine.TIMERS[timer.index]}")
        self.dormitory.end(self.now, self.router.forget_identity)

    def command(self, command: Command) -> None:
        """Take a command of the application, or of a coupling."""
        cell = self.cells.get(command.session)
        begin = self.beginnings.get(command.name) if cell is None else None
        fresh = begin is not None
        if begin is not None:
            if len(self.cells) >= self.settings.max_sessions:
                self.outbox.append(Reply(command.id, "refused", 503, "too many sessions"))
                return
            cell = begin(command.session)
        if cell is None:
            configure(self, command)
            return
        find = cell.wiring.COMMANDS.get(command.name)
        found = None
        if find is not None and len(cell.open_commands) < self.settings.max_mailbox:
            try:
                found = find(cell, command=command.id, **command.arguments)
            except TypeError:
                self.outbox.append(Reply(command.id, "refused", 400, f"wrong arguments for {command.name}"))
                self._refused(cell, fresh)
                return
        if found is None:
            head = cell.head
            allowed = head.COMMANDS[head.state] if head is not None else ()
            self.outbox.append(Reply(command.id, "refused", 481, f"{command.name} is not possible now", allowed))
            self._refused(cell, fresh)
            return
        machine, event = found
        cell.open_commands = (*cell.open_commands, command.id)
        cell.handle(machine.dispatch, event, f"command {command.name}")

    def _refused(self, cell: Cell, fresh: bool) -> None:
        """After a command that could not be taken: a leg that was made for it goes again."""
        if fresh:
            cell.closed = True
            del self.cells[cell.session]
            self._unlink(cell)

    def _media(self, reported: MediaReported) -> None:
        event = reported.event
        session, _, _ = event.stream.rpartition("/")
        cell = self.cells.get(session)
        if cell is not None:
            self.router.media(cell, event)
        elif isinstance(event, MediaStopped) and events.MediaStopped in self.subscribed:
            # A call that the peer has ended is gone before its media plane tells the last figures.
            stopped = events.MediaStopped(
                session=session, at=self.now, stream=event.stream, statistics=event.statistics
            )
            self.outbox.append(Publish(stopped))

    # -- cells ---

    def make_leg(self, session: str, setup: str) -> Cell:
        """A new call leg with its leg parts started: `setup` names the shipped chart whose place is the beginning."""
        cell = Cell(self, session, self.leg_wiring, self.leg_bindings)
        cell.leg = self.leg_wiring.LegScope(cell)
        self.cells[session] = cell
        cell.create_part(cell.leg, "setup", None, self.wiring.chart(setup))
        for part, chart in cell.leg.WITH_SCOPE:
            cell.create_part(cell.leg, part, None, chart)
        return cell

    def collect(self, cell: Cell) -> None:
        """Forget what is over: final transactions, and the cell itself when all its parts are final (invariant 8).

        Transactions in a detachable state outlive their cell: they move to the one lingering cell and shrink.
        """
        over = [machine for machine in cell.transactions if machine.FINAL[machine.state]]
        for machine in over:
            cell.transactions.remove(machine)
            self.forget(machine)
        if cell.closed:
            return
        if cell.stored and cell.leg.session.final:
            # A session that is over is not to come back, although its transactions may linger for 64*T1 here.
            cell.stored = False
            self.outbox.append(Persist(cell.session, None))
        head = cell.head
        if head is None or not head.FINAL[head.state] or not self._all_final(cell):
            return
        for machine in cell.transactions:
            if not machine.DETACHABLE[machine.state]:
                return
        cell.closed = True
        for machine in cell.transactions:
            machine.cell = self.lingering
            machine.scope = self.lingering.leg
            machine.origin = machine.current = None
            machine.actions.detach(self.lingering)
            self.rest(machine, cell)
        for command in cell.open_commands:
            self.outbox.append(Reply(command, "ended", None, "the call is over"))
        for name in cell.names:
            self.legs.pop(name, None)
        del self.cells[cell.session]
        self._unlink(cell)

    def transaction(self, key: tuple[str, ...]) -> Machine | None:
        """The transaction of this key; one that sleeps is woken."""
        found = self.transactions.get(key)
        if found is None and (dormant := self.dormitory.find(key)) is not None:
            found = self.transactions[key] = self.dormitory.wake(dormant, key, self.lingering)
            if dormant.identity is not None:
                self.router.identify(key, dormant.identity)
        return found

    def rest(self, transaction: Machine, cell: Cell) -> None:
        """Let a transaction without a call sleep if it may. A trace tells of every row, so then all stay awake."""
        key = transaction.key
        if self.trace_log is None and self.dormitory.take(
            transaction, cell.bindings.transactions[transaction.part], self.router.identity(key)
        ):
            del self.transactions[key]
            self.router.part_from(key)

    def forget(self, transaction: Machine) -> None:
        """A transaction is final: nobody finds it any more, and it holds nobody."""
        self.transactions.pop(transaction.key, None)
        self.router.forget(transaction)
        origin = transaction.origin
        if origin is not None and origin.current is transaction:
            origin.current = None
        transaction.origin = transaction.current = None  # INVITE and CANCEL know each other
        transaction.actions.detach(self.lingering)

    def _all_final(self, cell: Cell) -> bool:
        for machine in cell.leg.parts():
            if not machine.FINAL[machine.state]:
                return False
        for scope in cell.dialogs.values():
            for machine in scope.parts():
                if not machine.FINAL[machine.state]:
                    return False
        return True

    def _unlink(self, cell: Cell) -> None:
        """Cut the reference cycles between cell, scopes and machines, so that no garbage collection is needed."""
        for scope in [*cell.dialogs.values(), cell.leg]:
            self.unlink(scope)
        cell.leg = cell.head = None
        cell.dialogs = {}
        cell.transactions = []
        cell.deferred = None

    def unlink(self, scope: Any) -> None:
        """Cut the parts of a scope that is over from it, which holds them: no cycle is left, and no timer runs."""
        for machine in scope.parts():
            if machine.TIMERS and not machine.FINAL[machine.state]:  # in a final state none runs
                for _, timer in machine.armed_timers():
                    self.wheel.cancel(timer)
            machine.scope = machine.actions.scope = machine.origin = machine.current = None

    # -- snapshots (core.snapshot) ---

    def snapshot_of(self, cell: Cell) -> dict[str, Any]:
        """The snapshot that `Persist` carries: local CSeq as a reserved upper bound."""
        from sessioncore.core.snapshot import take

        return take(cell, reserve=True)

    def snapshot(self, session: str) -> dict[str, Any]:
        """The exact snapshot of a session as plain JSON values; raises KeyError when there is no such session."""
        from sessioncore.core.snapshot import take

        return take(self.cells[session])

    def restore(self, snapshot: dict[str, Any], now: float) -> list[Effect]:
        """Bring a session back from its snapshot; returns the effects that bring back what it had outside.

        These open its media streams again, and tell that its open commands have ended with whoever gave them. Raises
        SnapshotError, which says what in the snapshot does not fit; then nothing has changed.
        """
        from sessioncore.core.snapshot import restore

        if now > self.now:
            self.now = self.wheel.now = now
        restore(self, snapshot)
        outbox = self.outbox
        effects = outbox[:]
        outbox.clear()
        return effects
