"""What generated handler classes cost: time per event against three empty method calls, bytes per machine, import.

    python tests/bench/bench_chart.py

Ten states in a ring, so that the place in the `if` chain is averaged. Each figure is the best of several rounds of one
process; the ratio to the empty calls is what can be compared between machines.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sessioncore.statechart import Machine, Timer  # noqa: E402
from tests.support.generated import module_of, plan_of  # noqa: E402

COUNT = 10
ROUNDS = 25
LOOPS = 20_000
MACHINES = 20_000

HEAD = """
events:
  step: {from: neighbour}
  work: {from: neighbour, payload: {number: int}}
  look: {from: neighbour}
  action_failed: {from: failure}
guards: {ready: ""}
actions: {send: {emits: [INVITE]}}
timers: {wait: {after: T1, event: waited}}
initial: s0
states:
"""
STATE = """
  s{n}:
    when: {{step: {{to: s{next}}}, work: [{{if: ready, to: s{next}, do: send}}, {{}}]}}
    ignore: {{"look, action_failed": no matter}}
"""
WAITING = """
  waiting:
    timer: wait
    when: {waited: {to: waiting}, step: {to: waiting}}
    ignore: {"work, look, action_failed": no matter}
"""


class Empty:
    __slots__ = ()

    def call(self, event: object) -> None:
        pass


class Actions:
    """The least that a guard and an action can do."""

    __slots__ = ("cell",)

    def __init__(self, cell: Cell) -> None:
        self.cell = cell

    def ready(self, event: Any) -> bool:
        return bool(event.number)

    def send(self, event: Any) -> None:
        self.cell.outbox.append(event)


class Cell:
    def __init__(self) -> None:
        self.outbox: list[object] = []
        self.trace = None
        self.limits = SimpleNamespace(T1=0.5)

    def arm(self, machine: Machine, index: int, delay: float) -> Timer:
        return Timer(machine, index, delay, delay, 0)

    def cancel(self, timer: Timer) -> None:
        pass

    def action_failed(self, *_: object) -> None:
        raise AssertionError


def best(run: Callable[[range], None]) -> float:
    """Microseconds per turn of the loop that `run` does."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run(range(LOOPS))
        times.append(time.perf_counter() - start)
    return min(times) / LOOPS * 1e6


def measure(module: Any) -> dict[str, tuple[float, float]]:
    """Microseconds per event, and how many times the three empty method calls that is."""
    cell = Cell()
    machine = module.Chart(Actions(cell), None, cell)
    machine.start()
    empty, step, look, work = Empty(), module.STEP, module.LOOK, module.Work(1)

    def loop(turns: range) -> None:
        for _ in turns:
            pass

    def calls(turns: range) -> None:
        for _ in turns:
            empty.call(step)
            empty.call(step)
            empty.call(step)

    def steps(turns: range) -> None:
        for _ in turns:
            machine.step(step)

    def looks(turns: range) -> None:
        for _ in turns:
            machine.look(look)

    def works(turns: range) -> None:
        for _ in turns:
            machine.work(work)
        cell.outbox.clear()

    around = best(loop)
    unit = best(calls) - around
    found = {"three empty method calls": (unit, 1.0)}
    for name, run in (
        ("transition, no actions", steps),
        ("event ignored", looks),
        ("guard, action, one effect", works),
    ):
        spent = best(run) - around
        found[name] = spent, spent / unit
    machine.restore("waiting")
    spent = best(steps) - around
    found["self transition with a timer"] = spent, spent / unit
    return found


def size(module: Any) -> None:
    cell = Cell()
    actions = Actions(cell)
    kept: list[object] = [None] * MACHINES
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for n in range(MACHINES):
        kept[n] = module.Chart(actions, None, cell)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"one machine                   {(after - before) / MACHINES:7.0f} bytes")


IMPORT = """
import sys, time
import sessioncore.statechart
start = time.process_time()
import sessioncore.handlers.{name}
print((time.process_time() - start) * 1000)
"""


def imports() -> None:
    handlers = ROOT / "sessioncore" / "handlers"
    largest = max(handlers.glob("*/*.py"), key=lambda path: path.stat().st_size)
    name = largest.relative_to(handlers).with_suffix("").as_posix().replace("/", ".")
    command = [sys.executable, "-c", IMPORT.format(name=name)]
    with tempfile.TemporaryDirectory() as cache:
        # As installed: with byte code, which the first of the runs writes.
        env = {**os.environ, "PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": ""}
        runs = [subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True).stdout for _ in range(5)]
    print(f"import of {name:20}{min(map(float, runs)):7.2f} ms")


def generated() -> Any:
    """The module of the chart with ten states."""
    states = "".join(STATE.format(n=n, next=(n + 1) % COUNT) for n in range(COUNT))
    with tempfile.TemporaryDirectory() as folder:
        return module_of(plan_of(Path(folder), HEAD + states + WAITING))


def main() -> None:
    module = generated()
    for name, (spent, ratio) in measure(module).items():
        print(f"{name:30}{spent:7.3f} us {ratio:6.2f} x")
    size(module)
    imports()


if __name__ == "__main__":
    main()
