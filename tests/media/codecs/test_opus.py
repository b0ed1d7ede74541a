"""What a peer says of itself as who hears opus, and what it gets (RFC 7587 6.1)."""

from __future__ import annotations

import numpy as np
import pytest

from sessioncore.media.codecs.coders import find_coding, has_av

pytestmark = pytest.mark.skipif(not has_av(), reason="needs the extra [codecs]")

RATE = 48_000
NOISE = np.random.default_rng(7).normal(0, 4_000, RATE).astype(np.int16)


def coded(parameters: str, ptime: int = 20) -> list[bytes]:
    """A second of white noise, in packets."""
    encoder, size = find_coding("opus").make_encoder(parameters, ptime), RATE * ptime // 1000
    return [encoder(NOISE[start : start + size].tobytes()) for start in range(0, len(NOISE), size)]


def kbits(packets: list[bytes], ptime: int = 20) -> float:
    return 8 * sum(map(len, packets)) / (len(packets) * ptime)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("", 28, 37),
        ("maxaveragebitrate=16000", 13, 18),
        ("maxaveragebitrate=8000;stereo=1", 6, 10),
        ("maxaveragebitrate=510000", 28, 37),  # no more than we send anyway
        ("maxaveragebitrate=5999", 28, 37),  # outside of what it may be
        ("maxaveragebitrate=fast;;=;x", 28, 37),
        ("maxaveragebitrate=99999999999", 28, 37),
    ],
)
def test_no_more_bits_than_it_takes(said: str, least: float, most: float) -> None:
    assert least < kbits(coded(said)) < most


def test_as_many_bits_in_every_packet_where_it_wants_that() -> None:
    constant, variable = coded("cbr=1")[5:], coded("cbr=0;useinbandfec=1")[5:]
    assert len({len(packet) for packet in constant}) == 1
    assert len({len(packet) for packet in variable}) > 1


@pytest.mark.parametrize(
    ("said", "bandwidth"),
    [("maxplaybackrate=8000", 4_000), ("maxplaybackrate=16000", 8_000), ("maxplaybackrate=20000", 8_000)],
)
def test_nothing_is_coded_that_it_cannot_play(said: str, bandwidth: int) -> None:
    decoder = find_coding("opus").make_decoder()
    heard = np.frombuffer(b"".join([decoder(packet) for packet in coded(said)]), dtype=np.int16)[RATE // 2 :]
    power = np.abs(np.fft.rfft(heard * np.hanning(len(heard)))) ** 2
    hertz = np.fft.rfftfreq(len(heard), 1 / RATE)
    below = power[(hertz > 500) & (hertz < bandwidth * 0.9)].mean()
    above = power[(hertz > bandwidth * 1.15) & (hertz < 20_000)].mean()
    assert 10 * np.log10(below / above) > 40


@pytest.mark.parametrize("said", ["", "maxplaybackrate=48000", "maxplaybackrate=7999", "maxplaybackrate=wide"])
def test_all_of_it_is_coded_for_who_plays_it_or_says_nothing_of_use(said: str) -> None:
    decoder = find_coding("opus").make_decoder()
    heard = np.frombuffer(b"".join([decoder(packet) for packet in coded(said)]), dtype=np.int16)[RATE // 2 :]
    power = np.abs(np.fft.rfft(heard * np.hanning(len(heard)))) ** 2
    hertz = np.fft.rfftfreq(len(heard), 1 / RATE)
    low, high = power[(hertz > 500) & (hertz < 4_000)].mean(), power[(hertz > 9_000) & (hertz < 11_000)].mean()
    assert 10 * np.log10(low / high) < 20


@pytest.mark.parametrize("ptime", [10, 20, 40, 60])
def test_a_packet_is_as_long_as_it_wants(ptime: int) -> None:
    decoder = find_coding("opus").make_decoder()
    lengths = {len(decoder(packet)) // 2 for packet in coded("", ptime)[5:15]}
    assert lengths == {RATE * ptime // 1000}
