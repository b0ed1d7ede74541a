from __future__ import annotations

import asyncio
from typing import Any

import pytest

from sessioncore.api import SessionManager, SessionState
from sessioncore.base.errors import CallRejected, LocalProtocolError, MediaError, SessionCoreError
from sessioncore.base.settings import Settings
from sessioncore.events import EventsLost, MediaStarted, MediaStopped, SessionStateChanged

PATIENCE = 30.0


async def test_ring_then_answer(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target()))
    called = await ends.next_incoming()
    await called.ring()
    [caller] = ends.here.sessions()
    async with asyncio.timeout(PATIENCE):
        assert await caller.wait_until(SessionState.RINGING) is SessionState.RINGING
    await called.answer()
    assert await calling == caller
    # `answer` is done when the caller's ACK is here.
    assert called.state is SessionState.CONNECTED


async def test_sound_goes_both_ways_and_is_measured(ends: Any, until: Any) -> None:
    here, there = await ends.connected(source="tone:440", answer="tone:880")

    async def a_second_was_heard() -> bool:
        return min([(await session.statistics())[0].received_packets for session in (here, there)]) >= 60

    await until(a_second_was_heard)
    [ours], [theirs] = await here.statistics(), await there.statistics()
    assert ours.tone_hz == pytest.approx(880, rel=0.01)
    assert theirs.tone_hz == pytest.approx(440, rel=0.01)
    assert (ours.lost, theirs.lost) == (0, 0)
    await here.hang_up()
    assert await here.statistics() == ()


async def test_hold_stops_the_sound_and_resume_brings_it_back(ends: Any, until: Any) -> None:
    here, there = await ends.connected(source="tone:440", answer="tone:880")
    await here.hold()
    assert here.state is SessionState.ON_HOLD
    assert await there.wait_until(SessionState.ON_HOLD) is SessionState.ON_HOLD
    await here.resume()
    assert here.state is SessionState.CONNECTED
    assert await there.wait_until(SessionState.CONNECTED) is SessionState.CONNECTED
    [before] = await here.statistics()

    async def more_was_heard() -> bool:
        return (await here.statistics())[0].received_packets >= before.received_packets + 5

    await until(more_was_heard)


async def test_a_session_is_offered_anew_by_either_method(ends: Any) -> None:
    """Both sides say `Allow: UPDATE`; nothing of the session changes."""
    here, there = await ends.connected(source="tone:440", answer="tone:880")
    for method in ("update", "invite", None):
        await here.modify(method)
    await here.modify(restart_ice=True)  # plain media has none
    with pytest.raises(ValueError, match="not by 'info'"):
        await here.modify("info")
    assert (here.state, there.state) == (SessionState.CONNECTED, SessionState.CONNECTED)
    await here.hang_up()


async def test_events_of_a_call_from_beginning_to_end(ends: Any) -> None:
    async with asyncio.timeout(PATIENCE):
        async with ends.here.events(MediaStarted) as started:
            here, there = await ends.connected(answer="tone:440")
            first = await anext(started)
        assert (first.session, first.stream) == (here.id, f"{here.id}/0")
        stream = here.events()
        await here.hold()
        await here.resume()
        await there.hang_up()
        events = [event async for event in stream]
    states = [event.state for event in events if isinstance(event, SessionStateChanged)]
    assert [state for state in states if state != "terminating"] == ["on_hold", "connected", "terminated"]
    # The stream's last figures come after the end of the call, and still belong to it.
    [stopped] = [event for event in events if isinstance(event, MediaStopped)]
    assert stopped.statistics.received_packets > 0
    assert {event.session for event in events} == {here.id}


async def test_a_reader_that_never_reads_costs_a_bounded_queue(ends: Any) -> None:
    here, _ = await ends.connected()
    stream = here.events(SessionStateChanged, queue=2)
    for _ in range(3):
        await here.hold()
        await here.resume()
    await here.hang_up()
    events = [event async for event in stream]
    assert isinstance(events[0], EventsLost)
    assert len(events) == 3
    assert isinstance(events[-1], SessionStateChanged)
    assert events[-1].state == "terminated"


async def test_commands_that_the_state_forbids_list_what_is_allowed(ends: Any) -> None:
    here, there = await ends.connected()
    with pytest.raises(LocalProtocolError) as caught:
        await there.decline()
    assert caught.value.session == there.id
    assert "hang_up" in caught.value.allowed
    await here.hang_up()
    with pytest.raises(LocalProtocolError):
        await here.hold()


async def test_hanging_up_twice_is_harmless(ends: Any) -> None:
    here, there = await ends.connected()
    await asyncio.gather(here.hang_up(), here.hang_up(), there.hang_up())
    await here.hang_up()
    assert (here.state, there.state) == (SessionState.TERMINATED, SessionState.TERMINATED)


async def test_hanging_up_an_unanswered_call_refuses_it(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target()))
    called = await ends.next_incoming()
    await called.hang_up()
    with pytest.raises(CallRejected) as caught:
        await calling
    assert caught.value.status >= 400
    assert called.is_over


async def test_what_cannot_be_played_is_known_before_the_answer(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target()))
    called = await ends.next_incoming()
    with pytest.raises(MediaError, match="no media source") as caught:
        await called.answer("trumpet")
    assert caught.value.session == called.id
    assert called.state is SessionState.RINGING
    with pytest.raises(ValueError, match="300 to 699"):
        await called.decline(200)
    await called.answer()
    assert (await calling).state is SessionState.CONNECTED


async def test_a_peer_that_refuses_a_change_is_an_error_and_the_call_goes_on(ends: Any) -> None:
    """Two holds at once: one of them wins, none is lost (RFC 3261 14.1)."""
    here, there = await ends.connected()
    results = await asyncio.wait_for(asyncio.gather(here.hold(), there.hold(), return_exceptions=True), PATIENCE)
    assert [result for result in results if not isinstance(result, None | SessionCoreError)] == []
    assert None in results
    assert here.state is SessionState.ON_HOLD
    await here.hang_up()


async def test_early_media_then_answer(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target()))
    called = await ends.next_incoming()
    await called.progress("tone:440")
    [caller] = ends.here.sessions()
    async with asyncio.timeout(PATIENCE):
        await caller.wait_until(SessionState.EARLY_MEDIA)
    await called.answer("tone:440")
    assert (await calling).state is SessionState.CONNECTED


async def test_a_redirected_call_goes_where_it_is_sent(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target("bob")))
    first = await ends.next_incoming()
    with pytest.raises(LocalProtocolError, match="one is sip:"):
        await first.redirect("carol")
    await first.redirect(ends.target("carol"))
    second = await ends.next_incoming()
    assert second.called == ends.target("carol")
    await second.answer()
    assert (await calling).state is SessionState.CONNECTED


@pytest.mark.parametrize("accepted", [True, False])
async def test_the_application_decides_about_changes(accepted: bool) -> None:
    settings = Settings(ask_modifications=True)
    async with (
        SessionManager(listen="udp:127.0.0.1:0", settings=settings) as there,
        SessionManager(listen="udp:127.0.0.1:0") as here,
        asyncio.timeout(PATIENCE),
    ):
        calling = asyncio.create_task(here.call("sip:bob@{}:{}".format(*there.local_address)))
        called = await anext(there.incoming())
        await called.answer()
        session = await calling
        holding = asyncio.create_task(session.hold())
        changed = await anext(there.changes())
        assert changed == called
        if accepted:
            await changed.accept_modify()
            await holding
            assert session.state is SessionState.ON_HOLD
        else:
            await changed.decline_modify(603)
            with pytest.raises(CallRejected, match="603"):
                await holding
            assert session.state is SessionState.CONNECTED


async def test_waiting_for_the_end_of_what_is_over_returns_at_once(ends: Any) -> None:
    here, _ = await ends.connected()
    await here.hang_up()
    assert await here.wait_over() is SessionState.TERMINATED
    assert [event async for event in here.events()] == []
