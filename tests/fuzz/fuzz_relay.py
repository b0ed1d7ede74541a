"""Fuzz target: what comes to the ports of the embedded relay. `python -m tests.fuzz.fuzzing relay`.

The first octet says what the line is. Each datagram then has an octet that says for which port it is, where it comes
from and how long after the one before, and an octet with its length.
"""

from __future__ import annotations

from typing import Final

from sessioncore.media.relay.plane import RelayPlane, Rewriting
from sessioncore.media.relay.port import RelayLimits, RelayPort
from sessioncore.media.security.srtp import SrtpContexts
from tests.fuzz.fuzz_media import STEPS

HERE, THERE, STRANGER = "192.0.2.1", "192.0.2.2", "192.0.2.66"
SIDES: Final = ((HERE, 4000), (THERE, 5000))
LIMITS: Final = RelayLimits(unverified_packets=20, unverified_elsewhere=5, learning_packets=4)
KEYS: Final = ("AES_CM_128_HMAC_SHA1_80", bytes(range(30)), bytes(range(100, 130)))
REWRITING: Final = (Rewriting(7), Rewriting(8, 48_000, bytes(range(127, -1, -1))))


def one(data: bytes) -> None:
    """Nothing raises, all is counted once, and nothing goes but to the host of a side, and only so much unasked."""
    how = data[0] if data else 0
    plane, now = RelayPlane(LIMITS, SrtpContexts), 0.0
    ports = plane.open(1, not how & 1, REWRITING if how & 2 else None)
    for side, (host, port) in enumerate(SIDES):
        keys = KEYS if how & (4 << side) else None
        control = (host, port if how & 16 else port + 1)
        plane.aim(1, side, (host, port), control, STRANGER if how & 32 else host, True, now, keys)
    at, count = 1, 0
    sent = {id(port): 0 for port in ports}
    while at + 2 <= len(data) and count < 100:
        kind, size = data[at], data[at + 1]
        datagram = bytearray(data[at + 2 : at + 2 + size])
        at += 2 + size
        now += STEPS[kind >> 6]
        port = ports[kind & 3]
        side = (kind & 3) // 2
        source = ((SIDES[side][0], SIDES[side][1] + (kind & 1)), (SIDES[side][0], 40_000), (STRANGER, 9), (THERE, 9))
        out, to = passed(port, datagram, source[kind >> 4 & 3], now)
        count += 1
        if to is not None:
            assert to[0] in out.hosts
            sent[id(out)] += not out.verified
        plane.poll(now)
    assert all(number <= LIMITS.unverified_packets for number in sent.values()), sent
    figures = plane.close(1)
    assert figures is not None
    assert all(number >= 0 for side in figures for number in side)
    counted = sum(packets + wrong + malformed for packets, _, _, wrong, malformed, _ in figures)
    assert count <= counted <= 2 * count, (count, figures)


def passed(
    port: RelayPort, datagram: bytearray, source: tuple[str, int], now: float
) -> tuple[RelayPort, tuple[str, int] | None]:
    """From which port it goes on, and where."""
    if not port.is_protected:
        return port.other, port.take(datagram, len(datagram), source, now)
    found = port.take_protected(bytes(datagram), source, now)
    return (found[2], found[1]) if found is not None else (port.other, None)
