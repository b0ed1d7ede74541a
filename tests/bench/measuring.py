"""What the system knows of a process and of the machine: CPU time, memory, and time that the host took away."""

from __future__ import annotations

import os
import time
from pathlib import Path

import attrs

TICKS = os.sysconf("SC_CLK_TCK")
MOST_STEAL = 0.05
"""Part of a core that the host may have taken in a run that counts."""


def cpu_seconds(process: int) -> float:
    """User and system time of a process, all its threads together; to the nanosecond, not to the tick."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9


def memory_kb(process: int) -> int:
    """Proportional set size."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


def stolen_seconds() -> float:
    """What the host took from this machine since it runs, in seconds of one core."""
    first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()
    return int(first[8]) / TICKS


@attrs.define
class Meter:
    """CPU time and steal since it was made."""

    process: int
    _cpu: float = 0.0
    _stolen: float = 0.0
    _time: float = 0.0

    def __attrs_post_init__(self) -> None:
        self._cpu, self._stolen, self._time = cpu_seconds(self.process), stolen_seconds(), time.monotonic()

    @property
    def cpu(self) -> float:
        """Seconds of CPU."""
        return cpu_seconds(self.process) - self._cpu

    @property
    def seconds(self) -> float:
        """Seconds that have passed."""
        return time.monotonic() - self._time

    @property
    def disturbed(self) -> bool:
        """Whether the host took more than 5 % of a core."""
        return stolen_seconds() - self._stolen > MOST_STEAL * self.seconds
