"""setup/incoming by itself: what comes too late is refused, and every command that waits gets its result."""

from __future__ import annotations

import pytest

from sessioncore.handlers.setup.incoming import Incoming
from tests.support.alone import Alone

DECISIONS = ("ring", "progress", "answer", "decline", "fork", "redirect")


@pytest.mark.parametrize("state", ["arriving", "answered", "releasing", "ended"])
@pytest.mark.parametrize("command", DECISIONS)
def test_a_decision_about_an_invite_that_has_its_answer_is_refused(state: str, command: str) -> None:
    machine = Alone(Incoming, state)
    assert machine.on(command) == (state, [], [])
    assert machine.rejected == [(command, 481)], "there is nothing any more, or yet, that it could be about"


def test_a_hang_up_before_there_is_a_call_is_refused() -> None:
    machine = Alone(Incoming, "arriving")
    assert machine.on("hang_up") == ("arriving", [], [])
    assert machine.rejected == [("hang_up", 481)]


@pytest.mark.parametrize("state", ["setup.deciding", "setup.ringing", "answered", "releasing", "ended"])
def test_b1_9_a_second_first_invite_is_482(state: str) -> None:
    """RFC 3261 8.2.2.2."""
    machine = Alone(Incoming, state)
    assert machine.on("invited") == (state, [], [])
    assert machine.rejected == [("invited", 482)]


FINAL = {
    "refused": ["respond_failure", "dropped", "call_failed"],
    "cancelled": ["respond_failure", "dropped", "call_over"],
    "bye_early": ["respond_failure", "call_over"],
    "told_to_hang_up": ["respond_failure", "dropped", "call_over"],
}


@pytest.mark.parametrize("event", FINAL)
def test_b1_10_b3_4_b4_10_an_invite_gets_one_final_answer_and_a_waiting_answer_its_result(event: str) -> None:
    """The port is closed, the peer gets its final response, dialog and session hear of the end."""
    reply = "reply_done" if event == "told_to_hang_up" else "reply_not_answered"
    for state in ("setup.deciding", "setup.ringing"):
        assert Alone(Incoming, state).on(event) == ("ended", [reply, "close_media"], FINAL[event])


def test_ringing_once_more_is_a_command_that_is_done() -> None:
    for event in ("ring", "told_to_ring", "told_to_ring_reliably"):
        assert Alone(Incoming, "setup.ringing").on(event) == ("setup.ringing", ["reply_done"], ["respond_provisional"])


def test_an_answering_chart_answers_as_an_application_does() -> None:
    for event in ("answer", "told_to_answer"):
        told = Alone(Incoming, "setup.ringing").on(event)
        assert told == ("setup.ringing", ["note_answer", "open_media"], ["answer_wanted"])


@pytest.mark.parametrize("state", ["answered", "releasing"])
def test_b3_1_after_the_ack_or_its_absence_no_message_is_kept(state: str) -> None:
    assert Alone(Incoming, state).on("acked") == (state, ["reply_answered", "forget_invite"], [])
    assert Alone(Incoming, state).on("no_ack") == (state, ["reply_not_answered", "forget_invite"], [])


def test_hanging_up_twice_is_one_end_with_two_results() -> None:
    for event in ("hang_up", "told_to_hang_up"):
        assert Alone(Incoming, "answered").on(event) == ("releasing", ["note_hang_up"], ["released"])
        assert Alone(Incoming, "releasing").on(event) == ("releasing", ["note_hang_up"], [])
    told = Alone(Incoming, "releasing", "chosen").on("usage_ended")
    assert told == ("ended", ["reply_not_answered", "reply_hung_up", "close_media"], ["call_over"])


class TestActionFailed:
    """The peer gets its answer, every command its result, and the call ends."""

    @pytest.mark.parametrize("state", ["arriving", "setup.deciding", "setup.ringing"])
    def test_before_the_answer(self, state: str) -> None:
        told = Alone(Incoming, state).on("action_failed")
        signals = ["respond_failure", "released", "dropped", "call_over"]
        assert told == ("ended", ["reply_not_answered", "reply_hung_up", "close_media"], signals)

    def test_while_the_answer_is_made(self) -> None:
        told = Alone(Incoming, "answered", "unanswered").on("action_failed")
        signals = ["respond_failure", "dropped", "call_over"]
        assert told == ("ended", ["reply_not_answered", "reply_hung_up", "close_media"], signals)

    def test_after_the_answer_the_usage_ends_the_call(self) -> None:
        assert Alone(Incoming, "answered").on("action_failed") == ("releasing", [], ["released"])

    def test_at_the_end(self) -> None:
        unanswered = Alone(Incoming, "ended", "unanswered").on("action_failed")
        assert unanswered == ("ended", [], ["respond_failure", "dropped", "call_over"])
        assert Alone(Incoming, "ended").on("action_failed") == ("ended", [], ["dropped", "call_over"])

    def test_a_stream_that_could_not_be_closed_is_closed_once_more(self) -> None:
        unclosed = Alone(Incoming, "ended", "unclosed").on("action_failed")
        assert unclosed == ("ended", ["give_back"], ["dropped", "call_over"])


@pytest.mark.parametrize("state", ["setup.deciding", "setup.ringing"])
def test_b3_10_an_invite_that_nobody_answers_in_time_fails_what_waits(state: str) -> None:
    told = Alone(Incoming, state).on("expired")
    assert told == ("ended", ["reply_not_answered", "close_media"], ["respond_failure", "dropped", "call_failed"])


def test_the_first_ringing_is_told_and_counts_as_ringing() -> None:
    for event in ("ring", "told_to_ring"):
        assert Alone(Incoming, "setup.deciding").on(event) == ("setup.ringing", ["reply_done"], ["respond_provisional"])


@pytest.mark.parametrize("state", ["setup.deciding", "setup.ringing"])
def test_b4_3_b3_17_early_media_is_a_183_with_the_answer_as_it_will_be(state: str) -> None:
    for event in ("progress", "told_to_progress"):
        told = Alone(Incoming, state).on(event)
        assert told == (state, ["note_progress", "open_media", "reply_done"], ["preview_wanted"])
    assert Alone(Incoming, state).on("preview_ready") == ("setup.ringing", [], ["respond_provisional"])


@pytest.mark.parametrize("event", ["decline", "told_to_decline", "told_to_redirect", "redirect", "hang_up"])
def test_an_invite_that_is_turned_away_ends_and_its_command_is_done(event: str) -> None:
    for state in ("setup.deciding", "setup.ringing"):
        told = Alone(Incoming, state).on(event)
        assert told == ("ended", ["reply_done", "close_media"], ["respond_failure", "dropped", "call_over"])


def test_b3_18_a_redirection_to_nowhere_is_refused_and_the_call_goes_on() -> None:
    told = Alone(Incoming, "setup.ringing", "names_nobody").on("redirect")
    assert told == ("setup.ringing", ["reply_refused"], [])


def test_hanging_up_what_has_ended_is_done() -> None:
    assert Alone(Incoming, "ended").on("hang_up") == ("ended", ["note_hang_up", "reply_hung_up"], [])


@pytest.mark.parametrize("state", ["answered", "releasing"])
def test_b2_6_an_early_dialog_that_lost_ends_nothing(state: str) -> None:
    assert Alone(Incoming, state).on("usage_ended") == (state, [], [])


@pytest.mark.parametrize(("event", "action"), [("answer_ready", "make_answer"), ("answer_given", "make_bare_answer")])
def test_b2_6_b3_12_the_answer_drops_the_other_early_dialogs_before_it_leaves(event: str, action: str) -> None:
    answered = Alone(Incoming, "setup.ringing", "forked").on(event)
    assert answered == ("answered", [action], ["accepted", "dropped", "respond_success"])
    assert Alone(Incoming, "setup.ringing").on(event) == ("answered", [action], ["accepted", "respond_success"])


def test_b2_13_only_who_rang_in_several_early_dialogs_tells_losers() -> None:
    """RFC 6228 4: a 199 ends an early dialog; where there was one only, the answer is in it."""
    told = Alone(Incoming, "setup.ringing", "forked", "tells_losers").on("answer_ready")
    assert told == ("answered", ["make_answer", "tell_losers"], ["accepted", "dropped", "respond_success"])
    told = Alone(Incoming, "setup.ringing", "tells_losers").on("answer_ready")
    assert told == ("answered", ["make_answer"], ["accepted", "respond_success"])


class TestReliably:
    """RFC 3262 3."""

    @pytest.mark.parametrize("state", ["setup.deciding", "setup.ringing"])
    def test_b3_11_what_it_carries_is_made_and_then_it_is_numbered_kept_and_sent(self, state: str) -> None:
        for event in ("ring", "told_to_ring", "told_to_ring_reliably"):
            machine = Alone(Incoming, state, "reliable")
            told = machine.on(event)
            assert told == ("setup.unacknowledged", ["note_ringing", "open_media", "reply_done"], ["ring_wanted"])
            for ready in ("early_ready", "early_bare"):
                numbered = machine.on(ready)
                assert numbered == ("setup.unacknowledged", ["take_number"], ["sent_reliably", "respond_provisional"])
            assert machine.on("pracked") == ("setup.ringing", [], [])

    def test_b3_11_b3_17_early_media(self) -> None:
        for event in ("progress", "told_to_progress"):
            told = Alone(Incoming, "setup.ringing", "reliable").on(event)
            did = ["note_progress", "note_ringing", "open_media", "reply_done"]
            assert told == ("setup.unacknowledged", did, ["early_wanted"])

    def test_b2_6_one_more_early_dialog(self) -> None:
        for state, first in (("setup.deciding", ["note_silent"]), ("setup.ringing", [])):
            for event in ("told_to_fork", "fork"):
                told = Alone(Incoming, state).on(event)
                did = [*first, "take_tag", "reply_done"]
                assert told == ("setup.ringing", did, ["started", "respond_provisional"])
                told = Alone(Incoming, state, "reliable").on(event)
                did = [*first, "note_ringing", "take_tag", "open_media", "reply_done"]
                assert told == ("setup.unacknowledged", did, ["started", "ring_wanted"])

    def test_b3_11_without_a_prack_the_invite_is_refused(self) -> None:
        told = Alone(Incoming, "setup.unacknowledged").on("not_pracked")
        assert told == ("ended", ["reply_not_answered", "close_media"], ["respond_failure", "dropped", "call_failed"])

    def test_b3_11_a_caller_that_cannot_take_them_is_refused(self) -> None:
        told = Alone(Incoming, "arriving", "unreliable").on("invited")
        assert told == ("ended", ["note_invite", "close_media"], ["respond_failure", "call_failed"])

    def test_b3_11_a_prack_that_crossed_the_end_changes_nothing(self) -> None:
        for event in ("pracked", "not_pracked"):
            assert Alone(Incoming, "ended").on(event) == ("ended", [], [])

    def test_b3_11_what_comes_while_one_waits_is_kept(self) -> None:
        told = ("told_to_ring", "told_to_ring_reliably", "told_to_progress", "told_to_fork", "told_to_answer")
        for event in ("ring", "progress", "fork", "answer", *told):
            machine = Alone(Incoming, "setup.unacknowledged")
            assert machine.on(event) == ("setup.unacknowledged", [], [])
            state, did, signals = machine.on("pracked")
            assert state == "setup.ringing"
            assert did or signals, "it comes now"

    def test_b2_6_b3_11_one_more_early_dialog_waits_for_the_prack_of_the_one_before(self) -> None:
        machine = Alone(Incoming, "setup.unacknowledged")
        assert machine.on("fork") == ("setup.unacknowledged", [], [])
        assert machine.rejected == [], "it waits, so it has no result yet"
        forked = machine.on("pracked")
        assert forked == ("setup.ringing", ["take_tag", "reply_done"], ["started", "respond_provisional"])
        assert machine.rejected == []


def test_b3_11_a_command_to_ring_has_its_result_before_anybody_is_there_to_acknowledge() -> None:
    for event in ("ring", "told_to_ring", "told_to_ring_reliably"):
        told = Alone(Incoming, "setup.deciding").on(event)
        assert told == ("setup.ringing", ["reply_done"], ["respond_provisional"])
        reliably = Alone(Incoming, "setup.deciding", "reliable").on(event)
        assert reliably == ("setup.unacknowledged", ["note_ringing", "open_media", "reply_done"], ["ring_wanted"])


def test_b1_10_an_answer_is_noted_before_it_is_made() -> None:
    for event in ("answer", "told_to_answer"):
        told = Alone(Incoming, "setup.ringing").on(event)
        assert told == ("setup.ringing", ["note_answer", "open_media"], ["answer_wanted"])


@pytest.mark.parametrize("event", ["answer", "told_to_answer"])
def test_b8_5_who_answers_a_usurper_refuses_it(event: str) -> None:
    """RFC 3891 3: whoever is not authorized to replace the dialog is refused; the command hears of it."""
    did = ["note_answer", "reply_not_answered", "close_media"]
    signals = ["respond_failure", "dropped", "call_failed"]
    assert Alone(Incoming, "setup.deciding", "usurping").on(event) == ("ended", did, signals)


def test_b8_5_a_call_that_another_replaces_is_ended() -> None:
    """RFC 3891 3: the dialog that is replaced ends by BYE."""
    assert Alone(Incoming, "answered").on("replaced") == ("releasing", ["tell_replaced"], ["released"])
