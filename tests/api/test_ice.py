"""Two managers with full ICE each, on real sockets: found, protected, heard, repeated from a journal."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import attrs
import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.base.errors import ConfigError
from sessioncore.base.settings import Settings
from sessioncore.core.replay import replay
from sessioncore.events import MediaFailed
from sessioncore.io.ice import IceAgents
from tests.interop.sipp import until
from tests.interop.sound import until_heard

FULL = Settings(media_security="required", media_keying="dtls", ice="full")
TONE = AnsweringTable({"tone": AnsweringRule("tone", "tone:440")})
LOOPBACK = "udp:127.0.0.1:0"


async def test_b5_24_two_full_agents_hear_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = tmp_path / "journal"
    async with (
        SessionManager(listen=LOOPBACK, answering=TONE, settings=FULL, media_ports=2, journal=journal) as there,
        SessionManager(listen=LOOPBACK, settings=FULL, media_ports=2) as here,
    ):
        session = await here.call(f"sip:tone@127.0.0.1:{there.local_address[1]}", source="tone:600")
        (other,) = there.sessions()
        await until_heard(session, lambda now: abs(now.tone_hz - 440) < 10)
        await until_heard(other, lambda now: abs(now.tone_hz - 600) < 10)
        assert session.media_security == other.media_security
        assert session.media_security is not None
        assert session.media_security.keying == "dtls"
        assert session.media_security.suite in FULL.srtp_suites
        await session.hold()
        await session.resume()
        await until_heard(session, lambda now: abs(now.tone_hz - 440) < 10)
        (before,) = await session.statistics()
        await session.modify(restart_ice=True)
        await until_heard(session, lambda now: now.received_packets > before.received_packets + 50)
        await session.hang_up()
        await until(lambda: not there.sessions(), "the end")
        for manager in (here, there):
            assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
    monkeypatch.setitem(sys.modules, "aioice", None)
    assert replay(journal).same


async def test_b5_24_a_full_and_a_lite_agent_hear_each_other() -> None:
    lite = Settings(media_security="required", media_keying="dtls", ice="lite")
    async with (
        SessionManager(listen=LOOPBACK, answering=TONE, settings=FULL, media_ports=2) as there,
        SessionManager(listen=LOOPBACK, settings=lite, media_ports=2) as here,
    ):
        session = await here.call(f"sip:tone@127.0.0.1:{there.local_address[1]}", source="tone:600")
        await until_heard(session, lambda now: abs(now.tone_hz - 440) < 10)
        await until_heard(there.sessions()[0], lambda now: abs(now.tone_hz - 600) < 10)
        await session.hang_up()


async def test_b5_26_who_does_not_hear_the_peer_any_more_offers_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Consent that takes half a minute to run out is let run faster; then checks pass again, and so does media."""
    monkeypatch.setattr("aioice.ice.CONSENT_INTERVAL", 0.05)
    monkeypatch.setattr("aioice.stun.RETRY_RTO", 0.1)
    heard = IceAgents.heard
    renewing = attrs.evolve(FULL, on_media_loss="reinvite")
    async with (
        SessionManager(listen=LOOPBACK, answering=TONE, settings=FULL, media_ports=2) as there,
        SessionManager(listen=LOOPBACK, settings=renewing, media_ports=2) as here,
    ):
        session = await here.call(f"sip:tone@127.0.0.1:{there.local_address[1]}", source="tone:600")
        await until_heard(session, lambda now: abs(now.tone_hz - 440) < 10)
        events = session.events(MediaFailed)
        monkeypatch.setattr(IceAgents, "heard", lambda *message: None)
        async with asyncio.timeout(20):
            lost = await anext(events)
        assert "does not answer" in lost.reason
        monkeypatch.setattr(IceAgents, "heard", heard)
        (before,) = await session.statistics()
        await until_heard(session, lambda now: now.received_packets > before.received_packets + 20)
        await session.hang_up()


async def test_without_the_extra_the_start_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aioice", None)
    monkeypatch.delitem(sys.modules, "sessioncore.io.ice", raising=False)
    manager = SessionManager(listen=LOOPBACK, settings=FULL, media_ports=2)
    with pytest.raises(ConfigError, match=r"sessioncore\[ice\]"):
        await manager.start()
