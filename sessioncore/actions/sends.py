"""Events that a chart sends to itself for later: the data behind one timer, for charts that came from SCXML.

SCXML's <send> with a delay outlives the state in which it was written, many may wait at once, and <cancel> takes one
back by its id. So they are data of the chart: the one that is due first sets the chart's timer.
"""

from __future__ import annotations

import attrs

MOST = 1_000
"""Events that wait at once; more are a chart that sends without end."""


@attrs.frozen
class Send:
    """`due` in seconds as the cell counts them; `number` orders what is due at the same time."""

    due: float
    number: int
    event: str
    ident: str


@attrs.define
class Sends:
    """What waits, the one due first in front; of those due at the same time the one sent first."""

    waiting: list[Send] = attrs.Factory(list)
    count: int = 0

    def add(self, now: float, delay: float, event: str, ident: str = "") -> str:
        """Let an event wait `delay` seconds; returns its id, made up where none is given. Raises `OverflowError`."""
        if len(self.waiting) >= MOST:
            raise OverflowError(f"more than {MOST} events wait to be sent")
        self.count += 1
        send = Send(now + delay, self.count, event, ident or f"send.{self.count}")
        self.waiting.append(send)
        self.waiting.sort(key=lambda each: (each.due, each.number))
        return send.ident

    def cancel(self, ident: str) -> None:
        """Take back what waits under an id; nothing may."""
        self.waiting = [send for send in self.waiting if send.ident != ident]

    def take(self) -> None:
        """The first has been sent."""
        del self.waiting[:1]

    def first(self) -> str:
        """The event that is due first, "" when nothing waits."""
        return self.waiting[0].event if self.waiting else ""

    def wait(self, now: float) -> float:
        """Seconds until the first is due."""
        return max(0.0, self.waiting[0].due - now) if self.waiting else 0.0


def seconds(text: str) -> float:
    """`1.5s` or `500ms` in seconds; raises `ValueError` for anything else."""
    number, unit = (text[:-2], 0.001) if text.endswith("ms") else (text.removesuffix("s"), 1.0)
    return float(number) * unit
