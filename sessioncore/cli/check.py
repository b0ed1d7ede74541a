"""`sessioncore check`: the generator's command, which loads nothing of the runtime and needs no handlers."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sessioncore.codegen.cli import main


def run(arguments: Sequence[str]) -> int:
    """Exit status 0 when the charts are clean, 1 with errors, 2 when something cannot be read."""
    parser = argparse.ArgumentParser(
        prog="sessioncore check",
        description="Check charts and wirings; what is wrong is named with file, line, column and a way to mend it.",
        epilog="exit status: 0 clean, 1 errors, 2 unreadable",
    )
    parser.add_argument("paths", metavar="PATH", nargs="*", help="a folder of charts, or a file in one (machines)")
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return main(["check", *parsed.paths])
