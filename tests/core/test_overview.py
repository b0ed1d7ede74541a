from __future__ import annotations

from sessioncore.core.overview import overview, view
from tests.support.peer import Peer, audio


def test_a_call_is_seen_from_its_beginning_to_its_end(peer: Peer) -> None:
    assert overview(peer.engine, 10) == []
    call = peer.calling()
    [ringing] = overview(peer.engine, 10)
    assert (ringing.session, ringing.codec) == (call.session, "")
    assert ringing.caller.startswith("sip:")
    assert ringing.called.startswith("sip:")
    call.cancel()
    assert view(peer.engine, "nobody") is None


def test_what_media_may_do_follows_the_negotiation(peer: Peer) -> None:
    call = peer.answered(source="tone:440")
    up = view(peer.engine, call.session)
    assert up is not None
    assert (up.state, up.codec, up.sends, up.receives) == ("connected", "PCMU", True, True)
    peer.command("hold", call.session)
    call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
    peer.take()
    held = view(peer.engine, call.session)
    assert held is not None
    assert (held.state, held.receives) == ("on_hold", False)
    assert (held.caller, held.called) == (up.caller, up.called)
    peer.command("hang_up", call.session)
    peer.check_over()


def test_it_is_bounded(peer: Peer) -> None:
    calls = [peer.calling() for _ in range(3)]
    assert [one.session for one in overview(peer.engine, 2)] == [call.session for call in calls[:2]]
    for call in calls:
        call.cancel()
