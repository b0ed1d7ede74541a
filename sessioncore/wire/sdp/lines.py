"""The lines of our descriptions: codecs, direction, what is said about RTCP, and how the line is protected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sessioncore.wire.sdp.ice import Draw, default_destination
from sessioncore.wire.sdp.model import (
    AnnouncedDescription,
    Attribute,
    Codec,
    Connection,
    MediaDescription,
    SessionDescription,
    Terms,
)
from sessioncore.wire.sdp.security import PLAIN, offered_lines

if TYPE_CHECKING:
    from sessioncore.base.protection import Protection
    from sessioncore.wire.sdp.negotiate import Preferences

REMEMBERED: Final = 256
"""How many ways to agree are kept; a trunk's calls need a handful."""

_MUX: Final = "rtcp-mux"
_XR: Final = "rtcp-xr:voip-metrics"
_RSIZE: Final = "rtcp-rsize"


def assign_ports(prefs: Preferences, previous: SessionDescription | None, serve: Sequence[bool]) -> list[int]:
    """A local port for each line to serve, 0 for the others: the port it had, else the next one no line has."""
    before = [media.own_port for media in previous.media] if previous is not None else []
    assigned = [0] * len(serve)
    for index, wanted in enumerate(serve):
        if wanted and index < len(before) and before[index] in prefs.ports and before[index] not in assigned:
            assigned[index] = before[index]
    for index, wanted in enumerate(serve):
        if wanted and not assigned[index]:
            assigned[index] = next((port for port in prefs.ports if port not in assigned), 0)
    return assigned


def offer_line(
    prefs: Preferences,
    port: int,
    codecs: Sequence[Codec],
    before: MediaDescription | None = None,
    agreed: Protection | None = None,
    draw: Draw | None = None,
) -> MediaDescription:
    """A line of our offer; `before` is our line of before in its place, `agreed` how that is protected."""
    rtcp = _asked(prefs)
    security = prefs.security
    if security is None or (before is None and security.offers is None and not security.required):
        return line(port, codecs, prefs.direction, prefs.ptime, rtcp)
    profile = None if before is None or before.rejected else before.protocol
    profile, more = offered_lines(security, profile, before, agreed, prefs.address, port, draw)
    if profile.startswith("UDP/TLS") and _MUX not in rtcp:
        rtcp = (_MUX, *rtcp)  # one association protects both (RFC 5764 5.1)
    return line(port, codecs, prefs.direction, prefs.ptime, rtcp, profile, more, prefs.address)


def _asked(prefs: Preferences) -> tuple[str, ...]:
    """What our offer says about RTCP."""
    if prefs.rtcp_mux != "offer" and prefs.rtcp_reports != "offer":
        return ()
    mux = (_MUX,) if prefs.rtcp_mux == "offer" else ()
    return (*mux, _XR, _RSIZE) if prefs.rtcp_reports == "offer" else mux


def granted(offered: Terms, prefs: Preferences) -> tuple[str, ...]:
    """What our answer says about RTCP: only what was offered (RFC 5761 5.1.1, RFC 5506 5)."""
    said = []
    if prefs.rtcp_mux != "never" and offered.rtcp_mux:
        said.append(_MUX)
    if prefs.rtcp_reports != "never":
        if offered.voip_metrics:
            said.append(_XR)
        if offered.rtcp_rsize:
            said.append(_RSIZE)
    return tuple(said)


def line(
    port: int,
    codecs: Sequence[Codec],
    direction: str,
    ptime: int,
    rtcp: tuple[str, ...],
    profile: str = PLAIN,
    more: tuple[Attribute, ...] = (),
    address: str = "",
) -> MediaDescription:
    """An audio line of ours; `more` are the attributes of its protection, which no other line has, and may name another
    destination than the port at `address`.
    """
    section = _own_section(tuple(codecs), direction, ptime, rtcp)
    if not more and profile == PLAIN:
        return section.at(port)
    place, attributes = default_destination(more), section.attributes + more
    if place is None or place == (address, port):
        return MediaDescription("audio", port, profile, section.formats, attributes=attributes)
    connection = own_connection(place[0])
    return AnnouncedDescription("audio", place[1], profile, section.formats, connection, attributes, at_port=port)


@lru_cache(maxsize=REMEMBERED)
def _own_section(codecs: tuple[Codec, ...], direction: str, ptime: int, rtcp: tuple[str, ...]) -> MediaDescription:
    """The same but for its port in every call that agrees on the same; values that nobody changes may be shared."""
    attributes: list[Attribute] = []
    for codec in codecs:
        number = codec.payload_type
        channels = f"/{codec.channels}" if codec.channels != 1 else ""
        attributes.append(Attribute("rtpmap", f"{number} {codec.name}/{codec.clock_rate}{channels}"))
        if codec.fmtp is not None:
            attributes.append(Attribute("fmtp", f"{number} {codec.fmtp}"))
    attributes += [Attribute("ptime", str(ptime)), Attribute(direction)]
    for text in rtcp:
        name, _, value = text.partition(":")
        attributes.append(Attribute(name, value or None))
    formats = tuple([str(codec.payload_type) for codec in codecs])
    return MediaDescription("audio", 0, PLAIN, formats, attributes=tuple(attributes))


@lru_cache(maxsize=REMEMBERED)
def own_connection(address: str) -> Connection:
    """The c= line of our descriptions."""
    return Connection(address)


def rejected_line(media: MediaDescription) -> MediaDescription:
    """The line in its place, refused: port 0 and nothing else of it but what the grammar wants (RFC 3264 6)."""
    return MediaDescription(media.kind, 0, media.protocol, media.formats or ("0",))
