"""What a stream sends: a tone, a file, what it hears, or nothing."""

from __future__ import annotations

import functools
import math
import struct
from collections.abc import Callable
from typing import Protocol

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, encode
from sessioncore.media.codecs.resample import Resampler
from sessioncore.media.limits import FRAME_SAMPLES, SAMPLE_RATE, MediaLimits
from sessioncore.media.sound.echo import EchoQueue
from sessioncore.media.sound.listening import Listener
from sessioncore.media.sound.outgoing import ApplicationSource, Samples
from sessioncore.media.sound.playlist import LONGEST_GAP, Playlist, SilenceSource, TimedSource, parse_list
from sessioncore.media.sound.sound_file import Sound, read_sound
from sessioncore.media.sound.tone import OVERLOAD
from sessioncore.media.telephony.signal_tones import CadenceSource, signal_cadence

TONE_DBOV = -10.0
"""The level of a `tone:` source, relative to overload."""

_HIGHEST_HZ = 3800
_FRAME_OCTETS = FRAME_SAMPLES * SAMPLE_WIDTH


class Source(Protocol):
    """Gives a stream its frames."""

    def frame(self, codec: str) -> bytes | None:
        """Return the next 20 ms in `codec` (160 octets), or None when there is nothing to send now."""
        ...


class Item(Source, Samples, Protocol):
    """What can be in a list: it is made at any rate, and may end."""


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
    rate: int = SAMPLE_RATE
    sound: Sound | None = attrs.field(default=None, repr=False, eq=False)
    """Where they come from: it need not be read again as long as somebody holds it."""
    _next: int = 0
    _resampler: Resampler | None = None
    _ready: bytes = b""

    def frame(self, codec: str) -> bytes | None:
        """Return the next 20 ms, None after the end."""
        if self.rate != SAMPLE_RATE:
            found = self.samples(SAMPLE_RATE, FRAME_SAMPLES, 0.0)
            return None if found is None else encode(codec, found)
        linear = self.linear[self._next : self._next + _FRAME_OCTETS]
        if not linear:
            return None
        self._next += _FRAME_OCTETS
        return encode(codec, linear.ljust(_FRAME_OCTETS, b"\0"))

    def samples(self, rate: int, count: int, now: float) -> bytes | None:
        """Return the next `count` samples at another rate, None after the end."""
        resampler = self._resampler
        if resampler is None or resampler.target != rate:
            resampler = self._resampler = Resampler(self.rate, rate)
            self._ready = b""
        size, step = count * SAMPLE_WIDTH, max(1, count * self.rate // rate) * SAMPLE_WIDTH
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
    if text == "silence":
        return None
    if text == "echo":
        return EchoSource()
    if text == "application":
        return ApplicationSource()
    if text.startswith("list:"):
        items, times, gap = parse_list(text)
        makers = {item: _item_maker(item, limits) for item in items}
        return Playlist(items, lambda item: makers[item](), times, gap)
    return _item_maker(text, limits)()


def _item_maker(text: str, limits: MediaLimits) -> Callable[[], Item]:
    """What gives a source from its beginning, again and again; a file is read once."""
    kind, _, rest = text.partition(":")
    if kind == "file" and rest:
        sound = read_sound(rest, limits.file_seconds)
        return lambda: FileSource(sound.samples, sound.rate, sound)
    if kind == "silence" and rest:
        pause = _seconds(rest)
        return lambda: SilenceSource(pause)
    if kind == "tone":
        hertz, _, length = rest.partition("/")
        return _timed(functools.partial(ToneSource, _hertz(hertz)), length)
    if kind == "signal":
        name, _, where = rest.partition("/")
        country, _, length = where.partition("/")
        return _timed(functools.partial(CadenceSource, signal_cadence(f"{name}/{country}")), length)
    if text in ("silence", "echo", "application"):
        raise MediaError(f"{text!r} is no item of a playback: `answer` takes it, and MediaManager.play")
    known = (
        "silence, echo, application, tone:HZ, signal:NAME/COUNTRY (both also with /SECONDS), silence:SECONDS, "
        "file:PATH and list:TIMES,GAP:SOURCE|SOURCE"
    )
    raise MediaError(f"{text[:80]!r} is no media source; known are {known}")


def _timed(make: Callable[[], Item], length: str) -> Callable[[], Item]:
    if not length:
        return make
    seconds = _seconds(length)
    return lambda: TimedSource(make(), seconds)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= LONGEST_GAP:
        raise MediaError(f"{text[:20]!r} is no time: 0 to {LONGEST_GAP:g} seconds")
    return seconds


def check_source(text: str, limits: MediaLimits | None = None) -> object:
    """Raise MediaError, in plain words, unless `text` names a source that can be played now.

    The file of a `file:` source is read, so a call need not begin before it is known to be good. Nobody, the media
    thread least of all, has to read it again while what is returned is held.
    """
    return make_source(text, limits or MediaLimits())


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
