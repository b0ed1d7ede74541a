"""Fuzz target: what comes for a protected stream (RFC 7983). `python -m tests.fuzz.fuzzing secured`.

The datagrams are told apart as for `media`; the first octet says how the stream is protected,
whether RTCP has a port of its own, and how many datagrams come before that is agreed.
"""

from __future__ import annotations

from typing import Final

import attrs

from sessioncore.base.media import MediaReport, MediaStarted, OpenStream, ReportStream
from sessioncore.base.protection import Protection
from sessioncore.media.security.dtls import Identity
from sessioncore.media.security.secured import SecuredPlane
from tests.fuzz.fuzz_media import AGREED, SOURCES, STEPS

OURS: Final = Identity.make()
KEYS: Final = bytes(range(30)), bytes(range(100, 130))
CHECKED: Final = {"our_fragment": "abcd", "our_password": "p" * 22, "their_fragment": "wxyz"}
PROTECTIONS: Final = (
    Protection("sdes", "AES_CM_128_HMAC_SHA1_80", *KEYS),
    Protection("dtls", fingerprints=("sha-256 " + ":".join(["00"] * 32),)),
    Protection("dtls", active=True, fingerprints=("sha-256 " + ":".join(["00"] * 32),)),
    Protection("dtls", fingerprints=("sha-256 " + ":".join(["00"] * 32),), **CHECKED),
)


def one(data: bytes) -> None:
    """Nothing raises, nothing that is not authentic is heard, and what is sent is bounded by what came."""
    how = data[0] if data else 0
    plane, now = SecuredPlane(identity=OURS), 1_000.0
    plane.execute(OpenStream("s", 4000), now)
    agreed = attrs.evolve(AGREED, rtcp_mux=not how & 4, elsewhere=True, protection=PROTECTIONS[how & 3])
    at, count, sent, started, early = 1, 0, 0, False, how >> 4 & 7
    while at + 2 <= len(data) and count < 50:
        if count == early:
            assert sent == 0, "nobody has agreed to anything yet"
            plane.execute(agreed, now)
        kind, size = data[at], data[at + 1]
        datagram = bytearray(data[at + 2 : at + 2 + size])
        at += 2 + size
        now += STEPS[kind >> 6]
        take = plane.receive_control if kind & 4 else plane.receive
        take("s", datagram, SOURCES[kind & 3], now)
        count += 1
        packets, events = plane.poll(now)
        started |= any(isinstance(event, MediaStarted) for event in events)
        sent += len(packets) + len(plane.take_muxed()) + len(plane.take_control())
    plane.execute(ReportStream("s"), now)
    reports = [event for event in plane.poll(now)[1] if isinstance(event, MediaReport)]
    assert len(reports) == 1
    assert not started
    assert reports[0].statistics.received_packets == 0
    # RTP and reports, one flight of a handshake after the other, an answer to each check.
    assert sent <= 25 + 12 + 8 * count + 120
