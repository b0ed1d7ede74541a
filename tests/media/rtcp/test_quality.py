from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.media.limits import MediaLimits
from sessioncore.media.rtcp.quality import QualityJudge

LIMITS = MediaLimits()


@pytest.mark.parametrize(
    ("loss", "jitter", "quality"),
    [
        (0.0, 0.0, "good"),
        (0.0099, 0.0299, "good"),
        (0.01, 0.0, "fair"),
        (0.0, 0.03, "fair"),
        (0.0499, 0.0799, "fair"),
        (0.05, 0.0, "poor"),
        (0.0, 0.08, "poor"),
    ],
)
def test_a_fresh_judgement_stands_on_the_bounds(loss: float, jitter: float, quality: str) -> None:
    judge = QualityJudge(LIMITS)
    assert judge.judge(loss, jitter) == (quality != "good")
    assert judge.quality == quality
    assert not judge.judge(loss, jitter)


def test_it_gets_better_only_well_below_the_bound() -> None:
    judge = QualityJudge(LIMITS)
    losses = [0.051, 0.049, 0.051, 0.036, 0.0349, 0.036, 0.02, 0.0071, 0.0099, 0.0069, 0.0071, 0.01]
    told = []
    for loss in losses:
        if judge.judge(loss, 0.0):
            told.append((loss, judge.quality))
    assert told == [(0.051, "poor"), (0.0349, "fair"), (0.0069, "good"), (0.01, "fair")]


def test_a_good_network_ends_a_poor_judgement_at_once() -> None:
    judge = QualityJudge(LIMITS)
    judge.judge(0.5, 0.2)
    assert judge.judge(0.0, 0.0)
    assert judge.quality == "good"


@given(st.lists(st.floats(0.008, 0.0099), max_size=50))
def test_what_sways_below_a_bound_changes_nothing_twice(losses: list[float]) -> None:
    judge = QualityJudge(LIMITS)
    judge.judge(0.01, 0.0)
    assert not any(judge.judge(loss, 0.0) for loss in losses)
