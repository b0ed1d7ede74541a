"""SIPp is called: by `sessioncore call`, and by an embedder that holds and resumes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from sessioncore.api import SessionManager, SessionState
from sessioncore.base.errors import CallRejected, NoAnswer
from sessioncore.handlers.limits import Limits
from tests.interop.patient import PATIENT, PATIENTLY
from tests.interop.programs import NOTED, Program
from tests.interop.sipp import Sipp
from tests.support.ports import free_port

pytestmark = pytest.mark.peers


@pytest.fixture(autouse=True)
def _sipp(require_peer: Callable[[str], str]) -> None:
    require_peer("sipp")


def call(folder: Path, uri: str, *options: str) -> tuple[int, dict[str, Any]]:
    """Run `sessioncore call --json`; its exit status and report."""
    program = Program(*NOTED, "call", uri, *PATIENTLY, "--json", *options, folder=folder, name="call")
    status = program.wait()
    assert program.errors == ""
    return status, json.loads(program.output)


def test_call_is_answered(tmp_path: Path) -> None:
    sipp = Sipp("uas.xml", tmp_path)
    status, report = call(tmp_path, sipp.uri, "--play", "tone", "--hangup-after", "0.3")
    outcome = sipp.wait()
    assert outcome.clean(1), outcome
    assert (status, report["outcome"], report["ended_by"]) == (0, "answered", "us")
    assert report["media"][0]["sent_packets"] >= 10


def test_call_is_ended_by_the_peer(tmp_path: Path) -> None:
    sipp = Sipp("uas_ends.xml", tmp_path)
    status, report = call(tmp_path, sipp.uri)
    outcome = sipp.wait()
    assert outcome.clean(1), outcome
    assert (status, report["outcome"], report["ended_by"]) == (0, "answered", "peer")


@pytest.mark.parametrize("refusal", [486, 603])
def test_call_is_refused(tmp_path: Path, refusal: int) -> None:
    sipp = Sipp("uas_refuses.xml", tmp_path, status=refusal)
    status, report = call(tmp_path, sipp.uri)
    outcome = sipp.wait()
    assert outcome.clean(1), outcome
    assert (status, report["outcome"], report["status"]) == (1, "rejected", refusal)


def test_nobody_answers(tmp_path: Path) -> None:
    """B3.10: CANCEL after the time that the caller wants to wait; 487 is acknowledged."""
    sipp = Sipp("uas_rings.xml", tmp_path)
    status, report = call(tmp_path, sipp.uri, "--ring-for", "1")
    outcome = sipp.wait()
    assert outcome.clean(1), outcome
    assert (status, report["outcome"]) == (3, "no_answer")


async def test_nobody_is_there() -> None:
    """B1.11: what the network says of the INVITE (503) or timer B (408) becomes an error with a recovery."""
    async with SessionManager(listen="udp:127.0.0.1:0", limits=Limits(T1=0.05), media_ports=1) as manager:
        started = time.monotonic()
        with pytest.raises((CallRejected, NoAnswer)):
            await manager.call(f"sip:nobody@127.0.0.1:{free_port()}")
        assert time.monotonic() - started < 30
        assert manager.engine.session_count == 0


async def test_hold_and_resume_with_glare(tmp_path: Path) -> None:
    """B3.8: 491 to our re-INVITE; it is made again after the wait of who owns the Call-ID. Then resume."""
    limits = attrs.evolve(PATIENT, glare_owner_low=0.1, glare_owner_high=0.3)
    sipp = Sipp("uas_glare.xml", tmp_path)
    async with SessionManager(listen="udp:127.0.0.1:0", limits=limits, media_ports=1) as manager:
        session = await manager.call(sipp.uri)
        started = time.monotonic()
        await session.hold()
        assert time.monotonic() - started >= 0.1
        assert session.state is SessionState.ON_HOLD
        await session.resume()
        assert session.state is SessionState.CONNECTED
        await session.hang_up()
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome
        assert not [key for key in manager.counters if key.startswith("error")]


async def test_refused_hold_leaves_the_call_as_it_was(tmp_path: Path) -> None:
    """B3.7: a re-INVITE that is refused changes nothing."""
    sipp = Sipp("uas_refuses_hold.xml", tmp_path)
    async with SessionManager(listen="udp:127.0.0.1:0", limits=PATIENT, media_ports=1) as manager:
        session = await manager.call(sipp.uri)
        with pytest.raises(CallRejected) as refused:
            await session.hold()
        assert refused.value.status == 488
        assert session.state is SessionState.CONNECTED
        await session.hang_up()
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome
