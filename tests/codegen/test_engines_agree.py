"""One chart, three deciders: the generated class, python-statemachine and transitions take the same random steps.

Every shipped chart runs 10,000 steps and a sample 3,000, or more until every row was taken: events by their methods,
timers as they would fire. Guards are answered by a pure function of seed, step and name; actions now and then fail.
After each step the state, the running timers and everything that was done, in order, must agree.
"""

from __future__ import annotations

import hashlib
import importlib
import itertools
import random
import sys
import types
import zlib
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from statemachine.io import create_machine_class_from_definition
from statemachine.signature import SignatureAdapter
from transitions import MachineError
from transitions.extensions import HierarchicalMachine

from sessioncore.codegen.backends import python, statemachine, transitions
from sessioncore.codegen.model import INSIDE
from sessioncore.codegen.names import machine_class, signal_class
from sessioncore.codegen.plan import Plan, plan_chart
from sessioncore.statechart import ActionFailed, Event, Machine, Signal, Timer
from tests.support import libraries

STEPS = 10_000
SAMPLED = 3_000
"""Steps of a chart that only the tests have."""
MOST_STEPS = 4 * STEPS
"""A chart goes on beyond these until every row was taken."""
RESTART = 0.05
"""How likely a machine in a final state is replaced, per step: by one that starts or one restored somewhere."""
STUCK = 0.002
"""The same in any other state: one that was restored may stand where no event leads on."""
LED = 0.1
"""How likely a step is one towards a row that was not taken yet, where the state has one."""
FAILURES = 0.02
"""How likely an action raises."""

SHIPPED, _ = libraries.loaded(libraries.MACHINES)
SAMPLES, _ = libraries.loaded(libraries.SAMPLES)
CHARTS = {f"shipped:{name}": ("sessioncore", chart) for name, chart in SHIPPED.charts.items()}
CHARTS |= {f"sample:{name}": ("sampled", chart) for name, chart in SAMPLES.charts.items()}
REGIONS, _ = libraries.loaded(libraries.REGIONS)
CHARTS |= {f"regions:{name}": ("regions", chart) for name, chart in REGIONS.charts.items()}
ENGINES = ("generated", "statemachine", "transitions")


class Limits:
    """Every limit is one second; how long timers run is no matter here."""

    def __getattr__(self, name: str) -> float:
        return 1.0


class Chance:
    """A pure function from (seed, step, name) to a number, for guards and failures alike."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.step = 0
        self.forced: dict[str, bool] = {}
        """What guards say in this step whatever chance would have them say."""

    def of(self, name: str) -> float:
        digest = hashlib.blake2b(f"{self.seed}.{self.step}.{name}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) / 2**64

    def claims(self, name: str) -> bool:
        """What a guard says."""
        return self.forced.get(name, self.of(name) < 0.5)


class Recorder:
    """A cell that does nothing but write down what it is asked, its machine's trace included."""

    def __init__(self) -> None:
        self.log: list[tuple[object, ...]] = []
        self.raw: list[int] = []
        self.limits = Limits()
        self.outbox: list[object] = []
        self.trace = self
        self.waiting: list[str] = []
        self.sequence = 0

    def arm(self, machine: Machine, index: int, delay: float) -> Timer:
        self.log.append(("arm", machine.TIMERS[index], delay, machine.state))
        self.sequence += 1
        return Timer(machine, index, delay, delay, self.sequence)

    def rearm(self, timer: Timer, interval: float) -> None:
        self.log.append(("rearm", timer.index, interval))
        timer.interval = interval

    def cancel(self, timer: Timer) -> None:
        """Timers that stop together are written down as a set, see `DIFFERENCES`."""
        self.raw.append(timer.index)
        together = self.log.pop()[1] if self.log and self.log[-1][0] == "cancel" else ()
        assert isinstance(together, tuple)
        self.log.append(("cancel", tuple(sorted((*together, timer.index)))))

    def uniform(self, low: float, high: float, step: float) -> float:
        self.log.append(("uniform", low, high, step))
        return low

    def raise_signal(self, machine: Machine, signal: Signal) -> None:
        self.log.append(("signal", signal.NAME, *(getattr(signal, field) for field in signal.FIELDS)))

    def create_transaction(self, machine: Machine, kind: str, request: object) -> None:
        self.log.append(("create", kind, request))

    def defer(self, machine: Machine, event: Event) -> None:
        self.log.append(("defer", event.NAME))
        self.waiting.append(event.NAME)

    def held(self, machine: Machine, name: str) -> int:
        return self.waiting.count(name)

    def recall(self, machine: Machine) -> None:
        # Without held-back events a recall does nothing, so it need not be asked for either.
        if self.waiting:
            self.log.append(("recall", *self.waiting))
            self.waiting.clear()

    def reject(self, machine: Machine, event: Event, status: int, why: str) -> None:
        self.log.append(("reject", event.NAME, status, why))

    def never(self, machine: Machine, event: Event, why: str) -> None:
        self.log.append(("never", event.NAME, why))

    def action_failed(self, machine: Machine, action: str, error: BaseException, mark: int) -> None:
        self.log.append(("failed", action, str(error), mark, len(self.outbox)))
        del self.outbox[mark:]

    def row(self, machine: Machine, row: str, source: int, target: int) -> None:
        self.log.append(("row", row, source, target, machine.state))

    def decided(self, machine: Machine, event: Event, decision: str) -> None:
        self.log.append(("decided", event.NAME, decision))


class Actions:
    """Answers every method that a chart asks for, and writes down the call with the state in which it came."""

    def __init__(self, plan: Plan, module: ModuleType, cell: Recorder, chance: Chance) -> None:
        self._machine: Machine | None = None
        chart = plan.chart
        for guard in chart.guards:
            setattr(self, guard, self._claim(guard, chance))
        for action in plan.reach.actions:
            setattr(self, action, self._action(action, cell, chance))
        for signal in plan.reach.payloads:
            setattr(self, f"payload_{signal}", self._payload(getattr(module, signal_class(chart, signal))))
        for delay in plan.reach.delays:
            setattr(self, delay, self._delay(delay, chance))

    @staticmethod
    def _claim(name: str, chance: Chance) -> Callable[[object], bool]:
        return lambda _: chance.claims(name)

    def _action(self, name: str, cell: Recorder, chance: Chance) -> Callable[[Event], object]:
        def act(event: Event) -> object:
            assert self._machine is not None
            cell.log.append(("action", name, event.NAME, self._machine.state))
            cell.outbox.append(name)
            if chance.of(f"fail {name}") < FAILURES:
                raise RuntimeError(name)
            return f"request of {name}"

        return act

    @staticmethod
    def _payload(signal: type[Signal]) -> Callable[[Event], Signal]:
        return lambda event: signal(*(f"{field} from {event.NAME}" for field in signal.FIELDS))

    @staticmethod
    def _delay(name: str, chance: Chance) -> Callable[[Event], float]:
        return lambda _: chance.of(name) * 10.0


class Run:
    """One chart on one engine."""

    def __init__(self, plan: Plan, modules: dict[str, ModuleType], engine: str, chance: Chance) -> None:
        self.plan = plan
        self.make: type[Machine] = getattr(modules[engine], machine_class(plan.chart))
        self.cell = Recorder()
        self.actions = Actions(plan, modules["generated"], self.cell, chance)
        self.start(reliable=False)

    def start(self, reliable: bool, state: str = "") -> None:
        """A new machine, restored into `state` if one is named."""
        self.machine = self.make(self.actions, self.actions, self.cell)
        self.machine.reliable = reliable
        self.actions._machine = self.machine
        self.cell.waiting.clear()
        if state:
            self.machine.restore(state)
        else:
            self.machine.start()

    def fire(self, name: str) -> None:
        self.machine.timer_fired(dict(self.machine.armed_timers())[name])

    def seen(self) -> tuple[object, ...]:
        """What happened since the last time, and what stands now."""
        log, self.cell.log = self.cell.log, []
        self.cell.outbox.clear()
        timers = tuple((name, timer.interval) for name, timer in self.machine.armed_timers())
        return (self.machine.state_name, timers, log)


def made_modules(package: str, plan: Plan) -> dict[str, ModuleType]:
    """The modules of a chart on each engine: those of sessioncore, or for a sample freshly generated ones."""
    name = plan.chart.name.replace("/", ".")
    if package == "sessioncore":
        places = {"generated": "sessioncore.handlers"} | {each: f"sessioncore.engines.{each}" for each in ENGINES[1:]}
        return {engine: importlib.import_module(f"{place}.{name}") for engine, place in places.items()}
    texts = {"generated": python.render(plan)}
    texts |= {engine: render(plan, f"{package}.generated") for engine, render in RENDERERS.items()}
    return {engine: loaded(f"{package}.{engine}.{name}", text) for engine, text in texts.items()}


def loaded(name: str, text: str) -> ModuleType:
    """A module from its text, importable by name together with the packages around it."""
    parent = name.rpartition(".")[0]
    if parent and parent not in sys.modules:
        loaded(parent, "")
    module = types.ModuleType(name)
    module.__path__ = []
    sys.modules[name] = module
    exec(compile(text, f"<{name}>", "exec"), module.__dict__)
    if parent:
        setattr(sys.modules[parent], name.rpartition(".")[2], module)
    return module


RENDERERS = {"statemachine": statemachine.render, "transitions": transitions.render}


def events_of(plan: Plan, handler: type[Machine]) -> dict[str, Event]:
    made = {name: event(*(f"{field} of {name}" for field in event.FIELDS)) for name, event in handler.EVENTS.items()}
    return made | {name: ActionFailed("some_action", RuntimeError(name)) for name in made if name == "action_failed"}


def walk(
    plan: Plan, modules: dict[str, ModuleType], steps: int, seed: int, taken: set[str] | None = None
) -> Iterator[tuple[str, list[Run], list[tuple[Any, ...]]]]:
    """Every step in words, with the runs and what each of them did. `taken` are the rows that need not be sought."""
    chance = Chance(seed)
    choice = random.Random(seed)
    runs = [Run(plan, modules, engine, chance) for engine in ENGINES]
    events = events_of(plan, runs[0].make)
    # What a chart raises itself comes from nowhere else.
    names = [event.name for event in plan.events if event.source not in INSIDE]
    yield "start", runs, [run.seen() for run in runs]
    for step in range(steps):
        chance.step = step
        machine = runs[0].machine
        timers = [name for name, _ in machine.armed_timers()]
        if choice.random() < (RESTART if machine.final else STUCK):
            reliable = choice.random() < 0.3
            stood_in = (leaf for leaf in plan.leaves if plan.reachable[leaf.index] and not leaf.passing)
            state = choice.choice([choice.choice([leaf.path for leaf in stood_in]), ""])
            said = f"a new machine in {state or 'its initial state'}"
            for run in runs:
                run.start(reliable, state)
        elif timers and choice.random() < 0.25:
            said = choice.choice(timers)
            for run in runs:
                run.fire(said)
        else:
            said = choice.choice(names)
            if taken is not None and choice.random() < LED:
                said, chance.forced = towards(plan, machine.state, names, taken, choice) or (said, {})
            for run in runs:
                run.machine.dispatch(events[said])
            chance.forced = {}
        yield said, runs, [run.seen() for run in runs]


def towards(
    plan: Plan, leaf: int, names: list[str], taken: set[str], choice: random.Random
) -> tuple[str, dict[str, bool]] | None:
    """An event of this state and answers of guards that lead to a row not taken yet; None: there is no such row."""
    wanted = [
        (name, cell.branches, number)
        for name in names
        if (cell := plan.cells.get((leaf, name))) is not None
        for number, branch in enumerate(cell.branches)
        if any(row.id not in taken for row in branch.rows)
    ]
    if not wanted:
        return None
    name, branches, number = choice.choice(wanted)
    guards = sorted({condition.name for branch in branches for condition in branch.conditions})
    for _ in range(200):
        said = {guard: choice.random() < 0.5 for guard in guards}
        holds = [all(said[each.name] != each.negated for each in branch.conditions) for branch in branches]
        if holds[number] and not any(holds[:number]):
            return name, said
    return None


@pytest.mark.simulation
@pytest.mark.parametrize("key", CHARTS)
def test_engines_agree(key: str) -> None:
    package, chart = CHARTS[key]
    steps = STEPS if package == "sessioncore" else SAMPLED
    plan = plan_chart(chart)
    taken: set[str] = set()
    before = ""
    count = 0
    rows = rows_of(plan)
    for said, runs, seen in walk(plan, made_modules(package, plan), MOST_STEPS, zlib.crc32(key.encode()), taken):
        for engine, other in zip(ENGINES[1:], seen[1:], strict=True):
            assert other == seen[0], f"step {count}: {said} in {before!r} differs on {engine}"
        before = seen[0][0]
        active = {path for path in plan.leaves[runs[0].machine.state].active if path}
        standing = {path for path in library_of(runs[1].machine).configuration_values if path}
        assert standing == active, "the library stands elsewhere"
        taken.update(str(entry[1]) for entry in seen[0][2] if entry[0] == "row")
        count += 1
        if count > steps and taken == rows:
            break
    assert count > steps
    assert taken == rows, "not every row was taken, so not every row was compared"


def library_of(machine: Machine) -> Any:
    """The instance of python-statemachine's class that decides for a machine."""
    return machine._chart  # type: ignore[attr-defined]


def rows_of(plan: Plan) -> set[str]:
    """The rows that a walk can take: those of states that can be reached."""
    cells = (cell.branches for (leaf, _), cell in plan.cells.items() if plan.reachable[leaf])
    eventless = (branches for leaf, branches in plan.always.items() if plan.reachable[leaf])
    return {row.id for branches in (*cells, *eventless) for branch in branches for row in branch.rows}


def test_the_libraries_decide() -> None:
    """Where the library has no transition, nothing happens but its error: there is no second decision behind it."""
    plan = plan_chart(SAMPLES.charts["engines/nested"])
    modules = made_modules("sampled", plan)
    chance = Chance(1)
    step = events_of(plan, Run(plan, modules, "generated", chance).make)["step"]
    flat = Run(plan, modules, "transitions", chance).machine
    del modules["transitions"].MACHINE.events["step"].transitions["rest"]
    with pytest.raises(MachineError):
        flat.dispatch(step)
    nested = Run(plan, modules, "statemachine", chance).machine
    state = next(each for each in type(library_of(nested)).states_map.values() if each.value == "rest")
    for transition in [each for each in state.transitions if each.match("e_step")]:
        state.transitions.transitions.remove(transition)
    with pytest.raises(library_of(nested).TransitionNotAllowed):
        nested.dispatch(step)
    assert flat.state_name == nested.state_name == "rest"


def timers_stop_in_another_order() -> bool:
    plan = plan_chart(SAMPLES.charts["engines/stops"])
    *_, (_, runs, _) = walk(plan, made_modules("sampled", plan), 1_000, seed=1)
    generated, *others = (run.cell.raw for run in runs)
    return others[0] == others[1] != generated


def delayed_send_blocks() -> bool:
    """The library sleeps inside `send` until the delay is over; its clock is replaced here."""
    chart: Any = create_machine_class_from_definition(
        "Delayed", {"a": {"initial": True, "on": {"go": [{"target": "b"}]}}, "b": {"on": {"go": [{"target": "a"}]}}}
    )()
    clock = itertools.count()
    slept: list[float] = []
    engine = importlib.import_module("statemachine.engines.sync")
    event = importlib.import_module("statemachine.event_data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "monotonic", lambda: float(next(clock)))
        patch.setattr(event, "monotonic", lambda: float(next(clock)))
        patch.setattr(engine, "sleep", slept.append)
        chart.send("go", delay=5_000)
    return bool(slept) and chart.b.is_active


def signatures_are_shared_by_name() -> bool:
    def first(given: object) -> None: ...

    def second(*, given: object) -> None: ...

    first.__qualname__ = second.__qualname__ = "Same.name"
    return SignatureAdapter.from_callable(first) is SignatureAdapter.from_callable(second)


def action_runs_before_exits() -> bool:
    order: list[str] = []
    HierarchicalMachine(
        model=(model := types.SimpleNamespace()),
        states=[{"name": "a", "on_exit": lambda: order.append("exit")}, "b"],
        transitions=[{"trigger": "go", "source": "a", "dest": "b", "before": lambda: order.append("action")}],
        initial="a",
    )
    model.go()
    return order == ["action", "exit"]


def _two(regions: bool, **more: Any) -> dict[str, Any]:
    """A state with two regions (or children), and one beside it."""
    inside = {
        "a": {"initial": True, "on": {"flip": [{"target": "a2"}]}},
        "a2": {"on": {"flip": [{"target": "a"}], "off": [{"target": "z"}]}},
    }
    other = {"b": {"initial": True, "on": {"off": [{"target": "z"}]}}}
    states = {"one": {"states": inside, **more}, "two": {"states": other}}
    whole: dict[str, Any] = {"p": {"initial": True, "parallel": regions, "states": states}, "z": {}}
    return whole


def _chart(states: dict[str, Any]) -> Any:
    loose = ("disconnected_states", "trap_states", "final_reachability")
    options: dict[str, Any] = {f"validate_{name}": False for name in loose}
    return create_machine_class_from_definition("Shown", states, atomic_configuration_update=True, **options)


def document_order_repeats() -> bool:
    """A child counts on from its parent's number, and the next state beside the parent from there, too."""
    orders = [state.document_order for state in _chart(_two(True)).states_map.values()]
    return len(set(orders)) < len(orders)


def regions_are_asked_in_order_of_entry() -> bool:
    """SCXML asks them in document order; here the region that was entered last is asked last."""
    chart: Any = _chart(_two(True))()
    chart.send("flip")
    leaves = [state.id for state in chart.configuration if state.id in ("a2", "b")]
    return leaves == ["b", "a2"]


def actions_into_history_run_twice() -> bool:
    ran: list[str] = []
    states = _two(False, history={"back": {"type": "shallow", "on": {}, "transitions": [{"target": "a"}]}})
    states["z"]["on"] = {"again": [{"target": "back", "on": lambda: ran.append("again")}]}
    states["p"]["on"] = {"out": [{"target": "z"}]}
    chart: Any = _chart(states)()
    chart.send("out")
    chart.send("again")
    return ran == ["again", "again"]


def deep_history_keeps_states_between() -> bool:
    """SCXML keeps leaves; a transition from inside, into what is kept, must not leave the states between."""
    states = _two(False, history={"back": {"type": "deep", "on": {}, "transitions": [{"target": "a"}]}})
    states["p"]["history"] = {"all": {"type": "deep", "on": {}, "transitions": [{"target": "a"}]}}
    states["p"]["on"] = {"out": [{"target": "z"}]}
    chart: Any = _chart(states)()
    chart.send("out")
    return [state.id for state in chart.history_values["all"]] == ["one", "a"]


def parallel_states_are_done_too_early() -> bool:
    """With the new configuration set as a whole the first final state finds the second one entered, and tells, too."""
    told: list[str] = []
    states = {
        "p": {
            "initial": True,
            "parallel": True,
            "on": {"done_state_p": [{"target": None, "on": lambda: told.append("done")}]},
            "states": {
                name: {"states": {f"{name}1": {"on": {"end": [{"target": f"{name}2"}]}}, f"{name}2": {"final": True}}}
                for name in ("l", "r")
            },
        },
        "z": {},
    }
    chart: Any = _chart(states)()
    chart.send("end")
    return told == ["done", "done"]


DIFFERENCES: dict[str, tuple[str, Callable[[], bool]]] = {
    "generated: timers of one exit stop in another order": (
        "states that do the same share their statements; no effect shows the order, and a recorder takes them as a set",
        timers_stop_in_another_order,
    ),
    "statemachine: a delayed send blocks its caller": (
        "so nothing is sent with a delay, timers are those of the cell",
        delayed_send_blocks,
    ),
    "statemachine: callbacks of one name share one signature": (
        "so every chart's class and every callback has a name of its own",
        signatures_are_shared_by_name,
    ),
    "statemachine: document order repeats beside compound states": (
        "so states are numbered anew when a chart's class has been made",
        document_order_repeats,
    ),
    "statemachine: regions are asked in the order of their last entry": (
        "so the configuration is put into document order whenever it changes",
        regions_are_asked_in_order_of_entry,
    ),
    "statemachine: the actions of a transition into a history state run twice": (
        "so the actions of a row run once within a step",
        actions_into_history_run_twice,
    ),
    "statemachine: deep history keeps the states between, too": (
        "so only leaves are left to it before each step",
        deep_history_keeps_states_between,
    ),
    "statemachine: a parallel state is done once for each region that ends at the same time": (
        "so `done` is raised by callbacks that keep count of what was entered",
        parallel_states_are_done_too_early,
    ),
    "transitions: the action of a hierarchical transition runs before the exits": (
        "so its flat machine is used, with callbacks in the order of the plan",
        action_runs_before_exits,
    ),
}
"""Where the engines differ, and what is done about it. One that has gone need not be worked around any longer."""


@pytest.mark.parametrize("name", DIFFERENCES)
def test_known_difference_is_still_there(name: str) -> None:
    reason, shows = DIFFERENCES[name]
    assert shows(), f"gone; look again at: {reason}"
