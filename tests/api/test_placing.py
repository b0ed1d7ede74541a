from __future__ import annotations

import pytest

from sessioncore.api.placing import first_hop, next_hop_of, read_proxy, read_target
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


async def test_next_hops() -> None:
    assert await next_hop_of(read_target("sip:bob@192.0.2.1"), UDP, v6=False) == "192.0.2.1:5060"
    assert await next_hop_of(read_target("sip:bob@192.0.2.1:5070;transport=udp"), UDP, v6=False) == "192.0.2.1:5070"
    assert await next_hop_of(read_target("sip:[2001:db8::1]"), UDP, v6=True) == "[2001:db8::1]:5060"
    assert await next_hop_of(read_target("sip:bob@192.0.2.1;transport=TCP"), ALL, v6=False) == "192.0.2.1:5060"
    assert await next_hop_of(read_target("sip:bob@192.0.2.1;transport=tls"), ALL, v6=False) == "192.0.2.1:5061"
    assert await next_hop_of(read_target("sips:bob@192.0.2.1"), ALL, v6=False) == "192.0.2.1:5061"
    with pytest.raises(TransportError, match="'tcp' is not served, only udp"):
        await next_hop_of(read_target("sip:bob@192.0.2.1;transport=tcp"), UDP, v6=False)
    with pytest.raises(TransportError, match="'tls' is not served, only udp"):
        await next_hop_of(read_target("sips:bob@192.0.2.1"), UDP, v6=False)


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
