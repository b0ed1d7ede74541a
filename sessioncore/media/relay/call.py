"""What the descriptions of two sides mean for a relay between them: which lines there are, and who is where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.base.protection import Protection
from sessioncore.media.limits import Address
from sessioncore.media.relay.keys import LineKeys, may_end_here
from sessioncore.wire.sdp import MediaDescription, SessionDescription
from sessioncore.wire.sdp.ice import LITE
from sessioncore.wire.sdp.relayed import MAX_LINES, is_plain_rtp, is_relayable, is_rtp, relayed, whereabouts

_OF_HANDSHAKES: Final = frozenset({"fingerprint", "setup", "tls-id"})
"""Of a whole description; those of ours stand in its sections."""
_SENDING: Final = ("sendrecv", "sendonly")
_RECEIVING: Final = ("sendrecv", "recvonly")


@attrs.define(weakref_slot=False)
class RelayedLine:
    """One m-line: its number at the engine, and the port that each side is told."""

    number: int
    ports: tuple[int, int]


@attrs.frozen
class Aim:
    """A side of a line is there, its media protected so; see `RelayPlane.aim`."""

    line: int
    side: int
    remote: Address | None
    control: Address | None
    host: str
    expected: bool
    protection: Protection | None = None


OpenLine = Callable[[bool, bool, int], RelayedLine]
"""Makes a line: is it RTP, may its headers be rewritten, its clock rate. MediaError when no port is left."""


@attrs.define(weakref_slot=False)
class RelayedCall:
    """One relay at `address`, and where there is `second_address`, of the other family (IPv4, IPv6), at either.

    Sides are 0, who spoke first, and 1, whoever else speaks; `at` is where each finds us, from the first description
    on: at the address of its own family.

    What an offer changes counts from its answer on, for it may be refused; only where a side was never heard of, at
    once: the answer's media may come before the answer (RFC 3264 5.1).

    With `make_keys`, which makes those of a line, SRTP that is keyed by SDES ends here, on either side by itself; with
    None it passes untouched.
    """

    address: str
    open_line: OpenLine
    first: str = ""
    second: str = ""
    make_keys: Callable[[], LineKeys] | None = None
    second_address: str = ""
    at: tuple[str, str] = ("", "")
    lines: list[RelayedLine | None] = attrs.field(factory=list)
    _said: list[SessionDescription | None] = attrs.field(factory=lambda: [None, None])
    _hosts: list[str] = attrs.field(factory=lambda: ["", ""])
    _offered: tuple[int, SessionDescription, str] | None = None
    _keys: dict[int, LineKeys] = attrs.field(factory=dict)

    def leg(self, side: int) -> str:
        """Who stands on a side."""
        return self.second if side else self.first

    def take(
        self, sender: str, kind: str, description: SessionDescription, host: str, toward: str = ""
    ) -> tuple[bytes, list[Aim]]:
        """What the other side is to be told, and what the engine has to know. `host` is where its signalling comes
        from, `toward` where the other side is.

        MediaError when no port is left, and where media that was to be protected would not be.
        """
        if not self.first:
            self.first = sender
            self.at = self._near(_described(description) or host), self._near(toward)
        side = int(sender != self.first)
        if side:
            self.second = sender
        ports = []
        for index, media in enumerate(description.media):
            line = self._line(index, description, kind)
            ports.append(line.ports[1 - side] if line is not None and media.port else 0)
        told = relayed(description, self.at[1 - side], ports)
        if self.make_keys is not None:
            told = self._rekeyed(side, kind, description, told)
        return told.encode(), self._settle(side, kind, description, host)

    def _near(self, host: str) -> str:
        """Our address of the family that a host is of."""
        differs = host and (":" in host) != (":" in self.address)
        return self.second_address or self.address if differs else self.address

    def _rekeyed(
        self, side: int, kind: str, description: SessionDescription, told: SessionDescription
    ) -> SessionDescription:
        """What is told with keys of ours in place of the peer's."""
        sections = list(told.media)
        for index, media in enumerate(sections):
            if index >= len(self.lines) or self.lines[index] is None or self.make_keys is None:
                continue
            keys = self._keys.setdefault(index, self.make_keys())
            if kind == "offer":
                sections[index] = keys.offer(media, side)
            elif self._offered is not None and self._offered[0] != side and index < len(self._offered[1].media):
                sections[index] = keys.answer(self._offered[1], description, index, media, side)
        whole = told.attributes
        if any(keys.security is not None for keys in self._keys.values()):
            whole = tuple([line for line in whole if line.name not in _OF_HANDSHAKES])
        if any(media.attribute("ice-ufrag") for media in sections):
            whole = (*whole, LITE)
        return attrs.evolve(told, attributes=whole, media=tuple(sections))

    def _line(self, index: int, description: SessionDescription, kind: str) -> RelayedLine | None:
        media = description.media[index]
        while len(self.lines) <= index:
            self.lines.append(None)
        wanted = kind == "offer" and media.port and index < MAX_LINES and is_relayable(media)
        if self.lines[index] is None and wanted:
            codecs = media.codecs()
            clock_rate = codecs[0].clock_rate if codecs else 90_000
            self.lines[index] = self.open_line(is_rtp(media), self._may_rewrite(media), clock_rate)
        return self.lines[index] if is_relayable(media) else None

    def _may_rewrite(self, media: MediaDescription) -> bool:
        return is_plain_rtp(media) or (self.make_keys is not None and may_end_here(media, self.make_keys().security))

    def _settle(self, side: int, kind: str, description: SessionDescription, host: str) -> list[Aim]:
        if kind == "offer":
            self._offered = side, description, host
            if self._said[side] is not None:
                return []
            self._said[side], self._hosts[side] = description, host
            return self._aims(side)
        self._said[side], self._hosts[side] = description, host
        if self._offered is not None and self._offered[0] != side:
            other, offer, theirs = self._offered
            self._said[other], self._hosts[other] = offer, theirs
        return [*self._aims(0), *self._aims(1)]

    def _aims(self, side: int) -> list[Aim]:
        """Where a side is on each line; it is expected to send where both want that."""
        said, other = self._said[side], self._said[1 - side]
        if said is None:
            return []
        aims = []
        for index, line in enumerate(self.lines):
            if line is None:
                continue
            if index >= len(said.media):
                aims.append(Aim(line.number, side, None, None, "", False))
                continue
            remote, control = whereabouts(said, index)
            heard = other is not None and index < len(other.media) and other.media[index].port > 0
            expected = (
                heard
                and other is not None
                and said.media[index].port > 0
                and said.direction_of(index) in _SENDING
                and other.direction_of(index) in _RECEIVING
                and (whereabouts(other, index)[0] is not None or self._has_ice(index, 1 - side))
            )
            protection = self._protection(index, side)
            aims.append(Aim(line.number, side, remote, control, self._hosts[side], expected, protection))
        return aims

    def _protection(self, index: int, side: int) -> Protection | None:
        keys = self._keys.get(index)
        return keys.agreed[side] if keys is not None else None

    def _has_ice(self, index: int, side: int) -> bool:
        """Whether checks find a side, whatever its description says."""
        protection = self._protection(index, side)
        return protection is not None and protection.has_ice


def _described(description: SessionDescription) -> str:
    """The address of the first line that has one."""
    found = [whereabouts(description, index)[0] for index in range(len(description.media))]
    return next((one[0] for one in found if one is not None), "")
