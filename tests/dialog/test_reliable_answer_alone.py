"""dialog/reliable_answer by itself: the 2xx is kept no longer than it may have to be sent again."""

from __future__ import annotations

from sessioncore.handlers.dialog.reliable_answer import ReliableAnswer
from tests.support.alone import Alone


def test_b3_1_the_ack_ends_the_copies_and_the_2xx_is_forgotten() -> None:
    assert Alone(ReliableAnswer, "sending").on("ack") == ("done", ["forget", "store"], ["acked"])


def test_b3_1_without_an_ack_the_2xx_is_forgotten_after_64_t1() -> None:
    assert Alone(ReliableAnswer, "sending").on("gave_up") == ("done", ["forget"], ["no_ack"])


def test_whoever_waits_for_the_ack_is_told_when_the_2xx_cannot_be_sent() -> None:
    assert Alone(ReliableAnswer, "sending").on("action_failed") == ("done", [], ["no_ack"])
    assert Alone(ReliableAnswer, "done").on("action_failed") == ("done", [], ["no_ack"])
