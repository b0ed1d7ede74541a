"""Generated handler classes from a few lines of YAML, at work in a cell that writes everything down."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from sessioncore.codegen.backends import python
from sessioncore.codegen.load import load_chart
from sessioncore.codegen.plan import Plan, plan_chart
from sessioncore.statechart import Event, Machine, Timer


def plan_of(folder: Path, text: str, name: str = "family/chart") -> Plan:
    """The plan of a chart from its YAML without `chart:` and `doc:`; a chart with errors fails the test."""
    file = folder / "machines" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"chart: {name}\ndoc: A chart of the tests.\n{textwrap.dedent(text)}", encoding="utf-8")
    chart, found = load_chart(file, folder / "machines")
    assert chart is not None, "\n".join(map(str, found))
    return plan_chart(chart)


def module_of(plan: Plan) -> Any:
    """The generated module of a plan, executed."""
    source = python.render(plan)
    module = ModuleType(f"generated_{plan.chart.short_name}")
    exec(compile(source, f"{plan.chart.name}.py", "exec"), module.__dict__)
    return module


class NotingCell:
    """Writes down whatever a machine asks for: `log` has one text a thing, `outbox` the effects of actions.

    failing   names of methods of the actions that raise, after having appended their effect
    answers   what guards, asks and payload methods return, by name; True otherwise
    """

    def __init__(self, trace: bool = True) -> None:
        self.log: list[str] = []
        self.outbox: list[str] = []
        self.failed: list[tuple[str, BaseException]] = []
        self.failing: set[str] = set()
        self.answers: dict[str, Any] = {}
        self.events: list[tuple[str, Event]] = []
        self.waiting: list[str] = []
        self.limits = SimpleNamespace(T1=0.5, T2=4.0)
        self.trace: Any = self if trace else None
        self.now = 0.0

    # what machines ask of a cell

    def arm(self, machine: Machine, index: int, delay: float) -> Timer:
        self.log.append(f"arm {machine.TIMERS[index]} {delay:g}")
        return Timer(machine, index, delay, self.now + delay, 0)

    def rearm(self, timer: Timer, interval: float) -> None:
        self.log.append(f"rearm {timer.machine.TIMERS[timer.index]} {interval:g}")
        timer.interval = interval

    def cancel(self, timer: Timer) -> None:
        self.log.append(f"cancel {timer.machine.TIMERS[timer.index]}")

    def uniform(self, low: float, high: float, step: float) -> float:
        self.log.append(f"uniform {low:g} {high:g} {step:g}")
        return low

    def raise_signal(self, machine: Machine, signal: Any) -> None:
        fields = [repr(getattr(signal, name)) for name in signal.FIELDS]
        self.log.append(" ".join([f"signal {signal.NAME}", *fields]))

    def create_transaction(self, machine: Machine, kind: str, request: Any) -> None:
        self.log.append(f"create {kind} {request}")

    def defer(self, machine: Machine, event: Event) -> None:
        self.log.append(f"defer {event.NAME}")
        self.waiting.append(event.NAME)

    def held(self, machine: Machine, event: str) -> int:
        return self.waiting.count(event)

    def recall(self, machine: Machine) -> None:
        self.log.append("recall")
        self.waiting.clear()

    def reject(self, machine: Machine, event: Event, status: int, why: str) -> None:
        self.log.append(f"reject {event.NAME} {status} {why}")

    def never(self, machine: Machine, event: Event, why: str) -> None:
        self.log.append(f"never {event.NAME} {why}")

    def action_failed(self, machine: Machine, action: str, error: BaseException, mark: int) -> None:
        self.log.append(f"failed {action}")
        self.failed.append((action, error))
        del self.outbox[mark:]

    # the trace

    def row(self, machine: Machine, row: str, source: int, target: int) -> None:
        self.log.append(f"row {row}: {machine.STATES[source]} -> {machine.STATES[target]}")

    def decided(self, machine: Machine, event: Event, decision: str) -> None:
        self.log.append(f"{decision}: {event.NAME}")

    def take(self) -> list[str]:
        """What was written down since the last call."""
        taken, self.log = self.log, []
        return taken


class NotingActions:
    """Answers for any actions: every call is written down with the state in which it ran."""

    def __init__(self, cell: NotingCell) -> None:
        self.cell = cell
        self.machine: Machine | None = None

    def __getattr__(self, name: str) -> Callable[[Event], Any]:
        cell = self.cell

        def call(event: Event) -> Any:
            cell.events.append((name, event))
            if name in cell.answers:
                return cell.answers[name]
            state = self.machine.state_name if self.machine is not None else ""
            cell.log.append(f"{name} in {state or 'none'}")
            cell.outbox.append(name)
            if name in cell.failing:
                raise RuntimeError(f"{name} failed")
            return None

        return call


class NotingAsks:
    def __init__(self, cell: NotingCell) -> None:
        self.cell = cell

    def __getattr__(self, name: str) -> Callable[[Machine], bool]:
        return lambda machine: bool(self.cell.answers[name])


def machine_of(folder: Path, text: str, *, start: bool = True, trace: bool = True) -> tuple[Any, NotingCell, Any]:
    """A machine of the chart, its cell, and the generated module; started, with an empty log."""
    module = module_of(plan_of(folder, text))
    cell = NotingCell(trace)
    actions = NotingActions(cell)
    machine = module.Chart(actions, NotingAsks(cell), cell)
    actions.machine = machine
    if start:
        machine.start()
        cell.take()
        cell.outbox.clear()
    return machine, cell, module
