from __future__ import annotations

import asyncio

import attrs
import pytest

from sessioncore import events
from sessioncore.api.subscriptions import PUBLIC_EVENTS, Subscriptions
from sessioncore.events import CallFailed, EventsLost, MediaSilent, PublicEvent, SessionStateChanged


@attrs.define
class Stand:
    subscribed: set[type[PublicEvent]] = attrs.field(factory=set)
    closing: set[str] = attrs.field(factory=set)
    subscriptions: Subscriptions = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.subscriptions = Subscriptions(self.subscribed, lambda: 7.0, self.closing.__contains__)

    def state(self, session: str, state: str) -> SessionStateChanged:
        event = SessionStateChanged(session=session, at=0.0, state=state)
        self.subscriptions.publish(event)
        return event

    def silent(self, session: str, seconds: float) -> MediaSilent:
        event = MediaSilent(session=session, at=0.0, stream="x", seconds=seconds)
        self.subscriptions.publish(event)
        return event


@pytest.fixture
def stand() -> Stand:
    return Stand()


def test_every_public_event_can_be_subscribed_to() -> None:
    # By their names: attrs makes a class twice, and the first one may still be there.
    every = {(kind.__module__, kind.__name__) for kind in PublicEvent.__subclasses__() if kind.__name__ != "EventsLost"}
    assert {(kind.__module__, kind.__name__) for kind in PUBLIC_EVENTS} == every
    assert events.IncomingCall in PUBLIC_EVENTS


async def test_events_of_a_session_come_in_order_until_it_is_over(stand: Stand) -> None:
    stream = stand.subscriptions.open("s1")
    expected = [stand.state("s1", "ringing"), stand.silent("s1", 1.0)]
    stand.state("s2", "ringing")
    expected += [stand.state("s1", "terminated")]
    stand.silent("s1", 2.0)
    assert [event async for event in stream] == expected
    assert len(stand.subscriptions) == 0


async def test_a_reader_that_waits_is_woken(stand: Stand) -> None:
    stream = stand.subscriptions.open("s1")
    reader = asyncio.create_task(anext(stream))
    await asyncio.sleep(0)
    event = stand.state("s1", "ringing")
    assert await reader is event
    reader = asyncio.create_task(anext(stream))
    await asyncio.sleep(0)
    stream.close()
    with pytest.raises(StopAsyncIteration):
        await reader


async def test_the_last_media_report_belongs_to_the_session(stand: Stand) -> None:
    stream = stand.subscriptions.open("s1")
    stand.closing.add("s1")
    state = stand.state("s1", "failed")
    late = stand.silent("s1", 1.0)
    stand.closing.clear()
    stand.subscriptions.settle("s1")
    assert [event async for event in stream] == [state, late]


async def test_a_slow_reader_loses_the_oldest_and_is_told_how_many(stand: Stand) -> None:
    stream = stand.subscriptions.open("s1", (MediaSilent,), 3)
    kept = [stand.silent("s1", float(number)) for number in range(10)][-3:]
    assert await anext(stream) == EventsLost(session="s1", at=7.0, count=7)
    assert [await anext(stream) for _ in kept] == kept
    more = stand.silent("s1", 99.0)
    assert await anext(stream) is more


async def test_types_can_be_chosen_and_only_they_are_built(stand: Stand) -> None:
    assert stand.subscribed == set()
    first = stand.subscriptions.open("s1", (CallFailed,))
    # The end of the session shows in its state.
    assert stand.subscribed == {CallFailed, SessionStateChanged}
    second = stand.subscriptions.open(None, (CallFailed, MediaSilent))
    assert stand.subscribed == {CallFailed, MediaSilent, SessionStateChanged}
    stand.state("s1", "ringing")
    silent = stand.silent("s1", 1.0)
    stand.state("s1", "terminated")
    assert [event async for event in first] == []
    assert await anext(second) is silent
    assert stand.subscribed == {CallFailed, MediaSilent, SessionStateChanged}
    second.close()
    assert stand.subscribed == set()


async def test_a_stream_that_is_left_is_forgotten(stand: Stand) -> None:
    for session in ("s1", None):
        stream = stand.subscriptions.open(session)
        assert len(stand.subscriptions) == 1
        del stream
        assert len(stand.subscriptions) == 0
        assert stand.subscribed == set()
    async with stand.subscriptions.open("s1") as stream:
        assert len(stand.subscriptions) == 1
    assert len(stand.subscriptions) == 0
    stream.close()
    assert stand.subscribed == set()


async def test_closing_all_ends_every_reader(stand: Stand) -> None:
    streams = [stand.subscriptions.open("s1"), stand.subscriptions.open("s2"), stand.subscriptions.open(None)]
    event = stand.state("s1", "ringing")
    stand.subscriptions.close()
    assert [[item async for item in stream] for stream in streams] == [[event], [], [event]]
    assert (len(stand.subscriptions), stand.subscribed) == (0, set())
