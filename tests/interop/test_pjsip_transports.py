"""PJSIP over TCP and TLS, calling and called; with TLS each side checks the other's certificate."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, Session, SessionManager
from sessioncore.base.errors import CallRejected
from tests.interop.pjsip import TONE_DBOV, TONE_HZ, Pjsip
from tests.interop.sipp import until
from tests.interop.sound import is_about, until_heard
from tests.support.certificates import Authority

pytestmark = pytest.mark.peers

ANSWERS = AnsweringTable({"echo": AnsweringRule("echo", "echo")})


@contextlib.asynccontextmanager
async def both(
    transport: str, authority: Authority, folder: Path, *names: str
) -> AsyncIterator[tuple[SessionManager, Pjsip]]:
    """An endpoint of ours and PJSIP, whose certificate is for `names`."""
    certificate, key = authority.sign(f"pjsip-{transport}", *(names or ("IP:127.0.0.1",)))
    files = (certificate, key, authority.certificate) if transport == "tls" else ()
    peer = Pjsip(folder, transport=transport, files=files)
    try:
        await peer.ready()
        async with SessionManager(
            listen=f"{transport}:127.0.0.1:0",
            tls=authority.files(f"ours-{transport}", "IP:127.0.0.1", verify_clients=True),
            answering=ANSWERS,
            media_ports=4,
        ) as manager:
            yield manager, peer
            await until(lambda: not manager.sessions(), "the end of every session")
            assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
    finally:
        peer.program.kill()


async def hears_pjsip(session: Session) -> None:
    await until_heard(session, lambda now: is_about(now.tone_hz, now.level_dbov, TONE_HZ, TONE_DBOV))


@pytest.mark.parametrize("transport", ["tcp", "tls"])
async def test_t2_pjsip_calls_and_we_hang_up(
    require_peer: Callable[[str], str], authority: Authority, tmp_path: Path, transport: str
) -> None:
    """Our BYE goes over its connection."""
    require_peer("pjsua2")
    async with both(transport, authority, tmp_path) as (manager, pjsip):
        pjsip.do("call", uri=f"sip:echo@127.0.0.1:{manager.local_address[1]};transport={transport}")
        await pjsip.event("state", state="CONFIRMED")
        (session,) = manager.sessions()
        await hears_pjsip(session)
        await session.hang_up()
        await pjsip.event("state", state="DISCONNECTED")
        assert len(manager.engine.flows.cells) == 1


@pytest.mark.parametrize("transport", ["tcp", "tls"])
async def test_pjsip_is_called_and_hangs_up(
    require_peer: Callable[[str], str], authority: Authority, tmp_path: Path, transport: str
) -> None:
    """It answers over our one connection, hold and resume included, and sends its own requests over another."""
    require_peer("pjsua2")
    async with both(transport, authority, tmp_path) as (manager, pjsip):
        session = await manager.call(pjsip.uri)
        await hears_pjsip(session)
        await session.hold()
        await session.resume()
        assert [flow for flow in manager.engine.flows.cells if flow % 2 == 0] == [2]
        pjsip.do("hang_up")
        await session.wait_over()


async def test_a_certificate_for_another_name_is_not_called(
    require_peer: Callable[[str], str], authority: Authority, tmp_path: Path
) -> None:
    require_peer("pjsua2")
    async with both("tls", authority, tmp_path, "DNS:elsewhere.example") as (manager, pjsip):
        with pytest.raises(CallRejected) as caught:
            await manager.call(pjsip.uri)
        assert caught.value.status == 503


async def test_pjsip_refuses_our_certificate_for_another_name(
    require_peer: Callable[[str], str], authority: Authority, tmp_path: Path
) -> None:
    require_peer("pjsua2")
    async with both("tls", authority, tmp_path) as (manager, pjsip):
        pjsip.do("call", uri=f"sip:echo@localhost:{manager.local_address[1]};transport=tls")
        ended = await pjsip.event("state", state="DISCONNECTED")
        assert ended["status"] in (502, 503)
        assert manager.sessions() == []
