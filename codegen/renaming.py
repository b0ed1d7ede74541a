"""`sessioncore rename CHART KIND OLD NEW`: a state, event, guard, action, signal or timer called otherwise everywhere.

The chart, the wirings, the module of actions, every module that uses the generated one, and the chart's own test;
comments and the way of writing stay. The result is checked first, on a copy: what would clash is refused and nothing
is written. Then everything is generated again.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from . import generate, renaming_python, renaming_yaml
from .diagnostics import Findings, did_you_mean, quoted, reason
from .examine import examine
from .locate import NotFoundError, find_chart
from .model import Chart, Library, Span
from .plan import resolve_state
from .project import Project, ProjectError, find_project, write
from .reading import Reader
from .renaming_yaml import KINDS, Renaming
from .source import Text, parse

RENAMED, REFUSED = 0, 2
MOST_MODULES = 20_000
SKIPPED = frozenset({".git", ".venv", "venv", "node_modules", "build", "dist", "__pycache__", ".mypy_cache"})


class RenameError(Exception):
    """It cannot be renamed so; the message says why."""


@attrs.frozen
class Change:
    """A file, its text as it was and as it will be."""

    path: Path
    before: str
    after: str


def main(arguments: Sequence[str]) -> int:
    """`rename [--dry-run] CHART KIND OLD NEW`; returns 0 when renamed, 2 when it is refused."""
    parser = argparse.ArgumentParser(
        prog="sessioncore rename", description="Rename something of a chart in YAML, actions and tests."
    )
    parser.add_argument("chart", metavar="CHART", help="its name (invite_client is enough) or its file")
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument("old", metavar="OLD", help="of a state its path, or its name where only one has it")
    parser.add_argument("new", metavar="NEW", help="a name, without a path")
    parser.add_argument("--dry-run", action="store_true", help="write nothing; show what would change")
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        project, changes, left = rename(parsed.chart, parsed.kind, parsed.old, parsed.new)
    except (RenameError, NotFoundError, ProjectError, OSError) as error:
        print(f"sessioncore rename: {reason(error)}", file=sys.stderr)
        return REFUSED
    if parsed.dry_run:
        for change in changes:
            sys.stdout.writelines(_difference(change, project.root))
    else:
        for change in changes:
            write(change.path, change.after)
        print(f"{len(changes)} files changed: {', '.join(_shown(each.path, project.root) for each in changes)}")
    for line in left:
        print(f"look at {line}")
    return RENAMED if parsed.dry_run else generate.generate(project.root)


def rename(given: str, kind: str, old: str, new: str) -> tuple[Project, list[Change], list[str]]:
    """What would be written, and the places that may mean the same and are left as they are.

    Raises `RenameError` when there is no such thing, or when the charts would not be right afterwards.
    """
    machines, library, chart = find_chart(given)
    project = find_project(machines)
    if chart.name in library.shipped:
        raise RenameError(f"{chart.name} comes with sessioncore; only charts of your own can be changed")
    renaming = Renaming(chart, kind, _known(chart, kind, old), new)
    _allowed(renaming)
    yaml = list(_yaml(renaming, library, machines))
    after = _tried(renaming, machines, yaml)
    python, left = _python(renaming, project, library, after)
    return project, [*yaml, *python], left


def _known(chart: Chart, kind: str, old: str) -> str:
    """The name, or the whole path of a state."""
    if kind == "state":
        state = resolve_state(chart, old)
        if state is None or not state.path:
            raise RenameError(_unknown(chart, kind, old, [path for path in chart.states if path]))
        return state.path
    declared = {
        "event": chart.events,
        "guard": chart.guards,
        "action": chart.actions,
        "signal": chart.signals,
        "timer": chart.timers,
    }[kind]
    if old not in declared:
        raise RenameError(_unknown(chart, kind, old, list(declared)))
    if kind == "event" and chart.events[old].source == "failure":
        raise RenameError(f"{old} is the same event in every chart")
    return old


def _unknown(chart: Chart, kind: str, old: str, known: list[str]) -> str:
    return f"{chart.name} has no {kind} {quoted(old)}; " + ("; ".join(did_you_mean(old, known)) or "there is none")


def _allowed(renaming: Renaming) -> None:
    """The new name is one, and nothing that it could be mistaken for has it."""
    chart, kind, new = renaming.chart, renaming.kind, renaming.new
    findings = Findings()
    if not Reader(findings).name(Text(new, True, Span("", 1, 1)), kind, builtins=kind in ("state", "timer")):
        raise RenameError(f"{findings.items[0].message}; {findings.items[0].fixes[0]}")
    taken = {
        "state": {state.name for state in chart.states.values()},
        "event": set(chart.events),
        "guard": {*chart.guards, *chart.actions},
        "action": {*chart.guards, *chart.actions},
        "signal": set(chart.signals),
        "timer": set(chart.timers),
    }[kind]
    if new in taken:
        raise RenameError(f"{chart.name} has {quoted(new)} already")


def _yaml(renaming: Renaming, library: Library, machines: Path) -> Iterator[Change]:
    """The chart's file and the wirings of its folder."""
    chart = renaming.chart
    path = machines / f"{chart.name}.yaml"
    yield _edited(path, lambda root: renaming_yaml.in_chart(renaming, root))
    for wiring in library.wirings.values():
        names = {spec.name for spec in wiring.transactions.values() if spec.chart.name == chart.name}
        for scope in wiring.scopes.values():
            for part in scope.parts.values():
                if any(ref.name == chart.name for ref in part.charts):
                    names |= {part.name} if part.kind != "one_of" else {part.name, chart.short_name}
        change = _edited(
            machines / f"{wiring.name}.wiring.yaml",
            lambda root, wiring=wiring, names=names: renaming_yaml.in_wiring(renaming, wiring, names, root),
        )
        if change.before != change.after:
            yield change


def _edited(path: Path, edits: object) -> Change:
    before = path.read_text(encoding="utf-8")
    document = parse(before.encode(), path.name, Findings())
    if document is None:
        raise RenameError(f"{path} cannot be read")
    assert callable(edits)
    return Change(path, before, renaming_yaml.applied(before, edits(document.root)))


def _tried(renaming: Renaming, machines: Path, changes: list[Change]) -> Chart:
    """The chart as it will be; raises `RenameError` with what would be wrong with the charts."""
    with tempfile.TemporaryDirectory(prefix="sessioncore-rename-") as folder:
        copy = Path(folder) / machines.name
        shutil.copytree(machines, copy)
        for change in changes:
            write(copy / change.path.relative_to(machines), change.after)
        library, found = examine(copy)
        if found:
            listed = "\n".join(str(item) for item in found[:10])
            raise RenameError(f"the charts would not be right afterwards; nothing was written\n{listed}")
        return library.charts[renaming.chart.name]


def _python(renaming: Renaming, project: Project, library: Library, after: Chart) -> tuple[list[Change], list[str]]:
    """The modules that change, and the places in other tests and documents that hold the name as a text."""
    chart = renaming.chart
    found = renaming_python.names(chart, after)
    handlers = f"{project.package}.{chart.name.replace('/', '.')}"
    modules = {wiring.actions[chart.name] for wiring in library.wirings.values() if chart.name in wiring.actions}
    actions = {_file(project.root, name) for name in modules or {f"{project.actions}.{chart.name.replace('/', '.')}"}}
    changes: list[Change] = []
    left: list[str] = []
    for path in _modules(project):
        before = path.read_text(encoding="utf-8")
        try:
            tree = ast.parse(before)
        except SyntaxError as error:
            raise RenameError(f"{path}:{error.lineno} is no Python that can be read") from None
        users = renaming_python.Users(handlers, found.module)
        users.visit(tree)
        edits = users.edits
        if path in actions:
            edits += renaming_python.in_actions(tree, before, found.methods)
        mine = _tests(path, chart, library)
        if mine:
            edits += renaming_python.in_test(tree, found, renaming.kind, renaming.old, renaming.new)
        text = renaming_python.applied(before, edits)
        if text != before:
            changes.append(Change(path, before, text))
        if chart.name in before or mine or path in actions:
            lines = renaming_python.mentions(text, renaming.old)
            left += [f"{_shown(path, project.root)}:{number}" for number in lines]
    return changes, left


def _tests(path: Path, chart: Chart, library: Library) -> bool:
    """Whether a module is the chart's test, `test_NAME.py` or `test_NAME_more.py` in a folder of its family's name."""
    family = chart.name.split("/")[-2]
    if path.parent.name != family or not path.stem.startswith("test_"):
        return False
    about = path.stem.removeprefix("test_")
    meant = [
        each.short_name
        for each in library.charts.values()
        if each.name.split("/")[-2] == family and f"{about}_".startswith(f"{each.short_name}_")
    ]
    return bool(meant) and max(meant, key=len) == chart.short_name


def _modules(project: Project) -> Iterator[Path]:
    """Hand-written Python of the project."""
    generated = (project.handlers, project.engines)
    count = 0
    stack = [project.root]
    while stack:
        folder = stack.pop()
        for path in sorted(folder.iterdir()):
            if path.is_symlink() or path.name in SKIPPED or path.name.endswith(".egg-info"):
                continue
            if path.is_dir():
                if path not in generated:
                    stack.append(path)
            elif path.suffix == ".py" and path != project.bindings:
                count += 1
                if count > MOST_MODULES:
                    raise RenameError(f"more than {MOST_MODULES} modules in {project.root}")
                yield path


def _file(root: Path, module: str) -> Path:
    """The file of a module of the project; it may stand below `src`."""
    inside = Path(*module.split(".")).with_suffix(".py")
    return root / "src" / inside if (root / "src" / inside).is_file() else root / inside


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _difference(change: Change, root: Path) -> Iterator[str]:
    name = _shown(change.path, root)
    return difflib.unified_diff(
        change.before.splitlines(keepends=True), change.after.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
