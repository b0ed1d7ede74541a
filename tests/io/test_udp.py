from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Coroutine
from typing import Any

import attrs
import pytest
import uvloop

from sessioncore.base.errors import ConfigError, TransportError
from sessioncore.effects import Address
from sessioncore.io.icmp import is_unreachable
from sessioncore.io.udp import BATCH, CORK, ListenAddress, UdpTransport

LOOPBACK = ListenAddress("127.0.0.1", 0)
PATIENCE = 30.0


@attrs.define
class Inbox:
    """Notes what a transport tells, and waits for it."""

    datagrams: list[tuple[bytes, Address]] = attrs.field(factory=list)
    failures: list[tuple[Address, str, bytes]] = attrs.field(factory=list)
    batches: int = 0
    changed: asyncio.Event = attrs.field(factory=asyncio.Event)

    def received(self, data: bytes, source: Address) -> None:
        self.datagrams.append((data, source))
        self.changed.set()

    def drained(self) -> None:
        self.batches += 1

    def send_failed(self, remote: Address, reason: str, data: bytes) -> None:
        self.failures.append((remote, reason, data))
        self.changed.set()

    async def until(self, claim: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not claim():
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Callable[[Coroutine[Any, Any, None]], None]:
    """Runs a coroutine on one kind of loop."""
    factory = uvloop.new_event_loop if request.param == "uvloop" else None

    def runner(main: Coroutine[Any, Any, None]) -> None:
        with asyncio.Runner(loop_factory=factory) as made:
            made.run(main)

    return runner


def opened(inbox: Inbox, listen: ListenAddress = LOOPBACK) -> UdpTransport:
    transport = UdpTransport(listen, clock=time.monotonic)
    transport.start(asyncio.get_running_loop(), inbox)
    return transport


def dead_port() -> Address:
    """An address that nobody listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        address: Address = made.getsockname()
        return address


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("udp:127.0.0.1:5070", "127.0.0.1", 5070),
        ("udp:127.0.0.1", "127.0.0.1", 5060),
        ("UDP:127.0.0.1:0", "127.0.0.1", 0),
        ("udp:[::1]:5070", "::1", 5070),
        ("udp:[::1]", "::1", 5060),
        ("tcp:[::1]", "::1", 5060),
        ("TLS:127.0.0.1", "127.0.0.1", 5061),
    ],
)
def test_listen_addresses_are_read(text: str, host: str, port: int) -> None:
    found = ListenAddress.parse(text)
    assert (found.host, found.port) == (host, port)
    assert ListenAddress.parse(str(found)) == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sctp:127.0.0.1:5060", "only udp, tcp, tls, ws and wss"),
        ("127.0.0.1:5060", "only udp, tcp, tls, ws and wss"),
        ("", "only udp, tcp, tls, ws and wss"),
        ("udp:localhost:5060", "no IP address"),
        ("udp::5060", "no IP address"),
        ("udp:127.0.0.1:65536", "bad port"),
        ("udp:127.0.0.1:x", "bad port"),
        ("udp:127.0.0.1:", "bad port"),
        ("udp:[::1]5060", "bad port"),
        ("udp:127.0.0.1:999999999999999999999999", "bad port"),
        ("udp:127.0.0.1:\u0665", "bad port"),
    ],
)
def test_bad_listen_addresses_are_explained(text: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why) as caught:
        ListenAddress.parse(text)
    assert "udp:127.0.0.1:5060" in str(caught.value)


def test_a_port_in_use_is_named() -> None:
    first = UdpTransport(LOOPBACK, clock=time.monotonic)
    try:
        with pytest.raises(TransportError, match=r"udp:127\.0\.0\.1:\d+: another program does already"):
            UdpTransport(ListenAddress(*first.local), clock=time.monotonic)
    finally:
        first.close()


def test_an_address_of_another_machine_is_named() -> None:
    with pytest.raises(TransportError, match="this machine has no such address"):
        UdpTransport(ListenAddress("192.0.2.1", 0), clock=time.monotonic)


def test_datagrams_come_in_order_and_in_batches(run: Callable[[Coroutine[Any, Any, None]], None]) -> None:
    async def main() -> None:
        here, there = Inbox(), Inbox()
        one, two = opened(here), opened(there)
        sent = [b"%d" % number for number in range(BATCH + 10)]
        for data in sent:
            one.send(data, two.local)
        await there.until(lambda: len(there.datagrams) == len(sent))
        assert there.datagrams == [(data, one.local) for data in sent]
        # The queue was read in a few turns of the loop, none longer than a batch.
        assert 2 <= there.batches <= 4
        one.close()
        two.close()

    run(main())


def test_an_unreachable_peer_is_told_and_receiving_goes_on(run: Callable[[Coroutine[Any, Any, None]], None]) -> None:
    """RFC 3261 18.4; with libuv a socket that reports an error is never watched again."""

    async def main() -> None:
        inbox, other = Inbox(), Inbox()
        transport, peer = opened(inbox), opened(other)
        gone = dead_port()
        for round_ in range(1, 4):
            transport.send(b"INVITE sip:a" + b"x" * 1000, gone)
            await inbox.until(lambda expected=round_: len(inbox.failures) == expected)  # type: ignore[misc]
            remote, reason, quoted = inbox.failures[-1]
            assert remote == gone
            assert "refused" in reason
            assert quoted.startswith(b"INVITE sip:a")
        peer.send(b"still here?", transport.local)
        await inbox.until(lambda: inbox.datagrams == [(b"still here?", peer.local)])
        transport.close()
        peer.close()

    run(main())


def test_a_refusal_of_one_peer_costs_another_no_datagram() -> None:
    async def main() -> None:
        inbox, other = Inbox(), Inbox()
        transport, peer = opened(inbox), opened(other)
        gone = dead_port()
        for _ in range(20):
            # The ICMP answer to the first is pending when the second is sent, whose call it makes fail.
            transport.send(b"nobody", gone)
            transport.send(b"somebody", peer.local)
        await other.until(lambda: len(other.datagrams) == 20)
        await inbox.until(lambda: bool(inbox.failures))
        assert {remote for remote, _, _ in inbox.failures} == {gone}
        transport.close()
        peer.close()

    asyncio.run(main())


@pytest.mark.parametrize("host", ["peer.example", "localhost", "", "::1", "127.1", "1"])
def test_no_name_is_ever_looked_up(host: str) -> None:
    async def main() -> None:
        inbox = Inbox()
        transport = opened(inbox)
        transport.send(b"x", (host, 5060))
        [(remote, reason, data)] = inbox.failures
        assert remote == (host, 5060)
        assert "not an IP address" in reason
        assert data == b"x"
        transport.close()

    asyncio.run(main())


def test_what_the_system_refuses_is_told() -> None:
    async def main() -> None:
        inbox = Inbox()
        transport = opened(inbox)
        transport.send(b"x" * 65_508, transport.local)
        [(_, reason, _)] = inbox.failures
        assert "too long" in reason
        transport.close()

    asyncio.run(main())


def test_the_tap_sees_both_directions() -> None:
    async def main() -> None:
        seen: list[tuple[bool, Address, bytes]] = []
        inbox = Inbox()
        transport = UdpTransport(
            LOOPBACK, clock=time.monotonic, tap=lambda at, sent, address, data: seen.append((sent, address, data))
        )
        transport.start(asyncio.get_running_loop(), inbox)
        transport.send(b"to myself", transport.local)
        await inbox.until(lambda: bool(inbox.datagrams))
        assert seen == [(True, transport.local, b"to myself"), (False, transport.local, b"to myself")]
        transport.close()

    asyncio.run(main())


def test_a_tap_that_raises_costs_no_message() -> None:
    def tap(*_: object) -> None:
        raise RuntimeError("an observer of somebody else")

    async def main() -> None:
        inbox = Inbox()
        transport = UdpTransport(LOOPBACK, clock=time.monotonic, tap=tap)
        transport.start(asyncio.get_running_loop(), inbox)
        transport.send(b"to myself", transport.local)
        await inbox.until(lambda: bool(inbox.datagrams))
        assert inbox.datagrams == [(b"to myself", transport.local)]
        assert transport.failed_taps == 2
        transport.close()

    asyncio.run(main())


def test_closing_twice_is_harmless_and_nothing_comes_afterwards(
    run: Callable[[Coroutine[Any, Any, None]], None],
) -> None:
    async def main() -> None:
        inbox = Inbox()
        transport = opened(inbox)
        address = transport.local
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
            peer.sendto(b"late", address)
            transport.close()
            transport.close()
            assert transport.closed
        # The port is free again at once.
        again = UdpTransport(ListenAddress(*address), clock=time.monotonic)
        again.close()
        assert inbox.datagrams == []

    run(main())


@pytest.mark.parametrize(
    ("origin", "kind", "code", "told"),
    [
        (2, 3, 0, True),  # network unreachable
        (2, 3, 3, True),  # port unreachable
        (2, 3, 4, False),  # fragmentation needed: the system remembers
        (2, 12, 0, True),  # parameter problem
        (2, 11, 0, False),  # time exceeded
        (2, 4, 0, False),  # source quench
        (3, 1, 4, True),  # IPv6 port unreachable
        (3, 2, 0, False),  # IPv6 packet too big
        (3, 4, 1, True),  # IPv6 parameter problem
        (1, 3, 3, False),  # of our own system: sendto has said so already
    ],
)
def test_which_icmp_messages_mean_failure(origin: int, kind: int, code: int, told: bool) -> None:
    assert is_unreachable(origin, kind, code) is told


def test_what_answers_a_batch_leaves_in_order_and_not_one_by_one(
    run: Callable[[Coroutine[Any, Any, None]], None],
) -> None:
    """Up to CORK answers wait until the batch is through; none is lost, and none waits longer."""

    class Echo(Inbox):
        def received(self, data: bytes, source: Address) -> None:
            super().received(data, source)
            transport.send(data, source)
            waiting.append(len(self.datagrams) - arrived())

    waiting: list[int] = []

    def arrived() -> int:
        while True:
            try:
                got.append(peer.recv(100))
            except BlockingIOError:
                return len(got)

    got: list[bytes] = []
    peer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    peer.bind(("127.0.0.1", 0))
    peer.setblocking(False)
    inbox = Echo()
    count = 3 * CORK + 2

    async def main() -> None:
        nonlocal transport
        transport = opened(inbox)
        for n in range(count):
            peer.sendto(b"%d" % n, transport.local)
        await inbox.until(lambda: len(inbox.datagrams) == count)
        await asyncio.sleep(0)
        transport.close()

    transport: UdpTransport
    run(main())
    arrived()
    peer.close()
    assert got == [b"%d" % n for n in range(count)]
    assert CORK - 1 <= max(waiting) <= CORK


def test_what_was_kept_back_leaves_before_the_socket_closes(run: Callable[[Coroutine[Any, Any, None]], None]) -> None:
    class Closing(Inbox):
        def received(self, data: bytes, source: Address) -> None:
            super().received(data, source)
            transport.send(b"answer", source)
            transport.close()

    inbox = Closing()
    transport: UdpTransport

    async def main() -> None:
        nonlocal transport
        transport = opened(inbox)
        peer.sendto(b"request", transport.local)
        await inbox.until(lambda: transport.closed)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
        peer.bind(("127.0.0.1", 0))
        peer.settimeout(PATIENCE)
        run(main())
        assert peer.recv(100) == b"answer"
