"""Invariant 8 on the virtual clock: many calls through one pair of engines leave nothing behind."""

from __future__ import annotations

import gc
import random

import pytest

from sessioncore.effects import Ask
from sessioncore.testing.harness import Simulation
from sessioncore.testing.network import LinkProfile

pytestmark = pytest.mark.simulation

CALLS = 1_000
EVERY = 0.2
"""Seconds between two calls, so that some sixty are under way at a time, and more linger."""


class Churn:
    """One call after another, each with its own fate."""

    def __init__(self, seed: int, calls: int = CALLS) -> None:
        self.simulation = Simulation(seed, profile=LinkProfile(loss=0.05, duplication=0.05, delay=0.02, jitter=0.1))
        self._random = random.Random(seed)
        self.most = 0
        self.simulation.bob.on_ask = self._asked
        for number in range(calls):
            self.simulation.at(number * EVERY, self._dial)

    def _dial(self) -> None:
        alice, draw = self.simulation.alice, self._random.uniform
        session = alice.dial()
        self.most = max(self.most, alice.engine.session_count)
        if self._random.random() < 0.3:
            self.simulation.after(draw(1, 10), lambda: alice.command(session, "hold"))
        self.simulation.after(draw(0, 12), lambda: alice.command(session, "hang_up"))

    def _asked(self, ask: Ask) -> None:
        simulation, session, draw = self.simulation, ask.session, self._random.uniform
        bob = simulation.bob
        if self._random.random() < 0.1:
            simulation.after(draw(0, 1), lambda: bob.command(session, "decline", status=486))
            return
        simulation.after(draw(0, 2), lambda: bob.command(session, "answer", source="silence"))
        simulation.after(draw(2, 12), lambda: bob.command(session, "hang_up"))


def test_a_thousand_calls_leave_nothing_and_no_garbage() -> None:
    churn = Churn(1)
    gc.collect()
    gc.disable()
    try:
        churn.simulation.run()
        garbage = gc.collect()
    finally:
        gc.enable()
    assert garbage == 0, f"{garbage} objects could only be freed by a garbage collection"
    assert churn.most > 20, "calls were under way at the same time"
    assert churn.simulation.errors == []
    for endpoint in churn.simulation.endpoints:
        engine = endpoint.engine
        assert (engine.session_count, engine.transaction_count, engine.timer_count) == (0, 0, 0)
        assert not engine.legs
        assert not endpoint.media.open
        assert not endpoint.media.faults
        assert endpoint.ports.taken == 0
        assert all(len(log.replies) == 1 for log in endpoint.commands)
    assert sum(log.name == "dial" and log.outcome == "done" for log in churn.simulation.alice.commands) > CALLS // 2


OURS = tuple(f"sessioncore.{part}" for part in ("core", "handlers", "actions", "wire", "statechart"))


@pytest.mark.full
def test_ten_thousand_calls_and_memory_stays_flat() -> None:
    """There are as many objects of ours after each tenth; what the harness noted is let go before."""
    churn = Churn(2, 10_000)
    simulation = churn.simulation
    held: list[int] = []
    for tenth in range(1, 11):
        simulation.run(until=1_000 * EVERY * tenth)
        simulation.steps.clear()
        simulation.network.log.clear()
        simulation.ladder._lines.clear()
        for endpoint in simulation.endpoints:
            for notes in (endpoint.sent, endpoint.asks, endpoint.published, endpoint.engine.trace):
                notes.clear()  # type: ignore[attr-defined]
        held.append(sum(str(type(one).__module__).startswith(OURS) for one in gc.get_objects()))
        print(f"{tenth * 1_000} calls: {held[-1]} objects")
    simulation.run()
    assert max(held[1:]) < 1.2 * held[0], held
    assert simulation.errors == []
    for endpoint in simulation.endpoints:
        engine = endpoint.engine
        assert (engine.session_count, engine.transaction_count, engine.timer_count, len(engine.legs)) == (0, 0, 0, 0)
        assert endpoint.ports.taken == 0
