"""Recordings of streams: begun, paused, ended, and known when they are over."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from os import PathLike, fspath
from weakref import WeakValueDictionary

from sessioncore.base.errors import MediaError
from sessioncore.base.media import MediaCommand, MediaRecorded, RecordStream
from sessioncore.base.sound import ControlRecording, Sides
from sessioncore.media.codecs.resample import check_rate

_HEADER = 44  # octets of a WAV file before its first sample
ALL_SIDES = ("heard", "sent", "both", "mixed")


class Recording:
    """A recording that goes on; made by `Session.record` and `MediaManager.record_to`."""

    def __init__(self, number: int, stream: str, path: str, submit: Callable[[MediaCommand], None]) -> None:
        self.number = number
        self.stream = stream
        self.path = path
        self._submit = submit
        self._over: asyncio.Future[MediaRecorded] = asyncio.get_running_loop().create_future()

    @property
    def is_over(self) -> bool:
        """Whether the file is complete, or could not be written."""
        return self._over.done()

    async def finished(self) -> MediaRecorded:
        """Wait for the end: how long the file lasts, and whether it ended as wanted (not by a limit or a failure)."""
        return await asyncio.shield(self._over)

    async def stop(self) -> MediaRecorded:
        """End it; done when the file can be read."""
        if not self.is_over:
            self._submit(RecordStream(self.stream, ""))
        return await self.finished()

    def pause(self) -> None:
        """Write nothing for now; the file has no gap of it."""
        self._control("pause")

    def resume(self) -> None:
        """Go on where `pause` interrupted."""
        self._control("resume")

    def _control(self, action: str) -> None:
        if not self.is_over:
            self._submit(ControlRecording(self.stream, "pause" if action == "pause" else "resume"))

    def take(self, event: MediaRecorded) -> None:
        """It is over."""
        if not self._over.done():
            self._over.set_result(event)


class Recordings:
    """The recordings of one media manager."""

    def __init__(self, submit: Callable[[MediaCommand], None]) -> None:
        self._submit = submit
        self._made = 0
        self._going: WeakValueDictionary[int, Recording] = WeakValueDictionary()

    def begin(
        self,
        stream: str,
        path: str | PathLike[str],
        sides: Sides,
        rate: int,
        seconds: float | None,
        octets: int | None,
    ) -> Recording:
        """Begin to record; raises MediaError for what cannot be asked for."""
        if sides not in ALL_SIDES:
            raise MediaError(f"what is recorded is one of {', '.join(ALL_SIDES)}, not {str(sides)[:20]!r}")
        check_rate(rate)
        if not fspath(path):
            raise MediaError("a recording needs a path")
        if (seconds is not None and not seconds > 0) or (octets is not None and octets <= _HEADER):
            raise MediaError(f"a recording lasts more than nothing, and has more octets than its header, {_HEADER}")
        if os.path.isdir(path):
            raise MediaError(f"cannot record to {fspath(path)!r}: it is a folder")
        check_folder(os.path.dirname(fspath(path)) or ".")
        self._made += 1
        made = Recording(self._made, stream, fspath(path), self._submit)
        self._going[made.number] = made
        self._submit(RecordStream(stream, made.path, sides, rate, seconds or 0.0, octets or 0, made.number))
        return made

    def take(self, event: MediaRecorded) -> None:
        """What the media thread tells."""
        recording = self._going.get(event.recording)
        if recording is not None:
            recording.take(event)


def file_name(stream: str) -> str:
    """What the recording of a stream is called where all are recorded."""
    return "".join([each if each.isalnum() or each in "-_." else "-" for each in stream]).lstrip(".") + ".wav"


def check_folder(path: str | PathLike[str]) -> str:
    """The path of a folder that recordings can go to; raises MediaError."""
    found = fspath(path)
    if not (os.path.isdir(found) and os.access(found, os.W_OK)):
        raise MediaError(f"{found!r} is no folder that can be written to")
    return found
