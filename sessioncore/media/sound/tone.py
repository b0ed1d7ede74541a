"""Frequency and level of a stretch of audio, all loops in C: cheap enough for the thread that carries the packets."""

from __future__ import annotations

import math

from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, audioop
from sessioncore.media.limits import SAMPLE_RATE

SILENCE_DBOV = -127.0
"""The lowest level that is told, also that of digital silence (RFC 6464 section 3)."""

OVERLOAD = 32768
"""0 dBov is the level of a square wave at the edge of a 16-bit sample; a full-scale sine has -3.01 dBov."""

_AUDIBLE_DBOV = -60.0
_SHORTEST = 400
_PURE = 0.35


def level_dbov(samples: bytes) -> float:
    """Return the root mean square of 16-bit samples in dB relative to overload."""
    rms = audioop.rms(samples, SAMPLE_WIDTH) if samples else 0
    return 20 * math.log10(rms / OVERLOAD) if rms else SILENCE_DBOV


def tone_hz(samples: bytes) -> float:
    """Return the frequency of the one tone in 16-bit samples at 8,000 Hz, or 0 when there is none.

    The zero crossings propose a frequency f. A sine of frequency f obeys x(n) + x(n-2L) = 2 cos(2 pi f L / 8000) x(n-L)
    for every lag L; with L near a quarter of a period other frequencies break this most. What is left of the left side
    after the right side is taken away tells a tone from speech and noise.
    """
    count = len(samples) // SAMPLE_WIDTH
    if count < _SHORTEST or level_dbov(samples) < _AUDIBLE_DBOV:
        return 0.0
    # A quarter of the amplitude leaves room for sums of up to four samples.
    quiet = audioop.mul(audioop.bias(samples, SAMPLE_WIDTH, -audioop.avg(samples, SAMPLE_WIDTH)), SAMPLE_WIDTH, 0.25)
    frequency = audioop.cross(quiet, SAMPLE_WIDTH) * SAMPLE_RATE / (2 * (count - 1))
    lag = max(1, round(SAMPLE_RATE / (4 * frequency))) if frequency else count
    if 4 * lag > count:
        return 0.0
    step = lag * SAMPLE_WIDTH
    middle = quiet[step:-step]
    factor = -2 * math.cos(2 * math.pi * frequency * lag / SAMPLE_RATE)
    ends = audioop.add(quiet[: -2 * step], quiet[2 * step :], SAMPLE_WIDTH)
    rest = audioop.add(ends, audioop.mul(middle, SAMPLE_WIDTH, factor), SAMPLE_WIDTH)
    if audioop.rms(rest, SAMPLE_WIDTH) > _PURE * audioop.rms(middle, SAMPLE_WIDTH):
        return 0.0
    return frequency
