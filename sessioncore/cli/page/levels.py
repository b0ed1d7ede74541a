"""How loud each end was: levels from captured RTP packets of G.711."""

from __future__ import annotations

import math
from collections.abc import Iterable

from sessioncore.media.codecs import g711
from sessioncore.wire.rtp import looks_like_rtcp, parse_header

BUCKET_S = 0.04
"""One point so often."""
SILENCE_DBOV = -127.0
FULL_SCALE = 32768.0


def packet_level(data: bytes) -> float | None:
    """The level of one RTP packet in dBov (RFC 6464 section 3), None where it is no G.711."""
    if looks_like_rtcp(data) or (header := parse_header(data)) is None:
        return None
    codec = g711.STATIC_PAYLOAD_TYPES.get(header.payload_type)
    payload = data[header.payload_start : header.payload_end]
    if codec is None or not payload:
        return None
    power = g711.audioop.rms(g711.decode(codec, payload), g711.SAMPLE_WIDTH)
    return max(SILENCE_DBOV, 20 * math.log10(power / FULL_SCALE)) if power else SILENCE_DBOV


def levels(packets: Iterable[tuple[float, bytes]]) -> list[tuple[float, float]]:
    """Points (time, dBov), the loudest packet of each bucket; a gap in the packets is a gap in the points."""
    loudest: dict[int, float] = {}
    for at, data in packets:
        level = packet_level(data)
        if level is not None:
            bucket = int(at / BUCKET_S)
            loudest[bucket] = max(level, loudest.get(bucket, SILENCE_DBOV))
    return [(bucket * BUCKET_S, round(level, 1)) for bucket, level in sorted(loudest.items())]
