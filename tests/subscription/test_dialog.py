"""subscription/dialog by itself: every request moves the peer's number on, and what is over answers 481."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.actions.subscription.dialog import Actions
from sessioncore.handlers.subscription.dialog import Dialog
from tests.subscription.test_notifier import Subscriber
from tests.support.alone import Alone
from tests.support.peer import Peer


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
        assert Alone(Dialog, state, "dropped").on("action_failed") == (state, [], ["respond"])
    for event in ("confirm", "forget", "over", "action_failed"):
        assert Alone(Dialog, "terminated").on(event) == ("terminated", [], [])
    for event in ("notify", "subscribe", "other_request"):
        assert Alone(Dialog, "terminated").on(event) == ("terminated", [], ["respond"])


@pytest.mark.parametrize("action", ["note_request", "learn_target"])
def test_a_request_is_answered_although_it_could_not_be_noted(
    make_peer: Callable[..., Peer], monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    """RFC 3261 8.2.6: every request but an ACK gets a final response; the subscription goes on."""
    peer = make_peer(event_packages=(("presence", "text/plain"),))
    peer.expected_failures = 1
    made = Subscriber(peer)
    made.subscribe()
    made.give("grant", content="here")
    ok, notify = peer.take()
    made.to_tag = ok.to_tag
    made.answer(notify)
    with monkeypatch.context() as broken:
        broken.setattr(Actions, action, fails)
        assert [seen.label for seen in made.subscribe()] == ["500 SUBSCRIBE"]
    assert [seen.label for seen in made.subscribe(0)] == ["200 SUBSCRIBE", "NOTIFY"]
    made.answer(peer.take()[-1])


def fails(*_: object) -> None:
    raise RuntimeError("made to fail by the test")
