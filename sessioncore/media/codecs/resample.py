"""Another sample rate: FFmpeg's filters where PyAV is installed (extra `[codecs]`), else linear interpolation."""

from __future__ import annotations

from typing import Any

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.coders import Coder, has_av
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, audioop

RATES = range(4_000, 192_001)
"""Sample rates that can be asked for, in Hz."""


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
    _state: Any = None

    def __attrs_post_init__(self) -> None:
        if self.source != self.target and has_av():
            from sessioncore.media.codecs.av_coders import AvResampler

            self._filter = AvResampler(self.source, self.target)

    def take(self, samples: bytes) -> bytes:
        """Return what is ready: on average the samples' time, the first piece some 2 ms less."""
        if self.source == self.target or not samples:
            return samples
        if self._filter is not None:
            return self._filter(samples)
        ready, self._state = audioop.ratecv(samples, SAMPLE_WIDTH, 1, self.source, self.target, self._state)
        return ready
