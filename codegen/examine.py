"""A machines folder loaded and checked, and its findings shown: the one way of every verb."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import attrs

from .checks import Checked, check_library
from .diagnostics import Diagnostic, ordered
from .load import load_library
from .model import Library, Span


def examine(machines: Path, known: Checked | None = None) -> tuple[Library, list[Diagnostic]]:
    """Everything under a machines folder, and everything that is wrong with it. Plans of charts go to `known`."""
    library, structure = load_library(machines)
    return library, ordered([*structure, *check_library(library, known)])


def openable(found: Iterable[Diagnostic], machines: Path) -> list[Diagnostic]:
    """Findings whose file names can be opened from here."""
    here = os.path.relpath(os.path.dirname(os.path.abspath(machines)))
    if here == ".":
        return list(found)
    return [
        attrs.evolve(item, span=Span(os.path.join(here, item.span.file), item.span.line, item.span.column))
        for item in found
    ]


def show(found: Iterable[Diagnostic]) -> None:
    """Print findings to standard error."""
    for item in found:
        print(item, file=sys.stderr)


def counted(number: int) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} error{'s' if number > 1 else ''}"
