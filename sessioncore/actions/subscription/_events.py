"""What both sides of a subscription read and write: Event, Subscription-State, intervals (RFC 6665 8.2, 8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.wire.sip import SipParseError, parse_value_params

if TYPE_CHECKING:
    from sessioncore.wire.sip import Message, Request

LONGEST = 2**31
"""Seconds; more is none that can be meant."""


@attrs.frozen
class Standing:
    """Subscription-State: `active`, `pending` or `terminated`; seconds, and the reason, as far as they are given."""

    state: str
    reason: str = ""
    expires: int | None = None
    retry_after: int | None = None


def event_of(message: Message) -> str:
    """The event package and its id, as `package` or `package;id=X`; "" where there is none that can be read."""
    text = message.get("Event")
    if text is None:
        return ""
    try:
        package, params = parse_value_params(text)
    except SipParseError:
        return ""
    found = params.get("id")
    return package if found is None else f"{package};id={found}"


def package_of(message: Message) -> str:
    """The event package alone."""
    return event_of(message).partition(";")[0]


def standing(request: Request) -> Standing | None:
    """Subscription-State of a NOTIFY; None where it is missing or cannot be read."""
    text = request.get("Subscription-State")
    if text is None:
        return None
    try:
        state, params = parse_value_params(text)
    except SipParseError:
        return None
    reason = (params.get("reason") or "").lower()
    return Standing(state.lower(), reason, _seconds(params.get("expires")), _seconds(params.get("retry-after")))


def _seconds(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 10 else None


def seconds(message: Message | None, name: str) -> int:
    """A header in seconds, 0 where there is none that can be read."""
    text = (message.get(name) or "").partition(";")[0].partition("(")[0].strip() if message is not None else ""
    return _seconds(text) or 0
