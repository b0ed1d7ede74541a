"""From octets to a SessionDescription (RFC 8866 5, 9). Linear, bounded, tolerant where that is harmless."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

from sessioncore.wire.sdp.errors import SdpError
from sessioncore.wire.sdp.model import (
    AFTER_TIMES,
    BEFORE_CONNECTION,
    Attribute,
    Connection,
    MediaDescription,
    Origin,
    SessionDescription,
)

MAX_SIZE: Final = 65_536
MAX_LINES: Final = 1_024
MAX_MEDIA: Final = 64
USUAL_LENGTH: Final = 128
"""Longer lines are not worth remembering, and what is remembered is bounded by it."""

USUAL_SECTION: Final = 512
"""The same for the lines of a whole section."""

_Lines: TypeAlias = tuple[tuple[str, str], ...]

_ADDRESS: Final = re.compile(r"[A-Za-z0-9.:_%-]{1,255}(?:/[0-9]{1,10}){0,2}")
_WORD: Final = re.compile(r"[!-~]{1,64}")


def parse_sdp(data: bytes) -> SessionDescription:
    """Read one description; LF alone ends a line too, empty lines are skipped, octets outside UTF-8 are kept.

    Missing `s=` and `t=` are let pass, a missing `v=0`, `o=` or (for a live stream) `c=` is not. Raises SdpError.
    """
    if len(data) > MAX_SIZE:
        raise _bad("sdp_too_large", "description too large")
    text = data.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    if "\r" in text or "\0" in text:
        raise _bad("sdp_bad_line", "CR or NUL inside a line")
    if text.count("\n") >= MAX_LINES:
        raise _bad("sdp_too_many_lines", "too many lines")
    head, *sections = f"\n{text}".split("\nm=")
    if len(sections) > MAX_MEDIA:
        raise _bad("sdp_too_many_media", "too many media sections")
    session = _session(head)
    session.media = tuple([_section(section) for section in sections])
    if session.connection is None and any(media.port and media.connection is None for media in session.media):
        raise _bad("sdp_no_connection", "a live stream has no connection data")
    return session


def _bad(reason: str, why: str) -> SdpError:
    return SdpError(why, reason=reason)


def _fields(text: str) -> list[tuple[str, str]]:
    """Letter and value of each line."""
    fields = []
    for line in text.split("\n"):
        if not line or line.isspace():
            continue
        if line[1:2] != "=" or not line[0].isalpha():
            raise _bad("sdp_bad_line", "line is not of the form letter=value")
        fields.append((line[0], line[2:]))
    return fields


def _session(head: str) -> SessionDescription:
    """What stands before the first section. Of all that a peer sends, only the origin differs from call to call."""
    before, *origins = head.split("\no=")
    value, _, after = origins[-1].partition("\n") if origins else ("", "", "")
    read = _usual_session_lines if len(head) <= USUAL_SECTION else _read_session_lines
    name, connection, bandwidth, times, attributes, other = read(before, after)
    if len(origins) != 1:
        raise _bad("sdp_bad_origin", "two origins" if origins else "no origin")
    return SessionDescription(_origin(value), name, connection, bandwidth, times, attributes, (), other)


_SessionLines: TypeAlias = tuple[
    str, Connection | None, tuple[str, ...], tuple[str, ...], tuple[Attribute, ...], _Lines
]


def _read_session_lines(before: str, after: str) -> _SessionLines:
    """The lines before and after the origin: name, connection, bandwidth, times, attributes, and all others."""
    fields = _fields(before)
    if not fields or fields.pop(0) != ("v", "0"):
        raise _bad("sdp_bad_version", "description does not begin with v=0")
    name = "-"
    connection: Connection | None = None
    bandwidth: list[str] = []
    times: list[str] = []
    attributes: list[Attribute] = []
    other: list[tuple[str, str]] = []
    for letter, value in fields + _fields(after):
        if letter == "a":
            attributes.append(_attribute(value))
        elif letter == "s":
            name = value or "-"
        elif letter == "c":
            found = _connection(value)
            connection = connection or found
        elif letter == "b":
            bandwidth.append(value)
        elif letter == "t":
            times.append(value)
        elif letter == "v":
            raise _bad("sdp_bad_version", "two versions")
        else:
            other.append((letter, value))
    other.sort(key=_place)
    return name, connection, tuple(bandwidth), tuple(times) or ("0 0",), tuple(attributes), tuple(other)


_usual_session_lines = lru_cache(maxsize=256)(_read_session_lines)
"""Values that nobody changes may be shared."""


def _section(text: str) -> MediaDescription:
    """One section, from behind its `m=`."""
    first, _, rest = text.partition("\n")
    words = first.split(None, 2)
    if len(words) < 3:
        raise _bad("sdp_bad_media", "media line")
    kind, ports, protocol = words
    read = _usual_section if len(text) <= USUAL_SECTION else _read_section
    section = read(kind, protocol, rest)
    port, slash, count = ports.partition("/")
    number = _number(port, "sdp_bad_media", 5)
    if number > 65_535:
        raise _bad("sdp_bad_media", "media line")
    if number and not section.formats:
        raise _bad("sdp_bad_media", "live media line without formats")
    return section.at(number, _number(count, "sdp_bad_media", 5) if slash else 1)


def _read_section(kind: str, protocol: str, rest: str) -> MediaDescription:
    """A section without its port: what stands before that, what behind it (with the formats), and its other lines."""
    protocol, *formats = protocol.split()
    if _WORD.fullmatch(kind) is None or _WORD.fullmatch(protocol) is None:
        raise _bad("sdp_bad_media", "media line")
    connection: Connection | None = None
    attributes: list[Attribute] = []
    bandwidth: list[str] = []
    other: list[tuple[str, str]] = []
    for letter, value in _fields(rest):
        if letter == "a":
            attributes.append(_attribute(value))
        elif letter == "c":
            # Several c= lines are layers of multicast (RFC 8866 5.7); the first is the one that a stream is sent to.
            found = _connection(value)
            connection = connection or found
        elif letter == "b":
            bandwidth.append(value)
        elif letter in "vost":
            raise _bad("sdp_bad_line", "session line inside a media section")
        else:
            other.append((letter, value))
    other.sort(key=_place)
    return MediaDescription(
        kind, 0, protocol, tuple(formats), connection, tuple(attributes), tuple(bandwidth), tuple(other)
    )


_usual_section = lru_cache(maxsize=256)(_read_section)
"""What a peer offers is in all its calls the same but for the port."""


def _place(line: tuple[str, str]) -> int:
    """Where a kept line stands (RFC 8866 5), so that a description out of order equals itself once written."""
    return 0 if line[0] in BEFORE_CONNECTION else 1 if line[0] in AFTER_TIMES else 2


_OF_ONE_CALL: Final = ("crypto:", "ice-", "candidate:", "fingerprint:", "tls-id:", "ssrc:")
"""What is never written again, and in part secret, is not remembered."""


def _attribute(value: str) -> Attribute:
    usual = len(value) <= USUAL_LENGTH and not value.startswith(_OF_ONE_CALL)
    return _usual_attribute(value) if usual else _read_attribute(value)


def _read_attribute(value: str) -> Attribute:
    name, colon, rest = value.partition(":")
    return Attribute(name.strip(), rest if colon else None)


_usual_attribute = lru_cache(maxsize=1_024)(_read_attribute)
"""Peers write the same attributes in every description; values that nobody changes may be shared."""


def _number(text: str, reason: str, digits: int) -> int:
    if len(text) > digits or not (text.isascii() and text.isdigit()):
        raise _bad(reason, "not a number, or too long")
    return int(text)


def _origin(value: str) -> Origin:
    words = value.split()
    if len(words) != 6 or words[3] != "IN":
        raise _bad("sdp_bad_origin", "origin")
    username, session_id, version, _, address_type, address = words
    if _ADDRESS.fullmatch(address) is None or _WORD.fullmatch(address_type) is None:
        raise _bad("sdp_bad_origin", "origin address")
    numbers = [_number(text, "sdp_bad_origin", 32) for text in (session_id, version)]
    if len(value) <= USUAL_LENGTH:
        username, address, address_type = _usual_names(username, address, address_type)
    return Origin(username, numbers[0], numbers[1], address, address_type)


@lru_cache(maxsize=1_024)
def _usual_names(username: str, address: str, address_type: str) -> tuple[str, str, str]:
    """The same strings for what is the same in all calls of a peer."""
    return username, address, address_type


def _connection(value: str) -> Connection:
    return _usual_connection(value) if len(value) <= USUAL_LENGTH else _read_connection(value)


def _read_connection(value: str) -> Connection:
    words = value.split()
    if len(words) != 3 or words[0] != "IN" or words[1] not in ("IP4", "IP6") or _ADDRESS.fullmatch(words[2]) is None:
        raise _bad("sdp_bad_connection", "connection data")
    return Connection(words[2], words[1])


_usual_connection = lru_cache(maxsize=1_024)(_read_connection)
"""As for attributes: a peer's calls come from few addresses."""
