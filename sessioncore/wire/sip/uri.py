"""SIP, SIPS, TEL and other URIs (RFC 3261 19.1, RFC 3966)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import attrs

from sessioncore.wire.sip.errors import SipParseError

NAME: Final = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?"
_is_host = re.compile(NAME + r"|\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._~-]+)?\]").fullmatch

COMMON_URI: Final = rf"(sips?):(?:([!#-9=A-~]+)@)?({NAME})(?::([0-9]{{1,5}}))?((?:;[!#-:=A-~]+)*)"
"""What nearly every sip URI looks like, as groups for `common_uri`: one match costs half of taking it apart by hand."""

REMEMBERED: Final = 1_024
"""How many addresses and URIs are kept as they were read; a header line is 8 KiB at most, so this is bounded."""

_match_common = re.compile(COMMON_URI).fullmatch
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_find_forbidden = re.compile(r'[ "<>]').search
_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}")

# Parameters that must match when either URI has them (RFC 3261 19.1.4); all others only when both have them.
_SIGNIFICANT_PARAMS: Final = ("user", "ttl", "method", "maddr", "transport")


@attrs.define(weakref_slot=False)
class SipUri:
    """A URI in its parts, as on the wire (escapes kept). Treat as immutable; change by `attrs.evolve`.

    `host` keeps the brackets of an IPv6 literal; `params` maps lower-case names to raw values (None: no `=`).
    For schemes other than sip and sips, `user` holds what follows the colon (for tel: up to the parameters) and `host`
    is empty. The password never shows in `repr`.
    """

    scheme: str
    user: str | None = None
    host: str = ""
    port: int | None = None
    params: dict[str, str | None] = attrs.field(factory=dict)
    headers: tuple[tuple[str, str], ...] = ()
    password: str | None = attrs.field(default=None, repr=False)

    @property
    def username(self) -> str | None:
        """The user part with its escapes resolved (`user;par=u%40x` reads `user;par=u@x`)."""
        return None if self.user is None else unescape(self.user)

    @property
    def is_sip(self) -> bool:
        """Whether this is a sip or sips URI, the only ones that name a host."""
        return self.scheme == "sip" or self.scheme == "sips"

    @property
    def transport(self) -> str | None:
        """The transport parameter in lower case, if any."""
        value = self.params.get("transport")
        return value.lower() if value else None

    @property
    def is_loose_router(self) -> bool:
        """Whether the `lr` parameter is there (RFC 3261 19.1.1)."""
        return "lr" in self.params

    def __str__(self) -> str:
        if not self.is_sip:
            text = f"{self.scheme}:{self.user or ''}"
        else:
            text = f"{self.scheme}:"
            if self.user is not None:
                text += self.user if self.password is None else f"{self.user}:{self.password}"
                text += "@"
            text += self.host
            if self.port is not None:
                text += f":{self.port}"
        for name, value in self.params.items():
            text += f";{name}" if value is None else f";{name}={value}"
        if self.headers:
            text += "?" + "&".join(f"{name}={value}" for name, value in self.headers)
        return text


def bad_uri(why: str) -> SipParseError:
    """The error for a malformed URI; `why` must be a constant, never text of the peer."""
    return SipParseError(f"malformed URI: {why}", reason="bad_uri")


def common_uri(scheme: str, user: str | None, host: str, port: str | None, params: str) -> SipUri | None:
    """The URI of the groups of COMMON_URI; None when the port is out of range."""
    if port is None:
        return SipUri(scheme, user, host, None, _uri_params(params) if params else {}, (), None)
    number = int(port)
    if not 0 < number < 65536:
        return None
    return SipUri(scheme, user, host, number, _uri_params(params) if params else {}, (), None)


@lru_cache(maxsize=REMEMBERED)
def parse_uri(text: str) -> SipUri:
    """Read one URI (no angle brackets). Raises SipParseError(400) when malformed (RFC 3261 19.1.1, 25.1).

    The last ones read are remembered: the messages of a call repeat them.
    """
    match = _match_common(text)
    if match is not None:
        uri = common_uri(*match.groups())
        if uri is not None:
            return uri
    return parse_any_uri(text)


def parse_any_uri(text: str) -> SipUri:
    """`parse_uri` without its short cut; both read the same from what both can read."""
    scheme, colon, rest = text.partition(":")
    if not colon or not rest:
        raise bad_uri("no scheme or nothing after it")
    if not rest.isprintable() or _find_forbidden(rest) is not None:
        raise bad_uri("blank, control character, octets that are no UTF-8, quote or angle bracket")
    if scheme != "sip" and scheme != "sips":
        scheme = scheme.lower()
        if scheme != "sip" and scheme != "sips":
            return _parse_other(scheme, rest)
    user: str | None = None
    password: str | None = None
    userinfo, at, hostpart = rest.partition("@")
    if at:
        if not userinfo:
            raise bad_uri("empty user")
        user, colon, secret = userinfo.partition(":")
        if colon:
            password = secret
    else:
        hostpart = rest
    headers: tuple[tuple[str, str], ...] = ()
    hostpart, question, tail = hostpart.partition("?")
    if question:
        headers = tuple([_header_pair(pair) for pair in tail.split("&")])
    params: dict[str, str | None] = {}
    hostport, semicolon, tail = hostpart.partition(";")
    if semicolon:
        params = _uri_params(tail)
    host, port = parse_hostport(hostport)
    return SipUri(scheme, user, host, port, params, headers, password)


def _parse_other(scheme: str, rest: str) -> SipUri:
    if _SCHEME.fullmatch(scheme) is None:
        raise bad_uri("scheme")
    if scheme != "tel":
        return SipUri(scheme, rest)
    number, semicolon, tail = rest.partition(";")
    return SipUri(scheme, number, params=_uri_params(tail) if semicolon else {})


def _header_pair(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not name or not equals:
        raise bad_uri("header without a name or =")
    return name, value


def _uri_params(text: str) -> dict[str, str | None]:
    params: dict[str, str | None] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not name:
            if not part:
                continue  # a stray semicolon is common and harmless
            raise bad_uri("parameter without a name")
        # The first of two wins: carriers do send user=phone twice, and refusing the call helps nobody.
        params.setdefault(name.lower(), value if equals else None)
    return params


def parse_hostport(text: str) -> tuple[str, int | None]:
    """Split `host[:port]`, IPv6 in brackets. Raises SipParseError when host or port (1-65535) is malformed."""
    if text.startswith("["):
        host, bracket, tail = text.partition("]")
        host += bracket
        if tail and tail[0] != ":":
            raise bad_uri("text after IPv6 address")
        colon, digits = tail[:1], tail[1:]
    else:
        host, colon, digits = text.partition(":")
    if _is_host(host) is None:
        raise bad_uri("host")
    if not colon:
        return host, None
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 5:
        raise bad_uri("port")
    port = int(digits)
    if not 0 < port < 65536:
        raise bad_uri("port out of range")
    return host, port


def unescape(text: str) -> str:
    """Resolve %HH escapes once (`%2541` reads `%41`); octets outside UTF-8 become surrogate escapes."""
    if "%" not in text:
        return text
    raw = text.encode("utf-8", "surrogateescape")
    parts = raw.split(b"%")
    out = [parts[0]]
    for part in parts[1:]:
        try:
            out.append(bytes.fromhex(part[:2].decode("ascii")) if len(part) >= 2 else b"%" + part)
        except ValueError:
            out.append(b"%" + part)
        else:
            if len(part) >= 2:
                out.append(part[2:])
    return b"".join(out).decode("utf-8", "surrogateescape")


def _normal(text: str | None) -> str | None:
    """Escapes of unreserved characters resolved, others upper-cased: the comparison form of 19.1.4."""
    if text is None or "%" not in text:
        return text

    def one(match: re.Match[str]) -> str:
        char = chr(int(match.group()[1:], 16))
        return char if char.isascii() and (char.isalnum() or char in "-_.!~*'()") else match.group().upper()

    return _ESCAPE.sub(one, text)


def _folded(text: str | None) -> str | None:
    normal = _normal(text)
    return None if normal is None else normal.lower()


def same_uri(left: SipUri, right: SipUri) -> bool:
    """Whether two URIs are equivalent by RFC 3261 19.1.4 (for other schemes: scheme, text and parameters alike)."""
    if left.scheme != right.scheme or left.port != right.port or left.host.lower() != right.host.lower():
        return False
    if _normal(left.user) != _normal(right.user) or _normal(left.password) != _normal(right.password):
        return False
    mine, theirs = left.params, right.params
    if left.is_sip:
        names = {name for name in _SIGNIFICANT_PARAMS if name in mine or name in theirs} | (mine.keys() & theirs.keys())
    else:
        names = mine.keys() | theirs.keys()
    for name in names:
        if (name in mine) != (name in theirs) or _folded(mine.get(name)) != _folded(theirs.get(name)):
            return False
    return _header_bag(left) == _header_bag(right)


def _header_bag(uri: SipUri) -> list[tuple[str, str]]:
    return sorted((name.lower(), _normal(value) or "") for name, value in uri.headers)


def is_numeric(host: str) -> bool:
    """Whether a host without brackets is an IP address already, so that nothing is to be looked up (RFC 3263 4)."""
    return ":" in host or (host[-1:].isdigit() and host.replace(".", "").isdigit())
