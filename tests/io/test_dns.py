"""Which servers a host has (RFC 3263 4.1, 4.2), asked of a name server on this machine."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.effects import Locate
from sessioncore.inputs import Located, ServerRecord
from sessioncore.io import dns as module
from sessioncore.io.dns import DnsOptions, Locator
from tests.support.dns_server import Zone, dns_server

ALL = ("udp", "tcp", "tls", "ws", "wss")
A1, A2, A3 = "192.0.2.1", "192.0.2.2", "192.0.2.3"

EXAMPLE: Zone = {
    ("example.com", "NAPTR"): [
        '10 20 "s" "SIP+D2U" "" _sip._udp.example.com.',
        '10 10 "s" "SIP+D2T" "" _sip._tcp.example.com.',
        '50 50 "s" "SIPS+D2T" "" _sips._tcp.example.com.',
        '5 5 "s" "E2U+mailto" "" _smtp._tcp.example.com.',
    ],
    ("_sip._tcp.example.com", "SRV"): ["0 1 5060 one.example.com."],
    ("_sip._udp.example.com", "SRV"): ["1 60 5060 one.example.com.", "2 0 5070 two.example.com."],
    ("_sips._tcp.example.com", "SRV"): ["0 1 5071 one.example.com."],
    ("one.example.com", "A"): [A1, A2],
    ("one.example.com", "AAAA"): ["2001:db8::1"],
    ("two.example.com", "A"): [A3],
    ("example.com", "A"): [A3],
}
PLAIN: Zone = {
    ("plain.example", "A"): [A1],
    ("srv.example", "A"): [A1],
    ("_sip._udp.srv.example", "SRV"): ["0 0 5080 srv.example."],
    ("_sip._tcp.srv.example", "SRV"): ["0 0 5081 srv.example."],
    ("_sips._tcp.srv.example", "SRV"): ["0 0 5082 srv.example."],
    ("none.example", "A"): [A1],
    ("_sip._udp.none.example", "SRV"): ["0 0 0 ."],
}


async def servers(
    zone: Zone, host: str, port: int | None = None, transport: str = "", *, secure: bool = False,
    served: tuple[str, ...] = ALL, v6: bool = False,
) -> list[tuple[Any, ...]]:  # fmt: skip
    """Rank, priority, weight, transport, port and addresses of each record."""
    async with dns_server(zone) as server:
        locator = Locator(DnsOptions(("127.0.0.1",), server.port), lambda located: None, v6=v6)
        found = await locator.servers(Locate("x", host, port, transport, secure, served))
    # Records and addresses of one name come in any order.
    return sorted((o.rank, o.priority, o.weight, o.transport, o.port, tuple(sorted(o.addresses))) for o in found)


class TestNaptr:
    async def test_t5_naptr_orders_the_transports(self) -> None:
        """Of the lowest order that we can follow, by preference; a service that is not SIP counts for nothing."""
        assert await servers(EXAMPLE, "example.com") == [
            (0, 0, 1, "tcp", 5060, (A1, A2)),
            (1, 1, 60, "udp", 5060, (A1, A2)),
            (1, 2, 0, "udp", 5070, (A3,)),
        ]

    async def test_t5_what_we_do_not_serve_is_passed_over(self) -> None:
        assert [one[3] for one in await servers(EXAMPLE, "example.com", served=("udp",))] == ["udp", "udp"]
        assert await servers(EXAMPLE, "example.com", served=("tls",)) == [(0, 0, 1, "tls", 5071, (A1, A2))]

    async def test_t5_sips_is_never_carried_in_the_clear(self) -> None:
        assert await servers(EXAMPLE, "example.com", secure=True) == [(0, 0, 1, "tls", 5071, (A1, A2))]
        assert await servers(EXAMPLE, "example.com", secure=True, served=("udp", "tcp")) == []

    async def test_the_family_of_our_socket(self) -> None:
        found = await servers(EXAMPLE, "example.com", served=("tcp",), v6=True)
        assert found == [(0, 0, 1, "tcp", 5060, ("2001:db8::1",))]


class TestSrv:
    async def test_t5_without_naptr_every_transport_that_we_have_in_our_order(self) -> None:
        assert await servers(PLAIN, "srv.example") == [
            (0, 0, 0, "udp", 5080, (A1,)),
            (1, 0, 0, "tcp", 5081, (A1,)),
            (2, 0, 0, "tls", 5082, (A1,)),
        ]

    async def test_t5_a_transport_parameter_leaves_one(self) -> None:
        assert await servers(PLAIN, "srv.example", transport="tcp") == [(0, 0, 0, "tcp", 5081, (A1,))]
        assert await servers(PLAIN, "srv.example", transport="tcp", secure=True) == [(0, 0, 0, "tls", 5082, (A1,))]

    async def test_rfc2782_a_root_as_target_says_that_there_is_no_service(self) -> None:
        assert await servers(PLAIN, "none.example", served=("udp",)) == []


class TestAddresses:
    async def test_t5_with_neither_the_name_itself_by_udp(self) -> None:
        assert await servers(PLAIN, "plain.example") == [(0, 0, 0, "udp", 5060, (A1,))]
        assert await servers(PLAIN, "plain.example.", served=("tcp",)) == [(0, 0, 0, "tcp", 5060, (A1,))]
        assert await servers(PLAIN, "plain.example", secure=True) == [(0, 0, 0, "tls", 5061, (A1,))]

    async def test_t5_a_port_says_that_there_is_nothing_else_to_find_out(self) -> None:
        assert await servers(EXAMPLE, "example.com", 5099) == [(0, 0, 0, "udp", 5099, (A3,))]
        assert await servers(EXAMPLE, "example.com", 5099, "tcp") == [(0, 0, 0, "tcp", 5099, (A3,))]
        assert await servers(EXAMPLE, "example.com", 5099, secure=True) == [(0, 0, 0, "tls", 5099, (A3,))]

    async def test_websocket_has_no_service_records(self) -> None:
        assert await servers(EXAMPLE, "example.com", transport="ws") == [(0, 0, 0, "ws", 80, (A3,))]
        assert await servers(EXAMPLE, "example.com", transport="ws", secure=True) == [(0, 0, 0, "wss", 443, (A3,))]

    @pytest.mark.parametrize("host", ["nowhere.example", "a..b", "x" * 70 + ".example"])
    async def test_a_name_that_nobody_knows(self, host: str) -> None:
        assert await servers(PLAIN, host) == []

    async def test_addresses_are_bounded(self) -> None:
        many = [f"192.0.2.{n}" for n in range(1, 100)]
        ((*_, found),) = await servers({("big.example", "A"): many}, "big.example", 5060)
        assert len(found) == module.MOST_ADDRESSES


class TestLocator:
    async def test_answers_are_kept_for_as_long_as_their_ttl_allows(self) -> None:
        async with dns_server(EXAMPLE) as server:
            locator = Locator(DnsOptions(("127.0.0.1",), server.port), lambda located: None, v6=False)
            wanted = Locate("x", "example.com", None, "", False, ALL)
            first = await locator.servers(wanted)
            asked = len(server.asked)
            assert await locator.servers(wanted) == first
            assert len(server.asked) == asked > 0
        async with dns_server(EXAMPLE, ttl=0) as server:
            locator = Locator(DnsOptions(("127.0.0.1",), server.port), lambda located: None, v6=False)
            await locator.servers(wanted)
            asked = len(server.asked)
            await locator.servers(wanted)
            assert len(server.asked) > asked

    async def test_the_answer_is_an_input(self) -> None:
        told: asyncio.Queue[Located] = asyncio.Queue()
        async with dns_server(PLAIN) as server:
            locator = Locator(DnsOptions(("127.0.0.1",), server.port), told.put_nowait, v6=False)
            locator.perform(Locate("b1", "plain.example", 5070, "", False, ALL))
            located = await asyncio.wait_for(told.get(), 30)
            await locator.close()
        assert located == Located("b1", (ServerRecord("udp", 5070, (A1,)),))

    async def test_a_server_that_does_not_answer_naptr_is_asked_for_the_rest(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "QUERY_PATIENCE", 1.0)
        async with dns_server(PLAIN, deaf=["NAPTR", "SRV"]) as server:
            locator = Locator(DnsOptions(("127.0.0.1",), server.port), lambda located: None, v6=False)
            found = await locator.servers(Locate("x", "plain.example", None, "", False, ALL))
        assert found == (ServerRecord("udp", 5060, (A1,)),)

    async def test_closing_gives_up_what_is_open(self) -> None:
        told: list[Located] = []
        async with dns_server(PLAIN, deaf=["A"]) as server:
            locator = Locator(DnsOptions(("127.0.0.1",), server.port), told.append, v6=False)
            locator.perform(Locate("b1", "plain.example", 5070, "", False, ALL))
            await asyncio.sleep(0)
            await locator.close()
        assert told == []

    async def test_too_many_questions_at_once_are_answered_by_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MOST_AT_ONCE", 0)
        told: asyncio.Queue[Located] = asyncio.Queue()
        Locator(DnsOptions(), told.put_nowait, v6=False).perform(Locate("b1", "a.example", None, "", False, ALL))
        assert await asyncio.wait_for(told.get(), 10) == Located("b1")

    async def test_without_name_servers_of_ours_the_system_knows_addresses(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """So that its file of hosts counts. A name without a dot is not asked of DNS."""

        async def found(host: str, port: Any, *, family: int, type: int) -> list[Any]:
            assert (host, family) == ("pbx", socket.AF_INET)
            return [(family, type, 17, "", (A1, 0)), (family, type, 17, "", (A1, 0))]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", found, raising=False)
        found_there = await Locator(DnsOptions(), lambda located: None, v6=False).servers(
            Locate("x", "pbx", None, "", False, ALL)
        )
        assert found_there == (ServerRecord("udp", 5060, (A1,)),)

    @pytest.mark.parametrize("options", [{"nameservers": ("ns.example",)}, {"port": 0}, {"port": 70000}])
    def test_options_that_cannot_be(self, options: dict[str, Any]) -> None:
        with pytest.raises(ConfigError):
            DnsOptions(**options)
