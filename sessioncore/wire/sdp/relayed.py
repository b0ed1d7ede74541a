"""Descriptions on their way through a media relay: its address in place of the one that the peer gave."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Final

import attrs

from sessioncore.wire.sdp.model import Attribute, Connection, MediaDescription, SessionDescription

MAX_LINES: Final = 8
"""m-lines of a call that are relayed; more are refused."""

_OVER_UDP: Final = ("RTP/", "UDP/TLS/RTP/", "UDPTL", "UDP", "UDP/UDPTL")
_DROPPED: Final = frozenset(
    {
        # RFC 8839: whoever checks candidates would find the peer beside the relay.
        "candidate", "remote-candidates", "end-of-candidates", "ice-ufrag", "ice-pwd", "ice-options", "ice-lite",
        "ice-mismatch", "ice-pacing",
        # RFC 3605: RTCP comes to the port after RTP's here.
        "rtcp",
    }
)  # fmt: skip


OF_BROWSERS: Final = frozenset(
    {"rtcp-rsize", "rtcp-fb", "extmap", "extmap-allow-mixed", "mid", "msid", "msid-semantic", "ssrc", "ssrc-group"}
)
"""What goes with DTLS-SRTP, beside `rtcp-mux`, and means nothing to a telephone (RFC 8834, RFC 8843)."""


def is_relayable(media: MediaDescription) -> bool:
    """Whether this is one port of UDP: RTP in any profile, UDPTL, or plain UDP."""
    protocol = media.protocol.upper()
    known = any(protocol == one or (one.endswith("/") and protocol.startswith(one)) for one in _OVER_UDP)
    return known and media.port_count == 1


def is_rtp(media: MediaDescription) -> bool:
    """Whether packets begin with an RTP header, or what may ride with it."""
    return "RTP/" in media.protocol.upper()


def is_plain_rtp(media: MediaDescription) -> bool:
    """Whether headers can be rewritten: a change of what is protected (SAVP, SAVPF) would be noticed."""
    return media.protocol.upper() in ("RTP/AVP", "RTP/AVPF")


def with_ports(description: SessionDescription, ports: Sequence[int]) -> SessionDescription:
    """The same with other ports."""
    media = [one.at(port) for one, port in zip(description.media, ports, strict=True)]
    return attrs.evolve(description, media=tuple(media))


def without_browsers(description: SessionDescription) -> SessionDescription:
    """The same without what only browsers understand, where one says it: where a line is of DTLS-SRTP."""
    if not any(media.protocol.upper().startswith("UDP/TLS/") for media in description.media):
        return description

    def kept(attributes: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
        return tuple([one for one in attributes if one.name not in OF_BROWSERS and not _is_bundle(one)])

    media = [attrs.evolve(one, attributes=kept(one.attributes)) for one in description.media]
    return attrs.evolve(description, attributes=kept(description.attributes), media=tuple(media))


def whereabouts(description: SessionDescription, index: int) -> tuple[tuple[str, int] | None, tuple[str, int] | None]:
    """Address and port of an m-line's RTP and RTCP; None where it has none, or one that is no numeric address."""
    media, connection = description.media[index], description.connection_of(index)
    if media.port == 0 or connection is None or connection.is_null:
        return None, None
    try:
        numeric = ipaddress.ip_address(connection.address.partition("/")[0])
    except ValueError:
        return None, None
    if numeric.is_multicast:
        return None, None
    host = str(numeric)  # as sockets tell it: IPv6 may be written in many ways (RFC 5952)
    terms = media.terms
    control = media.port if terms.rtcp_mux else terms.rtcp_port or media.port + 1
    return (host, media.port), (host, control) if 0 < control < 65_536 else None


def relayed(description: SessionDescription, address: str, ports: Sequence[int]) -> SessionDescription:
    """The same at `address`, each m-line at its port of `ports` (0: refused); what leads around the relay is left out.

    A null address (the hold of RFC 2543) stays, for it is no place but a wish. Bundles come apart (RFC 9143 7.3.2).
    """

    def here(connection: Connection | None) -> Connection | None:
        return connection if connection is None or connection.is_null else Connection(address)

    def section(media: MediaDescription, port: int) -> MediaDescription:
        return attrs.evolve(
            media, port=port, port_count=1, connection=here(media.connection), attributes=_kept(media.attributes)
        )

    return attrs.evolve(
        description,
        origin=attrs.evolve(description.origin, address=address, address_type=""),
        connection=here(description.connection),
        attributes=_kept(description.attributes),
        media=tuple([section(media, port) for media, port in zip(description.media, ports, strict=True)]),
    )


def _kept(attributes: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
    return tuple([one for one in attributes if one.name not in _DROPPED and not _is_bundle(one)])


def _is_bundle(attribute: Attribute) -> bool:
    return attribute.name == "bundle-only" or (
        attribute.name == "group" and (attribute.value or "").upper().split(" ")[0] == "BUNDLE"
    )
