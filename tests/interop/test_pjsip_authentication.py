"""PJSIP is challenged: with what it supports of our algorithms, and with a wrong password."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.api.accounts import Account, Accounts
from sessioncore.api.gatekeeper import Gatekeeper
from tests.interop.pjsip import Pjsip
from tests.interop.sipp import until

pytestmark = pytest.mark.peers

AUTH = AnsweringTable({"auth": AnsweringRule("auth", "echo")})


@pytest.mark.parametrize(
    ("algorithms", "password", "state"),
    [
        (("SHA-256", "MD5"), "secret", "CONFIRMED"),
        (("MD5",), "secret", "CONFIRMED"),
        (("SHA-256",), "secret", "CONFIRMED"),
        (("SHA-256", "MD5"), "wrong", "DISCONNECTED"),
    ],
)
async def test_b7_8_pjsip_is_challenged(
    require_peer: Callable[[str], str], tmp_path: Path, algorithms: tuple[str, ...], password: str, state: str
) -> None:
    require_peer("pjsua2")
    pjsip = Pjsip(tmp_path, "alice", password)
    gatekeeper = Gatekeeper(Accounts([Account.with_password("alice", "secret")]), algorithms=algorithms)
    try:
        await pjsip.ready()
        judging = SessionManager(listen="udp:127.0.0.1:0", answering=AUTH, authentication=gatekeeper, media_ports=4)
        async with judging as manager:
            pjsip.do("call", uri=f"sip:auth@127.0.0.1:{manager.local_address[1]}")
            if state == "CONFIRMED":
                await pjsip.event("state", state=state)
                (session,) = manager.sessions()
                assert session.user == "alice"
                pjsip.do("hang_up")
            await pjsip.event("state", state="DISCONNECTED", status=200 if state == "CONFIRMED" else 407)
            await until(lambda: not manager.sessions(), "the end of every session")
    finally:
        pjsip.program.kill()
