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


class ReplayedError(Exception):
    """A packet came before, or is too old to tell (RFC 3711 3.3.2)."""


class ForgedError(Exception):
    """A packet is not authentic."""


@attrs.define(eq=False)
class SrtpContexts:
    """What sends and what receives; each SSRC in them has a roll-over counter and a replay window of its own.

    A key that stays keeps its context: counters go on. With a new key of the peer's the one before still serves until
    the first packet comes that is under the new one, since the peer changes when our answer has arrived.
    """

    _sending: Session | None = None
    _receiving: Session | None = None
    _before: Session | None = None
    _ours: tuple[str, bytes] = attrs.field(default=("", b""), repr=False)
    _theirs: tuple[str, bytes] = attrs.field(default=("", b""), repr=False)

    @property
    def keyed(self) -> bool:
        """Whether there are keys."""
        return self._sending is not None

    def key(self, suite: str, ours: bytes, theirs: bytes) -> None:
        """Take keys, each master key and salt; raises MediaError for a suite or key that is none."""
        if suite not in PROFILES or not len(ours) == len(theirs) == KEY_SIZES[suite]:
            raise MediaError("the keys do not fit the crypto suite")
        if self._ours != (suite, ours):
            self._sending, self._ours = _session(suite, ours, Policy.SSRC_ANY_OUTBOUND), (suite, ours)
        if self._theirs != (suite, theirs):
            self._before = self._receiving
            self._receiving, self._theirs = _session(suite, theirs, Policy.SSRC_ANY_INBOUND), (suite, theirs)

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
        return opened


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
