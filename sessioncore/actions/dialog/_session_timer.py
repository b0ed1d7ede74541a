"""Session-Expires and Min-SE on the messages that carry them (RFC 4028)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sessioncore.wire.sip import parse_value_params

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext
    from sessioncore.wire.sip import Message, Request

MAX_SECONDS = 2**31 - 1


def session_expires(message: Message) -> tuple[int, str] | None:
    """Interval in seconds and refresher ("uac", "uas" or "") of a message; None where it has none that can be read."""
    value = message.get("Session-Expires")
    return None if value is None else _read(value)


@lru_cache(maxsize=256)
def _read(value: str) -> tuple[int, str] | None:
    number, params = parse_value_params(value)
    number = number.strip()
    if not number.isascii() or not number.isdigit() or int(number[:11]) > MAX_SECONDS:
        return None
    refresher = (params.get("refresher") or "").lower()
    return int(number), refresher if refresher in ("uac", "uas") else ""


def min_se(message: Message) -> int | None:
    """Min-SE of a message in seconds, or None."""
    number = (message.get("Min-SE") or "").partition(";")[0].strip()
    return int(number) if number.isascii() and number.isdigit() and int(number[:11]) <= MAX_SECONDS else None


def is_too_brief(cell: CellContext, request: Request) -> bool:
    """Whether the asked interval is shorter than we accept, from a peer that knows what a 422 means (RFC 4028 9)."""
    asked = session_expires(request)
    return asked is not None and asked[0] < cell.limits.min_se and "timer" in request.supported


def request_headers(
    cell: CellContext, interval: float, refresher: str, least: float = 0, supported: str = "timer"
) -> list[tuple[str, str]]:
    """What our INVITE or re-INVITE says (RFC 4028 7.1, 7.4); `refresher` is "" where the peer may choose."""
    chosen = f";refresher={refresher}" if refresher else ""
    headers = [("Supported", supported), ("Session-Expires", f"{int(interval)}{chosen}")]
    least = max(least, cell.limits.min_se)
    if least > 90:
        headers.append(("Min-SE", str(int(least))))
    return headers


def answer_headers(cell: CellContext, request: Request) -> list[tuple[str, str]]:
    """What our 2xx says (RFC 4028 9): the asked interval, and the caller refreshes where it can."""
    asked = session_expires(request)
    interval = int(cell.limits.session_expires) if asked is None else asked[0]
    interval = max(interval, int(cell.limits.min_se), min_se(request) or 0)
    if "timer" not in request.supported:
        return [("Session-Expires", f"{interval};refresher=uas"), ("Supported", "timer")]
    refresher = asked[1] if asked is not None and asked[1] else "uac"
    headers = [("Session-Expires", f"{interval};refresher={refresher}"), ("Supported", "timer")]
    if refresher == "uac":
        headers.append(("Require", "timer"))
    return headers
