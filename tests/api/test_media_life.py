"""The life of media under its own names: set up from descriptions, begun, paused, followed, torn down."""

from __future__ import annotations

import asyncio
from typing import Any

import attrs
import pytest

from sessioncore.api import MediaManager, extract_media_config
from sessioncore.base.errors import ConfigError, MediaError
from sessioncore.base.media import MediaStarted, MediaStopped, OpenStream
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.wire.sdp import NotAcceptable
from tests.api.conftest import PATIENCE

HOST = "127.0.0.1"


async def test_m13_two_managers_talk_by_descriptions(until: Any) -> None:
    async with MediaManager(HOST, ports=2) as here, MediaManager(HOST, ports=2) as there:
        ours, theirs = here.create_media_session(), there.create_media_session()
        offer = here.create_audio_offer(ours, ("L16/16000", "PCMU"))
        answer = there.create_audio_answer(theirs, offer, ("PCMU", "L16/16000"))
        async with here.subscribe_to_media_events(ours) as events:
            config = here.setup_rtp_streams(ours, offer, answer, offered=True, source="tone:440")
            assert (config.codec, config.direction, config.remote) == (
                "L16/16000",
                "sendrecv",
                (HOST, there.port(theirs)),
            )
            told = there.setup_rtp_streams(theirs, answer, offer, offered=False, source="tone:600")
            assert (told.codec, told.remote) == ("L16/16000", (HOST, here.port(ours)))
            async with asyncio.timeout(PATIENCE):
                assert isinstance(await anext(events), MediaStarted)

            async def a_second_was_heard() -> bool:
                return (await here.statistics(ours)).received_packets >= 55

            await until(a_second_was_heard)
            assert (await here.statistics(ours)).tone_hz == pytest.approx(600, rel=0.01)
            assert here.media_status(ours).config == config
            here.stop_media(ours)
            async with asyncio.timeout(PATIENCE):
                async for event in events:
                    if isinstance(event, MediaStopped):
                        break
        with pytest.raises(MediaError):
            here.media_status(ours)


async def test_m13_pause_is_kept_over_a_new_agreement(until: Any) -> None:
    async with MediaManager(HOST, ports=2) as here, MediaManager(HOST, ports=2) as there:
        ours, theirs = here.create_media_session(), there.create_media_session()
        offer = here.create_audio_offer(ours)
        answer = there.create_audio_answer(theirs, offer)
        with pytest.raises(MediaError, match="not set up"):
            here.pause_media(ours)
        here.setup_rtp_streams(ours, offer, answer, offered=True, source="tone:440")
        there.setup_rtp_streams(theirs, answer, offer, offered=False)

        async def sent() -> int:
            return (await here.statistics(ours)).sent_packets

        async def some_were_sent() -> bool:
            return await sent() > 5

        await until(some_were_sent)
        here.pause_media(ours)
        before = await sent()
        here.update_media_direction(ours, "sendonly")
        await asyncio.sleep(0.2)
        assert (await sent(), here.media_status(ours).paused) == (before, True)
        here.resume_media(ours)
        status = here.media_status(ours)
        assert (status.paused, status.config and status.config.direction) == (False, "sendonly")

        async def it_goes_on() -> bool:
            return await sent() > before + 5

        await until(it_goes_on)
        here.update_media_direction(ours, "inactive")
        still = await sent()
        await asyncio.sleep(0.2)
        assert await sent() <= still + 1
        here.start_media(ours)
        await until(lambda: _more(sent, still + 3))
        with pytest.raises(MediaError, match="direction"):
            here.update_media_direction(ours, "both")


async def _more(count: Any, least: int) -> bool:
    return bool(await count() > least)


async def test_descriptions_that_do_not_agree() -> None:
    async with MediaManager(HOST, ports=2) as here:
        stream = here.create_media_session()
        offer = here.create_audio_offer(stream, ("PCMU",))
        with pytest.raises(NotAcceptable):
            here.create_audio_answer(stream, offer.replace(" 0 101", " 18").replace("0 PCMU", "18 G729"))
        with pytest.raises(MediaError, match="no audio"):
            here.setup_rtp_streams(stream, offer, offer.replace("m=audio", "m=video"), offered=True)
        with pytest.raises(ConfigError):
            here.create_audio_offer(stream, ("G999",))
        with pytest.raises(MediaError):
            here.create_audio_offer("nobody/0")


def test_what_a_description_says() -> None:
    lines = extract_media_config(
        "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 101\r\n"
        "a=rtpmap:101 telephone-event/8000\r\na=sendonly\r\na=rtcp-mux\r\nm=video 0 RTP/AVP 31\r\n"
    )
    assert [(line["kind"], line["port"], line["direction"]) for line in lines] == [
        ("audio", 4000, "sendonly"),
        ("video", 0, "sendrecv"),
    ]
    assert lines[0]["codecs"] == {0: "PCMU", 101: "telephone-event"}
    assert (lines[0]["rtcp_mux"], lines[1]["rtcp_mux"]) == (True, False)


async def test_m13_the_media_of_a_call(ends: Any, until: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target(), source="tone:440"))
    called = await ends.next_incoming()
    assert (called.media_status, called.get_media_config()) == ((), None)
    waiting = asyncio.create_task(ends.there.media.setup_media_for_dialog(called.id))
    await called.answer()
    here = await calling
    config = await waiting
    assert (config.codec, config.direction) == ("PCMU", "sendrecv")
    assert await ends.there.media.setup_media_for_dialog(called.id) == config
    [status] = here.media_status
    assert (status.stream, status.paused) == (f"{here.id}/0", False)
    await here.update_media_config(codecs=("PCMA",), direction="sendonly")
    assert here.get_media_config() == attrs.evolve(
        status.config, codec="PCMA", payload_type=8, receive=False, accepted=((8, "PCMA"), (101, "telephone-event"))
    )

    async def sent() -> int:
        return (await here.statistics())[0].sent_packets

    here.pause_media()
    before = await sent()
    await here.update_media_config(direction="sendrecv")  # agreed meanwhile, and still silent
    await asyncio.sleep(0.2)
    assert await sent() <= before + 1
    here.resume_media()
    await until(lambda: _more(sent, before + 3))
    ends.here.media.stop_session_media(here.id)
    ends.here.media.update_session_media(here.id, "sendonly")
    ends.here.media.start_session_media(here.id)
    async with here.subscribe_to_media_events() as events:
        await here.hang_up()
        async with asyncio.timeout(PATIENCE):
            async for event in events:
                if isinstance(event, MediaStopped):
                    break
    assert (here.media_status, ends.here.media.teardown_media_for_session(here.id)) == ((), 0)
    with pytest.raises(MediaError):
        ends.here.media.start_session_media(here.id)
    with pytest.raises(MediaError, match="over"):
        await ends.here.media.setup_media_for_dialog(here.id, patience=0.05)


async def test_m13_streams_that_outlive_their_session_are_closed(ends: Any) -> None:
    """What no chart closes, because one failed: the port comes back all the same."""
    here, _ = await ends.connected()
    media, free = ends.here.media, len(ends.here.media.pool)
    media.submit(OpenStream("gone/0", media.pool.take()))
    own = media.create_media_session()
    assert media.sweep() == 1
    assert len(media.pool) == free - 1
    assert set(media.streams()) == {f"{here.id}/0", own}
    media.stop_media(own)
    assert media.sweep() == 0


def test_a_port_is_lent_to_nobody_for_a_while() -> None:
    now = 100.0
    pool = MediaPortPool(HOST, count=2, quarantine=5.0, clock=lambda: now)
    try:
        one, other = pool.take(), pool.take()
        pool.give_back(one)
        with pytest.raises(MediaError, match="just now") as refused:
            pool.take()
        assert refused.value.recovery is not None
        now += 5.0
        assert pool.take() == one
        pool.give_back(other)
    finally:
        pool.close()
