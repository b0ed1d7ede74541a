"""Connectivity checks of ICE as a lite agent gets them: STUN requests with a password (RFC 8445 7.3, RFC 5389 15.4)."""

from __future__ import annotations

import hashlib
import hmac
import struct
import zlib
from typing import Final

import attrs

from sessioncore.wire.stun import binding_response

_USERNAME: Final = 0x0006
_INTEGRITY: Final = 0x0008
_USE_CANDIDATE: Final = 0x0025
_CONTROLLING: Final = 0x802A
_FINGERPRINT: Final = 0x8028
_INTEGRITY_SIZE: Final = 24
"""Octets of the attribute with its head."""


@attrs.frozen
class ConnectivityCheck:
    """A check that knows our password; with `nominates` its way is the one to be used."""

    nominates: bool


def read_check(data: bytes, username: str, password: str) -> ConnectivityCheck | None:
    """A check for us; None for anything else. `username` is our fragment, a colon, and the peer's (RFC 8445 7.2.2).

    Attributes after MESSAGE-INTEGRITY do not count (RFC 5389 15.4). Only who controls can nominate, and that is the
    peer: we are lite (RFC 8445 6.1.1).
    """
    if binding_response(data, ("0.0.0.0", 0)) is None:
        return None
    found: dict[int, bytes] = {}
    at = 20
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("!HH", data, at)
        value = data[at + 4 : at + 4 + size]
        if len(value) != size:
            return None
        if kind == _INTEGRITY:
            if not hmac.compare_digest(value, _digest(data[:at], password)):
                return None
            if found.get(_USERNAME) != username.encode():
                return None
            return ConnectivityCheck(_USE_CANDIDATE in found and _CONTROLLING in found)
        found.setdefault(kind, value)
        at += 4 + (size + 3) // 4 * 4
    return None


def check_response(data: bytes, source: tuple[str, int], password: str) -> bytes:
    """The answer to a check that came from `source`, with integrity and fingerprint (RFC 5389 15.4, 15.5)."""
    made = binding_response(data, source)
    assert made is not None, "read_check has read it"
    made = _sized(made, _INTEGRITY_SIZE) + struct.pack("!HH", _INTEGRITY, 20) + _digest(made, password)
    made = _sized(made, 8)
    return made + struct.pack("!HHI", _FINGERPRINT, 4, _crc(made))


def _digest(before: bytes, password: str) -> bytes:
    """Over what stands before the attribute, with the length that it has with it."""
    covered = before[:2] + struct.pack("!H", len(before) - 20 + _INTEGRITY_SIZE) + before[4:]
    return hmac.new(password.encode(), covered, hashlib.sha1).digest()


def _sized(message: bytes, more: int) -> bytes:
    return message[:2] + struct.pack("!H", len(message) - 20 + more) + message[4:]


def _crc(message: bytes) -> int:
    return zlib.crc32(message) ^ 0x5354554E
