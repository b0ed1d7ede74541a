"""The RTP header: packed, parsed, and told apart from RTCP (RFC 3550 section 5, RFC 5761 section 4)."""

from __future__ import annotations

import struct
from typing import NamedTuple

FIXED_HEADER = struct.Struct("!BBHII")
"""The twelve octets that every packet begins with (RFC 3550 section 5.1)."""

PLAIN = 0x80
"""The first octet of a packet of version 2 without padding, extension and CSRC list."""

_EXTENSION = struct.Struct("!HH")


class RtpHeader(NamedTuple):
    """What precedes the payload; `data[payload_start:payload_end]` is the payload, padding excluded."""

    marker: bool
    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    csrc: tuple[int, ...]
    payload_start: int
    payload_end: int


def pack_header(payload_type: int, sequence: int, timestamp: int, ssrc: int, *, marker: bool = False) -> bytes:
    """Return the twelve octets of a version 2 header without padding, extension and CSRC list.

    `payload_type` is 0..127, `sequence` 16 bits, `timestamp` and `ssrc` 32 bits; `struct.error` for anything else.
    """
    return FIXED_HEADER.pack(PLAIN, payload_type | 0x80 if marker else payload_type, sequence, timestamp, ssrc)


def parse_header(data: bytes | bytearray | memoryview) -> RtpHeader | None:
    """Return the header of the RTP packet `data`, or None when it is not one.

    Checked as RFC 3550 appendix A.1 says: version 2, CSRC list and extension inside the packet, padding count not zero
    and inside the payload.
    """
    size = len(data)
    if size < 12:
        return None
    first, second, sequence, timestamp, ssrc = FIXED_HEADER.unpack_from(data)
    if first >> 6 != 2:
        return None
    start = 12
    end = size
    csrc: tuple[int, ...] = ()
    if count := first & 0x0F:
        start += 4 * count
        if start > size:
            return None
        csrc = struct.unpack_from(f"!{count}I", data, 12)
    if first & 0x10:
        if start + 4 > size:
            return None
        start += 4 + 4 * _EXTENSION.unpack_from(data, start)[1]
        if start > size:
            return None
    if first & 0x20:
        padding = data[-1]
        end -= padding
        if not padding or end < start:
            return None
    return RtpHeader(second > 127, second & 0x7F, sequence, timestamp, ssrc, csrc, start, end)


def looks_like_rtcp(data: bytes | bytearray | memoryview) -> bool:
    """Tell RTCP from RTP on one port: version 2 and a packet type of 192..223 (RFC 5761 section 4)."""
    return len(data) >= 4 and data[0] >> 6 == 2 and 192 <= data[1] <= 223
