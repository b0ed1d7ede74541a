"""A call of several lines between two telephones written by hand: sound, video and text pass through the relay."""

from __future__ import annotations

import asyncio
import re
import socket

import attrs

from sessioncore.api import RelayOptions, SessionManager
from sessioncore.base.settings import Settings
from sessioncore.events import RelayStopped
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.wire.rtp.packet import pack_header

HOST = "127.0.0.1"
KINDS = {"audio": "0", "video": "97", "text": "98"}


@attrs.define
class Phone:
    """A telephone: its socket for SIP, and one for the media of each line."""

    name: str
    server: tuple[str, int]
    sip: socket.socket
    media: dict[str, socket.socket]
    call_id: str = ""
    local: str = ""
    remote: str = ""
    invite: str = ""

    @property
    def uri(self) -> str:
        return "sip:{}@{}:{}".format(self.name, *self.sip.getsockname())

    def described(self, *lines: str) -> str:
        """A description with these lines, in order; one that begins with `-` has port 0."""
        made = ["v=0", f"o={self.name} 1 1 IN IP4 {HOST}", "s=-", f"c=IN IP4 {HOST}", "t=0 0"]
        for line in lines:
            kind = line.lstrip("-")
            port = 0 if line.startswith("-") else self.media[kind].getsockname()[1]
            made += [f"m={kind} {port} RTP/AVP {KINDS[kind]}", f"a=rtpmap:{KINDS[kind]} x-{kind}/90000"]
        return "\r\n".join([*made, ""])

    async def send(self, first: str, cseq: str, *more: str, vias: str = "", body: str = "") -> None:
        via = vias or f"Via: SIP/2.0/UDP {HOST}:{self.sip.getsockname()[1]};branch=z9hG4bK{self.name}{cseq[:4].strip()}"
        lines = [first, via, "Max-Forwards: 70", f"From: {self.local}", f"To: {self.remote}"]
        lines += [f"Call-ID: {self.call_id}", f"CSeq: {cseq}", f"Contact: <{self.uri}>", *more]
        lines += ["Content-Type: application/sdp"] if body else []
        text = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", body])
        await asyncio.get_running_loop().sock_sendto(self.sip, text.encode(), self.server)

    async def take(self, begins: str) -> str:
        """The next message that begins so; others on the way there are left out."""
        while True:
            data = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(self.sip, 65_535), 30)
            if data.decode().startswith(begins):
                return data.decode()

    async def respond(self, request: str, status: str, body: str = "") -> None:
        """Answer a request of the server's, with what of it an answer repeats."""
        vias = re.search(r"Via: [^\r]*", request)
        assert vias is not None
        self.local, self.remote = header(request, "From"), header(request, "To")
        self.local = self.local if ";tag=" in self.local else f"{self.local};tag={self.name}"
        self.remote = self.remote if ";tag=" in self.remote else f"{self.remote};tag={self.name}"
        self.call_id = header(request, "Call-ID")
        await self.send(f"SIP/2.0 {status}", header(request, "CSeq"), vias=vias.group(), body=body)

    def says(self, kind: str, port: int) -> None:
        self.media[kind].sendto(packet(self.name, kind), (HOST, port))

    async def hears(self, kind: str) -> bytes:
        return await asyncio.wait_for(asyncio.get_running_loop().sock_recv(self.media[kind], 2_000), 30)


def packet(name: str, kind: str) -> bytes:
    return pack_header(int(KINDS[kind]), 1, 1, 7) + f"{name} {kind}".encode()


def header(message: str, name: str) -> str:
    found = re.search(rf"^{name}: ([^\r]*)", message, re.MULTILINE)
    assert found is not None, message
    return found.group(1)


def ports(message: str) -> dict[str, int]:
    """The ports of a description's lines."""
    assert message.count(f"IN IP4 {HOST}") >= 2, message
    return {kind: int(port) for kind, port in re.findall(r"^m=(\w+) (\d+)", message, re.MULTILINE)}


def phone(name: str, server: tuple[str, int], pool: MediaPortPool) -> Phone:
    sip = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sip.bind((HOST, 0))
    sip.setblocking(False)
    return Phone(name, server, sip, {kind: pool.socket(pool.take()) for kind in KINDS})


async def test_m8_lines_are_relayed_rejected_added_and_removed() -> None:
    pool = MediaPortPool(HOST, count=6)
    settings = Settings(registrar="open", media=False, coupled_media="relay")
    async with SessionManager(listen=f"udp:{HOST}:0", settings=settings, relay=RelayOptions(ports=6)) as manager:
        stopped = manager.events(RelayStopped)
        alice, bob = phone("alice", manager.local_address, pool), phone("bob", manager.local_address, pool)
        try:
            server = "sip:bob@{}:{}".format(*manager.local_address)
            bob.local, bob.remote, bob.call_id = f"<{server}>;tag=r", f"<{server}>", "registration"
            await bob.send(f"REGISTER {server} SIP/2.0", "1 REGISTER")
            await bob.take("SIP/2.0 200")
            # Alice offers all three, Bob takes no video.
            alice.local, alice.remote, alice.call_id = f"<{alice.uri}>;tag=a", f"<{server}>", "call"
            offer = alice.described("audio", "video", "text")
            await alice.send(f"INVITE {server} SIP/2.0", "1 INVITE", body=offer)
            invite = await bob.take("INVITE")
            for_bob = ports(invite)
            assert all(for_bob.values())
            await bob.respond(invite, "200 OK", bob.described("audio", "-video", "text"))
            ok = await alice.take("SIP/2.0 200")
            for_alice = ports(ok)
            assert for_alice["video"] == 0
            alice.remote = header(ok, "To")
            target = header(ok, "Contact").strip("<>")
            await alice.send(f"ACK {target} SIP/2.0", "1 ACK")
            await bob.take("ACK")
            await pass_both_ways(alice, bob, ("audio", "text"), for_alice, for_bob)
            # Now video comes in, and text goes.
            await alice.send(f"INVITE {target} SIP/2.0", "2 INVITE", body=alice.described("audio", "video", "-text"))
            again = await bob.take("INVITE")
            assert ports(again) == {**for_bob, "text": 0}
            await bob.respond(again, "200 OK", bob.described("audio", "video", "-text"))
            for_alice = ports(await alice.take("SIP/2.0 200"))
            await alice.send(f"ACK {target} SIP/2.0", "2 ACK")
            await bob.take("ACK")
            await pass_both_ways(alice, bob, ("audio", "video"), for_alice, for_bob)
            await alice.send(f"BYE {target} SIP/2.0", "3 BYE")
            await bob.respond(await bob.take("BYE"), "200 OK")
            event = await anext(stopped)
            assert isinstance(event, RelayStopped)
            assert sorted({one.line for one in event.figures}) == [0, 1, 2]
        finally:
            alice.sip.close()
            bob.sip.close()
            pool.close()


async def pass_both_ways(
    alice: Phone, bob: Phone, kinds: tuple[str, ...], for_alice: dict[str, int], for_bob: dict[str, int]
) -> None:
    for kind in kinds:
        for mouth, ear, port in ((alice, bob, for_alice[kind]), (bob, alice, for_bob[kind])):
            for _ in range(100):
                mouth.says(kind, port)
                try:
                    heard = await asyncio.wait_for(ear.hears(kind), 0.3)
                except TimeoutError:
                    continue  # the relay's process was not there yet
                assert heard == packet(mouth.name, kind)
                break
            else:
                raise AssertionError(f"{ear.name} hears no {kind}")
            while True:  # copies that came late
                try:
                    ear.media[kind].recv(2_000)
                except BlockingIOError:
                    break
