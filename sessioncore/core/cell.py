"""The cell: the charts of one call leg with one mailbox, run to completion.

One mailbox entry is one macrostep and one commit. Within it the signals that rows raise form one FIFO; the generated
routes deliver each to its receivers in wiring order. When the FIFO is empty the macrostep is over: final transactions
are collected, snapshots that were asked for are taken, and events that a left state had deferred run next, each as a
macrostep of its own (composition.md, "Order within a macrostep").
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from sessioncore.core.hops import (
    HOPS,
    address_of,
    is_unknown,
    preloaded,
    question,
    routed,
    stream_request,
    stream_response,
    towards,
    transport_of,
)
from sessioncore.effects import Address, Effect, Order, Outcome, Persist, Publish, Reply, ResponseReply, Send, Tell
from sessioncore.events import CellError, PublicEvent
from sessioncore.statechart import ActionFailed, Event, Machine, Signal, Timer
from sessioncore.wire.sip import Request, Response, SipParseError, response_target

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessioncore.actions.context import Server
    from sessioncore.base.environment import Environment
    from sessioncore.base.settings import Settings
    from sessioncore.core.engine import Engine
    from sessioncore.core.servers import Servers
    from sessioncore.core.trace import TraceLog
    from sessioncore.handlers.limits import Limits

MAX_SIGNALS = 64
"""Signals of one macrostep; more end in an error event (composition.md)."""

MAX_DEFERRED = 8
"""Events that one cell holds back; a further one is refused."""


class Cell:
    """One cell at work. `session` is its session's id; `leg` its outermost scope, `dialogs` the inner ones by key."""

    __slots__ = (
        "_persist",
        "_recalled",
        "arm",
        "bindings",
        "cancel",
        "closed",
        "deferred",
        "dialogs",
        "engine",
        "env",
        "flow",
        "head",
        "leg",
        "limits",
        "names",
        "open_commands",
        "orphans",
        "outbox",
        "peer",
        "sender",
        "serial",
        "session",
        "settings",
        "signals",
        "stored",
        "trace",
        "transactions",
        "wiring",
    )

    def __init__(self, engine: Engine, session: str, wiring: Any, bindings: Any) -> None:
        self.engine = engine
        self.session = session
        self.wiring = wiring
        self.bindings = bindings
        self.env: Environment = engine.env
        self.settings: Settings = engine.settings
        self.limits: Limits = engine.limits
        self.outbox: list[Effect] = engine.outbox
        self.signals: deque[tuple[Machine, Any]] = engine.signals
        self.trace: TraceLog | None = engine.trace_log
        # The wheel's own methods: a call arms and cancels a dozen timers.
        self.arm: Callable[[Machine, int, float], Timer] = engine.start_timer
        self.cancel: Callable[[Timer], None] = engine.cancel_timer
        self.dialogs: dict[str, Any] = {}
        self.transactions: list[Machine] = []
        self.open_commands: tuple[int, ...] = ()
        self.orphans: list[int] | None = None
        self.names: tuple[tuple[str, str], ...] = ()
        self.deferred: list[tuple[Machine, Event, Machine | None]] | None = None
        self._recalled: list[tuple[Machine, Event, Machine | None]] | None = None
        self._persist: list[Persist] | None = None
        self.peer: Address | None = None
        self.flow = 0
        self.sender: Machine | None = None
        self.serial = 0
        self.closed = False
        self.stored = False
        self.leg: Any = None
        self.head: Machine | None = None
        """The part that was made first: what begins a cell also outlasts most of it, so it is looked at first."""

    # -- one macrostep ---

    def handle(self, deliver: Callable[[Any], None], argument: Any, cause: str) -> None:
        """Take one mailbox entry, and then what it recalled: each one macrostep."""
        self._macrostep(deliver, argument, cause)
        while self._recalled:
            machine, event, current = self._recalled.pop(0)
            if current is not None:
                machine.current = current
            self._macrostep(machine.dispatch, event, f"recalled {event.NAME}")
        self.engine.collect(self)

    def _macrostep(self, deliver: Callable[[Any], None], argument: Any, cause: str) -> None:
        trace = self.trace
        if trace is not None:
            trace.begin(cause)
        signals = self.signals
        try:
            deliver(argument)
            routes = self.wiring.ROUTES
            count = 0
            while signals:
                machine, signal = signals.popleft()
                count += 1
                if count > MAX_SIGNALS:
                    signals.clear()
                    self.report("more than 64 signals in one macrostep", machine.CHART)
                    break
                self.sender = machine
                if type(signal) is ActionFailed:
                    machine.dispatch(signal)
                else:
                    routes[type(signal)](self, machine, signal)
        except Exception as error:  # a defect of ours must not end the engine (invariant 1)
            signals.clear()
            self.report(f"{type(error).__name__} in a macrostep", cause, error)
        self.sender = None
        if self._persist is not None:
            self._commit_snapshots()
        if trace is not None:
            trace.end()

    def _commit_snapshots(self) -> None:
        """Fill in the snapshots that were asked for: they show the cell as it is after this macrostep
        (invariant 10).
        """
        wanted, self._persist = self._persist, None
        snapshot = self.engine.snapshot_of(self)
        for persist in wanted or ():
            persist.snapshot = snapshot

    def report(self, what: str, where: str, error: BaseException | None = None) -> None:
        """Count and publish an error of ours; the call goes on as well as it can."""
        engine = self.engine
        engine.count(f"error: {what}")
        if engine.on_error is not None:
            engine.on_error(self.session, what, where, error)
        self.publish(CellError, lambda: CellError(session=self.session, at=engine.now, what=what, where=where))

    # -- what generated handlers ask (statechart.Cell) ---

    def rearm(self, timer: Timer, interval: float) -> None:
        wheel = self.engine.wheel
        timer.interval = interval
        timer.deadline = self.engine.now + interval
        timer.sequence = wheel.next_sequence()
        timer.count += 1
        wheel.arm(timer)

    def uniform(self, low: float, high: float, step: float) -> float:
        return self.env.uniform(low, high, step)

    def raise_signal(self, machine: Machine, signal: Signal) -> None:
        self.signals.append((machine, signal))

    def create_transaction(self, machine: Machine, kind: str, request: Request) -> None:
        """Make a client transaction whose origin is `machine`; it sends the request as it enters its initial state."""
        if self.settings.outbound_proxy:
            request = preloaded(self, request)
        key = request.via.branch or "", request.method, "client"
        streams = self.engine.streams
        if self.peer is None and is_unknown(request) and HOPS[kind] in self.wiring.TRANSACTIONS:
            kind, key = HOPS[kind], (key[0], "", "hop")
        elif streams:
            request = routed(self, request)
        transaction = self._make_transaction(machine.scope, kind, request)
        transaction.origin = machine
        machine.current = transaction
        if streams and request.via.transport != "UDP":
            transaction.reliable = True
        transaction.key = key
        self.engine.transactions[transaction.key] = transaction
        transaction.start()

    def serve(self, machine: Machine, request: Request, key: tuple[str, ...]) -> Machine:
        """Make the server transaction of a request; it becomes what `machine` serves."""
        kind = "invite_server" if request.method == "INVITE" else "non_invite_server"
        transaction = self._make_transaction(machine.scope, kind, request)
        transaction.origin = machine
        machine.current = transaction
        transaction.key = key
        if request.via.flow:
            transaction.reliable = True
        self.engine.transactions[key] = transaction
        transaction.start()
        return transaction

    def _make_transaction(self, scope: Any, kind: str, request: Request) -> Machine:
        transaction: Machine = self.bindings.transactions[kind](scope, request)
        self.serial += 1
        transaction.serial = self.serial
        self.transactions.append(transaction)
        return transaction

    def defer(self, machine: Machine, event: Event) -> None:
        if self.deferred is None:
            self.deferred = []
        if len(self.deferred) >= MAX_DEFERRED:
            self.reject(machine, event, 491, "too many commands wait already")
            return
        # The transaction that brought a request comes back with it; a command finds the one that is then current.
        self.deferred.append((machine, event, machine.current if "request" in event.FIELDS else None))

    def held(self, machine: Machine, event: str) -> int:
        return sum(holder is machine and event == held.NAME for holder, held, _ in self.deferred or ())

    def recall(self, machine: Machine) -> None:
        if self.deferred:
            recalled = [entry for entry in self.deferred if entry[0] is machine]
            if recalled:
                self.deferred = [entry for entry in self.deferred if entry[0] is not machine]
                self._recalled = recalled + (self._recalled or [])

    def reject(self, machine: Machine, event: Event, status: int, why: str) -> None:
        command = getattr(event, "command", None)
        if command is not None:
            self.reply(command, "refused", status, why, machine.COMMANDS[machine.state])
            return
        request = getattr(event, "request", None)
        transaction = machine.current
        if isinstance(request, Request) and transaction is not None and transaction.part in self.wiring.REJECTS:
            tag = None if request.to.tag else self.env.tag()
            rejection = self.wiring.REJECTS[transaction.part](request.reply(status, to_tag=tag))
            transaction.dispatch(rejection)
        self.engine.count(f"rejected {event.NAME}")

    def never(self, machine: Machine, event: Event, why: str) -> None:
        self.report(f"{machine.CHART} {machine.state_name}: {event.NAME} must not happen: {why}", machine.CHART)

    def action_failed(self, machine: Machine, action: str, error: BaseException, mark: int) -> None:
        del self.outbox[mark:]
        self.engine.count(f"action failed: {machine.CHART} {action}")
        if self.engine.on_error is not None:
            self.engine.on_error(self.session, f"action {action} failed", machine.CHART, error)
        served = machine.current
        unanswered = served.actions.slice.request if served is not None and served.part in self.wiring.REJECTS else None
        self.signals.appendleft((machine, ActionFailed(action, error, unanswered)))

    # -- what generated routes ask (handlers.leg.CellRuntime) ---

    def create_dialog(self, key: str) -> Any:
        scope_class = self.wiring.DialogScope
        if len(self.dialogs) >= scope_class.LIMIT:
            self._drop_final_dialogs()
        if len(self.dialogs) >= scope_class.LIMIT:
            self.report(f"more than {scope_class.LIMIT} dialogs of one INVITE", "leg")
            return None
        scope = scope_class(self, key, self.leg)
        self.dialogs[key] = scope
        for part, chart in scope_class.WITH_SCOPE:
            self.create_part(scope, part, None, chart)
        return scope

    def _drop_final_dialogs(self) -> None:
        """Forks that were ended make room for others that answer."""
        for key, scope in list(self.dialogs.items()):
            if all(machine.FINAL[machine.state] for machine in scope.parts()):
                del self.dialogs[key]
                self.engine.unlink(scope)

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Any:
        if key is not None:
            limit = scope.MANY[part]
            instances = getattr(scope, part)
            if limit is not None and len(instances) >= limit:
                for old in [machine for machine in instances.values() if machine.final]:
                    scope.drop(old)
                if len(instances) >= limit:
                    self.report(f"more than {limit} of part {part}", chart)
                    return None
        machine: Machine = self.bindings.parts[part, chart](scope, key)
        self.serial += 1
        machine.serial = self.serial
        machine.origin = self.sender
        if self.head is None:
            self.head = machine
        machine.start()
        return machine

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None:
        self.report(f"{sender.CHART}: nobody receives {signal.NAME} as {receiver}", sender.CHART)

    def hand_current(self, sender: Machine, receiver: Machine) -> None:
        transaction = sender.current
        receiver.current = transaction
        if transaction is not None:
            transaction.origin = receiver

    # -- what actions ask (actions.context.CellContext) ---

    @property
    def now(self) -> float:
        return self.engine.now

    def emit(self, effect: Effect) -> None:
        self.outbox.append(effect)

    def tell(self, told: Tell | Order) -> None:
        self.outbox.append(told)
        self.engine.telling = True

    def send_request(self, request: Request) -> Send:
        if self.engine.streams:
            request = routed(self, request)
            if request.via.transport != "UDP":
                over = stream_request(self, request)
                self.outbox.append(over)
                return over
        send = Send(request.encode(), self.next_hop(request))
        self.outbox.append(send)
        return send

    def send_response(self, response: Response) -> Send:
        send = self.addressed(response)
        self.outbox.append(send)
        return send

    def addressed(self, response: Response) -> Send:
        """A response as it would be sent."""
        via = response.via
        if via.flow and self.engine.streams:
            return stream_response(self, response)
        return Send(response.encode(), response_target(via))

    def keep_flow(self, seconds: float) -> None:
        if self.flow:
            self.engine.flows.keep(self.flow, seconds)
        elif self.peer is not None:
            self.engine.probes.keep(self.session, self.peer, seconds)

    @property
    def servers(self) -> Servers:
        return self.engine.servers

    def locate(self, request: Request) -> None:
        self.outbox.append(question(self.settings, request))

    def towards(self, request: Request, server: Server, branch: str | None) -> Request:
        return towards(self, request, server, branch)

    def known_hop(self, request: Request) -> Address | None:
        if self.settings.outbound_proxy:
            request = preloaded(self, request)
        try:
            return self.next_hop(request)
        except SipParseError:
            return None

    next_transport = transport_of

    def next_hop(self, request: Request) -> Address:
        return address_of(self, request)

    def claim(self, call_id: str, local_tag: str) -> None:
        """Requests with this Call-ID and To tag belong to this cell."""
        name = call_id, local_tag
        self.names = (*self.names, name)
        self.engine.legs[name] = self

    def claimed(self, call_id: str) -> str | None:
        """The local tag that was claimed with this Call-ID, if any."""
        return next((tag for name, tag in self.names if name == call_id), None)

    def reply(
        self,
        command: int,
        outcome: Outcome,
        status: int | None = None,
        reason: str = "",
        allowed: tuple[str, ...] = (),
        retry_after: int | None = None,
    ) -> None:
        if command in self.open_commands:
            self.open_commands = tuple([other for other in self.open_commands if other != command])
            self.outbox.append(Reply(command, outcome, status, reason, allowed, retry_after))
        elif self.orphans and command in self.orphans:
            self.orphans.remove(command)  # a command of the process before: that it ended was told at the restore
        else:
            self.report("a command was answered twice", str(command))

    def reply_with(self, command: int, response: Response) -> None:
        if command in self.open_commands:
            self.open_commands = tuple([other for other in self.open_commands if other != command])
            self.outbox.append(
                ResponseReply(command, "done", response.status, response.reason, response=response.encode())
            )
        else:
            self.report("a command was answered twice", str(command))

    def persist(self) -> None:
        if self.settings.persist and getattr(self.leg, "link", None) is None:  # a coupling ends with its process
            persist = Persist(self.session)
            self.outbox.append(persist)
            self.stored = True
            if self._persist is None:
                self._persist = []
            self._persist.append(persist)

    def publish(self, kind: type[PublicEvent], make: Callable[[], PublicEvent]) -> None:
        if kind in self.engine.subscribed:
            self.outbox.append(Publish(make()))


class Lingering(Cell):
    """The one cell of all transactions that outlived their call. It keeps no list of them: there may be 100,000."""

    __slots__ = ()

    def handle(self, deliver: Callable[[Any], None], argument: Any, cause: str) -> None:
        """Take one mailbox entry; looks at no transaction but the one that it is for."""
        machine: Machine = deliver.__self__  # type: ignore[attr-defined]  # a method of the machine
        self._macrostep(deliver, argument, cause)
        made, self.transactions = self.transactions, []
        for transaction in [machine, *made]:
            if transaction.FINAL[transaction.state]:
                self.engine.forget(transaction)
