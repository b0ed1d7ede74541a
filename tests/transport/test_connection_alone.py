"""transport/connection by itself: what cannot be sent is said to be so, and each wait begins anew when it should."""

from __future__ import annotations

import pytest

from sessioncore.handlers.limits import Limits
from sessioncore.handlers.transport.connection import Connection
from tests.support.alone import Alone

LIMITS = Limits()
TRANSACTION = 64 * LIMITS.T1


@pytest.mark.parametrize("state", ["closing", "closed"])
def test_b1_11_a_message_for_a_connection_that_is_ending_is_refused(state: str) -> None:
    """RFC 3261 8.1.3.1: whoever wanted to send it has to know."""
    assert Alone(Connection, state).on("message_given") == (state, ["refuse"], [])


@pytest.mark.parametrize("state", ["open.fresh", "open.quiet", "open.receiving", "open.idle"])
def test_b1_11_a_peer_that_says_something_has_what_left_before(state: str) -> None:
    assert Alone(Connection, state).on("received") == ("open.quiet", ["note_heard"], [])


def test_t2_with_every_message_the_transactions_begin_anew() -> None:
    """RFC 3261 18: a response may take 64*T1 after the last request."""
    machine = Alone(Connection, "open.idle")
    machine.on("message_given")
    machine.cell.advance(TRANSACTION - 1)
    assert machine.on("message_given") == ("open.quiet", ["forward"], [])
    machine.cell.advance(TRANSACTION - 1)
    assert machine.machine.state_name == "open.quiet"
    machine.cell.advance(2)
    assert machine.machine.state_name == "open.idle"


def test_t2_a_connection_that_a_call_needs_waits_once_more() -> None:
    needed = Alone(Connection, "open.quiet", "needed")
    needed.on("grew_quiet")
    for _ in range(3):
        needed.cell.advance(LIMITS.idle_time)
        assert needed.machine.state_name == "open.idle"
        assert "idle" in needed.cell.running
    assert Alone(Connection, "open.idle").on("idle_over") == ("closing", ["close"], [])


def test_t3_a_pong_has_its_time_and_no_more() -> None:
    """RFC 5626 4.4.1: 10 seconds."""
    machine = Alone(Connection, "open.idle", "pinging_wanted")
    assert machine.on("ping_due") == ("open.pinging", ["ping"], [])
    machine.cell.advance(9.9)
    assert machine.machine.state_name == "open.pinging"
    machine.cell.advance(0.2)
    assert machine.machine.state_name == "closed"
