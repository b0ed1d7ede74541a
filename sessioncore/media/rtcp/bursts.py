"""Bursts and gaps of lost packets (RFC 3611 section 4.7.2), from the sequence numbers that never came."""

from __future__ import annotations

import bisect
from typing import Final

import attrs

GMIN: Final = 16
"""So many packets received in a row end a burst; the value that section 4.7.2 recommends."""

LATEST: Final = 128
"""A packet that comes so much later than the highest is counted as lost for good."""


@attrs.frozen
class BurstMetrics:
    """Densities are 0 to 1, lengths are packets on average; `burst_ratio` is BurstR of G.107 section 7.5, at least 1.

    A lost packet with at least `GMIN` received ones on either side belongs to a gap. Without any burst the whole
    session is one gap, and `burst_length` is 0.
    """

    burst_density: float = 0.0
    gap_density: float = 0.0
    burst_length: float = 0.0
    gap_length: float = 0.0
    burst_ratio: float = 1.0


@attrs.define
class Bursts:
    """Takes lost sequence numbers; made with the first of them, so that a call without loss has none.

    Numbers are extended ones, which grow with the order of sending.
    """

    lost: int = 0
    """Packets that are lost for good."""

    # May still come, in rising order.
    _waiting: list[int] = attrs.field(factory=list)
    # The last lost number, the first of the burst that may be going on, and how many it lost.
    _last: int = -1
    _first: int = -1
    _run: int = 0
    _bursts: int = 0
    _burst_packets: int = 0
    _burst_lost: int = 0
    _losing_runs: int = 0

    def miss(self, first: int, end: int) -> None:
        """Numbers from `first` up to, but not, `end` were skipped."""
        self._waiting.extend(range(first, end))
        self._settle(end - 1 - LATEST)

    def arrived(self, number: int) -> None:
        """A skipped packet came after all."""
        waiting = self._waiting
        place = bisect.bisect_left(waiting, number)
        if place < len(waiting) and waiting[place] == number:
            del waiting[place]

    def discarded(self, number: int) -> None:
        """A packet came too late to be heard, which is as good as lost (section 4.7.2)."""
        place = bisect.bisect_left(self._waiting, number)
        if number > self._last and not (place < len(self._waiting) and self._waiting[place] == number):
            self._waiting.insert(place, number)
            self._settle(number - LATEST)

    def metrics(self, highest: int, expected: int) -> BurstMetrics:
        """Return what there was until `highest`, of `expected` packets in all; what may still come counts as lost."""
        now = attrs.evolve(self)
        now._waiting = list(self._waiting)
        now._settle(highest)
        bursts, packets, lost = now._bursts, now._burst_packets, now._burst_lost
        if now._run > 1:
            bursts, packets, lost = bursts + 1, packets + now._last - now._first + 1, lost + now._run
        in_gaps = max(1, expected - packets)
        share = now.lost / expected if expected else 0.0
        # Random loss of this share has runs of 1 / (1 - share) packets.
        ratio = now.lost / now._losing_runs * (1 - share) if now._losing_runs else 1.0
        return BurstMetrics(
            burst_density=lost / packets if packets else 0.0,
            gap_density=min(1.0, (now.lost - lost) / in_gaps),
            burst_length=packets / bursts if bursts else 0.0,
            # The session is preceded and followed by received packets, so there is one gap more than there are bursts.
            gap_length=in_gaps / (bursts + 1),
            burst_ratio=max(1.0, ratio),
        )

    def _settle(self, until: int) -> None:
        """Give up what is waited for up to the number `until`."""
        waiting = self._waiting
        count = bisect.bisect_right(waiting, until)
        for number in waiting[:count]:
            self.lost += 1
            if number != self._last + 1 or self._last < 0:
                self._losing_runs += 1
            if self._run and number - self._last - 1 < GMIN:
                self._run += 1
            else:
                self._close()
                self._first, self._run = number, 1
            self._last = number
        del waiting[:count]

    def _close(self) -> None:
        """A burst has two losses at least; one alone belongs to the gap around it (appendix A.2)."""
        if self._run > 1:
            self._bursts += 1
            self._burst_packets += self._last - self._first + 1
            self._burst_lost += self._run
        self._run = 0
