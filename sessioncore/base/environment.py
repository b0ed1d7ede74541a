"""Everything that is not in the inputs and yet decides what the core does: random values and media ports.

It is injected, so that the same inputs with the same seed give the same outbox, byte for byte (invariant 2).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

from sessioncore.base.errors import ConfigError

MAGIC_COOKIE = "z9hG4bK"


class MediaPorts(Protocol):
    """A pool of media ports that are bound already, so that taking one cannot wait (invariant 4)."""

    def take(self) -> int:
        """The next free (even) port; raises `MediaError` when none is left."""

    def retake(self, port: int) -> None:
        """Take this port again, which a call of the process before had; raises `MediaError` when it cannot be had."""

    def give_back(self, port: int) -> None: ...

    def candidates(self, port: int) -> tuple[str, ...]:
        """Where else a taken port is reached, as values of `a=candidate` (RFC 8839 5.1); asked for full ICE only."""


class Wallet(Protocol):
    """Answers digest challenges for the engine, so that no secret is in it (and none in journal and snapshots)."""

    def knows(self, session: str, realm: str) -> bool:
        """Whether there are credentials for a realm in this session."""

    def answer(self, session: str, challenge: str, method: str, uri: str, body: bytes) -> str:
        """The value of Authorization or Proxy-Authorization that answers a challenge (a value of WWW-Authenticate).

        Counts one more request with its nonce. Raises ConfigError where the realm is not known.
        """

    def disproves(self, session: str, sent: str, info: str, body: bytes) -> bool:
        """Whether what a 2xx with this body says in Authentication-Info shows that its sender does not know the secret
        of the credentials that were `sent` (a value of Authorization).
        """


class Gate(Protocol):
    """Judges requests inside the calls of those who have proven who they are, so that the engine holds no secret."""

    def refusal(
        self, session: str, method: str, uri: str, credentials: Sequence[str], body: bytes, *, cseq: int, now: float
    ) -> tuple[str, ...]:
        """What to challenge a request with (values of WWW-Authenticate); nothing where it is let in.

        Says the same again of the same request, which its method and `cseq` tell from others.
        """


class OpenGate:
    """Lets everybody in."""

    def refusal(
        self, session: str, method: str, uri: str, credentials: Sequence[str], body: bytes, *, cseq: int, now: float
    ) -> tuple[str, ...]:
        return ()


class EmptyWallet:
    """Knows nobody."""

    def knows(self, session: str, realm: str) -> bool:
        return False

    def answer(self, session: str, challenge: str, method: str, uri: str, body: bytes) -> str:
        raise ConfigError("there are no credentials for this realm")

    def disproves(self, session: str, sent: str, info: str, body: bytes) -> bool:
        return False


class CountingPorts:
    """A pool without sockets: even ports from `first` on, for tests and for `media = "none"`."""

    def __init__(self, first: int = 20000, count: int = 20000) -> None:
        self._first = first
        self._count = count
        self._next = 0

    def take(self) -> int:
        port = self._first + 2 * (self._next % (self._count // 2))
        self._next += 1
        return port

    def retake(self, port: int) -> None:
        """Nothing is bound, so it can always be had."""

    def give_back(self, port: int) -> None:
        """Nothing was bound, so nothing is to be given back."""

    def candidates(self, port: int) -> tuple[str, ...]:
        return ()


class Environment:
    """Random values from one seed: a keyed hash of a counter; values already seen do not foretell the next.

    RFC 3261 19.3 asks for at least 32 random bits in a tag, 8.1.1.7 for branches unique in space and time.
    """

    def __init__(self, seed: bytes, ports: MediaPorts | None = None, start: int = 0) -> None:
        if not 8 <= len(seed) <= 64:
            raise ValueError("the seed must have 8 to 64 bytes")
        self._key = seed
        self._counter = start
        self.ports: MediaPorts = ports if ports is not None else CountingPorts()
        self.wallet: Wallet = EmptyWallet()
        self.gate: Gate = OpenGate()

    def __repr__(self) -> str:
        return f"Environment(counter={self._counter})"

    @property
    def seed(self) -> bytes:
        """What all values follow from: for journals and snapshots, which are as secret as the values."""
        return self._key

    @property
    def counter(self) -> int:
        """How many values were drawn; set it to go on where another run stood, never back: values would repeat."""
        return self._counter

    @counter.setter
    def counter(self, drawn: int) -> None:
        self._counter = drawn

    def _draw(self, size: int) -> bytes:
        self._counter += 1
        return hashlib.blake2b(self._counter.to_bytes(8, "big"), digest_size=size, key=self._key).digest()

    def tag(self) -> str:
        """A dialog tag of 64 random bits (RFC 3261 19.3)."""
        return self._draw(8).hex()

    def branch(self) -> str:
        """A Via branch with the cookie of RFC 3261 8.1.1.7."""
        return MAGIC_COOKIE + self._draw(10).hex()

    def call_id(self) -> str:
        """A Call-ID of 128 random bits (RFC 3261 8.1.1.4)."""
        return self._draw(16).hex()

    def session_id(self) -> str:
        """The id of a new session; never used twice, so a late input cannot meet a newer session (invariant 3)."""
        return "s" + self._draw(8).hex()

    def number(self, bits: int = 32) -> int:
        """A random number, e.g. an SSRC (RFC 3550 section 8) or an SDP session id."""
        return int.from_bytes(self._draw(8), "big") >> (64 - bits)

    def secret(self, size: int) -> bytes:
        """So many octets, at most 64, that nobody can foretell, such as an SRTP master key (RFC 4568 6.1)."""
        return self._draw(size)

    def uniform(self, low: float, high: float, step: float) -> float:
        """One of low, low + step, ... high, each as likely (RFC 3261 14.1: units of 10 ms)."""
        steps = int((high - low) / step + 0.5)
        return low + step * (self.number(53) % (steps + 1))
