"""What our end of a call sends and receives, asked of the media plane."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable

from sessioncore.api import Session
from sessioncore.base.media import StreamStatistics
from tests.interop.sipp import PATIENCE_S


async def heard(session: Session) -> StreamStatistics:
    """What our one stream has sent and received."""
    (statistics,) = await session.statistics()
    return statistics


async def until_heard(session: Session, condition: Callable[[StreamStatistics], bool]) -> None:
    """Ask the media plane until the condition holds."""
    end = time.monotonic() + PATIENCE_S
    while not condition(statistics := await heard(session)):
        assert time.monotonic() < end, statistics
        await asyncio.sleep(0.02)


def is_about(hz: float, dbov: float, wanted_hz: float, wanted_dbov: float) -> bool:
    """Frequency within 10 Hz, level within 1.5 dB."""
    return abs(hz - wanted_hz) <= 10 and abs(dbov - wanted_dbov) <= 1.5


def check_heard(parts: Iterable[tuple[float, float]], hz: float, dbov: float) -> None:
    """One of these parts is this tone: a machine with much to do makes holes into sound."""
    measured = []
    for part in parts:
        if is_about(*part, hz, dbov):
            return
        measured.append(part)
    raise AssertionError(f"{hz} Hz with {dbov} dBov is in none of {measured}")


async def until_still(session: Session, count: Callable[[StreamStatistics], int]) -> None:
    """This count of packets has stayed the same for a quarter of a second."""
    seen, since = -1, 0.0

    def still(now: StreamStatistics) -> bool:
        nonlocal seen, since
        if count(now) != seen:
            seen, since = count(now), time.monotonic()
        return time.monotonic() - since >= 0.25

    await until_heard(session, still)
