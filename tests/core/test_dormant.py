"""Transactions that only wait for their end (invariant 8): small while they sleep, and all they were when they wake."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from sessioncore.core.engine import Engine
from tests.support.peer import SERVICES, Peer, audio


def untrace(engine: Engine) -> Engine:
    """A trace tells of every row, so nothing sleeps in an engine that has one."""
    engine.trace_log = engine.lingering.trace = None
    return engine


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    made = make_peer(answering=SERVICES)
    untrace(made.engine)
    return made


def asleep(peer: Peer) -> int:
    assert peer.engine.transaction_count == len(peer.engine.transactions) + len(peer.engine.dormitory)
    return len(peer.engine.dormitory)


def over(peer: Peer) -> None:
    """A call that the peer has made and ended."""
    call = peer.calling("answer")
    call.accept(peer.one("200 INVITE"))
    (bye,) = call.request("BYE")
    assert bye.label == "200 BYE"
    peer.take()


def test_both_transactions_of_a_call_sleep_when_it_is_over(peer: Peer) -> None:
    over(peer)
    assert asleep(peer) == 2
    assert peer.engine.transactions == {}
    peer.advance(31.9)
    assert asleep(peer) == 2
    peer.advance(1.1)
    assert asleep(peer) == 0


def test_calls_that_ended_one_after_the_other_are_not_forgotten_at_once(peer: Peer) -> None:
    """Nobody is answered meanwhile, so those of a second go in eight portions."""
    for _ in range(8):
        over(peer)
        peer.advance(0.125)
    assert asleep(peer) == 16
    sizes = []
    peer.advance(30.9)
    for _ in range(11):
        sizes.append(asleep(peer))
        peer.advance(0.125)
    assert (sizes[0], asleep(peer)) == (16, 0)
    assert max(before - after for before, after in pairwise(sizes)) <= 4


def test_b1_6_a_copy_of_the_bye_gets_the_same_answer(peer: Peer) -> None:
    call = peer.calling("answer")
    call.accept(peer.one("200 INVITE"))
    branch = peer.branch()
    (first,) = call.request("BYE", cseq=300, branch=branch)
    assert asleep(peer) == 2
    (again,) = call.request("BYE", cseq=300, branch=branch)
    assert again.data == first.data
    assert asleep(peer) == 1, "who answered stays awake"
    peer.advance(20)
    (third,) = call.request("BYE", cseq=300, branch=branch)
    assert third.data == first.data
    peer.advance(13)
    assert peer.engine.transaction_count == 0, "copies do not make it last longer"


def test_b1_4_a_copy_of_the_invite_is_no_second_call(peer: Peer) -> None:
    call = peer.calling("answer")
    call.accept(peer.one("200 INVITE"))
    call.request("BYE", cseq=300)
    peer.take()
    assert call.request("INVITE", cseq=100, branch=call.branch, tag="", sdp=audio()) == []
    assert peer.engine.session_count == 0


def test_b1_10_a_cancel_that_is_far_too_late_has_the_tag_of_the_call(peer: Peer) -> None:
    call = peer.calling("answer")
    answer = peer.one("200 INVITE")
    call.accept(answer)
    call.request("BYE", cseq=300)
    peer.take()
    call.engine_tag, call.cseq = "", 100
    (late,) = call.cancel()
    assert (late.label, late.to_tag) == ("200 CANCEL", answer.to_tag)


def test_b1_9_what_comes_a_second_way_is_merged_as_long_as_the_first_sleeps(peer: Peer) -> None:
    call = peer.calling("answer")
    call.accept(peer.one("200 INVITE"))
    call.request("BYE", cseq=300)
    peer.take()
    assert asleep(peer) == 2
    call.engine_tag, call.cseq = "", 100
    call.send_invite(audio())
    assert peer.labels() == ["482 INVITE"]
    call.request("ACK", cseq=100, branch=call.branch, tag="x")
    peer.advance(40)
    assert asleep(peer) == 0
    call.send_invite(audio())
    assert "200 INVITE" in peer.labels(), "nobody knows the first any more"
    peer.run_out()


def test_nothing_sleeps_that_still_sends(peer: Peer) -> None:
    """486 is repeated until its ACK comes (timer G)."""
    call = peer.calling("busy")
    refusal = peer.one("486 INVITE")
    assert asleep(peer) == 0
    peer.advance(0.5)
    assert peer.labels() == ["486 INVITE"]
    call.ack_failure(refusal)
    peer.advance(10)
    assert peer.engine.transaction_count == 0


def test_what_failed_to_leave_is_asked_for_again(peer: Peer) -> None:
    """B1.11: the transaction stays although the network said that its 200 did not arrive."""
    call = peer.calling("answer")
    call.accept(peer.one("200 INVITE"))
    branch = peer.branch()
    (bye,) = call.request("BYE", cseq=300, branch=branch)
    peer.fail_send(bye)
    assert asleep(peer) == 2
    assert [seen.data for seen in call.request("BYE", cseq=300, branch=branch)] == [bye.data]
