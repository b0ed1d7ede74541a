"""The INVITE that begins a call, and what of it is said again when it is sent anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.actions.dialog._session_timer import request_headers
from sessioncore.actions.messages import allowed, from_value, via
from sessioncore.actions.setup._identity import hides, identity_headers
from sessioncore.actions.setup._replacing import replacing_headers
from sessioncore.actions.setup._supporting import named, named_at_first
from sessioncore.wire.sip import Request
from sessioncore.wire.sip.extra import extra_headers

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext
    from sessioncore.handlers.setup.outgoing import Dial


def invitation(
    cell: CellContext,
    dial: Dial,
    target: str,
    call_id: str,
    tag: str,
    interval: float,
    body: bytes,
    *,
    reliably: bool,
) -> Request:
    """The first one (RFC 3261 13.2.1). `reliably`: reliable provisional responses bring no offer that nobody here could
    answer.
    """
    arguments = dial.arguments
    headers = [
        ("Via", via(cell)),
        ("Max-Forwards", arguments.get("max_forwards", "70")),
        ("From", from_value(cell, arguments, tag)),
        ("To", f"<{target}>"),
        ("Call-ID", call_id),
        ("CSeq", "1 INVITE"),
        ("Contact", f"<sip:{cell.settings.host_port}>"),
        ("Allow", allowed(cell.settings)),
        ("Expires", str(int(cell.limits.expires))),
        *request_headers(cell, interval, "", supported=named_at_first(cell.settings, settled=reliably)),
        *([("Route", arguments["route"])] if "route" in arguments else []),
        *replacing_headers(arguments),
        *identity_headers(arguments),
        *extra_headers(dial.headers),
    ]
    if cell.settings.reliable_provisionals == "required" and reliably:
        headers.append(("Require", "100rel"))
    if body:
        headers.append(("Content-Type", "application/sdp"))
    if cell.settings.user_agent and not hides(arguments):
        headers.append(("User-Agent", cell.settings.user_agent))
    return Request("INVITE", target, headers, body)


def repeated(
    cell: CellContext,
    invite: Request,
    interval: float,
    least_interval: float,
    route: str,
    extensions: tuple[str, ...],
) -> list[tuple[str, str]]:
    """Headers of the next one, without credentials: branch and CSeq are new, interval and extensions as now, all else
    stays (RFC 3261 8.1.3.5).
    """
    timer = request_headers(cell, interval, "", least_interval, named(invite, extensions))
    dropped = ("Via", "CSeq", "Supported", "Session-Expires", "Min-SE", "Authorization", "Proxy-Authorization")
    kept = [pair for pair in invite.headers if pair[0] not in dropped]
    if route:
        kept.append(("Route", route))
    return [("Via", via(cell)), *kept, ("CSeq", f"{invite.cseq.number + 1} INVITE"), *timer]
