"""A registrar on real sockets, and its clients."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from sessioncore import events
from sessioncore.api import SessionManager, SqliteStore
from sessioncore.base.errors import ConfigError
from sessioncore.base.settings import Settings

OPEN = Settings(registrar="open", media=False)
PATIENCE = 10.0


async def register_by_hand(there: SessionManager, user: str, port: int, seconds: int) -> bytes:
    """One REGISTER from a socket of the test; its answer."""
    host, server_port = there.local_address
    request = (
        f"REGISTER sip:{host} SIP/2.0\r\nVia: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{user}{seconds};rport\r\n"
        f"From: <sip:{user}@{host}>;tag=1\r\nTo: <sip:{user}@{host}>\r\nCall-ID: {user}\r\nCSeq: {seconds} REGISTER\r\n"
        f"Max-Forwards: 70\r\nContact: <sip:{user}@{host}:{port}>\r\nExpires: {seconds}\r\nContent-Length: 0\r\n\r\n"
    )
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.setblocking(False)
        client.bind((host, 0))
        await loop.sock_sendto(client, request.encode(), (host, server_port))
        async with asyncio.timeout(PATIENCE):
            return await loop.sock_recv(client, 4096)


async def test_b6_9_a_registration_outlives_the_process(tmp_path: Path) -> None:
    """Kept in the same store as calls: SQLite here."""
    for seconds in (600, 0):
        async with SessionManager(
            listen="udp:127.0.0.1:0", settings=OPEN, store=SqliteStore(tmp_path / "store.db")
        ) as there:
            if seconds:
                assert there.locations("bob") == []
                told = there.events(events.Registered)
                answer = await register_by_hand(there, "bob", 5070, seconds)
                assert answer.startswith(b"SIP/2.0 200 "), answer
                assert (await anext(told)).contact == "sip:bob@127.0.0.1:5070"
            assert there.registered_users() == ["bob"]
            (found,) = there.locations("bob")
            assert found.binding.contact == "sip:bob@127.0.0.1:5070"
            assert 500 < found.seconds_left <= 600


def test_accounts_that_nobody_can_judge_are_refused() -> None:
    with pytest.raises(ConfigError, match="needs accounts"):
        SessionManager(settings=Settings(registrar="accounts"))
