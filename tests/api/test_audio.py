"""Sound for the application, over real calls: frames in and out, back-pressure, the end."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sessioncore.api import AudioFrame
from sessioncore.api.audio import WAITING_FRAMES, AudioStream, Sound, frame_of
from sessioncore.base.errors import MediaError
from sessioncore.base.media import MediaAudio, SendAudio
from sessioncore.base.sound import ProcessStream
from tests.api.conftest import PATIENCE


def sine(seconds: float, rate: int) -> bytes:
    return (14654 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)).astype(np.int16).tobytes()


async def heard_by(session: Any, rate: int, frames: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """So many frames from the first one that somebody sent."""
    pieces = []
    async with asyncio.timeout(PATIENCE):
        async with session.audio(rate) as audio:
            async for frame in audio:
                assert (frame.rate, len(frame.samples)) == (rate, rate // 50 * 2)
                if frame.heard:
                    pieces.append(frame.samples)
                if len(pieces) == frames:
                    break
    return np.frombuffer(b"".join(pieces), dtype=np.int16).astype(float)


async def test_m33_what_is_heard_comes_as_frames(ends: Any) -> None:
    here, _ = await ends.connected(answer="tone:440")
    wave = (await heard_by(here, 16000, 50))[3200:]
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave))))
    assert float(np.argmax(spectrum)) * 16000 / len(wave) == pytest.approx(440, abs=3)


async def test_m33_what_is_given_is_sent_at_the_pace_of_sound(ends: Any, until: Any) -> None:
    """Back-pressure: a second of sound takes a second to be taken, less what may wait."""
    here, there = await ends.connected()
    started = time.monotonic()
    for n in range(50):
        await here.send_audio(sine(1.0, 8000)[n * 320 : (n + 1) * 320])
    assert time.monotonic() - started > 0.8
    await here.send_audio(AudioFrame(sine(0.5, 44100), 44100))

    async def all_came() -> bool:
        [now] = await there.statistics()
        return now.received_packets >= 70

    await until(all_came)
    [now] = await there.statistics()
    assert now.tone_hz == pytest.approx(440, rel=0.02)
    assert (await here.statistics())[0].sent_packets <= 77


async def test_m33_listening_ends_with_the_call(ends: Any) -> None:
    here, there = await ends.connected(answer="tone:440")
    audio = here.audio()
    await anext(audio)
    await there.hang_up()
    async with asyncio.timeout(PATIENCE):
        async for _ in audio:
            pass
    with pytest.raises(MediaError):
        here.audio()
    with pytest.raises(MediaError):
        await here.send_audio(bytes(320))


async def test_one_reader_at_a_time(ends: Any) -> None:
    here, _ = await ends.connected(answer="tone:440")
    first, second = here.audio(), here.audio(8000)
    async with asyncio.timeout(PATIENCE):
        await anext(second)
        async for _ in first:
            pass
    second.close()
    second.close()
    with pytest.raises(MediaError):
        here.audio(1)
    with pytest.raises(MediaError, match="even"):
        await here.send_audio(b"odd")


@pytest.mark.parametrize(
    ("sound", "says"),
    [
        ("text", "not str"),
        (320, "not int"),
        ([0, 0], "not list"),
        (None, "not NoneType"),
        (np.zeros(160), "16 bit, not an array of 'd'"),
        (bytearray(3), "even number"),
    ],
)
def test_what_is_no_sound_is_refused(sound: Any, says: str) -> None:
    with pytest.raises(MediaError, match=says):
        frame_of(sound, 8000)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, lambda octets: np.frombuffer(octets, np.int16)])
def test_samples_of_16_bit_come_in_any_wrapping(kind: Any) -> None:
    assert frame_of(kind(bytes(range(64))), 8000) == AudioFrame(bytes(range(64)), 8000)


async def test_who_is_cancelled_has_given_no_more_than_what_is_let_run_ahead() -> None:
    """A long piece waits like many short ones, and what others give comes after it."""
    given: list[Any] = []
    sound = Sound(given.append)
    long = asyncio.create_task(sound.send("s/0", AudioFrame(bytes(160_000), 8000)))
    await asyncio.sleep(0.05)
    short = asyncio.create_task(sound.send("s/0", AudioFrame(b"\1\0" * 160, 8000)))
    await asyncio.sleep(0.05)
    assert not short.done()
    long.cancel()
    async with asyncio.timeout(PATIENCE):
        await short
    pieces = [each.samples for each in given if isinstance(each, SendAudio)]
    assert sum(map(len, pieces[:-1])) <= 2 * 8000  # a second at most, of ten
    assert pieces[-1] == b"\1\0" * 160


async def test_frames_that_nobody_reads_are_lost_and_counted() -> None:
    stream = AudioStream("s/0", lambda _: None)
    assert stream.waiting == 0.0
    for n in range(WAITING_FRAMES + 5):
        stream.put(MediaAudio("s/0", bytes([n, 0]), 8000, True))
    assert stream.waiting == pytest.approx(1.0)
    first, second = await anext(stream), await anext(stream)
    assert stream.waiting == pytest.approx(0.96)
    assert (first.samples[0], first.lost, second.lost) == (5, 5, 0)


async def test_something_else_that_is_played_takes_the_place(ends: Any, until: Any) -> None:
    here, there = await ends.connected()
    await here.send_audio(bytes(320))
    [stream] = ends.here.media.streams(here.id)
    ends.here.media.play(stream, "tone:600")

    async def it_is_the_tone() -> bool:
        return (await there.statistics())[0].tone_hz == pytest.approx(600, abs=5)

    await until(it_is_the_tone)

    async def what_is_given_is_heard_again() -> bool:
        await here.send_audio(sine(0.5, 8000))
        return (await there.statistics())[0].tone_hz == pytest.approx(440, abs=5)

    await until(what_is_given_is_heard_again)


def test_the_bot_of_the_examples_repeats_what_it_hears() -> None:
    program = Path(__file__).parents[2] / "examples" / "parrot.py"
    ran = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    state, heard, _ = ran.stdout.split()
    assert state == "connected"
    assert int(heard) == pytest.approx(440, abs=5)


async def test_what_is_heard_is_processed_where_that_is_asked_for(ends: Any) -> None:
    """A soft tone of a peer gets louder with gain, and is itself again without."""
    pytest.importorskip("livekit")
    here, there = await ends.connected()
    playing = asyncio.create_task(_keep_playing(there, sine(1.0, 8000)))
    before = await heard_by(here, 16000, 10)
    await here.process_audio(gain=True)
    async with asyncio.timeout(PATIENCE):
        while np.abs(await heard_by(here, 16000, 25)).max() < 2 * np.abs(before).max():
            pass
    await here.process_audio()
    assert np.abs(await heard_by(here, 16000, 10)).max() == pytest.approx(np.abs(before).max(), rel=0.2)
    playing.cancel()
    with pytest.raises(MediaError, match="no open stream"):
        await ends.here.media.process_audio(ProcessStream("nobody", echo=True))
    with pytest.raises(MediaError, match="heard or sent, not 'both'"):
        await here.process_audio("both", echo=True)


async def test_what_is_sent_is_processed_where_that_is_asked_for(ends: Any) -> None:
    """A soft tone of ours, at a rate that the library does not take, is louder at the peer with gain."""
    pytest.importorskip("livekit")
    here, there = await ends.connected()
    playing = asyncio.create_task(_keep_playing(here, sine(1.0, 22050), 22050))
    before = await heard_by(there, 16000, 10)
    await here.process_audio("sent", gain=True)
    async with asyncio.timeout(PATIENCE):
        while np.abs(await heard_by(there, 16000, 25)).max() < 2 * np.abs(before).max():
            pass
    playing.cancel()


async def _keep_playing(session: Any, sound: bytes, rate: int = 8000) -> None:
    soft = (np.frombuffer(sound, np.int16) // 20).astype(np.int16).tobytes()
    while True:
        await session.send_audio(soft, rate)
