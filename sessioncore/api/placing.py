"""From the URI that an application dials to the address its INVITE is sent to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from sessioncore.base.errors import ConfigError, LocalProtocolError, TransportError
from sessioncore.base.registration import Binding
from sessioncore.base.settings import Settings
from sessioncore.io.resolve import is_numeric
from sessioncore.wire.sip import SipParseError, SipUri, parse_name_addr, parse_uri
from sessioncore.wire.sip.extra import extra_headers
from sessioncore.wire.sip.replaces import Replaces

if TYPE_CHECKING:
    from sessioncore.api.session import Session

PRIVACY: Final = frozenset({"header", "session", "user", "none", "critical", "id"})
"""The values of Privacy (RFC 3323 4.2, RFC 3325 9.3)."""

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


def dial_arguments(
    source: str, *, caller: str | None, display: str | None, privacy: str | None, **identities: str | None
) -> dict[str, Any]:
    """The arguments of the command `dial`; `identities` are URIs. Raises LocalProtocolError for a bad one."""
    arguments: dict[str, Any] = {"source": source}
    if caller is not None:
        arguments["from"] = str(read_target(caller))
    if display is not None:
        if not display.isprintable():
            raise LocalProtocolError("the display name holds control characters")
        arguments["display"] = display
    if privacy is not None:
        words = [word.strip().lower() for word in privacy.split(";")]
        if not set(words) <= PRIVACY or ("none" in words and len(words) > 1):
            raise LocalProtocolError(f"privacy is `none`, or some of {', '.join(sorted(PRIVACY))} joined by semicolons")
        arguments["privacy"] = ";".join(words)
    for name, given in identities.items():
        if given is not None:
            arguments[name] = str(_identity(given))
    return arguments


def leading_to(binding: Binding) -> dict[str, Any]:
    """The arguments of `dial` by which a call takes the way that a binding of our registrar came (RFC 5626 5.3)."""
    host, port = binding.source
    next_hop = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    arguments: dict[str, Any] = {"next_hop": next_hop, "flow": binding.flow}
    if binding.path:
        arguments["route"] = ", ".join(binding.path)
    return arguments


def with_headers(arguments: dict[str, Any], headers: Mapping[str, str] | None) -> dict[str, Any]:
    """The arguments of a command with the headers of the application; raises LocalProtocolError for a bad one."""
    checked = dict(extra_headers(headers))
    return {**arguments, "headers": checked} if checked else arguments


def replaced_dialog(replaces: Session | Replaces | None) -> dict[str, str]:
    """The argument of `dial` for a call that takes the place of another.

    Raises LocalProtocolError for a session that has no dialog (any more).
    """
    if replaces is None:
        return {}
    return {"replaces": (replaces if isinstance(replaces, Replaces) else replaces.dialog).encode()}


def _identity(text: str) -> SipUri:
    """A sip, sips or tel URI (RFC 3325 9.1)."""
    try:
        uri = parse_uri(text)
    except SipParseError as error:
        raise LocalProtocolError(f"{text[:200]!r} is no identity: {error.message}") from None
    if not (uri.is_sip or uri.scheme == "tel"):
        raise LocalProtocolError(f"{text[:200]!r}: an identity is a sip, sips or tel URI")
    return uri


def read_proxy(text: str) -> str:
    """The outbound proxy, `ADDRESS[:PORT]` or a SIP URI, as a value of Route with `lr`; raises ConfigError."""
    try:
        uri = read_target(text if text.lower().startswith(("sip:", "sips:")) else f"sip:{text}")
    except LocalProtocolError:
        raise ConfigError(f"outbound proxy {text[:200]!r} is no address; one is sip:192.0.2.1:5060") from None
    if uri.headers or uri.user is not None:
        raise ConfigError(f"outbound proxy {text[:200]!r}: it is an address, without a user")
    return f"<{attrs.evolve(uri, params={**uri.params, 'lr': None})}>"


def through(proxy: str | None, settings: Settings) -> Settings:
    """The settings with an outbound proxy, if one is given; raises ConfigError."""
    return settings if proxy is None else attrs.evolve(settings, outbound_proxy=read_proxy(proxy))


def first_hop(uri: SipUri, settings: Settings) -> SipUri:
    """What names the next hop of a call to `uri`: the outbound proxy where there is one."""
    return parse_name_addr(settings.outbound_proxy).uri if settings.outbound_proxy else uri


def transport_of(uri: SipUri, settings: Settings) -> str:
    """The transport that a URI asks for, else our preferred one; raises TransportError for one that we do not have."""
    wanted = uri.transport or next(iter(settings.ports))
    if uri.scheme == "sips":
        wanted = "wss" if uri.transport in ("ws", "wss") else "tls"
    if wanted not in settings.ports:
        served = ", ".join(settings.ports)
        raise TransportError(f"transport {wanted[:20]!r} is not served, only {served}; listen for it as well")
    return wanted


def check_way(uri: SipUri, settings: Settings, *, v6: bool) -> None:
    """Raise TransportError when the next hop wants a transport that we do not have, or is an address of the other IP.

    Where a name leads to is found out when the request is sent (`transaction/invite_hop`).
    """
    transport_of(uri, settings)
    host = uri.host.strip("[]")
    if is_numeric(host) and v6 != (":" in host):
        raise TransportError(f"{host} cannot be reached from an IPv{6 if v6 else 4} socket")
