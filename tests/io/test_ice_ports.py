"""Ports that are made ready for calls: what servers say of them, over real sockets, with servers of the test's own."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aioice import stun

from sessioncore.base.connectivity import IceServers
from sessioncore.base.errors import ConfigError
from sessioncore.io.ice_ports import MOST_HEARD, IcePort, IcePorts
from sessioncore.io.media_ports import MediaPortPool

MAPPED, RELAYED = ("203.0.113.5", 40_000), ("203.0.113.9", 50_000)


class Server(asyncio.DatagramProtocol):
    """STUN and TURN in one, as far as a client needs them to answer; `says` may change an answer, or withhold it."""

    def __init__(self) -> None:
        self.seen: list[stun.Message] = []
        self.allocations: set[tuple[str, int]] = set()
        self.says: Callable[[stun.Message], stun.Message | None] = lambda answer: answer

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.address: tuple[str, int] = transport.get_extra_info("sockname")

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        asked = stun.parse_message(data)
        self.seen.append(asked)
        if asked.message_class is not stun.Class.REQUEST:
            return
        answer = stun.Message(asked.message_method, stun.Class.RESPONSE, asked.transaction_id)
        answer.attributes["XOR-MAPPED-ADDRESS"] = MAPPED
        if asked.message_method is stun.Method.ALLOCATE:
            if addr in self.allocations:
                answer.message_class = stun.Class.ERROR
                answer.attributes["ERROR-CODE"] = (437, "Allocation Mismatch")
            self.allocations.add(addr)
            answer.attributes["XOR-RELAYED-ADDRESS"] = RELAYED
        elif asked.message_method is stun.Method.REFRESH and not asked.attributes["LIFETIME"]:
            self.allocations.discard(addr)
        answer.attributes["LIFETIME"] = 600
        if (said := self.says(answer)) is not None:
            self.transport.sendto(bytes(said), addr)

    def count(self, method: stun.Method) -> int:
        return sum(message.message_method is method for message in self.seen)

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.address[1]}"


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    transport, made = await asyncio.get_running_loop().create_datagram_endpoint(Server, local_addr=("127.0.0.1", 0))
    yield made
    transport.close()


@pytest.fixture
async def make_ports(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[..., Any]]:
    monkeypatch.setattr("sessioncore.io.ice_ports.GATHERING_SECONDS", 0.3)
    monkeypatch.setattr("sessioncore.io.ice_ports._PAUSES", (0.0, 0.01, 0.02))
    monkeypatch.setattr("aioice.stun.RETRY_RTO", 0.05)
    made: list[tuple[IcePorts, MediaPortPool]] = []

    async def make(
        count: int = 3, before: Callable[[MediaPortPool], None] | None = None, **servers: Any
    ) -> tuple[IcePorts, MediaPortPool]:
        pool = MediaPortPool("127.0.0.1", count=count)
        if before is not None:
            before(pool)
        ports = IcePorts(pool, IceServers(**servers))
        made.append((ports, pool))
        await ports.start()
        return ports, pool

    yield make
    for ports, pool in made:
        await ports.close()
        pool.close()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110  sockets have no event for it
            await asyncio.sleep(0.01)


async def test_b5_24_the_next_ports_are_known_before_a_call_takes_them(make_ports: Any, server: Server) -> None:
    _, pool = await make_ports(stun=server.name, ready=2)
    first, second, third = pool.next(3)
    assert set(pool.advertised) == {first, second}
    (line,) = pool.candidates(first)
    assert line.endswith(f"203.0.113.5 40000 typ srflx raddr 127.0.0.1 rport {first}")
    assert pool.take() == first
    await until(lambda: third in pool.advertised)
    assert pool.candidates(first) == (line,)


async def test_b5_24_what_a_turn_server_relays_is_given_back_and_had_anew(make_ports: Any, server: Server) -> None:
    ports, pool = await make_ports(count=1, turn=server.name, username="us", password="secret")
    (port,) = pool.next(1)
    (line,) = pool.candidates(port)
    assert line.endswith(f"203.0.113.9 50000 typ relay raddr 127.0.0.1 rport {port}")
    assert ("127.0.0.1", port) in server.allocations
    assert pool.take() == port
    pool.give_back(port)
    assert pool.candidates(port) == ()
    await until(lambda: pool.candidates(port) == (line,))
    assert server.count(stun.Method.REFRESH) >= 1
    await ports.close()
    assert server.allocations == set()


async def test_an_address_that_is_still_held_is_asked_for_again(make_ports: Any, server: Server) -> None:
    def released(answer: stun.Message) -> stun.Message:
        server.allocations.clear()
        return answer

    server.says = released
    _, pool = await make_ports(
        count=1, before=lambda pool: server.allocations.add(("127.0.0.1", pool.next(1)[0])), turn=server.name
    )
    await until(lambda: len(pool.candidates(pool.next(1)[0])) == 1)
    assert server.count(stun.Method.ALLOCATE) == 2


async def test_b5_24_a_taken_port_keeps_its_binding_through_the_media_thread(make_ports: Any, server: Server) -> None:
    ports, pool = await make_ports(stun=server.name)
    port = ports.at(pool.take())
    assert port is not None
    sent: list[tuple[bytes, tuple[str, int]]] = []
    port.lend(lambda data, remote: sent.append((data, remote)))
    await port.refresh()
    ((data, remote),) = sent
    assert (data[:2], remote[1]) == (b"\x00\x11", server.address[1])  # a Binding indication (RFC 8489 6)


async def test_b5_24_another_mapping_makes_another_candidate(make_ports: Any, server: Server) -> None:
    ports, pool = await make_ports(count=1, stun=server.name)
    (number,) = pool.next(1)
    port = ports.at(number)

    def moved(answer: stun.Message) -> stun.Message:
        answer.attributes["XOR-MAPPED-ADDRESS"] = ("203.0.113.6", 40_001)
        return answer

    server.says = moved
    assert port is not None
    await port.refresh()
    assert " 203.0.113.6 40001 " in pool.candidates(number)[0]


async def test_servers_that_say_nothing_hold_the_start_up_for_a_moment(make_ports: Any, server: Server) -> None:
    server.says = lambda answer: None
    began = asyncio.get_running_loop().time()
    _, pool = await make_ports(stun=server.name, turn=server.name)
    assert asyncio.get_running_loop().time() - began < 5.0
    assert pool.candidates(pool.next(1)[0]) == ()


async def test_servers_that_are_not_to_be_found_are_no_servers(make_ports: Any) -> None:
    _, pool = await make_ports(stun="no-such-name.invalid")
    assert pool.candidates(pool.next(1)[0]) == ()


async def test_rubbish_is_not_for_the_port(make_ports: Any, server: Server) -> None:
    ports, pool = await make_ports(stun=server.name, turn=server.name)
    port = ports.at(pool.next(1)[0])
    assert port is not None
    for data in (b"", b"\1" * 30, b"\x40\0\xff\xff" + bytes(20)):
        assert port.heard(data, ("192.0.2.9", 9)) is False
        port.heard(data, server.address)
    assert pool.candidates(pool.next(1)[0]) != ()


@pytest.mark.parametrize("lent", [True, False])
async def test_a_flood_of_a_free_port_costs_so_much_and_no_more(
    make_ports: Any, server: Server, monkeypatch: pytest.MonkeyPatch, lent: bool
) -> None:
    """And then the port is as good as before: when its time has come, or when it was lent and is given back."""
    monkeypatch.setattr("sessioncore.io.ice_ports._BREATH_SECONDS", 3600.0 if lent else 0.5)
    heard: list[bytes] = []
    take = IcePort.heard

    def note(port: IcePort, data: bytes, source: tuple[str, int]) -> bool:
        heard.append(data)
        return take(port, data, source)

    monkeypatch.setattr(IcePort, "heard", note)
    _, pool = await make_ports(count=1, stun=server.name)
    (number,) = pool.next(1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as flood:
        for _ in range(MOST_HEARD + 30):
            flood.sendto(b"rubbish", ("127.0.0.1", number))
    if lent:
        await until(lambda: len(heard) >= MOST_HEARD)
        await asyncio.sleep(0.05)
        assert len(heard) == MOST_HEARD
        assert pool.take() == number
        pool.give_back(number)
    await until(lambda: len(heard) > MOST_HEARD + 30)  # what was left, and what the server says
    await until(lambda: len(pool.candidates(number)) == 1)


@pytest.mark.parametrize("text", ["host:", ":3478", "host:0", "host:99999", "host:many"])
def test_what_names_no_server_is_an_error(text: str) -> None:
    pool = MediaPortPool("127.0.0.1", count=1)
    with pytest.raises(ConfigError, match="STUN or TURN"):
        IcePorts(pool, IceServers(stun=text))
    pool.close()


def test_the_password_is_in_no_text() -> None:
    assert "secret" not in repr(IceServers(turn="turn.example", username="us", password="secret"))
