from __future__ import annotations

import time

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip.errors import SipParseError
from sessioncore.wire.sip.headers import (
    CSeq,
    NameAddr,
    Via,
    check_value,
    format_params,
    parse_any_name_addr,
    parse_cseq,
    parse_name_addr,
    parse_number,
    parse_params,
    parse_value_params,
    parse_via,
    quote,
    response_target,
    split_list,
    unquote,
)
from sessioncore.wire.sip.uri import SipUri

ALICE = SipUri("sip", "alice", "example.com")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<sip:alice@example.com>", NameAddr("", ALICE)),
        ("Alice <sip:alice@example.com>;tag=1", NameAddr("Alice", ALICE, {"tag": "1"})),
        ('"Alice"<sip:alice@example.com>;tag=1', NameAddr("Alice", ALICE, {"tag": "1"})),
        ("Alice B.  <sip:alice@example.com>", NameAddr("Alice B.", ALICE)),
        (r'"A \"q\" \\ name, with; <marks>" <sip:alice@example.com>', NameAddr('A "q" \\ name, with; <marks>', ALICE)),
        ("sip:alice@example.com;tag=1", NameAddr("", ALICE, {"tag": "1"})),
        ("sip:alice@example.com ;tag = 1", NameAddr("", ALICE, {"tag": "1"})),
        ('<sip:alice@example.com> ; TAG=1;x="a;b,c"', NameAddr("", ALICE, {"tag": "1", "x": '"a;b,c"'})),
        ("<sip:alice@example.com>;tag=1;", NameAddr("", ALICE, {"tag": "1"})),
        ("Jos\udce9 <sip:alice@example.com>", NameAddr("Jos\udce9", ALICE)),
    ],
)  # fmt: skip
def test_addresses(text: str, expected: NameAddr) -> None:
    assert parse_name_addr(text) == expected


def test_parameters_inside_brackets_belong_to_the_uri() -> None:
    inside = parse_name_addr("<sip:a@example.com;x=1>")
    outside = parse_name_addr("sip:a@example.com;x=1")
    assert (inside.uri.params, inside.params) == ({"x": "1"}, {})
    assert (outside.uri.params, outside.params) == ({}, {"x": "1"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        '"Alice <sip:alice@example.com>',
        '"Alice" x <sip:alice@example.com>',
        '""Joe"" <sip:joe@example.org>',
        "Watson, Thomas <sip:t@example.com>",
        "<sip:alice@example.com",
        "<sip:alice@example.com>x",
        "<sip:alice@example.com>;;tag=1",
        "<sip:alice@example.com>;tag=1;tag=2",
        "<sip:alice@example.com>;=2",
        "<sip:alice@example.com >",
        "<>",
        "sip:user@example.com?Route=%3Csip:x%3E",
        "sip:a@example.com,b",
        '<sip:alice@example.com>;x="open',
        '"Alice"',
    ],
)
def test_malformed_addresses(text: str) -> None:
    with pytest.raises(SipParseError) as caught:
        parse_name_addr(text, "bad_from")
    assert caught.value.status == 400


def test_written_addresses_quote_what_needs_it() -> None:
    address = NameAddr('B "x" \\ y', ALICE, {"tag": "1", "flag": None})
    assert str(address) == '"B \\"x\\" \\\\ y" <sip:alice@example.com>;tag=1;flag'
    assert parse_name_addr(str(address)) == address
    assert NameAddr("", ALICE).with_tag("t").tag == "t"
    assert NameAddr("", ALICE).tag is None


_PIECES = st.lists(
    st.sampled_from(
        ['"', "\\", "Al ice", "<", ">", "sip:a@b", "sip:", "@", ":5060", ";", "tag=", "tag=a-1", "lr", ",", " "]
    )
    | st.sampled_from(["é", "%41", "?", "~", "\t", "TAG=x"]),
    max_size=10,
).map("".join)


@given(_PIECES | st.tuples(_PIECES, _PIECES).map(lambda parts: f"{parts[0]}<sip:a@b>{parts[1]}"))
def test_short_cut_and_long_way_agree(text: str) -> None:
    results = []
    for read in (parse_name_addr, parse_any_name_addr):
        try:
            results.append(repr(attrs.asdict(read(text))))
        except SipParseError:
            results.append("error")
    assert results[0] == results[1]


@given(st.text(st.characters(blacklist_characters="\r\n\0", blacklist_categories=["Cs"]), max_size=30))
def test_any_display_name_survives(display: str) -> None:
    assert parse_name_addr(str(NameAddr(display, ALICE))).display == display


@given(st.text(max_size=30))
def test_quoting_is_undone(text: str) -> None:
    assert unquote(quote(text)) == text


def test_lists_split_outside_quotes_and_brackets() -> None:
    assert split_list('"a,b" <sip:x,y@h>, <sip:z@h>;q="1,2" ,, ') == ['"a,b" <sip:x,y@h>', '<sip:z@h>;q="1,2"']
    assert split_list("a, b ,c") == ["a", "b", "c"]
    assert split_list("") == []
    with pytest.raises(SipParseError):
        split_list('a, "b')
    with pytest.raises(SipParseError):
        split_list("<a, b")


def test_parameters() -> None:
    assert parse_params(';a=1;B;c="x;y" ; d = z') == {"a": "1", "b": None, "c": '"x;y"', "d": "z"}
    assert parse_params("") == {}
    assert format_params({"a": "1", "b": None}) == ";a=1;b"
    assert parse_value_params("90;refresher=uac") == ("90", {"refresher": "uac"})
    assert parse_value_params(" presence ") == ("presence", {})


def test_numbers() -> None:
    assert parse_number("007", "x") == 7
    for text in ("", "-1", "1.5", "٣", "4294967296", "9" * 40):
        with pytest.raises(SipParseError):
            parse_number(text, "x")


def test_cseq() -> None:
    assert parse_cseq("4294967295  INVITE") == CSeq(4294967295, "INVITE")
    assert str(CSeq(7, "X-New")) == "7 X-New"
    for text in ("1", "INVITE 1", "1 INVITE x", "4294967296 INVITE", "1 IN<VITE", "-1 INVITE"):
        with pytest.raises(SipParseError) as caught:
            parse_cseq(text)
        assert caught.value.reason == "bad_cseq"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx", Via("UDP", "192.0.2.1", None, {"branch": "z9hG4bKx"})),
        ("SIP/2.0/TLS host.example:5061;rport", Via("TLS", "host.example", 5061, {"rport": None})),
        ("SIP/2.0/TCP [2001:db8::9]:5070", Via("TCP", "[2001:db8::9]", 5070)),
        ("SIP  / 2.0  /  UDP  192.0.2.2 : 5060 ;branch = x", Via("UDP", "192.0.2.2", 5060, {"branch": "x"})),
        ("sip/2.0/udp host", Via("UDP", "host")),
        ("SIP/2.0/UNKNOWN h;x=\"a,b\"", Via("UNKNOWN", "h", None, {"x": '"a,b"'})),
    ],
)  # fmt: skip
def test_vias(text: str, expected: Via) -> None:
    assert parse_via(text) == expected
    assert parse_via(str(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SIP/2.0/UDP",
        "SIP/2.0/UDP ",
        "SIP/2.0 host",
        "HTTP/2.0/UDP host",
        "SIP/2.0/U DP <h>",
        "SIP/2 0/UDP h",
        "SIP/2.0/UDP h;;;",
        "SIP/2.0/UDP h;b=1;b=2",
        "SIP/2.0/UDP h:0",
        "SIP/2.0/UDP h:70000",
        "SIP/2.0/UDP ;branch=x",
    ],
)
def test_malformed_vias(text: str) -> None:
    with pytest.raises(SipParseError) as caught:
        parse_via(text)
    assert (caught.value.status, caught.value.reason) == (400, "bad_via")


def test_sent_by_is_what_transactions_compare() -> None:
    assert parse_via("SIP/2.0/UDP Host.Example:5060").sent_by == "host.example:5060"
    assert parse_via("SIP/2.0/UDP Host.Example").sent_by == "host.example"


@pytest.mark.parametrize(
    ("branch", "unique"), [("z9hG4bKabc", True), ("Z9HG4BKabc", True), ("z9hG4bK", False), ("abc", False)]
)
def test_the_cookie_alone_is_no_unique_branch(branch: str, unique: bool) -> None:
    via = Via("UDP", "h", None, {"branch": branch})
    assert (via.has_cookie, via.branch) == (unique, branch)
    assert not Via("UDP", "h").has_cookie


class TestReceived:
    """RFC 3261 18.2.1 and RFC 3581 4, behaviour B1.12."""

    def test_nothing_to_add(self) -> None:
        via = Via("UDP", "192.0.2.1", 5060)
        assert via.with_received("192.0.2.1", 40000) is via

    def test_another_source_is_recorded(self) -> None:
        via = Via("UDP", "host.example").with_received("192.0.2.1", 5060)
        assert via.params == {"received": "192.0.2.1"}
        assert response_target(via) == ("192.0.2.1", 5060)

    def test_rport_is_filled_and_forces_received(self) -> None:
        via = Via("UDP", "192.0.2.1", 5060, {"branch": "z9hG4bKx", "rport": None}).with_received("192.0.2.1", 40000)
        assert via.params == {"branch": "z9hG4bKx", "rport": "40000", "received": "192.0.2.1"}
        assert response_target(via) == ("192.0.2.1", 40000)

    def test_a_forged_received_is_overwritten(self) -> None:
        via = Via("UDP", "192.0.2.1", None, {"received": "203.0.113.9", "rport": "9"}).with_received("192.0.2.1", 5070)
        assert response_target(via) == ("192.0.2.1", 5070)

    def test_ipv6_source(self) -> None:
        via = Via("UDP", "[2001:db8::1]", 5060)
        assert via.with_received("2001:db8::1", 5060) is via
        assert via.with_received("2001:db8::2", 5060).params == {"received": "2001:db8::2"}

    @pytest.mark.parametrize(
        ("via", "target"),
        [
            (Via("UDP", "192.0.2.1"), ("192.0.2.1", 5060)),
            (Via("TLS", "192.0.2.1"), ("192.0.2.1", 5061)),
            (Via("UDP", "[2001:db8::1]", 5080), ("2001:db8::1", 5080)),
            (Via("UDP", "h", 5080, {"maddr": "239.1.1.1", "received": "192.0.2.7"}), ("239.1.1.1", 5080)),
            (Via("UDP", "h", 5080, {"received": "192.0.2.7", "rport": "0"}), ("192.0.2.7", 5080)),
            (Via("UDP", "h", 5080, {"received": "192.0.2.7", "rport": "junk"}), ("192.0.2.7", 5080)),
        ],
    )
    def test_where_responses_go(self, via: Via, target: tuple[str, int]) -> None:
        assert response_target(via) == target


@pytest.mark.parametrize("value", ["a\r\nRoute: x", "a\nb", "a\rb", "a\0b"])
def test_no_header_injection(value: str) -> None:
    with pytest.raises(LocalProtocolError):
        check_value(value)


def test_tab_and_foreign_octets_may_stand_in_a_value() -> None:
    assert check_value("a\tb\udce9") == "a\tb\udce9"


@pytest.mark.parametrize(
    "text",
    ['"' + "\\" * 60_001, '"' + '\\"' * 30_000, "a" * 60_000, "<" * 60_000, "a <sip:" + "a" * 60_000, '"a" ' * 15_000],
)
def test_cost_is_linear_on_hostile_input(text: str) -> None:
    before = time.process_time()
    for read in (parse_name_addr, split_list, parse_params, parse_via):
        try:
            read(text)
        except SipParseError:
            continue
    assert time.process_time() - before < 0.5
