"""The torture messages of RFC 5118 (IPv6), and the table of docs/torture.md."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sessioncore.wire.sdp import parse_sdp
from sessioncore.wire.sip import Request, SipParseError, parse, response_target
from tests.support.torture import (
    MAPPED,
    MEND,
    MIXED,
    PAGE,
    ROOT,
    SIX,
    Torture,
    answers,
    page,
    rfc4475,
    rfc5118,
    verdict,
)

MESSAGES = {one.name: one for one in rfc5118()}


def read(name: str) -> Request:
    request = parse(MESSAGES[name].data)
    assert isinstance(request, Request)
    return request


@pytest.mark.parametrize("message", MESSAGES.values(), ids=list(MESSAGES))
def test_the_answer_is_one_that_the_rfc_allows(message: Torture) -> None:
    found = verdict(message.data)
    assert message.allows(found), f"{message.name}: {found}, allowed: {message.allowed}"


def test_4_2_an_address_without_brackets_is_none() -> None:
    with pytest.raises(SipParseError) as caught:
        parse(MESSAGES["ipv6-bad"].data)
    assert (caught.value.status, caught.value.reason) == (400, "bad_uri")


def test_4_3_and_4_4_where_the_address_ends_and_the_port_begins() -> None:
    ambiguous, clear = read("port-ambiguous").request_uri, read("port-unambiguous").request_uri
    assert (ambiguous.host, ambiguous.port) == ("[2001:db8::10:5070]", None)
    assert (clear.host, clear.port) == ("[2001:db8::10]", 5070)


@pytest.mark.parametrize("name", ["via-received-param-with-delim", "via-received-param-no-delim"])
def test_4_5_received_leads_back_with_and_without_brackets(name: str) -> None:
    assert response_target(read(name).via) == ("2001:db8::9:255", 5060)
    (answer,) = answers(MESSAGES[name].data)
    assert answer.remote == ("2001:db8::9:1", 5060), "where it came from is what counts"
    assert b"received=2001:db8::9:1" in answer.data or b"received" not in answer.data


def test_4_6_4_8_and_4_9_bodies_are_read() -> None:
    found = []
    for body in (SIX, MIXED, MAPPED):
        description = parse_sdp(body.encode())
        for index in range(len(description.media)):
            connection = description.connection_of(index)
            assert connection is not None
            found.append(connection.address)
    assert found == ["2001:db8::20"] * 2 + ["192.0.2.1", "2001:db8::1"] + ["::ffff:192.0.2.2"] * 2


def test_4_7_every_via_comes_back_in_order() -> None:
    (answer,) = answers(MESSAGES["mult-ip-in-header"].data)
    lines = [line for line in answer.data.decode().split("\r\n") if line.startswith("Via:")]
    assert ["[2001:db8::9:1]:6050" in lines[0], "192.0.2.1" in lines[1], "[2001:db8::9:255]" in lines[2]] == [True] * 3
    assert lines[2].endswith("received=192.0.2.200")


def test_4_9_the_mapped_address_is_where_the_answer_goes() -> None:
    via = read("ipv4-mapped-ipv6").via
    assert (via.host, via.port) == ("[::ffff:192.0.2.10]", 19823)
    assert response_target(via) == ("::ffff:192.0.2.10", 19823)


def test_4_10_three_colons_are_borne() -> None:
    assert read("ipv6-bug-abnf-3-colons").request_uri.host == "[2001:db8:::192.0.2.1]"
    assert read("ipv6-correct-abnf-2-colons").request_uri.host == "[2001:db8::192.0.2.1]"


def test_the_table_of_the_page_is_what_an_engine_answers() -> None:
    """The part about RFC 4475 as well, where its messages are at hand."""
    folder = Path(os.environ.get("SESSIONCORE_TEST_DATA") or ROOT.parent / "shared" / "data") / "rfc4475"
    found = folder if folder.is_dir() else None
    assert page(found) == PAGE.read_text(encoding="utf-8"), f"stale; mend it with: {MEND}"
    if found is not None:
        for message in rfc4475(found):
            said = verdict(message.data, ("192.0.2.9", 5060), address="192.0.2.10")
            assert message.allows(said), f"{message.name}: {said}, allowed: {message.allowed}"
