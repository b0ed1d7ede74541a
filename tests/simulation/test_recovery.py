"""Invariant 10: 200 calls in which a side is killed after a random effect of its own and goes on from its snapshots."""

from __future__ import annotations

import pytest

from tests.simulation.recovering import LINKS, Run, run, story

pytestmark = pytest.mark.simulation

SEEDS = range(200)
_played: dict[int, Run] = {}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_call_goes_on_after_a_kill(seed: int) -> None:
    """B2.11: no CSeq goes back, hold and media are kept, BYE of either side gets 200, nothing is left."""
    played = run(seed)
    assert not played.faults, story(played)


def test_the_seeds_see_every_case() -> None:
    """What the test above checks is there to be checked: kept calls, BYEs of either side, on every link."""
    played = [run(seed) for seed in range(0, 200, 4)]
    assert sum(one.compared for one in played) >= 15
    assert {one.ended for one in played} == {"", "alice", "bob"}
    assert {one.link for one in played} == set(LINKS)
