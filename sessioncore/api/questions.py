"""What the engine asks of the application, kept until the application looks (invariant 6)."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from sessioncore.effects import Ask

MAX_WAITING: Final = 1_000
"""Incoming calls that wait for the application; of more, the newest are refused."""


class Questions:
    """A bounded line of questions. The asking chart's timer is the deadline of each, so none is kept for ever.

    `is_open` says whether a question still wants an answer; `refuse` declines one that finds the line full or closed.
    """

    def __init__(self, is_open: Callable[[str], bool], refuse: Callable[[str], None]) -> None:
        self._is_open = is_open
        self._refuse = refuse
        self._line: deque[Ask] = deque()
        self._changed = asyncio.Event()
        self._closed = False

    def __len__(self) -> int:
        return len(self._line)

    def put(self, ask: Ask) -> None:
        """Add a question; the line is rid of those that are settled before a new one is refused."""
        if len(self._line) >= MAX_WAITING:
            self._line = deque([waiting for waiting in self._line if self._is_open(waiting.session)])
        if self._closed or len(self._line) >= MAX_WAITING:
            self._refuse(ask.session)
            return
        self._line.append(ask)
        self._changed.set()

    async def get(self) -> Ask | None:
        """The next question that still wants an answer; None when the line was closed."""
        while True:
            while self._line:
                ask = self._line.popleft()
                if self._is_open(ask.session):
                    return ask
            if self._closed:
                return None
            self._changed.clear()
            await self._changed.wait()

    def close(self) -> None:
        """Wake everybody who waits; further questions are refused."""
        self._closed = True
        self._line.clear()
        self._changed.set()
