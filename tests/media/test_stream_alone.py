"""media/stream by itself: the session hears whether sound may come, and a port that is ours falls silent at the end."""

from __future__ import annotations

import pytest

from sessioncore.handlers.media.stream import Stream
from tests.support.alone import Alone


def test_b4_6_the_session_hears_whether_the_stream_flows_or_stands() -> None:
    assert Alone(Stream, "idle").on("configure") == ("flowing", ["apply"], ["flows"])
    assert Alone(Stream, "idle", "holding").on("configure") == ("held", ["apply"], ["stands"])
    assert Alone(Stream, "flowing").on("up") == ("flowing", [], ["flows"])
    assert Alone(Stream, "held").on("up") == ("held", [], ["stands"])


@pytest.mark.parametrize("state", ["flowing", "held"])
def test_b4_8_what_our_offer_names_is_received_at_once(state: str) -> None:
    assert Alone(Stream, state).on("expect") == (state, ["await_formats"], [])


@pytest.mark.parametrize("state", ["flowing", "held"])
def test_at_the_end_only_a_port_of_our_own_falls_silent(state: str) -> None:
    assert Alone(Stream, state, "ours").on("down") == ("closed", ["silence"], [])
    assert Alone(Stream, state).on("down") == ("closed", [], [])


@pytest.mark.parametrize("state", ["idle", "closed"])
def test_a_failure_is_published_whatever_the_call_does(state: str) -> None:
    assert Alone(Stream, state).on("media_failed") == (state, ["publish_failed"], [])


@pytest.mark.parametrize("state", ["flowing", "held"])
def test_b5_4_a_failure_of_the_whole_stream_is_lost_media(state: str) -> None:
    assert Alone(Stream, state, "whole").on("media_failed") == (state, ["publish_failed"], ["lost"])
    assert Alone(Stream, state).on("media_failed") == (state, ["publish_failed"], [])


@pytest.mark.parametrize("state", ["idle", "flowing", "held", "closed"])
def test_b5_4_silence_is_published_and_is_lost_media_only_where_media_should_flow(state: str) -> None:
    signals = ["lost"] if state == "flowing" else []
    assert Alone(Stream, state).on("media_silent") == (state, ["publish_silent"], signals)


@pytest.mark.parametrize("state", ["idle", "flowing", "held", "closed"])
@pytest.mark.parametrize("what", ["started", "stopped", "told"])
def test_what_the_media_plane_tells_is_published(state: str, what: str) -> None:
    assert Alone(Stream, state).on(f"media_{what}") == (state, [f"publish_{what}"], [])


@pytest.mark.parametrize("state", ["idle", "flowing", "held", "closed"])
def test_what_becomes_of_digits_is_told_to_who_sends_them(state: str) -> None:
    assert Alone(Stream, state).on("digits_sent") == (state, [], ["dialed"])
    assert Alone(Stream, state, "of_digits").on("media_failed") == (state, [], ["undialed"])


def test_b5_15_what_was_held_back_is_reported_once_the_call_is_up() -> None:
    assert Alone(Stream, "flowing", "held_back").on("up") == ("flowing", ["report"], ["flows"])
    assert Alone(Stream, "held", "held_back").on("up") == ("held", ["report"], ["stands"])
