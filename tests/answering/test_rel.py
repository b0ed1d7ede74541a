"""answering/rel: a reliable 180, and the 200 after its PRACK."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Peer


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


@pytest.mark.parametrize("header", ["Supported: 100rel", "Require: 100rel"])
def test_b3_11_180_prack_200(peer: Peer, header: str) -> None:
    call = peer.calling("rel", headers=[header])
    response = peer.one("180 INVITE")
    assert response.has("rseq")
    peer.advance(0.4)
    assert peer.labels() == []
    call.prack(response)
    assert peer.labels() == ["200 PRACK", "200 INVITE"]
    call.ack(cseq=100)
    assert peer.engine.state(call.session) == "connected"


def test_b3_11_plainly_for_a_caller_that_cannot(peer: Peer) -> None:
    call = peer.calling("rel")
    ringing, ok = peer.take()
    assert (ringing.label, ringing.has("rseq"), ok.label) == ("180 INVITE", False, "200 INVITE")
    call.accept(ok)
    assert peer.engine.state(call.session) == "connected"


def test_b3_11_a_caller_that_never_acknowledges_gets_no_200(peer: Peer) -> None:
    call = peer.calling("rel", headers=["Supported: 100rel"])
    peer.advance(32)
    assert set(peer.labels()) == {"180 INVITE", "504 INVITE"}
    assert peer.states()[-1] == "failed"
    call.ack_failure(peer.log[-1])
