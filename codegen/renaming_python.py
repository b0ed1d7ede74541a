"""What a renamed thing of a chart is called in Python, and the edits of the modules that use it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

import attrs

from .model import Chart
from .names import event_class, event_constant, signal_class, signal_constant, state_constant


@attrs.frozen
class Names:
    """Old name -> new name: `module` of the generated module, `methods` of the actions."""

    module: Mapping[str, str]
    methods: Mapping[str, str]


def names(before: Chart, after: Chart) -> Names:
    """What is called otherwise after a renaming; both charts have the same things in the same order."""
    module: dict[str, str] = {}
    methods: dict[str, str] = {}
    for old, new in zip(before.events.values(), after.events.values(), strict=True):
        module[event_class(before, old.name)] = event_class(after, new.name)
        module[event_constant(before, old.name)] = event_constant(after, new.name)
    for one, other in zip(before.signals.values(), after.signals.values(), strict=True):
        module[signal_class(before, one.name)] = signal_class(after, other.name)
        module[signal_constant(before, one.name)] = signal_constant(after, other.name)
        methods[f"payload_{one.name}"] = f"payload_{other.name}"
    for first, second in zip(before.leaves, after.leaves, strict=True):
        module[state_constant(first.path)] = state_constant(second.path)
    methods |= dict(zip(before.actions, after.actions, strict=True))
    methods |= dict(zip(before.guards, after.guards, strict=True))
    return Names(_changed(module), _changed(methods))


def _changed(found: Mapping[str, str]) -> dict[str, str]:
    return {old: new for old, new in found.items() if old != new}


Edits = list[tuple[int, int, str, str]]
"""Line from 1, offset in octets of UTF-8 from 0, old text, new text."""


class Users(ast.NodeVisitor):
    """The edits of a module that uses the generated module called `module`."""

    def __init__(self, module: str, found: Mapping[str, str]) -> None:
        self._package, _, self._last = module.rpartition(".")
        self._module = module
        self._names = found
        self._aliases: set[str] = set()
        self._direct: set[str] = set()
        self.edits: Edits = []

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """`from PACKAGE import CHART as alias`, `from MODULE import Class`."""
        for alias in node.names:
            if node.module == self._package and alias.name == self._last:
                self._aliases.add(alias.asname or alias.name)
            if node.module == self._module and alias.name in self._names:
                self.edits.append((alias.lineno, alias.col_offset, alias.name, self._names[alias.name]))
                if alias.asname is None:
                    self._direct.add(alias.name)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """`alias.Class`."""
        if isinstance(node.value, ast.Name) and node.value.id in self._aliases and node.attr in self._names:
            self.edits.append(_attribute(node, self._names[node.attr]))
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        """`Class`, imported by its name."""
        if node.id in self._direct:
            self.edits.append((node.lineno, node.col_offset, node.id, self._names[node.id]))


def _attribute(node: ast.Attribute, new: str) -> tuple[int, int, str, str]:
    line, column = node.end_lineno or node.lineno, (node.end_col_offset or 0) - len(node.attr.encode())
    return line, column, node.attr, new


def in_actions(tree: ast.Module, source: str, methods: Mapping[str, str]) -> Edits:
    """The edits of the module of actions: its methods, and calls of them on itself."""
    lines = source.split("\n")
    found: Edits = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in methods:
            column = len(lines[node.lineno - 1].encode()[: node.col_offset]) + len(b"def ")
            found.append((node.lineno, column, node.name, methods[node.name]))
        elif isinstance(node, ast.Attribute) and node.attr in methods and _is_self(node.value):
            found.append(_attribute(node, methods[node.attr]))
    return found


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def in_test(tree: ast.Module, found: Names, kind: str, old: str, new: str) -> Edits:
    """The edits of the chart's own test: methods of its machine and its actions, and texts that are the name."""
    edits: Edits = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {
            **found.methods,
            **({old: new} if kind == "event" else {}),
        }:
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if owner in ("actions", "machine"):
                edits.append(_attribute(node, found.methods.get(node.attr, new)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = _text(node.value, kind, old, new)
            if text != node.value and node.end_lineno == node.lineno:
                edits.append((node.lineno, node.col_offset, node.value, text))
    return edits


def _text(value: str, kind: str, old: str, new: str) -> str:
    """A text of a test that names the thing: the name, or the id of a row."""
    if kind == "state":
        renamed = f"{old.rpartition('.')[0]}.{new}".lstrip(".")
        return renamed + value[len(old) :] if value == old or value.startswith(f"{old}.") else value
    if value == old:
        return new
    if kind == "event":
        return re.sub(rf"^((?:[a-z0-9_]+\.)+){re.escape(old)}(#\d+)?$", rf"\g<1>{new}\g<2>", value)
    return value


def applied(source: str, edits: Edits) -> str:
    """The module with all edits; those of texts look for theirs from the place on."""
    lines = source.split("\n")
    for number, column, old, new in sorted(set(edits), reverse=True):
        line = lines[number - 1].encode()
        at = line.find(old.encode(), column)
        if at < 0:
            continue
        lines[number - 1] = (line[:at] + new.encode() + line[at + len(old.encode()) :]).decode()
    return "\n".join(lines)


def mentions(source: str, old: str) -> Iterator[int]:
    """Lines of a module or document that still hold the old name as a text of its own."""
    for number, line in enumerate(source.split("\n"), 1):
        if re.search(rf"(?<![\w]){re.escape(old)}(?![\w])", line):
            yield number
