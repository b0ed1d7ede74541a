"""Looks at the files of a machines folder again and again, and checks them whenever one was saved."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .checks import Checked, check_library
from .diagnostics import Diagnostic, ordered
from .examine import counted, openable
from .load import Known, load_library
from .locate import Place
from .model import Library

EVERY_S = 0.05
"""How often the files are looked at: a save is noticed after half of it on average."""

Stamps = dict[Path, tuple[int, int]]


class Watched:
    """A machines folder that is loaded and checked again when it has changed; unchanged charts are not read again."""

    def __init__(self, machines: Path, only: Path | None = None) -> None:
        self.machines = machines
        self.only = only
        self._stamps: Stamps | None = None
        self._waited = False
        self._known: Known = {}
        self._checked: Checked = {}
        self.library = Library({}, {}, {}, {})
        self.found: list[Diagnostic] = []

    def changed(self) -> bool:
        """Whether a file was saved, came or went since the last call (at first: yes); then everything is up to date."""
        stamps = self._look()
        if stamps == self._stamps:
            return False
        # An editor that writes in place empties the file first: the next look sees what it wrote.
        if self._stamps is not None and not self._waited:
            known = self._stamps
            self._waited = any(stamp[1] == 0 and known.get(path) != stamp for path, stamp in stamps.items())
            if self._waited:
                return False
        self._waited = False
        self._stamps = stamps
        self.library, structure = load_library(self.machines, known=self._known, only=self.only)
        self.found = ordered([*structure, *check_library(self.library, self._checked)])
        return True

    def _look(self) -> Stamps:
        found: Stamps = {}
        for path in [self.only] if self.only is not None else self.machines.rglob("*.yaml"):
            try:
                stat = path.stat()
            except OSError:
                continue  # an editor that saves by renaming has just taken it away
            found[path] = (stat.st_mtime_ns, stat.st_size)
        return found


def changes(machines: Path, sleep: Callable[[float], object] = time.sleep) -> Iterator[Watched]:
    """The folder at once, and then after every save, for ever. `sleep` waits between two looks."""
    watched = Watched(machines)
    while True:
        if watched.changed():
            yield watched
        sleep(EVERY_S)


def watch(places: Sequence[Place], sleep: Callable[[float], object] = time.sleep) -> int:
    """Check the folders on every save until Ctrl-C; what is wrong goes to standard error. Returns 0."""
    folders = [Watched(each.machines, each.only) for each in places]
    try:
        while True:
            for each in folders:
                started = time.perf_counter()
                if each.changed():
                    _report(each, time.perf_counter() - started)
            sleep(EVERY_S)
    except KeyboardInterrupt:
        return 0


def _report(watched: Watched, took: float) -> None:
    for item in openable(watched.found, watched.machines):
        print(item, file=sys.stderr)
    what = counted(len(watched.found)) if watched.found else f"{len(watched.library.charts)} charts, all is well"
    said = f"{time.strftime('%H:%M:%S')} {watched.machines.name}: {what} ({took * 1000:.0f} ms)"
    print(said, file=sys.stderr, flush=True)
