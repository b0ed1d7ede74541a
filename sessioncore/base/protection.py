"""How one media stream is protected, as two descriptions agreed: keys, or who makes them with whom."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

from sessioncore.base.connectivity import Checks

Keying: TypeAlias = Literal["sdes", "dtls"]

KEY_SIZES: Final = {
    "AES_CM_128_HMAC_SHA1_80": 30,
    "AES_CM_128_HMAC_SHA1_32": 30,
    "AEAD_AES_128_GCM": 28,
    "AEAD_AES_256_GCM": 44,
}
"""Octets of master key and salt of the crypto suites that we have (RFC 4568 6.2, RFC 7714 14.2)."""


@attrs.frozen
class Protection:
    """What SRTP of one stream needs (RFC 3711); the keys are in no text that is made of it.

    With `keying` "sdes" (RFC 4568) the keys are there: `suite`, `our_key` for what we send, `their_key` for what comes,
    each master key and salt; with `resumed` the peer has sent under its key to a process that has ended. With "dtls"
    (RFC 5763) a handshake makes them: we are the DTLS client where we are `active`; our certificate has
    `our_fingerprint`, and the peer's must have one of `fingerprints` (hash and digest, as in SDP); `association` names
    the DTLS association where the peer does (a=tls-id, RFC 8842). With ICE (RFC 8445) `our_fragment` and `our_password`
    are what the peer's connectivity checks must know, `their_fragment` what they come from; with `checks` we are a full
    agent, and make some of our own.
    """

    keying: Keying
    suite: str = ""
    our_key: bytes = attrs.field(default=b"", repr=False)
    their_key: bytes = attrs.field(default=b"", repr=False)
    resumed: bool = False
    active: bool = False
    our_fingerprint: str = ""
    fingerprints: tuple[str, ...] = ()
    association: str = ""
    our_fragment: str = ""
    our_password: str = attrs.field(default="", repr=False)
    their_fragment: str = ""
    checks: Checks | None = None

    @property
    def has_ice(self) -> bool:
        """Whether the peer's address is found by connectivity checks."""
        return bool(self.our_fragment)

    def same_association(self, other: Protection) -> bool:
        """Whether a DTLS association of before still serves (RFC 8842 4)."""
        return self.keying == other.keying == "dtls" and self._ends == other._ends

    @property
    def _ends(self) -> tuple[bool, str, tuple[str, ...], str]:
        return self.active, self.our_fingerprint, self.fingerprints, self.association


@attrs.frozen
class MediaSecured:
    """The handshake of a protected stream has made its keys; `suite` is the protection profile (RFC 5764 4.1.2)."""

    stream: str
    suite: str


@attrs.frozen
class MediaUnsecured:
    """A protected stream has no keys, and will have none: why. Nothing is sent, and nothing taken."""

    stream: str
    reason: str


@attrs.frozen
class MediaKeysLost:
    """The keys of a protected stream died with the process that made them: only a new agreement brings others."""

    stream: str


@attrs.frozen
class MediaTampered:
    """So many packets of a protected stream were not authentic since this was last told, which it seldom is."""

    stream: str
    packets: int


KeyingReport: TypeAlias = MediaSecured | MediaUnsecured | MediaKeysLost
"""What becomes of the keys of a stream that a handshake makes."""
