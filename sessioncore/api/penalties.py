"""How long who fails has to wait: exponentially longer, and never for ever."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

import attrs

FREE_FAILURES: Final = 3
"""Failures that cost nothing: people mistype."""
FIRST_WAIT: Final = 0.25
LONGEST_WAIT: Final = 8.0
"""Seconds; the waits between them double with each failure."""
FORGIVEN_AFTER: Final = 600.0
"""Seconds without a failure after which all is forgotten."""
MAX_KEYS: Final = 10_000
"""Sources and accounts that are counted; those that failed longest ago are forgotten first."""

Key = tuple[str, str]


@attrs.define
class _Count:
    failures: int = 0
    last: float = 0.0
    free_at: float = 0.0


class Penalties:
    """Counts failures by address, by account, and by both.

    Who has failed often waits before the verdict, right or wrong, so that guessing gains nothing by haste. An address
    that asks for one account faster than its waits allow is not judged at all (`too_hasty`); all others always are.
    """

    def __init__(self) -> None:
        self._counts: OrderedDict[Key, _Count] = OrderedDict()

    def __len__(self) -> int:
        return len(self._counts)

    def wait(self, source: str, account: str, now: float) -> float:
        """Seconds that an attempt has to wait now."""
        return max(self._left(key, now) for key in self._keys(source, account))

    def too_hasty(self, source: str, account: str, now: float) -> bool:
        """Whether this address has as many attempts at this account waiting as it may."""
        count = self._counts.get((source, account))
        return count is not None and count.free_at - now > LONGEST_WAIT

    def failed(self, source: str, account: str, now: float) -> None:
        """An attempt was wrong: the next ones wait longer."""
        for key in self._keys(source, account):
            count = self._counts.pop(key, None)
            if count is None or now - count.last > FORGIVEN_AFTER:
                count = _Count()
            self._counts[key] = count
            count.failures += 1
            count.last = now
            over = count.failures - FREE_FAILURES
            if over > 0:
                step = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(over - 1, 16))
                # Attempts at a time queue up; only those of one address at one account may queue beyond the longest.
                begin = max(now, count.free_at) if all(key) else now
                count.free_at = begin + step
        while len(self._counts) > MAX_KEYS:
            self._counts.popitem(last=False)

    def succeeded(self, source: str, account: str) -> None:
        """The right password: the account's failures are forgotten, those of the address are not."""
        self._counts.pop((source, account), None)
        self._counts.pop(("", account), None)

    def _left(self, key: Key, now: float) -> float:
        count = self._counts.get(key)
        return 0.0 if count is None else min(LONGEST_WAIT, max(0.0, count.free_at - now))

    @staticmethod
    def _keys(source: str, account: str) -> tuple[Key, Key, Key]:
        return (source, account), (source, ""), ("", account)
