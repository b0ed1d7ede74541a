"""dialog/invite_usage: the session inside one dialog, and the races that RFC 5407 names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import Call, Peer, audio


def our_tag(call: Call) -> str:
    assert call.invite is not None
    return call.invite.from_tag


class TestAck:
    def test_b1_2_the_ack_of_a_2xx_has_a_branch_of_its_own(self, peer: Peer) -> None:
        call = peer.dialed()
        (ack,) = call.respond(200, sdp=audio())
        assert call.invite is not None
        assert ack.branch not in ("", call.invite.branch)
        assert ack.branch.startswith("z9hG4bK")
        assert (ack.cseq, ack["from"], ack.to_tag) == (1, call.invite["from"], "peer-tag")
        assert ack.body == ""

    def test_b3_2_each_copy_of_the_2xx_gets_the_same_ack(self, peer: Peer) -> None:
        call = peer.dialed()
        (ack,) = call.respond(200, sdp=audio())
        for _ in range(3):
            peer.advance(1)
            (again,) = call.respond(200, sdp=audio())
            assert (again.data, again.remote) == (ack.data, ack.remote)
        assert peer.outcome(call.dial) == ("done", 200)
        assert peer.states().count("connected") == 1

    def test_b3_2_also_while_our_bye_is_open_and_after_it(self, peer: Peer) -> None:
        call = peer.dialed()
        (ack,) = call.respond(200, sdp=audio())
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        (again,) = call.respond(200, sdp=audio())
        assert again.data == ack.data
        call.respond(200, to=bye)
        (again,) = call.respond(200, sdp=audio())
        assert again.data == ack.data

    def test_b1_4_a_2xx_64_t1_later_is_dropped(self, peer: Peer) -> None:
        call = peer.answered()
        peer.advance(32)
        assert call.respond(200, sdp=audio()) == []


class TestNamedRaces:
    """One test for each race of RFC 5407 that the INVITE usage meets."""

    def test_rfc5407_3_1_1_initial_invite_retransmission_in_moratorium(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.send_invite(audio(), branch=call.branch)
        assert peer.labels() == []
        call.accept(ok)
        assert peer.engine.state(call.session) == "connected"

    def test_rfc5407_3_1_2_cancel_in_moratorium(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.cancel()
        assert peer.labels() == ["200 CANCEL"]
        call.accept(ok)
        call.request("BYE")
        assert peer.labels() == ["200 BYE"]

    def test_rfc5407_3_1_3_bye_in_early(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("ring", call.session)
        call.engine_tag = peer.one("180 INVITE").to_tag
        call.request("BYE")
        bye, invite = sorted(peer.take(), key=lambda seen: seen.status)
        assert (bye.label, invite.label) == ("200 BYE", "487 INVITE")

    def test_rfc5407_3_1_4_reinvite_in_moratorium(self, peer: Peer) -> None:
        """The ACK is overtaken by a re-INVITE: 200 or 491 are both fine there, and the call goes on."""
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.engine_tag = ok.to_tag
        call.reinvite(cseq=101)
        (answer,) = peer.take()
        assert answer.label in ("200 INVITE", "491 INVITE")
        call.ack(cseq=100)
        if answer.status == 200:
            call.ack(cseq=101)
        else:
            call.ack_failure(answer)
        peer.advance(40)
        assert peer.labels() == []
        assert peer.engine.state(call.session) == "connected"

    def test_rfc5407_3_1_5_bye_in_moratorium(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.engine_tag = ok.to_tag
        call.request("BYE")
        assert peer.labels() == ["200 BYE"]
        peer.advance(40)
        assert "BYE" not in peer.labels()

    def test_rfc5407_3_2_1_bye_while_our_reinvite_is_open(self, peer: Peer) -> None:
        call = peer.answered()
        call.engine_tag = our_tag(call)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        call.request("BYE")
        assert peer.labels() == ["200 BYE"]
        call.respond(487, to=invite)
        assert peer.labels() == ["ACK"]
        outcome = peer.outcome(hold)
        assert outcome is not None
        assert outcome[0] in ("failed", "ended")

    def test_rfc5407_3_2_1_a_2xx_to_a_reinvite_that_comes_after_the_bye(self, peer: Peer) -> None:
        call = peer.answered()
        call.engine_tag = our_tag(call)
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        call.request("BYE")
        peer.take()
        call.respond(200, to=invite, sdp=audio("recvonly"))
        (ack,) = peer.take()
        assert (ack.method, ack.cseq) == ("ACK", 2)

    def test_rfc5407_3_2_2_reinvite_crosses_our_bye(self, peer: Peer) -> None:
        """The session is being ended here, so the re-INVITE finds none: 481."""
        call = peer.answered()
        call.engine_tag = our_tag(call)
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        call.reinvite()
        refused = peer.one("481 INVITE")
        call.ack_failure(refused)
        call.respond(200, to=bye)
        assert peer.labels() == []

    def test_b3_4_rfc5407_3_3_1_byes_cross(self, peer: Peer) -> None:
        call = peer.answered()
        call.engine_tag = our_tag(call)
        hang_up = peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        call.request("BYE")
        assert peer.labels() == ["200 BYE"]
        call.respond(200, to=bye)
        assert peer.outcome(hang_up) == ("done", None)

    def test_b3_4_byes_cross_and_ours_gets_481(self, peer: Peer) -> None:
        call = peer.answered()
        call.engine_tag = our_tag(call)
        hang_up = peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        call.respond(481, to=bye)
        assert peer.outcome(hang_up) == ("done", None)
        call.request("BYE")
        assert peer.labels() == ["481 BYE"]

    def test_a_copy_of_the_bye_is_answered_alike(self, peer: Peer) -> None:
        call = peer.called()
        branch = peer.branch()
        (first,) = call.request("BYE", branch=branch, cseq=200)
        (again,) = call.request("BYE", branch=branch, cseq=200)
        assert first.label == "200 BYE"
        assert again.data == first.data

    def test_b3_4_a_bye_answers_the_open_reinvite_487(self, make_peer: Callable[..., Peer]) -> None:
        """RFC 3261 15.1.2: the UAS must still respond to any pending requests, 487 is recommended."""
        peer = make_peer(ask_modifications=True)
        call = peer.called()
        call.reinvite(audio("sendonly"))
        assert [ask.question for ask in peer.asks()] == ["incoming", "modify"]
        call.request("BYE")
        assert sorted(peer.labels()) == ["200 BYE", "487 INVITE"]


class TestUnanswerable:
    @pytest.mark.parametrize(
        ("sdp", "headers"),
        [
            (None, []),
            ("nonsense", []),
            (audio(formats=["9 G722/8000"]), []),
            (audio(more=["m=video 0 RTP/AVP 31"]), []),
            ("hello", ["Content-Type: text/plain"]),
            (audio() + "m=audio 4 RTP/AVP 0\r\n" * 500, []),
        ],
        ids=["none", "nonsense", "codec", "lines", "text", "500 lines"],
    )
    def test_b4_5_a_2xx_without_a_fitting_answer_is_acknowledged_and_ended(
        self, peer: Peer, sdp: str | None, headers: list[str]
    ) -> None:
        call = peer.dialed()
        call.respond(200, sdp=sdp, headers=headers)
        ack, bye = peer.take()
        assert (ack.label, bye.label) == ("ACK", "BYE")
        assert "connected" not in peer.states()
        call.respond(200, to=bye)
        assert peer.engine.state(call.session) in (None, "terminated")


class TestFailingActions:
    def test_an_ack_that_cannot_be_built_ends_the_session(self, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
        from sessioncore.actions.dialog import invite_usage

        def broken(*_: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(invite_usage.Actions, "send_ack", broken)
        peer.expected_failures = 1
        call = peer.dialed()
        call.respond(200, sdp=audio())
        assert peer.outcome(call.dial) is not None
        peer.run_out()
        assert peer.engine.session_count == 0

    def test_a_bye_that_cannot_be_built_ends_the_session(self, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
        from sessioncore.actions.dialog import invite_usage

        def broken(*_: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(invite_usage.Actions, "send_bye", broken)
        peer.expected_failures = 1
        call = peer.answered()
        hang_up = peer.command("hang_up", call.session)
        assert peer.outcome(hang_up) == ("done", None)
        peer.run_out()
        assert peer.engine.session_count == 0
