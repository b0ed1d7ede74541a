"""The actions module of an imported chart: its data as a typed slice, its conditions and executable content."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator

import attrs

from ..backends.layout import docstring, indented
from .content import Contents
from .data import Variable


@attrs.define
class Code:
    """What is written by hand of a chart, to begin with. Names are those of the chart.

    guards   name -> (expression, what it says)
    actions  name -> (lines, what it does)
    """

    chart: str
    source: str
    guards: dict[str, tuple[str, str]] = attrs.Factory(dict)
    actions: dict[str, tuple[list[str], str]] = attrs.Factory(dict)
    sends: bool = False

    def text(self, contents: Contents) -> str:
        """The module, ending in a newline."""
        slots = [
            f"{each.name}: {_annotation(each)} = {_value(each)}"
            for each in contents.variables.values()
            if not each.local
        ]
        slots += [f"{name}: bool = False" for name in contents.asked.values()]
        slots += ["sends: Sends = attrs.Factory(Sends)"] if self.sends else []
        imported = ["Sends"] * self.sends + ["seconds"] * contents.delays
        lines = [
            f'"""Actions of {self.chart}: data, conditions and content of {self.source}.',
            *("", "Imported once, yours to edit.", '"""', ""),
            *("from __future__ import annotations", ""),
            *(["import logging"] * contents.logs),
            *("from typing import TYPE_CHECKING", "", "import attrs", ""),
            "from sessioncore.actions.part import PartActions",
            *([f"from sessioncore.actions.sends import {', '.join(imported)}"] if imported else []),
            *("", "if TYPE_CHECKING:", "    from sessioncore.actions.context import Scope"),
            *(["    from sessioncore.statechart import Event"] if self.guards or self.actions or self.sends else []),
            *(["", "_log = logging.getLogger(__name__)"] * contents.logs),
            *("", "", "@attrs.define", "class Slice:", '    """The data of the chart."""'),
            *([""] if slots else []),
            *indented(slots),
            *("", "", "class Actions(PartActions):"),
            '    """Answers conditions and changes data; what is raised stands in the chart."""',
            *("", '    __slots__ = ("slice",)', "", "    def __init__(self, scope: Scope) -> None:"),
            *("        super().__init__(scope)", "        self.slice = Slice()"),
            *indented(list(self._methods())),
        ]
        return _double_quoted("\n".join(lines) + "\n")

    def _methods(self) -> Iterator[str]:
        for name, (expression, doc) in self.guards.items():
            body = [f"return {_truth(expression)}"]
            yield from self._method(name, "bool", doc, body)
        for name, (body, doc) in self.actions.items():
            yield from self._method(name, "None", doc, body)
        if self.sends:
            body = ["return self.slice.sends.wait(self.cell.now)"]
            yield from self._method("delay_next_send", "float", "Seconds until the event that is due first.", body)

    @staticmethod
    def _method(name: str, returns: str, doc: str, body: list[str]) -> Iterator[str]:
        yield ""
        yield f"def {name}(self, event: Event) -> {returns}:"
        yield from indented([*docstring(doc, 2), *body])


def _annotation(variable: Variable) -> str:
    """The type of a variable, as Python writes it."""
    kinds = sorted(variable.kind - {"none", "list"})
    if "list" in variable.kind:
        kinds.append(f"list[{' | '.join(sorted(variable.items)).replace('none', 'None') or 'object'}]")
    return " | ".join([*kinds, *(["None"] if "none" in variable.kind else [])]) or "None"


def _value(variable: Variable) -> str:
    return f"attrs.Factory(lambda: {variable.value!r})" if isinstance(variable.value, list) else repr(variable.value)


def _truth(expression: str) -> str:
    """A condition as a bool; what is one already stands as it is."""
    tree = ast.parse(expression, mode="eval").body
    plain = isinstance(tree, ast.Compare) or (isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not))
    plain = plain or (isinstance(tree, ast.Attribute) and tree.attr.startswith("in_"))
    return expression if plain else f"bool({expression})"


def _double_quoted(source: str) -> str:
    """The module with strings as formatters write them."""
    lines = source.split("\n")
    found = [token for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type == tokenize.STRING]
    for token in reversed(found):
        body = token.string[1:-1]
        if token.string.startswith("'") and not set(body) & set("'\"\\"):
            row, (first, last) = token.start[0] - 1, (token.start[1], token.end[1])
            lines[row] = f'{lines[row][:first]}"{body}"{lines[row][last:]}'
    return "\n".join(lines)
