"""dialog/prack: our PRACK for each reliable provisional response of an early dialog (RFC 3262 4, 5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.handlers.limits import Limits
from tests.support.peer import PEER, Peer, audio


class TestNumbers:
    def test_b3_11_each_new_one_gets_a_prack_of_its_own(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        (first,) = call.respond_reliably(180, 7)
        assert (first.label, first["rack"]) == ("PRACK", "7 1 INVITE")
        assert first.uri == f"sip:peer@{PEER[0]}:{PEER[1]}"
        assert (first.to_tag, first.cseq) == (call.tag, 2)
        call.respond(200, to=first)
        (second,) = call.respond_reliably(183, 8)
        assert (second["rack"], second.cseq) == ("8 1 INVITE", 3)
        call.respond(200, to=second)
        call.respond(200, sdp=audio())
        ack = peer.one("ACK")
        assert ack["cseq"] == "1 ACK"
        assert peer.engine.state(call.session) == "connected"

    def test_b3_11_a_copy_is_not_acknowledged_again(self, peer: Peer) -> None:
        """RFC 3262 4: the PRACK is repeated by its own transaction."""
        call = peer.dialed()
        (prack,) = call.respond_reliably(180, 7)
        assert call.respond_reliably(180, 7) == []
        peer.advance(0.5)
        assert [seen.data for seen in peer.log if seen.label == "PRACK"] == [prack.data] * 2
        call.respond(200, to=prack)
        assert call.respond_reliably(180, 7) == []
        call.respond(486)

    def test_b3_11_one_that_overtook_another_is_not_taken(self, peer: Peer) -> None:
        call = peer.dialed()
        (first,) = call.respond_reliably(180, 7)
        assert call.respond_reliably(183, 9, sdp=audio(port=40000)) == []
        assert peer.media()[-1].__class__.__name__ == "OpenStream", "nothing of it is processed"
        (second,) = call.respond_reliably(180, 8)
        (third,) = call.respond_reliably(183, 9, sdp=audio(port=40000))
        assert [seen["rack"] for seen in (first, second, third)] == ["7 1 INVITE", "8 1 INVITE", "9 1 INVITE"]
        assert peer.configured().remote == (PEER[0], 40000)
        for seen in (first, second, third):
            call.respond(200, to=seen)
        call.respond(486)

    def test_b3_11_each_fork_has_an_order_of_its_own(self, peer: Peer) -> None:
        call = peer.dialed()
        (one,) = call.respond_reliably(180, 100, tag="one")
        (two,) = call.respond_reliably(180, 3, tag="two")
        (again,) = call.respond_reliably(180, 4, tag="two")
        assert [(seen.to_tag, seen["rack"], seen.cseq) for seen in (one, two, again)] == [
            ("one", "100 1 INVITE", 2),
            ("two", "3 1 INVITE", 2),
            ("two", "4 1 INVITE", 3),
        ]
        for seen in (one, two, again):
            call.respond(200, to=seen)
        call.respond(486)

    @pytest.mark.parametrize("headers", [["Require: 100rel"], ["RSeq: 5"], ["Require: 100rel", "RSeq: x"]])
    def test_b3_11_what_is_not_reliable_gets_none(self, peer: Peer, headers: list[str]) -> None:
        call = peer.dialed()
        assert call.respond(180, headers=headers) == []
        assert peer.engine.state(call.session) == "ringing"
        call.respond(486)

    def test_b3_11_without_a_tag_there_is_no_dialog_to_acknowledge_in(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.respond_reliably(180, 7, tag="") == []
        call.respond_reliably(180, 7)
        assert peer.part(call.session, "setup") == "setup.ringing"
        assert call.respond_reliably(180, 8, tag="") == []
        call.respond(486)

    def test_b2_6_beyond_the_number_of_early_dialogs_none_is_acknowledged(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(limits=Limits(early_dialogs=1))
        call = peer.dialed()
        assert len(call.respond_reliably(180, 7, tag="one")) == 1
        assert call.respond_reliably(180, 7, tag="two") == []
        call.respond(486)

    def test_b3_11_a_100_gets_none(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.respond_reliably(100, 1) == []
        call.respond(486)

    def test_b3_11_off_says_nothing_and_acknowledges_nothing(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(reliable_provisionals="off")
        call = peer.dialed()
        assert call.invite is not None
        assert "100rel" not in call.invite["supported"]
        assert call.respond_reliably(180, 7) == []
        assert peer.engine.state(call.session) == "ringing"
        call.respond(486)

    def test_b3_11_required_stands_in_the_invite(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(reliable_provisionals="required")
        call = peer.dialed()
        assert call.invite is not None
        assert call.invite["require"] == "100rel"
        assert "100rel" in call.invite["supported"].split(", ")
        call.respond(420, headers=["Unsupported: 100rel"])


class TestOffersAndAnswers:
    def test_b3_12_the_answer_in_a_reliable_183_settles_our_offer(self, peer: Peer) -> None:
        call = peer.dialed(source="tone:440")
        (prack,) = call.respond_reliably(183, 7, sdp=audio(port=40000))
        assert prack.body == ""
        assert peer.configured().remote == (PEER[0], 40000)
        assert peer.engine.state(call.session) == "early_media"
        call.respond(200, to=prack)
        call.respond(200)
        assert peer.one("ACK").body == ""
        assert peer.engine.state(call.session) == "connected"

    def test_b4_3_a_description_after_the_answer_is_not_looked_at(self, peer: Peer) -> None:
        """RFC 3261 13.2.1."""
        call = peer.dialed()
        (prack,) = call.respond_reliably(183, 7, sdp=audio(port=40000))
        call.respond(200, to=prack)
        (second,) = call.respond_reliably(183, 8, sdp=audio(port=40002))
        call.respond(200, to=second)
        call.respond(200, sdp=audio(port=40004))
        assert peer.configured().remote == (PEER[0], 40000)
        assert peer.engine.state(call.session) == "connected"

    def test_b3_12_an_offer_in_a_reliable_183_is_answered_in_the_prack(self, peer: Peer) -> None:
        call = peer.dialed(offer="late")
        (prack,) = call.respond_reliably(183, 7, sdp=audio(port=40000))
        assert prack.media == ["audio 20000 RTP/AVP 0 101"]
        assert peer.configured().remote == (PEER[0], 40000)
        call.respond(200, to=prack)
        (second,) = call.respond_reliably(180, 8)
        assert second.body == "", "it was answered once"
        call.respond(200, to=second)
        call.respond(200)
        assert peer.one("ACK").body == ""
        assert peer.engine.state(call.session) == "connected"

    def test_b4_2_the_ack_does_not_answer_again(self, peer: Peer) -> None:
        call = peer.dialed(offer="late")
        (prack,) = call.respond_reliably(183, 7, sdp=audio(port=40000))
        call.respond(200, to=prack)
        call.respond(200)
        assert peer.one("ACK").body == ""

    def test_b4_2_without_any_description_the_offer_comes_in_the_2xx(self, peer: Peer) -> None:
        call = peer.dialed(offer="late")
        (prack,) = call.respond_reliably(180, 7)
        assert prack.body == ""
        call.respond(200, to=prack)
        call.respond(200, sdp=audio(port=40000))
        assert peer.one("ACK").media == ["audio 20000 RTP/AVP 0 101"]
        assert peer.engine.state(call.session) == "connected"

    @pytest.mark.parametrize("sdp", ["nonsense", audio(formats=["9 G722/8000"])])
    @pytest.mark.parametrize("offer", ["late", "early"])
    def test_b4_5_b4_10_what_does_not_fit_is_acknowledged_and_the_call_ends_when_it_is_answered(
        self, peer: Peer, sdp: str, offer: str
    ) -> None:
        call = peer.dialed(**({"offer": "late"} if offer == "late" else {}))
        (prack,) = call.respond_reliably(183, 7, sdp=sdp)
        assert prack.body == ""
        call.respond(200, to=prack)
        (more,) = call.respond_reliably(180, 8)
        call.respond(200, to=more)
        peer.take()
        call.respond(200)
        ack, bye = peer.take()
        assert (ack.label, bye.label) == ("ACK", "BYE")
        call.respond(200, to=bye)


class TestOutcome:
    def test_b7_1_a_challenged_prack_is_sent_again_with_credentials(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer()
        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret", "home")], token=lambda: "c1")
        call = peer.dialed()
        (prack,) = call.respond_reliably(180, 7)
        challenge = 'Digest realm="home", nonce="n1", algorithm=MD5, qop="auth"'
        (again,) = call.respond(401, to=prack, headers=[f"WWW-Authenticate: {challenge}"])
        assert (again.label, again["rack"], again.cseq) == ("PRACK", "7 1 INVITE", prack.cseq + 1)
        assert again["authorization"].startswith("Digest ")
        assert call.respond(401, to=again, headers=[f"WWW-Authenticate: {challenge}"]) == []
        call.respond(486)

    @pytest.mark.parametrize("status", [200, 481, 500])
    def test_b3_11_the_answer_to_a_prack_decides_nothing(self, peer: Peer, status: int) -> None:
        call = peer.dialed()
        (prack,) = call.respond_reliably(180, 7)
        assert call.respond(status, to=prack) == []
        call.respond(200, sdp=audio())
        assert peer.engine.state(call.session) == "connected"

    def test_b3_11_an_unanswered_prack_ends_nothing(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond_reliably(180, 7)
        peer.advance(33)
        call.respond(200, sdp=audio())
        assert peer.engine.state(call.session) == "connected"
