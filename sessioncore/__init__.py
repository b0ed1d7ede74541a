"""SIP sessions and RTP media for embedders.

    from sessioncore import SessionManager

The names below come from :mod:`sessioncore.api` on first use. Importing the package alone loads nothing else, so that
``sessioncore generate`` and ``sessioncore check`` start even where no handler has been generated yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessioncore.api import MediaManager, Session, SessionManager

__all__ = ["MediaManager", "Session", "SessionManager"]


def __getattr__(name: str) -> object:
    """Load a public name on first use (PEP 562) and keep it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from sessioncore import api

    value: object = getattr(api, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
