"""Keys of a relayed line: each side has its own SRTP with the relay, or none (RFC 4568, RFC 5763)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.protection import KEY_SIZES, Protection
from sessioncore.base.relay import Srtp
from sessioncore.wire.sdp import Attribute, Connection, MediaDescription, Security, SessionDescription
from sessioncore.wire.sdp.crypto import Crypto, chosen, cryptos
from sessioncore.wire.sdp.ice import LITE
from sessioncore.wire.sdp.relayed import OF_BROWSERS
from sessioncore.wire.sdp.security import granted_lines, offered_lines, protection_of

_PLAIN: Final = ("RTP/AVP", "RTP/AVPF")
_SECURE: Final = ("RTP/SAVP", "RTP/SAVPF")
_HANDSHAKE: Final = ("UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF")
_OF_KEYS: Final = frozenset({"crypto", "fingerprint", "setup", "tls-id"})
_OF_BROWSERS: Final = frozenset({"rtcp-mux", *OF_BROWSERS})


def may_end_here(media: MediaDescription, security: Security | None = None) -> bool:
    """Whether the relay can be the other end of its protection: there is none, or by keys that stand there, or by a
    handshake, where we have a certificate (`security`).
    """
    protocol = media.protocol.upper()
    if protocol in _HANDSHAKE:
        return security is not None and media.terms.rtcp_mux
    return protocol in _PLAIN or (protocol in _SECURE and bool(cryptos(media)))


@attrs.define
class LineKeys:
    """One line. Its sides are numbered as those of a `RelayedCall`; what is unknown here passes as it is.

    `agreed` is what protects either side now, None for nothing; no text shows keys. `security` says which certificate
    we have for handshakes, None: none; where each side finds us is then in `addresses`.
    """

    offers: Srtp
    draw: Callable[[int], bytes]
    """Gives so many random octets that nobody can foretell."""
    security: Security | None = None
    addresses: tuple[str, str] = ("", "")
    sdes: bool = True
    """Keys may stand in descriptions."""
    agreed: list[Protection | None] = attrs.field(factory=lambda: [None, None])
    _profiles: list[str] = attrs.field(factory=lambda: ["", ""])
    _told: list[MediaDescription | None] = attrs.field(factory=lambda: [None, None])
    _drawn: list[tuple[Crypto, ...]] = attrs.field(factory=lambda: [(), ()])
    _before: list[MediaDescription | None] = attrs.field(factory=lambda: [None, None])
    """What each side was told last of a line with a handshake."""

    def offer(self, media: MediaDescription, sender: int) -> MediaDescription:
        """What the other side is offered. A profile that was agreed on stays, and so does a key (RFC 4568 7.1.4).

        MediaError where the protection of a line would be taken away.
        """
        to = 1 - sender
        if not may_end_here(media, self.security):
            self._told[to] = None
            return media
        protocol = media.protocol.upper()
        if self._profiles[sender] not in ("", *_PLAIN) and protocol in _PLAIN and media.port:
            raise MediaError("the media would not be protected any more")
        if protocol in _SECURE and not self.sdes and media.port:
            raise MediaError("keys would go over a transport that others can read")
        bare = self._bare(media, to) if protocol in _HANDSHAKE else media
        if self._shakes(to) and media.port:
            told = self._with_handshake(bare, to)
        else:
            secure, keys = self._wanted(to)
            plain = protocol.endswith("F") and protocol not in _HANDSHAKE
            told = _section(bare, (_SECURE if secure else _PLAIN)[plain], keys)
        self._told[to] = told
        return told

    def _bare(self, media: MediaDescription, to: int) -> MediaDescription:
        """What a browser says, for a telephone. That it names no address is no hold (RFC 8839 4.3.1)."""
        kept = tuple([one for one in media.attributes if one.name not in _OF_BROWSERS])
        return attrs.evolve(media, attributes=kept, connection=Connection(self.addresses[to]))

    def _shakes(self, side: int) -> bool:
        """Whether a side is offered a handshake."""
        profile = self._profiles[side]
        return profile in _HANDSHAKE if profile else self.offers == "dtls" and self.security is not None

    def _with_handshake(self, media: MediaDescription, to: int) -> MediaDescription:
        """As browsers want it: with ICE, and RTCP on the same port."""
        before, agreed = self._before[to], self.agreed[to]
        profile = self._profiles[to] or None
        profile, lines = offered_lines(
            self.security, profile, before, agreed, self.addresses[to], media.port, self.draw
        )
        self._before[to] = told = _section(media, profile, (), (*_MUXED, *lines))
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

    def answer(
        self, offers: SessionDescription, answers: SessionDescription, index: int, media: MediaDescription, sender: int
    ) -> MediaDescription:
        """What the side that has made the offer is told of an answer to it, `media` at our port; from here on both
        count. MediaError where the answer does not protect what was to be protected.
        """
        offer, answer = offers.media[index], answers.media[index]
        told, to = self._told[sender], 1 - sender
        if told is None:
            self.agreed, self._profiles = [None, None], ["", ""]
            return media
        if not answer.port:
            return _section(media, offer.protocol, ())
        bare = media
        if told.protocol in _HANDSHAKE:
            bare = self._bare(media, to)
            protection = protection_of(_ours(offers, told), _one(answers, answer), 0, offered=True)
        else:
            protection = _common(told, answer)
        if protection is None and told.protocol not in _PLAIN:
            raise MediaError("the answer does not say how the media is protected")
        granted: Protection | None
        if offer.protocol.upper() in _HANDSHAKE:
            made, granted = self._granted(_one(offers, offer), bare, to)
        else:
            made, granted = self._keyed(offer, bare, to)
        self.agreed[sender], self.agreed[to] = protection, granted
        self._profiles[sender], self._profiles[to] = told.protocol, offer.protocol.upper()
        return made

    def _granted(
        self, offer: SessionDescription, media: MediaDescription, to: int
    ) -> tuple[MediaDescription, Protection]:
        """Our end of the handshake that a side has offered."""
        lines = granted_lines(
            offer, 0, self.security, self.agreed[to], self.addresses[to], media.port, self._before[to], self.draw
        )
        made = _section(media, offer.media[0].protocol, (), (*_MUXED, *lines))
        protection = protection_of(_ours(offer, made), offer, 0, offered=False)
        if protection is None:
            raise MediaError("the offer does not say with whom the media would be protected")
        self._before[to] = made
        return made, protection

    def _keyed(
        self, offer: MediaDescription, media: MediaDescription, to: int
    ) -> tuple[MediaDescription, Protection | None]:
        line = chosen(cryptos(offer), tuple(KEY_SIZES)) if self.sdes else None
        if line is None:
            return _section(media, offer.protocol, ()), None
        before = self.agreed[to]
        same = before is not None and (before.suite, before.their_key) == (line.suite, line.key)
        ours = before.our_key if before is not None and same else self.draw(KEY_SIZES[line.suite])
        keys = (Crypto(line.tag, line.suite, ours),)
        return _section(media, offer.protocol, keys), Protection("sdes", line.suite, ours, line.key)


_MUXED: Final = (Attribute("rtcp-mux"),)


def _section(
    media: MediaDescription, protocol: str, keys: tuple[Crypto, ...], more: tuple[Attribute, ...] = ()
) -> MediaDescription:
    kept = [line for line in media.attributes if line.name not in _OF_KEYS]
    kept += [Attribute("crypto", key.encode()) for key in keys]
    return attrs.evolve(media, protocol=protocol, attributes=(*kept, *more))


def _one(description: SessionDescription, media: MediaDescription) -> SessionDescription:
    """The description as if this were its one line."""
    return attrs.evolve(description, media=(media,))


def _ours(description: SessionDescription, media: MediaDescription) -> SessionDescription:
    """As `_one`, said by us, who are ICE lite."""
    return attrs.evolve(description, media=(media,), attributes=(LITE,))


def _common(told: MediaDescription, answer: MediaDescription) -> Protection | None:
    ours = {(line.tag, line.suite): line.key for line in cryptos(told)}
    for line in cryptos(answer):
        if (line.tag, line.suite) in ours:
            return Protection("sdes", line.suite, ours[line.tag, line.suite], line.key)
    return None
