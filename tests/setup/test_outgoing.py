"""setup/outgoing: our INVITE from dial to the end of the last usage (RFC 3261 13.2, 9.1; RFC 5407)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore import events as public
from sessioncore.base.media import CloseStream, MediaStarted, OpenStream
from sessioncore.effects import Media, Reply, Send
from sessioncore.events import CallFailed
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import MediaReported, Tick
from tests.support.peer import PEER, NoPorts, Peer, audio

TIMER_A = [0.0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5]


class TestInviting:
    def test_the_invite_has_what_rfc_3261_8_1_1_asks_for(self, peer: Peer) -> None:
        call = peer.dialed(**{"from": "sip:alice@example.org", "display": 'A "quoted" name'})
        invite = call.invite
        assert invite is not None
        assert invite.start == f"INVITE sip:bob@{PEER[0]}:{PEER[1]} SIP/2.0"
        assert invite.remote == PEER
        assert invite["max-forwards"] == "70"
        assert invite["cseq"] == "1 INVITE"
        assert invite["to"] == f"<sip:bob@{PEER[0]}:{PEER[1]}>"
        assert invite["from"] == f'"A \\"quoted\\" name" <sip:alice@example.org>;tag={invite.from_tag}'
        assert len(invite.from_tag) >= 8
        assert invite["via"].startswith("SIP/2.0/UDP 192.0.2.1:5060;")
        assert invite.branch.startswith("z9hG4bK")
        assert ";rport" in invite["via"]
        assert invite["contact"] == "<sip:192.0.2.1:5060>"
        assert invite["allow"] == "INVITE, ACK, CANCEL, BYE, PRACK, OPTIONS, INFO, UPDATE"
        call.respond(486)
        assert peer.outcome(call.dial) == ("failed", 486)

    def test_two_calls_share_neither_call_id_nor_tag_nor_branch(self, peer: Peer) -> None:
        one, two = peer.dialed().invite, peer.dialed().invite
        assert one is not None
        assert two is not None
        assert one["call-id"] != two["call-id"]
        assert one.from_tag != two.from_tag
        assert one.branch != two.branch

    def test_b4_8_the_port_listens_before_the_offer_leaves(self, peer: Peer) -> None:
        call = peer.dialed()
        order = [e for e in peer.effects if isinstance(e, Send | Media)]
        assert isinstance(order[0], Media)
        assert isinstance(order[0].command, OpenStream)
        assert isinstance(order[1], Send)
        assert call.invite is not None
        assert call.invite.media == [f"audio {order[0].command.port} RTP/AVP 0 8 101"]
        assert call.invite.direction == "sendrecv"

    def test_b1_11_no_response_at_all_is_408(self, peer: Peer) -> None:
        call = peer.dialed()
        peer.advance(31.9)
        assert peer.times("INVITE") == TIMER_A
        assert peer.outcome(call.dial) is None
        peer.advance(0.1)
        assert peer.outcome(call.dial) == ("failed", 408)
        assert [event.status for event in peer.published(CallFailed)] == [408]
        assert peer.states() == ["dialing", "failed"]
        assert peer.labels() == ["INVITE"] * 6
        assert peer.engine.session_count == 0

    def test_b1_11_a_transport_error_is_503(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        peer.fail_send(call.invite)
        assert peer.outcome(call.dial) == ("failed", 503)
        assert peer.engine.session_count == 0

    @pytest.mark.parametrize("status", [300, 404, 486, 503, 603, 699])
    def test_b1_11_a_final_failure_is_told_and_acknowledged(self, peer: Peer, status: int) -> None:
        call = peer.dialed()
        call.respond(180)
        (ack,) = call.respond(status)
        assert call.invite is not None
        assert (ack.method, ack.branch, ack.cseq, ack.remote) == ("ACK", call.invite.branch, 1, PEER)
        assert ack["to"].endswith(";tag=peer-tag")
        assert ack.uri == call.invite.uri
        assert peer.outcome(call.dial) == ("failed", status)
        assert peer.states() == ["dialing", "ringing", "failed"]
        assert peer.engine.session_count == 0

    def test_b1_3_a_copy_of_the_failure_is_acknowledged_after_the_call_is_gone(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(486)
        assert peer.engine.session_count == 0
        peer.take()
        peer.advance(31)
        call.respond(486)
        assert peer.labels() == ["ACK"]
        peer.advance(1.1)
        call.respond(486)
        assert peer.labels() == []

    def test_b3_10_a_call_that_rings_for_ever_is_given_up(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(limits=Limits(no_answer=20))
        call = peer.dialed()
        call.respond(180)
        peer.advance(19.9)
        assert peer.labels() == []
        peer.advance(0.1)
        assert peer.outcome(call.dial) == ("failed", 408)
        cancel = peer.one("CANCEL")
        call.respond(200, to=cancel)
        call.respond(487)
        assert peer.labels() == ["ACK"]
        assert peer.engine.session_count == 0

    def test_b3_10_no_answer_and_nothing_more_from_the_peer(self, make_peer: Callable[..., Peer]) -> None:
        """A 100 came, the final response is lost and the peer is gone: nothing may wait for ever."""
        peer = make_peer(limits=Limits(no_answer=20))
        call = peer.dialed()
        call.respond(100)
        peer.advance(20 + 32)
        assert peer.outcome(call.dial) == ("failed", 408)
        assert peer.engine.session_count == 0


class TestCancelling:
    def test_b3_6_a_hang_up_before_any_response_waits_for_a_1xx(self, peer: Peer) -> None:
        call = peer.dialed()
        hang_up = peer.command("hang_up", call.session)
        assert peer.labels() == []
        assert peer.outcome(hang_up) is None
        call.respond(180)
        cancel = peer.one("CANCEL")
        invite = call.invite
        assert invite is not None
        assert (cancel.branch, cancel["cseq"], cancel.uri) == (invite.branch, "1 CANCEL", invite.uri)
        assert [cancel[name] for name in ("to", "from", "call-id")] == [invite[n] for n in ("to", "from", "call-id")]
        call.respond(200, to=cancel)
        assert peer.labels() == []
        (ack,) = call.respond(487)
        assert ack.branch == invite.branch
        assert peer.outcome(call.dial) == ("failed", 487)
        assert peer.outcome(hang_up) == ("done", None)

    def test_b3_6_a_100_is_enough_to_cancel(self, peer: Peer) -> None:
        call = peer.dialed()
        peer.command("hang_up", call.session)
        call.respond(100)
        assert peer.labels() == ["CANCEL"]
        call.respond(487)

    def test_b3_6_hang_up_and_never_a_response(self, peer: Peer) -> None:
        call = peer.dialed()
        hang_up = peer.command("hang_up", call.session)
        peer.advance(32)
        assert "CANCEL" not in peer.labels()
        assert peer.outcome(call.dial) == ("failed", 487)
        assert peer.outcome(hang_up) == ("done", None)
        assert peer.engine.session_count == 0

    def test_b3_6_hang_up_and_then_a_200_at_once(self, peer: Peer) -> None:
        call = peer.dialed()
        hang_up = peer.command("hang_up", call.session)
        call.respond(200, sdp=audio())
        ack, bye = peer.take()
        assert (ack.label, bye.label) == ("ACK", "BYE")
        assert peer.outcome(call.dial) == ("failed", 487)
        assert peer.outcome(hang_up) is None
        call.respond(200, to=bye)
        assert peer.outcome(hang_up) == ("done", None)
        assert "connected" not in peer.states()

    def test_b3_5_a_200_that_crosses_our_cancel_is_acknowledged_and_ended(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180)
        hang_up = peer.command("hang_up", call.session)
        cancel = peer.one("CANCEL")
        call.respond(200, sdp=audio())
        ack, bye = peer.take()
        assert (ack.label, ack.cseq) == ("ACK", 1)
        assert (bye.label, bye.cseq) == ("BYE", 2)
        assert ack.branch not in (cancel.branch, bye.branch)
        call.respond(481, to=cancel)
        call.respond(200, to=bye)
        assert peer.outcome(call.dial) == ("failed", 487)
        assert peer.outcome(hang_up) == ("done", None)
        assert "connected" not in peer.states()

    def test_b1_10_one_cancel_only(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180)
        one = peer.command("hang_up", call.session)
        two = peer.command("hang_up", call.session)
        assert peer.labels() == ["CANCEL"]
        call.respond(487)
        assert peer.outcome(one) == peer.outcome(two) == ("done", None)

    def test_b1_10_a_cancel_without_effect_gives_up_after_64_t1(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180)
        hang_up = peer.command("hang_up", call.session)
        call.respond(200, to=peer.one("CANCEL"))
        peer.advance(31.9)
        assert peer.outcome(hang_up) is None
        peer.advance(0.1)
        assert peer.outcome(hang_up) == ("done", None)
        assert peer.engine.session_count == 0


class TestForks:
    def test_b3_2_a_2xx_with_another_tag_is_acknowledged_and_ended(self, peer: Peer) -> None:
        call = peer.answered()
        call.respond(200, tag="fork-2", sdp=audio(), contact="<sip:fork@192.0.2.9:5090>")
        ack, bye = peer.take()
        assert (ack.label, ack.cseq, ack.to_tag, ack.remote) == ("ACK", 1, "fork-2", ("192.0.2.9", 5090))
        assert (bye.label, bye.cseq, bye.to_tag, bye.uri) == ("BYE", 2, "fork-2", "sip:fork@192.0.2.9:5090")
        call.respond(200, to=bye)
        assert peer.engine.state(call.session) == "connected"
        hang_up = peer.command("hang_up", call.session)
        own = peer.one("BYE")
        assert (own.to_tag, own.cseq) == ("peer-tag", 2)
        call.respond(200, to=own)
        assert peer.outcome(hang_up) == ("done", None)

    def test_b3_2_of_an_answered_invite_the_lines_are_kept_that_other_forks_are_measured_by(self, peer: Peer) -> None:
        call = peer.dialed()
        asked = peer.engine.cells[call.session].leg.setup_slice.request
        call.respond(200, sdp=audio())
        kept = peer.engine.cells[call.session].leg.setup_slice.request
        assert [name for name, _ in kept.headers] == ["Via", "From", "To", "Call-ID", "CSeq"]
        assert (kept.uri, kept.get("From"), kept.call_id, kept.cseq) == (
            asked.uri, asked.get("From"), asked.call_id, asked.cseq
        )  # fmt: skip
        assert kept.body == b""

    def test_b3_2_each_copy_of_a_surplus_2xx_is_acknowledged_again(self, peer: Peer) -> None:
        call = peer.answered()
        call.respond(200, tag="fork-2", sdp=audio())
        ack, bye = peer.take()
        call.respond(200, tag="fork-2", sdp=audio())
        (again,) = peer.take()
        assert again.data == ack.data
        call.respond(200, to=bye)
        call.respond(200, tag="fork-2", sdp=audio())
        (again,) = peer.take()
        assert again.data == ack.data

    def test_b2_6_two_early_dialogs_and_one_wins(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180, tag="one", contact="<sip:one@192.0.2.7:5090>")
        call.respond(183, tag="two", contact="<sip:two@192.0.2.8:5090>")
        assert len(peer.engine.cells[call.session].dialogs) == 2
        call.respond(200, tag="two", sdp=audio(), contact="<sip:two@192.0.2.8:5090>")
        (ack,) = peer.take()
        assert (ack.to_tag, ack.uri, ack.remote) == ("two", "sip:two@192.0.2.8:5090", ("192.0.2.8", 5090))
        assert peer.outcome(call.dial) == ("done", 200)
        peer.advance(32)
        peer.take()
        hang_up = peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert bye.to_tag == "two"
        call.respond(200, to=bye)
        assert peer.outcome(hang_up) == ("done", None)
        assert peer.engine.session_count == 0

    def test_a_fork_that_rings_without_end_makes_nothing_break(self, peer: Peer) -> None:
        """More early dialogs than we keep: the ones beyond are not followed, and the call goes on."""
        call = peer.dialed()
        for number in range(40):
            call.respond(180, tag=f"fork-{number}")
        call.respond(200, tag="fork-3", sdp=audio())
        assert peer.labels() == ["ACK"]
        assert peer.outcome(call.dial) == ("done", 200)

    def test_b3_2_a_17th_fork_that_answers_is_acknowledged_and_ended(self, peer: Peer) -> None:
        call = peer.dialed()
        for number in range(20):
            call.respond(180, tag=f"fork-{number}")
        call.respond(200, tag="fork-0", sdp=audio())
        assert peer.labels() == ["ACK"]
        call.respond(200, tag="fork-18", sdp=audio())
        ack, bye = peer.take()
        assert (ack.label, ack.to_tag, bye.label, bye.to_tag) == ("ACK", "fork-18", "BYE", "fork-18")
        call.respond(200, to=bye)
        assert peer.engine.state(call.session) == "connected"

    def test_forks_that_were_ended_make_room_for_others_that_answer(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(200, tag="winner", sdp=audio())
        peer.take()
        for number in range(100):
            call.respond(200, tag=f"late-{number}", sdp=audio())
            ack, bye = peer.take()
            assert (ack.label, bye.label) == ("ACK", "BYE")
            call.respond(200, to=bye)
            peer.advance(0.1)
        assert peer.engine.state(call.session) == "connected"

    def test_a_bye_of_the_callee_in_an_early_dialog_and_then_its_200(self, peer: Peer) -> None:
        """RFC 3261 15 forbids it, so it comes: the early dialog is over, and the 2xx is acknowledged and ended."""
        call = peer.dialed()
        call.respond(180)
        call.engine_tag = call.invite.from_tag if call.invite else ""
        call.request("BYE")
        assert peer.labels() == ["200 BYE"]
        call.respond(200, sdp=audio())
        ack, bye = peer.take()
        assert (ack.label, bye.label) == ("ACK", "BYE")
        call.respond(200, to=bye)
        assert peer.engine.session_count == 0 or peer.engine.state(call.session) == "terminated"


class TestReleasing:
    def test_b2_5_cseq_rises_by_one_and_hang_up_is_done_with_the_bye(self, peer: Peer) -> None:
        call = peer.answered()
        assert peer.outcome(call.dial) == ("done", 200)
        hang_up = peer.command("hang_up", call.session)
        again = peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert (bye.cseq, bye.to_tag, bye.uri) == (2, "peer-tag", f"sip:peer@{PEER[0]}:{PEER[1]}")
        assert peer.outcome(hang_up) is None
        call.respond(200, to=bye)
        assert peer.outcome(hang_up) == peer.outcome(again) == ("done", None)
        assert peer.states() == ["dialing", "ringing", "connected", "terminating", "terminated"]

    @pytest.mark.parametrize("status", [200, 403, 481, 500, 603])
    def test_any_answer_to_our_bye_ends_the_call(self, peer: Peer, status: int) -> None:
        call = peer.answered()
        hang_up = peer.command("hang_up", call.session)
        call.respond(status, to=peer.one("BYE"))
        assert peer.outcome(hang_up) == ("done", None)
        peer.run_out()
        assert peer.engine.session_count == 0

    def test_a_bye_without_an_answer_ends_the_call_after_64_t1(self, peer: Peer) -> None:
        call = peer.answered()
        hang_up = peer.command("hang_up", call.session)
        peer.advance(31.9)
        assert peer.outcome(hang_up) is None
        peer.advance(0.1)
        assert peer.outcome(hang_up) == ("done", None)

    def test_the_media_port_is_closed_once_at_the_end(self, peer: Peer) -> None:
        call = peer.answered()
        peer.command("hang_up", call.session)
        call.respond(200, to=peer.one("BYE"))
        assert [type(command) for command in peer.media()].count(CloseStream) == 1


class TestOddAnswers:
    @pytest.mark.parametrize("contact", [None, "", "*"])
    def test_a_2xx_without_a_contact_goes_to_the_target_of_the_invite(self, peer: Peer, contact: str | None) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(), contact=contact)
        (ack,) = peer.take()
        assert (ack.method, ack.uri) == ("ACK", f"sip:bob@{PEER[0]}:{PEER[1]}")
        assert peer.outcome(call.dial) == ("done", 200)

    @pytest.mark.parametrize(
        "contact", ["nonsense", "<sip:>", "<sip:x@host:99999999>", "<sip:a@[::1>", "<>", '"open <sip:a@b>']
    )
    def test_a_2xx_with_a_broken_contact_is_dropped(self, peer: Peer, contact: str) -> None:
        """No request could reach the callee, which ends its side for want of an ACK (RFC 3261 13.3.1.4)."""
        call = peer.dialed()
        call.respond(180)
        call.respond(200, sdp=audio(), contact=contact)
        assert peer.labels() == []
        assert [key.split(":")[0] for key in peer.engine.counters] == ["dropped"]
        call.engine_tag = call.invite.from_tag if call.invite else ""
        call.request("BYE")
        assert peer.labels() == ["200 BYE"]
        peer.run_out()
        assert peer.outcome(call.dial) == ("failed", 408)

    def test_a_2xx_whose_contact_is_no_sip_uri_ends_the_call(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(), contact="<http://example.org>")
        peer.run_out()
        assert peer.outcome(call.dial) is not None

    @pytest.mark.parametrize("route", ["nonsense", "<sip:>", "<sip:[::1>;lr", "", "<<<>>>", "sip:naked;lr"])
    def test_a_2xx_with_a_broken_record_route_leaves_nothing(self, peer: Peer, route: str) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=[f"Record-Route: {route}"])
        peer.run_out()
        assert peer.outcome(call.dial) is not None

    @pytest.mark.parametrize("status", [180, 200])
    @pytest.mark.parametrize("header", ["Expires: soon", "Expires: -1", "Expires: 99999999999999999999", "Expires:"])
    def test_a_broken_expires_in_a_response_changes_nothing(self, peer: Peer, header: str, status: int) -> None:
        call = peer.dialed()
        call.respond(status, sdp=audio(), headers=[header])
        if status == 180:
            call.respond(200, sdp=audio())
        assert peer.labels() == ["ACK"]
        assert peer.engine.state(call.session) == "connected"

    def test_the_peer_does_not_choose_our_cseq(self, peer: Peer) -> None:
        """RFC 3261 13.2.2.4: the ACK has the CSeq number of the INVITE; 12.2.1.1: ours rises by one."""
        call = peer.dialed()
        call.respond(180, cseq="4000000000 INVITE")
        call.respond(200, sdp=audio(), cseq="77 INVITE")
        for seen in peer.take():
            assert seen.cseq == 1
        if call.session in peer.engine.sessions():
            peer.command("hang_up", call.session)
            assert [seen.cseq for seen in peer.take() if seen.method == "BYE"] in ([2], [])

    def test_a_2xx_without_a_tag_is_of_an_old_peer(self, peer: Peer) -> None:
        """RFC 3261 12.1.2: an absent tag is a null tag; the call works."""
        call = peer.dialed()
        call.respond(200, tag="", sdp=audio())
        (ack,) = peer.take()
        assert ack["to"] == f"<sip:bob@{PEER[0]}:{PEER[1]}>"
        hang_up = peer.command("hang_up", call.session)
        call.respond(200, tag="", to=peer.one("BYE"))
        assert peer.outcome(hang_up) == ("done", None)

    def test_b1_8_a_response_with_another_branch_is_dropped(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(), via="SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKnobody")
        assert peer.labels() == []
        assert peer.engine.counters["dropped: stray_response"] == 1
        assert peer.outcome(call.dial) is None


class TestFailingActions:
    def test_no_port_is_left(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(ports=NoPorts())
        session = peer.engine.env.session_id()
        dial = peer.command("dial", session, target=f"sip:bob@{PEER[0]}", arguments={})
        assert peer.outcome(dial) == ("failed", None)  # no peer has said anything
        assert peer.labels() == []
        assert peer.engine.session_count == 0
        peer.expected_failures = 1

    @pytest.mark.parametrize(
        "target",
        [
            "",
            "bob",
            "sip:",
            "sip:bob@",
            "http://example.org",
            "sip:bob@192.0.2.2:123456",
            "\r\n",
        ],
    )
    def test_a_target_that_cannot_be_dialed(self, peer: Peer, target: str) -> None:
        session = peer.engine.env.session_id()
        dial = peer.command("dial", session, target=target, arguments={})
        outcome = peer.outcome(dial)
        assert outcome is not None
        assert outcome[0] in ("failed", "refused")
        assert peer.labels() == []
        assert peer.engine.session_count == 0
        peer.expected_failures = sum(n for key, n in peer.engine.counters.items() if key.startswith("action failed"))

    def test_a_name_goes_to_the_next_hop_that_was_resolved(self, peer: Peer) -> None:
        call = peer.dialed("sip:bob@example.org", next_hop="192.0.2.2:5080")
        assert call.invite is not None
        assert (call.invite.remote, call.invite.uri) == (PEER, "sip:bob@example.org")
        call.respond(404)


class TestUntagged:
    def test_a_180_without_a_tag_makes_no_dialog(self, peer: Peer) -> None:
        """RFC 3261 12.1: a dialog needs a tag; an old peer's 180 without one is only a sign of life."""
        call = peer.dialed()
        call.respond(180, tag="")
        assert peer.engine.cells[call.session].dialogs == {}
        call.respond(180)
        call.respond(181, tag="")
        assert list(peer.engine.cells[call.session].dialogs) == ["peer-tag"]
        call.respond(486)


class TestWithoutADial:
    """A leg is made by its dial; what its chart says before and after that is held all the same."""

    def test_a_hang_up_before_the_dial_ends_the_leg(self, peer: Peer) -> None:
        peer.engine.make_leg("early-bird", "setup/outgoing")
        hang_up = peer.command("hang_up", "early-bird")
        assert peer.outcome(hang_up) == ("done", None)
        assert peer.engine.sessions() == []

    def test_and_one_after_it_too(self, peer: Peer) -> None:
        from sessioncore.handlers.setup import outgoing as chart

        cell = peer.engine.make_leg("early-bird", "setup/outgoing")
        cell.open_commands += (901, 902)
        setup = cell.leg.setup
        cell.handle(lambda event: (setup.hang_up(event), setup.hang_up(chart.HangUp(902))), chart.HangUp(901), "test")
        replies = [effect for effect in peer.feed(Tick()) if isinstance(effect, Reply)]
        assert [(reply.command, reply.outcome) for reply in replies] == [(901, "done"), (902, "done")]
        assert peer.engine.sessions() == []

    def test_a_reply_that_fails_there_leaves_nothing(self, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
        from sessioncore.actions.setup import outgoing

        def broken(*_: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(outgoing.Actions, "reply_hung_up", broken)
        peer.expected_failures = 1
        peer.engine.make_leg("early-bird", "setup/outgoing")
        hang_up = peer.command("hang_up", "early-bird")
        assert peer.outcome(hang_up) == ("ended", None)


def test_a_2xx_after_a_failure_of_ours_is_acknowledged_and_ended(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    from sessioncore.actions.setup import outgoing

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    call = peer.dialed()
    call.respond(180)
    monkeypatch.setattr(outgoing.Actions, "note_hang_up", broken)
    peer.expected_failures = 1
    peer.command("hang_up", call.session)
    assert peer.labels() == ["CANCEL"]
    call.respond(200, sdp=audio())
    ack, bye = peer.take()
    assert (ack.label, bye.label) == ("ACK", "BYE")
    call.respond(200, to=bye)
    peer.run_out()
    assert peer.engine.session_count == 0


def test_b2_6_a_fork_that_lost_while_it_was_held(peer: Peer) -> None:
    """Its early media stood still; the port is the winner's, so nothing is silenced with it."""
    call = peer.dialed()
    call.respond(183, tag="one", sdp=audio("inactive"))
    call.respond(183, tag="two")
    call.respond(200, tag="two", sdp=audio())
    before = peer.configured()
    assert before.send
    peer.advance(33)
    assert peer.configured() == before
    assert peer.engine.state(call.session) == "connected"


class TestEndOfAnEarlyDialog:
    """RFC 6228: 199 says that one early dialog has ended, while the INVITE goes on."""

    def test_b2_6_the_invite_says_that_we_take_it(self, peer: Peer) -> None:
        call = peer.dialed()
        assert call.invite is not None
        assert "199" in call.invite["supported"].split(", ")
        call.respond(486)

    def test_b2_6_the_others_go_on(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180, tag="one")
        call.respond(180, tag="two")
        call.respond(199, tag="one")
        assert peer.labels() == []
        assert peer.engine.state(call.session) == "ringing"
        one, two = (peer.engine.cells[call.session].dialogs[tag] for tag in ("one", "two"))
        assert (one.usage.state_name, one.dialog.state_name) == ("abandoned", "terminated")
        assert (two.usage.state_name, two.dialog.state_name) == ("early", "early")
        call.respond(200, tag="two", sdp=audio())
        assert peer.labels() == ["ACK"]
        assert peer.engine.state(call.session) == "connected"

    @pytest.mark.parametrize("before", [False, True])
    def test_b2_6_of_a_dialog_that_we_never_heard_of(self, peer: Peer, before: bool) -> None:
        call = peer.dialed()
        if before:
            call.respond(180)
        call.respond(199, tag="other")
        assert "other" not in peer.engine.cells[call.session].dialogs
        assert peer.engine.state(call.session) == ("ringing" if before else "dialing")
        call.respond(486)

    def test_b3_2_one_that_answers_all_the_same_is_acknowledged_and_ended(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180, tag="one")
        call.respond(199, tag="one")
        call.respond(200, tag="one", sdp=audio())
        ack, bye = peer.take()
        assert (ack.label, bye.label) == ("ACK", "BYE")
        call.respond(200, to=bye)


class TestLateOfferThatCrossesOurCancel:
    @pytest.mark.parametrize("rang", [False, True])
    def test_b3_5_b4_2_it_is_answered_in_the_ack_and_then_ended(self, peer: Peer, rang: bool) -> None:
        """RFC 3261 13.2.2.4: an offer in a 2xx is answered in its ACK, whatever becomes of the call."""
        call = peer.dialed(offer="late")
        call.respond(180 if rang else 100)
        peer.command("hang_up", call.session)
        cancel = peer.one("CANCEL")
        call.respond(200, sdp=audio(port=40000))
        ack, bye = peer.take()
        assert (ack.label, bye.label) == ("ACK", "BYE")
        assert ack.media == ["audio 20000 RTP/AVP 0 101"]
        assert not [command for command in peer.media() if type(command).__name__ == "ConfigureStream"], (
            "nobody listens"
        )
        call.respond(200, to=bye)
        call.respond(481, to=cancel)

    @pytest.mark.parametrize("sdp", [None, "nonsense"])
    def test_b4_2_one_that_cannot_be_answered_is_acknowledged_without(self, peer: Peer, sdp: str | None) -> None:
        call = peer.dialed(offer="late")
        call.respond(180)
        peer.command("hang_up", call.session)
        cancel = peer.one("CANCEL")
        call.respond(200, sdp=sdp)
        ack, bye = peer.take()
        assert (ack.label, ack.body, bye.label) == ("ACK", "", "BYE")
        call.respond(200, to=bye)
        call.respond(481, to=cancel)

    def test_b4_2_a_late_fork_is_answered_too(self, peer: Peer) -> None:
        call = peer.dialed(offer="late")
        call.respond(200, sdp=audio())
        peer.take()
        call.respond(200, tag="other", sdp=audio(port=40000))
        ack, bye = peer.take()
        assert (ack.label, bool(ack.body), bye.label) == ("ACK", True, "BYE")
        assert peer.configured().remote == (PEER[0], 30000), "the call's media stays as it is"
        call.respond(200, to=bye)


class TestEarlyMediaOfForks:
    """All forks share the port of the INVITE's offer: one of them is heard at a time (RFC 3960 3.2)."""

    def heard(self, peer: Peer) -> int:
        return peer.configured().remote[1]

    def test_b3_17_the_last_one_that_began_is_heard(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183, tag="one", sdp=audio(port=40001))
        assert self.heard(peer) == 40001
        call.respond(180, tag="silent")
        call.respond(183, tag="two", sdp=audio(port=40002))
        assert self.heard(peer) == 40002
        call.respond(183, tag="one", sdp=audio(port=40001))
        assert self.heard(peer) == 40002, "a 183 that comes again begins nothing"
        call.respond(200, tag="two", sdp=audio(port=40002))
        assert self.heard(peer) == 40002
        assert peer.engine.state(call.session) == "connected"

    def test_b3_17_b2_6_when_it_ends_the_one_before_is_heard_again(self, peer: Peer) -> None:
        call = peer.dialed()
        for number in (1, 2, 3):
            call.respond(183, tag=f"fork{number}", sdp=audio(port=40000 + number))
        call.respond(199, tag="fork1")
        assert self.heard(peer) == 40003, "it was not heard"
        call.respond(199, tag="fork3")
        assert (self.heard(peer), peer.configured().receive) == (40002, True)
        call.respond(199, tag="fork2")
        assert not peer.configured().receive
        call.respond(183, tag="fork4", sdp=audio(port=40004))
        assert self.heard(peer) == 40004
        call.respond(486)

    def test_b3_17_the_one_that_answers_is_heard_whoever_was_before(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183, tag="one", sdp=audio(port=40001))
        call.respond(183, tag="two", sdp=audio(port=40002))
        call.respond(200, tag="one", sdp=audio(port=40003))
        assert self.heard(peer) == 40003
        call.respond(183, tag="two", sdp=audio(port=40002))
        assert self.heard(peer) == 40003
        peer.advance(33)
        assert (self.heard(peer), peer.configured().send) == (40003, True), "the losers are over"
        assert peer.engine.state(call.session) == "connected"

    def test_b3_17_b3_12_also_when_its_answer_came_long_before(self, peer: Peer) -> None:
        """Its 2xx has no description: that left in a reliable 183, before another fork was heard."""
        call = peer.dialed()
        (prack,) = call.respond_reliably(183, 7, tag="one", sdp=audio(port=40001))
        call.respond(200, to=prack)
        call.respond(183, tag="two", sdp=audio(port=40002))
        assert self.heard(peer) == 40002
        call.respond(200, tag="one")
        assert self.heard(peer) == 40001
        assert peer.engine.state(call.session) == "connected"

    def test_b3_17_what_the_media_plane_tells_is_told_once(self, peer: Peer) -> None:
        call = peer.dialed()
        for number in (1, 2):
            call.respond(183, tag=f"fork{number}", sdp=audio(port=40000 + number))
        peer.feed(MediaReported(MediaStarted(peer.configured().stream, 1, 0)))
        assert len(peer.published(public.MediaStarted)) == 1
        call.respond(486)

    def test_b2_6_each_fork_has_sequence_numbers_targets_and_offers_of_its_own(self, peer: Peer) -> None:
        call = peer.dialed(offer="late")
        pracks = []
        for number in (1, 2):
            contact = f"<sip:fork{number}@192.0.2.{6 + number}:5090>"
            tag, sdp = f"fork{number}", audio(port=40000 + number)
            pracks += call.respond_reliably(183, 70 + number, tag=tag, sdp=sdp, contact=contact)
        assert [(prack.to_tag, prack.cseq, prack.remote[0], bool(prack.body)) for prack in pracks] == [
            ("fork1", 2, "192.0.2.7", True),
            ("fork2", 2, "192.0.2.8", True),
        ]
        for prack in pracks:
            call.respond(200, to=prack)
        call.respond(200, tag="fork1", contact="<sip:fork1@192.0.2.7:5090>")
        (ack,) = [seen for seen in peer.take() if seen.label == "ACK"]
        assert (ack.to_tag, ack.body) == ("fork1", "")
        assert self.heard(peer) == 40001
