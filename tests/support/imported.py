"""Imported SCXML documents at work on a virtual clock: as generated code, and in the reference interpreter."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any

from sessioncore.codegen.names import machine_class
from sessioncore.codegen.plan import plan_chart
from sessioncore.codegen.reference import Reference
from sessioncore.codegen.scxml.importing import Imported
from sessioncore.statechart import Machine, Timer
from tests.support.generated import module_of

MOST_TIMERS = 50
"""Timers that fire in one run; a document that needs more does not come to an end."""


class Clock:
    """A cell that only keeps the time; what fails fails the test."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.limits = SimpleNamespace()
        self.outbox: list[object] = []
        self.trace: Any = None
        self.timers: list[Timer] = []
        self.sequence = 0

    def arm(self, machine: Machine, index: int, delay: float) -> Timer:
        self.sequence += 1
        timer = Timer(machine, index, delay, self.now + delay, self.sequence)
        self.timers.append(timer)
        return timer

    def cancel(self, timer: Timer) -> None:
        self.timers = [each for each in self.timers if each is not timer]

    def action_failed(self, machine: Machine, action: str, error: BaseException, mark: int) -> None:
        raise AssertionError(f"{action} failed") from error

    def reject(self, *said: object) -> None:
        raise AssertionError(said)

    never = defer = raise_signal = reject

    def recall(self, machine: Machine) -> None:
        """Nothing is held back in what was imported."""

    def due(self) -> Timer | None:
        """The timer that is due next, the time moved there."""
        if not self.timers:
            return None
        timer = min(self.timers, key=lambda each: (each.deadline, each.sequence))
        self.timers.remove(timer)
        self.now = max(self.now, timer.deadline)
        return timer


def actions_of(made: Imported, cell: object) -> Any:
    """An instance of the imported actions."""
    module = ModuleType("imported_actions")
    exec(compile(made.actions, "actions.py", "exec"), module.__dict__)
    return module.Actions(SimpleNamespace(cell=cell))


class Generated:
    """The imported chart as generated code; `stands` are the leaves in which it stands."""

    def __init__(self, made: Imported) -> None:
        self.cell = Clock()
        module = module_of(plan_chart(made.chart))
        self.events = {name: kind for name, kind in vars(module).items() if isinstance(kind, type)}
        self.actions = actions_of(made, self.cell)
        make = getattr(module, machine_class(made.chart))
        self.machine: Machine = make(self.actions, None, self.cell)
        self.machine.start()

    @property
    def stands(self) -> set[str]:
        return set(self.machine.state_name.partition("~")[0].split("+"))

    def send(self, event: str) -> None:
        self.machine.dispatch(self.machine.EVENTS[event]())

    def fire(self) -> None:
        """The timer that is due next."""
        timer = self.cell.due()
        assert timer is not None
        self.machine.timer_fired(timer)

    def run(self) -> set[str]:
        """Let time pass until the machine is in a final state or no timer runs; where it stands then."""
        for _ in range(MOST_TIMERS):
            if self.machine.final or not self.cell.timers:
                return self.stands
            self.fire()
        raise AssertionError(f"still at work in {self.stands}")


class Interpreted:
    """The imported chart in the reference interpreter, its actions really run."""

    def __init__(self, made: Imported) -> None:
        self.chart = made.chart
        self.cell = Clock()
        self.actions = actions_of(made, self.cell)
        self.deadlines: dict[str, float] = {}
        self.seen = 0
        self.reference = Reference(made.chart, self._holds, self._run)
        self.reference.start()
        self._timers()

    def _holds(self, name: str) -> bool:
        return bool(getattr(self.actions, name)(None))

    def _run(self, name: str) -> bool:
        """Asked whether an action fails, just where it runs."""
        getattr(self.actions, name)(None)
        return False

    def _timers(self) -> None:
        """When the timers that were started are due: those of states, or the one of all that is sent."""
        for kind, *rest in self.reference.done[self.seen :]:
            if kind == "start":
                after = self.chart.timers[rest[0]].after
                computed = after.kind == "computed"
                delay = getattr(self.actions, after.method)(None) if computed else after.terms[0].factor
                self.deadlines[rest[0]] = self.cell.now + delay
        self.seen = len(self.reference.done)

    @property
    def stands(self) -> set[str]:
        return set(self.reference.leaf.partition("~")[0].split("+"))

    def send(self, event: str) -> None:
        self.reference.send(event)
        self._timers()

    def fire(self) -> None:
        name = min(self.reference.running, key=self.deadlines.__getitem__)
        self.cell.now = max(self.cell.now, self.deadlines[name])
        self.reference.fire(name)
        self._timers()

    def run(self) -> set[str]:
        for _ in range(MOST_TIMERS):
            running = self.reference.running
            if not running or all(self.chart.states[path].final for path in self.stands):
                return self.stands
            self.fire()
        raise AssertionError(f"still at work in {self.stands}")
