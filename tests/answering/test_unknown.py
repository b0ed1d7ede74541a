"""answering/unknown: every call gets 404."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Peer


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


def test_it_declines_at_once(peer: Peer) -> None:
    call = peer.calling("nobody-knows-me")
    (answer,) = peer.take()
    assert answer.label == "404 INVITE"
    assert answer.to_tag
    assert peer.asks() == []
    assert peer.engine.session_count == 0, "the transaction does the rest"
    call.ack_failure(answer)
    peer.advance(40)
    assert peer.labels() == []


def test_b1_5_its_answer_is_repeated_until_the_ack(peer: Peer) -> None:
    """RFC 3261 17.2.1: timer G from T1, doubling up to T2, for 64*T1."""
    peer.calling("nobody-knows-me")
    peer.advance(100)
    times = peer.times("404 INVITE")
    assert times == [0.0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]


def test_a_copy_of_the_invite_gets_it_again(peer: Peer) -> None:
    call = peer.calling("nobody-knows-me")
    (answer,) = peer.take()
    (again,) = call.send_invite(None, branch=call.branch)
    assert again.data == answer.data
    call.ack_failure(answer)


def test_an_offer_that_we_could_not_answer_makes_no_difference(peer: Peer) -> None:
    peer.calling("nobody-knows-me", sdp="nonsense")
    (answer,) = peer.take()
    assert 400 <= answer.status <= 699
