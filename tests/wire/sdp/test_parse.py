from __future__ import annotations

import time

import pytest

from sessioncore.wire.sdp import Attribute, Codec, Connection, Origin, SdpError, parse_sdp
from sessioncore.wire.sdp.parse import MAX_LINES, MAX_MEDIA, MAX_SIZE

FULL = b"""v=0\r
o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1\r
s=Call to John Smith\r
i=SDP Offer #1\r
u=http://www.jdoe.example.com/home.html\r
e=Jane Doe <jane@jdoe.example.com>\r
p=+1 617 555-6011\r
c=IN IP4 198.51.100.1\r
b=AS:128\r
t=0 0\r
k=clear:x\r
a=sendonly\r
a=group:BUNDLE 0 1\r
m=audio 49170/2 RTP/AVP 0 97 101\r
i=voice\r
c=IN IP6 2001:db8::2\r
b=TIAS:64000\r
a=rtpmap:97 iLBC/8000\r
a=fmtp:97 mode=20\r
a=rtpmap:101 telephone-event/8000\r
a=fmtp:101 0-15\r
a=ptime:30\r
a=recvonly\r
m=image 0 udptl t38\r
a=T38FaxVersion:0\r
a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:32\r
m=video 51372 RTP/AVP 99\r
a=rtpmap:99 H263-1998/90000\r
"""
SMALL = "v=0\r\no=- 1 2 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"


def test_everything_is_found() -> None:
    session = parse_sdp(FULL)
    assert session.origin == Origin("jdoe", 3724394400, 3724394405, "198.51.100.1", "IP4")
    assert (session.name, session.times, session.bandwidth) == ("Call to John Smith", ("0 0",), ("AS:128",))
    assert session.connection == Connection("198.51.100.1", "IP4")
    assert session.attributes == (Attribute("sendonly"), Attribute("group", "BUNDLE 0 1"))
    audio, image, video = session.media
    assert (audio.kind, audio.port, audio.port_count, audio.protocol) == ("audio", 49170, 2, "RTP/AVP")
    assert audio.formats == ("0", "97", "101")
    assert audio.connection == Connection("2001:db8::2", "IP6")
    assert audio.codecs() == (
        Codec("PCMU", 0),
        Codec("iLBC", 97, 8000, "mode=20"),
        Codec("telephone-event", 101, 8000, "0-15"),
    )
    assert (audio.terms.ptime, audio.terms.direction, audio.rejected) == (30, "recvonly", False)
    assert (image.rejected, image.formats, image.codecs()) == (True, ("t38",), ())
    assert video.rtpmaps == {99: Codec("H263-1998", 99, 90000)}
    assert [session.direction_of(index) for index in range(3)] == ["recvonly", "sendonly", "sendonly"]
    assert session.connection_of(0) == audio.connection
    assert session.connection_of(2) == session.connection


def test_the_wire_form_survives() -> None:
    assert parse_sdp(FULL).encode() == FULL


def test_lf_alone_and_empty_lines() -> None:
    assert parse_sdp(FULL.replace(b"\r\n", b"\n")) == parse_sdp(FULL)
    assert parse_sdp(FULL + b"\r\n\r\n") == parse_sdp(FULL)
    assert parse_sdp(FULL.rstrip()) == parse_sdp(FULL)


def test_foreign_octets_survive() -> None:
    data = FULL.replace(b"John", b"J\xe9\xff")
    assert parse_sdp(data).encode() == data


def test_missing_name_and_time_are_let_pass() -> None:
    session = parse_sdp(b"v=0\no=- 1 1 IN IP4 h.example\nc=IN IP4 h.example\nm=audio 9 RTP/AVP 0\n")
    assert (session.name, session.times) == ("-", ("0 0",))


def test_no_media_at_all() -> None:
    assert parse_sdp(SMALL.encode()).media == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "sdp_bad_version"),
        ("o=- 1 1 IN IP4 h\r\n", "sdp_bad_version"),
        ("v=1\r\no=- 1 1 IN IP4 h\r\n", "sdp_bad_version"),
        (SMALL + "v=0\r\n", "sdp_bad_version"),
        ("v=0\r\ns=-\r\n", "sdp_bad_origin"),
        ("v=0\r\no=- 1 1 IN IP4\r\n", "sdp_bad_origin"),
        ("v=0\r\no=- x 1 IN IP4 h\r\n", "sdp_bad_origin"),
        ("v=0\r\no=- 1 -1 IN IP4 h\r\n", "sdp_bad_origin"),
        ("v=0\r\no=- 1 1 ATM IP4 h\r\n", "sdp_bad_origin"),
        ("v=0\r\no=- 1 1 IN IP4 <h>\r\n", "sdp_bad_origin"),
        ("v=0\r\no=- 1 " + "9" * 33 + " IN IP4 h\r\n", "sdp_bad_origin"),
        (SMALL + "o=- 1 1 IN IP4 h\r\n", "sdp_bad_origin"),
        (SMALL + "nonsense\r\n", "sdp_bad_line"),
        (SMALL + " a=x\r\n", "sdp_bad_line"),
        (SMALL + "=\r\n", "sdp_bad_line"),
        (SMALL + "a=x\ry\r\n", "sdp_bad_line"),
        (SMALL + "a=x\0\r\n", "sdp_bad_line"),
        (SMALL + "m=audio 9 RTP/AVP 0\r\ns=-\r\n", "sdp_bad_line"),
        (SMALL + "c=IN IP5 h\r\n", "sdp_bad_connection"),
        (SMALL + "m=audio 9 RTP/AVP 0\r\nc=IN IP4 a b\r\n", "sdp_bad_connection"),
        (SMALL + "m=audio 9 RTP/AVP 0\r\nc=IN IP4 a'b\r\n", "sdp_bad_connection"),
        (SMALL + "m=audio\r\n", "sdp_bad_media"),
        (SMALL + "m=audio 65536 RTP/AVP 0\r\n", "sdp_bad_media"),
        (SMALL + "m=audio -1 RTP/AVP 0\r\n", "sdp_bad_media"),
        (SMALL + "m=audio 9 RTP/AVP\r\n", "sdp_bad_media"),
        (SMALL + "m=audio 9/x RTP/AVP 0\r\n", "sdp_bad_media"),
        ("v=0\r\no=- 1 1 IN IP4 h\r\nm=audio 9 RTP/AVP 0\r\n", "sdp_no_connection"),
    ],
)
def test_malformed(text: str, reason: str) -> None:
    with pytest.raises(SdpError) as caught:
        parse_sdp(text.encode())
    assert (caught.value.status, caught.value.reason) == (400, reason)


def test_a_rejected_line_needs_neither_connection_nor_formats() -> None:
    session = parse_sdp(b"v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nt=0 0\r\nm=audio 0 RTP/AVP\r\n")
    assert (session.media[0].rejected, session.media[0].formats) == (True, ())
    assert parse_sdp(session.encode()) == session


def test_of_several_connections_the_first_counts() -> None:
    session = parse_sdp(
        (SMALL + "m=audio 9 RTP/AVP 0\r\nc=IN IP4 233.252.0.1/127\r\nc=IN IP4 233.252.0.2/127\r\n").encode()
    )
    assert session.connection_of(0) == Connection("233.252.0.1/127", "IP4")


def test_bounds() -> None:
    head = SMALL.encode()
    with pytest.raises(SdpError) as caught:
        parse_sdp(head + b"a=" + b"x" * MAX_SIZE)
    assert caught.value.reason == "sdp_too_large"
    lines = MAX_LINES - head.count(b"\n") - 1
    assert len(parse_sdp(head + b"a=x\n" * lines).attributes) == lines
    with pytest.raises(SdpError) as caught:
        parse_sdp(head + b"a=x\n" * (lines + 1))
    assert caught.value.reason == "sdp_too_many_lines"
    assert len(parse_sdp(head + b"m=audio 9 RTP/AVP 0\n" * MAX_MEDIA).media) == MAX_MEDIA
    with pytest.raises(SdpError) as caught:
        parse_sdp(head + b"m=audio 9 RTP/AVP 0\n" * (MAX_MEDIA + 1))
    assert caught.value.reason == "sdp_too_many_media"


@pytest.mark.parametrize(
    "line", ["a=rtpmap:" + "9" * 60_000, "m=audio 9 RTP/AVP " + "0 " * 30_000, "c=IN IP4 " + "a" * 60_000]
)
def test_hostile_lines_cost_little(line: str) -> None:
    before = time.process_time()
    try:
        session = parse_sdp((SMALL + line).encode())
    except SdpError:
        assert line.startswith("c=")
    else:
        assert all(len(media.codecs()) <= 30_000 for media in session.media)
    assert time.process_time() - before < 0.5
