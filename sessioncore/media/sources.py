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


@attrs.define
class FileSource:
    """Samples played once, the last frame filled up with silence."""

    samples: bytes = attrs.field(repr=False)
    _next: int = 0

    def frame(self, codec: str) -> bytes | None:
        """Return the next 20 ms, None after the end."""
        linear = self.samples[self._next : self._next + _FRAME_OCTETS]
        if not linear:
            return None
        self._next += _FRAME_OCTETS
        return encode(codec, linear.ljust(_FRAME_OCTETS, b"\0"))


@attrs.define
class EchoSource:
    """What is heard, through a short queue; frames are kept in the law that is sent."""

    queue: EchoQueue = attrs.field(factory=EchoQueue)

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
    if kind == "tone":
        return ToneSource(_hertz(rest))
    if kind == "signal":
        return CadenceSource(signal_cadence(rest))
    if kind == "file" and rest:
        return FileSource(read_wave(rest, limits.file_seconds))
    raise MediaError(
        f"{text!r} is no media source; known are silence, echo, tone:HZ, signal:NAME/COUNTRY and file:PATH"
    )


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
    # A whole number of hertz comes round after one second, so this repeats for ever without a seam.
    peak = OVERLOAD * math.sqrt(2) * 10 ** (TONE_DBOV / 20)
    step = 2 * math.pi * hertz / SAMPLE_RATE
    wave = (round(peak * math.sin(step * n)) for n in range(SAMPLE_RATE))
    return encode(codec, struct.pack(f"={SAMPLE_RATE}h", *wave))
