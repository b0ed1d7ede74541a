"""Fuzz of the engine: whatever a peer sends, nothing of ours breaks, and nothing is left behind."""

from __future__ import annotations

import os
import random
import time

import pytest

from tests.fuzz.fuzzer import Fuzzer

pytestmark = pytest.mark.fuzz

SECONDS = float(os.environ.get("SESSIONCORE_FUZZ_SECONDS", "20"))


@pytest.mark.parametrize("half", [0, 1])
def test_whatever_a_peer_sends_nothing_breaks_and_nothing_stays(half: int) -> None:
    end = time.monotonic() + SECONDS / 2
    seed = half
    while time.monotonic() < end:
        wrong = Fuzzer(random.Random(seed), seed).run(300)
        assert not wrong, f"seed {seed}: {wrong}"
        seed += 2
    assert seed > 2, "not one round fitted into the time"
