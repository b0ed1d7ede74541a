"""A cell without an engine, for one transaction at a time: whatever the machine asks for is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sessioncore.base.environment import EmptyWallet
from sessioncore.effects import Address, Send
from sessioncore.handlers.limits import Limits
from sessioncore.statechart import ActionFailed, Event, Machine, Timer
from sessioncore.wire.sip import Request, Response, parse

if TYPE_CHECKING:
    from sessioncore.statechart import Signal

LIMITS = Limits()
NOWHERE: Address = ("192.0.2.9", 5060)


class _Env:
    """Chance without chance: one transaction needs one tag. Nobody has a secret."""

    def __init__(self) -> None:
        self.wallet = EmptyWallet()

    def tag(self) -> str:
        return "t1"


class Bench:
    """What a transaction asks of its cell (`statechart.Cell`, `actions.context.CellContext`), without time.

    sent      messages that were sent, in order, by name
    signals   signals that were raised
    created   requests of transactions that were made
    deferred  events that are held back
    faults    what must not happen and did
    """

    def __init__(self) -> None:
        self.limits = LIMITS
        self.env = _Env()
        self.session = ""
        self.trace = None
        self.key: str | None = None
        self.outbox: list[Any] = []
        self.sent: list[str] = []
        self.signals: list[Any] = []
        self.created: list[Request] = []
        self.deferred: list[Event] = []
        self.faults: list[str] = []
        self._next: list[Event] = []

    @property
    def cell(self) -> Bench:
        """It is its own scope."""
        return self

    def run(self, machine: Machine, event: Event) -> None:
        """One mailbox entry, what it recalls, and what follows from an action that raised."""
        machine.dispatch(event)
        self.drain(machine)

    def drain(self, machine: Machine) -> None:
        """Let follow what the last event recalled or made fail."""
        while self._next:
            machine.dispatch(self._next.pop(0))

    # -- statechart.Cell ---

    def arm(self, machine: Machine, index: int, delay: float) -> Timer:
        return Timer(machine, index, delay, 0.0, 0)

    def rearm(self, timer: Timer, interval: float) -> None:
        """How often it has fired makes no difference here."""

    def cancel(self, timer: Timer) -> None:
        """A stopped timer is no longer the machine's; that is all."""

    def uniform(self, low: float, high: float, step: float) -> float:
        return low

    def raise_signal(self, machine: Machine, signal: Signal) -> None:
        self.signals.append(signal)

    def create_transaction(self, machine: Machine, kind: str, request: Request) -> None:
        self.created.append(request)

    def defer(self, machine: Machine, event: Event) -> None:
        self.deferred.append(event)

    def held(self, machine: Machine, event: str) -> int:
        return sum(event == held.NAME for held in self.deferred)

    def recall(self, machine: Machine) -> None:
        self._next += self.deferred
        self.deferred = []

    def reject(self, machine: Machine, event: Event, status: int, why: str) -> None:
        self.faults.append(f"unhandled: {machine.CHART} {machine.state_name} rejects {event.NAME} with {status}: {why}")

    def never(self, machine: Machine, event: Event, why: str) -> None:
        self.faults.append(f"never: {machine.CHART} {machine.state_name} got {event.NAME}, which cannot be: {why}")

    def action_failed(self, machine: Machine, action: str, error: BaseException, mark: int) -> None:
        del self.sent[len(self.sent) - max(0, len(self.outbox) - mark) :]
        del self.outbox[mark:]
        self.faults.append(f"{machine.CHART} {machine.state_name}: {action} raised {type(error).__name__}: {error}")
        self._next.insert(0, ActionFailed(action, error))

    # -- actions.context.CellContext, as far as transactions need it ---

    def send_request(self, request: Request) -> Send:
        return self._send(request)

    def send_response(self, response: Response) -> Send:
        return self._send(response)

    def _send(self, message: Request | Response) -> Send:
        send = Send(message.encode(), NOWHERE)
        self.outbox.append(send)
        self.sent.append(name_of(message))
        return send

    def emit(self, effect: Send) -> None:
        self.outbox.append(effect)
        self.sent.append(name_of(parse(effect.data)))

    def claimed(self, call_id: str) -> str | None:
        return "t1"


def name_of(message: Request | Response) -> str:
    """`INVITE`, or `486 INVITE`."""
    return message.method if isinstance(message, Request) else f"{message.status} {message.cseq.method}"
