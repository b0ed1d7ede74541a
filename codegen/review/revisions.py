"""The two sides of a comparison: git revisions, folders and files, read as data.

Of a revision only blobs named *.yaml below the project's machines folder are read, through git's object store: nothing
is checked out, no hook, filter or attribute of the revision runs, links are left out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import attrs

from ..diagnostics import Diagnostic
from ..examine import examine
from ..load import MOST_FILES
from ..model import Library
from ..source import MOST_BYTES

GIT_SECONDS = 60.0
MOST_NAME = 300
_CHART_NAME = re.compile(
    rb"^(chart|cell):[ \t]*([a-z][a-z0-9_]*(?:/[a-z][a-z0-9_]*){0,3})[ \t]*(?:#.*)?\r?$", re.MULTILINE
)


class SideError(Exception):
    """A side that cannot be read; the message says why."""


@attrs.frozen
class Side:
    """One side: how it is called, its machines folder, and the one chart or wiring that is meant (None: all)."""

    label: str
    machines: Path
    only: str | None = None

    def read(self) -> tuple[Library, list[Diagnostic]]:
        """The charts, and all that is wrong with them."""
        library, found = examine(self.machines)
        # Folders of other names, too: a finding is the same when it is about the same chart.
        prefix = f"{self.machines.name}/"
        found = [
            attrs.evolve(item, span=attrs.evolve(item.span, file="machines/" + item.span.file.removeprefix(prefix)))
            for item in found
        ]
        if self.only is None:
            return library, found
        name = self.only
        endings = (f"/{name}.yaml", f"/{name}.wiring.yaml")
        return (
            attrs.evolve(
                library,
                charts={key: each for key, each in library.charts.items() if key == name},
                wirings={key: each for key, each in library.wirings.items() if key == name},
                broken=library.broken & {name},
            ),
            [item for item in found if item.span.file.endswith(endings)],
        )


def side_of(given: str, machines: Path, work: Path) -> Side:
    """A side from what was written on the command line: a folder, a file, else a git revision.

    machines  the project's machines folder, for revisions and as the neighbourhood of a single file
    work      an empty folder of this side's own
    Raises `SideError`.
    """
    path = Path(given)
    if path.is_dir():
        inner = path / "machines"
        return Side(given, inner if inner.is_dir() else path)
    if path.is_file():
        return _file(path, machines, work)
    return revision(given, machines, work)


def _file(path: Path, machines: Path, work: Path) -> Side:
    """A chart or wiring by itself, put where its name says, beside the project's limits, rules and other charts."""
    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    found = _CHART_NAME.search(data)
    if found is None:
        raise SideError(f"{path}: neither 'chart: NAME' nor 'cell: NAME' stands in it")
    name = found[2].decode()
    target = work / "machines"
    if machines.is_dir():
        for source in sorted(machines.rglob("*.yaml"))[:MOST_FILES]:
            _put(target, source.relative_to(machines).as_posix(), source.read_bytes()[: MOST_BYTES + 1])
    _put(target, f"{name}.wiring.yaml" if found[1] == b"cell" else f"{name}.yaml", data)
    return Side(str(path), target, name)


def revision(given: str, machines: Path, work: Path) -> Side:
    """The charts of a git revision; raises `SideError`."""
    if len(given) > MOST_NAME or given.startswith("-") or "\0" in given:
        raise SideError(f"{given[:MOST_NAME]!r} is no file, no folder and no git revision")
    around = next((folder for folder in (machines, *machines.parents) if folder.is_dir()), Path())
    root = Path(_git(around, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    try:
        commit = (
            _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", given + "^{commit}").decode().strip()
        )
    except SideError:
        raise SideError(f"{given!r} is no file, no folder and no git revision") from None
    folder = machines.resolve().relative_to(root.resolve()).as_posix()
    target = work / "machines"
    target.mkdir(parents=True)
    for name, data in _blobs(root, commit, folder):
        _put(target, name, data)
    return Side(f"{given} ({commit[:12]})" if given != commit else commit[:12], target)


def _blobs(root: Path, commit: str, folder: str) -> Iterator[tuple[str, bytes]]:
    """Path below `folder` and bytes of every chart file of a commit; the loader refuses too large ones."""
    listed = _git(root, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", folder)
    wanted = []
    for entry in listed.split(b"\0"):
        head, _, raw = entry.partition(b"\t")
        name = raw.decode(errors="replace").removeprefix(folder + "/")
        if head.startswith(b"100") and name.endswith(".yaml"):
            _, _, blob, length = head.decode().split()
            wanted.append((blob, int(length), name))
    for blob, size, name in wanted[: MOST_FILES + 1]:
        # A file beyond the loader's bound is refused unread, so its bytes do not matter, only how many they are.
        yield name, _git(root, "cat-file", "blob", blob) if size <= MOST_BYTES else b"#" * (MOST_BYTES + 1)


def _put(folder: Path, name: str, data: bytes) -> None:
    """Write a file below the folder; a name that leads elsewhere is left out."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute() or len(name) > MOST_NAME:
        return
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _git(folder: Path, *arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise SideError("git is not installed: compare files or folders")
    try:
        done = subprocess.run(
            [program, "-C", str(folder), *arguments], capture_output=True, timeout=GIT_SECONDS, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise SideError(f"git took longer than {GIT_SECONDS:g} s") from None
    if done.returncode:
        raise SideError(done.stderr.decode(errors="replace").strip()[:500] or "git failed")
    return done.stdout
