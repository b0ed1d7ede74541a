"""From the URI that an application dials to the address its INVITE is sent to."""

from __future__ import annotations

from sessioncore.base.errors import LocalProtocolError, TransportError
from sessioncore.io.resolve import resolve
from sessioncore.wire.sip import SipParseError, SipUri, parse_uri

_EXAMPLE = "one is sip:bob@192.0.2.1:5060"


def read_target(text: str) -> SipUri:
    """Read a SIP URI that the application gave; raises LocalProtocolError that shows how one looks."""
    try:
        uri = parse_uri(text)
    except SipParseError as error:
        raise LocalProtocolError(
            f"{text[:200]!r} is no SIP URI: {error.message}; one is sip:bob@192.0.2.1:5060"
        ) from None
    if uri.scheme != "sip":
        raise LocalProtocolError(f"{text[:200]!r}: only sip: URIs can be called yet; one is sip:bob@192.0.2.1:5060")
    return uri


async def next_hop_of(uri: SipUri, *, v6: bool) -> str:
    """`address:port` of a URI's host; raises TransportError when it has no address or wants another transport."""
    if uri.transport not in (None, "udp"):
        raise TransportError(f"transport {uri.transport!r} is not served; only UDP is")
    host, port = await resolve(uri.host, uri.port, v6=v6)
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
