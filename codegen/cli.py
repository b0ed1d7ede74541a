"""`check`: are the charts and wirings right? The other verbs have modules of their own and are called from here."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .examine import counted, examine, show

CLEAN, ERRORS, UNREADABLE = 0, 1, 2


def check(paths: Sequence[Path]) -> int:
    """Check machines folders, or single files within one, and print what is wrong to standard error.

    Returns 0 when nothing is wrong, 1 when there are errors, 2 when something could not be read.
    """
    worst = CLEAN
    for path in paths or [Path("machines")]:
        folder = _folder(path)
        if folder is None:
            print(f"{path}: neither a folder of charts nor a chart or wiring within one", file=sys.stderr)
            worst = UNREADABLE
            continue
        _, found = examine(folder)
        if path.is_file():
            wanted = f"{folder.name}/{_absolute(path).relative_to(folder).as_posix()}"
            found = [item for item in found if item.span.file == wanted]
        show(found, folder)
        if found:
            print(f"{path}: {counted(len(found))}", file=sys.stderr)
            worst = max(worst, UNREADABLE if any(item.unreadable for item in found) else ERRORS)
    return worst


def _folder(path: Path) -> Path | None:
    """The machines folder: the path itself, or the folder around a file that holds limits.yaml or rules.yaml."""
    path = _absolute(path)
    if path.is_dir():
        return path
    if not path.is_file():
        return None
    for parent in path.parents[:3]:
        if (parent / "limits.yaml").is_file() or (parent / "rules.yaml").is_file():
            return parent
    return path.parent.parent


def _absolute(path: Path) -> Path:
    """Without `.` and `..`, links kept."""
    return Path(os.path.abspath(path))


def main(arguments: Sequence[str]) -> int:
    """`check [PATH...]`, `generate [--check] ...`, `fmt [--check] [PATH...]` or `diagram CHART ...`; the exit code."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", ())
    if verb == "check":
        return check([Path(argument) for argument in rest])
    # Templates and renderer are loaded only by the verbs that use them.
    if verb == "generate":
        from . import generate

        return generate.main(rest)
    if verb == "fmt":
        from . import fmt

        return fmt.main(rest)
    if verb == "diagram":
        from .diagram import diagram

        return diagram(rest)
    print(
        "usage: python -m codegen check [PATH...] | generate [--check] [--target NAME] | fmt [--check] [PATH...] "
        "| diagram CHART",
        file=sys.stderr,
    )
    return UNREADABLE
