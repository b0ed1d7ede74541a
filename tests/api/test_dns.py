"""Calls to names: a name server, a dead server and a living one, all on this machine (RFC 3263)."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.base.errors import CallRejected, Recovery
from sessioncore.base.settings import Settings
from sessioncore.core.redaction import redact
from sessioncore.core.replay import replay
from sessioncore.io.dns import DnsOptions
from tests.support.dns_server import Zone, dns_server

QUIET = Settings(media=False)
BUSY = AnsweringTable(default=AnsweringRule("answer"))


def manager(**options: Any) -> SessionManager:
    return SessionManager(**{"listen": "udp:127.0.0.1:0", "settings": QUIET, "answering": BUSY, **options})


def unused_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port(there: SessionManager, transport: str) -> int:
    return next(int(one.rpartition(":")[2]) for one in there.listening if one.startswith(f"{transport}:"))


async def test_b6_7_a_call_goes_to_the_next_server_when_the_first_is_not_there(tmp_path: Any) -> None:
    journal = tmp_path / "caller.journal"
    async with manager() as there:
        zone: Zone = {
            ("pbx.example", "NAPTR"): ['10 10 "s" "SIP+D2U" "" _sip._udp.pbx.example.'],
            ("_sip._udp.pbx.example", "SRV"): [
                f"1 0 {unused_port()} a.pbx.example.",
                f"2 0 {port(there, 'udp')} a.pbx.example.",
            ],
            ("a.pbx.example", "A"): ["127.0.0.1"],
        }
        async with dns_server(zone) as server:
            dns = DnsOptions(("127.0.0.1",), server.port)
            async with manager(dns=dns, journal=journal) as here:
                session = await here.call("sip:bob@pbx.example")
                assert len(there.sessions()) == 1
                await session.hang_up()
    assert replay(journal).same
    hidden = tmp_path / "redacted.journal"
    with hidden.open("w") as target:
        assert redact(journal, target, bytes(32)).diverged is None
    assert replay(hidden).same
    for word in ("pbx.example", "bob"):
        assert word not in hidden.read_text()


async def test_t5_dns_chooses_the_transport() -> None:
    listen = ["udp:127.0.0.1:0", "tcp:127.0.0.1:0"]
    async with manager(listen=listen) as there:
        zone: Zone = {
            ("pbx.example", "NAPTR"): ['10 10 "s" "SIP+D2T" "" _sip._tcp.pbx.example.'],
            ("_sip._tcp.pbx.example", "SRV"): [f"0 0 {port(there, 'tcp')} pbx.example."],
            ("pbx.example", "A"): ["127.0.0.1"],
        }
        async with (
            dns_server(zone) as server,
            manager(listen=listen, dns=DnsOptions(("127.0.0.1",), server.port)) as here,
        ):
            session = await here.call("sip:bob@pbx.example")
            assert len(here.engine.flows.cells) == 1
            await session.hang_up()


async def test_b1_11_a_name_without_servers_is_503_and_worth_another_try() -> None:
    async with (
        dns_server({("other.example", "A"): ["127.0.0.1"]}) as server,
        manager(dns=DnsOptions(("127.0.0.1",), server.port)) as here,
    ):
        with pytest.raises(CallRejected) as caught:
            await here.call("sip:bob@pbx.example")
        assert (caught.value.status, caught.value.recovery) == (503, Recovery.RETRY)


async def test_b2_4_the_name_of_an_outbound_proxy_is_looked_up() -> None:
    async with manager() as there:
        zone: Zone = {
            ("_sip._udp.edge.example", "SRV"): [f"0 0 {port(there, 'udp')} edge.example."],
            ("edge.example", "A"): ["127.0.0.1"],
        }
        async with dns_server(zone) as server:
            dns = DnsOptions(("127.0.0.1",), server.port)
            async with manager(dns=dns, outbound_proxy="edge.example") as here:
                session = await here.call("sip:bob@192.0.2.1")
                assert len(there.sessions()) == 1
                await session.hang_up()
