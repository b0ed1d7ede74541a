"""What goes in comes out, per codec: a tone and recorded speech, their spectrum and their level."""

from __future__ import annotations

import numpy as np
import pytest

from sessioncore.base.media import SendAudio
from sessioncore.media.codecs.coders import available_codecs
from tests.support.sounds import (
    Talk,
    Wave,
    bands,
    hear,
    level,
    place_in,
    samples_of,
    sending,
    speech,
    tone,
    wide_speech,
)

CODECS = available_codecs()
WIDE = [codec for codec in CODECS if codec in ("G722", "opus", "L16/16000")]
SNR = {
    "PCMU": 30.0,
    "PCMA": 30.0,
    "G722": 15.0,
    "opus": 8.0,
    "L16/8000": 60.0,
    "L16/16000": 25.0,
    "AMR": 3.0,
    "AMR/octet-align": 3.0,
    "G723": 10.0,
}
"""In dB, of speech at 8 kHz: G.711 quantises to about 38 dB; with others filters and the coder change the wave."""

LEVEL = {"AMR": 0.6, "AMR/octet-align": 0.6, "G723": 1.0}
BAND = {"AMR": 3.5, "AMR/octet-align": 3.5, "G723": 8.0}
"""What speech coders may change, in dB; all others 0.5 and 1.5."""


@pytest.mark.parametrize(
    ("codec", "rate"), [*[(codec, 8000) for codec in CODECS], ("PCMU", 44100), ("L16/16000", 16000)]
)
def test_a_tone_keeps_its_frequency_and_level(codec: str, rate: int) -> None:
    heard = hear(sending(codec, "tone:440"), 1.5, rate)
    steady = heard.wave[rate // 4 : rate // 4 * 5]
    assert tone(steady, rate) == pytest.approx(440, abs=1)
    assert level(steady) == pytest.approx(-10, abs=LEVEL.get(codec, 0.3))
    # A sine has no steeper step than this; a click would be one. What codes voices makes no clean sine.
    clean = 1.1 if codec not in LEVEL else 1.6
    assert np.abs(np.diff(steady)).max() < clean * 10 ** (-10 / 20) * 32768 * 2**0.5 * 2 * np.pi * 440 / rate
    assert (heard.listener.concealed, heard.listener.late) == (0.0, 0)


@pytest.mark.parametrize("codec", WIDE)
def test_a_wide_band_codec_carries_what_a_telephone_does_not(codec: str) -> None:
    """4 kHz is above the band of G.711; the source itself has nothing above, so the tone is nearly at its end."""
    heard = hear(sending(codec, "tone:3800"), 1.2, 16000)
    steady = heard.wave[4000:16000]
    assert tone(steady, 16000) == pytest.approx(3800, abs=1)
    assert level(steady) == pytest.approx(-10, abs=1)


@pytest.mark.parametrize("codec", WIDE)
@pytest.mark.parametrize("hertz", [300, 6500])
def test_at_16_khz_the_whole_band_goes_through(codec: str, hertz: int) -> None:
    """50 to 7,000 Hz is what wideband means (ITU-T G.722 section 1)."""
    talk = Talk.begin(sending(codec, "application"), 16000)
    given = (4_000 * np.sin(2 * np.pi * hertz * np.arange(24_000) / 16000)).astype(np.int16).tobytes()
    for at in range(0, len(given), 640):
        talk.here.submit(SendAudio("a", given[at : at + 640], 16000))
        talk.run(0.02)
    steady = talk.heard().wave[4000:20000]
    assert tone(steady, 16000) == pytest.approx(hertz, abs=1)
    assert level(steady) == pytest.approx(20 * np.log10(4_000 / 32_768 / 2**0.5), abs=1)
    noise = np.abs(np.fft.rfft(steady * np.hanning(len(steady)))) ** 2
    around = slice(hertz - 20, hertz + 21)
    assert 10 * np.log10(noise[around].sum() / (noise.sum() - noise[around].sum())) > 20


@pytest.mark.parametrize("codec", [codec for codec in CODECS if codec != "PCMA"])
@pytest.mark.parametrize("ptime", [10, 60])
def test_packets_of_another_length(codec: str, ptime: int) -> None:
    heard = hear(sending(codec, "tone:440", ptime=ptime), 1.2)
    steady = heard.wave[2000:8000]
    assert tone(steady, 8000) == pytest.approx(440, abs=1)
    assert level(steady) == pytest.approx(-10, abs=LEVEL.get(codec, 0.5))


@pytest.mark.parametrize("codec", CODECS)
def test_speech_keeps_its_spectrum_and_level(codec: str) -> None:
    path = speech()
    given = samples_of(path)
    heard = hear(sending(codec, f"file:{path}"), 2.0)
    part = given[4000:14000]
    at = place_in(heard.wave, part)
    same = heard.wave[at : at + len(part)]
    assert level(same) == pytest.approx(level(part), abs=LEVEL.get(codec, 0.5))
    assert np.abs(bands(same) - bands(part)).max() < BAND.get(codec, 1.5)
    assert snr(part, same) > SNR[codec]
    # All of it came, with no more delay than the buffer's and the filters'.
    assert 0 <= at - 4000 < 8000 * 0.08


@pytest.mark.parametrize(
    ("codec", "most", "least"), [("G722", 1.0, 20.0), ("opus", 6.0, 6.0), ("L16/16000", 0.5, 60.0)]
)
def test_wideband_speech_keeps_its_spectrum_and_level(codec: str, most: float, least: float) -> None:
    """Up to 7 kHz, in bands of 486 Hz; of PCMU nothing is left above 4.3 kHz, so there is something to be lost."""
    path, given = wide_speech()
    part = given[8000:28000]

    def heard_through(codec: str) -> Wave:
        wave = hear(sending(codec, f"file:{path}"), 2.0, 16000).wave
        at = place_in(wave, part)
        assert 0 <= at - 8000 < 16000 * 0.08
        return wave[at : at + len(part)]

    def lost(same: Wave) -> Wave:
        return bands(part, 16000, 7000, 14) - bands(same, 16000, 7000, 14)

    same = heard_through(codec)
    assert level(same) == pytest.approx(level(part), abs=0.3)
    assert np.abs(lost(same)).max() < most
    assert snr(part, same) > least
    assert lost(heard_through("PCMU"))[9:].min() > 40


def snr(part: Wave, same: Wave) -> float:
    noise = same - part
    return float(10 * np.log10((part @ part) / (noise @ noise + 1.0)))
