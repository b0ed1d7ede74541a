"""What is measured of a stream."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

Quality: TypeAlias = Literal["good", "fair", "poor"]


@attrs.frozen
class StreamStatistics:
    """What a stream sent and received since it was opened.

    Octets are payload octets (as in RFC 3550 section 6.4.1). `lost` is what the sequence numbers promised and never
    came, duplicates not counted as arrivals. `jitter` is in seconds (RFC 3550 section 6.4.1). `tone_hz` is the
    frequency of the tone in the last second heard, 0 when no single tone stands out; `level_dbov` the level of that
    second, -127 for digital silence or nothing heard. `duplicates` to `rtcp` count datagrams that were not taken as
    media; `rtcp` all that look like RTCP, `bad_rtcp` those of them that were not taken.

    `interval_loss` is the part of the packets that was lost between our last two RTCP reports that spoke of reception,
    0 to 1. What the peer's last report said of our packets: `remote_loss` (0 to 1, since its report before),
    `remote_lost` (packets, in all) and `remote_jitter` (s); `round_trip` (s) is measured by it (RFC 3550 section
    6.4.1). None until such a report came. `quality` is the judgement that `MediaQualityChanged` tells.

    Of what we hear, since the beginning: the part of packets that was lost within bursts and outside of them (0 to 1),
    how many seconds a burst and a gap between bursts last on average (RFC 3611 section 4.7.2), the rating R (0 to 100)
    and the mean opinion score (1 to 4.5) for a conversation by the E-model (ITU-T G.107); None before anything was
    heard. `remote_r_factor` and `remote_mos` are what the peer says of our sound (RFC 3611 section 4.7.5).

    `discarded` packets came too late, or in too great a number, for the jitter buffer of whoever listens, in which
    packets wait `buffer_seconds` at the moment; 0 where nobody listens.

    `unauthentic` counts packets of a protected stream that were not the peer's, not whole, or came twice (RFC 3711).
    """

    sent_packets: int = 0
    sent_octets: int = 0
    received_packets: int = 0
    received_octets: int = 0
    lost: int = 0
    jitter: float = 0.0
    tone_hz: float = 0.0
    level_dbov: float = -127.0
    duplicates: int = 0
    wrong_source: int = 0
    wrong_payload_type: int = 0
    malformed: int = 0
    rtcp: int = 0
    bad_rtcp: int = 0
    sent_rtcp: int = 0
    interval_loss: float = 0.0
    remote_loss: float | None = None
    remote_lost: int | None = None
    remote_jitter: float | None = None
    round_trip: float | None = None
    quality: Quality = "good"
    burst_density: float = 0.0
    gap_density: float = 0.0
    burst_seconds: float = 0.0
    gap_seconds: float = 0.0
    r_factor: float | None = None
    mos: float | None = None
    remote_r_factor: float | None = None
    remote_mos: float | None = None
    discarded: int = 0
    buffer_seconds: float = 0.0
    unauthentic: int = 0
