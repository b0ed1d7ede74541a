"""What bounds the media plane."""

from __future__ import annotations

from typing import TypeAlias

import attrs

Address: TypeAlias = tuple[str, int]
"""IP address and port."""

FRAME_SECONDS = 0.02
"""One packet carries 20 ms (RFC 3551 section 4.2, the default packetisation)."""

FRAME_SAMPLES = 160
"""20 ms at 8,000 Hz; in G.711 a sample is an octet."""

SAMPLE_RATE = 8000
"""The RTP clock rate of G.711 in Hz (RFC 3551 section 4.5.14)."""


@attrs.frozen(kw_only=True)
class MediaLimits:
    """Bounds on what a peer, the network or an application can make the plane do."""

    streams: int = 10_000
    """Open streams at a time."""

    datagram_size: int = 1_500
    """Larger datagrams are counted as malformed; in octets."""

    learning_packets: int = 50
    """Within so many packets after another port was learned the negotiated one may still take over (RFC 4961)."""

    unverified_packets: int = 3_000
    """So many packets go to an address that sent us nothing, then sending pauses until something arrives from there."""

    unverified_elsewhere: int = 25
    """The same, reports included, where that is not the host of signalling: nobody may make us flood a third party."""

    strangers: int = 16
    """So many addresses of a stream that sent us nothing are remembered; to more of them nothing is sent."""

    silence_seconds: float = 20.0
    """`MediaSilent` after so many seconds without a valid packet while receiving is on."""

    unreachable_seconds: float = 3.0
    """Packets that do not arrive are a failure of the stream when that lasts so long and nothing is heard."""

    burst_packets: int = 3
    """After a stall at most so many packets of a stream leave at once; older ones are left out."""

    file_seconds: int = 300
    """The longest file that a `file:` source plays."""

    rtcp: bool = True
    """Send RTCP; received reports are read in any case."""

    rtcp_minimum_seconds: float = 5.0
    """The deterministic minimum of the interval between our reports (RFC 3550 section 6.2)."""

    rtcp_reduced_minimum: bool = False
    """Use 360 divided by the session bandwidth in kbit/s instead, where that is less (RFC 3550 section 6.2)."""

    session_bandwidth: int = 80_000
    """Bits per second of a stream with its IP and UDP headers, of which RTCP may take 5 % (RFC 3550 section 6.2)."""

    rtcp_members: int = 16
    """So many SSRCs of the peer are counted; reports of more of them do not stretch the interval further."""

    unverified_reports: int = 12
    """So many RTCP packets go to an address that sent us nothing, then they pause until something arrives."""

    report_seconds: float = 0.1
    """The shortest period of `ReportStream`."""

    fair_loss: float = 0.01
    """From this part of lost packets on (0 to 1) the quality is fair."""

    poor_loss: float = 0.05
    """From this part of lost packets on (0 to 1) the quality is poor."""

    fair_jitter: float = 0.03
    """From this jitter on the quality is fair; in seconds."""

    poor_jitter: float = 0.08
    """From this jitter on the quality is poor; in seconds."""

    fair_mos: float = 3.6
    """Below this score (1 to 4.5) the quality is fair; ITU-T G.107 annex B: some users dissatisfied."""

    poor_mos: float = 3.1
    """Below this score (1 to 4.5) the quality is poor; ITU-T G.107 annex B: many users dissatisfied."""

    mos_recovery: float = 0.2
    """The quality gets better only when the score is so much above the bound that made it worse."""

    quality_packets: int = 50
    """What we hear is judged only when the peer sent so many packets since the last report."""

    quality_recovery: float = 0.7
    """The quality gets better only when loss and jitter are below this part of the bound that made it worse."""

    recordings: int = 256
    """Recordings at a time; each keeps a file open."""

    record_seconds: int = 3_600
    """The longest recording; it ends then. An hour takes 58 MB."""
