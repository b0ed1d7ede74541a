"""What a stream sends: a tone, a file, what it hears, or nothing."""

from __future__ import annotations

import functools
import math
import struct
from typing import Protocol

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.echo import EchoQueue
from sessioncore.media.g711 import SAMPLE_WIDTH, encode
from sessioncore.media.limits import FRAME_SAMPLES, SAMPLE_RATE, MediaLimits
from sessioncore.media.listening import Listener
from sessioncore.media.outgoing import ApplicationSource
from sessioncore.media.resample import Resampler
from sessioncore.media.signal_tones import CadenceSource, signal_cadence
from sessioncore.media.tone import OVERLOAD
from sessioncore.media.wave_file import read_wave

TONE_DBOV = -10.0
"""The level of a `tone:` source, relative to overload."""

_HIGHEST_HZ = 3800
_FRAME_OCTETS = FRAME_SAMPLES * SAMPLE_WIDTH


class Source(Protocol):
    """Gives a stream its frames."""

    def frame(self, codec: str) -> bytes | None:
        """Return the next 20 ms in `codec` (160 octets), or None when there is nothing to send now."""
        ...


@attrs.define
class ToneSource:
    """A sine without phase jumps."""

    hertz: int
    _next: int = 0

    def frame(self, codec: str) -> bytes:
        """Return the next 20 ms of the tone."""
        second = _second_of_tone(self.hertz, codec)
        start = self._next
        self._next = (start + FRAME_SAMPLES) % SAMPLE_RATE
        return second[start : start + FRAME_SAMPLES]

    def samples(self, rate: int, count: int, now: float) -> bytes:
        """Return the next `count` samples at another rate; the place in the tone is kept by the time."""
        second = _samples_of_tone(self.hertz, rate)
        start = self._next * rate // SAMPLE_RATE * SAMPLE_WIDTH
        self._next = (self._next + count * SAMPLE_RATE // rate) % SAMPLE_RATE
        size = count * SAMPLE_WIDTH
        return (second + second)[start : start + size]


@attrs.define
class FileSource:
    """Samples played once, the last frame filled up with silence."""

    linear: bytes = attrs.field(repr=False)
    _next: int = 0
    _resampler: Resampler | None = None
    _ready: bytes = b""

    def frame(self, codec: str) -> bytes | None:
        """Return the next 20 ms, None after the end."""
        linear = self.linear[self._next : self._next + _FRAME_OCTETS]
        if not linear:
            return None
        self._next += _FRAME_OCTETS
        return encode(codec, linear.ljust(_FRAME_OCTETS, b"\0"))

    def samples(self, rate: int, count: int, now: float) -> bytes | None:
        """Return the next `count` samples at another rate, None after the end."""
        resampler = self._resampler
        if resampler is None or resampler.target != rate:
            resampler = self._resampler = Resampler(SAMPLE_RATE, rate)
            self._ready = b""
        size, step = count * SAMPLE_WIDTH, count * SAMPLE_RATE // rate * SAMPLE_WIDTH
        while len(self._ready) < size and self._next < len(self.linear):
            self._ready += resampler.take(self.linear[self._next : self._next + step])
            self._next += step
        found, self._ready = self._ready[:size], self._ready[size:]
        return found.ljust(size, b"\0") if found else None


@attrs.define
class EchoSource:
    """What is heard, through a short queue; frames are kept in the law that is sent.

    Where that is more than G.711, what a `listener` hears is coded again.
    """

    queue: EchoQueue = attrs.field(factory=EchoQueue)
    listener: Listener | None = None

    def samples(self, rate: int, count: int, now: float) -> bytes:
        """Return the next `count` samples heard; b"" before the first."""
        if self.listener is None or not self.listener.started:
            return b""
        return self.listener.pull(count, now)

    def frame(self, codec: str) -> bytes | None:
        """Return the next 20 ms heard."""
        return self.queue.pull()


def make_source(text: str, limits: MediaLimits) -> Source | None:
    """Return the source that `text` names (see `ConfigureStream`), None for silence; MediaError when there is none."""
    kind, _, rest = text.partition(":")
    if text == "silence":
        return None
    if text == "echo":
        return EchoSource()
    if text == "application":
        return ApplicationSource()
    if kind == "tone":
        return ToneSource(_hertz(rest))
    if kind == "signal":
        return CadenceSource(signal_cadence(rest))
    if kind == "file" and rest:
        return FileSource(read_wave(rest, limits.file_seconds))
    known = "silence, echo, application, tone:HZ, signal:NAME/COUNTRY and file:PATH"
    raise MediaError(f"{text!r} is no media source; known are {known}")


def check_source(text: str, limits: MediaLimits | None = None) -> None:
    """Raise MediaError, in plain words, unless `text` names a source that can be played now.

    The file of a `file:` source is read, so a call need not begin before it is known to be good.
    """
    make_source(text, limits or MediaLimits())


def _hertz(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= _HIGHEST_HZ):
        raise MediaError(f"tone:{text[:20]} needs a whole number of hertz from 1 to {_HIGHEST_HZ}")
    return int(text)


@functools.lru_cache(maxsize=16)
def _second_of_tone(hertz: int, codec: str) -> bytes:
    return encode(codec, _samples_of_tone(hertz, SAMPLE_RATE))


@functools.lru_cache(maxsize=16)
def _samples_of_tone(hertz: int, rate: int) -> bytes:
    # A whole number of hertz comes round after one second, so this repeats for ever without a seam.
    peak = OVERLOAD * math.sqrt(2) * 10 ** (TONE_DBOV / 20)
    step = 2 * math.pi * hertz / rate
    return struct.pack(f"={rate}h", *[round(peak * math.sin(step * n)) for n in range(rate)])
