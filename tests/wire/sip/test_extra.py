"""Headers of an application: one line each, none of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip import parse
from sessioncore.wire.sip.extra import MAX_EXTRA, OURS, extra_headers
from tests.support.messages import make_request


def test_i3_names_become_canonical_and_keep_their_order() -> None:
    found = extra_headers({"x-case": "7", "subject": " Hello ", "SUPPORTED-BY": "me"})
    assert found == [("X-Case", "7"), ("Subject", "Hello"), ("Supported-By", "me")]
    assert extra_headers(None) == extra_headers({}) == []


@pytest.mark.parametrize("value", ["a\r\nVia: x", "a\nb", "a\rb", "a\0b", "a\x0bb", "a\x85b", "a\u2028b", "x" * 3000])
def test_i3_a_value_is_one_line(value: str) -> None:
    with pytest.raises(LocalProtocolError):
        extra_headers({"X-Note": value})


@pytest.mark.parametrize("name", ["", "a b", "a:b", "a\r\n", "Ü", "x" * 100, *sorted(OURS), "i", "via", "CONTACT", "k"])
def test_i3_a_name_is_a_token_and_none_of_ours(name: str) -> None:
    with pytest.raises(LocalProtocolError):
        extra_headers({name: "value"})


def test_i3_no_more_than_a_few() -> None:
    extra_headers({f"X-{number}": "" for number in range(MAX_EXTRA)})
    with pytest.raises(LocalProtocolError):
        extra_headers({f"X-{number}": "" for number in range(MAX_EXTRA + 1)})


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=40), max_size=4))
def test_i3_whatever_is_taken_comes_out_as_just_these_lines(given_headers: dict[str, str]) -> None:
    try:
        lines = extra_headers(given_headers)
    except LocalProtocolError:
        return
    plain = make_request("INVITE")
    whole = make_request("INVITE", headers=tuple(lines))
    assert len(whole.headers) == len(plain.headers) + len(lines)
    assert parse(whole.encode()).body == b""
