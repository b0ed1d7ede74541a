"""SDP (RFC 8866) as values, and the offer/answer model over them (RFC 3264)."""

from __future__ import annotations

from sessioncore.wire.sdp.errors import NotAcceptable, SdpError
from sessioncore.wire.sdp.formats import FORMATS, format_of, formats_of, name_of
from sessioncore.wire.sdp.ice import CheckedStream, Draw, IceRole, IceTerms, local_candidate
from sessioncore.wire.sdp.model import (
    COMFORT_NOISE,
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
    Muxing,
    Preferences,
    agreed,
    check_answer,
    check_offer,
    make_answer,
    make_offer,
    next_version,
)
from sessioncore.wire.sdp.parse import parse_sdp
from sessioncore.wire.sdp.security import SECURE, ProtectedStream, Security

__all__ = [
    "COMFORT_NOISE",
    "DIRECTIONS",
    "FORMATS",
    "PCMA",
    "PCMU",
    "SECURE",
    "TELEPHONE_EVENT",
    "AgreedStream",
    "Attribute",
    "CheckedStream",
    "Codec",
    "Connection",
    "Draw",
    "IceRole",
    "IceTerms",
    "MediaDescription",
    "Muxing",
    "NotAcceptable",
    "Origin",
    "Preferences",
    "ProtectedStream",
    "SdpError",
    "Security",
    "SessionDescription",
    "agreed",
    "check_answer",
    "check_offer",
    "format_of",
    "formats_of",
    "local_candidate",
    "make_answer",
    "make_offer",
    "name_of",
    "next_version",
    "parse_sdp",
]
