"""What the failure of a request inside a dialog ends: only itself, its usage, or all (RFC 5057 5)."""

from __future__ import annotations

from typing import Final

_DIALOG: Final = frozenset({404, 410, 416, 482, 483, 484, 485, 502, 604})
_SESSION: Final = _DIALOG | {408, 481}
_SUBSCRIPTION: Final = _DIALOG | {405, 480, 481, 489, 501}


def ends_dialog(status: int) -> bool:
    """Whether nothing of the dialog is left: its target is not there, or the way to it leads nowhere."""
    return status in _DIALOG


def ends_session(status: int) -> bool:
    """Whether the session of the dialog is over, when the request belonged to it (RFC 3261 12.2.1.2 as well)."""
    return status in _SESSION


def ends_subscription(status: int) -> bool:
    """Whether the subscription that a SUBSCRIBE should have refreshed is over; after any other failure it lives on
    until it expires (RFC 6665 4.1.2.2).
    """
    return status in _SUBSCRIPTION
