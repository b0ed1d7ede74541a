from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from sessioncore.base.errors import SnapshotError
from sessioncore.base.media import CloseStream, MediaCommand, MediaStarted, OpenStream
from sessioncore.effects import Address, Ask, Effect, Media, Persist, Publish, Reply, Send
from sessioncore.events import CallFailed, PublicEvent, RecoveryLost
from sessioncore.inputs import Command, Datagram, Input, MediaReported, SendFailed, Tick
from sessioncore.io.driver import Driver
from sessioncore.io.store import Changes, Snapshot

PEER = ("192.0.2.1", 5060)
PATIENCE = 30.0


class ScriptedEngine:
    """Answers each input with what `script` says, and notes it."""

    def __init__(self) -> None:
        self.inputs: list[tuple[Input, float]] = []
        self.script: Callable[[Input], list[Effect]] = lambda given: []
        self.deadline: float | None = None
        self.restored: list[Snapshot] = []

    def feed(self, input: Input, now: float) -> list[Effect]:
        self.inputs.append((input, now))
        if isinstance(input, Tick):
            self.deadline = None
        return self.script(input)

    def next_deadline(self) -> float | None:
        return self.deadline

    def restore(self, snapshot: Snapshot, now: float) -> list[Effect]:
        if "broken" in snapshot:
            raise SnapshotError("taken with other charts")
        self.restored.append(snapshot)
        return [Reply(7, "ended"), Media(OpenStream("s1/0", 40_000))]

    @property
    def taken(self) -> list[Input]:
        return [given for given, _ in self.inputs]


@attrs.define
class Stand:
    """A driver whose clock stands still until it is moved, with everything it does noted in order."""

    engine: ScriptedEngine = attrs.field(factory=ScriptedEngine)
    now: float = 1_000_000.0
    done: list[Any] = attrs.field(factory=list)
    on_send: Callable[[bytes, Address], None] = lambda data, remote: None

    def driver(self, **options: Any) -> Driver:
        return Driver(
            self.engine,
            clock=lambda: self.now,
            sender=self,
            on_ask=self.done.append,
            on_event=self.done.append,
            media=self,
            **options,
        )

    def send(self, data: bytes, remote: Address) -> None:
        self.done.append((data, remote))
        self.on_send(data, remote)

    def submit(self, command: MediaCommand) -> None:
        self.done.append(command)


def event() -> PublicEvent:
    return CallFailed(session="s1", at=0.0, status=486)


async def test_effects_are_performed_in_order() -> None:
    stand = Stand()
    driver = stand.driver()
    told = event()
    ask = Ask("s1", "incoming", {})
    opened = OpenStream("s1/0", 20000)
    stand.engine.script = lambda given: [
        Send(b"1", PEER),
        Media(opened),
        Publish(told),
        Persist("s1", {}),
        ask,
        Send(b"2", PEER),
    ]
    driver.received(b"INVITE", PEER)
    driver.drained()
    assert stand.done == [(b"1", PEER), opened, told, ask, (b"2", PEER)]
    assert stand.engine.inputs == [(Datagram(b"INVITE", PEER), stand.now)]


async def test_what_fails_while_performing_is_fed_afterwards() -> None:
    """One input, one macrostep, one commit: effects of another input never come in between."""
    stand = Stand()
    driver = stand.driver()

    def script(given: Input) -> list[Effect]:
        if isinstance(given, Datagram):
            return [Send(b"lost", PEER), Send(b"second", PEER)]
        return [Send(b"after failure", PEER)]

    def fail(data: bytes, remote: Address) -> None:
        if data == b"lost":
            driver.send_failed(remote, "no route", data)

    stand.engine.script = script
    stand.on_send = fail
    driver.received(b"x", PEER)
    assert [data for data, _ in stand.done] == [b"lost", b"second", b"after failure"]
    assert stand.engine.taken[1] == SendFailed(PEER, "no route", b"lost")


async def test_an_event_receiver_that_gives_a_command_does_not_nest() -> None:
    stand = Stand()
    given: list[asyncio.Future[Reply]] = []
    driver = Driver(
        stand.engine,
        clock=lambda: stand.now,
        sender=stand,
        on_ask=lambda ask: given.append(driver.command(ask.session, "decline", {"status": 503})),
        on_event=stand.done.append,
    )

    def script(input: Input) -> list[Effect]:
        if isinstance(input, Datagram):
            return [Ask("s1", "incoming", {}), Send(b"after the question", PEER)]
        assert isinstance(input, Command)
        return [Send(b"503", PEER), Reply(input.id, "done")]

    stand.engine.script = script
    driver.received(b"INVITE", PEER)
    assert [data for data, _ in stand.done] == [b"after the question", b"503"]
    assert (await given[0]).outcome == "done"


async def test_a_command_gets_its_own_reply() -> None:
    stand = Stand()
    driver = stand.driver()
    first = driver.command("s1", "hold")
    second = driver.command("s2", "dial", {"target": "sip:bob@192.0.2.1"})
    hold, dial = stand.engine.taken
    assert isinstance(hold, Command)
    assert isinstance(dial, Command)
    assert (hold.session, hold.name, hold.arguments) == ("s1", "hold", {})
    assert dial.arguments == {"target": "sip:bob@192.0.2.1"}
    assert driver.open_commands == 2
    stand.engine.script = lambda given: [Reply(dial.id, "failed", 486, "Busy Here"), Reply(hold.id, "done")]
    driver.received(b"x", PEER)
    assert await first == Reply(hold.id, "done")
    assert (await second).status == 486
    assert driver.open_commands == 0


async def test_a_reply_to_nobody_is_counted_and_one_to_a_cancelled_wait_is_not() -> None:
    stand = Stand()
    driver = stand.driver()
    waiting = driver.command("s1", "hold")
    waiting.cancel()
    [given] = stand.engine.taken
    assert isinstance(given, Command)
    stand.engine.script = lambda _: [Reply(given.id, "done"), Reply(7, "done")]
    driver.received(b"x", PEER)
    assert driver.unclaimed_replies == 1
    assert driver.open_commands == 0


async def test_commands_of_a_restarted_program_have_other_numbers() -> None:
    """A restored session may still answer a command of the process before."""
    stand = Stand()
    stand.driver().command("s1", "hold")
    stand.now += 1
    stand.driver().command("s1", "hold")
    before, after = stand.engine.taken
    assert isinstance(before, Command)
    assert isinstance(after, Command)
    assert after.id > before.id + 100_000


async def test_one_timer_feeds_ticks_when_they_are_due() -> None:
    stand = Stand()
    loop = asyncio.get_running_loop()
    started = loop.time()
    real = 1_000_000.0
    driver = Driver(
        stand.engine,
        clock=lambda: real + loop.time() - started,
        sender=stand,
        on_ask=stand.done.append,
        on_event=stand.done.append,
    )
    ticked = asyncio.Event()

    def script(given: Input) -> list[Effect]:
        if isinstance(given, Tick):
            ticked.set()
        return []

    stand.engine.script = script
    stand.engine.deadline = real + 60.0
    driver.received(b"far", PEER)
    driver.drained()
    assert driver.timer_is_set
    stand.engine.deadline = real + 0.02
    driver.received(b"near", PEER)
    driver.drained()
    await asyncio.wait_for(ticked.wait(), PATIENCE)
    assert [type(given) for given in stand.engine.taken] == [Datagram, Datagram, Tick]
    assert stand.engine.inputs[2][1] >= real + 0.02
    assert not driver.timer_is_set


async def test_a_timer_that_is_too_early_feeds_nothing() -> None:
    """What was armed for a timer that was cancelled since only finds the next one."""
    stand = Stand()
    driver = stand.driver()
    stand.engine.deadline = stand.now
    driver.received(b"x", PEER)
    driver.drained()
    stand.engine.deadline = stand.now + 60.0
    first = driver._timer
    async with asyncio.timeout(PATIENCE):
        while driver._timer is first:  # noqa: ASYNC110  (nobody is told when the timer is set anew)
            await asyncio.sleep(0)
    assert stand.engine.taken == [Datagram(b"x", PEER)]
    assert driver.timer_is_set
    await driver.close()


async def test_time_goes_on_after_an_input_that_raised() -> None:
    """The engine never raises by contract; a defect there must not stop every timer."""
    stand = Stand()
    driver = stand.driver()
    stand.engine.deadline = stand.now + 60.0

    def fail(given: Input) -> list[Effect]:
        raise RuntimeError("defect")

    stand.engine.script = fail
    with pytest.raises(RuntimeError):
        driver.feed(Tick())
    stand.engine.script = lambda given: [Send(b"alive", PEER)]
    stand.engine.deadline = stand.now + 60.0
    driver.received(b"x", PEER)
    driver.drained()
    assert driver.timer_is_set
    assert stand.done == [(b"alive", PEER)]
    await driver.close()


async def test_media_events_are_inputs() -> None:
    stand = Stand()
    driver = stand.driver()
    closed = CloseStream("s1/0")
    stand.engine.script = lambda given: [Media(closed)]
    started = MediaStarted("s1/0", 1, 0)
    driver.media_event(started)
    assert stand.engine.taken == [MediaReported(started)]
    assert stand.done == [closed]


class NotingStore:
    def __init__(self) -> None:
        self.kept: dict[str, Snapshot | None] = {}
        self.closed = False

    def load(self) -> tuple[dict[str, Snapshot], list[str]]:
        return {}, []

    def write(self, changes: Changes) -> None:
        self.kept.update(changes)

    def close(self) -> None:
        self.closed = True


async def test_the_message_leaves_after_its_snapshot_is_stored() -> None:
    store = NotingStore()
    stand = Stand()
    sent = asyncio.Event()

    def check(data: bytes, remote: Address) -> None:
        assert store.kept == {"s1": {"state": "answered"}}
        sent.set()

    stand.on_send = check
    driver = stand.driver(store=store)
    stand.engine.script = lambda given: [Persist("s1", {"state": "answered"}), Send(b"200", PEER)]
    driver.received(b"INVITE", PEER)
    assert stand.done == []
    await asyncio.wait_for(sent.wait(), PATIENCE)
    await driver.close()
    assert store.closed


async def test_restoring_names_what_cannot_be() -> None:
    stand = Stand()
    driver = stand.driver()
    problems = driver.restore({"s1": {"n": 1}, "s2": {"broken": True}})
    assert stand.engine.restored == [{"n": 1}]
    assert problems == ["session s2 cannot be restored: taken with other charts"]
    assert stand.done == [OpenStream("s1/0", 40_000)]
    assert driver.unclaimed_replies == 1


async def test_closing_ends_everything_that_waits() -> None:
    stand = Stand()
    driver = stand.driver()
    stand.engine.deadline = stand.now + 60.0
    waiting = driver.command("s1", "hold")
    await driver.close()
    assert (await waiting).outcome == "ended"
    assert (await driver.command("s1", "hold")).outcome == "ended"
    assert not driver.timer_is_set
    driver.received(b"late", PEER)
    driver.drained()
    assert len(stand.engine.inputs) == 1


class FullStore(NotingStore):
    def write(self, changes: Changes) -> None:
        raise OSError("calls.db: database or disk is full")


async def test_a_store_that_fails_costs_the_recovery_and_tells_it() -> None:
    stand = Stand()
    sent = asyncio.Event()
    stand.on_send = lambda data, remote: sent.set()
    driver = stand.driver(store=FullStore())
    stand.engine.script = lambda given: [Persist("s1", {}), Send(b"200", PEER)]
    driver.received(b"INVITE", PEER)
    await asyncio.wait_for(sent.wait(), PATIENCE)
    lost = RecoveryLost(session="s1", at=stand.now, reason="calls.db: database or disk is full")
    assert stand.done == [lost, (b"200", PEER)]
    assert (driver.lost_recoveries, driver.failed_writes) == (1, 1)
    await driver.close()
