"""The program `sessioncore` as `python -m tests.support.noted`: it leaves what it took where a test asks for it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from sessioncore.cli import main


def run() -> int:
    """The program's exit status. A process that is killed leaves nothing."""
    folder = os.environ.get("SESSIONCORE_TEST_ROWS")
    if not folder:
        return main()
    from tests.support import noting

    noting.all_engines = True
    noting.of_engines()
    try:
        return main()
    finally:
        Path(folder, f"{os.getpid()}.json").write_text(json.dumps(noting.taken), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(run())
