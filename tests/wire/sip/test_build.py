from __future__ import annotations

import pytest

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip import Request, Response, ack_for_failure, cancel_for, parse, validate

INVITE = Request(
    "INVITE",
    "sip:bob@192.0.2.4",
    [
        ("Via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKtop"),
        ("Via", "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKbelow"),
        ("Max-Forwards", "66"),
        ("From", "<sip:alice@example.com>;tag=f1"),
        ("To", "<sip:bob@example.com>"),
        ("Call-ID", "c1"),
        ("CSeq", "7 INVITE"),
        ("Contact", "<sip:alice@192.0.2.1>"),
        ("Route", "<sip:p1.example.com;lr>, <sip:p2.example.com;lr>"),
        ("Route", "<sip:p3.example.com;lr>"),
        ("Proxy-Authorization", 'Digest username="alice"'),
        ("Supported", "100rel"),
        ("Content-Type", "application/sdp"),
    ],
    b"v=0\r\n",
)


def test_ack_of_a_failure_runs_along_the_invites_hop() -> None:
    """RFC 3261 17.1.1.3, 22.1; behaviours B1.2 and B7.4."""
    ack = ack_for_failure(INVITE, INVITE.reply(407, to_tag="t1"))
    assert (ack.method, ack.uri, ack.body) == ("ACK", "sip:bob@192.0.2.4", b"")
    assert ack.get_all("Via") == ["SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKtop"]
    assert len(ack.routes) == 3
    assert (ack.to.tag, ack.from_.tag, ack.call_id) == ("t1", "f1", "c1")
    assert (ack.cseq.number, ack.cseq.method) == (7, "ACK")
    assert ack.get("Proxy-Authorization") == 'Digest username="alice"'
    assert (ack.has("Contact"), ack.has("Content-Type"), ack.has("Supported")) == (False, False, False)
    validate(parse(ack.encode()))


def test_a_peers_quoted_nul_does_not_keep_us_from_acknowledging() -> None:
    """A quoted NUL is legal (RFC 4475 3.1.1.2), and nothing that a peer sends may make a builder raise."""
    response = INVITE.reply(486).encode().replace(b"To: <sip:bob", b'To: "\\\0" <sip:bob')
    parsed = parse(response)
    assert isinstance(parsed, Response)
    assert b'To: "\\\0" <sip:bob@example.com>' in ack_for_failure(INVITE, parsed).encode()


def test_a_2xx_is_not_acknowledged_here() -> None:
    with pytest.raises(LocalProtocolError):
        ack_for_failure(INVITE, INVITE.reply(200, to_tag="t1"))


def test_cancel_equals_the_invite_but_for_the_method() -> None:
    """RFC 3261 9.1; behaviour B1.10. Credentials and Require stay out (9.1, 22.1)."""
    cancel = cancel_for(INVITE.with_header("Require", "100rel"))
    assert (cancel.method, cancel.uri, cancel.body) == ("CANCEL", "sip:bob@192.0.2.4", b"")
    assert cancel.via == INVITE.via
    assert cancel.get_all("Via") == ["SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKtop"]
    assert (cancel.get("To"), cancel.get("From"), cancel.call_id) == (INVITE.get("To"), INVITE.get("From"), "c1")
    assert (cancel.cseq.number, cancel.cseq.method, len(cancel.routes)) == (7, "CANCEL", 3)
    assert (cancel.has("Require"), cancel.has("Proxy-Authorization")) == (False, False)
    validate(parse(cancel.encode()))
