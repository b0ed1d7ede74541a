"""From the URI that an application dials to the address its INVITE is sent to."""

from __future__ import annotations

from sessioncore.base.errors import LocalProtocolError, TransportError
from sessioncore.base.settings import Settings
from sessioncore.io.resolve import resolve
from sessioncore.wire.sip import SipParseError, SipUri, parse_uri

_EXAMPLE = "one is sip:bob@192.0.2.1:5060"


def read_target(text: str) -> SipUri:
    """Read a SIP URI that the application gave; raises LocalProtocolError that shows how one looks."""
    try:
        uri = parse_uri(text)
    except SipParseError as error:
        raise LocalProtocolError(f"{text[:200]!r} is no SIP URI: {error.message}; {_EXAMPLE}") from None
    if not uri.is_sip:
        raise LocalProtocolError(f"{text[:200]!r}: only sip: and sips: URIs can be called; {_EXAMPLE}")
    return uri


def transport_of(uri: SipUri, settings: Settings) -> str:
    """The transport that a URI asks for, else our preferred one; raises TransportError for one that we do not have."""
    wanted = "tls" if uri.scheme == "sips" else (uri.transport or next(iter(settings.ports))).lower()
    if wanted not in settings.ports:
        served = ", ".join(settings.ports)
        raise TransportError(f"transport {wanted[:20]!r} is not served, only {served}; listen for it as well")
    return wanted


async def next_hop_of(uri: SipUri, settings: Settings, *, v6: bool) -> str:
    """`address:port` of a URI's host; raises TransportError when it has no address or wants another transport."""
    port = uri.port or (5061 if transport_of(uri, settings) == "tls" else None)
    host, port = await resolve(uri.host, port, v6=v6)
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
