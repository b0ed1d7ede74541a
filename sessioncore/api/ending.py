"""The end of every call of a manager, and what goes wrong in its engine."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol

from sessioncore.base.errors import MediaError

if TYPE_CHECKING:
    from sessioncore.api.session import Session
    from sessioncore.io.driver import Driver

_log = logging.getLogger(__name__)


class Ending(Protocol):
    """What there is to end, as `SessionManager` tells."""

    def sessions(self) -> list[Session]: ...

    def registrations(self) -> list[str]: ...


async def end_all(driver: Driver, manager: Ending, patience: float) -> None:
    """Unregister, hang up every session, and those that come meanwhile, within `patience` seconds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    ending = [driver.command(session, "unregister") for session in manager.registrations()]
    while sessions := manager.sessions():
        waiting = [driver.command(session.id, "hang_up") for session in sessions]
        _, late = await asyncio.wait(waiting, timeout=max(0.0, end - loop.time()))
        if late or loop.time() >= end:
            _log.warning("%d calls did not end within %.1f s", len(late), patience)
            return
    if ending:
        await asyncio.wait(ending, timeout=max(0.0, end - loop.time()))


def log_error(session: str, what: str, where: str, error: BaseException | None) -> None:
    """A defect that an engine reports of itself, or that it is short of media ports."""
    if isinstance(error, MediaError):
        _log.warning("session %s: %s (%s): %s", session or "-", what, where, error)
        return
    _log.error("session %s: %s (%s)", session or "-", what, where, exc_info=error)
