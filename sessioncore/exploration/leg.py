"""One call leg as the explorer sees it: a frozen state, and what one input makes of it.

The cell is the shipped one with the generated charts, routes and asks; under it stands the abstract transaction layer.
What an input makes of a frozen leg is computed once and remembered, so most moves of a search cost a look into a table.
"""

from __future__ import annotations

from collections import deque
from importlib import import_module
from types import SimpleNamespace
from typing import Any, NamedTuple

import attrs

from sessioncore.base.settings import Settings
from sessioncore.core.cell import Cell
from sessioncore.effects import Media, Reply
from sessioncore.exploration.actions import ACTIONS
from sessioncore.exploration.layer import KINDS, Transaction
from sessioncore.exploration.messages import Message
from sessioncore.exploration.transaction import Classes
from sessioncore.handlers import leg as wiring
from sessioncore.handlers.limits import Limits
from sessioncore.statechart import Machine, Timer

SPARE = 8
"""Number of a transaction that there is no room for; what needs it is not done."""

PEER = "peer"
"""The one remote tag."""

ARGUMENTS: dict[str, dict[str, Any]] = {
    "dial": {"target": "sip:somebody@192.0.2.9", "arguments": {}},
    "answer": {"source": "silence"},
    "progress": {"source": "silence"},
    "decline": {"status": 486},
    "decline_modify": {"status": 488},
}


class Part(NamedTuple):
    """A machine between two steps; `where` is its part and key, links are the `where` of other machines."""

    where: tuple[str, Any]
    chart: str
    state: str
    timers: tuple[str, ...]
    slice: tuple[Any, ...]
    origin: tuple[str, Any] | None
    current: tuple[str, Any] | None

    def get(self, field: str) -> Any:
        """A field of its slice."""
        return _thawed_value(self.slice[_FIELDS[self.chart].index(field)], object)


_FIELDS: dict[str, tuple[str, ...]] = {}
"""Names of the fields of each chart's slice, as its machines are met."""


class Side(NamedTuple):
    """A leg between two steps. `stage`: fresh (no leg yet), live, gone."""

    stage: str
    parts: tuple[Part, ...] = ()
    deferred: tuple[Any, ...] = ()
    commands: tuple[int, ...] = ()
    media: int = 0

    def state(self, part: str) -> str:
        """State of a part, "" where there is none."""
        return next((each.state for each in self.parts if each.where[0] == part), "")

    def find(self, part: str) -> Part | None:
        return next((each for each in self.parts if each.where[0] == part), None)


FRESH, GONE = Side("fresh"), Side("gone")


class Taken(NamedTuple):
    """What an input came to. `open_choices` are those that the charts left open and this outcome decided, in words."""

    side: Side
    sent: tuple[Message, ...]
    faults: tuple[str, ...]
    choices: tuple[str, ...]


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
        self.limits = Limits()
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
        made: Any = self._open(machine, "invite_server" if request.method == "INVITE" else "non_invite_server", request.number)
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
    ("stream", "media/stream"),
    ("reliable_answer", "dialog/reliable_answer"),
)

_IN_LEG = ("setup", "session")

_OFFERS = ("local", "remote", "open_local", "open_remote", "sent", "streams", "debt", "owed_answer")
BLANKED: dict[str, dict[str, tuple[str, ...]]] = {
    "negotiation/offer_answer": {"closed": _OFFERS},
    "negotiation/modify_out": {
        "idle": ("cseq",),
        "turn": ("cseq",),
        "glare": ("cseq",),
        "closed": ("direction", "refreshing"),
    },
    "negotiation/modify_in": {"idle": ("request", "response"), "closed": ("request", "response")},
    "media/stream": {"closed": ("configured",)},
}
"""Fields of slices by chart and state that no row reads from there on before it is written: they make no difference."""


def _shipped(chart: str) -> type[Machine]:
    module = import_module(f"sessioncore.handlers.{chart.replace('/', '.')}")
    found: type[Machine] = next(each for each in vars(module).values() if getattr(each, "CHART", "") == chart)
    return found


class Legs:
    """Computes what inputs make of legs, each once.

    An input is ("command", name, id), ("message", message), ("timer", where, name), ("layer", where, method).
    """

    def __init__(self, settings: Settings, classes: Classes | None = None) -> None:
        self._bindings = Bindings(classes)
        self._settings = settings
        self._known: dict[Any, tuple[Taken, ...]] = {}
        self._commands: dict[Side, tuple[str, ...]] = {}

    def take(self, side: Side, given: tuple[Any, ...], numbers: tuple[int, ...]) -> tuple[Taken, ...]:
        """Every outcome of an input: one for each way to decide what is left open.

        None when it would begin a transaction and `numbers` are used up.
        """
        key = side, given, numbers
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(self._outcomes(side, given, numbers))
        return found

    def commands(self, side: Side) -> tuple[str, ...]:
        """The commands that a leg would take now."""
        found = self._commands.get(side)
        if found is None:
            cell = LegCell(_Engine(self._bindings, self._settings), self._bindings, (), ())
            _thaw(cell, side)
            names = []
            for name, find in wiring.COMMANDS.items():
                taker = find(cell, command=0, **ARGUMENTS.get(name, {"contact": ""} if name == "redirect" else {}))
                if taker is not None and name in taker[0].COMMANDS[taker[0].state]:
                    names.append(name)
            found = self._commands[side] = tuple(names)
        return found

    def _outcomes(self, side: Side, given: tuple[Any, ...], numbers: tuple[int, ...]) -> list[Taken]:
        outcomes = []
        waiting: list[tuple[bool, ...]] = [()]
        while waiting:
            choices = waiting.pop()
            engine = _Engine(self._bindings, self._settings)
            cell = LegCell(engine, self._bindings, numbers, choices)
            _thaw(cell, side)
            _give(cell, side, given)
            if not cell.exhausted:
                outcomes.append(_freeze(cell, side, engine))
            for index in range(len(choices), len(cell.decided)):
                decided = tuple(answer for _, answer in cell.decided[:index])
                waiting.append((*decided, True))
        return outcomes


def _give(cell: LegCell, side: Side, given: tuple[Any, ...]) -> None:
    kind = given[0]
    if kind == "command":
        _, name, command = given
        if side.stage == "fresh":
            _start(cell, "setup/outgoing")
        found = wiring.COMMANDS[name](cell, command=command, **ARGUMENTS.get(name, {}))
        assert found is not None, "the model gives commands only where they can be taken"
        cell.open_commands.append(command)
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
    return next(machine for machine in cell.machines() if _where(machine) == where)


def _where(machine: Any) -> tuple[str, Any]:
    return machine.part, machine.number if isinstance(machine, Transaction) else machine.key


class Kept(NamedTuple):
    """Stands for a value that cannot be part of a state itself; `KEPT` has it by its text."""

    text: str


KEPT: dict[str, Any] = {}


def _frozen_value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return tuple(value.items())
    try:
        hash(value)
    except TypeError:
        KEPT[repr(value)] = value
        return Kept(repr(value))
    return value


def _thawed_value(value: Any, kind: type[Any]) -> Any:
    if isinstance(value, Kept):
        return KEPT[value.text]
    return kind(value) if kind in (list, dict) else value


def abstract(machine: Machine) -> tuple[Any, ...]:
    """The canonical value of a machine's slice: its fields, lists and tables as tuples, what nobody reads again blanked."""
    record = machine.actions.slice
    dead = BLANKED.get(machine.CHART, {}).get(machine.state_name, ())
    if machine.part == "modify_out" and machine.current is None:
        dead = (*dead, "cseq")  # no 2xx can come for it any more
    if machine.part == "offer_answer" and machine.state_name != "offer_received.previewed":
        dead = (*dead, "sent")  # it is read in the macrostep that writes it, but for a preview
    if machine.CHART not in _FIELDS:
        _FIELDS[machine.CHART] = tuple([field.name for field in attrs.fields(type(record)) if field.eq is not False])
    values = []
    for field in attrs.fields(type(record)):
        if field.eq is not False:
            values.append(_frozen_value(getattr(record, field.name)) if field.name not in dead else _blank(field))
    return tuple(values)


def _blank(field: Any) -> Any:
    default = field.default
    return _frozen_value(default.factory() if isinstance(default, attrs.Factory) else default)  # type: ignore[arg-type]


def _freeze(cell: LegCell, before: Side, engine: Any) -> Taken:
    sent, media, faults = [], before.media, list(engine.faults)
    for effect in engine.outbox:
        if isinstance(effect, Message):
            sent.append(effect)
        elif isinstance(effect, Media):
            kind = type(effect.command).__name__
            if kind == "OpenStream":
                media += 1
                faults += ["media was opened twice"] if media > 1 else []
            elif kind == "CloseStream":
                media -= 1
                faults += ["media was closed that was not open"] if media < 0 else []
            elif kind == "ConfigureStream" and not media:
                faults.append("media was configured that is not open")
        else:
            assert not isinstance(effect, Reply) or effect.outcome != "refused" or effect.status != 491
    choices = tuple(what for what, answer in cell.decided if answer)
    if before.stage != "live" and cell.leg.setup is None:
        return Taken(before, tuple(sent), tuple(faults), choices)
    if cell.closed:
        if cell.open_commands:
            faults.append("a command got no reply while the leg lived")
        if media:
            faults.append("media is left open at the end")
        return Taken(GONE, tuple(sent), tuple(faults), choices)
    parts = []
    for machine in cell.machines():
        if machine.part == "reliable_answer" and machine.final:
            continue  # what it still gets it ignores
        parts.append(
            Part(
                _where(machine),
                machine.CHART,
                machine.state_name,
                tuple(name for name, _ in machine.armed_timers()) if isinstance(machine, Machine) else (),
                abstract(machine) if isinstance(machine, Machine) else (machine.cancel_waits and machine.state_name == "calling",),
                _where(machine.origin) if machine.origin is not None else None,
                _where(machine.current) if machine.current is not None else None,
            )
        )
    deferred = tuple(
        (_where(machine), event.NAME, tuple(getattr(event, name) for name in event.FIELDS))
        for machine, event, _ in cell.deferred or ()
    )
    return Taken(
        Side("live", tuple(parts), deferred, tuple(cell.open_commands), media), tuple(sent), tuple(faults), choices
    )


def _thaw(cell: LegCell, side: Side) -> None:
    if any(part.where[0] not in _IN_LEG and part.where[0] not in KINDS for part in side.parts):
        cell.dialogs[PEER] = wiring.DialogScope(cell, PEER, cell.leg)
    made: dict[tuple[str, Any], Any] = {}
    for part in side.parts:
        name, key = part.where
        scope = cell.leg if name in _IN_LEG else cell.dialogs.get(PEER, cell.leg)
        if name in KINDS:
            transaction = KINDS[name](scope, key)
            transaction.state_name = part.state
            transaction.cancel_waits = part.slice[0]
            cell.transactions.append(transaction)  # type: ignore[arg-type]
            made[part.where] = transaction
            continue
        machine = cell.bindings.parts[name, part.chart](scope, key)
        machine.restore(part.state)
        for timer in part.timers:
            machine.restore_timer(timer, Timer(machine, machine.TIMERS.index(timer), 1.0, 0.0, 0))
        record = machine.actions.slice
        fields = [field.name for field in attrs.fields(type(record)) if field.eq is not False]
        for field, value in zip(fields, part.slice, strict=True):
            setattr(record, field, _thawed_value(value, type(getattr(record, field))))
        made[part.where] = machine
    for part in side.parts:
        machine = made[part.where]
        machine.origin = made.get(part.origin) if part.origin is not None else None
        machine.current = made.get(part.current) if part.current is not None else None
    cell.head = cell.leg.setup
    cell.open_commands = list(side.commands)
    for where, name, fields in side.deferred:
        machine = made[where]
        event = machine.EVENTS[name](*fields)
        cell.deferred = [*(cell.deferred or ()), (machine, event, machine.current)]
