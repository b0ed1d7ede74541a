"""`sessioncore check`: the generator's command, which loads nothing of the runtime and needs no handlers."""

from __future__ import annotations

from collections.abc import Sequence

from sessioncore.codegen.cli import main


def run(arguments: Sequence[str]) -> int:
    """Exit status 0 when the charts are clean, 1 with errors, 2 when something cannot be read."""
    return main(["check", *arguments])
