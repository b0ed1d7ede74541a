"""Who can read what a message says: keys of media go only where nobody else does (RFC 4568 9.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sessioncore.wire.sip import parse_name_addr, parse_uri

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext
    from sessioncore.wire.sip import Request, SipUri

_TLS: Final = ("tls", "wss")
_KEYS: Final = b"\r\na=crypto:"


def came_hidden(request: Request) -> bool:
    """Whether a request came over TLS."""
    return bool(request.via.flow) and request.via.transport in ("TLS", "WSS")


def goes_hidden(cell: CellContext, target: SipUri, route: str = "") -> bool:
    """Whether the first hop of a request to `target` is over TLS for sure; DNS might choose it, and might not.

    What is not served falls back to what is.
    """
    hop = route.split(",")[0].strip() or cell.settings.outbound_proxy
    uri = parse_name_addr(hop).uri if hop else target
    wanted = uri.transport or ""
    if uri.scheme == "sips":
        wanted = "wss" if wanted in ("ws", "wss") else "tls"
    return wanted in _TLS and wanted in cell.settings.ports


def may_go(cell: CellContext, request: Request, target: str) -> bool:
    """Whether the request may be repeated to another target, with the keys that it holds."""
    if _KEYS not in request.body or cell.settings.sdes_over_clear_transport:
        return True
    route = request.get("Route") or ""
    return goes_hidden(cell, parse_uri(target), route) or not goes_hidden(cell, request.request_uri, route)


def went_hidden(cell: CellContext, request: Request | None) -> bool:
    """Whether the INVITE of ours that began a dialog went over TLS."""
    return request is not None and goes_hidden(cell, request.request_uri, request.get("Route") or "")


def goes_on_hidden(cell: CellContext, request: Request) -> bool:
    """Whether a request in a dialog goes over TLS, wherever the peer's Contact and the proxies have led it."""
    return cell.next_transport(request) in _TLS
