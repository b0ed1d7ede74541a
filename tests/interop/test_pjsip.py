"""PJSIP calls and is called; the tone is measured at both ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, Session, SessionManager, SessionState
from sessioncore.base.media import StreamStatistics
from tests.interop.pjsip import TONE_DBOV, TONE_HZ, Pjsip
from tests.interop.sipp import until
from tests.interop.sound import heard, is_about, until_heard, until_still

pytestmark = pytest.mark.peers

OUR_HZ = 440
OUR_DBOV = -10.0
ANSWERS = AnsweringTable({"echo": AnsweringRule("echo", "echo"), "tone": AnsweringRule("tone", f"tone:{OUR_HZ}")})


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
async def manager() -> AsyncIterator[SessionManager]:
    """Our side; at the end nothing has happened that must not, and nothing is left."""
    async with SessionManager(listen="udp:127.0.0.1:0", answering=ANSWERS, media_ports=4) as made:
        yield made
        await until(lambda: not made.sessions(), "the end of every session")
        assert {key for key in made.counters if key.startswith(("error", "action failed"))} == set()


async def until_it_hears_pjsip(session: Session) -> None:
    """Our end measures PJSIP's tone, in packets that come from now on."""
    before = (await heard(session)).received_packets

    def measured(now: StreamStatistics) -> bool:
        return now.received_packets > before and is_about(now.tone_hz, now.level_dbov, TONE_HZ, TONE_DBOV)

    await until_heard(session, measured)


async def only_session(manager: SessionManager) -> Session:
    """The session of the call that has just come in."""
    await until(lambda: len(manager.sessions()) == 1, "the session")
    return manager.sessions()[0]


async def test_pjsip_calls_the_echo(manager: SessionManager, pjsip: Pjsip) -> None:
    """It hears its own tone, at its own level; so do we."""
    pjsip.do("call", uri=f"sip:echo@127.0.0.1:{manager.local_address[1]}")
    await pjsip.event("state", state="CONFIRMED")
    session = await only_session(manager)
    await until_it_hears_pjsip(session)
    await pjsip.until_it_hears(TONE_HZ, TONE_DBOV)
    pjsip.do("hang_up")
    await pjsip.event("state", state="DISCONNECTED", status=200)


async def test_pjsip_is_called(manager: SessionManager, pjsip: Pjsip) -> None:
    """Each side hears the other's tone, not its own; BYE comes from us."""
    session = await manager.call(pjsip.uri, source=f"tone:{OUR_HZ}")
    await pjsip.event("media", status="active")
    await until_it_hears_pjsip(session)
    await pjsip.until_it_hears(OUR_HZ, OUR_DBOV)
    await session.hang_up()
    await pjsip.event("state", state="DISCONNECTED")


async def test_pjsip_holds_and_resumes(manager: SessionManager, pjsip: Pjsip) -> None:
    """B4.6, B4.11: its re-INVITE (sendonly) stops our sound, and the next one brings both tones back."""
    pjsip.do("call", uri=f"sip:tone@127.0.0.1:{manager.local_address[1]}")
    await pjsip.event("media", status="active")
    session = await only_session(manager)
    await until_it_hears_pjsip(session)
    pjsip.do("hold")
    await pjsip.event("media", status="local_hold")
    assert await session.wait_until(SessionState.ON_HOLD) is SessionState.ON_HOLD
    await until_still(session, lambda now: now.sent_packets)
    pjsip.do("resume")
    await pjsip.event("media", status="active")
    assert await session.wait_until(SessionState.CONNECTED) is SessionState.CONNECTED
    await until_it_hears_pjsip(session)
    await pjsip.until_it_hears(OUR_HZ, OUR_DBOV)
    pjsip.do("hang_up")
    await pjsip.event("state", state="DISCONNECTED", status=200)


async def test_we_hold_and_resume_pjsip(manager: SessionManager, pjsip: Pjsip) -> None:
    """The same with us as the one who offers: its sound stops."""
    session = await manager.call(pjsip.uri, source=f"tone:{OUR_HZ}")
    await pjsip.event("media", status="active")
    await until_it_hears_pjsip(session)
    await session.hold()
    assert session.state is SessionState.ON_HOLD
    await pjsip.event("media", status="remote_hold")
    await until_still(session, lambda now: now.received_packets)
    await session.resume()
    assert session.state is SessionState.CONNECTED
    await pjsip.event("media", status="active")
    await until_it_hears_pjsip(session)
    await pjsip.until_it_hears(OUR_HZ, OUR_DBOV)
    await session.hang_up()
    await pjsip.event("state", state="DISCONNECTED")


async def test_both_hold_and_each_resumes(manager: SessionManager, pjsip: Pjsip) -> None:
    """B4.11: our resume does not lift its hold, and its resume does not lift ours."""
    session = await manager.call(pjsip.uri, source=f"tone:{OUR_HZ}")
    await pjsip.event("media", status="active")
    pjsip.do("hold")
    await pjsip.event("media", status="local_hold")
    await session.wait_until(SessionState.ON_HOLD)
    await session.hold()
    await session.resume()
    assert session.state is SessionState.ON_HOLD
    pjsip.do("resume")
    await pjsip.event("media", status="active")
    assert await session.wait_until(SessionState.CONNECTED) is SessionState.CONNECTED
    await until_it_hears_pjsip(session)
    await session.hang_up()
    await pjsip.event("state", state="DISCONNECTED")
