"""The end of every call of a manager, and what goes wrong in its engine."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from sessioncore.io.driver import Driver

_log = logging.getLogger(__name__)


async def end_all(driver: Driver, live: Callable[[], list[str]], patience: float) -> None:
    """Hang up every session, and those that come meanwhile; wait at most `patience` seconds for their ends."""
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while sessions := live():
        waiting = [driver.command(session, "hang_up") for session in sessions]
        _, late = await asyncio.wait(waiting, timeout=max(0.0, end - loop.time()))
        if late or loop.time() >= end:
            _log.warning("%d calls did not end within %.1f s", len(late), patience)
            return


def log_error(session: str, what: str, where: str, error: BaseException | None) -> None:
    """A defect that an engine reports of itself."""
    _log.error("session %s: %s (%s)", session or "-", what, where, exc_info=error)
