"""The generated class and the reference interpreter, which does not know the plan, do the same under random events."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest

from sessioncore.codegen.load import load_library
from sessioncore.codegen.model import INSIDE, Chart
from sessioncore.codegen.names import machine_class
from sessioncore.codegen.plan import plan_chart
from sessioncore.codegen.reference import EndlessError, Reference
from sessioncore.statechart import Machine
from tests.codegen.test_engines_agree import FAILURES, Actions, Chance, Recorder, events_of
from tests.support.generated import module_of
from tests.support.libraries import MACHINES, REGIONS, SAMPLES, WIRED, loaded

HERE = Path(__file__).parent
STEPS = 3_000
CHARTS = {
    f"{root.name}:{name}": chart
    for root in (MACHINES, SAMPLES, WIRED, REGIONS)
    for name, chart in loaded(root)[0].charts.items()
}


class Pair:
    """One chart, generated and interpreted."""

    def __init__(self, chart: Chart, chance: Chance) -> None:
        self.plan = plan_chart(chart)
        self.chance = chance
        module = module_of(self.plan)
        self.make: type[Machine] = getattr(module, machine_class(chart))
        self.cell = Recorder()
        self.actions = Actions(self.plan, module, self.cell, chance)
        self.begin(reliable=False)

    def begin(self, reliable: bool) -> None:
        self.cell.waiting.clear()
        self.cell.log.clear()
        self.machine = self.make(self.actions, self.actions, self.cell)
        self.actions._machine = self.machine
        self.machine.reliable = reliable
        self.reference = Reference(
            self.plan.chart,
            self.chance.claims,
            lambda name: self.chance.of(f"fail {name}") < FAILURES,
            reliable,
        )
        self.machine.start()
        self.reference.start()

    def agree(self, said: str) -> None:
        """Compare what both did since the last time, and where they stand."""
        mine, self.reference.done = self.reference.done, []
        theirs, self.cell.log = self.cell.log, []
        assert shown(self.machine, theirs) == together(mine), said
        assert stands(self.machine) == self.reference.leaf, said
        assert sorted(name for name, _ in self.machine.armed_timers()) == sorted(self.reference.running), said


def stands(machine: Machine, state: int | None = None) -> str:
    """Where a machine stands, without what its history states remember: that shows when it is asked for."""
    return machine.STATES[machine.state if state is None else state].partition("~")[0]


def shown(machine: Machine, log: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The recorder's notes in the words of the reference; payloads, delays and effects are not its business."""
    found: list[tuple[object, ...]] = []
    for kind, *rest in log:
        if kind in ("row", "signal", "failed"):
            found.append((kind, rest[0]))
        elif kind == "action":
            found.append((kind, rest[0], stands(machine, int(str(rest[2])))))
        elif kind == "arm":
            found.append(("start", rest[0]))
        elif kind == "cancel":
            indexes = rest[0]
            assert isinstance(indexes, tuple)
            found.append(("stop", *sorted(machine.TIMERS[index] for index in indexes)))
        elif kind == "decided":
            found.append((rest[1], rest[0]))
        elif kind == "recall":
            found.append((kind, *rest))
    return found


def together(done: list[tuple[str, ...]]) -> list[tuple[object, ...]]:
    """Timers that stop one after the other as one entry, in no order."""
    found: list[tuple[object, ...]] = []
    for entry in done:
        if entry[0] == "stop" and found and found[-1][0] == "stop":
            found[-1] = ("stop", *sorted((*map(str, found[-1][1:]), *entry[1:])))
        else:
            found.append(entry)
    return found


@pytest.mark.parametrize("key", CHARTS)
def test_the_generated_class_does_what_the_reference_does(key: str) -> None:
    seed = zlib.crc32(key.encode())
    choice, chance = random.Random(seed), Chance(seed)
    pair = Pair(CHARTS[key], chance)
    pair.agree("start")
    events = events_of(pair.plan, pair.make)
    rows: set[str] = set()
    for chance.step in range(STEPS):
        timers = [name for name, _ in pair.machine.armed_timers()]
        if pair.machine.final and choice.random() < 0.05:
            pair.begin(reliable=choice.random() < 0.3)
            said = "a new machine"
        elif timers and choice.random() < 0.25:
            said = choice.choice(timers)
            pair.machine.timer_fired(dict(pair.machine.armed_timers())[said])
            pair.reference.fire(said)
        else:
            said = choice.choice([event.name for event in pair.plan.events if event.source not in INSIDE])
            pair.machine.dispatch(events[said])
            pair.reference.send(said)
        rows.update(entry[1] for entry in pair.reference.done if entry[0] == "row")
        pair.agree(f"step {chance.step}: {said}")
    assert rows or not any(state.rows for state in CHARTS[key].states.values()), "nothing was compared"


def test_what_goes_round_is_noticed(tmp_path: Path) -> None:
    chart = load_library(HERE / "broken")[0].charts["broken/eventless_circle"]
    holds = iter([True, False] * 2_000)
    with pytest.raises(EndlessError):
        Reference(chart, lambda name: next(holds)).start()
