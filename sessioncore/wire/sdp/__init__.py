"""SDP (RFC 8866) as values, and the offer/answer model over them (RFC 3264)."""

from __future__ import annotations

from sessioncore.wire.sdp.errors import NotAcceptable, SdpError
from sessioncore.wire.sdp.model import (
    DIRECTIONS,
    PCMA,
    PCMU,
    TELEPHONE_EVENT,
    Attribute,
    Codec,
    Connection,
    MediaDescription,
    Origin,
    SessionDescription,
)
from sessioncore.wire.sdp.negotiate import (
    AgreedStream,
    Preferences,
    agreed,
    check_answer,
    check_offer,
    make_answer,
    make_offer,
    next_version,
)
from sessioncore.wire.sdp.parse import parse_sdp

__all__ = [
    "DIRECTIONS",
    "PCMA",
    "PCMU",
    "TELEPHONE_EVENT",
    "AgreedStream",
    "Attribute",
    "Codec",
    "Connection",
    "MediaDescription",
    "NotAcceptable",
    "Origin",
    "Preferences",
    "SdpError",
    "SessionDescription",
    "agreed",
    "check_answer",
    "check_offer",
    "make_answer",
    "make_offer",
    "next_version",
    "parse_sdp",
]
