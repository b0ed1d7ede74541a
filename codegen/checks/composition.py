"""SC6xx: in a cell every signal has its receivers, every event somebody who raises it, every ask its part."""

from __future__ import annotations

from ..diagnostics import Diagnostic, Findings, ordered, quoted
from ..model import Library, Receiver, Wire, Wiring
from ..plan import Plan
from . import cell_coverage, cycles, liveness
from .members import Cell, Member, cell_of

_RAISED: tuple[str, ...] = ("neighbour", "origin")


def check(wiring: Wiring, library: Library, plans: dict[str, Plan]) -> list[Diagnostic]:
    """All findings about one wiring."""
    report = Findings()
    if not wiring.scopes:
        return []
    cell = cell_of(wiring, library, plans, report)
    transactions(cell, report)
    wires(cell, report)
    cell_coverage.check(cell, report)
    cycles.check(cell, report)
    liveness.across(cell, report)
    return ordered(report.items)


def transactions(cell: Cell, report: Findings) -> None:
    """SC611: an action creates a transaction that the cell does not have; `rejects` or `actions` name nothing."""
    wiring = cell.wiring
    for member in cell.members:
        for action in member.chart.actions.values():
            if action.creates is not None and action.creates.name not in wiring.transactions:
                report.unknown("SC611", action.creates.span, "transaction", action.creates.name, wiring.transactions)
    for spec in wiring.transactions.values():
        if spec.rejects is None:
            continue
        for member in cell.senders(spec.name):
            event = member.chart.events.get(spec.rejects.name)
            if event is None:
                report.unknown(
                    "SC603", spec.rejects.span, f"event of {member.chart.name}", spec.rejects.name, member.chart.events
                )
            elif event.source not in _RAISED or [field.name for field in event.payload] != ["response"]:
                report.add(
                    "SC604",
                    spec.rejects.span,
                    f"{quoted(event.name)} cannot take the response of a rejected request",
                    "declare it 'from: origin' with the payload {response: ...}",
                )
    _rejections(cell, report)
    charts = {member.chart.name for member in cell.members}
    for name in wiring.actions:
        if name not in charts and not cell.unclear:
            report.unknown("SC611", wiring.span, "chart under actions:", name, charts)


def _rejections(cell: Cell, report: Findings) -> None:
    """SC613: a part rejects a request of the peer, and no transaction says how the response gets out."""
    if any(spec.rejects is not None for spec in cell.wiring.transactions.values()):
        return
    for member in cell.members:
        for state in member.chart.states.values():
            for decision in state.decisions:
                if decision.kind == "reject" and member.chart.events[decision.event.name].source == "peer":
                    report.add(
                        "SC613",
                        cell.wiring.span,
                        f"{quoted(member.name)} rejects {quoted(decision.event.name)} of the peer, "
                        "but no transaction of the cell takes the response",
                        "add 'rejects: EVENT' to the server transaction that does",
                    )
                    return


def wires(cell: Cell, report: Findings) -> None:
    """SC602: the sender or signal of a wire does not exist; then its receivers."""
    for wire in cell.wiring.wires:
        members = sender(cell, wire, report)
        for receiver in wire.receivers:
            for member in members:
                _receiver(cell, wire, member, receiver, report)


def sender(cell: Cell, wire: Wire, report: Findings) -> tuple[Member, ...]:
    """The members that send on a wire."""
    if wire.sender in cell.unclear:
        return ()
    members = cell.senders(wire.sender)
    if not members:
        alternatives = [member.name for member in cell.addressed(wire.sender)]
        if alternatives:
            report.add(
                "SC602",
                wire.span,
                f"{quoted(wire.sender)} is one of several charts: each has its own signals",
                *(f"write {name}.{wire.signal.name}" for name in alternatives),
            )
        else:
            report.unknown("SC602", wire.span, "sender", wire.sender, (member.name for member in cell.members))
    found = []
    for member in members:
        if wire.signal.name in member.chart.signals:
            found.append(member)
        else:
            report.unknown("SC602", wire.span, f"signal of {member.chart.name}", wire.signal.name, member.chart.signals)
    return tuple(found)


def targets(cell: Cell, member: Member, receiver: Receiver) -> tuple[tuple[str, tuple[Member, ...]], ...]:
    """For each name that a receiver addresses, the members it means (none: no such part there)."""
    found = []
    for name in receiver.targets:
        if receiver.selector == "leg":
            meant = cell.in_part(cell.outer, name)
        elif receiver.selector in ("dialog", "each"):
            meant = cell.in_part(cell.inner, name)
        elif receiver.selector == "part":
            scope = cell.wiring.scopes.get(member.scope) if member.scope is not None else None
            # A transaction lives in the scope of its creator, which may be either.
            meant = cell.in_part(scope, name) if scope is not None else cell.addressed(name)
        elif receiver.selector == "current":
            meant = tuple(other for other in cell.senders(name) if other.part is None)
        else:
            meant = cell.addressed(name)
        found.append((name, meant))
    return tuple(found)


def _receiver(cell: Cell, wire: Wire, member: Member, receiver: Receiver, report: Findings) -> None:
    signal = member.chart.signals[wire.signal.name]
    fields = {field.name: field.type for field in signal.payload}
    _keys(receiver, fields, report)
    for name, meant in targets(cell, member, receiver):
        event_ref = receiver.targets[name]
        if not meant:
            if name not in cell.unclear:
                where = {"leg": cell.outer.name, "dialog": "the inner scope", "each": "the inner scope"}
                place = where.get(receiver.selector, f"the scope of {member.name}")
                kind = "transaction" if receiver.selector == "current" else "part"
                known = [m.name for m in cell.members] + [m.part.name for m in cell.members if m.part is not None]
                report.unknown("SC603", event_ref.span, f"{kind} of {place}:", name, known)
            continue
        for target in meant:
            _delivery(receiver, fields, target, event_ref.name, wire, report)
            _instance(receiver, target, report)
    if receiver.selector == "origin":
        _origins(cell, wire, member, receiver, report)


def _keys(receiver: Receiver, fields: dict[str, str], report: Findings) -> None:
    """SC605: fields that choose the instance are fields of the signal."""
    chosen = [receiver.key, receiver.for_each]
    if receiver.for_each is None:
        chosen += [receiver.many_key, *receiver.renames.values()]
    for name in chosen:
        if name is not None and name not in fields:
            report.unknown("SC605", receiver.span, "field of the signal:", name, fields)
    if receiver.for_each is not None and not fields.get(receiver.for_each, "tuple[").startswith(("tuple[", "list[")):
        report.add(
            "SC605",
            receiver.span,
            f"{quoted(receiver.for_each)} is not a tuple, so there is nothing to go through",
            "declare it as tuple[TYPE, ...]",
        )


def _instance(receiver: Receiver, target: Member, report: Findings) -> None:
    """SC603: `key`, `create` and the number of instances agree."""
    many = target.part is not None and target.part.kind == "many"
    if receiver.many_key is not None and not many:
        report.add("SC603", receiver.span, f"{quoted(target.name)} is not many, so it has no key", "delete 'key'")
    if receiver.for_each is not None and receiver.many_key is None:
        report.add(
            "SC603",
            receiver.span,
            "for_each without 'key': the items would all go to the same part",
            "add 'key: FIELD'",
        )
    creates_part = (many and receiver.many_key is not None) or (target.part is not None and target.part.optional)
    if receiver.create and not creates_part and receiver.selector != "dialog":
        report.add(
            "SC603", receiver.span, f"{quoted(target.name)} is always there, so it is not created", "delete 'create'"
        )


def _delivery(
    receiver: Receiver, fields: dict[str, str], target: Member, name: str, wire: Wire, report: Findings
) -> None:
    """SC603: the event exists; SC604: it is one that signals raise; SC605: its payload comes with the signal."""
    event = target.chart.events.get(name)
    if event is None:
        report.unknown("SC603", receiver.span, f"event of {target.chart.name}", name, target.chart.events)
        return
    if event.source not in _RAISED:
        report.add(
            "SC604",
            receiver.span,
            f"{target.name}.{name} is from {event.source}, but a signal of {wire.sender} raises it",
            "declare it 'from: neighbour', or 'from: origin'",
            "address another event",
        )
    if receiver.for_each is not None:
        return
    sent = f"{wire.sender}.{wire.signal.name}"
    for field in event.payload:
        source = receiver.renames.get(field.name, field.name)
        if source not in fields:
            report.add(
                "SC605",
                receiver.span,
                f"{target.name}.{name} needs {quoted(field.name)}, which {sent} does not carry",
                f"add '{field.name}: {field.type}' to the signal",
                f"write 'with: {{{field.name}: FIELD}}' to take it from another field",
            )
        elif fields[source] != field.type:
            report.add(
                "SC605",
                receiver.span,
                f"{target.name}.{name} wants {quoted(field.name)} as {field.type}; the signal carries {fields[source]}",
                "declare both with the same type",
            )
    for renamed in receiver.renames:
        if renamed not in {field.name for field in event.payload}:
            report.unknown(
                "SC605", receiver.span, f"field of {target.name}.{name}:", renamed, (f.name for f in event.payload)
            )


def _origins(cell: Cell, wire: Wire, member: Member, receiver: Receiver, report: Findings) -> None:
    """SC612: a creator of the sender whom the wire does not name."""
    named = set(receiver.targets)
    for creator in cell.creators(member):
        known = {creator} | {m.part.name for m in cell.senders(creator) if m.part is not None}
        if not receiver.optional and not named & known:
            report.add(
                "SC612",
                receiver.span,
                f"{quoted(creator)} creates {quoted(member.name)}, but does not hear of {quoted(wire.signal.name)}",
                f"add '{creator}: EVENT' to origin",
                "add 'optional: true' if it need not know",
            )
