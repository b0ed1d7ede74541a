"""REGISTER with SIPp in both roles, over UDP and TCP, without programs around it."""

from __future__ import annotations

import time
from pathlib import Path

import attrs
import pytest

from sessioncore.api import Account, Accounts, Credentials, Gatekeeper, SipAccount
from sessioncore.base.settings import Settings
from tests.interop.patient import PATIENT
from tests.interop.sipp import Sipp, until
from tests.interop.sipp_rows import headers, manager, uri

pytestmark = [pytest.mark.peers, pytest.mark.usefixtures("sipp_is_there")]

BOTH = pytest.mark.parametrize("tcp", [False, True], ids=["UDP", "TCP"])
ALICE = Credentials("alice", "secret")


async def complete(sipp: Sipp) -> None:
    outcome = await sipp.finished()
    assert outcome.complete(1), (outcome, sipp.messages)


@BOTH
async def test_b6_1_b6_3_b6_5_b6_7_b6_8_we_are_registered_and_call(tmp_path: Path, tcp: bool) -> None:
    """Busy for a second, granted 2 s and refreshed before that; then a call by the route that the registrar told."""
    called = Sipp("uas_challenges.xml", tmp_path, tcp=tcp)
    route = f"<{uri(called, tcp)};lr>"
    registrar = Sipp("registrar_lasting.xml", tmp_path, tcp=tcp, route=route)
    async with manager(tcp, limits=attrs.evolve(PATIENT, registration_base=0.1)) as here:
        began = time.monotonic()
        registration = await here.register(SipAccount("sip:alice@127.0.0.1", ALICE, uri(registrar, tcp)))
        assert time.monotonic() - began >= 1.0, "Retry-After: 1"
        session = await here.call("sip:bob@192.0.2.77", account=registration)
        await session.hang_up()
        await complete(called)
        await until(lambda: len(registrar.got("REGISTER")) == 3, "a refresh")
        await until(lambda: registration.seconds_left > 100, "what it was granted")
        await registration.unregister()
        await complete(registrar)
    requests = registrar.got("REGISTER")
    assert len({headers(one, "Call-ID")[0] for one in requests}) == 1
    numbers = [int(headers(one, "CSeq")[0].split()[0]) for one in requests]
    assert numbers == list(range(numbers[0], numbers[0] + 4))
    assert headers(called.got("INVITE")[0], "Route") == [route]


@BOTH
async def test_b6_1_b6_2_sipp_is_the_registrar(tmp_path: Path, tcp: bool) -> None:
    sipp = Sipp("registrar.xml", tmp_path, tcp=tcp)
    async with manager(tcp) as here:
        account = SipAccount("sip:alice@127.0.0.1", ALICE, uri(sipp, tcp), expires=60)
        registration = await here.register(account)
        assert 600 < registration.seconds_left <= 900
        await registration.unregister()
        await complete(sipp)


@BOTH
async def test_b6_1_b6_2_b6_9_sipp_registers(tmp_path: Path, tcp: bool) -> None:
    keeper = Gatekeeper(Accounts([Account.with_password("alice", "secret")]), algorithms=("MD5",))
    async with manager(tcp, settings=Settings(registrar="accounts"), authentication=keeper) as there:
        for user in ("alice", "bob"):
            await complete(Sipp("registers.xml", tmp_path, target=there.local_address[1], tcp=tcp, who=user))


@BOTH
async def test_b6_4_b6_5_b6_9_a_path_and_a_star(tmp_path: Path, tcp: bool) -> None:
    async with manager(tcp, settings=Settings(registrar="open")) as there:
        await complete(Sipp("registers_path.xml", tmp_path, target=there.local_address[1], tcp=tcp))
        assert there.registered_users() == []
