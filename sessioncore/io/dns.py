"""From the host of a next hop to its servers: NAPTR, SRV, A and AAAA (RFC 3263), by the library dnspython.

Which of them is tried first, and what becomes of one that fails, is decided in the core (`transaction/invite_hop`).
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from sessioncore.base.errors import ConfigError
from sessioncore.effects import Locate
from sessioncore.inputs import Located, ServerRecord
from sessioncore.io.resolve import is_numeric

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver

MOST_RECORDS: Final = 16
"""Records of one answer that are looked at."""

MOST_ADDRESSES: Final = 8
"""Addresses of one host that are tried."""

MOST_AT_ONCE: Final = 256
"""Questions about hosts that are open; one more is answered by "nothing is known"."""

REMEMBERED: Final = 2_000
"""Answers that are kept for as long as their TTL allows."""

QUERY_PATIENCE: Final = 5.0
"""Seconds for the answer to one query, however often it is sent."""

_NAPTR: Final = {
    b"sip+d2u": "udp", b"sip+d2t": "tcp", b"sips+d2t": "tls", b"sip+d2w": "ws", b"sips+d2w": "wss",
}  # fmt: skip
_SRV: Final = {"udp": "_sip._udp", "tcp": "_sip._tcp", "tls": "_sips._tcp"}
_SECURE: Final = frozenset({"tls", "wss"})
_PORTS: Final = {"udp": 5060, "tcp": 5060, "tls": 5061, "ws": 80, "wss": 443}


@attrs.frozen
class DnsOptions:
    """Whom we ask: numeric addresses of name servers and their port. Without any, those of the system, and then its
    file of hosts counts too. Raises ConfigError for a name server that is no IP address.
    """

    nameservers: tuple[str, ...] = ()
    port: int = 53

    def __attrs_post_init__(self) -> None:
        for server in self.nameservers:
            if not is_numeric(server):
                raise ConfigError(f"name server {server[:80]!r} is no IP address")
        if not 0 < self.port < 65536:
            raise ConfigError(f"name servers have no port {self.port}")


class Locator:
    """Answers `Locate` by `Located`, each in a task of its own. `v6` says which addresses can be reached."""

    def __init__(self, options: DnsOptions, tell: Callable[[Located], None], *, v6: bool) -> None:
        self._options = options
        self._tell = tell
        self._v6 = v6
        self._resolver: Resolver | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def perform(self, wanted: Locate) -> None:
        """Ask; the answer comes by `tell`, later."""
        if len(self._tasks) >= MOST_AT_ONCE:
            asyncio.get_running_loop().call_soon(self._tell, Located(wanted.lookup))
            return
        task = asyncio.get_running_loop().create_task(self._answer(wanted))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up what is open."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _answer(self, wanted: Locate) -> None:
        try:
            records = await self.servers(wanted)
        except (OSError, UnicodeError, ValueError):
            records = ()
        self._tell(Located(wanted.lookup, records))

    async def servers(self, wanted: Locate) -> tuple[ServerRecord, ...]:
        """The servers of a host; none where nothing is known of it, or nothing that we could reach."""
        host = wanted.host.strip("[]").rstrip(".")
        transport = _asked_for(wanted)
        if wanted.port is not None or transport in ("ws", "wss"):
            # RFC 3263 4.2: a port says that there is nothing to be found out but the address; 4.1: the transport then
            # is UDP, or TLS for sips. WebSocket has no SRV records (RFC 7118).
            return await self._host(host, transport or _usual(wanted), wanted.port, wanted.served)
        if self._has_records(host):
            found = await self._services(host, transport, wanted)
            if found is not None:
                return found
        return await self._host(host, transport or _usual(wanted), None, wanted.served)

    def _has_records(self, host: str) -> bool:
        """Whether DNS is worth asking for services: a name of the system alone has none."""
        return bool(self._options.nameservers) or ("." in host and not host.lower().endswith(".localhost"))

    async def _host(
        self, host: str, transport: str, port: int | None, served: Sequence[str]
    ) -> tuple[ServerRecord, ...]:
        if transport not in served:
            return ()
        addresses = await self._addresses(host)
        return (ServerRecord(transport, port or _PORTS[transport], addresses),) if addresses else ()

    async def _services(self, host: str, asked: str, wanted: Locate) -> tuple[ServerRecord, ...] | None:
        """By NAPTR, else by SRV; None where there is neither (RFC 3263 4.1, 4.2)."""
        ranked: list[tuple[int, str, str]] = []
        if not asked:
            ranked = await self._pointers(host, wanted)
        if not ranked:
            usual = [asked] if asked else [name for name in wanted.served if not wanted.secure or name in _SECURE]
            ranked = [(rank, name, f"{_SRV[name]}.{host}") for rank, name in enumerate(usual) if name in _SRV]
        answers = await asyncio.gather(*(self._ask(name, "SRV") for _, _, name in ranked))
        found = [
            (rank, transport, record)
            for (rank, transport, _), answer in zip(ranked, answers, strict=True)
            for record in answer[:MOST_RECORDS]
        ]
        if not found:
            return None
        # A target that is the root says: there is decidedly no such service here (RFC 2782).
        real = [entry for entry in found if str(entry[2].target) != "."]
        hosts = list(dict.fromkeys(str(record.target).rstrip(".") for _, _, record in real))[:MOST_RECORDS]
        addresses = dict(zip(hosts, await asyncio.gather(*map(self._addresses, hosts)), strict=True))
        return tuple(
            ServerRecord(transport, record.port, addresses[target], rank, record.priority, record.weight)
            for rank, transport, record in real
            if addresses.get(target := str(record.target).rstrip(".")) and record.port
        )

    async def _pointers(self, host: str, wanted: Locate) -> list[tuple[int, str, str]]:
        """Rank, transport and SRV name of each NAPTR that we can follow, of the lowest order that has one."""
        found = []
        for record in (await self._ask(host, "NAPTR"))[:MOST_RECORDS]:
            transport = _NAPTR.get(record.service.lower(), "")
            usable = transport in wanted.served and (not wanted.secure or transport in _SECURE)
            if usable and record.flags.lower() == b"s":
                found.append((record.order, record.preference, transport, str(record.replacement)))
        found.sort()
        return [(rank, entry[2], entry[3]) for rank, entry in enumerate(found) if entry[0] == found[0][0]]

    async def _addresses(self, host: str) -> tuple[str, ...]:
        if is_numeric(host):
            return (host,) if (":" in host) == self._v6 else ()
        if self._options.nameservers:
            records = await self._ask(host, "AAAA" if self._v6 else "A")
            return tuple(record.address for record in records[:MOST_ADDRESSES])
        family = socket.AF_INET6 if self._v6 else socket.AF_INET
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, None, family=family, type=socket.SOCK_DGRAM)
        except (socket.gaierror, UnicodeError):
            return ()
        return tuple(_distinct(str(entry[4][0]) for entry in found))[:MOST_ADDRESSES]

    async def _ask(self, name: str, kind: str) -> list[Any]:
        """The records of a name; none where there are none, or where nobody answers."""
        from dns.exception import DNSException

        try:
            answer = await self._made().resolve(name.rstrip(".") + ".", kind, search=False)
        except DNSException:
            return []
        return list(answer)

    def _made(self) -> Resolver:
        # Loaded here: whoever calls IP addresses alone needs no such library.
        from dns.asyncresolver import Resolver
        from dns.resolver import LRUCache, NoResolverConfiguration

        if self._resolver is None:
            try:
                self._resolver = Resolver(configure=not self._options.nameservers)
            except NoResolverConfiguration:
                self._resolver = Resolver(configure=False)
            if self._options.nameservers:
                self._resolver.nameservers = list(self._options.nameservers)
                self._resolver.port = self._options.port
            self._resolver.lifetime = QUERY_PATIENCE
            self._resolver.cache = LRUCache(REMEMBERED)
        return self._resolver


def _asked_for(wanted: Locate) -> str:
    """The transport that the URI leaves no choice of; "" where it does. With sips it is the secure kind."""
    if wanted.secure and wanted.transport:
        return "wss" if wanted.transport in ("ws", "wss") else "tls"
    return wanted.transport


def _usual(wanted: Locate) -> str:
    """The transport of a host of which nothing else is known (RFC 3263 4.1), as far as we have it."""
    usual = "tls" if wanted.secure else "udp"
    return usual if usual in wanted.served or wanted.secure else wanted.served[0]


def _distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
