"""session/session by itself: the state that the application sees follows the call, one event for each."""

from __future__ import annotations

import pytest

from sessioncore.handlers.session.session import Session
from tests.support.alone import Alone

ALIVE = ("dialing", "ringing", "early_media", "connected", "on_hold")


@pytest.mark.parametrize("state", ALIVE)
def test_a_call_that_is_being_ended_is_terminating(state: str) -> None:
    assert Alone(Session, state).on("releasing") == ("terminating", ["publish_state"], [])


@pytest.mark.parametrize("state", ["dialing", "ringing", "early_media"])
def test_a_call_that_is_answered_is_connected(state: str) -> None:
    assert Alone(Session, state).on("up") == ("connected", ["publish_state"], [])


@pytest.mark.parametrize("state", [*ALIVE, "initializing", "terminating"])
def test_every_call_ends_as_over_or_as_failed(state: str) -> None:
    assert Alone(Session, state).on("call_over") == ("terminated", ["publish_state"], [])
    assert Alone(Session, state).on("call_failed") == ("failed", ["publish_failed", "publish_state"], [])


def test_b4_6_hold_of_either_side_is_on_hold() -> None:
    assert Alone(Session, "connected").on("stands") == ("on_hold", ["publish_state"], [])
    assert Alone(Session, "on_hold").on("flows") == ("connected", ["publish_state"], [])
