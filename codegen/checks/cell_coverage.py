"""SC6xx: nothing in a cell is left without its counterpart: signals, events, commands, asks."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Findings, quoted
from ..model import Command
from ..plan import resolve_state
from .members import Cell, Member


def check(cell: Cell, report: Findings) -> None:
    """All checks of this family."""
    signals(cell, report)
    raised = raised_events(cell)
    events(cell, raised, report)
    commands(cell, report)
    asks(cell, report)


def signals(cell: Cell, report: Findings) -> None:
    """SC601: a signal that nobody receives. SC610: one declared silent that somebody does receive."""
    wired = {(wire.sender, wire.signal.name) for wire in cell.wiring.wires}
    silent = {(exemption.owner, exemption.ref.name) for exemption in cell.wiring.silent}
    for member in cell.members:
        for signal in member.chart.signals.values():
            if (member.name, signal.name) not in wired | silent:
                report.add(
                    "SC601",
                    cell.wiring.span,
                    f"nobody receives the signal {quoted(f'{member.name}.{signal.name}')}",
                    f"add a wire '{member.name}.{signal.name}: [...]'",
                    f"add 'silent: {{{member.name}.{signal.name}: reason}}'",
                )
    for exemption in cell.wiring.silent:
        full = f"{exemption.owner}.{exemption.ref.name}"
        known = [f"{m.name}.{name}" for m in cell.members for name in m.chart.signals]
        if exemption.owner in cell.unclear:
            continue
        if full not in known:
            report.unknown("SC602", exemption.span, "signal", full, known)
        elif (exemption.owner, exemption.ref.name) in wired:
            report.add(
                "SC610", exemption.span, f"{quoted(full)} is declared silent, but it has a wire", "delete one of them"
            )


def raised_events(cell: Cell) -> set[tuple[str, str]]:
    """(chart, event) of all events that wires, rejections and commands raise."""
    found: set[tuple[str, str]] = set()
    for wire in cell.wiring.wires:
        for receiver in wire.receivers:
            for name, ref in receiver.targets.items():
                found.update((member.chart.name, ref.name) for member in cell.addressed(name))
    for spec in cell.wiring.transactions.values():
        if spec.rejects is not None:
            found.add((spec.chart.name, spec.rejects.name))
    for command in cell.wiring.commands.values():
        found.update((member.chart.name, command.event.name) for member in cell.addressed(command.part))
    return found


def events(cell: Cell, raised: set[tuple[str, str]], report: Findings) -> None:
    """SC608: an event of signals that no wire raises. SC607: an event of the application that no command addresses."""
    exempt = {(exemption.owner, exemption.ref.name) for exemption in cell.wiring.unwired}
    needed: set[tuple[str, str]] = set()
    for member in cell.members:
        plan = cell.plans[member.chart.name]
        for event in member.chart.events.values():
            if event.source not in ("neighbour", "origin", "application") or (member.chart.name, event.name) in raised:
                continue
            needed.add((member.name, event.name))
            if member.part is not None:
                needed.add((member.part.name, event.name))
            never = all(plan.cell(leaf.index, event.name).kind == "never" for leaf in plan.leaves)
            if never or exempt & {(member.name, event.name), (member.part.name if member.part else "", event.name)}:
                continue
            full = f"{member.name}.{event.name}"
            part = member.part.name if member.part is not None else member.name
            if event.source == "application":
                report.add(
                    "SC607",
                    cell.wiring.span,
                    f"no command is addressed to {quoted(full)}",
                    f"add '{event.name}: {part}.{event.name}' under commands",
                    f"add 'unwired: {{{full}: reason}}'",
                )
            elif not cell.unclear:
                report.add(
                    "SC608",
                    cell.wiring.span,
                    f"no wire raises {quoted(full)}",
                    "wire a signal to it",
                    "delete the event from the chart",
                    f"add 'unwired: {{{full}: reason}}'",
                )
    for exemption in cell.wiring.unwired:
        if (exemption.owner, exemption.ref.name) not in needed and exemption.owner not in cell.unclear:
            full = f"{exemption.owner}.{exemption.ref.name}"
            report.add(
                "SC610",
                exemption.span,
                f"{quoted(full)} is declared unwired, but it is raised or does not exist",
                "delete it",
            )


def commands(cell: Cell, report: Findings) -> None:
    """SC607: a command addresses a part and an event of the application that exist and carry the command's number."""
    for command in cell.wiring.commands.values():
        scope = cell.outer if command.scope == "leg" else cell.inner
        if (
            command.key_of is not None
            and not cell.in_part(cell.outer, command.key_of[0])
            and command.key_of[0] not in cell.unclear
        ):
            report.unknown(
                "SC607", command.event.span, f"part of {cell.outer.name}:", command.key_of[0], cell.outer.parts
            )
        members = cell.in_part(scope, command.part)
        if command.part in cell.unclear:
            continue
        if not members:
            known = scope.parts if scope is not None else ()
            report.unknown("SC607", command.event.span, "part", command.part, known)
            continue
        _which(command, members, report)
        found = [member for member in members if command.event.name in member.chart.events]
        if not found:
            names = [name for m in members for name, event in m.chart.events.items() if event.source == "application"]
            report.unknown("SC607", command.event.span, f"event of {command.part}", command.event.name, names)
        for member in found:
            event = member.chart.events[command.event.name]
            if event.source != "application":
                report.add(
                    "SC607",
                    command.event.span,
                    f"{member.name}.{event.name} is from {event.source}, not from the application",
                    "declare it 'from: application'",
                )
            elif ("command", "int") not in [(field.name, field.type) for field in event.payload]:
                report.add(
                    "SC607",
                    command.event.span,
                    f"{member.name}.{event.name} does not carry the number of its command",
                    "add 'command: int' to its payload",
                )


def _which(command: Command, members: Sequence[Member], report: Findings) -> None:
    """SC607: of many parts a field of the command says which is meant, of one part nothing does."""
    if (members[0].part is not None and members[0].part.kind == "many") != (command.many_key is not None):
        way = "delete" if command.many_key is not None else "write"
        report.add(
            "SC607",
            command.event.span,
            f"a key is given where {quoted(command.part)} may be many, and only there",
            f"{way} '[FIELD]' behind the part",
        )
        return
    for member in members:
        event = member.chart.events.get(command.event.name)
        if event is not None and command.many_key is not None:
            known = [field.name for field in event.payload]
            if command.many_key not in known:
                report.unknown("SC607", command.event.span, "field", command.many_key, known)


def asks(cell: Cell, report: Findings) -> None:
    """SC606: every ask is answered by a state of a part; every answer belongs to an ask."""
    answered = {(answer.sender, answer.ask.name) for answer in cell.wiring.answers}
    asked = {(m.name, guard.name) for m in cell.members for guard in m.chart.guards.values() if guard.ask}
    for name, ask in sorted(asked - answered):
        report.add(
            "SC606",
            cell.wiring.span,
            f"nobody answers {quoted(f'{name}.{ask}')}",
            f"add '{name}.{ask}: in(PART.STATE)' under asks",
        )
    for answer in cell.wiring.answers:
        if answer.sender in cell.unclear or answer.part in cell.unclear:
            continue
        if (answer.sender, answer.ask.name) not in asked:
            known = [f"{name}.{ask}" for name, ask in sorted(asked)]
            report.unknown("SC606", answer.ask.span, "ask", f"{answer.sender}.{answer.ask.name}", known)
            continue
        asker = cell.senders(answer.sender)[0]
        members = _answering(cell, asker, answer.part, answer.scope)
        if not members or any(m.part is None or m.part.kind == "many" for m in members):
            known = [m.part.name for m in cell.members if m.part is not None and m.part.kind != "many"]
            report.unknown("SC606", answer.span, f"part that {answer.sender} can see:", answer.part, known)
        for state in answer.states:
            if members and not any(resolve_state(member.chart, state) for member in members):
                names = [path for member in members for path in member.chart.states if path]
                report.unknown("SC606", answer.span, f"state of {answer.part}", state, names)


def _answering(cell: Cell, asker: Member, part: str, scope: str) -> tuple[Member, ...]:
    if scope == "leg":
        return cell.in_part(cell.outer, part)
    own = cell.wiring.scopes.get(asker.scope) if asker.scope is not None else None
    return cell.in_part(own, part) if own is not None else cell.addressed(part)
