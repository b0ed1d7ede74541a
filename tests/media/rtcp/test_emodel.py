"""The E-model against values that ITU-T and others published; figures of our own appear nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.media.rtcp.emodel import _IS, _NOISE, IMPAIRMENTS, codec_impairment, mos, rating


def test_the_defaults_give_what_g107_says() -> None:
    """ITU-T G.107 section 7.7: with all parameters at their defaults R is 93.2, which is a MOS of 4.41."""
    assert round(rating(), 1) == 93.2
    assert round(mos(rating()), 2) == 4.41


@pytest.mark.parametrize(("r", "score"), [(90, 4.34), (80, 4.03), (70, 3.60), (60, 3.10), (50, 2.58)])
def test_scores_are_those_of_table_b_1(r: float, score: float) -> None:
    """ITU-T G.107 annex B, table B.1: the bounds of user satisfaction. Its 4.03 is rounded up from 4.024."""
    assert mos(r) == pytest.approx(score, abs=0.0065)


def test_scores_end_where_annex_b_ends_them() -> None:
    """ITU-T G.107 annex B: 1 for an R below 0, 4.5 above 100."""
    assert (mos(-5.0), mos(0.0), mos(100.0), mos(120.0)) == (1.0, 1.0, 4.5, 4.5)


@pytest.mark.parametrize(
    ("codec", "percent", "impairment"),
    [
        ("G729", 0, 11),
        ("G729", 1, 15),
        ("G729", 2, 19),
        ("G729", 3, 23),
        ("G729", 4, 26),
        ("G723", 0, 15),
        ("G723", 1, 19),
        ("G723", 2, 24),
        ("G723", 3, 27),
        ("G723", 4, 32),
        ("PCMU", 2, 7),
    ],
)
def test_loss_impairs_as_the_tables_of_g113_say(codec: str, percent: int, impairment: float) -> None:
    """ITU-T G.113 appendix I, Ie under random loss: G.729A and G.723.1A (6.3 kbit/s) with VAD, G.711 with concealment.

    The formula with Ie and Bpl is a fit to those tables, so a point of R is what it may be off.
    """
    figures = IMPAIRMENTS[codec]
    lossy = rating(loss=percent / 100, ie=figures.ie, bpl=figures.bpl)
    assert rating() - lossy == pytest.approx(impairment, abs=1.2)


@pytest.mark.parametrize("ms", [50, 100, 150, 200, 250, 300, 350])
def test_delay_impairs_as_the_fit_of_cole_and_rosenbluth_says(ms: int) -> None:
    """R. Cole, J. Rosenbluth, Voice over IP performance monitoring (ACM CCR 31-2, 2001): a fit to G.107 without echo.

    Id = 0.024 d + 0.11 (d - 177.3) H(d - 177.3), good to about a point below 400 ms.
    """
    fit = 0.024 * ms + 0.11 * max(0.0, ms - 177.3)
    assert rating() - rating(delay=ms / 1000) == pytest.approx(fit, abs=1.5)


LOSS = st.floats(0, 1)
DELAY = st.floats(0, 10)
RATIO = st.floats(1, 8)
FIGURES = st.sampled_from(sorted(IMPAIRMENTS.values(), key=repr))


@given(DELAY, DELAY, LOSS, RATIO, FIGURES)
def test_more_delay_is_never_better(one: float, other: float, loss: float, ratio: float, figures: object) -> None:
    short, long = sorted((one, other))
    ie, bpl = figures.ie, figures.bpl  # type: ignore[attr-defined]
    with_short = rating(delay=short, loss=loss, ie=ie, bpl=bpl, burst_ratio=ratio)
    assert rating(delay=long, loss=loss, ie=ie, bpl=bpl, burst_ratio=ratio) <= with_short + 1e-9


@given(LOSS, LOSS, DELAY, RATIO, FIGURES)
def test_more_loss_is_never_better(one: float, other: float, delay: float, ratio: float, figures: object) -> None:
    little, much = sorted((one, other))
    ie, bpl = figures.ie, figures.bpl  # type: ignore[attr-defined]
    with_little = rating(delay=delay, loss=little, ie=ie, bpl=bpl, burst_ratio=ratio)
    assert rating(delay=delay, loss=much, ie=ie, bpl=bpl, burst_ratio=ratio) <= with_little + 1e-9


@given(LOSS, RATIO, RATIO)
def test_loss_in_bursts_is_never_better_than_random_loss(loss: float, one: float, other: float) -> None:
    """ITU-T G.107 section 7.5."""
    low, high = sorted((one, other))
    assert rating(loss=loss, burst_ratio=high) <= rating(loss=loss, burst_ratio=low) + 1e-9


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_better_rating_is_never_a_worse_score(one: float, other: float) -> None:
    """True from 6.5 on; below, the cubic of annex B dips under 1, and 1 is what it is then."""
    low, high = sorted((one, other))
    assert 1.0 <= mos(low) <= mos(high) + 1e-9 <= 4.5 + 1e-9


@pytest.mark.parametrize("wrong", [{"delay": -0.1}, {"loss": 1.1}, {"loss": -0.1}, {"bpl": 0.0}, {"ie": -1.0}])
def test_what_is_out_of_range_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="E-model"):
        rating(**wrong)


def test_a_codec_is_found_by_its_registered_name_whatever_its_case() -> None:
    assert codec_impairment("g729") == IMPAIRMENTS["G729"]
    assert codec_impairment("AMR/octet-align") == IMPAIRMENTS["AMR"]
    assert codec_impairment("of our own") == codec_impairment("L16/16000") == IMPAIRMENTS["PCMU"]


def test_noise_and_simultaneous_impairment_are_those_of_the_itu_s_own_calculator() -> None:
    """What G.107 (7-3) and (7-8) give with the values of table 3, as flent has them (`flent/util.py`), whose authors
    checked their figures with the calculator on the pages of ITU-T study group 12.
    """
    assert pytest.approx(-61.17921438624169, abs=1e-9) == _NOISE
    assert pytest.approx(1.4135680813438616, abs=1e-6) == _IS
