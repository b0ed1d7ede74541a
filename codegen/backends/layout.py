"""Lays out generated Python as a formatter would: lines of at most 120 characters, split the way ruff splits them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 120
INDENT = "    "
_WORDS = re.compile(
    r"""\"{3}.*?\"{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \#[^\n]* | (?<![\w.]) ([A-Za-z_]\w*)""",
    re.DOTALL | re.VERBOSE,
)
"""Strings and comments, which are passed over, and words that are no attribute."""


def indented(lines: Iterable[str], depth: int = 1) -> list[str]:
    """Lines moved `depth` levels to the right; empty ones stay empty."""
    return [INDENT * depth + line if line else "" for line in lines]


def bracketed(head: str, items: Sequence[str], tail: str, indent: int = 0, *, one_each: bool = False) -> list[str]:
    """`head` + comma-separated items + `tail`: on one line, else the items on the next, else one item a line.

    `head` ends with the opening bracket, `tail` begins with the closing one; `indent` is the depth that the lines will
    be moved to, and `one_each` leaves out the second form (imports and tuples of names).
    """
    room = WIDTH - len(INDENT) * indent
    joined = ", ".join(items)
    if len(head) + len(joined) + len(tail) <= room:
        return [f"{head}{joined}{tail}"]
    if not one_each and len(INDENT) + len(joined) <= room:
        return [head, INDENT + joined, tail]
    return [head, *(f"{INDENT}{line}" for item in items for line in f"{item},".split("\n")), tail]


def signature(
    name: str, parameters: Sequence[tuple[str, str]], returns: str, indent: int, tail: str = ":"
) -> list[str]:
    """A `def` line; a parameter is (name, type), the type "" for none. A union too long for a line is split at bars."""
    room = WIDTH - len(INDENT) * (indent + 1)
    items = []
    for parameter, kind in parameters:
        item = f"{parameter}: {kind}" if kind else parameter
        if len(item) + 1 > room:
            item = item.replace(" | ", "\n| ")
        items.append(item)
    whole = bracketed(f"def {name}(", items, f") -> {returns}{tail}", indent)
    if any("\n" in line for line in whole):
        split = [f"{INDENT}{line}" for item in items for line in f"{item},".split("\n")]
        return [f"def {name}(", *split, f") -> {returns}{tail}"]
    return whole


def any_of(keyword: str, conditions: Sequence[str], word: str, indent: int, note: str = "") -> list[str]:
    """`if a and b:` on one line, else in parentheses with one condition a line; `note` is a comment (see `noted`)."""
    line = f"{keyword} {f' {word} '.join(conditions)}:"
    if len(line) <= WIDTH - len(INDENT) * indent:
        return noted([line], note, indent)
    rest = [f"{INDENT}{word} {condition}" for condition in conditions[1:]]
    return noted([f"{keyword} (", INDENT + conditions[0], *rest, "):"], note, indent)


def noted(head: list[str], note: str, indent: int) -> list[str]:
    """The head of a block with a comment behind it, or in the block's first line where it does not fit."""
    if not note:
        return head
    last = f"{head[-1]}  # {note}"
    if len(last) <= WIDTH - len(INDENT) * indent:
        return [*head[:-1], last]
    return [*head, f"{INDENT}# {note}"]


def docstring(text: str, indent: int) -> list[str]:
    """A docstring of free text that `names.comment` has made safe, wrapped; its first line stands behind the quotes."""
    room = WIDTH - len(INDENT) * indent
    if len(text) + 6 <= room:
        return [f'"""{text}"""']
    lines = textwrap.wrap(text, room - 6, break_long_words=True, break_on_hyphens=False)
    return [f'"""{lines[0]}', *lines[1:], '"""']


def comment(text: str, indent: int) -> list[str]:
    """A comment of safe text, wrapped."""
    room = WIDTH - len(INDENT) * indent - 2
    return [f"# {line}" for line in textwrap.wrap(text, room, break_long_words=True, break_on_hyphens=False)]


def quoted(text: str) -> str:
    """A string literal in double quotes."""
    literal = repr(text)
    if literal.startswith("'"):
        body = literal[1:-1].replace("\\'", "'").replace('"', '\\"')
        return f'"{body}"'
    return literal


def long_text(text: str, indent: int) -> str:
    """A string literal as an argument: adjacent pieces on lines of their own where one line is too short for it."""
    room = WIDTH - len(INDENT) * (indent + 1) - 1
    literal = quoted(text)
    if len(literal) <= room:
        return literal
    pieces = textwrap.wrap(text, (room - 4) // 2, drop_whitespace=False, break_on_hyphens=False)
    return "\n".join(quoted(piece) for piece in pieces)


def words(lines: Iterable[str]) -> set[str]:
    """Every word of generated source outside of strings and comments, attributes left out; keywords are among them.

    A parse would tell names from keywords and from the names of arguments; here, where a hundred thousand lines are
    asked whether they use one of a few names, it would take more time than everything else.
    """
    return set(_WORDS.findall("\n".join(lines)))
