from __future__ import annotations

import pytest

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip import Message, Request, Response, SipParseError, parse, parse_via
from sessioncore.wire.sip.headers import CSeq

HEADERS = [
    ("v", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa, SIP/2.0/TCP 192.0.2.2"),
    ("VIA", "SIP/2.0/UDP 192.0.2.3"),
    ("max-forwards", "70"),
    ("From", '"Alice" <sip:alice@example.com>;tag=f1'),
    ("t", "Bob <sip:bob@example.com>"),
    ("i", "c1@192.0.2.1"),
    ("CSeq", "7 INVITE"),
    ("m", "<sip:alice@192.0.2.1>;q=0.5, <sip:alice@192.0.2.9>"),
    ("Record-Route", "<sip:p1.example.com;lr>, <sip:p2.example.com;lr>"),
    ("Record-Route", "<sip:p3.example.com;lr>"),
    ("k", "100rel, TIMER"),
    ("Require", "Replaces"),
    ("X-My-Thing", "one, two"),
    ("c", "Application/SDP ;charset=utf-8"),
]


@pytest.fixture
def invite() -> Request:
    return Request("INVITE", "sip:bob@example.com", HEADERS, b"v=0\r\n")


def test_names_are_canonical_and_order_is_kept(invite: Request) -> None:
    assert [name for name, _ in invite.headers[:6]] == ["Via", "Via", "Max-Forwards", "From", "To", "Call-ID"]
    assert invite.get("x-my-thing") == invite.get("X-MY-THING") == "one, two"
    assert invite.get("K") == "100rel, TIMER"
    assert invite.get("Subject") is None
    assert (invite.has("contact"), invite.has("Route")) == (True, False)


def test_the_first_line_is_the_one_that_get_returns(invite: Request) -> None:
    assert invite.get("Record-Route") == "<sip:p1.example.com;lr>, <sip:p2.example.com;lr>"


def test_all_values_split_for_list_headers_only(invite: Request) -> None:
    assert len(invite.get_all("Via")) == 3
    assert invite.get_all("supported") == ["100rel", "TIMER"]
    assert invite.get_all("X-My-Thing") == ["one, two"]
    assert invite.get_all("Route") == []


def test_typed_headers(invite: Request) -> None:
    assert (invite.via.transport, invite.via.sent_by, invite.via.branch) == ("UDP", "192.0.2.1:5060", "z9hG4bKa")
    assert (invite.from_.display, invite.from_.tag, invite.to.tag) == ("Alice", "f1", None)
    assert invite.call_id == "c1@192.0.2.1"
    assert invite.cseq == CSeq(7, "INVITE")
    assert invite.contact is not None
    assert (invite.contact.uri.host, invite.contact.params) == ("192.0.2.1", {"q": "0.5"})
    assert [contact.uri.host for contact in invite.contacts] == ["192.0.2.1", "192.0.2.9"]
    assert [route.uri.host for route in invite.record_routes] == ["p1.example.com", "p2.example.com", "p3.example.com"]
    assert invite.routes == ()
    assert (invite.max_forwards, invite.expires, invite.retry_after) == (70, None, None)
    assert (invite.supported, invite.require, invite.allow) == (("100rel", "timer"), ("replaces",), ())
    assert invite.content_type == "application/sdp"
    assert invite.request_uri.user == "bob"


def test_any_address_header_can_be_read(invite: Request) -> None:
    message = invite.with_header("r", "<sip:c@example.com?Replaces=1%3Bto-tag%3D2>").with_header(
        "Path", "<sip:p1>, <sip:p2>"
    )
    assert [address.uri.headers for address in message.addresses("Refer-To")] == [(("Replaces", "1%3Bto-tag%3D2"),)]
    assert [address.uri.host for address in message.addresses("Path")] == ["p1", "p2"]
    assert message.addresses("Service-Route") == ()


def test_a_typed_value_is_read_once(invite: Request) -> None:
    for name in ("via", "from_", "to", "cseq", "contacts", "record_routes", "request_uri"):
        assert getattr(invite, name) is getattr(invite, name)


@pytest.mark.parametrize(
    ("header", "attribute", "reason"),
    [
        (("Via", "nonsense"), "via", "bad_via"),
        (("From", '"'), "from_", "bad_from"),
        (("To", ""), "to", "missing_header"),
        (("CSeq", "x"), "cseq", "bad_cseq"),
        (("Call-ID", ""), "call_id", "missing_header"),
        (("Contact", "<sip:"), "contact", "bad_contact"),
        (("Route", "<sip:a> x"), "routes", "bad_route"),
        (("Max-Forwards", "256"), "max_forwards", "bad_max_forwards"),
        (("Expires", "soon"), "expires", "bad_expires"),
        (("Retry-After", "later"), "retry_after", "bad_retry_after"),
    ],
)
def test_a_broken_header_fails_on_use_with_400(header: tuple[str, str], attribute: str, reason: str) -> None:
    message = Request("INVITE", "sip:bob@example.com", [header])
    with pytest.raises(SipParseError) as caught:
        getattr(message, attribute)
    assert (caught.value.status, caught.value.reason) == (400, reason)


def test_absent_optional_headers() -> None:
    empty = Response(200)
    assert (empty.contact, empty.contacts, empty.content_type, empty.max_forwards) == (None, (), None, None)
    with pytest.raises(SipParseError):
        _ = empty.via


def test_contact_star_is_no_address() -> None:
    message = Request("REGISTER", "sip:example.com", [("Contact", "*")])
    assert (message.contact, message.contacts, message.get("Contact")) == (None, (), "*")


def test_retry_after_with_comment_and_parameter() -> None:
    assert Response(503, headers=[("Retry-After", "18000;duration=3600")]).retry_after == 18000
    assert Response(503, headers=[("Retry-After", "120 (I'm in a meeting)")]).retry_after == 120


class TestEncode:
    def test_content_length_is_always_that_of_the_body(self) -> None:
        request = Request("MESSAGE", "sip:b@h", [("Content-Length", "999"), ("l", "3")], b"12345")
        assert request.encode() == b"MESSAGE sip:b@h SIP/2.0\r\nContent-Length: 5\r\n\r\n12345"

    def test_unmodified_octets_go_out_as_they_came(self) -> None:
        data = (
            b"OPTIONS sip:b@h SIP/2.0\r\nv:SIP/2.0/UDP h\r\nf: J\xe9 <sip:a@h>\r\nTo: sip:b@h\r\n"
            b"i: 1\r\nCSeq: 1\r\n OPTIONS\r\nl: 0\r\n\r\n"
        )
        assert parse(data).encode() == data

    def test_foreign_octets_survive_a_change(self) -> None:
        data = (
            b"OPTIONS sip:b@h SIP/2.0\r\nv:SIP/2.0/UDP h\r\nf: J\xe9 <sip:a@h>\r\nTo: sip:b@h\r\n"
            b"i: 1\r\nCSeq: 1 OPTIONS\r\n\r\n"
        )
        assert b"From: J\xe9 <sip:a@h>\r\n" in parse(data).without("To").encode()

    def test_encoding_is_done_once(self, invite: Request) -> None:
        assert invite.encode() is invite.encode()

    def test_a_message_without_length_gets_one(self) -> None:
        data = b"SIP/2.0 200 OK\r\nv: SIP/2.0/UDP h\r\nf: <sip:a@h>\r\nt: <sip:b@h>\r\ni: 1\r\nCSeq: 1 BYE\r\n\r\nbody"
        assert b"Content-Length: 4\r\n" in parse(data).encode()


class TestChangedCopies:
    def test_the_original_stays(self, invite: Request) -> None:
        before = invite.encode()
        invite.with_header("Subject", "x").replaced("CSeq", "8 INVITE").without("Via")
        assert invite.encode() is before
        assert invite.headers == Request("INVITE", "sip:bob@example.com", HEADERS).headers

    def test_with_header(self, invite: Request) -> None:
        copy = invite.with_header("s", "hello")
        assert copy.headers[-1] == ("Subject", "hello")
        topped = invite.with_header("Via", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKnew", top=True)
        assert (topped.via.host, len(topped.get_all("Via"))) == ("10.0.0.1", 4)
        assert invite.via.host == "192.0.2.1"

    def test_replaced_keeps_the_place_and_drops_the_rest(self, invite: Request) -> None:
        copy = invite.replaced("record-route", "<sip:only;lr>")
        assert copy.get_all("Record-Route") == ["<sip:only;lr>"]
        assert copy.headers.index(("Record-Route", "<sip:only;lr>")) == 8
        assert invite.replaced("Subject", "new").headers[-1] == ("Subject", "new")

    def test_typed_values_follow_the_change(self, invite: Request) -> None:
        assert (invite.cseq.number, invite.to.tag, invite.from_.tag, invite.via.host) == (7, None, "f1", "192.0.2.1")
        assert invite.replaced("CSeq", "8 INVITE").cseq.number == 8
        assert invite.replaced("To", "<sip:bob@example.com>;tag=t").to.tag == "t"
        assert invite.replaced("From", "<sip:x@example.com>;tag=g").from_.tag == "g"
        assert invite.replaced("Contact", "<sip:new@h>").contacts[0].uri.user == "new"
        assert invite.replaced("Contact", "<sip:new@h>").from_ is invite.from_
        assert invite.without("CSeq").get("CSeq") is None

    def test_top_via_is_replaced_and_those_below_stay(self, invite: Request) -> None:
        copy = invite.with_top_via(invite.via.with_received("203.0.113.5", 4000))
        assert copy.get_all("Via") == [
            "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa;received=203.0.113.5",
            "SIP/2.0/TCP 192.0.2.2",
            "SIP/2.0/UDP 192.0.2.3",
        ]
        assert copy.via.params["received"] == "203.0.113.5"
        with pytest.raises(LocalProtocolError):
            Response(200).with_top_via(parse_via("SIP/2.0/UDP h"))

    def test_body(self, invite: Request) -> None:
        copy = invite.with_body(b"text", "text/plain")
        assert (copy.body, copy.content_type, invite.body) == (b"text", "text/plain", b"v=0\r\n")
        assert invite.with_body(b"", None).content_type is None

    def test_request_line_of_a_copy(self, invite: Request) -> None:
        assert invite.without("Route").encode().startswith(b"INVITE sip:bob@example.com SIP/2.0\r\nVia: ")
        assert Response(404, headers=[("Via", "x")]).without("Via").encode().startswith(b"SIP/2.0 404 Not Found\r\n")


class TestInjection:
    @pytest.mark.parametrize("bad", ["a\r\nX: y", "a\nb", "a\rb", "a\0b"])
    def test_every_builder_refuses_line_ends_and_nul(self, invite: Request, bad: str) -> None:
        for build in (
            lambda: Request("INVITE", "sip:b@h", [("Subject", bad)]),
            lambda: Response(200, headers=[("Subject", bad)]),
            lambda: Response(200, bad),
            lambda: invite.with_header("Subject", bad),
            lambda: invite.replaced("Subject", bad),
            lambda: invite.reply(200, headers=[("Subject", bad)]),
            lambda: invite.reply(200, bad),
            lambda: invite.reply(200, to_tag=bad),
            lambda: invite.reply(200, content_type=bad),
            lambda: invite.with_body(b"", bad),
            lambda: Request(bad, "sip:b@h"),
        ):
            with pytest.raises(LocalProtocolError):
                build()

    @pytest.mark.parametrize("name", ["", "Sub ject", "Subject:", "Sub\r\nject", "Sübject"])
    def test_header_names_are_tokens(self, invite: Request, name: str) -> None:
        with pytest.raises(LocalProtocolError):
            invite.with_header(name, "x")

    def test_start_line_parts(self) -> None:
        for method, uri in (("IN VITE", "sip:b@h"), ("INVITE", "sip:b @h"), ("", "sip:b@h")):
            with pytest.raises(LocalProtocolError):
                Request(method, uri)
        for status in (99, 700):
            with pytest.raises(LocalProtocolError):
                Response(status)


class TestReply:
    """RFC 3261 8.2.6."""

    def test_lines_are_copied_in_order_and_to_gets_the_tag(self, invite: Request) -> None:
        response = invite.reply(486, to_tag="t9")
        assert (response.status, response.reason) == (486, "Busy Here")
        assert response.headers == [
            ("Via", HEADERS[0][1]),
            ("Via", HEADERS[1][1]),
            ("From", HEADERS[3][1]),
            ("To", "Bob <sip:bob@example.com>;tag=t9"),
            ("Call-ID", "c1@192.0.2.1"),
            ("CSeq", "7 INVITE"),
        ]
        assert (response.to.tag, response.via, response.cseq) == ("t9", invite.via, invite.cseq)
        assert invite.to.tag is None

    def test_an_existing_tag_stays(self, invite: Request) -> None:
        tagged = invite.replaced("To", "<sip:bob@example.com>;tag=old")
        assert tagged.reply(200, to_tag="new").to.tag == "old"

    def test_a_bare_address_gets_a_header_parameter(self, invite: Request) -> None:
        response = invite.replaced("To", "sip:bob@example.com").reply(200, to_tag="t")
        assert (response.get("To"), response.to.tag) == ("sip:bob@example.com;tag=t", "t")

    def test_record_route_goes_into_what_makes_a_dialog(self, invite: Request) -> None:
        for status in (180, 183, 200):
            assert len(invite.reply(status, to_tag="t").record_routes) == 3
        for status in (100, 302, 486):
            assert invite.reply(status).record_routes == ()
        options = Request("OPTIONS", "sip:b@h", [*HEADERS[:6], ("CSeq", "1 OPTIONS"), HEADERS[8]])
        assert options.reply(200, to_tag="t").record_routes == ()

    def test_timestamp_goes_into_100_only(self, invite: Request) -> None:
        stamped = invite.with_header("Timestamp", "54")
        assert stamped.reply(100).get("Timestamp") == "54"
        assert stamped.reply(180, to_tag="t").get("Timestamp") is None

    def test_further_headers_and_body(self, invite: Request) -> None:
        response = invite.reply(
            200,
            "Fine",
            to_tag="t",
            headers=[("m", "<sip:bob@192.0.2.4>")],
            body=b"v=0\r\n",
            content_type="application/sdp",
        )
        again = parse(response.encode())
        assert isinstance(again, Response)
        assert (again.status, again.reason, again.body, again.content_type) == (
            200,
            "Fine",
            b"v=0\r\n",
            "application/sdp",
        )
        assert again.contact is not None
        assert again == response

    def test_a_broken_to_is_sent_back_as_it_came(self) -> None:
        request = Request("INVITE", "sip:b@h", [("Via", "SIP/2.0/UDP h"), ("To", '"open <sip:b@h>')])
        assert request.reply(400, to_tag="t").get("To") == '"open <sip:b@h>'


def test_equality_is_by_content(invite: Request) -> None:
    assert invite == Request("INVITE", "sip:bob@example.com", [*HEADERS, ("Content-Length", "5")], b"v=0\r\n")
    assert invite != invite.with_header("Subject", "x")
    assert invite != Request("BYE", "sip:bob@example.com", HEADERS, b"v=0\r\n")
    assert invite != "INVITE"


def test_repr_shows_no_header_values_beyond_the_ids(invite: Request) -> None:
    secret = invite.with_header("Authorization", 'Digest response="s3cret"')
    assert repr(secret) == "<Request INVITE 7 INVITE Call-ID c1@192.0.2.1>"
    assert repr(secret.reply(200)) == "<Response 200 7 INVITE Call-ID c1@192.0.2.1>"
    assert isinstance(secret, Message)
