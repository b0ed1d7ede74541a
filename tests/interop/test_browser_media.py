"""Chromium calls with its own media over secure WebSocket: DTLS-SRTP, ICE and opus, heard at both ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.base.settings import Settings
from tests.interop.browser_peer import Browser
from tests.interop.sipp import until
from tests.interop.sound import until_heard
from tests.support.certificates import Authority

pytestmark = pytest.mark.peers

ITS_HZ, OUR_HZ = 600, 440


@pytest.mark.parametrize("ice", ["lite", "full"])
async def test_b5_10_a_browser_is_heard_and_hears(
    require_peer: Callable[[str], str], tmp_path: Path, authority: Authority, ice: Literal["lite", "full"]
) -> None:
    """Its description names no address that could be reached: its connectivity checks show the way, to a full agent
    as to a lite one (B5.24).

    It takes some seconds: a browser starts, and measures what it hears.
    """
    pytest.importorskip("av")
    tls = authority.files("wss", "IP:127.0.0.1")
    answers = AnsweringTable({"tone": AnsweringRule("tone", f"tone:{OUR_HZ}")})
    settings = Settings(codecs=("opus", "PCMU"), media_security="required", media_keying="dtls", ice=ice)
    async with SessionManager(
        listen=["wss:127.0.0.1:0"], tls=tls, answering=answers, settings=settings, media_ports=4
    ) as manager:
        address = manager.listening[-1].partition(":")[2]
        wanted = {"server": f"wss://{address}", "host": address, "user": "tone", "hz": ITS_HZ}
        browser = await asyncio.to_thread(Browser, tmp_path, wanted, tls.certificate, "media")
        try:
            heard = await asyncio.to_thread(browser.result)
            (session,) = manager.sessions()
            await until_heard(session, lambda now: abs(now.tone_hz - ITS_HZ) < 10)
            (figures,) = await session.statistics()
            browser.leave()
            assert await asyncio.to_thread(browser.result) == heard
            await until(lambda: not manager.sessions(), "the end of every session")
        finally:
            await asyncio.to_thread(browser.close)
        assert abs(heard.pop("hz") - OUR_HZ) < 10
        assert heard == {"codec": "audio/opus", "dtls": "connected"}
        assert figures.unauthentic == 0
        assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
