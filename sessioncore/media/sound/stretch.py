"""What hides that sound is missing, or comes too early or too late: its last period again, or one period less.

After ITU-T G.711 appendix I: a lost packet is filled with the last pitch period of what was heard, which fades away,
and what comes after it is blended in. Samples are 16 bit, mono.
"""

from __future__ import annotations

from array import array
from typing import Final

import attrs

from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, audioop

HISTORY_SECONDS: Final = 0.04
"""So much of what was played is remembered: two periods of the lowest voice, and what is compared."""

_REFERENCE: Final = 0.008
_SHORTEST: Final = 0.0025
_LONGEST: Final = 0.0165
BLEND_SECONDS: Final = 0.004
"""So long one sound goes over into another."""

_STEADY: Final = 0.01
_FADE: Final = 0.05


def period_of(samples: bytes, rate: int) -> int:
    """The length in samples after which the end of `samples` repeats what was before it: the pitch, about."""
    count = len(samples) // SAMPLE_WIDTH
    reference, shortest, longest = (round(part * rate) for part in (_REFERENCE, _SHORTEST, _LONGEST))
    longest = min(longest, count - reference)
    pattern = samples[(count - reference) * SAMPLE_WIDTH :]
    if longest <= shortest or not audioop.rms(pattern, SAMPLE_WIDTH):
        return 0

    def likeness(lag: int) -> float:
        begin = (count - reference - lag) * SAMPLE_WIDTH
        before = samples[begin : begin + len(pattern)]
        # Not `findfit`: what is the same but for its sign is as good to that.
        return audioop.findfactor(pattern, before) * audioop.rms(before, SAMPLE_WIDTH)

    coarse = max(1, rate // 8_000)
    best = max(range(shortest, longest + 1, coarse), key=likeness)
    if coarse == 1:
        return best
    return max(range(max(shortest, best - coarse), min(longest, best + coarse) + 1), key=likeness)


def blend(old: bytes, new: bytes) -> bytes:
    """`new`, whose beginning grows out of `old`, over the shorter of them."""
    count = min(len(old), len(new)) // SAMPLE_WIDTH
    if not count:
        return new
    before, after = array("h", old[: count * SAMPLE_WIDTH]), array("h", new[: count * SAMPLE_WIDTH])
    mixed = array("h", [(a * (count - i) + b * i) // count for i, (a, b) in enumerate(zip(before, after, strict=True))])
    return mixed.tobytes() + new[count * SAMPLE_WIDTH :]


def shortened(samples: bytes, rate: int) -> bytes:
    """The samples without one period, the seam blended; as they were where they have none."""
    period = period_of(samples, rate) * SAMPLE_WIDTH
    seam = min(round(BLEND_SECONDS * rate) * SAMPLE_WIDTH, len(samples) - period)
    if not period or seam <= 0:
        return samples
    at = len(samples) - period - seam
    return samples[:at] + blend(samples[at : at + seam], samples[at + period :])


@attrs.define(eq=False)
class Concealment:
    """Fills gaps of one stream at `rate` Hz. Whatever is played is told to `played`."""

    rate: int
    _history: bytes = b""
    _period: bytes = b""
    _place: int = 0
    _filled: int = 0

    def played(self, samples: bytes) -> bytes:
        """Real sound is to be played: return it, blended with what filled the gap before it."""
        if self._filled:
            seam = self._fill(round(BLEND_SECONDS * self.rate)) if self._period else b""
            samples = blend(seam or bytes(round(BLEND_SECONDS * self.rate) * SAMPLE_WIDTH), samples)
            self._filled = 0
            self._period = b""
        size = round(HISTORY_SECONDS * self.rate) * SAMPLE_WIDTH
        self._history = samples[-size:] if len(samples) >= size else (self._history + samples)[-size:]
        return samples

    def fill(self, count: int) -> bytes:
        """Return `count` samples in the place of those that are missing: silence when the gap has become long."""
        if not self._filled:
            period = period_of(self._history, self.rate) * SAMPLE_WIDTH
            self._period = self._history[-period:] if period else b""
            self._place = 0
        return self._fill(count)

    def _fill(self, count: int) -> bytes:
        begun = self._filled
        self._filled += count
        steady, fade = round(_STEADY * self.rate), round(_FADE * self.rate)
        if not self._period or begun >= steady + fade:
            return bytes(count * SAMPLE_WIDTH)
        size = count * SAMPLE_WIDTH
        turns = (self._place + size) // len(self._period) + 1
        samples = (self._period * turns)[self._place : self._place + size]
        self._place = (self._place + size) % len(self._period)
        if begun + count <= steady:
            return samples
        values = array("h", samples)
        for index in range(count):
            gone = begun + index - steady
            if gone > 0:
                values[index] = values[index] * max(0, fade - gone) // fade
        return values.tobytes()
