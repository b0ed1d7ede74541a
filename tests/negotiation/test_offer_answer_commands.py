"""negotiation/offer_answer: the command of a coupled call, and exchanges whose answer comes from its other side."""

from __future__ import annotations

import pytest

from sessioncore.handlers.negotiation.offer_answer import OfferAnswer
from tests.support.alone import Alone
from tests.support.peer import Peer, audio

NOT_SOLICITED = (
    "initial",
    "offer_sent",
    "owing",
    "offer_received.unanswered",
    "offer_received.previewed",
    "offer_received.updated",
    "soliciting",
    "complete",
    "closed",
)
"""Every state but the one in which the offer of a 2xx waits for an answer."""

UPDATED = "offer_received.updated"


class TestAcknowledge:
    """B11.10: the application's command makes the answer to the offer of a 2xx, which our ACK carries."""

    @pytest.mark.parametrize("state", NOT_SOLICITED)
    def test_without_an_offer_of_a_2xx_it_is_refused(self, state: str) -> None:
        machine = Alone(OfferAnswer, state)
        assert machine.on("acknowledge", command=7) == (state, [], [])
        assert machine.rejected == [("acknowledge", 481)]

    def test_it_is_done_once_the_ack_has_its_answer_and_media_runs_on_it(self) -> None:
        machine = Alone(OfferAnswer, "solicited")
        told = machine.on("acknowledge", command=7)
        assert told == ("complete", ["answer_late", "reply_done"], ["configure", "ack_ready"])
        assert machine.rejected == []
        assert machine.on("acknowledge", command=8) == ("complete", [], []), "the 2xx is acknowledged once"
        assert machine.rejected == [("acknowledge", 481)]

    def test_the_application_hears_that_nothing_waits_for_it(self, peer: Peer) -> None:
        call = peer.answered()
        agreed = peer.command("acknowledge", call.session)
        assert peer.outcome(agreed) == ("refused", 481)
        hold = peer.command("hold", call.session)
        invite = peer.one("INVITE")
        offered = peer.command("acknowledge", call.session)
        assert peer.outcome(offered) == ("refused", 481)
        assert peer.labels() == []
        call.respond(200, to=invite, sdp=audio("recvonly", version=2))
        assert peer.outcome(hold) == ("done", None), "our own offer was not disturbed"


class TestSolicited:
    """B11.10: the other side of a coupling answers the offer of a 2xx, so our ACK waits."""

    def test_b4_2_the_offer_of_the_2xx_of_the_first_invite_is_passed_on(self) -> None:
        told = Alone(OfferAnswer, "initial", "acceptable", "passing").on("answer_in")
        assert told == ("solicited", ["note_offer"], ["solicited"])

    def test_a_2xx_that_brings_none_refuses_the_wish_and_keeps_what_was_agreed(self) -> None:
        assert Alone(OfferAnswer, "soliciting").on("answer_in") == ("complete", [], ["refused"])
        told = Alone(OfferAnswer, "soliciting", "acceptable").on("answer_in")
        assert told == ("solicited", ["note_offer"], ["solicited"])

    def test_the_offer_is_forgotten_with_the_session(self) -> None:
        assert Alone(OfferAnswer, "solicited").on("down") == ("closed", ["drop_offer"], [])

    def test_the_other_side_is_told_of_an_ack_without_a_fitting_answer(self) -> None:
        told = Alone(OfferAnswer, "offer_sent", "settles_debt", "passing").on("answer_in_ack")
        assert told == ("complete", ["drop_offer"], ["first_answer_refused"])


class TestUpdated:
    """B3.13, B11.7: the offer of an UPDATE is with the other side while the INVITE has its own course."""

    def test_b11_7_its_answer_settles_the_offer_and_media_runs_on_it(self) -> None:
        told = Alone(OfferAnswer, UPDATED).on("update_wanted")
        assert told == ("complete", ["make_answer"], ["configure", "update_answered"])

    def test_b4_3_an_answer_that_has_left_in_a_prack_does_not_leave_again(self) -> None:
        assert Alone(OfferAnswer, UPDATED).on("answer_in") == (UPDATED, ["forget_owed"], [])
        assert Alone(OfferAnswer, UPDATED).on("reliable_in") == (UPDATED, ["forget_owed"], ["prack_due"])


class TestPrackBesideOurUpdate:
    """RFC 6337 2.2: a PRACK cannot be refused for what it offers, and only the first offer is answered in one."""

    def test_b4_1_our_offer_gives_way_to_the_one_in_the_prack(self) -> None:
        told = Alone(OfferAnswer, "offer_sent", "acceptable").on("prack_in")
        assert told == ("complete", ["drop_offer", "answer_prack"], ["configure", "prack_answered"])

    def test_b4_10_an_offer_that_cannot_be_answered_is_refused(self) -> None:
        told = Alone(OfferAnswer, "offer_sent").on("prack_in")
        assert told == ("complete", ["drop_offer"], ["prack_taken", "refused"])

    def test_b4_5_it_does_not_answer_our_update(self) -> None:
        """RFC 3311 5.2: the answer to the offer of an UPDATE comes in its 2xx, even where another would fit."""
        told = Alone(OfferAnswer, "offer_sent", "fitting").on("prack_in")
        assert told == ("complete", ["drop_offer"], ["prack_taken", "refused"])
