"""SC609: signals that may chase each other within one macrostep, and waivers on wires that nothing needs."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..diagnostics import Findings
from ..model import Wire
from ..plan import Raise
from .members import Cell, Member

_Node = tuple[str, str]


@attrs.frozen
class _Edge:
    """An event of a member may raise a signal whose wire raises an event of another."""

    source: _Node
    target: _Node
    wire: Wire


def check(cell: Cell, report: Findings) -> None:
    """Report a shortest cycle for each wire that closes one, unless a waiver says why each turn makes progress."""
    edges = list(_edges(cell))
    waived = {id(wire) for wire in cell.wiring.wires if any(waiver.rule == "SC609" for waiver in wire.waivers)}
    remaining = [edge for edge in edges if id(edge.wire) not in waived]
    told: set[frozenset[_Node]] = set()
    for edge in remaining:
        path = _path(edge.target, edge.source, remaining)
        if path is None or frozenset(path) in told:
            continue
        told.add(frozenset(path))
        turn = " > ".join(f"{member}.{event}" for member, event in (edge.source, *path))
        report.add(
            "SC609",
            edge.wire.span,
            f"signals may go round within one macrostep: {turn}",
            "let a guard or a state end the turn",
            "add 'waive: {SC609: why each turn makes progress}' to a receiver of one of these wires",
        )
    for wire in cell.wiring.wires:
        needed = any(edge.wire is wire and _path(edge.target, edge.source, edges) is not None for edge in edges)
        for waiver in wire.waivers:
            if waiver.rule != "SC609":
                report.add("SC610", waiver.span, f"{waiver.rule} is not a finding that a wire can waive", "delete it")
            elif not needed and not cell.unclear:
                report.add("SC610", waiver.span, "this wire closes no cycle any more", "delete the waiver")


def _edges(cell: Cell) -> Iterable[_Edge]:
    wires = {(wire.sender, wire.signal.name): wire for wire in cell.wiring.wires}
    seen: set[tuple[_Node, _Node]] = set()
    for member in cell.members:
        for event, signals in _raises(cell, member).items():
            for signal in sorted(signals):
                wire = wires.get((member.name, signal))
                for target in _heard(cell, wire) if wire is not None else ():
                    source = (member.name, event)
                    if wire is not None and (source, target) not in seen:
                        seen.add((source, target))
                        yield _Edge(source, target, wire)


def _raises(cell: Cell, member: Member) -> dict[str, set[str]]:
    """Signals that each event may raise, whatever the state and the guards."""
    plan = cell.plans[member.chart.name]
    found: dict[str, set[str]] = {}
    for (leaf, event), each in plan.cells.items():
        for branch in each.branches if plan.reachable[leaf] else ():
            found.setdefault(event, set()).update(step.signal for step in branch.steps if isinstance(step, Raise))
    return found


def _heard(cell: Cell, wire: Wire) -> Iterable[_Node]:
    for receiver in wire.receivers:
        for name, ref in receiver.targets.items():
            for member in cell.addressed(name):
                if ref.name in member.chart.events:
                    yield (member.name, ref.name)


def _path(start: _Node, goal: _Node, edges: list[_Edge]) -> tuple[_Node, ...] | None:
    """The shortest way from one node to another, both included; None when there is none."""
    nexts: dict[_Node, list[_Node]] = {}
    for edge in edges:
        nexts.setdefault(edge.source, []).append(edge.target)
    ways: dict[_Node, tuple[_Node, ...]] = {start: (start,)}
    waiting = [start]
    for node in waiting:
        if node == goal:
            return ways[node]
        for after in nexts.get(node, ()):
            if after not in ways:
                ways[after] = (*ways[node], after)
                waiting.append(after)
    return None
