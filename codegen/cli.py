"""`check`: are the charts and wirings right? The other verbs have modules of their own and are called from here."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .diagnostics import Diagnostic
from .examine import counted, examine, openable, show
from .formats import FORMATS, as_json, github
from .locate import Place, charts_here, folder_of
from .project import ProjectError, find_project

CLEAN, ERRORS, UNREADABLE = 0, 1, 2


def check(paths: Sequence[Path], form: str = "text") -> int:
    """Check machines folders, or single files within one, and print what is wrong.

    form  one of `FORMATS`: text goes to standard error, the others to standard output.
    Returns 0 when nothing is wrong, 1 when there are errors, 2 when something could not be read.
    """
    worst = CLEAN
    everything: list[Diagnostic] = []
    for path in paths or [charts_here()]:
        place = _place(path)
        if place is None:
            worst = UNREADABLE
            continue
        folder = place.machines
        library, found = examine(folder, only=place.only)
        if not found and library.empty:
            print(f"{path}: there are no charts in this folder", file=sys.stderr)
            worst = UNREADABLE
            continue
        if path.is_file():
            wanted = f"{folder.name}/{_absolute(path).relative_to(folder).as_posix()}"
            found = [item for item in found if item.span.file == wanted]
        found = openable(found, folder)
        everything += found
        if form == "text":
            show(found)
        if found:
            print(f"{path}: {counted(len(found))}", file=sys.stderr)
            worst = max(worst, UNREADABLE if any(item.unreadable for item in found) else ERRORS)
    if form != "text":
        sys.stdout.write(github(everything) if form == "github" else as_json(everything))
    return worst


def _place(path: Path) -> Place | None:
    """The machines folder: the path itself, that of the project in it, or the one around a file; None is told why."""
    absolute = _absolute(path)
    if absolute.is_dir():
        with contextlib.suppress(ProjectError):
            project = find_project(absolute)
            if project.root == absolute.resolve():
                return Place(project.machines)
        return Place(absolute)
    if not absolute.exists():
        print(
            f"{path}: there is no such file or folder; name that of your charts, or begin: sessioncore new NAME",
            file=sys.stderr,
        )
    elif not absolute.is_file() or absolute.suffix != ".yaml":
        print(f"{path}: neither a folder of charts nor a file of one (NAME.yaml)", file=sys.stderr)
    else:
        return folder_of(absolute)
    return None


def _absolute(path: Path) -> Path:
    """Without `.` and `..`, links kept."""
    return Path(os.path.abspath(path))


def check_command(arguments: Sequence[str]) -> int:
    """`check [--format text|github|json] [--watch] [PATH...]`; the exit code."""
    parser = argparse.ArgumentParser(
        prog="sessioncore check",
        description="Check charts and wirings; what is wrong is named with file, line, column and a way to mend it.",
        epilog="exit status: 0 clean, 1 errors, 2 unreadable",
    )
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="folder or file of charts (machines)")
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="text (default), annotations of GitHub Actions, or JSON"
    )
    parser.add_argument("--watch", action="store_true", help="check the folders again on every save, until Ctrl-C")
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    if parsed.watch:
        from .watch import watch

        if parsed.format != "text":
            print("sessioncore check: --watch tells as text; leave --format out", file=sys.stderr)
            return UNREADABLE
        places = [_place(path) for path in parsed.paths or [charts_here()]]
        known = [place for place in dict.fromkeys(places) if place is not None]
        return watch(known) if len(known) == len(set(places)) else UNREADABLE
    return check(parsed.paths, parsed.format)


VERBS: Mapping[str, tuple[str, str]] = {
    "check": ("cli", "check_command"),
    "generate": ("generate", "main"),
    "fmt": ("fmt", "main"),
    "diagram": ("diagram", "diagram"),
    "diff": ("review.command", "diff"),
    "new": ("scaffold", "main"),
    "simulate": ("simulate", "main"),
    "explain": ("explain", "main"),
    "import": ("scxml.command", "main"),
    "export": ("exporting", "main"),
    "rename": ("renaming", "main"),
}
"""Verb -> module and function (arguments -> exit code); a module is loaded when its verb is used."""


def main(arguments: Sequence[str]) -> int:
    """Run one of `VERBS`; the exit code."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", ())
    if verb not in VERBS:
        print(f"usage: python -m codegen {' | '.join(VERBS)} (each with --help)", file=sys.stderr)
        return UNREADABLE
    module, function = VERBS[verb]
    run: Callable[[Sequence[str]], int] = getattr(importlib.import_module(f".{module}", __package__), function)
    return run(rest)
