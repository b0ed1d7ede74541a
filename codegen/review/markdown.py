"""Text for a pull request comment in which nothing that a chart says can do anything.

Whatever comes from a document or a command line stands in a code span: there GitHub makes no links, no HTML, no images,
no mentions of people and no references to issues out of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..backends.dotsyntax import one_line

LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536."""
_LONGEST_TEXT = 300
_RESERVED = 120


def code(text: str) -> str:
    """The text as a code span on one line; backticks become plain ticks."""
    kept = one_line(text.replace("`", "'"), _LONGEST_TEXT)
    return f"`{kept}`" if kept else "` `"


def fitted(blocks: Iterable[str], most: int = LONGEST) -> str:
    """The lines, as many as `most` characters hold; what is left out is counted at the end."""
    lines = [line for block in blocks for line in block.split("\n")]
    text = "\n".join(lines) + "\n"
    if len(text) <= most:
        return text
    size, kept = _RESERVED, 0
    while size + len(lines[kept]) < most:
        size += len(lines[kept]) + 1
        kept += 1
    left = sum(each.lstrip().startswith("- ") for each in lines[kept:])
    end = f"**{left} more lines do not fit here;** run `sessioncore diff` to see all."
    return "\n".join([*lines[:kept], "", end]) + "\n"
