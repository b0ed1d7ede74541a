"""Trunks of a session manager on real sockets."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from sessioncore.api import SessionManager, Trunk
from sessioncore.base.errors import ConfigError, TransportError
from sessioncore.base.settings import Settings
from sessioncore.events import TrunkDown, TrunkUp

PATIENCE = 30.0


def manager(**options: Any) -> SessionManager:
    return SessionManager(**{"listen": "udp:127.0.0.1:0", "settings": Settings(media=False), **options})


async def test_t7_a_peer_that_is_there_and_one_that_is_not() -> None:
    async with manager() as there:
        trunks = [Trunk("here", f"sip:127.0.0.1:{there.local_address[1]}"), Trunk("gone", "sip:127.0.0.1:9")]
        async with manager() as here, here.events(TrunkUp, TrunkDown) as events:
            for trunk in trunks:
                await here.watch_trunk(trunk)
            told = {}
            async with asyncio.timeout(PATIENCE):
                while len(told) < 2:
                    event = await anext(events)
                    told[event.name] = (type(event), event.status)
            assert told == {"here": (TrunkUp, 200), "gone": (TrunkDown, 503)}
            known = {name: (status.state, status.status) for name, status in here.trunks.items()}
            assert known == {"here": ("up", 200), "gone": ("down", 503)}
            assert 0 < here.trunks["here"].round_trip < PATIENCE
            await here.watch_trunk(Trunk("gone", trunks[0].uri))
            await here.unwatch_trunk("here")
            await here.unwatch_trunk("nobody")
            assert list(here.trunks) == ["gone"]
            assert here.sessions() == []


async def test_they_are_watched_from_the_start() -> None:
    async with manager() as there:
        trunk = Trunk("carrier", f"sip:127.0.0.1:{there.local_address[1]}", 5)
        async with manager(trunks=[trunk]) as here:
            async with asyncio.timeout(PATIENCE):
                while here.trunks["carrier"].state != "up":  # noqa: ASYNC110  (told before anybody could listen)
                    await asyncio.sleep(0.01)
            assert here.trunks["carrier"].trunk == trunk


@pytest.mark.parametrize(
    ("name", "uri", "interval", "why"),
    [
        ("", "sip:192.0.2.1", 60, "no name"),
        ("a", "192.0.2.1", 60, "is no SIP URI"),
        ("a", "sip:192.0.2.1", 0.5, "the interval"),
        ("a", "sip:192.0.2.1", float("nan"), "the interval"),
    ],
)
def test_trunks_that_cannot_be(name: str, uri: str, interval: float, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        Trunk(name, uri, interval)


async def test_trunks_that_cannot_be_reached() -> None:
    tcp = Trunk("a", "sip:192.0.2.1;transport=tcp")
    with pytest.raises(ConfigError, match="trunk 'a': transport 'tcp' is not served"):
        await manager(trunks=[tcp]).start()
    twice = Trunk("a", "sip:192.0.2.1")
    with pytest.raises(ConfigError, match="two trunks 'a'"):
        await manager(trunks=[twice, twice]).start()
    async with manager() as here:
        with pytest.raises(TransportError):
            await here.watch_trunk(tcp)
