"""RTCP of two planes on a virtual clock, joined by a network whose faults are known exactly."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaEvent,
    MediaQualityChanged,
    MediaReport,
    OpenStream,
    ReportStream,
    StreamStatistics,
)
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.media.rtcp.control import draw_cname
from sessioncore.media.rtcp.timing import COMPENSATION
from sessioncore.testing.media import InlineMedia, MediaNetwork, seeded_link
from sessioncore.wire.rtcp import (
    Bye,
    ReceiverReport,
    ReportBlock,
    RtcpPacket,
    SdesChunk,
    SenderReport,
    SourceDescription,
    middle_32,
    ntp_time,
    pack_compound,
    parse_compound,
)
from sessioncore.wire.rtp.packet import looks_like_rtcp, pack_header, parse_header

START = 1_800_000_000.0
HERE, THERE = "192.0.2.1", "192.0.2.2"
TONE = ConfigureStream("a", (THERE, 5000), "PCMU", 0, (0,), None, True, True, "tone:440", 0xA)
ANSWER = ConfigureStream("b", (HERE, 4000), "PCMU", 0, (0,), None, True, True, "tone:600", 0xB)
LISTEN = attrs.evolve(ANSWER, source="silence")

Link = Callable[[bytes], Sequence[float]]


@attrs.define
class Talk:
    """Stream `a` here and stream `b` there, and everything that crossed the wire."""

    network: MediaNetwork
    here: InlineMedia
    there: InlineMedia
    events: list[MediaEvent]
    rtcp: list[tuple[float, str, int, tuple[str, int], tuple[RtcpPacket, ...]]]
    """When, who, from which port, to whom, what."""

    def run(self, seconds: float) -> None:
        self.network.advance(self.network.now + seconds)

    def said(self, who: str = "here") -> list[tuple[RtcpPacket, ...]]:
        return [packets for _, name, _, _, packets in self.rtcp if name == who]

    def statistics(self, who: str = "here") -> StreamStatistics:
        member, stream = (self.here, "a") if who == "here" else (self.there, "b")
        member.submit(ReportStream(stream))
        member.step()
        report = self.events.pop()
        assert isinstance(report, MediaReport)
        return report.statistics


def talk(*commands: ConfigureStream, link: Link | None = None, wall: float = 0.0, **limits: float) -> Talk:
    network = MediaNetwork(START, link or (lambda datagram: (0.0,)))
    events: list[MediaEvent] = []
    rtcp: list[tuple[float, str, int, tuple[str, int], tuple[RtcpPacket, ...]]] = []

    def tap(name: str) -> Callable[[float, bool, int, tuple[str, int], bytes], None]:
        def seen(at: float, sent: bool, port: int, address: tuple[str, int], data: bytes) -> None:
            if sent and looks_like_rtcp(data):
                packets = parse_compound(data, reduced=True)
                assert packets is not None
                rtcp.append((at, name, port, address, packets))

        return seen

    def plane() -> MediaPlane:
        return MediaPlane(MediaLimits(**limits), wall=wall)  # type: ignore[arg-type]

    here = InlineMedia(plane(), network, events.append, address=HERE, on_packet=tap("here"))
    there = InlineMedia(plane(), network, events.append, address=THERE, on_packet=tap("there"))
    here.submit(OpenStream("a", 4000))
    there.submit(OpenStream("b", 5000))
    for command in commands or (TONE, ANSWER):
        (here if command.stream == "a" else there).submit(command)
    return Talk(network, here, there, events, rtcp)


def test_reports_leave_from_the_odd_port_to_the_odd_port_by_the_rfc_s_timing() -> None:
    """B5.1."""
    both = talk()
    both.run(600.0)
    for who, port, target in (("here", 4001, (THERE, 5001)), ("there", 5001, (HERE, 4001))):
        sent = [entry for entry in both.rtcp if entry[1] == who]
        assert {(port_, to) for _, _, port_, to, _ in sent} == {(port, target)}
        times = [at - START for at, *_ in sent]
        assert 1.25 / COMPENSATION <= times[0] <= 3.75 / COMPENSATION
        steps = [b - a for a, b in itertools.pairwise(times)]
        assert min(steps) >= 2.5 / COMPENSATION - 1e-6
        assert max(steps) <= 7.5 / COMPENSATION + 1e-6
        assert len({round(step, 3) for step in steps}) > len(steps) / 2
        assert 600 / 6.2 < len(times) < 600 / 4.0
    assert both.statistics().sent_rtcp == len(both.said())
    assert both.statistics().rtcp == len(both.said("there"))
    assert both.statistics().bad_rtcp == 0


def test_a_report_says_what_was_sent_and_who_we_are() -> None:
    both = talk(TONE, attrs.evolve(LISTEN, cname="bob@example.org"), wall=0.5)
    first = parse_first_rtp(both)
    both.run(20.0)
    for at, who, _, _, packets in both.rtcp:
        report, names = packets
        assert isinstance(names, SourceDescription)
        if who == "there":
            assert names.chunks == (SdesChunk(0xB, ((1, b"bob@example.org"),)),)
            assert isinstance(report, ReceiverReport)
            continue
        assert names.chunks == (SdesChunk(0xA, ((1, draw_cname("a", 0xA)),)),)
        assert isinstance(report, SenderReport)
        assert report.ntp == ntp_time(at + 0.5)
        assert report.blocks == ()
        assert report.packets in {int((at - START) / 0.02 + 1e-6) + n for n in (0, 1)}
        assert report.octets == 160 * report.packets
        assert (report.rtp_timestamp - first - (at - START) * 8000) % (1 << 32) in (
            pytest.approx(0, abs=1.1),
            pytest.approx(1 << 32, abs=1.1),
        )


def parse_first_rtp(both: Talk) -> int:
    """Let the first packet leave and return its timestamp."""
    before = both.here._on_packet
    seen: list[bytes] = []

    def tap(at: float, sent: bool, port: int, address: tuple[str, int], data: bytes) -> None:
        seen.append(data)

    both.here._on_packet = tap
    both.run(0.0)
    both.here._on_packet = before
    header = parse_header(seen[0])
    assert header is not None
    return header.timestamp


def test_a_name_is_96_bits_that_differ_by_stream_and_ssrc() -> None:
    names = {draw_cname(stream, ssrc) for stream in ("a", "b", "\udc80") for ssrc in range(100)}
    assert len(names) == 300
    assert {len(name) for name in names} == {16}


def test_the_round_trip_is_that_of_the_network() -> None:
    """B5.2."""
    delays = {"a": 0.030, "b": 0.045}

    def link(datagram: bytes) -> Sequence[float]:
        ssrc = int.from_bytes(datagram[4:8] if looks_like_rtcp(datagram) else datagram[8:12])
        return (delays["a" if ssrc == 0xA else "b"],)

    both = talk(link=link)
    assert both.statistics().round_trip is None
    both.run(60.0)
    # DLSR counts in 1/65536 s (15 us), and is cut off.
    for who in ("here", "there"):
        assert both.statistics(who).round_trip == pytest.approx(0.075, abs=2e-5)
    block = last_block(both.said("there"))
    assert block.last_sr in {middle_32(report[0].ntp) for report in both.said() if isinstance(report[0], SenderReport)}


def last_block(said: list[tuple[RtcpPacket, ...]]) -> ReportBlock:
    report = said[-1][0]
    assert isinstance(report, SenderReport | ReceiverReport)
    return report.blocks[0]


def test_five_per_cent_loss_is_reported_within_a_point_and_counted_exactly() -> None:
    unlucky = frozenset(random.Random(7).sample(range(1_000), 50))
    lost: list[int] = []
    count = itertools.count()

    def link(datagram: bytes) -> Sequence[float]:
        header = parse_header(datagram)
        assert header is not None
        if not looks_like_rtcp(datagram) and header.ssrc == 0xA and next(count) % 1_000 in unlucky:
            lost.append(header.sequence)
            return ()
        return (0.02,)

    both = talk(link=link)
    both.run(60.0)
    sent = both.statistics().sent_packets
    assert sent >= 1_000
    block = last_block(both.said("there"))
    expected = block.highest_sequence - first_sequence(both) + 1
    exact = sum((n - first_sequence(both)) % 65536 < expected for n in lost)
    assert block.cumulative_lost == exact
    assert block.cumulative_lost / expected == pytest.approx(0.05, abs=0.01)
    # Fractions of the intervals, weighted by their packets, add up to the same.
    blocks = [report[0].blocks[0] for report in both.said("there") if isinstance(report[0], SenderReport)]
    assert blocks[-1] == block
    before, total = first_sequence(both) - 1, 0.0
    for each in blocks:
        total += each.fraction_lost / 256 * (each.highest_sequence - before)
        before = each.highest_sequence
    assert total / expected == pytest.approx(0.05, abs=0.01)
    here = both.statistics()
    assert here.remote_lost == exact
    assert here.remote_loss == block.fraction_lost / 256
    there = both.statistics("there")
    assert there.interval_loss == pytest.approx(block.fraction_lost / 256, abs=1 / 256)
    assert int(256 * there.interval_loss) == block.fraction_lost


def first_sequence(both: Talk) -> int:
    state = both.here.plane._streams["a"]
    return (state.sequence - state.sent_packets) & 0xFFFF


def test_the_highest_sequence_counts_its_cycles() -> None:
    """B5.2."""
    both = talk()
    both.here.plane._streams["a"].sequence = 65_000
    both.run(0.0)
    both.run(30.0)
    cycles = [report[0].blocks[0].highest_sequence for report in both.said("there") if report[0].blocks]  # type: ignore[union-attr]
    assert cycles == sorted(cycles)
    assert cycles[0] < 65_536 < cycles[-1] <= 65_000 + 1_501
    assert last_block(both.said("there")).cumulative_lost == 0


def test_jitter_is_reported_in_units_of_the_media_clock() -> None:
    both = talk(link=seeded_link(3, delay=0.05, jitter=0.01))
    both.run(30.0)
    remote, own = both.statistics().remote_jitter, both.statistics("there").jitter
    assert remote is not None
    assert 0.001 < remote < 0.01
    assert remote == pytest.approx(own, abs=0.002)
    assert remote * 8000 == last_block(both.said("there")).jitter


def test_reports_go_on_during_a_hold_without_claims_of_media() -> None:
    both = talk()
    both.run(30.0)
    both.here.submit(attrs.evolve(TONE, send=False, receive=False))
    both.there.submit(attrs.evolve(ANSWER, send=False, receive=False))
    both.run(15.0)
    both.rtcp.clear()
    both.run(60.0)
    for who, ssrc in (("here", 0xA), ("there", 0xB)):
        assert 9 <= len(both.said(who)) <= 30
        assert {packets[0] for packets in both.said(who)} == {ReceiverReport(ssrc)}
    both.here.submit(TONE)
    both.there.submit(ANSWER)
    both.rtcp.clear()
    both.run(30.0)
    assert isinstance(both.said()[-1][0], SenderReport)
    assert last_block(both.said()).cumulative_lost == 0


def test_who_ceases_to_send_is_a_sender_for_one_more_report() -> None:
    both = talk()
    both.run(30.0)
    both.here.submit(attrs.evolve(TONE, send=False))
    both.rtcp.clear()
    both.run(40.0)
    kinds = [type(packets[0]) for packets in both.said()]
    assert kinds[:2] == [SenderReport, SenderReport]
    assert set(kinds[2:]) == {ReceiverReport}


def test_closing_says_goodbye_after_a_last_report() -> None:
    """B5.1."""
    both = talk()
    both.run(10.0)
    both.rtcp.clear()
    both.here.submit(CloseStream("a"))
    ((at, _, port, target, packets),) = both.rtcp
    assert (at, port, target) == (START + 10.0, 4001, (THERE, 5001))
    assert [type(packet) for packet in packets] == [SenderReport, SourceDescription, Bye]
    assert packets[2] == Bye((0xA,))
    assert len(both.there.plane._streams["b"].control._members) == 1
    both.run(0.0)
    assert both.there.plane._streams["b"].control._members == {}


def test_who_never_said_anything_leaves_without_a_word() -> None:
    both = talk(attrs.evolve(TONE, source="silence"), ANSWER)
    both.here.submit(CloseStream("a"))
    both.run(10.0)
    assert both.said() == []


def test_a_new_ssrc_leaves_the_old_one_and_counts_anew() -> None:
    both = talk()
    both.run(30.0)
    both.rtcp.clear()
    both.here.submit(attrs.evolve(TONE, ssrc=0xC))
    both.run(10.0)
    assert both.said()[0][2] == Bye((0xA,))
    report = both.said()[1][0]
    assert isinstance(report, SenderReport)
    assert report.ssrc == 0xC
    assert report.packets < 500
    later = last_block(both.said("there"))
    assert (later.ssrc, later.cumulative_lost) == (0xC, 0)
    assert later.highest_sequence < 0x10000


def test_a_sender_restarting_its_sequence_is_no_loss() -> None:
    both = talk()
    both.run(20.0)
    both.here.plane._streams["a"].sequence = (first_sequence(both) + 30_000) & 0xFFFF
    both.run(20.0)
    assert last_block(both.said("there")).cumulative_lost == 0
    assert last_block(both.said("there")).fraction_lost == 0


def reports_of(both: Talk) -> bytes:
    block = ReportBlock(0xA, 64, 17, 5, 80, 0, 0)
    return pack_compound([ReceiverReport(0xB, (block,)), SourceDescription((SdesChunk(0xB, ((1, b"b"),)),))])


def test_reports_on_the_rtp_port_are_taken_too() -> None:
    both = talk()
    both.here.plane.receive("a", reports_of(both), (THERE, 5000), START)
    statistics = both.statistics()
    assert (statistics.rtcp, statistics.bad_rtcp) == (1, 0)
    assert (statistics.remote_loss, statistics.remote_lost, statistics.remote_jitter) == (0.25, 17, 0.01)
    assert statistics.round_trip is None
    assert both.here.plane._streams["a"].control.target == (THERE, 5001)


def test_reports_go_where_the_peer_s_come_from() -> None:
    both = talk(TONE)
    plane = both.here.plane
    plane.receive_control("a", reports_of(both), ("192.0.2.66", 7), START)
    plane.receive_control("a", reports_of(both), (THERE, 6001), START)
    plane.receive_control("a", reports_of(both), (THERE, 6003), START)
    plane.receive_control("nobody", reports_of(both), (THERE, 6003), START)
    both.run(5.0)
    assert {to for _, who, _, to, _ in both.rtcp if who == "here"} == {(THERE, 6001)}
    assert both.statistics().bad_rtcp == 1
    both.here.submit(attrs.evolve(TONE, remote=(THERE, 7000)))
    both.rtcp.clear()
    both.run(10.0)
    assert {to for _, who, _, to, _ in both.rtcp if who == "here"} == {(THERE, 7001)}


def test_what_is_no_rtcp_on_its_port_is_counted() -> None:
    both = talk(datagram_size=300)
    plane = both.here.plane
    for data in (b"", pack_header(0, 1, 2, 3) + bytes(160), b"\x80\xc9" + bytes(400)):
        plane.receive_control("a", data, (THERE, 5001), START)
    plane.receive_control("a", b"\x81\xc9\x00\x01\x00\x00\x00\x01", (THERE, 5001), START)
    statistics = both.statistics()
    assert (statistics.malformed, statistics.rtcp, statistics.bad_rtcp) == (3, 1, 1)


def test_an_answer_to_a_report_that_was_never_sent_measures_nothing() -> None:
    both = talk()
    both.run(10.0)
    before = both.statistics().round_trip
    block = ReportBlock(0xA, last_sr=0x12345678, delay_since_last_sr=1)
    both.here.plane.receive_control("a", pack_compound([ReceiverReport(0xB, (block,))]), (THERE, 5001), START + 10.0)
    assert both.statistics().round_trip == before


def test_b5_2_an_answer_that_waited_longer_than_there_was_time_measures_nothing() -> None:
    both = talk(link=lambda datagram: (0.02,))
    both.run(30.0)
    before = both.statistics().round_trip
    assert before == pytest.approx(0.04, abs=1e-3)
    report = next(said[0] for said in reversed(both.said()) if isinstance(said[0], SenderReport))
    block = ReportBlock(0xA, last_sr=middle_32(report.ntp), delay_since_last_sr=3600 << 16)
    both.here.plane.receive_control(
        "a", pack_compound([ReceiverReport(0xB, (block,))]), (THERE, 5001), both.network.now
    )
    assert both.statistics().round_trip == before


def test_b5_2_round_trips_go_on_over_the_wrap_of_the_middle_of_ntp_time() -> None:
    """LSR and DLSR wrap every 18 hours (RFC 3550 section 6.4.1), and NTP time in 2036 (section 4)."""
    for wall in (65_536.0 - (START + 2_208_988_800) % 65_536 - 15.0, 2**32 - 2_208_988_800 - START - 15.0):
        both = talk(link=lambda datagram: (0.02,), wall=wall)
        both.run(40.0)
        stamps = [said[0].ntp >> 16 & 0xFFFFFFFF for said in both.said() if isinstance(said[0], SenderReport)]
        assert stamps[-1] < stamps[0]
        for who in ("here", "there"):
            assert both.statistics(who).round_trip == pytest.approx(0.04, abs=1e-4)
            assert both.statistics(who).bad_rtcp == 0


def test_a_report_of_somebody_else_is_not_taken_for_ours() -> None:
    both = talk()
    data = pack_compound([ReceiverReport(0xB, (ReportBlock(0x99, 255),))])
    both.here.plane.receive_control("a", data, (THERE, 5001), START)
    assert both.statistics().remote_loss is None


def test_many_members_stretch_the_interval_but_only_so_far() -> None:
    """B5.1."""
    both = talk(rtcp_members=10)
    control = both.here.plane._streams["a"].control
    for ssrc in range(1_000, 2_000):
        both.here.plane.receive_control("a", pack_compound([ReceiverReport(ssrc)]), (THERE, 5001), START)
    assert control.timing is not None
    assert control.timing.members == 11
    gone = pack_compound([ReceiverReport(1_000), Bye(tuple(range(1_000, 1_005)))])
    both.here.plane.receive_control("a", gone, (THERE, 5001), START)
    assert control.timing.members == 6
    both.run(60.0)
    # Silent for five intervals: gone (section 6.3.5).
    assert set(control._members) == {0xB}


def test_reports_to_an_address_that_never_answers_are_bounded() -> None:
    both = talk(TONE, link=lambda datagram: (), unverified_reports=4)
    both.run(200.0)
    assert len(both.said()) == 4
    both.here.plane.receive_control("a", reports_of(both), (THERE, 5001), both.network.now)
    both.run(30.0)
    assert 8 <= len(both.said()) <= 20
    both.here.submit(CloseStream("a"))
    assert both.said()[-1][2] == Bye((0xA,))


def test_a_listener_that_reports_is_sent_to_again() -> None:
    both = talk(TONE, link=lambda datagram: (), unverified_packets=50)
    both.run(10.0)
    assert both.statistics().sent_packets == 50
    both.here.plane.receive_control("a", reports_of(both), (THERE, 5001), both.network.now)
    both.run(10.0)
    assert both.statistics().sent_packets == pytest.approx(550, abs=1)


def test_without_rtcp_nothing_is_said_but_reports_are_read() -> None:
    both = talk(rtcp=False)
    both.run(20.0)
    both.here.plane.receive_control("a", reports_of(both), (THERE, 5001), both.network.now)
    assert both.statistics().remote_loss == 0.25
    both.here.submit(CloseStream("a"))
    assert both.rtcp == []


@pytest.mark.parametrize("remote", [("0.0.0.0", 5000), (THERE, 65_535)])
def test_where_nobody_can_be_reached_nothing_is_said(remote: tuple[str, int]) -> None:
    both = talk(TONE, ANSWER)
    both.run(10.0)
    both.rtcp.clear()
    both.here.submit(attrs.evolve(TONE, remote=remote))
    both.run(20.0)
    assert both.said() == []
    both.here.submit(TONE)
    both.run(20.0)
    assert len(both.said()) >= 2


def test_reports_that_nobody_fetches_are_bounded() -> None:
    plane = MediaPlane(MediaLimits(streams=3))
    plane.execute(OpenStream("a", 4000), START)
    plane.execute(TONE, START)
    for n in range(1_000):
        plane.receive("a", pack_header(0, n, 0, 5), (THERE, 5000), START + n)
        plane.poll(START + n)
    assert len(plane.take_control()) == 3
    assert plane.take_control() == []


def judgements(both: Talk) -> list[tuple[str, str]]:
    return [(event.stream, event.quality) for event in both.events if isinstance(event, MediaQualityChanged)]


def test_quality_is_told_when_it_changes_to_both_sides() -> None:
    loss = 0.0
    rng = random.Random(1)

    def link(datagram: bytes) -> Sequence[float]:
        if looks_like_rtcp(datagram) or datagram[11] != 0xA or rng.random() >= loss:
            return (0.02,)
        return ()

    both = talk(link=link)
    both.run(30.0)
    assert judgements(both) == []
    loss = 0.3
    both.run(60.0)
    # What b does not hear, a learns by b's reports.
    assert sorted(set(judgements(both))) == [("a", "poor"), ("b", "poor")]
    assert both.statistics().quality == "poor"
    told = next(event for event in both.events if isinstance(event, MediaQualityChanged))
    assert told.loss >= 0.05
    assert told.jitter < 0.01
    both.events.clear()
    loss = 0.0
    both.run(60.0)
    assert dict(judgements(both)) == {"a": "good", "b": "good"}


def test_a_hold_is_no_judgement() -> None:
    rng = random.Random(1)
    both = talk(link=lambda datagram: () if rng.random() < 0.4 and not looks_like_rtcp(datagram) else (0.02,))
    both.run(30.0)
    before = judgements(both)
    both.here.submit(attrs.evolve(TONE, send=False, receive=False))
    both.there.submit(attrs.evolve(ANSWER, send=False, receive=False))
    both.run(60.0)
    assert judgements(both) == before
    assert before[-1][1] == "poor"


def test_reports_come_as_often_as_asked_for_until_ended() -> None:
    both = talk()
    both.run(1.0)
    both.here.submit(ReportStream("a", every=2.0))
    both.run(10.5)
    reports = [event for event in both.events if isinstance(event, MediaReport)]
    assert [report.periodic for report in reports] == [True] * 5
    received = [report.statistics.received_packets for report in reports]
    assert [b - a for a, b in itertools.pairwise(received)] == [100] * 4
    both.here.submit(ReportStream("a", every=0.5))
    both.run(1.1)
    assert sum(isinstance(event, MediaReport) for event in both.events) == 7
    both.here.submit(ReportStream("a", every=0))
    both.run(10.0)
    assert sum(isinstance(event, MediaReport) for event in both.events) == 7
    assert both.statistics().received_packets > 0
    for every in (0.01, -1.0, float("nan"), 1e9):
        both.here.submit(ReportStream("a", every=every))
    both.here.step()
    assert [type(event).__name__ for event in both.events[-4:]] == ["MediaFailed"] * 4


def test_commands_again_and_again_leave_no_deadlines() -> None:
    both = talk()
    for _ in range(2_000):
        both.here.submit(ReportStream("a", every=1_000.0))
    assert len(both.here.plane._deadlines) < 100
    both.run(1_000.0)
    assert sum(isinstance(event, MediaReport) for event in both.events) == 1


def test_the_same_network_gives_the_same_reports() -> None:
    def trace() -> list[object]:
        both = talk(link=seeded_link(3, loss=0.1, duplication=0.1, jitter=0.05))
        both.run(60.0)
        return [*both.rtcp, *both.events]

    assert trace() == trace()


BLOCKS = st.builds(ReportBlock, st.sampled_from([0xA, 0xB, 9]), *[st.integers(0, 255)] * 6)
COMPOUNDS = st.lists(
    st.one_of(
        st.builds(SenderReport, st.integers(0, 12), *[st.integers(0, 1 << 31)] * 4, st.tuples(BLOCKS)),
        st.builds(ReceiverReport, st.integers(0, 12), st.tuples(BLOCKS, BLOCKS)),
        st.builds(Bye, st.lists(st.integers(0, 12), max_size=3).map(tuple)),
    ),
    min_size=1,
    max_size=4,
).map(lambda packets: pack_compound([ReceiverReport(1), *packets]))
SOURCES = st.sampled_from([(THERE, 5000), (THERE, 5001), (THERE, 9), ("192.0.2.66", 5001)])


@settings(max_examples=200)
@given(st.lists(st.tuples(st.one_of(COMPOUNDS, st.binary(max_size=60)), SOURCES, st.booleans()), max_size=20))
def test_nothing_that_is_received_raises_and_everything_is_counted(
    datagrams: list[tuple[bytes, tuple[str, int], bool]],
) -> None:
    both = talk(TONE)
    for data, source, muxed in datagrams:
        plane = both.here.plane
        (plane.receive if muxed else plane.receive_control)("a", bytearray(data), source, both.network.now)
        both.run(1.3)
    s = both.statistics()
    counted = s.received_packets + s.duplicates + s.wrong_source + s.wrong_payload_type + s.malformed + s.rtcp
    assert counted == len(datagrams)
    assert s.bad_rtcp <= s.rtcp
    assert s.round_trip is None or s.round_trip >= 0


def test_b5_3_two_with_one_ssrc_part_and_say_goodbye_for_it() -> None:
    """RFC 3550 section 8.2: BYE for the old one, another one from then on; the counts of its own go from there."""
    both = talk(TONE, attrs.evolve(ANSWER, ssrc=0xA))
    both.run(30.0)
    for who in ("here", "there"):
        goodbyes = [packet for packets in both.said(who) for packet in packets if isinstance(packet, Bye)]
        assert goodbyes == [Bye((0xA,))]
    last = [both.said(who)[-1][0] for who in ("here", "there")]
    assert all(isinstance(report, SenderReport) for report in last)
    ours, theirs = [report.ssrc for report in last]  # type: ignore[union-attr]
    assert len({0xA, ours, theirs}) == 3
    assert (last_block(both.said("here")).ssrc, last_block(both.said("there")).ssrc) == (theirs, ours)
    assert both.statistics().lost == 0


def test_b5_3_a_new_agreement_does_not_bring_the_old_ssrc_back() -> None:
    both = talk(TONE, attrs.evolve(ANSWER, ssrc=0xA))
    both.run(10.0)
    replaced = both.here.plane._streams["a"].ssrc
    assert replaced != 0xA
    both.here.submit(attrs.evolve(TONE, send=False))
    both.here.submit(TONE)
    both.run(1.0)
    assert both.here.plane._streams["a"].ssrc == replaced


def test_b5_3_an_echo_of_our_own_packets_makes_us_change_once_only() -> None:
    """RFC 3550 section 8.2: a loop is no collision that another SSRC would end."""
    sent: list[bytes] = []

    def tap(at: float, was_sent: bool, port: int, address: tuple[str, int], data: bytes) -> None:
        if was_sent and not looks_like_rtcp(data):
            sent.append(data)

    network = MediaNetwork(START, lambda datagram: (0.0,))
    here = InlineMedia(MediaPlane(), network, lambda event: None, address=HERE, on_packet=tap)
    here.submit(OpenStream("a", 4000))
    here.submit(TONE)
    ssrcs: list[int] = []
    for step in range(3_000):
        network.advance(START + 0.02 * step)
        while sent:
            packet = sent.pop()
            ssrcs.append(int.from_bytes(packet[8:12]))
            here.plane.receive("a", packet, (THERE, 5000), network.now)
    assert len(set(ssrcs)) == 2
    state = here.plane._streams["a"]
    assert state.reception.lost == 0
    assert state.reception.packets > 2_900
