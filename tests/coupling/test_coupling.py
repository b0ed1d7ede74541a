"""coupling/coupling: calls to registered users, leg to leg; every octet on either side written by hand."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from sessioncore.core.answering import AnsweringRule, AnsweringTable
from tests.coupling.conftest import CALLEE_SDP, CALLER_SDP, House, desk, told
from tests.support.peer import PEER, Call, audio
from tests.support.registering import answer, register
from tests.support.streams import StreamPeer

Make = Callable[..., House]


class TestBeginning:
    def test_b11_1_the_description_goes_on_octet_by_octet(self, house: Make) -> None:
        made = house(1.0)
        invite = made[0].invite
        assert invite is not None
        assert (invite.body, invite["content-type"]) == (CALLER_SDP, "application/sdp")
        assert (invite.uri, invite.remote) == (desk(0), ("192.0.2.10", 5060))
        assert invite["from"].startswith(f"<sip:peer@{PEER[0]}>;tag=")
        assert invite["max-forwards"] == "69"
        assert invite["call-id"] != made.call.call_id, "each leg has a dialog of its own"
        assert invite.from_tag != made.call.tag
        assert made.peer.media() == [], "no media here"
        made.talk()
        made.hang_up()

    def test_b11_1_all_of_the_highest_preference_then_the_next(self, house: Make) -> None:
        made = house(0.5, 1.0, 1.0, 0.1)
        assert [callee.invite.remote[0] for callee in made.callees if callee.invite] == ["192.0.2.11", "192.0.2.12"]
        first, second = made.callees
        first.respond(486)
        assert made.labels() == ["ACK to 192.0.2.11"]
        second.respond(480)
        (third,) = made.take_callees()
        assert third.invite is not None
        assert third.invite.remote[0] == "192.0.2.10"
        third.respond(404)
        (fourth,) = made.take_callees()
        fourth.respond(500)
        refused = made.one("486 INVITE")
        made.call.ack_failure(refused)

    def test_b11_1_over_its_path(self, house: Make) -> None:
        made = house(call=False)
        path = ["Path: <sip:edge@192.0.2.50:5070;lr>, <sip:192.0.2.51;lr>", "Supported: path"]
        register(made.peer, f"<{desk(0)}>", to="sip:bob@example.com", headers=path)
        made.peer.take()
        made.call = made.peer.calling("bob")
        (callee,) = made.take_callees()
        assert callee.invite is not None
        assert callee.invite["route"] == "<sip:edge@192.0.2.50:5070;lr>, <sip:192.0.2.51;lr>"
        assert (callee.invite.uri, callee.invite.remote) == (desk(0), ("192.0.2.50", 5070))
        callee.respond(486)
        made.call.ack_failure(made.one("486 INVITE"))

    def test_b11_1_a_name_that_says_nothing_is_reached_where_it_registered(self, house: Make) -> None:
        made = house(call=False)
        register(made.peer, "<sip:bob@phone.invalid>", to="sip:bob@example.com")
        made.peer.take()
        made.call = made.peer.calling("bob")
        (callee,) = made.take_callees()
        assert callee.invite is not None
        assert (callee.invite.uri, callee.invite.remote) == ("sip:bob@phone.invalid", PEER)
        callee.respond(486)
        made.call.ack_failure(made.peer.take()[-1])

    def test_an_answering_rule_of_that_name_goes_first(self, house: Make) -> None:
        rules = AnsweringTable({"bob": AnsweringRule("busy")}, AnsweringRule("unknown"))
        made = house(1.0, answering=rules, sdp=audio())
        assert made.callees == []
        assert made.peer.log[-1].label == "486 INVITE"
        made.call.ack_failure(made.peer.log[-1])

    def test_a_default_rule_does_not(self, house: Make) -> None:
        made = house(1.0, answering=AnsweringTable({}, AnsweringRule("unknown")))
        assert len(made.callees) == 1
        made[0].respond(486)
        made.call.ack_failure(made.one("486 INVITE"))
        assert answer(made.peer, f"<{desk(0)}>;expires=0", to="sip:bob@x", uri="sip:x", cseq=9).status == 200
        gone = made.peer.calling("bob")
        gone.ack_failure(made.one("404 INVITE"))

    @pytest.mark.parametrize(("hops", "label"), [(0, "483 INVITE"), (1, "INVITE")])
    def test_b11_5_what_has_come_round_too_often_is_483(
        self, house: Make, hops: int, label: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = house(1.0, call=False)
        send = made.peer.send
        few = f"Max-Forwards: {hops}"
        monkeypatch.setattr(made.peer, "send", lambda text, *more: send(text.replace("Max-Forwards: 70", few), *more))
        made.call = made.peer.calling("bob")
        seen = made.peer.take()[-1]
        assert seen.label == label
        if hops:
            assert seen["max-forwards"] == "0"
            made.called(seen).respond(486)
            seen = made.peer.take()[-1]
        made.call.ack_failure(seen)

    def test_b11_3_a_user_whose_flow_is_gone_is_480(self) -> None:
        peer = StreamPeer(registrar="open")
        peer.open()
        flow = '<sip:bob@phone.invalid;transport=tcp>;+sip.instance="<urn:uuid:1>";reg-id=1'
        register(peer, flow, to="sip:bob@x", uri="sip:x", headers=["Supported: outbound, path"])
        peer.take()
        (found,) = peer.engine.locations.of("bob")
        found.leg.binding_slice.binding = attrs.evolve(found.binding, flow=-3)
        call = peer.calling("bob")
        refused = peer.one("480 INVITE")
        call.ack_failure(refused)
        peer.check_over()

    def test_b11_1_b6_6_over_the_flow_of_the_registration(self) -> None:
        """The name says nothing; the connection that bob opened is the only way to him."""
        peer = StreamPeer(registrar="open")
        bobs = peer.open(50001)
        flow = '<sip:bob@phone.invalid;transport=tcp>;+sip.instance="<urn:uuid:1>";reg-id=1'
        register(peer, flow, to="sip:bob@x", uri="sip:x", headers=["Supported: outbound, path"])
        peer.take()
        peer.open(50002)
        call = peer.calling("bob")
        house = House(peer, call, [])
        (callee,) = house.take_callees()
        assert peer.flows()[-1] == bobs
        assert peer.connects() == []
        callee.respond(486)
        call.ack_failure(peer.take()[-1])
        peer.check_over()


class TestRinging:
    def test_b11_2_it_rings(self, house: Make) -> None:
        made = house(1.0)
        made[0].respond(100)
        assert made.labels() == []
        made[0].respond(180)
        ringing = made.one("180 INVITE")
        assert not ringing.has("content-type")
        made.talk()
        made.hang_up()

    def test_b11_2_early_media_of_one_callee_is_shown_as_it_is(self, house: Make) -> None:
        made = house(1.0)
        made[0].respond(183, sdp=CALLEE_SDP)
        shown = made.one("183 INVITE")
        assert shown.body == CALLEE_SDP
        made.talk()
        made.hang_up()

    def test_of_two_callees_nobody_s_description_is_shown(self, house: Make) -> None:
        """The caller would take it for that of whoever answers (RFC 3261 13.2.1)."""
        made = house(1.0, 1.0)
        made[1].respond(183, sdp=audio(port=50000))
        assert made.labels() == ["180 INVITE to caller"]
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        seen = made.peer.take()
        assert sorted(told(one) for one in seen) == [
            "200 INVITE to caller", "ACK to 192.0.2.10", "CANCEL to 192.0.2.11",
        ]  # fmt: skip
        ok = next(one for one in seen if one.label == "200 INVITE")
        assert ok.body == CALLEE_SDP
        cancel = next(one for one in seen if one.label == "CANCEL")
        assert "Call completed elsewhere" in cancel["reason"]
        made.call.accept(ok)
        made[1].respond(200, to=cancel)
        made[1].respond(487)
        made.peer.take()
        made.hang_up()

    def test_b11_2_who_answers_too_late_is_hung_up(self, house: Make) -> None:
        made = house(1.0, 1.0)
        made[1].respond(180)
        made.peer.take()
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        seen = made.peer.take()
        made.call.accept(next(one for one in seen if one.label == "200 INVITE"))
        made[1].respond(200, sdp=audio(), contact=f"<{desk(1)}>")
        late = made.peer.take()
        assert [told(one) for one in late] == ["ACK to 192.0.2.11", "BYE to 192.0.2.11"]
        made[1].respond(200, to=late[-1])
        made.hang_up()

    def test_a_callee_rings_in_the_middle_of_a_call_of_another(self, house: Make) -> None:
        made = house(1.0, 1.0)
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        made.call.accept(next(one for one in made.peer.take() if one.label == "200 INVITE"))
        made[1].respond(180)
        assert [label for label in made.labels() if "caller" in label] == []
        made[1].respond(487)
        made.hang_up()


class TestRefusals:
    @pytest.mark.parametrize(
        ("statuses", "told_caller"),
        [
            ((486,), 486),
            ((486, 480), 486),
            ((500, 486), 486),
            ((486, 603), 603),
            ((603, 486), 603),
            ((500, 404), 404),
            ((503,), 500),
            ((401,), 500),
            ((407,), 500),
            ((380,), 480),
        ],
    )
    def test_b11_3_the_caller_gets_the_best_of_the_answers(
        self, house: Make, statuses: tuple[int, ...], told_caller: int
    ) -> None:
        made = house(*[1.0 for _ in statuses])
        for callee, status in zip(list(made.callees), statuses, strict=True):
            callee.respond(status)
        made.call.ack_failure(made.one(f"{told_caller} INVITE"))

    def test_b11_3_after_a_6xx_nobody_else_is_tried(self, house: Make) -> None:
        made = house(1.0, 0.5)
        made[0].respond(603)
        made.call.ack_failure(made.one("603 INVITE"))

    def test_b11_3_nobody_is_there(self, house: Make) -> None:
        made = house(1.0)
        made.peer.advance(33.0)
        refused = made.peer.take()[-1]
        assert refused.label == "408 INVITE"
        made.call.ack_failure(refused)


class TestEnds:
    def test_b11_3_the_caller_cancels(self, house: Make) -> None:
        made = house(1.0, 1.0, 0.5)
        made[0].respond(180)
        made[1].respond(180)
        made.peer.take()
        made.call.cancel()
        seen = made.peer.take()
        assert sorted(told(one) for one in seen) == [
            "200 CANCEL to caller", "487 INVITE to caller", "CANCEL to 192.0.2.10", "CANCEL to 192.0.2.11",
        ]  # fmt: skip
        made.call.ack_failure(next(one for one in seen if one.label == "487 INVITE"))
        for callee, cancel in zip(made.callees, [one for one in seen if one.label == "CANCEL"], strict=True):
            callee.respond(200, to=cancel)
            callee.respond(487)

    def test_b11_3_a_callee_that_answers_the_cancelled_call_is_hung_up(self, house: Make) -> None:
        made = house(1.0)
        made[0].respond(180)
        made.call.cancel()
        made.call.ack_failure(made.peer.take()[-1])
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        ack, bye = made.peer.take()
        assert (told(ack), told(bye)) == ("ACK to 192.0.2.10", "BYE to 192.0.2.10")
        made[0].respond(200, to=bye)

    def test_b11_3_the_caller_hangs_up(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.request("BYE")
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["200 BYE to caller", "BYE to 192.0.2.10"]
        made[0].respond(200, to=seen[-1])

    def test_b11_3_the_callee_hangs_up(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made[0].request("BYE")
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["200 BYE to caller", "BYE to caller"], "both peers sit at one address"
        made.call.respond(200, to=seen[-1])
        assert seen[-1]["call-id"] == made.call.call_id

    def test_b11_3_the_caller_never_acknowledges(self, house: Make) -> None:
        made = house(1.0)
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        made.peer.advance(33)
        byes = [seen for seen in made.peer.take() if seen.label == "BYE"]
        assert {seen["call-id"] for seen in byes} >= {made.call.call_id, made[0].call_id}


class TestChanges:
    HOLD = audio("sendonly", version=2, more=["a=held:yes"])
    HELD = audio("recvonly", port=40000, version=2)

    def test_b11_4_the_caller_holds(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(self.HOLD)
        passed = made.one("INVITE")
        assert (passed.remote[0], passed.body) == ("192.0.2.10", self.HOLD)
        assert passed["call-id"] == made[0].call_id
        made[0].respond(200, to=passed, sdp=self.HELD, contact=f"<{desk(0)}>")
        ok = next(seen for seen in made.peer.take() if seen.label == "200 INVITE")
        assert ok.body == self.HELD
        made.call.ack()
        assert made.labels() == []
        made[0].reinvite(audio(version=3))
        resumed = made.one("INVITE")
        assert resumed["call-id"] == made.call.call_id, "one change is done, the next may come from the other side"
        made.call.respond(200, to=resumed, sdp=self.HELD)
        made[0].ack()
        made.hang_up()

    def test_b11_4_the_callee_holds(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made[0].reinvite(self.HOLD)
        passed = made.one("INVITE")
        assert (passed["call-id"], passed.body) == (made.call.call_id, self.HOLD)
        made.call.respond(200, to=passed, sdp=self.HELD)
        ok = next(seen for seen in made.peer.take() if seen.label == "200 INVITE")
        assert (ok.body, ok["call-id"]) == (self.HELD, made[0].call_id)
        made[0].ack()
        made.hang_up()

    @pytest.mark.parametrize(("status", "told_caller"), [(488, 488), (500, 500), (603, 603)])
    def test_b11_4_a_refusal_goes_back_and_the_call_goes_on(self, house: Make, status: int, told_caller: int) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(self.HOLD)
        passed = made.one("INVITE")
        made[0].respond(status, to=passed)
        refused = next(seen for seen in made.peer.take() if seen.status and seen.method == "INVITE")
        assert refused.status == told_caller
        made.call.ack_failure(refused)
        made.call.reinvite(self.HOLD)
        again = made.one("INVITE")
        made[0].respond(200, to=again, sdp=self.HELD, contact=f"<{desk(0)}>")
        made.call.ack()
        made.hang_up()

    def test_b11_4_b3_8_offers_that_cross_get_491(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(self.HOLD)
        passed = made.one("INVITE")
        made[0].reinvite(audio(version=9))
        crossing = made.one("491 INVITE")
        assert crossing["call-id"] == made[0].call_id
        made[0].ack_failure(crossing)
        made[0].respond(200, to=passed, sdp=self.HELD, contact=f"<{desk(0)}>")
        made.call.ack()
        made.hang_up()

    def test_b11_4_an_offer_that_comes_while_ours_waits_for_its_turn(self, house: Make) -> None:
        """The callee refused ours with 491 and sends its own before we try again: it gets 491, and ours goes next."""
        made = house(1.0)
        made.talk()
        made.call.reinvite(self.HOLD)
        passed = made.one("INVITE")
        made[0].respond(491, to=passed)
        made.peer.take()
        made[0].reinvite(audio(version=9))
        crossing = made.one("491 INVITE")
        made[0].ack_failure(crossing)
        made.peer.advance(4.1)
        again = next(seen for seen in made.peer.take() if seen.label == "INVITE" and seen.body == self.HOLD)
        made[0].respond(200, to=again, sdp=self.HELD, contact=f"<{desk(0)}>")
        assert [seen.body for seen in made.peer.take() if seen.label == "200 INVITE"] == [self.HELD]
        made.call.ack()
        made.hang_up()

    def test_b11_3_bye_while_an_offer_is_passed_on(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(self.HOLD)
        passed = made.one("INVITE")
        made.call.request("BYE")
        seen = made.peer.take()
        assert "487 INVITE to caller" in [told(one) for one in seen]
        made.call.ack_failure(next(one for one in seen if one.label == "487 INVITE"))
        made[0].respond(487, to=passed)
        for bye in [one for one in [*seen, *made.peer.take()] if one.label == "BYE"]:
            made[0].respond(200, to=bye)

    def test_b11_4_an_offer_that_comes_while_we_refresh_gets_its_own_answer(self, house: Make) -> None:
        """The answer to our refresh is not the answer to the caller's offer, which has to wait for it."""
        made = house(1.0, session_refresh_method="invite")
        timer = ["Session-Expires: 90;refresher=uac", "Supported: timer"]
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=timer)
        made.call.accept(next(one for one in made.peer.take() if one.label == "200 INVITE"))
        made.peer.advance(45.2)
        refresh = made.one("INVITE")
        assert (refresh["call-id"], refresh.body) == (made[0].call_id, CALLER_SDP)
        made.call.reinvite(self.HOLD)
        assert made.labels() == []
        made[0].respond(200, to=refresh, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["ACK to 192.0.2.10", "INVITE to 192.0.2.10"]
        assert seen[-1].body == self.HOLD
        made[0].respond(200, to=seen[-1], sdp=self.HELD, contact=f"<{desk(0)}>")
        assert [one.body for one in made.peer.take() if one.label == "200 INVITE"] == [self.HELD]
        made.call.ack()
        made.hang_up()

    def test_b11_4_b3_7_what_was_refused_is_never_offered_again(self, house: Make) -> None:
        """After a refused hold our refresh repeats what holds, not what was refused (RFC 4028 7.4)."""
        made = house(1.0, session_refresh_method="invite")
        timer = ["Session-Expires: 90;refresher=uac", "Supported: timer"]
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>", headers=timer)
        made.call.accept(next(one for one in made.peer.take() if one.label == "200 INVITE"))
        made.call.reinvite(self.HOLD)
        made[0].respond(488, to=made.one("INVITE"))
        made.call.ack_failure(next(one for one in made.peer.take() if one.label == "488 INVITE"))
        made.peer.advance(45.2)
        refresh = made.one("INVITE")
        assert (refresh["call-id"], refresh.body) == (made[0].call_id, CALLER_SDP)
        made[0].respond(200, to=refresh, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        made.hang_up()

    def test_a_refresh_of_ours_repeats_what_the_peer_has_got_last(self, house: Make) -> None:
        """RFC 4028 7.4: the description stays as it is, here the other side's."""
        made = house(1.0)
        made.talk()
        made.peer.advance(900.2)
        (refresh,) = [seen for seen in made.peer.take() if seen.label == "INVITE"]
        assert (refresh["call-id"], refresh.body) == (made.call.call_id, CALLEE_SDP)
        made.call.respond(200, to=refresh, sdp=CALLER_SDP)
        assert [label for label in made.labels() if label.startswith("INVITE")] == []
        made.hang_up()


INFO = ["Content-Type: application/dtmf-relay"]


class TestInquiries:
    """INFO and MESSAGE, which are no change of the session."""

    @pytest.mark.parametrize("method", ["INFO", "MESSAGE"])
    @pytest.mark.parametrize("status", [200, 202, 415, 469])
    def test_b11_6_it_goes_on_and_its_status_comes_back(self, house: Make, method: str, status: int) -> None:
        made = house(1.0)
        made.talk()
        body = "Signal=5\r\nDuration=160\r\n"
        made.call.request(method, sdp=body, headers=[*INFO, "Content-Disposition: render;handling=optional"])
        passed = made.one(method)
        assert (passed["call-id"], passed.remote[0], passed.body) == (made[0].call_id, "192.0.2.10", body)
        assert passed["content-type"] == "application/dtmf-relay"
        assert passed["content-disposition"] == "render;handling=optional"
        made[0].respond(status, to=passed)
        concluded = made.one(f"{status} {method}")
        assert concluded["call-id"] == made.call.call_id
        made.hang_up()

    def test_b11_6_the_callee_s_go_to_the_caller_and_two_cross(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.request("INFO", sdp="one", headers=["Content-Type: text/plain", "Info-Package: foo"])
        made[0].request("INFO", sdp="two", headers=["Content-Type: text/plain", "Content-Encoding: gzip"])
        to_callee, to_caller = made.peer.take()
        assert (to_callee.body, to_callee["info-package"]) == ("one", "foo")
        assert (to_caller.body, to_caller["content-encoding"]) == ("two", "gzip")
        assert to_caller["call-id"] == made.call.call_id
        made.call.respond(200, to=to_caller)
        assert made.one("200 INFO")["call-id"] == made[0].call_id
        made[0].respond(488, to=to_callee)
        assert made.one("488 INFO")["call-id"] == made.call.call_id
        made.hang_up()

    def test_b11_6_while_a_change_is_open(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(TestChanges.HOLD)
        change = made.one("INVITE")
        made.call.request("INFO", sdp="x", headers=INFO)
        passed = made.one("INFO")
        made[0].respond(200, to=passed)
        assert made.one("200 INFO")["call-id"] == made.call.call_id
        made.call.request("INFO", sdp="y", headers=INFO)
        passed = made.one("INFO")
        made[0].respond(200, to=change, sdp=TestChanges.HELD, contact=f"<{desk(0)}>")
        assert [seen.body for seen in made.peer.take() if seen.label == "200 INVITE"] == [TestChanges.HELD]
        made.call.cseq -= 1
        made.call.ack()
        made.call.cseq += 1
        made[0].respond(200, to=passed)
        assert made.labels() == ["200 INFO to caller"]
        made.hang_up()

    @pytest.mark.parametrize(("status", "told_caller"), [(503, 500), (407, 500)])
    def test_b11_6_what_is_wrong_between_us_and_the_callee_is_no_concern_of_the_caller(
        self, house: Make, status: int, told_caller: int
    ) -> None:
        made = house(1.0)
        made.talk()
        made.call.request("INFO", sdp="x", headers=INFO)
        made[0].respond(status, to=made.one("INFO"))
        assert made.labels() == [f"{told_caller} INFO to caller"]
        made.hang_up()

    def test_b11_6_b2_8_a_callee_that_lost_the_call_ends_it(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.request("INFO", sdp="x", headers=INFO)
        made[0].respond(481, to=made.one("INFO"))
        seen = made.peer.take()
        assert [told(one) for one in seen] == ["BYE to 192.0.2.10", "480 INFO to caller", "BYE to caller"]
        for bye in (seen[0], seen[2]):
            made.call.respond(200, to=bye)

    def test_b11_6_while_a_change_is_open_it_may_be_the_end_too(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.reinvite(TestChanges.HOLD)
        change = made.one("INVITE")
        made.call.request("INFO", sdp="x", headers=INFO)
        passed = made.one("INFO")
        made[0].respond(481, to=passed)
        assert "480 INFO to caller" in made.labels()
        made[0].respond(487, to=change)

    def test_b11_6_nobody_answers_it(self, house: Make) -> None:
        """RFC 4320 4.1: well before its sender gives up it has an answer, and no 408."""
        made = house(1.0)
        made.talk()
        made.call.request("INFO", sdp="x", headers=INFO)
        made.peer.advance(10.0)
        assert "480 INFO to caller" in made.labels()

    def test_b11_6_before_the_call_is_up_it_is_491(self, house: Make) -> None:
        made = house(1.0)
        made[0].respond(180)
        ringing = made.one("180 INVITE")
        made.call.engine_tag = ringing.to_tag
        made.call.request("INFO", sdp="x", headers=INFO)
        assert made.labels() == ["491 INFO to caller"]
        made.call.cseq -= 1
        made.talk()
        made.call.cseq += 1
        made.hang_up()

    @pytest.mark.parametrize("from_caller", [True, False])
    def test_a_refer_is_refused_and_disturbs_nobody(self, house: Make, from_caller: bool) -> None:
        """Who is coupled is the server's to say: a REFER is answered here and goes nowhere (RFC 3515 2.4.2)."""
        made = house(1.0)
        made.talk()
        asker = made.call if from_caller else made[0]
        (refused,) = asker.request("REFER", headers=["Refer-To: <sip:carol@example.com>", asker_contact(asker)])
        assert refused.status in (405, 603)
        made.hang_up()


def asker_contact(call: Call) -> str:
    return f"Contact: {call.uri.partition(';')[0]}"
