"""Loads charts, wirings, rules and limits of a machines folder; every error of structure is a finding."""

from __future__ import annotations

import keyword
import os
from collections.abc import Callable, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

from . import source
from .chart_names import check_against_tables
from .diagnostics import Diagnostic, Findings, ordered, quoted
from .extend import merged
from .load_chart import load_chart_document
from .load_tables import load_limits, load_rules
from .load_wiring import load_wiring_document, with_places
from .model import Chart, Library, Span, Wiring
from .names import module_alias
from .reading import NAME, Reader
from .source import Document

WIRING = ".wiring.yaml"
MOST_FILES = 1_000
MOST_FOLDERS = 4

SHIPPED = Path(__file__).resolve().parent.parent / "machines"
"""The charts that come with sessioncore."""
SHIPPED_AS = "sessioncore/machines"
"""What findings and generated code call that folder, when it is not the one that is loaded."""

_Made = TypeVar("_Made")


def load_chart(path: Path, root: Path | None = None) -> tuple[Chart | None, list[Diagnostic]]:
    """Load one chart; None when it has errors.

    root  the machines folder, from which the chart has its name; absent, the folder above the chart's. Names of limits
          and rules are not checked here, see `load_library`.
    """
    findings = Findings()
    path = Path(os.path.abspath(path))
    folder = Path(os.path.abspath(root)) if root is not None else path.parent.parent
    chart = _chart(path, folder, folder.name, findings)
    return chart, ordered(findings.items)


Known = dict[Path, tuple[tuple[int, int], Chart | None, list[Diagnostic]]]
"""Charts that were loaded before: time and size of the file, the chart, and what was wrong with it."""


def load_library(
    machines: Path, shown: str = "", known: Known | None = None, only: Path | None = None
) -> tuple[Library, list[Diagnostic]]:
    """Load everything under a machines folder; what has errors is left out and named in `Library.broken`.

    A wiring that extends one that is not there extends a shipped one: then shipped charts, limits and rules are there,
    too. `shown` is what findings call the folder, by default its own name. What `known` holds of an unchanged file is
    taken from there, and what is loaded goes there. `only` is the one file to load, with the tables.
    """
    machines = Path(os.path.abspath(machines))  # `..` and `.` have no name, and findings begin with it
    shown = shown or machines.name
    findings = Findings()
    limits = _table(machines, shown, "limits.yaml", load_limits, findings)
    rules = _table(machines, shown, "rules.yaml", load_rules, findings)
    charts: dict[str, Chart] = {}
    wirings: dict[str, Wiring] = {}
    broken: set[str] = set()
    # Cut before it is sorted: a whole disk may lie below a folder that somebody mistook.
    paths = sorted(islice(machines.rglob("*.yaml"), MOST_FILES + 1)) if only is None else [only]
    if len(paths) > MOST_FILES:
        findings.add("SC002", Span(shown, 1, 1), f"more than {MOST_FILES} files", "name the folder of the charts")
        paths = []
    for path in paths:
        inside = path.relative_to(machines).as_posix()
        if inside.endswith(WIRING):
            name = inside.removesuffix(WIRING)
            wiring = _wiring(path, machines, shown, name, findings)
            if wiring is None:
                broken.add(name)
            else:
                wirings[name] = wiring
        elif "/" in inside:
            name = inside.removesuffix(".yaml")
            chart = _remembered(path, machines, shown, findings, known)
            if chart is None:
                broken.add(name)
            else:
                charts[name] = chart
        elif inside not in ("limits.yaml", "rules.yaml"):
            findings.add(
                "SC111",
                Span(f"{shown}/{inside}", 1, 1),
                "a file beside limits.yaml and rules.yaml is neither chart nor wiring",
                "move a chart into the folder of its family",
                f"call a wiring NAME{WIRING}",
            )
    library = Library(charts, wirings, rules, limits, frozenset(broken))
    if any(wiring.extension is not None for wiring in wirings.values()):
        library = _joined(library, machines, findings, known)
    _module_clashes(findings, library.charts, wirings)
    for chart in charts.values():
        check_against_tables(findings, chart, library)
    return library, ordered(findings.items)


def _joined(library: Library, machines: Path, findings: Findings, known: Known | None) -> Library:
    """The library with its wirings whole, and with what these take from the shipped ones."""
    own, shipped = library, Library({}, {}, {}, {})
    extensions = [wiring.extension for wiring in own.wirings.values() if wiring.extension is not None]
    outside = {each.base.name for each in extensions} - own.wirings.keys() - own.broken
    if outside and machines.resolve() != SHIPPED:
        shipped = _shipped() if known is None else load_library(SHIPPED, SHIPPED_AS, known)[0]
    for given in (own.charts, own.limits, own.rules):
        for name, each in given.items():
            if name in {**shipped.charts, **shipped.limits, **shipped.rules}:
                findings.add(
                    "SC106", each.span, f"{quoted(name)} is the name of a shipped one", "give it a name of its own"
                )
    bases = {**shipped.wirings, **own.wirings}
    wirings: dict[str, Wiring] = {}
    broken = set(own.broken)
    for name in own.wirings:
        whole = _whole(name, bases, findings, broken)
        if whole is None:
            broken.add(name)
        else:
            wirings[name] = whole
    used = {ref.name for each in wirings.values() for scope in each.scopes.values()
            for part in scope.parts.values() for ref in part.charts}  # fmt: skip
    used |= {spec.chart.name for each in wirings.values() for spec in each.transactions.values()}
    used |= {name for each in wirings.values() if each.extension is not None for name in each.extension.replaces}
    taken = {name: chart for name, chart in shipped.charts.items() if name in used and name not in own.charts}
    return Library(
        {**own.charts, **taken},
        wirings,
        {**shipped.rules, **own.rules},
        {**shipped.limits, **own.limits},
        frozenset(broken),
        frozenset(taken),
        frozenset(shipped.limits),
    )


@cache
def _shipped() -> Library:
    """What is shipped, read once: it changes under nobody but who watches it, and remembers it in `known`."""
    return load_library(SHIPPED, SHIPPED_AS)[0]


def _whole(name: str, bases: Mapping[str, Wiring], findings: Findings, broken: set[str]) -> Wiring | None:
    """The wiring with everything that it extends; None, with a finding or for a broken base, when it leads nowhere."""
    trail = [bases[name]]
    while (extension := trail[-1].extension) is not None:
        base = bases.get(extension.base.name)
        if base is None:
            if extension.base.name not in broken:
                findings.unknown("SC611", extension.base.span, "wiring", extension.base.name, bases)
            return None
        if base in trail:
            findings.add(
                "SC117", extension.base.span, f"the wiring {quoted(name)} extends itself", "extend another one"
            )
            return None
        trail.append(base)
    whole = trail.pop()
    before = findings.total
    while trail:
        whole = with_places(merged(trail.pop(), whole, findings))
    return whole if findings.total == before else None


def _read(path: Path, root: Path, shown: str, findings: Findings) -> tuple[Document | None, str]:
    file = f"{shown}/{path.relative_to(root).as_posix()}"
    return source.read(path, file, findings), file


def _module_clashes(findings: Findings, charts: Mapping[str, Chart], wirings: Mapping[str, Wiring]) -> None:
    """SC106: files of the generated package that would be the same, or be called the same where they are imported."""
    taken = {"limits": "the limits", **{name: f"the cell {quoted(name)}" for name in wirings}}
    aliases: dict[str, str] = {}
    for chart in charts.values():
        family = chart.name.partition("/")[0]
        if family in taken:
            findings.add(
                "SC106", chart.span, f"the folder {quoted(family)} is called like {taken[family]}", "rename the folder"
            )
        first = aliases.setdefault(module_alias(chart.name), chart.name)
        if first != chart.name:
            findings.add(
                "SC106",
                chart.span,
                f"{quoted(chart.name)} and {quoted(first)} are one name in Python",
                "rename one of them",
            )


def _named(name: str, file: str, findings: Findings) -> bool:
    """SC105: the folders and the name of a file become modules of the generated package."""
    pieces = name.split("/")
    if len(pieces) <= MOST_FOLDERS and all(NAME.fullmatch(piece) and not keyword.iskeyword(piece) for piece in pieces):
        return True
    findings.add(
        "SC105",
        Span(file, 1, 1),
        f"{quoted(name)} is not a name for a file here",
        "use small letters, digits and underscores, and no word of Python",
        f"use at most {MOST_FOLDERS - 1} folders",
    )
    return False


def _chart(path: Path, root: Path, shown: str, findings: Findings) -> Chart | None:
    before = findings.total
    document, file = _read(path, root, shown, findings)
    if document is None:
        return None
    name = path.relative_to(root).as_posix().removesuffix(".yaml")
    if not _named(name, file, findings):
        return None
    chart = load_chart_document(Reader(findings), document, file, name)
    return chart if findings.total == before else None


def _remembered(path: Path, root: Path, shown: str, findings: Findings, known: Known | None) -> Chart | None:
    if known is None:
        return _chart(path, root, shown, findings)
    stat = path.stat()
    stamp = (stat.st_mtime_ns, stat.st_size)
    before = known.get(path)
    if before is None or before[0] != stamp:
        own = Findings()
        chart = _chart(path, root, shown, own)
        before = known[path] = (stamp, chart, own.items)
    findings.items += before[2]
    findings.total += len(before[2])
    return before[1]


def _wiring(path: Path, root: Path, shown: str, name: str, findings: Findings) -> Wiring | None:
    before = findings.total
    document, file = _read(path, root, shown, findings)
    if document is None or not _named(name, file, findings):
        return None
    wiring = load_wiring_document(Reader(findings), document, file, name)
    return wiring if findings.total == before else None


def _table(
    root: Path, shown: str, name: str, load: Callable[[Reader, Document], dict[str, _Made]], findings: Findings
) -> dict[str, _Made]:
    """A table is optional: a folder without limits.yaml has no limits."""
    path = root / name
    if not path.is_file():
        return {}
    document, _ = _read(path, root, shown, findings)
    return load(Reader(findings), document) if document is not None else {}
