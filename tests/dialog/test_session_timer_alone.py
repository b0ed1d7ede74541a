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
