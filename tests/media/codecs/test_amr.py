"""AMR's payloads, by the figures of RFC 4867; the coder itself is tried in `tests/media/test_fidelity.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.media.codecs import amr
from sessioncore.media.codecs.packet_time import packet_seconds

SPEECH = bytes(range(0x11, 0x11 + 31))
"""31 octets, of which a frame of 12.2 kbit/s uses 244 bits."""

BEST = bytes([7 << 3 | 4]) + SPEECH[:-1] + bytes([SPEECH[-1] & 0xF0])


@st.composite
def frames(draw: st.DrawFn) -> list[bytes]:
    kinds = draw(st.lists(st.sampled_from([*range(9), amr.NO_DATA]), min_size=1, max_size=amr.MOST_FRAMES))
    made = []
    for kind in kinds:
        bits = 0 if kind == amr.NO_DATA else amr.BITS[kind]
        size = (bits + 7) // 8
        speech = draw(st.integers(0, (1 << bits) - 1)) << (8 * size - bits)
        made.append(bytes([kind << 3 | 4 if bits else kind << 3]) + speech.to_bytes(size))
    return made


def test_a_frame_aligned_to_octets_stands_as_figure_4_4_5_1_says() -> None:
    """CMR and four reserved bits; F, FT, Q and two of padding; the speech."""
    assert amr.pack([BEST], True) == bytes([0xF0, 0b0_0111_1_00]) + BEST[1:]


def test_a_frame_with_few_bits_stands_as_figure_4_3_5_1_says() -> None:
    """CMR 1111, F 0, FT 0111, Q 1, and at once the first bit of speech: 254 bits and two of padding."""
    payload = amr.pack([BEST], False)
    assert len(payload) == 32
    bits = f"{int.from_bytes(payload):0256b}"
    assert bits[:10] == "1111001111"
    assert bits[10:254] == f"{int.from_bytes(BEST[1:]):0248b}"[:244]
    assert bits[254:] == "00"


@pytest.mark.parametrize("aligned", [True, False])
@given(given=frames())
def test_what_is_packed_comes_out_again(aligned: bool, given: list[bytes]) -> None:
    payload = amr.pack(given, aligned)
    assert amr.unpack(payload, aligned) == given
    assert amr.split(b"".join(given)) == given
    law = "AMR/octet-align" if aligned else "AMR"
    assert packet_seconds(law, payload) == pytest.approx(0.02 * len(given))


@pytest.mark.parametrize("aligned", [True, False])
@given(payload=st.binary(max_size=80))
def test_whatever_comes_nothing_raises_and_no_more_than_120_ms_is_made_of_it(aligned: bool, payload: bytes) -> None:
    found = amr.unpack(payload, aligned)
    assert len(found) <= amr.MOST_FRAMES
    assert [amr.split(frame) for frame in found] == [[frame] for frame in found]


def test_a_damaged_frame_is_none() -> None:
    """Q 0: the frame is damaged beyond repair (4.3.2)."""
    assert amr.unpack(bytes([0xF0, 0b0_0111_0_00]) + SPEECH, True) == [amr.LOST]


@pytest.mark.parametrize(("modes", "best"), [("0,2,4", 4), ("", 7), ("7", 7), ("8,-1,x", 7), ("1, 3", 3)])
def test_no_mode_beyond_the_peers_set_is_sent(modes: str, best: int) -> None:
    assert amr.highest_mode(modes) == best


def test_the_time_of_g723_is_that_of_its_frames() -> None:
    """24, 20 or 4 octets for 30 ms, by the low bits of the first (RFC 3551 4.5.3)."""
    assert packet_seconds("G723", bytes(24)) == pytest.approx(0.03)
    assert packet_seconds("G723", bytes([1, *bytes(19), 2, *bytes(3)])) == pytest.approx(0.06)
    assert packet_seconds("G723", b"\3") == pytest.approx(0.02)
