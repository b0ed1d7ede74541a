"""dialog/exchange: our INFO and MESSAGE inside a dialog (RFC 6086 4.2.1, RFC 3428 4)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.handlers.dialog.exchange import Exchange
from tests.support.alone import Alone
from tests.support.peer import Call, Peer, Seen, audio

CHALLENGE = 'WWW-Authenticate: Digest realm="bar", nonce="n1", algorithm=SHA-256, qop="auth"'


def tell(call: Call, method: str = "INFO", **arguments: str) -> tuple[int, Seen]:
    """We send a request in the call; the command, and what left."""
    command = call.peer.command("tell", call.session, method=method, arguments=arguments)
    return command, call.peer.one(method)


@pytest.mark.parametrize("ours", [True, False])
def test_b10_11_it_is_a_request_of_the_dialog(peer: Peer, ours: bool) -> None:
    call = peer.answered() if ours else peer.called()
    command, seen = tell(call, content_type="application/dtmf-relay", body="Signal=1\r\n")
    assert (seen["call-id"], seen.to_tag, seen.from_tag) == (call.call_id, call.tag, call.engine_tag)
    assert (seen["content-type"], seen.body, seen.has("contact")) == ("application/dtmf-relay", "Signal=1\r\n", False)
    assert peer.outcome(command) is None
    call.respond(200, to=seen)
    assert peer.outcome(command) == ("done", 200)
    second, again = tell(call, "MESSAGE", content_type="text/plain", body="hi")
    assert again.cseq == seen.cseq + 1
    call.respond(415, to=again)
    assert peer.outcome(second) == ("done", 415)
    assert peer.engine.state(call.session) == "connected"


def test_b10_11_an_info_of_a_package_says_so(peer: Peer) -> None:
    call = peer.answered()
    command, seen = tell(call, package="foo", content_type="text/plain", body="x")
    assert (seen["info-package"], seen["content-disposition"]) == ("foo", "Info-Package")
    call.respond(469, to=seen, headers=["Recv-Info: bar"])
    assert peer.outcome(command) == ("done", 469)
    _, seen = tell(call, package="foo")
    assert (seen["info-package"], seen.has("content-disposition"), seen.body) == ("foo", False, "")
    call.respond(200, to=seen)


def test_several_at_once_keep_their_results(peer: Peer) -> None:
    call = peer.answered()
    first, one = tell(call)
    second, two = tell(call)
    call.respond(200, to=two)
    assert (peer.outcome(first), peer.outcome(second)) == (None, ("done", 200))
    call.respond(202, to=one)
    assert peer.outcome(first) == ("done", 202)


def test_b7_1_challenged_it_is_sent_again(peer: Peer) -> None:
    peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
    call = peer.answered()
    command, seen = tell(call, body="x", content_type="text/plain")
    call.respond(401, to=seen, headers=[CHALLENGE])
    again = peer.one("INFO")
    assert (again.body, again.cseq, again["call-id"]) == ("x", seen.cseq + 1, seen["call-id"])
    assert 'username="alice"' in again["authorization"]
    call.respond(401, to=again, headers=[CHALLENGE.replace("n1", "n2")])
    assert peer.labels() == []
    assert peer.outcome(command) == ("done", 401)


def test_b2_8_481_ends_the_call(peer: Peer) -> None:
    call = peer.answered()
    command, seen = tell(call)
    call.respond(481, to=seen)
    assert peer.outcome(command) == ("done", 481)
    bye = peer.one("BYE")
    call.respond(200, to=bye)
    assert peer.engine.state(call.session) is None or peer.engine.state(call.session) == "terminated"


def test_b2_8_b1_11_no_answer_ends_the_call(peer: Peer) -> None:
    call = peer.answered()
    command, _ = tell(call)
    peer.advance(31.9)
    assert peer.outcome(command) is None
    peer.advance(0.2)
    assert peer.outcome(command) == ("failed", 408)
    bye = [seen for seen in peer.take() if seen.label == "BYE"][-1]
    call.respond(200, to=bye)


def test_b1_11_it_could_not_be_sent(peer: Peer) -> None:
    call = peer.answered()
    command, seen = tell(call)
    peer.fail_send(seen)
    assert peer.outcome(command) == ("failed", 503)
    assert peer.engine.state(call.session) == "connected"


def test_a_call_that_is_not_up_tells_nothing(peer: Peer) -> None:
    call = peer.dialed()
    assert peer.outcome(peer.command("tell", call.session, method="INFO", arguments={})) == ("refused", 481)
    call.respond(180)
    call.respond(200, sdp=audio())
    peer.take()
    call.request("BYE")
    assert peer.outcome(peer.command("tell", call.session, method="INFO", arguments={})) == ("refused", 481)


def test_b10_11_it_may_leave_before_our_2xx_is_acknowledged(peer: Peer) -> None:
    call = peer.calling()
    peer.command("answer", call.session, source="silence")
    answer = peer.one("200 INVITE")
    command, seen = tell(call)
    call.engine_tag = answer.to_tag
    call.respond(200, to=seen)
    assert peer.outcome(command) == ("done", 200)
    call.accept(answer)


def test_a_call_that_rings_tells_nothing(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer()
    call = peer.calling()
    peer.command("ring", call.session)
    assert peer.outcome(peer.command("tell", call.session, method="INFO", arguments={})) == ("refused", 491)
    peer.command("decline", call.session, status=486)
    call.ack_failure(peer.take()[-1])


def test_what_fails_is_told() -> None:
    """Property: a command has one result."""
    for state in ("idle", "sent"):
        assert Alone(Exchange, state).on("action_failed") == ("ended", ["reply_failed"], [])
    assert Alone(Exchange, "ended").on("action_failed") == ("ended", [], [])
