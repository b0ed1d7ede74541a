"""What a listener is said to hear: VoIP metrics in RTCP (RFC 3611), reduced size (RFC 5506), R and MOS."""

from __future__ import annotations

import random
from collections.abc import Sequence

import attrs
import pytest

from sessioncore.base.media import CloseStream, ListenStream, MediaQualityChanged
from sessioncore.media.codecs.packet_time import packet_seconds
from sessioncore.media.rtcp.bursts import LATEST
from sessioncore.media.rtcp.emodel import mos, rating
from sessioncore.media.rtcp.reception import Reception
from sessioncore.wire.rtcp import (
    Bye,
    ExtendedReport,
    ReceiverReport,
    SenderReport,
    SourceDescription,
    VoipMetrics,
    pack,
    pack_compound,
)
from sessioncore.wire.rtp.packet import looks_like_rtcp
from sessioncore.wire.sdp import FORMATS
from tests.media.rtcp.test_control import ANSWER, THERE, TONE, Link, Talk, talk

SOURCE = attrs.evolve(TONE, rtcp_xr=True)
REPORTER = attrs.evolve(ANSWER, rtcp_xr=True)


def lossy(loss: float, delay: float = 0.02, seed: int = 5) -> Link:
    """Loses this part of what `a` sends, exactly as many packets as the seed says; RTCP always arrives."""
    rng = random.Random(seed)

    def link(datagram: bytes) -> Sequence[float]:
        if not looks_like_rtcp(datagram) and datagram[11] == 0xA and rng.random() < loss:
            return ()
        return (delay,)

    return link


def metrics_of(both: Talk, who: str) -> list[VoipMetrics]:
    return [
        metrics
        for packets in both.said(who)
        for packet in packets
        if isinstance(packet, ExtendedReport)
        for metrics in packet.metrics
    ]


def test_b5_11_voip_metrics_leave_where_they_are_agreed_and_only_there() -> None:
    both = talk(TONE, REPORTER)
    both.run(30.0)
    assert metrics_of(both, "here") == []
    theirs = metrics_of(both, "there")
    assert {metrics.ssrc for metrics in theirs} == {0xA}
    # Each report that speaks of reception has them: all but none here.
    assert len(theirs) == len(both.said("there"))
    last = theirs[-1]
    assert (last.loss_rate, last.discard_rate, last.burst_density, last.gap_density) == (0, 0, 0, 0)
    assert last.burst_duration == 0
    assert last.gmin == 16


def test_b5_11_loss_rate_and_ratings_are_those_of_the_whole_stream() -> None:
    """RFC 3611 section 4.7.1: since the beginning of reception; 4.7.5: ten times MOS; ITU-T G.107 gives the figures."""
    both = talk(SOURCE, REPORTER, link=lossy(0.05))
    both.run(60.0)
    (metrics,) = metrics_of(both, "there")[-1:]
    there = both.statistics("there")
    loss = there.lost / (there.lost + there.received_packets)
    assert loss == pytest.approx(0.05, abs=0.01)
    assert metrics.loss_rate / 256 == pytest.approx(loss, abs=0.01)
    # G.711 with concealment at this loss, a round trip of 40 ms, a packet's time (BurstR is close to 1).
    assert metrics.r_factor == pytest.approx(rating(delay=0.04, loss=loss), abs=3)
    assert metrics.mos_conversational == pytest.approx(10 * mos(metrics.r_factor), abs=1)
    assert metrics.mos_listening >= metrics.mos_conversational
    assert metrics.round_trip == pytest.approx(40, abs=2)
    here = both.statistics()
    assert here.remote_r_factor == metrics.r_factor
    assert here.remote_mos == metrics.mos_conversational / 10
    assert there.remote_mos is not None
    assert there.remote_mos >= 4.3


def test_b5_11_bursts_are_told_in_ms() -> None:
    """Ten packets in a row are lost every four seconds: bursts of 200 ms, all of it lost, and gaps without loss."""
    count = 0

    def link(datagram: bytes) -> Sequence[float]:
        nonlocal count
        if looks_like_rtcp(datagram) or datagram[11] != 0xA:
            return (0.0,)
        count += 1
        return () if count % 200 in range(100, 110) else (0.0,)

    both = talk(SOURCE, REPORTER, link=link)
    both.run(60.0)
    last = metrics_of(both, "there")[-1]
    assert (last.burst_duration, last.burst_density, last.gap_density) == (200, 255, 0)
    assert last.gap_duration == pytest.approx(3_800, rel=0.1)
    there = both.statistics("there")
    assert there.burst_seconds == pytest.approx(0.2)
    assert there.burst_density == 1.0
    # Loss in bursts is worse than the same loss at random (ITU-T G.107 section 7.5).
    assert there.r_factor is not None
    assert there.r_factor < rating(delay=0.02, loss=0.05) - 2


@pytest.mark.parametrize(("codec", "ptime"), [("PCMU", 60), ("PCMU", 10), ("L16/16000", 40)])
def test_b5_11_times_are_those_of_the_packets_that_come(codec: str, ptime: int) -> None:
    """Sections 4.7.2 and 4.7.3: durations in ms, whatever a packet holds; ten in a row are lost of every hundred."""
    count = 0

    def link(datagram: bytes) -> Sequence[float]:
        nonlocal count
        if looks_like_rtcp(datagram) or datagram[11] != 0xA:
            return (0.0,)
        count += 1
        return () if count % 100 in range(50, 60) else (0.0,)

    number = FORMATS[codec].payload_type
    spoken = {"codec": codec, "payload_type": number, "receive_payload_types": (number,), "ptime": ptime}
    spoken |= {"formats": ((number, codec),)}
    both = talk(attrs.evolve(SOURCE, **spoken), attrs.evolve(REPORTER, **spoken, source="silence"), link=link)
    both.run(ptime * 1.2)
    last = metrics_of(both, "there")[-1]
    assert (last.burst_duration, last.end_system_delay) == (10 * ptime, ptime)
    assert last.gap_duration == pytest.approx(90 * ptime, rel=0.15)
    there = both.statistics("there")
    assert there.burst_seconds == pytest.approx(0.01 * ptime)
    assert there.r_factor is not None


class TestBuffer:
    """Sections 4.7.6 and 4.7.7: the jitter buffer as it is at the time of the report."""

    def test_nobody_listens(self) -> None:
        both = talk(SOURCE, attrs.evolve(REPORTER, source="silence"))
        both.run(20.0)
        last = metrics_of(both, "there")[-1]
        # Concealment 01 (disabled), buffer 00 (unknown).
        assert last.rx_config == 0b01_00_0000
        assert (last.jb_nominal, last.jb_maximum, last.jb_absolute, last.end_system_delay) == (0, 0, 0, 20)

    def test_an_echo_by_octets_has_one_of_fixed_size(self) -> None:
        both = talk(SOURCE, attrs.evolve(REPORTER, source="echo"))
        both.run(20.0)
        last = metrics_of(both, "there")[-1]
        assert last.rx_config == 0b01_10_0000
        assert (last.jb_nominal, last.jb_maximum, last.end_system_delay) == (40, 40, 60)

    def test_who_listens_has_one_that_adapts(self) -> None:
        chance, spread = random.Random(3), 0.0

        def link(datagram: bytes) -> Sequence[float]:
            if looks_like_rtcp(datagram) or datagram[11] != 0xA:
                return (0.02,)
            return (0.02 + chance.random() * spread,)

        both = talk(SOURCE, attrs.evolve(REPORTER, source="silence"), link=link)
        both.there.submit(ListenStream("b", 8000))
        both.run(20.0)
        calm = metrics_of(both, "there")[-1]
        spread = 0.15
        both.run(30.0)
        rough = metrics_of(both, "there")[-1]
        # Concealment 11 (standard), buffer 11 (adaptive), as fast as the 70 ms that are missing: 2 * 2 * 20 ms.
        assert calm.rx_config == rough.rx_config == 0b11_11_0010
        assert (calm.jb_absolute, calm.jb_maximum) == (500, 500)
        assert calm.jb_nominal == pytest.approx(40, abs=21)
        # On average half the spread, and the earliest that much more than the latest.
        assert 75 <= rough.jb_nominal <= 160
        for metrics in (calm, rough):
            assert metrics.end_system_delay == pytest.approx(metrics.jb_nominal + 20, abs=1)
        there = both.statistics("there")
        assert there.buffer_seconds == pytest.approx(rough.jb_nominal / 1000, abs=0.05)

    def test_what_comes_too_late_is_discarded_and_as_bad_as_lost(self) -> None:
        """Section 4.7.1: of the network nothing is lost; each hundredth packet takes 0.4 s longer."""
        count = 0

        def link(datagram: bytes) -> Sequence[float]:
            nonlocal count
            if looks_like_rtcp(datagram) or datagram[11] != 0xA:
                return (0.02,)
            count += 1
            return (0.42 if count % 100 == 50 else 0.02,)

        both = talk(SOURCE, attrs.evolve(REPORTER, source="silence"), link=link)
        both.there.submit(ListenStream("b", 8000))
        both.run(60.0)
        there, last = both.statistics("there"), metrics_of(both, "there")[-1]
        assert there.lost <= 1
        assert there.discarded > 0
        heard = there.received_packets
        assert last.discard_rate == pytest.approx(256 * there.discarded / heard, abs=1.01)
        assert last.loss_rate == 0
        assert there.r_factor is not None
        assert there.r_factor <= rating(delay=0.04, loss=there.discarded / heard) + 0.5

    def test_what_is_discarded_makes_the_quality_worse(self) -> None:
        """To who listens it is as bad as loss (section 4.7.1): here 10 % in turns of which each is a long time late."""
        count = 0

        def link(datagram: bytes) -> Sequence[float]:
            nonlocal count
            if looks_like_rtcp(datagram) or datagram[11] != 0xA:
                return (0.02,)
            count += 1
            return (0.9 if count % 10 == 5 else 0.02,)

        both = talk(SOURCE, attrs.evolve(REPORTER, source="silence"), link=link, fair_jitter=9.0, poor_jitter=9.0)
        both.there.submit(ListenStream("b", 8000))
        both.run(30.0)
        there = both.statistics("there")
        assert there.discarded > 0.05 * there.received_packets
        assert (there.quality, there.interval_loss) == ("poor", pytest.approx(0.0, abs=0.05))
        told = [event for event in both.events if isinstance(event, MediaQualityChanged) and event.stream == "b"]
        assert (told[-1].quality, told[-1].loss) == ("poor", pytest.approx(0.1, abs=0.06))

    def test_discards_without_end_are_not_kept(self) -> None:
        reception = Reception()
        for number in range(20_000):
            extended = reception.take(1, number & 0xFFFF, number * 160, 160, number * 0.02, True)
            reception.discard(extended, 1)
        assert reception.discarded == 20_000
        assert reception.bursts is not None
        assert len(reception.bursts._waiting) <= LATEST + 1
        assert reception.burst_metrics.burst_density == 1.0


@pytest.mark.parametrize(
    ("law", "payload", "seconds"),
    [
        ("PCMA", bytes(240), 0.03),
        ("G722", bytes(160), 0.02),
        ("L16/8000", bytes(320), 0.02),
        ("L16/16000", bytes(320), 0.01),
        # RFC 6716 3.1: configuration 9 is SILK of 20 ms, 31 CELT of 20 ms, 16 of 2.5 ms, 13 a hybrid of 20 ms.
        ("opus", bytes([9 << 3]), 0.02),
        ("opus", bytes([11 << 3]), 0.06),
        ("opus", bytes([13 << 3]), 0.02),
        ("opus", bytes([16 << 3]), 0.0025),
        ("opus", bytes([31 << 3 | 1]), 0.04),
        ("opus", bytes([31 << 3 | 3, 3]), 0.06),
        ("opus", bytes([31 << 3 | 3, 48]), 0.12),
        ("opus", b"", 0.02),
        ("opus", bytes([31 << 3 | 3]), 0.02),
        ("", b"1", 0.02),
    ],
)
def test_a_payload_tells_how_long_it_lasts(law: str, payload: bytes, seconds: float) -> None:
    assert packet_seconds(law, payload) == pytest.approx(seconds)


def test_b5_11_every_other_report_is_of_reduced_size_where_that_is_agreed() -> None:
    """RFC 5506 section 3.4.2 with section 5: only where agreed; compounds still leave regularly, the first is one."""
    reduced = attrs.evolve(TONE, rtcp_reduced=True), attrs.evolve(ANSWER, rtcp_reduced=True)
    both = talk(*reduced)
    both.run(60.0)
    named = [any(isinstance(packet, SourceDescription) for packet in packets) for packets in both.said()]
    assert named == [n % 2 == 0 for n in range(len(named))]
    assert both.statistics("there").bad_rtcp == 0
    plain = talk()
    plain.run(60.0)
    assert all(any(isinstance(packet, SourceDescription) for packet in packets) for packets in plain.said())


@pytest.mark.parametrize("agreed", [True, False])
def test_b5_11_packets_of_reduced_size_are_taken_where_that_is_agreed(agreed: bool) -> None:
    both = talk(attrs.evolve(TONE, rtcp_reduced=agreed))
    both.run(1.0)
    metrics = VoipMetrics(ssrc=0xA, r_factor=80, mos_listening=41, mos_conversational=40)
    data = pack(ExtendedReport(0xB, (metrics,)))
    both.here.plane.receive_control("a", data, (THERE, 5001), both.network.now)
    here = both.statistics()
    assert here.bad_rtcp == (0 if agreed else 1)
    assert (here.remote_r_factor, here.remote_mos) == ((80.0, 4.0) if agreed else (None, None))


def test_what_the_peer_does_not_know_or_says_of_others_is_nothing() -> None:
    """RFC 3611 section 4.7.5: 127 is unavailable."""
    both = talk(TONE)
    both.run(1.0)
    blocks = (VoipMetrics(ssrc=0xA), VoipMetrics(ssrc=0xC, r_factor=80, mos_listening=41, mos_conversational=40))
    data = pack_compound([ReceiverReport(0xB), ExtendedReport(0xB, blocks)])
    both.here.plane.receive_control("a", data, (THERE, 5001), both.network.now)
    here = both.statistics()
    assert (here.bad_rtcp, here.remote_r_factor, here.remote_mos) == (0, None, None)


def test_before_anything_was_heard_there_is_no_rating() -> None:
    both = talk(SOURCE)
    both.run(30.0)
    here = both.statistics()
    assert (here.r_factor, here.mos) == (None, None)
    assert metrics_of(both, "here") == []


def test_a_perfect_line_is_rated_as_g107_says() -> None:
    """ITU-T G.107: nothing but the delay inside the two ends, here a packet's time, takes from R 93.2."""
    both = talk()
    both.run(20.0)
    here = both.statistics()
    assert here.r_factor == pytest.approx(rating(delay=0.02), abs=0.1)
    assert here.mos == pytest.approx(4.40, abs=0.01)


def test_a_long_way_is_a_fair_quality_without_any_loss() -> None:
    """ITU-T G.114: above 400 ms one way talk suffers; limits by the scores of G.107 annex B."""
    both = talk(SOURCE, REPORTER, link=lossy(0.0, delay=0.4))
    both.run(60.0)
    told = [event for event in both.events if isinstance(event, MediaQualityChanged)]
    assert {event.stream for event in told} == {"a", "b"}
    assert {event.quality for event in told} <= {"fair", "poor"}
    assert all(event.mos < 3.6 and event.loss == 0.0 for event in told)


def test_b5_15_nothing_is_reported_before_the_session_is_confirmed_and_bye_ends_it() -> None:
    """Issue 6 point 5; RFC 3550 section 6.6."""
    early = attrs.evolve(TONE, early=True), attrs.evolve(ANSWER, early=True)
    both = talk(*early)
    both.run(60.0)
    assert both.rtcp == []
    both.here.submit(TONE)
    both.run(30.0)
    assert both.said("there") == []
    assert 3 <= len(both.said()) <= 12
    both.here.submit(CloseStream("a"))
    both.run(1.0)
    report, _, bye = both.said()[-1]
    assert isinstance(report, SenderReport)
    assert isinstance(bye, Bye)


def test_who_was_never_confirmed_leaves_without_a_word() -> None:
    both = talk(attrs.evolve(TONE, early=True))
    both.run(10.0)
    both.here.submit(CloseStream("a"))
    both.run(1.0)
    assert both.rtcp == []
