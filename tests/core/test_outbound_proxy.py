"""The outbound proxy: a pre-loaded route (RFC 3261 8.1.2), whatever makes the request."""

from __future__ import annotations

from sessioncore.effects import Connect
from tests.support.peer import PEER, Peer, audio
from tests.support.streams import StreamPeer

PROXY = ("192.0.2.3", 5075)
ROUTE = f"<sip:{PROXY[0]}:{PROXY[1]};lr>"


def test_b2_4_an_invite_goes_to_the_proxy_with_its_target_untouched() -> None:
    peer = Peer(outbound_proxy=ROUTE)
    call = peer.dialed("sip:bob@example.com")
    assert call.invite is not None
    assert (call.invite.uri, call.invite.remote) == ("sip:bob@example.com", PROXY)
    assert call.invite.all("route") == [ROUTE]
    call.respond(486)
    (ack,) = peer.take()
    assert (ack.remote, ack.all("route")) == (PROXY, [ROUTE])


def test_b1_10_its_cancel_takes_the_same_way() -> None:
    peer = Peer(outbound_proxy=ROUTE)
    call = peer.dialed("sip:bob@example.com")
    call.respond(180)
    peer.command("hang_up", call.session)
    cancel = peer.one("CANCEL")
    assert (cancel.remote, cancel.all("route")) == (PROXY, [ROUTE])
    call.respond(200, to=cancel)
    call.respond(487)


def test_b2_2_a_dialog_goes_by_its_own_route_set_and_not_by_the_proxy() -> None:
    """RFC 3261 12.2.1.1: a proxy that wants to stay says so by Record-Route."""
    peer = Peer(outbound_proxy=ROUTE)
    call = peer.dialed("sip:bob@example.com")
    call.respond(200, sdp=audio())
    (ack,) = peer.take()
    assert (ack.remote, ack.all("route")) == (PEER, [])
    peer.command("hang_up", call.session)
    bye = peer.one("BYE")
    assert (bye.remote, bye.all("route")) == (PEER, [])
    call.respond(200, to=bye)


def test_t1_the_transport_of_the_proxy_is_taken() -> None:
    peer = StreamPeer(outbound_proxy=f"<sip:{PROXY[0]};transport=tcp;lr>")
    invite = peer.dialed("sip:bob@example.com").invite
    assert invite is not None
    assert peer.connects() == [Connect(2, (PROXY[0], 5060), "tcp")]
    assert invite["via"].startswith("SIP/2.0/TCP ")
