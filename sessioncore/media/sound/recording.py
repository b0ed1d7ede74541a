"""Recordings of streams: their beginning, their writing twice a second, and their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import MediaFailed, MediaRecorded, RecordStream
from sessioncore.base.sound import MIX_PREFIX, ControlRecording
from sessioncore.media.codecs.resample import check_rate
from sessioncore.media.sound.recorder import FLUSH_SECONDS, Recorder

if TYPE_CHECKING:
    from sessioncore.media.plane import MediaPlane
    from sessioncore.media.stream import Tap


class Recorded(Protocol):
    """Somebody who is recorded: a stream, or a mix."""

    name: str
    recorder: Recorder | None

    def tap(self, who: Tap, wants: bool) -> None:
        """Let somebody get what is sent, or no more."""
        ...


@attrs.define(eq=False)
class Recording:
    """Writes what waits, so often."""

    recorded: Recorded
    recorder: Recorder
    number: int = 0
    tick: int = 0

    def run(self, plane: MediaPlane, now: float) -> float | None:
        """Write; the recording ends where it cannot, or where it is full."""
        if self.recorded.recorder is not self.recorder:
            return None
        try:
            self.recorder.flush(now)
        except MediaError as error:
            self.fail(plane, now, error.message)
            return None
        if self.recorder.full:
            _forget(plane, self.recorded, now, complete=False)
            return None
        return now + FLUSH_SECONDS

    def fail(self, plane: MediaPlane, now: float, reason: str) -> None:
        """What is written until now can be read; no more comes."""
        plane.tell(MediaFailed(self.recorded.name, reason, "record"), now)
        _forget(plane, self.recorded, now, complete=False)


def carry_out(plane: MediaPlane, command: RecordStream | ControlRecording, now: float) -> None:
    """Begin a recording, pause it, let it go on or end it; raises MediaError."""
    if isinstance(command, RecordStream):
        record(plane, command, now)
    else:
        control_recording(plane, command, now)


def record(plane: MediaPlane, command: RecordStream, now: float) -> None:
    """Begin a recording, or end it; raises MediaError."""
    try:
        recorded = _find(plane, command.stream)
        if command.path:
            _begin(plane, recorded, command, now)
        else:
            end_recording(plane, recorded, now)
    except MediaError:
        if command.recording:
            plane.tell(MediaRecorded(command.stream, command.path, 0.0, False, command.recording), now)
        raise


def _find(plane: MediaPlane, name: str) -> Recorded:
    """Raises MediaError."""
    if name.startswith(MIX_PREFIX):
        from sessioncore.media.sound.mixing import find_mix  # imported when it began

        return find_mix(plane, name)
    return plane.get(name)


def _begin(plane: MediaPlane, recorded: Recorded, command: RecordStream, now: float) -> None:
    going = [chore.recorder for chore in plane.chores if isinstance(chore, Recording)]
    if len(going) >= plane.limits.recordings and recorded.recorder is None:
        raise MediaError(f"{plane.limits.recordings} recordings are going on, the most that are allowed")
    check_rate(command.rate)
    longest = plane.limits.record_seconds
    seconds = min(longest, command.seconds) if command.seconds > 0 else longest
    made = Recorder.create(command.path, seconds, now, command.sides, command.rate, command.octets or None)
    try:
        if any(recorder.identity == made.identity for recorder in going):
            raise MediaError(f"cannot record to {command.path!r}: it is being recorded to")
        made.begin()
    except MediaError:
        made.abandon()
        raise
    end_recording(plane, recorded, now)
    recorded.recorder = made
    recorded.tap(made, command.sides != "heard")
    plane.begin_chore(_name(recorded), Recording(recorded, made, command.recording), now + FLUSH_SECONDS)


def end_recording(plane: MediaPlane, recorded: Recorded, now: float) -> None:
    """Write the rest and close the file, where there is a recording."""
    recorder = recorded.recorder
    if recorder is None:
        return
    try:
        recorder.close(now)
    except MediaError as error:
        plane.tell(MediaFailed(recorded.name, error.message, "record"), now)
        _forget(plane, recorded, now, complete=False)
    else:
        _forget(plane, recorded, now, complete=True)


def control_recording(plane: MediaPlane, command: ControlRecording, now: float) -> None:
    """Pause a recording, or let it go on; raises MediaError where it cannot be written."""
    recorder = _find(plane, command.stream).recorder
    if recorder is None:
        return
    if command.action == "pause":
        recorder.pause(now)
    else:
        recorder.resume(now)


def _forget(plane: MediaPlane, recorded: Recorded, now: float, *, complete: bool) -> None:
    recorder, recorded.recorder = recorded.recorder, None
    assert recorder is not None, "it was going on"
    recorder.abandon()
    recorded.tap(recorder, False)
    chore = plane.chore(_name(recorded))
    number = chore.number if isinstance(chore, Recording) else 0
    plane.end_chore(_name(recorded))
    plane.tell(MediaRecorded(recorded.name, recorder.path, recorder.lasts, complete, number), now)


def _name(recorded: Recorded) -> str:
    return f"{recorded.name}:record"
