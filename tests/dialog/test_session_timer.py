"""dialog/session_timer: who refreshes a session, when, and what happens when nobody does (RFC 4028)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.handlers.limits import Limits
from tests.support.peer import Peer, Seen, audio

TIMER = "Supported: timer"


class TestCalling:
    def test_b3_15_the_invite_asks_for_a_session_timer(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        assert call.invite["session-expires"] == "1800"
        assert "timer" in call.invite["supported"].split(", ")
        call.respond(486)

    def test_b3_15_no_session_expires_in_the_2xx_no_timer(self, peer: Peer) -> None:
        peer.answered()
        peer.advance(9000)
        assert peer.labels() == []

    def test_b3_15_as_refresher_we_refresh_at_half_the_interval(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(limits=Limits(session_expires=600))
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=["Require: timer", "Session-Expires: 600;refresher=uac"])
        peer.take()
        for _ in range(3):
            peer.advance(299.9)
            assert peer.labels() == []
            peer.advance(0.1)
            refresh = peer.one("INVITE")
            assert refresh["session-expires"] == "600;refresher=uac"
            refreshed(call, refresh)
            assert peer.labels() == ["ACK"]

    def test_b3_16_a_refresh_keeps_the_o_line(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        call.respond(200, sdp=audio(), headers=["Session-Expires: 1800;refresher=uac"])
        peer.take()
        peer.advance(900)
        refresh = peer.one("INVITE")
        assert refresh.origin == call.invite.origin
        assert refresh.direction == "sendrecv"
        refreshed(call, refresh)

    def test_b3_15_the_peer_refreshes_and_restarts_the_timer(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=["Session-Expires: 90;refresher=uas"])
        peer.take()
        for _ in range(4):
            peer.advance(45)
            (answer,) = call.reinvite(audio(), headers=[TIMER, "Session-Expires: 90;refresher=uac"])
            assert answer.label == "200 INVITE"
            assert answer["session-expires"] == "90;refresher=uac"
            assert answer["require"] == "timer"
            call.ack()
        assert peer.engine.state(call.session) == "connected"

    def test_b3_15_without_a_refresh_bye_before_the_end(self, peer: Peer) -> None:
        """RFC 4028 10: at the interval less min(32 s, a third of it)."""
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=["Session-Expires: 90;refresher=uas"])
        peer.take()
        peer.advance(59.9)
        assert peer.labels() == []
        peer.advance(0.2)
        bye = peer.one("BYE")
        assert bye.at == pytest.approx(60.0)
        call.respond(200, to=bye)
        assert peer.engine.state(call.session) is None

    def test_b3_15_a_long_interval_ends_32_s_early(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=["Session-Expires: 600;refresher=uas"])
        peer.take()
        peer.advance(567.9)
        assert peer.labels() == []
        peer.advance(0.2)
        call.respond(200, to=peer.one("BYE"))

    def test_b3_15_a_refresher_whom_nobody_answers_hangs_up(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=["Session-Expires: 90;refresher=uac"])
        peer.take()
        peer.advance(46)
        assert peer.labels()[0] == "INVITE"
        peer.advance(100)
        assert "BYE" in peer.labels()

    def test_b2_8_a_refresh_that_finds_no_dialog_ends_the_session(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=["Session-Expires: 90;refresher=uac"])
        peer.take()
        peer.advance(45)
        call.respond(481, to=peer.one("INVITE"))
        assert peer.labels() == ["ACK", "BYE"]

    def test_b3_15_422_is_tried_again_with_the_longer_interval(self, peer: Peer) -> None:
        call = peer.dialed()
        first = call.invite
        assert first is not None
        call.respond(422, headers=["Min-SE: 3600"])
        again = peer.one("INVITE")
        assert again["session-expires"] == "3600"
        assert again["min-se"] == "3600"
        assert (again["call-id"], again.from_tag) == (first["call-id"], first.from_tag)
        assert again.cseq == first.cseq + 1
        assert again.branch != first.branch
        assert again.body == first.body
        call.respond(200, to=again, sdp=audio(), headers=["Session-Expires: 3600;refresher=uac"])
        assert peer.one("ACK").cseq == again.cseq
        assert peer.outcome(call.dial) == ("done", 200)

    def test_b3_15_a_second_422_with_the_same_interval_is_final(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(422, headers=["Min-SE: 3600"])
        call.respond(422, to=peer.one("INVITE"), headers=["Min-SE: 3600"])
        assert peer.labels() == ["ACK"]
        assert peer.outcome(call.dial) == ("failed", 422)

    @pytest.mark.parametrize("value", ["", "x", "-5", "99999999999999", "1800;refresher=nobody", "0"])
    def test_a_broken_session_expires_breaks_nothing(self, peer: Peer, value: str) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=[f"Session-Expires: {value}"])
        assert peer.labels()[0] == "ACK"
        assert peer.outcome(call.dial) == ("done", 200)


class TestCalled:
    def test_b3_15_a_caller_that_knows_timers_refreshes(self, peer: Peer) -> None:
        call = peer.calling(headers=[TIMER, "Session-Expires: 600"])
        peer.command("answer", call.session, source="silence")
        answer = peer.one("200 INVITE")
        assert answer["session-expires"] == "600;refresher=uac"
        assert answer["require"] == "timer"
        call.accept(answer)
        peer.advance(567.9)
        assert peer.labels() == []
        peer.advance(0.2)
        call.respond(200, to=peer.one("BYE"))

    def test_b3_15_for_a_caller_that_does_not_we_refresh(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(limits=Limits(session_expires=600))
        call = peer.called()
        peer.advance(300)
        refresh = peer.one("INVITE")
        assert refresh["session-expires"] == "600;refresher=uac"
        refreshed(call, refresh)
        assert peer.labels() == ["ACK"]

    def test_b3_15_the_caller_may_choose_us_as_refresher(self, peer: Peer) -> None:
        call = peer.calling(headers=[TIMER, "Session-Expires: 600;refresher=uas"])
        peer.command("answer", call.session, source="silence")
        answer = peer.one("200 INVITE")
        assert answer["session-expires"] == "600;refresher=uas"
        call.accept(answer)
        peer.advance(300)
        refreshed(call, peer.one("INVITE"))

    def test_b3_15_too_brief_an_interval_gets_422_with_min_se(self, peer: Peer) -> None:
        call = peer.calling(headers=[TIMER, "Session-Expires: 30"])
        refusal = peer.one("422 INVITE")
        assert refusal["min-se"] == "90"
        call.ack_failure(refusal)
        assert peer.engine.session_count == 0

    def test_b3_15_from_a_caller_that_would_not_understand_422_it_is_raised(self, peer: Peer) -> None:
        call = peer.calling(headers=["Session-Expires: 30"])
        peer.command("answer", call.session, source="silence")
        answer = peer.one("200 INVITE")
        assert answer["session-expires"] == "90;refresher=uas"
        call.accept(answer)

    def test_b3_15_a_reinvite_with_too_brief_an_interval_gets_422_and_changes_nothing(self, peer: Peer) -> None:
        call = peer.called()
        (refusal,) = call.reinvite(audio("sendonly"), headers=[TIMER, "Session-Expires: 30"])
        assert refusal.label == "422 INVITE"
        assert refusal["min-se"] == "90"
        call.ack_failure(refusal)
        assert peer.engine.state(call.session) == "connected"

    @pytest.mark.parametrize("acknowledged", [True, False])
    def test_b3_15_a_session_that_runs_out_before_its_ack_ends_when_it_may(
        self, make_peer: Callable[..., Peer], acknowledged: bool
    ) -> None:
        """With T1 = 5 s the ACK may take 320 s; the callee says BYE after it, or after its time-out (RFC 3261 15)."""
        peer = make_peer(limits=Limits(T1=5))
        call = peer.calling(headers=[TIMER, "Session-Expires: 90"])
        peer.command("answer", call.session, source="silence")
        answer = peer.one("200 INVITE")
        peer.advance(100)
        assert set(peer.labels()) == {"200 INVITE"}
        if acknowledged:
            (bye,) = call.accept(answer)
        else:
            peer.advance(220)
            bye = peer.one("BYE")
        assert bye.label == "BYE"
        call.engine_tag = answer.to_tag
        call.respond(200, to=bye)
        assert peer.engine.state(call.session) is None

    def test_b3_15_the_role_of_the_refresher_may_move(self, peer: Peer) -> None:
        call = peer.calling(headers=[TIMER, "Session-Expires: 600;refresher=uas"])
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"))
        (answer,) = call.reinvite(audio(), headers=[TIMER, "Session-Expires: 600;refresher=uac"])
        assert answer["session-expires"] == "600;refresher=uac"
        call.ack()
        peer.take()
        peer.advance(400)
        assert peer.labels() == [], "the peer refreshes now"


def refreshed(call: object, refresh: Seen) -> None:
    """The peer takes a refresh: same interval, same refresher."""
    interval, _, refresher = refresh["session-expires"].partition(";refresher=")
    call.respond(200, to=refresh, sdp=audio(), headers=[f"Session-Expires: {interval};refresher={refresher}"])  # type: ignore[attr-defined]
