"""Sound as somebody hears it: in its order, at a steady pace, at the rate that is wanted, gaps hidden.

Only streams that somebody listens to have one of these; packets that are counted, echoed or thrown away pass it by.

The delay adapts to the network. While nothing is there to be played, what was heard last is stretched: a packet that
was only late goes on from there, and all later ones have that much more time; one that shows that others are lost goes
on where it belongs. Each packet tells how long before its turn it came; while over a whole window none came later than
was needed, one pitch period is left out. Clocks that do not run alike are just that: packets ever earlier, or later.
"""

from __future__ import annotations

import functools
import random
from array import array
from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.media.codecs.coders import Coder, Coding, find_coding
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, audioop
from sessioncore.media.codecs.packet_time import begins_pause
from sessioncore.media.codecs.resample import Resampler
from sessioncore.media.sound.stretch import BLEND_SECONDS, Concealment, blend, shortened
from sessioncore.media.sound.tone import level_dbov

START_SECONDS: Final = 0.04
"""The first packet waits so long."""

MARGIN_SECONDS: Final = 0.015
"""So long before its turn the latest packet of a window should come."""

SLACK_SECONDS: Final = 0.03
"""So much beyond the margin is worth leaving something out."""

LONGEST_SECONDS: Final = 0.5
"""More than this does not wait; what is older is left out at once."""

WINDOW_SECONDS: Final = 1.0
"""The pace is looked at so often."""

_MOST_WAITING: Final = 128
_LEAP_SECONDS: Final = 2.0
_CHUNK_SECONDS: Final = 0.01
_SMOOTHING: Final = 16
_FRAMES_PER_SECOND: Final = 50


@attrs.define(eq=False)
class Listener:
    """Packets in (`push`), samples at `rate` Hz out (`pull`), 16 bit mono."""

    rate: int
    started: bool = False
    _waits: bool = True
    late: int = 0
    """Packets that came after their turn, or so far before it that there was no room."""
    buffered: float = 0.0
    """Seconds that packets wait for their turn, on average of the last ones."""
    concealed: float = 0.0
    """Seconds that were filled in."""
    process: Callable[[bytes], bytes] | None = None
    """What is done to the sound before it is given out."""
    _coding: Coding | None = None
    _decoder: Coder | None = None
    _resampler: Resampler | None = None
    _concealment: Concealment | None = None
    # (place in the extended media clock, payload), in order; the last timestamp, its place; the place to play next, and
    # when that is.
    _waiting: list[tuple[int, bytes]] = attrs.field(factory=list)
    _ssrc: int = -1
    _timestamp: int = 0
    _newest: int = 0
    _next: int = 0
    _turn: float = 0.0
    _ready: bytes = b""
    _stretch: float = 0.0
    _least: float = LONGEST_SECONDS
    _window_ends: float = 0.0
    _shrink: bool = False
    _noise: int = -1
    _frames: int = 0
    # Seconds that were played since anything was there.
    _covered: float = 0.0
    # Another codec's first packet is awaited, and what was there before it is still being played.
    _joins: bool = False
    # How that would go on, for the other to grow out of.
    _seam: bytes = b""

    @property
    def delay(self) -> float:
        """Seconds of sound that wait for their turn."""
        return 0.0 if self._coding is None else (self._newest - self._next) / self._coding.clock_rate

    def push(self, ssrc: int, timestamp: int, law: str, payload: bytes, now: float) -> int:
        """Take a packet of a codec that we have (see `wire.sdp.FORMATS`); return how many will not be heard for it."""
        coding = self._coding
        if coding is None or coding.name != law:
            coding = self._become(law)
        clock = coding.clock_rate
        place = self._newest + ((timestamp - self._timestamp + 0x80000000) & 0xFFFFFFFF) - 0x80000000
        if not self.started or ssrc != self._ssrc or abs(place - self._next) > _LEAP_SECONDS * clock:
            self.started = True
            self._ssrc, self._timestamp = ssrc, timestamp
            place = self._newest = self._next = 0
            self._waiting.clear()
            if not self._joins:
                self._turn = now + START_SECONDS
                self._waits = True
            self._joins = False
            self._stretch, self._covered, self._shrink = 0.0, 0.0, False
            self._begin_window(now)
            self.buffered = self._turn - now
        spare = self._turn + (place - self._next) / clock - self._covered - now
        if spare < self._least:
            self._least = spare
        self.buffered += (spare - self.buffered) / _SMOOTHING
        if place < self._next:
            self.late += 1
            wanted = MARGIN_SECONDS - spare
            if wanted <= LONGEST_SECONDS - max(0.0, self.delay):
                # What comes later than the longest delay would be too late with that as well.
                self._stretch = max(self._stretch, wanted)
            return 1
        if place > self._newest:
            self._newest, self._timestamp = place, timestamp
        self._noise = -1
        waiting = self._waiting
        at = len(waiting)
        while at and waiting[at - 1][0] > place:
            at -= 1
        waiting.insert(at, (place, payload))
        # A gap that was filled already is no sound that waits.
        filled = min(self._covered, (waiting[0][0] - self._next) / clock)
        if len(waiting) > _MOST_WAITING or self.delay - filled > LONGEST_SECONDS:
            before = len(waiting)
            self._next = waiting.pop(0)[0]
            while waiting and (self._newest - waiting[0][0]) > START_SECONDS * clock:
                self._next = waiting.pop(0)[0]
            self._next = waiting[0][0] if waiting else self._next
            self._turn = now
            self.late += before - len(waiting)
            return before - len(waiting)
        return 0

    def noise(self, payload: bytes) -> None:
        """Take a comfort noise packet: the level of what is heard until sound comes again (RFC 3389 3.1)."""
        if payload:
            self._noise = payload[0] & 0x7F

    def pull(self, count: int, now: float) -> bytes:
        """Return the next `count` samples; silence before the first packet. Called at the pace of the rate."""
        samples = self._pull(count, now)
        return samples if self.process is None else self.process(samples)

    def frame(self, now: float) -> bytes:
        """Return the next 20 ms; where that is no whole number of samples, one more every now and then."""
        before = self._frames * self.rate // _FRAMES_PER_SECOND
        self._frames += 1
        return self.pull(self._frames * self.rate // _FRAMES_PER_SECOND - before, now)

    def _pull(self, count: int, now: float) -> bytes:
        size = count * SAMPLE_WIDTH
        if not self.started or (self._waits and now < self._turn):
            return bytes(size)
        self._waits = False
        while len(self._ready) < size:
            chunk = self._chunk(now)
            if self._seam:
                chunk, self._seam = blend(self._seam, chunk), b""
            self._ready += chunk
        samples, self._ready = self._ready[:size], self._ready[size:]
        self._turn = now + (count + len(self._ready) // SAMPLE_WIDTH) / self.rate
        return samples

    def _chunk(self, now: float) -> bytes:
        """The next piece of sound, at our rate."""
        coding, hiding, resampler = self._coding, self._concealment, self._resampler
        assert coding is not None, "something was pushed"
        assert hiding is not None, "set with it"
        assert resampler is not None, "set with it"
        waiting, rate = self._waiting, coding.sample_rate
        if now >= self._window_ends:
            self._shrink = self._least > MARGIN_SECONDS + SLACK_SECONDS
            self._begin_window(now)
        if self._stretch >= _CHUNK_SECONDS:
            self._stretch -= _CHUNK_SECONDS
            return resampler.take(self._missing(hiding, rate, _CHUNK_SECONDS))
        while waiting and waiting[0][0] < self._next:
            waiting.pop(0)
        if not waiting:
            self._covered += _CHUNK_SECONDS
            return resampler.take(self._missing(hiding, rate, _CHUNK_SECONDS))
        gap = waiting[0][0] - self._next
        if gap:
            skipped = min(gap, round(self._covered * coding.clock_rate))
            self._covered -= skipped / coding.clock_rate
            filled = min(gap - skipped, round(_CHUNK_SECONDS * coding.clock_rate))
            self._next += skipped + filled
            if filled:
                return resampler.take(self._missing(hiding, rate, filled / coding.clock_rate))
        self._covered = 0.0
        _, payload = waiting.pop(0)
        assert self._decoder is not None, "set with the coding"
        samples = self._decoder(payload)
        if not samples:
            samples = bytes(round(_CHUNK_SECONDS * rate) * SAMPLE_WIDTH)
        self._next += len(samples) // SAMPLE_WIDTH * coding.clock_rate // rate
        if not waiting and begins_pause(coding.name, payload):
            self._noise = min(127, round(-level_dbov(samples)))
        samples = hiding.played(samples)
        if self._shrink:
            self._shrink = False
            samples = shortened(samples, rate)
        return resampler.take(samples)

    def _missing(self, hiding: Concealment, rate: int, seconds: float) -> bytes:
        count = max(1, round(seconds * rate))
        if self._noise >= 0:
            return comfort_noise(self._noise, count)
        self.concealed += seconds
        return hiding.fill(count)

    def _play_out(self) -> None:
        """Make all that waits ready to be played, at most the longest delay of it."""
        assert self._decoder is not None, "something was pushed"
        assert self._concealment is not None, "set with it"
        assert self._resampler is not None, "set with it"
        most, before = round(LONGEST_SECONDS * self.rate) * SAMPLE_WIDTH, len(self._ready)
        for place, payload in self._waiting:
            if place >= self._next and len(self._ready) < most:
                self._ready += self._resampler.take(self._concealment.played(self._decoder(payload)))
        self._turn += (len(self._ready) - before) // SAMPLE_WIDTH / self.rate
        self._joins = bool(self._ready)
        if self._joins:
            bridge = Concealment(self.rate)
            bridge.played(self._ready)
            self._seam = bridge.fill(round(BLEND_SECONDS * self.rate))

    def _begin_window(self, now: float) -> None:
        self._least = LONGEST_SECONDS
        self._window_ends = now + WINDOW_SECONDS

    def _become(self, law: str) -> Coding:
        """Another codec: what waits of the one before is played, and the first packet of this one after it."""
        coding = find_coding(law)
        if self.started and not self._waits:
            self._play_out()
        self._coding, self._decoder = coding, coding.make_decoder()
        self._resampler = Resampler(coding.sample_rate, self.rate)
        self._concealment = Concealment(coding.sample_rate)
        self.started = False
        return coding


@functools.cache
def _second_of_noise() -> bytes:
    chance = random.Random(3389)
    return array("h", [chance.randint(-32768, 32767) for _ in range(8000)]).tobytes()


def comfort_noise(level: int, count: int) -> bytes:
    """White noise of `count` samples, `level` dB below overload (RFC 3389 3.1)."""
    noise = _second_of_noise()
    # A uniform distribution over the whole range lies 4.77 dB below overload.
    quiet = audioop.mul(noise, SAMPLE_WIDTH, min(1.0, 10 ** ((4.77 - level) / 20)))
    size = count * SAMPLE_WIDTH
    return (quiet * (size // len(quiet) + 1))[:size]
