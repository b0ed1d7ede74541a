"""Recordings of real calls."""

from __future__ import annotations

import asyncio
import os
import wave
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import MediaManager
from sessioncore.base.errors import MediaError
from sessioncore.base.media import MediaRecorded as Told
from sessioncore.events import MediaRecorded
from sessioncore.media.codecs.g711 import audioop
from sessioncore.media.sound.tone import tone_hz
from tests.api.conftest import PATIENCE


def tones(path: Path) -> list[int]:
    """The tone in the middle of each channel."""
    with wave.open(str(path), "rb") as file:
        count, channels = file.getnframes(), file.getnchannels()
        samples = file.readframes(count)
    sides = [samples] if channels == 1 else [audioop.tomono(samples, 2, 1, 0), audioop.tomono(samples, 2, 0, 1)]
    middle = count // 2 * 2
    return [10 * round(tone_hz(side[middle - 1600 : middle + 1600]) / 10) for side in sides]


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_both_sides_of_a_call_are_kept_apart(ends: Any, tmp_path: Path) -> None:
    here, _ = await ends.connected(source="tone:440", answer="tone:660")
    async with asyncio.timeout(PATIENCE), here.events(MediaRecorded) as events:
        recording = here.record(tmp_path / "a.wav", "both")
        await asyncio.sleep(0.5)
        recording.pause()
        await asyncio.sleep(0.3)
        recording.resume()
        await asyncio.sleep(0.1)
        told = await recording.stop()
        assert recording.is_over
        assert (await anext(events)).seconds == told.seconds
    assert told.complete
    assert told.seconds > 0.3
    assert tones(tmp_path / "a.wav") == [660, 440]


async def test_it_ends_at_its_limit_and_with_the_call(ends: Any, tmp_path: Path) -> None:
    here, there = await ends.connected(answer="tone:660")
    async with asyncio.timeout(PATIENCE):
        told = await here.record(tmp_path / "a.wav", "heard", seconds=0.3).finished()
        assert (told.seconds, told.complete) == (0.3, False)
        assert tones(tmp_path / "a.wav") == [660]
        recording = here.record(tmp_path / "b.wav")
        other = here.record(tmp_path / "c.wav", rate=16_000)
        assert (await recording.finished()).complete
        await there.hang_up()
        assert (await other.finished()).path == str(tmp_path / "c.wav")


async def test_every_call_is_recorded_where_that_is_wanted(ends: Any, tmp_path: Path) -> None:
    ends.there.media.record_all(tmp_path)
    here, there = await ends.connected(source="tone:440", answer="tone:660")
    async with asyncio.timeout(PATIENCE), ends.there.media.subscribe_to_media_events(there.id) as events:
        await asyncio.sleep(0.5)
        await here.hang_up()
        async for told in events:
            if isinstance(told, Told):
                break
    [path] = files(tmp_path)
    assert isinstance(told, Told)
    assert (told.path, path.suffix) == (str(path), ".wav")
    assert tones(path) == [440, 660]
    ends.there.media.record_all(None)
    with pytest.raises(MediaError, match="no folder"):
        ends.there.media.record_all(tmp_path / "none")


async def test_what_cannot_be_recorded(ends: Any, tmp_path: Path) -> None:
    here, _ = await ends.connected()
    for options in ({"sides": "left"}, {"rate": 1}, {"seconds": 0}, {"octets": -1}, {"path": ""}):
        with pytest.raises(MediaError):
            here.record(**{"path": tmp_path / "a.wav"} | options)
    (tmp_path / "folder").mkdir()
    with pytest.raises(MediaError, match=r"none' is no folder that can be written to"):
        here.record(tmp_path / "none" / "a.wav")
    with pytest.raises(MediaError, match=r"folder': it is a folder"):
        here.record(tmp_path / "folder")
    with pytest.raises(MediaError, match="its header, 44"):
        here.record(tmp_path / "a.wav", octets=44)
    os.mkfifo(tmp_path / "pipe")
    async with asyncio.timeout(PATIENCE):
        told = await here.record(tmp_path / "pipe").finished()
    assert (told.seconds, told.complete) == (0.0, False)
    async with MediaManager("127.0.0.1", ports=1) as media:
        with pytest.raises(MediaError, match="no open stream"):
            media.record_to("nobody", tmp_path / "a.wav")
