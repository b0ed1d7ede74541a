"""Requests that follow from an INVITE hop by hop: the ACK of its failure and its CANCEL."""

from __future__ import annotations

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip.message import Message, Request, Response


class StrictlyRouted(Request):
    """A request whose next hop is its Request-URI, whatever its Route says: a strict router (RFC 3261 8.1.2, 12.2.1.1).

    The message itself does not tell: behind the strict router a loose one may stand first in its Route.
    """

    __slots__ = ()


def ack_for_failure(invite: Request, response: Response) -> Request:
    """The ACK of a 3xx-6xx, which belongs to the INVITE's transaction (RFC 3261 17.1.1.3).

    Same branch, Request-URI, Route and CSeq number as the INVITE, To of the response; credentials of the INVITE are
    repeated (22.1). Raises LocalProtocolError for a response that is no failure.
    """
    if response.status < 300:
        raise LocalProtocolError("only a 3xx to 6xx is acknowledged by its transaction")
    return _same_hop(invite, "ACK", response, _copied(invite, "Authorization", "Proxy-Authorization"))


def cancel_for(invite: Request, why: str = "") -> Request:
    """The CANCEL of a pending INVITE: same branch, Request-URI, Route, From, To and CSeq number (RFC 3261 9.1).

    `why` is the value of Reason (RFC 3326), if there is one.
    """
    return _same_hop(invite, "CANCEL", invite, [("Reason", why)] if why else [])


def _same_hop(invite: Request, method: str, to: Message, more: list[tuple[str, str]]) -> Request:
    """A request along the INVITE's hop, where and how that is: its top Via, Request-URI, Route and CSeq number, the To
    of `to`.
    """
    headers = [
        ("Via", str(invite.via)),
        *_copied(invite, "Route"),
        ("Max-Forwards", "70"),
        *_copied(invite, "From"),
        *_copied(to, "To"),
        *_copied(invite, "Call-ID"),
        ("CSeq", f"{invite.cseq.number} {method}"),
        *more,
    ]
    return type(invite).from_lines(method, invite.uri, headers).with_top_via(invite.via)


def _copied(message: Message, *names: str) -> list[tuple[str, str]]:
    return [pair for pair in message.headers if pair[0] in names]
