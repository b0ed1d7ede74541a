"""STUN binding requests and answers: the test vectors of RFC 5769, and what is none."""

from __future__ import annotations

import pytest

from sessioncore.wire.stun import binding_request, binding_response, mapped_address

# RFC 5769 2.2 and 2.3 have this transaction and these addresses.
TRANSACTION = bytes.fromhex("b7e7a701bc34d686fa87dfae")
V4, V6 = ("192.0.2.1", 32853), ("2001:db8:1234:5678:11:2233:4455:6677", 32853)
XOR_V4 = bytes.fromhex("002000080001a147e112a643")
XOR_V6 = bytes.fromhex("002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9")


@pytest.mark.parametrize(("source", "attribute"), [(V4, XOR_V4), (V6, XOR_V6)])
def test_t6_rfc5769_the_address_that_it_came_from(source: tuple[str, int], attribute: bytes) -> None:
    answer = binding_response(binding_request(TRANSACTION), source)
    head = bytes.fromhex("0101") + len(attribute).to_bytes(2, "big") + bytes.fromhex("2112a442") + TRANSACTION
    assert answer == head + attribute
    assert mapped_address(answer, TRANSACTION) == source


def test_t6_what_a_request_says_beside_changes_nothing() -> None:
    software = bytes.fromhex("802200044142434400")[:8]
    request = bytes.fromhex("00010008 2112a442".replace(" ", "")) + TRANSACTION + software
    assert binding_response(request, V4) == binding_response(binding_request(TRANSACTION), V4)


def test_other_attributes_are_passed_over() -> None:
    """RFC 5769 2.2 has SOFTWARE of 11 octets, padded, before the address."""
    software = bytes.fromhex("8022000b") + b"test vector" + b" "
    answer = bytes.fromhex("0101001c2112a442") + TRANSACTION + software + XOR_V4
    assert mapped_address(answer, TRANSACTION) == V4


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01",
        binding_request(TRANSACTION)[:-1],
        binding_request(TRANSACTION) + b"\x00",
        b"\x00\x03" + binding_request(TRANSACTION)[2:],
        binding_request(TRANSACTION).replace(b"\x21\x12", b"\x21\x13"),
        b"\x00\x01\x02\x44" + binding_request(TRANSACTION)[4:] + bytes(580),
    ],
)
def test_what_is_no_request_gets_no_answer(data: bytes) -> None:
    assert binding_response(data, V4) is None


@pytest.mark.parametrize(
    "body", [b"", b"\x00\x20", bytes.fromhex("00200008000300000000000000"[:24]), bytes.fromhex("0020ff00"), XOR_V4[:8]]
)
def test_an_answer_without_an_address(body: bytes) -> None:
    head = bytes.fromhex("0101") + len(body).to_bytes(2, "big") + bytes.fromhex("2112a442") + TRANSACTION
    assert mapped_address(head + body, TRANSACTION) is None
    assert mapped_address(head + body, bytes(12)) is None
