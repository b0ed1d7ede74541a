"""Whether transactions sleep (they do where nobody traces) makes no difference: all that is said is the same."""

from __future__ import annotations

import pytest

from sessioncore.core.cell import Cell
from sessioncore.core.engine import Engine
from sessioncore.statechart import Machine
from sessioncore.testing.behaviour import Plan
from sessioncore.testing.harness import Simulation
from tests.core.test_dormant import untrace
from tests.simulation.calls import EVERY_EVENT, SEEDS, play

pytestmark = pytest.mark.simulation

CHOSEN = range(SEEDS.start, SEEDS.stop, 20)


def said(simulation: Simulation) -> list[tuple[float, bytes]]:
    return [(packet.sent_at, packet.data) for endpoint in simulation.endpoints for packet in endpoint.sent]


@pytest.mark.parametrize("seed", CHOSEN)
def test_asleep_or_awake_the_call_is_the_same(seed: int) -> None:
    awake = play(seed, watched=False)
    simulation = Plan.of(seed).begin(subscribed=EVERY_EVENT, wrap=untrace)
    simulation.run()
    assert simulation.errors == awake.simulation.errors
    assert said(simulation) == said(awake.simulation)
    for endpoint in simulation.endpoints:
        assert endpoint.engine.transaction_count == endpoint.engine.timer_count == 0


def test_in_nearly_all_of_these_calls_some_do_sleep() -> None:
    sleepers = set()

    def watch(engine: Engine) -> Engine:
        rest = engine.rest

        def watched(transaction: Machine, cell: Cell) -> None:
            before = len(engine.dormitory)
            rest(transaction, cell)
            if len(engine.dormitory) > before:
                sleepers.add(seed)

        engine.rest = watched  # type: ignore[method-assign]
        return untrace(engine)

    for seed in CHOSEN:
        Plan.of(seed).begin(subscribed=EVERY_EVENT, wrap=watch).run()
    assert len(sleepers) >= 0.9 * len(CHOSEN)
