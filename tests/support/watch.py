"""Watches the actions of machines at work: what they declare must be what they do, and guards must be pure.

`Watch().wrap` goes to `Simulation(wrap=...)`: each machine that an engine makes gets its actions behind a watcher.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sessioncore.codegen.load import load_chart
from sessioncore.codegen.model import Action, Chart
from sessioncore.core.engine import Engine
from sessioncore.statechart import Machine

MACHINES = Path(__file__).resolve().parent.parent.parent / "machines"

OPENS = {"OpenStream": "media"}
CLOSES = {"CloseStream": "media"}
"""What an effect opens or closes, by its label."""


@cache
def chart_of(name: str) -> Chart:
    """The model of a shipped chart."""
    chart, found = load_chart(MACHINES / f"{name}.yaml", MACHINES)
    assert chart is not None, found
    return chart


class Watch:
    """Collects faults of every machine of the engines that it wrapped."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def wrap(self, engine: Engine) -> Engine:
        made: Any = engine.bindings
        engine.leg_bindings = self._cell(engine.leg_bindings)
        engine.bindings = SimpleNamespace(  # type: ignore[assignment]
            connection=self._cell(made.connection), leg=engine.leg_bindings, outside=self._cell(made.outside)
        )
        return engine

    def _cell(self, made: Any) -> SimpleNamespace:
        return SimpleNamespace(
            parts={key: self._factory(make) for key, make in made.parts.items()},
            transactions={key: self._factory(make) for key, make in made.transactions.items()},
        )

    def _factory(self, make: Callable[..., Machine]) -> Callable[..., Machine]:
        def made(*arguments: Any) -> Machine:
            machine = make(*arguments)
            machine.actions = WatchedActions(machine, machine.actions, self.faults)
            return machine

        return made


class WatchedActions:
    """Stands before the actions of one machine."""

    def __init__(self, machine: Machine, actions: Any, faults: list[str]) -> None:
        self.__dict__.update(_machine=machine, _actions=actions, _faults=faults, _chart=chart_of(machine.CHART))

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._actions, name, value)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._actions, name)
        chart: Chart = self._chart
        if name in chart.guards:
            return lambda event: self._guard(name, found, event)
        if name in chart.actions:
            return lambda event: self._action(chart.actions[name], found, event)
        if name.startswith("payload_"):
            return lambda event: self._silent(name, found, event)
        return found

    def _guard(self, name: str, call: Callable[[Any], bool], event: Any) -> bool:
        first = self._silent(name, call, event)
        second = self._silent(name, call, event)
        if first is not second:
            self._fault(f"guard {name} said {first}, then {second}")
        return first

    def _silent(self, name: str, call: Callable[[Any], Any], event: Any) -> Any:
        outbox = self._machine.cell.outbox
        before = len(outbox)
        result = call(event)
        if len(outbox) != before:
            self._fault(f"{name} has effects: {[effect.label for effect in outbox[before:]]}")
        return result

    def _action(self, action: Action, call: Callable[[Any], Any], event: Any) -> Any:
        outbox = self._machine.cell.outbox
        before = len(outbox)
        result = call(event)
        labels = [effect.label for effect in outbox[before:]]
        for label in labels:
            if label not in action.emits:
                self._fault(f"action {action.name} emits {label}, which it does not declare")
            if label in OPENS and OPENS[label] not in action.opens:
                self._fault(f"action {action.name} opens {OPENS[label]}, which it does not declare")
            if label in CLOSES and CLOSES[label] not in action.closes:
                self._fault(f"action {action.name} closes {CLOSES[label]}, which it does not declare")
        if (result is not None) != (action.creates is not None):
            self._fault(f"action {action.name} returns {type(result).__name__}, which it does not declare")
        return result

    def _fault(self, what: str) -> None:
        self._faults.append(f"{self._machine.CHART}: {what}")
