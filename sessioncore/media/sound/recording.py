"""Recordings of streams: their beginning, their writing twice a second, and their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import MediaFailed, MediaRecorded, RecordStream
from sessioncore.base.sound import ControlRecording
from sessioncore.media.codecs.resample import check_rate
from sessioncore.media.sound.recorder import FLUSH_SECONDS, Recorder

if TYPE_CHECKING:
    from sessioncore.media.plane import MediaPlane
    from sessioncore.media.stream import MediaStream


@attrs.define(eq=False)
class Recording:
    """Writes what waits, so often."""

    stream: str
    recorder: Recorder
    number: int = 0
    tick: int = 0

    def run(self, plane: MediaPlane, now: float) -> float | None:
        """Write; the recording ends where it cannot, or where it is full."""
        state = plane.find(self.stream)
        if state is None or state.recorder is not self.recorder:
            return None
        try:
            self.recorder.flush(now)
        except MediaError as error:
            plane.tell(MediaFailed(self.stream, error.message, "record"), now)
            _forget(plane, state, now, complete=False)
            return None
        if self.recorder.full:
            _forget(plane, state, now, complete=False)
            return None
        return now + FLUSH_SECONDS


def carry_out(plane: MediaPlane, command: RecordStream | ControlRecording, now: float) -> None:
    """Begin a recording, pause it, let it go on or end it; raises MediaError."""
    if isinstance(command, RecordStream):
        record(plane, command, now)
    else:
        control_recording(plane, command, now)


def record(plane: MediaPlane, command: RecordStream, now: float) -> None:
    """Begin a recording, or end it; raises MediaError."""
    try:
        state = plane.get(command.stream)
        if command.path:
            _begin(plane, state, command, now)
        else:
            end_recording(plane, state, now)
    except MediaError:
        if command.recording:
            plane.tell(MediaRecorded(command.stream, command.path, 0.0, False, command.recording), now)
        raise


def _begin(plane: MediaPlane, state: MediaStream, command: RecordStream, now: float) -> None:
    going = [chore.recorder for chore in plane.chores if isinstance(chore, Recording)]
    if len(going) >= plane.limits.recordings and state.recorder is None:
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
    end_recording(plane, state, now)
    state.recorder = made
    state.tap(made, command.sides != "heard")
    plane.begin_chore(_name(state), Recording(state.name, made, command.recording), now + FLUSH_SECONDS)


def end_recording(plane: MediaPlane, state: MediaStream, now: float) -> None:
    """Write the rest and close the file, where there is a recording."""
    recorder = state.recorder
    if recorder is None:
        return
    try:
        recorder.close(now)
    except MediaError as error:
        plane.tell(MediaFailed(state.name, error.message, "record"), now)
        _forget(plane, state, now, complete=False)
    else:
        _forget(plane, state, now, complete=True)


def control_recording(plane: MediaPlane, command: ControlRecording, now: float) -> None:
    """Pause a recording, or let it go on; raises MediaError where it cannot be written."""
    recorder = plane.get(command.stream).recorder
    if recorder is None:
        return
    if command.action == "pause":
        recorder.pause(now)
    else:
        recorder.resume(now)


def _forget(plane: MediaPlane, state: MediaStream, now: float, *, complete: bool) -> None:
    recorder, state.recorder = state.recorder, None
    assert recorder is not None, "it was going on"
    recorder.abandon()
    state.tap(recorder, False)
    chore = plane.chore(_name(state))
    number = chore.number if isinstance(chore, Recording) else 0
    plane.end_chore(_name(state))
    plane.tell(MediaRecorded(state.name, recorder.path, recorder.lasts, complete, number), now)


def _name(state: MediaStream) -> str:
    return f"{state.name}:record"
