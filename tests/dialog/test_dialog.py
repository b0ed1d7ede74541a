"""dialog/dialog: identity, CSeq, route set and target of a dialog (RFC 3261 12)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import ENGINE, PEER, Call, Peer, audio

ALLOW = "INVITE, ACK, CANCEL, BYE, PRACK, OPTIONS, INFO, UPDATE"


class TestIdentity:
    def test_b2_1_a_request_belongs_to_the_dialog_wherever_it_comes_from(self, peer: Peer) -> None:
        call = peer.answered()
        call.engine_tag = call.invite.from_tag if call.invite else ""
        (answer,) = call.request("BYE", source=("203.0.113.9", 1234), sent_by="203.0.113.9")
        assert (answer.label, answer.remote) == ("200 BYE", ("203.0.113.9", 1234))
        assert peer.engine.state(call.session) is None or peer.engine.state(call.session) == "terminated"

    @pytest.mark.parametrize("wrong", ["call_id", "tag", "engine_tag", "swapped", "no_from_tag"])
    def test_b2_1_all_three_parts_of_the_identity_count(self, peer: Peer, wrong: str) -> None:
        call = peer.called()
        if wrong == "swapped":
            call.tag, call.engine_tag = call.engine_tag, call.tag
        elif wrong == "no_from_tag":
            call.uri, call.tag = call.uri, "other"
        else:
            setattr(call, wrong, "other")
        (answer,) = call.request("BYE")
        assert answer.label == "481 BYE"
        assert peer.engine.state(call.session) == "connected"

    def test_b2_1_two_calls_between_the_same_two_users_stay_apart(self, peer: Peer) -> None:
        one, two = peer.called(), peer.called()
        one.request("BYE")
        assert peer.labels() == ["200 BYE"]
        assert peer.engine.state(two.session) == "connected"

    def test_b2_1_our_bye_has_the_identity_of_the_call(self, peer: Peer) -> None:
        call = peer.called()
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert bye["from"] == f"<sip:app@{ENGINE[0]}:{ENGINE[1]}>;tag={call.engine_tag}"
        assert bye["to"] == f"{call.uri};tag={call.tag}"
        assert bye["call-id"] == call.call_id
        call.respond(200, to=bye)


class TestRouteSet:
    def test_b2_2_the_called_side_keeps_the_order(self, peer: Peer) -> None:
        headers = ["Record-Route: <sip:198.51.100.1;lr>, <sip:198.51.100.2;lr>", "Record-Route: <sip:198.51.100.3;lr>"]
        call = peer.called(headers=headers)
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert bye.all("route") == ["<sip:198.51.100.1;lr>", "<sip:198.51.100.2;lr>", "<sip:198.51.100.3;lr>"]
        assert bye.remote == ("198.51.100.1", 5060)
        assert bye.uri == f"sip:peer@{PEER[0]}:{PEER[1]}"
        call.respond(200, to=bye)

    def test_b2_2_the_calling_side_reverses_it_and_the_2xx_counts(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180, headers=["Record-Route: <sip:198.51.100.8;lr>, <sip:198.51.100.9;lr>"])
        call.respond(200, sdp=audio(), headers=["Record-Route: <sip:198.51.100.1;lr>, <sip:198.51.100.2:5090;lr>"])
        (ack,) = peer.take()
        assert ack.all("route") == ["<sip:198.51.100.2:5090;lr>", "<sip:198.51.100.1;lr>"]
        assert ack.remote == ("198.51.100.2", 5090)
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert (bye.all("route"), bye.remote) == (ack.all("route"), ack.remote)
        call.respond(200, to=bye)

    def test_b2_2_a_2xx_without_record_route_clears_that_of_the_180(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180, headers=["Record-Route: <sip:198.51.100.8;lr>"])
        call.respond(200, sdp=audio())
        (ack,) = peer.take()
        assert (ack.all("route"), ack.remote) == ([], PEER)

    def test_b2_2_a_confirmed_route_set_is_frozen(self, peer: Peer) -> None:
        """Neither a copy of the 2xx, nor the 2xx of a re-INVITE, nor the peer's re-INVITE changes it (12.2)."""
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=["Record-Route: <sip:198.51.100.1;lr>"])
        peer.take()
        other = ["Record-Route: <sip:198.51.100.66;lr>"]
        call.respond(200, sdp=audio(), headers=other)
        call.engine_tag = call.invite.from_tag if call.invite else ""
        call.reinvite(headers=other)
        ok = peer.one("200 INVITE")
        call.ack(cseq=ok.cseq)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        assert invite.all("route") == ["<sip:198.51.100.1;lr>"]
        call.respond(200, to=invite, sdp=audio("recvonly"), headers=other)
        assert peer.one("ACK").all("route") == ["<sip:198.51.100.1;lr>"]
        assert peer.outcome(hold) == ("done", None)
        peer.command("hang_up", call.session)
        assert peer.one("BYE").all("route") == ["<sip:198.51.100.1;lr>"]

    def test_b2_4_a_strict_router_is_the_request_uri(self, peer: Peer) -> None:
        """RFC 3261 12.2.1.1: the target goes to the end of Route."""
        headers = ["Record-Route: <sip:198.51.100.1:5070>", "Record-Route: <sip:198.51.100.2;lr>"]
        call = peer.called(headers=headers)
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert (bye.uri, bye.remote) == ("sip:198.51.100.1:5070", ("198.51.100.1", 5070))
        assert bye.all("route") == ["<sip:198.51.100.2;lr>", f"<sip:peer@{PEER[0]}:{PEER[1]}>"]
        call.respond(200, to=bye)

    def test_b2_4_the_cancel_of_a_reinvite_goes_to_the_strict_router_as_well(self, peer: Peer) -> None:
        """RFC 3261 9.1: to where the INVITE went."""
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=["Record-Route: <sip:198.51.100.2;lr>, <sip:198.51.100.1:5070>"])
        assert [seen.remote for seen in peer.take()] == [("198.51.100.1", 5070)]
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        assert (invite.uri, invite.remote) == ("sip:198.51.100.1:5070", ("198.51.100.1", 5070))
        call.respond(180, to=invite)
        peer.advance(40.1)
        cancel = next(seen for seen in peer.take() if seen.label == "CANCEL")
        assert (cancel.uri, cancel.remote, cancel.branch) == (invite.uri, invite.remote, invite.branch)
        assert cancel.all("route") == invite.all("route")
        call.respond(200, to=cancel)
        call.respond(487, to=invite)
        peer.command("hang_up", call.session)
        call.respond(200, to=peer.take()[-1])


class TestTarget:
    def test_b2_3_the_target_is_the_contact_of_the_2xx(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180, contact="<sip:early@192.0.2.7:5090>")
        call.respond(200, sdp=audio(), contact='"Bob" <sip:late@192.0.2.8:5091;x=y>;q=0.5')
        (ack,) = peer.take()
        assert (ack.uri, ack.remote) == ("sip:late@192.0.2.8:5091;x=y", ("192.0.2.8", 5091))

    def test_b2_3_a_reinvite_moves_it_and_nothing_else_does(self, peer: Peer) -> None:
        call = peer.called()
        call.request("INFO", headers=["Contact: <sip:info@192.0.2.66>"])
        call.request("OPTIONS", headers=["Contact: <sip:options@192.0.2.66>"])
        call.reinvite(contact="<sip:moved@192.0.2.9:5099>")
        ok = peer.take()[-1]
        call.ack(cseq=ok.cseq, headers=["Contact: <sip:ack@192.0.2.66>"])
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert (bye.uri, bye.remote) == ("sip:moved@192.0.2.9:5099", ("192.0.2.9", 5099))
        call.respond(200, to=bye)

    def test_b2_3_the_2xx_of_our_reinvite_moves_it_before_its_ack(self, peer: Peer) -> None:
        call = peer.answered()
        peer.command("hold", call.session)
        invite = peer.one("INVITE")
        call.respond(200, to=invite, sdp=audio("recvonly"), contact="<sip:moved@192.0.2.9:5099>")
        ack = peer.one("ACK")
        assert (ack.uri, ack.remote) == ("sip:moved@192.0.2.9:5099", ("192.0.2.9", 5099))

    def test_b2_3_a_copy_of_the_first_2xx_does_not_move_it_back(self, peer: Peer) -> None:
        call = peer.answered()
        call.respond(200, sdp=audio(), contact="<sip:stale@192.0.2.66>")
        assert peer.one("ACK").remote == PEER
        peer.command("hang_up", call.session)
        assert peer.one("BYE").remote == PEER

    def test_b2_3_a_reinvite_without_contact_leaves_it(self, peer: Peer) -> None:
        call = peer.called()
        call.reinvite(contact=None)
        call.ack(cseq=peer.one("200 INVITE").cseq)
        peer.command("hang_up", call.session)
        assert peer.one("BYE").uri == f"sip:peer@{PEER[0]}:{PEER[1]}"


class TestSequence:
    def test_b2_5_a_lower_number_is_answered_500(self, peer: Peer) -> None:
        call = peer.called()
        call.request("INFO", cseq=200)
        call.request("INFO", cseq=150)
        call.request("BYE", cseq=99)
        assert peer.labels() == ["200 INFO", "500 INFO", "500 BYE"]
        assert peer.engine.state(call.session) == "connected"

    def test_b2_5_gaps_are_legal(self, peer: Peer) -> None:
        call = peer.called()
        call.request("INFO", cseq=2**31 - 2)
        call.request("BYE", cseq=2**31 - 1)
        assert peer.labels() == ["200 INFO", "200 BYE"]

    def test_b2_5_the_first_request_of_the_called_peer_may_have_any_number(self, peer: Peer) -> None:
        call = peer.answered()
        call.engine_tag = call.invite.from_tag if call.invite else ""
        call.request("INFO", cseq=0)
        call.request("INFO", cseq=1)
        assert peer.labels() == ["200 INFO", "200 INFO"]

    def test_b2_5_a_copy_is_no_stale_request(self, peer: Peer) -> None:
        call = peer.called()
        branch = peer.branch()
        call.request("INFO", cseq=300, branch=branch)
        call.request("INFO", cseq=300, branch=branch)
        assert peer.labels() == ["200 INFO", "200 INFO"]

    def test_b2_5_ours_rises_by_one_with_every_request(self, peer: Peer) -> None:
        call = peer.answered()
        numbers = []
        for command in ("hold", "resume", "hold"):
            peer.command(command, call.session)
            invite = peer.one("INVITE")
            numbers.append(invite.cseq)
            call.respond(200, to=invite, sdp=audio("sendrecv" if command == "resume" else "recvonly"))
            assert peer.one("ACK").cseq == invite.cseq
        peer.command("hang_up", call.session)
        numbers.append(peer.one("BYE").cseq)
        assert numbers == [2, 3, 4, 5]

    def test_b2_5_ours_begins_below_two_to_the_31_when_called(self, peer: Peer) -> None:
        call = peer.called()
        peer.command("hold", call.session)
        first = peer.one("INVITE")
        assert 1 <= first.cseq < 2**31
        call.respond(488, to=first)
        peer.take()
        peer.command("hang_up", call.session)
        assert peer.one("BYE").cseq == first.cseq + 1


class TestRequests:
    @pytest.mark.parametrize("method", ["INFO", "OPTIONS"])
    def test_info_and_options_are_answered(self, peer: Peer, method: str) -> None:
        call = peer.called()
        (answer,) = call.request(method)
        assert answer.label == f"200 {method}"
        assert answer.to_tag == call.engine_tag
        if method == "OPTIONS":
            assert (answer["allow"], answer["accept"]) == (ALLOW, "application/sdp")

    @pytest.mark.parametrize("method", ["REFER", "MESSAGE", "SUBSCRIBE", "BREW"])
    def test_what_we_do_not_take_is_405_with_allow(self, peer: Peer, method: str) -> None:
        call = peer.called()
        (answer,) = call.request(method)
        assert answer.label == f"405 {method}"
        assert answer["allow"] == ALLOW
        assert peer.engine.state(call.session) == "connected"

    @pytest.mark.parametrize("method", ["INFO", "OPTIONS", "UPDATE", "MESSAGE"])
    def test_b2_12_what_requires_an_extension_that_we_do_not_have_is_420(self, peer: Peer, method: str) -> None:
        call = peer.called()
        (answer,) = call.request(method, headers=["Require: timer, foo, bar"])
        assert answer.label == f"420 {method}"
        assert answer["unsupported"] == "foo, bar"
        (known,) = call.request("INFO", headers=["Require: timer"])
        assert known.label == "200 INFO"

    def test_b2_12_a_reinvite_too_and_the_call_stays_as_it_was(self, peer: Peer) -> None:
        call = peer.called()
        before = peer.configured()
        (answer,) = call.reinvite(audio("sendonly", version=2), headers=["Require: precondition"])
        assert (answer.label, answer["unsupported"]) == ("420 INVITE", "precondition")
        call.ack_failure(answer)
        assert peer.configured() == before
        (ok,) = call.reinvite(audio(version=3))
        assert ok.label == "200 INVITE"
        call.ack()

    def test_b2_12_and_a_bye(self, peer: Peer) -> None:
        """RFC 3261 8.2.2.3 spares only CANCEL and ACK; the peer may send its BYE again without."""
        call = peer.called()
        (answer,) = call.request("BYE", headers=["Require: foo"])
        assert answer.label == "420 BYE"
        assert peer.engine.state(call.session) == "connected"
        (ok,) = call.request("BYE")
        assert ok.label == "200 BYE"

    def test_b3_9_a_second_invite_before_the_first_is_answered(self, peer: Peer) -> None:
        """RFC 3261 14.2: 500 with Retry-After between 0 and 10 s."""
        call = peer.calling()
        peer.command("ring", call.session)
        call.engine_tag = peer.one("180 INVITE").to_tag
        first = call.branch
        call.reinvite()
        refused = peer.one("500 INVITE")
        assert 0 <= int(refused["retry-after"]) <= 10
        call.ack_failure(refused)
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        assert (ok.branch, ok.cseq) == (first, 100)
        call.ack(cseq=100)
        assert peer.engine.state(call.session) == "connected"

    def test_b3_9_an_invite_that_meets_our_own_pending_one_is_491(self, peer: Peer) -> None:
        """RFC 3261 14.2: an INVITE received while one that we sent in this dialog is in progress."""
        call = peer.dialed()
        call.respond(183)
        call.engine_tag = call.invite.from_tag if call.invite else ""
        call.reinvite()
        refused = peer.one("491 INVITE")
        call.ack_failure(refused)
        call.respond(200, sdp=audio())
        assert peer.labels() == ["ACK"]
        assert peer.engine.state(call.session) == "connected"


class TestEnd:
    @pytest.mark.parametrize("status", [408, 481])
    def test_b2_8_a_481_or_408_to_our_reinvite_ends_the_dialog(self, peer: Peer, status: int) -> None:
        call = peer.answered()
        hold = peer.command("hold", call.session)
        call.respond(status, to=peer.one("INVITE"))
        assert peer.labels() == ["ACK", "BYE"]
        assert peer.outcome(hold) == ("failed", status)
        assert peer.engine.state(call.session) == "terminating"

    def test_b2_8_no_answer_to_our_reinvite_ends_the_dialog(self, peer: Peer) -> None:
        call = peer.answered()
        hold = peer.command("hold", call.session)
        peer.take()
        peer.advance(32)
        assert peer.labels() == ["INVITE"] * 6 + ["BYE"]
        assert peer.outcome(hold) == ("failed", 408)

    @pytest.mark.parametrize("method", ["BYE", "INFO", "OPTIONS", "INVITE", "UPDATE"])
    def test_b2_8_requests_after_the_end_get_481(self, peer: Peer, method: str) -> None:
        call = self.ended(peer)
        call.request(method, sdp=audio() if method == "INVITE" else None)
        assert [seen.label for seen in peer.take()] == [f"481 {method}"]

    @pytest.mark.parametrize("method", ["BYE", "INFO", "INVITE"])
    def test_b2_8_also_when_nothing_of_the_call_is_left(self, peer: Peer, method: str) -> None:
        call = self.ended(peer)
        peer.run_out()
        peer.take()
        call.request(method, sdp=audio() if method == "INVITE" else None)
        assert [seen.label for seen in peer.take()] == [f"481 {method}"]

    @staticmethod
    def ended(peer: Peer) -> Call:
        call = peer.answered()
        call.engine_tag = call.invite.from_tag if call.invite else ""
        peer.command("hang_up", call.session)
        call.respond(200, to=peer.one("BYE"))
        return call


class TestContact:
    """RFC 3261 8.1.1.8: Contact is where the next request of the peer shall go, so it is our own address."""

    def test_b2_10_ours_is_where_we_listen_whoever_calls(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(port=5070)
        ours = "<sip:192.0.2.1:5070>"
        call = peer.dialed()
        assert call.invite is not None
        assert call.invite["contact"] == ours
        called = peer.calling()
        peer.command("ring", called.session)
        assert peer.one("180 INVITE")["contact"] == ours
        peer.command("answer", called.session, source="silence")
        ok = peer.one("200 INVITE")
        assert ok["contact"] == ours
        called.accept(ok)
        peer.command("hang_up", called.session)
        bye = peer.one("BYE")
        assert bye.uri == "sip:peer@192.0.2.2:5080", "and theirs is where our next request goes"
        called.respond(200, to=bye)
        call.respond(486)
