"""A telephone written by hand, on real sockets: it says what a test wants, word by word."""

from __future__ import annotations

import asyncio
import re
import socket

import attrs

from sessioncore.wire.rtp.packet import pack_header

HOST = "127.0.0.1"
PATIENCE = 30.0


@attrs.define
class Telephone:
    """A socket for SIP and one for RTP, and what of a call is the same in each message."""

    server: tuple[str, int]
    sip: socket.socket = attrs.field(factory=lambda: bound(HOST))
    rtp: socket.socket = attrs.field(factory=lambda: bound(HOST))
    call_id: str = "telephone"
    local: str = ""
    remote: str = ""
    target: str = ""
    cseq: int = 0
    sent: int = 0

    def __enter__(self) -> Telephone:
        return self

    def __exit__(self, *_: object) -> None:
        self.sip.close()
        self.rtp.close()

    @property
    def uri(self) -> str:
        return "sip:phone@{}:{}".format(*self.sip.getsockname())

    @property
    def port(self) -> int:
        return int(self.rtp.getsockname()[1])

    def described(self, *lines: str, host: str = HOST, version: int = 1) -> str:
        """A description; in its lines PORT stands for the socket of RTP, `|` for the end of a line."""
        text = "|".join(lines).replace("PORT", str(self.port)).replace("|", "\r\n")
        return f"v=0\r\no=- 1 {version} IN IP4 {HOST}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n{text}\r\n"

    async def send(self, first: str, cseq: str, via: str, body: str = "") -> None:
        lines = [first, via, "Max-Forwards: 70", f"From: {self.local}", f"To: {self.remote}"]
        lines += [f"Call-ID: {self.call_id}", f"CSeq: {cseq}", f"Contact: <{self.uri}>"]
        lines += ["Content-Type: application/sdp"] if body else []
        text = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", body])
        await asyncio.get_running_loop().sock_sendto(self.sip, text.encode(), self.server)

    async def request(self, method: str, body: str = "") -> None:
        """A request of ours, the first of them an INVITE."""
        if not self.local:
            self.local = f"<{self.uri}>;tag=phone"
            self.remote = "<sip:bob@{}:{}>".format(*self.server)
            self.target = self.remote.strip("<>")
        self.cseq += method != "ACK"
        via = "Via: SIP/2.0/UDP {}:{};branch=z9hG4bK".format(*self.sip.getsockname()) + f"{method}{self.cseq}"
        await self.send(f"{method} {self.target} SIP/2.0", f"{self.cseq} {method}", via, body)

    async def take(self, begins: str) -> str:
        """The next message that begins so; others on the way there are left out."""
        async with asyncio.timeout(PATIENCE):
            while True:
                data = await asyncio.get_running_loop().sock_recv(self.sip, 65_535)
                if (text := data.decode()).startswith(begins):
                    return text

    async def offer(self, body: str = "") -> str:
        """An INVITE of ours; the final answer to it, which is not acknowledged yet."""
        await self.request("INVITE", body)
        answered = await self.take("SIP/2.0 200")
        self.remote, self.target = header(answered, "To"), header(answered, "Contact").strip("<>")
        return answered

    async def respond(self, request: str, status: str, body: str = "") -> None:
        """Answer a request of the other side's, with what of it an answer repeats."""
        tag = ";tag=phone"
        self.local, self.remote = header(request, "From"), header(request, "To")
        self.remote += "" if tag in self.remote else tag
        self.call_id = header(request, "Call-ID")
        vias = "\r\n".join(re.findall(r"Via: [^\r]*", request))
        await self.send(f"SIP/2.0 {status}", header(request, "CSeq"), vias, body)

    def say(self, port: int, packets: int = 1, payload_type: int = 0, octets: int = 160) -> None:
        """Send so many packets of RTP to a port, all of one stream."""
        for _ in range(packets):
            self.sent += 1
            head = pack_header(payload_type, self.sent, self.sent * 160, 77)
            self.rtp.sendto(head + b"\x55" * octets, (HOST, port))

    async def hear(self) -> bytes:
        """The next datagram that comes for RTP."""
        return await asyncio.wait_for(asyncio.get_running_loop().sock_recv(self.rtp, 2_000), PATIENCE)


def bound(host: str, port: int = 0) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.setblocking(False)
    made.bind((host, port))
    return made


def header(message: str, name: str) -> str:
    found = re.search(rf"^{name}: ([^\r]*)", message, re.MULTILINE)
    assert found is not None, message
    return found.group(1)


def lines_of(message: str) -> list[tuple[str, int]]:
    """Kind and port of each m-line."""
    return [(kind, int(port)) for kind, port in re.findall(r"^m=(\w+) (\d+)", message, re.MULTILINE)]


def waiting(ear: socket.socket) -> int:
    """How many datagrams wait in a socket; they are read."""
    count = 0
    while True:
        try:
            ear.recv(2_000)
        except BlockingIOError:
            return count
        count += 1
