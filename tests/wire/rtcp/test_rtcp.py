from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessioncore.wire.rtcp import (
    MAX_PACKETS,
    Bye,
    ExtendedReport,
    ReceiverReport,
    ReportBlock,
    RtcpPacket,
    SdesChunk,
    SenderReport,
    SourceDescription,
    VoipMetrics,
    middle_32,
    ntp_time,
    pack,
    pack_compound,
    parse_compound,
)

U32 = st.integers(0, 0xFFFFFFFF)
BLOCKS = st.builds(ReportBlock, U32, st.integers(0, 255), st.integers(-(1 << 23), (1 << 23) - 1), U32, U32, U32, U32)
BLOCK_LISTS = st.lists(BLOCKS, max_size=31).map(tuple)
TEXT = st.binary(max_size=255)
REPORTS: st.SearchStrategy[RtcpPacket] = st.one_of(
    st.builds(SenderReport, U32, st.integers(0, (1 << 64) - 1), U32, U32, U32, BLOCK_LISTS),
    st.builds(ReceiverReport, U32, BLOCK_LISTS),
)
CHUNKS = st.builds(SdesChunk, U32, st.lists(st.tuples(st.integers(1, 255), TEXT), max_size=5).map(tuple))
U16 = st.integers(0, 0xFFFF)
U8 = st.integers(0, 255)
METRICS = st.builds(
    VoipMetrics,
    **dict.fromkeys(("loss_rate", "discard_rate", "burst_density", "gap_density", "residual_echo", "gmin"), U8),
    **dict.fromkeys(("r_factor", "external_r_factor", "mos_listening", "mos_conversational", "rx_config"), U8),
    **dict.fromkeys(("burst_duration", "gap_duration", "round_trip", "end_system_delay"), U16),
    **dict.fromkeys(("jb_nominal", "jb_maximum", "jb_absolute"), U16),
    **{name: st.integers(-128, 127) for name in ("signal_level", "noise_level")},
    ssrc=U32,
)
OTHERS: st.SearchStrategy[RtcpPacket] = st.one_of(
    REPORTS,
    st.builds(SourceDescription, st.lists(CHUNKS, max_size=31).map(tuple)),
    st.builds(Bye, st.lists(U32, max_size=31).map(tuple), TEXT),
    st.builds(ExtendedReport, U32, st.lists(METRICS, max_size=3).map(tuple)),
)

RR_EMPTY = bytes.fromhex("80c90001 00000007")


@given(REPORTS, st.lists(OTHERS, max_size=6))
def test_a_packed_compound_parses_back(first: RtcpPacket, others: list[RtcpPacket]) -> None:
    data = pack_compound([first, *others])
    assert len(data) % 4 == 0
    assert parse_compound(data) == (first, *others)
    assert parse_compound(memoryview(bytearray(data))) == (first, *others)


def test_the_octets_are_those_of_the_rfc() -> None:
    block = ReportBlock(0x11223344, 0x40, -2, 0x00010002, 0x99, 0xAABBCCDD, 0x00018000)
    data = pack_compound(
        [
            SenderReport(7, 0x0102030405060708, 0x0A0B0C0D, 5, 800, (block,)),
            SourceDescription((SdesChunk(7, ((1, b"abc"),)),)),
            Bye((7,), b"end"),
        ]
    )
    assert data.hex(" ", 4) == (
        "81c8000c 00000007 01020304 05060708 0a0b0c0d 00000005 00000320 "
        "11223344 40fffffe 00010002 00000099 aabbccdd 00018000 "
        "81ca0003 00000007 01036162 63000000 "
        "81cb0002 00000007 03656e64"
    )


def test_a_list_of_items_that_fills_its_word_ends_with_a_word_of_nulls() -> None:
    data = pack_compound([ReceiverReport(7), SourceDescription((SdesChunk(7, ((1, b"ab"),)), SdesChunk(8)))])
    assert data[8:].hex(" ", 4) == "82ca0005 00000007 01026162 00000000 00000008 00000000"
    parsed = parse_compound(data)
    assert parsed is not None
    assert isinstance(parsed[1], SourceDescription)
    assert [chunk.cname for chunk in parsed[1].chunks] == [b"ab", None]


def test_other_types_and_extensions_of_reports_are_skipped() -> None:
    app = bytes.fromhex("81cc0003 00000007 6e616d65 00000000")
    extended = bytes.fromhex("80c90002 00000007 deadbeef")
    assert parse_compound(extended + app) == (ReceiverReport(7),)


def test_b5_11_the_octets_of_voip_metrics_are_those_of_rfc3611() -> None:
    """Section 4.7: block type 7 with eight words, the fields in this order, in an XR of packet type 207 (section 2)."""
    metrics = VoipMetrics(
        ssrc=0x11223344,
        loss_rate=0x01,
        discard_rate=0x02,
        burst_density=0x03,
        gap_density=0x04,
        burst_duration=0x0506,
        gap_duration=0x0708,
        round_trip=0x090A,
        end_system_delay=0x0B0C,
        signal_level=-20,
        noise_level=-60,
        residual_echo=0x0F,
        gmin=16,
        r_factor=93,
        external_r_factor=127,
        mos_listening=44,
        mos_conversational=43,
        rx_config=0xB0,
        jb_nominal=0x1415,
        jb_maximum=0x1617,
        jb_absolute=0x1819,
    )
    data = pack(ExtendedReport(7, (metrics,)))
    assert data.hex(" ", 4) == (
        "80cf000a 00000007 07000008 11223344 01020304 05060708 090a0b0c ecc40f10 5d7f2c2b b0001415 16171819"
    )
    assert parse_compound(RR_EMPTY + data) == (ReceiverReport(7), ExtendedReport(7, (metrics,)))


def test_b5_11_other_blocks_of_an_extended_report_are_skipped() -> None:
    """RFC 3611 section 3: a receiver ignores block types that it does not understand."""
    receiver_time = bytes.fromhex("04000002 0102030405060708")
    wrong_length = bytes.fromhex("07000001 11223344")
    data = bytes.fromhex("80cf0006 00000007") + receiver_time + wrong_length
    assert parse_compound(RR_EMPTY + data) == (ReceiverReport(7), ExtendedReport(7))


def test_b5_11_reduced_size_needs_no_report_first_and_only_where_it_was_agreed() -> None:
    """RFC 5506 section 3.4.2; without the agreement a compound begins with a report (RFC 3550 section 6.1)."""
    data = pack(ExtendedReport(7))
    assert parse_compound(data) is None
    assert parse_compound(data, reduced=True) == (ExtendedReport(7),)


def test_padding_at_the_end_is_no_content() -> None:
    bye = bytes.fromhex("a1cb0002 00000007 00000004")
    assert parse_compound(RR_EMPTY + bye) == (ReceiverReport(7), Bye((7,)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80\xc9\x00",
        RR_EMPTY[:-1],
        RR_EMPTY + b"\x00",
        b"\x40" + RR_EMPTY[1:],
        RR_EMPTY + b"\x00\xca\x00\x00",
        b"\xa0\xc9\x00\x02\x00\x00\x00\x07\x00\x00\x00\x04",
        bytes.fromhex("80ca0000") + RR_EMPTY,
        bytes.fromhex("80cb0000"),
        bytes.fromhex("81c90001 00000007"),
        bytes.fromhex("80c80005") + bytes(20),
        RR_EMPTY + bytes.fromhex("81cb0000"),
        RR_EMPTY + bytes.fromhex("81cb0002 00000007 04616263"),
        RR_EMPTY + bytes.fromhex("81ca0001 00000007"),
        RR_EMPTY + bytes.fromhex("81ca0002 00000007 01030000"),
        RR_EMPTY + bytes.fromhex("81ca0002 00000007 01026162"),
        RR_EMPTY + bytes.fromhex("82ca0002 00000007 00000000"),
        RR_EMPTY + bytes.fromhex("a0cb0001 00000000"),
        RR_EMPTY + bytes.fromhex("a0cb0001 00000003"),
        RR_EMPTY + bytes.fromhex("a0cb0001 0000000c"),
        bytes.fromhex("a0cb0001 00000004").join([RR_EMPTY, RR_EMPTY]),
        RR_EMPTY * (MAX_PACKETS + 1),
        RR_EMPTY + bytes.fromhex("80cf0000"),
        RR_EMPTY + bytes.fromhex("80cf0002 00000007 07000008"),
        RR_EMPTY + bytes.fromhex("a0cf0003 00000007 00000000 00000002"),
    ],
)
def test_what_does_not_hold_together_is_refused(data: bytes) -> None:
    assert parse_compound(data) is None


def test_as_many_packets_as_allowed_are_read() -> None:
    assert parse_compound(RR_EMPTY * MAX_PACKETS) == (ReceiverReport(7),) * MAX_PACKETS


LIKE_RTCP = st.builds(
    lambda first, kind, words, rest: struct.pack("!BBH", first, kind, words) + rest,
    st.integers(0x80, 0xBF),
    st.integers(192, 223),
    st.integers(0, 20),
    st.binary(max_size=80),
)


@settings(max_examples=500)
@given(st.one_of(st.binary(max_size=100), st.lists(LIKE_RTCP, max_size=4).map(b"".join)))
def test_any_bytes_are_answered_without_an_error(data: bytes) -> None:
    parsed = parse_compound(data)
    assert parsed is None or len(parsed) <= MAX_PACKETS


@settings(max_examples=500)
@given(REPORTS, st.lists(OTHERS, max_size=4), st.data())
def test_a_damaged_compound_is_answered_without_an_error(
    first: RtcpPacket, others: list[RtcpPacket], more: st.DataObject
) -> None:
    data = bytearray(pack_compound([first, *others]))
    for _ in range(more.draw(st.integers(1, 4))):
        data[more.draw(st.integers(0, len(data) - 1))] = more.draw(st.integers(0, 255))
    parsed = parse_compound(data[: more.draw(st.integers(0, len(data)))])
    # Whatever is taken can be said again in the same words.
    if parsed:
        assert parse_compound(pack_compound(parsed)) == parsed


@pytest.mark.parametrize(
    "packets",
    [
        [],
        [Bye((1,))],
        [ReceiverReport(1)] * (MAX_PACKETS + 1),
        [ReceiverReport(1, (ReportBlock(1),) * 32)],
        [ReceiverReport(1, (ReportBlock(1, 256),))],
        [ReceiverReport(1), Bye((1,), bytes(256))],
        [ReceiverReport(1), SourceDescription((SdesChunk(1, ((0, b""),)),))],
        [ReceiverReport(1), SourceDescription((SdesChunk(1, ((1, bytes(256)),)),))],
    ],
)
def test_what_cannot_be_said_is_refused(packets: list[RtcpPacket]) -> None:
    with pytest.raises(ValueError, match=r"compound|more than|is not in"):
        pack_compound(packets)


@pytest.mark.parametrize(("lost", "said"), [(1 << 23, (1 << 23) - 1), (-(1 << 23) - 1, -(1 << 23))])
def test_the_number_lost_is_clamped(lost: int, said: int) -> None:
    parsed = parse_compound(pack_compound([ReceiverReport(1, (ReportBlock(2, cumulative_lost=lost),))]))
    assert parsed == (ReceiverReport(1, (ReportBlock(2, cumulative_lost=said),)),)


def test_ntp_time() -> None:
    assert ntp_time(0.0) == 2_208_988_800 << 32
    assert ntp_time(1_800_000_000.5) == (1_800_000_000 + 2_208_988_800 << 32 & (1 << 64) - 1) + (1 << 31)
    assert ntp_time(-0.25) == (2_208_988_799 << 32) + (3 << 30)
    assert middle_32(0x0102030405060708) == 0x03040506


@given(st.floats(0, 4e9), st.floats(0, 1000))
def test_differences_of_ntp_times_are_those_of_the_clock(moment: float, seconds: float) -> None:
    passed = (middle_32(ntp_time(moment + seconds)) - middle_32(ntp_time(moment))) & 0xFFFFFFFF
    assert passed / 65536 == pytest.approx(seconds, abs=2e-5)
