"""`sessioncore new NAME`: a chart with its wiring, actions and test, in a project that is made where there is none.

What it writes is clean under `check`, `generate --check` and `mypy --strict`, and its test passes. Nothing that is
there is changed, but for `[tool.sessioncore]` at the end of a pyproject.toml that has none.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import attrs
import jinja2

from . import generate
from .diagnostics import Findings, quoted, reason
from .load import load_library
from .model import Span
from .project import Project, ProjectError, find_project, write
from .reading import Reader
from .source import Text

MADE, REFUSED = 0, 2
FAMILY = "answering"
"""Of a chart that is named without one: it answers for a called user."""


@attrs.frozen
class Wanted:
    """What to make: the chart's name, the project's root and package, and the wiring that its own extends."""

    chart: str
    root: Path
    package: str
    base: str = "leg"

    @property
    def name(self) -> str:
        return self.chart.rpartition("/")[2]


def main(arguments: Sequence[str]) -> int:
    """`new NAME [--in FOLDER] [--package NAME]`; returns 0 when made, 2 when something is in the way."""
    parser = argparse.ArgumentParser(
        prog="sessioncore new", description="A new chart that may answer calls: chart, wiring, actions, test."
    )
    parser.add_argument("name", metavar="NAME", help=f"of the chart, e.g. doorman, which is {FAMILY}/doorman")
    parser.add_argument(
        "--in", dest="folder", metavar="FOLDER", type=Path, default=Path(), help="of the project (here)"
    )
    parser.add_argument("--package", metavar="NAME", help="of a new project (default: the folder's name, or calls)")
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        made = make(parsed.name, parsed.folder, parsed.package)
    except (ProjectError, OSError) as error:
        print(f"sessioncore new: {reason(error)}", file=sys.stderr)
        return REFUSED
    for path in made:
        print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
    return generate.generate(parsed.folder)


def make(given: str, folder: Path, package: str | None = None) -> list[Path]:
    """Write the files, and return their paths; raises `ProjectError` when a name is none or something is in the way."""
    chart = given if "/" in given else f"{FAMILY}/{given}"
    for piece in chart.split("/"):
        _allowed(piece)
    root = folder.resolve()
    if (root / "sessioncore" / "__init__.py").is_file() and (root / "machines").is_dir():
        raise ProjectError(f"{root} is sessioncore itself; make a folder for your project")
    project: Project | None = None
    if _has_table(root):
        project = find_project(root)
        root = project.root
    wanted = Wanted(chart, root, package or _package_of(root))
    _allowed(wanted.package)
    files: dict[Path, str] = {}
    if project is None:
        pyproject = root / "pyproject.toml"
        before = pyproject.read_text(encoding="utf-8") if pyproject.exists() else ""
        table = _text("pyproject.toml", wanted, project=not before)
        write(pyproject, f"{before.rstrip()}\n\n{table}".lstrip())
        project = find_project(root)
        files[root / wanted.package / "__init__.py"] = '"""Calls with charts of our own."""\n'
    else:
        library, _ = load_library(project.machines)
        extended = {each.extension.base.name for each in library.wirings.values() if each.extension is not None}
        bases = [each.name for each in library.wirings.values() if each.extension and each.name not in extended]
        wanted = attrs.evolve(wanted, base=bases[0] if bases else "leg")
    files |= _files(wanted, project)
    for path in files:
        if path.exists() and path.name != "__init__.py":
            raise ProjectError(f"{path} is there already; nothing was written")
    made = [path for path in files if not path.exists()]
    for path in made:
        write(path, files[path])
    return made


def _files(wanted: Wanted, project: Project) -> dict[Path, str]:
    actions = project.root.joinpath(*_folder_of(project.actions, project.root))
    path = actions / f"{wanted.chart}.py"
    files = {
        project.machines / f"{wanted.chart}.yaml": _text("chart.yaml", wanted, depth=wanted.chart.count("/")),
        project.machines / f"{wanted.name}.wiring.yaml": _text("wiring.yaml", wanted, cell=wanted.name),
        path: _text(
            "actions.py", wanted, handlers=f"{project.package}.{wanted.chart.rpartition('/')[0].replace('/', '.')}"
        ),
        project.root / "tests" / wanted.chart.rpartition("/")[0] / f"test_{wanted.name}.py": _text(
            "test.py", wanted, cell=wanted.name, bindings=_dotted(project.bindings, project.root)
        ),
    }
    packages = [parent for parent in path.parents if parent == actions or actions in parent.parents]
    return {parent / "__init__.py": '"""Guards and actions of the charts."""\n' for parent in packages} | files


def _text(template: str, wanted: Wanted, **more: object) -> str:
    folder = Path(__file__).parent / "templates" / "new"
    source = (folder / f"{template}.jinja").read_text(encoding="utf-8")
    made = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    given = {"chart": wanted.chart, "name": wanted.name, "package": wanted.package, "base": wanted.base}
    return made.from_string(source).render(**given, **more)


def _allowed(name: str) -> None:
    findings = Findings()
    if not Reader(findings).name(Text(name, True, Span("", 1, 1)), "chart", builtins=True):
        raise ProjectError(f"{quoted(name)} is no name for a chart, wiring or package: {findings.items[0].fixes[0]}")


def _has_table(folder: Path) -> bool:
    """Whether the folder is in a project that has charts (sessioncore itself has its own)."""
    for parent in (folder, *folder.parents):
        file = parent / "pyproject.toml"
        if not file.is_file():
            continue
        try:
            tool = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {})
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ProjectError(f"{file}: {error}") from None
        return isinstance(tool, dict) and "sessioncore" in tool
    return False


def _package_of(root: Path) -> str:
    name = re.sub(r"[^a-z0-9_]", "_", root.name.lower())
    return name if re.fullmatch(r"[a-z][a-z0-9_]{1,40}", name) else "calls"


def _folder_of(package: str, root: Path) -> list[str]:
    """The folders of a package, which may stand below `src`."""
    parts = package.split(".")
    return ["src", *parts] if (root / "src" / parts[0]).is_dir() else parts


def _dotted(module: Path, root: Path) -> str:
    parts = module.relative_to(root).with_suffix("").parts
    return ".".join(parts[1:] if parts[0] == "src" else parts)
