"""PJSIP and baresip register with us by digest and call each other through us, leg to leg; both hear the other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.interop.baresip import TONE_DBOV as BARESIP_DBOV
from tests.interop.pjsip import TONE_DBOV, TONE_HZ
from tests.interop.registered import House, registered
from tests.interop.sound import check_heard

pytestmark = pytest.mark.peers


@pytest.fixture
async def house(require_peer: Callable[[str], str], tmp_path: Path) -> AsyncIterator[House]:
    require_peer("pjsua2")
    async with registered(require_peer("baresip"), tmp_path) as made:
        yield made


async def test_b11_1_pjsip_calls_baresip_holds_and_resumes(house: House) -> None:
    house.pjsip.do("call", uri=house.uri("bob"))
    await house.pjsip.event("state", state="CONFIRMED")
    assert len(house.manager.sessions()) == 2, "a leg each"
    await house.pjsip.until_it_hears(TONE_HZ, BARESIP_DBOV)
    house.pjsip.do("hold")
    await house.pjsip.event("media", status="local_hold")
    house.pjsip.do("resume")
    await house.pjsip.event("media", status="active")
    house.pjsip.do("hang_up")
    await house.pjsip.event("state", state="DISCONNECTED", status=200)
    await house.baresip.event("CALL_CLOSED")
    await house.over()
    check_heard(await house.baresip.heard(), TONE_HZ, TONE_DBOV)


async def test_b11_1_baresip_calls_pjsip_and_hangs_up(house: House) -> None:
    house.baresip.do("dial", house.uri("alice"))
    await house.pjsip.event("state", state="CONFIRMED")
    await house.pjsip.until_it_hears(TONE_HZ, BARESIP_DBOV)
    house.baresip.do("hangup")
    await house.pjsip.event("state", state="DISCONNECTED")
    await house.over()
    check_heard(await house.baresip.heard(), TONE_HZ, TONE_DBOV)
