from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence

import attrs
import pytest

from sessioncore.base.media import CloseStream
from sessioncore.effects import Ask, Effect, Media, Persist, Publish, Reply, Send
from sessioncore.events import CallFailed
from sessioncore.io.hold import Hold
from sessioncore.io.store import Changes, Snapshot

PATIENCE = 30.0
PEER = ("192.0.2.1", 5060)


def message(call_id: str, first: str = "SIP/2.0 200 OK", name: str = "Call-ID") -> Send:
    return Send(f"{first}\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\r\n{name}: {call_id}\r\n\r\n".encode(), PEER)


class SlowStore:
    """A store whose writes wait for `gate`."""

    def __init__(self) -> None:
        self.gate = threading.Semaphore(0)
        self.started = threading.Semaphore(0)
        self.writes: list[dict[str, Snapshot | None]] = []
        self.error: OSError | None = None
        self.closed = False

    def load(self) -> tuple[dict[str, Snapshot], list[str]]:
        return {}, []

    def write(self, changes: Changes) -> None:
        self.writes.append(dict(changes))
        self.started.release()
        assert self.gate.acquire(timeout=PATIENCE)
        if self.error is not None:
            raise self.error

    def close(self) -> None:
        self.closed = True


@attrs.define
class Stand:
    store: SlowStore
    hold: Hold
    released: list[Effect]
    changed: asyncio.Event
    lost: list[tuple[str, str]]

    async def until(self, claim: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not claim():
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    released: list[Effect] = []
    changed = asyncio.Event()

    def release(effects: Sequence[Effect]) -> None:
        released.extend(effects)
        changed.set()

    store = SlowStore()
    sessions = {1: "s1", 2: "s2"}
    lost: list[tuple[str, str]] = []

    def lose(session: str, reason: str) -> None:
        lost.append((session, reason))
        changed.set()

    made = Stand(store, Hold(store, release, sessions.get, lose, patience=0.2), released, changed, lost)
    yield made
    store.gate.release(100)
    await made.hold.close(PATIENCE)
    assert made.hold.idle


async def test_without_persist_nothing_waits(stand: Stand) -> None:
    effects: list[Effect] = [message("a"), Reply(1, "done")]
    assert stand.hold.admit(effects) is effects


async def test_what_follows_persist_waits_for_the_write_and_what_precedes_it_does_not(stand: Stand) -> None:
    ringing, ok, done = message("a", "SIP/2.0 180 Ringing"), message("a"), Reply(1, "done")
    assert stand.hold.admit([ringing, Persist("s1", {"n": 1}), ok, done]) == [ringing]
    assert stand.released == []
    stand.store.gate.release()
    await stand.until(lambda: bool(stand.released))
    assert stand.released == [ok, done]
    assert stand.store.writes == [{"s1": {"n": 1}}]


async def test_later_effects_of_the_call_stay_behind_and_other_calls_go_on(stand: Stand) -> None:
    ok, bye = message("a"), message("a", "BYE sip:x SIP/2.0")
    stand.hold.admit([Persist("s1", {}), ok])
    later: list[Effect] = [
        bye,
        message("a", name="i"),
        Reply(1, "done"),
        Media(CloseStream("s1/0")),
        Publish(CallFailed(session="s1", at=0.0, status=500)),
        Ask("s1", "modify", {}),
    ]
    others: list[Effect] = [
        message("b"),
        Reply(2, "done"),
        Reply(99, "done"),
        Media(CloseStream("s2/0")),
        Publish(CallFailed(session="s2", at=0.0, status=500)),
        Ask("s2", "incoming", {}),
        Send(b"\r\n\r\n", PEER),
    ]
    mixed = [effect for pair in zip(later, others, strict=False) for effect in pair] + others[len(later) :]
    assert stand.hold.admit(mixed) == others
    stand.store.gate.release()
    await stand.until(lambda: bool(stand.released))
    assert stand.released == [ok, *later]
    # The lane is open again.
    assert stand.hold.admit([bye]) == [bye]


async def test_a_retransmission_is_held_once(stand: Stand) -> None:
    """A store that hangs must not fill the memory."""
    ok = message("a")
    stand.hold.admit([Persist("s1", {}), ok])
    for _ in range(100):
        assert stand.hold.admit([ok]) == []
    stand.store.gate.release()
    await stand.until(lambda: bool(stand.released))
    assert stand.released == [ok]


async def test_writes_that_come_meanwhile_are_made_as_one(stand: Stand) -> None:
    sends = [message(f"call{number}") for number in range(20)]
    for number, send in enumerate(sends):
        stand.hold.admit([Persist(f"s{number}", {"first": True}), send])
    stand.hold.admit([Persist("s7", {"newer": True})])
    stand.store.gate.release(2)
    await stand.until(lambda: len(stand.released) == 20)
    assert stand.released == sends
    assert len(stand.store.writes) == 2
    assert stand.store.writes[0] == {"s0": {"first": True}}
    assert stand.store.writes[1]["s7"] == {"newer": True}
    assert len(stand.store.writes[1]) == 19


async def test_a_second_write_of_a_call_keeps_its_effects_in_order(stand: Stand) -> None:
    first, second, third = message("a"), message("a", "ACK sip:x SIP/2.0"), message("a", "BYE sip:x SIP/2.0")
    stand.hold.admit([Persist("s1", {"n": 1}), first])
    stand.hold.admit([Persist("s1", {"n": 2}), second])
    stand.store.gate.release()
    await stand.until(lambda: stand.released == [first])
    # The first write is done, the second one is not: the call still waits.
    assert stand.hold.admit([third]) == []
    stand.store.gate.release()
    await stand.until(lambda: stand.released == [first, second, third])


async def test_a_failing_store_costs_the_recovery_and_not_the_call(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    stand.store.error = OSError(28, "No space left on device")
    ok = message("a")
    stand.hold.admit([Persist("s1", {}), ok])
    stand.store.gate.release()
    await stand.until(lambda: stand.released == [ok])
    assert stand.hold.failed_writes == 1
    assert "No space left" in caplog.text


async def test_closing_waits_for_the_write_but_not_for_ever(stand: Stand, caplog: pytest.LogCaptureFixture) -> None:
    stand.hold.admit([Persist("s1", {}), message("a")])
    assert stand.store.started.acquire(timeout=PATIENCE)
    await stand.hold.close(0.01)
    assert "did not finish" in caplog.text
    stand.store.gate.release()
    await stand.until(lambda: len(stand.released) == 1)


async def test_a_failed_write_is_told_counted_and_made_again_with_the_next(stand: Stand) -> None:
    stand.store.error = OSError(28, "No space left on device")
    stand.store.gate.release()
    stand.hold.admit([Persist("s1", {"n": 1}), Persist("over", None), message("a")])
    await stand.until(lambda: bool(stand.released))
    assert stand.lost == [("s1", "[Errno 28] No space left on device")]
    assert (stand.hold.failed_writes, stand.hold.lost) == (1, 2)
    stand.store.error = None
    stand.store.gate.release()
    stand.hold.admit([Persist("s2", {"n": 2}), message("b")])
    await stand.until(lambda: len(stand.released) == 2)
    assert stand.store.writes[-1] == {"s1": {"n": 1}, "over": None, "s2": {"n": 2}}
    assert len(stand.lost) == 1


async def test_closing_writes_once_more_what_could_not_be_stored_and_closes_the_store(stand: Stand) -> None:
    stand.store.error = OSError(28, "No space left on device")
    stand.store.gate.release(2)
    stand.hold.admit([Persist("s1", {"n": 1}), message("a")])
    await stand.until(lambda: bool(stand.released))
    stand.store.error = None
    await stand.hold.close(PATIENCE)
    assert stand.store.writes == [{"s1": {"n": 1}}] * 2
    assert stand.store.closed


async def test_a_store_that_hangs_stops_no_call_and_gets_everything_when_it_is_back(stand: Stand) -> None:
    stand.hold.admit([Persist("s1", {"n": 1}), message("a")])
    stand.hold.admit([Persist("s2", {"n": 1}), message("b")])
    await stand.until(lambda: len(stand.released) == 2)
    assert stand.lost == [(session, "the store did not answer within 0.2 s") for session in ("s1", "s2")]
    later = message("a", "BYE sip:x SIP/2.0")
    assert stand.hold.admit([Persist("s1", {"n": 2}), later]) == [later]
    assert stand.lost[2:] == [("s1", "the store does not keep up")]
    stand.store.gate.release(2)
    await stand.until(lambda: stand.hold.idle)
    assert stand.store.writes == [{"s1": {"n": 1}}, {"s1": {"n": 2}, "s2": {"n": 1}}]
    assert stand.hold.admit([Persist("s1", None), later]) == []


async def test_more_sessions_than_may_wait_are_lost_and_go_on(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sessioncore.io.hold.MAX_WAITING", 1)
    stand.hold.admit([Persist("s1", {}), message("a")])
    stand.hold.admit([Persist("s2", {}), message("b")])
    third = message("c")
    assert stand.hold.admit([Persist("s3", {}), third]) == [third]
    assert stand.lost == [("s3", "the store does not keep up")]
    stand.store.gate.release(3)
    await stand.until(lambda: len(stand.released) == 2)
