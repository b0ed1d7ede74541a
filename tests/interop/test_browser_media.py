"""Chromium with its own media over secure WebSocket: DTLS-SRTP, ICE and opus, heard at both ends, whoever calls."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, Session, SessionManager, SessionState
from sessioncore.base.media import StreamStatistics
from sessioncore.base.settings import Settings
from tests.interop.browser_peer import Browser
from tests.interop.sipp import until
from tests.interop.sound import heard, until_heard, until_still
from tests.support.certificates import Authority

pytestmark = pytest.mark.peers

ITS_HZ, OUR_HZ = 600, 440
WE_CALL, IT_CALLS = "we call", "it calls"
ANSWERS = AnsweringTable({"tone": AnsweringRule("tone", f"tone:{OUR_HZ}")})


async def check_both_hear(browser: Browser, session: Session, *, reports: bool = False) -> None:
    """Each measures the other's tone in what comes from now on; and gets its `reports`, which takes five seconds."""
    before = await heard(session)
    its = await asyncio.to_thread(browser.step, "hear and report" if reports else "hear")
    assert abs(its.pop("hz") - OUR_HZ) < 10
    assert its == {"codec": "audio/opus", "dtls": "connected"} | ({"lost": 0, "reports": True} if reports else {})

    def measured(now: StreamStatistics) -> bool:
        fresh = now.received_packets > before.received_packets + 50
        return fresh and now.rtcp >= reports and abs(now.tone_hz - ITS_HZ) < 10

    await until_heard(session, measured)
    figures = await heard(session)
    assert (figures.unauthentic, figures.malformed) == (0, 0)


@pytest.mark.parametrize("ice", ["lite", "full"])
@pytest.mark.parametrize("role", [WE_CALL, IT_CALLS])
async def test_b5_10_opus_and_dtls_with_a_browser(
    require_peer: Callable[[str], str], tmp_path: Path, authority: Authority, role: str, ice: Literal["lite", "full"]
) -> None:
    """Either side holds and resumes: the same association goes on (RFC 8842 5). Then its page is loaded anew.

    Its description names no address that could be reached: its connectivity checks show the way, to a full agent as to
    a lite one (B5.24). It takes some seconds: a browser starts, and measures what it hears.
    """
    pytest.importorskip("av")
    settings = Settings(
        codecs=("opus", "PCMU"), media_security="required", media_keying="dtls", registrar="open", ice=ice
    )
    tls = authority.files("wss", "IP:127.0.0.1")
    async with SessionManager(
        listen=["wss:127.0.0.1:0"], tls=tls, answering=ANSWERS, settings=settings, media_ports=4
    ) as manager:
        address = manager.listening[-1].partition(":")[2]
        wanted = {"server": f"wss://{address}", "host": address, "user": "tone", "hz": ITS_HZ, "role": "is called"}
        wanted |= {"role": "calls"} if role == IT_CALLS else {}
        browser = await asyncio.to_thread(Browser, tmp_path, wanted, tls.certificate, "media")
        try:
            if role == WE_CALL:
                await until(lambda: bool(manager.locations("alice")), "its registration", 60.0)
                session = await manager.call(manager.locations("alice")[0], source=f"tone:{OUR_HZ}")
            else:
                await until(lambda: bool(manager.sessions()), "its call", 60.0)
                (session,) = manager.sessions()
            await check_both_hear(browser, session, reports=True)
            if role == WE_CALL:
                await session.hold()
                await until_still(session, lambda now: now.received_packets)
                await session.resume()
            else:
                await asyncio.to_thread(browser.step, "hold")
                assert await session.wait_until(SessionState.ON_HOLD) is SessionState.ON_HOLD
                await until_still(session, lambda now: now.sent_packets)
                await asyncio.to_thread(browser.step, "resume")
                assert await session.wait_until(SessionState.CONNECTED) is SessionState.CONNECTED
            await check_both_hear(browser, session)
            if role == IT_CALLS and ice == "lite":
                session = await loaded_anew(browser, manager, session)
            await asyncio.to_thread(browser.step, "leave")
            await until(lambda: session.is_over, "the end of the call")
        finally:
            await asyncio.to_thread(browser.close)
        assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()


async def loaded_anew(browser: Browser, manager: SessionManager, before: Session) -> Session:
    """A page that is loaded anew forgets its call, whose media ceases; its next call is another one, and is heard."""
    browser.tell("reload")
    await until(lambda: any(one.id != before.id for one in manager.sessions()), "the call of the new page", 60.0)
    (session,) = [one for one in manager.sessions() if one.id != before.id]
    await check_both_hear(browser, session)
    if not before.is_over:
        await until_still(before, lambda now: now.received_packets)
    return session
