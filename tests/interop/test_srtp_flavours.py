"""Calls with each way of protecting media, with PJSIP and baresip, whoever calls: each end measures the other's tone.

Every codec has its turn, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import MediaSecurity, Session, SessionManager
from sessioncore.base.settings import Settings
from tests.interop.baresip import Baresip
from tests.interop.pjsip import Pjsip, built_pjsip
from tests.interop.sound import check_heard, heard
from tests.interop.test_codecs import (
    ANSWERS,
    BARESIP,
    OUR_DBOV,
    OUR_HZ,
    PJSIP_GAIN,
    TONE_DBOV,
    codec_of,
    limit,
    only,
    tones_in,
    until_it_is_heard,
)

pytestmark = pytest.mark.peers

WE_CALL, IT_CALLS = "we call", "it calls"
FLAVOURS = {
    "AES_CM_128_HMAC_SHA1_80": {WE_CALL: "PCMU", IT_CALLS: "opus"},
    "AES_CM_128_HMAC_SHA1_32": {WE_CALL: "PCMA", IT_CALLS: "G722"},
    "AEAD_AES_128_GCM": {WE_CALL: "G722", IT_CALLS: "L16/8000"},
    "AEAD_AES_256_GCM": {WE_CALL: "L16/16000", IT_CALLS: "PCMU"},
    "dtls": {WE_CALL: "opus", IT_CALLS: "PCMA"},
}
"""The suites of SDES (RFC 4568, RFC 7714) and DTLS-SRTP (RFC 5763), and the codec that speaks in each role."""
CELLS = [(flavour, role) for role in (WE_CALL, IT_CALLS) for flavour in FLAVOURS]

DTLS_SUITE = {WE_CALL: "AEAD_AES_256_GCM", IT_CALLS: "AES_CM_128_HMAC_SHA1_80"}
"""The protection profile (RFC 5764 4.1.2) that we have alone in either role."""


def ours(host: str, flavour: str, role: str) -> SessionManager:
    """Our side, which takes and offers this protection and the codec of the cell, or there is no call."""
    given: dict[str, Any] = {"codecs": (FLAVOURS[flavour][role],), "media_security": "required"}
    if flavour == "dtls":
        given |= {"media_keying": "dtls", "srtp_suites": (DTLS_SUITE[role],)}
    else:
        given |= {"media_keying": "sdes", "srtp_suites": (flavour,), "sdes_over_clear_transport": True}
    return SessionManager(listen=f"udp:{host}:0", answering=ANSWERS, media_ports=4, settings=Settings(**given))


async def check_protection(session: Session, flavour: str, role: str, *, first: int = 0) -> None:
    """It is what was wished, and nothing but authentic packets came, after the first few."""
    assert codec_of(session) == FLAVOURS[flavour][role]
    wanted = MediaSecurity("dtls", DTLS_SUITE[role]) if flavour == "dtls" else MediaSecurity("sdes", flavour)
    assert session.media_security == wanted
    assert (await heard(session)).unauthentic <= first


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pjsip]:
    """The PJSIP that was built: AES-GCM and DTLS-SRTP are not in the wheel. It is started once."""
    peer = Pjsip(tmp_path_factory.mktemp("pjsip"), built=built_pjsip(), srtp=True)
    yield peer
    peer.program.kill()


@pytest.mark.parametrize(("flavour", "role"), CELLS)
async def test_b5_8_b5_9_b5_10_pjsip(kept: Pjsip, flavour: str, role: str) -> None:
    codec = FLAVOURS[flavour][role]
    await kept.ready()
    await limit(kept, codec)
    kept.do("protect", **{"with": flavour})
    await kept.event("protected")
    gain = PJSIP_GAIN.get(codec, 0.0)
    async with ours("127.0.0.1", flavour, role) as manager:
        if role == WE_CALL:
            session = await manager.call(kept.uri, source=f"tone:{OUR_HZ}")
        else:
            kept.do("call", uri=f"sip:tone@127.0.0.1:{manager.local_address[1]}")
            await kept.event("state", state="CONFIRMED")
            session = await only(manager)
        await until_it_is_heard(session, TONE_DBOV - gain)
        await kept.until_it_hears(OUR_HZ, OUR_DBOV + gain)
        await check_protection(session, flavour, role)
        await session.hang_up()
        await kept.event("state", state="DISCONNECTED")


OFFERED_BY_BARESIP = ("AES_CM_128_HMAC_SHA1_80", "dtls")
"""Of the suites it offers this one alone; called, it takes each."""


@pytest.mark.parametrize(
    ("flavour", "role"), [cell for cell in CELLS if cell[1] == WE_CALL or cell[0] in OFFERED_BY_BARESIP]
)
async def test_b5_8_b5_9_b5_10_baresip(
    require_peer: Callable[[str], str], tmp_path: Path, flavour: str, role: str
) -> None:
    codec = FLAVOURS[flavour][role]
    theirs, module = BARESIP[codec]
    encryption = "dtls_srtp" if flavour == "dtls" else "srtp-mand"
    peer = Baresip(require_peer("baresip"), tmp_path, codec=theirs, module=module, encryption=encryption)
    try:
        await peer.ready()
        async with ours(peer.host, flavour, role) as manager:
            if role == WE_CALL:
                session = await manager.call(peer.uri, source=f"tone:{OUR_HZ}")
                await peer.event("CALL_ESTABLISHED")
            else:
                peer.do("dial", "sip:tone@{}:{}".format(*manager.local_address))
                await peer.event("CALL_ESTABLISHED")
                session = await only(manager)
            await until_it_is_heard(session)
            # baresip's very first RTCP packets leave unprotected, and are not taken.
            await check_protection(session, flavour, role, first=3)
            await session.hang_up()
            await peer.event("CALL_CLOSED")
            check_heard(tones_in(await peer.recording()), OUR_HZ, OUR_DBOV)
    finally:
        peer.close()


async def test_b5_9_baresip_offers_one_suite_and_is_refused_where_we_take_others_only(
    require_peer: Callable[[str], str], tmp_path: Path
) -> None:
    """Why the other suites have no test with it as the caller."""
    peer = Baresip(require_peer("baresip"), tmp_path, encryption="srtp-mand")
    try:
        await peer.ready()
        others = set(FLAVOURS) - set(OFFERED_BY_BARESIP)
        for flavour in sorted(others):
            async with ours(peer.host, flavour, IT_CALLS) as manager:
                peer.do("dial", "sip:tone@{}:{}".format(*manager.local_address))
                assert "488" in (await peer.event("CALL_CLOSED"))["param"]
    finally:
        peer.close()
