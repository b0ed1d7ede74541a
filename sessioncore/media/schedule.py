"""Who has something to do when: the streams of a plane, what goes on beside them, and one queue of deadlines."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Final

from sessioncore.base.errors import MediaError
from sessioncore.media.liveness import alive_at

if TYPE_CHECKING:
    from sessioncore.media.chores import Chore
    from sessioncore.media.limits import MediaLimits
    from sessioncore.media.stream import MediaStream

_SPARE_DEADLINES: Final = 64


class Schedule:
    """Streams and chores by name, and when each of them is due next. Its owner takes what is due out of the queue."""

    def __init__(self, limits: MediaLimits) -> None:
        self.limits = limits
        self._streams: dict[str, MediaStream] = {}
        self._chores: dict[str, Chore] = {}
        # (when, serial, stream): valid while one of the stream's ticks is that serial. Names, not objects, so that
        # what is closed is gone at once.
        self._deadlines: list[tuple[float, int, str]] = []
        self._serial = 0

    @property
    def streams(self) -> tuple[str, ...]:
        """The open streams."""
        return tuple(self._streams)

    def is_open(self, stream: str) -> bool:
        """Whether `stream` was opened and not closed since."""
        return stream in self._streams

    def abandon(self) -> None:
        """Drop every stream and whatever goes on beside them, without a word: nobody knows what they are in."""
        self._streams.clear()
        self._chores.clear()
        self._deadlines.clear()

    @property
    def _crowded(self) -> bool:
        """More deadlines than seven per stream and some to spare: a part of them is void."""
        return len(self._deadlines) > 8 * len(self._streams) + len(self._chores) + _SPARE_DEADLINES

    def _forget(self) -> None:
        """Drop deadlines that are void, so that churn costs no memory."""
        self._deadlines = [entry for entry in self._deadlines if self._live(entry)]
        heapq.heapify(self._deadlines)

    def _live(self, entry: tuple[float, int, str]) -> bool:
        state = self._streams.get(entry[2])
        if state is None:
            return (chore := self._chores.get(entry[2])) is not None and chore.tick == entry[1]
        return entry[1] in (
            state.tick,
            state.watch,
            state.control_tick,
            state.report_tick,
            state.digit_tick,
            state.listen_tick,
        )

    def find(self, stream: str) -> MediaStream | None:
        """An open stream."""
        return self._streams.get(stream)

    @property
    def chores(self) -> tuple[Chore, ...]:
        """Whatever goes on beside the streams."""
        return tuple(self._chores.values())

    def chore(self, name: str) -> Chore | None:
        """What `begin_chore` began and has not ended."""
        return self._chores.get(name)

    def begin_chore(self, name: str, chore: Chore, due: float) -> None:
        """Let something be done at its times, first at `due`, until it says that it is over. No stream has its name."""
        self._chores[name] = chore
        self._serial = chore.tick = self._serial + 1
        heapq.heappush(self._deadlines, (due, chore.tick, name))

    def end_chore(self, name: str) -> None:
        """Do it no more; may be repeated."""
        self._chores.pop(name, None)

    def get(self, stream: str) -> MediaStream:
        """An open stream; raises MediaError."""
        try:
            return self._streams[stream]
        except KeyError:
            raise MediaError("no such stream is open") from None

    def _schedule(self, state: MediaStream, now: float) -> None:
        """Arm the next frame."""
        self._serial = state.tick = self._serial + 1
        heapq.heappush(self._deadlines, (state.align(now), state.tick, state.name))

    def _arm(self, state: MediaStream, when: float) -> int:
        """Return the serial under which `when` was noted."""
        if self._crowded:
            self._forget()
        self._serial += 1
        heapq.heappush(self._deadlines, (when, self._serial, state.name))
        return self._serial

    def _watch(self, state: MediaStream) -> None:
        """Arm the look-out for silence, once; the deadline moves on by itself while media comes."""
        if not state.watch and not state.silent:
            self._serial = state.watch = self._serial + 1
            due = alive_at(state) + self.limits.silence_seconds
            heapq.heappush(self._deadlines, (due, state.watch, state.name))
