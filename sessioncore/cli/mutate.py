"""`sessioncore mutate`: do the tests notice mistakes in the charts? Runs in a checkout, where the tests are."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NOTHING_TRIED = 2


def run(arguments: Sequence[str]) -> int:
    """Exit status 0 when enough is caught, 1 when not, 2 when nothing could be tried."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "tests" / "mutation" / "__main__.py").is_file():
            command = [sys.executable, "-m", "tests.mutation", *arguments]
            if {"-h", "--help"} & set(arguments):
                print(subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout, end="")
                return 0
            return subprocess.run(command, cwd=folder).returncode
    print("sessioncore mutate: no tests/mutation here or above: it runs in a checkout of sessioncore", file=sys.stderr)
    return NOTHING_TRIED
