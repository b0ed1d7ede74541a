"""Session descriptions that are passed on as they are."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import attrs

from sessioncore.wire.sdp import Origin, SessionDescription

_AT_ONCE: Final = 64
"""Descriptions that may be on their way from leg to leg at a time; more only cost memory."""

_NOBODY = Origin("-", 0, 0, "0.0.0.0")


@attrs.define(weakref_slot=False)
class Passed(SessionDescription):
    """The description of somebody else, octet by octet: nothing of it is ours, and no media stream comes of it here."""

    octets: bytes = b""

    def encode(self) -> bytes:
        return self.octets


@lru_cache(maxsize=_AT_ONCE)
def passed(octets: bytes) -> Passed:
    """The description that stands in a body: one for the leg that it comes from and the leg that it goes to."""
    return Passed(_NOBODY, octets=octets)
