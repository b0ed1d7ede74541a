"""Answers the engine's question who calls, with a gatekeeper that may have to wait for a data base."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import attrs

from sessioncore.api.gatekeeper import Gatekeeper, Verdict
from sessioncore.base.errors import ConfigError
from sessioncore.core.answering import AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.effects import Ask

_log = logging.getLogger(__name__)

AUTH_CHART = "auth"
STORE_PATIENCE = 5.0
"""Seconds for the accounts to say by what the requests of restored calls are judged."""
MAX_PENDING = 1_000
"""Questions to the store at a time; beyond them callers are refused."""


def check_gatekeeper(answering: AnsweringTable | None, gatekeeper: Gatekeeper | None, registrar: str = "off") -> None:
    """Raise ConfigError where callers or users have to prove who they are and nobody could judge that."""
    if gatekeeper is not None:
        return
    if registrar == "accounts":
        raise ConfigError("a registrar for users with accounts needs accounts: give `authentication`")
    if answering is None:
        return
    rules = [*answering.users.values(), *([answering.default] if answering.default is not None else [])]
    if any(rule.chart == AUTH_CHART for rule in rules):
        raise ConfigError(f"the answering chart {AUTH_CHART!r} needs accounts: give `authentication`")


class Authentication:
    """Has credentials judged, each question in a task of its own.

    gatekeeper  who judges
    clock       the time that nonces are judged by
    tell        called with session and arguments of the command `verdict`
    """

    def __init__(
        self, gatekeeper: Gatekeeper, clock: Callable[[], float], tell: Callable[[str, dict[str, Any]], object]
    ) -> None:
        self._gatekeeper = gatekeeper
        self._clock = clock
        self._tell = tell
        self._tasks: set[asyncio.Task[None]] = set()

    def asked(self, ask: Ask) -> None:
        """Judge; never waits itself."""
        if len(self._tasks) >= MAX_PENDING:
            self._told(ask.session, self._gatekeeper.unavailable())
            return
        task = asyncio.get_running_loop().create_task(self._judge(ask))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up what is still being asked."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def readmit(self, engine: Engine) -> None:
        """Have the requests of restored calls judged as before: by the accounts of those who have proven who they are.

        A call whose account is gone, or cannot be asked in time, takes no request any more: it fails closed.
        """
        proven = {
            session: record.user
            for session, cell in engine.cells.items()
            if (record := getattr(cell.leg, "authentication_slice", None)) is not None and record.user
        }
        for session in proven:
            self._gatekeeper.bar(session)
        try:
            async with asyncio.timeout(STORE_PATIENCE):
                for session, user in proven.items():
                    await self._gatekeeper.readmit(session, user)
        except Exception as error:  # whatever a store raises
            _log.error("requests of restored calls are refused: no accounts could be asked: %s", type(error).__name__)

    async def _judge(self, ask: Ask) -> None:
        try:
            verdict = await self._gatekeeper.judge({**ask.details, "session": ask.session}, self._clock())
        except Exception as error:  # whatever a store raises refuses the caller
            # Not the error itself: its text may hold what was asked for.
            _log.error("session %s: the accounts could not be asked: %s", ask.session, type(error).__name__)
            verdict = self._gatekeeper.unavailable()
        self._told(ask.session, verdict)

    def _told(self, session: str, verdict: Verdict) -> None:
        self._tell(session, {**attrs.asdict(verdict), "challenges": list(verdict.challenges)})
