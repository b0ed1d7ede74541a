"""Digits as telephone events, both ways (RFC 4733): what one stream sends of them, and what it hears."""

from __future__ import annotations

import struct
from collections import deque
from typing import Final

import attrs

from sessioncore.base.digits import DIGITS, MOST_DIGITS
from sessioncore.base.errors import MediaError
from sessioncore.media.limits import SAMPLE_RATE

PATIENCE: Final = 0.3
"""An event of which nothing was heard for so many seconds has ended, whether its end was lost or not."""

_PAYLOAD: Final = struct.Struct("!BBH")
_END: Final = 0x80
_VOLUME: Final = 10
"""-10 dBm0, the level of a tone that `volume` stands for (section 2.3.4)."""

_LONGEST_SEGMENT: Final = 0xFFFF
_SHORTEST_SEGMENT: Final = 0xFC00
"""Who counts in whole packets begins a new segment (section 2.5.1.3) up to a packet of 20 ms at 48 kHz before that."""

DIGITS_PER_SECOND: Final = 25.0
"""So many digits of 40 ms fit into a second; of more in the long run, which nobody dials, none is told."""

_ENDS: Final = 3
_HALF: Final = 0x80000000
_MASK: Final = 0xFFFFFFFF


@attrs.frozen
class EventPacket:
    """One RTP packet of an event, but for what the stream adds."""

    marker: bool
    timestamp: int
    payload: bytes


@attrs.define
class DigitSender:
    """The digits that a stream has still to send, one step for each frame's time.

    Timestamps are those of the stream's one clock, so that sound after an event goes on where the clock is.
    """

    _waiting: deque[tuple[int, int, int]] = attrs.field(factory=deque)
    # Of the event that is sent: code (-1: none), length, pause after it, and where it and its segment began.
    _code: int = -1
    _length: int = 0
    _pause: int = 0
    _start: int = 0
    _segment: int = 0
    _ends: int = 0
    _free_at: int | None = None

    def add(self, digits: str, seconds: float, pause: float, clock_rate: int = SAMPLE_RATE) -> None:
        """Queue digits that `check_digits` let pass, on the clock of the sound (Hz); MediaError when too many wait."""
        if len(self._waiting) + len(digits) > MOST_DIGITS:
            raise MediaError(f"{MOST_DIGITS} digits wait to be sent, the most that may")
        length, after = round(seconds * clock_rate), round(pause * clock_rate)
        self._waiting.extend([(DIGITS.index(digit), length, after) for digit in digits])

    def is_done(self, now: int) -> bool:
        """Whether all was sent at the timestamp `now`, the pause after the last digit included."""
        return not self._waiting and self._code < 0 and (self._free_at is None or now >= self._free_at)

    def step(self, now: int, samples: int) -> EventPacket | None:
        """Return what to send in place of the frame of `samples` at the timestamp `now`; None: the frame is free."""
        begins = False
        if self._code < 0:
            if not self._waiting or (self._free_at is not None and now < self._free_at):
                return None
            self._code, self._length, self._pause = self._waiting.popleft()
            self._start = self._segment = now
            self._ends = 0
            begins = True
        # What has passed of the event by the end of this frame (section 2.3.5).
        passed = min(now + samples - self._start, self._length)
        duration = passed - (self._segment - self._start)
        if duration > _LONGEST_SEGMENT:
            # A long event goes on in a new segment, whose timestamp is the old one's end (section 2.5.1.3).
            packet = EventPacket(begins, self._segment, self._pack(0, _LONGEST_SEGMENT))
            self._segment += _LONGEST_SEGMENT
            return packet
        ending = passed >= self._length
        packet = EventPacket(begins, self._segment, self._pack(_END if ending else 0, duration))
        if ending:
            # The last packet leaves three times (section 2.5.1.4).
            self._ends += 1
            if self._ends == _ENDS:
                self._free_at = max(now + samples, self._start + self._length + self._pause)
                self._code = -1
        return packet

    def _pack(self, end: int, duration: int) -> bytes:
        return _PAYLOAD.pack(self._code, end | _VOLUME, duration)


@attrs.define
class DigitReceiver:
    """The event that is heard, and which one was last: a digit is told once, however often it comes (section 2.5.2)."""

    clock_rate: int = SAMPLE_RATE
    _ssrc: int = -1
    _code: int = -1
    _segment: int = 0
    _before: int = 0
    _duration: int = 0
    _heard_at: float = 0.0
    # The timestamp of the last event that ended, -1 where there was none.
    _last: int = -1
    # Digits that may still be told at once, and as of when; those that were not.
    _credit: float = MOST_DIGITS
    _credit_at: float = 0.0
    _refused: int = 0

    @property
    def due(self) -> float | None:
        """When `expire` may have something to tell; None while no event goes on."""
        return self._heard_at + PATIENCE if self._code >= 0 else None

    def take(
        self, ssrc: int, timestamp: int, payload: bytes, now: float, clock_rate: int | None = None
    ) -> tuple[str, float] | None:
        """Take a packet; return the digit that ended by it, and for how many seconds it was heard."""
        if len(payload) < _PAYLOAD.size:
            return None
        code, flags, duration = _PAYLOAD.unpack_from(payload)
        if code >= len(DIGITS):
            return None
        ended = None
        if ssrc != self._ssrc or clock_rate not in (None, self.clock_rate):
            ended = self._end(now)
            self._ssrc, self._last = ssrc, -1
            self.clock_rate = clock_rate or self.clock_rate
        if self._code >= 0:
            ahead = (timestamp - self._segment) & _MASK
            if _SHORTEST_SEGMENT <= ahead <= _LONGEST_SEGMENT and code == self._code:
                self._segment = timestamp
                self._before += ahead
                self._duration = 0
            elif 0 < ahead < _HALF:
                ended = self._end(now)
        if self._code < 0:
            if self._last >= 0 and not 0 < (timestamp - self._last) & _MASK < _HALF:
                return ended
            self._code, self._segment, self._before, self._duration = code, timestamp, 0, 0
        if timestamp != self._segment:
            return ended  # a late packet of an earlier event or segment
        self._duration = max(self._duration, duration)
        self._heard_at = now
        # Where the end of one and all of a next digit came at once, that one is told; its own follows by `expire`.
        return (ended or self._end(now)) if flags & _END else ended

    def expire(self, now: float) -> tuple[str, float] | None:
        """Return the digit that ended because nothing was heard of it any more."""
        return self._end(now) if self._code >= 0 and now >= self._heard_at + PATIENCE else None

    def take_refused(self) -> int:
        """How many digits were too many since the last time."""
        refused, self._refused = self._refused, 0
        return refused

    def _end(self, now: float) -> tuple[str, float] | None:
        if self._code < 0:
            return None
        digit = DIGITS[self._code]
        self._last, self._code = self._segment, -1
        credit = min(MOST_DIGITS, self._credit + max(0.0, now - self._credit_at) * DIGITS_PER_SECOND)
        self._credit_at = now
        if credit < 1.0:
            self._credit = credit
            self._refused += 1
            return None
        self._credit = credit - 1.0
        return digit, (self._before + self._duration) / self.clock_rate
