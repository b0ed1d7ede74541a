"""setup/incoming: the peer's INVITE from its arrival to our final answer (RFC 3261 13.3, 9.2, 15)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.base.media import CloseStream, OpenStream
from sessioncore.core.answering import CHARTS, AnsweringRule, AnsweringTable
from sessioncore.events import CallFailed, IncomingCall
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Tick
from tests.support.peer import ENGINE, PEER, SERVICES, NoPorts, Peer, audio

TWO_XX = [0.0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]
"""T1 doubling up to T2 (RFC 3261 13.3.1.4)."""


class TestDeciding:
    def test_the_application_is_asked_once(self, peer: Peer) -> None:
        call = peer.calling()
        (ask,) = peer.asks()
        assert (ask.session, ask.question) == (call.session, "incoming")
        assert ask.details == {
            "caller": f"sip:peer@{PEER[0]}",
            "called": f"sip:app@{ENGINE[0]}:{ENGINE[1]}",
            "call_id": call.call_id,
        }
        (event,) = peer.published(IncomingCall)
        assert (event.session, event.call_id) == (call.session, call.call_id)
        assert peer.states() == ["ringing"]

    def test_b1_5_100_within_200_ms_and_180_when_told(self, peer: Peer) -> None:
        call = peer.calling()
        assert peer.labels() == []
        peer.advance(0.2)
        trying = peer.one("100 INVITE")
        assert trying.to_tag == ""
        ring = peer.command("ring", call.session)
        ringing = peer.one("180 INVITE")
        assert ringing.to_tag
        assert ringing["contact"] == f"<sip:{ENGINE[0]}:{ENGINE[1]}>"
        assert peer.outcome(ring) == ("done", None)

    def test_b1_5_no_100_after_a_180(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("ring", call.session)
        peer.advance(1)
        assert peer.labels() == ["180 INVITE"]

    def test_the_response_goes_where_the_request_came_from(self, peer: Peer) -> None:
        """RFC 3581 4: received and rport are filled in, and the response goes there."""
        call = peer.calling(source=("198.51.100.7", 40000))
        peer.command("decline", call.session, status=486)
        busy = peer.one("486 INVITE")
        assert busy.remote == ("198.51.100.7", 40000)
        assert ";received=198.51.100.7" in busy["via"]
        assert ";rport=40000" in busy["via"]

    def test_every_response_has_one_to_tag(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("ring", call.session)
        peer.command("decline", call.session, status=603)
        ringing, declined = peer.take()
        assert ringing.to_tag == declined.to_tag
        assert len(ringing.to_tag) >= 8

    @pytest.mark.parametrize(("asked", "sent"), [(486, 486), (603, 603), (300, 300), (699, 699)])
    def test_decline(self, peer: Peer, asked: int, sent: int) -> None:
        call = peer.calling()
        decline = peer.command("decline", call.session, status=asked)
        answer = peer.one(f"{sent} INVITE")
        assert peer.outcome(decline) == ("done", None)
        call.ack_failure(answer)
        peer.advance(40)
        assert peer.times(f"{sent} INVITE") == [0.0]
        assert peer.engine.session_count == 0

    @pytest.mark.parametrize("status", [0, 100, 200, 299, 700, -1, "486", None])
    def test_decline_with_a_status_that_declines_nothing(self, peer: Peer, status: object) -> None:
        call = peer.calling()
        decline = peer.command("decline", call.session, status=status)
        outcome = peer.outcome(decline)
        assert outcome is not None
        sent = [seen.status for seen in peer.take()]
        assert (outcome[0], sent) == ("refused", []) or (outcome[0] == "done" and 300 <= sent[0] <= 699)

    def test_hang_up_before_an_answer_declines(self, peer: Peer) -> None:
        call = peer.calling()
        hang_up = peer.command("hang_up", call.session)
        (answer,) = peer.take()
        assert 400 <= answer.status <= 699
        assert peer.outcome(hang_up) == ("done", None)

    def test_b3_10_nobody_decides(self, peer: Peer) -> None:
        call = peer.calling()
        peer.advance(59.9)
        assert peer.labels() == ["100 INVITE"]
        peer.advance(0.1)
        assert peer.labels() == ["480 INVITE"]
        assert [event.status for event in peer.published(CallFailed)] == [480]
        assert call.session not in peer.engine.sessions()

    def test_b3_10_the_invite_expires_while_it_rings(self, peer: Peer) -> None:
        call = peer.calling(headers=["Expires: 30"])
        peer.command("ring", call.session)
        peer.take()
        peer.advance(29.9)
        assert peer.labels() == []
        peer.advance(0.1)
        assert peer.labels() == ["487 INVITE"]
        assert peer.states()[-1] == "failed"

    def test_b3_10_an_answered_invite_does_not_expire(self, peer: Peer) -> None:
        call = peer.called(headers=["Expires: 30"])
        peer.advance(100)
        assert peer.labels() == []
        assert peer.engine.state(call.session) == "connected"

    def test_b3_10_expires_and_decision_at_the_same_moment(self, peer: Peer) -> None:
        """Both timers are due in one tick, and the first ends the leg."""
        peer.calling(headers=["Expires: 60"])
        peer.take()
        peer.advance(60)
        assert peer.labels()[1:] == ["487 INVITE"]
        assert peer.engine.session_count == 0

    @pytest.mark.parametrize("expires", ["0", "1"])
    def test_b3_10_an_invite_that_expires_at_once(self, peer: Peer, expires: str) -> None:
        peer.calling(headers=[f"Expires: {expires}"])
        peer.advance(2)
        assert peer.labels()[-3:].count("487 INVITE") >= 1
        assert peer.engine.session_count == 0

    def test_b3_10_ringing_has_a_bound_of_ours_too(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(limits=Limits(no_answer=20))
        call = peer.calling(headers=["Expires: 4000000000"])
        peer.command("ring", call.session)
        peer.advance(20)
        assert peer.labels()[-1] == "487 INVITE"


class TestCancelled:
    def test_b1_10_cancel_gets_200_and_the_invite_487(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("ring", call.session)
        ringing = peer.one("180 INVITE")
        call.cancel()
        answer, terminated = sorted(peer.take(), key=lambda seen: seen.status)
        assert (answer.label, terminated.label) == ("200 CANCEL", "487 INVITE")
        # RFC 3261 9.2: the To tag of both SHOULD be the same.
        assert answer.to_tag == terminated.to_tag == ringing.to_tag
        call.ack_failure(terminated)
        assert peer.states()[-1] == "terminated"
        assert peer.engine.session_count == 0

    def test_b1_10_both_have_one_tag_when_nothing_was_sent_before(self, peer: Peer) -> None:
        call = peer.calling()
        call.cancel()
        answer, terminated = sorted(peer.take(), key=lambda seen: seen.status)
        assert (answer.label, terminated.label) == ("200 CANCEL", "487 INVITE")
        assert answer.to_tag == terminated.to_tag

    def test_b1_10_a_copy_of_the_cancel_is_answered_again(self, peer: Peer) -> None:
        call = peer.calling()
        call.cancel()
        first = peer.one("200 CANCEL")
        call.cancel()
        again = peer.one("200 CANCEL")
        assert again.data == first.data

    def test_b1_10_a_cancel_after_the_2xx_is_answered_and_changes_nothing(self, peer: Peer) -> None:
        call = peer.calling()
        answer = peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.cancel()
        call.cancel()
        assert peer.labels() == ["200 CANCEL"] * 2
        call.accept(ok)
        assert peer.outcome(answer) == ("done", 200)
        assert peer.engine.state(call.session) == "connected"

    def test_b1_10_a_cancel_after_the_call_is_gone(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("decline", call.session, status=486)
        peer.take()
        assert peer.engine.session_count == 0
        call.cancel()
        assert peer.labels() == ["200 CANCEL"]

    def test_b3_4_a_bye_while_the_invite_is_pending(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("ring", call.session)
        call.engine_tag = peer.one("180 INVITE").to_tag
        call.request("BYE")
        assert sorted(peer.labels()) == ["200 BYE", "487 INVITE"]
        assert peer.states()[-1] == "terminated"


class TestAnswered:
    def test_b3_1_the_2xx_is_repeated_until_its_ack(self, peer: Peer) -> None:
        call = peer.calling()
        answer = peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        peer.advance(5)
        assert peer.times("200 INVITE") == TWO_XX[:4]
        assert {seen.data for seen in peer.take()} == {ok.data}
        assert peer.outcome(answer) is None
        call.accept(ok)
        assert peer.outcome(answer) == ("done", 200)
        peer.advance(100)
        assert peer.labels() == []

    def test_b3_1_no_ack_for_64_t1_is_the_end(self, peer: Peer) -> None:
        call = peer.calling()
        answer = peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        peer.advance(31.99)
        assert peer.times("200 INVITE") == TWO_XX
        assert peer.outcome(answer) is None
        peer.take()
        peer.advance(0.01)
        bye = peer.one("BYE")
        assert (bye.at, bye.to_tag, bye.from_tag) == (32.0, "peer-tag", ok.to_tag)
        outcome = peer.outcome(answer)
        assert outcome is not None
        assert outcome[0] == "failed"
        call.respond(200, to=bye)
        assert peer.engine.state(call.session) in (None, "terminated")
        assert "connected" not in peer.states()

    def test_b1_4_a_copy_of_the_invite_after_the_2xx_makes_no_second_call(self, peer: Peer) -> None:
        call = peer.called()
        sessions = peer.engine.session_count
        call.engine_tag, tag = "", call.engine_tag
        call.send_invite(audio(), branch=call.branch)
        call.engine_tag = tag
        assert peer.labels() == []
        assert peer.engine.session_count == sessions

    def test_b3_3_hang_up_before_the_ack_waits_for_it(self, peer: Peer) -> None:
        call = peer.calling()
        answer = peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        hang_up = peer.command("hang_up", call.session)
        assert peer.labels() == []
        call.accept(ok)
        bye = peer.one("BYE")
        assert peer.outcome(answer) == ("done", 200)
        assert peer.outcome(hang_up) is None
        call.respond(200, to=bye)
        assert peer.outcome(hang_up) == ("done", None)

    def test_b3_3_hang_up_and_never_an_ack(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        hang_up = peer.command("hang_up", call.session)
        peer.advance(31.9)
        assert "BYE" not in peer.labels()
        peer.advance(0.1)
        call.respond(200, to=peer.one("BYE"))
        assert peer.outcome(hang_up) == ("done", None)

    def test_the_peers_bye_ends_the_call(self, peer: Peer) -> None:
        call = peer.called()
        call.request("BYE")
        assert peer.labels() == ["200 BYE"]
        assert peer.engine.state(call.session) in (None, "terminated")
        assert peer.states() == ["ringing", "connected", "terminated"]

    def test_a_bye_before_the_ack(self, peer: Peer) -> None:
        """RFC 5407 3.1: the ACK was lost or overtaken; the session ends, and the late ACK does no harm."""
        call = peer.calling()
        answer = peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.engine_tag = ok.to_tag
        call.request("BYE")
        assert peer.labels() == ["200 BYE"]
        call.ack(cseq=100)
        assert peer.labels() == []
        outcome = peer.outcome(answer)
        assert outcome is not None
        assert outcome[0] in ("done", "failed")

    def test_the_2xx_has_what_a_dialog_needs(self, peer: Peer) -> None:
        routes = ["<sip:198.51.100.1;lr>", "<sip:198.51.100.2;lr>"]
        call = peer.calling(headers=[f"Record-Route: {route}" for route in routes])
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        assert ok["contact"] == f"<sip:{ENGINE[0]}:{ENGINE[1]}>"
        assert ok.all("record-route") == routes
        assert ok["from"] == f"{call.uri};tag=peer-tag"
        assert ok["call-id"] == call.call_id
        assert ok["cseq"] == "100 INVITE"
        assert "REFER" not in ok["allow"]
        call.accept(ok)


class TestOffers:
    def test_an_invite_without_an_offer_gets_ours_in_the_2xx(self, peer: Peer) -> None:
        """RFC 3261 13.2.1: then the ACK carries the answer."""
        call = peer.calling(sdp=None)
        answer = peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        assert ok.media == [f"audio {ok.media[0].split()[1]} RTP/AVP 0 8 101"]
        call.accept(ok, sdp=audio())
        assert peer.outcome(answer) == ("done", 200)
        assert peer.configured().send

    def test_b4_10_no_codec_in_common(self, peer: Peer) -> None:
        peer.calling(sdp=audio(formats=["9 G722/8000"]))
        refused = peer.one("488 INVITE")
        assert refused["warning"].startswith("305 ")
        assert peer.asks() == []

    def test_a_body_that_is_no_sdp(self, peer: Peer) -> None:
        """RFC 3261 8.2.3 and 21.4.13: 415, with the types that would do."""
        peer.calling(sdp="hello", headers=["Content-Type: text/plain"])
        refused = peer.one("415 INVITE")
        assert refused["accept"] == "application/sdp"

    @pytest.mark.parametrize(
        "sdp",
        [
            "v=0",
            "nonsense",
            "v=0\r\no=- 1 1 IN IP4\r\n",
            "\r\n\r\n",
            "v=0\r\n" * 2000,
            audio() + "m=audio 1 RTP/AVP 0\r\n" * 500,
            audio(port=0),
            audio(port=99999),
            audio(address="not-an-address"),
            audio(formats=[]),
            audio(more=["a=" + "x" * 5000]),
            audio(more=["m=video", "m=", "c=", "o="]),
            "v=0\r\no=- 1 1 IN IP4 192.0.2.2\r\ns=-\r\nc=IN IP4 192.0.2.2\r\nt=0 0\r\n",
        ],
        ids=lambda text: str(len(text)),
    )
    @pytest.mark.parametrize("user", ["app", "echo"])
    def test_malformed_descriptions_never_break(self, make_peer: Callable[..., Peer], sdp: str, user: str) -> None:
        peer = make_peer(answering=SERVICES if user == "echo" else None)
        call = peer.calling(user, sdp=sdp)
        final = [seen for seen in peer.take() if seen.status >= 200]
        if call.session in peer.engine.sessions() and user == "app":
            assert final == []
            peer.command("answer", call.session, source="silence")
            final = [seen for seen in peer.take() if seen.status >= 200]
        (answer,) = final
        assert answer.status in (200, 400, 488)
        if answer.status == 200:
            assert len(answer.media) == sdp.count("m=")

    @pytest.mark.parametrize(
        "header",
        [
            "Contact: nonsense",
            "Contact: <sip:>",
            "Contact: <sip:a@b:99999999>",
            "Record-Route: nonsense",
            "Record-Route: <sip:[::1;lr>",
            "Expires: soon",
            "Expires: -5",
            "Max-Forwards: many",
        ],
    )
    def test_a_broken_header_is_answered_400(self, peer: Peer, header: str) -> None:
        name = header.split(":")[0]
        call = peer.calling(headers=[header], contact=None)
        if name == "Max-Forwards":
            assert [seen.status for seen in peer.take()] == [400]
        else:
            refused = peer.one("400 INVITE")
            assert refused.to_tag
        assert call.session == ""
        assert peer.engine.session_count == 0

    def test_no_contact_is_answered_by_its_from(self, peer: Peer) -> None:
        """RFC 3261 8.1.1.8 demands a Contact; without one the caller's own URI is all there is."""
        call = peer.called(contact=None)
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert bye.uri == f"sip:peer@{PEER[0]}"
        call.respond(200, to=bye)


class TestFailingActions:
    def test_no_port_is_left(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(ports=NoPorts())
        peer.expected_failures = 1
        call = peer.calling()
        answer = peer.command("answer", call.session, source="silence")
        refused = peer.one("503 INVITE")
        assert (bool(refused.to_tag), refused["retry-after"]) == (True, "5")
        assert peer.outcome(answer) == ("failed", None)
        assert peer.engine.session_count == 0
        assert peer.media() == []

    def test_no_port_is_left_for_an_answering_chart(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(ports=NoPorts(), answering=SERVICES)
        peer.expected_failures = 1
        peer.calling("echo")
        assert peer.labels() == ["180 INVITE", "503 INVITE"]
        assert peer.engine.session_count == 0

    def test_no_port_is_left_for_early_media(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(ports=NoPorts())
        peer.expected_failures = 1
        call = peer.calling()
        peer.command("progress", call.session, source="silence")
        assert peer.one("503 INVITE")["retry-after"] == "5"
        assert peer.engine.session_count == 0

    @pytest.mark.parametrize("action", ["make_answer", "open_media", "ask"])
    def test_an_action_that_raises_ends_the_call_with_500(
        self, peer: Peer, monkeypatch: pytest.MonkeyPatch, action: str
    ) -> None:
        from sessioncore.actions.setup import incoming

        def broken(*_: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(incoming.Actions, action, broken)
        peer.expected_failures = 1
        call = peer.calling()
        if call.session in peer.engine.sessions():
            answer = peer.command("answer", call.session, source="silence")
            outcome = peer.outcome(answer)
            assert outcome is not None
            assert outcome[0] == "failed"
        final = [seen.label for seen in peer.take() if seen.status >= 200]
        assert final == ["500 INVITE"]
        peer.run_out()
        assert peer.engine.session_count == 0

    def test_the_media_port_is_opened_and_closed_once(self, peer: Peer) -> None:
        call = peer.called()
        call.request("BYE")
        assert [type(command) for command in peer.media() if type(command) in (OpenStream, CloseStream)] == [
            OpenStream,
            CloseStream,
        ]


@pytest.mark.parametrize("chart", CHARTS)
def test_b4_10_whoever_answers_is_over_when_the_offer_is_refused(make_peer: Callable[..., Peer], chart: str) -> None:
    peer = make_peer(answering=AnsweringTable({}, AnsweringRule(chart)))
    peer.calling("anybody", sdp=audio(formats=["9 G722/8000"]))
    (refused,) = [seen for seen in peer.take() if seen.status >= 300]
    assert 300 <= refused.status <= 699
    assert peer.engine.session_count == 0


@pytest.mark.parametrize("told", ["told_to_ring", "told_to_hang_up"])
def test_a_chart_of_the_users_own_may_tell_more(peer: Peer, told: str) -> None:
    """No shipped answering chart rings twice or hangs up before it answers; the leg takes it all the same."""
    from sessioncore.handlers.setup import incoming

    call = peer.calling()
    peer.command("ring", call.session)
    peer.take()
    cell = peer.engine.cells[call.session]
    cell.handle(cell.leg.setup.dispatch, getattr(incoming, told.upper()), "test")
    peer.feed(Tick())
    (seen,) = peer.take()
    assert seen.status == 180 if told == "told_to_ring" else seen.status >= 400
