"""SIP over WebSocket (RFC 7118), with the client of the library `websockets` at the other end."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.base.errors import CallRejected
from sessioncore.base.settings import Settings
from sessioncore.handlers.limits import Limits
from tests.support.certificates import Authority
from tests.support.streams import StreamPeer

websockets = pytest.importorskip("websockets")
client = pytest.importorskip("websockets.asyncio.client")
server_module = pytest.importorskip("websockets.asyncio.server")

ANSWERS = AnsweringTable(default=AnsweringRule("answer"))
PATIENCE = 30.0
SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 6000 RTP/AVP 0\r\n"


def manager(*listen: str, **options: Any) -> SessionManager:
    return SessionManager(listen=list(listen), settings=Settings(media=False), answering=ANSWERS, **options)


def port(endpoint: SessionManager) -> int:
    return int(endpoint.listening[-1].rpartition(":")[2])


@contextlib.asynccontextmanager
async def connected(endpoint: SessionManager, **options: Any) -> AsyncIterator[Any]:
    """A client as a browser has it: no address that anybody could connect to."""
    scheme = "wss" if "ssl" in options else "ws"
    async with client.connect(f"{scheme}://127.0.0.1:{port(endpoint)}", subprotocols=["sip"], **options) as made:
        assert made.subprotocol == "sip"
        yield made


async def until(claim: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not claim():  # noqa: ASYNC110  (there is no event to wait for)
            await asyncio.sleep(0.01)


async def heard(socket: Any) -> str:
    async with asyncio.timeout(PATIENCE):
        got = await socket.recv()
    return got if isinstance(got, str) else got.decode()


def request(method: str, cseq: int, *, to_tag: str = "", body: str = "", uri: str = "sip:bob@127.0.0.1") -> str:
    """Without Content-Length where there is no body (RFC 7118: a message is as long as its WebSocket message)."""
    tag = f";tag={to_tag}" if to_tag else ""
    lines = [
        f"{method} {uri} SIP/2.0",
        f"Via: SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bK{method}{cseq};rport",
        "From: <sip:alice@example.com>;tag=a",
        f"To: <sip:bob@127.0.0.1>{tag}",
        "Call-ID: ws1",
        f"CSeq: {cseq} {method}",
        "Max-Forwards: 70",
        "Contact: <sip:alice@df7jal23ls0d.invalid;transport=ws>",
    ]
    if body:
        lines += ["Content-Type: application/sdp", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines) + "\r\n\r\n" + body


def header(message: str, name: str) -> str:
    (value,) = [line.partition(": ")[2] for line in message.split("\r\n") if line.startswith(f"{name}: ")]
    return value


async def call(endpoint: SessionManager, socket: Any, transport: str) -> None:
    """A call of the browser, which we hang up: BYE comes over its connection."""
    await socket.send(request("INVITE", 1, body=SDP))
    ringing, answer = await heard(socket), await heard(socket)
    assert [ringing.split("\r\n")[0], answer.split("\r\n")[0]] == ["SIP/2.0 180 Ringing", "SIP/2.0 200 OK"]
    contact = header(answer, "Contact").strip("<>")
    assert contact == f"sip:127.0.0.1:{port(endpoint)};transport=ws"
    await socket.send(request("ACK", 1, to_tag=header(answer, "To").partition("tag=")[2], uri=contact))
    await until(lambda: endpoint.sessions()[0].state.value == "connected")
    hanging_up = asyncio.create_task(endpoint.sessions()[0].hang_up())
    bye = await heard(socket)
    assert bye.startswith("BYE sip:alice@df7jal23ls0d.invalid;transport=ws SIP/2.0\r\n")
    assert header(bye, "Via").startswith(f"SIP/2.0/{transport} ")
    lines = [line for line in bye.split("\r\n") if line.split(":")[0] in ("Via", "From", "To", "Call-ID", "CSeq")]
    await socket.send("\r\n".join(["SIP/2.0 200 OK", *lines, "Content-Length: 0", "", ""]))
    async with asyncio.timeout(PATIENCE):
        await hanging_up
    assert len(endpoint.engine.flows.cells) == 1


async def test_a_call_over_ws() -> None:
    async with manager("udp:127.0.0.1:0", "ws:127.0.0.1:0") as there, connected(there) as socket:
        await call(there, socket, "WS")


async def test_a_call_over_wss(authority: Authority) -> None:
    files = authority.files("wss", "IP:127.0.0.1")
    trusting = ssl.create_default_context(cafile=authority.certificate)
    async with manager("wss:127.0.0.1:0", tls=files) as there, connected(there, ssl=trusting) as socket:
        await call(there, socket, "WSS")


async def test_keep_alives_of_both_kinds() -> None:
    async with manager("ws:127.0.0.1:0") as there, connected(there) as socket:
        async with asyncio.timeout(PATIENCE):
            await (await socket.ping())
        await socket.send("\r\n\r\n")
        assert await heard(socket) == "\r\n"
        await socket.send(request("OPTIONS", 1).encode())
        assert (await heard(socket)).startswith("SIP/2.0 200 OK")


async def test_fragments_make_one_message() -> None:
    async with manager("ws:127.0.0.1:0") as there, connected(there) as socket:
        text = request("OPTIONS", 1)
        await socket.send([text[:10], text[10:50], text[50:]])
        assert (await heard(socket)).startswith("SIP/2.0 200 OK")


async def test_without_the_subprotocol_nobody_comes_in() -> None:
    """RFC 7118: a client that does not offer `sip` is refused."""
    async with manager("ws:127.0.0.1:0") as there:
        for offered in (None, ["chat"]):
            with pytest.raises(websockets.exceptions.InvalidStatus) as caught:
                await client.connect(f"ws://127.0.0.1:{port(there)}", subprotocols=offered)
            assert caught.value.response.status_code == 400
        assert there.engine.flows.cells == {}
        streams = there._transport.streams
        assert streams is not None
        await until(lambda: streams.count == 0)
        assert streams.failed_handshakes == 2


async def test_a_handshake_that_is_not_finished_is_bounded() -> None:
    async with manager("ws:127.0.0.1:0", limits=Limits(connect_time=0.2)) as there:
        reader, writer = await asyncio.open_connection("127.0.0.1", port(there))
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n")
        with contextlib.suppress(ConnectionResetError):
            async with asyncio.timeout(PATIENCE):
                assert await reader.read() == b""
        writer.close()


@pytest.mark.parametrize("rubbish", [b"\x00" * 2000, b"OPTIONS sip:bob@127.0.0.1 SIP/2.0\r\n\r\n", b"\xff\xfe\r\n\r\n"])
async def test_what_is_no_websocket_is_sent_away(rubbish: bytes) -> None:
    async with manager("ws:127.0.0.1:0", limits=Limits(connect_time=0.2)) as there:
        reader, writer = await asyncio.open_connection("127.0.0.1", port(there))
        writer.write(rubbish)
        with contextlib.suppress(ConnectionResetError):
            async with asyncio.timeout(PATIENCE):
                await reader.read()
        writer.close()
        assert there.engine.flows.cells == {}


async def test_messages_that_are_too_large_or_end_in_the_middle() -> None:
    async with manager("ws:127.0.0.1:0", limits=Limits(message_time=0.2)) as there:
        async with connected(there) as socket:
            await socket.send("X" * 70_000)
            with pytest.raises(websockets.exceptions.ConnectionClosedError) as caught:
                await heard(socket)
            assert caught.value.rcvd.code == 1009

        async with connected(there) as socket:

            async def slow() -> AsyncIterator[str]:
                yield "OPTIONS "
                await asyncio.sleep(PATIENCE)

            sending = asyncio.create_task(socket.send(slow()))
            with pytest.raises(websockets.exceptions.ConnectionClosed):
                await heard(socket)
            sending.cancel()


class TestClient:
    """We open the connection (RFC 7118 4.1, 5): responses and the peer's requests come over it, too."""

    @pytest.mark.parametrize("scheme", ["ws", "wss"])
    async def test_t2_a_call_and_the_callee_s_bye(self, authority: Authority, scheme: str) -> None:
        files = authority.files(f"client-{scheme}", "IP:127.0.0.1")
        async with (
            manager(f"{scheme}:127.0.0.1:0", tls=files) as there,
            manager(f"{scheme}:127.0.0.1:0", tls=authority.trust) as here,
        ):
            target = f"sip:bob@127.0.0.1:{port(there)};transport=ws"
            session = await here.call(target if scheme == "ws" else target.replace("sip:", "sips:"))
            (cell,) = here.engine.flows.cells.values()
            assert (cell.machine.actions.slice.transport, cell.machine.actions.slice.ours) == (scheme, True)
            await there.sessions()[0].hang_up()
            async with asyncio.timeout(PATIENCE):
                await session.wait_over()
            assert len(here.engine.flows.cells) == len(there.engine.flows.cells) == 1

    async def test_t1_a_name_is_what_the_certificate_must_be_good_for(self, authority: Authority) -> None:
        files = authority.files("client-named", "DNS:pbx.example")
        async with (
            manager("wss:127.0.0.1:0", tls=files) as there,
            manager("wss:127.0.0.1:0", tls=authority.trust) as here,
        ):
            with pytest.raises(CallRejected) as caught:
                await here.call(f"sips:bob@127.0.0.1:{port(there)};transport=ws")
            assert caught.value.status == 503

    async def test_b1_11_nobody_there(self) -> None:
        async with manager("ws:127.0.0.1:0") as here:
            with pytest.raises(CallRejected) as caught:
                await here.call("sip:bob@127.0.0.1:9;transport=ws")
            assert caught.value.status == 503

    @pytest.mark.parametrize("answer", [b"HTTP/1.1 404 Not Found\r\n\r\n", b"SIP/2.0 400 Bad Request\r\n\r\n", b""])
    async def test_b1_11_somebody_who_speaks_no_websocket(self, answer: bytes) -> None:
        asked: list[bytes] = []

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            asked.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(answer)
            if answer:
                writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        number = server.sockets[0].getsockname()[1]
        async with server, manager("ws:127.0.0.1:0", limits=Limits(connect_time=0.3)) as here:
            with pytest.raises(CallRejected) as caught:
                await here.call(f"sip:bob@127.0.0.1:{number};transport=ws")
            assert caught.value.status == 503
        assert b"\r\nSec-WebSocket-Protocol: sip\r\n" in asked[0]
        assert asked[0].startswith(b"GET / HTTP/1.1\r\n")

    async def test_a_server_without_the_subprotocol_is_left(self) -> None:
        async def serve(socket: Any) -> None:
            await socket.wait_closed()

        async with server_module.serve(serve, "127.0.0.1", 0) as server, manager("ws:127.0.0.1:0") as here:
            number = server.sockets[0].getsockname()[1]
            with pytest.raises(CallRejected) as caught:
                await here.call(f"sip:bob@127.0.0.1:{number};transport=ws")
            assert caught.value.status == 503

    async def test_t3_our_ping_is_websocket_s_own(self) -> None:
        settings = Settings(media=False, keep_alive=True)
        limits = Limits(keep_alive_low=0.2, keep_alive_high=0.2, T1=0.05)
        async with (
            manager("ws:127.0.0.1:0") as there,
            SessionManager(listen="ws:127.0.0.1:0", settings=settings, limits=limits, traced=True) as here,
        ):
            session = await here.call(f"sip:bob@127.0.0.1:{port(there)};transport=ws")
            await until(lambda: any(record.target == "open.pinging" for record in here.trace))
            await until(lambda: [r.target for r in here.trace if r.chart == "transport/connection"][-1] == "open.idle")
            await session.hang_up()


async def test_t2_no_connection_is_opened_to_a_websocket_client() -> None:
    """RFC 7118 5.3: a response whose connection is gone cannot be delivered."""
    peer = StreamPeer(transport="ws", ws_port=5066)
    call = peer.calling()
    peer.lose()
    peer.command("decline", call.session, status=486)
    assert (peer.connects(), peer.labels()) == ([], [])


def test_a_call_over_ws_on_uvloop() -> None:
    uvloop = pytest.importorskip("uvloop")

    async def calls() -> None:
        async with manager("ws:127.0.0.1:0") as there, connected(there) as socket:
            await call(there, socket, "WS")

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(calls())
