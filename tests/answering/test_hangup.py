"""answering/hangup: answers, and says BYE after a second."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Peer


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


def test_it_says_bye_one_second_after_the_ack(peer: Peer) -> None:
    call = peer.calling("hangup")
    ringing, ok = peer.take()
    assert (ringing.label, ok.label) == ("180 INVITE", "200 INVITE")
    peer.advance(3)
    assert "BYE" not in peer.labels()
    call.accept(ok)
    peer.advance(0.99)
    assert peer.labels() == []
    peer.advance(0.01)
    bye = peer.one("BYE")
    assert bye.at == 4.0
    call.respond(200, to=bye)
    assert peer.states()[-1] == "terminated"
    assert peer.engine.session_count == 0


def test_the_caller_is_faster(peer: Peer) -> None:
    call = peer.calling("hangup")
    call.accept(peer.take()[-1])
    peer.advance(0.5)
    call.request("BYE")
    peer.advance(10)
    assert peer.labels() == ["200 BYE"]


def test_the_application_is_faster(peer: Peer) -> None:
    call = peer.calling("hangup")
    call.accept(peer.take()[-1])
    hang_up = peer.command("hang_up", call.session)
    bye = peer.one("BYE")
    peer.advance(2)
    call.respond(200, to=bye)
    assert peer.outcome(hang_up) == ("done", None)
    assert set(peer.labels()) <= {"BYE"}


def test_b3_3_without_an_ack_it_waits_for_64_t1(peer: Peer) -> None:
    peer.calling("hangup")
    peer.advance(31.9)
    assert "BYE" not in peer.labels()
    peer.advance(0.1)
    assert peer.labels() == ["BYE"]
