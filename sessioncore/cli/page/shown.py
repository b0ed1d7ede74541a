"""Text of peers, made fit to be looked at: nothing in it moves a terminal's cursor or turns what is written around."""

from __future__ import annotations

import unicodedata

MAX_SHOWN = 20_000
"""Characters of one message that are shown."""


def plain_text(text: str, keep: str = "") -> str:
    """Control, format and private characters (Unicode C*, Zl, Zp) as visible escapes, those of `keep` as they are."""
    if text.isascii() and text.isprintable():
        return text
    return "".join([character if character in keep else _visible(character) for character in text])


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] != "C" and category not in ("Zl", "Zp"):
        return character
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{{{ord(character):x}}}"


def message_text(data: bytes) -> str:
    """A message as lines of text: CRLF become line ends, octets that are no UTF-8 and controls become escapes."""
    text = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    cut = f"\n... {len(text) - MAX_SHOWN} more characters" if len(text) > MAX_SHOWN else ""
    return plain_text(text[:MAX_SHOWN], "\n\t") + cut
