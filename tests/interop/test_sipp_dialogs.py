"""SIPp in both roles, over UDP and TCP: subscriptions in a call, credentials inside it, overload, 305, early UPDATE."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import Account, Accounts, AnsweringRule, AnsweringTable, Credentials, Gatekeeper, SessionManager
from sessioncore.base.settings import Settings
from tests.interop.patient import PATIENT
from tests.interop.sipp import Sipp, until

pytestmark = pytest.mark.peers

PATIENCE = 60.0
ECHO = AnsweringTable(default=AnsweringRule("echo", "echo"))
AUTH = AnsweringTable(default=AnsweringRule("auth", "echo"))


@pytest.fixture(params=[False, True], ids=["UDP", "TCP"])
def tcp(request: pytest.FixtureRequest, require_peer: Callable[[str], str]) -> bool:
    require_peer("sipp")
    return bool(request.param)


@asynccontextmanager
async def manager(tcp: bool, **options: Any) -> AsyncIterator[SessionManager]:
    """At its end it must have nothing to complain about."""
    listen = "tcp:127.0.0.1:0" if tcp else "udp:127.0.0.1:0"
    async with (
        SessionManager(listen=listen, media_ports=8, limits=PATIENT, **options) as made,
        asyncio.timeout(PATIENCE),
    ):
        yield made
        assert not [key for key in made.counters if key.startswith("error")]


def uri(sipp: Sipp, tcp: bool) -> str:
    return f"{sipp.uri.partition(';')[0]}{';transport=tcp' if tcp else ''}"


async def played(made: SessionManager, scenario: str, folder: Path, tcp: bool) -> None:
    """SIPp calls, and all goes exactly as the scenario says."""
    sipp = Sipp(scenario, folder, target=made.local_address[1], user="bob", tcp=tcp)
    outcome = await sipp.finished()
    assert outcome.clean(1), outcome


async def test_b2_7_a_subscription_outlives_its_call(tcp: bool, tmp_path: Path) -> None:
    async with manager(tcp, answering=ECHO) as there:
        notifier = await there.notifier("presence", "text/plain")
        await notifier.publish("online")
        await played(there, "inside_subscribes.xml", tmp_path, tcp)
        assert notifier.subscribers == []


async def test_b7_12_a_bye_needs_credentials(tcp: bool, tmp_path: Path) -> None:
    keeper = Gatekeeper(Accounts([Account.with_password("alice", "secret")]), algorithms=("MD5",))
    settings = Settings(authenticate_inside=True)
    async with manager(tcp, answering=AUTH, authentication=keeper, settings=settings) as there:
        await played(there, "inside_challenged.xml", tmp_path, tcp)


async def test_b7_1_sipp_challenges_info_reinvite_and_bye(tcp: bool, tmp_path: Path) -> None:
    sipp = Sipp("uas_challenges_inside.xml", tmp_path, tcp=tcp)
    async with manager(tcp, credentials=Credentials("alice", "secret")) as here:
        session = await here.call(uri(sipp, tcp))
        assert (await session.info("lamp=on")).accepted
        await session.hold()
        await session.hang_up()
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome


async def test_b1_14_too_much_to_do(tcp: bool, tmp_path: Path) -> None:
    async with manager(tcp, answering=ECHO, settings=Settings(max_sessions=0)) as there:
        await there.notifier("presence", "text/plain")
        await played(there, "refused_busy.xml", tmp_path, tcp)


async def test_b3_18_through_the_proxy_that_305_names(tcp: bool, tmp_path: Path) -> None:
    sipp = Sipp("uas_use_proxy.xml", tmp_path, tcp=tcp, parameters=";transport=tcp" if tcp else "")
    async with manager(tcp) as here:
        session = await here.call(uri(sipp, tcp))
        await session.hang_up()
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome


async def test_b3_13_an_update_before_we_answer(tcp: bool, tmp_path: Path) -> None:
    async with manager(tcp) as there:
        sipp = Sipp("updates_early.xml", tmp_path, target=there.local_address[1], user="bob", tcp=tcp)
        session = await anext(there.incoming())
        await session.progress("tone:440")
        (dialog,) = there.engine.cells[session.id].dialogs.values()
        await until(lambda: bool(dialog.dialog_slice.remote_cseq == 3), "the UPDATE")
        await session.answer()
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome
