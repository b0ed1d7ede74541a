from __future__ import annotations

import contextlib
import time

import pytest

from sessioncore.wire.sip import Request, Response, SipParseError, parse, validate
from sessioncore.wire.sip.parser import MAX_HEADERS, MAX_LINE, MAX_SIZE, MAX_URI

LINES = [
    "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa;rport",
    "Max-Forwards: 70",
    'From: "Alice" <sip:alice@example.com>;tag=f1',
    "To: <sip:bob@example.com>",
    "Call-ID: c1@192.0.2.1",
    "CSeq: 7 INVITE",
    "Contact: <sip:alice@192.0.2.1>",
]


def invite(
    *more: str, lines: list[str] = LINES, start: str = "INVITE sip:bob@example.com SIP/2.0", body: str = ""
) -> bytes:
    return "\r\n".join([start, *lines, *more, "", body]).encode("utf-8", "surrogateescape")


def without(name: str) -> list[str]:
    return [line for line in LINES if not line.startswith(f"{name}:")]


def refused(data: bytes) -> SipParseError:
    with pytest.raises(SipParseError) as caught:
        parse(data)
    return caught.value


def test_a_request() -> None:
    request = parse(invite("Content-Length: 3", body="abc"))
    assert isinstance(request, Request)
    assert (request.method, request.uri, request.body) == ("INVITE", "sip:bob@example.com", b"abc")
    assert request.headers[0] == ("Via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa;rport")
    validate(request)


def test_a_response() -> None:
    response = parse(invite(start="SIP/2.0 183 Session  Progress"))
    assert isinstance(response, Response)
    assert (response.status, response.reason) == (183, "Session  Progress")


@pytest.mark.parametrize(
    ("start", "reason"), [("SIP/2.0 200 ", ""), ("SIP/2.0 200", ""), ("sip/2.0 200 = 2**3 * 5**2", "= 2**3 * 5**2")]
)
def test_reason_phrases(start: str, reason: str) -> None:
    response = parse(invite(start=start))
    assert isinstance(response, Response)
    assert (response.status, response.reason) == (200, reason)


def test_strict_types_what_routing_needs() -> None:
    request = parse(invite())
    assert None not in (request._via, request._from, request._to, request._cseq)
    assert parse(invite(lines=["Via: x"]), strict=False).get("Via") == "x"


def test_leading_line_ends_are_skipped() -> None:
    assert parse(b"\r\n\r\n" + invite()).call_id == "c1@192.0.2.1"


@pytest.mark.parametrize("data", [b"", b"\r\n", b"\r\n\r\n", b"\n"])
def test_a_keep_alive_is_no_message(data: bytes) -> None:
    error = refused(data)
    assert (error.reason, error.status, error.partial) == ("empty", None, None)


def test_folding_and_blanks() -> None:
    lines = [*without("To"), "To \t: <sip:bob@example.com>", "\t ;x=1", "Subject:  a", "   b", " ", "s2: "]
    request = parse(invite(lines=lines))
    assert request.get("To") == "<sip:bob@example.com> ;x=1"
    assert request.get("Subject") == "a b"
    assert request.get("S2") == ""


def test_foreign_octets_are_kept() -> None:
    request = parse(invite("Subject: caf\udce9 \u00e9"))
    assert request.get("Subject") == "caf\udce9 é"


class TestBodyLength:
    """RFC 3261 18.3, 20.14."""

    def test_longer_is_cut(self) -> None:
        data = invite("Content-Length: 3", body="abcdef")
        request = parse(data)
        assert request.body == b"abc"
        assert request.encode() == data[:-3]

    def test_absent_takes_the_rest_of_the_datagram(self) -> None:
        assert parse(invite(body="abc")).body == b"abc"

    @pytest.mark.parametrize("value", ["4", "-1", "+3", "three", "", "99999999999999999999"])
    def test_shorter_or_malformed(self, value: str) -> None:
        error = refused(invite(f"Content-Length: {value}", body="abc"))
        assert (error.reason, error.status) == ("bad_content_length", 400)
        assert error.partial is not None
        assert error.partial.reply(400, to_tag="t").cseq.number == 7

    def test_two_that_differ(self) -> None:
        assert refused(invite("Content-Length: 3", "l: 2", body="abc")).reason == "repeated_header"

    def test_two_alike(self) -> None:
        assert parse(invite("Content-Length: 3", "l: 3", body="abc")).body == b"abc"


@pytest.mark.parametrize("name", ["From", "To", "Call-ID", "CSeq"])
def test_a_missing_header_is_400_with_what_there_is(name: str) -> None:
    error = refused(invite(lines=without(name)))
    assert (error.reason, error.status) == ("missing_header", 400)
    assert error.partial is not None
    assert not error.partial.reply(400).has(name)


@pytest.mark.parametrize("lines", [without("Via"), ["Via: nonsense", *without("Via")], []])
def test_without_a_usable_via_nothing_is_answered(lines: list[str]) -> None:
    error = refused(invite(lines=lines))
    assert (error.status, error.partial) == (None, None)


@pytest.mark.parametrize("name", ["From", "To", "Call-ID", "CSeq", "Max-Forwards"])
def test_a_doubled_header_is_400_and_the_reply_carries_the_first(name: str) -> None:
    double = next(line for line in LINES if line.startswith(name)).replace("7", "8").replace("f1", "f2")
    error = refused(invite(double))
    assert (error.reason, error.status) == ("repeated_header", 400)
    assert error.partial is not None
    assert error.partial.get_all(name) == parse(invite()).get_all(name)


@pytest.mark.parametrize(
    "data",
    [invite(start="SIP/2.0 200 OK", lines=without("To")), invite(start="ACK sip:b@h SIP/2.0", lines=without("To"))],
)
def test_broken_responses_and_acks_are_never_answered(data: bytes) -> None:
    error = refused(data)
    assert (error.reason, error.status, error.partial) == ("missing_header", None, None)


@pytest.mark.parametrize(
    ("start", "status", "reason"),
    [
        ("INVITE sip:bob@example.com SIP/3.0", 505, "bad_version"),
        ("INVITE sip:bob@example.com  SIP/2.0", 400, "bad_request_line"),
        (" INVITE sip:bob@example.com SIP/2.0", 400, "bad_request_line"),
        ("INVITE sip:bob@example.com SIP/2.0 ", 400, "bad_request_line"),
        ("INVITE sip:bob; x@example.com SIP/2.0", 400, "bad_request_line"),
        ("INVITE <sip:bob@example.com> SIP/2.0", 400, "bad_request_uri"),
        ("INVITE sip:bob\x01@example.com SIP/2.0", 400, "bad_request_uri"),
        ("INVITE sip:@example.com SIP/2.0", 400, "bad_uri"),
        ("INVITE bob SIP/2.0", 400, "bad_uri"),
        ("BYE sip:bob@example.com SIP/2.0", 400, "cseq_mismatch"),
        ("INVITE sip:bob@example.com HTTP/1.1", None, "not_sip"),
        ("GET / HTTP/1.1", None, "not_sip"),
        ("IN<VITE sip:bob@example.com SIP/2.0", None, "not_sip"),
        ("hello", None, "not_sip"),
        ("SIP/2.0 99 Low", None, "bad_status"),
        ("SIP/2.0 700 High", None, "bad_status"),
        ("SIP/2.0 4294967301 Huge", None, "bad_status"),
        ("SIP/2.0 2xx OK", None, "bad_status"),
        ("SIP/1.0 200 OK", None, "bad_version"),
    ],
)
def test_start_lines(start: str, status: int | None, reason: str) -> None:
    error = refused(invite(start=start))
    assert (error.status, error.reason, error.partial is None) == (status, reason, status is None)


@pytest.mark.parametrize("line", ["no colon here", "Via", ": value", "Na me: x", "Näme: x"])
def test_a_broken_line_is_400_and_the_rest_answers(line: str) -> None:
    error = refused(invite(line))
    assert (error.reason, error.status) == ("bad_header_line", 400)
    assert error.partial is not None
    assert error.partial.reply(400).call_id == "c1@192.0.2.1"


def test_a_continuation_of_nothing() -> None:
    assert refused(invite(lines=[" x", *LINES])).reason == "bad_header_line"


@pytest.mark.parametrize("break_", ["\n", "\r"])
def test_a_bare_line_end_never_gets_through(break_: str) -> None:
    error = refused(invite(f"Subject: a{break_}Route: <sip:evil>"))
    assert (error.reason, error.partial) == ("bare_line_end", None)


def test_no_empty_line() -> None:
    data = invite()[:-2]
    error = refused(data)
    assert (error.reason, error.status) == ("no_end_of_headers", 400)
    assert refused(data[:-2]).reason == "no_end_of_headers"


class TestBounds:
    def test_size(self) -> None:
        room = MAX_SIZE - len(invite())
        assert len(parse(invite(body="x" * room)).body) == room
        error = refused(invite(body="x" * (room + 1)))
        assert (error.reason, error.status) == ("too_large", None)

    def test_header_count(self) -> None:
        more = ["X-A: 1"] * (MAX_HEADERS - len(LINES))
        assert len(parse(invite(*more)).headers) == MAX_HEADERS
        error = refused(invite(*more, "X-A: 1"))
        assert (error.reason, error.status) == ("too_many_headers", 513)

    def test_b1_14_the_length_of_the_request_uri(self) -> None:
        """RFC 3261 21.4.15."""
        at = f"sip:{'u' * (MAX_URI - 16)}@192.0.2.9"
        line = b"INVITE " + at.encode() + b" SIP/2.0\r\n" + invite().partition(b"\r\n")[2]
        assert len(at) == MAX_URI - 2
        assert parse(line).method == "INVITE"  # type: ignore[union-attr]
        error = refused(line.replace(b"INVITE sip:", b"INVITE sip:uuu", 1))
        assert (error.reason, error.status) == ("uri_too_long", 414)

    def test_line_length(self) -> None:
        assert parse(invite("X-A: " + "y" * (MAX_LINE - 5))).has("X-A")
        error = refused(invite("X-A: " + "y" * (MAX_LINE - 4)))
        assert (error.reason, error.status) == ("line_too_long", 513)

    @pytest.mark.parametrize(
        "line",
        [
            "Via: " + ",".join(["SIP/2.0/UDP h"] * 500),
            'From: "' + "\\" * 8_000,
            "From: " + "a " * 4_000 + "<",
            "To: <sip:" + "a" * 8_000 + ">",
            "Contact: " + "<sip:a@b>," * 800,
            "CSeq: " + "1" * 8_000,
            "X" * 8_000 + ": y",
        ],
    )
    def test_hostile_lines_cost_little(self, line: str) -> None:
        name = line.partition(":")[0]
        data = invite(lines=[line, *without(name), *["X-A: " + '"<,;' * 500] * 20])
        before = time.process_time()
        with contextlib.suppress(SipParseError):
            message = parse(data)
            message.get_all("Via")
            validate(message)
        assert time.process_time() - before < 0.5


class TestValidate:
    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("Contact: <sip:a@h>;;;;", "bad_contact"),
            ("Contact: sip:a@h?Route=x", "bad_contact"),
            ("Expires: 4294967296", "bad_expires"),
            ("Route: <sip:a@h> x", "bad_route"),
            ("Record-Route: sip", "bad_uri"),
        ],
    )
    def test_what_parse_leaves_for_use(self, line: str, reason: str) -> None:
        message = parse(invite(line))
        with pytest.raises(SipParseError) as caught:
            validate(message)
        assert (caught.value.status, caught.value.reason) == (400, reason)

    @pytest.mark.parametrize(
        ("uri", "status"),
        [("sip:bob@h?Route=%3Csip:x%3E", 400), ("soap.beep://192.0.2.1", 416), ("nobodyKnows:opaque", 416)],
    )
    def test_request_uri(self, uri: str, status: int) -> None:
        message = parse(invite(start=f"INVITE {uri} SIP/2.0"))
        with pytest.raises(SipParseError) as caught:
            validate(message)
        assert caught.value.status == status

    def test_ordinary_ones_pass(self) -> None:
        validate(parse(invite(start="INVITE tel:+15551234 SIP/2.0")))
        validate(parse(invite(start="SIP/2.0 200 OK")))

    def test_an_rfc2543_peer_passes(self) -> None:
        lines = ["Via: SIP/2.0/UDP h", "From: <sip:a@h>", "To: sip:b@h", "Call-ID: 1", "CSeq: 1 INVITE"]
        message = parse(invite(lines=lines))
        validate(message)
        assert (message.via.branch, message.from_.tag, message.max_forwards) == (None, None, None)


def test_the_topmost_via_records_where_a_request_came_from() -> None:
    lines = [
        "OPTIONS sip:bob@192.0.2.4 SIP/2.0",
        "Via: SIP/2.0/UDP proxy.example:5070;rport;branch=z9hG4bKa, SIP/2.0/UDP 192.0.2.8;branch=z9hG4bKb",
        "From: <sip:alice@example.org>;tag=1",
        "To: <sip:bob@192.0.2.4>",
        "Call-ID: c",
        "CSeq: 1 OPTIONS",
        "Content-Length: 0",
    ]
    data = "\r\n".join([*lines, "", ""]).encode()
    message = parse(data, source=("203.0.113.5", 4000))
    first, second = message.get_all("Via")
    assert first == "SIP/2.0/UDP proxy.example:5070;rport=4000;branch=z9hG4bKa;received=203.0.113.5"
    assert second == "SIP/2.0/UDP 192.0.2.8;branch=z9hG4bKb"
    assert str(message.via) == first
    assert first.encode() in message.encode()
    assert parse(data).encode() == data
