"""AMR in RTP (RFC 4867): payloads of both layouts, taken apart into frames as files have them (section 5.3) and back.

A frame is one octet (its type in bits 6 to 3, whether it is whole in bit 2) and its speech bits, filled up to octets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

BIT_RATES: Final = (4_750, 5_150, 5_900, 6_700, 7_400, 7_950, 10_200, 12_200)
"""Bits per second of the modes 0 to 7."""

BITS: Final = (95, 103, 118, 134, 148, 159, 204, 244, 39)
"""Speech bits of the frame types 0 to 7, and of a description of silence (3GPP TS 26.101 table 1)."""

SILENCE: Final = 8
NO_DATA: Final = 15
MOST_FRAMES: Final = 6
"""Of one packet: 120 ms."""

LOST: Final = bytes([NO_DATA << 3])
"""A frame that says that there is none: what the decoder makes of that is up to it."""

_NO_REQUEST: Final = 15


def octets_of(kind: int) -> int:
    """Octets of the speech bits of a frame type, -1 for a type that there is not."""
    if kind == NO_DATA:
        return 0
    return (BITS[kind] + 7) // 8 if kind < len(BITS) else -1


def split(stored: bytes) -> list[bytes]:
    """Frames that stand one behind the other; what is no frame ends it."""
    frames: list[bytes] = []
    at = 0
    while at < len(stored):
        size = octets_of(stored[at] >> 3 & 0xF)
        if size < 0 or at + 1 + size > len(stored):
            break
        frames.append(stored[at : at + 1 + size])
        at += 1 + size
    return frames


def pack(frames: Sequence[bytes], aligned: bool) -> bytes:
    """Frames as the payload of one packet: aligned to octets (4.4) or with as few bits as possible (4.3).

    No mode is asked of the peer.
    """
    if aligned:
        contents = [(frame[0] & 0x7C) | 0x80 for frame in frames]
        contents[-1] &= 0x7F
        return bytes([_NO_REQUEST << 4, *contents]) + b"".join([frame[1:] for frame in frames])
    bits, length = _NO_REQUEST, 4
    for place, frame in enumerate(frames):
        follows = place + 1 < len(frames)
        bits = bits << 6 | follows << 5 | (frame[0] >> 2 & 0x1F)
        length += 6
    for frame in frames:
        kind = frame[0] >> 3 & 0xF
        if kind == NO_DATA:
            continue
        speech = int.from_bytes(frame[1:]) >> (8 * (len(frame) - 1) - BITS[kind])
        bits = bits << BITS[kind] | speech
        length += BITS[kind]
    rest = -length % 8
    return (bits << rest).to_bytes((length + rest) // 8)


def unpack(payload: bytes, aligned: bool) -> list[bytes]:
    """The frames of a payload; none where it is not what it should be, which a peer may send."""
    whole = int.from_bytes(payload)
    length = 8 * len(payload)
    # Each entry of the table of contents: whether another follows, the type, whether the frame is whole.
    at, width = (8, 8) if aligned else (4, 6)
    contents: list[int] = []
    while True:
        if at + width > length or len(contents) == MOST_FRAMES:
            return []
        entry = _bits(whole, length, at, 6)
        contents.append(entry)
        at += width
        if not entry & 0x20:
            break
    frames: list[bytes] = []
    for entry in contents:
        kind, is_whole = entry >> 1 & 0xF, entry & 1
        size = octets_of(kind)
        taken = (8 * size if aligned else BITS[kind]) if size > 0 else 0
        if size < 0 or at + taken > length:
            return []
        speech = _bits(whole, length, at, taken) << (8 * size - taken)
        at += taken
        frames.append(bytes([kind << 3 | 4]) + speech.to_bytes(size) if is_whole and size else LOST)
    return frames


def count(payload: bytes, aligned: bool) -> int:
    """How many frames of 20 ms a payload has."""
    return len(unpack(payload, aligned))


def highest_mode(modes: str) -> int:
    """The best of a peer's `mode-set`, "0,2,4,7" (8.1); without a readable one the best there is."""
    found = [int(mode) for mode in modes.replace(" ", "").split(",")[:8] if mode in tuple("01234567")]
    return max(found, default=len(BIT_RATES) - 1)


def _bits(whole: int, length: int, at: int, width: int) -> int:
    return whole >> (length - at - width) & ((1 << width) - 1)
