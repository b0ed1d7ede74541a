"""From one datagram to one message (RFC 3261 7, 18.3), and the checks that a request must pass (8.2, 16.3).

Cheap by design: the head is decoded and split once, header names go through one table, values stay raw until
somebody asks. No recursion and no regular expression on a known header, so cost is linear in the size.
"""

from __future__ import annotations

from typing import Final, NoReturn

from sessioncore.wire.sip.errors import SipParseError
from sessioncore.wire.sip.headers import parse_number
from sessioncore.wire.sip.message import Message, Request, Response
from sessioncore.wire.sip.names import METHODS, SINGLE_HEADERS, SPELLINGS, TOKEN, canonical_name

MAX_SIZE: Final = 65_535
MAX_HEADERS: Final = 256
MAX_LINE: Final = 8_192
MAX_URI: Final = 4_096
"""Characters of a Request-URI; a longer one is answered 414 (RFC 3261 21.4.15)."""

TOO_LARGE: Final = 513
"""Message Too Large (RFC 3261 21.5.7): we take fewer or shorter headers, or a shorter body."""

_BLANK: Final = " \t"


def parse(data: bytes, *, strict: bool = True, source: tuple[str, int] | None = None) -> Request | Response:
    """Read one datagram.

    Bytes beyond Content-Length are cut off (18.3), leading CRLFs skipped (7.5). With `strict`, what every element
    needs for routing (Via, From, To, Call-ID, CSeq, the Request-URI) is checked and typed at once. The topmost Via of a
    request records its `source`, the address that it came from (18.2.1).
    Raises SipParseError: `reason` for counters, `status` to answer with or None to stay silent, `partial` to build the
    answer from.
    """
    if len(data) > MAX_SIZE:
        raise SipParseError("message too large", reason="too_large", status=None)
    if data[:1] in b"\r\n":
        data = data.lstrip(b"\r\n")
        if not data:
            raise SipParseError("nothing but line ends", reason="empty", status=None)
    end = data.find(b"\r\n\r\n")
    head = data[:end] if end >= 0 else data
    text = head.decode("utf-8", "surrogateescape")
    lines = text.split("\r\n")
    breaks = len(lines) - 1
    start = lines[0]
    problem: SipParseError | None = None
    message: Request | Response
    if start[:4].upper() == "SIP/":
        message = _response(start)
    else:
        message, problem = _request(start)
    if end < 0:
        problem = problem or _bad("no_end_of_headers", "the empty line is missing")
        if not lines[-1]:
            lines.pop()
    if text.count("\n") != breaks or text.count("\r") != breaks:
        # Such a value would be a header of its own to a lenient peer that we forward it to.
        _refuse(message, _bad("bare_line_end", "CR or LF outside a CRLF"))
    del lines[0]
    headers, flaw = _headers(lines, len(text))
    problem = problem or flaw
    message.headers = headers
    first = message._first = dict(headers)
    if len(first) != len(headers):
        first = message._first = dict(reversed(headers))  # of several lines the first one counts
        message.headers, flaw = _without_doubles(headers)
        problem = problem or flaw
    try:
        length = first.get("Content-Length")
        body = data[end + 4 :] if end >= 0 else b""
        if length is not None:
            size = parse_number(length, "bad_content_length", 2**32 - 1)
            if size > len(body):
                raise _bad("bad_content_length", "body shorter than Content-Length")
            if size < len(body):
                body = body[:size]
                data = data[: end + 4 + size]
        message.body = body
        if problem is None:
            if strict:
                check_routable(message)
            # A message with no Content-Length is sent on with one, so only complete octets are kept for encode().
            if length is not None:
                message._raw = data
            if source is not None and isinstance(message, Request):
                via = message.via
                stamped = via.with_received(*source)
                if stamped is not via:
                    message._put_top_via(stamped)
            return message
    except SipParseError as error:
        problem = problem or error
    _refuse(message, problem)


def _bad(reason: str, why: str) -> SipParseError:
    return SipParseError(why, reason=reason)


def _refuse(message: Request | Response, problem: SipParseError) -> NoReturn:
    """Raise `problem` with what may be answered: nothing to a response or an ACK, nothing without a usable Via."""
    if isinstance(message, Response) or message.method == "ACK":
        problem.status = None
    elif problem.status is not None:
        try:
            message.via  # noqa: B018  typed here so that building the answer cannot fail
        except SipParseError:
            problem.status = None
        else:
            problem.partial = message
    raise problem


def _request(line: str) -> tuple[Request, SipParseError | None]:
    problem: SipParseError | None = None
    parts = line.split(" ")
    if len(parts) == 3:
        method, uri, version = parts
        if version != "SIP/2.0" and version.upper() != "SIP/2.0":
            if version[:4].upper() != "SIP/":
                raise SipParseError("not SIP", reason="not_sip", status=None)
            problem = SipParseError("SIP version", reason="bad_version", status=505)
    else:
        words = line.split()
        if len(words) < 3 or words[-1].upper() != "SIP/2.0":
            raise SipParseError("not SIP", reason="not_sip", status=None)
        method, uri = words[0], words[1]
        problem = _bad("bad_request_line", "blanks in the request line")
    known = METHODS.get(method)
    if known is not None:
        method = known  # one text for all: transactions keep it for a while
    elif TOKEN.fullmatch(method) is None:
        raise SipParseError("not SIP", reason="not_sip", status=None)
    if len(uri) > MAX_URI:
        problem = SipParseError("Request-URI too long", reason="uri_too_long", status=414)
    elif not uri.isprintable() or uri[:1] == "<":
        problem = problem or _bad("bad_request_uri", "Request-URI")
    return Request.from_lines(method, uri, []), problem


def _response(line: str) -> Response:
    version, _, rest = line.partition(" ")
    code, _, reason = rest.partition(" ")
    if version.upper() != "SIP/2.0":
        raise SipParseError("SIP version", reason="bad_version", status=None)
    if len(code) != 3 or not (code.isascii() and code.isdigit()) or not "100" <= code <= "699":
        raise SipParseError("status code", reason="bad_status", status=None)
    response = Response.__new__(Response)
    response._fill([], b"")
    response.status = int(code)
    response.reason = reason
    return response


def _headers(lines: list[str], size: int) -> tuple[list[tuple[str, str]], SipParseError | None]:
    """Header lines of `size` characters in all to (canonical name, value), folded ones joined by one blank (7.3.1).

    A broken line is left out and reported, so that the rest can still carry the 400.
    """
    problem: SipParseError | None = None
    if len(lines) > MAX_HEADERS:
        problem = SipParseError("too many header lines", reason="too_many_headers", status=TOO_LARGE)
        del lines[MAX_HEADERS:]
    elif size <= MAX_LINE:
        # Nearly every message: known names, nothing folded, no line that could be too long.
        try:
            return [
                (SPELLINGS[name], value.strip(_BLANK)) for line in lines for name, value in [line.split(":", 1)]
            ], None
        except (KeyError, ValueError):
            pass
    headers: list[tuple[str, str]] = []
    add = headers.append
    known = SPELLINGS.get
    for line in lines:
        if len(line) > MAX_LINE:
            problem = SipParseError("header line too long", reason="line_too_long", status=TOO_LARGE)
            continue
        name, colon, value = line.partition(":")
        canonical = known(name)
        if canonical is None:
            if line and line[0] in _BLANK and headers:
                name, value = headers[-1]
                headers[-1] = (name, f"{value} {line.strip(_BLANK)}".strip(_BLANK))
                continue
            name = name.rstrip(_BLANK)
            if not colon or TOKEN.fullmatch(name) is None:
                problem = _bad("bad_header_line", "no header name")
                continue
            canonical = canonical_name(name)
        elif not colon:
            problem = _bad("bad_header_line", "no colon")
            continue
        add((canonical, value.strip(_BLANK)))
    return headers, problem


def _without_doubles(headers: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], SipParseError | None]:
    """Report headers that may stand only once but stand twice; for the 400 the first one is kept.

    Equal Content-Lengths do no harm and are let pass (RFC 4475 3.3.9 is about unequal ones).
    """
    problem: SipParseError | None = None
    seen: dict[str, str] = {}
    kept: list[tuple[str, str]] = []
    for pair in headers:
        name, value = pair
        if name in SINGLE_HEADERS:
            if name in seen and (name != "Content-Length" or seen[name] != value):
                problem = _bad("repeated_header", "a header that may stand only once stands twice")
                continue
            seen[name] = value
        kept.append(pair)
    return kept, problem


def check_routable(message: Message) -> None:
    """Type what routing needs: Via, From, To, Call-ID, CSeq (RFC 3261 8.1.1) and the Request-URI of any scheme.

    Raises SipParseError(400); a method that differs from that of CSeq is one too.
    """
    message.via  # noqa: B018  the properties raise, and keep what they read
    message.from_  # noqa: B018
    message.to  # noqa: B018
    message.call_id  # noqa: B018
    cseq = message.cseq
    if isinstance(message, Request):
        if cseq.method != message.method:
            raise _bad("cseq_mismatch", "CSeq method differs from the request's")
        message.request_uri  # noqa: B018


def validate(message: Message, *, routable: bool = False) -> None:
    """Everything a user agent or proxy needs before it serves a message (RFC 3261 8.1.1, 8.2.2, 16.3).

    Beyond what `parse` checked: every Contact, Route and Record-Route readable, numbers in range, and for
    requests Max-Forwards (absent is let pass for RFC 2543 peers), no headers in the Request-URI (19.1.5) and a scheme
    we can serve. `routable` says that `parse` has seen to the first part. Raises SipParseError(400), or with status 416
    for a scheme other than sip, sips and tel.
    """
    if not routable:
        check_routable(message)
    message.max_forwards  # noqa: B018
    message.expires  # noqa: B018
    message.contacts  # noqa: B018
    message.routes  # noqa: B018
    message.record_routes  # noqa: B018
    if isinstance(message, Request):
        uri = message.request_uri
        if uri.headers:
            raise _bad("bad_request_uri", "Request-URI with headers")
        if not uri.is_sip and uri.scheme != "tel":
            raise SipParseError("URI scheme", reason="unsupported_scheme", status=416)
