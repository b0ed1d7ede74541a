"""Invariant 8: what 200 real calls have owned is gone 35 s after the last one: nothing waits, nothing is left over."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from tests.interop.programs import open_sockets
from tests.interop.sipp import PATIENCE_S, Sipp, until

pytestmark = pytest.mark.peers

CALLS = 200
IDLE_S = 35.0
"""64*T1 for the last transactions, and a little."""

ANSWERS = AnsweringTable({"echo": AnsweringRule("echo", "echo"), "hangup": AnsweringRule("hangup", "silence")})


@pytest.fixture
def _only_counted_collections() -> Iterator[None]:
    """No automatic collection, so that one at the end finds everything that only a collection could free."""
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.mark.usefixtures("_only_counted_collections")
async def test_nothing_is_left_of_200_calls(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    require_peer("sipp")
    sockets_before = open_sockets(os.getpid())
    async with SessionManager(listen="udp:127.0.0.1:0", answering=ANSWERS, media_ports=CALLS) as manager:
        engine, media = manager.engine, manager.media
        assert media is not None
        port = manager.local_address[1]
        # Whatever is loaded or kept on first use is there before the counting begins.
        await run(port, "call.xml", "echo", 1, tmp_path)
        await run(port, "ended_by_callee.xml", "hangup", 1, tmp_path)
        sockets = open_sockets(os.getpid())
        gc.collect()
        gc.freeze()

        await run(port, "call.xml", "echo", CALLS // 2, tmp_path)
        await run(port, "ended_by_callee.xml", "hangup", CALLS // 2, tmp_path)
        assert engine.transaction_count >= CALLS, "so soon there are transactions to be cleaned up"

        def idle() -> bool:
            return not (engine.session_count or engine.transaction_count or engine.timer_count or media.streams())

        await until(idle, "the end of sessions, transactions, timers and streams", limit=IDLE_S + PATIENCE_S)
        assert manager.sessions() == []
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert open_sockets(os.getpid()) == sockets
        assert gc.collect() == 0
        assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
    assert open_sockets(os.getpid()) == sockets_before
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def run(port: int, scenario: str, user: str, calls: int, folder: Path) -> None:
    """So many calls, all of them good."""
    sipp = Sipp(scenario, folder, target=port, user=user, calls=calls, rate=60, hold=0.05)
    outcome = await sipp.finished()
    assert outcome.complete(calls), outcome
