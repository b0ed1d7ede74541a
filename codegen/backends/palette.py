"""The colours of pictures, and what becomes of each on a dark background.

An SVG carries its own rules for `prefers-color-scheme: dark`, so a committed picture is legible in a page of either
kind, and in a program that knows no such rules it is the light one. Every ink has a contrast of at least 4.5 (WCAG 2.1,
1.4.3) on every background that it may stand on, light and dark; lines have at least 3 (1.4.11).
"""

from __future__ import annotations

from collections.abc import Mapping

INK = "#1f2933"
GREY = "#4f5963"
PALE = "#5c656f"
SIGNAL = "#00696f"
SOURCE_COLOURS: Mapping[str, str] = {
    "peer": "#0b4f9e",
    "application": "#1a6b2d",
    "neighbour": "#6a3d9a",
    "origin": "#9b2c7c",
    "cell": "#7a1f3d",
    "timer": "#9a4600",
    "media": "#70483c",
    "host": "#6b5400",
    "failure": "#b00020",
    "internal": "#444b9c",
    "done": "#2f6274",
}
"""The colour of an event's name says who raises it."""
GREEN = "#116329"
RED = "#b3121f"
AMBER = "#854f00"
FAINT = "#5f6873"
"""Of marks: added or taken, removed or never taken, changed, the same (see `overlay`)."""

EDGE = "#4a5561"
BORDER = "#5b6b7b"
OUTLINE = "#788592"
"""Of compound states and scopes."""
RULE = "#c3ccd5"
BAR = "#8d9aa7"
TRANSACTION = "#8f7743"

PAPER = "#ffffff"
BOX = "#f3f7fb"
FINAL = "#ececec"
AROUND = ("#fbfcfe", "#f3f5f8")
"""Fills of compound states, by depth."""
TRANSACTION_BOX = "#fff8ec"
BACKGROUNDS = (PAPER, BOX, FINAL, *AROUND, TRANSACTION_BOX)
INKS = (INK, GREY, PALE, SIGNAL, *SOURCE_COLOURS.values(), GREEN, RED, AMBER, FAINT)
LINES = (EDGE, BORDER, OUTLINE, TRANSACTION)

DARK: Mapping[str, str] = {
    PAPER: "#0d1117",
    BOX: "#18222e",
    FINAL: "#262d36",
    AROUND[0]: "#111821",
    AROUND[1]: "#151d27",
    TRANSACTION_BOX: "#262013",
    INK: "#e6edf3",
    GREY: "#b4bec8",
    PALE: "#a0abb6",
    SOURCE_COLOURS["peer"]: "#79b8ff",
    SOURCE_COLOURS["application"]: "#6fd08c",
    SOURCE_COLOURS["neighbour"]: "#c8a2f5",
    SOURCE_COLOURS["origin"]: "#f39ad5",
    SOURCE_COLOURS["cell"]: "#e59ab0",
    SOURCE_COLOURS["timer"]: "#f0a868",
    SOURCE_COLOURS["media"]: "#d9a999",
    SIGNAL: "#56d4dd",
    SOURCE_COLOURS["host"]: "#d9b84a",
    SOURCE_COLOURS["failure"]: "#ff8f94",
    SOURCE_COLOURS["internal"]: "#a5adff",
    SOURCE_COLOURS["done"]: "#8cc4da",
    GREEN: "#4cc36a",
    RED: "#ff7b80",
    AMBER: "#e8ab4f",
    FAINT: "#97a2ae",
    EDGE: "#97a5b3",
    BORDER: "#7b8b9b",
    OUTLINE: "#6f7d8c",
    RULE: "#3a4552",
    BAR: "#647282",
    TRANSACTION: "#a58b5b",
}


def dark_rules(svg: str) -> str:
    """A `<style>` that turns the colours of this picture into those for a dark background, where that is wanted."""
    rules = [
        f'[{attribute}="{light}"]{{{attribute}:{dark}}}'
        for light, dark in DARK.items()
        for attribute in ("fill", "stroke")
        if f'{attribute}="{light}"' in svg
    ]
    return f"<style>@media (prefers-color-scheme:dark){{{''.join(rules)}}}</style>\n"
