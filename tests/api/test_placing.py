from __future__ import annotations

import pytest

from sessioncore.api.placing import next_hop_of, read_target
from sessioncore.base.errors import LocalProtocolError, TransportError


@pytest.mark.parametrize(
    "text", ["", "bob", "sip:", "sip:bob@", "bob@192.0.2.1", "sip:bob@h:99999", "sip:b o b@h", "sip:bob@h\r\nX: y"]
)
def test_bad_uris_are_explained(text: str) -> None:
    with pytest.raises(LocalProtocolError, match=r"one is sip:bob@192\.0\.2\.1:5060"):
        read_target(text)


@pytest.mark.parametrize("text", ["sips:bob@192.0.2.1", "tel:+4930123456"])
def test_other_schemes_are_refused(text: str) -> None:
    with pytest.raises(LocalProtocolError, match="only sip: URIs"):
        read_target(text)


async def test_next_hops() -> None:
    assert await next_hop_of(read_target("sip:bob@192.0.2.1"), v6=False) == "192.0.2.1:5060"
    assert await next_hop_of(read_target("sip:bob@192.0.2.1:5070;transport=udp"), v6=False) == "192.0.2.1:5070"
    assert await next_hop_of(read_target("sip:[2001:db8::1]"), v6=True) == "[2001:db8::1]:5060"
    with pytest.raises(TransportError, match="only UDP"):
        await next_hop_of(read_target("sip:bob@192.0.2.1;transport=tcp"), v6=False)
