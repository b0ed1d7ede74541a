"""baresip over TCP and TLS, calling and called; with TLS each side checks the other's certificate."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, Session, SessionManager, SessionState
from tests.interop.baresip import TONE_DBOV, TONE_HZ, Baresip, interface_address
from tests.interop.sipp import until
from tests.interop.sound import is_about, until_heard
from tests.support.certificates import Authority

pytestmark = [pytest.mark.peers, pytest.mark.parametrize("transport", ["tcp", "tls"])]

ANSWERS = AnsweringTable({"echo": AnsweringRule("echo", "echo"), "hangs_up": AnsweringRule("hangup", "silence")})


@contextlib.asynccontextmanager
async def both(
    path: str, transport: str, authority: Authority, folder: Path
) -> AsyncIterator[tuple[SessionManager, Baresip]]:
    """An endpoint of ours and baresip, each with a certificate for the address that both have."""
    host = interface_address()
    certificate, key = authority.sign(f"baresip-{transport}", f"IP:{host}")
    files = (certificate, key, authority.certificate) if transport == "tls" else ()
    peer = Baresip(path, folder, transport=transport, files=files)
    try:
        await peer.ready()
        async with SessionManager(
            listen=f"{transport}:{host}:0",
            tls=authority.files(f"ours-of-{transport}", f"IP:{host}"),
            answering=ANSWERS,
            media_ports=4,
        ) as manager:
            yield manager, peer
            await until(lambda: not manager.sessions(), "the end of every session")
            assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
    finally:
        peer.close()


def uri(manager: SessionManager, user: str, transport: str) -> str:
    host, port = manager.local_address
    return f"sip:{user}@{host}:{port};transport={transport}"


async def hears_baresip(session: Session) -> None:
    await until_heard(session, lambda now: is_about(now.tone_hz, now.level_dbov, TONE_HZ, TONE_DBOV))


async def test_baresip_calls_and_hangs_up(
    require_peer: Callable[[str], str], authority: Authority, tmp_path: Path, transport: str
) -> None:
    async with both(require_peer("baresip"), transport, authority, tmp_path) as (manager, baresip):
        baresip.do("dial", uri(manager, "echo", transport))
        await baresip.event("CALL_ESTABLISHED")
        (session,) = manager.sessions()
        await hears_baresip(session)
        baresip.do("hangup")
        await baresip.event("CALL_CLOSED")
        assert await session.wait_until(SessionState.TERMINATED) is SessionState.TERMINATED


async def test_t2_baresip_calls_and_we_hang_up(
    require_peer: Callable[[str], str], authority: Authority, tmp_path: Path, transport: str
) -> None:
    """T2: our BYE goes over its connection."""
    async with both(require_peer("baresip"), transport, authority, tmp_path) as (manager, baresip):
        baresip.do("dial", uri(manager, "hangs_up", transport))
        await baresip.event("CALL_ESTABLISHED")
        await baresip.event("CALL_CLOSED")


async def test_baresip_is_called(
    require_peer: Callable[[str], str], authority: Authority, tmp_path: Path, transport: str
) -> None:
    """With TLS its certificate is good for the address that is called."""
    async with both(require_peer("baresip"), transport, authority, tmp_path) as (manager, baresip):
        session = await manager.call(baresip.uri, source="tone:440")
        await baresip.event("CALL_ESTABLISHED")
        await hears_baresip(session)
        await session.hang_up()
        await baresip.event("CALL_CLOSED")
