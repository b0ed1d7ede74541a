"""G.711 in both laws, on 16-bit samples in the machine's byte order (ITU-T G.711; RFC 3551 section 4.5.14)."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # Python 3.13 dropped audioop; there the audioop-lts distribution provides it, see pyproject.toml.
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop

__all__ = ["CODECS", "SAMPLE_WIDTH", "STATIC_PAYLOAD_TYPES", "audioop", "decode", "encode", "transcode"]

CODECS = ("PCMU", "PCMA")
"""The names the functions of this module know."""

STATIC_PAYLOAD_TYPES = {0: "PCMU", 8: "PCMA"}
"""Payload types whose meaning no session can change (RFC 3551 table 4)."""

SAMPLE_WIDTH = 2
"""Octets of a linear sample."""


def encode(codec: str, samples: bytes) -> bytes:
    """Return one octet for each linear sample."""
    if codec == "PCMU":
        return audioop.lin2ulaw(samples, SAMPLE_WIDTH)
    return audioop.lin2alaw(samples, SAMPLE_WIDTH)


def decode(codec: str, payload: bytes) -> bytes:
    """Return one linear sample for each octet."""
    if codec == "PCMU":
        return audioop.ulaw2lin(payload, SAMPLE_WIDTH)
    return audioop.alaw2lin(payload, SAMPLE_WIDTH)


def transcode(payload: bytes, heard: str, sent: str) -> bytes:
    """Return `payload`, which is in the law `heard`, in the law `sent`."""
    if heard == sent:
        return payload
    return encode(sent, decode(heard, payload))
