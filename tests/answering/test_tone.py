"""answering/tone: rings, answers, and plays a tone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Peer, audio

USER = "tone"


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


def test_it_rings_and_answers_at_once(peer: Peer) -> None:
    call = peer.calling(USER)
    ringing, ok = peer.take()
    assert (ringing.label, ok.label) == ("180 INVITE", "200 INVITE")
    assert ringing.to_tag == ok.to_tag
    assert peer.asks() == []
    assert len(ok.media[0].split()[3:]) == 2, "one codec beside telephone-event"
    call.accept(ok)
    assert peer.engine.state(call.session) == "connected"
    peer.advance(100)
    assert peer.labels() == []
    call.request("BYE")
    assert peer.labels() == ["200 BYE"]


def test_it_answers_what_comes_in_the_call(peer: Peer) -> None:
    call = peer.calling(USER)
    call.accept(peer.take()[-1])
    call.request("INFO")
    call.request("OPTIONS")
    call.request("UPDATE")
    assert peer.labels() == ["200 INFO", "200 OPTIONS", "200 UPDATE"]
    call.reinvite(audio("sendonly", version=2))
    ok = peer.one("200 INVITE")
    assert ok.direction == "recvonly"
    call.ack(cseq=ok.cseq)
    call.request("BYE")
    assert peer.labels() == ["200 BYE"]


def test_the_caller_gives_no_ack(peer: Peer) -> None:
    call = peer.calling(USER)
    peer.advance(32)
    call.respond(200, to=peer.one("BYE"))
    assert peer.engine.session_count == 0 or peer.engine.state(call.session) == "terminated"


@pytest.mark.parametrize("sdp", ["nonsense", audio(formats=["9 G722/8000"])])
def test_an_offer_that_cannot_be_answered_is_refused(peer: Peer, sdp: str) -> None:
    peer.calling(USER, sdp=sdp)
    (refused,) = peer.take()
    assert refused.status in (400, 488)
    assert peer.engine.session_count == 0


def test_the_tone_of_the_table_is_played(peer: Peer) -> None:
    call = peer.calling(USER)
    call.accept(peer.take()[-1])
    assert (peer.configured().source, peer.configured().send) == ("tone:440", True)
