"""The documents say what is so: the code that they show, tests and places that they name, links, and the lesson."""

from __future__ import annotations

import ast
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import tools.docs
from sessioncore.codegen import grammar
from sessioncore.codegen.checks import check_library
from sessioncore.codegen.load import load_library
from sessioncore.inputs import Input, MediaReported
from sessioncore.testing.harness import Endpoint, Simulation, Step

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("*.md"), ROOT / "machines/README.md", *(ROOT / "docs").rglob("*.md")]
)
LESSON = "machines/README.md"


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def test_there_are_documents() -> None:
    """The parametrized tests below would pass over nothing."""
    assert {"README.md", "CONTRIBUTING.md", "docs/architecture.md", LESSON} <= set(DOCUMENTS)


# --- what is shown is what is there


@pytest.mark.parametrize("document", tools.docs.PARTS)
def test_shown_code_is_fresh(document: str) -> None:
    assert tools.docs.written(document) == text_of(document), f"stale; mend it with: {tools.docs.MEND}"


STEPS = [
    "command dial",
    "INVITE",
    "180 INVITE",
    "200 INVITE",
    "ACK",
    "command hang_up",
    "BYE",
    "200 BYE",
    *["tick"] * 4,
]
"""The mailbox entries of the worked call; docs/architecture.md explains them by their numbers."""


class Counting(Simulation):
    """Notes after each step that the document counts who still has a session."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.sessions: list[str] = []
        super().__init__(*arguments, **options)

    def feed(self, endpoint: Endpoint, taken: Input) -> Step:
        step = super().feed(endpoint, taken)
        if step.records and not isinstance(taken, MediaReported):
            self.sessions.append("".join(each.name[0] for each in self.endpoints if each.engine.session_count))
        return step


def test_the_explained_steps_are_those_of_the_call() -> None:
    assert (
        re.findall(r"^\| \d+ \| [\d.]+ \| \w+ \| \*\*([^*]+)\*\*", text_of("docs/architecture.md"), re.MULTILINE)
        == STEPS
    )
    # "Bob's cell is gone after 7, and Alice's after 11."
    call = tools.docs.the_call(Counting)
    assert isinstance(call, Counting)
    assert call.sessions == ["a", *["ab"] * 5, *["a"] * 4, "", ""]


@cache
def defined(file: str) -> frozenset[str]:
    """Functions, classes, methods and assigned names of a module: `name`, `Class`, `Class.method`."""
    found: set[str] = set()

    def look(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found.add(prefix + node.name)
            if isinstance(node, ast.ClassDef):
                look(node.body, f"{prefix}{node.name}.")
            if isinstance(node, ast.Assign):
                found.update(prefix + target.id for target in node.targets if isinstance(target, ast.Name))

    look(ast.parse((ROOT / file).read_bytes()).body, "")
    return frozenset(found)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_named_tests_and_places_exist(document: str) -> None:
    """`tests/x/test_y.py::test_z` is a test, `folder/module.py:Class.method` a place in the code."""
    named = re.findall(r"([\w/.-]+\.py):(:?)([A-Za-z_][\w.]*(?:::\w+)?)", text_of(document))
    wrong = [
        f"{file}:{colon}{name}"
        for file, colon, name in named
        if not (ROOT / file).is_file() or name.replace("::", ".") not in defined(file)
    ]
    assert wrong == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_named_files_exist(document: str) -> None:
    """A path in code marks that begins with one of our folders, patterns aside."""
    folders = "codegen|diagrams|docs|examples|machines|sessioncore|tests|tools"
    named = re.findall(rf"`((?:{folders})/[\w/.-]*)`", text_of(document))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    wrong = []
    for link in re.findall(r"\]\(([^)\s]+)\)", without_code(text_of(document))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = ((ROOT / document).parent / path).resolve() if path else ROOT / document
        there = target.exists() and target.is_relative_to(ROOT)
        if there and anchor and target.suffix == ".md":
            there = anchor in anchors(target.read_text(encoding="utf-8"))
        if not there:
            wrong.append(link)
    assert wrong == []


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


def anchors(text: str) -> set[str]:
    """What the headings are called in links."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


# --- the invariants


def test_every_invariant_has_its_guard_or_says_that_it_has_none() -> None:
    section = text_of("docs/architecture.md").partition("\n## Invariants\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\d+) \|(.*)\|(.*)\|$", section, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 12))
    assert [number for number, _, guard in rows if "test_" not in guard and "not yet guarded" not in guard] == []


def test_every_decision_is_listed() -> None:
    pages = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", text_of("docs/decisions/README.md"))
    assert pages
    assert listed == pages
    assert len({page[:4] for page in pages}) == len(pages), "no number twice"


# --- the lesson


def taught() -> dict[str, str]:
    """The YAML files in the lesson by their path under machines/."""
    found = {}
    for block in re.findall(r"^```yaml\n(.*?)^```$", text_of(LESSON), re.DOTALL | re.MULTILINE):
        kind, _, name = block.partition("\n")[0].partition("#")[0].partition(":")
        found[f"{name.strip()}{'.wiring' if kind == 'cell' else ''}.yaml"] = block
    return found


def test_the_lesson_is_clean(tmp_path: Path) -> None:
    machines = tmp_path / "machines"
    for name in (
        "limits.yaml",
        "rules.yaml",
        "transaction/non_invite_client.yaml",
        "transaction/non_invite_server.yaml",
    ):
        (machines / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "machines" / name, machines / name)
    lesson = taught()
    assert sorted(lesson) == ["door.wiring.yaml", "lesson/desk.yaml", "lesson/doorphone.yaml", "lesson/radio.yaml"]
    for name, block in lesson.items():
        (machines / name).parent.mkdir(parents=True, exist_ok=True)
        (machines / name).write_text(block, encoding="utf-8")
    library, found = load_library(machines)
    assert [str(item) for item in [*found, *check_library(library)]] == []
    assert {"lesson/desk", "lesson/doorphone"} <= set(library.charts)
    assert set(library.wirings) == {"door"}


def keys(shape: grammar.Shape, seen: frozenset[str] = frozenset()) -> set[str]:
    """Every fixed key in a shape, and every choice of a word (`true` and `false` aside)."""
    match shape:
        case grammar.Word():
            return set(shape.choices) - {"true", "false"}
        case grammar.Keyed():
            return set(shape.names).union(*[keys(inner, seen) for inner in shape.keys.values()])
        case grammar.Named() | grammar.Many():
            return keys(shape.of, seen)
        case grammar.Either():
            return set[str]().union(*[keys(inner, seen) for inner in shape.shapes])
        case grammar.Link():
            return set() if shape.name in seen else keys(grammar.DEFINITIONS[shape.name], seen | {shape.name})


def test_the_sample_chart_uses_every_construct() -> None:
    """Every key of a chart stands in a sample; what only wirings and tables have stands in the lesson."""
    chart = taught()["lesson/doorphone.yaml"] + taught()["lesson/radio.yaml"]
    told = keys(grammar.CHART) - {"drop"}  # the other end of `beyond`: a status
    assert {"events", "uniform", "beyond", "neighbour"} <= told
    assert [key for key in sorted(told) if not re.search(rf"(^|[\s{{,]){key}:|(from|history): {key}\b", chart)] == []
    lesson = text_of(LESSON)
    others = {"drop"}.union(*[keys(shape) for shape in (grammar.WIRING, grammar.LIMITS, grammar.RULES)])
    assert [key for key in sorted(others) if not re.search(rf"\b{key}\b", lesson)] == []
