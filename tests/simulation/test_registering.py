"""Registrations over bad networks: what the client believes holds, one REGISTER at a time, nothing is left (B6)."""

from __future__ import annotations

from collections import Counter

import pytest

from sessioncore.effects import Send
from sessioncore.testing.network import name_of
from tests.simulation.registering import LONG_RUN, SEEDS, play

pytestmark = pytest.mark.simulation

TOGETHER = 30
"""Registrations of one test: a test for each costs more than its registration."""


def play_all(seeds: range) -> Counter[str]:
    """Play and check; returns what happened, and how often."""
    happened: Counter[str] = Counter()
    for seed in seeds:
        scene = play(seed)
        again = f"play it again: python -m tests.simulation.registering {seed}"
        assert not scene.faults, f"{scene.simulation.ladder}\n{scene.faults}\n{again}"
        for step in scene.simulation.steps:
            happened.update(name_of(effect.data) for effect in step.effects if isinstance(effect, Send))
            happened.update(f"{record.chart} {record.row.rpartition(':')[2]}" for record in step.records)
    return happened


@pytest.mark.parametrize("first", range(SEEDS.start, SEEDS.stop, TOGETHER))
def test_b6_1_b6_3_b6_9_registrations_hold_and_end(first: int) -> None:
    assert play_all(range(first, first + TOGETHER))


def test_the_registrations_have_everything_in_them() -> None:
    happened = play_all(range(100))
    wanted = [
        "REGISTER", "200 REGISTER", "423 REGISTER", "registration/client waiting.retry_due",
        "registration/client registered.renew", "registration/client registered.refresh_due",
        "registration/client registering.finished#2", "registration/client waiting.unregister#1",
        "registration/binding bound.expired", "registration/binding bound.unbind",
    ]  # fmt: skip
    missing = [name for name in wanted if not happened[name]]
    assert not missing, sorted(name for name in happened if name.startswith("registration/"))


@pytest.mark.full
@pytest.mark.parametrize("first", range(LONG_RUN.start, LONG_RUN.stop, TOGETHER))
def test_many_more_hold_and_end(first: int) -> None:
    play_all(range(first, first + TOGETHER))
