"""The recordings of one media plane: begun, written as they go on, ended; no two in one file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import MediaEvent, MediaFailed, MediaRecorded
from sessioncore.media.limits import MediaLimits
from sessioncore.media.recorder import Recorder

if TYPE_CHECKING:
    from sessioncore.media.stream import MediaStream


@attrs.define
class Recordings:
    """`tell` is called with what became of a recording, and when."""

    limits: MediaLimits
    tell: Callable[[MediaEvent, float], None]
    _recorders: dict[str, Recorder] = attrs.field(factory=dict)

    def begin(self, state: MediaStream, path: str, now: float) -> None:
        """Record what the stream hears to `path`; ends what it recorded before. MediaError changes nothing."""
        if len(self._recorders) >= self.limits.recordings and state.recorder is None:
            raise MediaError(f"{self.limits.recordings} recordings are going on, the most that are allowed")
        made = Recorder.create(path, self.limits.record_seconds, now)
        try:
            if any(recorder.identity == made.identity for recorder in self._recorders.values()):
                raise MediaError(f"cannot record to {path!r}: it is being recorded to")
            made.begin()
        except MediaError:
            made.abandon()
            raise
        self.end(state, now)
        state.recorder = self._recorders[state.name] = made

    def write(self, state: MediaStream, now: float) -> bool:
        """Bring to the file what was heard; return whether the recording goes on."""
        recorder = state.recorder
        if recorder is None:
            return False
        try:
            recorder.flush(now)
        except MediaError as error:
            self._failed(state, error, now)
            return False
        if recorder.full:
            self._forget(state, now, complete=False)
        return not recorder.full

    def end(self, state: MediaStream, now: float) -> None:
        """End what the stream records, if it does."""
        recorder = state.recorder
        if recorder is None:
            return
        try:
            recorder.close(now)
        except MediaError as error:
            self._failed(state, error, now)
        else:
            self._forget(state, now, complete=True)

    def _failed(self, state: MediaStream, error: MediaError, now: float) -> None:
        self.tell(MediaFailed(state.name, error.message, "record"), now)
        self._forget(state, now, complete=False)

    def _forget(self, state: MediaStream, now: float, *, complete: bool) -> None:
        recorder = self._recorders.pop(state.name)
        recorder.abandon()
        state.recorder = None
        state.record_tick = 0
        self.tell(MediaRecorded(state.name, recorder.path, recorder.lasts, complete), now)
