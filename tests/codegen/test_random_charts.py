"""Charts that nobody wrote, on all that runs charts: generated class, reference, python-statemachine, transitions.

The charts come from seeds and from Hypothesis (compound, parallel and history states, guards, alternatives, timers,
internal rows, `defer`, `always`, `raise`, `done`), the events from a seeded generator; guards are answered by a pure
function of step and name, actions now and then fail. After each step states, running timers and ordered traces agree.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from sessioncore import statechart
from sessioncore.codegen import reference
from sessioncore.codegen.checks import check_chart
from sessioncore.codegen.load import load_chart
from sessioncore.codegen.model import INSIDE, Chart
from sessioncore.codegen.plan import Plan
from tests.codegen.test_engines_agree import ENGINES, FAILURES, Chance, Run, events_of, library_of, made_modules
from tests.codegen.test_reference import shown, stands, together
from tests.support.random_charts import chart_of_seed, charts

STEPS = 200
CHUNK, FEW, MANY = 1_000, 10, 100
"""Steps of one test, tests in `make test` (10,000 steps) and in `make test-full` (100,000)."""
REFUSED = {"SC304", "SC306", "SC504"}
"""What `check` refuses because it has no meaning: circles of eventless rows, regions at odds, a timer started twice."""
MOST_RAISED = 100
"""After so many events that a chart raised itself it comes to no end, here; everywhere else after 1,000."""
ENDLESS = (statechart.EndlessError, reference.EndlessError)


class Four:
    """One chart on all engines and on the reference."""

    def __init__(self, plan: Plan, chance: Chance) -> None:
        self.plan = plan
        self.chance = chance
        modules = made_modules(f"random{plan.chart.digest[:12]}", plan)
        self.runs: list[Run] = []
        self.reference = self.made(reliable=False)
        ends = [self._ends(self.reference.start)]
        for engine in ENGINES:
            ends.append(self._ends(partial(self._run, modules, engine)))
        assert len(set(ends)) == 1, f"endless from the start on some only: {ends}"
        if any(ends):
            raise reference.EndlessError
        self.events = events_of(plan, self.runs[0].make)
        self.agree("start")

    def _run(self, modules: dict[str, ModuleType], engine: str) -> None:
        self.runs.append(Run(self.plan, modules, engine, self.chance))

    def made(self, reliable: bool) -> reference.Reference:
        return reference.Reference(
            self.plan.chart,
            self.chance.claims,
            lambda name: self.chance.of(f"fail {name}") < FAILURES,
            reliable,
        )

    @staticmethod
    def _ends(work: Callable[[], object]) -> bool:
        """Whether the events that the chart raises itself came to no end."""
        try:
            work()
        except ENDLESS:
            return True
        return False

    def step(self, said: str, timer: bool) -> bool:
        """One event, or a timer that is due, everywhere; True when it came to no end, which must be so for all."""
        if timer:
            ends = [self._ends(partial(self.reference.fire, said))]
            ends += [self._ends(partial(run.fire, said)) for run in self.runs]
        else:
            ends = [self._ends(partial(self.reference.send, said))]
            ends += [self._ends(partial(run.machine.dispatch, self.events[said])) for run in self.runs]
        assert len(set(ends)) == 1, f"{said}: endless on some only: {ends}"
        self.agree(said)
        return ends[0]

    def agree(self, said: str) -> None:
        """Compare what all did since the last time, and where they stand."""
        mine, self.reference.done = self.reference.done, []
        seen = [run.seen() for run in self.runs]
        for engine, other in zip(ENGINES[1:], seen[1:], strict=True):
            assert in_rows(other[2]) == in_rows(seen[0][2]), f"{said}: {engine} does something else"
            assert other[:2] == seen[0][:2], f"{said}: {engine} stands elsewhere"
        machine = self.runs[0].machine
        assert in_rows(shown(machine, seen[0][2])) == in_rows(together(mine)), f"{said}: the reference does otherwise"
        assert stands(machine) == self.reference.leaf, f"{said}: the reference stands elsewhere"
        assert sorted(name for name, _ in seen[0][1]) == sorted(self.reference.running), said
        library = library_of(self.runs[1].machine)
        active = {value for value in library.configuration_values if value}
        assert active == {path for path in self.plan.leaves[machine.state].active if path}, f"{said}: the library"


def in_rows(log: Any) -> list[Any]:
    """What was done, with the timers that one row stops as a set: see `DIFFERENCES` of the engines."""
    found: list[Any] = []
    stopped: list[Any] = []
    for entry in (*log, ("row",)):
        if entry[0] in ("cancel", "stop"):
            stopped += entry[1] if entry[0] == "cancel" else entry[1:]
            continue
        if entry[0] == "row" and stopped:
            found.append(("stopped", *sorted(stopped)))
            stopped = []
        found.append(entry)
    return found[:-1]


def loaded(text: str) -> Chart:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "random" / "made.yaml"
        file.parent.mkdir()
        file.write_text(text)
        chart, found = load_chart(file, Path(folder))
    assert chart is not None, "\n".join(map(str, found))
    return chart


def sound(text: str) -> Plan | None:
    """The plan of a chart that has a meaning and is not too large."""
    plan, found = check_chart(loaded(text))
    return plan if plan and not REFUSED & {item.rule for item in found} and len(plan.leaves) <= 60 else None


def walked(plan: Plan, text: str, counted: Counter[str]) -> None:
    """One chart, so many steps, or up to the first that comes to no end."""
    choice = random.Random(len(text))
    try:
        four = Four(plan, Chance(len(text)))
    except ENDLESS:
        return
    outside = [event.name for event in plan.events if event.source not in INSIDE]
    for four.chance.step in range(STEPS):
        timers = [name for name, _ in four.runs[0].machine.armed_timers()]
        timer = bool(timers) and choice.random() < 0.25
        counted["steps"] += 1
        if four.step(choice.choice(timers) if timer else choice.choice(outside), timer):
            counted["endless"] += 1
            break
    counted.update(charts=1, several=plan.several, raising=plan.raising)
    counted.update(history="history:" in text, parallel="parallel: true" in text)


def compared(first: int) -> Counter[str]:
    """Charts from this number on, until enough steps were compared."""
    counted: Counter[str] = Counter()
    seed = first * 1_000
    while counted["steps"] < CHUNK:
        text = chart_of_seed(seed)
        seed += 1
        if (plan := sound(text)) is not None:
            walked(plan, text, counted)
    return counted


@pytest.fixture(autouse=True)
def _soon_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statechart, "MOST_RAISED", MOST_RAISED)
    monkeypatch.setattr(reference, "MOST_STEPS", MOST_RAISED)


@pytest.mark.parametrize("chunk", range(FEW))
def test_random_charts_do_the_same_everywhere(chunk: int) -> None:
    counted = compared(chunk)
    assert counted["steps"] >= CHUNK
    assert min(counted[what] for what in ("several", "raising", "history", "parallel")) > 0, counted


@pytest.mark.full
@pytest.mark.parametrize("chunk", range(FEW, MANY))
def test_many_random_charts_do_the_same_everywhere(chunk: int) -> None:
    assert compared(chunk)["steps"] >= CHUNK


@settings(max_examples=5, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(charts())
def test_charts_of_hypothesis_do_the_same_everywhere(text: str) -> None:
    """The same once more with Hypothesis, which makes the chart smaller when one fails."""
    plan = sound(text)
    assume(plan is not None)
    assert plan is not None
    walked(plan, text, Counter())
