"""Sound on its way out where it is more than octets of G.711: made by a coder, or by the application."""

from __future__ import annotations

from collections import deque
from typing import Final, Protocol

import attrs

from sessioncore.base.media import ConfigureStream
from sessioncore.media.codecs.coders import CODINGS, Coder, Coding, find_coding, parse_parameters
from sessioncore.media.codecs.g711 import CODECS, SAMPLE_WIDTH, encode
from sessioncore.media.codecs.resample import Resampler
from sessioncore.media.limits import FRAME_SAMPLES, SAMPLE_RATE
from sessioncore.media.sound.tone import level_dbov

APPLICATION_SECONDS: Final = 1.0
"""So much sound of the application waits; of more, the oldest is lost."""

FRAME_MS: Final = 20
"""What the sources of G.711 give at a time."""

QUIET_DBOV: Final = -50.0
"""Below this level it is quiet."""

QUIET_PACKETS: Final = 10
"""After so many quiet packets nothing but comfort noise is sent."""

NOISE_PACKETS: Final = 25
"""Comfort noise is told again so often, where its level has changed by `NOISE_STEP`."""

NOISE_STEP: Final = 3

PAUSE_MS: Final = 400
"""In a pause of opus there is a packet so often (RFC 7587 3.1.3)."""


class Samples(Protocol):
    """Gives sound at any rate."""

    def samples(self, rate: int, count: int, now: float) -> bytes | None:
        """The next `count` samples at `rate` Hz; b"" when there are none now, None after the end."""
        ...


@attrs.define(eq=False)
class ApplicationSource:
    """What the application sends, in pieces of any length and rate."""

    _waiting: deque[bytes] = attrs.field(factory=deque)
    _octets: int = 0
    _given: int = 0
    _rate: int = 0
    _resampler: Resampler | None = None
    _held: bool = False
    lost: int = 0
    """Pieces that were too many."""
    seconds: float = APPLICATION_SECONDS

    def give(self, samples: bytes, rate: int) -> None:
        """Take 16-bit mono samples at `rate` Hz."""
        if rate != self._given:
            self._given, self._resampler = rate, None
        if not self._rate:
            # Nobody has asked yet; what is asked for first decides.
            self._rate = rate
        if self._resampler is None:
            self._resampler = Resampler(rate, self._rate)
        ready = self._resampler.take(samples)
        self._waiting.append(ready)
        self._octets += len(ready)
        while self._octets > self.seconds * self._rate * SAMPLE_WIDTH and len(self._waiting) > 1:
            self._octets -= len(self._waiting.popleft())
            self.lost += 1

    @property
    def is_empty(self) -> bool:
        """Nothing waits."""
        return not self._octets

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
        self._octets = 0

    def samples(self, rate: int, count: int, now: float) -> bytes:
        """The next `count`; fewer wait for others until the next turn, then they are filled up with silence."""
        if rate != self._rate:
            again = Resampler(self._rate or rate, rate)
            ready = again.take(b"".join(self._waiting))
            self._waiting = deque([ready] if ready else [])
            self._octets = len(ready)
            self._rate, self._resampler = rate, None
        size = count * SAMPLE_WIDTH
        if not self._octets:
            return b""
        self._held = self._octets < size and not self._held
        if self._held:
            return b""
        found = b""
        while self._waiting and len(found) < size:
            found += self._waiting.popleft()
        if len(found) > size:
            self._waiting.appendleft(found[size:])
        self._octets = max(0, self._octets - size)
        return found[:size].ljust(size, b"\0")

    def frame(self, codec: str) -> bytes:
        """The next 20 ms in a law of G.711."""
        linear = self.samples(SAMPLE_RATE, FRAME_SAMPLES, 0.0)
        return encode(codec, linear) if linear else b""


def coded(source: object, command: ConfigureStream, before: CodedSource | None) -> CodedSource | None:
    """What sends `source` as it was agreed; None where it is the source itself: G.711 in packets of 20 ms."""
    if source is None or not hasattr(source, "samples"):
        return None
    inner: Samples = source
    if before is not None and before.fits(inner, command):
        return before
    name, parameters, ptime, with_noise = wanted = _wanted(command)
    if name in CODECS and ptime == FRAME_MS and not with_noise:
        # An echo comes by octets, if all that may come is G.711.
        others = [each for _, each in command.formats if each in CODINGS and each not in CODECS]
        if not (others and hasattr(source, "listener")):
            return None
    coding = find_coding(name)
    made = CodedSource(inner, coding, coding.make_encoder(parameters, ptime), ptime, with_noise)
    made.made_for = wanted
    # RFC 7587 6.1: the peer prefers that opus pauses.
    made.pauses = name == "opus" and parse_parameters(parameters).get("usedtx") == "1"
    return made


def _wanted(command: ConfigureStream) -> tuple[str, str, int, bool]:
    return command.codec, command.parameters, command.ptime, command.comfort_noise is not None


@attrs.define(eq=False)
class CodedSource:
    """Any source through a coder, in packets of `ptime` ms; with DTX where it is quiet: `with_noise` by RFC 3389, with
    `pauses` by one packet of the coder every 400 ms (RFC 7587 3.1.3).

    `is_noise` says of the last frame that it is comfort noise.
    """

    inner: Samples
    coding: Coding
    encoder: Coder
    ptime: int
    with_noise: bool
    now: float = 0.0
    is_noise: bool = False
    made_for: tuple[str, str, int, bool] = ("", "", 0, False)
    pauses: bool = False
    _quiet: int = 0
    _level: int = 0

    def frame(self, codec: str) -> bytes | None:
        """The next packet's payload; b"" when nothing is to be sent now."""
        linear = self.inner.samples(self.coding.sample_rate, self.coding.sample_rate * self.ptime // 1000, self.now)
        self.is_noise = False
        if not linear:
            return linear
        if self.with_noise or self.pauses:
            level = level_dbov(linear)
            self._quiet = self._quiet + 1 if level < QUIET_DBOV else 0
            if self._quiet > QUIET_PACKETS and self.with_noise:
                return self._noise(min(127, round(-level)))
            if self._quiet > QUIET_PACKETS and (self._quiet - QUIET_PACKETS) * self.ptime % PAUSE_MS >= self.ptime:
                return b""
        return self.encoder(linear)

    def fits(self, inner: Samples, command: ConfigureStream) -> bool:
        """Whether this makes what was agreed, so that the coder may go on with what it remembers."""
        return self.inner is inner and self.made_for == _wanted(command)

    def _noise(self, level: int) -> bytes:
        since = self._quiet - QUIET_PACKETS - 1
        if since and (since % NOISE_PACKETS or abs(level - self._level) < NOISE_STEP):
            return b""
        self.is_noise, self._level = True, level
        return bytes([level])
