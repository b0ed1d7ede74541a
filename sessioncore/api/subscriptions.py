"""Who hears which public events. Nothing here exists for a session until somebody asks (invariant 11)."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Final
from weakref import WeakSet

from sessioncore import events
from sessioncore.api.state import SessionState
from sessioncore.events import EventsLost, PublicEvent, SessionStateChanged

QUEUE_LENGTH: Final = 256
"""Events that wait for one slow reader; of more, the oldest are lost and counted."""

PUBLIC_EVENTS: Final = tuple(
    kind
    for kind in vars(events).values()
    if isinstance(kind, type) and issubclass(kind, PublicEvent) and kind not in (PublicEvent, EventsLost)
)
"""Every type that can be subscribed to."""


class EventStream:
    """`async for event in stream`: public events in order, until the session is over or the stream is closed.

    A reader that falls behind by more than `length` events gets one `EventsLost` in the place of the oldest ones;
    nothing ever waits for it. A stream that nobody holds any more is closed by itself.
    """

    def __init__(
        self,
        session: str | None,
        kinds: frozenset[type[PublicEvent]],
        *,
        length: int = QUEUE_LENGTH,
        clock: Callable[[], float],
        on_close: Callable[[EventStream], None],
    ) -> None:
        self.session = session
        self.kinds = kinds
        self._length = length
        self._clock = clock
        self._on_close = on_close
        self._queue: deque[PublicEvent] = deque()
        self._lost = 0
        self._closed = False
        self.outlives = False
        """Whether it stays open when its session is over."""
        self._changed: asyncio.Event | None = None

    def put(self, event: PublicEvent) -> None:
        """Add an event for the reader; never waits."""
        if self._closed:
            return
        if len(self._queue) >= self._length:
            self._queue.popleft()
            self._lost += 1
        self._queue.append(event)
        if self._changed is not None:
            self._changed.set()

    def close(self) -> None:
        """No further event comes; those that wait can still be read. May be repeated."""
        if self._closed:
            return
        self._closed = True
        if self._changed is not None:
            self._changed.set()
        self._on_close(self)

    def __del__(self) -> None:
        self.close()

    def __aiter__(self) -> EventStream:
        return self

    async def __anext__(self) -> PublicEvent:
        while not self._queue:
            if self._closed:
                raise StopAsyncIteration
            if self._changed is None:
                self._changed = asyncio.Event()
            self._changed.clear()
            await self._changed.wait()
        if self._lost:
            count, self._lost = self._lost, 0
            return EventsLost(session=self.session or "", at=self._clock(), count=count)
        return self._queue.popleft()

    async def __aenter__(self) -> EventStream:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Subscriptions:
    """Hands each event to the streams that want it, and tells the engine which types are wanted at all.

    `subscribed` is the engine's set. `is_closing` says whether a session that is over still has media reports to come.
    """

    def __init__(
        self,
        subscribed: set[type[PublicEvent]],
        clock: Callable[[], float],
        is_closing: Callable[[str], bool],
    ) -> None:
        self._subscribed = subscribed
        self._clock = clock
        self._is_closing = is_closing
        self._wanted: Counter[type[PublicEvent]] = Counter()
        self._streams: dict[str | None, WeakSet[EventStream]] = {}
        self._over: set[str] = set()

    def __len__(self) -> int:
        """Streams that are open."""
        return sum(map(len, self._streams.values()))

    def open(
        self,
        session: str | None,
        kinds: Iterable[type[PublicEvent]] = (),
        length: int = QUEUE_LENGTH,
        *,
        outlives: bool = False,
    ) -> EventStream:
        """A stream of the events of one session, or of all (None); of the given types, or of all. One that `outlives`
        the session is not closed with it.
        """
        wanted = frozenset(kinds) or frozenset(PUBLIC_EVENTS)
        stream = EventStream(session, wanted, length=length, clock=self._clock, on_close=self._left)
        stream.outlives = outlives
        self._streams.setdefault(session, WeakSet()).add(stream)
        for kind in _needed(stream):
            self._wanted[kind] += 1
            self._subscribed.add(kind)
        return stream

    def publish(self, event: PublicEvent) -> None:
        """Give an event to whoever wants it, and close the streams of a session that is over."""
        kind = type(event)
        session = event.session
        for key in (session, None):
            for stream in list(self._streams.get(key, ())):
                if kind in stream.kinds:
                    stream.put(event)
        if session in self._streams and isinstance(event, SessionStateChanged) and SessionState(event.state).is_final:
            self._over.add(session)
        self.settle(session)

    def settle(self, session: str) -> None:
        """Close the streams of a session when it is over and its media has reported; harmless otherwise."""
        if session in self._over and not self._is_closing(session):
            self._end(session)

    def close(self) -> None:
        """Close every stream."""
        for session in list(self._streams):
            for stream in list(self._streams.get(session, ())):
                stream.close()

    def _end(self, session: str | None) -> None:
        for stream in list(self._streams.get(session, ())):
            if not stream.outlives:
                stream.close()

    def _left(self, stream: EventStream) -> None:
        streams = self._streams.get(stream.session)
        if streams is not None:
            streams.discard(stream)
            if not streams:
                del self._streams[stream.session]
                self._over.discard(stream.session or "")
        for kind in _needed(stream):
            self._wanted[kind] -= 1
            if not self._wanted[kind]:
                del self._wanted[kind]
                self._subscribed.discard(kind)


def _needed(stream: EventStream) -> frozenset[type[PublicEvent]]:
    """The types that a stream needs: the end of a session shows in its state, so that is among them in any case."""
    return stream.kinds | {SessionStateChanged}
