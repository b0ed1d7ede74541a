from __future__ import annotations

import math
import random
import struct

import pytest

from sessioncore.media.codecs.g711 import CODECS, decode, encode
from sessioncore.media.sound.tone import level_dbov, tone_hz


def sines(*parts: tuple[float, float], seconds: float = 1.0, noise: float = 0.0) -> bytes:
    rng = random.Random(1)
    count = int(8000 * seconds)
    values = [
        round(sum(a * math.sin(2 * math.pi * f * n / 8000) for f, a in parts) + rng.gauss(0, 1) * noise)
        for n in range(count)
    ]
    return struct.pack(f"={count}h", *values)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("hertz", [100, 350, 440, 697, 1000, 1633, 2100, 3000, 3400])
@pytest.mark.parametrize("peak", [200, 14_000, 32_000])
def test_a_tone_is_measured_through_the_codec(codec: str, hertz: int, peak: int) -> None:
    heard = decode(codec, encode(codec, sines((hertz, peak))))
    assert tone_hz(heard) == pytest.approx(hertz, abs=2)


def test_a_tone_with_some_noise_and_an_offset_is_still_found() -> None:
    # 20 dB below the tone.
    noisy = sines((440, 10_000), noise=707)
    shifted = struct.pack("=8000h", *(value + 3_000 for value in struct.unpack("=8000h", noisy)))
    assert tone_hz(shifted) == pytest.approx(440, rel=0.02)


def test_a_tone_with_missing_frames_is_still_found() -> None:
    whole = sines((440, 10_000))
    frames = [whole[at : at + 320] for at in range(0, len(whole), 320)]
    assert tone_hz(b"".join(frame for n, frame in enumerate(frames) if n % 10)) == pytest.approx(440, rel=0.01)


@pytest.mark.parametrize(
    "samples",
    [
        b"",
        bytes(16_000),
        struct.pack("=h", 20_000) * 8_000,
        sines((440, 10_000), seconds=0.04),
        sines((440, 20)),
        sines(noise=5_000),
        sines((697, 8_000), (1209, 8_000)),
        sines((200, 8_000), (400, 8_000), (600, 8_000)),
    ],
    ids=["nothing", "silence", "constant", "too-short", "too-faint", "noise", "dtmf", "harmonics"],
)
def test_what_is_no_single_tone_has_no_frequency(samples: bytes) -> None:
    assert tone_hz(samples) == 0.0


def test_levels_are_relative_to_overload() -> None:
    assert level_dbov(b"") == -127
    assert level_dbov(bytes(320)) == -127
    assert level_dbov(struct.pack("=2h", -32768, 32767) * 100) == pytest.approx(0.0, abs=0.01)
    assert level_dbov(sines((1000, 32767))) == pytest.approx(-3.01, abs=0.01)
    assert level_dbov(sines((1000, 3276.7))) == pytest.approx(-23.01, abs=0.01)
