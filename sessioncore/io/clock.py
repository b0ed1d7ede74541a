"""The one clock of a program: seconds since the epoch that never go back."""

from __future__ import annotations

import time


class Clock:
    """Called, it gives seconds: the time of day when it was made plus what the monotonic clock has counted since.

    So a step of the system's clock neither fires timers nor holds them up, and the figures still read as a date.
    """

    __slots__ = ("_monotonic", "_offset")

    def __init__(self) -> None:
        self._monotonic = time.monotonic
        self._offset = time.time() - time.monotonic()

    def __call__(self) -> float:
        return self._offset + self._monotonic()
