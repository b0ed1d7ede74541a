"""What must hold for any octets whatever: only SipParseError, and what is encoded reads back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessioncore.wire.sip import Message, Request, Response, SipParseError, parse, validate

SAMPLES = [
    b"INVITE sip:bob@example.com;transport=udp SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa;rport\r\n"
    b'Max-Forwards: 70\r\nFrom: "A \\" B" <sip:alice@example.com>;tag=f1\r\nTo: Bob <sip:bob@example.com>\r\n'
    b"Call-ID: c1\r\nCSeq: 7 INVITE\r\nContact: <sip:a@192.0.2.1>;q=0.1, <sip:b@[2001:db8::1]:5070;lr>\r\n"
    b"Record-Route: <sip:p1;lr>\r\n ,<sip:p2;lr>\r\nSupported: timer\r\nContent-Length: 4\r\n\r\nbody",
    b"SIP/2.0 200 OK\r\nv: SIP/2.0/TLS h;received=192.0.2.9, SIP/2.0/UDP g\r\nf: sip:a@h;tag=1\r\nt: sip:b@h;tag=2\r\n"
    b"i: 1@h\r\nCSeq: 1 BYE\r\nl: 0\r\n\r\n",
]
PROPERTIES = [
    *("via", "from_", "to", "call_id", "cseq", "contact", "contacts", "routes", "record_routes", "content_type"),
    *("max_forwards", "expires", "require", "supported", "allow", "retry_after"),
]
NAMES = [
    "Via",
    "From",
    "To",
    "Call-ID",
    "CSeq",
    "Contact",
    "Route",
    "Record-Route",
    "Max-Forwards",
    "Expires",
    "X-Other",
]
CUTS = [
    b"",
    b"\r\n",
    b"\r\n\r\n",
    b"\r",
    b"\n",
    b" ",
    b"\t",
    b'"',
    b"\\",
    b"<",
    b">",
    b",",
    b";",
    b":",
    b"=",
    b"\0",
    b"\xff",
]

mutations = st.lists(
    st.tuples(st.integers(0, 600), st.integers(0, 12), st.sampled_from(CUTS) | st.binary(max_size=4)), max_size=5
)


def mutated(sample: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, insert in changes:
        at = min(at, len(sample))
        sample = sample[:at] + insert + sample[at + length :]
    return sample


def attempt(read: Callable[[], object]) -> SipParseError | None:
    """The only error that reading may raise; any other fails the test."""
    try:
        read()
    except SipParseError as error:
        return error
    return None


def use(data: bytes) -> Message | None:
    """Everything that may be asked of what a peer sent."""
    refusal = attempt(lambda: parse(data))
    if refusal is not None:
        if refusal.partial is not None:
            assert refusal.status is not None
            refusal.partial.reply(refusal.status, to_tag="t").encode()
        return None
    # What parse returned can be routed and answered without a further error.
    message = parse(data)
    assert all((message.via, message.from_, message.to, message.call_id, message.cseq))
    if isinstance(message, Request):
        answer = message.reply(200, to_tag="t")
        again = parse(answer.encode())
        assert (again.cseq, again.via, again.to) == (message.cseq, message.via, answer.to)
    for name in PROPERTIES:
        error = attempt(lambda name=name: getattr(message, name))  # type: ignore[misc]
        assert error is None or error.status == 400
    error = attempt(lambda: validate(message))
    assert error is None or error.status in (400, 416)
    return message


@given(st.binary(max_size=300))
def test_random_octets(data: bytes) -> None:
    use(data)


@given(st.binary(max_size=200))
def test_random_headers(data: bytes) -> None:
    use(b"INVITE sip:b@h SIP/2.0\r\n" + data + b"\r\n\r\n")


@settings(max_examples=5 * settings().max_examples)
@given(st.sampled_from(SAMPLES), mutations)
def test_mutated_messages(sample: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    use(mutated(sample, changes))


@pytest.mark.fuzz
@given(st.sampled_from(NAMES), st.text(max_size=60))
def test_any_value_of_any_header(name: str, value: str) -> None:
    lines = [line for line in SAMPLES[0].split(b"\r\n") if not line.lower().startswith(name.lower().encode() + b":")]
    lines.insert(1, f"{name}: {value}".encode("utf-8", "surrogatepass"))
    use(b"\r\n".join(lines))


@given(st.sampled_from(SAMPLES), mutations)
def test_what_was_read_is_written_and_reads_alike(sample: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    message = use(mutated(sample, changes))
    if message is None:
        return
    assert parse(message.encode()) == message
    # The same from its parts instead of the octets kept.
    rebuilt = message.without("No-Such-Header")
    assert rebuilt.encode() != b""
    assert parse(rebuilt.encode()) == message


_values = st.text(st.characters(blacklist_characters="\r\n\0", blacklist_categories=["Cs"]), max_size=40).map(str.strip)
_names = st.sampled_from(["Subject", "X-Any", "User-Agent", "Warning", "s", "Organization"])


@given(st.lists(st.tuples(_names, _values), max_size=8), st.binary(max_size=80), st.integers(100, 699))
def test_built_messages_read_back(headers: list[tuple[str, str]], body: bytes, status: int) -> None:
    base = [
        ("Via", "SIP/2.0/UDP h"),
        ("From", "<sip:a@h>;tag=1"),
        ("To", "<sip:b@h>"),
        ("Call-ID", "1"),
        ("CSeq", "1 INFO"),
    ]
    for built in (Request("INFO", "sip:b@h", base + headers, body), Response(status, None, base + headers, body)):
        again = parse(built.encode())
        assert again == built
        assert (again.headers[:-1], again.body) == (built.headers, body)
