"""dialog/invite_usage by itself: why a session ends is told, and no 2xx that comes late stays without its ACK."""

from __future__ import annotations

import pytest

from sessioncore.handlers.dialog.invite_usage import InviteUsage
from tests.support.alone import Alone

OURS = ["down", "failing"]
"""The neighbours hear that the session ends, and the leg that it ends by our own doing, not by a command."""


@pytest.mark.parametrize(
    ("state", "event"),
    [
        ("moratorium", "no_ack"),
        ("established", "no_ack"),
        ("established", "dialog_gone"),
        ("established", "unanswerable"),
        ("established", "expired"),
    ],
)
def test_b3_1_b2_8_b4_5_b3_15_what_we_end_ourselves_is_said_to_fail(state: str, event: str) -> None:
    assert Alone(InviteUsage, state).on(event) == ("mortal", ["send_bye"], OURS)


def test_b4_5_an_answer_that_does_not_fit_is_acknowledged_and_the_call_ended() -> None:
    """RFC 3261 13.2.2.4: ACK, then BYE."""
    assert Alone(InviteUsage, "early").on("answered") == ("mortal", ["send_ack", "send_bye"], OURS)


@pytest.mark.parametrize("event", ["answered", "again"])
def test_b3_2_a_dialog_that_was_given_up_and_answers_is_acknowledged_and_ended(event: str) -> None:
    """Once: the next copy finds the BYE on its way and gets only its ACK."""
    machine = Alone(InviteUsage, "abandoned")
    assert machine.on(event) == ("mortal", ["send_ack", "send_bye"], [])
    assert machine.on("again") == ("mortal", ["resend_ack"], [])
    assert machine.on("bye_done") == ("morgue", [], ["ended"])
    assert machine.on("again") == ("morgue", ["resend_ack"], [])


def test_b5_4_lost_media_ends_the_call_where_that_is_configured() -> None:
    told = Alone(InviteUsage, "established", "ends_without_media").on("media_lost")
    assert told == ("mortal", ["send_bye"], OURS)
    assert Alone(InviteUsage, "established").on("media_lost") == ("established", [], [])


def test_b5_4_media_that_no_agreement_brings_back_ends_the_call_where_one_was_tried() -> None:
    told = Alone(InviteUsage, "established", "gives_up_without_media").on("media_given_up")
    assert told == ("mortal", ["send_bye"], OURS)
    assert Alone(InviteUsage, "established").on("media_given_up") == ("established", [], [])


def test_b7_1_a_challenged_bye_goes_out_again() -> None:
    assert Alone(InviteUsage, "mortal", "challenged").on("bye_done") == ("mortal", ["send_bye_answered"], [])
    assert Alone(InviteUsage, "mortal").on("bye_done") == ("morgue", [], ["ended"])


class TestOwing:
    """The 2xx brought an offer, which the other side of a coupling answers (B11.10)."""

    def test_b11_10_the_ack_waits_for_the_answer(self) -> None:
        machine = Alone(InviteUsage, "early", "solicited")
        assert machine.on("answered") == ("owing", [], [])
        assert machine.on("again") == ("owing", [], [])
        assert machine.on("ack_ready") == ("established", ["send_ack"], ["up"])

    @pytest.mark.parametrize("event", ["hang_up", "expired", "dialog_gone", "unanswerable"])
    def test_b3_2_what_ends_it_is_acknowledged_first(self, event: str) -> None:
        assert Alone(InviteUsage, "owing").on(event) == ("mortal", ["send_ack", "send_bye"], OURS)

    def test_b3_2_the_peer_s_bye_too(self) -> None:
        assert Alone(InviteUsage, "owing").on("bye") == ("morgue", ["send_ack"], ["respond", "down", "ended"])


@pytest.mark.parametrize(
    ("state", "status"), [("early", 491), ("owing", 491), ("mortal", 481), ("abandoned", 481), ("morgue", 481)]
)
def test_b10_11_what_cannot_be_told_is_refused(state: str, status: int) -> None:
    """491 while the session is not there yet, 481 when it is there no more."""
    machine = Alone(InviteUsage, state)
    assert machine.on("tell") == (state, [], [])
    assert machine.rejected == [("tell", status)]
