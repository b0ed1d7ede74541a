"""RTP and RTCP headers rewritten by a relay; every octet expected here is laid out by hand from RFC 3550."""

from __future__ import annotations

import struct

import pytest

from sessioncore.media.relay.headers import Rewriter, rewrite_reports
from sessioncore.wire.rtp.packet import pack_header

OURS, THEIRS, NEXT = 0x11111111, 0x22222222, 0x33333333


def rtp(sequence: int, timestamp: int, ssrc: int = THEIRS, payload_type: int = 0) -> bytearray:
    return bytearray(pack_header(payload_type, sequence, timestamp, ssrc) + b"sound")


def seen(packet: bytearray) -> tuple[int, int, int]:
    sequence, timestamp, ssrc = struct.unpack_from("!HII", packet, 2)
    return sequence, timestamp, ssrc


class TestRtp:
    def test_b5_12_one_source_is_renamed_and_keeps_its_numbers(self) -> None:
        rewriter = Rewriter(OURS)
        for sequence, timestamp in ((65_534, 100), (65_535, 260), (0, 420)):
            packet = rtp(sequence, timestamp)
            rewriter.apply(packet, 1.0)
            assert seen(packet) == (sequence, timestamp, OURS)
            assert packet[12:] == b"sound"

    def test_b5_12_another_source_goes_on_where_the_first_was(self) -> None:
        """RFC 3550 8: whoever receives sees one SSRC, so numbers and times must not jump."""
        rewriter = Rewriter(OURS)
        rewriter.apply(rtp(10, 1_600), 1.0)
        packet = rtp(40_000, 999_999, NEXT)
        rewriter.apply(packet, 1.5)
        assert seen(packet) == (11, 1_600 + 4_000, OURS), "half a second at 8 kHz has passed"
        packet = rtp(40_001, 1_000_159, NEXT)
        rewriter.apply(packet, 1.52)
        assert seen(packet) == (12, 1_600 + 4_160, OURS)

    def test_a_late_packet_does_not_set_the_numbers_back(self) -> None:
        rewriter = Rewriter(OURS)
        for sequence in (10, 12, 11):
            rewriter.apply(rtp(sequence, sequence * 160), 1.0)
        packet = rtp(7, 7, NEXT)
        rewriter.apply(packet, 1.0)
        assert seen(packet)[0] == 13

    def test_payload_types_are_mapped_and_the_marker_stays(self) -> None:
        types = bytearray(range(128))
        types[101], types[13] = 96, 255
        rewriter = Rewriter(OURS, 8000, bytes(types))
        packet = rtp(1, 1, payload_type=101)
        packet[1] |= 0x80
        rewriter.apply(packet, 1.0)
        assert packet[1] == 0x80 | 96
        assert not rewriter.apply(rtp(2, 2, payload_type=13), 1.0), "the other side has no number for it"


def block(ssrc: int, highest: int) -> bytes:
    return struct.pack("!IIIIII", ssrc, 0, highest, 7, 8, 9)


class TestRtcp:
    """`forward` is Alice to Bob, `backward` Bob to Alice; Alice's report speaks of what she got of Bob."""

    def directions(self) -> tuple[Rewriter, Rewriter]:
        forward, backward = Rewriter(OURS, timestamp_offset=50), Rewriter(0x44444444, sequence_offset=5)
        forward.source, backward.source = THEIRS, 0x55555555
        return forward, backward

    def test_b5_12_a_sender_report_speaks_of_the_sources_that_the_receiver_knows(self) -> None:
        forward, backward = self.directions()
        report = struct.pack("!BBHIIIIII", 0x81, 200, 12, THEIRS, 1, 2, 1_000, 3, 4) + block(0x44444444, 0x10005)
        names = struct.pack("!BBHI", 0x81, 202, 2, THEIRS) + b"\x01\x01a\0"
        data = bytearray(report + names)
        assert rewrite_reports(data, len(data), forward, backward)
        expected = struct.pack("!BBHIIIIII", 0x81, 200, 12, OURS, 1, 2, 1_050, 3, 4) + block(0x55555555, 0x10000)
        assert data == expected + struct.pack("!BBHI", 0x81, 202, 2, OURS) + b"\x01\x01a\0"

    def test_feedback_names_the_source_that_it_asks(self) -> None:
        forward, backward = self.directions()
        data = bytearray(struct.pack("!BBHII", 0x81, 206, 2, THEIRS, 0x44444444))
        assert rewrite_reports(data, len(data), forward, backward)
        assert data == struct.pack("!BBHII", 0x81, 206, 2, OURS, 0x55555555)

    def test_voip_metrics_and_bye(self) -> None:
        forward, backward = self.directions()
        metrics = struct.pack("!BBHI", 7, 0, 8, 0x44444444) + bytes(28)
        data = bytearray(struct.pack("!BBHI", 0x80, 207, 10, THEIRS) + metrics)
        data += struct.pack("!BBHI", 0x81, 203, 1, THEIRS)
        assert rewrite_reports(data, len(data), forward, backward)
        assert struct.unpack_from("!I", data, 4)[0] == OURS
        assert struct.unpack_from("!I", data, 12)[0] == 0x55555555
        assert struct.unpack_from("!I", data, 48)[0] == OURS

    def test_b5_12_every_source_of_a_bye_and_of_a_description_is_renamed(self) -> None:
        """RFC 3550 6.5, 6.6: of a mixer there are several, and texts between them; none of the octets is a source."""
        forward, backward = self.directions()
        text = struct.pack("!BBI", 1, 4, THEIRS)  # the source in a name is only a name
        for texts in (text + b"\0\0", text + b"\x02\x01a\0\0\0", b"\0\0\0\0"):
            words = 1 + len(texts) // 4 + 2
            chunks = struct.pack("!I", 77) + texts + struct.pack("!I", THEIRS) + b"\0\0\0\0"
            data = bytearray(struct.pack("!BBH", 0x82, 202, words) + chunks)
            assert len(data) == 4 * (words + 1)
            expected = data[:-8] + struct.pack("!I", OURS) + b"\0\0\0\0"
            assert rewrite_reports(data, len(data), forward, backward)
            assert data == expected
        data = bytearray(struct.pack("!BBHIII", 0x82, 203, 3, 77, THEIRS, THEIRS))
        assert rewrite_reports(data, len(data), forward, backward)
        assert data == struct.pack("!BBHIII", 0x82, 203, 3, 77, OURS, THEIRS), "behind the sources stands a reason"

    @pytest.mark.parametrize("texts", [b"\x01\xff\0\0", b"\x01\0\x01\0", b"\x01\x01aa"])
    def test_texts_of_a_description_that_do_not_end_break_nothing(self, texts: bytes) -> None:
        forward, backward = self.directions()
        data = bytearray(struct.pack("!BBHI", 0x9F, 202, 2, THEIRS) + texts)
        assert rewrite_reports(data, len(data), forward, backward)
        assert data == struct.pack("!BBHI", 0x9F, 202, 2, OURS) + texts

    @pytest.mark.parametrize("kind", [1, 2, 3, 6])
    def test_b5_12_extended_reports_speak_of_the_peers_source_and_numbers(self, kind: int) -> None:
        """RFC 3611 4.1, 4.2, 4.3, 4.6: begin_seq and end_seq are numbers as we gave them."""
        forward, backward = self.directions()

        def report(ours: int, theirs: int, begin: int, end: int) -> bytes:
            blocks = struct.pack("!BBHIHHI", kind, 0, 3, theirs, begin, end, 0x40010000)
            blocks += struct.pack("!BBHIHHI", kind, 0, 3, 78, 3, 9, 0)
            return struct.pack("!BBHI", 0x80, 207, 9, ours) + blocks

        data = bytearray(report(THEIRS, 0x44444444, 3, 9))
        assert rewrite_reports(data, len(data), forward, backward)
        assert data == report(OURS, 0x55555555, 65_534, 4)

    def test_b5_12_round_trips_are_told_to_whom_they_are_of(self) -> None:
        """RFC 3611 4.5 (DLRR): each entry names who had sent the reference time; 4.4, which names nobody, stays."""
        forward, backward = self.directions()
        times = struct.pack("!BBHII", 4, 0, 2, 0x44444444, 0x44444444)

        def report(ours: int, theirs: int) -> bytes:
            entries = struct.pack("!BBHIIIIII", 5, 0, 6, 78, 1, 2, theirs, 0x44444444, 4)
            return struct.pack("!BBHI", 0x80, 207, 11, ours) + times + entries

        data = bytearray(report(THEIRS, 0x44444444))
        assert rewrite_reports(data, len(data), forward, backward)
        assert data == report(OURS, 0x55555555)

    def test_sources_that_nobody_knows_stay(self) -> None:
        forward, backward = self.directions()
        data = bytearray(struct.pack("!BBHI", 0x81, 201, 7, 77) + block(78, 79))
        before = bytes(data)
        assert rewrite_reports(data, len(data), forward, backward)
        assert data == before

    @pytest.mark.parametrize(
        "data",
        [
            b"\x80\xc8\x00\x01\0\0\0\1",  # a sender report without what it reports
            b"\x80\xc9\x00\x09\0\0\0\1",  # longer than it is
            b"\x80\xc9\x00\x00\0\0\0\1",  # shorter than a header and a source
            b"\x00\xc9\x00\x01\0\0\0\1",  # version 0
            b"\x80\xc9\x00\x01\0\0\0\1\x80",  # something behind it
        ],
    )
    def test_what_is_malformed_is_refused(self, data: bytes) -> None:
        assert not rewrite_reports(bytearray(data), len(data), *self.directions())
