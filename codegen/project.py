"""Where a project keeps its charts and what is generated from them; the one function that writes or checks that."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal

import attrs

MEND = "sessioncore generate"
"""The command that mends every finding of `ensure`; every generated file names it."""
_MARK = MEND.encode()
_HEAD = 2_000
_NOT_OURS = ("__pycache__",)


class ProjectError(Exception):
    """The project cannot be found or is described wrongly; the message says where and how to mend it."""


@attrs.frozen
class Project:
    """Folders of one project, all absolute.

    package   dotted name of the package that `handlers` is
    engines   folder of the alternative targets, `engines_package` its dotted name
    actions   dotted name of the package in which a chart's actions module is looked for
    targets   what `generate` makes where nothing else is asked for; none for everything
    """

    root: Path
    machines: Path
    handlers: Path
    package: str
    bindings: Path
    engines: Path
    engines_package: str
    diagrams: Path
    actions: str
    targets: tuple[str, ...] = ()


@attrs.frozen
class Problem:
    """A generated file that is not as it has to be.

    kind  "missing", "stale" (other bytes), "extra" (generated once, no longer), "foreign" (not made by the generator,
          but in its folder or its way).
    """

    kind: Literal["missing", "stale", "extra", "foreign"]
    path: Path


def find_project(start: Path) -> Project:
    """The project around a folder or file; raises `ProjectError`.

    A `pyproject.toml` with `[tool.sessioncore]` names the folders (relative to it): machines, handlers, package,
    bindings, engines, engines_package, diagrams, actions; `targets` is a list of what to generate. Without one
    sessioncore's own layout is assumed.
    """
    place = start.resolve()
    for folder in (place, *place.parents):
        table = _table(folder / "pyproject.toml")
        if table is not None:
            return _configured(folder, table)
        if (folder / "machines").is_dir() and (folder / "sessioncore" / "__init__.py").is_file():
            return _configured(folder, _OWN)
    raise ProjectError(
        f"{place}: no project with charts here; add [tool.sessioncore] with machines and handlers to its pyproject.toml"
    )


_OWN: Mapping[str, object] = {
    "handlers": "sessioncore/handlers",
    "bindings": "sessioncore/core/bindings.py",
    "engines": "sessioncore/engines",
    "actions": "sessioncore.actions",
}
_DEFAULTS = {"machines": "machines", "handlers": "handlers", "diagrams": "diagrams", "actions": "actions"}
_KEYS = ("machines", "handlers", "package", "bindings", "engines", "engines_package", "diagrams", "actions")


def _table(file: Path) -> Mapping[str, object] | None:
    if not file.is_file():
        return None
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProjectError(f"{file}: {error}") from None
    tool = document.get("tool")
    table = tool.get("sessioncore") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _configured(root: Path, table: Mapping[str, object]) -> Project:
    for key, value in table.items():
        if key in _KEYS and not isinstance(value, str):
            raise ProjectError(f"{root / 'pyproject.toml'}: tool.sessioncore.{key} is not a text")
    given = {**_DEFAULTS, **{key: str(value) for key, value in table.items() if key in _KEYS}}
    handlers = given["handlers"]
    above = PurePosixPath(handlers).parent
    given.setdefault("bindings", str(above / "bindings.py"))
    given.setdefault("engines", str(above / "engines"))
    given.setdefault("package", _dotted(handlers))
    given.setdefault("engines_package", _dotted(given["engines"]))
    return Project(
        root=root,
        machines=_inside(root, "machines", given),
        handlers=_inside(root, "handlers", given),
        package=_package(root, "package", given),
        bindings=_inside(root, "bindings", given),
        engines=_inside(root, "engines", given),
        engines_package=_package(root, "engines_package", given),
        diagrams=_inside(root, "diagrams", given),
        actions=_package(root, "actions", given),
        targets=_wanted(root, table),
    )


def _wanted(root: Path, table: Mapping[str, object]) -> tuple[str, ...]:
    targets = table.get("targets", [])
    if not isinstance(targets, list) or not all(isinstance(each, str) for each in targets):
        raise ProjectError(f"{root / 'pyproject.toml'}: tool.sessioncore.targets is not a list of texts")
    return tuple(targets)


def _dotted(folder: str) -> str:
    """`src/app/handlers` -> `app.handlers`."""
    return ".".join(part for part in PurePosixPath(folder).parts if part != "src")


def _package(root: Path, key: str, given: Mapping[str, str]) -> str:
    if not all(part.isidentifier() for part in given[key].split(".")):
        raise ProjectError(f"{root / 'pyproject.toml'}: tool.sessioncore.{key} = {given[key]!r} is not a package")
    return given[key]


def _inside(root: Path, key: str, given: Mapping[str, str]) -> Path:
    """A configured path, which must not lead out of the project."""
    relative = PurePosixPath(given[key])
    if relative.is_absolute() or ".." in relative.parts or not relative.parts:
        raise ProjectError(
            f"{root / 'pyproject.toml'}: tool.sessioncore.{key} = {given[key]!r} is not inside the project"
        )
    return root.joinpath(*relative.parts)


def ensure(files: Mapping[Path, str], owned: Sequence[Path], check: bool) -> list[Problem]:
    """Make every file have its text, or with `check` only report what differs.

    owned  folders that hold nothing but generated files: what is there beyond `files` is "extra", and deleted when it
           was generated (it says so in its head); anything else is "foreign" and left alone.
    Returns the problems: with `check` all of them, else those that could not be mended ("foreign").
    """
    problems = [problem for path, text in files.items() if (problem := _compare(path, text)) is not None]
    problems += [_surplus(path) for path in _beyond(files, owned)]
    problems.sort(key=lambda problem: problem.path.as_posix())
    if check:
        return problems
    for problem in problems:
        if problem.kind == "extra":
            problem.path.unlink()
            _prune(problem.path.parent, owned)
        elif problem.kind != "foreign":
            write(problem.path, files[problem.path])
    return [problem for problem in problems if problem.kind == "foreign"]


def _compare(path: Path, text: str) -> Problem | None:
    if path.is_dir() and not path.is_symlink():
        return Problem("foreign", path)
    for parent in path.parents:
        if parent.exists():
            if not parent.is_dir():
                return Problem("foreign", parent)
            break
    if not path.is_file():
        return Problem("missing", path)
    return None if path.read_bytes() == text.encode() else Problem("stale", path)


def _beyond(files: Mapping[Path, str], owned: Iterable[Path]) -> list[Path]:
    """Files in the owned folders that nobody asked for."""
    found = []
    for folder in owned:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
            ours = not any(part in _NOT_OURS for part in path.relative_to(folder).parts)
            if ours and (path.is_file() or path.is_symlink()) and path not in files:
                found.append(path)
    return found


def _surplus(path: Path) -> Problem:
    try:
        with path.open("rb") as file:
            generated = _MARK in file.read(_HEAD)
    except OSError:
        generated = False
    return Problem("extra" if generated else "foreign", path)


def write(path: Path, text: str) -> None:
    """Write whole or not at all, so that an interrupted run leaves no half a module."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(text.encode())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        # Nobody knows the other file.
        raise OSError(error.errno, error.strerror, str(path)) from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _prune(folder: Path, owned: Sequence[Path]) -> None:
    """Remove folders that became empty, up to the owned one."""
    while folder not in owned and any(parent in owned for parent in folder.parents):
        with contextlib.suppress(FileNotFoundError):
            for cache in folder.glob("__pycache__/*.pyc"):
                cache.unlink()
            (folder / "__pycache__").rmdir()
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
