"""Invariant 10: a session that goes through JSON in mid-call says what it would have said without."""

from __future__ import annotations

import json
import random

import pytest

from sessioncore.testing.behaviour import END
from sessioncore.testing.harness import Endpoint
from tests.simulation.calls import SEEDS, Call, play

pytestmark = pytest.mark.simulation

TIMES = 8
"""How often in a call every session of both sides is replaced."""


def replace(endpoint: Endpoint) -> int:
    """Take every session out of the engine as a crash would, and bring it back from JSON; returns how many."""
    engine = endpoint.engine
    texts = [json.dumps(engine.snapshot(session)) for session in engine.sessions()]
    for text in texts:
        cell = engine.cells.pop(json.loads(text)["session"])
        machines = [machine for scope in (cell.leg, *cell.dialogs.values()) for machine in scope.parts()]
        for machine in (*machines, *cell.transactions):
            for _, timer in machine.armed_timers():
                engine.wheel.cancel(timer)
        for transaction in cell.transactions:
            del engine.transactions[transaction.key]  # type: ignore[attr-defined]
        for name in cell.names:
            del engine.legs[name]
        for stream in [stream for stream in endpoint.media.open if stream.startswith(cell.session)]:
            endpoint.ports.give_back(endpoint.media.open.pop(stream))
    for text in texts:
        for effect in engine.restore(json.loads(text), engine.now):
            endpoint.perform(effect)
    return len(texts)


def said(call: Call) -> list[tuple[float, str, bytes]]:
    """Every message of a call: when, who, what."""
    return [
        (round(packet.sent_at, 6), endpoint.name, packet.data)
        for endpoint in call.simulation.endpoints
        for packet in endpoint.sent
    ]


@pytest.mark.parametrize("seed", range(SEEDS.start, SEEDS.stop, 4))
def test_a_call_goes_on_from_its_snapshots_with_the_same_messages(seed: int) -> None:
    rng = random.Random(f"snapshots {seed}")
    hurry = 0.05 if rng.random() < 0.3 else 1.0
    times = sorted(rng.uniform(0.0, END + 10) * hurry for _ in range(TIMES))
    call = play(seed, watched=False, at=dict.fromkeys(times, replace))
    assert not call.faults, f"seed {seed}, replaced at {times}: {call.faults}\n{call.ladder}"
    assert said(call) == said(play(seed, watched=False)), f"seed {seed}, replaced at {times}\n{call.ladder}"


def test_most_calls_have_something_to_replace() -> None:
    counts: list[int] = []
    for seed in range(40):
        play(seed, watched=False, at={1.0: lambda endpoint: counts.append(replace(endpoint))})
    assert len(counts) == 80
    assert sum(counts) > 50
