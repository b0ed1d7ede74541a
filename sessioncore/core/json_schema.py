"""Checks JSON values against the few words of JSON Schema (2020-12) that our own schemas are written in.

At run time there is no schema library: the one in the tests says whether both agree.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

Fault: TypeAlias = tuple[int, str]
"""How deep in the value it lies, and the sentence about it."""

MAX_DEPTH: Final = 60
"""Levels of tables and lists; a value that is deeper is refused."""

_TYPES: Final[dict[str, Callable[[Any], bool]]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def first_fault(value: Any, schema: dict[str, Any]) -> str:
    """A sentence about the first thing in `value` that `schema` forbids, with its place; "" when there is none.

    Values are not quoted: they may be secret.
    """
    fault = _Check(schema).find(value, schema, "", 0)
    return "" if fault is None else fault[1]


class _Check:
    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root

    def find(self, value: Any, schema: dict[str, Any], path: str, depth: int) -> Fault | None:
        if depth > MAX_DEPTH:
            return depth, f"{path}: nested too deeply"
        while (pointer := schema.get("$ref")) is not None:
            schema = self._root["$defs"][pointer.removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")]
        if (fault := self._value(value, schema, path or "the snapshot")) is not None:
            return depth, fault
        if "anyOf" in schema:
            return self._any(value, schema["anyOf"], path, depth)
        if isinstance(value, dict):
            return self._table(value, schema, path, depth)
        if isinstance(value, list):
            return self._list(value, schema, path, depth)
        return None

    def _value(self, value: Any, schema: dict[str, Any], path: str) -> str | None:
        wanted = schema.get("type")
        names = [wanted] if isinstance(wanted, str) else wanted
        if names is not None and not any(_TYPES[name](value) for name in names):
            return f"{path}: {' or '.join(names)} is wanted"
        if "const" in schema and (type(value) is not type(schema["const"]) or value != schema["const"]):
            return f"{path}: {schema['const']!r} is wanted"
        if "enum" in schema and value not in schema["enum"]:
            return f"{path}: none of {', '.join(map(str, schema['enum'])) or 'nothing'}"
        if "minimum" in schema and value < schema["minimum"]:
            return f"{path}: at least {schema['minimum']} is wanted"
        if "minLength" in schema and len(value) < schema["minLength"]:
            return f"{path}: it is empty"
        return None

    def _any(self, value: Any, choices: list[dict[str, Any]], path: str, depth: int) -> Fault | None:
        """None when one choice fits, else the fault of the choice that fitted furthest."""
        worst: Fault | None = None
        for choice in choices:
            fault = self.find(value, choice, path, depth)
            if fault is None:
                return None
            if worst is None or fault[0] > worst[0]:
                worst = fault
        if worst is not None and worst[0] > depth:
            return worst
        return depth, f"{path or 'the snapshot'}: nothing that may stand here"

    def _table(self, value: dict[str, Any], schema: dict[str, Any], path: str, depth: int) -> Fault | None:
        properties = schema.get("properties", {})
        for name, inner in properties.items():
            if name in value and (fault := self.find(value[name], inner, _below(path, name), depth + 1)) is not None:
                # The name that tells kinds apart comes first; what differs there does not count as a near miss.
                return (depth if "const" in inner else fault[0]), fault[1]
        for name in schema.get("required", ()):
            if name not in value:
                return depth + 1, f"{_below(path, name)}: missing"
        others = schema.get("additionalProperties", True)
        for name, item in value.items():
            if name in properties or others is True:
                continue
            if others is False:
                return depth, f"{_below(path, name[:40])}: nobody knows this name"
            if (fault := self.find(item, others, _below(path, name[:40]), depth + 1)) is not None:
                return fault
        return None

    def _list(self, value: list[Any], schema: dict[str, Any], path: str, depth: int) -> Fault | None:
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            return depth, f"{path}: {len(value)} entries are too few or too many"
        items = schema.get("prefixItems")
        for n, item in enumerate(value):
            inner = items[n] if items is not None else schema.get("items", {})
            if (fault := self.find(item, inner, f"{path}[{n}]", depth + 1)) is not None:
                return fault
        return None


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
