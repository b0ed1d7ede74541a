"""A session that is protected stays so, and its keys go only where nobody reads them (RFC 4568 9.1, B4.13, B5.9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sessioncore import events as public
from tests.media.test_keying import CRYPTO, KEY, NEW_KEY, PRINT, called, savp
from tests.support.peer import PEER, Call, Peer, audio
from tests.support.streams import StreamPeer

CLEAR = f"<sip:peer@{PEER[0]}:{PEER[1]};transport=tcp>"
PLAIN_LINE = "m=audio 9002 RTP/AVP 0\r\na=sendrecv\r\n"


@pytest.fixture
def secure(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(sdes_over_clear_transport=True, media_fingerprint=PRINT, ice="none")


@pytest.fixture
def hidden() -> Iterator[StreamPeer]:
    """Keys are allowed over TLS alone."""
    peer = StreamPeer(transport="tls", media_fingerprint=PRINT)
    yield peer
    if peer.flow:
        peer.lose()
    peer.run_out()


def refusals(peer: Peer) -> list[str]:
    return [told.reason for told in peer.published(public.MediaRefused)]


def off(sdp: str) -> str:
    return sdp.replace("m=audio 30000", "m=audio 0")


class TestNoDowngrade:
    @pytest.mark.parametrize("beside", [False, True])
    def test_b4_13_nor_by_another_line_or_in_two_steps(self, secure: Peer, beside: bool) -> None:
        call = called(secure, savp())
        disabled = off(savp(version=2))
        assert disabled != savp(version=2)
        if beside:
            call.reinvite(disabled + PLAIN_LINE)
        else:
            assert [seen.status for seen in call.reinvite(disabled)][-1] == 200
            call.ack()
            secure.take()
            call.reinvite(audio(version=3))
        call.ack_failure(secure.one("488 INVITE"))
        assert refusals(secure) == ["downgrade"]

    def test_b4_13_nor_where_the_keys_stood_beside_a_plain_profile(self, secure: Peer) -> None:
        """What was agreed counts, not what the profile says of it."""
        call = called(secure, savp().replace("SAVP", "AVP"))
        protection = secure.configured().protection
        assert protection is not None
        call.reinvite(audio(version=2))
        call.ack_failure(secure.one("488 INVITE"))
        assert refusals(secure) == ["downgrade"]
        assert secure.configured().protection == protection

    @pytest.mark.parametrize("profile", ["RTP/SAVP", "RTP/AVP"])
    def test_b4_13_nor_by_an_answer(self, secure: Peer, profile: str) -> None:
        call = called(secure, savp().replace("RTP/SAVP", profile))
        secure.command("hold", call.session)
        invite = secure.one("INVITE")
        assert any(line.startswith("a=crypto:") for line in invite.sdp)
        call.respond(200, to=invite, sdp=audio("recvonly", version=2).replace("RTP/AVP", profile))
        assert secure.labels() == ["ACK", "BYE"]

    def test_b5_9_who_gives_our_key_back_as_its_own_has_none(self, secure: Peer) -> None:
        """Else what we send could be sent back to us, and be heard as the peer's."""
        call = called(secure, savp())
        secure.command("hold", call.session)
        invite = secure.one("INVITE")
        (ours,) = [line for line in invite.sdp if line.startswith("a=crypto:")]
        call.respond(200, to=invite, sdp=savp(ours, direction="recvonly", version=2))
        assert secure.labels() == ["ACK", "BYE"]


class TestHidden:
    def called(self, peer: StreamPeer, **more: Any) -> Call:
        call = peer.calling(sdp=savp())
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"), **more)
        peer.take()
        return call

    def test_b5_9_over_tls_keys_come_go_and_change(self, hidden: StreamPeer) -> None:
        call = self.called(hidden)
        hidden.command("hold", call.session)
        invite = hidden.one("INVITE")
        assert invite["via"].startswith("SIP/2.0/TLS")
        call.respond(200, to=invite, sdp=savp(direction="recvonly", version=2))
        call.reinvite(savp(CRYPTO.replace(KEY, NEW_KEY), version=3))
        call.ack()
        assert hidden.configured().protection is not None
        assert refusals(hidden) == []

    @pytest.mark.parametrize("offered", [True, False])
    def test_b5_9_b4_13_a_later_offer_in_the_clear_brings_no_keys_and_gets_none(
        self, hidden: StreamPeer, offered: bool
    ) -> None:
        call = self.called(hidden)
        hidden.open(49_153, "tcp")
        hidden.transport = "tcp"
        call.reinvite(savp(CRYPTO.replace(KEY, NEW_KEY), version=2) if offered else None)
        seen = hidden.take()
        assert [one.label for one in seen][-1] == "488 INVITE"
        assert not any("crypto" in one.body for one in seen)
        assert refusals(hidden) == (["keys_in_clear"] if offered else [])

    def test_b5_9_our_offer_does_not_follow_a_contact_into_the_clear(self, hidden: StreamPeer) -> None:
        """The peer answers our INVITE over TLS, and names an address without for what comes."""
        hidden.become(media_keying="sdes")
        hidden.engine = hidden._begin(hidden.engine.env)
        call = hidden.dialed(f"sip:bob@{PEER[0]}:5061;transport=tls")
        assert call.invite is not None
        call.respond(200, sdp=savp(), headers=[f"Record-Route: <sip:{PEER[0]}:5070;transport=tcp;lr>"])
        hidden.take()
        hold = hidden.command("hold", call.session)
        assert hidden.outcome(hold) == ("failed", 488)
        assert [seen.label for seen in hidden.take()] == []
        assert hidden.engine.state(call.session) == "connected"
