"""Who we say we are, and how much of it others may tell on (RFC 3325, RFC 3323)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sessioncore.wire.sip import parse_uri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sessioncore.actions.context import CellContext
    from sessioncore.wire.sip import Request

ANONYMOUS: Final = '"Anonymous" <sip:anonymous@anonymous.invalid>'
"""From of who wants to stay unknown (RFC 3323 4.1.1.3)."""

ASSERTED: Final = "P-Asserted-Identity"


def hides(arguments: Mapping[str, str]) -> bool:
    """Whether the dial command asks for privacy: then nothing that we write ourselves tells who calls."""
    return arguments.get("privacy", "none") != "none"


def identity_headers(arguments: Mapping[str, str]) -> list[tuple[str, str]]:
    """Privacy, and the identity that we would like a trusted proxy to vouch for (RFC 3325 9.2)."""
    found = []
    privacy = arguments.get("privacy")
    if privacy:
        found.append(("Privacy", privacy))
        if "critical" in privacy.split(";"):
            found.append(("Proxy-Require", "privacy"))
    preferred = arguments.get("preferred")
    if preferred:
        found.append(("P-Preferred-Identity", f"<{parse_uri(preferred)}>"))
    return found


def vouched(cell: CellContext, request: Request, asserted: str = "") -> Request:
    """The request with the identity that we vouch for, where its next hop is trusted, else without (RFC 3325 5, 9.1).

    `asserted` is the URI; without one, that of an earlier form of the request stays.
    """
    if not asserted and not request.has(ASSERTED):
        return request
    hop = cell.known_hop(request)
    if hop is None or not cell.settings.trusts(hop[0]):
        return request.without(ASSERTED)
    return request.replaced(ASSERTED, f"<{parse_uri(asserted)}>") if asserted else request
