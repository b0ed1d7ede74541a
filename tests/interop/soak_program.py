"""A server whose calls are echoed, and which says every few seconds how it is: a line of JSON.

    python -m tests.interop.soak_program CORE PORTS EVERY

It stays on one processor core, has so many media ports, of which none is lent again within two seconds, and ends by
SIGTERM, or when nobody holds its standard input any more.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
from pathlib import Path

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.base.settings import Settings
from tests.bench.measuring import cpu_seconds
from tests.interop.programs import open_sockets

ECHO = AnsweringTable(default=AnsweringRule("echo", "echo"))
QUARANTINE_S = 2.0


def private_kb() -> int:
    """Memory that is this process's alone, whoever else has the same libraries open."""
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Anonymous:"))


async def report(manager: SessionManager) -> dict[str, object]:
    """How many calls, streams, ports and sockets there are, what they heard, and what that takes."""
    media = manager.media
    assert media is not None
    heard = [figures for session in manager.sessions() for figures in await session.statistics()]
    return {
        "sessions": manager.engine.session_count,
        "transactions": manager.engine.transaction_count,
        "streams": len(media.streams()),
        "taken": media.pool.taken,
        "sockets": open_sockets(os.getpid()),
        "threads": threading.active_count(),
        "memory_kb": private_kb(),
        "cpu_s": cpu_seconds(os.getpid()),
        "jitter": sorted(round(1000 * each.jitter, 3) for each in heard if each.received_packets > 50),
        "received": sum(each.received_packets for each in heard),
        "lost": sum(each.lost for each in heard),
        "errors": [key for key in manager.counters if key.startswith(("error", "action failed"))],
    }


async def main() -> None:
    core, ports, every = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    os.sched_setaffinity(0, {core})
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopping.set)
    loop.add_reader(0, stopping.set)
    settings = Settings(media_quarantine=QUARANTINE_S)
    async with SessionManager(
        listen="udp:127.0.0.1:0", answering=ECHO, settings=settings, media_ports=ports
    ) as manager:
        print(f"listening on udp:127.0.0.1:{manager.local_address[1]}", flush=True)
        while not stopping.is_set():
            print(json.dumps(await report(manager)), flush=True)
            try:
                await asyncio.wait_for(stopping.wait(), every)
            except TimeoutError:
                continue


asyncio.run(main())
