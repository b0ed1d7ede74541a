"""Coupled calls with reliable provisional responses: offers in those, and in PRACK (B11.16, B11.17)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.coupling.conftest import CALLEE_SDP, CALLER_SDP, House, desk, told
from tests.support.peer import Seen, audio

Make = Callable[..., House]

ALLOW = ["Allow: INVITE, ACK, CANCEL, BYE, UPDATE, PRACK, INFO"]
OFFER = audio(port=40000, version=3, more=["a=offer:of the other side"])
ANSWER = audio("recvonly", version=4, more=["a=answer:in the PRACK"])
NEW = audio("sendonly", version=2, more=["a=new:yes"])
TAKEN = audio("recvonly", port=40000, version=2)


def calling(house: Make, *places: float, sdp: str | None, asks: str = "Supported: 100rel") -> House:
    made = house(*(places or (1.0,)), call=False)
    made.call = made.peer.calling("bob", sdp=sdp, headers=[asks, *ALLOW])
    made.take_callees()
    return made


def of(seen: list[Seen], label: str) -> Seen:
    (found,) = [one for one in seen if one.label == label]
    return found


class TestPrack:
    """An offer in the caller's PRACK (B11.16)."""

    def shown(self, house: Make, allow: list[str] = ALLOW) -> tuple[House, Seen]:
        """A reliable 183 has answered the INVITE; ours waits for its PRACK."""
        made = calling(house, sdp=CALLER_SDP)
        made[0].respond_reliably(183, 1, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=allow)
        seen = made.peer.take()
        made[0].respond(200, to=of(seen, "PRACK"))
        return made, of(seen, "183 INVITE")

    def asked(self, house: Make) -> tuple[House, Seen]:
        made, shown = self.shown(house)
        made.call.prack(shown, sdp=NEW)
        passed = made.one("UPDATE")
        assert (passed["call-id"], passed.body) == (made[0].call_id, NEW)
        return made, passed

    def answer(self, made: House) -> None:
        made[0].respond(200, contact=f"<{desk(0)}>", headers=ALLOW)
        ok = of(made.peer.take(), "200 INVITE")
        assert ok.body == "", "the answer has left before"
        made.call.accept(ok, cseq=ok.cseq)

    def test_b11_16_it_goes_on_and_its_answer_comes_back_in_the_200(self, house: Make) -> None:
        made, passed = self.asked(house)
        made.peer.advance(1.0)
        assert [one.label for one in made.peer.take()] == ["UPDATE"], "acknowledged, our 183 is not sent again"
        made[0].respond(200, to=passed, sdp=TAKEN, contact=f"<{desk(0)}>")
        ok = made.one("200 PRACK")
        assert (ok.body, ok["content-type"], ok["call-id"]) == (TAKEN, "application/sdp", made.call.call_id)
        assert not ok.has("contact")
        self.answer(made)
        made.call.reinvite(CALLER_SDP)
        again = next(one for one in made.peer.take() if one.method in ("INVITE", "UPDATE"))
        made[0].respond(200, to=again, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        assert of(made.peer.take(), "200 INVITE").body == CALLEE_SDP
        made.call.ack()
        made.hang_up()

    @pytest.mark.parametrize(("status", "told_caller"), [(488, 488), (500, 500), (503, 500), (606, 606)])
    def test_b11_16_a_refusal_comes_back_and_the_call_goes_on(self, house: Make, status: int, told_caller: int) -> None:
        made, passed = self.asked(house)
        made[0].respond(status, to=passed)
        assert made.labels() == [f"{told_caller} PRACK to caller"]
        made.peer.advance(40.0)
        assert made.labels() == [], "the 183 was acknowledged all the same"
        self.answer(made)
        made.hang_up()

    def test_b11_16_a_callee_that_takes_no_update_is_asked_nothing(self, house: Make) -> None:
        made, shown = self.shown(house, allow=["Allow: INVITE, ACK, CANCEL, BYE, PRACK"])
        made.call.prack(shown, sdp=NEW)
        assert made.labels() == ["488 PRACK to caller"]
        made[0].respond(200, contact=f"<{desk(0)}>")
        ok = of(made.peer.take(), "200 INVITE")
        made.call.accept(ok, cseq=ok.cseq)
        made.hang_up()

    def test_b11_16_a_body_that_is_no_description_is_415(self, house: Make) -> None:
        made, shown = self.shown(house)
        made.call.cseq += 1
        rack = f"RAck: {shown['rseq']} {shown['cseq']}"
        made.call.engine_tag, made.call.target = shown.to_tag, shown["contact"].strip("<>")
        made.call.request("PRACK", sdp="<x/>", headers=[rack, "Content-Type: application/pidf+xml"])
        assert made.labels() == ["415 PRACK to caller"]
        self.answer(made)
        made.hang_up()

    def test_b11_16_who_does_not_answer_in_time_is_504(self, house: Make) -> None:
        """Before the sender of the PRACK gives up."""
        made, passed = self.asked(house)
        made.peer.advance(24.0)
        assert "504 PRACK to caller" in made.labels()
        made[0].respond(488, to=passed)
        self.answer(made)
        made.hang_up()

    @pytest.mark.parametrize("answer_first", [True, False])
    def test_b11_16_the_callee_answers_the_invite_meanwhile(self, house: Make, answer_first: bool) -> None:
        made, passed = self.asked(house)
        if answer_first:
            self.answer(made)
        made[0].respond(200, to=passed, sdp=TAKEN, contact=f"<{desk(0)}>")
        ok = made.one("200 PRACK")
        assert ok.body == TAKEN
        assert not ok.has("session-expires"), "a PRACK refreshes nothing"
        if not answer_first:
            self.answer(made)
        made.hang_up()

    def test_b11_16_b3_8_an_update_of_the_callee_s_crosses_it(self, house: Make) -> None:
        made, passed = self.asked(house)
        made[0].request("UPDATE", sdp=TAKEN, headers=ALLOW)
        assert made.one("491 UPDATE")["call-id"] == made[0].call_id
        made[0].respond(491, to=passed)
        made.peer.advance(4.1)
        again = made.peer.take()[0]
        assert (again.label, again.body) == ("UPDATE", NEW)
        made[0].respond(200, to=again, sdp=TAKEN, contact=f"<{desk(0)}>")
        assert made.one("200 PRACK").body == TAKEN
        self.answer(made)
        made.hang_up()

    def test_b11_16_the_caller_gives_up_meanwhile(self, house: Make) -> None:
        made, passed = self.asked(house)
        made.call.cseq = 100
        made.call.cancel(tag="")
        seen = made.peer.take()
        assert sorted(one.label for one in seen) == ["200 CANCEL", "487 INVITE", "487 PRACK", "CANCEL"]
        made.call.ack_failure(of(seen, "487 INVITE"))
        made[0].respond(200, to=of(seen, "CANCEL"))
        made[0].respond(487, to=passed)
        made[0].respond(487)


class TestReliableOffer:
    """The INVITE had no offer; the callee's comes in a reliable provisional response (B11.17)."""

    def offered(self, house: Make, *places: float, asks: str = "Supported: 100rel") -> tuple[House, Seen]:
        made = calling(house, *places, sdp=None, asks=asks)
        invite = made[0].invite
        assert invite is not None
        assert "100rel" in invite["supported"]
        made[0].respond_reliably(183, 1, sdp=OFFER, contact=f"<{desk(0)}>", headers=ALLOW)
        seen = made.peer.take()
        assert "PRACK to 192.0.2.10" not in [told(one) for one in seen], "it waits for the caller's"
        shown = of(seen, "183 INVITE")
        assert (shown.body, shown["require"]) == (OFFER, "100rel")
        return made, shown

    def agreed(self, house: Make, **more: str) -> House:
        made, shown = self.offered(house, **more)
        made.call.prack(shown, sdp=ANSWER)
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["200 PRACK to caller", "PRACK to 192.0.2.10"]
        assert (seen[0].body, seen[1].body, seen[1]["rack"]) == ("", ANSWER, f"1 {made[0].invite['cseq']}")  # type: ignore[index]
        made[0].respond(200, to=seen[1])
        return made

    def up(self, made: House) -> None:
        made[0].respond(200, contact=f"<{desk(0)}>", headers=ALLOW)
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["ACK to 192.0.2.10", "200 INVITE to caller"]
        assert [one.body for one in seen] == ["", ""]
        made.call.accept(seen[1], cseq=seen[1].cseq)

    @pytest.mark.parametrize("asks", ["Supported: 100rel", "Require: 100rel"])
    def test_b11_17_the_answer_in_the_prack_goes_into_ours(self, house: Make, asks: str) -> None:
        made = self.agreed(house, asks=asks)
        self.up(made)
        made.call.reinvite(NEW)
        passed = next(one for one in made.peer.take() if one.label == "INVITE")
        assert passed.body == NEW
        made[0].respond(200, to=passed, sdp=TAKEN, contact=f"<{desk(0)}>")
        assert of(made.peer.take(), "200 INVITE").body == TAKEN
        made.call.ack()
        made.hang_up()

    def test_b11_17_copies_of_the_response_wait_too(self, house: Make) -> None:
        made, shown = self.offered(house)
        made[0].respond_reliably(183, 1, sdp=OFFER, contact=f"<{desk(0)}>", headers=ALLOW)
        assert made.labels() == []
        made.call.prack(shown, sdp=ANSWER)
        seen = made.peer.take()
        assert [one.label for one in seen] == ["200 PRACK", "PRACK"]
        made[0].respond(200, to=seen[1])
        self.up(made)
        made.hang_up()

    def test_b11_17_who_requires_it_hears_nothing_before_an_offer(self, house: Make) -> None:
        """RFC 3262 5: the first reliable response has to bring it."""
        made = calling(house, sdp=None, asks="Require: 100rel")
        made[0].respond(180, contact=f"<{desk(0)}>")
        assert made.labels() == []
        made[0].respond(200, sdp=OFFER, contact=f"<{desk(0)}>")
        ok = made.one("200 INVITE")
        assert ok.body == OFFER
        made.call.accept(ok, sdp=ANSWER)
        assert made.one("ACK").body == ANSWER
        made.hang_up()

    def test_b11_17_of_several_callees_the_2xx_brings_it(self, house: Make) -> None:
        made = calling(house, 1.0, 1.0, sdp=None, asks="Require: 100rel")
        for callee in made.callees:
            assert callee.invite is not None
            assert "100rel" not in callee.invite["supported"]
        made[1].respond(200, sdp=OFFER, contact=f"<{desk(1)}>")
        seen = made.peer.take()
        made.call.accept(of(seen, "200 INVITE"), sdp=ANSWER)
        assert of(made.peer.take(), "ACK").body == ANSWER
        made[0].respond(487)
        made.peer.take()
        made.call.request("BYE")
        made[1].respond(200, to=of(made.peer.take(), "BYE"))

    def test_b11_17_a_callee_that_rings_reliably_without_it(self, house: Make) -> None:
        made = calling(house, sdp=None)
        made[0].respond_reliably(180, 1, contact=f"<{desk(0)}>")
        seen = made.peer.take()
        assert sorted(told(one) for one in seen) == ["180 INVITE to caller", "PRACK to 192.0.2.10"]
        made[0].respond(200, to=of(seen, "PRACK"))
        made[0].respond(200, sdp=OFFER, contact=f"<{desk(0)}>")
        ok = of(made.peer.take(), "200 INVITE")
        made.call.accept(ok, sdp=ANSWER)
        assert made.one("ACK").body == ANSWER
        made.hang_up()

    def test_b11_17_it_is_answered_before_the_prack(self, house: Make) -> None:
        """RFC 3262 3 forbids it; the answer then goes into our ACK."""
        made, shown = self.offered(house)
        made[0].respond(200, contact=f"<{desk(0)}>")
        assert made.labels() == [], "our own 2xx waits for the caller's PRACK"
        made.call.prack(shown, sdp=ANSWER)
        seen = made.peer.take()
        assert sorted(told(one) for one in seen) == ["200 INVITE to caller", "200 PRACK to caller", "ACK to 192.0.2.10"]
        assert of(seen, "ACK").body == ANSWER
        ok = of(seen, "200 INVITE")
        assert ok.body == ""
        made.call.accept(ok, cseq=ok.cseq)
        made.hang_up()

    def test_b11_17_a_prack_without_an_answer_ends_the_call(self, house: Make) -> None:
        made, shown = self.offered(house)
        made.call.prack(shown)
        seen = made.peer.take()
        assert "200 PRACK to caller" in [told(one) for one in seen]
        made.call.ack_failure(next(one for one in seen if one.status >= 400))
        made[0].respond(200, to=of(seen, "CANCEL"))
        made[0].respond(487)

    def test_b11_17_b3_11_a_prack_that_never_comes_ends_the_call(self, house: Make) -> None:
        made, _ = self.offered(house)
        made.peer.advance(32.1)
        seen = made.peer.take()
        made.call.ack_failure(of(seen, "504 INVITE"))
        made[0].respond(200, to=of(seen, "CANCEL"))
        made[0].respond(487)

    @pytest.mark.parametrize("acknowledged", [True, False])
    def test_b11_17_b11_8_the_next_place_offers_in_another_dialog(self, house: Make, acknowledged: bool) -> None:
        """What the caller has answered is gone with whoever offered it, and so is an answer that comes later."""
        made, first = self.offered(house, 1.0, 0.5)
        if acknowledged:
            made.call.prack(first, sdp=ANSWER)
            made[0].respond(200, to=of(made.peer.take(), "PRACK"))
        made[0].respond(486)
        (second,) = [made.called(one) for one in made.peer.take() if one.label == "INVITE"]
        second.respond_reliably(183, 1, sdp=TAKEN, contact=f"<{desk(1)}>", headers=ALLOW)
        if not acknowledged:
            made.call.prack(first, sdp=ANSWER)
        seen = made.peer.take()
        assert "PRACK" not in [one.label for one in seen], "it was for who has refused"
        shown = of(seen, "183 INVITE")
        assert (shown.body, shown.to_tag != first.to_tag) == (TAKEN, True)
        made.call.prack(shown, sdp=NEW)
        prack = of(made.peer.take(), "PRACK")
        assert (prack.remote[0], prack.body) == ("192.0.2.11", NEW)
        second.respond(200, to=prack)
        second.respond(200, contact=f"<{desk(1)}>")
        ok = of(made.peer.take(), "200 INVITE")
        assert (ok.body, ok.to_tag) == ("", shown.to_tag)
        made.call.accept(ok, cseq=ok.cseq)
        made.call.request("BYE")
        second.respond(200, to=of(made.peer.take(), "BYE"))

    @pytest.mark.parametrize("asks", ["Supported: 100rel", "Require: 100rel"])
    def test_b11_17_b11_8_the_next_place_offers_in_its_2xx(self, house: Make, asks: str) -> None:
        made, first = self.offered(house, 1.0, 0.5, asks=asks)
        made.call.prack(first, sdp=ANSWER)
        made[0].respond(200, to=of(made.peer.take(), "PRACK"))
        made[0].respond(486)
        (second,) = [made.called(one) for one in made.peer.take() if one.label == "INVITE"]
        second.respond(200, sdp=TAKEN, contact=f"<{desk(1)}>")
        seen = made.peer.take()
        if asks.startswith("Require"):
            ringing = of(seen, "180 INVITE")
            assert (ringing.body, ringing.to_tag != first.to_tag) == (TAKEN, True)
            made.call.prack(ringing, sdp=NEW)
            seen = made.peer.take()
            ok = of(seen, "200 INVITE")
            assert (ok.body, ok.to_tag) == ("", ringing.to_tag)
            assert of(seen, "ACK").body == NEW
            made.call.accept(ok, cseq=ok.cseq)
        else:
            ok = of(seen, "200 INVITE")
            assert (ok.body, ok.to_tag != first.to_tag) == (TAKEN, True)
            made.call.accept(ok, cseq=ok.cseq, sdp=NEW)
            assert made.one("ACK").body == NEW
        made.call.request("BYE")
        second.respond(200, to=of(made.peer.take(), "BYE"))

    def test_b11_17_the_caller_gives_up(self, house: Make) -> None:
        made, _ = self.offered(house)
        made.call.cancel(tag="")
        seen = made.peer.take()
        made.call.ack_failure(of(seen, "487 INVITE"))
        made[0].respond(200, to=of(seen, "CANCEL"))
        made[0].respond(487)

    def test_b11_17_an_early_update_follows(self, house: Make) -> None:
        made = self.agreed(house)
        made.call.request("UPDATE", sdp=NEW, headers=ALLOW)
        passed = made.one("UPDATE")
        made[0].respond(200, to=passed, sdp=TAKEN, contact=f"<{desk(0)}>")
        assert made.one("200 UPDATE").body == TAKEN
        self.up(made)
        made.hang_up()

    def test_b11_17_another_fork_of_the_callee_s_cannot_offer_too(self, house: Make) -> None:
        made, shown = self.offered(house)
        made[0].respond_reliably(183, 7, sdp=TAKEN, tag="other", contact=f"<{desk(0)}>")
        prack = made.one("PRACK")
        assert (prack.to_tag, prack.body) == ("other", "")
        made[0].respond(200, to=prack)
        made.call.prack(shown, sdp=ANSWER)
        seen = made.peer.take()
        assert (of(seen, "PRACK").to_tag, of(seen, "PRACK").body) == (made[0].tag, ANSWER)
        made[0].respond(200, to=of(seen, "PRACK"))
        self.up(made)
        made.hang_up()

    def test_b11_17_b3_18_a_callee_that_redirects_after_it_has_offered(self, house: Make) -> None:
        """The next target offers anew, and the caller answers that in another early dialog."""
        made, first = self.offered(house)
        made.call.prack(first, sdp=ANSWER)
        made[0].respond(200, to=of(made.peer.take(), "PRACK"))
        made[0].respond(302, headers=[f"Contact: <{desk(1)}>"])
        (second,) = [made.called(one) for one in made.peer.take() if one.label == "INVITE"]
        second.respond_reliably(183, 1, sdp=TAKEN, contact=f"<{desk(1)}>", headers=ALLOW)
        shown = of(made.peer.take(), "183 INVITE")
        assert (shown.body, shown.to_tag != first.to_tag) == (TAKEN, True)
        made.call.prack(shown, sdp=NEW)
        prack = of(made.peer.take(), "PRACK")
        assert (prack.remote[0], prack.body) == ("192.0.2.11", NEW)
        second.respond(200, to=prack)
        second.respond(486)
        made.call.ack_failure(of(made.peer.take(), "486 INVITE"))
