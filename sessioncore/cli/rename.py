"""`sessioncore rename`: the generator's command, which loads nothing of the runtime and needs no handlers."""

from __future__ import annotations

from collections.abc import Sequence

from sessioncore.codegen.cli import main


def run(arguments: Sequence[str]) -> int:
    """Run the verb and return its exit status."""
    return main(["rename", *arguments])
