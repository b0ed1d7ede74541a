"""SRTP and SRTCP of one stream (RFC 3711, RFC 7714), by libsrtp: counters, replay windows, authentication."""

from __future__ import annotations

from typing import Final

import attrs
from pylibsrtp import Error, Policy, Session

from sessioncore.base.errors import MediaError
from sessioncore.base.protection import KEY_SIZES

PROFILES: Final = {
    "AES_CM_128_HMAC_SHA1_80": Policy.SRTP_PROFILE_AES128_CM_SHA1_80,
    "AES_CM_128_HMAC_SHA1_32": Policy.SRTP_PROFILE_AES128_CM_SHA1_32,
    "AEAD_AES_128_GCM": Policy.SRTP_PROFILE_AEAD_AES_128_GCM,
    "AEAD_AES_256_GCM": Policy.SRTP_PROFILE_AEAD_AES_256_GCM,
}
"""What libsrtp calls the crypto suites."""

WINDOW: Final = 512
"""Packets; RFC 3711 3.3.2 wants 64 at least. At 50 packets/s what is later than ten seconds is of no use."""


_KEPT: Final = 8
"""Contexts for each way: a key that comes back, as that of a fork of our call, finds its counters. An offer of ours has
a key for each suite, and every later key of ours is drawn anew, so that no other can come back.
"""

MOST_ROLLS: Final = 128
"""So often the counter of a peer may have rolled over whom we join late: 46 hours at 50 packets/s."""
_STRIDE: Final = 22_000
_BEHIND: Final = 256


class ReplayedError(Exception):
    """A packet came before, or is too old to tell (RFC 3711 3.3.2)."""


class ForgedError(Exception):
    """A packet is not authentic."""


@attrs.define(eq=False)
class SrtpContexts:
    """What sends and what receives; each SSRC in them has a roll-over counter and a replay window of its own.

    A key that stays, or comes back, keeps its context: counters go on. With a new key of the peer's the one before
    still serves until the first packet comes that is under the new one, since the peer changes when our answer has
    arrived.
    """

    _sending: Session | None = None
    _receiving: Session | None = None
    _before: Session | None = None
    _ours: tuple[str, bytes] = attrs.field(default=("", b""), repr=False)
    _theirs: tuple[str, bytes] = attrs.field(default=("", b""), repr=False)
    _outbound: dict[tuple[str, bytes], Session] = attrs.field(factory=dict, repr=False)
    _inbound: dict[tuple[str, bytes], Session] = attrs.field(factory=dict, repr=False)
    _joining: bool = False

    @property
    def keyed(self) -> bool:
        """Whether there are keys."""
        return self._sending is not None

    @property
    def joins(self) -> bool:
        """Whether it is not known how often the peer's counter has rolled over."""
        return self._joining

    def key(self, suite: str, ours: bytes, theirs: bytes, *, resumed: bool = False) -> None:
        """Take keys, each master key and salt; raises MediaError for a suite or key that is none. With `resumed` the
        peer has sent under its key before, to a process that has ended.
        """
        if suite not in PROFILES or not len(ours) == len(theirs) == KEY_SIZES[suite]:
            raise MediaError("the keys do not fit the crypto suite")
        if self._ours != (suite, ours):
            self._sending, self._ours = _context(self._outbound, suite, ours, Policy.SSRC_ANY_OUTBOUND), (suite, ours)
        if self._theirs != (suite, theirs):
            self._before = self._receiving
            self._receiving = _context(self._inbound, suite, theirs, Policy.SSRC_ANY_INBOUND)
            self._theirs, self._joining = (suite, theirs), resumed

    def seal(self, packet: bytes, *, control: bool = False) -> bytes | None:
        """The packet protected; None where it cannot be (too long, no keys, keys used up)."""
        if self._sending is None:
            return None
        try:
            return bytes(self._sending.protect_rtcp(packet) if control else self._sending.protect(packet))
        except (Error, ValueError):
            return None

    def opened(self, packet: bytes, *, control: bool = False) -> bytes | None:
        """As `open`; None where that raises."""
        try:
            return self.open(packet, control=control)
        except (ForgedError, ReplayedError):
            return None

    def open(self, packet: bytes, *, control: bool = False) -> bytes:
        """The packet as it was before it was protected; raises ForgedError or ReplayedError."""
        if self._receiving is None:
            raise ForgedError
        try:
            opened = _open(self._receiving, packet, control)
        except ForgedError:
            if self._before is None:
                raise
            return _open(self._before, packet, control)
        self._before = None
        self._joining = self._joining and control  # SRTCP says its index itself
        return opened

    def join(self, packet: bytes) -> bytes | None:
        """Open a packet whose sender's counter has rolled over we do not know how often (RFC 3711 3.3.1), by trying;
        from then on it is known. None where no number fits, or the packet is not authentic.

        libsrtp cannot be told a counter, so it is led there by packets that nobody else sees. Costs a few ms at most.
        """
        if not self._joining or len(packet) < 12:
            return None
        suite, key = self._theirs
        leading, led = _session(suite, key, Policy.SSRC_ANY_OUTBOUND), _session(suite, key, Policy.SSRC_ANY_INBOUND)
        head, ssrc = b"\x80\x00", bytes(4) + packet[8:12]
        sequence = int.from_bytes(packet[2:4])
        at = -1
        for rolls in range(1, MOST_ROLLS + 1):
            target = (rolls << 16) + sequence - _BEHIND
            while at < target:
                at = min(at + _STRIDE, target) if at >= 0 else max(0, sequence - _BEHIND)
                _open(led, bytes(leading.protect(head + (at & 0xFFFF).to_bytes(2) + ssrc)), control=False)
            try:
                opened = _open(led, packet, control=False)
            except (ForgedError, ReplayedError):
                continue
            self._inbound[suite, key] = self._receiving = led
            self._before, self._joining = None, False
            return opened
        return None


def _context(known: dict[tuple[str, bytes], Session], suite: str, key: bytes, kind: int) -> Session:
    """The context of a key, which was in use before or is new; the oldest is forgotten."""
    found = known.pop((suite, key), None) or _session(suite, key, kind)
    known[suite, key] = found
    if len(known) > _KEPT:
        del known[next(iter(known))]
    return found


def _session(suite: str, key: bytes, kind: int) -> Session:
    policy = Policy(key, kind, srtp_profile=PROFILES[suite])
    policy.window_size = WINDOW
    return Session(policy)


def _open(session: Session, packet: bytes, control: bool) -> bytes:
    try:
        return bytes(session.unprotect_rtcp(packet) if control else session.unprotect(packet))
    except (Error, ValueError) as error:
        if str(error).startswith("replay"):
            raise ReplayedError from None
        raise ForgedError from None
