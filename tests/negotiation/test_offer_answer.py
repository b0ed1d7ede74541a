"""negotiation/offer_answer: one exchange after the other, and what it agrees (RFC 3264, RFC 6337)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import Call, Peer, audio


def answer_to(peer: Peer, sdp: str) -> tuple[Call, list[str]]:
    """Our answer to a first offer, as the lines of its SDP."""
    call = peer.calling(sdp=sdp)
    peer.command("answer", call.session, source="silence")
    ok = peer.one("200 INVITE")
    call.accept(ok)
    return call, ok.sdp


class TestOffer:
    def test_b4_7_the_offer_names_every_codec_that_we_have(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        (line,) = call.invite.media
        assert line.split()[2:] == ["RTP/AVP", "0", "8", "101"]
        assert "a=rtpmap:101 telephone-event/8000" in call.invite.sdp
        assert f"c=IN IP4 {peer.engine.settings.address}" in call.invite.sdp

    def test_codecs_and_media_address_are_the_configured_ones(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(codecs=("PCMA",), media_address="198.51.100.5")
        call = peer.dialed()
        assert call.invite is not None
        assert call.invite.media[0].split()[3:] == ["8", "101"]
        assert "c=IN IP4 198.51.100.5" in call.invite.sdp

    def test_the_version_fits_into_what_peers_can_read(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        number, version = call.invite.origin
        assert 0 <= int(number) < 2**63
        assert 0 <= version < 2**62

    def test_b4_4_two_calls_have_two_origins(self, peer: Peer) -> None:
        one, two = peer.dialed().invite, peer.dialed().invite
        assert one is not None
        assert two is not None
        assert one.origin != two.origin

    @pytest.mark.parametrize(
        ("answered", "send", "receive", "state"),
        [
            ("sendrecv", True, True, "connected"),
            ("sendonly", False, True, "on_hold"),
            ("recvonly", True, False, "connected"),
            ("inactive", False, False, "on_hold"),
        ],
    )
    def test_b4_6_the_direction_of_the_answer_is_respected(
        self, peer: Peer, answered: str, send: bool, receive: bool, state: str
    ) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(answered))
        configured = peer.configured()
        assert (configured.send, configured.receive) == (send, receive)
        assert peer.engine.state(call.session) == state

    def test_b4_7_the_peers_numbers_are_sent_and_ours_received(self, peer: Peer) -> None:
        """RFC 3264 6.1: payload numbers may differ between the directions."""
        call = peer.dialed()
        call.respond(200, sdp=audio(formats=["96 PCMA/8000", "97 telephone-event/8000"]))
        configured = peer.configured()
        assert (configured.codec, configured.payload_type, configured.telephone_event) == ("PCMA", 96, 97)
        assert 8 in configured.receive_payload_types

    def test_b4_7_the_first_common_codec_of_the_answer_counts(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(formats=["8 PCMA/8000", "0 PCMU/8000"]))
        configured = peer.configured()
        assert (configured.codec, configured.telephone_event) == ("PCMA", None)


class TestAnswer:
    @pytest.mark.parametrize(
        ("offered", "answered"),
        [
            ("sendrecv", "a=sendrecv"),
            ("sendonly", "a=recvonly"),
            ("recvonly", "a=sendonly"),
            ("inactive", "a=inactive"),
        ],
    )
    def test_b4_6_the_direction_fits_the_one_offered(self, peer: Peer, offered: str, answered: str) -> None:
        _, lines = answer_to(peer, audio(offered))
        assert answered in lines

    def test_b4_6_a_direction_for_the_whole_session(self, peer: Peer) -> None:
        sdp = audio().replace("a=sendrecv\r\n", "").replace("t=0 0\r\n", "t=0 0\r\na=sendonly\r\n")
        _, lines = answer_to(peer, sdp)
        assert "a=recvonly" in lines

    def test_b4_7_one_codec_beside_telephone_event(self, peer: Peer) -> None:
        """RFC 3264 6.1 allows several; one leaves no doubt about what comes."""
        formats = ["9 G722/8000", "8 PCMA/8000", "0 PCMU/8000", "99 telephone-event/8000"]
        _, lines = answer_to(peer, audio(formats=formats))
        (line,) = [line for line in lines if line.startswith("m=")]
        assert line.split()[3:] == ["8", "99"]
        assert "a=rtpmap:99 telephone-event/8000" in lines
        assert "101" not in line

    def test_b4_7_no_telephone_event_where_none_was_offered(self, peer: Peer) -> None:
        _, lines = answer_to(peer, audio(formats=["0 PCMU/8000"]))
        assert not any("telephone-event" in line for line in lines)

    def test_b4_7_static_numbers_need_no_rtpmap(self, peer: Peer) -> None:
        sdp = audio(formats=["8 PCMA/8000"]).replace("a=rtpmap:8 PCMA/8000\r\n", "")
        _, lines = answer_to(peer, sdp)
        assert next(line for line in lines if line.startswith("m=")).split()[3] == "8"

    def test_b4_5_every_line_is_answered_in_its_place(self, peer: Peer) -> None:
        more = ["m=video 40000 RTP/AVP 31", "m=audio 40010 RTP/AVP 0", "m=image 40020 udptl t38"]
        _, lines = answer_to(peer, audio(more=more))
        answered = [line[2:].split() for line in lines if line.startswith("m=")]
        assert [line[0] for line in answered] == ["audio", "video", "audio", "image"]
        assert [line[1] == "0" for line in answered] == [False, True, True, True]
        assert [line[2] for line in answered] == ["RTP/AVP", "RTP/AVP", "RTP/AVP", "udptl"]

    def test_b4_5_a_line_offered_with_port_0_stays_rejected(self, peer: Peer) -> None:
        sdp = audio(more=["m=audio 40000 RTP/AVP 0"]).replace("m=audio 30000", "m=audio 0")
        _, lines = answer_to(peer, sdp)
        assert [line.split()[1] == "0" for line in lines if line.startswith("m=")] == [True, False]
        assert peer.configured().remote == ("192.0.2.2", 40000)

    def test_b4_5_a_rejected_line_may_be_used_again(self, peer: Peer) -> None:
        call = peer.called(sdp=audio(more=["m=video 40000 RTP/AVP 31"]))
        call.reinvite(audio(version=2, more=["m=audio 41000 RTP/AVP 0"]))
        ok = peer.one("200 INVITE")
        assert [line.split()[0] for line in ok.media] == ["audio", "audio"]
        call.ack(cseq=ok.cseq)

    def test_the_answer_goes_where_the_line_says(self, peer: Peer) -> None:
        """A c= line of a stream comes before that of the session (RFC 8866 5.7)."""
        _, _ = answer_to(peer, audio() + "c=IN IP4 198.51.100.99\r\n")
        assert peer.configured().remote == ("198.51.100.99", 30000)

    def test_a_secure_offer_is_not_answered_with_a_plain_line(self, peer: Peer) -> None:
        peer.calling(sdp=audio().replace("RTP/AVP", "RTP/SAVP"))
        refused = peer.one("488 INVITE")
        assert refused["warning"].startswith("30")


class TestOneAtATime:
    def test_b4_1_never_two_offers_of_ours(self, peer: Peer) -> None:
        call = peer.answered()
        peer.command("hold", call.session)
        peer.command("resume", call.session)
        assert peer.labels() == ["INVITE"]

    def test_b4_1_no_offer_while_the_first_is_open(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183)
        hold = peer.command("hold", call.session)
        assert peer.labels() == []
        outcome = peer.outcome(hold)
        assert outcome is not None
        assert outcome[0] == "refused"

    def test_b4_1_no_offer_before_the_answer_is_acknowledged(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer()
        call = peer.called()
        call.reinvite(audio("sendonly", version=2))
        ok = peer.one("200 INVITE")
        hold = peer.command("hold", call.session)
        assert peer.labels() == []
        call.ack(cseq=ok.cseq)
        invite = peer.one("INVITE")
        assert invite.direction == "sendonly"
        call.respond(200, to=invite, sdp=audio("inactive", version=3))
        assert peer.outcome(hold) == ("done", None)

    def test_b4_4_versions_count_over_offers_and_answers_together(self, peer: Peer) -> None:
        call = peer.called()
        first = next(seen for seen in peer.log if seen.label == "200 INVITE").origin
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        assert invite.origin == (first[0], first[1] + 1)
        call.respond(200, to=invite, sdp=audio("recvonly"))
        peer.take()
        call.reinvite(audio("sendonly", version=2))
        ok = peer.one("200 INVITE")
        assert ok.origin == (first[0], first[1] + 2)
        call.ack(cseq=ok.cseq)


@pytest.mark.parametrize("action", ["note_leg_offer", "note_offer", "make_answer"])
def test_an_action_that_raises_leaves_nothing(peer: Peer, monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    """Whatever becomes of the call: it ends, every command is answered, and nothing is left."""
    from sessioncore.actions.negotiation import offer_answer

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(offer_answer.Actions, action, broken)
    peer.expected_failures = 1
    if action == "note_leg_offer":
        call = peer.dialed()
        call.respond(200, sdp=audio())
        assert "connected" not in peer.states()
    else:
        call = peer.calling()
        if call.session in peer.engine.sessions():
            peer.command("answer", call.session, source="silence")
        assert [seen.status for seen in peer.take() if seen.status >= 200] == [500]
    peer.run_out()
    assert peer.engine.session_count == 0
