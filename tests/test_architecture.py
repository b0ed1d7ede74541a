"""What architecture.md says about the shape of the repository, held by tests.

The order of the layers and the independence of codegen are contracts of ``.importlinter``; here stands what an import
graph alone does not show.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("architecture")
"""One worker reads every file once."""

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sessioncore"
MACHINES = ROOT / "machines"
GENERATED = (
    "sessioncore/handlers/",
    "sessioncore/engines/statemachine/",
    "sessioncore/engines/transitions/",
    "sessioncore/core/bindings.py",
)

MAX_MODULE_LINES = 450
MAX_TEMPLATE_LINES = 120

SHELL = ("io", "api", "services", "cli")
"""The packages that may wait: only here is asyncio imported."""
GENERATOR_LIBRARIES = ("statemachine", "transitions", "jinja2", "graphviz", "yaml")
"""What charts are generated with; a running call needs none of them."""


def sources(*folders: str) -> list[Path]:
    """Every Python file below the folders, each once: the symlinks in sessioncore are not followed."""
    found = []
    for folder in folders:
        for path, names, files in os.walk(ROOT / folder):
            names[:] = sorted(n for n in names if n != "__pycache__" and not Path(path, n).is_symlink())
            found += [Path(path, f) for f in sorted(files) if f.endswith(".py")]
    return found


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_generated(path: Path) -> bool:
    return relative(path).startswith(GENERATED)


@dataclass
class Facts:
    """What the tests ask of one file: its tree is not kept, millions of nodes make all that follows slow.

    imports  line and dotted name of every absolute import, those inside functions as well
    clocks, chances  line and text of what reads the clock, and of what no seed repeats
    annotated, future  whether it has something to annotate, and says that annotations are only texts
    """

    imports: list[tuple[int, str]] = field(default_factory=list)
    clocks: list[tuple[int, str]] = field(default_factory=list)
    chances: list[tuple[int, str]] = field(default_factory=list)
    annotated: bool = False
    future: bool = False


@cache
def facts_of(path: Path) -> Facts:
    facts = Facts()
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.Import):
            facts.imports += ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            facts.imports.append((node.lineno, node.module))
        if isinstance(node, ast.Attribute | ast.Call | ast.ImportFrom) and is_unrepeatable(node):
            facts.chances.append((node.lineno, ast.unparse(node)))
        if isinstance(node, ast.Attribute) and reads_the_clock(node):
            facts.clocks.append((node.lineno, node.attr))
        facts.annotated |= isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AnnAssign)
        facts.future |= isinstance(node, ast.ImportFrom) and node.module == "__future__"
    return facts


def layer(path: Path) -> str:
    """The package or module directly under sessioncore that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def offenders(paths: list[Path], names: tuple[str, ...]) -> list[str]:
    """`file:line imports name` for each import of one of the names or of something below it."""
    return [
        f"{relative(path)}:{line} imports {name}"
        for path in paths
        for line, name in facts_of(path).imports
        if name.split(".")[0] in names
    ]


# --- who may import what


def test_asyncio_only_in_the_shell() -> None:
    inner = [path for path in sources("sessioncore") if layer(path) not in SHELL] + sources("codegen")
    assert offenders(inner, ("asyncio", "uvloop", "selectors", "select", "socket", "ssl")) == []


def test_only_io_reads_a_real_clock() -> None:
    """Time is an argument (invariant 2): what is imported nowhere cannot be read."""
    found = offenders([path for path in sources("sessioncore") if layer(path) not in ("io", "cli")], ("time",))
    for path in sources("sessioncore"):
        if layer(path) in ("io", "cli"):
            continue
        found += [f"{relative(path)}:{line} reads the clock by {name}()" for line, name in facts_of(path).clocks]
    assert found == []


def reads_the_clock(node: ast.Attribute) -> bool:
    named = node.attr in ("now", "utcnow", "today")
    return named and isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date")


def test_chance_comes_from_the_environment() -> None:
    """Ids, tags, branches and random back-off come from the injected environment, which lives in base (invariant 2).

    A generator that is handed in, or made from a seed, is repeatable; the module's own functions are not.
    """
    inner = [path for path in sources("sessioncore") if layer(path) not in ("base", *SHELL)]
    found = offenders(inner, ("secrets", "uuid"))
    found += [f"{relative(path)}:{line} uses {text}" for path in inner for line, text in facts_of(path).chances]
    assert found == []


def is_unrepeatable(node: ast.Attribute | ast.Call | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "random" and [alias.name for alias in node.names] != ["Random"]
    named = node.func if isinstance(node, ast.Call) else node
    root = named.value if isinstance(named, ast.Attribute) else named
    if not isinstance(root, ast.Name) or root.id not in ("os", "random", "Random"):
        return False
    text = ast.unparse(node)
    if isinstance(node, ast.Call):
        return text in ("random.Random()", "Random()")
    return text == "os.urandom" or (text.startswith("random.") and text.split(".")[1] != "Random")


def test_runtime_imports_no_generator_library() -> None:
    """Apart from the engines that are built on one, which nothing imports unless they are chosen."""
    runtime = [path for path in sources("sessioncore") if layer(path) not in ("cli", "engines")]
    assert offenders(runtime, GENERATOR_LIBRARIES) == []


def test_codegen_is_imported_by_its_full_name() -> None:
    """The top-level name `codegen` belongs to another distribution; in this checkout it would be a second copy."""
    everything = sources("sessioncore", "codegen", "tests", "tools", "examples")
    assert offenders(everything, ("codegen", "machines")) == []


@pytest.mark.parametrize("module", ["sessioncore", "sessioncore.core", "sessioncore.api"])
def test_importing_the_runtime_loads_nothing_heavy(module: str) -> None:
    heavy = (*GENERATOR_LIBRARIES, "typer", "rich", "sessioncore.codegen", "sessioncore.testing")
    if module != "sessioncore.api":
        heavy = (*heavy, "asyncio", "socket")
    program = f"import sys, {module}\nprint([name for name in {heavy!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "[]"


def test_public_names() -> None:
    import sessioncore
    from sessioncore import api

    assert {name: getattr(sessioncore, name) for name in sessioncore.__all__} == {
        name: getattr(api, name) for name in ("MediaManager", "Session", "SessionManager")
    }
    assert set(sessioncore.__all__) <= set(dir(sessioncore))
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = sessioncore.nothing_of_the_kind


# --- the generator starts from nothing


def test_generate_and_check_start_with_handlers_deleted(tmp_path: Path) -> None:
    """Generated files never guard the generator: without them it starts, and writes the committed ones again."""
    ignore = shutil.ignore_patterns("__pycache__", ".*_cache", "*.egg-info")
    for name in ("sessioncore", "codegen", "machines", "diagrams"):
        shutil.copytree(ROOT / name, tmp_path / name, symlinks=True, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    committed = {p.relative_to(tmp_path): p.read_bytes() for p in generated_files(tmp_path)}
    assert committed
    shutil.rmtree(tmp_path / "sessioncore" / "handlers")
    (tmp_path / "sessioncore" / "core" / "bindings.py").unlink()

    for verb, status in (("check", 0), ("generate", 0)):
        run = subprocess.run(
            [sys.executable, "-c", "import sys; from sessioncore.cli import main; sys.exit(main())", verb],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=100,
        )
        assert run.returncode == status, f"{verb}: {run.stdout}{run.stderr}"
    assert {p.relative_to(tmp_path): p.read_bytes() for p in generated_files(tmp_path)} == committed


def generated_files(root: Path) -> list[Path]:
    handlers = sorted(p for p in (root / "sessioncore" / "handlers").rglob("*.py"))
    return [*handlers, root / "sessioncore" / "core" / "bindings.py"]


# --- five mirrored trees


def charts() -> list[str]:
    """`family/chart` of every chart in machines/."""
    return sorted(
        path.relative_to(MACHINES).with_suffix("").as_posix()
        for path in MACHINES.glob("*/*.yaml")
        if not path.name.endswith(".wiring.yaml")
    )


def wirings() -> list[str]:
    return sorted(path.name.removesuffix(".wiring.yaml") for path in MACHINES.glob("*.wiring.yaml"))


def test_there_are_charts_and_wirings() -> None:
    """The parametrized tests below would pass over an empty tree."""
    assert "transaction/invite_client" in charts()
    assert "leg" in wirings()


@pytest.mark.parametrize("chart", charts())
def test_chart_is_mirrored(chart: str) -> None:
    family, name = chart.split("/")
    expected = [
        f"sessioncore/handlers/{chart}.py",
        f"sessioncore/actions/{chart}.py",
        f"diagrams/{chart}.dot",
        f"diagrams/{chart}.svg",
    ]
    missing = [path for path in expected if not (ROOT / path).is_file()]
    if not list((ROOT / "tests" / family).glob(f"test_{name}*.py")):
        missing.append(f"tests/{family}/test_{name}.py")
    assert missing == []


@pytest.mark.parametrize("cell", wirings())
def test_wiring_is_mirrored(cell: str) -> None:
    expected = [f"sessioncore/handlers/{cell}.py", f"diagrams/{cell}.svg", f"diagrams/{cell}.dot"]
    assert [path for path in expected if not (ROOT / path).is_file()] == []


def test_nothing_is_mirrored_that_has_no_chart() -> None:
    """A chart that went away takes its handler, actions and pictures with it."""
    known = {*charts(), *wirings()}
    stray = []
    # Above the families stand the cells, and what all handlers or all actions share.
    for folder, pattern, suffixes in (
        ("sessioncore/handlers", "*/**/*", (".py",)),
        ("sessioncore/actions", "*/**/*", (".py",)),
        ("diagrams", "**/*", (".dot", ".svg")),
    ):
        for path in sorted((ROOT / folder).glob(pattern)):
            inside = path.relative_to(ROOT / folder)
            # `_name.py` is shared by the charts of a family, and belongs to none of them.
            if path.suffix not in suffixes or path.name.startswith("_"):
                continue
            if inside.with_suffix("").as_posix() not in known:
                stray.append(relative(path))
    assert stray == []


def test_every_package_has_its_folder_of_tests() -> None:
    """tests/ is the same tree again: what stands in sessioncore/<package> is tested in tests/<package>."""
    # What is generated is tested where its generator is.
    packages = {p.parent.name for p in PACKAGE.glob("*/__init__.py")} - {"handlers", "engines", "actions", "machines"}
    families = {chart.split("/")[0] for chart in charts()}
    tested = {p.relative_to(ROOT / "tests").parts[0] for p in (ROOT / "tests").rglob("test_*.py")}
    assert sorted((packages | families) - tested) == []


def test_every_folder_of_tests_mirrors_something() -> None:
    own = {"interop", "simulation", "bench", "examples", "docs", "fuzz", "mutation", "support"}
    packages = {p.parent.name for p in PACKAGE.glob("*/__init__.py")}
    families = {chart.split("/")[0] for chart in charts()}
    folders = {p.relative_to(ROOT / "tests").parts[0] for p in (ROOT / "tests").glob("*/**/*.py")}
    assert sorted(folders - own - packages - families - {"__pycache__"}) == []


# --- size


def test_modules_stay_small() -> None:
    """A hand-written module over the limit holds two jobs."""
    hand_written = [path for path in sources("sessioncore", "codegen", "tools") if not is_generated(path)]
    assert longer_than(MAX_MODULE_LINES, hand_written) == {}


def test_templates_stay_small() -> None:
    templates = sorted((ROOT / "codegen").rglob("*.jinja"))
    assert templates
    assert longer_than(MAX_TEMPLATE_LINES, templates) == {}


def longer_than(limit: int, paths: list[Path]) -> dict[str, int]:
    lengths = {relative(path): len(path.read_bytes().splitlines()) for path in paths}
    return {path: length for path, length in lengths.items() if length > limit}


def test_future_annotations_everywhere() -> None:
    """House rule; an `__init__` that only gathers names has nothing to annotate."""
    without = [
        relative(path)
        for path in sources("sessioncore", "codegen", "tests", "tools", "examples")
        if facts_of(path).annotated and not facts_of(path).future
    ]
    assert without == []
