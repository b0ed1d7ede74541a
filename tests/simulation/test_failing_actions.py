"""Any action may fail (charts.md, "Composition"): the call still ends on both sides and nothing is left of it."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from sessioncore.core.engine import Engine
from sessioncore.statechart import Machine
from sessioncore.testing.behaviour import Plan
from tests.simulation.calls import EVERY_EVENT, leftovers, results
from tests.support.rows import MACHINES
from tests.support.watch import chart_of

pytestmark = pytest.mark.simulation

SEEDS = range(24)
CHARTS = sorted(f"{file.parent.name}/{file.stem}" for file in MACHINES.glob("*/*.yaml"))
ACTIONS = [(chart, action) for chart in CHARTS for action in chart_of(chart).actions]


CONSEQUENCES = ("reports of defects left", "is never to happen")
"""What may follow when the charts beside the failed one do not know of it."""


class InjectedError(Exception):
    """What a failing action raises."""


class Saboteur:
    """Lets one action fail, the first time it runs; `count` says how often it ran."""

    def __init__(self, chart: str, action: str) -> None:
        self._chart, self._action = chart, action
        self.count = 0

    def wrap(self, engine: Engine) -> Engine:
        made: Any = engine.bindings
        cells = {
            name: SimpleNamespace(
                parts={key: self._factory(make) for key, make in getattr(made, name).parts.items()},
                transactions={key: self._factory(make) for key, make in getattr(made, name).transactions.items()},
            )
            for name in ("leg", "outside")
        }
        engine.bindings = SimpleNamespace(**cells)  # type: ignore[assignment]
        engine.leg_bindings = cells["leg"]
        return engine

    def _factory(self, make: Callable[..., Machine]) -> Callable[..., Machine]:
        def made(*arguments: Any) -> Machine:
            machine = make(*arguments)
            if self._chart == machine.CHART:
                machine.actions = Failing(machine.actions, self._action, self)
            return machine

        return made


class Failing:
    """Stands before the actions of a machine: one of them raises."""

    def __init__(self, actions: Any, name: str, saboteur: Saboteur) -> None:
        self.__dict__.update(_actions=actions, _name=name, _saboteur=saboteur)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._actions, name, value)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._actions, name)
        if name != self._name:
            return found

        def fail(event: Any) -> Any:
            self._saboteur.count += 1
            if self._saboteur.count == 1:
                raise InjectedError(name)
            return found(event)

        return fail


def test_the_sabotage_takes_place() -> None:
    for chart, action in (("setup/incoming", "ask"), ("transaction/non_invite_server", "send_response")):
        saboteur = Saboteur(chart, action)
        for seed in SEEDS:
            Plan.of(seed).begin(subscribed=EVERY_EVENT, wrap=saboteur.wrap).run()
        assert saboteur.count, f"{chart} {action} never failed"


@pytest.mark.parametrize(("chart", "action"), ACTIONS)
def test_a_call_ends_although_an_action_fails(chart: str, action: str) -> None:
    for seed in SEEDS:
        saboteur = Saboteur(chart, action)
        simulation = Plan.of(seed).begin(subscribed=EVERY_EVENT, wrap=saboteur.wrap)
        simulation.run()
        faults = []
        for endpoint in simulation.endpoints:
            faults += [fault for fault in leftovers(endpoint) if not fault.endswith(CONSEQUENCES)]
            faults += [fault for log in endpoint.commands if (fault := results(log))]
        assert not faults, f"seed {seed}: {faults}\n{simulation.ladder}"
