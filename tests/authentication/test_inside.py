"""Requests inside the call of a caller who has proven who it is, where they need credentials, too (RFC 3261 22.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import pytest

from tests.support.peer import Call, Peer, audio

Make = Callable[..., Peer]
CHALLENGE = 'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"'
GOOD = 'Authorization: Digest username="alice", realm="r", nonce="n", uri="sip:192.0.2.1:5060", response="0"'


@attrs.define
class Gate:
    """Takes whoever carries GOOD."""

    asked: list[tuple[str, str, int]] = attrs.Factory(list)

    def refusal(
        self, session: str, method: str, uri: str, credentials: Sequence[str], body: bytes, *, cseq: int, now: float
    ) -> tuple[str, ...]:
        self.asked.append((session, method, cseq))
        return () if GOOD.partition(": ")[2] in credentials else (CHALLENGE,)


@pytest.fixture
def peer(make_peer: Make) -> Peer:
    return guarded(make_peer)


def guarded(make_peer: Make, **settings: object) -> Peer:
    made = make_peer(authenticate=True, authenticate_inside=True, **settings)
    made.engine.env.gate = Gate()
    return made


def proven(peer: Peer) -> Call:
    """A call that is up, of somebody who has proven to be alice."""
    call = peer.calling()
    peer.command("authenticate", call.session)
    peer.command("verdict", call.session, outcome="genuine", user="alice", challenges=[CHALLENGE], wait=0.0)
    peer.command("answer", call.session, source="silence")
    call.accept(peer.one("200 INVITE"))
    return call


@pytest.mark.parametrize("method", ["BYE", "INVITE", "UPDATE", "INFO", "MESSAGE", "REFER", "SUBSCRIBE"])
def test_b7_12_without_credentials_it_is_401_and_changes_nothing(peer: Peer, method: str) -> None:
    call = proven(peer)
    sdp = audio("sendonly", version=2) if method in ("INVITE", "UPDATE") else None
    before = len(peer.media())
    call.branch = peer.branch()
    (refused,) = call.request(method, sdp=sdp, branch=call.branch)
    assert (refused.label, refused["www-authenticate"], refused.to_tag) == (f"401 {method}", CHALLENGE, call.engine_tag)
    if method == "INVITE":
        call.ack_failure(refused)
    assert peer.engine.state(call.session) == "connected"
    assert len(peer.media()) == before
    (late,) = call.request("BYE", cseq=call.cseq, headers=[GOOD])
    assert late.label == "500 BYE", "the number was used (B2.5)"
    (over,) = call.request("BYE", headers=[GOOD])
    assert over.label == "200 BYE"


def test_b7_12_with_them_it_is_taken(peer: Peer) -> None:
    call = proven(peer)
    (held,) = call.reinvite(audio("sendonly", version=2), headers=[GOOD])
    assert held.label == "200 INVITE"
    call.ack()
    assert peer.engine.state(call.session) == "on_hold"
    assert [seen.label for seen in call.request("BYE", headers=[GOOD])] == ["200 BYE"]


def test_b7_12_what_changes_nothing_needs_none(peer: Peer) -> None:
    call = proven(peer)
    assert [seen.label for seen in call.request("OPTIONS")] == ["200 OPTIONS"]
    assert [seen.label for seen in call.request("PRACK", headers=["RAck: 1 100 INVITE"])] == ["481 PRACK"]
    assert peer.engine.env.gate.asked == []  # type: ignore[attr-defined]
    call.request("BYE", headers=[GOOD])


def test_b7_12_nor_does_a_call_of_nobody_or_of_ours(peer: Peer) -> None:
    call = peer.called()
    assert [seen.label for seen in call.request("BYE")] == ["200 BYE"]
    ours = peer.answered()
    assert [seen.label for seen in ours.request("BYE")] == ["200 BYE"]
    assert peer.engine.env.gate.asked == []  # type: ignore[attr-defined]


def test_b7_12_only_where_it_is_configured(make_peer: Make) -> None:
    peer = make_peer(authenticate=True)
    peer.engine.env.gate = Gate()
    assert [seen.label for seen in proven(peer).request("BYE")] == ["200 BYE"]


def test_b2_8_after_the_end_it_is_481_for_everybody(peer: Peer) -> None:
    call = proven(peer)
    peer.command("hang_up", call.session)
    bye = peer.one("BYE")
    assert [seen.label for seen in call.request("INFO")] == ["401 INFO"]
    call.respond(200, to=bye)
    assert [seen.label for seen in call.request("INFO")] == ["481 INFO"]
