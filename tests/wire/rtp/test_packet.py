from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.wire.rtp.packet import looks_like_rtcp, pack_header, parse_header


@given(
    st.integers(0, 127),
    st.integers(0, 0xFFFF),
    st.integers(0, 0xFFFFFFFF),
    st.integers(0, 0xFFFFFFFF),
    st.booleans(),
    st.binary(max_size=200),
)
def test_a_packed_header_parses_back(
    payload_type: int, sequence: int, timestamp: int, ssrc: int, marker: bool, payload: bytes
) -> None:
    packet = pack_header(payload_type, sequence, timestamp, ssrc, marker=marker) + payload
    header = parse_header(packet)
    assert header is not None
    assert (header.marker, header.payload_type, header.sequence) == (marker, payload_type, sequence)
    assert (header.timestamp, header.ssrc, header.csrc) == (timestamp, ssrc, ())
    assert packet[header.payload_start : header.payload_end] == payload


def test_csrc_list_extension_and_padding_are_stepped_over() -> None:
    packet = (
        struct.pack("!BBHII", 0x80 | 0x20 | 0x10 | 2, 8, 1, 2, 3)
        + struct.pack("!II", 77, 88)
        + struct.pack("!HH", 0xBEDE, 1)
        + b"ext!"
        + b"payload"
        + b"\0\0\x03"
    )
    header = parse_header(packet)
    assert header is not None
    assert header.csrc == (77, 88)
    assert packet[header.payload_start : header.payload_end] == b"payload"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80" * 11,
        b"\x40" + bytes(11),
        b"\x81" + bytes(11),
        b"\x90" + bytes(11),
        b"\x90" + bytes(13) + b"\x00\x01",
        b"\xa0" + bytes(11) + b"\x00",
        b"\xa0" + bytes(11) + b"\x02",
    ],
    ids=["empty", "short", "version", "csrc", "extension", "extension-body", "padding-zero", "padding-long"],
)
def test_what_does_not_hold_together_is_refused(data: bytes) -> None:
    assert parse_header(data) is None


@given(st.binary(max_size=64))
def test_any_bytes_are_answered_without_an_error(data: bytes) -> None:
    header = parse_header(data)
    assert header is None or 12 <= header.payload_start <= header.payload_end <= len(data)
    assert looks_like_rtcp(data) in (True, False)


def test_rtcp_is_told_from_rtp() -> None:
    assert looks_like_rtcp(b"\x80\xc9\x00\x01" + bytes(4))
    assert looks_like_rtcp(b"\x81\xc8\x00\x06" + bytes(24))
    assert not looks_like_rtcp(pack_header(0, 1, 2, 3))
    assert not looks_like_rtcp(pack_header(101, 1, 2, 3, marker=True))
    assert not looks_like_rtcp(b"\x00\xc9\x00\x01")
