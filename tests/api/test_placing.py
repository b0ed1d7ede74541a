from __future__ import annotations

import contextlib

import pytest

from sessioncore.api.placing import check_way, first_hop, read_proxy, read_target
from sessioncore.base.errors import ConfigError, LocalProtocolError, TransportError
from sessioncore.base.settings import Settings


@pytest.mark.parametrize(
    "text", ["", "bob", "sip:", "sip:bob@", "bob@192.0.2.1", "sip:bob@h:99999", "sip:b o b@h", "sip:bob@h\r\nX: y"]
)
def test_bad_uris_are_explained(text: str) -> None:
    with pytest.raises(LocalProtocolError, match=r"one is sip:bob@192\.0\.2\.1:5060"):
        read_target(text)


@pytest.mark.parametrize("text", ["tel:+4930123456", "mailto:bob@example.com"])
def test_other_schemes_are_refused(text: str) -> None:
    with pytest.raises(LocalProtocolError, match="only sip: and sips: URIs"):
        read_target(text)


UDP = Settings()
ALL = Settings(tcp_port=5060, tls_port=5061)


@pytest.mark.parametrize(
    ("target", "settings", "v6", "why"),
    [
        ("sip:bob@192.0.2.1", UDP, False, ""),
        ("sip:bob@example.com;transport=udp", UDP, False, ""),
        ("sip:[2001:db8::1]", UDP, True, ""),
        ("sip:bob@192.0.2.1;transport=TCP", ALL, False, ""),
        ("sips:bob@192.0.2.1", ALL, False, ""),
        ("sip:bob@192.0.2.1;transport=tcp", UDP, False, "'tcp' is not served, only udp"),
        ("sips:bob@192.0.2.1", UDP, False, "'tls' is not served, only udp"),
        ("sip:bob@[2001:db8::1]", UDP, False, "cannot be reached from an IPv4 socket"),
    ],
)
def test_what_cannot_be_reached_is_told_at_once(target: str, settings: Settings, v6: bool, why: str) -> None:
    with pytest.raises(TransportError, match=why) if why else contextlib.nullcontext():
        check_way(read_target(target), settings, v6=v6)


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("192.0.2.1", "<sip:192.0.2.1;lr>"),
        ("192.0.2.1:5070", "<sip:192.0.2.1:5070;lr>"),
        ("sip:[2001:db8::1]:5070;transport=tcp", "<sip:[2001:db8::1]:5070;transport=tcp;lr>"),
        ("sips:proxy.example;lr", "<sips:proxy.example;lr>"),
    ],
)
def test_b2_4_an_outbound_proxy_becomes_a_loose_route(text: str, route: str) -> None:
    assert read_proxy(text) == route
    assert str(first_hop(read_target("sip:bob@example.com"), Settings(outbound_proxy=route))) == route[1:-1]


@pytest.mark.parametrize("text", ["", "sip:", "sip:alice@192.0.2.1", "a b", "192.0.2.1?x=y"])
def test_what_is_no_proxy_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="outbound proxy"):
        read_proxy(text)
