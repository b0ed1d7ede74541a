"""negotiation/update_in: the peer's UPDATE (RFC 3311 5.2), before and after the answer to the INVITE."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.core.answering import AnsweringRule, AnsweringTable
from tests.support.peer import Call, Peer, Seen, audio

TIMER = "Supported: timer"
ELSEWHERE = "<sip:peer@192.0.2.2:5090>"


def up(peer: Peer) -> Call:
    """A call that we placed; the peer can send requests in it."""
    call = peer.answered()
    assert call.invite is not None
    call.engine_tag = call.invite.from_tag
    return call


def one(sent: list[Seen], label: str) -> Seen:
    (seen,) = sent
    assert seen.label == label
    return seen


class TestConfirmed:
    def test_b3_13_an_offer_is_answered_at_once_and_in_force(self, peer: Peer) -> None:
        call = up(peer)
        answer = one(call.request("UPDATE", sdp=audio("sendonly", version=2)), "200 UPDATE")
        assert answer.direction == "recvonly"
        assert answer["contact"] == "<sip:192.0.2.1:5060>"
        assert "UPDATE" in answer["allow"].split(", ")
        assert answer.to_tag == call.engine_tag
        assert (peer.configured().send, peer.configured().receive) == (False, True)
        assert peer.engine.state(call.session) == "on_hold"
        one(call.request("UPDATE", sdp=audio(version=3)), "200 UPDATE")
        assert peer.engine.state(call.session) == "connected"
        assert (peer.configured().send, peer.configured().receive) == (True, True)

    def test_b4_4_the_answer_counts_its_version_with_those_of_reinvites(self, peer: Peer) -> None:
        call = peer.called()
        first = next(seen for seen in peer.log if seen.label == "200 INVITE").origin
        same = one(call.request("UPDATE", sdp=audio()), "200 UPDATE")
        assert same.origin == first
        held = one(call.request("UPDATE", sdp=audio("sendonly", version=2)), "200 UPDATE")
        assert held.origin == (first[0], first[1] + 1)
        resumed = one(call.reinvite(audio(version=3)), "200 INVITE")
        assert resumed.origin == (first[0], first[1] + 2)
        call.ack()

    def test_b3_13_without_an_offer_it_is_a_refresh_and_changes_no_media(self, peer: Peer) -> None:
        call = up(peer)
        before = peer.media()
        answer = one(call.request("UPDATE"), "200 UPDATE")
        assert answer.body == ""
        assert peer.media() == before

    def test_b2_3_it_moves_the_target(self, peer: Peer) -> None:
        call = peer.called()
        one(call.request("UPDATE", contact=ELSEWHERE), "200 UPDATE")
        peer.take()
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert (bye.uri, bye.remote) == ("sip:peer@192.0.2.2:5090", ("192.0.2.2", 5090))
        call.respond(200, to=bye)

    def test_b2_3_b4_10_one_that_is_refused_moves_nothing(self, peer: Peer) -> None:
        call = peer.called()
        before = peer.configured()
        refused = one(
            call.request("UPDATE", sdp=audio(formats=["9 G722/8000"], version=2), contact=ELSEWHERE), "488 UPDATE"
        )
        assert refused["warning"].startswith("305 ")
        assert peer.configured() == before
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert bye.uri == "sip:peer@192.0.2.2:5080"
        call.respond(200, to=bye)

    def test_b3_13_a_body_that_is_no_sdp_is_415(self, peer: Peer) -> None:
        call = up(peer)
        refused = one(call.request("UPDATE", sdp="hello", headers=["Content-Type: text/plain"]), "415 UPDATE")
        assert refused["accept"] == "application/sdp"
        assert peer.engine.state(call.session) == "connected"

    def test_b4_11_our_hold_is_in_our_answer(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
        answer = one(call.request("UPDATE", sdp=audio(version=2)), "200 UPDATE")
        assert answer.direction == "sendonly"

    def test_b1_6_a_copy_gets_the_same_answer(self, peer: Peer) -> None:
        call = up(peer)
        branch = peer.branch()
        first = one(call.request("UPDATE", sdp=audio("sendonly", version=2), branch=branch), "200 UPDATE")
        again = one(
            call.request("UPDATE", sdp=audio("sendonly", version=2), branch=branch, cseq=call.cseq), "200 UPDATE"
        )
        assert again.data == first.data

    def test_b2_5_one_that_is_older_than_the_last_request_is_500(self, peer: Peer) -> None:
        call = up(peer)
        call.request("UPDATE", cseq=200)
        assert one(call.request("UPDATE", sdp=audio("sendonly"), cseq=199), "500 UPDATE")
        assert peer.engine.state(call.session) == "connected"

    def test_b2_12_one_that_requires_what_we_do_not_have_is_420(self, peer: Peer) -> None:
        call = up(peer)
        sent = call.request("UPDATE", sdp=audio("sendonly", version=2), headers=["Require: precondition"])
        assert one(sent, "420 UPDATE")["unsupported"] == "precondition"
        assert peer.engine.state(call.session) == "connected"


class TestGlare:
    def test_b3_13_an_offer_that_meets_ours_is_491(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        one(call.request("UPDATE", sdp=audio("sendonly", version=2)), "491 UPDATE")
        call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)
        assert (peer.configured().send, peer.configured().receive) == (True, False)

    def test_b3_13_without_an_offer_it_meets_nothing(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        one(call.request("UPDATE"), "200 UPDATE")
        call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.engine.state(call.session) == "on_hold"

    def test_b3_13_an_offer_while_the_one_before_is_unanswered_is_500(self, make_peer: Callable[..., Peer]) -> None:
        """RFC 3311 5.2: Retry-After of 0 to 10 s. Our application still decides about the re-INVITE."""
        peer = make_peer(ask_modifications=True)
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        assert [ask.question for ask in peer.asks()] == ["modify"]
        refused = one(call.request("UPDATE", sdp=audio("inactive", version=3)), "500 UPDATE")
        assert 0 <= int(refused["retry-after"]) <= 10
        peer.command("accept_modify", call.session)
        answer = peer.one("200 INVITE")
        assert answer.direction == "recvonly"
        call.ack(cseq=answer.cseq)

    def test_b3_13_retry_after_differs_from_one_to_the_next(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(ask_modifications=True)
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        waits = {one(call.request("UPDATE", sdp=audio()), "500 UPDATE")["retry-after"] for _ in range(20)}
        assert len(waits) > 3
        peer.command("decline_modify", call.session, status=488)
        call.ack_failure(peer.one("488 INVITE"))

    def test_b3_13_what_somebody_must_be_asked_about_is_504(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(ask_modifications=True)
        call = up(peer)
        one(call.request("UPDATE", sdp=audio("sendonly", version=2)), "504 UPDATE")
        assert not peer.asks()
        assert peer.engine.state(call.session) == "connected"
        one(call.request("UPDATE"), "200 UPDATE")

    def test_b3_8_a_hold_that_the_answer_to_an_update_fulfils_is_not_offered_again(self, peer: Peer) -> None:
        """The peer refused our re-INVITE because of its UPDATE, and our answer to that holds it."""
        call = up(peer)
        hold = peer.command("hold", call.session)
        call.respond(491, to=peer.one("INVITE"))
        answer = one(call.request("UPDATE", sdp=audio("sendrecv", version=2))[-1:], "200 UPDATE")
        assert answer.direction == "sendonly"
        peer.take()
        peer.advance(4)
        assert peer.labels() == []
        assert peer.outcome(hold) == ("done", None)
        assert peer.engine.state(call.session) == "on_hold"

    def test_b2_8_after_our_bye_there_is_no_session_to_change(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        one(call.request("UPDATE", sdp=audio("sendonly", version=2)), "481 UPDATE")
        one(call.request("UPDATE"), "481 UPDATE")
        call.respond(200, to=bye)


class TestEarly:
    def test_b3_13_an_offer_while_ours_is_unanswered_is_491(self, peer: Peer) -> None:
        """RFC 6337 3.2: nothing may be offered before the first offer is answered; a 183 only previews the answer."""
        call = peer.dialed()
        assert call.invite is not None
        call.engine_tag = call.invite.from_tag
        call.respond(183, sdp=audio())
        one(call.request("UPDATE", sdp=audio("sendonly", version=2)), "491 UPDATE")
        call.respond(200, sdp=audio())
        assert peer.outcome(call.dial) == ("done", 200)

    def test_b3_13_an_offer_before_we_answered_the_first_is_500(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("ring", call.session)
        call.engine_tag = peer.one("180 INVITE").to_tag
        invite = call.cseq
        refused = one(call.request("UPDATE", sdp=audio("sendonly", version=2)), "500 UPDATE")
        assert 0 <= int(refused["retry-after"]) <= 10
        peer.command("answer", call.session, source="silence")
        answer = peer.one("200 INVITE")
        assert answer.direction == "sendrecv"
        call.accept(answer, cseq=invite)

    def test_b2_3_without_an_offer_it_moves_the_target_and_starts_no_timer(self, peer: Peer) -> None:
        """RFC 4028 10: the session timer begins with the 2xx to the INVITE."""
        call = peer.calling()
        peer.command("ring", call.session)
        call.engine_tag = peer.one("180 INVITE").to_tag
        invite = call.cseq
        answer = one(call.request("UPDATE", contact=ELSEWHERE, headers=[TIMER]), "200 UPDATE")
        assert not answer.has("session-expires")
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"), cseq=invite)
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert bye.uri == "sip:peer@192.0.2.2:5090"
        call.respond(200, to=bye)

    def test_b2_2_the_2xx_of_the_invite_counts_over_it(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        call.engine_tag = call.invite.from_tag
        call.respond(180)
        one(call.request("UPDATE", contact=ELSEWHERE), "200 UPDATE")
        (ack,) = call.respond(200, sdp=audio())
        assert ack.uri == "sip:peer@192.0.2.2:5080"

    def test_b3_20_one_that_overtakes_the_ack(self, peer: Peer) -> None:
        """In moratorium the first exchange is settled by our 2xx, and its timer has begun."""
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.engine_tag, invite = ok.to_tag, call.cseq
        answer = one(call.request("UPDATE", sdp=audio("sendonly", version=2), headers=[TIMER]), "200 UPDATE")
        assert answer.direction == "recvonly"
        assert answer["session-expires"] == "1800;refresher=uac"
        call.ack(cseq=invite)
        assert peer.engine.state(call.session) == "on_hold"


class TestTimer:
    def test_b3_15_too_brief_an_interval_is_422_with_min_se(self, peer: Peer) -> None:
        call = up(peer)
        refused = one(call.request("UPDATE", headers=[TIMER, "Session-Expires: 60"]), "422 UPDATE")
        assert refused["min-se"] == "90"
        offered = call.request("UPDATE", sdp=audio("sendonly", version=2), headers=[TIMER, "Session-Expires: 60"])
        one(offered, "422 UPDATE")
        assert peer.engine.state(call.session) == "connected"

    def test_b3_15_an_update_restarts_the_timer(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        call.engine_tag = call.invite.from_tag
        call.respond(200, sdp=audio(), headers=["Session-Expires: 90;refresher=uas"])
        peer.take()
        for _ in range(4):
            peer.advance(59)
            answer = one(call.request("UPDATE", headers=[TIMER, "Session-Expires: 90;refresher=uac"]), "200 UPDATE")
            assert answer["session-expires"] == "90;refresher=uac"
            assert answer["require"] == "timer"
            peer.take()
        peer.advance(59.9)
        assert peer.labels() == []
        peer.advance(0.2)
        call.respond(200, to=peer.one("BYE"))

    def test_b3_15_an_update_moves_the_refresher_to_us(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        call.engine_tag = call.invite.from_tag
        call.respond(200, sdp=audio(), headers=["Session-Expires: 600;refresher=uas"])
        answer = one(call.request("UPDATE", headers=[TIMER, "Session-Expires: 600;refresher=uas"]), "200 UPDATE")
        assert answer["session-expires"] == "600;refresher=uas"
        assert not answer.has("require")
        peer.take()
        peer.advance(300)
        refresh = peer.one("INVITE")
        assert refresh["session-expires"] == "600;refresher=uac"
        call.respond(200, to=refresh, sdp=audio(), headers=["Session-Expires: 600;refresher=uac"])

    def test_b3_15_an_update_with_an_offer_restarts_it_too(self, peer: Peer) -> None:
        call = peer.calling(headers=[TIMER, "Session-Expires: 90"])
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"))
        peer.advance(59)
        sent = call.request("UPDATE", sdp=audio("sendonly", version=2), headers=[TIMER, "Session-Expires: 90"])
        assert one(sent, "200 UPDATE")["session-expires"] == "90;refresher=uac"
        peer.take()
        peer.advance(59)
        assert peer.labels() == []


class TestRestored:
    def test_b3_13_an_update_of_the_process_before_is_remembered(self, make_peer: Callable[..., Peer]) -> None:
        """What an UPDATE agreed is in the snapshot: the call goes on with it."""
        peer = make_peer(media=False)
        call = up(peer)
        one(call.request("UPDATE", sdp=audio("sendonly", version=2), contact=ELSEWHERE), "200 UPDATE")
        peer.restart(call.session)
        assert peer.engine.state(call.session) == "on_hold"
        answer = one(call.request("UPDATE", sdp=audio(version=3), contact=None), "200 UPDATE")
        assert answer.direction == "sendrecv"
        peer.take()
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert bye.uri == "sip:peer@192.0.2.2:5090"
        call.respond(200, to=bye)


def test_b3_13_the_answering_services_take_it(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(answering=AnsweringTable(default=AnsweringRule("echo", "echo")))
    call = peer.calling("echo")
    call.accept(next(seen for seen in peer.take() if seen.label == "200 INVITE"))
    assert one(call.request("UPDATE", sdp=audio("sendonly", version=2)), "200 UPDATE").direction == "recvonly"


@pytest.mark.parametrize("value", ["x", "-5", "99999999999999", ""])
def test_b3_15_a_broken_session_expires_breaks_nothing(peer: Peer, value: str) -> None:
    call = up(peer)
    one(call.request("UPDATE", headers=[TIMER, f"Session-Expires: {value}"]), "200 UPDATE")
