"""The codecs of a manager and of a call, on loopback."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.base.errors import CallRejected, ConfigError
from sessioncore.base.settings import Settings
from sessioncore.media.codecs.coders import has_av

ECHO = AnsweringTable(default=AnsweringRule("echo", "echo"))


def manager(*codecs: str, **options: Any) -> SessionManager:
    settings = Settings(codecs=codecs or ("PCMU", "PCMA"), **options.pop("settings", {}))
    return SessionManager(listen="udp:127.0.0.1:0", media_ports=4, settings=settings, **options)


def echo_of(there: SessionManager) -> str:
    host, port = there.local_address
    return f"sip:echo@{host}:{port}"


def codec_of(owner: SessionManager, session: str) -> str:
    """What a call sends now."""
    cell = owner.engine.cells[session]
    (scope,) = cell.dialogs.values()
    return scope.stream[0].actions.slice.configured.codec


async def test_what_is_there_and_what_is_preferred_can_be_asked_for() -> None:
    async with manager("PCMA", "PCMU") as here:
        assert {"PCMU", "PCMA", "L16/16000", "CN"} <= set(here.codecs.available)
        assert here.codecs.preferred == ("PCMA", "PCMU")
        await here.codecs.prefer("PCMU", host="carrier.example")
        assert here.codecs.preferred_with("Carrier.example") == ("PCMU",)
        assert here.codecs.preferred_with("192.0.2.1") == ("PCMA", "PCMU")
        await here.codecs.prefer(host="carrier.example")
        assert here.codecs.preferred_with("carrier.example") == ("PCMA", "PCMU")
        with pytest.raises(ConfigError, match="G999"):
            await here.codecs.prefer("G999")


async def test_m7_what_the_other_side_has_can_be_asked_for() -> None:
    """RFC 3264 9, RFC 3261 11.2: OPTIONS tells it without a call; port 0, so that nobody takes it for an offer."""
    others = {"peer_codecs": (("asker.example", ("PCMA",)),)}
    async with manager("L16/16000", "PCMU", "CN", settings=others) as there, manager() as here:
        told = await here.options(echo_of(there))
        assert told.codecs == ("L16/16000", "PCMU")
        assert b"\r\nm=audio 0 RTP/AVP " in told.body
        assert (await here.options(echo_of(there), caller="sip:asker.example")).codecs == ("PCMA",)
        await there.codecs.prefer("PCMU")
        assert (await here.options(echo_of(there))).codecs == ("PCMU",)
        assert (there.sessions(), there.media.pool.taken) == ([], 0)  # type: ignore[union-attr]


@pytest.mark.parametrize("settings", [{"codecs": ("G999",)}, {"peer_codecs": (("a.example", ("CN",)),)}])
async def test_a_manager_with_a_codec_that_is_not_there_does_not_start(settings: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        async with SessionManager(listen="udp:127.0.0.1:0", media_ports=2, settings=Settings(**settings)):
            pass


async def test_m7_preferences_change_while_the_program_runs() -> None:
    async with manager(answering=ECHO) as there, manager() as here:
        first = await here.call(echo_of(there))
        await here.codecs.prefer("PCMA")
        second = await here.call(echo_of(there))
        third = await here.call(echo_of(there), codecs=("PCMU",))
        assert [codec_of(here, call.id) for call in (first, second, third)] == ["PCMU", "PCMA", "PCMU"]
        with pytest.raises(ConfigError):
            await here.call(echo_of(there), codecs=("G999",))


async def test_m7_a_call_is_answered_in_a_codec_of_its_own(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target(), codecs=("PCMU", "PCMA")))
    called = await ends.next_incoming()
    assert called.offered_codecs == ("PCMU", "PCMA")
    with pytest.raises(ConfigError):
        await called.answer(codecs=("G999",))
    await called.answer(codecs=("PCMA",))
    here = await calling
    assert (codec_of(ends.here, here.id), here.offered_codecs) == ("PCMA", ())


@pytest.mark.skipif(not has_av(), reason="needs the extra [codecs]")
async def test_m7_wide_and_narrow_codecs_in_one_call(until: Any) -> None:
    """Clocks of 48, 16 and 8 kHz one after the other, echoed by the other end: the tone goes on."""
    names = ("PCMU", "opus", "G722", "L16/16000")
    async with manager(*names, answering=ECHO) as there, manager(*names) as here:
        call = await here.call(echo_of(there), source="tone:440", codecs=("PCMU",))
        for codec in ("opus", "L16/16000", "G722", "PCMU"):
            await call.change_codecs(codec)
            [before] = await call.statistics()

            async def it_is_heard(least: int = before.received_packets + 15) -> bool:
                [now] = await call.statistics()
                return now.received_packets >= least and now.tone_hz == pytest.approx(440, rel=0.03)

            await until(it_is_heard)
            [now] = await call.statistics()
            assert codec_of(here, call.id) == codec
            assert (now.lost, now.wrong_payload_type, now.malformed) == (0, 0, 0)


async def test_m7_another_codec_in_mid_call_keeps_the_sound(until: Any) -> None:
    """RFC 3264 8.3.2: what is sent goes on in one clock, and comes back as the same tone, without loss."""
    async with manager(answering=ECHO) as there, manager() as here:
        call = await here.call(echo_of(there), source="tone:440")

        async def heard_at_least(packets: int) -> bool:
            [now] = await call.statistics()
            return now.received_packets >= packets

        await until(lambda: heard_at_least(10))
        for codec in ("PCMA", "PCMU", "PCMA"):
            await call.change_codecs(codec)
            [session] = there.sessions()
            assert (codec_of(here, call.id), codec_of(there, session.id)) == (codec, codec)
            [before] = await call.statistics()
            await until(lambda before=before: heard_at_least(before.received_packets + 5))
        await until(lambda: heard_at_least(before.received_packets + 55))
        [now] = await call.statistics()
        assert now.tone_hz == pytest.approx(440, rel=0.01)
        assert (now.lost, now.wrong_payload_type, now.malformed) == (0, 0, 0)


@pytest.mark.skipif(not has_av(), reason="needs the extra [codecs]")
async def test_m7_parameters_of_a_codec_are_agreed_in_a_call_and_changed_in_it(until: Any) -> None:
    """RFC 7587 6.1: the other side sends no more bits than we say; what it says itself is its own."""
    async with manager("opus", answering=ECHO) as there, manager("PCMU") as here:
        call = await here.call(echo_of(there), source="tone:440", codecs=("opus;maxaveragebitrate=8000",))

        async def kbits() -> float:
            [before] = await call.statistics()
            packets = 0
            while packets < 20:
                await asyncio.sleep(0.05)
                [now] = await call.statistics()
                packets = now.received_packets - before.received_packets
            return 8 * (now.received_octets - before.received_octets) / (packets * 20)

        assert await kbits() < 12
        await call.change_codecs("opus;maxaveragebitrate=40000;cbr=1")
        await asyncio.sleep(0.2)  # what was on its way, and what the echo still had
        assert await kbits() > 25
        with pytest.raises(ConfigError, match="no parameter"):
            await call.change_codecs("opus;maxaveragebitrate=1")


async def test_m7_a_packet_lasts_as_long_as_who_hears_it_wants(until: Any) -> None:
    """RFC 8866 6.4: `ptime` is the wish of who writes it; each direction has its own."""
    async with (
        manager(answering=ECHO, settings={"packet_time": 40}) as there,
        manager(settings={"packet_time": 10}) as here,
    ):
        call = await here.call(echo_of(there), source="tone:440")
        [other] = there.sessions()
        assert (call.get_media_config().ptime, other.get_media_config().ptime) == (40, 10)  # type: ignore[union-attr]

        async def enough() -> bool:
            [now] = await call.statistics()
            return now.received_packets >= 20

        await until(enough)
        [now] = await call.statistics()
        assert now.sent_octets / now.sent_packets == 320
        assert now.received_octets / now.received_packets == 80
    with pytest.raises(ConfigError, match="packet_time"):
        Settings(packet_time=25)


async def test_m7_a_change_to_what_the_peer_lacks_leaves_the_call_as_it_was() -> None:
    async with manager("PCMU", answering=ECHO) as there, manager() as here:
        call = await here.call(echo_of(there))
        with pytest.raises(CallRejected) as refused:
            await call.change_codecs("PCMA")
        assert refused.value.status == 488
        assert (call.state.value, codec_of(here, call.id)) == ("connected", "PCMU")


async def test_b4_6_a_direction_of_ones_own() -> None:
    async with manager(answering=ECHO) as there, manager() as here:
        call = await here.call(echo_of(there), source="tone:440")
        await call.change_direction("inactive")
        assert call.state.value == "on_hold"
        await call.change_direction("sendrecv")
        assert call.state.value == "connected"
        with pytest.raises(ValueError, match="sendrecv"):
            await call.change_direction("both")


async def test_b4_14_rtcp_shares_the_port_where_both_want_it(until: Any) -> None:
    ports: set[int] = set()

    def tap(at: float, sent: bool, port: int, address: tuple[str, int], data: bytes) -> None:
        if sent and data[1] in (200, 201):
            ports.add(port % 2)

    async with manager(answering=ECHO) as there, manager(settings={"rtcp_mux": "offer"}, on_packet=tap) as here:
        call = await here.call(echo_of(there), source="tone:440")

        async def heard() -> bool:
            return (await call.statistics())[0].received_packets > 2

        await until(heard)
        await call.hang_up()
    assert ports == {0}  # the report before its goodbye
