"""Calls of three parties: both sides end alike, nothing is left up, descriptions go on as they are (rules B11)."""

from __future__ import annotations

from collections import Counter

import pytest

from sessioncore.effects import Send
from sessioncore.testing.network import name_of
from tests.simulation.coupled import LONG_RUN, SEEDS, play

pytestmark = pytest.mark.simulation

TOGETHER = 20
"""Calls of one test: a test for each costs more than its call."""


def play_all(seeds: range) -> Counter[str]:
    """Play and check; returns what the server did, and how often."""
    happened: Counter[str] = Counter()
    for seed in seeds:
        call = play(seed)
        story = f"{call.simulation.ladder}\n{call.faults}\nplay it again: python -m tests.simulation.coupled {seed}"
        assert not call.faults, story
        for step in call.simulation.steps:
            if step.endpoint is call.simulation.us:
                happened.update(name_of(effect.data) for effect in step.effects if isinstance(effect, Send))
                happened.update(f"{record.chart} {record.row.rpartition(':')[2]}" for record in step.records)
                happened.update(f"{record.chart} {record.target}" for record in step.records if record.target)
    return happened


@pytest.mark.parametrize("first", range(SEEDS.start, SEEDS.stop, TOGETHER))
def test_coupled_calls_end_well(first: int) -> None:
    assert play_all(range(first, first + TOGETHER))


def test_the_calls_have_everything_in_them() -> None:
    happened = play_all(range(200))
    wanted = [
        "UPDATE", "200 UPDATE", "491 UPDATE", "491 INVITE", "488 INVITE", "INFO", "200 INFO", "PRACK",
        "CANCEL", "486 INVITE", "coupling/coupling up.settling", "coupling/coupling up.changing",
        "coupling/coupling up.soliciting", "dialog/invite_usage owing", "negotiation/modify_out owing",
        "negotiation/modify_out glare", "negotiation/offer_answer solicited_early",
        "negotiation/modify_out offering.withdrawing", "487 INVITE",
    ]  # fmt: skip
    assert not [name for name in wanted if not happened[name]]


@pytest.mark.full
@pytest.mark.parametrize("first", range(LONG_RUN.start, LONG_RUN.stop, TOGETHER))
def test_many_more_end_well(first: int) -> None:
    play_all(range(first, first + TOGETHER))
