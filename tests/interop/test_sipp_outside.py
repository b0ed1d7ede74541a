"""SIPp in both roles, over UDP and TCP: OPTIONS, MESSAGE, INFO, SUBSCRIBE and NOTIFY."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.api import SessionManager
from sessioncore.base.settings import Settings
from sessioncore.events import MessageReceived
from tests.interop.patient import PATIENT
from tests.interop.sipp import Sipp

pytestmark = pytest.mark.peers

PATIENCE = 60.0
BOTH = pytest.mark.parametrize("tcp", [False, True], ids=["udp", "tcp"])


@pytest.fixture(autouse=True)
def _sipp(require_peer: Callable[[str], str]) -> None:
    require_peer("sipp")


def manager(tcp: bool, **settings: object) -> SessionManager:
    listen = "tcp:127.0.0.1:0" if tcp else "udp:127.0.0.1:0"
    return SessionManager(listen=listen, settings=Settings(**settings), limits=PATIENT, media_ports=8)  # type: ignore[arg-type]


def uri(sipp: Sipp, tcp: bool) -> str:
    return sipp.uri if not tcp else f"{sipp.uri.partition(';')[0]};transport=tcp"


@BOTH
async def test_b10_1_b10_2_b10_10_sipp_asks(tcp: bool, tmp_path: Path) -> None:
    async with manager(tcp, messages="take") as there:
        await there.notifier("presence", "text/plain")
        async with there.events(MessageReceived) as stream:
            sipp = Sipp("asks.xml", tmp_path, target=there.local_address[1], user="bob", tcp=tcp)
            outcome = await sipp.finished()
            assert outcome.clean(1), outcome
            event = await anext(stream)
    assert isinstance(event, MessageReceived)
    assert event.content == b"hello"


@BOTH
async def test_b8_2_b8_10_sipp_subscribes(tcp: bool, tmp_path: Path) -> None:
    async with manager(tcp) as there:
        notifier = await there.notifier("presence", "text/plain")
        await notifier.publish("online")
        sipp = Sipp("subscribes.xml", tmp_path, target=there.local_address[1], user="bob", calls=5, rate=50, tcp=tcp)
        outcome = await sipp.finished()
        assert outcome.clean(5), outcome
        assert notifier.subscribers == []


@BOTH
async def test_b10_8_sipp_is_asked(tcp: bool, tmp_path: Path) -> None:
    checks = [("Accept", "application/sdp")]
    sipp = Sipp(
        "uas_asked.xml", tmp_path, tcp=tcp, method="OPTIONS", status=200, checks=checks, extra=["Allow: INVITE"]
    )
    async with manager(tcp) as here, asyncio.timeout(PATIENCE):
        answer = await here.options(uri(sipp, tcp))
        assert (answer.status, answer.methods) == (200, ("INVITE",))
        assert (await sipp.finished()).clean(1)


@BOTH
async def test_b10_10_sipp_is_written_to(tcp: bool, tmp_path: Path) -> None:
    checks = [("Content-Type", "text/plain"), ("body", "hello")]
    sipp = Sipp("uas_asked.xml", tmp_path, tcp=tcp, method="MESSAGE", status=202, checks=checks, extra=[])
    async with manager(tcp) as here, asyncio.timeout(PATIENCE):
        answer = await here.message(uri(sipp, tcp), "hello")
        assert answer.status == 202
        assert (await sipp.finished()).clean(1)


@BOTH
async def test_b8_8_b8_9_sipp_notifies(tcp: bool, tmp_path: Path) -> None:
    sipp = Sipp("uas_notifies.xml", tmp_path, tcp=tcp)
    async with manager(tcp) as here, asyncio.timeout(PATIENCE):
        subscription = await here.subscribe(uri(sipp, tcp), "presence")
        seen = [(one.state, one.content, one.reason) async for one in subscription]
        assert seen == [("active", b"one", ""), ("active", b"two", ""), ("terminated", b"three", "noresource")]
        assert (await sipp.finished()).clean(1)


@BOTH
async def test_b10_11_sipp_is_told_in_a_call(tcp: bool, tmp_path: Path) -> None:
    sipp = Sipp("uas_informed.xml", tmp_path, tcp=tcp)
    async with manager(tcp) as here, asyncio.timeout(PATIENCE):
        session = await here.call(uri(sipp, tcp))
        answer = await session.info("lamp=on", package="foo")
        assert (answer.status, answer.header("Recv-Info")) == (469, "bar")
        assert (await session.message("hello")).accepted
        await session.hang_up()
        assert (await sipp.finished()).clean(1)
