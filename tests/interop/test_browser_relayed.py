"""Chromium calls a telephone that has neither DTLS nor ICE nor opus: both end at the relay."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, RelayOptions, SessionManager, SipAccount
from sessioncore.base.settings import Settings
from tests.interop.browser_peer import Browser
from tests.interop.rtpengine import Rtpengine
from tests.interop.sipp import until
from tests.interop.sound import until_heard
from tests.support.certificates import Authority

pytestmark = pytest.mark.peers

ITS_HZ, PHONE_HZ = 600, 440


@pytest.fixture(params=["embedded", "rtpengine"])
def relay(request: pytest.FixtureRequest, require_peer: Callable[[str], str], tmp_path: Path) -> Iterator[RelayOptions]:
    """Either engine, told to make of DTLS-SRTP what a telephone has."""
    if request.param == "embedded":
        yield RelayOptions(ports=2, srtp="auto")
        return
    require_peer("rtpengine")
    peer = Rtpengine(tmp_path, "127.0.0.1")
    yield RelayOptions("rtpengine", rtpengine=peer.control, srtp="auto")
    peer.close()


async def test_m19_a_browser_and_a_plain_telephone_hear_each_other(
    tmp_path: Path, authority: Authority, relay: RelayOptions
) -> None:
    """RFC 5763, RFC 8445: checks and handshake end at the relay, whose address is the one candidate.

    It takes some seconds: a browser starts, and measures what it hears.
    """
    tls = authority.files("wss", "IP:127.0.0.1")
    settings = Settings(registrar="open", coupled_media="relay")
    tone = AnsweringTable(default=AnsweringRule("answer", f"tone:{PHONE_HZ}"))
    telephone = Settings(codecs=("PCMU",), media_security="none")
    async with (
        SessionManager(
            listen=["udp:127.0.0.1:0", "wss:127.0.0.1:0"],
            tls=tls,
            settings=settings,
            relay=relay,
        ) as manager,
        SessionManager(listen="udp:127.0.0.1:0", answering=tone, settings=telephone, media_ports=1) as phone,
    ):
        host, port = manager.local_address
        await phone.register(SipAccount(f"sip:bob@{host}", registrar=f"sip:{host}:{port}"))
        address = manager.listening[-1].partition(":")[2]
        wanted = {"server": f"wss://{address}", "host": address, "user": "bob", "hz": ITS_HZ}
        browser = await asyncio.to_thread(Browser, tmp_path, wanted, tls.certificate, "media")
        try:
            heard = await asyncio.to_thread(browser.step, "hear")
            (session,) = phone.sessions()
            await until_heard(session, lambda now: abs(now.tone_hz - ITS_HZ) < 10)
            await asyncio.to_thread(browser.step, "leave")
            await until(lambda: not manager.sessions(), "the end of every session")
        finally:
            await asyncio.to_thread(browser.close)
        assert abs(heard.pop("hz") - PHONE_HZ) < 10
        assert heard == {"codec": "audio/PCMU", "dtls": "connected"}
        assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
