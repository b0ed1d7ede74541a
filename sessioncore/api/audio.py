"""Sound for the application: what a stream hears, frame by frame, and what it is to send."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import ListenStream, MediaAudio, MediaCommand, PlayStream, SendAudio

FRAME_SECONDS: Final = 0.02
"""A frame that is heard lasts so long."""

WAITING_FRAMES: Final = 50
"""Frames that wait for a slow reader: a second. Of more, the oldest are lost."""

AHEAD_SECONDS: Final = 0.1
"""Who sends sound is let run so far ahead of what is played, then it waits."""

APPLICATION: Final = "application"


@attrs.frozen
class AudioFrame:
    """Sound: 16 bit, mono, in the machine's byte order, `rate` samples a second.

    `heard`: something was sent to us by then; before, and while nobody sends, there is silence. `lost`: so many frames
    before this one were thrown away because nobody read them.
    """

    samples: bytes
    rate: int
    heard: bool = True
    lost: int = 0


class AudioStream:
    """`async for frame in stream`: 20 ms of what is heard at a time, until the stream ends or this is closed."""

    def __init__(self, stream: str, on_close: Callable[[AudioStream], None]) -> None:
        self.stream = stream
        self._on_close = on_close
        self._waiting: deque[MediaAudio] = deque()
        self._lost = 0
        self._closed = False
        self._changed = asyncio.Event()

    @property
    def waiting(self) -> float:
        """Seconds of sound that wait to be read. Who has to be quick leaves some out where that is much.

        It stays so after a reader stood still, since it is read as fast as it comes.
        """
        return len(self._waiting) * FRAME_SECONDS

    def put(self, frame: MediaAudio) -> None:
        """Take a frame; never waits."""
        if len(self._waiting) >= WAITING_FRAMES:
            self._waiting.popleft()
            self._lost += 1
        self._waiting.append(frame)
        self._changed.set()

    def end(self) -> None:
        """No further frame comes; those that wait can still be read."""
        self._closed = True
        self._changed.set()

    def close(self) -> None:
        """Listen no longer; may be repeated."""
        if not self._closed:
            self.end()
            self._on_close(self)

    def __aiter__(self) -> AudioStream:
        return self

    async def __anext__(self) -> AudioFrame:
        while not self._waiting:
            if self._closed:
                raise StopAsyncIteration
            self._changed.clear()
            await self._changed.wait()
        frame, (lost, self._lost) = self._waiting.popleft(), (self._lost, 0)
        return AudioFrame(frame.samples, frame.rate, frame.heard, lost)

    async def __aenter__(self) -> AudioStream:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Sound:
    """The part of a media manager that brings sound to the application and takes it from there."""

    def __init__(self, submit: Callable[[MediaCommand], None]) -> None:
        self._submit = submit
        self._listening: dict[str, AudioStream] = {}
        # Until when what was given lasts, in the loop's time, and whose turn it is to give.
        self._given: dict[str, float] = {}
        self._turns: dict[str, asyncio.Lock] = {}

    def listen(self, stream: str, rate: int) -> AudioStream:
        """Begin to listen to a stream; who listened before is at the end."""
        before = self._listening.pop(stream, None)
        if before is not None:
            before.end()
        made = self._listening[stream] = AudioStream(stream, self._closed)
        self._submit(ListenStream(stream, rate))
        return made

    async def send(self, stream: str, frame: AudioFrame) -> None:
        """Send a frame of any length; waits while more than `AHEAD_SECONDS` wait to be sent.

        A long one is given bit by bit, so that who is cancelled has given no more than that; several come in turn.
        """
        size = 2 * max(1, round(frame.rate * AHEAD_SECONDS))
        turn = self._turns.get(stream)
        if turn is None:
            turn = self._turns[stream] = asyncio.Lock()
        async with turn:
            for at in range(0, len(frame.samples), size):
                await self._give(stream, frame.samples[at : at + size], frame.rate)

    async def _give(self, stream: str, samples: bytes, rate: int) -> None:
        now = asyncio.get_running_loop().time()
        if stream not in self._given:
            self._submit(PlayStream(stream, APPLICATION))
        self._submit(SendAudio(stream, samples, rate))
        until = max(self._given.get(stream, 0.0), now) + len(samples) / 2 / rate
        self._given[stream] = until
        if until - now > AHEAD_SECONDS:
            await asyncio.sleep(until - now - AHEAD_SECONDS)

    def heard(self, frame: MediaAudio) -> None:
        """Pass on what the media thread tells."""
        stream = self._listening.get(frame.stream)
        if stream is not None:
            stream.put(frame)

    def played(self, stream: str) -> None:
        """Something else is sent now: what the application gives is to take its place again."""
        self._given.pop(stream, None)

    def over(self, stream: str) -> None:
        """The stream was closed."""
        self._given.pop(stream, None)
        self._turns.pop(stream, None)
        ended = self._listening.pop(stream, None)
        if ended is not None:
            ended.end()

    def _closed(self, audio: AudioStream) -> None:
        if self._listening.get(audio.stream) is audio:
            del self._listening[audio.stream]
            self._submit(ListenStream(audio.stream, 0))


def frame_of(sound: AudioFrame | bytes, rate: int) -> AudioFrame:
    """What the application sends as a frame; raises MediaError for what is no whole number of samples of 16 bit."""
    given: Any
    given, rate = (sound.samples, sound.rate) if isinstance(sound, AudioFrame) else (sound, rate)
    if not isinstance(given, bytes):
        try:
            view = memoryview(given)
        except TypeError:
            kind = type(given).__name__
            raise MediaError(f"sound is an AudioFrame or octets of 16-bit samples, not {kind}") from None
        if view.format not in ("B", "b", "c", "h", "<h", "=h"):
            raise MediaError(f"sound has samples of 16 bit, not an array of {view.format!r}")
        given = view.tobytes()
    if len(given) % 2:
        raise MediaError("sound has 16 bits a sample: an even number of octets")
    return AudioFrame(given, rate)
