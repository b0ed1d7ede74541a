"""Seeds beyond those of every run, only in `make test-full`: each must be without faults, nothing is kept of them."""

from __future__ import annotations

import pytest

from tests.simulation.calls import LONG_RUN, play

pytestmark = pytest.mark.full

CHUNK = 500


@pytest.mark.parametrize("first", LONG_RUN[::CHUNK])
def test_seeded_calls_without_faults(first: int) -> None:
    """So many seeds at a time, so that the run shows how far it is."""
    faulty = {}
    for seed in LONG_RUN[first - LONG_RUN.start :][:CHUNK]:
        call = play(seed)
        if call.faults:
            faulty[seed] = call.faults
    assert not faulty, "\n".join(f"python -m tests.simulation.play {seed}: {faults}" for seed, faults in faulty.items())
