"""Other sample rates, by FFmpeg's filters and by our own: the band stays, and nothing comes in that was not there."""

from __future__ import annotations

import numpy as np
import pytest

from sessioncore.media.codecs import resample
from sessioncore.media.codecs.coders import has_av
from sessioncore.media.codecs.resample import Resampler, taps_of

PEAK = 16_000


def spectrum(source: int, target: int, hertz: int) -> tuple[float, float]:
    """Level of a tone (dB, 0: as it was), and of all else beside it."""
    given = (PEAK * np.sin(2 * np.pi * hertz * np.arange(2 * source) / source)).astype(np.int16)
    resampler, piece = Resampler(source, target), source // 50
    made = b"".join([resampler.take(given[at : at + piece].tobytes()) for at in range(0, len(given), piece)])
    wave = np.frombuffer(made, np.int16).astype(float)[target // 2 : target // 2 + target]
    window = np.hanning(len(wave))
    power = np.abs(np.fft.rfft(wave * window)) ** 2
    whole = PEAK**2 / 2 * (window**2).sum() * len(wave) / 2
    tone = power[hertz - 3 : hertz + 4].sum() if hertz < target / 2 else 0.0
    return float(10 * np.log10(tone / whole + 1e-12)), float(10 * np.log10((power.sum() - tone) / whole + 1e-12))


@pytest.fixture(params=[True, False], ids=["PyAV", "alone"], autouse=True)
def has_extra(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param and not has_av():
        pytest.skip("needs PyAV")
    monkeypatch.setattr(resample, "has_av", lambda: request.param)


@pytest.mark.parametrize(
    ("source", "target"), [(8_000, 16_000), (8_000, 48_000), (16_000, 8_000), (48_000, 8_000), (44_100, 8_000)]
)
def test_the_band_of_a_telephone_stays_as_it_is(source: int, target: int) -> None:
    for hertz in (300, 1_000, 3_000):
        level, beside = spectrum(source, target, hertz)
        assert level == pytest.approx(0, abs=0.2)
        assert beside < -40
    assert spectrum(source, target, 3_400)[0] > -1.5


@pytest.mark.parametrize("source", [16_000, 44_100, 48_000])
@pytest.mark.parametrize("hertz", [4_600, 5_000, 7_000])
def test_what_the_lower_rate_cannot_carry_does_not_come_back_lower(source: int, hertz: int) -> None:
    """7 kHz at 8,000 samples a second would be heard as 1 kHz (Nyquist)."""
    assert spectrum(source, 8_000, hertz)[1] < -50


@pytest.mark.parametrize("rate", [8_000, 44_100])
def test_pieces_make_no_seams_and_the_time_stays(rate: int) -> None:
    given = np.random.default_rng(1).normal(0, 5_000, rate).astype(np.int16).tobytes()
    whole, parts = Resampler(rate, 16_000), Resampler(rate, 16_000)
    at_once = whole.take(given)
    made, at = b"", 0
    for n in range(1, 10_000):
        size = 2 * (n % 97 + 1)
        made += parts.take(given[at : at + size])
        at += size
    assert len(made) == pytest.approx(2 * 16_000, abs=200)
    difference = np.frombuffer(made, np.int16)[:15_000].astype(int) - np.frombuffer(at_once, np.int16)[:15_000]
    assert np.abs(difference).max() <= 2


def test_full_scale_is_not_cut_into_something_else() -> None:
    """A square wave overshoots in any such filter; it is cut off at the top and does not turn over."""
    square = np.where(np.arange(16_000) // 16 % 2, 32_767, -32_768).astype(np.int16).tobytes()
    made = np.frombuffer(Resampler(16_000, 8_000).take(square), np.int16).astype(int)[100:-100]
    assert np.count_nonzero(np.diff(np.sign(made))) == pytest.approx(len(made) / 8, abs=2)


def test_all_taps_together_let_a_constant_through() -> None:
    for source, target in ((8_000, 16_000), (16_000, 8_000), (48_000, 8_000)):
        middle, *side = taps_of(source, target)
        assert middle + 2 * sum(side) == pytest.approx(1, abs=0.01)
