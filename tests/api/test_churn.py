"""Invariant 8 on real sockets: after many calls, and the time that the RFC lets them linger, nothing is left."""

from __future__ import annotations

import asyncio
import gc
import os
from pathlib import Path
from typing import Any

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.base.errors import CallRejected

CALLS = 200
AT_ONCE = 20
LINGERING = 45.0
"""Seconds: 64*T1 = 32 s after its 2xx a caller may still hear of a fork (RFC 3261 13.2.2.4), and some patience."""

RULES = AnsweringTable(
    {"echo": AnsweringRule("echo", "echo"), "answer": AnsweringRule("answer"), "busy": AnsweringRule("busy")},
    AnsweringRule("ring"),
)
USERS = ("echo", "answer", "busy", "nobody")


async def one_call(manager: SessionManager, number: int, server: tuple[str, int]) -> str:
    """One call that ends in one of four ways: our BYE with and without sound, a refusal, our CANCEL."""
    user = USERS[number % len(USERS)]
    try:
        async with asyncio.timeout(0.05 if user == "nobody" else 20):
            session = await manager.call("sip:{}@{}:{}".format(user, *server), source="tone:440")
            if number % 8 == 0:
                await session.hold()
            await session.hang_up()
            return "answered"
    except CallRejected as error:
        return str(error.status)
    except TimeoutError:
        return "cancelled"


def open_sockets() -> int:
    links = [Path("/proc/self/fd", name) for name in os.listdir("/proc/self/fd")]
    return sum(os.readlink(link).startswith("socket:") for link in links if link.is_symlink())


async def test_200_calls_leave_nothing() -> None:
    before = open_sockets(), len(asyncio.all_tasks())
    async with (
        SessionManager(listen="udp:127.0.0.1:0", answering=RULES) as there,
        SessionManager(listen="udp:127.0.0.1:0") as here,
    ):
        running = open_sockets()
        slots = asyncio.Semaphore(AT_ONCE)

        async def limited(number: int) -> str:
            async with slots:
                return await one_call(here, number, there.local_address)

        outcomes = await asyncio.gather(*(limited(number) for number in range(CALLS)))
        assert sorted(set(outcomes)) == ["486", "answered", "cancelled"]
        assert outcomes.count("answered") == CALLS // 2

        managers: tuple[Any, ...] = (here, there)
        async with asyncio.timeout(LINGERING):
            while any(manager.engine.timer_count for manager in managers):  # noqa: ASYNC110  (nobody tells)
                await asyncio.sleep(0.2)
        for manager in managers:
            engine = manager.engine
            assert (engine.session_count, engine.transaction_count, engine.timer_count) == (0, 0, 0)
            assert manager.sessions() == []
            assert (manager._driver.open_commands, manager._driver.unclaimed_replies) == (0, 0)
            assert (manager.media.streams(), manager.media.pool.taken) == ((), 0)
            assert [key for key in manager.counters if key.startswith(("error", "action"))] == []
        assert (open_sockets(), len(asyncio.all_tasks())) == (running, before[1])
        gc.collect()
        gc.set_debug(gc.DEBUG_SAVEALL)
        try:
            assert await one_call(here, 1, there.local_address) == "answered"
            gc.collect()
            assert [item for item in gc.garbage if type(item).__module__.startswith("sessioncore")] == []
        finally:
            gc.set_debug(0)
            gc.garbage.clear()
    assert (open_sockets(), len(asyncio.all_tasks())) == before
