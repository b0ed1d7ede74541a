"""setup/outgoing by itself: no fork is forgotten before it has ended, and every command gets its result."""

from __future__ import annotations

import pytest

from sessioncore.handlers.setup.outgoing import Outgoing
from tests.support.alone import Alone


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("setup.inviting", 491),
        ("setup.ringing", 491),
        ("cancelling", 491),
        ("answered", 491),
        ("releasing", 491),
        ("ended", 481),
        ("closed", 481),
    ],
)
def test_a_leg_dials_once(state: str, status: int) -> None:
    machine = Alone(Outgoing, state)
    assert machine.on("dial") == (state, [], [])
    assert machine.rejected == [("dial", status)], "491 while the first one lasts, 481 when there is no leg any more"


@pytest.mark.parametrize("state", ["answered", "releasing"])
def test_b3_2_a_fork_that_answers_later_is_remembered_until_it_has_ended(state: str) -> None:
    assert Alone(Outgoing, state).on("copy") == (state, ["note_fork"], ["fork_again"])
    assert Alone(Outgoing, state).on("usage_ended") == (state, ["forget_fork"], [])


@pytest.mark.parametrize("event", ["answered", "copy"])
def test_b3_2_a_fork_that_answers_after_the_end_is_ended_too(event: str) -> None:
    assert Alone(Outgoing, "ended").on(event) == ("ended", ["note_fork"], ["fork_again"])


def test_the_last_fork_that_ends_ends_the_call() -> None:
    told = Alone(Outgoing, "answered", "last_fork").on("usage_ended")
    assert told == ("ended", ["forget_fork", "close_media"], ["call_over"])
    told = Alone(Outgoing, "releasing", "last_fork").on("usage_ended")
    assert told == ("ended", ["forget_fork", "reply_hung_up", "close_media"], ["call_over"])


@pytest.mark.parametrize("state", ["answered", "releasing", "ended"])
def test_b2_6_when_no_fork_can_answer_any_more_those_that_never_did_are_dropped(state: str) -> None:
    assert Alone(Outgoing, state).on("over") == (state, [], ["forks_dropped"])


@pytest.mark.parametrize("state", ["setup.inviting", "setup.ringing"])
def test_b3_15_after_422_the_callee_has_not_rung_yet(state: str) -> None:
    """A new INVITE has left: nothing was heard of it."""
    assert Alone(Outgoing, state, "asked_for_more_time").on("failed") == ("setup.inviting", ["send_longer"], [])


@pytest.mark.parametrize("state", ["setup.inviting", "setup.ringing"])
def test_b3_18_after_a_redirection_the_next_target_has_not_rung_yet(state: str) -> None:
    """Early dialogs were those of the INVITE that was redirected."""
    told = Alone(Outgoing, state, "another_target").on("failed")
    assert told == ("setup.inviting", ["send_redirected"], ["forks_dropped"])


@pytest.mark.parametrize("state", ["setup.inviting", "setup.ringing"])
def test_b3_22_after_421_nobody_has_rung_yet_and_the_forks_of_the_first_invite_are_let_go(state: str) -> None:
    """RFC 3261 21.4.15: the request is tried again; what it made before belongs to an INVITE that has failed."""
    told = Alone(Outgoing, state, "wants_extension").on("failed")
    assert told == ("setup.inviting", ["send_extended"], ["forks_dropped"])


@pytest.mark.parametrize("state", ["setup.inviting", "setup.ringing", "cancelling", "answered", "releasing"])
def test_an_action_that_fails_ends_the_call_and_answers_every_command(state: str) -> None:
    told = Alone(Outgoing, state).on("action_failed")
    signals = ["cancel", "forks_released", "forks_dropped", "call_over"]
    assert told == ("ended", ["reply_abandoned", "reply_hung_up", "close_media"], signals)


def test_a_stream_that_could_not_be_closed_is_closed_once_more() -> None:
    signals = ["forks_dropped", "call_over"]
    assert Alone(Outgoing, "ended", "unclosed").on("action_failed") == ("ended", ["give_back"], signals)
    assert Alone(Outgoing, "ended").on("action_failed") == ("ended", [], signals)


@pytest.mark.parametrize("state", ["ended", "closed"])
def test_hanging_up_what_has_ended_is_done(state: str) -> None:
    assert Alone(Outgoing, state).on("hang_up") == (state, ["note_hang_up", "reply_hung_up"], [])


def test_a_fork_that_ends_after_the_call_is_forgotten() -> None:
    assert Alone(Outgoing, "ended").on("usage_ended") == ("ended", ["forget_fork"], [])


@pytest.mark.parametrize("state", ["setup.inviting", "setup.ringing"])
def test_b2_6_only_a_response_with_a_tag_that_is_welcome_makes_an_early_dialog(state: str) -> None:
    """RFC 3261 12.1; beyond the bound of early dialogs a further one is of no interest."""
    assert Alone(Outgoing, state, "tagged", "welcome").on("progress") == ("setup.ringing", [], ["fork_progress"])
    assert Alone(Outgoing, state, "tagged").on("progress") == (state, [], [])
    assert Alone(Outgoing, state, "welcome").on("progress") == (state, [], [])


@pytest.mark.parametrize("state", ["setup.inviting", "setup.ringing"])
def test_b3_10_a_call_that_nobody_answers_is_cancelled_and_the_caller_told(state: str) -> None:
    assert Alone(Outgoing, state).on("unanswered") == ("cancelling", ["reply_no_answer"], ["cancel"])


@pytest.mark.parametrize("state", ["setup.inviting", "setup.ringing"])
def test_b7_1_after_a_challenge_the_invite_goes_out_again(state: str) -> None:
    """RFC 3261 22.2: early dialogs were those of the INVITE that was challenged."""
    told = Alone(Outgoing, state, "challenged").on("failed")
    assert told == ("setup.inviting", ["send_answered"], ["forks_dropped"])


@pytest.mark.parametrize(
    ("guard", "state", "action"),
    [
        ("challenged", "setup.inviting", "send_answered"),
        ("sent_to_proxy", "setup.inviting", "send_through_proxy"),
        ("another_target", "setup.inviting", "send_redirected"),
        ("worth_waiting", "setup.waiting", "note_patience"),
    ],
)
def test_b2_6_whoever_calls_again_lets_the_forks_of_the_first_call_go(guard: str, state: str, action: str) -> None:
    """Their dialogs belong to an INVITE that has failed."""
    assert Alone(Outgoing, "setup.ringing", guard).on("failed") == (state, [action], ["forks_dropped"])


def test_b8_5_a_call_that_another_replaces_is_ended() -> None:
    """RFC 3891 3: an early dialog ends by CANCEL, one that was answered by BYE."""
    assert Alone(Outgoing, "setup.ringing").on("replaced") == ("cancelling", ["tell_replaced"], ["cancel"])
    assert Alone(Outgoing, "answered").on("replaced") == ("releasing", ["tell_replaced"], ["forks_released"])


def test_b3_2_the_dial_has_its_result_when_a_fork_answers() -> None:
    did = ["note_winner", "reply_dialed"]
    assert Alone(Outgoing, "setup.ringing").on("answered") == ("answered", did, ["fork_answered"])
    outshone = Alone(Outgoing, "setup.ringing", "outshone").on("answered")
    assert outshone == ("answered", did, ["fork_answered", "front_changed"])


@pytest.mark.parametrize("state", ["setup.inviting", "setup.ringing"])
@pytest.mark.parametrize("more", [(), ("reliable",)])
def test_b2_6_beyond_the_number_of_forks_another_one_is_not_heard(state: str, more: tuple[str, ...]) -> None:
    assert Alone(Outgoing, state, "tagged", *more).on("progress") == (state, [], [])


def test_b2_6_a_fork_that_was_dropped_early_is_forgotten() -> None:
    assert Alone(Outgoing, "setup.ringing").on("usage_ended") == ("setup.ringing", ["forget_early"], [])


def test_b3_21_what_comes_back_waits_for_its_first_response_again() -> None:
    assert Alone(Outgoing, "setup.waiting").on("patience_over") == ("setup.inviting", ["send_again"], [])
