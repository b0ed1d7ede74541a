"""Loads charts, wirings, rules and limits of a machines folder into the model, with every error of structure as a finding."""

from __future__ import annotations

from pathlib import Path

from . import source
from .diagnostics import Diagnostic, Findings, ordered
from .load_chart import load_chart_document
from .model import Chart, Library
from .reading import Reader


def load_chart(path: Path, root: Path | None = None) -> tuple[Chart | None, list[Diagnostic]]:
    """Load one chart; None when it has errors.

    root  the machines folder, which gives the chart its name; absent, the name inside the file is believed as far as the
          path agrees. Names of limits and rules are not checked here, see `load_library`.
    """
    findings = Findings()
    chart = _chart(path, root if root is not None else path.parent.parent, findings)
    return chart, ordered(findings.items)


def load_library(machines: Path) -> tuple[Library, list[Diagnostic]]:
    """Load everything under a machines folder; what has errors is left out and named in `Library.broken`."""
    findings = Findings()
    charts: dict[str, Chart] = {}
    broken: set[str] = set()
    for path in sorted(machines.glob("*/**/*.yaml")):
        name = path.relative_to(machines).with_suffix("").as_posix()
        chart = _chart(path, machines, findings)
        if chart is None:
            broken.add(name)
        else:
            charts[name] = chart
    return Library(charts, {}, {}, {}, frozenset(broken)), ordered(findings.items)


def _chart(path: Path, root: Path, findings: Findings) -> Chart | None:
    relative = path.relative_to(root)
    file = (Path(root.name) / relative).as_posix()
    before = len(findings.items)
    document = source.read(path, file, findings)
    if document is None:
        return None
    chart = load_chart_document(Reader(findings), document, file, relative.with_suffix("").as_posix())
    return chart if len(findings.items) == before else None
