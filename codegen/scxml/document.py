"""An SCXML document as states and transitions: what stands where is checked, what is not known is refused by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import attrs

from ..diagnostics import Findings, quoted
from ..model import Span
from .values import Dialect
from .xml import Element

MOST_STATES = 150
Kind = Literal["scxml", "state", "parallel", "final", "history"]
_DIALECTS: dict[str, Dialect] = {
    "": "ecmascript", "ecmascript": "ecmascript", "python": "python", "c89": "c89", "null": "null",
}  # fmt: skip
_ID = re.compile(r"[^\s\"'<>&]{1,80}")
_DESCRIPTOR = re.compile(r"\*|\.\*|[A-Za-z0-9_:-]+(\.[A-Za-z0-9_:-]+)*(\.\*|\.)?", re.ASCII)
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "scxml": ("initial", "name", "version", "datamodel", "binding"),
    "state": ("id", "initial"),
    "parallel": ("id",),
    "final": ("id",),
    "history": ("id", "type"),
    "transition": ("event", "cond", "target", "type"),
    "initial": (), "onentry": (), "onexit": (), "datamodel": (), "donedata": (),
    "data": ("id", "expr", "src"),
    "raise": ("event",),
    "log": ("label", "expr"),
    "assign": ("location", "expr"),
    "if": ("cond",), "elseif": ("cond",), "else": (),
    "foreach": ("array", "item", "index"),
    "send": ("event", "eventexpr", "target", "targetexpr", "type", "typeexpr", "id", "idlocation", "delay", "delayexpr",
             "namelist"),
    "cancel": ("sendid", "sendidexpr"),
    "param": ("name", "expr", "location"),
    "content": ("expr",),
}  # fmt: skip
CONTENT = ("raise", "log", "assign", "if", "foreach", "send", "cancel")
_STATES: tuple[str, ...] = ("state", "parallel", "final", "history")
_INSIDE: dict[str, tuple[str, ...]] = {
    "scxml": ("state", "parallel", "final", "datamodel"),
    "state": ("state", "parallel", "final", "history", "initial", "onentry", "onexit", "transition", "datamodel"),
    "parallel": ("state", "parallel", "history", "onentry", "onexit", "transition", "datamodel"),
    "final": ("onentry", "onexit", "donedata"),
    "history": ("transition",),
    "initial": ("transition",),
    "transition": CONTENT, "onentry": CONTENT, "onexit": CONTENT, "foreach": CONTENT,
    "if": (*CONTENT, "elseif", "else"),
    "datamodel": ("data",),
    "donedata": ("param", "content"),
    "send": ("param", "content"),
}  # fmt: skip
_ELSEWHERE = {
    "invoke": "a machine within a machine: make it a chart of its own and wire both in a cell",
    "script": "hand-written code: put it into the actions module after the import",
    "finalize": "it belongs to <invoke>, which is not taken over",
}


@attrs.define
class Transition:
    """`source` is the state's id, `events` its descriptors as written, `targets` ids."""

    source: str
    events: tuple[str, ...]
    cond: str | None
    targets: tuple[str, ...]
    internal: bool
    content: list[Element]
    span: Span


@attrs.define
class Node:
    """A state. `entries` and `exits` hold one list of elements for each handler; `start` is its <initial>."""

    id: str
    kind: Kind
    parent: str | None
    span: Span
    children: list[str] = attrs.Factory(list)
    initial: tuple[str, ...] = ()
    start: Transition | None = None
    entries: list[list[Element]] = attrs.Factory(list)
    exits: list[list[Element]] = attrs.Factory(list)
    transitions: list[Transition] = attrs.Factory(list)
    deep: bool = False
    donedata: Element | None = None


@attrs.define
class Machine:
    """A document. `nodes` holds every state by id in document order, the root ("") first."""

    name: str
    dialect: Dialect
    file: str
    nodes: dict[str, Node]
    data: list[Element]

    def up(self, state: str) -> Iterator[Node]:
        """The state itself and those around it, the root last."""
        node: Node | None = self.nodes[state]
        while node is not None:
            yield node
            node = self.nodes[node.parent] if node.parent is not None else None

    def within(self, state: str, around: str) -> bool:
        """Whether a state is `around` itself or inside it."""
        return any(node.id == around for node in self.up(state))

    def down(self, state: str) -> Iterator[Node]:
        """The state itself and all inside it, in document order."""
        return (node for node in self.nodes.values() if self.within(node.id, state))

    def substates(self, state: str) -> list[Node]:
        """The children of a state, without history."""
        return [self.nodes[child] for child in self.nodes[state].children if self.nodes[child].kind != "history"]

    @property
    def transitions(self) -> Iterator[Transition]:
        for node in self.nodes.values():
            yield from node.transitions

    @property
    def concurrent(self) -> bool:
        return any(node.kind == "parallel" for node in self.nodes.values())


def document(root: Element, file: str, findings: Findings) -> Machine | None:
    """Read a document; None when anything in it was refused."""
    before = findings.total
    machine = _Reader(root, file, findings).read()
    return machine if findings.total == before else None


class _Reader:
    def __init__(self, root: Element, file: str, findings: Findings) -> None:
        self.root = root
        self.findings = findings
        self.machine = Machine(root.get("name"), "ecmascript", file, {}, [])

    def read(self) -> Machine:
        root, machine, add = self.root, self.machine, self.findings.add
        if root.name != "scxml":
            add(
                "SC901", root.span, f"the document is {quoted(root.name)}, not SCXML", "begin it with <scxml xmlns=...>"
            )
            return machine
        self._shape(root)
        given = root.get("datamodel")
        if given not in _DIALECTS:
            add(
                "SC904",
                root.span,
                f"the data model {quoted(given)} is not known",
                "known: ecmascript, python, c89, null",
            )
        machine.dialect = _DIALECTS.get(given, "ecmascript")
        if root.get("binding") not in ("", "early"):
            add(
                "SC904",
                root.span,
                "late binding: variables that come into being with their state",
                "write binding='early'",
            )
        self._state(root, "", None)
        if not machine.nodes[""].children:
            add("SC903", root.span, "a machine needs at least one state", "add a <state>")
        if len(machine.nodes) > MOST_STATES:
            add("SC904", root.span, f"more than {MOST_STATES} states", "split the machine")
        self._targets()
        return machine

    def _shape(self, element: Element) -> None:
        """What stands in an element: known attributes, known elements, no text where none means anything."""
        add, known = self.findings.add, _INSIDE.get(element.name, ())
        for name in element.attributes:
            if name not in _ATTRIBUTES[element.name]:
                self._unknown_attribute(element, name)
        if element.text.strip() and element.name not in ("data", "assign", "content"):
            add("SC903", element.span, f"text inside <{element.name}>, where none means anything", "delete it")
        for child in element.children:
            if child.name in known:
                self._shape(child)
            elif child.name in _ELSEWHERE:
                add("SC904", child.span, f"<{child.name}> is not taken over", _ELSEWHERE[child.name])
            elif " " in child.name:
                add("SC903", child.span, "an element of another namespace", "delete it, or write it in SCXML")
            else:
                add("SC903", child.span, f"{quoted(child.name)} does not stand in <{element.name}>", "delete it")

    def _unknown_attribute(self, element: Element, name: str) -> None:
        """SCXML knows no such attribute. A misspelt `initial` where the first child is meant anyway does no harm."""
        first = next((child for child in element.children if child.name in _STATES and child.name != "history"), None)
        harmless = element.name == "state" and first is not None and element.attributes[name] == first.get("id")
        if not harmless or element.get("initial") or element.named("initial"):
            self.findings.unknown("SC903", element.span, "attribute", name, _ATTRIBUTES[element.name])

    def _state(self, element: Element, ident: str, parent: str | None) -> None:
        add, nodes = self.findings.add, self.machine.nodes
        kind: Kind = element.name  # type: ignore[assignment]  # only called for elements of these names
        node = Node(ident, kind, parent, element.span, initial=tuple(element.get("initial").split()))
        nodes[ident] = node
        if parent is not None:
            nodes[parent].children.append(ident)
        if kind == "history":
            node.deep = element.get("type") == "deep"
            if element.get("type") not in ("", "shallow", "deep"):
                self.findings.unknown(
                    "SC903", element.span, "type of history", element.get("type"), ("shallow", "deep")
                )
        for child in element.children:
            if child.name in _STATES:
                name = child.get("id") or self._invented(child.name)
                if not _ID.fullmatch(name) or name in nodes:
                    add(
                        "SC907",
                        child.span,
                        f"{quoted(name)} is no id, or stands twice",
                        "give each state an id of its own",
                    )
                    name = self._invented(child.name)
                self._state(child, name, ident)
            elif child.name in ("onentry", "onexit"):
                (node.entries if child.name == "onentry" else node.exits).append(child.children)
            elif child.name == "transition":
                node.transitions.append(self._transition(child, ident))
            elif child.name == "datamodel":
                self.machine.data += child.named("data")
            elif child.name == "donedata":
                node.donedata = child
            elif child.name == "initial" and len(child.children) == 1:
                node.start = self._transition(child.children[0], ident)
                node.initial = node.start.targets
        self._complete(node, element)

    def _complete(self, node: Node, element: Element) -> None:
        """Pseudo states have exactly one transition, without event and condition."""
        add = self.findings.add
        if element.named("initial") and (element.get("initial") or node.start is None or not node.children):
            add(
                "SC903",
                node.span,
                "<initial> is one element with one transition, in a state with states inside",
                "mend it",
            )
        if node.initial and not node.children:
            add("SC903", node.span, f"{quoted(node.id)} has an initial state, but no states inside", "delete 'initial'")
        pseudo = node.transitions if node.kind == "history" else [node.start] if node.start else []
        if node.kind == "history" and len(pseudo) != 1:
            add(
                "SC903",
                node.span,
                f"history {quoted(node.id)} needs one default transition",
                "add <transition target=...>",
            )
        for each in pseudo:
            if each.events or each.cond is not None or not each.targets:
                add("SC903", each.span, "this transition has a target and neither event nor condition", "mend it")

    def _transition(self, element: Element, source: str) -> Transition:
        events = tuple(element.get("event").split())
        for event in events:
            if not _DESCRIPTOR.fullmatch(event):
                self.findings.add(
                    "SC908", element.span, f"{quoted(event)} is no event descriptor", "write e.g. order.new"
                )
        if element.get("type") not in ("", "internal", "external"):
            self.findings.add("SC903", element.span, "a transition is internal or external", "mend its type")
        return Transition(
            source=source,
            events=events,
            cond=element.attributes.get("cond"),
            targets=tuple(element.get("target").split()),
            internal=element.get("type") == "internal",
            content=element.children,
            span=element.span,
        )

    def _invented(self, kind: str) -> str:
        number = len(self.machine.nodes)
        while f"{kind}_{number}" in self.machine.nodes:
            number += 1
        return f"{kind}_{number}"

    def _targets(self) -> None:
        """Every target is a state; those of <initial> and history are inside the state."""
        nodes = self.machine.nodes
        known = [ident for ident in nodes if ident]
        for node in list(nodes.values()):
            for target in node.initial:
                self._target(target, node.span, known, node.id)
            for each in node.transitions:
                for target in each.targets:
                    inside = node.parent if node.kind == "history" else None
                    self._target(target, each.span, known, inside)

    def _target(self, target: str, span: Span, known: list[str], inside: str | None) -> None:
        if target not in self.machine.nodes or not target:
            self.findings.unknown("SC907", span, "state", target, known)
        elif inside is not None and (target == inside or not self.machine.within(target, inside)):
            self.findings.add("SC907", span, f"{quoted(target)} is not inside {quoted(inside)}", "name a state inside")
