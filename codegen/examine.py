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
from .model import Library


def examine(machines: Path, known: Checked | None = None, only: Path | None = None) -> tuple[Library, list[Diagnostic]]:
    """Everything under a machines folder, and everything that is wrong with it. Plans of charts go to `known`.

    only  the one file to look at, where it lies in no machines folder
    """
    library, structure = load_library(machines, only=only)
    return library, ordered([*structure, *check_library(library, known)])


def openable(found: Iterable[Diagnostic], machines: Path) -> list[Diagnostic]:
    """Findings whose file names can be opened from here."""
    above = os.path.dirname(os.path.abspath(machines))
    if above == os.getcwd():
        return list(found)
    return [attrs.evolve(item, span=attrs.evolve(item.span, file=_from_here(above, item.span.file))) for item in found]


def _from_here(above: str, file: str) -> str:
    whole = os.path.normpath(os.path.join(above, file))
    shown = os.path.relpath(whole)
    return whole if shown.startswith(os.path.join(os.pardir, os.pardir)) else shown


def show(found: Iterable[Diagnostic]) -> None:
    """Print findings to standard error."""
    for item in found:
        print(item, file=sys.stderr)


def counted(number: int) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} error{'s' if number > 1 else ''}"
