"""Connectivity checks as a lite agent answers them."""

from __future__ import annotations

import pytest

from sessioncore.wire.connectivity import check_response, read_check
from sessioncore.wire.stun import mapped_address, transaction_of

SAMPLE = bytes.fromhex(
    "000100582112a442b7e7a701bc34d686fa87dfae"
    "802200105354554e207465737420636c69656e74"
    "002400046e0001ff"
    "80290008932ff9b151263b36"
    "000600096576746a3a68367659202020"
    "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
    "80280004e57a3bcf"
)
"""RFC 5769 2.1: a request of a controlled agent."""
USERNAME, PASSWORD = "evtj:h6vY", "VOkJxbRl1RmTxUk/WvJxBt"
SOURCE = ("192.0.2.1", 32853)


def test_the_sample_of_rfc_5769_is_authentic() -> None:
    check = read_check(SAMPLE, USERNAME, PASSWORD)
    assert check is not None
    assert not check.nominates


@pytest.mark.parametrize(
    ("username", "password"), [(USERNAME, PASSWORD[:-1]), ("evtj:other", PASSWORD), ("", ""), ("evtj", PASSWORD)]
)
def test_who_does_not_know_our_password_or_means_somebody_else_is_not_answered(username: str, password: str) -> None:
    assert read_check(SAMPLE, username, password) is None


@pytest.mark.parametrize("at", range(20, 96, 5))
def test_no_octet_may_change(at: int) -> None:
    changed = bytearray(SAMPLE)
    changed[at] ^= 1
    assert read_check(bytes(changed), USERNAME, PASSWORD) is None


@pytest.mark.parametrize("size", [0, 4, 19, 20, 40, 90, len(SAMPLE) - 1])
def test_what_is_cut_off_is_no_check(size: int) -> None:
    assert read_check(SAMPLE[:size], USERNAME, PASSWORD) is None


def test_the_answer_names_the_source_and_is_authentic_as_well() -> None:
    answer = check_response(SAMPLE, SOURCE, PASSWORD)
    assert mapped_address(answer, transaction_of(SAMPLE)) == SOURCE
    # RFC 5769 2.2 in all but SOFTWARE: the same octets of XOR-MAPPED-ADDRESS.
    assert bytes.fromhex("002000080001a147e112a643") in answer
    # A reader of requests reads the integrity of a response, once its kind is that of one.
    assert answer[:2] == b"\x01\x01"
    assert len(answer) == 20 + 12 + 24 + 8
    assert answer[-8:-4] == bytes.fromhex("80280004")
