"""One direction of a recording: packets in as they come, samples out where they belong in time."""

from __future__ import annotations

from typing import Final

import attrs

from sessioncore.media.codecs.coders import CODINGS, Coder
from sessioncore.media.codecs.g711 import CODECS, SAMPLE_WIDTH, decode
from sessioncore.media.codecs.resample import Resampler
from sessioncore.media.limits import SAMPLE_RATE

LATENESS_SECONDS: Final = 1
"""A packet may be early or late by its timestamp so long; beyond, its arrival says where it belongs."""

LINEAR: Final = ""
"""In the place of a codec: samples as they are, at the track's own rate."""

_MOST_WAITING: Final = 512


@attrs.define(eq=False)
class Track:
    """Samples at `rate`; places count from the recording's beginning.

    A packet's place is its timestamp, counted from the first one's arrival, so jitter and reordering leave no trace; a
    new source or a leap of the timestamps begins anew at the arrival.
    """

    rate: int = SAMPLE_RATE
    waiting: list[tuple[int, str, bytes]] = attrs.field(factory=list, repr=False)
    _ssrc: int = -1
    _timestamp: int = 0
    _anchor: int = 0
    _law: str = ""
    _decoder: Coder | None = None
    _resampler: Resampler | None = None
    # What was decoded of a packet that lies across the end of what was taken.
    _rest: bytes = b""

    def put(self, ssrc: int, timestamp: int, law: str, payload: bytes, arrival: int) -> None:
        """Queue a packet that came at a place; when there are too many, it is left out."""
        if len(self.waiting) >= _MOST_WAITING:
            return
        # The difference of two 32-bit timestamps, signed.
        ahead = ((timestamp - self._timestamp + 0x80000000) & 0xFFFFFFFF) - 0x80000000
        clock = CODINGS[law].clock_rate if law else self.rate
        place = self._anchor + (ahead if clock == self.rate else ahead * self.rate // clock)
        if ssrc != self._ssrc or abs(place - arrival) > LATENESS_SECONDS * self.rate:
            self._ssrc, self._timestamp, self._anchor = ssrc, timestamp, arrival
            place = arrival
        self.waiting.append((place, law, payload))

    def take(self, start: int, end: int) -> bytes:
        """The samples from `start`, where the last call ended, up to `end`; silence where nothing was."""
        ready = sorted([entry for entry in self.waiting if entry[0] < end], key=_place)
        self.waiting = [entry for entry in self.waiting if entry[0] >= end]
        pieces, self._rest = [self._rest], b""
        at = start + len(pieces[0]) // SAMPLE_WIDTH
        for place, law, payload in ready:
            if place > at:
                pieces.append(bytes((place - at) * SAMPLE_WIDTH))
                at = place
            samples = self._decode(law, payload)[(at - place) * SAMPLE_WIDTH :]
            pieces.append(samples)
            at += len(samples) // SAMPLE_WIDTH
        made, size = b"".join(pieces), (end - start) * SAMPLE_WIDTH
        self._rest = made[size:]
        return made[:size].ljust(size, b"\0")

    def forget(self) -> None:
        """Begin anew with the next packet."""
        self.waiting.clear()
        self._rest = b""
        self._ssrc = -1

    def _decode(self, law: str, payload: bytes) -> bytes:
        if law == LINEAR:
            return payload
        if law in CODECS and self.rate == SAMPLE_RATE:
            return decode(law, payload)
        if law != self._law:
            coding = CODINGS[law]
            self._law, self._decoder = law, coding.make_decoder()
            self._resampler = Resampler(coding.sample_rate, self.rate)
        assert self._decoder is not None, "made with the law"
        assert self._resampler is not None, "made with the law"
        return self._resampler.take(self._decoder(payload))


def _place(entry: tuple[int, str, bytes]) -> int:
    return entry[0]
