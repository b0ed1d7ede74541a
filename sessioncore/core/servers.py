"""Servers that failed, for the time in which that matters to others who would ask them (RFC 3261 21.5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sessioncore.actions.context import Server

MOST_REMEMBERED: Final = 1_000
"""Of each kind; of more the oldest are forgotten."""


class Servers:
    """Those that did not answer come last for a while, those that asked to be left alone not at all."""

    def __init__(self) -> None:
        self._distrusted: dict[Server, float] = {}
        self._left_alone: dict[Server, float] = {}

    def distrust(self, server: Server, until: float) -> None:
        """It did not answer: others are asked before it."""
        _keep(self._distrusted, server, until)

    def leave_alone(self, server: Server, until: float) -> None:
        """It asked for nothing to be sent until then."""
        _keep(self._left_alone, server, until)

    def is_distrusted(self, server: Server, now: float) -> bool:
        return self._distrusted.get(server, now) > now

    def is_left_alone(self, server: Server, now: float) -> bool:
        return self._left_alone.get(server, now) > now


def _keep(table: dict[Server, float], server: Server, until: float) -> None:
    table.pop(server, None)
    table[server] = until
    if len(table) > MOST_REMEMBERED:
        del table[next(iter(table))]
