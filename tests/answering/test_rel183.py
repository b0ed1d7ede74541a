"""answering/rel183: a reliable 183 with the answer, and a 200 without one after its PRACK."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Peer


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


@pytest.mark.parametrize("header", ["Supported: 100rel", "Require: 100rel"])
def test_b3_12_183_with_the_answer_prack_200_without(peer: Peer, header: str) -> None:
    call = peer.calling("rel183", headers=[header])
    early = peer.one("183 INVITE")
    assert early.has("rseq")
    assert early.media == ["audio 20000 RTP/AVP 0 101"]
    assert peer.configured().source == "tone:440"
    call.prack(early)
    taken, ok = peer.take()
    assert (taken.label, ok.label, ok.body) == ("200 PRACK", "200 INVITE", "")
    call.accept(ok, cseq=100)
    assert peer.engine.state(call.session) == "connected"


def test_b4_3_plainly_for_a_caller_that_cannot(peer: Peer) -> None:
    call = peer.calling("rel183")
    early, ok = peer.take()
    assert (early.label, early.has("rseq"), ok.label) == ("183 INVITE", False, "200 INVITE")
    assert ok.body == early.body, "the 2xx repeats what was a preview"
    call.accept(ok)
    assert peer.engine.state(call.session) == "connected"
