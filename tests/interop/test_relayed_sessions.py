"""setup_rtp_relay by rtpengine: the peers of two sessions of ours hear each other through it, and us again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, RelayOptions, Session, SessionManager
from sessioncore.base.settings import Settings
from sessioncore.events import RelayFailed
from sessioncore.io.rtpengine import RtpEngine
from tests.interop.rtpengine import Rtpengine
from tests.interop.sipp import until

pytestmark = pytest.mark.peers

HERE = "udp:127.0.0.1:0"
ALICE_HZ, BOB_HZ = 440.0, 600.0


def uri(of: SessionManager) -> str:
    return "sip:x@{}:{}".format(*of.local_address)


def playing(hz: float) -> AnsweringTable:
    return AnsweringTable(default=AnsweringRule("answer", f"tone:{hz:.0f}"))


async def hears(session: Session, hz: float) -> None:
    for _ in range(600):
        heard = (await session.statistics())[0].tone_hz
        if abs(heard - hz) < 5:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{heard} Hz in place of {hz}")


@pytest.fixture
async def engine(require_peer: Callable[[str], str], tmp_path: Path) -> AsyncIterator[Rtpengine]:
    require_peer("rtpengine")
    peer = Rtpengine(tmp_path, "127.0.0.1")
    yield peer
    peer.close()


@pytest.mark.parametrize("keying", ["none", "sdes", "dtls"])
async def test_m19_two_sessions_are_joined_by_rtpengine(engine: Rtpengine, keying: Any) -> None:
    """The first with RTP, or with SRTP that ends at rtpengine."""
    clear = Settings(sdes_over_clear_transport=True, media_keying=keying)
    options = RelayOptions("rtpengine", rtpengine=engine.control)
    async with (
        SessionManager(listen=HERE, settings=clear, media_ports=1) as alice,
        SessionManager(listen=HERE, answering=playing(BOB_HZ), media_ports=1) as bob,
        SessionManager(
            listen=HERE,
            settings=Settings(sdes_over_clear_transport=True),
            answering=playing(1000),
            relay=options,
            media_ports=2,
        ) as middle,
    ):
        caller = await alice.call(uri(middle))
        await caller.play(f"tone:{ALICE_HZ:.0f}")
        first = middle.sessions()[0]
        second = await middle.call(uri(bob))
        assert (caller.media_security is not None) == (keying != "none")
        if keying == "dtls":
            await until(lambda: bool(caller.media_security and caller.media_security.suite), "the keys")
        made = await middle.setup_rtp_relay(first, second)
        assert made.kind == "joined"
        await hears(caller, BOB_HZ)
        await hears(bob.sessions()[0], ALICE_HZ)
        figures = await middle.teardown_rtp_relay(made)
        assert {one.leg for one in figures} == {first.id, second.id}
        assert all(one.packets > 0 for one in figures), figures
        assert isinstance(middle.relay, RtpEngine)
        assert len(middle.relay) == 0
        await first.play("tone:1000")
        await second.play("tone:1200")
        await hears(caller, 1000)
        await hears(bob.sessions()[0], 1200)
        if keying != "sdes":
            return
        # An engine that is gone is told, and both hear us.
        failures = middle.events(RelayFailed)
        made = await middle.setup_rtp_relay(first, second)
        await hears(caller, BOB_HZ)
        engine.close()
        assert isinstance(await anext(failures), RelayFailed)
        await hears(caller, 1000)
        await hears(bob.sessions()[0], 1200)
        assert made.over
