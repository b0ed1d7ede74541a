"""Header values that several charts write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.actions.setup._identity import ANONYMOUS, hides
from sessioncore.wire.sip import Request, Response, parse_uri, quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sessioncore.actions.context import CellContext
    from sessioncore.base.settings import Settings
    from sessioncore.wire.sdp import SessionDescription

ALLOW = "INVITE, ACK, CANCEL, BYE, PRACK, OPTIONS, INFO, UPDATE"
"""The methods that we take (RFC 3261 20.5)."""

_ALLOWED = {
    (messages, events): f"{ALLOW}{', MESSAGE' if messages else ''}{', SUBSCRIBE' if events else ''}"
    for messages in (False, True)
    for events in (False, True)
}
"""With messages outside of calls, and with event packages."""

TARGET_REFRESHES = ("INVITE", "UPDATE")
"""The methods whose requests and 2xx say where their sender is reached (RFC 3261 12.2.1.2, RFC 3311 5.1)."""

SDP = "application/sdp"


_SDP_RANGES = frozenset({SDP, "application/*", "*/*"})


def via(cell: CellContext) -> str:
    """A Via with a new branch; rport asks for answers to where we really are (RFC 3581 3)."""
    return f"SIP/2.0/UDP {cell.settings.host_port};rport;branch={cell.env.branch()}"


def allowed(settings: Settings) -> str:
    """The methods that we take, as these settings have it."""
    return _ALLOWED[settings.messages != "refuse", bool(settings.event_packages)]


def accepted(settings: Settings) -> str:
    """The bodies that we take (RFC 3261 20.1)."""
    return SDP if settings.messages == "refuse" else ", ".join((SDP, *settings.message_types))


def encoded(request: Request) -> bool:
    """Whether its body is encoded, which we take none to be (RFC 3261 20.12)."""
    return request.has("Content-Encoding") and any(
        coding.lower() != "identity" for coding in request.get_all("Content-Encoding")
    )


def of_type(request: Request, types: Sequence[str]) -> bool:
    """Whether its body is of one of these types; `*/*` is any, and without a body the type does not matter."""
    kind = (request.content_type or "").partition(";")[0].strip().lower()
    return not request.body or kind in types or "*/*" in types


def of_foreign_scheme(request: Request) -> bool:
    """Whether its Request-URI is of a scheme that we do not know (RFC 3261 8.2.2.1)."""
    uri = request.request_uri
    return not uri.is_sip and uri.scheme != "tel"


def unsupported(settings: Settings, request: Request) -> tuple[str, ...]:
    """What the request requires and we do not have (RFC 3261 8.2.2.3)."""
    return tuple([tag for tag in request.require if tag not in settings.extensions])


def takes_sdp(request: Request) -> bool:
    """Whether Accept lets an answer carry SDP; without Accept it does, with an empty one not (RFC 3261 20.1)."""
    if not request.has("Accept"):
        return True
    ranges = [value.partition(";")[0].strip().lower() for value in request.get_all("Accept")]
    return any(value in _SDP_RANGES for value in ranges)


def contact(cell: CellContext, request: Request | None = None) -> str:
    """Our Contact: a reachable address for the transport (RFC 3261 8.1.1.8), that of the `request` to be answered."""
    if request is not None and request.via.flow:
        secure = request.uri[:5].lower() == "sips:"
        return cell.settings.contact(request.via.transport.lower(), secure=secure)
    return f"<sip:{cell.settings.host_port}>"


def from_value(cell: CellContext, arguments: Mapping[str, str], tag: str) -> str:
    """From of a request that begins a dialog, out of the dial command's `from` and `display`; of somebody unknown where
    `privacy` asks for it.
    """
    if hides(arguments):
        return f"{ANONYMOUS};tag={tag}"
    uri = parse_uri(arguments["from"]) if "from" in arguments else f"sip:sessioncore@{cell.settings.host_port}"
    display = arguments.get("display")
    name = f"{quote(display)} " if display else ""
    return f"{name}<{uri}>;tag={tag}"


def answer(
    cell: CellContext,
    request: Request,
    status: int,
    local_tag: str,
    more: Sequence[tuple[str, str]] = (),
    description: SessionDescription | None = None,
) -> Response:
    """A response of ours: our To tag, Contact and Allow where the RFC wants them, then `more` headers, then SDP."""
    headers = []
    method = request.method
    if method in TARGET_REFRESHES and 100 < status < 300:
        headers.append(("Contact", contact(cell, request)))
    if status == 405 or (status < 300 and method in (*TARGET_REFRESHES, "OPTIONS")):
        headers.append(("Allow", allowed(cell.settings)))
    if (method == "OPTIONS" and status < 300) or status in (406, 415):
        headers.append(("Accept", SDP if method in TARGET_REFRESHES else accepted(cell.settings)))
        if status != 406:
            headers.append(("Accept-Encoding", "identity"))
    if method == "OPTIONS" and status < 300:
        headers.append(("Accept-Language", "en"))
        if cell.settings.event_packages:
            headers.append(("Allow-Events", ", ".join(name for name, _ in cell.settings.event_packages)))
        headers.append(("Supported", ", ".join(cell.settings.extensions)))
    if status >= 200 and cell.settings.server:
        headers.append(("Server", cell.settings.server))
    if status == 420:
        headers.append(("Unsupported", ", ".join(unsupported(cell.settings, request))))
    headers += more
    if description is None:
        return request.reply(status, to_tag=local_tag, headers=headers)
    return request.reply(status, to_tag=local_tag, headers=headers, body=description.encode(), content_type=SDP)
