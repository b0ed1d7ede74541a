"""What the descriptions of two sides mean for a relay between them: which lines there are, and who is where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.base.protection import Protection
from sessioncore.media.limits import Address
from sessioncore.media.relay.keys import LineKeys, may_end_here
from sessioncore.wire.sdp import MediaDescription, SessionDescription
from sessioncore.wire.sdp.relayed import MAX_LINES, is_plain_rtp, is_relayable, is_rtp, relayed, whereabouts

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
    """One relay at `address`. Sides are 0, who spoke first, and 1, whoever else speaks.

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
    lines: list[RelayedLine | None] = attrs.field(factory=list)
    _said: list[SessionDescription | None] = attrs.field(factory=lambda: [None, None])
    _hosts: list[str] = attrs.field(factory=lambda: ["", ""])
    _offered: tuple[int, SessionDescription, str] | None = None
    _keys: dict[int, LineKeys] = attrs.field(factory=dict)

    def leg(self, side: int) -> str:
        """Who stands on a side."""
        return self.second if side else self.first

    def take(self, sender: str, kind: str, description: SessionDescription, host: str) -> tuple[bytes, list[Aim]]:
        """What the other side is to be told, and what the engine has to know.

        MediaError when no port is left, and where media that was to be protected would not be.
        """
        if not self.first:
            self.first = sender
        side = int(sender != self.first)
        if side:
            self.second = sender
        ports = []
        for index, media in enumerate(description.media):
            line = self._line(index, description, kind)
            ports.append(line.ports[1 - side] if line is not None and media.port else 0)
        told = self._rekeyed(side, kind, description) if self.make_keys is not None else description
        aims = self._settle(side, kind, description, host)
        return relayed(told, self.address, ports).encode(), aims

    def _rekeyed(self, side: int, kind: str, description: SessionDescription) -> SessionDescription:
        """The description with keys of ours in place of the peer's."""
        sections = list(description.media)
        for index, media in enumerate(sections):
            if index >= len(self.lines) or self.lines[index] is None or self.make_keys is None:
                continue
            keys = self._keys.setdefault(index, self.make_keys())
            if kind == "offer":
                sections[index] = keys.offer(media, side)
            elif self._offered is not None and self._offered[0] != side and index < len(self._offered[1].media):
                sections[index] = keys.answer(self._offered[1].media[index], media, side)
        return attrs.evolve(description, media=tuple(sections))

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
        return is_plain_rtp(media) or (self.make_keys is not None and may_end_here(media))

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
                and whereabouts(other, index)[0] is not None
            )
            keys = self._keys.get(index)
            protection = keys.agreed[side] if keys is not None else None
            aims.append(Aim(line.number, side, remote, control, self._hosts[side], expected, protection))
        return aims
