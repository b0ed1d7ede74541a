"""Another sample rate: FFmpeg's filters where PyAV is installed (extra `[codecs]`), else our own, less steep."""

from __future__ import annotations

import functools
import math
from typing import Any, Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.coders import Coder, has_av
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, audioop

RATES = range(4_000, 192_001)
"""Sample rates that can be asked for, in Hz."""

_WIDE: Final = 4  # octets of a sample while it is filtered
_ROOM: Final = 0.25
_TAPS: Final = 24
_CUT: Final = 0.46
_STEPS: Final = 256


def check_rate(rate: int) -> int:
    """The rate, or MediaError where it is none."""
    if not isinstance(rate, int) or rate not in RATES:
        raise MediaError(f"a sample rate is a whole number from {RATES.start} to {RATES.stop - 1} Hz, not {rate!r:.20}")
    return rate


@attrs.define(eq=False)
class Resampler:
    """A stream of 16-bit mono samples at `source` Hz into one at `target` Hz; pieces of any length, without seams."""

    source: int
    target: int
    _filter: Coder | None = None
    _low_pass: LowPass | None = None
    _state: Any = None

    def __attrs_post_init__(self) -> None:
        if self.source == self.target:
            return
        if has_av():
            from sessioncore.media.codecs.av_coders import AvResampler

            self._filter = AvResampler(self.source, self.target)
        else:
            self._low_pass = LowPass(taps_of(self.source, self.target))

    def take(self, samples: bytes) -> bytes:
        """Return what is ready: on average the samples' time, the first piece some 2 ms less."""
        low_pass = self._low_pass
        if not samples:
            return samples
        if low_pass is None:
            return samples if self._filter is None else self._filter(samples)
        # What is between the samples is drawn as a line, where that leaves nothing above the lower rate's band.
        if self.source > self.target:
            samples = low_pass.take(samples)
        ready, self._state = audioop.ratecv(samples, SAMPLE_WIDTH, 1, self.source, self.target, self._state)
        return ready if self.source > self.target else low_pass.take(ready)


@attrs.define(eq=False)
class LowPass:
    """A filter by its taps, as many on either side of the middle one; its loops are in C."""

    taps: tuple[float, ...]
    """The middle one first, then those of one side."""
    _history: bytes = b""

    def take(self, samples: bytes) -> bytes:
        """Return as many samples, later by one side's length."""
        side = (len(self.taps) - 1) * _WIDE
        history = self._history or bytes(2 * side)
        # With room above, since sums are cut off at the widest sample.
        wide = history + audioop.mul(audioop.lin2lin(samples, SAMPLE_WIDTH, _WIDE), _WIDE, _ROOM)
        size = len(wide) - 2 * side
        made = audioop.mul(wide[side : side + size], _WIDE, self.taps[0])
        for place, tap in enumerate(self.taps[1:], start=1):
            away = place * _WIDE
            both = audioop.add(wide[side - away :][:size], wide[side + away :][:size], _WIDE)
            made = audioop.add(made, audioop.mul(both, _WIDE, tap), _WIDE)
        self._history = wide[size:]
        return audioop.lin2lin(audioop.mul(made, _WIDE, 1 / _ROOM), _WIDE, SAMPLE_WIDTH)


@functools.lru_cache(maxsize=64)
def taps_of(source: int, target: int) -> tuple[float, ...]:
    """A low pass at the higher of two rates for what the lower one can carry: a sinc in Hamming's window.

    It makes up for what lines between samples take away from what is high.
    """
    low, high = min(source, target), max(source, target)
    count = math.ceil(_TAPS * high / low / 2)
    ratio = target / source
    taps = []
    for place in range(count + 1):
        total = 0.0
        for step in range(_STEPS):
            hertz = (step + 0.5) / _STEPS * _CUT * low
            total += _lost_to_lines(hertz, source, ratio) * math.cos(2 * math.pi * hertz / high * place)
        window = 0.54 + 0.46 * math.cos(math.pi * place / (count + 1))
        taps.append(2 * total / _STEPS * _CUT * low / high * window)
    return tuple(taps)


def _lost_to_lines(hertz: float, source: int, ratio: float) -> float:
    """By how much a frequency has to be raised for straight lines between samples at `source` Hz."""
    angle = math.pi * hertz / source
    if ratio > 1 and ratio.is_integer():
        return (ratio * math.sin(angle / ratio) / math.sin(angle)) ** 2
    return 1.0 if (1 / ratio).is_integer() else (angle / math.sin(angle)) ** 2
