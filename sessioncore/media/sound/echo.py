"""A short queue between hearing and playing back, which evens out jitter."""

from __future__ import annotations

from collections import deque

import attrs

from sessioncore.media.limits import FRAME_SAMPLES

CAPACITY = 10 * FRAME_SAMPLES
"""Octets held, 200 ms; the oldest audio makes room for new."""

WINDOW_FRAMES = 100
"""So often it is looked at how much is left over."""

_MOST = 50
START_OCTETS = 2 * FRAME_SAMPLES
"""So much waits at first, 40 ms."""

_PATIENCE = 2


@attrs.define
class EchoQueue:
    """Payloads of any length in, one frame of 20 ms out, in the order of sending.

    After running dry it waits for 40 ms of audio, or for one frame's time with less, so that packets that come a little
    unevenly leave evenly. Of more than that, left over for two seconds, one packet is left out: a burst does not stay,
    and a peer whose clock runs ahead of ours does not fill the queue.
    """

    _waiting: deque[tuple[int, bytes]] = attrs.field(factory=deque)
    _octets: int = 0
    _rest: bytes = b""
    _played: int = -1
    _waits: int = 0
    _filling: bool = True
    _pulls: int = 0
    # The least that was left over since the window began.
    _spare: int = CAPACITY

    def __len__(self) -> int:
        """Payloads waiting."""
        return len(self._waiting)

    def push(self, sequence: int, payload: bytes) -> None:
        """Take a payload with its extended sequence number; one whose time has passed is dropped."""
        if sequence <= self._played:
            return
        waiting = self._waiting
        place = len(waiting)
        # Steps back only past the packets that this one should have come before.
        while place and waiting[place - 1][0] > sequence:
            place -= 1
        waiting.insert(place, (sequence, payload))
        self._octets += len(payload)
        while len(waiting) > 1 and (self._octets > CAPACITY or len(waiting) > _MOST):
            self._take()
        if self._octets + len(self._rest) > CAPACITY:
            self._rest = b""

    def pull(self) -> bytes | None:
        """Return the next frame of exactly 160 octets, or None when there is none yet."""
        if self._filling:
            if not self._waiting:
                return None
            self._waits += 1
            if self._octets < START_OCTETS and self._waits < _PATIENCE:
                return None
            self._filling = False
        frame = self._rest
        while len(frame) < FRAME_SAMPLES:
            if not self._waiting:
                self._rest = frame
                self._filling = True
                self._waits = 0
                return None
            frame += self._take()
        self._rest = frame[FRAME_SAMPLES:]
        self._pulls += 1
        if self._octets < self._spare:
            self._spare = self._octets
        if self._pulls == WINDOW_FRAMES:
            if self._spare > START_OCTETS and self._waiting:
                self._take()
            self._pulls, self._spare = 0, CAPACITY
        return frame[:FRAME_SAMPLES]

    def _take(self) -> bytes:
        self._played, payload = self._waiting.popleft()
        self._octets -= len(payload)
        return payload
