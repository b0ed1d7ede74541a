"""What a listener is said to hear: VoIP metrics in RTCP (RFC 3611), reduced size (RFC 5506), R and MOS."""

from __future__ import annotations

import random
from collections.abc import Sequence

import attrs
import pytest

from sessioncore.base.media import CloseStream, MediaQualityChanged
from sessioncore.media.emodel import mos, rating
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
from tests.media.test_control import ANSWER, THERE, TONE, Link, Talk, talk

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
    # G.711 with concealment at this loss, a round trip of 40 ms, nothing else (BurstR is close to 1).
    assert metrics.r_factor == pytest.approx(rating(delay=0.08, loss=loss), abs=3)
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
    assert there.r_factor < rating(delay=0.06, loss=0.05) - 2


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
    """ITU-T G.107: nothing but the delay inside the two ends takes from R 93.2."""
    both = talk()
    both.run(20.0)
    here = both.statistics()
    assert here.r_factor == pytest.approx(rating(delay=0.06), abs=0.5)
    assert here.mos == pytest.approx(4.38, abs=0.03)


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
