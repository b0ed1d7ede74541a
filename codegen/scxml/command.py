"""`sessioncore import FILE.scxml`: a document as a chart of the project, its actions, and what is generated."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import generate
from ..diagnostics import Findings, reason
from ..load import MOST_FOLDERS
from ..model import Span
from ..project import ProjectError, find_project, write
from ..reading import Reader
from ..source import Text
from .importing import import_document
from .naming import Names
from .xml import MOST_BYTES

IMPORTED, REFUSED, UNREADABLE = 0, 1, 2
FAMILY = "imported"


def main(arguments: Sequence[str]) -> int:
    """`import FILE [--name FAMILY/NAME] [-o FOLDER]`; returns 0 when imported, 1 when refused, 2 when unreadable."""
    parser = argparse.ArgumentParser(
        prog="sessioncore import",
        description="Take over an SCXML document: a chart in YAML and a module of actions, both yours to edit, and the "
        "handler generated from the chart. What our language forbids is refused by a rule, never run otherwise.",
        epilog="exit status: 0 imported, 1 refused, 2 unreadable or in the way",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the SCXML document")
    parser.add_argument("--name", metavar="FAMILY/NAME", help=f"of the chart (default: {FAMILY}/ and the file's name)")
    parser.add_argument(
        "-o", dest="folder", metavar="FOLDER", type=Path, help="write machines/ and actions/ here, and generate nothing"
    )
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        return _import(parsed.file, parsed.name or f"{FAMILY}/{Names().new(parsed.file.stem, 'chart')}", parsed.folder)
    except (ProjectError, OSError) as error:
        print(f"sessioncore import: {reason(error)}", file=sys.stderr)
        return UNREADABLE


def _import(file: Path, name: str, folder: Path | None) -> int:
    _allowed(name)
    with file.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    chart, actions = _places(name, folder)
    made, found = import_document(data, file.as_posix(), name)
    if made is None:
        for item in found:
            print(item, file=sys.stderr)
        return UNREADABLE if any(item.rule in ("SC901", "SC902") for item in found) else REFUSED
    files = {chart: made.text} | ({actions: made.actions} if made.actions else {})
    for path in files:
        if path.exists():
            raise ProjectError(f"{path} is there already; nothing was written (--name gives another name)")
    for path, text in files.items():
        write(path, text)
        print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
    for said in made.left_out:
        print(f"left out, for it can never be taken: {said}", file=sys.stderr)
    if folder is not None:
        return IMPORTED
    for parent in actions.parents:
        if parent == find_project(Path.cwd()).root or (parent / "__init__.py").exists():
            break
        write(parent / "__init__.py", '"""Guards and actions of the charts."""\n')
    return generate.generate(Path.cwd())


def _places(name: str, folder: Path | None) -> tuple[Path, Path]:
    """The files of the chart and of its actions: in the project around the current folder, or in `folder`."""
    if folder is not None:
        return folder.absolute() / "machines" / f"{name}.yaml", folder.absolute() / "actions" / f"{name}.py"
    project = find_project(Path.cwd())
    parts = project.actions.split(".")
    inside = ["src", *parts] if (project.root / "src" / parts[0]).is_dir() else parts
    return project.machines / f"{name}.yaml", project.root.joinpath(*inside) / f"{name}.py"


def _allowed(name: str) -> None:
    """Raises `ProjectError` for what is no name of a chart."""
    pieces = name.split("/")
    findings = Findings()
    reader = Reader(findings)
    fine = [reader.name(Text(piece, True, Span("", 1, 1)), "chart", builtins=True) for piece in pieces]
    if not all(fine) or not 2 <= len(pieces) <= MOST_FOLDERS:
        raise ProjectError(f"{name[:80]!r} is no name for a chart: write FAMILY/NAME, small letters, digits and _")
