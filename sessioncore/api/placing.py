"""From the URI that an application dials to the address its INVITE is sent to."""

from __future__ import annotations

import attrs

from sessioncore.base.errors import ConfigError, LocalProtocolError, TransportError
from sessioncore.base.settings import Settings
from sessioncore.io.resolve import resolve
from sessioncore.wire.sip import SipParseError, SipUri, parse_name_addr, parse_uri

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


def dial_arguments(target: str, source: str, caller: str | None, display: str | None) -> dict[str, str]:
    """What the command `dial` takes beside its target; raises LocalProtocolError for a bad URI or name."""
    read_target(target)
    arguments = {"source": source}
    if caller is not None:
        arguments["from"] = str(read_target(caller))
    if display is not None:
        if not display.isprintable():
            raise LocalProtocolError("the display name holds control characters")
        arguments["display"] = display
    return arguments


def read_proxy(text: str) -> str:
    """The outbound proxy, `ADDRESS[:PORT]` or a SIP URI, as a value of Route with `lr`; raises ConfigError."""
    try:
        uri = read_target(text if text.lower().startswith(("sip:", "sips:")) else f"sip:{text}")
    except LocalProtocolError:
        raise ConfigError(f"outbound proxy {text[:200]!r} is no address; one is sip:192.0.2.1:5060") from None
    if uri.headers or uri.user is not None:
        raise ConfigError(f"outbound proxy {text[:200]!r}: it is an address, without a user")
    return f"<{attrs.evolve(uri, params={**uri.params, 'lr': None})}>"


def first_hop(uri: SipUri, settings: Settings) -> SipUri:
    """What names the next hop of a call to `uri`: the outbound proxy where there is one."""
    return parse_name_addr(settings.outbound_proxy).uri if settings.outbound_proxy else uri


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
