"""answering/reinviter_bye: says BYE while its re-INVITE is open (RFC 5407 3.2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Call, Peer, Seen, audio


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


def ended(peer: Peer) -> tuple[Call, Seen, Seen]:
    call = peer.calling("reinviter-bye")
    call.accept(peer.take()[-1])
    peer.advance(0.3)
    invite, bye = peer.take()
    assert (invite.label, bye.label) == ("INVITE", "BYE")
    assert bye.cseq == invite.cseq + 1
    return call, invite, bye


@pytest.mark.parametrize("status", [487, 481, 491])
def test_b3_20_the_reinvite_is_refused_by_a_peer_that_saw_the_bye(peer: Peer, status: int) -> None:
    call, invite, bye = ended(peer)
    call.respond(200, to=bye)
    call.respond(status, to=invite)
    assert peer.labels() == ["ACK"]
    assert peer.states()[-1] == "terminated"


def test_b3_2_a_2xx_that_crossed_the_bye_is_acknowledged(peer: Peer) -> None:
    call, invite, bye = ended(peer)
    (ack,) = call.respond(200, to=invite, sdp=audio())
    assert (ack.label, ack.cseq) == ("ACK", invite.cseq)
    call.respond(200, to=bye)


def test_the_caller_hangs_up_before_it(peer: Peer) -> None:
    call = peer.calling("reinviter-bye")
    call.accept(peer.take()[-1])
    call.request("BYE")
    peer.advance(5)
    assert peer.labels() == ["200 BYE"]


def test_b3_4_the_byes_cross(peer: Peer) -> None:
    call, invite, bye = ended(peer)
    assert [seen.label for seen in call.request("BYE")] == ["200 BYE"]
    call.respond(200, to=bye)
    call.respond(481, to=invite)


def test_b3_8_when_its_turn_comes_late_it_says_bye_all_the_same(peer: Peer) -> None:
    """The caller's re-INVITE is open when the moment comes; the chart's own goes out when that is done."""
    call = peer.calling("reinviter-bye")
    call.accept(peer.take()[-1])
    peer.advance(0.2)
    call.reinvite(audio(version=2))
    peer.advance(0.3)
    peer.take()
    call.ack()
    assert peer.labels() == ["INVITE", "BYE"]
