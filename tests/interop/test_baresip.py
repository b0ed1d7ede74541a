"""baresip calls and is called; the tone is measured at both ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, Session, SessionManager, SessionState
from sessioncore.base.media import StreamStatistics
from tests.interop.baresip import TONE_DBOV, TONE_HZ, Baresip
from tests.interop.sipp import until
from tests.interop.sound import check_heard, is_about, until_heard, until_still

pytestmark = pytest.mark.peers

OUR_HZ = 440
OUR_DBOV = -10.0
ANSWERS = AnsweringTable({"echo": AnsweringRule("echo", "echo"), "tone": AnsweringRule("tone", f"tone:{OUR_HZ}")})


@pytest.fixture
async def baresip(require_peer: Callable[[str], str], tmp_path: Path) -> AsyncIterator[Baresip]:
    peer = Baresip(require_peer("baresip"), tmp_path)
    try:
        await peer.ready()
        yield peer
    finally:
        peer.close()


@pytest.fixture
async def manager(baresip: Baresip) -> AsyncIterator[SessionManager]:
    """Our side, on baresip's address; at the end nothing has happened that must not, and nothing is left."""
    async with SessionManager(listen=f"udp:{baresip.host}:0", answering=ANSWERS, media_ports=4) as made:
        yield made
        await until(lambda: not made.sessions(), "the end of every session")
        assert {key for key in made.counters if key.startswith(("error", "action failed"))} == set()


async def until_it_hears_baresip(session: Session, packets: int = 0) -> None:
    """Our end measures baresip's tone in more than so many further packets."""
    (before,) = await session.statistics()
    least = before.received_packets + packets

    def measured(now: StreamStatistics) -> bool:
        return now.received_packets > least and is_about(now.tone_hz, now.level_dbov, TONE_HZ, TONE_DBOV)

    await until_heard(session, measured)


async def until_we_send(session: Session) -> None:
    """Fifty further packets have left."""
    (before,) = await session.statistics()
    await until_heard(session, lambda now: now.sent_packets > before.sent_packets + 50)


async def check_what_it_heard(baresip: Baresip, hz: float, dbov: float) -> None:
    """In the call, or before the first re-INVITE of it (it records no longer), it heard this tone."""
    check_heard(await baresip.heard(), hz, dbov)


def uri(manager: SessionManager, user: str) -> str:
    host, port = manager.local_address
    return f"sip:{user}@{host}:{port}"


async def incoming(manager: SessionManager) -> Session:
    """The session of the call that comes in."""
    await until(lambda: len(manager.sessions()) == 1, "the session")
    return manager.sessions()[0]


async def test_baresip_calls_the_echo(manager: SessionManager, baresip: Baresip) -> None:
    """It hears its own tone, at its own level; so do we."""
    baresip.do("dial", uri(manager, "echo"))
    await baresip.event("CALL_ESTABLISHED")
    session = await incoming(manager)
    await until_it_hears_baresip(session, packets=50)
    baresip.do("hangup")
    await baresip.event("CALL_CLOSED")
    await check_what_it_heard(baresip, TONE_HZ, TONE_DBOV)


async def test_baresip_is_called(manager: SessionManager, baresip: Baresip) -> None:
    """Each side hears the other's tone, not its own; BYE comes from us."""
    session = await manager.call(baresip.uri, source=f"tone:{OUR_HZ}")
    await baresip.event("CALL_ESTABLISHED")
    await until_it_hears_baresip(session, packets=50)
    await session.hang_up()
    await baresip.event("CALL_CLOSED")
    await check_what_it_heard(baresip, OUR_HZ, OUR_DBOV)


async def test_baresip_holds_and_resumes(manager: SessionManager, baresip: Baresip) -> None:
    """B4.6, B4.11: its re-INVITE (sendonly) stops our sound, and the next one brings both tones back."""
    baresip.do("dial", uri(manager, "tone"))
    await baresip.event("CALL_ESTABLISHED")
    session = await incoming(manager)
    await until_it_hears_baresip(session, packets=50)
    baresip.do("hold")
    assert await session.wait_until(SessionState.ON_HOLD) is SessionState.ON_HOLD
    await until_still(session, lambda now: now.sent_packets)
    baresip.do("resume")
    assert await session.wait_until(SessionState.CONNECTED) is SessionState.CONNECTED
    await until_it_hears_baresip(session, packets=50)
    await until_we_send(session)
    baresip.do("hangup")
    await baresip.event("CALL_CLOSED")
    await check_what_it_heard(baresip, OUR_HZ, OUR_DBOV)


async def test_we_hold_and_resume_baresip(manager: SessionManager, baresip: Baresip) -> None:
    """The same with us as the one who offers: its sound stops."""
    session = await manager.call(baresip.uri, source=f"tone:{OUR_HZ}")
    await baresip.event("CALL_ESTABLISHED")
    await until_it_hears_baresip(session, packets=50)
    await session.hold()
    assert session.state is SessionState.ON_HOLD
    await until_still(session, lambda now: now.received_packets)
    await session.resume()
    assert session.state is SessionState.CONNECTED
    await until_it_hears_baresip(session, packets=50)
    await until_we_send(session)
    await session.hang_up()
    await baresip.event("CALL_CLOSED")
    await check_what_it_heard(baresip, OUR_HZ, OUR_DBOV)
