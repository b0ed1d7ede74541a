"""Invariant 10: the process is killed in a call and started again with the same store; the call ends as it should."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import SessionManager, SessionState
from sessioncore.base.settings import Settings
from tests.interop.pjsip import Pjsip
from tests.interop.programs import Program, serve
from tests.interop.sipp import Sipp, until, wait_for
from tests.support.ports import free_port

pytestmark = pytest.mark.peers


class Server:
    """`sessioncore serve` with a store; `crash` kills it without warning and starts it again on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.store = folder / "store"
        self._lives = 0
        self.port = free_port()  # a port that the system gives away could be somebody else's after the kill
        self.program = self._start(self.port)
        self.program.listening_port()

    def _start(self, port: int) -> Program:
        self._lives += 1
        options = ("--store", str(self.store), "--media-ports", "8")
        return serve(self._folder, *options, name=f"serve{self._lives}", port=port)

    def crash(self) -> None:
        """kill -9, and start again."""
        self.program.kill()
        self.start_again()

    def start_again(self) -> None:
        """Another one in the place of the one that was killed."""
        assert list(self.store.glob("*.json")), "the call was not stored"
        self.program = self._start(self.port)
        self.program.listening_port()

    def ends_clean(self) -> None:
        """It ends without a complaint, and the store forgets the calls that are over."""
        wait_for(lambda: not list(self.store.glob("*.json")), "the store to forget the call")
        assert (self.program.stop(), self.program.errors) == (0, "")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    try:
        yield made
    finally:
        made.program.kill()


async def test_bye_of_the_peer_after_a_crash(
    require_peer: Callable[[str], str], server: Server, tmp_path: Path
) -> None:
    """B2.11: the call that PJSIP had with the process before is still known; its BYE gets 200."""
    require_peer("pjsua2")
    pjsip = Pjsip(tmp_path)
    try:
        await pjsip.ready()
        pjsip.do("call", uri=f"sip:echo@127.0.0.1:{server.port}")
        await pjsip.event("state", state="CONFIRMED")
        server.crash()
        pjsip.do("hang_up")
        await pjsip.event("state", state="DISCONNECTED", status=200)
    finally:
        pjsip.program.kill()
    assert (server.program.stop(), server.program.errors) == (0, "")


@pytest.mark.parametrize("crashes", [1, 2])
def test_our_bye_after_a_crash(
    require_peer: Callable[[str], str], server: Server, tmp_path: Path, crashes: int
) -> None:
    """B2.5, B2.11: target, route, tags and Call-ID are those of the call, and CSeq does not go back."""
    require_peer("sipp")
    sipp = Sipp("recovered.xml", tmp_path, target=server.port, user="answer")
    wait_for(lambda: "\nACK " in sipp.messages, "the ACK")
    for _ in range(crashes):
        server.crash()
    assert (server.program.stop(), server.program.errors) == (0, "")
    outcome = sipp.wait()
    assert outcome.complete(1), outcome
    (bye,) = set(sipp.got("BYE"))
    answer = sipp.got("SIP/2.0 200")[0]
    assert bye.startswith(f"BYE sip:sipp@127.0.0.1:{sipp.port} SIP/2.0\n")
    assert header(bye, "Route") == f"<sip:127.0.0.1:{sipp.port};lr;leg=a>"
    assert header(bye, "Call-ID") == header(answer, "Call-ID")
    # Who called stands in From of the answer, and in To of our request.
    assert tag(bye, "From") == tag(answer, "To") != tag(bye, "To") == tag(answer, "From")
    assert re.fullmatch(r"[1-9]\d* BYE", header(bye, "CSeq"))
    assert not list(server.store.glob("*.json"))


@contextmanager
def answered_and_crashed(scenario: str, folder: Path) -> Iterator[tuple[Server, Sipp]]:
    """A server that was killed after it had answered and before it got the ACK, or repeated the 200.

    A machine with much to do may let us come too late: then there is another server, and another call.
    """
    for attempt in range(5):
        here = folder / str(attempt)
        here.mkdir()
        server = Server(here)
        sipp = Sipp(scenario, here, target=server.port, user="answer", options=("-nr",))
        try:
            wait_for(lambda: bool(sipp.got("SIP/2.0 200")), "the answer")  # noqa: B023
            server.program.kill()
            if "\nACK " not in sipp.messages and len(sipp.got("SIP/2.0 200")) == 1:
                yield server, sipp
                return
        finally:
            server.program.kill()
            sipp.kill()
    raise AssertionError("too late five times")


def test_crash_between_the_answer_and_its_ack(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """B3.1: the process that comes after repeats the 200 until the ACK, and the call goes on."""
    require_peer("sipp")
    with answered_and_crashed("recovered_unacknowledged.xml", tmp_path) as (server, sipp):
        server.start_again()
        outcome = sipp.wait()
        assert outcome.complete(1), outcome
        first, *copies = [answer for answer in sipp.got("SIP/2.0 200") if header(answer, "CSeq") == "1 INVITE"]
        assert copies, "the answer was not repeated"
        assert set(copies) == {first}
        server.ends_clean()


def test_ack_that_the_crash_swallowed(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """The ACK goes to a dead process; the one that comes after repeats the 200 and gets the ACK that it wants."""
    require_peer("sipp")
    with answered_and_crashed("recovered_swallowed.xml", tmp_path) as (server, sipp):
        wait_for(lambda: "\nACK " in sipp.messages, "the ACK that nobody hears")
        server.start_again()
        outcome = sipp.wait()
        assert outcome.complete(1), outcome
        server.ends_clean()


def test_bye_of_a_caller_after_a_crash(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """We called and held; what comes after ends the call with a CSeq beyond that of the re-INVITE (B2.5)."""
    require_peer("sipp")
    sipp = Sipp("uas_recovered.xml", tmp_path)
    store = tmp_path / "store"
    port = free_port()
    command = (sys.executable, "-m", "tests.interop.calling_program", str(store), str(port), sipp.uri)
    caller = Program(*command, folder=tmp_path, name="caller")
    try:
        wait_for(lambda: "held\n" in caller.output, "the call on hold")
        caller.kill()
        heir = serve(tmp_path, "--store", str(store), "--media-ports", "8", port=port)
        try:
            heir.listening_port()
            assert (heir.stop(), heir.errors) == (0, "")
        finally:
            heir.kill()
        outcome = sipp.wait()
        assert outcome.complete(1), outcome
    finally:
        caller.kill()
        sipp.kill()
    invite, reinvite = dict.fromkeys(sipp.got("INVITE"))
    (bye,) = set(sipp.got("BYE"))
    assert header(bye, "From") == header(invite, "From")
    assert tag(bye, "To") == tag(reinvite, "To")
    assert number(bye) > number(reinvite) > number(invite)


@pytest.mark.parametrize("ice", ["none", "full"])
async def test_b5_20_media_with_keys_of_a_handshake_comes_back_by_itself(server: Server, ice: Any) -> None:
    """RFC 8842 4: the heir has neither keys nor certificate of the process before, offers anew, and is heard again."""
    settings = Settings(media_keying="dtls", media_security="required", ice=ice)
    async with SessionManager(listen="udp:127.0.0.1:0", media_ports=8, settings=settings) as manager:
        session = await manager.call(f"sip:echo@127.0.0.1:{server.port}", source="tone:440")
        await until(lambda: bool(session.media_security and session.media_security.suite), "the keys")
        (before,) = await session.statistics()
        server.crash()
        async with asyncio.timeout(20):
            while True:
                (now,) = await session.statistics()
                if now.received_packets > before.received_packets + 100 and now.tone_hz and abs(now.tone_hz - 440) < 5:
                    break
                await asyncio.sleep(0.1)
        assert session.state is SessionState.CONNECTED
        await session.hang_up()
    assert (server.program.stop(), server.program.errors) == (0, "")


def header(message: str, name: str) -> str:
    """The value of the one header of this name."""
    (value,) = re.findall(rf"^{name}:[ \t]*(.*?)\s*$", message, re.MULTILINE)
    return str(value)


def tag(message: str, name: str) -> str:
    """The tag in From or To."""
    return header(message, name).rpartition(";tag=")[2]


def number(message: str) -> int:
    """The number in CSeq."""
    return int(header(message, "CSeq").split()[0])
