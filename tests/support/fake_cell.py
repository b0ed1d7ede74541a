"""A cell for one machine: a virtual clock, an outbox, and a record of everything that the machine asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sessioncore.actions.context import CellContext, Server
from sessioncore.base.environment import Environment
from sessioncore.base.settings import Settings
from sessioncore.core.servers import Servers
from sessioncore.effects import Address, Effect, Locate, Outcome, Send
from sessioncore.handlers.limits import Limits
from sessioncore.statechart import ActionFailed, Event, Machine, Signal, Timer, Trace
from sessioncore.wire.sip import Request, Response, response_target

PEER: Address = ("192.0.2.2", 5080)


class FakeCell:
    """Both what machines ask of a cell and what actions ask of it; it is its own scope.

    One `feed` is one macrostep: the event, then failures of actions, then recalled events. `sent` lists every message
    with the time it left; `signals`, `created`, `rejected`, `nevers`, `rows` and `decisions` what happened, in order.
    """

    def __init__(self, *, start: float = 1000.0, limits: Limits | None = None) -> None:
        self.now = start
        self.start = start
        self.limits = limits if limits is not None else Limits()
        self.settings = Settings()
        self.env = Environment(b"test-seed")
        self.session = "s1"
        self.servers = Servers()
        self.peer: Address | None = None
        self.outbox: list[Any] = []
        self.trace: Trace | None = self
        self.cell: CellContext = self
        self.key: Any = None
        self.sent: list[tuple[float, Send]] = []
        self.replies: list[tuple[int, str]] = []
        self.claims: list[tuple[str, str]] = []
        self.signals: list[Any] = []
        self.created: list[tuple[str, Request]] = []
        self.rejected: list[tuple[str, int]] = []
        self.nevers: list[str] = []
        self.rows: list[str] = []
        self.decisions: list[tuple[str, str]] = []
        self.failures: list[tuple[str, BaseException]] = []
        self.fail_sending = False
        self._timers: list[Timer] = []
        self._sequence = 0
        self._failed: list[tuple[Machine, ActionFailed]] = []
        self._held: list[tuple[Machine, Event]] = []
        self._recalled: list[tuple[Machine, Event]] = []

    # ---- the test's side

    def begin(self, machine: Machine) -> None:
        """Start a machine and finish the macrostep."""
        machine.start()
        self._settle()

    def feed(self, machine: Machine, event: Event) -> None:
        """One macrostep with this event."""
        machine.dispatch(event)
        self._settle()

    def receive(self, machine: Any, message: Request | Response) -> None:
        """One macrostep with a message of the peer: the machine's classifier names the event."""
        if isinstance(message, Request):
            machine.receive_request(message)
        else:
            machine.receive_response(message)
        self._settle()

    def advance(self, seconds: float) -> None:
        """Let time pass; timers fire in order of deadline, equal ones in order of arming."""
        until = self.now + seconds
        while True:
            due = [timer for timer in self._timers if timer.deadline <= until]
            if not due:
                break
            timer = min(due, key=lambda each: (each.deadline, each.sequence))
            self._timers.remove(timer)
            self.now = max(self.now, timer.deadline)
            timer.machine.timer_fired(timer)
            self._settle()
        self.now = until

    @property
    def running(self) -> list[str]:
        """Names of the timers that are armed, in order of arming."""
        ordered = sorted(self._timers, key=lambda each: each.sequence)
        return [timer.machine.TIMERS[timer.index] for timer in ordered]

    def sent_at(self, label: str) -> list[float]:
        """When messages of this kind (`INVITE`, `2xx`) left, in seconds since the start."""
        return [round(when - self.start, 6) for when, send in self.sent if send.label == label]

    def signals_of(self, kind: type[Signal]) -> list[Any]:
        return [signal for signal in self.signals if type(signal) is kind]

    def _settle(self) -> None:
        while self._failed or self._recalled:
            queue: list[Any] = self._failed if self._failed else self._recalled
            machine, event = queue.pop(0)
            machine.dispatch(event)
        for effect in self.outbox:
            if isinstance(effect, Send):
                self.sent.append((self.now, effect))
        self.outbox.clear()

    # ---- the machine's side

    def arm(self, machine: Machine, index: int, delay: float) -> Timer:
        self._sequence += 1
        timer = Timer(machine, index, delay, self.now + delay, self._sequence)
        self._timers.append(timer)
        return timer

    def rearm(self, timer: Timer, interval: float) -> None:
        self._sequence += 1
        timer.interval = interval
        timer.deadline = self.now + interval
        timer.sequence = self._sequence
        timer.count += 1
        self._timers.append(timer)

    def cancel(self, timer: Timer) -> None:
        self._timers.remove(timer)

    def uniform(self, low: float, high: float, step: float) -> float:
        return self.env.uniform(low, high, step)

    def raise_signal(self, machine: Machine, signal: Signal) -> None:
        self.signals.append(signal)

    def create_transaction(self, machine: Machine, kind: str, request: Request) -> None:
        self.created.append((kind, request))

    def defer(self, machine: Machine, event: Event) -> None:
        self._held.append((machine, event))

    def recall(self, machine: Machine) -> None:
        mine = [held for held in self._held if held[0] is machine]
        self._held = [held for held in self._held if held[0] is not machine]
        self._recalled = mine + self._recalled

    def reject(self, machine: Machine, event: Event, status: int, why: str) -> None:
        self.rejected.append((event.NAME, status))

    def never(self, machine: Machine, event: Event, why: str) -> None:
        self.nevers.append(event.NAME)

    def action_failed(self, machine: Machine, action: str, error: BaseException, mark: int) -> None:
        del self.outbox[mark:]
        self.failures.append((action, error))
        self._failed.append((machine, ActionFailed(action, error)))

    # ---- the trace

    def row(self, machine: Machine, row: str, source: int, target: int) -> None:
        self.rows.append(row)

    def decided(self, machine: Machine, event: Event, decision: str) -> None:
        self.decisions.append((event.NAME, decision))

    # ---- the actions' side

    def emit(self, effect: Effect) -> None:
        self.outbox.append(effect)

    def send_request(self, request: Request) -> Send:
        return self._send(Send(request.encode(), self.next_hop(request)))

    def send_response(self, response: Response) -> Send:
        return self._send(Send(response.encode(), response_target(response.via)))

    def _send(self, send: Send) -> Send:
        if self.fail_sending:
            raise ValueError("the test lets sending fail")
        self.outbox.append(send)
        return send

    def next_hop(self, request: Request) -> Address:
        return PEER if self.peer is None else self.peer

    def keep_flow(self, seconds: float) -> None:
        """There are no connections here."""

    def locate(self, request: Request) -> None:
        self.emit(Locate(request.via.branch or "", request.request_uri.host, None, "", False, ("udp",)))

    def towards(self, request: Request, server: Server, branch: str | None) -> Request:
        return request

    def known_hop(self, request: Request) -> Address | None:
        return self.next_hop(request)

    def claim(self, call_id: str, local_tag: str) -> None:
        self.claims.append((call_id, local_tag))

    def claimed(self, call_id: str) -> str | None:
        return next((tag for name, tag in self.claims if name == call_id), None)

    def reply(self, command: int, outcome: Outcome, status: int | None = None, reason: str = "") -> None:
        self.replies.append((command, outcome))

    def persist(self) -> None:
        """Nothing is stored here."""

    def publish(self, kind: type[Any], make: Callable[[], Any]) -> None:
        """Nobody subscribed."""
