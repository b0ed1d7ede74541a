"""RTCP on the port of RTP (RFC 5761), or on a port that the peer named (RFC 3605)."""

from __future__ import annotations

import attrs

from sessioncore.base.media import CloseStream
from sessioncore.wire.rtcp import Bye
from tests.media.rtcp.test_control import ANSWER, HERE, THERE, TONE, talk


def test_b4_14_reports_share_the_port_both_ways_and_are_understood() -> None:
    both = talk(attrs.evolve(TONE, rtcp_mux=True), attrs.evolve(ANSWER, rtcp_mux=True))
    both.run(60.0)
    ways = {(who, port, target) for _, who, port, target, _ in both.rtcp}
    assert ways == {("here", 4000, (THERE, 5000)), ("there", 5000, (HERE, 4000))}
    statistics = both.statistics()
    assert statistics.round_trip is not None
    assert (statistics.bad_rtcp, statistics.malformed, statistics.wrong_payload_type) == (0, 0, 0)


def test_the_goodbye_leaves_from_there_too() -> None:
    both = talk(attrs.evolve(TONE, rtcp_mux=True), attrs.evolve(ANSWER, rtcp_mux=True))
    both.run(10.0)
    both.rtcp.clear()
    both.here.submit(CloseStream("a"))
    both.run(1.0)
    [(_, _, port, target, packets)] = [entry for entry in both.rtcp if entry[1] == "here"]
    assert (port, target) == (4000, (THERE, 5000))
    assert isinstance(packets[-1], Bye)


def test_a_port_that_was_named_is_used_until_reports_come_from_another() -> None:
    """RFC 4961 goes before what SDP says."""
    both = talk(attrs.evolve(TONE, rtcp_port=5555), attrs.evolve(ANSWER, remote=("0.0.0.0", 0)))
    both.run(20.0)
    assert {target for _, who, _, target, _ in both.rtcp if who == "here"} == {(THERE, 5555)}
    both.there.submit(ANSWER)
    both.run(20.0)
    assert [target for _, who, _, target, _ in both.rtcp if who == "here"][-1] == (THERE, 5001)


def test_b4_14_a_later_answer_may_share_or_part_the_ports() -> None:
    both = talk()
    both.run(20.0)
    both.here.submit(attrs.evolve(TONE, rtcp_mux=True))
    both.rtcp.clear()
    both.run(20.0)
    assert {target for _, who, _, target, _ in both.rtcp if who == "here"} == {(THERE, 5000)}
    both.here.submit(TONE)
    both.rtcp.clear()
    both.run(20.0)
    assert {target for _, who, _, target, _ in both.rtcp if who == "here"} == {(THERE, 5001)}
