"""From a datagram to whoever names its event: matching by RFC 3261 17.1.3, 17.2.3, 8.2.2.2 and 12."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.effects import Send
from sessioncore.events import MessageDropped
from sessioncore.inputs import Datagram
from tests.support.peer import ENGINE, PEER, SERVICES, Call, Peer, audio, text_of


class TestRequests:
    def test_b1_8_a_copy_goes_to_its_transaction(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("ring", call.session)
        ringing = peer.one("180 INVITE")
        (again,) = call.send_invite(audio(), branch=call.branch)
        assert again.data == ringing.data
        assert len(peer.asks()) == 1
        call.cancel()

    def test_b1_8_sent_by_counts_beside_the_branch(self, peer: Peer) -> None:
        """Two clients may choose the same branch: RFC 3261 17.2.3 compares sent-by too."""
        one = peer.calling()
        two = Call(peer, call_id="another", engine=one.engine, tag="another")
        two.send_invite(audio(), branch=one.branch, sent_by="203.0.113.5:5060")
        assert len(peer.asks()) == 2
        one.cancel()
        assert sorted(peer.labels()) == ["200 CANCEL", "487 INVITE"]
        two.cancel(sent_by="203.0.113.5:5060")
        assert sorted(peer.labels()) == ["200 CANCEL", "487 INVITE"]

    def test_b1_8_the_method_counts_but_ack_matches_its_invite(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("decline", call.session, status=486)
        busy = peer.one("486 INVITE")
        call.request("OPTIONS", branch=call.branch, cseq=100)
        assert peer.labels() == ["200 OPTIONS"]
        call.ack_failure(busy)
        peer.advance(10)
        assert peer.labels() == []

    @pytest.mark.parametrize("branch", ["", "1", "old-style"])
    def test_b1_8_a_peer_without_the_cookie(self, peer: Peer, branch: str) -> None:
        """RFC 3261 17.2.3: then Request-URI, tags, Call-ID, CSeq and top Via are compared."""
        lines = [
            f"Via: SIP/2.0/UDP {PEER[0]}" + (f";branch={branch}" if branch else ""),
            "From: <sip:old@example.org>;tag=old",
            f"To: <sip:app@{ENGINE[0]}>",
            "Call-ID: old-call",
        ]

        def invite(number: int) -> str:
            head = [f"INVITE sip:app@{ENGINE[0]} SIP/2.0", *lines, f"CSeq: {number} INVITE"]
            return text_of([*head, f"Contact: <sip:old@{PEER[0]}>"], audio())

        peer.send(invite(1))
        peer.send(invite(1))
        assert len(peer.asks()) == 1
        (session,) = peer.engine.sessions()
        peer.command("decline", session, status=486)
        busy = peer.one("486 INVITE")
        (again,) = peer.send(invite(1))
        assert again.data == busy.data
        peer.take()
        to = f"To: {busy['to']}"
        ack = [f"ACK sip:app@{ENGINE[0]} SIP/2.0", *lines[:2], to, lines[3], "CSeq: 1 ACK"]
        peer.send(text_of(ack, None))
        peer.advance(10)
        assert peer.labels() == []

    def test_b1_9_merged_only_while_the_first_is_served(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(answering=SERVICES)
        call = peer.calling("busy")
        call.ack_failure(peer.one("486 INVITE"))
        call.send_invite(audio())
        assert peer.labels() == ["482 INVITE"]
        peer.run_out()
        call.send_invite(audio())
        assert peer.labels()[-1] == "486 INVITE"

    def test_a_request_within_a_call_is_never_merged(self, peer: Peer) -> None:
        """RFC 3261 8.2.2.2 is about requests without a To tag."""
        call = peer.called()
        call.request("INFO", cseq=300)
        call.request("INFO", cseq=300)
        assert peer.labels() == ["200 INFO", "500 INFO"]

    @pytest.mark.parametrize("uri", ["tel:+4930123456", "sip:app@example.org", "sips:app@192.0.2.1", "sip:192.0.2.1"])
    def test_any_uri_that_a_user_may_have_is_served(self, peer: Peer, uri: str) -> None:
        call = Call(peer, call_id="uri", engine=f"<{uri}>")
        call.send_invite(audio())
        assert [ask.details["called"] for ask in peer.asks()] == [uri]
        call.cancel()

    @pytest.mark.parametrize(("uri", "status"), [("http://example.org", 416), ("sip:a@b?Subject=x", 400)])
    def test_uris_that_cannot_be_served(self, peer: Peer, uri: str, status: int) -> None:
        call = Call(peer, call_id="uri", engine=f"<{uri}>")
        (answer,) = call.send_invite(audio())
        assert answer.status == status

    def test_headers_are_read_without_regard_to_case_and_in_short_form(self, peer: Peer) -> None:
        body = audio()
        text = (
            f"INVITE sip:app@{ENGINE[0]} SIP/2.0\r\nv: SIP/2.0/UDP {PEER[0]};branch=z9hG4bKshort\r\n"
            f"f: <sip:a@b>;tag=1\r\nt: <sip:app@{ENGINE[0]}>\r\ni: short\r\ncSEQ: 1 INVITE\r\nm: <sip:a@{PEER[0]}>\r\n"
            f"MAX-forwards: 70\r\nc: application/sdp\r\nl: {len(body)}\r\n\r\n{body}"
        )
        peer.send(text)
        assert len(peer.asks()) == 1


class TestDialogs:
    def test_b2_1_an_outgoing_call_is_found_by_its_tags(self, peer: Peer) -> None:
        call = peer.answered()
        assert call.invite is not None
        call.engine_tag = call.invite.from_tag
        call.request("INFO")
        assert peer.labels() == ["200 INFO"]

    def test_b2_1_a_fork_that_never_answered_is_another_dialog(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180, tag="one")
        call.respond(200, tag="two", sdp=audio())
        peer.take()
        assert call.invite is not None
        call.engine_tag = call.invite.from_tag
        call.tag = "two"
        call.request("INFO")
        assert peer.labels() == ["200 INFO"]
        call.tag = "three"
        call.request("INFO")
        assert peer.labels() == ["481 INFO"]

    def test_two_legs_of_one_call_id_through_one_engine(self, make_peer: Callable[..., Peer]) -> None:
        """A proxy may send a call back to where it came from: the tags tell the two sides apart."""
        peer = make_peer(answering=SERVICES)
        one = peer.calling("echo")
        one.accept(peer.take()[-1])
        two = Call(peer, call_id=one.call_id, engine=one.engine, tag="other", cseq=500)
        two.send_invite(audio())
        two.accept(peer.take()[-1])
        one.request("BYE")
        assert peer.labels() == ["200 BYE"]
        two.request("INFO")
        assert peer.labels() == ["200 INFO"]


class TestResponses:
    def test_b1_8_branch_and_method_make_the_match(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        via = call.invite["via"]
        call.respond(200, sdp=audio(), cseq="1 BYE")
        call.respond(200, sdp=audio(), via=via.replace(call.invite.branch, "z9hG4bKother"))
        assert peer.labels() == []
        assert peer.engine.counters == {"dropped: stray_response": 2}
        call.respond(200, sdp=audio())
        assert peer.labels() == ["ACK"]

    def test_b1_7_a_late_answer_to_a_bye_is_dropped(self, peer: Peer) -> None:
        call = peer.answered()
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        peer.advance(33)
        peer.take()
        call.respond(200, to=bye)
        assert peer.labels() == []
        assert peer.engine.counters["dropped: stray_response"] == 1

    def test_b1_7_nobody_gets_a_408(self, peer: Peer) -> None:
        """RFC 4320 4.1: whatever is sent to us, no 408 comes back."""
        call = peer.called()
        for method in ("INFO", "OPTIONS", "UPDATE", "BYE"):
            call.request(method)
        peer.run_out()
        assert all(seen.status != 408 for seen in peer.log)

    def test_a_broken_response_is_dropped_silently(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        peer.send(f"SIP/2.0 200 OK\r\nVia: {call.invite['via']}\r\nCSeq: 1 INVITE\r\n\r\n")
        peer.send(f"SIP/2.0 banana OK\r\nVia: {call.invite['via']}\r\n\r\n")
        assert peer.labels() == []
        assert len(peer.published(MessageDropped)) == 2
        call.respond(486)


class TestDropped:
    def test_a_broken_request_gets_400_where_it_came_from(self, peer: Peer) -> None:
        text = (
            f"OPTIONS sip:{ENGINE[0]} SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.2:5080;rport;branch=z9hG4bKx\r\n"
            f"From: <sip:a@b>;tag=1\r\nTo: <sip:{ENGINE[0]}>\r\nCall-ID: x\r\nCSeq: banana OPTIONS\r\n"
            "Max-Forwards: 70\r\n\r\n"
        )
        (answer,) = peer.send(text, ("198.51.100.9", 9999))
        assert (answer.status, answer.remote) == (400, ("198.51.100.9", 9999))
        assert [event.reason for event in peer.published(MessageDropped)] == ["bad_cseq"]
        assert peer.engine.transaction_count == 0

    def test_a_broken_ack_gets_nothing(self, peer: Peer) -> None:
        assert peer.send(f"ACK sip:x@y SIP/2.0\r\nVia: SIP/2.0/UDP {PEER[0]};branch=z9hG4bKx\r\n\r\n") == []

    def test_counter_names_are_not_of_the_peers_making(self, peer: Peer) -> None:
        for number in range(50):
            peer.send(f"BREW{number} sip:a@b SIP/2.0\r\nX-{number}: y\r\nContent-Length: {number}x\r\n\r\n")
            peer.send(f"SIP/2.0 2{number:02} X{number}\r\n\r\n")
        assert len(peer.engine.counters) < 10


class TestStun:
    """RFC 5626 8: binding requests come to the port of SIP."""

    REQUEST = bytes.fromhex("000100002112a442b7e7a701bc34d686fa87dfae")

    def test_t6_a_binding_request_is_answered_with_the_address_that_it_came_from(self, peer: Peer) -> None:
        (answer,) = peer.engine.feed(Datagram(self.REQUEST, ("192.0.2.1", 32853)), peer.now)
        assert isinstance(answer, Send)
        assert answer.remote == ("192.0.2.1", 32853)
        assert answer.data.hex() == "0101000c2112a442b7e7a701bc34d686fa87dfae002000080001a147e112a643"
        assert not [key for key in peer.engine.counters if key.startswith("dropped")]

    def test_t6_not_faster_than_other_requests_of_one_source(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(max_new_per_source=3)
        sent = [peer.engine.feed(Datagram(self.REQUEST, ("192.0.2.1", 32853)), peer.now) for _ in range(10)]
        assert len([effects for effects in sent if effects]) == 3
