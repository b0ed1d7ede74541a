"""Messages out of a stream: the same frames however the octets were cut, and bounds that hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.wire.sip import parse
from sessioncore.wire.sip.framing import MAX_HEAD, Broken, Frame, KeepAlive, StreamFramer
from sessioncore.wire.sip.parser import MAX_SIZE

PING, PONG = KeepAlive.PING, KeepAlive.PONG


def message(body: bytes = b"", length: str | None = None, number: int = 1) -> bytes:
    head = (
        f"MESSAGE sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK{number}\r\n"
        f"From: <sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>\r\nCall-ID: c{number}\r\nCSeq: 1 MESSAGE\r\n"
    )
    return (head + (length or f"Content-Length: {len(body)}") + "\r\n\r\n").encode() + body


def frames(data: bytes, cuts: list[int] | None = None) -> list[Frame]:
    framer = StreamFramer()
    found: list[Frame] = []
    before = 0
    for cut in [*sorted(cuts or []), len(data)]:
        found += framer.feed(data[before:cut])
        before = max(before, cut)
    return found


def test_two_messages_in_one_segment() -> None:
    first, second = message(b"one", number=1), message(b"two", number=2)
    assert frames(first + second) == [first, second]


def test_one_octet_at_a_time() -> None:
    data = b"\r\n\r\n" + message(b"a\r\n\r\nb") + b"\r\n" + message()
    framer = StreamFramer()
    found = [frame for at in range(len(data)) for frame in framer.feed(data[at : at + 1])]
    assert found == [PONG, PING, message(b"a\r\n\r\nb"), PONG, message()]
    assert not framer.partial


def test_a_message_is_partial_until_its_last_octet() -> None:
    framer = StreamFramer()
    data = message(b"body")
    assert framer.feed(data[:1]) == []
    assert framer.partial
    assert framer.feed(data[1:-1]) == []
    assert framer.partial
    assert framer.feed(data[-1:]) == [data]
    assert not framer.partial


def test_half_a_line_end_is_waited_for() -> None:
    framer = StreamFramer()
    assert framer.feed(b"\r") == []
    assert framer.partial
    assert framer.feed(b"\n") == [PONG]
    assert framer.feed(b"\r\n") == [PING]


@pytest.mark.parametrize(
    "length", ["content-length: 4", "l:4", "L :\t4 ", "Content-Length:\r\n 4", "Content-Length: 4\r\nl: 4"]
)
def test_every_spelling_of_the_length(length: str) -> None:
    data = message(b"body", length)
    assert frames(data + b"\r\n") == [data, PONG]
    if "\r\n" not in length:
        assert parse(data).body == b"body"


@pytest.mark.parametrize(
    ("length", "reason"),
    [
        ("X: 1", "no_content_length"),
        ("Content-Length:", "bad_content_length"),
        ("Content-Length: -1", "bad_content_length"),
        ("Content-Length: 0x4", "bad_content_length"),
        ("Content-Length: 4\r\nContent-Length: 5", "bad_content_length"),
        ("Content-Length: 4 4", "bad_content_length"),
        ("Content-Length: 99999999999", "bad_content_length"),
        (f"Content-Length: {MAX_SIZE}", "too_large"),
    ],
)
def test_t4_without_a_length_nothing_more_can_be_told_apart(length: str, reason: str) -> None:
    """RFC 3261 18.3, 20.14: on a stream the length must be there."""
    data = message(b"body", length)
    assert frames(message() + data + message()) == [message(), Broken(reason, data[: -len(b"body")])]


def test_after_the_break_nothing_comes_and_nothing_is_kept() -> None:
    framer = StreamFramer()
    assert len(framer.feed(message(length="X: 1"))) == 1
    assert framer.feed(message()) == []
    assert not framer.partial


def test_a_head_without_end_is_given_up() -> None:
    framer = StreamFramer()
    assert framer.feed(b"INVITE sip:x SIP/2.0\r\nX: " + b"x" * (MAX_HEAD - 100)) == []
    assert framer.feed(b"x" * 200) == [Broken("head_too_large")]


def test_the_largest_message_fits_and_one_octet_more_does_not() -> None:
    head = len(message(b"", f"Content-Length: {MAX_SIZE - 1000}"))
    body = b"b" * (MAX_SIZE - head)
    data = message(body)
    assert len(data) == MAX_SIZE
    assert frames(data) == [data]
    assert frames(message(body + b"b"))[0] == Broken("too_large", message(body + b"b")[:head])


bodies = st.binary(max_size=40) | st.sampled_from([b"\r\n", b"\r\n\r\n", b"\r\n\r\nINVITE sip:x SIP/2.0\r\n\r\n"])
parts = st.lists(
    st.sampled_from([b"\r\n", b"\r\n\r\n"]) | st.builds(message, bodies, number=st.integers(1, 9)), max_size=6
)


@given(parts, st.lists(st.integers(0, 2_000), max_size=30), st.binary(max_size=20))
def test_t4_frames_do_not_depend_on_the_cuts(sent: list[bytes], cuts: list[int], tail: bytes) -> None:
    data = b"".join(sent) + tail
    assert frames(data, cuts) == frames(data)
    assert [frame for frame in frames(b"".join(sent)) if isinstance(frame, bytes)] == [
        part for part in sent if part.strip(b"\r\n")
    ]


@given(st.lists(st.binary(max_size=60) | st.sampled_from([b"\r\n", b"\r", b"\n", b"l:", b"l: 3\r\n\r\n"]), max_size=40))
def test_any_octets_are_bounded_and_none_is_invented(sent: list[bytes]) -> None:
    framer = StreamFramer(max_head=50, max_size=80)
    found: list[Frame] = []
    for segment in sent:
        found += framer.feed(segment)
    messages = [frame for frame in found if isinstance(frame, bytes)]
    assert all(len(frame) <= 80 for frame in messages)
    data, at = b"".join(sent), 0
    for frame in messages:
        at = data.index(frame, at) + len(frame)
    assert [type(frame) for frame in found].index(Broken) == len(found) - 1 if Broken in map(type, found) else True


def test_t3_the_line_end_after_our_ping_is_its_pong() -> None:
    """RFC 5626 4.4.1: whatever line ends came before, one is the answer; two more are a ping."""
    framer = StreamFramer()
    for _ in range(3):
        framer.pinged()
        assert framer.feed(b"\r\n") == [KeepAlive.PONG]
    assert framer.feed(b"\r\n") == [KeepAlive.PING]
    assert framer.feed(b"\r\n\r\n") == [KeepAlive.PONG, KeepAlive.PING]
