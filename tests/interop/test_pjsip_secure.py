"""Protected media with PJSIP, keyed by SDES, over UDP and over TLS; the tone is measured at both ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import MediaSecurity, SessionManager, SessionState
from sessioncore.base.errors import LocalProtocolError
from sessioncore.base.settings import Settings
from tests.interop.pjsip import TONE_DBOV, TONE_HZ, Pjsip
from tests.interop.sipp import until
from tests.interop.sound import heard
from tests.interop.test_pjsip import (
    ANSWERS,
    OUR_DBOV,
    OUR_HZ,
    only_session,
    until_it_hears_pjsip,
)
from tests.support.certificates import Authority

pytestmark = pytest.mark.peers

SDES = MediaSecurity("sdes", "AES_CM_128_HMAC_SHA1_80")


@pytest.fixture
async def connected(require_peer: Callable[[str], str], tmp_path: Path, authority: Authority) -> Any:
    """Makes PJSIP, which wants SRTP, and our side with these settings, over UDP or TLS."""
    require_peer("pjsua2")

    @asynccontextmanager
    async def made(transport: str, **settings: Any) -> AsyncIterator[tuple[SessionManager, Pjsip]]:
        certificate, key = authority.sign("pjsip-secure", "IP:127.0.0.1")
        files = (certificate, key, authority.certificate) if transport == "tls" else ()
        peer = Pjsip(tmp_path, transport=transport, files=files, srtp=True)
        try:
            await peer.ready()
            async with SessionManager(
                listen=f"{transport}:127.0.0.1:0",
                tls=authority.files("ours-secure", "IP:127.0.0.1", verify_clients=True),
                answering=ANSWERS,
                media_ports=4,
                settings=Settings(**settings),
            ) as manager:
                yield manager, peer
                await until(lambda: not manager.sessions(), "the end of every session")
                assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
        finally:
            peer.program.kill()

    return made


async def test_b5_8_b5_9_pjsip_calls_holds_and_resumes(connected: Any) -> None:
    async with connected("udp", sdes_over_clear_transport=True) as (manager, pjsip):
        pjsip.do("call", uri=f"sip:tone@127.0.0.1:{manager.local_address[1]}")
        await pjsip.event("state", state="CONFIRMED")
        session = await only_session(manager)
        await until_it_hears_pjsip(session)
        await pjsip.until_it_hears(OUR_HZ, OUR_DBOV)
        assert session.media_security == SDES
        pjsip.do("hold")
        assert await session.wait_until(SessionState.ON_HOLD) is SessionState.ON_HOLD
        pjsip.do("resume")
        assert await session.wait_until(SessionState.CONNECTED) is SessionState.CONNECTED
        await until_it_hears_pjsip(session)
        await pjsip.until_it_hears(OUR_HZ, OUR_DBOV)
        assert (await heard(session)).unauthentic == 0
        pjsip.do("hang_up")
        await pjsip.event("state", state="DISCONNECTED", status=200)
        await until(lambda: session.is_over, "the end")
        assert session.media_security is None


async def test_b5_9_over_tls_keys_need_no_leave(connected: Any) -> None:
    async with connected("tls", media_keying="sdes", media_security="required") as (manager, pjsip):
        session = await manager.call(pjsip.uri, source="echo")
        await until_it_hears_pjsip(session)
        await pjsip.until_it_hears(TONE_HZ, TONE_DBOV)
        assert session.media_security == SDES
        await session.hang_up()
        pjsip.do("call", uri=f"sip:echo@127.0.0.1:{manager.local_address[1]};transport=tls")
        await until(lambda: [each for each in manager.sessions() if each.id != session.id] != [], "the session")
        (session,) = [each for each in manager.sessions() if each.id != session.id]
        await until_it_hears_pjsip(session)
        assert session.media_security == SDES
        await session.hang_up()


async def test_b5_9_b4_13_in_the_clear_they_do(connected: Any) -> None:
    """Neither taken nor sent: 488 for its call, and ours is not even placed."""
    async with connected("udp", media_keying="sdes") as (manager, pjsip):
        pjsip.do("call", uri=f"sip:tone@127.0.0.1:{manager.local_address[1]}")
        await pjsip.event("state", state="DISCONNECTED", status=488)
        with pytest.raises(LocalProtocolError, match="others can read"):
            await manager.call(pjsip.uri)
