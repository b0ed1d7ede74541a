"""Loads charts, wirings, rules and limits of a machines folder; every error of structure is a finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from . import source
from .chart_names import check_against_tables
from .diagnostics import Diagnostic, Findings, ordered
from .load_chart import load_chart_document
from .load_tables import load_limits, load_rules
from .load_wiring import load_wiring_document
from .model import Chart, Library, Span, Wiring
from .reading import Reader
from .source import Document

WIRING = ".wiring.yaml"
MOST_FILES = 1_000

_Made = TypeVar("_Made")


def load_chart(path: Path, root: Path | None = None) -> tuple[Chart | None, list[Diagnostic]]:
    """Load one chart; None when it has errors.

    root  the machines folder, from which the chart has its name; absent, the folder above the chart's. Names of limits
          and rules are not checked here, see `load_library`.
    """
    findings = Findings()
    chart = _chart(path, root if root is not None else path.parent.parent, findings)
    return chart, ordered(findings.items)


def load_library(machines: Path) -> tuple[Library, list[Diagnostic]]:
    """Load everything under a machines folder; what has errors is left out and named in `Library.broken`."""
    findings = Findings()
    limits = _table(machines, "limits.yaml", load_limits, findings)
    rules = _table(machines, "rules.yaml", load_rules, findings)
    charts: dict[str, Chart] = {}
    wirings: dict[str, Wiring] = {}
    broken: set[str] = set()
    paths = sorted(machines.rglob("*.yaml"))
    if len(paths) > MOST_FILES:
        findings.add("SC002", Span(machines.name, 1, 1), f"more than {MOST_FILES} files")
        paths = paths[:MOST_FILES]
    for path in paths:
        inside = path.relative_to(machines).as_posix()
        if inside.endswith(WIRING):
            name = inside.removesuffix(WIRING)
            wiring = _wiring(path, machines, name, findings)
            if wiring is None:
                broken.add(name)
            else:
                wirings[name] = wiring
        elif "/" in inside:
            name = inside.removesuffix(".yaml")
            chart = _chart(path, machines, findings)
            if chart is None:
                broken.add(name)
            else:
                charts[name] = chart
        elif inside not in ("limits.yaml", "rules.yaml"):
            findings.add(
                "SC111",
                Span(f"{machines.name}/{inside}", 1, 1),
                "a file beside limits.yaml and rules.yaml is neither chart nor wiring",
                "move a chart into the folder of its family",
                f"call a wiring NAME{WIRING}",
            )
    library = Library(charts, wirings, rules, limits, frozenset(broken))
    for chart in charts.values():
        check_against_tables(findings, chart, library)
    return library, ordered(findings.items)


def _read(path: Path, root: Path, findings: Findings) -> tuple[Document | None, str]:
    file = (Path(root.name) / path.relative_to(root)).as_posix()
    return source.read(path, file, findings), file


def _chart(path: Path, root: Path, findings: Findings) -> Chart | None:
    before = findings.total
    document, file = _read(path, root, findings)
    if document is None:
        return None
    name = path.relative_to(root).as_posix().removesuffix(".yaml")
    chart = load_chart_document(Reader(findings), document, file, name)
    return chart if findings.total == before else None


def _wiring(path: Path, root: Path, name: str, findings: Findings) -> Wiring | None:
    before = findings.total
    document, file = _read(path, root, findings)
    if document is None:
        return None
    wiring = load_wiring_document(Reader(findings), document, file, name)
    return wiring if findings.total == before else None


def _table(
    root: Path, name: str, load: Callable[[Reader, Document], dict[str, _Made]], findings: Findings
) -> dict[str, _Made]:
    """A table is optional: a folder without limits.yaml has no limits."""
    path = root / name
    if not path.is_file():
        return {}
    document, _ = _read(path, root, findings)
    return load(Reader(findings), document) if document is not None else {}
