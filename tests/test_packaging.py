"""What is published: wheel and sdist hold plain files where the checkout has symlinks, all of them and no others."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from tests.support.journals import Script

ROOT = Path(__file__).resolve().parent.parent
# One build serves all tests here, also where they are spread over processes.
pytestmark = pytest.mark.xdist_group("packaging")
COPIED = ("pyproject.toml", "README.md", "LICENSE", "sessioncore", "codegen", "machines", "diagrams")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an sdist, and a wheel built from that sdist, as a publisher does; no network is used."""
    source = tmp_path_factory.mktemp("source")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source)
    target = tmp_path_factory.mktemp("dist")
    run = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(source)],
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return target


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    [path] = built.glob("sessioncore-*.whl")
    return path


@pytest.fixture(scope="module")
def sdist(built: Path) -> Path:
    [path] = built.glob("sessioncore-*.tar.gz")
    return path


def expected_files() -> set[str]:
    """The files of the package as an installation must have them, read from the checkout through its symlinks."""
    wanted = set()
    for folder, suffixes in (
        ("sessioncore", (".py", ".typed", ".toml", ".html", ".css", ".js")),
        ("codegen", (".py", ".jinja", ".md", ".html", ".css", ".js")),
        ("machines", (".yaml",)),
        ("diagrams", (".svg",)),
    ):
        for path, names, files in os.walk(ROOT / folder):
            names[:] = [n for n in names if n != "__pycache__" and not Path(path, n).is_symlink()]
            inside = PurePosixPath("sessioncore" if folder != "sessioncore" else "", Path(path).relative_to(ROOT))
            wanted |= {str(inside / name) for name in files if name.endswith(suffixes)}
    return wanted


def test_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        entries = archive.infolist()
    # A symlink would be an entry of its own kind; zip keeps the mode in the upper half.
    assert [e.filename for e in entries if stat.S_ISLNK(e.external_attr >> 16)] == []
    names = {e.filename for e in entries}
    assert {name.split("/")[0] for name in names} == {"sessioncore", wheel.name.split("-py3")[0] + ".dist-info"}
    files = {name for name in names if name.startswith("sessioncore/")}
    assert files - {"sessioncore/machines/README.md"} == expected_files()
    assert "sessioncore/py.typed" in files


def test_wheel_carries_charts_and_generator(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "sessioncore/codegen/__init__.py" in names
    assert "sessioncore/machines/rules.yaml" in names
    assert [n for n in names if n.startswith("sessioncore/codegen/") and n.endswith(".jinja")]
    assert not [n for n in names if n.startswith(("codegen", "machines", "diagrams", "tests"))]


def test_sdist_holds_plain_files(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        members = archive.getmembers()
    assert [m.name for m in members if not (m.isfile() or m.isdir())] == []
    names = {m.name.partition("/")[2] for m in members if m.isfile()}
    assert expected_files() <= names
    assert not [n for n in names if n.startswith(("codegen/", "machines/", "tests/"))]
    assert "LICENSE" in names


def test_wheel_says_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [path] = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
        metadata = archive.read(path).decode()
        [path] = [n for n in archive.namelist() if n.endswith(".dist-info/entry_points.txt")]
        scripts = archive.read(path).decode()
    needed = {
        line.removeprefix("Requires-Dist: ") for line in metadata.splitlines() if line.startswith("Requires-Dist:")
    }
    for name in ("attrs", "jinja2", "graphviz", "python-statemachine", "transitions"):
        assert any(n.startswith(name + ">=") and "extra" not in n for n in needed), name
    assert any(n.startswith("audioop-lts") and 'python_version >= "3.13"' in n for n in needed)
    assert "License-Expression: Apache-2.0" in metadata
    assert "sessioncore = sessioncore.cli:main" in scripts


def test_installed_wheel_runs(wheel: Path, tmp_path: Path) -> None:
    """Installed away from the checkout: it imports, the top-level name codegen stays free, the charts check clean."""
    environment = tmp_path / "env"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    [site] = (environment / "lib").glob("python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # The libraries of the test environment, after the wheel and without its .pth files (the editable project is one).
    [libraries] = {p for p in sys.path if p.endswith("site-packages") and Path(p, "attrs").is_dir()}
    (site / "libraries.pth").write_text(libraries + "\n")

    program = """
import importlib.util, pathlib, sys
import sessioncore, sessioncore.api, sessioncore.codegen
assert pathlib.Path(sessioncore.__file__).is_relative_to(sys.prefix), sessioncore.__file__
assert importlib.util.find_spec("codegen") is None
from sessioncore.cli import main
sys.exit(main())
"""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [python, "-c", program, *arguments],
            cwd=tmp_path,
            env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
            capture_output=True,
            text=True,
            timeout=100,
        )

    checked = run("check", str(site / "sessioncore" / "machines"))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    # The pictures that a page lights come with the package.
    script = Script(tmp_path / "x.journal")
    script.incoming()
    script.close()
    traced = run("trace", "x.journal", "--html", "x.html")
    assert traced.returncode == 0, traced.stdout + traced.stderr
    page = (tmp_path / "x.html").read_text()
    assert {"setup/incoming", "session/session"} <= set(re.findall(r'<template data-chart="([^"]+)"><svg', page))


def test_no_registry_is_named() -> None:
    """Where packages come from is the user's business (pip's configuration), not the repository's."""
    forbidden = ("index-url", "find-links", "trusted-host", "pypi.", "pythonhosted")
    files = [
        ROOT / n for n in ("pyproject.toml", "constraints.txt", "Makefile", "README.md", "CONTRIBUTING.md", ".ci/run")
    ]
    files += sorted((ROOT / "tools").glob("*"))
    found = [f"{f.name}: {word}" for f in files if f.is_file() for word in forbidden if word in f.read_text().lower()]
    assert found == []


def test_constraints_pin_every_dependency() -> None:
    """`make setup` installs the same versions everywhere: what pyproject.toml names, constraints.txt pins."""

    def plain(name: str) -> str:
        return re.sub(r"[-_.]+", "-", re.split(r"[\s=<>~!;\[]", name, maxsplit=1)[0]).lower()

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    named = [*project["dependencies"], *(n for extra in project["optional-dependencies"].values() for n in extra)]
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if "==" not in line] == []
    assert {plain(n) for n in named} - {plain(line) for line in lines} == set()


def test_a_project_of_ones_own_works_with_the_wheel(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    project = tmp_path / "lobby"
    project.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    for arguments in (("-m", "sessioncore.cli", "new", "doorman"), ("-m", "pytest", "-q", "-p", "no:cacheprovider")):
        run = subprocess.run(
            [sys.executable, *arguments], cwd=project, env=environment, capture_output=True, text=True, timeout=60
        )
        assert run.returncode == 0, run.stdout + run.stderr
    assert "2 passed" in run.stdout
