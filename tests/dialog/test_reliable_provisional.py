"""dialog/reliable_provisional: our provisional responses that are repeated until their PRACK (RFC 3262 3, 5)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.support.peer import PEER, SERVICES, Call, Peer, Seen, audio

SUPPORTED = ["Supported: 100rel"]
REQUIRED = ["Require: 100rel"]


def ringing(peer: Peer, **more: object) -> tuple[Call, Seen]:
    """A call that requires reliable provisional responses, and our 180."""
    call = peer.calling(headers=REQUIRED, **more)
    peer.command("ring", call.session)
    return call, peer.one("180 INVITE")


class TestRepeating:
    def test_b3_11_it_is_numbered_and_says_that_it_wants_a_prack(self, peer: Peer) -> None:
        call, response = ringing(peer)
        assert response["require"] == "100rel"
        assert 1 <= int(response["rseq"]) <= 2**31 - 1
        assert response.to_tag
        (taken,) = call.prack(response)
        assert (taken.label, taken.body) == ("200 PRACK", "")

    def test_b3_11_it_is_repeated_from_t1_doubling_without_a_cap_and_then_the_invite_is_refused(
        self, peer: Peer
    ) -> None:
        """RFC 3262 3: not capped at T2, and after 64*T1 a 5xx."""
        call, response = ringing(peer)
        peer.advance(31.99)
        times = peer.times("180 INVITE")
        assert [round(after - before, 6) for before, after in pairwise(times)] == [0.5, 1, 2, 4, 8, 16]
        assert {seen.data for seen in peer.take()} == {response.data}
        peer.advance(0.01)
        failed = peer.one("504 INVITE")
        call.ack_failure(failed)
        assert peer.states()[-1] == "failed"

    def test_b3_11_the_prack_ends_the_copies(self, peer: Peer) -> None:
        call, response = ringing(peer)
        peer.advance(0.6)
        assert peer.labels() == ["180 INVITE"]
        call.prack(response)
        assert peer.labels() == ["200 PRACK"]
        peer.advance(40)
        assert peer.labels() == []

    def test_b3_11_the_next_one_waits_for_the_prack_and_has_the_next_number(self, peer: Peer) -> None:
        call, response = ringing(peer)
        again, progress = peer.command("ring", call.session), peer.command("progress", call.session, source="tone:440")
        assert peer.labels() == []
        assert peer.outcome(again) is None
        call.prack(response)
        ok, second = peer.take()
        assert (ok.label, second.label) == ("200 PRACK", "180 INVITE")
        assert int(second["rseq"]) == int(response["rseq"]) + 1
        assert peer.outcome(again) == ("done", None)
        call.prack(second)
        third = peer.take()[-1]
        assert (third.label, int(third["rseq"])) == ("183 INVITE", int(second["rseq"]) + 1)
        assert peer.outcome(progress) == ("done", None)
        call.prack(third)
        assert peer.labels() == ["200 PRACK"]

    def test_b3_11_the_2xx_waits_for_the_prack(self, peer: Peer) -> None:
        """RFC 3262 3: no 2xx while a description of ours is not acknowledged."""
        call = peer.calling(headers=SUPPORTED)
        peer.command("progress", call.session, source="tone:440")
        response = peer.one("183 INVITE")
        answer = peer.command("answer", call.session, source="silence")
        peer.advance(10)
        assert set(peer.labels()) == {"183 INVITE"}
        call.prack(response)
        assert peer.labels() == ["200 PRACK", "200 INVITE"]
        call.ack(cseq=100)
        assert peer.outcome(answer) == ("done", 200)

    def test_b3_11_a_100_is_never_reliable(self, peer: Peer) -> None:
        peer.calling(headers=REQUIRED)
        peer.advance(0.2)
        trying = peer.one("100 INVITE")
        assert not trying.has("rseq")
        assert not trying.has("require")

    def test_b3_11_many_in_one_call(self, peer: Peer) -> None:
        """Acknowledged ones make room."""
        call = peer.calling(headers=REQUIRED)
        for _ in range(20):
            peer.command("ring", call.session)
            call.prack(peer.one("180 INVITE"))
            assert peer.labels() == ["200 PRACK"]

    def test_b3_11_the_invite_is_refused_while_it_waits(self, peer: Peer) -> None:
        """Its copies end with the final response, and a PRACK that was under way is still answered."""
        call, response = ringing(peer)
        peer.command("decline", call.session, status=486)
        call.ack_failure(peer.one("486 INVITE"))
        peer.advance(31.9)
        assert peer.labels() == []
        call.prack(response)
        assert peer.labels() == ["200 PRACK"]
        call.prack(response)
        assert peer.labels() == ["481 PRACK"]
        call.request("PRACK", headers=["RAck: 1 1 INVITE"])
        assert peer.labels() == ["481 PRACK"]

    def test_b3_11_cancel_while_it_waits(self, peer: Peer) -> None:
        call, _ = ringing(peer)
        answer = peer.command("answer", call.session, source="silence")
        call.cancel()
        assert sorted(peer.labels()) == ["200 CANCEL", "487 INVITE"]
        assert peer.outcome(answer) == ("refused", 481)
        peer.advance(40)
        assert "200 INVITE" not in peer.labels()

    def test_b3_11_bye_while_it_waits(self, peer: Peer) -> None:
        call, response = ringing(peer)
        call.engine_tag = response.to_tag
        call.request("BYE")
        assert sorted(peer.labels()) == ["200 BYE", "487 INVITE"]


class TestMatching:
    @pytest.mark.parametrize(
        "rack", ["{more} 100 INVITE", "{rseq} 99 INVITE", "{rseq} 100 BYE", "{rseq} 100", "x y z", ""]
    )
    def test_b3_11_a_prack_that_names_no_response_of_ours_is_481(self, peer: Peer, rack: str) -> None:
        call, response = ringing(peer)
        call.engine_tag = response.to_tag
        number = int(response["rseq"])
        call.request("PRACK", headers=[f"RAck: {rack.format(rseq=number, more=number + 1)}"])
        assert peer.labels() == ["481 PRACK"]
        peer.advance(0.5)
        assert peer.labels() == ["180 INVITE"], "it still waits"
        call.prack(response)
        assert peer.labels() == ["200 PRACK"]

    def test_b3_11_a_second_prack_is_481_and_a_copy_of_the_first_is_200_again(self, peer: Peer) -> None:
        call, response = ringing(peer)
        branch = peer.branch()
        call.prack(response, branch=branch, cseq=101)
        call.prack(response, branch=branch, cseq=101)
        call.prack(response, cseq=102)
        assert peer.labels() == ["200 PRACK", "200 PRACK", "481 PRACK"]

    def test_b3_11_a_prack_without_a_number_is_481(self, peer: Peer) -> None:
        call = peer.called()
        call.request("PRACK")
        assert peer.labels() == ["481 PRACK"]

    def test_b2_5_a_prack_with_an_old_number_is_500(self, peer: Peer) -> None:
        call, response = ringing(peer)
        call.prack(response, cseq=100)
        assert peer.labels() == ["500 PRACK"]


class TestWhoTakesThem:
    def test_b3_11_not_for_a_caller_that_does_not_know_them(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("progress", call.session, source="tone:440")
        assert not peer.one("183 INVITE").has("rseq")
        peer.command("ring", call.session)
        assert not peer.one("180 INVITE").has("rseq")

    def test_b3_11_a_180_goes_plainly_where_the_caller_only_could(self, peer: Peer) -> None:
        call = peer.calling(headers=SUPPORTED)
        peer.command("ring", call.session)
        assert not peer.one("180 INVITE").has("rseq")

    def test_b3_11_off_refuses_a_caller_that_requires_them(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(reliable_provisionals="off")
        call = peer.calling(headers=REQUIRED)
        refused = peer.one("420 INVITE")
        assert refused["unsupported"] == "100rel"
        call.ack_failure(refused)
        call = peer.calling(headers=SUPPORTED)
        peer.command("progress", call.session, source="tone:440")
        assert not peer.one("183 INVITE").has("rseq")

    def test_b3_11_required_refuses_a_caller_that_cannot(self, make_peer: Callable[..., Peer]) -> None:
        """RFC 3261 21.4.16."""
        peer = make_peer(reliable_provisionals="required")
        call = peer.calling()
        refused = peer.one("421 INVITE")
        assert refused["require"] == "100rel"
        call.ack_failure(refused)
        assert peer.states()[-1] == "failed"

    @pytest.mark.parametrize("headers", [SUPPORTED, REQUIRED])
    def test_b3_11_required_sends_every_one_reliably(self, make_peer: Callable[..., Peer], headers: list[str]) -> None:
        peer = make_peer(reliable_provisionals="required")
        call = peer.calling(headers=headers)
        peer.command("ring", call.session)
        call.prack(peer.one("180 INVITE"))
        peer.take()
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"), cseq=100)
        assert peer.engine.state(call.session) == "connected"


class TestOffersAndAnswers:
    def test_b3_12_the_answer_in_a_reliable_183_is_the_answer_and_the_2xx_has_none(self, peer: Peer) -> None:
        """RFC 3261 13.2.1: after the answer no response to the INVITE carries a description."""
        call = peer.calling(headers=SUPPORTED)
        peer.command("progress", call.session, source="tone:440")
        early = peer.one("183 INVITE")
        assert early.media == ["audio 20000 RTP/AVP 0 101"]
        assert peer.configured().send
        call.prack(early)
        peer.command("answer", call.session, source="silence")
        ok = peer.take()[-1]
        assert (ok.label, ok.body, ok.has("content-type")) == ("200 INVITE", "", False)
        call.accept(ok, cseq=100)
        assert peer.engine.state(call.session) == "connected"
        (held,) = call.reinvite(audio("sendonly", version=2))
        assert held.direction == "recvonly"
        assert held.origin[1] == early.origin[1] + 1, "of the same description, one version on"
        call.ack()

    def test_b3_12_a_second_progress_carries_nothing_more(self, peer: Peer) -> None:
        call = peer.calling(headers=SUPPORTED)
        peer.command("progress", call.session, source="tone:440")
        call.prack(peer.one("183 INVITE"))
        peer.command("progress", call.session, source="tone:440")
        second = peer.take()[-1]
        assert (second.label, second.body) == ("183 INVITE", "")
        call.prack(second)

    def test_b4_2_without_an_offer_the_first_reliable_response_has_ours_and_the_prack_the_answer(
        self, peer: Peer
    ) -> None:
        call, response = ringing(peer, sdp=None)
        assert response.media == ["audio 20000 RTP/AVP 0 8 101"]
        (taken,) = call.prack(response, sdp=audio(port=40000))
        assert (taken.label, taken.body) == ("200 PRACK", "")
        assert peer.configured().remote == (PEER[0], 40000)
        peer.command("answer", call.session, source="silence")
        ok = peer.take()[-1]
        assert (ok.label, ok.body) == ("200 INVITE", "")
        call.accept(ok, cseq=100)
        assert peer.engine.state(call.session) == "connected"

    def test_b4_2_early_media_for_an_invite_without_an_offer_offers(self, peer: Peer) -> None:
        call = peer.calling(headers=REQUIRED, sdp=None)
        peer.command("progress", call.session, source="tone:440")
        offer = peer.one("183 INVITE")
        assert offer.media == ["audio 20000 RTP/AVP 0 8 101"]
        call.prack(offer, sdp=audio(port=40000))
        assert (peer.configured().remote, peer.configured().source) == ((PEER[0], 40000), "tone:440")
        peer.command("ring", call.session)
        ringing = peer.take()[-1]
        assert (ringing.label, ringing.body) == ("180 INVITE", "")
        call.prack(ringing)

    @pytest.mark.parametrize("sdp", [None, "nonsense", audio(formats=["9 G722/8000"])])
    def test_b4_5_no_fitting_answer_in_the_prack_ends_the_call(self, peer: Peer, sdp: str | None) -> None:
        """RFC 6337 2.2: the PRACK itself is taken."""
        call, response = ringing(peer, sdp=None)
        call.prack(response, sdp=sdp)
        ok, refused = peer.take()
        assert (ok.label, refused.status // 100, refused.method) == ("200 PRACK", 4, "INVITE")
        call.ack_failure(refused)

    def test_b3_12_an_offer_in_the_prack_is_answered_in_its_2xx(self, peer: Peer) -> None:
        call = peer.calling(headers=SUPPORTED)
        peer.command("progress", call.session, source="tone:440")
        early = peer.one("183 INVITE")
        (taken,) = call.prack(early, sdp=audio("sendonly", port=40002, version=2))
        assert (taken.label, taken.direction) == ("200 PRACK", "recvonly")
        assert taken.origin == (early.origin[0], early.origin[1] + 1)
        assert peer.configured().remote == (PEER[0], 40002)
        assert not peer.configured().send

    @pytest.mark.parametrize("sdp", ["nonsense", audio(formats=["9 G722/8000"])])
    def test_b4_10_an_offer_in_the_prack_that_cannot_be_taken_ends_the_call(self, peer: Peer, sdp: str) -> None:
        call = peer.calling(headers=SUPPORTED)
        peer.command("progress", call.session, source="tone:440")
        call.prack(peer.one("183 INVITE"), sdp=sdp)
        ok, refused = peer.take()
        assert (ok.label, refused.status // 100, refused.method) == ("200 PRACK", 4, "INVITE")
        call.ack_failure(refused)

    def test_b4_1_a_second_offer_while_the_first_is_open_ends_the_call(self, peer: Peer) -> None:
        call, response = ringing(peer)
        call.prack(response, sdp=audio(version=2))
        ok, refused = peer.take()
        assert (ok.label, refused.label) == ("200 PRACK", "488 INVITE")
        call.ack_failure(refused)

    def test_b3_12_early_media_of_a_service(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(answering=SERVICES)
        call = peer.calling("early", headers=SUPPORTED)
        early = peer.one("183 INVITE")
        assert early.has("rseq")
        peer.advance(0.4)
        call.prack(early)
        assert peer.labels() == ["200 PRACK"]
        peer.advance(1)
        ok = peer.one("200 INVITE")
        assert ok.body == ""
        call.accept(ok, cseq=100)
        assert peer.engine.state(call.session) == "connected"
