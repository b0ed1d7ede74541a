"""The syntax of DOT: strings, attributes, and labels as lines of styled words; the only place that escapes text for it.

Whatever a chart's author may write freely passes through `quoted` (plain strings) or `escaped` (HTML-like labels). The
text is written here and not by a library, so that the bytes of the committed pictures depend on nothing else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import quote

import attrs

from .palette import BAR, RULE

FONT = "Arial"
"""Helvetica, Liberation Sans and Arimo have the same metrics, so a text drawn with any of them fits into its box."""
LONGEST = 300
"""Characters of one free text that reach a picture; the rest is cut and marked."""
INDENT = "\N{NO-BREAK SPACE}" * 3


def one_line(text: str, longest: int = LONGEST) -> str:
    """The text without control and private characters, white space folded, cut at `longest` characters."""
    if text.isascii() and text.isprintable():
        kept = " ".join(text[: longest * 4].split())
        return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text[: longest * 4])
    kept = "".join(c for c in kept if unicodedata.category(c) not in ("Cs", "Co", "Cn", "Cf"))
    kept = " ".join(kept.split())
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"


def escaped(text: str) -> str:
    """The text for an HTML-like label, or for an attribute in it; Graphviz expands escape sequences once there."""
    return escape(one_line(text), quote=True).replace("\\", "\\" * 2)


def quoted(text: str) -> str:
    """A DOT string that shows exactly this text as tooltip; Graphviz expands escape sequences twice there."""
    return '"' + escape(one_line(text), quote=True).replace("\\", "\\" * 4) + '"'


def link(steps_up: int, file: str, line: int = 0) -> str:
    """The address of a source line, relative to a picture that lies `steps_up` folders below the project."""
    return "../" * steps_up + quote(file, safe="/._-") + (f"#L{line}" if line else "")


@attrs.frozen
class Html:
    """A finished HTML-like label."""

    text: str


def attributes(values: Mapping[str, str | Html]) -> str:
    """`[name=value ...]`; empty ones are left out, a text is quoted."""
    written = (
        f"{name}=<{value.text}>" if isinstance(value, Html) else f"{name}={quoted(value)}"
        for name, value in values.items()
        if value
    )
    return "[" + " ".join(written) + "]"


@attrs.frozen
class Word:
    """An unbreakable piece of a line.

    glued  follows the word before without a space
    tied   stays on the line of the word before
    struck is struck through
    """

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""
    glued: bool = False
    struck: bool = False
    tied: bool = False

    def html(self) -> str:
        """Its HTML-like form."""
        text = escaped(self.text)
        if self.bold:
            text = f"<B>{text}</B>"
        if self.italic:
            text = f"<I>{text}</I>"
        if self.struck:
            text = f"<S>{text}</S>"
        return f'<FONT COLOR="{self.colour}">{text}</FONT>' if self.colour else text


def words(text: str, *, bold: bool = False, italic: bool = False, colour: str = "") -> list[Word]:
    """A text as words of one style."""
    return [Word(part, bold, italic, colour) for part in one_line(text).split()]


def listed(names: Iterable[str], *, colour: str = "", bold: bool = False) -> list[Word]:
    """Names with commas, breakable between them."""
    items = list(names)
    return [Word(name + ("," if i + 1 < len(items) else ""), bold=bold, colour=colour) for i, name in enumerate(items)]


def width(text: str) -> int:
    """Columns of a text, wide characters counted twice."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def points(line: Sequence[Word], size: float) -> float:
    """A generous estimate of how wide a line is drawn, in points."""
    total = 0.0
    for word in line:
        for char in word.text + ("" if word.glued else " "):
            total += 0.31 if char in "ijltfr.,:;'|![]()/ " else 0.88 if char in "mwMW" or ord(char) > 0x2000 else 0.57
        total += 0.04 * len(word.text) if word.bold else 0.0
    return total * size


def wrapped(line: Sequence[Word], columns: int) -> list[list[Word]]:
    """The words in lines of at most `columns` (a longer word stands alone, cut by `one_line` only)."""
    lines: list[list[Word]] = [[]]
    used = 0
    for word in line:
        size = width(word.text)
        if lines[-1] and not word.glued and not word.tied and used + 1 + size > columns:
            lines.append([])
            used = len(INDENT)
        elif lines[-1] and not word.glued:
            used += 1
        lines[-1].append(word)
        used += size
    return lines


def _look(word: Word) -> tuple[bool, bool, str, bool]:
    """What is the same in words that can share one piece of text."""
    return word.bold, word.italic, word.colour, word.struck


def paragraph(line: Sequence[Word], columns: int, *, align: str = "LEFT", indent: str = INDENT) -> str:
    """The words as HTML-like text, wrapped; neighbours of one style share one piece of text."""
    shown = []
    for number, part in enumerate(wrapped(line, columns)):
        merged: list[Word] = []
        for position, word in enumerate(part):
            space = "" if position == 0 or word.glued else " "
            if merged and _look(merged[-1]) == _look(word):
                merged[-1] = attrs.evolve(merged[-1], text=merged[-1].text + space + word.text)
            else:
                merged.append(word if position == 0 else attrs.evolve(word, glued=not space))
        text = merged[0].html() + "".join(("" if word.glued else " ") + word.html() for word in merged[1:])
        shown.append((indent if number else "") + text)
    return f'<BR ALIGN="{align}"/>'.join(shown) + (f'<BR ALIGN="{align}"/>' if len(shown) > 1 else "")


def cell(content: str, *, align: str = "LEFT", size: float = 0.0, **extra: str) -> str:
    """One table row with one cell; `extra` are attributes with values that are escaped already (id, href, tooltip)."""
    written = "".join(f' {name.upper()}="{value}"' for name, value in extra.items() if value)
    inner = f'<FONT POINT-SIZE="{size:g}">{content}</FONT>' if size else content
    balign = f' BALIGN="{align}"' if "<BR" in content else ""
    return f'<TR><TD ALIGN="{align}"{balign}{written}>{inner}</TD></TR>'


_REST = '<TD COLSPAN="40"></TD>'
"""Graphviz gives every column the same share of what is too wide; these many take nearly all of it, at the right."""


def side_by_side(rows: Sequence[str], beside: str, size: float) -> str:
    """One table row: those of `cell` one below the other, and beside all of them, behind a thin line, one text."""
    balign = ' BALIGN="LEFT"' if "<BR" in beside else ""
    common = f'<TD ROWSPAN="{len(rows)}" WIDTH="3" CELLPADDING="0"></TD>'
    common += f'<TD ROWSPAN="{len(rows)}" ALIGN="LEFT"{balign} BORDER="1" SIDES="L" CELLPADDING="4">'
    common += f'<FONT POINT-SIZE="{size:g}">{beside}</FONT></TD>{_REST}</TR>'
    inner = "".join([rows[0].removesuffix("</TR>") + common, *rows[1:]])
    look = f'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2" COLOR="{BAR}"'
    return f'<TR><TD ALIGN="LEFT" CELLPADDING="0"><TABLE {look}>{inner}</TABLE></TD></TR>'


def off_the_line(label: Html) -> Html:
    """The label of an edge with a little space to its line, which Graphviz draws at its left border."""
    look = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"'
    return Html(f'<TABLE {look}><TR><TD WIDTH="4"></TD><TD>{label.text}</TD></TR></TABLE>')


def table(sections: Sequence[Sequence[str]]) -> Html:
    """An HTML-like label: the non-empty sections of cells, one a line, a thin rule between the sections."""
    rule = '\n<HR/><TR><TD HEIGHT="3" CELLPADDING="0"></TD></TR>'
    body = rule.join("".join("\n" + row for row in section) for section in sections if section)
    look = f'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2" COLOR="{RULE}"'
    return Html(f"<TABLE {look}>{body}</TABLE>")
