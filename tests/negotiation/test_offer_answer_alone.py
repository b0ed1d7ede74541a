"""negotiation/offer_answer by itself: an exchange that fails leaves nothing open, and whoever waits for it is told."""

from __future__ import annotations

import pytest

from sessioncore.handlers.negotiation.offer_answer import OfferAnswer
from tests.support.alone import Alone

OPEN = ("offer_sent", "owing", "offer_received.unanswered", "offer_received.previewed")


def test_b4_2_a_late_offer_that_we_cannot_answer_ends_the_call_before_it_began() -> None:
    assert Alone(OfferAnswer, "initial").on("answer_in") == ("closed", [], ["first_answer_refused"])


def test_b4_5_a_first_answer_that_does_not_fit_leaves_nothing_to_go_on_with() -> None:
    machine = Alone(OfferAnswer, "offer_sent", "first")
    assert machine.on("answer_in") == ("closed", ["drop_offer"], ["first_answer_refused"])


def test_b4_5_a_later_answer_that_does_not_fit_leaves_what_was_agreed() -> None:
    machine = Alone(OfferAnswer, "offer_sent")
    assert machine.on("answer_in") == ("complete", ["drop_offer"], ["answer_refused"])


def test_b4_2_an_answer_in_the_ack_that_does_not_fit() -> None:
    first = Alone(OfferAnswer, "offer_sent", "settles_debt", "first")
    assert first.on("answer_in_ack") == ("complete", ["drop_offer"], ["first_answer_refused"])
    later = Alone(OfferAnswer, "offer_sent", "settles_debt")
    assert later.on("answer_in_ack") == ("complete", ["drop_offer"], [])
    other = Alone(OfferAnswer, "offer_sent", "fitting")
    assert other.on("answer_in_ack") == ("offer_sent", [], []), "the ACK of another 2xx carries no answer to this offer"


@pytest.mark.parametrize("state", [state for state in OPEN if state != "owing"])
def test_b4_1_what_was_open_is_forgotten_with_the_session(state: str) -> None:
    assert Alone(OfferAnswer, state).on("down") == ("closed", ["drop_offer"], [])


@pytest.mark.parametrize("state", [state for state in OPEN if state != "owing"])
def test_b3_7_what_was_open_is_forgotten_when_its_request_failed(state: str) -> None:
    assert Alone(OfferAnswer, state).on("rollback") == ("complete", ["drop_offer"], [])


class TestActionFailed:
    """B4.1: after a failed action no exchange is open, and who waits for an offer or answer hears that none comes."""

    @pytest.mark.parametrize("state", [state for state in OPEN if state != "offer_sent"])
    def test_of_the_peers_offer(self, state: str) -> None:
        assert Alone(OfferAnswer, state).on("action_failed") == ("complete", ["drop_offer"], ["refused"])

    def test_of_our_first_offer(self) -> None:
        assert Alone(OfferAnswer, "offer_sent", "first").on("action_failed") == ("closed", ["drop_offer"], ["refused"])

    def test_of_a_later_offer(self) -> None:
        told = Alone(OfferAnswer, "offer_sent").on("action_failed")
        assert told == ("complete", ["drop_offer"], ["refused"])

    def test_with_nothing_agreed_the_session_cannot_go_on(self) -> None:
        told = Alone(OfferAnswer, "complete", "first").on("action_failed")
        assert told == ("closed", ["drop_offer"], ["first_answer_refused", "refused"])

    def test_with_something_agreed_it_goes_on(self) -> None:
        assert Alone(OfferAnswer, "complete").on("action_failed") == ("complete", ["drop_offer"], ["refused"])


class TestSettled:
    """B4.1, B4.2, B4.3: what carries the answer ends the exchange, wherever it comes."""

    def test_an_answer_in_the_2xx(self) -> None:
        told = Alone(OfferAnswer, "offer_sent", "fitting").on("answer_in")
        assert told == ("complete", ["settle"], ["configure", "settled"])

    def test_an_offer_in_the_2xx_is_answered_for_the_ack(self) -> None:
        told = Alone(OfferAnswer, "initial", "acceptable").on("answer_in")
        assert told == ("complete", ["answer_offer"], ["configure"])

    def test_an_answer_in_the_ack(self) -> None:
        told = Alone(OfferAnswer, "offer_sent", "settles_debt", "fitting").on("answer_in_ack")
        assert told == ("complete", ["settle"], ["configure", "ack_answered"])

    def test_an_answer_that_was_shown_before_is_the_answer(self) -> None:
        told = Alone(OfferAnswer, "offer_received.previewed").on("answer_wanted")
        assert told == ("complete", ["settle_preview"], ["answer_ready"])


class TestBesideAnUpdate:
    """B3.13: while our UPDATE is open before the answer, the INVITE has its own course."""

    def test_what_answers_the_invite_does_not_answer_it(self) -> None:
        machine = Alone(OfferAnswer, "offer_sent", "settled_before", "fitting")
        assert machine.on("answer_in") == ("offer_sent", ["forget_owed"], [])
        assert machine.on("reliable_in") == ("offer_sent", ["forget_owed"], ["prack_due"])

    def test_what_we_answer_carries_nothing(self) -> None:
        machine = Alone(OfferAnswer, "offer_sent")
        assert machine.on("answer_wanted") == ("offer_sent", [], ["answer_given"])
        assert machine.on("early_wanted") == ("offer_sent", [], ["early_bare"])
        assert machine.on("ring_wanted") == ("offer_sent", [], ["early_bare"])

    def test_a_prack_that_carries_nothing_is_taken_unless_it_owes_the_answer(self) -> None:
        assert Alone(OfferAnswer, "offer_sent", "bodiless").on("prack_in") == ("offer_sent", [], ["prack_taken"])
        owing = Alone(OfferAnswer, "offer_sent", "bodiless", "first").on("prack_in")
        assert owing == ("complete", ["drop_offer"], ["prack_taken", "refused"])

    def test_b4_10_the_peers_offer_in_an_update_is_answered_or_refused_at_once(self) -> None:
        told = Alone(OfferAnswer, "complete", "acceptable").on("update_in")
        assert told == ("complete", ["note_offer", "make_answer"], ["configure", "update_answered"])
        assert Alone(OfferAnswer, "complete").on("update_in") == (
            "complete",
            ["publish_insecure"],
            ["update_refused"],
        )


class TestReliably:
    """RFC 3262 5, RFC 6337 2.2: offers and answers in reliable provisional responses and in their PRACKs."""

    def test_b3_12_a_prack_without_a_fitting_answer_is_taken_and_the_invite_refused(self) -> None:
        told = Alone(OfferAnswer, "offer_sent", "first").on("prack_in")
        assert told == ("complete", ["drop_offer"], ["prack_taken", "refused"])
        told = Alone(OfferAnswer, "offer_sent", "first", "fitting").on("prack_in")
        assert told == ("complete", ["settle"], ["configure", "prack_taken"])

    def test_b4_10_an_early_offer_that_cannot_be_answered_is_acknowledged_and_nothing_agreed(self) -> None:
        machine = Alone(OfferAnswer, "initial")
        assert machine.on("reliable_in") == ("closed", [], ["prack_due"])
        assert machine.on("reliable_in") == ("closed", ["forget_owed"], ["prack_due"])
        told = Alone(OfferAnswer, "initial", "acceptable").on("reliable_in")
        assert told == ("complete", ["answer_offer"], ["configure", "previewed", "prack_due"])
        assert Alone(OfferAnswer, "initial", "bodiless").on("reliable_in") == ("initial", [], ["prack_due"])

    def test_b4_5_an_early_answer_that_does_not_fit_is_acknowledged_and_settles_nothing(self) -> None:
        assert Alone(OfferAnswer, "offer_sent").on("reliable_in") == ("offer_sent", [], ["prack_due"])
        told = Alone(OfferAnswer, "offer_sent", "fitting").on("reliable_in")
        assert told == ("complete", ["settle"], ["configure", "previewed", "prack_due"])

    def test_b4_3_after_the_answer_nothing_is_owed_and_nothing_carried(self) -> None:
        for event, signals in (("answer_in", []), ("reliable_in", ["prack_due"])):
            assert Alone(OfferAnswer, "complete").on(event) == ("complete", ["forget_owed"], signals)
        # An answer that left in the PRACK before does not leave again, whatever is open or over by now.
        for state, claims in (("offer_sent", ["bodiless"]), ("offer_sent", ["settled_before"]), ("closed", [])):
            assert Alone(OfferAnswer, state, *claims).on("reliable_in") == (state, ["forget_owed"], ["prack_due"])
        assert Alone(OfferAnswer, "complete").on("answer_wanted") == ("complete", [], ["answer_given"])
        for event in ("early_wanted", "ring_wanted"):
            assert Alone(OfferAnswer, "complete").on(event) == ("complete", [], ["early_bare"])

    def test_b4_2_what_we_owe_leaves_in_the_first_reliable_response(self) -> None:
        for event in ("early_wanted", "ring_wanted"):
            told = Alone(OfferAnswer, "owing").on(event)
            assert told == ("offer_sent", ["make_offer"], ["expecting", "early_ready"])
        told = Alone(OfferAnswer, "offer_received.unanswered").on("early_wanted")
        assert told == ("complete", ["make_answer"], ["configure", "early_ready"])
        told = Alone(OfferAnswer, "offer_received.unanswered").on("ring_wanted")
        assert told == ("offer_received.unanswered", [], ["early_bare"])

    def test_b3_12_b4_10_an_offer_in_a_prack(self) -> None:
        told = Alone(OfferAnswer, "complete", "acceptable").on("prack_in")
        assert told == ("complete", ["answer_prack"], ["configure", "prack_answered"])
        assert Alone(OfferAnswer, "complete").on("prack_in") == ("complete", [], ["prack_taken", "refused"])
        open_offer = "offer_received.unanswered"
        assert Alone(OfferAnswer, open_offer).on("prack_in") == (open_offer, [], ["prack_taken", "refused"])
        assert Alone(OfferAnswer, open_offer, "bodiless").on("prack_in") == (open_offer, [], ["prack_taken"])

    def test_b3_5_a_late_offer_that_nobody_waits_for_is_answered_and_configures_nothing(self) -> None:
        assert Alone(OfferAnswer, "initial", "acceptable").on("late_in") == ("complete", ["answer_offer"], [])
        assert Alone(OfferAnswer, "initial").on("late_in") == ("closed", [], [])
        assert Alone(OfferAnswer, "initial", "offered").on("late_in") == ("initial", [], [])


class TestPassed:
    """Offers that the other side of a coupling answers."""

    def test_b3_11_b3_13_a_reliable_response_beside_an_open_update_is_bare(self) -> None:
        for event in ("early_wanted", "ring_wanted"):
            told = Alone(OfferAnswer, "offer_received.updated").on(event)
            assert told == ("offer_received.updated", [], ["early_bare"])

    def test_b11_10_what_cannot_be_solicited_is_refused(self) -> None:
        assert Alone(OfferAnswer, "soliciting").on("action_failed") == ("complete", [], ["refused"])

    def test_b11_10_what_cannot_be_answered_ends_the_call(self) -> None:
        told = Alone(OfferAnswer, "solicited").on("action_failed")
        assert told == ("closed", ["drop_offer"], ["first_answer_refused"])


def test_b4_8_what_our_offer_names_is_expected_before_it_leaves() -> None:
    """RFC 3264 5.1: once the offer has been sent media may come, before the answer does."""
    owing = Alone(OfferAnswer, "owing").on("answer_wanted")
    assert owing == ("offer_sent", ["make_offer"], ["expecting", "answer_ready"])
    complete = Alone(OfferAnswer, "complete").on("offer_wanted")
    assert complete == ("offer_sent", ["make_offer"], ["expecting", "offer_ready"])


def test_b3_13_a_prack_without_a_body_leaves_our_update_open() -> None:
    assert Alone(OfferAnswer, "offer_sent", "bodiless").on("prack_in") == ("offer_sent", [], ["prack_taken"])
    owed = Alone(OfferAnswer, "offer_sent", "bodiless", "first").on("prack_in")
    assert owed == ("complete", ["drop_offer"], ["prack_taken", "refused"]), "RFC 3262 5: the answer was due in it"


class TestSolicitedEarly:
    """B11.17: an offer in a reliable provisional response is with the other side of a coupling."""

    def test_its_answer_goes_into_our_prack(self) -> None:
        offered = Alone(OfferAnswer, "initial", "acceptable", "passing").on("reliable_in")
        assert offered == ("solicited_early", ["note_offer"], ["offered_early"])
        answered = Alone(OfferAnswer, "solicited_early").on("acknowledge")
        assert answered == ("complete", ["answer_late", "reply_done"], ["configure", "previewed", "prack_due"])

    def test_a_2xx_that_does_not_wait_gets_it_in_its_ack(self) -> None:
        assert Alone(OfferAnswer, "solicited_early").on("answer_in") == ("solicited", [], [])

    @pytest.mark.parametrize("event", ["down", "action_failed"])
    def test_what_is_over_forgets_it(self, event: str) -> None:
        assert Alone(OfferAnswer, "solicited_early").on(event) == ("closed", ["drop_offer"], [])

    def test_an_answer_in_a_prack_is_told(self) -> None:
        told = Alone(OfferAnswer, "offer_sent", "first", "fitting", "passing").on("prack_in")
        assert told == ("complete", ["settle"], ["configure", "prack_taken", "ack_answered"])

    def test_b3_12_a_description_that_answers_no_first_offer_is_none_of_the_coupling(self) -> None:
        """RFC 3262 5: only the offer of the provisional response itself is answered in its PRACK."""
        told = Alone(OfferAnswer, "offer_sent", "fitting", "passing").on("prack_in")
        assert told == ("complete", ["drop_offer"], ["prack_taken", "refused"])
