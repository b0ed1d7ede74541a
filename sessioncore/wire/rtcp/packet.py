"""The values that RTCP packets carry (RFC 3550 section 6)."""

from __future__ import annotations

import struct
from typing import Final, TypeAlias

import attrs

from sessioncore.wire.rtcp.extended import ExtendedReport

SR: Final = 200
RR: Final = 201
SDES: Final = 202
BYE: Final = 203

CNAME: Final = 1
"""The one SDES item that everybody sends (section 6.5.1)."""

MAX_COUNT: Final = 31
"""Report blocks, chunks or sources in one packet: the count has five bits."""

MAX_PACKETS: Final = 32
"""Packets in one compound; a longer one is refused."""

HEADER: Final = struct.Struct("!BBH")
BLOCK: Final = struct.Struct("!IIIIII")
SENDER: Final = struct.Struct("!QIII")
WORD: Final = struct.Struct("!I")

_NTP_EPOCH: Final = 2_208_988_800
"""Seconds from 1900 to 1970."""


@attrs.frozen
class ReportBlock:
    """How the sender of the report hears the source `ssrc` (section 6.4.1).

    `fraction_lost` is in 1/256, since the report before; `cumulative_lost` has 24 bits and a sign; `jitter` is in units
    of the media clock; `last_sr` the middle 32 bits of the NTP time of the source's last SR, 0 for none;
    `delay_since_last_sr` the time since that came, in 1/65536 s.
    """

    ssrc: int
    fraction_lost: int = 0
    cumulative_lost: int = 0
    highest_sequence: int = 0
    jitter: int = 0
    last_sr: int = 0
    delay_since_last_sr: int = 0


@attrs.frozen
class SenderReport:
    """SR (section 6.4.1): `ntp` in 2**-32 s since 1900, `rtp_timestamp` the same moment on the media clock."""

    ssrc: int
    ntp: int
    rtp_timestamp: int
    packets: int
    octets: int
    blocks: tuple[ReportBlock, ...] = ()


@attrs.frozen
class ReceiverReport:
    """RR (section 6.4.2): of a participant that sent no media lately."""

    ssrc: int
    blocks: tuple[ReportBlock, ...] = ()


@attrs.frozen
class SdesChunk:
    """What one source says of itself: items as (type, octets), at most 255 octets each (section 6.5)."""

    ssrc: int
    items: tuple[tuple[int, bytes], ...] = ()

    @property
    def cname(self) -> bytes | None:
        """The canonical name, None when there is none here."""
        return next((text for kind, text in self.items if kind == CNAME), None)


@attrs.frozen
class SourceDescription:
    """SDES (section 6.5)."""

    chunks: tuple[SdesChunk, ...] = ()


@attrs.frozen
class Bye:
    """BYE (section 6.6): these sources leave, `reason` in at most 255 octets."""

    sources: tuple[int, ...] = ()
    reason: bytes = b""


RtcpPacket: TypeAlias = SenderReport | ReceiverReport | SourceDescription | Bye | ExtendedReport


def ntp_time(epoch_seconds: float) -> int:
    """Return the 64-bit NTP time of a moment given in seconds since 1970 (section 4); it wraps in 2036."""
    whole = int(epoch_seconds // 1)
    return ((whole + _NTP_EPOCH & 0xFFFFFFFF) << 32) + int((epoch_seconds - whole) * (1 << 32))


def middle_32(ntp: int) -> int:
    """Return the middle 32 bits of a 64-bit NTP time: units of 1/65536 s, wrapping after 18 hours (section 4)."""
    return ntp >> 16 & 0xFFFFFFFF
