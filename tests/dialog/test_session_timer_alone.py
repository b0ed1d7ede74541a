"""dialog/session_timer by itself: a 2xx without Session-Expires ends the session timer (RFC 4028 7.2)."""

from __future__ import annotations

import pytest

from sessioncore.handlers.dialog.session_timer import SessionTimer
from tests.support.alone import Alone


@pytest.mark.parametrize("state", ["untimed", "refreshing", "watching"])
def test_b3_15_a_2xx_without_an_interval_ends_the_limit(state: str) -> None:
    machine = Alone(SessionTimer, state, "unlimited")
    assert machine.on("asked") == ("untimed", ["forget"], [])
    assert machine.cell.running == []


@pytest.mark.parametrize("event", ["asked", "answered"])
@pytest.mark.parametrize("state", ["untimed", "refreshing", "watching"])
def test_b3_15_the_role_may_move_with_every_refresh(state: str, event: str) -> None:
    assert Alone(SessionTimer, state, "ours").on(event) == ("refreshing", ["learn"], [])
    assert Alone(SessionTimer, state).on(event) == ("watching", ["learn"], [])


def test_b3_15_the_refresher_watches_too() -> None:
    """RFC 4028 10: a refresh that the peer never answers ends the session as a missing one does."""
    machine = Alone(SessionTimer, "untimed", "ours")
    machine.on("answered")
    assert machine.cell.running == ["half", "deadline"]
    watching = Alone(SessionTimer, "untimed")
    watching.on("answered")
    assert watching.cell.running == ["deadline"]


@pytest.mark.parametrize("state", ["refreshing", "watching"])
def test_b3_15_a_session_that_was_not_refreshed_has_expired(state: str) -> None:
    machine = Alone(SessionTimer, state)
    assert machine.on("unrefreshed") == ("untimed", [], ["expired"])
    assert machine.cell.running == []
