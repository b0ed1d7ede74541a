"""setup_rtp_relay: the peers of two sessions hear each other by way of the relay's process, and us again afterwards."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from typing import Any

import attrs
import pytest

from sessioncore.api import (
    AnsweringRule,
    AnsweringTable,
    RelayOptions,
    Session,
    SessionManager,
)
from sessioncore.base.errors import ConfigError, MediaError
from sessioncore.base.settings import Settings
from sessioncore.events import RelayFailed
from sessioncore.io.embedded_relay import EmbeddedRelay

HERE = "udp:127.0.0.1:0"
ALICE_HZ, BOB_HZ = 440.0, 600.0


@attrs.define
class House:
    """Alice and Bob play a tone each to whoever calls; the one in the middle has called both."""

    alice: SessionManager
    bob: SessionManager
    middle: SessionManager
    sessions: tuple[Session, Session]

    async def hear(self, alice: float, bob: float) -> None:
        """Wait until they hear these tones (0: none)."""
        heard: list[float] = []
        for _ in range(600):
            heard = [(await one.sessions()[0].statistics())[0].tone_hz for one in (self.alice, self.bob)]
            if all(abs(got - wanted) < 5 for got, wanted in zip(heard, (alice, bob), strict=True)):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"Alice and Bob hear {heard}")


def playing(hz: float) -> AnsweringTable:
    return AnsweringTable(default=AnsweringRule("answer", f"tone:{hz:.0f}"))


def uri(of: SessionManager) -> str:
    return "sip:x@{}:{}".format(*of.local_address)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    relay = RelayOptions(ports=2)
    async with (
        SessionManager(listen=HERE, answering=playing(ALICE_HZ), media_ports=2) as alice,
        SessionManager(listen=HERE, answering=playing(BOB_HZ), media_ports=2) as bob,
        SessionManager(listen=HERE, relay=relay, media_ports=4) as middle,
    ):
        sessions = await middle.call(uri(alice)), await middle.call(uri(bob))
        yield House(alice, bob, middle, sessions)


async def test_m19_peers_hear_each_other_and_us_again(house: House) -> None:
    first, second = house.sessions
    relay = await house.middle.setup_rtp_relay(first, second)
    assert relay.sessions == (first, second)
    await house.hear(alice=BOB_HZ, bob=ALICE_HZ)
    with pytest.raises(MediaError, match="is relayed already"):
        await house.middle.setup_rtp_relay(first, second)
    await second.hold()
    await second.resume()
    figures = await house.middle.teardown_rtp_relay(relay)
    assert [one.leg for one in figures] == [first.id, second.id]
    assert all(one.packets > 0 for one in figures), figures
    assert relay.over
    assert await house.middle.teardown_rtp_relay(relay) == figures
    await first.play("tone:1000")
    await second.play("tone:1200")
    await house.hear(alice=1000, bob=1200)


async def test_m19_it_ends_with_a_session(house: House) -> None:
    first, second = house.sessions
    relay = await house.middle.setup_rtp_relay(first, second)
    await house.hear(alice=BOB_HZ, bob=ALICE_HZ)
    await first.hang_up()
    for _ in range(1_500):
        if relay.over:
            break
        await asyncio.sleep(0.02)
    assert relay.over
    assert len(await house.middle.teardown_rtp_relay(relay)) == 2
    assert str(second.state) == "connected"
    assert isinstance(house.middle.relay, EmbeddedRelay)
    assert house.middle.relay.engine.lines == 0


async def test_m19_a_process_that_dies_is_told_and_the_sessions_stay(house: House) -> None:
    first, second = house.sessions
    failures = house.middle.events(RelayFailed)
    relay = await house.middle.setup_rtp_relay(first, second)
    await house.hear(alice=BOB_HZ, bob=ALICE_HZ)
    assert isinstance(house.middle.relay, EmbeddedRelay)
    os.kill(house.middle.relay.engine.pid, signal.SIGKILL)
    assert {(await anext(failures)).session for _ in range(2)} == {first.id, second.id}
    assert relay.over
    await first.play("tone:1000")
    await second.play("tone:1200")
    await house.hear(alice=1000, bob=1200)


async def test_what_cannot_be_relayed_is_refused(house: House) -> None:
    first, second = house.sessions
    with pytest.raises(MediaError, match="between two sessions"):
        await house.middle.setup_rtp_relay(first, first)
    with pytest.raises(MediaError, match="has no relay"):
        await house.alice.setup_rtp_relay(first, second)
    await first.hang_up()
    with pytest.raises(MediaError, match="has no media"):
        await house.middle.setup_rtp_relay(first, second)


async def test_another_codec_ends_it(house: House) -> None:
    first, second = house.sessions
    failures = house.middle.events(RelayFailed)
    relay = await house.middle.setup_rtp_relay(first, second)
    await second.change_codecs("PCMA")
    event = await anext(failures)
    assert isinstance(event, RelayFailed)
    assert event.reason.startswith("one side speaks PCMU, the other PCMA")
    assert relay.over


async def test_m19_sessions_of_two_codecs_are_joined_and_part_again(house: House) -> None:
    first, second = house.sessions
    await second.change_codecs("PCMA")
    relay = await house.middle.setup_rtp_relay(first, second)
    assert relay.kind == "joined"
    await house.hear(alice=BOB_HZ, bob=ALICE_HZ)
    with pytest.raises(MediaError, match="is relayed already"):
        await house.middle.setup_rtp_relay(first, second)
    figures = await house.middle.teardown_rtp_relay(relay)
    assert {one.leg for one in figures} == {first.id, second.id}
    assert all(one.packets > 0 for one in figures), figures
    assert relay.over
    await first.play("tone:1000")
    await second.play("tone:1200")
    await house.hear(alice=1000, bob=1200)


@pytest.mark.parametrize("keying", ["sdes", "dtls"])
@pytest.mark.parametrize("secured", ["first", "second"])
async def test_m19_srtp_of_either_session_ends_at_the_relay(secured: str, keying: Any) -> None:
    """Who has keys has others when it hears us again, since nobody knows the counters of those before (RFC 3711)."""
    keyed = Settings(media_keying=keying, sdes_over_clear_transport=True)
    relay = RelayOptions(ports=2)
    async with (
        SessionManager(listen=HERE, settings=keyed, media_ports=1) as alice,
        SessionManager(listen=HERE, answering=playing(BOB_HZ), media_ports=1) as bob,
        SessionManager(
            listen=HERE,
            answering=playing(1000),
            settings=Settings(sdes_over_clear_transport=True),
            relay=relay,
            media_ports=2,
        ) as middle,
    ):
        caller = await alice.call(uri(middle))
        await caller.play(f"tone:{ALICE_HZ:.0f}")
        sessions = middle.sessions()[0], await middle.call(uri(bob))
        house = House(alice, bob, middle, sessions)
        assert caller.media_security is not None
        pair = sessions if secured == "first" else sessions[::-1]
        made = await middle.setup_rtp_relay(*pair)
        assert made.kind == "joined"
        await house.hear(alice=BOB_HZ, bob=ALICE_HZ)
        assert sessions[1].media_security is None
        await middle.teardown_rtp_relay(made)
        await sessions[0].play("tone:1000")
        await sessions[1].play("tone:1200")
        await house.hear(alice=1000, bob=1200)
        (heard,) = await sessions[0].statistics()
        assert heard.unauthentic < 25, "what was on its way when the keys changed"
        assert heard.tone_hz == pytest.approx(ALICE_HZ, abs=5)


async def test_m19_who_refuses_the_other_codec_is_transcoded() -> None:
    relay = RelayOptions(ports=2)
    speaks = Settings(codecs=("PCMA",))
    async with (
        SessionManager(listen=HERE, answering=playing(700), settings=speaks, media_ports=1) as carol,
        SessionManager(listen=HERE, answering=playing(800), settings=Settings(codecs=("PCMU",)), media_ports=1) as dave,
        SessionManager(listen=HERE, relay=relay, media_ports=2) as middle,
    ):
        sessions = await middle.call(uri(carol)), await middle.call(uri(dave))
        made = await middle.setup_rtp_relay(*sessions)
        assert made.kind == "transcoded"
        here = House(carol, dave, middle, sessions)
        await here.hear(alice=800, bob=700)
        figures = await middle.teardown_rtp_relay(made)
        assert [one.leg for one in figures] == [session.id for session in sessions]
        assert all(one.packets > 0 for one in figures), figures
        assert made.over
        await sessions[0].play("tone:1000")
        await sessions[1].play("tone:1200")
        await here.hear(alice=1000, bob=1200)


@pytest.mark.parametrize("how", ["hang_up", "kill"])
async def test_m19_joined_sessions_hear_us_when_the_other_or_the_relay_is_gone(house: House, how: str) -> None:
    first, second = house.sessions
    await second.change_codecs("PCMA")
    relay = await house.middle.setup_rtp_relay(first, second)
    await house.hear(alice=BOB_HZ, bob=ALICE_HZ)
    assert isinstance(house.middle.relay, EmbeddedRelay)
    failures = house.middle.events(RelayFailed)
    if how == "kill":
        os.kill(house.middle.relay.engine.pid, signal.SIGKILL)
        assert isinstance(await anext(failures), RelayFailed)
    else:
        await first.hang_up()
    for _ in range(1_500):
        if relay.over:
            break
        await asyncio.sleep(0.02)
    assert relay.over
    await second.play("tone:1200")
    if how == "kill":
        await first.play("tone:1000")
        await house.hear(alice=1000, bob=1200)
    for _ in range(600):
        if abs((await house.bob.sessions()[0].statistics())[0].tone_hz - 1200) < 5:
            break
        await asyncio.sleep(0.05)
    else:
        raise AssertionError("Bob does not hear us")
    assert len(house.middle.relay) == house.middle.relay.engine.lines == 0


@pytest.mark.parametrize("listen", [HERE, "tcp:127.0.0.1:0"])
async def test_m16_keys_of_the_relay_go_nowhere_where_others_read_them(listen: str) -> None:
    with pytest.raises(ConfigError, match="over a transport that others can read"):
        async with SessionManager(listen=listen, relay=RelayOptions(ports=1, srtp="required"), media_ports=1):
            pass
    allowed = Settings(sdes_over_clear_transport=True)
    async with SessionManager(listen=listen, settings=allowed, relay=RelayOptions(ports=1, srtp="required")) as manager:
        assert manager.relay is not None
    async with SessionManager(listen=listen, relay=RelayOptions(ports=1, srtp="auto"), media_ports=1) as manager:
        assert manager.relay is not None, "no key stands in what it says"
