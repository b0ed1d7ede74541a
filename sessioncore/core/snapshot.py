"""Snapshots: a cell as plain JSON values, taken between macrosteps, and the same cell again.

A snapshot holds what the charts are (states, timers, deferred events), what they know (slices) and how they stand to
each other (`origin` and `current` as serial numbers). Deadlines are absolute: `now` goes on over a restart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.base.errors import SnapshotError
from sessioncore.core.cell import Cell
from sessioncore.core.locations import BINDING, BindingCell
from sessioncore.core.snapshot_schema import VERSION, check
from sessioncore.core.values import decode, encode
from sessioncore.effects import Reply
from sessioncore.statechart import Timer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sessioncore.core.engine import Engine
    from sessioncore.statechart import Machine


def _scopes(cell: Cell) -> Iterator[tuple[str | None, Any]]:
    yield None, cell.leg
    yield from cell.dialogs.items()


def take(cell: Cell, *, reserve: bool = False) -> dict[str, Any]:
    """The snapshot of a call leg.

    With `reserve` the local CSeq of each dialog is written as the upper bound that its next requests may use before
    the next snapshot, so that it never goes back after a crash, nor comes twice (behaviours.md B2.11).
    """
    parts = [_part(machine, scope) for scope, owner in _scopes(cell) for machine in owner.parts()]
    transactions = [_part(machine, machine.scope.key) for machine in cell.transactions]
    known = {part["serial"] for part in (*parts, *transactions)}
    # Of a request of ours whose sender is over (the CANCEL of an INVITE that has ended) nobody wants to hear any more.
    transactions = [
        each for each in transactions if each["origin"] in {*known, None} or not each["part"].endswith("_client")
    ]
    known = {part["serial"] for part in (*parts, *transactions)}
    for part in (*parts, *transactions):
        # A transaction that is over may still be somebody's last one: nobody can be told of it any more.
        for link in ("origin", "current"):
            if part[link] not in known:
                part[link] = None
    if reserve:
        for part in parts:
            if part["part"] == "dialog":
                step = cell.limits.cseq_reserve
                part["slice"]["local_cseq"] = int((part["slice"]["local_cseq"] // step + 1) * step) - 1
    return {
        "version": VERSION,
        "wiring": cell.wiring.DIGEST,
        "session": cell.session,
        "at": cell.engine.now,
        "serial": cell.serial,
        "peer": encode(cell.peer),
        "names": [list(name) for name in cell.names],
        "commands": list(cell.open_commands),
        "orphans": list(cell.orphans or ()),
        "dialogs": list(cell.dialogs),
        "parts": parts,
        "transactions": transactions,
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
        "slice": {field.name: encode(getattr(record, field.name)) for field in attrs.fields(type(record)) if field.eq},
        "timers": [
            [name, timer.deadline, timer.interval, timer.count, timer.sequence]
            for name, timer in machine.armed_timers()
        ],
    }


def restore(engine: Engine, snapshot: dict[str, Any]) -> Cell:
    """Bring a call leg back into an engine that does not have it; effects go to the engine's outbox.

    Raises SnapshotError when it does not fit to today's charts, or its session is there already: then nothing has
    changed.
    """
    is_binding = isinstance(snapshot, dict) and snapshot.get("wiring") == BINDING.cell.DIGEST
    check(snapshot, BINDING if is_binding else engine.wiring)
    session = snapshot["session"]
    if session in engine.cells or session in engine.locations.cells:
        raise SnapshotError(f"session {session} is there already", session=session)
    try:
        cell = _binding_cell(engine, snapshot) if is_binding else _leg_cell(engine, session)
        timers = _rebuilt(cell, snapshot)
    except Exception as error:  # whatever a decoder says about a value that only looks right
        raise SnapshotError(f"session {session}: {type(error).__name__}: {error}", session=session) from error
    for call_id, local_tag in snapshot["names"]:
        if (call_id, local_tag) in engine.legs:
            raise SnapshotError(f"session {session}: another session has its Call-ID and tag", session=session)
    for machine in cell.transactions:
        if machine.key in engine.transactions:
            raise SnapshotError(f"session {session}: another session has its transaction", session=session)
    _enter(engine, cell, snapshot, timers)
    if not is_binding and not cell.transactions:
        engine.collect(cell)  # what it waited for was not worth keeping: see `take`
    return cell


def _leg_cell(engine: Engine, session: str) -> Cell:
    cell = Cell(engine, session, engine.leg_wiring, engine.leg_bindings)
    cell.leg = engine.leg_wiring.LegScope(cell)
    return cell


def _binding_cell(engine: Engine, snapshot: dict[str, Any]) -> Cell:
    (part,) = snapshot["parts"]
    return BindingCell(engine, snapshot["session"], decode(part["slice"]["binding"]).user)


def _rebuilt(cell: Cell, snapshot: dict[str, Any]) -> list[tuple[Machine, list[Any]]]:
    """Give a cell its machines, unknown to the engine yet; returns the timers to be armed, in their order."""
    cell.peer = decode(snapshot["peer"])
    cell.serial = snapshot["serial"]
    cell.orphans = [*snapshot["orphans"], *snapshot["commands"]] or None
    cell.stored = True  # so that the store is told when the call is over
    for key in snapshot["dialogs"]:
        cell.dialogs[key] = cell.wiring.DialogScope(cell, key, cell.leg)
    machines: dict[int, Machine] = {}
    for part in snapshot["parts"]:
        scope = cell.leg if part["scope"] is None else cell.dialogs[part["scope"]]
        machine = cell.bindings.parts[part["part"], part["chart"]](scope, decode(part["key"]))
        machines[part["serial"]] = _filled(machine, part)
    cell.head = machines[snapshot["parts"][0]["serial"]]
    for part in snapshot["transactions"]:
        scope = cell.leg if part["scope"] is None else cell.dialogs[part["scope"]]
        machine = cell.bindings.transactions[part["part"]](scope, decode(part["slice"]["request"]))
        machines[part["serial"]] = _filled(machine, part)
        machine.key = decode(part["key"])
        cell.transactions.append(machine)
    timers = []
    for part in [*snapshot["parts"], *snapshot["transactions"]]:
        machine = machines[part["serial"]]
        machine.origin = machines.get(part["origin"])
        machine.current = machines.get(part["current"])
        timers += [(machine, timer) for timer in part["timers"]]
    for serial, name, fields, current in snapshot["deferred"]:
        machine = machines[serial]
        event = machine.EVENTS[name](**{field: decode(value) for field, value in fields.items()})
        if cell.deferred is None:
            cell.deferred = []
        cell.deferred.append((machine, event, machines.get(current)))
    return sorted(timers, key=lambda entry: entry[1][4])


def _filled(machine: Machine, part: dict[str, Any]) -> Machine:
    record = machine.actions.slice
    for name, value in part["slice"].items():
        setattr(record, name, decode(value))
    machine.restore(part["state"])
    machine.serial = part["serial"]
    machine.reliable = part["reliable"]
    return machine


def _enter(engine: Engine, cell: Cell, snapshot: dict[str, Any], timers: list[tuple[Machine, list[Any]]]) -> None:
    """Make the cell known to its engine, and have its parts bring back what they had outside."""
    for machine, (name, deadline, interval, count, _sequence) in timers:
        timer = Timer(machine, machine.TIMERS.index(name), interval, deadline, engine.wheel.next_sequence())
        timer.count = count
        engine.wheel.arm(timer)
        machine.restore_timer(name, timer)
    if isinstance(cell, BindingCell):
        engine.locations.enter(cell)
    else:
        engine.cells[cell.session] = cell
    for call_id, local_tag in snapshot["names"]:
        cell.claim(call_id, local_tag)
    for machine in cell.transactions:
        engine.transactions[machine.key] = machine
    for command in snapshot["commands"]:
        cell.emit(Reply(command, "ended", None, "the process that gave the command has ended"))
    for _, owner in _scopes(cell):
        for machine in owner.parts():
            machine.actions.restored()
