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
    """Report a shortest cycle of each group of events that raise each other, unless its wires are waived."""
    edges = list(_edges(cell))
    waived = {id(wire) for wire in cell.wiring.wires if any(waiver.rule == "SC609" for waiver in wire.waivers)}
    for group in _groups([edge for edge in edges if id(edge.wire) not in waived]):
        first = group[0]
        turn = " > ".join(f"{member}.{event}" for member, event in (first.source, *_path(first, group)))
        report.add(
            "SC609",
            first.wire.span,
            f"signals may go round within one macrostep: {turn}",
            "let a guard or a state end the turn",
            "add 'waive: {SC609: why each turn makes progress}' to a receiver of one of these wires",
        )
    turning = {id(edge.wire) for group in _groups(edges) for edge in group}
    for wire in cell.wiring.wires:
        for waiver in wire.waivers:
            if waiver.rule != "SC609":
                report.add("SC610", waiver.span, f"{waiver.rule} is not a finding that a wire can waive", "delete it")
            elif id(wire) not in turning and not cell.unclear:
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
    for leaf, event, branch in plan.taken():
        if plan.reachable[leaf]:
            found.setdefault(event, set()).update(step.signal for step in branch.steps if isinstance(step, Raise))
    return found


def _heard(cell: Cell, wire: Wire) -> Iterable[_Node]:
    for receiver in wire.receivers:
        for name, ref in receiver.targets.items():
            for member in cell.addressed(name):
                if ref.name in member.chart.events:
                    yield (member.name, ref.name)


def _groups(edges: list[_Edge]) -> list[list[_Edge]]:
    """The edges within each strongly connected group of nodes, in their order."""
    forward: dict[_Node, list[_Node]] = {}
    backward: dict[_Node, list[_Node]] = {}
    for edge in edges:
        forward.setdefault(edge.source, []).append(edge.target)
        backward.setdefault(edge.target, []).append(edge.source)
    finished: list[_Node] = []
    seen: set[_Node] = set()
    for node in forward:
        _visit(node, forward, seen, finished)
    group_of: dict[_Node, _Node] = {}
    grouped: set[_Node] = set()
    for node in reversed(finished):
        members: list[_Node] = []
        _visit(node, backward, grouped, members)
        group_of.update(dict.fromkeys(members, node))
    groups: dict[_Node, list[_Edge]] = {}
    for edge in edges:
        if group_of[edge.source] == group_of[edge.target]:
            groups.setdefault(group_of[edge.source], []).append(edge)
    return list(groups.values())


def _visit(start: _Node, nexts: dict[_Node, list[_Node]], seen: set[_Node], finished: list[_Node]) -> None:
    """Depth first, without recursion: nodes are finished after those that they lead to."""
    if start in seen:
        return
    seen.add(start)
    waiting = [(start, iter(nexts.get(start, ())))]
    while waiting:
        node, rest = waiting[-1]
        after = next((each for each in rest if each not in seen), None)
        if after is None:
            finished.append(node)
            waiting.pop()
        else:
            seen.add(after)
            waiting.append((after, iter(nexts.get(after, ()))))


def _path(first: _Edge, edges: list[_Edge]) -> tuple[_Node, ...]:
    """The shortest way from the end of an edge back to its start; there is one within a group."""
    nexts: dict[_Node, list[_Node]] = {}
    for edge in edges:
        nexts.setdefault(edge.source, []).append(edge.target)
    before: dict[_Node, _Node] = {first.target: first.target}
    waiting = [first.target]
    for node in waiting:
        if node == first.source:
            break
        for after in nexts.get(node, ()):
            if after not in before:
                before[after] = node
                waiting.append(after)
    way = [first.source]
    while way[-1] != first.target:
        way.append(before[way[-1]])
    return tuple(reversed(way))
