"""When RTCP packets are due: RFC 3550 section 6.3 and appendix A.7, on an injected clock and chance."""

from __future__ import annotations

import hashlib
import math
from typing import Final

import attrs

from sessioncore.media.limits import MediaLimits

COMPENSATION: Final = math.e - 1.5
"""Reconsideration makes intervals shorter than intended on average; dividing by this mends it (section 6.3.1)."""

HEADERS: Final = 28
"""Octets of the IPv4 and UDP headers, which count as RTCP traffic (section 6.2)."""

_RTCP_PART: Final = 0.05
_SENDER_PART: Final = 0.25


@attrs.define
class Draws:
    """Numbers from 0 up to, but not, 1, as random as `seed` and the same for the same seed."""

    seed: str
    _drawn: int = 0

    def draw(self) -> float:
        """Return the next one."""
        self._drawn += 1
        text = f"{self.seed} {self._drawn}".encode(errors="backslashreplace")
        return int.from_bytes(hashlib.blake2b(text, digest_size=6).digest()) / (1 << 48)


@attrs.define(kw_only=True)
class RtcpTiming:
    """The state of section 6.3: `last` and `due` are its tp and tn, in seconds; `members` counts ourselves.

    Whoever drives it calls `begin`, then `expire` when `due` has come and, if that said so, sends and calls `sent`.
    """

    limits: MediaLimits
    draws: Draws
    average_size: float
    members: int = 1
    members_before: int = 1
    senders: int = 0
    we_sent: bool = False
    initial: bool = True
    last: float = 0.0
    due: float = 0.0

    @property
    def minimum(self) -> float:
        """The smallest deterministic interval, in seconds (section 6.2)."""
        limits = self.limits
        seconds = limits.rtcp_minimum_seconds
        if limits.rtcp_reduced_minimum:
            seconds = min(seconds, 360_000 / limits.session_bandwidth)
        return seconds

    @property
    def deterministic(self) -> float:
        """The interval before it is randomised, in seconds (section 6.3.1)."""
        members: float = self.members
        bandwidth = self.limits.session_bandwidth / 8 * _RTCP_PART
        if self.senders <= _SENDER_PART * members:
            if self.we_sent:
                bandwidth *= _SENDER_PART
                members = self.senders
            else:
                bandwidth *= 1 - _SENDER_PART
                members -= self.senders
        minimum = self.minimum / 2 if self.initial else self.minimum
        return max(minimum, members * self.average_size / bandwidth)

    def interval(self) -> float:
        """Draw an interval: half to one and a half times the deterministic one, compensated; in seconds."""
        return self.deterministic * (self.draws.draw() + 0.5) / COMPENSATION

    def begin(self, now: float) -> None:
        """Join the session (section 6.3.2)."""
        self.last = now
        self.due = now + self.interval()

    def expire(self, now: float) -> bool:
        """The timer ran out: return whether to send now; otherwise `due` has moved on (section 6.3.6)."""
        due = self.last + self.interval()
        self.members_before = self.members
        if due <= now:
            return True
        self.due = due
        return False

    def sent(self, size: int, now: float) -> None:
        """A packet of `size` octets (0: it could not be sent) left or would have; draw when the next is due."""
        if size:
            self.measure(size)
        self.last = now
        self.due = now + self.interval()
        self.initial = False

    def measure(self, size: int) -> None:
        """Count a packet of `size` octets that was sent or heard (section 6.3.3)."""
        self.average_size += (size + HEADERS - self.average_size) / 16

    def left(self, now: float) -> None:
        """Members left, `members` is the new number: bring the next packet forward (section 6.3.4)."""
        if self.members < self.members_before:
            part = self.members / self.members_before
            self.due = now + part * (self.due - now)
            self.last = now - part * (now - self.last)
            self.members_before = self.members
