"""Another SIP stack in Python, aiosipua, calls and is called: in one loop, over UDP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager, SessionState
from sessioncore.base.errors import SessionCoreError
from tests.interop.sipp import until
from tests.support.ports import HOST, free_media_port, free_port

pytestmark = pytest.mark.peers

CHARTS = {"bob": "answer", "hangs_up": "hangup", "busy": "busy", "rings": "ring"}
ANSWERS = AnsweringTable({user: AnsweringRule(chart, "silence") for user, chart in CHARTS.items()})


class Peer:
    """Both of its sides on one port: it answers, rings or refuses, by the called user."""

    def __init__(self) -> None:
        from aiosipua import SipUAC, SipUAS, UdpSipTransport

        self.port = free_port()
        transport = UdpSipTransport((HOST, self.port))
        self.client = SipUAC(transport)
        self.server = SipUAS(transport, uac=self.client)
        self.server.on_invite = self._invited
        self.server.on_bye = lambda call, request=None: self.ended.append(call)
        self.server.on_cancel = lambda call, request=None: self.cancelled.append(call)
        self.calls: list[Any] = []
        self.ended: list[Any] = []
        self.cancelled: list[Any] = []

    def _invited(self, call: Any) -> None:
        from aiosipua import negotiate_sdp

        self.calls.append(call)
        if "busy" in call.callee:
            call.reject(486)
            return
        call.ringing()
        if "rings" not in call.callee:
            description, _ = negotiate_sdp(call.sdp_offer, local_ip=HOST, rtp_port=free_media_port())
            call.accept(description)

    def uri(self, user: str) -> str:
        return f"sip:{user}@{HOST}:{self.port}"

    def invite(self, manager: SessionManager, user: str) -> Any:
        """Call one of our users."""
        from aiosipua import build_sdp

        port = free_media_port()
        offer = build_sdp(local_ip=HOST, rtp_port=port, payload_type=0, codec_name="PCMU", sample_rate=8000)
        to = f"sip:{user}@{HOST}:{manager.local_address[1]}"
        return self.client.send_invite(self.uri("peer"), to, manager.local_address, offer)


@pytest.fixture
async def peer(require_peer: Callable[[str], str]) -> AsyncIterator[Peer]:
    require_peer("aiosipua")
    made = Peer()
    await made.server.start()
    yield made
    await made.server.stop()


@pytest.fixture
async def manager() -> AsyncIterator[SessionManager]:
    """Our side; at the end nothing has happened that must not, and nothing is left."""
    async with SessionManager(listen=f"udp:{HOST}:0", answering=ANSWERS, media_ports=8) as made:
        yield made
        await until(lambda: not made.sessions(), "the end of every session")
        assert {key for key in made.counters if key.startswith(("error", "action failed"))} == set()


async def test_it_calls_and_hangs_up(manager: SessionManager, peer: Peer) -> None:
    call = peer.invite(manager, "bob")
    await call.wait_answered(30)
    await until(lambda: [one.state for one in manager.sessions()] == [SessionState.CONNECTED], "its ACK")
    call.hangup(peer.client)


async def test_it_calls_and_we_hang_up(manager: SessionManager, peer: Peer) -> None:
    call = peer.invite(manager, "hangs_up")
    await call.wait_answered(30)
    await until(lambda: not manager.sessions(), "its 200 to our BYE")


async def test_it_is_refused(manager: SessionManager, peer: Peer) -> None:
    call = peer.invite(manager, "busy")
    with pytest.raises(Exception, match="486"):
        await call.wait_answered(30)


async def test_b1_10_it_gives_up_while_we_ring(manager: SessionManager, peer: Peer) -> None:
    call = peer.invite(manager, "rings")
    await until(lambda: [one.state for one in manager.sessions()] == [SessionState.RINGING], "its INVITE")
    await until(lambda: bool(call.dialog.remote_tag), "our 180, before which it must not send CANCEL")
    call.cancel(peer.client)


async def test_it_is_called_and_we_hang_up(manager: SessionManager, peer: Peer) -> None:
    session = await manager.call(peer.uri("bob"))
    await session.hang_up()
    assert len(peer.ended) == 1


async def test_it_is_called_and_hangs_up(manager: SessionManager, peer: Peer) -> None:
    session = await manager.call(peer.uri("bob"))
    peer.calls[0].hangup()
    assert await session.wait_until(SessionState.TERMINATED) is SessionState.TERMINATED


async def test_it_refuses_us(manager: SessionManager, peer: Peer) -> None:
    with pytest.raises(SessionCoreError, match="486"):
        await manager.call(peer.uri("busy"))


async def test_b1_10_we_give_up_while_it_rings(manager: SessionManager, peer: Peer) -> None:
    calling = asyncio.create_task(manager.call(peer.uri("rings")))
    await until(lambda: [one.state for one in manager.sessions()] == [SessionState.RINGING], "its 180")
    calling.cancel()
    await until(lambda: bool(peer.cancelled), "CANCEL at the peer")
