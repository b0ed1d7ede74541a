"""SIP.js in Chromium calls over secure WebSocket (RFC 7118): signalling only, its media is a fixed description."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.api import Account, Accounts, AnsweringRule, AnsweringTable, Gatekeeper, SessionManager
from tests.interop.browser_peer import Browser
from tests.interop.sipp import free_media_port, until
from tests.support.certificates import Authority

pytestmark = pytest.mark.peers

CHARTS = {"bob": "answer", "hangs_up": "hangup", "rings": "ring", "guarded": "auth"}
ANSWERS = AnsweringTable({user: AnsweringRule(chart, "silence") for user, chart in CHARTS.items()})
STEPS = {
    "is answered, holds, resumes and hangs up": ["sendrecv", "recvonly", "sendrecv"],
    "is hung up on": "done",
    "gives up while it rings": 487,
    "proves who it is": "done",
}
"""What the page does, and what comes of it: directions that we answered, a status, or that it went well."""


async def test_b1_12_b4_6_b7_8_calls_of_a_browser(
    require_peer: Callable[[str], str], tmp_path: Path, authority: Authority
) -> None:
    """Requests of ours come over its own connection (B1.12): it has no address that anybody could connect to."""
    tls = authority.files("wss", "IP:127.0.0.1")
    gatekeeper = Gatekeeper(Accounts([Account.with_password("alice", "secret")]), algorithms=("MD5",))
    async with SessionManager(
        listen=["wss:127.0.0.1:0"], tls=tls, answering=ANSWERS, authentication=gatekeeper, media_ports=8
    ) as manager:
        port = int(manager.listening[-1].rpartition(":")[2])
        wanted = {
            "server": f"wss://127.0.0.1:{port}",
            "host": f"127.0.0.1:{port}",
            "password": "secret",
            "media": free_media_port(),
            "steps": list(STEPS),
        }
        browser = await asyncio.to_thread(Browser, tmp_path, wanted, tls.certificate)
        try:
            assert await asyncio.to_thread(browser.result) == STEPS
            await until(lambda: not manager.sessions(), "the end of every session")
        finally:
            await asyncio.to_thread(browser.close)
        assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
