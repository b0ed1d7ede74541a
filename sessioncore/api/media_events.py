"""What happens to streams, for whoever wants to follow it."""

from __future__ import annotations

import asyncio
from collections import deque
from types import TracebackType
from typing import Final

from sessioncore.base.media import MediaEvent

EVENTS_WAITING: Final = 256
"""Media events that wait for a slow reader; of more, the oldest are lost."""


class MediaEvents:
    """`async for event in events`: media events in order, until this is closed; the oldest are lost to who is slow."""

    def __init__(self, streams: str | None, readers: set[MediaEvents]) -> None:
        self._streams = streams
        self._readers = readers
        self._waiting: deque[MediaEvent] = deque(maxlen=EVENTS_WAITING)
        self._changed = asyncio.Event()
        readers.add(self)

    def put(self, event: MediaEvent) -> None:
        """Take an event, if it is of a stream that is asked for; never waits."""
        if self._streams in (None, event.stream, event.stream.rpartition("/")[0]):
            self._waiting.append(event)
            self._changed.set()

    def close(self) -> None:
        """No further event comes; those that wait can still be read. May be repeated."""
        self._readers.discard(self)
        self._changed.set()

    def __aiter__(self) -> MediaEvents:
        return self

    async def __anext__(self) -> MediaEvent:
        while not self._waiting:
            if self not in self._readers:
                raise StopAsyncIteration
            self._changed.clear()
            await self._changed.wait()
        return self._waiting.popleft()

    async def __aenter__(self) -> MediaEvents:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
