from __future__ import annotations

import contextlib
import time

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessioncore.wire.sip.errors import SipParseError
from sessioncore.wire.sip.uri import SipUri, parse_any_uri, parse_hostport, parse_uri, same_uri, unescape


def test_every_part_is_found() -> None:
    uri = parse_uri("sips:alice:secret@example.com:5070;transport=TCP;lr?Subject=x&Priority=urgent")
    assert uri == SipUri(
        "sips",
        "alice",
        "example.com",
        5070,
        {"transport": "TCP", "lr": None},
        (("Subject", "x"), ("Priority", "urgent")),
        "secret",
    )
    assert (uri.transport, uri.is_loose_router, uri.is_sip) == ("tcp", True, True)


def test_the_password_stays_out_of_repr_and_in_the_wire_form() -> None:
    uri = parse_uri("sip:alice:secret@example.com")
    assert "secret" not in repr(uri)
    assert str(uri) == "sip:alice:secret@example.com"


@pytest.mark.parametrize(
    "text",
    [
        "sip:example.com",
        "sip:alice@example.com:5060",
        "sip:[2001:db8::1]:5060;transport=udp",
        "sip:alice@[2001:db8::1]",
        "sip:+1-212-555-1212:1234@gateway.com;user=phone",
        "sip:user;par=u%40example.net@example.com",
        "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*@example.com",
        "sip:alice@example.com;method=REGISTER?to=alice%40example.com",
        "tel:+358-555-1234567;postd=pp22",
        "urn:service:sos",
        "http://example.com/path",
    ],
)
def test_wire_form_survives(text: str) -> None:
    assert str(parse_uri(text)) == text


def test_other_schemes_keep_their_text_as_user() -> None:
    tel = parse_uri("tel:+15551234;phone-context=example.com")
    assert (tel.user, tel.host, tel.params, tel.is_sip) == ("+15551234", "", {"phone-context": "example.com"}, False)
    assert parse_uri("NoBodyKnows:totallyopaque;x").user == "totallyopaque;x"


def test_user_is_raw_and_username_unescaped() -> None:
    uri = parse_uri("sip:user;par=u%40example.net@example.com")
    assert (uri.user, uri.username) == ("user;par=u%40example.net", "user;par=u@example.net")
    assert parse_uri("sip:example.com").username is None


def test_replaces_with_an_unescaped_at_sign_belongs_to_the_headers() -> None:
    uri = parse_uri("sip:bob@example.com?Replaces=12345%40192.0.2.1%3Bto-tag%3D1&X=a@b")
    assert (uri.host, uri.headers[1]) == ("example.com", ("X", "a@b"))


def test_of_a_doubled_parameter_the_first_counts() -> None:
    assert parse_uri("sip:1@example.com;user=phone;user=ip").params == {"user": "phone"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sip:",
        "sip",
        "alice@example.com",
        "sip:@example.com",
        "sip:alice@",
        "sip:alice@exa mple.com",
        "sip:al\udcffice@example.com",  # an octet that is no UTF-8: nothing could be sent there
        "sip:alice@example.com;x=\x80",
        "urn:service:\u2028sos",
        "sip:alice@example.com:",
        "sip:alice@example.com:0",
        "sip:alice@example.com:65536",
        "sip:alice@example.com:5060x",
        "sip:alice@-example.com",
        "sip:alice@example-",
        "sip:alice@b@c",
        "sip:alice@[2001:db8::1",
        "sip:alice@[2001:db8::1]5060",
        "sip:alice@[nonsense]",
        "sip:a<b@example.com",
        'sip:a"b@example.com',
        "sip:a\x00b@example.com",
        "sip:alice@example.com;=x",
        "sip:alice@example.com?novalue",
        "sip:alice@example.com?",
        "1sip:alice",
        "s p:alice",
    ],
)
def test_malformed_is_an_error_with_400(text: str) -> None:
    with pytest.raises(SipParseError) as caught:
        parse_uri(text)
    assert (caught.value.status, caught.value.reason) == (400, "bad_uri")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("value%2541", "value%41"),
        ("%61%6c", "al"),
        ("100%", "100%"),
        ("%zz%4", "%zz%4"),
        ("%00", "\x00"),
        ("%c3%a9", "é"),
    ],
)
def test_escapes_are_resolved_once(text: str, expected: str) -> None:
    assert unescape(text) == expected


def test_octets_outside_utf8_are_not_lost() -> None:
    assert unescape("%e9").encode("utf-8", "surrogateescape") == b"\xe9"


def test_hostport_of_ipv6_with_zone() -> None:
    assert parse_hostport("[fe80::1%eth0]:5062") == ("[fe80::1%eth0]", 5062)


# RFC 3261 19.1.4, its own examples.
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"),
        ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
        ("sip:carol@chicago.com", "sip:carol@chicago.com;security=on"),
        (
            "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
            "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
        ),
        (
            "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
            "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
        ),
    ],
)
def test_equivalent_uris(left: str, right: str) -> None:
    assert same_uri(parse_uri(left), parse_uri(right))
    assert same_uri(parse_uri(right), parse_uri(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"),
        ("sip:bob@biloxi.com", "sips:bob@biloxi.com"),
        ("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"),
        ("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"),
        ("sip:bob:1@biloxi.com", "sip:bob@biloxi.com"),
        ("sip:a%3Bb@biloxi.com", "sip:a;b@biloxi.com"),
        ("tel:+1;x=1", "tel:+1"),
    ],
)
def test_different_uris(left: str, right: str) -> None:
    assert not same_uri(parse_uri(left), parse_uri(right))
    assert not same_uri(parse_uri(right), parse_uri(left))


def test_escaped_delimiters_match_in_either_case_of_hex() -> None:
    assert same_uri(parse_uri("sip:a%3bb@biloxi.com"), parse_uri("sip:a%3Bb@biloxi.com"))


_PIECES = st.lists(
    st.sampled_from(
        ["sip:", "sips:", "tel:", "a", "B-", "@", ":", "5060", "0", "99999", ";", "lr", "=", "?", "x=1", "&"]
    )
    | st.sampled_from(["[::1]", "host.example", "%41", " ", '"', "<", ">", "é", "\udce9", "_", ".", "transport=udp"]),
    max_size=12,
).map("".join)


@given(st.text(max_size=60) | _PIECES.map(lambda tail: "sip:" + tail))
@example("sip:a@b:00005060;;")
def test_short_cut_and_long_way_agree(text: str) -> None:
    results = []
    for read in (parse_uri, parse_any_uri):
        try:
            results.append(repr(attrs.asdict(read(text))))
        except SipParseError as error:
            results.append(error.reason)
    assert results[0] == results[1]


@given(_PIECES.map(lambda tail: "sip:" + tail))
def test_what_was_read_and_written_reads_alike(text: str) -> None:
    try:
        uri = parse_uri(text)
    except SipParseError:
        return
    assert parse_uri(str(uri)) == uri
    assert same_uri(uri, uri)


@pytest.mark.parametrize(
    "text",
    ["sip:" + "a" * 60_000, "sip:" + "a." * 30_000 + "-", "sip:a@b" + ";x" * 30_000 + "<", "sip:" + "%41" * 20_000],
)
def test_cost_is_linear_on_hostile_input(text: str) -> None:
    before = time.process_time()
    with contextlib.suppress(SipParseError):
        parse_uri(text)
    assert time.process_time() - before < 0.5
