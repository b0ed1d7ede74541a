"""`sessioncore diff [OLD [NEW]]`: what a change of charts means, as Markdown and pictures.

OLD and NEW are git revisions, folders of charts, or single files; without NEW the working tree is compared, without OLD
with HEAD; one path alone is compared with what HEAD has of it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import attrs

from ..backends.svg import RenderError, render
from ..diagnostics import reason
from ..project import ProjectError, find_project, write
from .library import Review, compare
from .markdown import LONGEST
from .page import page
from .picture import change_picture, whole_picture
from .revisions import Side, SideError, revision, side_of

COMPARED, WORSE, UNREADABLE = 0, 1, 2
TEXT = "changes.md"
MOST_PICTURES = 50


def diff(argv: Sequence[str]) -> int:
    """Run the command; 0: compared, 1: and the checks find what they did not find before, 2: could not be compared."""
    parser = argparse.ArgumentParser(
        prog="sessioncore diff",
        description="Tell what a change of charts means: a list in Markdown, and one picture of every changed chart.",
        epilog="exit status: 0 compared, 1 the checks find errors that the old version does not have, 2 unreadable",
    )
    what = "git revision, folder of charts, or file"
    parser.add_argument("old", metavar="OLD", nargs="?", help=f"{what} (default: HEAD)")
    parser.add_argument("new", metavar="NEW", nargs="?", help=f"{what} (default: the working tree)")
    parser.add_argument("-o", dest="output", metavar="FOLDER", type=Path, help=f"write {TEXT} and the pictures there")
    parser.add_argument(
        "--most", metavar="N", type=int, default=LONGEST, help="characters of the text (default: what a comment holds)"
    )
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        with tempfile.TemporaryDirectory(prefix="sessioncore-diff-") as work:
            old, new = _sides(arguments.old, arguments.new, Path(work))
            review = compare(old.read(), new.read())
        drawn = _pictures(review) if arguments.output else {}
        names = {name: f"{name}.svg" for name in drawn}
        text = page(review, old.label, new.label, names, max(arguments.most, 1_000))
        if arguments.output:
            for name, svg in drawn.items():
                write(arguments.output / names[name], svg)
            write(arguments.output / TEXT, text)
    except (SideError, ProjectError, RenderError, OSError) as error:
        print(f"sessioncore diff: {reason(error)}", file=sys.stderr)
        return UNREADABLE
    sys.stdout.write(text)
    return WORSE if review.new_findings else COMPARED


def _sides(given_old: str | None, given_new: str | None, work: Path) -> tuple[Side, Side]:
    """Both sides; raises `SideError` and `ProjectError`."""
    if given_old and given_new and Path(given_old).exists() and Path(given_new).exists():
        machines = _machines_or_none()
        return side_of(given_old, machines, work / "old"), side_of(given_new, machines, work / "new")
    machines = find_project(Path()).machines
    if given_old and not given_new and Path(given_old).exists():
        new = side_of(given_old, machines, work / "new")
        return _as_narrow(revision("HEAD", machines, work / "old"), new), new
    old = side_of(given_old or "HEAD", machines, work / "old")
    new = side_of(given_new, machines, work / "new") if given_new else Side("working tree", machines)
    return _as_narrow(old, new), _as_narrow(new, old)


def _machines_or_none() -> Path:
    """The machines folder of the project here, else a folder that is not there."""
    try:
        return find_project(Path()).machines
    except ProjectError:
        return Path("machines")


def _as_narrow(side: Side, other: Side) -> Side:
    """The side, narrowed to the one chart that the other is about."""
    return attrs.evolve(side, only=other.only) if side.only is None and other.only is not None else side


def _pictures(review: Review) -> dict[str, str]:
    """The SVG of every chart that changed, by its name."""
    dots = {each.new.name: change_picture(each) for each in review.charts if each.changes}
    dots |= {chart.name: whole_picture(chart, "added") for chart in review.added}
    dots |= {chart.name: whole_picture(chart, "removed") for chart in review.removed}
    return {name: render(dot) for name, dot in list(dots.items())[:MOST_PICTURES] if dot is not None}
