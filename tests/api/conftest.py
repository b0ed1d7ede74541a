"""Two endpoints on loopback, in one loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import attrs
import pytest

from sessioncore.api import Session, SessionManager
from tests.support.captures import Captures

PATIENCE = 30.0


@attrs.define
class Ends:
    """`here` calls, `there` is called: `session` brings two connected sessions."""

    here: SessionManager
    there: SessionManager

    def target(self, user: str = "bob") -> str:
        """The URI of a user of `there`."""
        host, port = self.there.local_address
        return f"sip:{user}@{host}:{port}"

    async def next_incoming(self) -> Session:
        """The next call that comes to `there`."""
        async with asyncio.timeout(PATIENCE):
            return await anext(self.there.incoming())

    async def connected(self, source: str = "silence", answer: str = "silence") -> tuple[Session, Session]:
        """A call that is up: the caller's session and the callee's."""
        calling = asyncio.create_task(self.here.call(self.target(), source=source))
        called = await self.next_incoming()
        await called.answer(answer)
        return await calling, called


@pytest.fixture
async def ends() -> AsyncIterator[Ends]:
    async with manager() as there, manager() as here:
        yield Ends(here, there)


@pytest.fixture
def until() -> Callable[[Callable[[], Awaitable[bool]]], Awaitable[None]]:
    """Waits for a claim about what tells nobody when it changes: figures of a medium that flows in real time."""

    async def wait(claim: Callable[[], Awaitable[bool]]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await claim():  # noqa: ASYNC110  (there is no event to wait for)
                await asyncio.sleep(0.01)

    return wait


def manager(**options: Any) -> SessionManager:
    """A manager on a free port of loopback."""
    return SessionManager(**{"listen": "udp:127.0.0.1:0", "media_ports": 4} | options)


@pytest.fixture(autouse=True)
def captured(captures: Captures, request: pytest.FixtureRequest) -> None:
    """What leaves as media in these tests is read by tshark when all are over."""
    captures.test = request.node.nodeid
