"""media/stream by itself: the session hears whether sound may come, and a port that is ours falls silent at the end."""

from __future__ import annotations

import pytest

from sessioncore.handlers.media.stream import Stream
from tests.support.alone import Alone


def test_b4_6_the_session_hears_whether_the_stream_flows_or_stands() -> None:
    assert Alone(Stream, "idle").on("configure") == ("flowing", ["apply"], ["flows"])
    assert Alone(Stream, "idle", "holding").on("configure") == ("held", ["apply"], ["stands"])
    assert Alone(Stream, "held", "holding").on("configure") == ("held", ["apply"], [])
    assert Alone(Stream, "held").on("configure") == ("flowing", ["apply"], ["flows"])
    assert Alone(Stream, "flowing").on("up") == ("flowing", [], ["flows"])
    assert Alone(Stream, "held").on("up") == ("held", [], ["stands"])


@pytest.mark.parametrize("state", ["flowing", "held"])
def test_b4_8_what_our_offer_names_is_received_at_once(state: str) -> None:
    assert Alone(Stream, state).on("expect") == (state, ["await_formats"], [])
    assert Alone(Stream, state).on("shown") == (state, ["show"], [])


@pytest.mark.parametrize("state", ["flowing", "held", "lost", "renewed"])
def test_at_the_end_only_a_port_of_our_own_falls_silent(state: str) -> None:
    assert Alone(Stream, state, "ours").on("down") == ("closed", ["silence"], [])
    assert Alone(Stream, state).on("down") == ("closed", [], [])


@pytest.mark.parametrize("state", ["idle", "closed"])
def test_a_failure_is_published_whatever_the_call_does(state: str) -> None:
    assert Alone(Stream, state).on("media_failed") == (state, ["publish_failed"], [])


def test_b5_4_a_failure_of_the_whole_stream_is_lost_media() -> None:
    assert Alone(Stream, "flowing", "whole").on("media_failed") == ("lost", ["publish_failed"], ["lost"])
    assert Alone(Stream, "held", "whole").on("media_failed") == ("held", ["publish_failed"], ["lost"])
    for state in ("flowing", "held", "lost", "renewed"):
        assert Alone(Stream, state).on("media_failed") == (state, ["publish_failed"], [])


@pytest.mark.parametrize(
    ("state", "signal"), [("flowing", "flows"), ("lost", "flows"), ("renewed", "flows"), ("held", "stands")]
)
def test_b5_15_once_the_call_is_up_rtcp_may_leave(state: str, signal: str) -> None:
    assert Alone(Stream, state, "held_back").on("up") == (state, ["report"], [signal])
    assert Alone(Stream, state).on("up") == (state, [], [signal])


def test_b5_4_silence_is_published_and_is_lost_media_only_where_media_should_flow() -> None:
    assert Alone(Stream, "flowing").on("media_silent") == ("lost", ["publish_silent"], ["lost"])
    for state in ("idle", "lost", "held", "closed"):
        assert Alone(Stream, state).on("media_silent") == (state, ["publish_silent"], [])


def test_b5_4_what_a_new_agreement_does_not_bring_back_is_given_up() -> None:
    assert Alone(Stream, "lost").on("configure") == ("renewed", ["apply"], [])
    assert Alone(Stream, "renewed").on("media_silent") == ("renewed", ["publish_silent"], ["given_up"])
    assert Alone(Stream, "renewed", "whole").on("media_failed") == ("renewed", ["publish_failed"], ["given_up"])
    assert Alone(Stream, "renewed").on("configure") == ("renewed", ["apply"], [])


@pytest.mark.parametrize("state", ["lost", "renewed"])
def test_b5_4_lost_media_may_come_back_or_be_held(state: str) -> None:
    assert Alone(Stream, state).on("media_started") == ("flowing", ["publish_started"], [])
    assert Alone(Stream, state, "holding").on("configure") == ("held", ["apply"], ["stands"])
    assert Alone(Stream, state).on("expect") == (state, ["await_formats"], [])
    assert Alone(Stream, state).on("shown") == (state, ["show"], [])
    assert Alone(Stream, state).on("up") == (state, [], ["flows"])


def test_b5_15_reports_held_back_begin_although_media_is_lost() -> None:
    assert Alone(Stream, "lost", "held_back").on("up") == ("lost", ["report"], ["flows"])


@pytest.mark.parametrize("state", ["idle", "flowing", "held", "closed"])
@pytest.mark.parametrize("what", ["started", "stopped", "told"])
def test_what_the_media_plane_tells_is_published(state: str, what: str) -> None:
    assert Alone(Stream, state).on(f"media_{what}") == (state, [f"publish_{what}"], [])


@pytest.mark.parametrize("state", ["idle", "flowing", "held", "lost", "renewed", "closed"])
def test_what_becomes_of_digits_is_told_to_who_sends_them(state: str) -> None:
    assert Alone(Stream, state).on("digits_sent") == (state, [], ["dialed"])
    assert Alone(Stream, state, "of_digits").on("media_failed") == (state, [], ["undialed"])


def test_b5_15_what_was_held_back_is_reported_once_the_call_is_up() -> None:
    assert Alone(Stream, "flowing", "held_back").on("up") == ("flowing", ["report"], ["flows"])
    assert Alone(Stream, "held", "held_back").on("up") == ("held", ["report"], ["stands"])


@pytest.mark.parametrize("state", ["flowing", "held"])
def test_b3_17_of_several_forks_the_one_that_is_to_be_heard_gets_the_port(state: str) -> None:
    assert Alone(Stream, state).on("shown") == (state, ["show"], [])
