"""Draw DOT as SVG with the pinned renderer, `graphviz-pure`, a program with the same output on every platform.

The SVG says in its second line which DOT it shows (SHA-256) and who drew it: its own bytes depend on the renderer.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sysconfig
from importlib import metadata

from .dotsyntax import FONT
from .palette import dark_rules

RENDERER = "graphviz-pure"
TIME_LIMIT = 60.0
"""Seconds for one picture; the largest shipped chart takes less than a tenth of one."""
FONTS = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
"""The first three and the fourth have the metrics that the layout was made with."""
_HASH = re.compile(r"<!-- sessioncore: dot sha256=([0-9a-f]{64}) ")


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
    drawn = draw(dot, "svg").decode()
    start = drawn.find("<svg")
    if start < 0:
        raise RenderError(f"{RENDERER} wrote no SVG")
    # The head of Graphviz names an external DTD and a version of its own; ours names the source.
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- sessioncore: dot sha256={dot_digest(dot)} '
    head += f"renderer={RENDERER}-{metadata.version(RENDERER)}; made by: sessioncore generate -->\n"
    body = drawn[start:].replace(f' font-family="{FONT}"', "").rstrip() + "\n"
    body = body.replace("<svg ", f'<svg font-family="{FONTS}" ', 1)
    start = body.index(">\n") + 2
    return head + body[:start] + dark_rules(body) + body[start:]


def draw(dot: str, form: str) -> bytes:
    """A DOT text in a format of the pinned renderer, e.g. "svg" or "png" (raises `RenderError`)."""
    program = shutil.which(RENDERER, path=sysconfig.get_path("scripts")) or shutil.which(RENDERER)
    if program is None:
        raise RenderError(f"{RENDERER} is not installed; mend it with: pip install {RENDERER}")
    try:
        done = subprocess.run([program, "-q", f"-T{form}"], input=dot.encode(), capture_output=True, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise RenderError(f"{RENDERER} found no layout within {TIME_LIMIT:g} s; split the chart") from None
    if done.returncode or not done.stdout:
        reason = done.stderr.decode(errors="replace").strip()[:500]
        raise RenderError(f"{RENDERER} ended with {done.returncode}: {reason or 'no output'}")
    return done.stdout
