"""STUN as far as SIP over UDP needs it: binding requests and their answers (RFC 5626 8, RFC 5389 6, 15.2)."""

from __future__ import annotations

import ipaddress
import struct
from typing import Final

_COOKIE: Final = 0x2112A442
_HEADER: Final = struct.Struct("!HHI12s")
_REQUEST: Final = 0x0001
_SUCCESS: Final = 0x0101
_XOR_MAPPED_ADDRESS: Final = 0x0020
_MAX_SIZE: Final = 548
"""Octets of a message that every path carries (RFC 5389 7.1); what is longer is none for us."""


def binding_request(transaction: bytes) -> bytes:
    """A request that asks which address it comes from; `transaction` is 12 random octets."""
    return _HEADER.pack(_REQUEST, 0, _COOKIE, transaction)


def binding_response(request: bytes, source: tuple[str, int]) -> bytes | None:
    """The answer to a binding request that came from `source`; None where it is no such request.

    What the request may say beside is not looked at: no attribute of it changes the answer (RFC 5626 8).
    """
    transaction = _transaction(request, _REQUEST)
    if transaction is None:
        return None
    value = _mapped(source, transaction)
    attribute = struct.pack("!HH", _XOR_MAPPED_ADDRESS, len(value)) + value
    return _HEADER.pack(_SUCCESS, len(attribute), _COOKIE, transaction) + attribute


def transaction_of(message: bytes) -> bytes:
    """The 12 octets of whatever may be a STUN message; what they are worth the caller looks up."""
    return message[8:20]


def mapped_address(response: bytes, transaction: bytes) -> tuple[str, int] | None:
    """The address that the answer to our request names; None where it is no answer to it, or names none."""
    if _transaction(response, _SUCCESS) != transaction:
        return None
    at = _HEADER.size
    while at + 4 <= len(response):
        kind, size = struct.unpack_from("!HH", response, at)
        value = response[at + 4 : at + 4 + size]
        if kind == _XOR_MAPPED_ADDRESS and len(value) == size and size in (8, 20):
            return _unmapped(value, transaction)
        at += 4 + (size + 3) // 4 * 4
    return None


def _transaction(message: bytes, kind: int) -> bytes | None:
    """The transaction of a message of this kind; None where it is none."""
    if not _HEADER.size <= len(message) <= _MAX_SIZE:
        return None
    found, size, cookie, transaction = _HEADER.unpack_from(message)
    if found != kind or cookie != _COOKIE or size % 4 or size != len(message) - _HEADER.size:
        return None
    return bytes(transaction)


def _key(transaction: bytes) -> bytes:
    return struct.pack("!I", _COOKIE) + transaction


def _mapped(source: tuple[str, int], transaction: bytes) -> bytes:
    host = ipaddress.ip_address(source[0].partition("%")[0]).packed
    xored = bytes(one ^ other for one, other in zip(host, _key(transaction), strict=False))
    return struct.pack("!xBH", 1 if len(host) == 4 else 2, source[1] ^ (_COOKIE >> 16)) + xored


def _unmapped(value: bytes, transaction: bytes) -> tuple[str, int] | None:
    _, family, port = struct.unpack_from("!BBH", value)
    if (family, len(value)) not in ((1, 8), (2, 20)):
        return None
    host = bytes(one ^ other for one, other in zip(value[4:], _key(transaction), strict=False))
    return str(ipaddress.ip_address(host)), port ^ (_COOKIE >> 16)
