"""What is played to a peer: files, tones, lists of them, and sound that comes from an iterator or an open file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Awaitable, Callable
from os import PathLike, fspath
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal, TypeAlias
from weakref import WeakValueDictionary

from sessioncore.api.audio import AudioFrame, frame_of
from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    MediaCommand,
    PlayStream,
)
from sessioncore.base.sound import (
    ControlPlayback,
    PlaybackFinished,
    PlaybackStarted,
)
from sessioncore.media.limits import FRAME_SECONDS
from sessioncore.media.sound.playlist import list_text
from sessioncore.media.sound.sound_file import decode_octets
from sessioncore.media.sound.sources import check_source

Playable: TypeAlias = "str | PathLike[str] | AsyncIterable[AudioFrame | bytes] | BinaryIO"
"""A source's name, the path of a file, frames of sound as they come, or an open file."""

Reason: TypeAlias = Literal["ended", "stopped", "replaced"]

MOST_OCTETS: Final = 64 * 1024 * 1024
"""So much of an open file is read."""

FILE_SECONDS: Final = 300
"""As long as a file by its path may be."""


class Playback:
    """Something that is being played on a stream; made by `Session.play` and `MediaManager.play_list`."""

    def __init__(self, number: int, stream: str, submit: Callable[[MediaCommand], None]) -> None:
        self.number = number
        self.stream = stream
        self.place = 0
        """Which item of the list is played, from 0."""
        self.has_begun = False
        self.seconds = 0.0
        """How much sound was played, known when it is over."""
        self.held: object = None
        """What was read for it, so that the media thread need not."""
        self._submit = submit
        self._over: asyncio.Future[Reason] = asyncio.get_running_loop().create_future()
        self._feed: asyncio.Task[None] | None = None

    @property
    def is_over(self) -> bool:
        """Whether it ended, was stopped, or something else is played instead."""
        return self._over.done()

    async def finished(self) -> Reason:
        """Wait for the end: `ended` by itself, `stopped`, or `replaced` by something else (also the end of the call).

        Raises MediaError where what it is made of could not be read.
        """
        return await asyncio.shield(self._over)

    def stop(self) -> None:
        """Play no more; then nothing is sent. May be repeated."""
        self._control("stop")

    def skip(self) -> None:
        """Go on with the next item of the list; after the last one it has ended."""
        self._control("skip")

    def pause(self) -> None:
        """Send nothing for now."""
        self._control("pause")

    def resume(self) -> None:
        """Go on where `pause` interrupted."""
        self._control("resume")

    def _control(self, action: Literal["pause", "resume", "skip", "stop"]) -> None:
        if self.is_over:
            return
        if self._feed is None:
            self._submit(ControlPlayback(self.stream, self.number, action))
        elif action == "stop":
            self.end("stopped", self.seconds)
        else:
            raise MediaError(f"what comes from an iterator or an open file knows no {action}, only stop")

    @property
    def is_fed(self) -> bool:
        """Whether it comes from an iterator or an open file."""
        return self._feed is not None

    def feed(self, task: asyncio.Task[None]) -> None:
        """A task brings the sound."""
        self._feed = task

    def end(self, reason: Reason, seconds: float, error: MediaError | None = None) -> None:
        """It is over; may be repeated."""
        if self._over.done():
            return
        self.seconds, self.held = seconds, None
        if error is None:
            self._over.set_result(reason)
        else:
            self._over.set_exception(error)
            # Nobody has to ask for it.
            self._over.exception()
        if self._feed is not None and self._feed is not asyncio.current_task():
            self._feed.cancel()


class Player:
    """The part of a media manager that plays.

    `send` sends a frame on a stream with back-pressure; `tell` publishes what happens.
    """

    def __init__(
        self,
        submit: Callable[[MediaCommand], None],
        send: Callable[[str, AudioFrame], Awaitable[None]],
        tell: Callable[[PlaybackStarted | PlaybackFinished], None],
    ) -> None:
        self._submit = submit
        self._send = send
        self._tell = tell
        self._made = 0
        self._playbacks: WeakValueDictionary[int, Playback] = WeakValueDictionary()
        self._fed: dict[str, Playback] = {}

    async def play(self, stream: str, items: tuple[Playable, ...], times: int, gap: float) -> Playback:
        """Begin to play; raises MediaError for what cannot be played."""
        if len(items) == 1 and not isinstance(items[0], (str, PathLike)):
            return await self._play_live(stream, items[0], times)
        named = []
        for item in items:
            if not isinstance(item, (str, PathLike)):
                raise MediaError("an iterator or an open file is played alone")
            named.append(item if isinstance(item, str) else f"file:{fspath(item)}")
        if not named:
            raise MediaError("nothing to play")
        is_list = len(named) == 1 and named[0].startswith("list:")
        if is_list and (times != 1 or gap):
            raise MediaError("a list says itself how often it is played, and with which gap")
        text = named[0] if is_list else list_text(tuple(named), times, gap)
        held = await asyncio.get_running_loop().run_in_executor(None, check_source, text)
        self.replaced(stream)
        made = self._make(stream)
        made.held = held
        self._submit(PlayStream(stream, text, made.number))
        return made

    def take(self, event: PlaybackStarted | PlaybackFinished) -> None:
        """What the media thread tells."""
        playback = self._playbacks.get(event.playback)
        if playback is None:
            return
        if isinstance(event, PlaybackStarted):
            playback.place, playback.has_begun = event.place, True
        else:
            playback.end(event.reason, event.seconds)

    def failed(self, stream: str, reason: str) -> None:
        """Something could not be played after all."""
        for playback in list(self._playbacks.values()):
            if playback.stream == stream and not (playback.has_begun or playback.is_fed):
                playback.end("stopped", 0.0, MediaError(f"stream {stream}: {reason}"))

    def replaced(self, stream: str) -> None:
        """Something else is sent, or the stream is over."""
        playback = self._fed.pop(stream, None)
        if playback is not None:
            playback.end("replaced", playback.seconds)

    def over(self, stream: str) -> None:
        """The stream was closed."""
        self.replaced(stream)

    def _make(self, stream: str) -> Playback:
        self._made += 1
        made = Playback(self._made, stream, self._submit)
        self._playbacks[self._made] = made
        return made

    async def _play_live(self, stream: str, item: Any, times: int) -> Playback:
        if times != 1:
            raise MediaError("an iterator or an open file is played once")
        frames = item if hasattr(item, "__aiter__") else await _frames_of(item)
        self.replaced(stream)
        made = self._fed[stream] = self._make(stream)
        made.feed(asyncio.get_running_loop().create_task(self._bring(made, frames)))
        return made

    async def _bring(self, playback: Playback, frames: AsyncIterable[AudioFrame | bytes]) -> None:
        error: MediaError | None = None
        stream, number = playback.stream, playback.number
        self._tell(PlaybackStarted(stream, number, "application", 0))
        reason: Reason = "ended"
        try:
            async for frame in frames:
                sound = frame_of(frame, 8000)
                await self._send(stream, sound)
                playback.seconds += len(sound.samples) / 2 / sound.rate
            await asyncio.sleep(5 * FRAME_SECONDS)  # what was let run ahead
        except asyncio.CancelledError:
            reason = await playback.finished() if playback.is_over else "stopped"
        except MediaError as failure:
            error, reason = failure, "stopped"
        except Exception as failure:
            error, reason = MediaError(f"what was to be played failed: {failure!r}"), "stopped"
        if self._fed.get(stream) is playback:
            del self._fed[stream]
        playback.end(reason, playback.seconds, error)
        self._tell(PlaybackFinished(stream, number, reason, round(playback.seconds, 3)))


async def _frames_of(file: Any) -> AsyncIterable[AudioFrame]:
    """The sound of an open file, read and decoded outside the loop's thread."""
    if isinstance(file, Path) or not hasattr(file, "read"):
        raise MediaError(f"{type(file).__name__} is nothing that can be played")

    def read() -> Any:
        data = file.read(MOST_OCTETS + 1)
        if not isinstance(data, bytes) or len(data) > MOST_OCTETS:
            raise MediaError(f"an open file is opened for octets, at most {MOST_OCTETS} of them")
        try:
            return decode_octets(data, FILE_SECONDS)
        except OSError as error:
            raise MediaError(f"the file cannot be read: {error.strerror or error}") from None

    sound = await asyncio.get_running_loop().run_in_executor(None, read)

    async def frames() -> Any:
        size = round(sound.rate * FRAME_SECONDS) * 2
        for at in range(0, len(sound.samples), size):
            yield AudioFrame(sound.samples[at : at + size], sound.rate)

    made: AsyncIterable[AudioFrame] = frames()
    return made
