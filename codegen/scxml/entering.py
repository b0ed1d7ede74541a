"""Where a compound state of SCXML begins, in a language whose `initial` names a child."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from ..diagnostics import Findings
from .content import Block
from .document import Machine, Node


@attrs.frozen
class Way:
    """How a state begins.

    child       it is entered first
    overridden  states inside whose own beginning is never used, with the child that this one leads through
    on_entry    the content of <initial> runs with the entry of the state, which never begins another way
    through     instead of all that: what a state that is left at once leads to
    """

    child: str
    overridden: dict[str, str] = attrs.Factory(dict)
    on_entry: bool = False
    through: str | None = None


class Entering:
    """Finds the way into the states of a document."""

    def __init__(self, machine: Machine, findings: Findings) -> None:
        self.machine = machine
        self.findings = findings

    def of(self, node: Node, content: Block, of_history: Callable[[str], Block]) -> Way:
        """The way into a compound state (or the machine); refuses what cannot be said.

        of_history  what a history state does by default
        """
        machine = self.machine
        first = machine.substates(node.id)[0].id
        targets = node.initial or (first,)
        does = bool(content.lines or content.raises)
        if not does or self._begins_itself(node):
            if len(targets) == 1 and targets[0] in node.children:
                return Way(targets[0], on_entry=does)
            overridden = self._overridden(node, targets)
            if overridden is not None:
                return Way(overridden.pop(node.id), overridden, does)
        target = machine.nodes[targets[0]]
        quiet = target.kind != "history" or not (of_history(target.id).lines or of_history(target.id).raises)
        if len(targets) == 1 and quiet and not any(each.kind == "parallel" for each in machine.up(node.id)):
            return Way(first, through=target.id)
        return self._refused(node, first)

    def _begins_itself(self, node: Node) -> bool:
        """Whether a state is never entered but by its own beginning."""
        machine = self.machine
        if not node.id:
            return True
        inside = {each.id for each in machine.down(node.id)} - {node.id}
        for each in machine.nodes.values():
            if (
                each.kind == "history"
                and each.deep
                and each.parent != node.id
                and machine.within(node.id, each.parent or "")
            ):
                return False
            if each.id not in inside and each is not node and inside & set(each.initial):
                return False
            for way in each.transitions:
                if inside & set(way.targets) and each.id not in inside and not (way.internal and each is node):
                    return False
        return True

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
