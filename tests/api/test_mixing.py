"""Mixes of real calls over real sockets."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sessioncore.api import MediaManager, Session
from sessioncore.base.errors import MediaError
from sessioncore.base.sound import MixLevels
from tests.api.conftest import PATIENCE

HERTZ = (440, 660, 880)


async def heard(session: Session, frames: int = 25) -> list[float]:
    """How strong each of the tones is in half a second of what a session hears, in samples' units."""
    pieces: list[bytes] = []
    async with asyncio.timeout(PATIENCE), session.audio(8000) as audio:
        async for frame in audio:
            pieces.append(frame.samples)
            if len(pieces) == frames:
                break
    wave = np.frombuffer(b"".join(pieces), np.int16).astype(float)
    at = np.arange(len(wave)) / 8000
    return [float(2 * abs((wave * np.exp(-2j * np.pi * hertz * at)).mean())) for hertz in HERTZ]


async def test_three_callers_hear_the_others_and_not_themselves(ends: Any, until: Any) -> None:
    """A room: three calls come in, each caller sends a tone of its own."""
    calls = [await ends.connected(source=f"tone:{hertz}") for hertz in HERTZ]
    mix = ends.there.media.create_mix(16_000)
    for _, called in calls:
        mix.join(called)
    async with asyncio.timeout(PATIENCE):
        async for members in mix.changes():
            if sum(each.talking for each in members) == 3:
                break
    assert [each.session for each in members] == [called.id for _, called in calls]
    assert mix.talkers == tuple([each.stream for each in members])

    async def all_hear_the_others() -> bool:
        """A tone of ours has -10 dBov: a peak of 14,654."""
        everything = await asyncio.gather(*[heard(caller) for caller, _ in calls])
        return all(
            strength < 500 if other == own else strength > 10_000
            for own, strengths in enumerate(everything)
            for other, strength in enumerate(strengths)
        )

    async def all_talk() -> bool:
        return [(each.talking, round(each.dbov)) for each in await mix.levels()] == [(True, -10)] * 3

    # More than once: a machine with much to do makes holes into sound.
    await until(all_hear_the_others)
    await until(all_talk)

    mix.mute(calls[0][1])
    mix.gain(calls[1][1], -20)
    await calls[2][1].hang_up()
    async with asyncio.timeout(PATIENCE):
        async for members in mix.changes():
            if len(members) == 2:
                break

    async def only_one_is_heard_and_softly() -> bool:
        softly = (await heard(calls[0][0]))[1] == pytest.approx(1465, rel=0.3)
        return softly and max(await heard(calls[1][0])) < 500

    await until(only_one_is_heard_and_softly)

    mix.deafen(calls[0][1])

    async def nobody_is_heard() -> bool:
        return max(await heard(calls[0][0])) < 100

    await until(nobody_is_heard)
    mix.end()
    assert await mix.levels() == ()


async def test_all_are_played_something_and_recorded(ends: Any, until: Any, tmp_path: Path) -> None:
    callers = [await ends.connected(source=f"tone:{hertz}") for hertz in HERTZ[:2]]
    mix = ends.there.media.create_mix(8_000)
    nobody = await mix.play("tone:880")
    with pytest.raises(MediaError, match="nobody is in the mix"):
        await nobody.finished()
    for _, called in callers:
        mix.join(called)
    recording = mix.record(tmp_path / "all.wav")
    playback = await mix.play("tone:880")

    async def all_hear_it() -> bool:
        return all([(await heard(caller))[2] > 10_000 for caller, _ in callers])

    await until(all_hear_it)
    playback.stop()
    assert await playback.finished() == "stopped"
    told = await recording.stop()
    assert told.complete
    with wave.open(str(tmp_path / "all.wav")) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float)
    at = np.arange(len(samples)) / 8000
    assert min(abs((samples * np.exp(-2j * np.pi * hertz * at)).mean()) for hertz in HERTZ) > 1000
    with pytest.raises(MediaError, match="file, or a source"):
        await mix.play(b"")  # type: ignore[arg-type]


async def test_no_change_is_overlooked_between_two_looks() -> None:
    async with MediaManager("127.0.0.1", ports=1) as media:
        mix = media.create_mix()
        changes = mix.changes()
        assert await anext(changes) == ()
        for talking in (False, True, False):
            mix.take(MixLevels(mix.name, (("a", -20.0, talking),)))
        assert [each.talking for each in await anext(changes)] == [False]
        mix.take(MixLevels(mix.name, (("a", -20.0, True),)))
        assert mix.talkers == ("a",)
        other = mix.changes()
        assert [each.talking for each in await anext(other)] == [True]
        assert [each.talking for each in await anext(changes)] == [True]
        waiting = asyncio.create_task(anext(changes))
        await asyncio.sleep(0)
        mix.take(MixLevels(mix.name, (("a", -30.0, True),)))
        await asyncio.sleep(0)
        assert not waiting.done()
        mix.take(MixLevels(mix.name, ()))
        assert await waiting == ()


async def test_what_cannot_be_mixed_is_said_at_once(ends: Any) -> None:
    async with MediaManager("127.0.0.1", ports=1) as media:
        with pytest.raises(MediaError, match="runs at"):
            media.create_mix(44_100)
        mix = media.create_mix()
        with pytest.raises(MediaError, match="no open stream"):
            mix.join("nobody")
        with pytest.raises(MediaError, match="agreed on"):
            mix.join(media.open())
        with pytest.raises(MediaError, match="gain"):
            mix.join("nobody", 50.0)
        with pytest.raises(MediaError, match="gain"):
            mix.gain("nobody", float("nan"))
    here, there = await ends.connected()
    mix = ends.there.media.create_mix()
    await here.hang_up()
    await there.wait_over()
    with pytest.raises(MediaError, match="no stream"):
        mix.join(there)
    known = ends.there.media._mixes._mixes
    assert list(known) == [mix.name]
    del mix
    gc.collect()
    assert list(known) == []


def test_the_room_of_the_examples() -> None:
    program = Path(__file__).parents[2] / "examples" / "conference.py"
    ran = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "3 in the room\nalone again\n", "")
