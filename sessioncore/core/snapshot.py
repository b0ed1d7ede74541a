"""Snapshots: a cell as plain JSON values, taken between macrosteps, and the same cell again.

A snapshot holds what the charts are (states, timers, deferred events), what they know (slices) and how they stand to
each other (`origin` and `current` as serial numbers). Deadlines are absolute: `now` goes on over a restart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.core.cell import Cell
from sessioncore.core.values import decode, encode
from sessioncore.handlers import leg as leg_wiring
from sessioncore.statechart import Timer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sessioncore.core.engine import Engine
    from sessioncore.statechart import Machine

VERSION = 1


def _scopes(cell: Cell) -> Iterator[tuple[str | None, Any]]:
    yield None, cell.leg
    yield from cell.dialogs.items()


def take(cell: Cell, *, reserve: bool = False) -> dict[str, Any]:
    """The snapshot of a call leg.

    With `reserve` the local CSeq of each dialog is written as the upper bound that its next requests may use before
    the next snapshot, so that it never goes back after a crash (behaviours.md B2.11).
    """
    parts = [_part(machine, scope) for scope, owner in _scopes(cell) for machine in owner.parts()]
    if reserve:
        for part in parts:
            if part["part"] == "dialog":
                step = cell.limits.cseq_reserve
                part["slice"]["local_cseq"] = int((part["slice"]["local_cseq"] // step + 1) * step)
    return {
        "version": VERSION,
        "wiring": cell.wiring.DIGEST,
        "session": cell.session,
        "at": cell.engine.now,
        "serial": cell.serial,
        "peer": encode(cell.peer),
        "names": [list(name) for name in cell.names],
        "commands": list(cell.open_commands),
        "dialogs": list(cell.dialogs),
        "parts": parts,
        "transactions": [_part(machine, machine.scope.key) for machine in cell.transactions],
        "deferred": [
            [owner.serial, event.NAME, {name: encode(getattr(event, name)) for name in event.FIELDS}, _serial(current)]
            for owner, event, current in cell.deferred or ()
        ],
    }


def _serial(machine: Machine | None) -> int | None:
    return None if machine is None else machine.serial


def _part(machine: Machine, scope: str | None) -> dict[str, Any]:
    record = machine.actions.slice
    return {
        "chart": machine.CHART,
        "digest": machine.DIGEST,
        "part": machine.part,
        "scope": scope,
        "key": encode(machine.key),
        "serial": machine.serial,
        "state": machine.state_name,
        "reliable": machine.reliable,
        "origin": _serial(machine.origin),
        "current": _serial(machine.current),
        "slice": {
            field.name: encode(getattr(record, field.name)) for field in attrs.fields(type(record)) if field.eq
        },
        "timers": [
            [name, timer.deadline, timer.interval, timer.count, timer.sequence]
            for name, timer in machine.armed_timers()
        ],
    }


def restore(engine: Engine, snapshot: dict[str, Any]) -> Cell:
    """Bring a call leg back into an engine that does not have it.

    Raises ValueError when the snapshot was taken with other charts or the session is there already.
    """
    session = snapshot["session"]
    if snapshot["version"] != VERSION or snapshot["wiring"] != leg_wiring.DIGEST:
        raise ValueError(f"session {session}: the snapshot was taken with another wiring")
    for part in snapshot["parts"]:
        if leg_wiring.CHARTS.get(part["chart"]) != part["digest"]:
            raise ValueError(f"session {session}: the snapshot was taken with another {part['chart']}")
    if session in engine.cells:
        raise ValueError(f"session {session} is there already")
    cell = Cell(engine, session, leg_wiring, engine.bindings.leg)
    cell.leg = leg_wiring.LegScope(cell)
    cell.peer = decode(snapshot["peer"])
    cell.serial = snapshot["serial"]
    cell.open_commands = list(snapshot["commands"])
    cell.stored = True  # so that the store is told when the call is over
    for key in snapshot["dialogs"]:
        cell.dialogs[key] = leg_wiring.DialogScope(cell, key, cell.leg)
    machines: dict[int, Machine] = {}
    timers: list[tuple[int, Machine, list[Any]]] = []
    for part in snapshot["parts"]:
        scope = cell.leg if part["scope"] is None else cell.dialogs[part["scope"]]
        machine = cell.bindings.parts[part["part"], part["chart"]](scope, decode(part["key"]))
        _fill(machine, part, machines, timers)
    for part in snapshot["transactions"]:
        scope = cell.leg if part["scope"] is None else cell.dialogs[part["scope"]]
        machine = cell.bindings.transactions[part["part"]](scope, decode(part["slice"]["request"]))
        _fill(machine, part, machines, timers)
        machine.key = decode(part["key"])
        cell.transactions.append(machine)
        engine.transactions[machine.key] = machine
    for part in [*snapshot["parts"], *snapshot["transactions"]]:
        machine = machines[part["serial"]]
        machine.origin = machines.get(part["origin"])
        machine.current = machines.get(part["current"])
    for serial, name, fields, current in snapshot["deferred"]:
        event = machines[serial].EVENTS[name](**{field: decode(value) for field, value in fields.items()})
        if cell.deferred is None:
            cell.deferred = []
        cell.deferred.append((machines[serial], event, machines.get(current)))
    for _, machine, (name, deadline, interval, count, _sequence) in sorted(timers, key=lambda entry: entry[0]):
        timer = Timer(machine, machine.TIMERS.index(name), interval, deadline, engine.wheel.next_sequence())
        timer.count = count
        engine.wheel.arm(timer)
        machine.restore_timer(name, timer)
    engine.cells[session] = cell
    for call_id, local_tag in snapshot["names"]:
        cell.claim(call_id, local_tag)
    return cell


def _fill(
    machine: Machine, part: dict[str, Any], machines: dict[int, Machine], timers: list[tuple[int, Machine, list[Any]]]
) -> None:
    record = machine.actions.slice
    for name, value in part["slice"].items():
        setattr(record, name, decode(value))
    machine.restore(part["state"])
    machine.serial = part["serial"]
    machine.reliable = part["reliable"]
    machines[machine.serial] = machine
    timers.extend((timer[4], machine, timer) for timer in part["timers"])
