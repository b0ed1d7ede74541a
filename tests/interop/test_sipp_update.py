"""UPDATE, session timers, and the answering charts that offer anew, with SIPp in both roles, over UDP and TCP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import attrs
import pytest

from sessioncore.api import SessionManager, SessionState
from sessioncore.base.settings import Settings
from tests.interop.patient import PATIENT, PATIENTLY
from tests.interop.programs import NOTED, Program
from tests.interop.sipp import Sipp, until
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


@TRANSPORTS
@pytest.mark.parametrize(
    ("scenario", "user"),
    [
        ("updates.xml", "echo"),
        ("too_brief.xml", "echo"),
        ("reinvited.xml", "reinviter"),
        ("reinvited_and_left.xml", "reinviter-bye"),
    ],
    ids=["b3_13_updates", "b3_15_too_brief", "b3_8_reinviter", "b3_20_reinviter_bye"],
)
def test_sipp_calls(server: Program, tmp_path: Path, scenario: str, user: str, tcp: bool) -> None:
    target = ports(server)["tcp" if tcp else "udp"]
    outcome = Sipp(scenario, tmp_path, target=target, user=user, tcp=tcp).wait()
    assert outcome.complete(1), outcome


@asynccontextmanager
async def calling(require_peer: Callable[[str], str], scenario: str, folder: Path, tcp: bool) -> AsyncIterator[Any]:
    """SIPp waits to be called by an embedder that changes sessions by UPDATE; at the end all went as written."""
    require_peer("sipp")
    sipp = Sipp(scenario, folder, tcp=tcp)
    limits = attrs.evolve(PATIENT, glare_owner_low=0.1, glare_owner_high=0.3)
    listens = ["udp:127.0.0.1:0", "tcp:127.0.0.1:0"]
    settings = Settings(modify_method="update")
    async with SessionManager(listen=listens, limits=limits, settings=settings, media_ports=1) as manager:
        yield manager, sipp.uri
        outcome = await sipp.finished()
        assert outcome.complete(1), outcome
        assert not [key for key in manager.counters if key.startswith(("error", "action failed"))]


@TRANSPORTS
async def test_b3_13_hold_by_update_glare_and_504(
    require_peer: Callable[[str], str], tmp_path: Path, tcp: bool
) -> None:
    async with calling(require_peer, "uas_updates.xml", tmp_path, tcp) as (manager, uri):
        session = await manager.call(uri)
        await session.hold()
        assert session.state is SessionState.ON_HOLD
        await session.resume()
        assert session.state is SessionState.CONNECTED
        await session.hold()
        await session.hang_up()


@TRANSPORTS
async def test_b3_15_refreshes_by_update(require_peer: Callable[[str], str], tmp_path: Path, tcp: bool) -> None:
    async with calling(require_peer, "uas_refreshed.xml", tmp_path, tcp) as (manager, uri):
        session = await manager.call(uri)
        part = manager.engine.cells[session.id].dialogs
        (dialog,) = part.values()
        await until(lambda: dialog.session_timer_slice.interval == 100, "two refreshes")
        assert not dialog.session_timer_slice.ours, "the role has moved"
        await session.hang_up()


@TRANSPORTS
async def test_b3_13_hold_before_the_answer(require_peer: Callable[[str], str], tmp_path: Path, tcp: bool) -> None:
    async with calling(require_peer, "uas_updated_early.xml", tmp_path, tcp) as (manager, uri):
        placed = asyncio.create_task(manager.call(uri))
        await until(lambda: any(one.state is SessionState.EARLY_MEDIA for one in manager.sessions()), "a 183")
        (early,) = manager.sessions()
        await early.hold()
        session = await placed
        assert session == early
        assert session.state is SessionState.ON_HOLD
        await session.hang_up()
