"""negotiation/modify_out: our re-INVITE, its turn, its glare and its way back (RFC 3261 14.1, RFC 6337)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.handlers.limits import Limits
from sessioncore.handlers.negotiation import modify_out as chart
from tests.support.peer import Call, Peer, audio


def up(peer: Peer) -> Call:
    """A call that we placed; the peer can send requests in it."""
    call = peer.answered()
    assert call.invite is not None
    call.engine_tag = call.invite.from_tag
    return call


class TestHold:
    def test_hold_and_resume(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        assert (invite.direction, invite.cseq, invite.to_tag) == ("sendonly", 2, "peer-tag")
        assert invite["contact"] == "<sip:192.0.2.1:5060>"
        assert peer.outcome(hold) is None
        assert peer.engine.state(call.session) == "connected"
        call.respond(100, to=invite)
        (ack,) = call.respond(200, to=invite, sdp=audio("recvonly", version=2))
        assert (ack.method, ack.cseq) == ("ACK", 2)
        assert ack.branch != invite.branch
        assert peer.outcome(hold) == ("done", None)
        assert peer.engine.state(call.session) == "on_hold"
        assert (peer.configured().send, peer.configured().receive) == (True, False)
        peer.take()
        resume = peer.command("resume", call.session)
        invite = peer.one("INVITE")
        assert (invite.direction, invite.cseq) == ("sendrecv", 3)
        call.respond(200, to=invite, sdp=audio(version=3))
        assert peer.outcome(resume) == ("done", None)
        assert peer.engine.state(call.session) == "connected"
        assert (peer.configured().send, peer.configured().receive) == (True, True)

    def test_b4_4_the_version_rises_with_each_change(self, peer: Peer) -> None:
        call = up(peer)
        assert call.invite is not None
        number, version = call.invite.origin
        for step, command in enumerate(("hold", "resume", "hold"), start=1):
            peer.command(command, call.session)
            invite = peer.one("INVITE")
            assert invite.origin == (number, version + step)
            call.respond(200, to=invite, sdp=audio("sendrecv" if command == "resume" else "recvonly"))
            peer.take()

    def test_b4_4_an_offer_that_repeats_what_we_said_keeps_its_version(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        first = peer.one("INVITE")
        call.respond(200, to=first, sdp=audio("recvonly"))
        peer.take()
        peer.command("hold", call.session)
        seen = peer.take()
        assert [invite.origin for invite in seen] in ([], [first.origin])
        if seen:
            assert seen[0].body == first.body
            call.respond(200, to=seen[0], sdp=audio("recvonly"))

    def test_b4_5_the_lines_of_the_first_offer_stay(self, peer: Peer) -> None:
        """The peer called with audio, video and an application line; all three come back for ever."""
        more = ["m=video 40000 RTP/AVP 31", "m=application 40002 TCP/BFCP *"]
        call = peer.called(sdp=audio(more=more))
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        assert [line.split()[:2] for line in invite.media] == [
            ["audio", invite.media[0].split()[1]],
            ["video", "0"],
            ["application", "0"],
        ]
        call.respond(488, to=invite)

    def test_b4_7_numbers_keep_their_codec(self, peer: Peer) -> None:
        """The peer called with its own number for telephone-event, and put another codec on ours."""
        formats = ["8 PCMA/8000", "101 opus/48000/2", "96 telephone-event/8000"]
        call = peer.called(sdp=audio(formats=formats))
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        numbers = invite.media[0].split()[3:]
        maps = {
            line.split()[0].partition(":")[2]: line.split()[1] for line in invite.sdp if line.startswith("a=rtpmap")
        }
        assert maps["8"] == "PCMA/8000"
        assert maps["96"] == "telephone-event/8000"
        assert "101" not in numbers
        call.respond(488, to=invite)

    def test_hold_before_the_ack_waits_for_its_turn(self, peer: Peer) -> None:
        """RFC 3261 14.1: no re-INVITE while an INVITE is pending; and the 2xx is not acknowledged yet."""
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        hold = peer.command("hold", call.session)
        assert peer.labels() == []
        call.accept(ok)
        invite = peer.one("INVITE")
        assert invite.direction == "sendonly"
        call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)

    def test_hold_before_we_answer_is_part_of_the_answer(self, peer: Peer) -> None:
        call = peer.calling()
        hold = peer.command("hold", call.session)
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.accept(ok)
        for invite in peer.take():
            assert invite.direction == "sendonly"
            call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)
        assert peer.engine.state(call.session) == "on_hold"

    def test_b1_2_a_copy_of_the_2xx_gets_the_same_ack(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        (ack,) = call.respond(200, to=invite, sdp=audio("recvonly"))
        (again,) = call.respond(200, to=invite, sdp=audio("recvonly"))
        assert again.data == ack.data

    def test_b3_2_a_late_copy_of_the_first_2xx_is_no_answer_to_the_reinvite(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        (ack,) = call.respond(200, sdp=audio())
        assert ack.cseq == 1
        assert peer.outcome(hold) is None
        call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)

    def test_the_peer_does_not_choose_the_number_of_the_ack(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        (ack,) = call.respond(200, to=invite, sdp=audio("recvonly"), cseq="77 INVITE")
        assert ack.cseq == 2


class TestFailure:
    @pytest.mark.parametrize("status", [400, 403, 488, 500, 503, 606])
    def test_b3_7_a_refused_reinvite_changes_nothing(self, peer: Peer, status: int) -> None:
        call = up(peer)
        before = peer.configured()
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        (ack,) = call.respond(status, to=invite)
        assert (ack.method, ack.branch) == ("ACK", invite.branch)
        assert peer.outcome(hold) == ("failed", status)
        assert peer.engine.state(call.session) == "connected"
        assert peer.configured() == before
        # Our next description says again what is agreed, under a version that never goes back.
        call.reinvite(audio(version=2))
        ok = peer.one("200 INVITE")
        assert ok.direction == "sendrecv"
        assert ok.origin[1] >= invite.origin[1]
        call.ack(cseq=ok.cseq)

    def test_b3_7_a_refused_resume_stays_on_hold(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
        peer.take()
        resume = peer.command("resume", call.session)
        call.respond(500, to=peer.one("INVITE"))
        assert peer.outcome(resume) == ("failed", 500)
        assert peer.engine.state(call.session) == "on_hold"
        call.reinvite(audio("sendrecv", version=2))
        ok = peer.one("200 INVITE")
        assert ok.direction == "sendonly"
        call.ack(cseq=ok.cseq)

    @pytest.mark.parametrize(
        "sdp", [None, "nonsense", audio(formats=["9 G722/8000"]), audio(more=["m=video 0 RTP/AVP 31"])]
    )
    def test_b4_15_an_answer_that_does_not_fit_is_acknowledged_and_ends_the_call(
        self, peer: Peer, sdp: str | None
    ) -> None:
        """The peer takes its answer for agreed, so nothing is left that both agree on."""
        call = up(peer)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        call.respond(200, to=invite, sdp=sdp)
        ack, bye = peer.take()
        assert (ack.method, ack.cseq) == ("ACK", invite.cseq)
        assert (bye.method, bye.cseq) == ("BYE", invite.cseq + 1)
        assert peer.outcome(hold) == ("failed", 488)
        assert peer.engine.state(call.session) == "terminating"
        call.respond(200, to=bye)
        assert peer.engine.state(call.session) == "terminated"

    def test_the_peer_never_gives_a_final_answer(self, peer: Peer) -> None:
        """100 and then nothing: after the offer limit the re-INVITE is cancelled, and everything is bounded."""
        call = up(peer)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        call.respond(100, to=invite)
        peer.advance(40)
        cancel = peer.one("CANCEL")
        assert cancel.branch == invite.branch
        call.respond(200, to=cancel)
        call.respond(487, to=invite)
        outcome = peer.outcome(hold)
        assert outcome is not None
        assert outcome[0] == "failed"
        assert peer.engine.state(call.session) == "connected"

    def test_b1_11_a_transport_error_fails_the_command_and_not_the_call(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        peer.fail_send(peer.one("INVITE"))
        assert peer.outcome(hold) == ("failed", 503)
        assert peer.engine.state(call.session) == "connected"

    def test_hang_up_in_the_middle(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        call.respond(180, to=invite)
        hang_up = peer.command("hang_up", call.session)
        bye = next(seen for seen in peer.take() if seen.method == "BYE")
        call.respond(200, to=bye)
        call.respond(487, to=invite)
        outcome = peer.outcome(hold)
        assert outcome is not None
        assert outcome[0] in ("ended", "failed")
        assert peer.outcome(hang_up) == ("done", None)

    @pytest.mark.parametrize("action", ["send_reinvite", "note_answer", "send_ack"])
    def test_an_action_that_raises_fails_the_command(
        self, peer: Peer, monkeypatch: pytest.MonkeyPatch, action: str
    ) -> None:
        from sessioncore.actions.negotiation import modify_out

        call = up(peer)

        def broken(*_: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(modify_out.Actions, action, broken)
        peer.expected_failures = 1
        hold = peer.command("hold", call.session)
        for invite in peer.take():
            call.respond(200, to=invite, sdp=audio("recvonly"))
        outcome = peer.outcome(hold)
        assert outcome is not None
        assert outcome[0] == "failed"

    def test_an_offer_that_cannot_be_made_fails_the_command(self, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
        from sessioncore.actions.negotiation import offer_answer

        call = up(peer)

        def broken(*_: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(offer_answer.Actions, "make_offer", broken)
        peer.expected_failures = 1
        hold = peer.command("hold", call.session)
        outcome = peer.outcome(hold)
        assert outcome is not None
        assert outcome[0] == "failed"
        assert peer.labels() == []
        monkeypatch.undo()
        again = peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
        assert peer.outcome(again) == ("done", None)


class TestGlare:
    def crossing(self, peer: Peer, call: Call, command: str = "hold") -> int:
        number = peer.command(command, call.session)
        call.respond(491, to=peer.one("INVITE"))
        assert peer.labels() == ["ACK"]
        return number

    @pytest.mark.parametrize("seed", range(40))
    def test_b3_8_the_side_that_chose_the_call_id_waits_longer(self, seed: int) -> None:
        peer = Peer()
        peer.engine.env.__init__(f"seed-of-{seed:04}".encode())  # type: ignore[misc]
        call = up(peer)
        self.crossing(peer, call)
        waited = self.waited(peer)
        assert 2.1 <= waited <= 4.0
        assert round(waited * 100, 6) == round(waited * 100)
        call.respond(200, to=peer.log[-1], sdp=audio("recvonly"))
        peer.check_over()

    @pytest.mark.parametrize("seed", range(40))
    def test_b3_8_the_other_side_waits_at_most_two_seconds(self, seed: int) -> None:
        peer = Peer()
        peer.engine.env.__init__(f"seed-of-{seed:04}".encode())  # type: ignore[misc]
        call = peer.called()
        self.crossing(peer, call)
        waited = self.waited(peer)
        assert 0 <= waited <= 2.0
        assert round(waited * 100, 6) == round(waited * 100)
        call.respond(200, to=peer.log[-1], sdp=audio("recvonly"))
        peer.check_over()

    @staticmethod
    def waited(peer: Peer) -> float:
        begun = peer.now
        deadline = peer.engine.next_deadline()
        while not any(seen.method == "INVITE" for seen in peer.take()):
            assert deadline is not None
            peer.advance(deadline - peer.now)
            deadline = peer.engine.next_deadline()
        return round(peer.now - begun, 6)

    def test_b3_8_the_waits_differ(self) -> None:
        waits = set()
        for seed in range(20):
            peer = Peer()
            peer.engine.env.__init__(f"seed-of-{seed:04}".encode())  # type: ignore[misc]
            self.crossing(peer, up(peer))
            waits.add(self.waited(peer))
        assert len(waits) > 15

    def test_b3_8_the_second_try_has_a_new_number_and_branch(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        first = peer.one("INVITE")
        call.respond(491, to=first)
        peer.take()
        peer.advance(4)
        second = peer.one("INVITE")
        assert (second.cseq, second.direction) == (3, "sendonly")
        assert second.branch != first.branch
        assert second.origin == first.origin
        call.respond(200, to=second, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)

    def test_b3_8_what_is_no_longer_wanted_is_not_tried_again(self, peer: Peer) -> None:
        call = up(peer)
        hold = self.crossing(peer, call)
        resume = peer.command("resume", call.session)
        assert peer.outcome(hold) == ("superseded", None)
        peer.advance(5)
        assert peer.labels() == []
        assert peer.outcome(resume) == ("done", None)

    def test_b3_8_the_peers_reinvite_is_answered_meanwhile(self, peer: Peer) -> None:
        call = up(peer)
        hold = self.crossing(peer, call)
        call.reinvite(audio(version=2))
        ok = peer.one("200 INVITE")
        call.ack(cseq=ok.cseq)
        peer.advance(5)
        assert peer.outcome(hold) in (("done", None), None)
        for invite in peer.take():
            call.respond(200, to=invite, sdp=audio("recvonly", version=3))
        assert peer.outcome(hold) == ("done", None)
        assert peer.engine.state(call.session) == "on_hold"

    def test_b3_8_a_bye_while_we_wait(self, peer: Peer) -> None:
        call = up(peer)
        hold = self.crossing(peer, call)
        call.request("BYE")
        assert peer.labels() == ["200 BYE"]
        peer.advance(10)
        assert peer.labels() == []
        outcome = peer.outcome(hold)
        assert outcome is not None
        assert outcome[0] in ("ended", "failed")

    def test_b4_1_our_turn_comes_when_the_peers_offer_is_done(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(ask_modifications=True)
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        hold = peer.command("hold", call.session)
        assert peer.labels() == []
        peer.command("accept_modify", call.session)
        ok = peer.one("200 INVITE")
        call.ack(cseq=ok.cseq)
        # The answer respected the wish already, or a re-INVITE of our own follows the ACK.
        for invite in peer.take():
            assert invite.method == "INVITE"
            call.respond(200, to=invite, sdp=audio("inactive"))
        assert peer.outcome(hold) == ("done", None)


class TestDeferral:
    def test_commands_while_an_offer_is_open_come_after_it(self, peer: Peer) -> None:
        call = up(peer)
        numbers = [peer.command(name, call.session) for name in ("hold", "resume", "hold", "resume")]
        directions = []
        for _ in numbers:
            invite = peer.one("INVITE")
            directions.append(invite.direction)
            call.respond(200, to=invite, sdp=audio("sendrecv" if invite.direction == "sendrecv" else "recvonly"))
        assert directions == ["sendonly", "sendrecv", "sendonly", "sendrecv"]
        assert [peer.outcome(number) for number in numbers] == [("done", None)] * 4

    def test_b1_10_what_is_held_back_twice_does_not_hide_the_reinvite_that_is_open(self, peer: Peer) -> None:
        """The session ends while the second re-INVITE is open: CANCEL is for that one."""
        call = up(peer)
        for name in ("hold", "resume", "hold"):
            peer.command(name, call.session)
        call.respond(488, to=peer.one("INVITE"))
        second = peer.one("INVITE")
        call.respond(100, to=second)
        peer.command("hang_up", call.session)
        assert peer.one("CANCEL").branch == second.branch

    def test_at_most_eight_are_held_back(self, peer: Peer) -> None:
        call = up(peer)
        numbers = [peer.command("hold" if n % 2 == 0 else "resume", call.session) for n in range(12)]
        outcomes = [peer.outcome(number) for number in numbers]
        assert outcomes[:9] == [None] * 9
        assert outcomes[9:] == [("refused", 491)] * 3
        for _ in range(9):
            invite = peer.one("INVITE")
            call.respond(200, to=invite, sdp=audio("sendrecv" if invite.direction == "sendrecv" else "recvonly"))
        assert [peer.outcome(number) for number in numbers[:9]] == [("done", None)] * 9

    def test_what_is_held_back_ends_with_the_call(self, peer: Peer) -> None:
        call = up(peer)
        numbers = [peer.command("hold" if n % 2 == 0 else "resume", call.session) for n in range(5)]
        call.request("BYE")
        for number in numbers:
            outcome = peer.outcome(number)
            assert outcome is not None
            assert outcome[0] in ("ended", "failed", "refused")

    def test_more_open_commands_than_a_mailbox_holds_are_refused(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(max_mailbox=2)
        call = up(peer)
        numbers = [peer.command("hold", call.session) for _ in range(3)]
        assert peer.outcome(numbers[2]) is not None
        assert peer.outcome(numbers[0]) is None


class TestMeanwhile:
    """What happens while we wait for our turn, or after a 491."""

    def glare(self, peer: Peer, call: Call) -> int:
        number = peer.command("hold", call.session)
        call.respond(491, to=peer.one("INVITE"))
        peer.take()
        return number

    def test_b3_2_a_copy_of_an_older_2xx_is_acknowledged_after_a_491(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        first = peer.one("INVITE")
        (ack,) = call.respond(200, to=first, sdp=audio("recvonly"))
        peer.take()
        peer.command("resume", call.session)
        call.respond(491, to=peer.one("INVITE"))
        peer.take()
        (again,) = call.respond(200, to=first, sdp=audio("recvonly"))
        assert again.data == ack.data
        peer.advance(4)
        call.respond(200, to=peer.take()[-1], sdp=audio())

    def test_b3_8_the_wait_is_over_while_the_peers_reinvite_is_open(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(ask_modifications=True)
        call = up(peer)
        hold = self.glare(peer, call)
        call.reinvite(audio("sendonly", version=2))
        peer.advance(5)
        assert "INVITE" not in peer.labels()
        peer.command("decline_modify", call.session, status=488)
        invite = next(seen for seen in peer.take() if seen.method == "INVITE" and not seen.status)
        call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)

    def test_b3_2_a_copy_of_an_older_2xx_is_acknowledged_while_we_wait_for_our_turn(
        self, make_peer: Callable[..., Peer]
    ) -> None:
        peer = make_peer(ask_modifications=True)
        call = up(peer)
        peer.command("hold", call.session)
        first = peer.one("INVITE")
        (ack,) = call.respond(200, to=first, sdp=audio("recvonly"))
        peer.take()
        call.reinvite(audio("sendonly", version=2))
        peer.command("resume", call.session)
        (again,) = call.respond(200, to=first, sdp=audio("recvonly"))
        assert again.data == ack.data
        peer.command("decline_modify", call.session, status=488)
        invite = next(seen for seen in peer.take() if seen.method == "INVITE" and not seen.status)
        call.respond(200, to=invite, sdp=audio())

    def test_our_turn_never_comes(self, make_peer: Callable[..., Peer]) -> None:
        """The application does not decide about the peer's re-INVITE in time (60 s), our command only waits 40 s."""
        peer = make_peer(ask_modifications=True)
        call = up(peer)
        call.reinvite(audio("sendonly", version=2))
        hold = peer.command("hold", call.session)
        peer.advance(39.9)
        assert peer.outcome(hold) is None
        peer.advance(0.1)
        assert peer.outcome(hold) == ("failed", 408)

    @pytest.mark.parametrize("waiting", ["glare", "turn"])
    def test_b3_15_a_refresh_that_falls_into_the_wait_is_not_lost(
        self, make_peer: Callable[..., Peer], waiting: str
    ) -> None:
        peer = make_peer(ask_modifications=True)
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=["Session-Expires: 90;refresher=uac", "Require: timer"])
        call.engine_tag = call.invite.from_tag if call.invite else ""
        peer.take()
        peer.advance(44)
        if waiting == "glare":
            hold = self.glare(peer, call)
        else:
            call.reinvite(audio("sendonly", version=2))
            hold = peer.command("hold", call.session)
        peer.advance(1.05)
        if waiting == "turn":
            peer.command("decline_modify", call.session, status=488)
        peer.advance(4)
        for invite in [seen for seen in peer.take() if seen.method == "INVITE" and not seen.status]:
            call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)
        call.request("BYE")

    @pytest.mark.parametrize("waiting", ["glare", "turn"])
    def test_an_action_that_raises_while_we_wait_fails_the_command(
        self, make_peer: Callable[..., Peer], monkeypatch: pytest.MonkeyPatch, waiting: str
    ) -> None:
        from sessioncore.actions.negotiation import modify_out

        def broken(*_: object) -> None:
            raise RuntimeError("broken")

        peer = make_peer(ask_modifications=True)
        peer.expected_failures = 1
        call = up(peer)
        if waiting == "glare":
            hold = self.glare(peer, call)
        else:
            call.reinvite(audio("sendonly", version=2))
            hold = peer.command("hold", call.session)
        monkeypatch.setattr(modify_out.Actions, "supersede", broken)
        resume = peer.command("resume", call.session)
        monkeypatch.undo()
        outcomes = [peer.outcome(hold), peer.outcome(resume)]
        assert ("failed", 500) in outcomes
        call.request("BYE")


class TestToldByAChart:
    """The answering chart `holder` holds and resumes, and meets what else goes on."""

    def held_soon(self, make_peer: Callable[..., Peer]) -> tuple[Peer, Call]:
        """The call is up, and 0.5 s later it will be held."""
        table = AnsweringTable({}, AnsweringRule("holder", "silence"))
        peer = make_peer(answering=table, ask_modifications=True, limits=Limits(holder_delay=0.5))
        call = peer.calling("holder")
        call.accept(peer.take()[-1])
        return peer, call

    def finish(self, peer: Peer, call: Call) -> None:
        """Answer whatever it sends, for as long as it sends."""
        for _ in range(12):
            for seen in peer.take():
                if seen.method == "INVITE" and not seen.status:
                    held = seen.direction == "sendonly"
                    call.respond(200, to=seen, sdp=audio("recvonly" if held else "sendrecv"))
            peer.advance(0.5)
        assert peer.engine.state(call.session) == "connected"
        call.request("BYE")

    def test_it_waits_for_the_peers_reinvite(self, make_peer: Callable[..., Peer]) -> None:
        peer, call = self.held_soon(make_peer)
        call.reinvite(audio(version=2))
        peer.advance(3)
        assert "INVITE" not in peer.labels()
        peer.command("decline_modify", call.session, status=488)
        self.finish(peer, call)

    def test_it_tells_while_a_command_waits_for_its_turn(self, make_peer: Callable[..., Peer]) -> None:
        peer, call = self.held_soon(make_peer)
        call.reinvite(audio(version=2))
        hold = peer.command("hold", call.session)
        peer.advance(3)
        assert peer.outcome(hold) == ("superseded", None)
        peer.command("decline_modify", call.session, status=488)
        self.finish(peer, call)

    def test_it_resumes_while_the_peer_modifies(self, make_peer: Callable[..., Peer]) -> None:
        peer, call = self.held_soon(make_peer)
        peer.advance(0.5)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
        call.reinvite(audio("sendrecv", version=2))
        peer.advance(2)
        peer.command("decline_modify", call.session, status=488)
        self.finish(peer, call)

    @pytest.mark.parametrize("seed", range(8))
    def test_b3_8_it_tells_after_a_491(self, make_peer: Callable[..., Peer], seed: int) -> None:
        peer, call = self.held_soon(make_peer)
        peer.engine.env.__init__(f"seed-of-{seed:04}".encode())  # type: ignore[misc]
        peer.advance(0.4)
        peer.command("hold", call.session)
        call.respond(491, to=peer.take()[-1])
        for _ in range(20):
            peer.advance(0.1)
            for seen in peer.take():
                if seen.method == "INVITE" and not seen.status:
                    call.respond(491, to=seen)
        self.finish(peer, call)


def test_a_holder_that_is_left_before_the_ack(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(answering=AnsweringTable({}, AnsweringRule("holder")))
    call = peer.calling("holder")
    call.engine_tag = peer.take()[-1].to_tag
    call.request("BYE")
    assert peer.labels() == ["200 BYE"]
    call.ack(cseq=100)


def test_b3_14_a_refusal_takes_back_our_offer_and_not_what_the_peer_changed(peer: Peer) -> None:
    """RFC 6141 3.1: between our two tries the peer's hold was agreed; the refusal of ours leaves that."""
    call = up(peer)
    hold = peer.command("hold", call.session)
    call.respond(491, to=peer.one("INVITE"))
    peer.take()
    call.reinvite(audio("sendonly", version=2))
    ok = peer.one("200 INVITE")
    assert ok.direction == "inactive", "our own wish is in the answer already"
    call.ack(cseq=ok.cseq)
    peer.command("resume", call.session)
    peer.advance(4.1)
    invite = next(seen for seen in peer.take() if seen.label == "INVITE")
    assert invite.direction == "sendrecv", "what we wish, not what the peer's hold makes of it (B4.11)"
    call.respond(488, to=invite)
    assert peer.outcome(hold) == ("superseded", None)
    assert (peer.configured().send, peer.configured().receive) == (False, False), "as agreed before the refusal"
    assert peer.engine.state(call.session) == "on_hold"


class TestNewKeys:
    """B5.20: keys that died with their process are asked for as soon as it is our turn."""

    def test_b5_20_b4_1_an_offer_that_is_under_way_comes_first(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        (scope,) = peer.engine.cells[call.session].dialogs.values()
        scope.cell.handle(scope.modify_out.dispatch, chart.Rekey(), "rekey")
        assert peer.labels() == []
        call.respond(200, to=invite, sdp=audio("recvonly"))
        again = peer.take()[-1]
        assert (again.label, again.direction) == ("INVITE", "sendonly")
        call.respond(200, to=again, sdp=audio("recvonly"))
