"""Reliable provisional responses and forks with SIPp in both roles, over UDP and TCP (RFC 3262)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.interop.patient import PATIENTLY
from tests.interop.programs import NOTED, Program, serve
from tests.interop.sipp import Sipp
from tests.interop.test_sipp_tcp import ports

pytestmark = pytest.mark.peers

TRANSPORTS = pytest.mark.parametrize("tcp", [False, True], ids=["UDP", "TCP"])


@pytest.fixture(scope="module")
def server(require_peer: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One server with both transports; at its end it must not have complained about anything."""
    require_peer("sipp")
    listens = ("--listen", "udp:127.0.0.1:0", "--listen", "tcp:127.0.0.1:0")
    program = Program(*NOTED, "serve", *listens, *PATIENTLY, folder=tmp_path_factory.mktemp("serve"), name="serve")
    try:
        ports(program)
        yield program
        status = program.stop()
    finally:
        program.kill()
    assert (status, program.errors) == (0, "")


def run(server: Program, scenario: str, user: str, folder: Path, tcp: bool, **values: object) -> None:
    """The call goes exactly as the scenario says, and nothing is sent twice."""
    target = ports(server)["tcp" if tcp else "udp"]
    outcome = Sipp(scenario, folder, target=target, user=user, tcp=tcp, **values).wait()  # type: ignore[arg-type]
    assert outcome.clean(1), outcome


@TRANSPORTS
@pytest.mark.parametrize("header", ["Supported: 100rel", "Require: 100rel"])
@pytest.mark.parametrize(("user", "status"), [("rel", 180), ("rel183", 183)])
def test_b3_11_b3_12_the_200_follows_the_prack(
    server: Program, tmp_path: Path, tcp: bool, header: str, user: str, status: int
) -> None:
    described = status == 183
    values = {"header": header, "status": status, "described": described, "late": False, "patient": False}
    run(server, "rel.xml", user, tmp_path, tcp, **values)


def test_b3_11_it_is_repeated_until_the_prack(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """0.5 s and 1.5 s after the first."""
    require_peer("sipp")
    server = serve(tmp_path)
    values = {"header": "Supported: 100rel", "status": 180, "described": False, "late": False, "patient": True}
    try:
        sipp = Sipp("rel.xml", tmp_path, target=server.listening_port(), user="rel", **values)  # type: ignore[arg-type]
        outcome = sipp.wait()
        assert outcome.complete(1), outcome
        assert len(sipp.got("SIP/2.0 180")) >= 3
        assert (server.stop(), server.errors) == (0, "")
    finally:
        server.kill()


@TRANSPORTS
def test_b4_2_our_offer_in_the_180_and_the_answer_in_the_prack(server: Program, tmp_path: Path, tcp: bool) -> None:
    values = {"header": "Require: 100rel", "status": 180, "described": True, "late": True, "patient": False}
    run(server, "rel.xml", "rel", tmp_path, tcp, **values)


@TRANSPORTS
def test_b3_11_a_wrong_prack_is_481(server: Program, tmp_path: Path, tcp: bool) -> None:
    run(server, "rel_refused.xml", "ring", tmp_path, tcp)


@TRANSPORTS
def test_b2_6_two_early_dialogs_and_the_answer_in_the_second(server: Program, tmp_path: Path, tcp: bool) -> None:
    run(server, "fork.xml", "fork", tmp_path, tcp, told=False)


@TRANSPORTS
def test_b2_13_199_tells_which_dialog_lost(server: Program, tmp_path: Path, tcp: bool) -> None:
    run(server, "fork.xml", "fork", tmp_path, tcp, told=True)


@TRANSPORTS
@pytest.mark.parametrize(("scenario", "stays"), [("uas_rel.xml", "0.1"), ("uas_forks.xml", "2")])
def test_b2_6_b3_11_we_call(
    require_peer: Callable[[str], str], tmp_path: Path, scenario: str, stays: str, tcp: bool
) -> None:
    """PRACKs in their order; of three forks one is the call, and another that answers late is ended."""
    require_peer("sipp")
    sipp = Sipp(scenario, tmp_path, tcp=tcp)
    options = (*PATIENTLY, "--json", "--hangup-after", stays)
    program = Program(*NOTED, "call", sipp.uri, *options, folder=tmp_path, name="call")
    status = program.wait()
    outcome = sipp.wait()
    assert outcome.clean(1), outcome
    assert (status, program.errors) == (0, "")
    assert json.loads(program.output)["outcome"] == "answered"
