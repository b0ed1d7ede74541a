"""answering/early: plays early media, and answers a second later."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Peer


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


def test_b4_3_183_with_sdp_then_the_same_in_the_200(peer: Peer) -> None:
    call = peer.calling("early")
    early = peer.one("183 INVITE")
    assert peer.configured().source == "tone:440"
    assert peer.configured().send
    peer.advance(0.99)
    assert peer.labels() == []
    peer.advance(0.01)
    ok = peer.one("200 INVITE")
    assert ok.body == early.body
    assert ok.to_tag == early.to_tag
    call.accept(ok)
    assert peer.engine.state(call.session) == "connected"


def test_the_caller_gives_up_while_it_plays(peer: Peer) -> None:
    call = peer.calling("early")
    peer.take()
    peer.advance(0.5)
    call.cancel()
    assert sorted(peer.labels()) == ["200 CANCEL", "487 INVITE"]
    peer.advance(5)
    assert "200 INVITE" not in peer.labels()


def test_the_application_answers_before_the_chart(peer: Peer) -> None:
    call = peer.calling("early")
    peer.take()
    peer.command("answer", call.session, source="silence")
    call.accept(peer.one("200 INVITE"))
    peer.advance(5)
    assert peer.labels() == []
