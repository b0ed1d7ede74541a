"""SIP messages (RFC 3261): `parse` one datagram, read headers typed, build replies, encode."""

from __future__ import annotations

from sessioncore.wire.sip.build import StrictlyRouted, ack_for_failure, cancel_for
from sessioncore.wire.sip.errors import SipParseError
from sessioncore.wire.sip.headers import (
    MAGIC_COOKIE,
    CSeq,
    NameAddr,
    Via,
    format_params,
    parse_cseq,
    parse_name_addr,
    parse_params,
    parse_value_params,
    parse_via,
    quote,
    response_target,
    split_list,
    unquote,
)
from sessioncore.wire.sip.message import Message, Request, Response
from sessioncore.wire.sip.names import canonical_name, reason_phrase
from sessioncore.wire.sip.parser import parse, validate
from sessioncore.wire.sip.uri import SipUri, parse_uri, same_uri, unescape

__all__ = [
    "MAGIC_COOKIE",
    "CSeq",
    "Message",
    "NameAddr",
    "Request",
    "Response",
    "SipParseError",
    "SipUri",
    "StrictlyRouted",
    "Via",
    "ack_for_failure",
    "cancel_for",
    "canonical_name",
    "format_params",
    "parse",
    "parse_cseq",
    "parse_name_addr",
    "parse_params",
    "parse_uri",
    "parse_value_params",
    "parse_via",
    "quote",
    "reason_phrase",
    "response_target",
    "same_uri",
    "split_list",
    "unescape",
    "unquote",
    "validate",
]
