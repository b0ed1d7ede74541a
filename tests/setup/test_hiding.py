"""Keys of media go, and are taken, only where nobody else reads them (RFC 4568 9.1)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from sessioncore.actions.setup._hiding import came_hidden, goes_hidden, may_go, went_hidden
from sessioncore.base.settings import Settings
from sessioncore.wire.sip import Request, parse, parse_uri

KEYS = "v=0\r\na=crypto:1 X inline:y\r\n"


def cell(**settings: Any) -> Any:
    return SimpleNamespace(settings=Settings(**{"tls_port": 5061, "wss_port": 5443, **settings}))


def invite(target: str, *, body: str = KEYS, route: str = "", transport: str = "UDP", flow: int = 0) -> Request:
    lines = [f"INVITE {target} SIP/2.0", f"Via: SIP/2.0/{transport} a;branch=z9hG4bK1", "From: <sip:a@b>;tag=1"]
    lines += ["To: <sip:c@d>", "Call-ID: x", "CSeq: 1 INVITE", "Max-Forwards: 70", f"Content-Length: {len(body)}"]
    lines += [f"Route: {route}"] if route else []
    made = parse("\r\n".join([*lines, "", body]).encode())
    assert isinstance(made, Request)
    made._via = attrs.evolve(made.via, flow=flow)
    return made


@pytest.mark.parametrize(
    ("target", "route", "proxy", "hidden"),
    [
        ("sips:bob@h", "", "", True),
        ("sip:bob@h;transport=tls", "", "", True),
        ("sip:bob@h;transport=wss", "", "", True),
        ("sip:bob@h", "", "", False),
        ("sip:bob@h;transport=tcp", "", "", False),
        ("sip:bob@h;transport=ws", "", "", False),
        ("sips:bob@h", "<sip:edge;lr>", "", False),
        ("sip:bob@h", "<sip:edge;transport=tls;lr>", "", True),
        ("sip:bob@h", "", "<sips:edge;lr>", True),
        ("sips:bob@h", "", "<sip:edge;lr>", False),
    ],
)
def test_b5_9_the_first_hop_decides(target: str, route: str, proxy: str, hidden: bool) -> None:
    where = cell(outbound_proxy=proxy)
    assert goes_hidden(where, parse_uri(target), route) is hidden
    assert went_hidden(where, invite(target, route=route)) is hidden
    assert not went_hidden(where, None)


@pytest.mark.parametrize("target", ["sips:bob@h", "sip:bob@h;transport=tls"])
def test_b5_9_what_is_not_served_hides_nothing(target: str) -> None:
    """The request would take another transport (RFC 3261 26.2.2 has it refused, which is for who asks)."""
    without = cell(tls_port=None)
    assert not goes_hidden(without, parse_uri(target))
    assert goes_hidden(without, parse_uri("sips:bob@h;transport=ws"))
    assert not may_go(without, invite("sip:bob@h;transport=wss"), target)


@pytest.mark.parametrize(
    ("transport", "flow", "hidden"),
    [("TLS", 3, True), ("WSS", 3, True), ("TCP", 3, False), ("UDP", 0, False), ("TLS", 0, False)],
)
def test_b5_9_what_came_over_a_connection_with_tls(transport: str, flow: int, hidden: bool) -> None:
    """What a datagram says of itself does not count."""
    assert came_hidden(invite("sip:us@h", transport=transport, flow=flow)) is hidden


def test_b5_9_no_redirection_shows_the_keys() -> None:
    hidden = invite("sips:bob@h")
    assert may_go(cell(), hidden, "sips:bob@other")
    assert not may_go(cell(), hidden, "sip:bob@other")
    assert may_go(cell(), invite("sips:bob@h", body="v=0\r\n"), "sip:bob@other")
    assert may_go(cell(sdes_over_clear_transport=True), hidden, "sip:bob@other")
