"""One of a relay's ports: whose packets count there, and where they go on to. No I/O, no clock."""

from __future__ import annotations

from typing import Final, Protocol

import attrs

from sessioncore.base.protection import Protection
from sessioncore.media.limits import Address
from sessioncore.media.relay.headers import Rewriter, rewrite_reports

_MAX_DROPOUT: Final = 3_000
_MAX_MISORDER: Final = 100


@attrs.frozen(kw_only=True)
class RelayLimits:
    """Bounds on what a peer can make a relay do."""

    datagram_size: int = 1_600
    """Larger datagrams are not passed on; in octets."""

    learning_packets: int = 50
    """Within so many packets after another port was learned the negotiated one may still take over (RFC 4961)."""

    relearn_seconds: float = 5.0
    """A source that has been silent for so long may be followed by another one (a NAT that has forgotten)."""

    unverified_packets: int = 3_000
    """So many packets go to an address that sent us nothing, then the rest waits until something arrives from there."""

    unverified_elsewhere: int = 25
    """The same where that is not the host that signalling comes from: nobody may make us flood a third party."""

    silence_seconds: float = 20.0
    """It is told when nothing came for so long from a side that has been asked for media."""

    lines: int = 20_000
    """Lines that are relayed at a time."""


class Contexts(Protocol):
    """SRTP of one side: `media.security.srtp.SrtpContexts`."""

    def key(self, suite: str, ours: bytes, theirs: bytes) -> None:
        """Take keys; those that stay keep their counters."""

    def seal(self, packet: bytes, *, control: bool = False) -> bytes | None:
        """The packet protected; None where it cannot be."""

    def opened(self, packet: bytes, *, control: bool = False) -> bytes | None:
        """The packet as it was before; None where it is not authentic, or came before."""


class Muxed(Protocol):
    """DTLS-SRTP of one side: `media.relay.association.Association`."""

    replies: list[tuple[bytes, Address]]
    failure: str

    @property
    def contexts(self) -> Contexts:
        """SRTP by the keys that the handshake has made."""

    @property
    def nominated(self) -> Address | None:
        """Where connectivity checks have found the side."""

    @property
    def waits(self) -> bool:
        """Whether the handshake has something to repeat."""

    def agree(self, protection: Protection, remote: Address | None, now: float) -> None:
        """Take what was agreed."""

    def take(self, data: bytes, source: Address, now: float) -> None:
        """A connectivity check, or a DTLS datagram."""

    def poll(self, now: float) -> None:
        """Repeat what was not answered in time."""


@attrs.define(weakref_slot=False, eq=False)
class RelayPort:
    """What comes to one of our ports, RTP's or RTCP's (`control`), and leaves from the port `other` of the other side.

    `is_rtp` says that it is RTP and what rides with it (RTCP, STUN, DTLS, told apart by RFC 7983); else anything goes.
    """

    limits: RelayLimits
    is_rtp: bool = True
    control: bool = False
    other: RelayPort = attrs.field(init=False, repr=False)
    sibling: RelayPort | None = None
    """RTCP's port of the same side for RTP's, and the other way round."""
    rewriter: Rewriter | None = None
    """For what comes here."""
    contexts: Contexts | None = None
    """SRTP with this side, both ways; None: it is plain, or passes as it is."""
    association: Muxed | None = None
    """What makes the keys, where a handshake does; RTP's port has it."""
    is_muxed: bool = False
    """Whether this side's RTCP comes and goes where its RTP does (RFC 5761); only told of lines with SRTP."""
    is_protected: bool = False
    """Whether either side of the line has SRTP with us: then `take_protected` takes its packets."""
    negotiated: Address | None = None
    remote: Address | None = None
    hosts: tuple[str, ...] = ()
    latched: Address | None = None
    verified: bool = False
    unverified: int = 0
    most_unverified: int = 0
    learned_at: int = 0
    packets: int = 0
    octets: int = 0
    lost: int = 0
    wrong_source: int = 0
    malformed: int = 0
    undelivered: int = 0
    heard_at: float = 0.0
    _ssrc: bytes = b""
    _next: int = 0

    def aim(self, remote: Address | None, host: str, now: float) -> None:
        """Its side says where it is: `remote`, or None for nowhere; its signalling comes from `host`.

        An address that stays keeps what was learned.
        """
        self.heard_at = now
        self.hosts = tuple({one for one in (host, remote[0] if remote is not None else "") if one})
        self.most_unverified = self.limits.unverified_packets
        if remote is not None and host != remote[0]:
            self.most_unverified = self.limits.unverified_elsewhere
        if remote == self.negotiated:
            return
        self.negotiated = self.remote = remote
        self.latched = None
        self.verified = False
        self.unverified = 0

    def take(
        self, data: bytearray, size: int, source: Address, now: float, out: RelayPort | None = None
    ) -> Address | None:
        """Take a datagram, the first `size` octets of `data`, and rewrite it in place where that was asked for.

        Returns where it goes on to, from the port `out`, by default `other`; None: nowhere.
        """
        if source != self.latched and not self._learn(data, size, source, now):
            return None
        self.packets += 1
        self.octets += size
        self.heard_at = now
        other = self.other if out is None else out
        if self.is_rtp:
            # RFC 7983: what begins with 128 to 191 is RTP, or RTCP by its second octet (RFC 5761 4).
            if size >= 12 and 127 < data[0] < 192 and not 191 < data[1] < 224:
                sequence = data[2] << 8 | data[3]
                if sequence == self._next:
                    self._next = sequence + 1 & 0xFFFF
                else:
                    self._jump(data, sequence)
                if self.rewriter is not None and not self.rewriter.apply(data, now):
                    self.undelivered += 1
                    return None
            elif not self._take_odd(data, size):
                self.malformed += 1
                return None
        remote = other.remote
        if other.verified:
            return remote
        if remote is None or other.unverified >= other.most_unverified:
            self.undelivered += 1
            return None
        other.unverified += 1
        return remote

    def nominate(self, source: Address) -> None:
        """The side has shown by its checks that it is there: nothing else counts (RFC 8445 12.1)."""
        self.hosts = (source[0],)
        self.negotiated = self.remote = self.latched = source
        self.verified = True

    def _take_muxed(self, association: Muxed, data: bytes, source: Address, now: float) -> None:
        association.take(data, source, now)
        found = association.nominated
        if found is not None and found != self.latched:
            self.nominate(found)

    def take_protected(self, data: bytes, source: Address, now: float) -> tuple[bytes, Address, RelayPort] | None:
        """As `take`, where either side has SRTP with us: what goes on, where, and from which port.

        What is not authentic teaches nothing.
        """
        if self.association is not None and data and data[0] < 64:
            self._take_muxed(self.association, data, source, now)
            return None
        if source[0] not in self.hosts:
            self.wrong_source += 1
            return None
        if len(data) < 8 or not 127 < data[0] < 192:
            self.malformed += 1  # STUN and DTLS are none of the other side's business
            return None
        is_control = 191 < data[1] < 224
        if self.contexts is not None:
            opened = self.contexts.opened(data, control=is_control)
            if opened is None:
                self.malformed += 1
                return None
            data = opened
        changed, out = bytearray(data), self._exit(is_control=is_control)
        to = self.take(changed, len(changed), source, now, out)
        if to is None or out.contexts is None:
            return (bytes(changed), to, out) if to is not None else None
        sealed = out.contexts.seal(bytes(changed), control=is_control)
        if sealed is None:
            self.undelivered += 1
            return None
        return sealed, to, out

    def _exit(self, *, is_control: bool) -> RelayPort:
        """Where RTCP leaves follows from how the other side has it, not from how it came."""
        other = self.other
        if not is_control or self.sibling is None or other.sibling is None:
            return other
        rtp, control = (other.sibling, other) if self.control else (other, other.sibling)
        if rtp.is_muxed:
            return rtp
        own = self.sibling if self.control else self
        return control if self.control or own.is_muxed else rtp

    def _learn(self, data: bytearray, size: int, source: Address, now: float) -> bool:
        """Symmetric RTP (RFC 4961), from the host that was named or that signals.

        The first port there wins; for a while the negotiated one may still take over, and any when it has been silent.
        """
        if source[0] not in self.hosts:
            self.wrong_source += 1
            return False
        if not self._plausible(data, size):
            self.malformed += 1
            return False
        if self.latched is not None and now - self.heard_at < self.limits.relearn_seconds:
            late = self.packets - self.learned_at >= self.limits.learning_packets
            if source != self.negotiated or late:
                self.wrong_source += 1
                return False
        self.latched = self.remote = source
        self.learned_at = self.packets
        self.verified = True
        if self.sibling is not None and self.sibling.remote is not None and self.sibling.remote[0] == source[0]:
            # A peer that only listens still reports (RFC 3550 section 6): it is there, and wants what we send.
            self.sibling.verified = True
        return True

    def _plausible(self, data: bytearray, size: int) -> bool:
        """Nobody is followed for octets that mean nothing."""
        if not self.is_rtp:
            return size > 0
        first = data[0] if size >= 8 else 255
        return 127 < first < 192 or first < 4 or 19 < first < 64

    def _take_odd(self, data: bytearray, size: int) -> bool:
        """RTCP, STUN (0 to 3), DTLS (20 to 63); whatever else begins otherwise is nothing that we know."""
        if size < 8:
            return False
        first = data[0]
        if 127 < first < 192:
            if not 191 < data[1] < 224:
                return False
            forward, backward = self._rewriters()
            return forward is None or backward is None or rewrite_reports(data, size, forward, backward)
        return first < 4 or 19 < first < 64

    def _rewriters(self) -> tuple[Rewriter | None, Rewriter | None]:
        """Of RTP in the direction of this port's packets, and against it."""
        here = self.sibling if self.control and self.sibling is not None else self
        there = self.other.sibling if self.control and self.other.sibling is not None else self.other
        return here.rewriter, there.rewriter

    def _jump(self, data: bytearray, sequence: int) -> None:
        """A sequence number that is not the next one: loss, a late packet, or another source."""
        ssrc = bytes(data[8:12])
        ahead = sequence - self._next & 0xFFFF
        if ssrc == self._ssrc and ahead > 0xFFFF - _MAX_MISORDER:
            self.lost = max(0, self.lost - 1)
            return
        if ssrc == self._ssrc and ahead < _MAX_DROPOUT:
            self.lost += ahead
        self._ssrc = ssrc
        self._next = sequence + 1 & 0xFFFF
