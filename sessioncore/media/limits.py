"""What bounds the media plane."""

from __future__ import annotations

import attrs

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

    silence_seconds: float = 20.0
    """`MediaSilent` after so many seconds without a valid packet while receiving is on."""

    burst_packets: int = 3
    """After a stall at most so many packets of a stream leave at once; older ones are left out."""

    file_seconds: int = 300
    """The longest file that a `file:` source plays."""
