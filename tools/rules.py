"""The trace of `docs/rules.md`: each rule of machines/rules.yaml, what in charts cites it, which tests name it.

A test names a rule in its own name (`test_b3_8_...`, several: `test_b1_10_b3_4_...`; `test_t2_...`) or as `B3.8` in its
docstring or in that of its class. Tests are read, not run; what a test is worth says `tests/support/strength.py`.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from sessioncore.codegen.load import load_library  # noqa: E402
from sessioncore.codegen.model import Chart, Library, Ref  # noqa: E402
from sessioncore.codegen.mutants import mutants  # noqa: E402
from sessioncore.codegen.plan import plan_chart  # noqa: E402
from tests.support.strength import KINDS, counts, kind  # noqa: E402

RESULT = ROOT / "tests" / "mutation" / "result.json"

_IN_NAME = re.compile(r"(?<=_)b(\d+)_(\d+)(?=_|$)")
_FIRST_IN_NAME = re.compile(r"test_(t\d+)_")
"""Without a number after the point only there: a t1 further on is the timer."""
_OF_IDENTITY = re.compile(r"(?<=_)i\d+(?=_|$)")
_IN_TEXT = re.compile(r"\bB(\d+)\.(\d+)\b")

GROUPS = {
    "B1": "Transactions",
    "B2": "Dialogs",
    "B3": "The INVITE usage",
    "B4": "Offer and answer",
    "B5": "Media",
    "B6": "Registration",
    "B7": "Authentication",
    "B8": "Transfer and subscriptions",
    "B9": "Forking, policies, conferences, recording",
    "I": "Identity, privacy, headers of the application",
    "T": "Connections",
}


@attrs.frozen
class Place:
    """Something in a chart that cites a rule."""

    chart: str
    name: str
    file: str
    line: int


@attrs.frozen
class Named:
    """A test that names a rule."""

    file: str
    name: str
    kind: str


def places(library: Library) -> dict[str, list[Place]]:
    """What cites each rule, in the order of the charts."""
    found: dict[str, list[Place]] = {}
    for name in sorted(library.charts):
        for ref, what in _citations(library.charts[name]):
            place = Place(name, what, ref.span.file, ref.span.line)
            if place not in found.setdefault(ref.name, []):
                found[ref.name].append(place)
    return found


def _citations(chart: Chart) -> Iterator[tuple[Ref, str]]:
    for event in chart.events.values():
        yield from ((ref, f"event {event.name}") for ref in event.rules)
    for timer in chart.timers.values():
        yield from ((ref, timer.name) for ref in timer.rules)
    for state in chart.states.values():
        for row in (*state.rows, *state.always):
            yield from ((ref, row.id) for ref in row.rules)
        for decision in state.decisions:
            where = f"{state.path}.{decision.event.name}" if state.path else decision.event.name
            yield from ((ref, f"{where} ({decision.kind})") for ref in decision.rules)


def tests() -> dict[str, list[Named]]:
    """Every test that names a rule and counts, by rule."""
    found: dict[str, list[Named]] = {}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        path = file.relative_to(ROOT).as_posix()
        module = ast.parse(file.read_text(encoding="utf-8"))
        marks = {mark for node in module.body if _is_pytestmark(node) for mark in _marks(node)}
        for owner, test in _tests(module):
            own = marks | {mark for node in test.decorator_list for mark in _marks(node)}
            if owner is not None:
                own |= {mark for node in owner.decorator_list for mark in _marks(node)}
            names = {f"B{group}.{number}" for group, number in _IN_NAME.findall(test.name)}
            names |= {name.upper() for name in _OF_IDENTITY.findall(test.name)}
            names |= {first[1].upper() for first in [_FIRST_IN_NAME.match(test.name)] if first}
            for text in (ast.get_docstring(test), ast.get_docstring(owner) if owner is not None else None):
                names |= {f"B{group}.{number}" for group, number in _IN_TEXT.findall(text or "")}
            if names and counts(path, own):
                for rule in names:
                    found.setdefault(rule, []).append(Named(path, test.name, kind(path, own)))
    return found


def _tests(module: ast.Module) -> Iterator[tuple[ast.ClassDef | None, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in module.body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and inner.name.startswith("test_"):
                    yield node, inner
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield None, node


def _is_pytestmark(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "pytestmark" for target in node.targets)


def _marks(node: ast.AST) -> Iterator[str]:
    """`x` of every `pytest.mark.x` inside."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Attribute) and inner.value.attr == "mark":
            yield inner.attr


def trace() -> str:
    """The generated part of docs/rules.md."""
    library, _ = load_library(ROOT / "machines")
    cited, named = places(library), tests()
    return "\n".join([*_outstanding(library, cited, named), *_sections(library, cited, named)])


def mutation() -> str:
    """What the last recorded run of `sessioncore mutate` came to for each chart, summed up in a table."""
    if not RESULT.exists():
        return "No full run was recorded yet."
    charts: dict[str, dict[str, dict[str, int]]] = json.loads(RESULT.read_text(encoding="utf-8"))
    counts: dict[str, Counter[str]] = {}
    for operators in charts.values():
        for name, each in operators.items():
            counts.setdefault(name, Counter()).update(each)
    tried, caught = (sum(each[key] for each in counts.values()) for key in ("tried", "caught"))
    lines = [f"**{caught} of {tried} mutants are caught: {caught / tried:.1%}.**", ""]
    lines += ["| mistake | tried | caught |", "|---|--:|--:|"]
    lines += [f"| {name} | {each['tried']} | {each['caught']} |" for name, each in sorted(counts.items())]
    return "\n".join(lines + _since(charts))


def _since(recorded: dict[str, dict[str, dict[str, int]]]) -> list[str]:
    """The charts of which the recorded run says nothing, and those of which other mutants are made today."""
    library, _ = load_library(ROOT / "machines")
    made = {name: _kinds(chart) for name, chart in library.charts.items()}
    then = {name: {kind: each["tried"] for kind, each in kinds.items()} for name, kinds in recorded.items()}
    new = sorted(made.keys() - then.keys())
    changed = sorted(name for name in made.keys() & then.keys() if made[name] != then[name])
    lines = []
    if new:
        lines += ["", f"Newer than that run: {', '.join(new)}."]
    if changed:
        lines += ["", f"Changed since that run: {', '.join(changed)}."]
    return lines


def _kinds(chart: Chart) -> dict[str, int]:
    """How many mutants of each kind a chart has."""
    return Counter({mutant.id: mutant.operator for mutant in mutants(plan_chart(chart))}.values())


def _outstanding(library: Library, cited: dict[str, list[Place]], named: dict[str, list[Named]]) -> list[str]:
    """What stands out: rules without a place in a chart, without a test, without both."""
    rules = list(library.rules)
    neither = [rule for rule in rules if rule not in cited and rule not in named]
    untested = [rule for rule in rules if rule in cited and rule not in named]
    outside = [rule for rule in rules if rule not in cited and rule in named]
    counted = sum(rule in cited for rule in rules), sum(rule in named for rule in rules)
    lines = [f"{len(rules)} rules: {counted[0]} cited by charts, {counted[1]} named by tests.", ""]
    lines += ["## What stands out", ""]
    for title, found in (
        ("In a chart and without a test", untested),
        ("Neither in a chart nor in a test (not built, or not claimed)", neither),
        ("Tested, and decided outside of charts (parsing, routing, descriptions, the media plane)", outside),
    ):
        lines += [f"**{title}**: {'none.' if not found else ''}", ""]
        lines += [f"- [{rule}](#{_anchor(rule)}) {library.rules[rule].text}" for rule in found]
        lines += [""] if found else []
    unknown = sorted((rule for rule in named if rule not in library.rules), key=_order)
    if unknown:
        lines += ["**Named by tests and not among the rules that charts cite**:", ""]
        lines += [f"- {rule}: {', '.join(_files(named[rule]))}" for rule in unknown]
        lines += [""]
    return lines


def _order(rule: str) -> tuple[int, int]:
    group, _, number = rule[1:].partition(".")
    return int(group), int(number)


def _files(found: list[Named]) -> list[str]:
    return [f"[{file}](../{file})" for file in dict.fromkeys(test.file for test in found)]


def _sections(library: Library, cited: dict[str, list[Place]], named: dict[str, list[Named]]) -> Iterator[str]:
    group = ""
    for rule in library.rules.values():
        own = rule.id.partition(".")[0] if "." in rule.id else rule.id.rstrip("0123456789")
        if own != group:
            group = own
            yield f"## {group} {GROUPS.get(group, '')}".rstrip()
            yield ""
        yield f"### {rule.id}"
        yield ""
        yield f"{rule.text} *{', '.join(rule.sections)}*"
        yield ""
        yield f"- rows: {_rows(cited.get(rule.id, []))}"
        yield from _names(named.get(rule.id, []))
        yield ""


def _anchor(rule: str) -> str:
    return rule.lower().replace(".", "")


def _rows(found: list[Place]) -> str:
    charts: dict[str, list[str]] = {}
    for place in found:
        charts.setdefault(place.chart, []).append(f"[{place.name}](../{place.file}#L{place.line})")
    return "; ".join(f"{chart}: {', '.join(links)}" for chart, links in charts.items()) or "**none**"


def _names(found: list[Named]) -> Iterator[str]:
    if not found:
        yield "- tests: **none**"
    for each in KINDS:
        files: dict[str, list[str]] = {}
        for test in found:
            if test.kind == each:
                files.setdefault(test.file, []).append(f"`{test.name.removeprefix('test_')}`")
        if files:
            said = "; ".join(f"[{file}](../{file}): {', '.join(names)}" for file, names in files.items())
            yield f"- {each}: {said}"
