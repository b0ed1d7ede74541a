"""answering/auth: who proves who it is is answered, all others are challenged (407)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sessioncore.core.answering import AnsweringRule, AnsweringTable
from tests.support.peer import Call, Peer, Seen, audio

USERS = AnsweringTable({"auth": AnsweringRule("auth", "echo")})
CHALLENGE = 'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"'


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=USERS, authenticate=True)


def verdict(peer: Peer, call: Call, outcome: str, **more: Any) -> None:
    given = {"outcome": outcome, "user": "alice", "challenges": [CHALLENGE], "wait": 0.0} | more
    assert peer.outcome(peer.command("verdict", call.session, **given)) == ("done", None)


def test_nobody_is_challenged_and_the_call_is_over(peer: Peer) -> None:
    call = peer.calling("auth")
    assert peer.take() == []
    verdict(peer, call, "absent")
    refused = peer.one("407 INVITE")
    assert refused["proxy-authenticate"] == CHALLENGE
    left_in = {record.row: record.target for record in peer.engine.trace if record.decision == "row"}
    assert left_in["asking.unproven"] == "done", "before the call is over"
    assert left_in["unproven.told_to_challenge"] == "challenged"
    call.ack_failure(refused)
    assert peer.engine.session_count == 0


def test_somebody_is_answered(peer: Peer) -> None:
    call = peer.calling("auth")
    verdict(peer, call, "genuine")
    ringing, ok = peer.take()
    assert (ringing.label, ok.label) == ("180 INVITE", "200 INVITE")
    assert peer.part(call.session, "answering") == "serving"
    call.accept(ok)
    assert peer.configured().source == "echo"
    assert peer.engine.caller(call.session) == "alice"
    call.request("BYE")
    assert peer.labels() == ["200 BYE"]


def test_trying_is_said_while_it_is_being_judged(peer: Peer) -> None:
    call = peer.calling("auth")
    peer.advance(1.0)
    assert peer.labels() == ["100 INVITE"]
    verdict(peer, call, "genuine", wait=1.0)
    assert peer.labels() == []
    peer.advance(1.0)
    call.accept(peer.take()[-1])


def test_nobody_judges(peer: Peer) -> None:
    call = peer.calling("auth")
    peer.advance(5.0)
    refused: Seen = peer.take()[-1]
    assert refused.label == "500 INVITE"
    call.ack_failure(refused)


@pytest.mark.parametrize("outcome", ["genuine", "wrong"])
def test_the_caller_gives_up_meanwhile(peer: Peer, outcome: str) -> None:
    call = peer.calling("auth")
    call.cancel()
    cancelled = peer.take()[-1]
    assert cancelled.label == "487 INVITE"
    call.ack_failure(cancelled)
    verdict(peer, call, outcome)
    assert peer.labels() == []


def test_the_application_may_answer_in_its_place(peer: Peer) -> None:
    call = peer.calling("auth")
    answer = peer.command("answer", call.session, source="silence")
    call.accept(peer.one("200 INVITE"))
    assert peer.outcome(answer) == ("done", 200)
    assert peer.part(call.session, "answering") == "serving"
    verdict(peer, call, "wrong")
    assert peer.labels() == []
    assert peer.engine.state(call.session) == "connected"


def test_the_application_asked_first(peer: Peer) -> None:
    """A chart of one's own may take the place of auth later: here the question was answered before it was asked."""
    call = peer.calling("auth", sdp=audio())
    authenticate = peer.command("authenticate", call.session)
    assert peer.outcome(authenticate) == ("refused", 491), "the chart has asked"
    verdict(peer, call, "genuine")
    call.accept(peer.take()[-1])
    again = peer.command("authenticate", call.session)
    assert peer.outcome(again) == ("done", None)


def test_an_offer_that_cannot_be_answered_is_refused_before_anybody_is_asked(peer: Peer) -> None:
    peer.calling("auth", sdp=audio(formats=["9 G722/8000"]))
    assert peer.labels() == ["488 INVITE"]
    assert peer.asks() == []


def test_calls_that_nobody_asks_carry_nothing_for_it(make_peer: Callable[..., Peer]) -> None:
    users = AnsweringTable({**USERS.users, "echo": AnsweringRule("echo", "echo")})
    peer = make_peer(answering=users, authenticate=True)
    call = peer.calling("echo")
    call.accept(peer.take()[-1])
    cell = peer.engine.cells[call.session]
    assert cell.leg.authentication is None
    assert peer.engine.caller(call.session) == ""
    assert peer.outcome(peer.command("authenticate", call.session)) == ("refused", 481)
