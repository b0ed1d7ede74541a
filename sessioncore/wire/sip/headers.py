"""Typed SIP header values and how to read them (RFC 3261 20, 25.1). Values are as on the wire, escapes kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import attrs

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip.errors import SipParseError
from sessioncore.wire.sip.names import METHODS, SPELLINGS, TOKEN, canonical_name
from sessioncore.wire.sip.uri import COMMON_URI, NAME, REMEMBERED, SipUri, common_uri, parse_hostport, parse_uri

Headers = Iterable[tuple[str, str]]
"""Header lines as builders take them: (name in any spelling, value)."""

MAGIC_COOKIE: Final = "z9hG4bK"
MAX_SEQUENCE: Final = 2**32 - 1

_TRANSPORTS: Final = {f"SIP/2.0/{name}": name for name in ("UDP", "TCP", "TLS", "SCTP", "WS", "WSS", "TLS-SCTP")}

_match_common = re.compile(
    rf"""(?:"([^"\\]*)"\ ?|([A-Za-z0-9.!%*_+`'~ -]*))<{COMMON_URI}>(?:;tag=([A-Za-z0-9.~_-]+))?"""
).fullmatch


_match_via = re.compile(
    rf"SIP/2\.0/(UDP|TCP|TLS|WSS?) ({NAME})(?::([0-9]{{1,5}}))?(;rport)?;branch=([A-Za-z0-9.!%*_+`'~-]+)(;rport)?"
).fullmatch
"""The Via of nearly every request; anything else is taken apart by hand."""


def bad_header(reason: str, why: str) -> SipParseError:
    """The error for a malformed header; both texts must be constants, never text of the peer."""
    return SipParseError(f"malformed header: {why}", reason=reason)


def check_value(value: str) -> str:
    """Return `value` if it may stand in a header; CR, LF or NUL raise LocalProtocolError (header injection)."""
    if not value.isprintable() and ("\n" in value or "\r" in value or "\0" in value):
        raise LocalProtocolError("header value contains CR, LF or NUL")
    return value


def checked_headers(headers: Headers) -> list[tuple[str, str]]:
    """Canonical names, values without CR, LF and NUL; LocalProtocolError otherwise (no header injection)."""
    return [checked_header(name, value) for name, value in headers]


def checked_header(name: str, value: str) -> tuple[str, str]:
    """One header as `checked_headers` checks it."""
    known = SPELLINGS.get(name)
    if known is None:
        if TOKEN.fullmatch(name) is None:
            raise LocalProtocolError("header name is no token")
        known = canonical_name(name)
    return known, value if value.isprintable() else check_value(value)


def _quote_end(text: str, start: int) -> int:
    """Index of the quote that closes the one at `start`, or -1."""
    at = start + 1
    while True:
        end = text.find('"', at)
        if end < 0:
            return -1
        slash = text.find("\\", at, end)
        if slash < 0:
            return end
        at = slash + 2  # skip the escaped character, be it a quote or a backslash


def unquote(text: str) -> str:
    """The content of a quoted string, its backslash escapes resolved; text without quotes comes back as it is."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    inner = text[1:-1]
    if "\\" not in inner:
        return inner
    out: list[str] = []
    escaped = False
    for char in inner:
        if char == "\\" and not escaped:
            escaped = True
            continue
        out.append(char)
        escaped = False
    return "".join(out)


def quote(text: str) -> str:
    """`text` as a quoted string (RFC 3261 25.1)."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def split_outside(text: str, separator: str) -> list[str]:
    """Split at `separator` outside quoted strings and angle brackets; parts stripped of blanks.

    Raises SipParseError for an unterminated quoted string or bracket.
    """
    if '"' not in text and "<" not in text:
        return [part.strip() for part in text.split(separator)]
    parts: list[str] = []
    begin = at = 0
    size = len(text)
    while at < size:
        char = text[at]
        if char == '"':
            at = _quote_end(text, at)
        elif char == "<":
            at = text.find(">", at)
        elif char == separator:
            parts.append(text[begin:at].strip())
            begin = at + 1
        if at < 0:
            raise bad_header("unbalanced_quote", "unterminated quoted string or bracket")
        at += 1
    parts.append(text[begin:].strip())
    return parts


def split_list(text: str) -> list[str]:
    """The elements of a comma-separated header value (RFC 3261 7.3.1); empty ones are skipped."""
    if "," not in text:
        return [text] if text else []
    return [part for part in split_outside(text, ",") if part]


def parse_params(text: str, reason: str = "bad_parameter") -> dict[str, str | None]:
    """Read `;name=value;flag` (leading semicolon optional) into lower-case names and raw values (None: no `=`).

    Raises SipParseError for empty, nameless or repeated parameters (RFC 3261 7.3.1) and unbalanced quotes.
    """
    params: dict[str, str | None] = {}
    parts = split_outside(text, ";") if '"' in text or "<" in text else text.split(";")
    if not parts[-1].strip():
        parts.pop()  # one trailing semicolon is common and harmless
    if parts and not parts[0].strip():
        del parts[0]
    for part in parts:
        name, equals, value = part.partition("=")
        if not name.islower():
            name = name.lower()
        name = name.strip()
        if not name or name in params:
            raise bad_header(reason, "empty or repeated parameter")
        params[name] = value.strip() if equals else None
    return params


def format_params(params: dict[str, str | None]) -> str:
    """`;name=value` for each parameter."""
    return "".join([f";{name}" if value is None else f";{name}={value}" for name, value in params.items()])


def parse_value_params(text: str) -> tuple[str, dict[str, str | None]]:
    """Split `value;name=value...` as in Event, Content-Type, Session-Expires or Replaces: (value, parameters)."""
    value, semicolon, tail = text.partition(";")
    return value.strip(), parse_params(tail) if semicolon else {}


def parse_number(text: str, reason: str, limit: int = MAX_SEQUENCE) -> int:
    """A non-negative decimal number up to `limit`; raises SipParseError otherwise."""
    if not (text.isascii() and text.isdigit()) or len(text) > 32:
        raise bad_header(reason, "not a number")
    number = int(text)
    if number > limit:
        raise bad_header(reason, "number out of range")
    return number


@attrs.define(weakref_slot=False)
class CSeq:
    """RFC 3261 20.16."""

    number: int
    method: str

    def __str__(self) -> str:
        return f"{self.number} {self.method}"


@lru_cache(maxsize=REMEMBERED)
def parse_cseq(text: str) -> CSeq:
    """Raises SipParseError when malformed or the number needs more than 32 bits (RFC 3261 8.1.1.5)."""
    parts = text.split()
    if len(parts) != 2:
        raise bad_header("bad_cseq", "CSeq")
    digits, method = parts
    if method not in METHODS and TOKEN.fullmatch(method) is None:
        raise bad_header("bad_cseq", "CSeq method")
    return CSeq(parse_number(digits, "bad_cseq"), method)


@attrs.define(weakref_slot=False)
class NameAddr:
    """`"Display" <uri>;params` (RFC 3261 20.10). Treat as immutable; change by `attrs.evolve`.

    `display` is the plain text, quotes and escapes removed; parameter values are raw.
    """

    display: str
    uri: SipUri
    params: dict[str, str | None] = attrs.field(factory=dict)

    @property
    def tag(self) -> str | None:
        """The tag parameter of From and To."""
        return self.params.get("tag")

    def with_tag(self, tag: str) -> NameAddr:
        """A copy whose tag is `tag`."""
        return NameAddr(self.display, self.uri, {**self.params, "tag": tag})

    def __str__(self) -> str:
        display = f"{quote(self.display)} " if self.display else ""
        return f"{display}<{self.uri}>{format_params(self.params)}"


@lru_cache(maxsize=REMEMBERED)
def parse_name_addr(text: str, reason: str = "bad_address") -> NameAddr:
    """Read one name-addr or addr-spec with parameters. Raises SipParseError when malformed (RFC 3261 20, 25.1).

    The messages of a call repeat their addresses letter by letter, and so do the calls of a trunk: the last ones read
    are remembered, which values that nobody changes allow.
    """
    match = _match_common(text)
    if match is not None:
        quoted, plain, scheme, user, host, port, params, tag = match.groups()
        uri = common_uri(scheme, user, host, port, params)
        if uri is not None:
            return NameAddr(quoted or (plain.strip() if plain else ""), uri, {} if tag is None else {"tag": tag})
    return parse_any_name_addr(text, reason)


def parse_any_name_addr(text: str, reason: str = "bad_address") -> NameAddr:
    """`parse_name_addr` without its short cut; both read the same from what both can read."""
    display = ""
    if text.startswith('"'):
        end = _quote_end(text, 0)
        if end < 0:
            raise bad_header(reason, "unterminated quoted string")
        display = unquote(text[: end + 1])
        left = text.find("<", end)
        if left < 0 or text[end + 1 : left].strip():
            raise bad_header(reason, "text between display name and address")
    else:
        left = text.find("<")
        if left > 0:
            display = text[:left].strip()
            if "," in display or '"' in display or ";" in display:
                raise bad_header(reason, "display name needs quotes")
    if left < 0:
        # Without brackets everything after the first semicolon belongs to the header, and the URI may hold neither
        # comma nor question mark (RFC 3261 20.10).
        address, semicolon, tail = text.partition(";")
        if "," in address or "?" in address:
            raise bad_header(reason, "address needs angle brackets")
        return NameAddr("", parse_uri(address.strip()), parse_params(tail, reason) if semicolon else {})
    right = text.find(">", left)
    if right < 0:
        raise bad_header(reason, "unterminated bracket")
    uri = parse_uri(text[left + 1 : right])
    tail = text[right + 1 :].strip()
    if not tail:
        return NameAddr(display, uri, {})
    if tail[0] != ";":
        raise bad_header(reason, "text after address")
    return NameAddr(display, uri, parse_params(tail, reason))


@attrs.define(weakref_slot=False)
class Via:
    """One Via value (RFC 3261 20.42). Treat as immutable. `transport` is upper case, `host` keeps IPv6 brackets.

    `flow` is no part of the text: the connection that the message came over, 0 for a datagram.
    """

    transport: str
    host: str
    port: int | None = None
    params: dict[str, str | None] = attrs.field(factory=dict)
    flow: int = attrs.field(default=0, eq=False)
    _target: tuple[str, int] | None = attrs.field(init=False, default=None, eq=False, repr=False)

    @property
    def branch(self) -> str | None:
        """The branch parameter, None where an RFC 2543 peer sent none."""
        return self.params.get("branch")

    @property
    def has_cookie(self) -> bool:
        """Whether the branch is unique in the sense of RFC 3261 8.1.1.7: the cookie and something after it."""
        branch = self.params.get("branch")
        return branch is not None and len(branch) > 7 and branch[:7].lower() == "z9hg4bk"

    @property
    def sent_by(self) -> str:
        """`host[:port]` in lower case: what a transaction is matched by beside the branch (RFC 3261 17.2.3)."""
        return _sent_by(self.host, self.port)

    @property
    def effective_port(self) -> int:
        """The sent-by port, or the transport's default (RFC 3261 18.2.2)."""
        return self.port or (5061 if self.transport in ("TLS", "WSS", "TLS-SCTP") else 5060)

    def with_received(self, host: str, port: int) -> Via:
        """What a server records of the packet's source (RFC 3261 18.2.1, RFC 3581 4).

        An asked-for rport gets the port and forces `received`; otherwise `received` is added when the sent-by host
        is not the source. Returns self when there is nothing to add.
        """
        params = self.params
        asked = "rport" in params
        plain = not asked and "received" not in params
        if plain and host == self.host:
            return self
        source = host.strip("[]")
        if plain and self.host.strip("[]").lower() == source.lower():
            return self
        params = dict(params)
        params["received"] = source  # also overwrites what a client had no business to send
        if asked:
            params["rport"] = str(port)
        return Via(self.transport, self.host, self.port, params, self.flow)

    def __str__(self) -> str:
        port = "" if self.port is None else f":{self.port}"
        return f"SIP/2.0/{self.transport} {self.host}{port}{format_params(self.params)}"


@lru_cache(maxsize=REMEMBERED)
def _sent_by(host: str, port: int | None) -> str:
    """Remembered, so that the transactions of a peer keep one text between them."""
    host = host.lower()
    return host if port is None else f"{host}:{port}"


@lru_cache(maxsize=REMEMBERED)
def _target(host: str, port: int) -> tuple[str, int]:
    """Remembered for the same reason."""
    return host, port


def parse_via(text: str) -> Via:
    """Read one Via value (no commas outside quotes). Raises SipParseError when malformed."""
    match = _match_via(text)
    if match is not None:
        transport, host, digits, first, branch, last = match.groups()
        port = None if digits is None else int(digits)
        if (port is None or 0 < port < 65536) and (first is None or last is None):
            params: dict[str, str | None] = {"branch": branch}
            if first is not None:
                params = {"rport": None, "branch": branch}
            elif last is not None:
                params["rport"] = None
            return Via(transport, host, port, params)
    return parse_any_via(text)


def parse_any_via(text: str) -> Via:
    """`parse_via` without its short cut; both read the same from what both can read."""
    head, semicolon, tail = text.partition(";")
    protocol, _, sent_by = head.partition(" ")
    transport = _TRANSPORTS.get(protocol)
    if transport is None:
        transport, sent_by = _slow_via(head)
    sent_by = sent_by.strip()
    if " " in sent_by or "\t" in sent_by:
        sent_by = "".join(sent_by.split())  # LWS may stand around the colon (RFC 3261 25.1 COLON)
    try:
        host, port = parse_hostport(sent_by)
    except SipParseError:
        raise bad_header("bad_via", "Via sent-by") from None
    return Via(transport, host, port, parse_params(tail, "bad_via") if semicolon else {})


def _slow_via(head: str) -> tuple[str, str]:
    """Via's protocol with blanks around the slashes, in other case, or of an unknown transport.

    Any version will do: the 505 to a SIP/7.0 request goes back by such a Via (RFC 4475 3.1.2.16).
    """
    name, _, rest = head.partition("/")
    version, _, rest = rest.partition("/")
    words = rest.split(None, 1)
    if len(words) != 2 or name.strip().upper() != "SIP" or TOKEN.fullmatch(version.strip()) is None:
        raise bad_header("bad_via", "Via protocol")
    if TOKEN.fullmatch(words[0]) is None:
        raise bad_header("bad_via", "Via transport")
    return words[0].upper(), words[1]


def response_target(via: Via) -> tuple[str, int]:
    """Where a response to the request with this topmost Via goes when no connection is left (18.2.2, RFC 3581 4).

    Returns (host without brackets, port). maddr wins, then received with rport, then sent-by.
    """
    target = via._target
    if target is None:
        target = via._target = _find_target(via)
    return target


def _find_target(via: Via) -> tuple[str, int]:
    params = via.params
    maddr = params.get("maddr")
    if maddr:
        return maddr.strip("[]"), via.effective_port
    received = params.get("received")
    if received:
        rport = params.get("rport")
        if rport and rport.isascii() and rport.isdigit() and len(rport) <= 5 and 0 < int(rport) < 65536:
            return _target(received.strip("[]"), int(rport))
        return _target(received.strip("[]"), via.effective_port)
    return _target(via.host.strip("[]"), via.effective_port)
