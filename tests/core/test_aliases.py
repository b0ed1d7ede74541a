"""Aliases of connections (RFC 5923): requests to a peer over the TLS connection that it opened."""

from __future__ import annotations

import json

import pytest

from sessioncore.core.entries import plain, read_input
from sessioncore.core.flows import MOST_ALIASES
from sessioncore.effects import Connect
from sessioncore.inputs import FlowOpened
from tests.support.peer import PEER, text_of
from tests.support.streams import StreamPeer

HOST = "pbx.example"


def opened(peer: StreamPeer, *names: str, transport: str = "tls") -> int:
    """The peer opens a connection with a certificate for these hosts."""
    peer.transport, peer.flow = transport, 1
    peer.feed(FlowOpened(1, (PEER[0], 49152), transport, accepted=True, names=names))
    return 1


def options(peer: StreamPeer, sent_by: str, *more: str, alias: str = ";alias") -> None:
    via = f"Via: SIP/2.0/UDP {sent_by};branch={peer.branch()}{alias}"
    lines = ["OPTIONS sip:a@192.0.2.1 SIP/2.0", via, *more, f"From: <sip:b@{HOST}>;tag=1", "To: <sip:a@192.0.2.1>"]
    lines += ["Max-Forwards: 70", "Call-ID: o", f"CSeq: {len(peer.log) + 1} OPTIONS"]
    assert peer.send(text_of(lines, None))[0].status == 200


def called(peer: StreamPeer, uri: str = f"sips:bob@{PEER[0]}:5071") -> tuple[list[Connect], int]:
    """A call of ours to the address that the peer names: what is opened for it, and what it leaves by."""
    peer.accepts = False
    peer.command("dial", peer.engine.env.session_id(), target=uri, arguments={})
    return peer.connects(), peer.flows()[-1]


def test_t8_requests_to_the_sent_by_address_take_the_connection_of_the_peer() -> None:
    peer = StreamPeer()
    flow = opened(peer, PEER[0], HOST)
    options(peer, f"{PEER[0]}:5071")
    assert called(peer) == ([], flow)


@pytest.mark.parametrize(
    ("names", "sent_by", "more", "alias"),
    [
        ((), f"{PEER[0]}:5071", (), ";alias"),
        (("other.example",), f"{PEER[0]}:5071", (), ";alias"),
        ((PEER[0],), f"{PEER[0]}:5072", (), ";alias"),
        ((PEER[0],), f"{PEER[0]}:5071", (), ""),
        ((PEER[0],), f"{PEER[0]}:5071", ("Via: SIP/2.0/TLS 192.0.2.77;branch=z9hG4bKx",), ";alias"),
    ],
    ids=["no certificate", "another host's", "another port", "not asked for", "through a proxy"],
)
def test_t8_but_not_for_whom_it_was_not_shown_to_be(
    names: tuple[str, ...], sent_by: str, more: tuple[str, ...], alias: str
) -> None:
    peer = StreamPeer()
    opened(peer, *names)
    options(peer, sent_by, *more, alias=alias)
    peer.accepts = False
    peer.command("dial", peer.engine.env.session_id(), target=f"sips:bob@{PEER[0]}:5071", arguments={})
    assert [connect.remote for connect in peer.connects()] == [(PEER[0], 5071)]


def test_t8_tcp_proves_nothing() -> None:
    peer = StreamPeer()
    opened(peer, PEER[0], transport="tcp")
    options(peer, f"{PEER[0]}:5071")
    peer.accepts = False
    target = f"sip:bob@{PEER[0]}:5071;transport=tcp"
    peer.command("dial", peer.engine.env.session_id(), target=target, arguments={})
    assert [connect.remote for connect in peer.connects()] == [(PEER[0], 5071)]


def test_t8_it_ends_with_the_connection() -> None:
    peer = StreamPeer()
    flow = opened(peer, PEER[0])
    options(peer, f"{PEER[0]}:5071")
    peer.lose(flow)
    peer.accepts = False
    peer.command("dial", peer.engine.env.session_id(), target=f"sips:bob@{PEER[0]}:5071", arguments={})
    assert len(peer.connects()) == 1
    assert peer.engine.flows._addresses.keys() == {("tls", (PEER[0], 5071), PEER[0])}


def test_a_connection_stands_for_so_many_addresses_only() -> None:
    peer = StreamPeer()
    opened(peer, PEER[0])
    for port in range(5070, 5070 + 2 * MOST_ALIASES):
        options(peer, f"{PEER[0]}:{port}")
    assert len(peer.engine.flows.cells[1].aliases) == MOST_ALIASES


def test_t8_we_ask_for_it_where_we_are_told_to() -> None:
    for alias in (True, False):
        invite = StreamPeer(alias=alias).dialed(f"sips:bob@{PEER[0]}:5071").invite
        assert invite is not None
        assert (";alias" in invite["via"]) is alias


def test_a_journal_keeps_the_names_of_a_certificate() -> None:
    heard = FlowOpened(1, ("192.0.2.2", 1), "tls", accepted=True, names=(HOST,))
    assert read_input(json.loads(json.dumps(plain(heard)))) == heard
    old = {name: value for name, value in plain(heard).items() if name != "names"}
    assert read_input(old) == FlowOpened(1, ("192.0.2.2", 1), "tls", accepted=True)
