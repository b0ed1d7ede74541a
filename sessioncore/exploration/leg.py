"""One call leg as the explorer sees it: a frozen state, and what one input makes of it.

The cell is the shipped one with the generated charts, routes and asks; under it stands the abstract transaction layer.
"""

from __future__ import annotations

from collections import deque
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from sessioncore.base.settings import Settings
from sessioncore.core.cell import Cell
from sessioncore.exploration.actions import ACTIONS
from sessioncore.exploration.frozen import PEER, Side, Taken, freeze, thaw, where_of
from sessioncore.exploration.layer import KINDS, Transaction
from sessioncore.exploration.messages import Message
from sessioncore.exploration.transaction import Classes
from sessioncore.handlers import leg as wiring
from sessioncore.handlers.limits import Limits
from sessioncore.statechart import Machine, Timer

SPARE = 8
"""Number of a transaction that there is no room for; what needs it is not done."""

COMMANDS = ("dial", "ring", "answer", "decline", "hang_up", "hold", "resume", "accept_modify", "decline_modify")
"""What applications do here."""

ARGUMENTS: dict[str, dict[str, Any]] = {
    "dial": {"target": "sip:somebody@192.0.2.9", "arguments": {}},
    "answer": {"source": "silence"},
    "progress": {"source": "silence"},
    "decline": {"status": 486},
    "decline_modify": {"status": 488},
}


_LIMITS = Limits()


class _Environment:
    """Chance without chance."""

    def __init__(self) -> None:
        self.ports = SimpleNamespace(take=lambda: 20000, retake=lambda port: None)

    def tag(self) -> str:
        return "me"

    def number(self, bits: int = 32) -> int:
        return 1

    def uniform(self, low: float, high: float, step: float) -> float:
        return low


class _Engine:
    """What a cell asks of its engine."""

    def __init__(self, bindings: Any, settings: Settings) -> None:
        self.bindings = SimpleNamespace(leg=bindings)
        self.env = _Environment()
        self.settings = settings
        self.limits = _LIMITS
        self.outbox: list[Any] = []
        self.signals: deque[tuple[Machine, Any]] = deque()
        self.trace_log = None
        self.subscribed: set[type[Any]] = set()
        self.now = 0.0
        self.faults: list[str] = []

    def start_timer(self, machine: Machine, index: int, delay: float) -> Timer:
        return Timer(machine, index, delay, 0.0, 0)

    def cancel_timer(self, timer: Timer) -> None:
        """A stopped timer is no longer the machine's; that is all."""

    def count(self, key: str) -> None:
        """Counters are for operators."""

    def on_error(self, session: str, what: str, where: str, error: BaseException | None) -> None:
        self.faults.append(f"{what} ({where})" + (f": {error}" if error is not None else ""))

    def collect(self, cell: Any) -> None:
        """Forget transactions that are over; the leg when all of it is."""
        over = [machine for machine in cell.transactions if machine.over]
        for transaction in over:
            cell.transactions.remove(transaction)
        for machine in cell.machines():
            if machine.current in over:
                machine.current = None
        if all(machine.final for machine in cell.parts()) and all(each.DETACHABLE for each in cell.transactions):
            cell.closed = True


class LegCell(Cell):
    """The shipped cell over the abstract layer, without time."""

    __slots__ = ("choices", "decided", "exhausted", "numbers")

    def __init__(self, engine: Any, bindings: Any, numbers: tuple[int, ...], choices: tuple[bool, ...]) -> None:
        super().__init__(engine, "explored", wiring, bindings)
        self.leg = wiring.LegScope(self)
        self.numbers = list(numbers)
        self.exhausted = False
        self.choices = choices
        self.decided: list[tuple[str, bool]] = []

    def parts(self) -> list[Any]:
        return [*self.leg.parts(), *(part for scope in self.dialogs.values() for part in scope.parts())]

    def machines(self) -> list[Any]:
        return [*self.parts(), *self.transactions]

    def choose(self, what: str) -> bool:
        """Decide what the model leaves open; one answer within one step."""
        for known, answer in self.decided:
            if known == what:
                return answer
        index = len(self.decided)
        self.decided.append((what, index < len(self.choices) and self.choices[index]))
        return self.decided[-1][1]

    def new_number(self) -> int:
        """Number of the next transaction."""
        if not self.numbers:
            self.exhausted = True
            return SPARE
        return self.numbers.pop(0)

    def rearm(self, timer: Timer, interval: float) -> None:
        """How often it has fired makes no difference here."""

    def create_transaction(self, machine: Machine, kind: str, request: Any) -> None:
        made = self._open(machine, kind, request.number)
        if request.method != "CANCEL":
            self.outbox.append(request)
        machine.current = made  # type: ignore[assignment]

    def serve(self, machine: Machine, request: Any, key: tuple[str, ...]) -> Machine:
        made: Any = self._open(
            machine, "invite_server" if request.method == "INVITE" else "non_invite_server", request.number
        )
        machine.current = made
        return machine

    def _open(self, machine: Machine, kind: str, number: int) -> Transaction:
        made = KINDS[kind](machine.scope, number)
        made.origin = machine
        self.transactions.append(made)  # type: ignore[arg-type]
        return made

    def send_request(self, request: Any) -> Any:
        self.outbox.append(request)
        return request

    def send_response(self, response: Any) -> Any:
        self.outbox.append(response)
        return response

    def claim(self, call_id: str, local_tag: str) -> None:
        """There is one call."""


class Bindings:
    """Makes the parts of a leg: generated class (or one that stands in for it), explorer's actions, generated asks."""

    def __init__(self, classes: Classes | None) -> None:
        self.parts = {
            (part, chart): self._maker(part, chart, (classes or {}).get(chart) or _shipped(chart))
            for part, chart in _PARTS
        }

    @staticmethod
    def _maker(part: str, chart: str, machine_class: type[Machine]) -> Any:
        actions_class = ACTIONS[chart]
        asks = getattr(wiring, f"{part.upper()}_ASKS", None)

        def make(scope: Any, key: Any = None) -> Machine:
            machine = machine_class(actions_class(scope), asks, scope.cell)
            machine.scope = scope
            machine.part = part
            machine.key = key
            scope.place(machine)
            return machine

        return make


_PARTS = (
    ("setup", "setup/outgoing"),
    ("setup", "setup/incoming"),
    ("session", "session/session"),
    ("dialog", "dialog/dialog"),
    ("offer_answer", "negotiation/offer_answer"),
    ("usage", "dialog/invite_usage"),
    ("session_timer", "dialog/session_timer"),
    ("modify_out", "negotiation/modify_out"),
    ("modify_in", "negotiation/modify_in"),
    ("update_in", "negotiation/update_in"),
    ("stream", "media/stream"),
    ("reliable_answer", "dialog/reliable_answer"),
    ("reliable_provisional", "dialog/reliable_provisional"),
    ("prack", "dialog/prack"),
)


def _shipped(chart: str) -> type[Machine]:
    module = import_module(f"sessioncore.handlers.{chart.replace('/', '.')}")
    found: type[Machine] = next(each for each in vars(module).values() if getattr(each, "CHART", "") == chart)
    return found


class Legs:
    """Computes what inputs make of legs; the model remembers it.

    An input is ("command", name, id), ("message", message), ("timer", where, name) or ("layer", where, method). A dial
    with a fourth item sends an INVITE without offer.
    """

    def __init__(self, settings: Settings, classes: Classes | None = None) -> None:
        self._bindings = Bindings(classes)
        self._settings = settings

    def take(self, side: Side, given: tuple[Any, ...], numbers: tuple[int, ...]) -> tuple[Taken, ...]:
        """Every outcome of an input: one for each way to decide what is left open.

        None when it would begin a transaction and `numbers` are used up.
        """
        return tuple(self._outcomes(side, given, numbers))

    def commands(self, side: Side) -> tuple[str, ...]:
        """The commands that a leg would take now."""
        cell = LegCell(_Engine(self._bindings, self._settings), self._bindings, (), ())
        thaw(cell, side)
        names = []
        for name in COMMANDS:
            taker = wiring.COMMANDS[name](cell, command=0, **ARGUMENTS.get(name, {}))
            if taker is not None and name in taker[0].COMMANDS[taker[0].state]:
                names.append(name)
        return tuple(names)

    def _outcomes(self, side: Side, given: tuple[Any, ...], numbers: tuple[int, ...]) -> list[Taken]:
        outcomes = []
        waiting: list[tuple[bool, ...]] = [()]
        while waiting:
            choices = waiting.pop()
            engine = _Engine(self._bindings, self._settings)
            cell = LegCell(engine, self._bindings, numbers, choices)
            thaw(cell, side)
            _give(cell, side, given)
            if not cell.exhausted:
                outcomes.append(freeze(cell, side, engine))
            for index in range(len(choices), len(cell.decided)):
                decided = tuple(answer for _, answer in cell.decided[:index])
                waiting.append((*decided, True))
        return outcomes


def _give(cell: LegCell, side: Side, given: tuple[Any, ...]) -> None:
    kind = given[0]
    if kind == "command":
        _, name, command, *late = given
        if side.stage == "fresh":
            _start(cell, "setup/outgoing")
        arguments = ARGUMENTS.get(name, {}) if not late else {**ARGUMENTS[name], "arguments": {"offer": "late"}}
        found = wiring.COMMANDS[name](cell, command=command, **arguments)
        assert found is not None, "the model gives commands only where they can be taken"
        cell.open_commands = (*cell.open_commands, command)
        cell.handle(found[0].dispatch, found[1], f"command {name}")
    elif kind == "message":
        _receive(cell, side, given[1])
    elif kind == "timer":
        machine = _machine(cell, given[1])
        timer = dict(machine.armed_timers())[given[2]]
        cell.handle(machine.timer_fired, timer, f"timer {given[2]}")
    else:
        transaction = _machine(cell, given[1])
        cell.handle(lambda _: getattr(transaction, given[2])(), None, given[2])


def _start(cell: LegCell, setup: str) -> None:
    cell.create_part(cell.leg, "setup", None, setup)
    cell.create_part(cell.leg, "session", None, "session/session")


def _receive(cell: LegCell, side: Side, message: Message) -> None:
    """Find who names a message, as `core.routing` does."""
    if not message.is_request:
        kinds = ("invite_client",) if message.method == "INVITE" else ("non_invite_client",)
        transaction: Any = _transaction(cell, kinds, message.number)
        if transaction is not None:
            cell.handle(transaction.receive, message, str(message))
        return
    method = message.method
    scope = cell.dialogs.get(PEER)
    if side.stage == "fresh" and method == "INVITE":
        _start(cell, "setup/incoming")
        incoming = cell.leg.setup
        cell.serve(incoming, message, ())
        cell.handle(incoming.receive_request, message, "INVITE")
    elif method == "ACK":
        answer = scope.reliable_answer.get(message.number) if scope is not None else None
        if answer is not None:
            cell.handle(answer.receive_request, message, "ACK")
    elif method == "CANCEL":
        transaction = _transaction(cell, ("invite_server",), message.number)
        if transaction is not None:
            cell.handle(transaction.receive, message, "CANCEL")
    elif scope is not None:
        cell.serve(scope.dialog, message, ())
        cell.handle(scope.dialog.receive_request, message, method)
    else:
        cell.emit(message.reply(481))  # type: ignore[arg-type]


def _transaction(cell: LegCell, kinds: tuple[str, ...], number: int) -> Any:
    made: Any
    for made in cell.transactions:
        if made.part in kinds and made.number == number:
            return made
    return None


def _machine(cell: LegCell, where: tuple[str, Any]) -> Any:
    return next(machine for machine in cell.machines() if where_of(machine) == where)
