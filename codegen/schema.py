"""JSON Schema of charts and wirings, for editors: made from the grammar that the loader and `fmt` use.

A schema sees one file and no names, so it is wider than `check`: what it refuses is wrong, what it takes may still be.
A chart names it in its first line: `# yaml-language-server: $schema=../chart.schema.json`.
"""

from __future__ import annotations

import json
import keyword
from collections.abc import Mapping

from .grammar import CHART, DEFINITIONS, NAME, WIRING, Either, Keyed, Link, Many, Named, Shape, Word
from .project import MEND
from .reading import YAML_WORDS

DRAFT = "http://json-schema.org/draft-07/schema#"
"""What the YAML language servers of today read."""
_TYPES: Mapping[str, object] = {
    "string": ["string", "number", "boolean"],
    "number": ["string", "number"],
}


_WORDS = sorted({*(word for word in keyword.kwlist if word.islower()), "self", "match", "case", "type", *YAML_WORDS})
"""Words that are never a name, see `Reader.name`."""


def schemas() -> dict[str, str]:
    """File name -> text, for the machines folder."""
    return {"chart.schema.json": _written(CHART), "wiring.schema.json": _written(WIRING)}


def _written(shape: Keyed) -> str:
    head: dict[str, object] = {"$schema": DRAFT, "$comment": f"Made by: {MEND}. Do not edit.", "title": shape.doc}
    whole = head | _schema(shape)
    used = DEFINITIONS.items() if shape is CHART else ()
    name = {"pattern": _anchored(NAME), "not": {"enum": _WORDS}}
    whole["definitions"] = {"name": name} | {name: _schema(each) for name, each in used}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _schema(shape: Shape) -> dict[str, object]:
    made: dict[str, object]
    if isinstance(shape, Link):
        return {"$ref": f"#/definitions/{shape.name}"}
    if isinstance(shape, Word):
        made = _word(shape)
    elif isinstance(shape, Keyed):
        made = {
            # `name:` with nothing behind it is an empty mapping.
            "type": "object" if shape.required else ["object", "null"],
            "properties": {name: _schema(each) for name, each in shape.keys.items()},
            "additionalProperties": False,
        }
        if shape.required:
            made["required"] = list(shape.required)
        if shape.needs:
            made["dependencies"] = {key: [needed] for key, needed in shape.needs}
    elif isinstance(shape, Named):
        made = {"type": ["object", "null"], "additionalProperties": _schema(shape.of)}
        if shape.pattern != ".*":
            name = {"$ref": "#/definitions/name"}
            made["propertyNames"] = name if shape.pattern == NAME else {"pattern": _anchored(shape.pattern)}
    elif isinstance(shape, Many):
        one = _schema(shape.of)
        made = {"anyOf": [one, {"type": "array", "items": one}]}
    else:
        assert isinstance(shape, Either)
        made = {"anyOf": [_schema(each) for each in shape.shapes]}
    return made | ({"description": shape.doc} if shape.doc else {})


def _word(shape: Word) -> dict[str, object]:
    if shape.kind == "boolean":
        return {"enum": [True, False, "true", "false"]}
    if shape.choices:
        return {"enum": list(shape.choices)}
    if shape.pattern and shape.kind == "string":
        return {"type": "string", "pattern": _anchored(shape.pattern)}
    made: dict[str, object] = {"type": _TYPES[shape.kind]}
    if shape.pattern:
        made["pattern"] = _anchored(shape.pattern)
    if shape.most:
        made |= {"minimum": shape.least, "maximum": shape.most}
    return made | ({"minLength": 1} if shape.filled else {})


def _anchored(pattern: str) -> str:
    return f"^(?:{pattern})$"
