"""`generate`: handlers, bindings and diagrams from the charts of a project, or a check that they are fresh."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs

from .backends import index, limits, pictures, python, statemachine, svg, transitions, wired, wiring
from .checks import Checked
from .examine import counted, examine, openable, show
from .model import Library
from .plan import Plan, PlanError
from .project import MEND, Problem, Project, ProjectError, ensure, find_project
from .schema import schemas

FRESH, STALE, REFUSED = 0, 1, 2


@attrs.frozen
class Sources:
    """What every target is made from."""

    project: Project
    library: Library
    plans: Mapping[str, Plan]


def _package(doc: str) -> str:
    return f'"""{doc}\n\nGenerated from machines/; do not edit. Change the charts, then: {MEND}\n"""\n'


def _packages(folder: Path, modules: Iterable[Path], doc: str) -> dict[Path, str]:
    """The `__init__.py` of every folder between the modules and `folder`, that one included."""
    inner = {parent for module in modules for parent in module.parents if parent == folder or folder in parent.parents}
    return {parent / "__init__.py": _package(doc) for parent in sorted({folder, *inner})}


def _handlers(sources: Sources) -> dict[Path, str]:
    """Handler classes, limits, cells and bindings."""
    project, library = sources.project, sources.library
    folder = project.handlers
    bases = library.bases
    files = {
        folder / f"{name}.py": python.render(plan, bases.get(name), wiring.HANDLERS)
        for name, plan in sources.plans.items()
    }
    own = {name: limit for name, limit in library.limits.items() if name not in library.shipped_limits}
    shipped_limits = f"{wiring.HANDLERS}.limits"
    if own:
        files[folder / "limits.py"] = limits.render(own, shipped_limits if library.shipped_limits else "")
    for name, each in library.wirings.items():
        files[folder / f"{name}.py"] = wiring.cell_module(each, library.charts, project.package, library.shipped)
    files |= _packages(folder, files, "Typed handler classes of the charts.")
    if library.wirings:
        files[project.bindings] = wiring.bindings_module(
            library.wirings.values(),
            library.charts,
            project.package,
            project.actions,
            project.engines_package,
            library.shipped,
            f"{project.package}.limits" if own else shipped_limits,
        )
    return files


def _diagrams(sources: Sources) -> dict[Path, str]:
    library = sources.library
    drawn = pictures.pictures(sources.plans.values(), library.wirings.values(), library.charts, library.rules)
    files = {sources.project.diagrams / name: text for name, text in drawn.items()}
    if files:
        page = index.index_page(sources.plans, sources.library.wirings.values())
        files[sources.project.diagrams / "README.md"] = page
    return files


def _engine(sources: Sources, name: str, render: Callable[[Plan, str], str]) -> dict[Path, str]:
    """The handler classes on another library."""
    folder = sources.project.engines / name
    files = {folder / f"{chart}.py": render(plan, sources.project.package) for chart, plan in sources.plans.items()}
    return files | _packages(folder, files, f"The charts on {name}.")


def _targets(project: Project) -> tuple[str, ...]:
    """What a project wants; raises `ProjectError`."""
    for name in project.targets:
        if name not in TARGETS:
            raise ProjectError(f"tool.sessioncore.targets names {name!r}; there are: {', '.join(TARGETS)}")
    return project.targets or tuple(TARGETS)


def _schemas(sources: Sources) -> dict[Path, str]:
    """What editors read beside the charts."""
    return {sources.project.machines / name: text for name, text in schemas().items()}


@attrs.frozen
class Target:
    """One thing to generate: its files, and the folder that holds nothing else (None: there is none)."""

    make: Callable[[Sources], dict[Path, str]]
    owned: Callable[[Project], Path] | None


TARGETS: Mapping[str, Target] = {
    "handlers": Target(_handlers, lambda project: project.handlers),
    "diagrams": Target(_diagrams, lambda project: project.diagrams),
    "schemas": Target(_schemas, None),
    "statemachine": Target(
        lambda sources: _engine(sources, "statemachine", statemachine.render),
        lambda project: project.engines / "statemachine",
    ),
    "transitions": Target(
        lambda sources: _engine(sources, "transitions", transitions.render),
        lambda project: project.engines / "transitions",
    ),
}


def generate(start: Path, *, check: bool = False, targets: Sequence[str] = ()) -> int:
    """Write what the project around `start` generates, or with `check` only compare; reports to standard error.

    targets  names of `TARGETS`, none for all of them.
    Returns 0 when everything is fresh (now), 1 when `check` found something stale or a foreign file is in the way, 2
    when `check` finds anything wrong with the charts.
    """
    try:
        project = find_project(start)
        files, owned = outputs(project, targets or _targets(project))
    except (ProjectError, PlanError, wired.WiringError, svg.RenderError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    except RefusedError as refused:
        print(f"{refused}; nothing was written", file=sys.stderr)
        return REFUSED
    problems = ensure(files, owned, check)
    for problem in problems:
        print(_said(problem, project.root), file=sys.stderr)
    if any(problem.kind != "foreign" for problem in problems):
        print(f"mend it with: {MEND}", file=sys.stderr)
    return STALE if problems else FRESH


class RefusedError(Exception):
    """The charts or wirings have errors; they were printed."""


def outputs(project: Project, targets: Sequence[str]) -> tuple[dict[Path, str], list[Path]]:
    """Every file that the targets give, and the folders that hold nothing else.

    Raises `RefusedError` after printing what is wrong, `PlanError`, `WiringError` and `RenderError`.
    """
    known: Checked = {}
    library, found = examine(project.machines, known)
    if found:
        show(openable(found, project.machines))
        raise RefusedError(f"{project.machines}: {counted(len(found))}")
    plans = {name: plan for name, (_, plan, _) in known.items() if plan is not None and name not in library.shipped}
    sources = Sources(project, library, plans)
    files: dict[Path, str] = {}
    with ThreadPoolExecutor(2) as pool:  # one of them waits for the renderer
        for made in pool.map(lambda name: TARGETS[name].make(sources), targets):
            files |= made
    return files, [owned(project) for name in targets if (owned := TARGETS[name].owned) is not None]


def _said(problem: Problem, root: Path) -> str:
    words = {
        "missing": "is missing",
        "stale": "is stale",
        "extra": "was generated from a chart that is no longer there",
        "foreign": "was not generated; move it away or delete it",
    }
    path = problem.path
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return f"{shown} {words[problem.kind]}"


def main(arguments: Sequence[str]) -> int:
    """`generate [--check] [--target NAME]... [FOLDER]`; returns the exit status."""
    parser = argparse.ArgumentParser(prog=MEND, description="Generate handlers, bindings and diagrams from the charts.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), help="a folder of the project (default: here)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when something is stale")
    parser.add_argument("--target", action="append", choices=list(TARGETS), default=[], help="only this (repeatable)")
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return generate(parsed.folder, check=parsed.check, targets=parsed.target)
