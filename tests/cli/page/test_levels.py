from __future__ import annotations

import pytest

from sessioncore.cli.page.levels import levels, packet_level
from sessioncore.media.codecs import g711
from sessioncore.wire.rtp import pack_header


def packet(amplitude: int, codec: str = "PCMU", payload_type: int = 0) -> bytes:
    samples = b"".join(
        (amplitude if number % 2 else -amplitude).to_bytes(2, "little", signed=True) for number in range(160)
    )
    return pack_header(payload_type, 1, 2, 3) + g711.encode(codec, samples)


@pytest.mark.parametrize(("codec", "payload_type"), [("PCMU", 0), ("PCMA", 8)])
def test_levels_are_relative_to_the_overload_point(codec: str, payload_type: int) -> None:
    assert packet_level(packet(16384, codec, payload_type)) == pytest.approx(-6.0, abs=0.3)
    assert packet_level(packet(1638, codec, payload_type)) == pytest.approx(-26.0, abs=0.3)


def test_what_is_no_g711_has_no_level() -> None:
    assert packet_level(b"") is None
    assert packet_level(packet(1000, payload_type=101)) is None
    assert packet_level(bytes([0x80, 200]) + bytes(30)) is None
    assert packet_level(packet(0)) == -127.0


def test_the_loudest_of_a_bucket_counts_and_gaps_stay() -> None:
    points = levels([(10.0, packet(1000)), (10.01, packet(16384)), (11.0, packet(1000)), (11.5, b"no")])
    assert [round(at, 2) for at, _ in points] == [10.0, 11.0]
    assert points[0][1] > points[1][1]
