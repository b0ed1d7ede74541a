"""What arrived of one peer: extended sequence numbers, loss, duplicates, jitter (RFC 3550 appendices A.1, A.3, A.8)."""

from __future__ import annotations

import attrs

from sessioncore.media.limits import SAMPLE_RATE
from sessioncore.media.rtcp.bursts import BurstMetrics, Bursts

REFUSED = -1
"""`Reception.take`: the sequence number is far from all that came before; a second one in a row is a restart."""

DUPLICATE = -2
"""`Reception.take`: this packet came before."""

_MAX_DROPOUT = 3000
_MAX_MISORDER = 100
_WINDOW = (1 << 128) - 1


@attrs.define
class Reception:
    """Statistics over everything a stream received; a new SSRC or a restarted sequence goes on counting.

    Other than in appendix A.1 the very first packet counts: only packets of the negotiated source get here, and waiting
    for a second one would clip what it says. Other than in A.3 a duplicate is no arrival, so it hides no loss.
    """

    packets: int = 0
    octets: int = 0
    duplicates: int = 0
    discarded: int = 0
    """Packets that came, and that the jitter buffer of whoever listens had no use for."""
    ssrc: int = -1
    bursts: Bursts | None = None
    """Made by the first packet that is missing."""
    clock_rate: int = SAMPLE_RATE
    """Of the timestamps, in Hz."""
    _jitter: float = 0.0
    _highest: int = 0
    _base: int = 0
    _seen: int = 0
    _bad: int = -1
    _expected_before: int = 0
    _packets_before: int = 0
    _first_cycle: int = 0
    _restarts: int = 0
    _arrival: float = -1.0
    _timestamp: int = 0

    @property
    def lost(self) -> int:
        """Packets that the sequence numbers promised and that did not come."""
        return max(0, self.expected - self.packets)

    @property
    def jitter(self) -> float:
        """The smoothed difference of transit times, in seconds (appendix A.8)."""
        return self._jitter / self.clock_rate

    @property
    def progress(self) -> tuple[int, int, int]:
        """The number of this source's beginnings, packets expected and packets received since the last of them."""
        if not self.packets:
            return self._restarts, 0, 0
        return self._restarts, self._highest - self._base + 1, self.packets - self._packets_before

    @property
    def highest_sequence(self) -> int:
        """The highest sequence number since that beginning, with its cycles in the upper 16 bits (section 6.4.1)."""
        return self._highest - self._first_cycle & 0xFFFFFFFF

    @property
    def expected(self) -> int:
        """Packets that the sequence numbers promised, over all sources and beginnings."""
        return self._expected_before + self._highest - self._base + 1 if self.packets else 0

    @property
    def burst_metrics(self) -> BurstMetrics:
        """Where the losses were (RFC 3611 section 4.7.2)."""
        if self.bursts is None:
            return BurstMetrics(gap_length=self.expected)
        return self.bursts.metrics(self._highest, self.expected)

    def discard(self, extended: int, count: int) -> None:
        """Of the packets up to this one `count` will not be heard, which is as good as lost (RFC 3611 4.7.1)."""
        self.discarded += count
        if self.bursts is None:
            self.bursts = Bursts()
        for number in range(extended - count + 1, extended + 1):
            self.bursts.discarded(number)

    def pause(self) -> None:
        """Take the next packet's transit time as a new beginning: nobody promised an even flow over a hold."""
        self._arrival = -1.0

    def retime(self, clock_rate: int) -> None:
        """Another clock counts from now on: the jitter stays what it is in seconds (RFC 7160 section 4.3)."""
        if clock_rate != self.clock_rate:
            self._jitter *= clock_rate / self.clock_rate
            self.clock_rate = clock_rate
            self.pause()

    def take(self, ssrc: int, sequence: int, timestamp: int, size: int, now: float, timed: bool) -> int:
        """Count a packet with `size` octets of payload; return its extended sequence number, REFUSED or DUPLICATE.

        Extended numbers grow with the order of sending, also over a change of SSRC and a restart. `timed` is False
        where the timestamp is not the sampling instant (RFC 4733 section 2.2: an event repeats its first timestamp).
        """
        if ssrc != self.ssrc:
            extended = self._restart(ssrc, sequence)
        else:
            highest = self._highest
            ahead = (sequence - highest) & 0xFFFF
            if ahead == 1:
                extended = self._highest = highest + 1
                self._seen = (self._seen << 1 | 1) & _WINDOW
            elif 0 < ahead < _MAX_DROPOUT:
                extended = self._highest = highest + ahead
                self._seen = (self._seen << ahead | 1) & _WINDOW
                if self.bursts is None:
                    self.bursts = Bursts()
                self.bursts.miss(highest + 1, extended)
            elif ahead == 0 or ahead > 0x10000 - _MAX_MISORDER:
                extended = highest - (-ahead & 0xFFFF)
                bit = 1 << (highest - extended)
                if self._seen & bit:
                    self.duplicates += 1
                    return DUPLICATE
                self._seen |= bit
                if self.bursts is not None:
                    self.bursts.arrived(extended)
                if extended < self._base:
                    self._base = extended
            elif sequence == self._bad:
                extended = self._restart(ssrc, sequence)
            else:
                self._bad = (sequence + 1) & 0xFFFF
                return REFUSED
        self.packets += 1
        self.octets += size
        if timed:
            arrival = self._arrival
            if arrival >= 0.0:
                # The difference of two 32-bit timestamps, signed, so that a wrap and a late packet come out right.
                sent = ((timestamp - self._timestamp + 0x80000000) & 0xFFFFFFFF) - 0x80000000
                self._jitter += (abs((now - arrival) * self.clock_rate - sent) - self._jitter) / 16
            self._arrival = now
            self._timestamp = timestamp
        return extended

    def _restart(self, ssrc: int, sequence: int) -> int:
        if self.packets:
            self._expected_before += self._highest - self._base + 1
            self._packets_before = self.packets
        # Two cycles on: beyond all extended numbers so far, and room for late packets before the first.
        self._first_cycle = (self._highest >> 16) + 2 << 16
        self._highest = self._base = self._first_cycle + sequence
        self._restarts += 1
        self._seen = 1
        self._bad = -1
        self._arrival = -1.0
        self.ssrc = ssrc
        return self._highest
