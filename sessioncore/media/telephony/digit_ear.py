"""Digits that are sent as tones in the sound: found by Goertzel filters (ITU-T Q.23, Q.24), and speech is not one."""

from __future__ import annotations

import math
from array import array
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from sessioncore.media.limits import SAMPLE_RATE
from sessioncore.media.sound.tone import OVERLOAD
from sessioncore.media.telephony.signal_tones import HIGH_GROUP, KEYS, LOW_GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK: Final = 102
"""Samples that are looked at together: 12.75 ms, so that two whole ones fit into the shortest digit of 40 ms."""

LEAST_DBOV: Final = -36.0
"""Each frequency has at least this level."""

_NORMAL_TWIST: Final = 10 ** (8 / 10)
"""The low group may be so much louder than the high group, and the other way round `_REVERSE_TWIST` (powers)."""

_REVERSE_TWIST: Final = 10 ** (8 / 10)
_PEAK: Final = 10 ** (8 / 10)
"""So much stronger than the others of its group is the frequency that is there (power)."""

_PURE: Final = 0.82
"""At least this part of all power is in the two frequencies."""

_FREQUENCIES: Final = (*LOW_GROUP, *HIGH_GROUP)
_LEAST: Final = (math.sqrt(2) * OVERLOAD * math.pow(10, LEAST_DBOV / 20) * BLOCK / 2) ** 2


def _filters() -> tuple[tuple[float, ...], ...]:
    """Cosines and sines by turns, for each frequency."""
    rows = []
    for hertz in _FREQUENCIES:
        step = 2 * math.pi * hertz / SAMPLE_RATE
        rows.append(tuple([math.cos(step * n) for n in range(BLOCK)]))
        rows.append(tuple([math.sin(step * n) for n in range(BLOCK)]))
    return tuple(rows)


@cache
def _matrix() -> Any:
    """The filters as an array of numpy, which is imported when somebody listens for digits; None where it is absent."""
    try:
        import numpy
    except ImportError:  # as it is where the extra `codecs` is not installed
        return None
    return numpy.array(_filters())


def powers(block: Sequence[int]) -> tuple[list[float], float]:
    """Return the power at each of the eight frequencies (for a sine: (amplitude * BLOCK / 2)^2), and that of all."""
    matrix = _matrix()
    if matrix is None:
        return goertzel(block)
    samples = matrix.dtype.type(block)  # an array, of the type of the filters
    parts = matrix @ samples
    squares = parts * parts
    return list(squares[0::2] + squares[1::2]), float(samples @ samples) * BLOCK / 2


def goertzel(block: Sequence[int]) -> tuple[list[float], float]:
    """As `powers`, one multiplication for each sample and frequency."""
    found = []
    for hertz in _FREQUENCIES:
        factor = 2 * math.cos(2 * math.pi * hertz / SAMPLE_RATE)
        last = before = 0.0
        for sample in block:
            last, before = sample + factor * last - before, last
        found.append(last * last + before * before - factor * last * before)
    return found, sum(sample * sample for sample in block) * BLOCK / 2


def digit_in(block: Sequence[int]) -> str:
    """The digit in one block of samples, "" when there is none."""
    found, total = powers(block)
    low, high = found[:4], found[4:]
    row, column = low.index(max(low)), high.index(max(high))
    strong, weak = low[row], high[column]
    if strong < _LEAST or weak < _LEAST or strong + weak < _PURE * total:
        return ""
    if weak > strong * _REVERSE_TWIST or strong > weak * _NORMAL_TWIST:
        return ""
    for group, best, at in ((low, strong, row), (high, weak, column)):
        if any(power * _PEAK > best for n, power in enumerate(group) if n != at):
            return ""
    return KEYS[row][column]


@attrs.define(eq=False)
class DigitEar:
    """Samples in, digits out as they end; two blocks in a row say that something has changed."""

    _rest: array[int] = attrs.field(factory=lambda: array("h"))
    _digit: str = ""
    _last: str = ""
    _blocks: int = 0

    @property
    def hears(self) -> bool:
        """Whether there is a digit that has not ended, or the beginning of one."""
        return bool(self._digit or self._last)

    def hear(self, samples: bytes) -> list[tuple[str, float]]:
        """Take 16-bit samples at 8,000 Hz (machine's byte order); return the digits that ended and their seconds."""
        rest = self._rest
        rest.frombytes(samples)
        ended: list[tuple[str, float]] = []
        at = 0
        while at + BLOCK <= len(rest):
            self._look(digit_in(rest[at : at + BLOCK]), ended)
            at += BLOCK
        del rest[:at]
        return ended

    def _look(self, digit: str, ended: list[tuple[str, float]]) -> None:
        if digit == self._digit:
            self._blocks += 1
        elif digit == self._last:
            self._finish(ended)
            self._digit, self._blocks = digit, 2
        self._last = digit

    def _finish(self, ended: list[tuple[str, float]]) -> None:
        if self._digit:
            ended.append((self._digit, self._blocks * BLOCK / SAMPLE_RATE))
