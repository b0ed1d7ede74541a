"""SIPp over TCP in both roles, and over IPv6."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.interop.patient import PATIENTLY
from tests.interop.programs import SESSIONCORE, Program
from tests.interop.sipp import Sipp, wait_for

pytestmark = pytest.mark.peers

LISTENS = ("udp:{}:0", "tcp:{}:0")


def ports(program: Program) -> dict[str, int]:
    """Where a server says that it listens, by transport."""

    def found() -> dict[str, int]:
        lines = re.findall(r"^listening on (\w+):.*:(\d+)$", program.output, re.MULTILINE)
        return {transport: int(number) for transport, number in lines}

    wait_for(lambda: len(found()) == len(LISTENS) or program.process.poll() is not None, "the server's start")
    return found()


@pytest.fixture(scope="module", params=["127.0.0.1", "::1"])
def server(
    request: pytest.FixtureRequest, require_peer: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Program, str]]:
    """A server and its host; at its end it must not have complained about anything."""
    require_peer("sipp")
    host: str = request.param
    listens = [one.format(f"[{host}]" if ":" in host else host) for one in LISTENS]
    options = [option for one in listens for option in ("--listen", one)]
    program = Program(
        *SESSIONCORE, "serve", *options, *PATIENTLY, folder=tmp_path_factory.mktemp("serve"), name="serve"
    )
    try:
        ports(program)
        yield program, host
        status = program.stop()
    finally:
        program.kill()
    assert (status, program.errors) == (0, "")


def run(server: tuple[Program, str], tcp: bool, scenario: str, user: str, folder: Path, **more: Any) -> None:
    """Every call goes exactly as the scenario says, and nothing is sent twice."""
    program, host = server
    calls = more.get("calls", 1)
    target = ports(program)["tcp" if tcp else "udp"]
    outcome = Sipp(scenario, folder, target=target, host=host, user=user, tcp=tcp, **more).wait()
    assert outcome.clean(calls), outcome


def test_t2_many_calls_over_one_connection(server: tuple[Program, str], tmp_path: Path) -> None:
    run(server, True, "call.xml", "answer", tmp_path, calls=200, rate=100)


def test_calls_with_media_over_udp(server: tuple[Program, str], tmp_path: Path) -> None:
    run(server, False, "call.xml", "echo", tmp_path, calls=20, rate=40, hold=0.1)


def test_t2_callee_hangs_up_over_the_connection_of_the_call(server: tuple[Program, str], tmp_path: Path) -> None:
    """Its Contact names no transport: the dialog's own is meant."""
    run(server, True, "ended_by_callee.xml", "hangup", tmp_path)


def test_refused_and_cancelled(server: tuple[Program, str], tmp_path: Path) -> None:
    run(server, True, "refused.xml", "busy", tmp_path, calls=10, rate=100, status=486)
    run(server, True, "cancelled.xml", "ring", tmp_path, calls=10, rate=100)


def test_hold_and_resume(server: tuple[Program, str], tmp_path: Path) -> None:
    run(server, True, "hold.xml", "echo", tmp_path, hold=0.05)


@pytest.mark.parametrize("tcp", [False, True])
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_sipp_is_called(require_peer: Callable[[str], str], tmp_path: Path, host: str, tcp: bool) -> None:
    require_peer("sipp")
    sipp = Sipp("uas.xml", tmp_path, host=host, tcp=tcp)
    program = Program(
        *SESSIONCORE, "call", sipp.uri, *PATIENTLY, "--json", "--hangup-after", "0.3", folder=tmp_path, name="call"
    )  # fmt: skip
    status = program.wait()
    outcome = sipp.wait()
    assert outcome.clean(1), outcome
    assert (status, program.errors) == (0, "")
    assert json.loads(program.output)["outcome"] == "answered"


def test_sipp_refuses_over_tcp(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    require_peer("sipp")
    sipp = Sipp("uas_refuses.xml", tmp_path, tcp=True, status=486)
    program = Program(*SESSIONCORE, "call", sipp.uri, *PATIENTLY, "--json", folder=tmp_path, name="call")
    status = program.wait()
    outcome = sipp.wait()
    assert outcome.clean(1), outcome
    assert (status, json.loads(program.output)["status"]) == (1, 486)
