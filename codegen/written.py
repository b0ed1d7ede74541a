"""Plain values (see `plain`) written as YAML, a name a line, rows in braces, in the order that `fmt` keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from .fmt import formatted
from .plain import Value

_LINES = (
    "events",
    "guards",
    "asks",
    "actions",
    "signals",
    "timers",
    "when",
    "reject",
    "defer",
    "ignore",
    "never",
    "waits",
)
"""Keys whose entries stand a line each."""


def chart_text(value: Mapping[str, Value], file: str) -> str:
    """The text of a chart file. Raises `FormatError` for what no YAML of ours can hold."""
    return formatted("\n".join(_lines(value, 0)) + "\n", file)


def _lines(value: Mapping[str, Value], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, entry in value.items():
        if key == "states" and isinstance(entry, Mapping):
            yield f"{pad}states:"
            for name, state in entry.items():
                assert isinstance(state, Mapping)
                yield f"{pad}  {name}:" + ("" if state else " {}")
                yield from _lines(state, depth + 2)
        elif key in _LINES and isinstance(entry, Mapping):
            yield f"{pad}{key}:"
            for name, said in entry.items():
                yield f"{pad}  {_text(name)}: {_flow(said)}"
        else:
            yield f"{pad}{key}: {_flow(entry)}"


def _flow(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(_flow(each) for each in value) + "]"


def _text(text: str) -> str:
    """A text on one line: plain where it is one word, else in double quotes; nothing in it that cannot be printed."""
    kept = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    word = kept.isascii() and kept.translate(str.maketrans("_./", "aaa")).isalnum()
    return kept if word else json.dumps(kept, ensure_ascii=False)
