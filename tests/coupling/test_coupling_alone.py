"""coupling/coupling by itself: what each end of a leg leads to."""

from __future__ import annotations

import pytest

from sessioncore.handlers.coupling.coupling import Coupling
from tests.support.alone import Alone


class TestAlone:
    @pytest.mark.parametrize("state", ["waiting", "calling.asking", "calling.revising", "up.talking", "up.changing"])
    def test_an_action_that_fails_ends_both_sides(self, state: str) -> None:
        for event in ("action_failed", "unrelayed"):
            assert Alone(Coupling, state).on(event) == ("ended", ["stop_callees", "hang_up_other"], ["closing"])

    @pytest.mark.parametrize("why", ["looping", "nobody"])
    def test_who_is_refused_at_once_is_no_call(self, why: str) -> None:
        assert Alone(Coupling, "waiting", why).on("invited") == ("ended", ["refuse_early"], ["closing"])

    @pytest.mark.parametrize("event", ["failed", "over"])
    def test_the_caller_is_gone_before_anybody_was_called(self, event: str) -> None:
        assert Alone(Coupling, "waiting").on(event) == ("ended", [], ["closing"])

    @pytest.mark.parametrize("event", ["failed", "over"])
    def test_the_end_of_a_leg_while_callees_are_called(self, event: str) -> None:
        def after(*holds: str) -> tuple[str, list[str], list[str]]:
            return Alone(Coupling, "calling.asking", *holds).on(event)

        assert after("from_caller") == ("ended", ["stop_callees"], ["closing"])
        assert after() == ("calling.asking", [], [])
        assert after("of_callee", "others") == ("calling.asking", ["note_failure"], [])
        assert after("of_callee", "more_places") == ("calling.asking", ["note_failure", "dial_best"], [])
        assert after("of_callee") == ("ended", ["note_failure", "refuse_caller"], ["closing"])

    @pytest.mark.parametrize("state", ["up.talking", "up.changing"])
    @pytest.mark.parametrize("event", ["failed", "over"])
    def test_the_end_of_a_leg_in_a_call(self, state: str, event: str) -> None:
        assert Alone(Coupling, state, "of_pair").on(event) == ("ended", ["hang_up_other"], ["closing"])
        assert Alone(Coupling, state).on(event) == (state, [], [])

    @pytest.mark.parametrize("state", ["calling.asking", "calling.revising", "up.talking", "up.changing"])
    def test_who_answers_too_late_is_stopped(self, state: str) -> None:
        assert Alone(Coupling, state).on("answered") == (state, ["stop_leg"], [])

    def test_what_does_not_concern_the_change_is_left_alone(self) -> None:
        assert Alone(Coupling, "up.changing").on("fulfilled") == ("up.changing", [], [])
        assert Alone(Coupling, "up.changing").on("unfulfilled") == ("up.changing", [], [])
        assert Alone(Coupling, "up.talking").on("change_asked") == ("up.talking", [], [])
        for event in ("fulfilled", "unfulfilled"):
            assert Alone(Coupling, "up.talking").on(event) == ("up.talking", [], [])
        assert Alone(Coupling, "up.talking").on("inquired") == ("up.talking", ["refuse_inquiry"], [])
        assert Alone(Coupling, "calling.asking").on("progress") == ("calling.asking", [], [])
        for event in ("fulfilled", "unfulfilled"):
            assert Alone(Coupling, "calling.revising").on(event) == ("calling.revising", [], [])
            assert Alone(Coupling, "calling.asking").on(event) == ("calling.asking", [], [])

    def test_b11_6_an_info_ends_while_others_wait(self) -> None:
        for state in ("up.talking", "up.changing", "up.soliciting", "up.settling"):
            for event in ("fulfilled", "unfulfilled"):
                assert Alone(Coupling, state, "an_inquiry").on(event) == (state, ["conclude_inquiry"], [])

    def test_b11_10_what_does_not_concern_the_offer_is_left_alone(self) -> None:
        for state in ("up.soliciting", "up.settling"):
            for event in ("fulfilled", "unfulfilled"):
                assert Alone(Coupling, state).on(event) == (state, [], [])
            assert Alone(Coupling, state).on("change_asked") == (state, ["refuse_crossing"], [])
        assert Alone(Coupling, "up.settling").on("acknowledged") == ("up.settling", [], [])

    @pytest.mark.parametrize("state", ["up.changing", "up.soliciting"])
    def test_b11_15_only_who_asked_can_withdraw_it(self, state: str) -> None:
        assert Alone(Coupling, state, "of_asker").on("withdrawn") == (state, ["withdraw_change"], [])
        assert Alone(Coupling, state).on("withdrawn") == (state, [], [])

    def test_b11_12_a_flow_that_fails_concerns_who_has_said_nothing(self) -> None:
        told = Alone(Coupling, "calling.asking", "of_callee", "unheard", "another_flow").on("flow_failed")
        assert told == ("calling.asking", ["stop_unheard", "dial_other_flow"], [])
        for holds in (["unheard", "another_flow"], ["of_callee", "another_flow"], ["of_callee", "unheard"]):
            assert Alone(Coupling, "calling.asking", *holds).on("flow_failed") == ("calling.asking", [], [])
        assert Alone(Coupling, "up.talking", "of_callee").on("flow_failed") == ("up.talking", [], [])


class TestCalling:
    @pytest.mark.parametrize("holds", [["undescribed"], ["awaited"], ["another_fork"], ["awaited", "another_fork"]])
    def test_b11_2_who_was_told_to_stop_cannot_answer_whatever_it_says(self, holds: list[str]) -> None:
        """RFC 3261 16.7: one callee's 2xx goes to the caller; one that was told to stop is ended."""
        assert Alone(Coupling, "calling.asking", *holds).on("answered") == ("calling.asking", ["stop_leg"], [])

    def test_b11_17_who_rings_without_an_offer_is_heard_unless_it_was_told_to_stop(self) -> None:
        """Its 180 is of no use to a caller that is to answer an offer; whoever was told to stop counts no more."""
        for holds, did in ((("of_callee", "mute"), ["note_heard"]), (("mute",), [])):
            assert Alone(Coupling, "calling.asking", *holds).on("progress") == ("calling.asking", did, [])

    def test_b11_2_b11_10_the_answer_of_a_callee_brings_the_call_up(self) -> None:
        def after(*holds: str) -> tuple[str, list[str], list[str]]:
            return Alone(Coupling, "calling.asking", "of_callee", *holds).on("answered")

        assert after() == ("up.talking", ["answer_caller"], [])
        assert after("another_fork") == ("up.talking", ["fork_caller", "answer_caller"], [])
        assert after("awaited") == ("up.settling", ["answer_caller"], [])
        assert after("undescribed") == ("calling.asking", [], [])

    def test_b11_7_who_answers_while_its_offer_or_the_caller_s_is_open_leaves_it_open(self) -> None:
        told = Alone(Coupling, "calling.revising", "of_callee").on("answered")
        assert told == ("up.changing", ["answer_caller"], [])

    @pytest.mark.parametrize("state", ["calling.asking", "up.talking"])
    def test_b11_11_what_was_taken_is_what_was_agreed_last(self, state: str) -> None:
        assert Alone(Coupling, state, "an_acceptance").on("fulfilled") == (state, ["note_agreed"], [])

    @pytest.mark.parametrize(
        ("state", "waits"), [("calling.asking", "calling.revising"), ("up.talking", "up.changing")]
    )
    def test_b11_11_b3_8_while_what_held_before_is_put_back_no_other_offer_goes_on(
        self, state: str, waits: str
    ) -> None:
        machine = Alone(Coupling, state, "a_refused_acceptance", "of_two", "of_pair")
        assert machine.on("unfulfilled") == (waits, ["put_back"], [])
        assert machine.on("change_asked") == (waits, ["refuse_crossing"], [])

    @pytest.mark.parametrize(("event", "did"), [("fulfilled", "pass_answer"), ("unfulfilled", "refuse_change")])
    def test_b11_7_after_an_early_change_the_next_one_goes_on(self, event: str, did: str) -> None:
        machine = Alone(Coupling, "calling.revising", "a_change", "of_two")
        assert machine.on(event) == ("calling.asking", [did], [])
        assert machine.on("change_asked") == ("calling.revising", ["pass_offer"], [])


class TestUp:
    def test_b11_11_an_offer_whose_asker_has_given_up_is_over_with_its_ack(self) -> None:
        machine = Alone(Coupling, "up.settling", "a_refused_acceptance", "of_pair")
        assert machine.on("unfulfilled") == ("up.talking", ["acknowledge_alone"], [])
        assert machine.on("change_asked") == ("up.changing", ["pass_offer"], [])

    def test_b11_10_only_the_two_who_talk_can_ask_for_an_offer(self) -> None:
        assert Alone(Coupling, "up.talking", "offerless").on("change_asked") == ("up.talking", [], [])
        asked = Alone(Coupling, "up.talking", "of_pair", "offerless").on("change_asked")
        assert asked == ("up.soliciting", ["solicit_offer"], [])


class TestReliably:
    def test_b11_17_what_a_callee_offers_is_shown(self) -> None:
        shown = Alone(Coupling, "calling.asking", "of_callee").on("offered")
        assert shown == ("calling.asking", ["show_offer"], [])
        forked = Alone(Coupling, "calling.asking", "of_callee", "another_fork").on("offered")
        assert forked == ("calling.asking", ["carry_offer", "fork_caller", "show_offer"], [])
        assert Alone(Coupling, "calling.asking", "another_fork").on("offered") == ("calling.asking", [], [])

    def test_b11_17_only_its_own_answer_goes_to_it(self) -> None:
        answered = Alone(Coupling, "calling.asking", "of_asker", "to_the_offer").on("acknowledged")
        assert answered == ("calling.asking", ["pass_acknowledgement"], [])
        for holds in ("of_asker", "to_the_offer"):
            assert Alone(Coupling, "calling.asking", holds).on("acknowledged") == ("calling.asking", [], [])
