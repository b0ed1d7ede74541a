"""Whether transactions sleep (they do where nobody traces) makes no difference: all that is said is the same."""

from __future__ import annotations

import pytest

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
    said = [(packet.sent_at, packet.data) for endpoint in simulation.endpoints for packet in endpoint.sent]
    assert said == [
        (packet.sent_at, packet.data) for endpoint in awake.simulation.endpoints for packet in endpoint.sent
    ]
    for endpoint in simulation.endpoints:
        assert endpoint.engine.transaction_count == endpoint.engine.timer_count == 0
