"""Tones that mean something: digits as two frequencies (ITU-T Q.23), and what a caller hears while it waits (E.180)."""

from __future__ import annotations

import functools
import math
import struct
from collections.abc import Sequence
from typing import Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, encode
from sessioncore.media.limits import FRAME_SAMPLES, SAMPLE_RATE
from sessioncore.media.sound.tone import OVERLOAD
from sessioncore.media.telephony.country_tones import NAMES, SIGNALS, Cadence

LOW_GROUP: Final = (697, 770, 852, 941)
HIGH_GROUP: Final = (1209, 1336, 1477, 1633)
KEYS: Final = ("123A", "456B", "789C", "*0#D")
"""The digit of each low (row) and each high (column) frequency (ITU-T Q.23)."""

DIGIT_DBOV: Final = -13.0
"""Each frequency of a digit; -7 dBm0, where a full-scale sine of G.711 has 3.14 dBm0."""

SIGNAL_DBOV: Final = -16.0


def digit_cadence(digits: str, seconds: float, pause: float) -> Cadence:
    """What the digits sound like, each followed by a pause (seconds)."""
    steps: list[tuple[tuple[int, ...], float]] = []
    for digit in digits:
        row = next(n for n, keys in enumerate(KEYS) if digit in keys)
        steps += [((LOW_GROUP[row], HIGH_GROUP[KEYS[row].index(digit)]), seconds), ((), pause)]
    return tuple(steps)


def signal_cadence(text: str) -> Cadence:
    """Return the signal that `NAME/COUNTRY` means, as `busy/de`; MediaError where there is none."""
    name, _, country = text.partition("/")
    found = SIGNALS.get(country, {}).get(name)
    if found is None:
        raise MediaError(f"{text[:40]!r} is no signal tone; known are {', '.join(NAMES)} of {', '.join(SIGNALS)}")
    return found


@attrs.define(eq=False)
class CadenceSource:
    """A cadence once, or again and again."""

    cadence: Cadence
    dbov: float = SIGNAL_DBOV
    again: bool = True
    _step: int = 0
    _seconds: float = 0.0

    def samples(self, rate: int, count: int, now: float) -> bytes | None:
        """Return the next `count` samples at `rate` Hz, None after the end."""
        wanted, found = count, b""
        while wanted:
            if self._step == len(self.cadence):
                if not self.again:
                    break
                self._step, self._seconds = 0, 0.0
            frequencies, length = self.cadence[self._step]
            left = round((length - self._seconds) * rate)
            part = min(left, wanted)
            if part > 0:
                found += _sound(frequencies, self.dbov, rate, round(self._seconds * rate), part)
                wanted -= part
                self._seconds += part / rate
            if left <= part:
                self._step, self._seconds = self._step + 1, 0.0
        return found.ljust(count * SAMPLE_WIDTH, b"\0") if found else None

    def frame(self, codec: str) -> bytes | None:
        """Return the next 20 ms in a law of G.711, None after the end."""
        linear = self.samples(SAMPLE_RATE, FRAME_SAMPLES, 0.0)
        return None if linear is None else encode(codec, linear)


def _sound(frequencies: Sequence[int], dbov: float, rate: int, start: int, count: int) -> bytes:
    """`count` samples of a mixture from its sample `start` on."""
    if not frequencies:
        return bytes(count * SAMPLE_WIDTH)
    # Whole hertz come round after a second.
    second = _second(tuple(frequencies), dbov, rate)
    begin = start % rate * SAMPLE_WIDTH
    size = count * SAMPLE_WIDTH
    found = second[begin : begin + size]
    while len(found) < size:
        found += second[: size - len(found)]
    return found


@functools.lru_cache(maxsize=64)
def _second(frequencies: tuple[int, ...], dbov: float, rate: int) -> bytes:
    peak = OVERLOAD * math.sqrt(2) * math.pow(10, dbov / 20)
    steps = [2 * math.pi * hertz / rate for hertz in frequencies]
    wave = (round(peak * sum(math.sin(step * n) for step in steps)) for n in range(rate))
    return struct.pack(f"={rate}h", *wave)
