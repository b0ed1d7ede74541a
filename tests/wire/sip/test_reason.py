"""Reason (RFC 3326): values made by hand, and what a hostile peer may write."""

from __future__ import annotations

import pytest

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip.reason import ANSWERED_ELSEWHERE, MAX_REASONS, Reason, reasons_of
from tests.support.messages import make_request


def read(*lines: str) -> tuple[Reason, ...]:
    return reasons_of(make_request("BYE", headers=tuple(("Reason", line) for line in lines)))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('SIP ;cause=200 ;text="Call completed elsewhere"', ANSWERED_ELSEWHERE),
        ('Q.850 ;cause=16 ;text="Terminated"', Reason("Q.850", 16, "Terminated")),
        ('SIP;cause=600;text="Busy, Everywhere"', Reason("SIP", 600, "Busy, Everywhere")),
        ("preemption;cause=1", Reason("preemption", 1)),
        ("Q.850", Reason("Q.850")),
        ("SIP;cause=404;location=U", Reason("SIP", 404)),
    ],
)
def test_b3_19_values_of_the_rfc_and_of_gateways(line: str, reason: Reason) -> None:
    assert read(line) == (reason,)


def test_b3_19_several_protocols_in_one_line_or_in_two() -> None:
    both = (Reason("SIP", 503), Reason("Q.850", 41, "x"))
    assert read('SIP;cause=503, Q.850;cause=41;text="x"') == both
    assert read("SIP;cause=503", 'Q.850;cause=41;text="x"') == both


@pytest.mark.parametrize(
    "line",
    [
        "",
        ";cause=200",
        "SIP;cause=many",
        "SIP;cause=4711",
        "SIP;cause=-1",
        'SIP;text="open',
        "S P;cause=1",
        "SIP;cause=1;cause=2",
    ],
)
def test_b3_19_what_cannot_be_read_is_none(line: str) -> None:
    assert read(line) == ()


def test_b3_19_no_more_than_a_few_are_read() -> None:
    assert len(read(",".join(f"x{number}" for number in range(100)))) == MAX_REASONS


def test_b3_19_what_is_written_is_read() -> None:
    for reason in (ANSWERED_ELSEWHERE, Reason("Q.850", 31), Reason("SIP"), Reason("SIP", 486, 'say "no", \\ please')):
        assert read(reason.encode()) == (reason,)


@pytest.mark.parametrize(
    "made",
    [("S P", 1, ""), ("", 1, ""), ("SIP", 1000, ""), ("SIP", -1, ""), ("SIP", 1, "a\r\nb"), ("SIP", 1, "x" * 300)],
)
def test_i3_a_reason_cannot_hold_what_a_header_cannot(made: tuple[str, int, str]) -> None:
    with pytest.raises(LocalProtocolError):
        Reason(*made)


def test_b3_19_answered_elsewhere() -> None:
    assert ANSWERED_ELSEWHERE.is_answered_elsewhere
    assert not Reason("Q.850", 200).is_answered_elsewhere
    assert not Reason("SIP", 487).is_answered_elsewhere
