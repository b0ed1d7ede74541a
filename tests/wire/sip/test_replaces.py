"""Replaces (RFC 3891 6.1): the examples of the RFC, and what a hostile peer may write."""

from __future__ import annotations

import pytest

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip import SipParseError
from sessioncore.wire.sip.replaces import Replaces, parse_replaces


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            "98732@sip.example.com ;from-tag=r33th4x0r ;to-tag=ff87ff",
            Replaces("98732@sip.example.com", "ff87ff", "r33th4x0r"),
        ),
        ("12adf2f34456gs5;to-tag=12345;from-tag=54321;early-only", Replaces("12adf2f34456gs5", "12345", "54321", True)),
        ("87134@171.161.34.23;to-tag=24796;from-tag=0;more=x", Replaces("87134@171.161.34.23", "24796", "0")),
    ],
)
def test_b8_5_values_of_the_rfc(value: str, expected: Replaces) -> None:
    assert parse_replaces(value) == expected
    assert parse_replaces(expected.encode()) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "call",
        "call;to-tag=1",
        "call;from-tag=1",
        "call;to-tag;from-tag=1",
        ";to-tag=1;from-tag=2",
        "a b;to-tag=1;from-tag=2",
        "call;to-tag=1;from-tag=2;to-tag=3",
        'call;to-tag="1;from-tag=2',
        "c" * 2000 + ";to-tag=1;from-tag=2",
    ],
)
def test_b8_5_what_names_no_dialog_is_400(value: str) -> None:
    with pytest.raises(SipParseError) as refused:
        parse_replaces(value)
    assert refused.value.status == 400


@pytest.mark.parametrize("made", [("a\r\nb", "1", "2"), ("a", "1;x", "2"), ("a", "1", ""), ("", "1", "2")])
def test_i3_a_dialog_is_named_by_what_a_header_can_hold(made: tuple[str, str, str]) -> None:
    with pytest.raises(LocalProtocolError):
        Replaces(*made)
