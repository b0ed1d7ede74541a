"""Header values that several charts write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.wire.sip import Request, Response, parse_uri, quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sessioncore.actions.context import CellContext
    from sessioncore.wire.sdp import SessionDescription

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO"
"""The methods that we take (RFC 3261 20.5)."""

SDP = "application/sdp"

SUPPORTED = ("timer",)
"""The extensions that we have, by their option tags (RFC 3261 20.37)."""

ACCEPT = SDP
"""The bodies that we take in what begins no call (RFC 3261 20.1)."""

_SDP_RANGES = frozenset({SDP, "application/*", "*/*"})


def via(cell: CellContext) -> str:
    """A Via with a new branch; rport asks for answers to where we really are (RFC 3581 3)."""
    return f"SIP/2.0/UDP {cell.settings.host_port};rport;branch={cell.env.branch()}"


def unsupported(request: Request) -> tuple[str, ...]:
    """What the request requires and we do not have (RFC 3261 8.2.2.3)."""
    return tuple([tag for tag in request.require if tag not in SUPPORTED])


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
    """From of a request that begins a dialog, out of the dial command's `from` and `display`."""
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
    if method == "INVITE" and 100 < status < 300:
        headers.append(("Contact", contact(cell, request)))
    if status == 405 or (status < 300 and method in ("INVITE", "OPTIONS")):
        headers.append(("Allow", ALLOW))
    if (method == "OPTIONS" and status < 300) or status in (406, 415):
        headers.append(("Accept", SDP))
    if method == "OPTIONS" and status < 300:
        headers.append(("Supported", ", ".join(SUPPORTED)))
    if status == 420:
        headers.append(("Unsupported", ", ".join(unsupported(request))))
    headers += more
    if description is None:
        return request.reply(status, to_tag=local_tag, headers=headers)
    return request.reply(status, to_tag=local_tag, headers=headers, body=description.encode(), content_type=SDP)
