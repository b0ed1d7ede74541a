"""dialog/dialog by itself: every request that was not stale moves the peer's CSeq on, whatever it is answered."""

from __future__ import annotations

import pytest

from sessioncore.handlers.dialog.dialog import Dialog
from tests.support.alone import Alone


@pytest.mark.parametrize("state", ["early", "confirmed"])
@pytest.mark.parametrize(
    ("event", "signal"),
    [
        ("query", "respond"),
        ("other_request", "respond"),
        ("bye", "bye_received"),
        ("inquiry", "inquiry_received"),
        ("letter", "inquiry_received"),
    ],
)
def test_b2_5_a_request_moves_the_peers_number_on(state: str, event: str, signal: str) -> None:
    """RFC 3261 12.2.2: also one that is then refused."""
    assert Alone(Dialog, state).on(event) == (state, ["note_request"], [signal])


@pytest.mark.parametrize("state", ["early", "confirmed"])
def test_b2_5_a_stale_request_moves_nothing(state: str) -> None:
    assert Alone(Dialog, state).on("stale_request") == (state, [], ["respond"])


@pytest.mark.parametrize("state", ["early", "confirmed"])
def test_a_request_is_answered_although_it_could_not_be_noted(state: str) -> None:
    """RFC 3261 8.2.6: every request but an ACK gets a final response; what failed later is answered elsewhere."""
    assert Alone(Dialog, state, "dropped").on("action_failed") == (state, [], ["respond"])
    assert Alone(Dialog, state).on("action_failed") == (state, [], [])


def test_b3_9_an_invite_while_ours_or_its_own_is_open_is_refused_and_counted() -> None:
    """RFC 3261 14.2: 491 meets our own, 500 with a Retry-After that was drawn meets the peer's own."""
    drawn = ["note_request", "draw_retry_after"]
    assert Alone(Dialog, "early", "initiator").on("reinvite") == ("early", ["note_request"], ["respond"])
    assert Alone(Dialog, "early").on("reinvite") == ("early", drawn, ["respond_overlap"])
    assert Alone(Dialog, "confirmed", "occupied").on("reinvite") == ("confirmed", drawn, ["respond_overlap"])
    assert Alone(Dialog, "confirmed").on("reinvite") == ("confirmed", ["note_request"], ["reinvite_received"])


def test_b5_14_digits_are_told_and_answered_whenever_they_come() -> None:
    for state in ("early", "confirmed"):
        assert Alone(Dialog, state).on("dialed") == (state, ["note_request", "publish_digits"], ["respond"])
    assert Alone(Dialog, "terminated").on("dialed") == ("terminated", [], ["respond_gone"])


@pytest.mark.parametrize("state", ["early", "outlived", "terminated"])
def test_b2_7_a_subscription_of_ours_needs_a_call_that_is_up(state: str) -> None:
    machine = Alone(Dialog, state)
    assert machine.on("watch") == (state, [], [])
    assert machine.rejected == [("watch", 481)]
    assert Alone(Dialog, "confirmed").on("watch") == ("confirmed", [], ["watch_wanted"])
    assert Alone(Dialog, "confirmed", "watching").on("watch") == ("confirmed", ["refuse_watch"], [])


@pytest.mark.parametrize("state", ["confirmed", "outlived"])
def test_b8_8_b2_7_a_notify_is_for_a_subscription_or_for_nothing(state: str) -> None:
    learned = ["note_request", "move_target"]
    assert Alone(Dialog, state, "awaited").on("notify") == (state, learned, ["notify_received"])
    for other in (state, "early"):
        assert Alone(Dialog, other).on("notify") == (other, ["note_request"], ["respond"])


@pytest.mark.parametrize("state", ["outlived", "terminated"])
def test_b5_16_our_digits_need_a_call_or_what_may_become_one(state: str) -> None:
    machine = Alone(Dialog, state)
    assert machine.on("send_dtmf") == (state, [], [])
    assert machine.rejected == [("send_dtmf", 481)]
    for state in ("early", "confirmed"):
        assert Alone(Dialog, state).on("send_dtmf") == (state, [], ["digits_wanted"])


@pytest.mark.parametrize(
    "request_",
    [
        *("bye", "reinvite", "update", "query", "inquiry", "letter", "prack"),
        *("subscribe", "notify", "unproven_request", "demanding_request", "other_request", "stale_request"),
    ],
)
def test_b2_8_what_comes_after_the_end_finds_no_dialog(request_: str) -> None:
    """Whatever else there would be to say of it."""
    assert Alone(Dialog, "terminated").on(request_) == ("terminated", [], ["respond_gone"])


def test_b2_12_b3_13_what_is_required_and_not_known_is_refused_before_anybody_reads_it() -> None:
    for state in ("early", "confirmed"):
        assert Alone(Dialog, state).on("demanding_request") == (state, ["note_request"], ["respond"])
        assert Alone(Dialog, state).on("update") == (state, ["note_request"], ["update_received"])


def test_b2_3_a_target_moves_before_the_answer_and_after_it() -> None:
    for state in ("early", "confirmed"):
        for event in ("refreshed", "target_refreshed"):
            assert Alone(Dialog, state).on(event) == (state, ["learn_target"], [])


def test_b3_11_a_prack_is_counted_and_finds_its_response_or_is_refused() -> None:
    """RFC 3262 3: 481 where it names no response that waits for one; after the end it may still end the copies."""
    for state in ("early", "confirmed"):
        assert Alone(Dialog, state, "acknowledges").on("prack") == (state, ["note_request"], ["prack_received"])
        assert Alone(Dialog, state).on("prack") == (state, ["note_request"], ["respond"])
    assert Alone(Dialog, "terminated", "acknowledges").on("prack") == ("terminated", [], ["prack_received"])


@pytest.mark.parametrize("request_", ["bye", "reinvite", "update", "dialed", "inquiry", "letter", "prack"])
def test_b2_7_what_belongs_to_the_session_is_gone_with_it(request_: str) -> None:
    """RFC 5057: the dialog is there all the same, so its numbers go on."""
    assert Alone(Dialog, "outlived").on(request_) == ("outlived", ["note_request"], ["respond_gone"])


def test_b2_7_a_session_that_ends_leaves_the_dialog_to_its_subscriptions() -> None:
    assert Alone(Dialog, "confirmed", "kept").on("ended") == ("outlived", [], [])
    assert Alone(Dialog, "confirmed").on("ended") == ("terminated", [], [])
    assert Alone(Dialog, "outlived", "kept").on("usage_over") == ("outlived", [], [])
    assert Alone(Dialog, "outlived").on("usage_over") == ("terminated", [], [])
    assert Alone(Dialog, "confirmed").on("usage_over") == ("confirmed", [], [])


def test_b2_7_a_subscribe_inside_the_dialog() -> None:
    taken, counted = ["note_request", "move_target"], ["note_request"]
    again = (taken, ["resubscribe_received"])
    for state in ("confirmed", "outlived"):
        assert Alone(Dialog, state, "watched").on("subscribe")[1:] == again
        assert Alone(Dialog, state, "watched", "undecided").on("subscribe")[1:] == (counted, ["respond"])
    assert Alone(Dialog, "confirmed").on("subscribe")[1:] == (taken, ["subscribe_received"])
    for guard in ("crowded", "unwatched"):
        assert Alone(Dialog, "confirmed", guard).on("subscribe")[1:] == (counted, ["respond"])
    assert Alone(Dialog, "outlived").on("subscribe")[1:] == (counted, ["respond_gone"])
    assert Alone(Dialog, "early").on("subscribe")[1:] == (counted, ["respond"])


@pytest.mark.parametrize("state", ["early", "confirmed", "outlived"])
def test_b7_12_b8_8_what_is_unproven_or_belongs_to_nothing_is_counted_and_answered(state: str) -> None:
    for event in ("unproven_request", "notify"):
        assert Alone(Dialog, state).on(event) == (state, ["note_request"], ["respond"])


@pytest.mark.parametrize("state", ["early", "confirmed"])
def test_b3_13_an_update_before_the_answer_to_the_last_one_is_counted_and_told_when_to_come_again(state: str) -> None:
    """RFC 3311 5.2: 500 with a Retry-After of 0 to 10 seconds, chosen at random."""
    drawn = ["note_request", "draw_retry_after"]
    assert Alone(Dialog, state, "updating").on("update") == (state, drawn, ["respond_overlap"])
