"""Fuzz of the engine: whatever a peer sends, nothing of ours breaks, and nothing is left behind."""

from __future__ import annotations

import os
import random
import time

import pytest

from tests.fuzz.fuzzer import Fuzzer

SECONDS = float(os.environ.get("SESSIONCORE_FUZZ_SECONDS", "0"))
SEEDS = 400
FOUND_ONCE = (969,)
"""Seeds that found something: 969 a Contact of a 3xx with octets that are no UTF-8, where no request could be sent."""


def run(seed: int) -> None:
    wrong = Fuzzer(random.Random(seed), seed).run(300)
    assert not wrong, f"seed {seed}: {wrong}"


@pytest.mark.fuzz
@pytest.mark.parametrize("half", [0, 1])
def test_whatever_a_peer_sends_nothing_breaks_and_nothing_stays(half: int) -> None:
    """The same seeds on every machine; with SESSIONCORE_FUZZ_SECONDS, further ones for half of that time."""
    for seed in range(half, SEEDS, 2):
        run(seed)
    end = time.monotonic() + SECONDS / 2
    seed = SEEDS + half
    while time.monotonic() < end:
        run(seed)
        seed += 2


@pytest.mark.parametrize("seed", FOUND_ONCE)
def test_what_was_found_once_stays_mended(seed: int) -> None:
    run(seed)
