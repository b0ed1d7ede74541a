"""subscription/dialog by itself: every request moves the peer's number on, and what is over answers 481."""

from __future__ import annotations

import pytest

from sessioncore.handlers.subscription.dialog import Dialog
from tests.support.alone import Alone


@pytest.mark.parametrize(
    ("event", "signal"),
    [("notify", "notify_received"), ("subscribe", "subscribe_received"), ("other_request", "respond")],
)
def test_b2_5_a_request_moves_the_peers_number_on(event: str, signal: str) -> None:
    state, did, signals = Alone(Dialog, "confirmed").on(event)
    assert (state, did[0], signals) == ("confirmed", "note_request", [signal])


def test_b2_5_a_stale_or_foreign_request_moves_nothing() -> None:
    for state in ("unborn", "confirmed", "terminated"):
        for event in ("stale_request", "foreign_request"):
            assert Alone(Dialog, state).on(event) == (state, [], ["respond"])


def test_b2_3_a_target_refresh_is_learned() -> None:
    assert Alone(Dialog, "confirmed").on("confirm") == ("confirmed", ["learn_target"], [])
    assert Alone(Dialog, "confirmed").on("notify")[1] == ["note_request", "learn_target"]
    assert Alone(Dialog, "confirmed").on("subscribe")[1] == ["note_request", "learn_target"]


def test_b8_8_the_first_of_2xx_and_notify_makes_it() -> None:
    assert Alone(Dialog, "unborn").on("confirm") == ("confirmed", ["learn_response"], [])
    assert Alone(Dialog, "unborn").on("subscribe") == ("unborn", ["note_request"], ["subscribe_arrived"])
    assert Alone(Dialog, "unborn").on("notify") == ("confirmed", ["learn_notify"], ["notify_received"])


def test_it_begins_again_and_ends() -> None:
    """Property: what was known is forgotten with the dialog before."""
    assert Alone(Dialog, "confirmed").on("forget") == ("unborn", ["forget_dialog"], [])
    for state in ("unborn", "confirmed"):
        assert Alone(Dialog, state).on("over") == ("terminated", [], [])
        assert Alone(Dialog, state).on("action_failed") == (state, [], [])
    for event in ("confirm", "forget", "over", "action_failed"):
        assert Alone(Dialog, "terminated").on(event) == ("terminated", [], [])
    for event in ("notify", "subscribe", "other_request"):
        assert Alone(Dialog, "terminated").on(event) == ("terminated", [], ["respond"])
