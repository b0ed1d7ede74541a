"""answering/redirect: sends the caller to the user `echo`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import ENGINE, SERVICES, Peer


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


def test_b3_18_302_names_echo_at_our_address(peer: Peer) -> None:
    call = peer.calling("redirect")
    moved = peer.one("302 INVITE")
    assert moved["contact"] == f"<sip:echo@{ENGINE[0]}:{ENGINE[1]}>"
    call.ack_failure(moved)
    assert peer.states() == ["ringing", "terminated"]
    assert peer.engine.session_count == 0


def test_the_caller_that_follows_is_answered(peer: Peer) -> None:
    peer.calling("redirect").ack_failure(peer.one("302 INVITE"))
    call = peer.calling("echo")
    call.accept(peer.take()[-1])
    assert peer.engine.state(call.session) == "connected"


def test_a_cancel_that_crosses_the_302_changes_nothing(peer: Peer) -> None:
    call = peer.calling("redirect")
    moved = peer.one("302 INVITE")
    call.cancel()
    assert peer.labels() == ["200 CANCEL"]
    call.ack_failure(moved)
