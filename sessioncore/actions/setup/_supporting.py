"""Which extensions our INVITE names in Supported (RFC 3261 20.37), and which more after a 421 (21.4.16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessioncore.base.settings import Settings
    from sessioncore.handlers.setup.outgoing import Failed
    from sessioncore.wire.sip import Request


def nameable(settings: Settings, *, settled: bool) -> list[str]:
    """What we have. But for reliable provisional responses where they would bring an offer that the other side of a
    coupling would have to answer in a PRACK (not `settled`).
    """
    return [name for name in settings.extensions if settled or name != "100rel"]


def named_at_first(settings: Settings, *, settled: bool) -> str:
    """In the INVITE that begins a call: all of it (RFC 3262 4, RFC 6228 4) but what waits to be asked for."""
    return ", ".join(nameable(settings, settled=settled and settings.reliable_provisionals != "asked"))


def named(request: Request, more: tuple[str, ...]) -> str:
    """What the INVITE names, and more."""
    return ", ".join([*request.supported, *more])


def unnamed(settings: Settings, request: Request, refusal: Failed, *, settled: bool) -> tuple[str, ...]:
    """What a 421 requires and the INVITE did not name; empty where we lack any of it, so that naming it were no use."""
    if refusal.status != 421 or refusal.response is None:
        return ()
    missing = tuple([tag for tag in refusal.response.require if tag not in request.supported])
    return missing if set(missing) <= set(nameable(settings, settled=settled)) else ()
