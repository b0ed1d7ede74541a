"""Bencode, the form of rtpengine's ng messages: numbers, octets, lists, tables with octets as keys. Bounded."""

from __future__ import annotations

from typing import Final, TypeAlias

Value: TypeAlias = "int | bytes | list[Value] | dict[bytes, Value]"

_MOST_DEEP: Final = 16


def encode(value: object) -> bytes:
    """Text is UTF-8, keys come in order of their octets. Raises TypeError for what has no form."""
    if isinstance(value, bool):
        raise TypeError("bencode knows no truth")
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, str):
        value = value.encode()
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    if isinstance(value, list | tuple):
        return b"l" + b"".join([encode(item) for item in value]) + b"e"
    if isinstance(value, dict):
        items = sorted((key.encode() if isinstance(key, str) else key, item) for key, item in value.items())
        return b"d" + b"".join([encode(key) + encode(item) for key, item in items]) + b"e"
    raise TypeError(f"bencode knows no {type(value).__name__}")


def decode(data: bytes) -> Value:
    """One value that fills `data`. Raises ValueError."""
    value, end = _decode(data, 0, 0)
    if end != len(data):
        raise ValueError("something follows the value")
    return value


def _decode(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    if depth > _MOST_DEEP:
        raise ValueError("too deep")
    kind = data[at : at + 1]
    if kind == b"i":
        end = data.index(b"e", at)
        return _number(data[at + 1 : end]), end + 1
    if kind == b"l":
        items: list[Value] = []
        at += 1
        while data[at : at + 1] != b"e":
            item, at = _decode(data, at, depth + 1)
            items.append(item)
        return items, at + 1
    if kind == b"d":
        table: dict[bytes, Value] = {}
        at += 1
        while data[at : at + 1] != b"e":
            key, at = _decode(data, at, depth + 1)
            if not isinstance(key, bytes):
                raise ValueError("a key is octets")
            table[key], at = _decode(data, at, depth + 1)
        return table, at + 1
    colon = data.index(b":", at, at + 11)
    end = colon + 1 + _number(data[at:colon])
    if end <= colon or end > len(data):
        raise ValueError("octets are missing")
    return data[colon + 1 : end], end


def _number(text: bytes) -> int:
    if len(text) > 20:
        raise ValueError("a number is too long")
    return int(text)
