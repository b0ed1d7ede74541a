"""What happens to streams, for whoever wants to follow it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Final

from sessioncore.base.errors import MediaError
from sessioncore.base.media import ConfigureStream, MediaEvent

EVENTS_WAITING: Final = 256
"""Media events that wait for a slow reader; of more, the oldest are lost."""

_LOOK_AGAIN: Final = 0.5
"""Seconds after which it is looked whether a session that had no media yet is over: nobody tells of its end."""


class MediaEvents:
    """`async for event in events`: media events in order, until this is closed, or what is followed is over.

    The oldest are lost to who is slow: `lost` counts them.
    """

    def __init__(self, followed: str | None, followers: Followers) -> None:
        self.followed = followed
        """The stream, or the session whose streams are followed; None for all."""
        self.lost = 0
        self._followers = followers
        self._waiting: deque[MediaEvent] = deque(maxlen=EVENTS_WAITING)
        self._changed = asyncio.Event()

    def put(self, event: MediaEvent) -> None:
        """Take an event, if it is of a stream that is asked for; never waits."""
        if self.followed in (None, event.stream, event.stream.rpartition("/")[0]):
            self.lost += len(self._waiting) == EVENTS_WAITING
            self._waiting.append(event)
            self._changed.set()

    def close(self) -> None:
        """No further event comes; those that wait can still be read. May be repeated."""
        self._followers.readers.discard(self)
        self._changed.set()

    def __aiter__(self) -> MediaEvents:
        return self

    async def __anext__(self) -> MediaEvent:
        while not self._waiting:
            if self not in self._followers.readers:
                raise StopAsyncIteration
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), None if self.followed is None else _LOOK_AGAIN)
            except TimeoutError:
                self._followers.look(self)
        return self._waiting.popleft()

    async def __aenter__(self) -> MediaEvents:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Followers:
    """Who reads the media events of a manager, and who waits for the media of a session.

    `is_over` says of a stream or a session that nothing will ever come of it any more.
    """

    def __init__(self, is_over: Callable[[str], bool]) -> None:
        self.readers: set[MediaEvents] = set()
        self._is_over = is_over
        self._closed = False
        self._awaited: dict[str, list[asyncio.Future[ConfigureStream]]] = {}

    def follow(self, followed: str | None) -> MediaEvents:
        """A reader from now on; of what is over it has no event."""
        made = MediaEvents(followed, self)
        if not self._closed and (followed is None or not self._is_over(followed)):
            self.readers.add(made)
        return made

    def look(self, reader: MediaEvents) -> None:
        """Close a reader of what is over."""
        if reader.followed is not None and self._is_over(reader.followed):
            reader.close()

    def put(self, event: MediaEvent) -> None:
        """Tell the readers."""
        for reader in tuple(self.readers):
            reader.put(event)

    def ended(self, stream: str) -> None:
        """Nothing more comes of a stream: who follows it, or a session that is over with it, has seen all."""
        names = stream, stream.rpartition("/")[0]
        for reader in tuple(self.readers):
            if reader.followed in names:
                self.look(reader)

    async def wait(self, session: str, patience: float) -> ConfigureStream:
        """What the first stream of a session is told next. Raises MediaError where that does not come about in time."""
        waiting = self._awaited.setdefault(session, [])
        future: asyncio.Future[ConfigureStream] = asyncio.get_running_loop().create_future()
        waiting.append(future)
        loop = asyncio.get_running_loop()
        end = loop.time() + patience
        try:
            while not future.done():
                if self._is_over(session):
                    raise MediaError("the session is over, or there never was one", session=session)
                left = end - loop.time()
                if left <= 0:
                    raise MediaError(f"no media was set up within {patience} s", session=session)
                await asyncio.wait({future}, timeout=min(left, _LOOK_AGAIN))
            return future.result()
        finally:
            waiting.remove(future)
            if not waiting:
                self._awaited.pop(session, None)

    def configured(self, command: ConfigureStream) -> None:
        """A stream was told what is agreed."""
        for future in self._awaited.get(command.stream.rpartition("/")[0], ()):
            if not future.done():
                future.set_result(command)

    def close(self) -> None:
        """End what everybody reads, now and later."""
        self._closed = True
        for reader in tuple(self.readers):
            reader.close()
