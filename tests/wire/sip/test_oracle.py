"""An independent parser must read the same from ordinary messages."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.wire.sip import NameAddr, parse

WORDS = st.builds("{}{}z".format, st.sampled_from("aBx"), st.text("abcXYZ019-", max_size=8))
HOSTS = st.builds("{}.{}".format, WORDS, st.sampled_from(["example", "example.com"])) | st.sampled_from(
    ["192.0.2.77", "[2001:db8::7]"]
)
PORTS = st.sampled_from(["", ":5060", ":65535", ":1"])
PARAMS = st.dictionaries(WORDS.map(str.lower), WORDS, max_size=3).map(
    lambda params: "".join(f";p{name}={value}" for name, value in params.items())
)
URIS = st.builds("{}:{}@{}{}{}".format, st.sampled_from(["sip", "sips"]), WORDS, HOSTS, PORTS, PARAMS)
# Quoted names without what the oracle has its own views on: runs of blanks, and nothing between the quotes.
QUOTED = st.lists(st.text("abc,;<>@éß", min_size=1, max_size=5), min_size=1, max_size=3).map(" ".join)
NAMES = WORDS.map(lambda word: word + " ") | QUOTED.map(lambda text: f'"{text}" ') | st.just("")
ADDRESSES = st.builds("{}<{}>".format, NAMES, URIS)
VIAS = st.builds(
    "SIP/2.0/{} {}{};branch=z9hG4bK{}{}".format, st.sampled_from(["UDP", "TCP", "TLS"]), HOSTS, PORTS, WORDS, PARAMS
)
METHODS = st.sampled_from(["INVITE", "BYE", "OPTIONS", "REGISTER", "NOTIFY"])


@pytest.fixture(scope="module")
def oracle(require_peer: Callable[[str], str]) -> Any:
    return importlib.import_module(require_peer("sipmessage"))


def parts(address: NameAddr) -> tuple[object, ...]:
    uri = address.uri
    return address.display, uri.scheme, uri.user, uri.host, uri.port, dict(uri.params), dict(address.params)


def their_parts(address: Any) -> tuple[object, ...]:
    uri = address.uri
    return address.name, uri.scheme, uri.user, uri.host, uri.port, dict(uri.parameters), dict(address.parameters)


@given(
    method=METHODS,
    uri=URIS,
    vias=st.lists(VIAS, min_size=1, max_size=3),
    sender=ADDRESSES,
    target=ADDRESSES,
    tag=WORDS,
    contacts=st.lists(ADDRESSES, max_size=3),
    number=st.integers(0, 2**31 - 1),
    body=st.binary(max_size=20),
)
def test_both_read_the_same(
    oracle: Any,
    method: str,
    uri: str,
    vias: list[str],
    sender: str,
    target: str,
    tag: str,
    contacts: list[str],
    number: int,
    body: bytes,
) -> None:
    lines = [f"{method} {uri} SIP/2.0", *[f"Via: {via}" for via in vias], f"From: {sender};tag={tag}", f"To: {target}"]
    lines += [f"CSeq: {number} {method}", "Call-ID: abc@h", "Max-Forwards: 69", f"Content-Length: {len(body)}"]
    # One line each: the oracle takes two quoted names in one line for one.
    lines += [f"Contact: {contact}" for contact in contacts]
    data = "\r\n".join([*lines, "", ""]).encode() + body
    ours, theirs = parse(data), oracle.Message.parse(data)
    assert ours.body == theirs.body == body
    assert (ours.cseq.number, ours.cseq.method) == (theirs.cseq.sequence, theirs.cseq.method)
    assert ours.call_id == theirs.call_id
    assert ours.max_forwards == theirs.max_forwards
    assert parts(ours.from_) == their_parts(theirs.from_address)
    assert parts(ours.to) == their_parts(theirs.to_address)
    assert [parts(contact) for contact in ours.contacts] == [their_parts(contact) for contact in theirs.contact]
    via = theirs.via[0]
    assert (ours.via.transport, ours.via.host, ours.via.port) == (via.transport, via.host, via.port)
    assert dict(ours.via.params) == dict(via.parameters)
    # And they read the same from what we write.
    again = oracle.Message.parse(ours.without("No-Such-Header").encode())
    assert (again.from_address, again.via, again.contact, again.body) == (
        theirs.from_address,
        theirs.via,
        theirs.contact,
        body,
    )
