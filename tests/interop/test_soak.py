"""Many calls with media for a long time on one core: no port is lost, memory stays, and so does the jitter.

`SESSIONCORE_SOAK_SECONDS` (30 minutes) and `SESSIONCORE_SOAK_CALLS` (200) make it shorter. What was measured is kept in
build/soak.json.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import Session, SessionManager
from sessioncore.base.media import StreamStatistics
from tests.interop.programs import ROOT, Program
from tests.interop.sipp import until

pytestmark = pytest.mark.full

SECONDS = float(os.environ.get("SESSIONCORE_SOAK_SECONDS", "1800"))
CALLS = int(os.environ.get("SESSIONCORE_SOAK_CALLS", "200"))
EVERY_S = 10.0
CHANGED = 4
"""Calls that end every ten seconds, and as many that begin: ports come and go."""

SPARE = 20
TONE_HZ = 440
LINGER_S = 60.0
"""64*T1, for which transactions linger, and a little."""

MOST_GROWTH = 0.02
"""Of memory, from the first third to the last; as in the table of figures (`make bench`)."""


class Soak:
    """The server's reports, and our end's calls."""

    def __init__(self, server: Program, caller: SessionManager) -> None:
        self.server, self.caller = server, caller
        self.port = server.listening_port()
        self.calls: deque[Session] = deque()
        self.ends: list[StreamStatistics] = []

    def reports(self) -> list[dict[str, Any]]:
        lines = self.server.output.splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("\n")]

    async def place(self) -> None:
        self.calls.append(await self.caller.call(f"sip:echo@127.0.0.1:{self.port}", source=f"tone:{TONE_HZ}"))

    async def end_oldest(self) -> None:
        session = self.calls.popleft()
        (figures,) = await session.statistics()
        self.ends.append(figures)
        await session.hang_up()


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


async def test_ports_memory_and_jitter_of_many_calls_with_media(tmp_path: Path) -> None:
    """Issue 6 point 11."""
    cores = sorted(os.sched_getaffinity(0))
    words = (str(cores[0]), str(CALLS + SPARE), str(EVERY_S))
    server = Program(sys.executable, "-m", "tests.interop.soak_program", *words, folder=tmp_path, name="soak")
    try:
        async with SessionManager(listen="udp:127.0.0.1:0", media_ports=CALLS + SPARE) as caller:
            soak = Soak(server, caller)
            await until(lambda: bool(soak.reports()), "the first report")
            before = soak.reports()[0]
            figures = await run(soak)
            record = ROOT / "build" / "soak.json"
            record.parent.mkdir(exist_ok=True)
            record.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
            await until(lambda: soak.reports()[-1]["sessions"] == 0, "the end of all calls", 3 * EVERY_S)
            await until(lambda: soak.reports()[-1]["transactions"] == 0, "the last transactions' end", LINGER_S)
            left = soak.reports()[-1]
            assert (left["streams"], left["taken"]) == (0, 0)
            assert (left["sockets"], left["threads"]) == (before["sockets"], before["threads"])
            assert left["errors"] == []
            media = caller.media
            assert media is not None
            assert (media.pool.taken, media.streams()) == (0, ())
            assert caller.engine.session_count == 0
        assert server.stop() == 0, server.errors
    finally:
        server.kill()
    assert figures["lost, of a million"] < 100, figures
    assert figures["memory growth"] < MOST_GROWTH, figures
    early, late = figures["jitter ms, median and 99 % of streams, first third"], figures["and last third"]
    assert late[0] < max(2.0, 2 * early[0]), figures
    assert late[1] < max(10.0, 2 * early[1]), figures


async def run(soak: Soak) -> dict[str, Any]:
    """Calls up, some replaced all the time, all down again."""
    for _ in range(CALLS):
        await soak.place()
    begun = time.monotonic()
    first = len(soak.reports())
    while time.monotonic() < begun + SECONDS:
        await asyncio.sleep(EVERY_S)
        for _ in range(min(CHANGED, CALLS)):
            await soak.end_oldest()
            await soak.place()
    last = len(soak.reports())
    while soak.calls:
        await soak.end_oldest()
    during = soak.reports()[first + 1 : last]
    assert min(each["sessions"] for each in during) >= CALLS - CHANGED
    assert max(each["taken"] for each in during) <= CALLS + CHANGED
    # All that was sent came back, and was the tone.
    whole = [each for each in soak.ends if each.received_packets > 200]
    assert len(whole) >= CALLS
    # In the last second of a call, in which a machine that does much else may have kept us from echoing in time.
    right = [each for each in whole if abs(each.tone_hz - TONE_HZ) <= 2]
    assert len(right) >= 0.9 * len(whole), sorted(each.tone_hz for each in whole)
    third = len(during) // 3
    memory = [statistics.median(each["memory_kb"] for each in part) for part in (during[:third], during[-third:])]
    seconds = EVERY_S * (len(during) - 1)
    sent, lost = sum(each.sent_packets for each in soak.ends), sum(each.lost for each in soak.ends)

    def jitter(part: list[dict[str, Any]]) -> tuple[float, float]:
        values = [value for each in part for value in each["jitter"]]
        return percentile(values, 0.5), percentile(values, 0.99)

    return {
        "seconds": round(time.monotonic() - begun),
        "calls": CALLS,
        "calls in all": len(soak.ends),
        "packets sent to the server": sent,
        "packets that came back": sum(each.received_packets for each in soak.ends),
        "lost, of a million": round(1e6 * lost / max(1, sent), 1),
        "cpu of the server, of one core": round((during[-1]["cpu_s"] - during[0]["cpu_s"]) / seconds, 3),
        "memory mb, first and last third": [round(each / 1024, 1) for each in memory],
        "memory growth": round(memory[1] / memory[0] - 1, 4),
        "jitter ms, median and 99 % of streams, first third": jitter(during[:third]),
        "and last third": jitter(during[-third:]),
        "jitter ms at our end, median and 99 %": [
            round(1000 * percentile([each.jitter for each in whole], part), 3) for part in (0.5, 0.99)
        ],
    }
