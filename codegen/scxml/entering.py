"""Where a compound state of SCXML begins, in a language whose `initial` names a child."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..diagnostics import Findings
from .content import Block
from .document import Machine, Node


@attrs.frozen
class Way:
    """`child` is entered first. `through`: what a state that is left at once leads to. `overridden`: states inside
    whose own beginning is never used, with the child that this one leads through.
    """

    child: str
    through: str | None = None
    overridden: dict[str, str] = attrs.Factory(dict)


class Entering:
    """Finds the way into the states of a document."""

    def __init__(self, machine: Machine, findings: Findings) -> None:
        self.machine = machine
        self.findings = findings

    def of(self, node: Node, content: Block) -> Way:
        """The way into a compound state (or the machine); refuses what cannot be said."""
        machine = self.machine
        first = machine.substates(node.id)[0].id
        targets = node.initial or (first,)
        does = bool(content.lines or content.raises)
        plain = len(targets) == 1 and not does
        if plain and targets[0] in node.children and machine.nodes[targets[0]].kind != "history":
            return Way(targets[0])
        if not does and (overridden := self._overridden(node, targets)) is not None:
            return Way(overridden.pop(node.id), None, overridden)
        if len(targets) == 1 and not any(each.kind == "parallel" for each in machine.up(node.id)):
            return Way(first, targets[0])
        return self._refused(node, first)

    def _overridden(self, node: Node, targets: tuple[str, ...]) -> dict[str, str] | None:
        """For the state and those inside it on the way to its targets: the child that leads there. None where one of
        those inside may begin as it says itself, too, or where the targets do not go together.
        """
        ways: dict[str, str] = {}
        for target in targets:
            if self.machine.nodes[target].kind == "history":
                return None
            inner = target
            for outer in self.machine.up(target):
                if outer.id == target:
                    continue
                if outer.kind != "parallel" and ways.setdefault(outer.id, inner) != inner:
                    return None
                if outer.id == node.id:
                    break
                inner = outer.id
        return ways if all(self._unused(node, outer, ways) for outer in ways if outer != node.id) else None

    def _unused(self, node: Node, outer: str, ways: Mapping[str, str]) -> bool:
        """Whether a state inside `node` begins by itself on no other way than through the beginning of `node`."""
        machine = self.machine
        aims = [target for each in machine.nodes.values() if each.id not in ways for target in each.initial]
        aims += [target for each in machine.transitions for target in each.targets]
        between = [each for each in machine.up(outer) if each.id != node.id and machine.within(each.id, node.id)]
        names = {each.id for each in between}
        for aim in aims:
            beside = any(
                each.kind == "parallel" and machine.within(aim, each.id) and not machine.within(aim, outer)
                for each in between
            )
            if aim in names or beside:
                return False
        around = {each.id for each in machine.up(outer)}
        return not any(each.kind == "history" and each.parent in around for each in machine.nodes.values())

    def _refused(self, node: Node, first: str) -> Way:
        self.findings.add(
            "SC904",
            node.span,
            f"{node.id or 'the machine'} begins where our language has no word for",
            "let 'initial' name a child, and the states inside theirs",
        )
        return Way(first)
