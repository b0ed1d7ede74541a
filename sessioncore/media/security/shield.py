"""What stands between one protected stream and the network: its keys, or the handshake that makes them."""

from __future__ import annotations

import struct
from typing import Final

import attrs

from sessioncore.base.media import ConfigureStream, MediaEvent
from sessioncore.base.protection import MediaKeysLost, MediaSecured, MediaTampered, MediaUnsecured, Protection
from sessioncore.media.limits import Address
from sessioncore.media.security.dtls import Handshake, Identity
from sessioncore.media.security.srtp import ForgedError, ReplayedError, SrtpContexts
from sessioncore.wire.connectivity import check_response, read_check

HANDSHAKE_BURST: Final = 256
HANDSHAKE_RATE: Final = 50.0
"""So many DTLS datagrams of a stream are looked at, at once and in a second; a handshake takes a dozen. Whoever sends
more under the peer's address holds a handshake up while it does, and costs no more than this.
"""
CHECKS_PER_SECOND: Final = 100
"""STUN messages of one stream that a full ICE agent is bothered with; a check list of the largest size sends fewer."""
_MOST_EARLY: Final = 8
JOIN_SECONDS: Final = 0.2
"""So often it is tried how often the counter of a peer has rolled over that we join late."""
TELL_SECONDS: Final = 10.0
"""Forged packets are told of when the first one comes, and then so often at most."""


_HANDSHAKE: Final = b"\x16"
"""Content type of a record of a handshake (RFC 9147 4)."""


@attrs.define(eq=False)
class Shield:
    """Opens what comes for a stream and seals what leaves it; `command` is what the stream was told last.

    Where RTCP has a port of its own, with DTLS it has an association of its own (RFC 5764 4.2), and so a shield, which
    stands `beside` that of RTP. `nominated` is the address that connectivity checks have chosen; with `relay` it is
    reached through that TURN server and channel (RFC 8656 12). `waits` until when the handshake has nothing to do.
    """

    stream: str
    command: ConfigureStream
    protection: Protection
    contexts: SrtpContexts = attrs.field(factory=SrtpContexts)
    handshake: Handshake | None = None
    beside: bool = False
    nominated: Address | None = None
    relay: tuple[Address, int] | None = None
    waits: float | None = None
    unauthentic: int = 0
    # The port of the peer that its handshake comes from (RFC 4961).
    _answers_to: Address | None = None
    # Where the association before was made, which may still repeat itself.
    _before: Address | None = None
    _credit: float = HANDSHAKE_BURST
    _credit_at: float = 0.0
    _tried_at: float = 0.0
    _forged: int = 0
    _told: int = 0
    _told_at: float = 0.0
    _early: list[tuple[bytes, Address]] = attrs.field(factory=list)
    _checks: int = 0
    _checks_since: float = 0.0

    @property
    def ready(self) -> bool:
        """Whether media may leave: there are keys, and an address."""
        handshake = self.handshake is None or bool(self.handshake.suite)
        return self.contexts.keyed and handshake and (self.nominated is not None or not self.protection.has_ice)

    @property
    def betrayed(self) -> bool:
        """Whether the handshake was made with somebody else than the description names."""
        return self.handshake is not None and self.handshake.impostor

    @property
    def remote(self) -> Address:
        """Where the handshake goes."""
        return self.nominated or self._answers_to or self.command.remote

    def knows(self, host: str) -> bool:
        """Whether the peer may be there: where it is agreed to be, or, without ICE, where its signalling comes from."""
        return host == self.remote[0] or (host == self.command.near and not self.protection.has_ice)

    def agree(
        self, command: ConfigureStream, protection: Protection, identity: Identity | None
    ) -> MediaKeysLost | None:
        """Take what was agreed, anew or again: an association that stays is left alone. Raises MediaError.

        With the certificate of another process no association can be made: that is returned.
        """
        if self.command.remote != command.remote:
            self._before = self.command.remote if self.handshake is not None else None
            self._answers_to = None
        before, self.command, self.protection = self.protection, command, protection
        if protection.keying == "sdes":
            self.handshake = self.waits = None
            keys = protection.our_key, protection.their_key
            self.contexts.key(protection.suite, *keys, resumed=protection.resumed)
            return None
        fragments = protection.our_fragment, protection.their_fragment
        # What a full agent has found serves until it has found something else (RFC 8445 9).
        if (before.our_fragment, before.their_fragment) != fragments and (
            before.checks is None or protection.checks is None
        ):
            self.nominated = self.relay = None
        if identity is not None and protection.our_fingerprint not in ("", identity.fingerprint):
            return MediaKeysLost(self.stream)
        if identity is not None and (self.handshake is None or not before.same_association(protection)):
            self.handshake = Handshake(identity, active=protection.active, fingerprints=protection.fingerprints)
            self.waits = None
        return None

    def begin(self, now: float) -> None:
        """Begin the handshake, where the peer can be reached."""
        reachable = self.nominated is not None or not self.protection.has_ice
        if reachable and self.handshake is not None and not self.handshake.done and self.waits is None:
            self.handshake.begin()
            self._sleep(now)

    def take_dtls(self, data: bytes, source: Address, now: float) -> MediaEvent | None:
        """A DTLS datagram from the peer's host; returns what came of it, once."""
        if self.handshake is None or source == self._before or not self._affords(now):
            return None
        if data[:1] == _HANDSHAKE:
            # What shuts an association of before down may come late, from where we are no more.
            self._answers_to = source
        was_done = self.handshake.done
        self.handshake.take(data)
        return None if was_done else self._outcome(now)

    def _affords(self, now: float) -> bool:
        self._credit = min(HANDSHAKE_BURST, self._credit + (now - self._credit_at) * HANDSHAKE_RATE)
        self._credit_at = now
        if self._credit < 1:
            return False
        self._credit -= 1
        return True

    def repeat(self, now: float) -> MediaEvent | None:
        """The time that was waited for has come."""
        if self.handshake is None or self.handshake.done:
            self.waits = None
            return None
        self.handshake.repeat()
        return self._outcome(now)

    def _outcome(self, now: float) -> MediaEvent | None:
        handshake = self.handshake
        assert handshake is not None, "the callers have seen it"
        if handshake.failure:
            self.waits = None
            return MediaUnsecured(self.stream, handshake.failure)
        if handshake.suite:
            self.waits = None
            self.contexts.key(handshake.suite, handshake.our_key, handshake.their_key)
            return MediaSecured(self.stream, handshake.suite)
        self._sleep(now)
        return None

    def _sleep(self, now: float) -> None:
        wait = self.handshake.wait() if self.handshake is not None else None
        # OpenSSL's clock is another one; a little later than it says is never too early.
        self.waits = None if wait is None else now + wait + 0.005

    def routed(self, data: bytes, remote: Address) -> tuple[bytes, Address]:
        """What leaves, and where to: as it is, or in a channel of a TURN server."""
        if self.relay is None:
            return data, remote
        server, channel = self.relay
        return struct.pack("!HH", channel, len(data)) + data, server

    def unwrapped(self, data: bytes, source: Address) -> bytes | None:
        """What the peer has sent through the channel that is ours; None for anything else, STUN among it."""
        if self.relay is None or (source, int.from_bytes(data[:2])) != self.relay:
            return None
        content = data[4 : 4 + int.from_bytes(data[2:4])]
        return content if content and content[0] >= 20 and not 64 <= content[0] < 80 else None

    def keeps(self, data: bytes | bytearray | memoryview, source: Address) -> bool:
        """Whether this is a handshake that has come before we know that its way is the one (RFC 8445 12.1)."""
        waits = self.protection.checks is not None and self.nominated is None and 20 <= data[0] < 64
        if waits and len(self._early) < _MOST_EARLY:
            self._early.append((bytes(data), source))
        return waits

    def kept(self) -> list[tuple[bytes, Address]]:
        """The handshake that has come early, as far as it came the way that is the one."""
        found, self._early = self._early, []
        return [(data, source) for data, source in found if source == self.nominated]

    def lets_pass(self, now: float) -> bool:
        """Whether one more STUN message is to be looked at by now."""
        if now - self._checks_since >= 1.0:
            self._checks, self._checks_since = 0, now
        self._checks += 1
        return self._checks <= CHECKS_PER_SECOND

    def take_check(self, data: bytes, source: Address) -> tuple[bytes, bool] | None:
        """The answer to a connectivity check, and whether it nominates its source; None for anything else."""
        protection = self.protection
        if not protection.has_ice:
            return None
        username = f"{protection.our_fragment}:{protection.their_fragment}"
        check = read_check(data, username, protection.our_password)
        if check is None:
            self.unauthentic += 1
            return None
        return check_response(data, source, protection.our_password), check.nominates

    def open(self, data: bytes, now: float, *, control: bool) -> bytes | None:
        """An SRTP or SRTCP packet as it was; None where it is not authentic or was there before."""
        if not self.ready:
            return None
        try:
            return self.contexts.open(data, control=control)
        except ForgedError:
            if self.contexts.joins and not control and now - self._tried_at >= JOIN_SECONDS:
                self._tried_at = now
                if (opened := self.contexts.join(data)) is not None:
                    return opened
            self._forged += 1
            self.unauthentic += 1
        except ReplayedError:
            self.unauthentic += 1
        return None

    def alarm(self, now: float) -> MediaTampered | None:
        """What is to be told of forged packets, seldom enough."""
        new = self._forged - self._told
        if not new or (self._told and now - self._told_at < TELL_SECONDS):
            return None
        self._told, self._told_at = self._forged, now
        return MediaTampered(self.stream, new)
