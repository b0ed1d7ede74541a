"""negotiation/modify_out: our UPDATE, with an offer or to refresh the session (RFC 3311 5.1, RFC 4028 7.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.handlers.limits import Limits
from tests.support.peer import START, Call, Peer, audio

ALLOW = "Allow: INVITE, ACK, CANCEL, BYE, UPDATE"
WITHOUT = "Allow: INVITE, ACK, CANCEL, BYE"
CHALLENGE = 'WWW-Authenticate: Digest realm="there", nonce="n1", algorithm=MD5, qop="auth"'
TIMER = "Supported: timer"
NOTHING_ELSE: dict[str, Any] = {"codecs": [], "direction": ""}


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    """One that changes sessions by UPDATE where it may."""
    return make_peer(modify_method="update")


def up(peer: Peer, *headers: str) -> Call:
    """A call that we placed, to a peer that takes UPDATE unless `headers` say otherwise."""
    call = peer.dialed()
    assert call.invite is not None
    call.engine_tag = call.invite.from_tag
    call.respond(200, sdp=audio(), headers=headers or [ALLOW])
    assert peer.labels() == ["ACK"]
    return call


def called(peer: Peer) -> Call:
    call = peer.calling(headers=[ALLOW])
    peer.command("answer", call.session, source="silence")
    call.accept(peer.one("200 INVITE"))
    return call


class TestOffer:
    def test_b3_13_hold_and_resume(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        assert (update.direction, update.cseq, update.to_tag) == ("sendonly", 2, "peer-tag")
        assert update["contact"] == "<sip:192.0.2.1:5060>"
        assert "UPDATE" in update["allow"].split(", ")
        assert peer.outcome(hold) is None
        assert peer.engine.state(call.session) == "connected"
        assert call.respond(200, to=update, sdp=audio("recvonly", version=2)) == [], "there is no ACK"
        assert peer.outcome(hold) == ("done", None)
        assert peer.engine.state(call.session) == "on_hold"
        assert (peer.configured().send, peer.configured().receive) == (True, False)
        resume = peer.command("resume", call.session)
        again = peer.one("UPDATE")
        assert (again.direction, again.cseq) == ("sendrecv", 3)
        assert again.origin == (update.origin[0], update.origin[1] + 1)
        call.respond(200, to=again, sdp=audio(version=3))
        assert peer.outcome(resume) == ("done", None)
        assert peer.engine.state(call.session) == "connected"

    @pytest.mark.parametrize("headers", [[WITHOUT], ["Supported: timer"]])
    def test_b3_13_not_to_a_peer_whose_allow_does_not_name_it(self, peer: Peer, headers: list[str]) -> None:
        call = up(peer, *headers)
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))

    def test_b3_13_allow_may_stand_in_several_lines(self, peer: Peer) -> None:
        call = up(peer, "Allow: INVITE, ACK", "Allow: BYE, UPDATE")
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("UPDATE"), sdp=audio("recvonly"))

    def test_b3_13_what_the_peer_allows_may_change(self, peer: Peer) -> None:
        call = called(peer)
        call.reinvite(audio(), headers=[WITHOUT])
        call.ack()
        peer.take()
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"), headers=[ALLOW])
        peer.take()
        peer.command("resume", call.session)
        call.respond(200, to=peer.one("UPDATE"), sdp=audio())

    def test_b2_3_its_2xx_moves_the_target(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("UPDATE"), sdp=audio("recvonly"), contact="<sip:peer@192.0.2.2:5099>")
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert bye.uri == "sip:peer@192.0.2.2:5099"
        call.respond(200, to=bye)

    @pytest.mark.parametrize("method", ["invite", "update"])
    def test_b3_13_the_application_may_choose_the_method(self, peer: Peer, method: str) -> None:
        """`modify` offers anew even if nothing of ours changes; the version of o= then stays (RFC 3264 8)."""
        call = up(peer)
        assert call.invite is not None
        modify = peer.command("modify", call.session, **NOTHING_ELSE, method=method)
        request = peer.one(method.upper())
        assert request.origin == call.invite.origin
        call.respond(200, to=request, sdp=audio("inactive", version=2))
        assert peer.outcome(modify) == ("done", None)
        assert peer.engine.state(call.session) == "on_hold"
        peer.take()
        peer.command("resume", call.session)
        again = peer.one("UPDATE")
        assert again.label == "UPDATE", "as configured"
        call.respond(200, to=again, sdp=audio(version=3))

    def test_modify_without_a_method_goes_as_configured(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer()
        call = up(peer)
        modify = peer.command("modify", call.session, **NOTHING_ELSE)
        call.respond(200, to=peer.one("INVITE"), sdp=audio())
        assert peer.outcome(modify) == ("done", None)

    @pytest.mark.parametrize("status", [488, 500, 403, 603])
    def test_b3_7_one_that_is_refused_changes_nothing(self, peer: Peer, status: int) -> None:
        call = up(peer)
        before = peer.configured().send, peer.configured().receive
        hold = peer.command("hold", call.session)
        call.respond(status, to=peer.one("UPDATE"))
        assert peer.outcome(hold) == ("failed", status)
        assert peer.engine.state(call.session) == "connected"
        assert (peer.configured().send, peer.configured().receive) == before
        answer = call.request("UPDATE", sdp=audio(version=2))[-1]
        assert answer.direction == "sendrecv", "the wish was put back"

    @pytest.mark.parametrize("status", [405, 501, 504])
    def test_b3_13_where_it_will_not_do_a_reinvite_may(self, peer: Peer, status: int) -> None:
        """504: somebody has to be asked, for which only INVITE has the time (RFC 3311 5.2)."""
        call = up(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        (invite,) = call.respond(status, to=update)
        assert (invite.label, invite.direction) == ("INVITE", "sendonly")
        assert invite.origin == update.origin, "the same description once more"
        peer.take()
        call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)
        assert peer.labels() == ["ACK"]

    @pytest.mark.parametrize("status", [481, 408])
    def test_b2_8_a_peer_that_does_not_know_the_dialog_is_left(self, peer: Peer, status: int) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        (bye,) = call.respond(status, to=peer.one("UPDATE"))
        assert bye.label == "BYE"
        assert peer.outcome(hold) == ("failed", status)
        call.respond(200, to=bye)

    def test_b2_8_one_that_nobody_answers_ends_the_session(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        peer.advance(31.9)
        assert set(peer.labels()) == {"UPDATE"}
        peer.advance(0.2)
        assert peer.labels()[0] == "BYE"
        assert peer.outcome(hold) == ("failed", 408)
        assert peer.engine.state(call.session) == "terminating"

    @pytest.mark.parametrize("sdp", [None, "nonsense", audio(formats=["9 G722/8000"])])
    def test_b4_15_an_answer_that_does_not_fit_ends_the_session(self, peer: Peer, sdp: str | None) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        (bye,) = call.respond(200, to=peer.one("UPDATE"), sdp=sdp)
        assert bye.label == "BYE"
        assert peer.outcome(hold) == ("failed", 488)
        call.respond(200, to=bye)

    def test_b4_1_a_second_wish_waits_for_the_first(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        resume = peer.command("resume", call.session)
        assert peer.labels() == []
        (second,) = call.respond(200, to=update, sdp=audio("recvonly"))
        assert (second.label, second.direction) == ("UPDATE", "sendrecv")
        call.respond(200, to=second, sdp=audio())
        assert (peer.outcome(hold), peer.outcome(resume)) == (("done", None), ("done", None))

    def test_b3_4_a_bye_during_it_ends_the_command(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        call.request("BYE")
        assert peer.outcome(hold) == ("ended", None)
        call.respond(200, to=update, sdp=audio("recvonly"))


class TestGlare:
    def test_b3_13_a_reinvite_that_meets_it_is_491(self, peer: Peer) -> None:
        call = up(peer)
        peer.command("hold", call.session)
        update = peer.one("UPDATE")
        (refused,) = call.reinvite(audio("sendonly", version=2))
        assert refused.label == "491 INVITE"
        call.ack_failure(refused)
        call.respond(200, to=update, sdp=audio("recvonly"))

    @pytest.mark.parametrize(("ours", "low", "high"), [(True, 2.1, 4.0), (False, 0.0, 2.0)])
    def test_b3_8_after_491_each_side_waits_in_its_own_band(
        self, make_peer: Callable[..., Peer], ours: bool, low: float, high: float
    ) -> None:
        waits = set()
        for seed in range(12):
            peer = make_peer(modify_method="update")
            peer.engine.env.__init__(f"seed-of-{seed:04}".encode())  # type: ignore[misc]
            call = up(peer) if ours else called(peer)
            peer.command("hold", call.session)
            call.respond(491, to=peer.one("UPDATE"))
            before = peer.now
            peer.advance(high)
            update = peer.take()[0]
            assert update.label == "UPDATE"
            waits.add(round(update.at + START - before, 6))
            call.respond(200, to=update, sdp=audio("recvonly"))
        assert len(waits) > 8
        assert all(low <= wait <= high for wait in waits)
        assert all(abs(wait * 100 - round(wait * 100)) < 1e-3 for wait in waits), "in units of 10 ms"

    def test_b3_13_two_that_cross_are_both_491(self, peer: Peer) -> None:
        call = up(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        (refused,) = call.request("UPDATE", sdp=audio("sendonly", version=2))
        assert refused.label == "491 UPDATE"
        call.respond(491, to=update)
        peer.take()
        (ok,) = call.request("UPDATE", sdp=audio("sendonly", version=2))
        assert (ok.label, ok.direction) == ("200 UPDATE", "inactive"), "the other side's band comes first"
        peer.advance(4)
        assert "UPDATE" not in peer.labels(), "our answer has held the peer"
        assert peer.outcome(hold) == ("done", None)


class TestRollback:
    def test_b3_14_what_an_update_changed_during_a_refused_reinvite_stays(self, make_peer: Callable[..., Peer]) -> None:
        """RFC 6141 3.1 undoes the re-INVITE, but not the target that the peer's UPDATE moved meanwhile."""
        peer = make_peer()
        call = up(peer)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        (ok,) = call.request("UPDATE", contact="<sip:peer@192.0.2.2:5099>")
        assert ok.label == "200 UPDATE"
        call.respond(488, to=invite)
        assert peer.outcome(hold) == ("failed", 488)
        peer.take()
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert bye.uri == "sip:peer@192.0.2.2:5099"
        call.respond(200, to=bye)

    def test_b3_14_a_reinvite_that_is_refused_leaves_what_came_before(self, make_peer: Callable[..., Peer]) -> None:
        """The roll-back goes to what was agreed last, not to the beginning."""
        peer = make_peer()
        call = up(peer)
        call.request("UPDATE", sdp=audio("sendonly", version=2))
        assert peer.engine.state(call.session) == "on_hold"
        peer.command("hold", call.session)
        call.respond(500, to=next(seen for seen in peer.take() if seen.label == "INVITE"))
        assert (peer.configured().send, peer.configured().receive) == (False, True)
        (answer,) = [seen for seen in call.request("UPDATE", sdp=audio("sendonly", version=2)) if seen.status]
        assert answer.direction == "recvonly"


class TestRefresh:
    def refresher(self, peer: Peer, interval: int = 90, *headers: str) -> Call:
        return up(peer, *(headers or [ALLOW]), "Require: timer", f"Session-Expires: {interval};refresher=uac")

    def test_b3_15_b3_16_at_half_the_interval_an_update_without_an_offer(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer()
        call = self.refresher(peer)
        for _ in range(3):
            peer.advance(44.9)
            assert peer.labels() == []
            peer.advance(0.1)
            update = peer.one("UPDATE")
            assert (update.body, update["session-expires"]) == ("", "90;refresher=uac")
            assert update["supported"] == "timer"
            call.respond(200, to=update, headers=["Require: timer", "Session-Expires: 90;refresher=uac"])
        assert peer.engine.state(call.session) == "connected"

    def test_b3_15_by_reinvite_where_it_is_so_configured(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(session_refresh_method="invite")
        call = self.refresher(peer)
        assert call.invite is not None
        peer.advance(45)
        invite = peer.one("INVITE")
        assert invite.body == call.invite.body, "RFC 4028 7.4: o= unchanged, and all else"
        call.respond(200, to=invite, sdp=audio(), headers=["Session-Expires: 90;refresher=uac"])

    def test_b3_16_a_refresh_by_the_called_side_repeats_its_answer(self, make_peer: Callable[..., Peer]) -> None:
        """Though an offer of ours that changes something would name all our codecs."""
        peer = make_peer(session_refresh_method="invite")
        call = peer.calling(sdp=audio(formats=["8 PCMA/8000"]), headers=["Session-Expires: 90"])
        peer.command("answer", call.session, source="silence")
        answer = peer.one("200 INVITE")
        call.accept(answer)
        for _ in range(2):
            peer.advance(45)
            invite = peer.take()[0]
            assert (invite.label, invite.body) == ("INVITE", answer.body)
            sdp = audio(formats=["8 PCMA/8000"])
            call.respond(200, to=invite, sdp=sdp, headers=["Session-Expires: 90;refresher=uac"])
            peer.take()
        peer.command("modify", call.session, **NOTHING_ELSE)
        full = peer.one("INVITE")
        assert full.origin == (answer.origin[0], answer.origin[1] + 1)
        call.respond(488, to=full)
        peer.advance(45)
        again = next(seen for seen in peer.take() if seen.label == "INVITE")
        assert again.body == full.body, "what was said last counts, refused or not (RFC 3264 8)"
        call.respond(200, to=again, sdp=audio(), headers=["Session-Expires: 90;refresher=uac"])

    def test_b3_15_by_reinvite_to_a_peer_that_does_not_take_update(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer()
        call = self.refresher(peer, 90, WITHOUT)
        peer.advance(45)
        call.respond(200, to=peer.one("INVITE"), sdp=audio(), headers=["Session-Expires: 90;refresher=uac"])

    def test_b3_16_after_a_hold_a_refresh_repeats_the_hold(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(session_refresh_method="invite")
        call = self.refresher(peer)
        peer.command("hold", call.session)
        hold = peer.one("INVITE")
        call.respond(200, to=hold, sdp=audio("recvonly"), headers=["Session-Expires: 90;refresher=uac"])
        peer.take()
        peer.advance(45)
        invite = peer.one("INVITE")
        assert invite.body == hold.body
        call.respond(200, to=invite, sdp=audio("recvonly"), headers=["Session-Expires: 90;refresher=uac"])

    def test_b3_15_422_is_obeyed_and_remembered(self, make_peer: Callable[..., Peer]) -> None:
        """RFC 4028 7.3, 7.4: asked again at once with the longer interval, and Min-SE in all that follows."""
        peer = make_peer()
        call = self.refresher(peer)
        peer.advance(45)
        (again,) = call.respond(422, to=peer.one("UPDATE"), headers=["Min-SE: 300"])
        assert (again.label, again["session-expires"], again["min-se"]) == ("UPDATE", "300;refresher=uac", "300")
        call.respond(200, to=again, headers=["Session-Expires: 300;refresher=uac"])
        peer.take()
        peer.command("hold", call.session)
        hold = peer.one("INVITE")
        assert (hold["session-expires"], hold["min-se"]) == ("300;refresher=uac", "300")
        (longer,) = [seen for seen in call.respond(422, to=hold, headers=["Min-SE: 900"]) if seen.label == "INVITE"]
        assert (longer["session-expires"], longer["min-se"], longer.body) == ("900;refresher=uac", "900", hold.body)
        assert longer.cseq == hold.cseq + 1
        call.respond(200, to=longer, sdp=audio("recvonly"), headers=["Session-Expires: 900;refresher=uac"])
        assert peer.engine.state(call.session) == "on_hold"

    def test_b3_15_an_offer_by_update_obeys_422_too(self, peer: Peer) -> None:
        call = self.refresher(peer)
        hold = peer.command("hold", call.session)
        first = peer.one("UPDATE")
        (again,) = call.respond(422, to=first, headers=["Min-SE: 300"])
        assert (again["min-se"], again.body) == ("300", first.body)
        call.respond(422, to=again, headers=["Min-SE: 300"])
        assert peer.outcome(hold) == ("failed", 422), "asked once for it, that is no reason any more"

    def test_b3_15_a_reinvite_obeys_422_only_once_for_an_interval(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer()
        call = self.refresher(peer)
        hold = peer.command("hold", call.session)
        (again,) = [
            seen for seen in call.respond(422, to=peer.one("INVITE"), headers=["Min-SE: 300"]) if not seen.status
        ][1:]
        peer.take()
        call.respond(422, to=again, headers=["Min-SE: 300"])
        assert peer.labels() == ["ACK"]
        assert peer.outcome(hold) == ("failed", 422)

    def test_b3_15_what_a_422_to_the_invite_taught_counts_for_the_whole_call(
        self, make_peer: Callable[..., Peer]
    ) -> None:
        peer = make_peer()
        call = peer.dialed()
        assert call.invite is not None
        call.respond(422, headers=["Min-SE: 3600"])
        again = peer.one("INVITE")
        call.respond(200, to=again, sdp=audio(), headers=[ALLOW, "Session-Expires: 3600;refresher=uac"])
        peer.take()
        peer.advance(1800)
        update = peer.one("UPDATE")
        assert (update["session-expires"], update["min-se"]) == ("3600;refresher=uac", "3600")
        call.respond(200, to=update, headers=["Session-Expires: 3600;refresher=uac"])

    def test_b3_15_the_role_may_move_with_the_answer(self, make_peer: Callable[..., Peer]) -> None:
        """RFC 4028 9: the 2xx of any refresh says anew who refreshes."""
        peer = make_peer()
        call = self.refresher(peer)
        peer.advance(45)
        call.respond(200, to=peer.one("UPDATE"), headers=["Session-Expires: 90;refresher=uas"])
        peer.advance(59.9)
        assert peer.labels() == [], "the peer refreshes now"
        peer.advance(0.2)
        call.respond(200, to=peer.one("BYE"))

    def test_b3_15_an_answer_without_an_interval_ends_the_timer(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer()
        call = self.refresher(peer)
        peer.advance(45)
        call.respond(200, to=peer.one("UPDATE"))
        peer.advance(5000)
        assert peer.labels() == []
        assert peer.engine.state(call.session) == "connected"

    @pytest.mark.parametrize("status", [405, 500, 491, 503])
    def test_b3_15_a_refresh_that_is_refused_is_tried_by_reinvite(
        self, make_peer: Callable[..., Peer], status: int
    ) -> None:
        peer = make_peer()
        call = self.refresher(peer)
        peer.advance(45)
        (invite,) = call.respond(status, to=peer.one("UPDATE"))
        assert invite.label == "INVITE"
        call.respond(200, to=invite, sdp=audio(), headers=["Session-Expires: 90;refresher=uac"])
        assert peer.engine.state(call.session) == "connected"

    def test_b3_15_a_refresh_by_reinvite_that_crossed_is_sent_again(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(session_refresh_method="invite")
        call = self.refresher(peer, 600)
        peer.advance(300)
        call.respond(491, to=peer.one("INVITE"))
        peer.take()
        peer.advance(4)
        invite = peer.one("INVITE")
        assert invite["session-expires"] == "600;refresher=uac"
        call.respond(200, to=invite, sdp=audio(), headers=["Session-Expires: 600;refresher=uac"])

    def test_b2_8_a_refresh_that_finds_no_dialog_ends_the_session(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer()
        call = self.refresher(peer)
        peer.advance(45)
        (bye,) = call.respond(481, to=peer.one("UPDATE"))
        assert bye.label == "BYE"
        call.respond(200, to=bye)

    def test_b3_15_a_refresher_whom_nobody_answers_hangs_up(self, make_peer: Callable[..., Peer]) -> None:
        """RFC 4028 10: at the latest at the interval less a third of it, whatever timer F says."""
        peer = make_peer()
        self.refresher(peer)
        peer.advance(59.9)
        assert set(peer.labels()) == {"UPDATE"}
        peer.advance(0.2)
        assert "BYE" in peer.labels()

    def test_b3_13_a_hold_waits_for_the_refresh(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer()
        call = self.refresher(peer)
        peer.advance(45)
        update = peer.one("UPDATE")
        hold = peer.command("hold", call.session)
        assert peer.labels() == []
        (invite,) = call.respond(200, to=update, headers=["Session-Expires: 90;refresher=uac"])
        assert (invite.label, invite.direction) == ("INVITE", "sendonly")
        call.respond(200, to=invite, sdp=audio("recvonly"), headers=["Session-Expires: 90;refresher=uac"])
        assert peer.outcome(hold) == ("done", None)

    def test_b3_15_the_reinvite_of_the_peer_refreshes_beside_ours(self, make_peer: Callable[..., Peer]) -> None:
        """An UPDATE without an offer meets no offer: both are answered."""
        peer = make_peer()
        call = self.refresher(peer)
        peer.advance(45)
        update = peer.one("UPDATE")
        (ok,) = call.reinvite(audio("sendonly", version=2), headers=[TIMER, "Session-Expires: 90"])
        assert ok.label == "200 INVITE"
        call.ack()
        call.respond(200, to=update, headers=["Session-Expires: 90;refresher=uac"])
        assert peer.engine.state(call.session) == "on_hold"

    def test_b3_15_after_a_restore_the_refresh_goes_on(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(media=False)
        call = self.refresher(peer)
        peer.advance(20)
        peer.restart(call.session)
        peer.advance(25)
        update = peer.one("UPDATE")
        assert update["session-expires"] == "90;refresher=uac"
        call.respond(200, to=update, headers=["Session-Expires: 90;refresher=uac"])

    def test_b3_15_a_refresh_under_way_outlives_a_restore(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(media=False)
        call = self.refresher(peer)
        peer.advance(45)
        update = peer.one("UPDATE")
        peer.restart(call.session)
        peer.take()
        call.respond(200, to=update, headers=["Session-Expires: 90;refresher=uac"])
        peer.advance(44.9)
        assert peer.labels() == []
        peer.advance(0.2)
        again = peer.one("UPDATE")
        assert again.cseq > update.cseq
        call.respond(200, to=again, headers=["Session-Expires: 90;refresher=uac"])


class TestChallenged:
    @pytest.mark.parametrize("method", ["hold", "refresh"])
    def test_b7_1_it_is_sent_again_with_credentials(self, make_peer: Callable[..., Peer], method: str) -> None:
        peer = make_peer(modify_method="update")
        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")], token=lambda: "c1")
        call = up(peer, ALLOW, "Session-Expires: 90;refresher=uac")
        if method == "hold":
            peer.command("hold", call.session)
        else:
            peer.advance(45)
        first = peer.one("UPDATE")
        (again,) = call.respond(401, to=first, headers=[CHALLENGE])
        assert (again.label, again.cseq, again.body) == ("UPDATE", first.cseq + 1, first.body)
        assert 'username="alice"' in again["authorization"]
        assert again.branch != first.branch
        sdp = audio("recvonly") if method == "hold" else None
        call.respond(200, to=again, sdp=sdp, headers=["Session-Expires: 90;refresher=uac"])
        assert peer.engine.state(call.session) == ("on_hold" if method == "hold" else "connected")


RELIABLY = [ALLOW, "Supported: 100rel"]


def early_called(peer: Peer, *headers: str) -> Call:
    """The peer has called; our answer went in a reliable 183 that it has acknowledged."""
    call = peer.calling(headers=headers or RELIABLY)
    peer.command("progress", call.session, source="tone:440")
    call.prack(peer.one("183 INVITE"))
    assert peer.labels() == ["200 PRACK"]
    return call


def early_calling(peer: Peer, *headers: str) -> Call:
    """We have called; the peer's answer came in a reliable 183, whose PRACK it has answered."""
    call = peer.dialed()
    assert call.invite is not None
    call.engine_tag = call.invite.from_tag
    (prack,) = call.respond_reliably(183, 7, sdp=audio(), headers=headers or [ALLOW])
    call.respond(200, to=prack)
    peer.take()
    return call


class TestEarlyCalled:
    @pytest.fixture
    def peer(self, make_peer: Callable[..., Peer]) -> Peer:
        """Before the answer only UPDATE can, whatever is configured."""
        return make_peer(modify_method="invite")

    def test_b3_13_a_hold_before_the_answer_is_an_update(self, peer: Peer) -> None:
        call = early_called(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        assert update.direction == "sendonly"
        assert not update.has("session-expires"), "the timer begins with the 2xx (RFC 4028 10)"
        call.respond(200, to=update, sdp=audio("recvonly", version=2))
        assert peer.outcome(hold) == ("done", None)
        peer.command("answer", call.session, source="silence")
        ok = peer.take()[-1]
        assert (ok.label, ok.body) == ("200 INVITE", "")
        call.accept(ok, cseq=100)
        assert peer.engine.state(call.session) == "on_hold"

    def test_b3_13_it_waits_for_the_prack(self, peer: Peer) -> None:
        """RFC 3311 5.1: the callee offers once it has the PRACK for its answer."""
        call = peer.calling(headers=RELIABLY)
        peer.command("progress", call.session, source="tone:440")
        early = peer.one("183 INVITE")
        hold = peer.command("hold", call.session)
        assert peer.labels() == []
        call.prack(early)
        ok, update = peer.take()
        assert (ok.label, update.label, update.direction) == ("200 PRACK", "UPDATE", "sendonly")
        call.respond(200, to=update, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)

    @pytest.mark.parametrize("headers", [["Supported: 100rel"], [WITHOUT, "Supported: 100rel"]])
    def test_b3_13_to_a_peer_without_update_it_waits_for_the_answer(self, peer: Peer, headers: list[str]) -> None:
        call = early_called(peer, *headers)
        hold = peer.command("hold", call.session)
        assert peer.labels() == []
        peer.command("answer", call.session, source="silence")
        call.accept(peer.take()[-1], cseq=100)
        invite = peer.one("INVITE")
        assert invite.direction == "sendonly"
        call.respond(200, to=invite, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)

    def test_b3_12_b4_1_an_offer_in_a_prack_that_meets_our_update_is_answered(self, peer: Peer) -> None:
        """RFC 3262 3: a PRACK gets a 2xx, so ours gives way; the peer refuses it with 491 (RFC 3311 5.2)."""
        call = early_called(peer, "Require: 100rel", ALLOW)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        peer.command("ring", call.session)
        (ok,) = call.prack(peer.one("180 INVITE"), sdp=audio("sendonly", version=2))
        assert (ok.label, ok.direction) == ("200 PRACK", "inactive"), "what we want counts as well"
        call.respond(491, to=update)
        assert peer.outcome(hold) is None
        peer.advance(2)
        assert peer.labels() == ["200 PRACK"], "the answer in it says what was wanted: nothing is offered again"
        assert peer.outcome(hold) == ("done", None)
        peer.command("decline", call.session, status=486)
        call.ack_failure(peer.one("486 INVITE"))

    def test_b3_13_the_answer_does_not_wait_for_the_update(self, peer: Peer) -> None:
        """RFC 6337 3.2: the UPDATE has an exchange of its own; the 2xx of the INVITE carries nothing."""
        call = early_called(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        assert ok.body == ""
        call.accept(ok, cseq=100)
        assert peer.engine.state(call.session) == "connected"
        call.respond(200, to=update, sdp=audio("recvonly", version=2))
        assert peer.outcome(hold) == ("done", None)
        assert peer.engine.state(call.session) == "on_hold"

    def test_b3_11_a_prack_during_the_update_carries_nothing(self, peer: Peer) -> None:
        call = early_called(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        peer.command("progress", call.session, source="tone:440")
        second = peer.one("183 INVITE")
        assert second.body == ""
        assert [seen.label for seen in call.prack(second)] == ["200 PRACK"]
        call.respond(200, to=update, sdp=audio("recvonly", version=2))
        assert peer.outcome(hold) == ("done", None)

    def test_b3_8_after_491_it_is_tried_again_before_the_answer(self, peer: Peer) -> None:
        call = early_called(peer)
        hold = peer.command("hold", call.session)
        call.respond(491, to=peer.one("UPDATE"))
        peer.advance(2)
        update = peer.take()[0]
        assert (update.label, update.direction) == ("UPDATE", "sendonly")
        call.respond(200, to=update, sdp=audio("recvonly"))
        assert peer.outcome(hold) == ("done", None)

    @pytest.mark.parametrize("status", [488, 481, 405, 504])
    def test_b3_7_one_that_is_refused_leaves_the_call_to_its_invite(self, peer: Peer, status: int) -> None:
        call = early_called(peer)
        hold = peer.command("hold", call.session)
        assert call.respond(status, to=peer.one("UPDATE")) == []
        assert peer.outcome(hold) == ("failed", status)
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"), cseq=100)
        assert peer.engine.state(call.session) == "connected"

    @pytest.mark.parametrize("before", [True, False], ids=["before the 2xx", "after it"])
    def test_b4_15_b3_3_an_unfit_answer_ends_the_call_when_it_may_end(self, peer: Peer, before: bool) -> None:
        call = early_called(peer)
        peer.command("hold", call.session)
        update = peer.one("UPDATE")
        if before:
            call.respond(200, to=update, sdp="nonsense")
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        if not before:
            call.respond(200, to=update, sdp="nonsense")
        assert peer.labels() == [], "the callee does not say BYE before the ACK"
        call.accept(ok, cseq=100)
        call.respond(200, to=peer.one("BYE"))

    def test_b2_8_a_dialog_that_is_gone_is_left_after_the_ack(self, peer: Peer) -> None:
        call = early_called(peer)
        peer.command("hold", call.session)
        update = peer.one("UPDATE")
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.respond(481, to=update)
        assert peer.labels() == []
        call.accept(ok, cseq=100)
        call.respond(200, to=peer.one("BYE"))

    def test_cancel_during_the_update_ends_the_command(self, peer: Peer) -> None:
        call = early_called(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        call.cseq = 100
        call.cancel(tag="")
        assert sorted(peer.labels()) == ["200 CANCEL", "487 INVITE"]
        assert peer.outcome(hold) == ("ended", None)
        call.respond(481, to=update)


class TestEarlyCalling:
    def test_b3_13_a_hold_before_the_answer_is_an_update(self, peer: Peer) -> None:
        call = early_calling(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        assert (update.direction, update.to_tag) == ("sendonly", "peer-tag")
        call.respond(200, to=update, sdp=audio("recvonly", version=2))
        assert peer.outcome(hold) == ("done", None)
        call.respond(200)
        assert peer.labels() == ["ACK"]
        assert peer.engine.state(call.session) == "on_hold"

    @pytest.mark.parametrize("sdp", [None, audio()])
    def test_b4_3_the_2xx_of_the_invite_is_no_answer_to_it(self, peer: Peer, sdp: str | None) -> None:
        call = early_calling(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        (ack,) = call.respond(200, sdp=sdp)
        assert ack.label == "ACK"
        assert peer.engine.state(call.session) == "connected"
        assert peer.outcome(hold) is None
        call.respond(200, to=update, sdp=audio("recvonly", version=2))
        assert peer.outcome(hold) == ("done", None)
        assert peer.engine.state(call.session) == "on_hold"

    @pytest.mark.parametrize("sdp", [None, audio()])
    def test_b4_3_nor_is_another_183(self, peer: Peer, sdp: str | None) -> None:
        call = early_calling(peer)
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        assert call.respond(183, sdp=sdp) == []
        (prack,) = call.respond_reliably(183, 8, sdp=sdp)
        call.respond(200, to=prack)
        assert peer.outcome(hold) is None
        call.respond(200, to=update, sdp=audio("recvonly", version=2))
        assert peer.outcome(hold) == ("done", None)
        call.respond(200)

    def test_b4_15_an_unfit_answer_ends_the_call_as_soon_as_it_is_answered(self, peer: Peer) -> None:
        call = early_calling(peer)
        peer.command("hold", call.session)
        assert call.respond(200, to=peer.one("UPDATE"), sdp="nonsense") == []
        call.respond(200)
        ack, bye = peer.take()
        assert (ack.label, bye.label) == ("ACK", "BYE")
        call.respond(200, to=bye)

    def test_b2_6_of_two_forks_the_one_that_spoke_last_is_meant(self, peer: Peer) -> None:
        call = early_calling(peer)
        (prack,) = call.respond_reliably(183, 3, tag="second", sdp=audio(), headers=[ALLOW])
        call.respond(200, to=prack)
        peer.take()
        hold = peer.command("hold", call.session)
        update = peer.one("UPDATE")
        assert update.to_tag == "second"
        call.respond(200, to=update, sdp=audio("recvonly", version=2))
        assert peer.outcome(hold) == ("done", None)
        call.respond(200, tag="second")
        assert peer.engine.state(call.session) == "on_hold"

    def test_b3_13_without_a_reliable_answer_there_is_nothing_to_change(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183, sdp=audio(), headers=[ALLOW])
        hold = peer.command("hold", call.session)
        outcome = peer.outcome(hold)
        assert outcome is not None
        assert outcome[0] == "refused"
        call.respond(486)

    def test_b3_13_the_peer_offers_in_an_update_before_it_answers(self, peer: Peer) -> None:
        call = early_calling(peer)
        (answer,) = call.request("UPDATE", sdp=audio("sendonly", version=2))
        assert (answer.label, answer.direction) == ("200 UPDATE", "recvonly")
        assert not answer.has("session-expires")
        call.respond(200)
        assert peer.labels()[-1] == "ACK"
        assert peer.engine.state(call.session) == "on_hold"


def test_b3_15_limits_keep_the_server_at_90_s() -> None:
    """RFC 4028 4, 5: no interval below 90 s is accepted unless somebody says so."""
    assert Limits().min_se == 90
