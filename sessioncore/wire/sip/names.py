"""SIP vocabulary: header names, methods, schemes and reason phrases."""

from __future__ import annotations

import re
from typing import Final

TOKEN: Final = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]+")
"""RFC 3261 25.1 `token`, which header and method names are."""

_COMPACT: Final = {
    # RFC 3261 20; RFC 6665 8.2.1; RFC 3515 2.1; RFC 3892 2; RFC 4028 4; RFC 3841 9; RFC 4474 / 8224
    "a": "Accept-Contact", "b": "Referred-By", "c": "Content-Type", "d": "Request-Disposition", "e": "Content-Encoding",
    "f": "From", "i": "Call-ID", "j": "Reject-Contact", "k": "Supported", "l": "Content-Length", "m": "Contact",
    "o": "Event", "r": "Refer-To", "s": "Subject", "t": "To", "u": "Allow-Events", "v": "Via", "x": "Session-Expires",
    "y": "Identity",
}  # fmt: skip

_KNOWN: Final = (
    "Accept", "Accept-Contact", "Accept-Encoding", "Accept-Language", "Alert-Info", "Allow", "Allow-Events",
    "Answer-Mode", "Authentication-Info", "Authorization", "Call-ID", "Call-Info", "Contact", "Content-Disposition",
    "Content-Encoding", "Content-Language", "Content-Length", "Content-Type", "CSeq", "Date", "Diversion",
    "Error-Info", "Event", "Expires", "Flow-Timer", "From", "Geolocation", "History-Info", "Identity",
    "In-Reply-To", "Info-Package", "Join", "Max-Breadth", "Max-Forwards", "MIME-Version", "Min-Expires", "Min-SE",
    "Organization", "P-Access-Network-Info", "P-Asserted-Identity", "P-Charging-Vector", "P-Early-Media",
    "P-Preferred-Identity", "Path", "Priority", "Privacy", "Proxy-Authenticate", "Proxy-Authentication-Info",
    "Proxy-Authorization", "Proxy-Require", "RAck", "Reason", "Record-Route", "Recv-Info", "Refer-Sub", "Refer-To",
    "Referred-By", "Reject-Contact", "Remote-Party-ID", "Replaces", "Reply-To", "Request-Disposition", "Require",
    "Retry-After", "Route", "RSeq", "Server", "Service-Route", "Session-Expires", "Session-ID", "SIP-ETag",
    "SIP-If-Match", "Subject", "Subscription-State", "Supported", "Target-Dialog", "Timestamp", "To", "Unsupported",
    "User-Agent", "User-to-User", "Via", "Warning", "WWW-Authenticate",
)  # fmt: skip

LIST_HEADERS: Final = frozenset({
    "Accept", "Accept-Contact", "Accept-Encoding", "Accept-Language", "Alert-Info", "Allow", "Allow-Events",
    "Call-Info", "Contact", "Content-Encoding", "Content-Language", "Diversion", "Error-Info", "Geolocation",
    "History-Info", "In-Reply-To", "P-Asserted-Identity", "P-Preferred-Identity", "Path", "Proxy-Require", "Reason",
    "Record-Route", "Recv-Info", "Reject-Contact", "Request-Disposition", "Require", "Route", "Service-Route",
    "Supported", "Unsupported", "User-to-User", "Via", "Warning",
})  # fmt: skip
"""Headers whose values may be joined by commas (RFC 3261 7.3.1); the authentication headers may not."""

SINGLE_HEADERS: Final = frozenset({
    "Call-ID", "Content-Length", "Content-Type", "CSeq", "Event", "Expires", "From", "Max-Forwards", "Min-Expires",
    "Min-SE", "RAck", "Refer-To", "Replaces", "RSeq", "Session-Expires", "Subscription-State", "To",
})  # fmt: skip
"""Headers that must not appear twice; a second one makes the message ambiguous (RFC 4475 3.3.8)."""

_METHODS: Final = (
    "ACK", "BYE", "CANCEL", "INFO", "INVITE", "MESSAGE", "NOTIFY", "OPTIONS", "PRACK", "PUBLISH", "REFER", "REGISTER",
    "SUBSCRIBE", "UPDATE",
)  # fmt: skip
METHODS: Final = {name: name for name in _METHODS}
"""The registered methods, each to the one text that stands for it."""

DIALOG_CREATING: Final = frozenset({"INVITE", "REFER", "SUBSCRIBE"})
"""Requests whose 2xx creates a dialog (RFC 3261 12.1, RFC 6665 4.4.1, RFC 3515 2.4.4): it copies Record-Route."""

_BY_SPELLING: dict[str, str] = {}
for _name in _KNOWN:
    _BY_SPELLING[_name] = _BY_SPELLING[_name.lower()] = _BY_SPELLING[_name.upper()] = _name
for _short, _name in _COMPACT.items():
    _BY_SPELLING[_short] = _BY_SPELLING[_short.upper()] = _name

CANONICAL: Final = frozenset(_KNOWN)

SPELLINGS: Final = _BY_SPELLING
"""The spellings that need no work: canonical, lower, upper and compact names, each to its canonical name."""


def canonical_name(name: str) -> str:
    """The canonical spelling of a header name, compact forms expanded; unknown names in Train-Case."""
    known = SPELLINGS.get(name) or SPELLINGS.get(name.lower())
    return known or "-".join([part.capitalize() for part in name.split("-")])


_PHRASES: Final = {
    100: "Trying", 180: "Ringing", 181: "Call Is Being Forwarded", 182: "Queued", 183: "Session Progress",
    199: "Early Dialog Terminated", 200: "OK", 202: "Accepted", 204: "No Notification", 300: "Multiple Choices",
    301: "Moved Permanently", 302: "Moved Temporarily", 305: "Use Proxy", 380: "Alternative Service",
    400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout",
    410: "Gone", 412: "Conditional Request Failed", 413: "Request Entity Too Large", 414: "Request-URI Too Long",
    415: "Unsupported Media Type", 416: "Unsupported URI Scheme", 417: "Unknown Resource-Priority",
    420: "Bad Extension", 421: "Extension Required", 422: "Session Interval Too Small", 423: "Interval Too Brief",
    424: "Bad Location Information", 428: "Use Identity Header", 429: "Provide Referrer Identity", 430: "Flow Failed",
    433: "Anonymity Disallowed", 436: "Bad Identity Info", 437: "Unsupported Credential",
    438: "Invalid Identity Header", 439: "First Hop Lacks Outbound Support", 440: "Max-Breadth Exceeded",
    469: "Bad Info Package", 470: "Consent Needed", 480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist", 482: "Loop Detected", 483: "Too Many Hops", 484: "Address Incomplete",
    485: "Ambiguous", 486: "Busy Here", 487: "Request Terminated", 488: "Not Acceptable Here", 489: "Bad Event",
    491: "Request Pending", 493: "Undecipherable", 494: "Security Agreement Required", 500: "Server Internal Error",
    501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Server Time-out",
    505: "Version Not Supported", 513: "Message Too Large", 555: "Push Notification Service Not Supported",
    580: "Precondition Failure", 600: "Busy Everywhere", 603: "Decline", 604: "Does Not Exist Anywhere",
    606: "Not Acceptable", 607: "Unwanted", 608: "Rejected",
}  # fmt: skip

_CLASS_PHRASES: Final = {1: "Progress", 2: "OK", 3: "Redirection", 4: "Bad Request", 5: "Server Error", 6: "Failure"}


def reason_phrase(status: int) -> str:
    """The registered phrase of a status code (IANA SIP response codes), or that of its class if it has none."""
    return _PHRASES.get(status) or _CLASS_PHRASES.get(status // 100, "Unknown")
