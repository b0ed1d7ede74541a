"""setup/incoming: early media, late offers and redirection as the called side."""

from __future__ import annotations

import attrs
import pytest

from sessioncore.base.media import OpenStream
from tests.support.peer import PEER, Peer, audio


class TestEarlyMedia:
    def test_b4_3_progress_sends_183_with_the_answer_and_the_2xx_repeats_it(self, peer: Peer) -> None:
        call = peer.calling()
        progress = peer.command("progress", call.session, source="tone:440")
        early = peer.one("183 INVITE")
        assert early.media == ["audio 20000 RTP/AVP 0 101"]
        assert early.to_tag
        assert peer.outcome(progress) == ("done", None)
        assert (peer.configured().source, peer.configured().send) == ("tone:440", True)
        peer.command("answer", call.session, source="silence")
        answer = peer.one("200 INVITE")
        assert answer.body == early.body
        assert answer.to_tag == early.to_tag
        call.accept(answer)
        assert len([command for command in peer.media() if isinstance(command, OpenStream)]) == 1

    def test_b4_3_progress_twice_repeats_the_183(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("progress", call.session, source="tone:440")
        peer.command("progress", call.session, source="tone:440")
        one, two = peer.take()
        assert one.body == two.body
        peer.command("decline", call.session, status=486)
        call.ack_failure(peer.one("486 INVITE"))

    def test_cancel_after_early_media_closes_it(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("progress", call.session, source="tone:440")
        peer.take()
        call.cancel()
        assert sorted(peer.labels()) == ["200 CANCEL", "487 INVITE"]


class TestLateOffer:
    def test_b4_2_an_invite_without_an_offer_gets_ours_in_the_2xx(self, peer: Peer) -> None:
        call = peer.calling(sdp=None)
        peer.command("answer", call.session, source="silence")
        offer = peer.one("200 INVITE")
        assert offer.media == ["audio 20000 RTP/AVP 0 8 101"]
        call.engine_tag = offer.to_tag
        call.target = offer["contact"].strip("<>")
        call.request("ACK", cseq=call.cseq, sdp=audio(port=40000))
        assert peer.configured().remote == (PEER[0], 40000)
        assert peer.engine.state(call.session) == "connected"

    @pytest.mark.parametrize("sdp", [None, "nonsense", audio(formats=["9 G722/8000"])])
    def test_b4_2_an_ack_without_a_fitting_answer_ends_the_call(self, peer: Peer, sdp: str | None) -> None:
        call = peer.calling(sdp=None)
        peer.command("answer", call.session, source="silence")
        offer = peer.one("200 INVITE")
        call.engine_tag = offer.to_tag
        call.target = offer["contact"].strip("<>")
        call.request("ACK", cseq=call.cseq, sdp=sdp)
        call.respond(200, to=peer.one("BYE"))

    def test_b4_9_a_reinvite_without_an_offer_gets_a_full_one(self, peer: Peer) -> None:
        """RFC 6337 5.2.5: every codec again, and our own wish of direction."""
        call = peer.called()
        (held,) = call.reinvite(audio("sendonly", version=2))
        assert held.direction == "recvonly"
        call.ack()
        (offer,) = call.reinvite(None)
        assert offer.media == ["audio 20000 RTP/AVP 0 8 101"]
        assert offer.direction == "sendrecv"
        call.ack(sdp=audio(version=3))
        assert peer.engine.state(call.session) == "connected"

    def test_b4_9_such_a_reinvite_without_an_answer_in_its_ack_changes_nothing(self, peer: Peer) -> None:
        call = peer.called()
        before = peer.configured()
        call.reinvite(None)
        call.ack()
        # What our offer named may come, and goes on to (B4.8); all else stays.
        receiving = {"receive_payload_types": before.receive_payload_types, "formats": before.formats}
        assert attrs.evolve(peer.configured(), **receiving) == before
        assert peer.engine.state(call.session) == "connected"


class TestRedirection:
    def test_b3_18_redirect_sends_302_with_the_contact(self, peer: Peer) -> None:
        call = peer.calling()
        redirect = peer.command("redirect", call.session, contact="sip:bob@192.0.2.9")
        moved = peer.one("302 INVITE")
        assert moved["contact"] == "<sip:bob@192.0.2.9>"
        assert peer.outcome(redirect) == ("done", None)
        call.ack_failure(moved)

    @pytest.mark.parametrize("contact", ["nonsense", "sip:", "tel:+1", "sip:a@b>\r\nX: y"])
    def test_a_contact_that_is_no_sip_uri_is_refused_and_the_call_goes_on(self, peer: Peer, contact: str) -> None:
        call = peer.calling()
        redirect = peer.command("redirect", call.session, contact=contact)
        assert peer.outcome(redirect) == ("refused", 400)
        assert peer.labels() == []
        peer.command("decline", call.session, status=486)
        call.ack_failure(peer.one("486 INVITE"))
