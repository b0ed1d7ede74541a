"""Media ports as full ICE sees them: how they look from outside (STUN, RFC 8489), and who relays for them (TURN, RFC
8656), found out before a call takes them (extra `ice`).

So candidates are there when an offer leaves, as the port is, and nothing waits for a server. The socket of a free port
is the loop's; that of one that is lent out belongs to the media thread, which sends for us.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import socket
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from aioice import stun
from aioice.ice import get_host_addresses
from aioice.turn import TurnClientUdpProtocol

from sessioncore.base.connectivity import IceServers
from sessioncore.base.errors import ConfigError
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.wire.sdp.ice import candidate

Address: TypeAlias = tuple[str, int]
SendTo: TypeAlias = Callable[[bytes, Address], None]

_log = logging.getLogger(__name__)

GATHERING_SECONDS: Final = 2.0
"""So long the start waits for the servers; who answers later counts later."""
REFRESH_SECONDS: Final = 15.0
"""So often a binding of a NAT is used, that it stays (RFC 8445 11)."""
_MISMATCH: Final = 437
_PAUSES: Final = (0.0, 1.0, 5.0)
"""Seconds before each attempt to get an address of the TURN server."""
_MOST_ADDRESSES: Final = 8
_READ_AT_ONCE: Final = 16
MOST_HEARD: Final = 64
"""So many datagrams of a free port are looked at in a second; what else comes fills a buffer, and then is lost."""
_BREATH_SECONDS: Final = 1.0
_LIFETIME: Final = 600
_CHANNEL_SECONDS: Final = 300
"""Seconds of an allocation, and after which a channel is bound again, before its permission ends (RFC 8656 9)."""


class IcePorts:
    """The ports of `pool` that are kept ready, and those that calls have taken of them.

    Raises ConfigError for servers that are no addresses.
    """

    def __init__(self, pool: MediaPortPool, servers: IceServers) -> None:
        self._pool = pool
        self._servers = servers
        self._family = socket.AF_INET6 if ":" in pool.address else socket.AF_INET
        self._stun, self._turn = _read(servers.stun), _read(servers.turn)
        self._ports: dict[int, IcePort] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._keeping: asyncio.Task[None] | None = None
        self.stun: Address | None = None
        self.turn: Address | None = None

    async def start(self) -> None:
        """Make the first ports ready; waits a little for the servers."""
        self._pool.on_lent = self._lent
        await self._resolve()
        self._prepare()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=GATHERING_SECONDS)
        self._keeping = asyncio.get_running_loop().create_task(self._keep())

    def at(self, port: int) -> IcePort | None:
        """A port that was ready when it was taken."""
        return self._ports.get(port)

    async def close(self) -> None:
        """Give back what servers hold for us, as far as they answer."""
        self._pool.on_lent = None
        if self._keeping is not None:
            self._keeping.cancel()
        for ready in self._ports.values():
            self._do(ready.relieve())
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=GATHERING_SECONDS)
            for task in late:
                task.cancel()
        for ready in self._ports.values():
            ready.deaf()
        self._ports.clear()

    def _lent(self, port: int, lent: bool) -> None:
        """A port was taken, or given back."""
        ready = self._ports.get(port)
        if lent:
            if ready is not None:
                ready.deaf()
        else:
            self._pool.advertised.pop(port, None)
            if ready is not None:
                ready.listen()
                self._do(self._renew(port, ready))
        self._prepare()

    async def _renew(self, port: int, ready: IcePort) -> None:
        """What a call used is given back before the next one may have the like."""
        await ready.relieve()
        if not ready.listens:
            return  # taken again already: it has the candidate at the port itself
        if port in self._pool.next(self._servers.ready):
            await ready.gather()
        else:
            ready.deaf()
            del self._ports[port]

    def _prepare(self) -> None:
        for port in self._pool.next(self._servers.ready):
            if port not in self._ports:
                ready = self._ports[port] = IcePort(self._pool, port, self)
                ready.listen()
                self._do(ready.gather())

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            await self._resolve()
            for ready in list(self._ports.values()):
                self._do(ready.refresh())
            self._prepare()

    async def _resolve(self) -> None:
        """Ask for the addresses of the servers, which may have moved."""
        self.stun = await self._address(self._stun) or self.stun
        self.turn = await self._address(self._turn) or self.turn

    async def _address(self, server: Address | None) -> Address | None:
        if server is None:
            return None
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(*server, family=self._family, type=socket.SOCK_DGRAM)
        except OSError as error:
            _log.warning("the address of %s is not known: %s", server[0], error.strerror)
            return None
        return (str(found[0][4][0]), server[1])

    def _do(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def credentials(self) -> tuple[str | None, str | None]:
        return self._servers.username or None, self._servers.password or None


class IcePort:
    """One port that is kept ready, or was when it was taken."""

    def __init__(self, pool: MediaPortPool, port: int, around: IcePorts) -> None:
        self._pool = pool
        self._port = port
        self._around = around
        self._socket = pool.socket(port)
        self._through: SendTo | None = None
        self._asked: dict[bytes, stun.Transaction] = {}
        self._mapping: Address | None = None
        self._leaving: TurnClientUdpProtocol | None = None
        self._budget = MOST_HEARD
        self._breather: asyncio.TimerHandle | None = None
        self.listens = False
        """Whether the port is free, and its socket the loop's."""
        self.turn: TurnClientUdpProtocol | None = None
        """Who relays for it."""

    # -- the socket, while it is ours ---

    def listen(self) -> None:
        """The port is free: its socket is the loop's."""
        if not self.listens and self._socket.fileno() >= 0:
            self._through = None
            self.listens = True
            self._breathe()

    def deaf(self) -> None:
        """The port was taken: its socket is the media thread's."""
        if self.listens:
            self.listens = False
            asyncio.get_running_loop().remove_reader(self._socket.fileno())
            if self._breather is not None:
                self._breather.cancel()

    def _breathe(self) -> None:
        """Look at so many datagrams again."""
        loop = asyncio.get_running_loop()
        self._budget, self._breather = MOST_HEARD, None
        loop.add_reader(self._socket.fileno(), self._read)

    def lend(self, through: SendTo) -> None:
        """From now on the media thread sends."""
        self._through = through

    def send(self, data: bytes, remote: Address) -> None:
        if self._through is not None:
            self._through(data, remote)
            return
        with contextlib.suppress(OSError):
            self._socket.sendto(data, remote)

    def _read(self) -> None:
        loop = asyncio.get_running_loop()
        if self._breather is None:
            self._breather = loop.call_later(_BREATH_SECONDS, self._breathe)
        for _ in range(min(_READ_AT_ONCE, self._budget)):
            try:
                data, source = self._socket.recvfrom(2_048)
            except OSError:
                return
            self._budget -= 1
            self.heard(data, source[:2])
        if not self._budget:
            loop.remove_reader(self._socket.fileno())

    def heard(self, data: bytes, source: Address) -> bool:
        """Take what comes of the servers; whether it was for us."""
        if len(data) < 20:
            return False
        asked = self._asked.get(data[8:20])
        if asked is not None and data[0] == 1:
            with contextlib.suppress(ValueError):
                asked.response_received(stun.parse_message(data), source)
            return True
        turn = self.turn or self._leaving
        if turn is None or source != self._around.turn:
            return False
        with contextlib.suppress(ValueError):
            turn.datagram_received(data, source)
        return True

    # -- what the servers say ---

    async def gather(self) -> None:
        """Find the candidates beside the one at the port itself."""
        base = self._base
        found = [candidate("host", *each, rank=rank) for rank, each in enumerate(self._others(base), 1)]
        mapped = await self._mapped()
        if mapped is not None and mapped != base:
            found.append(candidate("srflx", *mapped, base))
        self._mapping = mapped
        self._advertise(found)
        relayed = await self._relayed()
        if relayed is not None:
            self._advertise([*found, candidate("relay", *relayed, mapped or base)])

    def _advertise(self, found: list[str]) -> None:
        if self.listens:
            self._pool.advertised[self._port] = tuple(found)

    async def refresh(self) -> None:
        """Use the bindings of a NAT, that they stay; of a free port also see whether it is another one by now."""
        for server in {one for one in (self._around.stun, self._around.turn) if one is not None}:
            ping = stun.Message(message_method=stun.Method.BINDING, message_class=stun.Class.INDICATION)
            ping.add_fingerprint()
            self.send(bytes(ping), server)
        lacks_relay = self._around.turn is not None and (self.turn is None or self.turn.transport.is_closing())
        if self.listens and (lacks_relay or await self._mapped() != self._mapping) and self.listens:
            await self.relieve()
            await self.gather()

    async def relieve(self) -> None:
        """Free what the TURN server holds."""
        turn, self.turn = self.turn, None
        if turn is not None:
            turn.receiver = None
            self._leaving = turn
            with contextlib.suppress(stun.TransactionError, ConnectionError):
                await turn.delete()
            self._leaving = None

    @property
    def _base(self) -> Address:
        address = self._pool.address
        if ipaddress.ip_address(address).is_unspecified:
            address = next(iter(_own_addresses(address)), address)
        return address, self._port

    def _others(self, base: Address) -> Iterator[Address]:
        """The other addresses of this host, where the port is bound on all of them."""
        if ipaddress.ip_address(self._pool.address).is_unspecified:
            for address in _own_addresses(self._pool.address):
                yield address, self._port

    async def _mapped(self) -> Address | None:
        """How the port looks to the STUN server."""
        server = self._around.stun
        if server is None:
            return None
        request = stun.Message(message_method=stun.Method.BINDING, message_class=stun.Class.REQUEST)
        transaction = stun.Transaction(request, server, self)
        self._asked[request.transaction_id] = transaction
        try:
            response, _ = await transaction.run()
        except stun.TransactionError as error:
            _log.warning("the STUN server does not answer: %s", error)
            return None
        finally:
            del self._asked[request.transaction_id]
        mapped = response.attributes.get("XOR-MAPPED-ADDRESS")
        return None if mapped is None else (str(mapped[0]), int(mapped[1]))

    async def _relayed(self) -> Address | None:
        """What the TURN server relays from."""
        server = self._around.turn
        if server is None:
            return None
        for pause in _PAUSES:
            await asyncio.sleep(pause)
            turn = self.turn = TurnClientUdpProtocol(server, *self._around.credentials, _LIFETIME, _CHANNEL_SECONDS)
            turn.connection_made(ServerTransport(lambda data: self.send(data, server)))
            try:
                host, port = await turn.connect()
            except (stun.TransactionError, ConnectionError) as error:
                self.turn, why = None, error
                if isinstance(error, stun.TransactionFailed) and error.response.error_code == _MISMATCH:
                    continue  # the one of the call before is still there (RFC 8656 7.3)
                break
            return host, port
        _log.warning("the TURN server gives no address: %s", why)
        return None

    def send_stun(self, message: stun.Message, addr: Address) -> None:
        """For aioice's transactions."""
        self.send(bytes(message), addr)


class ServerTransport(asyncio.DatagramTransport):
    """The way to one server, as aioice sees it."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        super().__init__()
        self._send = send
        self._closing = False

    def sendto(self, data: Any, addr: Any = None) -> None:
        if not self._closing:
            self._send(bytes(data))

    def is_closing(self) -> bool:
        return self._closing

    def close(self) -> None:
        self._closing = True


def _own_addresses(wildcard: str) -> list[str]:
    found = get_host_addresses(use_ipv4=":" not in wildcard, use_ipv6=":" in wildcard)
    return found[:_MOST_ADDRESSES]


def _read(text: str) -> Address | None:
    """`HOST[:PORT]` or `[ADDRESS]:PORT`; raises ConfigError."""
    if not text:
        return None
    host, colon, port = text.rpartition(":")
    if not colon or (":" in host and not host.startswith("[")):
        host, port = text, "3478"
    if not host or not port.isdigit() or not 0 < int(port) < 65_536:
        raise ConfigError(f"{text[:80]!r} is no HOST:PORT of a STUN or TURN server")
    return host.strip("[]"), int(port)
