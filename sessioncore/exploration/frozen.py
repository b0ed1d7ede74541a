"""A call leg between two steps, as a value: what its parts are, how they stand to each other, what they know.

Equal values behave alike. Each slice is written down by `abstract`, which leaves out what no row reads any more.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import attrs

from sessioncore.effects import Media
from sessioncore.exploration.layer import KINDS, Transaction
from sessioncore.exploration.messages import Message
from sessioncore.handlers import leg as wiring
from sessioncore.statechart import Machine, Timer

PEER = "peer"
"""The one remote tag."""

IN_LEG = ("setup", "session")
"""Parts of the outer scope."""


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


def where_of(machine: Any) -> tuple[str, Any]:
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
    """The canonical value of a machine's slice: lists and tables as tuples, what is not read again blank."""
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


def freeze(cell: Any, before: Side, engine: Any) -> Taken:
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
        if machine.part in ("reliable_answer", "reliable_provisional") and machine.final:
            continue  # what it still gets it ignores, or answers as if it were not there
        parts.append(
            Part(
                where_of(machine),
                machine.CHART,
                machine.state_name,
                tuple(name for name, _ in machine.armed_timers()) if isinstance(machine, Machine) else (),
                abstract(machine)
                if isinstance(machine, Machine)
                else (machine.cancel_waits and machine.state_name == "calling",),
                where_of(machine.origin) if machine.origin is not None else None,
                where_of(machine.current) if machine.current is not None else None,
            )
        )
    deferred = tuple(
        (where_of(machine), event.NAME, tuple(getattr(event, name) for name in event.FIELDS))
        for machine, event, _ in cell.deferred or ()
    )
    return Taken(
        Side("live", tuple(parts), deferred, tuple(cell.open_commands), media), tuple(sent), tuple(faults), choices
    )


def thaw(cell: Any, side: Side) -> None:
    if any(part.where[0] not in IN_LEG and part.where[0] not in KINDS for part in side.parts):
        cell.dialogs[PEER] = wiring.DialogScope(cell, PEER, cell.leg)
    made: dict[tuple[str, Any], Any] = {}
    for part in side.parts:
        name, key = part.where
        scope = cell.leg if name in IN_LEG else cell.dialogs.get(PEER, cell.leg)
        if name in KINDS:
            transaction = KINDS[name](scope, key)
            transaction.state_name = part.state
            transaction.cancel_waits = part.slice[0]
            cell.transactions.append(transaction)
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
    cell.open_commands = tuple(side.commands)
    for where, name, fields in side.deferred:
        machine = made[where]
        event = machine.EVENTS[name](*fields)
        cell.deferred = [*(cell.deferred or ()), (machine, event, machine.current)]
