"""Generated cells: their routes, asks, commands and bindings, run with generated charts on a small cell of the test."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from xml.etree import ElementTree

import attrs
import pytest

from sessioncore.codegen.backends import python, wiring
from sessioncore.codegen.backends.svg import render
from sessioncore.codegen.backends.wired import WiringError
from sessioncore.codegen.backends.wiring_dot import wiring_dot
from sessioncore.codegen.backends.wiring_page import wiring_table
from sessioncore.codegen.load import load_library
from sessioncore.codegen.model import Ref, Wiring
from sessioncore.codegen.plan import plan_chart
from sessioncore.statechart import NOBODY, Machine, Signal, Timer

MACHINES = Path(__file__).parent / "wired"
LIBRARY, FINDINGS = load_library(MACHINES)
PAIR = LIBRARY.wirings["pair"]
PACKAGE = "generated_pair"
ACTIONS = '''
from __future__ import annotations

from typing import Any


class Slice:
    tag: str | None = None


class Actions:
    """Writes every event down in the cell's log."""

    def __init__(self, scope: Any, request: Any = None) -> None:
        self.scope = scope
        self.request = request
        self.slice = Slice()

    def note(self, event: Any) -> None:
        self.scope.cell.log.append((self, event.NAME, tuple(getattr(event, name) for name in event.FIELDS)))

    def keep(self, event: Any) -> None:
        self.slice.tag = event.text
'''


def write(root: Path, wirings: dict[str, Wiring] | None = None) -> Path:
    """A package with everything generated, and actions; returns its folder."""
    package = root / PACKAGE
    files = {f"handlers/{name}.py": python.render(plan_chart(chart)) for name, chart in LIBRARY.charts.items()}
    files |= {f"actions/{name}.py": ACTIONS for name in LIBRARY.charts}
    for name, made in (wirings or LIBRARY.wirings).items():
        files[f"handlers/{name}.py"] = wiring.cell_module(made, LIBRARY.charts, f"{PACKAGE}.handlers")
    files["bindings.py"] = bindings()
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for folder in (package, *(path for path in package.rglob("*") if path.is_dir())):
        (folder / "__init__.py").touch()
    return package


def bindings() -> str:
    return wiring.bindings_module(
        LIBRARY.wirings.values(),
        LIBRARY.charts,
        f"{PACKAGE}.handlers",
        f"{PACKAGE}.actions",
        f"{PACKAGE}.engines",
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("wiring")
    folder = write(root)
    sys.path.insert(0, str(root))
    yield folder
    sys.path.remove(str(root))
    for name in [name for name in sys.modules if name == PACKAGE or name.startswith(f"{PACKAGE}.")]:
        del sys.modules[name]


def module(name: str) -> ModuleType:
    return importlib.import_module(f"{PACKAGE}.{name}")


class Item(NamedTuple):
    number: int
    text: str


class FakeCell:
    """The least that generated code asks of a cell; no timers, deferral or failures happen here."""

    limits: Any = None
    trace: Any = None

    def __init__(self, name: str) -> None:
        self.module = module(f"handlers.{name}")
        self.bindings = getattr(module("bindings").load(), name)
        self.outbox: list[Any] = []
        self.log: list[tuple[Any, str, tuple[Any, ...]]] = []
        self.missing: list[str] = []
        self.refused: list[tuple[str, Any]] = []
        self.handed: list[tuple[Machine, Machine]] = []
        self.signals: list[tuple[Machine, Signal]] = []
        self.sender: Machine | None = None
        self.dialogs: dict[str, Any] = {}
        outer = next(getattr(self.module, found) for found in ("LegScope", "RoomScope") if hasattr(self.module, found))
        self.leg = outer(self)
        self.fill(self.leg)

    def fill(self, scope: Any) -> None:
        for part, chart in scope.WITH_SCOPE:
            self.create_part(scope, part, None, chart)

    def create_dialog(self, key: str) -> Any:
        if len(self.dialogs) == self.module.TalkScope.LIMIT:
            self.refused.append(("dialog", key))
            return None
        scope = self.dialogs[key] = self.module.TalkScope(self, key, self.leg)
        self.fill(scope)
        return scope

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Machine | None:
        if part in scope.MANY and len(getattr(scope, part)) == scope.MANY[part]:
            self.refused.append((part, key))
            return None
        machine: Machine = self.bindings.parts[part, chart](scope, key)
        machine.origin = self.sender
        assert machine.state == -1
        machine.start()
        return machine

    def create_transaction(self, machine: Machine, kind: str, request: Any) -> Machine:
        made: Machine = self.bindings.transactions[kind](machine.scope, request)
        made.origin = machine
        machine.current = made
        made.start()
        return made

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None:
        self.missing.append(receiver)

    def hand_current(self, sender: Machine, receiver: Machine) -> None:
        self.handed.append((sender, receiver))

    def raise_signal(self, machine: Machine, signal: Signal) -> None:
        self.signals.append((machine, signal))

    def arm(self, machine: Machine, index: int, delay: float) -> Timer:
        raise AssertionError("no timer here")

    def route(self, sender: Machine, signal: Signal) -> list[tuple[str, str, tuple[Any, ...]]]:
        """Take a signal to its receivers; what they got, as (part and key, event, payload)."""
        before = len(self.log)
        self.sender = sender
        self.module.ROUTES[type(signal)](self, sender, signal)
        return [(self.name(actions), event, payload) for actions, event, payload in self.log[before:]]

    def name(self, actions: Any) -> str:
        """`tag/part[key]` of whose actions these are."""
        for prefix, scope in [("", self.leg), *((f"{tag}/", scope) for tag, scope in self.dialogs.items())]:
            for machine in scope.parts():
                if machine.actions is actions:
                    key = f"[{machine.key}]" if machine.key is not None else ""
                    return f"{prefix}{machine.part}{key}"
        return "transaction"


@pytest.fixture
def cell(package: Path) -> FakeCell:
    """The cell `pair` with a dialer."""
    made = FakeCell("pair")
    made.create_part(made.leg, "first", None, "first/dialer")
    return made


@pytest.fixture
def dialer() -> ModuleType:
    return module("handlers.first.dialer")


@pytest.fixture
def listener() -> ModuleType:
    return module("handlers.talk.listener")


def test_sources_are_right() -> None:
    assert [str(finding) for finding in FINDINGS] == []


def test_every_signal_has_a_route(cell: FakeCell) -> None:
    for member in ("first.dialer", "first.helper", "talk.listener", "wire.request"):
        found = module(f"handlers.{member}")
        signals = [kind for kind in vars(found).values() if isinstance(kind, type) and kind.__base__ is Signal]
        assert signals
        assert all(kind in cell.module.ROUTES for kind in signals), member


def test_dialog_is_made_once_in_wiring_order_with_renamed_field(cell: FakeCell, dialer: ModuleType) -> None:
    expected = [("a/listener", "told", ("hello",)), ("a/listener", "told_again", ()), ("helper", "noticed", ())]
    assert cell.route(cell.leg.first, dialer.Found("a", "hello")) == expected
    scope, helper = cell.dialogs["a"], cell.leg.helper
    assert scope.listener.origin is cell.leg.first
    assert (scope.key, scope.leg, scope.cell) == ("a", cell.leg, cell)
    assert cell.route(cell.leg.first, dialer.Found("a", "hello")) == expected
    assert cell.dialogs == {"a": scope}
    assert cell.leg.helper is helper
    assert cell.missing == []


def test_full_cell_skips_the_dialog_but_not_the_leg(cell: FakeCell, dialer: ModuleType) -> None:
    for tag in ("a", "b"):
        cell.route(cell.leg.first, dialer.Found(tag, "hello"))
    assert cell.route(cell.leg.first, dialer.Found("c", "hello")) == [("helper", "noticed", ())]
    assert cell.refused == [("dialog", "c")]
    assert cell.missing == []


def test_absent_dialog_is_reported(cell: FakeCell, dialer: ModuleType) -> None:
    assert cell.route(cell.leg.first, dialer.Known("a")) == []
    assert cell.missing == ["dialog[tag].listener.told_again"]


def test_optional_receiver_before_the_one_that_creates(cell: FakeCell, dialer: ModuleType) -> None:
    assert cell.route(cell.leg.first, dialer.Mixed("a")) == [("a/listener", "closed", ())]
    both = [("a/listener", "told_again", ()), ("a/listener", "closed", ())]
    assert cell.route(cell.leg.first, dialer.Mixed("a")) == both
    assert cell.missing == []


def test_one_delivery_for_each_item_up_to_the_limit(cell: FakeCell, dialer: ModuleType) -> None:
    items = (Item(7, "x"), Item(3, "y"), Item(7, "z"), Item(9, "too many"))
    assert cell.route(cell.leg.first, dialer.Listed("a", items)) == [
        ("a/entry[7]", "noted", (7, "x")),
        ("a/entry[3]", "noted", (3, "y")),
        ("a/entry[7]", "noted", (7, "z")),
    ]
    assert cell.refused == [("entry", 9)]
    scope = cell.dialogs["a"]
    assert list(scope.entry) == [7, 3]
    assert [machine.key for machine in scope.entry.values()] == [7, 3]
    assert [kept.tag for kept in (made.actions.slice for made in scope.entry.values())] == ["z", "y"]


def test_each_dialog_and_every_one_of_many(cell: FakeCell, dialer: ModuleType) -> None:
    cell.route(cell.leg.first, dialer.Listed("a", (Item(1, ""), Item(2, ""))))
    cell.route(cell.leg.first, dialer.Listed("b", ()))
    assert cell.route(cell.leg.first, dialer.EVERYONE) == [
        ("a/listener", "closed", ()),
        ("b/listener", "closed", ()),
        ("a/entry[1]", "woken", ()),
        ("a/entry[2]", "woken", ()),
    ]


def test_same_scope_and_whichever_alternative(cell: FakeCell, dialer: ModuleType, listener: ModuleType) -> None:
    cell.route(cell.leg.first, dialer.Listed("a", (Item(1, ""),)))
    cell.route(cell.leg.first, dialer.Listed("b", (Item(2, ""),)))
    sender = cell.dialogs["b"].listener
    assert cell.route(sender, listener.Spoke("words")) == [("b/entry[2]", "woken", ()), ("first", "heard", ("words",))]
    cell.create_part(cell.leg, "first", None, "first/sleeper")
    assert cell.route(sender, listener.Spoke("words")) == [("b/entry[2]", "woken", ()), ("first", "heard", ("words",))]
    assert type(cell.leg.first).__name__ == "Sleeper"


def test_only_one_alternative_is_meant(cell: FakeCell, dialer: ModuleType, listener: ModuleType) -> None:
    cell.route(cell.leg.first, dialer.Known("a"))
    sender = cell.create_dialog("a").listener
    cell.missing.clear()
    assert cell.route(sender, listener.WANTED) == [("first", "special", ()), ("first", "special", ())]
    cell.create_part(cell.leg, "first", None, "first/sleeper")
    assert cell.route(sender, listener.WANTED) == []
    assert cell.missing == ["leg.dialer.special"]


def test_current_is_handed_over_before_the_event(cell: FakeCell, dialer: ModuleType, listener: ModuleType) -> None:
    cell.route(cell.leg.first, dialer.Listed("a", (Item(5, ""),)))
    scope = cell.dialogs["a"]
    order: list[str] = []
    scope.entry[5].actions.note = lambda event: order.append(f"event after {len(cell.handed)} hand-over")
    cell.route(scope.listener, listener.Handed(5))
    assert cell.handed == [(scope.listener, scope.entry[5])]
    assert order == ["event after 1 hand-over"]
    cell.route(scope.listener, listener.Handed(6))
    assert cell.missing == ["entry[number].taken"]
    assert len(cell.handed) == 1


def test_current_transaction(cell: FakeCell, dialer: ModuleType) -> None:
    first = cell.leg.first
    assert cell.route(first, dialer.CALL_OFF) == []
    assert cell.missing == []
    assert cell.route(first, dialer.ALONE) == []
    assert cell.missing == ["current: request.cancel"]
    transaction = cell.create_transaction(first, "request", "REQUEST")
    assert (transaction.part, transaction.scope, transaction.actions.request) == ("request", cell.leg, "REQUEST")
    assert cell.route(first, dialer.ALONE) == [("transaction", "cancel", ())]


def test_origin_by_what_it_is(cell: FakeCell, dialer: ModuleType) -> None:
    request = module("handlers.wire.request")
    listener = cell.create_dialog("a").listener
    by_dialer = cell.create_transaction(cell.leg.first, "request", None)
    by_listener = cell.create_transaction(listener, "request", None)
    assert cell.route(by_dialer, request.Done(200)) == [("first", "answered", (200,))]
    assert cell.route(by_listener, request.Done(200)) == [("a/listener", "replied", ())]
    assert by_listener.scope is cell.dialogs["a"]
    by_dialer.origin = None
    cell.route(by_dialer, request.Done(200))
    assert cell.missing == ["origin: dialer.answered, listener.replied"]


def test_asks(cell: FakeCell, dialer: ModuleType) -> None:
    leg, scope = cell.leg, cell.create_dialog("a")
    asks, first_asks = scope.listener.asks, leg.first.asks
    assert not first_asks.noticed(leg.first)
    helper = cell.create_part(leg, "helper", None, "first/helper")
    assert helper is not None
    answers = []
    for state in helper.STATES:
        helper.restore(state)
        answers.append((state, first_asks.noticed(leg.first)))
    assert answers == [("calm", False), ("excited.bit", True), ("excited.very", True)]
    assert (asks.dialing(scope.listener), asks.asleep(scope.listener)) == (False, False)
    leg.first.restore("busy")
    assert (asks.dialing(scope.listener), asks.asleep(scope.listener)) == (True, False)
    cell.create_part(leg, "first", None, "first/sleeper")
    assert (asks.dialing(scope.listener), asks.asleep(scope.listener)) == (False, True)
    leg.first = None
    assert (asks.dialing(scope.listener), asks.asleep(scope.listener)) == (False, True)
    assert not asks.woken(scope.listener)
    for key in (1, 2):
        cell.create_part(scope, "entry", key, "talk/entry")
    assert not asks.woken(scope.listener)
    scope.entry[2].restore("awake")
    assert asks.woken(scope.listener)


def test_commands(cell: FakeCell, dialer: ModuleType) -> None:
    commands = cell.module.COMMANDS
    machine, event = commands["dial"](cell, command=7, number="12")
    assert machine is cell.leg.first
    assert (type(event), event.command, event.number) == (dialer.Dial, 7, "12")
    assert (event.note, event.hints) == (None, None), "what may be None may be left out"
    _, whole = commands["dial"](cell, command=7, number="12", hints=["a"])
    assert (whole.note, whole.hints) == (None, ["a"])
    with pytest.raises(TypeError):
        commands["dial"](cell, command=7)
    machine, event = commands["hang_up"](cell, command=8)
    assert type(event) is dialer.HangUp
    assert commands["wave"](cell, command=9) is None
    scope = cell.create_dialog("a")
    cell.leg.first_slice.tag = "a"
    machine, event = commands["wave"](cell, command=9)
    assert (machine, event.NAME, event.command) == (scope.listener, "wave", 9)
    scope.listener = None
    assert commands["wave"](cell, command=9) is None
    cell.create_part(cell.leg, "first", None, "first/sleeper")
    assert commands["dial"](cell, command=7, number="12") is None
    machine, event = commands["hang_up"](cell, command=8)
    assert type(event).__module__.endswith("sleeper")
    cell.leg.first = cell.leg.first_slice = None
    assert [commands[name](cell, command=1) for name in ("hang_up", "wave")] == [None, None]


def test_rejects_and_transactions(cell: FakeCell) -> None:
    assert cell.module.TRANSACTIONS == {"request": "wire/request"}
    event = cell.module.REJECTS["request"]("481")
    transaction = cell.create_transaction(cell.leg.first, "request", None)
    transaction.dispatch(event)
    assert cell.log[-1] == (transaction.actions, "refuse", ("481",))


def test_scopes_list_place_and_drop_their_parts(cell: FakeCell) -> None:
    scope = cell.create_dialog("a")
    for key in (2, 1):
        cell.create_part(scope, "entry", key, "talk/entry")
    assert [(made.part, made.key) for made in scope.parts()] == [("listener", None), ("entry", 2), ("entry", 1)]
    entry, one = scope.entry[2], scope.listener
    scope.drop(entry)
    scope.drop(one)
    assert [(made.part, made.key) for made in scope.parts()] == [("entry", 1)]
    assert (scope.listener_slice, list(scope.entry)) == (None, [1])
    entry.actions.slice = one.actions.slice = "restored"
    scope.place(entry)
    scope.place(one)
    assert (scope.listener, scope.listener_slice, scope.entry[2]) == (one, "restored", entry)
    for made in list(scope.entry.values()):
        scope.drop(made)
    assert scope.entry is NOBODY
    assert not hasattr(scope, "__dict__")
    assert cell.leg.leg is cell.leg


def test_facts_for_the_runtime(cell: FakeCell) -> None:
    leg, talk = cell.module.LegScope, cell.module.TalkScope
    assert (leg.NAME, leg.PARTS, leg.WITH_SCOPE, leg.MANY, leg.LIMIT) == ("leg", ("first", "helper"), (), {}, None)
    assert leg.CHOICES == {"first": ("first/dialer", "first/sleeper")}
    assert (talk.WITH_SCOPE, talk.MANY, talk.LIMIT) == ((("listener", "talk/listener"),), {"entry": 2}, 2)
    digests = {name: chart.digest for name, chart in LIBRARY.charts.items() if name != "first/ghost"}
    assert digests == cell.module.CHARTS
    assert PAIR.digest == cell.module.DIGEST


def test_one_scope_and_many_alternatives(package: Path) -> None:
    """More than two alternatives: the machine says which event class is its own."""
    cell = FakeCell("trio")
    helper = module("handlers.first.helper")
    assert not hasattr(cell.module.CellRuntime, "create_dialog")
    for chart in ("dialer", "sleeper", "ghost"):
        made = cell.create_part(cell.leg, "first", None, f"first/{chart}")
        assert made is not None
        seen: list[Any] = []
        made.actions.note = seen.append
        cell.route(cell.leg.helper, helper.Seen("words"))
        assert [(type(event), event.words) for event in seen] == [(module(f"handlers.first.{chart}").Heard, "words")]
        machine, event = cell.module.COMMANDS["hang_up"](cell, command=1)
        assert machine is made
        assert type(event) is module(f"handlers.first.{chart}").HangUp
    cell.leg.drop(cell.leg.first)
    cell.route(cell.leg.helper, helper.Seen("words"))
    assert cell.missing == ["first.heard"]


def test_engine_is_loaded_once_and_only_when_chosen(package: Path, tmp_path: Path) -> None:
    made = module("bindings")
    assert made.load("generated") is made.load()
    with pytest.raises(ValueError, match="unknown engine 'other'; known: generated, statemachine, transitions"):
        made.load("other")
    text = f"import sys; import {PACKAGE}.bindings as b; b.load(); " + (
        "print([n for n in ('yaml', 'jinja2', 'statemachine', 'transitions', 'graphviz') if n in sys.modules])"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = [{str(package.parent)!r}, {str(root)!r}]; {text}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert run.stdout.strip() == "[]"


def test_other_engine_takes_its_classes_from_its_modules(package: Path) -> None:
    for name in LIBRARY.charts:
        path = package / "engines" / "transitions" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        cls = "".join(word.title() for word in name.rpartition("/")[2].split("_"))
        dotted = f"{PACKAGE}.handlers.{name.replace('/', '.')}"
        path.write_text(f"import {dotted} as handlers\nclass {cls}(handlers.{cls}):\n    __slots__ = ()\n", "utf-8")
    importlib.invalidate_caches()
    made = module("bindings").load("transitions")
    cell = FakeCell("pair")
    machine = made.pair.parts["first", "first/dialer"](cell.leg, None)
    assert type(machine).__module__ == f"{PACKAGE}.engines.transitions.first.dialer"
    assert cell.leg.first is machine


def lint(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True)


def test_generated_text_is_typed_and_clean(tmp_path: Path) -> None:
    folder = write(tmp_path)
    root = Path(__file__).parents[2]
    config = tmp_path / "mypy.ini"
    config.write_text(
        f"[mypy]\nstrict = True\nwarn_unreachable = True\nmypy_path = {root}:{tmp_path}\nfollow_imports = silent\n"
        f"python_version = 3.11\ncache_dir = {tmp_path / 'cache'}\n"
    )
    modules = [f"{PACKAGE}.handlers.pair", f"{PACKAGE}.handlers.trio", f"{PACKAGE}.bindings"]
    command = ["mypy", "--config-file", str(config), *(word for name in modules for word in ("-m", name))]
    typed = lint(*command)
    assert typed.returncode == 0, typed.stdout
    files = [folder / "handlers" / "pair.py", folder / "handlers" / "trio.py", folder / "bindings.py"]
    known = f"lint.isort.known-first-party = ['sessioncore', '{PACKAGE}']"
    clean = lint("ruff", "check", "--config", str(root / "pyproject.toml"), "--config", known, *map(str, files))
    assert clean.returncode == 0, clean.stdout

    # A method that is not there is named, in bindings.py.
    actions = folder / "actions" / "talk" / "entry.py"
    actions.write_text(ACTIONS.replace("def note", "def other"))
    broken = lint(*command)
    assert broken.returncode == 1
    assert '"Actions" is missing following "EntryActions" protocol member:' in broken.stdout
    assert "bindings.py" in broken.stdout
    assert "note:     note" in broken.stdout


def test_same_text_every_time() -> None:
    again, _ = load_library(MACHINES)
    for name, made in again.wirings.items():
        ours = LIBRARY.wirings[name]
        assert wiring.cell_module(made, again.charts) == wiring.cell_module(ours, LIBRARY.charts)
        assert wiring_dot(made, again.charts) == wiring_dot(ours, LIBRARY.charts)


def test_texts_cannot_leave_their_place() -> None:
    hostile = 'x"""\nimport os  # \\ \u2028 {{ 1 }} ' + "y" * 300
    exempt = tuple(attrs.evolve(item, why=hostile) for item in PAIR.silent)
    scopes = {name: attrs.evolve(scope, closed_when=hostile) for name, scope in PAIR.scopes.items()}
    text = wiring.cell_module(attrs.evolve(PAIR, doc=hostile, silent=exempt, scopes=scopes), LIBRARY.charts)
    compile(text, "pair.py", "exec")
    assert "\nimport os" not in text
    plain = ElementTree.fromstring(render(wiring_dot(PAIR, LIBRARY.charts)))
    drawn = ElementTree.fromstring(render(wiring_dot(attrs.evolve(PAIR, doc=hostile, scopes=scopes), LIBRARY.charts)))
    ids = [element.attrib["id"] for element in drawn.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert [element.attrib["id"] for element in plain.iter() if "id" in element.attrib] == ids
    table = wiring_table(attrs.evolve(PAIR, silent=exempt), LIBRARY.charts)
    assert len(table.splitlines()) == len(wiring_table(PAIR, LIBRARY.charts).splitlines())


@pytest.mark.parametrize(
    ("number", "change", "message"),
    [
        (0, {"targets": {"nobody": Ref("told", PAIR.span)}}, "named nobody"),
        (0, {"targets": {"listener": Ref("nothing", PAIR.span)}}, "has no event nothing"),
        (0, {"selector": "part"}, "not in the scope of dialer"),
        (0, {"selector": "leg"}, "scope leg has no part listener"),
        (0, {"targets": {"request": Ref("cancel", PAIR.span)}}, "only origin and current"),
        (2, {"targets": {"first": Ref("heard", PAIR.span)}}, "which alternative"),
    ],
)
def test_wire_to_nowhere_is_refused(number: int, change: dict[str, Any], message: str) -> None:
    receivers = list(PAIR.wires[0].receivers)
    receivers[number] = attrs.evolve(receivers[number], **change)
    wires = (attrs.evolve(PAIR.wires[0], receivers=tuple(receivers)), *PAIR.wires[1:])
    with pytest.raises(WiringError, match=message):
        wiring.cell_module(attrs.evolve(PAIR, wires=wires), LIBRARY.charts)


def test_chart_in_two_places_cannot_have_two_wires() -> None:
    outer = PAIR.scopes["leg"]
    parts = {**outer.parts, "other": attrs.evolve(outer.parts["helper"], name="other")}
    seen = [
        attrs.evolve(PAIR.wires[0], sender=name, signal=Ref("seen", PAIR.span), receivers=())
        for name in ("helper", "other")
    ]
    changed = attrs.evolve(PAIR, scopes={**PAIR.scopes, "leg": attrs.evolve(outer, parts=parts)}, wires=tuple(seen))
    with pytest.raises(WiringError, match="stands in two places"):
        wiring.cell_module(changed, LIBRARY.charts)


def test_picture_and_table_show_every_wire() -> None:
    dot, table = wiring_dot(PAIR, LIBRARY.charts), wiring_table(PAIR, LIBRARY.charts)
    for wire in PAIR.wires:
        assert f"`{wire.sender}.{wire.signal.name}`" in table
        assert f"{wire.signal.name} → " in dot, "in the tooltip of a line"
    for part in ("first", "helper", "listener", "entry", "request"):
        assert f'id="{"transaction" if part == "request" else "part"}-{part}"' in dot
    assert table.splitlines()[10:13] == [
        "| `dialer.found` | tag, text | `dialog[tag].listener.told` | create, words from text |",
        "|  |  | `dialog[tag].listener.told_again` |  |",
        "|  |  | `leg.helper.noticed` | create |",
    ]
    assert "| `request.copied` | | nobody | it is only a copy |" in table


def test_one_line_stands_for_all_that_two_parts_tell_each_other() -> None:
    """The picture of a whole call leg is smaller than a sheet: at most one line between two boxes, none labelled."""
    shipped, _ = load_library(MACHINES.parents[2] / "machines")
    svg = ElementTree.fromstring(render(wiring_dot(shipped.wirings["leg"], shipped.charts)))
    edges = [element.attrib["id"] for element in svg.iter() if element.attrib.get("class", "").startswith("edge ")]
    pairs = [frozenset(name.removeprefix("edge-").split("-")) for name in edges]
    assert len(pairs) == len(set(pairs)) > 30
    width, height = (float(number) for number in svg.attrib["viewBox"].split()[2:])
    assert width < 1_600, "points: it is scrolled down, not to the side"
    assert height < 2_000


def test_the_matrix_of_a_wiring_names_every_event_that_is_raised() -> None:
    lines = wiring_table(PAIR, LIBRARY.charts).splitlines()
    matrix = lines[lines.index("## Who hears what from whom") :]
    for wire in PAIR.wires:
        for receiver in wire.receivers:
            for event in receiver.targets.values():
                assert any(f"`{event.name}`" in line for line in matrix), event.name
    cells = {line.count("|") - line.count("\\|") for line in matrix if line.startswith("|")}
    assert len(cells) == 1
