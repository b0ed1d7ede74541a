"""Digits with PJSIP and baresip, both ways: as telephone events, and with PJSIP in INFO, too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from sessioncore.api import Session, SessionManager
from sessioncore.base.media import DigitMethod
from tests.interop.baresip import Baresip
from tests.interop.pjsip import Pjsip

pytestmark = pytest.mark.peers

PATIENCE = 30.0
DIGITS = "159*#0"


@pytest.fixture
async def pjsip(require_peer: Callable[[str], str], tmp_path: Path) -> AsyncIterator[Pjsip]:
    require_peer("pjsua2")
    peer = Pjsip(tmp_path)
    try:
        await peer.ready()
        yield peer
    finally:
        peer.program.kill()


@pytest.fixture
async def baresip(require_peer: Callable[[str], str], tmp_path: Path) -> AsyncIterator[Baresip]:
    peer = Baresip(require_peer("baresip"), tmp_path)
    try:
        await peer.ready()
        yield peer
    finally:
        peer.close()


async def digits_of(session: Session, count: int) -> list[tuple[str, str]]:
    """So many digits of the peer, and how they came."""
    found = []
    async with asyncio.timeout(PATIENCE):
        async for event in session.digits():
            found.append((event.digit, event.method))
            if len(found) == count:
                break
    return found


@pytest.mark.parametrize("method", ["rfc4733", "info"])
async def test_b5_5_digits_of_ours_reach_pjsip(pjsip: Pjsip, method: DigitMethod) -> None:
    async with SessionManager(listen="udp:127.0.0.1:0", media_ports=4) as manager:
        session = await manager.call(pjsip.uri, source="tone:440")
        await pjsip.event("media", status="active")
        await session.send_dtmf(DIGITS, method)
        for digit in DIGITS:
            event = await pjsip.event("digit")
            assert (event["digit"], event["method"]) == (digit, method)
        await session.hang_up()


@pytest.mark.parametrize("method", ["rfc4733", "info"])
async def test_b5_5_digits_of_pjsip_are_told(pjsip: Pjsip, method: str) -> None:
    async with SessionManager(listen="udp:127.0.0.1:0", media_ports=4) as manager:
        session = await manager.call(pjsip.uri)
        await pjsip.event("media", status="active")
        waiting = asyncio.create_task(digits_of(session, len(DIGITS)))
        await asyncio.sleep(0)
        pjsip.do("dial", digits=DIGITS, method=method)
        assert await waiting == [(digit, method) for digit in DIGITS]
        await session.hang_up()


async def test_b5_5_digits_of_ours_reach_baresip(baresip: Baresip) -> None:
    async with SessionManager(listen=f"udp:{baresip.host}:0", media_ports=4) as manager:
        session = await manager.call(baresip.uri, source="tone:440")
        await baresip.event("CALL_ESTABLISHED")
        await session.send_dtmf(DIGITS)
        for digit in DIGITS:
            assert (await baresip.event("CALL_DTMF_START"))["param"] == digit
        await session.hang_up()
        await baresip.event("CALL_CLOSED")


async def test_b5_5_digits_of_baresip_are_told(baresip: Baresip) -> None:
    async with SessionManager(listen=f"udp:{baresip.host}:0", media_ports=4) as manager:
        session = await manager.call(baresip.uri)
        await baresip.event("CALL_ESTABLISHED")
        waiting = asyncio.create_task(digits_of(session, len(DIGITS)))
        await asyncio.sleep(0)
        baresip.do("sndcode", DIGITS)
        assert await waiting == [(digit, "rfc4733") for digit in DIGITS]
        await session.hang_up()
        await baresip.event("CALL_CLOSED")
