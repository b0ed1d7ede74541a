"""dialog/outside: requests outside every dialog that make no call (RFC 3261 8.2, 9.2, 12.2.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sessioncore.events import MessageReceived
from sessioncore.handlers.dialog.outside import Outside
from tests.support.alone import Alone
from tests.support.peer import ENGINE, PEER, SERVICES, Call, Peer, Seen, audio

ALLOW = "INVITE, ACK, CANCEL, BYE, PRACK, OPTIONS, INFO, UPDATE"


def heard(answer: Seen) -> tuple[str, str]:
    return answer.label, answer["accept"]


def stranger() -> Call:
    return Call(None, call_id="stranger", engine=f"<sip:app@{ENGINE[0]}:{ENGINE[1]}>")  # type: ignore[arg-type]


@pytest.fixture
def call(peer: Peer) -> Call:
    """No call yet: only what is needed to send a request."""
    made = stranger()
    made.peer = peer
    return made


def test_b10_1_options_is_answered_like_an_invite_would_be(peer: Peer, call: Call) -> None:
    """RFC 3261 11.2: 200 with Allow and Accept, and a To tag."""
    (answer,) = call.request("OPTIONS")
    assert answer.label == "200 OPTIONS"
    assert (answer["allow"], answer["accept"]) == (ALLOW, "application/sdp")
    assert (answer["accept-encoding"], answer["accept-language"]) == ("identity", "en")
    assert "timer" in answer["supported"].split(", ")
    assert answer.to_tag


@pytest.mark.parametrize("method", ["REGISTER", "MESSAGE", "SUBSCRIBE", "PUBLISH", "REFER", "BREW"])
def test_b10_2_other_methods_are_405_with_allow(peer: Peer, call: Call, method: str) -> None:
    """Whatever else would be wrong with them (RFC 3261 8.2: the method is looked at first)."""
    (answer,) = call.request(method, headers=["Require: nothing", "Content-Encoding: gzip"])
    assert (answer.label, answer["allow"]) == (f"405 {method}", ALLOW)


@pytest.mark.parametrize("method", ["BYE", "INFO", "UPDATE", "NOTIFY", "PRACK"])
def test_b10_6_what_needs_a_dialog_is_481_without_one(peer: Peer, call: Call, method: str) -> None:
    (answer,) = call.request(method)
    assert answer.label == f"481 {method}"


@pytest.mark.parametrize(
    ("accept", "security", "described"),
    [
        (None, "optional", False),
        ("application/sdp", "optional", True),
        ("text/plain, application/*", "optional", True),
        ("text/plain", "optional", False),
        ("", "optional", False),
        ("application/sdp", "required", False),
    ],
)
def test_b10_1_what_a_call_could_use_is_told_to_who_asks_for_it(
    make_peer: Callable[..., Peer], accept: str | None, security: str, described: bool
) -> None:
    """RFC 3261 11.2, RFC 3264 9: every codec, at port 0."""
    keying = "dtls" if security == "required" else "none"
    call = stranger()
    call.peer = make_peer(media_security=security, media_keying=keying)
    (told,) = call.request("OPTIONS", headers=[] if accept is None else [f"Accept: {accept}"])
    assert told.label == "200 OPTIONS"
    assert (told.media if told.body else []) == (["audio 0 RTP/AVP 0 8 101"] if described else [])


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
    assert peer.labels() == ["503 OPTIONS"]
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
def test_b10_3_a_required_extension_that_we_do_not_have_is_420(peer: Peer, call: Call, method: str) -> None:
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
def test_b10_5_an_invite_whose_answer_may_carry_no_sdp_is_406(peer: Peer, call: Call, accept: str) -> None:
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


# --- what an INVITE would get


@pytest.mark.parametrize(
    ("user", "status"), [("busy", 486), ("decline", 603), ("nobody", 404), ("echo", 200), ("ring", 200)]
)
def test_b10_1_options_gets_the_status_that_an_invite_would(
    make_peer: Callable[..., Peer], user: str, status: int
) -> None:
    peer = make_peer(answering=SERVICES)
    call = Call(peer, call_id="c", engine=f"<sip:{user}@{ENGINE[0]}>", target=f"sip:{user}@{ENGINE[0]}")
    (answer,) = call.request("OPTIONS")
    assert answer.label == f"{status} OPTIONS"
    assert answer.has("allow") == (status == 200)
    if status != 200:
        call.call_id = "d"
        call.send_invite(audio())
        refusal = peer.take()[-1]
        assert refusal.label == f"{status} INVITE"
        call.ack_failure(refusal)


def test_b10_1_options_while_no_call_would_be_taken_is_503(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(max_sessions=1, answering=SERVICES)
    peer.calling("ring")
    peer.take()
    call = stranger()
    call.peer = peer
    (answer,) = call.request("OPTIONS")
    assert answer.label == "503 OPTIONS"
    assert int(answer["retry-after"]) > 0


@pytest.mark.parametrize("method", ["INVITE", "OPTIONS", "MESSAGE", "BYE", "CANCEL"])
def test_b10_4_a_scheme_that_we_do_not_know_is_416(peer: Peer, method: str) -> None:
    lines = [f"{method} nobodyKnows:opaque SIP/2.0", "Via: SIP/2.0/UDP 192.0.2.2:5080;branch=z9hG4bKforeign"]
    lines += ["From: <sip:peer@192.0.2.2>;tag=1", "To: <sip:app@192.0.2.1>", "Call-ID: foreign", f"CSeq: 1 {method}"]
    (answer,) = peer.send("\r\n".join([*lines, "Max-Forwards: 70", "Content-Length: 0"]) + "\r\n\r\n")
    assert answer.label == f"416 {method}"
    assert peer.asks() == []


@pytest.mark.parametrize("method", ["INVITE", "OPTIONS"])
def test_b10_5_an_encoded_body_is_415_with_what_we_take(peer: Peer, call: Call, method: str) -> None:
    (answer,) = call.request(method, sdp=audio(), headers=["Content-Encoding: gzip"])
    assert heard(answer) == (f"415 {method}", "application/sdp")
    assert answer["accept-encoding"] == "identity"
    assert peer.asks() == []


def test_b10_5_a_body_that_is_not_encoded_may_say_so(peer: Peer, call: Call) -> None:
    (answer,) = call.request("OPTIONS", sdp=audio(), headers=["Content-Encoding: Identity"])
    assert answer.label == "200 OPTIONS"


def test_max_forwards_of_zero_is_no_reason_to_refuse_what_is_for_us(peer: Peer, call: Call) -> None:
    """RFC 3261 16.3 forbids only to forward it; RFC 4475 3.3.11: an endpoint answers as usual."""
    lines = ["OPTIONS sip:app@192.0.2.1 SIP/2.0", "Via: SIP/2.0/UDP 192.0.2.2:5080;branch=z9hG4bKzero"]
    lines += ["From: <sip:peer@192.0.2.2>;tag=1", "To: <sip:app@192.0.2.1>", "Call-ID: zero", "CSeq: 1 OPTIONS"]
    (answer,) = peer.send("\r\n".join([*lines, "Max-Forwards: 0", "Content-Length: 0"]) + "\r\n\r\n")
    assert answer.label == "200 OPTIONS"


# --- MESSAGE


def written(call: Call, text: str = "hi", kind: str = "text/plain", **more: Any) -> list[Seen]:
    """A MESSAGE to the engine."""
    call.cseq += 1
    lines = [f"MESSAGE {call.target} SIP/2.0", f"Via: SIP/2.0/UDP {PEER[0]}:{PEER[1]};branch={call.peer.branch()}"]
    lines += ["From: <sip:peer@192.0.2.2>;tag=1", f"To: {call.engine}", f"Call-ID: {call.call_id}"]
    lines += [f"CSeq: {call.cseq} MESSAGE", f"Content-Type: {kind}", *more.get("headers", ())]
    lines += [f"Content-Length: {len(text.encode())}"]
    return call.peer.send("\r\n".join(lines) + "\r\n\r\n" + text)


def writer(peer: Peer) -> Call:
    made = stranger()
    made.peer = peer
    return made


@pytest.mark.parametrize(("messages", "status"), [("take", 200), ("store", 202)])
def test_b10_10_a_message_is_taken_and_told(make_peer: Callable[..., Peer], messages: str, status: int) -> None:
    peer = make_peer(messages=messages)
    (answer,) = written(writer(peer), "Grüße", "text/plain;charset=utf-8")
    assert answer.label == f"{status} MESSAGE"
    assert not answer.has("contact")
    assert (answer.body, answer.has("content-type")) == ("", False)
    (told,) = peer.published(MessageReceived)
    assert (told.sender, told.recipient) == ("sip:peer@192.0.2.2", f"sip:{ENGINE[0]}:{ENGINE[1]}")
    assert (told.content_type, told.content.decode()) == ("text/plain;charset=utf-8", "Grüße")


def test_b10_10_a_copy_is_answered_again_and_told_once(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(messages="take")
    call = writer(peer)
    (first,) = written(call)
    peer._branches -= 1
    call.cseq -= 1
    (again,) = written(call)
    assert again.data == first.data
    assert len(peer.published(MessageReceived)) == 1


def test_b10_5_a_message_of_another_type_is_415(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(messages="take")
    (answer,) = written(writer(peer), "<p>", "text/html")
    assert heard(answer) == ("415 MESSAGE", "application/sdp, text/plain")
    assert peer.published(MessageReceived) == []


def test_b10_5_every_type_may_be_taken(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(messages="take", message_types=("*/*",))
    call = writer(peer)
    (answer,) = written(call, "<p>", "text/html")
    assert answer.label == "200 MESSAGE"
    (answer,) = written(call, headers=["Content-Encoding: gzip"])
    assert answer.label == "415 MESSAGE"


def test_b10_3_a_message_that_requires_too_much_is_420(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(messages="take")
    (answer,) = written(writer(peer), headers=["Require: nothing"])
    assert (answer.label, answer["unsupported"]) == ("420 MESSAGE", "nothing")


@pytest.mark.parametrize("messages", ["take", "store", "ask"])
def test_b10_1_who_takes_messages_says_so(make_peer: Callable[..., Peer], messages: str) -> None:
    peer = make_peer(messages=messages)
    (answer,) = writer(peer).request("OPTIONS")
    assert (answer["allow"], answer["accept"]) == (f"{ALLOW}, MESSAGE", "application/sdp, text/plain")
    peer.calling()
    call = peer.dialed()
    assert call.invite is not None
    assert call.invite["allow"] == f"{ALLOW}, MESSAGE"


@pytest.mark.parametrize("status", [200, 202, 403, 603])
def test_b10_10_the_application_decides(make_peer: Callable[..., Peer], status: int) -> None:
    peer = make_peer(messages="ask")
    assert written(writer(peer)) == []
    (ask,) = peer.asks()
    assert (ask.question, ask.details["content"]) == ("message", b"hi")
    done = peer.command("conclude", ask.session, status=status)
    answer = peer.one(f"{status} MESSAGE")
    assert answer.to_tag
    assert peer.outcome(done) == ("done", None)
    assert len(peer.published(MessageReceived)) == 1
    late = peer.command("conclude", ask.session, status=200)
    assert peer.outcome(late) == ("refused", 481)


def test_b10_10_nobody_decides_in_time(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(messages="ask")
    written(writer(peer))
    peer.advance(9.9)
    assert peer.labels() == []
    peer.advance(0.2)
    assert peer.labels() == ["480 MESSAGE"]


def test_b10_10_a_copy_while_the_application_decides_is_not_asked_again(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(messages="ask")
    call = writer(peer)
    written(call)
    peer._branches -= 1
    call.cseq -= 1
    assert written(call) == []
    assert len(peer.asks()) == 1


def test_a_question_that_could_not_be_asked_is_answered_500() -> None:
    """Property: whatever fails here, the request gets an answer."""
    for state in ("waiting", "deciding"):
        assert Alone(Outside, state).on("action_failed") == ("answered", [], ["respond"])
    assert Alone(Outside, "answered").on("action_failed") == ("answered", [], [])
    answered = Alone(Outside, "answered")
    answered.on("conclude")
    assert answered.rejected == [("conclude", 481)]


def test_nothing_was_asked_yet() -> None:
    waiting = Alone(Outside, "waiting")
    assert waiting.on("conclude") == ("waiting", [], [])
    assert waiting.rejected == [("conclude", 481)]
