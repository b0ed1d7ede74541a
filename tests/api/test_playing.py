"""What a session plays, over real calls."""

from __future__ import annotations

import asyncio
import io
import wave
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import AudioFrame
from sessioncore.base.errors import MediaError
from sessioncore.events import PlaybackFinished, PlaybackStarted
from sessioncore.media.sound.sources import ToneSource
from tests.api.conftest import PATIENCE


def tone(hertz: int, seconds: float) -> bytes:
    return ToneSource(hertz).samples(8000, round(8000 * seconds), 0.0)


def write(path: Any, hertz: int, seconds: float) -> Any:
    with wave.open(str(path) if isinstance(path, Path) else path, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(tone(hertz, seconds))
    return path


async def hears(session: Any, hertz: float, until: Any) -> None:
    async def it_does() -> bool:
        heard = (await session.statistics())[0].tone_hz
        return abs(heard - hertz) < 0.02 * hertz

    await until(it_does)


async def test_a_list_of_announcements_with_events(ends: Any, until: Any, tmp_path: Path) -> None:
    here, there = await ends.connected()
    menu = write(tmp_path / "menu.wav", 500, 0.1)
    async with asyncio.timeout(PATIENCE), here.events(PlaybackStarted, PlaybackFinished) as events:
        playback = await here.play(menu, "silence:0.04", "tone:700/0.06", times=2, gap=0.02)
        assert await playback.finished() == "ended"
        told = [await anext(events) for _ in range(7)]
    places = [each.place for each in told if isinstance(each, PlaybackStarted)]
    assert places == [0, 1, 2, 0, 1, 2]
    assert isinstance(told[-1], PlaybackFinished)
    assert (told[-1].reason, told[-1].seconds) == ("ended", 0.5)
    assert (playback.is_over, playback.seconds, playback.place) == (True, 0.5, 2)

    async def all_came() -> bool:
        return (await there.statistics())[0].received_packets == 25

    await until(all_came)


async def test_stop_skip_and_what_takes_the_place(ends: Any, until: Any) -> None:
    here, there = await ends.connected()
    async with asyncio.timeout(PATIENCE):
        first = await here.play("tone:400", "tone:900", times=0)
        await hears(there, 400, until)
        first.skip()
        await hears(there, 900, until)
        second = await here.play("tone:600")
        assert await first.finished() == "replaced"
        await hears(there, 600, until)
        second.stop()
        assert await second.finished() == "stopped"
        third = await here.play("tone:600")
        await there.hang_up()
        assert await third.finished() == "replaced"


async def test_frames_of_an_iterator_and_an_open_file(ends: Any, until: Any) -> None:
    here, there = await ends.connected()

    async def frames() -> AsyncIterator[AudioFrame]:
        while True:
            yield AudioFrame(tone(440, 0.1), 8000)

    async with asyncio.timeout(PATIENCE):
        playback = await here.play(frames())
        await hears(there, 440, until)
        with pytest.raises(MediaError, match="only stop"):
            playback.skip()
        buffer = io.BytesIO()
        write(buffer, 800, 1.0)
        buffer.seek(0)
        second = await here.play(buffer)
        assert await playback.finished() == "replaced"
        await hears(there, 800, until)
        assert await second.finished() == "ended"
        assert second.seconds == pytest.approx(1.0)
        third = await here.play(frames())
        await here.send_audio(bytes(320))
        assert await third.finished() == "replaced"


async def test_an_iterator_that_fails_is_told_and_the_call_goes_on(ends: Any) -> None:
    here, _ = await ends.connected()

    async def frames() -> AsyncIterator[bytes]:
        yield bytes(320)
        raise OSError("the wire is cut")

    async with asyncio.timeout(PATIENCE):
        playback = await here.play(frames())
        with pytest.raises(MediaError, match="the wire is cut"):
            await playback.finished()
    assert not here.is_over


async def test_what_cannot_be_played_is_said_at_once(ends: Any, tmp_path: Path) -> None:
    here, there = await ends.connected()

    async def frames() -> AsyncIterator[bytes]:
        yield b""

    for items in ((), (tmp_path / "none.wav",), ("violin",), (frames(), "tone:1/1"), (3,), (io.BytesIO(b"text"),)):
        with pytest.raises(MediaError):
            await here.play(*items)
    with pytest.raises(MediaError, match="once"):
        await here.play(frames(), times=2)
    for name in ("echo", "silence", "application"):
        with pytest.raises(MediaError, match=f"'{name}' is no item of a playback"):
            await here.play(name)
    with pytest.raises(MediaError, match="says itself"):
        await here.play("list:1,0:tone:440/0.1", times=2)
    async with asyncio.timeout(PATIENCE):
        playback = await here.play("list:2,0.02:tone:440/0.1|silence:0.1")
        assert await playback.finished() == "ended"
    assert playback.seconds == pytest.approx(0.46)  # three gaps
    await here.hang_up()
    await there.wait_over()
    with pytest.raises(MediaError):
        await there.play("tone:440")
