"""The servers of a name in the order in which they are tried (RFC 3263 4.2, RFC 2782)."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sessioncore.actions.context import Server
    from sessioncore.inputs import ServerRecord
    from sessioncore.wire.sip import Response

MOST_SERVERS: Final = 32
"""Servers of one name that are tried at most."""

_leading_seconds = re.compile(r"\s*([0-9]{1,9})(?![0-9])").match


def in_order(records: Iterable[ServerRecord], draw: Callable[[int], int]) -> list[Server]:
    """By rank and priority; among equals by chance, each as likely to come first as its weight says (RFC 2782).

    `draw(n)` is a whole number from 0 to n. Several addresses of one host follow each other as they are listed.
    """
    levels: dict[tuple[int, int], list[ServerRecord]] = {}
    for record in records:
        levels.setdefault((record.rank, record.priority), []).append(record)
    found: list[Server] = []
    for level in sorted(levels):
        left = sorted(levels[level], key=lambda record: record.weight > 0)
        while left:
            chosen = left.pop(_chosen([record.weight for record in left], draw))
            found += chosen.servers
    return list(dict.fromkeys(found))[:MOST_SERVERS]


def _chosen(weights: list[int], draw: Callable[[int], int]) -> int:
    if len(weights) == 1:
        return 0
    reached = list(accumulate(weights))
    drawn = draw(reached[-1])
    return next(at for at, total in enumerate(reached) if total >= drawn)


def retry_after(response: Response | None) -> int:
    """The seconds of Retry-After (RFC 3261 20.33); 0 where there is none, or nothing that could be read."""
    found = _leading_seconds((response.get("Retry-After") if response is not None else None) or "")
    return int(found[1]) if found is not None else 0
