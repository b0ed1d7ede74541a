"""Headers, identities, reasons, and the same INVITE once more: with SIPp at the other end, over UDP and TCP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.api import ANSWERED_ELSEWHERE, Reason, Replaces, Session, SessionManager
from sessioncore.base.errors import CallRejected
from sessioncore.base.settings import Settings
from tests.interop.patient import PATIENT
from tests.interop.sipp import Sipp

pytestmark = [pytest.mark.peers, pytest.mark.parametrize("transport", ["udp", "tcp"])]

PATIENCE = 60.0
LISTENS = ["udp:127.0.0.1:0", "tcp:127.0.0.1:0"]
TRUSTING = Settings(trusted_peers=("127.0.0.0/8",), server="desk/2")


@pytest.fixture(autouse=True)
def _sipp(require_peer: Callable[[str], str]) -> None:
    require_peer("sipp")


def port_of(manager: SessionManager, transport: str) -> int:
    (found,) = [one for one in manager.listening if one.startswith(f"{transport}:")]
    return int(found.rpartition(":")[2])


async def test_b3_21_b3_18_b3_19_i1_i2_i3_one_request_in_three_forms(tmp_path: Path, transport: str) -> None:
    tcp = transport == "tcp"
    sipp = Sipp("uas_comes_back.xml", tmp_path, tcp=tcp, parameters=";transport=tcp" if tcp else "")
    async with SessionManager(listen=LISTENS, limits=PATIENT, settings=TRUSTING, media_ports=1) as manager:
        session = await manager.call(
            sipp.uri, headers={"X-Case": "4711"}, privacy="id", asserted_identity="sip:alice@example.com"
        )
        await session.hang_up(Reason("Q.850", 16, "Normal call clearing"))
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome
        assert not [key for key in manager.counters if key.startswith("error")]


async def test_b3_22_what_a_421_requires_is_named(tmp_path: Path, transport: str) -> None:
    sipp = Sipp("uas_requires.xml", tmp_path, tcp=transport == "tcp")
    asked = Settings(reliable_provisionals="asked")
    async with SessionManager(listen=LISTENS, limits=PATIENT, settings=asked, media_ports=1) as manager:
        session = await manager.call(sipp.uri)
        await session.hang_up()
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome


async def test_b3_19_our_cancel_says_why(tmp_path: Path, transport: str) -> None:
    sipp = Sipp("uas_told_why.xml", tmp_path, tcp=transport == "tcp")
    async with SessionManager(listen=LISTENS, limits=PATIENT, media_ports=1) as manager:
        calling = asyncio.create_task(manager.call(sipp.uri))
        async with manager.events() as events:
            async for event in events:
                if getattr(event, "state", "") == "ringing":
                    break
        (session,) = manager.sessions()
        await session.hang_up(ANSWERED_ELSEWHERE)
        with pytest.raises(CallRejected):
            await calling
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome


@pytest.mark.parametrize("cancelled", [True, False])
async def test_b3_19_i1_i3_sipp_says_why(tmp_path: Path, transport: str, cancelled: bool) -> None:
    async with SessionManager(listen=LISTENS, limits=PATIENT, settings=TRUSTING, media_ports=1) as manager:
        incoming = asyncio.create_task(anext(manager.incoming()))
        await asyncio.sleep(0)
        sipp = Sipp(
            "says_why.xml", tmp_path, target=port_of(manager, transport), tcp=transport == "tcp", cancelled=cancelled
        )
        async with asyncio.timeout(PATIENCE):
            session: Session = await incoming
        over = asyncio.create_task(session.wait_over())
        assert session.request_headers.get("X-Case") == "4711"
        assert (session.asserted_identity, session.privacy) == ("sip:alice@example.com", ("id",))
        await session.ring()
        if not cancelled:
            await session.answer(headers={"X-Agent": "7"})
        async with asyncio.timeout(PATIENCE):
            await over
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome
    expected = ANSWERED_ELSEWHERE if cancelled else Reason("Q.850", 16, "done")
    assert session.end_reason == expected


@pytest.mark.parametrize("status", [200, 481, 486])
async def test_b8_5_sipp_takes_the_place_of_a_call(tmp_path: Path, transport: str, status: int) -> None:
    tcp = transport == "tcp"
    first = Sipp("uas_replaced.xml", tmp_path, tcp=tcp)
    async with SessionManager(
        listen=LISTENS, limits=PATIENT, settings=Settings(replaces="any"), media_ports=2
    ) as manager:
        old = await manager.call(first.uri)
        named = old.dialog
        ours, theirs = (named.to_tag, named.from_tag) if status == 481 else (named.from_tag, named.to_tag)
        value = Replaces(named.call_id, ours, theirs, early_only=status == 486).encode()
        incoming = asyncio.create_task(anext(manager.incoming()))
        await asyncio.sleep(0)
        target = port_of(manager, transport)
        second = Sipp("replaces.xml", tmp_path, target=target, tcp=tcp, replaces=value, status=status)
        if status == 200:
            async with asyncio.timeout(PATIENCE):
                new = await incoming
            assert new.replaces == old
            await new.answer()
            async with asyncio.timeout(PATIENCE):
                await old.wait_over()
        outcome = await second.finished()
        assert outcome.clean(1), outcome
        if status != 200:
            incoming.cancel()
            assert not old.is_over
            await old.hang_up()
        outcome = await first.finished()
        assert outcome.clean(1), outcome


async def test_b8_5_our_call_takes_the_place_of_another(tmp_path: Path, transport: str) -> None:
    first = Sipp("uas_replaced.xml", tmp_path, tcp=transport == "tcp", calls=2)
    async with SessionManager(listen=LISTENS, limits=PATIENT, media_ports=2) as manager:
        old = await manager.call(first.uri)
        new = await manager.call(first.uri, replaces=old)
        await old.hang_up()
        await new.hang_up()
        outcome = await first.finished()
        assert outcome.clean(2), outcome
