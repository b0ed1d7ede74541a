"""Protected media with baresip, SDES and DTLS, both ways; the tone is measured at both ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import SessionManager, SessionState
from sessioncore.base.settings import Settings
from tests.interop.baresip import Baresip
from tests.interop.sipp import until
from tests.interop.test_baresip import (
    ANSWERS,
    OUR_DBOV,
    OUR_HZ,
    check_what_it_heard,
    incoming,
    until_it_hears_baresip,
    until_we_send,
    uri,
)

pytestmark = pytest.mark.peers


@pytest.fixture
async def connected(require_peer: Callable[[str], str], tmp_path: Path) -> Any:
    """Makes baresip with this encryption, and our side with these settings."""
    path = require_peer("baresip")

    @asynccontextmanager
    async def made(encryption: str, **settings: Any) -> AsyncIterator[tuple[SessionManager, Baresip]]:
        baresip = Baresip(path, tmp_path, encryption=encryption)
        try:
            await baresip.ready()
            async with SessionManager(
                listen=f"udp:{baresip.host}:0",
                answering=ANSWERS,
                media_ports=4,
                settings=Settings(sdes_over_clear_transport=True, **settings),
            ) as manager:
                yield manager, baresip
                await until(lambda: not manager.sessions(), "the end of every session")
                assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
        finally:
            baresip.close()

    return made


@pytest.mark.parametrize("encryption", ["srtp", "srtp-mand", "dtls_srtp"])
async def test_b5_8_baresip_calls_with_protected_media(connected: Any, encryption: str) -> None:
    """Each hears the other's tone, also after a hold of ours, which baresip answers with `actpass`, for it has offered
    that. Its very first RTCP packets leave unprotected, and are not taken.
    """
    async with connected(encryption) as (manager, baresip):
        baresip.do("dial", uri(manager, "tone"))
        await baresip.event("CALL_ESTABLISHED")
        session = await incoming(manager)
        await until_it_hears_baresip(session, packets=50)
        await until_we_send(session)
        (figures,) = await session.statistics()
        assert figures.unauthentic <= 3
        await session.hold()
        await session.resume()
        await until_it_hears_baresip(session, packets=50)
        baresip.do("hangup")
        await baresip.event("CALL_CLOSED")
        await check_what_it_heard(baresip, OUR_HZ, OUR_DBOV)


@pytest.mark.parametrize(("encryption", "keying"), [("srtp-mand", "sdes"), ("dtls_srtp", "dtls")])
async def test_b5_9_b5_10_baresip_is_called_and_held_with_protected_media(
    connected: Any, encryption: str, keying: Any
) -> None:
    """Keys, association and roles stay over hold and resume: both tones come back."""
    async with connected(encryption, media_keying=keying, media_security="required") as (manager, baresip):
        session = await manager.call(baresip.uri, source=f"tone:{OUR_HZ}")
        await baresip.event("CALL_ESTABLISHED")
        await until_it_hears_baresip(session, packets=50)
        await session.hold()
        assert session.state is SessionState.ON_HOLD
        await session.resume()
        await until_it_hears_baresip(session, packets=50)
        await until_we_send(session)
        await session.hang_up()
        await baresip.event("CALL_CLOSED")
        await check_what_it_heard(baresip, OUR_HZ, OUR_DBOV)


async def test_b5_10_rtcp_on_its_own_port_is_protected_by_a_handshake_of_its_own(connected: Any) -> None:
    """baresip does not offer to share the port: its reports reach us and ours reach it (RFC 5764 4.2)."""
    async with connected("dtls_srtp", rtcp_mux="never") as (manager, baresip):
        baresip.do("dial", uri(manager, "tone"))
        await baresip.event("CALL_ESTABLISHED")
        session = await incoming(manager)
        async with asyncio.timeout(20):
            while True:
                (figures,) = await session.statistics()
                if figures.round_trip is not None:
                    break
                await asyncio.sleep(0.1)
        assert figures.rtcp > figures.bad_rtcp
        assert session.media_security is not None
        baresip.do("hangup")
        await baresip.event("CALL_CLOSED")
