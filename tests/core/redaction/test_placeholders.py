from __future__ import annotations

import ipaddress
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.core.redaction.messages import MessageRedactor
from sessioncore.core.redaction.placeholders import Placeholders

KEY = bytes(32)


def shape(text: str) -> str:
    kinds = re.sub("[0-9]", "9", re.sub("[A-Z]", "A", re.sub("[a-z]", "a", text)))
    return "".join(c if c.isascii() else str(len(c.encode("utf-8", "surrogatepass"))) for c in kinds)


@given(st.text(max_size=40))
def test_text_keeps_its_shape_and_size(text: str) -> None:
    made = Placeholders(KEY).text(text)
    assert len(made.encode("utf-8", "surrogatepass")) == len(text.encode("utf-8", "surrogatepass"))
    if "%" not in text and "." not in text and "[" not in text and text.isascii():
        assert shape(made) == shape(text)


@given(st.lists(st.from_regex(r"[a-z]{1,2}|[1-9][0-9]?", fullmatch=True), unique=True, max_size=60))
def test_different_words_stay_different(words: list[str]) -> None:
    """Also where there are few words of that length."""
    placeholders = Placeholders(KEY)
    made = [placeholders.text(word) for word in words]
    assert len(set(made)) == len(words)
    assert made == [placeholders.text(word) for word in words]


@given(st.ip_addresses())
def test_an_address_becomes_one_of_its_family(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    made = Placeholders(KEY).host(str(address))
    other = ipaddress.ip_address(made)
    assert other.version == address.version
    assert len(made) == len(str(address))
    if address.is_loopback or address.is_unspecified:
        assert other == address


@pytest.mark.parametrize("kept", ["127.0.0.1", "::1", "0.0.0.0", "[::]", "localhost"])
def test_what_names_nobody_stays(kept: str) -> None:
    assert Placeholders(KEY).host(kept) == kept


def test_case_is_of_no_account_and_kept() -> None:
    placeholders = Placeholders(KEY)
    assert placeholders.text("EXAMPLE") == placeholders.text("example").upper()
    assert placeholders.text("Example") == placeholders.text("example").capitalize()
    assert placeholders.text("example") != "example"


def test_the_cookie_of_a_branch_stays() -> None:
    assert Placeholders(KEY).text("z9hG4bKabc").startswith("z9hG4bK")


@given(st.binary(max_size=300))
def test_any_datagram_can_be_redacted(data: bytes) -> None:
    assert len(MessageRedactor(Placeholders(KEY)).datagram(data)) == len(data)


@pytest.mark.parametrize(
    ("uri", "pattern"),
    [
        ("sip:alice@example.com", r"sip:[a-z]{5}@[a-z]{7}\.[a-z]{3}"),
        ("sips:+1555@192.0.2.7:5061;transport=tcp;lr", r"sips:\+\d{4}@\d{3}\.0\.\d\.\d:5061;transport=tcp;lr"),
        ("sip:a:pw@[2001:db8::7]:5062", r"sip:[a-z]:[a-z]{2}@\[[0-9a-f]{4}:[0-9a-f]{3}::[0-9a-f]\]:5062"),
        ("sip:%61lice@h", r"sip:%[0-9A-F]{2}[a-z]{4}@[a-z]"),
        ("tel:+15551234", r"tel:\+\d{8}"),
        ("alice", r"[a-z]{5}"),
    ],
)
def test_uris(uri: str, pattern: str) -> None:
    made = MessageRedactor(Placeholders(KEY)).uri(uri)
    assert re.fullmatch(pattern, made), made
    assert "alice" not in made


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CSeq", "4711 INVITE"),
        ("Max-Forwards", "70"),
        ("Session-Expires", "1800;refresher=uas"),
        ("Allow", "INVITE, ACK, UPDATE"),
        ("Content-Type", "application/sdp"),
        ("Supported", "100rel, timer"),
        ("Contact", "*"),
        ("l", "0"),
    ],
)
def test_what_belongs_to_the_protocol_stays(name: str, value: str) -> None:
    assert MessageRedactor(Placeholders(KEY)).header(name, value) == value


@pytest.mark.parametrize(
    "name", ["CSeq", "Allow", "Supported", "Content-Type", "Via", "Authorization", "To", "Reason", "X-Any"]
)
def test_a_name_is_hidden_wherever_it_stands(name: str) -> None:
    assert "wonderland" not in MessageRedactor(Placeholders(KEY)).header(name, "4711 wonderland;wonderland=wonderland")
