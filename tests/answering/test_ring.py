"""answering/ring: rings and never answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Peer


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


def test_it_rings_until_the_caller_gives_up(peer: Peer) -> None:
    call = peer.calling("ring")
    assert peer.labels() == ["180 INVITE"]
    peer.advance(50)
    assert peer.labels() == []
    call.cancel()
    assert sorted(peer.labels()) == ["200 CANCEL", "487 INVITE"]
    assert peer.engine.session_count == 0


def test_b3_10_it_rings_until_the_invite_expires(peer: Peer) -> None:
    peer.calling("ring", headers=["Expires: 45"])
    peer.advance(44.9)
    assert peer.labels() == ["180 INVITE"]
    peer.advance(0.1)
    assert peer.labels() == ["487 INVITE"]
    assert peer.engine.session_count == 0


def test_b3_10_and_not_for_ever(peer: Peer) -> None:
    peer.calling("ring")
    peer.advance(180)
    assert peer.labels() == ["180 INVITE", "487 INVITE"]
    assert peer.engine.session_count == 0


def test_the_application_may_answer_in_its_place(peer: Peer) -> None:
    call = peer.calling("ring")
    answer = peer.command("answer", call.session, source="silence")
    call.accept(peer.take()[-1])
    assert peer.outcome(answer) == ("done", 200)
    assert peer.engine.state(call.session) == "connected"
