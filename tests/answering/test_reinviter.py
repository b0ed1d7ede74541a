"""answering/reinviter: answers, and sends a re-INVITE after a moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Call, Peer, Seen, audio


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


def reinvited(peer: Peer) -> tuple[Call, Seen]:
    call = peer.calling("reinviter")
    call.accept(peer.take()[-1])
    peer.advance(0.29)
    assert peer.labels() == []
    peer.advance(0.01)
    return call, peer.one("INVITE")


def test_b4_4_it_offers_anew_in_the_same_session(peer: Peer) -> None:
    call, invite = reinvited(peer)
    first = next(seen for seen in peer.log if seen.label == "200 INVITE")
    assert invite.direction == "sendrecv"
    assert invite.origin[0] == first.origin[0]
    assert invite.origin[1] - first.origin[1] in (0, 1)
    call.respond(200, to=invite, sdp=audio())
    assert peer.labels() == ["ACK"]
    peer.advance(20)
    assert peer.labels() == []
    assert peer.engine.state(call.session) == "connected"


def test_b3_8_it_survives_491_and_tries_again(peer: Peer) -> None:
    """The caller chose the Call-ID, so this side waits 0 to 2 s."""
    call, invite = reinvited(peer)
    call.respond(491, to=invite)
    assert peer.labels() == ["ACK"]
    assert peer.engine.state(call.session) == "connected"
    peer.advance(2)
    again = next(seen for seen in peer.take() if seen.label == "INVITE")
    assert again.cseq == invite.cseq + 1
    call.respond(200, to=again, sdp=audio())
    assert peer.engine.state(call.session) == "connected"


def test_b3_7_it_survives_a_refusal_and_leaves_it_at_that(peer: Peer) -> None:
    call, invite = reinvited(peer)
    call.respond(488, to=invite)
    peer.take()
    peer.advance(20)
    assert peer.labels() == []
    assert peer.engine.state(call.session) == "connected"


def test_the_caller_hangs_up_before_it(peer: Peer) -> None:
    call = peer.calling("reinviter")
    call.accept(peer.take()[-1])
    call.request("BYE")
    peer.advance(5)
    assert peer.labels() == ["200 BYE"]


def test_the_caller_hangs_up_during_it(peer: Peer) -> None:
    call, invite = reinvited(peer)
    call.request("BYE")
    assert peer.labels() == ["200 BYE"]
    call.respond(487, to=invite)
    assert peer.labels() == ["ACK"]
