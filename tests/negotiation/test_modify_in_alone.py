"""negotiation/modify_in by itself: every re-INVITE gets its answer, and the session is free for the next offer."""

from __future__ import annotations

import pytest

from sessioncore.handlers.negotiation.modify_in import ModifyIn
from tests.support.alone import Alone


@pytest.mark.parametrize("state", ["idle", "answering.acknowledging", "closed"])
@pytest.mark.parametrize("command", ["accept_modify", "decline_modify"])
def test_a_decision_that_nobody_asked_for_is_refused(state: str, command: str) -> None:
    machine = Alone(ModifyIn, state)
    assert machine.on(command) == (state, [], [])
    assert machine.rejected == [(command, 481)], "RFC 3261 12.2.2: 481 says that there is nothing that it belongs to"


@pytest.mark.parametrize("state", ["idle", "answering.acknowledging"])
def test_b3_8_a_reinvite_that_meets_our_own_offer(state: str) -> None:
    assert Alone(ModifyIn, state, "we_offer").on("reinvite") == (state, ["note_request"], ["respond_failure"])


@pytest.mark.parametrize("state", ["idle", "answering.acknowledging"])
def test_b3_15_a_reinvite_with_an_interval_below_ours(state: str) -> None:
    assert Alone(ModifyIn, state, "too_brief").on("reinvite") == (state, ["note_request"], ["respond_too_brief"])


@pytest.mark.parametrize("state", ["idle", "answering.acknowledging"])
def test_a_reinvite_is_noted_before_its_offer_is_read(state: str) -> None:
    assert Alone(ModifyIn, state).on("reinvite") == ("answering.deciding", ["note_request"], ["offer_in"])


@pytest.mark.parametrize("event", ["acked", "no_ack"])
def test_b3_1_the_ack_of_the_last_2xx_or_its_absence_frees_the_session(event: str) -> None:
    assert Alone(ModifyIn, "answering.acknowledging", "latest").on(event) == ("idle", ["forget"], ["freed"])
    of_one_before = Alone(ModifyIn, "answering.acknowledging")
    assert of_one_before.on(event) == ("answering.acknowledging", [], [])


@pytest.mark.parametrize("state", ["answering.deciding", "answering.acknowledging"])
def test_b4_10_an_offer_that_is_refused_frees_the_session(state: str) -> None:
    expected = ("idle", [], ["respond_failure", "freed"]) if state == "answering.deciding" else (state, [], [])
    assert Alone(ModifyIn, state).on("refused") == expected


class TestActionFailed:
    """B4.1: whatever fails, the peer gets its answer once, and neither side's next offer is held up."""

    def test_before_the_answer(self) -> None:
        told = Alone(ModifyIn, "answering.deciding").on("action_failed")
        assert told == ("idle", [], ["respond_failure", "rollback", "freed"])

    def test_while_the_answer_is_made(self) -> None:
        told = Alone(ModifyIn, "answering.acknowledging", "unanswered").on("action_failed")
        assert told == ("idle", [], ["respond_failure", "freed"])

    @pytest.mark.parametrize("state", ["idle", "answering.acknowledging"])
    def test_a_reinvite_that_could_not_be_noted(self, state: str) -> None:
        freed = ["freed"] if state != "idle" else []
        assert Alone(ModifyIn, state, "unnoted").on("action_failed") == ("idle", [], ["respond_failure", *freed])

    def test_after_the_answer(self) -> None:
        assert Alone(ModifyIn, "idle").on("action_failed") == ("idle", [], [])
        assert Alone(ModifyIn, "answering.acknowledging").on("action_failed") == ("idle", [], ["freed"])


@pytest.mark.parametrize("event", ["cancelled", "undecided", "decline_modify"])
def test_b3_7_b1_10_a_reinvite_that_is_not_accepted_leaves_the_session_as_it_was_and_free(event: str) -> None:
    told = Alone(ModifyIn, "answering.deciding").on(event)
    replied = ["reply_done"] if event == "decline_modify" else []
    assert told == ("idle", replied, ["respond_failure", "rollback", "freed"])


def test_a_reinvite_is_answered_at_once_unless_the_application_is_asked() -> None:
    asked = Alone(ModifyIn, "answering.deciding", "asks_application")
    assert asked.on("offer_taken") == ("answering.deciding", ["ask"], [])
    assert asked.on("accept_modify") == ("answering.deciding", ["reply_done"], ["answer_wanted"])
    assert Alone(ModifyIn, "answering.deciding").on("offer_taken") == ("answering.deciding", [], ["answer_wanted"])


def test_b11_15_the_cancel_of_what_the_other_side_of_a_coupling_decides_goes_on() -> None:
    assert Alone(ModifyIn, "answering.deciding", "coupled").on("cancelled") == ("answering.deciding", [], ["withdrawn"])
    refused = Alone(ModifyIn, "answering.deciding").on("cancelled")
    assert refused == ("idle", [], ["respond_failure", "rollback", "freed"])
