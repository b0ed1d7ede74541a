"""Coupled calls and re-INVITEs without an offer: the other side makes it, the ACK answers it (B11.10, B11.11)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.handlers.limits import Limits
from tests.coupling.conftest import CALLEE_SDP, CALLER_SDP, House, desk, told
from tests.support.peer import Seen, audio

Make = Callable[..., House]

OFFER = audio(port=40000, version=3, more=["a=offer:of the other side"])
ANSWER = audio("recvonly", version=4, more=["a=answer:in the ACK"])
HOLD = audio("sendonly", version=2, more=["a=held:yes"])
HELD = audio("recvonly", port=40000, version=2)


def offered(made: House, **more: object) -> Seen:
    """The callee answers with an offer; the caller's 200."""
    made[0].respond(200, sdp=OFFER, contact=f"<{desk(0)}>", **more)
    seen = made.peer.take()
    assert [told(one) for one in seen] == ["200 INVITE to caller"], "our ACK waits for the caller's"
    assert seen[0].body == OFFER
    return seen[0]


def settled(made: House) -> None:
    """A call that began without an offer is up."""
    made.call.accept(offered(made), sdp=ANSWER)
    ack = made.one("ACK")
    assert (ack.remote[0], ack.body, ack["content-type"]) == ("192.0.2.10", ANSWER, "application/sdp")


class TestCall:
    def test_b11_10_the_callee_offers_and_the_caller_answers(self, house: Make) -> None:
        made = house(1.0, sdp=None)
        invite = made[0].invite
        assert invite is not None
        assert (invite.body, invite.has("content-type")) == ("", False)
        assert "100rel" not in invite["supported"], "a PRACK of ours could not wait for the caller"
        made[0].respond(180)
        assert made.labels() == ["180 INVITE to caller"]
        settled(made)
        made[0].respond(200, sdp=OFFER, contact=f"<{desk(0)}>")
        assert made.one("ACK").body == ANSWER, "a copy of the 2xx gets a copy of the ACK"
        made.call.reinvite(HOLD)
        passed = made.one("INVITE")
        assert passed.body == HOLD
        made[0].respond(200, to=passed, sdp=HELD, contact=f"<{desk(0)}>")
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["ACK to 192.0.2.10", "200 INVITE to caller"]
        assert (seen[0].body, seen[1].body) == ("", HELD)
        made.call.ack()
        made.hang_up()

    def test_copies_of_the_2xx_wait_too(self, house: Make) -> None:
        made = house(1.0, sdp=None)
        ok = offered(made)
        made[0].respond(200, sdp=OFFER, contact=f"<{desk(0)}>")
        assert made.labels() == []
        made.call.accept(ok, sdp=ANSWER)
        assert made.one("ACK").body == ANSWER
        made.hang_up()

    def test_b11_10_without_an_answer_in_the_ack_the_call_ends(self, house: Make) -> None:
        made = house(1.0, sdp=None)
        made.call.accept(offered(made))
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["BYE to caller", "ACK to 192.0.2.10", "BYE to 192.0.2.10"]
        assert seen[1].body == ""
        made.call.respond(200, to=seen[0])
        made[0].respond(200, to=seen[2])

    def test_b11_10_without_an_ack_the_call_ends(self, house: Make) -> None:
        made = house(1.0, sdp=None)
        offered(made)
        made.peer.advance(32.1)
        labels = made.labels()
        assert {"BYE to caller", "ACK to 192.0.2.10", "BYE to 192.0.2.10"} <= set(labels)

    @pytest.mark.parametrize("by_caller", [True, False])
    def test_b3_2_bye_before_the_ack(self, house: Make, by_caller: bool) -> None:
        made = house(1.0, sdp=None)
        ok = offered(made)
        made.call.engine_tag, made.call.target = ok.to_tag, ok["contact"].strip("<>")
        if by_caller:
            made.call.request("BYE")
            seen = made.peer.take()
            assert [told(one) for one in seen] == ["200 BYE to caller", "ACK to 192.0.2.10", "BYE to 192.0.2.10"]
            made[0].respond(200, to=seen[-1])
            return
        made[0].request("BYE")
        seen = made.peer.take()
        assert [one.label for one in seen] == ["ACK", "200 BYE"]
        made.call.ack(sdp=ANSWER)
        bye = made.one("BYE")
        assert bye["call-id"] == made.call.call_id, "only after the ACK may we end it (RFC 3261 15)"
        made.call.respond(200, to=bye)

    def test_b11_10_a_2xx_without_an_offer_is_no_answer(self, house: Make) -> None:
        made = house(1.0, sdp=None)
        made[0].respond(200, contact=f"<{desk(0)}>")
        seen = made.peer.take()
        assert [told(one) for one in seen][:2] == ["ACK to 192.0.2.10", "BYE to 192.0.2.10"]
        made[0].respond(200, to=seen[1])
        made.call.ack_failure(next(one for one in seen if one.label == "480 INVITE"))

    def test_b3_12_a_callee_that_offers_in_a_reliable_response_nobody_asked_for_is_ended(self, house: Make) -> None:
        made = house(1.0, sdp=None)
        made[0].respond_reliably(183, 1, sdp=OFFER, contact=f"<{desk(0)}>")
        seen = made.peer.take()
        prack = next(one for one in seen if one.label == "PRACK")
        assert prack.body == ""
        assert [told(one) for one in seen if "caller" in told(one)] == ["180 INVITE to caller"]
        made[0].respond(200, to=prack)
        made[0].respond(200, contact=f"<{desk(0)}>")
        seen = made.peer.take()
        made[0].respond(200, to=next(one for one in seen if one.label == "BYE"))
        made.call.ack_failure(next(one for one in seen if one.label == "480 INVITE"))

    def test_an_unreliable_183_has_no_offer_to_show(self, house: Make) -> None:
        made = house(1.0, sdp=None)
        made[0].respond(183, sdp=OFFER, contact=f"<{desk(0)}>")
        assert made.labels() == ["180 INVITE to caller"]
        settled(made)
        made.hang_up()

    def test_b11_10_of_several_callees_the_first_offers(self, house: Make) -> None:
        made = house(1.0, 1.0, sdp=None)
        made[0].respond(200, sdp=OFFER, contact=f"<{desk(0)}>")
        ok = next(one for one in made.peer.take() if one.label == "200 INVITE")
        assert ok.body == OFFER
        made[1].respond(200, sdp=audio(), contact=f"<{desk(1)}>")
        late = made.peer.take()
        assert [told(one) for one in late] == ["ACK to 192.0.2.11", "BYE to 192.0.2.11"]
        made[1].respond(200, to=late[-1])
        made.call.accept(ok, sdp=ANSWER)
        assert made.one("ACK").remote[0] == "192.0.2.10"
        made.hang_up()


class TestReinvite:
    @pytest.mark.parametrize("by_caller", [True, False])
    def test_b11_10_it_goes_on_without_an_offer(self, house: Make, by_caller: bool) -> None:
        made = house(1.0)
        made.talk()
        asker, other = (made.call, made[0]) if by_caller else (made[0], made.call)
        asker.reinvite(None)
        passed = made.one("INVITE")
        assert (passed["call-id"], passed.body, passed.has("content-type")) == (other.call_id, "", False)
        other.respond(200, to=passed, sdp=OFFER)
        seen = made.peer.take()
        assert [one.label for one in seen] == ["200 INVITE"]
        assert (seen[0]["call-id"], seen[0].body) == (asker.call_id, OFFER)
        asker.ack(sdp=ANSWER)
        ack = made.one("ACK")
        assert (ack["call-id"], ack.body, ack.cseq) == (other.call_id, ANSWER, passed.cseq)
        other.respond(200, to=passed, sdp=OFFER)
        assert made.one("ACK").body == ANSWER
        asker.reinvite(HOLD)
        again = made.one("INVITE")
        other.respond(200, to=again, sdp=HELD)
        seen = made.peer.take()
        assert [one.body for one in seen] == ["", HELD]
        asker.ack()
        made[0].target = f"sip:{made.peer.engine.settings.host_port}"
        made.call.request("BYE")
        bye = next(one for one in made.peer.take() if one.label == "BYE")
        made[0].respond(200, to=bye)

    @pytest.mark.parametrize(("status", "told_caller"), [(488, 488), (491, 491), (503, 500)])
    def test_b11_10_b3_7_a_refusal_goes_back(self, house: Make, status: int, told_caller: int) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(None)
        made[0].respond(status, to=made.one("INVITE"))
        refused = next(one for one in made.peer.take() if one.label == f"{told_caller} INVITE")
        made.call.ack_failure(refused)
        made.call.reinvite(HOLD)
        passed = made.one("INVITE")
        made[0].respond(200, to=passed, sdp=HELD)
        assert [one.body for one in made.peer.take() if one.label == "200 INVITE"] == [HELD]
        made.call.ack()
        made.hang_up()

    def test_b11_10_a_2xx_without_an_offer_refuses_it(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(None)
        made[0].respond(200, to=made.one("INVITE"), contact=f"<{desk(0)}>")
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["ACK to 192.0.2.10", "488 INVITE to caller"]
        made.call.ack_failure(seen[1])
        made.hang_up()

    def test_b11_10_b2_8_the_other_side_has_lost_the_call(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(None)
        made[0].respond(481, to=made.one("INVITE"))
        seen = made.peer.take()
        assert "BYE to 192.0.2.10" in [told(one) for one in seen]
        made.call.ack_failure(next(one for one in seen if one.label == "480 INVITE"))

    def test_b11_10_b3_8_while_it_is_open_others_get_491(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(None)
        passed = made.one("INVITE")
        for _ in range(2):
            made[0].reinvite(HOLD)
            crossing = made.one("491 INVITE")
            made[0].ack_failure(crossing)
            (crossing,) = made[0].request("UPDATE", sdp=HOLD)
            assert crossing.label == "491 UPDATE"
            made.peer.take()
            made[0].respond(200, to=passed, sdp=OFFER)
            made.peer.take()
        made.call.ack(sdp=ANSWER)
        assert made.one("ACK").body == ANSWER
        made.hang_up()

    def test_b11_10_it_goes_on_while_an_info_does(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made[0].request("INFO", sdp="x", headers=["Content-Type: text/plain"])
        first = made.one("INFO")
        made.call.reinvite(None)
        passed = made.one("INVITE")
        made.call.respond(200, to=first)
        assert made.labels() == ["200 INFO to caller"], "both peers sit at one address"
        made[0].request("INFO", sdp="y", headers=["Content-Type: text/plain"])
        second = made.one("INFO")
        made[0].respond(200, to=passed, sdp=OFFER)
        made.one("200 INVITE")
        made.call.respond(488, to=second)
        assert made.labels() == ["488 INFO to caller"]
        made.call.ack(sdp=ANSWER)
        assert made.one("ACK").body == ANSWER
        made.hang_up()

    def test_b11_10_our_own_refresh_is_under_way(self, house: Make) -> None:
        """Whose turn it is not gets 491 and comes again."""
        made = house(1.0, session_refresh_method="invite")
        timer = ["Session-Expires: 90;refresher=uac", "Supported: timer"]
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=timer)
        made.call.accept(next(seen for seen in made.peer.take() if seen.label == "200 INVITE"))
        made.peer.advance(45.2)
        refresh = made.one("INVITE")
        made.call.reinvite(None)
        refused = made.one("491 INVITE")
        made.call.ack_failure(refused)
        made[0].respond(200, to=refresh, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        made.hang_up()

    def test_b11_10_b3_15_who_wants_longer_sessions_gets_it_again(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(None)
        made[0].respond(422, to=made.one("INVITE"), headers=["Min-SE: 3600"])
        again = next(one for one in made.peer.take() if one.label == "INVITE")
        assert (again["min-se"], again.body) == ("3600", "")
        made[0].respond(200, to=again, sdp=OFFER)
        made.one("200 INVITE")
        made.call.ack(sdp=ANSWER)
        assert made.one("ACK").body == ANSWER
        made.hang_up()

    def test_b11_10_nobody_answers_it(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(None)
        passed = made.one("INVITE")
        made[0].respond(100, to=passed)
        made.peer.advance(40.1)
        cancel = made.one("CANCEL")
        made[0].respond(200, to=cancel)
        made[0].respond(487, to=passed)
        made.call.ack_failure(next(one for one in made.peer.take() if one.label == "487 INVITE"))
        made.hang_up()

    @pytest.mark.parametrize("answered", [True, False])
    def test_b3_4_bye_meanwhile(self, house: Make, answered: bool) -> None:
        made = house(1.0)
        made.talk()
        made[0].reinvite(None)
        passed = made.one("INVITE")
        if answered:
            made.call.respond(200, to=passed, sdp=OFFER)
            made.one("200 INVITE")
        made[0].cseq += 1
        made[0].request("BYE", cseq=made[0].cseq)
        seen = made.peer.take()
        labels = [one.label for one in seen]
        assert "200 BYE" in labels
        assert ("ACK" in labels) == answered
        bye = [one for one in seen if one.label == "BYE"]
        if not answered:
            made[0].ack_failure(next(one for one in seen if one.label == "487 INVITE"))
            made.call.respond(200, to=passed, sdp=OFFER)
        for one in bye:
            made.call.respond(200, to=one)

    def test_b11_10_without_an_answer_in_the_ack_the_call_ends(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(None)
        made[0].respond(200, to=made.one("INVITE"), sdp=OFFER, contact=f"<{desk(0)}>")
        made.one("200 INVITE")
        made.call.ack()
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["BYE to caller", "BYE to 192.0.2.10", "ACK to 192.0.2.10"]
        for one in seen[:2]:
            made.call.respond(200, to=one)


SOON = Limits(decision=1)
"""The side that asks is told no before the other has said anything."""


class TestGivenUp:
    """Who asked is gone when the answer comes (B11.11)."""

    def test_b11_11_what_the_other_side_took_is_put_back(self, house: Make) -> None:
        made = house(1.0, limits=SOON)
        made.talk()
        self._too_late(made, HOLD)
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["ACK to 192.0.2.10", "INVITE to 192.0.2.10"]
        assert seen[1].body == CALLER_SDP
        made[0].respond(200, to=seen[1], sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        assert made.labels() == ["ACK to 192.0.2.10"]
        made.call.reinvite(HOLD)
        passed = made.one("INVITE")
        made[0].respond(200, to=passed, sdp=HELD, contact=f"<{desk(0)}>")
        made.call.ack()
        made.peer.take()
        self._too_late(made, ANSWER)
        assert made.peer.take()[-1].body == HOLD, "what was agreed last"
        made[0].respond(488, to=made.peer.log[-1])
        made.hang_up()

    def _too_late(self, made: House, sdp: str | None) -> None:
        """The callee answers what the caller was refused in the meantime."""
        made.call.reinvite(sdp)
        passed = made.one("INVITE")
        made[0].respond(100, to=passed)
        made.peer.advance(1.1)
        made.call.ack_failure(next(one for one in made.peer.take() if one.label == "488 INVITE"))
        made[0].respond(200, to=passed, sdp=HELD if sdp else OFFER, contact=f"<{desk(0)}>")

    def test_b11_11_of_an_early_update_too(self, house: Make) -> None:
        made = house(1.0, call=False)
        allow = ["Allow: INVITE, ACK, CANCEL, BYE, UPDATE, PRACK"]
        made.call = made.peer.calling("bob", headers=["Supported: 100rel"])
        made.take_callees()
        made[0].respond_reliably(183, 1, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=allow)
        seen = made.peer.take()
        made[0].respond(200, to=next(one for one in seen if one.label == "PRACK"))
        made.call.prack(next(one for one in seen if one.label == "183 INVITE"))
        made.call.request("UPDATE", sdp=HOLD)
        passed = next(one for one in made.peer.take() if one.label == "UPDATE")
        made.peer.advance(24.0)
        assert "504 UPDATE to caller" in made.labels()
        made[0].respond(200, to=passed, sdp=HELD, contact=f"<{desk(0)}>")
        back = made.one("UPDATE")
        assert (back.remote[0], back.body) == ("192.0.2.10", audio())
        made[0].respond(200, to=back, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        made[0].respond(486)
        made.call.ack_failure(next(one for one in made.peer.take() if one.label == "486 INVITE"))

    def test_b11_11_an_offer_that_was_asked_for_is_answered_all_the_same(self, house: Make) -> None:
        made = house(1.0, limits=SOON)
        made.talk()
        self._too_late(made, None)
        ack = made.one("ACK")
        assert (ack.remote[0], ack.body) == ("192.0.2.10", CALLER_SDP)
        made.hang_up()


WHY = 'SIP;cause=487;text="never mind"'


class TestWithdrawn:
    """CANCEL of a re-INVITE that was passed on (B11.15)."""

    @pytest.mark.parametrize("by_caller", [True, False])
    @pytest.mark.parametrize("sdp", [HOLD, None])
    def test_b11_15_it_goes_on_and_487_comes_back(self, house: Make, by_caller: bool, sdp: str | None) -> None:
        made = house(1.0)
        made.talk()
        asker, other = (made.call, made[0]) if by_caller else (made[0], made.call)
        asker.reinvite(sdp)
        passed = made.one("INVITE")
        other.respond(100, to=passed)
        asker.cancel(headers=[f"Reason: {WHY}"])
        seen = made.peer.take()
        assert [one.label for one in seen] == ["200 CANCEL", "CANCEL"]
        assert (seen[1].branch, seen[1]["reason"]) == (passed.branch, WHY)
        other.respond(200, to=seen[1])
        other.respond(487, to=passed)
        seen = made.peer.take()
        assert [one.label for one in seen] == ["ACK", "487 INVITE"]
        assert seen[1]["call-id"] == asker.call_id
        asker.ack_failure(seen[1])
        other.reinvite(HOLD)
        again = made.one("INVITE")
        assert (again["call-id"], again.body) == (asker.call_id, HOLD), "the session is free for the next"
        asker.respond(200, to=again, sdp=HELD)
        assert [one.body for one in made.peer.take() if one.label == "200 INVITE"] == [HELD]
        other.ack()
        one, left = (made.call, made[0])
        one.request("BYE")
        bye = next(seen for seen in made.peer.take() if seen.label == "BYE")
        assert not bye.has("reason"), "why the re-INVITE was cancelled is not why the call ends"
        left.respond(200, to=bye)

    def test_b11_15_only_after_a_provisional_response(self, house: Make) -> None:
        """RFC 3261 9.1: before it there is no CANCEL; it may cross the answer."""
        made = house(1.0)
        made.talk()
        made.call.reinvite(HOLD)
        passed = made.one("INVITE")
        made.call.cancel()
        assert made.labels() == ["200 CANCEL to caller"]
        made[0].respond(100, to=passed)
        cancel = made.one("CANCEL")
        made[0].respond(481, to=cancel)
        made[0].respond(487, to=passed)
        made.call.ack_failure(next(one for one in made.peer.take() if one.label == "487 INVITE"))
        made.hang_up()

    @pytest.mark.parametrize("sdp", [HOLD, None])
    def test_b11_15_a_2xx_that_crosses_it_counts(self, house: Make, sdp: str | None) -> None:
        """Both sides then agree, and nothing has to be put back."""
        made = house(1.0)
        made.talk()
        made.call.reinvite(sdp)
        passed = made.one("INVITE")
        made[0].respond(100, to=passed)
        made.call.cancel()
        cancel = made.one("CANCEL")
        made[0].respond(200, to=cancel)
        described = HELD if sdp else OFFER
        made[0].respond(200, to=passed, sdp=described, contact=f"<{desk(0)}>")
        seen = made.peer.take()
        ok = next(one for one in seen if one.label == "200 INVITE")
        assert ok.body == described
        made.call.ack(sdp=None if sdp else ANSWER)
        acks = [one for one in [*seen, *made.peer.take()] if one.label == "ACK"]
        assert [one.body for one in acks] == ["" if sdp else ANSWER]
        assert made.labels() == []
        made.hang_up()

    def test_b11_15_what_waits_after_491_is_given_up(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(HOLD)
        made[0].respond(491, to=made.one("INVITE"))
        made.peer.take()
        made.call.cancel()
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["200 CANCEL to caller", "487 INVITE to caller"]
        made.call.ack_failure(seen[1])
        made.peer.advance(10.0)
        assert made.labels() == [], "nothing is offered for who does not want it"
        made.hang_up()

    def test_b11_15_b3_8_491_after_it_is_no_reason_to_try_again(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(HOLD)
        passed = made.one("INVITE")
        made[0].respond(100, to=passed)
        made.call.cancel()
        made[0].respond(200, to=made.one("CANCEL"))
        made[0].respond(491, to=passed)
        made.call.ack_failure(next(one for one in made.peer.take() if one.label == "491 INVITE"))
        made.peer.advance(10.0)
        assert made.labels() == []
        made.hang_up()

    def test_b11_15_b2_8_the_other_side_has_lost_the_call(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(HOLD)
        passed = made.one("INVITE")
        made[0].respond(100, to=passed)
        made.call.cancel()
        made[0].respond(200, to=made.one("CANCEL"))
        made[0].respond(481, to=passed)
        seen = made.peer.take()
        assert [told(one) for one in seen][1:] == ["BYE to 192.0.2.10", "480 INVITE to caller", "BYE to caller"]
        made.call.ack_failure(seen[2])
        for bye in (seen[1], seen[3]):
            made.call.respond(200, to=bye)

    def test_b11_15_a_hung_callee_ends_the_call(self, house: Make) -> None:
        """No final answer within 64*T1 after the CANCEL (RFC 3261 9.1): it has lost the call."""
        made = house(1.0)
        made.talk()
        made.call.reinvite(HOLD)
        passed = made.one("INVITE")
        made[0].respond(100, to=passed)
        made.call.cancel()
        made.peer.advance(32.2)
        seen = made.peer.take()
        assert {told(one) for one in seen if one.label == "BYE"} == {"BYE to caller", "BYE to 192.0.2.10"}
        made.call.ack_failure(next(one for one in seen if one.label.endswith(" INVITE")))
