from __future__ import annotations

import attrs
import pytest

from sessioncore.wire.sdp import (
    PCMA,
    Attribute,
    Codec,
    Connection,
    MediaDescription,
    NotAcceptable,
    Origin,
    SessionDescription,
)


def media(*attributes: tuple[str, str | None], formats: tuple[str, ...] = ("0",)) -> MediaDescription:
    return MediaDescription(
        "audio", 4000, "RTP/AVP", formats, attributes=tuple([Attribute(*pair) for pair in attributes])
    )


def test_codecs_are_the_same_whatever_their_number_and_case() -> None:
    assert Codec("pcma", 97).key == PCMA.key
    assert Codec("opus", 96, 48000, None, 2).key != Codec("opus", 96, 48000).key
    assert Codec("Telephone-Event", 96).is_telephone_event
    assert PCMA.renumbered(99, "x=1") == Codec("PCMA", 99, 8000, "x=1")


def test_codecs_of_a_line_in_its_order() -> None:
    line = media(
        ("rtpmap", "96 opus/48000/2"),
        ("fmtp", "96 useinbandfec=1;stereo=0"),
        ("rtpmap", "8 PCMA/8000"),
        ("fmtp", "8 x"),
        formats=("96", "8", "9", "77", "t38", "0"),
    )
    assert line.codecs() == (
        Codec("opus", 96, 48000, "useinbandfec=1;stereo=0", 2),
        Codec("PCMA", 8, 8000, "x"),
        Codec("G722", 9),
        Codec("PCMU", 0),
    )


@pytest.mark.parametrize(
    "value", ["", "x opus/48000", "128 a/8000", "97", "97 ", "97 opus", "97 opus/x", "97 opus/8000/x"]
)
def test_malformed_rtpmaps_are_left_out(value: str) -> None:
    assert media(("rtpmap", value), formats=("97",)).codecs() == ()


def test_of_two_maps_the_first_counts() -> None:
    assert media(("rtpmap", "97 a/8000"), ("rtpmap", "97 b/8000"), formats=("97",)).codecs() == (Codec("a", 97),)


@pytest.mark.parametrize(("value", "ptime"), [("20", 20), ("", None), ("2x", None), ("-1", None), ("999999", None)])
def test_ptime(value: str, ptime: int | None) -> None:
    assert media(("ptime", value)).terms.ptime == ptime


def test_attributes_and_fmtp() -> None:
    line = media(
        ("rtcp-mux", None), ("fmtp", "101 0-15"), ("fmtp", "x 1"), ("fmtp", "102"), ("label", "1"), ("label", "2")
    )
    assert (line.attribute("rtcp-mux"), line.attribute("label"), line.attribute("none")) == ("", "1", None)
    assert line.fmtp == {101: "0-15"}


def test_direction_is_a_flag_and_the_first_counts() -> None:
    assert media(("sendonly", None), ("recvonly", None)).terms.direction == "sendonly"
    assert media(("sendonly", "x")).terms.direction is None


def test_directions_default_to_the_session_and_sendrecv() -> None:
    origin = Origin("-", 1, 1, "192.0.2.1")
    session = SessionDescription(origin, media=(media(), media(("recvonly", None))))
    assert (session.direction_of(0), session.direction_of(1)) == ("sendrecv", "recvonly")
    session = attrs.evolve(session, attributes=(Attribute("inactive"),))
    assert (session.direction_of(0), session.direction_of(1)) == ("inactive", "recvonly")


@pytest.mark.parametrize(
    ("address", "null"),
    [
        ("0.0.0.0", True),
        ("::", True),
        ("0:0:0:0:0:0:0:0", True),
        ("::0.0.0.0", True),
        ("10.0.0.0", False),
        ("::1", False),
        ("0.0.0.0.example", False),
        ("anonymous.invalid", True),
    ],
)
def test_null_addresses(address: str, null: bool) -> None:
    """Behaviour B4.6; RFC 3264 8.4."""
    assert Connection(address).is_null is null


def test_the_address_type_follows_from_the_address() -> None:
    assert str(Connection("2001:db8::1")) == "IN IP6 2001:db8::1"
    assert str(Origin("-", 1, 2, "192.0.2.1")) == "- 1 2 IN IP4 192.0.2.1"
    assert str(Origin("-", 1, 2, "host.example", "IP6")) == "- 1 2 IN IP6 host.example"


def test_content_is_everything_but_the_origin() -> None:
    session = SessionDescription(Origin("-", 1, 1, "h"), connection=Connection("192.0.2.1"), media=(media(),))
    assert session.same_content(attrs.evolve(session, origin=Origin("x", 9, 9, "y")))
    for change in (
        {"name": "x"},
        {"connection": Connection("192.0.2.2")},
        {"bandwidth": ("AS:1",)},
        {"times": ("1 2",)},
        {"attributes": (Attribute("inactive"),)},
        {"media": (media(("inactive", None)),)},
        {"other": (("i", "x"),)},
    ):
        assert not session.same_content(attrs.evolve(session, **change))


def test_a_refusal_words_its_warning() -> None:
    refusal = NotAcceptable(305, "Incompatible media format")
    assert (refusal.status, refusal.warning("pbx.example")) == (488, '305 pbx.example "Incompatible media format"')
