"""PJSIP calls baresip, both registered with us, and all they say to each other goes through a media relay."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import RelayOptions
from sessioncore.events import RelayFailed, RelayStopped
from sessioncore.io.embedded_relay import EmbeddedRelay
from tests.interop.baresip import TONE_DBOV as BARESIP_DBOV
from tests.interop.baresip import interface_address
from tests.interop.pjsip import TONE_DBOV, TONE_HZ
from tests.interop.registered import House, registered
from tests.interop.rtpengine import Rtpengine
from tests.interop.sound import check_heard

pytestmark = pytest.mark.peers


@asynccontextmanager
async def relayed(
    engine: Any,
    require_peer: Callable[[str], str],
    tmp_path: Path,
    offers: Any = "pass",
    srtp: tuple[bool, str] = (False, ""),
) -> AsyncIterator[House]:
    """A house whose calls are relayed by this engine; `offers` as `RelayOptions.srtp`."""
    require_peer("pjsua2")
    baresip = require_peer("baresip")
    if engine == "embedded":
        async with registered(
            baresip, tmp_path, relayed=True, relay=RelayOptions(rewrite=True, srtp=offers), srtp=srtp
        ) as house:
            yield house
        return
    require_peer("rtpengine")
    peer = Rtpengine(tmp_path, interface_address())
    try:
        options = RelayOptions("rtpengine", rtpengine=peer.control, srtp=offers)
        async with registered(baresip, tmp_path, relayed=True, relay=options, srtp=srtp) as house:
            yield house
    finally:
        peer.close()


@pytest.mark.parametrize("engine", ["embedded", "rtpengine"])
async def test_m19_both_hear_each_other_through_the_relay(
    engine: str, require_peer: Callable[[str], str], tmp_path: Path
) -> None:
    async with relayed(engine, require_peer, tmp_path) as house:
        stopped = house.manager.events(RelayStopped)
        house.pjsip.do("call", uri=house.uri("bob"))
        await house.pjsip.event("state", state="CONFIRMED")
        for _ in range(2):  # so that baresip has heard enough, too
            await house.pjsip.until_it_hears(TONE_HZ, BARESIP_DBOV)
        house.pjsip.do("hold")
        await house.pjsip.event("media", status="local_hold")
        house.pjsip.do("resume")
        await house.pjsip.event("media", status="active")
        await house.pjsip.until_it_hears(TONE_HZ, BARESIP_DBOV)
        house.pjsip.do("hang_up")
        await house.pjsip.event("state", state="DISCONNECTED", status=200)
        await house.over()
        check_heard(await house.baresip.heard(), TONE_HZ, TONE_DBOV)
        event = await anext(stopped)
        assert isinstance(event, RelayStopped)
        assert len(event.figures) == 2
        assert all(one.packets > 30 for one in event.figures), event.figures


@pytest.mark.parametrize(
    ("engine", "offers", "srtp"),
    [
        ("embedded", "plain", (True, "")),
        ("embedded", "required", (False, "srtp-mand")),
        ("rtpengine", "required", (False, "srtp-mand")),
        ("rtpengine", "optional", (True, "srtp")),
    ],
)
async def test_m19_srtp_on_one_side_and_rtp_on_the_other(
    engine: str, offers: str, srtp: tuple[bool, str], require_peer: Callable[[str], str], tmp_path: Path
) -> None:
    """PJSIP with SRTP and nothing else, or baresip; the last line: both, each with keys of its own."""
    async with relayed(engine, require_peer, tmp_path, offers, srtp) as house:
        house.pjsip.do("call", uri=house.uri("bob"))
        await house.pjsip.event("state", state="CONFIRMED")
        for _ in range(3):  # so that baresip has heard enough, too
            await house.pjsip.until_it_hears(TONE_HZ, BARESIP_DBOV)
        house.pjsip.do("hang_up")
        await house.pjsip.event("state", state="DISCONNECTED", status=200)
        await house.over()
        check_heard(await house.baresip.heard(), TONE_HZ, TONE_DBOV)


async def test_m19_a_relay_process_that_is_killed_ends_the_call(
    require_peer: Callable[[str], str], tmp_path: Path
) -> None:
    async with relayed("embedded", require_peer, tmp_path) as house:
        failed = house.manager.events(RelayFailed)
        house.pjsip.do("call", uri=house.uri("bob"))
        await house.pjsip.event("state", state="CONFIRMED")
        assert isinstance(house.manager.relay, EmbeddedRelay)
        os.kill(house.manager.relay.engine.pid, signal.SIGKILL)
        assert (await anext(failed)).reason == "the relay process has ended"  # type: ignore[union-attr]
        await house.pjsip.event("state", state="DISCONNECTED")
        await house.baresip.event("CALL_CLOSED")
        await house.over()
