from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from sessioncore.api import MediaManager
from sessioncore.base.errors import MediaError
from sessioncore.base.media import ConfigureStream, MediaEvent, MediaStarted, MediaStopped

HOST = "127.0.0.1"
PATIENCE = 30.0


@pytest.fixture
async def media() -> AsyncIterator[MediaManager]:
    async with MediaManager(HOST, ports=2) as made:
        yield made


def towards(stream: str, port: int, source: str) -> ConfigureStream:
    return ConfigureStream(stream, (HOST, port), "PCMA", 8, (8,), None, True, True, source, 7)


async def test_streams_of_the_embedders_own(media: MediaManager, until: Any) -> None:
    tone, echo = media.open(), media.open()
    assert media.streams() == (tone, echo)
    media.configure(towards(tone, media.port(echo), "tone:440"))
    media.configure(towards(echo, media.port(tone), "echo"))

    async def a_second_was_heard() -> bool:
        return (await media.statistics(tone)).received_packets >= 55

    await until(a_second_was_heard)
    heard = await media.statistics(tone)
    assert heard.tone_hz == pytest.approx(440, rel=0.01)
    media.close(tone)
    assert media.streams() == (echo,)
    assert media.pool.taken == 1


async def test_events_come_in_the_loop() -> None:
    events: list[MediaEvent] = []
    arrived = asyncio.Event()

    def take(event: MediaEvent) -> None:
        assert asyncio.get_running_loop()
        events.append(event)
        arrived.set()

    async with MediaManager(HOST, ports=2, on_event=take) as media:
        tone, echo = media.open(), media.open()
        media.configure(towards(tone, media.port(echo), "tone:440"))
        media.configure(towards(echo, media.port(tone), "echo"))
        async with asyncio.timeout(PATIENCE):
            while {event.stream for event in events if isinstance(event, MediaStarted)} != {tone, echo}:
                arrived.clear()
                await arrived.wait()
        media.close(tone)
        assert media.is_closing("media")
        async with asyncio.timeout(PATIENCE):
            while not any(isinstance(event, MediaStopped) for event in events):
                arrived.clear()
                await arrived.wait()
        assert not media.is_closing("media")
    assert [event.stream for event in events if isinstance(event, MediaStopped)] == [tone, echo]


async def test_ports_come_back(media: MediaManager) -> None:
    for _ in range(10):
        streams = [media.open(), media.open()]
        with pytest.raises(MediaError, match="all 2 media ports are in use"):
            media.open()
        for stream in streams:
            media.close(stream)
    assert media.pool.taken == 0


async def test_unknown_streams_are_named(media: MediaManager) -> None:
    for use in (media.port, media.close):
        with pytest.raises(MediaError, match="no open stream 'media/9'"):
            use("media/9")
    with pytest.raises(MediaError, match="no open stream"):
        await media.statistics("media/9")
    with pytest.raises(MediaError, match="no open stream"):
        media.configure(towards("media/9", 9, "echo"))


async def test_stopping_twice_is_harmless_and_closes_all() -> None:
    media = MediaManager(HOST, ports=2)
    media.start()
    stream = media.open()
    waiting = asyncio.create_task(media.statistics(stream))
    await asyncio.sleep(0)
    await media.stop()
    await media.stop()
    assert (media.running, media.pool.open_sockets, media.streams()) == (False, 0, ())
    # It was asked before the end, so it is answered, one way or the other.
    result = await asyncio.wait_for(asyncio.gather(waiting, return_exceptions=True), PATIENCE)
    assert len(result) == 1


async def test_a_failed_stream_that_is_closed_is_not_waited_for(until: Any) -> None:
    async with MediaManager(HOST, ports=1) as media:
        stream = media.open()
        media.configure(ConfigureStream(stream, (HOST, 9), "PCMU", 0, (0,), None, True, True, "file:/nowhere.wav", 1))

        async def it_failed() -> bool:
            return bool(media._suspect)

        await until(it_failed)
        media.close(stream)
        assert not media.is_closing("media")
        assert not media._suspect
