"""Executable content of SCXML as what our language does on an entry, an exit or a row: data, then raised events.

Data changes become lines of Python for one action. Raised events must be known beforehand, for a chart says what it
raises: a `raise` under a condition that only run time decides is refused. So is what may fail at run time. What fails
for certain ends its block, as in SCXML, and raises error.execution in its place.
"""

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

ERROR = "error.execution"
LONGEST_DELAY = 7 * 86_400.0
"""Seconds, as for every timer of a chart."""
_EVENT = re.compile(r"[A-Za-z0-9_:-]+(\.[A-Za-z0-9_:-]+)*", re.ASCII)
_DELAY = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ms|s)", re.ASCII)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}", re.ASCII)
_PROCESSORS = ("", "scxml", "http://www.w3.org/TR/scxml/#SCXMLEventProcessor", "http://www.w3.org/TR/scxml/")
Inside = Callable[[str], bool | None]


@attrs.define
class Block:
    """What one place does. `lines` of an action, `raises` events by their names in the document, `sends` that what is
    to be sent later has changed.
    """

    lines: list[str] = attrs.Factory(list)
    raises: list[str] = attrs.Factory(list)
    sends: bool = False


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


class Contents:
    """The data of a document and the blocks made from its content. `sent` and `asked` fill while blocks are made.

    failed  a variable could not be given its first value, so that error.execution is the first event of all
    sent    names of events that are sent (not raised), in order
    asked   ids of the states whose activity is asked at run time, each with the name in the slice
    """

    def __init__(self, machine: Machine, findings: Findings) -> None:
        self.machine = machine
        self.findings = findings
        self.variables: dict[str, Variable] = {}
        self.failed = False
        self.logs = False
        self.sent: dict[str, None] = {}
        self.asked: dict[str, str] = {}
        self.delays = False
        self.inside: list[str] = []
        self._declare()
        self._infer()

    # what is known

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

    # data

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
        elements = list(_all(self.machine))
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

    # conditions

    def condition(self, text: str, span: Span, inside: Inside = lambda state: None) -> str | bool | None:
        """A condition as Python, or its value where that is settled; None when evaluating it always fails."""
        known = self.known(inside)
        try:
            tree = values.parse(text, self.machine.dialect)
            values.kind_of(tree, known)  # may be of any kind: what is no truth value is asked for its truth
            values._Kinds(known).truth(tree)
            try:
                return bool(values.fold(tree, known))
            except LookupError:
                return values.code(tree, known)
        except SureFailure:
            return None
        except Refused as refused:
            self.refuse(refused, span, text)
            return False

    # blocks

    def blocks(self, handlers: Iterable[list[Element]], inside: Inside = lambda state: None) -> Block:
        """Handlers one after the other, each a block of its own as far as failures go."""
        whole = Block()
        for elements in handlers:
            made = Block()
            try:
                self._run(elements, made, inside, fixed=True)
            except SureFailure:
                made.raises.append(ERROR)
            whole.lines += made.lines
            whole.raises += made.raises
            whole.sends = whole.sends or made.sends
        return whole

    def _run(self, elements: Iterable[Element], block: Block, inside: Inside, *, fixed: bool) -> None:
        """`fixed` says that the elements run in any case; inside a condition of run time nothing may be raised."""
        for element in elements:
            try:
                self._one(element, block, inside, fixed=fixed)
            except Refused as refused:
                self.refuse(refused, element.span, element.get("expr") or element.get("event") or element.get("cond"))
            except SureFailure as failure:
                if fixed:
                    raise
                self.refuse(Refused("SC906", f"it may fail: {failure}"), element.span, element.get("expr"))

    def _one(self, element: Element, block: Block, inside: Inside, *, fixed: bool) -> None:
        known = self.known(inside)
        if element.name == "raise":
            self._raise(element.get("event"), block, fixed=fixed)
        elif element.name == "log":
            said = [repr(" ".join(element.get("label").split()))]
            if element.get("expr"):
                said.append(self._value(element.get("expr"), known))
            self.logs = True
            block.lines.append(f"_log.info({', '.join([repr(': '.join(['%s'] * len(said))), *said])})")
        elif element.name == "assign":
            variable = self._location(element.get("location").strip())
            expr = element.get("expr") or element.text.strip()
            block.lines.append(f"{variable.code} = {self._value(expr, known)}")
        elif element.name == "if":
            self._choice(element, block, inside, fixed=fixed)
        elif element.name == "foreach":
            self._each(element, block, inside)
        elif element.name == "send":
            self._send(element, block, known, fixed=fixed)
        elif element.name == "cancel":
            if "sendidexpr" in element.attributes:
                ident = self._value(element.get("sendidexpr"), known)
                if values.kind_of(values.parse(element.get("sendidexpr"), known.dialect), known) - NONE != STR:
                    raise Refused("SC906", "it may be no id")
            else:
                ident = repr(element.get("sendid"))
            block.lines.append(f"self.slice.sends.cancel({ident})")
            block.sends = True

    def _raise(self, event: str, block: Block, *, fixed: bool) -> None:
        if not _EVENT.fullmatch(event):
            raise Refused("SC908", "this is no name of an event")
        if not fixed:
            raise Refused("SC909", "an event is raised under a condition that only run time decides")
        block.raises.append(event)

    def _value(self, text: str, known: Known) -> str:
        tree = values.parse(text, self.machine.dialect)
        values.kind_of(tree, known)
        return values.code(tree, known)

    def _location(self, name: str) -> Variable:
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

    def _choice(self, element: Element, block: Block, inside: Inside, *, fixed: bool) -> None:
        branches: list[tuple[str | bool | None, list[Element]]] = []
        condition: str | bool | None = self.condition(element.get("cond"), element.span, inside)
        elements: list[Element] = []
        for child in element.children:
            if child.name not in ("elseif", "else"):
                elements.append(child)
                continue
            branches.append((condition, elements))
            elements = []
            condition = True if child.name == "else" else self.condition(child.get("cond"), child.span, inside)
        branches.append((condition, elements))
        if any(condition is None for condition, _ in branches):
            raise Refused("SC906", "the condition always fails")
        left = [(condition, elements) for condition, elements in branches if condition is not False]
        until = next((at for at, (condition, _) in enumerate(left) if condition is True), len(left))
        if until == 0 and left:
            self._run(left[0][1], block, inside, fixed=fixed)
            return
        for at, (condition, elements) in enumerate(left[: until + 1]):
            inner = Block()
            self._run(elements, inner, inside, fixed=False)
            block.lines.append("else:" if condition is True else f"{'elif' if at else 'if'} {condition}:")
            block.lines += [f"    {line}" for line in inner.lines or ["pass"]]
            block.sends = block.sends or inner.sends

    def _each(self, element: Element, block: Block, inside: Inside) -> None:
        known = self.known(inside)
        tree = values.parse(element.get("array"), self.machine.dialect)
        values.items_of(tree, known)
        names = [name for name in (element.get("index"), element.get("item")) if name]
        inner = Block()
        before, self.inside = self.inside, [*self.inside, *names]
        targets = ", ".join(self._location(name).code for name in names)
        self._run(element.children, inner, inside, fixed=False)
        self.inside = before
        source = f"tuple({values.code(tree, known)})"
        source = f"enumerate({source})" if element.get("index") else source
        block.lines.append(f"for {targets} in {source}:")
        block.lines += [f"    {line}" for line in inner.lines or ["pass"]]
        block.sends = block.sends or inner.sends

    def _send(self, element: Element, block: Block, known: Known, *, fixed: bool) -> None:
        given = element.attributes
        if element.get("type") not in _PROCESSORS or "typeexpr" in given or "targetexpr" in given:
            raise Refused("SC911", "only events of SCXML to this machine itself are sent")
        if element.get("target") not in ("", "#_internal"):
            raise Refused("SC911", f"the target {element.get('target')} is not this machine")
        event = given["event"] if "event" in given else self._text(element.get("eventexpr"), known)
        if not _EVENT.fullmatch(event):
            raise Refused("SC908", "this is no name of an event")
        for name in element.get("namelist").split():
            self._location(name)
        for child in element.children:
            if child.get("location"):
                self._location(child.get("location").strip())
            elif child.get("expr"):
                self._value(child.get("expr"), known)
        if element.get("target") == "#_internal":
            self._raise(event, block, fixed=fixed)
            return
        arguments = ["self.cell.now", self._delay(element, known), repr(event)]
        if element.get("id"):
            arguments.append(repr(element.get("id")))
        line = f"self.slice.sends.add({', '.join(arguments)})"
        if "idlocation" in given:
            line = f"{self._location(given['idlocation'].strip()).code} = {line}"
        block.lines.append(line)
        block.sends = True
        self.sent.setdefault(event)

    def _text(self, text: str, known: Known) -> str:
        try:
            value = values.fold(values.parse(text, known.dialect), known)
        except LookupError:
            value = None
        if not isinstance(value, str):
            raise Refused("SC911", "which event it is stands only at run time")
        return value

    def _delay(self, element: Element, known: Known) -> str:
        """Seconds as Python."""
        if "delayexpr" not in element.attributes:
            return repr(self._seconds(element.get("delay") or "0s"))
        tree = values.parse(element.get("delayexpr"), known.dialect)
        values.kind_of(tree, known)
        if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
            return repr(self._seconds(tree.value))
        variable = self.variables.get(tree.id) if isinstance(tree, ast.Name) else None
        if variable is None or not variable.texts or variable.kind != STR:
            raise Refused("SC911", "the delay is neither written out nor a variable that only holds such texts")
        for text in variable.texts:
            self._seconds(text)
        self.delays = True
        return f"seconds(self.slice.{variable.name})"

    def _seconds(self, text: str) -> float:
        match = _DELAY.fullmatch(text.strip())
        value = float(match[1]) / (1_000 if match[2] == "ms" else 1) if match else -1.0
        if not 0 <= value <= LONGEST_DELAY:
            raise Refused("SC911", f"the delay {text[:40]!r} is not seconds up to a week")
        return value


def _all(machine: Machine) -> Iterator[Element]:
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
