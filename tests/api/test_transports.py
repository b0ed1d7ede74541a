"""Calls over TCP and TLS on real sockets, and peers on raw sockets that are slow, senseless or too many."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager, SipAccount, TlsFiles
from sessioncore.base.errors import CallRejected, ConfigError
from sessioncore.base.settings import Settings
from sessioncore.cli.page.journals import read_calls
from sessioncore.core.replay import replay
from sessioncore.handlers.limits import Limits
from sessioncore.io import streams as streams_module
from tests.support.certificates import Authority

ANSWERS = AnsweringTable(default=AnsweringRule("answer"))
QUIET = Settings(media=False)
PATIENCE = 30.0


def manager(*listen: str, **options: Any) -> SessionManager:
    options = {"settings": QUIET, "answering": ANSWERS, **options}
    return SessionManager(listen=list(listen), **options)


def port(endpoint: SessionManager, transport: str) -> int:
    (found,) = [one for one in endpoint.listening if one.startswith(f"{transport}:")]
    return int(found.rpartition(":")[2])


def states(endpoint: SessionManager) -> list[str]:
    return sorted(cell.machine.state_name for cell in endpoint.engine.flows.cells.values())


async def until(claim: Any, what: str = "it") -> None:
    async with asyncio.timeout(PATIENCE):
        while not claim():  # noqa: ASYNC110  (there is no event to wait for)
            await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def watched(*listen: str, **options: Any) -> AsyncIterator[tuple[SessionManager, list[tuple[bool, bytes]]]]:
    """An endpoint and every message that it sends (True) and gets."""
    seen: list[tuple[bool, bytes]] = []
    async with manager(
        *listen, on_message=lambda _at, sent, _address, data: seen.append((sent, data)), **options
    ) as made:
        yield made, seen


def starts(seen: list[tuple[bool, bytes]], sent: bool) -> list[str]:
    return [data.split(b"\r\n", 1)[0].decode()[:15].rstrip() for was_sent, data in seen if was_sent is sent]


async def closed(reader: asyncio.StreamReader) -> bytes:
    """What comes until the other side closes."""
    async with asyncio.timeout(PATIENCE):
        return await reader.read(-1)


def options(number: int = 1, body: bytes = b"", length: str | None = None) -> bytes:
    head = (
        f"OPTIONS sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK{number}\r\n"
        f"From: <sip:raw@127.0.0.1>;tag=1\r\nTo: <sip:bob@127.0.0.1>\r\nCall-ID: raw{number}\r\n"
        f"CSeq: {number} OPTIONS\r\nMax-Forwards: 70\r\n{length or f'Content-Length: {len(body)}'}\r\n\r\n"
    )
    return head.encode() + body


async def answers(reader: asyncio.StreamReader, count: int) -> list[str]:
    """The start lines of so many answers without a body."""
    found = []
    async with asyncio.timeout(PATIENCE):
        for _ in range(count):
            head = await reader.readuntil(b"\r\n\r\n")
            found.append(head.split(b"\r\n")[0].decode())
    return found


class TestCalls:
    @pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
    async def test_t2_tcp_both_ways_over_one_connection(self, host: str) -> None:
        """INVITE, ACK and the callee's BYE: `;transport=tcp` in the URI, one connection, nothing over UDP."""
        async with manager(f"udp:{host}:0", f"tcp:{host}:0") as there, manager(f"tcp:{host}:0") as here:
            session = await here.call(f"sip:bob@{host}:{port(there, 'tcp')};transport=tcp")
            (other,) = there.sessions()
            await other.hang_up()
            await session.wait_over()
            assert (states(here), states(there)) == (["open.quiet"], ["open.quiet"])
            await here.call(f"sip:bob@{host}:{port(there, 'tcp')};transport=tcp")
            assert len(there.engine.flows.cells) == 1

    async def test_udp_over_ipv6(self) -> None:
        async with manager("udp:[::1]:0") as there, watched("udp:[::1]:0") as (here, seen):
            session = await here.call(f"sip:bob@[::1]:{port(there, 'udp')}")
            await session.hang_up()
            assert b"Contact: <sip:[::1]:" in seen[0][1]

    async def test_t2_a_connection_lost_in_mid_call(self) -> None:
        """The BYE goes over a new connection, to the Contact."""
        async with manager("tcp:127.0.0.1:0") as there, watched("tcp:127.0.0.1:0") as (here, seen):
            session = await here.call(f"sip:bob@127.0.0.1:{port(there, 'tcp')}")
            streams = here._transport.streams
            assert streams is not None
            (connection,) = streams._connections.values()
            connection.end("cut by the test", abort=True)
            await until(lambda: states(here) == [] and states(there) == [])
            await session.hang_up()
            assert starts(seen, True)[-1].startswith("BYE")
            assert states(here) == ["open.quiet"]

    async def test_t1_a_large_invite_takes_tcp_and_a_peer_without_it_still_gets_it(self) -> None:
        """RFC 3261 18.1.1."""
        user = "b" * 1_300
        async with (
            manager("udp:127.0.0.1:0", "tcp:127.0.0.1:0") as there,
            manager("udp:127.0.0.1:0") as udp_only,
            watched("udp:127.0.0.1:0", "tcp:127.0.0.1:0") as (here, seen),
        ):
            await here.call(f"sip:{user}@127.0.0.1:{port(udp_only, 'udp')}")
            assert b"Via: SIP/2.0/UDP " in seen[0][1]
            seen.clear()
            await here.call(f"sip:{user}@127.0.0.1:{port(there, 'tcp')}")
            assert b"Via: SIP/2.0/TCP " in seen[0][1]

    async def test_b1_11_nobody_listens(self) -> None:
        async with manager("tcp:127.0.0.1:0") as there:
            target = f"sip:bob@127.0.0.1:{port(there, 'tcp')}"
        async with manager("tcp:127.0.0.1:0") as here:
            with pytest.raises(CallRejected) as caught:
                await here.call(target)
            assert caught.value.status == 503


class TestTls:
    @pytest.mark.parametrize("scheme", ["sips:bob@127.0.0.1:{}", "sip:bob@127.0.0.1:{};transport=tls"])
    async def test_t2_a_call_and_the_callee_s_bye(self, authority: Authority, scheme: str) -> None:
        """M12: BYE uses the accepted connection, although the caller takes none itself."""
        files = authority.files("there", "IP:127.0.0.1")
        async with (
            watched("tls:127.0.0.1:0", tls=files) as (there, seen),
            manager("tls:127.0.0.1:0", tls=authority.trust) as here,
        ):
            session = await here.call(scheme.format(port(there, "tls")))
            (other,) = there.sessions()
            await other.hang_up()
            await session.wait_over()
            assert starts(seen, True)[-1].startswith("BYE")
            assert b"Via: SIP/2.0/TLS " in seen[-1][1]

    @pytest.mark.parametrize("names", [("DNS:localhost",), ("IP:127.0.0.2", "DNS:127.0.0.1")])
    async def test_a_certificate_for_another_name_is_refused(
        self, authority: Authority, names: tuple[str, ...]
    ) -> None:
        files = authority.files("elsewhere", *names)
        async with (
            manager("tls:127.0.0.1:0", tls=files) as there,
            manager("tls:127.0.0.1:0", tls=authority.trust) as here,
        ):
            with pytest.raises(CallRejected) as caught:
                await here.call(f"sips:bob@127.0.0.1:{port(there, 'tls')}")
            assert caught.value.status == 503
            assert there.sessions() == []

    async def test_the_name_of_the_uri_counts(self, authority: Authority) -> None:
        files = authority.files("named", "DNS:localhost")
        async with (
            manager("tls:127.0.0.1:0", tls=files) as there,
            manager("tls:127.0.0.1:0", tls=authority.trust) as here,
        ):
            session = await here.call(f"sips:bob@localhost:{port(there, 'tls')}")
            await session.hang_up()

    async def test_an_authority_that_nobody_trusts(self, authority: Authority, tmp_path: Any) -> None:
        stranger = Authority.make(tmp_path / "stranger")
        files = stranger.files("there", "IP:127.0.0.1")
        async with (
            manager("tls:127.0.0.1:0", tls=files) as there,
            manager("tls:127.0.0.1:0", tls=authority.trust) as here,
        ):
            with pytest.raises(CallRejected):
                await here.call(f"sips:bob@127.0.0.1:{port(there, 'tls')}")

    async def test_clients_are_verified_where_that_is_wanted(self, authority: Authority) -> None:
        files = authority.files("strict", "IP:127.0.0.1", verify_clients=True)
        known = authority.files("client", "IP:127.0.0.1")
        async with manager("tls:127.0.0.1:0", tls=files) as there:
            target = f"sips:bob@127.0.0.1:{port(there, 'tls')}"
            async with manager("tls:127.0.0.1:0", tls=authority.trust) as nobody:
                with pytest.raises(CallRejected) as caught:
                    await nobody.call(target)
                assert caught.value.status == 503
            assert there.sessions() == []
            async with manager("tls:127.0.0.1:0", tls=known) as here:
                session = await here.call(target)
                await session.hang_up()

    async def test_renewed_certificates_serve_new_connections(self, authority: Authority) -> None:
        files = authority.files("renewed", "DNS:old.example")
        assert files.certificate is not None
        async with (
            manager("tls:127.0.0.1:0", tls=files) as there,
            manager("tls:127.0.0.1:0", tls=authority.trust) as here,
        ):
            target = f"sips:bob@127.0.0.1:{port(there, 'tls')}"
            with pytest.raises(CallRejected):
                await here.call(target)
            good = files.certificate.read_bytes()
            files.certificate.write_bytes(b"rubbish")
            with pytest.raises(ConfigError, match="cannot use"):
                there.reload_certificates()
            files.certificate.write_bytes(good)
            authority.sign("renewed", "IP:127.0.0.1")
            there.reload_certificates()
            session = await here.call(target)
            await session.hang_up()

    @pytest.mark.parametrize(("minimum", "offered", "works"), [("1.2", "1.2", True), ("1.3", "1.2", False)])
    async def test_old_versions_are_refused(
        self, authority: Authority, minimum: Any, offered: str, works: bool
    ) -> None:
        files = authority.files("versions", "IP:127.0.0.1", minimum=minimum)
        context = ssl.create_default_context(cafile=authority.certificate)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        async with manager("tls:127.0.0.1:0", tls=files) as there:
            opening = asyncio.open_connection("127.0.0.1", port(there, "tls"), ssl=context)
            if works:
                reader, writer = await opening
                writer.write(options())
                assert await answers(reader, 1) == ["SIP/2.0 200 OK"]
                writer.close()
            else:
                with pytest.raises((ssl.SSLError, ConnectionError)):
                    await opening

    async def test_t4_a_handshake_that_is_not_finished_is_bounded(self, authority: Authority) -> None:
        files = authority.files("halfopen", "IP:127.0.0.1")
        async with manager("tls:127.0.0.1:0", tls=files, limits=Limits(connect_time=0.2)) as there:
            streams = there._transport.streams
            assert streams is not None
            reader, writer = await asyncio.open_connection("127.0.0.1", port(there, "tls"))
            await until(lambda: streams.count == 1)
            assert await closed(reader) == b""
            await until(lambda: (streams.count, streams.failed_handshakes) == (0, 1))
            assert there.engine.flows.cells == {}
            writer.close()

    def test_files_that_cannot_be_used_are_named(self, authority: Authority, tmp_path: Any) -> None:
        from sessioncore.io.tls import TlsContexts

        certificate, key = authority.sign("readable", "IP:127.0.0.1")
        key.chmod(0o644)
        with pytest.raises(ConfigError, match=r"everybody may read the private key.*chmod 600"):
            TlsContexts(TlsFiles(certificate, key))
        with pytest.raises(ConfigError, match="No such file"):
            TlsContexts(TlsFiles(certificate, tmp_path / "none.key"))
        key.chmod(0o600)
        with pytest.raises(ConfigError, match="only against given authorities"):
            TlsContexts(TlsFiles(certificate, key, verify_clients=True))
        with pytest.raises(ConfigError, match="cannot use the authorities"):
            TlsContexts(TlsFiles(authorities=key))


class TestFraming:
    async def test_two_messages_in_one_segment_and_one_in_many(self) -> None:
        async with manager("tcp:127.0.0.1:0") as there:
            reader, writer = await asyncio.open_connection("127.0.0.1", port(there, "tcp"))
            writer.write(options(1) + options(2))
            assert await answers(reader, 2) == ["SIP/2.0 200 OK"] * 2
            for octet in options(3):
                writer.write(bytes([octet]))
                await writer.drain()
                await asyncio.sleep(0)
            assert await answers(reader, 1) == ["SIP/2.0 200 OK"]
            writer.write(b"\r\n\r\n")
            async with asyncio.timeout(PATIENCE):
                assert await reader.readexactly(2) == b"\r\n"
            writer.close()

    async def test_t4_half_a_message_and_then_silence(self) -> None:
        async with manager("tcp:127.0.0.1:0", limits=Limits(message_time=0.2)) as there:
            reader, writer = await asyncio.open_connection("127.0.0.1", port(there, "tcp"))
            writer.write(options()[:100])
            assert await closed(reader) == b""
            await until(lambda: there.engine.flows.cells == {})
            writer.close()

    async def test_t4_one_octet_now_and_then_is_no_way_to_stay(self) -> None:
        async with manager("tcp:127.0.0.1:0", limits=Limits(message_time=0.3)) as there:
            reader, writer = await asyncio.open_connection("127.0.0.1", port(there, "tcp"))

            async def drip() -> None:
                with contextlib.suppress(OSError):
                    for octet in options():
                        writer.write(bytes([octet]))
                        await writer.drain()
                        await asyncio.sleep(0.01)

            dripping = asyncio.create_task(drip())
            with contextlib.suppress(ConnectionResetError):
                assert await closed(reader) == b""
            dripping.cancel()
            writer.close()

    async def test_t4_a_peer_that_says_nothing(self) -> None:
        async with manager("tcp:127.0.0.1:0", limits=Limits(first_message=0.2)) as there:
            reader, writer = await asyncio.open_connection("127.0.0.1", port(there, "tcp"))
            assert await closed(reader) == b""
            writer.close()

    async def test_t4_without_a_length_400_and_the_end(self) -> None:
        async with manager("tcp:127.0.0.1:0") as there:
            reader, writer = await asyncio.open_connection("127.0.0.1", port(there, "tcp"))
            writer.write(options(length="X: 1") + options(2))
            assert (await closed(reader)).split(b"\r\n")[0] == b"SIP/2.0 400 Bad Request"
            assert there.counters["dropped: no_content_length"] == 1
            writer.close()

    async def test_a_head_without_end_is_cut_off_while_others_go_on(self) -> None:
        async with manager("tcp:127.0.0.1:0") as there:
            reader, writer = await asyncio.open_connection("127.0.0.1", port(there, "tcp"))
            other_reader, other = await asyncio.open_connection("127.0.0.1", port(there, "tcp"))
            with contextlib.suppress(OSError):
                for _ in range(100):
                    writer.write(b"X" * 10_000)
                    await writer.drain()
            with contextlib.suppress(OSError):
                assert await closed(reader) == b""
            assert there.counters["dropped: head_too_large"] == 1
            other.write(options())
            assert await answers(other_reader, 1) == ["SIP/2.0 200 OK"]
            writer.close()
            other.close()


class TestLimits:
    async def test_t4_so_many_connections_of_one_source(self) -> None:
        settings = Settings(media=False, max_connections_per_source=3)
        async with manager("tcp:127.0.0.1:0", settings=settings) as there:
            made = [await asyncio.open_connection("127.0.0.1", port(there, "tcp")) for _ in range(4)]
            with contextlib.suppress(ConnectionResetError):
                assert await closed(made[3][0]) == b""
            made[0][1].write(options())
            assert await answers(made[0][0], 1) == ["SIP/2.0 200 OK"]
            streams = there._transport.streams
            assert streams is not None
            assert streams.refused == 1
            made[1][1].close()
            await until(lambda: streams.count == 2)
            reader, writer = await asyncio.open_connection("127.0.0.1", port(there, "tcp"))
            writer.write(options(2))
            assert await answers(reader, 1) == ["SIP/2.0 200 OK"]
            for _, one in [*made, (reader, writer)]:
                one.close()

    async def test_t4_slow_connections_hold_up_nobody(self, authority: Authority) -> None:
        """Half-open handshakes and half messages of 300 connections, and calls go on beside them."""
        files = authority.files("flooded", "IP:127.0.0.1")
        limits = Limits(connect_time=1.5, message_time=1.5)
        async with (
            manager("tcp:127.0.0.1:0", "tls:127.0.0.1:0", tls=files, limits=limits) as there,
            manager("tcp:127.0.0.1:0") as here,
        ):
            slow = [await asyncio.open_connection("127.0.0.1", port(there, "tcp")) for _ in range(200)]
            slow += [await asyncio.open_connection("127.0.0.1", port(there, "tls")) for _ in range(100)]
            for _, writer in slow:
                writer.write(options()[:50])
            for _ in range(10):
                session = await here.call(f"sip:bob@127.0.0.1:{port(there, 'tcp')}")
                await session.hang_up()
            streams = there._transport.streams
            assert streams is not None
            await until(lambda: streams.count == 1)
            for _, writer in slow:
                writer.close()

    async def test_a_peer_that_does_not_read_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(streams_module, "MAX_UNSENT", 1 << 15)
        async with manager("tcp:127.0.0.1:0") as there:
            made = socket.socket()
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            made.connect(("127.0.0.1", port(there, "tcp")))
            reader, writer = await asyncio.open_connection(sock=made, limit=1)

            async def flood() -> None:
                for number in range(1, 100_000):
                    writer.write(options(number))
                    await writer.drain()

            with pytest.raises(OSError, match=r"(?i)reset|broken|lost"):
                await asyncio.wait_for(flood(), 60)
            await until(lambda: there.engine.flows.cells == {})
            writer.close()
            del reader


def test_listen_addresses_that_do_not_go_together() -> None:
    with pytest.raises(ConfigError, match="one endpoint listens at one address"):
        manager("udp:127.0.0.1:0", "tcp:[::1]:0")
    with pytest.raises(ConfigError, match="each transport is listened for once"):
        manager("tcp:127.0.0.1:0", "tcp:127.0.0.1:5070")
    with pytest.raises(ConfigError, match="say where to listen"):
        manager()


async def test_nothing_is_left_after_the_end() -> None:
    async with manager("tcp:127.0.0.1:0") as there, manager("tcp:127.0.0.1:0") as here:
        await here.call(f"sip:bob@127.0.0.1:{port(there, 'tcp')}")
        streams = [one._transport.streams for one in (here, there)]
    assert [one.count for one in streams if one is not None] == [0, 0]
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []


async def test_a_journal_of_a_call_over_tcp_replays_and_shows_the_whole_call(tmp_path: Path) -> None:
    """The INVITE left when the connection stood, so another input than the command sent it."""
    path = tmp_path / "here.journal"
    async with manager("tcp:127.0.0.1:0") as there, manager("tcp:127.0.0.1:0", journal=path) as here:
        session = await here.call(f"sip:bob@127.0.0.1:{port(there, 'tcp')}")
        await session.hang_up()
    result = replay(path)
    assert (result.same, result.changed) == (True, ())
    shown = next(call for call in read_calls(path).calls if call.name == session.id)
    assert [step.label for step in shown.steps if step.kind == "message"] == [
        "INVITE 1 SDP sendrecv",
        "180 INVITE 1",
        "200 INVITE 1 SDP sendrecv",
        "ACK 1",
        "BYE 2",
        "200 BYE 2",
    ]


def test_the_same_on_uvloop(authority: Authority) -> None:
    """Its transports are no subclasses of asyncio's, and its TLS is its own."""
    uvloop = pytest.importorskip("uvloop")
    files = authority.files("uvloop", "IP:127.0.0.1")

    async def calls() -> None:
        async with (
            manager("udp:127.0.0.1:0", "tcp:127.0.0.1:0", "tls:127.0.0.1:0", tls=files) as there,
            manager("udp:127.0.0.1:0", "tcp:127.0.0.1:0", "tls:127.0.0.1:0", tls=authority.trust) as here,
        ):
            for transport in ("udp", "tcp", "tls"):
                await here.call(f"sip:bob@127.0.0.1:{port(there, transport)};transport={transport}")
            assert len(there.sessions()) == 3
            with pytest.raises(CallRejected):
                await here.call(f"sips:bob@localhost:{port(there, 'tls')}")
            for session in there.sessions():
                await session.hang_up()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(calls())


async def test_t8_a_call_back_over_the_connection_of_the_caller(authority: Authority) -> None:
    """RFC 5923: both have shown certificates for their addresses, so one connection serves calls of either."""
    there_files = authority.files("alias-there", "IP:127.0.0.1", verify_clients=True)
    here_files = authority.files("alias-here", "IP:127.0.0.1")
    settings = attrs.evolve(QUIET, alias=True)
    async with (
        manager("tls:127.0.0.1:0", tls=there_files, settings=settings) as there,
        manager("tls:127.0.0.1:0", tls=here_files, settings=settings) as here,
    ):
        await here.call(f"sips:bob@127.0.0.1:{port(there, 'tls')}")
        await there.call(f"sips:alice@127.0.0.1:{port(here, 'tls')}")
        assert (len(there.engine.flows.cells), len(here.engine.flows.cells)) == (1, 1)
        assert len(there.sessions()) == len(here.sessions()) == 2


async def test_t6_a_binding_request_at_the_port_of_sip_is_answered() -> None:
    """RFC 5626 8, with a plain socket at the other end; calls go on beside it."""
    async with manager("udp:127.0.0.1:0") as there, manager("udp:127.0.0.1:0") as here:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.bind(("127.0.0.1", 0))
            client.setblocking(False)
            loop = asyncio.get_running_loop()
            await loop.sock_sendto(client, bytes.fromhex("000100002112a442") + bytes(12), there.local_address)
            async with asyncio.timeout(PATIENCE):
                answer = await loop.sock_recv(client, 100)
            mapped = int.from_bytes(answer[26:28], "big") ^ 0x2112
            assert (answer[:4].hex(), mapped) == ("0101000c", client.getsockname()[1])
        await here.call(f"sip:bob@127.0.0.1:{port(there, 'udp')}")


async def test_t6_a_registration_over_udp_keeps_its_flow() -> None:
    """Our registrar answers our STUN; where it is gone, the registration notices."""
    limits = Limits(probe_low=1, probe_high=1, probe_time=1)
    registrar = attrs.evolve(QUIET, registrar="open")
    async with (
        manager("udp:127.0.0.1:0", settings=registrar) as there,
        manager("udp:127.0.0.1:0", settings=QUIET, limits=limits, traced=True) as here,
    ):
        served = f"sip:127.0.0.1:{port(there, 'udp')}"
        registration = await here.register(SipAccount("sip:alice@127.0.0.1", registrar=served, instance="urn:uuid:1"))

        def stood() -> list[str]:
            return [one.target for one in here.trace if one.chart == "transport/probe"]

        # The answer comes within a millisecond: what is looked for is the way, not where it stands.
        await until(lambda: "asking" in stood() and "resting" in stood()[stood().index("asking") :])
        await registration.unregister()
