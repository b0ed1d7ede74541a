"""answering/holder: answers, holds the caller for a moment, and resumes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Peer, audio


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


def held(peer: Peer) -> tuple[object, object]:
    call = peer.calling("holder")
    call.accept(peer.take()[-1])
    peer.advance(0.5)
    return call, peer.one("INVITE")


def test_it_holds_after_half_a_second_and_resumes_within_one(peer: Peer) -> None:
    call, hold = held(peer)
    assert (hold.at, hold.direction) == (0.5, "sendonly")
    call.respond(200, to=hold, sdp=audio("recvonly", version=2))
    assert peer.labels() == ["ACK"]
    assert peer.engine.state(call.session) == "on_hold"
    peer.advance(0.49)
    assert peer.labels() == []
    peer.advance(0.52)
    resume = next(seen for seen in peer.take() if seen.label == "INVITE")
    assert resume.direction == "sendrecv"
    assert 1.0 <= resume.at <= 1.5
    assert resume.origin == (hold.origin[0], hold.origin[1] + 1)
    call.respond(200, to=resume, sdp=audio(version=3))
    assert peer.engine.state(call.session) == "connected"


def test_b3_7_a_refused_hold_leaves_the_call_as_it_was(peer: Peer) -> None:
    call, hold = held(peer)
    call.respond(488, to=hold)
    assert peer.engine.state(call.session) == "connected"
    peer.advance(2)
    again = [seen for seen in peer.take() if seen.label == "INVITE"]
    for seen in again[:1]:
        call.respond(200, to=seen, sdp=audio(version=2))
    assert peer.engine.state(call.session) == "connected"


def test_the_caller_hangs_up_while_held(peer: Peer) -> None:
    call, hold = held(peer)
    call.respond(200, to=hold, sdp=audio("recvonly", version=2))
    peer.take()
    call.request("BYE")
    peer.advance(5)
    assert peer.labels() == ["200 BYE"]
