"""Codecs of a call: which it begins with, and how they change while it is up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.handlers.limits import Limits
from tests.negotiation.test_modify_out import up
from tests.support.peer import PEER, Peer, audio

A_LAW = ["8 PCMA/8000", "101 telephone-event/8000"]


def modify(peer: Peer, session: str, *codecs: str, direction: str = "") -> int:
    return peer.command("modify", session, codecs=list(codecs), direction=direction)


def heard(peer: Peer) -> set[str]:
    """What may arrive now."""
    return {name for _, name in peer.configured().formats}


class TestPolicy:
    def test_a_call_has_the_codecs_that_it_was_dialed_with(self, peer: Peer) -> None:
        call = peer.dialed(codecs=["PCMA", "G722"])  # type: ignore[arg-type]
        assert call.invite is not None
        assert call.invite.media[0].split()[3:] == ["8", "9", "101"]
        call.respond(486)

    def test_an_unknown_codec_fails_the_dial(self, peer: Peer) -> None:
        peer.expected_failures = 1
        session = peer.engine.env.session_id()
        dial = peer.command("dial", session, target=f"sip:bob@{PEER[0]}", arguments={"codecs": ["G999"]})
        assert peer.outcome(dial) == ("failed", 500)

    def test_a_call_is_answered_in_the_codecs_that_were_chosen_for_it(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("answer", call.session, source="silence", codecs=["PCMA"])
        ok = peer.one("200 INVITE")
        assert ok.media[0].split()[3:] == ["8", "101"]
        call.accept(ok)
        assert peer.configured().codec == "PCMA"

    def test_b4_10_none_of_them_offered_is_488(self, peer: Peer) -> None:
        peer.expected_failures = 1
        call = peer.calling()
        answer = peer.command("answer", call.session, source="silence", codecs=["G722"])
        refusal = peer.one("488 INVITE")
        assert "305" in refusal["warning"]
        assert peer.outcome(answer) == ("failed", 488)

    def test_one_peer_has_codecs_of_its_own(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(peer_codecs=(("carrier.example", ("PCMA",)), (PEER[0], ("G722", "PCMU"))))
        call = peer.dialed()
        assert call.invite is not None
        assert call.invite.media[0].split()[3:] == ["9", "0", "101"]
        call.respond(486)
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        assert ok.media[0].split()[3:] == ["0", "101"]
        call.accept(ok)

    def test_a_preference_changes_for_calls_to_come(self, peer: Peer) -> None:
        before = peer.dialed()
        assert before.invite is not None
        assert peer.outcome(peer.command("prefer_codecs", "", codecs=["G722", "PCMA"], host="")) == ("done", None)
        after = peer.dialed()
        assert after.invite is not None
        assert after.invite.media[0].split()[3:] == ["9", "8", "101"]
        before.respond(200, sdp=audio())
        peer.take()
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        assert ok.media[0].split()[3:] == ["8", "101"]
        call.accept(ok)
        after.respond(486)
        # The call of before keeps what it began with.
        peer.take()
        peer.command("hold", before.session)
        invite = peer.one("INVITE")
        assert invite.media[0].split()[3:] == ["0", "8", "101"]
        before.respond(488, to=invite)

    def test_a_preference_for_one_peer_is_set_and_forgotten(self, peer: Peer) -> None:
        def offered() -> list[str]:
            call = peer.dialed()
            assert call.invite is not None
            call.respond(486)
            return call.invite.media[0].split()[3:]

        peer.command("prefer_codecs", "", codecs=["PCMA"], host=PEER[0])
        assert offered() == ["8", "101"]
        peer.command("prefer_codecs", "", codecs=["G722"], host=PEER[0])
        assert offered() == ["9", "101"]
        peer.command("prefer_codecs", "", codecs=[], host=PEER[0])
        assert offered() == ["0", "8", "101"]

    @pytest.mark.parametrize("codecs", [["G999"], []])
    def test_a_preference_without_a_known_codec_is_refused(self, peer: Peer, codecs: list[str]) -> None:
        command = peer.command("prefer_codecs", "", codecs=codecs, host="")
        assert peer.outcome(command) == ("refused", 400)
        assert peer.engine.settings.codecs == ("PCMU", "PCMA")


class TestChange:
    def test_another_codec_in_mid_call(self, peer: Peer) -> None:
        call = up(peer)
        before = peer.configured()
        assert before.codec == "PCMU"
        change = modify(peer, call.session, "PCMA")
        invite = peer.one("INVITE")
        assert invite.media[0].split()[3:] == ["8", "101"]
        assert invite.direction == "sendrecv"
        # B4.8: what the offer names may come before its answer; what was agreed goes on meanwhile.
        assert (peer.configured().codec, heard(peer)) == ("PCMU", {"PCMU", "PCMA", "telephone-event"})
        call.respond(200, to=invite, sdp=audio(formats=A_LAW, version=2))
        after = peer.configured()
        assert (after.codec, after.payload_type, after.ssrc) == ("PCMA", 8, before.ssrc)
        assert peer.outcome(change) == ("done", None)
        assert peer.engine.state(call.session) == "connected"

    def test_b3_7_a_refused_change_leaves_the_codec(self, peer: Peer) -> None:
        call = up(peer)
        change = modify(peer, call.session, "PCMA")
        call.respond(488, to=peer.one("INVITE"))
        assert peer.outcome(change) == ("failed", 488)
        assert peer.configured().codec == "PCMU"
        peer.take()
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        assert invite.media[0].split()[3:] == ["0", "8", "101"]
        call.respond(488, to=invite)

    def test_an_unknown_codec_changes_nothing(self, peer: Peer) -> None:
        peer.expected_failures = 1
        call = up(peer)
        change = modify(peer, call.session, "G999")
        assert peer.outcome(change) == ("failed", 500)
        assert peer.labels() == []
        peer.command("hold", call.session)
        call.respond(488, to=peer.one("INVITE"))

    def test_b3_8_after_a_491_it_is_tried_again(self, peer: Peer) -> None:
        call = up(peer)
        change = modify(peer, call.session, "PCMA")
        call.respond(491, to=peer.one("INVITE"))
        peer.take()
        peer.advance(4.1)
        invite = peer.take()[0]
        assert invite.media[0].split()[3:] == ["8", "101"]
        call.respond(200, to=invite, sdp=audio(formats=A_LAW, version=2))
        assert peer.outcome(change) == ("done", None)

    def test_a_newer_wish_takes_the_place_of_one_that_waits(self, peer: Peer) -> None:
        """After a 491 both are told in one offer: the hold, with the other codec."""
        call = up(peer)
        change = modify(peer, call.session, "PCMA")
        call.respond(491, to=peer.one("INVITE"))
        newer = modify(peer, call.session, direction="sendonly")
        assert peer.outcome(change) == ("superseded", None)
        peer.take()
        peer.advance(4.1)
        invite = peer.take()[0]
        assert (invite.media[0].split()[3:], invite.direction) == (["8", "101"], "sendonly")
        call.respond(200, to=invite, sdp=audio("recvonly", formats=A_LAW, version=2))
        assert peer.outcome(newer) == ("done", None)

    def test_a_change_before_the_ack_waits_for_its_turn(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        change = modify(peer, call.session, "PCMA")
        newest = modify(peer, call.session, "PCMA", direction="inactive")
        assert peer.outcome(change) == ("superseded", None)
        call.accept(ok)
        invite = peer.one("INVITE")
        assert (invite.media[0].split()[3:], invite.direction) == (["8", "101"], "inactive")
        call.respond(200, to=invite, sdp=audio("inactive", formats=A_LAW, version=2))
        assert peer.outcome(newest) == ("done", None)

    def test_a_change_during_our_own_offer_comes_after_it(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        change = modify(peer, call.session, "PCMA")
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly", version=2))
        assert peer.outcome(hold) == ("done", None)
        (invite,) = [seen for seen in peer.take() if seen.label == "INVITE"]
        assert (invite.media[0].split()[3:], invite.direction) == (["8", "101"], "sendonly")
        # What our offer names may come on hold, too (B4.8).
        assert "PCMA" in heard(peer)
        call.respond(200, to=invite, sdp=audio("recvonly", formats=A_LAW, version=3))
        assert peer.outcome(change) == ("done", None)

    def test_a_call_that_is_over_has_nothing_to_change(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(limits=Limits())
        call = up(peer)
        peer.command("hang_up", call.session)
        change = modify(peer, call.session, "PCMA")
        assert peer.outcome(change) == ("refused", 481)
        call.respond(200, to=peer.one("BYE"))

    def test_the_peers_change_of_codec_is_followed(self, peer: Peer) -> None:
        call = peer.called()
        before = peer.configured()
        (ok,) = call.reinvite(audio(formats=A_LAW, version=2))
        assert ok.media[0].split()[3:] == ["8", "101"]
        call.ack()
        assert (peer.configured().codec, peer.configured().ssrc) == ("PCMA", before.ssrc)

    def test_the_peers_change_to_what_we_lack_is_refused_and_the_call_goes_on(self, peer: Peer) -> None:
        call = peer.called()
        (refusal,) = call.reinvite(audio(formats=["18 G729/8000"], version=2))
        assert (refusal.status, "305" in refusal["warning"]) == (488, True)
        call.ack()
        assert peer.configured().codec == "PCMU"
        assert peer.engine.state(call.session) == "connected"


class TestDirection:
    @pytest.mark.parametrize(
        ("direction", "answer", "sends", "receives"),
        [
            ("recvonly", "sendonly", False, True),
            ("inactive", "inactive", False, False),
            ("sendonly", "recvonly", True, False),
        ],
    )
    def test_a_direction_is_offered_and_kept_after_a_refused_change(
        self, peer: Peer, direction: str, answer: str, sends: bool, receives: bool
    ) -> None:
        call = up(peer)
        modify(peer, call.session, direction=direction)
        invite = peer.one("INVITE")
        assert invite.direction == direction
        call.respond(200, to=invite, sdp=audio(answer, version=2))
        assert (peer.configured().send, peer.configured().receive) == (sends, receives)
        peer.take()
        back = modify(peer, call.session, direction="sendrecv")
        call.respond(488, to=peer.one("INVITE"))
        assert peer.outcome(back) == ("failed", 488)
        peer.take()
        # B4.11: what we wish is again what was agreed before.
        (ok,) = call.reinvite(audio(version=2))
        assert ok.direction == direction
        call.ack()


class TestRemovedLine:
    def test_b4_5_audio_that_the_peer_removes_falls_silent_and_comes_back(self, peer: Peer) -> None:
        call = peer.called()
        (ok,) = call.reinvite(audio(port=0, version=2))
        assert ok.media[0].split()[1] == "0"
        call.ack()
        assert (peer.configured().send, peer.configured().receive) == (False, False)
        assert peer.engine.state(call.session) == "on_hold"
        (ok,) = call.reinvite(audio(version=3))
        assert ok.media[0].split()[1] != "0"
        call.ack()
        assert (peer.configured().send, peer.configured().receive) == (True, True)
        assert peer.engine.state(call.session) == "connected"

    def test_b4_5_audio_behind_a_video_line_has_the_port_that_was_opened(self, peer: Peer) -> None:
        first = audio().replace("m=audio", "m=video 40000 RTP/AVP 31\r\nm=audio")
        call = peer.called(sdp=first)
        assert peer.configured().stream == f"{call.session}/0"
