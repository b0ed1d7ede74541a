"""Fuzz of the engine: whatever a peer sends, nothing of ours breaks, and nothing is left behind."""

from __future__ import annotations

import os
import random
import time

import pytest

from sessioncore.base.environment import Environment
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.effects import Send
from sessioncore.inputs import Command, Datagram, Tick

pytestmark = pytest.mark.fuzz

SECONDS = float(os.environ.get("SESSIONCORE_FUZZ_SECONDS", "20"))
PEER = ("127.0.0.1", 6060)

SDP = (
    b"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    b"m=audio 6000 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
)
WORDS = [
    b"\r\n",
    b"\r\n\r\n",
    b"\x00",
    b"\xff\xfe",
    b";tag=",
    b";tag=a",
    b";branch=z9hG4bK",
    b"<sip:",
    b">",
    b'"',
    b"\\",
    b",",
    b"Content-Length: 99999999999999\r\n",
    b"Content-Length: -1\r\n",
    b"CSeq: 4294967296 INVITE\r\n",
    b"CSeq: 0 BYE\r\n",
    b"Contact: *\r\n",
    b"Record-Route: <sip:[::1\r\n",
    b"Route: <sip:1.2.3.4;lr>\r\n",
    b"Expires: 0\r\n",
    b"m=audio 0 RTP/AVP\r\n",
    b"m=video 9 RTP/SAVP 96\r\n",
    b"c=IN IP4 0.0.0.0\r\n",
    b"a=sendonly\r\n",
    b"a=inactive\r\n",
    b"o=x\r\n",
    b"%00%0d%0a",
    b"sips:",
    b"tel:+1",
    b"SIP/2.0",
    b"SIP/3.0",
    b"INVITE",
    b"CANCEL",
    b"ACK",
    b"PRACK",
    b"m=audio 6000 RTP/AVP 8\r\n",
    b" " * 300,
    b"(" * 60,
]


def request(method: str, call: int, cseq: int, tag: str, branch: str, body: bytes = b"", user: str = "echo") -> bytes:
    to = f";tag={tag}" if tag else ""
    head = (
        f"{method} sip:{user}@127.0.0.1:5060 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:6060;branch=z9hG4bK{branch}\r\n"
        f"From: <sip:a@127.0.0.1>;tag=f{call}\r\nTo: <sip:{user}@127.0.0.1>{to}\r\nCall-ID: c{call}\r\n"
        f"CSeq: {cseq} {method}\r\nContact: <sip:a@127.0.0.1:6060>\r\nMax-Forwards: 70\r\n"
    )
    if body:
        head += "Content-Type: application/sdp\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def respond(sent: bytes, status: int, tag: str, body: bytes = b"") -> bytes:
    lines = sent.split(b"\r\n\r\n")[0].split(b"\r\n")[1:]
    kept = [line for line in lines if line.split(b":")[0] in (b"Via", b"From", b"Call-ID", b"CSeq")]
    to = next(line for line in lines if line.startswith(b"To:"))
    if b";tag=" not in to:
        to += b";tag=" + tag.encode()
    head = [f"SIP/2.0 {status} X".encode(), *kept, to, b"Contact: <sip:b@127.0.0.1:6060>"]
    if body:
        head.append(b"Content-Type: application/sdp")
    head.append(b"Content-Length: " + str(len(body)).encode())
    return b"\r\n".join(head) + b"\r\n\r\n" + body


class Fuzzer:
    """A peer that speaks SIP well enough to get far, and then breaks it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        users = {name: AnsweringRule(name, "echo") for name in ("echo", "answer", "ring", "busy", "hangup", "tone")}
        self.engine = Engine(
            Settings(persist=bool(seed % 2), max_sessions=40),
            Environment(seed.to_bytes(16, "big")),
            answering=AnsweringTable(users, None if seed % 3 else AnsweringRule("unknown")),
        )
        self.failures: list[str] = []
        self.engine.on_error = lambda session, what, where, error: self.failures.append(f"{what} {where} {error!r}")
        self.now = 1000.0
        self.sent: list[bytes] = []
        self.tags: dict[int, str] = {}
        self.command = 0
        self.branch = 0

    def feed(self, item: object) -> None:
        for effect in self.engine.feed(item, self.now):  # type: ignore[arg-type]
            if isinstance(effect, Send):
                self.sent.append(effect.data)
                head = effect.data.split(b"\r\n\r\n")[0]
                for line in head.split(b"\r\n"):
                    if line.startswith(b"To:") and b";tag=" in line and b"Call-ID: c" in head:
                        number = head.split(b"Call-ID: c")[1].split(b"\r\n")[0]
                        if number.isdigit():
                            self.tags[int(number)] = line.split(b";tag=")[1].decode("latin-1")
        del self.sent[:-50]

    def message(self) -> bytes:
        chance = self.chance
        call = chance.randrange(12)
        self.branch += chance.randrange(2)
        if chance.random() < 0.3 and self.sent:
            asked = [data for data in self.sent if not data.startswith(b"SIP/")]
            if asked:
                body = SDP if chance.random() < 0.6 else b""
                status = chance.choice([100, 180, 183, 200, 200, 302, 401, 404, 408, 481, 486, 487, 491, 500, 503, 603])
                return respond(chance.choice(asked), status, chance.choice("xyz"), body)
        method = chance.choice(["INVITE", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO", "UPDATE", "MESSAGE"])
        tag = self.tags.get(call, "") if chance.random() < 0.6 else chance.choice(["", "", "nope"])
        user = chance.choice(["echo", "answer", "ring", "busy", "hangup", "tone", "nobody"])
        body = SDP if method == "INVITE" and chance.random() < 0.85 else b""
        return request(method, call, chance.randrange(1, 9), tag, f"{call}-{self.branch}", body, user)

    def damage(self, data: bytes) -> bytes:
        chance = self.chance
        for _ in range(chance.choice([0, 0, 1, 1, 2, 5])):
            at = chance.randrange(len(data) + 1)
            kind = chance.randrange(5)
            if kind == 0:
                data = data[:at] + chance.choice(WORDS) + data[at:]
            elif kind == 1:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            elif kind == 2:
                data = data[:at] + data[at + chance.randrange(1, 40) :]
            elif kind == 3:
                lines = data.split(b"\r\n")
                chance.shuffle(lines) if chance.random() < 0.1 else lines.insert(at % len(lines), chance.choice(lines))
                data = b"\r\n".join(lines)
            else:
                data = data[:at]
            if not data:
                return b"\x00"
        return data

    def step(self) -> None:
        chance = self.chance
        roll = chance.random()
        if roll < 0.8:
            self.feed(Datagram(self.damage(self.message()), PEER))
        elif roll < 0.9:
            self.now += chance.choice([0.01, 0.3, 1.0, 5.0, 40.0])
            self.feed(Tick())
        else:
            self.command += 1
            names = ["ring", "answer", "decline", "hang_up", "hold", "resume", "accept_modify", "nonsense"]
            arguments: dict[str, object] = {}
            name = chance.choice(names)
            if name == "answer":
                arguments = {"source": "silence"}
            if name == "decline":
                arguments = {"status": 486}
            session = chance.choice([*self.engine.sessions(), "gone"])
            if chance.random() < 0.3:
                session, name = self.engine.env.session_id(), "dial"
                arguments = {"target": "sip:b@127.0.0.1:6060", "arguments": {}}
            self.feed(Command(self.command, session, name, arguments))

    def settle(self) -> None:
        """Everybody is silent: timers alone must end everything that the application has hung up."""
        for _ in range(3):
            for session in self.engine.sessions():
                self.command += 1
                self.feed(Command(self.command, session, "hang_up"))
            for _ in range(5000):
                deadline = self.engine.next_deadline()
                if deadline is None:
                    break
                self.now = max(self.now, deadline)
                self.feed(Tick())


@pytest.mark.parametrize("half", [0, 1])
def test_whatever_a_peer_sends_nothing_breaks_and_nothing_stays(half: int) -> None:
    end = time.monotonic() + SECONDS / 2
    seed = half
    while time.monotonic() < end:
        fuzzer = Fuzzer(seed)
        for _ in range(300):
            fuzzer.step()
        fuzzer.settle()
        engine = fuzzer.engine
        assert not fuzzer.failures, f"seed {seed}: {fuzzer.failures[:3]}"
        left = (engine.session_count, engine.transaction_count, engine.timer_count, len(engine.legs))
        assert left == (0, 0, 0, 0), f"seed {seed}: {left}"
        seed += 2
    assert seed > 2, "not one round fitted into the time"
