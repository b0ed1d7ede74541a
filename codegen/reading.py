"""Typed access to YAML nodes: every helper reports what is wrong and goes on with something harmless."""

from __future__ import annotations

import keyword
import math
import re
from collections.abc import Iterator

import attrs

from .diagnostics import Findings, a, quoted
from .model import Ref, Span, Waiver
from .source import Items, Node, Table, Text

NAME = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
RULE_ID = re.compile(r"[A-Z][A-Za-z]{0,7}[0-9]{1,4}(\.[0-9]{1,4}){0,3}", re.ASCII)
TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)

YAML_WORDS = frozenset({"on", "off", "yes", "no", "true", "false", "null", "y", "n", "none"})
# fmt: off
# Lower-case builtins: a method of such a name would hide the builtin in annotations of the same class.
_BUILTINS = frozenset((
    "abs", "aiter", "all", "anext", "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes", "callable",
    "chr", "classmethod", "compile", "complex", "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec",
    "filter", "float", "format", "frozenset", "getattr", "globals", "hasattr", "hash", "hex", "id", "input", "int",
    "isinstance", "issubclass", "iter", "len", "list", "locals", "map", "max", "memoryview", "min", "next",
    "object", "oct", "open", "ord", "pow", "print", "property", "range", "repr", "reversed", "round", "set",
    "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple", "vars", "zip",
))
# fmt: on


@attrs.frozen
class Reader:
    """Reads nodes; findings go to `findings`."""

    findings: Findings

    def table(self, node: Node | None, what: str) -> Table:
        """A mapping; nothing at all (`name:`) is an empty one."""
        if isinstance(node, Table):
            return node
        if node is not None and not (isinstance(node, Text) and node.plain and not node.value):
            self.findings.add("SC104", node.span, f"{what} is a mapping of keys to values", "write {KEY: VALUE}")
        return Table((), node.span if node is not None else Span("", 1, 1))

    def keys(
        self, table: Table, what: str, allowed: tuple[str, ...], required: tuple[str, ...] = ()
    ) -> dict[str, Node]:
        """The entries of a mapping with fixed keys."""
        found: dict[str, Node] = {}
        for key, value in table.entries:
            if key.value in allowed:
                found[key.value] = value
            else:
                # `{doc: a text, with a comma}`: YAML ends the text at the comma and takes the rest for a key.
                comma = isinstance(value, Text) and not value.value and " " in key.value
                hint = "put quotes around the whole text: inside { } a comma ends it" if comma else "delete it"
                self.findings.unknown("SC102", key.span, f"key in {what}:", key.value, allowed, hint)
        for name in required:
            if name not in found:
                self.findings.add("SC103", table.span, f"{what} has no '{name}'", f"add a line '{name}: ...'")
        return found

    def named(self, node: Node | None, what: str, *, builtins: bool = False) -> Iterator[tuple[Text, Node]]:
        """The entries of a mapping from declared names (`what` in the singular) to anything."""
        for key, value in self.table(node, f"the list of {what}s").entries:
            if self.name(key, what, builtins=builtins):
                yield key, value

    def text(self, node: Node | None, what: str, *, required: bool = False) -> str:
        """A sentence, on one line."""
        if isinstance(node, Text):
            value = " ".join(node.value.split())
            if required and not value:
                self.findings.add("SC103", node.span, f"{what} is empty", "write it as a short sentence")
            return value
        if node is not None:
            self.findings.add("SC104", node.span, f"{what} is a text, not a list or mapping", "quote it")
        return ""

    def items(self, node: Node | None) -> tuple[Node, ...]:
        """A list; a single value is a list of one, nothing is an empty list."""
        if node is None or (isinstance(node, Text) and node.plain and not node.value):
            return ()
        return node.values if isinstance(node, Items) else (node,)

    def texts(self, node: Node | None, what: str) -> tuple[Text, ...]:
        """A text or a list of texts."""
        found = []
        for item in self.items(node):
            if isinstance(item, Text) and item.value.strip():
                found.append(item)
            else:
                self.findings.add(
                    "SC104", item.span, f"{what} is a name or a list of names", "write NAME or [NAME, NAME]"
                )
        return tuple(found)

    def name(self, text: Text, what: str, *, builtins: bool = False) -> bool:
        """Whether a declared name is allowed, else a finding. `builtins`: those of Python are harmless here."""
        name = text.value
        if not NAME.fullmatch(name):
            self.findings.add(
                "SC105",
                text.span,
                f"{quoted(name)} is not a name for {a(what)}",
                "use a small letter, then small letters, digits and underscores, at most 64",
            )
        elif keyword.iskeyword(name) or name in ("self", "match", "case", "type"):
            self.findings.add(
                "SC105", text.span, f"{quoted(name)} is a word of Python, not a name for {a(what)}", "rename it"
            )
        elif name in YAML_WORDS:
            self.findings.add(
                "SC105", text.span, f"{quoted(name)} means a truth value or nothing to other YAML readers", "rename it"
            )
        elif not builtins and name in _BUILTINS:
            self.findings.add("SC105", text.span, f"{quoted(name)} hides a builtin of Python", "rename it")
        else:
            return True
        return False

    def refs(self, node: Node | None, what: str) -> tuple[Ref, ...]:
        """Uses of declared names: one or a list."""
        return tuple(Ref(text.value.strip(), text.span) for text in self.texts(node, what))

    def ref(self, node: Node | None, what: str) -> Ref | None:
        """One use of a declared name."""
        if isinstance(node, Text) and node.value.strip():
            return Ref(node.value.strip(), node.span)
        if node is not None:
            self.findings.add("SC104", node.span, f"{what} is a single name", "write one NAME")
        return None

    def rules(self, node: Node | None) -> tuple[Ref, ...]:
        """Ids of rules.yaml."""
        found = []
        for ref in self.refs(node, "a rule"):
            if RULE_ID.fullmatch(ref.name):
                found.append(ref)
            else:
                self.findings.add(
                    "SC116", ref.span, f"{quoted(ref.name)} is not the id of a rule", "ids look like B3.8"
                )
        return tuple(found)

    def tokens(self, node: Node | None, what: str) -> tuple[str, ...]:
        """Words for people and traces, e.g. the messages that an action emits."""
        found = []
        for text in self.texts(node, what):
            if TOKEN.fullmatch(text.value):
                found.append(text.value)
            else:
                self.findings.add(
                    "SC105", text.span, f"{quoted(text.value)} is not {what}", "use letters, digits, - and _"
                )
        return tuple(found)

    def number(self, node: Node | None, what: str, low: float, high: float, default: float) -> float:
        """A decimal number within bounds."""
        if node is None:
            return default
        value = math.nan
        if isinstance(node, Text) and re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,9})?", node.value, re.ASCII):
            value = float(node.value)
        if not low <= value <= high:
            self.findings.add(
                "SC108", node.span, f"{what} is a number from {low:g} to {high:g}", "write a decimal number"
            )
            return default
        return value

    def whole(self, node: Node | None, what: str, low: int, high: int) -> int | None:
        """A whole number within bounds, None when absent."""
        if node is None:
            return None
        if (
            isinstance(node, Text)
            and re.fullmatch(r"[0-9]{1,9}", node.value, re.ASCII)
            and low <= int(node.value) <= high
        ):
            return int(node.value)
        self.findings.add("SC108", node.span, f"{what} is a whole number from {low} to {high}", f"write e.g. {low}")
        return None

    def flag(self, node: Node | None, what: str) -> bool:
        """`true` or `false`; absent is false."""
        if node is None:
            return False
        if isinstance(node, Text) and node.value in ("true", "false"):
            return node.value == "true"
        self.findings.add("SC104", node.span, f"{what} is true or false", "write true, or leave it out")
        return False

    def waivers(self, node: Node | None, what: str) -> tuple[Waiver, ...]:
        """Findings that are right here: rule id and reason."""
        found = []
        for key, value in self.table(node, what).entries:
            if not re.fullmatch(r"SC[2-9][0-9]{2}", key.value, re.ASCII):
                self.findings.add(
                    "SC105", key.span, f"{quoted(key.value)} is not the id of a check", "ids look like SC503"
                )
                continue
            why = self.text(value, "the reason", required=True)
            if why:
                found.append(Waiver(key.value, why, key.span))
        return tuple(found)
