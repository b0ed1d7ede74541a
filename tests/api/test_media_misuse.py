"""Media used wrongly, or when nothing is left of it: what a program is told, and that nothing of it stays."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, MediaManager
from sessioncore.base.errors import CallRejected, MediaError, Recovery
from sessioncore.base.media import ConfigureStream, MediaFailed, MediaStarted, MediaStopped
from sessioncore.base.settings import Settings
from sessioncore.handlers.limits import Limits
from tests.api.conftest import PATIENCE, manager

HOST = "127.0.0.1"
ONCE = Limits(max_retries=0)
"""A caller that takes the first 503 for the answer."""
ECHO = AnsweringTable(default=AnsweringRule("echo", "echo"))


async def test_m13_a_manager_that_does_not_run_lends_no_port() -> None:
    media = MediaManager(HOST, ports=1)
    with pytest.raises(MediaError, match="not running"):
        media.create_media_session()
    assert media.pool.taken == 0
    async with media:
        with pytest.raises(MediaError, match="starts once"):
            media.start()
        stream = media.create_media_session()
        following = media.subscribe_to_media_events(stream)
    with pytest.raises(MediaError, match="not running"):
        media.create_media_session()
    with pytest.raises(MediaError, match="starts once"):
        media.start()
    assert [type(event) async for event in following] == [MediaStopped]
    assert [event async for event in media.subscribe_to_media_events()] == []


@pytest.mark.parametrize(
    "use", ["start_media", "stop_media", "pause_media", "resume_media", "media_status", "create_audio_offer"]
)
async def test_m13_streams_that_are_not_there_are_named(use: str) -> None:
    async with MediaManager(HOST, ports=1) as media:
        stream = media.create_media_session()
        media.stop_media(stream)
        for name in ("nobody/0", stream):
            with pytest.raises(MediaError, match=f"no open stream '{name}'"):
                getattr(media, use)(name)
        with pytest.raises(MediaError, match="no open stream"):
            media.update_media_direction(stream, "sendrecv")
        with pytest.raises(MediaError, match="no open stream"):
            media.setup_rtp_streams(stream, "", "", offered=True)


async def test_m13_what_cannot_be_played_is_no_source_for_ever(until: Any) -> None:
    """A wrong source is told at once, or, of a file, by an event; the next description may bring another."""
    async with MediaManager(HOST, ports=2) as media:
        stream = media.create_media_session()
        offer = media.create_audio_offer(stream)
        answer = media.create_audio_answer(stream, offer)
        with pytest.raises(MediaError, match="no media source"):
            media.setup_rtp_streams(stream, offer, answer, offered=True, source="tune:440")
        assert media.media_status(stream).config is None
        async with media.subscribe_to_media_events(stream) as events:
            media.setup_rtp_streams(stream, offer, answer, offered=True, source="file:/nowhere.wav")
            async with asyncio.timeout(PATIENCE):
                assert isinstance(await anext(events), MediaFailed)
            media.setup_rtp_streams(stream, offer, answer, offered=True, source="tone:440")
            async with asyncio.timeout(PATIENCE):
                assert isinstance(await anext(events), MediaStarted)
        media.setup_rtp_streams(stream, offer, answer, offered=True)  # what is sent goes on

        async def it_is_heard() -> bool:
            found = await media.statistics(stream)
            return found.received_packets > 55 and found.tone_hz == pytest.approx(440, rel=0.01)

        await until(it_is_heard)


async def test_m13_a_mistake_of_a_program_costs_no_other_stream_its_media(ends: Any, until: Any) -> None:
    """Whatever is handed to the media thread, it goes on; who was wrong is told by an event."""
    here, _ = await ends.connected("tone:440", "echo")
    media = ends.here.media
    other = media.create_media_session()
    wrong: Any = object()

    def towards(remote: Any) -> ConfigureStream:
        return ConfigureStream(other, remote, "PCMU", 0, (0,), None, True, True, "silence", 1)

    mistakes = (
        (lambda: media.play(other, wrong), "play"),
        (lambda: media.report(other, wrong), "report"),
        (lambda: media.record(other, wrong), "record"),
        (lambda: media.configure(towards(wrong)), "stream"),
    )
    async with media.subscribe_to_media_events(other) as events:
        media.configure(towards((HOST, 9)))
        for mistake, what in mistakes:
            mistake()
            async with asyncio.timeout(PATIENCE):
                event = await anext(events)
            assert isinstance(event, MediaFailed)
            assert event.what == what
    [before] = await here.statistics()

    async def it_goes_on() -> bool:
        return (await here.statistics())[0].received_packets >= before.received_packets + 5

    await until(it_goes_on)
    assert media.running
    media.stop_media(other)


async def test_m13_of_a_session_that_is_over_nothing_comes_and_nobody_waits(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target()))
    called = await ends.next_incoming()
    media = ends.there.media
    ringing = called.subscribe_to_media_events()
    waiting = asyncio.create_task(media.setup_media_for_dialog(called, patience=PATIENCE))
    await asyncio.sleep(0)
    await called.decline()
    with pytest.raises(CallRejected):
        await calling
    async with asyncio.timeout(PATIENCE / 3):  # not until its patience is at an end
        with pytest.raises(MediaError, match="over") as told:
            await waiting
        assert [event async for event in ringing] == []
        assert [event async for event in called.subscribe_to_media_events()] == []
        with pytest.raises(MediaError, match="over"):
            await media.setup_media_for_dialog("nobody", patience=PATIENCE)
    assert told.value.session == called.id


async def test_m13_events_of_a_session_end_with_it_and_sessions_may_be_named_by_themselves(ends: Any) -> None:
    here, there = await ends.connected("tone:440")
    media = ends.here.media
    assert media.streams(here) == (f"{here.id}/0",)
    media.stop_session_media(here)
    media.stop_session_media(here)
    assert media.media_status(f"{here.id}/0").paused
    media.update_session_media(here, "recvonly")
    media.start_session_media(here)
    media.start_session_media(here)
    assert (await media.setup_media_for_dialog(here)).direction == "recvonly"
    following = here.subscribe_to_media_events()
    await there.hang_up()
    async with asyncio.timeout(PATIENCE):
        assert isinstance([event async for event in following][-1], MediaStopped)
    assert media.teardown_media_for_session(here) == 0
    with pytest.raises(MediaError, match="no open stream"):
        media.update_session_media(here, "sendrecv")


async def test_m13_a_call_whose_media_was_torn_down_leaves_nothing(ends: Any) -> None:
    here, _ = await ends.connected("tone:440")
    media = ends.here.media
    assert media.teardown_media_for_session(here) == 1
    assert (here.media_status, here.get_media_config(), await here.statistics()) == ((), None, ())
    await here.hold()  # the call itself goes on
    await here.hang_up()
    assert (media.pool.taken, media.streams(), media._configured) == (0, (), {})


async def test_no_port_is_left_for_a_call() -> None:
    """RFC 3261 21.5.4: the caller may come again; our own program is told what is missing, and no peer blamed."""
    async with manager(answering=ECHO, media_ports=1) as there, manager(media_ports=1, limits=ONCE) as here:
        target = "sip:bob@{}:{}".format(*there.local_address)
        lent = there.media.pool.take()
        with pytest.raises(CallRejected) as refused:
            await here.call(target)
        assert (refused.value.status, refused.value.retry_after) == (503, 5)
        assert (here.media.pool.taken, there.sessions(), here.sessions()) == (0, [], [])
        there.media.pool.give_back(lent)
        first = await here.call(target)
        with pytest.raises(MediaError, match="all 1 media ports are in use") as short:
            await here.call(target)
        assert (short.value.recovery, here.media.pool.taken) == (Recovery.RETRY_AFTER, 1)
        await first.hang_up()


async def test_no_port_is_left_for_an_answer() -> None:
    async with manager(media_ports=1) as there, manager(limits=ONCE) as here:
        there.media.pool.take()
        calling = asyncio.create_task(here.call("sip:bob@{}:{}".format(*there.local_address)))
        called = await anext(there.incoming())
        with pytest.raises(MediaError, match="media ports are in use"):
            await called.answer()
        with pytest.raises(CallRejected, match="503"):
            await calling


async def test_a_port_is_lent_again_only_after_its_quarantine() -> None:
    """Late packets of the last call reach nobody: so long its port is no other call's."""
    settings = Settings(media_quarantine=0.5)
    async with manager(answering=ECHO, media_ports=1, settings=settings) as there, manager(limits=ONCE) as here:
        target = "sip:bob@{}:{}".format(*there.local_address)
        first = await here.call(target)
        [stream] = there.media.streams()
        port = there.media.port(stream)
        await first.hang_up()
        with pytest.raises(CallRejected) as refused:
            await here.call(target)
        assert refused.value.status == 503
        async with asyncio.timeout(PATIENCE):
            while True:
                await asyncio.sleep(0.1)
                try:
                    await here.call(target)
                    break
                except CallRejected:
                    pass
        [stream] = there.media.streams()
        assert there.media.port(stream) == port


async def test_m13_a_media_thread_that_fails_ends_calls_by_policy_and_the_next_one_has_media(
    until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(on_media_loss="end")
    async with manager(answering=ECHO) as there, manager(media_ports=1, settings=settings) as here:
        target = "sip:bob@{}:{}".format(*there.local_address)
        first = await here.call(target, source="tone:440")
        plane = here.media._plane

        def broken(now: float) -> Any:
            monkeypatch.undo()
            raise RuntimeError("broken")

        monkeypatch.setattr(plane, "poll", broken)
        async with asyncio.timeout(PATIENCE):
            await first.wait_over()
        assert (here.media.pool.taken, here.media.running) == (0, True)
        second = await here.call(target, source="tone:440")

        async def it_is_heard() -> bool:
            return (await second.statistics())[0].received_packets > 3

        await until(it_is_heard)
        await second.hang_up()
        assert here.media.pool.taken == 0


async def test_m13_a_call_that_is_cancelled_while_it_is_set_up_leaves_no_port(ends: Any) -> None:
    """Wherever its task is just then."""
    for steps in (0, 1, 2, 4, 7):
        calling = asyncio.create_task(ends.here.call(ends.target(), source="tone:440"))
        for _ in range(steps):
            await asyncio.sleep(0)
        calling.cancel()
        await asyncio.wait({calling}, timeout=PATIENCE)
        assert calling.cancelled()
    assert (ends.here.sessions(), ends.here.media.pool.taken, ends.here.media.streams()) == ([], 0, ())
    # And of who answers, where nobody waits for the result any more: the call is there, and can be ended.
    calling = asyncio.create_task(ends.here.call(ends.target()))
    called = await ends.next_incoming()
    while called.is_over:
        called = await ends.next_incoming()
    answering = asyncio.create_task(called.answer())
    await asyncio.sleep(0)
    answering.cancel()
    await calling
    await called.hang_up()
    assert (ends.there.media.pool.taken, ends.there.media.streams()) == (0, ())
