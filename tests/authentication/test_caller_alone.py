"""authentication/caller by itself: it fails closed, answers every command once, and nobody is told twice (B7.8)."""

from __future__ import annotations

import pytest

from sessioncore.handlers.answering.auth import Auth
from sessioncore.handlers.authentication.caller import Caller
from sessioncore.handlers.limits import Limits
from tests.support.alone import Alone

LIMITS = Limits()
STATES = ("unasked", "checking", "held_back", "unproven", "challenged", "authenticated")


def test_who_asks_is_remembered_and_the_credentials_are_judged() -> None:
    assert Alone(Caller, "unasked").on("wanted") == ("checking", ["ask_verdict"], [])
    asked = Alone(Caller, "unasked")
    assert asked.on("authenticate") == ("checking", ["note_command", "ask_verdict"], [])
    assert asked.cell.running == ["judging"]


@pytest.mark.parametrize(
    ("event", "refused"),
    [
        ("challenge", {"unasked": 491, "checking": 491, "held_back": 491, "challenged": 481, "authenticated": 491}),
        ("authenticate", {"checking": 491, "held_back": 491, "challenged": 481}),
        ("verdict", {"unasked": 481, "held_back": 491, "unproven": 481, "challenged": 481, "authenticated": 481}),
    ],
)
def test_what_comes_out_of_turn_is_refused(event: str, refused: dict[str, int]) -> None:
    """491 where something is under way or settled otherwise, 481 where there is nothing that it could belong to."""
    for state, status in refused.items():
        machine = Alone(Caller, state)
        assert machine.on(event) == (state, [], [])
        assert machine.rejected == [(event, status)]
    assert refused.keys() < set(STATES)


def test_b7_8_a_verdict_is_told_at_once_to_who_did_not_fail_often() -> None:
    good = Alone(Caller, "checking", "genuine")
    assert good.on("verdict") == ("authenticated", ["note_verdict", "note_user", "reply_proven"], ["proven"])
    bad = Alone(Caller, "checking")
    assert bad.on("verdict") == ("unproven", ["note_verdict", "tell_refused", "reply_unproven"], ["unproven"])


@pytest.mark.parametrize("holds", [[], ["genuine"]])
def test_b7_8_who_failed_often_hears_nothing_before_the_penalty_is_over(holds: list[str]) -> None:
    machine = Alone(Caller, "checking", "impatient", *holds)
    assert machine.on("verdict") == ("held_back", ["note_verdict"], []), "right or wrong"
    assert machine.cell.running == ["penalty"]
    told = machine.on("penalty_over")
    if holds:
        assert told == ("authenticated", ["note_user", "reply_proven"], ["proven"])
    else:
        assert told == ("unproven", ["tell_refused", "reply_unproven"], ["unproven"])


def test_b7_8_where_nobody_judges_nobody_is_proven() -> None:
    machine = Alone(Caller, "unasked")
    machine.on("wanted")
    machine.cell.advance(LIMITS.verdict - 0.1)
    assert machine.machine.state_name == "checking", "whoever judges has its time"
    machine.cell.advance(0.2)
    assert machine.machine.state_name == "unproven"
    assert Alone(Caller, "checking").on("unjudged") == ("unproven", ["reply_unproven"], ["unproven"])


@pytest.mark.parametrize("state", STATES)
def test_b7_8_what_fails_proves_nobody(state: str) -> None:
    assert Alone(Caller, state).on("action_failed") == ("unproven", ["reply_unproven"], ["unproven"])


def test_who_asks_later_hears_the_same() -> None:
    assert Alone(Caller, "unproven").on("wanted") == ("unproven", [], ["unproven"])
    assert Alone(Caller, "authenticated").on("wanted") == ("authenticated", [], ["proven"])
    assert Alone(Caller, "unproven").on("authenticate") == ("unproven", ["note_command", "reply_unproven"], [])
    assert Alone(Caller, "authenticated").on("authenticate") == ("authenticated", ["note_command", "reply_proven"], [])


def test_b7_8_a_challenge_is_sent_once() -> None:
    machine = Alone(Caller, "unproven")
    assert machine.on("challenge") == ("challenged", ["reply_challenged", "tell_challenged"], ["challenged"])
    assert machine.on("told_to_challenge") == ("challenged", [], [])
    told = Alone(Caller, "unproven").on("told_to_challenge")
    assert told == ("challenged", ["tell_challenged"], ["challenged"])


def test_b7_8_the_service_answers_only_who_is_proven() -> None:
    machine = Alone(Auth, "waiting")
    assert machine.on("invited") == ("asking", [], ["wants_proof"])
    assert machine.on("proven") == ("serving", [], ["rings", "answers"])
    assert Alone(Auth, "asking").on("unproven") == ("done", [], ["challenges"])
    assert Alone(Auth, "asking").on("connected") == ("serving", [], []), "the application answered in its place"
    for state in ("waiting", "asking", "serving"):
        assert Alone(Auth, state).on("ended") == ("done", [], [])
