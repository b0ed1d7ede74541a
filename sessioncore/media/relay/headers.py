"""RTP and RTCP headers rewritten on their way through a relay: the receiver sees one source that never jumps."""

from __future__ import annotations

import struct
from typing import Final

import attrs

DROPPED: Final = 255
"""In the place of a payload type: packets of this one do not go on."""

_RTP: Final = struct.Struct("!HII")
_WORD: Final = struct.Struct("!I")
_SHORT: Final = struct.Struct("!H")

_SENDER_REPORT: Final = 200
_RECEIVER_REPORT: Final = 201
_DESCRIPTION: Final = 202
_BYE: Final = 203
_FEEDBACK: Final = (205, 206)
_LAST_REPORTS: Final = 5
_VOIP_METRICS: Final = 7
_OF_SOURCES: Final = (1, 2, 3, 6, _VOIP_METRICS)
"""Blocks of RFC 3611 4 that begin with a source: loss, duplicates, times of receipt, statistics, VoIP metrics."""
_EXTENDED: Final = 207
_BLOCK: Final = 24


@attrs.define(weakref_slot=False)
class Rewriter:
    """The headers of one direction: everything leaves as `ssrc`, numbered and timed without a gap (RFC 3550 section 8).

    When the source changes (its SSRC does), numbers go on where they were and timestamps by the time that has passed,
    with `clock_rate` in Hz. `payload_types` maps the 128 payload types to those of the other side, those that have none
    there to `DROPPED`; None leaves them.
    """

    ssrc: int
    clock_rate: int = 8000
    payload_types: bytes | None = None
    source: int = -1
    """SSRC of what comes in, -1 before anything came."""
    sequence_offset: int = 0
    timestamp_offset: int = 0
    _sequence: int = 0
    _timestamp: int = 0
    _at: float = 0.0

    def apply(self, data: bytearray, now: float) -> bool:
        """Rewrite the fixed header of an RTP packet in place; False where it is not for the other side."""
        if self.payload_types is not None:
            mapped = self.payload_types[data[1] & 0x7F]
            if mapped == DROPPED:
                return False
            data[1] = data[1] & 0x80 | mapped
        sequence, timestamp, ssrc = _RTP.unpack_from(data, 2)
        if ssrc != self.source:
            self._switch(sequence, timestamp, ssrc, now)
        sequence = sequence + self.sequence_offset & 0xFFFF
        timestamp = timestamp + self.timestamp_offset & 0xFFFFFFFF
        _RTP.pack_into(data, 2, sequence, timestamp, self.ssrc)
        if sequence - self._sequence & 0x8000 == 0:
            self._sequence, self._timestamp, self._at = sequence, timestamp, now
        return True

    def _switch(self, sequence: int, timestamp: int, ssrc: int, now: float) -> None:
        if self.source >= 0:
            passed = max(1, round((now - self._at) * self.clock_rate))
            self.sequence_offset = self._sequence + 1 - sequence
            self.timestamp_offset = self._timestamp + passed - timestamp
        else:
            self._sequence, self._timestamp = sequence, timestamp
        self.source = ssrc


def rewrite_reports(data: bytearray, size: int, forward: Rewriter, backward: Rewriter) -> bool:
    """Rewrite a compound RTCP packet in place; False where it is malformed (RFC 3550 section 6).

    `forward` is the direction that the packet goes, `backward` the one that its reports speak of: they name what our
    peer got under the SSRC and numbers that we gave it.
    """
    at = 0
    while at < size:
        if size - at < 8 or data[at] & 0xC0 != 0x80:
            return False
        kind = data[at + 1]
        end = at + 4 + 4 * _SHORT.unpack_from(data, at + 2)[0]
        if end > size or end < at + 8:
            return False
        if kind == _BYE:
            for place in range(at + 4, min(end, at + 4 + 4 * (data[at] & 0x1F)), 4):
                _rename(data, place, forward.source, forward.ssrc)
        elif kind == _DESCRIPTION:
            _rewrite_chunks(data, at, end, forward)
        else:
            _rename(data, at + 4, forward.source, forward.ssrc)
        blocks = end
        if kind == _SENDER_REPORT:
            if end < at + 28:
                return False
            _move(data, at + 16, forward.timestamp_offset)
            blocks = at + 28
        elif kind == _RECEIVER_REPORT:
            blocks = at + 8
        elif kind in _FEEDBACK and end >= at + 12:
            _rename(data, at + 8, backward.ssrc, backward.source)
        elif kind == _EXTENDED:
            _rewrite_extended(data, at + 8, end, backward)
        for _ in range(data[at] & 0x1F):
            if blocks + _BLOCK > end:
                break
            if _rename(data, blocks, backward.ssrc, backward.source):
                _move(data, blocks + 8, -backward.sequence_offset)
            blocks += _BLOCK
        at = end
    return True


def _rewrite_chunks(data: bytearray, at: int, end: int, forward: Rewriter) -> None:
    """Each chunk of a source description begins with its source, and ends with zeros up to a word (RFC 3550 6.5)."""
    place = at + 4
    for _ in range(data[at] & 0x1F):
        if place + 4 > end:
            return
        _rename(data, place, forward.source, forward.ssrc)
        place += 4
        while place + 1 < end and data[place]:
            place += 2 + data[place + 1]
        place += 4 - (place - at) % 4


def _rewrite_extended(data: bytearray, at: int, end: int, backward: Rewriter) -> None:
    """RFC 3611's blocks: what was got of a source, by its numbers too, and when whom was heard (DLRR)."""
    while at + 8 <= end:
        kind, after = data[at], min(end, at + 4 + 4 * int(_SHORT.unpack_from(data, at + 2)[0]))
        if kind == _LAST_REPORTS:
            for place in range(at + 4, after - 11, 12):
                _rename(data, place, backward.ssrc, backward.source)
        elif kind in _OF_SOURCES and _rename(data, at + 4, backward.ssrc, backward.source):
            for place in (at + 8, at + 10) if kind != _VOIP_METRICS and after >= at + 12 else ():
                number = _SHORT.unpack_from(data, place)[0] - backward.sequence_offset
                _SHORT.pack_into(data, place, number & 0xFFFF)
        at = after


def _rename(data: bytearray, at: int, old: int, new: int) -> bool:
    if old < 0 or new < 0 or _WORD.unpack_from(data, at)[0] != old:
        return False
    _WORD.pack_into(data, at, new)
    return True


def _move(data: bytearray, at: int, by: int) -> None:
    _WORD.pack_into(data, at, _WORD.unpack_from(data, at)[0] + by & 0xFFFFFFFF)
