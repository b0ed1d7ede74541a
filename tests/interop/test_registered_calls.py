"""PJSIP and baresip register with us by digest and call each other through us, leg to leg; both hear the other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import attrs
import pytest

from sessioncore.api import Account, Accounts, Gatekeeper, SessionManager
from sessioncore.base.settings import Settings
from tests.interop.baresip import TONE_DBOV as BARESIP_DBOV
from tests.interop.baresip import Baresip, interface_address
from tests.interop.pjsip import TONE_DBOV, TONE_HZ, Pjsip
from tests.interop.sipp import until
from tests.interop.sound import is_about

pytestmark = pytest.mark.peers

USERS = {"alice": "secret", "bob": "hidden"}


@attrs.define
class House:
    """Both are registered: PJSIP as alice, baresip as bob."""

    manager: SessionManager
    pjsip: Pjsip
    baresip: Baresip

    def uri(self, user: str) -> str:
        host, port = self.manager.local_address
        return f"sip:{user}@{host}:{port}"

    async def over(self) -> None:
        await until(lambda: not self.manager.sessions(), "the end of every session", limit=5)


@pytest.fixture
async def house(require_peer: Callable[[str], str], tmp_path: Path) -> AsyncIterator[House]:
    require_peer("pjsua2")
    path = require_peer("baresip")
    (tmp_path / "baresip").mkdir()
    keeper = Gatekeeper(Accounts([Account.with_password(*one) for one in USERS.items()]), algorithms=("MD5",))
    settings = Settings(registrar="accounts", media=False)
    listen = f"udp:{interface_address()}:0"
    async with SessionManager(listen=listen, settings=settings, authentication=keeper) as manager:
        place = "{}:{}".format(*manager.local_address)
        pjsip = Pjsip(tmp_path, "alice", USERS["alice"], registrar=f"sip:{place}")
        baresip = Baresip(path, tmp_path / "baresip", registrar=place, user="bob", password=USERS["bob"])
        try:
            await pjsip.ready()
            await baresip.ready()
            registered = await pjsip.event("registration", status=200)
            assert 0 < registered["seconds"] <= 120
            await until(lambda: bool(manager.locations("bob")), "baresip's registration")
            yield House(manager, pjsip, baresip)
            assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
        finally:
            pjsip.program.kill()
            baresip.close()


async def test_b11_1_pjsip_calls_baresip_holds_and_resumes(house: House) -> None:
    house.pjsip.do("call", uri=house.uri("bob"))
    await house.pjsip.event("state", state="CONFIRMED")
    assert len(house.manager.sessions()) == 2, "a leg each"
    heard = await house.pjsip.hears()
    assert is_about(*heard, TONE_HZ, BARESIP_DBOV), heard
    house.pjsip.do("hold")
    await house.pjsip.event("media", status="local_hold")
    house.pjsip.do("resume")
    await house.pjsip.event("media", status="active")
    house.pjsip.do("hang_up")
    await house.pjsip.event("state", state="DISCONNECTED", status=200)
    await house.baresip.event("CALL_CLOSED")
    await house.over()
    heard = await house.baresip.heard()
    assert is_about(*heard, TONE_HZ, TONE_DBOV), heard


async def test_b11_1_baresip_calls_pjsip_and_hangs_up(house: House) -> None:
    house.baresip.do("dial", house.uri("alice"))
    await house.pjsip.event("state", state="CONFIRMED")
    heard = await house.pjsip.hears()
    assert is_about(*heard, TONE_HZ, BARESIP_DBOV), heard
    house.baresip.do("hangup")
    await house.pjsip.event("state", state="DISCONNECTED")
    await house.over()
    heard = await house.baresip.heard()
    assert is_about(*heard, TONE_HZ, TONE_DBOV), heard
