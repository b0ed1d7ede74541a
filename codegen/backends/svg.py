"""Draw DOT as SVG with the pinned renderer, `graphviz-pure`, a program with the same output on every platform.

The SVG says in its second line which DOT it shows (SHA-256) and who drew it: its own bytes depend on the renderer.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib import metadata

from .dotsyntax import FONT
from .palette import dark_rules

RENDERER = "graphviz-pure"
TIME_LIMIT = 60.0
"""Seconds for one picture; the largest shipped chart takes less than a tenth of one."""
FONTS = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
"""The first three and the fourth have the metrics that the layout was made with."""
_HASH = re.compile(r"<!-- sessioncore: dot sha256=([0-9a-f]{64}) ")


@cache
def _version() -> str:
    return metadata.version(RENDERER)


class RenderError(Exception):
    """The renderer is missing or refused the picture; the message says what to do."""


def dot_digest(dot: str) -> str:
    """SHA-256 of a DOT text, hexadecimal."""
    return hashlib.sha256(dot.encode()).hexdigest()


def drawn_digest(svg: str) -> str | None:
    """The digest of the DOT that an SVG shows, or None when it does not say."""
    found = _HASH.search(svg[:1000])
    return found.group(1) if found else None


def render(dot: str) -> str:
    """The SVG of a DOT text (raises `RenderError`). Same DOT and renderer, same bytes."""
    return _finished(dot, draw(dot, "svg").decode())


def render_all(dots: Sequence[str]) -> list[str]:
    """The SVG of each DOT text, by one run of the renderer (raises `RenderError`)."""
    if not dots:
        return []
    try:
        pieces = draw("\n".join(dots), "svg").decode().split("</svg>\n")
    except RenderError:
        pieces = []
    if len(pieces) != len(dots) + 1:
        return [render(dot) for dot in dots]  # one by one: the error names the one that it belongs to
    return [_finished(dot, f"{drawn}</svg>\n") for dot, drawn in zip(dots, pieces[:-1], strict=True)]


def _finished(dot: str, drawn: str) -> str:
    """What the renderer wrote with our head."""
    start = drawn.find("<svg")
    if start < 0:
        raise RenderError(f"{RENDERER} wrote no SVG")
    # The head of Graphviz names an external DTD and a version of its own; ours names the source.
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- sessioncore: dot sha256={dot_digest(dot)} '
    head += f"renderer={RENDERER}-{_version()}; made by: sessioncore generate -->\n"
    body = drawn[start:].replace(f' font-family="{FONT}"', "").rstrip() + "\n"
    body = body.replace("<svg ", f'<svg font-family="{FONTS}" ', 1)
    start = body.index(">\n") + 2
    return head + body[:start] + dark_rules(body) + body[start:]


def draw(dot: str, form: str) -> bytes:
    """A DOT text in a format of the pinned renderer, e.g. "svg" or "png" (raises `RenderError`)."""
    program = shutil.which(RENDERER, path=sysconfig.get_path("scripts")) or shutil.which(RENDERER)
    if program is None:
        raise RenderError(f"{RENDERER} is not installed; mend it with: pip install {RENDERER}")
    # Files and no pipes: a thread that feeds and empties pipes is in the way of one that computes meanwhile.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as drawn, tempfile.TemporaryFile() as said:
        given.write(dot.encode())
        given.seek(0)
        command = [program, "-q", f"-T{form}"]
        try:
            status = subprocess.run(command, stdin=given, stdout=drawn, stderr=said, timeout=TIME_LIMIT).returncode
        except subprocess.TimeoutExpired:
            raise RenderError(f"{RENDERER} found no layout within {TIME_LIMIT:g} s; split the chart") from None
        drawn.seek(0)
        said.seek(0)
        picture, reason = drawn.read(), said.read().decode(errors="replace").strip()[:500]
    if status or not picture:
        raise RenderError(f"{RENDERER} ended with {status}: {reason or 'no output'}")
    return picture
