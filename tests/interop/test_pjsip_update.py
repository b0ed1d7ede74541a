"""UPDATE with PJSIP in both roles: it offers by UPDATE, and is held and resumed by one (RFC 3311)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import attrs
import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager, SessionState
from sessioncore.base.settings import Settings
from sessioncore.effects import Address
from tests.interop.pjsip import TONE_DBOV, TONE_HZ, Pjsip
from tests.interop.sipp import until
from tests.interop.sound import is_about, until_heard, until_still

pytestmark = pytest.mark.peers

ANSWERS = AnsweringTable({"tone": AnsweringRule("answer", "tone:440")})


@attrs.define
class Wire:
    """The first lines of what left and came, with their SDP or without."""

    lines: list[str] = attrs.field(factory=list)

    def note(self, at: float, sent: bool, address: Address, data: bytes) -> None:
        head, _, body = data.partition(b"\r\n\r\n")
        first = head.decode().split("\r\n")[0]
        sequence = next(line for line in head.decode().split("\r\n") if line.startswith("CSeq:")).split()[-1]
        what = first.split()[1] if first.startswith("SIP/2.0") else ""
        self.lines.append(
            " ".join([">" if sent else "<", *([what] if what else []), sequence, *(["SDP"] if body else [])])
        )


@pytest.fixture
async def pjsip(require_peer: Callable[[str], str], tmp_path: Path) -> AsyncIterator[Pjsip]:
    require_peer("pjsua2")
    peer = Pjsip(tmp_path)
    try:
        await peer.ready()
        yield peer
    finally:
        peer.program.kill()


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def manager(wire: Wire) -> AsyncIterator[SessionManager]:
    """Our side; at the end nothing has happened that must not, and nothing is left."""
    settings = Settings(modify_method="update")
    made = SessionManager(
        listen="udp:127.0.0.1:0", answering=ANSWERS, media_ports=4, settings=settings, on_message=wire.note
    )
    async with made:
        yield made
        await until(lambda: not made.sessions(), "the end of every session")
        assert {key for key in made.counters if key.startswith(("error", "action failed"))} == set()


async def test_b3_13_pjsip_offers_by_update(manager: SessionManager, pjsip: Pjsip, wire: Wire) -> None:
    pjsip.do("call", uri=f"sip:tone@127.0.0.1:{manager.local_address[1]}")
    await pjsip.event("media", status="active")
    (session,) = manager.sessions()
    pjsip.do("update")
    await until(lambda: "> 200 UPDATE SDP" in wire.lines, "the answer to its UPDATE")
    assert "< UPDATE SDP" in wire.lines
    await until_heard(session, lambda now: is_about(now.tone_hz, now.level_dbov, TONE_HZ, TONE_DBOV))
    assert session.state is SessionState.CONNECTED
    pjsip.do("hang_up")
    await pjsip.event("state", state="DISCONNECTED", status=200)


async def test_b3_13_pjsip_is_held_and_resumed_by_update(manager: SessionManager, pjsip: Pjsip, wire: Wire) -> None:
    session = await manager.call(pjsip.uri, source="tone:440")
    await pjsip.event("media", status="active")
    await session.hold()
    assert session.state is SessionState.ON_HOLD
    assert wire.lines[-2:] == ["> UPDATE SDP", "< 200 UPDATE SDP"]
    await pjsip.event("media", status="remote_hold")
    await until_still(session, lambda now: now.received_packets)
    await session.resume()
    assert wire.lines.count("> UPDATE SDP") == 2
    await pjsip.event("media", status="active")
    await until_heard(session, lambda now: is_about(now.tone_hz, now.level_dbov, TONE_HZ, TONE_DBOV))
    await session.modify("invite")
    assert wire.lines.count("> INVITE SDP") == 2
    await session.hang_up()
    await pjsip.event("state", state="DISCONNECTED")
