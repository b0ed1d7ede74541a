"""The types of payloads in generated code: which names to import, and how a type is written with them."""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import Field

_DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*", re.ASCII)


class Types:
    """Imports of the dotted types of one module. A name that is taken already is written with its whole module."""

    def __init__(self, types: Iterable[str], taken: Iterable[str]) -> None:
        self._short: dict[str, str] = {}
        self._whole: set[str] = set()
        used = {*taken, *dir(builtins)}
        for dotted in sorted({word for text in types for word in _DOTTED.findall(text) if "." in word}):
            module, _, name = dotted.rpartition(".")
            if name in used:
                self._whole.add(module)
            else:
                used.add(name)
                self._short[dotted] = name

    def write(self, text: str) -> str:
        """The type as it stands in the module."""
        return _DOTTED.sub(lambda match: self._short.get(match[0], match[0]), text)

    def imports(self, more: Mapping[str, Iterable[str]]) -> list[list[str]]:
        """Sections of import lines (standard library, others, sessioncore), with `more` names by module."""
        names: dict[str, set[str]] = {module: set(wanted) for module, wanted in more.items() if wanted}
        for dotted in self._short:
            module, _, name = dotted.rpartition(".")
            names.setdefault(module, set()).add(name)
        sections: list[list[str]] = [[], [], []]
        for module in sorted(self._whole):
            sections[_section(module)].append(f"import {module}")
        for module in sorted(names):
            sections[_section(module)].append(import_line(module, names[module]))
        return [section for section in sections if section]

    def parameters(self, payload: Iterable[Field], optional: Collection[str]) -> list[tuple[str, str]]:
        """Parameters of a function that takes these fields; the `optional` ones are None where nobody gives them."""
        ends = dict.fromkeys(optional, " = None")
        return [(field.name, self.write(field.type) + ends.get(field.name, "")) for field in payload]


def import_line(module: str, names: Iterable[str], indent: int = 0) -> str:
    """`from module import NAMES`, in the order that ruff's import sorting gives: CONSTANTS, Classes, functions."""
    ordered = sorted(names, key=lambda name: (not name.isupper(), not name[:1].isupper(), name.lower(), name))
    line = f"from {module} import {', '.join(ordered)}"
    if len(line) + indent <= 120:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in ordered), ")"])


def _section(module: str) -> int:
    top = module.partition(".")[0]
    return 2 if top == "sessioncore" else 0 if top in sys.stdlib_module_names else 1
