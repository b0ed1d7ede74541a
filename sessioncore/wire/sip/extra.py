"""Headers that an application adds to messages of ours, or reads of a peer's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip.names import TOKEN, canonical_name

MAX_EXTRA: Final = 32
MAX_NAME: Final = 64
MAX_VALUE: Final = 2_048
"""Characters of one value."""

OURS: Final = frozenset({
    "Accept", "Allow", "Authentication-Info", "Authorization", "Call-ID", "Contact", "Content-Length", "Content-Type",
    "CSeq", "Event", "Expires", "From", "Max-Forwards", "Min-Expires", "Min-SE", "P-Asserted-Identity",
    "P-Preferred-Identity", "Path", "Privacy", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization",
    "Proxy-Require", "RAck", "Record-Route", "Replaces", "Require", "Route", "RSeq", "Service-Route",
    "Session-Expires", "SIP-ETag", "SIP-If-Match", "Subscription-State", "Supported", "Target-Dialog", "To",
    "Unsupported", "Via", "WWW-Authenticate",
})  # fmt: skip
"""Headers that say what the charts do, or have options of their own."""

SECRET: Final = frozenset({"Authorization", "Proxy-Authorization"})
"""Headers of a peer that no application is shown."""


def extra_headers(given: Mapping[str, str] | None) -> list[tuple[str, str]]:
    """Header lines of an application, canonical names in its order.

    Raises LocalProtocolError for a name that is no token or is ours to write, a value that is not printable (a line end
    would begin another header), and for too many or too long ones.
    """
    if not given:
        return []
    if len(given) > MAX_EXTRA:
        raise LocalProtocolError(f"more than {MAX_EXTRA} headers")
    found = []
    for name, value in given.items():
        if not isinstance(name, str) or len(name) > MAX_NAME or TOKEN.fullmatch(name) is None:
            raise LocalProtocolError(f"a header name is a token of at most {MAX_NAME} characters")
        known = canonical_name(name)
        if known in OURS:
            raise LocalProtocolError(f"{known} is not for the application to write")
        if not isinstance(value, str) or len(value) > MAX_VALUE or not value.isprintable():
            raise LocalProtocolError(f"the value of {known} must be printable, and at most {MAX_VALUE} characters")
        found.append((known, value.strip()))
    return found
