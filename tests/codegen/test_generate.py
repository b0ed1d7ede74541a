"""`generate`: where a project is found, what is written, and that deleted or garbled files come back byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sessioncore.codegen import generate
from sessioncore.codegen.project import Problem, ProjectError, ensure, find_project

ROOT = Path(__file__).resolve().parents[2]
MARK = "# made by: sessioncore generate\n"

CHART = """
chart: shop/door
doc: A door.
events: {opened: {from: application, payload: {command: int}}, closed: {from: host}}
timers: {patience: {after: 3*wait, event: tired}}
initial: shut
states:
  shut: {when: {opened: {to: wide}}, ignore: {closed: it is}, waits: {SC503: for visitors}}
  wide: {timer: patience, when: {closed: {to: shut}, tired: {to: shut}}, reject: {opened: {status: 403, why: it is}}}
waits: {SC204: a door stays}
"""
LIMITS = "wait: {unit: s, default: 2, min: 1, max: 60, source: ours, doc: how long a door may stay open}\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A user's project with one chart."""
    (tmp_path / "machines" / "shop").mkdir(parents=True)
    (tmp_path / "machines" / "shop" / "door.yaml").write_text(CHART)
    (tmp_path / "machines" / "limits.yaml").write_text(LIMITS)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.sessioncore]\nhandlers = "src/app/handlers"\nactions = "app.acts"\n'
    )
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


# --- the project


def test_a_users_project_is_found_from_below(shop: Path) -> None:
    project = find_project(shop / "machines" / "shop")
    assert project.root == shop.resolve()
    assert project.handlers == project.root / "src" / "app" / "handlers"
    assert (project.package, project.engines_package, project.actions) == ("app.handlers", "app.engines", "app.acts")
    assert project.bindings == project.root / "src" / "app" / "bindings.py"


def test_the_repository_itself_is_a_project() -> None:
    project = find_project(ROOT / "machines" / "transaction")
    assert project.machines == ROOT / "machines"
    assert project.package == "sessioncore.handlers"
    assert project.bindings == ROOT / "sessioncore" / "core" / "bindings.py"
    assert project.engines_package == "sessioncore.engines"


def test_a_folder_without_charts_is_refused_with_a_way_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"add \[tool.sessioncore\]"):
        find_project(tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('handlers = "../elsewhere"', "is not inside the project"),
        ('diagrams = "/tmp/x"', "is not inside the project"),
        ('machines = ""', "is not inside the project"),
        ("handlers = 3", "is not a text"),
        ('package = "a-b"', "is not a package"),
        ("handlers =", "pyproject.toml: "),
    ],
)
def test_a_wrong_configuration_is_refused(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.sessioncore]\n{line}\n")
    with pytest.raises(ProjectError, match=message):
        find_project(tmp_path)


# --- ensure


def test_ensure_tells_missing_stale_extra_and_foreign_apart(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "old").mkdir(parents=True)
    (folder / "fresh.py").write_text("fresh")
    (folder / "stale.py").write_bytes(b"\xff\x00 garbage")
    (folder / "old" / "gone.py").write_text(MARK)
    (folder / "mine.txt").write_text("a note")
    (folder / "dir.py").mkdir()
    files = {folder / name: name.removesuffix(".py") for name in ("fresh.py", "stale.py", "new/missing.py", "dir.py")}
    problems = ensure(files, [folder], check=True)
    assert problems == [
        Problem("foreign", folder / "dir.py"),
        Problem("foreign", folder / "mine.txt"),
        Problem("missing", folder / "new" / "missing.py"),
        Problem("extra", folder / "old" / "gone.py"),
        Problem("stale", folder / "stale.py"),
    ]
    before = contents(tmp_path)
    assert ensure(files, [folder], check=True) == problems
    assert contents(tmp_path) == before

    left = ensure(files, [folder], check=False)
    assert left == [Problem("foreign", folder / "dir.py"), Problem("foreign", folder / "mine.txt")]
    assert contents(folder) == {
        "fresh.py": b"fresh",
        "mine.txt": b"a note",
        "new/missing.py": b"new/missing",
        "stale.py": b"stale",
    }
    assert not (folder / "old").exists()


def test_ensure_leaves_alone_what_nobody_owns(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text(MARK)
    assert ensure({tmp_path / "own.py": "own"}, [], check=False) == []
    assert (tmp_path / "other.py").read_text() == MARK


def test_a_file_where_a_folder_belongs_is_foreign(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    left = ensure({tmp_path / "out" / "a.py": "a"}, [tmp_path / "out"], check=False)
    assert left == [Problem("foreign", tmp_path / "out")]
    assert (tmp_path / "out").read_text() == "in the way"


def test_byte_code_is_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"\x00")
    assert ensure({}, [tmp_path], check=True) == []


# --- generate


def test_everything_is_written_once_and_then_fresh(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main([str(shop)]) == generate.FRESH
    assert set(contents(shop / "src" / "app" / "handlers")) == {
        "__init__.py",
        "limits.py",
        "shop/__init__.py",
        "shop/door.py",
    }
    assert set(contents(shop / "diagrams")) == {"README.md", "shop/door.dot", "shop/door.md", "shop/door.svg"}
    capsys.readouterr()
    assert generate.main(["--check", str(shop)]) == generate.FRESH
    assert capsys.readouterr().err == ""


def test_the_check_names_what_is_wrong_and_the_command_that_mends_it(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    generate.main([str(shop)])
    (shop / "src" / "app" / "handlers" / "shop" / "door.py").write_text("pass\n")
    (shop / "diagrams" / "shop" / "door.svg").unlink()
    before = contents(shop)
    capsys.readouterr()
    assert generate.main(["--check", str(shop)]) == generate.STALE
    assert capsys.readouterr().err.splitlines() == [
        "diagrams/shop/door.svg is missing",
        "src/app/handlers/shop/door.py is stale",
        "mend it with: sessioncore generate",
    ]
    assert contents(shop) == before


def test_deleted_and_garbled_files_come_back_byte_for_byte(shop: Path) -> None:
    generate.main([str(shop)])
    before = contents(shop)
    shutil.rmtree(shop / "diagrams")
    for name in before:
        if name.startswith("src/"):
            (shop / name).write_bytes(b"\xff\xfe garbage \x00")
    assert generate.main([str(shop)]) == generate.FRESH
    assert contents(shop) == before


def test_a_chart_that_went_away_takes_its_files_along(shop: Path) -> None:
    generate.main([str(shop)])
    (shop / "machines" / "shop" / "door.yaml").unlink()
    assert generate.main(["--check", str(shop)]) == generate.STALE
    assert generate.main([str(shop)]) == generate.FRESH
    assert contents(shop / "diagrams") == {}
    assert set(contents(shop / "src" / "app" / "handlers")) == {"__init__.py", "limits.py"}


def test_only_the_wanted_target_is_written(shop: Path) -> None:
    assert generate.main(["--target", "diagrams", str(shop)]) == generate.FRESH
    assert (shop / "diagrams").is_dir()
    assert not (shop / "src").exists()
    assert generate.main(["--target", "nonsense", str(shop)]) == generate.REFUSED


def test_a_wrong_chart_changes_nothing(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    generate.main([str(shop)])
    before = contents(shop / "src") | contents(shop / "diagrams")
    chart = shop / "machines" / "shop" / "door.yaml"
    chart.write_text(CHART.replace("to: wide", "to: nowhere"))
    assert generate.main([str(shop)]) == generate.REFUSED
    assert "machines/shop/door.yaml:8:" in capsys.readouterr().err
    chart.write_text(CHART.replace(", ignore: {closed: it is}", ""))
    assert generate.main([str(shop)]) == generate.REFUSED
    assert "SC401 error: state 'shut' does not decide 'closed'" in capsys.readouterr().err
    chart.write_text(CHART.replace(", waits: {SC503: for visitors}", ""))
    assert generate.main([str(shop)]) == generate.REFUSED, "any finding counts, not only what cannot be generated"
    assert "SC503 error: state 'shut'" in capsys.readouterr().err
    assert contents(shop / "src") | contents(shop / "diagrams") == before


# --- limits


def test_limits_have_their_defaults_and_refuse_what_is_out_of_bounds(shop: Path) -> None:
    generate.main(["--target", "handlers", str(shop)])
    space: dict[str, object] = {"__name__": "limits_of_the_shop"}
    exec((shop / "src" / "app" / "handlers" / "limits.py").read_text(), space)
    limits: type = space["Limits"]  # type: ignore[assignment]
    assert limits().wait == 2.0
    assert limits(wait=60).wait == 60
    for wrong in (0.5, 61, float("nan"), "2", True, None):
        with pytest.raises(ValueError, match=r"limit wait = .* is outside its bounds, 1 to 60 s"):
            limits(wait=wrong)
