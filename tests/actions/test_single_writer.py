"""Each slice has one writer, as far as the text of the modules shows it: the actions of its chart."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.reach import Reach

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "sessioncore"
ACTIONS = PACKAGE / "actions"
GENERATED = ("handlers/", "engines/", "core/bindings.py")
SNAPSHOTS = ("core/snapshot", "core/dormant.py", "exploration/frozen.py", "exploration/transaction.py")
"""Restoring writes every slice; nothing else outside the actions does."""
MODELS = "exploration/actions.py"
"""The actions of the explorer, which stand in for the shipped ones."""
DIALOG = "actions/dialog/dialog.py"
DIALOGS = (DIALOG, "actions/subscription/dialog.py")


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def modules() -> list[Path]:
    """Every hand-written module of the package."""
    found = [
        path for path in sorted(PACKAGE.rglob("*.py")) if path.parts[len(PACKAGE.parts)] not in ("codegen", "machines")
    ]
    return [path for path in found if not relative(path).startswith(GENERATED)]


TREES = {relative(path): ast.parse(path.read_bytes(), str(path)) for path in modules()}
OF_ACTIONS = sorted(name for name in TREES if name.startswith("actions/") or name == MODELS)
OTHERS = sorted(name for name in TREES if name not in OF_ACTIONS and not name.startswith(SNAPSHOTS))


def slices(tree: ast.Module) -> list[ast.ClassDef]:
    return [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Slice"]


METHODS = frozenset(
    function.name
    for name in OF_ACTIONS
    for record in slices(TREES[name])
    for function in record.body
    if isinstance(function, ast.FunctionDef) and not function.decorator_list
)


def test_there_is_something_to_look_at() -> None:
    assert {DIALOG, "actions/setup/outgoing.py", "actions/views.py"} <= set(OF_ACTIONS)
    assert "core/routing.py" in OTHERS
    assert "new_request" in METHODS


@pytest.mark.parametrize("name", OF_ACTIONS)
def test_actions_write_nothing_through_their_scope(name: str) -> None:
    assert Reach(TREES[name], actions=True, methods=METHODS).writes() == []


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_outside_the_actions_writes_a_slice(name: str) -> None:
    assert Reach(TREES[name], actions=False, methods=METHODS).writes() == []


@pytest.mark.parametrize("name", [name for name in OF_ACTIONS if name != MODELS])
def test_no_scope_is_untyped(name: str) -> None:
    untyped = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(TREES[name])
        if (isinstance(node, ast.arg) and node.arg == "scope")
        or (isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in ("scope", "self.scope"))
        if node.annotation is None or "Any" in ast.unparse(node.annotation)
    ]
    assert untyped == []


def test_only_the_slice_of_the_dialog_advances_the_sequence_number() -> None:
    places = []
    for name, tree in TREES.items():
        inside = {node for record in slices(tree) for node in ast.walk(record)} if name in DIALOGS else set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "local_cseq" and not isinstance(node.ctx, ast.Load):
                places += [] if node in inside else [f"{name}:{node.lineno}"]
            elif isinstance(node, ast.Constant) and node.value == "local_cseq" and not name.startswith(SNAPSHOTS):
                places.append(f"{name}:{node.lineno}")
    assert places == []


def body(text: str) -> ast.Module:
    lines = "\n        ".join(text.splitlines())
    return ast.parse(f"class Actions:\n    def act(self, event):\n        {lines}\n")


@pytest.mark.parametrize(
    "text",
    [
        "self.scope.dialog_slice.local_cseq += 1",
        "self.scope.leg.setup_slice.source = 'silence'",
        "del self.scope.dialog_slice.route_set[0]",
        "self.scope.leg.setup_slice.forks.append('tag')",
        "self.scope.dialog_slice.count_from(7)",
        "dialog = self.scope.dialog_slice\ndialog.new_request('BYE')",
        "self.scope.cell.dialogs['tag'].dialog_slice.new_request('BYE')",
        "setup = self.scope.leg.setup_slice\nsetup.media_port = 0",
        "data, setup = self.slice, self.scope.leg.setup_slice\nsetup.media_port = 0",
        "forks = self.scope.leg.setup_slice.forks\nforks += ['tag']",
        "for dialog in self.scope.cell.dialogs.values():\n    dialog.usage_slice.ack = None",
        "[dialog.usage_slice.acks.clear() for dialog in self.scope.cell.dialogs.values()]",
        "if (setup := self.scope.leg.setup_slice) is not None:\n    setup.source = ''",
        "self.scope.session.actions.slice.state = 1",
        "self.setup = self.scope.leg.setup_slice\nself.setup.source = ''",
        "next(iter(self.scope.cell.dialogs.values())).usage_slice.ack = None",
        "setattr(self.scope.dialog_slice, 'initiator', True)",
        "object.__setattr__(self.scope.dialog_slice, 'initiator', True)",
        "self.scope.dialog_slice = self.slice",
    ],
)
def test_a_write_to_a_neighbour_is_found(text: str) -> None:
    assert len(Reach(body(text), actions=True, methods=METHODS).writes()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "self.slice.local_cseq += 1",
        "data = self.slice\ndata.forks.append(self.scope.key)",
        "self.slice.offer = offer = self.scope.leg.setup_slice.offer",
        "request = self.scope.dialog_slice.new_request('BYE')\nheaders = []\nheaders.append(request)",
        "data, setup = self.slice, self.scope.leg.setup_slice\ndata.tag = setup.local_tag",
        "cell = self.scope.cell\ncell.peer = self.slice.peer",
    ],
)
def test_what_is_its_own_it_may_write(text: str) -> None:
    assert Reach(body(text), actions=True, methods=METHODS).writes() == []


def test_a_write_from_outside_is_found() -> None:
    for text in ("cell.leg.setup_slice.source = ''", "machine.actions.slice.tag = ''", "self.slice.tag = ''"):
        assert len(Reach(body(text), actions=False).writes()) == 1
