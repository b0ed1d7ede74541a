"""dialog/outside: requests outside every dialog that make no call (RFC 3261 8.2, 9.2, 12.2.2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import ENGINE, SERVICES, Call, Peer, audio

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO"


def stranger() -> Call:
    return Call(None, call_id="stranger", engine=f"<sip:app@{ENGINE[0]}:{ENGINE[1]}>")  # type: ignore[arg-type]


@pytest.fixture
def call(peer: Peer) -> Call:
    """No call yet: only what is needed to send a request."""
    made = stranger()
    made.peer = peer
    return made


def test_options_is_answered_like_an_invite_would_be(peer: Peer, call: Call) -> None:
    """RFC 3261 11.2: 200 with Allow and Accept, and a To tag."""
    (answer,) = call.request("OPTIONS")
    assert answer.label == "200 OPTIONS"
    assert (answer["allow"], answer["accept"]) == (ALLOW, "application/sdp")
    assert answer.to_tag


@pytest.mark.parametrize("method", ["REGISTER", "MESSAGE", "SUBSCRIBE", "BYE", "INFO", "PUBLISH", "BREW"])
def test_other_methods_are_405_with_allow(peer: Peer, call: Call, method: str) -> None:
    (answer,) = call.request(method)
    assert answer.status in (405, 481)
    if answer.status == 405:
        assert answer["allow"] == ALLOW
    else:
        assert method == "BYE"


@pytest.mark.parametrize("method", ["BYE", "INVITE", "INFO", "OPTIONS", "UPDATE", "NOTIFY"])
def test_b2_8_a_tag_that_is_not_ours_is_481(peer: Peer, call: Call, method: str) -> None:
    (answer,) = call.request(method, tag="never-ours", sdp=audio() if method == "INVITE" else None)
    assert answer.label == f"481 {method}"
    assert peer.asks() == []


def test_b1_10_a_cancel_that_matches_nothing_is_481(peer: Peer, call: Call) -> None:
    (answer,) = call.cancel()
    assert answer.label == "481 CANCEL"


def test_b1_10_a_cancel_with_another_branch_matches_nothing(peer: Peer) -> None:
    call = peer.calling()
    call.request("CANCEL", cseq=call.cseq)
    assert peer.labels() == ["481 CANCEL"]
    assert call.session in peer.engine.sessions()


def test_an_ack_that_matches_nothing_is_silently_dropped(peer: Peer, call: Call) -> None:
    assert call.request("ACK", tag="never-ours") == []
    assert call.request("ACK") == []
    assert peer.engine.counters == {"dropped: stray_ack": 2}


def test_b1_9_a_request_that_came_on_two_ways_is_482(peer: Peer) -> None:
    """RFC 3261 8.2.2.2: same From tag, Call-ID and CSeq, another branch, no To tag."""
    call = peer.calling()
    first = call.branch
    call.send_invite(audio())
    merged = peer.one("482 INVITE")
    assert merged.branch == call.branch != first
    assert len(peer.asks()) == 1
    peer.command("decline", call.session, status=486)
    assert [seen.branch for seen in peer.take()] == [first]


def test_b1_9_the_same_call_again_after_its_end_is_a_new_one(peer: Peer) -> None:
    call = peer.calling()
    peer.command("decline", call.session, status=486)
    call.ack_failure(peer.one("486 INVITE"))
    peer.run_out()
    call.send_invite(audio())
    assert len(peer.asks()) == 2
    assert peer.labels() == []


def test_b1_9_another_cseq_is_another_request(peer: Peer) -> None:
    call = peer.calling()
    call.cseq = 101
    call.send_invite(audio())
    assert len(peer.asks()) == 2


def test_b1_9_a_merged_options_is_482_too(peer: Peer, call: Call) -> None:
    call.request("OPTIONS", cseq=7)
    call.request("OPTIONS", cseq=7)
    assert peer.labels() == ["200 OPTIONS", "482 OPTIONS"]


def test_b1_6_a_copy_is_answered_alike(peer: Peer, call: Call) -> None:
    branch = peer.branch()
    (first,) = call.request("OPTIONS", cseq=7, branch=branch)
    (again,) = call.request("OPTIONS", cseq=7, branch=branch)
    assert again.data == first.data


def test_more_sessions_than_we_take_are_503(make_peer: Callable[..., Peer]) -> None:
    """RFC 3261 21.5.4: overloaded, with Retry-After."""
    peer = make_peer(max_sessions=2, answering=SERVICES)
    first, second = peer.calling("ring"), peer.calling("ring")
    peer.take()
    peer.calling("ring")
    refused = peer.one("503 INVITE")
    assert int(refused["retry-after"]) > 0
    first.request("OPTIONS")
    assert peer.labels() == ["200 OPTIONS"]
    second.cancel()
    peer.take()
    peer.calling("ring")
    assert peer.labels() == ["180 INVITE"]


def test_a_dial_beyond_the_limit_is_refused(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(max_sessions=1)
    peer.calling()
    session = peer.engine.env.session_id()
    dial = peer.command("dial", session, target="sip:x@192.0.2.2", arguments={})
    assert peer.outcome(dial) == ("refused", 503)


@pytest.mark.parametrize("method", ["INVITE", "OPTIONS"])
def test_a_required_extension_that_we_do_not_have_is_420(peer: Peer, call: Call, method: str) -> None:
    """RFC 3261 8.2.2.3; one that we have is no reason."""
    sdp = audio() if method == "INVITE" else None
    (answer,) = call.request(method, sdp=sdp, headers=["Require: nothingSupportsThis, timer"])
    assert answer.label == f"420 {method}"
    assert answer["unsupported"] == "nothingsupportsthis"
    assert peer.asks() == []


def test_an_options_that_requires_what_we_have_is_answered(peer: Peer, call: Call) -> None:
    (answer,) = call.request("OPTIONS", headers=["Require: timer"])
    assert answer.label == "200 OPTIONS"


@pytest.mark.parametrize("accept", ["text/nobodyKnowsThis", "text/plain, application/isup", ""])
def test_an_invite_whose_answer_may_carry_no_sdp_is_406(peer: Peer, call: Call, accept: str) -> None:
    """RFC 3261 20.1; RFC 4475 3.3.15."""
    (answer,) = call.request("INVITE", sdp=audio(), headers=[f"Accept: {accept}"])
    assert (answer.label, answer["accept"]) == ("406 INVITE", "application/sdp")
    assert peer.asks() == []


@pytest.mark.parametrize("accept", ["application/sdp", "text/plain, Application/SDP;level=1", "application/*", "*/*"])
def test_an_invite_that_accepts_sdp_is_a_call(peer: Peer, call: Call, accept: str) -> None:
    call.request("INVITE", sdp=audio(), headers=[f"Accept: {accept}"])
    (ask,) = peer.asks()
    peer.command("decline", ask.session, status=486)
    assert peer.labels() == ["486 INVITE"]
