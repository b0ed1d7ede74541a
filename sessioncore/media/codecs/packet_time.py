"""How long the sound of one packet lasts, read from its payload."""

from __future__ import annotations

from typing import Final

from sessioncore.media.codecs import amr
from sessioncore.media.codecs.coders import CODINGS
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH
from sessioncore.media.limits import FRAME_SECONDS

_OCTETS_PER_SECOND: Final = {"PCMU": 8_000, "PCMA": 8_000, "G722": 8_000}
"""RFC 3551 section 4.5: all of them are 64 kbit/s."""

_AMR: Final = {"AMR": False, "AMR/octet-align": True}
"""Whether the frames begin at octets."""

_G723_OCTETS: Final = (24, 20, 4)
"""Octets of a frame by its kind, the low two bits of the first octet (RFC 3551 section 4.5.3)."""

_LONGEST: Final = 0.12
_SILK: Final = (0.01, 0.02, 0.04, 0.06)
_CELT: Final = (0.0025, 0.005, 0.01, 0.02)


def packet_seconds(law: str, payload: bytes) -> float:
    """Return the seconds of a payload of a codec (a name of `CODINGS`), 20 ms where it does not tell."""
    if law == "opus":
        seconds = _opus_seconds(payload)
    elif law in _AMR:
        seconds = amr.count(payload, _AMR[law]) * 0.02
    elif law == "G723":
        seconds = _g723_frames(payload) * 0.03
    elif law in _OCTETS_PER_SECOND:
        seconds = len(payload) / _OCTETS_PER_SECOND[law]
    elif law in CODINGS:
        seconds = len(payload) / (CODINGS[law].sample_rate * SAMPLE_WIDTH)
    else:
        seconds = 0.0
    return seconds or FRAME_SECONDS


def begins_pause(law: str, payload: bytes) -> bool:
    """Whether a payload describes the silence that follows it, until the next one comes.

    opus: at most two octets, which need not be sent at all; AMR and G.723.1: a description of silence at the end.
    """
    if law == "opus":
        return len(payload) <= 2
    if law in _AMR:
        frames = amr.unpack(payload, _AMR[law])
        return bool(frames) and frames[-1][0] >> 3 & 0xF == amr.SILENCE
    return law == "G723" and len(payload) % 20 == 4 and payload[-4] & 3 == 2


def _g723_frames(payload: bytes) -> int:
    frames = at = 0
    while at < len(payload) and payload[at] & 3 < len(_G723_OCTETS):
        at += _G723_OCTETS[payload[at] & 3]
        frames += 1
    return frames


def _opus_seconds(payload: bytes) -> float:
    """By the first octet: the length of a frame (RFC 6716 section 3.1, table 2) and how many there are (3.2)."""
    if not payload:
        return 0.0
    kind, code = payload[0] >> 3, payload[0] & 3
    if kind < 12:
        frame = _SILK[kind % 4]
    elif kind < 16:
        frame = _SILK[kind % 2]
    else:
        frame = _CELT[kind % 4]
    count = 1 if code == 0 else 2 if code < 3 else payload[1] & 0x3F if len(payload) > 1 else 0
    return min(_LONGEST, frame * count)
