"""Where a refusal sends our INVITE: other targets, best first, or the same one after a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sessioncore.actions.setup._hiding import may_go
from sessioncore.wire.sip import SipParseError

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext
    from sessioncore.handlers.setup.outgoing import Failed
    from sessioncore.wire.sip import Request, Response


def patience_asked(response: Response | None) -> int | None:
    """Seconds of Retry-After; None without one that can be read (RFC 3261 20.33)."""
    try:
        return None if response is None else response.retry_after
    except SipParseError:
        return None


REDIRECTIONS: Final = frozenset({300, 301, 302})
"""The 3xx whose contacts are tried. 305 asks for a proxy (RFC 3261 21.3.4), 380 describes other services in its body
(21.3.5), and what further ones mean is not known: these are the application's to read.
"""


def redirection(response: Response) -> list[str]:
    """The targets of a 3xx, best first: by q, then as listed (RFC 3261 20.10)."""
    found = []
    try:
        contacts = response.contacts
    except SipParseError:
        return []  # a target that cannot be read is none
    for address in contacts:
        uri = address.uri
        if uri.is_sip and not uri.headers:
            found.append((-quality(address.params.get("q")), str(uri)))
    return [target for _, target in sorted(found, key=lambda entry: entry[0])]


def quality(text: str | None) -> float:
    """A q value; 1 where there is none or it cannot be read."""
    try:
        value = float(text) if text else 1.0
    except ValueError:
        return 1.0
    return value if 0 <= value <= 1 else 1.0


def untried(
    cell: CellContext, request: Request, refusal: Failed, targets: tuple[str, ...], tried: tuple[str, ...]
) -> list[str]:
    """Where the request may still go, best first: as the refusal says, then as `targets` of earlier ones do; bounded
    by `Limits.max_redirects`.
    """
    room = int(cell.limits.max_redirects) + 1 - len(tried)
    if room <= 0:
        return []
    found = redirection(refusal.response) if refusal.response is not None and refusal.status in REDIRECTIONS else []
    fresh = [target for target in dict.fromkeys([*found, *targets]) if target not in tried]
    return [target for target in fresh if may_go(cell, request, target)][:room]
