"""SIP messages: raw header lines in wire order, typed on first use, encoded once.

A message is a value: nothing here changes one after it was built; `with_header`, `replaced`, `without` and the `reply`
family return new ones. That is what lets a sent message be kept for retransmission as it is.
"""

from __future__ import annotations

import functools
from typing import NoReturn, Self

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip.errors import SipParseError
from sessioncore.wire.sip.headers import (
    CSeq,
    Headers,
    NameAddr,
    Via,
    bad_header,
    check_value,
    checked_header,
    checked_headers,
    parse_cseq,
    parse_name_addr,
    parse_number,
    parse_via,
    split_list,
)
from sessioncore.wire.sip.names import CANONICAL, DIALOG_CREATING, LIST_HEADERS, TOKEN, canonical_name, reason_phrase
from sessioncore.wire.sip.uri import SipUri, parse_uri

_VIA_OR_DIALOG = frozenset({"Via", "From", "To", "Call-ID", "CSeq"})
_WITH_ROUTES = _VIA_OR_DIALOG | {"Record-Route"}
_WITH_TIMESTAMP = _VIA_OR_DIALOG | {"Timestamp"}
_SHORT = 5  # of so few lines no index is kept: what is left of an answered INVITE lasts as long as its call

MAX_ADDRESSES = 128
"""Contacts, Routes or Record-Routes of one message: a dialog keeps them and repeats them in all that it sends."""


@functools.lru_cache(maxsize=64)
def _reason(name: str) -> str:
    return f"bad_{name.lower().replace('-', '_')}"


class Message:
    """What requests and responses share.

    `headers` holds (canonical name, raw value) in wire order and `body` the octets; read them, never change them.
    Typed properties raise SipParseError(400) when the header is missing where it is mandatory, or malformed; what
    `parse` returned cannot fail for `via`, `from_`, `to`, `call_id` and `cseq`.
    """

    __slots__ = ("_cseq", "_first", "_from", "_raw", "_to", "_typed", "_via", "body", "headers")

    headers: list[tuple[str, str]]
    body: bytes
    _raw: bytes | None
    _first: dict[str, str] | None
    _typed: dict[str, tuple[NameAddr, ...]] | None
    _via: Via | None
    _from: NameAddr | None
    _to: NameAddr | None
    _cseq: CSeq | None

    def _fill(self, headers: list[tuple[str, str]], body: bytes) -> None:
        self.headers = headers
        self.body = body
        self._raw = None
        self._first = None
        self._typed = None
        self._via = None
        self._from = None
        self._to = None
        self._cseq = None

    def _start_line(self) -> str:
        raise NotImplementedError

    def _like(self, headers: list[tuple[str, str]], body: bytes) -> Self:
        raise NotImplementedError

    def get(self, name: str) -> str | None:
        """The first raw value of a header, or None. Any spelling of the name will do."""
        first = self._first or self._index()
        value = first.get(name)
        if value is None and name not in CANONICAL:
            value = first.get(canonical_name(name))
        return value

    def has(self, name: str) -> bool:
        """Whether the header is there, empty or not."""
        return name in (self._first or self._index()) or (name not in CANONICAL and self.get(name) is not None)

    def get_all(self, name: str) -> list[str]:
        """Every value of a header in wire order; those of list headers split at their commas (RFC 3261 7.3.1)."""
        if name not in CANONICAL:
            name = canonical_name(name)
        first = self._first or self._index()
        if name not in first:
            return []
        if len(first) == len(self.headers):  # no header has a second line
            value = first[name]
            return split_list(value) if name in LIST_HEADERS else [value]
        values = [value for key, value in self.headers if key == name]
        if name in LIST_HEADERS:
            return [part for value in values for part in split_list(value)]
        return values

    @property
    def via(self) -> Via:
        """The topmost Via (RFC 3261 20.42)."""
        via = self._via
        if via is None:
            raw = (self._first or self._index()).get("Via") or self._mandatory("Via")
            if "," in raw:
                raw = (split_list(raw) or [""])[0]
            via = self._via = parse_via(raw)
        return via

    @property
    def from_(self) -> NameAddr:
        """From (RFC 3261 20.20)."""
        value = self._from
        if value is None:
            raw = (self._first or self._index()).get("From") or self._mandatory("From")
            value = self._from = parse_name_addr(raw, "bad_from")
        return value

    @property
    def to(self) -> NameAddr:
        """To (RFC 3261 20.39)."""
        value = self._to
        if value is None:
            raw = (self._first or self._index()).get("To") or self._mandatory("To")
            value = self._to = parse_name_addr(raw, "bad_to")
        return value

    @property
    def call_id(self) -> str:
        """Call-ID (RFC 3261 20.8), compared octet by octet."""
        return (self._first or self._index()).get("Call-ID") or self._mandatory("Call-ID")

    @property
    def cseq(self) -> CSeq:
        """CSeq (RFC 3261 20.16)."""
        value = self._cseq
        if value is None:
            value = self._cseq = parse_cseq((self._first or self._index()).get("CSeq") or self._mandatory("CSeq"))
        return value

    @property
    def contact(self) -> NameAddr | None:
        """The first Contact, None when there is none or it is `*` (RFC 3261 20.10)."""
        contacts = self.contacts
        return contacts[0] if contacts else None

    @property
    def contacts(self) -> tuple[NameAddr, ...]:
        """Every Contact in wire order; empty for `*`, which `get("Contact")` tells apart."""
        return () if (self._first or self._index()).get("Contact") == "*" else self.addresses("Contact")

    @property
    def routes(self) -> tuple[NameAddr, ...]:
        """Route in wire order (RFC 3261 20.34)."""
        return self.addresses("Route")

    @property
    def record_routes(self) -> tuple[NameAddr, ...]:
        """Record-Route in wire order (RFC 3261 20.30)."""
        return self.addresses("Record-Route")

    def addresses(self, name: str) -> tuple[NameAddr, ...]:
        """Every value of an address header (Path, Service-Route, Refer-To, P-Asserted-Identity...) in wire order."""
        if name not in (self._first or self._index()) and self.get(name) is None:
            return ()
        typed = self._typed
        if typed is None:
            typed = self._typed = {}
        found = typed.get(name)
        if found is None:
            values = self.get_all(name)
            if len(values) > MAX_ADDRESSES:
                raise bad_header("too_many_addresses", "too many values")
            found = typed[name] = tuple([parse_name_addr(raw, _reason(name)) for raw in values])
        return found

    @property
    def content_type(self) -> str | None:
        """Content-Type as `type/subtype` in lower case, without its parameters (RFC 3261 20.15)."""
        raw = self.get("Content-Type")
        return None if raw is None else raw.partition(";")[0].strip().lower()

    @property
    def max_forwards(self) -> int | None:
        """Max-Forwards, 0 to 255 (RFC 3261 20.22); None from an RFC 2543 peer that sent none."""
        return self._number("Max-Forwards", 255)

    @property
    def expires(self) -> int | None:
        """Expires in seconds (RFC 3261 20.19)."""
        return self._number("Expires")

    @property
    def require(self) -> tuple[str, ...]:
        """Option tags of Require (RFC 3261 20.32), lower case."""
        return self._tags("Require")

    @property
    def supported(self) -> tuple[str, ...]:
        """Option tags of Supported (RFC 3261 20.37), lower case."""
        return self._tags("Supported")

    @property
    def allow(self) -> tuple[str, ...]:
        """Methods of Allow (RFC 3261 20.5); methods are case-sensitive."""
        return tuple(self.get_all("Allow"))

    @property
    def retry_after(self) -> int | None:
        """Retry-After in seconds, its comment and parameters left out (RFC 3261 20.33)."""
        raw = self.get("Retry-After")
        if raw is None:
            return None
        return parse_number(raw.partition(";")[0].partition("(")[0].strip(), "bad_retry_after")

    def _mandatory(self, name: str) -> NoReturn:
        raise bad_header("missing_header", f"no {name}")

    def _index(self) -> dict[str, str]:
        # A later pair overwrites an earlier one, so read backwards and the first line wins.
        first = dict(reversed(self.headers))
        self._first = first if len(self.headers) > _SHORT else None
        return first

    def _number(self, name: str, limit: int = 2**32 - 1) -> int | None:
        raw = (self._first or self._index()).get(name)
        return None if raw is None else parse_number(raw, _reason(name), limit)

    def _tags(self, name: str) -> tuple[str, ...]:
        return tuple([tag.lower() for tag in self.get_all(name)]) if name in (self._first or self._index()) else ()

    # ---- changed copies

    def with_header(self, name: str, value: str, *, top: bool = False) -> Self:
        """A copy with one more header line, last or (for Via, Record-Route, Route) first."""
        pair = checked_header(name, value)
        return self._changed([pair, *self.headers] if top else [*self.headers, pair], pair[0])

    def replaced(self, name: str, value: str) -> Self:
        """A copy in which this header has exactly this value, at the place of its first line (else at the end)."""
        pair = checked_header(name, value)
        name = pair[0]
        headers = self.headers
        for at, (key, _) in enumerate(headers):
            if key == name:
                rest = [other for other in headers[at + 1 :] if other[0] != name]
                return self._changed([*headers[:at], pair, *rest], name)
        return self._changed([*headers, pair], name)

    def without(self, name: str) -> Self:
        """A copy without any line of this header."""
        name = canonical_name(name)
        return self._changed([pair for pair in self.headers if pair[0] != name], name)

    def with_top_via(self, via: Via) -> Self:
        """A copy whose topmost Via is `via`, the ones below it untouched (for received and rport, 18.2.1)."""
        copy = self._changed(list(self.headers), "Via")
        copy._put_top_via(via)
        return copy

    def _put_top_via(self, via: Via) -> None:
        """Change the topmost Via of a message that nobody else has yet."""
        value = str(via)  # of a Via already read, so without a line end; a quoted NUL of the peer's stays
        headers = self.headers
        for at, (key, raw) in enumerate(headers):
            if key == "Via":
                if "," in raw:
                    value = ", ".join([value, *split_list(raw)[1:]])
                headers[at] = ("Via", value)
                break
        else:
            raise LocalProtocolError("message has no Via to replace")
        if self._first is not None:
            self._first["Via"] = value
        self._via = via
        self._raw = None

    def with_body(self, body: bytes, content_type: str | None) -> Self:
        """A copy with another body; no `content_type` means no body header at all."""
        headers = [pair for pair in self.headers if pair[0] not in ("Content-Type", "Content-Length")]
        if content_type is not None:
            headers.append(("Content-Type", check_value(content_type)))
        return self._changed(headers, "", body)

    def _changed(self, headers: list[tuple[str, str]], name: str, body: bytes | None = None) -> Self:
        copy = self._like(headers, self.body if body is None else body)
        # What was typed already stays typed, but for the header that changed.
        if name != "Via":
            copy._via = self._via
        if name != "From":
            copy._from = self._from
        if name != "To":
            copy._to = self._to
        if name != "CSeq":
            copy._cseq = self._cseq
        return copy

    def encode(self) -> bytes:
        """The message as octets; Content-Length is always that of the body. Computed once."""
        raw = self._raw
        if raw is None:
            lines = [f"{name}: {value}\r\n" for name, value in self.headers if name != "Content-Length"]
            body = self.body
            head = f"{self._start_line()}\r\n{''.join(lines)}Content-Length: {len(body)}\r\n\r\n"
            raw = self._raw = head.encode("utf-8", "surrogateescape") + body
        return raw

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return (
            self._start_line() == other._start_line()
            and self.body == other.body
            and [pair for pair in self.headers if pair[0] != "Content-Length"]
            == [pair for pair in other.headers if pair[0] != "Content-Length"]
        )

    __hash__ = None  # type: ignore[assignment]  # equality is by content, which is no cheap key


class Request(Message):
    """A SIP request. The constructor checks header values (LocalProtocolError on CR, LF or NUL)."""

    __slots__ = ("_uri", "method", "uri")

    def __init__(self, method: str, uri: str, headers: Headers = (), body: bytes = b"") -> None:
        if not uri.isprintable() or " " in uri or TOKEN.fullmatch(method) is None:
            raise LocalProtocolError("method is no token, or Request-URI holds a blank or control character")
        self._fill(checked_headers(headers), body)
        self.method = method
        self.uri = uri
        self._uri: SipUri | None = None

    @classmethod
    def from_lines(cls, method: str, uri: str, headers: list[tuple[str, str]], body: bytes = b"") -> Self:
        """A request from parts of messages already read: canonical names, nothing checked.

        For lines of a peer, which cannot hold a line end but may hold a quoted NUL that the constructor would refuse.
        """
        request = cls.__new__(cls)
        request._fill(headers, body)
        request.method = method
        request.uri = uri
        request._uri = None
        return request

    @property
    def request_uri(self) -> SipUri:
        """The Request-URI typed; SipParseError(400) when malformed."""
        value = self._uri
        if value is None:
            value = self._uri = parse_uri(self.uri)
        return value

    def reply(
        self,
        status: int,
        reason: str | None = None,
        *,
        to_tag: str | None = None,
        headers: Headers = (),
        body: bytes = b"",
        content_type: str | None = None,
    ) -> Response:
        """The response to this request (RFC 3261 8.2.6), its Via, From, To, Call-ID and CSeq lines copied as they are.

        `to_tag` is added where To has none (8.2.6.2; the caller gives one for all but 100). A 100 copies Timestamp; an
        18x or 2xx to a dialog-creating request copies Record-Route (12.1.1).
        """
        if status == 100:
            wanted = _WITH_TIMESTAMP
        elif 100 < status < 300 and self.method in DIALOG_CREATING:
            wanted = _WITH_ROUTES
        else:
            wanted = _VIA_OR_DIALOG
        tagged = self._tagged_to(to_tag) if to_tag is not None else None
        if tagged is None:
            lines = [pair for pair in self.headers if pair[0] in wanted]
        else:
            to = "To", f"{self.get('To')};tag={check_value(to_tag or '')}"
            lines = [to if pair[0] == "To" else pair for pair in self.headers if pair[0] in wanted]
        if headers:
            lines += checked_headers(headers)
        if content_type is not None:
            lines.append(("Content-Type", check_value(content_type)))
        response = Response.__new__(Response)
        response._fill(lines, body)
        response.status = status
        response.reason = reason_phrase(status) if reason is None else check_value(reason)
        response._via = self._via
        response._from = self._from
        response._to = tagged or self._to
        response._cseq = self._cseq
        return response

    def _tagged_to(self, tag: str) -> NameAddr | None:
        """To with our tag, or None when it has one already or cannot be read (a 400 to a broken To copies it)."""
        try:
            to = self.to
        except SipParseError:
            return None
        return None if "tag" in to.params else to.with_tag(tag)

    def _start_line(self) -> str:
        return f"{self.method} {self.uri} SIP/2.0"

    def _like(self, headers: list[tuple[str, str]], body: bytes) -> Self:
        copy = self.from_lines(self.method, self.uri, headers, body)
        copy._uri = self._uri
        return copy

    def __repr__(self) -> str:
        return f"<Request {self.method} {self.get('CSeq')} Call-ID {self.get('Call-ID')}>"


class Response(Message):
    """A SIP response. The constructor checks header values (LocalProtocolError on CR, LF or NUL)."""

    __slots__ = ("reason", "status")

    def __init__(self, status: int, reason: str | None = None, headers: Headers = (), body: bytes = b"") -> None:
        if not 100 <= status <= 699:
            raise LocalProtocolError("status outside 100 to 699")
        self._fill(checked_headers(headers), body)
        self.status = status
        self.reason = reason_phrase(status) if reason is None else check_value(reason)

    def _start_line(self) -> str:
        return f"SIP/2.0 {self.status} {self.reason}"

    def _like(self, headers: list[tuple[str, str]], body: bytes) -> Self:
        copy = type(self).__new__(type(self))
        copy._fill(headers, body)
        copy.status = self.status
        copy.reason = self.reason
        return copy

    def __repr__(self) -> str:
        return f"<Response {self.status} {self.get('CSeq')} Call-ID {self.get('Call-ID')}>"
