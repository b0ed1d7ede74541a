"""Which transport a message of ours takes, and where to (RFC 3261 18.1.1, 18.2.2; RFC 3263 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from sessioncore.effects import Address, Locate, Send, StreamSend
from sessioncore.inputs import Datagram, StreamMessage
from sessioncore.wire.sip import Request, Response, SipParseError, SipUri, StrictlyRouted, Via
from sessioncore.wire.sip.uri import is_numeric

if TYPE_CHECKING:
    from sessioncore.actions.context import Server
    from sessioncore.base.settings import Settings
    from sessioncore.core.cell import Cell
    from sessioncore.core.engine import Engine

LARGEST_DATAGRAM: Final = 1_300
"""Octets of a request that may leave over UDP while the path MTU is unknown (RFC 3261 18.1.1)."""

NO_STREAM: Final = -1
"""`Via.flow` of a request that stays on UDP, however large: no connection could be had."""

LARGE: Final = -2
"""`Via.flow` of a request that left UDP for its size alone."""

HOPS: Final = {"invite_client": "invite_hop", "non_invite_client": "request_hop"}
"""What stands before a client transaction while DNS has to tell where its request goes."""

_DEFAULT_PORTS: Final = {"udp": 5060, "tcp": 5060, "tls": 5061, "ws": 80, "wss": 443}


@attrs.define(weakref_slot=False)
class LocatedVia(Via):
    """The Via of a request whose server DNS has named: `remote` is its address, `name` what a certificate there must be
    good for (RFC 3263 4.1). CANCEL and ACK along the hop keep it.
    """

    remote: Address = attrs.field(default=("", 0), eq=False)
    name: str = attrs.field(default="", eq=False)


def routed(cell: Cell, request: Request) -> Request:
    """The request for the transport of its next hop, which its Via and its Contact name; itself where that is UDP."""
    via = request.via
    if via.transport != "UDP" or via.flow == NO_STREAM or type(via) is LocatedVia:
        return request
    transport, large = _transport(cell, request)
    return request if transport == "udp" else _over(cell, request, transport, LARGE if large else 0)


def next_uri(request: Request) -> SipUri:
    """What names the next hop: the topmost Route, else the Request-URI, which it also is where a strict router stands
    first (RFC 3261 8.1.2).
    """
    routes = request.routes
    return routes[0].uri if routes and type(request) is not StrictlyRouted else request.request_uri


def address_of(cell: Cell, request: Request) -> Address:
    """Where a request goes over UDP. A host that is no IP address is where DNS said, else left to `peer`, the address
    that the call was set up with. Raises SipParseError where there is neither.
    """
    uri = next_uri(request)
    host = uri.host.strip("[]")
    if is_numeric(host):
        return host, uri.port or 5060
    via = request.via
    if type(via) is LocatedVia:
        return via.remote
    if cell.peer is None:
        raise SipParseError("no address is known for the next hop", reason="unresolved")
    return cell.peer


def preloaded(cell: Cell, request: Request) -> Request:
    """The request with the outbound proxy as its Route, where it belongs to no dialog and has no Route of its own
    (RFC 3261 8.1.2).
    """
    if request.to.tag is not None or request.has("Route"):
        return request
    at = next((at for at, (name, _) in enumerate(request.headers) if name != "Via"), len(request.headers))
    headers = [*request.headers[:at], ("Route", cell.settings.outbound_proxy), *request.headers[at:]]
    return Request.from_lines(request.method, request.uri, headers, request.body)


def is_unknown(request: Request) -> bool:
    """Whether DNS has to tell where a request goes."""
    if type(request.via) is LocatedVia:
        return False
    uri = next_uri(request)
    return uri.is_sip and not is_numeric(uri.host.strip("[]"))


def question(settings: Settings, request: Request) -> Locate:
    """What DNS is asked for a request."""
    uri = next_uri(request)
    served = tuple(settings.ports)
    return Locate(request.via.branch or "", uri.host, uri.port, uri.transport or "", uri.scheme == "sips", served)


def towards(cell: Cell, request: Request, server: Server, branch: str | None) -> Request:
    """A request for one server of its next hop. One that is too large for UDP takes TCP to the same port (18.1.1)."""
    transport, host, port = server
    mark = 0
    if transport == "udp" and "tcp" in cell.settings.ports and len(request.encode()) > LARGEST_DATAGRAM:
        transport, mark = "tcp", LARGE
    name = next_uri(request).host
    made = request if transport == "udp" else _over(cell, request, transport, mark)
    via = made.via
    params = via.params if branch is None else {**via.params, "branch": branch}
    return made.with_top_via(LocatedVia(via.transport, via.host, via.port, params, via.flow, (host, port), name))


def transport_of(cell: Cell, request: Request) -> str:
    """The transport that a request would take now, in lower case, as its URI says where DNS has to tell."""
    return _transport(cell, request)[0]


def _transport(cell: Cell, request: Request) -> tuple[str, bool]:
    """Whether it is its size alone that decides is the second value."""
    settings = cell.settings
    served = settings.ports
    uri = next_uri(request)
    wanted = uri.transport or ""
    if not request.routes:
        # Some peers leave the parameter out of their Contact: then what the dialog was begun over is meant. And `ws`
        # stands for WebSocket over TLS as well (RFC 7118 5.2).
        begun = cell.engine.flows.transport_towards(cell.flow, uri.host.strip("[]"))
        if begun and (begun == "wss" if wanted == "ws" else not wanted and (uri.scheme != "sips" or begun != "tcp")):
            return begun, False
    if uri.scheme == "sips":
        secure = "wss" if wanted in ("ws", "wss") else "tls"
        return (secure if secure in served else next(iter(served))), False
    if wanted in served:
        return wanted, False
    if not settings.udp:
        return next(iter(served)), False
    if "tcp" in served and len(request.encode()) > LARGEST_DATAGRAM:
        return "tcp", True
    return "udp", False


def _over(cell: Cell, request: Request, transport: str, mark: int) -> Request:
    settings = cell.settings
    via = request.via
    host, _, port = settings.sent_by(transport).rpartition(":")
    secure = request.uri[:5].lower() == "sips:"
    contact = request.get("Contact")
    if contact is not None and contact in {settings.contact(name) for name in (*settings.ports, "udp")}:
        request = request.replaced("Contact", settings.contact(transport, secure=secure))
    params = {**via.params, "alias": None} if settings.alias and transport == "tls" else via.params
    return request.with_top_via(
        attrs.evolve(via, transport=transport.upper(), host=host, port=int(port), params=params, flow=mark)
    )


def stream_request(cell: Cell, request: Request) -> StreamSend:
    """A request that `routed` gave a transport with connections."""
    via = request.via
    transport = via.transport.lower()
    uri = next_uri(request)
    host = uri.host.strip("[]")
    if isinstance(via, LocatedVia):
        return StreamSend(request.encode(), via.remote, transport, 0, via.name, cell.session, via.flow == LARGE)
    if is_numeric(host):
        remote = host, uri.port or _DEFAULT_PORTS[transport]
    elif cell.peer is not None:
        remote = cell.peer
    else:
        raise SipParseError("no address is known for the next hop", reason="unresolved")
    # The peer itself is at the other end of the dialog's connection, unless proxies stand between.
    flow = 0 if request.routes else cell.engine.flows.leads(cell.flow, transport, remote)
    return StreamSend(request.encode(), remote, transport, flow, host, cell.session, _may_return(request))


def _may_return(request: Request) -> bool:
    """Whether it left UDP for its size alone and may go back; a MESSAGE may not (RFC 3428 8)."""
    return request.via.flow == LARGE and request.method != "MESSAGE"


def stream_response(cell: Cell, response: Response) -> StreamSend:
    """A response goes over the connection of its request; without it to `received` and the sent-by port (18.2.2)."""
    via = response.via
    remote = fallback_address(via, via.host.strip("[]"))
    return StreamSend(response.encode(), remote, via.transport.lower(), via.flow, via.host.strip("[]"), cell.session)


def fallback_address(via: Via, host: str) -> Address:
    """Where to open a connection for a response whose own is gone."""
    return (via.params.get("received") or host).strip("[]"), via.effective_port


def back_to_datagrams(engine: Engine, transaction: Any) -> None:
    """Begin a client transaction again over UDP: its request was large, and no connection came about (18.1.1)."""
    for _, timer in transaction.armed_timers():
        engine.wheel.cancel(timer)
    actions, cell = transaction.actions, transaction.cell
    actions.use(_over(cell, actions.slice.request, "udp", NO_STREAM))
    transaction.reliable = False
    cell.handle(lambda _: transaction.start(), None, "back to UDP")


def answer_to(datagram: Datagram, data: bytes, target: Address) -> Send:
    """The response `data` to what came as `datagram`: over its connection, where it came by one, else to `target`."""
    if isinstance(datagram, StreamMessage):
        return StreamSend(data, target, datagram.transport, datagram.flow)
    return Send(data, target)
