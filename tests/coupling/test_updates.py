"""Offers in UPDATE requests of coupled calls, early and in the call; callees that fork."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.coupling.conftest import CALLEE_SDP, House, desk, told
from tests.support.peer import Seen, audio

Make = Callable[..., House]

HOLD = audio("sendonly", version=2, more=["a=held:yes"])
HELD = audio("recvonly", port=40000, version=2)
OTHER = audio(port=41000, version=7, more=["a=other:fork"])
ALLOW = ["Allow: INVITE, ACK, CANCEL, BYE, UPDATE, PRACK, INFO"]


def talk(made: House) -> None:
    """Bob's first place answers and takes UPDATE; so does the caller."""
    made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=ALLOW)
    made.call.accept(next(seen for seen in made.peer.take() if seen.label == "200 INVITE"))
    made.peer.take()


def answered(made: House, label: str = "200 UPDATE") -> Seen:
    return next(seen for seen in made.peer.take() if seen.label == label)


class TestInACall:
    def test_b11_7_an_update_goes_on_as_an_update(self, house: Make) -> None:
        made = house(1.0)
        talk(made)
        assert made.call.request("UPDATE", sdp=HOLD, headers=ALLOW)[0].label == "UPDATE", "no answer of our own"
        passed = made.one("UPDATE")
        assert (passed["call-id"], passed.body, passed.remote[0]) == (made[0].call_id, HOLD, "192.0.2.10")
        made[0].respond(200, to=passed, sdp=HELD, contact=f"<{desk(0)}>")
        ok = answered(made)
        assert (ok["call-id"], ok.body) == (made.call.call_id, HELD)
        made[0].request("UPDATE", sdp=OTHER)
        back = made.one("UPDATE")
        assert (back["call-id"], back.body) == (made.call.call_id, OTHER)
        made.call.respond(200, to=back, sdp=HOLD)
        ok = answered(made)
        assert (ok["call-id"], ok.body) == (made[0].call_id, HOLD)
        made.hang_up()

    def test_b11_7_to_who_does_not_allow_update_it_goes_as_a_reinvite(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.request("UPDATE", sdp=HOLD)
        passed = made.one("INVITE")
        assert passed.body == HOLD
        made[0].respond(200, to=passed, sdp=HELD, contact=f"<{desk(0)}>")
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["ACK to 192.0.2.10", "200 UPDATE to caller"]
        assert seen[1].body == HELD
        made.hang_up()

    @pytest.mark.parametrize("status", [488, 603])
    def test_b11_7_b3_7_a_refusal_goes_back_and_the_call_goes_on(self, house: Make, status: int) -> None:
        made = house(1.0)
        talk(made)
        made.call.request("UPDATE", sdp=HOLD)
        made[0].respond(status, to=made.one("UPDATE"))
        assert made.labels() == [f"{status} UPDATE to caller"]
        made.call.request("UPDATE", sdp=OTHER)
        again = made.one("UPDATE")
        assert again.body == OTHER
        made[0].respond(200, to=again, sdp=HELD, contact=f"<{desk(0)}>")
        assert answered(made).body == HELD
        made.hang_up()

    def test_b11_7_b3_8_offers_that_cross_get_491(self, house: Make) -> None:
        made = house(1.0)
        talk(made)
        made.call.request("UPDATE", sdp=HOLD)
        passed = made.one("UPDATE")
        made[0].request("UPDATE", sdp=OTHER)
        assert made.one("491 UPDATE")["call-id"] == made[0].call_id
        made[0].respond(200, to=passed, sdp=HELD, contact=f"<{desk(0)}>")
        assert answered(made).body == HELD
        made.hang_up()

    @pytest.mark.parametrize("method", ["INVITE", "UPDATE"])
    def test_b11_7_one_that_comes_while_ours_waits_for_its_turn_gets_491(self, house: Make, method: str) -> None:
        made = house(1.0)
        talk(made)
        made.call.request("UPDATE", sdp=HOLD)
        made[0].respond(491, to=made.one("UPDATE"))
        made.peer.take()
        made[0].request(method, sdp=OTHER, branch=(branch := made.peer.branch()))
        crossing = made.one(f"491 {method}")
        if method == "INVITE":
            assert crossing.branch == branch
            made[0].ack_failure(crossing)
        made.peer.advance(4.1)
        again = next(seen for seen in made.peer.take() if seen.label == "UPDATE")
        made[0].respond(200, to=again, sdp=HELD, contact=f"<{desk(0)}>")
        assert answered(made).body == HELD
        made.hang_up()

    def test_b3_13_a_second_one_from_the_same_side_is_500_with_retry_after(self, house: Make) -> None:
        """RFC 3311 5.2, and a re-INVITE likewise (RFC 3261 14.2)."""
        made = house(1.0)
        talk(made)
        made.call.request("UPDATE", sdp=HOLD)
        passed = made.one("UPDATE")
        (overlap,) = made.call.request("UPDATE", sdp=OTHER)
        assert overlap.label == "500 UPDATE"
        assert 0 <= int(overlap["retry-after"]) <= 10
        (overlap,) = made.call.request("UPDATE")
        assert overlap.label == "500 UPDATE"
        (overlap,) = made.call.reinvite(OTHER)
        assert (overlap.label, overlap.has("retry-after")) == ("500 INVITE", True)
        made.call.ack_failure(overlap)
        made.peer.take()
        made[0].respond(200, to=passed, sdp=HELD, contact=f"<{desk(0)}>")
        assert answered(made).body == HELD
        made.hang_up()

    def test_b11_7_who_takes_too_long_leaves_504(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.request("UPDATE", sdp=HOLD)
        passed = made.one("INVITE")
        made[0].respond(100, to=passed)
        made.peer.advance(23.9)
        assert made.labels() == []
        made.peer.advance(0.1)
        assert made.one("504 UPDATE")["call-id"] == made.call.call_id
        made[0].respond(488, to=passed)
        made.call.request("UPDATE", sdp=OTHER)
        again = made.peer.take()[-1]
        made[0].respond(200, to=again, sdp=HELD, contact=f"<{desk(0)}>")
        assert answered(made).body == HELD
        made.hang_up()

    def test_b3_4_bye_while_it_is_open_answers_it_487(self, house: Make) -> None:
        made = house(1.0)
        talk(made)
        made.call.request("UPDATE", sdp=HOLD)
        passed = made.one("UPDATE")
        made.call.request("BYE")
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["200 BYE to caller", "487 UPDATE to caller", "BYE to 192.0.2.10"]
        made[0].respond(200, to=passed, sdp=HELD, contact=f"<{desk(0)}>")
        made[0].respond(200, to=seen[-1])

    def test_b11_7_our_refresh_waits_until_it_is_done_with(self, house: Make) -> None:
        made = house(1.0, session_refresh_method="invite")
        timer = ["Session-Expires: 90;refresher=uac", "Supported: timer"]
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=timer)
        made.call.accept(next(seen for seen in made.peer.take() if seen.label == "200 INVITE"))
        made.peer.advance(40.0)
        made[0].request("UPDATE", sdp=HOLD)
        passed = made.one("INVITE")
        made.call.respond(180, to=passed)
        made.peer.advance(6.0)
        assert made.labels() == []
        made.call.respond(200, to=passed, sdp=HELD)
        seen = made.peer.take()
        assert [one.label for one in seen] == ["ACK", "200 UPDATE", "INVITE"]
        assert (seen[-1]["call-id"], seen[-1].body) == (made[0].call_id, HELD), "the refresh says what holds now"
        made[0].respond(200, to=seen[-1], sdp=HOLD, contact=f"<{desk(0)}>")
        made.hang_up()

    def test_b11_7_a_body_that_is_no_description_is_415(self, house: Make) -> None:
        made = house(1.0)
        talk(made)
        (refused,) = made.call.request("UPDATE", sdp="hello", headers=["Content-Type: text/plain"])
        assert refused.label == "415 UPDATE"
        made.hang_up()


RELIABLE = ["Supported: 100rel"]


def early(house: Make) -> tuple[House, Seen]:
    """Caller and callee have agreed in a reliable 183."""
    made = house(1.0, call=False)
    made.call = made.peer.calling("bob", headers=RELIABLE)
    made.take_callees()
    made[0].respond_reliably(183, 1, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=ALLOW)
    seen = made.peer.take()
    assert sorted(told(one) for one in seen) == ["183 INVITE to caller", "PRACK to 192.0.2.10"]
    prack = next(one for one in seen if one.label == "PRACK")
    made[0].respond(200, to=prack)
    shown = next(one for one in seen if one.label == "183 INVITE")
    assert shown.body == CALLEE_SDP
    made.call.prack(shown)
    assert made.labels() == ["200 PRACK to caller"]
    return made, shown


def answer(made: House) -> None:
    """The callee answers, the caller acknowledges."""
    invite_cseq = made.call.cseq
    made[0].respond(200, contact=f"<{desk(0)}>", headers=ALLOW)
    ok = next(seen for seen in made.peer.take() if seen.label == "200 INVITE")
    assert ok.body == ""
    made.call.accept(ok, cseq=ok.cseq)
    made.call.cseq = invite_cseq


class TestEarly:
    @pytest.mark.parametrize("by_caller", [True, False])
    def test_b11_7_b3_13_an_early_update_goes_on(self, house: Make, by_caller: bool) -> None:
        made, _ = early(house)
        asker, other = (made.call, made[0]) if by_caller else (made[0], made.call)
        asker.request("UPDATE", sdp=HOLD, headers=ALLOW)
        if not by_caller:
            # The caller has not said that it takes UPDATE: it has to wait until the call is up.
            assert made.labels() == []
            made.peer.advance(24.0)
            assert made.labels() == ["504 UPDATE to caller"], "both peers sit at one address"
            made[0].respond(486)
            made.call.ack_failure(next(one for one in made.peer.take() if one.label == "486 INVITE"))
            return
        passed = made.one("UPDATE")
        assert (passed["call-id"], passed.body) == (other.call_id, HOLD)
        other.respond(200, to=passed, sdp=HELD, contact=f"<{desk(0)}>")
        assert answered(made).body == HELD
        answer(made)
        made.hang_up()

    def test_b11_7_the_callee_s_early_update_goes_to_a_caller_that_takes_it(self, house: Make) -> None:
        made = house(1.0, call=False)
        made.call = made.peer.calling("bob", headers=[*RELIABLE, *ALLOW])
        made.take_callees()
        made[0].respond_reliably(183, 1, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=ALLOW)
        seen = made.peer.take()
        made[0].respond(200, to=next(one for one in seen if one.label == "PRACK"))
        made.call.prack(next(one for one in seen if one.label == "183 INVITE"))
        made.peer.take()
        made[0].request("UPDATE", sdp=OTHER, headers=ALLOW)
        passed = made.one("UPDATE")
        assert (passed["call-id"], passed.body) == (made.call.call_id, OTHER)
        made[0].respond(180, contact=f"<{desk(0)}>")
        made[0].respond_reliably(180, 2, contact=f"<{desk(0)}>")
        prack = next(one for one in made.peer.take() if one.label == "PRACK")
        made[0].respond(200, to=prack)
        made.call.respond(200, to=passed, sdp=HOLD)
        ok = answered(made)
        assert (ok["call-id"], ok.body) == (made[0].call_id, HOLD)
        answer(made)
        made.hang_up()

    def test_b11_7_the_callee_answers_while_the_caller_s_early_update_is_open(self, house: Make) -> None:
        made, _ = early(house)
        made.call.request("UPDATE", sdp=HOLD, headers=ALLOW)
        passed = made.one("UPDATE")
        answer(made)
        made[0].respond(200, to=passed, sdp=HELD, contact=f"<{desk(0)}>")
        assert answered(made).body == HELD
        made.call.reinvite(OTHER)
        changed = next(seen for seen in made.peer.take() if seen.method in ("INVITE", "UPDATE") and not seen.status)
        assert changed.body == OTHER
        made[0].respond(200, to=changed, sdp=HELD, contact=f"<{desk(0)}>")
        made.call.ack()
        made.hang_up()

    def test_b11_7_the_callee_answers_while_its_own_early_update_is_open(self, house: Make) -> None:
        made = house(1.0, call=False)
        made.call = made.peer.calling("bob", headers=[*RELIABLE, *ALLOW])
        made.take_callees()
        made[0].respond_reliably(183, 1, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=ALLOW)
        seen = made.peer.take()
        made[0].respond(200, to=next(one for one in seen if one.label == "PRACK"))
        made.call.prack(next(one for one in seen if one.label == "183 INVITE"))
        made.peer.take()
        made[0].request("UPDATE", sdp=OTHER, headers=ALLOW)
        passed = made.one("UPDATE")
        answer(made)
        made.call.respond(200, to=passed, sdp=HOLD)
        assert answered(made).body == HOLD
        made.hang_up()

    def test_b11_7_a_refused_call_ends_its_early_update(self, house: Make) -> None:
        made, _ = early(house)
        made.call.request("UPDATE", sdp=HOLD, headers=ALLOW)
        passed = made.one("UPDATE")
        made[0].respond(486)
        seen = made.peer.take()
        assert "486 INVITE to caller" in [told(one) for one in seen]
        assert "487 UPDATE to caller" in [told(one) for one in seen]
        made.call.ack_failure(next(one for one in seen if one.label == "486 INVITE"))
        made[0].respond(481, to=passed)

    def test_b11_7_a_refused_early_update_leaves_the_call_ringing(self, house: Make) -> None:
        made, _ = early(house)
        made.call.request("UPDATE", sdp=HOLD, headers=ALLOW)
        made[0].respond(488, to=made.one("UPDATE"))
        assert made.labels() == ["488 UPDATE to caller"]
        made.call.request("UPDATE", sdp=OTHER, headers=ALLOW)
        again = made.one("UPDATE")
        assert (again["call-id"], again.body) == (made[0].call_id, OTHER), "the next one goes on"
        made[0].respond(200, to=again, sdp=HELD, contact=f"<{desk(0)}>")
        assert answered(made).body == HELD
        answer(made)
        made.hang_up()

    def test_b11_7_b3_8_early_offers_that_cross_get_491(self, house: Make) -> None:
        made, _ = early(house)
        made.call.request("UPDATE", sdp=HOLD, headers=ALLOW)
        passed = made.one("UPDATE")
        made[0].respond(491, to=passed)
        made[0].request("UPDATE", sdp=OTHER)
        assert made.one("491 UPDATE")["call-id"] == made[0].call_id
        made.peer.advance(4.1)
        again = made.peer.take()[0]
        assert (again.label, again.body) == ("UPDATE", HOLD)
        made[0].respond(200, to=again, sdp=HELD, contact=f"<{desk(0)}>")
        assert answered(made).body == HELD
        answer(made)
        made.hang_up()

    def test_b11_7_with_several_callees_nobody_can_answer_for_all(self, house: Make) -> None:
        made = house(1.0, 1.0, call=False)
        made.call = made.peer.calling("bob", headers=RELIABLE)
        made.take_callees()
        made[0].respond_reliably(183, 1, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=ALLOW)
        seen = made.peer.take()
        made[0].respond(200, to=next(one for one in seen if one.label == "PRACK"))
        made[0].request("UPDATE", sdp=OTHER, headers=ALLOW)
        assert made.one("504 UPDATE")["call-id"] == made[0].call_id
        for callee in made.callees:
            callee.respond(486)
        made.call.ack_failure(next(one for one in made.peer.take() if one.label == "486 INVITE"))


class TestForks:
    """A callee's place may be a proxy with several telephones behind it."""

    def test_b11_8_another_fork_s_early_media_comes_in_another_dialog(self, house: Make) -> None:
        made = house(1.0)
        made[0].respond(183, sdp=CALLEE_SDP, tag="one", contact=f"<{desk(0)}>")
        first = made.one("183 INVITE")
        made[0].respond(183, sdp=CALLEE_SDP, tag="one", contact=f"<{desk(0)}>")
        assert made.one("183 INVITE").to_tag == first.to_tag, "it says nothing new"
        made[0].respond(183, sdp=OTHER, tag="two", contact=f"<{desk(0)}>")
        ringing, second = made.peer.take()
        assert [one.label for one in (ringing, second)] == ["180 INVITE", "183 INVITE"]
        assert ringing.to_tag == second.to_tag != first.to_tag
        assert (first.body, second.body) == (CALLEE_SDP, OTHER)
        made[0].respond(200, sdp=OTHER, tag="two", contact=f"<{desk(0)}>")
        ok = next(seen for seen in made.peer.take() if seen.label == "200 INVITE")
        assert (ok.body, ok.to_tag) == (OTHER, second.to_tag)
        made.call.accept(ok)
        made[0].tag = "two"
        made.hang_up()

    def test_b11_8_the_answer_of_another_fork_is_that_of_another_dialog(self, house: Make) -> None:
        made = house(1.0)
        made[0].respond(183, sdp=CALLEE_SDP, tag="one", contact=f"<{desk(0)}>")
        first = made.one("183 INVITE")
        made[0].respond(200, sdp=OTHER, tag="two", contact=f"<{desk(0)}>")
        seen = made.peer.take()
        ok = next(one for one in seen if one.label == "200 INVITE")
        assert ok.body == OTHER
        assert ok.to_tag != first.to_tag
        assert [one.to_tag for one in seen if one.label == "180 INVITE"] == [ok.to_tag]
        made.call.accept(ok)
        made[0].tag = "two"
        made[0].reinvite(HOLD)
        assert made.one("INVITE").to_tag == made.call.tag
        made.call.respond(200, to=made.peer.log[-1], sdp=HELD)
        made[0].ack()
        made.hang_up()

    def test_b11_8_a_callee_cannot_have_us_fork_without_end(self, house: Make) -> None:
        made = house(1.0)
        for number in range(20):
            made[0].respond(183, sdp=audio(port=42000 + number), contact=f"<{desk(0)}>")
        assert len({seen.to_tag for seen in made.peer.take() if seen.label == "183 INVITE"}) == 9
        made[0].respond(486)
        made.call.ack_failure(next(one for one in made.peer.take() if one.label == "486 INVITE"))
