"""PJSIP with reliable provisional responses, which it requires when it calls and sends when it is called (RFC 3262)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager, SessionState
from tests.interop.pjsip import TONE_DBOV, TONE_HZ, Pjsip
from tests.interop.sipp import until
from tests.interop.sound import heard, is_about, until_heard

pytestmark = pytest.mark.peers

ANSWERS = AnsweringTable(
    {
        "echo": AnsweringRule("echo", "echo"),
        "rel": AnsweringRule("rel", "echo"),
        "rel183": AnsweringRule("rel183", "tone:440"),
        "fork": AnsweringRule("fork", "echo"),
        "early": AnsweringRule("early", "tone:440"),
    }
)


@pytest.fixture
async def pjsip(require_peer: Callable[[str], str], tmp_path: Path) -> AsyncIterator[Pjsip]:
    require_peer("pjsua2")
    peer = Pjsip(tmp_path, prack=True)
    try:
        await peer.ready()
        yield peer
    finally:
        peer.program.kill()


@pytest.fixture
async def manager() -> AsyncIterator[SessionManager]:
    """Our side; at the end nothing has happened that must not, and nothing is left."""
    async with SessionManager(listen="udp:127.0.0.1:0", answering=ANSWERS, media_ports=8) as made:
        yield made
        await until(lambda: not made.sessions(), "the end of every session")
        assert {key for key in made.counters if key.startswith(("error", "action failed"))} == set()


@pytest.mark.parametrize("user", ["echo", "rel", "rel183", "early", "fork"])
async def test_b3_11_b3_12_pjsip_requires_them(manager: SessionManager, pjsip: Pjsip, user: str) -> None:
    pjsip.do("call", uri=f"sip:{user}@127.0.0.1:{manager.local_address[1]}")
    await pjsip.event("state", state="CONFIRMED")
    (session,) = manager.sessions()
    await until_heard(session, lambda now: is_about(now.tone_hz, now.level_dbov, TONE_HZ, TONE_DBOV))
    pjsip.do("hang_up")
    await pjsip.event("state", state="DISCONNECTED", status=200)


async def test_b3_11_pjsip_rings_reliably(manager: SessionManager, pjsip: Pjsip) -> None:
    session = await manager.call(pjsip.uri, source="tone:440")
    assert session.state == SessionState.CONNECTED
    await until_heard(session, lambda now: is_about(now.tone_hz, now.level_dbov, TONE_HZ, TONE_DBOV))
    assert (await heard(session)).received_packets
    await session.hang_up()
    await pjsip.event("state", state="DISCONNECTED")
