"""Digits with PJSIP and baresip, both ways: as telephone events, and with PJSIP in INFO, too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, Session, SessionManager
from sessioncore.base.media import DigitMethod
from tests.interop.baresip import Baresip
from tests.interop.pjsip import Pjsip
from tests.interop.sipp import until

pytestmark = pytest.mark.peers

PATIENCE = 30.0
DIGITS = "159*#0"
WE_CALL, IT_CALLS = "we call", "it calls"


def ours(host: str) -> SessionManager:
    answers = AnsweringTable({"tone": AnsweringRule("tone", "tone:440")})
    return SessionManager(listen=f"udp:{host}:0", answering=answers, media_ports=4)


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


async def digits_told(session: Session, dial: Callable[[], None], method: str) -> None:
    """The peer dials, and each digit is told once, in its order."""
    waiting = asyncio.create_task(digits_of(session, len(DIGITS)))
    await asyncio.sleep(0)
    dial()
    assert await waiting == [(digit, method) for digit in DIGITS]


@pytest.mark.parametrize(("method", "role"), [("rfc4733", WE_CALL), ("rfc4733", IT_CALLS), ("info", WE_CALL)])
async def test_b5_5_digits_both_ways_with_pjsip(pjsip: Pjsip, method: DigitMethod, role: str) -> None:
    async with ours("127.0.0.1") as manager:
        if role == WE_CALL:
            session = await manager.call(pjsip.uri, source="tone:440")
        else:
            pjsip.do("call", uri=f"sip:tone@127.0.0.1:{manager.local_address[1]}")
            await until(lambda: len(manager.sessions()) == 1, "the session")
            session = manager.sessions()[0]
        await pjsip.event("media", status="active")
        await session.send_dtmf(DIGITS, method)
        for digit in DIGITS:
            event = await pjsip.event("digit")
            assert (event["digit"], event["method"]) == (digit, method)
        await digits_told(session, lambda: pjsip.do("dial", digits=DIGITS, method=method), method)
        await session.hang_up()


async def test_b5_16_digits_both_ways_with_pjsip_before_we_answer(pjsip: Pjsip) -> None:
    """Into the early media of a 183; the call is answered only after that."""
    async with SessionManager(listen="udp:127.0.0.1:0", media_ports=4) as manager:
        incoming = manager.incoming()
        pjsip.do("call", uri=f"sip:bob@127.0.0.1:{manager.local_address[1]}")
        async with asyncio.timeout(PATIENCE):
            session = await anext(incoming)
        await session.progress("tone:440")
        await pjsip.event("media", status="active")
        await session.send_dtmf(DIGITS)
        for digit in DIGITS:
            assert (await pjsip.event("digit"))["digit"] == digit
        await digits_told(session, lambda: pjsip.do("dial", digits=DIGITS, method="rfc4733"), "rfc4733")
        await session.answer("tone:440")
        await pjsip.event("state", state="CONFIRMED")
        await session.hang_up()


@pytest.mark.parametrize(("method", "role"), [("rfc4733", WE_CALL), ("rfc4733", IT_CALLS)])
async def test_b5_5_digits_both_ways_with_baresip(baresip: Baresip, method: DigitMethod, role: str) -> None:
    async with ours(baresip.host) as manager:
        if role == WE_CALL:
            session = await manager.call(baresip.uri, source="tone:440")
            await baresip.event("CALL_ESTABLISHED")
        else:
            baresip.do("dial", "sip:tone@{}:{}".format(*manager.local_address))
            await baresip.event("CALL_ESTABLISHED")
            session = manager.sessions()[0]
        await session.send_dtmf(DIGITS, method)
        for digit in DIGITS:
            assert (await baresip.event("CALL_DTMF_START"))["param"] == digit
        await digits_told(session, lambda: baresip.do("sndcode", DIGITS), method)
        await session.hang_up()
        await baresip.event("CALL_CLOSED")
