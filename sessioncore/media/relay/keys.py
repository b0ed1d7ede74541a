"""Keys of a relayed line: each side has its own SRTP with the relay, or none (RFC 4568)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.protection import KEY_SIZES, Protection
from sessioncore.base.relay import Srtp
from sessioncore.wire.sdp import Attribute, MediaDescription
from sessioncore.wire.sdp.crypto import Crypto, chosen, cryptos

_PLAIN: Final = ("RTP/AVP", "RTP/AVPF")
_SECURE: Final = ("RTP/SAVP", "RTP/SAVPF")
_OF_KEYS: Final = frozenset({"crypto", "fingerprint", "setup", "tls-id"})


def may_end_here(media: MediaDescription) -> bool:
    """Whether the relay can be the other end of its protection: there is none, or by keys that stand there."""
    protocol = media.protocol.upper()
    return protocol in _PLAIN or (protocol in _SECURE and bool(cryptos(media)))


@attrs.define
class LineKeys:
    """One line. Its sides are numbered as those of a `RelayedCall`; what is unknown here passes as it is.

    `agreed` is what protects either side now, None for nothing; no text shows keys.
    """

    offers: Srtp
    draw: Callable[[int], bytes]
    """Gives so many random octets that nobody can foretell."""
    agreed: list[Protection | None] = attrs.field(factory=lambda: [None, None])
    _profiles: list[str] = attrs.field(factory=lambda: ["", ""])
    _told: list[MediaDescription | None] = attrs.field(factory=lambda: [None, None])
    _drawn: list[tuple[Crypto, ...]] = attrs.field(factory=lambda: [(), ()])

    def offer(self, media: MediaDescription, sender: int) -> MediaDescription:
        """What the other side is offered. A profile that was agreed on stays, and so does a key (RFC 4568 7.1.4).

        MediaError where the protection of a line would be taken away.
        """
        to = 1 - sender
        if not may_end_here(media):
            self._told[to] = None
            return media
        protocol = media.protocol.upper()
        if self._profiles[sender] in _SECURE and protocol in _PLAIN and media.port:
            raise MediaError("the media would not be protected any more")
        secure, keys = self._wanted(to)
        told = _section(media, (_SECURE if secure else _PLAIN)[protocol.endswith("F")], keys)
        self._told[to] = told
        return told

    def _wanted(self, side: int) -> tuple[bool, tuple[Crypto, ...]]:
        """Whether a side is offered a secure profile, and which keys."""
        if self._profiles[side]:
            agreed = self.agreed[side]
            kept = (Crypto(1, agreed.suite, agreed.our_key),) if agreed is not None else ()
            return self._profiles[side] in _SECURE, kept
        if self.offers == "plain":
            return False, ()
        if not self._drawn[side]:
            drawn = [Crypto(tag, suite, self.draw(size)) for tag, (suite, size) in enumerate(KEY_SIZES.items(), 1)]
            self._drawn[side] = tuple(drawn)
        return self.offers == "required", self._drawn[side]

    def answer(self, offer: MediaDescription, answer: MediaDescription, sender: int) -> MediaDescription:
        """What the side that has made `offer` is told of an answer to it; from here on both count.

        MediaError where the answer does not protect what was to be protected.
        """
        told, to = self._told[sender], 1 - sender
        if told is None:
            self.agreed, self._profiles = [None, None], ["", ""]
            return answer
        if not answer.port:
            return _section(answer, offer.protocol, ())
        protection = _common(told, answer)
        if protection is None and told.protocol in _SECURE:
            raise MediaError("the answer does not say how the media is protected")
        line = chosen(cryptos(offer), tuple(KEY_SIZES))
        granted = None
        if line is not None:
            before = self.agreed[to]
            same = before is not None and (before.suite, before.their_key) == (line.suite, line.key)
            ours = before.our_key if before is not None and same else self.draw(KEY_SIZES[line.suite])
            granted = Protection("sdes", line.suite, ours, line.key)
        self.agreed[sender], self.agreed[to] = protection, granted
        self._profiles[sender], self._profiles[to] = told.protocol, offer.protocol.upper()
        keys = (Crypto(line.tag, line.suite, granted.our_key),) if line is not None and granted is not None else ()
        return _section(answer, offer.protocol, keys)


def _section(media: MediaDescription, protocol: str, keys: tuple[Crypto, ...]) -> MediaDescription:
    kept = [line for line in media.attributes if line.name not in _OF_KEYS]
    kept += [Attribute("crypto", key.encode()) for key in keys]
    return attrs.evolve(media, protocol=protocol, attributes=tuple(kept))


def _common(told: MediaDescription, answer: MediaDescription) -> Protection | None:
    ours = {(line.tag, line.suite): line.key for line in cryptos(told)}
    for line in cryptos(answer):
        if (line.tag, line.suite) in ours:
            return Protection("sdes", line.suite, ours[line.tag, line.suite], line.key)
    return None
