"""Everything mixed at random: what must hold of any call holds of each (issue: signalling in depth, simulation)."""

from __future__ import annotations

from collections import Counter

import pytest

from sessioncore.effects import Send
from sessioncore.testing.network import name_of
from tests.simulation.mixed import LONG_RUN, SEEDS, Mix

pytestmark = pytest.mark.simulation

TOGETHER = 20
"""Calls of one test: a test for each costs more than its call."""


def play_all(seeds: range) -> Counter[str]:
    """Play and check; returns what happened, and how often."""
    happened: Counter[str] = Counter()
    for seed in seeds:
        call = Mix.of(seed).play()
        assert not call.faults, f"{call.ladder}\n{call.faults}\nplay it again: python -m tests.simulation.mixed {seed}"
        for step in call.simulation.steps:
            happened[type(step.input).__name__] += 1
            happened.update(name_of(effect.data) for effect in step.effects if isinstance(effect, Send))
            happened.update(f"{record.chart} {record.target}" for record in step.records if record.target)
    return happened


@pytest.mark.parametrize("first", range(SEEDS.start, SEEDS.stop, TOGETHER))
def test_mixed_calls_end_well(first: int) -> None:
    assert play_all(range(first, first + TOGETHER))


def test_the_mixes_have_everything_in_them() -> None:
    happened = play_all(range(150))
    wanted = [
        "StreamMessage", "FlowClosed", "407 INVITE", "CANCEL", "487 INVITE", "491 INVITE", "488 INVITE",
        "PRACK", "200 PRACK", "negotiation/modify_out glare", "authentication/caller authenticated",
        "transport/connection open.quiet",
    ]  # fmt: skip
    assert not [name for name in wanted if not happened[name]]


@pytest.mark.full
@pytest.mark.parametrize("first", range(LONG_RUN.start, LONG_RUN.stop, TOGETHER))
def test_many_more_end_well(first: int) -> None:
    play_all(range(first, first + TOGETHER))
