"""Invariant 10: a session that goes through JSON in mid-call says and answers what it would have said without."""

from __future__ import annotations

import json
import random

import pytest

from sessioncore.core.engine import Engine
from sessioncore.testing.behaviour import END
from tests.simulation.calls import SEEDS, kept, play

pytestmark = pytest.mark.simulation

TIMES = 8
"""How often in a call every session of both sides is replaced."""


def replace(engine: Engine) -> int:
    """Take every session out of the engine as after a crash, and bring it back from JSON; returns how many."""
    texts = [json.dumps(engine.snapshot(session)) for session in engine.sessions()]
    for text in texts:
        session = json.loads(text)["session"]
        cell = engine.cells.pop(session)
        machines = [machine for scope in (cell.leg, *cell.dialogs.values()) for machine in scope.parts()]
        for machine in (*machines, *cell.transactions):
            for _, timer in machine.armed_timers():
                engine.wheel.cancel(timer)
        for transaction in cell.transactions:
            del engine.transactions[transaction.key]  # type: ignore[attr-defined]
        for name in cell.names:
            del engine.legs[name]
    for text in texts:
        engine.restore(json.loads(text), engine.now)
    return len(texts)


@pytest.mark.parametrize("seed", range(SEEDS.start, SEEDS.stop, 4))
def test_a_call_goes_on_from_its_snapshots_with_the_same_messages(seed: int) -> None:
    rng = random.Random(f"snapshots {seed}")
    hurry = 0.05 if rng.random() < 0.3 else 1.0
    times = [rng.uniform(0.0, END + 10) * hurry for _ in range(TIMES)]
    call = play(seed, watched=False, at=dict.fromkeys(times, replace))
    assert not call.faults, f"seed {seed}, replaced at {sorted(times)}: {call.faults}\n{call.ladder}"
    assert call.hash() == kept()[str(seed)], f"seed {seed}, replaced at {sorted(times)}\n{call.ladder}"


def test_most_calls_have_something_to_replace() -> None:
    counts: list[int] = []
    for seed in range(40):
        play(seed, watched=False, at={1.0: lambda engine: counts.append(replace(engine))})
    assert len(counts) == 80
    assert sum(counts) > 50
