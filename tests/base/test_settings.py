"""Settings of one engine."""

from __future__ import annotations

import inspect

import attrs
import pytest

from sessioncore.api import SessionManager
from sessioncore.base.settings import Settings
from sessioncore.cli.serve import DEFAULT_LISTEN


def test_they_do_not_change() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


def test_nobody_else_is_listened_to_unless_asked() -> None:
    listen = inspect.signature(SessionManager).parameters["listen"].default
    assert {Settings().address, listen, DEFAULT_LISTEN} == {"127.0.0.1", "udp:127.0.0.1:5060"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [("192.0.2.1", "192.0.2.1:5060"), ("2001:db8::1", "[2001:db8::1]:5060"), ("::1", "[::1]:5060")],
)
def test_host_and_port_as_they_stand_in_a_uri(address: str, expected: str) -> None:
    assert Settings(address=address).host_port == expected


def test_media_go_to_the_address_of_signalling_unless_told_otherwise() -> None:
    assert Settings(address="192.0.2.1").sdp_address == "192.0.2.1"
    assert Settings(address="192.0.2.1", media_address="198.51.100.1").sdp_address == "198.51.100.1"


def test_it_listens_on_loopback_unless_told_otherwise() -> None:
    assert (Settings().address, Settings().port) == ("127.0.0.1", 5060)


def test_everything_is_bounded() -> None:
    assert 0 < Settings().max_mailbox < Settings().max_sessions < 10**7
