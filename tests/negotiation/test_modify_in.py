"""negotiation/modify_in: the peer's re-INVITE (RFC 3261 14.2, RFC 6141)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import Call, Peer, audio


def up(peer: Peer) -> Call:
    call = peer.answered()
    assert call.invite is not None
    call.engine_tag = call.invite.from_tag
    return call


class TestAnswered:
    def test_a_reinvite_is_answered_at_once(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio(version=2))
        ok = peer.one("200 INVITE")
        assert ok["contact"] == "<sip:192.0.2.1:5060>"
        assert ok.to_tag == call.engine_tag
        call.ack(cseq=ok.cseq)
        peer.advance(5)
        assert peer.labels() == []

    @pytest.mark.parametrize(
        ("offered", "answered", "send", "receive", "state"),
        [
            ("sendrecv", "sendrecv", True, True, "connected"),
            ("sendonly", "recvonly", False, True, "on_hold"),
            ("inactive", "inactive", False, False, "on_hold"),
        ],
    )
    def test_b4_6_the_answer_fits_the_direction_offered(
        self, peer: Peer, offered: str, answered: str, send: bool, receive: bool, state: str
    ) -> None:
        call = up(peer)
        call.reinvite(audio(offered, version=2))
        ok = peer.one("200 INVITE")
        assert ok.direction == answered
        call.ack(cseq=ok.cseq)
        assert (peer.configured().send, peer.configured().receive) == (send, receive)
        assert peer.engine.state(call.session) == state

    def test_b4_6_recvonly_is_answered_sendonly(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio("recvonly", version=2))
        ok = peer.one("200 INVITE")
        assert ok.direction == "sendonly"
        assert (peer.configured().send, peer.configured().receive) == (True, False)
        call.ack(cseq=ok.cseq)

    def test_b4_6_an_old_hold_by_a_null_address(self, peer: Peer) -> None:
        """RFC 3264 8.4: nothing is sent to 0.0.0.0."""
        call = up(peer)
        call.reinvite(audio(address="0.0.0.0", version=2))
        ok = peer.one("200 INVITE")
        assert ok.direction in ("recvonly", "inactive")
        assert not peer.configured().send
        assert peer.engine.state(call.session) == "on_hold"
        call.ack(cseq=ok.cseq)
        call.reinvite(audio(version=3))
        ok = peer.one("200 INVITE")
        assert ok.direction == "sendrecv"
        assert peer.configured().send
        call.ack(cseq=ok.cseq)
        assert peer.engine.state(call.session) == "connected"

    def test_b4_11_resuming_while_the_peer_holds_offers_what_we_want(self, peer: Peer) -> None:
        """RFC 6337 5.3: not the mirror of the peer's hold, or both would stay on hold for ever."""
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        call.ack(cseq=peer.one("200 INVITE").cseq)
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        assert invite.direction == "sendonly"
        call.respond(200, to=invite, sdp=audio("inactive", version=3))
        peer.take()
        resume = peer.command("resume", call.session)
        invite = peer.one("INVITE")
        assert invite.direction == "sendrecv"
        call.respond(200, to=invite, sdp=audio("sendonly", version=4))
        assert peer.outcome(resume) == ("done", None)
        assert peer.engine.state(call.session) == "on_hold"
        peer.take()
        call.reinvite(audio("sendrecv", version=5))
        ok = peer.one("200 INVITE")
        assert ok.direction == "sendrecv"
        call.ack(cseq=ok.cseq)
        assert peer.engine.state(call.session) == "connected"

    def test_b4_11_the_peer_resumes_while_we_hold(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
        peer.take()
        call.reinvite(audio("sendrecv", version=2))
        ok = peer.one("200 INVITE")
        assert ok.direction == "sendonly"
        call.ack(cseq=ok.cseq)
        assert peer.engine.state(call.session) == "on_hold"

    def test_b4_6_both_hold(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
        peer.take()
        call.reinvite(audio("sendonly", version=2))
        ok = peer.one("200 INVITE")
        assert ok.direction == "inactive"
        call.ack(cseq=ok.cseq)

    def test_b4_4_an_answer_that_changes_nothing_keeps_its_version(self, peer: Peer) -> None:
        call = peer.called()
        first = next(seen for seen in peer.log if seen.label == "200 INVITE")
        for version in (1, 2, 3):
            call.reinvite(audio(version=version))
            ok = peer.one("200 INVITE")
            assert ok.body == first.body
            call.ack(cseq=ok.cseq)
        call.reinvite(audio("sendonly", version=4))
        ok = peer.one("200 INVITE")
        assert ok.origin == (first.origin[0], first.origin[1] + 1)
        call.ack(cseq=ok.cseq)

    def test_b4_7_one_codec_of_the_offer_with_the_offers_number(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(
            audio(formats=["9 G722/8000", "8 PCMA/8000", "0 PCMU/8000", "97 telephone-event/8000"], version=2)
        )
        ok = peer.one("200 INVITE")
        assert ok.media[0].split()[3:] == ["8", "97"]
        call.ack(cseq=ok.cseq)
        configured = peer.configured()
        assert (configured.codec, configured.payload_type, configured.telephone_event) == ("PCMA", 8, 97)

    def test_the_media_address_moves(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio(address="198.51.100.44", port=44444, version=2))
        call.ack(cseq=peer.one("200 INVITE").cseq)
        assert peer.configured().remote == ("198.51.100.44", 44444)

    def test_the_ssrc_stays(self, peer: Peer) -> None:
        call = up(peer)
        before = peer.configured()
        call.reinvite(audio("sendonly", version=2))
        call.ack(cseq=peer.one("200 INVITE").cseq)
        assert (peer.configured().ssrc, peer.configured().stream) == (before.ssrc, before.stream)

    def test_without_an_offer_it_gets_a_full_offer_of_ours(self, peer: Peer) -> None:
        """RFC 3261 14.2, RFC 6337 5.2.5: every codec, and our wish of direction."""
        call = up(peer)
        call.reinvite(audio("sendonly", formats=["8 PCMA/8000"], version=2))
        call.ack(cseq=peer.one("200 INVITE").cseq)
        call.reinvite(None)
        ok = peer.one("200 INVITE")
        assert set(ok.media[0].split()[3:]) >= {"0", "8"}
        assert ok.direction == "sendrecv"
        call.ack(cseq=ok.cseq, sdp=audio("sendrecv", version=3))
        assert peer.engine.state(call.session) == "connected"


class TestRefused:
    @pytest.mark.parametrize(
        "sdp",
        [
            audio(formats=["9 G722/8000"]),
            "nonsense",
            "v=0\r\n" * 1000,
            audio().replace("RTP/AVP", "RTP/SAVP"),
        ],
        ids=["codec", "nonsense", "repeated", "secure"],
    )
    def test_b4_10_what_we_cannot_accept_is_488_and_the_call_goes_on(self, peer: Peer, sdp: str) -> None:
        call = up(peer)
        before = peer.configured()
        call.reinvite(sdp)
        (refused,) = peer.take()
        assert refused.status in (400, 488)
        if refused.status == 488:
            assert refused["warning"][:4] in ("302 ", "304 ", "305 ", "399 ")
        call.ack_failure(refused)
        assert peer.engine.state(call.session) == "connected"
        assert peer.configured() == before
        call.reinvite(audio(version=2))
        call.ack(cseq=peer.one("200 INVITE").cseq)

    def test_b4_10_no_warning_about_media_for_a_body_of_another_type(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite("hello", headers=["Content-Type: text/plain"])
        refused = peer.one("415 INVITE")
        assert refused["accept"] == "application/sdp"
        call.ack_failure(refused)
        assert peer.engine.state(call.session) == "connected"

    def test_b4_5_an_offer_that_drops_a_line_is_refused(self, peer: Peer) -> None:
        """RFC 3264 8: m-lines are never removed."""
        call = peer.called(sdp=audio(more=["m=video 40000 RTP/AVP 31"]))
        call.reinvite(audio(version=2))
        call.ack_failure(peer.one("488 INVITE"))
        assert peer.engine.state(call.session) == "connected"

    def test_b4_5_a_new_line_is_answered_in_its_place(self, peer: Peer) -> None:
        call = peer.called()
        call.reinvite(audio(version=2, more=["m=video 40000 RTP/AVP 31"]))
        ok = peer.one("200 INVITE")
        assert [line.split()[0] for line in ok.media] == ["audio", "video"]
        assert ok.media[1].split()[1] == "0"
        call.ack(cseq=ok.cseq)

    def test_b3_8_a_reinvite_that_crosses_ours_is_491(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        call.reinvite(audio("sendonly", version=2))
        crossed = peer.one("491 INVITE")
        call.ack_failure(crossed)
        assert peer.outcome(hold) is None
        call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)
        assert (peer.configured().send, peer.configured().receive) == (True, False)

    def test_b3_7_a_refused_reinvite_does_not_move_the_target(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio(formats=["9 G722/8000"]), contact="<sip:moved@192.0.2.66>")
        call.ack_failure(peer.one("488 INVITE"))
        peer.command("hang_up", call.session)
        assert peer.one("BYE").uri == "sip:peer@192.0.2.2:5080"


class TestAsked:
    @pytest.fixture
    def peer(self, make_peer: Callable[..., Peer]) -> Peer:
        return make_peer(ask_modifications=True)

    def test_the_application_accepts(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        (ask,) = peer.asks()
        assert (ask.session, ask.question) == (call.session, "modify")
        assert "a=sendonly" in ask.details["offer"]
        assert peer.labels() == []
        peer.advance(0.2)
        assert peer.labels() == ["100 INVITE"]
        accept = peer.command("accept_modify", call.session)
        ok = peer.one("200 INVITE")
        assert ok.direction == "recvonly"
        assert peer.outcome(accept) == ("done", None)
        call.ack(cseq=ok.cseq)

    def test_one_without_an_offer_is_asked_about_too(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(None)
        assert [ask.details for ask in peer.asks()] == [{"offer": ""}]
        peer.command("accept_modify", call.session)
        ok = peer.one("200 INVITE")
        assert ok.direction == "sendrecv"
        call.ack(cseq=ok.cseq, sdp=audio(version=2))

    @pytest.mark.parametrize("status", [488, 603, 403])
    def test_b3_7_the_application_declines(self, peer: Peer, status: int) -> None:
        call = up(peer)
        before = peer.configured()
        call.reinvite(audio("sendonly", version=2))
        decline = peer.command("decline_modify", call.session, status=status)
        call.ack_failure(peer.one(f"{status} INVITE"))
        assert peer.outcome(decline) == ("done", None)
        assert peer.configured() == before
        assert peer.engine.state(call.session) == "connected"

    @pytest.mark.parametrize("status", [0, 100, 200, 700, -5, "x", None])
    def test_a_status_that_declines_nothing_never_reaches_the_wire(self, peer: Peer, status: object) -> None:
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        peer.command("decline_modify", call.session, status=status)
        assert all(300 <= seen.status <= 699 for seen in peer.take())

    def test_the_application_does_not_decide(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        peer.advance(60)
        call.ack_failure(peer.take()[-1])
        assert peer.log[-1].label == "488 INVITE"
        assert peer.engine.state(call.session) == "connected"

    def test_b1_10_the_peer_cancels(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        call.request("CANCEL", cseq=call.cseq, branch=call.branch)
        answers = peer.take()
        assert sorted(seen.label for seen in answers) == ["200 CANCEL", "487 INVITE"]
        assert {seen.to_tag for seen in answers} == {call.engine_tag}
        call.ack_failure(answers[-1] if answers[-1].status == 487 else answers[0])
        accept = peer.command("accept_modify", call.session)
        assert peer.outcome(accept) == ("refused", 481)
        assert peer.engine.state(call.session) == "connected"

    def test_b3_9_a_second_one_before_the_first_is_answered_is_500(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        first = call.branch
        call.reinvite(audio("inactive", version=3))
        refused = peer.one("500 INVITE")
        assert refused.branch == call.branch
        assert 0 <= int(refused["retry-after"]) <= 10
        call.ack_failure(refused)
        peer.command("accept_modify", call.session)
        ok = peer.one("200 INVITE")
        assert (ok.branch, ok.direction) == (first, "recvonly")
        call.ack(cseq=ok.cseq)
        assert peer.engine.state(call.session) == "on_hold"

    def test_b3_4_a_bye_while_it_is_open(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        call.request("BYE")
        assert sorted(peer.labels()) == ["200 BYE", "487 INVITE"]

    def test_our_hang_up_while_it_is_open(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        peer.command("hang_up", call.session)
        bye, refused = sorted(peer.take(), key=lambda seen: seen.status)
        assert bye.method == "BYE"
        assert refused.status >= 400
        call.respond(200, to=bye)


class TestOverlap:
    def test_an_ack_of_the_reinvite_before_does_not_count(self, peer: Peer) -> None:
        """The ACK of the second 2xx is still due; our own offer waits for it."""
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        first = peer.one("200 INVITE")
        call.reinvite(audio("sendrecv", version=3))
        second = peer.one("200 INVITE")
        call.ack(cseq=first.cseq)
        hold = peer.command("hold", call.session)
        assert peer.labels() == []
        call.ack(cseq=second.cseq)
        invite = peer.one("INVITE")
        call.respond(200, to=invite, sdp=audio("recvonly", version=4))
        assert peer.outcome(hold) == ("done", None)


@pytest.mark.parametrize("action", ["make_answer", "ask"])
def test_an_action_that_raises_refuses_the_reinvite(
    make_peer: Callable[..., Peer], monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    from sessioncore.actions.negotiation import modify_in

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    peer = make_peer(ask_modifications=action == "ask")
    call = up(peer)
    first = call.reinvite(audio(version=2))
    if action != "ask":
        call.ack(cseq=first[-1].cseq)
    else:
        peer.command("accept_modify", call.session)
        call.ack(cseq=peer.take()[-1].cseq)
    peer.take()
    monkeypatch.setattr(modify_in.Actions, action, broken)
    peer.expected_failures = 1
    call.reinvite(audio("sendonly", version=3))
    answer = peer.take()[-1]
    assert answer.label == "500 INVITE"
    assert answer.branch == call.branch
    call.ack_failure(answer)
    monkeypatch.undo()
    # The answer was made when its sending failed, so media may follow the offer; the call goes on in any case.
    assert peer.engine.state(call.session) in ("connected", "on_hold")


class TestUnacknowledged:
    def test_b3_9_a_reinvite_while_our_offer_in_a_2xx_waits_for_its_answer(self, peer: Peer) -> None:
        """RFC 3264 4: no new offer before the answer to ours, which the ACK carries: 491."""
        call = up(peer)
        call.reinvite(None)
        ok = peer.one("200 INVITE")
        call.reinvite(audio("sendonly", version=2))
        call.ack_failure(peer.one("491 INVITE"))
        call.ack(cseq=ok.cseq, sdp=audio(version=2))
        assert peer.engine.state(call.session) == "connected"

    def test_b3_15_a_brief_interval_is_refused_there_too(self, peer: Peer) -> None:
        call = up(peer)
        call.reinvite(audio(version=2))
        ok = peer.one("200 INVITE")
        call.reinvite(audio(version=3), headers=["Session-Expires: 30", "Supported: timer"])
        refused = peer.one("422 INVITE")
        assert int(refused["min-se"]) >= 90
        call.ack_failure(refused)
        call.ack(cseq=ok.cseq)

    def test_b3_7_one_without_an_offer_is_declined(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(ask_modifications=True)
        call = up(peer)
        call.reinvite(None)
        peer.command("decline_modify", call.session, status=488)
        call.ack_failure(peer.one("488 INVITE"))
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.engine.state(call.session) == "on_hold"

    def test_a_2xx_that_was_built_and_cannot_be_handed_on(self, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
        from sessioncore.actions.negotiation import modify_in

        call = up(peer)

        def broken(*_: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(modify_in.Actions, "payload_accepted", broken)
        peer.expected_failures = 1
        call.reinvite(audio(version=2))
        monkeypatch.undo()
        call.reinvite(audio(version=3))
        ok = [seen for seen in peer.take() if seen.label == "200 INVITE"]
        assert len(ok) <= 1
        for answer in ok:
            call.ack(cseq=answer.cseq)
        call.request("BYE")
