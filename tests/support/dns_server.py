"""A name server on a UDP socket of this machine, for tests: it knows what its zone says, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

Zone = Mapping[tuple[str, str], Sequence[str]]
"""(name, type) -> records as a zone file writes them, e.g. ("a.example", "A"): ["192.0.2.1"]."""


class DnsServer(asyncio.DatagramProtocol):
    """Answers by its zone; a name that stands nowhere in it is NXDOMAIN. `deaf` types are not answered at all."""

    def __init__(self, zone: Zone, ttl: int, deaf: Sequence[str]) -> None:
        self._zone = {(dns.name.from_text(name), kind): list(records) for (name, kind), records in zone.items()}
        self._ttl = ttl
        self._deaf = deaf
        self.asked: list[tuple[str, str]] = []
        """Names and types of all queries, in order."""
        self.port = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.DatagramTransport = transport  # type: ignore[assignment]
        self.port = transport.get_extra_info("sockname")[1]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        kind = dns.rdatatype.to_text(question.rdtype)
        self.asked.append((question.name.to_text(omit_final_dot=True), kind))
        if kind in self._deaf:
            return
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        records = self._zone.get((question.name, kind), [])
        if records:
            response.answer.append(dns.rrset.from_text(question.name, self._ttl, "IN", kind, *records))
        elif not any(name == question.name for name, _ in self._zone):
            response.set_rcode(dns.rcode.NXDOMAIN)
        self._transport.sendto(response.to_wire(), addr)


@asynccontextmanager
async def dns_server(zone: Zone, *, ttl: int = 60, deaf: Sequence[str] = ()) -> AsyncIterator[DnsServer]:
    """Runs one as long as the block does."""
    made = DnsServer(zone, ttl, deaf)
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: made, local_addr=("127.0.0.1", 0))
    try:
        yield made
    finally:
        transport.close()
