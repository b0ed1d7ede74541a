"""Executable content of SCXML as what our language does on an entry, an exit or a row: data, then raised events.

Data changes become lines of Python for one action. Raised events must be known beforehand, for a chart says what it
raises: a `raise` under a condition that only run time decides is refused. So is what may fail at run time. What fails
for certain ends its block, as in SCXML, and raises error.execution in its place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

import attrs

from ..diagnostics import Findings
from ..model import Span
from . import values
from .data import Data, Inside, content_of
from .document import Machine
from .timing import state_timers
from .values import NONE, STR, Known, Refused, SureFailure
from .xml import Element

ERROR = "error.execution"
LONGEST_DELAY = 7 * 86_400.0
"""Seconds, as for every timer of a chart."""
_EVENT = re.compile(r"[A-Za-z0-9_:-]+(\.[A-Za-z0-9_:-]+)*", re.ASCII)
_DELAY = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ms|s)", re.ASCII)
_PROCESSORS = ("", "scxml", "http://www.w3.org/TR/scxml/#SCXMLEventProcessor", "http://www.w3.org/TR/scxml/")


@attrs.define
class Block:
    """What one place does. `lines` of an action, `raises` events by their names in the document, `sends` that what is
    to be sent later has changed.
    """

    lines: list[str] = attrs.Factory(list)
    raises: list[str] = attrs.Factory(list)
    sends: bool = False


class Contents(Data):
    """The data of a document, and the blocks made from its content; these fill what is said here.

    timers  what is sent and cancelled just as a timer of ours runs; such elements are passed over
    sent    names of events that are sent (not raised), in order
    logs    something is logged; `delays`: a delay is read at run time
    """

    def __init__(self, machine: Machine, findings: Findings) -> None:
        super().__init__(machine, findings)
        self.logs = False
        self.delays = False
        self.sent: dict[str, None] = {}
        self.timers, self._timed = state_timers(machine, list(content_of(machine)))
        for timer in self.timers:
            try:
                delay = self.seconds(timer.delay)
            except Refused:
                delay = 0.0
            if not delay:
                self.timers, self._timed = [], set()
                return

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
        if id(element) in self._timed:
            return
        if element.name == "raise":
            self._raise(element.get("event"), block, fixed=fixed)
        elif element.name == "log":
            said = [repr(" ".join(element.get("label").split()))]
            if element.get("expr"):
                said.append(self._value(element.get("expr"), known))
            self.logs = True
            block.lines.append(f"_log.info({', '.join([repr(': '.join(['%s'] * len(said))), *said])})")
        elif element.name == "assign":
            variable = self.location(element.get("location").strip())
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
        targets = ", ".join(self.location(name).code for name in names)
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
            self.location(name)
        for child in element.children:
            if child.get("location"):
                self.location(child.get("location").strip())
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
            line = f"{self.location(given['idlocation'].strip()).code} = {line}"
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
            return repr(self.seconds(element.get("delay") or "0s"))
        tree = values.parse(element.get("delayexpr"), known.dialect)
        values.kind_of(tree, known)
        if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
            return repr(self.seconds(tree.value))
        variable = self.variables.get(tree.id) if isinstance(tree, ast.Name) else None
        if variable is None or not variable.texts or variable.kind != STR:
            raise Refused("SC911", "the delay is neither written out nor a variable that only holds such texts")
        for text in variable.texts:
            self.seconds(text)
        self.delays = True
        return f"seconds(self.slice.{variable.name})"

    @staticmethod
    def seconds(text: str) -> float:
        """A delay as it is written, in seconds; raises `Refused`."""
        match = _DELAY.fullmatch(text.strip())
        value = float(match[1]) / (1_000 if match[2] == "ms" else 1) if match else -1.0
        if not 0 <= value <= LONGEST_DELAY:
            raise Refused("SC911", f"the delay {text[:40]!r} is not seconds up to a week")
        return value
