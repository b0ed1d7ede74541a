"""Session descriptions that are passed on as they are."""

from __future__ import annotations

import attrs

from sessioncore.wire.sdp import Origin, SessionDescription

_NOBODY = Origin("-", 0, 0, "0.0.0.0")


@attrs.define(weakref_slot=False)
class Passed(SessionDescription):
    """The description of somebody else, octet by octet: nothing of it is ours, and no media stream comes of it here."""

    octets: bytes = b""

    def encode(self) -> bytes:
        return self.octets


def passed(octets: bytes) -> Passed:
    """The description that stands in a body."""
    return Passed(_NOBODY, octets=octets)
