"""dialog/prack by itself: what was given to it is forgotten again."""

from __future__ import annotations

from sessioncore.handlers.dialog.prack import Prack
from tests.support.alone import Alone


def test_b3_11_one_in_order_is_read_before_its_prack_leaves() -> None:
    machine = Alone(Prack, "listening", "in_order")
    assert machine.on("received") == ("listening", ["note_number"], ["fresh"])
    assert machine.on("due") == ("listening", ["send_prack"], [])
    assert machine.on("finished") == ("listening", ["forget_prack"], [])
    assert machine.machine.final, "nothing of a dialog waits for it"


def test_b3_11_one_out_of_order_leaves_no_trace() -> None:
    assert Alone(Prack, "listening").on("received") == ("listening", [], [])


def test_b7_1_a_challenge_is_answered() -> None:
    assert Alone(Prack, "listening", "challenged").on("finished") == ("listening", ["send_prack_answered"], [])


def test_a_prack_that_cannot_be_made_ends_nothing() -> None:
    assert Alone(Prack, "listening").on("action_failed") == ("listening", [], [])
