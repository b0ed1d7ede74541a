"""negotiation/update_in by itself: every UPDATE gets its one answer."""

from __future__ import annotations

import pytest

from sessioncore.handlers.negotiation.update_in import UpdateIn
from tests.support.alone import Alone


@pytest.mark.parametrize(
    ("holds", "response"),
    [
        (["over", "too_brief", "offers", "we_offer"], "respond_gone"),
        (["too_brief", "offers", "we_offer", "asks_application"], "respond_too_brief"),
        (["offers", "we_offer", "asks_application"], "respond_crossed"),
        (["offers", "settled", "asks_application"], "respond_unasked"),
    ],
)
def test_b3_13_b3_15_what_is_refused_touches_nothing(holds: list[str], response: str) -> None:
    assert Alone(UpdateIn, "idle", *holds).on("update") == ("idle", [], [response])


def test_b3_13_an_overlap_says_when_to_come_again() -> None:
    """RFC 3311 5.2 has us say this before anybody is asked."""
    overlap = Alone(UpdateIn, "idle", "offers", "asks_application").on("update")
    assert overlap == ("idle", ["draw_retry_after"], ["respond_overlap"])


def test_b4_1_an_offer_is_handed_on_when_none_is_open() -> None:
    machine = Alone(UpdateIn, "idle", "offers", "settled")
    assert machine.on("update") == ("answering", ["note_request"], ["offer_in"])


def test_b3_13_the_target_is_learnt_before_the_answer_leaves() -> None:
    """And the timer too, where there is a session that it counts for."""
    early, confirmed = Alone(UpdateIn, "answering"), Alone(UpdateIn, "answering", "confirmed")
    assert early.on("answered") == ("idle", ["forget"], ["accepted", "respond_early", "freed"])
    assert confirmed.on("answered") == ("idle", ["persist", "forget"], ["accepted", "renewed", "respond", "freed"])


def test_b11_16_after_the_offer_of_a_prack_is_answered_our_own_commands_have_their_turn() -> None:
    """The answer leaves in the 200 of the PRACK, which is no UPDATE: no timer is renewed and no target learnt."""
    told = Alone(UpdateIn, "answering", "acknowledges", "confirmed").on("answered")
    assert told == ("idle", ["forget"], ["respond_early", "freed"])


@pytest.mark.parametrize(("event", "signals"), [("refused", []), ("action_failed", ["rollback"])])
def test_b4_10_an_offer_without_an_answer_is_refused(event: str, signals: list[str]) -> None:
    assert Alone(UpdateIn, "answering").on(event) == ("idle", ["forget"], ["respond_failure", *signals, "freed"])


class TestPassed:
    """B11.7: the other side of a coupling answers."""

    def test_b11_7_the_offer_goes_on_and_the_answer_comes_back(self) -> None:
        machine = Alone(UpdateIn, "answering", "confirmed")
        assert machine.on("offer_taken") == ("deciding", ["ask"], [])
        assert machine.on("accept_update", command=1) == ("answering", ["reply_done"], ["answer_wanted"])

    def test_b11_7_b3_7_a_refusal_leaves_what_was_agreed(self) -> None:
        told = Alone(UpdateIn, "deciding").on("decline_update", command=1, status=488)
        assert told == ("idle", ["reply_done", "forget"], ["respond_failure", "rollback", "freed"])

    def test_b11_7_b3_13_who_does_not_answer_in_time_is_504(self) -> None:
        told = Alone(UpdateIn, "deciding").on("undecided")
        assert told == ("idle", ["forget"], ["respond_unasked", "rollback", "freed"])

    def test_b11_7_the_other_side_has_all_the_time_of_the_limit(self) -> None:
        machine = Alone(UpdateIn, "answering")
        machine.on("offer_taken")
        limit = machine.cell.limits.update_decision
        machine.cell.advance(limit - 0.001)
        assert (machine.machine.state_name, machine.cell.signals) == ("deciding", [])
        machine.cell.advance(0.001)
        assert machine.machine.state_name == "idle"
        assert [signal.NAME for signal in machine.cell.signals] == ["respond_unasked", "rollback", "freed"]

    def test_b3_4_the_end_of_the_session_answers_it(self) -> None:
        assert Alone(UpdateIn, "deciding").on("down") == ("idle", ["forget"], ["respond_failure"])

    def test_an_action_that_fails_answers_it(self) -> None:
        told = Alone(UpdateIn, "deciding").on("action_failed")
        assert told == ("idle", ["forget"], ["respond_failure", "rollback", "freed"])

    @pytest.mark.parametrize("state", ["idle", "answering"])
    def test_there_is_nothing_to_decide(self, state: str) -> None:
        machine = Alone(UpdateIn, state)
        machine.on("accept_update", command=1)
        machine.on("decline_update", command=2, status=488)
        assert [status for _, status in machine.rejected] == [481, 481]


@pytest.mark.parametrize("event", ["answered", "refused", "action_failed", "down"])
def test_what_belongs_to_no_update_is_not_answered(event: str) -> None:
    assert Alone(UpdateIn, "idle").on(event) == ("idle", [], [])
