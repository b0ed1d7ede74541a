"""A peer that speaks SIP well enough to get far and then breaks it, an application and a media plane that do whatever.

All that they do is drawn from one source of chance: a seed, or the octets that a fuzzer gives.
"""

from __future__ import annotations

import json
import random

import attrs

from sessioncore.base.environment import Environment
from sessioncore.base.media import (
    CloseStream,
    MediaEvent,
    MediaFailed,
    MediaFinished,
    MediaQualityChanged,
    MediaReport,
    MediaSilent,
    MediaStarted,
    MediaStopped,
    OpenStream,
    StreamStatistics,
)
from sessioncore.base.settings import Settings
from sessioncore.core.answering import CHARTS, AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.effects import Effect, Media, Send
from sessioncore.inputs import Command, Datagram, Input, MediaReported, SendFailed, Tick
from sessioncore.wire.sip import SipParseError

PEER = ("127.0.0.1", 6060)
USERS = (*CHARTS, "nobody")

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
    b"Require: 100rel\r\n",
    b"Accept: text/plain\r\n",
    b"Session-Expires: 90;refresher=uac\r\n",
    b"Session-Expires: 1\r\n",
    b"Min-SE: 4294967295\r\n",
    b"Contact: <sip:b@127.0.0.1:6061>;q=0.7, <sip:c@127.0.0.1>;q=x\r\n",
    b"Retry-After: 1 (x\r\n",
    b"a=rtpmap:0 PCMA/8000\r\n",
    b"a=rtpmap:300 X/0\r\n",
    b"a=recvonly\r\n",
    b"\r\n ",
    b" " * 300,
    b"(" * 60,
]


METHODS = ("INVITE", "INVITE", "INVITE", "ACK", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO", "UPDATE", "MESSAGE", "PRACK")
STATUSES = (100, 180, 183, 200, 200, 200, 302, 401, 404, 408, 422, 481, 486, 487, 491, 500, 503, 603)
ARGUMENTS: dict[str, dict[str, tuple[object, ...]]] = {
    "ring": {},
    "progress": {"source": ("silence", "tone:440")},
    "answer": {"source": ("silence", "echo")},
    "decline": {"status": (486, 603, 200, 99, -1)},
    "redirect": {"contact": ("sip:other@127.0.0.1", "mailto:x", "")},
    "hang_up": {},
    "hold": {},
    "resume": {},
    "accept_modify": {},
    "decline_modify": {"status": (488, 100)},
    "nonsense": {},
}
"""Commands, and what their arguments may be; some are wrong on purpose."""


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


class Octets(random.Random):
    """Chance out of given octets; when they are used up, out of a generator that they seed."""

    def __new__(cls, data: bytes) -> Octets:
        return super().__new__(cls, 0)

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._data = data
        self._at = 0

    def _take(self, size: int) -> int | None:
        if self._at + size > len(self._data):
            return None
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "big")

    def random(self) -> float:
        taken = self._take(1)
        return super().random() if taken is None else taken / 256

    def getrandbits(self, k: int, /) -> int:
        taken = self._take((k + 7) // 8)
        return super().getrandbits(k) if taken is None else taken >> (-k % 8)


@attrs.frozen
class Left:
    """What an engine still holds."""

    sessions: int
    transactions: int
    timers: int
    legs: int
    streams: int


NOTHING = Left(0, 0, 0, 0, 0)


class Fuzzer:
    """An engine and everybody around it."""

    def __init__(self, chance: random.Random, number: int = 0) -> None:
        self.chance = chance
        users = {name: AnsweringRule(name, chance.choice(["echo", "none", "tone:440"])) for name in CHARTS}
        self.engine = Engine(
            Settings(
                persist=chance.random() < 0.5,
                ask_modifications=chance.random() < 0.3,
                on_media_loss=chance.choice(["end", "hold", "reinvite", "ignore"]),
                max_sessions=40,
                max_transactions=300,
                authenticate=number % 2 == 1,
            ),
            Environment(number.to_bytes(16, "big")),
            answering=AnsweringTable(users, None if chance.random() < 0.7 else AnsweringRule("unknown")),
        )
        self.failures: list[str] = []
        self.engine.on_error = self._note
        self.now = 1000.0
        self.sent: list[Send] = []
        self.streams: list[str] = []
        self.tags: dict[int, str] = {}
        self.command = 0
        self.branch = 0

    def _note(self, session: str, what: str, where: str, error: BaseException | None) -> None:
        """Remember a defect; that a target cannot be dialled is none, it is an action that fails as it may."""
        dialing = ("action open_media failed", "action send_invite failed")
        if not (what in dialing and isinstance(error, SipParseError)):
            self.failures.append(f"{what} {where} {error!r}")

    def feed(self, item: Input) -> None:
        self._look(self.engine.feed(item, self.now))

    def _look(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Media):
                if isinstance(effect.command, OpenStream):
                    self.streams.append(effect.command.stream)
                elif isinstance(effect.command, CloseStream):
                    self.streams.remove(effect.command.stream)
            if isinstance(effect, Send):
                self.sent.append(effect)
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
            asked = [send.data for send in self.sent if not send.data.startswith(b"SIP/")]
            if asked:
                body = SDP if chance.random() < 0.6 else b""
                return respond(chance.choice(asked), chance.choice(STATUSES), chance.choice("xyz"), body)
        method = chance.choice(METHODS)
        tag = self.tags.get(call, "") if chance.random() < 0.6 else chance.choice(["", "", "nope"])
        with_sdp = {"INVITE": 0.75, "ACK": 0.3}.get(method, 0.0)  # the rest are late offers, and answers to them
        body = SDP if chance.random() < with_sdp else b""
        return request(method, call, chance.randrange(1, 9), tag, f"{call}-{self.branch}", body, chance.choice(USERS))

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

    def news(self) -> MediaEvent:
        """What a media plane may say of a stream that is open, was open or never was."""
        stream = self.chance.choice([*self.streams, "gone/1", "s"])
        reason = self.chance.choice(["no route", "", "x" * 300])
        events: list[MediaEvent] = [
            MediaStarted(stream, 1, 0),
            MediaSilent(stream, 5.0),
            MediaStopped(stream, StreamStatistics()),
            MediaReport(stream, StreamStatistics()),
            MediaQualityChanged(stream, "bad", 0.5, 0.2, None),
            MediaFinished(stream, "file:x"),
            MediaFailed(stream, reason),
            MediaFailed(stream, reason, "play"),
        ]
        return self.chance.choice(events)

    def order(self) -> Command:
        """A command of the application, possible or not."""
        chance = self.chance
        self.command += 1
        if chance.random() < 0.3:
            target = chance.choice(["sip:b@127.0.0.1:6060", "sip:127.0.0.1", "tel:+1", "sip:b@example.com", "", "<x>"])
            more = {"offer": "late"} if chance.random() < 0.3 else {}
            session = self.engine.env.session_id()
            dialled = {"target": target, "arguments": {"source": "silence", **more}}
            return Command(self.command, session, "dial", dialled)
        name = chance.choice(list(ARGUMENTS))
        arguments: dict[str, object] = {key: chance.choice(values) for key, values in ARGUMENTS[name].items()}
        if chance.random() < 0.05:
            arguments["nobody knows"] = None
        return Command(self.command, chance.choice([*self.engine.sessions(), "gone"]), name, arguments)

    def restart(self) -> None:
        """Take one session out as a crash would, and bring it back from its snapshot."""
        engine = self.engine
        sessions = engine.sessions()
        if not sessions:
            return
        text = json.dumps(engine.snapshot(self.chance.choice(sessions)))
        cell = engine.cells.pop(json.loads(text)["session"])
        machines = [machine for scope in (cell.leg, *cell.dialogs.values()) for machine in scope.parts()]
        for machine in (*machines, *cell.transactions):
            for _, timer in machine.armed_timers():
                engine.wheel.cancel(timer)
        for transaction in cell.transactions:
            engine.transactions.pop(transaction.key, None)  # type: ignore[attr-defined]
            engine.router.forget(transaction)
        for name in cell.names:
            engine.legs.pop(name, None)
        self.streams = [stream for stream in self.streams if not stream.startswith(f"{cell.session}/")]
        self._look(engine.restore(json.loads(text), self.now))

    def step(self) -> None:
        """One thing happens."""
        roll = self.chance.random()
        if roll < 0.7:
            self.feed(Datagram(self.damage(self.message()), PEER))
        elif roll < 0.8:
            self.now += self.chance.choice([0.01, 0.3, 1.0, 5.0, 40.0])
            self.feed(Tick())
        elif roll < 0.91:
            self.feed(self.order())
        elif roll < 0.95:
            self.feed(MediaReported(self.news()))
        elif roll < 0.98:
            if self.sent:
                failed = self.chance.choice(self.sent)
                data = failed.data[: self.chance.choice([0, 100, 576, len(failed.data)])]
                self.feed(SendFailed(failed.remote, "no route", data))
        else:
            self.restart()

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

    def left(self) -> Left:
        """What is still there."""
        engine = self.engine
        counts = (engine.session_count, engine.transaction_count, engine.timer_count, len(engine.legs))
        return Left(*counts, len(self.streams))

    def run(self, steps: int) -> str:
        """So many steps and the end of everything; what is wrong then, or ""."""
        for _ in range(steps):
            self.step()
        self.settle()
        if self.failures:
            return "; ".join(self.failures[:3])
        left = self.left()
        return "" if left == NOTHING else str(left)
