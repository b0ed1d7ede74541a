"""Fuzz target: what comes for a media stream. `python -m tests.fuzz.fuzzing media`.

The first octet says what was agreed. Each datagram then has an octet that says where it comes from, for which of our
ports and how long after the one before, and an octet with its length.
"""

from __future__ import annotations

from typing import Final

import attrs

from sessioncore.base.media import ConfigureStream, ListenStream, MediaFailed, MediaReport, OpenStream, ReportStream
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.wire.rtcp import RtcpPacket, pack, parse_compound
from sessioncore.wire.rtp.packet import looks_like_rtcp, pack_header, parse_header

PEER: Final = ("192.0.2.2", 5000)
SOURCES: Final = (PEER, ("192.0.2.2", 5001), ("192.0.2.2", 40_000), ("192.0.2.66", 5000))
STEPS: Final = (0.0, 0.005, 0.02, 1.5)
SEVERAL: Final = ((0, "PCMU"), (8, "PCMA"), (96, "L16/16000"), (101, "telephone-event"), (13, "CN"))
AGREED: Final = ConfigureStream(
    "s",
    PEER,
    "PCMU",
    0,
    (0, 8, 96, 101, 13),
    101,
    True,
    True,
    "tone:440",
    0xA,
    formats=SEVERAL,
    receive_telephone_event=101,
)


def one(data: bytes) -> None:
    """Nothing raises, every datagram is counted once, what is sent is well-formed, and little is sent to strangers."""
    plane, now = begun(data[0] if data else 0)
    at, count, sent = 1, 0, 0
    while at + 2 <= len(data) and count < 100:
        how, size = data[at], data[at + 1]
        datagram = bytearray(data[at + 2 : at + 2 + size])
        at += 2 + size
        now += STEPS[how >> 6]
        source = SOURCES[how & 3]
        if how & 4:
            plane.receive_control("s", datagram, source, now)
        else:
            plane.receive("s", datagram, source, now)
        read(bytes(datagram))
        count += 1
        sent += drained(plane, now)
    plane.execute(ReportStream("s"), now)
    (report,) = [event for event in plane.poll(now)[1] if isinstance(event, MediaReport)]
    s = report.statistics
    counted = s.received_packets + s.duplicates + s.wrong_source + s.wrong_payload_type + s.malformed + s.rtcp
    assert counted == count, s
    assert sent <= 25 or s.received_packets + s.rtcp > 0, s


def begun(how: int) -> tuple[MediaPlane, float]:
    """A stream that is open, in one of several agreements."""
    plane, now = MediaPlane(MediaLimits(rtcp_minimum_seconds=0.5)), 1_000.0
    plane.execute(OpenStream("s", 4000), now)
    agreed = attrs.evolve(
        AGREED,
        source=("tone:440", "echo", "silence", "application")[how & 3],
        rtcp_mux=bool(how & 4),
        rtcp_reduced=bool(how & 8),
        rtcp_xr=bool(how & 16),
        receive=not how & 32,
        inband_digits=bool(how & 64),
        elsewhere=True,
    )
    plane.execute(agreed, now)
    if how & 128:
        plane.execute(ListenStream("s", 16_000), now)
    return plane, now


def drained(plane: MediaPlane, now: float) -> int:
    """Everything that is due by now is RTP or RTCP as the RFC has it; how many packets of RTP."""
    packets, events = plane.poll(now)
    assert not any(isinstance(event, MediaFailed) for event in events), events
    for _, octets, _ in packets:
        assert parse_header(octets) is not None
    for _, octets, _ in (*plane.take_muxed(), *plane.take_control()):
        assert looks_like_rtcp(octets)
        assert parse_compound(octets, reduced=True) is not None
    return len(packets)


def read(datagram: bytes) -> None:
    """Headers and reports are read or refused; what was read is the same when it is written and read again."""
    header = parse_header(datagram)
    if header is not None:
        assert 12 <= header.payload_start <= header.payload_end <= len(datagram)
        again = pack_header(header.payload_type, header.sequence, header.timestamp, header.ssrc, marker=header.marker)
        assert again[1:] == datagram[1:12]
    packets: tuple[RtcpPacket, ...] | None = parse_compound(datagram, reduced=True)
    if packets:
        written = b"".join([pack(packet) for packet in packets])
        assert parse_compound(written, reduced=True) == packets
