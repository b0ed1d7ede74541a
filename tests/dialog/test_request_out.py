"""dialog/request_out: one request of ours outside every dialog (RFC 3261 8.1, 11.1; RFC 3428)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.effects import ResponseReply
from sessioncore.events import ServerDisproven
from sessioncore.handlers.dialog.request_out import RequestOut
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import FlowClosed
from sessioncore.wire.sip import Response, parse
from tests.support.alone import Alone
from tests.support.peer import ENGINE, PEER, Peer, Seen

TARGET = f"sip:trunk@{PEER[0]}:{PEER[1]}"
CHALLENGE = 'WWW-Authenticate: Digest realm="bar", nonce="n1", algorithm=SHA-256, qop="auth"'


@attrs.define
class Sent:
    """A request of the engine, and the command that it is for."""

    peer: Peer
    command: int
    first: Seen

    def respond(self, status: int, *headers: str, to: Seen | None = None, body: str = "") -> list[Seen]:
        request = to or self.first
        lines = [f"SIP/2.0 {status} Whatever", f"Via: {request['via']}", f"From: {request['from']}"]
        lines += [f"To: {request['to']};tag=there", f"Call-ID: {request['call-id']}", f"CSeq: {request['cseq']}"]
        lines += [*headers, f"Content-Length: {len(body)}"]
        return self.peer.send("\r\n".join(lines) + "\r\n\r\n" + body)

    @property
    def outcome(self) -> tuple[str, int | None] | None:
        return self.peer.outcome(self.command)


def request(peer: Peer, method: str = "OPTIONS", target: str = TARGET, **arguments: str) -> Sent:
    session = peer.engine.env.session_id()
    command = peer.command("request", session, method=method, target=target, arguments=arguments)
    (first,) = peer.take()
    return Sent(peer, command, first)


def test_b10_8_options_asks_and_brings_the_response(peer: Peer) -> None:
    sent = request(peer)
    seen = sent.first
    assert (seen.label, seen.uri, seen.remote) == ("OPTIONS", TARGET, PEER)
    assert (seen["to"], seen["cseq"], seen["max-forwards"], seen["accept"]) == (
        f"<{TARGET}>", "1 OPTIONS", "70", "application/sdp",
    )  # fmt: skip
    assert seen["from"].startswith(f"<sip:sessioncore@{ENGINE[0]}:{ENGINE[1]}>;tag=")
    assert not seen.has("contact")
    sent.respond(200, "Allow: INVITE, ACK", body="")
    assert sent.outcome == ("done", 200)
    (reply,) = peer.replies(sent.command)
    assert isinstance(reply, ResponseReply)
    response = parse(reply.response)
    assert isinstance(response, Response)
    assert response.get("Allow") == "INVITE, ACK"


@pytest.mark.parametrize("status", [202, 404, 486, 503, 603])
def test_b10_8_every_final_response_is_the_outcome(peer: Peer, status: int) -> None:
    sent = request(peer)
    sent.respond(100)
    assert sent.outcome is None
    sent.respond(status)
    assert sent.outcome == ("done", status)
    sent.respond(200)
    assert peer.labels() == []


def test_b1_11_nobody_answers(peer: Peer) -> None:
    sent = request(peer)
    peer.advance(31.9)
    assert sent.outcome is None
    peer.advance(0.2)
    assert sent.outcome == ("failed", 408)


def test_b1_11_it_could_not_be_sent(peer: Peer) -> None:
    sent = request(peer)
    peer.fail_send(sent.first)
    assert sent.outcome == ("failed", 503)


def test_b10_8_the_application_may_wait_less_long(peer: Peer) -> None:
    sent = request(peer, patience="2.5")
    peer.advance(2.4)
    assert sent.outcome is None
    peer.advance(0.2)
    assert sent.outcome == ("failed", 408)
    sent.respond(200)
    assert sent.outcome == ("failed", 408)


def test_b10_8_all_tries_together_are_bounded(make_peer: Callable[..., Peer]) -> None:
    """Each of five targets may take 64*T1; the limit bounds them all."""
    peer = make_peer(limits=Limits(request_limit=40))
    sent = request(peer)
    peer.advance(20)
    peer.take()
    sent.respond(302, "Contact: <sip:other@192.0.2.9>")
    peer.advance(19)
    assert sent.outcome is None
    peer.advance(2)
    assert sent.outcome == ("failed", 408)


def test_b7_1_b10_8_challenged_it_is_sent_again_with_credentials(peer: Peer) -> None:
    peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
    sent = request(peer, "MESSAGE", content_type="text/plain", body="hi")
    sent.respond(401, CHALLENGE)
    again = peer.one("MESSAGE")
    for name in ("call-id", "from", "to", "content-type"):
        assert again[name] == sent.first[name]
    assert (again.uri, again.body, again.cseq) == (TARGET, "hi", 2)
    assert again.branch != sent.first.branch
    assert 'username="alice"' in again["authorization"]
    sent.respond(200, to=again)
    assert sent.outcome == ("done", 200)
    assert peer.published(ServerDisproven) == []


def test_b7_11_who_answers_without_the_secret_is_told(peer: Peer) -> None:
    peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
    sent = request(peer)
    sent.respond(401, CHALLENGE)
    sent.respond(200, 'Authentication-Info: rspauth="00", qop=auth', to=peer.one("OPTIONS"))
    assert sent.outcome == ("done", 200)
    (told,) = peer.published(ServerDisproven)
    assert told.method == "OPTIONS"


def test_b7_7_b10_8_credentials_that_were_refused_are_not_tried_again(peer: Peer) -> None:
    peer.engine.env.wallet = CredentialWallet([Credentials("alice", "wrong")])
    sent = request(peer)
    sent.respond(401, CHALLENGE)
    again = peer.one("OPTIONS")
    sent.respond(401, CHALLENGE.replace("n1", "n2"), to=again)
    assert peer.labels() == []
    assert sent.outcome == ("done", 401)


def test_without_credentials_the_challenge_is_the_outcome(peer: Peer) -> None:
    sent = request(peer)
    sent.respond(407, CHALLENGE.replace("WWW", "Proxy"))
    assert peer.labels() == []
    assert sent.outcome == ("done", 407)


def test_b3_18_b10_8_redirections_are_followed_best_first(peer: Peer) -> None:
    sent = request(peer)
    sent.respond(302, "Contact: <sip:b@192.0.2.8>;q=0.5, <sip:a@192.0.2.9:5070>;q=0.9")
    second = peer.one("OPTIONS")
    assert (second.uri, second.remote, second.cseq) == ("sip:a@192.0.2.9:5070", ("192.0.2.9", 5070), 2)
    assert second["to"] == sent.first["to"]
    sent.respond(404, to=second)
    third = peer.one("OPTIONS")
    assert (third.uri, third.remote, third.cseq) == ("sip:b@192.0.2.8", ("192.0.2.8", 5060), 3)
    sent.respond(302, f"Contact: <{TARGET}>, <sip:a@192.0.2.9:5070>", to=third)
    assert peer.labels() == []
    assert sent.outcome == ("done", 302)


def test_b3_18_b10_8_a_redirection_never_ends_never(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(limits=Limits(max_redirects=2))
    sent = request(peer)
    last, tries = sent.first, 1
    while True:
        sent.respond(301, f"Contact: <sip:next@192.0.2.{20 + tries}>", to=last)
        found = peer.take()
        if not found:
            break
        (last,), tries = found, tries + 1
    assert (tries, sent.outcome) == (3, ("done", 301))


def test_b10_8_a_603_ends_it_whatever_targets_are_left(peer: Peer) -> None:
    """RFC 3261 21.6: nobody else need be asked."""
    sent = request(peer)
    sent.respond(302, "Contact: <sip:b@192.0.2.8>, <sip:a@192.0.2.9>")
    second = peer.one("OPTIONS")
    sent.respond(603, to=second)
    assert peer.labels() == []
    assert sent.outcome == ("done", 603)


def test_a_name_goes_to_the_address_that_was_found(peer: Peer) -> None:
    sent = request(peer, target="sip:bob@example.net", next_hop="192.0.2.7:5099", **{"from": "sip:me@example.org"})
    assert (sent.first.uri, sent.first.remote) == ("sip:bob@example.net", ("192.0.2.7", 5099))
    assert sent.first["from"].startswith("<sip:me@example.org>;tag=")
    sent.respond(200)


class TestMessage:
    def test_it_makes_no_dialog(self, peer: Peer) -> None:
        """RFC 3428 4: no Contact."""
        sent = request(peer, "MESSAGE", content_type="text/plain", body="Grüße")
        seen = sent.first
        assert (seen.label, seen["content-type"]) == ("MESSAGE", "text/plain")
        assert seen.data.endswith("\r\n\r\nGrüße".encode())
        assert not seen.has("contact")
        sent.respond(202)
        assert sent.outcome == ("done", 202)
        assert peer.engine.legs == {}

    def test_octets_that_are_no_text_arrive_as_they_are(self, peer: Peer) -> None:
        octets = bytes(range(256))
        session = peer.engine.env.session_id()
        arguments = {"content_type": "image/x-test", "body": octets.decode("utf-8", "surrogateescape")}
        peer.command("request", session, method="MESSAGE", target=TARGET, arguments=arguments)
        assert peer.one("MESSAGE").data.endswith(b"\r\n\r\n" + octets)

    @pytest.mark.parametrize(("filler", "outcome"), [(900, None), (1300, ("refused", 513))])
    def test_b10_9_a_large_one_does_not_leave_over_udp(
        self, peer: Peer, filler: int, outcome: tuple[str, int] | None
    ) -> None:
        session = peer.engine.env.session_id()
        arguments = {"content_type": "text/plain", "body": "x" * filler}
        made = peer.command("request", session, method="MESSAGE", target=TARGET, arguments=arguments)
        assert peer.outcome(made) == outcome
        assert len(peer.take()) == (outcome is None)

    def test_b10_9_1300_octets_are_not_too_large_and_one_more_is(self, peer: Peer) -> None:
        sizes = {}
        for filler in range(880, 1000):
            session = peer.engine.env.session_id()
            arguments = {"content_type": "text/plain", "body": "x" * filler}
            peer.command("request", session, method="MESSAGE", target=TARGET, arguments=arguments)
            for seen in peer.take():
                sizes[filler] = len(seen.data)
        assert max(sizes.values()) in (1299, 1300)
        assert len(sizes) < 120

    def test_b10_9_with_tcp_it_takes_tcp_and_never_comes_back(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(tcp_port=5060)
        session = peer.engine.env.session_id()
        arguments = {"content_type": "text/plain", "body": "x" * 2000}
        made = peer.command("request", session, method="MESSAGE", target=TARGET, arguments=arguments)
        (connect,) = [effect for effect in peer.effects if effect.label == "Connect"]
        peer.feed(FlowClosed(connect.flow, "refused"))  # type: ignore[union-attr]
        assert peer.outcome(made) == ("failed", 503)
        assert peer.labels() == []

    def test_b10_9_options_may_be_as_large_as_it_likes(self, peer: Peer) -> None:
        sent = request(peer, "OPTIONS", content_type="text/plain", body="x" * 2000)
        sent.respond(200)
        assert sent.outcome == ("done", 200)


def test_a_second_command_for_the_same_cell_is_refused(peer: Peer) -> None:
    session = peer.engine.env.session_id()
    fields: dict[str, Any] = {"method": "OPTIONS", "target": TARGET, "arguments": {}}
    first = peer.command("request", session, **fields)
    second = peer.command("request", session, **fields)
    assert peer.outcome(second) == ("refused", 491)
    assert peer.outcome(peer.command("hang_up", session)) == ("refused", 481)
    peer.run_out()
    assert peer.outcome(first) == ("failed", 408)


def test_a_request_that_cannot_be_made_fails(peer: Peer) -> None:
    peer.expected_failures = 1
    made = peer.command("request", peer.engine.env.session_id(), method="OPTIONS", target="no uri", arguments={})
    assert peer.outcome(made) == ("failed", 500)


def test_wrong_arguments_leave_nothing(peer: Peer) -> None:
    made = peer.command("request", peer.engine.env.session_id(), method="OPTIONS")
    assert peer.outcome(made) == ("refused", 400)
    assert peer.engine.cells == {}


def test_no_more_than_the_limit(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(max_sessions=1)
    request(peer)
    fields: dict[str, Any] = {"method": "OPTIONS", "target": TARGET, "arguments": {}}
    made = peer.command("request", peer.engine.env.session_id(), **fields)
    assert peer.outcome(made) == ("refused", 503)


def test_what_comes_late_finds_the_result_told() -> None:
    """Property: a command has one result."""
    ended = Alone(RequestOut, "ended")
    assert ended.on("finished") == ("ended", [], [])
    assert ended.on("action_failed") == ("ended", [], [])
    assert (ended.on("request"), ended.rejected) == (("ended", [], []), [("request", 481)])
    assert Alone(RequestOut, "sent").on("action_failed") == ("ended", ["reply_failed"], [])


def test_b10_8_whoever_waited_too_long_is_told_and_that_is_the_end() -> None:
    assert Alone(RequestOut, "sent").on("patience_ended") == ("ended", ["reply_late"], [])


def test_b10_8_a_final_response_is_the_end() -> None:
    """RFC 3261 8.1.3: nothing is sent after it, and the cell can go before its patience ends."""
    assert Alone(RequestOut, "sent").on("finished") == ("ended", ["reply_answered"], [])
