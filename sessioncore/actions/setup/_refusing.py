"""What a refusal of an INVITE says beside its status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeGuard

from sessioncore.base.errors import MediaError
from sessioncore.handlers.setup import incoming as chart
from sessioncore.statechart import ActionFailed
from sessioncore.wire.sip import parse_uri

if TYPE_CHECKING:
    from sessioncore.base.coupling import Ending
    from sessioncore.statechart import Event

_STATUS: Final = {
    "expired": 487,  # RFC 3261 13.3.1
    "cancelled": 487,  # 9.2
    "bye_early": 487,  # 15.1.2
    "undecided": 480,
    "action_failed": 500,
    "not_pracked": 504,  # RFC 3262 3 asks for a 5xx
    "answer": 403,  # RFC 3891 3
    "told_to_answer": 403,
    "redirect": 302,
    "told_to_redirect": 302,
}
"""The final failure that each event stands for where nobody chose a status."""

_HUNG_UP: Final = 480
_UNAVAILABLE: Final = 503
SHORTAGE_PATIENCE: Final = "5"
"""Seconds of Retry-After where there is no media port for a call; one is free when another call ends."""


def short_of_media(event: Event) -> TypeGuard[ActionFailed]:
    """Whether there is no media port (any more): nothing is broken, and later there may be one."""
    return isinstance(event, ActionFailed) and event.action == "open_media" and isinstance(event.error, MediaError)


def status_of(event: Event) -> int:
    """The final failure that an event stands for; RFC 3261 21.5.4 where we are short of something."""
    return _UNAVAILABLE if short_of_media(event) else _STATUS.get(event.NAME, _HUNG_UP)


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
