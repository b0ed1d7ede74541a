"""The variables of an SCXML document: what each may hold at any time, and what it holds at first."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Callable, Iterable, Iterator

import attrs

from ..diagnostics import Findings, quoted
from ..model import Span
from . import values
from .document import Machine
from .values import NONE, STR, Kind, Known, Refused, SureFailure
from .xml import Element

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}", re.ASCII)
Inside = Callable[[str], bool | None]
"""Whether a state is active where something runs, as far as the document settles it."""


@attrs.define
class Variable:
    """A variable of the document: its name in Python, what it may hold, and what it holds at first."""

    name: str
    kind: Kind
    items: Kind = frozenset()
    value: object = None
    texts: set[str] | None = attrs.Factory(set)
    """All texts that it may hold where they stand in the document, else None."""
    local: bool = False
    """It comes to be in a <foreach> and is not asked for elsewhere, so it is no data of the chart."""

    @property
    def code(self) -> str:
        return self.name if self.local else f"self.slice.{self.name}"


class Data:
    """The data of a document, and what an expression may know of it.

    failed  a variable could not be given its first value, so that error.execution is the first event of all
    asked   ids of the states whose activity is asked at run time, each with the name in the slice
    inside  variables of the <foreach> that is being made
    """

    def __init__(self, machine: Machine, findings: Findings) -> None:
        self.machine = machine
        self.findings = findings
        self.variables: dict[str, Variable] = {}
        self.failed = False
        self.asked: dict[str, str] = {}
        self.inside: list[str] = []
        self._declare()
        self._infer()

    def known(self, inside: Inside = lambda state: None) -> Known:
        def settled(state: str) -> bool | None:
            node = self.machine.nodes.get(state)
            return False if node is None or node.kind in ("history", "scxml") else inside(state)

        name = self.machine.name
        return Known(
            dialect=self.machine.dialect,
            kinds={key: each.kind for key, each in self.variables.items()} | ({"_name": STR} if name else {}),
            items={key: each.items for key, each in self.variables.items()},
            code={key: each.code for key, each in self.variables.items()} | {"_name": repr(name)},
            inside=settled,
            reading=self._asked,
            fixed={"_name": name} if name else {},
            unset=frozenset(key for key, each in self.variables.items() if each.local and key not in self.inside),
        )

    def _asked(self, state: str) -> str:
        if state not in self.asked:
            base = "in_" + _plain(state)
            self.asked[state] = _free(base, {*self.asked.values(), *(each.name for each in self.variables.values())})
        return f"self.slice.{self.asked[state]}"

    def refuse(self, refused: Refused, span: Span, text: str) -> None:
        fixes = {
            "SC905": ("use variables, literals, comparisons, and, or, not, + - * / and In('state')",),
            "SC906": ("give the variable one kind of value everywhere", "do it in the actions module after the import"),
            "SC909": ("make it two transitions, one with the condition",),
            "SC911": ("send to the machine itself, with a delay like 1.5s",),
        }.get(refused.rule, ("write it another way",))
        shown = f"{quoted(text)}: " if text else ""
        self.findings.add(refused.rule, span, f"{shown}{refused}", *fixes)

    def _declare(self) -> None:
        for element in self.machine.data:
            name = element.get("id")
            if not _NAME.fullmatch(name) or name in self.variables:
                self.findings.add("SC907", element.span, f"{quoted(name)} is no variable, or stands twice", "rename it")
                continue
            taken = {"sends", *(each.name for each in self.variables.values())}
            self.variables[name] = variable = Variable(_free(_plain(name), taken), NONE)
            if "src" in element.attributes:
                self.findings.add(
                    "SC902", element.span, "data from another file is not read", "write the value as expr"
                )
                continue
            text = element.get("expr") or element.text.strip()
            if not text:
                continue
            try:
                self._first(variable, text, "expr" in element.attributes)
            except SureFailure:
                self.failed = True
            except Refused as refused:
                self.refuse(refused, element.span, text)

    def _first(self, variable: Variable, text: str, expression: bool) -> None:
        """The first value of a variable; text that stands inside <data> and is no expression is just text."""
        known = self.known()
        try:
            tree = values.parse(text, self.machine.dialect)
            kind = values.kind_of(tree, known)
        except (Refused, SureFailure):
            if expression:
                raise
            tree, kind = ast.Constant(" ".join(text.split())), STR
        fixed = dict(known.fixed) | {name: each.value for name, each in self.variables.items() if each is not variable}
        try:
            variable.value = values.fold(tree, attrs.evolve(known, fixed=fixed, inside=lambda state: False))
        except LookupError:
            raise Refused("SC905", "the first value is more than literals and other variables") from None
        variable.kind = kind
        variable.texts = {variable.value} if isinstance(variable.value, str) else None
        if "list" in kind:
            variable.items = values.items_of(tree, known)

    def _infer(self) -> None:
        """What variables may hold, from all that is assigned anywhere; it only grows, so it comes to rest."""
        elements = list(content_of(self.machine))
        for element in elements:
            if element.name == "foreach":
                for name in (element.get("item"), element.get("index")):
                    if name and name not in self.variables and _NAME.fullmatch(name):
                        taken = {"self", "event", *(each.name for each in self.variables.values())}
                        self.variables[name] = Variable(_free(_plain(name), taken), frozenset(), local=True)
        self.inside = [name for name, each in self.variables.items() if each.local]
        before: list[object] = []
        while before != (now := [(each.kind, each.items, each.texts is None) for each in self.variables.values()]):
            before = list(now)
            for element in elements:
                self._grow(element)
        self.inside = []

    def _grow(self, element: Element) -> None:
        known = self.known()
        try:
            if element.name == "assign" and element.get("location").strip() in self.variables:
                variable = self.variables[element.get("location").strip()]
                tree = values.parse(element.get("expr") or element.text, self.machine.dialect)
                kind = values.kind_of(tree, known)
                variable.kind = variable.kind | kind
                if "list" in kind:
                    variable.items = variable.items | values.items_of(tree, known)
                if variable.texts is not None and isinstance(tree, ast.Constant) and isinstance(tree.value, str):
                    variable.texts.add(tree.value)
                else:
                    variable.texts = None
            elif element.name == "send" and element.get("idlocation") in self.variables:
                variable = self.variables[element.get("idlocation")]
                variable.kind, variable.texts = variable.kind | STR, None
            elif element.name == "foreach":
                tree = values.parse(element.get("array"), self.machine.dialect)
                if element.get("item") in self.variables:
                    item = self.variables[element.get("item")]
                    item.kind, item.texts = item.kind | values.items_of(tree, known), None
                if element.get("index") in self.variables:
                    index = self.variables[element.get("index")]
                    index.kind = index.kind | values.INT
        except (Refused, SureFailure):
            return  # said when the block is made

    def location(self, name: str) -> Variable:
        """The variable that is assigned to; raises `SureFailure` or `Refused`."""
        variable = self.variables.get(name)
        if variable is not None and variable.local and name not in self.inside:
            raise Refused("SC906", f"{name} is there only inside its <foreach>")
        if variable is not None:
            return variable
        if not name:
            raise Refused("SC903", "it names no variable")
        if _NAME.fullmatch(name.partition(".")[0]) and name.partition(".")[0] in self.variables:
            raise Refused("SC905", "a part of a variable is assigned to")
        raise SureFailure(f"there is no variable {name}")


def content_of(machine: Machine) -> Iterator[Element]:
    """Every element of executable content."""
    for node in machine.nodes.values():
        handlers = [*node.entries, *node.exits, *(each.content for each in node.transitions)]
        handlers += [node.start.content] if node.start else []
        waiting = [element for elements in handlers for element in elements]
        while waiting:
            element = waiting.pop(0)
            yield element
            waiting += element.children


def _plain(name: str) -> str:
    """A name of Python for what may have any characters."""
    kept = re.sub(r"[^a-z0-9_]+", "_", name.lower(), flags=re.ASCII).strip("_")[:40]
    kept = kept if kept[:1].isalpha() else f"n_{kept}".rstrip("_")
    return f"{kept}_" if keyword.iskeyword(kept) else kept


def _free(name: str, taken: Iterable[str]) -> str:
    """The name, or with a number where it is taken."""
    used, number, found = set(taken), 2, name
    while found in used:
        found, number = f"{name}_{number}", number + 1
    return found
