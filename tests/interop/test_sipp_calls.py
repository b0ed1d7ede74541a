"""SIPp calls `sessioncore serve`: every answering chart, and requests inside and outside a call."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.interop.patient import PATIENTLY
from tests.interop.programs import Program, serve
from tests.interop.sipp import Sipp, wait_for

pytestmark = pytest.mark.peers


@pytest.fixture(scope="module")
def server(require_peer: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One server for all the calls of this file. At its end it must not have complained about anything."""
    require_peer("sipp")
    program = serve(tmp_path_factory.mktemp("serve"), *PATIENTLY)
    try:
        program.listening_port()
        yield program
        status = program.stop()
    finally:
        program.kill()
    assert (status, program.errors) == (0, "")


def run(server: Program, scenario: str, user: str, folder: Path, calls: int = 1, **options: object) -> None:
    """Every call goes exactly as the scenario says, and nothing is sent twice."""
    sipp = Sipp(scenario, folder, target=server.listening_port(), user=user, calls=calls, **options)  # type: ignore[arg-type]
    outcome = sipp.wait()
    assert outcome.clean(calls), outcome


def test_many_calls_at_a_rate(server: Program, tmp_path: Path) -> None:
    run(server, "call.xml", "answer", tmp_path, calls=400, rate=150)


def test_many_calls_with_media_streams(server: Program, tmp_path: Path) -> None:
    run(server, "call.xml", "echo", tmp_path, calls=100, rate=80, hold=0.1)


@pytest.mark.parametrize(("user", "status"), [("busy", 486), ("decline", 603), ("nobody", 404)])
def test_refusal(server: Program, tmp_path: Path, user: str, status: int) -> None:
    run(server, "refused.xml", user, tmp_path, calls=10, rate=100, status=status)


def test_cancel_while_it_rings(server: Program, tmp_path: Path) -> None:
    """B1.10, B4.5: 200 to CANCEL and 487 to INVITE."""
    run(server, "cancelled.xml", "ring", tmp_path, calls=20, rate=100)


def test_callee_hangs_up(server: Program, tmp_path: Path) -> None:
    run(server, "ended_by_callee.xml", "hangup", tmp_path)


@pytest.mark.parametrize("user", ["answer", "echo"])
def test_hold_and_resume(server: Program, tmp_path: Path, user: str) -> None:
    """B4.6: sendonly is answered recvonly, inactive inactive, sendrecv sendrecv."""
    run(server, "hold.xml", user, tmp_path, hold=0.05)


def test_requests_inside_a_call(server: Program, tmp_path: Path) -> None:
    """INFO, OPTIONS and UPDATE get 200, a CSeq that goes back 500 (B2.5)."""
    run(server, "in_dialog.xml", "answer", tmp_path)


def test_requests_outside_every_call(server: Program, tmp_path: Path) -> None:
    """OPTIONS gets 200, what only a call gives a sense 481 (B1.10, B10.6)."""
    run(server, "outside.xml", "answer", tmp_path)


def test_cancel_that_comes_after_the_answer(server: Program, tmp_path: Path) -> None:
    """RFC 3261 9.2: it is answered 200 and has no effect; the call goes on."""
    run(server, "late_cancel.xml", "answer", tmp_path)


def test_bye_while_it_rings(server: Program, tmp_path: Path) -> None:
    """B3.4: 200 to BYE, and 487 to the INVITE."""
    run(server, "early_bye.xml", "ring", tmp_path)


def test_second_invite_before_the_first_is_answered(server: Program, tmp_path: Path) -> None:
    """B3.9: 500 with Retry-After."""
    run(server, "overlap.xml", "ring", tmp_path)


def test_reinvite_overtakes_an_ack(server: Program, tmp_path: Path) -> None:
    run(server, "early_reinvite.xml", "answer", tmp_path)


def test_offer_without_a_codec_of_ours(server: Program, tmp_path: Path) -> None:
    """B4.10: 488, and the call stays as it was."""
    run(server, "refused_offer.xml", "answer", tmp_path)


@pytest.mark.parametrize(("scenario", "user"), [("copied_invite.xml", "answer"), ("copied_ringing.xml", "ring")])
def test_copies_of_an_invite(server: Program, tmp_path: Path, scenario: str, user: str) -> None:
    """RFC 3261 17.2.1, RFC 6026 7.1: one call, whether the copy comes before the answer or after it."""
    run(server, scenario, user, tmp_path, options=("-nr",))


def test_scenarios_notice_a_wrong_status(server: Program, tmp_path: Path) -> None:
    sipp = Sipp("refused.xml", tmp_path, target=server.listening_port(), user="busy", status=603)
    assert sipp.wait().failed == 1


def test_scenarios_notice_wrong_headers_and_sdp(server: Program, tmp_path: Path) -> None:
    for expectation in (("Allow", "!INVITE"), ("Allow", "BREW"), ("body", "a=sendonly")):
        sipp = Sipp("expecting.xml", tmp_path, target=server.listening_port(), user="answer", checks=[expectation])
        assert sipp.wait().failed == 1, expectation


def test_end_of_the_server_ends_its_calls(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """SIGTERM: BYE to every call that is up, then exit status 0."""
    require_peer("sipp")
    program = serve(tmp_path, *PATIENTLY)
    try:
        sipp = Sipp("ended_by_callee.xml", tmp_path, target=program.listening_port(), user="echo", calls=3, rate=100)
        wait_for(lambda: sipp.messages.count("\nACK sip:") >= 3, "three calls that are up")
        program.process.send_signal(signal.SIGTERM)
        outcome = sipp.wait()
        assert outcome.clean(3), outcome
        assert (program.wait(), program.errors) == (0, "")
    finally:
        program.kill()
