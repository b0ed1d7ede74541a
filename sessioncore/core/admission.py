"""How fast one source may begin something new (invariant 9)."""

from __future__ import annotations

from typing import Literal

Verdict = Literal["welcome", "hasty", "flood"]

MAX_SOURCES = 10_000
"""Addresses that are counted one by one; beyond them all strangers of the same second share one count."""

_STRANGERS = ""


class Admission:
    """Counts requests that belong to nothing, per source address and second of `now`.

    A count holds for one second and is then forgotten with all others, so the table needs no timer. Over the border of
    two seconds a source may send twice `limit`.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._second = -1
        self._counts: dict[str, int] = {}

    def admits(self, host: str, now: float) -> bool:
        """Count one request of `host`; False when it is one too many."""
        return self.judge(host, now) == "welcome"

    def judge(self, host: str, now: float) -> Verdict:
        """Count one request of `host`: `welcome`; `hasty` for a tenth more, who are told so; else `flood`."""
        second = int(now)
        counts = self._counts
        if second != self._second:
            self._second = second
            counts.clear()
        count = counts.get(host, 0)
        if count == 0 and len(counts) >= MAX_SOURCES:
            host = _STRANGERS
            count = counts.get(host, 0)
        if count >= self._limit + self._limit // 10:
            return "flood"
        counts[host] = count + 1
        return "welcome" if count < self._limit else "hasty"
