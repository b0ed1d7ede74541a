"""The views of slices: the type checker holds them, and they show what neighbours read and no more."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from sessioncore.actions import views
from tests.support.libraries import MACHINES, loaded
from tests.support.reach import Reach

ROOT = Path(__file__).resolve().parents[2]
LIBRARY, _ = loaded(MACHINES)
SCOPES = {"leg": views.LegScope, "dialog": views.DialogScope}


def members(protocol: type[Any]) -> dict[str, str]:
    """The read-only members that a Protocol names itself, and their types as written."""
    return {
        name: inspect.get_annotations(value.fget)["return"]
        for name, value in vars(protocol).items()
        if isinstance(value, property) and value.fget is not None
    }


VIEWS = {
    (scope, name.removesuffix("_slice")): getattr(views, kind.removesuffix(" | None"))
    for scope, protocol in SCOPES.items()
    for name, kind in members(protocol).items()
    if name.endswith("_slice")
}
"""The view of each part whose slice is seen."""


def charts() -> list[tuple[str, str, str]]:
    """Scope, part and chart of every part of the shipped leg, as wired."""
    return [
        (scope.name, part.name, chart.name)
        for scope in LIBRARY.wirings["leg"].scopes.values()
        for part in scope.parts.values()
        for chart in part.charts
    ]


def bound() -> list[tuple[str, str, str]]:
    """Cell, part and actions module of every part of every shipped wiring."""
    return [
        (cell, part.name, wiring.actions.get(chart.name, f"sessioncore.actions.{chart.name.replace('/', '.')}"))
        for cell, wiring in LIBRARY.wirings.items()
        for scope in wiring.scopes.values()
        for part in scope.parts.values()
        for chart in part.charts
    ]


# --- what the type checker says


in_one_worker = pytest.mark.xdist_group("views")
"""The checker reads the program once, and after that only what was written."""
Checker = Callable[[list[str]], tuple[list[int], str]]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """Gives the numbers of the lines that mypy --strict refuses, from 0, and all it says."""
    folder = tmp_path_factory.mktemp("views")
    snippet = folder / "snippet.py"
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--no-error-summary", "--no-pretty"]
    command += ["--cache-dir", str(folder / "cache"), "--follow-imports", "silent", str(snippet)]

    def check(lines: list[str]) -> tuple[list[int], str]:
        snippet.write_text("\n".join(lines) + "\n")
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        assert done.returncode in (0, 1), done.stderr
        return sorted({int(line) - 1 for line in re.findall(r"snippet\.py:(\d+): error", done.stdout)}), done.stdout

    return check


HEAD = [
    "from sessioncore.actions import views",
    "from sessioncore.core.cell import Cell",
    "import sessioncore.handlers.leg",
]


@in_one_worker
def test_slices_scopes_and_cell_are_what_their_views_say(checked: Checker) -> None:
    lines = [
        *HEAD,
        "def cell(made: Cell) -> views.LegCell: return made",
        "def leg(made: sessioncore.handlers.leg.LegScope) -> views.LegScope: return made",
        "def dialog(made: sessioncore.handlers.leg.DialogScope) -> views.DialogScope: return made",
    ]
    seen = [(VIEWS[scope, part], chart) for scope, part, chart in charts() if (scope, part) in VIEWS]
    assert len(seen) >= len(VIEWS)
    for number, (view, chart) in enumerate(seen):
        module = f"sessioncore.actions.{chart.replace('/', '.')}"
        lines += [f"import {module}", f"def f{number}(made: {module}.Slice) -> views.{view.__name__}: return made"]
    refused, text = checked(lines)
    assert refused == [], text


@in_one_worker
def test_every_write_through_a_view_is_a_type_error(checked: Checker) -> None:
    writes = [
        f"{path}.{name} = {path}.{name}"
        for path, protocol in (("leg", views.LegScope), ("dialog", views.DialogScope))
        for name in members(protocol)
    ]
    for (scope, part), view in VIEWS.items():
        writes += [f"{scope}.{part}_slice.{name} = {scope}.{part}_slice.{name}" for name in members(view)]
    others = [
        "dialog.dialog_slice.local_cseq += 1",
        "dialog.dialog_slice.count_from(7)",
        "dialog.leg.setup_slice.forks.append('tag')",
        "dialog.leg.setup_slice.request = None",
        "dialog.offer_answer_slice.streams[0] = dialog.offer_answer_slice.streams[0]",
        "leg.cell.dialogs['tag'] = dialog",
        "leg.cell.dialogs['tag'].modify_out_slice.direction = 'sendrecv'",
    ]
    allowed = ["dialog.dialog_slice.new_request('BYE', more=[('Reason', 'SIP;cause=200')])"]
    lines = [*HEAD, "def act(leg: views.LegScope, dialog: views.DialogScope) -> None:"]
    lines += [f"    {text}" for text in (*writes, *others, *allowed)]
    refused, text = checked(lines)
    first = len(HEAD) + 1
    assert refused == list(range(first, first + len(writes) + len(others))), text
    assert text.count("is read-only") >= len(writes)


@in_one_worker
def test_an_action_that_writes_a_neighbour_is_a_type_error(checked: Checker) -> None:
    lines = [
        "from sessioncore.actions.part import DialogPartActions, LegPartActions",
        "class Ours(DialogPartActions):",
        "    def act(self) -> None:",
        "        self.scope.dialog_slice.initiator = True",
        "class Legs(LegPartActions):",
        "    def act(self) -> None:",
        "        self.scope.setup_slice.source = 'silence'",
        "        self.scope.dialog_slice",
    ]
    refused, text = checked(lines)
    assert refused == [3, 6, 7], text


# --- what the views show


def test_the_views_show_what_is_read_and_no_more() -> None:
    read: set[str] = set()
    for path in sorted((ROOT / "sessioncore" / "actions").glob("*/*.py")):
        read |= Reach(ast.parse(path.read_bytes()), actions=True).reads()
    shown = {name for view in VIEWS.values() for name in members(view)} | {"new_request"}
    shown |= {name for scope in SCOPES.values() for name in members(scope)} - {"cell"}
    assert sorted(shown - read) == []


def test_there_are_views() -> None:
    assert {("leg", "setup"), ("dialog", "dialog"), ("dialog", "offer_answer")} <= set(VIEWS)
    assert "local_tag" in members(views.DialogView)


def test_views_cost_nothing_at_run_time() -> None:
    """No call touches them: nothing imports them but the type checker."""
    program = "import sys, sessioncore.core.bindings as _; print('sessioncore.actions.views' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "False\n"


# --- single writers in the wiring


@pytest.mark.parametrize("cell", sorted(LIBRARY.wirings))
def test_each_part_of_a_wiring_has_a_writer_of_its_own(cell: str) -> None:
    """No two charts share an actions module, and none that keeps anything shares its slice."""
    modules = [module for name, _, module in bound() if name == cell]
    assert modules
    assert len(modules) == len(set(modules))
    owners: dict[type[Any], str] = {}
    for name in modules:
        for kind in records(name):
            if kind.__attrs_attrs__:  # the answering charts share one that keeps nothing
                assert owners.setdefault(kind, name) == name
    assert set(owners.values()) <= set(modules)


def records(module: str) -> set[type[Any]]:
    """The `Slice` classes in the modules of an actions class and its bases."""
    actions = import_module(module).Actions
    homes = [sys.modules[base.__module__] for base in actions.__mro__]
    found = {kind for home in homes if (kind := vars(home).get("Slice")) is not None}
    assert len(found) == 1, f"{module} has {len(found)} slices"
    return found
