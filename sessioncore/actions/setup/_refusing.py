"""What a refusal of an INVITE says beside its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.handlers.setup import incoming as chart
from sessioncore.wire.sip import parse_uri

if TYPE_CHECKING:
    from sessioncore.base.coupling import Ending


def lines_of(said: Ending) -> list[tuple[str, str]]:
    """What the other side of a coupling has said, as headers."""
    lines = list(said.headers)
    if said.reason:
        lines.append(("Reason", said.reason))
    if said.contacts:
        lines.append(("Contact", said.contacts))
    return lines


def targets(event: chart.Redirect | chart.ToldToRedirect) -> list[str]:
    """Where the caller is sent, best first."""
    return [event.contact, *((event.others or ()) if isinstance(event, chart.Redirect) else ())]


def contacts(uris: list[str]) -> list[tuple[str, str]]:
    """Contact lines of a redirection; of several each says by q how much it is preferred (RFC 3261 20.10)."""
    several = len(uris) > 1
    step = 1 / max(10, len(uris))
    lines = [(f"<{parse_uri(uri)}>", 1 - step * number) for number, uri in enumerate(uris)]
    return [("Contact", f"{address};q={q:.3f}" if several else address) for address, q in lines]
