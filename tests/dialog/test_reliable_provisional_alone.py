"""dialog/reliable_provisional by itself: what is kept, for how long, and who is told."""

from __future__ import annotations

import pytest

from sessioncore.handlers.dialog.reliable_provisional import ReliableProvisional
from tests.support.alone import Alone


def test_b3_11_it_is_kept_until_its_prack_which_is_read_and_then_answered() -> None:
    machine = Alone(ReliableProvisional, "sending", "meant")
    assert machine.on("sent") == ("sending", ["keep"], [])
    assert machine.on("prack") == ("answering", ["forget", "note_prack"], ["described"])
    assert machine.on("taken") == ("done", ["forget_prack"], ["respond", "acknowledged"])
    assert machine.on("prack") == ("done", [], ["respond_gone"])
    for event in ("taken", "answered", "down"):
        assert machine.on(event) == ("done", [], []), "these are about another one"


def test_b3_12_an_offer_in_the_prack_is_answered() -> None:
    machine = Alone(ReliableProvisional, "answering")
    assert machine.on("answered") == ("done", ["forget_prack"], ["respond", "acknowledged"])


def test_b3_11_b11_16_an_offer_that_is_passed_on_acknowledges_at_once_and_nothing_is_kept() -> None:
    """RFC 3262 3: resending ceases with the PRACK, whenever its own answer comes."""
    machine = Alone(ReliableProvisional, "sending", "meant", "passing")
    assert machine.on("prack") == ("done", ["forget", "forget_prack"], ["passed_on", "acknowledged"])
    assert machine.cell.running == []


def test_b3_11_given_up_after_64_t1() -> None:
    machine = Alone(ReliableProvisional, "sending")
    assert machine.on("gave_up") == ("done", ["forget", "forget_prack"], ["given_up"])


def test_b3_11_after_the_end_of_the_invite_a_prack_that_was_under_way_is_answered() -> None:
    machine = Alone(ReliableProvisional, "sending", "meant")
    assert machine.on("down") == ("stopped", ["forget"], [])
    assert machine.cell.running == ["linger"], "and not sent again"
    assert machine.on("down") == ("stopped", [], [])
    assert machine.on("prack") == ("done", ["forget_prack"], ["respond"])
    machine = Alone(ReliableProvisional, "stopped")
    assert machine.on("lingered") == ("done", ["forget_prack"], [])


def test_the_dialog_ends_while_the_prack_is_read() -> None:
    assert Alone(ReliableProvisional, "answering").on("down") == ("done", ["forget_prack"], ["respond"])


@pytest.mark.parametrize(
    ("state", "signals"),
    [("sending", ["given_up"]), ("answering", ["respond", "given_up"]), ("stopped", []), ("done", [])],
)
def test_whoever_waits_is_told_when_something_fails(state: str, signals: list[str]) -> None:
    did = [] if state == "done" else ["forget_prack"]
    assert Alone(ReliableProvisional, state).on("action_failed") == ("done", did, signals)


@pytest.mark.parametrize("state", ["sending", "stopped"])
def test_b3_11_a_prack_for_another_invite_is_none_of_this(state: str) -> None:
    for holds in ((), ("passing",)):
        assert Alone(ReliableProvisional, state, *holds).on("prack") == (state, [], ["respond_gone"])
