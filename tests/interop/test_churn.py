"""Invariant 8 on real sockets: many calls between two managers, then silence, and nothing is left."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from pathlib import Path

import pytest

from sessioncore.api import SessionManager
from sessioncore.base.errors import SessionCoreError
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable

pytestmark = pytest.mark.full

CALLS = 200
AT_A_TIME = 20
IDLE_S = 35.0
"""A little more than 64*T1, for which transactions linger; and a BYE that crossed one may have come late."""

USERS = AnsweringTable(
    {"answer": AnsweringRule("answer", "echo"), "hangup": AnsweringRule("hangup", "tone:440")}, AnsweringRule("busy")
)


def sockets() -> int:
    """Open sockets of this process."""
    found = 0
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found += os.readlink(entry).startswith("socket:")
        except OSError:
            continue  # closed meanwhile
    return found


async def place(caller: SessionManager, port: int, number: int) -> str:
    """One call of some kind; returns what became of it."""
    user = ("answer", "hangup", "nobody", "answer")[number % 4]
    try:
        session = await caller.call(f"sip:{user}@127.0.0.1:{port}", source="tone:440" if number % 2 else "silence")
    except SessionCoreError:
        return "rejected"
    if user == "answer":
        if number % 8 == 0:
            await session.hold()
            await session.resume()
        await session.hang_up()
        return "hung up"
    await session.wait_over()
    return "ended"


def test_200_real_calls_and_35_s_of_idleness_leave_nothing() -> None:
    before_sockets, before_threads = sockets(), threading.active_count()
    gc.collect()
    gc.disable()  # so that what only a collection would free is still there to be found
    try:
        asyncio.run(churn())
    finally:
        gc.enable()
    assert sockets() == before_sockets
    assert threading.active_count() == before_threads


async def churn() -> None:
    settings = Settings()
    async with (
        SessionManager(listen="udp:127.0.0.1:0", answering=USERS, settings=settings, media_ports=100) as callee,
        SessionManager(listen="udp:127.0.0.1:0", settings=settings, media_ports=100) as caller,
    ):
        tasks = len(asyncio.all_tasks())
        open_sockets = sockets()
        _, port = callee.local_address
        room = asyncio.Semaphore(AT_A_TIME)

        async def one(number: int) -> str:
            async with room:
                return await place(caller, port, number)

        outcomes = await asyncio.gather(*[one(number) for number in range(CALLS)])
        assert {name: outcomes.count(name) for name in sorted(set(outcomes))} == {
            "ended": CALLS // 4,
            "hung up": CALLS // 2,
            "rejected": CALLS // 4,
        }
        await asyncio.sleep(IDLE_S)
        for manager in (caller, callee):
            engine = manager.engine
            left = engine.session_count, engine.transaction_count, engine.timer_count, len(engine.legs)
            assert left == (0, 0, 0, 0)
            assert manager.media is not None
            assert manager.media.streams() == ()
            assert not any(key.startswith(("error", "action failed")) for key in manager.counters), manager.counters
        assert len(asyncio.all_tasks()) == tasks
        assert sockets() == open_sockets
        assert engine_garbage() == []


def engine_garbage() -> list[str]:
    """Machines, scopes and cells that only a garbage collection would free."""
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        gc.collect()
        names = [f"{type(found).__module__}.{type(found).__name__}" for found in gc.garbage]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    return [
        name for name in names if name.startswith(("sessioncore.core", "sessioncore.handlers", "sessioncore.actions"))
    ]
