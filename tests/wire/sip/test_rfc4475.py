"""The torture messages of RFC 4475, against what its text says of each (expected.csv beside the data)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sessioncore.wire.sip import Message, Request, Response, SipParseError, parse, validate


@pytest.fixture(scope="module")
def folder(data_folder: Path) -> Path:
    return data_folder / "rfc4475"


@pytest.fixture(scope="module")
def expected(folder: Path) -> list[dict[str, str]]:
    with (folder / "expected.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read(folder: Path, name: str) -> Message:
    return parse((folder / f"{name}.dat").read_bytes())


def parse_error(folder: Path, name: str) -> SipParseError | None:
    try:
        read(folder, name)
    except SipParseError as error:
        return error
    return None


def verdict(folder: Path, name: str) -> SipParseError | None:
    try:
        validate(read(folder, name))
    except SipParseError as error:
        return error
    return None


def test_valid_messages_pass(folder: Path, expected: list[dict[str, str]]) -> None:
    names = [row["name"] for row in expected if row["parse"] == "valid"]
    assert len(names) == 13
    assert [name for name in names if verdict(folder, name) is not None] == []


def test_invalid_messages_are_refused_with_the_status_expected(folder: Path, expected: list[dict[str, str]]) -> None:
    rows = [row for row in expected if row["parse"] == "invalid"]
    assert len(rows) == 12
    for row in rows:
        error = verdict(folder, row["name"])
        assert error is not None, row["name"]
        status = "none" if error.status is None else str(error.status)
        assert status in row["uas_response"].split("|"), (row["name"], status)


def test_the_others_are_served_or_refused_as_allowed(folder: Path, expected: list[dict[str, str]]) -> None:
    rows = [row for row in expected if row["parse"] in ("lenient", "semantics")]
    assert len(rows) == 24
    for row in rows:
        error = verdict(folder, row["name"])
        if error is not None:
            assert str(error.status) in row["uas_response"].split("|"), (row["name"], error.reason)


def test_every_refused_request_can_be_answered(folder: Path, expected: list[dict[str, str]]) -> None:
    refusals = [error for row in expected if (error := parse_error(folder, row["name"])) is not None]
    answered = [error for error in refusals if error.status is not None]
    assert len(answered) >= 10
    for error in answered:
        assert error.partial is not None
        assert error.status is not None
        response = error.partial.reply(error.status, to_tag="t")
        assert response.encode().startswith(f"SIP/2.0 {error.status} ".encode())


def test_details(folder: Path) -> None:
    wsinv = read(folder, "wsinv")
    assert isinstance(wsinv, Request)
    assert len(wsinv.get_all("Via")) == 3
    assert (wsinv.cseq.number, wsinv.max_forwards, wsinv.to.tag) == (9, 68, "1918181833n")
    assert wsinv.from_.display == 'J Rosenberg \\"'
    intmeth = read(folder, "intmeth")
    assert isinstance(intmeth, Request)
    assert intmeth.cseq.method == intmeth.method == "!interesting-Method0123456789_*+`.%indeed'~"
    contacts = read(folder, "escnull").contacts
    assert [(contact.uri.user, contact.uri.username) for contact in contacts] == [("%00", "\0"), ("%00%00", "\0\0")]
    esc02 = read(folder, "esc02")
    assert isinstance(esc02, Request)
    assert (esc02.method, len(esc02.contacts)) == ("RE%47IST%45R", 2)
    assert len(read(folder, "longreq").get_all("Via")) == 34
    semiuri = read(folder, "semiuri")
    assert isinstance(semiuri, Request)
    assert semiuri.request_uri.username == "user;par=u@example.net"
    assert [value.split()[0] for value in read(folder, "transports").get_all("Via")] == [
        f"SIP/2.0/{name}" for name in ("UDP", "SCTP", "TLS", "UNKNOWN", "TCP")
    ]
    mpart01 = read(folder, "mpart01")
    assert b"\0" in mpart01.body
    assert len(mpart01.body) == int(mpart01.get("Content-Length") or 0)
    dblreq = read(folder, "dblreq")
    assert b"dblreq.0ha0isnda977644900765" not in dblreq.encode()
    unreason = read(folder, "unreason")
    assert isinstance(unreason, Response)
    assert unreason.reason.startswith("= 2**3 * 5**2")
    contact = read(folder, "cparam01").contact
    assert contact is not None
    assert ("unknownparam" in contact.params, "unknownparam" in contact.uri.params) == (True, False)
    contact = read(folder, "cparam02").contact
    assert contact is not None
    assert ("unknownparam" in contact.params, "unknownparam" in contact.uri.params) == (False, True)
    assert not read(folder, "badbranch").via.has_cookie
    assert read(folder, "regescrt").routes == ()
