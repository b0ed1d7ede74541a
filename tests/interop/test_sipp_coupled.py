"""SIPp calls SIPp through our server: what only couplings have trouble with (rules B11.6, B11.7, B11.10, B11.13)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.api import SessionManager
from sessioncore.base.settings import Settings
from tests.api.test_registering import register_by_hand
from tests.interop.patient import PATIENT
from tests.interop.sipp import Sipp, until

pytestmark = pytest.mark.peers


async def test_b11_10_b11_7_b11_6_late_offers_an_update_and_an_info_go_through(
    require_peer: Callable[[str], str], tmp_path: Path
) -> None:
    require_peer("sipp")
    settings = Settings(registrar="open", media=False)
    async with SessionManager(listen="udp:127.0.0.1:0", settings=settings, limits=PATIENT) as there:
        callee = Sipp("uas_coupled.xml", tmp_path)
        answer = await register_by_hand(there, "bob", callee.port, 600)
        assert answer.startswith(b"SIP/2.0 200 "), answer
        caller = Sipp("calls_coupled.xml", tmp_path, target=there.local_address[1], user="bob")
        for sipp in (caller, callee):
            outcome = await asyncio.to_thread(sipp.wait)
            assert outcome.complete(1), (outcome, sipp.messages)
        await until(lambda: not there.sessions(), "the end of both legs")


async def test_b11_17_b3_12_b4_2_an_offer_in_a_183_is_answered_in_the_prack(
    require_peer: Callable[[str], str], tmp_path: Path
) -> None:
    require_peer("sipp")
    settings = Settings(registrar="open", media=False)
    async with SessionManager(listen="udp:127.0.0.1:0", settings=settings, limits=PATIENT) as there:
        callee = Sipp("uas_coupled_reliably.xml", tmp_path)
        answer = await register_by_hand(there, "bob", callee.port, 600)
        assert answer.startswith(b"SIP/2.0 200 "), answer
        target = there.local_address[1]
        caller = Sipp("calls_coupled_reliably.xml", tmp_path, target=target, user="bob")
        for sipp in (caller, callee):
            outcome = await asyncio.to_thread(sipp.wait)
            assert outcome.complete(1), (outcome, sipp.messages)
        await until(lambda: not there.sessions(), "the end of both legs")
