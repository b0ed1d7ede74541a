"""ICE in descriptions (RFC 8839): candidates and fragments of ours, what the peer says, what two descriptions agree on.

For streams that are keyed by DTLS and carry RTCP on the port of RTP, so that there is one component. As a lite agent
(RFC 8445 2.5) we name one candidate; as a full one those that are known of the port, and checks of ours go out.
Candidates of the peer over TCP, with names (mDNS among them) and of other components are passed over.
"""

from __future__ import annotations

import base64
import ipaddress
import re
import zlib
from collections.abc import Callable, Iterable
from typing import Final, Literal, TypeAlias

import attrs

from sessioncore.base.connectivity import Checks, Nominated
from sessioncore.base.protection import Protection
from sessioncore.wire.sdp.model import Attribute, MediaDescription, SessionDescription

IceRole: TypeAlias = Literal["none", "lite", "full"]

Draw: TypeAlias = Callable[[int], bytes]
"""Gives so many random octets that nobody can foretell."""

LITE: Final = Attribute("ice-lite")
OPTIONS: Final = Attribute("ice-options", "ice2")
"""We never nominate aggressively (RFC 8445 10)."""

MOST_CANDIDATES: Final = 24
"""So many of the peer's are looked at: each may have us send to where it points (RFC 8445 19.5.1)."""

_FRAGMENT: Final = re.compile(r"[A-Za-z0-9+/]{4,256}")
_PASSWORD: Final = re.compile(r"[A-Za-z0-9+/]{22,256}")
_CANDIDATE: Final = re.compile(
    r"(?P<foundation>[A-Za-z0-9+/]{1,32}) 1 udp (?P<priority>[0-9]{1,10}) (?P<address>[0-9A-Fa-f:.]{2,45}) "
    r"(?P<port>[0-9]{1,5}) typ (?P<kind>host|srflx|prflx|relay)(?: .{0,256})?",
    re.IGNORECASE,
)
_PREFERENCES: Final = {"host": 126, "prflx": 110, "srflx": 100, "relay": 0}
"""By kind (RFC 8445 5.1.2.1)."""


@attrs.frozen
class IceTerms:
    """How our side does ICE: role, candidates of the port beside the one at it, whether our offer restarts, and the
    pair that was found.
    """

    role: IceRole
    candidates: tuple[str, ...] = ()
    restarts: bool = False
    nominated: Nominated | None = None


@attrs.frozen
class CheckedStream:
    """A live stream, by the number of its line, that full ICE finds the way of."""

    index: int
    checks: Checks


def candidate(kind: str, address: str, port: int, base: tuple[str, int] | None = None, rank: int = 65_535) -> str:
    """A candidate of ours, component 1, as the value of its attribute (RFC 8839 5.1).

    `base` is where it leaves from, for all but host candidates; of two of a kind the one with the higher `rank` counts
    more. Candidates of the same kind and base have the same foundation (RFC 8445 5.1.1.3).
    """
    foundation = zlib.crc32(f"{kind} {base[0] if base is not None else address}".encode())
    priority = (_PREFERENCES[kind] << 24) + (rank << 8) + 255
    related = "" if base is None else f" raddr {base[0]} rport {base[1]}"
    return f"{foundation} 1 udp {priority} {address} {port} typ {kind}{related}"


def session_lines(role: IceRole) -> tuple[Attribute, ...]:
    """What a description with ICE says of all its lines (RFC 8839 5.3, 5.6)."""
    return (LITE,) if role == "lite" else (OPTIONS,)


def own_lines(
    terms: IceTerms,
    before: MediaDescription | None,
    agreed: Protection | None,
    address: str,
    port: int,
    draw: Draw,
    *,
    offers: bool = False,
) -> tuple[Attribute, ...]:
    """Fragment, password and candidates; the first two as `agreed`, or as in `before`, which says them where nothing is
    agreed and which is None after a restart. An offer of ours that was refused restarts nothing (RFC 3264 8).

    At least 24 random bits in the fragment and 128 in the password (RFC 8445 5.3). Once a pair is nominated its
    candidate is the only one, and who controls tells in what it `offers` which one of the peer's goes with it (RFC 8839
    4.4.1.2.2).
    """
    fragment = password = None
    if before is not None:
        fragment, password = before.attribute("ice-ufrag"), before.attribute("ice-pwd")
        if agreed is not None and agreed.has_ice:
            fragment, password = agreed.our_fragment, agreed.our_password
    nominated = terms.nominated if fragment and password else None
    found: tuple[str, ...] = (f"1 1 udp 2130706431 {address} {port} typ host", *terms.candidates)
    told: tuple[Attribute, ...] = ()
    if nominated is not None:
        found = (nominated.ours,)
        if offers and nominated.controlling:
            told = (Attribute("remote-candidates", f"1 {nominated.theirs[0]} {nominated.theirs[1]}"),)
    return (
        Attribute("ice-ufrag", fragment or base64.b64encode(draw(6)).decode()),
        Attribute("ice-pwd", password or base64.b64encode(draw(18)).decode()),
        *[Attribute("candidate", text) for text in found],
        *told,
        Attribute("end-of-candidates"),
    )


def default_destination(lines: Iterable[Attribute]) -> tuple[str, int] | None:
    """Where whoever knows no ICE is to send (RFC 8839 3): to the one candidate there is, else to a server reflexive
    one; None: to the port itself.

    Not to a relayed one: its server would let nothing through before a check of ours has gone out.
    """
    found = [line.value.split(" ") for line in lines if line.name == "candidate" and line.value]
    best = next((fields for fields in found if len(found) == 1 or fields[7] == "srflx"), None)
    return None if best is None else (best[4], int(best[5]))


def local_candidate(ours: tuple[str, ...], mapped: tuple[str, int]) -> str:
    """The candidate of ours that a peer sees as `mapped`: one of those that are known, else a peer reflexive one."""
    address = _same_address(mapped[0])
    for text in ours:
        fields = text.split(" ", 6)
        if (_same_address(fields[4]), fields[5]) == (address, str(mapped[1])):
            return text
    base = ours[0].split(" ", 6)
    return candidate("prflx", *mapped, (base[4], int(base[5])))


def fragment_of(description: SessionDescription, index: int) -> str:
    """The peer's ice-ufrag, where it is one, and has a password beside it."""
    fragment, password = said(description, index, "ice-ufrag"), said(description, index, "ice-pwd")
    return fragment if _FRAGMENT.fullmatch(fragment) and _PASSWORD.fullmatch(password) else ""


def mismatched(description: SessionDescription, index: int) -> bool:
    """Whether the address of a line is none of its candidates: something on the way has changed it (RFC 8839 4.2.5).

    No address at all (`0.0.0.0`, or port 9 while candidates are still to come) says nothing, nor do names.
    """
    media, connection = description.media[index], description.connection_of(index)
    if connection is None or connection.is_null or media.port == 9:
        return False
    ours = _same_address(connection.address.partition("/")[0])
    lines = [line.value or "" for line in media.attributes if line.name == "candidate"]
    parts = [fields for text in lines if len(fields := text.split(" ", 8)) >= 6]
    if not parts or any(_same_address(fields[4]) == "" for fields in parts):
        return False
    return not any((_same_address(fields[4]), fields[5]) == (ours, str(media.port)) for fields in parts)


def checks_of(local: SessionDescription, remote: SessionDescription, index: int, *, offered: bool) -> Checks | None:
    """What checks of ours need, where our description promises them; `offered` says whether ours was the offer.

    Of two full agents the offerer controls, of a full and a lite one the full one (RFC 8445 6.1.1).
    """
    if LITE in local.attributes or not (fragment := fragment_of(remote, index)):
        return None
    mine = local.media[index]
    lite = LITE in remote.attributes
    return Checks(
        mine.attribute("ice-ufrag") or "",
        mine.attribute("ice-pwd") or "",
        fragment,
        said(remote, index, "ice-pwd"),
        tuple([line.value or "" for line in mine.attributes if line.name == "candidate"]),
        usable(remote.media[index]),
        offered or lite,
        lite,
    )


def usable(media: MediaDescription) -> tuple[str, ...]:
    """The peer's candidates that can be checked: UDP, of the one component, with an address that one host has."""
    found = [line.value or "" for line in media.attributes if line.name == "candidate"]
    return tuple([text for text in found if _is_usable(text)][:MOST_CANDIDATES])


def _is_usable(text: str) -> bool:
    read = _CANDIDATE.fullmatch(text)
    if read is None or not 0 < int(read["port"]) < 65_536 or not 0 < int(read["priority"]) < 2**31:
        return False
    try:
        address = ipaddress.ip_address(read["address"])
    except ValueError:
        return False
    return not (address.is_multicast or address.is_unspecified or address == ipaddress.ip_address("255.255.255.255"))


def said(description: SessionDescription, index: int, name: str) -> str:
    """An attribute of a line, else of the whole description (RFC 8866 5.13)."""
    found = description.media[index].attribute(name)
    if found is not None:
        return found
    return next((line.value or "" for line in description.attributes if line.name == name), "")


def _same_address(text: str) -> str:
    """One spelling of an address, "" for a name."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return ""
