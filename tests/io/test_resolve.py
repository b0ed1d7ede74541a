from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from sessioncore.base.errors import Recovery, TransportError
from sessioncore.io.resolve import is_numeric, local_address_towards, resolve


@pytest.mark.parametrize(("host", "numeric"), [("192.0.2.1", True), ("::1", True), ("a.example", False), ("1", False)])
def test_numeric_hosts(host: str, numeric: bool) -> None:
    assert is_numeric(host) is numeric


async def test_an_address_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: Any, **__: Any) -> None:
        pytest.fail("looked up")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", never, raising=False)
    assert await resolve("192.0.2.1") == ("192.0.2.1", 5060)
    assert await resolve("[2001:db8::1]", 5070) == ("2001:db8::1", 5070)


async def test_a_name_is_looked_up_in_the_family_of_the_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    async def found(host: str, port: int, *, family: int, type: int) -> list[Any]:
        asked.append((host, port, family, type))
        return [(family, type, 17, "", ("192.0.2.7", port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", found, raising=False)
    assert await resolve("pbx.example", 5080, v6=False) == ("192.0.2.7", 5080)
    assert asked == [("pbx.example", 5080, socket.AF_INET, socket.SOCK_DGRAM)]


async def test_a_name_without_address_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def none(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", none, raising=False)
    with pytest.raises(TransportError, match=r"'nowhere\.example': Name or service not known") as caught:
        await resolve("nowhere.example")
    assert caught.value.recovery is Recovery.RETRY


async def test_the_other_family_cannot_be_reached() -> None:
    with pytest.raises(TransportError, match="cannot be reached from an IPv4 socket"):
        await resolve("::1", v6=False)


def test_our_address_on_the_way() -> None:
    assert local_address_towards(("127.0.0.1", 5060)) == "127.0.0.1"
